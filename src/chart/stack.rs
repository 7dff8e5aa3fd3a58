//! Stacked areas: the shares of entities in all their mentions together, or the spellings of one entity over time.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::caption;
use super::data::{dated, peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::events::Marks;
use super::fonts::Weight;
use super::labels::spread;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::theme::size;
use super::time_axis::{TimeScale, middle};
use super::value_axis::ValueScale;
use crate::Result;
use crate::calendar::Bucket;
use crate::timeline::Measure;

/// More bands than this cannot be told apart: the rest is one band of its own.
const MOST_BANDS: usize = 6;
/// Distance of two names at the bands' ends, in pixels.
const NAME_HEIGHT: f64 = 17.0;
/// The widest that the column of names becomes.
const NAME_ROOM: f64 = 190.0;
/// Spellings are whole phrases, and often begin alike: they have more room.
const SPELLING_ROOM: f64 = 290.0;
/// A share of fewer mentions than this says little.
const FEW: f64 = 10.0;

/// Whether bands are shares of each bucket's sum, or add up to it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stacked {
    Shares,
    Counts,
}

/// One band: its name and its values.
struct Band {
    name: String,
    values: Vec<f64>,
    /// None for the band of all others.
    position: Option<usize>,
}

/// The shares of entities.
pub(super) fn area(scene: &Scene<'_>) -> Result<Drawing> {
    if scene.data.series().len() < 2 {
        return Err(super::refused("a share needs two entities or more", "draw `lines`, or choose more entities"));
    }
    let words = Words {
        title: scene.titled("title.area"),
        gaps: true,
        undated: false,
        whole: false,
        counted: None,
        unit: caption::timed(scene.data, scene.options.language, &format!("unit.area_{}", scene.subject())),
        notes: vec![scene.say("note.shares").to_string()],
        summary: String::new(),
    };
    draw(scene, Stacked::Shares, words)
}

/// The spellings of one entity: the series are surfaces.
pub(super) fn aliases(scene: &Scene<'_>) -> Result<Drawing> {
    let subject = scene.data.subject.unwrap_or("the entity");
    let words = Words {
        title: scene.fill("title.aliases", &[("name", subject)]),
        gaps: true,
        undated: false,
        whole: false,
        counted: None,
        unit: caption::timed(scene.data, scene.options.language, "unit.aliases"),
        notes: Vec::new(),
        summary: scene.options.language.count("spellings", scene.data.series().len() as u64),
    };
    draw(scene, Stacked::Counts, words)
}

fn draw(scene: &Scene<'_>, stacked: Stacked, words: Words) -> Result<Drawing> {
    if scene.data.buckets().len() < 2 {
        let better = match stacked {
            Stacked::Shares => "draw `bars`",
            Stacked::Counts => "see `show`, which lists the spellings",
        };
        return Err(super::single_bucket(scene.data, "an area needs", better));
    }
    let bands = bands(scene);
    let mut words = words;
    if stacked == Stacked::Shares && !thin(scene, &bands).is_empty() {
        let (few, size) = (scene.options.language.value(FEW), scene.data.timelines.size);
        let key = match scene.subject() {
            "mentions" => "note.thin_shares",
            "sources" => "note.thin_sources",
            _ => "note.thin",
        };
        words.notes.push(scene.options.language.by_size(key, size, &[("few", &few)]));
    }
    let values = scale(scene, stacked, &bands);
    let (marks, marked) = scene.marks(scene.value_room(&values) + 14.0, name_room(scene, stacked, &bands));
    words.notes.extend(marked);
    let above = marks.height();
    scene.page(words, Height { wanted: 400.0 + above, least: 200.0 + above }, |canvas, body| {
        paint(scene, canvas, body, stacked, &bands, &marks)
    })
}

fn scale(scene: &Scene<'_>, stacked: Stacked, bands: &[Band]) -> ValueScale {
    let edges = edges(scene, stacked, bands);
    let highest = edges.iter().flatten().filter_map(|edges| edges.last().copied()).fold(0.0, f64::max);
    ValueScale::new(if stacked == Stacked::Shares { 100.0 } else { highest }, 5, true)
}

/// The room for the bands' names at the right.
fn name_room(scene: &Scene<'_>, stacked: Stacked, bands: &[Band]) -> f64 {
    let names = bands.iter().map(|band| scene.fonts().width(&band.name, size::LABEL, Weight::Bold));
    let most = if stacked == Stacked::Shares { NAME_ROOM } else { SPELLING_ROOM };
    names.fold(0.0, f64::max).min(most).min(scene.body_width() * 0.33) + 30.0
}

/// The bands, the largest first, the rest of many as one.
fn bands(scene: &Scene<'_>) -> Vec<Band> {
    let all = scene.data.series();
    // Rates of the same bucket have the same denominator: their shares are those of the counts.
    let measure = match scene.options.measure {
        Measure::Documents | Measure::Per1000Documents => Measure::Documents,
        Measure::Mentions | Measure::PerMillionWords => Measure::Mentions,
    };
    let values =
        |at: usize| scene.data.values(&all[at], measure).into_iter().map(|value| value.unwrap_or(0.0)).collect();
    let shown = if all.len() > MOST_BANDS { MOST_BANDS - 1 } else { all.len() };
    let mut bands: Vec<Band> =
        (0..shown).map(|at| Band { name: all[at].name.clone(), values: values(at), position: Some(at) }).collect();
    if shown < all.len() {
        let mut sum = vec![0.0; scene.data.buckets().len()];
        for at in shown..all.len() {
            let values: Vec<f64> = values(at);
            sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        bands.push(Band {
            name: scene.options.language.count("others", (all.len() - shown) as u64),
            values: sum,
            position: None,
        });
    }
    bands
}

/// The upper edge of every band in every bucket; none where there is nothing to share.
fn edges(scene: &Scene<'_>, stacked: Stacked, bands: &[Band]) -> Vec<Option<Vec<f64>>> {
    (0..scene.data.buckets().len())
        .map(|at| {
            let sum: f64 = bands.iter().map(|band| band.values[at]).sum();
            let nothing = !scene.data.covered(at) || (stacked == Stacked::Shares && sum <= 0.0);
            let scale = if stacked == Stacked::Shares { 100.0 / sum.max(1e-12) } else { 1.0 };
            (!nothing).then(|| {
                let mut edge = 0.0;
                bands
                    .iter()
                    .map(|band| {
                        edge += band.values[at] * scale;
                        edge
                    })
                    .collect()
            })
        })
        .collect()
}

fn paint(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    body: Area,
    stacked: Stacked,
    bands: &[Band],
    marks: &Marks,
) -> Result<()> {
    let edges = edges(scene, stacked, bands);
    let values = scale(scene, stacked, bands);
    let (left, right) = (scene.value_room(&values) + 14.0, name_room(scene, stacked, bands));
    let area = body.inset(left, 18.0 + marks.height(), right, TIME_AXIS + 2.0);
    let time = scene.time_scale(area);
    scene.shade_gaps(canvas, &time, area)?;
    scene.value_axis(canvas, &values, area)?;
    let mut plot = canvas.plot(area, time.range(), 0.0..values.top)?;
    for (level, band) in bands.iter().enumerate() {
        for run in runs(edges.iter().map(Option::is_some)) {
            if run.len() == 1 {
                let (below, above) =
                    (level.checked_sub(1), edges[run.start].as_ref().map_or(0.0, |edges| edges[level]));
                let below = below.map_or(0.0, |below| edges[run.start].as_ref().map_or(0.0, |edges| edges[below]));
                let bar = column(scene.data.buckets()[run.start], below, above);
                plot.bars([bar], faint(color(scene, band), 0.85))?;
                continue;
            }
            let x = |at: usize| middle(scene.data.buckets()[at]);
            let edge = |at: usize, level: Option<usize>| match (&edges[at], level) {
                (Some(edges), Some(level)) => edges[level],
                _ => 0.0,
            };
            let upper = run.clone().map(|at| (x(at), edge(at, Some(level))));
            let lower = run.clone().rev().map(|at| (x(at), edge(at, level.checked_sub(1))));
            let outline: Vec<Point> = upper.chain(lower).collect();
            let line: Vec<Point> = run.map(|at| (x(at), edge(at, Some(level)))).collect();
            plot.polygon(outline, faint(color(scene, band), 0.85))?;
            plot.line(&line, &Stroke::new(scene.look.paper, 0.8))?;
        }
    }
    if stacked == Stacked::Shares {
        guides(scene, canvas, &values, area)?;
        let thin = thin(scene, bands);
        doubt::hatch_runs(scene, canvas, &time, area, &thin, faint(scene.look.paper, 0.75))?;
    } else {
        name_highest(scene, canvas, area, &edges, &values, &time);
    }
    marks.draw(canvas, &scene.look, area)?;
    scene.time_axis(canvas, &time, area, Some(scene.axis_name()))?;
    name_bands(scene, canvas, (area, body), bands, &edges, &values, &time)
}

/// A lone bucket between others without coverage: an area of one point would not be seen.
fn column(bucket: Bucket, below: f64, above: f64) -> [Point; 2] {
    let quarter = (f64::from(bucket.to().epoch_days()) + 1.0 - f64::from(bucket.from().epoch_days())) / 4.0;
    [(middle(bucket) - quarter, below), (middle(bucket) + quarter, above)]
}

/// The lines of the scale once more over the areas, where those hide them.
fn guides(scene: &Scene<'_>, canvas: &Canvas<'_>, values: &ValueScale, area: Area) -> Result<()> {
    for (value, _) in values.ticks(scene.options.language) {
        let y = area.bottom - value / values.top * area.height();
        let stroke = Stroke { color: faint(scene.look.paper, 0.45), width: 1.0, dash: &[] };
        canvas.line(&[(area.left, y), (area.right, y)], &stroke)?;
    }
    Ok(())
}

/// The buckets in which the bands together are so few that their shares say little.
fn thin(scene: &Scene<'_>, bands: &[Band]) -> Vec<std::ops::Range<usize>> {
    let sum = |at: usize| bands.iter().map(|band| band.values[at]).sum::<f64>();
    runs((0..scene.data.buckets().len()).map(|at| sum(at) > 0.0 && sum(at) < FEW))
}

/// Names the bucket in which all bands together are highest.
fn name_highest(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    area: Area,
    edges: &[Option<Vec<f64>>],
    values: &ValueScale,
    time: &TimeScale,
) {
    let sums: Vec<Option<f64>> = edges.iter().map(|edges| edges.as_ref()?.last().copied()).collect();
    let Some((at, value)) = peak(&sums).filter(|(_, value)| *value > 0.0) else { return };
    let text = dated(scene.options.language, scene.data.buckets()[at], value);
    let half = canvas.width(&text, size::NOTE, Weight::Regular) / 2.0;
    let x = time.x(middle(scene.data.buckets()[at])).clamp(area.left + half, (area.right - half).max(area.left + half));
    let y = area.bottom - value / values.top * area.height() - 5.0;
    let text = Text::new((x, y), text, size::NOTE, scene.look.muted).anchored(Anchor::Middle);
    canvas.text(text.halo(scene.look.paper));
}

fn color(scene: &Scene<'_>, band: &Band) -> plotters::style::RGBColor {
    band.position.map_or(scene.look.axis, |position| scene.look.series(position))
}

/// The names at the bands' right ends, moved apart, with a hairline to the middle of the band.
fn name_bands(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    (area, body): (Area, Area),
    bands: &[Band],
    edges: &[Option<Vec<f64>>],
    values: &ValueScale,
    time: &TimeScale,
) -> Result<()> {
    let Some((last, ends)) = edges.iter().enumerate().rev().find_map(|(at, edges)| Some((at, edges.as_ref()?))) else {
        return Ok(());
    };
    let end = time.x(middle(scene.data.buckets()[last]));
    let y = |value: f64| area.bottom - value / values.top * area.height();
    let middles: Vec<f64> = ends
        .iter()
        .enumerate()
        .map(|(level, edge)| y((edge + level.checked_sub(1).map_or(0.0, |below| ends[below])) / 2.0))
        .collect();
    let Some(heights) = spread(&middles, NAME_HEIGHT, area.top + 4.0, area.bottom) else {
        return Err(super::refused("the names have no room", "ask for a higher picture with --size"));
    };
    for ((band, from), to) in bands.iter().zip(&middles).zip(heights) {
        let color = color(scene, band);
        let stroke = Stroke { color: faint(color, 0.8), width: 1.0, dash: &[] };
        canvas.line(&[(end + 2.0, *from), (area.right + 4.0, *from), (area.right + 18.0, to)], &stroke)?;
        let left = area.right + 22.0;
        let name = scene.fitted(&band.name, size::LABEL, Weight::Bold, body.right - left);
        canvas.text(Text::new((left, to + 4.5), name, size::LABEL, scene.look.for_text(color)).bold());
    }
    Ok(())
}
