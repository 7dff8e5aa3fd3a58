//! The time and zone after a date.

use super::names::fold;
use super::tokens::{Kind, Token};

/// A time of the day, in seconds, and the offset of its zone from UTC, in seconds, if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) seconds: i64,
    pub(super) offset: Option<i64>,
}

/// The time that follows a date: `T04:30:00.5+03:00`, ` 3:38 PM UTC`, `, 14.30 Uhr`, `at 4 p.m. GMT`.
pub(super) fn clock(tokens: &[Token]) -> Option<Clock> {
    let start = tokens.iter().take(4).position(|token| matches!(token.kind, Kind::Number { .. }))?;
    if !tokens[..start].iter().all(is_between) {
        return None;
    }
    let rest = &tokens[start..];
    let (seconds, length) = compact(rest).or_else(|| spelled(rest))?;
    Some(Clock { seconds, offset: offset(&rest[length..]) })
}

/// What may stand between a date and its time.
fn is_between(token: &Token) -> bool {
    match token.kind {
        Kind::Sign(sign) => matches!(sign, ',' | '-' | '–' | '|' | '·' | '•' | '@' | '/' | '('),
        Kind::Word => matches!(fold(token.text).as_str(), "t" | "at" | "um" | "a" | "as" | "kl" | "alle" | "ore" | "в"),
        Kind::Number { .. } => false,
    }
}

/// 043000 after a T.
fn compact(tokens: &[Token]) -> Option<(i64, usize)> {
    let value = tokens[0].digits(6)?;
    seconds(value / 10_000, value / 100 % 100, value % 100).map(|seconds| (seconds, 1))
}

fn spelled(tokens: &[Token]) -> Option<(i64, usize)> {
    let hour = tokens[0].number(2)?;
    let sign = |at: usize, signs: &[char]| tokens.get(at).is_some_and(|token| signs.iter().any(|&s| token.is_sign(s)));
    let mut length = 1;
    let (mut minute, mut second) = (0, 0);
    if sign(1, &[':', '.']) {
        minute = tokens.get(2)?.digits(2)?;
        length = 3;
        if sign(3, &[':', '.'])
            && let Some(value) = tokens.get(4).and_then(|token| token.digits(2))
        {
            (second, length) = (value, 5);
        }
        if length == 5 && sign(5, &['.', ',']) && matches!(tokens.get(6)?.kind, Kind::Number { .. }) {
            length = 7;
        }
    }
    let (hour, halves) = twelve_hours(hour, &tokens[length..])?;
    (length > 1 || halves > 0).then_some(())?;
    Some((seconds(hour, minute, second)?, length + halves))
}

/// The hour with "a.m." or "PM" applied, and how many tokens those are.
fn twelve_hours(hour: u32, tokens: &[Token]) -> Option<(u32, usize)> {
    let word = tokens.first().filter(|token| token.is_word()).map(|token| fold(token.text));
    let dotted = matches!(word.as_deref(), Some("a" | "p"))
        && tokens.get(1).is_some_and(|token| token.is_sign('.'))
        && tokens.get(2).is_some_and(|token| token.text.eq_ignore_ascii_case("m"));
    let length = if dotted { 3 } else { 1 };
    match word.as_deref() {
        Some("am" | "a") if dotted || word.as_deref() == Some("am") => (hour <= 12).then_some((hour % 12, length)),
        Some("pm" | "p") if dotted || word.as_deref() == Some("pm") => (hour <= 12).then_some((hour % 12 + 12, length)),
        _ => Some((hour, 0)),
    }
}

fn seconds(hour: u32, minute: u32, second: u32) -> Option<i64> {
    let valid = hour < 24 && minute < 60 && second <= 60;
    valid.then(|| i64::from(hour * 3600 + minute * 60 + second))
}

/// The offset that the tokens begin with: `Z`, `+03:00`, `-0430`, `-05`, `GMT+3`, `EST`.
fn offset(tokens: &[Token]) -> Option<i64> {
    let mut rest = tokens;
    while rest.first().is_some_and(|token| token.is_sign('(') || token.is_sign('.') || is_clock_word(token)) {
        rest = &rest[1..];
    }
    let first = rest.first()?;
    if first.is_word() {
        let named = zone(first.text)?;
        return Some(named + numeric_offset(&rest[1..]).unwrap_or(0));
    }
    numeric_offset(rest)
}

fn is_clock_word(token: &Token) -> bool {
    token.is_word() && matches!(fold(token.text).as_str(), "uhr" | "h" | "hrs" | "hours")
}

fn numeric_offset(tokens: &[Token]) -> Option<i64> {
    let sign = match tokens.first()?.kind {
        Kind::Sign('+') => 1,
        Kind::Sign('-' | '−') => -1,
        _ => return None,
    };
    let number = tokens.get(1).filter(|token| !token.spaced)?;
    let (hours, minutes) = if let Some(value) = number.digits(4) {
        (value / 100, value % 100)
    } else {
        let minutes = tokens.get(2).filter(|token| token.is_sign(':')).and(tokens.get(3)).and_then(|t| t.digits(2));
        (number.number(2)?, minutes.unwrap_or(0))
    };
    (hours <= 14 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// The offsets of zones whose abbreviations mean one thing in news: IST, CST in China and the like are left out.
fn zone(name: &str) -> Option<i64> {
    let hours = match name.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "UT" | "WET" => 0,
        "BST" | "CET" | "MEZ" | "WEST" => 1,
        "CEST" | "MESZ" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 3600)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn times_and_zones_are_read() {
        let at = |hour: i64, minute: i64, second: i64| hour * 3600 + minute * 60 + second;
        for (text, expected) in [
            ("T04:30:00Z", Some((at(4, 30, 0), Some(0)))),
            ("T04:30:00.52+03:00", Some((at(4, 30, 0), Some(3 * 3600)))),
            (" 12:24:52.002364-05", Some((at(12, 24, 52), Some(-5 * 3600)))),
            (" 04:30:00 +0430", Some((at(4, 30, 0), Some(4 * 3600 + 1800)))),
            (" 04:30:00 GMT+0300 (CET)", Some((at(4, 30, 0), Some(3 * 3600)))),
            ("T043000Z", Some((at(4, 30, 0), Some(0)))),
            (" 3:38PM UTC", Some((at(15, 38, 0), Some(0)))),
            (", at 4 p.m. EST", Some((at(16, 0, 0), Some(-5 * 3600)))),
            (" 12:05 a.m.", Some((at(0, 5, 0), None))),
            (", 14.30 Uhr MESZ", Some((at(14, 30, 0), Some(7200)))),
            (" 14:30", Some((at(14, 30, 0), None))),
            (" 7", None),
            (" words 14:30", None),
            ("", None),
        ] {
            let found = clock(&tokens(text)).map(|clock| (clock.seconds, clock.offset));
            assert_eq!(found, expected, "{text}");
        }
    }
}
