//! The heads of records, by the grammar of ISO 28500:2017 (WARC 1.1): a line with the version, lines with a field each,
//! an empty line; then as many bytes as the head says, and two line ends.

use std::io::{self, BufRead, Read};

/// A line that is longer is none of a head.
const MAX_LINE_BYTES: u64 = 1 << 16;
/// A head has some twenty fields; one with more lines is none.
const MAX_FIELDS: usize = 1000;

/// What is wanted of a record's head.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: String,
    /// The address of the page, or the record's own id.
    pub(super) address: Option<String>,
    /// In small letters.
    pub(super) media_type: String,
    /// Why the crawler cut the content off, if it did.
    pub(super) truncated: Option<String>,
    /// How many bytes the content has.
    pub(super) length: u64,
}

/// What stands where a record should begin.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Head(Head),
    /// No record, and why; the next call looks for the next one.
    Malformed(String),
}

/// Finds the heads of records in a stream whose contents somebody else reads.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// Whether the line with the version was read.
    at_fields: bool,
}

impl Heads {
    /// The next head; none at the end. What follows is the record's content.
    pub(super) fn next(&mut self, stream: &mut dyn BufRead) -> io::Result<Option<Found>> {
        if !std::mem::take(&mut self.at_fields) {
            let mut line = line(stream)?;
            while !line.is_empty() && line.trim_ascii().is_empty() {
                line = self::line(stream)?;
            }
            if line.is_empty() {
                return Ok(None);
            }
            if !is_version(&line) {
                self.find_version(stream)?;
                return Ok(Some(Found::Malformed("no record begins where one should: passed over to the next".into())));
            }
        }
        match fields(stream)? {
            Ok(head) => Ok(Some(Found::Head(head))),
            Err(reason) => {
                self.find_version(stream)?;
                Ok(Some(Found::Malformed(reason)))
            }
        }
    }

    fn find_version(&mut self, stream: &mut dyn BufRead) -> io::Result<()> {
        loop {
            let line = line(stream)?;
            if line.is_empty() {
                return Ok(());
            }
            if is_version(&line) {
                self.at_fields = true;
                return Ok(());
            }
        }
    }
}

/// A line with its end, or as much of it as a head may have; empty at the end of the stream.
fn line(stream: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    stream.take(MAX_LINE_BYTES).read_until(b'\n', &mut line)?;
    Ok(line)
}

fn is_version(line: &[u8]) -> bool {
    line.starts_with(b"WARC/") && line.len() < 16
}

fn fields(stream: &mut dyn BufRead) -> io::Result<Result<Head, String>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for _ in 0..MAX_FIELDS {
        let line = line(stream)?;
        let text = String::from_utf8_lossy(&line);
        if line.is_empty() {
            return Ok(Err("truncated: the file ends in the head of the record".to_owned()));
        }
        if text.trim().is_empty() {
            return Ok(head(&fields));
        }
        match (text.starts_with([' ', '\t']), text.split_once(':')) {
            // A folded line goes on with the field before it.
            (true, _) => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            }
            (false, Some((name, value))) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            (false, None) => return Ok(Err("a line in its head is no field".to_owned())),
        }
    }
    Ok(Err(format!("its head has more than {MAX_FIELDS} lines")))
}

fn head(fields: &[(String, String)]) -> Result<Head, String> {
    let field = |name: &str| fields.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    let length = field("content-length").ok_or("its head does not say how long it is (Content-Length)")?;
    let length = length.parse().map_err(|_| "its head states a length that is no number (Content-Length)")?;
    let kind = field("warc-type").ok_or("its head does not say what it is (WARC-Type)")?;
    // Older versions of wget put the address in angle brackets, as the id is.
    let bare = |value: &str| value.trim_start_matches('<').trim_end_matches('>').to_owned();
    Ok(Head {
        kind: kind.to_ascii_lowercase(),
        address: field("warc-target-uri").or(field("warc-record-id")).map(bare),
        media_type: field("content-type").unwrap_or_default().to_ascii_lowercase(),
        truncated: field("warc-truncated").map(|why| why.chars().take(40).collect()),
        length,
    })
}
