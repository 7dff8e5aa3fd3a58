//! The words of a text as numbers, the same for the same words: case, punctuation and spaces do not count.
//!
//! Every text of a corpus goes through here, so plain letters are read eight at a time.

use super::sketch::mix;
use crate::text::{is_mark, is_unspaced};

/// Appends the words of a text as numbers. Each sign of a script without spaces is a word; an apostrophe within a word
/// is no end of it, whichever kind of apostrophe it is.
pub(super) fn push_words(text: &str, words: &mut Vec<u64>) {
    let mut reading = Reading { text, at: 0, word: Word::EMPTY };
    while reading.at < text.len() {
        if reading.plain_letters() {
            continue;
        }
        reading.other_character(words);
    }
    reading.word.end(words);
}

/// Eight bytes.
const EIGHT: usize = size_of::<u64>();

/// Where the reading of a text stands.
struct Reading<'t> {
    text: &'t str,
    at: usize,
    word: Word,
}

impl Reading<'_> {
    /// Takes the letters and digits of ASCII that stand here, up to eight; whether there were any.
    #[inline(always)]
    fn plain_letters(&mut self) -> bool {
        let eight = eight_at(self.text.as_bytes(), self.at);
        let count = leading_letters(eight);
        self.at += count;
        self.word.push(lower(eight), count);
        count > 0
    }

    #[inline(always)]
    fn other_character(&mut self, words: &mut Vec<u64>) {
        match self.text.as_bytes()[self.at] {
            b'\'' => self.at += 1,
            0..0x80 => {
                self.word.end(words);
                self.at += 1;
            }
            _ => self.beyond_ascii(words),
        }
    }

    #[cold]
    fn beyond_ascii(&mut self, words: &mut Vec<u64>) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        self.at += character.len_utf8();
        if matches!(character, '’' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}') {
            return;
        }
        if !character.is_alphanumeric() && !is_mark(character) {
            return self.word.end(words);
        }
        let unspaced = is_unspaced(character);
        if unspaced {
            self.word.end(words);
        }
        character.to_lowercase().for_each(|lower| self.word.push_character(lower));
        if unspaced {
            self.word.end(words);
        }
    }
}

/// A word that is being read: the bytes of its small letters, eight of them at a time, made into a number.
struct Word {
    hash: u64,
    /// Bytes that are not in the number yet, the first in the lowest place.
    rest: u64,
    /// How many they are: fewer than eight.
    filled: usize,
    empty: bool,
}

impl Word {
    const EMPTY: Word = Word { hash: 0xCBF2_9CE4_8422_2325, rest: 0, filled: 0, empty: true };

    /// Appends the first bytes of eight.
    #[inline(always)]
    fn push(&mut self, eight: u64, count: usize) {
        if count == 0 {
            return;
        }
        let bytes = eight & u64::MAX >> (64 - 8 * count);
        self.empty = false;
        self.rest |= bytes << (8 * self.filled);
        let filled = self.filled + count;
        if filled < EIGHT {
            self.filled = filled;
            return;
        }
        self.step();
        let taken = EIGHT - self.filled;
        self.rest = bytes.checked_shr(8 * taken as u32).unwrap_or(0);
        self.filled = filled - EIGHT;
    }

    fn push_character(&mut self, character: char) {
        let mut bytes = [0; EIGHT];
        let length = character.encode_utf8(&mut bytes).len();
        self.push(u64::from_le_bytes(bytes), length);
    }

    #[inline(always)]
    fn step(&mut self) {
        self.hash = (self.hash ^ self.rest).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    /// Ends the word, if one has begun.
    #[inline(always)]
    fn end(&mut self, words: &mut Vec<u64>) {
        if self.empty {
            return;
        }
        self.step();
        words.push(mix(self.hash));
        *self = Word::EMPTY;
    }
}

/// Eight bytes of a text from a place on, zeros behind its end; the first is the lowest.
#[inline(always)]
fn eight_at(bytes: &[u8], at: usize) -> u64 {
    match bytes[at..].first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes[at..].iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)),
    }
}

/// Of eight letters and digits the small letters, by the bit that tells them apart; digits have it.
const fn lower(eight: u64) -> u64 {
    eight | 0x2020_2020_2020_2020
}

/// How many of eight bytes, from the first on, are letters or digits of ASCII.
#[inline(always)]
const fn leading_letters(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Seven bits a byte leave room for a sum whose highest bit tells whether the byte is at least so much.
    let seven = eight & !HIGH;
    let small = lower(eight) & !HIGH;
    let letters = small.wrapping_add(EACH * (0x80 - b'a' as u64)) & !small.wrapping_add(EACH * (0x7F - b'z' as u64));
    let digits = seven.wrapping_add(EACH * (0x80 - b'0' as u64)) & !seven.wrapping_add(EACH * (0x7F - b'9' as u64));
    let other = !((letters | digits) & !eight & HIGH) & HIGH;
    (other.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        push_words(text, &mut words);
        words
    }

    #[test]
    fn case_punctuation_and_spaces_do_not_count() {
        for (one, other) in [
            ("Mosul falls.", "MOSUL – falls!"),
            ("the army's counteroffensive", "The army’s  Counter\u{ad}offensive"),
            ("O'Neill", "ONeill"),
            ("ÉLYSÉE", "élysée"),
        ] {
            assert_eq!(numbers(one), numbers(other), "{one}");
        }
        for (one, other) in [("Mosul", "Mosul 1"), ("ab c", "a bc"), ("12345678", "123456789"), ("東京", "東")] {
            assert_ne!(numbers(one), numbers(other), "{one}");
        }
        assert_eq!(numbers("東京 Tokyo").len(), 3);
        assert_eq!(numbers(" - ' ").len(), 0);
    }

    proptest! {
        #[test]
        fn letters_are_counted_as_one_by_one(bytes in any::<[u8; 8]>()) {
            let slowly = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            prop_assert_eq!(leading_letters(u64::from_le_bytes(bytes)), slowly);
        }

        #[test]
        fn words_are_those_between_spaces(words in prop::collection::vec("[a-zA-Z0-9é'’]{0,20}[a-z0-9é]", 0..20)) {
            let alone: Vec<u64> = words.iter().flat_map(|word| numbers(&word.to_uppercase())).collect();
            prop_assert_eq!(numbers(&words.join(" ")), alone.clone());
            prop_assert_eq!(numbers(&words.join("\u{2014}")), alone);
        }
    }
}
