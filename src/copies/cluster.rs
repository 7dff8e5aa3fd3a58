//! Which documents are copies, and of which.

use std::collections::HashSet;

use super::NONE;
use super::likeness::{Likeness, UNDATED};
use super::named::Named;
use super::sketch::{BANDS, Sketch};
use super::states::{self, State};
use super::trace::Trace;

/// Two long texts are near-copies if they share this many of the 64 minima of their sketches: about four in five of their
/// shingles of five words, or one word in forty changed.
pub const NEAR_COPY: u32 = 52;
/// Short texts (headlines, tickers) are copies only within so many days: the same few words a month later report something
/// new.
pub const DAYS_APART: i64 = 7;
/// Within a band, a document is compared with so many of the first and of the last that share it.
const COMPARED: usize = 16;

/// What is kept of a document: 16 bytes, and 32 more if its text is long.
#[derive(Clone, Copy, Debug)]
struct Seen {
    exact: u64,
    /// Days since 1970 of the last day on which it may have been published; the largest for an undated one.
    day: i32,
    /// Where its sketch is, if its text is long.
    sketch: u32,
}

/// The documents of a run, as far as copies are concerned.
#[derive(Debug, Default)]
pub struct Copies {
    seen: Vec<Seen>,
    sketches: Vec<Sketch>,
    /// Documents without words are nobody's copies.
    empty: Vec<u32>,
    /// Documents that are items of feeds.
    states: Vec<(State, u32)>,
    marked: Vec<(u32, u32)>,
}

impl Copies {
    /// Takes the next document of the corpus.
    pub fn push(&mut self, trace: &Trace) {
        self.add(&Likeness::of(trace));
    }

    /// The same, of which only this much is left.
    pub(crate) fn add(&mut self, &Likeness { exact, day, empty, sketch, state }: &Likeness) {
        let sketch = sketch.map_or(NONE, |sketch| {
            self.sketches.push(sketch);
            u32::try_from(self.sketches.len() - 1).unwrap_or(NONE)
        });
        if empty {
            self.empty.push(self.seen.len() as u32);
        }
        self.states.extend(state.map(|state| (state, self.seen.len() as u32)));
        self.seen.push(Seen { exact, day, sketch });
    }

    /// Says that a document is a copy of another, whatever their texts are; both by their position in the corpus. What a
    /// person marked wins over what is found.
    pub fn mark(&mut self, copy: u32, original: u32) {
        self.marked.push((copy, original));
    }

    /// For each document the position of the one that it is a copy of, if it is one.
    ///
    /// The original of a cluster is the document that was published first; of those of one day, and of undated ones, the
    /// first in the corpus. An original is never a copy.
    pub fn decide(self) -> Vec<Option<u32>> {
        self.clusters().settle(&Named::default())
    }

    /// What may be copies, by the texts alone.
    pub(crate) fn clusters(self) -> Clusters {
        let mut copy_of = vec![NONE; self.seen.len()];
        self.exact(&mut copy_of);
        states::join(&self.states, |document| self.rank(document), &mut copy_of);
        let near = self.near(&copy_of);
        Clusters { copies: self, copy_of, near }
    }

    fn rank(&self, document: u32) -> (i32, u32) {
        (self.seen[document as usize].day, document)
    }

    /// Documents that say the same.
    fn exact(&self, copy_of: &mut [u32]) {
        let mut order: Vec<u32> =
            (0..self.seen.len() as u32).filter(|at| self.empty.binary_search(at).is_err()).collect();
        let key = |&at: &u32| (self.seen[at as usize].exact, self.seen[at as usize].sketch == NONE, self.rank(at));
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
        let long = original.sketch != NONE && other.sketch != NONE;
        let short = original.sketch == NONE && other.sketch == NONE;
        let near = other.day == UNDATED || i64::from(other.day) - i64::from(original.day) <= DAYS_APART;
        original.exact == other.exact && (long || short && near)
    }

    /// The groups of long texts that say nearly the same, each in the order of rank.
    fn near(&self, copy_of: &[u32]) -> Vec<Vec<u32>> {
        let mut originals: Vec<u32> = (0..self.seen.len() as u32)
            .filter(|&at| copy_of[at as usize] == NONE && self.seen[at as usize].sketch != NONE)
            .collect();
        originals.sort_unstable_by_key(|&at| self.rank(at));
        let mut groups = Groups::new(originals.len());
        let sketch = |place: u32| self.sketch(originals[place as usize]);
        for band in 0..BANDS {
            let mut keys: Vec<(u32, u32)> =
                (0..originals.len() as u32).map(|place| (sketch(place).band(band), place)).collect();
            keys.sort_unstable();
            for bucket in keys.chunk_by(|one, other| one.0 == other.0) {
                join_bucket(bucket, &mut groups, &sketch);
            }
        }
        let groups = groups.larger_than_one().into_iter();
        groups.map(|group| group.into_iter().map(|place| originals[place as usize]).collect()).collect()
    }

    /// The sketch of a long text.
    fn sketch(&self, document: u32) -> &Sketch {
        &self.sketches[self.seen[document as usize].sketch as usize]
    }

    /// What a person marked: whatever was a copy of the copy is then one of the original, which itself is none.
    fn apply(&self, copy: u32, original: u32, copy_of: &mut [u32]) {
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
}

/// Documents that may be copies, by their positions.
#[derive(Debug)]
pub(crate) struct Clusters {
    copies: Copies,
    /// What says the same, or is a state of the same item.
    copy_of: Vec<u32>,
    /// What says nearly the same, in groups.
    near: Vec<Vec<u32>>,
}

impl Clusters {
    /// The documents that may be near-copies.
    pub(crate) fn candidates(&self) -> HashSet<u32> {
        self.near.iter().flatten().copied().collect()
    }

    /// For each document the position of the one that it is a copy of, if it is one. What names another than its original, on
    /// another day, is a form that was filled in again, and no copy.
    pub(crate) fn settle(self, named: &Named) -> Vec<Option<u32>> {
        let Clusters { copies, mut copy_of, near } = self;
        let day = |document: u32| copies.seen[document as usize].day;
        let is_copy = |original: u32, other: u32| {
            copies.sketch(original).shared(copies.sketch(other)) >= NEAR_COPY
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
        for &(copy, original) in &copies.marked {
            copies.apply(copy, original, &mut copy_of);
        }
        copy_of.into_iter().map(|of| (of != NONE).then_some(of)).collect()
    }
}

/// Joins the near-copies of one bucket; its members are in the order of their rank.
fn join_bucket<'s>(bucket: &[(u32, u32)], groups: &mut Groups, sketch: &impl Fn(u32) -> &'s Sketch) {
    for (at, &(_, place)) in bucket.iter().enumerate() {
        let last = at.saturating_sub(COMPARED).max(COMPARED.min(at));
        for &(_, other) in bucket[..COMPARED.min(at)].iter().chain(&bucket[last..at]) {
            if groups.find(place) != groups.find(other) && sketch(place).shared(sketch(other)) >= NEAR_COPY {
                groups.join(place, other);
            }
        }
    }
}

/// Disjoint sets; the least member stands for its set.
struct Groups(Vec<u32>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count as u32).collect())
    }

    fn find(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other) as usize] = one.min(other);
    }

    /// The sets of two members and more, each in order.
    fn larger_than_one(mut self) -> Vec<Vec<u32>> {
        let mut members: Vec<(u32, u32)> = (0..self.0.len() as u32).map(|at| (self.find(at), at)).collect();
        members.sort_unstable();
        let sets = members.chunk_by(|one, other| one.0 == other.0).filter(|set| set.len() > 1);
        sets.map(|set| set.iter().map(|&(_, at)| at).collect()).collect()
    }
}
