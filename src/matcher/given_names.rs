//! Given names: what stands after one is likely a surname, and not a place.
//!
//! The list holds the most frequent given names of the United States census of 1990 (public domain), a few that news in
//! English is full of, and common ones of Arabs, Iranians, Kurds and Turks as the press writes them. Those marked `common` name a person wherever they stand with a capital and a surname: left out of
//! these are English words at a sentence's start (Will, Mark, May, Grant, Rose) and names of one or two letters. Those
//! marked `beside` (Paris, Madison) do so too, and are too rare in the census to be doubted as names of places when alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::in_lower_case;

/// One a line, in small letters and alphabetical order; a mark stands after some.
const LIST: &str = include_str!("given_names.txt");

/// Each name and its mark.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| LIST.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect());

/// Whether a word that stands alone may be a given name, in whatever letter case.
pub(super) fn is_given_name(word: &str) -> bool {
    in_lower_case(word, |word| NAMES.get(word).is_some_and(|mark| *mark != "beside"))
}

/// Whether a word, with a capital and small letters, is a given name when a surname stands beside it.
pub(super) fn is_given_name_beside_surname(word: &str) -> bool {
    let capitalised = word.bytes().enumerate().all(|(at, byte)| byte.is_ascii_uppercase() == (at == 0));
    capitalised && in_lower_case(word, |word| NAMES.get(word).is_some_and(|mark| !mark.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_in_small_letters() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        let known = |line: &&str| {
            let (name, mark) = line.split_once(' ').unwrap_or((line, ""));
            name.bytes().all(|byte| byte.is_ascii_lowercase()) && ["", "common", "beside"].contains(&mark)
        };
        assert!(lines.iter().all(known));
    }

    #[test]
    fn a_common_name_is_told_from_a_word() {
        assert!(is_given_name_beside_surname("Victoria") && is_given_name("VICTORIA") && is_given_name("Rose"));
        assert!(
            !is_given_name_beside_surname("Rose")
                && !is_given_name_beside_surname("VICTORIA")
                && !is_given_name("Mosul")
        );
        assert!(is_given_name_beside_surname("Paris") && !is_given_name("Paris"));
    }
}
