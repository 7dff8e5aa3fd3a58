//! The rows of the store's tables, as the rest of the program reads them.

use crate::calendar::Span;
use crate::gazetteer::{Kind, Location};

/// One row of `documents.parquet`.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// The document's id.
    pub document: String,
    /// Where it was read.
    pub source: String,
    /// Its title, or empty.
    pub title: String,
    /// The web address that it states as its own.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published (columns `published` and `published_granularity`).
    pub published: Option<Span>,
    /// Where the date was learnt: a [`DateSource`](crate::corpus::DateSource)'s name.
    pub published_from: Option<String>,
    /// What is doubtful about the date, or why there is none.
    pub published_note: Option<String>,
    /// Words of title and text: runs of letters and digits.
    pub words: u64,
    /// Characters (code points) of title and text.
    pub characters: u64,
}

/// One row of `mentions.parquet`.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionRow {
    /// The document's id.
    pub document: String,
    /// Where the document was read.
    pub source: String,
    /// `title` or `text`.
    pub field: String,
    /// First code point of the mention in the field.
    pub start: u64,
    /// The code point after its last.
    pub end: u64,
    /// First UTF-8 byte of the mention in the field.
    pub byte_start: u64,
    /// The byte after its last.
    pub byte_end: u64,
    /// The exact characters of the mention.
    pub surface: String,
    /// The entity's id.
    pub entity: String,
    /// What the entity is.
    pub kind: Kind,
    /// The entity's name.
    pub name: String,
    /// The alias that fired, as the gazetteer writes it.
    pub alias: String,
    /// The rule that let it count.
    pub rule: String,
    /// The sentence around it; cut with `…` on either side where it is very long.
    pub sentence: String,
    /// When the document was published.
    pub published: Option<Span>,
    /// Where the entity is, for a place (columns `lat` and `lon`).
    pub location: Option<Location>,
}
