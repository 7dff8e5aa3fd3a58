//! So much before or after something: "two days later", "three years earlier", "eight years later, in 1721".

use crate::calendar::Granularity;

use super::super::grammar::Candidate;
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre};
use super::super::tense::Tense;
use super::relative::{and_a_half, unit_and_count};
use super::{Outcome, Resolver, Site, reason};

impl<'l> Resolver<'_, 'l, '_> {
    /// "Two days later", "three years earlier".
    pub(super) fn later(&self, site: &Site<'_, 'l>, direction: i64) -> Option<Outcome> {
        let parts = &site.group.parts;
        let (unit, count) = unit_and_count(parts)?;
        if (direction, unit, count) == (-1, Unit::Year, 1)
            && self.genre == Genre::News
            && let Some(outcome) = self.quarter_a_year_before(site)
        {
            return Some(outcome);
        }
        let told = self.clock.as_fine_as(Unit::Month).and_then(|told| Some((told.index, told.period.span()?.from())));
        if let Some((index, half)) = told.and_then(|(at, day)| Some((at, and_a_half(day, parts, direction)?))) {
            return Some(Outcome::from(Some(half), Anchor::Reference(index)));
        }
        let steps = count * direction;
        if direction > 0 && self.follows_a_term(site) {
            return Some(Outcome::unresolved(reason::NO_STORY));
        }
        let counted = self.since_that(site, unit, steps).or_else(|| self.to_the_day(site, unit, steps));
        let counted = counted.or_else(|| self.since_just_told(site, unit, steps));
        let counted = counted.unwrap_or_else(|| self.since_story_or_today(site, unit, steps));
        let ahead = self.published.zip(counted.period.ok().and_then(Period::span));
        // "Is still alive a year later" holds now.
        let holds_now = direction > 0 && site.tense == Some(Tense::Present) && self.genre == Genre::News;
        let unknown = counted.period == Err(reason::NO_STORY);
        let now = holds_now && (unknown || ahead.is_some_and(|(published, span)| span.from() > published.to()));
        Some(if now { self.since_published(unit, 0) } else { counted })
    }

    /// So many units after "that", which is what has been named last, the far end of a range, too: "from 1958 until 1982. Two years
    /// after that".
    fn since_that(&self, site: &Site<'_, 'l>, unit: Unit, steps: i64) -> Option<Outcome> {
        site.group.parts.story.filter(|story| *story == 0)?;
        let last = self.references.last().and_then(|last| last.span)?;
        let fine =
            matches!(unit, Unit::Year | Unit::Decade | Unit::Century) || last.granularity() <= Granularity::Month;
        let day = unit != Unit::Day || last.granularity() == Granularity::Day;
        let counted =
            Outcome::from(Period::holding(last.from(), unit).plus(steps), Anchor::Reference(self.references.len() - 1));
        (fine && day).then_some(counted)
    }

    /// Whether a term has just been set that has no date, from which what would be "seven days later" is counted: "if
    /// nobody appeals within 14 days".
    fn follows_a_term(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let foreseen = matches!(site.tense, Some(Tense::Perhaps | Tense::Future));
        if !foreseen || self.clock.here.is_some() {
            return false;
        }
        let begins = (first.saturating_sub(TERM)..first).rev().find(|at| list[*at].begins_sentence());
        let words = &list[begins.unwrap_or(first.saturating_sub(TERM))..first];
        words.windows(3).any(|words| {
            let term = words[0].is(Class::Preposition) && words[1].is(Class::Number);
            term && self.grammar.language.unit(&words[2]) != 0
        })
    }

    /// So many days from the day that an account has just named, even if that stood in the background: "had landed on
    /// August 19. Five days later they".
    fn since_just_told(&self, site: &Site<'_, 'l>, unit: Unit, steps: i64) -> Option<Outcome> {
        let opens = self.grammar.tokens.list[site.candidate.groups[0].first].begins_sentence();
        let named = self.clock.named.filter(|told| {
            let last = self.clock.day.is_none_or(|day| day.index < told.index);
            matches!(told.period, Period::Day(_)) && told.paragraph == site.candidate.paragraph && last
        })?;
        let counts = opens && steps > 0 && unit <= Unit::Week && self.genre == Genre::Narrative;
        let day = named.period.span().filter(|_| counts && self.is_next_sentence(&named, site))?.from();
        Some(Outcome::from(Period::holding(day, unit).plus(steps), Anchor::Reference(named.index)))
    }

    /// "Exactly two weeks later", from a day, is a day.
    fn to_the_day(&self, site: &Site<'_, 'l>, unit: Unit, steps: i64) -> Option<Outcome> {
        let told = self.clock.as_fine_as(Unit::Day).filter(|_| site.group.parts.exact)?;
        let day = told.period.span()?.from();
        let months = |each: i64| i32::try_from(steps * each).ok().and_then(|months| day.plus_months(months));
        let moved = match unit {
            Unit::Week => day.plus_days(steps * 7),
            Unit::Month => months(1),
            Unit::Year => months(12),
            _ => return None,
        };
        Some(Outcome::from(moved.map(Period::Day), Anchor::Reference(told.index)))
    }

    /// "Two days later", or what the date says that stands in apposition to it: "eight years later, in 1721".
    pub(super) fn later_or_appositive(&self, site: &Site<'_, 'l>, direction: i64) -> Option<Outcome> {
        let counted = self.later(site, direction)?;
        let parts = &site.group.parts;
        let (unit, _) = unit_and_count(parts)?;
        let beside = self.appositive(site, unit).filter(|(beside, year)| *year || agree(beside, &counted, unit));
        Some(beside.map_or(counted, |(beside, _)| beside))
    }

    /// The unit that holds the date beside an expression, with nothing between but a comma and a preposition, that
    /// names its year; of the month and the day alone, if that is what follows. And whether it names its year.
    fn appositive(&self, site: &Site<'_, 'l>, unit: Unit) -> Option<(Outcome, bool)> {
        let before = self.references.last().zip(self.clock.here).filter(|(last, here)| {
            here.index + 1 == self.references.len()
                && last.anchor == Anchor::Explicit
                && self.only_comma(here.token, site)
        });
        if let Some((_, here)) = before.filter(|(_, here)| here.period.unit() <= unit) {
            let period = Period::holding(here.period.span()?.from(), unit);
            return Some((Outcome::from(Some(period), Anchor::Reference(here.index)), true));
        }
        let (next, following) = site.following.split_first().filter(|(next, _)| self.follows(site, next))?;
        let group = &next.groups[0];
        let beside = Site { candidate: next, group, tense: site.tense, following, joins: false };
        let dated = matches!(next.rule.reading, Reading::Calendar | Reading::Numeric) && group.parts.weekday.is_none();
        let period = self.outcome(&beside).filter(|_| dated)?.period.ok()?;
        let (names_year, day) = (group.parts.has_year() || next.rule.reading == Reading::Numeric, group.parts.day);
        let told = names_year || day.is_some() && group.parts.month.is_some();
        let holding = Period::holding(period.span()?.from(), unit);
        let outcome = || Outcome::from(Some(holding), Anchor::Reference(self.references.len() + 1));
        (told && period.unit() <= unit).then(|| (outcome(), names_year))
    }

    /// Whether a comma alone stands between a token and an expression.
    fn only_comma(&self, token: usize, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        site.group.first == token + 2 && self.grammar.is_comma(&list[token + 1])
    }

    /// Whether a date follows after nothing but a comma and a preposition, in the same sentence.
    fn follows(&self, site: &Site<'_, 'l>, next: &Candidate<'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (end, start) = (site.candidate.groups[site.candidate.groups.len() - 1].last, next.groups[0].first);
        match &list[end + 1..start] {
            [comma, preposition] => self.grammar.is_comma(comma) && preposition.is(Class::Preposition),
            [comma] => self.grammar.is_comma(comma),
            _ => false,
        }
    }
}

/// How many tokens before a count the term is looked for that it starts from.
const TERM: usize = 40;

/// The days of a year.
const WHOLE_YEAR: i64 = 366;

/// Whether the date in apposition, which names no year, is about that to which a count leads: else it takes its year
/// from there ("stormed on August 30, 1813; seven months later, on March 27").
fn agree(beside: &Outcome, counted: &Outcome, unit: Unit) -> bool {
    let span = |outcome: &Outcome| outcome.period.ok().and_then(Period::span);
    let Some((beside, counted)) = span(beside).zip(span(counted)) else { return true };
    let far = if unit >= Unit::Year { WHOLE_YEAR } else { WHOLE_YEAR / 2 };
    beside.from().days_since(counted.from()).abs() <= far
}
