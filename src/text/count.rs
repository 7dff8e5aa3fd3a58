//! Counts: words, characters, and offsets in code points.

use super::boundary::is_joining;

/// How many words a text has: runs of letters, digits and marks. An apostrophe or a hyphen between two letters keeps
/// them one word ("Mosul’s", "US-led"), so that the figure is near what a word processor gives.
pub fn words(text: &str) -> u64 {
    if text.is_ascii() { ascii_words(text.as_bytes()) } else { unicode_words(text) }
}

/// What a byte of ASCII does to a word: 1 belongs to it, 2 holds two parts of one together, 0 ends it.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => 1,
            b'\'' | b'-' => 2,
            _ => 0,
        };
        byte += 1;
    }
    table
};

fn ascii_words(bytes: &[u8]) -> u64 {
    let (mut count, mut inside, mut linked) = (0, 0u8, 0u8);
    for &byte in bytes {
        let class = CLASS[usize::from(byte)];
        let letter = class & 1;
        count += u64::from(letter & !(inside | linked));
        linked = (class >> 1) & inside;
        inside = letter;
    }
    count
}

fn unicode_words(text: &str) -> u64 {
    let (mut count, mut inside, mut linked) = (0, false, false);
    for character in text.chars() {
        let letter = is_joining(character);
        count += u64::from(letter && !inside && !linked);
        linked = inside && matches!(character, '\'' | '-' | '’' | '\u{2010}' | '\u{2011}' | '\u{ad}');
        inside = letter;
    }
    count
}

/// How many characters (code points) a text has.
pub fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Turns byte offsets of a text into offsets in code points, in one pass as long as they are asked for in rising order.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    ascii: bool,
    /// The last place asked for, in bytes and in code points.
    bytes: usize,
    points: u64,
}

impl<'t> CodePoints<'t> {
    /// A counter that stands at the text's start.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        CodePoints { text, ascii: text.is_ascii(), bytes: 0, points: 0 }
    }

    /// The number of code points before a byte offset, which lies on a character's boundary.
    pub fn at(&mut self, byte: usize) -> u64 {
        if self.ascii {
            return byte as u64;
        }
        if byte < self.bytes {
            self.points -= characters(&self.text[byte..self.bytes]);
        } else {
            self.points += characters(&self.text[self.bytes..byte]);
        }
        self.bytes = byte;
        self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_counted_as_a_reader_would() {
        for (text, count) in [
            ("", 0),
            ("Mosul", 1),
            ("US-led forces left Mosul’s east.", 5),
            ("it's - well - 3.5 km", 5),
            ("الموصل مدينة", 2),
            ("in\n\nthe city ", 3),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_of_counting_agree(text in "[ -~]{0,80}") {
            prop_assert_eq!(ascii_words(text.as_bytes()), unicode_words(&text));
        }

        #[test]
        fn code_points_are_those_before_the_byte(text in any::<String>()) {
            let mut points = CodePoints::new(&text);
            for (index, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), index as u64);
            }
        }
    }
}
