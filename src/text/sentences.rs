//! Sentences: where one ends.
//!
//! Unicode's sentence rules break after "Gen." and "St."; news is full of both. A full stop therefore ends a sentence
//! only when what stands before it is no abbreviation, initial or ordinal and what follows can begin a sentence. The
//! words are data (`stops/`), those of all languages at once.

use std::ops::Range;

use super::regions::is_region;
use super::stops::{Class, lowered, written};

/// The sentences of a text as byte ranges, in order, without the white space around them.
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
}

/// The sentences of a text. Headlines and list items that end in a blank line are sentences of their own.
///
/// ```
/// use dateline::text::sentences;
/// let text = "Gen. Abdul Ghani al-Assadi spoke in Mosul. The U.S. Army did not.";
/// let all: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
/// assert_eq!(all, ["Gen. Abdul Ghani al-Assadi spoke in Mosul.", "The U.S. Army did not."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, at: 0 }
}

impl Sentences<'_> {
    /// The sentence that holds the bytes `start..end`: of the paragraph around them, so that the text before it need
    /// not be read.
    pub(crate) fn around(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
        const REACH: usize = 4096;
        let earliest = text.floor_char_boundary(start.saturating_sub(REACH));
        let from = text[earliest..start].rfind("\n\n").map_or(earliest, |at| earliest + at);
        let to = text.ceil_char_boundary((end + REACH).min(text.len()));
        sentences(&text[from..to])
            .map(|range| from + range.start..from + range.end)
            .take_while(|range| range.start <= start)
            .find(|range| range.end >= end)
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = &self.text[self.at..];
            let start = self.at + (rest.len() - rest.trim_start().len());
            if start == self.text.len() {
                self.at = start;
                return None;
            }
            let end = next_end(self.text, start);
            self.at = end;
            let trimmed = self.text[start..end].trim_end().len();
            if trimmed > 0 {
                return Some(start..start + trimmed);
            }
        }
    }
}

/// Whether a sentence ends inside of the bytes `start..end`.
pub fn crosses_sentence(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(found) = bytes[at..end].iter().position(|byte| is_candidate(*byte)) {
        at += found;
        match end_at(text, start, at) {
            Ok(stop) => return stop < end,
            Err(next) => at = next.min(end),
        }
    }
    false
}

/// A byte at which a sentence may end: cheap to look for; the rest is decided at leisure.
fn is_candidate(byte: u8) -> bool {
    CANDIDATES[usize::from(byte)]
}

const CANDIDATES: [bool; 256] = {
    let mut table = [false; 256];
    let all = [b'.', b'!', b'?', b'\n', 0xe2, 0xe3, 0xef, 0xd8, 0xdb, 0xe0];
    let mut index = 0;
    while index < all.len() {
        table[all[index] as usize] = true;
        index += 1;
    }
    table
};

/// The end (exclusive) of the sentence that begins at `start`.
fn next_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(found) = bytes[at..].iter().position(|byte| is_candidate(*byte)) {
        at += found;
        match end_at(text, start, at) {
            Ok(end) => return end,
            Err(next) => at = next,
        }
    }
    text.len()
}

/// The end of the sentence, if it ends with the character at `at`; else where to look further. All closers and stops
/// that follow on a stop are one end or none, so that a line of leading dots is looked at once.
fn end_at(text: &str, start: usize, at: usize) -> Result<usize, usize> {
    if !text.is_char_boundary(at) {
        return Err(at + 1);
    }
    let rest = &text[at..];
    let Some(character) = rest.chars().next() else { return Err(at + 1) };
    let next = at + character.len_utf8();
    match character {
        '\n' if is_blank_line(rest) => Ok(next),
        '.' | '!' | '?' | '…' => {
            let closed = after_closers(text, next);
            let ends = follows_break(text, closed) && (character != '.' || !is_abbreviation(text, start, at, closed));
            if ends { Ok(closed) } else { Err(closed) }
        }
        '؟' | '۔' | '।' | '。' | '！' | '？' | '．' => Ok(after_closers(text, next)),
        _ => Err(next),
    }
}

fn is_blank_line(rest: &str) -> bool {
    let after = rest[1..].trim_start_matches([' ', '\t', '\r', '\u{a0}']);
    after.is_empty() || after.starts_with('\n')
}

/// The place after further stops, closing quotes and brackets.
fn after_closers(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let closers =
        |c: char| matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '」' | '』');
    at + (rest.len() - rest.trim_start_matches(closers).len())
}

/// Whether white space follows, and then something that can begin a sentence.
fn follows_break(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == rest.len() {
        return false;
    }
    let first = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '—', '–', '-', '•', '*', ' ']);
    first.chars().next().is_none_or(|c| !c.is_lowercase())
}

/// Whether the full stop at `at` belongs to an abbreviation, an initial or an ordinal that the sentence goes on after.
fn is_abbreviation(text: &str, start: usize, at: usize, closed: usize) -> bool {
    let word = last_word(&text[start..at]);
    if word.is_empty() || closed > at + 1 && !text[at + 1..closed].starts_with('.') {
        return false;
    }
    let before = &text[start..at - word.len()];
    let follower = first_word(&text[closed..]);
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return closed == at + 1 && is_ordinal(before, word, follower);
    }
    let mut letters = word.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    if single.is_some_and(char::is_uppercase) {
        return !follower.is_empty();
    }
    let classes = lowered(word);
    let dotted = word.contains('.') && !word.bytes().any(|byte| byte.is_ascii_digit());
    if classes.has(Class::Inner) && !follower.is_empty() {
        return true;
    }
    if dotted || classes.has(Class::Closing) || is_region_of(before, word, &text[closed..]) {
        return !written(follower).has(Class::Starter) && !follower.is_empty();
    }
    // "z. B.": of a short form in letters the next is one, too.
    if single.is_some() && is_single(follower, &text[closed..]) {
        return true;
    }
    // "No" is an abbreviation only before a number, "Mar." and "Sun." only before one or inside of a date.
    let capital = word.starts_with(char::is_uppercase);
    let before_number = follower.starts_with(|c: char| c.is_ascii_digit());
    before_number && classes.has(Class::Figure) || classes.has(Class::Title) && (capital || before_number)
}

/// Letters, figures and full stops at the end of some text.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '.');
    &text[rest.len()..]
}

/// Whether figures with a full stop are an ordinal: "am 2. Oktober", "im 3. Jahrhundert", "der 1. FC".
fn is_ordinal(before: &str, figures: &str, follower: &str) -> bool {
    if figures.len() > 3 || !follower.starts_with(char::is_uppercase) {
        return false;
    }
    let classes = written(follower);
    if classes.has(Class::Month) && figures.len() <= 2 || classes.has(Class::Counted) {
        return true;
    }
    let called = lowered(last_word(before.trim_end().trim_end_matches(','))).has(Class::Ordinal);
    called && (classes.has(Class::SharedMonth) || !classes.has(Class::Starter))
}

/// Whether a word is the state of the place before it, and the date of a letter's head follows ("Vicksburg, Miss. July
/// 5") or another such word. Before anything else as many sentences end with it as go on.
fn is_region_of(before: &str, word: &str, after: &str) -> bool {
    if !word.starts_with(char::is_uppercase) || !is_region(word) {
        return false;
    }
    let after = after.trim_start();
    let next = first_word(after);
    let rest = &after[next.len()..];
    let month = written(next).has(Class::EnglishMonth);
    let dated = month && rest.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
    let place = last_word(before.trim_end().trim_end_matches(','));
    place.starts_with(char::is_uppercase) && (dated || is_region(next) && rest.starts_with('.'))
}

/// Whether a word is a letter with a full stop.
fn is_single(word: &str, text: &str) -> bool {
    let mut letters = word.chars();
    let one = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    one && text.trim_start()[word.len()..].starts_with('.')
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for expected in [
            &["Mosul fell.", "Raqqa held."][..],
            &["He met Gen. Smith on Oct. 17 in St. Petersburg.", "Then he left."],
            &["The U.S. Army came.", "It left."],
            &["They fled to the U.S.", "The rest stayed."],
            &["“We won.”", "He smiled."],
            &["Did it fall?", "Yes!", "When?"],
            &["J. R. Smith spoke."],
            &["It cost 3.5 million.", "12 died."],
            &["It ended at 5 p.m. on Tuesday."],
            &["وصلت القوات؟", "نعم."],
            &["摩苏尔陷落。", "拉卡也是。"],
            &["He said no.", "Nobody asked."],
            &["They sailed to Miller's Landing, Miss.", "July came.", "Reed went to Alder, Pa.", "Boats left."],
            &["It was written at Kingston Wash. Ter. June 3, 1864, by a clerk.", "Spider-Man.", "Critics liked it."],
            &["They left Kingston, Tenn.", "The rest stayed.", "It rained."],
            &["His letter of the 11th inst. has come.", "I am well."],
        ] {
            assert_eq!(split(&expected.join(" ")), *expected);
        }
    }

    /// German sentences ended at every ordinal, so that names and their dates stood in different ones.
    #[test]
    fn ordinals_and_abbreviations_of_other_languages_end_no_sentence() {
        for expected in [
            &["Die Armee hat am 2. Oktober die Stadt erreicht.", "Am Montag, dem 24. Juli, fiel der Ort."][..],
            &["Bis zum 14. April war die Brücke zu.", "Seit dem 3. September fährt die Fähre."],
            &["Im 2. Weltkrieg und im 19. Jahrhundert war es anders.", "Der 1. FC Hafen verlor."],
            &["Häfen, z. B. Aktau, kosten 20 Mio. Euro, d. h. viel.", "Die 3. Division zog ab."],
            &["Es kostet 20 Mio.", "Die Stadt zahlt.", "Nr. 5 fuhr ab.", "Dr. Meier kam, Prof. Klein nicht."],
            &["Es waren 12.", "Die Stadt schwieg.", "Das war 1864.", "Mai und Juni kamen."],
            &["В июле 2019 г. Россия закрыла порт.", "Он ждал, т. е. стоял."],
            &["Это было в 2019 г.", "Потом порт открыли.", "Порт им. Ленина стоит."],
            &["M. Dupont et Mme. Durand sont là.", "MM. Blanc et Noir non."],
            &["El Sr. Pérez y la Sra. Ruiz llegaron.", "El núm. 5 no."],
            &["He is 25.", "My brother is 12.", "May is over."],
        ] {
            let text = expected.join(" ");
            assert_eq!(split(&text), *expected);
        }
    }

    #[test]
    fn a_blank_line_ends_a_sentence_and_a_line_break_does_not() {
        assert_eq!(split("Latest\n\nMosul in ruins\n \nBy A. Writer"), ["Latest", "Mosul in ruins", "By A. Writer"]);
        assert_eq!(split("the town of Deir\nEzzor fell."), ["the town of Deir\nEzzor fell."]);
    }

    #[test]
    fn a_stretch_that_holds_a_sentence_end_is_known() {
        let text = "He left Washington. Post offices closed in St. Petersburg.";
        let at = |needle: &str| text.find(needle).unwrap();
        assert!(crosses_sentence(text, at("Washington"), at(" offices")));
        assert!(!crosses_sentence(text, at("St."), text.len() - 1));
    }

    /// Each dot once looked at all dots after it, and each Arabic name at all the text after it: hours, for a megabyte.
    #[test]
    fn long_texts_without_stops_take_linear_time() {
        let leader = format!("Contents {}x", ".".repeat(1 << 20));
        assert_eq!(sentences(&leader).count(), 1);
        let arabic = "مدينة الموصل ".repeat(50_000);
        let names = arabic.match_indices("الموصل");
        assert!(names.into_iter().all(|(at, name)| !crosses_sentence(&arabic, at, at + name.len())));
    }

    #[test]
    fn a_sentence_ends_inside_or_not() {
        for (text, crossed) in
            [("New. York", true), ("St. Louis", false), ("New York. He", true), ("New\n\nYork", true)]
        {
            assert_eq!(crosses_sentence(text, 0, text.len()), crossed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_lose_only_white_space(text in any::<String>()) {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                prop_assert!(text[last..range.start].trim().is_empty());
                last = range.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
