//! How letters end: a last line with a place and the date, a valediction, a name with its office.

use super::super::head::reading;
use super::super::names::fold;
use super::super::tokens::{Token, tokens};
use super::super::value::{Reader, Reading};
use super::place::{is_loud, is_place, place_of};
use super::shape::{FEW_WORDS, is_day};
use super::words::{RANKS, VALEDICTIONS};

/// A foot is a short line.
const FOOT_CHARACTERS: usize = 120;
/// How many characters at the end of a text, and how many tokens of them, its signature takes.
const SIGNATURE_CHARACTERS: usize = 240;
const SIGNATURE: usize = 36;

/// The date at the foot of a letter: its last line, with a place before the date.
pub(in crate::corpus::published) fn date_of_foot(text: &str, reader: &Reader) -> Option<Reading> {
    let line = text.trim_end().rsplit(['\n', '\r', '\u{2028}']).next()?.trim();
    if line.len() == text.trim().len() || line.chars().nth(FOOT_CHARACTERS).is_some() {
        return None;
    }
    let tokens = tokens(line);
    let (at, hit) = reader.grammar().first(&tokens)?;
    let rest = &tokens[at + hit.length..];
    let place = place_of(&tokens[..at]);
    let closed = rest.iter().all(|token| token.is_sign('.'));
    if !(closed && is_day(hit) && !place.is_empty() && is_place(place, FEW_WORDS)) {
        return None;
    }
    Some(match reading(reader, line, &tokens, (at, hit)) {
        Reading::Date(span, doubt) => {
            Reading::Date(span, doubt.or_else(|| Some(format!("{line:?} stands at the foot of the text"))))
        }
        other => other,
    })
}

/// Whether a text ends as letters do: with a valediction, or with a name in capitals and an office, "G. H. WELLS,
/// Major-General".
pub(super) fn is_signed(text: &str) -> bool {
    let from = text.char_indices().rev().nth(SIGNATURE_CHARACTERS).map_or(0, |(at, _)| at);
    let tokens = tokens(&text[from..]);
    let foot = &tokens[tokens.len().saturating_sub(SIGNATURE)..];
    let closes = foot.iter().any(|token| token.is_word() && VALEDICTIONS.contains(&fold(token.text).as_str()));
    let office = |rest: &[Token]| {
        let mut words =
            rest.iter().take(3).filter(|token| token.is_word() && token.text.starts_with(char::is_uppercase));
        words.any(|word| RANKS.contains(&fold(word.text).as_str()))
    };
    let signature = |at: usize| {
        let stop = foot[at + 1].is_sign(',') || foot[at + 1].is_sign('.');
        is_loud(&foot[at]) && stop && office(&foot[at + 2..])
    };
    closes || (0..foot.len().saturating_sub(2)).any(signature)
}
