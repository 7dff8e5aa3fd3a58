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
    assert!(said.contains("Texts counted: distinct ones (1 copy and 1 furniture paragraph left out): "), "{said}");
    assert_eq!(mosul_in(&dir, "all"), "3 3 6");
    assert_eq!(mosul_in(&dir, "distinct"), "2 2 5");
    assert_eq!(mosul_in(&dir, "sources"), "2 2 3");
    assert!(!said.contains("Raqqa"), "{said}");
    let mentions = dir.expect(0, ["mentions", "--format", "jsonl"]).stdout;
    assert_eq!(mentions.matches(r#""copy_of":"original""#).count(), 1);
    assert_eq!(mentions.matches(r#""furniture":true"#).count(), 3);
}

#[test]
fn what_stands_beside_the_timelines_is_counted_as_they_are() {
    let dir = Workdir::new();
    let text = |town: &str| format!("{} Aleppo hears of it.", story(town, 7));
    let row = |id: &str, publisher: &str, date: &str| {
        format!(r#"{{"id":"{id}","publisher":"{publisher}","date":"{date}","text":"{}"}}"#, text("Mosul")) + "\n"
    };
    let other =
        format!(r#"{{"id":"other","publisher":"Wire","date":"2017-07-09","text":"{}"}}"#, story("a town", 8)) + "\n";
    dir.file("in.jsonl", [row("one", "Wire", "2017-06-01"), row("two", "Echo", "2017-07-02"), other].concat());
    dir.expect(0, ["build", "in.jsonl", "--by", "month", "--no-charts"]);
    for (count, documents) in [("all", 2), ("distinct", 1)] {
        let pairs =
            dir.expect(0, ["export", "co-mentions", "--by", "year", "--count", count, "--format", "csv"]).stdout;
        assert!(pairs.contains(&format!(",2017-12-31,{documents},")), "{count}: {pairs}");
        for (kind, entity) in [("matrix", "aleppo"), ("aliases", ""), ("swimlane", "")] {
            let mut arguments = vec!["chart", kind, "mosul", "--count", count, "--data", "d.csv", "-o", "c.svg"];
            arguments.extend(Some(entity).filter(|entity| !entity.is_empty()));
            dir.expect(0, arguments);
            let table = dir.read("d.csv");
            let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
            let at = header.iter().position(|name| ["mentions", "documents"].contains(name)).unwrap();
            let figures: u64 =
                table.lines().skip(1).filter_map(|line| line.split(',').nth(at)?.parse::<u64>().ok()).sum();
            assert_eq!(figures, documents, "{count} {kind}: {}", table);
        }
        let shown = dir.expect(0, ["show", "mosul", "--count", count]).stdout;
        assert!(
            shown.contains(&format!("Aleppo {documents}")) && shown.contains(&format!("Mosul {documents}")),
            "{shown}"
        );
    }
    for refused in [["chart", "matrix"], ["chart", "aliases"], ["chart", "swimlane"]] {
        let said = dir.expect(2, refused.into_iter().chain(["mosul", "--count", "sources", "-o", "c.svg"])).stderr;
        assert!(said.contains("not sources"), "{said}");
    }
    let rate = ["--count", "sources", "--measure", "per-million-words"];
    let said = dir.expect(2, ["chart", "lines", "mosul", "-o", "c.svg"].into_iter().chain(rate)).stderr;
    assert!(said.contains("per-1000-documents"), "{said}");
    dir.expect(2, ["view", "mosul"].into_iter().chain(rate));
}
