//! The run: from a corpus, a document at a time and in parallel, into the store.
//!
//! One thread reads blocks, several turn them into documents and mentions, and the calling one, which is among these,
//! appends the batches in the order of the blocks. So the output is the same for any number of threads, and no more than a
//! few blocks for each of them are in memory at a time. Documents whose dateline has no year wait on disk until the rest
//! has been read, and come last. What was found in a document is kept, and taken over by the next run over the same folder
//! where the document is still the same.
//!
//! ```
//! use dateline::corpus::{Corpus, CorpusOptions};
//! use dateline::gazetteer::Gazetteer;
//! use dateline::matcher::Matcher;
//! use dateline::pipeline::{self, RunOptions};
//! use dateline::store::{ManifestParts, Select, Store, StoreWriter};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("2017-10-17.txt");
//! # std::fs::write(&path, "Raqqa has fallen.")?;
//! # let run = folder.path().join("run");
//! let gazetteer = Gazetteer::bundled();
//! let corpus = Corpus::open(&[path], CorpusOptions::default())?;
//! let options = RunOptions { jobs: std::thread::available_parallelism()?, ..RunOptions::default() };
//! let mut store = StoreWriter::create(&run, &gazetteer)?;
//! pipeline::run(&corpus, &gazetteer, &Matcher::new(&gazetteer), &options, &mut store, |so_far| {
//!     eprintln!("{} documents", so_far.documents);
//! })?;
//! store.finish(ManifestParts::default())?;
//! assert_eq!(Store::open(&run)?.mentions(&Select::default())?.count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod doubts;
mod finding;
mod ids;
mod memo;
mod preview;
mod spool;
mod survey;
mod tag;
mod told;
mod workers;
mod yearless;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use crate::Result;
use crate::calendar::Span;
use crate::corpus::{Corpus, Document, Skip};
use crate::corrections::Corrections;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Tally};
use crate::store::{Batch, StoreWriter};
use crate::temporal::Taggers;

use doubts::Doubts;
use ids::Ids;
use memo::{Kept, Memo, Opened};
use spool::Spool;
use yearless::{Evidence, Sighting};

pub use preview::{DatePreview, Doubt, PreviewOptions, Publisher, Undated, preview};
pub use survey::{NameUse, SKIPS_LISTED, Sample, Survey, survey};

/// How a run goes, apart from its input.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Threads that match. The output does not depend on it.
    pub jobs: NonZeroUsize,
    /// Only documents published in this span are kept; undated ones always are.
    pub period: Option<Span>,
    /// Whether the dates that the texts name are looked for.
    pub references: bool,
    /// What people decided about mentions and documents. The gazetteer is already amended by them
    /// ([`Corrections::amend`]).
    pub corrections: Corrections,
    /// What becomes of what the last run over the same folder found. The output does not depend on it.
    pub reuse: Reuse,
}

/// What a run has to do with what the last run over the same folder found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reuse {
    /// Nothing, and it leaves nothing to the next.
    #[default]
    Nothing,
    /// It matches all documents anew, and keeps what it finds in the file `.memo` of its folder.
    Renew,
    /// It takes over what was found in documents that are the same, and keeps what it finds.
    Unchanged,
}

/// What became of what the last run had found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reused {
    /// Nothing was kept, or it was not asked for.
    #[default]
    Nothing,
    /// It was found with another gazetteer, other settings or another version of the program, or it is damaged.
    Stale,
    /// That of so many documents was taken over.
    Documents(u64),
}

impl Default for RunOptions {
    fn default() -> RunOptions {
        RunOptions {
            jobs: NonZeroUsize::MIN,
            period: None,
            references: true,
            corrections: Corrections::default(),
            reuse: Reuse::default(),
        }
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the input, as they lie on disk.
    pub bytes: u64,
    /// Documents that were stored.
    pub documents: u64,
    /// Mentions that were stored.
    pub mentions: u64,
    /// Inputs that gave no document.
    pub skipped: u64,
}

/// What a run says beyond its store.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How far it came.
    pub progress: Progress,
    /// How many occurrences each rule dropped.
    pub dropped: BTreeMap<String, u64>,
    /// What is doubtful about the corpus as a whole, for people.
    pub notes: Vec<String>,
    /// The first input that gave no document.
    pub first_skip: Option<Skip>,
    /// What became of what the last run had found.
    pub reused: Reused,
}

/// What one block gave.
pub(crate) struct Tagged {
    batch: Batch,
    skips: Vec<Skip>,
    tally: Tally,
    doubts: Doubts,
    outside: u64,
    bytes: u64,
    /// Documents in languages whose dates are not looked for in words, by language.
    foreign: BTreeMap<String, u64>,
    sightings: Vec<Sighting>,
    /// Documents that are dated once all is read, in the order of their sightings.
    yearless: Vec<Document>,
    /// What is kept for the next run.
    kept: Kept,
    /// Where the last run's findings are read from.
    cursor: Option<memo::Cursor>,
    /// Documents whose findings were taken over.
    recalled: u64,
}

/// Reads a corpus, finds the mentions and appends them to a store, which the caller then finishes.
///
/// `report` is called on the calling thread after each block.
///
/// # Errors
/// When the store cannot be written. What cannot be read is no error: it is skipped and noted in the store.
pub fn run(
    corpus: &Corpus,
    gazetteer: &Gazetteer,
    matcher: &Matcher,
    options: &RunOptions,
    store: &mut StoreWriter<'_>,
    mut report: impl FnMut(Progress),
) -> Result<Outcome> {
    let dates = options.references.then(Taggers::default);
    let Memories { run, last, next, reused } = Memories::open(gazetteer, matcher, options, store)?;
    let tagger = tag::DocumentTagger { corpus, gazetteer, matcher, options, dates, memo: last, run };
    let mut collector = Collector::new(store, next, reused);
    workers::in_order(
        options.jobs,
        corpus.blocks(),
        |block| tagger.tag(block),
        |tagged| collector.collect(tagged).map(&mut report),
    )?;
    let (evidence, spool) = (std::mem::take(&mut collector.evidence), std::mem::take(&mut collector.spool));
    workers::in_order(
        options.jobs,
        spool.into_documents()?.enumerate(),
        |(at, document)| document.map(|document| tagger.tag_document(evidence.complete(at, document))),
        |tagged| collector.collect(tagged?).map(&mut report),
    )?;
    if let Some(next) = collector.next.take() {
        next.finish()?;
    }
    Ok(collector.outcome(corpus, &options.corrections))
}

/// What the last run found, and where this one's findings go.
struct Memories {
    /// What findings are kept under; none if nothing is kept.
    run: Option<u128>,
    last: Option<Memo>,
    next: Option<memo::Writer>,
    reused: Reused,
}

impl Memories {
    fn open(
        gazetteer: &Gazetteer,
        matcher: &Matcher,
        options: &RunOptions,
        store: &StoreWriter<'_>,
    ) -> Result<Memories> {
        let keeps = options.reuse != Reuse::Nothing;
        let Some(run) = keeps.then(|| memo::run_key(gazetteer, matcher, options.references)).flatten() else {
            return Ok(Memories { run: None, last: None, next: None, reused: Reused::Nothing });
        };
        let (last, reused) = match options.reuse {
            Reuse::Unchanged => match Memo::open(&store.kept_file(memo::FILE_NAME)) {
                Opened::Missing => (None, Reused::Nothing),
                Opened::Stale => (None, Reused::Stale),
                // The texts of pages are of use for other names, too.
                Opened::Usable(memo) if memo.run() != run => (Some(memo), Reused::Stale),
                Opened::Usable(memo) => (Some(memo), Reused::Documents(0)),
            },
            Reuse::Renew | Reuse::Nothing => (None, Reused::Nothing),
        };
        let next = Some(memo::Writer::create(store.new_file(memo::FILE_NAME), run)?);
        Ok(Memories { run: Some(run), last, next, reused })
    }
}

/// Takes the tagged blocks in order.
struct Collector<'s, 'g> {
    store: &'s mut StoreWriter<'g>,
    /// Keeps what is found for the next run.
    next: Option<memo::Writer>,
    reused: Reused,
    ids: Ids,
    tally: Tally,
    doubts: Doubts,
    outside: u64,
    foreign: BTreeMap<String, u64>,
    first_skip: Option<Skip>,
    evidence: Evidence,
    spool: Spool,
    progress: Progress,
}

impl<'s, 'g> Collector<'s, 'g> {
    fn new(store: &'s mut StoreWriter<'g>, next: Option<memo::Writer>, reused: Reused) -> Collector<'s, 'g> {
        Collector {
            store,
            next,
            reused,
            ids: Ids::default(),
            tally: Tally::default(),
            doubts: Doubts::default(),
            outside: 0,
            foreign: BTreeMap::new(),
            first_skip: None,
            evidence: Evidence::default(),
            spool: Spool::default(),
            progress: Progress::default(),
        }
    }

    /// Takes what one block gave; how far the run has come with it.
    fn collect(&mut self, mut tagged: Tagged) -> Result<Progress> {
        self.ids.make_unique(&mut tagged.batch);
        tagged.sightings.into_iter().for_each(|sighting| self.evidence.see(sighting));
        tagged.yearless.iter().try_for_each(|document| self.spool.push(document))?;
        self.progress.bytes += tagged.bytes;
        self.progress.documents += tagged.batch.documents().count() as u64;
        self.progress.mentions += tagged.batch.mentions() as u64;
        self.progress.skipped += tagged.skips.len() as u64;
        self.tally.add(&tagged.tally);
        self.doubts.add(tagged.doubts);
        self.outside += tagged.outside;
        for (language, count) in tagged.foreign {
            *self.foreign.entry(language).or_default() += count;
        }
        if let Reused::Documents(count) = &mut self.reused {
            *count += tagged.recalled;
        }
        if let Some(next) = &mut self.next {
            next.append(&tagged.kept)?;
        }
        for skip in &tagged.skips {
            self.store.skip(skip)?;
        }
        self.first_skip = self.first_skip.take().or(tagged.skips.into_iter().next());
        self.store.append(tagged.batch)?;
        Ok(self.progress)
    }

    fn outcome(self, corpus: &Corpus, corrections: &Corrections) -> Outcome {
        let mut notes = self.ids.notes();
        notes.extend(self.doubts.notes());
        if self.outside > 0 {
            notes.push(format!(
                "{} published outside of the period asked for, and left out",
                documents(self.outside, "was", "were")
            ));
        }
        notes.extend(without_tables(&self.foreign));
        notes.extend(unmatched_entries(corpus));
        notes.extend(corpus.field_notes());
        notes.extend(passed_over(corpus));
        notes.extend(corrections.idle());
        let mut dropped: BTreeMap<String, u64> =
            self.tally.dropped().map(|(rule, count)| (rule.name().to_owned(), count)).collect();
        if !corrections.is_empty() {
            dropped.insert("blocked".to_owned(), corrections.blocked());
        }
        Outcome { progress: self.progress, dropped, notes, first_skip: self.first_skip, reused: self.reused }
    }
}

/// Whether any day on which the document may have been published is in the period.
fn is_within(period: Option<Span>, document: &Document) -> bool {
    let (Some(period), Some(published)) = (period, document.published) else { return true };
    published.span.to() >= period.from() && published.span.from() <= period.to()
}

/// What is said of the dates in texts of languages that there are no tables for.
fn without_tables(foreign: &BTreeMap<String, u64>) -> Option<String> {
    let documents: u64 = foreign.values().sum();
    let these = if documents == 1 { "document is in a language" } else { "documents are in languages" };
    let number = crate::text::grouped(documents);
    (documents > 0).then(|| {
        let languages = by_number(foreign);
        format!("{number} {these} whose dates in words are not read ({languages}): only dates in figures were found")
    })
}

/// `de 12, fr 3`: the most first.
fn by_number(languages: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<(&String, &u64)> = languages.iter().collect();
    counts.sort_by_key(|&(language, count)| (std::cmp::Reverse(count), language));
    let shown: Vec<String> = counts.iter().take(8).map(|(language, count)| format!("{language} {count}")).collect();
    let more = if counts.len() > 8 { ", …" } else { "" };
    shown.join(", ") + more
}

/// What a date manifest names that is not in the corpus.
fn unmatched_entries(corpus: &Corpus) -> Option<String> {
    let unmatched = corpus.options().manifest.as_ref()?.unmatched();
    let first = unmatched.first()?;
    let (count, key, line) = (unmatched.len(), &first.key, first.line);
    Some(format!("{count} entries of the date manifest match no document; the first is {key:?} in line {line}"))
}

/// What lies in the corpus and was not looked at.
fn passed_over(corpus: &Corpus) -> Vec<String> {
    let passed = corpus.passed_over();
    let runs = passed.run_folders;
    let runs = (!runs.is_empty())
        .then(|| format!("folders that hold the results of a run were passed over: {}", runs.join(", ")));
    let results = (!passed.results.is_empty()).then(|| results(&passed.results));
    let records: Vec<String> = passed.web_records.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let records = (!records.is_empty())
        .then(|| format!("records of web archives that hold no article were passed over: {}", records.join(", ")));
    let languages = (!passed.languages.is_empty()).then(|| {
        let count: u64 = passed.languages.values().sum();
        format!(
            "{} in other languages than those wanted, and left out: {}",
            documents(count, "is", "are"),
            by_number(&passed.languages)
        )
    });
    let undetermined = (passed.undetermined > 0).then(|| {
        let documents = documents(passed.undetermined, "is", "are");
        format!("{documents} too short or too mixed to tell the language, and kept")
    });
    runs.into_iter().chain(results).chain(records).chain(languages).chain(undetermined).collect()
}

/// "1 document is", "7 documents are".
fn documents(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 document {one}") } else { format!("{count} documents {several}") }
}

/// What is said of files in the corpus that dateline wrote itself.
fn results(sources: &[String]) -> String {
    let these = if sources.len() == 1 {
        "1 file that dateline wrote itself is no article"
    } else {
        &format!("{} files that dateline wrote itself are no articles", sources.len())
    };
    let shown: Vec<&str> = sources.iter().take(8).map(String::as_str).collect();
    let more = if sources.len() > 8 { ", …" } else { "" };
    format!("{these}, and passed over: {}{more}", shown.join(", "))
}
