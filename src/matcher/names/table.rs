//! The index of long lists: a table of the names' openings.
//!
//! The names stand in order, and the hash of an opening (`word`) leads to the names that begin with it, which stand
//! side by side. So what the filter lets through costs one look into the table and one at the names, and several words
//! are looked up at once, so that they wait for the memory together: an automaton over as many names takes a miss of
//! the cache for every letter or two, one after the other. And the table is made in some dozen milliseconds, where an
//! automaton takes ten times as long.
//!
//! Where many names share an opening ("San", "New"), the opening and the next word together are an entry of their own.
//! Words of which the opening is not certain are looked for by narrowing the whole list byte by byte.

use bytes::Bytes;

use super::filter::Set;
use super::groups::Group;
use super::walk::plain_space;
use super::word::{Buffer, Opening, ends_run, hash, hash_in, is_plain, seed_after};
use super::{Begun, Index, Sorted, Word};

/// As many names may share an opening before it is entered together with their next words.
const CROWD: u32 = 16;
const FREE: Entry = Entry { tag: 0, start: 0, first: 0, count: 0 };

/// The names by their openings.
pub(super) struct Table {
    bytes: Bytes,
    starts: Vec<u32>,
    /// Entries by their hash, with linear probing: a free one ends the search. Names that do not stand side by side
    /// have several entries of one hash.
    slots: Vec<Entry>,
    /// The hashes of the entries of two words.
    seconds: Set,
}

/// Names that begin with the same words.
#[derive(Clone, Copy)]
struct Entry {
    /// The upper half of their hash.
    tag: u32,
    /// Where the first of them stands in `bytes`.
    start: u32,
    first: u32,
    /// None in a free slot.
    count: u32,
}

/// What an opening of a text is looked up by: its letters in any case, their hash, and where the text goes on after it.
#[derive(Clone, Copy)]
struct Key<'b> {
    letters: &'b [u8],
    hash: u64,
    next: usize,
}

impl Key<'_> {
    fn new(letters: &[u8], next: usize) -> Key<'_> {
        Key { letters, hash: hash(0, letters), next }
    }
}

/// Where a walk stands: the names `first..end` go on that way, after `depth` bytes.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    first: u32,
    end: u32,
    depth: u32,
}

impl Index for Table {
    type Cursor = Cursor;
    /// The slot where the entries of a word begin.
    type Place = usize;

    #[inline(always)]
    fn look_up(&self, words: &mut [Word<usize>]) {
        for word in &mut *words {
            let mut place = self.place(word.hash);
            while self.slots[place].tag != tag(word.hash) && self.slots[place].count > 0 {
                place = self.after(place);
            }
            word.place = place;
        }
        // The names are wanted next. Nothing waits for them here, so that all come at once.
        for word in words {
            let entry = &self.slots[word.place];
            let first_byte = self.bytes.get(entry.start as usize).copied();
            std::hint::black_box((self.starts[entry.first as usize], first_byte));
        }
    }

    #[inline(always)]
    fn begin(&self, text: &str, word: &Word<usize>, go_on: &mut impl FnMut(Begun<Cursor>)) {
        match word.end {
            Some(end) => {
                let first = Key { letters: &text.as_bytes()[word.at..end], hash: word.hash, next: end };
                self.enter_from(word.place, text, first, go_on);
            }
            None => self.begin_slowly(text, "", word.at, go_on),
        }
    }

    fn begin_after(&self, before: &str, text: &str, at: usize, go_on: &mut impl FnMut(Begun<Cursor>)) {
        self.begin_slowly(text, before, at, go_on);
    }

    #[inline(always)]
    fn step(&self, Cursor { first, end, depth }: Cursor, byte: u8) -> Option<(Cursor, Option<u32>)> {
        let (first, end) = match end - first {
            ..=CROWD => self.narrow(first, end, depth, byte),
            _ => self.narrow_many(first, end, depth, byte),
        };
        let depth = depth + 1;
        let whole = first < end && self.name(first).len() == depth as usize;
        (first < end).then_some((Cursor { first, end, depth }, whole.then_some(first)))
    }
}

/// Where the names of each opening stand.
pub(super) struct Slots {
    slots: Vec<Entry>,
    seconds: Set,
}

impl Slots {
    /// Those of names that are sorted by their bytes, distinct and not empty, of which the groups are given.
    pub(super) fn new(names: &Sorted<'_>, groups: &[Group]) -> Slots {
        let crowded = groups.iter().filter(|group| group.count > CROWD);
        let seconds: Vec<Group> = crowded.flat_map(|group| crowd(names, group)).collect();
        let size = ((groups.len() + seconds.len()) * 3 / 2 + 1).next_power_of_two();
        let mut set = Set::new(seconds.len());
        seconds.iter().for_each(|group| set.insert(group.hash));
        let mut slots = vec![FREE; size];
        for &Group { hash, first, count, .. } in groups.iter().chain(&seconds) {
            let mut place = hash as usize & (size - 1);
            while slots[place].count > 0 {
                place = (place + 1) & (size - 1);
            }
            slots[place] = Entry { tag: tag(hash), start: names.starts[first as usize], first, count };
        }
        Slots { slots, seconds: set }
    }
}

impl Table {
    /// The table of names, and where those of each opening stand.
    pub(super) fn new(bytes: Bytes, starts: Vec<u32>, Slots { slots, seconds }: Slots) -> Table {
        Table { bytes, starts, slots, seconds }
    }

    /// Where the search for a hash begins.
    #[inline(always)]
    fn place(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    /// Where it goes on.
    #[inline(always)]
    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }

    #[inline(always)]
    fn name(&self, name: u32) -> &[u8] {
        let name = name as usize;
        &self.bytes[self.starts[name] as usize..self.starts[name + 1] as usize]
    }

    /// Calls back with each entry of a hash, from a slot on.
    #[inline(always)]
    fn entries(&self, mut place: usize, hash: u64, mut visit: impl FnMut(Entry)) {
        while self.slots[place].count > 0 {
            if self.slots[place].tag == tag(hash) {
                visit(self.slots[place]);
            }
            place = self.after(place);
        }
    }

    /// Goes on from the names of an opening, of which the letter case does not matter.
    fn enter(&self, text: &str, opening: Key<'_>, go_on: &mut impl FnMut(Begun<Cursor>)) {
        self.enter_from(self.place(opening.hash), text, opening, go_on);
    }

    /// The same from a slot on.
    #[inline(always)]
    fn enter_from(&self, place: usize, text: &str, opening: Key<'_>, go_on: &mut impl FnMut(Begun<Cursor>)) {
        let Key { letters: opening, hash, next: at } = opening;
        let depth = opening.len() as u32;
        self.entries(place, hash, |Entry { first, count, .. }| {
            let (name, end) = (self.name(first), first + count);
            // Two openings may have one hash.
            if !name.get(..opening.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(opening)) {
                return;
            }
            let whole = (name.len() == opening.len()).then_some(first);
            let second = if count > CROWD { second_word(text.as_bytes(), seed_after(hash, first), at) } else { None };
            let Some((hash, second, next)) = second else {
                return go_on(Begun { cursor: Cursor { first, end, depth }, at, name: whole });
            };
            if whole.is_some() {
                go_on(Begun { cursor: Cursor { first, end: first, depth }, at, name: whole });
            }
            if self.seconds.may_hold(hash) {
                self.enter_crowd(hash, (opening, second), next, go_on);
            }
        });
    }

    /// Goes on from the names of two words.
    fn enter_crowd(&self, hash: u64, words: (&[u8], &[u8]), at: usize, go_on: &mut impl FnMut(Begun<Cursor>)) {
        let (opening, second) = words;
        let length = opening.len() + 1 + second.len();
        self.entries(self.place(hash), hash, |Entry { first, count, .. }| {
            let name = self.name(first);
            let spelt = name.get(..length).is_some_and(|begin| {
                let (begin, rest) = begin.split_at(opening.len());
                begin.eq_ignore_ascii_case(opening) && rest[0] == b' ' && rest[1..].eq_ignore_ascii_case(second)
            });
            if spelt {
                let cursor = Cursor { first, end: first + count, depth: length as u32 };
                go_on(Begun { cursor, at, name: (name.len() == length).then_some(first) });
            }
        });
    }

    /// Begins with some folded letters and what the text has at a byte, which need not be plain.
    #[inline(never)]
    fn begin_slowly(&self, text: &str, before: &str, at: usize, go_on: &mut impl FnMut(Begun<Cursor>)) {
        let Some(mut buffer) = Buffer::of(before) else { return self.begin_anywhere(before, at, go_on) };
        match buffer.read(text, at) {
            Opening::One(end) => self.enter(text, Key::new(buffer.bytes(), end), go_on),
            Opening::Unspaced([one, two]) => {
                let openings = if one == two { &[one][..] } else { &[one, two][..] };
                for &(length, end) in openings {
                    self.enter(text, Key::new(&buffer.bytes()[..length], end), go_on);
                }
            }
            Opening::Odd => self.begin_anywhere(before, at, go_on),
        }
    }

    /// Begins with all names, which the walk then narrows.
    fn begin_anywhere(&self, before: &str, at: usize, go_on: &mut impl FnMut(Begun<Cursor>)) {
        let all = Cursor { first: 0, end: (self.starts.len() - 1) as u32, depth: 0 };
        let cursor = before.bytes().try_fold(all, |cursor, byte| Some(self.step(cursor, byte)?.0));
        if let Some(cursor) = cursor {
            go_on(Begun { cursor, at, name: None });
        }
    }

    /// The names among `first..end` that have a byte after `depth` others. They are sorted, so they stand together; a
    /// complete name has no further byte, which is less than any.
    #[inline(always)]
    fn narrow(&self, mut first: u32, end: u32, depth: u32, byte: u8) -> (u32, u32) {
        let at = |name: u32| self.name(name).get(depth as usize).copied();
        while first < end && at(first) < Some(byte) {
            first += 1;
        }
        let mut last = first;
        while last < end && at(last) == Some(byte) {
            last += 1;
        }
        (first, last)
    }

    /// The same by halving.
    #[inline(never)]
    fn narrow_many(&self, first: u32, end: u32, depth: u32, byte: u8) -> (u32, u32) {
        let at = |name: u32| self.name(name).get(depth as usize).copied();
        let first = partition(first, end, |name| at(name) < Some(byte));
        (first, partition(first, end, |name| at(name) == Some(byte)))
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The first number of a range for which something does not hold that holds for all before.
fn partition(mut first: u32, mut end: u32, holds: impl Fn(u32) -> bool) -> u32 {
    while first < end {
        let middle = first + (end - first) / 2;
        match holds(middle) {
            true => first = middle + 1,
            false => end = middle,
        }
    }
    first
}

/// The hash after a seed of the plain word that follows at a byte after a space; that word, and where it ends.
#[inline(always)]
fn second_word(bytes: &[u8], seed: u64, at: usize) -> Option<(u64, &[u8], usize)> {
    let from = if at < bytes.len() { plain_space(bytes, at)? } else { return None };
    let length = plain_length(&bytes[from..]);
    let end = from + length;
    ends_run(bytes, end).then(|| (hash_in(seed, bytes, from, length), &bytes[from..end], end))
}

/// Names of one opening together with their next words.
fn crowd(names: &Sorted<'_>, group: &Group) -> Vec<Group> {
    let second = |name: u32| {
        let rest = names.get(name as usize)[group.length as usize..].strip_prefix(b" ")?;
        let length = plain_length(rest);
        (length > 0 && rest.get(length).is_none_or(u8::is_ascii)).then(|| &rest[..length])
    };
    let seed = seed_after(group.hash, group.first);
    let end = group.first + group.count;
    let (mut groups, mut from) = (Vec::new(), group.first);
    while from < end {
        let word = second(from);
        let to = (from + 1..end).find(|&name| second(name) != word).unwrap_or(end);
        groups.extend(word.map(|word| Group { hash: hash(seed, word), first: from, count: to - from, ..*group }));
        from = to;
    }
    groups
}

/// How many plain letters and digits something begins with.
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_plain(byte)).count()
}
