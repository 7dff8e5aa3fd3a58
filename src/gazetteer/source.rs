//! The text of a gazetteer file, and where in it things stand.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::diagnostic::{Diagnostic, Diagnostics, Excerpt, Severity};

/// Where something stands in a gazetteer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The bytes from one offset up to another, of a file that is held as a whole.
    Bytes(u32, u32),
    /// A line, from 1, of a file that was read line by line.
    Line(u32),
}

impl From<Range<usize>> for Mark {
    /// Offsets beyond 4 GiB are clipped: they only point into messages.
    fn from(range: Range<usize>) -> Mark {
        let clip = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Mark::Bytes(clip(range.start), clip(range.end))
    }
}

/// A gazetteer file: its path as messages name it, and its text unless it was read line by line.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: Cow<'static, str>,
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    pub(super) fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Source {
        Source { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// A file whose text is not kept.
    pub(super) fn streamed(path: impl Into<String>) -> Source {
        Source::new(path, "")
    }

    /// A problem at a place of this file.
    pub(super) fn problem(&self, severity: Severity, mark: Mark, message: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::of_file(severity, &self.path, message);
        match mark {
            Mark::Line(line) => diagnostic.line(line.into()),
            Mark::Bytes(start, end) => {
                let (line, column, excerpt) = self.locate(start as usize..end as usize);
                diagnostic.at(line, column, Some(excerpt))
            }
        }
    }

    /// `file:line:column` of a place, to be named in another place's message.
    pub(super) fn place(&self, mark: Mark) -> String {
        self.problem(Severity::Error, mark, "").place()
    }

    /// The line and the column, both from 1, of an offset.
    pub(super) fn position(&self, offset: usize) -> (u64, u64) {
        let (line, column, _) = self.locate(offset..offset);
        (line, column)
    }

    fn locate(&self, range: Range<usize>) -> (u64, u64, Excerpt) {
        let starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let start = floor_boundary(&self.text, range.start);
        let line = starts.partition_point(|&first| first <= start) - 1;
        let first = starts[line];
        let last = starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text[first..last].trim_end_matches(['\n', '\r']);
        let from = (start - first).min(text.len());
        let to = floor_boundary(text, range.end.saturating_sub(first)).max(from);
        let column = text[..from].chars().count() as u64 + 1;
        (line as u64 + 1, column, Excerpt { text: text.to_owned(), marked: from..to })
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1)).collect()
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The problems of one file while it is read.
#[derive(Debug)]
pub(super) struct Problems<'s> {
    source: &'s Source,
    found: Diagnostics,
    remarks: Vec<String>,
}

impl<'s> Problems<'s> {
    pub(super) fn new(source: &'s Source) -> Problems<'s> {
        Problems { source, found: Diagnostics::default(), remarks: Vec::new() }
    }

    pub(super) fn error(&mut self, at: impl Into<Mark>, message: impl Into<String>) {
        self.found.push(self.source.problem(Severity::Error, at.into(), message));
    }

    pub(super) fn error_with_help(&mut self, at: impl Into<Mark>, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(self.source.problem(Severity::Error, at.into(), message).help(help));
    }

    pub(super) fn warning(&mut self, at: impl Into<Mark>, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(self.source.problem(Severity::Warning, at.into(), message).help(help));
    }

    /// Tells what was done to the list as a whole.
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }

    /// Takes in what was found in another part of the file.
    pub(super) fn append(&mut self, other: Problems<'_>) {
        self.found.extend(other.found);
        self.remarks.extend(other.remarks);
    }

    pub(super) fn take_remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }

    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = Source::new("x.toml", "a = 1\r\nنام = \"Мосул\"\n\nlast");
        for (needle, place) in [("a", "x.toml:1:1"), ("Мосул", "x.toml:2:8"), ("last", "x.toml:4:1")] {
            let start = source.text.find(needle).unwrap();
            assert_eq!(source.place((start..start + needle.len()).into()), place);
        }
        assert_eq!(source.place((source.text.len()..source.text.len()).into()), "x.toml:4:5");
        assert_eq!(source.place((900..901).into()), "x.toml:4:5");
        assert_eq!(source.place(Mark::Line(12)), "x.toml:12");
    }

    #[test]
    fn an_excerpt_is_one_line() {
        let source = Source::new("x.toml", "a = [\n  1,\n]\n");
        let (line, column, excerpt) = source.locate(4..12);
        assert_eq!((line, column), (1, 5));
        assert_eq!(excerpt, Excerpt { text: "a = [".to_owned(), marked: 4..5 });
    }
}
