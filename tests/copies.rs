//! Copies, furniture and pages with several articles, by the program itself.

use crate::workdir::Workdir;

/// Fifty words and more about a town.
fn story(town: &str, salt: usize) -> String {
    let word = |at: usize| format!("word{}", (at * 7919 + salt * 104_729) % 9973);
    format!("Troops entered {town} today. {}.", (0..80).map(word).collect::<Vec<_>>().join(" "))
}

fn articles() -> String {
    let row = |id: &str, publisher: &str, date: &str, text: &str| {
        format!(r#"{{"id":"{id}","publisher":"{publisher}","date":"{date}","text":"{text}"}}"#) + "\n"
    };
    let mosul = story("Mosul", 1);
    [
        row("reprint", "Echo", "2017-06-03", &mosul.to_uppercase()),
        row("original", "Wire", "2017-06-01", &mosul),
        row("other", "Wire", "2017-06-02", &story("Mosul", 2)),
        row("p1", "Post", "2017-06-02", &format!("{}\\nMore on Raqqa here", story("Aleppo", 3))),
        row("p2", "Post", "2017-06-03", &format!("{}\\nMore on Raqqa here", story("Aleppo", 4))),
        row("p3", "Post", "2017-06-04", &format!("{}\\nMore on Raqqa here", story("Aleppo", 5))),
    ]
    .concat()
}

fn mosul_in(dir: &Workdir, count: &str) -> String {
    let out = dir.expect(0, ["export", "timelines", "--by", "month", "--count", count, "--format", "csv"]).stdout;
    let header: Vec<&str> = out.lines().next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let line = out.lines().find(|line| line.contains(",mosul,") || line.starts_with("mosul,")).unwrap();
    let cells: Vec<&str> = line.split(',').collect();
    format!("{} {} {}", cells[at("mentions")], cells[at("documents")], cells[at("coverage_documents")])
}

#[test]
fn copies_and_furniture_count_once_or_not_at_all_and_coverage_with_them() {
    let dir = Workdir::new();
    dir.file("in.jsonl", articles());
    let said = dir.expect(0, ["build", "in.jsonl", "--no-charts", "--no-report"]).stdout;
    assert!(said.contains("Texts counted: distinct ones (1 copy and 1 furniture paragraph left out)."), "{said}");
    assert_eq!(mosul_in(&dir, "all"), "3 3 6");
    assert_eq!(mosul_in(&dir, "distinct"), "2 2 5");
    assert_eq!(mosul_in(&dir, "sources"), "2 2 3");
    assert!(!said.contains("Raqqa"), "{said}");
    let mentions = dir.expect(0, ["mentions", "--format", "jsonl"]).stdout;
    assert_eq!(mentions.matches(r#""copy_of":"original""#).count(), 1);
    assert_eq!(mentions.matches(r#""furniture":true"#).count(), 3);
}
