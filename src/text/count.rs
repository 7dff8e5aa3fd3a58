//! Counts: words, characters, and offsets in code points.

use super::boundary::is_joining;

/// 12345 as "12,345": a number as English texts write it.
///
/// ```
/// assert_eq!(dateline::text::grouped(1_234_567), "1,234,567");
/// assert_eq!(dateline::text::grouped(999), "999");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many words a text has: runs of letters, digits and marks. An apostrophe or a hyphen between two letters keeps
/// them one word ("Mosul’s", "US-led"), so that the figure is near what a word processor gives.
pub fn words(text: &str) -> u64 {
    let (mut words, mut at) = (Words::default(), 0);
    let mut count = 0;
    while at < text.len() {
        let block = &text.as_bytes()[at..text.len().min(at + BLOCK)];
        // What is plain is counted by the block; else character by character, as far as the last that is not.
        match block.iter().rposition(|byte| !byte.is_ascii()) {
            None => {
                count += words.in_block(block);
                at += block.len();
            }
            Some(last) => {
                let end = text.ceil_char_boundary(at + last + 1);
                count += text[at..end].chars().map(|character| words.with(character)).sum::<u64>();
                at = end;
            }
        }
    }
    count
}

/// As many bytes are looked at together.
const BLOCK: usize = 64;

/// What the bytes of a block are, a bit for each.
struct Bits {
    /// Letters, digits and underscores: what words are made of.
    letters: u64,
    /// Apostrophes and hyphens, which hold two parts of a word together.
    links: u64,
}

impl Bits {
    #[inline(always)]
    fn of(block: &[u8; BLOCK]) -> Bits {
        let mut flags = [0_u8; BLOCK];
        for (flag, &byte) in flags.iter_mut().zip(block) {
            let letter = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
            let link = u8::from(byte == b'\'') | u8::from(byte == b'-');
            *flag = letter | u8::from(byte == b'_') | link << 1;
        }
        Bits { letters: gather_bits(&flags, 0), links: gather_bits(&flags, 1) }
    }
}

/// One of the bits of each of sixty-four bytes. The multiplication moves the byte `i` of eight to bit `56 + i`.
#[inline(always)]
pub(crate) fn gather_bits(flags: &[u8; BLOCK], bit: u32) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().enumerate().fold(0, |bits, (index, eight)| {
        let eight = u64::from_le_bytes(*eight) >> bit & 0x0101_0101_0101_0101;
        bits | (eight.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (index * 8)
    })
}

/// Where a count of words stands: what the last character was.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    /// A letter.
    inside: bool,
    /// A link after a letter.
    linked: bool,
}

impl Words {
    /// How many words begin in some plain bytes, a block at most.
    #[inline(always)]
    fn in_block(&mut self, bytes: &[u8]) -> u64 {
        let Bits { letters, links } = match bytes.first_chunk() {
            Some(block) => Bits::of(block),
            None => {
                let mut padded = [b' '; BLOCK];
                padded[..bytes.len()].copy_from_slice(bytes);
                Bits::of(&padded)
            }
        };
        let after_letter = letters << 1 | u64::from(self.inside);
        let links = links & after_letter;
        let begins = letters & !after_letter & !(links << 1 | u64::from(self.linked));
        *self = Words { inside: letters >> (BLOCK - 1) != 0, linked: links >> (BLOCK - 1) != 0 };
        u64::from(begins.count_ones())
    }

    /// 1 if a word begins with a character, 0 else.
    fn with(&mut self, character: char) -> u64 {
        let letter = is_joining(character);
        let begins = letter && !self.inside && !self.linked;
        let link = matches!(character, '\'' | '-' | '’' | '\u{2010}' | '\u{2011}' | '\u{ad}');
        *self = Words { inside: letter, linked: self.inside && link };
        u64::from(begins)
    }
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
        fn both_ways_of_counting_agree(text in "([ -~]{0,80}|[a _'-]{50,200}|[a \\-’é—]{0,20}[ab '-]{0,200}[a’\\-é]{0,90})") {
            let mut slowly = Words::default();
            prop_assert_eq!(words(&text), text.chars().map(|character| slowly.with(character)).sum::<u64>());
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
