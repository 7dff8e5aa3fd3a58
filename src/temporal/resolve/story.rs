//! Units of the time that is being told: "the following year", "that day", "the end of the month".

use crate::calendar::Granularity;

use super::super::genre::UNIT_BESIDE;
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre};
use super::super::tense::Tense;
use super::clock::Told;
use super::relative::{FRIDAY, weekday};
use super::weekday::{BEFORE, BY, FOR, TO, UNTIL};
use super::{Outcome, Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// "The following year", "that day", "the same month".
    pub(super) fn story(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        if !parts.time && parts.unit.is_none() {
            return self.that_date(site);
        }
        let unit = if parts.time { Unit::Day } else { Unit::from_code(parts.unit?)? };
        // "The day before" says by its preposition what "the previous day" says.
        let bound = match parts.binding {
            3 => -1,
            4 => 1,
            _ => 0,
        };
        // "The week after that"
        let seen = parts.story.filter(|story| *story != 0 || bound == 0);
        let steps = i64::from(seen.or(parts.shift).unwrap_or(bound));
        // "Trouble in that quarter"
        if (unit, steps) == (Unit::Quarter, 0) && parts.modifier.is_none() && self.clock.quarter.is_none() {
            return None;
        }
        if let Some(year) = self.year_before_the_last(unit, steps) {
            return Some(year);
        }
        if site.candidate.rule.name == UNIT_BESIDE && self.genre == Genre::News && !self.names_as_fine(unit) {
            return Some(self.since_published(unit, steps));
        }
        Some(self.that(site, unit, steps).unwrap_or_else(|| self.since_story_or_today(site, unit, steps)))
    }

    /// Whether the sentence has named a date in words of its own that a unit may be counted from.
    fn names_as_fine(&self, unit: Unit) -> bool {
        let here = self.clock.here.filter(|told| told.period.unit() <= unit);
        here.is_some_and(|told| unit < Unit::Month || self.references[told.index].anchor == Anchor::Explicit)
    }

    /// "The year before" of a report that has just told of a year: "sales of last year are known. They fell 2 percent
    /// from the year before".
    fn year_before_the_last(&self, unit: Unit, steps: i64) -> Option<Outcome> {
        if let (Unit::Decade, Some(last)) = (unit, self.references.last()) {
            let decade = last.span.filter(|span| span.granularity() == Granularity::Decade)?;
            let next = Period::holding(decade.from(), Unit::Decade).plus(steps);
            return Some(Outcome::from(next, Anchor::Reference(self.references.len() - 1)));
        }
        let report = self.genre == Genre::News && (unit, steps) == (Unit::Year, -1);
        let told = self.clock.named.filter(|told| report && told.index + 1 == self.references.len())?;
        let Period::Year(year) = told.period else { return None };
        Some(Outcome::from(Some(Period::Year(year - 1)), Anchor::Reference(told.index)))
    }

    /// "That date" is the day, or else the month, that was named last in its sentence or in the one before.
    fn that_date(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let near = |told: &Told| self.is_next_sentence(told, site);
        let month = self.clock.named.filter(|told| matches!(told.period, Period::Day(_) | Period::Month(..)));
        let named = month.filter(near).or(self.clock.day.filter(near))?;
        Some(Outcome::from(Some(named.period), Anchor::Reference(named.index)))
    }

    /// "That year" is the one that was named last, in its sentence or in the one before, even if that stood in the
    /// background: "closed since 2013. In August of that year".
    pub(super) fn that(&self, site: &Site<'_, 'l>, unit: Unit, steps: i64) -> Option<Outcome> {
        let named = self
            .clock
            .named
            .filter(|told| steps == 0 && site.group.parts.story == Some(0) && told.period.unit() <= unit)?;
        let span = named.period.span().filter(|_| self.is_next_sentence(&named, site))?;
        Some(Outcome::from(Some(Period::holding(span.from(), unit)), Anchor::Reference(named.index)))
    }

    /// "The year", "the end of the month", "the weekend".
    pub(super) fn the_unit(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        match Unit::from_code(site.group.parts.unit?)? {
            Unit::Quarter if self.is_of_a_game(site) => None,
            Unit::Quarter => Some(self.quarter_by_its_end(site).unwrap_or_else(|| self.quarter_spoken_of(site))),
            Unit::Weekend if self.genre == Genre::News => {
                // What is promised "for the weekend", or must be done by it, is to come.
                let awaited = matches!(self.bound(site), BY | FOR | BEFORE | UNTIL | TO);
                let ahead = matches!(site.tense, Some(Tense::Future | Tense::Perhaps));
                let steps = if awaited || ahead { 0 } else { -1 };
                Some(self.since_published(Unit::Weekend, if self.is_weekend() { 0 } else { steps }))
            }
            unit => {
                let told = self.spoken_of(site, unit).or_else(|| self.foreseen_then(site, unit));
                Some(told.unwrap_or_else(|| self.counted(unit, 0)))
            }
        }
    }

    /// The year of the day on which something was still to come: "learned on Nov. 13 that it would close at the end of
    /// the year".
    fn foreseen_then(&self, site: &Site<'_, 'l>, unit: Unit) -> Option<Outcome> {
        let foreseen = site.tense == Some(Tense::Perhaps) && unit == Unit::Year;
        let here = self.clock.here.filter(|_| foreseen && self.genre == Genre::News)?;
        let Period::Day(day) = here.period else { return None };
        let past = self.published.is_some_and(|published| day < published.from());
        past.then(|| Outcome::from(Some(Period::holding(day, unit)), Anchor::Reference(here.index)))
    }

    /// Whether the text was published on a Saturday or a Sunday.
    fn is_weekend(&self) -> bool {
        self.day_of_publication().is_ok_and(|day| weekday(day) > FRIDAY)
    }

    /// The decade of another time that a report has just told of: "The last storm came in March 1962; the plan called
    /// for a wall by the end of the decade".
    fn spoken_of(&self, site: &Site<'_, 'l>, unit: Unit) -> Option<Outcome> {
        let told = self.clock.last.filter(|told| {
            self.genre == Genre::News && told.grounded && matches!(unit, Unit::Decade | Unit::Century)
        })?;
        let here = told.period.span()?.from();
        let age = self.published?.from().year() - here.year();
        let another = age >= OTHER_TIME && matches!(site.tense, Some(Tense::Past) | None);
        let just_told = another && told.period.unit() <= unit && self.is_next_sentence(&told, site);
        just_told.then(|| Outcome::from(Some(Period::holding(here, unit)), Anchor::Reference(told.index)))
    }

    /// "At dawn": of the day that the paragraph told of; no date where it told of none.
    pub(super) fn part(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let told = self.clock.day.filter(|told| told.paragraph == site.candidate.paragraph)?;
        (self.genre == Genre::Narrative).then(|| Outcome::from(Some(told.period), Anchor::Reference(told.index)))
    }
}

/// What lies so many years back is of another time.
const OTHER_TIME: i32 = 2;
