//! The story's clock: what a text has told so far, from which the next date may be counted.

use super::super::grammar::{Candidate, Group};
use super::super::period::{Period, Unit};
use super::super::token::Numeric;

/// A period that the text has named, and the place of the reference that did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) period: Period,
    pub(super) index: usize,
    pub(super) paragraph: u32,
    /// Whether it named its year itself.
    pub(super) explicit: bool,
}

/// The last periods named, by how fine they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    /// The last of any kind that is a year or finer.
    pub(super) last: Option<Told>,
    /// The last that is a day.
    pub(super) day: Option<Told>,
    /// The last that is a month or finer.
    pub(super) month: Option<Told>,
    /// The last quarter.
    pub(super) quarter: Option<Told>,
    /// The first year that the text names anywhere: of a title or a lead that gives none.
    pub(super) first_year: Option<i32>,
}

impl Clock {
    /// Takes in what has just been told; what stands in the background does not move the clock.
    pub(super) fn tell(
        &mut self,
        period: Period,
        index: usize,
        candidate: &Candidate<'_>,
        explicit: bool,
        background: bool,
    ) {
        let told = Told { period, index, paragraph: candidate.paragraph, explicit };
        if background {
            return;
        }
        if matches!(period, Period::Quarter(..)) {
            self.quarter = Some(told);
        }
        if matches!(period, Period::Decade(_) | Period::Century(_) | Period::Days(..)) {
            return;
        }
        self.last = Some(told);
        match period.unit() {
            Unit::Day => (self.day, self.month) = (Some(told), Some(told)),
            Unit::Month | Unit::Week | Unit::Weekend => self.month = Some(told),
            _ => {}
        }
    }

    /// The last period told that is as fine as a unit: what is counted in that unit is counted from it.
    pub(super) fn as_fine_as(&self, unit: Unit) -> Option<Told> {
        match unit {
            Unit::Day => self.day,
            Unit::Week | Unit::Fortnight | Unit::Weekend => self.day.or(self.month),
            Unit::Month | Unit::Quarter => self.month.or(self.quarter),
            Unit::Year | Unit::Decade | Unit::Century => self.last,
        }
    }
}

/// The year that a reference names itself.
pub(super) fn told_year(group: &Group) -> Option<i32> {
    group.parts.year.or(match group.parts.numeric? {
        Numeric::Day(year, ..) | Numeric::Month(year, _) | Numeric::Either(.., year) => Some(year),
    })
}
