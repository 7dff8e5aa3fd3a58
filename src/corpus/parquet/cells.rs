//! The values of one column of a row group as text, some rows at a time.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, Int96};
use parquet::errors::ParquetError;
use parquet::file::reader::RowGroupReader;

use super::super::encoding::decode;
use super::columns::{Holds, Wanted};
use crate::calendar::Day;

/// What a row has in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: Option<String>,
    /// What is to be said of its decoding.
    pub(super) note: Option<String>,
}

/// Reads a column.
pub(super) struct ColumnCells {
    reader: ColumnReader,
    holds: Holds,
    defined: i16,
    repeated: bool,
}

/// Some values with their levels.
struct Read<T> {
    values: Vec<T>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl ColumnCells {
    pub(super) fn open(group: &dyn RowGroupReader, column: &Wanted) -> Result<ColumnCells, ParquetError> {
        let Wanted { leaf, holds, defined, repeated } = *column;
        Ok(ColumnCells { reader: group.get_column_reader(leaf)?, holds, defined, repeated })
    }

    /// The next rows.
    pub(super) fn read(&mut self, rows: usize) -> Result<Vec<Cell>, ParquetError> {
        let holds = self.holds;
        let (defined, repeated) = (self.defined, self.repeated);
        let text = |text: String| Cell { text: Some(text), note: None };
        let rows = Rows { count: rows, defined, repeated };
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => rows.cells(reader, decoded),
            ColumnReader::Int32ColumnReader(reader) => {
                rows.cells(reader, |value: i32| text(integer(value.into(), holds)))
            }
            ColumnReader::Int64ColumnReader(reader) => rows.cells(reader, |value| text(integer(value, holds))),
            ColumnReader::Int96ColumnReader(reader) => {
                rows.cells(reader, |value: Int96| text(moment(value.to_millis().div_euclid(1_000), true)))
            }
            ColumnReader::FloatColumnReader(reader) => rows.cells(reader, |value: f32| text(value.to_string())),
            ColumnReader::DoubleColumnReader(reader) => rows.cells(reader, |value: f64| text(value.to_string())),
            ColumnReader::BoolColumnReader(reader) => rows.cells(reader, |value: bool| text(value.to_string())),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                rows.cells(reader, |value| text(uuid(ByteArray::from(value).data())))
            }
        }
    }
}

/// How many rows are wanted, and how their values are told apart.
#[derive(Clone, Copy)]
struct Rows {
    count: usize,
    defined: i16,
    repeated: bool,
}

impl Rows {
    fn cells<T: DataType>(
        self,
        reader: &mut ColumnReaderImpl<T>,
        shown: impl Fn(T::T) -> Cell,
    ) -> Result<Vec<Cell>, ParquetError> {
        let mut read = Read { values: Vec::new(), definition: Vec::new(), repetition: Vec::new() };
        let (records, ..) = reader.read_records(
            self.count,
            Some(&mut read.definition),
            Some(&mut read.repetition),
            &mut read.values,
        )?;
        if records != self.count {
            return Err(ParquetError::General("a column is too short".to_owned()));
        }
        self.assembled(read, shown)
    }

    /// Puts values where their levels say. Of a list, each value is a paragraph.
    fn assembled<V>(self, read: Read<V>, shown: impl Fn(V) -> Cell) -> Result<Vec<Cell>, ParquetError> {
        let levels = if self.defined == 0 { read.values.len() } else { read.definition.len() };
        let mut values = read.values.into_iter();
        let mut cells: Vec<Cell> = Vec::with_capacity(self.count);
        for at in 0..levels {
            let begins = !self.repeated || read.repetition.get(at).is_none_or(|&level| level == 0);
            if begins {
                cells.push(Cell::default());
            }
            if read.definition.get(at).is_none_or(|&level| level == self.defined) {
                let (Some(value), Some(cell)) = (values.next(), cells.last_mut()) else { break };
                cell.and(shown(value));
            }
        }
        if cells.len() == self.count {
            Ok(cells)
        } else {
            Err(ParquetError::General("a column's levels are wrong".to_owned()))
        }
    }
}

impl Cell {
    /// Adds another value of the same row.
    fn and(&mut self, other: Cell) {
        self.note = self.note.take().or(other.note);
        match (&mut self.text, other.text) {
            (Some(text), Some(more)) => {
                text.push_str("\n\n");
                text.push_str(&more);
            }
            (text, more) => *text = text.take().or(more),
        }
    }
}

fn decoded(value: ByteArray) -> Cell {
    let decoded = decode(value.data(), None);
    Cell { text: Some(decoded.text.into_owned()), note: decoded.note }
}

fn integer(value: i64, holds: Holds) -> String {
    match holds {
        Holds::Date => i32::try_from(value).ok().and_then(Day::from_epoch_days).map(|day| day.to_string()),
        Holds::Moment { parts, utc, zone } => {
            let seconds = value.div_euclid(parts);
            Some(zone.and_then(|zone| zone.shown(seconds)).unwrap_or_else(|| moment(seconds, utc)))
        }
        _ => None,
    }
    .unwrap_or_else(|| value.to_string())
}

/// A moment as ISO 8601 writes it; the number of seconds if no calendar holds it.
fn moment(seconds: i64, utc: bool) -> String {
    let day = i32::try_from(seconds.div_euclid(86_400)).ok().and_then(Day::from_epoch_days);
    let Some(day) = day else { return seconds.to_string() };
    let clock = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    format!("{day}T{hour:02}:{minute:02}:{second:02}{}", if utc { "Z" } else { "" })
}

/// The bytes in hexadecimal, with the hyphens of an identifier of sixteen.
fn uuid(bytes: &[u8]) -> String {
    let hyphens = if bytes.len() == 16 { &[4, 6, 8, 10][..] } else { &[] };
    let digits = bytes.iter().enumerate().map(|(at, byte)| {
        let hyphen = if hyphens.contains(&at) { "-" } else { "" };
        format!("{hyphen}{byte:02x}")
    });
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_their_levels_say() {
        let shown = |value: &str| Cell { text: Some(value.to_owned()), note: None };
        let texts =
            |cells: Vec<Cell>| cells.into_iter().map(|cell| cell.text.unwrap_or("-".into())).collect::<Vec<_>>();
        let list = Rows { count: 4, defined: 2, repeated: true };
        let read =
            Read { values: vec!["a", "b", "c"], definition: vec![2, 2, 0, 1, 2], repetition: vec![0, 1, 0, 0, 0] };
        assert_eq!(texts(list.assembled(read, shown).unwrap()), ["a\n\nb", "-", "-", "c"]);
        let short = Read { values: vec!["a"], definition: vec![2], repetition: vec![0] };
        assert!(list.assembled(short, shown).is_err());
    }

    #[test]
    fn typed_values_become_the_text_of_a_date() {
        assert_eq!(integer(17_330, Holds::Date), "2017-06-13");
        assert_eq!(integer(-1, Holds::Date), "1969-12-31");
        assert_eq!(
            integer(1_497_396_600_123, Holds::Moment { parts: 1_000, utc: true, zone: None }),
            "2017-06-13T23:30:00Z"
        );
        // The day that a table says is the one that it says as CSV, too.
        let baghdad = Holds::Moment { parts: 1_000, utc: true, zone: "Asia/Baghdad".parse().ok() };
        assert_eq!(integer(1_483_304_400_000, baghdad), "2017-01-02T00:00:00+03:00");
        assert_eq!(integer(-1, Holds::Moment { parts: 1_000_000_000, utc: false, zone: None }), "1969-12-31T23:59:59");
        assert_eq!(integer(2014, Holds::Integer), "2014");
        assert_eq!(
            integer(i64::MAX, Holds::Moment { parts: 1_000, utc: true, zone: None }),
            (i64::MAX / 1_000).to_string()
        );
        assert_eq!(uuid(&[0xab; 16]), "abababab-abab-abab-abab-abababababab");
    }
}
