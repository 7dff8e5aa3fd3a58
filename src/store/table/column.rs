//! One column of a few thousand rows, in memory.

use bytes::Bytes;
use parquet::data_type::ByteArray;

use super::super::schema::{ColumnSpec, ColumnType};

/// One value of a row, borrowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    None,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// Text, or no value.
    pub fn text(value: Option<&'a str>) -> Cell<'a> {
        value.map_or(Cell::None, Cell::Text)
    }

    /// A count. Counts beyond the 64-bit signed range do not occur.
    pub fn count(value: u64) -> Cell<'a> {
        Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// A number, or no value.
    pub fn number(value: Option<f64>) -> Cell<'a> {
        value.map_or(Cell::None, Cell::Number)
    }
}

/// The values of one column, in the order of the rows.
#[derive(Debug)]
pub struct Column {
    pub(super) spec: ColumnSpec,
    /// One value for each row that has one, but for those that are still pushed.
    pub(super) values: Values,
    /// Texts that were pushed one by one: they become values all at once, in one buffer.
    pushed: Pushed,
    /// 1 for a row with a value and 0 for a row without; empty if the column is not optional.
    pub(super) defined: Vec<i16>,
}

#[derive(Debug)]
pub(super) enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
}

impl Values {
    pub(super) fn len(&self) -> usize {
        match self {
            Values::Text(values) => values.len(),
            Values::Integer(values) => values.len(),
            Values::Number(values) => values.len(),
            Values::Flag(values) => values.len(),
        }
    }

    fn drop_first(&mut self, count: usize) {
        match self {
            Values::Text(values) => drop(values.drain(..count)),
            Values::Integer(values) => drop(values.drain(..count)),
            Values::Number(values) => drop(values.drain(..count)),
            Values::Flag(values) => drop(values.drain(..count)),
        }
    }
}

impl Column {
    pub(super) fn new(spec: ColumnSpec) -> Column {
        let values = match spec.holds {
            ColumnType::Text => Values::Text(Vec::new()),
            ColumnType::Integer => Values::Integer(Vec::new()),
            ColumnType::Number => Values::Number(Vec::new()),
            ColumnType::Flag => Values::Flag(Vec::new()),
        };
        Column { spec, values, pushed: Pushed::default(), defined: Vec::new() }
    }

    /// Makes values of what was pushed.
    pub(super) fn settle(&mut self) {
        if let Values::Text(values) = &mut self.values {
            self.pushed.move_to(values);
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        if self.spec.optional { self.defined.len() } else { self.values.len() + self.pushed.places.len() }
    }

    /// Appends one value a row. Text is not copied: a row keeps its buffer alive until it is written.
    ///
    /// # Panics
    /// If the column does not hold text. That is a mistake in the program, never in its input.
    pub fn extend_texts(&mut self, rows: impl Iterator<Item = Option<Bytes>>) {
        self.settle();
        let Values::Text(values) = &mut self.values else { panic!("{} holds no text", self.spec.name) };
        extend(values, &mut self.defined, self.spec, rows.map(|row| row.map(ByteArray::from)));
    }

    /// Appends one whole number a row.
    ///
    /// # Panics
    /// If the column does not hold whole numbers.
    pub fn extend_integers(&mut self, rows: impl Iterator<Item = Option<i64>>) {
        let Values::Integer(values) = &mut self.values else { panic!("{} holds no integers", self.spec.name) };
        extend(values, &mut self.defined, self.spec, rows);
    }

    /// Appends one number a row.
    ///
    /// # Panics
    /// If the column does not hold numbers with a fraction.
    pub fn extend_numbers(&mut self, rows: impl Iterator<Item = Option<f64>>) {
        let Values::Number(values) = &mut self.values else { panic!("{} holds no numbers", self.spec.name) };
        extend(values, &mut self.defined, self.spec, rows);
    }

    /// Appends one row.
    ///
    /// # Panics
    /// If the column holds something else.
    pub fn push(&mut self, cell: Cell<'_>) {
        match (&mut self.values, cell) {
            (_, Cell::None) => {
                debug_assert!(self.spec.optional, "{} needs a value", self.spec.name);
                self.defined.push(0);
                return;
            }
            (Values::Text(_), Cell::Text(text)) => self.pushed.push(text),
            (Values::Integer(values), Cell::Integer(number)) => values.push(number),
            (Values::Number(values), Cell::Number(number)) => values.push(number),
            (Values::Number(values), Cell::Integer(number)) => values.push(number as f64),
            (Values::Flag(values), Cell::Flag(flag)) => values.push(flag),
            (_, cell) => panic!("{} does not hold {cell:?}", self.spec.name),
        }
        if self.spec.optional {
            self.defined.push(1);
        }
    }

    pub(super) fn drop_first(&mut self, rows: usize) {
        self.values.drop_first(self.values_in(rows));
        if self.spec.optional {
            self.defined.drain(..rows);
        }
    }

    /// How many of the first rows have a value.
    pub(super) fn values_in(&self, rows: usize) -> usize {
        if self.spec.optional { self.defined[..rows].iter().filter(|&&level| level == 1).count() } else { rows }
    }
}

/// Texts in one buffer, with the place of each.
#[derive(Debug, Default)]
struct Pushed {
    text: Vec<u8>,
    places: Vec<(usize, usize)>,
}

impl Pushed {
    /// Neighbouring rows often have the same text, and then share it.
    fn push(&mut self, text: &str) {
        let last = self.places.last().copied().filter(|&(from, to)| &self.text[from..to] == text.as_bytes());
        self.places.push(last.unwrap_or_else(|| {
            let from = self.text.len();
            self.text.extend_from_slice(text.as_bytes());
            (from, self.text.len())
        }));
    }

    fn move_to(&mut self, values: &mut Vec<ByteArray>) {
        if self.places.is_empty() {
            return;
        }
        let text = Bytes::from(std::mem::take(&mut self.text));
        values.extend(self.places.drain(..).map(|(from, to)| ByteArray::from(text.slice(from..to))));
    }
}

fn extend<T>(values: &mut Vec<T>, defined: &mut Vec<i16>, spec: ColumnSpec, rows: impl Iterator<Item = Option<T>>) {
    if !spec.optional {
        values.extend(rows.map(|row| row.unwrap_or_else(|| panic!("{} needs a value", spec.name))));
        return;
    }
    for row in rows {
        defined.push(i16::from(row.is_some()));
        values.extend(row);
    }
}
