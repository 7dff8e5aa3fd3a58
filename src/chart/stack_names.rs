//! The names of the layers of a stack: each inside its layer where that is thick enough, and otherwise at the layer's
//! right end.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::data::runs;
use super::fonts::Weight;
use super::labels::spread;
use super::marks::Marks;
use super::page::Scene;
use super::partial;
use super::stack::{Band, Laid};
use super::theme::size;
use super::time_axis::middle;
use crate::Result;

/// Distance of two names at the bands' ends, in pixels.
const NAME_HEIGHT: f64 = 17.0;
/// The widest that the column of names becomes.
const NAME_ROOM: f64 = 190.0;
/// Spellings are whole phrases, and often begin alike: they have more room.
const SPELLING_ROOM: f64 = 290.0;
/// At the right of a plot without names beside it.
const NO_NAMES: f64 = 14.0;
/// Where a layer ends thinner than this, in pixels, a line to it would lead nowhere: all names have patches of their
/// colours.
const LED: f64 = 2.0;
/// How thick a layer is, in pixels, that a name stands in; and, before its place is known for good, so much more.
const THICK: f64 = 17.0;
const SPARE: f64 = 2.0;
/// At either side of a name in its layer.
const BESIDE: f64 = 6.0;
/// From one place that is tried to the next, in pixels.
const STEP: f64 = 6.0;

/// Which names stand at the ends of their layers, by level, and the room that they have there.
pub(super) struct Ends {
    levels: Vec<usize>,
    pub room: f64,
}

impl Ends {
    /// The names that have no room in their layers. How these lie depends on the room beside them, so that is repeated
    /// until no other name has to go there.
    pub fn of<'s>(scene: &Scene<'_>, lay: impl Fn(f64) -> Laid<'s>, marks: &Marks) -> Ends {
        let mut ends = Ends { levels: Vec::new(), room: NO_NAMES };
        loop {
            let laid = lay(ends.room);
            let homeless = |level: &usize| inside(scene, &laid, *level, (marks, THICK + SPARE)).is_none();
            let more: Vec<usize> =
                (0..laid.bands.len()).filter(|level| !ends.levels.contains(level)).filter(homeless).collect();
            if more.is_empty() {
                return ends;
            }
            ends.levels.extend(more);
            ends.room = Ends::room_of(scene, ends.levels.iter().map(|level| &laid.bands[*level]));
        }
    }

    /// The room for some names at the right.
    pub fn room_of<'b>(scene: &Scene<'_>, bands: impl IntoIterator<Item = &'b Band>) -> f64 {
        let names = bands.into_iter().map(|band| scene.fonts().width(&band.name, size::LABEL, Weight::Bold));
        let most = if scene.data.subject.is_none() { NAME_ROOM } else { SPELLING_ROOM };
        names.fold(0.0, f64::max).min(most).min(scene.body_width() * 0.33) + 30.0
    }

    /// Writes the names.
    pub fn name(
        &self,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        body: Area,
        laid: &Laid<'_>,
        marks: &Marks,
    ) -> Result<()> {
        let mut outside = Vec::new();
        for (level, band) in laid.bands.iter().enumerate() {
            let place = inside(scene, laid, level, (marks, THICK)).filter(|_| !self.levels.contains(&level));
            let Some(at) = place else {
                outside.push(level);
                continue;
            };
            let look = &scene.look;
            let ground = look.layer(band.position).ground;
            let color = ground.map_or(look.ink, |ground| look.on(ground));
            let text = Text::new(at, &*band.name, size::LABEL, color).bold().anchored(Anchor::Middle);
            canvas.text(if ground.is_none() { text.halo(look.paper) } else { text });
        }
        at_ends(scene, canvas, body, laid, &outside)
    }
}

/// Where a name stands in its layer: where that is thickest, clear of events and of what is hatched. None where it has
/// no room.
fn inside(scene: &Scene<'_>, laid: &Laid<'_>, level: usize, (marks, thick): (&Marks, f64)) -> Option<Point> {
    let time = scene.time_scale(laid.area);
    let buckets = scene.data.buckets();
    let at: Vec<f64> = buckets.iter().map(|bucket| time.x(middle(*bucket))).collect();
    let half = scene.fonts().width(&laid.bands[level].name, size::LABEL, Weight::Bold) / 2.0 + BESIDE;
    let events: Vec<f64> = marks.lines(laid.area).map(|line| line[0].0).collect();
    let partial = partial::positions(scene.data).into_iter().map(|bucket| time.span(buckets[bucket]));
    let doubtful: Vec<(f64, f64)> = partial.chain(laid.doubtful(scene)).collect();
    let clear = |x: f64| {
        !events.iter().any(|event| (event - x).abs() < half)
            && !doubtful.iter().any(|(left, right)| *left < x + half && x - half < *right)
    };
    let mut best: Option<(f64, Point)> = None;
    for run in runs(laid.edges.iter().map(Option::is_some)).into_iter().filter(|run| run.len() > 1) {
        let (first, last) = (at[run.start] + half, at[run.end - 1] - half);
        let places = (0..).map(|step| first + f64::from(step) * STEP).take_while(|x| *x <= last);
        for x in places.filter(|x| clear(*x)) {
            let (top, bottom) = free(laid, level, &at[run.clone()], (run.start, x - half, x + half));
            let room = bottom - top;
            if room >= thick && best.is_none_or(|(most, _)| room > most + 0.5) {
                best = Some((room, (x, (top + bottom) / 2.0 + 4.6)));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// From where to where, on the page, a layer goes on everything between two places of a run whose buckets stand at
/// `at`.
fn free(laid: &Laid<'_>, level: usize, at: &[f64], (start, left, right): (usize, f64, f64)) -> (f64, f64) {
    let edge = |bucket: usize| laid.y(laid.edge(start + bucket, level));
    let foot = |bucket: usize| laid.y(laid.foot(start + bucket, level));
    let between = |x: f64, y: &dyn Fn(usize) -> f64| {
        let next = at.partition_point(|one| *one <= x).clamp(1, at.len() - 1);
        let share = (x - at[next - 1]) / (at[next] - at[next - 1]);
        y(next - 1) + (y(next) - y(next - 1)) * share
    };
    let inner = (0..at.len()).filter(|bucket| left < at[*bucket] && at[*bucket] < right);
    let (mut top, mut bottom) = (f64::NEG_INFINITY, f64::INFINITY);
    for bucket in inner {
        (top, bottom) = (top.max(edge(bucket)), bottom.min(foot(bucket)));
    }
    for x in [left, right] {
        (top, bottom) = (top.max(between(x, &edge)), bottom.min(between(x, &foot)));
    }
    (top, bottom)
}

/// Names at the right ends of their layers, moved apart, with a hairline to the middle of the layer.
fn at_ends(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, laid: &Laid<'_>, levels: &[usize]) -> Result<()> {
    let Some(last) = laid.edges.iter().rposition(Option::is_some) else { return Ok(()) };
    let (area, bands) = (laid.area, laid.bands);
    let end = scene.time_scale(area).x(middle(scene.data.buckets()[last]));
    // Layers that end without any height are named in the order of the stack, too.
    let middle_of =
        |level: &usize| laid.y((laid.edge(last, *level) + laid.foot(last, *level)) / 2.0) - *level as f64 * 1e-6;
    let middles: Vec<f64> = levels.iter().map(middle_of).collect();
    let Some(heights) = spread(&middles, NAME_HEIGHT, area.top + 4.0, area.bottom) else {
        return Err(super::refused("the names have no room", "ask for a higher picture with --size"));
    };
    let patches = levels.iter().any(|level| laid.thick(last, *level) < LED);
    for ((level, from), to) in levels.iter().zip(&middles).zip(heights) {
        let filling = scene.look.layer(bands[*level].position);
        let color = filling.color;
        let stroke = Stroke { color: faint(color, 0.8), width: 1.0, dash: &[] };
        let left = area.right + 22.0;
        if patches {
            let patch = Area::new(left - 14.0, to - 5.0, left - 4.0, to + 5.0);
            if let Some(edge) = filling.edge {
                canvas.fill(patch.inset(-0.75, -0.75, -0.75, -0.75), edge)?;
            }
            canvas.fill(patch, filling.fill)?;
        } else {
            canvas.line(&[(end + 2.0, *from), (area.right + 4.0, *from), (area.right + 18.0, to)], &stroke)?;
        }
        let name = scene.fitted(&bands[*level].name, size::LABEL, Weight::Bold, body.right - left);
        canvas.text(Text::new((left, to + 4.5), name, size::LABEL, scene.look.for_text(color)).bold());
    }
    Ok(())
}
