//! The names of a map's places: beside their discs, or at the end of a line where there is no room.

use super::canvas::{Area, Canvas, Point, Stroke, Text, faint};
use super::fonts::Weight;
use super::labels::{Placer, beside, cross, inside};
use super::map::Place;
use super::map_discs::DiscSize;
use super::map_frame::View;
use super::page::Scene;
use crate::Result;

/// The part of a disc, from its middle, that no label covers: its rim may be touched.
const COVERED: f64 = 0.9;
/// By so many pixels a label may stand nearer to another disc.
const NEARER: f64 = 1.0;
/// How far from its disc a name at the end of a line may stand, in pixels: farther off it would seem to be of the place
/// there.
const LEASHES: [f64; 5] = [14.0, 30.0, 50.0, 75.0, 105.0];
/// So many directions are tried for a line.
const DIRECTIONS: u32 = 24;
/// Around a place that found no room for its name, in pixels, no lesser one is named.
const SILENCE: f64 = 90.0;
/// So many places have a name at the end of a line of any length over other discs; the others one of at most so many
/// pixels.
const LEADING: usize = 8;
const SHORT: f64 = 40.0;
/// The radius of the dot at the end of a line that runs over other discs, in pixels.
const DOT: f64 = 1.75;
/// The height of a name, in pixels.
const LABEL: f64 = 15.0;

/// How the places of a map are named.
pub(super) struct Names {
    pub discs: DiscSize,
    /// The size of the type.
    pub size: f64,
    /// At most so many are named.
    pub count: usize,
}

/// Names the places of a map, the highest first, and gives what is taken of it then. A place that finds no room
/// silences the lesser ones around it, whose names would seem to be those of the leading places.
pub(super) fn named(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    view: &View,
    places: &[Place<'_>],
    names: &Names,
) -> Result<Placer> {
    let shown: Vec<&Place<'_>> = places.iter().filter(|place| place.value > 0.0).collect();
    let discs: Vec<Disc> = shown.iter().map(|place| (view.point(place.at), names.discs.radius(place.value))).collect();
    let mut room = Room::new(view.area.inset(3.0, 3.0, 3.0, 3.0), &discs);
    let mut silent: Vec<Point> = Vec::new();
    for (rank, place) in shown.iter().enumerate().take(names.count) {
        let (middle, _) = discs[rank];
        if silent.iter().any(|at| (at.0 - middle.0).hypot(at.1 - middle.1) < SILENCE) {
            continue;
        }
        let text = format!("{} {}", place.name, scene.options.language.value(place.value));
        let width = canvas.width(&text, names.size, Weight::Bold);
        let Some(label) = room.beside(rank, width).or_else(|| room.led(rank, width)) else {
            silent.push(middle);
            continue;
        };
        if let Some(leash) = label.leash {
            canvas.line(&leash, &Stroke::new(scene.look.ink, 0.75))?;
            if leash[0] == middle {
                canvas.disc(middle, DOT, faint(scene.look.ink, 1.0))?;
            }
        }
        let text = Text::new((label.at.left, label.at.bottom - 3.5), text, names.size, scene.look.ink);
        canvas.text(text.bold().halo(scene.look.paper));
    }
    Ok(room.placer)
}

/// A disc's middle and radius.
type Disc = (Point, f64);

/// Where a name stands, and the line to its disc, from the disc on.
#[derive(Clone, Copy, Debug)]
struct Label {
    at: Area,
    leash: Option<[Point; 2]>,
}

/// A map while it is filled with names.
struct Room<'d> {
    placer: Placer,
    discs: &'d [Disc],
    labels: Vec<Label>,
}

impl Room<'_> {
    fn new(bounds: Area, discs: &[Disc]) -> Room<'_> {
        let mut placer = Placer::new(bounds);
        for &((x, y), radius) in discs {
            let r = (radius * COVERED).max(4.0);
            placer.block(Area::new(x - r, y - r, x + r, y + r));
        }
        Room { placer, discs, labels: Vec::new() }
    }

    /// Room for a name beside its disc.
    fn beside(&mut self, rank: usize, width: f64) -> Option<Label> {
        let (middle, radius) = self.discs[rank];
        let own = |label: &Area| !seems_anothers(*label, self.discs, rank);
        let at = self.placer.take(around(middle, width, radius + 3.0).into_iter().filter(own))?;
        Some(self.keep(Label { at, leash: None }))
    }

    /// Room for a name off its disc, at the end of a line that meets no other name and no other line: at best one from
    /// the disc's edge that runs over no other disc, else one from its middle, where a dot says whose it is.
    fn led(&mut self, rank: usize, width: f64) -> Option<Label> {
        let (middle, radius) = self.discs[rank];
        let from_edge = |label: &Area| Some(leash(middle, radius, *label));
        let from_middle = |label: &Area| Some(leash(middle, 0.0, *label));
        let places = afar(middle, width, radius);
        let labels = |leash: &dyn Fn(&Area) -> Option<[Point; 2]>| -> Vec<Label> {
            let label = |at: &Area| Label { at: *at, leash: leash(at) };
            places.iter().map(label).filter(|label| self.apart(label)).collect()
        };
        let over_none = |large: f64| {
            let clear = |label: &Label| label.leash.is_some_and(|leash| !runs_over(leash, self.discs, rank, large));
            labels(&from_edge).into_iter().filter(clear).collect::<Vec<Label>>()
        };
        let (empty, clear) = (over_none(0.0), over_none(0.5));
        // A long line over other discs is followed to the wrong one: the leading places alone have it.
        let short = |label: &Label| rank < LEADING || label.leash.is_some_and(|leash| length(leash) <= SHORT);
        let over: Vec<Label> = labels(&from_middle).into_iter().filter(short).collect();
        let at = |labels: &[Label]| labels.iter().map(|label| label.at).collect::<Vec<_>>();
        for labels in [empty, clear, over] {
            if let Some(at) = self.placer.take(at(&labels)) {
                let found = labels.into_iter().find(|label| label.at == at);
                return found.map(|label| self.keep(label));
            }
        }
        None
    }

    /// Whether the line of a name meets no other name and no other line.
    fn apart(&self, label: &Label) -> bool {
        label.leash.is_none_or(|leash| {
            let meets = |other: &Label| {
                let over = inside(leash, other.at.inset(-2.0, -1.0, -2.0, -1.0)).is_some();
                over || other.leash.is_some_and(|other| cross(leash, other))
            };
            !self.labels.iter().any(meets)
        })
    }

    fn keep(&mut self, label: Label) -> Label {
        label.leash.into_iter().for_each(|leash| self.placer.block_line(&leash));
        self.labels.push(label);
        label
    }
}

/// Places for a label around a disc: beside it first.
fn around(at: Point, width: f64, gap: f64) -> Vec<Area> {
    let height = LABEL;
    let side = |left: f64| Area::new(left, at.1 - height / 2.0, left + width, at.1 + height / 2.0);
    let mut places = vec![side(at.0 + gap), side(at.0 - gap - width)];
    // A label farther off would seem to be a neighbour's.
    places.extend(beside(at, width, height, gap).into_iter().take(6));
    places
}

/// Places for a label off a disc, the nearest first, all the way round.
fn afar(at: Point, width: f64, radius: f64) -> Vec<Area> {
    let height = LABEL;
    let mut places = Vec::new();
    for leash in LEASHES {
        for step in 0..DIRECTIONS {
            let (sine, cosine) = (f64::from(step) * std::f64::consts::TAU / f64::from(DIRECTIONS)).sin_cos();
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

fn length([from, to]: [Point; 2]) -> f64 {
    (to.0 - from.0).hypot(to.1 - from.1)
}

/// Whether a label stands nearer to the edge of another disc than to that of its own.
fn seems_anothers(label: Area, discs: &[Disc], own: usize) -> bool {
    let distance = |&((x, y), radius): &Disc| {
        let (dx, dy) = (x - x.clamp(label.left, label.right), y - y.clamp(label.top, label.bottom));
        (dx.hypot(dy) - radius).abs()
    };
    let mine = distance(&discs[own]);
    discs.iter().enumerate().any(|(place, disc)| place != own && distance(disc) + NEARER < mine)
}

/// Whether a line runs over another disc than its own, so that it would seem to begin there. Discs of less than a part
/// of its own one's size are left out of account.
fn runs_over([from, to]: [Point; 2], discs: &[Disc], own: usize, part: f64) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(1e-9);
    discs.iter().enumerate().any(|(place, &((x, y), radius))| {
        let share = (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0);
        let large = radius > discs[own].1 * part;
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

    /// Diyarbakır with 13 mentions once had a name, and Baghdad with 156, in the middle of Iraq's disc, none.
    #[test]
    fn a_leading_place_within_a_cluster_has_its_name_and_no_line_runs_through_another() {
        let cluster = [((300.0, 200.0), 26.0), ((320.0, 210.0), 20.0), ((318.0, 205.0), 12.0), ((296.0, 204.0), 11.0)];
        let ring = (0..24).map(|step| f64::from(step) * std::f64::consts::TAU / 24.0);
        let ring = ring.map(|turn| ((308.0 + 45.0 * turn.cos(), 204.0 + 40.0 * turn.sin()), 2.0));
        let discs: Vec<Disc> = cluster.into_iter().chain(ring).collect();
        let mut room = Room::new(Area::new(0.0, 0.0, 600.0, 400.0), &discs);
        for rank in 0..4 {
            assert!(room.beside(rank, 80.0).or_else(|| room.led(rank, 80.0)).is_some(), "{rank}");
        }
        for (at, label) in room.labels.iter().enumerate() {
            let others = room.labels.iter().enumerate().filter(|(other, _)| *other != at);
            for (_, other) in others {
                assert!(label.leash.is_none_or(|leash| inside(leash, other.at).is_none()), "{label:?} {other:?}");
                assert!(!label.at.meets(other.at), "{label:?} {other:?}");
            }
        }
    }
}
