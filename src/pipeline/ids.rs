//! Ids that two documents claim.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::store::Batch;

/// The ids seen so far, by their hash: eight bytes a document are what a run keeps of it.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: HashSet<u64>,
    renamed: u64,
    first: Option<(String, String)>,
}

impl Ids {
    /// Puts the path before an id that an earlier document has.
    pub(super) fn make_unique(&mut self, batch: &mut Batch) {
        let taken: Vec<_> = batch
            .documents()
            .filter(|(_, id, _)| !self.seen.insert(xxh3_64(id.as_bytes())))
            .map(|(handle, id, source)| (handle, id.to_owned(), source.to_owned()))
            .collect();
        for (handle, id, source) in taken {
            // Where the row stands in its file is nothing that a reader would type.
            let path = source.rsplit_once('#').map_or(source.as_str(), |(path, _)| path);
            let mut unique = if path.ends_with(&id) { path.to_owned() } else { format!("{path}:{id}") };
            while !self.seen.insert(xxh3_64(unique.as_bytes())) {
                unique.push('+');
            }
            batch.rename(handle, &unique);
            self.renamed += 1;
            self.first.get_or_insert((id, unique));
        }
    }

    /// What was renamed, for people.
    pub(super) fn notes(&self) -> Vec<String> {
        let note = |(id, unique): &(String, String)| {
            let (have, their) = match self.renamed {
                1 => ("1 document has".to_owned(), "its"),
                count => (format!("{count} documents have"), "their"),
            };
            format!("{have} an id that an earlier one has; {their} path was put before it ({id:?} became {unique:?})")
        };
        self.first.iter().map(note).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    fn document(id: &str, source: &str) -> Document {
        Document {
            id: id.into(),
            source: source.into(),
            title: String::new(),
            text: "Text.".into(),
            url: None,
            publisher: None,
            country: None,
            published: None,
            yearless: None,
            language: None,
            note: None,
            feed_item: false,
        }
    }

    #[test]
    fn a_second_document_of_an_id_gets_its_path_before_it() {
        let mut batch = Batch::new();
        for (id, source) in [("a", "x.jsonl#1"), ("a", "y.jsonl#1"), ("b", "y.jsonl#2"), ("a", "y.jsonl#1")] {
            batch.document(&document(id, source), 1, 5);
        }
        let mut ids = Ids::default();
        ids.make_unique(&mut batch);
        let names: Vec<&str> = batch.documents().map(|(_, id, _)| id).collect();
        assert_eq!(names, ["a", "y.jsonl:a", "b", "y.jsonl:a+"]);
        assert!(ids.notes()[0].starts_with("2 documents"));
    }
}
