//! Word lists that tell what else a name may be.

use std::sync::LazyLock;

use foldhash::HashSet;

use crate::gazetteer::common::is_common_word;
use crate::matcher::beside::Role;
use crate::matcher::emphasis::is_acronym;
use crate::matcher::given_names::is_given_name;
use crate::text::in_lower_case;

/// The most frequent surnames of the United States census of 1990 (public domain), in lower case.
static SURNAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("surnames.txt").lines().collect());

/// Things and regions that everybody knows, whose names villages in dumps bear too: in lower case, sorted.
static KNOWN_THINGS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("known_things.txt").lines().collect());

/// What a place's name is besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubles {
    pub(super) common_word: bool,
    pub(super) given_name: bool,
    pub(super) surname: bool,
    pub(super) known_thing: bool,
}

impl Doubles {
    /// Those of the name at `start..end`.
    pub(super) fn of(text: &str, start: usize, end: usize) -> Doubles {
        let surface = &text[start..end];
        Doubles {
            common_word: is_common_word(surface) && !is_acronym(text, start, end),
            given_name: is_given_name(surface),
            surname: in_lower_case(surface, |word| SURNAMES.contains(word)),
            known_thing: in_lower_case(surface, |words| KNOWN_THINGS.contains(words)) || Role::Nation.is_of(surface),
        }
    }

    /// Whether people bear it.
    pub(super) fn is_personal(self) -> bool {
        self.given_name || self.surname
    }
}

pub(in crate::matcher) fn is_surname(word: &str) -> bool {
    in_lower_case(word, |word| SURNAMES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_in_lower_case() {
        let lines: Vec<&str> = include_str!("surnames.txt").lines().collect();
        assert!(lines.is_sorted() && lines.iter().all(|line| line.bytes().all(|byte| byte.is_ascii_lowercase())));
        assert!(is_surname("JONES") && !is_surname("Mosul"));
        let things: Vec<&str> = include_str!("known_things.txt").lines().collect();
        assert!(things.is_sorted() && things.iter().all(|thing| thing.to_lowercase() == **thing));
    }
}
