//! The manifest: publication dates that the user wrote down, a document a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::order::DayOrder;
use super::value::{Reader, Reading};
use crate::calendar::{Span, Zone};
use crate::corpus::split::line_ends;
use crate::text::delimiter_of;
use crate::text::{guarded, without_guard};
use crate::{Error, ErrorKind, Result};

/// Publication dates by id or path, from a CSV file with two columns, `path or id` and `date`, with or without a
/// header.
#[derive(Debug)]
pub struct DateManifest {
    path: Option<PathBuf>,
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    span: Span,
    line: u64,
    matched: AtomicBool,
}

/// An entry of a manifest that no document had the id or path of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// The id or path as it is written there.
    pub key: String,
    /// Its line, from 1.
    pub line: u64,
}

fn wrong(why: &str, line: u64) -> Error {
    Error::new(ErrorKind::Usage, why)
        .line(line)
        .help("write a day, a month, a quarter or a year: 2020-03-05, 2020-03, 2020-Q1, 2020; 5 March 2020 is read too")
}

impl DateManifest {
    /// Reads a manifest; moments become days in the zone.
    ///
    /// # Errors
    /// A file that cannot be read, a line without two columns, a date that is none or ambiguous, an entry given twice
    /// with different dates.
    pub fn read(path: impl AsRef<Path>, zone: Zone) -> Result<DateManifest> {
        let path = path.as_ref();
        let bytes = std::fs::read(path)
            .map_err(|error| Error::new(ErrorKind::Usage, "the manifest cannot be read").at(path).caused_by(error))
            .map_err(|error| error.help("dateline dates CORPUS --undated > dates.csv makes one to fill in"))?;
        let mut manifest = DateManifest::parse(&bytes, zone).map_err(|error| error.at(path))?;
        manifest.path = Some(path.to_path_buf());
        Ok(manifest)
    }

    /// Parses the bytes of a manifest.
    ///
    /// # Errors
    /// As [`DateManifest::read`].
    pub fn parse(bytes: &[u8], zone: Zone) -> Result<DateManifest> {
        let decoded = crate::corpus::encoding::decode(bytes, None);
        let rows = rows(&decoded.text)?;
        let order = DayOrder::of_all(rows.iter().map(|(_, _, date)| date.as_str()));
        let reader = Reader { order, ..Reader::new(zone) };
        let mut manifest = DateManifest { path: None, entries: Vec::new(), by_key: HashMap::new() };
        for (index, (line, key, date)) in rows.into_iter().enumerate() {
            match reader.read(&date) {
                // A form that is filled in only in part says nothing of the rest.
                _ if date.is_empty() => {}
                Reading::Date(span, _) => manifest.insert(key, span, line)?,
                // A first line without a digit in its date column is a header.
                Reading::None(_) if index == 0 && !date.bytes().any(|byte| byte.is_ascii_digit()) => {}
                Reading::None(why) => return Err(wrong(&why, line)),
                Reading::NoYear(_) => return Err(wrong("a date without a year", line)),
            }
        }
        Ok(manifest)
    }

    /// Writes a manifest to fill in: documents, by id or path, an empty column for their dates, and what their text
    /// shows: the first full date in it, which may be that of something told. A manifest's third column is not read.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_form<'d>(
        documents: impl IntoIterator<Item = (&'d str, Option<Span>)>,
        out: impl Write,
    ) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(["path or id", "date", "first date in the text"])?;
        for (document, seen) in documents {
            let seen = seen.map_or_else(String::new, |span| span.to_string());
            writer.write_record([&*guarded(document), "", &seen])?;
        }
        writer.flush()
    }

    /// The manifest's own file, if it was read from one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The entries that no document had the id or path of, in the order of the file. It is complete once the whole
    /// corpus was read.
    pub fn unmatched(&self) -> Vec<Unmatched> {
        let left = self.entries.iter().filter(|entry| !entry.matched.load(Ordering::Relaxed));
        left.map(|entry| Unmatched { key: entry.key.clone(), line: entry.line }).collect()
    }

    /// The date of the first of some names that it knows; the entry then counts as matched.
    pub(crate) fn date_of<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Option<Span> {
        let index = keys.filter_map(|key| self.by_key.get(plain(key))).next()?;
        let entry = &self.entries[*index];
        entry.matched.store(true, Ordering::Relaxed);
        Some(entry.span)
    }

    fn insert(&mut self, key: String, span: Span, line: u64) -> Result<()> {
        if let Some(&index) = self.by_key.get(plain(&key)) {
            let before = &self.entries[index];
            if before.span != span {
                let message = format!("{key:?} has another date here than on line {}", before.line);
                return Err(Error::new(ErrorKind::Usage, message).line(line));
            }
            return Ok(());
        }
        self.by_key.insert(plain(&key).to_owned(), self.entries.len());
        self.entries.push(Entry { key, span, line, matched: AtomicBool::new(false) });
        Ok(())
    }
}

/// A name without the `./` that a shell's completion puts before it.
fn plain(key: &str) -> &str {
    key.strip_prefix("./").unwrap_or(key)
}

/// A key without the apostrophe that keeps a spreadsheet from running it, as `dateline dates --undated` writes it.
fn key_of(cell: &str) -> String {
    without_guard(Cow::Borrowed(cell)).into_owned()
}

fn rows(text: &str) -> Result<Vec<(u64, String, String)>> {
    let (delimiter, start) = delimiter_of(text);
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).has_headers(false).flexible(true).trim(csv::Trim::All);
    let mut reader = reader.from_reader(&text.as_bytes()[start..]);
    let (mut at, mut line) = (0, 1);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::new(ErrorKind::Usage, format!("not a CSV file: {error}")))?;
        // The reader takes what is left of the last line's end, and blank lines, with the next record.
        let from = start + record.position().map_or(0, |position| position.byte() as usize);
        let begins = from + text[from..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += line_ends(&text.as_bytes()[at..begins]);
        at = begins;
        match (record.get(0), record.get(1)) {
            (Some(key), Some(date)) if !key.is_empty() => rows.push((line, key_of(key), date.to_owned())),
            (Some(""), None) => {}
            _ => {
                let error = Error::new(ErrorKind::Usage, "a line of the manifest needs two columns").line(line);
                return Err(error.help("path or id, then the date: raqqa.txt,2017-06-13"));
            }
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DateManifest> {
        DateManifest::parse(text.as_bytes(), Zone::UTC)
    }

    #[test]
    fn a_manifest_dates_documents_and_knows_what_it_did_not_date() {
        for header in ["", "document,date\n", "\u{FEFF}path;or id,published\n"] {
            let manifest = parse(&format!("{header}a.txt,2017-06-13\n\"b, c.txt\",June 2017\n./d.txt,2016\n")).unwrap();
            let date = |key: &str| manifest.date_of([key].into_iter()).map(|span| span.to_string());
            assert_eq!(date("a.txt").as_deref(), Some("2017-06-13"));
            assert_eq!(date("./b, c.txt").as_deref(), Some("2017-06"));
            assert_eq!(date("e.txt"), None);
            let left: Vec<String> = manifest.unmatched().into_iter().map(|entry| entry.key).collect();
            assert_eq!(left, ["./d.txt"]);
        }
    }

    /// Ids are taken from texts and rows, and the form is made for a spreadsheet.
    #[test]
    fn a_form_runs_nothing_in_a_spreadsheet_and_is_read_back() {
        let mut form = Vec::new();
        let ids = ["=cmd|' /C calc'!A0", "a,b.txt", "'-1"];
        DateManifest::write_form(ids.map(|id| (id, Span::year(1863))), &mut form).unwrap();
        let filled = String::from_utf8(form).unwrap().replace(",,1863", ",2017,1863");
        assert!(filled.lines().all(|line| !line.starts_with('=')), "{filled}");
        let manifest = parse(&filled).unwrap();
        for id in ids {
            assert_eq!(manifest.date_of([id].into_iter()), Span::year(2017), "{id} in {filled}");
        }
    }

    #[test]
    fn a_manifest_may_be_parted_as_a_spreadsheet_saves_it() {
        for text in ["path or id;date\na.txt;2017-06-13\n", "sep=;\r\na.txt;13.06.2017\r\n", "a.txt\t2017-06-13\n"] {
            let manifest = parse(text).unwrap();
            let date = manifest.date_of(["a.txt"].into_iter()).map(|span| span.to_string());
            assert_eq!(date.as_deref(), Some("2017-06-13"), "{text}");
        }
        assert_eq!(parse("sep=;\na;2017\nb;soon\n").unwrap_err().position().0, Some(3));
    }

    #[test]
    fn a_form_may_be_filled_in_in_part() {
        let manifest = parse("path or id,date\na,\nb,2017-06-13\n").unwrap();
        assert_eq!(manifest.date_of(["a"].into_iter()), None);
        assert!(manifest.date_of(["b"].into_iter()).is_some() && manifest.unmatched().is_empty());
    }

    #[test]
    fn a_wrong_manifest_says_where() {
        for (text, line) in [
            ("a,2017-06-13\nb,soon\n", 2),
            ("a,2017-06-13\na,2017-06-14\n", 2),
            ("a,06/07/2017\n", 1),
            ("a,2017-06-13\nb\n", 2),
            ("path,date\r\na,2017-06-13\r\nb,soon\r\n", 3),
            ("sep=;\r\npath;date\r\n\r\na;2017-06-13\r\nb;soon", 5),
        ] {
            assert_eq!(parse(text).unwrap_err().position().0, Some(line), "{text}");
        }
    }
}
