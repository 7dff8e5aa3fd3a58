//! Stacked areas: the shares of entities in all their mentions together, or the spellings of one entity over time.

use super::canvas::{Anchor, Area, Canvas, Plot, Point, Stroke, Text, faint};
use super::caption;
use super::data::{peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::labels::spread;
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::theme::size;
use super::time_axis::middle;
use super::value_axis::ValueScale;
use crate::Result;
use crate::calendar::Bucket;

/// More bands than this cannot be told apart: the rest is one band of its own.
const MOST_BANDS: usize = 6;
/// Distance of two names at the bands' ends, in pixels.
const NAME_HEIGHT: f64 = 17.0;
/// The widest that the column of names becomes.
const NAME_ROOM: f64 = 190.0;
/// Spellings are whole phrases, and often begin alike: they have more room.
const SPELLING_ROOM: f64 = 290.0;
/// The least room that a bucket needs, in pixels.
const NARROWEST: f64 = 2.0;
/// Layers as thick as this, in pixels, are parted by a line; of thinner ones it would leave nothing.
const PARTED: f64 = 3.0;
/// Where a layer ends thinner than this, in pixels, a line to it would lead nowhere: all names have patches of their colours.
const LED: f64 = 2.0;
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

/// The bands, the largest first, and how they are stacked.
struct Stack {
    stacked: Stacked,
    bands: Vec<Band>,
}

/// A stack as it lies on the page.
struct Laid<'s> {
    bands: &'s [Band],
    /// The upper edge of every band in every bucket; none where there is nothing to share.
    edges: Vec<Option<Vec<f64>>>,
    values: ValueScale,
    area: Area,
}

impl Laid<'_> {
    /// The value at which a band ends in a bucket.
    fn edge(&self, at: usize, level: usize) -> f64 {
        self.edges[at].as_ref().map_or(0.0, |edges| edges[level])
    }

    /// The value at which it begins: where the one below ends.
    fn foot(&self, at: usize, level: usize) -> f64 {
        level.checked_sub(1).map_or(0.0, |below| self.edge(at, below))
    }

    /// How thick a band is on the page, in pixels.
    fn thick(&self, at: usize, level: usize) -> f64 {
        self.y(self.foot(at, level)) - self.y(self.edge(at, level))
    }

    /// How high on the page a value stands.
    fn y(&self, value: f64) -> f64 {
        self.area.bottom - value / self.values.top * self.area.height()
    }
}

/// The shares of entities.
pub(super) fn area(scene: &Scene<'_>) -> Result<Drawing> {
    if scene.data.series().len() < 2 {
        return Err(super::refused("a share needs two entities or more", "draw `lines`, or choose more entities"));
    }
    let words = Words {
        title: scene.titled("title.area"),
        chosen: true,
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
        chosen: true,
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
    let stack = Stack { stacked, bands: bands(scene) };
    check_density(scene, &stack)?;
    let mut words = words;
    if stacked == Stacked::Shares && !thin(scene, &stack).is_empty() {
        let (few, size) = (scene.options.language.value(FEW), scene.data.timelines.size);
        let key = match scene.subject() {
            "mentions" => "note.thin_shares",
            "sources" => "note.thin_sources",
            _ => "note.thin",
        };
        words.notes.push(scene.options.language.by_size(key, size, &[("few", &few)]));
    }
    words.notes.extend(partial::notes(scene, Mark::Hatched, false));
    let values = scale(scene, &stack);
    let (marks, marked) = scene.marks(scene.value_room(&values) + 14.0, name_room(scene, &stack));
    words.notes.extend(marked);
    let above = marks.height();
    scene.page(words, Height { wanted: 400.0 + above, least: 200.0 + above }, |canvas, body| {
        paint(scene, canvas, body, &stack, &marks)
    })
}

/// Refuses buckets too narrow for an area, and shares most of which say nothing.
fn check_density(scene: &Scene<'_>, stack: &Stack) -> Result<()> {
    let buckets = scene.data.buckets().len();
    if buckets as f64 * NARROWEST > scene.body_width() - name_room(scene, stack) {
        return Err(super::refused(
            format!("{buckets} steps of time have no room in an area of this width"),
            super::longer_or(scene.data.timelines.size, "take a shorter period or a wider picture with --size"),
        ));
    }
    let sums = (0..buckets).map(|at| stack.bands.iter().map(|band| band.values[at]).sum::<f64>());
    let poor = sums.filter(|sum| *sum < FEW).count();
    if stack.stacked == Stacked::Shares && doubt::poor(poor, buckets) {
        let size = scene.data.timelines.size;
        return Err(super::refused(
            format!(
                "{poor} of {buckets} {size}s have fewer than {FEW} of what is counted: shares of so few say nothing"
            ),
            super::longer_or(size, "draw `heatmap`"),
        ));
    }
    Ok(())
}

fn scale(scene: &Scene<'_>, stack: &Stack) -> ValueScale {
    let edges = edges(scene, stack);
    let highest = edges.iter().flatten().filter_map(|edges| edges.last().copied()).fold(0.0, f64::max);
    ValueScale::new(if stack.stacked == Stacked::Shares { 100.0 } else { highest }, 5, true)
}

/// The room for the bands' names at the right.
fn name_room(scene: &Scene<'_>, stack: &Stack) -> f64 {
    let names = stack.bands.iter().map(|band| scene.fonts().width(&band.name, size::LABEL, Weight::Bold));
    let most = if stack.stacked == Stacked::Shares { NAME_ROOM } else { SPELLING_ROOM };
    names.fold(0.0, f64::max).min(most).min(scene.body_width() * 0.33) + 30.0
}

/// The bands, the largest first, the rest of many as one.
fn bands(scene: &Scene<'_>) -> Vec<Band> {
    let all = scene.data.series();
    let values = |at: usize| {
        let values = scene.data.values(&all[at], scene.options.measure);
        values.into_iter().map(|value| value.unwrap_or(0.0)).collect()
    };
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
fn edges(scene: &Scene<'_>, stack: &Stack) -> Vec<Option<Vec<f64>>> {
    let Stack { stacked, bands } = stack;
    (0..scene.data.buckets().len())
        .map(|at| {
            let sum: f64 = bands.iter().map(|band| band.values[at]).sum();
            let nothing = !scene.data.covered(at) || (*stacked == Stacked::Shares && sum <= 0.0);
            let scale = if *stacked == Stacked::Shares { 100.0 / sum.max(1e-12) } else { 1.0 };
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

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, stack: &Stack, marks: &Marks) -> Result<()> {
    let values = scale(scene, stack);
    let (left, right) = (scene.value_room(&values) + 14.0, name_room(scene, stack));
    let area = body.inset(left, 18.0 + marks.height(), right, TIME_AXIS + 2.0);
    scene.shade_gaps(canvas, area)?;
    scene.value_axis(canvas, &values, area)?;
    let laid = Laid { bands: &stack.bands, edges: edges(scene, stack), values, area };
    let mut plot = canvas.plot(area, scene.time_scale(area).range(), 0.0..laid.values.top)?;
    for level in 0..laid.bands.len() {
        draw_band(scene, &mut plot, &laid, level)?;
    }
    if stack.stacked == Stacked::Shares {
        guides(scene, canvas, &laid)?;
        doubt::hatch_runs(scene, canvas, area, &thin(scene, stack), faint(scene.look.paper, 0.75))?;
    } else {
        name_highest(scene, canvas, &laid);
    }
    partial::hatch(scene, canvas, area, faint(scene.look.paper, 0.75))?;
    marks.draw(canvas, &scene.look, area)?;
    scene.time_axis(canvas, area, Some(scene.axis_name()))?;
    name_bands(scene, canvas, body, &laid)
}

fn draw_band(scene: &Scene<'_>, plot: &mut Plot<'_>, laid: &Laid<'_>, level: usize) -> Result<()> {
    let (buckets, fill) = (scene.data.buckets(), faint(color(scene, &laid.bands[level]), 0.85));
    for run in runs(laid.edges.iter().map(Option::is_some)) {
        if run.len() == 1 {
            let (foot, edge) = (laid.foot(run.start, level), laid.edge(run.start, level));
            plot.bars([column(buckets[run.start], foot, edge)], fill)?;
            continue;
        }
        let first = run.start;
        let upper: Vec<Point> = run.clone().map(|at| (middle(buckets[at]), laid.edge(at, level))).collect();
        let lower = run.rev().map(|at| (middle(buckets[at]), laid.foot(at, level)));
        let outline: Vec<Point> = upper.iter().copied().chain(lower).collect();
        plot.polygon(outline, fill)?;
        part(scene, plot, laid, level, upper, first)?;
    }
    Ok(())
}

/// Parts a band from the one above by a line, where both are thick enough for one. `edge` is its upper edge, from the bucket at
/// `first` on.
fn part(
    scene: &Scene<'_>,
    plot: &mut Plot<'_>,
    laid: &Laid<'_>,
    level: usize,
    edge: Vec<Point>,
    first: usize,
) -> Result<()> {
    if level + 1 == laid.bands.len() {
        return Ok(());
    }
    let parted = |at: usize| laid.thick(at, level).min(laid.thick(at, level + 1)) >= PARTED;
    for piece in runs((first..first + edge.len()).map(parted)) {
        plot.line(&edge[piece], &Stroke::new(scene.look.paper, 0.8))?;
    }
    Ok(())
}

/// A lone bucket between others without coverage: an area of one point would not be seen.
fn column(bucket: Bucket, below: f64, above: f64) -> [Point; 2] {
    let quarter = (f64::from(bucket.to().epoch_days()) + 1.0 - f64::from(bucket.from().epoch_days())) / 4.0;
    [(middle(bucket) - quarter, below), (middle(bucket) + quarter, above)]
}

/// The lines of the scale once more over the areas, where those hide them.
fn guides(scene: &Scene<'_>, canvas: &Canvas<'_>, laid: &Laid<'_>) -> Result<()> {
    for (value, _) in laid.values.ticks(scene.options.language) {
        let y = laid.y(value);
        let stroke = Stroke { color: faint(scene.look.paper, 0.45), width: 1.0, dash: &[] };
        canvas.line(&[(laid.area.left, y), (laid.area.right, y)], &stroke)?;
    }
    Ok(())
}

/// The buckets in which the bands together are so few that their shares say little.
fn thin(scene: &Scene<'_>, stack: &Stack) -> Vec<std::ops::Range<usize>> {
    let sum = |at: usize| stack.bands.iter().map(|band| band.values[at]).sum::<f64>();
    runs((0..scene.data.buckets().len()).map(|at| sum(at) > 0.0 && sum(at) < FEW))
}

/// Names the bucket in which all bands together are highest.
fn name_highest(scene: &Scene<'_>, canvas: &Canvas<'_>, laid: &Laid<'_>) {
    let (area, time) = (laid.area, scene.time_scale(laid.area));
    let sums: Vec<Option<f64>> = laid.edges.iter().map(|edges| edges.as_ref()?.last().copied()).collect();
    let Some((at, value)) = peak(&sums).filter(|(_, value)| *value > 0.0) else { return };
    let text = scene.dated(at, value);
    let half = canvas.width(&text, size::NOTE, Weight::Regular) / 2.0;
    let x = time.x(middle(scene.data.buckets()[at])).clamp(area.left + half, (area.right - half).max(area.left + half));
    let y = laid.y(value) - 5.0;
    let text = Text::new((x, y), text, size::NOTE, scene.look.muted).anchored(Anchor::Middle);
    canvas.text(text.halo(scene.look.paper));
}

fn color(scene: &Scene<'_>, band: &Band) -> plotters::style::RGBColor {
    band.position.map_or(scene.look.axis, |position| scene.look.series(position))
}

/// The names at the bands' right ends, moved apart, with a hairline to the middle of the band.
fn name_bands(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, laid: &Laid<'_>) -> Result<()> {
    let Some(last) = laid.edges.iter().rposition(Option::is_some) else { return Ok(()) };
    let (area, bands) = (laid.area, laid.bands);
    let end = scene.time_scale(area).x(middle(scene.data.buckets()[last]));
    // Bands that end without any height are named in the order of the stack, too.
    let middle_of =
        |level: usize| laid.y((laid.edge(last, level) + laid.foot(last, level)) / 2.0) - level as f64 * 1e-6;
    let middles: Vec<f64> = (0..bands.len()).map(middle_of).collect();
    let Some(heights) = spread(&middles, NAME_HEIGHT, area.top + 4.0, area.bottom) else {
        return Err(super::refused("the names have no room", "ask for a higher picture with --size"));
    };
    let patches = (0..bands.len()).any(|level| laid.thick(last, level) < LED);
    for ((band, from), to) in bands.iter().zip(&middles).zip(heights) {
        let color = color(scene, band);
        let stroke = Stroke { color: faint(color, 0.8), width: 1.0, dash: &[] };
        let left = area.right + 22.0;
        if patches {
            canvas.fill(Area::new(left - 14.0, to - 5.0, left - 4.0, to + 5.0), faint(color, 0.85))?;
        } else {
            canvas.line(&[(end + 2.0, *from), (area.right + 4.0, *from), (area.right + 18.0, to)], &stroke)?;
        }
        let name = scene.fitted(&band.name, size::LABEL, Weight::Bold, body.right - left);
        canvas.text(Text::new((left, to + 4.5), name, size::LABEL, scene.look.for_text(color)).bold());
    }
    Ok(())
}
