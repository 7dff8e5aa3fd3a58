//! How far a date reaches into its sentence.
//!
//! "In 2003" speaks of all that its clause tells. "The 2003 invasion of Iraq" names an invasion: what the clause tells
//! of it may have been yesterday, and so may what happened "for the first time since 2014".

use std::ops::Range;

use super::clause::looks_like_participle;
use super::lang::{ClauseWord, ClauseWords};
use super::reference::{DATELINE, Modifier, Reference};

/// How far a date reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Over its clause.
    Clause,
    /// Over these bytes alone: the noun that it describes, with what belongs to it; empty where it only measures, or
    /// says when the report was filed.
    Within(Range<usize>),
}

/// How many words between a determiner and a date may describe the same noun: "the failed 2016 coup".
const ADJECTIVES: usize = 1;
/// How many words in small letters are looked through for the name that belongs to a described noun.
const NOUNS: usize = 4;
/// No noun, with what belongs to it, is longer than so many bytes: what is has no stops, and to look through it for
/// each of its dates would take quadratic time.
const PHRASE: usize = 1_000;
/// How many words before "since" may say what is compared.
const COMPARED: usize = 6;

impl Reach {
    /// How far a date of a text reaches.
    pub(super) fn of(text: &str, date: &Reference, words: &ClauseWords) -> Reach {
        if date.rule == DATELINE || measures(text, date, words) {
            Reach::Within(date.start..date.start)
        } else if describes(text, date, words) {
            Reach::Within(date.start..end_of_phrase(text, date.end, words))
        } else {
            Reach::Clause
        }
    }
}

/// Whether a date is only what something is compared with: "the worst attack since 2014".
fn measures(text: &str, date: &Reference, words: &ClauseWords) -> bool {
    let mut before = words_before(text, date.start);
    date.modifier == Some(Modifier::Since)
        && before.next().is_some()
        && before.take(COMPARED).any(|word| words.kind(word) == Some(ClauseWord::Comparison))
}

/// Whether a date stands between a determiner and its noun: "the 2003 invasion", "Egypt's 2011 revolution".
fn describes(text: &str, date: &Reference, words: &ClauseWords) -> bool {
    // "This year", "the 1990s", "the next day" begin with a determiner of their own.
    let begins = text[date.start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let own = words.kind(begins).is_some() || !begins.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    let determines =
        |word: &str| words.kind(word) == Some(ClauseWord::Determiner) || word.ends_with("'s") || word.ends_with("’s");
    let adjective = |word: &str| word.starts_with(char::is_lowercase) && words.kind(word).is_none();
    let determined = || {
        let mut before = words_before(text, date.start).take(ADJECTIVES + 1);
        before.find(|word| !adjective(word)).is_some_and(determines)
    };
    !own && noun_follows(text, date.end, words) && determined()
}

fn noun_follows(text: &str, end: usize, words: &ClauseWords) -> bool {
    let Some(next) = text[end..].strip_prefix(' ') else { return false };
    let word = next.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).next().unwrap_or_default();
    word.starts_with(char::is_alphabetic) && words.kind(word).is_none()
}

/// The end of a noun and of what belongs to it: "offensive on Mosul", "attack that killed ten in Paris". It ends at a
/// mark, at a verb that is known as one, and at a word in small letters behind a name that "of" or "in" has brought.
fn end_of_phrase(text: &str, start: usize, words: &ClauseWords) -> usize {
    let text = &text[..text.floor_char_boundary(start + PHRASE)];
    let (mut end, mut joined, mut named, mut brought, mut small) = (start, false, false, false, 0);
    for word in text[start..].split_inclusive([' ', '\n']) {
        let bare = word.trim_end();
        let letters = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        let other = match words.kind(letters) {
            Some(ClauseWord::Preposition) => {
                joined = true;
                false
            }
            Some(ClauseWord::Determiner) => false,
            Some(ClauseWord::That | ClauseWord::Relative) => return end_of_clause(text, end),
            Some(_) => break,
            None if letters.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) => {
                (named, brought) = (true, joined);
                false
            }
            None => !letters.is_empty(),
        };
        small += usize::from(other);
        if other && (small > NOUNS || brought || (named && looks_like_participle(letters))) {
            break;
        }
        end += word.len();
        if letters.len() < bare.len() {
            return end - (word.len() - letters.len());
        }
    }
    end
}

/// The next mark behind a place, or the end of the text.
fn end_of_clause(text: &str, start: usize) -> usize {
    text[start..].find([',', '.', ';', ':', '—', '\n', '!', '?']).map_or(text.len(), |mark| start + mark)
}

/// The words before a place, the nearest first, up to a mark.
fn words_before(text: &str, place: usize) -> impl Iterator<Item = &str> {
    let from = text.floor_char_boundary(place.saturating_sub(100));
    let before = &text[from..place];
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | ' ');
    let begin =
        before.rfind(|c: char| !is_part(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    before[begin..].rsplit(' ').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::Tagger;
    use super::*;

    fn reach(text: &str) -> Option<&str> {
        let tagger = Tagger::english();
        let found = tagger.references(text, "2017-06-14".parse().ok()).references;
        let [date] = &found[..] else { panic!("one date in {text}: {found:?}") };
        match Reach::of(text, date, &tagger.language.clauses) {
            Reach::Clause => None,
            Reach::Within(range) => Some(&text[range]),
        }
    }

    /// Regression: headings without a stop between them were looked through to the end of the text, for each of their
    /// dates.
    #[test]
    fn a_noun_is_looked_for_in_what_is_near() {
        let words = &Tagger::english().language.clauses;
        for headings in ["2003 War ".repeat(10_000), "2003 war that ".repeat(10_000)] {
            assert!(end_of_phrase(&headings, 4, words) <= 4 + PHRASE);
        }
    }

    #[test]
    fn a_date_before_its_noun_reaches_over_the_noun() {
        for (text, phrase) in [
            ("The 2003 invasion of Iraq destroyed Baghdad.", "2003 invasion of Iraq "),
            ("A 2010 Honda Civic burned in Baghdad.", "2010 Honda Civic "),
            ("They spoke of the failed 2016 coup, and of Ankara.", "2016 coup"),
            ("Egypt’s 2011 revolution began in Cairo.", "2011 revolution began in Cairo"),
            ("The 2015 nuclear deal is dead.", "2015 nuclear deal "),
            ("Meddling in the 2016 elections and in Syria went on.", "2016 elections "),
            ("The June 2014 offensive on Mosul was swift.", "June 2014 offensive on Mosul "),
            (
                "They mourned the 2015 attacks that left many dead in Paris.",
                "2015 attacks that left many dead in Paris",
            ),
            (
                "The September 2016 Hama air raid on the army was a mistake.",
                "September 2016 Hama air raid on the army ",
            ),
        ] {
            assert_eq!(reach(text), Some(phrase), "{text}");
        }
    }

    #[test]
    fn any_other_date_reaches_over_its_clause() {
        for text in [
            "In 2003 troops entered Baghdad.",
            "In June 2014 Mosul fell.",
            "Mosul fell in the summer of 2014 and Raqqa was quiet.",
            "It was the 1990s when Baghdad starved.",
            "The siege of 2014 was long.",
            "By the end of 2014 Mosul was theirs.",
            "This year the city is free.",
            "Mosul has been theirs since 2014.",
        ] {
            assert_eq!(reach(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_only_compared_with_reaches_nowhere() {
        for text in ["They took Hatra for the first time since 2014.", "It was the worst attack in Kabul since 2014."] {
            assert_eq!(reach(text), Some(""), "{text}");
        }
    }
}
