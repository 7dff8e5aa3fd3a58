//! Which documents are copies, and of which.

use std::collections::HashSet;
use std::convert::Infallible;

use super::copy_of::CopyOf;
use super::kept::Kept;
use super::likeness::Likeness;
use super::named::Named;
use super::sketch::Sketch;
use super::trace::Trace;
use super::{exact, near, states};

/// Two long texts are near-copies if they share this many of the 64 minima of their sketches: about four in five of
/// their shingles of five words, or one word in forty changed.
pub const NEAR_COPY: u32 = 52;
/// Short texts (headlines, tickers) are copies only within so many days: the same few words a month later report
/// something new.
pub const DAYS_APART: i64 = 7;

/// The documents of a run, as far as copies are concerned.
#[derive(Debug, Default)]
pub struct Copies {
    likenesses: Vec<Likeness>,
    /// Those of long texts, by position, with the days that these are ranked by.
    sketches: Vec<(u32, i32, Sketch)>,
    marked: Vec<(u32, u32)>,
}

impl Copies {
    /// Takes the next document of the corpus.
    pub fn push(&mut self, trace: &Trace) {
        let likeness = Likeness::of(trace);
        self.sketches.extend(trace.sketch.map(|sketch| (self.likenesses.len() as u32, likeness.day, sketch)));
        self.likenesses.push(likeness);
    }

    /// Says that a document is a copy of another, whatever their texts are; both by their position in the corpus. What
    /// a person marked wins over what is found.
    pub fn mark(&mut self, copy: u32, original: u32) {
        self.marked.push((copy, original));
    }

    /// For each document the position of the one that it is a copy of, if it is one.
    ///
    /// The original of a cluster is the document that was published first; of those of one day, and of undated ones,
    /// the first in the corpus. An original is never a copy.
    pub fn decide(self) -> Vec<Option<u32>> {
        let documents = self.likenesses.len() as u32;
        self.clusters().settle(&Named::default()).of_all(documents)
    }

    #[cfg(test)]
    pub(super) fn of_sketches(sketches: impl Iterator<Item = (u32, i32, Sketch)>) -> Copies {
        Copies { sketches: sketches.collect(), ..Copies::default() }
    }

    /// What may be copies, by the texts alone.
    pub(super) fn clusters(mut self) -> Clusters {
        let marked = std::mem::take(&mut self.marked);
        match Clusters::find(&mut self, marked) {
            Ok(clusters) => clusters,
            Err(never) => match never {},
        }
    }
}

impl Kept for Copies {
    type Error = Infallible;

    fn documents(&self) -> usize {
        self.likenesses.len()
    }

    fn long_texts(&self) -> usize {
        self.sketches.len()
    }

    fn each_likeness(&mut self, visit: &mut dyn FnMut(u32, &Likeness)) -> Result<(), Infallible> {
        (0..).zip(&self.likenesses).for_each(|(at, likeness)| visit(at, likeness));
        Ok(())
    }

    fn each_sketch(&mut self, visit: &mut dyn FnMut(u32, i32, &Sketch)) -> Result<(), Infallible> {
        self.sketches.iter().for_each(|(at, day, sketch)| visit(*at, *day, sketch));
        Ok(())
    }
}

/// Documents that may be copies, by their positions.
#[derive(Debug)]
pub(crate) struct Clusters {
    documents: usize,
    /// What says the same, or is a state of the same item.
    copy_of: CopyOf,
    /// What says nearly the same, in groups, each in the order of rank: by day, then as in the corpus.
    near: Vec<Vec<u32>>,
    /// The days and sketches of those, by position.
    compared: Vec<(u32, i32, Sketch)>,
    /// What a person marked as a copy, and of what.
    marked: Vec<(u32, u32)>,
}

impl Clusters {
    /// Finds them by what is kept of each document.
    pub(super) fn find<K: Kept>(kept: &mut K, marked: Vec<(u32, u32)>) -> Result<Clusters, K::Error> {
        let mut copy_of = exact::copies(kept)?;
        states::join(kept, &mut copy_of)?;
        let near = near::groups(kept, &copy_of)?;
        let mut wanted: Vec<u32> = near.iter().flatten().copied().collect();
        wanted.sort_unstable();
        let mut compared = Vec::with_capacity(wanted.len());
        kept.each_sketch(&mut |document, day, sketch| {
            if wanted.get(compared.len()) == Some(&document) {
                compared.push((document, day, *sketch));
            }
        })?;
        let mut clusters = Clusters { documents: kept.documents(), copy_of, near, compared, marked };
        let mut near = std::mem::take(&mut clusters.near);
        near.iter_mut().for_each(|group| group.sort_unstable_by_key(|&at| (clusters.compared(at).0, at)));
        Ok(Clusters { near, ..clusters })
    }

    /// The documents that may be near-copies.
    pub(crate) fn candidates(&self) -> HashSet<u32> {
        self.near.iter().flatten().copied().collect()
    }

    /// What is a copy of what. What names another than its original, on another day, is a form that was filled in
    /// again, and no copy.
    pub(crate) fn settle(mut self, named: &Named) -> CopyOf {
        let mut near = Vec::new();
        for group in &self.near {
            // A chain of small changes may end in another text: each copy is compared with its original.
            let mut kept: Vec<u32> = Vec::new();
            for &document in group {
                match kept.iter().find(|&&original| self.is_copy(original, document, named)) {
                    Some(&original) => near.push((document, original)),
                    None => kept.push(document),
                }
            }
        }
        // Exact copies of what turned out to be a near-copy are copies of its original.
        self.copy_of.join(CopyOf::new(near));
        for &(copy, original) in &self.marked {
            let both_there = (copy.max(original) as usize) < self.documents;
            if both_there && copy != original {
                self.copy_of.mark(copy, original);
            }
        }
        self.copy_of
    }

    fn is_copy(&self, original: u32, other: u32, named: &Named) -> bool {
        let ((original_day, sketch), (day, other_sketch)) = (self.compared(original), self.compared(other));
        sketch.shared(other_sketch) >= NEAR_COPY && (original_day == day || !named.differ(original, other))
    }

    /// Day and sketch of a document of a group.
    fn compared(&self, document: u32) -> (i32, &Sketch) {
        let at = self.compared.binary_search_by_key(&document, |(at, ..)| *at);
        let (_, day, sketch) = &self.compared[at.expect("each of a group has its sketch")];
        (*day, sketch)
    }
}
