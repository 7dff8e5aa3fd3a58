//! Map: places by how often they are mentioned in the period.

use super::canvas::{Anchor, Area, Canvas, Text};
use super::caption;
use super::drawing::Drawing;
use super::map_discs::{DiscSize, KeyShape, discs, key_height, size_key};
use super::map_frame::{Framed, View, framed};
use super::map_ground::{countries, ground};
use super::map_names::{Names, named};
use super::outlines::Degrees;
use super::page::{Height, Scene, Words};
use super::partial::{self, Mark};
use super::theme::size;
use crate::Result;
use crate::timeline::{Measure, Series};

/// The radius of the largest disc, in pixels, on a map of its own.
pub(super) const LARGEST: f64 = 26.0;
/// How much smaller the discs of frames are.
const IN_FRAME: f64 = 0.6;
/// The height of a map of its own, in pixels, where the page has room for it.
const HEIGHT: f64 = 560.0;
/// So many places outside of the map are named in the caption.
const NAMED_OUTSIDE: usize = 6;
/// More frames than this have no room on a page.
const MOST_FRAMES: usize = 24;
/// So many places of a map of its own are named: the name of a lesser one would stand where a greater has none.
const NAMED: usize = 40;
/// Up to so many places of a map of its own have room for all of their names.
const NAMED_ALL: usize = 8;
/// So many places of a frame are named, where there is room beside their discs.
const NAMED_IN_FRAME: usize = 3;
/// The height of a frame's heading, and the room at its right and below it, in pixels.
const HEADING: f64 = 20.0;
const BESIDE: (f64, f64) = (10.0, 6.0);

/// A place with its value.
pub(super) struct Place<'a> {
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    pub(super) at: Degrees,
    pub(super) value: f64,
    /// Whether it is a country, a region or a water, which stands at its middle.
    pub(super) area: bool,
}

/// What is drawn and said, for maps of a size.
struct Plan<'a> {
    framed: Framed<'a>,
    discs: DiscSize,
    /// The height of one map, in pixels.
    high: f64,
    words: Words,
    height: Height,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    if places(scene, None).is_empty() {
        return Err(super::refused(
            "none of the chosen is a place with coordinates",
            "draw `bars`, or give coordinates in the gazetteer",
        ));
    }
    let frames = frames(scene)?;
    some_place(scene)?;
    let grid = Grid::of(&frames, scene.body_width());
    let mut plan = plan(scene, &grid, &frames, grid.wanted());
    // What the map holds decides what the caption says, its lines how high the map is, and that what it holds.
    for _ in 0..3 {
        let body = scene.body(&plan.words, plan.height)?;
        let high = grid.high(body.height() - key_height(plan.discs));
        if (high - plan.high).abs() < 1.0 {
            break;
        }
        plan = self::plan(scene, &grid, &frames, high);
    }
    let Plan { framed, discs, words, height, .. } = plan;
    let mut drawing = scene.page(words, height, |canvas, body| {
        let body = body.inset(0.0, 0.0, 0.0, key_height(discs));
        let foot = match frames[..] {
            [] => single(scene, canvas, body, (&framed, discs))?,
            _ => several(scene, canvas, body, (&framed, discs), (&grid, &frames))?,
        };
        let key = Area::new(body.left, foot, body.right, foot + key_height(discs));
        let (areas, points): (Vec<&Place<'_>>, Vec<&Place<'_>>) = drawn(&framed.shown).partition(|place| place.area);
        let sum = |places: &[&Place<'_>]| places.iter().map(|place| place.value).sum::<f64>();
        let shape = if sum(&areas) > sum(&points) { KeyShape::Squares } else { KeyShape::Discs };
        size_key(scene, canvas, key, discs, (shape, !areas.is_empty()))
    })?;
    if frames.is_empty() {
        drawing.discs = in_order(&framed.shown).map(|place| place.entity.to_owned()).collect();
    }
    Ok(drawing)
}

/// Refuses a region that holds none of the places, as it would be an empty map.
fn some_place(scene: &Scene<'_>) -> Result<()> {
    let framed = framed(places(scene, None), (scene.body_width(), HEIGHT), scene.options.region);
    if drawn(&framed.shown).next().is_some() || scene.options.region.is_none() {
        return Ok(());
    }
    Err(super::nothing("none of the chosen places lies in the region", "leave out --region, or choose more with --top"))
}

/// Frames the places for maps of a height, and says what is on them.
fn plan<'a>(scene: &Scene<'a>, grid: &Grid, frames: &[usize], high: f64) -> Plan<'a> {
    let framed = framed(places(scene, None), (grid.wide, high), scene.options.region);
    let discs = disc_size(scene, &framed, frames);
    let language = scene.options.language;
    let mut notes = disc_notes(scene, &framed, frames, discs);
    notes.extend(account(scene, &framed.shown, &framed.outside));
    let named = if frames.is_empty() { NAMED_ALL } else { NAMED_IN_FRAME };
    let nameless = drawn(&framed.shown).count() > named;
    notes.extend(nameless.then(|| scene.say("note.named_on_map").to_string()));
    let areas = drawn(&framed.shown).any(|place| place.area);
    notes.extend(areas.then(|| scene.say("note.squares").to_string()));
    notes.push(scene.say("note.outlines").to_string());
    if !frames.is_empty() {
        notes.extend(partial::notes(scene, Mark::Named, false));
    }
    let shown = language.count("places", drawn(&framed.shown).count() as u64);
    let first = framed.shown.first().map_or("", |place| place.name);
    let words = Words {
        undated: frames.is_empty() && scene.data.timelines.counts_undated(),
        whole: frames.is_empty(),
        title: title(scene),
        unit: unit(scene, frames.len()),
        notes,
        summary: scene.fill("told.map", &[("places", &shown), ("first", first)]),
        ..Words::default()
    };
    let wanted = grid.height(grid.wide / framed.frame.aspect()) + key_height(discs);
    let least = if frames.is_empty() { 260.0 } else { grid.rows as f64 * 120.0 };
    Plan { framed, discs, high, words, height: Height { wanted: wanted.max(least), least } }
}

/// How the maps of a page stand: one alone, or frames in rows, each under its heading.
struct Grid {
    columns: usize,
    rows: usize,
    /// The width of one map, in pixels.
    wide: f64,
    heading: f64,
    beside: (f64, f64),
}

impl Grid {
    fn of(frames: &[usize], width: f64) -> Grid {
        let columns = columns(frames.len());
        let rows = frames.len().max(1).div_ceil(columns);
        let (heading, beside) = if frames.is_empty() { (0.0, (0.0, 0.0)) } else { (HEADING, BESIDE) };
        Grid { columns, rows, wide: width / columns as f64 - beside.0, heading, beside }
    }

    /// The height that one map would like.
    fn wanted(&self) -> f64 {
        if self.heading == 0.0 { HEIGHT } else { self.wide * 0.72 }
    }

    /// The height of one map where all have so much.
    fn high(&self, all: f64) -> f64 {
        (all / self.rows as f64 - self.heading - self.beside.1).max(1.0)
    }

    /// The height of all maps where one has so much.
    fn height(&self, one: f64) -> f64 {
        (one + self.heading + self.beside.1) * self.rows as f64
    }

    /// Where the map at a position stands, its heading above it.
    fn area(&self, position: usize, body: Area) -> Area {
        let (column, row) = ((position % self.columns) as f64, (position / self.columns) as f64);
        let (left, top) =
            (body.left + column * (self.wide + self.beside.0), body.top + row * body.height() / self.rows as f64);
        let (left, top, high) = (left.round(), (top + self.heading).round(), self.high(body.height()));
        Area::new(left, top, left + self.wide, top + high)
    }
}

/// The scale of the discs: the largest is that of the highest value that is drawn.
fn disc_size(scene: &Scene<'_>, framed: &Framed<'_>, frames: &[usize]) -> DiscSize {
    let most = values(scene, framed, frames).into_iter().fold(0.0, f64::max).max(1e-12);
    DiscSize { most, largest: if frames.is_empty() { LARGEST } else { LARGEST * IN_FRAME } }
}

/// All values that are drawn.
fn values(scene: &Scene<'_>, framed: &Framed<'_>, frames: &[usize]) -> Vec<f64> {
    match frames {
        [] => framed.shown.iter().map(|place| place.value).collect(),
        frames => frames.iter().flat_map(|&frame| on_map(scene, framed, frame)).map(|place| place.value).collect(),
    }
}

/// The places of one bucket that the map holds.
fn on_map<'a>(scene: &Scene<'a>, framed: &Framed<'_>, bucket: usize) -> Vec<Place<'a>> {
    places(scene, Some(bucket)).into_iter().filter(|place| framed.frame.holds(place.at)).collect()
}

/// What the size of a disc says, and below which value it says nothing.
fn disc_notes(scene: &Scene<'_>, framed: &Framed<'_>, frames: &[usize], discs: DiscSize) -> Vec<String> {
    let floor = discs.floor();
    let ringed = values(scene, framed, frames).into_iter().any(|value| value > 0.0 && value < floor);
    let ring = ringed.then(|| scene.fill("note.disc_floor", &[("n", &scene.options.language.value(floor))]));
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
        // Part of a country may be on a map that its middle is not on.
        let areas = outside.iter().any(|place| place.area);
        let key = if areas { "note.outside_of_map_centres" } else { "note.outside_of_map" };
        notes.push(scene.fill(key, &[("names", &language.listed(&named, NAMED_OUTSIDE))]));
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
            super::longer_or(scene.data.timelines.size, "take a shorter period"),
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
                area: scene.data.areas.binary_search(&series.entity).is_ok(),
            })
        })
        .collect();
    places.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(b.name)));
    places
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

/// Draws the one map, and gives where it ends.
fn single(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, (framed, scale): (&Framed<'_>, DiscSize)) -> Result<f64> {
    let view = View::new(framed.frame, body);
    ground(scene, canvas, &view)?;
    discs(scene, canvas, &view, &framed.shown, scale)?;
    let names = Names { discs: scale, size: size::TICK, count: NAMED };
    let mut placer = named(scene, canvas, &view, &framed.shown, &names)?;
    countries(scene, canvas, &view, &mut placer, &framed.shown);
    Ok(view.area.bottom)
}

/// Draws a map for each bucket, and gives where the last row ends.
fn several(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    body: Area,
    (framed, scale): (&Framed<'_>, DiscSize),
    (grid, frames): (&Grid, &[usize]),
) -> Result<f64> {
    let mut foot = body.top;
    for &frame in frames {
        let view = View::new(framed.frame, grid.area(frame, body));
        let area = view.area;
        foot = area.bottom;
        canvas.text(Text::new((area.left, area.top - 6.0), scene.bucket(frame), size::TICK, scene.look.ink).bold());
        ground(scene, canvas, &view)?;
        if scene.data.covered(frame) {
            let shown = on_map(scene, framed, frame);
            discs(scene, canvas, &view, &shown, scale)?;
            let names = Names { discs: scale, size: size::NOTE, count: NAMED_IN_FRAME };
            named(scene, canvas, &view, &shown, &names)?;
            if drawn(&shown).next().is_none() {
                empty(scene, canvas, area, scene.say("label.no_mention"));
            }
        } else {
            empty(scene, canvas, area, scene.no_coverage());
        }
    }
    Ok(foot)
}

/// Says in the middle of a frame why nothing is on it.
fn empty(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area, why: &str) {
    let at = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
    let text = Text::new(at, why, size::NOTE, scene.look.ink);
    canvas.text(text.anchored(Anchor::Middle).halo(scene.look.paper));
}

/// The places in the order in which they are drawn: areas lie under points.
pub(super) fn in_order<'p, 'a>(places: &'p [Place<'a>]) -> impl Iterator<Item = &'p Place<'a>> {
    drawn(places).filter(|place| place.area).chain(drawn(places).filter(|place| !place.area))
}

/// The places that have a disc.
pub(super) fn drawn<'p, 'a>(places: &'p [Place<'a>]) -> impl Iterator<Item = &'p Place<'a>> {
    places.iter().filter(|place| place.value > 0.0)
}
