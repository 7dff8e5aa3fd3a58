//! Building timelines from the store.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::choice::{BucketChoice, bucket_of};
use super::referenced::Told;
use super::series::{Axis, Count, Coverage, Series, Timelines, Totals};
use crate::calendar::{Bucket, BucketSize, Day, Span};
use crate::gazetteer::Kind;
use crate::store::{DOCUMENTS, EntityRow, MENTIONS, Select, Store};
use crate::{Error, ErrorKind, Result};

/// What timelines are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimelineOptions<'a> {
    /// The axis of time.
    pub axis: Axis,
    /// How long a bucket is.
    pub size: BucketChoice,
    /// Only from this day on; what has a date that reaches before it is outside.
    pub from: Option<Day>,
    /// Only up to this day.
    pub to: Option<Day>,
    /// Only these entities, by id; also one without a mention. All mentioned ones if not stated.
    pub entities: Option<&'a [String]>,
    /// Only entities of this kind.
    pub kind: Option<Kind>,
    /// Only so many entities, those with most mentions.
    pub top: Option<usize>,
    /// Only these documents, by id: the mentions in them, and the coverage that they give.
    pub documents: Option<&'a HashSet<String>>,
}

impl TimelineOptions<'_> {
    /// The documents that count.
    pub(super) fn covering(&self) -> Select {
        Select { documents: self.documents.cloned(), ..Select::default() }
    }

    /// How many documents count.
    pub(super) fn documents_of(&self, store: &Store) -> u64 {
        self.documents.map_or(store.manifest().corpus.documents, |ids| ids.len() as u64)
    }

    /// The mentions that count.
    pub(super) fn select(&self) -> Select {
        let entities = self.entities.map(|ids| ids.iter().cloned().collect());
        Select { entities, kind: self.kind, ..self.covering() }
    }
}

impl Timelines {
    /// Counts the mentions of a run, bucket by bucket. What is placed, a document by its publication date or a mention by
    /// the date that governs it, is in no bucket if its date is coarser than one, and is counted as such.
    ///
    /// A bucket chosen by itself suits the dates of publication on either axis, so that the two can be compared.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the store is damaged, [`ErrorKind::Usage`] when it lacks the axis.
    pub fn build(store: &Store, options: &TimelineOptions<'_>) -> Result<Timelines> {
        if options.axis == Axis::Referenced && store.manifest().dates.is_none() {
            return Err(no_references());
        }
        let (size, told) = match options.axis {
            Axis::Published => published(store, options)?,
            Axis::Referenced => {
                let any_time = TimelineOptions { from: None, to: None, ..*options };
                let size = options.size.for_documents(&Dates::read(store, &any_time)?.list());
                (size, Told::read(store, options, size)?)
            }
        };
        let manifest = store.manifest();
        let name = |source: &crate::gazetteer::GazetteerSource| source.name.clone().unwrap_or(source.path.clone());
        Ok(Timelines {
            axis: options.axis,
            size,
            zone: manifest.zone.clone(),
            buckets: told.buckets,
            coverage: told.coverage,
            series: told.series,
            totals: told.totals,
            gazetteers: manifest.gazetteers.iter().map(name).collect(),
        })
    }
}

/// The timelines on the axis of publication.
fn published(store: &Store, options: &TimelineOptions<'_>) -> Result<(BucketSize, Told)> {
    let dates = Dates::read(store, options)?;
    let size = options.size.for_documents(&dates.list());
    let frame = Frame::new(&dates, size);
    let series = count(store, options, &frame)?;
    let totals = Totals {
        documents: options.documents_of(store),
        undated_documents: dates.undated,
        coarse_documents: frame.coarse,
        outside_documents: dates.outside,
        skipped: store.manifest().corpus.skipped,
        ..Totals::default()
    };
    Ok((size, Told { buckets: frame.buckets, coverage: frame.coverage, series, totals }))
}

/// The error of asking a run for the dates of its texts when it was built without them.
pub fn no_references() -> Error {
    Error::new(ErrorKind::Usage, "the run was built without the dates that its texts name")
        .help("build it again without --no-references, or use the axis published")
}

/// The publication dates of the documents, and how many documents and words have each.
#[derive(Default)]
struct Dates {
    coverage: BTreeMap<(Day, Day), Coverage>,
    undated: u64,
    outside: u64,
}

impl Dates {
    fn read(store: &Store, options: &TimelineOptions<'_>) -> Result<Dates> {
        let (mut dates, all) = (Dates::default(), options.covering());
        let mut scan = store.scan(&DOCUMENTS, &["published", "words"], &all)?;
        while let Some(row) = scan.next_row()? {
            match row.span(0) {
                None => dates.undated += 1,
                Some(span) if !within(span, options) => dates.outside += 1,
                Some(span) => {
                    let coverage = dates.coverage.entry((span.from(), span.to())).or_default();
                    coverage.documents += 1;
                    coverage.words += row.count(1);
                }
            }
        }
        Ok(dates)
    }

    fn list(&self) -> Vec<(Span, u64)> {
        let dated = |(&(from, to), coverage): (&(Day, Day), &Coverage)| {
            (Span::between(from, to, crate::calendar::Granularity::Day), coverage.documents)
        };
        self.coverage.iter().map(dated).collect()
    }
}

pub(super) fn within(span: Span, options: &TimelineOptions<'_>) -> bool {
    options.from.is_none_or(|from| from <= span.from()) && options.to.is_none_or(|to| span.to() <= to)
}

/// The buckets from the first to the last with coverage, and what covers them.
struct Frame {
    size: BucketSize,
    buckets: Vec<Bucket>,
    coverage: Vec<Coverage>,
    coarse: u64,
}

impl Frame {
    fn new(dates: &Dates, size: BucketSize) -> Frame {
        let (mut placed, mut coarse) = (BTreeMap::<Bucket, Coverage>::new(), 0);
        for ((span, documents), coverage) in dates.list().into_iter().zip(dates.coverage.values()) {
            let Some(bucket) = bucket_of(span, size) else {
                coarse += documents;
                continue;
            };
            let sum = placed.entry(bucket).or_default();
            sum.documents += coverage.documents;
            sum.words += coverage.words;
        }
        let ends = placed.keys().next().zip(placed.keys().next_back());
        let buckets: Vec<Bucket> =
            ends.map_or(Vec::new(), |(first, last)| Bucket::covering(first.from(), last.from(), size).collect());
        let coverage = buckets.iter().map(|bucket| placed.get(bucket).copied().unwrap_or_default()).collect();
        Frame { size, buckets, coverage, coarse }
    }

    /// The position of the bucket that a date lies in.
    fn position(&self, span: Span) -> Option<usize> {
        self.buckets.binary_search(&bucket_of(span, self.size)?).ok()
    }
}

/// One entity while its mentions are counted.
pub(super) struct Counting {
    row: EntityRow,
    /// For each bucket the count, and the last document that was counted; documents are numbered from 1 as they come.
    counts: BTreeMap<usize, (Count, u64)>,
}

fn count(store: &Store, options: &TimelineOptions<'_>, frame: &Frame) -> Result<Vec<Series>> {
    let mut counting = wanted_entities(store, options)?;
    let places = Counting::places(&counting);
    let select = options.select();
    let mut scan = store.scan(&MENTIONS, &["entity", "document", "published"], &select)?;
    let (mut document, mut number, mut position) = (String::new(), 0, None);
    while let Some(row) = scan.next_row()? {
        if number == 0 || row.text(1) != document {
            document.clear();
            document.push_str(row.text(1));
            number += 1;
            position = row.span(2).filter(|&span| within(span, options)).and_then(|span| frame.position(span));
        }
        let (Some(&place), Some(position)) = (places.get(row.text(0)), position) else { continue };
        counting[place].add(position, number);
    }
    Ok(counting.into_iter().map(Counting::series).collect())
}

/// In the order of the store: by falling mentions, then by id. Without a list of ids, only those with a mention.
pub(super) fn wanted_entities(store: &Store, options: &TimelineOptions<'_>) -> Result<Vec<Counting>> {
    let select = Select {
        entities: options.entities.map(|ids| ids.iter().cloned().collect()),
        kind: options.kind,
        ..Select::default()
    };
    let mut found = Vec::new();
    let mut rows = store.entities_in(&select)?;
    while found.len() < options.top.unwrap_or(usize::MAX) {
        match rows.next().transpose()? {
            Some(row) if options.entities.is_some() || row.mentions > 0 => {
                found.push(Counting { row, counts: BTreeMap::new() });
            }
            _ => break,
        }
    }
    Ok(found)
}

impl Counting {
    /// For each entity, by id, its place in the list.
    pub(super) fn places(counting: &[Counting]) -> HashMap<String, usize> {
        counting.iter().enumerate().map(|(at, one)| (one.row.id.clone(), at)).collect()
    }

    /// Counts a mention in the bucket at a position.
    pub(super) fn add(&mut self, position: usize, document: u64) {
        let (count, last) = self.counts.entry(position).or_default();
        count.mentions += 1.0;
        if *last != document {
            count.documents += 1.0;
            *last = document;
        }
    }

    pub(super) fn series(self) -> Series {
        let row = self.row;
        Series {
            entity: row.id,
            kind: row.kind,
            name: row.name,
            location: row.location.map(|location| (location.lat, location.lon)),
            counts: self.counts.into_iter().map(|(position, (count, _))| (position, count)).collect(),
            total: Count { mentions: row.mentions as f64, documents: row.documents as f64 },
        }
    }
}
