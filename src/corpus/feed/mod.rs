//! Feeds saved as files: RSS 0.9 to 2.0, Atom 0.3 and 1.0 (a feed or one entry), JSON Feed. Each item is a document.
//!
//! XML is taken apart by `quick-xml`, JSON by `serde_json`; what the elements mean is said here. Nothing is ever
//! fetched, and no entity that a document declares for itself is expanded: it stays in the text as it is written. An
//! item that cannot be read is a skip with its number and line, and reading goes on at the next. The file's own name
//! and time say when the feed was fetched, never when an item was published.

mod entry;
mod json;
mod vocabulary;
mod xml;

use std::borrow::Cow;

use super::block::File;
use super::document::Item;
use super::encoding::decode;
use super::options::CorpusOptions;
use entry::Entry;

/// What is found in a file that should be a feed.
#[derive(Debug, Default)]
struct Feed {
    /// What it says of itself.
    about: About,
    /// Its items in their order, or why there is none.
    items: Vec<Result<Entry, Broken>>,
    /// Where it is damaged outside of its items.
    damage: Option<Broken>,
}

/// What a feed says of itself, which holds for those of its items that do not say otherwise.
#[derive(Debug, Default)]
struct About {
    title: Option<String>,
    language: Option<String>,
}

/// Something that cannot be read.
#[derive(Debug, PartialEq, Eq)]
struct Broken {
    /// Where it begins, in bytes.
    at: usize,
    reason: String,
}

/// The documents of a feed.
pub(super) fn read(file: &File, options: &CorpusOptions) -> Vec<Item> {
    let decoded = decode(&file.bytes, declared_encoding(&file.bytes));
    let text = decoded.text.as_ref();
    let read = match text.trim_start().starts_with('{') {
        true => json::read(text),
        false => xml::read(text),
    };
    let feed = match read {
        Ok(feed) => feed,
        Err(reason) => return vec![Item::Skip(file.skip(reason))],
    };
    if feed.items.is_empty() && feed.damage.is_none() {
        return vec![Item::Skip(file.skip("a feed without items"))];
    }
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut found = Vec::with_capacity(feed.items.len() + 1);
    for (item, number) in feed.items.into_iter().zip(1..) {
        found.push(match item.and_then(Entry::checked) {
            Ok(entry) => {
                let mut draft = entry.draft(&feed.about, options);
                draft.notes.extend(decoded.note.clone());
                draft.row = Some(u64::into(number));
                draft.finish(&file.origin, options)
            }
            Err(broken) => Item::Skip(file.origin.skip_row(number, Some(lines.line_of(broken.at)), broken.reason)),
        });
    }
    if let Some(broken) = feed.damage {
        let mut skip = file.skip(broken.reason);
        skip.line = Some(lines.line_of(broken.at));
        found.push(Item::Skip(skip));
    }
    found
}

/// Whether the first bytes of a file are those of a feed in XML.
pub(super) fn looks_like_xml(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    let roots: [&[u8]; 3] = [b"<rss", b"<rdf:RDF", b"<feed"];
    let ends = |at: usize, root: &[u8]| {
        head.get(at + root.len()).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
    };
    let found = |root: &&[u8]| memchr::memmem::find(head, root).filter(|&at| ends(at, root));
    let Some(at) = roots.iter().find_map(found) else { return false };
    let before = head[..at].to_ascii_lowercase();
    // A text or a page may speak of feeds; a file that is one has nothing but declarations and comments before its
    // root.
    let declares = |open: usize| matches!(head.get(open + 1), Some(b'?' | b'!'));
    head.first() == Some(&b'<')
        && memchr::memchr_iter(b'<', &before).all(|open| open == at || declares(open))
        && memchr::memmem::find(&before, b"<!doctype html").is_none()
}

/// Whether the first bytes of a file are those of a JSON Feed: its version is an address on jsonfeed.org, or its items
/// stand after the addresses that only a feed has.
pub(super) fn looks_like_json(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if start.first() != Some(&b'{') {
        return false;
    }
    let value_of = |key: &[u8]| {
        let at = memchr::memmem::find(start, key)? + key.len();
        Some(start[at..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start())
    };
    let is_version = value_of(b"\"version\"").is_some_and(|value| {
        [&b"\"https://jsonfeed.org/version/"[..], b"\"https:\\/\\/jsonfeed.org\\/version\\/"]
            .iter()
            .any(|address| value.starts_with(address))
    });
    let has_address = || value_of(b"\"feed_url\"").or_else(|| value_of(b"\"home_page_url\"")).is_some();
    is_version || has_address() && value_of(b"\"items\"").is_some_and(|value| value.starts_with(b"["))
}

/// The encoding that the XML declaration states.
fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(256)];
    let declaration = &head[..memchr::memmem::find(head, b"?>").filter(|_| head.starts_with(b"<?xml"))?];
    let rest = declaration[memchr::memmem::find(declaration, b"encoding")? + 8..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let quote = *rest.first()?;
    rest[1..].split(|&byte| byte == quote).next()
}

/// Counts lines up to positions that mostly grow.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, position: usize) -> u64 {
        if position < self.at {
            (self.at, self.line) = (0, 1);
        }
        let between = self.text.as_bytes().get(self.at..position).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.at = position.min(self.text.len());
        self.line
    }
}

/// What a value says, if it says anything.
fn said(value: Option<String>) -> Option<Cow<'static, str>> {
    value.filter(|value| !value.trim().is_empty()).map(|value| Cow::Owned(value.trim().to_owned()))
}

#[cfg(test)]
mod tests;
