//! The names: every distinct folded alias, found where it stands as a whole word.
//!
//! The walk is anchored: it begins where a word begins, follows the folded bytes of the original, and ends when no name
//! goes on that way, which is after two or three bytes for most words. Each name that ends on the way is an occurrence if
//! a word ends there too. So a longer name that is no whole word never hides a shorter one that is, which a leftmost
//! search with a test afterwards would do (measured: 0.4 % of the hits lost at 100,000 names, 2.7 % at a million).
//!
//! `starts` finds the places where a word begins, a `filter` refuses most of them by the first `word`, and an [`Index`]
//! holds the names: an `automaton`, or for long lists a `table` of their first words; `listing` brings a gazetteer's
//! aliases into order.

mod affixes;
mod automaton;
mod filter;
mod german;
mod listing;
mod slavic;
mod starts;
mod table;
mod word;

use std::fmt;

use crate::text::{ASCII_FOLD, broken_word, ends_word, extend_over_marks, is_apostrophe, piece};

use affixes::{inside_arabic_word, is_turkish_suffix};
use automaton::Heads;
use filter::Filter;
pub(crate) use listing::Parts;
use listing::Sorted;
pub(super) use listing::{Bearer, Listing};
use starts::{BLOCK, FirstBytes, begins_word};
use table::Table;
use word::{ends_run, hash_in};

/// Lists of more names are kept in a table: below, an automaton is small enough for the cache.
const MOST_HEADS: usize = 1 << 13;
/// As many words are looked up at once.
const BATCH: usize = 32;

/// What holds the names: a walk begins at a word of a text, and goes on byte by byte.
trait Index {
    /// Where a walk stands.
    type Cursor: Copy;
    /// What is known of a word that has been looked up.
    type Place: Copy + Default;

    /// Looks up words whose openings have passed the filter, side by side.
    fn look_up(&self, words: &mut [Word<Self::Place>]);

    /// Calls back with every walk that begins with a word that was looked up.
    fn begin(&self, text: &str, word: &Word<Self::Place>, go_on: &mut impl FnMut(Begun<Self::Cursor>));

    /// Calls back with every walk through some letters, which are folded, and then what a text has at a byte.
    fn begin_after(&self, before: &str, text: &str, at: usize, go_on: &mut impl FnMut(Begun<Self::Cursor>));

    /// Where a walk stands after another folded byte, and the name that is complete there; none if no name goes on that
    /// way.
    fn step(&self, cursor: Self::Cursor, byte: u8) -> Option<(Self::Cursor, Option<u32>)>;
}

/// A word of a text with which a name may begin.
#[derive(Clone, Copy, Default)]
struct Word<P> {
    at: usize,
    /// Where it ends, if it is plain and its opening is certain.
    end: Option<usize>,
    /// The hash of the opening.
    hash: u64,
    place: P,
}

/// A walk that has begun: where it stands, the byte of the text to go on from, and the name that is complete there.
struct Begun<C> {
    cursor: C,
    at: usize,
    name: Option<u32>,
}

/// Every distinct name and who bears it.
pub(super) struct Names {
    first: FirstBytes,
    filter: Filter,
    index: AnyIndex,
    /// Where the bearers of each name begin in `bearers`, and one more.
    offsets: Vec<u32>,
    bearers: Vec<Bearer>,
    /// Whether any name takes Arabic particles, or Turkish suffixes.
    clitics: bool,
    suffixes: bool,
}

/// A name's place in a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fit: Fit,
}

enum AnyIndex {
    Heads(Box<Heads>),
    Table(Table),
}

/// Where a name begins: its first byte, and how it stands in its word.
#[derive(Clone, Copy)]
struct Start {
    name: usize,
    fit: Fit,
}

/// How an occurrence stands in its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the word.
    Whole,
    /// After particles that Arabic writes together with it.
    AfterClitic,
    /// Before an apostrophe and a Turkish suffix.
    BeforeSuffix,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Names({} names, {} bearers)", self.offsets.len() - 1, self.bearers.len())
    }
}

impl Names {
    /// The index of a list of names.
    pub(super) fn new(listing: Listing) -> Names {
        Names::with_most_heads(listing, MOST_HEADS)
    }

    /// The same; a list of more names than so many is kept in a table.
    fn with_most_heads(listing: Listing, most: usize) -> Names {
        let first = FirstBytes::of(listing.names());
        let clitics = listing.bearers.iter().any(|bearer| bearer.takes_clitics());
        let suffixes = listing.bearers.iter().any(|bearer| bearer.takes_suffixes());
        let Listing { bytes, starts, offsets, bearers } = listing;
        let names = Sorted { bytes: &bytes, starts: &starts };
        let groups = word::groups(&names);
        let of = |name: u32| &bearers[offsets[name as usize] as usize..offsets[name as usize + 1] as usize];
        let filter = Filter::new(&groups, |name| of(name).iter().any(|bearer| bearer.is_small()));
        let index = match names.len() <= most {
            true => AnyIndex::Heads(Box::new(Heads::new(&names))),
            false => AnyIndex::Table(Table::new(bytes, starts, &groups)),
        };
        Names { first, filter, index, offsets, bearers, clitics, suffixes }
    }

    /// All aliases that bear names.
    pub(super) fn bearers(&self) -> &[Bearer] {
        &self.bearers
    }

    /// Calls back with every whole-word occurrence of every name, in the order of their starts.
    pub(super) fn scan(&self, text: &str, found: impl FnMut(Occurrence, &[Bearer])) {
        match &self.index {
            AnyIndex::Heads(heads) => self.scan_by(&**heads, text, false, found),
            AnyIndex::Table(table) => self.scan_by(table, text, false, found),
        }
    }

    /// The same for every word start, also those where no name can stand in the letter case that its alias asks for.
    pub(super) fn scan_thoroughly(&self, text: &str, found: impl FnMut(Occurrence, &[Bearer])) {
        match &self.index {
            AnyIndex::Heads(heads) => self.scan_by(&**heads, text, true, found),
            AnyIndex::Table(table) => self.scan_by(table, text, true, found),
        }
    }

    fn scan_by<I: Index>(&self, index: &I, text: &str, thorough: bool, mut found: impl FnMut(Occurrence, &[Bearer])) {
        let first = if thorough { FirstBytes { small: true, digits: true, others: true } } else { self.first };
        let (mut batch, mut count) = ([Word::default(); BATCH], 0);
        first.visit(text, |at, run| {
            let (word, may_begin) = self.word(text, at, run, thorough);
            // Kept whether or not it counts: nobody can foretell which words pass.
            batch[count] = word;
            count += usize::from(may_begin);
            if count == BATCH {
                self.work_off(index, text, &mut batch, &mut found);
                count = 0;
            }
        });
        self.work_off(index, text, &mut batch[..count], &mut found);
    }

    /// What stands at a byte with a run of plain letters, and whether a name may begin with it, if it is a word.
    #[inline(always)]
    fn word<P: Default>(&self, text: &str, at: usize, run: usize, thorough: bool) -> (Word<P>, bool) {
        let (bytes, end) = (text.as_bytes(), at + run);
        if run == 0 || run == BLOCK || !ends_run(bytes, end) {
            return (Word { at, ..Word::default() }, true);
        }
        let hash = hash_in(0, bytes, at, run);
        let small = !thorough && bytes[at].is_ascii_lowercase();
        (Word { at, end: Some(end), hash, place: P::default() }, self.filter.may_hold(hash, small))
    }

    #[inline(always)]
    fn work_off<I: Index>(
        &self,
        index: &I,
        text: &str,
        words: &mut [Word<I::Place>],
        found: &mut impl FnMut(Occurrence, &[Bearer]),
    ) {
        index.look_up(words);
        for word in words {
            if !begins_word(text, word.at) {
                continue;
            }
            let start = Start { name: word.at, fit: Fit::Whole };
            index.begin(text, word, &mut |begun| self.walk(index, text, start, begun, found));
            if self.clitics && matches!(text.as_bytes()[word.at], 0xd8 | 0xd9) {
                self.walk_inside(index, text, word.at, found);
            }
        }
    }

    /// Walks from every place of an Arabic word where a name may stand after particles.
    fn walk_inside<I: Index>(&self, index: &I, text: &str, word: usize, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        inside_arabic_word(text, word, |inside| {
            let start = Start { name: inside.at, fit: Fit::AfterClitic };
            let before = if inside.elided { "ا" } else { "" };
            index.begin_after(before, text, inside.at, &mut |begun| self.walk(index, text, start, begun, found));
        });
    }

    #[inline(always)]
    fn walk<I: Index>(
        &self,
        index: &I,
        text: &str,
        start: Start,
        begun: Begun<I::Cursor>,
        found: &mut impl FnMut(Occurrence, &[Bearer]),
    ) {
        let bytes = text.as_bytes();
        let Begun { mut cursor, mut at, name } = begun;
        if let Some(name) = name {
            self.report(text, start, at, name, found);
        }
        while at < bytes.len() {
            let folded = ASCII_FOLD[usize::from(bytes[at])];
            let step = if folded != 0 {
                at += 1;
                index.step(cursor, folded)
            } else if let Some(next) = plain_space(bytes, at) {
                at = next;
                index.step(cursor, b' ')
            } else {
                if let Some(resume) = broken_word(text, at) {
                    self.walk_both(index, text, start, (cursor, resume), found);
                    return;
                }
                let piece = piece(text, at);
                at = piece.next;
                if piece.bytes().is_empty() {
                    continue;
                }
                steps(index, cursor, piece.bytes())
            };
            let Some((next, name)) = step else { return };
            cursor = next;
            if let Some(name) = name {
                self.report(text, start, at, name, found);
            }
        }
    }

    /// Goes on after a hyphen at a line's end, which may be the printer's ("Mo-\nsul") or the name's own
    /// ("Deir-\nez-Zor"): both ways.
    #[inline(never)]
    fn walk_both<I: Index>(
        &self,
        index: &I,
        text: &str,
        start: Start,
        (cursor, at): (I::Cursor, usize),
        found: &mut dyn FnMut(Occurrence, &[Bearer]),
    ) {
        let mut found = found;
        self.walk(index, text, start, Begun { cursor, at, name: None }, &mut found);
        if let Some((cursor, _)) = index.step(cursor, b' ') {
            self.walk(index, text, start, Begun { cursor, at, name: None }, &mut found);
        }
    }

    /// Reports a name that is spelt up to `at`, if it is a whole word.
    #[inline(always)]
    fn report(&self, text: &str, start: Start, at: usize, name: u32, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        let end = extend_over_marks(text, at);
        let mut fit = start.fit;
        if !ends_plainly(text.as_bytes(), end) && !ends_word(text, end) {
            if !self.suffixes || !is_before_suffix(text, end) {
                return;
            }
            fit = Fit::BeforeSuffix;
        }
        found(Occurrence { start: start.name, end, fit }, self.bearers_of(name));
    }

    fn bearers_of(&self, name: u32) -> &[Bearer] {
        let name = name as usize;
        &self.bearers[self.offsets[name] as usize..self.offsets[name + 1] as usize]
    }
}

/// A step for each of some bytes that stand for one piece of the original: only where it ends can a name end.
fn steps<I: Index>(index: &I, cursor: I::Cursor, folded: &[u8]) -> Option<(I::Cursor, Option<u32>)> {
    folded.iter().try_fold((cursor, None), |(cursor, _), &byte| index.step(cursor, byte))
}

/// The byte after a space or a hyphen at `at`, if letters of ASCII stand on both sides of it: the piece that most names of
/// several words need.
#[inline(always)]
fn plain_space(bytes: &[u8], at: usize) -> Option<usize> {
    let plain = matches!(bytes[at], b' ' | b'-')
        && at > 0
        && bytes[at - 1].is_ascii_alphanumeric()
        && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    plain.then_some(at + 1)
}

/// Whether a word that ends in ASCII ends for certain: what follows is the text's end or plain punctuation.
#[inline(always)]
fn ends_plainly(bytes: &[u8], end: usize) -> bool {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'\'' | b'`');
    bytes[end - 1].is_ascii() && bytes.get(end).is_none_or(|byte| plain(*byte))
}

/// Whether an apostrophe and a Turkish suffix follow.
fn is_before_suffix(text: &str, end: usize) -> bool {
    text[end..].strip_prefix(is_apostrophe).is_some_and(is_turkish_suffix)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gazetteer::{Alias, Entity, Gazetteer, Kind};

    /// Start, end and bearers of all that is found.
    fn found(names: &Names, text: &str, thorough: bool) -> Vec<(usize, usize, Vec<u32>)> {
        let mut all = Vec::new();
        let push = |occurrence: Occurrence, bearers: &[Bearer]| {
            all.push((occurrence.start, occurrence.end, bearers.iter().map(|bearer| bearer.entity).collect()));
        };
        match thorough {
            true => names.scan_thoroughly(text, push),
            false => names.scan(text, push),
        }
        // Two names that a broken word may spell come in any order.
        all.sort();
        all
    }

    /// The same names in an automaton and in a table.
    fn both(list: &[String]) -> [Names; 2] {
        let mut gazetteer = Gazetteer::default();
        for name in list {
            let mut entity = Entity::new(name, Kind::Place, name);
            let mut arabic = Alias::plain(name.as_str());
            arabic.conditions.get_or_insert_default().lang = Some("ar".to_owned());
            entity.aliases.push(arabic);
            gazetteer.entities.push(entity);
        }
        [usize::MAX, 0].map(|most| Names::with_most_heads(Listing::new(&gazetteer, |_, _| false), most))
    }

    /// Pieces of names and texts: words that begin others, many of one opening, and whatever makes a word odd.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "(San|New|Al|Mosul|Tal|Juan|Jos|Santa|s|a)",
            2 => "[ -]",
            2 => "(é|ß|İ|ﬁ|™|㎏|½|_|2|’|'|`|\\.|,|\u{ad}|\u{200b}|\u{301}|\u{640}|-\n|\n|\n\n|\u{a0}|—)",
            2 => "(摩|苏|尔|シ|ア|ー|ไ|ال|الموصل|موصل|و|ل|ب|Мосул|京)",
            1 => "(Constantinopolitanisch|LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochAndSoOnForEver)",
        ];
        proptest::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn the_automaton_and_the_table_find_the_same(
            list in proptest::collection::vec(pieces(), 1..60),
            texts in proptest::collection::vec(pieces(), 1..30),
            separator in "[ ,.]",
        ) {
            let [heads, table] = both(&list);
            let text = texts.iter().chain(&list).map(String::as_str).collect::<Vec<_>>().join(&separator);
            for thorough in [false, true] {
                prop_assert_eq!(found(&heads, &text, thorough), found(&table, &text, thorough), "{:?}", text);
            }
        }
    }

    #[test]
    fn many_names_of_one_opening_are_found_by_their_next_words() {
        let list: Vec<String> = ('a'..='z')
            .flat_map(|c| [format!("San {c}ito"), format!("San {c}ito Alto"), format!("San—{c}"), format!("San {c}é")])
            .chain(["San".into()])
            .collect();
        let text = "San Aito, san bito, San-Cito Alto; San Dito  Alto, San Eé. San—f; San X San\nGito";
        let [heads, table] = both(&list);
        let of_table: Vec<&str> = found(&table, text, false).iter().map(|&(start, end, _)| &text[start..end]).collect();
        assert_eq!(found(&heads, text, false), found(&table, text, false));
        let expected = [
            "San",
            "San Aito",
            "San",
            "San-Cito",
            "San-Cito Alto",
            "San",
            "San Dito",
            "San Dito  Alto",
            "San",
            "San Eé",
            "San",
            "San—f",
            "San",
            "San",
            "San\nGito",
        ];
        assert_eq!(of_table, expected);
    }
}
