//! The summary of the entities of a run: totals, first and last mention, peak, sparkline.

use super::burst::{Burst, BurstParameters, bursts};
use super::counted::CountMode;
use super::period::periods;
use super::series::{Axis, Count, Coverage, Series, Timelines};
use super::sparkline::{Sparkline, sparkline};
use crate::Result;
use crate::calendar::{Bucket, Span};
use crate::gazetteer::Kind;
use crate::store::{Select, Store};

/// One entity in a summary.
#[derive(Clone, Debug, PartialEq)]
pub struct EntitySummary {
    /// The entity's id.
    pub entity: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// All its mentions, dated or not; where a period was asked for, or on the axis `referenced`, those with a date in
    /// it.
    pub mentions: u64,
    /// Documents with at least one.
    pub documents: u64,
    /// The date of the first of them that is dated.
    pub first: Option<Span>,
    /// The date of the last.
    pub last: Option<Span>,
    /// The bucket with most of its mentions, the earliest of equals.
    pub peak: Option<(Bucket, Count)>,
    /// All buckets that have as many: of more than [`MOST_EQUAL_PEAKS`] none is worth its date.
    pub peaks: Vec<Bucket>,
    /// Its mentions bucket by bucket.
    pub sparkline: Sparkline,
}

/// A highest value that more buckets share than this has no date worth naming.
pub const MOST_EQUAL_PEAKS: usize = 2;

impl Timelines {
    /// The buckets with the most mentions of a series.
    pub fn peaks(&self, series: &Series) -> Vec<Bucket> {
        let Some((_, peak)) = self.peak(series) else { return Vec::new() };
        let highest = series.counts.iter().filter(|(_, count)| count.mentions >= peak.mentions);
        highest.map(|(position, _)| self.buckets[*position]).collect()
    }

    /// The bucket with most mentions of a series, the earliest of equals; none if no bucket has any.
    pub fn peak(&self, series: &Series) -> Option<(Bucket, Count)> {
        let higher =
            |best: (usize, Count), next: (usize, Count)| if next.1.mentions > best.1.mentions { next } else { best };
        let (position, count) = series.counts.iter().copied().reduce(higher)?;
        Some((self.buckets[position], count))
    }

    /// The bursts of a series: runs of buckets in which an unusual share of the documents mentions the entity.
    pub fn bursts(&self, series: &Series, parameters: BurstParameters) -> Vec<Burst> {
        let batch =
            |(position, coverage): (usize, &Coverage)| (series.at(position).documents, coverage.documents as f64);
        bursts(&self.coverage.iter().enumerate().map(batch).collect::<Vec<_>>(), parameters)
    }

    /// The mentions of a series as a sparkline of at most `width` characters.
    pub fn sparkline(&self, series: &Series, width: usize) -> Sparkline {
        let value =
            |(position, coverage): (usize, &Coverage)| (coverage.documents > 0).then(|| series.at(position).mentions);
        sparkline(&self.coverage.iter().enumerate().map(value).collect::<Vec<_>>(), width)
    }

    /// Summarises every series; sparklines have at most `width` characters.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn summaries(&self, store: &Store, width: usize) -> Result<Vec<EntitySummary>> {
        let distinct = self.totals.count == Some(CountMode::Distinct);
        let ids = self.series.iter().map(|series| series.entity.clone()).collect();
        let ((from, to), told) = (self.totals.period, self.axis == Axis::Referenced);
        let select = Select { entities: Some(ids), from, to, told, distinct, ..Select::default() };
        let periods = periods(store, &select, self.axis)?;
        let summary = |series: &Series| EntitySummary {
            entity: series.entity.clone(),
            kind: series.kind,
            name: series.name.clone(),
            mentions: self.told(series).mentions as u64,
            documents: self.told(series).documents as u64,
            first: periods.get(&series.entity).map(|period| period.first),
            last: periods.get(&series.entity).map(|period| period.last),
            peak: self.peak(series),
            peaks: self.peaks(series),
            sparkline: self.sparkline(series, width),
        };
        Ok(self.series.iter().map(summary).collect())
    }
}
