//! Dates without a year: which one is meant.

use crate::calendar::{Day, Span};

use super::super::period::Period;
use super::super::reference::{Anchor, Genre, Modifier};
use super::super::tense::Tense;
use super::clock::Told;
use super::{Outcome, Resolver, Site, reason};

/// The years around one; of three, one is the nearest past, one the nearest future.
fn around(year: i32) -> std::ops::RangeInclusive<i32> {
    year - 1..=year + 1
}

/// How many months later in the year a story stands than a date without a year that belongs to the next.
const TURN_OF_YEAR: i32 = 9;

impl<'l> Resolver<'_, 'l, '_> {
    /// Finds the year of a part of the year, which `in_year` gives for any.
    pub(super) fn complete(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        match (self.genre, self.published) {
            (Genre::News, Some(published)) => match self.account_of_another_time(site, published, &in_year) {
                Some(told) => from_told(told, in_year),
                None => nearest(published, site, self.is_since(site), in_year),
            },
            (_, published) => match (self.clock.last, self.clock.first_year) {
                (Some(told), _) => from_told(told, in_year),
                (None, Some(year)) => Outcome::from(in_year(year), Anchor::Missing),
                (None, None) => match published.filter(|_| self.genre == Genre::Narrative) {
                    Some(published) => nearest(published, site, self.is_since(site), in_year),
                    None => Outcome::unresolved(reason::NO_PUBLICATION),
                },
            },
        }
    }

    fn is_since(&self, site: &Site<'_, 'l>) -> bool {
        self.modifier(site) == Some(Modifier::Since)
    }

    /// In news: the date that the same paragraph told last, if it named a year long past and the account goes on.
    fn account_of_another_time(
        &self,
        site: &Site<'_, 'l>,
        published: Span,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Told> {
        let told = self.clock.last?;
        let last = told.period.span()?;
        let fine = matches!(told.period, Period::Day(_) | Period::Month(..));
        let here = fine && told.paragraph == site.candidate.paragraph;
        let age = published.from().year() - last.from().year();
        let goes_on = in_year(last.from().year())?.span()?.from() > last.from();
        (here && goes_on && told.explicit && age >= 2 && site.tense != Some(Tense::Future)).then_some(told)
    }
}

/// The year of what was told last, or the next if the story must have passed the turn of the year.
fn from_told(told: Told, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
    let anchor = Anchor::Reference(told.index);
    let Some(last) = told.period.span() else { return Outcome::unresolved(reason::NO_STORY) };
    let year = last.from().year();
    let same = in_year(year);
    let next = in_year(year + 1);
    let fine = !matches!(told.period, Period::Year(_) | Period::Half(..));
    let back = |period: Option<Period>| {
        let first = period.and_then(Period::span).map_or(last.from(), |span| span.from());
        (last.from().year() - first.year()) * 12 + last.from().month() as i32 - first.month() as i32
    };
    let turned = fine && back(same) >= TURN_OF_YEAR;
    let (chosen, other) = if turned { (next, same) } else { (same, next) };
    Outcome { alternative: other.filter(|_| turned), ..Outcome::from(chosen, anchor) }
}

/// The last before the day of publication or the next after it, as tense and nearness say; always the last after
/// "since".
fn nearest(published: Span, site: &Site<'_, '_>, since: bool, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
    let today = published.from();
    let spans = around(today.year()).filter_map(|year| in_year(year)?.span().map(|span| (year, span)));
    let all: Vec<(i32, Span)> = spans.filter(|(_, span)| falls_on(span.from(), site)).collect();
    let past = all.iter().rev().find(|(_, span)| span.from() <= published.to()).copied();
    let future = all.iter().find(|(_, span)| span.to() >= today).copied();
    let (chosen, other) = match (past, future) {
        (Some(past), Some(_)) if since => (past, past),
        (Some(past), Some(future)) => choose(past, future, today, site.tense),
        (Some(one), None) | (None, Some(one)) => (one, one),
        (None, None) => return Outcome::from(in_year(today.year()), Anchor::Published),
    };
    let alternative = if other.0 == chosen.0 { None } else { in_year(other.0) };
    Outcome { alternative, ..Outcome::from(in_year(chosen.0), Anchor::Published) }
}

/// Whether a day falls on the weekday that is named with it.
fn falls_on(day: Day, site: &Site<'_, '_>) -> bool {
    let parts = &site.group.parts;
    parts.day.is_none() || parts.weekday.is_none_or(|weekday| day.weekday() as u32 + 1 == weekday)
}

/// Days from which on, and up to which, nearness speaks louder than tense.
const FAR: i64 = 180;
const NEAR: i64 = 60;

fn choose(past: (i32, Span), future: (i32, Span), today: Day, tense: Option<Tense>) -> ((i32, Span), (i32, Span)) {
    let ago = today.days_since(past.1.to()).max(0);
    let ahead = future.1.from().days_since(today).max(0);
    let nearer_is_past = ago <= ahead;
    // A tense that would lead to the far end of a year, when the other is near, belongs to another verb.
    let believed = match tense {
        Some(Tense::Past) => !(ago > FAR && ahead < NEAR),
        Some(Tense::Future) => !(ahead > FAR && ago < NEAR),
        _ => false,
    };
    let take_past = if believed { tense == Some(Tense::Past) } else { nearer_is_past };
    if take_past { (past, future) } else { (future, past) }
}
