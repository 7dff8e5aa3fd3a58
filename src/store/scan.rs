//! Walking through the rows of a table that match a selection.

use std::collections::HashSet;

use super::schema::{DATES, ENTITIES, MENTIONS, TableSpec};
use super::table::{Cell, Chunk, TableReader};
use crate::calendar::{Day, Span};
use crate::gazetteer::Kind;
use crate::{Error, ErrorKind, Result};

/// Which rows are wanted. What is not stated selects everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Entities, by id.
    pub entities: Option<HashSet<String>>,
    /// One kind of entity.
    pub kind: Option<Kind>,
    /// Documents, by id.
    pub documents: Option<HashSet<String>>,
    /// Published on this day or later. A row whose date reaches before it, and one without a date, does not match.
    pub from: Option<Day>,
    /// Published on this day or earlier.
    pub to: Option<Day>,
    /// What these outlets published: documents and mentions alone have one.
    pub outlets: Option<HashSet<String>>,
    /// Without copies; and of mentions, without those in furniture.
    pub distinct: bool,
    /// Of entities and aliases: only those with a mention.
    pub mentioned: bool,
    /// Of mentions and dates: `from` and `to` bound the days that the text tells of (of a mention, those of the date
    /// that governs it), and not the day of publication. What tells of no days does not match.
    pub told: bool,
}

/// The selection of every row.
pub(crate) static EVERYTHING: Select = Select {
    entities: None,
    kind: None,
    documents: None,
    from: None,
    to: None,
    outlets: None,
    distinct: false,
    mentioned: false,
    told: false,
};

impl Select {
    /// The columns of a table that must be looked at.
    fn tests(&self, table: &TableSpec) -> Vec<(&'static str, Test<'_>)> {
        let mut tests: Vec<(&'static str, Test<'_>)> = Vec::new();
        if let Some(entities) = &self.entities {
            let column = if table.name == ENTITIES.name { "id" } else { "entity" };
            tests.push((column, Test::OneOf(entities)));
        }
        if let Some(kind) = self.kind {
            tests.push(("kind", Test::Is(kind.name())));
        }
        if let Some(documents) = &self.documents {
            tests.push(("document", Test::OneOf(documents)));
        }
        if self.told {
            let (from, to) =
                if table.name == DATES.name { ("from", "to") } else { ("referenced_from", "referenced_to") };
            tests.push((from, Test::Since(self.from.unwrap_or(Day::MIN))));
            tests.push((to, Test::Until(self.to.unwrap_or(Day::MAX))));
        } else if self.from.is_some() || self.to.is_some() {
            tests.push(("published", Test::Within(self.from.unwrap_or(Day::MIN), self.to.unwrap_or(Day::MAX))));
        }
        if let Some(outlets) = &self.outlets {
            tests.push(("outlet", Test::OneOf(outlets)));
        }
        if self.mentioned {
            tests.push(("mentions", Test::Some));
        }
        if self.distinct {
            tests.push(("copy_of", Test::Nothing));
            if table.name == MENTIONS.name {
                tests.push(("furniture", Test::No));
            }
        }
        tests
    }
}

enum Test<'s> {
    OneOf(&'s HashSet<String>),
    Is(&'static str),
    Within(Day, Day),
    Since(Day),
    Until(Day),
    Nothing,
    No,
    /// A number that is not zero.
    Some,
}

impl Test<'_> {
    fn passes(&self, cell: Cell<'_>) -> bool {
        let text = match (self, cell) {
            (Test::Nothing, cell) => return cell == Cell::None,
            (Test::No, cell) => return cell == Cell::Flag(false),
            (Test::Some, cell) => return matches!(cell, Cell::Integer(1..)),
            (_, Cell::Text(text)) => text,
            _ => return false,
        };
        match self {
            Test::Nothing | Test::No | Test::Some => false,
            Test::OneOf(wanted) => wanted.contains(text),
            Test::Is(wanted) => text == *wanted,
            Test::Since(from) => text.parse::<Day>().is_ok_and(|day| *from <= day),
            Test::Until(to) => text.parse::<Day>().is_ok_and(|day| day <= *to),
            Test::Within(from, to) => text.parse::<Span>().is_ok_and(|span| *from <= span.from() && span.to() <= *to),
        }
    }
}

/// The rows of a table that match a selection, in the table's order; a few thousand rows are in memory at a time.
pub struct Scan<'s> {
    reader: TableReader,
    tests: Vec<Test<'s>>,
    /// For each wanted column its place in a chunk.
    places: Vec<usize>,
    chunk: Option<Chunk>,
    /// The next of the chunk's selected rows.
    next: usize,
}

impl<'s> Scan<'s> {
    pub(super) fn open(
        path: &std::path::Path,
        table: &TableSpec,
        columns: &[&str],
        select: &'s Select,
    ) -> Result<Scan<'s>> {
        let (mut names, tests): (Vec<&str>, Vec<Test<'s>>) = select.tests(table).into_iter().unzip();
        if let Some(name) = names.iter().find(|name| table.column(name).is_none()) {
            return Err(Error::new(ErrorKind::Usage, format!("{} cannot be selected by {name}", table.name)));
        }
        let mut places = Vec::with_capacity(columns.len());
        for column in columns {
            places.push(names.iter().position(|name| name == column).unwrap_or(names.len()));
            if !names.contains(column) {
                names.push(column);
            }
        }
        let counted = tests.iter().position(|test| matches!(test, Test::Some));
        let reader = TableReader::open(path, table, &names)?.counted(counted);
        Ok(Scan { reader, tests, places, chunk: None, next: 0 })
    }

    pub(super) fn path(&self) -> &std::path::Path {
        self.reader.path()
    }

    /// How many rows the table has, selected or not.
    pub fn table_rows(&self) -> u64 {
        self.reader.rows()
    }

    /// The next row, or none after the last.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the file is damaged.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        while self.chunk.as_ref().is_none_or(|chunk| self.next >= chunk.selected().len()) {
            let tests = &self.tests;
            let mut test =
                |chunk: &Chunk, row| tests.iter().enumerate().all(|(at, test)| test.passes(chunk.cell(at, row)));
            self.chunk = self.reader.next_chunk(tests.len(), &mut test)?;
            self.next = 0;
            if self.chunk.is_none() {
                return Ok(None);
            }
        }
        let Some(chunk) = &self.chunk else { return Ok(None) };
        let row = chunk.selected()[self.next];
        self.next += 1;
        Ok(Some(Row { chunk, row, places: &self.places }))
    }
}

/// One row of a scan; its columns are counted in the order in which they were asked for.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    chunk: &'a Chunk,
    row: usize,
    places: &'a [usize],
}

impl<'a> Row<'a> {
    /// How many columns it has.
    pub fn columns(self) -> usize {
        self.places.len()
    }

    /// The value in a column.
    pub fn cell(self, column: usize) -> Cell<'a> {
        self.chunk.cell(self.places[column], self.row)
    }

    /// Text, if there is some.
    pub fn optional_text(self, column: usize) -> Option<&'a str> {
        match self.cell(column) {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Text, or an empty one.
    pub fn text(self, column: usize) -> &'a str {
        self.optional_text(column).unwrap_or_default()
    }

    /// A whole number, or 0.
    pub fn integer(self, column: usize) -> i64 {
        match self.cell(column) {
            Cell::Integer(number) => number,
            _ => 0,
        }
    }

    /// A count, if there is one.
    pub fn optional_count(self, column: usize) -> Option<u64> {
        match self.cell(column) {
            Cell::Integer(number) => u64::try_from(number).ok(),
            _ => None,
        }
    }

    /// A count, or 0.
    pub fn count(self, column: usize) -> u64 {
        self.optional_count(column).unwrap_or_default()
    }

    /// Yes or no; no where there is nothing.
    pub fn flag(self, column: usize) -> bool {
        matches!(self.cell(column), Cell::Flag(true))
    }

    /// A number with a fraction, if there is one.
    pub fn number(self, column: usize) -> Option<f64> {
        match self.cell(column) {
            Cell::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A date, if there is one.
    pub fn span(self, column: usize) -> Option<Span> {
        self.optional_text(column)?.parse().ok()
    }
}

/// The names of all columns of a table.
pub(super) fn all_columns(table: &TableSpec) -> Vec<&'static str> {
    table.columns.iter().map(|column| column.name).collect()
}
