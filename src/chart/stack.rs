//! Stacked areas: the shares of entities in all their mentions together, or the spellings of one entity over time.

use super::canvas::{Area, Canvas, Point, Stroke, Text, faint};
use super::caption;
use super::data::runs;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::labels::spread;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::theme::size;
use super::time_axis::{TimeScale, middle};
use super::value_axis::ValueScale;
use crate::Result;
use crate::timeline::{Axis, Measure};

/// More bands than this cannot be told apart: the rest is one band of its own.
const MOST_BANDS: usize = 6;
/// Distance of two names at the bands' ends, in pixels.
const NAME_HEIGHT: f64 = 17.0;
/// The widest that the column of names becomes.
const NAME_ROOM: f64 = 190.0;

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
    let what = match scene.options.measure {
        Measure::Documents | Measure::Per1000Documents => "documents",
        Measure::Mentions | Measure::PerMillionWords => "mentions",
    };
    let words = Words {
        title: scene.titled("Shares of"),
        gaps: true,
        undated: false,
        counted: None,
        unit: format!("Per cent of all {what} of the chosen, per {}, by {}", scene.data.timelines.size, axis(scene)),
        notes: vec!["Shares are of the chosen names together, not of all documents.".to_string()],
        summary: String::new(),
    };
    draw(scene, Stacked::Shares, words)
}

/// The spellings of one entity: the series are surfaces.
pub(super) fn aliases(scene: &Scene<'_>) -> Result<Drawing> {
    let subject = scene.data.subject.unwrap_or("the entity");
    let words = Words {
        title: format!("How {subject} is written"),
        gaps: true,
        undated: false,
        counted: None,
        unit: format!("Mentions per {} by their spelling, by {}", scene.data.timelines.size, axis(scene)),
        notes: Vec::new(),
        summary: format!("{} spellings.", scene.data.series().len()),
    };
    draw(scene, Stacked::Counts, words)
}

fn axis(scene: &Scene<'_>) -> &'static str {
    match scene.data.timelines.axis {
        Axis::Published => "date of publication",
        Axis::Referenced => "the dates that the texts name",
    }
}

fn draw(scene: &Scene<'_>, stacked: Stacked, words: Words) -> Result<Drawing> {
    if scene.data.buckets().len() < 2 {
        return Err(super::refused(
            format!("an area needs two buckets or more, and all documents lie in one {}", scene.data.timelines.size),
            "draw `bars`, or choose a shorter bucket with --by",
        ));
    }
    let bands = bands(scene);
    scene
        .page(words, Height { wanted: 400.0, least: 200.0 }, |canvas, body| paint(scene, canvas, body, stacked, &bands))
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
        bands.push(Band { name: format!("{} others", all.len() - shown), values: sum, position: None });
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

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, stacked: Stacked, bands: &[Band]) -> Result<()> {
    let edges = edges(scene, stacked, bands);
    let highest = edges.iter().flatten().filter_map(|edges| edges.last().copied()).fold(0.0, f64::max);
    let values = match stacked {
        Stacked::Shares => ValueScale::new(100.0, 5, true),
        Stacked::Counts => ValueScale::new(highest, 5, true),
    };
    let names = bands.iter().map(|band| canvas.width(&band.name, size::LABEL, Weight::Bold));
    let name_room = names.fold(0.0, f64::max).min(NAME_ROOM).min(body.width() * 0.3) + 30.0;
    let area = body.inset(scene.value_room(&values) + 14.0, 8.0, name_room, TIME_AXIS + 2.0);
    let time = scene.time_scale(area);
    scene.shade_gaps(canvas, &time, area)?;
    scene.value_axis(canvas, &values, area)?;
    let mut plot = canvas.plot(area, time.range(), 0.0..values.top)?;
    for (level, band) in bands.iter().enumerate() {
        for run in runs(edges.iter().map(Option::is_some)) {
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
    scene.time_axis(canvas, &time, area, Some(&caption::axis_name(scene.data)))?;
    name_bands(scene, canvas, (area, body), bands, &edges, &values, &time)
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
