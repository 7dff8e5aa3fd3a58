//! Heads of letters: `Camp near Richmond, Va., June 3, 1864.`, with more than a place before the date.
//!
//! They are told from a sentence with a date in it by how they begin, by the want of any word that is no part of a name, by
//! what ends them, by who is addressed after them, and by the signature at the foot. What is in doubt is none: a wrong day of
//! publication is worse than none.

use super::grammar::{Hit, Said};
use super::names::fold;
use super::tokens::{Kind, Token, tokens};
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
/// How letters close: folded.
const VALEDICTIONS: &[&str] =
    &["respectfully", "obedient", "obdt", "sincerely", "truly", "faithfully", "hochachtungsvoll"];
/// What stands behind a name in a signature: folded.
const RANKS: &[&str] = &[
    "commanding",
    "commander",
    "general",
    "colonel",
    "captain",
    "major",
    "lieutenant",
    "adjutant",
    "admiral",
    "commodore",
    "surgeon",
    "quartermaster",
    "secretary",
    "governor",
    "president",
    "superintendent",
    "agent",
    "consul",
    "minister",
    "ambassador",
    "mayor",
    "brigadier",
    "maj",
    "brig",
    "lieut",
    "col",
    "capt",
    "gen",
    "asst",
    "acting",
    "actg",
];
/// How many characters at the end of a text, and how many tokens of them, its signature takes.
const FOOT_CHARACTERS: usize = 240;
const FOOT: usize = 36;
/// A place without an office has no more words than this.
const PLACE_WORDS: usize = 5;
/// Within so many tokens after a head stands the colon of "SIR:" or "General HALLECK, Chief of Staff:".
const SALUTATION: usize = 30;

/// Whether a line begins with the head of a letter whose date is this hit. Of one that ends with a signature less is asked.
pub(super) fn is_head(tokens: &[Token], at: usize, hit: Hit, signed: impl Fn() -> bool) -> bool {
    let is_day = matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day);
    let Some(end) = End::of(&tokens[at + hit.length..]).filter(|_| is_day) else { return false };
    let before = without_bracket(&tokens[..at]);
    let place = without_article(before);
    let words: Vec<String> = place.iter().filter(|token| token.is_word()).map(|token| fold(token.text)).collect();
    if words.is_empty() {
        return place.is_empty() && end.closed && end.greets() && signed();
    }
    if words.len() > WORDS || !is_made_of_names(place) || !ends_as_place(place) {
        return false;
    }
    let first = words[0].as_str();
    let in_field = IN.contains(&first) && words.iter().skip(1).take(2).any(|word| FIELD.contains(&word.as_str()));
    // "SPECIAL ORDERS, HDQRS. DEPARTMENT OF THE LAKES, No. 19."
    let orders = is_loud(place) && words.iter().any(|word| OPENERS.contains(&word.as_str()));
    if OPENERS.contains(&first) || in_field || orders {
        return end.closed || end.greets() || signed();
    }
    if OFFICES.contains(&first) || is_shouted(place) {
        return end.closed && (end.greets() || end.timed) || signed();
    }
    place.len() < before.len() && end.rest.is_empty() && is_plain_place(place, 3)
        || is_plain_place(place, PLACE_WORDS) && !end.rest.is_empty() && signed()
}

/// Where the head of a letter may begin within a line, behind a full stop and in capitals: "Report of Major Wells. HEADQUARTERS".
pub(super) fn inner_heads(line: &str) -> impl Iterator<Item = usize> {
    let tokens = tokens(line);
    let stops = tokens.windows(3).filter(|three| {
        let stop = three[0].is_sign('.') || three[0].is_sign(']');
        stop && three[1].is_word() && is_loud(&three[1..2])
    });
    stops.map(|three| three[1].start).collect::<Vec<_>>().into_iter()
}

/// Whether a text ends as letters do: with a valediction, or with a name in capitals and an office, "G. H. WELLS, Major-General".
pub(super) fn is_signed(text: &str) -> bool {
    let from = text.char_indices().rev().nth(FOOT_CHARACTERS).map_or(0, |(at, _)| at);
    let tokens = tokens(&text[from..]);
    let foot = &tokens[tokens.len().saturating_sub(FOOT)..];
    let closes = foot.iter().any(|token| token.is_word() && VALEDICTIONS.contains(&fold(token.text).as_str()));
    let office = |rest: &[Token]| {
        let mut words =
            rest.iter().take(3).filter(|token| token.is_word() && token.text.starts_with(char::is_uppercase));
        words.any(|word| RANKS.contains(&fold(word.text).as_str()))
    };
    let signature = |at: usize| {
        let stop = foot[at + 1].is_sign(',') || foot[at + 1].is_sign('.');
        is_loud(&foot[at..=at]) && stop && office(&foot[at + 2..])
    };
    closes || (0..foot.len().saturating_sub(2)).any(signature)
}

/// What follows the date of a head.
struct End<'t, 's> {
    rest: &'t [Token<'s>],
    /// Whether the head ends here beyond doubt: with the line, or with a full stop before a capital.
    closed: bool,
    /// Whether the hour stands after the date.
    timed: bool,
}

impl<'t, 's> End<'t, 's> {
    /// None where the sentence goes on.
    fn of(after: &'t [Token<'s>]) -> Option<End<'t, 's>> {
        let hour = |token: &Token| match token.kind {
            Kind::Number { digits, .. } => digits <= 2,
            Kind::Sign(sign) => matches!(sign, '-' | '–' | '.' | ':' | ','),
            Kind::Word => {
                matches!(fold(token.text).as_str(), "a" | "p" | "m" | "am" | "pm" | "noon" | "midnight" | "h" | "uhr")
            }
        };
        let end = after.iter().position(|token| !hour(token)).unwrap_or(after.len());
        let (ending, rest) = after.split_at(end);
        let stopped = ending.iter().any(|token| token.is_sign('.'));
        let capital = rest
            .first()
            .is_none_or(|next| next.text.starts_with(char::is_uppercase) || matches!(next.text, "(" | "[" | "*"));
        let by_comma = ending.last().is_some_and(|token| token.is_sign(','));
        let closed = rest.is_empty() || stopped && capital && !by_comma;
        let timed = ending.iter().any(Token::is_word);
        (closed || capital && !by_comma).then_some(End { rest, closed, timed })
    }

    /// Whether somebody is addressed: "SIR:", "General HALLECK, Chief of Staff:".
    fn greets(&self) -> bool {
        self.rest.iter().take(SALUTATION).any(|token| token.is_sign(':'))
    }
}

/// Without "[ Inclosure. ]" before the head.
fn without_bracket<'t, 's>(before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    if !before.first().is_some_and(|token| token.is_sign('[')) {
        return before;
    }
    // "[ Little Rock ] April 11"
    match before.iter().take(10).position(|token| token.is_sign(']')) {
        Some(close) if close + 1 == before.len() => &before[1..close],
        Some(close) => &before[close + 1..],
        None => before,
    }
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
    let modified = super::labels::MODIFIED.contains(&fold(first).as_str());
    // "BATTLE OF KINGSTON" is a heading.
    let links = words.iter().any(|word| matches!(fold(word.text).as_str(), "of" | "the" | "and" | "de" | "und" | "et"));
    is_loud(place)
        && !modified
        && !links
        && words.len() <= 4
        && words.iter().all(|word| word.text.starts_with(char::is_uppercase))
}

/// Whether the first word is in capitals.
fn is_loud(place: &[Token]) -> bool {
    let first = place.iter().find(|token| token.is_word()).map_or("", |token| token.text);
    first.chars().count() > 1 && first.chars().all(char::is_uppercase)
}

/// `Berlin,`: a few words that are all names.
fn is_plain_place(place: &[Token], most: usize) -> bool {
    let mut words = place.iter().filter(|token| token.is_word());
    words.clone().count() <= most && words.all(|word| word.text.starts_with(char::is_uppercase))
}
