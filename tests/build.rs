//! The whole way: corpus in, store, tables, charts and summary out.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::workdir::{GAZETTEER, Ran, Workdir, large_list, snapshot};

const ROWS: &str = r#"{"id":"a","date":"2017-06-06","title":"Raqqa assault begins","text":"Forces entered Raqqa. The battle for Mosul’s old town went on. IS fought back; it IS NOT over."}
{"id":"b","date":"2017-07-10","title":"MOSUL IS FREE","text":"Mosul was declared free. See https://example.org/mosul for more."}
{"id":"c","date":"2017-10","text":"ISIS lost Ar-Raqqah in October."}
{"id":"d","text":"قال المتحدث إن الموصل آمنة."}
"#;

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/rows.jsonl", ROWS);
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "month"]);
    dir
}

fn rows(ran: &Ran) -> Vec<Value> {
    ran.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

#[test]
fn mentions_have_offsets_of_the_original() {
    let dir = built();
    let mentions = rows(&dir.expect(0, ["export", "mentions", "--format", "jsonl"]));
    let shown: Vec<String> = mentions
        .iter()
        .map(|row| format!("{} {} {}", row["document"], row["entity"], row["surface"]).replace('"', ""))
        .collect();
    let expected = [
        "a raqqa Raqqa",
        "a raqqa Raqqa",
        "a mosul Mosul",
        "a islamic-state IS",
        "b mosul MOSUL",
        "b mosul Mosul",
        "c islamic-state ISIS",
        "c raqqa Ar-Raqqah",
        "d mosul الموصل",
    ];
    assert_eq!(shown, expected);
    let texts: Vec<Value> = ROWS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for row in &mentions {
        let document = texts.iter().find(|text| text["id"] == row["document"]).unwrap();
        let field = document[row["field"].as_str().unwrap()].as_str().unwrap();
        let number = |key: &str| row[key].as_u64().unwrap() as usize;
        assert_eq!(&field[number("byte_start")..number("byte_end")], row["surface"].as_str().unwrap());
        let characters: String = field.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(characters, row["surface"].as_str().unwrap());
        assert!(row["sentence"].as_str().unwrap().contains(row["surface"].as_str().unwrap()));
    }
}

#[test]
fn timelines_have_a_denominator_and_explicit_zeros() {
    let dir = built();
    let timelines = rows(&dir.expect(0, ["export", "timelines", "--format", "jsonl", "--by", "month"]));
    let of = |entity: &str| -> Vec<(String, bool, f64, u64)> {
        timelines
            .iter()
            .filter(|row| row["entity"] == entity)
            .map(|row| {
                let covered = row["covered"].as_bool().unwrap();
                let mentions = row["mentions"].as_f64().unwrap_or(0.0);
                (row["bucket"].as_str().unwrap().into(), covered, mentions, row["coverage_documents"].as_u64().unwrap())
            })
            .collect()
    };
    let expected = [
        ("2017-06", true, 1.0, 1),
        ("2017-07", true, 2.0, 1),
        ("2017-08", false, 0.0, 0),
        ("2017-09", false, 0.0, 0),
        ("2017-10", true, 0.0, 1),
    ];
    assert_eq!(of("mosul"), expected.map(|(bucket, covered, n, documents)| (bucket.to_owned(), covered, n, documents)));
    let uncovered = timelines.iter().find(|row| row["bucket"] == "2017-08").unwrap();
    assert!(uncovered["per_1000_documents"].is_null(), "no coverage is not zero: {uncovered}");
}

#[test]
fn a_document_dated_by_month_is_left_out_of_days_and_said() {
    let dir = built();
    let timelines = rows(&dir.expect(0, ["export", "timelines", "--format", "jsonl", "--by", "day"]));
    assert!(timelines.iter().all(|row| !row["bucket"].as_str().unwrap().starts_with("2017-10")));
    let chart = dir.expect(0, ["chart", "lines", "mosul", "--by", "day", "-o", "x.svg"]);
    assert!(chart.stdout.is_empty());
    let svg = dir.read("x.svg");
    assert!(svg.contains("1 document undated"), "the caption names what was left out: {svg}");
}

#[test]
fn output_is_the_same_for_any_number_of_threads_and_any_order_of_files() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| (format!("c/{n:02}.txt"), format!("On day {n} Mosul and Raqqa were quiet. ISIS was not.")))
        .collect();
    let mut snapshots = Vec::new();
    for (jobs, reversed) in [("1", false), ("2", false), ("2", true), ("7", false)] {
        let dir = Workdir::new();
        dir.file("g.toml", GAZETTEER);
        let mut ordered: Vec<_> = files.iter().collect();
        if reversed {
            ordered.reverse();
        }
        ordered.iter().for_each(|(name, text)| drop(dir.file(name, text)));
        dir.file("c/rows.jsonl", ROWS);
        dir.expect(0, ["build", "c", "-g", "g.toml", "-j", jobs]);
        snapshots.push(snapshot(&dir.path("output")));
    }
    let names = |index: usize| snapshots[index].iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    for index in 1..snapshots.len() {
        assert_eq!(names(0), names(index));
        for (one, other) in snapshots[0].iter().zip(&snapshots[index]) {
            assert!(one == other, "{} differs", one.0);
        }
    }
}

#[test]
fn summary_and_show_give_json_alone_on_stdout() {
    let dir = built();
    let summary: Value = serde_json::from_str(&dir.expect(0, ["summary", "--json"]).stdout).unwrap();
    assert_eq!(summary["documents"], 4);
    assert_eq!(summary["undated"], 1);
    let mosul = summary["entities"].as_array().unwrap().iter().find(|row| row["id"] == "mosul").unwrap();
    assert_eq!(mosul["mentions"], 4);
    let show: Value = serde_json::from_str(&dir.expect(0, ["show", "Mosul", "--json"]).stdout).unwrap();
    assert_eq!(show["id"], "mosul");
    let text = dir.expect(0, ["show", "الموصل"]).stdout;
    assert!(text.contains("Mosul"), "{text}");
}

#[test]
fn an_unknown_entity_gets_the_nearest_names() {
    let dir = built();
    let ran = dir.expect(1, ["show", "Mosull"]);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("Mosul"), "{}", ran.stderr);
}

#[test]
fn charts_are_written_in_both_formats_and_refused_with_advice() {
    let dir = built();
    let charts = fs::read_dir(dir.path("output/charts")).unwrap().count();
    assert!(charts >= 6 && charts.is_multiple_of(3), "{charts} files: each chart as SVG, PNG, CSV");
    dir.expect(0, ["chart", "bars", "-o", "bars.png"]);
    assert!(dir.bytes("bars.png").starts_with(b"\x89PNG"));
    let ran = dir.expect(2, ["chart", "bars", "-o", "bars.jpeg"]);
    assert!(ran.stderr.contains(".svg") && ran.stderr.contains(".png"), "{}", ran.stderr);
    let list = dir.expect(0, ["chart", "--list"]).stdout;
    for chart in ["lines", "panels", "heatmap", "swimlane", "bars"] {
        assert!(list.contains(chart), "{list}");
    }
}

#[test]
fn standard_input_is_a_corpus() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let mut child = dir
        .command()
        .args(["build", "-", "--format", "jsonl", "-g", "g.toml", "--no-charts"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ROWS.as_bytes()).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(dir.expect(0, ["mentions", "--format", "jsonl"]).stdout.lines().count(), 9);
}

#[test]
fn settings_can_stand_in_a_file_and_a_flag_wins() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/rows.jsonl", ROWS);
    dir.file(
        "dateline.toml",
        "corpus = [\"c\"]\ngazetteers = [\"g.toml\"]\nby = \"year\"\ndir = \"run\"\ncharts = false\n",
    );
    dir.expect(0, ["build"]);
    assert!(dir.read("run/timelines.csv").contains(",2017,"), "by year");
    dir.expect(0, ["build", "--by", "month"]);
    assert!(dir.read("run/timelines.csv").contains(",2017-06,"), "by month");
}

#[test]
fn charts_and_page_of_an_earlier_run_are_not_left_beside_a_run_without() {
    let dir = built();
    dir.file("output/charts/mine.svg", "<svg/>");
    let rebuilt = |more: &[&str]| {
        let arguments = ["build", "c", "-g", "g.toml"].into_iter().chain(more.iter().copied());
        dir.expect(0, arguments).stderr
    };
    rebuilt(&[]);
    assert!(dir.path("output/charts/bars.svg").exists() && dir.path("output/report.html").exists());
    let said = rebuilt(&["--no-charts", "--no-report"]);
    assert!(said.contains("Removed, being of an earlier run: charts/, report.html"), "{said}");
    assert!(!dir.path("output/charts/bars.svg").exists() && !dir.path("output/report.html").exists());
    assert!(dir.path("output/charts/mine.svg").exists(), "what a build does not write stays");
    assert!(!rebuilt(&["--no-charts", "--no-report"]).contains("Removed"));
}

#[test]
fn two_documents_of_one_id_are_told_apart() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/a.jsonl", "{\"id\":\"1\",\"text\":\"Mosul\"}\n");
    dir.file("c/b.jsonl", "{\"id\":\"1\",\"text\":\"Raqqa\"}\n");
    let ran = dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    assert!(ran.stderr.contains("b.jsonl"), "{}", ran.stderr);
    let documents = rows(&dir.expect(0, ["export", "documents", "--format", "jsonl"]));
    assert_eq!(documents[0]["document"], "1");
    assert!(documents[1]["document"].as_str().unwrap().ends_with(":1"), "{}", documents[1]);
}

#[test]
fn what_a_terminal_or_a_spreadsheet_would_run_is_made_harmless() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/a.jsonl", "{\"id\":\"=cmd()\",\"text\":\"\\u001b[31m Mosul\\u0007 fell\"}\n");
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let text = dir.expect(0, ["mentions", "mosul"]).stdout;
    assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
    let csv = dir.expect(0, ["export", "mentions", "--format", "csv"]).stdout;
    assert!(csv.contains("'=cmd()"), "{csv}");
    let raw = dir.expect(0, ["export", "mentions", "--format", "csv", "--raw-cells"]).stdout;
    assert!(raw.contains("\n=cmd()"), "{raw}");
}

#[test]
fn nothing_found_is_said_with_exit_code_one() {
    let dir = built();
    dir.expect(1, ["mentions", "mosul", "--from", "2030"]);
    dir.expect(2, ["mentions", "mosul", "--from", "2018", "--to", "2017"]);
}

#[test]
fn completions_and_the_manual_are_there() {
    let dir = Workdir::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(dir.expect(0, ["completions", shell]).stdout.contains("dateline"));
    }
    // Values of a few words are proposed too.
    for shell in ["bash", "zsh", "fish"] {
        let script = dir.expect(0, ["completions", shell]).stdout;
        assert!(["okabe-ito", "quarter", "per-1000-documents"].iter().all(|value| script.contains(value)), "{shell}");
    }
    let all = dir.expect(0, ["man"]).stdout;
    dir.expect(0, ["man", "-o", "man1"]);
    for page in ["dateline", "dateline-build", "dateline-gazetteer", "dateline-gazetteer-import"] {
        let own = dir.read(&format!("man1/{page}.1"));
        assert!(own.starts_with(".ie") && all.contains(&own), "{page}");
        assert!(own.contains(&format!("{} \\-", page.replace('-', "\\-"))), "{page}");
    }
}

#[test]
fn a_large_list_gives_the_same_run_with_and_without_what_is_kept() {
    let dir = Workdir::new();
    dir.file("places.txt", large_list());
    dir.file("rows.jsonl", r#"{"id":"a","date":"2017-06-06","text":"From Varnholm to Oldenby Number 12."}"#);
    let build = |folder: &str, more: &[&str]| {
        let arguments =
            ["build", "rows.jsonl", "-g", "geonames:places.txt", "-d", folder, "--no-charts", "--no-report"];
        dir.expect(0, arguments.into_iter().chain(more.iter().copied()));
        let mut files = snapshot(&dir.path(folder));
        files.retain(|(name, _)| name != ".memo");
        files
    };
    let anew = build("anew", &["--no-cache"]);
    let kept = || snapshot(&dir.path(".dateline-cache")).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let made = build("made", &[]);
    assert_eq!(kept().len(), 2, "the names and the tables: {:?}", kept());
    assert!(anew == made && anew == build("kept", &[]));
    for name in kept() {
        dir.file(&format!(".dateline-cache/{name}"), "damaged");
        assert!(anew == build("mended", &[]), "{name}");
    }
}
