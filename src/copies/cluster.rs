//! Which documents are copies, and of which.

use std::collections::HashSet;
use std::convert::Infallible;

use super::NONE;
use super::likeness::{Likeness, UNDATED};
use super::named::Named;
use super::near;
use super::sketch::Sketch;
use super::states::{self, State};
use super::trace::Trace;

/// Two long texts are near-copies if they share this many of the 64 minima of their sketches: about four in five of
/// their shingles of five words, or one word in forty changed.
pub const NEAR_COPY: u32 = 52;
/// Short texts (headlines, tickers) are copies only within so many days: the same few words a month later report
/// something new.
pub const DAYS_APART: i64 = 7;

/// What is kept of a document until those that say the same are found: 16 bytes.
#[derive(Clone, Copy, Debug)]
struct Seen {
    exact: u64,
    /// Days since 1970 of the last day on which it may have been published; the largest for an undated one.
    day: i32,
    /// Whether it has a sketch.
    is_long: bool,
}

/// The documents of a run, as far as copies are concerned.
#[derive(Debug, Default)]
pub struct Copies {
    seen: Vec<Seen>,
    /// Those of long texts, by position, where they are in no file.
    sketches: Vec<(u32, Sketch)>,
    /// Documents without words are nobody's copies.
    empty: Vec<u32>,
    /// Documents that are items of feeds.
    states: Vec<(State, u32)>,
    marked: Vec<(u32, u32)>,
}

impl Copies {
    /// Takes the next document of the corpus.
    pub fn push(&mut self, trace: &Trace) {
        self.sketches.extend(trace.sketch.map(|sketch| (self.seen.len() as u32, sketch)));
        self.add(&Likeness::of(trace));
    }

    /// The same, of which only this much is left, and a sketch in a file.
    pub(crate) fn add(&mut self, &Likeness { exact, day, empty, is_long, state }: &Likeness) {
        if empty {
            self.empty.push(self.seen.len() as u32);
        }
        self.states.extend(state.map(|state| (state, self.seen.len() as u32)));
        self.seen.push(Seen { exact, day, is_long });
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
        self.clusters().settle(&Named::default())
    }

    /// What may be copies, by the texts alone.
    pub(super) fn clusters(mut self) -> Clusters {
        let sketches = std::mem::take(&mut self.sketches);
        let each = |visit: &mut dyn FnMut(u32, &Sketch)| {
            sketches.iter().for_each(|(document, sketch)| visit(*document, sketch));
            Ok::<(), Infallible>(())
        };
        match self.clusters_by(each) {
            Ok(clusters) => clusters,
            Err(never) => match never {},
        }
    }

    /// The same, by the sketches of all long texts in their order, which `each` gives as often as it is asked.
    pub(crate) fn clusters_by<E>(
        self,
        mut each: impl FnMut(&mut dyn FnMut(u32, &Sketch)) -> Result<(), E>,
    ) -> Result<Clusters, E> {
        let mut copy_of = vec![NONE; self.seen.len()];
        self.exact(&mut copy_of);
        states::join(&self.states, |document| self.rank(document), &mut copy_of);
        let long = (0..).zip(&self.seen).filter(|(_, seen)| seen.is_long).map(|(at, _)| at);
        let originals: Vec<u32> = long.filter(|&at: &u32| copy_of[at as usize] == NONE).collect();
        let days: Vec<i32> = self.seen.iter().map(|seen| seen.day).collect();
        let Copies { seen, marked, .. } = self;
        // What texts are the same by is not needed any more, and millions of them take their room.
        drop(seen);
        let near = near::groups(&originals, &days, &mut each)?;
        drop(originals);
        let mut compared: Vec<u32> = near.iter().flatten().copied().collect();
        compared.sort_unstable();
        let mut sketches = Vec::with_capacity(compared.len());
        each(&mut |document, sketch| {
            if compared.get(sketches.len()) == Some(&document) {
                sketches.push((document, *sketch));
            }
        })?;
        Ok(Clusters { days, copy_of, near, sketches, marked })
    }

    fn rank(&self, document: u32) -> (i32, u32) {
        (self.seen[document as usize].day, document)
    }

    /// Documents that say the same.
    fn exact(&self, copy_of: &mut [u32]) {
        let mut order: Vec<u32> =
            (0..self.seen.len() as u32).filter(|at| self.empty.binary_search(at).is_err()).collect();
        let key = |&at: &u32| (self.seen[at as usize].exact, !self.seen[at as usize].is_long, self.rank(at));
        order.sort_unstable_by_key(key);
        let mut original: Option<u32> = None;
        for &at in &order {
            match original.filter(|&original| self.says_the_same(original, at)) {
                Some(original) => copy_of[at as usize] = original,
                None => original = Some(at),
            }
        }
    }

    fn says_the_same(&self, original: u32, other: u32) -> bool {
        let (original, other) = (self.seen[original as usize], self.seen[other as usize]);
        let long = original.is_long && other.is_long;
        let short = !original.is_long && !other.is_long;
        let near = other.day == UNDATED || i64::from(other.day) - i64::from(original.day) <= DAYS_APART;
        original.exact == other.exact && (long || short && near)
    }
}

/// Documents that may be copies, by their positions.
#[derive(Debug)]
pub(crate) struct Clusters {
    /// The day that each is ranked by.
    days: Vec<i32>,
    /// What says the same, or is a state of the same item.
    copy_of: Vec<u32>,
    /// What says nearly the same, in groups.
    near: Vec<Vec<u32>>,
    /// The sketches of those, by position.
    sketches: Vec<(u32, Sketch)>,
    /// What a person marked as a copy, and of what.
    marked: Vec<(u32, u32)>,
}

impl Clusters {
    /// The documents that may be near-copies.
    pub(crate) fn candidates(&self) -> HashSet<u32> {
        self.near.iter().flatten().copied().collect()
    }

    /// For each document the position of the one that it is a copy of, if it is one. What names another than its
    /// original, on another day, is a form that was filled in again, and no copy.
    pub(crate) fn settle(self, named: &Named) -> Vec<Option<u32>> {
        let Clusters { days, mut copy_of, near, sketches, marked } = self;
        let day = |document: u32| days[document as usize];
        let sketch = |document: u32| {
            let at = sketches.binary_search_by_key(&document, |(at, _)| *at).expect("each of a group has its sketch");
            &sketches[at].1
        };
        let is_copy = |original: u32, other: u32| {
            sketch(original).shared(sketch(other)) >= NEAR_COPY
                && (day(original) == day(other) || !named.differ(original, other))
        };
        for group in near {
            // A chain of small changes may end in another text: each copy is compared with its original.
            let mut kept: Vec<u32> = Vec::new();
            for document in group {
                match kept.iter().find(|&&original| is_copy(original, document)) {
                    Some(&original) => copy_of[document as usize] = original,
                    None => kept.push(document),
                }
            }
        }
        // Exact copies of what turned out to be a near-copy.
        for at in 0..copy_of.len() {
            let of = copy_of[at];
            if of != NONE && copy_of[of as usize] != NONE {
                copy_of[at] = copy_of[of as usize];
            }
        }
        drop((days, sketches));
        for &(copy, original) in &marked {
            apply(copy, original, &mut copy_of);
        }
        copy_of.into_iter().map(|of| (of != NONE).then_some(of)).collect()
    }
}

/// What a person marked: whatever was a copy of the copy is then one of the original, which itself is none.
fn apply(copy: u32, original: u32, copy_of: &mut [u32]) {
    let count = copy_of.len() as u32;
    if copy >= count || original >= count || copy == original {
        return;
    }
    let root = match copy_of[original as usize] {
        NONE => original,
        root if root == copy => {
            copy_of[original as usize] = NONE;
            original
        }
        root => root,
    };
    copy_of.iter_mut().filter(|of| **of == copy).for_each(|of| *of = root);
    copy_of[copy as usize] = root;
}
