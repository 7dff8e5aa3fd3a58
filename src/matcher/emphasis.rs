//! Common words in capitals: "it IS NOT" names no armed group, and "May I add" no prime minister.

use super::context::{next_word, previous_word, word_at};
use super::pronoun;
use crate::text::Sentences;

/// English words of the closed classes (verbs of being, modals, pronouns, prepositions, conjunctions), which writers
/// put in capitals for emphasis and which acronyms and names also spell.
const FUNCTION_WORDS: [&str; 104] = [
    "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by",
    "can", "cannot", "could", "did", "do", "does", "down", "for", "from", "get", "go", "had", "has", "have", "he",
    "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "let", "like", "may", "me",
    "might", "more", "most", "much", "must", "my", "never", "no", "none", "nor", "not", "now", "of", "off", "on",
    "one", "only", "or", "our", "out", "over", "shall", "she", "should", "so", "some", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "too", "under", "up", "us", "very", "was", "we",
    "were", "what", "when", "who", "why", "will", "with", "would", "yes", "you", "your",
];

/// Whether a folded alias is spelt like such a word.
pub(super) fn spells_a_function_word(folded: &str) -> bool {
    folded.len() <= 6 && FUNCTION_WORDS.binary_search(&folded).is_ok()
}

/// Whether the name at `start..end`, which spells a function word, is that word: a neighbour in capitals is one too, or
/// the sentence has no small letter at all, or (for a name in small letters) all of the headline's words are
/// capitalised and it stands amid them.
pub(super) fn is_word(text: &str, start: usize, end: usize) -> bool {
    let surface = &text[start..end];
    if surface.chars().any(char::is_lowercase) {
        return opens_a_question(text, start, end) || is_amid_title_case(text, start, end);
    }
    if pronoun::is_us(text, start, end) {
        return true;
    }
    let sentence = sentence_around(text, start, end);
    if is_all_capitals(sentence) {
        // Headlines in capitals seldom hold the pronoun otherwise, and often the country.
        return !surface.eq_ignore_ascii_case("us");
    }
    let shouted = |word: &str| is_shouted(word) && spells_a_function_word(&word.to_lowercase());
    next_word(text, end).is_some_and(|at| shouted(word_at(text, at)))
        || previous_word(text, start).is_some_and(|word| shouted(&text[word]))
}

pub(super) fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// At least three words, and not one small letter.
fn is_all_capitals(sentence: &str) -> bool {
    !sentence.chars().any(char::is_lowercase) && sentence.split_whitespace().count() >= 3
}

/// Whether a name in capitals stands in a sentence that has small letters: then it is no common word.
pub(super) fn is_acronym(text: &str, start: usize, end: usize) -> bool {
    is_shouted(&text[start..end]) && sentence_around(text, start, end).chars().any(char::is_lowercase)
}

fn sentence_around(text: &str, start: usize, end: usize) -> &str {
    Sentences::around(text, start, end).map_or(&text[start..end], |range| &text[range])
}

/// "May I add that …", "Will you come?": a verb that opens its sentence before its subject.
fn opens_a_question(text: &str, start: usize, end: usize) -> bool {
    const SUBJECTS: [&str; 7] = ["I", "we", "you", "he", "she", "it", "they"];
    let subject = next_word(text, end).is_some_and(|at| SUBJECTS.contains(&word_at(text, at)));
    subject && Sentences::around(text, start, end).is_some_and(|sentence| sentence.start == start)
}

/// "US May Impose New Sanctions": a subject in capitals before, a verb in capitals after. "UK’s May Says" is none.
fn is_amid_title_case(text: &str, start: usize, end: usize) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let before = previous_word(text, start).map(|range| &text[range]);
    let after = next_word(text, end).map(|at| word_at(text, at));
    let possessive = |word: &str| word.ends_with("’s") || word.ends_with("'s");
    let flanked = before.is_some_and(|word| capital(word) && !possessive(word)) && after.is_some_and(capital);
    flanked && is_title_case(sentence_around(text, start, end))
}

/// Whether the sentence around a name has capitals throughout, so that a capital says nothing.
pub(super) fn is_title_case_around(text: &str, start: usize, end: usize) -> bool {
    is_title_case(sentence_around(text, start, end))
}

/// Whether every word but those of the closed classes begins with a capital, more words do than do not, and there are
/// at least four.
fn is_title_case(sentence: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in sentence.split_whitespace() {
        words += 1;
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.chars().next().is_some_and(char::is_lowercase) {
            small += 1;
            let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
            if !spells_a_function_word(&word[..end]) {
                return false;
            }
        }
    }
    words >= 4 && small * 2 < words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_short() {
        assert!(FUNCTION_WORDS.is_sorted() && FUNCTION_WORDS.iter().all(|word| word.len() <= 6));
    }

    #[test]
    fn emphasis_is_told_from_names() {
        for (text, name, word) in [
            ("Clearly, it IS NOT over.", "IS", true),
            ("Fighters of IS left.", "IS", false),
            ("THE CITY IS FREE AGAIN", "IS", true),
            ("US AND IRAQ SIGN DEAL", "US", false),
            ("The US AND its allies", "US", true),
            ("US May Impose New Sanctions On Tehran", "May", true),
            ("May Says Brexit Deal Is Near", "May", false),
            ("UK’s May Says Deal Is Near", "May", false),
            ("He told May Britain would leave.", "May", false),
            ("May I add a word?", "May", true),
            ("He told May he would leave.", "May", false),
        ] {
            let at = text.find(name).unwrap();
            assert_eq!(is_word(text, at, at + name.len()), word, "{text}");
        }
    }
}
