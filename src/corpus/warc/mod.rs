//! Web archives: WARC as crawlers write it (ISO 28500), and WET, which holds the text of its pages.
//!
//! A record is a document if it is a page that was answered with success (`response`), a page that was put in as it
//! stands (`resource`), or a page's text (`conversion`). The others are passed over and counted. The crawl's dates, in
//! the records' heads, in the servers' answers and in the archive's name, say when a page was fetched and never when it
//! was published: none of them is looked at.

mod head;
mod http;
mod payload;

use std::io::{self, BufRead, Read as _};
use std::sync::Arc;

use super::block::{Content, File};
use super::draft::Origin;
use super::format::{self, Format};
use super::produce::{Flow, Producer};
use super::rows::too_large;
use super::unpack::{Stream, why_broken};
use head::{Found, Head, Heads};
pub(super) use payload::Coding;

/// What a record says of the page that it holds.
#[derive(Debug)]
pub(super) struct Page {
    /// The record's number in its file, from 1.
    pub(super) record: u64,
    /// The address that was fetched.
    pub(super) address: Option<String>,
    /// The encoding of the text that the server stated.
    pub(super) charset: Option<String>,
    /// How the page was packed on its way.
    pub(super) codings: Vec<Coding>,
    /// Whether it is the text of a page, its title first.
    pub(super) is_text_of_page: bool,
    /// What is to be said of it.
    pub(super) note: Option<String>,
}

/// A record that gives no document.
enum Pass {
    /// It is none of an article: what it is.
    Over(String),
    /// It should have been one: why not.
    Broken(String),
}

/// A page with its format and its bytes, or why a record gives none.
type Read = Result<(Page, Format, Vec<u8>), Pass>;

impl Producer<'_> {
    /// The records of a web archive, as they stand in it.
    pub(super) fn warc(&mut self, origin: &Arc<Origin>, mut stream: Stream) -> Flow {
        let origin = &origin.undated();
        let mut heads = Heads::default();
        let mut record = 0;
        loop {
            let found = match heads.next(&mut stream) {
                Ok(None) if record == 0 => return self.skip(origin.skip("empty")),
                Ok(None) => return Ok(()),
                Ok(Some(found)) => found,
                Err(error) => return self.broken_archive(origin, record, &error),
            };
            record += 1;
            let read = match found {
                Found::Head(head) => self.record(&head, record, &mut stream),
                Found::Malformed(reason) => Ok(Err(Pass::Broken(reason))),
            };
            match read {
                Ok(Ok((page, format, bytes))) => {
                    let origin = Arc::clone(origin);
                    self.emit(Content::File(File { origin, format, bytes, page: Some(page) }))?;
                }
                Ok(Err(Pass::Over(what))) => self.plan().passed.web_record(what),
                Ok(Err(Pass::Broken(reason))) => self.skip(origin.skip_row(record, None, reason))?,
                Err(error) => return self.broken_archive(origin, record - 1, &error),
            }
        }
    }

    fn record(&self, head: &Head, number: u64, stream: &mut dyn BufRead) -> io::Result<Read> {
        let mut content = stream.take(head.length);
        let limit = self.plan().options.max_document_bytes;
        let may_hold_page = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
        if !may_hold_page || head.length > limit {
            let length = io::copy(&mut content, &mut io::sink())?;
            return Ok(Err(match (length == head.length, may_hold_page) {
                (false, _) => Pass::Broken(TORN.to_owned()),
                (true, true) => Pass::Broken(too_large(limit)),
                (true, false) => Pass::Over(kind_of_record(&head.kind)),
            }));
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < head.length {
            return Ok(Err(Pass::Broken(TORN.to_owned())));
        }
        Ok(page_of(head, number, bytes))
    }

    fn broken_archive(&mut self, origin: &Origin, records: u64, error: &io::Error) -> Flow {
        let before = if records == 1 { "record" } else { "records" };
        self.skip(origin.skip(format!("{}; the {records} {before} before that were read", why_broken(error))))
    }
}

const TORN: &str = "truncated: the file ends in the middle of the record";

fn page_of(head: &Head, record: u64, mut bytes: Vec<u8>) -> Read {
    let mut page = Page {
        record,
        address: head.address.clone(),
        charset: None,
        codings: Vec::new(),
        is_text_of_page: head.kind == "conversion",
        note: head.truncated.as_ref().map(|why| format!("cut off by the crawler ({why})")),
    };
    if head.address.as_deref().is_some_and(|address| address.ends_with("/robots.txt")) {
        return Err(Pass::Over("robots.txt".to_owned()));
    }
    let mut media_type = head.media_type.clone();
    if head.kind == "response" {
        if !media_type.starts_with("application/http") {
            return Err(Pass::Over("answers of another protocol than HTTP".to_owned()));
        }
        http::name_version_one(&mut bytes);
        let answer = http::answer(&bytes).map_err(Pass::Broken)?;
        if !(200..300).contains(&answer.status) {
            return Err(Pass::Over(format!("answers with status {}", answer.status)));
        }
        bytes.drain(..answer.head_bytes);
        media_type = answer.media_type;
        page.codings = answer.codings;
    }
    page.charset = http::charset(&media_type);
    let format = format_of(&media_type, &page, &bytes).ok_or_else(|| Pass::Over(other_content(&media_type)))?;
    Ok((page, format, bytes))
}

/// The format of a page; none if it is no page.
fn format_of(media_type: &str, page: &Page, bytes: &[u8]) -> Option<Format> {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Text),
        "" if page.codings.is_empty() => format::of_content(bytes).ok().filter(|&format| format == Format::Html),
        _ => None,
    }
}

/// What a record of another kind is counted as. The kinds are named here, since an archive may hold anything.
fn kind_of_record(kind: &str) -> String {
    match kind {
        "warcinfo" | "request" | "metadata" | "revisit" | "continuation" => format!("{kind} records"),
        _ => "records of unknown kinds".to_owned(),
    }
}

fn other_content(media_type: &str) -> String {
    match media_type.split('/').next().unwrap_or_default().trim() {
        kind @ ("image" | "video" | "audio" | "font" | "application" | "text") => format!("pages of type {kind}/…"),
        _ => "pages of no known type".to_owned(),
    }
}

#[cfg(test)]
mod tests;
