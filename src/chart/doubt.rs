//! What a chart of shares says about its own certainty, and where it marks bursts.

use std::ops::Range;

use super::canvas::{Area, Canvas, Plot, Point, Stroke, faint};
use super::data::{FEW_DOCUMENTS, is_rate, runs};
use super::labels::inside;
use super::page::Scene;
use super::time_axis::middle;
use crate::Result;
use crate::timeline::{self, Estimate, Measure, Series};

/// With more lines than this, bands would cover each other.
const MOST_BANDS: usize = 3;
/// Bands of several lines are told apart while they are, on average, no broader than this part of the highest value.
const BROADEST: f64 = 0.3;
/// Shares of fewer documents than this are drawn by thin lines, where no band shows what they are worth.
const FIRM_DOCUMENTS: u64 = 30;
/// Shares are refused where more than this part of so many buckets or more have few of what is shared.
const POOR: f64 = 0.6;
const BROAD: usize = 24;
/// Distance of the lines of a hatching, in pixels.
const HATCH: f64 = 6.0;

/// How the intervals of shares are shown.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// As a band around each line.
    Bands,
    /// At the highest point of each line alone: bands would cover each other, and the lines.
    Whiskers,
}

/// None where counts are drawn, which have no intervals.
fn shown(scene: &Scene<'_>) -> Option<Shown> {
    if !is_rate(scene.options.measure) {
        return None;
    }
    let all: Vec<Vec<Option<Estimate>>> =
        scene.data.series().iter().map(|series| scene.data.estimates(series, scene.options.measure)).collect();
    let known = || all.iter().flatten().flatten();
    let mean = known().map(|estimate| estimate.high - estimate.low).sum::<f64>() / known().count().max(1) as f64;
    let highest = known().map(|estimate| estimate.value).fold(0.0, f64::max);
    let apart = all.len() <= MOST_BANDS && mean <= highest * BROADEST;
    Some(if all.len() == 1 || apart { Shown::Bands } else { Shown::Whiskers })
}

/// The pieces of a run whose line is drawn alike, each up to the first point of the next; those between shares of few
/// documents are loose, where no bands show it.
pub(super) fn pieces(scene: &Scene<'_>, run: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let whiskers = shown(scene) == Some(Shown::Whiskers);
    let loose = |at: usize| whiskers && !firm(scene, at);
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    for at in run.start..run.end.saturating_sub(1).max(run.start + 1) {
        let last = (at + 2).min(run.end);
        let is_loose = (at..last).any(loose);
        match pieces.last_mut() {
            Some((piece, known)) if *known == is_loose => piece.end = last,
            _ => pieces.push((at..last, is_loose)),
        }
    }
    pieces
}

/// Whether the share of a bucket is of documents enough for a line of full strength.
fn firm(scene: &Scene<'_>, at: usize) -> bool {
    scene.data.timelines.coverage[at].documents >= FIRM_DOCUMENTS
}

/// The intervals of a series in each bucket, where bands are drawn.
pub(super) fn bands(scene: &Scene<'_>, series: &Series) -> Option<Vec<Option<Estimate>>> {
    (shown(scene)? == Shown::Bands).then(|| scene.data.estimates(series, scene.options.measure))
}

/// The position of the highest value of a series, and its interval, where that is drawn.
pub(super) fn whisker(scene: &Scene<'_>, series: &Series) -> Option<(usize, Estimate)> {
    if shown(scene)? == Shown::Bands {
        return None;
    }
    peak_interval(scene, series)
}

/// The intervals that are drawn at the highest points alone.
fn whiskers<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = Estimate> + 's {
    scene.data.series().iter().filter_map(|series| Some(whisker(scene, series)?.1))
}

/// How high a scale must reach for lines and their intervals: to all of them, unless a few wide ones would press the
/// line to the ground.
pub(super) fn highest(scene: &Scene<'_>, highest: f64) -> f64 {
    let upper = upper_bound(scene, highest);
    let fit = if highest > 0.0 { upper.min(highest * 1.5) } else { upper };
    // No share is above the whole.
    if scene.options.measure == Measure::Per1000Documents { fit.min(1000.0) } else { fit }
}

/// The highest bound of all intervals that are drawn, and at least a given value.
fn upper_bound(scene: &Scene<'_>, least: f64) -> f64 {
    let series = || scene.data.series().iter();
    let bounds = series().filter_map(|series| bands(scene, series)).flatten().flatten();
    let bounds = bounds.chain(whiskers(scene));
    bounds.map(|estimate| estimate.high).fold(least, f64::max)
}

/// The highest value of all series.
fn peak_of_all(scene: &Scene<'_>) -> f64 {
    let values = scene.data.series().iter().flat_map(|series| scene.data.values(series, scene.options.measure));
    values.flatten().fold(0.0, f64::max)
}

/// Draws the intervals around a line, cut at the top of the scale.
pub(super) fn draw_band(
    scene: &Scene<'_>,
    plot: &mut Plot<'_>,
    band: &[Option<Estimate>],
    top: f64,
    color: plotters::style::RGBColor,
) -> Result<()> {
    for run in runs(band.iter().map(Option::is_some)) {
        let edge = |at: usize, pick: fn(&Estimate) -> f64| -> Point {
            (middle(scene.data.buckets()[at]), band[at].as_ref().map_or(0.0, pick).min(top))
        };
        let (upper, lower): (Vec<Point>, Vec<Point>) =
            run.map(|at| (edge(at, |estimate| estimate.high), edge(at, |estimate| estimate.low))).unzip();
        if let ([high], [low]) = (&upper[..], &lower[..]) {
            plot.line(&[*low, *high], &Stroke { color: faint(color, 0.4), width: 2.0, dash: &[] })?;
        } else {
            plot.polygon(
                upper.into_iter().chain(lower.into_iter().rev()).collect(),
                faint(color, if scene.data.series().len() > 2 { 0.1 } else { 0.16 }),
            )?;
        }
    }
    Ok(())
}

/// Draws the interval of a line's highest point, with a bar at either end that the scale holds.
pub(super) fn draw_whisker(
    scene: &Scene<'_>,
    plot: &mut Plot<'_>,
    series: &Series,
    top: f64,
    color: plotters::style::RGBColor,
) -> Result<()> {
    let Some((at, estimate)) = whisker(scene, series) else { return Ok(()) };
    let bucket = scene.data.buckets()[at];
    let (x, buckets) = (middle(bucket), scene.data.buckets());
    let days = f64::from(buckets[buckets.len() - 1].to().epoch_days()) - f64::from(buckets[0].from().epoch_days());
    let (half, stroke) = (days * 0.004, Stroke::new(color, 1.0));
    plot.line(&[(x, estimate.low), (x, estimate.high.min(top))], &stroke)?;
    for end in [estimate.low, estimate.high].into_iter().filter(|end| *end <= top) {
        plot.line(&[(x - half, end), (x + half, end)], &stroke)?;
    }
    Ok(())
}

/// Hatches the buckets whose few documents make a share doubtful.
pub(super) fn hatch(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area) -> Result<()> {
    hatch_runs(scene, canvas, area, &thin(scene), scene.look.gap.into())
}

/// The runs of buckets of so few documents that a share of them says little; none where counts are drawn.
pub(super) fn thin(scene: &Scene<'_>) -> Vec<Range<usize>> {
    if is_rate(scene.options.measure) { scene.data.thin() } else { Vec::new() }
}

/// What the hatching of such buckets means, where there is any.
pub(super) fn thin_note(scene: &Scene<'_>) -> Option<String> {
    let few = scene.options.language.whole(FEW_DOCUMENTS);
    let key = if scene.subject() == "sources" { "note.thin_sources" } else { "note.thin" };
    let note = || scene.options.language.by_size(key, scene.data.timelines.size, &[("few", &few)]);
    (!thin(scene).is_empty()).then(note)
}

/// The same, and that no peak is named of them.
pub(super) fn thin_notes(scene: &Scene<'_>) -> Vec<String> {
    let note = thin_note(scene);
    let peaks = note.is_some().then(|| scene.say("note.firm_peaks").to_string());
    note.into_iter().chain(peaks).collect()
}

/// Refuses shares that are nearly all of so few documents that they say little.
pub(super) fn some_firm(scene: &Scene<'_>) -> Result<()> {
    let thin: usize = thin(scene).iter().map(ExactSizeIterator::len).sum();
    let covered = (0..scene.data.buckets().len()).filter(|at| scene.data.covered(*at)).count();
    if thin == 0 || !poor(thin, covered) {
        return Ok(());
    }
    let (size, what) = (scene.data.timelines.size, scene.subject());
    let what = if what == "sources" { what } else { "documents" };
    Err(super::refused(
        format!("{thin} of {covered} {size}s have fewer than {FEW_DOCUMENTS} {what}: shares of so few say nothing"),
        super::longer_or(size, "draw counts (--measure documents)"),
    ))
}

/// Whether so many of all buckets that have anything are too many to draw what says nothing of them: all, or most of
/// many.
pub(super) fn poor(few: usize, all: usize) -> bool {
    few == all || (all > BROAD && few as f64 > all as f64 * POOR)
}

/// Hatches runs of buckets.
pub(super) fn hatch_runs(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    area: Area,
    thin: &[Range<usize>],
    color: plotters::style::RGBAColor,
) -> Result<()> {
    let (buckets, scale) = (scene.data.buckets(), scene.time_scale(area));
    for run in thin {
        let (left, right) = (scale.span(buckets[run.start]).0, scale.span(buckets[run.end - 1]).1);
        hatch_area(canvas, Area::new(left, area.top, right, area.bottom), color)?;
    }
    Ok(())
}

/// Hatches an area.
pub(super) fn hatch_area(canvas: &Canvas<'_>, strip: Area, color: plotters::style::RGBAColor) -> Result<()> {
    let steps = ((strip.width() + strip.height()) / HATCH).ceil() as usize;
    for step in 0..steps {
        let x = strip.left + step as f64 * HATCH;
        let line = [(x, strip.top), (x - strip.height(), strip.bottom)];
        if let Some((from, to)) = inside(line, strip) {
            canvas.line(&[from, to], &Stroke { color, width: 1.5, dash: &[] })?;
        }
    }
    Ok(())
}

/// The runs of buckets in which a series bursts, where bursts are asked for.
pub(super) fn bursts(scene: &Scene<'_>, series: &Series) -> Vec<Range<usize>> {
    let Some(parameters) = scene.options.bursts else { return Vec::new() };
    let coverage = scene.data.timelines.coverage.iter().enumerate();
    let batches: Vec<(f64, f64)> =
        coverage.map(|(at, coverage)| (series.at(at).documents, coverage.documents as f64)).collect();
    timeline::bursts(&batches, parameters).into_iter().map(|burst| burst.first..burst.last + 1).collect()
}

/// Draws the bursts as a broad stroke under the line.
pub(super) fn draw_bursts(
    scene: &Scene<'_>,
    plot: &mut Plot<'_>,
    series: &Series,
    values: &[Option<f64>],
    color: plotters::style::RGBColor,
) -> Result<()> {
    for burst in bursts(scene, series) {
        let stroke = Stroke { color: faint(color, 0.35), width: 8.0, dash: &[] };
        for run in runs((0..values.len()).map(|at| burst.contains(&at) && values[at].is_some())) {
            let point = |at: usize| (middle(scene.data.buckets()[at]), values[at].unwrap_or(0.0));
            let points: Vec<Point> = run.map(point).collect();
            if let [only] = points[..] {
                plot.dots(&[only], 5.0, stroke.color)?;
            } else {
                plot.line(&points, &stroke)?;
            }
        }
    }
    Ok(())
}

/// What the lines at the ends of bars are, where those are shares.
pub(super) fn bar_note(scene: &Scene<'_>) -> Option<String> {
    is_rate(scene.options.measure).then(|| scene.fill("note.bar_whiskers", &[("method", method(scene))]))
}

/// How the intervals are made.
fn method(scene: &Scene<'_>) -> &'static str {
    scene.say(if scene.options.measure == Measure::Per1000Documents { "note.wilson" } else { "note.garwood" })
}

/// What the bands of panels are, which each have their own, and whether some end at the top of a scale; nothing of
/// counts.
pub(super) fn panel_note(scene: &Scene<'_>, cut: bool) -> Option<String> {
    let key = if cut { "note.bands_cut" } else { "note.bands" };
    is_rate(scene.options.measure).then(|| scene.fill(key, &[("method", method(scene))]))
}

/// The interval of the highest firm share of a series, with its position; none of counts.
pub(super) fn peak_interval(scene: &Scene<'_>, series: &Series) -> Option<(usize, Estimate)> {
    if !is_rate(scene.options.measure) {
        return None;
    }
    let estimates = scene.data.estimates(series, scene.options.measure);
    let values: Vec<Option<f64>> = estimates.iter().map(|estimate| Some((*estimate)?.value)).collect();
    let at = scene.peak(&values)?.at[0];
    Some((at, estimates[at]?))
}

/// What the lines at the peaks of ridges are.
pub(super) fn ridge_note(scene: &Scene<'_>) -> Option<String> {
    is_rate(scene.options.measure).then(|| scene.fill("note.whiskers_cut", &[("method", method(scene))]))
}

/// The sentences of the caption that explain bands, hatching and bursts.
pub(super) fn notes(scene: &Scene<'_>, banded: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if is_rate(scene.options.measure) {
        let method = method(scene);
        let any = |shown: &Shown| *shown == Shown::Bands || whiskers(scene).next().is_some();
        if let Some(shown) = shown(scene).filter(|_| banded).filter(any) {
            let cut = upper_bound(scene, 0.0) > highest(scene, peak_of_all(scene));
            let key = match (shown, cut) {
                (Shown::Bands, false) => "note.bands",
                (Shown::Bands, true) => "note.bands_cut",
                (Shown::Whiskers, false) => "note.whiskers",
                (Shown::Whiskers, true) => "note.whiskers_cut",
            };
            notes.push(scene.fill(key, &[("method", method)]));
            let loose = (0..scene.data.buckets().len()).any(|at| scene.data.covered(at) && !firm(scene, at));
            if shown == Shown::Whiskers && loose {
                let per = scene.say(&format!("per.{}", scene.data.timelines.size.name()));
                let few = scene.options.language.whole(FIRM_DOCUMENTS);
                notes.push(scene.fill("note.loose", &[("few", &few), ("per", per)]));
            }
        }
        notes.extend(thin_notes(scene));
    }
    notes.extend(burst_note(scene, "note.bursts"));
    notes
}

/// What marks the bursts, with their parameters, where they are asked for.
pub(super) fn burst_note(scene: &Scene<'_>, key: &str) -> Option<String> {
    let parameters = scene.options.bursts?;
    let number = |value: f64| scene.options.language.value(value);
    Some(scene.fill(key, &[("scaling", &number(parameters.scaling)), ("gamma", &number(parameters.gamma))]))
}
