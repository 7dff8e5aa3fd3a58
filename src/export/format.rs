//! The formats of exports, and the writing of plain tables.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use super::{Table, csv, json, parquet};
use crate::store::{self, TableSpec};
use crate::{Error, ErrorKind, Result};

/// How something is written.
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
    /// One SQLite file with indexes, full-text search and views.
    Sqlite,
    /// spaCy's EntityRuler: JSON lines of patterns.
    EntityRuler,
    /// A GATE gazetteer: a folder with `lists.def` and its lists.
    Gate,
    /// FollowTheMoney entities, a line each.
    Ftm,
    /// Linked Places: GeoJSON-T.
    LinkedPlaces,
    /// W3C Web Annotations, JSON-LD.
    WebAnnotation,
    /// brat's standoff: a folder with a `.txt` and an `.ann` a document.
    Brat,
    /// Tokens with O, B- and I- tags, as CoNLL 2003 has them.
    Iob2,
    /// spaCy's `Doc`, a JSON object a line.
    Spacy,
    /// GeoJSON points with times.
    GeoJson,
    /// KML placemarks with time spans.
    Kml,
    /// A graph with dynamic edges.
    Gexf,
    /// TimelineJS.
    TimelineJs,
    /// A Vega-Lite chart with its data.
    VegaLite,
}

/// The formats of every table.
pub(super) const TABULAR: [Format; 5] = [Format::Csv, Format::Jsonl, Format::Json, Format::Parquet, Format::Sqlite];

impl Format {
    /// All formats.
    pub const ALL: [Format; 18] = [
        Format::Csv,
        Format::Jsonl,
        Format::Json,
        Format::Parquet,
        Format::Sqlite,
        Format::EntityRuler,
        Format::Gate,
        Format::Ftm,
        Format::LinkedPlaces,
        Format::WebAnnotation,
        Format::Brat,
        Format::Iob2,
        Format::Spacy,
        Format::GeoJson,
        Format::Kml,
        Format::Gexf,
        Format::TimelineJs,
        Format::VegaLite,
    ];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Parquet => "parquet",
            Format::Sqlite => "sqlite",
            Format::EntityRuler => "entity-ruler",
            Format::Gate => "gate",
            Format::Ftm => "ftm",
            Format::LinkedPlaces => "linked-places",
            Format::WebAnnotation => "webannotation",
            Format::Brat => "brat",
            Format::Iob2 => "iob2",
            Format::Spacy => "spacy",
            Format::GeoJson => "geojson",
            Format::Kml => "kml",
            Format::Gexf => "gexf",
            Format::TimelineJs => "timelinejs",
            Format::VegaLite => "vega-lite",
        }
    }

    /// The format that a file's name asks for. Several formats end in `.json`; they must be named.
    pub fn of_path(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        if name.ends_with(".vl.json") {
            return Some(Format::VegaLite);
        }
        match name.rsplit_once('.')?.1 {
            "db" | "sqlite3" => Some(Format::Sqlite),
            "iob" => Some(Format::Iob2),
            ending => {
                let own = [Format::Csv, Format::Jsonl, Format::Json, Format::Parquet, Format::Sqlite];
                let own = own.into_iter().chain([Format::GeoJson, Format::Kml, Format::Gexf, Format::Iob2]);
                own.into_iter().find(|format| format.name() == ending)
            }
        }
    }

    /// The ending that its files have; nothing for folders.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Gate | Format::Brat => "",
            Format::Iob2 => "iob",
            Format::EntityRuler | Format::Ftm | Format::Spacy => "jsonl",
            Format::LinkedPlaces | Format::WebAnnotation | Format::TimelineJs => "json",
            Format::VegaLite => "vl.json",
            own => own.name(),
        }
    }

    /// Whether a file of this format may be called so: its ending is the format's, that of the notation that it is
    /// written in (`.json` of Web Annotations), or none that stands for another format.
    pub fn may_be_called(self, path: &Path) -> bool {
        match Format::of_path(path) {
            None => true,
            Some(meant) if meant == self => true,
            Some(Format::Json) => self.ending().contains("json"),
            Some(Format::Jsonl) => self.ending() == "jsonl",
            Some(Format::GeoJson) => self == Format::LinkedPlaces,
            Some(_) => false,
        }
    }

    /// Whether it holds any table as it is, column by column.
    pub fn is_tabular(self) -> bool {
        TABULAR.contains(&self)
    }

    /// Whether it is a folder of files.
    pub fn is_folder(self) -> bool {
        matches!(self, Format::Gate | Format::Brat)
    }

    /// Whether it is no text, and would fill a terminal with signs that nobody reads.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Parquet | Format::Sqlite)
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
            let names: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
            Error::new(ErrorKind::Usage, format!("{text:?} is not a format"))
                .help(format!("one of {}", names.join(", ")))
        })
    }
}

/// What can be chosen about a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatOptions {
    /// Whether text that a spreadsheet would run as a formula gets an apostrophe before it; CSV only.
    pub spreadsheet_safe: bool,
    /// Whether Excel opens it by a double click where the decimal sign is a comma: a byte order mark, semicolons
    /// between the cells, decimal commas; CSV only.
    pub excel: bool,
}

impl Default for FormatOptions {
    /// Safe for spreadsheets.
    fn default() -> FormatOptions {
        FormatOptions { spreadsheet_safe: true, excel: false }
    }
}

/// Writes a table in one of the formats that every table has, and says how many rows it had.
///
/// # Errors
/// The table's, or of kind [`ErrorKind::Output`] when it cannot be written, caused by an [`io::ErrorKind::BrokenPipe`]
/// where the reader has closed the pipe, which is how `head` works and no failure of an export; of kind
/// [`ErrorKind::Usage`] for a format that not every table has.
pub fn write(
    table: &dyn Table,
    (format, options): (Format, FormatOptions),
    out: &mut (dyn Write + Send),
) -> Result<u64> {
    let counted = Counted { table, rows: Cell::new(0) };
    let written = match format {
        Format::Csv => csv::write(&counted, options, out),
        Format::Jsonl => json::write_lines(&counted, out),
        Format::Json => json::write_array(&counted, out),
        Format::Parquet => parquet::write(&counted, out),
        #[cfg(feature = "sqlite")]
        Format::Sqlite => super::sqlite::write_one(&counted, out),
        #[cfg(not(feature = "sqlite"))]
        Format::Sqlite => Err(without_sqlite()),
        other => Err(Error::new(ErrorKind::Usage, format!("not every table can be written as {other}"))),
    };
    written.map(|()| counted.rows.get())
}

/// A table that counts the rows that it gives.
struct Counted<'t> {
    table: &'t dyn Table,
    rows: Cell<u64>,
}

impl Table for Counted<'_> {
    fn spec(&self) -> &TableSpec {
        self.table.spec()
    }

    fn each(&self, row: &mut dyn FnMut(&[store::Cell<'_>]) -> Result<()>) -> Result<()> {
        self.table.each(&mut |cells| {
            self.rows.set(self.rows.get() + 1);
            row(cells)
        })
    }
}

/// The error of a format that was switched off.
#[cfg(not(feature = "sqlite"))]
pub(super) fn without_sqlite() -> Error {
    Error::new(ErrorKind::Usage, "this build cannot write SQLite").help("build it with the feature `sqlite`")
}

/// The error of an output that the system refuses.
pub(super) fn refused(cause: io::Error) -> Error {
    Error::new(ErrorKind::Output, "the export cannot be written").caused_by(cause)
}

/// A number as CSV and JSON give it: the shortest digits that read back to it, a whole one without a point. None for
/// what neither can hold.
pub(super) fn number(value: f64) -> Option<String> {
    // Beyond 2^53 not every whole number has a double of its own.
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    value.is_finite().then(|| if whole { format!("{value:.0}") } else { format!("{value}") })
}
