//! Where a timeline begins and ends when some dates lie far from all others.
//!
//! One reference to 1847 in news of five years would press those years into a spike at the right. The bulk of a
//! timeline is what is left without one document in twenty at either end (of 8 to 19 documents one, of fewer none; a
//! text that names several old years is one). From it the timeline goes on, at either end, as far as a stretch is no
//! longer than half of the bulk (and always twelve buckets), or holds a tenth of the documents a bucket that the bulk
//! does, or follows without a real gap: one of more than three empty buckets and more than a twentieth of the bulk.
//! What lies beyond is left out, and counted with its dates: always behind a gap, and never more than a twentieth of
//! the documents at an end.

use crate::calendar::Bucket;

/// The share of the documents at either end that does not decide where the timeline ends.
const OUTLYING: u64 = 20;
/// With so many documents one at either end may be left out.
const FEWEST: u64 = 8;
/// A bulk shorter than this many buckets is taken for one of this length, and a stretch as short as this is kept.
const SHORTEST: u64 = 12;
/// The part of the bulk's documents a bucket that makes a longer stretch worth its room.
const SPARSE: f64 = 0.1;

/// So many empty buckets are no gap behind which a date is far.
const GAP: u64 = 3;
/// Nor is this part of the bulk.
const GAP_SHARE: u64 = 20;

/// The documents of a bucket. One that names several dates is in several buckets, and begins and ends in one of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filled {
    pub(super) bucket: Bucket,
    pub(super) documents: u64,
    /// Those that lie in no bucket before it.
    pub(super) begun: u64,
    /// Those that lie in no bucket after it.
    pub(super) ended: u64,
}

impl Filled {
    /// Of documents that lie in one bucket each.
    pub(super) fn by(bucket: Bucket, documents: u64) -> Filled {
        Filled { bucket, documents, begun: documents, ended: documents }
    }
}

/// The first and the last bucket of a timeline, from the buckets with documents in order of time. `open` says at which
/// ends stragglers may be left out.
pub(super) fn ends(filled: &[Filled], open: (bool, bool)) -> Option<(Bucket, Bucket)> {
    let total: u64 = filled.iter().map(|held| held.begun).sum();
    let outlying = (total / OUTLYING).max(u64::from(total >= FEWEST));
    let first = beyond(filled.iter().map(|held| held.begun), outlying)?;
    let last = filled.len() - 1 - beyond(filled.iter().rev().map(|held| held.ended), outlying)?;
    let last = last.max(first);
    let bulk = Bulk::of(&filled[first..=last]);
    let before = filled[..first].iter().rev();
    let after = filled[last + 1..].iter();
    Some((
        if open.0 { bulk.reach(filled[first].bucket, before) } else { filled[0].bucket },
        if open.1 { bulk.reach(filled[last].bucket, after) } else { filled[filled.len() - 1].bucket },
    ))
}

/// The place of the first bucket after so many documents.
fn beyond(documents: impl Iterator<Item = u64>, outlying: u64) -> Option<usize> {
    let mut seen = 0;
    documents.enumerate().find_map(|(at, more)| {
        seen += more;
        (seen > outlying).then_some(at)
    })
}

/// The part of a timeline in which most of its documents lie.
struct Bulk {
    /// In buckets.
    long: u64,
    /// Documents a bucket.
    density: f64,
}

impl Bulk {
    fn of(filled: &[Filled]) -> Bulk {
        let steps = filled.first().zip(filled.last()).map_or(0, |(first, last)| steps(first.bucket, last.bucket));
        let long = (steps + 1).max(SHORTEST);
        Bulk { long, density: filled.iter().map(|held| held.documents).sum::<u64>() as f64 / long as f64 }
    }

    /// The farthest bucket, going outwards from an end, up to which the timeline goes on.
    fn reach<'f>(&self, end: Bucket, outwards: impl Iterator<Item = &'f Filled>) -> Bucket {
        let (mut reach, mut documents) = (end, 0);
        for &Filled { bucket, documents: more, .. } in outwards {
            documents += more;
            let stretch = steps(end, bucket);
            let short = stretch <= (self.long / 2).max(SHORTEST);
            let joined = steps(reach, bucket).saturating_sub(1) <= GAP.max(self.long / GAP_SHARE);
            if joined || short || documents as f64 >= SPARSE * self.density * stretch as f64 {
                reach = bucket;
            }
        }
        reach
    }
}

fn steps(one: Bucket, other: Bucket) -> u64 {
    other.steps_since(one).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{BucketSize, Span};
    use proptest::prelude::*;

    fn months(buckets: &[(&str, u64)]) -> Vec<Filled> {
        let month = |name: &str| Bucket::holding(name.parse::<Span>().unwrap().from(), BucketSize::Month);
        buckets.iter().map(|(name, count)| Filled::by(month(name), *count)).collect()
    }

    fn ends_of(buckets: &[(&str, u64)], open: (bool, bool)) -> (String, String) {
        let (first, last) = ends(&months(buckets), open).unwrap();
        (first.to_string(), last.to_string())
    }

    #[test]
    fn a_date_far_from_all_others_does_not_stretch_the_timeline() {
        let named = [("1258-02", 1), ("2014-06", 30), ("2016-10", 20), ("2017-07", 40), ("2018-12", 2)];
        assert_eq!(ends_of(&named, (true, true)), ("2014-06".into(), "2018-12".into()));
        assert_eq!(ends_of(&named, (false, true)), ("1258-02".into(), "2018-12".into()));
        assert_eq!(ends_of(&[("2014-06", 1)], (true, true)), ("2014-06".into(), "2014-06".into()));
        assert!(ends(&[], (true, true)).is_none());
    }

    #[test]
    fn a_row_of_lone_dates_does_not_lead_to_the_past_step_by_step() {
        let lone = ["2007-09", "2009-01", "2010-09", "2011-04"].map(|month| (month, 1));
        let bulk =
            ["2014-06", "2015-02", "2015-11", "2016-10", "2017-06", "2018-04", "2019-10"].map(|month| (month, 40));
        let named: Vec<_> = lone.into_iter().chain([("2013-03", 1)]).chain(bulk).collect();
        assert_eq!(ends_of(&named, (true, true)).0, "2013-03");
    }

    #[test]
    fn few_documents_are_all_shown_and_of_a_dozen_one_may_go() {
        assert_eq!(ends_of(&[("1945-04", 1), ("2014-10", 2), ("2015-05", 2)], (true, true)).0, "1945-04");
        assert_eq!(ends_of(&[("1945-04", 1), ("2014-10", 5), ("2015-05", 5)], (true, true)).0, "2014-10");
        assert_eq!(ends_of(&[("1945-04", 3), ("2014-10", 5), ("2015-05", 5)], (true, true)).0, "1945-04");
    }

    /// Regression: a text that named three old years was three of the documents at the end.
    #[test]
    fn a_text_that_names_several_far_years_is_one() {
        let old = ["1914-05", "1945-04", "1961-04"];
        let mut named = months(&old.map(|month| (month, 1)));
        for (at, held) in named.iter_mut().enumerate() {
            (held.begun, held.ended) = (u64::from(at == 0), 0);
        }
        named.extend(months(&[("2017-09", 4), ("2017-10", 5)]));
        assert_eq!(ends(&named, (true, true)).unwrap().0.to_string(), "2017-09");
    }

    #[test]
    fn a_thin_but_steady_past_is_no_straggler() {
        let years: Vec<String> = (1990..2014).map(|year| format!("{year}-01")).collect();
        let past = years.iter().map(|month| (month.as_str(), 1));
        let named: Vec<_> = past.chain([("2014-06", 20), ("2015-06", 20), ("2016-06", 20)]).collect();
        assert_eq!(ends_of(&named, (true, true)).0, "1990-01");
    }

    #[test]
    fn unbroken_months_are_not_far_however_thin() {
        let from = Bucket::holding("2011-03-01".parse().unwrap(), BucketSize::Month);
        let thick = Bucket::covering(from.from(), "2016-08-01".parse().unwrap(), BucketSize::Month).map(|at| (at, 485));
        let thin = Bucket::covering("2016-09-01".parse().unwrap(), "2019-12-01".parse().unwrap(), BucketSize::Month);
        let filled: Vec<Filled> =
            thick.chain(thin.map(|at| (at, 20))).map(|(at, count)| Filled::by(at, count)).collect();
        let (first, last) = ends(&filled, (true, true)).unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2011-03".into(), "2019-12".into()));
    }

    proptest! {
        #[test]
        fn what_is_left_out_is_little_and_the_bulk_has_its_room(
            steps in prop::collection::vec((1u64..400, 1u64..30), 1..40),
        ) {
            let first = Bucket::holding("1600-01-01".parse().unwrap(), BucketSize::Month);
            let mut at = first;
            let mut filled = Vec::new();
            for (step, documents) in steps {
                at = (0..step).fold(at, |bucket, _| Bucket::holding(bucket.to().plus_days(1).unwrap(), BucketSize::Month));
                filled.push(Filled::by(at, documents));
            }
            let (from, to) = ends(&filled, (true, true)).unwrap();
            prop_assert!(from <= to);
            let total: u64 = filled.iter().map(|held| held.documents).sum();
            let most = (total / OUTLYING).max(1);
            let outside = |out: &dyn Fn(Bucket) -> bool| -> u64 {
                filled.iter().filter(|held| out(held.bucket)).map(|held| held.documents).sum()
            };
            prop_assert!(outside(&|bucket| bucket < from) <= most && outside(&|bucket| bucket > to) <= most);
        }
    }
}
