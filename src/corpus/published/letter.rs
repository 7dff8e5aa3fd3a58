//! Heads of letters: `Camp near Richmond, Va., June 3, 1864.`, with more than a place before the date.
//!
//! They are told from a sentence with a date in it by how they begin, by the want of any word that is no part of a name, and by
//! what ends them. What is in doubt is none: a wrong day of publication is worse than none.

use super::grammar::{Hit, Said};
use super::names::fold;
use super::tokens::{Kind, Token};
use crate::calendar::Granularity;

/// With these a head begins, whatever stands after it: folded.
const OPENERS: &[&str] = &[
    "camp",
    "headquarters",
    "headqrs",
    "hdqrs",
    "bivouac",
    "cantonment",
    "hauptquartier",
    "feldlager",
    "lager",
    "biwak",
    "quartier",
];
/// With these begin heads and much else: only a salutation after the date tells a head.
const OFFICES: &[&str] =
    &["office", "department", "state", "executive", "war", "adjutant", "bureau", "general", "special"];
/// "In the field", "Im Felde", "En campagne": how a head may begin besides.
const IN: &[&str] = &["in", "im", "en", "au"];
const FIELD: &[&str] = &["field", "felde", "feld", "campagne", "camp", "bivouac", "lager", "hauptquartier", "quartier"];
/// Words of a head that are no names.
const SMALL: &[&str] = &[
    "near", "the", "in", "of", "on", "at", "before", "and", "opposite", "d", "st", "nd", "rd", "th", "de", "des", "du",
    "la", "le", "les", "l", "au", "aux", "a", "pres", "devant", "sur", "sous", "et", "general", "bei", "im", "am",
    "an", "der", "den", "dem", "vor", "von", "zu", "und",
];
/// The article before a date, as German and French letters have it.
const ARTICLES: &[&str] = &["den", "le", "am", "ce"];
/// A head has no more words than this.
const WORDS: usize = 18;
/// Within so many tokens after a head stands the colon of "SIR:" or "General HALLECK, Chief of Staff:".
const SALUTATION: usize = 30;

/// Whether a line begins with the head of a letter whose date is this hit.
pub(super) fn is_head(tokens: &[Token], at: usize, hit: Hit) -> bool {
    let is_day = matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day);
    let Some(rest) = after_head(&tokens[at + hit.length..]).filter(|_| is_day) else { return false };
    let before = without_bracket(&tokens[..at]);
    let place = without_article(before);
    let words: Vec<String> = place.iter().filter(|token| token.is_word()).map(|token| fold(token.text)).collect();
    if words.is_empty() || words.len() > WORDS || !is_made_of_names(place) || !ends_as_place(place) {
        return false;
    }
    let first = words[0].as_str();
    let in_field = IN.contains(&first) && words.iter().skip(1).take(2).any(|word| FIELD.contains(&word.as_str()));
    let greeted = || rest.iter().take(SALUTATION).any(|token| token.is_sign(':'));
    OPENERS.contains(&first)
        || in_field
        || (OFFICES.contains(&first) || is_shouted(place)) && greeted()
        || place.len() < before.len() && rest.is_empty() && is_plain_place(place)
}

/// What follows the head, if it ends after the date: with the line, with a full stop before a capital, or with the hour.
fn after_head<'t, 's>(after: &'t [Token<'s>]) -> Option<&'t [Token<'s>]> {
    let hour = |token: &Token| match token.kind {
        Kind::Number { digits, .. } => digits <= 2,
        Kind::Sign(sign) => matches!(sign, '-' | '–' | '.' | ':' | ','),
        Kind::Word => {
            matches!(fold(token.text).as_str(), "a" | "p" | "m" | "am" | "pm" | "noon" | "midnight" | "h" | "uhr")
        }
    };
    let end = after.iter().position(|token| !hour(token)).unwrap_or(after.len());
    let (ending, rest) = after.split_at(end);
    let closed = ending.iter().any(|token| token.is_sign('.'));
    let capital =
        rest.first().is_none_or(|next| next.text.starts_with(char::is_uppercase) || matches!(next.text, "(" | "["));
    let by_comma = ending.last().is_some_and(|token| token.is_sign(','));
    (rest.is_empty() || closed && capital && !by_comma).then_some(rest)
}

/// Without "[ Inclosure. ]" before the head.
fn without_bracket<'t, 's>(before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    if !before.first().is_some_and(|token| token.is_sign('[')) {
        return before;
    }
    let close = before.iter().take(10).position(|token| token.is_sign(']'));
    close.map_or(before, |close| &before[close + 1..])
}

fn without_article<'t, 's>(before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    match before.split_last() {
        Some((last, place))
            if ARTICLES.contains(&fold(last.text).as_str()) && place.last().is_some_and(|token| token.is_sign(',')) =>
        {
            place
        }
        _ => before,
    }
}

/// Whether nothing stands there but names, small words, short numbers and the signs between them.
fn is_made_of_names(place: &[Token]) -> bool {
    place.iter().all(|token| match token.kind {
        Kind::Word if token.text.starts_with(char::is_uppercase) => true,
        Kind::Word => [SMALL, FIELD].iter().any(|words| words.contains(&fold(token.text).as_str())),
        Kind::Number { digits, .. } => digits <= 3,
        Kind::Sign(sign) => matches!(sign, ',' | '.' | '\'' | '’' | '-' | '–' | '&' | '(' | ')'),
    })
}

/// Whether a date can stand after it: "Va.,", "Tenn.", "SUMTER", never "in" or "of".
fn ends_as_place(place: &[Token]) -> bool {
    place.last().is_some_and(|token| match token.kind {
        Kind::Word => token.text.starts_with(char::is_uppercase),
        Kind::Sign(sign) => matches!(sign, ',' | '.'),
        Kind::Number { .. } => false,
    })
}

/// A few words, the first in capitals: `FORT SUMTER`, `CITY POINT, Va.`
fn is_shouted(place: &[Token]) -> bool {
    let words: Vec<&Token> = place.iter().filter(|token| token.is_word()).collect();
    let first = words[0].text;
    let loud = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    let modified = super::labels::MODIFIED.contains(&fold(first).as_str());
    // "BATTLE OF KINGSTON" is a heading.
    let links = words.iter().any(|word| matches!(fold(word.text).as_str(), "of" | "the" | "and" | "de" | "und" | "et"));
    loud && !modified
        && !links
        && words.len() <= 4
        && words.iter().all(|word| word.text.starts_with(char::is_uppercase))
}

/// `Berlin,`: one to three words that are all names.
fn is_plain_place(place: &[Token]) -> bool {
    let mut words = place.iter().filter(|token| token.is_word());
    words.clone().count() <= 3 && words.all(|word| word.text.starts_with(char::is_uppercase))
}
