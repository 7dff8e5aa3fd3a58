//! Stacked areas: the shares of entities in all their mentions together, or the spellings of one entity over time.

use super::canvas::{Anchor, Area, Canvas, Plot, Point, Stroke, Text, faint};
use super::caption;
use super::data::{Peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::stack_names::Ends;
use super::theme::size;
use super::time_axis::middle;
use super::value_axis::ValueScale;
use crate::Result;
use crate::calendar::Bucket;

/// More bands than this cannot be told apart: the rest is one band of its own.
const MOST_BANDS: usize = 6;
/// The part of an area that the band of the others may be.
const OTHERS: f64 = 0.5;
/// The least room that a bucket needs, in pixels.
const NARROWEST: f64 = 2.0;
/// Layers as thick as this, in pixels, are parted by a line; of thinner ones it would leave nothing.
const PARTED: f64 = 3.0;
/// A share of fewer mentions than this says little.
const FEW: f64 = 10.0;

/// Whether bands are shares of each bucket's sum, or add up to it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stacked {
    Shares,
    Counts,
}

/// One band: its name and its values.
pub(super) struct Band {
    pub(super) name: String,
    values: Vec<f64>,
    /// None for the band of all others.
    pub(super) position: Option<usize>,
}

/// The bands, the largest first, and how they are stacked.
struct Stack {
    stacked: Stacked,
    bands: Vec<Band>,
}

/// A stack as it lies on the page.
pub(super) struct Laid<'s> {
    pub(super) bands: &'s [Band],
    /// The upper edge of every band in every bucket; none where there is nothing to share.
    pub(super) edges: Vec<Option<Vec<f64>>>,
    values: ValueScale,
    /// The runs of buckets whose shares say little.
    thin: Vec<std::ops::Range<usize>>,
    pub(super) area: Area,
}

impl Laid<'_> {
    /// The value at which a band ends in a bucket.
    pub(super) fn edge(&self, at: usize, level: usize) -> f64 {
        self.edges[at].as_ref().map_or(0.0, |edges| edges[level])
    }

    /// The value at which it begins: where the one below ends.
    pub(super) fn foot(&self, at: usize, level: usize) -> f64 {
        level.checked_sub(1).map_or(0.0, |below| self.edge(at, below))
    }

    /// How thick a band is on the page, in pixels.
    pub(super) fn thick(&self, at: usize, level: usize) -> f64 {
        self.y(self.foot(at, level)) - self.y(self.edge(at, level))
    }

    /// From where to where, on the page, its shares are of too few to say much.
    pub(super) fn doubtful<'l>(&'l self, scene: &'l Scene<'_>) -> impl Iterator<Item = (f64, f64)> + 'l {
        let (time, buckets) = (scene.time_scale(self.area), scene.data.buckets());
        self.thin.iter().map(move |run| (time.span(buckets[run.start]).0, time.span(buckets[run.end - 1]).1))
    }

    /// How high on the page a value stands.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.area.bottom - value / self.values.top * self.area.height()
    }
}

/// The shares of entities.
pub(super) fn area(scene: &Scene<'_>) -> Result<Drawing> {
    if scene.data.buckets().len() < 2 {
        return Err(super::single_bucket(scene.data, "an area needs", "draw `bars`"));
    }
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
    if scene.data.buckets().len() < 2 {
        return Err(super::single_bucket(scene.data, "an area needs", "see `show`, which lists the spellings"));
    }
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
    let stack = Stack { stacked, bands: bands(scene) };
    check_density(scene, &stack)?;
    let mut words = words;
    if !thin(scene, &stack).is_empty() {
        let (few, size) = (scene.options.language.value(FEW), scene.data.timelines.size);
        let key = match scene.subject() {
            "mentions" => "note.thin_shares",
            "sources" => "note.thin_sources",
            _ => "note.thin",
        };
        words.notes.push(scene.options.language.by_size(key, size, &[("few", &few)]));
    }
    words.notes.extend(partial::notes(scene, Mark::Hatched, false));
    let left = scene.value_room(&scale(scene, &stack)) + 14.0;
    let (marks, marked) = scene.marks(left, name_room(scene, &stack));
    let tried = Words { notes: words.notes.iter().cloned().chain(marked).collect(), ..words.clone() };
    let body = scene.body(&tried, high(&marks))?;
    let ends = Ends::of(scene, |room| lay(scene, &stack, body, (marks.height(), room)), &marks);
    let (marks, marked) = scene.marks(left, ends.room);
    words.notes.extend(marked);
    scene.page(words, high(&marks), |canvas, body| paint(scene, canvas, body, &stack, (&marks, &ends)))
}

fn high(marks: &Marks) -> Height {
    Height { wanted: 400.0 + marks.height(), least: 200.0 + marks.height() }
}

/// Lays the bands on the page, under marks of a height and beside names that need some room.
fn lay<'s>(scene: &Scene<'_>, stack: &'s Stack, body: Area, (above, right): (f64, f64)) -> Laid<'s> {
    let values = scale(scene, stack);
    let left = scene.value_room(&values) + 14.0;
    let area = body.inset(left, 18.0 + above, right, TIME_AXIS + 2.0);
    Laid { bands: &stack.bands, edges: edges(scene, stack), values, thin: thin(scene, stack), area }
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
    if stack.stacked == Stacked::Shares {
        mostly_named(stack)?;
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

/// Refuses a picture that would be of the others mostly, whom it does not tell apart.
fn mostly_named(stack: &Stack) -> Result<()> {
    let sum = |band: &Band| band.values.iter().sum::<f64>();
    let all: f64 = stack.bands.iter().map(sum).sum();
    let Some(others) = stack.bands.iter().find(|band| band.position.is_none()).filter(|band| sum(band) > all * OTHERS)
    else {
        return Ok(());
    };
    Err(super::refused(
        format!("{:.0} % of the area would be one band, \"{}\"", sum(others) / all * 100.0, others.name),
        format!("choose at most {MOST_BANDS} names with --top, or draw `heatmap` or `bars`"),
    ))
}

fn scale(scene: &Scene<'_>, stack: &Stack) -> ValueScale {
    let edges = edges(scene, stack);
    let highest = edges.iter().flatten().filter_map(|edges| edges.last().copied()).fold(0.0, f64::max);
    ValueScale::new(if stack.stacked == Stacked::Shares { 100.0 } else { highest }, 5, true)
}

/// The room for the bands' names at the right, if all stand there.
fn name_room(scene: &Scene<'_>, stack: &Stack) -> f64 {
    Ends::room_of(scene, &stack.bands)
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

fn paint(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    body: Area,
    stack: &Stack,
    (marks, ends): (&Marks, &Ends),
) -> Result<()> {
    let laid = lay(scene, stack, body, (marks.height(), ends.room));
    let area = laid.area;
    scene.shade_gaps(canvas, area)?;
    scene.value_axis(canvas, &laid.values, area)?;
    let mut plot = canvas.plot(area, scene.time_scale(area).range(), 0.0..laid.values.top)?;
    for level in 0..laid.bands.len() {
        draw_band(scene, &mut plot, &laid, level)?;
    }
    if stack.stacked == Stacked::Shares {
        guides(scene, canvas, &laid)?;
        doubt::hatch_runs(scene, canvas, area, &laid.thin, faint(scene.look.paper, 0.75))?;
    } else {
        name_highest(scene, canvas, &laid);
    }
    partial::hatch(scene, canvas, area, faint(scene.look.paper, 0.75))?;
    marks.draw(canvas, &scene.look, area)?;
    scene.time_axis(canvas, area, Some(scene.axis_name()))?;
    ends.name(scene, canvas, body, &laid, marks)
}

fn draw_band(scene: &Scene<'_>, plot: &mut Plot<'_>, laid: &Laid<'_>, level: usize) -> Result<()> {
    let (buckets, filling) = (scene.data.buckets(), scene.look.layer(laid.bands[level].position));
    for run in runs(laid.edges.iter().map(Option::is_some)) {
        if run.len() == 1 {
            let (foot, edge) = (laid.foot(run.start, level), laid.edge(run.start, level));
            plot.bars([column(buckets[run.start], foot, edge)], filling.fill)?;
            continue;
        }
        let first = run.start;
        let upper: Vec<Point> = run.clone().map(|at| (middle(buckets[at]), laid.edge(at, level))).collect();
        let lower = run.rev().map(|at| (middle(buckets[at]), laid.foot(at, level)));
        let outline: Vec<Point> = upper.iter().copied().chain(lower).collect();
        plot.polygon(outline, filling.fill)?;
        if let Some(edge) = filling.edge {
            plot.line(&upper, &Stroke::new(edge, 0.75))?;
        }
        part(scene, plot, laid, level, upper, first)?;
    }
    Ok(())
}

/// Parts a band from the one above by a line, where both are thick enough for one. `edge` is its upper edge, from the
/// bucket at `first` on.
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
    if stack.stacked == Stacked::Counts {
        return Vec::new();
    }
    let sum = |at: usize| stack.bands.iter().map(|band| band.values[at]).sum::<f64>();
    runs((0..scene.data.buckets().len()).map(|at| sum(at) > 0.0 && sum(at) < FEW))
}

/// Names the bucket in which all bands together are highest.
fn name_highest(scene: &Scene<'_>, canvas: &Canvas<'_>, laid: &Laid<'_>) {
    let (area, time) = (laid.area, scene.time_scale(laid.area));
    let sums: Vec<Option<f64>> = laid.edges.iter().map(|edges| edges.as_ref()?.last().copied()).collect();
    let Some(peak) = Peak::of(&sums) else { return };
    let Some(text) = scene.dated(&peak) else { return };
    let half = canvas.width(&text, size::NOTE, Weight::Regular) / 2.0;
    let x = time
        .x(middle(scene.data.buckets()[peak.at[0]]))
        .clamp(area.left + half, (area.right - half).max(area.left + half));
    let y = laid.y(peak.value) - 5.0;
    let text = Text::new((x, y), text, size::NOTE, scene.look.muted).anchored(Anchor::Middle);
    canvas.text(text.halo(scene.look.paper));
}
