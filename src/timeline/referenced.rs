//! Timelines on the axis of what the texts tell: each mention stands where the date that governs it lies.
//!
//! A mention whose date is coarser than a bucket is left out and counted, never spread: "in 2014" says nothing of May.
//! The denominator of a bucket is the documents that name a date in it, whoever they mention, and their words; one
//! document may stand in several buckets.

use std::collections::BTreeMap;

use super::build::{Counting, Teller, TimelineOptions, wanted_entities, within};
use super::choice::bucket_of;
use super::counted::{CountMode, Sources, cover};
use super::series::{Coverage, Series, Totals};
use crate::Result;
use crate::calendar::{Bucket, BucketSize, Span};
use crate::store::{DATES, DOCUMENTS, MENTIONS, Row, Scan, Store};

/// The share of the bucketed documents at either end that does not decide where the timeline ends.
const OUTLYING: f64 = 0.05;
/// A bulk shorter than this many buckets is taken for one of this length.
const SHORTEST: i64 = 12;

/// The buckets of the axis, what covers them, and what is left out of them.
pub(super) struct Told {
    pub(super) buckets: Vec<Bucket>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) series: Vec<Series>,
    pub(super) totals: Totals,
}

/// Where a date lies on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    At(usize),
    /// It is longer than a bucket.
    Coarse,
    /// It lies outside of the period.
    Outside,
}

impl Told {
    /// Reads the axis of a run for buckets of a size.
    pub(super) fn read(store: &Store, options: &TimelineOptions<'_>, size: BucketSize) -> Result<Told> {
        let axis = ReferencedAxis { buckets: buckets(store, options, size)?, size, options };
        let (coverage, mut totals) = axis.cover(store)?;
        let series = axis.count(store, &mut totals)?;
        totals.skipped = store.manifest().corpus.skipped;
        Ok(Told { buckets: axis.buckets, coverage, series, totals })
    }
}

struct ReferencedAxis<'o> {
    buckets: Vec<Bucket>,
    size: BucketSize,
    options: &'o TimelineOptions<'o>,
}

impl ReferencedAxis<'_> {
    fn place(&self, span: Span) -> Place {
        if !within(span, self.options) {
            return Place::Outside;
        }
        let Some(bucket) = bucket_of(span, self.size) else { return Place::Coarse };
        self.buckets.binary_search(&bucket).map_or(Place::Outside, Place::At)
    }

    /// What covers the buckets, and how many documents lie in none.
    fn cover(&self, store: &Store) -> Result<(Vec<Coverage>, Totals)> {
        let mut coverage = vec![Coverage::default(); self.buckets.len()];
        let mut totals = Totals::default();
        let (mode, mut sources) = (self.options.mode(), Sources::default());
        each_document(store, self.options, |words, outlet, spans| {
            totals.documents += 1;
            let places: Vec<Place> = spans.iter().map(|&span| self.place(span)).collect();
            let mut held: Vec<usize> =
                places.iter().filter_map(|place| if let Place::At(at) = place { Some(*at) } else { None }).collect();
            held.sort_unstable();
            held.dedup();
            for &at in &held {
                let counts = mode != CountMode::Sources || sources.first(0, at, outlet);
                cover(&mut coverage[at], words, counts);
            }
            match () {
                () if !held.is_empty() => {}
                () if places.is_empty() => totals.undated_documents += 1,
                () if places.contains(&Place::Coarse) => totals.coarse_documents += 1,
                () => totals.outside_documents += 1,
            }
        })?;
        Ok((coverage, totals))
    }

    /// The counts of the wanted entities; adds to the totals what is left out of them.
    fn count(&self, store: &Store, totals: &mut Totals) -> Result<Vec<Series>> {
        let mut counting = wanted_entities(store, self.options)?;
        let places = Counting::places(&counting);
        let select = self.options.select();
        let columns = ["entity", "document", "referenced_from", "referenced_to", "outlet", "furniture"];
        let mut teller = Teller::new(self.options.mode());
        let mut scan = store.scan(&MENTIONS, &columns, &select)?;
        let (mut document, mut number) = (String::new(), 0);
        while let Some(row) = scan.next_row()? {
            if number == 0 || row.text(1) != document {
                row.text(1).clone_into(&mut document);
                number += 1;
            }
            let Some(&place) = places.get(row.text(0)) else { continue };
            match span(row, 2).map(|span| self.place(span)) {
                Some(Place::At(position)) if teller.counts(place, position, row, 4) => {
                    counting[place].add(position, teller.unit(number));
                }
                Some(Place::At(_)) => {}
                Some(Place::Coarse) => totals.coarse_mentions += 1,
                Some(Place::Outside) => totals.outside_mentions += 1,
                None => totals.undated_mentions += 1,
            }
        }
        Ok(counting.into_iter().map(|one| one.series(self.options.mode())).collect())
    }
}

/// The days in two neighbouring columns.
pub(super) fn span(row: Row<'_>, from: usize) -> Option<Span> {
    let (first, last) = (row.optional_text(from)?.parse().ok()?, row.optional_text(from + 1)?.parse().ok()?);
    Some(Span::between(first, last, crate::calendar::Granularity::Day))
}

/// The words of each document that counts, its outlet, and the distinct spans that it names, in the order of the corpus.
pub(super) fn each_document(
    store: &Store,
    options: &TimelineOptions<'_>,
    mut visit: impl FnMut(u64, &str, &[Span]),
) -> Result<()> {
    let (all, mode) = (options.covering(), options.mode());
    let columns = ["document", "words", "furniture_words", "outlet", "copy_of"];
    let mut documents = store.scan(&DOCUMENTS, &columns, &all)?;
    let mut dates = store.scan(&DATES, &["document", "from", "to"], &all)?;
    let mut pending = next_date(&mut dates)?;
    let mut spans: Vec<Span> = Vec::new();
    while let Some(document) = documents.next_row()? {
        spans.clear();
        // Both tables are in the order of the corpus.
        while let Some((_, span)) = pending.take_if(|(id, _)| id == document.text(0)) {
            spans.extend(span);
            pending = next_date(&mut dates)?;
        }
        spans.sort_unstable_by_key(|span| (span.from(), span.to()));
        spans.dedup();
        if mode != CountMode::Distinct || document.optional_text(4).is_none() {
            visit(mode.words(document.count(1), document.count(2)), document.text(3), &spans);
        }
    }
    Ok(())
}

fn next_date(dates: &mut Scan<'_>) -> Result<Option<(String, Option<Span>)>> {
    Ok(dates.next_row()?.map(|row| (row.text(0).to_owned(), span(row, 1))))
}

/// The buckets of the timeline. An end that the options leave open is where the dates become sparse: a date that lies
/// further from all others than these are from each other ("1258" in news of a week) does not stretch the timeline, and
/// counts as outside.
fn buckets(store: &Store, options: &TimelineOptions<'_>, size: BucketSize) -> Result<Vec<Bucket>> {
    let mut filled: BTreeMap<Bucket, u64> = BTreeMap::new();
    each_document(store, options, |_, _, spans| {
        let spans = spans.iter().filter(|span| within(**span, options));
        let mut named: Vec<Bucket> = spans.filter_map(|&span| bucket_of(span, size)).collect();
        named.dedup();
        named.into_iter().for_each(|bucket| *filled.entry(bucket).or_default() += 1);
    })?;
    let filled: Vec<(Bucket, u64)> = filled.into_iter().collect();
    let Some((first, last)) = ends(&filled, (options.from.is_none(), options.to.is_none())) else {
        return Ok(Vec::new());
    };
    Ok(Bucket::covering(first.from(), last.from(), size).collect())
}

/// The first and the last bucket; `open` says at which ends outlying ones are left out.
fn ends(filled: &[(Bucket, u64)], open: (bool, bool)) -> Option<(Bucket, Bucket)> {
    let total: u64 = filled.iter().map(|(_, documents)| documents).sum();
    let outlying = (total as f64 * OUTLYING) as u64;
    let beyond = |mut ends: Box<dyn Iterator<Item = usize>>| {
        let mut seen = 0;
        ends.find(|&at| {
            seen += filled[at].1;
            seen > outlying
        })
    };
    let (mut first, mut last) = (beyond(Box::new(0..filled.len()))?, beyond(Box::new((0..filled.len()).rev()))?);
    let reach = (filled[last].0.steps_since(filled[first].0) + 1).max(SHORTEST);
    let near = |one: usize, other: usize| filled[other].0.steps_since(filled[one].0) <= reach;
    while first > 0 && (!open.0 || near(first - 1, first)) {
        first -= 1;
    }
    while last + 1 < filled.len() && (!open.1 || near(last, last + 1)) {
        last += 1;
    }
    Some((filled[first].0, filled[last].0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends_of(buckets: &[(&str, u64)], open: (bool, bool)) -> (String, String) {
        let month = |name: &str| Bucket::holding(name.parse::<Span>().unwrap().from(), BucketSize::Month);
        let filled: Vec<_> = buckets.iter().map(|(name, count)| (month(name), *count)).collect();
        let (first, last) = ends(&filled, open).unwrap();
        (first.to_string(), last.to_string())
    }

    #[test]
    fn a_date_far_from_all_others_does_not_stretch_the_timeline() {
        let named = [("1258-02", 1), ("2014-06", 30), ("2016-10", 20), ("2017-07", 40), ("2019-03", 2)];
        assert_eq!(ends_of(&named, (true, true)), ("2014-06".into(), "2019-03".into()));
        assert_eq!(ends_of(&named, (false, true)), ("1258-02".into(), "2019-03".into()));
        assert_eq!(ends_of(&[("2014-06", 1)], (true, true)), ("2014-06".into(), "2014-06".into()));
        assert!(ends(&[], (true, true)).is_none());
    }
}
