//! Copies and furniture: which documents say what another one says, and which paragraphs a source puts on all its
//! pages.
//!
//! A run sees each document once, and what copies and furniture are found by goes to files. When all documents were
//! seen, the copies are found by going through these again, as often as it takes to have a few megabytes of them in
//! memory at a time; then eight bytes of each copy are. Of items of feeds, and of texts that may be near-copies, some
//! dozen bytes each are in memory besides, and texts of one hash are together. The furniture is found in the same way.
//! Nothing here depends on the number of threads.
//!
//! ```
//! use dateline::copies::{Copies, Trace};
//! use dateline::corpus::{Corpus, CorpusOptions, Item};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("articles.jsonl");
//! # std::fs::write(&path, r#"{"id": "1", "date": "2017-10-18", "text": "Raqqa has fallen."}
//! # {"id": "2", "date": "2017-10-17", "text": "RAQQA has fallen"}"#)?;
//! let corpus = Corpus::open(&[path], CorpusOptions::default())?;
//! let mut copies = Copies::default();
//! for block in corpus.blocks() {
//!     for item in block.items(&corpus) {
//!         let Item::Document(document) = item else { continue };
//!         copies.push(&Trace::of(&document));
//!     }
//! }
//! // The first is a copy of the second, which is a day older.
//! assert_eq!(copies.decide(), [Some(1), None]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cluster;
mod copy_of;
mod exact;
mod furniture;
mod kept;
mod likeness;
mod named;
mod near;
mod outlet;
mod sketch;
mod states;
mod trace;
mod words;

pub use cluster::{Copies, DAYS_APART, NEAR_COPY};
pub(crate) use copy_of::CopyOf;
pub use furniture::{FEWEST_PAGES, MOST_PAGES, PAGES_SHARE};
pub(crate) use furniture::{Furniture, Spool, SpooledDocument};
pub use outlet::outlet;
pub use trace::{LONG_WORDS, Paragraph, Trace};

/// Stands for "none" where millions of positions are kept.
const NONE: u32 = u32::MAX;

#[cfg(test)]
mod tests;
