//! The run: from a corpus, a document at a time and in parallel, into the store.
//!
//! One thread reads blocks, several turn them into documents and mentions, and the calling one, which is among these,
//! appends the batches in the order of the blocks. So the output is the same for any number of threads, and no more
//! than a few blocks for each of them are in memory at a time. Documents whose dateline has no year wait on disk until
//! the rest has been read, and come last. What was found in a document is kept, and taken over by the next run over the
//! same folder where the document is still the same.
//!
//! ```
//! use dateline::corpus::{Corpus, CorpusOptions};
//! use dateline::gazetteer::Gazetteer;
//! use dateline::matcher::Matcher;
//! use dateline::pipeline::{self, Input, RunOptions};
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
//! let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! pipeline::run(input, &options, &mut store, |so_far| {
//!     eprintln!("{} documents", so_far.documents);
//! })?;
//! store.finish(ManifestParts::default())?;
//! assert_eq!(Store::open(&run)?.mentions(&Select::default())?.count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod collector;
mod doubts;
mod finding;
mod ids;
mod memo;
mod notes;
mod preview;
mod rooms;
mod seen;
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
use crate::matcher::Matcher;
use crate::store::StoreWriter;
use crate::temporal::Taggers;

use collector::Collector;
use memo::{Memo, Opened};
use rooms::Rooms;

pub use preview::{DatePreview, Doubt, PreviewOptions, Publisher, Undated, preview};
pub use survey::{NameUse, SKIPS_LISTED, Sample, Survey, survey};

/// What a run reads, and what it looks for there.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i> {
    /// Where the documents come from.
    pub corpus: &'i Corpus,
    /// The entities.
    pub gazetteer: &'i Gazetteer,
    /// Finds them: it was built from this gazetteer.
    pub matcher: &'i Matcher,
}

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

/// Reads a corpus, finds the mentions and appends them to a store, which the caller then finishes.
///
/// `report` is called on the calling thread after each block.
///
/// # Errors
/// When the store cannot be written. What cannot be read is no error: it is skipped and noted in the store.
pub fn run(
    input: Input<'_>,
    options: &RunOptions,
    store: &mut StoreWriter<'_>,
    mut report: impl FnMut(Progress),
) -> Result<Outcome> {
    let dates = options.references.then(Taggers::default);
    let Memories { run, last, next, reused } = Memories::open(input, options, store)?;
    let rooms = Rooms::default();
    let tagger = tag::DocumentTagger { input, options, dates, memo: last, run, rooms: &rooms };
    let mut collector = Collector::new(store, next, reused, &rooms);
    workers::in_order(
        options.jobs,
        input.corpus.blocks(),
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
    collector.outcome(input.corpus, &options.corrections)
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
    fn open(input: Input<'_>, options: &RunOptions, store: &StoreWriter<'_>) -> Result<Memories> {
        let Input { gazetteer, matcher, .. } = input;
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

/// Whether any day on which the document may have been published is in the period.
fn is_within(period: Option<Span>, document: &Document) -> bool {
    let (Some(period), Some(published)) = (period, document.published) else { return true };
    published.span.to() >= period.from() && published.span.from() <= period.to()
}
