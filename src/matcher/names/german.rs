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

/// Words of German that no other language has together: two of them around a name make its text German. One in small
/// letters, or a letter that German has and its neighbours do not, is enough where a noun with its capital follows the
/// name and no word of another language stands there.
const GERMAN: [&str; 21] = [
    "auf", "bei", "das", "dem", "der", "des", "die", "durch", "ein", "eine", "für", "hat", "ist", "mit", "nach",
    "nicht", "sich", "sind", "und", "von", "wird",
];
const ENGLISH: [&str; 6] = ["and", "by", "for", "of", "the", "to"];
/// "Les Syriens", "un Italien" are no genitives. "Des" is of both languages.
const FRENCH: [&str; 22] = [
    "au", "aux", "ce", "ces", "dans", "de", "des", "du", "en", "est", "et", "la", "le", "les", "ont", "par", "pour",
    "que", "qui", "sont", "sur", "un",
];
/// How far around a name its words are looked at, in bytes.
const REACH: usize = 200;

/// Whether a genitive stands in a German text: for "Assads" in English are several, and "Syriens" in French, too.
pub(in crate::matcher) fn is_german_around(text: &str, start: usize, end: usize) -> bool {
    let Around { german, plain, other } = Around::of(text, start, end);
    let noun = || text[end..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    german > other && german >= 2 || plain && other == 0 && noun()
}

/// Whether the words around a name are of a language beside German.
pub(in crate::matcher) fn is_other_than_german_around(text: &str, start: usize, end: usize) -> bool {
    let Around { german, other, .. } = Around::of(text, start, end);
    other > 0 && other >= german
}

/// What the words around a name say of their language.
struct Around {
    german: usize,
    /// Whether one is in small letters, or has a letter of German.
    plain: bool,
    other: usize,
}

impl Around {
    fn of(text: &str, start: usize, end: usize) -> Around {
        // A paragraph of another language says nothing of this one.
        let from = text.ceil_char_boundary(start.saturating_sub(REACH));
        let from = text[from..start].rfind("\n\n").map_or(from, |blank| from + blank);
        let to = text.floor_char_boundary((end + REACH).min(text.len()));
        let to = text[end..to].find("\n\n").map_or(to, |blank| end + blank);
        let mut around = Around { german: 0, plain: false, other: 0 };
        for word in text[from..to].split(|c: char| !c.is_alphanumeric()) {
            let is_one = |words: &[&str]| in_lower_case(word, |word| words.binary_search(&word).is_ok());
            let is_german = is_one(&GERMAN);
            around.german += usize::from(is_german);
            around.other +=
                usize::from(is_one(&ENGLISH) || is_one(&FRENCH) || word.contains(['à', 'ç', 'è', 'é', 'ê']));
            around.plain |= is_german && word.starts_with(char::is_lowercase) || word.contains(['ä', 'ö', 'ü', 'ß']);
        }
        around
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_told_by_the_words_around() {
        for (text, german) in [
            ("Truppen von Assads Bruder sind auf dem Weg.", true),
            ("The Assads of Syria and their die-hards", false),
            ("Assads Truppen rücken vor.", true),
            ("Assads Partei gewinnt die Wahl.", true),
            ("Assads Flee Damascus", false),
            ("Three Assads Die In Crash", false),
            ("MIT Assads Visit", false),
            ("Les Assads sont partis.", false),
            ("Les Assads Frères sont à Zürich.", false),
        ] {
            let at = text.find("Assads").unwrap();
            assert_eq!(is_german_around(text, at, at + 6), german, "{text}");
        }
        assert!(GERMAN.is_sorted() && ENGLISH.is_sorted() && FRENCH.is_sorted());
        for text in [
            "Les Syriens fuient la guerre.",
            "L'exode des Syriens",
            "Des milliers de Syriens fuient Alep.",
            "La colère des Syriens",
        ] {
            let at = text.find("Syriens").unwrap();
            assert!(is_other_than_german_around(text, at, at + 7), "{text}");
        }
        assert!(!is_other_than_german_around("Syriens Armee rückt vor.", 0, 7));
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
