//! `dateline explain`: every name of one document, what was decided, and how to mend the list.

use crate::workdir::{GAZETTEER, Workdir, large_list};

const LIST: &str = r#"
[gazetteer]
kind = "place"
[[entity]]
id = "london"
name = "London"
[[entity]]
id = "may"
kind = "person"
name = "Theresa May"
aliases = ["May", { text = "PM", weak = true }]
[[entity]]
id = "springfield-illinois"
name = "Springfield"
population = 116250
[[entity]]
id = "springfield-oregon"
name = "Springfield"
population = 59403
"#;

const TEXT: &str =
    "In May they met in Springfield.\nJack London was there, and the PM, but Theresa May was not a may.\n";

fn workdir() -> Workdir {
    let work = Workdir::new();
    work.file("list.toml", LIST);
    work.file("a.txt", TEXT.replace("Theresa May", "nobody"));
    work.file("b.txt", TEXT);
    work
}

#[test]
fn decisions_are_shown_with_their_rules_and_how_to_change_them() {
    let ran = workdir().expect(0, ["explain", "a.txt", "-g", "list.toml"]);
    for wanted in [
        "In <1 May> they met in [2 Springfield].",
        "not taken: month",
        "springfield-illinois",
        "not taken: ambiguous",
        "Jack <3 London> was there",
        "not taken: inside_name",
        "not taken: weak",
        r#"name_rules = { sure = true }"#,
        r#"{ text = "May", sure = true }"#,
        "priority = 1",
        "1 words in small letters",
    ] {
        assert!(ran.stdout.contains(wanted), "{wanted:?} is not in\n{}", ran.stdout);
    }
}

#[test]
fn what_is_pasted_changes_the_decision() {
    let work = workdir();
    let before = work.expect(0, ["explain", "a.txt", "-g", "list.toml"]).stdout;
    assert!(before.contains("<3 London>"));
    work.file("list.toml", LIST.replace("name = \"London\"", "name = \"London\"\nname_rules = { sure = true }"));
    let after = work.expect(0, ["explain", "a.txt", "-g", "list.toml"]).stdout;
    assert!(after.contains("[3 London]"), "{after}");
}

#[test]
fn it_decides_as_a_build_does() {
    let work = workdir();
    work.expect(0, ["build", "b.txt", "-g", "list.toml", "-q", "--no-report", "--no-charts"]);
    let export = work.expect(0, ["export", "mentions", "--format", "jsonl"]).stdout;
    let built: Vec<(u64, u64, String)> = export
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|row| {
            (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap(), row["entity"].as_str().unwrap().to_owned())
        })
        .collect();
    let json = work.expect(0, ["explain", "b.txt", "-g", "list.toml", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let taken = json["occurrences"].as_array().unwrap().iter().filter(|one| one["taken"] == true);
    let explained: Vec<(u64, u64, String)> = taken
        .map(|one| {
            let entity = one["senses"][0]["entity"].as_str().unwrap().to_owned();
            (one["start"].as_u64().unwrap(), one["end"].as_u64().unwrap(), entity)
        })
        .collect();
    assert!(built.len() >= 3 && built == explained, "{built:?}\n{explained:?}");
}

#[test]
fn one_document_of_several_is_chosen_by_its_id() {
    let work = workdir();
    work.file("list.toml", GAZETTEER);
    work.file(
        "news.jsonl",
        "{\"id\": \"1\", \"text\": \"Mosul.\"}\n{\"id\": \"2\", \"text\": \"\\u001b[2J Raqqa.\"}\n",
    );
    let many = work.expect(2, ["explain", "news.jsonl", "-g", "list.toml"]);
    assert!(many.stderr.contains("choose one with --id: 1, 2"), "{}", many.stderr);
    let one = work.expect(0, ["explain", "news.jsonl", "--id", "2", "-g", "list.toml"]);
    assert!(one.stdout.contains("[1 Raqqa]") && !one.stdout.contains('\u{1b}'), "{}", one.stdout);
    work.expect(1, ["explain", "news.jsonl", "--id", "3", "-g", "list.toml"]);
}

#[test]
fn the_corpus_of_the_settings_is_looked_through() {
    let work = workdir();
    work.file("dateline.toml", "corpus = [\"b.txt\"]\ngazetteers = [\"list.toml\"]\nanywhere = true\n");
    work.file("b.txt", "They wrote #LondonCalling.\n");
    let ran = work.expect(0, ["explain"]);
    assert!(ran.stdout.contains("#[1 London]Calling") && ran.stdout.contains("taken: anywhere"), "{}", ran.stdout);
}

#[test]
fn a_list_is_run_against_a_corpus() {
    let work = workdir();
    let line = "{\"id\": \"N\", \"text\": \"Hit was quiet. They hit a wall, and hit it again; a hit. In Hit the river rose.\"}\n";
    let rows: String = (0..6).map(|number| line.replace('N', &number.to_string())).collect();
    work.file("news.jsonl", rows);
    work.file("list.toml", "[gazetteer]\nkind = \"place\"\n[[entity]]\nid = \"hit\"\nname = \"Hit\"\n");
    let ran = work.expect(0, ["gazetteer", "check", "list.toml", "--corpus", "news.jsonl"]);
    for wanted in [
        "6 documents read",
        "30      12    60%    20%          Hit",
        "60 % of its hits are in small letters",
        "name_rules = { case = \"exact\" }",
        "+ Hit was quiet.",
        "0:1",
    ] {
        assert!(ran.stdout.contains(wanted), "{wanted:?} is not in\n{}", ran.stdout);
    }
    let json = work.expect(0, ["gazetteer", "check", "list.toml", "--corpus", "news.jsonl", "--json"]).stdout;
    let row: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!((row["hits"].as_u64(), row["small"].as_u64(), row["taken"].as_u64()), (Some(30), Some(18), Some(12)));
    work.file("broken.jsonl", [line, "{\"id\": \"2\"\n"].concat());
    let skipped = work.expect(3, ["gazetteer", "check", "list.toml", "--corpus", "broken.jsonl"]).stderr;
    assert!(
        skipped.contains("1 input or part of one gave no document:\n  broken.jsonl#2:2: not valid JSON"),
        "{skipped}"
    );
    work.file("none.jsonl", "{\"id\": \"1\", \"text\": \"Nothing.\"}\n");
    work.expect(1, ["gazetteer", "check", "list.toml", "--corpus", "none.jsonl"]);
}

#[test]
fn advice_leaves_a_strong_name_and_is_for_the_alias_that_does_the_damage() {
    let work = workdir();
    let line = "{\"id\": \"N\", \"text\": \"They hit a wall in Hit, a hit. Lee rode off, said General Lee. The lee shore, in the lee.\"}\n";
    let rows: String = (0..6).map(|number| line.replace('N', &number.to_string())).collect();
    work.file("news.jsonl", rows);
    let hit =
        "[[entity]]\nid = \"hit\"\nkind = \"place\"\nname = \"Hit\"\naliases = [{ text = \"hit\", case = \"any\" }]\n";
    let lee = "[[entity]]\nid = \"lee\"\nkind = \"person\"\nname = \"Lee\"\naliases = [\"General Lee\"]\n";
    work.file("list.toml", [hit, lee].concat());
    let ran = work.expect(0, ["gazetteer", "check", "list.toml", "--corpus", "news.jsonl"]);
    assert!(ran.stdout.contains("leave out:\n      { text = \"hit\", case = \"any\" }"), "{}", ran.stdout);
    // General Lee counts by itself, so the bare name may be weak.
    assert!(ran.stdout.contains("in the entity \"lee\":\n      name_rules = { weak = true }"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Lee, dropped: "), "{}", ran.stdout);
}

#[test]
fn a_large_list_is_explained_alike_with_and_without_what_is_kept() {
    let work = Workdir::new();
    work.file("places.txt", large_list());
    work.file("a.txt", "They left Varnholm for Oldenby Number 12.\n");
    let list = "geonames:places.txt";
    let anew = work.expect(0, ["explain", "a.txt", "-g", list, "--no-cache"]).stdout;
    assert!(anew.contains("Varnholm") && !work.path(".dateline-cache").exists(), "{anew}");
    for _ in 0..2 {
        assert_eq!(work.expect(0, ["explain", "a.txt", "-g", list]).stdout, anew);
        assert!(work.path(".dateline-cache").is_dir());
    }
    // Who only looks at entities, and who counts names in a corpus.
    for arguments in [vec!["gazetteer", "list", list], vec!["gazetteer", "check", list, "--corpus", "a.txt", "--json"]]
    {
        let kept = work.expect(0, arguments.iter().copied()).stdout;
        assert_eq!(work.expect(0, arguments.into_iter().chain(["--no-cache"])).stdout, kept);
    }
    work.file("corrections.toml", "[[block]]\nsurface = \"Varnholm\"\nby = \"A. B.\"\n");
    assert!(work.expect(0, ["explain", "a.txt", "-g", list]).stdout.contains("Varnholm"));
}
