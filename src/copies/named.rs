//! Whom nearly equal texts name: a form that is filled in each day is the same text but for that.

use std::collections::HashMap;

/// Which entities some documents name, by the documents' positions.
#[derive(Debug, Default)]
pub(crate) struct Named(HashMap<u32, Vec<u32>>);

impl Named {
    /// Says which entities a document names, in any order.
    pub(crate) fn tell(&mut self, document: u32, entities: impl Iterator<Item = u32>) {
        let mut entities: Vec<u32> = entities.collect();
        entities.sort_unstable();
        entities.dedup();
        self.0.insert(document, entities);
    }

    /// Whether each of two documents names somebody that the other does not.
    pub(super) fn differ(&self, one: u32, other: u32) -> bool {
        let Some((one, other)) = self.0.get(&one).zip(self.0.get(&other)) else { return false };
        let lacks = |some: &[u32], all: &[u32]| some.iter().any(|entity| all.binary_search(entity).is_err());
        lacks(one, other) && lacks(other, one)
    }
}
