//! The walk through an index: from the start of a word over the folded bytes of the original, as far as a name goes on.

use super::affixes::{inside_arabic_word, is_turkish_suffix};
use super::starts::begins_word;
use super::{Bearer, Begun, Fit, Index, Names, Occurrence, Word};
use crate::text::{ASCII_FOLD, broken_word, ends_word, extend_over_marks, is_apostrophe, piece};

/// The walks through one text.
pub(super) struct Walk<'w, I> {
    pub(super) names: &'w Names,
    /// That of the names.
    pub(super) index: &'w I,
    pub(super) text: &'w str,
}

/// Where a name begins: its first byte, and how it stands in its word.
#[derive(Clone, Copy)]
struct Start {
    name: usize,
    fit: Fit,
}

impl<I: Index> Walk<'_, I> {
    /// Walks from some words, which the index looks up side by side.
    #[inline(always)]
    pub(super) fn walk_words(&self, words: &mut [Word<I::Place>], found: &mut impl FnMut(Occurrence, &[Bearer])) {
        self.index.look_up(words);
        for word in words {
            if !begins_word(self.text, word.at) {
                continue;
            }
            let start = Start { name: word.at, fit: Fit::Whole };
            self.index.begin(self.text, word, &mut |begun| self.go(start, begun, found));
            if self.names.traits.clitics && matches!(self.text.as_bytes()[word.at], 0xd8 | 0xd9) {
                self.walk_inside(word.at, found);
            }
        }
    }

    /// Walks from every place of an Arabic word where a name may stand after particles.
    fn walk_inside(&self, word: usize, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        inside_arabic_word(self.text, word, |inside| {
            let start = Start { name: inside.at, fit: Fit::AfterClitic };
            let before = if inside.elided { "ا" } else { "" };
            self.index.begin_after(before, self.text, inside.at, &mut |begun| self.go(start, begun, found));
        });
    }

    /// Goes on with a walk until no name does, and reports each that is complete on the way.
    #[inline(always)]
    fn go(&self, start: Start, begun: Begun<I::Cursor>, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let Begun { mut cursor, mut at, name } = begun;
        if let Some(name) = name {
            self.report(start, at, name, found);
        }
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
                    self.go_both_ways(start, (cursor, resume), found);
                    return;
                }
                let piece = piece(text, at);
                at = piece.next;
                if piece.bytes().is_empty() {
                    continue;
                }
                steps(self.index, cursor, piece.bytes())
            };
            let Some((next, name)) = step else { return };
            cursor = next;
            if let Some(name) = name {
                self.report(start, at, name, found);
            }
        }
    }

    /// Goes on after a hyphen at a line's end, which may be the printer's ("Mo-\nsul") or the name's own
    /// ("Deir-\nez-Zor"): both ways.
    #[inline(never)]
    fn go_both_ways(
        &self,
        start: Start,
        (cursor, at): (I::Cursor, usize),
        found: &mut dyn FnMut(Occurrence, &[Bearer]),
    ) {
        let mut found = found;
        self.go(start, Begun { cursor, at, name: None }, &mut found);
        if let Some((cursor, _)) = self.index.step(cursor, b' ') {
            self.go(start, Begun { cursor, at, name: None }, &mut found);
        }
    }

    /// Reports a name that is spelt up to `at`, if it is a whole word.
    #[inline(always)]
    fn report(&self, start: Start, at: usize, name: u32, found: &mut impl FnMut(Occurrence, &[Bearer])) {
        let text = self.text;
        let end = extend_over_marks(text, at);
        let mut fit = start.fit;
        if !ends_plainly(text.as_bytes(), end) && !ends_word(text, end) {
            if !self.names.traits.suffixes || !is_before_suffix(text, end) {
                return;
            }
            fit = Fit::BeforeSuffix;
        }
        found(Occurrence { start: start.name, end, fit }, self.names.bearers_of(name));
    }
}

/// A step for each of some bytes that stand for one piece of the original: only where it ends can a name end.
fn steps<I: Index>(index: &I, cursor: I::Cursor, folded: &[u8]) -> Option<(I::Cursor, Option<u32>)> {
    folded.iter().try_fold((cursor, None), |(cursor, _), &byte| index.step(cursor, byte))
}

/// The byte after a space or a hyphen at `at`, if letters of ASCII stand on both sides of it: the piece that most names
/// of several words need.
#[inline(always)]
pub(super) fn plain_space(bytes: &[u8], at: usize) -> Option<usize> {
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
