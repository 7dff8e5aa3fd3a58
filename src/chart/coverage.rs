//! Coverage: how many documents and words lie in each bucket, whoever they mention: the denominator of everything else.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::caption;
use super::data::{Peak, SourceCoverage};
use super::drawing::Drawing;
use super::legend::Legend;
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::theme::{Filling, size};
use super::value_axis::ValueScale;
use crate::Result;
use crate::timeline::Axis;

/// So many sources have a colour of their own.
const NAMED_SOURCES: usize = 5;
/// Above a plot: what it shows.
const HEADING: f64 = 34.0;
/// The room at the right for the documents without a date.
const ASIDE: f64 = 92.0;

/// The breadth of a column, in pixels, where few buckets leave it more room.
const BROADEST: f64 = 120.0;

/// Columns as broad as this, in pixels, have a rim where they are pale.
const RIMMED: f64 = 4.0;

/// One layer of the columns.
struct Layer {
    name: String,
    documents: Vec<u64>,
    /// None for the layer of all others.
    position: Option<usize>,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let totals = &scene.data.timelines.totals;
    let language = scene.options.language;
    let layers = layers(scene);
    let words = Words {
        title: scene.say("title.coverage").to_string(),
        chosen: false,
        gaps: true,
        undated: false,
        whole: false,
        counted: Some(counted(scene)),
        unit: caption::timed(
            scene.data,
            language,
            if caption::of_sources(scene.data) { "unit.coverage_sources" } else { "unit.coverage" },
        ),
        notes: Vec::new(),
        summary: language.count("documents", totals.documents),
    };
    let scales = scales(scene);
    let (marks, marked) = scene.marks(left_room(scene, &scales), aside(scene));
    let read = (totals.skipped == 0).then(|| scene.say("caption.all_read").to_string());
    let notes = read.into_iter().chain(partial::notes(scene, Mark::Hatched, false)).chain(marked).collect();
    let words = Words { notes, ..words };
    let above = key(scene, &layers).height() + marks.height();
    let high =
        if has_words(scene) { Height { wanted: 420.0, least: 260.0 } } else { Height { wanted: 300.0, least: 170.0 } };
    scene.page(words, Height { wanted: high.wanted + above, least: high.least + above }, |canvas, body| {
        paint(scene, canvas, body, &layers, &marks)
    })
}

/// The key of what is counted.
fn counted(scene: &Scene<'_>) -> &'static str {
    match (caption::of_sources(scene.data), scene.data.timelines.axis) {
        (false, Axis::Published) => "caption.coverage",
        (true, Axis::Published) => "caption.coverage_sources",
        (false, Axis::Referenced) => "caption.coverage_named",
        (true, Axis::Referenced) => "caption.coverage_sources_named",
    }
}

/// The documents by source, or all as one layer where the sources are not known.
fn layers(scene: &Scene<'_>) -> Vec<Layer> {
    let mut sources: Vec<&SourceCoverage> = scene.data.sources.iter().collect();
    if sources.len() < 2 {
        let documents = scene.data.timelines.coverage.iter().map(|coverage| coverage.documents).collect();
        return vec![Layer { name: scene.say("label.documents").to_string(), documents, position: Some(0) }];
    }
    let sum = |source: &SourceCoverage| source.documents.iter().sum::<u64>();
    sources.sort_by(|a, b| sum(b).cmp(&sum(a)).then_with(|| a.source.cmp(&b.source)));
    let shown = if sources.len() > NAMED_SOURCES + 1 { NAMED_SOURCES } else { sources.len() };
    let mut layers: Vec<Layer> = sources[..shown]
        .iter()
        .enumerate()
        .map(|(at, source)| Layer {
            name: source.source.clone(),
            documents: source.documents.clone(),
            position: Some(at),
        })
        .collect();
    if shown < sources.len() {
        let rest = &sources[shown..];
        let at = |bucket: usize| rest.iter().map(|source| source.documents.get(bucket).copied().unwrap_or(0)).sum();
        let documents = (0..scene.data.buckets().len()).map(at).collect();
        layers.push(Layer {
            name: scene.options.language.count("others", rest.len() as u64),
            documents,
            position: None,
        });
    }
    layers
}

/// Whether words are counted: of sources none are.
fn has_words(scene: &Scene<'_>) -> bool {
    scene.data.timelines.coverage.iter().any(|coverage| coverage.words > 0)
}

/// The scales of documents and of words.
fn scales(scene: &Scene<'_>) -> [ValueScale; 2] {
    let coverage = &scene.data.timelines.coverage;
    let documents = coverage.iter().map(|coverage| coverage.documents).max().unwrap_or(0);
    let words = coverage.iter().map(|coverage| coverage.words).max().unwrap_or(0);
    [documents, words].map(|highest| ValueScale::new(highest as f64, 3, true))
}

fn left_room(scene: &Scene<'_>, scales: &[ValueScale; 2]) -> f64 {
    scales.iter().map(|scale| scene.value_room(scale)).fold(0.0, f64::max)
}

/// The room at the right for documents without a date, where there are some.
fn aside(scene: &Scene<'_>) -> f64 {
    if undated(scene) > 0 { ASIDE } else { 0.0 }
}

/// One of the two plots, which stand one over the other.
struct Panel<'s> {
    area: Area,
    scale: &'s ValueScale,
}

/// The plots of documents and of words, with so much room above them. Where no words are counted, the first has all of
/// it.
fn panels<'s>(scene: &Scene<'_>, body: Area, above: f64, scales: &'s [ValueScale; 2]) -> [Panel<'s>; 2] {
    let left = left_room(scene, scales);
    let plots = if has_words(scene) { 2.0 } else { 1.0 };
    let high = (body.height() - above - TIME_AXIS - plots * HEADING - 10.0 * (plots - 1.0)) / plots;
    let top = body.top + above + HEADING;
    let upper = Area::new(body.left + left, top.round(), body.right - aside(scene), (top + high).round());
    let below = upper.bottom + HEADING + 10.0;
    let lower = Area::new(upper.left, below, upper.right, (below + high).round());
    [Panel { area: upper, scale: &scales[0] }, Panel { area: lower, scale: &scales[1] }]
}

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, layers: &[Layer], marks: &Marks) -> Result<()> {
    let key = key(scene, layers);
    key.draw(scene, canvas, body)?;
    let scales = scales(scene);
    let [documents, words] = panels(scene, body, key.height() + marks.height(), &scales);
    let counted = if caption::of_sources(scene.data) { "head.sources" } else { "head.documents" };
    frame(scene, canvas, body, &documents, counted)?;
    if has_words(scene) {
        frame(scene, canvas, body, &words, "head.words")?;
    }
    let heads = draw_layers(scene, canvas, &documents, layers)?;
    partial::hatch(scene, canvas, documents.area, faint(scene.look.paper, 0.75))?;
    marks.draw(canvas, &scene.look, documents.area)?;
    if marks.height() == 0.0 {
        name_highest(scene, canvas, &documents, &heads);
    }
    if aside(scene) > 0.0 {
        without_date(scene, canvas, &documents)?;
    }
    if !has_words(scene) {
        return scene.time_axis(canvas, documents.area, Some(scene.axis_name()));
    }
    let counts: Vec<(f64, f64)> =
        scene.data.timelines.coverage.iter().map(|coverage| (0.0, coverage.words as f64)).collect();
    columns(scene, canvas, &words, &counts, scene.look.axis.into())?;
    partial::hatch(scene, canvas, words.area, faint(scene.look.paper, 0.75))?;
    scene.time_axis(canvas, words.area, Some(scene.axis_name()))
}

/// The heading of a plot, its gaps and its scale.
fn frame(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, panel: &Panel<'_>, heading: &str) -> Result<()> {
    // Above the label of a highest column at the left, too.
    let at = (body.left, panel.area.top - 20.0);
    canvas.text(Text::new(at, scene.say(heading), size::LABEL, scene.look.ink).bold());
    scene.shade_gaps(canvas, panel.area)?;
    scene.value_axis(canvas, panel.scale, panel.area)
}

/// The documents of each layer, one upon the other; gives where the last one ends in each bucket.
fn draw_layers(scene: &Scene<'_>, canvas: &Canvas<'_>, panel: &Panel<'_>, layers: &[Layer]) -> Result<Vec<f64>> {
    let mut feet = vec![0.0; scene.data.buckets().len()];
    for layer in layers {
        let ends: Vec<(f64, f64)> =
            feet.iter().zip(&layer.documents).map(|(foot, more)| (*foot, foot + *more as f64)).collect();
        columns(scene, canvas, panel, &ends, scene.look.filling(layer.position))?;
        feet = ends.into_iter().map(|(_, head)| head).collect();
    }
    Ok(feet)
}

/// One column a bucket, from its foot to its head.
fn columns(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    panel: &Panel<'_>,
    ends: &[(f64, f64)],
    filling: Filling,
) -> Result<()> {
    let Panel { area, scale } = *panel;
    let time = scene.time_scale(area);
    let mut plot = canvas.plot(area, area.left..area.right, 0.0..scale.top)?;
    let columns = scene.data.buckets().iter().zip(ends).filter(|(_, (foot, head))| head > foot);
    let corners = columns.map(|(bucket, (foot, head))| -> [Point; 2] {
        let (left, right) = time.span(*bucket);
        let gap = if right - left >= 4.0 { 1.0 } else { 0.0 };
        // A column as broad as a plot is no column any more.
        let narrow = ((right - left - BROADEST) / 2.0).max(0.0);
        [(left + narrow, *foot), (right - gap - narrow, *head)]
    });
    let corners: Vec<[Point; 2]> = corners.collect();
    plot.bars(corners.iter().copied(), filling.fill)?;
    // A rim around narrow columns would leave nothing of what is in them.
    let rimmed = |[lower, upper]: &&[Point; 2]| upper.0 - lower.0 >= RIMMED;
    let Some(edge) = filling.edge else { return Ok(()) };
    for &[(left, foot), (right, head)] in corners.iter().filter(rimmed) {
        let rim = [(left, foot), (left, head), (right, head), (right, foot), (left, foot)];
        plot.line(&rim, &Stroke::new(edge, 0.75))?;
    }
    Ok(())
}

/// Documents that lie in no bucket for want of a date, or of one as fine as a bucket.
fn undated(scene: &Scene<'_>) -> u64 {
    match scene.data.timelines.axis {
        Axis::Published => scene.data.timelines.totals.undated_documents,
        Axis::Referenced => 0,
    }
}

/// The undated documents as a column of their own beside the scale of time, with their number. A column that would be
/// higher than the plot is broken off at its top.
fn without_date(scene: &Scene<'_>, canvas: &Canvas<'_>, panel: &Panel<'_>) -> Result<()> {
    let Panel { area, scale } = *panel;
    let number = undated(scene);
    let share = (number as f64 / scale.top).min(1.0);
    let column = Area::new(area.right + 34.0, area.bottom - share * area.height(), area.right + 58.0, area.bottom);
    canvas.fill(column, faint(scene.look.axis, 0.45))?;
    let stroke = Stroke::new(scene.look.axis, 1.0);
    canvas.line(&[(column.left - 10.0, area.bottom), (column.right + 10.0, area.bottom)], &stroke)?;
    if number as f64 > scale.top {
        let y = area.top + 14.0;
        let broken = [(column.left - 3.0, y + 3.0), (column.right + 3.0, y - 3.0)];
        canvas.line(&broken, &Stroke::new(scene.look.paper, 4.0))?;
    }
    let middle = (column.left + column.right) / 2.0;
    let text = |y, content: String, color| Text::new((middle, y), content, size::NOTE, color).anchored(Anchor::Middle);
    canvas.text(text(column.top - 4.0, scene.options.language.whole(number), scene.look.ink));
    canvas.text(text(area.bottom + 15.0, scene.fitted_note("label.undated", ASIDE - 4.0), scene.look.muted));
    Ok(())
}

/// Writes date and number over the highest column.
fn name_highest(scene: &Scene<'_>, canvas: &Canvas<'_>, panel: &Panel<'_>, heads: &[f64]) {
    let Panel { area, scale } = *panel;
    let heads: Vec<Option<f64>> = heads.iter().copied().map(Some).collect();
    let Some(peak) = Peak::of(&heads) else { return };
    let Some(text) = scene.dated(&peak) else { return };
    let half = scene.width(&text, size::NOTE) / 2.0;
    let (left, right) = scene.time_scale(area).span(scene.data.buckets()[peak.at[0]]);
    let x = ((left + right) / 2.0).clamp(area.left + half, (area.right - half).max(area.left + half));
    let y = area.bottom - peak.value / scale.top * area.height() - 4.0;
    let text = Text::new((x, y), text, size::NOTE, scene.look.ink).anchored(Anchor::Middle);
    canvas.text(text.halo(scene.look.paper));
}

/// The sources with their colours; nothing where all documents are one layer.
fn key(scene: &Scene<'_>, layers: &[Layer]) -> Legend {
    let shown = if layers.len() > 1 { layers } else { &[] };
    Legend::new(scene, shown.iter().map(|layer| (scene.look.filling(layer.position), layer.name.clone())))
}
