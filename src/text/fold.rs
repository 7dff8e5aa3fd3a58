//! Folding: the form in which aliases and texts are compared.
//!
//! Folded text has no letter case, diacritics, tashkeel or tatweel; every kind of apostrophe is `'`, a run of white
//! space is one space, a hyphen inside a word is a space ("Deir ez-Zor" is "Deir ez Zor"), one that breaks a word at a
//! line's end is nothing, whatever a printer or OCR put for it ("Mo-\nsul", "Mo¬\nsul"), the forms of an Arabic letter
//! are one letter, and characters that only format (soft hyphens, direction marks) are gone. A blank line folds to a
//! line feed, which no alias holds: no name reaches over a paragraph's end.
//!
//! The walk is piece by piece over the original, so offsets need no map and the text no copy.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::boundary::{is_apostrophe, is_format, is_mark};
use super::folded_letters;

/// The folded byte of each ASCII letter and digit and of the plain punctuation; 0 for what needs [`piece`].
pub(crate) const ASCII_FOLD: [u8; 256] = ascii_fold();

const fn ascii_fold() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0x21;
    while byte < 0x7f {
        table[byte] = match byte as u8 {
            b'-' | b'`' | b'=' => 0,
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
}

/// What one step of folding yields: some folded bytes (possibly none) and the place after what they stand for.
pub(crate) struct Piece {
    bytes: [u8; Piece::CAPACITY],
    length: u8,
    /// The byte offset in the original after the folded characters.
    pub(crate) next: usize,
}

impl Piece {
    /// Room for the longest compatibility decomposition of one character (U+FDFA, 18 Arabic letters and spaces).
    const CAPACITY: usize = 40;

    #[inline]
    fn empty(next: usize) -> Piece {
        Piece { bytes: [0; Piece::CAPACITY], length: 0, next }
    }

    #[inline]
    fn of(ascii: u8, next: usize) -> Piece {
        let mut piece = Piece::empty(next);
        (piece.bytes[0], piece.length) = (ascii, 1);
        piece
    }

    /// Some bytes of folded text, not more than there is room for.
    #[inline]
    pub(super) fn of_bytes(folded: &[u8], next: usize) -> Piece {
        let mut piece = Piece::empty(next);
        piece.bytes[..folded.len()].copy_from_slice(folded);
        piece.length = folded.len() as u8;
        piece
    }

    fn push(&mut self, character: char) {
        let start = usize::from(self.length);
        if start + character.len_utf8() <= Piece::CAPACITY {
            self.length += character.encode_utf8(&mut self.bytes[start..]).len() as u8;
        }
    }

    /// The folded bytes: valid UTF-8.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// The same as text.
    pub(crate) fn str(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// Whether folding takes away letter case as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Keep,
}

/// The folded form of a whole string.
///
/// ```
/// use dateline::text::fold;
/// assert_eq!(fold("Deir\u{a0}ez-Zor"), "deir ez zor");
/// assert_eq!(fold("Ḥawīja"), "hawija");
/// assert_eq!(fold("المُوصِل"), fold("الموصل"));
/// assert_eq!(fold("Da’esh"), "da'esh");
/// ```
pub fn fold(text: &str) -> String {
    let (bytes, mut folded) = (text.as_bytes(), Vec::with_capacity(text.len()));
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most letters are plain, and cost a look into a table.
        match ASCII_FOLD[usize::from(byte)] {
            0 => {
                let step = piece(text, at);
                folded.extend_from_slice(step.bytes());
                at = step.next;
            }
            plain => {
                folded.push(plain);
                at += 1;
            }
        }
    }
    String::from_utf8(folded).expect("pieces are valid UTF-8, and so is what they make")
}

/// Whether two strings with the same folded form also have their capitals at the same places.
pub fn same_case(one: &str, other: &str) -> bool {
    one == other || cased(one).eq(cased(other))
}

/// Whether a surface has a capital at the beginning of each word where the alias has one. Both fold to the same.
///
/// Capitals inside of words are free: "Unesco" is UNESCO, and MOSUL is Mosul.
pub fn has_capitals_of(alias: &str, surface: &str) -> bool {
    // As it is listed, as most are.
    if alias == surface {
        return true;
    }
    let mut inside = false;
    cased(alias).zip(cased(surface)).all(|(wanted, found)| {
        let begins = !std::mem::replace(&mut inside, wanted.is_alphanumeric() || wanted == '\'');
        !begins || !wanted.is_uppercase() || !found.is_lowercase()
    })
}

/// The folded characters of a string with their letter case kept.
pub(super) fn cased(text: &str) -> impl Iterator<Item = char> + '_ {
    let (mut at, mut ready, mut shown) = (0, Piece::empty(0), 0);
    std::iter::from_fn(move || {
        while shown == ready.bytes().len() {
            if at == text.len() {
                return None;
            }
            (ready, shown) = (step(text, at, Case::Keep), 0);
            at = ready.next;
        }
        let character = ready.str()[shown..].chars().next()?;
        shown += character.len_utf8();
        Some(character)
    })
}

/// Folds what stands at a byte offset (a character's first byte, before the text's end): one character, or a run of
/// white space.
#[inline]
pub(crate) fn piece(text: &str, at: usize) -> Piece {
    step(text, at, Case::Lower)
}

#[inline]
fn step(text: &str, at: usize, case: Case) -> Piece {
    let byte = text.as_bytes()[at];
    let folded = ASCII_FOLD[usize::from(byte)];
    if folded != 0 {
        return Piece::of(if case == Case::Lower { folded } else { byte }, at + 1);
    }
    let known = if case == Case::Lower { folded_letters::folded(text.as_bytes(), at) } else { None };
    known.unwrap_or_else(|| step_beyond_plain(text, at, case))
}

/// Whether what a character folds to hangs on what stands beside it.
pub(super) fn hangs_on_neighbours(character: char) -> bool {
    character.is_whitespace() || is_hyphen(character) || BREAKS.contains(&character)
}

/// What a character folds to that hangs on no neighbour.
pub(super) fn alone(character: char) -> Piece {
    step_beyond_plain(character.encode_utf8(&mut [0; 4]), 0, Case::Lower)
}

/// The piece as it is worked out.
#[cfg(test)]
pub(super) fn without_table(text: &str, at: usize) -> Piece {
    step_beyond_plain(text, at, Case::Lower)
}

/// The same for all but plain ASCII, worked out.
fn step_beyond_plain(text: &str, at: usize, case: Case) -> Piece {
    // Never empty: the caller stays before the end.
    let character = text[at..].chars().next().unwrap_or('\u{fffd}');
    let next = at + character.len_utf8();
    if character.is_whitespace() {
        white_space(text, at)
    } else if let Some(resume) = broken_word(text, at) {
        mended(text, resume)
    } else if is_hyphen(character) {
        hyphen(text, at, next)
    } else if is_apostrophe(character) {
        Piece::of(b'\'', next)
    } else if is_format(character) || is_mark(character) || character == TATWEEL {
        Piece::empty(next)
    } else {
        letter(character, next, case)
    }
}

/// The stroke that lengthens an Arabic word.
const TATWEEL: char = '\u{640}';

/// A run of white space is one space, whatever only formats inside of it; one that holds a blank line is a line feed.
fn white_space(text: &str, at: usize) -> Piece {
    let run = text[at..].trim_start_matches(|c: char| c.is_whitespace() || is_format(c) || is_mark(c) || c == TATWEEL);
    let end = text.len() - run.len();
    let space = &text[at..end];
    let breaks = space.matches('\n').count() + space.matches(['\u{2029}', '\u{b}', '\u{c}']).count() * 2;
    Piece::of(if breaks > 1 { b'\n' } else { b' ' }, end)
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// The signs that a word is broken by at a line's end and that are no hyphens within a line: what OCR writes for a
/// hyphen that it takes for the printer's (¬, the soft hyphen), and the double hyphen of Fraktur, with the sign that is
/// often read for it.
const BREAKS: [char; 4] = ['\u{ad}', '¬', '⸗', '='];

/// A hyphen between letters or digits is a space. Any other is punctuation. For those at a line's end see
/// [`broken_word`].
fn hyphen(text: &str, at: usize, next: usize) -> Piece {
    // A mark after the hyphen is the hyphen's own, even one that counts as a letter.
    let goes_on = |after: char| after.is_alphanumeric() && !is_mark(after);
    let joins = is_joined(text, at) && text[next..].chars().next().is_some_and(goes_on);
    Piece::of(if joins { b' ' } else { b'-' }, next)
}

fn is_joined(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || is_mark(before))
}

/// A break at a line's end is nothing when the word goes on in lower case ("Mo-\nsul"), and a space when a capital
/// follows ("Deir-\nEzzor").
fn mended(text: &str, resume: usize) -> Piece {
    let small = text[resume..].chars().next().is_some_and(char::is_lowercase);
    if small { Piece::empty(resume) } else { Piece::of(b' ', resume) }
}

/// Where a word goes on that a hyphen at a byte breaks at a line's end, if one does. Blanks may stand after the hyphen
/// and before the rest of the word.
pub(crate) fn broken_word(text: &str, at: usize) -> Option<usize> {
    const BLANKS: [char; 2] = [' ', '\t'];
    let sign = text[at..].chars().next().filter(|sign| is_hyphen(*sign) || BREAKS.contains(sign))?;
    let rest = text[at + sign.len_utf8()..].trim_start_matches(BLANKS);
    let line = rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')?;
    let line = line.trim_start_matches(BLANKS);
    let next = line.chars().next()?;
    // What is seldom a hyphen is one where a word goes on in small letters.
    let goes_on = if sign == '=' { next.is_lowercase() } else { next.is_alphanumeric() };
    (goes_on && is_joined(text, at)).then_some(text.len() - line.len())
}

/// Any other character: compatibility decomposition without its marks, one letter for the forms of one, lower case.
fn letter(character: char, next: usize, case: Case) -> Piece {
    let mut piece = Piece::empty(next);
    decompose_compatible(character, |part| {
        // A spacing accent is a space with a mark: none of both is left.
        let accent = part == ' ' && piece.bytes().is_empty();
        if is_combining_mark(part) || part == TATWEEL || accent {
            return;
        }
        let part = plain_punctuation(part);
        for &one in one_form(part).unwrap_or(&[part]) {
            match case {
                Case::Keep => piece.push(one),
                Case::Lower => {
                    one.to_lowercase().filter(|lower| !is_combining_mark(*lower)).for_each(|l| piece.push(l))
                }
            }
        }
    });
    piece
}

/// What a compatibility decomposition may bring in that is folded elsewhere: a spacing accent's space, a raised minus.
fn plain_punctuation(part: char) -> char {
    match part {
        _ if part.is_whitespace() => ' ',
        _ if is_hyphen(part) => '-',
        _ if is_apostrophe(part) => '\'',
        other => other,
    }
}

/// Letters that Unicode does not decompose but that writers exchange.
fn one_form(character: char) -> Option<&'static [char]> {
    Some(match character {
        'ß' => &['s', 's'],
        'ẞ' => &['S', 'S'],
        'ı' => &['i'],
        'ł' => &['l'],
        'Ł' => &['L'],
        'ø' => &['o'],
        'Ø' => &['O'],
        'đ' | 'ð' => &['d'],
        'Đ' | 'Ð' => &['D'],
        'æ' => &['a', 'e'],
        'Æ' => &['A', 'E'],
        'œ' => &['o', 'e'],
        'Œ' => &['O', 'E'],
        'þ' => &['t', 'h'],
        'Þ' => &['T', 'H'],
        'ς' => &['σ'],
        // Arabic: alef wasla, alef maqsura, Persian ye, teh marbuta, Persian and Urdu kaf, heh forms.
        'ٱ' => &['ا'],
        'ى' | 'ی' => &['ي'],
        'ة' | 'ھ' | 'ہ' | 'ە' => &['ه'],
        'ک' => &['ك'],
        '٠' | '۰' => &['0'],
        '١' | '۱' => &['1'],
        '٢' | '۲' => &['2'],
        '٣' | '۳' => &['3'],
        '٤' | '۴' => &['4'],
        '٥' | '۵' => &['5'],
        '٦' | '۶' => &['6'],
        '٧' | '۷' => &['7'],
        '٨' | '۸' => &['8'],
        '٩' | '۹' => &['9'],
        _ => return None,
    })
}

/// Asks about the lower-case form of a short word in ASCII, on the stack: the question is asked for every alias of a
/// large gazetteer, and for every mention. No for all other words.
pub(crate) fn in_lower_case(text: &str, ask: impl Fn(&str) -> bool) -> bool {
    let mut buffer = [0; 24];
    let Some(lower) = buffer.get_mut(..text.len()).filter(|_| text.is_ascii()) else { return false };
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(ask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writings_of_one_name_fold_to_one_form() {
        for (folded, writings) in [
            ("deir ez zor", &["Deir ez-Zor", "DEIR EZ ZOR", "Deir\u{a0}ez‑Zor", "Deir\nez–Zor", "Deir-ez-Zor"][..]),
            ("hawija", &["Ḥawīja", "Hawija", "Hawi\u{304}ja", "Ha\u{ad}wija", "\u{200f}Hawija"]),
            ("istanbul", &["İstanbul", "ISTANBUL", "Istanbul", "ıstanbul"]),
            ("da'esh", &["Da’esh", "Daʿesh", "Da‘esh", "Da'esh", "Da`esh"]),
            (
                "mosul",
                &[
                    "Mo-\nsul",
                    "Mo-\r\n  sul",
                    "Ｍｏｓｕｌ",
                    "Mo- \nsul",
                    "Mo¬\nsul",
                    "Mo⸗\nsul",
                    "Mo=\nsul",
                    "Mo\u{ad}\nsul",
                ],
            ),
            ("deir ezzor", &["Deir-\nEzzor", "Deir  Ezzor"]),
            ("strasse", &["Straße", "STRASSE"]),
            ("الموصل", &["المُوصِل", "المـــوصل"]),
            ("الرقه", &["الرقة", "الرقه"]),
            ("علي", &["على", "علی", "علي"]),
            ("احمد", &["أحمد", "احمد", "ٱحمد"]),
            ("كركوك", &["كركوك", "کرکوک"]),
            ("орел", &["Орёл", "Орел"]),
        ] {
            for writing in writings {
                assert_eq!(fold(writing), *folded, "{writing:?}");
            }
        }
    }

    #[test]
    fn names_do_not_join_over_a_blank_line_or_a_spaced_dash() {
        assert_eq!(fold("Tal\n\nAfar"), "tal\nafar");
        assert_eq!(fold("Tal\r\n \r\nAfar"), "tal\nafar");
        assert_eq!(fold("Tal – Afar"), "tal - afar");
        assert_eq!(fold("Tal—Afar"), "tal—afar");
    }

    #[test]
    fn a_sign_that_is_seldom_a_hyphen_breaks_no_line_of_something_else() {
        for (text, folded) in [
            ("a=b", "a=b"),
            ("key=\nValue", "key= value"),
            ("x = 5\ny", "x = 5 y"),
            ("not¬ so", "not¬ so"),
            ("Tal -\nAfar", "tal - afar"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn a_mark_between_two_hyphens_leaves_one_space() {
        assert_eq!(fold("a-\u{11347}-b"), "a- b");
    }

    #[test]
    fn case_is_compared_letter_by_letter() {
        assert!(same_case("U.S.", "U.S."));
        assert!(same_case("Deir-ez Zor", "Deir ez-Zor"));
        assert!(!same_case("us", "US"));
        assert!(same_case("İS", "IS"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in r"[\p{L}\p{M}\p{Nd} '’-]{0,60}") {
            let once = fold(&text);
            // A hyphen's neighbours can change in folding, when a mark beside it goes away.
            prop_assume!(!once.contains('-'));
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_piece_ends_on_a_character(text in any::<String>()) {
            let mut at = 0;
            while at < text.len() {
                let next = piece(&text, at).next;
                prop_assert!(next > at && text.is_char_boundary(next));
                at = next;
            }
        }
    }
}
