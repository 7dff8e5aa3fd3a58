//! The names: every distinct folded alias, found where it stands as a whole word.
//!
//! The walk is anchored: it begins where a word begins, follows the folded bytes of the original, and ends when no name
//! goes on that way, which is after two or three bytes for most words. Each name that ends on the way is an occurrence
//! if a word ends there too. So a longer name that is no whole word never hides a shorter one that is, which a leftmost
//! search with a test afterwards would do (measured: 0.4 % of the hits lost at 100,000 names, 2.7 % at a million).
//!
//! `starts` finds the places where a word begins, a `filter` refuses most of them by the first `word`, and an [`Index`]
//! holds the names: an `automaton`, or for long lists a `table` of their first words; `walk` follows the text through
//! it. `listing` brings a gazetteer's aliases into order.

mod affixes;
mod arabic;
mod automaton;
mod filter;
mod german;
mod groups;
mod listing;
mod slavic;
mod starts;
mod table;
mod walk;
mod word;

use std::fmt;

pub(super) use arabic::is_arabic_around;
use automaton::Heads;
use filter::Filter;
pub(super) use german::{is_german_around, is_other_than_german_around};
pub(crate) use listing::Parts;
use listing::Sorted;
pub(super) use listing::{Bearer, Listing, Traits};
pub(super) use slavic::forms as slavic_forms;
use starts::{BLOCK, FirstBytes, is_sign};
use table::{Slots, Table};
use walk::Walk;
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
    traits: Traits,
}

/// A name's place in a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fit: Fit,
}

/// What becomes an index when the names are at hand.
enum Places {
    Heads(Box<Heads>),
    Table(Slots),
}

enum AnyIndex {
    Heads(Box<Heads>),
    Table(Table),
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
        let groups = groups::groups(&listing.sorted(), listing.cuts());
        let is_short = listing.sorted().len() <= most;
        // Most of this is waiting for memory, here and there.
        let ((first, filter), index) = rayon::join(
            || (FirstBytes::of(listing.names()), Filter::new(&groups, |name| listing.is_small(name))),
            || match is_short {
                true => Places::Heads(Box::new(Heads::new(&listing.sorted()))),
                false => Places::Table(Slots::new(&listing.sorted(), &groups)),
            },
        );
        let traits = listing.traits();
        let Listing { bytes, starts, offsets, bearers, .. } = listing;
        let index = match index {
            Places::Heads(heads) => AnyIndex::Heads(heads),
            Places::Table(slots) => AnyIndex::Table(Table::new(bytes, starts, slots)),
        };
        Names { first, filter, index, offsets, bearers, traits }
    }

    /// What any of the names' bearers is or takes.
    pub(super) fn traits(&self) -> Traits {
        self.traits
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
        let first =
            if thorough { FirstBytes { small: true, digits: true, others: true, ..self.first } } else { self.first };
        let walk = Walk { names: self, index, text };
        let (mut batch, mut count) = ([Word::default(); BATCH], 0);
        first.visit(text, |at, run| {
            let (word, may_begin) = self.word(text, at, run, thorough);
            // Kept whether or not it counts: nobody can foretell which words pass.
            batch[count] = word;
            count += usize::from(may_begin);
            if count == BATCH {
                walk.walk_words(&mut batch, &mut found);
                count = 0;
            }
        });
        walk.walk_words(&mut batch[..count], &mut found);
    }

    /// What stands at a byte with a run of plain letters, and whether a name may begin with it, if it is a word.
    #[inline(always)]
    fn word<P: Default>(&self, text: &str, at: usize, run: usize, thorough: bool) -> (Word<P>, bool) {
        let (bytes, end) = (text.as_bytes(), at + run);
        if run == 0 || run == BLOCK || !ends_run(bytes, end) {
            return (Word { at, ..Word::default() }, self.first.signs || !is_sign(bytes, at));
        }
        let hash = hash_in(0, bytes, at, run);
        let small = !thorough && bytes[at].is_ascii_lowercase();
        (Word { at, end: Some(end), hash, place: P::default() }, self.filter.may_hold(hash, small))
    }

    fn bearers_of(&self, name: u32) -> &[Bearer] {
        let name = name as usize;
        &self.bearers[self.offsets[name] as usize..self.offsets[name + 1] as usize]
    }
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
