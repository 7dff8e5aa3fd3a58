//! Corpora: documents from files, folders, archives and tables.

mod document;

pub use document::{DateSource, Document, Item, Publication, Skip};
