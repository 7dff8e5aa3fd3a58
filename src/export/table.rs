//! What can be exported.

use std::fmt;
use std::io::Write;
use std::str::FromStr;

use super::{ChronologyTable, EntityTable, Format, FormatOptions, StoreTable, TimelineTable, write};
use crate::store::{Cell, DATES, DOCUMENTS, MENTIONS, Select, Store, TableSpec};
use crate::timeline::{Axis, BucketChoice, Chronology, ChronologyOptions, TimelineOptions, Timelines};
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
}

impl TableKind {
    /// All tables.
    pub const ALL: [TableKind; 6] = [
        TableKind::Mentions,
        TableKind::Documents,
        TableKind::Entities,
        TableKind::Timelines,
        TableKind::Dates,
        TableKind::Chronology,
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
        }
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
                .help("one of mentions, documents, entities, timelines, dates, chronology")
        })
    }
}

/// Writes the selected rows of a table of a run. `axis` and `size` are the axis and the bucket of timelines and of the entities' peaks. A reader
/// that closes the pipe early is no error.
///
/// # Errors
/// Of kind [`ErrorKind::Usage`] when the table cannot be selected in that way, [`ErrorKind::Store`] when the store is
/// damaged, [`ErrorKind::Output`] when it cannot be written.
pub fn export(
    kind: TableKind,
    store: &Store,
    select: &Select,
    (axis, size): (Axis, BucketChoice),
    format: (Format, FormatOptions),
    out: &mut (dyn Write + Send),
) -> Result<()> {
    match kind {
        TableKind::Mentions => write(&StoreTable::new(store, &MENTIONS, select), format, out),
        TableKind::Documents => write(&StoreTable::new(store, &DOCUMENTS, select), format, out),
        TableKind::Dates if store.manifest().dates.is_none() => Err(crate::timeline::no_references()),
        TableKind::Dates => write(&StoreTable::new(store, &DATES, select), format, out),
        TableKind::Chronology => write(&ChronologyTable::new(&chronology(store, select)?, usize::MAX), format, out),
        TableKind::Entities if select.from.is_some() || select.to.is_some() => {
            Err(Error::new(ErrorKind::Usage, "entities cannot be selected by a period")
                .help("export timelines or mentions of that period"))
        }
        TableKind::Entities => write(&EntityTable::new(store, &timelines(store, select, (axis, size))?)?, format, out),
        TableKind::Timelines => write(&TimelineTable::new(&timelines(store, select, (axis, size))?), format, out),
    }
}

/// The period of a chronology is that of what is told.
fn chronology(store: &Store, select: &Select) -> Result<Chronology> {
    let entities = select.entities.clone();
    let options = ChronologyOptions { entities, from: select.from, to: select.to, ..ChronologyOptions::default() };
    Chronology::read(store, &options)
}

fn timelines(store: &Store, select: &Select, (axis, size): (Axis, BucketChoice)) -> Result<Timelines> {
    let mut entities: Option<Vec<String>> = select.entities.as_ref().map(|ids| ids.iter().cloned().collect());
    entities.iter_mut().for_each(|ids| ids.sort());
    let options = TimelineOptions {
        axis,
        size,
        from: select.from,
        to: select.to,
        entities: entities.as_deref(),
        kind: select.kind,
        ..TimelineOptions::default()
    };
    Timelines::build(store, &options)
}
