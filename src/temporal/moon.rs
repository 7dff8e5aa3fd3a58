//! The new moon, and the months of the Islamic calendar that begin after it.
//!
//! The time of the conjunction is that of Meeus, *Astronomical Algorithms*, ch. 49, with its largest seven periodic
//! terms (good to about a quarter of an hour). A month begins with the evening after a conjunction that fell before
//! 10:00 UT, else an evening later. That stands for a sighting of the crescent, which is announced country by country:
//! a day given here may differ from an announced one by a day.

use crate::calendar::Day;

/// The mean length of a month, in days.
const MONTH: f64 = 29.530_588_861;
/// The first new moon of the year 2000, as a Julian date.
const FIRST: f64 = 2_451_550.097_66;
/// The Julian date of the midnight before day 0, where 1 January of the year 1 is day 1.
const DAY_ZERO: f64 = 1_721_424.5;
/// The hour of the day, as a part of it, until which a conjunction lets the month begin the same evening.
const LAST_HOUR: f64 = 10.0 / 24.0;

/// The Julian date of a new moon, by its number from the first of the year 2000.
fn new_moon(number: f64) -> f64 {
    let centuries = number / 1236.85;
    let eccentricity = 1.0 - 0.002_516 * centuries;
    let sun = (2.5534 + 29.105_356_70 * number).to_radians();
    let moon = (201.5643 + 385.816_935_28 * number).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * number).to_radians();
    FIRST + MONTH * number + 0.000_154_37 * centuries * centuries - 0.407_20 * moon.sin()
        + 0.172_41 * eccentricity * sun.sin()
        + 0.016_08 * (2.0 * moon).sin()
        + 0.010_39 * (2.0 * latitude).sin()
        + 0.007_39 * eccentricity * (moon - sun).sin()
        - 0.005_14 * eccentricity * (moon + sun).sin()
        + 0.002_08 * eccentricity * eccentricity * (2.0 * sun).sin()
}

/// The first day of a month (1 to 12) of an Islamic year; none outside of the calendar.
pub(super) fn islamic_month(year: i64, month: i64) -> Option<Day> {
    if year < 1 {
        return None;
    }
    // The tabular calendar is never more than two days off, which is enough to tell which new moon it is.
    let tabular = 227_015 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2;
    let number = ((tabular as f64 + DAY_ZERO - 1.0 - FIRST) / MONTH).round();
    let first = (new_moon(number) - DAY_ZERO - LAST_HOUR).floor() as i64 + 2;
    Day::new(1, 1, 1)?.plus_days(first - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_when_they_were_announced() {
        for (year, month, first) in [
            (1435, 9, "2014-06-28"),
            (1437, 9, "2016-06-06"),
            (1437, 10, "2016-07-06"),
            (1438, 9, "2017-05-27"),
            (1438, 10, "2017-06-25"),
            (1441, 9, "2020-04-24"),
            (1444, 10, "2023-04-21"),
        ] {
            assert_eq!(islamic_month(year, month).map(|day| day.to_string()).as_deref(), Some(first));
        }
        assert_eq!(islamic_month(0, 1), None);
    }
}
