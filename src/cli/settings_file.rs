//! `dateline.toml`: what can be said there once, instead of by a flag each time.

use std::path::PathBuf;

use dateline::{Error, ErrorKind, Result};
use serde::Deserialize;

/// The file that can stand in for flags.
pub const FILE: &str = "dateline.toml";

/// What `dateline.toml` may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsFile {
    pub corpus: Vec<PathBuf>,
    pub gazetteers: Vec<String>,
    pub corrections: Option<Vec<PathBuf>>,
    pub dir: Option<PathBuf>,
    pub by: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub tz: Option<String>,
    pub dates: Option<PathBuf>,
    pub format: Option<String>,
    pub file_times: bool,
    pub split_pages: bool,
    pub lang: Vec<String>,
    pub source_country: Option<String>,
    pub jobs: Option<usize>,
    pub cache: Option<bool>,
    pub charts: Option<bool>,
    pub references: Option<bool>,
    pub report: Option<bool>,
    pub ambiguous: Option<String>,
    pub count: Option<String>,
    pub anywhere: bool,
    pub preset: Option<String>,
    pub fields: FileFields,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileFields {
    pub id: Option<Column>,
    pub title: Option<Column>,
    pub text: Option<Column>,
    pub date: Option<Column>,
    pub url: Option<Column>,
    pub publisher: Option<Column>,
    pub language: Option<Column>,
    pub list: Option<Column>,
    pub header: Option<bool>,
}

/// A field by its name, or a column by its number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Column {
    Name(String),
    Number(u32),
}

impl From<Column> for String {
    fn from(column: Column) -> String {
        match column {
            Column::Name(name) => name,
            Column::Number(number) => number.to_string(),
        }
    }
}

impl SettingsFile {
    /// The settings of the current folder; empty ones where it has no file.
    pub fn read() -> Result<SettingsFile> {
        let text = match std::fs::read_to_string(FILE) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(SettingsFile::default()),
            Err(error) => {
                return Err(Error::new(ErrorKind::Usage, "the settings cannot be read").at(FILE).caused_by(error));
            }
        };
        toml::from_str(&text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            Error::new(ErrorKind::Usage, error.message().trim()).at(FILE).within(&text, start)
        })
    }
}

/// The flag's value, else the settings file's, which is read by the same rules.
pub fn flag_or_file<T: std::str::FromStr<Err = Error>>(
    flag: Option<T>,
    file: Option<String>,
    key: &str,
) -> Result<Option<T>> {
    match (flag, file) {
        (Some(value), _) => Ok(Some(value)),
        (None, Some(text)) => text
            .parse()
            .map(Some)
            .map_err(|error: Error| Error::new(ErrorKind::Usage, format!("`{key}`: {error}")).at(FILE)),
        (None, None) => Ok(None),
    }
}
