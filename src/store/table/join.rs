//! Putting the columns of two files of one table together.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use bytes::Bytes;
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;

use super::super::schema::ColumnSpec;
use super::writer::{properties, schema};

/// Writes a table whose columns stand in several files, each of which has some columns of all rows. What is encoded is
/// copied as it is, so that this costs little more than reading and writing the bytes.
///
/// # Errors
/// What the reader and the writer report; also if a column stands in no file, or the files have not the same rows.
pub(crate) fn join_columns<R: ChunkReader + 'static, W: Write + Send>(
    table: &str,
    columns: &[ColumnSpec],
    parts: Vec<Part<R>>,
    out: W,
) -> Result<(W, u64), ParquetError> {
    let places = columns.iter().map(|column| place(&parts, column.name)).collect::<Result<Vec<_>, _>>()?;
    let mut joined = SerializedFileWriter::new(out, schema(table, columns)?, properties(columns))?;
    let (groups, mut rows) = (parts.first().map_or(0, |part| part.reader.num_row_groups()), 0);
    if parts.iter().any(|part| part.reader.num_row_groups() != groups) {
        return Err(ParquetError::General("the files have not the same rows".to_owned()));
    }
    for group in 0..groups {
        let mut written = joined.next_row_group()?;
        for &(part, column) in &places {
            let part = &parts[part];
            let chunk = part.reader.metadata().row_group(group).column(column).clone();
            let count = part.reader.metadata().row_group(group).num_rows();
            written.append_column(&part.file, as_closed(chunk, u64::try_from(count).unwrap_or_default()))?;
        }
        rows += u64::try_from(written.close()?.num_rows()).unwrap_or_default();
    }
    Ok((joined.into_inner()?, rows))
}

/// A file with some of the columns.
pub(crate) struct Part<R: ChunkReader + 'static> {
    file: R,
    reader: SerializedFileReader<R>,
}

impl Part<File> {
    pub(crate) fn open(path: &Path) -> Result<Part<File>, ParquetError> {
        let file = File::open(path)?;
        let reader = SerializedFileReader::new(file.try_clone()?)?;
        Ok(Part { file, reader })
    }
}

impl Part<Bytes> {
    pub(crate) fn of(file: Bytes) -> Result<Part<Bytes>, ParquetError> {
        let reader = SerializedFileReader::new(file.clone())?;
        Ok(Part { file, reader })
    }
}

/// In which file a column stands, and where.
fn place<R: ChunkReader>(parts: &[Part<R>], name: &str) -> Result<(usize, usize), ParquetError> {
    let within = |part: &Part<R>| {
        let columns = part.reader.metadata().file_metadata().schema_descr().columns();
        columns.iter().position(|column| column.name() == name)
    };
    let found = parts.iter().enumerate().find_map(|(at, part)| Some((at, within(part)?)));
    found.ok_or_else(|| ParquetError::General(format!("no file has the column {name}")))
}

fn as_closed(chunk: ColumnChunkMetaData, rows: u64) -> ColumnCloseResult {
    ColumnCloseResult {
        bytes_written: u64::try_from(chunk.compressed_size()).unwrap_or_default(),
        rows_written: rows,
        metadata: chunk,
        bloom_filter: None,
        column_index: None,
        offset_index: None,
    }
}
