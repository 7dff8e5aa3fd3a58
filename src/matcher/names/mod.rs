//! The names: every distinct folded alias, found where it stands as a whole word.
//!
//! The walk is anchored: it begins where a word begins, follows the folded bytes of the original, and ends when no name
//! goes on that way, which is after two or three bytes for most words. Each name that ends on the way is an occurrence if
//! a word ends there too. So a longer name that is no whole word never hides a shorter one that is, which a leftmost
//! search with a test afterwards would do (measured: 0.4 % of the hits lost at 100,000 names, 2.7 % at a million).
//!
//! `starts` finds the places where a word begins, `filter` refuses most of them by their first letters, and `index` holds
//! the names themselves; `listing` brings a gazetteer's aliases into its order.

mod affixes;
mod filter;
mod index;
mod listing;
mod slavic;
mod starts;

use std::fmt;

use crate::text::{ASCII_FOLD, broken_word, ends_word, extend_over_marks, is_apostrophe, piece};

use affixes::{inside_arabic_word, is_turkish_suffix};
use filter::Filter;
use index::{Cursor, Index};
pub(crate) use listing::Parts;
pub(super) use listing::{Bearer, Listing};
use starts::{FirstBytes, begins_word};

/// Every distinct name and who bears it.
pub(super) struct Names {
    first: FirstBytes,
    filter: Filter,
    index: Index,
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

/// Where a walk begins: the name's first byte, the byte to go on from, and how the name stands in its word.
#[derive(Clone, Copy)]
struct Start {
    name: usize,
    at: usize,
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
        write!(f, "Names({} names, {} bearers)", self.index.len(), self.bearers.len())
    }
}

impl Names {
    /// The index of a list of names.
    pub(super) fn new(listing: Listing) -> Names {
        let first = FirstBytes::of(listing.names());
        let filter = Filter::new(listing.names());
        let index = Index::new(&listing.sorted());
        let Listing { offsets, bearers, .. } = listing;
        let clitics = bearers.iter().any(|bearer| bearer.takes_clitics());
        let suffixes = bearers.iter().any(|bearer| bearer.takes_suffixes());
        Names { first, filter, index, offsets, bearers, clitics, suffixes }
    }

    /// All aliases that bear names.
    pub(super) fn bearers(&self) -> &[Bearer] {
        &self.bearers
    }

    /// Calls back with every whole-word occurrence of every name, in the order of their starts.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(Occurrence, &[Bearer])) {
        let bytes = text.as_bytes();
        self.first.visit(text, |at| {
            if self.filter.may_begin(bytes, at) && begins_word(text, at) {
                self.walk(text, Start { name: at, at, fit: Fit::Whole }, self.index.start(), &mut found);
                if self.clitics && matches!(bytes[at], 0xd8 | 0xd9) {
                    self.walk_inside(text, at, &mut found);
                }
            }
        });
    }

    /// The same for every word start, also those where no name can stand in the letter case that its alias asks for.
    pub(super) fn scan_thoroughly(&self, text: &str, mut found: impl FnMut(Occurrence, &[Bearer])) {
        FirstBytes { small: true, digits: true, others: true }.visit(text, |at| {
            if begins_word(text, at) {
                self.walk(text, Start { name: at, at, fit: Fit::Whole }, self.index.start(), &mut found);
                if self.clitics && matches!(text.as_bytes()[at], 0xd8 | 0xd9) {
                    self.walk_inside(text, at, &mut found);
                }
            }
        });
    }

    /// Walks from every place of an Arabic word where a name may stand after particles.
    fn walk_inside(&self, text: &str, word: usize, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        inside_arabic_word(text, word, |inside| {
            let start = Start { name: inside.at, at: inside.at, fit: Fit::AfterClitic };
            let from = if inside.elided { self.steps(self.index.start(), "ا".as_bytes()) } else { None };
            match from {
                Some((from, _)) => self.walk(text, start, from, found),
                None if inside.elided => {}
                None => self.walk(text, start, self.index.start(), found),
            }
        });
    }

    #[inline(always)]
    fn walk(&self, text: &str, start: Start, from: Cursor, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        let bytes = text.as_bytes();
        let (mut cursor, mut at) = (from, start.at);
        while at < bytes.len() {
            let folded = ASCII_FOLD[usize::from(bytes[at])];
            let step = if folded != 0 {
                at += 1;
                self.index.step(cursor, folded)
            } else if let Some(next) = plain_space(bytes, at) {
                at = next;
                self.index.step(cursor, b' ')
            } else {
                if let Some(resume) = broken_word(text, at) {
                    self.walk_both(text, Start { at: resume, ..start }, cursor, found);
                    return;
                }
                let piece = piece(text, at);
                at = piece.next;
                if piece.bytes().is_empty() {
                    continue;
                }
                self.steps(cursor, piece.bytes())
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
    fn walk_both(&self, text: &str, start: Start, cursor: Cursor, found: &mut dyn FnMut(Occurrence, &[Bearer])) {
        let mut found = found;
        self.walk(text, start, cursor, &mut found);
        if let Some((spaced, _)) = self.index.step(cursor, b' ') {
            self.walk(text, start, spaced, &mut found);
        }
    }

    /// A step for each of some bytes that stand for one piece of the original: only where it ends can a name end.
    fn steps(&self, cursor: Cursor, folded: &[u8]) -> Option<(Cursor, Option<u32>)> {
        folded.iter().try_fold((cursor, None), |(cursor, _), &byte| self.index.step(cursor, byte))
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
