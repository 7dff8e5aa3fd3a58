//! The cells of a CSV text with the place of each.
//!
//! Reading cell by cell here, and not with a library, is for the places: no reader at hand tells at which column of
//! which line a cell begins, and a message without that is of little use in a list of a thousand rows.

use std::borrow::Cow;
use std::ops::Range;

/// One cell: its content without quotes, and the bytes that it takes in the text, quotes included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: Range<usize>,
    /// Whether a quote that opens the cell is never closed.
    pub(super) unclosed: bool,
}

/// The rows of a text, by RFC 4180: quotes around a cell, two quotes for one within it, any kind of line end.
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    /// Whether quotes are characters like others.
    plain_quotes: bool,
}

impl<'a> Rows<'a> {
    /// The rows from an offset on.
    pub(super) fn new(text: &'a str, (delimiter, at): (u8, usize)) -> Rows<'a> {
        Rows { text, delimiter, at, plain_quotes: false }
    }

    /// The same rows of a layout in which quotes stand around no cell.
    pub(super) fn with_plain_quotes(self) -> Rows<'a> {
        Rows { plain_quotes: true, ..self }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn cell(&mut self) -> Cell<'a> {
        if self.byte() == Some(b'"') && !self.plain_quotes { self.quoted() } else { self.plain() }
    }

    fn plain(&mut self) -> Cell<'a> {
        let start = self.at;
        let ends = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
        let length = self.text.as_bytes()[start..].iter().position(|&byte| ends(byte));
        self.at = length.map_or(self.text.len(), |length| start + length);
        Cell { text: Cow::Borrowed(&self.text[start..self.at]), at: start..self.at, unclosed: false }
    }

    fn quoted(&mut self) -> Cell<'a> {
        let start = self.at;
        let (mut from, mut text) = (start + 1, Cow::Borrowed(""));
        loop {
            let Some(length) = self.text[from..].find('"') else {
                self.at = self.text.len();
                text += &self.text[from..];
                return Cell { text, at: start..self.at, unclosed: true };
            };
            let quote = from + length;
            text += &self.text[from..quote];
            if self.text.as_bytes().get(quote + 1) != Some(&b'"') {
                self.at = quote + 1;
                break;
            }
            text += "\"";
            from = quote + 2;
        }
        // What stands after the closing quote belongs to the cell, as spreadsheets read it.
        let rest = self.plain();
        text += rest.text;
        Cell { text, at: start..rest.at.end, unclosed: false }
    }

    fn skip_line_end(&mut self) {
        if self.byte() == Some(b'\r') {
            self.at += 1;
        }
        if self.byte() == Some(b'\n') {
            self.at += 1;
        }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Vec<Cell<'a>>;

    fn next(&mut self) -> Option<Vec<Cell<'a>>> {
        self.byte()?;
        let mut cells = vec![self.cell()];
        while self.byte() == Some(self.delimiter) {
            self.at += 1;
            cells.push(self.cell());
        }
        self.skip_line_end();
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::delimiter_of;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let rows = Rows::new(text, delimiter_of(text));
        rows.map(|row| row.into_iter().map(|cell| cell.text.into_owned()).collect()).collect()
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        for (text, rows) in [
            ("a,b\n1,2\n", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("a;b\r\n1;\"x;y\"\r\n", vec![vec!["a", "b"], vec!["1", "x;y"]]),
            ("a\tb\n\"say \"\"so\"\"\"\t", vec![vec!["a", "b"], vec!["say \"so\"", ""]]),
            ("a,b\r1,\"two\nlines\"\r", vec![vec!["a", "b"], vec!["1", "two\nlines"]]),
            ("a,b\n\n", vec![vec!["a", "b"], vec![""]]),
            ("a,b\n\"x\" y,z", vec![vec!["a", "b"], vec!["x y", "z"]]),
            ("", vec![]),
        ] {
            assert_eq!(texts(text), rows, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        let rows: Vec<_> = Rows::new("a,\"b\nc", (b',', 0)).collect();
        assert!(rows[0][1].unclosed && rows[0][1].at == (2..6));
    }

    proptest! {
        #[test]
        fn cells_agree_with_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[a-c\",\n é]{1,6}", 2..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<String>> = Rows::new(&text, (b',', 0))
                .map(|row| row.into_iter().map(|cell| cell.text.into_owned()).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
