//! Tables as Parquet files: columns in memory, a writer and a reader of any table.

mod column;

mod writer;

pub use column::Cell;

pub use writer::TableWriter;
