//! Pages that hold several articles: each becomes a document of its own.
//!
//! An article begins where a heading stands above a line that says who published it and when ("Published on", "By Jane
//! Doe"), with prose after it. A page with fewer than two such places stays whole: a single article may have a byline,
//! and a page without one gives no hint.

mod heads;

use heads::{Head, heads};

use super::document::{Document, Item};
use super::options::CorpusOptions;
use super::published::Case;
use crate::text::words;

/// The documents of an item: its articles, if it is a page that holds several, else itself.
pub(super) fn split(item: Item, options: &CorpusOptions) -> Vec<Item> {
    let Item::Document(page) = item else { return vec![item] };
    let heads = heads(&page.title, &page.text);
    if heads.len() < 2 {
        return vec![Item::Document(page)];
    }
    let ends: Vec<usize> = heads.iter().skip(1).map(|head| head.start).chain([page.text.len()]).collect();
    let parts = heads.iter().zip(ends).enumerate();
    parts.map(|(at, (head, end))| Item::Document(part(&page, &heads, at, head.body..end, options))).collect()
}

/// One article of a page. The first is the page's own: it keeps the id and what is known of the page's date; a later
/// one is dated by what it says itself, or not at all.
fn part(
    page: &Document,
    heads: &[Head<'_>],
    at: usize,
    range: std::ops::Range<usize>,
    options: &CorpusOptions,
) -> Document {
    let text = &page.text[range.clone()];
    let name = |whole: &str| if at == 0 { whole.to_owned() } else { format!("{whole}#p{}", at + 1) };
    let (id, source) = (name(&page.id), name(&page.source));
    let (mut published, mut yearless, mut doubt) = (page.published, page.yearless, page.note.clone());
    if at > 0 || published.is_none() {
        let manifest = options.manifest.as_ref().filter(|_| at > 0);
        let case = Case {
            manifest: manifest.and_then(|manifest| manifest.date_of([id.as_str(), source.as_str()].into_iter())),
            clues: Vec::new(),
            url: None,
            named: None,
            text,
            modified: None,
            zone: options.zone,
        };
        let own = case.decide();
        doubt = if at == 0 { doubt.filter(|_| own.published.is_none()).or(own.doubt) } else { own.doubt };
        (published, yearless) = (own.published, own.yearless);
    }
    let place = format!("article {} of {} of a page, from byte {} on", at + 1, heads.len(), range.start);
    let left_out = (at == 0).then(|| menu(&page.text[..heads[0].start])).flatten();
    let notes: Vec<String> = [Some(place), left_out, doubt].into_iter().flatten().collect();
    Document {
        id,
        source,
        title: heads[at].title.to_owned(),
        text: text.to_owned(),
        url: page.url.clone(),
        publisher: page.publisher.clone(),
        country: page.country.clone(),
        published,
        yearless,
        language: page.language.clone(),
        note: Some(notes.join("; ")),
        feed_item: false,
    }
}

/// What is said of what stands before the first heading, which belongs to no article.
fn menu(before: &str) -> Option<String> {
    let count = words(before);
    (count > 0).then(|| format!("{count} words of menu before its heading were left out"))
}

#[cfg(test)]
mod tests;
