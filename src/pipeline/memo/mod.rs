//! The memo: what was found in each document, kept for the next run.
//!
//! What is found in a document follows from its title, its text, its date of publication, the gazetteer, the settings
//! and the program, and from nothing else ([`Finding`]). So a run keeps it in the file `.memo` of its folder, under a
//! hash of all of these (`key`), and the next run takes it over where the hash is the same, wherever the document
//! stands by then. All that depends on other documents (ids, copies, dates that neighbours tell) or on corrections is
//! decided anew. Of a saved page, whose text and date take longer to find than its names, the text is kept too, under a
//! hash of the page's bytes, of where it lies and of how the corpus is read (`pages`). The file (`file`) is read in
//! step with the corpus and written anew by each run; nothing of it is kept in memory but one number for 64 documents.
//! What is damaged in it, or of another origin, is as good as not there.

mod file;
mod key;
mod pages;
mod record;

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

pub(super) use file::{Cursor, Writer};
pub(super) use key::{document_key, page_key, run_key};

use file::{FRAME_HEAD, Reader, frame_head};

use super::finding::Finding;
use crate::corpus::{Document, Item};
use crate::gazetteer::Gazetteer;

/// Where a run's folder has it.
pub(super) const FILE_NAME: &str = ".memo";

/// What the last run kept.
#[derive(Debug)]
pub(super) struct Memo {
    reader: Reader,
}

/// What became of the memo of the last run.
#[derive(Debug)]
pub(super) enum Opened {
    /// There is none.
    Missing,
    /// Another program made it, or it is damaged.
    Stale,
    Usable(Memo),
}

/// What is kept of some documents, one after the other, as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<u8>);

impl Memo {
    pub(super) fn open(path: &Path) -> Opened {
        if !path.is_file() {
            return Opened::Missing;
        }
        Reader::open(path).map_or(Opened::Stale, |reader| Opened::Usable(Memo { reader }))
    }

    /// The key of the run that wrote it.
    pub(super) fn run(&self) -> u128 {
        self.reader.run
    }

    /// A place in it to go on from.
    pub(super) fn cursor(&self) -> Cursor {
        self.reader.cursor()
    }

    /// For the next who goes on from there.
    pub(super) fn give_back(&self, cursor: Cursor) {
        self.reader.give_back(cursor);
    }

    /// What was found in a document, which then is kept further; none if it is new.
    pub(super) fn recall(
        &self,
        cursor: &mut Cursor,
        key: u128,
        (document, content, gazetteer): (&Document, u128, &Gazetteer),
        kept: &mut Kept,
    ) -> Option<Finding> {
        let payload = self.reader.find(cursor, key)?;
        let finding = record::decode(payload, document, content, gazetteer)?;
        kept.push(key, payload);
        Some(finding)
    }

    /// What a page became, which then is kept further; none if it is new.
    pub(super) fn recall_page(&self, cursor: &mut Cursor, key: u128, kept: &mut Kept) -> Option<Vec<Item>> {
        let payload = self.reader.find(cursor, key)?;
        let items = pages::decode(payload)?;
        kept.push(key, payload);
        Some(items)
    }
}

impl Kept {
    /// Empties it, to be filled again in the room that it has.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Bytes that it has room for.
    pub(super) fn room(&self) -> usize {
        self.0.capacity()
    }

    /// Keeps what was found in a document.
    pub(super) fn keep(&mut self, key: u128, finding: &Finding) {
        let head = self.0.len();
        let payload = head + FRAME_HEAD;
        self.0.resize(payload, 0);
        // The payload is written where it is to stand, and its head when its length and its hash are known.
        let encoded = record::encode(finding, &mut self.0);
        match encoded.and_then(|()| u32::try_from(self.0.len() - payload).ok()) {
            Some(length) => {
                let written = frame_head(key, length, xxh3_64(&self.0[payload..]));
                self.0[head..payload].copy_from_slice(&written);
            }
            None => self.0.truncate(head),
        }
    }

    /// Keeps what a page became.
    pub(super) fn keep_page(&mut self, key: u128, items: &[Item]) {
        if let Some(payload) = pages::encode(items) {
            self.push(key, &payload);
        }
    }

    fn push(&mut self, key: u128, payload: &[u8]) {
        let Ok(length) = u32::try_from(payload.len()) else { return };
        self.0.extend_from_slice(&frame_head(key, length, xxh3_64(payload)));
        self.0.extend_from_slice(payload);
    }
}

#[cfg(test)]
mod tests;
