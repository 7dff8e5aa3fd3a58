//! Spans: what a date really is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Day;
use super::decade::Decade;
use super::era::{IsoYear, astronomical, signed};

/// How finely a date was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Granularity {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Granularity {
    /// From the finest to the coarsest.
    pub const ALL: [Granularity; 9] = [
        Granularity::Day,
        Granularity::Week,
        Granularity::Month,
        Granularity::Quarter,
        Granularity::Season,
        Granularity::Half,
        Granularity::Year,
        Granularity::Decade,
        Granularity::Century,
    ];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Quarter => "quarter",
            Granularity::Season => "season",
            Granularity::Half => "half",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Century => "century",
        }
    }

    /// The granularity of that name.
    pub fn from_name(name: &str) -> Option<Granularity> {
        Granularity::ALL.into_iter().find(|granularity| granularity.name() == name)
    }
}

impl fmt::Display for Granularity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An inclusive interval of days, with the granularity at which it was given.
///
/// ```
/// use dateline::calendar::{Granularity, Span};
/// let span: Span = "2014".parse()?;
/// assert_eq!(span.granularity(), Granularity::Year);
/// assert_eq!(span.from().to_string(), "2014-01-01");
/// assert_eq!(span.to().to_string(), "2014-12-31");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Never after `to`.
    from: Day,
    to: Day,
    granularity: Granularity,
}

impl Span {
    /// The interval between two days, both included, in either order.
    pub fn between(one: Day, other: Day, granularity: Granularity) -> Span {
        Span { from: one.min(other), to: one.max(other), granularity }
    }

    /// One day.
    pub fn day(day: Day) -> Span {
        Span::between(day, day, Granularity::Day)
    }

    /// The ISO week that holds a day.
    pub fn week_of(day: Day) -> Span {
        Span::between(day.monday(), day.monday().plus_days(6).unwrap_or(Day::MAX), Granularity::Week)
    }

    /// A month (1 to 12) of a year.
    pub fn month(year: i32, month: u32) -> Option<Span> {
        let first = Day::new(year, month, 1)?;
        Some(Span::between(first, first.last_of_month(), Granularity::Month))
    }

    /// A quarter (1 to 4) of a year.
    pub fn quarter(year: i32, quarter: u32) -> Option<Span> {
        Span::months(year, quarter.checked_sub(1)?.checked_mul(3)? + 1, 3, Granularity::Quarter)
    }

    /// A half (1 or 2) of a year.
    pub fn half(year: i32, half: u32) -> Option<Span> {
        Span::months(year, half.checked_sub(1)?.checked_mul(6)? + 1, 6, Granularity::Half)
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Span> {
        Span::months(year, 1, 12, Granularity::Year)
    }

    /// The ten years of a decade, by the first: 1960, or -338 for the 330s BC, which are 339 to 330 BC. The years 1 to
    /// 9 of either era, from the years 0 and -8, are only nine. None where no decade begins.
    pub fn decade(first_year: i32) -> Option<Span> {
        Decade::named_by(first_year)?.span()
    }

    /// The hundred years of a century: the 19th is 1801 to 1900. Before the first, the first century BC (100 to 1 BC)
    /// is 0, and the fourth (400 to 301 BC) is -3.
    pub fn century(ordinal: i32) -> Option<Span> {
        let last = ordinal.checked_mul(100)?;
        Some(Span::between(Day::new(last - 99, 1, 1)?, Day::new(last, 12, 31)?, Granularity::Century))
    }

    fn months(year: i32, first: u32, count: i32, granularity: Granularity) -> Option<Span> {
        let from = Day::new(year, first, 1)?;
        Some(Span::between(from, from.plus_months(count - 1)?.last_of_month(), granularity))
    }

    /// The first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// The last day, itself included.
    pub fn to(self) -> Day {
        self.to
    }

    /// How finely the date was given.
    pub fn granularity(self) -> Granularity {
        self.granularity
    }

    /// How many days it holds; never 0.
    pub fn days(self) -> u64 {
        self.to.days_since(self.from).unsigned_abs() + 1
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

impl fmt::Display for Span {
    /// `2017-06-13`, `2017-W24`, `2017-06`, `2017-Q2`, `2017-H1`, `2017`, `2010s`; other spans as `FROM/TO`. Years
    /// before 1 BC (`0000`) have a minus: `-0322` is 323 BC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, year) = (self.from, self.from.year());
        let iso = IsoYear(year);
        let half = if from.month() < 7 { 1 } else { 2 };
        match self.granularity {
            Granularity::Day if self.from == self.to => write!(f, "{from}"),
            Granularity::Week if *self == Span::week_of(from) => {
                let (year, week) = from.iso_week();
                write!(f, "{}-W{week:02}", IsoYear(year))
            }
            Granularity::Month if Some(*self) == Span::month(year, from.month()) => {
                write!(f, "{iso}-{:02}", from.month())
            }
            Granularity::Quarter if Some(*self) == Span::quarter(year, from.quarter()) => {
                write!(f, "{iso}-Q{}", from.quarter())
            }
            Granularity::Half if Some(*self) == Span::half(year, half) => write!(f, "{iso}-H{half}"),
            Granularity::Year if Some(*self) == Span::year(year) => write!(f, "{iso}"),
            Granularity::Decade if Some(*self) == Decade::of(year).span() => {
                write!(f, "{}s", IsoYear(Decade::of(year).naming_year()))
            }
            _ => write!(f, "{}/{}", self.from, self.to),
        }
    }
}

impl FromStr for Span {
    type Err = crate::Error;

    /// Reads `YYYY-MM-DD`, `YYYY-Www`, `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn`, `YYYY`, `YYY0s` and `DAY/DAY`, with a minus
    /// before years earlier than 1 BC (`0000`).
    fn from_str(text: &str) -> crate::Result<Span> {
        parse(text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a date")).help(
                "write 2017-10-17, 2017-10, 2017-Q4, 2017-W42, 2017, 2010s, or two days with a slash between; -0322 is 323 BC",
            )
        })
    }
}

fn parse(text: &str) -> Option<Span> {
    if let Some((from, to)) = text.split_once('/') {
        let (from, to): (Day, Day) = (from.parse().ok()?, to.parse().ok()?);
        return (from <= to).then(|| Span::between(from, to, Granularity::Day));
    }
    if let Ok(day) = text.parse::<Day>() {
        return Some(Span::day(day));
    }
    let (before, text) = signed(text);
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = astronomical(before, year.parse().ok()?)?;
    let number = |digits: &str, length: usize| -> Option<u32> {
        (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    match rest.strip_prefix('-') {
        None if rest.is_empty() => Span::year(year),
        None if rest == "s" => Span::decade(year),
        None => None,
        Some(part) => match part.split_at_checked(1)? {
            ("W", week) => Day::of_iso_week(year, number(week, 2)?).map(Span::week_of),
            ("Q", quarter) => Span::quarter(year, number(quarter, 1)?),
            ("H", half) => Span::half(year, number(half, 1)?),
            _ => Span::month(year, number(part, 2)?),
        },
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_written_as_they_are_read() {
        for (text, from, to) in [
            ("2017-06-13", "2017-06-13", "2017-06-13"),
            ("2017-W24", "2017-06-12", "2017-06-18"),
            ("2017-02", "2017-02-01", "2017-02-28"),
            ("2017-Q4", "2017-10-01", "2017-12-31"),
            ("2017-H1", "2017-01-01", "2017-06-30"),
            ("2016", "2016-01-01", "2016-12-31"),
            ("1840s", "1840-01-01", "1849-12-31"),
            ("-0338s", "-0338-01-01", "-0329-12-31"),
            ("2016-10-17/2017-07-10", "2016-10-17", "2017-07-10"),
            ("-0322", "-0322-01-01", "-0322-12-31"),
            ("0000", "0000-01-01", "0000-12-31"),
            ("-0337-08", "-0337-08-01", "-0337-08-31"),
            ("-0215-Q3", "-0215-07-01", "-0215-09-30"),
            ("-0215-H2", "-0215-07-01", "-0215-12-31"),
            ("-0215-W31", "-0215-08-01", "-0215-08-07"),
            ("-0263-01-01/-0240-12-31", "-0263-01-01", "-0240-12-31"),
        ] {
            let span: Span = text.parse().unwrap();
            assert_eq!(span.to_string(), text);
            assert_eq!((span.from().to_string().as_str(), span.to().to_string().as_str()), (from, to), "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "2017-13",
            "1845s",
            "-0340s",
            "2017-Q5",
            "2017-W54",
            "-0000",
            "2017-10-17/2017-10-16",
            "17",
            "2017-",
            "2017-1",
            "20170101",
            "-322",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn centuries_and_decades_have_their_years() {
        assert_eq!(Span::century(19).unwrap().from().year(), 1801);
        assert_eq!(Span::decade(1960).unwrap().to().to_string(), "1969-12-31");
        for (span, from, to) in [
            (Span::century(-3), "-0399-01-01", "-0300-12-31"),
            (Span::century(0), "-0099-01-01", "0000-12-31"),
            (Span::century(1), "0001-01-01", "0100-12-31"),
            (Span::decade(-338), "-0338-01-01", "-0329-12-31"),
            (Span::decade(-8), "-0008-01-01", "0000-12-31"),
            (Span::decade(0), "0001-01-01", "0009-12-31"),
        ] {
            let span = span.unwrap();
            assert_eq!((span.from().to_string().as_str(), span.to().to_string().as_str()), (from, to));
        }
    }
}
