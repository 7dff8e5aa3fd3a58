//! The quarters of a business report: the one that is spoken of, and the one that it is compared with.

use crate::calendar::Span;

use super::super::lang::Class;
use super::super::period::Unit;
use super::super::reference::Anchor;
use super::super::tense::Tense;
use super::clock::Told;
use super::{Outcome, Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// The quarter that the text spoke of last, if it was over when it was published; else the one before.
    pub(super) fn latest_quarter(&self) -> Outcome {
        let over = |span: Span| self.published.is_none_or(|published| span.to() < published.from());
        match self.clock.quarter.filter(|told| told.period.span().is_some_and(over)) {
            Some(told) => Outcome::from(Some(told.period), Anchor::Reference(told.index)),
            None => self.counted(Unit::Quarter, -1),
        }
    }

    /// The quarter that the text spoke of last, else the one that ended last before it was published.
    pub(super) fn quarter_spoken_of(&self, site: &Site<'_, 'l>) -> Outcome {
        let ended =
            |told: &Told| self.published.zip(told.period.span()).is_none_or(|(day, span)| span.to() < day.from());
        let was = site.tense == Some(Tense::Past);
        // "In the quarter the company bought" is one that is over.
        let over = self.clock.quarter_before.filter(|told| was && ended(told));
        let spoken_of = self.clock.quarter.filter(|told| !was || over.is_none() || ended(told));
        if let Some(told) = spoken_of.or(over) {
            return Outcome::from(Some(told.period), Anchor::Reference(told.index));
        }
        let steps = if site.tense == Some(Tense::Future) { 0 } else { -1 };
        self.counted(Unit::Quarter, steps)
    }

    /// "The year-ago quarter": a year before what is spoken of.
    pub(super) fn year_ago(&self, site: &Site<'_, 'l>) -> Outcome {
        self.quarter_a_year_before(site).unwrap_or_else(|| self.counted(Unit::Year, -1))
    }

    /// A year before the quarter that a report is about: "net rose in the quarter from a loss a year ago".
    pub(super) fn quarter_a_year_before(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let told = self.clock.quarter.filter(|told| told.paragraph + 8 >= site.candidate.paragraph)?;
        if self.compares_months(site) {
            return None;
        }
        let current = self.published.is_none_or(|published| {
            told.period.span().is_some_and(|span| published.from().days_since(span.to()) < 270)
        });
        let base = if current { told.period } else { return None };
        Some(Outcome::from(base.plus_years(-1), Anchor::Reference(told.index)))
    }

    /// Whether what is compared in the same sentence are several months: "in the first nine months".
    fn compares_months(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let months = |at: usize| Unit::from_code(self.grammar.language.unit(&list[at])) == Some(Unit::Month);
        let sentence = (first.saturating_sub(MONTHS_BACK)..first).rev().take_while(|at| !list[*at].begins_sentence());
        sentence.filter(|at| *at > 0 && months(*at)).any(|at| list[at - 1].is(Class::Number))
    }
}

/// How many tokens back the months that are compared are looked for.
const MONTHS_BACK: usize = 40;
