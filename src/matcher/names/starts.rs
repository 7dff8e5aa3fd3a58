//! Places where a name may begin, found sixty-four bytes at a time.
//!
//! A word begins at a byte that a name can begin with and that no letter or digit precedes. Both are asked of a whole
//! block at once in a loop without branches, which compilers turn into vector instructions; what comes out is one bit a
//! byte. The same bits tell how far the word's plain letters go. What only decoding can tell (letters beyond ASCII,
//! apostrophes, underscores) is let through and asked by [`begins_word`].

use crate::text::{gather_bits, starts_word};

pub(super) const BLOCK: usize = 64;

/// The kinds of bytes that the names of a list begin with. Capitals and letters beyond ASCII are always among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FirstBytes {
    pub(super) small: bool,
    pub(super) digits: bool,
    pub(super) others: bool,
    /// A sign of punctuation, of ASCII or as [`is_sign`] knows it.
    pub(super) signs: bool,
}

impl FirstBytes {
    /// What the folded names begin with, each with whether it may begin with a small letter.
    pub(super) fn of<'n>(names: impl Iterator<Item = (&'n [u8], bool)>) -> FirstBytes {
        names.fold(FirstBytes::default(), |all, (name, small)| FirstBytes {
            small: all.small || small && name[0].is_ascii_lowercase(),
            digits: all.digits || name[0].is_ascii_digit(),
            others: all.others || is_other(name[0]),
            signs: all.signs || is_other(name[0]) || is_sign(name, 0),
        })
    }

    /// Calls back with every byte offset where a name may begin, in order, and the number of plain letters and digits
    /// from there on, at most [`BLOCK`].
    #[inline(always)]
    pub(super) fn visit(self, text: &str, mut visit: impl FnMut(usize, usize)) {
        let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
        let mut last = [b' '; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let mut inside = 0;
        let mut of_block = |start: usize, this: Bits, next: Bits| {
            let mut begins = this.begins & !(this.joins << 1 | inside) | this.beyond;
            inside = this.joins >> (BLOCK - 1);
            while begins != 0 {
                let place = begins.trailing_zeros();
                let joins = this.joins >> place | next.joins.unbounded_shl(BLOCK as u32 - place);
                visit(start + place as usize, joins.trailing_ones() as usize);
                begins &= begins - 1;
            }
        };
        let mut this = Bits::default();
        for (index, block) in blocks.iter().chain([&last]).enumerate() {
            let next = self.bits(block);
            of_block(index.wrapping_sub(1).wrapping_mul(BLOCK), this, next);
            this = next;
        }
        of_block(blocks.len() * BLOCK, this, Bits::default());
    }

    #[inline(always)]
    fn bits(self, block: &[u8; BLOCK]) -> Bits {
        let allowed = self.allowed();
        let mut flags = [0_u8; BLOCK];
        for (flag, &byte) in flags.iter_mut().zip(block) {
            *flag = begins_name(byte, allowed) | joins_next(byte) << 1 | u8::from(byte >= 0xc0) << 2;
        }
        Bits { begins: gather_bits(&flags, 0), joins: gather_bits(&flags, 1), beyond: gather_bits(&flags, 2) }
    }

    fn allowed(self) -> [u8; 3] {
        [u8::from(self.small), u8::from(self.digits), u8::from(self.others)]
    }
}

/// What the bytes of a block are, a bit for each.
#[derive(Clone, Copy, Default)]
struct Bits {
    /// A name may begin with it, if no letter or digit stands before it.
    begins: u64,
    /// A letter or a digit of ASCII.
    joins: u64,
    /// The first byte of a character beyond ASCII.
    beyond: u64,
}

/// 1 if a name may begin with a byte of ASCII.
#[inline(always)]
fn begins_name(byte: u8, [small, digits, others]: [u8; 3]) -> u8 {
    let letter = is_letter(byte);
    let digit = is_digit(byte);
    let capital = letter & u8::from(byte & 0x20 == 0);
    let other = u8::from(byte > b' ') & u8::from(byte < 0x7f) & (1 ^ letter) & (1 ^ digit);
    capital | (letter & small) | (digit & digits) | (other & others)
}

/// 1 if no word begins after a byte of ASCII. After an underscore one may.
#[inline(always)]
fn joins_next(byte: u8) -> u8 {
    is_letter(byte) | is_digit(byte)
}

#[inline(always)]
fn is_letter(byte: u8) -> u8 {
    u8::from((byte | 0x20).wrapping_sub(b'a') < 26)
}

#[inline(always)]
fn is_digit(byte: u8) -> u8 {
    u8::from(byte.wrapping_sub(b'0') < 10)
}

fn is_other(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether a dash, a quotation mark, a bullet or an ellipsis stands at a byte (U+2010 to U+2027 without U+2017): edited
/// texts are full of them, and hardly a name begins with one.
#[inline(always)]
pub(super) fn is_sign(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [0xe2, 0x80, 0x90..=0x96 | 0x98..=0xa7, ..])
}

/// Whether a word begins at one of the places; decodes characters only where the neighbourhood is not plain ASCII.
#[inline(always)]
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    match before {
        b'\'' | b'`' | b'_' | 0x80.. => !inside_plain_word(bytes, at) && starts_word(text, at),
        _ => bytes[at] < 0x80 || starts_word(text, at),
    }
}

/// Whether a character of two bytes follows on another one, both of Cyrillic or both Arabic letters: most of what is
/// asked in such texts, so that it pays not to decode them.
fn inside_plain_word(bytes: &[u8], at: usize) -> bool {
    let Some(&lead) = at.checked_sub(2).and_then(|before| bytes.get(before)) else { return false };
    match bytes[at] {
        0xd0 | 0xd1 => matches!(lead, 0xd0 | 0xd1),
        0xd8 | 0xd9 => (lead == 0xd8 && bytes[at - 1] >= 0xa0) || (lead == 0xd9 && bytes[at - 1] <= 0x8a),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(first: FirstBytes, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        first.visit(text, |at, _| found.push(at));
        found
    }

    #[test]
    fn words_are_found_over_the_edges_of_blocks() {
        for padding in 0..70 {
            let text = format!("{}Mosul, x.Tal_Afar", " ".repeat(padding));
            let (mosul, tal) = (padding, padding + 9);
            assert_eq!(all(FirstBytes::default(), &text), [mosul, tal, tal + 4]);
        }
    }

    #[test]
    fn a_sign_stands_for_no_letter_or_digit() {
        for sign in ('\u{2010}'..='\u{2016}').chain('\u{2018}'..='\u{2027}') {
            let text = sign.to_string();
            assert!(is_sign(text.as_bytes(), 0));
            let folded = crate::text::fold(&text);
            assert!(is_other(folded.as_bytes()[0]) || is_sign(folded.as_bytes(), 0), "{sign} {folded:?}");
        }
        assert!(!is_sign("é".as_bytes(), 0) && !is_sign("\u{200b}".as_bytes(), 0));
    }

    #[test]
    fn runs_are_measured_over_the_edges_of_blocks() {
        for padding in 0..70 {
            let text = format!("{}Tal_Afar2’s {}", " ".repeat(padding), "A".repeat(100));
            let mut runs = Vec::new();
            FirstBytes::default().visit(&text, |_, run| runs.push(run));
            assert_eq!(runs, [3, 5, 0, 64]);
        }
    }

    proptest! {
        #[test]
        fn every_start_of_a_word_is_among_the_places(text in r"(\PC|[ A-Za-z0-9_'’\-]){0,200}") {
            let every = FirstBytes { small: true, digits: true, others: true, signs: true };
            let places: Vec<usize> = all(every, &text).into_iter().filter(|at| begins_word(&text, *at)).collect();
            let expected: Vec<usize> = text
                .char_indices()
                .filter(|(at, c)| starts_word(&text, *at) && !matches!(c, '\0'..=' ' | '\u{7f}'))
                .map(|(at, _)| at)
                .collect();
            prop_assert_eq!(places, expected);
        }
    }
}
