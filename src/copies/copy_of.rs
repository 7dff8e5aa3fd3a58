//! Which documents are copies of which: eight bytes for each copy, and nothing for the others.

/// Copies with their originals, by their positions in the corpus. An original is never a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CopyOf {
    /// In the order of the copies, each once.
    pairs: Vec<(u32, u32)>,
}

impl CopyOf {
    /// Of pairs of a copy and its original, each copy once.
    pub(super) fn new(mut pairs: Vec<(u32, u32)>) -> CopyOf {
        pairs.sort_unstable();
        CopyOf { pairs }
    }

    /// What a document is a copy of.
    pub(super) fn of(&self, document: u32) -> Option<u32> {
        let at = self.place(document).ok()?;
        Some(self.pairs[at].1)
    }

    /// The same, for one who asks for documents in their order.
    pub(crate) fn walk(&self) -> impl FnMut(u32) -> Option<u32> {
        let mut rest = self.pairs.iter().peekable();
        move |document| {
            while rest.next_if(|(copy, _)| *copy < document).is_some() {}
            rest.next_if(|(copy, _)| *copy == document).map(|&(_, original)| original)
        }
    }

    /// All that have copies, in order, each once.
    pub(crate) fn originals(&self) -> Vec<u32> {
        let mut originals: Vec<u32> = self.pairs.iter().map(|&(_, original)| original).collect();
        originals.sort_unstable();
        originals.dedup();
        originals
    }

    /// The same for each of so many documents.
    pub(super) fn of_all(&self, documents: u32) -> Vec<Option<u32>> {
        (0..documents).map(self.walk()).collect()
    }

    /// Adds copies, which had no original before; the copies of these are then those of their originals.
    pub(super) fn join(&mut self, new: CopyOf) {
        self.pairs.iter_mut().for_each(|(_, original)| *original = new.of(*original).unwrap_or(*original));
        self.pairs.extend(new.pairs);
        self.pairs.sort_unstable();
    }

    /// What a person marked: whatever was a copy of the copy is then one of the original, which itself is none.
    pub(super) fn mark(&mut self, copy: u32, original: u32) {
        let root = match self.of(original) {
            None => original,
            Some(root) if root == copy => {
                self.pairs.retain(|&(document, _)| document != original);
                original
            }
            Some(root) => root,
        };
        self.pairs.iter_mut().filter(|(_, of)| *of == copy).for_each(|(_, of)| *of = root);
        match self.place(copy) {
            Ok(at) => self.pairs[at].1 = root,
            Err(at) => self.pairs.insert(at, (copy, root)),
        }
    }

    fn place(&self, document: u32) -> Result<usize, usize> {
        self.pairs.binary_search_by_key(&document, |&(copy, _)| copy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_gives_what_is_asked_for_in_order() {
        let copies = CopyOf::new(vec![(7, 2), (3, 0), (4, 2)]);
        let all: Vec<Option<u32>> = (0..9).map(|document| copies.of(document)).collect();
        assert_eq!(copies.of_all(9), all);
        let mut walk = copies.walk();
        assert_eq!([1, 4, 8].map(&mut walk), [None, Some(2), None]);
        assert_eq!(copies.originals(), [0, 2]);
    }
}
