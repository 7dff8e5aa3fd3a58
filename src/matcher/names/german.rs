//! The genitive of German names, which is written without an apostrophe: Bakus Häfen, Mustafajews Ministerium.
//!
//! What is left out: names that end in a sibilant, which take an apostrophe alone ("Damaskus' Märkte", found as it is),
//! and nouns with an article, of which more than the ending changes ("des Islamischen Staates").

use crate::text::in_lower_case;

/// A shorter name is seldom followed by anything but another word.
const SHORTEST: usize = 4;

/// The genitive of a name, by an *s* on its last word; none of one that takes none, or is no word in small letters.
pub(super) fn genitive(name: &str) -> Option<String> {
    let last = name.rsplit([' ', '-']).next().unwrap_or_default();
    let is_word = last.chars().all(char::is_alphabetic) && last.chars().any(char::is_lowercase);
    let ends = last.chars().next_back().filter(|letter| letter.is_lowercase())?;
    let takes_s = !"sßxzſ".contains(ends) && last.chars().count() >= SHORTEST;
    (is_word && takes_s).then(|| format!("{name}s"))
}

/// Words of German that no other language has together: two of them around a name make its text German.
const GERMAN: [&str; 21] = [
    "auf", "bei", "das", "dem", "der", "des", "die", "durch", "ein", "eine", "für", "hat", "ist", "mit", "nach",
    "nicht", "sich", "sind", "und", "von", "wird",
];
/// How far around a name its words are looked at, in bytes.
const REACH: usize = 200;

/// Whether the words around a name are German: for "Assads" in English are several.
pub(in crate::matcher) fn is_german_around(text: &str, start: usize, end: usize) -> bool {
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary((end + REACH).min(text.len()));
    let words = text[from..to].split(|c: char| !c.is_alphanumeric());
    let (mut german, mut english) = (0, 0);
    for word in words {
        german += usize::from(in_lower_case(word, |word| GERMAN.binary_search(&word).is_ok()));
        english += usize::from(in_lower_case(word, |word| matches!(word, "the" | "and" | "of" | "to")));
    }
    german >= 2 && german > english
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_told_by_the_words_around() {
        for (text, german) in [
            ("Truppen von Assads Bruder sind auf dem Weg.", true),
            ("The Assads of Syria and their die-hards", false),
            ("Assads Truppen rücken vor.", false),
            ("Les Assads sont partis.", false),
        ] {
            let at = text.find("Assads").unwrap();
            assert_eq!(is_german_around(text, at, at + 6), german, "{text}");
        }
        assert!(GERMAN.is_sorted());
    }

    #[test]
    fn names_take_an_s_but_after_a_sibilant() {
        for (name, expected) in [
            ("Baku", Some("Bakus")),
            ("Mustafajew", Some("Mustafajews")),
            ("Tal Afar", Some("Tal Afars")),
            ("Deir ez-Zor", None),
            ("Damaskus", None),
            ("NATO", None),
            ("Ulm", None),
        ] {
            assert_eq!(genitive(name).as_deref(), expected, "{name}");
        }
    }
}
