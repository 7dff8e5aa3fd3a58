//! What a person sees in a terminal: straight columns, whole words, and commands that work when they are pasted.

use unicode_width::UnicodeWidthStr;

use crate::workdir::{GAZETTEER, Ran, Workdir};

/// Names in other scripts, with spaces and quotes in their ids, and one that no line holds.
const ODD: &str = r#"
[gazetteer]
name = "Odd names"

[[entity]]
id = "北京 市"
kind = "place"
name = "北京市"
aliases = ["北京"]

[[entity]]
id = "cairo"
kind = "place"
name = "القاهرة الكبرى"
aliases = ["القاهرة"]

[[entity]]
id = "long"
kind = "organisation"
name = "The International Organisation for the Standardisation of Excessively Long Names in Terminals and Elsewhere"
aliases = ["IOSELNTE"]

[[entity]]
id = "it's"
kind = "person"
name = "O'Brien"
"#;

fn odd() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", ODD);
    let row = |month: u32| {
        let text =
            "北京 met القاهرة and IOSELNTE near O'Brien, who had been there before the long road to it was built.";
        format!("{{\"id\":\"{month}\",\"date\":\"2017-{month:02}-05\",\"text\":\"{text} No {month}.\"}}\n")
    };
    dir.file("c/a.jsonl", (1..=9).map(row).collect::<String>());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts", "--no-report", "-q"]);
    dir
}

fn wide(dir: &Workdir, columns: &str, arguments: &[&str]) -> Ran {
    let mut command = dir.command();
    Ran::of(command.env("COLUMNS", columns).args(arguments).output().expect("the program starts"))
}

/// Where a word begins in the lines that have it, in columns.
fn places(text: &str, word: &str) -> Vec<usize> {
    text.lines().filter_map(|line| line.find(word).map(|at| line[..at].width())).collect()
}

#[test]
fn no_line_leaves_the_terminal_and_columns_are_straight() {
    let dir = odd();
    for columns in ["40", "50", "80", "200"] {
        for arguments in [&["summary"][..], &["show", "long"], &["gazetteer", "list", "g.toml"], &["dates", "c"]] {
            let narrow = columns.len() < 3 && columns < "80";
            if narrow && !["summary", "show"].contains(&arguments[0]) {
                continue;
            }
            let text = wide(&dir, columns, arguments).stdout;
            // A command that no line holds stands on one of its own, whole, so that it can be pasted.
            let lines = text.lines().filter(|line| !line.starts_with("  dateline "));
            let over: Vec<&str> = lines.filter(|line| line.width() > columns.parse().unwrap()).collect();
            assert_eq!(over, [""; 0], "{columns} {arguments:?}");
            assert!(!text.lines().any(|line| line.ends_with(' ')), "{arguments:?}: {text}");
        }
        let summary = wide(&dir, columns, &["summary"]).stdout;
        if columns == "40" {
            continue;
        }
        let peaks = places(&summary, "3 quarters");
        assert!(peaks.len() >= 4 && peaks[..4].iter().all(|at| *at == peaks[0]), "{summary}");
    }
    // A reader of a pipe wants all of it.
    assert!(dir.expect(0, ["summary"]).stdout.contains("in Terminals and Elsewhere"));
}

#[test]
fn the_next_command_works_when_it_is_pasted() {
    let dir = odd();
    std::fs::rename(dir.path("output"), dir.path("my run")).expect("a folder");
    for (arguments, marker) in [
        (&["summary", "-d", "my run", "--top", "1"][..], "Next: "),
        (&["summary", "-d", "my run", "--top", "1", "--from", "2017-02", "--count", "all"], "more: "),
        (&["show", "北京 市", "-d", "my run"], "More: "),
        (&["show", "it's", "-d", "my run"], "More: "),
        (&["show", "it's", "-d", "my run", "--from", "2017-02", "--to", "2017-04"], "More: "),
    ] {
        let text = dir.expect(0, arguments.iter().copied()).stdout;
        let line = text.lines().find_map(|line| line.split_once(marker)).expect(marker).1;
        let period = arguments.contains(&"--to");
        for command in line.split("; ") {
            assert_eq!(command.contains("--from 2017-02 --to 2017-04"), period, "{command}");
            let command = command.replacen("dateline", env!("CARGO_BIN_EXE_dateline"), 1);
            let mut shell = std::process::Command::new("sh");
            let ran = shell.arg("-c").arg(&command).current_dir(dir.path("")).output().expect("a shell");
            let ran = Ran::of(ran);
            assert_eq!(ran.code, 0, "{command}: {}", ran.stderr);
        }
    }
}

#[test]
fn that_nothing_matches_is_a_warning_in_every_command() {
    let dir = odd();
    for arguments in [
        &["summary", "--from", "2030"][..],
        &["show", "cairo", "--from", "2030"],
        &["show", "atlantis"],
        &["view", "cairo", "--from", "2030"],
        &["chart", "lines", "cairo", "--from", "2030", "-o", "a.svg"],
        &["report", "--from", "2030", "-o", "r.html"],
    ] {
        let said = dir.expect(1, arguments.iter().copied()).stderr;
        assert!(said.starts_with("warning: ") && !said.contains("error:"), "{arguments:?}: {said}");
    }
}

#[test]
fn names_without_a_type_of_chart_give_the_command_that_was_meant() {
    let dir = odd();
    let said = dir.expect(2, ["chart", "cairo", "it's"]).stderr;
    assert!(said.contains("dateline chart lines cairo 'it'\\''s' -o chart.svg"), "{said}");
    assert!(!dir.expect(2, ["chart", "bar", "cairo"]).stderr.contains("chart lines"));
}

#[test]
fn where_sources_count_the_terminal_says_sources() {
    let dir = odd();
    let summary = dir.expect(0, ["summary", "--count", "sources"]).stdout;
    let (_, tables) = summary.split_once("Places").expect("a table");
    assert!(tables.contains("sources") && !tables.contains("mentions") && !tables.contains("documents "), "{summary}");
    let shown = dir.expect(0, ["show", "it's", "--count", "sources"]).stdout;
    assert!(shown.contains("Mentioned by 1 source\n") && shown.contains(", 1 source each\n"), "{shown}");
}

#[test]
fn one_of_a_thing_is_not_several() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/2017-06-06.txt", "Mosul.");
    let built = dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    assert!(built.stdout.starts_with("1 document, 1 word, 2017-06-06; 1 mention of 1 entity\n"), "{}", built.stdout);
    assert!(built.stdout.contains("Next: dateline show mosul\n"), "a line has no chart of one day: {}", built.stdout);
    let shown = dir.expect(0, ["show", "mosul"]).stdout;
    assert!(shown.contains("1 mention in 1 document\nOn 2017-06-06\n") && !shown.contains("view"), "{shown}");
    let listed = dir.expect(0, ["gazetteer", "list", "g.toml"]).stderr;
    assert!(listed.contains("2 places, 1 organisation with"), "{listed}");
    let diff = dir.expect(1, ["diff", "output", "output"]).stdout;
    assert!(diff.contains("1 mention of 1 entity\n"), "{diff}");
}

#[test]
fn who_finds_nothing_is_told_what_to_do() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/2017-06-06.txt", "Nothing of note.");
    let built = dir.expect(1, ["build", "c", "-g", "g.toml"]);
    for advice in ["dateline gazetteer list", "dateline explain FILE", "-g places:NAMES.txt"] {
        assert!(built.stdout.contains(advice), "{advice}: {}", built.stdout);
    }
    let never = dir.expect(1, ["show", "mosul"]);
    assert!(never.stderr.contains("dateline explain FILE") && !never.stdout.contains("More:"), "{}", never.stdout);
    assert!(dir.expect(1, ["mentions", "mosul"]).stderr.contains("dateline summary"));
    assert!(dir.expect(1, ["chronology", "mosul"]).stderr.contains("dateline mentions"));
    assert!(dir.expect(2, ["build", "c", "--dates", "none.csv"]).stderr.contains("--undated > dates.csv"));
}

#[test]
fn who_names_the_wrong_folder_is_told_where_runs_are() {
    let dir = odd();
    assert!(dir.expect(2, ["summary", "-d", "nowhere"]).stderr.contains("-d output"));
    std::fs::create_dir(dir.path("project")).expect("a folder");
    std::fs::rename(dir.path("output"), dir.path("project/run 1")).expect("a folder");
    assert!(dir.expect(2, ["show", "cairo", "-d", "project"]).stderr.contains("-d 'project/run 1'"));
    assert!(dir.expect(2, ["summary"]).stderr.contains("make one with dateline build"));
    let inside =
        Ran::of(dir.command().current_dir(dir.path("project/run 1")).arg("summary").output().expect("it starts"));
    assert!(inside.code == 2 && inside.stderr.contains("-d ."), "{}", inside.stderr);
    // A run is found there, and the command to paste names it.
    let there = Ran::of(
        dir.command().current_dir(dir.path("project/run 1")).args(["summary", "-d", "."]).output().expect("it starts"),
    );
    assert!(there.code == 0 && there.stdout.contains(" -d .; dateline view "), "{}", there.stdout);
}

/// Runs the program, reads so many bytes of its output and closes the pipe.
#[cfg(unix)]
fn closed_after(dir: &Workdir, bytes: u64, arguments: &[&str]) -> (Option<i32>, String) {
    use std::io::Read;
    use std::process::Stdio;
    let mut child =
        dir.command().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut head = Vec::new();
    child.stdout.take().expect("a pipe").take(bytes).read_to_end(&mut head).expect("the head");
    let out = child.wait_with_output().expect("it ends");
    (out.status.code(), String::from_utf8(out.stderr).expect("UTF-8"))
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_empty_export() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    for day in 1..=28 {
        dir.file(&format!("news/2017-06-{day:02}.txt"), "Mosul, Raqqa and ISIS. ".repeat(200));
    }
    dir.expect(0, ["build", "news", "-g", "list.toml", "--no-charts", "-q", "--by", "day"]);
    let tables = [
        ("mentions", "csv"),
        ("mentions", "spacy"),
        ("co-mentions", "gexf"),
        ("co-mentions", "csv"),
        ("entities", "ftm"),
        ("entities", "entity-ruler"),
        ("timelines", "geojson"),
    ];
    for (table, format) in tables {
        assert_eq!(closed_after(&dir, 0, &["export", table, "--format", format]), (Some(0), String::new()), "{format}");
    }
    assert_eq!(closed_after(&dir, 10, &["report", "-o", "-"]), (Some(0), String::new()));
}

#[test]
fn a_dash_is_standard_output_for_pages_charts_and_lists() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("news/2017-06-01.txt", "Mosul and Raqqa.");
    dir.file("news/2017-06-02.txt", "Mosul.");
    dir.expect(0, ["build", "news", "-g", "list.toml", "--no-charts", "-q", "--by", "day"]);
    assert!(dir.expect(0, ["report", "-o", "-"]).stdout.starts_with("<!DOCTYPE html>"));
    for (format, start) in [("svg", "<svg"), ("vega-lite", "{")] {
        let ran = dir.expect(0, ["chart", "lines", "mosul", "-o", "-", "--format", format]);
        assert!(ran.stdout.starts_with(start), "{}", ran.stdout);
    }
    assert!(dir.expect(2, ["chart", "lines", "mosul", "-o", "-"]).stderr.contains("give --format"));
    assert!(dir.expect(0, ["gazetteer", "merge", "list.toml", "list.toml", "-o", "-"]).stdout.contains("[[entity]]"));
    assert!(!dir.path("-").exists());
}
