//! What goes wrong with input, and what is said of it.

use std::fs;

use serde_json::Value;

use crate::workdir::{GAZETTEER, Workdir, snapshot};

fn workdir() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir
}

const BUILD: [&str; 5] = ["build", "c", "-g", "g.toml", "--no-charts"];

/// A good document beside each bad one: the good one is kept, the bad one named and counted, and the exit code is 3.
#[test]
fn an_unreadable_document_is_skipped_named_and_counted() {
    let truncated: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c];
    for (name, content, reason) in [
        ("image.txt", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"[..], "image"),
        ("empty.txt", b"", "empty"),
        ("cut.txt.gz", truncated, "gz"),
        ("rows.jsonl", b"{\"id\":\"a\",\"text\":\"Mosul\"}\nnot json\n", "JSON"),
        ("notext.jsonl", b"{\"id\":\"a\",\"lead\":\"Mosul\"}\n", "text"),
        (
            "feed.rss",
            b"<rss><channel><item><title>Mosul</title></item><item><title>x<b></item></channel></rss>",
            "feed.rss#2",
        ),
        ("rows.parquet", b"PAR1 and no footer", "no readable Parquet file"),
        ("paper.pdf", b"%PDF-1.7\n\0\0", "PDF"),
    ] {
        let dir = workdir();
        dir.file("c/good.txt", "Troops left Raqqa.");
        dir.file(&format!("c/{name}"), content);
        let ran = dir.expect(3, BUILD);
        assert!(ran.stderr.contains(name), "{name} is named: {}", ran.stderr);
        assert!(ran.stderr.to_lowercase().contains(&reason.to_lowercase()), "{name}: {}", ran.stderr);
        assert!(dir.read("output/skipped.jsonl").contains(name), "{name}");
        let mentions = dir.expect(0, ["mentions", "raqqa", "--format", "jsonl"]);
        assert_eq!(mentions.stdout.lines().count(), 1, "{name}");
    }
}

#[test]
fn a_bad_line_is_named_by_its_number() {
    let dir = workdir();
    dir.file("c/rows.jsonl", "{\"id\":\"a\",\"text\":\"Mosul\"}\n{\"id\":\n{\"id\":\"b\",\"text\":\"Raqqa\"}\n");
    let ran = dir.expect(3, BUILD);
    assert!(ran.stderr.contains("rows.jsonl") && ran.stderr.contains('2'), "{}", ran.stderr);
    assert_eq!(dir.expect(0, ["mentions", "--format", "jsonl"]).stdout.lines().count(), 2);
}

/// One quote that was never closed took all rows to the end of the file into a text, and nothing was said.
#[test]
fn an_unclosed_quote_and_a_second_text_column_are_told() {
    let dir = workdir();
    let rows = "id,date,text\n1,2016-04-01,Mosul\n2,2016-04-02,\"Raqqa\n3,2016-04-03,Mosul\n4,2016-04-04,Mosul\n";
    dir.file("c/open.csv", rows);
    let said = dir.expect(3, BUILD).stderr;
    assert!(said.contains("2 rows are text of row 3 from here on") && said.contains("open.csv"), "{said}");
    assert!(dir.read("output/skipped.jsonl").contains("\"line\":4"), "{}", dir.read("output/skipped.jsonl"));
    let dir = workdir();
    dir.file("c/twice.csv", "id,date,text,text\n1,2016-04-01,Mosul,Raqqa\n");
    let said = dir.expect(0, BUILD).stderr;
    assert!(said.contains("two columns of the name that the text has"), "{said}");
}

/// A page saved as one file, and mail, were plain text dated by the day of saving.
#[test]
fn pages_in_one_file_and_mail_are_refused_with_what_to_do() {
    for name in ["page.mhtml", "news.eml", "news.mbox"] {
        let dir = workdir();
        dir.file("c/good.txt", "Troops left Raqqa.");
        dir.file(&format!("c/{name}"), "From: <Saved by Browser>\nDate: Sat, 5 Jan 2019 10:00:00 -0000\n\nMosul\n");
        let said = dir.expect(3, BUILD).stderr;
        assert!(said.contains(name) && said.contains("MIME"), "{said}");
    }
}

#[test]
fn broken_utf8_is_read_as_far_as_it_goes() {
    let dir = workdir();
    dir.file("c/a.txt", b"The battle of Mosul \xff went on in \xc3\xa9t\xc3\xa9, the \xc3\xa9lan of \xc3\xa0 \xe2\x80\x9cnew\xe2\x80\x9d start.");
    dir.expect(0, BUILD);
    let documents = dir.expect(0, ["export", "documents", "--format", "jsonl"]).stdout;
    assert!(documents.contains("UTF-8"), "the note says what was wrong: {documents}");
    assert_eq!(dir.expect(0, ["mentions", "mosul", "--format", "jsonl"]).stdout.lines().count(), 1);
}

#[test]
fn an_impossible_date_leaves_the_document_undated_and_says_so() {
    let dir = workdir();
    dir.file("c/rows.jsonl", "{\"id\":\"a\",\"date\":\"0000-00-00\",\"text\":\"Mosul\"}\n{\"id\":\"b\",\"date\":\"1970-01-01\",\"text\":\"Mosul\"}\n");
    dir.expect(0, BUILD);
    let documents = dir.expect(0, ["export", "documents", "--format", "jsonl"]).stdout;
    for line in documents.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["published"].is_null(), "{line}");
        assert!(row["published_note"].is_string(), "{line}");
    }
}

#[test]
fn a_missing_corpus_and_a_missing_run_say_what_to_do() {
    let dir = workdir();
    let ran = dir.expect(2, ["build", "nowhere", "-g", "g.toml"]);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    let ran = dir.expect(2, ["summary"]);
    assert!(ran.stderr.contains("dateline build"), "{}", ran.stderr);
}

#[test]
fn a_broken_gazetteer_shows_all_its_errors_at_once_and_keeps_the_last_run() {
    let dir = workdir();
    dir.file("c/a.txt", "Mosul.");
    dir.expect(0, BUILD);
    let before = snapshot(&dir.path("output"));
    dir.file(
        "g.toml",
        "[[entity]]\nid = \"a\"\nkind = \"place\"\nname = \"A town\"\nlat = 190.0\nlon = 1.0\nheigth = 3\n\n\
         [[entity]]\nid = \"a\"\nkind = \"plaice\"\nname = \"B town\"\n",
    );
    let ran = dir.expect(2, BUILD);
    for wanted in ["g.toml:5", "g.toml:7", "heigth", "plaice"] {
        assert!(ran.stderr.contains(wanted), "{wanted}: {}", ran.stderr);
    }
    assert_eq!(snapshot(&dir.path("output")), before);
}

/// One bad row stopped everything; now the others come in, and the exit code says that one was left out.
#[test]
fn a_broken_record_of_another_tools_list_is_left_out_and_told() {
    let dir = workdir();
    dir.file("c/a.txt", "Anna Markova left Mosul.");
    let person = |id: &str, name: &str| {
        format!("{{\"id\":\"{id}\",\"schema\":\"Person\",\"properties\":{{\"name\":[\"{name}\"]}}}}\n")
    };
    let list = [person("p1", "Anna Markova"), person("p2", "Boris Lind"), "{\"id\":\"p3\",\"sch".to_owned()].concat();
    dir.file("people.json", list);
    let build = ["build", "c", "-g", "ftm:people.json", "--no-charts", "--no-report"];
    let ran = dir.expect(3, build);
    for told in
        ["1 record is broken and left out", "line 3: not valid JSON", "1 broken record of the gazetteers was left out"]
    {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    assert!(dir.read("output/run.json").contains("1 record is broken and left out"));
    let ran = dir.expect(3, build.iter().copied().chain(["-q"]));
    assert_eq!(ran.stderr, "warning: 1 broken record of the gazetteers was left out\n");
    let import = ["gazetteer", "import", "ftm", "people.json", "-o", "people.toml"];
    dir.expect(3, import);
    assert!(dir.read("people.toml").contains("Boris Lind"));
    let ran = dir.expect(2, import.iter().copied().chain(["--strict"]));
    assert!(ran.stderr.contains("people.json:3"), "{}", ran.stderr);
    dir.expect(3, ["gazetteer", "check", "ftm:people.json"]);
}

#[test]
fn an_unknown_setting_names_its_line() {
    let dir = workdir();
    dir.file("dateline.toml", "corpus = [\"c\"]\ngazeteers = [\"g.toml\"]\n");
    let ran = dir.expect(2, ["build"]);
    assert!(ran.stderr.contains("dateline.toml:2") && ran.stderr.contains("gazeteers"), "{}", ran.stderr);
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_nothing_is_lost() {
    let dir = workdir();
    dir.file("c/a.txt", "Mosul.");
    dir.file("output", "a file in the way");
    let ran = dir.expect(2, BUILD);
    assert!(ran.stderr.contains("output"), "{}", ran.stderr);
    assert_eq!(dir.read("output"), "a file in the way");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let dir = workdir();
    dir.file("c/a.txt", "Mosul.");
    let closed = dir.file("c/closed/b.txt", "Raqqa.");
    let folder = closed.parent().unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o000)).unwrap();
    let readable = fs::read_dir(folder).is_ok();
    let ran = dir.run(BUILD);
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    // A superuser reads everything: then there is nothing to skip.
    let expected = if readable { 0 } else { 3 };
    assert_eq!(ran.code, expected, "{}", ran.stderr);
}

const DUMP_ROW: &str = "1\tMosul\tMosul\tOSM,Al Mawsil\t36.5\t43.25\tP\tPPL\tIQ\t\t07\t12\t\t\t0\t\t\t\t\n";

/// "10366 of a country that was not asked for … nothing", and a report that held no line.
#[test]
fn countries_of_an_import_are_checked_and_its_report_names_each_name() {
    let dir = Workdir::new();
    dir.file("IQ.txt", DUMP_ROW);
    let import = ["gazetteer", "import", "geonames", "IQ.txt", "-o", "iq.toml"];
    for wrong in ["XX", "Atlantis"] {
        let ran = dir.expect(2, [&import[..], &["--country", wrong]].concat());
        assert!(ran.stderr.contains(&format!("{wrong:?} is no country")), "{}", ran.stderr);
        assert!(ran.stderr.contains("--country IQ,SY"), "{}", ran.stderr);
    }
    let flags = ["--country", "Iraq", "--features", "P,bogus", "--report", "r.jsonl"];
    let ran = dir.expect(0, [&import[..], &flags].concat());
    assert!(ran.stderr.contains("no row has the feature class or code \"bogus\""), "{}", ran.stderr);
    let lines: Vec<Value> = dir.read("r.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let told = ["path", "line", "entity", "name", "rule"].map(|key| lines[1][key].to_string().replace('"', ""));
    assert_eq!(told, ["IQ.txt", "1", "geonames-1", "OSM", "code"]);
    let ran = dir.expect(1, [&import[..], &["--min-population", "1000"]].concat());
    assert!(
        ran.stderr.contains("GeoNames does not know (--unknown-population takes them): \"Mosul\""),
        "{}",
        ran.stderr
    );
}
