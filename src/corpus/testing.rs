//! What the tests of all readers share.

use super::{Corpus, Document, Item, Skip};

/// Everything that a corpus gives.
pub(super) fn read_all(corpus: &Corpus) -> (Vec<Document>, Vec<Skip>) {
    let (mut documents, mut skips) = (Vec::new(), Vec::new());
    for item in corpus.blocks().flat_map(|block| block.items(corpus)) {
        match item {
            Item::Document(document) => documents.push(document),
            Item::Skip(skip) => skips.push(skip),
        }
    }
    (documents, skips)
}
