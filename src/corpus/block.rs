//! Blocks: the units of parallel work.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::Encoding;
use xxhash_rust::xxh3::Xxh3;

use super::document::{Item, Skip};
use super::draft::{Draft, Origin};
use super::format::Format;
use super::options::CorpusOptions;
use super::rows::Table;
use super::split::Rows;
use super::table::Layout;
use super::warc::{Coding, Page};
use super::{Corpus, feed, html, markdown, pages, parquet, text};
use crate::guard::{guarded, please_report};

/// A piece of a corpus that is worked on at a time: one file, or a megabyte or so of whole rows.
///
/// Making one costs reading and unpacking only; [`Block::items`] does the rest, on whatever thread it is called.
#[derive(Debug)]
pub struct Block {
    pub(super) read: u64,
    pub(super) content: Content,
}

/// What a block holds.
#[derive(Debug)]
pub(super) enum Content {
    Skip(Skip),
    File(File),
    Rows {
        table: Arc<Table>,
        rows: Rows,
        /// That of the whole file.
        encoding: &'static Encoding,
    },
    ParquetRows(parquet::Rows),
}

/// One whole file, unpacked.
#[derive(Debug)]
pub(super) struct File {
    pub(super) origin: Arc<Origin>,
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
    /// What a web archive says of it.
    pub(super) page: Option<Page>,
}

impl File {
    /// Of its bytes, where it lies, and what an archive says of it.
    fn hash(&self) -> u128 {
        let File { origin, format, bytes, page } = self;
        // The date in its name follows from the name.
        let Origin { name, source, path, modified, named: _ } = &**origin;
        let mut hash = Xxh3::new();
        hash.update(format!("{format:?} {name:?} {source:?} {path:?} {modified:?} {page:?}").as_bytes());
        hash.update(bytes);
        hash.digest128()
    }

    /// A skip of it, with its place in a web archive.
    pub(super) fn skip(&self, reason: impl Into<String>) -> Skip {
        match &self.page {
            Some(page) => self.origin.skip_row(page.record, None, reason),
            None => self.origin.skip(reason),
        }
    }

    /// The encoding that the server stated.
    pub(super) fn charset(&self) -> Option<&[u8]> {
        self.page.as_ref()?.charset.as_deref().map(str::as_bytes)
    }

    /// What is known of the document before the file is read.
    pub(super) fn draft(&self) -> Draft<'_> {
        let Some(page) = &self.page else { return Draft::default() };
        let address = page.address.as_deref().map(Cow::Borrowed);
        let notes = page.note.iter().cloned().collect();
        let url = address.clone().filter(|address| address.starts_with("http"));
        Draft { id: address, url, notes, row: Some(page.record.into()), ..Draft::default() }
    }
}

/// What the rows of a file are.
#[derive(Debug)]
pub(super) enum RowsOf {
    /// JSON, an object a line.
    Lines,
    /// JSON, one value after the other.
    Values,
    /// The records of a table.
    Records(Layout),
}

impl Block {
    /// How many bytes of the input were read for it since the block before: packed bytes, where the input is packed.
    pub fn read_bytes(&self) -> u64 {
        self.read
    }

    /// A hash of all that decides what a web page becomes, the options aside; none of a block that is no page. Finding
    /// the article and its date in a page takes longer than anything that is done with them.
    pub(crate) fn page_hash(&self) -> Option<u128> {
        let Content::File(file) = &self.content else { return None };
        (file.format == Format::Html).then(|| file.hash())
    }

    /// What it holds, in the order of the input. The same block gives the same items, on any thread. Where a reader of
    /// a format panics, that is a skip.
    pub fn items(self, corpus: &Corpus) -> Vec<Item> {
        let place = self.content.place();
        guarded(|| self.all_items(corpus)).unwrap_or_else(|message| {
            let reason = please_report(place.reason.as_str(), &message);
            vec![Item::Skip(Skip { reason, ..place })]
        })
    }

    fn all_items(self, corpus: &Corpus) -> Vec<Item> {
        let options = corpus.options();
        let mut items = self.read_items(corpus);
        if !options.languages.is_empty() {
            items.retain(|item| corpus.is_wanted(item));
        }
        if !options.split_pages {
            return items;
        }
        items.into_iter().flat_map(|item| pages::split(item, options)).collect()
    }

    fn read_items(self, corpus: &Corpus) -> Vec<Item> {
        let (options, missed) = (corpus.options(), corpus.missed());
        match self.content {
            Content::Skip(skip) => vec![Item::Skip(skip)],
            Content::File(file) if file.format == Format::Feed => feed::read(&file, options),
            Content::File(file) => vec![file_item(file, options)],
            Content::Rows { table, rows, encoding } => table.items(&rows, encoding, options, missed),
            Content::ParquetRows(rows) => rows.items(options, missed),
        }
    }
}

impl Content {
    /// Where it begins; the reason is what is done with it.
    fn place(&self) -> Skip {
        let rows = "reading the rows from here on, a megabyte or so";
        match self {
            Content::Skip(skip) => skip.clone(),
            Content::File(file) => file.skip("reading it"),
            Content::Rows { table, rows: block, .. } => {
                table.origin.skip_row(block.first_row, Some(block.first_line), rows)
            }
            Content::ParquetRows(block) => block.place(rows),
        }
    }
}

fn file_item(mut file: File, options: &CorpusOptions) -> Item {
    let codings = file.page.as_ref().map_or(&[][..], |page| &page.codings);
    match Coding::undo(codings, &file.bytes, options.max_document_bytes) {
        Ok(Cow::Borrowed(_)) => {}
        Ok(Cow::Owned(bytes)) => file.bytes = bytes,
        Err(reason) => return Item::Skip(file.skip(reason)),
    }
    match file.format {
        Format::Markdown => markdown::read(&file, options),
        Format::Html => html::read(&file, options),
        _ => text::read(&file, options),
    }
}
