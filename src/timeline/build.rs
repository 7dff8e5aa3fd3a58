//! Building timelines from the store.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use foldhash::HashMap;

use super::choice::{BucketChoice, bucket_of};
use super::counted::{CountMode, Sources};
use super::extent::{Extent, Filled};
use super::referenced::Told;
use super::series::{Axis, Count, Coverage, Series, Stragglers, Timelines, Totals};
use crate::calendar::{BucketSize, Day, Span};
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
    /// Only so many entities, those with most mentions: of the period, where one is asked for, and on the axis
    /// `referenced` of those that have a date.
    pub top: Option<usize>,
    /// Whether the entities are chosen and ordered by what lies in the buckets alone, as what shows nothing else must:
    /// undated mentions do not count for it.
    pub placed: bool,
    /// On the axis of publication: whether documents dated far from all others are outside, rather than stretch the
    /// timeline. On the axis `referenced` such dates always are. An end that `from` or `to` sets stays as it is.
    pub close: bool,
    /// Only these documents, by id: the mentions in them, and the coverage that they give.
    pub documents: Option<&'a HashSet<String>>,
    /// Which texts count; as the run was built, if not stated.
    pub count: Option<CountMode>,
}

impl TimelineOptions<'_> {
    /// The documents that count.
    pub(super) fn covering(&self) -> Select {
        Select { documents: self.documents.cloned(), ..Select::default() }
    }

    /// The mentions that count.
    pub(super) fn select(&self) -> Select {
        let entities = self.entities.map(|ids| ids.iter().cloned().collect());
        let distinct = self.mode() == CountMode::Distinct;
        Select { entities, kind: self.kind, distinct, ..self.covering() }
    }

    /// The mentions that are asked for, in the texts that count: those with a date in the period; on the axis
    /// `referenced` those that a date governs. Without a period on the axis `published` the undated ones too.
    pub fn mentions(&self, store: &Store) -> Select {
        let count = Some(self.count.unwrap_or_else(|| CountMode::recorded(store)));
        let told = self.axis == Axis::Referenced;
        Select { from: self.from, to: self.to, told, ..TimelineOptions { count, ..*self }.select() }
    }

    /// At which ends of the timeline stragglers are left out.
    pub(super) fn open(&self) -> (bool, bool) {
        let close = self.close || self.axis == Axis::Referenced;
        (close && self.from.is_none(), close && self.to.is_none())
    }

    /// Whether a period is asked for.
    pub(super) fn asked(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Whether the entities are chosen by what has a date that counts, and not by all that the run has of them.
    fn ranked_by_placed(&self) -> bool {
        self.placed || self.asked() || (self.axis == Axis::Referenced && self.top.is_some())
    }

    /// Which texts count; the run's own mode was filled in by [`Timelines::build`].
    pub(super) fn mode(&self) -> CountMode {
        self.count.unwrap_or_default()
    }
}

impl Timelines {
    /// Counts the mentions of a run, bucket by bucket. What is placed, a document by its publication date or a mention
    /// by the date that governs it, is in no bucket if its date is coarser than one, and is counted as such.
    ///
    /// A bucket chosen by itself suits the dates of publication on either axis, so that the two can be compared; a
    /// coarser one is taken where the texts' own dates would stretch over more than 120 of them, most of them empty.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the store is damaged, [`ErrorKind::Usage`] when it lacks the axis.
    pub fn build(store: &Store, options: &TimelineOptions<'_>) -> Result<Timelines> {
        if options.axis == Axis::Referenced && store.manifest().dates.is_none() {
            return Err(no_references());
        }
        let mode = options.count.unwrap_or_else(|| CountMode::recorded(store));
        let options = &TimelineOptions { count: Some(mode), ..*options };
        let (size, mut told) = match options.axis {
            Axis::Published => published(store, options)?,
            Axis::Referenced => {
                let any_time = TimelineOptions { from: None, to: None, ..*options };
                let size = options.size.for_documents(&Dates::read(store, &any_time)?.list());
                let told = Told::read(store, options, size)?;
                if options.size == BucketChoice::Auto { told.coarsened(store, options, size)? } else { (size, told) }
            }
        };
        let manifest = store.manifest();
        let copies = &manifest.copies;
        told.totals.count = Some(mode);
        told.totals.furniture = copies.furniture_paragraphs;
        if !options.asked() && options.documents.is_none() {
            (told.totals.copies, told.totals.sources) = (copies.copies, copies.sources);
        }
        told.totals.period = (options.from, options.to);
        // Files of one name, as of GeoNames, are told apart by their own.
        let named =
            |name: &str| manifest.gazetteers.iter().filter(|source| source.name.as_deref() == Some(name)).count();
        let name = |source: &crate::gazetteer::GazetteerSource| match &source.name {
            Some(name) if named(name) > 1 => {
                format!("{name} {}", source.path.rsplit(['/', '\\']).next().unwrap_or(&source.path))
            }
            name => name.clone().unwrap_or_else(|| source.path.clone()),
        };
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
    let frame = Frame::new(&dates, size, options);
    let mut totals = Totals::default();
    let series = count(store, options, &frame, &mut totals)?;
    let mut totals = Totals {
        documents: dates.documents(),
        undated_documents: dates.undated,
        coarse_documents: frame.coarse,
        outside_documents: dates.outside() + frame.left_out(),
        early: frame.early,
        late: frame.late,
        dated: dates.coverage.values().map(|covered| covered.documents).sum(),
        dated_words: dates.coverage.values().map(|covered| covered.words).sum(),
        dated_days: dates.days(),
        copies: dates.copies,
        sources: dates.outlets.len() as u64,
        skipped: store.manifest().corpus.skipped,
        ..totals
    };
    frame.extent.tell(&mut totals);
    Ok((size, Told { buckets: frame.extent.buckets, coverage: frame.coverage, series, totals }))
}

/// The error of asking a run for the dates of its texts when it was built without them.
pub fn no_references() -> Error {
    Error::new(ErrorKind::Usage, "the run was built without the dates that its texts name")
        .help("build it again without --no-references, or use the axis published")
}

/// The publication dates of the documents, and how many documents and words have each.
#[derive(Default)]
struct Dates {
    coverage: BTreeMap<(Day, Day), Covered>,
    undated: u64,
    /// Documents outside of the period, by their dates.
    outside: BTreeMap<(Day, Day), u64>,
    /// Copies with a date in the period.
    copies: u64,
    /// The sources of what has a date in the period.
    outlets: BTreeSet<String>,
}

/// What covers one date.
#[derive(Default)]
struct Covered {
    documents: u64,
    words: u64,
    /// Where sources are counted, which they are.
    sources: BTreeSet<String>,
}

impl Dates {
    fn read(store: &Store, options: &TimelineOptions<'_>) -> Result<Dates> {
        let mode = options.mode();
        let (mut dates, select) = (Dates::default(), options.covering());
        let columns = ["published", "words", "furniture_words", "outlet", "copy_of"];
        let mut scan = store.scan(&DOCUMENTS, &columns, &select)?;
        while let Some(row) = scan.next_row()? {
            let (span, copy) = (row.span(0), row.optional_text(4).is_some());
            let inside = span.is_some_and(|span| within(span, options));
            dates.copies += u64::from(inside && copy);
            if copy && mode == CountMode::Distinct {
                continue;
            }
            if inside && !dates.outlets.contains(row.text(3)) {
                dates.outlets.insert(row.text(3).to_owned());
            }
            match span {
                None => dates.undated += 1,
                Some(span) if !inside => *dates.outside.entry((span.from(), span.to())).or_default() += 1,
                Some(span) => {
                    let coverage = dates.coverage.entry((span.from(), span.to())).or_default();
                    coverage.documents += 1;
                    coverage.words += mode.words(row.count(1), row.count(2));
                    if mode == CountMode::Sources && !coverage.sources.contains(row.text(3)) {
                        coverage.sources.insert(row.text(3).to_owned());
                    }
                }
            }
        }
        Ok(dates)
    }

    /// All documents that count, wherever they lie in time.
    fn documents(&self) -> u64 {
        self.undated + self.outside() + self.coverage.values().map(|covered| covered.documents).sum::<u64>()
    }

    fn outside(&self) -> u64 {
        self.outside.values().sum()
    }

    /// From the first day of what has a date in the period to the last.
    fn days(&self) -> Option<(Day, Day)> {
        let last = self.coverage.keys().map(|(_, to)| *to).max()?;
        self.coverage.keys().next().map(|(from, _)| (*from, last))
    }

    fn list(&self) -> Vec<(Span, u64)> {
        let dated = |(&(from, to), coverage): (&(Day, Day), &Covered)| {
            (Span::between(from, to, crate::calendar::Granularity::Day), coverage.documents)
        };
        self.coverage.iter().map(dated).collect()
    }
}

pub(super) fn within(span: Span, options: &TimelineOptions<'_>) -> bool {
    options.from.is_none_or(|from| from <= span.from()) && options.to.is_none_or(|to| span.to() <= to)
}

/// The buckets, and what covers them.
struct Frame {
    size: BucketSize,
    extent: Extent,
    coverage: Vec<Coverage>,
    coarse: u64,
    early: Option<Stragglers>,
    late: Option<Stragglers>,
}

impl Frame {
    fn new(dates: &Dates, size: BucketSize, options: &TimelineOptions<'_>) -> Frame {
        let mut inside = Filled::default();
        let mut frame =
            Frame { size, extent: Extent::default(), coverage: Vec::new(), coarse: 0, early: None, late: None };
        for (span, documents) in dates.list() {
            match bucket_of(span, size) {
                Some(bucket) => inside.add(bucket, span, documents),
                None => frame.coarse += documents,
            }
        }
        let mut all = inside.clone();
        for (&(from, to), &documents) in &dates.outside {
            let span = Span::between(from, to, crate::calendar::Granularity::Day);
            if let Some(bucket) = bucket_of(span, size) {
                all.add(bucket, span, documents);
            }
        }
        frame.extent = Extent::of(&inside, &all, size, options);
        frame.cover(dates, options.mode());
        frame
    }

    /// Counts what covers the buckets, and what lies before and after them.
    fn cover(&mut self, dates: &Dates, mode: CountMode) {
        let buckets = &self.extent.buckets;
        let mut sources: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); buckets.len()];
        self.coverage = vec![Coverage::default(); buckets.len()];
        for ((span, documents), covered) in dates.list().into_iter().zip(dates.coverage.values()) {
            let days = (span.from(), span.to());
            let Some(bucket) = bucket_of(span, self.size) else { continue };
            let Ok(at) = buckets.binary_search(&bucket) else {
                let early = buckets.first().is_some_and(|first| bucket < *first);
                Stragglers::add(if early { &mut self.early } else { &mut self.late }, documents, days);
                continue;
            };
            let sum = &mut self.coverage[at];
            sum.words += covered.words;
            sources[at].extend(covered.sources.iter().map(String::as_str));
            sum.documents = match mode {
                CountMode::Sources => sources[at].len() as u64,
                CountMode::All | CountMode::Distinct => sum.documents + covered.documents,
            };
        }
    }

    /// Documents dated far from all others.
    fn left_out(&self) -> u64 {
        [self.early, self.late].into_iter().flatten().map(|stragglers| stragglers.count).sum()
    }

    /// The position of the bucket that a date lies in.
    fn position(&self, span: Span) -> Option<usize> {
        self.extent.buckets.binary_search(&bucket_of(span, self.size)?).ok()
    }
}

/// One entity while its mentions are counted.
pub(super) struct Counting {
    row: EntityRow,
    /// For each bucket the count, and the last document that was counted; documents are numbered from 1 as they come.
    counts: BTreeMap<usize, (Count, u64)>,
    /// The same for all buckets together.
    placed: (Count, u64),
    /// The same for all that has a date in the period, whether or not a bucket holds it.
    within: (Count, u64),
}

fn count(store: &Store, options: &TimelineOptions<'_>, frame: &Frame, totals: &mut Totals) -> Result<Vec<Series>> {
    let mut counting = wanted_entities(store, options, totals)?;
    let places = Counting::places(&counting);
    let select = options.select();
    let mut teller = Teller::new(options.mode());
    let columns = ["entity", "document", "published", "outlet", "furniture"];
    let mut scan = store.scan(&MENTIONS, &columns, &select)?;
    let (mut document, mut number, mut dated) = (String::new(), 0, None);
    while let Some(row) = scan.next_row()? {
        if number == 0 || row.text(1) != document {
            document.clear();
            document.push_str(row.text(1));
            number += 1;
            dated = row.span(2).filter(|&span| within(span, options)).map(|span| frame.position(span));
        }
        let (Some(&place), Some(position)) = (places.get(row.text(0)), dated) else { continue };
        counting[place].add_within(&mut teller, (place, number), (row, 3));
        let Some(position) = position else { continue };
        if teller.counts(place, position, row, 3) {
            let anew = teller.counts_anew(place, row, 3);
            counting[place].add(position, teller.unit(number), anew);
        }
    }
    Ok(all_series(counting, options, totals))
}

/// In place of a bucket: the whole period.
const WITHIN: usize = usize::MAX - 1;

/// Whether a mention counts where sources do.
pub(super) struct Teller {
    mode: CountMode,
    sources: Sources,
    counted: u64,
}

impl Teller {
    pub(super) fn new(mode: CountMode) -> Teller {
        Teller { mode, sources: Sources::default(), counted: 0 }
    }

    /// Whether a row counts for an entity in a bucket; its columns `outlet` and `furniture` stand at `at`.
    pub(super) fn counts(&mut self, entity: usize, bucket: usize, row: crate::store::Row<'_>, at: usize) -> bool {
        match self.mode {
            CountMode::All | CountMode::Distinct => true,
            CountMode::Sources => !row.flag(at + 1) && self.sources.first(entity, bucket, row.text(at)),
        }
    }

    /// Whether a row that counts is the first of its source for an entity; always where no sources count.
    pub(super) fn counts_anew(&mut self, entity: usize, row: crate::store::Row<'_>, at: usize) -> bool {
        self.mode != CountMode::Sources || self.sources.first(entity, usize::MAX, row.text(at))
    }

    /// The number of the document, or where sources count, of the source that is counted now.
    pub(super) fn unit(&mut self, document: u64) -> u64 {
        self.counted += 1;
        if self.mode == CountMode::Sources { self.counted } else { document }
    }
}

/// By falling counts, then by id. Without a list of ids, only those with a mention. The totals are told how many there
/// were to choose from.
pub(super) fn wanted_entities(
    store: &Store,
    options: &TimelineOptions<'_>,
    totals: &mut Totals,
) -> Result<Vec<Counting>> {
    let select = Select {
        entities: options.entities.map(|ids| ids.iter().cloned().collect()),
        kind: options.kind,
        mentioned: options.entities.is_none(),
        ..Select::default()
    };
    let mut found = Vec::new();
    let mode = options.mode();
    let top = options.top.filter(|_| !options.ranked_by_placed()).unwrap_or(usize::MAX);
    for row in store.entities_in(&select)? {
        let row = row?;
        if options.entities.is_some() || mode.totals(&row).0 > 0 {
            let (placed, within) = Default::default();
            found.push(Counting { row, counts: BTreeMap::new(), placed, within });
        }
    }
    // Of those with as many sources, as where there is but one, those with most mentions stand first.
    let most = |row: &EntityRow| std::cmp::Reverse((mode.totals(row).0, row.mentions));
    found.sort_by_cached_key(|one| (most(&one.row), one.row.id.clone()));
    totals.entities = found.len() as u64;
    totals.entity_mentions = found.iter().map(|one| mode.totals(&one.row).0).sum();
    found.truncate(top);
    Ok(found)
}

/// The series of all entities that were counted: where a period was asked for, in the order of what it holds of them.
pub(super) fn all_series(counting: Vec<Counting>, options: &TimelineOptions<'_>, totals: &mut Totals) -> Vec<Series> {
    let mut series: Vec<Series> = counting.into_iter().map(|one| one.series(options.mode())).collect();
    if options.ranked_by_placed() {
        let counted = |one: &Series| if options.placed { one.placed.mentions } else { one.within.mentions };
        totals.entities = series.iter().filter(|one| counted(one) > 0.0).count() as u64;
        totals.entity_mentions = series.iter().map(counted).sum::<f64>() as u64;
        // Stable: of equals the one with more in all of the run stays first.
        series.sort_by(|one, other| counted(other).total_cmp(&counted(one)));
        if let Some(top) = options.top {
            series.truncate(top);
            series.retain(|one| options.entities.is_some() || counted(one) > 0.0);
        }
    }
    series
}

impl Counting {
    /// For each entity, by id, its place in the list.
    pub(super) fn places(counting: &[Counting]) -> HashMap<String, usize> {
        counting.iter().enumerate().map(|(at, one)| (one.row.id.clone(), at)).collect()
    }

    /// Counts a mention in the bucket at a position; and in all of them together, if it counts there anew.
    pub(super) fn add(&mut self, position: usize, document: u64, anew: bool) {
        Counting::tally(&mut self.counts, position, document);
        if anew {
            Counting::increase(&mut self.placed, document);
        }
    }

    /// Counts a mention that has a date in the period, of the entity at a place and a document's number; the columns
    /// `outlet` and `furniture` of the row stand at `at`.
    pub(super) fn add_within(
        &mut self,
        teller: &mut Teller,
        (place, document): (usize, u64),
        (row, at): (crate::store::Row<'_>, usize),
    ) {
        if teller.counts(place, WITHIN, row, at) {
            Counting::increase(&mut self.within, teller.unit(document));
        }
    }

    /// Counts a mention under a key, and its document if it is not the last one that was counted there.
    pub(super) fn tally<K: Ord>(counts: &mut BTreeMap<K, (Count, u64)>, key: K, document: u64) {
        Counting::increase(counts.entry(key).or_default(), document);
    }

    fn increase((count, last): &mut (Count, u64), document: u64) {
        count.mentions += 1.0;
        if *last != document {
            count.documents += 1.0;
            *last = document;
        }
    }

    pub(super) fn series(self, mode: CountMode) -> Series {
        let row = self.row;
        let (mentions, documents) = mode.totals(&row);
        Series {
            entity: row.id,
            kind: row.kind,
            name: row.name,
            location: row.location.map(|location| (location.lat, location.lon)),
            counts: self.counts.into_iter().map(|(position, (count, _))| (position, count)).collect(),
            total: Count { mentions: mentions as f64, documents: documents as f64 },
            placed: self.placed.0,
            within: self.within.0,
        }
    }
}
