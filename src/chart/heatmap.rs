//! Heatmap: entities by buckets.

use super::canvas::{Anchor, Area, Canvas, Stroke, Text, faint};
use super::data::peak;
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::legend::Legend;
use super::marks::Marks;
use super::page::{Height, MARGIN, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::theme::{mixed, size};
use super::words::Language;
use crate::Result;
use crate::timeline::Measure;

/// The height of a row, in pixels: what it would like, and the least.
const ROW: (f64, f64) = (22.0, 14.0);
/// More rows than this have no room on a page.
const MOST_ROWS: usize = 150;
/// The room for the heading of the totals.
const HEADING: f64 = 16.0;
/// How far the hatching of buckets without coverage is from the paper, towards the colour of axes.
const HATCHED: f64 = 0.4;
/// Where the ramp of colours begins beside hatching.
const PALEST_BY_HATCHING: f64 = 0.3;
/// The most classes that a reader tells apart.
const CLASSES: usize = 6;

/// Classes of values: each begins at its bound and ends before the next.
struct Classes {
    bounds: Vec<f64>,
    highest: f64,
    whole: bool,
    /// Whether buckets without coverage are hatched, beside which the palest colours would not be seen.
    hatched: bool,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let (rows, columns) = (scene.data.series().len(), scene.data.buckets().len());
    if columns < 2 {
        return Err(super::single_bucket(scene.data, "a heatmap needs", "draw `bars`"));
    }
    if rows > MOST_ROWS {
        return Err(super::refused(
            format!("{rows} rows have no room on a page"),
            format!("choose at most {MOST_ROWS} entities with --top"),
        ));
    }
    let rooms = rooms(scene);
    if columns as f64 > scene.body_width() - rooms.0 - rooms.1 {
        return Err(super::refused(
            format!("{columns} columns are more than the picture has pixels"),
            super::longer_or(scene.data.timelines.size, "take a shorter period or a wider picture with --size"),
        ));
    }
    let values: Vec<Vec<Option<f64>>> =
        scene.data.series().iter().map(|series| scene.data.values(series, scene.options.measure)).collect();
    let (marks, marked) = scene.marks((MARGIN + rooms.0).round() - MARGIN, rooms.1);
    let words = Words {
        title: scene.title(),
        // The key says what the hatching is.
        chosen: true,
        gaps: false,
        undated: false,
        whole: false,
        counted: None,
        unit: scene.unit(),
        notes: doubt::burst_note(scene, "note.bursts_framed")
            .into_iter()
            .chain(doubt::thin_note(scene))
            .chain(partial::notes(scene, Mark::Hatched, false))
            .chain(marked)
            .collect(),
        summary: scene.fill("told.heatmap", &[("names", &scene.options.language.count("names", rows as u64))]),
    };
    let above = key(scene, &Classes::of(scene, &values)).height() + HEADING + marks.height();
    let high = |row: f64| above + rows as f64 * row + TIME_AXIS + 2.0;
    scene.page(words, Height { wanted: high(ROW.0), least: high(ROW.1) }, |canvas, body| {
        paint(scene, canvas, body, &values, &marks)
    })
}

/// The room for names at the left and totals at the right.
fn rooms(scene: &Scene<'_>) -> (f64, f64) {
    let names = scene.data.series().iter().map(|series| scene.width(&series.name, size::LABEL));
    let totals = scene.data.series().iter().map(|series| scene.width(&total(scene, series), size::TICK));
    let heading = scene.width(scene.say("label.total"), size::NOTE);
    let names = names.fold(0.0, f64::max).min(scene.body_width() * 0.3);
    (names.ceil() + 11.0, totals.fold(heading, f64::max).ceil() + 10.0)
}

/// The mentions, documents or sources of all buckets together.
fn total(scene: &Scene<'_>, series: &crate::timeline::Series) -> String {
    scene.options.language.value(match scene.options.measure {
        Measure::Mentions | Measure::PerMillionWords => series.placed.mentions,
        Measure::Documents | Measure::Per1000Documents => series.placed.documents,
    })
}

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, values: &[Vec<Option<f64>>], marks: &Marks) -> Result<()> {
    let (classes, rooms) = (Classes::of(scene, values), rooms(scene));
    let key = key(scene, &classes);
    key.draw(scene, canvas, body)?;
    let above = key.height() + HEADING + marks.height();
    let row = ((body.height() - above - TIME_AXIS) / values.len() as f64).min(ROW.0 * 2.0).floor();
    let top = (body.top + above).round();
    let right = (body.right - rooms.1).round();
    let area = Area::new((body.left + rooms.0).round(), top, right, top + row * values.len() as f64);
    // Events have their labels in the row of the heading.
    let over = if marks.height() > 0.0 { 0.0 } else { 30.0 };
    let what = scene.say(&format!("label.{}", scene.subject()));
    let heading = if scene.width(what, size::NOTE) <= rooms.1 + over { what } else { scene.say("label.total") };
    let at = (body.right, top - 6.0);
    canvas.text(Text::new(at, heading, size::NOTE, scene.look.muted).anchored(Anchor::End));
    for (position, values) in values.iter().enumerate() {
        let strip = Area::new(area.left, top + position as f64 * row, area.right, top + (position + 1) as f64 * row);
        cells(scene, canvas, strip, &classes, values)?;
        frame_bursts(scene, canvas, strip, position)?;
        names(scene, canvas, body, strip, position);
    }
    let hatching = mixed(scene.look.paper, scene.look.axis, HATCHED);
    doubt::hatch_runs(scene, canvas, area, &scene.data.gaps(), hatching.into())?;
    let over = faint(scene.look.paper, 0.8);
    doubt::hatch_runs(scene, canvas, area, &doubt::thin(scene), over)?;
    partial::hatch(scene, canvas, area, over)?;
    marks.draw_over(canvas, &scene.look, area)?;
    scene.time_axis(canvas, area, Some(scene.axis_name()))
}

/// Frames around the bursts of a row.
fn frame_bursts(scene: &Scene<'_>, canvas: &Canvas<'_>, strip: Area, position: usize) -> Result<()> {
    let (buckets, time) = (scene.data.buckets(), scene.time_scale(strip));
    for burst in doubt::bursts(scene, &scene.data.series()[position]) {
        let (left, right) = (time.span(buckets[burst.start]).0.round(), time.span(buckets[burst.end - 1]).1.round());
        let (top, bottom) = (strip.top + 0.5, strip.bottom - 1.5);
        let frame = [(left, top), (right - 1.0, top), (right - 1.0, bottom), (left, bottom), (left, top)];
        canvas.line(&frame, &Stroke::new(scene.look.series(1), 1.75))?;
    }
    Ok(())
}

/// The cells of a row; neighbours of the same class are one rectangle.
fn cells(scene: &Scene<'_>, canvas: &Canvas<'_>, strip: Area, classes: &Classes, values: &[Option<f64>]) -> Result<()> {
    let (buckets, time) = (scene.data.buckets(), scene.time_scale(strip));
    let wide = strip.width() / buckets.len() as f64;
    let (gap, thick) = (if wide >= 7.0 { 1.0 } else { 0.0 }, strip.height() - 1.0);
    let kinds: Vec<Option<usize>> = values.iter().map(|value| value.map(|value| classes.class(value))).collect();
    let mut from = 0;
    while from < kinds.len() {
        let alone = gap > 0.0 && kinds[from].is_some_and(|class| class > 0);
        let same = kinds[from..].iter().take_while(|kind| **kind == kinds[from]).count();
        let to = if alone { from + 1 } else { from + same };
        let (left, right) = (time.span(buckets[from]).0.round(), time.span(buckets[to - 1]).1.round());
        let color = match kinds[from] {
            // Hatched afterwards, for any grey would be taken for a low value.
            None | Some(0) => None,
            Some(class) => Some(classes.color(scene, class)),
        };
        if let Some(color) = color {
            canvas.fill(Area::new(left, strip.top, right - gap, strip.top + thick), color)?;
        }
        from = to;
    }
    let line = Stroke::new(scene.look.grid, 1.0);
    canvas.line(&[(strip.left, strip.bottom - 0.5), (strip.right, strip.bottom - 0.5)], &line)
}

fn names(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, strip: Area, position: usize) {
    let series = &scene.data.series()[position];
    let type_size = size::LABEL.min(strip.height() - 2.0);
    let base = (strip.top + strip.bottom) / 2.0 + type_size * 0.34;
    let name = scene.fitted(&series.name, type_size, Weight::Regular, strip.left - body.left - 10.0);
    canvas.text(Text::new((strip.left - 8.0, base), name, type_size, scene.look.ink).anchored(Anchor::End));
    let number = Text::new((body.right, base), total(scene, series), size::TICK.min(type_size), scene.look.muted);
    canvas.text(number.anchored(Anchor::End));
}

/// The classes with their colours.
fn key(scene: &Scene<'_>, classes: &Classes) -> Legend {
    let colored = (1..=classes.bounds.len())
        .map(|class| (classes.color(scene, class), classes.label(class, scene.options.language)));
    let hatching = mixed(scene.look.paper, scene.look.axis, HATCHED);
    let gap = (!scene.data.gaps().is_empty()).then(|| (hatching, scene.no_coverage().to_string()));
    let hatched = gap.is_some();
    let legend = Legend::new(scene, std::iter::once((scene.look.paper, "0".to_string())).chain(colored).chain(gap));
    if hatched { legend.last_hatched() } else { legend }
}

impl Classes {
    fn of(scene: &Scene<'_>, values: &[Vec<Option<f64>>]) -> Classes {
        let highest = values.iter().filter_map(|values| peak(values)).map(|(_, value)| value).fold(0.0, f64::max);
        let whole = matches!(scene.options.measure, Measure::Mentions | Measure::Documents)
            && values.iter().flatten().flatten().all(|value| (value - value.round()).abs() < 1e-9);
        Classes { bounds: bounds(highest, whole), highest, whole, hatched: !scene.data.gaps().is_empty() }
    }

    /// 0 for nothing, then 1 and up.
    fn class(&self, value: f64) -> usize {
        if value <= 0.0 {
            return 0;
        }
        self.bounds.iter().filter(|bound| **bound <= value).count().max(1)
    }

    fn color(&self, scene: &Scene<'_>, class: usize) -> plotters::style::RGBColor {
        let steps = (self.bounds.len() - 1).max(1) as f64;
        let palest = if self.hatched { PALEST_BY_HATCHING } else { 0.0 };
        let share = palest + (1.0 - palest) * (class - 1) as f64 / steps;
        scene.look.heat(if self.bounds.len() == 1 { 0.6 } else { share })
    }

    fn label(&self, class: usize, language: Language) -> String {
        let from = self.bounds[class - 1];
        let number = |value: f64| language.value(value);
        let between = |key, to: f64| language.fill(key, &[("from", &number(from)), ("to", &number(to))]);
        match self.bounds.get(class) {
            Some(next) if self.whole && next - from <= 1.0 => number(from),
            Some(next) if self.whole => between("class.whole", *next - 1.0),
            Some(next) if class == 1 => language.fill("class.under", &[("to", &number(*next))]),
            Some(next) => between("class.between", *next),
            None if self.highest <= from * (1.0 + 1e-9) => number(from),
            None if self.whole => between("class.whole", self.highest),
            None => between("class.between", self.highest),
        }
    }
}

/// Round bounds from the least to the highest value, at most [`CLASSES`]: 1, 2, 5, 10, 20, 50 where that is enough,
/// else 1, 10, 100 …
fn bounds(highest: f64, whole: bool) -> Vec<f64> {
    let series = |factors: &[f64]| -> Vec<f64> {
        let powers = (-9..15).map(|exponent| 10f64.powi(exponent));
        let all = powers.flat_map(|power| factors.iter().map(move |factor| factor * power).collect::<Vec<_>>());
        all.filter(|bound| *bound <= highest && (!whole || *bound >= 1.0)).collect()
    };
    let fine = series(&[1.0, 2.0, 5.0]);
    let tail = |bounds: &[f64]| bounds[bounds.len().saturating_sub(CLASSES)..].to_vec();
    if fine.is_empty() {
        return vec![1.0];
    }
    match () {
        () if !whole || fine.len() <= CLASSES => tail(&fine),
        () => {
            let coarse = series(&[1.0, 5.0]);
            let coarse = if coarse.len() <= CLASSES { coarse } else { series(&[1.0]) };
            if coarse.len() <= CLASSES { coarse } else { tail(&coarse) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_begin_at_round_numbers() {
        for (highest, whole, expected) in [
            (1.0, true, &[1.0][..]),
            (37.0, true, &[1.0, 2.0, 5.0, 10.0, 20.0]),
            (312.0, true, &[1.0, 5.0, 10.0, 50.0, 100.0]),
            (90_000.0, true, &[1.0, 10.0, 100.0, 1000.0, 10_000.0]),
            (0.0, true, &[1.0]),
        ] {
            assert_eq!(bounds(highest, whole), expected, "{highest}");
        }
        let shares = bounds(7.0, false);
        assert_eq!(shares.len(), CLASSES);
        assert!((shares[CLASSES - 1] - 5.0).abs() < 1e-9);
    }
}
