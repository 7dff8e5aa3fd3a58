//! What dateline wrote is no article, wherever it lies and whatever it is called.

use serde_json::Value;

use crate::workdir::{GAZETTEER, Ran, Workdir};

const ARTICLE: &str = "Mosul, 4 July 2014. Raqqa and Mosul were named. Islamic State spoke of Mosul on 3 July 2014.\n";

/// A folder of articles in which a first run, with everything else that can be written, was done.
fn littered() -> Workdir {
    let dir = Workdir::new();
    let person = "\n[[entity]]\nid = \"jane-doe\"\nkind = \"person\"\nname = \"Jane Doe\"\n";
    dir.file("list.toml", format!("{GAZETTEER}{person}"));
    dir.file("news/2014-07-04 one.md", ARTICLE);
    dir.file("news/2014-07-05 two.txt", "Raqqa again, and Mosul, says Jane Doe.\n");
    dir
}

fn build(dir: &Workdir) -> Ran {
    dir.expect(0, ["build", "news", "-g", "list.toml", "-d", "news/output", "--by", "day"])
}

fn export(dir: &Workdir, table: &str, format: &str, name: &str) {
    dir.expect(0, ["export", table, "-d", "news/output", "--format", format, "-o", name]);
}

#[test]
fn its_own_pages_tables_lists_and_annotations_are_passed_over_whatever_they_are_called() {
    let dir = littered();
    build(&dir);
    let before = dir.read("news/output/run.json");
    dir.expect(0, ["report", "-d", "news/output", "-o", "news/bericht.html"]);
    for (kind, name) in
        [("swimlane", "dots"), ("lines", "lines"), ("bars", "bars"), ("matrix", "pairs"), ("coverage", "texts")]
    {
        let data = format!("news/{name}.csv");
        dir.expect(0, ["chart", kind, "-d", "news/output", "--data", &data, "-o", "picture.svg"]);
    }
    dir.expect(0, ["chart", "lines", "mosul", "-d", "news/output", "-o", "news/lines.vl.json"]);
    for (table, format, name) in [
        ("all", "csv", "news/tables"),
        ("all", "jsonl", "news/lines"),
        ("all", "json", "news/arrays"),
        ("mentions", "spacy", "news/docs.jsonl"),
        ("mentions", "webannotation", "news/annotations.json"),
        ("mentions", "brat", "news/annotated"),
        ("entities", "gate", "news/gate"),
        ("entities", "linked-places", "news/places.json"),
        ("entities", "geojson", "news/map.geojson"),
        ("entities", "kml", "news/map.kml"),
        ("co-mentions", "gexf", "news/graph.gexf"),
        ("chronology", "timelinejs", "news/line.json"),
        ("timelines", "vega-lite", "news/chart.vl.json"),
    ] {
        export(&dir, table, format, name);
    }
    let ran = build(&dir);
    assert!(
        ran.stderr.contains("files that dateline wrote itself are no articles, and passed over: annotated/, "),
        "{}",
        ran.stderr
    );
    let counts = |run: &str| serde_json::from_str::<Value>(run).unwrap()["corpus"]["documents"].clone();
    assert_eq!(counts(&dir.read("news/output/run.json")), counts(&before));
}

#[test]
fn a_run_does_not_go_into_the_folder_of_its_corpus_nor_above_it() {
    let dir = littered();
    for folder in ["news", ".", "news/../news"] {
        let ran = dir.expect(2, ["build", "news", "-g", "list.toml", "-d", folder]);
        assert!(ran.stderr.contains("the run's folder"), "{}", ran.stderr);
    }
    assert!(!dir.path("news/run.json").exists());
    dir.expect(0, ["build", "news/2014-07-04 one.md", "-g", "list.toml", "-d", "."]);
}

#[test]
fn a_folder_of_nothing_but_results_says_so() {
    let dir = littered();
    build(&dir);
    export(&dir, "documents", "csv", "results/documents.csv");
    let ran = dir.expect(2, ["build", "results", "-g", "list.toml"]);
    assert!(ran.stderr.contains("name the corpus that these results were made from"), "{}", ran.stderr);
    // The table is read then; that no entity stands in its sources is another matter.
    let ran = dir.expect(1, ["build", "results", "-g", "list.toml", "--text-field", "source"]);
    assert!(ran.stdout.starts_with("2 documents"), "{}", ran.stdout);
}

/// What was printed to the terminal, saved beside the articles, counted as articles: 577 mentions became 2,594.
#[test]
fn what_was_printed_and_saved_among_the_articles_is_passed_over() {
    let dir = littered();
    build(&dir);
    let commands: [&[&str]; 18] = [
        &["summary"],
        &["summary", "--axis", "referenced"],
        &["show", "mosul"],
        &["show", "jane-doe"],
        &["show", "mosul", "--count", "sources"],
        &["mentions"],
        &["mentions", "mosul", "--correct"],
        &["chronology"],
        &["chronology", "--format", "markdown"],
        &["chronology", "--days", "5"],
        &["chronology", "--days", "5", "--format", "markdown"],
        &["view", "mosul", "raqqa"],
        &["view", "mosul", "--lang", "ru"],
        &["diff", "news/output", "other"],
        &["dates", "news"],
        &["explain", "news/2014-07-04 one.md", "-g", "list.toml"],
        &["gazetteer", "check", "list.toml", "--corpus", "news"],
        &["gazetteer", "check", "wrong.toml"],
    ];
    dir.expect(0, ["build", "news/2014-07-04 one.md", "-g", "list.toml", "-d", "other"]);
    dir.file("wrong.toml", GAZETTEER.replace("IQ", "Iraq"));
    for (at, command) in commands.iter().enumerate() {
        let of_run = ["summary", "show", "mentions", "chronology", "view"].contains(&command[0]);
        let folder: &[&str] = if of_run { &["-d", "news/output"] } else { &[] };
        let printed = dir.run(command.iter().chain(folder).copied());
        assert!(!printed.stdout.is_empty(), "{command:?}: {}", printed.stderr);
        dir.file(&format!("printed/{at:02}.{}", if at % 2 == 0 { "txt" } else { "md" }), printed.stdout);
    }
    let ran = dir.run(["build", "printed", "-g", "list.toml", "-d", "none"]);
    let kept = std::fs::read_to_string(dir.path("none/run.json")).unwrap_or_default();
    assert!(ran.stderr.contains("no document in printed; nothing was written"), "{}\n{kept}", ran.stderr);
}
