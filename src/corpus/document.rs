//! Documents: one article each.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::language::DocumentLanguage;
use crate::calendar::{Span, Weekday};

/// One article, as it goes to the matcher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The row's own id, or the file's path relative to the corpus with `/` between its parts.
    pub id: String,
    /// Where it was read: the path, then `!member` of an archive, then `#row` of a table (from 1).
    pub source: String,
    /// The title, or empty.
    pub title: String,
    /// The article's text: what offsets of the field `text` count in.
    pub text: String,
    /// The web address that it states as its own, if it does.
    pub url: Option<String>,
    /// Who published it, if it says so.
    pub publisher: Option<String>,
    /// The country that its source is of (ISO 3166-1 alpha-2), if its address says so, or else what the user says.
    #[serde(default)]
    pub country: Option<String>,
    /// When it was published, if that could be learnt.
    pub published: Option<Publication>,
    /// The day that its dateline names without a year; only where nothing else dates it.
    pub yearless: Option<Yearless>,
    /// The language that it is written in, if that is stated or shows.
    pub language: Option<DocumentLanguage>,
    /// What is doubtful about the date, or why there is none; also a guessed encoding.
    pub note: Option<String>,
    /// Whether it is an item of a feed that has an `id` of its own: in another file of the same feed, that is a state
    /// of the same item.
    #[serde(default)]
    pub feed_item: bool,
}

/// A day of some year, as datelines have it: `MOSUL, Iraq, Oct. 17 —`; or of a year of which only the last figures are
/// written: `July 14/63`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yearless {
    /// From 1.
    pub month: u32,
    /// Of the month, from 1.
    pub day: u32,
    /// The day of the week, where it is named.
    pub weekday: Option<Weekday>,
    /// The last two figures of the year, where these are written and do not tell the century.
    #[serde(default)]
    pub short: Option<u32>,
}

impl Yearless {
    /// Whether the day may be in a year.
    pub(crate) fn fits(self, year: i32) -> bool {
        self.short.is_none_or(|short| year.rem_euclid(100) == short as i32)
    }

    /// What is said of a document whose only date it is.
    pub(crate) fn note(self) -> &'static str {
        if self.short.is_some() { "dateline: a year of two figures" } else { "dateline: a dateline without a year" }
    }
}

/// When a document was published, and where that was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The day, or the month or year if no more is known.
    pub span: Span,
    /// Where the date was learnt.
    pub from: DateSource,
}

/// Where a publication date was learnt, from the most to the least trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DateSource {
    /// A correction that the user wrote down.
    Correction,
    /// The manifest that the user gave with `--dates`.
    Manifest,
    /// A field of the row, or the front matter of a Markdown file.
    Field,
    /// Metadata of an HTML page: JSON-LD, OpenGraph, article meta tags, `<time>`.
    Metadata,
    /// The path of the page's address: `/2017/06/13/`.
    Url,
    /// The name of the file: `2017-06-13-raqqa.txt`.
    FileName,
    /// A dateline or byline at the head of the text.
    Dateline,
    /// A dateline without a year, completed from the dated documents around it in the same folder, archive or table.
    DatelineNeighbours,
    /// A dateline without a year, completed by its weekday, which fits one year of the collection alone.
    DatelineWeekday,
    /// The file's modification time; used only when asked for.
    FileTime,
}

impl DateSource {
    /// From the most to the least trusted.
    pub const ALL: [DateSource; 10] = [
        DateSource::Correction,
        DateSource::Manifest,
        DateSource::Field,
        DateSource::Metadata,
        DateSource::Url,
        DateSource::FileName,
        DateSource::Dateline,
        DateSource::DatelineNeighbours,
        DateSource::DatelineWeekday,
        DateSource::FileTime,
    ];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            DateSource::Correction => "correction",
            DateSource::Manifest => "manifest",
            DateSource::Field => "field",
            DateSource::Metadata => "metadata",
            DateSource::Url => "url",
            DateSource::FileName => "filename",
            DateSource::Dateline => "dateline",
            DateSource::DatelineNeighbours => "dateline+neighbours",
            DateSource::DatelineWeekday => "dateline+weekday",
            DateSource::FileTime => "filetime",
        }
    }
}

impl fmt::Display for DateSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An input that gave no document, and why. Nothing is dropped without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Where it stands: the path, then `!member`, then `#row`.
    pub source: String,
    /// Its line in the file, where it has one.
    pub line: Option<u64>,
    /// Why it was skipped, for people.
    pub reason: String,
}

/// What one piece of a corpus turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A document.
    Document(Document),
    /// Something that gave none.
    Skip(Skip),
}
