//! Parquet: tables whose columns have names and types. Each row is a document.
//!
//! Row groups are read one after the other, a few hundred kilobytes of rows at a time, and of each only the wanted
//! columns. A file that is packed, a member of an archive or standard input is taken into memory first, up to the limit
//! for one document, for a Parquet file says at its end what stands where.

mod cells;
mod columns;

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};

use super::block::Content;
use super::document::{Item, Skip};
use super::draft::{Draft, Origin};
use super::language::Stated;
use super::missed::MissedFields;
use super::options::{CorpusOptions, FieldKind};
use super::produce::{Flow, Producer};
use super::published::{Clue, DayOrder, Reader};
use super::rows::too_large;
use super::unpack::{Stream, why_broken};
use cells::{Cell, ColumnCells};
use columns::Columns;

/// How many bytes a block of rows should have.
const BLOCK_BYTES: i64 = 1 << 20;

/// A block has no more rows, however small they seem: a text that is repeated takes next to nothing in the file.
const MOST_ROWS: usize = 2048;

/// Some rows of a Parquet file.
#[derive(Debug)]
pub(super) struct Rows {
    origin: Arc<Origin>,
    /// The order of day and month in the first rows of the file, if they tell.
    order: Option<DayOrder>,
    /// The number of the first row, from 1.
    first_row: u64,
    count: usize,
    /// For each field its cells, if it has a column.
    fields: [Option<Vec<Cell>>; 7],
    /// What the columns are called.
    names: Arc<str>,
}

impl Producer<'_> {
    /// A Parquet file on the disk.
    pub(super) fn parquet_file(&mut self, origin: &Arc<Origin>, file: fs::File, length: u64) -> Flow {
        if length == 0 {
            return self.skip(origin.skip("empty"));
        }
        let mut told = 0;
        let flow = match SerializedFileReader::new(file) {
            Ok(reader) => self.row_groups(origin, &reader, Some(&mut told)),
            Err(error) => self.skip(origin.skip(why_unreadable(&error))),
        };
        self.count(length.saturating_sub(told));
        flow
    }

    /// A Parquet file that comes as a stream.
    pub(super) fn parquet_stream(&mut self, origin: &Arc<Origin>, mut stream: Stream) -> Flow {
        let limit = self.plan().options.max_document_bytes;
        let mut bytes = Vec::new();
        if let Err(error) = stream.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            return self.skip(origin.skip(why_broken(&error)));
        }
        if bytes.len() as u64 > limit {
            return self.skip(origin.skip(format!("{}: unpack it, then it is read in parts", too_large(limit))));
        }
        match SerializedFileReader::new(Bytes::from(bytes)) {
            // The stream counts its bytes itself.
            Ok(reader) => self.row_groups(origin, &reader, None),
            Err(error) => self.skip(origin.skip(why_unreadable(&error))),
        }
    }

    fn row_groups<R: ChunkReader + 'static>(
        &mut self,
        origin: &Arc<Origin>,
        reader: &SerializedFileReader<R>,
        mut told: Option<&mut u64>,
    ) -> Flow {
        let columns = match Columns::find(reader.metadata(), &self.plan().options.fields) {
            Ok(columns) => columns,
            Err(reason) => return self.skip(origin.skip(reason)),
        };
        self.plan().missed.twice_in_a_row(columns.twice());
        let mut batches = Batches { origin: Arc::clone(origin), columns, order: None, row: 1 };
        for index in 0..reader.num_row_groups() {
            let read = reader.get_row_group(index).and_then(|group| Ok((batches.group(&*group)?, group)));
            let (mut open, group) = match read {
                Ok(read) => read,
                Err(error) => return self.skip(batches.broken_off(&error)),
            };
            while open.left > 0 {
                match batches.next(&mut open) {
                    Ok(rows) => self.emit(Content::ParquetRows(rows))?,
                    Err(error) => return self.skip(batches.broken_off(&error)),
                }
            }
            if let Some(told) = told.as_deref_mut() {
                let packed = u64::try_from(group.metadata().compressed_size()).unwrap_or(0);
                self.count(packed);
                *told += packed;
            }
        }
        if batches.row == 1 { self.skip(origin.skip("a table without rows")) } else { Ok(()) }
    }
}

/// The reading of a file in batches of rows.
struct Batches {
    origin: Arc<Origin>,
    columns: Columns,
    order: Option<DayOrder>,
    /// The number of the next row, from 1.
    row: u64,
}

/// A row group that is being read.
struct OpenGroup {
    readers: Vec<ColumnCells>,
    left: usize,
    /// How many rows make a block.
    step: usize,
}

impl Batches {
    fn group(&self, group: &dyn RowGroupReader) -> Result<OpenGroup, ParquetError> {
        let readers: Result<Vec<ColumnCells>, ParquetError> =
            self.columns.wanted().iter().map(|column| ColumnCells::open(group, column)).collect();
        let metadata = group.metadata();
        let rows = metadata.num_rows().max(1);
        let bytes: i64 =
            self.columns.wanted().iter().map(|column| metadata.column(column.leaf).uncompressed_size()).sum();
        let step = usize::try_from(BLOCK_BYTES / (bytes / rows).max(1)).unwrap_or(1).clamp(1, MOST_ROWS);
        let left = usize::try_from(metadata.num_rows()).unwrap_or(0);
        Ok(OpenGroup { readers: readers?, left, step })
    }

    fn next(&mut self, group: &mut OpenGroup) -> Result<Rows, ParquetError> {
        let count = group.left.min(group.step);
        let mut found: Vec<Option<Vec<Cell>>> =
            group.readers.iter_mut().map(|reader| reader.read(count).map(Some)).collect::<Result<_, _>>()?;
        group.left -= count;
        let mut fields = [const { None }; 7];
        for kind in FieldKind::ALL {
            // Two fields may share a column.
            let Some(at) = self.columns.position(kind) else { continue };
            let last = !FieldKind::ALL.iter().any(|&other| other > kind && self.columns.position(other) == Some(at));
            fields[kind as usize] = if last { found[at].take() } else { found[at].clone() };
        }
        let first_row = self.row;
        if first_row == 1 {
            self.order = order_of(&fields);
        }
        self.row += count as u64;
        let (origin, names) = (Arc::clone(&self.origin), self.columns.names());
        Ok(Rows { origin, order: self.order, first_row, count, fields, names })
    }

    fn broken_off(&self, error: &ParquetError) -> super::Skip {
        let rows = self.row - 1;
        let (rows, were) = (rows, if rows == 1 { "row before that was" } else { "rows before that were" });
        self.origin.skip(format!("damaged: {}; the {rows} {were} read", message(error)))
    }
}

impl Rows {
    /// A skip of all of them, by the first.
    pub(super) fn place(&self, reason: &str) -> Skip {
        self.origin.skip_row(self.first_row, None, reason)
    }

    /// The documents of the rows.
    pub(super) fn items(self, options: &CorpusOptions, missed: &MissedFields) -> Vec<Item> {
        let Rows { origin, order, first_row, count, fields, names } = self;
        let order = order.or_else(|| order_of(&fields));
        let reader = Reader { order, ..Reader::new(options.zone) };
        let table = Table { origin: &origin, names: &names, reader, options };
        let lacks = [FieldKind::Text, FieldKind::Date].map(|kind| fields[kind as usize].is_none());
        let mut fields = fields.map(|cells| cells.map(Vec::into_iter));
        let columns = || names.split(", ").map(str::to_owned).collect();
        let rows = (first_row..).take(count).map(|number| {
            let row = fields.each_mut().map(|cells| cells.as_mut().and_then(Iterator::next).unwrap_or_default());
            let item = table.item(row, number);
            let Item::Document(document) = &item else { return item };
            if lacks[0] && options.fields.given(FieldKind::Title).is_none() {
                missed.text(&origin, number.into(), columns);
            }
            if lacks[1] && document.published.is_none() && document.yearless.is_none() {
                missed.date(&origin, number.into(), columns);
            }
            item
        });
        rows.collect()
    }
}

/// What the rows of a table have in common.
struct Table<'t> {
    origin: &'t Origin,
    /// The names of its columns, for people.
    names: &'t str,
    reader: Reader<'t>,
    options: &'t CorpusOptions,
}

impl Table<'_> {
    /// The document of a row, whose cells stand in the order of [`FieldKind`].
    fn item(&self, row: [Cell; 7], number: u64) -> Item {
        let skip = |reason: String| Item::Skip(self.origin.skip_row(number, None, reason));
        let most = self.options.max_document_bytes;
        let bytes: usize = row.iter().map(|cell| cell.text.as_ref().map_or(0, String::len)).sum();
        if bytes as u64 > most {
            return skip(too_large(most));
        }
        let notes: Vec<String> = row.iter().filter_map(|cell| cell.note.clone()).take(1).collect();
        let [id, title, text, date, url, publisher, language] =
            row.map(|cell| cell.text.filter(|text| !text.trim().is_empty()).map(Cow::Owned));
        if text.is_none() && title.is_none() {
            return skip(format!("neither text nor title in the row; its columns are {}", self.names));
        }
        let clues = date.map(|date: Cow<str>| Clue::field(self.reader.read(&date))).into_iter().collect();
        let (title, text) = (title.unwrap_or_default(), text.unwrap_or_default());
        let language = language.map(|language: Cow<str>| Stated::field(&language)).unwrap_or_default();
        Draft { id, title, text, url, publisher, language, clues, notes, row: Some(number.into()), feed_item: false }
            .finish(self.origin, self.options)
    }
}

fn order_of(fields: &[Option<Vec<Cell>>; 7]) -> Option<DayOrder> {
    let dates = fields[FieldKind::Date as usize].as_deref().unwrap_or_default();
    DayOrder::of_all(dates.iter().filter_map(|cell| cell.text.as_deref()))
}

/// Why a file cannot be opened, for people.
fn why_unreadable(error: &ParquetError) -> String {
    format!("no readable Parquet file: {}", message(error))
}

/// The message of an error without the kind that the crate puts before it.
fn message(error: &ParquetError) -> String {
    let text = match error {
        ParquetError::General(text) | ParquetError::NYI(text) | ParquetError::EOF(text) => text.clone(),
        other => other.to_string(),
    };
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests;
