//! What people stumbled over who tried the program for the first time: a test for each.

use serde_json::Value;

use crate::workdir::{GAZETTEER, Ran, Workdir};

const CORPUS: &str = r#"{"id": "late", "date": "2017-08-17", "text": "Daesh held Raqqa. On 14 June 2014 Mosul was lost. Daesh fled."}
{"id": "early", "date": "2014-06-20", "text": "ISIS took Mosul on 14 June 2014."}
{"id": "undated", "text": "On 14 June 2014 ISIS stood in Raqqa and in Mosul."}
{"id": "middle", "date": "2015-02-17", "text": "ISIS was in Raqqa, and nowhere else."}
"#;

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("corpus.jsonl", CORPUS);
    dir.file("list.toml", GAZETTEER.replace("\"ISIS\",", "\"ISIS\", \"Daesh\","));
    run_build(&dir, &[]);
    dir
}

fn run_build(dir: &Workdir, more: &[&str]) -> Ran {
    let build = ["build", "corpus.jsonl", "-g", "list.toml", "--by", "year", "--no-charts", "--no-report"];
    dir.expect(0, build.iter().chain(more).copied())
}

#[test]
fn undated_documents_are_no_day_of_publication() {
    let dir = built();
    let days = dir.expect(0, ["chronology", "--days", "0", "--format", "json"]).stdout;
    let days: Value = serde_json::from_str(&days).unwrap();
    let day = days.as_array().unwrap().iter().find(|day| day["day"] == "2014-06-14").unwrap();
    assert_eq!((&day["documents"], &day["publication_days"]), (&3.into(), &2.into()), "{day}");
}

#[test]
fn a_chronology_goes_into_a_file() {
    let dir = built();
    for (format, head) in [
        ("text", "2014-06-14"),
        ("markdown", "<!-- Written by dateline -->\n\n## 2014-06-14"),
        ("csv", ""),
        ("timelinejs", "{"),
    ] {
        let command = ["chronology", "mosul", "--format", format, "-o", "c.out"];
        assert!(dir.expect(0, command).stdout.is_empty());
        let (file, printed) = (dir.read("c.out"), dir.expect(0, command[..4].iter().copied()).stdout);
        assert!(file.starts_with(head) && file == printed, "{format}: {file}");
    }
}

#[test]
fn mentions_of_one_entity_come_in_the_order_of_time() {
    let lines = built().expect(0, ["mentions", "mosul"]).stdout;
    let days: Vec<&str> = lines.lines().step_by(2).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(days, ["2014-06-20", "2017-08-17", "undated"]);
}

#[test]
fn what_show_advises_keeps_the_period() {
    let dir = built();
    let more = dir.expect(0, ["show", "islamic-state", "--from", "2014", "--to", "2015"]).stdout;
    assert!(more.contains("dateline mentions islamic-state --from 2014 --to 2015"), "{more}");
    assert!(more.contains("-o islamic-state.svg --from 2014 --to 2015"), "{more}");
}

#[test]
fn when_one_spelling_takes_the_place_of_another_is_seen_in_the_terminal() {
    let shown = built().expect(0, ["show", "islamic-state"]).stdout;
    assert!(shown.contains("Written over time"), "{shown}");
    let line = |name: &str| shown.lines().find(|line| line.starts_with(&format!("  {name}"))).unwrap_or_default();
    assert!(line("Daesh").ends_with("2017") && line("ISIS").ends_with("2014 to 2015"), "{shown}");
}

#[test]
fn one_entity_meets_all_others() {
    let dir = built();
    let rows = dir.expect(0, ["export", "co-mentions", "--where", "entity=raqqa", "--format", "csv"]).stdout;
    assert!(rows.lines().count() > 2 && rows.lines().skip(1).all(|row| row.contains("raqqa")), "{rows}");
    dir.expect(0, ["chart", "matrix", "raqqa", "-o", "m.svg", "--data", "m.csv"]);
    assert!(dir.read("m.csv").contains("mosul"), "{}", dir.read("m.csv"));
}

#[test]
fn an_entity_that_no_list_has_is_told_with_what_was_meant() {
    let dir = built();
    dir.file("corrections.toml", "[[block]]\nsurface = \"Mosul\"\nentity = \"mosull\"\n");
    let said = run_build(&dir, &["--corrections", "corrections.toml"]).stderr;
    assert!(said.contains("no gazetteer has an entity \"mosull\"; did you mean mosul?"), "{said}");
    dir.file("corrections.toml", "[[block]]\nsurface = \"Mosul\"\nentity = \"atlantis\"\n");
    let said = run_build(&dir, &["--corrections", "corrections.toml"]).stderr;
    assert!(said.contains("dateline gazetteer list list.toml shows them"), "{said}");
}

#[test]
fn nothing_is_a_copy_of_itself() {
    let dir = built();
    dir.file("corrections.toml", "\n[[copy]]\ndocument = \"a\"\nof = \"a\"\n");
    let said = dir.expect(2, ["build", "corpus.jsonl", "--corrections", "corrections.toml"]).stderr;
    assert!(said.contains("corrections.toml:2") && said.contains("no copy of itself"), "{said}");
}

#[test]
fn a_folder_of_lists_may_hold_runs() {
    let dir = built();
    dir.file("lists/list.toml", GAZETTEER);
    dir.expect(0, ["build", "corpus.jsonl", "-g", "list.toml", "-d", "lists/run", "-q"]);
    dir.expect(0, ["build", "corpus.jsonl", "-g", "lists", "-d", "again", "-q"]);
}

#[test]
fn advice_names_no_option_that_is_not_there() {
    let dir = built();
    let said = dir.expect(2, ["diff", "output", "nowhere"]).stderr;
    assert!(said.contains("dateline diff OLD NEW") && !said.contains("-d"), "{said}");
    let said = dir.expect(2, ["chronology", "--json"]).stderr;
    assert!(said.contains("--format json") && !said.contains("'-- --json'"), "{said}");
}

#[test]
fn counts_are_whole_numbers() {
    let dir = built();
    let rows = dir.expect(0, ["export", "timelines", "--format", "jsonl"]).stdout;
    assert!(rows.contains("\"mentions\":1,") && !rows.contains("\"mentions\":1.0"), "{rows}");
}

#[test]
fn a_build_that_finds_nothing_leaves_no_folder() {
    let dir = Workdir::new();
    dir.file("empty/a.bin", "\0");
    dir.expect(2, ["build", "empty", "-d", "new"]);
    assert!(!dir.path("new").exists());
}

#[test]
fn utf_32_is_named() {
    let dir = Workdir::new();
    let wide = |text: &str| text.chars().flat_map(|letter| (letter as u32).to_le_bytes()).collect::<Vec<u8>>();
    dir.file("c/a.txt", wide("\u{feff}Mosul fell."));
    let said = dir.expect(2, ["build", "c"]).stderr;
    assert!(said.contains("UTF-32") && said.contains("save it as UTF-8"), "{said}");
}

#[test]
fn files_of_one_name_are_told_apart_in_captions() {
    let dir = built();
    let one = |id: &str, name: &str| {
        format!("[gazetteer]\nname = \"Mine\"\nkind = \"place\"\n[[entity]]\nid = \"{id}\"\nname = \"{name}\"\n")
    };
    dir.file("west.toml", one("mosul", "Mosul"));
    dir.file("east.toml", one("raqqa", "Raqqa"));
    let build = ["build", "corpus.jsonl", "-g", "west.toml", "-g", "east.toml", "--by", "year", "-d", "two", "-q"];
    dir.expect(0, build);
    dir.expect(0, ["chart", "lines", "mosul", "-d", "two", "-o", "l.svg"]);
    let picture = dir.read("l.svg");
    assert!(picture.contains("west.toml") && picture.contains("east.toml"), "{picture}");
}

#[test]
fn a_day_that_does_not_exist_is_one_error() {
    let dir = Workdir::new();
    dir.file(
        "g.toml",
        "[[entity]]\nid = \"a\"\nkind = \"place\"\nname = \"A\"\naliases = [{ text = \"B\", from = 2017-02-30 }]\n",
    );
    let said = dir.expect(2, ["gazetteer", "check", "g.toml"]).stderr;
    assert!(!said.contains("\"\" is not a day") && said.contains("1 error must be mended"), "{said}");
}
