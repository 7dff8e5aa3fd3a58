//! Openings: what a folded name begins with, and a text at a place, cut by one rule.
//!
//! An opening is a maximal run of letters and digits, with a character before it if the name begins with neither. Of a
//! script without spaces it is one character, or two: a text has both, a name that begins with two of them the longer.
//!
//! A name can only be found at a place whose opening is its own, because where that ends in the middle of a run no word
//! ends. So the rule must never cut a text where a word could go on, or go on where one could end: what it cannot tell
//! is [`Opening::Odd`].
//!
//! Openings are told apart by their hashes, which plain letters of a text get without being folded first.

use crate::text::{Piece, broken_word, is_joining, is_letter, is_unspaced, piece};

/// As many folded bytes of a text's opening are read.
const LONGEST: usize = 64;
/// What takes away the case of eight letters, and leaves digits.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// The length of a folded name's opening.
pub(super) fn opening_length(name: &[u8]) -> usize {
    let plain = name.iter().take_while(|byte| is_plain(byte)).count();
    if plain > 0 && name.get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    let Ok(name) = std::str::from_utf8(name) else { return name.len() };
    let mut characters = name.chars();
    let Some(first) = characters.next() else { return 0 };
    let rest = characters.as_str();
    let length = match is_unspaced(first) {
        true => rest.chars().next().filter(|second| is_unspaced(*second)).map_or(0, char::len_utf8),
        false => run_length(rest),
    };
    first.len_utf8() + length
}

/// The length of the run of letters and digits that a folded string begins with.
fn run_length(folded: &str) -> usize {
    folded.find(|c| !is_run(c)).unwrap_or(folded.len())
}

#[inline]
pub(super) fn is_run(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        // What most folded names beyond ASCII are made of: Greek, Cyrillic, Hebrew, Arabic.
        'α'..='ω' | 'а'..='я' | 'א'..='ת' | 'ا'..='ي' => true,
        _ => (is_letter(character) || character.is_numeric()) && !is_unspaced(character),
    }
}

/// Whether a byte is a letter or a digit of ASCII.
pub(super) fn is_plain(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// The hash of bytes, whatever the case of their letters, after what gave a seed.
///
/// That of up to eight plain ones is nobody else's among those.
#[inline(always)]
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let (whole, rest) = bytes.as_chunks::<16>();
    let hash = whole.iter().fold(seed, |hash, chunk| mix(hash, chunk, 16));
    if rest.is_empty() && !whole.is_empty() {
        return hash;
    }
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, &last, rest.len())
}

/// The same of a stretch of a text, without a copy.
#[inline(always)]
pub(super) fn hash_in(seed: u64, bytes: &[u8], at: usize, length: usize) -> u64 {
    match bytes.get(at..at + 16).and_then(|chunk| chunk.first_chunk()) {
        Some(chunk) if length <= 16 => mix(seed, chunk, length),
        _ => hash(seed, &bytes[at..at + length]),
    }
}

/// Mixes the first bytes of a chunk into a hash.
#[inline(always)]
fn mix(hash: u64, chunk: &[u8; 16], length: usize) -> u64 {
    let bytes = u128::from_le_bytes(*chunk);
    let half = |half: u64, length: usize| (half | LOWER) & !u64::MAX.unbounded_shl(8 * length as u32);
    let first = half(bytes as u64, length.min(8));
    let second = half((bytes >> 64) as u64, length.saturating_sub(8));
    let mixed = (hash ^ first).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed =
        (mixed ^ (mixed >> 32) ^ second.wrapping_mul(0xa24b_aed4_963e_e407)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

/// The seed for the words that follow on an opening and a space, for the names from the first one on that have the
/// opening.
pub(super) fn seed_after(opening: u64, first: u32) -> u64 {
    opening.rotate_left(23) ^ u64::from(first).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether a run of plain letters in a text that ends before a byte is an opening, or part of one for all that can be
/// said.
#[inline(always)]
pub(super) fn ends_run(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        // A word may go on after a hyphen at a line's end, or after what stands for one.
        Some(b'-' | b'=') => !matches!(bytes.get(end + 1), Some(b'\n' | b'\r' | b' ' | b'\t')),
        next => next.is_none_or(u8::is_ascii),
    }
}

/// The openings of a text at a place.
pub(super) enum Opening {
    /// One, and the byte after what it stands for.
    One(usize),
    /// One character of a script without spaces, and two: folded length and byte after each.
    Unspaced([(usize, usize); 2]),
    /// Nothing is certain.
    Odd,
}

/// The folded bytes of an opening.
pub(super) struct Buffer {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Buffer {
    pub(super) fn of(before: &str) -> Option<Buffer> {
        let mut buffer = Buffer { bytes: [0; LONGEST], length: 0 };
        buffer.push(before.as_bytes()).then_some(buffer)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// False if there is no room.
    fn push(&mut self, folded: &[u8]) -> bool {
        let end = self.length + folded.len();
        let room = self.bytes.get_mut(self.length..end);
        room.map(|room| {
            room.copy_from_slice(folded);
            self.length = end;
        })
        .is_some()
    }

    /// Appends the opening of a text at a byte, whatever its letters are.
    pub(super) fn read(&mut self, text: &str, mut at: usize) -> Opening {
        let mut end = at;
        let mut one: Option<(usize, usize)> = None;
        while at < text.len() {
            let Some((folded, kind)) = part(text, at, self.length == 0) else { return Opening::Odd };
            at = folded.next;
            match kind {
                Kind::Nothing => continue,
                Kind::Run if one.is_none() => {}
                Kind::Unspaced if self.length == 0 || one.is_some() => {}
                Kind::Other if self.length == 0 => {}
                _ => break,
            }
            if !self.push(folded.bytes()) {
                return Opening::Odd;
            }
            end = at;
            match (kind, one) {
                (Kind::Unspaced, Some(one)) => return Opening::Unspaced([one, (self.length, end)]),
                (Kind::Unspaced, None) => one = Some((self.length, end)),
                _ => {}
            }
        }
        match one {
            Some(one) => Opening::Unspaced([one, one]),
            None => Opening::One(end),
        }
    }
}

/// What a piece of a text is to an opening.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Folded away.
    Nothing,
    Run,
    Unspaced,
    Other,
}

/// The folded piece of a text at a byte and what it is; none if it is not plain what, `first` of an opening or later.
fn part(text: &str, at: usize, first: bool) -> Option<(Piece, Kind)> {
    if broken_word(text, at).is_some() {
        return None;
    }
    let original = text[at..].chars().next()?;
    let folded = piece(text, at);
    let mut characters = folded.str().chars();
    let Some(character) = characters.next() else { return Some((folded, Kind::Nothing)) };
    let kind = kind_of(character);
    let single = characters.as_str().is_empty();
    let alike = single || characters.all(|other| kind_of(other) == kind);
    let plain = match kind {
        // A sign that is no letter and folds to some, as the trade mark's: a word may end before it.
        Kind::Run => is_joining(original),
        Kind::Unspaced => single,
        _ => single || !first,
    };
    (alike && plain).then_some((folded, kind))
}

fn kind_of(character: char) -> Kind {
    match character {
        _ if is_run(character) => Kind::Run,
        _ if is_unspaced(character) => Kind::Unspaced,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_by_ranges_is_a_letter() {
        let slowly = |c: char| (is_letter(c) || c.is_numeric()) && !is_unspaced(c);
        let differs = |c: &char| is_run(*c) != if c.is_ascii() { c.is_ascii_alphanumeric() } else { slowly(*c) };
        assert_eq!(('\0'..=char::MAX).find(differs), None);
    }
}
