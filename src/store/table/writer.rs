//! Writing a table as a Parquet file.
//!
//! Rows gather in memory until there are a few thousand, and are then encoded, the columns side by side; a row group
//! waits in memory as it will stand in the file. A row group always has the same number of rows, and what is encoded at
//! a time ends where the encoder itself would pause, so the bytes of a file depend on its rows alone, however these
//! came in.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use rayon::prelude::*;

use super::super::schema::{ColumnSpec, ColumnType};
use super::column::{Cell, Column};
use super::encoder::Encoder;

/// Rows of a row group: a few megabytes of encoded mentions.
const ROW_GROUP: usize = 1 << 16;

/// Rows that the encoder takes at a time, as its properties say: only between these does it look whether a page is
/// full.
const STEP: usize = 1 << 10;

/// Rows that are encoded at once.
const PIECE: usize = 4 * STEP;

/// Room for the dictionary of one column in one row group. The sentences of a row group fit: consecutive mentions
/// share theirs, so a dictionary stores each of them once.
const DICTIONARY: usize = 32 << 20;

/// Who made the file, as Parquet wants to be told: without a version, so that it never differs between builds.
const CREATED_BY: &str = "dateline";

/// Writes one table, row group by row group.
pub struct TableWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    /// The rows that are not encoded yet.
    columns: Vec<Column>,
    /// Takes the columns of the open row group; empty before its first row.
    encoders: Vec<Encoder>,
    row_group: usize,
    /// Rows of the open row group that are encoded.
    encoded: usize,
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
        Ok(TableWriter { file, columns, encoders: Vec::new(), row_group, encoded: 0, rows: 0 })
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

    /// Encodes rows when there are enough, and writes the row groups that have become full.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn settle(&mut self) -> Result<(), ParquetError> {
        loop {
            let (waiting, room) = (self.waiting(), self.row_group - self.encoded);
            if waiting >= room {
                self.encode(room)?;
                self.write_row_group()?;
            } else if waiting >= PIECE {
                self.encode(waiting - waiting % STEP)?;
            } else {
                return Ok(());
            }
        }
    }

    /// Writes the rest and the footer; gives back what was written to, and the number of rows.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> Result<(W, u64), ParquetError> {
        self.settle()?;
        self.encode(self.waiting())?;
        if self.encoded > 0 {
            self.write_row_group()?;
        }
        Ok((self.file.into_inner()?, self.rows))
    }

    /// Rows that are not encoded yet.
    fn waiting(&self) -> usize {
        self.columns.first().map_or(0, Column::rows)
    }

    /// Takes the first rows into the open row group.
    fn encode(&mut self, rows: usize) -> Result<(), ParquetError> {
        if self.encoders.is_empty() {
            let described = self.file.schema_descr().columns();
            self.encoders = described.iter().map(|column| Encoder::new(column, self.file.properties())).collect();
        }
        let columns = self.columns.par_iter_mut().zip(&mut self.encoders);
        columns.map(|(column, encoder)| encoder.take(column, rows)).collect::<Result<(), _>>()?;
        self.encoded += rows;
        Ok(())
    }

    fn write_row_group(&mut self) -> Result<(), ParquetError> {
        let encoders = std::mem::take(&mut self.encoders);
        let finished: Vec<_> = encoders.into_par_iter().map(Encoder::finish).collect::<Result<_, _>>()?;
        let mut group = self.file.next_row_group()?;
        for (bytes, close) in finished {
            group.append_column(&bytes, close)?;
        }
        group.close()?;
        // A reader that is gone or a full disk shows here, with the system's own error.
        self.file.flush()?;
        self.rows += std::mem::take(&mut self.encoded) as u64;
        Ok(())
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
        .set_write_batch_size(STEP)
        .set_max_row_group_row_count(None);
    for column in columns {
        let path = ColumnPath::from(column.name);
        if !column.repeats {
            properties = properties.set_column_dictionary_enabled(path.clone(), false);
        }
        // The least and the greatest text of some ten thousand rows in the order of a corpus tell nobody what to pass
        // over.
        if column.holds == ColumnType::Text {
            properties = properties.set_column_statistics_enabled(path.clone(), EnabledStatistics::None);
        }
        if column.holds == ColumnType::Integer && !column.repeats {
            properties = properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
        }
    }
    Arc::new(properties.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [ColumnSpec; 4] = [
        ColumnSpec::integer("number", ""),
        ColumnSpec::text("plain", "").optional().distinct(),
        ColumnSpec::text("repeated", "").optional(),
        ColumnSpec::flag("flag", ""),
    ];

    /// A file of rows that come so many at a time; pages of the second column are full before their row group is.
    fn file(rows: usize, at_a_time: usize, row_group: usize) -> Vec<u8> {
        let mut table = TableWriter::with_row_group("rows", &COLUMNS, Vec::new(), row_group).unwrap();
        for from in (0..rows).step_by(at_a_time) {
            for row in from..rows.min(from + at_a_time) {
                let plain = (row % 3 > 0).then(|| format!("{row}").repeat(100));
                let repeated = (row % 5 > 0).then(|| format!("{}", row / 7 % 900));
                table.columns[0].push(Cell::Integer(row as i64 * 3));
                table.columns[1].push(Cell::text(plain.as_deref()));
                table.columns[2].push(Cell::text(repeated.as_deref()));
                table.columns[3].push(Cell::Flag(row % 2 == 0));
            }
            table.settle().unwrap();
        }
        let (bytes, written) = table.finish().unwrap();
        assert_eq!(written, rows as u64);
        bytes
    }

    #[test]
    fn the_bytes_do_not_depend_on_how_many_rows_come_at_a_time() {
        for (rows, row_group) in [(9_000, 20_000), (10_000, 5_000), (8_192, 8_192), (4_099, 1_000)] {
            let whole = file(rows, rows, row_group);
            for at_a_time in [1, 7, STEP, PIECE - 1, PIECE + 1] {
                assert!(file(rows, at_a_time, row_group) == whole, "{rows} rows, {at_a_time} at a time");
            }
        }
    }
}
