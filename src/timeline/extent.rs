//! From when to when a timeline runs, and which of its buckets are counted in part only.
//!
//! A timeline runs over what was asked for, as far as the corpus reaches (what lies far from all else is no reach of
//! it), and otherwise from the first to the last bucket that holds something.
//!
//! Its first and last bucket are **partial** where more than [`SLACK_DAYS`] days and a [`SLACK`]th of the bucket lie
//! outside of what was asked for, or before the first and after the last document. The silence at an end counts only
//! where it says that the corpus ends there: where nothing lies beyond it and, at the pace of the bucket's own
//! documents and of the median bucket (the lower of both), [`EXPECTED`] documents or more would have been expected in
//! it. A month that begins on the 2nd is whole, and so is the last quarter of a corpus of two documents a quarter.

use std::collections::BTreeMap;

use super::build::TimelineOptions;
use super::series::{Axis, Totals};
use super::straggler;
use crate::calendar::{Bucket, BucketSize, Day, Span};

/// So many days may be missing from a bucket that is whole: a weekend.
const SLACK_DAYS: i64 = 2;
/// The part of a bucket that may be missing from it.
const SLACK: i64 = 20;
/// So many documents expected and none found are no chance: it is less than one in twenty (Poisson).
const EXPECTED: f64 = 3.0;

/// The buckets that hold something: how many documents, and from which day to which.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled(BTreeMap<Bucket, Held>);

#[derive(Clone, Copy, Debug)]
struct Held {
    documents: u64,
    /// Those that lie in no bucket before this one, and those that lie in none after it.
    begun: u64,
    ended: u64,
    first: Day,
    last: Day,
}

impl Filled {
    /// Adds documents of one date, which lies in a bucket.
    pub(super) fn add(&mut self, bucket: Bucket, span: Span, documents: u64) {
        let held = self.held(bucket, span);
        held.documents += documents;
        held.begun += documents;
        held.ended += documents;
    }

    /// Adds one document with the buckets that its dates lie in, in order of time.
    pub(super) fn add_one(&mut self, dates: impl Iterator<Item = (Bucket, Span)>) {
        let mut last: Option<Bucket> = None;
        for (bucket, span) in dates {
            let held = self.held(bucket, span);
            held.documents += u64::from(last != Some(bucket));
            held.begun += u64::from(last.is_none());
            last = Some(bucket);
        }
        if let Some(held) = last.and_then(|last| self.0.get_mut(&last)) {
            held.ended += 1;
        }
    }

    fn held(&mut self, bucket: Bucket, span: Span) -> &mut Held {
        let empty = Held { documents: 0, begun: 0, ended: 0, first: span.from(), last: span.to() };
        let held = self.0.entry(bucket).or_insert(empty);
        held.first = held.first.min(span.from());
        held.last = held.last.max(span.to());
        held
    }

    fn ends(&self, open: (bool, bool)) -> Option<(Bucket, Bucket)> {
        let filled = |(bucket, held): (&Bucket, &Held)| {
            let Held { documents, begun, ended, .. } = *held;
            straggler::Filled { bucket: *bucket, documents, begun, ended }
        };
        straggler::ends(&self.0.iter().map(filled).collect::<Vec<_>>(), open)
    }

    /// The median number of documents of the buckets between two, empty ones included.
    fn usual(&self, first: Bucket, last: Bucket) -> Option<u64> {
        let between = u64::try_from(last.steps_since(first) - 1).ok()? as usize;
        let inner = self.0.iter().filter(|(bucket, _)| first < **bucket && **bucket < last);
        let mut counts: Vec<u64> = inner.map(|(_, held)| held.documents).collect();
        counts.resize(between, 0);
        counts.sort_unstable();
        counts.get(between / 2).copied()
    }
}

/// From when to when a timeline runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Extent {
    pub(super) buckets: Vec<Bucket>,
    /// What was asked for as far as the corpus reaches, or else the first and the last day of what lies in the buckets.
    pub(super) days: Option<(Day, Day)>,
    counted_from: Option<Day>,
    counted_to: Option<Day>,
}

impl Extent {
    /// The extent of what lies `inside` of the period that is asked for, of `all` there is.
    pub(super) fn of(inside: &Filled, all: &Filled, size: BucketSize, options: &TimelineOptions<'_>) -> Extent {
        let Some((first, last)) = inside.ends(options.open()) else { return Extent::default() };
        let reach = all.ends((true, true)).map(|(first, last)| (all.0[&first].first, all.0[&last].last));
        let held = (inside.0[&first], inside.0[&last]);
        let from = options.from.zip(reach).map(|(from, reach)| from.max(reach.0).min(held.0.first));
        let to = options.to.zip(reach).map(|(to, reach)| to.min(reach.1).max(held.1.last));
        let days = (from.unwrap_or(held.0.first), to.unwrap_or(held.1.last));
        let mut extent =
            Extent { buckets: Bucket::covering(days.0, days.1, size).collect(), days: Some(days), ..Extent::default() };
        let usual = inside.usual(first, last);

        let begins = reach.is_none_or(|(first, _)| first >= held.0.first);
        let ends = reach.is_none_or(|(_, last)| last <= held.1.last);
        let silence = |bucket: Bucket, held: Held, missing: i64| {
            let own = held.documents as f64 / (held.last.days_since(held.first) + 1) as f64;
            let days = bucket.to().days_since(bucket.from()) + 1;
            let pace = usual.map_or(own, |usual| own.min(usual as f64 / days as f64));
            options.axis == Axis::Published && pace * missing as f64 >= EXPECTED
        };
        if extent.buckets.first() == Some(&first) {
            let asked = options.from.unwrap_or(first.from()).max(first.from());
            let silent = held.0.first.days_since(asked);
            let silent = begins && lacks(first, silent) && silence(first, held.0, silent);
            let from = if silent { held.0.first } else { asked };
            extent.counted_from = lacks(first, from.days_since(first.from())).then_some(from);
        }
        if extent.buckets.last() == Some(&last) {
            let asked = options.to.unwrap_or(last.to()).min(last.to());
            let silent = asked.days_since(held.1.last);
            let silent = ends && lacks(last, silent) && silence(last, held.1, silent);
            let to = if silent { held.1.last } else { asked };
            extent.counted_to = lacks(last, last.to().days_since(to)).then_some(to);
        }
        extent
    }

    /// Tells the totals of it.
    pub(super) fn tell(&self, totals: &mut Totals) {
        totals.days = self.days;
        (totals.counted_from, totals.counted_to) = (self.counted_from, self.counted_to);
    }
}

/// Whether a bucket without so many days is partial.
fn lacks(bucket: Bucket, missing: i64) -> bool {
    let days = bucket.to().days_since(bucket.from()) + 1;
    missing > SLACK_DAYS && missing * SLACK > days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// `count` documents every `step` days, from one day to another.
    fn corpus(from: &str, to: &str, step: i64, count: u64) -> Vec<(Span, u64)> {
        let days = day(to).days_since(day(from));
        (0..=days / step).map(|at| (Span::day(day(from).plus_days(at * step).unwrap()), count)).collect()
    }

    fn told(dates: &[(Span, u64)], size: BucketSize, asked: (Option<&str>, Option<&str>)) -> String {
        let options = TimelineOptions { from: asked.0.map(day), to: asked.1.map(day), ..TimelineOptions::default() };
        let (mut inside, mut all) = (Filled::default(), Filled::default());
        for (span, documents) in dates {
            let bucket = Bucket::holding(span.from(), size);
            all.add(bucket, *span, *documents);
            if options.from.is_none_or(|from| from <= span.from()) && options.to.is_none_or(|to| span.to() <= to) {
                inside.add(bucket, *span, *documents);
            }
        }
        let extent = Extent::of(&inside, &all, size, &options);
        let (first, last) = (extent.buckets[0], extent.buckets[extent.buckets.len() - 1]);
        let days = extent.days.unwrap();
        let end = |day: Option<Day>| day.map_or("whole".to_string(), |day| day.to_string());
        format!("{first} {last}, {} {}, {} {}", days.0, days.1, end(extent.counted_from), end(extent.counted_to))
    }

    #[test]
    fn a_bucket_that_the_corpus_fills_in_part_is_partial() {
        use BucketSize::{Day, Month, Week, Year};
        let headlines = corpus("2011-03-02", "2016-08-16", 1, 17);
        for (what, dates, size, expected) in [
            ("a year cut at both ends", &headlines, Year, "2011 2016, 2011-03-02 2016-08-16, 2011-03-02 2016-08-16"),
            (
                "a month that begins on the 2nd",
                &headlines,
                Month,
                "2011-03 2016-08, 2011-03-02 2016-08-16, whole 2016-08-16",
            ),
            (
                "a week begun on Wednesday",
                &headlines,
                Week,
                "2011-W09 2016-W33, 2011-03-02 2016-08-16, whole 2016-08-16",
            ),
            ("days", &headlines, Day, "2011-03-02 2016-08-16, 2011-03-02 2016-08-16, whole whole"),
            (
                "two documents a month say nothing of its end",
                &corpus("2011-01-03", "2016-08-10", 15, 1),
                Month,
                "2011-01 2016-08, 2011-01-03 2016-08-04, whole whole",
            ),
            (
                "but of the year's",
                &corpus("2011-01-03", "2016-08-10", 15, 1),
                Year,
                "2011 2016, 2011-01-03 2016-08-04, whole 2016-08-04",
            ),
            (
                "a lone bucket",
                &corpus("2016-08-10", "2016-08-12", 1, 9),
                Month,
                "2016-08 2016-08, 2016-08-10 2016-08-12, 2016-08-10 2016-08-12",
            ),
        ] {
            assert_eq!(told(dates, size, (None, None)), expected, "{what}");
        }
    }

    #[test]
    fn a_timeline_runs_over_what_was_asked_as_far_as_the_corpus_reaches() {
        let dates = corpus("2014-06-11", "2019-10-27", 40, 1);
        for (what, asked, expected) in [
            (
                "an empty month is inside",
                (Some("2016-01-01"), Some("2016-03-10")),
                "2016-01 2016-03, 2016-01-01 2016-03-10, whole whole",
            ),
            (
                "a corpus begins where it does",
                (Some("2001-01-01"), None),
                "2014-06 2019-10, 2014-06-11 2019-10-23, whole whole",
            ),
            (
                "an end that was asked for cuts",
                (Some("2016-05-20"), None),
                "2016-05 2019-10, 2016-05-20 2019-10-23, 2016-05-20 whole",
            ),
        ] {
            assert_eq!(told(&dates, BucketSize::Month, asked), expected, "{what}");
        }
    }

    #[test]
    fn silence_within_the_corpus_is_no_end_of_it() {
        let mut dates = corpus("2016-01-01", "2016-04-20", 1, 4);
        dates.extend(corpus("2016-06-27", "2016-12-31", 1, 4));
        let asked = told(&dates, BucketSize::Quarter, (Some("2016-05-01"), None));
        assert_eq!(asked, "2016-Q2 2016-Q4, 2016-05-01 2016-12-31, 2016-05-01 whole");
        let asked = told(&dates, BucketSize::Quarter, (None, Some("2016-06-20")));
        assert_eq!(asked, "2016-Q1 2016-Q2, 2016-01-01 2016-06-20, whole 2016-06-20");
    }

    #[test]
    fn a_far_date_is_no_reach() {
        let mut dates = corpus("2014-06-11", "2019-10-27", 4, 1);
        dates.insert(0, (Span::day(day("1847-05-02")), 1));
        let asked = told(&dates, BucketSize::Month, (Some("1900-01-01"), None));
        assert!(asked.starts_with("2014-06 "), "{asked}");
        let asked = told(&dates, BucketSize::Month, (Some("1840-01-01"), None));
        assert!(asked.starts_with("1847-05 "), "{asked}");
    }
}
