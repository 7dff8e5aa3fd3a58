//! What is known of each entity, in the form in which a choice between namesakes needs it.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::gazetteer::{Entity, Gazetteer, Kind, Twin};

const EARTH_RADIUS_KM: f32 = 6371.0;
/// A division's code belongs to the division whose centre is nearest to its places' middle, unless that is farther.
const FARTHEST_CENTRE_KM: f32 = 500.0;
/// A second-level division reaches this far from its centre, where nothing else tells.
const DISTRICT_REACH_KM: f32 = 80.0;
/// A first-level division reaches this far from its centre, where nothing else tells.
const STATE_REACH_KM: f32 = 300.0;
/// A city of that many people is large.
pub(super) const LARGE: f32 = 500_000.0;
/// Stands for no state in a file.
const NOWHERE: u32 = u32::MAX;
/// Two places of one name that are farther apart are two, as in [`Gazetteer::merge`].
const ONE_PLACE_KM: f32 = 25.0;

/// How large a thing a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// No place at all: a person or an organisation.
    Other,
    Settlement,
    District,
    State,
    Country,
}

impl Level {
    /// All, by their numbers.
    const ALL: [Level; 5] = [Level::Other, Level::Settlement, Level::District, Level::State, Level::Country];

    fn of(entity: &Entity) -> Level {
        if entity.kind != Kind::Place {
            return Level::Other;
        }
        let feature = entity.details.as_deref().and_then(|details| details.feature.as_deref()).unwrap_or_default();
        match (feature, entity.class.as_deref().unwrap_or_default()) {
            ("A.ADM1", _) | ("", "state" | "province" | "governorate") => Level::State,
            ("A.ADM2", _) | ("", "district" | "county") => Level::District,
            ("", "country") => Level::Country,
            _ if feature.starts_with("A.PCL") => Level::Country,
            _ => Level::Settlement,
        }
    }

    /// The people that a place of this size has at least, where nobody says.
    fn least_people(self) -> u64 {
        match self {
            Level::Other | Level::Settlement => 0,
            Level::District => 30_000,
            Level::State => 1_500_000,
            Level::Country => 10_000_000,
        }
    }
}

/// A point on the globe, in radians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    lat: f32,
    lon: f32,
}

impl Point {
    fn of(entity: &Entity) -> Option<Point> {
        let location = entity.location?;
        Some(Point { lat: (location.lat as f32).to_radians(), lon: (location.lon as f32).to_radians() })
    }

    fn km(self, other: Point) -> f32 {
        let (lat, lon) = ((other.lat - self.lat) / 2.0, (other.lon - self.lon) / 2.0);
        let chord = lat.sin().powi(2) + lon.sin().powi(2) * self.lat.cos() * other.lat.cos();
        2.0 * EARTH_RADIUS_KM * chord.clamp(0.0, 1.0).sqrt().asin()
    }

    /// The square of one degree that it lies in: row, column.
    pub(super) fn cell(self) -> (i16, i16) {
        (self.lat.to_degrees().floor() as i16, around_globe(self.lon.to_degrees().floor() as i16))
    }
}

/// A column of squares, or the distance of two, from -180 to 179: beyond the 180th meridian comes the other side.
pub(super) fn around_globe(column: i16) -> i16 {
    (column + 180).rem_euclid(360) - 180
}

/// What is known of one entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Facts {
    /// From a dump that was not made for counting: its names need evidence.
    pub(super) imported: bool,
    pub(super) level: Level,
    pub(super) point: Option<Point>,
    /// Two letters.
    pub(super) country: Option<[u8; 2]>,
    /// The first-level division that it lies in, or is: a position in the gazetteer.
    pub(super) state: Option<u32>,
    /// Natural logarithm of the people who live there; of 1,000 where nobody says.
    pub(super) ln_people: f32,
}

impl Facts {
    /// Bytes of one in a file.
    const SIZE: usize = 24;

    /// It as plain bytes: numbers are little-endian, what nobody knows is zero or the largest number.
    fn to_bytes(self) -> [u8; Facts::SIZE] {
        let Facts { imported, level, point, country, state, ln_people } = self;
        let mut bytes = [0; Facts::SIZE];
        bytes[..3].copy_from_slice(&[u8::from(imported), level as u8, u8::from(point.is_some())]);
        bytes[4..6].copy_from_slice(&country.unwrap_or_default());
        let point = point.unwrap_or(Point { lat: 0.0, lon: 0.0 });
        bytes[8..12].copy_from_slice(&point.lat.to_le_bytes());
        bytes[12..16].copy_from_slice(&point.lon.to_le_bytes());
        bytes[16..20].copy_from_slice(&state.unwrap_or(NOWHERE).to_le_bytes());
        bytes[20..].copy_from_slice(&ln_people.to_le_bytes());
        bytes
    }

    /// One of plain bytes, which may come from anywhere, among so many.
    fn of_bytes(bytes: &[u8; Facts::SIZE], among: usize) -> Option<Facts> {
        let four = |at: usize| bytes[at..].first_chunk::<4>().copied();
        let number = |at: usize| four(at).map(f32::from_le_bytes);
        let point = Point { lat: number(8)?, lon: number(12)? };
        let state = four(16).map(u32::from_le_bytes).filter(|&state| state != NOWHERE);
        let country = [bytes[4], bytes[5]];
        let facts = Facts {
            imported: bytes[0] != 0,
            level: *Level::ALL.get(usize::from(bytes[1]))?,
            point: (bytes[2] != 0).then_some(point),
            country: (country != [0, 0]).then_some(country),
            state,
            ln_people: number(20)?,
        };
        state.is_none_or(|state| (state as usize) < among).then_some(facts)
    }

    /// Whether two places of one name may be one, as far as both say where they lie.
    pub(super) fn may_be(&self, other: &Facts) -> bool {
        let apart = |one: Point, other: Point| one.km(other) > ONE_PLACE_KM;
        let is_place = self.level != Level::Other && other.level != Level::Other;
        let abroad = self.country.zip(other.country).is_some_and(|(one, other)| one != other);
        is_place && !abroad && !self.point.zip(other.point).is_some_and(|(one, other)| apart(one, other))
    }
}

/// A country, and the code or the name of a division of it.
type Code<'g> = ([u8; 2], &'g str);

/// The facts of all entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::matcher) struct Atlas {
    facts: Vec<Facts>,
}

impl Atlas {
    pub(in crate::matcher) fn new(gazetteer: &Gazetteer, twins: &[Twin]) -> Atlas {
        let mut atlas = Atlas { facts: gazetteer.entities.par_iter().map(facts).collect() };
        atlas.link_states(gazetteer);
        atlas.people_states(gazetteer);
        atlas.learn_of_twins(gazetteer, twins);
        atlas
    }

    /// The facts as plain bytes, to be kept in a file.
    pub(in crate::matcher) fn to_bytes(&self) -> Vec<u8> {
        self.facts.iter().flat_map(|facts| facts.to_bytes()).collect()
    }

    /// The facts of so many entities from plain bytes, which may come from anywhere; none if they cannot be.
    pub(in crate::matcher) fn of_bytes(bytes: &[u8], entities: usize) -> Option<Atlas> {
        let (records, rest) = bytes.as_chunks::<{ Facts::SIZE }>();
        let facts: Vec<Facts> =
            records.par_iter().map(|record| Facts::of_bytes(record, entities)).collect::<Option<_>>()?;
        (rest.is_empty() && facts.len() == entities).then_some(Atlas { facts })
    }

    /// What a list made by hand does not say of a place is known from the dump's row of the same place.
    fn learn_of_twins(&mut self, gazetteer: &Gazetteer, twins: &[Twin]) {
        let mut one_state: HashMap<u32, u32> = HashMap::new();
        for &Twin { own, dumped, .. } in twins.iter().filter(|twin| twin.is_certain) {
            let (entity, of_dump) = (&gazetteer.entities[own as usize], *self.of(dumped));
            let facts = &mut self.facts[own as usize];
            if entity.class.is_none() && facts.level == Level::Settlement {
                facts.level = of_dump.level;
            }
            if entity.population.is_none() {
                facts.ln_people = of_dump.ln_people;
            }
            facts.point = facts.point.or(of_dump.point);
            facts.country = facts.country.or(of_dump.country);
            if let Some(state) = of_dump.state {
                one_state.extend(facts.state.filter(|_| facts.level == Level::State).map(|own| (own, state)));
                facts.state = Some(state);
            }
        }
        // Of a state that stands in both, both kinds of places lie in the same.
        for state in self.facts.iter_mut().filter_map(|facts| facts.state.as_mut()).filter(|_| !one_state.is_empty()) {
            *state = one_state.get(state).copied().unwrap_or(*state);
        }
    }

    pub(super) fn of(&self, entity: u32) -> &Facts {
        &self.facts[entity as usize]
    }

    /// Whether every reader knows a place: a country, a state or a large city.
    pub(in crate::matcher) fn is_large(&self, entity: u32) -> bool {
        let facts = self.of(entity);
        facts.level >= Level::State || facts.level != Level::Other && facts.ln_people > LARGE.ln()
    }

    /// Whether one place lies in another, which is a division or a country.
    pub(super) fn contains(&self, outer: u32, inner: u32) -> bool {
        let (container, place) = (self.of(outer), self.of(inner));
        if outer == inner || container.level <= place.level || container.level < Level::District {
            return false;
        }
        if container.country.is_none() || container.country != place.country {
            return false;
        }
        let within = |reach: f32| match (container.point, place.point) {
            (Some(centre), Some(point)) => centre.km(point) <= reach,
            _ => false,
        };
        match container.level {
            Level::Country => true,
            Level::State => place.state.map_or_else(|| within(STATE_REACH_KM), |state| Some(state) == container.state),
            _ => container.state == place.state && within(DISTRICT_REACH_KM),
        }
    }

    /// Finds each place's first-level division. A dump names it by a code; the division itself says the same code, or
    /// the places name it, or else it is the one whose centre is nearest to the middle of the code's places.
    fn link_states(&mut self, gazetteer: &Gazetteer) {
        let (states, centres) = (self.states_by_key(gazetteer), self.centres_of_states());
        let mut codes: HashMap<Code<'_>, u32> = HashMap::new();
        let mut members: Vec<(Code<'_>, Vec<Point>)> = Vec::new();
        // For each entity the number of its code.
        let mut numbers = vec![None; self.facts.len()];
        for ((facts, entity), number) in self.facts.iter().zip(&gazetteer.entities).zip(&mut numbers) {
            let Some(key) = facts.country.zip(admin1(entity)) else { continue };
            let code = *codes.entry(key).or_insert_with(|| {
                members.push((key, Vec::new()));
                members.len() as u32 - 1
            });
            members[code as usize].1.extend(facts.point);
            *number = Some(code);
        }
        let of_codes: Vec<Option<u32>> = members
            .par_iter_mut()
            .map(|(key, points)| match points.is_empty() {
                true => None,
                false => states.get(key).copied().or_else(|| nearest_centre(centres.get(&key.0)?, points)),
            })
            .collect();
        for (position, (facts, number)) in self.facts.iter_mut().zip(numbers).enumerate() {
            facts.state = match facts.level {
                Level::State => Some(position as u32),
                Level::District | Level::Settlement => number.and_then(|code| of_codes[code as usize]),
                _ => None,
            };
        }
    }

    /// A state of which nobody says how many live there has at least the people of its settlements.
    fn people_states(&mut self, gazetteer: &Gazetteer) {
        let mut people: HashMap<u32, u64> = HashMap::new();
        for (facts, entity) in self.facts.iter().zip(&gazetteer.entities) {
            if let (Level::Settlement, Some(state), Some(living)) = (facts.level, facts.state, entity.population) {
                *people.entry(state).or_default() += living;
            }
        }
        for (state, living) in people {
            let stated = gazetteer.entities[state as usize].population.is_some_and(|people| people > 0);
            if !stated && living > 0 {
                self.facts[state as usize].ln_people = ln_people(living);
            }
        }
    }

    /// Divisions by country and by their code or their name.
    fn states_by_key<'g>(&self, gazetteer: &'g Gazetteer) -> HashMap<Code<'g>, u32> {
        let mut states = HashMap::new();
        for (position, entity) in gazetteer.entities.iter().enumerate() {
            let facts = &self.facts[position];
            if let (Level::State, Some(country)) = (facts.level, facts.country) {
                for key in admin1(entity).into_iter().chain([&*entity.name]) {
                    states.entry((country, key)).or_insert(position as u32);
                }
            }
        }
        states
    }

    /// Where the first-level divisions of each country lie, in the order of the gazetteer.
    fn centres_of_states(&self) -> HashMap<[u8; 2], Vec<(u32, Point)>> {
        let mut centres: HashMap<_, Vec<_>> = HashMap::new();
        for (position, facts) in self.facts.iter().enumerate().filter(|(_, facts)| facts.level == Level::State) {
            if let (Some(country), Some(point)) = (facts.country, facts.point) {
                centres.entry(country).or_default().push((position as u32, point));
            }
        }
        centres
    }
}

/// The division whose centre is nearest to the middle of some places; none if there are no such places.
fn nearest_centre(centres: &[(u32, Point)], places: &mut [Point]) -> Option<u32> {
    let middle = |points: &mut [Point], axis: fn(&Point) -> f32| {
        points.sort_by(|a, b| axis(a).total_cmp(&axis(b)));
        points.get(points.len() / 2).map(axis)
    };
    let middle = Point { lat: middle(places, |point| point.lat)?, lon: middle(places, |point| point.lon)? };
    centres
        .iter()
        .map(|(position, centre)| (*position, centre.km(middle)))
        .filter(|(_, km)| *km <= FARTHEST_CENTRE_KM)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(position, _)| position)
}

fn facts(entity: &Entity) -> Facts {
    let level = Level::of(entity);
    let people = entity.population.unwrap_or(0).max(level.least_people());
    Facts {
        imported: entity.is_dumped(),
        level,
        point: Point::of(entity).filter(|_| level != Level::Other),
        country: entity.country.as_deref().and_then(|code| code.as_bytes().try_into().ok()),
        state: None,
        ln_people: ln_people(people),
    }
}

fn ln_people(people: u64) -> f32 {
    ((people + 1000) as f32).ln()
}

fn admin1(entity: &Entity) -> Option<&str> {
    entity.details.as_deref()?.admin1.as_deref().filter(|code| !code.is_empty())
}
