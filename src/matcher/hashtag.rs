//! Hashtags that are made of several words: "#FreeMosulNow". Only aliases that ask for them (`anywhere`) are found in
//! one.

use std::ops::Range;

use crate::text::is_joining;

/// A hashtag's words with single spaces between them, and where each stands in the original.
pub(super) struct Hashtag {
    pub(super) spaced: String,
    /// Where each word begins: in `spaced`, in the original, and its bytes.
    words: Vec<(usize, usize, usize)>,
}

impl Hashtag {
    fn new(text: &str, words: &[Range<usize>]) -> Hashtag {
        let mut hashtag = Hashtag { spaced: String::new(), words: Vec::with_capacity(words.len()) };
        for word in words {
            if !hashtag.spaced.is_empty() {
                hashtag.spaced.push(' ');
            }
            hashtag.words.push((hashtag.spaced.len(), word.start, word.len()));
            hashtag.spaced.push_str(&text[word.clone()]);
        }
        hashtag
    }

    /// Where a stretch of `spaced` that begins and ends in words stands in the original.
    pub(super) fn original(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let place = |at: usize, last: bool| {
            let after = self.words.partition_point(|(from, ..)| *from <= at);
            let (from, original, length) = self.words[after.checked_sub(1)?];
            (at + usize::from(!last) <= from + length).then_some(original + at - from)
        };
        Some(place(start, false)?..place(end, true)?)
    }
}

/// The hashtags of a text that are made of more than one word.
pub(super) fn hashtags(text: &str) -> impl Iterator<Item = Hashtag> + '_ {
    text.match_indices(['#', '＃']).filter_map(|(at, sign)| {
        if text[..at].chars().next_back().is_some_and(is_joining) {
            return None;
        }
        let start = at + sign.len();
        let length = text[start..].find(|c: char| !is_joining(c)).unwrap_or(text.len() - start);
        let words = words(text, start..start + length);
        (words.len() > 1).then(|| Hashtag::new(text, &words))
    })
}

/// The words of a run of letters, digits and low lines: a new one begins at a capital after a small letter, at the last
/// of several capitals before a small letter ("USArmy"), between letters and digits, and after a low line.
fn words(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text[run.clone()].char_indices().map(|(at, c)| (run.start + at, c)).collect();
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = run.start;
    let mut close = |from: &mut usize, at: usize, next: usize| {
        if *from < at {
            words.push(*from..at);
        }
        *from = next;
    };
    for (index, &(at, letter)) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before].1);
        let after = letters.get(index + 1).map(|after| after.1);
        if letter == '_' {
            close(&mut start, at, at + 1);
        } else if before.is_some_and(|before| begins_word(before, letter, after)) {
            close(&mut start, at, at);
        }
    }
    close(&mut start, run.end, run.end);
    words
}

fn begins_word(before: char, letter: char, after: Option<char>) -> bool {
    let after_capitals = before.is_uppercase() && after.is_some_and(char::is_lowercase);
    (letter.is_uppercase() && (before.is_lowercase() || after_capitals))
        || (letter.is_numeric() != before.is_numeric() && before != '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashtags_fall_into_words() {
        for (text, spaced) in [
            ("#FreeMosulNow", Some("Free Mosul Now")),
            ("now #USArmy.", Some("US Army")),
            ("#Mosul2017", Some("Mosul 2017")),
            ("#deir_ez_zor", Some("deir ez zor")),
            ("#Mosul", None),
            ("#freemosulnow", None),
            ("a#FreeMosul", None),
            ("#СвободныйМосул", Some("Свободный Мосул")),
            ("#", None),
        ] {
            assert_eq!(hashtags(text).next().map(|hashtag| hashtag.spaced).as_deref(), spaced, "{text}");
        }
        let text = "on #FreeDeirEzZor now";
        let hashtag = hashtags(text).next().unwrap();
        assert_eq!(hashtag.original(5, 16).map(|range| &text[range]), Some("DeirEzZor"));
    }
}
