//! Which of the names that GeoNames gives could stand in a text, and which would flood it.

use super::report::{Restriction, SetAside};
use super::script::Script;
use crate::gazetteer::common::{reads_as_common_word, reads_as_function_word};
use crate::text::fold;

/// From how many people on a place may be meant by a common word that is its name ("Reading", "Mobile", "Nice").
const LARGE: u64 = 50_000;

/// What the characters of a name are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    letters: usize,
    pub(super) script: Option<Script>,
    mixed: bool,
    capitals: usize,
    /// Anything but letters, marks, spaces, hyphens, apostrophes, points, commas and ampersands.
    odd: bool,
}

impl Traits {
    pub(super) fn of(name: &str) -> Traits {
        let mut traits = Traits::default();
        for character in name.chars() {
            match Script::of(character) {
                Some(script) => {
                    traits.letters += 1;
                    traits.capitals += usize::from(character.is_uppercase());
                    traits.mixed |= traits.script.is_some_and(|other| other != script);
                    traits.script = traits.script.or(Some(script));
                }
                None => traits.odd |= is_odd(character),
            }
        }
        traits
    }

    /// One or two letters; one, where a letter is a syllable or a word.
    pub(super) fn is_short(&self) -> bool {
        self.letters <= if self.script == Some(Script::EastAsian) { 1 } else { 2 }
    }

    /// Two to five Latin capitals and nothing else.
    fn is_code(&self, name: &str) -> bool {
        (2..=5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

fn is_odd(character: char) -> bool {
    character.is_numeric() || character.is_control() || "()[]{}<>/\\=;:\"@#*?!|_+%~^$«»“”„…".contains(character)
}

/// Why a name beside the place's own is no alias, if it is none. `initials` tells whether a string of capitals is an
/// abbreviation of one of the place's names.
pub(super) fn set_aside(name: &str, traits: &Traits, initials: impl FnOnce(&str) -> bool) -> Option<SetAside> {
    if traits.letters == 0 || traits.odd {
        Some(SetAside::NotAName)
    } else if traits.mixed {
        Some(SetAside::MixedScripts)
    } else if traits.script.is_some_and(Script::has_capitals) && traits.capitals == 0 {
        Some(SetAside::SearchKey)
    } else if traits.is_code(name) {
        (!initials(name)).then_some(SetAside::Code)
    } else if traits.is_short() {
        Some(SetAside::Short)
    } else {
        reads_as_common_word(name).then_some(SetAside::CommonWord)
    }
}

/// Whether a name is only consonants of a capitalised word, as is left when a search key's letters are stripped.
/// Initials ("SPb") have a second capital.
pub(super) fn is_skeleton(name: &str, traits: &Traits) -> bool {
    traits.script == Some(Script::Latin) && traits.capitals <= 1 && !has_vowel(name)
}

/// Whether any letter is a Latin vowel, or one that serves as one.
pub(super) fn has_vowel(name: &str) -> bool {
    fold(name).contains(|letter| !"bcdfghjklmnpqrstvwxz'’.- ".contains(letter))
}

/// How a place's own name is bound more strictly, if it is.
pub(super) fn restriction(name: &str, traits: &Traits, population: u64, is_country: bool) -> Option<Restriction> {
    if reads_as_function_word(name) {
        Some(Restriction::FunctionWordWeak)
    } else if traits.is_short() {
        Some(Restriction::ShortWeak)
    } else if !reads_as_common_word(name) {
        None
    } else if population >= LARGE || is_country {
        Some(Restriction::CommonWordExact)
    } else {
        Some(Restriction::CommonWordWeak)
    }
}

/// Whether capitals are the initials of a name of several words: "UAE" of "United Arab Emirates". Small words may or
/// may not give a letter. Two letters are taken for a country only: towns' are too many.
pub(super) fn are_initials(capitals: &str, name: &str, is_country: bool) -> bool {
    let first_letters = |small_too: bool| {
        let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
        words.filter(move |first| small_too || first.is_uppercase()).flat_map(char::to_uppercase)
    };
    let long_enough = capitals.len() >= if is_country { 2 } else { 3 };
    long_enough && (first_letters(false).eq(capitals.chars()) || first_letters(true).eq(capitals.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_and_noise_is_set_aside() {
        for (name, reason) in [
            ("Al Mawşil", None),
            ("Мосул", None),
            ("الموصل", None),
            ("摩苏尔", None),
            ("モースル", None),
            ("'s-Hertogenbosch", None),
            ("Bosnia & Herzegovina", None),
            ("მოსული", None),
            ("OSM", Some(SetAside::Code)),
            ("NYC", None),
            ("KIQOS", Some(SetAside::Code)),
            ("mosula", Some(SetAside::SearchKey)),
            ("msl", Some(SetAside::SearchKey)),
            ("мосул", Some(SetAside::SearchKey)),
            ("an dao er cheng", Some(SetAside::SearchKey)),
            ("Zwr kwټ", Some(SetAside::MixedScripts)),
            ("Ur", Some(SetAside::Short)),
            ("قم", Some(SetAside::Short)),
            ("京都", None),
            ("京", Some(SetAside::Short)),
            ("Sector 7", Some(SetAside::NotAName)),
            ("Mosul (old town)", Some(SetAside::NotAName)),
            ("—", Some(SetAside::NotAName)),
            ("Hit", Some(SetAside::CommonWord)),
            ("Mar", Some(SetAside::CommonWord)),
            ("Hīt", Some(SetAside::CommonWord)),
            ("Mār", Some(SetAside::CommonWord)),
            ("Sīta", None),
        ] {
            assert_eq!(set_aside(name, &Traits::of(name), |code| code == "NYC"), reason, "{name}");
        }
    }

    #[test]
    fn a_places_own_name_is_bound_by_how_easily_it_is_mistaken() {
        for (name, population, is_country, bound) in [
            ("Mosul", 0, false, None),
            ("Reading", 318_000, false, Some(Restriction::CommonWordExact)),
            ("Orange", 0, true, Some(Restriction::CommonWordExact)),
            ("Police", 34_000, false, Some(Restriction::CommonWordWeak)),
            ("Hīt", 31_901, false, Some(Restriction::CommonWordWeak)),
            ("Ās", 0, false, Some(Restriction::FunctionWordWeak)),
            ("Of", 400_000, false, Some(Restriction::FunctionWordWeak)),
            ("Bo", 174_000, false, Some(Restriction::ShortWeak)),
        ] {
            assert_eq!(restriction(name, &Traits::of(name), population, is_country), bound, "{name}");
        }
    }

    #[test]
    fn consonants_alone_are_no_name() {
        for (name, expected) in [
            ("Kzk", true),
            ("Srpsndg", true),
            ("Trst", true),
            ("Kızık", false),
            ("SPb", false),
            ("Łódź", false),
            ("Ypres", false),
            ("Мсл", false),
            ("الموصل", false),
        ] {
            assert_eq!(is_skeleton(name, &Traits::of(name)), expected, "{name}");
        }
    }

    #[test]
    fn initials_abbreviate_a_name() {
        for (capitals, name, is_country, expected) in [
            ("UAE", "United Arab Emirates", true, true),
            ("USA", "United States of America", true, true),
            ("DRC", "Democratic Republic of the Congo", true, true),
            ("UK", "United Kingdom", true, true),
            ("LA", "Los Angeles", false, false),
            ("NYC", "New York City", false, true),
            ("AND", "Andorra", true, false),
            ("OSM", "Mosul", false, false),
        ] {
            assert_eq!(are_initials(capitals, name, is_country), expected, "{capitals}");
        }
    }
}
