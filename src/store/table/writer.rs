//! Writing a table as a Parquet file.
//!
//! Rows gather in memory until a row group is full; only then is anything encoded. A row group always has the same
//! number of rows, however the rows came in, so the bytes of a file depend on its rows alone. The columns of a row group
//! are encoded side by side, each into memory, and then appended in their order.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, ConvertedType, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, Type, TypePtr};
use rayon::prelude::*;

use super::super::schema::{ColumnSpec, ColumnType};
use super::column::{Cell, Column, Values};

/// Rows of a row group: a few tens of megabytes of mentions in memory.
const ROW_GROUP: usize = 1 << 16;

/// Room for the dictionary of one column in one row group. The sentences of a row group fit: consecutive mentions
/// share theirs, so a dictionary stores each of them once.
const DICTIONARY: usize = 32 << 20;

/// Who made the file, as Parquet wants to be told: without a version, so that it never differs between builds.
const CREATED_BY: &str = "dateline";

/// Writes one table, row group by row group.
pub struct TableWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    row_group: usize,
    rows: u64,
}

impl<W: Write + Send> TableWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new(table: &str, columns: &[ColumnSpec], out: W) -> Result<TableWriter<W>, ParquetError> {
        TableWriter::with_row_group(table, columns, out, ROW_GROUP)
    }

    /// Begins a file whose row groups have a given number of rows.
    pub(crate) fn with_row_group(
        table: &str,
        columns: &[ColumnSpec],
        out: W,
        row_group: usize,
    ) -> Result<TableWriter<W>, ParquetError> {
        let file = SerializedFileWriter::new(out, schema(table, columns)?, properties(columns))?;
        let columns = columns.iter().map(|&spec| Column::new(spec)).collect();
        Ok(TableWriter { file, columns, row_group, rows: 0 })
    }

    /// The column of that name, to append rows to. Each column must get the same number of rows before [`settle`].
    ///
    /// # Panics
    /// If the table has no such column.
    ///
    /// [`settle`]: TableWriter::settle
    pub fn column(&mut self, name: &str) -> &mut Column {
        let found = self.columns.iter_mut().find(|column| column.spec.name == name);
        found.unwrap_or_else(|| panic!("no column {name}"))
    }

    /// Appends one row: a cell for each column, in order. Text is copied.
    ///
    /// # Errors
    /// What the writer reports.
    ///
    /// # Panics
    /// If a cell does not fit its column.
    pub fn push(&mut self, row: &[Cell<'_>]) -> Result<(), ParquetError> {
        assert_eq!(row.len(), self.columns.len(), "a row has a cell for each column");
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(*cell);
        }
        self.settle()
    }

    /// Writes the row groups that have become full.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn settle(&mut self) -> Result<(), ParquetError> {
        while self.columns.first().is_some_and(|column| column.rows() >= self.row_group) {
            self.write_row_group(self.row_group)?;
        }
        Ok(())
    }

    /// Writes the rest and the footer; gives back what was written to, and the number of rows.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> Result<(W, u64), ParquetError> {
        self.settle()?;
        let rest = self.columns.first().map_or(0, Column::rows);
        if rest > 0 {
            self.write_row_group(rest)?;
        }
        Ok((self.file.into_inner()?, self.rows))
    }

    fn write_row_group(&mut self, rows: usize) -> Result<(), ParquetError> {
        self.columns.iter_mut().for_each(Column::settle);
        let properties = self.file.properties();
        let described = self.file.schema_descr().columns();
        let encoded: Vec<_> = self
            .columns
            .par_iter()
            .zip(described)
            .map(|(column, descr)| encoded(column, rows, descr, properties))
            .collect::<Result<_, _>>()?;
        let mut group = self.file.next_row_group()?;
        for (bytes, close) in encoded {
            group.append_column(&bytes, close)?;
        }
        group.close()?;
        // A reader that is gone or a full disk shows here, with the system's own error.
        self.file.flush()?;
        self.columns.iter_mut().for_each(|column| column.drop_first(rows));
        self.rows += rows as u64;
        Ok(())
    }
}

/// The first rows of a column as they will stand in the file.
fn encoded(
    column: &Column,
    rows: usize,
    descr: &ColumnDescPtr,
    properties: &WriterPropertiesPtr,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    let mut out = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut out));
    let close = write_column(get_column_writer(Arc::clone(descr), Arc::clone(properties), pages), column, rows)?;
    Ok((Bytes::from(out.into_inner()?), close))
}

fn write_column(writer: ColumnWriter<'_>, column: &Column, rows: usize) -> Result<ColumnCloseResult, ParquetError> {
    let levels = column.spec.optional.then(|| &column.defined[..rows]);
    let count = column.values_in(rows);
    match (&column.values, writer) {
        (Values::Text(values), ColumnWriter::ByteArrayColumnWriter(mut writer)) => {
            writer.write_batch(&values[..count], levels, None)?;
            writer.close()
        }
        (Values::Integer(values), ColumnWriter::Int64ColumnWriter(mut writer)) => {
            writer.write_batch(&values[..count], levels, None)?;
            writer.close()
        }
        (Values::Number(values), ColumnWriter::DoubleColumnWriter(mut writer)) => {
            writer.write_batch(&values[..count], levels, None)?;
            writer.close()
        }
        (Values::Flag(values), ColumnWriter::BoolColumnWriter(mut writer)) => {
            writer.write_batch(&values[..count], levels, None)?;
            writer.close()
        }
        _ => Err(ParquetError::General(format!("column {} is of another type", column.spec.name))),
    }
}

pub(super) fn schema(table: &str, columns: &[ColumnSpec]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder(table).with_fields(fields).build()?))
}

fn field(column: &ColumnSpec) -> Result<Type, ParquetError> {
    let physical = match column.holds {
        ColumnType::Text => Physical::BYTE_ARRAY,
        ColumnType::Integer => Physical::INT64,
        ColumnType::Number => Physical::DOUBLE,
        ColumnType::Flag => Physical::BOOLEAN,
    };
    let repetition = if column.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let builder = Type::primitive_type_builder(column.name, physical).with_repetition(repetition);
    match column.holds {
        ColumnType::Text => {
            builder.with_converted_type(ConvertedType::UTF8).with_logical_type(Some(LogicalType::String)).build()
        }
        _ => builder.build(),
    }
}

pub(super) fn properties(columns: &[ColumnSpec]) -> WriterPropertiesPtr {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(CREATED_BY.to_owned())
        .set_dictionary_page_size_limit(DICTIONARY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None);
    for column in columns {
        let path = ColumnPath::from(column.name);
        if !column.repeats {
            properties = properties.set_column_dictionary_enabled(path.clone(), false);
        }
        if column.holds == ColumnType::Integer && !column.repeats {
            properties = properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
        }
    }
    Arc::new(properties.build())
}
