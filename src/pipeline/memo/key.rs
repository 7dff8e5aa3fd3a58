//! Under which hashes findings are kept.

use xxhash_rust::xxh3::Xxh3;

use crate::corpus::{Block, CorpusOptions, Document};
use crate::gazetteer::Gazetteer;
use crate::matcher::Matcher;

/// The version of the file's layout.
const LAYOUT: u32 = 2;

/// The program, by its sources: what another one kept is never read.
pub(super) fn program_key() -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&LAYOUT.to_le_bytes());
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(env!("DATELINE_SOURCES").as_bytes());
    hash.digest128()
}

/// All that decides what is found, apart from the program and the document: the gazetteer, as corrections have amended
/// it; what becomes of shared names; whether dates are looked for. All that
/// [`Finding::of`](super::super::finding::Finding::of) is given besides the document, and the tagger that its language
/// chooses, must be in it. None if that cannot be told: then nothing may be taken over, and nothing kept.
pub(in super::super) fn run_key(gazetteer: &Gazetteer, matcher: &Matcher, references: bool) -> Option<u128> {
    let mut hash = Xxh3::new();
    hash.update(matcher.of_ambiguous().name().as_bytes());
    hash.update(&[u8::from(references)]);
    // None if they cannot be written: a stand-in would be the same for different entities.
    hash.update(&gazetteer.entities.hash()?.to_le_bytes());
    Some(hash.digest128())
}

/// Under which a page is kept: all that decides what it becomes. None for what is no page, or is as quickly read again;
/// and where each document must be looked at: to know which lines of a manifest of dates were needed, and how many
/// documents are in languages that are not wanted.
pub(in super::super) fn page_key(block: &Block, options: &CorpusOptions) -> Option<u128> {
    let looks = options.manifest.is_some() || !options.languages.is_empty();
    let page = (!looks).then(|| block.page_hash()).flatten()?;
    let mut hash = Xxh3::new();
    hash.update(&page.to_le_bytes());
    // All of the options: one that is added later is part of it, too.
    hash.update(format!("{options:?}").as_bytes());
    Some(hash.digest128())
}

/// All of a run and of a document that decides what is found in it; `content` is the hash of its title and its text.
pub(in super::super) fn document_key(run: u128, document: &Document, content: u128) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&run.to_le_bytes());
    hash.update(&content.to_le_bytes());
    hash.update(&(document.title.len() as u64).to_le_bytes());
    hash.update(&(document.text.len() as u64).to_le_bytes());
    if let Some(publication) = document.published {
        let span = publication.span;
        hash.update(&span.from().epoch_days().to_le_bytes());
        hash.update(&span.to().epoch_days().to_le_bytes());
        hash.update(span.granularity().name().as_bytes());
    }
    if let Some(language) = &document.language {
        hash.update(b"in ");
        hash.update(language.tag.as_bytes());
    }
    if let Some(country) = &document.country {
        hash.update(b"from ");
        hash.update(country.as_bytes());
    }
    hash.digest128()
}
