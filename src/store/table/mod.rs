//! Tables as Parquet files: columns in memory, a writer and a reader of any table.

mod column;
mod encoder;
mod join;
mod reader;
mod writer;

pub use column::Cell;
pub(super) use join::{Part, join_columns};
pub(super) use reader::{Chunk, TableReader, damaged};
pub(crate) use writer::TableWriter;
