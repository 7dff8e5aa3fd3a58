//! A sentence as the page shows it: the keyword apart, and where, when and why.

use std::borrow::Cow;

use super::gather::Found;
use super::words::clean;
use crate::store::{DocumentRow, InContext};

/// One sentence with its origin.
pub(super) struct Sentence<'a> {
    pub before: String,
    pub keyword: String,
    pub after: String,
    /// The document's title, unless the sentence is that.
    pub title: Option<Cow<'a, str>>,
    /// The address that the document states, if it is one of the web.
    pub link: Option<&'a str>,
    pub publisher: Option<Cow<'a, str>>,
    /// When it was published, or that it is undated.
    pub date: String,
    /// Where that was learnt.
    pub learnt: String,
    pub document: Cow<'a, str>,
    pub rule: &'a str,
    pub in_title: bool,
    /// The number of its outlet, where several are told apart.
    pub outlet: Option<usize>,
    /// The date that it tells of, where that is what it is shown for.
    pub of: Option<Told<'a>>,
}

/// A date that a sentence tells of: what it is, in which words, and where these stand if not in the sentence.
pub(super) struct Told<'a> {
    pub date: String,
    pub words: Cow<'a, str>,
    pub elsewhere: Option<&'static str>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(found: &'a Found, document: Option<&'a DocumentRow>) -> Sentence<'a> {
        let source = document.map_or("", |row| row.source.as_str());
        let line = InContext::new(&found.sentence, &found.surface, found.in_sentence, source);
        let title = document.map(|row| row.title.as_str()).filter(|title| !title.is_empty() && !found.in_title);
        Sentence {
            before: clean(&line.before).into_owned(),
            keyword: clean(&line.keyword).into_owned(),
            after: clean(&line.after).into_owned(),
            title: title.map(clean),
            link: document.and_then(|row| row.url.as_deref()).filter(|url| is_of_the_web(url)),
            publisher: document.and_then(|row| row.publisher.as_deref()).map(clean),
            date: date(document),
            learnt: learnt(document),
            document: clean(&found.document),
            rule: &found.rule,
            in_title: found.in_title,
            outlet: None,
            of: None,
        }
    }

    /// The same with the number of its outlet.
    pub(super) fn by(self, outlet: Option<usize>) -> Sentence<'a> {
        Sentence { outlet, ..self }
    }

    /// The same with the date that it tells of.
    pub(super) fn telling(self, found: &'a Found) -> Sentence<'a> {
        let told = |(date, surface, rule): &'a (crate::calendar::Span, String, String)| Told {
            date: super::words::span(*date),
            words: clean(surface),
            elsewhere: match rule.as_str() {
                "paragraph" => Some("in its paragraph"),
                "narrative" => Some("in the account before it"),
                _ => None,
            },
        };
        Sentence { of: found.of.as_ref().map(told), ..self }
    }
}

fn date(document: Option<&DocumentRow>) -> String {
    let published = document.and_then(|row| row.published);
    published.map_or_else(|| "undated".to_owned(), super::words::span)
}

fn learnt(document: Option<&DocumentRow>) -> String {
    let Some(row) = document else { return String::new() };
    let from = row.published_from.as_deref().map(|from| format!("from {}", described(from)));
    let note = row.published_note.as_deref().map(|note| clean(note).into_owned());
    from.into_iter().chain(note).collect::<Vec<_>>().join("; ")
}

/// Where a date was learnt, in words; as the store says it if there are none.
pub(super) fn described(from: &str) -> &str {
    match from {
        "manifest" => "the list of dates",
        "field" => "its field",
        "metadata" => "the page’s metadata",
        "url" => "the address",
        "filename" => "the file name",
        "dateline" => "the dateline",
        "filetime" => "the file’s time",
        other => other,
    }
}

/// Only addresses of the web are made into links: what a document calls its address may be anything.
fn is_of_the_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")) && !url.contains(|c: char| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_of_the_web("https://example.org/a?b=c"));
        for wrong in ["javascript:alert(1)", "data:text/html,x", "java\nscript://x", "http://a b", "/path", ""] {
            assert!(!is_of_the_web(wrong), "{wrong}");
        }
        assert!(!is_of_the_web("javascript://https://x"));
    }
}
