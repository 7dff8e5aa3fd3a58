//! One day of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::era::{IsoYear, astronomical, signed};

/// A day of the proleptic Gregorian calendar, from 10,000 BC to the year 9999.
///
/// Years are counted as astronomers and ISO 8601 count them: the year before the year 1 is 0, which people call 1 BC,
/// and 323 BC is -322. So they add and subtract across the turn of the era.
///
/// ```
/// use dateline::calendar::Day;
/// let day: Day = "2017-10-17".parse()?;
/// assert_eq!((day.year(), day.month(), day.day_of_month()), (2017, 10, 17));
/// assert!(Day::new(2018, 2, 31).is_none());
/// let cannae: Day = "-0215-08-02".parse()?;
/// assert_eq!((cannae.year(), cannae.spoken().as_str()), (-215, "2 Aug 216 BC"));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Day(NaiveDate);

/// A day of the week; weeks begin on Monday, as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The seven days from Monday on.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

impl Day {
    /// The first day that can be named: 1 January of 10,000 BC.
    pub const MIN: Day = Day(NaiveDate::from_ymd_opt(-9999, 1, 1).unwrap());
    /// The last day that can be named.
    pub const MAX: Day = Day(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());

    /// The day of a year, month (1 to 12) and day of the month; none if there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        Day::checked(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// The day that is this many days after 1 January 1970 (before it, if negative).
    pub fn from_epoch_days(days: i32) -> Option<Day> {
        Day::checked(NaiveDate::from_epoch_days(days)?)
    }

    /// The Monday of an ISO week (1 to 53) of an ISO year; none if the year has no such week.
    pub fn of_iso_week(year: i32, week: u32) -> Option<Day> {
        Day::checked(NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?)
    }

    fn checked(date: NaiveDate) -> Option<Day> {
        (Day::MIN.0..=Day::MAX.0).contains(&date).then_some(Day(date))
    }

    /// Days since 1 January 1970; negative before it.
    pub fn epoch_days(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The year; 0 is 1 BC, -1 is 2 BC.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The quarter of the year, 1 to 4.
    pub fn quarter(self) -> u32 {
        (self.month() - 1) / 3 + 1
    }

    /// The ISO year and ISO week of the day; the ISO year differs from the calendar's around New Year.
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.0.weekday().num_days_from_monday() as usize]
    }

    /// The day this many days later (earlier, if negative); none beyond [`Day::MIN`] and [`Day::MAX`].
    pub fn plus_days(self, days: i64) -> Option<Day> {
        let moved = i64::from(self.epoch_days()).checked_add(days)?;
        Day::from_epoch_days(i32::try_from(moved).ok()?)
    }

    /// The same day of the month this many months later, or the month's last day where it has no such day.
    pub fn plus_months(self, months: i32) -> Option<Day> {
        let index = self.year().checked_mul(12)?.checked_add(self.month() as i32 - 1)?.checked_add(months)?;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
        (28..=31)
            .rev()
            .filter(|&day| day <= self.day_of_month().max(28))
            .find_map(|day| Day::new(year, month, day.min(self.day_of_month())))
    }

    /// How many days it is from another day to this one; negative if this one is the earlier.
    pub fn days_since(self, other: Day) -> i64 {
        i64::from(self.epoch_days()) - i64::from(other.epoch_days())
    }

    /// The first day of the day's month.
    pub fn first_of_month(self) -> Day {
        Day(self.0.with_day(1).expect("every month has a first day"))
    }

    /// The last day of the day's month.
    pub fn last_of_month(self) -> Day {
        self.first_of_month().plus_months(1).and_then(|next| next.plus_days(-1)).unwrap_or(Day::MAX)
    }

    /// The Monday of the day's ISO week.
    pub fn monday(self) -> Day {
        self.plus_days(-(self.0.weekday().num_days_from_monday() as i64)).unwrap_or(Day::MIN)
    }
}

impl fmt::Display for Day {
    /// `2017-10-17`; before the year 1 the expanded form of ISO 8601, `-0322-08-14` for a day of 323 BC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", IsoYear(self.year()), self.month(), self.day_of_month())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = crate::Error;

    /// Reads `YYYY-MM-DD`, with a minus before it for years before 1 BC (`0000`), and nothing else.
    fn from_str(whole: &str) -> crate::Result<Day> {
        let wrong = || {
            crate::Error::new(crate::ErrorKind::Usage, format!("{whole:?} is not a day"))
                .help("write days as YYYY-MM-DD, such as 2017-10-17, or -0322-06-10 for one of 323 BC")
        };
        let (before, text) = signed(whole);
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        let digits = bytes.iter().enumerate().all(|(i, b)| i == 4 || i == 7 || b.is_ascii_digit());
        if !(shaped && digits) {
            return Err(wrong());
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
        let year = astronomical(before, number(0..4)).ok_or_else(wrong)?;
        Day::new(year, number(5..7), number(8..10)).ok_or_else(wrong)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = crate::Error;
    fn try_from(text: String) -> crate::Result<Day> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn only_real_days_in_iso_form_are_read() {
        for wrong in ["2017-02-30", "2017-2-03", "0000-00-00", "2017-10-17T00:00", "17.10.2017", "٢٠١٧-10-17", ""] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        for wrong in ["-0000-01-01", "--322-01-01", "-322-01-01", "+0322-01-01", "-10000-01-01", "-0321-02-29"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        for right in ["2016-02-29", "0001-01-01", "0000-02-29", "-0322-06-10", "-9999-01-01"] {
            assert_eq!(day(right).to_string(), right);
        }
    }

    #[test]
    fn months_are_added_without_leaving_the_month() {
        for (from, months, to) in [
            ("2017-01-31", 1, "2017-02-28"),
            ("2016-01-31", 1, "2016-02-29"),
            ("2017-03-31", -1, "2017-02-28"),
            ("2017-05-15", 20, "2019-01-15"),
            ("2017-05-31", 1, "2017-06-30"),
            ("0000-12-31", 2, "0001-02-28"),
            ("-0332-01-15", -1, "-0333-12-15"),
        ] {
            assert_eq!(day(from).plus_months(months), Some(day(to)), "{from} + {months}");
        }
        assert_eq!(Day::MIN.plus_months(-1), None);
        assert_eq!(day("0001-01-01").plus_days(-1), Some(day("0000-12-31")));
        assert_eq!(Day::MAX.plus_months(1), None);
        assert_eq!(Day::MAX.plus_days(1), None);
    }

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(day("2018-12-31").iso_week(), (2019, 1));
        assert_eq!(day("2017-06-13").monday(), day("2017-06-12"));
        assert_eq!(day("2017-06-13").weekday(), Weekday::Tuesday);
        assert_eq!(Day::of_iso_week(2017, 24), Some(day("2017-06-12")));
        assert_eq!(Day::of_iso_week(2017, 53), None);
    }
}
