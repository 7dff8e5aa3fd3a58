//! Ids that two documents claim.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::seen::Seen;
use crate::Result;
use crate::atomic::unwritable;
use crate::corpus::Place;
use crate::store::Batch;

/// So many signs still tell repetitions of an id apart at a glance; beyond, they are numbered.
const SIGNS: u64 = 3;

/// The ids seen so far.
#[derive(Debug)]
pub(super) struct Ids {
    seen: Seen,
    folder: PathBuf,
    /// How many documents bear an id with its path before it, by the hash of both, where they are more than a few: a
    /// column of equal values is no id, and trying every name anew for each of its rows would take the cube of their
    /// number.
    repeated: HashMap<u128, u64>,
    renamed: u64,
    first: Option<(String, String)>,
}

impl Ids {
    /// None yet; what has no room in memory goes to a folder.
    pub(super) fn in_folder(folder: &Path) -> Ids {
        Ids {
            seen: Seen::in_folder(folder.to_path_buf()),
            folder: folder.to_path_buf(),
            repeated: HashMap::new(),
            renamed: 0,
            first: None,
        }
    }

    /// Puts the path before an id that an earlier document has.
    ///
    /// # Errors
    /// When what was seen cannot be kept.
    pub(super) fn make_unique(&mut self, batch: &mut Batch) -> Result<()> {
        let mut taken = Vec::new();
        for (handle, id, source) in batch.documents() {
            if !self.insert(id)? {
                taken.push((handle, id.to_owned(), source.to_owned()));
            }
        }
        for (handle, id, source) in taken {
            // Where the row stands in its file is nothing that a reader would type.
            let path = Place::of(&source).file;
            let base = if path.ends_with(&id) { path.to_owned() } else { format!("{path}:{id}") };
            let unique = self.free(&base)?;
            batch.rename(handle, &unique);
            self.renamed += 1;
            self.first.get_or_insert((id, unique));
        }
        Ok(())
    }

    /// Whether a document has an id.
    ///
    /// # Errors
    /// When what was seen cannot be read again.
    pub(super) fn has(&self, id: &str) -> Result<bool> {
        self.seen.contains(xxh3_128(id.as_bytes())).map_err(|cause| self.failed(cause))
    }

    /// Takes an id; whether it is new.
    fn insert(&mut self, id: &str) -> Result<bool> {
        self.seen.insert(xxh3_128(id.as_bytes())).map_err(|cause| self.failed(cause))
    }

    /// The first name of a base that no document has yet.
    fn free(&mut self, base: &str) -> Result<String> {
        let hash = xxh3_128(base.as_bytes());
        let mut count = self.repeated.get(&hash).map_or(0, |&last| last + 1);
        loop {
            let name = numbered(base, count);
            if self.insert(&name)? {
                if count > SIGNS {
                    self.repeated.insert(hash, count);
                }
                return Ok(name);
            }
            count += 1;
        }
    }

    fn failed(&self, cause: io::Error) -> crate::Error {
        unwritable(&self.folder, cause)
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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
        let folder = tempfile::tempdir().unwrap();
        let mut ids = Ids::in_folder(folder.path());
        ids.make_unique(&mut batch).unwrap();
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
        let folder = tempfile::tempdir().unwrap();
        Ids::in_folder(folder.path()).make_unique(&mut batch).unwrap();
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
        let folder = tempfile::tempdir().unwrap();
        Ids::in_folder(folder.path()).make_unique(&mut batch).unwrap();
        let names: Vec<&str> = batch.documents().map(|(_, id, _)| id).collect();
        assert_eq!(names, ["x", "t:x+", "t:x", "t:x++", "t:x+++"]);
    }
}
