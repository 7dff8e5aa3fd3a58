//! The folded forms of the characters of two bytes (Latin letters with diacritics, Greek, Cyrillic, Hebrew, Arabic),
//! each worked out once: to decompose a letter, look for marks and take its capital away costs a hundred times a look
//! into a table, and names and texts in these scripts are made of nothing else.

use std::sync::LazyLock;

use super::fold::Piece;

/// The characters that UTF-8 writes in two bytes: U+0080 to U+07FF.
const FIRST: u32 = 0x80;
const COUNT: usize = 0x780;

/// Room for what any of them folds to, but for those that are left to the general way.
const LONGEST: usize = 7;

/// What a character folds to, wherever it stands.
#[derive(Clone, Copy)]
struct Entry {
    bytes: [u8; LONGEST],
    /// Above [`LONGEST`] for what hangs on its neighbours, or has no room.
    length: u8,
}

const ASK: Entry = Entry { bytes: [0; LONGEST], length: u8::MAX };

static TABLE: LazyLock<Box<[Entry]>> = LazyLock::new(|| (0..COUNT).map(entry).collect());

fn entry(index: usize) -> Entry {
    let Some(character) = char::from_u32(FIRST + index as u32).filter(|one| !super::fold::hangs_on_neighbours(*one))
    else {
        return ASK;
    };
    let folded = super::fold::alone(character);
    let mut entry = Entry { length: folded.bytes().len() as u8, ..ASK };
    match entry.bytes.get_mut(..folded.bytes().len()) {
        Some(room) => room.copy_from_slice(folded.bytes()),
        None => return ASK,
    }
    entry
}

/// What the character at a byte folds to; none if the table does not say.
#[inline]
pub(super) fn folded(bytes: &[u8], at: usize) -> Option<Piece> {
    let &[lead @ 0xc2..=0xdf, trail, ..] = &bytes[at..] else { return None };
    let index = (usize::from(lead & 0x1f) << 6 | usize::from(trail & 0x3f)) - FIRST as usize;
    let entry = &TABLE[index];
    Some(Piece::of_bytes(entry.bytes.get(..usize::from(entry.length))?, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::without_table;

    #[test]
    fn the_table_says_what_is_worked_out() {
        for character in (FIRST..0x800).filter_map(char::from_u32) {
            for text in [
                format!("{character}"),
                format!("a{character}b"),
                format!("a{character}\nb"),
                format!("a{character}\nB"),
            ] {
                let at = usize::from(text.starts_with('a'));
                let Some(piece) = folded(text.as_bytes(), at) else { continue };
                let slow = without_table(&text, at);
                assert_eq!((piece.str(), piece.next), (slow.str(), slow.next), "{text:?}");
            }
        }
    }

    #[test]
    fn the_table_knows_nearly_all() {
        let known = TABLE.iter().filter(|entry| usize::from(entry.length) <= LONGEST).count();
        assert!(known > COUNT - 8, "{known}");
    }

    #[test]
    fn other_characters_are_not_in_it() {
        for text in ["a", "€", "𐍈", "\u{ad}\n", "\u{a0}"] {
            assert!(folded(text.as_bytes(), 0).is_none(), "{text:?}");
        }
    }
}
