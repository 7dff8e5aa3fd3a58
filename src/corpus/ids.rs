//! Ids that are each given once.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_128;

use super::document::Document;

/// Sees to it that no two documents have the same id. Documents must come in the order of the corpus.
///
/// It keeps 16 bytes a document.
#[derive(Debug, Default)]
pub struct Ids {
    seen: HashSet<u128>,
}

impl Ids {
    /// Nothing seen yet.
    pub fn new() -> Ids {
        Ids::default()
    }

    /// Lets a document keep its id if no document before it had the same. Otherwise the path is put before its id,
    /// which its note says; the answer is whether that was done.
    pub fn settle(&mut self, document: &mut Document) -> bool {
        if self.seen.insert(xxh3_128(document.id.as_bytes())) {
            return false;
        }
        let taken = document.id.clone();
        let path = document.source.rsplit_once('#').map_or(document.source.as_str(), |(path, _)| path);
        let longer = if path.ends_with(&taken) { path.to_owned() } else { format!("{path}:{taken}") };
        document.id.clone_from(&longer);
        let mut copy = 1;
        while !self.seen.insert(xxh3_128(document.id.as_bytes())) {
            copy += 1;
            document.id = format!("{longer}~{copy}");
        }
        let said = format!("the id {taken:?} was taken");
        document.note = Some(document.note.take().map_or_else(|| said.clone(), |note| format!("{note}; {said}")));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_was_taken_gets_its_path_put_before_it() {
        let document = |id: &str, source: &str| Document {
            id: id.to_owned(),
            source: source.to_owned(),
            title: String::new(),
            text: String::new(),
            url: None,
            publisher: None,
            published: None,
            note: None,
        };
        let mut ids = Ids::new();
        for (id, source, expected) in [
            ("7", "a.jsonl#1", "7"),
            ("7", "b.jsonl#1", "b.jsonl:7"),
            ("7", "b.jsonl#2", "b.jsonl:7~2"),
            ("x.txt", "one/x.txt", "x.txt"),
            ("x.txt", "two/x.txt", "two/x.txt"),
        ] {
            let mut document = document(id, source);
            let changed = ids.settle(&mut document);
            assert_eq!((document.id.as_str(), changed), (expected, document.note.is_some()), "{source}");
        }
    }
}
