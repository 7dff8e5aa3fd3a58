//! Copies and furniture: which documents say what another one says, and which paragraphs a source puts on all its
//! pages.
//!
//! A run sees each document once, and what copies and furniture are found by goes to a file. When all documents were
//! seen, the copies are found by 24 bytes of each, and as many more of items of feeds; what long texts are compared by
//! ([`NEAR_COPY`]) is read again for each part of it. The furniture is found by going through the file again. Nothing
//! here depends on the number of threads.
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
mod furniture;
mod likeness;
mod named;
mod near;
mod outlet;
mod sketch;
mod states;
mod trace;
mod words;

pub use cluster::{Copies, DAYS_APART, NEAR_COPY};
pub use furniture::{FEWEST_PAGES, MOST_PAGES, PAGES_SHARE};
pub(crate) use furniture::{Furniture, Spool, SpooledDocument};
pub use outlet::outlet;
pub use trace::{LONG_WORDS, Paragraph, Trace};

/// Stands for "none" where millions of positions are kept.
const NONE: u32 = u32::MAX;

#[cfg(test)]
mod tests;
