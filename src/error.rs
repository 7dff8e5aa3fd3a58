//! The one error type: what went wrong, and where, as data.
//!
//! An [`Error`] says of what kind it is, and, where there is one, at which path, line and column. It is written for
//! people in one place, its `Display`; callers that must decide look at [`Error::kind`].

use std::fmt;
use std::path::{Path, PathBuf};

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What sort of thing went wrong. It decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Arguments or settings that do not fit together, or are out of range.
    Usage,
    /// A gazetteer that cannot be read, or that contradicts itself.
    Gazetteer,
    /// A corpus that cannot be opened at all. A single unreadable document is no error: it is a skip.
    Corpus,
    /// A run's folder that is missing, incomplete, or was written by another version.
    Store,
    /// What was asked for does not exist: an unknown entity, a period without a mention.
    NotFound,
    /// A result that could not be written.
    Output,
}

/// An error with its place.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    path: Option<PathBuf>,
    line: Option<u64>,
    column: Option<u64>,
    help: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of a kind, with a message that begins in lower case and ends without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error(Box::new(Inner {
            kind,
            message: message.into(),
            path: None,
            line: None,
            column: None,
            help: None,
            source: None,
        }))
    }

    /// Says which file or folder the error is about.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Error {
        self.0.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// Says which line (from 1) the error is about.
    #[must_use]
    pub fn line(mut self, line: u64) -> Error {
        self.0.line = Some(line);
        self
    }

    /// Says which column (in characters, from 1) the error is about.
    #[must_use]
    pub fn column(mut self, column: u64) -> Error {
        self.0.column = Some(column);
        self
    }

    /// Says which line and column of a text the error is about, by the byte at which it stands there.
    #[must_use]
    pub fn within(self, text: &str, byte: usize) -> Error {
        let (line, column) = line_and_column(text, byte);
        self.line(line).column(column)
    }

    /// Says what the user can do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Error {
        self.0.help = Some(help.into());
        self
    }

    /// Keeps the error that caused this one.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        self.0.source = Some(source.into());
        self
    }

    /// Of what kind the error is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// What went wrong, without its place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The line (from 1) and column (in characters, from 1) that it is about, as far as known.
    pub fn position(&self) -> (Option<u64>, Option<u64>) {
        (self.0.line, self.0.column)
    }

    /// What the user can do about it.
    pub fn advice(&self) -> Option<&str> {
        self.0.help.as_deref()
    }
}

/// The line and the column, from 1 and in characters, on which a byte of a text stands; of one within a character,
/// where that begins.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (u64, u64) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() as u64 + 1, before[line_start..].chars().count() as u64 + 1)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if let Some(path) = &inner.path {
            write!(f, "{}", path.display())?;
            if let Some(line) = inner.line {
                write!(f, ":{line}")?;
            }
            if let Some(column) = inner.column {
                write!(f, ":{column}")?;
            }
            write!(f, ": ")?;
        } else if let Some(line) = inner.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&inner.message)?;
        if let Some(source) = &inner.source {
            write!(f, ": {source}")?;
        }
        if let Some(help) = &inner.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_within_a_character_stands_where_that_begins() {
        let text = "a\nbé c";
        for (byte, expected) in [(0, (1, 1)), (2, (2, 1)), (4, (2, 2)), (5, (2, 3)), (99, (2, 5))] {
            assert_eq!(line_and_column(text, byte), expected, "{byte}");
        }
    }

    #[test]
    fn an_error_names_its_place_first_and_its_help_last() {
        let error = Error::new(ErrorKind::Gazetteer, "latitude 190 is out of range")
            .at("places.toml")
            .line(12)
            .column(7)
            .help("latitudes go from -90 to 90");
        assert_eq!(
            error.to_string(),
            "places.toml:12:7: latitude 190 is out of range\n  help: latitudes go from -90 to 90"
        );
    }
}
