//! How fast a run goes on from the last one, against a run from nothing.
//!
//! `cargo bench --bench again`; "items/s" are documents a second, each of eight sentences, from reading the file to the
//! finished store. One thread does it all.

use std::fmt::Write;
use std::path::Path;

use dateline::corpus::{Corpus, CorpusOptions};
use dateline::gazetteer::Gazetteer;
use dateline::matcher::Matcher;
use dateline::pipeline::{self, Input, Outcome, Reuse, RunOptions};
use dateline::store::{ManifestParts, StoreWriter};
use divan::Bencher;
use divan::counter::ItemsCount;

const DOCUMENTS: usize = 4_000;
/// Documents that came since the last run.
const NEW: usize = 40;

fn main() {
    divan::main();
}

/// JSON lines of reports, no two of them alike.
fn rows(documents: usize) -> String {
    let places = ["Mosul", "Raqqa", "Tal Afar", "the village", "Deir ez-Zor", "a bridge", "Palmyra", "the road"];
    let mut rows = String::new();
    for at in 0..documents {
        let (month, day) = (at % 12 + 1, at % 28 + 1);
        let _ = write!(rows, r#"{{"id":"{at}","date":"2016-{month:02}-{day:02}","title":"Report {at}","text":""#);
        for sentence in 0..8 {
            let (one, other) = (places[(at + sentence) % 8], places[(at * 3 + sentence) % 8]);
            let _ =
                write!(rows, "Column {at} moved from {one} towards {other} on Friday, and {sentence} cars followed. ");
        }
        rows.push_str("\"}\n");
    }
    rows
}

/// Reads a corpus into a store.
fn build(folder: &Path, (gazetteer, matcher): (&Gazetteer, &Matcher), reuse: Reuse) -> dateline::Result<Outcome> {
    let corpus = Corpus::open(&[folder.join("rows.jsonl")], CorpusOptions::default())?;
    let options = RunOptions { reuse, ..RunOptions::default() };
    let mut store = StoreWriter::create(&folder.join("run"), gazetteer)?;
    let outcome = pipeline::run(Input { corpus: &corpus, gazetteer, matcher }, &options, &mut store, |_| ())?;
    store.finish(ManifestParts::default())?;
    Ok(outcome)
}

fn bench(bencher: Bencher<'_, '_>, reuse: Reuse) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gazetteer = Gazetteer::bundled();
    let matcher = Matcher::new(&gazetteer);
    let write = |documents: usize| std::fs::write(folder.path().join("rows.jsonl"), rows(documents)).expect("a file");
    bencher
        .counter(ItemsCount::new(DOCUMENTS))
        .with_inputs(|| {
            write(DOCUMENTS - NEW);
            build(folder.path(), (&gazetteer, &matcher), Reuse::Renew).expect("the run before");
            write(DOCUMENTS);
        })
        .bench_local_values(|()| build(folder.path(), (&gazetteer, &matcher), reuse).expect("a run"));
}

#[divan::bench(sample_count = 10)]
fn from_nothing(bencher: Bencher<'_, '_>) {
    bench(bencher, Reuse::Renew);
}

#[divan::bench(sample_count = 10)]
fn from_the_last(bencher: Bencher<'_, '_>) {
    bench(bencher, Reuse::Unchanged);
}
