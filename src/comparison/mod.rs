//! Two runs side by side: what came, what went, what moved to another time, and why.
//!
//! Both stores list their documents in the order of the corpus, so they are walked together, a document at a time; only
//! a document that stands elsewhere in the other run waits in memory until its counterpart comes.
//!
//! ```
//! use dateline::calendar::BucketSize;
//! use dateline::comparison::{CompareOptions, Comparison};
//! use dateline::store::Store;
//!
//! # use dateline::corpus::{Corpus, CorpusOptions};
//! # use dateline::gazetteer::Gazetteer;
//! # use dateline::matcher::Matcher;
//! # use dateline::pipeline::{self, Input, RunOptions};
//! # use dateline::store::{ManifestParts, StoreWriter};
//! # let folder = tempfile::tempdir()?;
//! # let gazetteer = Gazetteer::bundled();
//! # let run = |name: &str, rows: &str| -> dateline::Result<std::path::PathBuf> {
//! #     let articles = folder.path().join("articles.jsonl");
//! #     std::fs::write(&articles, rows).expect("a temporary folder can be written");
//! #     let run = folder.path().join(name);
//! #     let mut store = StoreWriter::create(&run, &gazetteer)?;
//! #     let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! #     let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! #     pipeline::run(input, &RunOptions::default(), &mut store, |_| ())?;
//! #     store.finish(ManifestParts::default())?;
//! #     Ok(run)
//! # };
//! # let old = run("old", r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen."}"#)?;
//! # let new = run("new", r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen. Mosul fell in July."}"#)?;
//! let options = CompareOptions { size: BucketSize::Month, limit: 20, count: None };
//! let changes = Comparison::of(&Store::open(&old)?, &Store::open(&new)?, &options)?;
//! assert_eq!(changes.entities[0].entity, "mosul");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amended;
mod cause;
mod document;
mod given;
mod renamed;
mod total;
mod walk;

use std::collections::BTreeMap;

use crate::Result;
use crate::calendar::BucketSize;
use crate::store::{MentionRow, Store};
use crate::timeline::CountMode;

pub use cause::Cause;
pub use document::{DocumentChange, DocumentVerdict};
pub use given::{GivenChange, given};
pub use total::{EntityChange, Moved};

/// How many changes are kept as examples unless the options say otherwise.
pub const DEFAULT_LIMIT: usize = 20;

/// How two runs are compared.
#[derive(Clone, Copy, Debug)]
pub struct CompareOptions {
    /// The bucket that changes are counted in.
    pub size: BucketSize,
    /// How many changed documents, and how many changed mentions, are kept. All are counted.
    pub limit: usize,
    /// Which texts count: a mention in a copy, or in furniture, is none among distinct texts. None: what each run was
    /// built to count. Sources are counted in distinct texts.
    pub count: Option<CountMode>,
}

/// One mention that is in one run only, or at another time in the other.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionChange {
    /// What became of it.
    pub change: Change,
    /// Why.
    pub cause: Cause,
    /// The mention, as the run that has it tells it; of the new run where both do.
    pub mention: MentionRow,
}

/// What became of a mention, or of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Change {
    /// Only the new run has it.
    Came,
    /// Only the old run has it.
    Went,
    /// Both have it, at different times.
    Moved,
}

impl Change {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Change::Came => "came",
            Change::Went => "went",
            Change::Moved => "moved",
        }
    }
}

/// What differs between two runs.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What the runs were given: program, settings, gazetteers, names of entities.
    pub given: Vec<GivenChange>,
    /// Entities that have another id in the new run, being known by the other's there or here: old and new id.
    pub renamed: BTreeMap<String, String>,
    /// How many documents changed, by what became of them.
    pub documents: BTreeMap<DocumentVerdict, u64>,
    /// The first of them.
    pub document_examples: Vec<DocumentChange>,
    /// How many mentions changed, by what became of them and why.
    pub mentions: BTreeMap<(Change, Cause), u64>,
    /// The first of them.
    pub mention_examples: Vec<MentionChange>,
    /// The entities that any changed mention is of: those with most changes first, then by id.
    pub entities: Vec<EntityChange>,
}

impl Comparison {
    /// Compares two runs.
    ///
    /// # Errors
    /// When one of the stores is damaged.
    pub fn of(old: &Store, new: &Store, options: &CompareOptions) -> Result<Comparison> {
        let mut given = given(old, new);
        given.extend(given::renamed(old, new)?);
        let mut findings = total::Findings::new(options);
        let renamed = renamed::between(old, new)?;
        let causes = cause::Causes::new((old, &renamed), new, options.count)?;
        walk::both((old, &renamed), new, |pair| findings.add(document::compare(pair, &causes)))?;
        Ok(Comparison { given, renamed, ..findings.into_comparison() })
    }

    /// Whether anything that the runs found differs. What they were given may differ nevertheless.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.mentions.is_empty()
    }
}

#[cfg(test)]
mod tests;
