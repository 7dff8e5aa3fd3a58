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

/// Once, an earlier print of a text left no trace in a comparison, though the figures of two months were others by it.
#[test]
fn a_text_that_became_a_copy_no_longer_counts() {
    let dir = two_runs();
    let text = "Forces entered Raqqa from the east on Tuesday, and the river bridges were closed to all traffic until the \
                evening, when the first families came back with what they could carry, a spokesman of the council said. \
                Nobody knew how long the road to the north would stay open, or who would mend the water works this time.";
    let row = |id: &str, date: &str| serde_json::json!({ "id": id, "date": date, "text": text }).to_string() + "\n";
    dir.file("old.jsonl", row("b", "2017-07-07"));
    dir.file("new.jsonl", &(row("a", "2017-06-01") + &row("b", "2017-07-07")));
    for run in ["old", "new"] {
        let corpus = format!("{run}.jsonl");
        dir.expect(0, ["build", &corpus, "-g", "g.toml", "--by", "month", "-d", run, "--no-charts", "--no-report"]);
    }
    let causes = |options: &[&str]| -> Vec<String> {
        let ran = dir.expect(0, ["diff", "old", "new", "--json"].iter().chain(options).copied());
        let found: Value = serde_json::from_str(&ran.stdout).unwrap();
        let rows = found["mentions"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {} {}", row["change"], row["cause"], row["mentions"]).replace('"', "")).collect()
    };
    assert_eq!(causes(&[]), ["came document_came 1", "went copy 1"]);
    assert_eq!(causes(&["--count", "all"]), ["came document_came 1"]);
    let text = dir.expect(0, ["diff", "old", "new"]).stdout;
    assert!(text.contains("2 mentions of 1 entity, 1 of them in distinct texts"), "{text}");
    assert!(text.contains("2017-06 +1, 2017-07 −1"), "{text}");
}
