//! Given names: what stands after one is likely a surname, and not a place.
//!
//! The list holds the most frequent given names of the United States census of 1990 (public domain), a few that news in
//! English is full of, and common ones of Arabs, Iranians, Kurds and Turks as the press writes them. Those marked
//! `common` name a person wherever they stand with a capital and a surname: left out of these are English words at a
//! sentence's start (Will, Mark, May, Grant, Rose) and names of one or two letters. Those marked `beside` (Paris,
//! Madison) do so too, and are too rare in the census to be doubted as names of places when alone.
//!
//! A second list holds names in Cyrillic letters, of Russians and Ukrainians and of those whom their press writes of;
//! they stand in any case ("Джорджа Вашингтона").

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use super::names::slavic_forms;
use crate::text::in_lower_case;

/// One a line, in small letters and alphabetical order; a mark stands after some.
const LIST: &str = include_str!("given_names.txt");

/// Each name and its mark.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| LIST.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect());

/// One a line, in small letters and in order.
const CYRILLIC: &str = include_str!("given_names_cyrillic.txt");

/// The names in Cyrillic letters, and each in all its cases.
static CYRILLIC_NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| CYRILLIC.lines().collect());
static CYRILLIC_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let forms = |name: &'static str| ["ru", "uk"].into_iter().flat_map(move |lang| slavic_forms(name, lang));
    CYRILLIC.lines().flat_map(forms).collect()
});

/// Whether a word that stands alone may be a given name, in whatever letter case.
pub(super) fn is_given_name(word: &str) -> bool {
    in_lower_case(word, |word| NAMES.get(word).is_some_and(|mark| *mark != "beside"))
}

/// Whether a word, with a capital and small letters, is a given name when a surname stands beside it.
pub(super) fn is_given_name_beside_surname(word: &str) -> bool {
    let capitalised = word.bytes().enumerate().all(|(at, byte)| byte.is_ascii_uppercase() == (at == 0));
    capitalised && in_lower_case(word, |word| NAMES.get(word).is_some_and(|mark| !mark.is_empty()))
}

/// Whether a word, with a capital and small letters, is a given name in Cyrillic letters, in its nominative.
pub(super) fn is_cyrillic_given_name(word: &str) -> bool {
    in_small_cyrillic(word).is_some_and(|word| CYRILLIC_NAMES.contains(&*word))
}

/// The same in any case.
pub(super) fn is_form_of_cyrillic_given_name(word: &str) -> bool {
    let is_known = |word: String| CYRILLIC_NAMES.contains(&*word) || CYRILLIC_FORMS.contains(&word);
    in_small_cyrillic(word).is_some_and(is_known)
}

/// A word in small letters that has a capital and small letters of Cyrillic.
fn in_small_cyrillic(word: &str) -> Option<String> {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{4ff}').contains(&letter);
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(|first| is_cyrillic(first) && first.is_uppercase());
    (is_capital && letters.all(|letter| is_cyrillic(letter) && letter.is_lowercase())).then(|| word.to_lowercase())
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
    fn cyrillic_names_are_known_in_all_cases() {
        let lines: Vec<&str> = CYRILLIC.lines().collect();
        assert!(lines.is_sorted_by(|one, next| one < next) && lines.iter().all(|name| name.to_lowercase() == **name));
        for (word, name, form) in [
            ("Джордж", true, true),
            ("Джорджем", false, true),
            ("Олексієм", false, true),
            ("Керри", true, true),
            ("джордж", false, false),
            ("ДЖОРДЖ", false, false),
            ("Мосул", false, false),
            ("George", false, false),
        ] {
            assert_eq!((is_cyrillic_given_name(word), is_form_of_cyrillic_given_name(word)), (name, form), "{word}");
        }
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
