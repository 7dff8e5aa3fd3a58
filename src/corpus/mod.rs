//! Corpora: documents from files, folders, archives and tables, and the dates on which they were published.
//!
//! [`Corpus::open`] takes what the user names, [`Corpus::blocks`] reads it in pieces, and [`Block::items`] makes
//! [`Document`]s of a piece, or [`Skip`]s that say why there is none.

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
