//! The names of a map's places: beside their discs, or at the end of a line where there is no room.

use super::canvas::{Area, Canvas, Point, Stroke, Text};
use super::fonts::Weight;
use super::labels::{Placer, beside};
use super::map::{DiscSize, Place, View};
use super::page::Scene;
use crate::Result;

/// So many leading places are named by a line to their disc where there is no room beside it.
const LED: usize = 40;
/// By so many pixels a label may stand nearer to another disc.
const NEARER: f64 = 1.0;
/// How far from its disc such a name may stand, in pixels.
const LEASHES: [f64; 6] = [14.0, 30.0, 50.0, 75.0, 105.0, 140.0];

/// How the places of a map are named.
pub(super) struct Names {
    pub discs: DiscSize,
    /// The size of the type.
    pub size: f64,
    /// At most so many are named.
    pub count: usize,
}

/// Names the places of a map, the highest first, clear of the key of sizes, and gives what is taken of it then.
pub(super) fn named(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    view: &View,
    places: &[Place<'_>],
    (names, key): (&Names, Option<Area>),
) -> Result<Placer> {
    let mut placer = Placer::new(view.area.inset(3.0, 3.0, 3.0, 3.0));
    key.into_iter().for_each(|key| placer.block(key));
    let shown = || places.iter().filter(|place| place.value > 0.0);
    let discs: Vec<(Point, f64)> =
        shown().map(|place| (view.point(place.at), names.discs.radius(place.value))).collect();
    for &((x, y), radius) in &discs {
        let r = (radius * 0.75).max(4.0);
        placer.block(Area::new(x - r, y - r, x + r, y + r));
    }
    for (rank, place) in shown().enumerate().take(names.count) {
        let text = format!("{} {}", place.name, scene.options.language.value(place.value));
        let width = canvas.width(&text, names.size, Weight::Bold);
        let (middle, radius) = discs[rank];
        let own = |label: &Area| !seems_anothers(*label, &discs, rank);
        let beside = around(middle, width, radius + 3.0).into_iter().filter(own);
        let label = placer.take(beside).map(|label| (label, false));
        let led = || {
            (rank < LED).then(|| {
                let clear = |label: &Area| !runs_over(leash(middle, radius, *label), &discs, rank);
                placer.take(afar(middle, width, radius).into_iter().filter(clear)).map(|label| (label, true))
            })?
        };
        let Some((at, is_led)) = label.or_else(led) else { continue };
        if is_led {
            canvas.line(&leash(middle, radius, at), &Stroke::new(scene.look.ink, 0.75))?;
        }
        let text = Text::new((at.left, at.bottom - 3.5), text, names.size, scene.look.ink);
        canvas.text(text.bold().halo(scene.look.paper));
    }
    Ok(placer)
}

/// Places for a label around a disc: beside it first.
fn around(at: Point, width: f64, gap: f64) -> Vec<Area> {
    let height = 15.0;
    let side = |left: f64| Area::new(left, at.1 - height / 2.0, left + width, at.1 + height / 2.0);
    let mut places = vec![side(at.0 + gap), side(at.0 - gap - width)];
    // A label farther off would seem to be a neighbour's.
    places.extend(beside(at, width, height, gap).into_iter().take(6));
    places
}

/// Places for a label off a disc, the nearest first, all the way round.
fn afar(at: Point, width: f64, radius: f64) -> Vec<Area> {
    let height = 15.0;
    let mut places = Vec::new();
    for leash in LEASHES {
        for step in 0..16 {
            let (sine, cosine) = (f64::from(step) * std::f64::consts::TAU / 16.0).sin_cos();
            let (x, y) = (at.0 + cosine * (radius + leash), at.1 + sine * (radius + leash));
            // The label hangs on its near side, so that the line does not run under it.
            let left = x - width * (1.0 - cosine) / 2.0;
            let top = y - height * (1.0 - sine) / 2.0;
            places.push(Area::new(left, top, left + width, top + height));
        }
    }
    places
}

/// The line from a disc's edge to its label.
fn leash(at: Point, radius: f64, label: Area) -> [Point; 2] {
    let to = (at.0.clamp(label.left, label.right), at.1.clamp(label.top, label.bottom));
    let distance = (to.0 - at.0).hypot(to.1 - at.1).max(1e-9);
    let from = (at.0 + (to.0 - at.0) * radius / distance, at.1 + (to.1 - at.1) * radius / distance);
    [from, to]
}

/// Whether a label stands nearer to the edge of another disc than to that of its own.
fn seems_anothers(label: Area, discs: &[(Point, f64)], own: usize) -> bool {
    let distance = |&((x, y), radius): &(Point, f64)| {
        let (dx, dy) = (x - x.clamp(label.left, label.right), y - y.clamp(label.top, label.bottom));
        (dx.hypot(dy) - radius).abs()
    };
    let mine = distance(&discs[own]);
    discs.iter().enumerate().any(|(place, disc)| place != own && distance(disc) + NEARER < mine)
}

/// Whether a line runs over another disc than its own, so that it would seem to begin there. Discs of less than half its own
/// one's size are too small for that.
fn runs_over([from, to]: [Point; 2], discs: &[(Point, f64)], own: usize) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(1e-9);
    discs.iter().enumerate().any(|(place, &((x, y), radius))| {
        let share = (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0);
        let large = radius > discs[own].1 / 2.0;
        place != own && large && (from.0 + dx * share - x).hypot(from.1 + dy * share - y) < radius
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_stand_at_a_neighbours_disc() {
        let discs = [((100.0, 100.0), 26.0), ((63.0, 136.0), 9.0)];
        let below = Area::new(73.0, 129.0, 127.0, 144.0);
        assert!(seems_anothers(below, &discs, 0));
        assert!(!seems_anothers(Area::new(129.0, 92.0, 180.0, 107.0), &discs, 0));
        assert!(!seems_anothers(below, &discs, 1));
    }
}
