//! Buckets that are counted in part only, and stretches with few documents: what a chart draws of them, and what it
//! says.
//!
//! A year that ends in August looks like a fall, and a source that ends like a loss of interest; so such values are
//! drawn otherwise than the firm ones, and the caption gives the day or the numbers.

use std::ops::Range;

use super::canvas::{Area, Canvas, Dash, Plot, Point, Stroke};
use super::data::{ChartData, Peak, is_rate, runs};
use super::doubt;
use super::page::Scene;
use super::words::Language;
use crate::Result;
use crate::timeline::Axis;

/// How a line to a value of fewer days is broken up.
const DASH: Dash = &[3, 2];
/// A stretch has few documents if its median is less than this part of that of all buckets, and none of its buckets has
/// as many as the larger part of it.
const FEW: u64 = 5;
const NO_LONGER_FEW: u64 = 3;
/// Where the median itself is less than this, few says nothing.
const ENOUGH: u64 = 20;
/// So many buckets in a row make a stretch, and this part of all buckets where it lies between others.
const STRETCH: usize = 3;
const STRETCH_SHARE: usize = 20;
/// So many stretches are told.
const TOLD: usize = 3;

/// How a chart marks what is counted in part only.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// A hollow point, and a dashed line to it.
    Hollow,
    /// Hatching.
    Hatched,
    /// The bucket's own name says it.
    Named,
}

impl Mark {
    fn lead(self) -> &'static str {
        match self {
            Mark::Hollow => "note.lead_hollow",
            Mark::Hatched => "note.lead_hatched",
            Mark::Named => "note.lead_none",
        }
    }
}

/// The partial buckets: at most the first and the last.
pub(super) fn positions(data: &ChartData<'_>) -> Vec<usize> {
    let last = data.buckets().len().saturating_sub(1);
    let ends = if last == 0 { vec![0] } else { vec![0, last] };
    ends.into_iter().filter(|at| data.timelines.partial(*at).is_some() && data.covered(*at)).collect()
}

/// A bucket as a label names it, with the days that are counted where these are not all.
pub(super) fn named(data: &ChartData<'_>, language: Language, at: usize) -> String {
    let bucket = data.buckets()[at];
    let name = language.bucket(bucket);
    let Some((from, to)) = data.timelines.partial(at) else { return name };
    let short = |key, day| language.fill(key, &[("bucket", &name), ("date", &language.short_day(day))]);
    match (from > bucket.from(), to < bucket.to()) {
        (true, true) => language.fill("label.partial_days", &[("bucket", &name), ("days", &language.days(from, to))]),
        (true, false) => short("label.partial_from", from),
        _ => short("label.partial_to", to),
    }
}

/// Where a highest value is reached, as a label names it: "Q4 2016", "Q4 2016 and Q3 2017"; nothing of many equal ones.
pub(super) fn dates(data: &ChartData<'_>, language: Language, peak: &Peak) -> String {
    let dates: Vec<String> = peak.named().iter().map(|at| named(data, language, *at)).collect();
    language.listed(&dates, dates.len())
}

/// A highest value as a label names it, with its dates; none of many equal ones.
pub(super) fn dated(data: &ChartData<'_>, language: Language, peak: &Peak) -> Option<String> {
    let dates = dates(data, language, peak);
    (!dates.is_empty()).then(|| format!("{dates}: {}", language.value(peak.value)))
}

impl Scene<'_> {
    /// A bucket as a label names it, with the days that are counted where these are not all.
    pub fn bucket(&self, at: usize) -> String {
        named(self.data, self.options.language, at)
    }

    /// A highest value as a label names it, with its dates; none of many equal ones.
    pub fn dated(&self, peak: &Peak) -> Option<String> {
        dated(self.data, self.options.language, peak)
    }
}

/// The sentence of the caption on the partial buckets, and those on stretches with few documents.
pub(super) fn notes(scene: &Scene<'_>, mark: Mark, hatched: bool) -> Vec<String> {
    let parts: Vec<String> = positions(scene.data).into_iter().map(|at| partial(scene, at)).collect();
    let partial = (!parts.is_empty()).then(|| told(scene, mark, &parts));
    let few = few(scene);
    let few: Vec<String> = few.iter().take(TOLD).map(|stretch| few_note(scene, stretch)).collect();
    let lead = if hatched { Mark::Hatched } else { Mark::Named };
    let few = (!few.is_empty()).then(|| told(scene, lead, &few));
    partial.into_iter().chain(few).collect()
}

fn told(scene: &Scene<'_>, mark: Mark, parts: &[String]) -> String {
    let all = parts.join(scene.say("list.between"));
    let mut letters = all.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let all = if mark == Mark::Named { first.chain(letters).collect() } else { all };
    scene.fill(mark.lead(), &[("told", &all)])
}

fn partial(scene: &Scene<'_>, at: usize) -> String {
    let (bucket, language) = (scene.data.buckets()[at], scene.options.language);
    let name = language.bucket(bucket);
    let (from, to) = scene.data.timelines.partial(at).unwrap_or((bucket.from(), bucket.to()));
    let end = |key, day| scene.fill(key, &[("bucket", &name), ("date", &language.day(day))]);
    match (from > bucket.from(), to < bucket.to()) {
        (true, true) => scene.fill("note.partial_days", &[("bucket", &name), ("days", &language.days(from, to))]),
        (true, false) => end("note.partial_from", from),
        _ => end("note.partial_to", to),
    }
}

/// Draws a line through the points of a run of buckets: dashed to a partial one, which is a hollow point.
pub(super) fn trace(
    scene: &Scene<'_>,
    plot: &mut Plot<'_>,
    run: Range<usize>,
    points: &[Point],
    stroke: &Stroke,
) -> Result<()> {
    let partial = positions(scene.data);
    let (begins, ends) = (partial.contains(&run.start), run.len() > 1 && partial.contains(&(run.end - 1)));
    let dashed = stroke.dashed(DASH);
    let (from, to) = (usize::from(begins), points.len() - usize::from(ends));
    if to > from + 1 {
        plot.line(&points[from..to], stroke)?;
    }
    let pieces = [(begins, 0..2), (ends, points.len().saturating_sub(2)..points.len())];
    let only = points.len() == 2 && begins && ends;
    for (_, piece) in pieces.into_iter().take(if only { 1 } else { 2 }).filter(|(drawn, _)| *drawn) {
        if let Some(piece) = points.get(piece).filter(|piece| piece.len() == 2) {
            plot.line(piece, &dashed)?;
        }
    }
    hollow(scene, plot, begins.then(|| points[0]).into_iter().chain(ends.then(|| points[points.len() - 1])), stroke)
}

/// Hollow points.
fn hollow(scene: &Scene<'_>, plot: &mut Plot<'_>, points: impl Iterator<Item = Point>, stroke: &Stroke) -> Result<()> {
    let points: Vec<Point> = points.collect();
    let radius = (stroke.width * 1.6).max(2.4);
    plot.dots(&points, radius, stroke.color)?;
    plot.dots(&points, radius - 1.1, scene.look.paper)
}

/// Hatches the partial buckets.
pub(super) fn hatch(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    area: Area,
    color: plotters::style::RGBAColor,
) -> Result<()> {
    let runs: Vec<Range<usize>> = positions(scene.data).into_iter().map(|at| at..at + 1).collect();
    doubt::hatch_runs(scene, canvas, area, &runs, color)
}

/// A stretch of buckets with few documents: how many there usually are, in it and outside.
struct Stretch {
    run: Range<usize>,
    few: u64,
    usual: u64,
}

/// The stretches with few documents, which make counts fall. Shares are drawn against the documents, and have their own
/// marks.
fn few(scene: &Scene<'_>) -> Vec<Stretch> {
    if is_rate(scene.options.measure) || scene.data.timelines.axis == Axis::Referenced {
        return Vec::new();
    }
    let documents: Vec<u64> = scene.data.timelines.coverage.iter().map(|coverage| coverage.documents).collect();
    let covered = |runs: &[Range<usize>], inside: bool| -> Vec<u64> {
        let of = |at: &usize| runs.iter().any(|run| run.contains(at)) == inside && documents[*at] > 0;
        (0..documents.len()).filter(of).map(|at| documents[at]).collect()
    };
    let usual = median(covered(&[], false));
    if usual < ENOUGH {
        return Vec::new();
    }
    let stretches: Vec<Range<usize>> = runs(documents.iter().map(|documents| documents * NO_LONGER_FEW < usual))
        .into_iter()
        .filter_map(|run| long(run, &documents))
        .collect();
    let within = |run: &Range<usize>| median(covered(std::slice::from_ref(run), true));
    let stretches: Vec<Range<usize>> = stretches.into_iter().filter(|run| within(run) * FEW < usual).collect();
    let usual = median(covered(&stretches, false));
    stretches.into_iter().map(|run| Stretch { few: within(&run), usual, run }).collect()
}

/// A run without the empty buckets at its ends, if it is long enough to be told.
fn long(run: Range<usize>, documents: &[u64]) -> Option<Range<usize>> {
    let covered: Vec<usize> = run.filter(|at| documents[*at] > 0).collect();
    let (first, last) = (*covered.first()?, *covered.last()?);
    let at_end = documents[..first].iter().chain(&documents[last + 1..]);
    let outer =
        documents[..first].iter().all(|count| *count == 0) || documents[last + 1..].iter().all(|count| *count == 0);
    let least = if outer { STRETCH } else { STRETCH.max(documents.len() / STRETCH_SHARE) };
    (covered.len() >= least && at_end.count() > 0).then_some(first..last + 1)
}

fn median(mut counts: Vec<u64>) -> u64 {
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}

fn few_note(scene: &Scene<'_>, stretch: &Stretch) -> String {
    let (language, buckets) = (scene.options.language, scene.data.buckets());
    let covered = |mut positions: Range<usize>| positions.any(|at| scene.data.covered(at));
    let [few, usual] = [stretch.few, stretch.usual].map(|count| language.whole(count));
    let per = scene.say(&format!("per.{}", scene.data.timelines.size.name()));
    let counts = [("few", few.as_str()), ("usual", usual.as_str()), ("per", per)];
    let told = |key: &str, names: &[(&str, &str)]| scene.fill(key, &[&counts, names].concat());
    let name = |at: usize| language.bucket(buckets[at]);
    match (covered(0..stretch.run.start), covered(stretch.run.end..buckets.len())) {
        (true, false) => told("note.few_after", &[("bucket", &name(stretch.run.start - 1))]),
        (false, true) => told("note.few_before", &[("bucket", &name(stretch.run.end))]),
        _ => told("note.few_between", &[("from", &name(stretch.run.start)), ("to", &name(stretch.run.end - 1))]),
    }
}

/// Hatches the stretches with few documents.
pub(super) fn hatch_few(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area) -> Result<()> {
    let runs: Vec<Range<usize>> = few(scene).into_iter().take(TOLD).map(|stretch| stretch.run).collect();
    doubt::hatch_runs(scene, canvas, area, &runs, scene.look.gap.into())
}

#[cfg(test)]
mod tests {
    use super::super::{ChartKind, ChartOptions, samples, tests::drawn};
    use crate::timeline::Measure;

    #[test]
    fn a_partial_bucket_is_marked_and_told_in_every_chart_of_time() {
        let mut timelines = samples::small();
        let last = timelines.buckets[timelines.buckets.len() - 1];
        timelines.totals.counted_to = last.from().plus_days(5);
        let dots = samples::dots(&timelines);
        for kind in [
            ChartKind::Lines,
            ChartKind::Panels,
            ChartKind::Ridges,
            ChartKind::Heatmap,
            ChartKind::Area,
            ChartKind::Aliases,
            ChartKind::Coverage,
        ] {
            let drawing = drawn(kind, &timelines, &dots, &ChartOptions::default()).unwrap();
            assert!(drawing.description.contains(" is counted to "), "{kind}: {}", drawing.description);
            assert_eq!(drawing.collisions().unwrap(), Vec::<String>::new(), "{kind}");
            if !matches!(kind, ChartKind::Coverage) {
                assert!(drawing.table.lines().last().unwrap().contains('/'), "{kind}: {}", drawing.table);
            }
        }
    }

    #[test]
    fn where_a_source_ends_counts_say_so_and_shares_need_not() {
        let mut timelines = samples::months();
        let buckets = timelines.buckets.len();
        timelines.coverage.iter_mut().for_each(|coverage| coverage.documents = 485);
        timelines.coverage[buckets - 6..].iter_mut().for_each(|coverage| coverage.documents = 34);
        let described = |measure| {
            let options = ChartOptions { measure, ..ChartOptions::default() };
            drawn(ChartKind::Lines, &timelines, &[], &options).unwrap().description
        };
        let counts = described(Measure::Mentions);
        assert!(counts.contains("few documents after") && counts.contains("(34 against 485 per month)"), "{counts}");
        assert!(!described(Measure::Per1000Documents).contains("few documents"));
    }
}
