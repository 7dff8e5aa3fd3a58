//! The scale of time: days on the sheet, and the ticks that a person would choose.
//!
//! Ticks stand where a unit of the calendar begins (a year, a month, the Monday of a week), never every so many days
//! from wherever the data begin. A label stands under the middle of the unit that it names; years stand once, below.

use std::ops::Range;

use super::canvas::Area;
use super::words::Language;
use crate::calendar::{Bucket, BucketSize, Day, Weekday, year_before_era};

/// Room kept between two labels, in pixels.
const APART: f64 = 8.0;

/// Days on the sheet. The scale runs from the first day's beginning to the last day's end.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeScale {
    first: f64,
    end: f64,
    left: f64,
    right: f64,
}

/// A mark where a unit of the calendar begins, and the label of that unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Where the unit begins, in pixels from the left; none if that is before the scale.
    pub mark: Option<f64>,
    /// The label, and the middle of the place for it.
    pub label: Option<(f64, String)>,
}

/// The ticks of a scale: fine ones, and, where those do not name their year or month, a row below that does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TimeTicks {
    pub fine: Vec<Tick>,
    pub coarse: Vec<Tick>,
}

/// A unit of ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    /// Single days again, but only the Mondays.
    Mondays,
    Months {
        every: u32,
    },
    Quarters,
    Years {
        every: i32,
    },
    /// Each decade, by its name.
    Decades,
}

impl TimeScale {
    /// The scale from the first bucket's beginning to the last one's end.
    pub fn new(first: Bucket, last: Bucket, area: Area) -> TimeScale {
        TimeScale::of_days(first.from(), last.to(), area)
    }

    /// The scale from a first day to a last, both whole.
    pub fn of_days(first: Day, last: Day, area: Area) -> TimeScale {
        let first_day = f64::from(first.epoch_days());
        let end = (f64::from(last.epoch_days()) + 1.0).max(first_day + 1.0);
        TimeScale { first: first_day, end, left: area.left, right: area.right }
    }

    /// The scale's days since 1970, for a plot.
    pub fn range(&self) -> Range<f64> {
        self.first..self.end
    }

    /// Where a moment lies, given in days since 1970.
    pub fn x(&self, days: f64) -> f64 {
        self.left + (days - self.first) / (self.end - self.first) * (self.right - self.left)
    }

    /// From where to where a bucket lies.
    pub fn span(&self, bucket: Bucket) -> (f64, f64) {
        (self.x(start(bucket)), self.x(f64::from(bucket.to().epoch_days()) + 1.0))
    }

    /// The ticks for buckets of a size, no finer than they and only as many as there is room for.
    pub fn ticks(&self, size: BucketSize, language: Language, width: impl Fn(&str) -> f64) -> TimeTicks {
        let unit = units(size)
            .into_iter()
            .find(|&unit| self.fits(unit, language, &width))
            .unwrap_or(Unit::Years { every: 1000 });
        let fine = self.labelled(unit, |day| unit.label(day, language, self.narrow(unit, language, &width)), &width);
        let coarse = match unit {
            Unit::Years { .. } | Unit::Decades => Vec::new(),
            Unit::Months { .. } | Unit::Quarters => {
                self.labelled(Unit::Years { every: 1 }, |day| language.year(day.year()), &width)
            }
            Unit::Weeks | Unit::Mondays | Unit::Days => self.labelled(
                Unit::Months { every: 1 },
                |day| language.bucket(Bucket::holding(day, BucketSize::Month)),
                &width,
            ),
        };
        TimeTicks { fine, coarse }
    }

    /// Whether the unit's widest label has room in its step.
    fn fits(&self, unit: Unit, language: Language, width: &impl Fn(&str) -> f64) -> bool {
        let room = unit.days() / (self.end - self.first) * (self.right - self.left);
        let narrow = self.narrow(unit, language, width);
        let widest = self.samples(unit).map(|day| width(&unit.label(day, language, narrow))).fold(0.0, f64::max);
        let least = if narrow { 2.0 } else { APART };
        room >= widest + least
    }

    /// Whether months have room for their first letter only.
    fn narrow(&self, unit: Unit, language: Language, width: &impl Fn(&str) -> f64) -> bool {
        let room = unit.days() / (self.end - self.first) * (self.right - self.left);
        let widest = (1..=12).map(|month| width(language.month(month))).fold(0.0, f64::max);
        unit == Unit::Months { every: 1 } && room < widest + APART
    }

    fn samples(&self, unit: Unit) -> impl Iterator<Item = Day> {
        let last = Day::from_epoch_days(self.end as i32 - 1).unwrap_or(Day::MAX);
        let first = Day::from_epoch_days(self.first as i32).unwrap_or(Day::MIN);
        let months = (1..=12).filter_map(move |month| Day::new(first.year(), month, 28));
        let keep_months = matches!(unit, Unit::Months { .. });
        [first, last].into_iter().chain(months.filter(move |_| keep_months))
    }

    /// The unit's ticks, each with its label where the visible part of the unit has room for it.
    fn labelled(&self, unit: Unit, label: impl Fn(Day) -> String, width: &impl Fn(&str) -> f64) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        for (day, end) in self.starts(unit) {
            let (from, to) = (self.x(f64::from(day.epoch_days())), self.x(f64::from(end.epoch_days())));
            let (seen_from, seen_to) = (from.max(self.left), to.min(self.right));
            let (text, middle) = (label(day), (seen_from + seen_to) / 2.0);
            let half = width(&text) / 2.0;
            let cut = (from < self.left || to > self.right) && seen_to - seen_from < 2.0 * half;
            let clear = middle - half >= taken + 2.0 && !cut;
            if clear {
                taken = middle + half;
            }
            let mark = (from >= self.left - 0.01).then_some(from);
            if mark.is_some() || clear {
                ticks.push(Tick { mark, label: clear.then_some((middle, text)) });
            }
        }
        self.at_least_one_label(ticks, label)
    }

    /// A scale whose every unit is cut at its ends would have no label at all: the first gets one.
    fn at_least_one_label(&self, mut ticks: Vec<Tick>, label: impl Fn(Day) -> String) -> Vec<Tick> {
        if ticks.iter().all(|tick| tick.label.is_none())
            && let Some(day) = Day::from_epoch_days(self.first as i32)
        {
            ticks.push(Tick { mark: None, label: Some(((self.left + self.right) / 2.0, label(day))) });
        }
        ticks
    }

    /// The unit's beginnings in the scale, each with the end of the stretch that its label names.
    fn starts(&self, unit: Unit) -> Vec<(Day, Day)> {
        let first = Day::from_epoch_days(self.first as i32).unwrap_or(Day::MIN);
        let last = Day::from_epoch_days(self.end as i32 - 1).unwrap_or(Day::MAX);
        Bucket::covering(first, last, unit.named())
            .filter(|bucket| unit.takes(bucket.from()))
            .map(|bucket| (bucket.from(), bucket.to().plus_days(1).unwrap_or(Day::MAX)))
            .collect()
    }
}

/// The beginning of a bucket in days since 1970.
fn start(bucket: Bucket) -> f64 {
    f64::from(bucket.from().epoch_days())
}

/// The middle of a bucket in days since 1970: where its value is drawn.
pub(super) fn middle(bucket: Bucket) -> f64 {
    (start(bucket) + f64::from(bucket.to().epoch_days()) + 1.0) / 2.0
}

/// The units to try for buckets of a size, from the finest.
fn units(size: BucketSize) -> Vec<Unit> {
    let months = [1, 3, 6].map(|every| Unit::Months { every });
    let years = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].map(|every| Unit::Years { every });
    let (finest, months): (&[Unit], &[Unit]) = match size {
        BucketSize::Day => (&[Unit::Days, Unit::Mondays], &months),
        BucketSize::Week => (&[Unit::Weeks], &months),
        BucketSize::Month => (&[], &months),
        BucketSize::Quarter => (&[Unit::Quarters], &[]),
        BucketSize::Year => (&[], &[]),
        BucketSize::Decade => return [Unit::Decades].into_iter().chain(years.into_iter().skip(4)).collect(),
    };
    finest.iter().chain(months).chain(&years).copied().collect()
}

impl Unit {
    /// The days of one step.
    fn days(self) -> f64 {
        match self {
            Unit::Days => 1.0,
            Unit::Weeks | Unit::Mondays => 7.0,
            Unit::Quarters => 91.0,
            Unit::Months { every } => 30.4 * f64::from(every),
            Unit::Years { every } => 365.0 * f64::from(every),
            Unit::Decades => 3650.0,
        }
    }

    /// What a label names: only the first month of a step of three.
    fn named(self) -> BucketSize {
        match self {
            Unit::Days | Unit::Mondays => BucketSize::Day,
            Unit::Weeks => BucketSize::Week,
            Unit::Quarters => BucketSize::Quarter,
            Unit::Months { .. } => BucketSize::Month,
            Unit::Years { .. } => BucketSize::Year,
            Unit::Decades => BucketSize::Decade,
        }
    }

    fn takes(self, day: Day) -> bool {
        match self {
            Unit::Days | Unit::Weeks | Unit::Quarters | Unit::Decades => true,
            Unit::Mondays => day.weekday() == Weekday::Monday,
            Unit::Months { every } => (day.month() - 1).is_multiple_of(every),
            // 300 BC is as round as 300, and no year at all is 0.
            Unit::Years { every } => year_before_era(day.year()).unwrap_or(day.year()) % every == 0,
        }
    }

    fn label(self, day: Day, language: Language, narrow: bool) -> String {
        match self {
            Unit::Days | Unit::Weeks | Unit::Mondays => day.day_of_month().to_string(),
            Unit::Quarters => language.fill("date.quarter_tick", &[("quarter", &day.quarter().to_string())]),
            Unit::Months { .. } if narrow => language.initial(day.month()),
            Unit::Months { .. } => language.month(day.month()).to_string(),
            Unit::Years { .. } => language.year(day.year()),
            Unit::Decades => language.decade(day.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(from: &str, to: &str, size: BucketSize, width: f64) -> (String, String) {
        let bucket = |day: &str| Bucket::holding(day.parse().unwrap(), size);
        let scale = TimeScale::new(bucket(from), bucket(to), Area::new(0.0, 0.0, width, 100.0));
        let ticks = scale.ticks(size, Language::English, |text| 7.0 * text.chars().count() as f64);
        let row = |ticks: &[Tick]| {
            let labels: Vec<&str> = ticks.iter().filter_map(|tick| Some(tick.label.as_ref()?.1.as_str())).collect();
            labels.join(" ")
        };
        (row(&ticks.fine), row(&ticks.coarse))
    }

    #[test]
    fn ticks_stand_where_units_of_the_calendar_begin() {
        use BucketSize::{Day, Decade, Month, Quarter, Week, Year};
        for (from, to, size, width, fine, coarse) in [
            ("2017-06-12", "2017-06-14", Day, 600.0, "12 13 14", "Jun 2017"),
            ("2017-05-30", "2017-06-14", Day, 160.0, "5 12", "Jun 2017"),
            ("2017-05-29", "2017-07-02", Week, 300.0, "29 5 12 19 26", "Jun 2017"),
            ("2016-11-01", "2017-03-01", Month, 300.0, "Nov Dec Jan Feb Mar", "2016 2017"),
            ("2014-01-01", "2015-12-01", Month, 300.0, "J F M A M J J A S O N D J F M A M J J A S O N D", "2014 2015"),
            ("2014-01-01", "2015-12-01", Month, 200.0, "Jan Jul Jan Jul", "2014 2015"),
            ("2014-02-01", "2019-12-01", Month, 250.0, "2014 2015 2016 2017 2018 2019", ""),
            ("2014-01-01", "2015-12-01", Quarter, 400.0, "Q1 Q2 Q3 Q4 Q1 Q2 Q3 Q4", "2014 2015"),
            ("-0400-01-01", "-0299-01-01", Year, 400.0, "400 BC 380 BC 360 BC 340 BC 320 BC 300 BC", ""),
            ("-0332-01-01", "-0330-12-01", Month, 300.0, "Jan Jul Jan Jul Jan Jul", "333 BC 332 BC 331 BC"),
            ("-0040-01-01", "0040-01-01", Year, 200.0, "40 BC 20 BC 20 40", ""),
            ("1960-01-01", "1999-01-01", Decade, 400.0, "1960s 1970s 1980s 1990s", ""),
            ("1801-01-01", "2000-01-01", Decade, 400.0, "1800 1820 1840 1860 1880 1900 1920 1940 1960 1980 2000", ""),
            ("1801-01-01", "2000-01-01", Year, 400.0, "1820 1840 1860 1880 1900 1920 1940 1960 1980 2000", ""),
        ] {
            let (got_fine, got_coarse) = ticks(from, to, size, width);
            assert_eq!((got_fine.as_str(), got_coarse.as_str()), (fine, coarse), "{from} {to} {size} {width}");
        }
    }

    #[test]
    fn one_bucket_still_names_its_month_and_year() {
        assert_eq!(ticks("2017-06-13", "2017-06-13", BucketSize::Day, 400.0), ("13".into(), "Jun 2017".into()));
        assert_eq!(ticks("2017-06-13", "2017-06-13", BucketSize::Year, 10.0).0, "2017");
    }

    #[test]
    fn labels_of_a_row_never_overlap() {
        for days in [1, 3, 10, 40, 100, 400, 1500, 9000, 70_000] {
            for size in BucketSize::ALL {
                let first = Bucket::holding("1850-05-17".parse().unwrap(), size);
                let last = Bucket::holding(first.from().plus_days(days).unwrap(), size);
                let scale = TimeScale::new(first, last, Area::new(50.0, 0.0, 450.0, 100.0));
                let ticks = scale.ticks(size, Language::English, |text| 7.0 * text.chars().count() as f64);
                for row in [ticks.fine, ticks.coarse] {
                    let labels: Vec<(f64, f64)> = row
                        .iter()
                        .filter_map(|tick| tick.label.as_ref())
                        .map(|(middle, text)| (middle - 3.5 * text.len() as f64, middle + 3.5 * text.len() as f64))
                        .collect();
                    assert!(labels.windows(2).all(|pair| pair[0].1 < pair[1].0), "{days} {size} {labels:?}");
                }
            }
        }
    }
}
