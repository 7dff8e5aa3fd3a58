//! The table behind a chart: each bucket with mentions, and the runs between them, so that every zero is said.

use super::axes::OnAxis;
use super::gather::Place;
use super::{permalink, words};
use crate::timeline::{Axis, Count, Coverage, Estimate, Measure, Series, Timelines};

/// A line of the table: a bucket with mentions, or a run of buckets without.
pub(super) struct Figures {
    pub link: Option<String>,
    pub bucket: String,
    pub mentions: String,
    pub documents: String,
    pub coverage: String,
    pub rate: String,
    pub interval: String,
}

/// The lines of an entity on an axis. A bucket whose sentences are in the page is a link to them: its place is among
/// `linked`.
pub(super) fn figures(axis: Axis, on: &OnAxis, entity: usize, (anchor, linked): (&str, &[Place])) -> Vec<Figures> {
    let (timelines, series) = (&on.timelines, &on.timelines.series[entity]);
    let mut rows = Vec::new();
    let mut at = 0;
    while at < timelines.buckets.len() {
        let kind = state(series, timelines, at);
        let end = match kind {
            State::Mentioned => at + 1,
            _ => (at..timelines.buckets.len())
                .find(|&next| state(series, timelines, next) != kind)
                .unwrap_or(timelines.buckets.len()),
        };
        rows.push(match kind {
            State::Mentioned => {
                let link = || permalink::of_bucket(anchor, axis, Some(timelines.buckets[at]));
                Figures { link: linked.binary_search(&at).is_ok().then(link), ..mentioned(series, timelines, at) }
            }
            _ => run(on, at, end),
        });
        at = end;
    }
    rows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Mentioned,
    Zero,
    NoCoverage,
}

fn state(series: &Series, timelines: &Timelines, at: usize) -> State {
    match (timelines.coverage[at].documents, series.at(at).mentions) {
        (_, mentions) if mentions > 0.0 => State::Mentioned,
        (0, _) => State::NoCoverage,
        _ => State::Zero,
    }
}

fn mentioned(series: &Series, timelines: &Timelines, at: usize) -> Figures {
    let (count, coverage) = (series.at(at), timelines.coverage[at]);
    let rate = Measure::Per1000Documents.estimate(count, coverage);
    Figures {
        link: None,
        bucket: words::stretch(timelines, at, at),
        mentions: words::figure(count.mentions),
        documents: words::figure(count.documents),
        coverage: words::grouped(coverage.documents),
        rate: rate.map_or_else(String::new, |rate| words::figure(rate.value)),
        interval: rate.map_or_else(String::new, between),
    }
}

fn between(rate: Estimate) -> String {
    format!("{}–{}", words::figure(rate.low), words::figure(rate.high))
}

fn run(on: &OnAxis, from: usize, end: usize) -> Figures {
    let documents = on.split.covering(from..end);
    let zero = if documents > 0 { "0" } else { "" };
    Figures {
        link: None,
        bucket: words::stretch(&on.timelines, from, end - 1),
        mentions: zero.into(),
        documents: zero.into(),
        coverage: words::grouped(documents),
        rate: zero.into(),
        // None of so many is not known to be zero in general.
        interval: Measure::Per1000Documents
            .estimate(Count::default(), Coverage { documents, words: 0 })
            .map_or_else(String::new, between),
    }
}
