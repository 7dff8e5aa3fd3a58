//! A figure is of the period and the axis that were asked for, and an option that changes nothing is refused.

use serde_json::Value;

use crate::workdir::{GAZETTEER, Workdir};

/// Mosul in October 2016, Raqqa far more often in June 2017 (once in a copy), and an account of 2014.
const NEWS: &str = r#"
{"id": "a", "date": "2016-10-03", "publisher": "Wire", "text": "Mosul is besieged, and Mosul waits for Islamic State."}
{"id": "b", "date": "2016-10-20", "publisher": "Post", "text": "The road to Mosul is closed."}
{"id": "c", "date": "2017-06-01", "publisher": "Wire", "text": "Raqqa waits. Raqqa starves. Raqqa sleeps. Ar-Raqqah is the same town."}
{"id": "d", "date": "2017-06-02", "publisher": "Post", "text": "Raqqa waits. Raqqa starves. Raqqa sleeps. Ar-Raqqah is the same town."}
{"id": "e", "date": "2017-06-03", "publisher": "Post", "text": "On 10 June 2014 Islamic State took Mosul. Mosul remembers it."}
"#;
const OCTOBER: [&str; 4] = ["--from", "2016-10", "--to", "2016-10"];

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("news.jsonl", NEWS.trim_start());
    dir.file("g.toml", GAZETTEER);
    dir.expect(0, ["build", "news.jsonl", "-g", "g.toml", "--by", "month", "--no-charts", "--no-report", "-q"]);
    dir
}

/// A command's output with the arguments of October 2016, as JSON.
fn json(dir: &Workdir, arguments: &[&str]) -> Value {
    let ran = dir.expect(0, arguments.iter().copied());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
}

/// The rows of a CSV table, each as a map.
fn rows(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    ::csv::Reader::from_reader(csv.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn finding_2_summary_counts_the_period_alone() {
    let dir = built();
    let asked: Vec<&str> = ["summary", "--json"].into_iter().chain(OCTOBER).collect();
    let summary = json(&dir, &asked);
    let entities = summary["entities"].as_array().unwrap();
    let figures: Vec<_> = entities.iter().map(|row| (row["id"].as_str().unwrap(), row["mentions"].as_u64())).collect();
    assert_eq!(figures, [("mosul", Some(3)), ("islamic-state", Some(1))]);
    let mosul = &entities[0];
    assert_eq!((&mosul["first"], &mosul["last"]), (&Value::from("2016-10-03"), &Value::from("2016-10-20")), "{mosul}");
    assert_eq!((summary["documents"].as_u64(), summary["mentions"].as_u64()), (Some(2), Some(4)));
    assert_eq!((summary["run"]["documents"].as_u64(), summary["run"]["mentions"].as_u64()), (Some(5), Some(15)));
    let text = dir.expect(0, ["summary"].into_iter().chain(OCTOBER)).stdout;
    assert!(text.starts_with("Published from 2016-10-01 to 2016-10-31: 2 documents"), "{text}");
    assert!(!text.contains("Raqqa"), "{text}");
}

#[test]
fn finding_2_show_is_of_the_period_alone() {
    let dir = built();
    let asked: Vec<&str> = ["show", "mosul", "--json"].into_iter().chain(OCTOBER).collect();
    let mosul = json(&dir, &asked);
    assert_eq!((mosul["mentions"].as_u64(), mosul["documents"].as_u64()), (Some(3), Some(2)));
    assert_eq!((&mosul["first"], &mosul["last"]), (&Value::from("2016-10-03"), &Value::from("2016-10-20")));
    assert_eq!(mosul["surfaces"][0]["mentions"].as_u64(), Some(3));
    assert_eq!(mosul["with"][0]["documents"].as_u64(), Some(1));
    let documents: Vec<_> =
        mosul["examples"].as_array().unwrap().iter().map(|row| row["document"].as_str().unwrap()).collect();
    assert_eq!(documents, ["a", "b"]);
    let text = dir.expect(0, ["show", "mosul"].into_iter().chain(OCTOBER)).stdout;
    assert!(text.contains("published from 2016-10-01 to 2016-10-31") && !text.contains("remembers"), "{text}");
    let ran = dir.expect(1, ["show", "mosul", "--from", "2030"]);
    assert!(ran.stderr.contains("not mentioned in what was asked for"), "{}", ran.stderr);
}

#[test]
fn finding_3_the_axis_of_the_texts_has_figures_of_its_own() {
    let dir = built();
    let summary = json(&dir, &["summary", "--json", "--axis", "referenced", "--from", "2014-06", "--to", "2014-06"]);
    let entities = summary["entities"].as_array().unwrap();
    let figures: Vec<_> = entities.iter().map(|row| (row["id"].as_str().unwrap(), row["documents"].as_u64())).collect();
    assert_eq!(figures.iter().map(|(_, documents)| *documents).max(), Some(Some(1)), "{figures:?}");
    assert!(figures.iter().any(|(id, _)| *id == "mosul") && figures.iter().all(|(id, _)| *id != "raqqa"));
    let mosul = json(&dir, &["show", "mosul", "--json", "--axis", "referenced"]);
    assert_eq!((&mosul["first"], &mosul["last"]), (&Value::from("2014-06-10"), &Value::from("2014-06-10")));
    let examples = mosul["examples"].as_array().unwrap();
    assert!(examples.iter().all(|row| row["document"] == "e" && row["referenced"] == "2014-06-10"), "{examples:?}");
}

#[test]
fn finding_4_the_most_mentioned_are_those_of_the_period() {
    let dir = built();
    let table = dir.expect(0, ["export", "entities", "--top", "1", "--where", "period=2016-10"]).stdout;
    assert_eq!(rows(&table).iter().map(|row| row["id"].as_str()).collect::<Vec<_>>(), ["mosul"]);
    let all = dir.expect(0, ["export", "entities", "--top", "1"]).stdout;
    // Of all of the run, in distinct texts: five mentions of Mosul, four of Raqqa.
    assert_eq!(rows(&all).iter().map(|row| row["id"].as_str()).collect::<Vec<_>>(), ["mosul"]);
    let copies = dir.expect(0, ["export", "entities", "--top", "1", "--count", "all"]).stdout;
    assert_eq!(rows(&copies).iter().map(|row| row["id"].as_str()).collect::<Vec<_>>(), ["raqqa"]);
    dir.expect(0, ["report", "--top", "1", "-o", "r.html"].into_iter().chain(OCTOBER));
    let page = dir.read("r.html");
    assert!(page.contains("id=\"mosul\"") && !page.contains("id=\"raqqa\""));
}

#[test]
fn finding_9_all_columns_of_an_exported_row_are_of_one_selection() {
    let dir = built();
    dir.expect(0, ["export", "all", "--format", "csv", "-o", "tables"].into_iter().chain(OCTOBER));
    let one = dir.expect(0, ["export", "entities"].into_iter().chain(OCTOBER)).stdout;
    for table in [one, dir.read("tables/entities.csv")] {
        let all = rows(&table);
        let mosul = all.iter().find(|row| row["id"] == "mosul").expect("Mosul");
        for (column, figure) in [
            ("mentions", "3"),
            ("documents", "2"),
            ("distinct_mentions", "3"),
            ("distinct_documents", "2"),
            ("all_mentions", "3"),
            ("sources", "2"),
            ("first", "2016-10-03"),
            ("last", "2016-10-20"),
        ] {
            assert_eq!(mosul[column], figure, "{column}");
        }
    }
}

#[test]
fn finding_10_captions_count_the_copies_of_the_period() {
    let dir = built();
    let copies = |from: &str| {
        dir.expect(0, ["chart", "bars", "mosul", "islamic-state", "--from", from, "-o", "c.svg"]);
        dir.read("c.svg")
    };
    assert!(copies("2016-10").contains("distinct ones (1 copy left out)"), "all of the run has one");
    dir.expect(0, ["chart", "bars", "mosul", "-o", "c.svg"].into_iter().chain(OCTOBER));
    assert!(dir.read("c.svg").contains("distinct ones."), "October has none");
    let summary = dir.expect(0, ["summary"].into_iter().chain(OCTOBER)).stdout;
    assert!(summary.contains("distinct ones\n") || summary.contains("distinct ones."), "{summary}");
}

#[test]
fn finding_20_a_chart_of_zeros_is_refused_with_its_reason() {
    let dir = built();
    let ran = dir.expect(1, ["chart", "lines", "raqqa", "--axis", "referenced", "-o", "z.svg"]);
    assert!(
        ran.stderr.contains("no mention of Raqqa has a date on the chart (4 mentions with no date"),
        "{}",
        ran.stderr
    );
    assert!(!dir.path("z.svg").exists());
}

#[test]
fn finding_21_zero_means_all_everywhere() {
    let dir = built();
    let lines = |arguments: &[&str]| dir.expect(0, arguments.iter().copied()).stdout.lines().count();
    for (zero, all) in [
        (&["mentions", "--format", "jsonl", "--limit", "0"][..], &["mentions", "--format", "jsonl"][..]),
        (&["export", "entities", "--top", "0"], &["export", "entities"]),
        (&["chronology", "--limit", "0"], &["chronology"]),
        (&["chronology", "--days", "0"], &["chronology", "--days", "999"]),
        (&["summary", "--top", "0"], &["summary", "--top", "999"]),
        (&["view", "--top", "0"], &["view", "--top", "999"]),
    ] {
        assert_eq!(lines(zero), lines(all), "{zero:?}");
    }
    dir.expect(0, ["chart", "bars", "--top", "0", "-o", "c.svg"]);
    dir.expect(0, ["report", "--top", "0", "-o", "r.html"]);
    assert!(dir.read("r.html").contains("id=\"raqqa\""));
}

#[test]
fn finding_22_nothing_that_matches_ends_with_1_and_one_warning() {
    let dir = built();
    for arguments in [
        &["summary", "--from", "2030"][..],
        &["summary", "--from", "2030", "--json"],
        &["show", "mosul", "--from", "2030"],
        &["view", "--from", "2030"],
        &["view", "mosul", "--from", "2030"],
        &["chart", "lines", "--from", "2030", "-o", "e.svg"],
        &["chart", "bars", "mosul", "--from", "2030", "-o", "e.svg"],
        &["chart", "coverage", "--from", "2030", "-o", "e.svg"],
        &["report", "--from", "2030", "-o", "e.html"],
        &["mentions", "--from", "2030"],
        &["chronology", "--from", "2030"],
        &["export", "entities", "--from", "2030"],
    ] {
        let ran = dir.expect(1, arguments.iter().copied());
        let said = ran.stderr.lines().filter(|line| line.starts_with("warning:") || line.starts_with("error:")).count();
        assert_eq!(said, 1, "{arguments:?}: {}", ran.stderr);
    }
    assert!(!dir.path("e.svg").exists() && !dir.path("e.html").exists());
    dir.file("none.txt", "Nobody is named here.");
    let ran = dir.expect(1, ["build", "none.txt", "-g", "g.toml", "-d", "none", "-q"]);
    assert!(ran.stderr.contains("no entity of the gazetteers is mentioned"), "{}", ran.stderr);
}

#[test]
fn finding_24_the_mentions_of_a_table_and_its_peak_are_of_the_same_texts() {
    let dir = built();
    let table = dir.expect(0, ["export", "entities"]).stdout;
    let raqqa = &rows(&table).into_iter().find(|row| row["id"] == "raqqa").expect("Raqqa");
    assert_eq!((raqqa["mentions"].as_str(), raqqa["peak_mentions"].as_str()), ("4", "4"));
    assert_eq!((raqqa["all_mentions"].as_str(), raqqa["distinct_mentions"].as_str()), ("8", "4"));
    let summary = dir.expect(0, ["summary"]).stdout;
    assert!(
        summary.contains("; 15 mentions of 3 entities") && summary.contains(": 11 of the 15 mentions"),
        "{summary}"
    );
}

#[test]
fn finding_25_options_of_an_export_that_change_nothing_are_refused() {
    let dir = built();
    for (arguments, said) in [
        (&["mentions", "--count", "sources"][..], "--count changes nothing"),
        (&["mentions", "--by", "week"], "--by changes nothing"),
        (&["documents", "--axis", "referenced"], "dated by their publication alone"),
        (&["co-mentions", "--axis", "referenced"], "dated by their publication alone"),
        (&["co-mentions", "--count", "sources"], "not sources"),
        (&["chronology", "--axis", "published"], "never of publication"),
        (&["entities", "--all-entities"], "lists of entities"),
    ] {
        let ran = dir.expect(2, ["export"].into_iter().chain(arguments.iter().copied()));
        assert!(ran.stderr.contains(said) && ran.stderr.contains("help:"), "{arguments:?}: {}", ran.stderr);
    }
    let by_axis = |axis: &str| {
        let ran = dir.run(["export", "mentions", "--axis", axis, "--from", "2014-06", "--to", "2014-06"]);
        rows(&ran.stdout).iter().map(|row| row["document"].clone()).collect::<Vec<_>>()
    };
    assert!(by_axis("published").is_empty());
    let told = by_axis("referenced");
    assert!(!told.is_empty() && told.iter().all(|document| document == "e"), "{told:?}");
    let sources = dir.expect(0, ["export", "entities", "--count", "sources"]).stdout;
    let mosul = &rows(&sources).into_iter().find(|row| row["id"] == "mosul").expect("Mosul");
    assert_eq!((mosul["mentions"].as_str(), mosul["all_mentions"].as_str()), ("2", "5"));
}

#[test]
fn trial_18_the_caption_names_the_sources_of_the_period() {
    let dir = built();
    let svg = |from: &str, to: &str| {
        dir.expect(0, ["chart", "bars", "--from", from, "--to", to, "-o", "c.svg"]);
        dir.read("c.svg")
    };
    let whole = svg("2016-10", "2017-06");
    assert!(whole.contains("Sources: Post and Wire."), "{whole}");
    let last = svg("2017-06-02", "2017-06-03");
    assert!(last.contains("Sources: Post.") && !last.contains("Wire"), "{last}");
}
