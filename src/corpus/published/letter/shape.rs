//! How the head of a letter is told: by what it begins with, what it is made of, and what follows its date.

use super::super::grammar::{Hit, Said};
use super::super::names::{fold, weekday};
use super::super::tokens::{Kind, Token};
use super::place::{
    ends_as_place, ends_with_region, is_loud, is_made_of_names, is_place, is_plain_place, place_of, without_bracket,
};
use super::words::{FIELD, IN, OFFICES, OPENERS, OPENING_PAIRS, PLACING};
use crate::calendar::Granularity;

/// A head has no more words than this.
const WORDS: usize = 20;
/// Where nothing but its shape tells a head, it has no more.
pub(super) const FEW_WORDS: usize = 6;
/// Within so many tokens after a head stands the colon of "SIR:" or "General HALLECK, Chief of Staff:".
const SALUTATION: usize = 30;

/// How a head is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// By its words, or by what follows it.
    Words,
    /// By nothing but its shape.
    Shape,
}

/// Where a head may begin before a date: with the text; or, in capitals, after a sentence or a bracket.
pub(super) fn starts(before: &[Token]) -> impl Iterator<Item = usize> {
    let closes = |token: &Token| matches!(token.kind, Kind::Sign('.' | ']' | ')'));
    let later = (1..before.len()).filter(move |&at| closes(&before[at - 1]) && is_loud(&before[at]));
    std::iter::once(0).chain(later)
}

/// How a line is known to begin with a head whose date is this hit; none if it does not.
pub(super) fn mark(tokens: &[Token], at: usize, hit: Hit) -> Option<Mark> {
    let before = without_bracket(&tokens[..at]);
    let place = place_of(before);
    let rest = is_day(hit).then(|| ending(&tokens[at + hit.length..])).flatten()?;
    let words: Vec<String> = place.iter().filter(|token| token.is_word()).map(|token| fold(token.text)).collect();
    let Some(first) = words.first().map(String::as_str) else {
        return bare(&tokens[..at], before, &rest);
    };
    if !is_made_of_names(place) || !ends_as_place(place) || words.len() > WORDS {
        return None;
    }
    let in_field = IN.contains(&first) && words.iter().skip(1).take(2).any(|word| FIELD.contains(&word.as_str()));
    let pair = words.get(1).is_some_and(|second| OPENING_PAIRS.contains(&[first, second.as_str()]));
    let opened = OPENERS.contains(&first) || in_field || pair;
    let greeted = || rest.tokens.iter().take(SALUTATION).any(|token| token.is_sign(':'));
    let office = OFFICES.contains(&first);
    let with_article = place.len() < before.len() && rest.tokens.is_empty() && is_plain_place(place);
    let loud = is_loud(&place[0]);
    let alone = rest.tokens.is_empty() && PLACING.contains(&first) && words.len() <= FEW_WORDS;
    let regional = ends_with_region(place) && is_place(place, WORDS);
    if opened && (rest.closed || loud) || with_article || alone {
        return Some(Mark::Words);
    }
    if !(rest.closed || regional || loud && greeted()) || !office && !is_place(place, WORDS) {
        return None;
    }
    if greeted() || !office && (rest.timed || regional || rest.tokens.is_empty()) {
        return Some(Mark::Words);
    }
    (!office && is_place(place, FEW_WORDS)).then_some(Mark::Shape)
}

/// A date with nothing before it: the head of an endorsement or of an entry in a diary.
fn bare(all: &[Token], before: &[Token], rest: &Ending) -> Option<Mark> {
    let opened = all.iter().all(|token| !token.is_sign('[')) || before.len() < all.len();
    let only_date = before.iter().all(|token| weekday(std::slice::from_ref(token)).is_some() || token.is_sign(','));
    (opened && only_date && rest.closed && !rest.tokens.is_empty()).then_some(Mark::Shape)
}

pub(super) fn is_day(hit: Hit) -> bool {
    !hit.is_range && matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day)
}

/// What follows the date of a head.
struct Ending<'t, 's> {
    /// Whether it ended with the line or a full stop.
    closed: bool,
    /// Whether the hour stands there, or when a telegram was received.
    timed: bool,
    /// The text.
    tokens: &'t [Token<'s>],
}

/// What follows a head, if it may end after the date: with the line, a full stop, the hour or a bracket, or before a
/// capital.
fn ending<'t, 's>(after: &'t [Token<'s>]) -> Option<Ending<'t, 's>> {
    let hour = |token: &Token| match token.kind {
        Kind::Number { digits, .. } => digits <= 2,
        Kind::Sign(sign) => matches!(sign, '-' | '–' | '.' | ':' | ','),
        Kind::Word => {
            matches!(fold(token.text).as_str(), "a" | "p" | "m" | "am" | "pm" | "noon" | "midnight" | "h" | "uhr")
        }
    };
    let end = after.iter().position(|token| !hour(token)).unwrap_or(after.len());
    let (ending, mut rest) = after.split_at(end);
    let mut timed = ending.iter().any(|token| matches!(token.kind, Kind::Number { .. }));
    let dashed = matches!(ending, [.., stop, dash] if stop.is_sign('.') && matches!(dash.kind, Kind::Sign('-' | '–')));
    let mut closed = ending.iter().any(|token| token.is_sign('.')) || rest.is_empty();
    if let Some(close) = received(rest) {
        rest = &rest[close..];
        (timed, closed) = (true, true);
    }
    let by_comma = ending.last().is_some_and(|token| token.is_sign(','));
    let first = rest.first().map(|token| token.text);
    let capital =
        first.is_none_or(|next| next.starts_with(char::is_uppercase) || matches!(next, "(" | "[" | "*" | "\""));
    (capital && !by_comma && !dashed).then_some(Ending { closed, timed, tokens: rest })
}

/// How many tokens "(Received 11 p. m.)" takes.
fn received(rest: &[Token]) -> Option<usize> {
    let opened = rest.first()?.is_sign('(') && fold(rest.get(1)?.text).starts_with("receiv");
    let close = rest.iter().take(16).position(|token| token.is_sign(')')).filter(|_| opened)?;
    Some(close + 1 + rest[close + 1..].iter().take_while(|token| token.is_sign('.')).count())
}
