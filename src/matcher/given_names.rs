//! Given names that news in English is full of: what stands after one is a surname, and not a place.
//!
//! Common given names of English-speaking countries and of their neighbours in the news, written down for this program.
//! Left out are those that are English words at a sentence's start (Will, Mark, May, Grant, Rose) and those of one or two
//! letters.

use std::sync::LazyLock;

/// One a line, in alphabetical order.
const GIVEN_NAMES: &str = include_str!("given_names.txt");

static LIST: LazyLock<Vec<&'static str>> = LazyLock::new(|| GIVEN_NAMES.lines().collect());

/// Whether a word is a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    LIST.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_without_duplicates() {
        assert!(LIST.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
