//! Refusing a word by its first letters, before the automaton is touched.
//!
//! A word's key is its first ASCII letters and digits, eight at most, in lower case. The keys of all names stand in a
//! table of bits (a Bloom filter with one hash function), so that a word which begins no name is refused by one look into
//! a table that fits the cache. Two bits stand for a key: whether a name ends with that word or goes on otherwise than by
//! a space, and whether a name has another word after it. Where only the second is set ("The" of "The Hague"), the key of
//! the word and the beginning of the next is asked too. A set of the first two letters, which is smaller still, is asked
//! before. There are two of each: one for words that begin with a small letter, which few names do.

/// How many letters a key has at most.
const LETTERS: usize = 8;
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES * 0x80;

/// The keys of a list's names.
pub(super) struct Filter {
    small: Set,
    other: Set,
}

/// What the first bytes of a word are.
enum Key {
    /// The folded letters, unused bytes 0, and how many they are.
    Letters(u64, u32),
    /// Something stands among them that folds to who knows what.
    Unknown,
}

impl Filter {
    /// The filter of the folded names, with whether each may begin with a small letter.
    pub(super) fn new<'n>(names: impl Iterator<Item = (&'n [u8], bool)> + Clone) -> Filter {
        let small = names.clone().filter(|(_, small)| *small).map(|(name, _)| name);
        Filter { small: Set::new(small), other: Set::new(names.map(|(name, _)| name)) }
    }

    /// Whether a name may begin at a byte of a text. True for all names that do, and for some words that do not.
    #[inline(always)]
    pub(super) fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let set = if bytes[at].is_ascii_lowercase() { &self.small } else { &self.other };
        if bytes[at] >= 0x80 {
            return true;
        }
        if let Some(&[first, second]) = bytes.get(at..at + 2)
            && !set.has_pair(first, second)
        {
            return false;
        }
        let word = eight_bytes(bytes, at);
        let Key::Letters(key, length) = first_word(word, bytes, at) else { return true };
        match set.cell(key) {
            0 => false,
            GOES_ON => match bytes.get(at + length as usize) {
                Some(b' ' | b'-') => match two_words(word, length, bytes, at) {
                    Key::Letters(key, _) => set.cell(key) & ENDS != 0,
                    Key::Unknown => true,
                },
                // No other punctuation folds to a space.
                next => next.is_some_and(u8::is_ascii_whitespace),
            },
            _ => true,
        }
    }
}

/// A name ends with the key's letters, or goes on otherwise than with a space.
const ENDS: u64 = 1;
/// A name goes on after the key's letters with another word.
const GOES_ON: u64 = 2;

/// The class of a byte for the set of pairs: its folded letter or digit, [`ANY`] if it may fold to anything, or 0.
const CLASS: [u8; 256] = classes();
/// A character beyond ASCII, or a hyphen, which is nothing at the end of a line.
const ANY: u8 = 1;

const fn classes() -> [u8; 256] {
    let mut table = [ANY; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let one = byte as u8;
        table[byte] = match one {
            b'-' => ANY,
            _ if one.is_ascii_alphanumeric() => one.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// A set of keys. No more than one word in sixteen that is not in it is taken for one that is.
struct Set {
    /// The pairs of classes that keys begin with: a bit for each.
    pairs: Box<[u64; 256]>,
    bits: Vec<u64>,
    shift: u32,
}

impl Set {
    fn new<'n>(names: impl Iterator<Item = &'n [u8]>) -> Set {
        let mut keys: Vec<(u64, u64)> = Vec::new();
        for name in names {
            // Sorted names repeat each other's keys.
            let new =
                name_keys(name).into_iter().flatten().filter(|key| !keys[keys.len().saturating_sub(2)..].contains(key));
            let new: Vec<_> = new.collect();
            keys.extend(new);
        }
        let size = (keys.len() * 32).next_power_of_two().max(64);
        let mut set = Set { pairs: Box::new([0; 256]), bits: vec![0; size / 64], shift: 65 - size.trailing_zeros() };
        for class in 0..128 {
            set.add_pair(class, ANY);
            set.add_pair(ANY, class);
        }
        for &(key, cell) in &keys {
            let place = set.place(key);
            set.bits[place / 32] |= cell << (place % 32 * 2);
            set.add_first(key);
        }
        set
    }

    /// Where the two bits of a key stand.
    #[inline(always)]
    fn place(&self, key: u64) -> usize {
        let mixed = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> self.shift) as usize
    }

    #[inline(always)]
    fn cell(&self, key: u64) -> u64 {
        let place = self.place(key);
        self.bits[place / 32] >> (place % 32 * 2) & 3
    }

    fn add_first(&mut self, key: u64) {
        let [first, second, ..] = key.to_le_bytes().map(|byte| CLASS[usize::from(byte)]);
        self.add_pair(first, second);
    }

    fn add_pair(&mut self, first: u8, second: u8) {
        let pair = usize::from(first) << 7 | usize::from(second);
        self.pairs[pair / 64] |= 1 << (pair % 64);
    }

    #[inline(always)]
    fn has_pair(&self, first: u8, second: u8) -> bool {
        let pair = usize::from(CLASS[usize::from(first)]) << 7 | usize::from(CLASS[usize::from(second)]);
        self.pairs[pair / 64] >> (pair % 64) & 1 == 1
    }
}

/// The keys of a folded name and what each says. None for one that a text can only spell with characters beyond ASCII
/// among the first, for those words are never refused.
fn name_keys(name: &[u8]) -> [Option<(u64, u64)>; 2] {
    let letters = |from: usize| name[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // The first character is part of the word, whatever it is.
    let first = if name[0].is_ascii() { (1 + letters(1)).min(LETTERS) } else { 0 };
    let beyond = |end: usize| end < LETTERS && name.get(end).is_some_and(|byte| *byte >= 0x80);
    let key = |length: usize| {
        let mut key = [0; LETTERS];
        key[..length].copy_from_slice(&name[..length]);
        key[0] |= 0x20;
        u64::from_le_bytes(key)
    };
    if beyond(first) {
        return [None, None];
    }
    let spaced = name.get(first) == Some(&b' ') && first + 1 < LETTERS && letters(first + 1) > 0;
    if !spaced {
        // A name whose next word begins with no ASCII letter, too: its key does not tell more than the first word's.
        return [Some((key(first), ENDS)), None];
    }
    let second = (first + 1 + letters(first + 1)).min(LETTERS);
    [Some((key(first), GOES_ON)), (!beyond(second)).then(|| (key(second), ENDS))]
}

/// The eight bytes of a text from one on, filled up with zeros at its end.
#[inline(always)]
fn eight_bytes(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + LETTERS) {
        Some(&[a, b, c, d, e, f, g, h]) => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => last_bytes(bytes, at),
    }
}

fn last_bytes(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; LETTERS];
    let rest = &bytes[at..];
    let length = rest.len().min(LETTERS);
    word[..length].copy_from_slice(&rest[..length]);
    u64::from_le_bytes(word)
}

/// The key of the first word of eight bytes, which stand at a byte of a text.
#[inline(always)]
fn first_word(word: u64, bytes: &[u8], at: usize) -> Key {
    // A grave accent is an apostrophe; any other punctuation that a name begins with is itself.
    if word as u8 == b'`' {
        return Key::Unknown;
    }
    key_up_to(word | (ONES * 0x20), no_letters(word) & !0x80, bytes, at)
}

/// The key of the first word, which has `length` letters, and the beginning of the next.
#[inline(always)]
fn two_words(word: u64, length: u32, bytes: &[u8], at: usize) -> Key {
    let gap = length * 8;
    if length + 1 >= LETTERS as u32 {
        return Key::Unknown;
    }
    let others = no_letters(word) & !(0x80 << gap) & !0x80;
    if others >> (gap + 8) & 0x80 != 0 {
        // More than one space, or punctuation.
        return Key::Unknown;
    }
    let spaced = (word | (ONES * 0x20)) & !(0xff << gap) | 0x20 << gap;
    key_up_to(spaced, others, bytes, at)
}

/// The high bit of each byte that is no ASCII letter or digit.
#[inline(always)]
fn no_letters(word: u64) -> u64 {
    !(in_range(word | (ONES * 0x20), b'a', b'z') | in_range(word, b'0', b'9')) & HIGHS
}

/// The bytes of a word in lower case, up to the first that `others` marks.
#[inline(always)]
fn key_up_to(lower: u64, others: u64, bytes: &[u8], at: usize) -> Key {
    if others == 0 {
        return Key::Letters(lower, LETTERS as u32);
    }
    let length = others.trailing_zeros() / 8;
    let stop = at + length as usize;
    match bytes.get(stop) {
        Some(0x80..) => Key::Unknown,
        // A word may go on after a hyphen at a line's end.
        Some(b'-') if matches!(bytes.get(stop + 1), Some(b'\n' | b'\r')) => Key::Unknown,
        _ => Key::Letters(lower & ((1 << (length * 8)) - 1), length),
    }
}

/// The high bit of each byte of a word that is ASCII and lies in a range.
#[inline(always)]
fn in_range(word: u64, from: u8, to: u8) -> u64 {
    let low = word & !HIGHS;
    let at_least = low + ONES * u64::from(0x80 - from);
    let beyond = low + ONES * u64::from(0x7f - to);
    at_least & !beyond & !word & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    fn filter(names: &[(&str, bool)]) -> Filter {
        Filter::new(names.iter().map(|(name, small)| (name.as_bytes(), *small)))
    }

    #[test]
    fn words_that_begin_no_name_are_refused() {
        let filter = filter(&[
            ("mosul", false),
            ("tal afar", false),
            ("al bab", true),
            ("is", false),
            ("7 eleven", false),
            ("'s gravenhage", true),
        ]);
        for (word, may) in [
            ("Mosul", true),
            ("MOSUL,", true),
            ("mosul", false),
            ("Mosulites", false),
            ("Mo-\nsul", true),
            ("M-\nosul", true),
            ("tal", false),
            ("Tal", false),
            ("Tal Abyad", false),
            ("Tal  Afar", true),
            ("Tal\nAfar", true),
            ("Tal A-\nfar", true),
            ("Mo\u{ad}sul", true),
            ("Moscow", false),
            ("Tal-Afar", true),
            ("al-Bab", true),
            ("al", false),
            ("IS", true),
            ("I", false),
            ("7-Eleven", true),
            ("8", false),
            ("\u{10}s", false),
            ("'s Gravenhage", true),
            ("`s Gravenhage", true),
            ("'t Hart", false),
        ] {
            assert_eq!(filter.may_begin(word.as_bytes(), 0), may, "{word:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_never_refused(name in r"[A-Za-z0-9 '’.é\-]{1,12}", after in r"[ ,.é’]{0,3}") {
            // A word begins with no space.
            prop_assume!(!name.starts_with(' '));
            let folded = fold(&name);
            let filter = Filter::new([(folded.as_bytes(), true)].into_iter());
            let text = name + &after;
            prop_assert!(filter.may_begin(text.as_bytes(), 0), "{text:?} {folded:?}");
        }
    }
}
