//! The bundled example gives what examples/README.md says it should.

use std::path::Path;

use serde_json::Value;

use crate::workdir::Workdir;

fn built() -> Workdir {
    let dir = Workdir::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let (corpus, dates) = (examples.join("dispatches"), examples.join("dates.csv"));
    let arguments = ["build", corpus.to_str().unwrap(), "--dates", dates.to_str().unwrap(), "--no-charts"];
    dir.expect(0, arguments);
    dir
}

fn rows(dir: &Workdir, table: &str) -> Vec<Value> {
    let ran = dir.expect(0, ["export", table, "--format", "jsonl"]);
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn count(mentions: &[Value], document: &str, entity: &str) -> usize {
    mentions
        .iter()
        .filter(|row| row["document"].as_str().unwrap().ends_with(document) && row["entity"] == entity)
        .count()
}

#[test]
fn every_format_is_read_and_dated() {
    let dir = built();
    let documents = rows(&dir, "documents");
    assert_eq!(documents.len(), 115);
    let undated: Vec<&str> = documents
        .iter()
        .filter(|row| row["published"].is_null())
        .map(|row| row["document"].as_str().unwrap())
        .collect();
    assert_eq!(undated, ["wire/at-the-ferry-gate.txt"]);
    for (document, published, from) in [
        ("wire/kuryk-slip-notes.txt", "2017-10-03", "manifest"),
        ("site/kirkuk-in-a-day.html", "2017-10-17", "metadata"),
        ("site/palmyra-lost-again.html", "2016-12-12", "metadata"),
        ("blog/the-night-of-the-tenth.md", "2017-07-11", "field"),
    ] {
        let row = documents.iter().find(|row| row["document"] == document).unwrap_or_else(|| panic!("{document}"));
        assert_eq!((&row["published"], &row["published_from"]), (&published.into(), &from.into()), "{document}");
    }
}

#[test]
fn the_hard_cases_come_out_right() {
    let dir = built();
    let mentions = rows(&dir, "mentions");
    for (document, entity, expected) in [
        ("wire/erbil-checkpoint.txt", "mosul", 3),
        ("wire/2017-08-28-tal-afar.txt", "tal-afar", 3),
        ("wire/2017-06-07-raqqa-assault.txt", "raqqa", 3),
        ("wire/2018-08-13-aktau-convention.txt", "aktau", 4),
        ("wire/2016-12-22-kuryk-cp1251.txt", "aktau", 3),
        ("wire/2019-03-24-baghouz.txt", "islamic-state", 1),
        ("blog/in-may-may-was-winning.md", "theresa-may", 5),
        ("blog/the-night-of-the-tenth.md", "mosul", 3),
        ("site/two-towns-one-friday.html", "deir-ezzor", 3),
        ("tr-0008", "abu-bakr-al-baghdadi", 0),
        ("on-maps.txt", "washington", 0),
        ("on-maps.txt", "mosul", 2),
    ] {
        assert_eq!(count(&mentions, document, entity), expected, "{entity} in {document}");
    }
}

/// README's samples are the program's own: each of their lines stands in what it prints, but for the spaces between
/// columns.
#[test]
fn readme_shows_what_the_program_prints() {
    let dir = built();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let printed: Vec<String> = [vec!["summary"], vec!["show", "Deir el-Zour"]]
        .into_iter()
        .flat_map(|arguments| dir.expect(0, arguments).stdout.lines().map(words).collect::<Vec<_>>())
        .collect();
    let readme = include_str!("../README.md");
    let samples = readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()).take(2);
    let lines: Vec<&str> = samples.flat_map(str::lines).collect();
    assert!(lines.len() > 15, "the samples are gone: {lines:?}");
    for line in lines.into_iter().filter(|line| !line.starts_with('$') && line.trim() != "…") {
        assert!(printed.contains(&words(line)), "README says {line:?}; the program prints {printed:#?}");
    }
}
