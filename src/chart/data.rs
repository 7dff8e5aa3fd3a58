//! What a chart is drawn from.

use std::ops::Range;

use crate::calendar::{Bucket, Day};
use crate::timeline::{Count, Estimate, MOST_EQUAL_PEAKS, Measure, Series, Timelines};

/// A share of fewer documents than this says little.
pub(crate) const FEW_DOCUMENTS: u64 = 10;

/// One document that mentions an entity: a dot of a swimlane.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The entity's id.
    pub entity: String,
    /// When the document was published.
    pub day: Day,
    /// The document's id.
    pub document: String,
    /// Its title, or empty.
    pub title: String,
    /// How often it mentions the entity; at least 1.
    pub mentions: u64,
}

/// Two entities that are mentioned in the same documents: a cell of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// One entity's id.
    pub one: String,
    /// The other's.
    pub other: String,
    /// Documents that mention both.
    pub documents: u64,
    /// The bucket with the most of them, where they are dated and no other has as many.
    pub peak: Option<Bucket>,
}

impl Pair {
    /// Whether the pair is of these two, in either order.
    pub(super) fn is(&self, one: &str, other: &str) -> bool {
        (self.one == one && self.other == other) || (self.one == other && self.other == one)
    }
}

/// The documents of one source in each bucket: a layer of the coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceCoverage {
    /// The source's name.
    pub source: String,
    /// Documents in each bucket; as long as the timelines' buckets.
    pub documents: Vec<u64>,
}

/// What a chart is drawn from. Each type of chart needs the timelines, and some need more.
#[derive(Clone, Copy, Debug)]
pub struct ChartData<'a> {
    /// The timelines; their series are those to be drawn, in this order.
    pub timelines: &'a Timelines,
    /// The single documents, for a swimlane.
    pub dots: &'a [Dot],
    /// Who is mentioned with whom, for a matrix.
    pub pairs: &'a [Pair],
    /// The documents by source, for the coverage; empty where the sources are not known.
    pub sources: &'a [SourceCoverage],
    /// The ids, in order, of the places that are no point but an area, for a map: countries, regions, waters.
    pub areas: &'a [String],
    /// Whose surfaces the series are, for `aliases`: each series is one surface, and its name is the surface.
    pub subject: Option<&'a str>,
    /// Whether the entities were chosen by their names, and are not simply those with most mentions.
    pub chosen: bool,
    /// Whether the first entity was asked for, and the others are those that it is mentioned with most.
    pub company: bool,
    /// Where the documents come from, as the caption names it, the largest first.
    pub origins: &'a [String],
    /// Whether these are publishers, and not the files that were read.
    pub origins_are_publishers: bool,
}

impl<'a> ChartData<'a> {
    /// Timelines alone.
    pub fn new(timelines: &'a Timelines) -> ChartData<'a> {
        ChartData {
            timelines,
            dots: &[],
            pairs: &[],
            sources: &[],
            areas: &[],
            subject: None,
            chosen: false,
            company: false,
            origins: &[],
            origins_are_publishers: false,
        }
    }

    /// The same with single documents.
    #[must_use]
    pub fn with_dots(self, dots: &'a [Dot]) -> ChartData<'a> {
        ChartData { dots, ..self }
    }

    /// The same with pairs of entities.
    #[must_use]
    pub fn with_pairs(self, pairs: &'a [Pair]) -> ChartData<'a> {
        ChartData { pairs, ..self }
    }

    /// The same with the documents by source.
    #[must_use]
    pub fn with_sources(self, sources: &'a [SourceCoverage]) -> ChartData<'a> {
        ChartData { sources, ..self }
    }

    /// The same with the places that are areas.
    #[must_use]
    pub fn with_areas(self, areas: &'a [String]) -> ChartData<'a> {
        ChartData { areas, ..self }
    }

    /// The same, said to be the surfaces of one entity.
    #[must_use]
    pub fn of_subject(self, name: &'a str) -> ChartData<'a> {
        ChartData { subject: Some(name), ..self }
    }

    /// The same, with entities that were chosen by their names.
    #[must_use]
    pub fn of_chosen(self, chosen: bool) -> ChartData<'a> {
        ChartData { chosen, ..self }
    }

    /// The same, said to be one entity and those that it is mentioned with most.
    #[must_use]
    pub fn in_company(self, company: bool) -> ChartData<'a> {
        ChartData { company, ..self }
    }

    /// The same with what the caption says of where the documents come from.
    #[must_use]
    pub fn from_origins(self, origins: &'a [String], publishers: bool) -> ChartData<'a> {
        ChartData { origins, origins_are_publishers: publishers, ..self }
    }

    pub(super) fn series(&self) -> &'a [Series] {
        &self.timelines.series
    }

    pub(super) fn buckets(&self) -> &'a [Bucket] {
        &self.timelines.buckets
    }

    /// Documents that lie in the buckets by their publication. (The coverage may count sources.)
    pub(super) fn placed_documents(&self) -> u64 {
        let totals = &self.timelines.totals;
        let left_out = totals.undated_documents + totals.coarse_documents + totals.outside_documents;
        totals.documents.saturating_sub(left_out)
    }

    /// Whether any document lies in the bucket at a position.
    pub(super) fn covered(&self, position: usize) -> bool {
        self.timelines.coverage.get(position).is_some_and(|coverage| coverage.documents > 0)
    }

    /// The value of a series in each bucket; none where there is no coverage.
    pub(super) fn values(&self, series: &Series, measure: Measure) -> Vec<Option<f64>> {
        self.estimates(series, measure).into_iter().map(|estimate| Some(estimate?.value)).collect()
    }

    /// The value of a series in each bucket with its interval; none where there is no coverage.
    pub(super) fn estimates(&self, series: &Series, measure: Measure) -> Vec<Option<Estimate>> {
        let mut counts = vec![Count::default(); self.buckets().len()];
        for &(position, count) in series.counts.iter().filter(|(position, _)| *position < self.buckets().len()) {
            counts[position] = count;
        }
        let coverage = self.timelines.coverage.iter();
        counts.into_iter().zip(coverage).map(|(count, coverage)| measure.estimate(count, *coverage)).collect()
    }

    /// The values that a highest one may be taken from: of shares, those of buckets with enough documents.
    pub(super) fn firm(&self, values: &[Option<f64>], measure: Measure) -> Vec<Option<f64>> {
        let firm = |documents: u64| !is_rate(measure) || documents >= FEW_DOCUMENTS;
        let coverage = self.timelines.coverage.iter();
        values.iter().zip(coverage).map(|(value, coverage)| value.filter(|_| firm(coverage.documents))).collect()
    }

    /// The runs of buckets with so few documents that a share says little.
    pub(super) fn thin(&self) -> Vec<Range<usize>> {
        runs(self.timelines.coverage.iter().map(|coverage| (1..FEW_DOCUMENTS).contains(&coverage.documents)))
    }

    /// The runs of buckets without coverage.
    pub(super) fn gaps(&self) -> Vec<Range<usize>> {
        runs((0..self.buckets().len()).map(|position| !self.covered(position)))
    }
}

/// Whether a measure is a share, which has an interval, and not a count.
pub(super) fn is_rate(measure: Measure) -> bool {
    matches!(measure, Measure::Per1000Documents | Measure::PerMillionWords)
}

/// The runs of positions for which something holds.
pub(super) fn runs(holds: impl IntoIterator<Item = bool>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (position, _) in holds.into_iter().enumerate().filter(|(_, holds)| *holds) {
        match runs.last_mut() {
            Some(run) if run.end == position => run.end += 1,
            _ => runs.push(position..position + 1),
        }
    }
    runs
}

/// A highest value, and everywhere it is reached.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Peak {
    pub value: f64,
    /// In order, one at least.
    pub at: Vec<usize>,
}

impl Peak {
    /// The highest of some values that is more than nothing.
    pub fn of(values: &[Option<f64>]) -> Option<Peak> {
        let (_, value) = peak(values).filter(|(_, value)| *value > 0.0)?;
        let at = (0..values.len()).filter(|at| values[*at] == Some(value)).collect();
        Some(Peak { value, at })
    }

    /// The positions that a label names: all of a few equal ones, and none of many, which are no peak.
    pub fn named(&self) -> &[usize] {
        if self.at.len() > MOST_EQUAL_PEAKS { &[] } else { &self.at }
    }
}

/// The highest value, the first of several, with its position.
pub(super) fn peak(values: &[Option<f64>]) -> Option<(usize, f64)> {
    let known = values.iter().enumerate().filter_map(|(position, value)| Some((position, (*value)?)));
    known.fold(None, |best: Option<(usize, f64)>, (position, value)| match best {
        Some((_, most)) if most >= value => best,
        _ => Some((position, value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found() {
        assert_eq!(runs([true, false, true, true]), [0..1, 2..4]);
        assert!(runs([false]).is_empty());
    }

    #[test]
    fn two_equal_peaks_are_both_named_and_three_are_none() {
        let named = |values: &[f64]| {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            Peak::of(&values).map(|peak| peak.named().to_vec())
        };
        assert_eq!(named(&[1.0, 3.0, 0.0]), Some(vec![1]));
        assert_eq!(named(&[3.0, 1.0, 3.0]), Some(vec![0, 2]));
        assert_eq!(named(&[3.0, 3.0, 3.0]), Some(vec![]));
        assert_eq!(named(&[0.0, 0.0]), None);
    }

    #[test]
    fn the_first_of_equal_values_is_the_highest() {
        assert_eq!(peak(&[Some(1.0), None, Some(3.0), Some(3.0)]), Some((2, 3.0)));
        assert_eq!(peak(&[None]), None);
    }
}
