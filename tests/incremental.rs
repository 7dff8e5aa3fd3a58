//! A run after a run: what grew, changed or went gives byte for byte what a run from nothing gives.

use std::fs;
use std::path::Path;

use crate::workdir::{GAZETTEER, Workdir, snapshot};

/// A corpus that is edited, and its run, which goes on from the last one each time.
struct Archive {
    dir: Workdir,
    /// The flags of the next run.
    flags: Vec<&'static str>,
    runs: usize,
}

impl Archive {
    fn new() -> Archive {
        let dir = Workdir::new();
        dir.file("g.toml", GAZETTEER);
        let rows: String = (1..=40).map(row).collect();
        dir.file("c/rows.jsonl", rows);
        dir.file(
            "c/2017-06-13-raqqa.txt",
            "The front east of Raqqa moved. IS left Mosul in early 2015, and Raqqa on Friday.",
        );
        dir.file("c/notes/a.md", "---\ntitle: Mosul is free\ndate: 2017-07-10\n---\nTwo days later ISIS lost Raqqa.\n");
        dir.file("c/notes/b.html", "<html><body><p>الموصل آمنة. Mosul, again.</p></body></html>");
        // The dates of these depend on their neighbours.
        dir.file("c/wire/1.txt", "MOSUL, Iraq, July 9, 2017 — Forces entered Mosul.");
        dir.file("c/wire/2.txt", "MOSUL, Iraq, July 11 — Forces left Mosul two days ago.");
        Archive { dir, flags: Vec::new(), runs: 0 }
    }

    fn edit(&self, name: &str, change: impl FnOnce(String) -> String) {
        let text = self.dir.read(name);
        self.dir.file(name, change(text));
    }

    fn rename(&self, from: &str, to: &str) {
        let to = self.dir.path(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.dir.path(from), to).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.dir.path(name)).unwrap();
    }

    /// Goes on from the last run, runs from nothing, and holds both together. Gives what was said of the former.
    fn run_twice(&mut self, what: &str) -> String {
        self.runs += 1;
        let jobs = ["1", "2", "5"][self.runs % 3];
        let build = |more: &[&'static str]| {
            let common = ["build", "c", "-g", "g.toml", "-d", "run", "--by", "month"];
            let arguments = common.into_iter().chain(self.flags.iter().copied()).chain(more.iter().copied());
            self.dir.expect(0, arguments)
        };
        let (run, kept) = (self.dir.path("run"), self.dir.path("kept"));
        let said = build(&["-j", jobs]).stderr;
        // The page names the folder of its run: both are made in one of the same name.
        fs::rename(&run, &kept).unwrap();
        let new = build(&[]).stderr;
        assert!(!new.contains("as before"), "{new}");
        assert_same(&kept, &run, what);
        fs::remove_dir_all(&run).unwrap();
        fs::rename(&kept, &run).unwrap();
        said
    }
}

fn row(number: u32) -> String {
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    let place = ["Mosul", "Raqqa", "the Old City"][number as usize % 3];
    format!(
        "{{\"id\":\"r{number}\",\"date\":\"2017-{month:02}-{day:02}\",\"title\":\"{place} on day {number}\",\
         \"text\":\"IS held {place} until October 2016. Last week, Mosul was quiet.\"}}\n"
    )
}

fn assert_same(one: &Path, other: &Path, what: &str) {
    let (one, other) = (snapshot(one), snapshot(other));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other), "{what}");
    for ((name, one), (_, other)) in one.iter().zip(&other) {
        assert!(one == other, "{what}: {name} differs");
    }
}

/// Lines of text in another order.
fn reversed(text: &str) -> String {
    text.lines().rev().map(|line| format!("{line}\n")).collect()
}

fn flip(path: &Path, at: impl Fn(usize) -> usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at(bytes.len());
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

/// An edit, its name, and what is said of the run after it.
type Edit = (&'static str, fn(&mut Archive), &'static str);

const EDITS: &[Edit] = &[
    ("nothing", |_| (), "45 as before, 0 new"),
    ("rows appended", |it| it.edit("c/rows.jsonl", |rows| rows + &row(41) + &row(42)), "45 as before, 2 new"),
    ("a row put first", |it| it.edit("c/rows.jsonl", |rows| row(43) + &rows), "47 as before, 1 new"),
    ("a row changed", |it| it.edit("c/rows.jsonl", |rows| rows.replacen("on day 7\"", "on that day\"", 1)), "1 new"),
    ("a row redated", |it| it.edit("c/rows.jsonl", |rows| rows.replacen("2017-09-09", "2017-09-10", 1)), "1 new"),
    ("rows reversed", |it| it.edit("c/rows.jsonl", |rows| reversed(&rows)), "48 as before, 0 new"),
    (
        "rows gone",
        |it| it.edit("c/rows.jsonl", |rows| rows.lines().skip(5).map(|line| format!("{line}\n")).collect()),
        "43 as before, 0 new",
    ),
    ("an id twice", |it| it.edit("c/rows.jsonl", |rows| rows + &row(20)), "44 as before, 0 new"),
    ("a file changed", |it| it.edit("c/notes/a.md", |text| text.replace("Two days", "Three days")), "1 new"),
    (
        "a file added",
        |it| drop(it.dir.file("c/new/z.txt", "Raqqa, 5 May 2017. Nothing but Raqqa.")),
        "44 as before, 1 new",
    ),
    ("a file renamed", |it| it.rename("c/2017-06-13-raqqa.txt", "c/moved/2017-06-13-raqqa.txt"), "45 as before, 0 new"),
    ("a neighbour redated", |it| it.edit("c/wire/1.txt", |text| text.replace("2017", "2016")), "2 new"),
    ("a neighbour gone", |it| it.remove("c/wire/1.txt"), "1 new"),
    ("a file gone", |it| it.remove("c/notes/b.html"), "43 as before, 0 new"),
    (
        "a copy",
        |it| {
            it.edit("c/rows.jsonl", |rows| {
                rows.clone() + &rows.lines().next().unwrap().replacen("\"r", "\"copy", 1) + "\n"
            })
        },
        "44 as before, 0 new",
    ),
    (
        "corrections",
        |it| {
            let corrections = "[[block]]\nsurface = \"IS\"\ndocument = \"r20\"\n\n[[reassign]]\nsurface = \"Mosul\"\nto = \"raqqa\"\n\
                               document = \"r21\"\n\n[[date]]\ndocument = \"r22\"\npublished = \"2015-03\"\n\n[[copy]]\n\
                               document = \"r23\"\nof = \"r24\"\n";
            it.dir.file("corrections.toml", corrections);
        },
        "43 as before, 1 new",
    ),
    ("a correction gone", |it| it.edit("corrections.toml", |text| text.replace("r20", "r19")), "44 as before, 0 new"),
    (
        "entities merged",
        |it| it.edit("corrections.toml", |text| text + "\n[[merge]]\nentity = \"raqqa\"\ninto = \"mosul\"\n"),
        "all matched anew",
    ),
    ("no corrections", |it| it.flags.push("--no-corrections"), "all matched anew"),
    (
        "an alias",
        |it| it.edit("g.toml", |list| list.replace("\"Raqqah\"]", "\"Raqqah\", \"Old City\"]")),
        "all matched anew",
    ),
    (
        "only a tag",
        |it| it.edit("g.toml", |list| list.replacen("country = \"IQ\"", "country = \"IQ\"\ntags = [\"north\"]", 1)),
        "all matched anew",
    ),
    ("names shared", |it| it.flags.extend(["--ambiguous", "keep"]), "all matched anew"),
    ("no references", |it| it.flags.push("--no-references"), "all matched anew"),
    ("another zone", |it| it.flags.extend(["--tz", "Asia/Baghdad"]), "44 as before, 0 new"),
    ("a period", |it| it.flags.extend(["--from", "2017-03"]), "0 new"),
    ("no period", |it| it.flags.clear(), "all matched anew"),
    ("a byte of the first frame", |it| flip(&it.dir.path("run/.memo"), |_| 60), "43 as before, 1 new"),
    ("a byte in the middle", |it| flip(&it.dir.path("run/.memo"), |length| length / 2), "1 new"),
    ("another program's", |it| flip(&it.dir.path("run/.memo"), |_| 9), "all matched anew"),
    ("a broken table", |it| flip(&it.dir.path("run/.memo"), |length| length - 20), "all matched anew"),
    ("cut off", |it| drop(it.dir.file("run/.memo", &it.dir.bytes("run/.memo")[..999])), "all matched anew"),
    ("gone", |it| it.remove("run/.memo"), ""),
    (
        "pages",
        |it| {
            for number in 0..3 {
                let published = format!("<p>By A. Reporter</p><p>Published on {} March 2016</p>", number + 1);
                let article =
                    format!("<h2>Report {number}</h2>{published}<p>Mosul, {number} times. IS left it last week.</p>");
                let page = format!(
                    "<html><head><title>Raqqa {number}</title></head><body>{}</body></html>",
                    article.repeat(2)
                );
                it.dir.file(&format!("c/pages/{number}.html"), page);
            }
        },
        "3 new",
    ),
    ("pages again", |_| (), "0 new"),
    ("a page changed", |it| it.edit("c/pages/1.html", |page| page.replace("2016", "2015")), "new"),
    ("a page renamed", |it| it.rename("c/pages/2.html", "c/pages/2017-08-01.html"), "new"),
    ("pages split", |it| it.flags.push("--split-pages"), "new"),
    ("pages in another zone", |it| it.flags.extend(["--tz", "Asia/Baghdad"]), "0 new"),
    (
        "dates by hand",
        |it| {
            it.dir.file("dates.csv", "document,date\npages/0.html,2012-01-01\nnowhere.html,2012-01-02\n");
            it.flags.extend(["--dates", "dates.csv"]);
        },
        "new",
    ),
    ("dates by hand again", |_| (), "0 new"),
    ("one language", |it| it.flags.extend(["--lang", "en"]), "0 new"),
    ("one language again", |_| (), "0 new"),
    ("all", |it| it.flags.push("--full"), ""),
];

#[test]
fn a_run_that_goes_on_from_the_last_gives_what_a_full_one_gives() {
    let mut archive = Archive::new();
    archive.flags.extend(["--no-charts", "--no-report"]);
    assert!(!archive.run_twice("the first run").contains("as before"));
    for (what, edit, expected) in EDITS {
        edit(&mut archive);
        if !archive.flags.contains(&"--no-charts") {
            archive.flags.extend(["--no-charts", "--no-report"]);
        }
        let said = archive.run_twice(what);
        assert!(said.contains(expected), "{what}: {said}");
    }
}

/// Edits in any order, by a small generator whose numbers are the same each time.
#[test]
fn any_edits_in_any_order_give_what_a_full_run_gives() {
    let mut archive = Archive::new();
    archive.flags.extend(["--no-charts", "--no-report"]);
    let mut state = 20171017_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for run in 0..12 {
        for _ in 0..=random(3) {
            let number = random(60) as u32;
            match random(6) {
                0 => archive.edit("c/rows.jsonl", |rows| rows + &row(number)),
                1 => archive.edit("c/rows.jsonl", |rows| rows.replacen("quiet", "loud", 1 + number as usize % 4)),
                2 => archive.edit("c/rows.jsonl", |rows| {
                    let at = number as usize % rows.lines().count();
                    rows.lines()
                        .enumerate()
                        .filter(|(line, _)| *line != at)
                        .map(|(_, line)| format!("{line}\n"))
                        .collect()
                }),
                3 => drop(
                    archive
                        .dir
                        .file(&format!("c/wire/{number}.txt"), format!("RAQQA, July {} — Calm.", number % 28 + 1)),
                ),
                4 => archive.edit("c/notes/a.md", |text| text + &format!("\nRaqqa fell {number} days later.\n")),
                _ => archive.edit("c/rows.jsonl", |rows| reversed(&rows)),
            }
        }
        archive.run_twice(&format!("run {run}"));
    }
}

#[test]
fn charts_and_the_report_are_the_same_too() {
    let mut archive = Archive::new();
    archive.run_twice("the first run");
    archive.edit("c/rows.jsonl", |rows| rows + &row(41));
    assert!(archive.run_twice("a row more").contains("46 documents, 45 as before, 1 new or changed"));
}

#[test]
fn nothing_is_kept_without_a_cache_and_nothing_is_said_when_quiet() {
    let archive = Archive::new();
    let build = ["build", "c", "-g", "g.toml", "--no-charts", "--no-report"];
    archive.dir.expect(0, build.into_iter().chain(["--no-cache"]));
    assert!(!archive.dir.path("output/.memo").exists());
    archive.dir.expect(0, build);
    assert!(archive.dir.path("output/.memo").exists());
    let said = archive.dir.expect(0, build.into_iter().chain(["--quiet"])).stderr;
    assert!(!said.contains("as before"), "{said}");
}
