//! The language of documents: stated, detected, or left open; and what `--lang` leaves out.

use crate::workdir::{GAZETTEER, Workdir};

const ENGLISH: &str = "Troops who had waited for weeks near Mosul said that they would not move before the morning, and that \
                       the road to Raqqa was closed.";
const GERMAN: &str = "Die Truppen, die seit Wochen vor Mosul gewartet hatten, wollten sich nicht vor dem Morgen bewegen, und die \
                      Straße nach Raqqa blieb gesperrt, sagte ein Sprecher.";

fn corpus() -> String {
    let row = |id: &str, language: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"date\":\"2017-06-13\",\"language\":\"{language}\",\"text\":\"{text}\"}}\n")
    };
    [
        row("english", "", ENGLISH),
        row("german", "", GERMAN),
        row("stated", "Spanish", "Mosul."),
        row("short", "", "Mosul, Raqqa."),
    ]
    .concat()
}

#[test]
fn lang_keeps_what_is_wanted_or_undetermined_and_counts_the_rest() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c.jsonl", corpus());
    let build = ["build", "c.jsonl", "-g", "g.toml", "--no-charts", "--no-report"];
    dir.expect(0, build);
    let documents = dir.expect(0, ["export", "documents", "--format", "csv"]).stdout;
    let languages: Vec<String> = csv::Reader::from_reader(documents.as_bytes())
        .records()
        .map(|row| {
            row.unwrap().iter().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(languages, ["en detected 100", "de detected 100", "es stated ", "  "]);
    let summary = dir.expect(0, ["summary"]).stdout;
    assert!(summary.contains("Languages: de 1, en 1, es 1, undetermined 1"), "{summary}");
    assert!(
        dir.read("output/run.json").contains("1 document is in a language whose dates in words are not read (es 1)")
    );

    let ran = dir.expect(0, build.into_iter().chain(["--lang", "en-GB,Spanish"]));
    assert!(
        ran.stderr.contains("1 document is in other languages") && ran.stderr.contains("left out: de 1"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("1 document is too short") && ran.stderr.contains("and kept"), "{}", ran.stderr);
    let ids = dir.expect(0, ["export", "documents", "--format", "csv"]).stdout;
    let ids: Vec<&str> = ids.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, ["english", "stated", "short"]);
    let record = dir.read("output/run.json");
    assert!(record.contains("\"lang\": [\n"), "{record}");
}

#[test]
fn dates_are_read_in_the_language_of_their_document() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let row = |language: &str| {
        let text = "Mosul fiel am 5. Mai 2016; zwei Tage später war die Straße frei.";
        format!("{{\"id\":\"{language}\",\"language\":\"{language}\",\"text\":\"{text}\"}}\n")
    };
    dir.file("c.jsonl", row("de") + &row("en"));
    dir.expect(0, ["build", "c.jsonl", "-g", "g.toml", "--no-charts", "--no-report", "-q"]);
    let dates = dir.expect(0, ["export", "dates", "--format", "jsonl"]).stdout;
    let values = |language: &str| -> Vec<String> {
        let rows = dates.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.filter(|row| row["document"] == language).map(|row| row["value"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(values("de"), ["2016-05-05", "2016-05-07"]);
    assert_eq!(values("en"), ["2016"]);
}

#[test]
fn what_is_no_language_is_refused_with_the_fix() {
    let dir = Workdir::new();
    dir.file("c.jsonl", corpus());
    let ran = dir.expect(2, ["build", "c.jsonl", "--lang", "en,klingonese"]);
    assert!(ran.stderr.contains("klingonese") && ran.stderr.contains("--lang en,fr,ar"), "{}", ran.stderr);
    let ran = dir.expect(2, ["build", "c.jsonl", "--lang", "xx"]);
    assert!(ran.stderr.contains("\"xx\" is no language"), "{}", ran.stderr);
}

/// Any two letters were a country, and "EN" went before no place at all.
#[test]
fn what_is_no_country_is_refused_with_the_fix() {
    let dir = Workdir::new();
    dir.file("c.jsonl", "{\"text\": \"Mosul\"}\n");
    for (named, fix) in [("EN", "GB, US or AU"), ("ZZ", "--source-country GB"), ("Atlantis", "--source-country GB")] {
        let ran = dir.expect(2, ["build", "c.jsonl", "--source-country", named]);
        assert!(ran.stderr.contains("is no country") && ran.stderr.contains(fix), "{}", ran.stderr);
    }
    for named in ["HK", "uk", "Iraq", "XK"] {
        dir.expect(0, ["build", "c.jsonl", "--source-country", named, "--no-charts", "--no-report", "-q"]);
    }
}
