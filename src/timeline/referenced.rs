//! Timelines on the axis of what the texts tell: each mention stands where the date that governs it lies.
//!
//! A mention whose date is coarser than a bucket is left out and counted, never spread: "in 2014" says nothing of May.
//! The denominator of a bucket is the documents that name a date in it, whoever they mention, and their words; one
//! document may stand in several buckets.

use std::collections::BTreeSet;

use super::build::{Counting, Teller, TimelineOptions, all_series, wanted_entities, within};
use super::choice::bucket_of;
use super::counted::{CountMode, Sources, cover};
use super::extent::{Extent, Filled};
use super::series::{Coverage, Series, Stragglers, Totals};
use crate::Result;
use crate::calendar::{Bucket, BucketSize, Day, Span};
use crate::store::{DATES, DOCUMENTS, MENTIONS, Row, Scan, Store};
use crate::temporal::DATELINE;

/// More buckets than this are too fine for a timeline whose bucket nobody chose, if most of them are empty.
const MOST: usize = 120;

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
    /// It lies in the period, before all buckets, or else after them.
    Far {
        early: bool,
    },
}

impl Told {
    /// Reads the axis of a run for buckets of a size.
    pub(super) fn read(store: &Store, options: &TimelineOptions<'_>, size: BucketSize) -> Result<Told> {
        let extent = extent(store, options, size)?;
        let axis = ReferencedAxis { buckets: extent.buckets.clone(), days: extent.days, size, options };
        let (coverage, mut totals) = axis.cover(store)?;
        extent.tell(&mut totals);
        let series = axis.count(store, &mut totals)?;
        totals.skipped = store.manifest().corpus.skipped;
        Ok(Told { buckets: axis.buckets, coverage, series, totals })
    }

    /// The same with a coarser bucket, where there are many and most of them are empty.
    pub(super) fn coarsened(
        self,
        store: &Store,
        options: &TimelineOptions<'_>,
        size: BucketSize,
    ) -> Result<(BucketSize, Told)> {
        let coarser = BucketSize::ALL.into_iter().skip_while(|one| *one != size).nth(1);
        let empty = self.coverage.iter().filter(|coverage| coverage.documents == 0).count();
        match coarser.filter(|_| self.buckets.len() > MOST && empty * 2 > self.buckets.len()) {
            Some(coarser) => Told::read(store, options, coarser)?.coarsened(store, options, coarser),
            None => Ok((size, self)),
        }
    }
}

struct ReferencedAxis<'o> {
    buckets: Vec<Bucket>,
    /// The first and the last day of what lies in them.
    days: Option<(Day, Day)>,
    size: BucketSize,
    options: &'o TimelineOptions<'o>,
}

impl ReferencedAxis<'_> {
    fn place(&self, span: Span) -> Place {
        if !within(span, self.options) {
            return Place::Outside;
        }
        let early = self.buckets.first().is_some_and(|first| span.to() < first.from());
        let late = self.buckets.last().is_some_and(|last| last.to() < span.from());
        if early || late {
            return Place::Far { early };
        }
        let Some(bucket) = bucket_of(span, self.size) else { return Place::Coarse };
        self.buckets.binary_search(&bucket).map_or(Place::Far { early }, Place::At)
    }

    /// The days of a date as far as the timeline reaches.
    fn within_days(&self, span: &Span) -> (Day, Day) {
        let (first, last) = self.days.unwrap_or((span.from(), span.to()));
        (span.from().clamp(first, last), span.to().clamp(first, last))
    }

    /// Whether a date counts where no bucket is shown: one that is coarser than a bucket does, one far from all others
    /// does not.
    fn counts(&self, span: Span) -> bool {
        matches!(self.place(span), Place::At(_) | Place::Coarse)
    }

    /// What covers the buckets, and how many documents lie in none.
    fn cover(&self, store: &Store) -> Result<(Vec<Coverage>, Totals)> {
        let mut coverage = vec![Coverage::default(); self.buckets.len()];
        let mut totals = Totals::default();
        let (mode, mut sources) = (self.options.mode(), Sources::default());
        let mut outlets: BTreeSet<String> = BTreeSet::new();
        each_document(store, self.options, |document, spans| {
            let Covering { words, outlet, copy } = document;
            let counting = spans.iter().filter(|span| self.counts(**span));
            // "Since the eighth century" counts, and says nothing of when the others are.
            let days = counting.map(|span| self.within_days(span)).reduce(both);
            let inside = days.is_some();
            totals.copies += u64::from(inside && copy);
            if copy && mode == CountMode::Distinct {
                return;
            }
            if inside {
                totals.dated += 1;
                totals.dated_days = totals.dated_days.into_iter().chain(days).reduce(both);
                totals.dated_words += words;
                if !outlets.contains(outlet) {
                    outlets.insert(outlet.to_owned());
                }
            }
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
        totals.sources = outlets.len() as u64;
        Ok((coverage, totals))
    }

    /// The counts of the wanted entities; adds to the totals what is left out of them.
    fn count(&self, store: &Store, totals: &mut Totals) -> Result<Vec<Series>> {
        let mut counting = wanted_entities(store, self.options, totals)?;
        let places = Counting::places(&counting);
        let select = self.options.select();
        let columns = ["entity", "document", "referenced_from", "referenced_to", "outlet", "furniture"];
        let mut teller = Teller::new(self.options.mode());
        let mut left_out: Vec<Totals> = vec![Totals::default(); counting.len()];
        let mut scan = store.scan(&MENTIONS, &columns, &select)?;
        let (mut document, mut number) = (String::new(), 0);
        while let Some(row) = scan.next_row()? {
            if number == 0 || row.text(1) != document {
                row.text(1).clone_into(&mut document);
                number += 1;
            }
            let Some(&place) = places.get(row.text(0)) else { continue };
            let span = span(row, 2);
            if span.is_some_and(|span| self.counts(span)) {
                counting[place].add_within(&mut teller, (place, number), (row, 4));
            }
            match span.map(|span| self.place(span)) {
                Some(Place::At(position)) if teller.counts(place, position, row, 4) => {
                    let anew = teller.counts_anew(place, row, 4);
                    counting[place].add(position, teller.unit(number), anew);
                }
                Some(Place::At(_)) => {}
                other => left_out[place].leave_out(span.zip(other)),
            }
        }
        let series = all_series(counting, self.options, totals);
        let shown = series.iter().filter_map(|series| places.get(&series.entity));
        shown.for_each(|&place| totals.leave_out_all(&left_out[place]));
        Ok(series)
    }
}

/// From the first day of both to the last.
fn both(one: (Day, Day), other: (Day, Day)) -> (Day, Day) {
    (one.0.min(other.0), one.1.max(other.1))
}

impl Totals {
    /// Counts a mention that lies in no bucket.
    fn leave_out(&mut self, placed: Option<(Span, Place)>) {
        match placed {
            None => self.undated_mentions += 1,
            Some((_, Place::Coarse)) => self.coarse_mentions += 1,
            Some((span, place)) => {
                self.outside_mentions += 1;
                if let Place::Far { early } = place {
                    let stragglers = if early { &mut self.early } else { &mut self.late };
                    Stragglers::add(stragglers, 1, (span.from(), span.to()));
                }
            }
        }
    }

    /// Adds the mentions of an entity that lie in no bucket.
    fn leave_out_all(&mut self, other: &Totals) {
        self.undated_mentions += other.undated_mentions;
        self.coarse_mentions += other.coarse_mentions;
        self.outside_mentions += other.outside_mentions;
        for (all, more) in [(&mut self.early, other.early), (&mut self.late, other.late)] {
            if let Some(more) = more {
                Stragglers::add(all, more.count, (more.first, more.last));
            }
        }
    }
}

/// The days in two neighbouring columns.
pub(crate) fn span(row: Row<'_>, from: usize) -> Option<Span> {
    let (first, last) = (row.optional_text(from)?.parse().ok()?, row.optional_text(from + 1)?.parse().ok()?);
    Some(Span::between(first, last, crate::calendar::Granularity::Day))
}

/// A document and what it gives to the buckets that it names a date in.
pub(super) struct Covering<'r> {
    /// Its words that count.
    pub(super) words: u64,
    pub(super) outlet: &'r str,
    /// Whether it is a copy: where distinct texts count, it does not.
    pub(super) copy: bool,
}

/// Each document that counts, and the distinct spans that it names, in the order of the corpus.
pub(super) fn each_counting(
    store: &Store,
    options: &TimelineOptions<'_>,
    mut visit: impl FnMut(Covering<'_>, &[Span]),
) -> Result<()> {
    let without_copies = options.mode() == CountMode::Distinct;
    each_document(store, options, |document, spans| {
        if !(document.copy && without_copies) {
            visit(document, spans);
        }
    })
}

/// Each document, copies too, and the distinct spans that it names, in the order of the corpus.
fn each_document(
    store: &Store,
    options: &TimelineOptions<'_>,
    mut visit: impl FnMut(Covering<'_>, &[Span]),
) -> Result<()> {
    let (all, mode) = (options.covering(), options.mode());
    let columns = ["document", "words", "furniture_words", "outlet", "copy_of"];
    let mut documents = store.scan(&DOCUMENTS, &columns, &all)?;
    let mut dates = store.scan(&DATES, &["document", "from", "to", "rule"], &all)?;
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
        let words = mode.words(document.count(1), document.count(2));
        visit(Covering { words, outlet: document.text(3), copy: document.optional_text(4).is_some() }, &spans);
    }
    Ok(())
}

fn next_date(dates: &mut Scan<'_>) -> Result<Option<(String, Option<Span>)>> {
    // The day on which a report was filed is none that it tells of.
    let told = |row: Row<'_>| span(row, 1).filter(|_| row.text(3) != DATELINE);
    Ok(dates.next_row()?.map(|row| (row.text(0).to_owned(), told(row))))
}

/// From when to when the timeline runs: without what is far from all others at an end that the options leave open.
fn extent(store: &Store, options: &TimelineOptions<'_>, size: BucketSize) -> Result<Extent> {
    let (mut inside, mut all) = (Filled::default(), Filled::default());
    each_counting(store, options, |_, spans| {
        let dates = spans.iter().filter_map(|span| Some((bucket_of(*span, size)?, *span)));
        all.add_one(dates.clone());
        inside.add_one(dates.filter(|(_, span)| within(*span, options)));
    })?;
    Ok(Extent::of(&inside, &all, size, options))
}
