//! Dates without a year: which one is meant.

use crate::calendar::{Day, Span};

use super::super::grammar::Grammar;
use super::super::lang::Class;
use super::super::period::Period;
use super::super::reference::{Anchor, Genre, Modifier};
use super::super::tense::{self, Tense};
use super::super::token::Token;
use super::clock::Told;
use super::{Outcome, Resolver, Site, reason};

/// The years around one; of three, one is the nearest past, one the nearest future.
fn around(year: i32) -> std::ops::RangeInclusive<i32> {
    year - 1..=year + 1
}

/// How many months later in the year a story stands than a date without a year that belongs to the next.
const TURN_OF_YEAR: i32 = 9;
/// The same within one paragraph, where accounts go on rather than begin again.
const TURN_WITHIN: i32 = 8;

/// How many tokens back the beginning of a date's sentence is looked for.
const NEXT_SENTENCE: usize = 60;

/// How many years from the one that a text is about it must have gone to return.
const FAR_FROM_HOME: i32 = 2;

/// The days of a war, or a battle, of which each day is known by its month and day.
const SHORT_WAR: u64 = 365;

impl<'l> Resolver<'_, 'l, '_> {
    /// Finds the year of a part of the year, which `in_year` gives for any.
    pub(super) fn complete(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        if let Some(outcome) = self.end_of_range(site, &in_year) {
            return outcome;
        }
        let narrative = self.genre == Genre::Narrative;
        let outset =
            narrative.then(|| self.outset(site, &in_year).or_else(|| self.return_home(site, &in_year))).flatten();
        if let Some(outcome) = outset {
            return outcome;
        }
        match (self.genre, self.published) {
            (Genre::News, Some(published)) => match self.account_of_another_time(site, published, &in_year) {
                Some(told) => from_told(told, false, told.paragraph + 1, in_year),
                None => nearest(published, site, self.bound(site), self.verb_beside(site), in_year),
            },
            (_, published) => match (self.told_for(site), self.clock.first_year) {
                (Some(told), _) => from_told(told, self.is_pluperfect(site), site.candidate.paragraph, in_year),
                (None, Some(year)) => Outcome::from(in_year(year), Anchor::Missing),
                (None, None) => match published.filter(|_| self.genre == Genre::Narrative) {
                    Some(published) => nearest(published, site, self.bound(site), self.verb_beside(site), in_year),
                    None => Outcome::unresolved(reason::NO_PUBLICATION),
                },
            },
        }
    }

    /// The far end of a range follows the near one: "from November to March".
    fn end_of_range(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let start = self.grammar.tokens.list[site.candidate.groups[0].first].start;
        let near = self.references.last().filter(|near| site.candidate.rule.is_range() && near.start >= start)?;
        let from = near.span?.from();
        let years = [from.year(), from.year() + 1].into_iter().filter_map(&in_year);
        let mut after = years.filter(|period| period.span().is_some_and(|span| span.from() > from));
        Some(Outcome::from(Some(after.next()?), near.anchor))
    }

    /// A date of the time that the text set out to tell ("from 6 to 25 October 1973"), after it told what went before:
    /// its first day, or, in a new paragraph, any of its days.
    fn outset(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let (index, whole) = self.outset?;
        let last = self.clock.last?;
        let day = matches!(in_year(2000), Some(Period::Day(_)));
        if !day || whole.days() > SHORT_WAR || last.period.span()?.to() >= whole.from() {
            return None;
        }
        let days = [whole.from().year(), whole.to().year()].into_iter().filter_map(&in_year);
        let found = days.filter(|day| day.span().is_some_and(|day| whole.holds(day.from())));
        let begins = |day: &Period| day.span().is_some_and(|day| day.from() == whole.from());
        let chosen = found.last().filter(|day| begins(day) || last.paragraph != site.candidate.paragraph)?;
        Some(Outcome::from(Some(chosen), Anchor::Reference(index)))
    }

    /// A date of the year that the text is about, in a new paragraph after one that ended far from it: after "he died in 1984"
    /// an account of 1944 goes on with its own "14 September".
    fn return_home(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let (year, told) = self.clock.home()?;
        let last = self.clock.last.filter(|last| last.paragraph < site.candidate.paragraph)?;
        let away = (last.period.span()?.from().year() - year).abs() > FAR_FROM_HOME;
        away.then(|| Outcome::from(in_year(year), Anchor::Reference(told.index)))
    }

    /// What a date without a year is counted from: what has just bound its sentence, else what was told last.
    fn told_for(&self, site: &Site<'_, 'l>) -> Option<Told> {
        let same_sentence = |told: &Told| self.grammar.same_sentence(told.token, site.group.first);
        let fine = |told: &Told| matches!(told.period, Period::Day(_) | Period::Month(..));
        self.clock.bound.filter(|told| fine(told) && same_sentence(told)).or(self.clock.last_or_aside())
    }

    /// Whether a verb of the past stands right beside the date, which then cannot be to come: "was arrested in December".
    fn verb_beside(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let (first, last) = (site.candidate.groups[0].first, site.group.last);
        tense::is_past_beside(&language.lexicon, text, &tokens.list, first, last)
    }

    /// How a date without a year is bound: "since June" is past, "until June" the nearest.
    fn bound(&self, site: &Site<'_, 'l>) -> Option<Modifier> {
        let first = site.group.first.checked_sub(1)?;
        let word = self.grammar.tokens.list[first].word;
        let through = self.grammar.language.lexicon.entry(word).value(Class::Preposition);
        self.binding(word).or(matches!(through, 5 | 8).then_some(Modifier::Until))
    }

    /// In news: what the same paragraph told last, if that is of a year long past and the account goes on from it.
    ///
    /// What is told in the past alone. A day or a month goes on to what comes after it in its year. A year, or a season of
    /// one, goes on to its days in the same sentence and in the next, if they are not those around the publication: "The war
    /// began in 2003. On April 9 the capital fell." Neither does so to a day that is no such weekday in that year.
    fn account_of_another_time(
        &self,
        site: &Site<'_, 'l>,
        published: Span,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Told> {
        let told = self.clock.last.filter(|told| told.grounded && told.paragraph == site.candidate.paragraph)?;
        let last = told.period.span()?;
        let there = in_year(last.from().year())?.span()?;
        let goes_on = match told.period {
            Period::Day(_) | Period::Month(..) => there.from() > last.from(),
            Period::Year(_) | Period::Season(..) | Period::Half(..) | Period::Quarter(..) => {
                let near = || {
                    around(published.from().year()).any(|year| in_year(year).is_some_and(|it| is_near(it, published)))
                };
                let explicit = self.references[told.index].anchor == Anchor::Explicit;
                explicit && self.is_next_sentence(&told, site) && !near()
            }
            _ => false,
        };
        let age = published.from().year() - last.from().year();
        (age >= 2 && goes_on && self.is_told_in_the_past(site) && falls_on(there.from(), site)).then_some(told)
    }

    /// Whether the verb before a date, or the one after a date that opens its sentence, is of the past. In "the season runs
    /// through Nov. 30, they said" it is neither.
    fn is_told_in_the_past(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let first = site.candidate.groups[0].first;
        let opens = tokens.list[first.saturating_sub(1)..=first].iter().any(Token::begins_sentence);
        let before = || tense::before(&language.lexicon, text, &tokens.list, first);
        site.tense == Some(Tense::Past) && (opens || before() == Some(Tense::Past))
    }

    /// Whether something was told in this sentence or in the one before.
    fn is_next_sentence(&self, told: &Told, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (from, to) = (told.token + 1, site.group.first);
        let begins = (to.saturating_sub(NEXT_SENTENCE)..=to).rev().find(|at| list[*at].begins_sentence());
        begins.is_some_and(|begins| begins < from || self.grammar.same_sentence(from - 1, begins - 1))
    }
}

/// Whether a period is of the days around the publication.
fn is_near(period: Period, published: Span) -> bool {
    period.span().is_some_and(|span| {
        published.from().days_since(span.to()) <= NEAR && span.from().days_since(published.to()) <= NEAR
    })
}

/// The year of what was told last, or the next if the story must have passed the turn of the year; the one before for
/// what lies `behind` it, and would else be still to come.
fn from_told(told: Told, behind: bool, paragraph: u32, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
    let anchor = Anchor::Reference(told.index);
    let Some(last) = told.period.span() else { return Outcome::unresolved(reason::NO_STORY) };
    let year = last.from().year();
    let same = in_year(year);
    let next = in_year(year + 1);
    let fine = !matches!(told.period, Period::Year(_) | Period::Half(..));
    // An autumn is left at its end.
    let last =
        if matches!(told.period, Period::Season(..) | Period::Quarter(..)) { Span::day(last.to()) } else { last };
    let back = |period: Option<Period>| {
        let first = period.and_then(Period::span).map_or(last.from(), |span| span.from());
        (last.from().year() - first.year()) * 12 + last.from().month() as i32 - first.month() as i32
    };
    let turn = if told.paragraph == paragraph { TURN_WITHIN } else { TURN_OF_YEAR };
    let ahead = same.and_then(Period::span).is_some_and(|span| span.from() > last.to());
    if behind && fine && ahead {
        return Outcome { alternative: same, ..Outcome::from(in_year(year - 1), anchor) };
    }
    let turned = fine && !behind && back(same) >= turn;
    let (chosen, other) = if turned { (next, same) } else { (same, next) };
    Outcome { alternative: other.filter(|_| turned), ..Outcome::from(chosen, anchor) }
}

/// The last before the day of publication or the next after it, as tense and nearness say; always the last after
/// "since".
fn nearest(
    published: Span,
    site: &Site<'_, '_>,
    bound: Option<Modifier>,
    verb_beside: bool,
    in_year: impl Fn(i32) -> Option<Period>,
) -> Outcome {
    let today = published.from();
    let spans = around(today.year()).filter_map(|year| in_year(year)?.span().map(|span| (year, span)));
    let all: Vec<(i32, Span)> = spans.filter(|(_, span)| falls_on(span.from(), site)).collect();
    let past = all.iter().rev().find(|(_, span)| span.from() <= published.to()).copied();
    let future = all.iter().find(|(_, span)| span.to() >= today).copied();
    let (chosen, other) = match (past, future) {
        (Some(past), Some(_)) if bound == Some(Modifier::Since) => (past, past),
        // What lasts, or is put off, "until June 30" says with its verb when that began.
        (Some(past), Some(future)) if bound == Some(Modifier::Until) => choose(past, future, today, None),
        (Some(past), Some(future)) if verb_beside => (past, future),
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
