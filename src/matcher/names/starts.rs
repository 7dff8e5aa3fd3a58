//! Places where a name may begin, found sixty-four bytes at a time.
//!
//! A word begins at a byte that a name can begin with and that no letter or digit precedes. Both are asked of a whole
//! block at once in a loop without branches, which compilers turn into vector instructions; what comes out is one bit a
//! byte. What only decoding can tell (letters beyond ASCII, apostrophes) is let through and asked by [`begins_word`].

use crate::text::starts_word;

const BLOCK: usize = 64;

/// The kinds of bytes that the names of a list begin with. Capitals and letters beyond ASCII are always among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FirstBytes {
    pub(super) small: bool,
    pub(super) digits: bool,
    pub(super) others: bool,
}

impl FirstBytes {
    /// What the folded names begin with, each with whether it may begin with a small letter.
    pub(super) fn of<'n>(names: impl Iterator<Item = (&'n [u8], bool)>) -> FirstBytes {
        names.fold(FirstBytes::default(), |all, (name, small)| FirstBytes {
            small: all.small || small && name[0].is_ascii_lowercase(),
            digits: all.digits || name[0].is_ascii_digit(),
            others: all.others || name[0].is_ascii() && !name[0].is_ascii_alphanumeric(),
        })
    }

    /// Calls back with every byte offset where a name may begin, in order.
    #[inline(always)]
    pub(super) fn visit(self, text: &str, mut visit: impl FnMut(usize)) {
        let bytes = text.as_bytes();
        let mut before = b' ';
        for (index, block) in bytes.chunks(BLOCK).enumerate() {
            let mut bits = self.bits(before, block);
            before = block[block.len() - 1];
            while bits != 0 {
                visit(index * BLOCK + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    /// One bit for each byte of a block where a name may begin.
    #[inline(always)]
    fn bits(self, before: u8, block: &[u8]) -> u64 {
        let mut padded = [b' '; BLOCK + 1];
        padded[0] = before;
        padded[1..=block.len()].copy_from_slice(block);
        let allowed = self.allowed();
        let mut flags = [0_u8; BLOCK];
        for (index, flag) in flags.iter_mut().enumerate() {
            *flag = begins(padded[index + 1], padded[index], allowed);
        }
        gather(&flags)
    }

    fn allowed(self) -> [u8; 3] {
        [u8::from(self.small), u8::from(self.digits), u8::from(self.others)]
    }
}

/// 1 if a name may begin with a byte after another one.
#[inline(always)]
fn begins(byte: u8, before: u8, [small, digits, others]: [u8; 3]) -> u8 {
    let letter = is_letter(byte);
    let digit = is_digit(byte);
    let capital = letter & u8::from(byte & 0x20 == 0);
    let other = u8::from(byte > b' ') & u8::from(byte < 0x7f) & (1 ^ letter) & (1 ^ digit);
    let ascii = capital | (letter & small) | (digit & digits) | (other & others);
    let after_letter = is_letter(before) | is_digit(before) | u8::from(before == b'_');
    (ascii & (1 ^ after_letter)) | u8::from(byte >= 0xc0)
}

#[inline(always)]
fn is_letter(byte: u8) -> u8 {
    u8::from((byte | 0x20).wrapping_sub(b'a') < 26)
}

#[inline(always)]
fn is_digit(byte: u8) -> u8 {
    u8::from(byte.wrapping_sub(b'0') < 10)
}

/// Sixty-four bytes of 0 or 1 as sixty-four bits. The multiplication moves the byte `i` of eight to bit `56 + i`.
#[inline(always)]
fn gather(flags: &[u8; BLOCK]) -> u64 {
    let mut bits = 0;
    for (index, eight) in flags.chunks_exact(8).enumerate() {
        let eight =
            u64::from_le_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]]);
        bits |= (eight.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (index * 8);
    }
    bits
}

/// Whether a word begins at one of the places; decodes characters only where the neighbourhood is not plain ASCII.
#[inline(always)]
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    match before {
        b'\'' | b'`' | 0x80.. => !inside_plain_word(bytes, at) && starts_word(text, at),
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
        first.visit(text, |at| found.push(at));
        found
    }

    #[test]
    fn words_are_found_over_the_edges_of_blocks() {
        for padding in 0..70 {
            let text = format!("{}Mosul, x.Tal_Afar", " ".repeat(padding));
            let (mosul, tal) = (padding, padding + 9);
            assert_eq!(all(FirstBytes::default(), &text), [mosul, tal]);
        }
    }

    proptest! {
        #[test]
        fn every_start_of_a_word_is_among_the_places(text in r"(\PC|[ A-Za-z0-9_'’\-]){0,200}") {
            let every = FirstBytes { small: true, digits: true, others: true };
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
