//! Word lists that tell what else a name may be.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::gazetteer::common::is_common_word;

/// The most frequent given names and surnames of the United States census of 1990 (public domain), in lower case.
static GIVEN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("given_names.txt").lines().collect());
static SURNAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("surnames.txt").lines().collect());

/// What a place's name is besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubles {
    pub(super) common_word: bool,
    pub(super) given_name: bool,
    pub(super) surname: bool,
}

impl Doubles {
    pub(super) fn of(surface: &str) -> Doubles {
        Doubles {
            common_word: is_common_word(surface),
            given_name: is_given_name(surface),
            surname: lower(surface, |word| SURNAMES.contains(word)),
        }
    }
}

pub(super) fn is_given_name(word: &str) -> bool {
    lower(word, |word| GIVEN.contains(word))
}

pub(super) fn is_surname(word: &str) -> bool {
    lower(word, |word| SURNAMES.contains(word))
}

/// Asks about the lower-case form, on the stack: the question is asked for every mention.
pub(super) fn lower(text: &str, ask: impl Fn(&str) -> bool) -> bool {
    let mut buffer = [0; 24];
    let Some(lower) = buffer.get_mut(..text.len()).filter(|_| text.is_ascii()) else { return false };
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_in_lower_case() {
        for list in [include_str!("given_names.txt"), include_str!("surnames.txt")] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted() && lines.iter().all(|line| line.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
        assert!(is_given_name("Henry") && is_surname("JONES") && !is_surname("Mosul"));
    }
}
