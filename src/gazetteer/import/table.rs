//! Tables with a header line, cell by cell with the place of each.

use crate::gazetteer::csv_cells::{Cell, Rows};
use crate::gazetteer::source::Source;
use crate::text::delimiter_of;

use super::candidate::At;

/// One row of a table.
pub(super) struct Row<'a> {
    columns: &'a [String],
    cells: Vec<Cell<'a>>,
    source: &'a Source,
}

impl Row<'_> {
    /// A cell's text, unless it is blank.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        let index = self.columns.iter().position(|name| name == column)?;
        self.cells.get(index).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    }

    /// Where a column's cell stands; the row's start if it has none.
    pub(super) fn at(&self, column: &str) -> At {
        let index = self.columns.iter().position(|name| name == column).unwrap_or(0);
        let start = self.cells.get(index).or(self.cells.first()).map_or(0, |cell| cell.at.start);
        let (line, column) = self.source.position(start);
        At { line, column }
    }

    /// The columns whose cell is not blank, with its text.
    pub(super) fn filled(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().filter_map(|name| Some((name.as_str(), self.get(name)?)))
    }

    /// Columns that are not among some, and whose cell is not blank.
    pub(super) fn others(&self, known: &[&str]) -> Vec<(&str, &str)> {
        let names = self.columns.iter().map(String::as_str).filter(|name| !known.contains(name));
        names.filter_map(|name| Some((name, self.get(name)?))).collect()
    }
}

/// Calls `take` with every row that is not blank. A query variable's `?` is no part of a column's name.
pub(super) fn each(path: &str, text: String, take: impl FnMut(&Row)) {
    let source = Source::new(path, text);
    each_of(Rows::new(&source.text, delimiter_of(&source.text)), &source, take);
}

/// The same of cells with tabs between, in which quotes are part of the text.
pub(super) fn each_of_tabs(path: &str, text: String, take: impl FnMut(&Row)) {
    let source = Source::new(path, text);
    each_of(Rows::new(&source.text, (b'\t', 0)).with_plain_quotes(), &source, take);
}

fn each_of<'s>(mut rows: Rows<'s>, source: &'s Source, mut take: impl FnMut(&Row)) {
    let header = rows.next().unwrap_or_default();
    let columns: Vec<String> = header.iter().map(|cell| cell.text.trim().trim_start_matches('?').to_owned()).collect();
    for cells in rows {
        if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            take(&Row { columns: &columns, cells, source });
        }
    }
}
