//! Reading a table of a Parquet file, a few thousand rows and the wanted columns at a time.

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::statistics::Statistics;

use super::super::schema::{ColumnSpec, TableSpec};
use super::column::{Cell, Column, Values};
use crate::{Error, ErrorKind, Result};

/// Rows that are decoded at a time.
const CHUNK: usize = 4096;

/// The rows of a table, in chunks.
pub(crate) struct TableReader {
    path: PathBuf,
    file: SerializedFileReader<File>,
    /// The wanted columns, and where each of them stands in the file.
    wanted: Vec<(ColumnSpec, usize)>,
    /// Of the wanted columns the one that must not be zero, if there is one.
    counted: Option<usize>,
    next_group: usize,
    open: Option<OpenGroup>,
}

struct OpenGroup {
    readers: Vec<ColumnReader>,
    left: usize,
}

impl TableReader {
    /// Opens the file of a table; `columns` are names, and their order is the order of a chunk's columns.
    pub(crate) fn open(path: &Path, table: &TableSpec, columns: &[&str]) -> Result<TableReader> {
        let file = File::open(path).map_err(|cause| damaged(path).caused_by(cause))?;
        let file = guarded(path, || SerializedFileReader::new(file))?;
        let wanted = columns.iter().map(|name| place(path, &file, table, name)).collect::<Result<_>>()?;
        Ok(TableReader { path: path.to_path_buf(), file, wanted, counted: None, next_group: 0, open: None })
    }

    /// The same, but without the row groups where a column, by its position among the wanted ones, has no number above
    /// zero.
    pub(crate) fn counted(self, counted: Option<usize>) -> TableReader {
        TableReader { counted, ..self }
    }

    /// Whether a row group has a row that counts, as far as the file says.
    fn counts(&self, group: usize) -> bool {
        let column = self.counted.map(|at| self.file.metadata().row_group(group).column(self.wanted[at].1));
        let most = column.and_then(|column| match column.statistics() {
            Some(Statistics::Int64(numbers)) => numbers.max_opt().copied(),
            _ => None,
        });
        most.is_none_or(|most| most > 0)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How many rows the table has.
    pub(crate) fn rows(&self) -> u64 {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// The next rows, or none after the last. The first `tested` columns are read first; the others only if a row
    /// passes the test. The chunk says which rows did.
    pub(crate) fn next_chunk(
        &mut self,
        tested: usize,
        test: &mut dyn FnMut(&Chunk, usize) -> bool,
    ) -> Result<Option<Chunk>> {
        let path = self.path.clone();
        guarded(&path, || self.decode(tested, test))
    }

    fn decode(
        &mut self,
        tested: usize,
        test: &mut dyn FnMut(&Chunk, usize) -> bool,
    ) -> Result<Option<Chunk>, ParquetError> {
        while self.open.as_ref().is_none_or(|group| group.left == 0) {
            if self.next_group >= self.file.num_row_groups() {
                return Ok(None);
            }
            if self.counts(self.next_group) {
                self.open = Some(self.open_group(self.next_group)?);
            }
            self.next_group += 1;
        }
        let Some(group) = &mut self.open else { return Ok(None) };
        let rows = group.left.min(CHUNK);
        group.left -= rows;
        let mut chunk = Chunk::new(rows);
        for (at, (&(spec, _), reader)) in self.wanted.iter().zip(&mut group.readers).enumerate() {
            if at == tested && tested > 0 {
                chunk.selected = (0..rows).filter(|&row| test(&chunk, row)).collect();
            }
            if chunk.selected.is_empty() {
                skip_column(reader, rows)?;
            } else {
                chunk.add(read_column(spec, reader, rows)?);
            }
        }
        if tested > 0 && tested == self.wanted.len() {
            chunk.selected = (0..rows).filter(|&row| test(&chunk, row)).collect();
        }
        Ok(Some(chunk))
    }

    fn open_group(&self, index: usize) -> Result<OpenGroup, ParquetError> {
        let group = self.file.get_row_group(index)?;
        let readers = self.wanted.iter().map(|&(_, at)| group.get_column_reader(at)).collect::<Result<Vec<_>, _>>()?;
        let left = usize::try_from(group.metadata().num_rows())
            .map_err(|_| ParquetError::General("a negative number of rows".to_owned()))?;
        Ok(OpenGroup { readers, left })
    }
}

fn place(path: &Path, file: &SerializedFileReader<File>, table: &TableSpec, name: &str) -> Result<(ColumnSpec, usize)> {
    let spec = *table.column(name).ok_or_else(|| unknown_column(table, name))?;
    let schema = file.metadata().file_metadata().schema_descr();
    let at = schema.columns().iter().position(|column| column.name() == name);
    let at = at.ok_or_else(|| damaged(path).caused_by(format!("column {name} is missing")))?;
    Ok((spec, at))
}

/// The error of asking for a column that a table does not have.
fn unknown_column(table: &TableSpec, name: &str) -> Error {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    Error::new(ErrorKind::Usage, format!("{} have no column {name:?}", table.name))
        .help(format!("one of {}", names.join(", ")))
}

/// The error of a file of the store that cannot be read.
pub(crate) fn damaged(path: &Path) -> Error {
    Error::new(ErrorKind::Store, "this file of the run is damaged").at(path).help("run dateline build again")
}

/// Runs a piece of decoding. The Parquet decoder answers some damaged files with a panic; to a caller both are the
/// same thing.
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T> {
    match crate::guard::guarded(work) {
        Ok(result) => result.map_err(|cause| damaged(path).caused_by(cause)),
        Err(_) => Err(damaged(path)),
    }
}

fn read_column(spec: ColumnSpec, reader: &mut ColumnReader, rows: usize) -> Result<Column, ParquetError> {
    let mut column = Column::new(spec);
    let levels = &mut column.defined;
    match (&mut column.values, reader) {
        (Values::Text(values), ColumnReader::ByteArrayColumnReader(reader)) => {
            read_values(reader, values, levels, rows)
        }
        (Values::Integer(values), ColumnReader::Int64ColumnReader(reader)) => read_values(reader, values, levels, rows),
        (Values::Number(values), ColumnReader::DoubleColumnReader(reader)) => read_values(reader, values, levels, rows),
        (Values::Flag(values), ColumnReader::BoolColumnReader(reader)) => read_values(reader, values, levels, rows),
        _ => Err(ParquetError::General(format!("column {} is of another type", spec.name))),
    }?;
    let complete = column.rows() == rows && column.values_in(rows) == column.values.len();
    if !complete {
        return Err(ParquetError::General(format!("column {} is too short", spec.name)));
    }
    if let Values::Text(values) = &column.values {
        check_utf8(values)?;
    }
    Ok(column)
}

/// Rows of one dictionary entry share its bytes, which are looked at once while they follow on each other.
fn check_utf8(values: &[ByteArray]) -> Result<(), ParquetError> {
    let mut last: &[u8] = &[];
    for value in values {
        let bytes = value.data();
        if !std::ptr::eq(bytes, last) {
            value.as_utf8()?;
            last = bytes;
        }
    }
    Ok(())
}

fn read_values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    values: &mut Vec<T::T>,
    levels: &mut Vec<i16>,
    rows: usize,
) -> Result<(), ParquetError> {
    reader.read_records(rows, Some(levels), None, values).map(drop)
}

fn skip_column(reader: &mut ColumnReader, rows: usize) -> Result<(), ParquetError> {
    let skipped = match reader {
        ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::BoolColumnReader(reader) => reader.skip_records(rows),
        _ => Err(ParquetError::General("a column of an unknown type".to_owned())),
    }?;
    if skipped == rows { Ok(()) } else { Err(ParquetError::General("a column is too short".to_owned())) }
}

/// Some rows of some columns.
pub(crate) struct Chunk {
    columns: Vec<Column>,
    /// For each column and row the position of its value; empty for a column where every row has one.
    positions: Vec<Vec<u32>>,
    /// The rows that passed the test, rising. Where there are none, only the tested columns were read.
    selected: Vec<usize>,
}

impl Chunk {
    fn new(rows: usize) -> Chunk {
        Chunk { columns: Vec::new(), positions: Vec::new(), selected: (0..rows).collect() }
    }

    fn add(&mut self, column: Column) {
        self.positions.push(positions(&column));
        self.columns.push(column);
    }

    /// The rows that passed the test, rising.
    pub(crate) fn selected(&self) -> &[usize] {
        &self.selected
    }

    /// The value of a row in the column at a position of the wanted columns.
    pub(crate) fn cell(&self, column: usize, row: usize) -> Cell<'_> {
        let (values, positions) = (&self.columns[column], &self.positions[column]);
        let at = match positions.get(row) {
            None => row,
            Some(&NONE) => return Cell::None,
            Some(&at) => at as usize,
        };
        match &values.values {
            // The text was checked when it was read.
            Values::Text(values) => values[at].as_utf8().map_or(Cell::None, Cell::Text),
            Values::Integer(values) => Cell::Integer(values[at]),
            Values::Number(values) => Cell::Number(values[at]),
            Values::Flag(values) => Cell::Flag(values[at]),
        }
    }
}

/// Stands for a row without a value.
const NONE: u32 = u32::MAX;

fn positions(column: &Column) -> Vec<u32> {
    let mut next = 0;
    let place = |&level: &i16| {
        if level == 0 {
            return NONE;
        }
        next += 1;
        next - 1
    };
    column.defined.iter().map(place).collect()
}
