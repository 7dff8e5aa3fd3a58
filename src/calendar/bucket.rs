//! The steps of a timeline.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::decade::Decade;
use super::{Day, Granularity, Span};

/// How long a bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum BucketSize {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

impl BucketSize {
    /// From the finest to the coarsest.
    pub const ALL: [BucketSize; 6] = [
        BucketSize::Day,
        BucketSize::Week,
        BucketSize::Month,
        BucketSize::Quarter,
        BucketSize::Year,
        BucketSize::Decade,
    ];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        self.granularity().name()
    }

    /// The granularity of a date that names exactly one such bucket.
    pub fn granularity(self) -> Granularity {
        match self {
            BucketSize::Day => Granularity::Day,
            BucketSize::Week => Granularity::Week,
            BucketSize::Month => Granularity::Month,
            BucketSize::Quarter => Granularity::Quarter,
            BucketSize::Year => Granularity::Year,
            BucketSize::Decade => Granularity::Decade,
        }
    }
}

impl fmt::Display for BucketSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for BucketSize {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<BucketSize> {
        BucketSize::ALL.into_iter().find(|size| size.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a bucket"))
                .help("one of day, week, month, quarter, year, decade")
        })
    }
}

/// One step of a timeline: a day, an ISO week, a month, a quarter, a year or a decade.
///
/// ```
/// use dateline::calendar::{Bucket, BucketSize};
/// let bucket = Bucket::holding("2017-10-17".parse()?, BucketSize::Week);
/// assert_eq!(bucket.to_string(), "2017-W42");
/// assert_eq!(bucket.from().to_string(), "2017-10-16");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket {
    /// The first day: a Monday, or the first of a month, quarter, year or decade.
    from: Day,
    size: BucketSize,
}

impl Bucket {
    /// The bucket of a size that holds a day.
    pub fn holding(day: Day, size: BucketSize) -> Bucket {
        let first_of = |month: u32| Day::new(day.year(), month, 1).expect("the first of a month of a valid year");
        let from = match size {
            BucketSize::Day => day,
            BucketSize::Week => day.monday(),
            BucketSize::Month => day.first_of_month(),
            BucketSize::Quarter => first_of((day.quarter() - 1) * 3 + 1),
            BucketSize::Year => first_of(1),
            BucketSize::Decade => Decade::of(day.year()).first_day(),
        };
        Bucket { from, size }
    }

    /// All buckets of a size from the one that holds the first day to the one that holds the last.
    pub fn covering(first: Day, last: Day, size: BucketSize) -> impl Iterator<Item = Bucket> {
        std::iter::successors(Some(Bucket::holding(first, size)), |bucket| bucket.next())
            .take_while(move |bucket| bucket.from <= last)
    }

    /// Its first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// Its last day, itself included.
    pub fn to(self) -> Day {
        self.next().and_then(|next| next.from.plus_days(-1)).unwrap_or(Day::MAX)
    }

    /// How long it is.
    pub fn size(self) -> BucketSize {
        self.size
    }

    /// The bucket after it; none at the end of the calendar.
    pub fn next(self) -> Option<Bucket> {
        let from = match self.size {
            BucketSize::Day => self.from.plus_days(1),
            BucketSize::Week => self.from.plus_days(7),
            BucketSize::Month => self.from.plus_months(1),
            BucketSize::Quarter => self.from.plus_months(3),
            BucketSize::Year => self.from.plus_months(12),
            BucketSize::Decade => Decade::of(self.from.year()).next().map(Decade::first_day),
        }?;
        Some(Bucket { from, size: self.size })
    }

    /// How many buckets it is from another of the same size to this one; negative if this one is the earlier.
    pub fn steps_since(self, other: Bucket) -> i64 {
        debug_assert_eq!(self.size, other.size);
        let months = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month());
        let (days, months) = (self.from.days_since(other.from), months(self.from) - months(other.from));
        match self.size {
            BucketSize::Day => days,
            BucketSize::Week => days / 7,
            BucketSize::Month => months,
            BucketSize::Quarter => months / 3,
            BucketSize::Year => months / 12,
            BucketSize::Decade => Decade::of(self.from.year()).steps_since(Decade::of(other.from.year())),
        }
    }

    /// Its days as a span.
    pub fn span(self) -> Span {
        Span::between(self.from, self.to(), self.size.granularity())
    }
}

impl fmt::Display for Bucket {
    /// `2017-06-13`, `2017-W24`, `2017-06`, `2017-Q2`, `2017`, `2010s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.span().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_named_by_their_first_year() {
        for (day, name, to, next) in [
            ("1847-05-02", "1840s", "1849-12-31", "1850s"),
            ("0005-05-02", "0000s", "0009-12-31", "0010s"),
            ("0000-05-02", "-0008s", "0000-12-31", "0000s"),
            ("-0331-05-02", "-0338s", "-0329-12-31", "-0328s"),
        ] {
            let bucket = Bucket::holding(day.parse().unwrap(), BucketSize::Decade);
            let following = bucket.next().unwrap();
            assert_eq!(
                (bucket.to_string(), bucket.to().to_string(), following.to_string()),
                (name.into(), to.into(), next.into())
            );
            assert_eq!(name.parse::<Span>().unwrap(), bucket.span());
            assert_eq!(following.steps_since(bucket), 1);
        }
    }

    #[test]
    fn buckets_hold_their_days_and_follow_each_other() {
        let day: Day = "2018-12-31".parse().unwrap();
        for (size, name, from, to, next) in [
            (BucketSize::Day, "2018-12-31", "2018-12-31", "2018-12-31", "2019-01-01"),
            (BucketSize::Week, "2019-W01", "2018-12-31", "2019-01-06", "2019-W02"),
            (BucketSize::Month, "2018-12", "2018-12-01", "2018-12-31", "2019-01"),
            (BucketSize::Quarter, "2018-Q4", "2018-10-01", "2018-12-31", "2019-Q1"),
            (BucketSize::Year, "2018", "2018-01-01", "2018-12-31", "2019"),
            (BucketSize::Decade, "2010s", "2010-01-01", "2019-12-31", "2020s"),
        ] {
            let bucket = Bucket::holding(day, size);
            assert_eq!(bucket.to_string(), name);
            assert_eq!((bucket.from().to_string(), bucket.to().to_string()), (from.into(), to.into()));
            let following = bucket.next().unwrap();
            assert_eq!(following.to_string(), next);
            assert_eq!(following.steps_since(bucket), 1);
        }
        assert_eq!(Bucket::holding(Day::MAX, BucketSize::Year).to(), Day::MAX);
    }

    #[test]
    fn covering_is_inclusive_at_both_ends() {
        let (first, last) = ("2017-01-31".parse().unwrap(), "2017-03-01".parse().unwrap());
        let names: Vec<String> = Bucket::covering(first, last, BucketSize::Month).map(|b| b.to_string()).collect();
        assert_eq!(names, ["2017-01", "2017-02", "2017-03"]);
    }
}
