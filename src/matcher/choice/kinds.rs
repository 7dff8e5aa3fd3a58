//! Which kind of entity a name stands for, where entities of several kinds bear it: "trains to the city of Hanover",
//! "Hanover, 59, resigned", "shares in Hanover".
//!
//! Only words that leave little doubt are listed: what they tell goes before all else that is known of the document.

use super::evidence::{BEFORE_PERSONS, QUALIFIERS, SPEECH, is_age, is_one_of};
use crate::gazetteer::Kind;
use crate::matcher::beside::Role;
use crate::matcher::context::{last_word, next_word, previous_word, word_at};

/// What each of these tells of the name after it.
const BEFORE: &[(Kind, &[&str])] = &[
    (Kind::Place, &["across", "downtown", "inside", "near", "outside", "throughout"]),
    (Kind::Person, BEFORE_PERSONS),
];

/// What each of these tells of the name after "of".
const BEFORE_OF: &[(Kind, &[&str])] = &[
    (
        Kind::Place,
        &[
            "airport",
            "capital",
            "centre",
            "center",
            "city",
            "coast",
            "county",
            "district",
            "east",
            "governor",
            "harbour",
            "harbor",
            "mayor",
            "north",
            "outskirts",
            "parts",
            "people",
            "port",
            "province",
            "region",
            "residents",
            "siege",
            "south",
            "streets",
            "suburb",
            "suburbs",
            "town",
            "village",
            "west",
        ],
    ),
    (Kind::Person, &["daughter", "death", "husband", "son", "widow", "wife"]),
    (
        Kind::Organisation,
        &["ceo", "customers", "employees", "executive", "shareholders", "shares", "stock", "subsidiary", "takeover"],
    ),
];

/// What each of these tells of the name after "in", before which most else tells a place.
const BEFORE_IN: &[(Kind, &[&str])] = &[
    (Kind::Person, &["believe", "believes", "confidence", "faith", "trust"]),
    (Kind::Organisation, &["holding", "invest", "invested", "investment", "interest", "share", "shares", "stake"]),
];

/// What each of these tells of the name before it, with or without a possessive.
const AFTER: &[(Kind, &[&str])] = &[
    (
        Kind::Place,
        &[
            "airport",
            "city",
            "county",
            "district",
            "mayor",
            "outskirts",
            "port",
            "province",
            "region",
            "residents",
            "streets",
            "suburb",
            "suburbs",
        ],
    ),
    (Kind::Person, &["herself", "himself", "who", "whose", "wife", "husband", "son", "daughter", "lawyer"]),
    (
        Kind::Organisation,
        &[
            "ag",
            "corp",
            "customers",
            "employees",
            "executives",
            "gmbh",
            "group",
            "holding",
            "holdings",
            "inc",
            "llc",
            "ltd",
            "plc",
            "products",
            "profit",
            "profits",
            "revenue",
            "revenues",
            "shareholders",
            "shares",
            "stock",
        ],
    ),
];

/// The kind that the words beside a name tell; none if they tell nothing, or two kinds.
pub(in crate::matcher) fn told(text: &str, start: usize, end: usize) -> Option<Kind> {
    match (before(text, start), after(text, start, end)) {
        (Some(one), Some(other)) if one != other => None,
        (before, after) => before.or(after),
    }
}

/// Heads of the names of places that are in no list, which are American before a comma and a name that is a state's
/// too.
const AMERICAN_HEADS: &[&str] = &["camp", "fort", "ft"];

/// Whether the word after a name, with or without a possessive, is a thing that states have and countries have not, or
/// what stands before it is in America: "Georgia's governor", "Fort Benning, Georgia".
pub(super) fn tells_a_state(text: &str, start: usize, end: usize) -> bool {
    word_after(text, end).is_some_and(|word| Role::OfStates.is_of_any_case(word))
        || is_before_phrase(text, end, "secretary of state")
        || follows_a_fort(text, start)
}

/// Whether the word after a name, with or without a possessive, is a thing that states have and cities have not.
pub(super) fn tells_a_governor(text: &str, end: usize) -> bool {
    word_after(text, end).is_some_and(|word| Role::OfGovernors.is_of_any_case(word))
}

/// Whether the word after a name says that a division is called so: "Khurda district".
pub(super) fn tells_a_division(text: &str, end: usize) -> bool {
    let word = next_word(text, end).map(|at| word_at(text, at));
    word.is_some_and(|word| Role::Division.is_of_any_case(word))
}

fn word_after(text: &str, end: usize) -> Option<&str> {
    let rest = &text[end..];
    let possessive = ["'s", "’s"].iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len());
    next_word(text, end + possessive).map(|at| word_at(text, at))
}

/// Whether words, in small letters, stand after a name, with or without a possessive and in any letter case.
fn is_before_phrase(text: &str, end: usize, words: &str) -> bool {
    let rest = &text[end..];
    let rest = ["'s ", "’s ", " "].iter().find_map(|mark| rest.strip_prefix(*mark));
    rest.and_then(|rest| rest.get(..words.len())).is_some_and(|found| found.eq_ignore_ascii_case(words))
}

/// The word before a name and a comma, if it begins with a capital: "Marietta, ".
pub(super) fn name_before_comma(text: &str, start: usize) -> Option<&str> {
    let word = last_word(text[..start].strip_suffix(", ")?);
    (word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)).then_some(word)
}

/// Whether nothing that a list or a sentence of a country's would go on with stands behind a name: "Marietta, Georgia,
/// said".
pub(super) fn closes_an_apposition(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let word = next_word(text, end).map(|at| word_at(text, at)).filter(|_| rest.starts_with(' '));
    rest.is_empty()
        || rest.starts_with(['.', ';', ')', ':', '?', '!'])
        || (rest.starts_with(", ") && !rest[2..].starts_with(char::is_uppercase) && !rest[2..].starts_with("and "))
        || word.is_some_and(|word| {
            word.starts_with(char::is_lowercase)
                && !is_one_of(word, &["and", "or", "is", "are", "has", "was", "said", "says"])
        })
}

/// "Fort Benning, " before a name.
fn follows_a_fort(text: &str, start: usize) -> bool {
    let Some(before) = text[..start].strip_suffix(", ") else { return false };
    let mut words = before.rsplit(' ').map(|word| word.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
    words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.next().is_some_and(|word| {
            word.starts_with(char::is_uppercase) && is_one_of(word.trim_end_matches('.'), AMERICAN_HEADS)
        })
}

/// Whether a surname is somebody's who acts for a state or a body: a possessive with a capital stands before it, and
/// what it does, or nothing, behind it ("UN's Hanover says", "- Britain's Hanover").
pub(super) fn acts_for_a_body(text: &str, start: usize, end: usize) -> bool {
    let owner =
        previous_word(text, start).map(|word| &text[word]).filter(|word| word.ends_with("'s") || word.ends_with("’s"));
    let rest = &text[end..];
    let does = || {
        next_word(text, end).map(|at| word_at(text, at)).is_some_and(|word| {
            is_one_of(word, SPEECH) || (word.len() > 3 && word.starts_with(char::is_lowercase) && word.ends_with('s'))
        })
    };
    owner.is_some_and(|word| word.starts_with(char::is_uppercase))
        && (rest.trim_end().is_empty() || rest.starts_with([',', ':', '.', '\n']) || does())
}

fn before(text: &str, start: usize) -> Option<Kind> {
    let range = previous_word(text, start)?;
    let word = text[range.clone()].trim_end_matches('.');
    let earlier = || previous_word(text, range.start).map_or("", |range| &text[range]);
    match word {
        _ if is_one_of(word, &["in"]) => Some(among(BEFORE_IN, earlier()).unwrap_or(Kind::Place)),
        _ if is_one_of(word, &["of"]) => among(BEFORE_OF, earlier()),
        _ if is_one_of(word, QUALIFIERS) => Some(Kind::Place),
        _ => among(BEFORE, word),
    }
}

fn after(text: &str, start: usize, end: usize) -> Option<Kind> {
    let rest = &text[end..];
    if is_age(rest) {
        return Some(Kind::Person);
    }
    if is_filed_from(text, start, end) {
        return Some(Kind::Place);
    }
    if rest.starts_with(", who") {
        return Some(Kind::Person);
    }
    let possessive = ["'s", "’s"].iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len());
    among(AFTER, word_at(text, next_word(text, end + possessive)?))
}

/// The longest that a dateline is, in bytes.
const DATELINE: usize = 72;

/// Whether a name opens a dateline: "HANOVER, Germany, March 9 (Agency) —".
pub(super) fn is_filed_from(text: &str, start: usize, end: usize) -> bool {
    let opens = text[..start].trim_end_matches(' ');
    if !(opens.is_empty() || opens.ends_with('\n')) || !text[end..].starts_with([',', ' ']) {
        return false;
    }
    let line = text[end..].lines().next().unwrap_or_default();
    let dash = ["—", "–", " - ", " -- "].iter().filter_map(|dash| line.find(dash)).min();
    let Some(head) = dash.filter(|at| *at <= DATELINE).map(|at| &line[..at]) else { return false };
    let mut words = head.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    // With nothing between it and the dash it is one in capitals alone.
    let more = words.peek().is_some() || !text[start..end].contains(char::is_lowercase);
    more && words.all(|word| !word.starts_with(char::is_lowercase))
}

fn among(list: &[(Kind, &[&str])], word: &str) -> Option<Kind> {
    list.iter().find(|(_, words)| is_one_of(word, words)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_behind_a_possessive_acts_for_a_body() {
        for (text, acts) in [
            ("UN's Hanover says no", true),
            ("Talks end - Britain’s Hanover", true),
            ("U.N.'s Hanover, in Paris", true),
            ("Turkey's Hanover on trade", false),
            ("His brother's Hanover", false),
            ("Hanover says no", false),
        ] {
            let start = text.find("Hanover").unwrap();
            assert_eq!(acts_for_a_body(text, start, start + 7), acts, "{text}");
        }
        for (text, state) in [
            ("Georgia's governor", true),
            ("Georgia's parliament", false),
            ("Georgia man held", true),
            ("Georgia’s Senate race", true),
            ("at Fort Benning, Georgia, he", true),
            ("at Ft. Stewart, Georgia, he", true),
            ("at home, Georgia leads", false),
            ("Georgia's secretary of state spoke", true),
            ("Georgia's secretary spoke", false),
        ] {
            let start = text.find("Georgia").unwrap();
            assert_eq!(tells_a_state(text, start, start + 7), state, "{text}");
        }
        assert!(tells_a_governor("New York Gov. Andrew", 8) && !tells_a_governor("New York man held", 8));
        assert_eq!(name_before_comma("in Marietta, Georgia", 13), Some("Marietta"));
        assert_eq!(name_before_comma("at home, Georgia", 9), None);
    }

    #[test]
    fn words_beside_a_name_tell_its_kind() {
        use Kind::*;
        for (text, kind) in [
            ("Rail strike in Hanover", Some(Place)),
            ("in northern Hanover", Some(Place)),
            ("The city of Hanover said no.", Some(Place)),
            ("the mayor of Hanover", Some(Place)),
            ("HANOVER, March 9 (Agency) — Trains stood.", Some(Place)),
            ("News\nHanover, Germany - Trains stood.", Some(Place)),
            ("Hanover's residents left.", Some(Place)),
            ("Minister Hanover spoke.", Some(Person)),
            ("Hanover, 59, resigned.", Some(Person)),
            ("Hanover, who resigned", Some(Person)),
            ("Hanover’s wife", Some(Person)),
            ("They lost faith in Hanover.", Some(Person)),
            ("It bought shares in Hanover.", Some(Organisation)),
            ("the chief executive of Hanover", Some(Organisation)),
            ("Hanover's revenue fell.", Some(Organisation)),
            ("Hanover said so.", None),
            ("Hanover - said the driver - is far.", None),
            ("Minister Hanover's shares", None),
            ("They told Hanover.", None),
        ] {
            let name = if text.contains("HANOVER") { "HANOVER" } else { "Hanover" };
            let start = text.find(name).unwrap();
            assert_eq!(told(text, start, start + name.len()), kind, "{text}");
        }
    }
}
