//! The formats of exports.

use std::error::Error as _;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use super::{Table, csv, json, parquet};
use crate::{Error, ErrorKind, Result};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values with a header line, UTF-8, as RFC 4180 has them but with lines that end in a line feed.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array of objects.
    Json,
    /// Parquet, compressed with Snappy.
    Parquet,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 4] = [Format::Csv, Format::Jsonl, Format::Json, Format::Parquet];

    /// The word that stands for it on the command line, and its files' extension.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Parquet => "parquet",
        }
    }

    /// The format that a file's name asks for.
    pub fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?;
        Format::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.name()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;
    fn from_str(text: &str) -> Result<Format> {
        Format::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a format of tables"))
                .help("one of csv, jsonl, json, parquet")
        })
    }
}

/// What can be chosen about a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatOptions {
    /// Whether text that a spreadsheet would run as a formula gets an apostrophe before it; CSV only.
    pub spreadsheet_safe: bool,
}

impl Default for FormatOptions {
    /// Safe for spreadsheets.
    fn default() -> FormatOptions {
        FormatOptions { spreadsheet_safe: true }
    }
}

/// Writes a table. A reader that closes the pipe early is no error.
///
/// # Errors
/// The table's, or of kind [`ErrorKind::Output`] when it cannot be written.
pub fn write(
    table: &dyn Table,
    (format, options): (Format, FormatOptions),
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let written = match format {
        Format::Csv => csv::write(table, options, out),
        Format::Jsonl => json::write_lines(table, out),
        Format::Json => json::write_array(table, out),
        Format::Parquet => parquet::write(table, out),
    };
    match written {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        written => written,
    }
}

/// The error of an output that the system refuses.
pub(super) fn refused(cause: io::Error) -> Error {
    Error::new(ErrorKind::Output, "the export cannot be written").caused_by(cause)
}

fn is_closed_pipe(error: &Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// A number as CSV and JSON give it: the shortest digits that read back to it, a whole one without a point. None for what
/// neither can hold.
pub(super) fn number(value: f64) -> Option<String> {
    // Beyond 2^53 not every whole number has a double of its own.
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    value.is_finite().then(|| if whole { format!("{value:.0}") } else { format!("{value}") })
}
