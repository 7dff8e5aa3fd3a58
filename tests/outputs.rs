//! Where results go: what stands at the place of an output is respected, and what a run leaves can be told.

use std::fs;
use std::process::Command;

use crate::workdir::{GAZETTEER, Workdir};

const CORPUS: &str = r#"{"id": "a", "date": "2016-10-17", "text": "Mosul fell in June 2014. Now ISIS digs in."}
{"id": "b", "date": "2017-10-17", "text": "Raqqa fell to others. ISIS was driven out."}
"#;

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("corpus.jsonl", CORPUS);
    dir.file("list.toml", GAZETTEER);
    dir.file("names.txt", "Ada Fen\n");
    dir.expect(0, ["build", "corpus.jsonl", "-g", "list.toml", "--by", "month", "--no-charts", "--no-report", "-q"]);
    dir
}

/// Once, names in a sentence longer than what is shown of it were not together: each showed another part of it.
#[test]
fn names_far_apart_in_one_long_sentence_are_in_one_sentence() {
    let dir = Workdir::new();
    let between = "and on and on, ".repeat(80);
    dir.file("long.txt", format!("From Mosul they drove {between}until they came to Raqqa. Then ISIS came."));
    dir.file("list.toml", GAZETTEER);
    dir.expect(0, ["build", "long.txt", "-g", "list.toml", "--no-charts", "--no-report", "-q"]);
    let met = dir.expect(0, ["export", "co-mentions", "--format", "csv"]).stdout;
    let pairs: Vec<&str> = met.lines().filter(|line| line.contains("mosul") && line.contains("raqqa")).collect();
    assert!(pairs.len() == 1 && pairs[0].ends_with(",1,1,distinct"), "{met}");
    let mentions = dir.expect(0, ["export", "mentions", "--format", "jsonl"]).stdout;
    let starts: Vec<serde_json::Value> = mentions
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["sentence_start"].clone())
        .collect();
    assert_eq!((&starts[0], starts[0] == starts[1], starts[1] == starts[2]), (&serde_json::json!(0), true, false));
}

/// Commands with an output each, and what that output begins with.
const WRITERS: [(&[&str], &str); 4] = [
    (&["chart", "lines", "isis", "--format", "svg", "-o", "out"], "<svg"),
    (&["report", "-o", "out"], "<!DOCTYPE html"),
    (&["export", "mentions", "--format", "csv", "-o", "out"], "document,"),
    (&["gazetteer", "import", "list", "names.txt", "--kind", "person", "-o", "out"], "[gazetteer]"),
];

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_written_into_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let dir = built();
    let made = Command::new("mkfifo").arg(dir.path("out")).status().expect("mkfifo runs");
    assert!(made.success());
    for (command, head) in WRITERS {
        let mut reader = Command::new("head")
            .arg("-c100000000")
            .arg(dir.path("out"))
            .stdout(fs::File::create(dir.path("got")).unwrap())
            .spawn()
            .expect("head runs");
        dir.expect(0, command.iter().copied());
        assert!(reader.wait().unwrap().success());
        let got = dir.read("got");
        assert!(got.contains(head), "{command:?}: {}", got.chars().take(200).collect::<String>());
        assert!(fs::symlink_metadata(dir.path("out")).unwrap().file_type().is_fifo(), "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_and_the_file_that_it_names_is_replaced() {
    let dir = built();
    dir.file("elsewhere/target", "old");
    std::os::unix::fs::symlink("elsewhere/target", dir.path("out")).unwrap();
    for (command, head) in WRITERS {
        dir.expect(0, command.iter().copied());
        assert!(dir.read("elsewhere/target").contains(head), "{command:?}");
        assert!(fs::symlink_metadata(dir.path("out")).unwrap().is_symlink(), "{command:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_by_its_path_keeps_what_the_shell_has_written_before() {
    let dir = built();
    let script = r#"{ echo head; "$0" export mentions --format csv -o /dev/fd/1; echo tail; } > all.csv
                    { echo head; "$0" export mentions --format csv -o /dev/fd/3 3>&1 1>&2; echo tail; } >> third.csv"#;
    let ran =
        Command::new("sh").current_dir(dir.path("")).args(["-c", script, env!("CARGO_BIN_EXE_dateline")]).status();
    assert!(ran.expect("sh runs").success());
    for file in ["all.csv", "third.csv"] {
        let all = dir.read(file);
        assert!(all.starts_with("head\ndocument,") && all.ends_with("tail\n"), "{file}: {all}");
    }
}

/// `export -o` and `report -o` took the place of the run's own corpus and of its list, with exit code 0.
#[test]
fn nothing_is_written_over_what_a_run_was_made_from() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("corrections.toml", "");
    dir.file("rows.jsonl", "{\"id\":\"a\",\"date\":\"2017-06-06\",\"text\":\"Mosul was calm on 5 June.\"}\n");
    dir.file("news/one.txt", "Raqqa was calm.");
    let build = ["build", "rows.jsonl", "news", "-g", "list.toml", "--corrections", "corrections.toml"];
    dir.expect(0, build);
    let inputs = [
        "rows.jsonl",
        "news/one.txt",
        "list.toml",
        "corrections.toml",
        "output/store/mentions.parquet",
        "output/run.json",
    ];
    let before = inputs.map(|name| dir.bytes(name));
    for name in inputs {
        for command in [
            &["export", "mentions", "--format", "jsonl", "-o", name][..],
            &["export", "mentions", "--report", name, "-o", "m.csv"],
            &["report", "-o", name],
            &["chart", "bars", "--format", "svg", "-o", name],
            &["chart", "bars", "-o", "bars.svg", "--data", name],
            &["chronology", "-o", name],
        ] {
            let ran = dir.expect(2, command.iter().copied());
            assert!(ran.stderr.contains("is not written over"), "{command:?}: {}", ran.stderr);
        }
    }
    for name in ["rows.jsonl", "news/one.txt", "list.toml", "output/run.json"] {
        dir.expect(2, ["gazetteer", "merge", "list.toml", "bundled", "-o", name]);
    }
    dir.expect(2, ["gazetteer", "import", "list", "news/one.txt", "--kind", "place", "-o", "news/one.txt"]);
    assert_eq!(before, inputs.map(|name| dir.bytes(name)));
    // What dateline wrote may be written again, among the articles too.
    for _ in 0..2 {
        dir.expect(0, ["export", "mentions", "-o", "news/mentions.csv"]);
        dir.expect(0, ["chart", "bars", "-o", "news/bars.svg"]);
        dir.expect(0, ["report", "-o", "output/report.html"]);
    }
}

/// `build -d` took somebody's timelines.csv for one of its own.
#[test]
fn a_folder_of_somebody_elses_tables_is_no_folder_for_a_run() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("rows.jsonl", "{\"id\":\"a\",\"date\":\"2017-06-06\",\"text\":\"Mosul was calm.\"}\n");
    dir.file("mine/timelines.csv", "my,own\n");
    let build = ["build", "rows.jsonl", "-g", "list.toml", "-d", "mine"];
    let ran = dir.expect(2, build);
    assert!(ran.stderr.contains("mine/timelines.csv") && ran.stderr.contains("is of no run"), "{}", ran.stderr);
    assert_eq!(dir.read("mine/timelines.csv"), "my,own\n");
    std::fs::rename(dir.path("mine/timelines.csv"), dir.path("mine/my-timelines.csv")).unwrap();
    dir.expect(0, build);
    dir.expect(0, build);
}

/// "Print nothing but results and errors" printed every warning of a build.
#[test]
fn quiet_prints_only_results_and_why_the_code_is_not_zero() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("corrections.toml", "[[block]]\nsurface = \"Aleppo\"\n");
    dir.file("news/one.txt", "Mosul was calm.");
    let build = |code, more: &[&'static str]| {
        dir.expect(
            code,
            ["build", "news", "-g", "list.toml", "--corrections", "corrections.toml"]
                .into_iter()
                .chain(more.iter().copied()),
        )
    };
    assert!(build(0, &[]).stderr.contains("warning"));
    let ran = build(0, &["-q"]);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    assert!(dir.read("output/run.json").contains("matches nothing"));
    dir.file("news/two.pdf", "%PDF-1.7");
    assert_eq!(
        build(3, &["-q"]).stderr,
        "warning: 1 input or part of one gave no document (skipped.jsonl lists all)\n"
    );
}
