//! Two runs side by side.

use serde_json::Value;

use crate::workdir::{GAZETTEER, Workdir};

const OLD: &str = r#"{"id":"a","date":"2017-06-06","text":"Forces entered Raqqa."}
{"id":"b","date":"2017-07-10","text":"Mosul was declared free."}
"#;
const NEW: &str = r#"{"id":"a","date":"2017-06-06","text":"Forces entered Raqqa."}
{"id":"b","date":"2017-08-10","text":"Mosul was declared free."}
{"id":"c","date":"2017-10-17","text":"Raqqa has fallen."}
"#;

fn two_runs() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("old.jsonl", OLD);
    dir.file("new.jsonl", NEW);
    for run in ["old", "new"] {
        let corpus = format!("{run}.jsonl");
        dir.expect(0, ["build", &corpus, "-g", "g.toml", "--by", "month", "-d", run, "--no-charts", "--no-report"]);
    }
    dir
}

#[test]
fn what_came_and_moved_is_told_with_its_cause() {
    let dir = two_runs();
    let found: Value = serde_json::from_str(&dir.expect(0, ["diff", "old", "new", "--json"]).stdout).unwrap();
    assert_eq!(found["documents"], serde_json::json!({ "came": 1, "redated": 1 }));
    let causes: Vec<String> = found["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {} {}", row["change"], row["cause"], row["mentions"]).replace('"', ""))
        .collect();
    assert_eq!(causes, ["came document_came 1", "moved document_redated 1"]);
    assert_eq!(found["entities"][0]["buckets"][0]["bucket"], "2017-07");
    let text = dir.expect(0, ["diff", "old", "new"]).stdout;
    assert!(text.contains("Documents: 1 came, 1 redated"), "{text}");
    assert!(text.contains("2017-07-10 (field) → 2017-08-10 (field)"), "{text}");
}

#[test]
fn equal_runs_end_with_one_as_grep_does() {
    let dir = two_runs();
    let text = dir.expect(1, ["diff", "old", "old"]).stdout;
    assert!(text.contains("Both found the same mentions"), "{text}");
    let ran = dir.expect(2, ["diff", "old", "nowhere"]);
    assert!(ran.stderr.contains("no run here"), "{}", ran.stderr);
}
