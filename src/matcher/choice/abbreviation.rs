//! Abbreviations that a document explains: "the Permanent Affordability Commitment Together (PACT) program".
//!
//! Who reads that knows what "PACT" is to the end of the document, and that it is no village in France.

use std::iter;

/// Letters of the longest abbreviation.
const LONGEST: usize = 8;
/// An explanation is looked for in so many bytes beside the abbreviation.
const NEAR: usize = 160;
/// Words without a capital that an abbreviation may leave out.
const LEFT_OUT: &[&str] = &["a", "and", "at", "for", "in", "of", "on", "the", "to"];

/// Whether the name at `start..end` is such an abbreviation where it is explained: it stands in brackets behind the
/// words whose initials it is, or those stand in brackets behind it.
pub(super) fn is_explained(text: &str, start: usize, end: usize) -> bool {
    let (surface, before, after) = (&text[start..end], &text[..start], &text[end..]);
    let letters = 2..=LONGEST;
    if !letters.contains(&surface.len()) || !surface.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    if let Some(explanation) = before.strip_suffix('(').filter(|_| after.starts_with(')')) {
        return are_initials(surface.bytes().rev(), words_backwards(explanation));
    }
    let near = &after[..after.floor_char_boundary(NEAR)];
    let explained = near.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    explained.is_some_and(|(explanation, _)| are_initials(surface.bytes(), explanation.split([' ', '-'])))
}

/// The words that end a text, the last first.
fn words_backwards(text: &str) -> impl Iterator<Item = &str> {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..];
    let words = near.trim_end().rsplit([' ', '-', '\n']);
    words.map(|word| word.trim_matches(['"', '“', '”', '\'', '(', ',']))
}

/// Whether each letter begins a word, in order, and none of the words between is left out but small ones.
fn are_initials<'t>(letters: impl Iterator<Item = u8>, words: impl Iterator<Item = &'t str>) -> bool {
    let mut words = words.filter(|word| !word.is_empty()).chain(iter::repeat("")).peekable();
    letters.into_iter().all(|letter| {
        let begins = |word: &str| word.bytes().next().is_some_and(|first| first.eq_ignore_ascii_case(&letter));
        while words.next_if(|word| LEFT_OUT.contains(word) && !begins(word)).is_some() {}
        words.next().is_some_and(begins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_explained_on_either_side() {
        for (text, name, explained) in [
            ("the Fair Homes Commitment Together (FHCT) scheme", "FHCT", true),
            ("the Society for the Rescue of Owls (SRO) said", "SRO", true),
            ("the Alia Relief Society (ALIA) said", "ALIA", false),
            ("the Bureau of Lake Affairs (BOLA) said", "BOLA", true),
            ("the BOLA (Bureau of Lake Affairs) said", "BOLA", true),
            ("the long-term Action Plan (TAP) said", "TAP", true),
            ("the town of Bola (BOLA) said", "BOLA", false),
            ("(SRO)", "SRO", false),
            ("in Bari (Bureau of Arts)", "Bari", false),
        ] {
            let start = text.find(name).unwrap();
            assert_eq!(is_explained(text, start, start + name.len()), explained, "{text}");
        }
    }
}
