//! One item of a feed: what its elements say, and the document that they make.

use std::borrow::Cow;

use super::super::document::DateSource;
use super::super::draft::Draft;
use super::super::encoding::why_no_text;
use super::super::html;
use super::super::language::Stated;
use super::super::options::CorpusOptions;
use super::super::published::{Clue, DayOrder, Reader, Reading};
use super::{About, Broken, said};
use crate::calendar::Zone;
use crate::text::one_line;

/// A value that may hold markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text as it stands.
    Plain(String),
    /// HTML, or text: the formats leave it open, so it is HTML if it looks so.
    Markup(String),
}

/// One item. Of several elements that say the same thing, the one of the lowest rank counts.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    id: Ranked<String>,
    title: Ranked<Content>,
    text: Ranked<Content>,
    link: Ranked<String>,
    publisher: Ranked<String>,
    language: Option<String>,
    /// The dates of publication, each with its rank.
    published: Vec<(u8, String)>,
    updated: Option<String>,
    /// Of what sort it is and whether it was published, where WordPress says so.
    sort: Option<String>,
    status: Option<String>,
}

/// The sorts of WordPress's items that are no articles, or what they begin with; those that a site has of its own are.
const NO_ARTICLES: &[(&str, &str)] = &[
    ("attachment", "an attachment"),
    ("nav_menu_item", "an entry of a menu"),
    ("revision", "an older version of a post"),
    ("custom_css", "a style sheet"),
    ("customize_changeset", "a setting"),
    ("oembed_cache", "a cache"),
    ("user_request", "a request"),
    ("wp_", "a part of the site's design"),
];

/// A value with the rank of what said it; the first of the lowest rank is kept.
#[derive(Debug)]
struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Ranked<T> {
        Ranked(None)
    }
}

impl<T> Ranked<T> {
    fn put(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(before, _)| rank < *before) {
            self.0 = Some((rank, value));
        }
    }

    fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

impl Content {
    fn raw(&self) -> &str {
        match self {
            Content::Plain(text) | Content::Markup(text) => text,
        }
    }

    /// The text, and what is to be said of how it was taken out of the markup.
    pub(super) fn into_text(self) -> (String, Option<&'static str>) {
        match self {
            Content::Markup(markup) if html::has_markup(&markup) => html::text_of_fragment(&markup),
            Content::Plain(text) | Content::Markup(text) => (text.trim().to_owned(), None),
        }
    }
}

impl Entry {
    pub(super) fn new(at: usize) -> Entry {
        Entry { at, ..Entry::default() }
    }

    pub(super) fn id(&mut self, rank: u8, value: String) {
        if !value.trim().is_empty() {
            self.id.put(rank, value);
        }
    }

    pub(super) fn title(&mut self, rank: u8, value: Content) {
        if !value.raw().trim().is_empty() {
            self.title.put(rank, value);
        }
    }

    pub(super) fn text(&mut self, rank: u8, value: Content) {
        if !value.raw().trim().is_empty() {
            self.text.put(rank, value);
        }
    }

    pub(super) fn link(&mut self, rank: u8, value: String) {
        if !value.trim().is_empty() {
            self.link.put(rank, value);
        }
    }

    pub(super) fn publisher(&mut self, rank: u8, value: String) {
        if !value.trim().is_empty() {
            self.publisher.put(rank, one_line(&value));
        }
    }

    pub(super) fn language(&mut self, value: String) {
        self.language.get_or_insert(value);
    }

    pub(super) fn published(&mut self, rank: u8, value: String) {
        self.published.push((rank, value));
    }

    pub(super) fn updated(&mut self, value: String) {
        self.updated.get_or_insert(value);
    }

    pub(super) fn sort(&mut self, value: String) {
        self.sort.get_or_insert(value);
    }

    pub(super) fn status(&mut self, value: String) {
        self.status.get_or_insert(value);
    }

    /// Why it is no article: WordPress exports its pictures, menus and drafts among the posts.
    fn why_none(&self) -> Option<String> {
        let sort = self.sort.as_deref().unwrap_or_default();
        let none = NO_ARTICLES.iter().find(|(name, _)| *name == sort || name.ends_with('_') && sort.starts_with(name));
        if let Some((_, what)) = none {
            return Some(format!("{what} of a WordPress export, and no article"));
        }
        let status = self.status.as_deref().filter(|status| !matches!(*status, "publish" | "inherit" | ""))?;
        Some(format!("not published: a WordPress export has it as {status:?}"))
    }

    /// The same, if it is an article and there is a word in it.
    pub(super) fn checked(self) -> Result<Entry, Broken> {
        if let Some(reason) = self.why_none() {
            return Err(Broken { at: self.at, reason });
        }
        let has_text = |content: &Ranked<Content>| {
            content.0.as_ref().is_some_and(|(_, content)| why_no_text(content.raw()).is_none())
        };
        if has_text(&self.title) || has_text(&self.text) {
            return Ok(self);
        }
        Err(Broken { at: self.at, reason: "neither a title nor a text in the item".to_owned() })
    }

    /// The document in the making.
    pub(super) fn draft(self, about: &About, options: &CorpusOptions) -> Draft<'static> {
        let language = self.language.as_deref().or(about.language.as_deref()).map(str::trim);
        let stated = language.map(Stated::around).unwrap_or_default();
        let clues = clues(self.published, self.updated, language.unwrap_or_default(), options.zone);
        let (title, _) = self.title.take().map(Content::into_text).unwrap_or_default();
        let (text, note) = self.text.take().map(Content::into_text).unwrap_or_default();
        let url = said(self.link.take());
        Draft {
            id: said(self.id.take()).or_else(|| url.clone()),
            title: Cow::Owned(one_line(&title)),
            text: Cow::Owned(text),
            url,
            publisher: said(self.publisher.take()).or_else(|| said(about.title.as_deref().map(one_line))),
            language: stated,
            clues,
            notes: note.into_iter().map(str::to_owned).collect(),
            row: None,
            feed_item: true,
        }
    }
}

/// What the dates of an item say. A change is no publication: it is only told where nothing else is.
fn clues(mut published: Vec<(u8, String)>, updated: Option<String>, language: &str, zone: Zone) -> Vec<Clue> {
    let short = language.split(['-', '_']).next().map(str::to_ascii_lowercase).filter(|tag| !tag.is_empty());
    // As with pages, the day is the one that the feed writes, unless another zone is asked for.
    let as_written = zone == Zone::UTC;
    let reader = Reader { zone, order: DayOrder::of_language(language), language: short.as_deref(), as_written };
    published.sort_by_key(|&(rank, _)| rank);
    let stated: Vec<Clue> =
        published.iter().map(|(_, value)| Clue::stated(&in_four_figures(value, &reader), &reader)).collect();
    if !stated.is_empty() {
        return stated;
    }
    let Some(Reading::Date(changed, _)) = updated.map(|value| reader.read(&value)) else { return Vec::new() };
    let why = format!("only the date of a change is known, {changed}");
    vec![Clue::of(DateSource::Metadata, Reading::None(why))]
}

/// A date of RSS, `Mon, 02 Jan 17 10:00:00 GMT`: RFC 822, which it names, has years of two figures, and RFC 5322 says
/// of which century they are (up to 49 of this).
fn in_four_figures<'v>(value: &'v str, reader: &Reader) -> Cow<'v, str> {
    match chrono::DateTime::parse_from_rfc2822(value.trim()) {
        Ok(moment) if !matches!(reader.read(value), Reading::Date(..)) => Cow::Owned(moment.to_rfc3339()),
        _ => Cow::Borrowed(value),
    }
}
