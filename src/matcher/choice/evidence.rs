//! The words around a name, as evidence for and against its being a place's.
//!
//! Figures are natural logarithms of odds, rounded: how much likelier the words are beside a place's name than beside
//! another capitalised word that spells one.

use super::score::LEAST_PERSONAL;
use super::words::{Doubles, is_surname};
use super::{kinds, regions};
use crate::gazetteer::Kind;
use crate::gazetteer::common::is_common_word;
use crate::matcher::beside::Role;
use crate::matcher::context::{last_word, next_word, previous_word, word_at};
use crate::matcher::given_names::is_given_name;
use crate::text::in_lower_case;

/// Words after which a place is likely.
const BEFORE_PLACES: &[(&str, f32)] = &[
    ("across", 2.0),
    ("around", 2.5),
    ("at", 0.5),
    ("between", 2.5),
    ("downtown", 2.5),
    ("from", 1.5),
    ("in", 2.5),
    ("inside", 1.5),
    ("into", 1.5),
    ("near", 2.5),
    ("of", 1.0),
    ("outside", 2.5),
    ("throughout", 2.5),
    ("to", 1.0),
    ("toward", 1.5),
    ("towards", 1.5),
    ("via", 1.5),
];

/// Titles and callings that stand before a person's name, without points.
pub(super) const BEFORE_PERSONS: &[&str] = &[
    "assemblyman",
    "attorney",
    "bishop",
    "brig",
    "capt",
    "captain",
    "chairman",
    "chief",
    "coach",
    "col",
    "colonel",
    "commissioner",
    "congressman",
    "congresswoman",
    "constable",
    "cpl",
    "councilman",
    "councilwoman",
    "deputy",
    "detective",
    "director",
    "dr",
    "father",
    "general",
    "gen",
    "gov",
    "governor",
    "hon",
    "judge",
    "justice",
    "king",
    "lady",
    "lieut",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "officer",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rep",
    "representative",
    "rev",
    "reverend",
    "saint",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheriff",
    "sheik",
    "sheikh",
    "sir",
    "sister",
    "superintendent",
    "trooper",
    "trustee",
    "uncle",
];

/// Words of which a capital says little about what follows: directions, and heads of a place's description.
pub(super) const QUALIFIERS: &[&str] = &[
    "central",
    "downtown",
    "east",
    "eastern",
    "greater",
    "north",
    "northeast",
    "northeastern",
    "northern",
    "northwest",
    "northwestern",
    "old",
    "south",
    "southeast",
    "southeastern",
    "southern",
    "southwest",
    "southwestern",
    "upper",
    "lower",
    "west",
    "western",
];

/// What people do.
pub(super) const SPEECH: &[&str] = &[
    "added",
    "agreed",
    "asked",
    "believes",
    "testified",
    "explained",
    "noted",
    "recalled",
    "replied",
    "said",
    "says",
    "thinks",
    "told",
    "wrote",
    "who",
    "whose",
    "himself",
    "herself",
];

/// Words that stand after a place's name.
const AFTER_PLACES: &[&str] = &[
    "area",
    "authorities",
    "based",
    "borough",
    "city",
    "county",
    "department",
    "district",
    "fire",
    "man",
    "metro",
    "native",
    "officials",
    "parish",
    "police",
    "region",
    "resident",
    "residents",
    "schools",
    "suburb",
    "township",
    "woman",
];

/// Words that make a name a street's, written after it.
const STREETS: &[&str] = &[
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "court",
    "ct",
    "dr",
    "drive",
    "highway",
    "lane",
    "ln",
    "rd",
    "road",
    "st",
    "street",
    "way",
];

/// A date that follows says nothing, though some months are surnames.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// For a name that opens a dateline: "HANOVER, March 9 —".
const FILED_FROM: f32 = 2.5;
/// For a word before it that opens a sentence and is no common one: it may have its capital from there, or be a name's.
const OPENING_NAME: f32 = -1.0;

/// What the words on either side of a name say about its being a place's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) before: f32,
    pub(super) after: f32,
}

impl Around {
    pub(super) fn sum(self) -> f32 {
        self.before + self.after
    }
}

/// What the words around a name say. `personal` is how much of what speaks for a person is believed.
pub(super) fn around(text: &str, start: usize, end: usize, doubles: Doubles, personal: f32) -> Around {
    let filed = if kinds::is_filed_from(text, start, end) { FILED_FROM } else { 0.0 };
    let before = before(text, start, doubles, personal) + in_address(text, start, end) + filed;
    Around { before, after: after(text, end, doubles, personal) }
}

/// An abbreviation of a state after a name and a comma ("Fort Bowie, Ariz."), or capitals before a postal code
/// ("TX 75460").
fn in_address(text: &str, start: usize, end: usize) -> f32 {
    let surface = &text[start..end];
    if follows_a_party(text, start) && surface.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.') {
        return 5.5;
    }
    if surface.ends_with('.') && surface.len() <= 6 {
        if follows_a_party(text, start) {
            return 4.0;
        }
        let listed = text[..start].trim_end().strip_suffix(',').map(str::trim_end);
        let word = listed.map(last_word);
        return if word.is_some_and(|word| word.starts_with(char::is_uppercase)) { 4.0 } else { 0.0 };
    }
    let rest = text[end..].trim_start_matches([',', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let capitals = surface.len() == 2 && surface.bytes().all(|byte| byte.is_ascii_uppercase());
    if capitals && digits == 5 { 5.5 } else { 0.0 }
}

/// "D-" or "R-" before a state: "(D-Neb.)", "both R-Va."
fn follows_a_party(text: &str, start: usize) -> bool {
    let party = text[..start].strip_suffix(['-', '\u{2011}']).and_then(|before| before.strip_suffix(['D', 'I', 'R']));
    party.is_some_and(|before| !before.ends_with(|last: char| last.is_alphanumeric()))
}

fn before(text: &str, start: usize, doubles: Doubles, personal: f32) -> f32 {
    let Some(range) = previous_word(text, start) else {
        return unworded_before(text, start, doubles);
    };
    let written = &text[range.clone()];
    let word = written.trim_end_matches('.');
    if is_one_of(word, BEFORE_PERSONS) {
        return -4.0;
    }
    if let Some((_, odds)) = BEFORE_PLACES.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)) {
        return *odds;
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if written.len() > word.len() && !(capital && word.chars().count() == 1) {
        // The point ends a sentence, or an abbreviation that says nothing.
        return beginning(doubles);
    }
    match capital {
        true if word.chars().count() == 1 && written.len() > word.len() => -3.5,
        true if is_one_of(word, QUALIFIERS) => 0.5,
        // "Roman Egypt", though Roman is a given name.
        true if is_given_name(word) && personal <= LEAST_PERSONAL => -1.75,
        true if is_given_name(word) => -3.5,
        true if begins_sentence(text, range.start) => opening_word(word),
        // Of a line of its own, as a heading is, the last word is less a part of the name.
        true if text[range.end..start].contains('\n') => -0.5,
        true => -1.5,
        false if is_one_of(word, &["the"]) => 0.3,
        false => 0.0,
    }
}

/// A word that opens the sentence, and has its capital from there, or from a name that goes on. In capitals it says
/// nothing.
fn opening_word(word: &str) -> f32 {
    if is_common_word(word) || !word.contains(char::is_lowercase) { 0.0 } else { OPENING_NAME }
}

/// Nothing, or punctuation, stands before a name.
fn unworded_before(text: &str, start: usize, doubles: Doubles) -> f32 {
    match text[..start].trim_end().chars().next_back() {
        None => beginning(doubles),
        Some('.' | '!' | '?') => beginning(doubles),
        Some('"' | '“' | '‘') => beginning(doubles) - 1.0,
        Some('&') => -3.0,
        _ => 0.0,
    }
}

/// At the beginning of a sentence every word has a capital.
fn beginning(doubles: Doubles) -> f32 {
    if doubles.common_word { -2.5 } else { 0.0 }
}

/// Whether the words beside a name leave little doubt that it is a place's: "in", "from" or the like before it,
/// "police" or the like, a state or a country behind it.
pub(in crate::matcher) fn is_placed(text: &str, start: usize, end: usize) -> bool {
    const TELLING: f32 = 1.5;
    let before = previous_word(text, start).map(|word| &text[word]);
    let before = before.is_some_and(|word| {
        BEFORE_PLACES.iter().any(|(known, odds)| *odds >= TELLING && word.eq_ignore_ascii_case(known))
            || word.eq_ignore_ascii_case("to")
    });
    before
        || kinds::told(text, start, end) == Some(Kind::Place)
        || next_word(text, end).is_some_and(|at| is_one_of(word_at(text, at), AFTER_PLACES))
        || regions::behind(text, start, end).is_some()
}

/// Whether a sentence or a paragraph starts at a byte.
pub(in crate::matcher) fn starts_sentence(text: &str, start: usize) -> bool {
    begins_sentence(text, start) || text[text[..start].trim_end().len()..start].matches('\n').count() > 1
}

fn begins_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '"', '“', ':', '\n'])
}

fn after(text: &str, end: usize, doubles: Doubles, personal: f32) -> f32 {
    let rest = &text[end..];
    if is_age(rest) || is_numbered(rest) {
        return -4.0;
    }
    if joins_a_name(rest) {
        return -3.0 * personal;
    }
    let Some(at) = next_word(text, end) else { return 0.0 };
    let word = word_at(text, at);
    if is_one_of(word, SPEECH) {
        return -3.5 * personal;
    }
    let capital = word.starts_with(char::is_uppercase);
    if is_one_of(word, AFTER_PLACES) || Role::Office.is_of_any_case(word) && capital {
        return 1.5;
    }
    match capital {
        true => capital_after(word, &text[at + word.len()..], doubles),
        false if is_one_of(word, &["of"]) => -2.0,
        false if is_one_of(word, &["was", "had", "is", "has"]) => -0.4,
        false => 0.0,
    }
}

/// What a word with a capital behind a name says, and what stands behind that.
fn capital_after(word: &str, rest: &str, doubles: Doubles) -> f32 {
    match () {
        // "Windsor MacNeil, 28, fled"
        () if is_age(rest) => -4.0,
        // It may well be the name of the brook, or of a place at it.
        () if Role::Feature.is_of(word) => 0.0,
        () if is_one_of(word, STREETS) || Role::Institution.is_of(word) => -1.0,
        // "Mesilla October 8": the head of a letter or a report.
        () if is_one_of(word, MONTHS) && is_day(rest) && !doubles.is_personal() => 1.0,
        () if is_one_of(word, MONTHS) => 0.0,
        // "The UK U-turned" is about no U.
        () if word.chars().count() == 1 && rest.starts_with('-') => 0.0,
        () if word.chars().count() == 1 => -3.0,
        // "Israel Prime Minister"
        () if Role::Thing.is_of(word) => -0.5,
        () if doubles.given_name && is_surname(word) => -3.5,
        () if doubles.given_name => -2.5,
        () if is_surname(word) => -1.5,
        () => -0.5,
    }
}

/// "Smith & Wilkinson": a firm's name goes on.
fn joins_a_name(rest: &str) -> bool {
    rest.strip_prefix(" & ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// "Dnipro-1": a battalion's name, a well's or a machine's.
fn is_numbered(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('-') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && !rest[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '%')
}

/// " 8" behind a month.
fn is_day(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// An age between commas, which follows a person's name: ", 19,".
pub(in crate::matcher) fn is_age(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(", ") else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && rest[digits..].starts_with([',', '.', ';'])
}

/// Whether a word is one of these, in small letters, however it is written.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    in_lower_case(word, |word| list.contains(&word))
}
