//! Common English words: strings that are rarely the name that they also are.

use std::sync::LazyLock;

use foldhash::HashSet;

use crate::text::{fold, in_lower_case};

/// Lower-case words, one a line, sorted; compiled for this project from general knowledge of frequent English words,
/// among them the months, the weekdays and their abbreviations.
const WORDS: &str = include_str!("common_words.txt");

/// Words that do nothing but hold a sentence together. As names they are nearly always wrong.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but",
    "by", "can", "could", "did", "do", "does", "down", "during", "each", "for", "from", "had", "has", "have", "he",
    "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "like", "many", "may",
    "me", "might", "more", "most", "much", "must", "my", "new", "no", "not", "now", "of", "off", "on", "one", "only",
    "or", "other", "our", "out", "over", "own", "same", "she", "should", "since", "so", "some", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "two",
    "under", "until", "up", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who",
    "why", "will", "with", "would", "you", "your",
];

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.lines().collect());

/// Whether a string is one of the most frequent English words, in whatever letter case.
pub(crate) fn is_common_word(text: &str) -> bool {
    in_lower_case(text, |word| COMMON.contains(word))
}

/// Whether a string is an English function word ("of", "is", "may"), in whatever letter case.
pub(crate) fn is_function_word(text: &str) -> bool {
    in_lower_case(text, |word| FUNCTION_WORDS.binary_search(&word).is_ok())
}

/// Whether a name is found where such a word stands: "Hīt" is, wherever "hit" is written.
pub(super) fn reads_as_common_word(name: &str) -> bool {
    in_folded(name, is_common_word)
}

/// The same of function words.
pub(super) fn reads_as_function_word(name: &str) -> bool {
    in_folded(name, is_function_word)
}

fn in_folded(name: &str, is_one: fn(&str) -> bool) -> bool {
    // Of a dump's names half are of other scripts or of several words: those are not folded for this.
    let is_latin_word =
        || name.chars().all(|letter| matches!(letter, 'A'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    is_one(name) || (!name.is_ascii() && is_latin_word() && is_one(&fold(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_holds_words() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        assert!(FUNCTION_WORDS.is_sorted_by(|a, b| a < b));
        for word in words {
            assert!(word.len() <= 20 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\''), "{word}");
        }
    }

    #[test]
    fn words_are_common_in_any_case_and_names_are_not() {
        for word in ["may", "May", "MAY", "of", "Hit", "mar", "police", "Reading", "reading", "nation", "total"] {
            assert!(is_common_word(word), "{word}");
        }
        for name in ["Mosul", "Turkey", "", "Łódź", "of the", "a-very-long-word-that-is-no-word"] {
            assert!(!is_common_word(name), "{name}");
        }
        assert!(is_function_word("Of") && !is_function_word("Reading"));
        assert!(FUNCTION_WORDS.iter().all(|word| is_common_word(word)));
    }
}
