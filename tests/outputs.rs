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
