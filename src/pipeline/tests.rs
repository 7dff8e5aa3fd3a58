//! The run as a whole: what becomes of documents at which the program fails.

use std::fs;
use std::path::Path;

use super::*;
use crate::corpus::CorpusOptions;
use crate::store::{ManifestParts, StoreWriter};

/// Rows enough for several blocks; every fortieth makes the program panic, while it is dated or matched by turns.
fn rows() -> String {
    let filler = "The ferry to the island left at noon and came back empty. ".repeat(50);
    let row = |number: usize| {
        let trap = match number % 80 {
            39 => "[panic while dating]",
            79 => "[panic while matching]",
            _ => "",
        };
        format!("{{\"title\": \"{number}\", \"text\": \"It fell to Mosul in May 2017. {trap} {filler}\"}}\n")
    };
    (0..800).map(row).collect()
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => files.extend(self::files(&entry.path())),
            false => files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap())),
        }
    }
    files.sort();
    files
}

#[test]
fn a_panic_at_a_document_is_a_skip_and_ends_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let (path, dir) = (folder.path().join("news.jsonl"), folder.path().join("run"));
    fs::write(&path, rows()).unwrap();
    let gazetteer = Gazetteer::bundled();
    let matcher = Matcher::new(&gazetteer);
    let mut first: Option<Vec<(String, Vec<u8>)>> = None;
    for jobs in [1, 2, 4] {
        let corpus = Corpus::open(std::slice::from_ref(&path), CorpusOptions::default()).unwrap();
        let jobs = NonZeroUsize::new(jobs).unwrap();
        let options = RunOptions { jobs, references: false, ..RunOptions::default() };
        let mut store = StoreWriter::create(&dir, &gazetteer).unwrap();
        let outcome =
            run(Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &matcher }, &options, &mut store, |_| ())
                .unwrap();
        store.finish(ManifestParts::default()).unwrap();
        let Progress { documents, mentions, skipped, .. } = outcome.progress;
        assert_eq!((documents, mentions, skipped), (780, 780, 20));
        let all = files(&dir);
        let skips = all.iter().find(|(name, _)| name.ends_with("skipped.jsonl")).map(|(_, bytes)| bytes.clone());
        let skips = String::from_utf8(skips.unwrap()).unwrap();
        for wanted in
            ["news.jsonl#40\"", "news.jsonl#80\"", "asked to while dating", "asked to while matching", "please report"]
        {
            assert!(skips.contains(wanted), "{wanted}\n{skips}");
        }
        assert!(first.get_or_insert_with(|| all.clone()) == &all, "{jobs} jobs write other bytes");
        fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn a_panic_at_a_document_ends_no_survey() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.jsonl");
    fs::write(&path, rows()).unwrap();
    let gazetteer = Gazetteer::bundled();
    let corpus = Corpus::open(&[path], CorpusOptions::default()).unwrap();
    let found =
        survey(Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) }, NonZeroUsize::MIN)
            .unwrap();
    assert_eq!((found.documents, found.skipped, found.skips.len()), (780, 20, SKIPS_LISTED));
    assert_eq!(found.skips[1].source, "news.jsonl#80");
    assert_eq!(found.names.iter().find(|name| name.surface == "Mosul").map(|name| name.hits), Some(780));
}
