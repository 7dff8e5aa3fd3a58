//! Given names: what stands after one is likely a surname, and not a place.
//!
//! The list holds the most frequent given names of the United States census of 1990 (public domain), and a few that news in
//! English is full of. Those marked `common` name a person wherever they stand with a capital: left out of these are
//! English words at a sentence's start (Will, Mark, May, Grant, Rose) and names of one or two letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::context::lower;

/// One a line, in small letters and alphabetical order; `common` stands after some.
const LIST: &str = include_str!("given_names.txt");

/// Each name, and whether it is common.
static NAMES: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let parted = |line: &'static str| line.split_once(' ').map_or((line, false), |(name, _)| (name, true));
    LIST.lines().map(parted).collect()
});

/// Whether a word may be a given name, in whatever letter case.
pub(super) fn is_given_name(word: &str) -> bool {
    lower(word, |word| NAMES.contains_key(word))
}

/// Whether a word, with a capital and small letters, is a given name by itself.
pub(super) fn is_common_given_name(word: &str) -> bool {
    let capitalised = word.bytes().enumerate().all(|(at, byte)| byte.is_ascii_uppercase() == (at == 0));
    capitalised && lower(word, |word| NAMES.get(word) == Some(&true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_in_small_letters() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        let small = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(lines.iter().all(|line| small(line.strip_suffix(" common").unwrap_or(line))));
    }

    #[test]
    fn a_common_name_is_told_from_a_word() {
        assert!(is_common_given_name("Victoria") && is_given_name("VICTORIA") && is_given_name("Rose"));
        assert!(!is_common_given_name("Rose") && !is_common_given_name("VICTORIA") && !is_given_name("Mosul"));
    }
}
