//! How much of a document lies where: the weight of its places by square of one degree, by state and by country.

use foldhash::HashMap;

use super::atlas::{Facts, Level, around_globe};

/// Weights of a document's places. Three tables, so that a look-up costs the same however many places there are.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    /// Each place counts in its own square and in the eight around it: a look-up sees what is within about 150 km.
    squares: HashMap<(i16, i16), f32>,
    states: HashMap<u32, f32>,
    countries: HashMap<[u8; 2], f32>,
    /// Of all that lies in a country.
    everywhere: f32,
}

/// What lies around a place, in names: a name that is surely meant there counts as one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Company {
    pub(super) square: f32,
    pub(super) state: f32,
    pub(super) country: f32,
    /// In other countries.
    pub(super) abroad: f32,
}

impl Nearby {
    pub(super) fn clear(&mut self) {
        self.squares.clear();
        self.states.clear();
        self.countries.clear();
        self.everywhere = 0.0;
    }

    /// Adds the weight that a name has as one of its meanings.
    pub(super) fn add(&mut self, facts: &Facts, weight: f32) {
        if let (Some(point), Level::Settlement | Level::District) = (facts.point, facts.level) {
            let (row, column) = point.cell();
            for row in row - 1..=row + 1 {
                for column in column - 1..=column + 1 {
                    *self.squares.entry((row, around_globe(column))).or_default() += weight;
                }
            }
        }
        if let Some(state) = facts.state {
            *self.states.entry(state).or_default() += weight;
        }
        if let Some(country) = facts.country {
            *self.countries.entry(country).or_default() += weight;
            self.everywhere += weight;
        }
    }

    /// What lies around a place; its own weights are in it.
    pub(super) fn around(&self, facts: &Facts) -> Company {
        let square = match facts.level {
            Level::Settlement | Level::District => facts.point.and_then(|point| self.squares.get(&point.cell())),
            _ => None,
        };
        let state = facts.state.and_then(|state| self.states.get(&state));
        let country = facts.country.and_then(|country| self.countries.get(&country));
        let weight = |found: Option<&f32>| found.copied().unwrap_or(0.0);
        let country = weight(country);
        Company { square: weight(square), state: weight(state), country, abroad: self.everywhere - country }
    }
}

impl Company {
    /// Without the weight that one meaning of the name itself brought in.
    pub(super) fn without(self, facts: &Facts, other: &Facts, weight: f32) -> Company {
        let close = |(a, b): (i16, i16), (c, d): (i16, i16)| (a - c).abs() <= 1 && around_globe(b - d).abs() <= 1;
        let area = |facts: &Facts| matches!(facts.level, Level::Settlement | Level::District);
        let same_square = match (facts.point, other.point) {
            (Some(here), Some(there)) => area(facts) && area(other) && close(here.cell(), there.cell()),
            _ => false,
        };
        let rest = |whole: f32, shared: bool| if shared { (whole - weight).max(0.0) } else { whole };
        Company {
            square: rest(self.square, same_square),
            state: rest(self.state, facts.state.is_some() && facts.state == other.state),
            country: rest(self.country, facts.country.is_some() && facts.country == other.country),
            abroad: rest(self.abroad, other.country.is_some() && facts.country != other.country),
        }
    }
}
