//! The store: what a run writes and the rest reads.
//!
//! A run's folder holds `run.json`, the [`Manifest`]; `skipped.jsonl`, the inputs that gave no document; and `store/`
//! with the tables [`DOCUMENTS`], [`MENTIONS`], [`DATES`], [`ENTITIES`] and [`ALIASES`] as Parquet files, which other tools
//! read as they are.

mod atomic;
mod batch;
mod copy_columns;
mod date_table;
mod find;
mod folder;
mod gazetteer_tables;
mod manifest;
mod reader;
mod rows;
mod scan;
mod schema;
mod table;
mod tally;
mod writer;

pub(crate) use atomic::unwritable;
pub use atomic::write_atomically;
pub use batch::{Batch, DateReference, DocumentHandle, Mention, Referenced};
pub use manifest::{
    CopySummary, CorpusSummary, CorrectionRecord, DateSummary, Manifest, ManifestParts, MentionSummary, SKIPS_LISTED,
    STORE_VERSION, SkipRecord, StoredFile,
};
pub use reader::Store;
pub use rows::{AliasRow, DateRow, DocumentRow, EntityRow, GoverningDate, MentionRow};
pub use scan::{Row, Scan, Select};
pub use schema::{ALIASES, ColumnSpec, ColumnType, DATES, DOCUMENTS, ENTITIES, MENTIONS, TableSpec};
pub use table::Cell;
pub(crate) use table::TableWriter;
pub use writer::StoreWriter;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
