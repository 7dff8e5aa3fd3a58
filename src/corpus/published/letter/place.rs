//! The words before the date of a letter's head or foot: where it was written.

use super::super::label_words::MODIFIED;
use super::super::names::{fold, weekday};
use super::super::tokens::{Kind, Token};
use super::words::{ARTICLES, EVENTS, FIELD, PARTS, PLACING, SMALL};
use crate::text::is_region;

/// Without "[ Inclosure. ]" before the head, or "CONFIDENTIAL. ]"; of "[ Alder Creek ] June 3" what is in it.
pub(super) fn without_bracket<'t, 's>(mut before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    while let Some(close) = before.iter().take(10).position(|token| token.is_sign(']')) {
        let place = before.first().is_some_and(|token| token.is_sign('[')) && close + 1 == before.len();
        if place && !before[..close].iter().any(|token| token.is_sign('.')) {
            return &before[1..close];
        }
        before = &before[close + 1..];
    }
    before
}

/// What stands before the article, the weekday and the part of the day of a date.
pub(super) fn place_of<'t, 's>(mut before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    while let Some((last, place)) = before.split_last() {
        let word = fold(last.text);
        let small = ARTICLES.contains(&word.as_str()) && place.last().is_some_and(|token| token.is_sign(','));
        let weekday = weekday(std::slice::from_ref(last)).is_some() && !is_region(last.text);
        if !(small || last.is_word() && (weekday || PARTS.contains(&word.as_str()) && !place.is_empty())) {
            break;
        }
        before = place;
    }
    before
}

/// Whether nothing stands there but names, small words, short numbers and the signs between them.
pub(super) fn is_made_of_names(place: &[Token]) -> bool {
    place.iter().all(|token| match token.kind {
        Kind::Word if token.text.starts_with(char::is_uppercase) => true,
        Kind::Word => [SMALL, FIELD].iter().any(|words| words.contains(&fold(token.text).as_str())),
        Kind::Number { digits, .. } => digits <= 3,
        Kind::Sign(sign) => matches!(sign, ',' | '.' | '\'' | '’' | '-' | '–' | '&' | '(' | ')'),
    })
}

/// Whether a date can stand after it: "Va.,", "Tenn.", "SUMTER", never "in" or "of".
pub(super) fn ends_as_place(place: &[Token]) -> bool {
    place.last().is_some_and(|token| match token.kind {
        Kind::Word => token.text.starts_with(char::is_uppercase) && !SMALL.contains(&fold(token.text).as_str()),
        Kind::Sign(sign) => matches!(sign, ',' | '.' | ')'),
        Kind::Number { .. } => false,
    })
}

/// Whether a word is in capitals alone.
pub(super) fn is_loud(token: &Token) -> bool {
    token.is_word() && token.text.chars().nth(1).is_some() && token.text.chars().all(char::is_uppercase)
}

/// Some words that name a place, and nothing that happened there: "BATTLE OF KINGSTON" is a heading.
pub(super) fn is_place(place: &[Token], most: usize) -> bool {
    let words = || place.iter().filter(|token| token.is_word() && token.text.chars().nth(1).is_some());
    let folded = |token: &Token| fold(token.text);
    let Some(first) = words().next() else { return false };
    let opens = !SMALL.contains(&folded(first).as_str()) || PLACING[..3].contains(&folded(first).as_str());
    let links = words().any(|word| matches!(folded(word).as_str(), "of" | "and" | "und" | "et" | "from"));
    let other = words().any(|word| [EVENTS, MODIFIED].iter().any(|list| list.contains(&folded(word).as_str())));
    let named = words().filter(|word| word.text.starts_with(char::is_uppercase)).count() * 2 > words().count();
    opens && named && !links && !other && words().count() <= most && is_made_of_names(place) && ends_as_place(place)
}

/// `Vicksburg, Miss.`, `Hilton Head, S. C.`: a name, then the short name of its state.
pub(super) fn ends_with_region(place: &[Token]) -> bool {
    let mut words = place.iter().filter(|token| token.is_word()).rev().map(|token| token.text);
    let is_initial = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    match [words.next(), words.next(), words.next()] {
        [Some(last), Some(_), _] if last.starts_with(char::is_uppercase) && is_region(last) => true,
        [Some(last), Some(before), Some(_)] => is_initial(last) && is_initial(before),
        _ => false,
    }
}

/// `Berlin,`: one to three words that are all names.
pub(super) fn is_plain_place(place: &[Token]) -> bool {
    let mut words = place.iter().filter(|token| token.is_word());
    words.clone().count() <= 3 && words.all(|word| word.text.starts_with(char::is_uppercase))
}
