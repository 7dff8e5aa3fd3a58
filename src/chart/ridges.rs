//! Ridges: rows of mountains, one an entity, each over its own foot; for the shape of many at once.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text};
use super::data::{peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::theme::{mixed, size};
use super::time_axis::middle;
use crate::Result;

/// From one foot to the next, in pixels: what it would like, and the least.
const ROW: (f64, f64) = (40.0, 20.0);
/// How far a mountain may rise into the rows above it, in rows.
const RISE: f64 = 1.45;
/// How far the bars of a row rise, in rows, where buckets stand alone between gaps: over bars of another row, which
/// have no outline, they would run into one.
const OWN: f64 = 0.9;
/// How far the interval of a peak reaches above it, in heights of the peak.
const HIGHEST_BOUND: f64 = 1.35;
/// More rows than this have no room on a page.
const MOST_ROWS: usize = 60;

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let rows = scene.data.series().len();
    if scene.data.buckets().len() < 2 {
        return Err(super::single_bucket(scene.data, "ridges need", "draw `bars`"));
    }
    if rows > MOST_ROWS {
        return Err(super::refused(
            format!("{rows} ridges have no room on a page"),
            format!("draw `heatmap`, or choose at most {MOST_ROWS} entities"),
        ));
    }
    let values: Vec<Vec<Option<f64>>> =
        scene.data.series().iter().map(|series| scene.data.values(series, scene.options.measure)).collect();
    let (left, right) = rooms(scene, &values);
    let (marks, marked) = scene.marks(left, right);
    let own = scene.say("note.own_row_scale").to_string();
    let cut = values.iter().any(|values| peak(values).is_some_and(|(_, value)| value > top(scene, values)));
    let cut = cut.then(|| scene.say("note.rows_cut").to_string());
    let bursts = doubt::burst_note(scene, "note.bursts");
    let words = Words {
        title: scene.title(),
        chosen: true,
        gaps: true,
        undated: false,
        whole: false,
        counted: None,
        unit: scene.unit(),
        notes: [own]
            .into_iter()
            .chain(doubt::ridge_note(scene))
            .chain(doubt::thin_notes(scene))
            .chain(cut)
            .chain(bursts)
            .chain(partial::notes(scene, Mark::Hollow, true))
            .chain(marked)
            .collect(),
        summary: scene.fill("told.rows", &[("names", &scene.options.language.count("names", rows as u64))]),
    };
    let high = |row: f64| (rows as f64 + RISE - 1.0) * row + TIME_AXIS + 10.0 + marks.height();
    scene.page(words, Height { wanted: high(ROW.0), least: high(ROW.1) }, |canvas, body| {
        paint(scene, canvas, body, &values, &marks)
    })
}

/// The room for names at the left, and for the peaks at the right.
fn rooms(scene: &Scene<'_>, values: &[Vec<Option<f64>>]) -> (f64, f64) {
    let names = scene.data.series().iter().map(|series| scene.fonts().width(&series.name, size::LABEL, Weight::Bold));
    let notes = values.iter().map(|values| scene.width(&scene.peak_told(values), size::NOTE));
    (names.fold(0.0, f64::max).min(scene.body_width() * 0.28) + 12.0, notes.fold(0.0, f64::max) + 10.0)
}

/// The value at which a row ends: its peak, by which it is named; what is higher is of too few documents to say so.
fn top(scene: &Scene<'_>, values: &[Option<f64>]) -> f64 {
    let firm = scene.peak(values).map(|peak| peak.value);
    firm.or_else(|| peak(values).map(|(_, value)| value)).unwrap_or(1.0).max(1e-12)
}

/// Whether a bucket with a value stands alone between gaps, and is drawn as a bar.
fn has_bars(values: &[Option<f64>]) -> bool {
    let alone = |run: &std::ops::Range<usize>| run.len() == 1 && values[run.start].is_some_and(|value| value > 0.0);
    runs(values.iter().map(Option::is_some)).iter().any(alone)
}

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, values: &[Vec<Option<f64>>], marks: &Marks) -> Result<()> {
    let notes: Vec<String> = values.iter().map(|values| scene.peak_told(values)).collect();
    let (left, right) = rooms(scene, values);
    let area = body.inset(left, 4.0 + marks.height(), right, TIME_AXIS + 4.0);
    let row = area.height() / (values.len() as f64 + RISE - 1.0);
    let time = scene.time_scale(area);
    scene.shade_gaps(canvas, area)?;
    doubt::hatch(scene, canvas, area)?;
    partial::hatch_few(scene, canvas, area)?;
    marks.draw(canvas, &scene.look, area)?;
    for (position, values) in values.iter().enumerate() {
        let foot = area.top + (position as f64 + RISE) * row;
        let rise = if has_bars(values) { OWN } else { RISE };
        let strip = Area::new(area.left, foot - rise * row, area.right, foot);
        let highest = top(scene, values);
        let color = scene.look.accent;
        canvas.line(&[(area.left, foot), (area.right, foot)], &Stroke::new(scene.look.grid, 1.0))?;
        let mut plot = canvas.plot(strip, time.range(), 0.0..highest)?;
        doubt::draw_bursts(scene, &mut plot, &scene.data.series()[position], values, scene.look.series(1))?;
        for run in runs(values.iter().map(Option::is_some)) {
            let points: Vec<Point> = run
                .clone()
                .map(|at| (middle(scene.data.buckets()[at]), values[at].unwrap_or(0.0).min(highest)))
                .collect();
            if let [(x, high)] = points[..] {
                // A mountain of one point would not be seen.
                plot.line(&[(x, 0.0), (x, high)], &Stroke::new(color, 2.0))?;
                continue;
            }
            plot.area(&points, 0.0, mixed(color, scene.look.paper, 0.6))?;
            partial::trace(scene, &mut plot, run, &points, &Stroke::new(color, 1.3))?;
        }
        if let Some((at, estimate)) = doubt::peak_interval(scene, &scene.data.series()[position]) {
            let x = time.x(middle(scene.data.buckets()[at]));
            let y = |value: f64| foot - (value / highest).min(HIGHEST_BOUND) * rise * row;
            let top = y(estimate.high).max(area.top);
            canvas.line(&[(x, y(estimate.low)), (x, top)], &Stroke::new(scene.look.ink, 0.75))?;
        }
        let name = scene.fitted(&scene.data.series()[position].name, size::LABEL, Weight::Bold, left - 12.0);
        let text = Text::new((area.left - 10.0, foot - 2.0), name, size::LABEL, scene.look.ink);
        canvas.text(text.bold().anchored(Anchor::End));
        canvas.text(Text::new((area.right + 8.0, foot - 2.0), &*notes[position], size::NOTE, scene.look.muted));
    }
    scene.time_axis(canvas, area, Some(scene.axis_name()))
}
