//! Panels: one small chart an entity, all on the same axis of time.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::data::{is_rate, peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::marks::Marks;
use super::page::{Height, Scene, Words};
use super::partial::{self, Mark};
use super::theme::size;
use super::time_axis::middle;
use super::value_axis::ValueScale;
use crate::Result;
use crate::timeline::{Measure, Series};

/// More panels than this have no room on a page.
const MOST_PANELS: usize = 60;
/// The room between panels, in pixels: beside, below.
const BETWEEN: (f64, f64) = (28.0, 16.0);
/// Above a plot: the panel's name and its peak, on one line or on two.
const HEADING: (f64, f64) = (24.0, 40.0);
/// Below the lowest plots: their ticks, in one row or in two.
const TICKS: (f64, f64) = (22.0, 38.0);
/// The height of a plot: what it would like, and the least.
const PLOT: (f64, f64) = (76.0, 36.0);
/// Above this ratio of the highest peak to the lowest each panel has a scale of its own.
const SHARED_UP_TO: f64 = 6.0;

/// How the panels are laid out and scaled.
struct Grid {
    columns: usize,
    rows: usize,
    shared: Option<f64>,
    heading: f64,
    left: f64,
    ticks: f64,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let count = scene.data.series().len();
    if scene.data.buckets().len() < 2 {
        return Err(super::single_bucket(scene.data, "panels need", "draw `bars`"));
    }
    if count > MOST_PANELS {
        return Err(super::refused(
            format!("{count} panels have no room on a page"),
            format!("draw `heatmap`, or choose at most {MOST_PANELS} entities"),
        ));
    }
    Marks::check_bare(scene)?;
    let values: Vec<Vec<Option<f64>>> =
        scene.data.series().iter().map(|series| scene.data.values(series, scene.options.measure)).collect();
    let tops: Vec<f64> =
        scene.data.series().iter().zip(&values).map(|(series, values)| top(scene, series, values)).collect();
    let grid = grid(scene, &values, &tops);
    let reach = |top: f64| scale(scene, grid.shared.unwrap_or(top)).top;
    let cut =
        scene.data.series().iter().zip(&tops).any(|(series, top)| bounds(scene, series).any(|high| high > reach(*top)));
    let scales = if grid.shared.is_some() { "note.same_scale" } else { "note.own_scale" };
    let scales = (count > 1).then(|| scene.say(scales).to_string());
    let words = Words {
        title: scene.title(),
        chosen: true,
        gaps: true,
        undated: false,
        whole: false,
        counted: None,
        unit: scene.unit(),
        notes: scales
            .into_iter()
            .chain(doubt::panel_note(scene, cut))
            .chain(doubt::notes(scene, false))
            .chain(partial::notes(scene, Mark::Hollow, true))
            .chain(Marks::told(scene))
            .collect(),
        summary: scene.fill("told.panels", &[("names", &scene.options.language.count("names", count as u64))]),
    };
    let high = |plot: f64| grid.rows as f64 * (grid.heading + plot + BETWEEN.1) - BETWEEN.1 + grid.ticks;
    let wanted = if grid.rows == 1 { PLOT.0 * 2.0 } else { PLOT.0 };
    scene.page(words, Height { wanted: high(wanted), least: high(PLOT.1) }, |canvas, body| {
        for (position, values) in values.iter().enumerate() {
            paint(scene, canvas, body, &grid, (position, tops[position]), values)?;
        }
        Ok(())
    })
}

/// The upper bounds of a series: of counts the values.
fn bounds(scene: &Scene<'_>, series: &Series) -> impl Iterator<Item = f64> {
    scene.data.estimates(series, scene.options.measure).into_iter().flatten().map(|estimate| estimate.high)
}

/// The highest upper bound of a series that is of enough documents.
fn highest_bound(scene: &Scene<'_>, series: &Series) -> f64 {
    let estimates = scene.data.estimates(series, scene.options.measure).into_iter();
    let bounds: Vec<Option<f64>> = estimates.map(|estimate| Some(estimate?.high)).collect();
    scene.data.firm(&bounds, scene.options.measure).into_iter().flatten().fold(0.0, f64::max)
}

/// How high the scale of a panel must reach: to the bounds too, unless a few wide ones would press its line to the
/// ground.
fn top(scene: &Scene<'_>, series: &Series, values: &[Option<f64>]) -> f64 {
    let highest = peak(values).map_or(0.0, |(_, value)| value);
    highest_bound(scene, series).min(highest * 1.5).max(highest)
}

fn grid(scene: &Scene<'_>, values: &[Vec<Option<f64>>], peaks: &[f64]) -> Grid {
    let highest = peaks.iter().copied().fold(0.0, f64::max);
    let lowest = peaks.iter().copied().fold(f64::INFINITY, f64::min);
    let shared = (highest <= lowest * SHARED_UP_TO).then_some(highest);
    let labels = peaks.iter().map(|peak| scene.value_room(&scale(scene, shared.unwrap_or(*peak))));
    let left = labels.fold(0.0, f64::max);
    let room = scene.body_width();
    let most = ((room + BETWEEN.0) / (200.0 + left + BETWEEN.0)).floor().clamp(1.0, 4.0) as usize;
    let columns = most.min(values.len()).max(1);
    // Four panels stand better two by two than three and one.
    let even = |columns: &usize| values.len().is_multiple_of(*columns) && values.len() <= 9;
    let columns = [columns, columns - 1].into_iter().filter(|columns| *columns > 1).find(even).unwrap_or(columns);
    let wide = (room - BETWEEN.0 * (columns - 1) as f64) / columns as f64;
    let lines = scene.data.series().iter().zip(values).map(|(series, values)| {
        let name = scene.fonts().width(&series.name, size::LABEL, Weight::Bold);
        name + scene.width(&scene.peak_told(values), size::NOTE) + 12.0
    });
    let heading = if lines.fold(0.0, f64::max) <= wide { HEADING.0 } else { HEADING.1 };
    let time = scene.time_scale(Area::new(left.round(), 0.0, wide.round(), 1.0));
    let rows = time.ticks(scene.data.timelines.size, scene.options.language, |text| scene.width(text, size::TICK));
    let ticks = if rows.coarse.is_empty() { TICKS.0 } else { TICKS.1 };
    Grid { columns, rows: values.len().div_ceil(columns), shared, heading, left, ticks }
}

fn scale(scene: &Scene<'_>, highest: f64) -> ValueScale {
    ValueScale::new(highest, 2, matches!(scene.options.measure, Measure::Mentions | Measure::Documents))
}

impl Grid {
    /// The plot of the panel at a position.
    fn plot(&self, body: Area, position: usize) -> Area {
        let (column, row) = (position % self.columns, position / self.columns);
        let wide = (body.width() - BETWEEN.0 * (self.columns - 1) as f64) / self.columns as f64;
        let high = (body.height() - self.ticks - BETWEEN.1 * (self.rows - 1) as f64) / self.rows as f64;
        let left = body.left + column as f64 * (wide + BETWEEN.0);
        let top = (body.top + row as f64 * (high + BETWEEN.1)).round();
        Area::new((left + self.left).round(), top + self.heading, (left + wide).round(), (top + high).round())
    }

    /// Whether no panel stands below the one at a position.
    fn lowest(&self, position: usize, count: usize) -> bool {
        position + self.columns >= count
    }
}

fn paint(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    body: Area,
    grid: &Grid,
    (position, top): (usize, f64),
    values: &[Option<f64>],
) -> Result<()> {
    let area = grid.plot(body, position);
    let best = scene.peak(values);
    let scale = scale(scene, grid.shared.unwrap_or(top));
    let time = scene.time_scale(area);
    heading(scene, canvas, area.inset(-grid.left, -grid.heading, 0.0, 0.0), position, values, grid.heading);
    scene.shade_gaps(canvas, area)?;
    doubt::hatch(scene, canvas, area)?;
    partial::hatch_few(scene, canvas, area)?;
    scene.value_axis(canvas, &scale, area)?;
    Marks::draw_bare(scene, canvas, area)?;
    let color = scene.look.accent;
    let mut plot = canvas.plot(area, time.range(), 0.0..scale.top)?;
    let rates = is_rate(scene.options.measure);
    if rates {
        let band = scene.data.estimates(&scene.data.series()[position], scene.options.measure);
        doubt::draw_band(scene, &mut plot, &band, scale.top, color)?;
    }
    doubt::draw_bursts(scene, &mut plot, &scene.data.series()[position], values, color)?;
    for run in runs(values.iter().map(Option::is_some)) {
        let points: Vec<Point> =
            run.clone().map(|at| (middle(scene.data.buckets()[at]), values[at].unwrap_or(0.0))).collect();
        if let [only] = points[..] {
            plot.dots(&[only], 1.8, color)?;
        } else {
            if !rates {
                plot.area(&points, 0.0, faint(color, 0.22))?;
            }
            partial::trace(scene, &mut plot, run, &points, &Stroke::new(color, 1.4))?;
        }
    }
    let best = best.iter().flat_map(|peak| peak.named().iter().map(|at| (*at, peak.value)));
    let best = best.filter(|(at, _)| !partial::positions(scene.data).contains(at));
    let best: Vec<Point> = best.map(|(at, value)| (middle(scene.data.buckets()[at]), value)).collect();
    plot.dots(&best, 2.4, color)?;
    if grid.lowest(position, scene.data.series().len()) {
        scene.time_axis(canvas, area, None)
    } else {
        canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], &Stroke::new(scene.look.axis, 1.0))
    }
}

/// The panel's name, and beside or under it when it was highest.
fn heading(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area, position: usize, values: &[Option<f64>], height: f64) {
    let name = scene.fitted(&scene.data.series()[position].name, size::LABEL, Weight::Bold, area.width());
    let base = area.top + 12.0;
    canvas.text(Text::new((area.left, base), name, size::LABEL, scene.look.ink).bold());
    let note = scene.fitted(&scene.peak_told(values), size::NOTE, Weight::Regular, area.width());
    let note = Text::new((area.left, base + 15.0), note, size::NOTE, scene.look.muted);
    if height > HEADING.0 {
        canvas.text(note);
    } else {
        canvas.text(Text { at: (area.right, base), ..note }.anchored(Anchor::End));
    }
}
