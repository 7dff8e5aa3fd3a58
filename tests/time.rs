//! Dates inside the text: the table of references, what governs mentions, the second axis, the chronology.

use serde_json::Value;

use crate::workdir::{GAZETTEER, Ran, Workdir};

const ROWS: &str = r#"{"id":"a","date":"2017-10-20","title":"Raqqa since Tuesday","text":"The alliance took Raqqa on Tuesday. It had entered the city on 6 June.\n\nMosul fell in June 2014, Raqqa in January 2014."}
{"id":"b","date":"2017-10-18","text":"Raqqa was declared free on 17 October 2017 after a long siege. Mosul is safe."}
{"id":"c","text":"On Friday Raqqa was quiet. The year 2017 was bad for Raqqa. März ’17 – “é” Raqqa on 30 February 2017."}
"#;

fn built(arguments: &[&str]) -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/rows.jsonl", ROWS);
    dir.expect(0, [["build", "c", "-g", "g.toml", "--by", "month", "--no-charts"].as_slice(), arguments].concat());
    dir
}

fn rows(ran: &Ran) -> Vec<Value> {
    ran.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or("-")
}

#[test]
fn dates_are_exported_with_offsets_of_the_original() {
    let dir = built(&[]);
    let dates = rows(&dir.expect(0, ["export", "dates", "--format", "jsonl"]));
    let shown: Vec<_> =
        dates.iter().map(|row| (text(row, "document"), text(row, "surface"), text(row, "value"))).collect();
    assert_eq!(
        shown[..3],
        [("a", "Tuesday", "2017-10-17"), ("a", "Tuesday", "2017-10-17"), ("a", "6 June", "2017-06-06")]
    );
    assert!(shown.contains(&("c", "Friday", "-")) && shown.contains(&("c", "30 February 2017", "-")));
    let documents: Vec<Value> = ROWS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for row in &dates {
        let document = documents.iter().find(|document| document["id"] == row["document"]).unwrap();
        let field = document[text(row, "field")].as_str().unwrap();
        let number = |key: &str| row[key].as_u64().unwrap() as usize;
        assert_eq!(&field[number("byte_start")..number("byte_end")], text(row, "surface"));
        let characters: String = field.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(characters, text(row, "surface"));
        assert_eq!(row["value"].is_null(), !row["unresolved"].is_null(), "{row}");
    }
}

#[test]
fn mentions_say_which_date_governs_them() {
    let dir = built(&[]);
    let mentions = rows(&dir.expect(0, ["export", "mentions", "--format", "jsonl"]));
    let columns = ["document", "entity", "referenced_from", "referenced_to", "referenced_rule"];
    let shown: Vec<String> = mentions.iter().map(|row| columns.map(|key| text(row, key)).join(" ")).collect();
    assert_eq!(
        shown,
        [
            "a raqqa 2017-10-17 2017-10-20 clause",
            "a raqqa 2017-10-17 2017-10-17 clause",
            "a mosul 2014-06-01 2014-06-30 clause",
            "a raqqa 2014-01-01 2014-01-31 clause",
            "b raqqa 2017-10-17 2017-10-17 clause",
            "b mosul 2017-10-17 2017-10-17 paragraph",
            "c raqqa - - clause",
            "c raqqa 2017-01-01 2017-12-31 clause",
            "c raqqa - - clause",
        ]
    );
}

#[test]
fn a_person_called_like_a_month_is_no_date() {
    let dir = Workdir::new();
    let text = "Theresa May met her ministers. Critics of May said no, and May's plan failed. She won in May.";
    dir.file("c/rows.jsonl", serde_json::json!({"id": "a", "date": "2018-12-15", "text": text}).to_string());
    dir.expect(0, ["build", "c", "-g", "bundled", "--no-charts", "--no-report"]);
    let dates = rows(&dir.expect(0, ["export", "dates", "--format", "jsonl"]));
    let shown: Vec<_> =
        dates.iter().map(|row| (row["start"].as_u64().unwrap(), row["value"].as_str().unwrap_or("-"))).collect();
    assert_eq!(shown, [(text.rfind("May").unwrap() as u64, "2018-05")]);
}

#[test]
fn a_run_without_references_says_so() {
    let dir = built(&["--no-references"]);
    for arguments in [["summary", "--axis", "referenced"], ["export", "dates", "--quiet"]] {
        let ran = dir.expect(2, arguments);
        assert!(ran.stderr.contains("--no-references"), "{}", ran.stderr);
    }
}

#[test]
fn timelines_stand_on_the_dates_that_texts_name() {
    let dir = built(&[]);
    let arguments = ["export", "timelines", "--axis", "referenced", "--by", "month", "--format", "jsonl"];
    let timelines = rows(&dir.expect(0, arguments));
    let shown: Vec<String> = timelines
        .iter()
        .filter(|row| row["mentions"] != 0)
        .map(|row| {
            let [entity, axis, bucket] = ["entity", "axis", "bucket"].map(|key| text(row, key));
            format!("{entity} {axis} {bucket} {} of {}", row["mentions"], row["coverage_documents"])
        })
        .collect();
    assert_eq!(
        shown,
        [
            "raqqa referenced 2014-01 1 of 1",
            "raqqa referenced 2017-10 3 of 2",
            "mosul referenced 2014-06 1 of 1",
            "mosul referenced 2017-10 1 of 2",
        ]
    );
    // Every bucket between the first and the last is there, covered or not.
    let raqqa = timelines.iter().filter(|row| row["entity"] == "raqqa");
    assert_eq!(raqqa.count(), 46);
    let summary = dir.expect(0, ["summary", "--axis", "referenced", "--by", "month", "--json"]);
    let summary: Value = serde_json::from_str(&summary.stdout).unwrap();
    let left_out = serde_json::json!({"undated": 2, "too_coarse": 1, "outside": 0});
    assert_eq!(summary["mentions_left_out"], left_out);
    let shown = dir.expect(0, ["summary", "--axis", "referenced", "--by", "year"]).stdout;
    assert!(shown.contains("2 mentions with no date") && shown.contains("By year that the texts name"), "{shown}");
}

#[test]
fn a_period_on_the_axis_of_references_is_of_what_is_told() {
    let dir = built(&[]);
    let arguments =
        ["show", "raqqa", "--axis", "referenced", "--by", "month", "--from", "2014", "--to", "2014", "--json"];
    let shown: Value = serde_json::from_str(&dir.expect(0, arguments).stdout).unwrap();
    let buckets: Vec<&str> = shown["timeline"].as_array().unwrap().iter().map(|row| text(row, "bucket")).collect();
    assert_eq!(buckets.first(), Some(&"2014-01"));
    assert_eq!(shown["timeline"][0]["mentions"], 1.0);
    let ran = dir.expect(2, ["chart", "swimlane", "raqqa", "--axis", "referenced", "-o", "x.svg"]);
    assert!(ran.stderr.contains("day of publication") && ran.stderr.contains("heatmap"), "{}", ran.stderr);
    dir.expect(0, ["chart", "aliases", "raqqa", "--axis", "referenced", "--by", "month", "-o", "x.svg"]);
    assert!(dir.read("x.svg").contains("Month that the text names"));
    dir.expect(0, ["chart", "lines", "raqqa", "--axis", "referenced", "--by", "month", "-o", "x.svg"]);
    assert!(dir.read("x.svg").contains("2 mentions with no date"));
}

#[test]
fn the_chronology_is_in_the_order_of_what_is_told() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let story = r#"{"id":"late","date":"2017-12-01","text":"Raqqa fell on 17 October 2017. Mosul had fallen in June 2014."}
{"id":"copy1","date":"2017-10-18","text":"The long battle for the city of Raqqa came to its end at noon on Tuesday, the alliance said."}
{"id":"copy2","date":"2017-10-18","text":"RAQQA - The long battle for the city of Raqqa came to its end at noon on Tuesday, the alliance said!"}
{"id":"other","date":"2017-10-20","text":"A <b>bridge</b> was opened on Thursday in Mosul."}
"#;
    dir.file("c/rows.jsonl", story);
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let entries = rows(&dir.expect(0, ["chronology", "--format", "jsonl"]));
    let shown: Vec<String> = entries
        .iter()
        .map(|row| {
            let [from, document] = ["from", "document"].map(|key| text(row, key));
            format!("{from} {document} {} {}", row["distance_days"], row["copies"])
        })
        .collect();
    assert_eq!(
        shown,
        ["2014-06-01 late 1250 1", "2017-10-17 copy1 1 2", "2017-10-17 late 45 1", "2017-10-19 other 1 1"]
    );
    let exported = rows(&dir.expect(0, ["export", "chronology", "--format", "jsonl"]));
    assert_eq!(exported, entries);
    let one = dir.expect(0, ["chronology", "mosul", "--from", "2017", "--format", "csv"]).stdout;
    assert_eq!(one.lines().count(), 2, "{one}");
    let days: Value =
        serde_json::from_str(&dir.expect(0, ["chronology", "--days", "2", "--format", "json"]).stdout).unwrap();
    assert_eq!((text(&days[0], "day"), &days[0]["publication_days"]), ("2017-10-17", &Value::from(2)));
    assert_eq!(days.as_array().unwrap().len(), 2);
    let best = rows(&dir.expect(0, ["chronology", "--top-days", "1", "--format", "jsonl"]));
    assert!(best.len() == 2 && best.iter().all(|row| row["from"] == "2017-10-17"), "{best:?}");
}

/// `--top-days 6` once printed three days, without a word of the others.
#[test]
fn days_that_no_sentence_names_are_told_of() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file(
        "c/a.jsonl",
        r#"{"id":"a","date":"2017-10-20","text":"A bridge was opened on Thursday in Mosul."}
{"id":"b","date":"2017-11-03","text":"The road to Mosul is open again."}
{"id":"c","date":"2017-11-03","text":"Mosul has water, and light."}"#,
    );
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let ran = dir.expect(0, ["chronology", "mosul", "--top-days", "5"]);
    assert!(ran.stdout.contains("2017-10-19") && !ran.stdout.contains("2017-11-03"), "{}", ran.stdout);
    let said = ran.stderr.replace('\n', " ");
    assert!(said.contains("of these 3 days no sentence names"), "{said}");
    assert!(said.contains("dateline mentions mosul --from 2017-11-03 --to 2017-11-03"), "{said}");
    let all = dir.expect(0, ["chronology", "mosul"]).stderr;
    assert!(!all.contains("no sentence names"), "{all}");
}

#[test]
fn a_chronology_for_people_and_for_timelinejs_shows_markup_as_text() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file(
        "c/a.jsonl",
        r#"{"id":"a","date":"2017-10-20","text":"A <b>bridge</b> was opened on Thursday in Mosul."}
{"id":"b","date":"2017-10-21","text":"Saturday, October 21, 2017\n\nThe road is open again."}"#,
    );
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let ran = dir.expect(0, ["chronology"]);
    assert!(ran.stderr.contains("one line that is nothing but a date"), "{}", ran.stderr);
    let shown = ran.stdout;
    assert!(!shown.contains("October 21"), "{shown}");
    assert!(
        shown.starts_with("2017-10-19  ★ ") && shown.contains("mosul · a · published 2017-10-20, 1 day later"),
        "{shown}"
    );
    let markdown = dir.expect(0, ["chronology", "--format", "markdown"]).stdout;
    assert!(markdown.contains(r"\<b\>bridge"), "{markdown}");
    let events: Value = serde_json::from_str(&dir.expect(0, ["chronology", "--format", "timelinejs"]).stdout).unwrap();
    let event = &events["events"][0];
    assert_eq!(event["start_date"], serde_json::json!({"year": 2017, "month": 10, "day": 19}));
    assert!(!event.to_string().contains("<b>") && event["text"]["headline"].as_str().unwrap().contains("&lt;b&gt;"));
    dir.expect(1, ["chronology", "raqqa"]);
    dir.expect(1, ["chronology", "--from", "2030"]);
}

#[test]
fn a_dateline_without_a_year_is_completed_from_its_neighbours_and_grounds_what_it_tells() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/1.txt", "MOSUL, Iraq, Oct. 14, 2016 — Trucks left Mosul at dawn.");
    dir.file("c/2.txt", "MOSUL, Iraq, Oct. 15 — Trucks came back to Mosul on Friday.");
    dir.file("c/3.txt", "MOSUL, Iraq, Oct. 17, 2016 — All was quiet in Mosul.");
    dir.file("d/1.txt", "MOSUL, Iraq, Oct. 15 — Trucks left Mosul on Friday.");
    for jobs in ["1", "4"] {
        dir.expect(0, ["build", "c", "d", "-g", "g.toml", "--no-charts", "--no-report", "-j", jobs]);
        let documents = rows(&dir.expect(0, ["export", "documents", "--format", "jsonl"]));
        let dated = |id: &str| {
            let row = documents.iter().find(|row| text(row, "source") == id).unwrap();
            [text(row, "published"), text(row, "published_from")].join(" ")
        };
        assert_eq!(dated("c/2.txt"), "2016-10-15 dateline+neighbours");
        assert_eq!(dated("d/1.txt"), "- -");
        let dates = rows(&dir.expect(0, ["export", "dates", "--format", "jsonl"]));
        let friday = dates.iter().find(|row| text(row, "source") == "c/2.txt" && text(row, "surface") == "Friday");
        assert_eq!(text(friday.unwrap(), "value"), "2016-10-14");
    }
    let preview = dir.expect(0, ["dates", "c", "d"]).stdout;
    assert!(
        preview.contains("dateline+neighbours") && preview.contains("no dated document stands beside it"),
        "{preview}"
    );
}
