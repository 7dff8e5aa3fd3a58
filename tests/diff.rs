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

/// "Tripoli −2": of which of the two?
#[test]
fn an_entity_whose_name_does_not_tell_it_has_its_id_beside_it() {
    let dir = Workdir::new();
    let entity = |id: &str, name: &str| format!("[[entity]]\nid = \"{id}\"\nkind = \"place\"\nname = \"{name}\"\n");
    dir.file("g.toml", [entity("tripoli-lebanon", "Tripoli"), entity("deir-ezzor", "Deir Ezzor")].concat());
    for (run, text) in [("old", "Rain."), ("new", "Rain in Tripoli and in Deir Ezzor.")] {
        dir.file(&format!("{run}.jsonl"), format!("{{\"id\":\"a\",\"date\":\"2017-06-06\",\"text\":\"{text}\"}}\n"));
        let build = ["-g", "g.toml", "--no-charts", "--no-report", "--no-references", "-d", run];
        let ran = dir.run([&["build", &format!("{run}.jsonl")][..], &build].concat());
        assert!(ran.code < 2, "{}", ran.stderr);
    }
    let told = dir.expect(0, ["diff", "old", "new"]).stdout;
    assert!(told.contains("Tripoli (tripoli-lebanon)  +1") && !told.contains("(deir-ezzor)"), "{told}");
    let ran = dir.expect(0, ["export", "all", "-d", "new", "--format", "csv", "-o", "tables"]);
    assert!(ran.stderr.contains("built with --no-references: 2 (dates, chronology)"), "{}", ran.stderr);
    assert!(dir.expect(0, ["show", "tripoli-lebanon", "-d", "new", "--json"]).stdout.contains("\"documents\": 1"));
}

#[test]
fn a_star_says_that_its_rank_is_of_a_period() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("n.jsonl", "{\"id\":\"a\",\"date\":\"2017-07-12\",\"text\":\"Mosul was freed on 10 July 2017. On 9 June 2017 Mosul was besieged.\"}\n");
    dir.expect(0, ["build", "n.jsonl", "-g", "g.toml", "--no-charts", "--no-report"]);
    let star = |flags: &[&str]| dir.expect(0, [&["chronology", "mosul"][..], flags].concat()).stdout;
    assert!(star(&["--from", "2017-07"]).contains("★ 1 of this period"));
    assert!(star(&[]).contains("★ 1\n"));
}
