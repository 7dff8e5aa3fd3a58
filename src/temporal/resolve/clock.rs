//! The story's clock: what a text has told so far, from which the next date may be counted.

use std::collections::{HashMap, HashSet};

use crate::calendar::Day;

use super::super::grammar::Group;
use super::super::period::{Period, Unit};
use super::super::token::Numeric;

/// So many days and months, and two thirds of all, make a year that which a text is about.
const HOME: u32 = 5;

/// So many make a year beside that one a year of the same story.
const HOME_BESIDE: u32 = 3;

/// A period that the text has named, and the place of the reference that did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) period: Period,
    pub(super) index: usize,
    pub(super) paragraph: u32,
    /// Whether it, or what it was counted from, named its year.
    pub(super) grounded: bool,
    /// Its last token.
    pub(super) token: usize,
}

/// How a date stands in what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It moves the clock.
    Story,
    /// It only binds what is told, and counts for the rest of its sentence: "since October 1939".
    Bound,
    /// It stands in the background.
    Aside,
    /// It stands in brackets.
    Bracketed,
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
    /// What was the last that is a month or finer before that one.
    pub(super) month_before: Option<Told>,
    /// The last quarter.
    pub(super) quarter: Option<Told>,
    /// The last half of a year, in the background or not.
    pub(super) half: Option<Told>,
    /// The other quarter that was told before that one.
    pub(super) quarter_before: Option<Told>,
    /// The first that stood in the background, such as the years of a war in brackets: counted from as long as nothing
    /// else has been told.
    aside: Option<Told>,
    /// What has just bound the sentence.
    pub(super) bound: Option<Told>,
    /// The last that the sentence named, in the background or not: "in 1943 he recalled how he was taken in 1917 and
    /// freed the following year".
    pub(super) here: Option<Told>,
    /// Whether that stood in the background.
    pub(super) here_is_aside: bool,
    /// The last named outside of brackets, in the background or not: what "that year" is.
    pub(super) named: Option<Told>,
    /// Whether that only looked back, as "three years earlier" does.
    pub(super) looked_back: bool,
    /// For each year how many days and months of it have been told.
    told_of: HashMap<i32, u32>,
    /// The last told of that year, or of one beside it of which much has been told.
    main: Option<Told>,
    /// How many days and months were told since the last of that year.
    away: u32,
    /// The days that have been told.
    days: HashSet<Day>,
    /// How many there are in all; and the year of most of them, how many, and the last of that year.
    told_in_all: u32,
    most: Option<(i32, u32, Told)>,
    /// The first year that the text names anywhere: of a title or a lead that gives none.
    pub(super) first_year: Option<i32>,
}

impl Clock {
    /// Takes in what has just been told; what stands in the background does not move the clock.
    pub(super) fn tell(&mut self, told: Told, standing: Standing) {
        let period = told.period;
        if matches!(period, Period::Half(..)) {
            self.half = Some(told);
        }
        // "Since Monday" after a day of its own, and a year of birth in brackets, are not what the sentence goes on
        // from.
        let bracketed_year = standing == Standing::Bracketed && period.unit() == Unit::Year;
        let beside = |here: Told| standing == Standing::Bound && here.period.unit() == period.unit();
        let named_better = self.here.is_some_and(beside) && !self.here_is_aside;
        if period.unit() < Unit::Decade && !bracketed_year && !named_better {
            self.here = Some(told);
            self.here_is_aside = matches!(standing, Standing::Aside | Standing::Bracketed);
            self.named = if standing == Standing::Bracketed { self.named } else { Some(told) };
        }
        if standing != Standing::Story {
            self.aside = self.aside.or(Some(told));
            self.bound = Some(told).filter(|_| standing == Standing::Bound);
            return;
        }
        self.bound = None;
        // What a quarter is compared with, that of the year before, is not what is spoken of.
        let compared =
            told.grounded && self.quarter.is_some_and(|current| current.period.plus_years(-1) == Some(period));
        if matches!(period, Period::Quarter(..)) && !compared {
            self.quarter_before = self.quarter.filter(|before| before.period != period).or(self.quarter_before);
            self.quarter = Some(told);
        }
        if matches!(period, Period::Decade(_) | Period::Century(_) | Period::Days(..)) {
            return;
        }
        self.last = Some(told);
        if period.unit() <= Unit::Month || period.unit() == Unit::Weekend {
            self.month_before = self.month;
        }
        match period.unit() {
            Unit::Day => (self.day, self.month) = (Some(told), Some(told)),
            Unit::Month | Unit::Week | Unit::Weekend => self.month = Some(told),
            _ => return,
        }
        if let Some(span) = period.span() {
            self.count(span.from().year(), told);
            if matches!(period, Period::Day(_)) {
                self.days.insert(span.from());
            }
        }
    }

    /// The year that the text is about, that of most of the days and months so far, with what was told last of it or of
    /// a year beside it that much is told of, too.
    pub(super) fn home(&self) -> Option<(i32, Told)> {
        let (year, count, last) = self.most?;
        let main = self.main.filter(|main| main.index > last.index).unwrap_or(last);
        (count >= HOME && count * 3 >= self.told_in_all * 2).then_some((year, main))
    }

    /// Whether the text has told but one day or month since the last of the year that it is about.
    pub(super) fn looked_ahead_once(&self) -> bool {
        self.away == 1
    }

    /// Whether a day has been told.
    pub(super) fn has_told(&self, day: Day) -> bool {
        self.days.contains(&day)
    }

    fn count(&mut self, year: i32, told: Told) {
        let count = self.told_of.entry(year).or_default();
        (*count, self.told_in_all) = (*count + 1, self.told_in_all + 1);
        let told_much = *count >= HOME_BESIDE;
        if told_much && self.most.is_some_and(|(most, ..)| (most - year).abs() <= 1) {
            (self.main, self.away) = (Some(told), 0);
        }
        if self.most.is_none_or(|(most, most_count, _)| year == most || *count > most_count) {
            self.most = Some((year, *count, told));
            self.away = 0;
        } else if !told_much {
            self.away += 1;
        }
    }

    /// What was told last, or what the text set out with.
    pub(super) fn last_or_aside(&self) -> Option<Told> {
        self.last.or(self.aside)
    }

    /// The last period told that is as fine as a unit: what is counted in that unit is counted from it.
    pub(super) fn as_fine_as(&self, unit: Unit) -> Option<Told> {
        if let Some(here) = self.here.filter(|told| is_base(told.period.unit(), unit)) {
            return Some(here);
        }
        let aside = self.aside.filter(|told| self.last.is_none() && told.period.unit() <= unit);
        match unit {
            Unit::Day => self.day,
            Unit::Week | Unit::Fortnight | Unit::Weekend => self.day.or(self.month),
            Unit::Month | Unit::Quarter => self.month.or(self.quarter),
            Unit::Year | Unit::Decade | Unit::Century => self.last,
        }
        .or(aside)
    }
}

/// Whether what is told in one unit may be counted from in another.
fn is_base(told: Unit, counted: Unit) -> bool {
    match counted {
        Unit::Day => told == Unit::Day,
        Unit::Week | Unit::Fortnight | Unit::Weekend | Unit::Month => told <= Unit::Month,
        Unit::Quarter => told <= Unit::Quarter,
        Unit::Year | Unit::Decade | Unit::Century => told <= Unit::Year,
    }
}

/// The year that a reference names itself.
pub(super) fn told_year(group: &Group) -> Option<i32> {
    group.parts.year.or(group.parts.numeric.and_then(Numeric::year))
}
