//! What would be dated how, before a run.

use serde_json::Value;

use crate::workdir::Workdir;

const ROWS: &str = r#"{"id":"a","date":"2017-06-13","publisher":"The Harbour Herald","text":"The ferry sails."}
{"id":"b","date":"2017-06-14","publisher":"The Harbour Herald","url":"https://example.org/2016/02/01/b","text":"The ferry sank."}
{"id":"c","date":"2016","url":"https://www.example.org/c","text":"The ferry was built."}
{"id":"d","text":"The ferry has no date."}
"#;

fn corpus() -> Workdir {
    let dir = Workdir::new();
    dir.file("c/rows.jsonl", ROWS);
    dir.file("c/2018-01-02-port.txt", "The port is open.");
    dir
}

#[test]
fn sources_doubts_undated_and_a_histogram_are_shown() {
    let dir = corpus();
    let found: Value = serde_json::from_str(&dir.expect(0, ["dates", "c", "--by", "month", "--json"]).stdout).unwrap();
    let counts = |key: &str| found[key].as_u64().unwrap();
    assert_eq!(["documents", "dated", "undated", "coarser_than_bucket"].map(counts), [5, 4, 1, 1]);
    let pairs = |key: &str, name: &str| -> Vec<String> {
        let list = found[key].as_array().unwrap();
        list.iter().map(|entry| format!("{} {}", entry[name].as_str().unwrap_or("-"), entry["documents"])).collect()
    };
    assert_eq!(pairs("sources", "source"), ["field 3", "filename 1"]);
    assert_eq!(pairs("histogram", "bucket"), ["2017-06 2", "2018-01 1"]);
    assert_eq!(pairs("doubts", "doubt"), ["field says …, url says … 1"]);
    assert_eq!(pairs("publishers", "publisher"), ["- 2", "The Harbour Herald 2", "example.org 1"]);
    assert_eq!(found["undated_documents"][0]["document"], "d");
}

#[test]
fn the_text_ends_with_what_to_do_next() {
    let dir = corpus();
    assert!(dir.expect(0, ["dates", "c"]).stdout.trim_end().ends_with("dateline build c --dates dates.csv"));
    dir.file("dated/2017-06-13.txt", "The port is open.");
    assert!(dir.expect(0, ["dates", "dated"]).stdout.trim_end().ends_with("dateline build dated"));
    dir.file("rows.jsonl", "{\"text\":\"The port.\",\"seen\":\"2017-06-13\"}\n");
    assert!(dir.expect(0, ["dates", "rows.jsonl"]).stdout.contains("--date-field FIELD"));
}

#[test]
fn the_undated_are_a_form_that_dates_them() {
    let dir = corpus();
    let form = dir.expect(0, ["dates", "c", "--undated"]).stdout;
    assert_eq!(form, "path or id,date,first date in the text\nd,,\n");
    dir.file("dates.csv", form.replace("d,,", "d,2017-06-15,"));
    let found = dir.expect(0, ["dates", "c", "--dates", "dates.csv", "--json"]).stdout;
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!((found["undated"].as_u64(), found["sources"][0]["source"].as_str()), (Some(0), Some("manifest")));
}

#[test]
fn lists_say_what_they_cut_and_threads_change_nothing() {
    let dir = Workdir::new();
    for number in 0..30 {
        dir.file(&format!("c/{number:02}.txt"), "The port is open.");
    }
    let [one, four] = ["1", "4"].map(|jobs| dir.expect(0, ["dates", "c", "-j", jobs]).stdout);
    assert!(one.contains("… and 10 more"), "{one}");
    assert_eq!(one, four);
}

#[test]
fn exit_codes_are_those_of_a_build() {
    let dir = corpus();
    dir.file("c/empty.txt", "");
    assert!(dir.expect(3, ["dates", "c"]).stdout.contains("empty.txt: empty"));
    dir.expect(2, ["dates", "nowhere"]);
    dir.expect(2, ["dates", "c/empty.txt"]);
    dir.expect(2, ["dates"]);
}

/// `build` redated it, and `dates` advised a form to fill in.
#[test]
fn corrections_date_documents_as_in_a_build() {
    let dir = Workdir::new();
    dir.file("a.txt", "The port is open.");
    dir.file("corrections.toml", "[[date]]\ndocument = \"a.txt\"\npublished = \"2017-07-10\"\n");
    dir.file("other.toml", "[[date]]\ndocument = \"b.txt\"\npublished = \"2017\"\n[[block]]\nsurface = \"Hit\"\n");
    let found = |flags: &[&str]| -> Value {
        let ran = dir.expect(0, [&["dates", "a.txt", "--json"][..], flags].concat());
        serde_json::from_str(&ran.stdout).unwrap()
    };
    assert_eq!(found(&[])["sources"][0]["source"], "correction");
    assert_eq!(found(&["--no-corrections"])["undated"], 1);
    let other = found(&["--corrections", "other.toml"]);
    assert_eq!((&other["undated"], other["notes"].as_array().unwrap().len()), (&Value::from(1), 1));
    assert!(other["notes"][0].as_str().unwrap().contains("[[date]] (b.txt: 2017) matches nothing"), "{other}");
    let next = dir.expect(0, ["dates", "a.txt", "--no-corrections"]).stdout;
    assert!(next.trim_end().ends_with("--no-corrections --dates dates.csv"), "{next}");
}

/// The beginning of such a name was taken for a table, its end for a row of it, and no dated file stood beside it.
#[test]
fn a_file_with_a_number_sign_stands_in_its_folder() {
    let dir = Workdir::new();
    dir.file("c/2017-10-13.txt", "The port is open.");
    for number in 1..4 {
        dir.file(&format!("c/letter #{number}.txt"), format!("MOSUL, Iraq, Oct. 1{number} - The port is open."));
    }
    let found: Value = serde_json::from_str(&dir.expect(0, ["dates", "c", "--json"]).stdout).unwrap();
    assert_eq!(found["dated"], 4);
    let doubts: Vec<&str> =
        found["doubts"].as_array().unwrap().iter().map(|doubt| doubt["doubt"].as_str().unwrap()).collect();
    assert_eq!(doubts, ["dateline: a dateline without a year: … by the documents beside it (…)"]);
}

#[test]
fn quoted_dates_are_not_torn_and_publishers_are_those_of_a_build() {
    let dir = Workdir::new();
    dir.file(
        "rows.jsonl",
        "{\"date\":\"someday; maybe\",\"url\":\"https://WWW.Example.com/a\",\"text\":\"The port.\"}\n\
         {\"publisher\":\" \",\"url\":\"https://me@example.com/b\",\"text\":\"The port.\"}\n",
    );
    let found: Value = serde_json::from_str(&dir.expect(0, ["dates", "rows.jsonl", "--json"]).stdout).unwrap();
    let doubts = found["doubts"].as_array().unwrap();
    assert_eq!((doubts.len(), &doubts[0]["doubt"]), (1, &Value::from("field: … is no date")), "{found}");
    let publishers = found["publishers"].as_array().unwrap();
    assert_eq!((publishers.len(), &publishers[0]["publisher"]), (1, &Value::from("example.com")));
}
