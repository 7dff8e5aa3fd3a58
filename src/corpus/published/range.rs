//! Ranges of days: `October 17-23, 2016`, `28 October to 3 November 2016`, `2016-10-17/2016-10-23`.
//!
//! A range is read as its last day: what reports on some days cannot have been written before the last of them.

use super::grammar::{Grammar, Hit, Said};
use super::names::fold;
use super::tokens::{Kind, Token};
use crate::calendar::{Day, Granularity, Span};

/// Days that are further apart are those of no one report.
const LONGEST: i64 = 92;

/// What parts the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Link {
    /// Whether it is a dash with space around it, as parts a dateline from its text, too.
    loose: bool,
    /// Whether it is a slash, which also parts a day from its year.
    slash: bool,
}

/// What the tokens begin with, if it links the ends of a range.
fn link(tokens: &[Token]) -> Option<Link> {
    let (sign, next) = (tokens.first()?, tokens.get(1)?);
    match sign.kind {
        Kind::Sign('-' | '‐' | '‑' | '–' | '—') => {
            Some(Link { loose: next.spaced || sign.spaced, slash: false })
        }
        Kind::Sign('/') if !next.spaced => Some(Link { loose: false, slash: true }),
        Kind::Sign('&') => Some(Link { loose: false, slash: false }),
        Kind::Word if is_link(sign.text) => Some(Link { loose: false, slash: false }),
        _ => None,
    }
}

fn is_link(word: &str) -> bool {
    const LINKS: [&str; 13] = ["to", "and", "through", "until", "till", "bis", "und", "au", "et", "al", "y", "по", "и"];
    LINKS.contains(&fold(word).as_str())
}

/// The last day of a month's range, of which the tokens begin behind its first day, and how many tokens it takes:
/// `-23` of "October 17-23".
pub(super) fn last_day(tokens: &[Token], first: u32, month: u32) -> Option<(u32, usize)> {
    let link = link(tokens)?;
    let last = tokens[1].number(2).filter(|&last| last > first && exists(month, last))?;
    let mut length = 2;
    length += usize::from(tokens.get(length).is_some_and(|token| !token.spaced && is_ordinal(token)));
    let after = &tokens[length..];
    // Of "14/16" the second may be a year; the night of 16/17 October is one.
    let fits = !link.slash || last == first + 1;
    (fits && !is_hour(after) && (!link.loose || ends_there(after))).then_some((last, length))
}

/// How many tokens before the last day of a range its first takes, where the month comes last: `17-` of "17-23
/// October".
pub(super) fn first_day(tokens: &[Token]) -> Option<usize> {
    let first = tokens.first()?.number(2).filter(|first| (1..=31).contains(first))?;
    let is_end = |token: &Token| token.is_sign('.') || is_ordinal(token);
    let length = 1 + usize::from(tokens.get(1).is_some_and(|token| !token.spaced && is_end(token)));
    let link = link(&tokens[length..])?;
    let last = tokens[length + 1].number(2).filter(|&last| last > first)?;
    (!link.slash || last == first + 1).then_some(length + 1)
}

/// The range that goes on from a date to a later one; none if the tokens behind the date do not say so.
pub(super) fn to_later(grammar: Grammar, tokens: &[Token], first: Hit) -> Option<Hit> {
    let after = &tokens[first.length..];
    let link = link(after)?;
    let last = grammar.single(&after[1..])?;
    let length = first.length + 1 + last.length;
    let said = match (first.said, last.said) {
        (Said::Span(one), Said::Span(other)) => later(one, other)?,
        (Said::NoYear { .. }, Said::Span(_)) => last.said,
        (Said::NoYear { .. }, Said::NoYear { .. }) if !link.loose || ends_there(&tokens[length..]) => last.said,
        _ => return None,
    };
    let is_coarse = matches!(said, Said::Span(span) if span.granularity() != Granularity::Day);
    (!is_coarse).then_some(Hit { said, length, is_range: true })
}

fn later(one: Span, other: Span) -> Option<Said> {
    let days = other.to().days_since(one.from());
    (1..=LONGEST).contains(&days).then_some(Said::Span(other))
}

fn exists(month: u32, day: u32) -> bool {
    Day::new(2000, month, day).is_some()
}

/// Whether a number that just ended is the hour of a telegram: "June 3-4 p. m.", "June 3-4.15".
fn is_hour(after: &[Token]) -> bool {
    let Some(next) = after.first() else { return false };
    let minutes = || after.get(1).is_some_and(|token| !token.spaced && token.digits(2).is_some());
    matches!(fold(next.text).as_str(), "a" | "p" | "am" | "pm" | "uhr" | "h")
        || next.is_sign(':')
        || next.is_sign('.') && minutes()
}

/// Whether a head may end here, so that the dash before was that of a range: "Oct. 17 - 23 people were hurt" has none.
fn ends_there(after: &[Token]) -> bool {
    let Some(next) = after.first() else { return true };
    let year = || after.get(usize::from(next.is_sign(','))).is_some_and(|token| token.digits(4).is_some());
    matches!(next.kind, Kind::Sign('(' | '-' | '–' | '—' | ':' | '/' | '|')) || year()
}

fn is_ordinal(token: &Token) -> bool {
    token.is_sign('º') || matches!(token.text, "st" | "nd" | "rd" | "th" | "d" | "er")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn shown(text: &str) -> String {
        let tokens = tokens(text);
        match Grammar::default().first(&tokens).map(|(_, hit)| (hit.said, hit.is_range)) {
            Some((Said::Span(span), is_range)) => format!("{span}{}", if is_range { " range" } else { "" }),
            Some((Said::NoYear { month, day }, is_range)) => {
                format!("--{month:02}-{day:02}{}", if is_range { " range" } else { "" })
            }
            other => format!("{other:?}"),
        }
    }

    /// "Oct. 17-18 (Agency)" was 2018, and "October 17-23, 2016" had no year.
    #[test]
    fn a_range_is_its_last_day_and_has_its_own_year() {
        for (text, expected) in [
            ("October 17-23, 2016", "2016-10-23 range"),
            ("October 17 – 23, 2016", "2016-10-23 range"),
            ("October 17th to 23rd, 2016", "2016-10-23 range"),
            ("October 17 and 18, 2016", "2016-10-18 range"),
            ("Oct. 17-18 (Agency) -", "--10-18 range"),
            ("Oct 17/18 -", "--10-18 range"),
            ("October 17-23 -", "--10-23 range"),
            ("October 17 - 23 - Weekly report", "--10-23 range"),
            ("FEBRUARY 12-20 , 1864", "1864-02-20 range"),
            ("17-23 October 2016", "2016-10-23 range"),
            ("17.-23. Oktober 2016", "2016-10-23 range"),
            ("17. bis 23. Oktober 2016", "2016-10-23 range"),
            ("17 au 23 octobre 2016", "2016-10-23 range"),
            ("с 17 по 23 октября 2016", "2016-10-23 range"),
            ("October 28-November 3, 2016", "2016-11-03 range"),
            ("28 October-13 November 2016", "2016-11-13 range"),
            ("28 October - 3 November", "--11-03 range"),
            ("December 28, 2016 - January 3, 2017", "2017-01-03 range"),
            ("2016-10-17/2016-10-23", "2016-10-23 range"),
            ("17.10.2016 - 23.10.2016", "2016-10-23 range"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_range_is_none() {
        for (text, expected) in [
            ("13-Jun-17", "2017-06-13"),
            ("Jun-13-17", "2017-06-13"),
            ("July 14/63", "1963-07-14"),
            ("July 14/16", "2016-07-14"),
            ("June 3-4 p. m.", "--06-03"),
            ("June 3, 1864-8.15 p. m.", "1864-06-03"),
            ("Oct. 17 - 23 people were hurt", "--10-17"),
            ("Oct. 17 - Nov. 3 is the day", "--10-17"),
            ("4:10 - 11 June 2016", "2016-06-11"),
            ("2016-10-17 - 2014-10-23", "2016-10-17"),
            ("5 May 2018 | 7 May 2018", "2018-05-05"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
