//! The corpus as a whole: what is read of real files, and what is said of those that cannot be.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

const PROSE: &str = "The ferry left the harbour at dawn.";

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Written by hand, as the builder refuses the names that a hostile archive has.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(inputs: &[PathBuf], options: CorpusOptions) -> (Vec<Document>, Vec<Skip>) {
    let corpus = Corpus::open(inputs, options).unwrap();
    let (mut documents, mut skips, mut bytes) = (Vec::new(), Vec::new(), 0);
    for block in corpus.blocks() {
        bytes += block.read_bytes();
        for item in block.items(&corpus) {
            match item {
                Item::Document(document) => documents.push(document),
                Item::Skip(skip) => skips.push(skip),
            }
        }
    }
    assert!(corpus.total_bytes().is_none_or(|total| bytes <= total), "{bytes} of {:?}", corpus.total_bytes());
    (documents, skips)
}

fn read_folder(path: &Path) -> (Vec<Document>, Vec<Skip>) {
    read(&[path.to_path_buf()], CorpusOptions::default())
}

fn ids(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| document.id.as_str()).collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_names_whatever_its_formats() {
    let jsonl = br#"{"id":"row-1","title":"One","text":"Words.","date":"2017-06-13"}
{"text":"More words.","date":1497312000}
"#;
    let folder = folder(&[
        ("z.txt", PROSE.as_bytes()),
        ("b/rows.jsonl.gz", &gz(jsonl)),
        ("b/2017-06-14 note.md", b"---\ntitle: A note\n---\nBody text.\n"),
        ("a.csv", b"id,title,text\n7,Seven,\"Two\nlines\"\n8,Eight,x\n"),
        ("c.json", b"[{\"text\":\"In an array.\"},\n {\"text\":\"Second.\"}]"),
        ("d.zip", &zip(&[("y.txt", PROSE.as_bytes()), ("x.txt", PROSE.as_bytes())])),
        ("e.tar.gz", &gz(&tar(&[("./m.txt", PROSE.as_bytes()), ("../up.txt", PROSE.as_bytes())]))),
        ("noext", PROSE.as_bytes()),
        (".hidden/secret.txt", PROSE.as_bytes()),
        ("old run/run.json", b"{}"),
        ("old run/store/x.txt", PROSE.as_bytes()),
    ]);
    let (documents, skips) = read_folder(folder.path());
    assert_eq!(skips, []);
    assert_eq!(
        ids(&documents),
        [
            "7",
            "8",
            "b/2017-06-14 note.md",
            "row-1",
            "b/rows.jsonl.gz#2",
            "c.json#1",
            "c.json#2",
            "d.zip!x.txt",
            "d.zip!y.txt",
            "e.tar.gz!m.txt",
            "e.tar.gz!../up.txt",
            "noext",
            "z.txt"
        ]
    );
    assert_eq!(documents[0].text, "Two\nlines");
    assert_eq!(documents[0].source, "a.csv#2");
    let dates: Vec<String> =
        documents[2..5].iter().map(|document| document.published.unwrap().span.to_string()).collect();
    assert_eq!(dates, ["2017-06-14", "2017-06-13", "2017-06-13"]);

    let corpus = Corpus::open(&[folder.path().to_path_buf()], CorpusOptions::default()).unwrap();
    assert!(corpus.blocks().count() > 5);
    assert_eq!(
        corpus.passed_over(),
        PassedOver { hidden: 1, run_folders: vec!["old run".to_owned()], ..PassedOver::default() }
    );
}

#[test]
fn what_cannot_be_read_is_a_skip_with_its_reason() {
    let whole = gz(format!("{{\"text\":\"{PROSE}\"}}\n").repeat(90_000).as_bytes());
    let folder = folder(&[
        ("a.txt", b""),
        ("b.txt", b"\x00\x01\x02\x00binary\x00"),
        ("c.txt.gz", &gz(PROSE.repeat(900).as_bytes())[..40]),
        ("d.jsonl", b"{\"text\":\"Good.\"}\n{\"text\":\n\n{\"lead\":\"x\"}\n[1]\n{\"text\":\"Last\",\"x\":NaN}\n"),
        ("e.jsonl.gz", &whole[..whole.len() * 3 / 4]),
        ("f.pdf", b"%PDF-1.4"),
        ("g.txt", b"%PDF-1.4 in disguise"),
        ("h.zip", b"PK\x03\x04 broken"),
        ("i.csv", b"when,what\n2017-06-13,Something\n"),
        ("j.json", b"{\"text\": \"unclosed"),
    ]);
    let (documents, skips) = read_folder(folder.path());
    let reasons: Vec<String> = skips
        .iter()
        .map(|skip| format!("{}{}: {}", skip.source, skip.line.map_or(String::new(), |n| format!(":{n}")), skip.reason))
        .collect();
    let expected = [
        "a.txt: empty",
        "b.txt: binary",
        "c.txt.gz: truncated",
        "d.jsonl#2:2: not valid JSON",
        "d.jsonl#4:4: the row has no field \"text\"; fields here: lead",
        "d.jsonl#5:5: not a JSON object",
        "e.jsonl.gz: truncated",
        "f.pdf: a PDF",
        "g.txt: a PDF",
        "h.zip: not a readable zip",
        "i.csv: no column \"text\" or \"title\"",
        "j.json#1:1: not valid JSON",
    ];
    assert_eq!(reasons.len(), expected.len(), "{reasons:#?}");
    for (reason, expected) in reasons.iter().zip(expected) {
        assert!(reason.starts_with(expected), "{reason} / {expected}");
    }
    assert_eq!(ids(&documents)[..2], ["d.jsonl#1", "d.jsonl#6"]);
    assert!(documents.len() > 10_000, "the rows before the break are kept: {}", documents.len());
}

#[test]
fn a_document_over_the_limit_is_skipped_even_if_it_is_packed_small() {
    let folder =
        folder(&[("bomb.txt.gz", &gz(&vec![b'a'; 3 << 20])), ("rows.jsonl", &[b'x'; 4 << 20]), ("z.txt", b"Small.")]);
    let options = CorpusOptions { max_document_bytes: 1 << 20, ..CorpusOptions::default() };
    let (documents, skips) = read(&[folder.path().to_path_buf()], options);
    assert_eq!(ids(&documents), ["z.txt"]);
    assert!(skips.len() == 2 && skips.iter().all(|skip| skip.reason.contains("larger than the limit")), "{skips:?}");
}

#[test]
fn several_inputs_are_told_apart_and_a_missing_one_is_an_error() {
    let (one, two) = (folder(&[("x.txt", b"First.")]), folder(&[("x.txt", b"Second.")]));
    let inputs = [one.path().to_path_buf(), two.path().to_path_buf()];
    let (documents, _) = read(&inputs, CorpusOptions::default());
    assert_eq!(documents[0].id, documents[1].id);
    assert_ne!(documents[0].source, documents[1].source);
    let error = Corpus::open(&[PathBuf::from("no such corpus")], CorpusOptions::default()).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Corpus);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_back_is_said_and_ends_nothing() {
    let folder = folder(&[("a/x.txt", b"Words.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    let (documents, skips) = read_folder(folder.path());
    assert_eq!(ids(&documents), ["a/x.txt"]);
    assert!(skips.len() == 1 && skips[0].reason.contains("leads back"), "{skips:?}");
}

/// Once, all was read a second time, and what lies beside the corpus with it, before the link was known again.
#[test]
#[cfg(unix)]
fn a_link_to_a_folder_above_the_corpus_is_not_followed() {
    let folder = folder(&[("mix/x.txt", b"Words."), ("beside.txt", b"Others.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("mix/up")).unwrap();
    let (documents, skips) = read_folder(&folder.path().join("mix"));
    assert_eq!(ids(&documents), ["x.txt"]);
    assert!(skips.len() == 1 && skips[0].source == "up" && skips[0].reason.contains("leads back"), "{skips:?}");
}

#[test]
fn a_table_without_a_header_is_read_by_column_numbers() {
    let folder = folder(&[("head.tsv", b"2011-01-01\t3:38PM UTC\t\"Quoted\" headline\n2011-01-02\t\tSecond\n")]);
    let fields = Fields { date: Some("1".into()), title: Some("3".into()), ..Fields::default() };
    let (documents, skips) = read(&[folder.path().to_path_buf()], CorpusOptions { fields, ..CorpusOptions::default() });
    assert_eq!(skips, []);
    assert_eq!(documents[0].title, "\"Quoted\" headline");
    assert_eq!(documents[1].published.unwrap().span.to_string(), "2011-01-02");
    assert_eq!(ids(&documents), ["head.tsv#1", "head.tsv#2"]);
}

#[test]
fn ambiguous_dates_are_decided_by_their_siblings_only() {
    let rows = |dates: [&str; 2]| dates.map(|date| format!("{{\"text\":\"x\",\"date\":\"{date}\"}}\n")).concat();
    let folder = folder(&[
        ("a.jsonl", rows(["06/07/2017", "13/07/2017"]).as_bytes()),
        ("b.jsonl", rows(["06/07/2017", "07/08/2017"]).as_bytes()),
    ]);
    let (documents, _) = read_folder(folder.path());
    assert_eq!(documents[0].published.unwrap().span.to_string(), "2017-07-06");
    assert_eq!(documents[2].published, None);
    assert!(documents[2].note.as_ref().unwrap().contains("ambiguous"));
}

#[test]
fn a_manifest_dates_its_documents_and_is_none_itself() {
    let folder = folder(&[("dates.csv", b"x.txt,2016-10-17\ny.txt,2016-10-18\n"), ("x.txt", b"Words.")]);
    let manifest = DateManifest::read(folder.path().join("dates.csv"), crate::calendar::Zone::UTC).unwrap();
    let options = CorpusOptions { manifest: Some(manifest), ..CorpusOptions::default() };
    let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
    let items: Vec<Item> = corpus.blocks().flat_map(|block| block.items(&corpus)).collect();
    let [Item::Document(document)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(document.published.unwrap().from, DateSource::Manifest);
    let left = corpus.options().manifest.as_ref().unwrap().unmatched();
    assert_eq!(left, [Unmatched { key: "y.txt".into(), line: 2 }]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// No bytes make any format panic, and the same bytes always give the same items.
    #[test]
    fn arbitrary_bytes_are_read_or_skipped(bytes in prop::collection::vec(any::<u8>(), 0..600), seed in 0usize..8) {
        let starts: [&[u8]; 8] = [b"", b"{\"text\":", b"---\ndate: ", b"<html><time datetime=", b"id,text\n", b"[{", b"\xFF\xFE", b"13.06."];
        let bytes = [starts[seed], &bytes[..]].concat();
        let folder = TempDir::new().unwrap();
        for name in ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.gz", "a.zst", "a.zip", "a.tar", "a"] {
            fs::write(folder.path().join(name), &bytes).unwrap();
        }
        prop_assert_eq!(read_folder(folder.path()), read_folder(folder.path()));
    }
}

/// A table of two blocks and more, without a column of ids, its rows ended in some way.
fn long_table(end: &str) -> String {
    let filler = "The ferry to the island left at noon and came back empty. ".repeat(20);
    (1..=2500).map(|number| format!("Row {number},\"{filler}{end}{number}\"{end}")).collect()
}

#[test]
fn rows_are_numbered_alike_in_every_block() {
    for (end, blank) in [("\n", "\n\n\n"), ("\r\n", "\r\n"), ("\r", "\r\r"), ("\n", "\n\r\n")] {
        let table = long_table(end).replace("Row 7,", &format!("{blank}Row 7,"));
        let table = table.replace("Row 1200,", &format!("{blank}Row 1200,"));
        let folder = folder(&[("t.csv", format!("title,text{end}{table},{end}").as_bytes())]);
        let (documents, skips) = read_folder(folder.path());
        let expected: Vec<String> = (2..=2501).map(|number| format!("t.csv#{number}")).collect();
        assert_eq!(ids(&documents), expected, "{end:?} {blank:?}");
        assert!(documents.iter().all(|document| document.text.ends_with(document.title.trim_start_matches("Row "))));
        let lines = 1 + 2500 * 2 + 2 * blank.replace("\r\n", "\n").len() as u64 + 1;
        assert_eq!((skips[0].source.as_str(), skips[0].line), ("t.csv#2502", Some(lines)), "{end:?} {blank:?}");
    }
}

#[test]
fn one_table_has_one_encoding() {
    let sentence = "Войска вошли в город вечером, сообщили в штабе. ";
    let mut rows: String = (0..1500).map(|number| format!("{number},{}\n", sentence.repeat(20))).collect();
    // Alone, the last block's letters would be taken for those of another encoding.
    rows.push_str("last,Ёж\n");
    for before in [0, 700, 5000] {
        let filler: String = (0..before).map(|_| format!("plain,{}\n", "A ferry left. ".repeat(9))).collect();
        let table = format!("title,text\n{filler}{rows}");
        let bytes = encoding_rs::WINDOWS_1251.encode(&table).0;
        let folder = folder(&[("t.csv", &bytes)]);
        let (documents, _) = read_folder(folder.path());
        let read = documents.iter().filter(|document| document.title != "plain");
        let wrong = read.filter(|document| !document.text.contains("Войска") && document.text != "Ёж").count();
        assert_eq!((documents.len(), wrong), (before + 1501, 0), "{before} rows before");
        assert_eq!(documents[documents.len() - 1].note.as_deref(), Some("encoding guessed: windows-1251"));
    }
}
