//! Corpora: documents from files, folders, archives and tables, and the dates on which they were published.
//!
//! [`Corpus::open`] takes what the user names, [`Corpus::blocks`] reads it in pieces, and [`Block::items`] makes
//! [`Document`]s of a piece, or [`Skip`]s that say why there is none.
//!
//! ```
//! use dateline::corpus::{Corpus, CorpusOptions, Fields, Item};
//!
//! # let folder = tempfile::tempdir()?;
//! let path = folder.path().join("news.csv");
//! std::fs::write(&path, "id,lead,day\n1,Raqqa has fallen.,2017-10-17\n2,,2017-10-18\n")?;
//! // Columns with usual names need not be named.
//! let fields = Fields { text: Some("lead".into()), date: Some("day".into()), ..Fields::default() };
//! let corpus = Corpus::open(&[path], CorpusOptions { fields, ..CorpusOptions::default() })?;
//! let (mut documents, mut skips) = (Vec::new(), Vec::new());
//! for item in corpus.blocks().flat_map(|block| block.items(&corpus)) {
//!     match item {
//!         Item::Document(document) => documents.push(document),
//!         Item::Skip(skip) => skips.push(skip),
//!     }
//! }
//! let published = documents[0].published.expect("it has a date");
//! assert_eq!((published.span.to_string(), published.from.name()), ("2017-10-17".to_owned(), "field"));
//! assert_eq!(skips[0].source, "news.csv#3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod block;
mod country;
mod document;
mod draft;
mod encoding;
mod feed;
mod format;
mod host;
mod html;
mod json_rows;
mod json_values;
mod language;
mod markdown;
mod member;
mod missed;
mod notes;
mod open;
mod options;
mod own;
mod pages;
mod parquet;
mod place;
mod preset;
mod printed;
mod produce;
mod published;
mod rows;
mod split;
mod table;
mod text;
mod torn;
mod unpack;
mod walk;
mod warc;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use block::Block;
pub use document::{DateSource, Document, Item, Publication, Skip, Yearless};
pub(crate) use format::is_markdown;
pub(crate) use host::publisher_of;
pub use language::DocumentLanguage;
pub use member::is_read_from;
pub(crate) use notes::single_notes;
pub use open::Corpus;
pub use options::{CorpusOptions, DEFAULT_MAX_DOCUMENT_BYTES, Fields, FormatChoice};
pub(crate) use place::Place;
pub use place::is_row;
pub use preset::Preset;
pub(crate) use published::first_date;
pub use published::{DateManifest, Unmatched};
pub use walk::PassedOver;
