//! Years before the year 1: how they are counted, written for programs, and spoken of.
//!
//! Inside they are astronomical years, as in ISO 8601: 1 BC is the year 0, 323 BC is -322. Only what people read says
//! "BC".

use std::fmt;

use super::decade::Decade;
use super::{Bucket, Day, Granularity, Span};

/// A year as ISO 8601 writes it: `2017`, `0000` (1 BC), `-0322` (323 BC).
#[derive(Clone, Copy, Debug)]
pub(super) struct IsoYear(pub(super) i32);

impl fmt::Display for IsoYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// What stands before a year, and the rest: whether it is a minus.
pub(super) fn signed(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest))
}

/// The year of four figures and their sign. There is no `-0000`: ISO 8601 has one name for one year.
pub(super) fn astronomical(before: bool, figures: u32) -> Option<i32> {
    let year = i32::try_from(figures).ok()?;
    match (before, year) {
        (true, 0) => None,
        (true, year) => Some(-year),
        (false, year) => Some(year),
    }
}

/// The number by which a year before the year 1 is known: 323 for -322, 1 for 0; none for other years.
///
/// ```
/// use dateline::calendar::year_before_era;
/// assert_eq!((year_before_era(-322), year_before_era(0), year_before_era(1)), (Some(323), Some(1), None));
/// ```
pub fn year_before_era(year: i32) -> Option<i32> {
    if year < 1 { 1_i32.checked_sub(year) } else { None }
}

/// A year as English speaks of it: 2017, 323 BC.
pub fn spoken_year(year: i32) -> String {
    year_before_era(year).map_or_else(|| year.to_string(), |before| format!("{before} BC"))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Day {
    /// The day as lists for people have it: `2017-10-17`; before the year 1 in words, `14 Aug 323 BC`.
    pub fn spoken(self) -> String {
        if self.year() > 0 {
            return self.to_string();
        }
        let month = MONTHS[(self.month() - 1) as usize];
        format!("{} {month} {}", self.day_of_month(), spoken_year(self.year()))
    }
}

impl Span {
    /// The span as lists for people have it: as it is written for programs (`2017-10`) from the year 1 on, or in words
    /// what has no such form, `summer 2014`, `19th century`, `2017-06-21 to 2017-06-30`; before the year 1 in words,
    /// `Aug 338 BC`, `4th century BC`, `264 BC to 241 BC`.
    ///
    /// ```
    /// use dateline::calendar::Span;
    /// let spoken = |text: &str| text.parse::<Span>().map(Span::spoken);
    /// assert_eq!((spoken("2017-10")?, spoken("-0322")?), ("2017-10".to_owned(), "323 BC".to_owned()));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn spoken(self) -> String {
        let (from, to, year) = (self.from(), self.to(), self.from().year());
        if year > 0 {
            return self.spoken_of_our_era();
        }
        let (said, month) = (spoken_year(year), MONTHS[(from.month() - 1) as usize]);
        let decade = Decade::of(year);
        let whole = |other: Option<Span>| other == Some(self);
        match self.granularity() {
            _ if from == to => from.spoken(),
            Granularity::Week if whole(Some(Span::week_of(from))) => format!("week of {}", from.spoken()),
            Granularity::Month if whole(Span::month(year, from.month())) => format!("{month} {said}"),
            Granularity::Quarter if whole(Span::quarter(year, from.quarter())) => format!("Q{} {said}", from.quarter()),
            Granularity::Half if whole(Span::half(year, 1)) => format!("first half of {said}"),
            Granularity::Half if whole(Span::half(year, 2)) => format!("second half of {said}"),
            Granularity::Year if whole(Span::year(year)) => said,
            Granularity::Decade if whole(decade.span()) => decade.spoken_before_era(),
            Granularity::Century if whole(Span::century(to.year() / 100)) => {
                format!("{} century BC", ordinal(1 - to.year() / 100))
            }
            _ => self.by_its_ends(),
        }
    }

    /// The same from the year 1 on.
    fn spoken_of_our_era(self) -> String {
        let (from, to, year) = (self.from(), self.to(), self.from().year());
        let whole_season = from.day_of_month() == 1 && from.plus_months(2).map(Day::last_of_month) == Some(to);
        match (self.granularity(), from.month()) {
            (Granularity::Season, 3) if whole_season => format!("spring {year}"),
            (Granularity::Season, 6) if whole_season => format!("summer {year}"),
            (Granularity::Season, 9) if whole_season => format!("autumn {year}"),
            (Granularity::Season, 12) if whole_season => format!("winter {year}/{:02}", (year + 1) % 100),
            (Granularity::Century, _) if Some(self) == Span::century(to.year() / 100) => {
                format!("{} century", ordinal(to.year() / 100))
            }
            _ => self.to_string().replace('/', " to "),
        }
    }

    /// Whole years by their numbers, other stretches by their days.
    fn by_its_ends(self) -> String {
        let (from, to) = (self.from(), self.to());
        let whole_years = (from.month(), from.day_of_month(), to.month(), to.day_of_month()) == (1, 1, 12, 31);
        match whole_years {
            true if from.year() == to.year() => spoken_year(from.year()),
            true if to.year() < 1 => format!("{} to {}", spoken_year(from.year()), spoken_year(to.year())),
            true => format!("{} to AD {}", spoken_year(from.year()), to.year()),
            false => format!("{} to {}", from.spoken(), to.spoken()),
        }
    }
}

impl Bucket {
    /// The bucket as lists for people have it: `2017-06`; before the year 1 in words, `Aug 338 BC`.
    pub fn spoken(self) -> String {
        self.span().spoken()
    }
}

/// 1st, 2nd, 3rd, 4th, 11th, 21st.
fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::BucketSize;
    use proptest::prelude::*;

    fn season(from: &str, to: &str) -> Option<Span> {
        Some(Span::between(from.parse().ok()?, to.parse().ok()?, Granularity::Season))
    }

    #[test]
    fn spans_are_spoken_of_in_words() {
        for (span, spoken) in [
            (Span::year(2017), "2017"),
            (Span::year(1), "0001"),
            (Span::century(19), "19th century"),
            (Span::decade(1930), "1930s"),
            (season("1941-12-01", "1942-02-28"), "winter 1941/42"),
            (season("2014-06-01", "2014-08-31"), "summer 2014"),
            (season("2014-06-01", "2014-06-30"), "2014-06-01 to 2014-06-30"),
            (Span::year(0), "1 BC"),
            (Span::year(-322), "323 BC"),
            (Span::month(-337, 8), "Aug 338 BC"),
            (Span::quarter(-337, 2), "Q2 338 BC"),
            (Span::half(-337, 2), "second half of 338 BC"),
            (Span::decade(-338), "330s BC"),
            (Span::decade(-8), "0s BC"),
            (Span::century(-3), "4th century BC"),
            (Span::century(0), "1st century BC"),
            (Span::century(-11), "12th century BC"),
        ] {
            assert_eq!(span.unwrap().spoken(), spoken);
        }
        for (text, spoken) in [
            ("-0215-08-02", "2 Aug 216 BC"),
            ("-0215-W31", "week of 1 Aug 216 BC"),
            ("-0263-01-01/-0240-12-31", "264 BC to 241 BC"),
            ("-0026-01-01/0014-12-31", "27 BC to AD 14"),
            ("-0337-06-01/-0337-08-31", "1 Jun 338 BC to 31 Aug 338 BC"),
        ] {
            assert_eq!(text.parse::<Span>().unwrap().spoken(), spoken);
        }
        assert_eq!(spoken_year(1923), "1923");
    }

    /// Days on either side of the turn of the era, and at the ends of the calendar.
    fn days() -> impl Strategy<Value = Day> {
        let all = Day::MIN.epoch_days()..=Day::MAX.epoch_days();
        let turn = Day::new(1, 1, 1).unwrap().epoch_days();
        prop_oneof![all, turn - 800..turn + 800].prop_map(|days| Day::from_epoch_days(days).unwrap())
    }

    proptest! {
        #[test]
        fn days_and_spans_are_read_as_they_are_written(day in days()) {
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
            for size in BucketSize::ALL {
                let span = Bucket::holding(day, size).span();
                prop_assert!(span.holds(day));
                // The first week of all begins before the first day, and has no name.
                if span.from() > Day::MIN && span.to() < Day::MAX {
                    prop_assert_eq!(span.to_string().parse::<Span>().unwrap(), span);
                }
                let said = span.spoken();
                prop_assert!(span.from().year() > 0 || !said.contains('-'), "{}", said);
            }
        }

        #[test]
        fn steps_and_order_hold_across_the_turn_of_the_era(day in days(), ahead in 0_i64..1200) {
            let Some(later) = day.plus_days(ahead) else { return Ok(()) };
            prop_assert_eq!((later.days_since(day), later >= day), (ahead, true));
            for size in BucketSize::ALL {
                let all: Vec<Bucket> = Bucket::covering(day, later, size).collect();
                let (first, last) = (all[0], all[all.len() - 1]);
                prop_assert!(first.span().holds(day) && last.span().holds(later));
                prop_assert_eq!(last.steps_since(first), all.len() as i64 - 1);
                prop_assert!(all.windows(2).all(|two| two[0].to().plus_days(1) == Some(two[1].from())));
            }
        }

        #[test]
        fn months_there_and_back_are_the_same_month(day in days(), months in -400_i32..400) {
            let first = day.first_of_month();
            if let Some(moved) = first.plus_months(months) {
                prop_assert_eq!(moved.plus_months(-months), Some(first));
            }
        }
    }
}
