//! Under which hashes findings are kept.

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::corpus::Document;
use crate::gazetteer::{Entity, Gazetteer};
use crate::matcher::Matcher;

/// The version of the file's layout.
const LAYOUT: u32 = 1;
/// Entities that one thread hashes at a time.
const CHUNK: usize = 4096;

/// All that decides what is found, apart from the document: the program, by its sources; the gazetteer, as corrections have
/// amended it; what becomes of shared names; whether dates are looked for.
pub(in super::super) fn run_key(gazetteer: &Gazetteer, matcher: &Matcher, references: bool) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&LAYOUT.to_le_bytes());
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(env!("DATELINE_SOURCES").as_bytes());
    hash.update(matcher.of_ambiguous().name().as_bytes());
    hash.update(&[u8::from(references)]);
    let chunks: Vec<u128> = gazetteer.entities.par_chunks(CHUNK).map(hash_of).collect();
    chunks.iter().for_each(|chunk| hash.update(&chunk.to_le_bytes()));
    hash.digest128()
}

fn hash_of(entities: &[Entity]) -> u128 {
    // Writing to memory does not fail; if it ever did, no two runs would have the same key.
    postcard::to_allocvec(entities).map(|bytes| xxh3_128(&bytes)).unwrap_or_default()
}

/// All of a document that decides what is found in it; `content` is the hash of its title and its text.
pub(in super::super) fn document_key(document: &Document, content: u128) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&content.to_le_bytes());
    hash.update(&(document.title.len() as u64).to_le_bytes());
    hash.update(&(document.text.len() as u64).to_le_bytes());
    if let Some(publication) = document.published {
        let span = publication.span;
        hash.update(&span.from().epoch_days().to_le_bytes());
        hash.update(&span.to().epoch_days().to_le_bytes());
        hash.update(span.granularity().name().as_bytes());
    }
    hash.digest128()
}
