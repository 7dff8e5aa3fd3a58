//! Exports: the tables of a run as files that other tools read.
//!
//! A [`Table`] gives rows; a [`Format`] writes them. Each is one file here, and knows nothing of the others.

mod chronology;
mod csv;
mod entities;
mod format;
mod json;
mod parquet;
mod store_table;
mod table;
mod timelinejs;
mod timelines;

pub use chronology::{CHRONOLOGY, ChronologyTable, DAYS, DayTable};
pub use entities::{ENTITY_LIST, EntityTable};
pub use format::{Format, FormatOptions, write};
pub use store_table::StoreTable;
pub use table::{Table, TableKind, export};
pub use timelinejs::timelinejs;
pub use timelines::{TIMELINES, TimelineTable};

#[cfg(test)]
mod tests;
