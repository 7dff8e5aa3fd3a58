//! What a saved page became, as bytes and back.

use serde::{Deserialize, Serialize};

use super::record::Days;
use crate::corpus::{DateSource, Document, DocumentLanguage, Item, Publication, Skip, Yearless};

#[derive(Serialize, Deserialize)]
enum ItemRecord<'b> {
    Document(#[serde(borrow)] Box<DocumentRecord<'b>>),
    Skip { source: &'b str, line: Option<u64>, reason: &'b str },
}

#[derive(Serialize, Deserialize)]
struct DocumentRecord<'b> {
    id: &'b str,
    source: &'b str,
    title: &'b str,
    text: &'b str,
    url: Option<&'b str>,
    publisher: Option<&'b str>,
    country: Option<&'b str>,
    /// The tag, and how sure it is if it was detected.
    language: Option<(&'b str, Option<u8>)>,
    published: Option<(Days, DateSource)>,
    yearless: Option<Yearless>,
    note: Option<&'b str>,
}

/// The bytes of what a page became; none if there is no room for them in the format.
pub(super) fn encode(items: &[Item]) -> Option<Vec<u8>> {
    let records: Vec<ItemRecord<'_>> = items.iter().map(ItemRecord::of).collect();
    postcard::to_allocvec(&records).ok()
}

/// What bytes say that a page became; none if they say nothing of the kind.
pub(super) fn decode(bytes: &[u8]) -> Option<Vec<Item>> {
    let (records, rest): (Vec<ItemRecord<'_>>, _) = postcard::take_from_bytes(bytes).ok()?;
    let items = records.into_iter().map(ItemRecord::read).collect::<Option<Vec<Item>>>()?;
    rest.is_empty().then_some(items)
}

impl<'b> ItemRecord<'b> {
    fn of(item: &'b Item) -> ItemRecord<'b> {
        match item {
            Item::Skip(Skip { source, line, reason }) => ItemRecord::Skip { source, line: *line, reason },
            Item::Document(document) => ItemRecord::Document(Box::new(DocumentRecord {
                id: &document.id,
                source: &document.source,
                title: &document.title,
                text: &document.text,
                url: document.url.as_deref(),
                publisher: document.publisher.as_deref(),
                country: document.country.as_deref(),
                language: document.language.as_ref().map(|found| (found.tag.as_str(), found.confidence)),
                published: document.published.map(|publication| (Days::of(publication.span), publication.from)),
                yearless: document.yearless,
                note: document.note.as_deref(),
            })),
        }
    }

    fn read(self) -> Option<Item> {
        let record = match self {
            ItemRecord::Skip { source, line, reason } => {
                return Some(Item::Skip(Skip { source: source.to_owned(), line, reason: reason.to_owned() }));
            }
            ItemRecord::Document(record) => record,
        };
        let published = match record.published {
            Some((days, from)) => Some(Publication { span: days.read()?, from }),
            None => None,
        };
        Some(Item::Document(Document {
            id: record.id.to_owned(),
            source: record.source.to_owned(),
            title: record.title.to_owned(),
            text: record.text.to_owned(),
            url: record.url.map(str::to_owned),
            publisher: record.publisher.map(str::to_owned),
            country: record.country.map(str::to_owned),
            language: record.language.map(|(tag, confidence)| DocumentLanguage { tag: tag.to_owned(), confidence }),
            published,
            yearless: record.yearless,
            note: record.note.map(str::to_owned),
            // What is kept is pages.
            feed_item: false,
        }))
    }
}
