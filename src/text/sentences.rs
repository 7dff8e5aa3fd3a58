//! Sentences: where one ends.
//!
//! Unicode's sentence rules break after "Gen." and "St."; news is full of both. A full stop therefore ends a sentence only
//! when what stands before it is no abbreviation or initial and what follows can begin a sentence.

use std::ops::Range;

/// Words that are written with a full stop and go on: titles, months, units, companies, parts of names.
const ABBREVIATIONS: [&str; 82] = [
    "mr", "mrs", "ms", "messrs", "dr", "prof", "rev", "hon", "fr", "gen", "lt", "col", "maj", "sgt", "capt", "cmdr",
    "adm", "brig", "cpl", "pvt", "pfc", "gov", "sen", "rep", "pres", "sec", "amb", "st", "ste", "mt", "ft", "no",
    "nos", "vs", "v", "approx", "ca", "cf", "eg", "ie", "viz", "al", "ed", "eds", "vol", "fig", "p", "pp", "art", "ch",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "dist", "dept", "univ", "assn", "bros", "ave", "blvd", "rd", "hwy",
    "bn",
];

/// Abbreviations that may also end a sentence: they do when a word that often begins one follows.
const CLOSING_ABBREVIATIONS: [&str; 10] = ["inc", "corp", "co", "ltd", "jr", "sr", "etc", "est", "plc", "llc"];

/// Words that begin a sentence far more often than they go on after an abbreviation.
const STARTERS: [&str; 52] = [
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "For",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "Most",
    "No",
    "On",
    "One",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "We",
    "What",
    "When",
    "While",
    "With",
    "You",
];

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

/// Whether the full stop at `at` belongs to an abbreviation or an initial that the sentence goes on after.
fn is_abbreviation(text: &str, start: usize, at: usize, closed: usize) -> bool {
    let word_start = text[start..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(at, |(offset, _)| start + offset);
    let word = &text[word_start..at];
    if word.is_empty() || closed > at + 1 && !text[at + 1..closed].starts_with('.') {
        return false;
    }
    let follower = first_word(&text[closed..]);
    let dotted = word.contains('.') && !word.bytes().any(|byte| byte.is_ascii_digit());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial && !dotted {
        return !follower.is_empty();
    }
    let lower = word.to_ascii_lowercase();
    if dotted || CLOSING_ABBREVIATIONS.contains(&lower.as_str()) {
        return !STARTERS.contains(&follower) && !follower.is_empty();
    }
    // "No" is an abbreviation only before a number, "Mar." and "Sun." only before one or inside of a date.
    let numbered =
        matches!(lower.as_str(), "no" | "nos" | "mar" | "sun" | "sat" | "p" | "pp" | "fig" | "art" | "al" | "dec");
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let before_number = follower.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    ABBREVIATIONS.contains(&lower.as_str())
        && if numbered { before_number } else { capital || before_number || lower == "v" || lower == "vs" }
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
        ] {
            assert_eq!(split(&expected.join(" ")), *expected);
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
