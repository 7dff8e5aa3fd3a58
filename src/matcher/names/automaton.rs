//! The index of most lists: an Aho-Corasick automaton over the heads of names, and a table of their tails.
//!
//! The names stand in a sorted table. A head is the beginning that at most [`BUCKET`] of them share, one letter longer
//! than what more share; the automaton holds the heads, and what is left of the names of each, their tails, stands side
//! by side. So the automaton of a million names has some hundred thousand states, fits a cache and is built in a
//! fraction of a second, where one over the whole names has nine million and takes six. A name that is itself the
//! beginning of many is a head too.
//!
//! Every head begins with a byte that no text has, so that no head is ever the end of a walk that began elsewhere: the
//! automaton's failure transitions and the matches that it would copy along them, of no use to an anchored walk, all
//! vanish.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use super::{Begun, Index, Sorted, Word};

/// As many names may share a head.
const BUCKET: usize = 16;
/// The first byte of every head. UTF-8 has no such byte.
const ROOT: u8 = 0xff;

/// The names by their folded bytes.
pub(super) struct Heads {
    automaton: NFA,
    start: StateID,
    /// The first name of each head, and one more: the number of names.
    buckets: Vec<u32>,
    /// Where the tail of each name begins in `tails`, and one more.
    tail_starts: Vec<u32>,
    tails: Vec<u8>,
}

/// Where a walk stands: which names still go on that way.
#[derive(Clone, Copy)]
pub(super) enum Cursor {
    /// In the automaton.
    Head(StateID),
    /// In the tails of the names `first..end`, after `depth` bytes.
    Tail { first: u32, end: u32, depth: u32 },
}

impl Index for Heads {
    type Cursor = Cursor;

    type Place = ();

    fn look_up(&self, _words: &mut [Word<()>]) {}

    #[inline(always)]
    fn begin(&self, _text: &str, word: &Word<()>, go_on: &mut impl FnMut(Begun<Cursor>)) {
        go_on(Begun { cursor: Cursor::Head(self.start), at: word.at, name: None });
    }

    fn begin_after(&self, before: &str, _text: &str, at: usize, go_on: &mut impl FnMut(Begun<Cursor>)) {
        let start = Cursor::Head(self.start);
        if let Some(cursor) = before.bytes().try_fold(start, |cursor, byte| Some(self.step(cursor, byte)?.0)) {
            go_on(Begun { cursor, at, name: None });
        }
    }

    #[inline(always)]
    fn step(&self, cursor: Cursor, byte: u8) -> Option<(Cursor, Option<u32>)> {
        match cursor {
            Cursor::Head(state) => {
                let next = self.automaton.next_state(Anchored::Yes, state, byte);
                if self.automaton.is_special(next) { self.special(next) } else { Some((Cursor::Head(next), None)) }
            }
            Cursor::Tail { first, end, depth } => self.narrow(first, end, depth, byte),
        }
    }
}

impl Heads {
    /// The index of names that are sorted by their bytes, distinct and not empty.
    pub(super) fn new(names: &Sorted<'_>) -> Heads {
        let mut heads = Split { names, buckets: Vec::new(), lengths: Vec::new() };
        heads.split(0, names.len(), 0);
        let automaton = heads.automaton();
        let (tail_starts, tails) = heads.tails();
        let mut buckets = heads.buckets;
        buckets.push(names.len() as u32);
        let root = automaton.start_state(Anchored::Yes).expect("an NFA has an anchored start state");
        let start = automaton.next_state(Anchored::Yes, root, ROOT);
        Heads { automaton, start, buckets, tail_starts, tails }
    }

    /// At the end of a walk, of a head, or (which no name is) at the start.
    #[inline(always)]
    fn special(&self, state: StateID) -> Option<(Cursor, Option<u32>)> {
        if !self.automaton.is_match(state) {
            return (!self.automaton.is_dead(state)).then_some((Cursor::Head(state), None));
        }
        let head = self.automaton.match_pattern(state, 0).as_usize();
        let (first, end) = (self.buckets[head], self.buckets[head + 1]);
        let whole = self.tail(first).is_empty();
        // A head that is one whole name: the automaton knows the longer ones.
        let cursor =
            if whole && end == first + 1 { Cursor::Head(state) } else { Cursor::Tail { first, end, depth: 0 } };
        Some((cursor, whole.then_some(first)))
    }

    #[inline(always)]
    fn tail(&self, name: u32) -> &[u8] {
        let name = name as usize;
        &self.tails[self.tail_starts[name] as usize..self.tail_starts[name + 1] as usize]
    }

    /// The names among `first..end` whose tails have a byte after `depth` others. They are sorted, so they stand
    /// together.
    #[inline(always)]
    fn narrow(&self, mut first: u32, end: u32, depth: u32, byte: u8) -> Option<(Cursor, Option<u32>)> {
        let at = |name: u32| self.tail(name).get(depth as usize).copied();
        // A complete name has no further byte, which is less than any.
        while first < end && at(first) < Some(byte) {
            first += 1;
        }
        let mut last = first;
        while last < end && at(last) == Some(byte) {
            last += 1;
        }
        let depth = depth + 1;
        let whole = first < last && self.tail(first).len() == depth as usize;
        (first < last).then_some((Cursor::Tail { first, end: last, depth }, whole.then_some(first)))
    }
}

/// The heads of a sorted list of names, found by splitting it until few enough share one.
struct Split<'n> {
    names: &'n Sorted<'n>,
    /// The first name of each head.
    buckets: Vec<u32>,
    /// How long each head is.
    lengths: Vec<u32>,
}

impl Split<'_> {
    /// Splits the names `first..end`, which share their first `depth` bytes.
    fn split(&mut self, mut first: usize, end: usize, depth: usize) {
        if end - first <= BUCKET && depth > 0 {
            return self.push(first, depth);
        }
        let depth = if first < end { self.common(first, end - 1) } else { depth };
        if first < end && self.names.get(first).len() == depth {
            self.push(first, depth);
            first += 1;
        }
        while first < end {
            let byte = self.names.get(first)[depth];
            let same = (first..end).take_while(|name| self.names.get(*name)[depth] == byte).count();
            self.split(first, first + same, depth + 1);
            first += same;
        }
    }

    /// How many bytes the names from one to another share: in a sorted list, as many as these two do.
    fn common(&self, first: usize, last: usize) -> usize {
        self.names.get(first).iter().zip(self.names.get(last)).take_while(|(one, other)| one == other).count()
    }

    fn push(&mut self, first: usize, length: usize) {
        self.buckets.push(first as u32);
        self.lengths.push(length as u32);
    }

    fn automaton(&self) -> NFA {
        let heads = self.buckets.iter().zip(&self.lengths).map(|(&first, &length)| {
            let mut head = vec![ROOT];
            head.extend_from_slice(&self.names.get(first as usize)[..length as usize]);
            head
        });
        NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(3)
            .build(heads)
            .expect("heads fit: the automaton holds two thousand million states")
    }

    fn tails(&self) -> (Vec<u32>, Vec<u8>) {
        let (mut starts, mut tails) = (Vec::with_capacity(self.names.len() + 1), Vec::new());
        let ends = self.buckets.iter().skip(1).map(|&end| end as usize).chain([self.names.len()]);
        for ((&first, &length), end) in self.buckets.iter().zip(&self.lengths).zip(ends) {
            for name in first as usize..end {
                starts.push(tails.len() as u32);
                tails.extend_from_slice(&self.names.get(name)[length as usize..]);
            }
        }
        starts.push(tails.len() as u32);
        (starts, tails)
    }
}
