//! Who published a document: what "distinct sources" counts, and whose furniture a paragraph is.

use std::borrow::Cow;

use crate::corpus::{Document, host_of};

/// The publisher that the document states, else the host of its web address, else the folder or table that it was read
/// from (empty for the corpus' own folder).
pub fn outlet(document: &Document) -> Cow<'_, str> {
    let publisher = document.publisher.as_deref().map(str::trim).filter(|name| !name.is_empty());
    if let Some(name) = publisher {
        return Cow::Borrowed(name);
    }
    if let Some(host) = document.url.as_deref().and_then(host) {
        return host;
    }
    let source = document.source.as_str();
    let source = source.rsplit_once("#p").map_or(source, |(page, _)| page);
    if let Some((table, _)) = source.rsplit_once('#').filter(|(_, row)| row.bytes().all(|byte| byte.is_ascii_digit())) {
        return Cow::Borrowed(table);
    }
    let end = source.rfind(['/', '!']).unwrap_or(0);
    Cow::Borrowed(&source[..end])
}

fn host(url: &str) -> Option<Cow<'_, str>> {
    let host = host_of(url)?;
    let bare = if host.len() > 4 && host.is_char_boundary(4) && host[..4].eq_ignore_ascii_case("www.") {
        &host[4..]
    } else {
        host
    };
    let name = match bare.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(bare.to_ascii_lowercase()),
        false => Cow::Borrowed(bare),
    };
    (!name.is_empty()).then_some(name)
}
