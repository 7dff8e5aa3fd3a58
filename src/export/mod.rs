//! Exports: what other tools use, made from a run.
//!
//! An [`Export`] says which [`TableKind`] is written in which [`Format`], and of which part of a run ([`Where`]). A
//! [`Table`] gives rows, and [`write()`] writes any of them as CSV, JSON, Parquet or SQLite; each other format is one
//! file here and knows nothing of the others. What a format cannot hold is in the [`ExportReport`].

mod annotations;
mod chronology;
mod comentions;
mod csv;
mod entities;
mod folder;
mod format;
mod geojson;
mod gexf;
mod job;
mod json;
mod kml;
mod lists;
mod parquet;
mod report;
mod selection;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store_table;
mod table;
mod timelinejs;
mod timelines;
mod vegalite;
mod xml;

pub use chronology::{CHRONOLOGY, ChronologyTable, DAYS, DayTable};
pub use comentions::{CO_MENTIONS, CoMentionTable};
pub use entities::{ENTITY_LIST, EntityTable};
pub use format::{Format, FormatOptions, write};
pub use job::Export;
pub use report::{ExportReport, Loss};
pub use selection::Where;
pub use store_table::StoreTable;
pub use table::{Table, TableKind};
pub use timelinejs::timelinejs;
pub use timelines::{MOST_ROWS, TIMELINES, TimelineTable};

#[cfg(test)]
mod tests;
