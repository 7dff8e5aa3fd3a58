//! Which part of the world a map shows: the one place that decides what is on the map, what is outside of it, and what
//! its caption says of both.

use super::canvas::{Area, Point};
use super::map::{LARGEST, Place};
use super::map_discs::DiscSize;
use super::options::Region;
use super::outlines::Degrees;

/// The least part of the world that is shown, in degrees.
const LEAST_DEGREES: f64 = 9.0;
/// How much more than the places themselves is shown around them.
const AROUND: f64 = 1.5;
/// The least share of all mentions that the places have around which the frame is drawn.
const CORE_SHARE: f64 = 0.6;
/// What a wider frame must gain: the core is where the share of the mentions, by the radius to this power, is highest.
const CORE_POWER: f64 = 0.3;
/// Radii below this, in degrees, are all alike: the frame is no narrower.
const CORE_LEAST: f64 = 4.0;
/// The world as far as people live, in degrees north, which a frame goes beyond only for a place.
const WORLD: (f64, f64) = (-58.0, 84.0);
/// A frame wider than this, in degrees, shows the whole world.
const WHOLE: f64 = 270.0;
/// Room beyond a place near an edge of the world, in degrees.
const BEYOND: f64 = 4.0;
/// Discs of up to this radius, in pixels, may reach over the edge of the map.
const SMALL: f64 = 5.0;

/// A part of the world, from edge to edge in degrees. The west edge is less than the east one; a frame that holds the
/// middle of the Pacific reaches below -180 or above 180.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Frame {
    /// A frame around places, for a map of so many pixels to the east for one to the south. It may be of another shape
    /// where the world ends.
    fn around(places: &[&Place<'_>], aspect: f64) -> Frame {
        let middle = median(places, |place| place.at.0);
        let bound = |pick: &dyn Fn(&Place<'_>) -> f64, from: f64, choose: fn(f64, f64) -> f64| {
            places.iter().map(|place| pick(place)).fold(from, choose)
        };
        let along = |place: &Place<'_>| turned(place.at.0, middle);
        let up = |place: &Place<'_>| place.at.1;
        let (west, east) = (bound(&along, f64::INFINITY, f64::min), bound(&along, f64::NEG_INFINITY, f64::max));
        let (south, north) = (bound(&up, f64::INFINITY, f64::min), bound(&up, f64::NEG_INFINITY, f64::max));
        let bounds = Frame { west, east, south, north };
        bounds.scaled(AROUND, LEAST_DEGREES).shaped(aspect)
    }

    fn of(region: Region) -> Frame {
        let Region { south, west, north, east } = region;
        Frame { west, east: if east < west { east + 360.0 } else { east }, south, north }
    }

    /// The frame with more around its middle, and no less than so many degrees.
    fn scaled(self, factor: f64, least: f64) -> Frame {
        let (x, y) = ((self.west + self.east) / 2.0, (self.south + self.north) / 2.0);
        let wide = ((self.east - self.west) * factor).max(least) / 2.0;
        let high = ((self.north - self.south) * factor).max(least) / 2.0;
        let south = (y - high).max(WORLD.0.min(self.south - BEYOND)).max(-90.0);
        let north = (y + high).min(WORLD.1.max(self.north + BEYOND)).min(90.0);
        Frame { west: x - wide, east: x + wide, south, north }
    }

    /// The frame with as much more at two sides as makes it of a shape, if the world reaches so far.
    fn shaped(self, aspect: f64) -> Frame {
        let (x, y) = ((self.west + self.east) / 2.0, (self.south + self.north) / 2.0);
        let (wide, high, squeeze) = (self.east - self.west, self.north - self.south, squeeze(y));
        let wide = wide.max(high * aspect / squeeze);
        let (wide, high) = (if wide > WHOLE { 360.0 } else { wide }, high.max(wide * squeeze / aspect));
        let (low, top) = (self.south.min(WORLD.0).max(-90.0), self.north.max(WORLD.1).min(90.0));
        let high = high.min(top - low);
        let y = y.max(low + high / 2.0).min(top - high / 2.0);
        Frame { west: x - wide / 2.0, east: x + wide / 2.0, south: y - high / 2.0, north: y + high / 2.0 }
    }

    /// The frame with room for the discs that would reach over its edges on a map of so many pixels.
    fn with_room(self, places: &[Place<'_>], (wide, high): (f64, f64)) -> Frame {
        let view = View::new(self, Area::new(0.0, 0.0, wide, high));
        let most = places.iter().map(|place| place.value).fold(1e-12, f64::max);
        let discs = DiscSize { most, largest: LARGEST };
        let mut room = self;
        for place in places.iter().filter(|place| self.holds(place.at)) {
            let radius = discs.radius(place.value) + 1.0;
            let (x, y) = view.point(place.at);
            if radius > SMALL {
                let (across, up) = (1.0 / view.scale.0, 1.0 / view.scale.1);
                room.west = room.west.min(self.west + (x - view.area.left - radius) * across);
                room.east = room.east.max(self.east + (x + radius - view.area.right) * across);
                room.north = room.north.max(self.north - (y - view.area.top - radius) * up);
                room.south = room.south.min(self.south - (y + radius - view.area.bottom) * up);
            }
        }
        if room == self { self } else { room.shaped(wide / high) }
    }

    /// How many pixels it has to the east for one to the south.
    pub fn aspect(&self) -> f64 {
        (self.east - self.west) * squeeze((self.south + self.north) / 2.0) / (self.north - self.south)
    }

    /// Whether a place lies in it.
    pub fn holds(&self, at: Degrees) -> bool {
        let east = turned(at.0, (self.west + self.east) / 2.0);
        self.west <= east && east <= self.east && self.south <= at.1 && at.1 <= self.north
    }
}

/// The frame of a map, the places on it, and those outside, each the highest first.
pub(super) struct Framed<'a> {
    pub frame: Frame,
    pub shown: Vec<Place<'a>>,
    pub outside: Vec<Place<'a>>,
}

/// Frames the places where most of the mentions are; what lies in that frame besides is shown too, and nothing else.
///
/// `size` is that of the map, in pixels. A region that is asked for is shown instead, with so much around it as fills
/// the map.
pub(super) fn framed(places: Vec<Place<'_>>, size: (f64, f64), region: Option<Region>) -> Framed<'_> {
    let around = || {
        let core = Frame::around(&core(&places), size.0 / size.1);
        // More room may take in more places near its edges; what is left after some steps are small parts of discs.
        (0..4).fold(core, |frame, _| frame.with_room(&places, size))
    };
    let frame = region.map_or_else(around, |region| Frame::of(region).shaped(size.0 / size.1));
    let (mut shown, mut outside): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| frame.holds(place.at));
    let order = |a: &Place<'_>, b: &Place<'_>| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(b.name));
    shown.sort_by(order);
    outside.sort_by(order);
    Framed { frame, shown, outside }
}

/// The places around the weighted median that together have most of the mentions, in the least of the world: taking in
/// what is farther must be worth the smaller scale.
fn core<'p, 'a>(places: &'p [Place<'a>]) -> Vec<&'p Place<'a>> {
    let all: Vec<&Place<'_>> = places.iter().collect();
    let total: f64 = places.iter().map(|place| place.value).sum();
    if total <= 0.0 {
        return all;
    }
    let centre = (median(&all, |place| place.at.0), median(&all, |place| place.at.1));
    let distance = |place: &Place<'_>| {
        let east = (turned(place.at.0, centre.0) - centre.0) * squeeze(centre.1);
        east.hypot(place.at.1 - centre.1)
    };
    let mut by_distance: Vec<(f64, f64)> = places.iter().map(|place| (distance(place), place.value)).collect();
    by_distance.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut sum, mut best, mut reach) = (0.0, 0.0, f64::INFINITY);
    for (distance, value) in by_distance {
        sum += value;
        let worth = sum / distance.max(CORE_LEAST).powf(CORE_POWER);
        if sum >= total * CORE_SHARE && worth > best {
            (best, reach) = (worth, distance);
        }
    }
    all.into_iter().filter(|place| distance(place) <= reach).collect()
}

/// The middle of the places along one side, each counted with its value.
fn median(places: &[&Place<'_>], pick: fn(&Place<'_>) -> f64) -> f64 {
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

/// A longitude, by whole turns nearest to another.
fn turned(east: f64, middle: f64) -> f64 {
    east - ((east - middle) / 360.0).round() * 360.0
}

/// How much shorter a degree to the east is than one to the north.
fn squeeze(north: f64) -> f64 {
    north.to_radians().cos().max(0.2)
}

/// A frame on a part of the sheet: degrees are shortened from east to west as at its middle.
pub(super) struct View {
    /// The part of the sheet that it fills, from edge to edge.
    pub area: Area,
    /// What it shows.
    frame: Frame,
    /// Pixels for a degree to the east, and to the south.
    pub scale: (f64, f64),
}

impl View {
    /// A frame as large as it fits an area, at its top and in the middle of its width.
    pub fn new(frame: Frame, within: Area) -> View {
        let squeeze = squeeze((frame.south + frame.north) / 2.0);
        let (wide, high) = ((frame.east - frame.west) * squeeze, frame.north - frame.south);
        let per_degree = (within.width() / wide).min(within.height() / high);
        let (left, top) = ((within.width() - wide * per_degree) / 2.0, (within.height() - high * per_degree) / 2.0);
        View { area: within.inset(left, 0.0, left, 2.0 * top), frame, scale: (per_degree * squeeze, per_degree) }
    }

    /// Where a place stands: by whole turns around the world as near to the middle as it comes.
    pub fn point(&self, (east, north): Degrees) -> Point {
        self.turned((turned(east, (self.frame.west + self.frame.east) / 2.0), north), 0.0)
    }

    /// Where degrees stand after a turn of so many degrees to the east.
    pub fn turned(&self, (east, north): Degrees, turn: f64) -> Point {
        let (x, y) = ((east + turn - self.frame.west) * self.scale.0, (self.frame.north - north) * self.scale.1);
        (self.area.left + x, self.area.top + y)
    }

    /// The turns, in degrees, after which a line lies in the view or crosses it.
    pub fn turns(&self, line: &[Degrees]) -> impl Iterator<Item = f64> + use<> {
        let west = line.iter().map(|point| point.0).fold(f64::INFINITY, f64::min);
        let east = line.iter().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max);
        let frame = self.frame;
        [-360.0, 0.0, 360.0].into_iter().filter(move |turn| west + turn < frame.east && east + turn > frame.west)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: (f64, f64) = (912.0, 560.0);

    fn place(name: &str, at: Degrees, value: f64) -> Place<'_> {
        Place { entity: name, name, at, value, area: false }
    }

    fn named<'a>(places: &[Place<'a>]) -> Vec<&'a str> {
        places.iter().map(|place| place.name).collect()
    }

    #[test]
    fn a_far_place_is_outside_and_does_not_shrink_the_map() {
        let near = || vec![place("a", (43.0, 35.0), 50.0), place("b", (39.0, 35.0), 40.0)];
        assert_eq!(framed(near(), PAGE, None).outside.len(), 0);
        let far = framed(near().into_iter().chain([place("far", (-100.0, 35.0), 20.0)]).collect(), PAGE, None);
        assert_eq!((named(&far.shown), named(&far.outside)), (vec!["a", "b"], vec!["far"]));
    }

    #[test]
    fn the_frame_lies_where_most_mentions_are_and_shows_what_else_it_holds() {
        let dense = [("syria", (38.0, 35.0), 600.0), ("iraq", (44.0, 33.0), 380.0), ("aleppo", (37.2, 36.2), 120.0)];
        let rest = [("usa", (-97.0, 38.0), 410.0), ("russia", (98.0, 60.0), 130.0), ("amman", (35.9, 31.9), 1.0)];
        let framed = framed(dense.into_iter().chain(rest).map(|(n, at, v)| place(n, at, v)).collect(), PAGE, None);
        assert_eq!(named(&framed.shown), ["syria", "iraq", "aleppo", "amman"]);
        assert_eq!(named(&framed.outside), ["usa", "russia"]);
    }

    /// Tokyo, Sydney and Hawaii were once said to lie outside of a map of the world on which their land was drawn.
    #[test]
    fn a_map_of_the_world_ends_where_the_world_does() {
        let over =
            [("usa", (-97.0, 38.0)), ("germany", (10.0, 51.0)), ("china", (104.0, 36.0)), ("brazil", (-53.0, -11.0))];
        let few = [
            ("tokyo", (139.7, 35.7)),
            ("sydney", (151.2, -33.9)),
            ("hawaii", (-157.0, 20.0)),
            ("fiji", (178.0, -18.0)),
        ];
        let places = over.map(|(n, at)| place(n, at, 90.0)).into_iter().chain(few.map(|(n, at)| place(n, at, 1.0)));
        let framed = framed(places.collect(), PAGE, None);
        assert_eq!(framed.outside.len(), 0);
        assert!(framed.frame.east - framed.frame.west <= 360.0 && framed.frame.aspect() > 2.0, "{:?}", framed.frame);
    }

    #[test]
    fn places_on_both_sides_of_the_pacific_stand_side_by_side() {
        let framed = framed(vec![place("fiji", (178.0, -18.0), 5.0), place("tonga", (-175.0, -21.0), 4.0)], PAGE, None);
        assert_eq!(framed.outside.len(), 0);
        assert!(framed.frame.east - framed.frame.west < 40.0, "{:?}", framed.frame);
        let view = View::new(framed.frame, Area::new(0.0, 0.0, 800.0, 500.0));
        assert!(view.point((178.0, -18.0)).0 < view.point((-175.0, -21.0)).0);
    }

    #[test]
    fn a_region_that_is_asked_for_is_shown_and_no_less() {
        let places = || vec![place("iraq", (44.0, 33.0), 90.0), place("iran", (53.0, 32.0), 1.0)];
        let framed = |region: &str| framed(places(), PAGE, Some(region.parse().unwrap()));
        assert_eq!(named(&framed("25,40,40,63").shown), ["iraq", "iran"]);
        assert_eq!(named(&framed("30,50,36,60").outside), ["iraq"]);
        let pacific = framed("-30,160,10,-150").frame;
        assert!(pacific.holds((-176.0, -18.0)) && !pacific.holds((44.0, 33.0)), "{pacific:?}");
    }

    proptest! {
        #[test]
        fn what_is_on_the_map_is_in_the_picture_and_what_is_outside_is_not(
            at in prop::collection::vec((-180.0f64..180.0, -89.0f64..89.0, 0.0f64..90.0), 1..12),
            (wide, high) in (200.0f64..1200.0, 120.0f64..700.0),
        ) {
            let places = at.iter().map(|&(east, north, value)| place("p", (east, north), value)).collect();
            let framed = framed(places, (wide, high), None);
            let view = View::new(framed.frame, Area::new(0.0, 0.0, wide, high));
            let within = |place: &Place<'_>, by: f64| {
                let ((x, y), area) = (view.point(place.at), view.area.inset(by, by, by, by));
                area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
            };
            prop_assert!(framed.shown.iter().all(|place| within(place, -1e-6)));
            prop_assert!(!framed.outside.iter().any(|place| within(place, 1e-6)));
            prop_assert!(!framed.shown.is_empty());
        }
    }
}
