//! Decades, by their numbers.

use super::{Day, Granularity, Span};

/// A decade by its number: 184 is the 1840s, 0 the years 1 to 9, -1 the nine years before them (9 to 1 BC), and -34 the
/// 330s BC (339 to 330 BC, which are the years -338 to -329).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decade(i32);

impl Decade {
    /// The decade that holds a year.
    pub(super) fn of(year: i32) -> Decade {
        Decade(if year > 0 { year / 10 } else { -1 - 1_i32.saturating_sub(year) / 10 })
    }

    /// The decade that is named by a year; none if none is: 1840, -338 for the 330s BC, 0 for the years 1 to 9.
    pub(super) fn named_by(year: i32) -> Option<Decade> {
        let decade = if year == 0 { Decade(0) } else { Decade::of(year) };
        (decade.naming_year() == year).then_some(decade)
    }

    /// The year that names it, which is its first, but 0 for the years 1 to 9.
    pub(super) fn naming_year(self) -> i32 {
        if self.0 < 0 { 10 * (self.0 + 1) - 8 } else { 10 * self.0 }
    }

    /// It as English speaks of one before the year 1, by how far it is from there: "330s BC".
    pub(super) fn spoken_before_era(self) -> String {
        format!("{}s BC", -10 * (self.0 + 1))
    }

    /// The first and the last year of it.
    fn years(self) -> (i32, i32) {
        let first = self.naming_year();
        let last = first.saturating_add(9);
        if self.0 < 0 { (first, last.min(0)) } else { (first.max(1), last) }
    }

    /// Its days; none where the calendar does not have all of them.
    pub(super) fn span(self) -> Option<Span> {
        let (first, last) = self.years();
        Some(Span::between(Day::new(first, 1, 1)?, Day::new(last, 12, 31)?, Granularity::Decade))
    }

    /// Its first day; the calendar's, where that begins within it.
    pub(super) fn first_day(self) -> Day {
        Day::new(self.years().0, 1, 1).unwrap_or(Day::MIN)
    }

    /// The decade after it; none at the end of the calendar.
    pub(super) fn next(self) -> Option<Decade> {
        let next = Decade(self.0 + 1);
        (next.0 <= 0 || Day::new(next.years().0, 1, 1).is_some()).then_some(next)
    }

    /// How many decades it is from another to this one; negative if this one is the earlier.
    pub(super) fn steps_since(self, other: Decade) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_year_stands_in_the_decade_that_it_names_or_that_follows_its_name() {
        let mut decade = Decade::of(-9999);
        for year in -9999..=9999 {
            if Decade::of(year) != decade {
                decade = decade.next().expect("a decade after it");
            }
            let (first, last) = decade.years();
            assert!(Decade::of(year) == decade && (first..=last).contains(&year), "{year}");
            assert_eq!(Decade::named_by(decade.naming_year()), Some(decade), "{year}");
        }
    }

    #[test]
    fn no_other_year_names_a_decade() {
        for year in [1, 9, 1841, -1, -7, -9, -330, -339, i32::MAX, i32::MIN + 1] {
            assert_eq!(Decade::named_by(year), None, "{year}");
        }
    }

    #[test]
    fn before_the_era_decades_count_down() {
        for (year, words) in [(-338, "330s BC"), (-329, "330s BC"), (0, "0s BC"), (-8, "0s BC"), (-9, "10s BC")] {
            assert_eq!(Decade::of(year).spoken_before_era(), words, "{year}");
        }
    }

    #[test]
    fn no_year_is_too_far_to_ask_for() {
        for year in [i32::MIN, i32::MIN + 2, i32::MAX, i32::MAX - 7] {
            assert_eq!(Decade::of(year).span(), None, "{year}");
        }
    }
}
