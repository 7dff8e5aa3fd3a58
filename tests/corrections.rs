//! What a person decided, applied on every run.

use std::fs;

use serde_json::Value;

use crate::workdir::{GAZETTEER, Workdir};

const ROWS: &str = r#"{"id":"a","date":"2017-06-06","text":"Forces entered Raqqa. Mosul was calm."}
{"id":"b","text":"Mosul was declared free."}
"#;

fn workdir(corrections: &str) -> Workdir {
    let dir = Workdir::new();
    dir.file("lists/g.toml", GAZETTEER);
    dir.file("lists/corrections.toml", corrections);
    dir.file("c/rows.jsonl", ROWS);
    dir
}

const BUILD: [&str; 6] = ["build", "c", "-g", "lists", "--no-charts", "--no-report"];

#[test]
fn they_are_found_beside_the_gazetteers_counted_and_warned_about() {
    let dir = workdir(
        "[[block]]\nsurface = \"Mosul\"\ndocument = \"a\"\nby = \"A. N.\"\nwhy = \"a joke\"\n\n\
         [[date]]\ndocument = \"b\"\npublished = 2017-07-10\n\n[[block]]\nsurface = \"Aleppo\"\n",
    );
    let ran = dir.expect(0, BUILD);
    assert!(ran.stderr.contains("lists/corrections.toml:11: the correction [[block]] (\"Aleppo\") matches nothing"));
    let run: Value = serde_json::from_str(&fs::read_to_string(dir.path("output/run.json")).unwrap()).unwrap();
    let applied: Vec<u64> =
        run["corrections"].as_array().unwrap().iter().map(|row| row["applied"].as_u64().unwrap()).collect();
    assert_eq!(applied, [1, 1, 0]);
    assert_eq!(run["corrections"][0]["why"], "a joke");
    assert_eq!(run["mentions"]["dropped"]["blocked"], 1);
    let documents = dir.expect(0, ["export", "documents", "--format", "csv"]).stdout;
    assert!(documents.contains("2017-07-10,day,correction"), "{documents}");
    let without = dir.expect(0, [&BUILD[..], &["--no-corrections", "-d", "plain"]].concat());
    assert!(!without.stderr.contains("corrections.toml"));
    let told = dir.expect(0, ["diff", "plain", "output", "--json"]).stdout;
    assert!(told.contains(r#""cause": "corrections""#), "{told}");
    assert!(told.contains(r#""detail": "2 blocks and 1 date added""#), "{told}");
}

/// Two blocks more in a file of the same name, and nothing that the runs were given explained what went.
#[test]
fn a_comparison_sees_what_stands_in_corrections_and_not_what_their_file_is_called() {
    let block = |surface: &str| format!("[[block]]\nsurface = {surface:?}\nwhy = \"a joke\"\n");
    let dir = workdir(&block("Aleppo"));
    dir.expect(0, [&BUILD[..], &["-d", "old"]].concat());
    dir.file("lists/corrections.toml", [block("Mosul"), block("Aleppo"), block("Raqqa")].concat());
    dir.expect(1, [&BUILD[..], &["-d", "new"]].concat());
    let told = dir.expect(0, ["diff", "old", "new"]).stdout;
    assert!(
        told.contains(
            "corrections lists/corrections.toml: 1 block → 3 blocks (2 blocks added)
"
        ),
        "{told}"
    );
    assert!(
        told.contains(
            "3 went   the corrections are others: 2 blocks added
"
        ),
        "{told}"
    );
    dir.file("elsewhere.toml", dir.read("lists/corrections.toml"));
    dir.expect(1, [&BUILD[..], &["-d", "moved", "--corrections", "elsewhere.toml"]].concat());
    let told = dir.expect(1, ["diff", "new", "moved"]).stdout;
    assert!(!told.contains("corrections"), "{told}");
}

/// A mention that no name finds could be told nowhere.
#[test]
fn a_mention_that_the_list_misses_is_added_with_the_date_that_governs_it() {
    let dir = workdir(
        "[[add]]\nsurface = \"the city on the Tigris\"\nentity = \"mosul\"\nby = \"A. N.\"\n\n[[add]]\nsurface = \"nowhere\"\nentity = \"mosul\"\n",
    );
    dir.file("c/rows.jsonl", "{\"id\":\"a\",\"date\":\"2017-06-06\",\"text\":\"On 10 June 2014 the city on the Tigris fell. Mosul was calm.\"}\n");
    let ran = dir.expect(0, BUILD);
    assert!(ran.stderr.contains("the correction [[add]] (\"nowhere\" to mosul) matches nothing"), "{}", ran.stderr);
    let rows = dir.expect(0, ["mentions", "mosul", "--format", "jsonl"]).stdout;
    let added: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!((&added["surface"], &added["rule"]), (&"the city on the Tigris".into(), &"corrected".into()));
    assert_eq!((&added["referenced_from"], &added["alias"]), (&"2014-06-10".into(), &"Mosul".into()));
    assert_eq!(rows.lines().count(), 2);
    let again = dir.expect(0, BUILD);
    assert!(again.stderr.contains("1 as before"), "{}", again.stderr);
    assert_eq!(dir.expect(0, ["mentions", "mosul", "--format", "jsonl"]).stdout, rows);
}

#[test]
fn a_pasted_correction_blocks_its_mention() {
    let dir = workdir("");
    dir.expect(0, BUILD);
    let pasted = dir.expect(0, ["mentions", "raqqa", "--correct"]).stdout;
    assert!(pasted.contains("[[block]]") && pasted.contains("start = 15"), "{pasted}");
    dir.file("lists/corrections.toml", &pasted);
    dir.expect(0, BUILD);
    dir.expect(1, ["mentions", "raqqa"]);
}

#[test]
fn a_mistake_in_them_ends_the_run_before_anything_is_read() {
    let dir = workdir("[[block]]\nsurfase = \"Mosul\"\n");
    let ran = dir.expect(2, BUILD);
    assert!(ran.stderr.contains("lists/corrections.toml:2:1: unknown field `surfase`"), "{}", ran.stderr);
}

#[test]
fn a_document_marked_as_a_copy_counts_no_more_and_an_unknown_original_is_named() {
    let dir = workdir(
        "[[copy]]\ndocument = \"b\"\nof = \"a\"\nby = \"A. N.\"\nwhy = \"retold\"\n\n\
         [[copy]]\ndocument = \"a\"\nof = \"gone\"\nby = \"A. N.\"\nwhy = \"retold\"\n",
    );
    let ran = dir.expect(0, BUILD);
    let documents = dir.expect(0, ["export", "documents", "--format", "jsonl"]).stdout;
    assert_eq!(documents.matches(r#""copy_of":"a""#).count(), 1, "{documents}");
    let run: Value = serde_json::from_str(&dir.read("output/run.json")).unwrap();
    let applied: Vec<&Value> = run["corrections"].as_array().unwrap().iter().map(|row| &row["applied"]).collect();
    assert_eq!(applied, [1, 0], "an original that is not there was counted as applied");
    assert!(run["notes"][0].as_str().unwrap().contains(r#"matches nothing: no document has the id "gone""#), "{run}");
    assert!(ran.stderr.contains(r#"no document has the id "gone""#), "{}", ran.stderr);
}

/// One of two alike blocks took both mentions away, and the other was warned of.
#[test]
fn a_block_that_is_printed_to_be_pasted_names_one_mention() {
    let dir = workdir("");
    dir.file(
        "c/rows.jsonl",
        "{\"id\":\"2017-06-06#4\",\"text\":\"Mosul is not Mosul any more.\"}\n\
         {\"text\":\"Raqqa is not Raqqa any more.\"}\n{\"text\":\"Raqqa is not Raqqa any more.\"}\n",
    );
    dir.expect(0, [&BUILD[..], &["--count", "all"]].concat());
    let printed = dir.expect(0, ["mentions", "--correct"]).stdout;
    let blocks: Vec<&str> = printed.split("\n\n").filter(|block| block.contains("[[block]]")).collect();
    assert_eq!(blocks.len(), 4, "{printed}");
    assert_eq!(printed.matches("a block above names the same sentence").count(), 2, "{printed}");
    for (block, left) in blocks.iter().zip([5, 5, 4, 4]) {
        dir.file("one.toml", block);
        let ran = dir.expect(0, [&BUILD[..], &["--corrections", "one.toml"]].concat());
        assert_eq!(dir.expect(0, ["mentions"]).stdout.lines().count(), 2 * left, "{block}\n{}", ran.stderr);
    }
    dir.file("all.toml", printed);
    let ran = dir.expect(1, [&BUILD[..], &["--corrections", "all.toml"]].concat());
    assert!(!ran.stderr.contains("matches nothing"), "{}", ran.stderr);
}
