//! Which bucket suits a corpus.

use std::fmt;
use std::str::FromStr;

use crate::calendar::{Bucket, BucketSize, Day, Span};

/// How long the buckets of a timeline shall be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BucketChoice {
    /// What suits the corpus; see [`for_documents`](BucketChoice::for_documents).
    #[default]
    Auto,
    /// This long.
    Fixed(BucketSize),
}

/// More buckets than this no chart shows well, and no reader takes in.
const MOST: usize = 120;
/// Fewer buckets than this are hardly a timeline.
const FEWEST: usize = 3;
/// With fewer documents a bucket on average, most of what a timeline shows is chance.
const DENSITY: f64 = 4.0;
/// One document in this many may lie outside of the span that the choice looks at, at either end: a stray date must not
/// decide.
const STRAY: u64 = 200;
/// One document in this many may have a date too coarse for the bucket.
const COARSE: u64 = 10;

impl BucketChoice {
    /// The bucket for documents of these dates; each date comes with the number of its documents.
    ///
    /// `auto` takes the finest bucket that gives the span 3 to 120 buckets, holds four documents or more on average,
    /// and is too fine for the dates of no more than a tenth of the documents. Where none is so well filled it takes
    /// the coarsest that still gives three buckets; where none gives three (a corpus of a day or two), the finest. The
    /// span is that of the documents without the first and the last half per cent. Decades are taken only of a span of
    /// more than 120 years.
    pub fn for_documents(self, dates: &[(Span, u64)]) -> BucketSize {
        match self {
            BucketChoice::Fixed(size) => size,
            BucketChoice::Auto => choose(dates),
        }
    }
}

fn choose(dates: &[(Span, u64)]) -> BucketSize {
    let total: u64 = dates.iter().map(|(_, documents)| documents).sum();
    let Some((first, last)) = span_of_most(dates, total / STRAY) else { return BucketSize::Month };
    let fits = |size: BucketSize| {
        let coarse = dates.iter().filter(|(span, _)| bucket_of(*span, size).is_none());
        coarse.map(|(_, documents)| documents).sum::<u64>() * COARSE <= total
    };
    let buckets = |size: BucketSize| Bucket::covering(first, last, size).take(MOST + 1).count();
    let long = buckets(BucketSize::Year) > MOST;
    let sizes = BucketSize::ALL.into_iter().filter(|&size| long || size != BucketSize::Decade);
    let fine_enough: Vec<BucketSize> = sizes.filter(|&size| fits(size)).collect();
    let shaped: Vec<BucketSize> =
        fine_enough.iter().copied().filter(|&size| (FEWEST..=MOST).contains(&buckets(size))).collect();
    let filled = shaped.iter().copied().find(|&size| total as f64 >= DENSITY * buckets(size) as f64);
    let short = || fine_enough.iter().copied().find(|&size| buckets(size) <= MOST);
    filled.or_else(|| shaped.last().copied()).or_else(short).unwrap_or(if long {
        BucketSize::Decade
    } else {
        BucketSize::Year
    })
}

/// The first and the last day of the documents, without `stray` of them at either end.
fn span_of_most(dates: &[(Span, u64)], stray: u64) -> Option<(Day, Day)> {
    let mut sorted = dates.to_vec();
    sorted.sort_by_key(|(span, _)| (span.from(), span.to()));
    let (first, last) = (beyond(sorted.iter(), stray)?, beyond(sorted.iter().rev(), stray)?);
    Some((first.from(), last.to().max(first.from())))
}

/// The date of the first document after `stray` others.
fn beyond<'d>(dates: impl Iterator<Item = &'d (Span, u64)>, stray: u64) -> Option<Span> {
    let mut passed = 0;
    for (span, documents) in dates {
        passed += documents;
        if passed > stray {
            return Some(*span);
        }
    }
    None
}

/// The bucket that a date lies in; none if it is coarser than that.
pub(super) fn bucket_of(span: Span, size: BucketSize) -> Option<Bucket> {
    let bucket = Bucket::holding(span.from(), size);
    (span.to() <= bucket.to()).then_some(bucket)
}

impl fmt::Display for BucketChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BucketChoice::Auto => f.write_str("auto"),
            BucketChoice::Fixed(size) => size.fmt(f),
        }
    }
}

impl FromStr for BucketChoice {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<BucketChoice> {
        if text == "auto" { Ok(BucketChoice::Auto) } else { text.parse().map(BucketChoice::Fixed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `count` documents a day, every `step` days, from 1 January 2014 on, for `days` days.
    fn corpus(days: i64, step: usize, count: u64) -> Vec<(Span, u64)> {
        let first: Day = "2014-01-01".parse().unwrap();
        (0..days).step_by(step).map(|at| (Span::day(first.plus_days(at).unwrap()), count)).collect()
    }

    #[test]
    fn auto_takes_what_a_person_would() {
        for (what, dates, size) in [
            ("a day", corpus(1, 1, 50), BucketSize::Day),
            ("three days", corpus(3, 1, 100), BucketSize::Day),
            ("three days, three documents", corpus(3, 1, 1), BucketSize::Day),
            ("three months, busy", corpus(90, 1, 10), BucketSize::Day),
            ("three months, quiet", corpus(90, 1, 2), BucketSize::Week),
            ("two years", corpus(730, 1, 5), BucketSize::Week),
            ("six years of headlines", corpus(2190, 1, 17), BucketSize::Month),
            ("three years, five documents", corpus(1095, 219, 1), BucketSize::Year),
            ("twenty years", corpus(7300, 7, 3), BucketSize::Quarter),
            ("two centuries", corpus(73_000, 365, 3), BucketSize::Decade),
            ("a century, few documents", corpus(36_500, 3650, 1), BucketSize::Year),
            ("nothing", Vec::new(), BucketSize::Month),
        ] {
            assert_eq!(BucketChoice::Auto.for_documents(&dates), size, "{what}");
        }
    }

    #[test]
    fn a_stray_date_does_not_decide() {
        let mut dates = corpus(2190, 1, 17);
        dates.push(("1970-01-01".parse().unwrap(), 2));
        assert_eq!(BucketChoice::Auto.for_documents(&dates), BucketSize::Month);
    }

    #[test]
    fn dates_that_are_months_make_no_days() {
        let dates: Vec<(Span, u64)> = (1..=4).map(|month| (Span::month(2017, month).unwrap(), 40)).collect();
        assert_eq!(BucketChoice::Auto.for_documents(&dates), BucketSize::Month);
        let long: Vec<(Span, u64)> = (1..=2000).map(|year| (Span::year(year).unwrap(), 1)).collect();
        assert_eq!(BucketChoice::Auto.for_documents(&long), BucketSize::Decade);
    }
}
