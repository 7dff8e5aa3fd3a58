//! Encoding one column of a row group, piece by piece.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::column::page::{CompressedPage, PageWriteSpec, PageWriter};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use super::column::{Column, Values};

/// A column of the open row group, as it will stand in the file.
pub(super) struct Encoder {
    writer: ColumnWriter<'static>,
    encoded: Encoded,
}

impl Encoder {
    pub(super) fn new(column: &ColumnDescPtr, properties: &WriterPropertiesPtr) -> Encoder {
        let encoded = Encoded::default();
        let pages = Box::new(Pages(TrackedWrite::new(encoded.clone())));
        Encoder { writer: get_column_writer(Arc::clone(column), Arc::clone(properties), pages), encoded }
    }

    /// Takes the first rows out of a column.
    pub(super) fn take(&mut self, column: &mut Column, rows: usize) -> Result<(), ParquetError> {
        column.settle();
        let levels = column.spec.optional.then(|| &column.defined[..rows]);
        let count = column.values_in(rows);
        match (&column.values, &mut self.writer) {
            (Values::Text(values), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(&values[..count], levels, None)
            }
            (Values::Integer(values), ColumnWriter::Int64ColumnWriter(writer)) => {
                writer.write_batch(&values[..count], levels, None)
            }
            (Values::Number(values), ColumnWriter::DoubleColumnWriter(writer)) => {
                writer.write_batch(&values[..count], levels, None)
            }
            (Values::Flag(values), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(&values[..count], levels, None)
            }
            _ => Err(ParquetError::General(format!("column {} is of another type", column.spec.name))),
        }?;
        column.drop_first(rows);
        Ok(())
    }

    /// The whole column, and what the file says of it.
    pub(super) fn finish(self) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
        let close = self.writer.close()?;
        Ok((Bytes::from(self.encoded.into_inner()), close))
    }
}

/// The pages of a column one after the other. The crate's own writer of pages borrows what it writes to, and so cannot
/// live as long as a row group does: each page has one of its own.
struct Pages(TrackedWrite<Encoded>);

impl PageWriter for Pages {
    fn write_page(&mut self, page: CompressedPage) -> Result<PageWriteSpec, ParquetError> {
        SerializedPageWriter::new(&mut self.0).write_page(page)
    }

    fn close(&mut self) -> Result<(), ParquetError> {
        Ok(self.0.flush()?)
    }
}

/// Bytes in memory that the writer of pages and the encoder share.
#[derive(Clone, Debug, Default)]
struct Encoded(Arc<Mutex<Vec<u8>>>);

impl Encoded {
    fn into_inner(self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Encoded {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
