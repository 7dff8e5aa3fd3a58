//! Expressions that name a part of the calendar: a day, a month, a season, a quarter, a year.

use crate::calendar::{Day, Granularity, Span};

use super::super::feasts::nth_weekday;
use super::super::lang::{Class, Reading};
use super::super::parts::{Era, Parts};
use super::super::period::{Period, Unit, decade_before_era};
use super::super::reference::{Anchor, Genre};
use super::super::tense::Tense;
use super::relative::unit_and_count;
use super::weekday::FOR;
use super::{Outcome, Resolver, Site, reason};

impl<'l> Resolver<'_, 'l, '_> {
    pub(super) fn calendar(&self, site: &Site<'_, 'l>) -> Outcome {
        let parts = &site.group.parts;
        if let Some(first) = parts.decade.filter(|_| parts.year.is_none()) {
            return Outcome::explicit(Some(decade(first, parts.era)));
        }
        if parts.month.or(parts.season).is_none() && parts.feast.is_none() {
            return match (parts.weekday, parts.year) {
                (Some(_), None) if parts.day.is_none() => self.weekday(site),
                (_, Some(year)) => Outcome::explicit(Some(self.year_or_its_quarter(year, parts))),
                (_, None) => match parts.day {
                    Some(day) => self.day_of_month(site, day),
                    None => Outcome::unresolved(reason::NO_SUCH_DATE),
                },
            };
        }
        if let Some(once) = self.feast_of_once(parts) {
            return Outcome::explicit(Some(once));
        }
        self.in_its_year(site, |year| self.part_of(year, parts))
    }

    /// "The 1988 quarter" is the quarter of that year that the text speaks of.
    fn year_or_its_quarter(&self, year: i32, parts: &Parts) -> Period {
        let spoken_of = self.clock.quarter.map(|told| told.period);
        match (parts.unit.and_then(Unit::from_code), spoken_of) {
            (Some(Unit::Quarter), Some(Period::Quarter(_, quarter))) => Period::Quarter(year, quarter),
            _ => Period::Year(year),
        }
    }

    /// The part of a year that the words at a place name.
    pub(super) fn part_of_year(&self, site: &Site<'_, 'l>, year: i32) -> Option<Period> {
        self.part_of(year, &site.group.parts)
    }

    /// The part of a year that the words name.
    fn part_of(&self, year: i32, parts: &Parts) -> Option<Period> {
        // "Easter Monday, 24 April" is told by its date.
        if let Some(feast) = parts.feast.filter(|_| parts.day.is_none()) {
            return self.grammar.language.feasts[feast].in_year(year);
        }
        match (parts.month, parts.day, parts.season) {
            (Some(month), Some(day), _) => Day::new(year, month, day).map(Period::Day),
            (Some(month), None, _) => Some(Period::Month(year, month)),
            (None, _, Some(season)) => Some(Period::Season(year, season)),
            _ => None,
        }
    }

    fn feast_of_once(&self, parts: &Parts) -> Option<Period> {
        let feast = self.grammar.language.feasts[parts.feast.filter(|_| parts.day.is_none())?];
        let (one, other) = (feast.in_year(1999)?, feast.in_year(2010)?);
        (one == other).then_some(one)
    }

    /// A part of the year that is given, said relative to another, or has to be found.
    pub(super) fn in_its_year(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        let parts = &site.group.parts;
        if let Some(year) = parts.year {
            return Outcome::explicit(in_year(year));
        }
        if let Some(known) = self.known_day(site) {
            return Outcome::explicit(Some(known));
        }
        // "The following Sunday, 9 March" is told by its date, and "the last week of March" is no March of last year.
        let week_of_month = site.candidate.rule.reading == Reading::Week && parts.month.is_some();
        let dated = (parts.weekday.is_some() && parts.day.is_some()) || week_of_month;
        let relative = match (parts.story, parts.shift) {
            _ if dated => None,
            // "Last year" in an account is the writer's, and so is "this year", but not "of this year".
            (None, Some(shift @ ..=0)) if self.published.is_some() && (shift < 0 || !self.is_of_its_year(site)) => {
                Some(self.since_published(Unit::Year, i64::from(shift)))
            }
            (_, Some(shift)) => Some(self.counted(Unit::Year, i64::from(shift))),
            (Some(steps), None) => {
                let that = self.that(site, Unit::Year, i64::from(steps));
                Some(that.unwrap_or_else(|| self.since_story_or_publication(Unit::Year, i64::from(steps))))
            }
            (None, None) => None,
        };
        match relative {
            Some(Outcome { period: Ok(Period::Year(year)), anchor, .. }) => Outcome::from(in_year(year), anchor),
            Some(unresolved) => unresolved,
            None => self.complete(site, in_year),
        }
    }

    /// Whether "of" stands before "this year".
    fn is_of_its_year(&self, site: &Site<'_, 'l>) -> bool {
        let words = &self.grammar.tokens.list[site.group.first..site.group.last];
        words.iter().any(|word| word.is(Class::OfName))
    }

    /// A quarter of a year; none if it is one of a game, or if "the second" follows no quarter.
    pub(super) fn quarter(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        if !parts.has_year() && (self.is_of_a_game(site) || !self.goes_with_a_quarter(site)) {
            return None;
        }
        let ordinal = parts.ordinal.and_then(|ordinal| u32::try_from(ordinal).ok());
        let of_month = parts.month.map(|month| month.div_ceil(3));
        // "3. Quartal" has its ordinal in figures.
        let quarter = parts.quarter.or(ordinal).or(of_month).or(parts.day).filter(|quarter| (1..=4).contains(quarter));
        Some(match quarter {
            Some(quarter) => self.in_its_year(site, |year| Some(Period::Quarter(year, quarter))),
            None => Outcome::unresolved(reason::NO_SUCH_DATE),
        })
    }

    /// "The second half" alone is one of a year only where the text has told of another.
    pub(super) fn half(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let told = self.clock.half.is_some() || self.quarter_in_sentence(site);
        if !parts.has_year() && parts.unit.is_none() && (!told || self.is_of_a_game(site)) {
            return None;
        }
        // "1. Halbjahr" has its ordinal in figures.
        let in_figures = parts.day.and_then(|day| i32::try_from(day).ok());
        let half = match (parts.half, parts.ordinal.or(in_figures)) {
            (Some(half), _) => half,
            (None, Some(1)) => 1,
            (None, Some(3..)) => return None,
            (None, _) => 2,
        };
        Some(self.in_its_year(site, |year| Some(Period::Half(year, half))))
    }

    /// "The second Tuesday of May", "the last Monday of this month".
    pub(super) fn nth_weekday(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let weekday = parts.weekday?;
        let in_month = |year, month| nth_weekday(year, month, weekday, parts.ordinal.unwrap_or(-1)).map(Period::Day);
        if let Some(month) = parts.month {
            let found = |year| in_month(year, month);
            return Some(parts.year.map_or_else(|| self.complete(site, found), |year| Outcome::explicit(found(year))));
        }
        let month = self.counted(Unit::Month, i64::from(parts.shift.or(parts.story).unwrap_or(0)));
        let Ok(Period::Month(year, number)) = month.period else { return Some(month) };
        Some(Outcome::from(in_month(year, number), month.anchor))
    }

    /// "Two days after 5 May 2016"
    pub(super) fn offset(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let (unit, count) = unit_and_count(parts)?;
        let of_week = parts.month.is_none() && parts.feast.is_none() && parts.weekday.is_some();
        let base = match (of_week, parts.shift) {
            (true, Some(_)) => self.named(site),
            (true, None) => self.weekday(site),
            (false, _) => self.in_its_year(site, |year| self.part_of(year, parts)),
        };
        let Ok(Some(span)) = base.period.map(Period::span) else { return Some(base) };
        let steps = if parts.binding == 3 { -count } else { count };
        let moved = match unit {
            Unit::Day => span.from().plus_days(steps),
            Unit::Week if parts.count.is_some() => span.from().plus_days(steps * 7),
            _ => return Some(Outcome::from(Period::holding(span.from(), unit).plus(steps), base.anchor)),
        };
        Some(Outcome::from(moved.map(Period::Day), base.anchor))
    }

    /// "The last day of May 1916"
    pub(super) fn edge_day(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let whole = match (parts.month, parts.year) {
            (Some(_), _) => self.in_its_year(site, |year| self.part_of(year, parts)),
            (None, Some(year)) => Outcome::explicit(Some(Period::Year(year))),
            (None, None) => {
                self.counted(Unit::from_code(parts.unit?)?, i64::from(parts.shift.or(parts.story).unwrap_or(0)))
            }
        };
        let Ok(Some(span)) = whole.period.map(Period::span) else { return Some(whole) };
        let day = if parts.edge_day == Some(1) { span.from() } else { span.to() };
        Some(Outcome { alternative: None, ..Outcome::from(Some(Period::Day(day)), whole.anchor) })
    }

    /// "Week 24", "the first week of November".
    pub(super) fn week(&self, site: &Site<'_, 'l>) -> Outcome {
        let parts = &site.group.parts;
        let nth = parts.ordinal.and_then(|nth| u32::try_from(nth).ok());
        if let Some(month) = parts.month {
            return self.in_its_year(site, |year| week_of_month(year, month, nth));
        }
        if parts.unit.and_then(Unit::from_code) == Some(Unit::Month) {
            // Of "the last week of the month" the first word says nothing of the month.
            let which = &self.grammar.tokens.list[site.group.last - 1];
            let named = which.is(Class::Shift) || which.is(Class::Story);
            let steps = parts.shift.or(parts.story).filter(|_| named).unwrap_or(0);
            let told = self.counted(Unit::Month, i64::from(steps));
            let Ok(Period::Month(year, month)) = told.period else { return told };
            return Outcome::from(week_of_month(year, month, nth), told.anchor);
        }
        let number = parts.count.and_then(|number| u32::try_from(number).ok()).or(nth).unwrap_or(52);
        if !(1..=53).contains(&number) {
            return Outcome::unresolved(reason::NO_SUCH_DATE);
        }
        self.in_its_year(site, |year| Day::of_iso_week(year, number).map(Period::Week))
    }

    /// "The week of March 5"
    pub(super) fn week_of(&self, site: &Site<'_, 'l>) -> Outcome {
        let parts = &site.group.parts;
        let day = self.in_its_year(site, |year| self.part_of(year, parts));
        let span = day.period.map(Period::span);
        let Ok(Some(span)) = span else { return day };
        Outcome { period: Ok(Period::holding(span.from(), Unit::Week)), alternative: None, ..day }
    }

    /// "The 11th inst.": of the month in which the text was written, and not of the one that it tells of.
    pub(super) fn instant(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let month = self.since_published(Unit::Month, i64::from(parts.shift.unwrap_or(0)));
        let Ok(Some(span)) = month.period.map(Period::span) else { return Some(month) };
        let found = Day::new(span.from().year(), span.from().month(), parts.day?);
        Some(Outcome::from(found.map(Period::Day), month.anchor))
    }

    /// "The 27th", "the 10th of the following month".
    fn day_of_month(&self, site: &Site<'_, 'l>, day: u32) -> Outcome {
        let parts = &site.group.parts;
        let steps = parts.shift.or(parts.story).map(i64::from);
        let month = match (steps, parts.shift, self.genre) {
            (Some(steps), None, _) => self.since_story_or_publication(Unit::Month, steps),
            (Some(steps), Some(_), _) => self.counted(Unit::Month, steps),
            (None, ..) => self.month_of_day(day, site),
        };
        let Ok(Some(span)) = month.period.map(Period::span) else { return month };
        let found = Day::new(span.from().year(), span.from().month(), day);
        let ahead = self.published.zip(found).is_some_and(|(published, day)| day > published.to());
        // "Gave evidence on the 18th" is no day to come.
        let past = site.tense == Some(Tense::Past) && self.bound(site) != FOR;
        if ahead && past && steps.is_none() && self.genre == Genre::News {
            return self.last_of_its_number(day);
        }
        Outcome::from(found.map(Period::Day), month.anchor)
    }

    /// The last day of this number before the publication.
    fn last_of_its_number(&self, day: u32) -> Outcome {
        let Some(published) = self.published else { return Outcome::unresolved(reason::NO_PUBLICATION) };
        let today = published.from();
        let months = (0..=2).filter_map(|back| today.plus_months(-back));
        let mut days = months.filter_map(|month| Day::new(month.year(), month.month(), day));
        Outcome::from(days.find(|day| *day <= today).map(Period::Day), Anchor::Published)
    }

    /// The month that is being told of, or the next if the story is past the day; in news without a story, the month
    /// around the publication that tense asks for.
    fn month_of_day(&self, day: u32, site: &Site<'_, 'l>) -> Outcome {
        let here = match self.genre {
            Genre::Narrative => self.month_spoken_of(site),
            Genre::News => self.since_story_or_publication(Unit::Month, 0),
        };
        let published = here.anchor == Anchor::Published;
        let last = if published { self.published } else { self.clock.month.and_then(|told| told.period.span()) };
        let last = last.map_or(1, |span| span.from().day_of_month());
        let steps = match site.tense {
            // "Sold out of cakes for the 23rd"
            _ if published && self.bound(site) == FOR => i64::from(day < last),
            Some(Tense::Future) if published => i64::from(day < last),
            _ if published => -i64::from(day > last),
            _ => i64::from(last > day + PASSED && !self.goes_back_to(day, site)),
        };
        Outcome { period: here.period.and_then(|month| month.plus(steps).ok_or(reason::NO_SUCH_DATE)), ..here }
    }

    /// The month of the day that an account told last. "Since June" only binds, and is not what "the month" is.
    fn month_spoken_of(&self, site: &Site<'_, 'l>) -> Outcome {
        let aside = self.clock.bound.is_some() || (self.clock.here.is_some() && self.clock.here_is_aside);
        let told = self.clock.month.filter(|_| aside && site.candidate.rule.name == OF_THE_MONTH);
        let month = told.and_then(|told| Some((Period::holding(told.period.span()?.from(), Unit::Month), told.index)));
        match month {
            Some((period, index)) => Outcome::from(Some(period), Anchor::Reference(index)),
            None => self.since_story(Unit::Month, 0),
        }
    }

    /// Whether an account goes back in its month after a look ahead: the next date that names a month is a later day of
    /// the same one ("was back on 26 June. On the 11th ... on the 14th ... on 19 June"), or the day lies in the days
    /// that have just been named ("13 to 25 September. By the 13th").
    fn goes_back_to(&self, day: u32, site: &Site<'_, 'l>) -> bool {
        let Some((told, month)) = self.clock.month.and_then(|told| Some((told, told.period.span()?.from()))) else {
            return false;
        };
        let parts = site.following.iter().take(LOOK_AHEAD).map(|next| &next.groups[0].parts);
        let named = parts.into_iter().find(|parts| parts.month.is_some() && parts.day.is_some());
        let comes = named.is_some_and(|next| {
            next.month == Some(month.month())
                && next.day > Some(day)
                && next.year.is_none_or(|year| year == month.year())
        });
        let range = self.references[told.index].range;
        let there = Day::new(month.year(), month.month(), day);
        comes || range.zip(there).is_some_and(|(range, day)| range.holds(day))
    }

    /// The day of publication; why it cannot be counted from, if it cannot.
    pub(super) fn day_of_publication(&self) -> Result<Day, &'static str> {
        let published = self.published.ok_or(reason::NO_PUBLICATION)?;
        if published.days() == 1 { Ok(published.from()) } else { Err(reason::COARSE_PUBLICATION) }
    }
}

/// The rule of "the 15th of the month".
const OF_THE_MONTH: &str = "day-of-the-month";

/// How many of the next dates are asked whether they name a month.
const LOOK_AHEAD: usize = 6;

/// How many days a story must be past a day of its month for the next month's to be meant.
const PASSED: u32 = 7;

/// The ISO week that holds the middle of a month's first seven days, second seven days and so on; of its last, without
/// a number.
fn week_of_month(year: i32, month: u32, nth: Option<u32>) -> Option<Period> {
    let last = Span::month(year, month)?.to().day_of_month();
    let middle = nth.filter(|nth| (1..=5).contains(nth)).map_or(28, |nth| nth * 7 - 3);
    Some(Period::holding(Day::new(year, month, middle.min(last))?, Unit::Week))
}

/// "The 1960s" and "the 2000s" are a decade; "the 1800s" are a century.
fn decade(first: i32, era: Option<Era>) -> Period {
    if era == Some(Era::Before) {
        return if first % 100 == 0 { Period::Century(-first / 100) } else { Period::Decade(decade_before_era(first)) };
    }
    if first % 100 == 0 && first < 2000 { Period::Century(first / 100 + 1) } else { Period::Decade(first) }
}

/// "The first decade of the 17th century" is that of 1600.
pub(super) fn decade_of_century(site: &Site<'_, '_>) -> Outcome {
    let parts = &site.group.parts;
    let nth = if parts.shift == Some(-1) { Some(10) } else { parts.first_ordinal };
    let within = |nth: i32| (1..=10).contains(&nth).then_some(nth * 10 - 10);
    let first = parts.ordinal.and_then(|century| match parts.era {
        // The first decade of the 4th century BC is the 390s, its last the first years of the century after.
        Some(Era::Before) => Some(decade_before_era(century.checked_mul(100)? - 10 - within(nth?)?)),
        _ => (century.checked_mul(100)? - 100).checked_add(within(nth?)?),
    });
    Outcome::explicit(first.map(Period::Decade))
}

pub(super) fn century(site: &Site<'_, '_>) -> Outcome {
    // "19. Jahrhundert" has its ordinal in figures.
    let in_figures = site.group.parts.day.and_then(|day| i32::try_from(day).ok());
    let before = site.group.parts.era == Some(Era::Before);
    let number = site.group.parts.ordinal.or(in_figures).filter(|number| !before || *number > 0);
    Outcome::explicit(number.map(|number| Period::Century(if before { 1 - number } else { number })))
}

/// The first, second or last third of a span, in the units that it is made of.
pub(super) fn third(span: Span, which: usize) -> Span {
    let bounds = |count: i64| {
        let (first, last) = ((count + 2) / 3, count / 3);
        [(0, first - 1), (first, count - last - 1), (count - last, count - 1)][which.min(2)]
    };
    let granularity = span.granularity();
    let cut = match granularity {
        Granularity::Day => None,
        Granularity::Week => {
            let (from, to) = [(0, 1), (2, 3), (4, 6)][which.min(2)];
            span.from().plus_days(from).zip(span.from().plus_days(to))
        }
        Granularity::Month => {
            let last = span.to();
            let [from, to] = [[0, 9], [10, 19], [20, 30]][which.min(2)];
            span.from().plus_days(from).zip(span.from().plus_days(to)).map(|(from, to)| (from, to.min(last)))
        }
        _ => {
            let months = i64::from(span.to().year() - span.from().year()) * 12 + i64::from(span.to().month())
                - i64::from(span.from().month())
                + 1;
            let step = if granularity >= Granularity::Decade { 12 } else { 1 };
            let (from, to) = bounds(months / step);
            let start = i32::try_from(from * step).ok().and_then(|months| span.from().plus_months(months));
            let end = i32::try_from((to + 1) * step - 1).ok().and_then(|months| span.from().plus_months(months));
            start.zip(end).map(|(start, end)| (start, end.last_of_month()))
        }
    };
    cut.map_or(span, |(from, to)| Span::between(from, to, granularity))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_are_of_the_units_a_span_is_made_of() {
        for (span, thirds) in [
            (Span::year(2015), ["2015-01-01/2015-04-30", "2015-05-01/2015-08-31", "2015-09-01/2015-12-31"]),
            (Span::month(2017, 2), ["2017-02-01/2017-02-10", "2017-02-11/2017-02-20", "2017-02-21/2017-02-28"]),
            (Span::decade(1960), ["1960-01-01/1963-12-31", "1964-01-01/1966-12-31", "1967-01-01/1969-12-31"]),
            (Span::quarter(2017, 1), ["2017-01-01/2017-01-31", "2017-02-01/2017-02-28", "2017-03-01/2017-03-31"]),
            (Span::century(19), ["1801-01-01/1834-12-31", "1835-01-01/1867-12-31", "1868-01-01/1900-12-31"]),
        ] {
            for (which, wanted) in thirds.into_iter().enumerate() {
                let third = third(span.unwrap(), which);
                assert_eq!(format!("{}/{}", third.from(), third.to()), wanted);
            }
        }
    }
}
