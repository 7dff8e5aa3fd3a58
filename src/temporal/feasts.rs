//! Feasts: days of the year that have a name, and how their dates are computed.
//!
//! Easter by the anonymous Gregorian and the Julian computus (Meeus, *Astronomical Algorithms*, ch. 8); the Islamic
//! calendar by the new moon (see [`moon`](super::moon)), which may be a day off from a country's sighting of it; the
//! Hebrew calendar by its four postponements (Dershowitz and Reingold, *Calendrical Calculations*). Evenings before
//! are not counted: a Hebrew or Islamic day is the day it fills.

use crate::calendar::Day;

use super::moon::islamic_month;
use super::period::Period;

/// How the date of a feast is found in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(u32, u32),
    /// A day that happened once.
    Once(Day),
    /// The K-th (from the end, if negative) of a weekday (1 Monday) in a month, and days after it.
    Weekday { month: u32, weekday: u32, nth: i32, offset: i64 },
    /// Days after Easter Sunday of the western churches.
    Easter(i64),
    /// Days after Easter Sunday of the eastern churches.
    Orthodox(i64),
    /// A day of the Islamic calendar, or a month of it.
    Islamic(i64, Option<i64>),
    /// A day of the Hebrew calendar; its first month is Nisan.
    Hebrew(i64, i64),
}

impl Feast {
    /// Reads the form that the language data is written in.
    pub(super) fn parse(text: &str) -> Option<Feast> {
        if let Some(rest) = text.strip_prefix("easter") {
            return Some(Feast::Easter(rest.parse().ok()?));
        }
        if let Some(rest) = text.strip_prefix("orthodox") {
            return Some(Feast::Orthodox(rest.parse().ok()?));
        }
        if let Some(rest) = text.strip_prefix("islamic ") {
            let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
            return Some(Feast::Islamic(month.parse().ok()?, day.map(str::parse).transpose().ok()?));
        }
        if let Some(rest) = text.strip_prefix("hebrew ") {
            let (month, day) = rest.split_once('-')?;
            return Some(Feast::Hebrew(month.parse().ok()?, day.parse().ok()?));
        }
        if let Ok(day) = text.parse::<Day>() {
            return Some(Feast::Once(day));
        }
        let (month, rest) = text.split_once('-')?;
        let month = month.parse().ok()?;
        let Some(rest) = rest.strip_prefix('w') else { return Some(Feast::Fixed(month, rest.parse().ok()?)) };
        let (weekday, rest) = rest.split_once('#')?;
        let (nth, offset) = rest.split_once('+').unwrap_or((rest, "0"));
        Some(Feast::Weekday {
            month,
            weekday: weekday.parse().ok()?,
            nth: nth.parse().ok()?,
            offset: offset.parse().ok()?,
        })
    }

    /// The feast in a year (the first of them, where a year of the sun holds two).
    pub(super) fn in_year(self, year: i32) -> Option<Period> {
        let day = match self {
            Feast::Fixed(month, day) => Day::new(year, month, day),
            Feast::Once(day) => Some(day),
            Feast::Weekday { month, weekday, nth, offset } => nth_weekday(year, month, weekday, nth)?.plus_days(offset),
            Feast::Easter(offset) => easter(year)?.plus_days(offset),
            Feast::Orthodox(offset) => orthodox_easter(year)?.plus_days(offset),
            Feast::Islamic(month, Some(day)) => islamic_month_in_year(year, month, day).map(|(day, _)| day),
            Feast::Islamic(month, None) => {
                let (first, last) = islamic_month_in_year(year, month, 1)?;
                return Some(Period::Days(first, last));
            }
            Feast::Hebrew(month, day) => hebrew_in_year(year, month, day),
        };
        day.map(Period::Day)
    }
}

/// The N-th (from the end, if negative) of a weekday (1 Monday) in a month; none if it has not so many.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: u32, nth: i32) -> Option<Day> {
    let first = Day::new(year, month, 1)?;
    let distance = |from: Day| i64::from(weekday) - 1 - from.weekday() as i64;
    let day = if nth > 0 {
        first.plus_days(distance(first).rem_euclid(7) + i64::from(nth - 1) * 7)
    } else {
        let last = first.last_of_month();
        last.plus_days(i64::from(nth + 1) * 7 - (-distance(last)).rem_euclid(7))
    };
    day.filter(|day| day.month() == month)
}

/// The first year whose Easter was kept by the Gregorian calendar. Before it, the days of accounts are of the Julian,
/// and are given as they are written.
const REFORM: i32 = 1583;

/// Easter Sunday in the Gregorian calendar; before it was made, in the Julian.
fn easter(year: i32) -> Option<Day> {
    if year < REFORM {
        return julian_easter(year);
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Day::new(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// Easter Sunday of the Julian computus, as a day of the Gregorian calendar; before that, of the Julian.
fn orthodox_easter(year: i32) -> Option<Day> {
    let shift = if year < REFORM { 0 } else { year / 100 - year / 400 - 2 };
    julian_easter(year)?.plus_days(i64::from(shift))
}

/// Easter Sunday of the Julian computus, as a day of the Julian calendar; none before the year 1.
fn julian_easter(year: i32) -> Option<Day> {
    if year < 1 {
        return None;
    }
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let sum = d + e + 114;
    Day::new(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The day of a day number, counted from 1 January of the year 1 as day 1.
fn fixed(number: i64) -> Option<Day> {
    Day::new(1, 1, 1)?.plus_days(number - 1)
}

/// The first day of an Islamic month that begins in a year, and the last of the month.
fn islamic_month_in_year(year: i32, month: i64, day: i64) -> Option<(Day, Day)> {
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find_map(|islamic| {
        let first = islamic_month(islamic, month)?.plus_days(day - 1)?;
        let after = if month == 12 { islamic_month(islamic + 1, 1)? } else { islamic_month(islamic, month + 1)? };
        (first.year() == year).then_some((first, after.plus_days(-1)?))
    })
}

/// Days from the Hebrew epoch to the new year of a Hebrew year.
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    -1_373_427 + this + delay
}

fn hebrew_in_year(year: i32, month: i64, day: i64) -> Option<Day> {
    let hebrew = i64::from(year) + 3760 + i64::from(month >= 7);
    let new_year = hebrew_new_year(hebrew);
    let next = hebrew_new_year(hebrew + 1);
    let number = match month {
        7 => new_year + day - 1,
        // Kislev is the third month; only Marheshvan before it changes its length, in the longest years.
        9 => new_year + 30 + if (next - new_year) % 10 == 5 { 30 } else { 29 } + day - 1,
        // From Nisan on the year has a fixed length: 177 days to the next new year.
        1 => next - 177 + day - 1,
        3 => next - 177 + 59 + day - 1,
        _ => return None,
    };
    fixed(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_no_more_of_a_weekday_than_it_has() {
        for (nth, day) in
            [(4, Some("2017-02-27")), (5, None), (-1, Some("2017-02-27")), (-4, Some("2017-02-06")), (-5, None)]
        {
            assert_eq!(nth_weekday(2017, 2, 1, nth), day.map(|day| day.parse().unwrap()), "{nth}");
        }
    }

    #[test]
    fn feasts_fall_on_the_days_of_the_almanac() {
        for (feast, year, date) in [
            ("12-25", 2017, "2017-12-25"),
            ("easter+0", 2017, "2017-04-16"),
            ("easter-2", 1998, "1998-04-10"),
            ("easter+49", 2018, "2018-05-20"),
            ("orthodox+0", 2016, "2016-05-01"),
            ("orthodox+0", 2017, "2017-04-16"),
            ("orthodox+0", 2021, "2021-05-02"),
            ("11-w4#4", 2017, "2017-11-23"),
            ("05-w1#-1", 2016, "2016-05-30"),
            ("11-w1#1+1", 2016, "2016-11-08"),
            ("islamic 10-01", 2017, "2017-06-25"),
            ("hebrew 07-01", 2017, "2017-09-21"),
            ("hebrew 07-10", 1973, "1973-10-06"),
            ("hebrew 01-15", 2017, "2017-04-11"),
            ("hebrew 09-25", 2017, "2017-12-13"),
            ("hebrew 03-06", 2017, "2017-05-31"),
            ("2001-09-11", 2017, "2001-09-11"),
        ] {
            let period = Feast::parse(feast).unwrap().in_year(year).unwrap();
            assert_eq!(period.to_string(), date, "{feast} of {year}");
        }
    }

    #[test]
    fn no_year_of_the_calendar_upsets_them() {
        let feasts = ["easter+60", "orthodox-2", "islamic 09", "islamic 12-10", "hebrew 09-25", "hebrew 01-15"];
        for feast in feasts.map(|text| Feast::parse(text).unwrap()) {
            for year in (-9999..=9999).step_by(7) {
                let _ = feast.in_year(year);
            }
        }
    }
}
