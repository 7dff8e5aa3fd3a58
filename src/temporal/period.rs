//! Periods: what an expression names, before it is a span of days.

use std::fmt;

use crate::calendar::{Day, Granularity, Span, year_before_era};

/// A unit in which calendars are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Weekend,
}

impl Unit {
    /// The unit of a number in the language data; 1 is a day, 9 a weekend.
    pub(super) fn from_code(code: i32) -> Option<Unit> {
        use Unit::*;
        let units = [Day, Week, Fortnight, Month, Quarter, Year, Decade, Century, Weekend];
        units.get(usize::try_from(code).ok()?.checked_sub(1)?).copied()
    }
}

/// One period of the calendar, of the kinds that language has names for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Day(Day),
    /// By its Monday.
    Week(Day),
    /// By the Monday of its week.
    Weekend(Day),
    Month(i32, u32),
    Quarter(i32, u32),
    /// 1 spring to 4 winter. A winter belongs to the year in which it begins.
    Season(i32, u32),
    Half(i32, u32),
    Year(i32),
    /// By its first year, which ends in 0; -338 for the 330s BC, which begin with 339 BC.
    Decade(i32),
    /// By its number: 19 is 1801 to 1900. The first century BC is 0, the fourth -3.
    Century(i32),
    /// Days in a row that are no unit of the calendar: a month of another calendar.
    Days(Day, Day),
}

impl Period {
    /// The period of a unit that holds a day.
    pub(super) fn holding(day: Day, unit: Unit) -> Period {
        let year = day.year();
        match unit {
            Unit::Day => Period::Day(day),
            Unit::Week | Unit::Fortnight => Period::Week(day.monday()),
            Unit::Weekend => Period::Weekend(day.monday()),
            Unit::Month => Period::Month(year, day.month()),
            Unit::Quarter => Period::Quarter(year, day.quarter()),
            Unit::Year => Period::Year(year),
            Unit::Decade => Period::Decade(match year_before_era(year) {
                Some(before) => decade_before_era(before - before % 10),
                None => year - year % 10,
            }),
            Unit::Century => Period::Century((year - 1).div_euclid(100) + 1),
        }
    }

    /// The period of its own kind so many steps later (earlier, if negative); none beyond the calendar.
    pub(super) fn plus(self, steps: i64) -> Option<Period> {
        let small = i32::try_from(steps).ok()?;
        let cyclic = |year: i32, part: u32, parts: i32| -> Option<(i32, u32)> {
            let index = year.checked_mul(parts)?.checked_add(part as i32 - 1)?.checked_add(small)?;
            Some((index.div_euclid(parts), index.rem_euclid(parts) as u32 + 1))
        };
        let moved = match self {
            Period::Day(day) => Period::Day(day.plus_days(steps)?),
            Period::Week(monday) => Period::Week(monday.plus_days(steps.checked_mul(7)?)?),
            Period::Weekend(monday) => Period::Weekend(monday.plus_days(steps.checked_mul(7)?)?),
            Period::Month(year, month) => cyclic(year, month, 12).map(|(y, m)| Period::Month(y, m))?,
            Period::Quarter(year, quarter) => cyclic(year, quarter, 4).map(|(y, q)| Period::Quarter(y, q))?,
            Period::Season(year, season) => cyclic(year, season, 4).map(|(y, s)| Period::Season(y, s))?,
            Period::Half(year, half) => cyclic(year, half, 2).map(|(y, h)| Period::Half(y, h))?,
            Period::Year(year) => Period::Year(year.checked_add(small)?),
            Period::Decade(first) => Period::Decade(match first.div_euclid(10).checked_add(small)? {
                // The 0s, nine years before the year 1 and nine from it on, follow each other.
                before @ ..0 => decade_before_era((-1 - before).checked_mul(10)?),
                from => from.checked_mul(10)?,
            }),
            Period::Century(number) => Period::Century(number.checked_add(small)?),
            Period::Days(..) => return None,
        };
        moved.span().map(|_| moved)
    }

    /// Its days; none outside of the calendar's years.
    pub(super) fn span(self) -> Option<Span> {
        match self {
            Period::Day(day) => Some(Span::day(day)),
            Period::Week(monday) => Some(Span::week_of(monday)),
            Period::Weekend(monday) => {
                Some(Span::between(monday.plus_days(5)?, monday.plus_days(6)?, Granularity::Day))
            }
            Period::Month(year, month) => Span::month(year, month),
            Period::Quarter(year, quarter) => Span::quarter(year, quarter),
            Period::Season(year, season) => {
                let first = Day::new(year, season.checked_mul(3)?.max(3), 1)?;
                Some(Span::between(first, first.plus_months(2)?.last_of_month(), Granularity::Season))
            }
            Period::Half(year, half) => Span::half(year, half),
            Period::Year(year) => Span::year(year),
            Period::Decade(first) => Span::decade(first),
            Period::Century(number) => Span::century(number),
            Period::Days(from, to) => Some(Span::between(from, to, Granularity::Day)),
        }
    }

    /// The unit it is counted in; a season and a half are counted in years from one to the next of the same name.
    pub(super) fn unit(self) -> Unit {
        match self {
            Period::Day(_) | Period::Days(..) => Unit::Day,
            Period::Week(_) => Unit::Week,
            Period::Weekend(_) => Unit::Weekend,
            Period::Month(..) => Unit::Month,
            Period::Quarter(..) => Unit::Quarter,
            Period::Season(..) | Period::Half(..) | Period::Year(_) => Unit::Year,
            Period::Decade(_) => Unit::Decade,
            Period::Century(_) => Unit::Century,
        }
    }

    /// The same part of the year, so many years later.
    pub(super) fn plus_years(self, years: i32) -> Option<Period> {
        let moved = match self {
            Period::Day(day) => Period::Day(day.plus_months(years.checked_mul(12)?)?),
            Period::Month(year, month) => Period::Month(year.checked_add(years)?, month),
            Period::Quarter(year, quarter) => Period::Quarter(year.checked_add(years)?, quarter),
            Period::Season(year, season) => Period::Season(year.checked_add(years)?, season),
            Period::Half(year, half) => Period::Half(year.checked_add(years)?, half),
            Period::Year(year) => Period::Year(year.checked_add(years)?),
            Period::Week(monday) => Period::holding(monday.plus_days(3)?.plus_months(years * 12)?, Unit::Week),
            _ => return None,
        };
        moved.span().map(|_| moved)
    }
}

/// The first year of a decade before the year 1, such as the 330s BC.
pub(super) fn decade_before_era(tens: i32) -> i32 {
    -8 - tens
}

/// A year in TIMEX3 form: `2017`, `BC0323`.
struct Year(i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match year_before_era(self.0) {
            Some(before) => write!(f, "BC{before:04}"),
            None => write!(f, "{:04}", self.0),
        }
    }
}

/// A day in TIMEX3 form: `2017-06-13`, `BC0216-08-02`.
struct Date(Day);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", Year(self.0.year()), self.0.month(), self.0.day_of_month())
    }
}

impl fmt::Display for Period {
    /// The TIMEX3 value: `2017-06-13`, `2017-W24`, `2017-W24-WE`, `2017-06`, `2017-Q2`, `2017-SU`, `2017-H1`, `2017`,
    /// `201` (the 2010s), `18` (the 19th century), and `FROM/TO` for other days in a row. Before the year 1 with `BC`
    /// before the number by which the year is known: `BC0323`, `BC0216-08-02`, `BC033` (the 330s BC), `BC03` (the 4th
    /// century BC).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Day(day) => write!(f, "{}", Date(day)),
            Period::Week(monday) | Period::Weekend(monday) => {
                let (year, week) = monday.iso_week();
                write!(f, "{}-W{week:02}", Year(year))?;
                if matches!(self, Period::Weekend(_)) { f.write_str("-WE") } else { Ok(()) }
            }
            Period::Month(year, month) => write!(f, "{}-{month:02}", Year(year)),
            Period::Quarter(year, quarter) => write!(f, "{}-Q{quarter}", Year(year)),
            Period::Season(year, season) => {
                let name = ["SP", "SU", "FA", "WI"][(season.clamp(1, 4) - 1) as usize];
                write!(f, "{}-{name}", Year(year))
            }
            Period::Half(year, half) => write!(f, "{}-H{half}", Year(year)),
            Period::Year(year) => write!(f, "{}", Year(year)),
            Period::Decade(first @ ..0) => write!(f, "BC{:03}", (-8 - first) / 10),
            Period::Decade(first) => write!(f, "{:03}", first / 10),
            Period::Century(number @ ..1) => write!(f, "BC{:02}", -number),
            Period::Century(number) => write!(f, "{:02}", number - 1),
            Period::Days(from, to) => write!(f, "{}/{}", Date(from), Date(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn periods_have_values_and_days() {
        for (period, value, from, to) in [
            (Period::Week(day("2017-06-12")), "2017-W24", "2017-06-12", "2017-06-18"),
            (Period::Weekend(day("2017-06-12")), "2017-W24-WE", "2017-06-17", "2017-06-18"),
            (Period::Season(1941, 4), "1941-WI", "1941-12-01", "1942-02-28"),
            (Period::Season(2014, 2), "2014-SU", "2014-06-01", "2014-08-31"),
            (Period::Decade(1960), "196", "1960-01-01", "1969-12-31"),
            (Period::Century(19), "18", "1801-01-01", "1900-12-31"),
            (Period::Year(870), "0870", "0870-01-01", "0870-12-31"),
            (Period::Year(0), "BC0001", "0000-01-01", "0000-12-31"),
            (Period::Year(-322), "BC0323", "-0322-01-01", "-0322-12-31"),
            (Period::Month(-337, 8), "BC0338-08", "-0337-08-01", "-0337-08-31"),
            (Period::Day(day("-0215-08-02")), "BC0216-08-02", "-0215-08-02", "-0215-08-02"),
            (Period::Season(-322, 4), "BC0323-WI", "-0322-12-01", "-0321-02-28"),
            (Period::Week(day("-0215-08-01")), "BC0216-W31", "-0215-08-01", "-0215-08-07"),
            (Period::Decade(-338), "BC033", "-0338-01-01", "-0329-12-31"),
            (Period::Century(-3), "BC03", "-0399-01-01", "-0300-12-31"),
            (Period::Century(0), "BC00", "-0099-01-01", "0000-12-31"),
        ] {
            let span = period.span().unwrap();
            assert_eq!((period.to_string().as_str(), span.from(), span.to()), (value, day(from), day(to)));
        }
    }

    #[test]
    fn periods_are_counted_in_their_own_unit() {
        for (period, steps, value) in [
            (Period::Month(2017, 1), -1, "2016-12"),
            (Period::Quarter(2017, 4), 1, "2018-Q1"),
            (Period::Season(2017, 1), -1, "2016-WI"),
            (Period::Decade(1960), 2, "198"),
            (Period::holding(day("2017-01-01"), Unit::Week), 1, "2017-W01"),
            (Period::holding(day("1900-05-05"), Unit::Century), 0, "18"),
            (Period::Year(-333), 2, "BC0332"),
            (Period::Year(0), 1, "0001"),
            (Period::Century(0), 1, "00"),
            (Period::Decade(-338), 1, "BC032"),
            (Period::Decade(-338), -1, "BC034"),
            (Period::Decade(-8), 1, "000"),
            (Period::Decade(0), -1, "BC000"),
            (Period::holding(day("-0322-06-10"), Unit::Decade), 0, "BC032"),
            (Period::holding(day("-0322-06-10"), Unit::Century), 0, "BC03"),
            (Period::holding(day("-0299-12-31"), Unit::Century), 0, "BC02"),
            (Period::holding(day("-0300-12-31"), Unit::Century), 0, "BC03"),
        ] {
            assert_eq!(period.plus(steps).unwrap().to_string(), value);
        }
        assert_eq!(Period::Year(9999).plus(1), None);
        assert_eq!(Period::Year(2017).plus(i64::MAX), None);
        assert_eq!(Period::Day(Day::MIN).plus_years(-1), None);
    }
}
