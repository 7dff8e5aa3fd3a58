//! The words around an occurrence.

use crate::text::{ends_word, fold, piece};

/// A word or several, folded, that make a name something else when they stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    folded: String,
    words: usize,
    /// Whether it stands behind a comma: ", goddess".
    apart: bool,
}

impl Phrase {
    pub(super) fn new(text: &str) -> Phrase {
        let text = text.trim();
        let apart = text.strip_prefix(',');
        let folded = fold(apart.unwrap_or(text).trim());
        let words = folded.split(' ').count();
        Phrase { folded, words, apart: apart.is_some() }
    }

    /// Whether the phrase follows directly on the byte `end`, after white space or a hyphen, and after a comma if it
    /// begins with one.
    pub(super) fn follows(&self, text: &str, end: usize) -> bool {
        if self.apart && !text[end..].starts_with(',') {
            return false;
        }
        let end = end + usize::from(self.apart);
        let Some(start) = next_word(text, end) else { return false };
        let (mut at, mut rest) = (start, self.folded.as_bytes());
        while !rest.is_empty() {
            if at >= text.len() {
                return false;
            }
            let step = piece(text, at);
            match rest.strip_prefix(step.bytes()) {
                Some(remainder) => (rest, at) = (remainder, step.next),
                None => return false,
            }
        }
        ends_word(text, at)
    }

    /// Whether the phrase stands directly before the byte `start`, before white space or a hyphen.
    pub(super) fn precedes(&self, text: &str, start: usize) -> bool {
        let mut from = start;
        for _ in 0..self.words {
            match previous_word(text, from) {
                Some(word) => from = word.start,
                None => return false,
            }
        }
        let to = previous_word(text, start).map_or(from, |word| word.end);
        let mut rest = self.folded.as_bytes();
        let mut at = from;
        while at < to {
            let step = piece(text, at);
            match rest.strip_prefix(step.bytes()) {
                Some(remainder) => (rest, at) = (remainder, step.next),
                None => return false,
            }
        }
        rest.is_empty()
    }
}

/// The start of the word that follows directly on a byte, over one run of white space without a blank line or a hyphen.
pub(super) fn next_word(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    let gap = &rest[..rest.len() - trimmed.len()];
    let first = trimmed.chars().next()?;
    (!gap.is_empty() && gap.matches('\n').count() < 2 && first.is_alphanumeric()).then_some(end + gap.len())
}

/// The word at a byte, up to its end.
pub(super) fn word_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let end = rest.find(|c: char| !is_word_part(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['\'', '’', '.'])
}

/// The bytes of the word that stands directly before a byte.
pub(super) fn previous_word(text: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let before = &text[..start];
    let trimmed = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    if trimmed.len() == before.len() || before[trimmed.len()..].matches('\n').count() > 1 {
        return None;
    }
    let word_start = trimmed.char_indices().rev().take_while(|(_, c)| is_word_part(*c)).last()?.0;
    // A full stop belongs to the word only inside of it or after an initial or abbreviation: "St.", "U.S."
    Some(word_start..trimmed.len())
}

/// No word before a name is looked at further back than this, in bytes: in a text without blanks all of it would be.
const WORD: usize = 64;

/// What stands behind the last blank of a text.
pub(super) fn last_word(before: &str) -> &str {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(WORD))..];
    near.rsplit(char::is_whitespace).next().unwrap_or(near)
}

fn is_word_part(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '\'' | '’' | '.')
        // The look-up is slow, and asked of every blank.
        || !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regression: "U.S.,U.S.," took quadratic time.
    #[test]
    fn the_last_word_is_looked_for_near_by() {
        assert_eq!((last_word("in Paris"), last_word("in "), last_word("")), ("Paris", "", ""));
        assert_eq!(last_word(&"U.S.,".repeat(1_000)).len(), WORD);
    }

    #[test]
    fn phrases_are_seen_on_either_side() {
        let text = "The Washington Post, George Washington, Fort  Washington-on-Sea, New York's Washington\n\nPost";
        let at = |n: usize| text.match_indices("Washington").nth(n).unwrap().0;
        let (post, george, fort) = (Phrase::new("Post"), Phrase::new("george"), Phrase::new("Fort"));
        let end = |n: usize| at(n) + "Washington".len();
        assert!(post.follows(text, end(0)) && !post.follows(text, end(1)));
        assert!(!post.follows(text, end(3)), "a blank line is between");
        assert!(george.precedes(text, at(1)) && !george.precedes(text, at(0)));
        assert!(fort.precedes(text, at(2)));
        assert!(Phrase::new("on Sea").follows(text, end(2)));
        assert!(Phrase::new("New York's").precedes(text, at(3)));
        assert!(Phrase::new(", Fort").follows(text, end(1)) && !Phrase::new("Fort").follows(text, end(1)));
        assert!(!Phrase::new(", Post").follows(text, end(0)));
    }
}
