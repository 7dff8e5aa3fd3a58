//! Quotes that are never closed: all rows up to the next quote, or to the end of the table, then are text of one cell.

use super::options::FieldKind;
use super::published::{Reader, Reading};
use super::table::Layout;
use crate::calendar::Zone;

/// Rows that stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Swallowed {
    pub(super) rows: u64,
    /// How many lines after that on which the record begins the first of them stands.
    pub(super) after_lines: u64,
}

/// The rows that stand in a record's cells: lines of as many cells as the record has, whose dates are dates, or whose
/// ids are numbers as the record's own is. Without either column nothing tells rows from the lines of a text.
pub(super) fn swallowed(record: &csv::StringRecord, layout: &Layout) -> Option<Swallowed> {
    if !layout.quoting || memchr::memchr(b'\n', record.as_slice().as_bytes()).is_none() {
        return None;
    }
    let columns = layout.names.as_ref().map_or(record.len(), |names| names.len());
    let (mut rows, mut first, mut line) = (0, None, 0);
    for cell in record {
        for (index, text) in cell.split('\n').enumerate() {
            line += u64::from(index > 0);
            if index > 0 && is_row(text, columns, record, layout) {
                rows += 1;
                first = first.or(Some(line));
            }
        }
    }
    first.map(|after_lines| Swallowed { rows, after_lines })
}

fn is_row(line: &str, columns: usize, record: &csv::StringRecord, layout: &Layout) -> bool {
    let cells: Vec<&str> = line.split(char::from(layout.delimiter)).collect();
    if columns < 2 || cells.len() != columns {
        return false;
    }
    let cell = |kind: FieldKind| Some(cells.get(layout.columns[kind as usize]?)?.trim());
    let own = |kind: FieldKind| Some(record.get(layout.columns[kind as usize]?)?.trim());
    let is_number = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    match cell(FieldKind::Date) {
        Some(date) => matches!(Reader::new(Zone::UTC).read(date), Reading::Date(..)),
        None => cell(FieldKind::Id).is_some_and(is_number) && own(FieldKind::Id).is_some_and(is_number),
    }
}

/// What is said of them.
pub(super) fn why(rows: u64, number: u64) -> String {
    let rows = if rows == 1 { "1 row is".to_owned() } else { format!("{rows} rows are") };
    format!("{rows} text of row {number} from here on, since a quote in it is not closed: close or double it")
}

#[cfg(test)]
mod tests {
    use super::super::options::CorpusOptions;
    use super::*;

    fn found(head: &str, row: &str) -> Option<Swallowed> {
        let table = format!("{head}\n{row}");
        let layout = Layout::find(table.as_bytes(), false, &CorpusOptions::default()).unwrap();
        let mut reader = layout.reader(table.as_bytes());
        let record = reader.records().nth(1).unwrap().unwrap();
        swallowed(&record, &layout)
    }

    #[test]
    fn rows_in_a_cell_are_told_from_the_lines_of_a_text() {
        let open = "3,2016-04-03,\"The ferry\n4,2016-04-04,The bridge\n5,2016-04-05,The port\n";
        assert_eq!(found("id,date,text", open), Some(Swallowed { rows: 2, after_lines: 1 }));
        let closed = "3,2016-04-03,\"The ferry\n4,2016-04-04,\"The bridge\"\n";
        assert_eq!(found("id,date,text", closed), Some(Swallowed { rows: 1, after_lines: 1 }));
        assert_eq!(found("id,text", "3,\"The ferry\n4,The bridge\n"), Some(Swallowed { rows: 1, after_lines: 1 }));
        for text in ["3,2016-04-03,\"The ferry, it is said,\nleft, again, late.\"\n", "3,2016-04-03,The ferry\n"] {
            assert_eq!(found("id,date,text", text), None, "{text}");
        }
    }
}
