//! Map: places by how often they are mentioned in the period.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::caption;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::labels::{Placer, inside};
use super::map_names::{Names, named};
use super::outlines::{Degrees, World, world};
use super::page::{Height, Scene, Words};
use super::partial::{self, Mark};
use super::theme::{mixed, size};
use crate::Result;
use crate::timeline::{Measure, Series};

/// The radius of the largest disc, in pixels, on a map of its own.
pub(super) const LARGEST: f64 = 26.0;
/// The radius of the least disc, in pixels: what would be smaller is a ring of this size.
const LEAST: f64 = 2.0;
/// How much smaller the discs of frames are.
const IN_FRAME: f64 = 0.6;
/// The height of a map of its own, in pixels, where the page has room for it.
const HEIGHT: f64 = 560.0;
/// The least part of the world that is shown, in degrees.
const LEAST_DEGREES: f64 = 9.0;
/// How much more than the places themselves is shown around them.
const AROUND: f64 = 1.5;
/// Where the places lie farther apart than this, in degrees, the map shows the region of most mentions alone.
const REGION: f64 = 70.0;
/// The share of all mentions that such a region holds.
const REGION_SHARE: f64 = 0.75;
/// The share of the mentions that the map's core holds, and how much narrower it must be for the rest to be left out.
const CORE_SHARE: f64 = 0.93;
const CORE_GAIN: f64 = 0.66;
/// So many places outside of the region are named in the caption.
const NAMED_OUTSIDE: usize = 6;
/// More frames than this have no room on a page.
const MOST_FRAMES: usize = 24;
/// So many places of a map of its own are named: the name of a lesser one would stand where a greater has none.
const NAMED: usize = 40;
/// So many places of a frame are named, where there is room beside their discs.
const NAMED_IN_FRAME: usize = 3;
/// The height of a frame's heading, in pixels.
const HEADING: f64 = 20.0;

/// A place with its value.
pub(super) struct Place<'a> {
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    pub(super) at: Degrees,
    pub(super) value: f64,
}

/// A part of the world on a part of the sheet: degrees are shortened from east to west as at its middle.
pub(super) struct View {
    pub(super) area: Area,
    west: f64,
    north: f64,
    /// Pixels for a degree to the east, and to the south.
    scale: (f64, f64),
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let places = places(scene, None);
    if places.is_empty() {
        return Err(super::refused(
            "none of the chosen is a place with coordinates",
            "draw `bars`, or give coordinates in the gazetteer",
        ));
    }
    let frames = frames(scene)?;
    let language = scene.options.language;
    let (places, outside) = region(places, scene.body_width());
    let mut notes = disc_notes(scene, &places, &frames);
    notes.extend(account(scene, &places, &outside));
    notes.push(scene.say("note.outlines").to_string());
    if !frames.is_empty() {
        notes.extend(partial::notes(scene, Mark::Named, false));
    }
    let words = Words {
        chosen: false,
        gaps: false,
        undated: frames.is_empty() && scene.data.timelines.counts_undated(),
        whole: frames.is_empty(),
        counted: None,
        title: title(scene),
        unit: unit(scene, frames.len()),
        notes,
        summary: scene.fill(
            "told.map",
            &[("places", &language.count("places", drawn(&places).count() as u64)), ("first", places[0].name)],
        ),
    };
    if frames.is_empty() {
        let height = Height { wanted: HEIGHT, least: 260.0 };
        let mut drawing = scene.page(words, height, |canvas, body| single(scene, canvas, body, &places))?;
        drawing.discs = drawn(&places).map(|place| place.entity.to_owned()).collect();
        return Ok(drawing);
    }
    let columns = columns(frames.len());
    let rows = frames.len().div_ceil(columns);
    let wide = scene.body_width() / columns as f64;
    let height = Height { wanted: rows as f64 * (wide * 0.72 + HEADING), least: rows as f64 * 120.0 };
    scene.page(words, height, |canvas, body| several(scene, canvas, body, &places, &frames))
}

/// What the size of a disc says, and below which value it says nothing.
fn disc_notes(scene: &Scene<'_>, places: &[Place<'_>], frames: &[usize]) -> Vec<String> {
    let values: Vec<f64> = match frames {
        [] => places.iter().map(|place| place.value).collect(),
        frames => frames.iter().flat_map(|&frame| self::places(scene, Some(frame))).map(|place| place.value).collect(),
    };
    let most = values.iter().copied().fold(0.0, f64::max).max(1e-12);
    let floor = DiscSize { most, largest: if frames.is_empty() { LARGEST } else { LARGEST * IN_FRAME } }.floor();
    let ringed = values.into_iter().any(|value| value > 0.0 && value < floor);
    let ring = ringed.then(|| scene.fill("note.disc_floor", &[("n", &scene.options.language.value(floor.ceil()))]));
    [scene.say("note.disc").to_string()].into_iter().chain(ring).collect()
}

/// Where every place and every count is: on the map, outside of it, without coordinates, not among those chosen.
fn account(scene: &Scene<'_>, places: &[Place<'_>], outside: &[Place<'_>]) -> Vec<String> {
    let language = scene.options.language;
    let counted = |value: f64| language.count(scene.subject(), value.round() as u64);
    let sum = |places: &[Place<'_>]| places.iter().map(|place| place.value).sum::<f64>();
    let shown = language.count("places", drawn(places).count() as u64);
    let mut notes = vec![scene.fill("note.on_map", &[("places", &shown), ("counted", &counted(sum(places)))])];
    if !outside.is_empty() {
        let named = outside.iter().map(|place| format!("{} ({})", place.name, language.value(place.value)));
        let few = if outside.len() > NAMED_OUTSIDE { NAMED_OUTSIDE - 1 } else { outside.len() };
        let mut named: Vec<String> = named.take(few).collect();
        if few < outside.len() {
            let others = language.count("others", (outside.len() - few) as u64);
            named.push(format!("{others} ({})", language.value(sum(&outside[few..]))));
        }
        notes.push(scene.fill("note.outside_of_map", &[("names", &language.listed(&named, NAMED_OUTSIDE))]));
    }
    let without: Vec<&Series> = scene.data.series().iter().filter(|series| series.location.is_none()).collect();
    if !without.is_empty() {
        let whole: f64 = without.iter().map(|series| value(scene, series, None)).sum();
        let names = format!("{} ({})", language.count("names", without.len() as u64), counted(whole));
        notes.push(scene.fill("note.without_coordinates", &[("names", &names)]));
    }
    notes.extend(not_chosen(scene));
    notes
}

/// The places that are not among those with most mentions.
fn not_chosen(scene: &Scene<'_>) -> Option<String> {
    let (totals, series, language) = (&scene.data.timelines.totals, scene.data.series(), scene.options.language);
    let rest = totals.entities.checked_sub(series.len() as u64).filter(|rest| *rest > 0 && !scene.data.chosen)?;
    let placed = scene.options.frames;
    let own = series.iter().map(|series| if placed { series.placed } else { scene.data.timelines.told(series) });
    let mentions = totals.entity_mentions.saturating_sub(own.map(|count| count.mentions).sum::<f64>() as u64);
    let counted = if caption::of_sources(scene.data) { "sources" } else { "mentions" };
    let mentions = language.count(counted, mentions);
    Some(scene.fill("note.not_drawn", &[("places", &language.count("places", rest)), ("counted", &mentions)]))
}

/// How many frames stand side by side: so many that the last row is as full as it can be.
fn columns(frames: usize) -> usize {
    match frames {
        0..=3 => frames.max(1),
        4 => 2,
        5 | 6 | 9 => 3,
        _ => 4,
    }
}

/// The frames: one a bucket, where that is asked for.
fn frames(scene: &Scene<'_>) -> Result<Vec<usize>> {
    if !scene.options.frames {
        return Ok(Vec::new());
    }
    let count = scene.data.buckets().len();
    if count > MOST_FRAMES {
        return Err(super::refused(
            format!("{count} frames have no room on a page"),
            "choose a longer bucket with --by, or a shorter period",
        ));
    }
    Ok((0..count).collect())
}

/// The places with coordinates and their values, over all buckets or in one, the highest first.
fn places<'a>(scene: &Scene<'a>, bucket: Option<usize>) -> Vec<Place<'a>> {
    let mut places: Vec<Place<'a>> = scene
        .data
        .series()
        .iter()
        .filter_map(|series| {
            let (north, east) = series.location?;
            Some(Place {
                entity: &series.entity,
                name: &series.name,
                at: (east, north),
                value: value(scene, series, bucket),
            })
        })
        .collect();
    places.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(b.name)));
    places
}

/// The places of the map, and those outside of it. Where the places are spread over the world, the map shows those
/// around their weighted median that together have most of the mentions; and of any map, a few far places with next to
/// no mentions do not shrink the rest.
///
/// `width` is the map's, in pixels: what its frame holds anyway is shown, however far it lies.
fn region(places: Vec<Place<'_>>, width: f64) -> (Vec<Place<'_>>, Vec<Place<'_>>) {
    let (mut shown, mut outside) = (places, Vec::new());
    if spread(&shown) > REGION {
        let (near, far) = nearest(shown, REGION_SHARE);
        (shown, outside) = (near, far);
    }
    let before = spread(&shown);
    let (near, far) = nearest(shown, CORE_SHARE);
    if spread(&near) < before * CORE_GAIN {
        (shown, outside) = (near, outside.into_iter().chain(far).collect());
    } else {
        shown = near.into_iter().chain(far).collect();
    }
    let view = View::of(&shown, Area::new(0.0, 0.0, width, HEIGHT));
    let framed = view.area.inset(LARGEST, LARGEST, LARGEST, LARGEST);
    let (again, outside): (Vec<_>, Vec<_>) =
        outside.into_iter().partition(|place| framed.contains(view.point(place.at)));
    shown.extend(again);
    let order = |a: &Place<'_>, b: &Place<'_>| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(b.name));
    let mut outside = outside;
    shown.sort_by(order);
    outside.sort_by(order);
    (shown, outside)
}

/// The degrees between the farthest places, along the side where these are more.
fn spread(places: &[Place<'_>]) -> f64 {
    let along = |pick: fn(&Place<'_>) -> f64| {
        let values = places.iter().map(pick);
        values.clone().fold(f64::NEG_INFINITY, f64::max) - values.fold(f64::INFINITY, f64::min)
    };
    if places.is_empty() { 0.0 } else { along(|place| place.at.0).max(along(|place| place.at.1)) }
}

/// The places around the weighted median that together have a share of the mentions, and the others.
fn nearest(places: Vec<Place<'_>>, share: f64) -> (Vec<Place<'_>>, Vec<Place<'_>>) {
    let total: f64 = places.iter().map(|place| place.value).sum();
    if total <= 0.0 {
        return (places, Vec::new());
    }
    let centre = (median(&places, |place| place.at.0), median(&places, |place| place.at.1));
    let distance = |place: &Place<'_>| (place.at.0 - centre.0).hypot(place.at.1 - centre.1);
    let mut nearest: Vec<(f64, f64)> = places.iter().map(|place| (distance(place), place.value)).collect();
    nearest.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut sum, mut reach) = (0.0, 0.0);
    for (distance, value) in nearest {
        if sum >= total * share {
            break;
        }
        (sum, reach) = (sum + value, distance);
    }
    places.into_iter().partition(|place| distance(place) <= reach)
}

/// The middle of the places along one side, each counted with its value.
fn median(places: &[Place<'_>], pick: fn(&Place<'_>) -> f64) -> f64 {
    let mut along: Vec<(f64, f64)> = places.iter().map(|place| (pick(place), place.value)).collect();
    along.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let half = along.iter().map(|(_, value)| value).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let middle = along.iter().find(|(_, value)| {
        sum += value;
        sum >= half
    });
    middle.map_or(0.0, |(at, _)| *at)
}

/// Mentions, or documents, of a series: in one bucket, or in all of the period.
fn value(scene: &Scene<'_>, series: &Series, bucket: Option<usize>) -> f64 {
    let count = |count: crate::timeline::Count| match scene.options.measure {
        Measure::Mentions | Measure::PerMillionWords => count.mentions,
        Measure::Documents | Measure::Per1000Documents => count.documents,
    };
    match bucket {
        Some(position) => count(series.at(position)),
        // Frames show what lies in a bucket, and nothing undated.
        None if scene.options.frames => count(series.placed),
        None => count(scene.data.timelines.told(series)),
    }
}

fn title(scene: &Scene<'_>) -> String {
    scene.say(&format!("title.map_{}", scene.subject())).to_string()
}

fn unit(scene: &Scene<'_>, frames: usize) -> String {
    let what = scene.subject();
    if frames > 0 {
        return caption::timed(scene.data, scene.options.language, &format!("unit.frames_{what}"));
    }
    scene.whole_unit(&format!("unit.map_{what}"), scene.data.timelines.counts_undated())
}

fn single(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, places: &[Place<'_>]) -> Result<()> {
    let view = View::of(places, body.inset(0.0, 0.0, 0.0, 4.0));
    ground(scene, canvas, &view)?;
    let full = DiscSize { most: places.first().map_or(1.0, |place| place.value).max(1e-12), largest: LARGEST };
    discs(scene, canvas, &view, places, full)?;
    let names = Names { discs: full, size: size::TICK, count: NAMED };
    let key = size_key(scene, canvas, &view, full)?;
    let mut placer = named(scene, canvas, &view, places, (&names, key))?;
    countries(scene, canvas, &view, &mut placer, world());
    Ok(())
}

fn several(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, all: &[Place<'_>], frames: &[usize]) -> Result<()> {
    let columns = columns(frames.len());
    let rows = frames.len().div_ceil(columns);
    let (wide, high) = (body.width() / columns as f64, body.height() / rows as f64);
    let most = frames
        .iter()
        .flat_map(|&frame| places(scene, Some(frame)).into_iter().map(|place| place.value))
        .fold(0.0, f64::max)
        .max(1e-12);
    let smaller = DiscSize { most, largest: LARGEST * IN_FRAME };
    for &frame in frames {
        let (column, row) = ((frame % columns) as f64, (frame / columns) as f64);
        let (left, top) = ((body.left + column * wide).round(), (body.top + row * high).round());
        let area = Area::new(left, top + HEADING, (left + wide - 10.0).round(), (top + high - 6.0).round());
        let view = View::of(all, area);
        let name = scene.bucket(frame);
        canvas.text(Text::new((left, top + 14.0), name, size::TICK, scene.look.ink).bold());
        ground(scene, canvas, &view)?;
        if scene.data.covered(frame) {
            let mut shown = places(scene, Some(frame));
            shown.retain(|place| all.iter().any(|one| one.at == place.at));
            discs(scene, canvas, &view, &shown, smaller)?;
            let names = Names { discs: smaller, size: size::NOTE, count: NAMED_IN_FRAME };
            named(scene, canvas, &view, &shown, (&names, None))?;
        } else {
            let at = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
            let text = Text::new(at, scene.no_coverage(), size::NOTE, scene.look.ink);
            canvas.text(text.anchored(Anchor::Middle).halo(scene.look.paper));
        }
    }
    Ok(())
}

/// How large the discs are: their areas are as their values.
#[derive(Clone, Copy)]
pub(super) struct DiscSize {
    /// The value of the largest disc, and its radius in pixels.
    most: f64,
    largest: f64,
}

impl DiscSize {
    /// The radius of the disc of a value that is not zero.
    pub(super) fn radius(self, value: f64) -> f64 {
        (self.largest * (value / self.most).max(0.0).sqrt()).max(LEAST)
    }

    /// The value whose disc is the least: smaller ones are rings that are all alike.
    fn floor(self) -> f64 {
        self.most * (LEAST / self.largest).powi(2)
    }
}

/// The places that have a disc.
fn drawn<'p, 'a>(places: &'p [Place<'a>]) -> impl Iterator<Item = &'p Place<'a>> {
    places.iter().filter(|place| place.value > 0.0)
}

fn discs(scene: &Scene<'_>, canvas: &Canvas<'_>, view: &View, places: &[Place<'_>], scale: DiscSize) -> Result<()> {
    let color = scene.look.disc();
    for place in drawn(places) {
        let (at, radius) = (view.point(place.at), scale.radius(place.value));
        let ringed = place.value < scale.floor();
        let fill = if ringed { faint(scene.look.paper, 1.0) } else { faint(color, 0.45) };
        canvas.disc(at, radius, fill)?;
        canvas.ring(at, radius, &Stroke::new(color, 1.0))?;
    }
    Ok(())
}

/// Draws two discs with round values in the map's lower left corner, and gives the room that they take; none where all
/// discs are of one size, or the map is too small.
fn size_key(scene: &Scene<'_>, canvas: &Canvas<'_>, view: &View, scale: DiscSize) -> Result<Option<Area>> {
    let (large, small) = (round(scale.most), round(scale.most / 12.0));
    if scale.most < 12.0 || view.area.width() < 560.0 {
        return Ok(None);
    }
    let (mut x, foot) = (view.area.left + 12.0, view.area.bottom - 12.0);
    let (left, color) = (x, scene.look.disc());
    for value in [large, small] {
        let radius = scale.radius(value);
        let (at, text) = ((x + radius, foot - radius), scene.options.language.value(value));
        canvas.disc(at, radius, faint(color, 0.45))?;
        canvas.ring(at, radius, &Stroke::new(color, 1.0))?;
        let label = Text::new((x + 2.0 * radius + 5.0, foot - radius + 4.0), text.clone(), size::NOTE, scene.look.ink);
        canvas.text(label.halo(scene.look.paper));
        x += 2.0 * radius + 5.0 + scene.width(&text, size::NOTE) + 14.0;
    }
    let high = 2.0 * scale.radius(large);
    Ok(Some(Area::new(left - 4.0, foot - high - 4.0, x - 8.0, foot + 4.0)))
}

/// The largest of 1, 2, 5, 10, 20 … that is no larger than a value.
fn round(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1.0).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|round| *round <= value).unwrap_or(power)
}

/// Land, seas and borders.
fn ground(scene: &Scene<'_>, canvas: &Canvas<'_>, view: &View) -> Result<()> {
    let (world, look) = (world(), &scene.look);
    let sea = mixed(look.gap, look.accent, 0.12);
    canvas.fill(view.area, sea)?;
    let mut land: Vec<Point> = Vec::new();
    for ring in &world.land {
        let clipped = view.clipped(ring);
        if clipped.len() > 2 {
            // A ring within a ring is a sea: the even-odd rule is not at hand, so seas are drawn over the land.
            land.clear();
            land.extend(clipped);
            canvas.polygon(&land, if clockwise(ring) { look.paper } else { sea })?;
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

/// The countries' names, where nothing else stands.
fn countries(scene: &Scene<'_>, canvas: &Canvas<'_>, view: &View, placer: &mut Placer, world: &World) {
    for piece in world.borders.iter().chain(&world.land).flat_map(|line| view.pieces(line)) {
        placer.block_line(&piece);
    }
    for country in &world.countries {
        let text: String = country.name.to_uppercase();
        let width = canvas.width(&text, size::NOTE, Weight::Regular);
        let (x, y) = view.point(country.at);
        if country.area.sqrt() * view.scale.0 < width {
            continue;
        }
        let place = Area::new(x - width / 2.0, y - 7.0, x + width / 2.0, y + 7.0);
        if let Some(place) = placer.take([place]) {
            canvas.text(Text::new(
                (place.left, place.bottom - 3.0),
                text,
                size::NOTE,
                scene.look.for_text(scene.look.axis),
            ));
        }
    }
}

impl View {
    /// The part of the world around all places, with a margin, that fills an area.
    fn of(places: &[Place<'_>], area: Area) -> View {
        let bound = |pick: fn(&Place<'_>) -> f64, from: f64, choose: fn(f64, f64) -> f64| {
            places.iter().map(pick).fold(from, choose)
        };
        let (west, east) = (bound(|p| p.at.0, 180.0, f64::min), bound(|p| p.at.0, -180.0, f64::max));
        let (south, north) = (bound(|p| p.at.1, 90.0, f64::min), bound(|p| p.at.1, -90.0, f64::max));
        let (x, y) = ((west + east) / 2.0, (south + north) / 2.0);
        let squeeze = y.to_radians().cos().max(0.2);
        let wide = ((east - west) * AROUND).max(LEAST_DEGREES) * squeeze;
        let high = ((north - south) * AROUND).max(LEAST_DEGREES);
        let per_degree = (area.width() / wide).min(area.height() / high);
        let scale = (per_degree * squeeze, per_degree);
        let (west, north) = (x - area.width() / 2.0 / scale.0, y + area.height() / 2.0 / scale.1);
        View { area, west, north, scale }
    }

    pub(super) fn point(&self, (east, north): Degrees) -> Point {
        (self.area.left + (east - self.west) * self.scale.0, self.area.top + (self.north - north) * self.scale.1)
    }

    /// A ring, cut off at the view's edges (Sutherland and Hodgman's).
    fn clipped(&self, ring: &[Degrees]) -> Vec<Point> {
        let mut points: Vec<Point> = ring.iter().map(|&degrees| self.point(degrees)).collect();
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
        let points: Vec<Point> = line.iter().map(|&degrees| self.point(degrees)).collect();
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        for pair in points.windows(2) {
            let Some((from, to)) = inside([pair[0], pair[1]], self.area) else { continue };
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&from) => piece.push(to),
                _ => pieces.push(vec![from, to]),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, east: f64, value: f64) -> Place<'_> {
        Place { entity: name, name, at: (east, 35.0), value }
    }

    #[test]
    fn a_far_place_is_named_in_the_caption_and_does_not_shrink_the_map() {
        let near = || vec![place("a", 43.0, 50.0), place("b", 39.0, 40.0)];
        assert_eq!(region(near(), 900.0).1.len(), 0);
        let (shown, outside) = region(near().into_iter().chain([place("far", -100.0, 20.0)]).collect(), 900.0);
        assert_eq!((shown.len(), outside.len(), outside[0].name), (2, 1, "far"));
    }

    #[test]
    fn a_place_that_the_frame_holds_anyway_is_shown() {
        let (mut places, many) = (Vec::new(), [("a", 43.0, 90.0), ("b", 39.0, 40.0), ("c", 41.0, 40.0)]);
        places.extend(many.map(|(name, east, value)| place(name, east, value)));
        places.push(place("beside", 45.5, 3.0));
        let (shown, outside) = region(places, 900.0);
        assert_eq!((shown.len(), outside.len()), (4, 0));
    }
}
