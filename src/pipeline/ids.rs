//! Ids that two documents claim.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::Place;
use crate::store::Batch;

/// So many signs still tell repetitions of an id apart at a glance; beyond, they are numbered.
const SIGNS: u64 = 3;

/// The ids seen so far, by their hash: eight bytes a document are what a run keeps of it.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: Hashes,
    /// How many documents bear an id with its path before it, by the hash of both: a column of equal values is no id,
    /// and trying every name anew for each of its rows would take the cube of their number.
    repeated: HashMap<u64, u64>,
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
            let path = Place::of(&source).file;
            let base = if path.ends_with(&id) { path.to_owned() } else { format!("{path}:{id}") };
            let unique = self.free(base);
            batch.rename(handle, &unique);
            self.renamed += 1;
            self.first.get_or_insert((id, unique));
        }
    }

    /// Whether a document has an id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.seen.contains(xxh3_64(id.as_bytes()))
    }

    /// The first name of a base that no document has yet.
    fn free(&mut self, base: String) -> String {
        let count = self.repeated.entry(xxh3_64(base.as_bytes())).or_default();
        loop {
            let name = numbered(&base, *count);
            *count += 1;
            if self.seen.insert(xxh3_64(name.as_bytes())) {
                return name;
            }
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

/// A base itself, `base+`, `base++`, `base+++`, `base+4` …
fn numbered(base: &str, count: u64) -> String {
    match count {
        0..=SIGNS => format!("{base}{}", "+".repeat(count as usize)),
        _ => format!("{base}+{count}"),
    }
}

/// Hashes that were seen: the latest in a table, all before in order. One table of millions of them would take three
/// times their room whenever it grows.
#[derive(Debug, Default)]
struct Hashes {
    sorted: Vec<u64>,
    latest: HashSet<u64>,
}

/// The table of the latest has room for so many, and for a share of those before.
const LATEST: usize = 1 << 14;
const SHARE: usize = 64;

impl Hashes {
    fn contains(&self, hash: u64) -> bool {
        self.sorted.binary_search(&hash).is_ok() || self.latest.contains(&hash)
    }

    /// Takes one; whether it is new.
    fn insert(&mut self, hash: u64) -> bool {
        let is_new = self.sorted.binary_search(&hash).is_err() && self.latest.insert(hash);
        if self.latest.len() > LATEST.max(self.sorted.len() / SHARE) {
            self.settle();
        }
        is_new
    }

    /// Puts the latest in order among those before, from the end, where there is room.
    fn settle(&mut self) {
        let mut latest: Vec<u64> = self.latest.drain().collect();
        latest.sort_unstable();
        let mut before = self.sorted.len();
        self.sorted.reserve_exact(latest.len());
        self.sorted.resize(before + latest.len(), 0);
        for at in (0..self.sorted.len()).rev() {
            let Some(&last) = latest.last() else { return };
            if before > 0 && self.sorted[before - 1] > last {
                before -= 1;
                self.sorted[at] = self.sorted[before];
            } else {
                latest.pop();
                self.sorted[at] = last;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    #[test]
    fn a_hash_is_new_once_however_many_came_before() {
        let mut hashes = Hashes::default();
        let hash = |number: u64| xxh3_64(&number.to_le_bytes());
        for number in 0..100_000 {
            assert!(hashes.insert(hash(number)), "{number}");
            assert!(!hashes.insert(hash(number / 2)), "{number}");
        }
        assert!(hashes.sorted.is_sorted() && hashes.sorted.len() + hashes.latest.len() == 100_000);
        assert!(hashes.latest.len() <= LATEST && hashes.sorted.capacity() < 100_000);
    }

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

    /// A column whose values repeat was taken for ids: 16,000 rows took a minute, and names of 16,000 signs.
    #[test]
    fn a_column_of_one_value_is_named_in_linear_time() {
        const ROWS: usize = 50_000;
        let mut batch = Batch::new();
        for row in 0..ROWS {
            batch.document(&document("x", &format!("t.jsonl#{row}")), 1, 5);
        }
        Ids::default().make_unique(&mut batch);
        let names: Vec<&str> = batch.documents().map(|(_, id, _)| id).collect();
        let first = ["x", "t.jsonl:x", "t.jsonl:x+", "t.jsonl:x++", "t.jsonl:x+++", "t.jsonl:x+4", "t.jsonl:x+5"];
        assert_eq!(names[..first.len()], first);
        assert_eq!(names[ROWS - 1], format!("t.jsonl:x+{}", ROWS - 2));
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), ROWS);
    }

    #[test]
    fn a_name_that_another_document_has_is_passed_over() {
        let mut batch = Batch::new();
        for id in ["x", "t:x+", "x", "x", "x"] {
            batch.document(&document(id, "t#1"), 1, 5);
        }
        Ids::default().make_unique(&mut batch);
        let names: Vec<&str> = batch.documents().map(|(_, id, _)| id).collect();
        assert_eq!(names, ["x", "t:x+", "t:x", "t:x++", "t:x+++"]);
    }
}
