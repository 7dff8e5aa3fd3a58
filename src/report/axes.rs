//! The two axes of the page: the same entities by the dates of publication, and by the dates that the texts name.

use std::collections::HashSet;

use super::options::ReportOptions;
use crate::Result;
use crate::calendar::{Bucket, Span};
use crate::gazetteer::Kind;
use crate::store::{DOCUMENTS, Select, Store};
use crate::timeline::{Axis, BucketChoice, ByOutlet, CountMode, Outlets, TimelineOptions, Timelines};

/// Outlets that are told apart at most: each is a letter of the page's data.
const MOST_OUTLETS: usize = 24;
/// The part of the page that figures by outlet may take. Where they would take more, fewer outlets are told apart.
const OUTLETS_PART: f64 = 0.2;
/// What one cell takes in the page's data, in bytes.
const CELL_BYTES: f64 = 4.0;

/// The entities on one axis, and outlet by outlet.
pub(super) struct OnAxis {
    pub timelines: Timelines,
    pub split: ByOutlet,
}

/// The entities on both axes, in the same order.
pub(super) struct Axes {
    pub published: OnAxis,
    /// None if the run has no dates of texts, or none of them governs a mention of these entities.
    pub referenced: Option<OnAxis>,
    pub outlets: Outlets,
    /// The places that the map shows or accounts for: all of them, where the names were not asked for.
    pub places: Timelines,
    /// Whether the scripts are told what lies in several buckets. If not, they can say of documents in several of them
    /// only how many there are at most.
    pub exact: bool,
}

impl Axes {
    pub(super) fn read(store: &Store, options: &ReportOptions) -> Result<Axes> {
        let outlets = Outlets::read(store, MOST_OUTLETS)?;
        let asked = TimelineOptions {
            size: options.size,
            from: options.from,
            to: options.to,
            entities: options.entities.as_deref(),
            top: options.entities.is_none().then_some(options.top),
            count: options.count,
            close: true,
            ..TimelineOptions::default()
        };
        let published = OnAxis::read(store, &asked, &outlets, options.entities.as_deref())?;
        let places = places(store, &asked, &published.timelines)?;
        let ids: Vec<String> = published.timelines.series.iter().map(|series| series.entity.clone()).collect();
        let documents = published_within(store, options)?;
        let referenced = TimelineOptions {
            axis: Axis::Referenced,
            size: BucketChoice::Fixed(published.timelines.size),
            entities: Some(&ids),
            documents: documents.as_ref(),
            count: options.count,
            ..TimelineOptions::default()
        };
        let referenced = match store.manifest().dates {
            Some(_) => Some(OnAxis::read(store, &referenced, &outlets, Some(&ids))?).filter(OnAxis::has_mentions),
            None => None,
        };
        Ok(Axes { published, referenced, outlets, places, exact: true }.within(options.max_bytes))
    }

    /// The axes, each with its name.
    pub(super) fn all(&self) -> impl Iterator<Item = (Axis, &OnAxis)> {
        let referenced = self.referenced.as_ref().map(|axis| (Axis::Referenced, axis));
        std::iter::once((Axis::Published, &self.published)).chain(referenced)
    }

    /// Which texts count.
    pub(super) fn mode(&self) -> CountMode {
        self.published.timelines.totals.count.unwrap_or_default()
    }

    /// Fewer outlets told apart where the figures of all would fill the page; where that is not enough, without what
    /// lies in several buckets.
    fn within(mut self, max_bytes: u64) -> Axes {
        let room = max_bytes as f64 * OUTLETS_PART / CELL_BYTES;
        let cells =
            |axes: &Axes| axes.all().map(|(_, axis)| axis.split.cells() + axis.split.cells_again()).sum::<usize>();
        while cells(&self) as f64 > room && !self.outlets.named().is_empty() {
            let most = self.outlets.named().len() / 2;
            self.outlets = self.outlets.limited(most);
            self.published.split = self.published.split.limited(most);
            if let Some(axis) = &mut self.referenced {
                axis.split = axis.split.limited(most);
            }
        }
        if cells(&self) as f64 > room {
            self.exact = false;
            for axis in [Some(&mut self.published), self.referenced.as_mut()].into_iter().flatten() {
                axis.split.counted_again.iter_mut().for_each(Vec::clear);
            }
        }
        self
    }
}

impl OnAxis {
    /// Named entities come in the order in which they are named.
    fn read(
        store: &Store,
        options: &TimelineOptions<'_>,
        outlets: &Outlets,
        named: Option<&[String]>,
    ) -> Result<OnAxis> {
        let mut timelines = Timelines::build(store, options)?;
        if let Some(named) = named {
            timelines.series.sort_by_cached_key(|series| named.iter().position(|id| *id == series.entity));
        }
        let split = ByOutlet::read(store, &timelines, options, outlets)?;
        Ok(OnAxis { timelines, split })
    }

    fn has_mentions(&self) -> bool {
        self.timelines.series.iter().any(|series| !series.counts.is_empty())
    }

    /// The position of the bucket that a date lies in; none if it is coarser than one, or outside of them all.
    pub(super) fn position(&self, date: Span) -> Option<usize> {
        let bucket = Bucket::holding(date.from(), self.timelines.size);
        (date.to() <= bucket.to()).then(|| self.timelines.buckets.binary_search(&bucket).ok()).flatten()
    }
}

/// The timelines of the places, also of those that the page has no room for: a map must account for all of them.
fn places(store: &Store, asked: &TimelineOptions<'_>, shown: &Timelines) -> Result<Timelines> {
    if asked.entities.is_none() {
        return Timelines::build(store, &TimelineOptions { kind: Some(Kind::Place), top: None, ..*asked });
    }
    let places = shown.series.iter().filter(|series| series.kind == Kind::Place);
    Ok(shown.with_series(places.cloned().collect()))
}

/// The ids of the documents that were published in the period; none if it has no bounds.
fn published_within(store: &Store, options: &ReportOptions) -> Result<Option<HashSet<String>>> {
    if options.from.is_none() && options.to.is_none() {
        return Ok(None);
    }
    let select = Select { from: options.from, to: options.to, ..Select::default() };
    let mut scan = store.scan(&DOCUMENTS, &["document"], &select)?;
    let mut ids = HashSet::new();
    while let Some(row) = scan.next_row()? {
        ids.insert(row.text(0).to_owned());
    }
    Ok(Some(ids))
}
