//! The ground of a map: land, seas, borders and the countries' names.

use super::canvas::{Area, Canvas, Point, Stroke, Text};
use super::fonts::Weight;
use super::labels::{Placer, inside};
use super::map::Place;
use super::map_frame::View;
use super::outlines::{Degrees, world};
use super::page::Scene;
use super::theme::{mixed, size};
use super::words::Language;
use crate::Result;
use crate::gazetteer::countries::country_name;

/// How far from the middle of a country its name may stand, in sides of a square of its area.
const WITHIN: f64 = 0.45;

/// Land, seas and borders.
pub(super) fn ground(scene: &Scene<'_>, canvas: &Canvas<'_>, view: &View) -> Result<()> {
    let (world, look) = (world(), &scene.look);
    let sea = mixed(look.gap, look.accent, 0.12);
    canvas.fill(view.area, sea)?;
    for ring in &world.land {
        for turn in view.turns(ring) {
            let clipped = view.clipped(ring, turn);
            if clipped.len() > 2 {
                // A ring within a ring is a sea: the even-odd rule is not at hand, so seas are drawn over the land.
                canvas.polygon(&clipped, if clockwise(ring) { look.paper } else { sea })?;
            }
        }
    }
    let stroke = Stroke::new(look.axis, 0.75).dashed(&[3, 2]);
    for border in &world.borders {
        for piece in view.pieces(border) {
            canvas.line(&piece, &stroke)?;
        }
    }
    let corners = [
        (view.area.left, view.area.top),
        (view.area.right, view.area.top),
        (view.area.right, view.area.bottom),
        (view.area.left, view.area.bottom),
        (view.area.left, view.area.top),
    ];
    canvas.line(&corners, &Stroke::new(look.grid, 1.0))
}

/// Natural Earth's outer rings run clockwise, its inner ones the other way.
fn clockwise(ring: &[Degrees]) -> bool {
    let twice: f64 = ring.windows(2).map(|pair| (pair[1].0 - pair[0].0) * (pair[1].1 + pair[0].1)).sum();
    twice > 0.0
}

/// The countries' names, where nothing else stands: not of those that are places of the map, under the same name.
pub(super) fn countries(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    view: &View,
    placer: &mut Placer,
    places: &[Place<'_>],
) {
    let world = world();
    for piece in world.borders.iter().chain(&world.land).flat_map(|line| view.pieces(line)) {
        placer.block_line(&piece);
    }
    let language = scene.options.language;
    let own = |name: &str| places.iter().any(|place| place.value > 0.0 && place.name == name);
    for country in &world.countries {
        // A name of another language than all else would be taken for something else than a country's.
        let known = match language {
            Language::English => Some(country.name.as_str()),
            _ => country_name(&country.name, language.name()),
        };
        let Some(name) = known else { continue };
        let text: String = name.to_uppercase();
        let width = canvas.width(&text, size::NOTE, Weight::Regular);
        let (x, y) = view.point(country.at);
        if own(name) || own(&country.name) || country.area.sqrt() * view.scale.0 < width {
            continue;
        }
        // Where nothing of the country's borders lies between, it is still the same country.
        let far = country.area.sqrt() * view.scale.0 * WITHIN;
        let places = around((x, y), far).filter(|at| placer.crossed([(x, y), *at]) == 0);
        let places: Vec<Area> =
            places.map(|(x, y)| Area::new(x - width / 2.0, y - 7.0, x + width / 2.0, y + 7.0)).collect();
        if let Some(place) = placer.take(places) {
            canvas.text(Text::new(
                (place.left, place.bottom - 3.0),
                text,
                size::NOTE,
                scene.look.for_text(scene.look.axis),
            ));
        }
    }
}

/// Points around another, the nearest first, as far as a distance, in pixels.
fn around((x, y): Point, far: f64) -> impl Iterator<Item = Point> {
    let steps = |most: i32, step: f64| (-most..=most).map(move |at| f64::from(at) * step);
    let mut all: Vec<Point> = steps(4, 24.0).flat_map(|dx| steps(5, 12.0).map(move |dy| (dx, dy))).collect();
    all.retain(|(dx, dy)| dx.hypot(*dy) <= far);
    all.sort_by(|a, b| {
        a.0.hypot(a.1).total_cmp(&b.0.hypot(b.1)).then(b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal))
    });
    all.into_iter().map(move |(dx, dy)| (x + dx, y + dy))
}

impl View {
    /// A ring, cut off at the view's edges (Sutherland and Hodgman's).
    fn clipped(&self, ring: &[Degrees], turn: f64) -> Vec<Point> {
        let mut points: Vec<Point> = ring.iter().map(|&degrees| self.turned(degrees, turn)).collect();
        let edges: [(f64, bool, bool); 4] = [
            (self.area.left, true, true),
            (self.area.right, true, false),
            (self.area.top, false, true),
            (self.area.bottom, false, false),
        ];
        for (bound, along_x, from_below) in edges {
            points = cut(&points, bound, along_x, from_below);
        }
        thinned(points)
    }

    /// A line's pieces inside the view, cut at its edges.
    fn pieces(&self, line: &[Degrees]) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        for turn in self.turns(line) {
            let points: Vec<Point> = line.iter().map(|&degrees| self.turned(degrees, turn)).collect();
            for pair in points.windows(2) {
                let Some((from, to)) = inside([pair[0], pair[1]], self.area) else { continue };
                match pieces.last_mut() {
                    Some(piece) if piece.last() == Some(&from) => piece.push(to),
                    _ => pieces.push(vec![from, to]),
                }
            }
        }
        pieces.into_iter().map(thinned).collect()
    }
}

/// A line without the points that are too close to the one before to be seen.
fn thinned(points: Vec<Point>) -> Vec<Point> {
    let last = points.len().saturating_sub(1);
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for (position, point) in points.into_iter().enumerate() {
        let close = kept.last().is_some_and(|(x, y)| (point.0 - x).hypot(point.1 - y) < 1.5);
        if !close || position == last {
            kept.push(point);
        }
    }
    kept
}

/// The part of a ring on one side of a bound.
fn cut(ring: &[Point], bound: f64, along_x: bool, from_below: bool) -> Vec<Point> {
    let side = |point: Point| {
        let distance = if along_x { point.0 - bound } else { point.1 - bound };
        if from_below { distance } else { -distance }
    };
    let mut out = Vec::new();
    for (position, &to) in ring.iter().enumerate() {
        let from = ring[(position + ring.len() - 1) % ring.len()];
        let (before, after) = (side(from), side(to));
        if (before < 0.0) != (after < 0.0) {
            let share = before / (before - after);
            out.push((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share));
        }
        if after >= 0.0 {
            out.push(to);
        }
    }
    out
}
