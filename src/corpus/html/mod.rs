//! HTML: the article's title and body without the navigation around it, and what the page says of its date.
//!
//! A page is parsed once. Its dates and its links are read from the whole tree; then Readability (by `dom_smoothie`)
//! cuts the article out of the same tree. Where it finds none, the visible text of the body is taken, and said.

mod fallback;
mod nesting;

use std::borrow::Cow;

use dom_query::{Document as Tree, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

use super::block::File;
use super::document::Item;
use super::draft::Draft;
use super::encoding::{decode, why_no_text};
use super::language::Stated;
use super::options::CorpusOptions;
use super::published;
use crate::guard::guarded;
use crate::text::one_line;

/// A page of more bytes is read without a parser: trees take many times a page's size.
const MAX_PARSED_BYTES: usize = 16 << 20;

/// The article of a page.
#[derive(Debug, Default)]
struct Article {
    title: String,
    text: String,
    /// What is to be said of how it was found.
    note: Option<&'static str>,
}

pub(super) fn read(file: &File, options: &CorpusOptions) -> Item {
    let decoded = decode(&file.bytes, file.charset().or_else(|| declared_charset(&file.bytes)));
    let mut draft = file.draft();
    draft.notes.extend(decoded.note);
    let html = decoded.text.as_ref();
    // The parser and the extractor are large and their input is hostile: a panic costs one page its structure.
    let parsed = if html.len() > MAX_PARSED_BYTES || nesting::is_deep(html) {
        Err("nested too deep or too large for a parser: its tags were taken out")
    } else {
        guarded(|| parse(html, options, &mut draft)).map_err(|_| "its parser failed: its tags were taken out")
    };
    let article = parsed.unwrap_or_else(|note| Article {
        title: fallback::title_of_tags(html),
        text: fallback::text_of_tags(html),
        note: Some(note),
    });
    let why = why_no_text(&article.text).filter(|_| article.title.is_empty());
    if let Some(reason) = why {
        return Item::Skip(file.skip(reason));
    }
    draft.notes.extend(article.note.map(str::to_owned));
    draft.title = Cow::Owned(article.title);
    draft.text = Cow::Owned(article.text);
    draft.finish(&file.origin, options)
}

fn parse(html: &str, options: &CorpusOptions, draft: &mut Draft) -> Article {
    let tree = Tree::from(html);
    draft.url = own_address(&tree).map(Cow::Owned).or(draft.url.take());
    draft.publisher = meta(&tree, &["og:site_name", "application-name"]).map(Cow::Owned);
    draft.language = stated_language(&tree);
    draft.clues = published::page::clues(&tree, options.zone);
    let heading = heading(&tree);
    let visible = fallback::visible_text(&tree);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::with_document(tree, None, Some(config)).and_then(|mut reader| reader.parse());
    match found {
        Ok(article) if why_no_text(&article.text_content).is_none() => Article {
            title: one_line(if article.title.trim().is_empty() { &heading } else { &article.title }),
            text: article.text_content.trim().to_owned(),
            note: None,
        },
        _ => Article {
            title: heading,
            text: visible,
            note: Some("no article found in the page: all its visible text was taken"),
        },
    }
}

/// Whether a text looks like HTML: it has a tag or a reference to a character.
pub(super) fn has_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins =
        |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || signs.contains(byte));
    // Sought once and not from each opening, of which a text may be full.
    let last_end = memchr::memrchr(b'>', bytes).unwrap_or(0);
    let tag = |at: usize| at < last_end && begins(at + 1, b"/!");
    let reference = |at: usize| {
        let length = bytes[at + 1..].iter().take(32).position(|&byte| byte == b';');
        begins(at + 1, b"#") && length.is_some_and(|length| !bytes[at + 1..at + 1 + length].contains(&b' '))
    };
    memchr::memchr2_iter(b'<', b'&', bytes).any(|at| if bytes[at] == b'<' { tag(at) } else { reference(at) })
}

/// The text of a piece of HTML that is an article and nothing else, and what is to be said of how it was taken out.
pub(super) fn text_of_fragment(html: &str) -> (String, Option<&'static str>) {
    if html.len() > MAX_PARSED_BYTES || nesting::is_deep(html) {
        return (
            fallback::text_of_tags(html),
            Some("nested too deep or too large for a parser: its tags were taken out"),
        );
    }
    // Lines that no element keeps together are the text's own.
    let is_lines = !memchr::memchr_iter(b'<', html.as_bytes())
        .any(|at| html.as_bytes().get(at + 1).is_some_and(|byte| byte.is_ascii_alphabetic()));
    let parse = || {
        let tree = Tree::from(html);
        if is_lines {
            tree.body().map(|body| body.text().trim().to_owned()).unwrap_or_default()
        } else {
            fallback::visible_text(&tree)
        }
    };
    match guarded(parse) {
        Ok(text) => (text, None),
        Err(_) => (fallback::text_of_tags(html), Some("its parser failed: its tags were taken out")),
    }
}

/// What a named reference stands for in HTML; itself, if HTML does not know it.
pub(super) fn text_of_reference(name: &str) -> String {
    let reference = format!("&{name};");
    let (text, _) = text_of_fragment(&format!("x{reference}x"));
    let found = text.strip_prefix('x').and_then(|text| text.strip_suffix('x')).map(str::to_owned);
    found.filter(|text| text.chars().count() <= 2).unwrap_or(reference)
}

fn heading(tree: &Tree) -> String {
    let first = |selector: &str| one_line(&tree.select_single(selector).text());
    let heading = first("h1");
    if heading.is_empty() { first("title") } else { heading }
}

/// The address that a page states as its own.
fn own_address(tree: &Tree) -> Option<String> {
    let canonical = tree.select_single("link[rel=canonical]").attr("href").map(|href| href.trim().to_owned());
    canonical.filter(|address| is_address(address)).or_else(|| meta(tree, &["og:url"]).filter(|url| is_address(url)))
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The language that the page states of itself.
fn stated_language(tree: &Tree) -> Stated {
    let attribute = tree.select_single("html").attr("lang").map(|tag| tag.to_string());
    let stated = attribute.or_else(|| meta(tree, &["content-language", "og:locale"]));
    stated.map(|tag| Stated::around(&tag)).unwrap_or_default()
}

/// The content of the first meta element with one of some names.
fn meta(tree: &Tree, names: &[&str]) -> Option<String> {
    let named = |node: &NodeRef| {
        let name =
            node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("http-equiv")).unwrap_or_default();
        names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted))
    };
    let found = tree.select("meta[content]").nodes().iter().find(|node| named(node))?.attr("content")?;
    Some(found.trim().to_owned()).filter(|content| !content.is_empty())
}

/// The encoding that a page declares in its first kilobytes, as the HTML standard looks for it.
fn declared_charset(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset=").map(|at| at + 8).or_else(|| {
        let declaration = lower.starts_with(b"<?xml").then(|| memchr::memmem::find(&lower, b"encoding="))??;
        Some(declaration + 9)
    })?;
    let rest = head[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))?;
    Some(&rest[..end]).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests;
