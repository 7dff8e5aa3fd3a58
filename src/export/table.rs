//! What can be exported.

use std::fmt;
use std::str::FromStr;

use super::Format;
use super::format::TABULAR;
use crate::store::{Cell, TableSpec};
use crate::{Error, ErrorKind, Result};

/// Rows of cells under columns with names, given one after the other.
pub trait Table {
    /// The table's name and columns.
    fn spec(&self) -> &TableSpec;

    /// Gives every row to a function: a cell for each column, in order. Ends at the function's first error.
    ///
    /// # Errors
    /// The function's, or of kind [`ErrorKind::Store`] when the store is damaged.
    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()>;

    /// What it has no rows for, and how many of that.
    fn left_out(&self) -> Vec<(&'static str, u64)> {
        Vec::new()
    }
}

/// The tables of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableKind {
    /// One row a mention.
    Mentions,
    /// One row a document.
    Documents,
    /// One row an entity that is mentioned.
    Entities,
    /// One row an entity and bucket.
    Timelines,
    /// One row a date that a text names.
    Dates,
    /// One row a dated sentence, in the order of what it speaks of.
    Chronology,
    /// One row two entities and a bucket in which a document mentions both.
    CoMentions,
    /// Every table.
    All,
}

impl TableKind {
    /// All tables.
    pub const ALL: [TableKind; 8] = [
        TableKind::Mentions,
        TableKind::Documents,
        TableKind::Entities,
        TableKind::Timelines,
        TableKind::Dates,
        TableKind::Chronology,
        TableKind::CoMentions,
        TableKind::All,
    ];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            TableKind::Mentions => "mentions",
            TableKind::Documents => "documents",
            TableKind::Entities => "entities",
            TableKind::Timelines => "timelines",
            TableKind::Dates => "dates",
            TableKind::Chronology => "chronology",
            TableKind::CoMentions => "co-mentions",
            TableKind::All => "all",
        }
    }

    /// The formats that it can be written in, the plain tables first.
    pub fn formats(self) -> Vec<Format> {
        let special: &[Format] = match self {
            TableKind::Mentions => &[Format::WebAnnotation, Format::Brat, Format::Iob2, Format::Spacy],
            TableKind::Entities => {
                &[Format::EntityRuler, Format::Gate, Format::Ftm, Format::LinkedPlaces, Format::GeoJson, Format::Kml]
            }
            TableKind::Timelines => &[Format::GeoJson, Format::Kml, Format::VegaLite],
            TableKind::Chronology => &[Format::TimelineJs],
            TableKind::CoMentions => &[Format::Gexf],
            TableKind::Documents | TableKind::Dates | TableKind::All => &[],
        };
        TABULAR.into_iter().chain(special.iter().copied()).collect()
    }
}

impl fmt::Display for TableKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TableKind {
    type Err = Error;
    fn from_str(text: &str) -> Result<TableKind> {
        TableKind::ALL.into_iter().find(|table| table.name() == text).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a table"))
                .help("one of mentions, documents, entities, timelines, dates, chronology, co-mentions, all")
        })
    }
}
