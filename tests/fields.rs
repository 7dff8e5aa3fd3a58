//! How the fields of rows are found, and what is said where they are not.

use crate::workdir::{GAZETTEER, Workdir};

/// A build of rows, with what it warned of.
fn built(rows: &str, more: &[&str]) -> (Workdir, String) {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("corpus.jsonl", rows);
    let command = ["build", "corpus.jsonl", "-g", "list.toml", "--by", "day", "--no-charts", "--no-report"];
    let ran = dir.run(command.iter().chain(more).copied());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let warnings = ran.stderr.lines().filter(|line| line.starts_with("warning")).collect::<Vec<_>>().join("\n");
    (dir, warnings)
}

fn mentions(dir: &Workdir) -> String {
    dir.expect(0, ["mentions", "--format", "csv"]).stdout
}

/// Once, only the titles of such rows were counted, and nothing was said.
#[test]
fn usual_names_of_fields_are_known_whatever_their_case() {
    for (title, text, date) in [
        ("title", "body", "published"),
        ("headline", "content", "pubDate"),
        ("Title", "article_text", "Date"),
        ("HEADLINE", "Text", "publication_date"),
        ("title", "maintext", "date_published"),
        ("title", "article", "DatePublished"),
    ] {
        let row = format!("{{\"{title}\":\"News\",\"{text}\":\"Mosul fell.\",\"{date}\":\"2017-06-13\"}}\n");
        let (dir, said) = built(&row, &[]);
        assert!(said.is_empty(), "{text}: {said}");
        let rows = mentions(&dir);
        assert!(rows.contains("2017-06-13") && rows.contains("mosul"), "{text}: {rows}");
    }
}

#[test]
fn several_fields_for_one_are_said_and_the_first_of_the_documented_order_is_read() {
    let (dir, said) = built("{\"body\":\"Raqqa fell.\",\"text\":\"Mosul fell.\",\"date\":\"2017\"}\n", &[]);
    assert!(said.contains("rows have several fields for the text: \"text\" is read and not \"body\""), "{said}");
    let rows = mentions(&dir);
    assert!(rows.contains("mosul") && !rows.contains("raqqa"), "{rows}");
    let (dir, said) =
        built("{\"body\":\"Raqqa fell.\",\"text\":\"Mosul fell.\",\"date\":\"2017\"}\n", &["--text-field", "body"]);
    assert!(said.is_empty() && mentions(&dir).contains("raqqa"), "{said}");
}

#[test]
fn a_title_read_alone_and_a_missing_date_are_said_with_the_fields_that_there_are() {
    let rows = "{\"title\":\"Mosul\",\"lead\":\"It fell.\",\"when\":\"2017-06-13\"}\n".repeat(2);
    let (dir, said) = built(&rows, &[]);
    assert!(said.contains("2 rows were read by the title alone"), "{said}");
    assert!(said.contains("2 rows are undated") && said.contains("--date-field"), "{said}");
    assert_eq!(said.matches("corpus.jsonl#1 are lead, title, when").count(), 2, "{said}");
    // What was asked for is not told.
    let (_, said) = built(&rows, &["--title-field", "title", "--date-field", "when"]);
    assert!(said.is_empty(), "{said}");
    let told = dir.expect(0, ["dates", "corpus.jsonl"]);
    assert!((told.stdout + &told.stderr).contains("are lead, title, when"));
    // Headlines have no more than these.
    let (_, said) = built("{\"title\":\"Mosul\",\"date\":\"2017\"}\n", &[]);
    assert!(said.is_empty(), "{said}");
}

/// Once, the number undated all rows of the JSON in silence.
#[test]
fn a_number_of_a_column_leaves_json_its_usual_names() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("c/heads.tsv", "2016-01-01\tx\tMosul waits\n2016-01-02\tx\tMosul falls\n");
    dir.file("c/all.jsonl", "{\"title\":\"Raqqa\",\"text\":\"Raqqa falls.\",\"date\":\"2017-06-13\"}\n");
    let fields = ["--no-header", "--date-field", "1", "--title-field", "3"];
    let command = ["build", "c", "-g", "list.toml", "--no-charts", "--no-report", "-q"];
    dir.expect(0, command.iter().chain(&fields).copied());
    let rows = mentions(&dir);
    for day in ["2016-01-01", "2016-01-02", "2017-06-13"] {
        assert!(rows.contains(day), "{day} in {rows}");
    }
    let run: serde_json::Value = serde_json::from_str(&dir.read("output/run.json")).unwrap();
    assert_eq!(run["settings"]["fields"], serde_json::json!({"date": "1", "title": "3", "header": "false"}));
}

#[test]
fn the_next_command_has_the_options_without_which_it_would_read_something_else() {
    let dir = Workdir::new();
    dir.file("heads.tsv", "2016-01-01\tx\tMosul waits\n");
    let fields = "--no-header --title-field 3 --date-field 1";
    let command = format!("dates heads.tsv {fields}");
    let said = dir.expect(0, command.split(' ')).stdout;
    assert!(said.contains(&format!("Next: dateline build heads.tsv {fields}")), "{said}");
}

#[test]
fn what_fields_are_called_is_a_difference_of_two_runs() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("c.jsonl", "{\"one\":\"Mosul\",\"other\":\"Raqqa\",\"date\":\"2017\"}\n");
    for (field, out) in [("one", "old"), ("other", "new")] {
        let command = ["build", "c.jsonl", "-g", "list.toml", "--text-field", field, "-d", out];
        dir.expect(0, command.into_iter().chain(["--no-charts", "--no-report", "-q"]));
    }
    let said = dir.expect(0, ["diff", "old", "new"]).stdout;
    assert!(said.contains("fields.text") && said.contains("one") && said.contains("other"), "{said}");
}

/// Once, the number of a column had to be written as a text in the settings file, and nothing said so.
#[test]
fn a_column_is_named_by_its_number_in_the_settings_file_too() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("rows.tsv", "2016-10-17\tMosul is attacked\n2017-10-17\tRaqqa has fallen\n");
    dir.file(
        "dateline.toml",
        "corpus = [\"rows.tsv\"]\ngazetteers = [\"list.toml\"]\n[fields]\ndate = 1\ntitle = \"2\"\nheader = false\n",
    );
    let ran = dir.expect(0, ["build", "--no-charts", "--no-report"]);
    assert!(ran.stdout.contains("2 documents") && ran.stdout.contains("2016-10-17 to 2017-10-17"), "{}", ran.stdout);
    dir.file("dates.csv", "rows.tsv#1,spring 2016\n");
    let ran = dir.expect(2, ["build", "--dates", "dates.csv"]);
    assert!(ran.stderr.contains("dates.csv:1") && ran.stderr.contains("2020-03-05"), "{}", ran.stderr);
}

/// Once, the run was written with every row undated, and the exit code was 0.
#[test]
fn a_date_field_that_no_row_has_is_an_error() {
    let dir = Workdir::new();
    dir.file("list.toml", GAZETTEER);
    dir.file("corpus.jsonl", "{\"text\":\"Mosul fell.\",\"date\":\"2017-06-13\"}\n");
    let ran = dir.expect(2, ["build", "corpus.jsonl", "-g", "list.toml", "--date-field", "nosuch"]);
    assert!(ran.stderr.contains("no row has a field \"nosuch\""), "{}", ran.stderr);
    assert!(!dir.path("output/run.json").exists());
}
