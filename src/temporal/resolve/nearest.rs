//! The days on either side of the publication: which of two is meant, the last or the next.

use crate::calendar::{Day, Span};

use super::super::period::Period;
use super::super::reference::Anchor;
use super::super::tense::Tense;
use super::{Outcome, Site};

/// The years around one; of three, one is the nearest past, one the nearest future.
pub(super) fn around(year: i32) -> std::ops::RangeInclusive<i32> {
    year - 1..=year + 1
}

/// Whether a period is of the days around the publication.
pub(super) fn is_near(period: Period, published: Span) -> bool {
    period.span().is_some_and(|span| {
        published.from().days_since(span.to()) <= NEAR && span.from().days_since(published.to()) <= NEAR
    })
}

/// Which way a date without a year lies, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// Back, and never ahead.
    Since,
    Past,
    Future,
    /// As the tense and nearness say.
    Tense(Option<Tense>),
    /// The same, of something that is known by its date: it is past, unless the tense or nearness say that it is to
    /// come.
    Named(Option<Tense>),
}

/// The last before the day of publication or the next after it, as tense and nearness say; always the last after
/// "since".
pub(super) fn nearest(
    published: Span,
    site: &Site<'_, '_>,
    lean: Lean,
    in_year: impl Fn(i32) -> Option<Period>,
) -> Outcome {
    let today = published.from();
    let spans = around(today.year()).filter_map(|year| in_year(year)?.span().map(|span| (year, span)));
    let all: Vec<(i32, Span)> = spans.filter(|(_, span)| falls_on(span.from(), site)).collect();
    let past = all.iter().rev().find(|(_, span)| span.from() <= published.to()).copied();
    let future = all.iter().find(|(_, span)| span.to() >= today).copied();
    let (chosen, other) = match (past, future) {
        (Some(past), Some(_)) if lean == Lean::Since => (past, past),
        (Some(past), Some(future)) => match lean {
            Lean::Past | Lean::Since => (past, future),
            Lean::Future => (future, past),
            Lean::Named(None | Some(Tense::Present)) if future.1.from().days_since(today) > NEAR => (past, future),
            Lean::Tense(tense) | Lean::Named(tense) => choose(past, future, today, tense),
        },
        (Some(one), None) | (None, Some(one)) => (one, one),
        (None, None) => return Outcome::from(fitting(today.year(), site, &in_year), Anchor::Published),
    };
    let alternative = if other.0 == chosen.0 { None } else { in_year(other.0) };
    Outcome { alternative, ..Outcome::from(in_year(chosen.0), Anchor::Published) }
}

/// The day of another of the last years that falls on the weekday that is named with it, where that of no nearer one
/// does; else that of this year, whose weekday has been mistaken.
fn fitting(year: i32, site: &Site<'_, '_>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Period> {
    let years = (2..=YEARS_BACK).filter_map(|back| in_year(year - back));
    let mut fits = years.filter(|period| period.span().is_some_and(|span| falls_on(span.from(), site)));
    fits.next().filter(|_| site.tense != Some(Tense::Future)).or_else(|| in_year(year))
}

/// How many years back a day with its weekday and no year is looked for.
const YEARS_BACK: i32 = 3;

/// Whether a day falls on the weekday that is named with it.
pub(super) fn falls_on(day: Day, site: &Site<'_, '_>) -> bool {
    let parts = &site.group.parts;
    parts.day.is_none() || parts.weekday.is_none_or(|weekday| day.weekday() as u32 + 1 == weekday)
}

/// Days from which on, and up to which, nearness speaks louder than tense.
pub(super) const FAR: i64 = 180;
pub(super) const NEAR: i64 = 60;
/// How many times nearer the past must be, for what "may" or "would" be to be of another verb.
const MUCH: i64 = 3;

fn choose(past: (i32, Span), future: (i32, Span), today: Day, tense: Option<Tense>) -> ((i32, Span), (i32, Span)) {
    let ago = today.days_since(past.1.to()).max(0);
    let ahead = future.1.from().days_since(today).max(0);
    let nearer_is_past = ago <= ahead;
    // A tense that would lead to the far end of a year, when the other is near, belongs to another verb.
    let believed = match tense {
        Some(Tense::Past) => !(ago > FAR && ahead < NEAR),
        Some(Tense::Future) => !(ahead > FAR && ago < NEAR),
        Some(Tense::Perhaps) => !(ahead > FAR && (ago < NEAR || ago * MUCH < ahead)),
        _ => false,
    };
    let take_past = if believed { tense == Some(Tense::Past) } else { nearer_is_past };
    if take_past { (past, future) } else { (future, past) }
}
