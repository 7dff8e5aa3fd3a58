//! Twins: places of a list made by hand that a dump beside it has too.
//!
//! Who writes a place down and names a dump besides means the place that was written down. The identity can often be
//! told, from the name, the country and the distance; where a `geonames` key states it, the dump's row is left out and
//! nothing needs to be told here.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Gazetteer;
use super::entity::{Entity, Kind};
use super::merge::{FEW_PEOPLE, OUTNUMBERS, against};
use crate::text::fold;

/// A place of a list made by hand, and the one of a dump that it seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Position of the place of the list in [`Gazetteer::entities`].
    pub own: u32,
    /// Position of the dump's place: of several, the most populous.
    pub dumped: u32,
    /// How many places of the dump bear the name without anything against their being the one.
    pub candidates: u32,
    /// Whether it is surely that one: the only one, or ten times as populous as any other.
    pub is_certain: bool,
}

impl Gazetteer {
    /// The places of lists made by hand whose name a place of a GeoNames dump bears too, if nothing that both state
    /// (another country, other identifiers, more than 25 km) speaks against their being one. Names that both have are
    /// mentions of the one made by hand.
    ///
    /// ```
    /// use dateline::gazetteer::{Entity, Gazetteer, Kind};
    /// let entities = [("port", "Varnholm"), ("geonames-1", "Varnholm")];
    /// let entities = entities.map(|(id, name)| Entity::new(id, Kind::Place, name)).to_vec();
    /// let twins = Gazetteer::from(entities).twins();
    /// assert_eq!((twins[0].own, twins[0].dumped, twins[0].is_certain), (0, 1, true));
    /// ```
    pub fn twins(&self) -> Vec<Twin> {
        let entities = &self.entities;
        if !entities.iter().any(Entity::is_dumped) {
            return Vec::new();
        }
        let mut own: HashMap<String, Vec<u32>> = HashMap::new();
        for (position, entity) in entities.iter().enumerate() {
            if entity.kind == Kind::Place && !entity.is_dumped() {
                own.entry(fold(&entity.name)).or_default().push(position as u32);
            }
        }
        if own.is_empty() {
            return Vec::new();
        }
        let dumped = entities.par_iter().enumerate().filter(|(_, entity)| entity.is_dumped());
        let pairs = dumped.flat_map_iter(|(position, entity)| {
            let namesakes = namesakes(entity, &own);
            namesakes.into_iter().map(move |(own, by_name)| (own, position as u32, by_name))
        });
        let mut pairs: Vec<(u32, u32, bool)> = pairs.filter(|&(own, dumped, _)| self.may_be_one(own, dumped)).collect();
        pairs.sort_unstable();
        pairs.chunk_by(|one, other| one.0 == other.0).filter_map(|pairs| self.twin(pairs)).collect()
    }

    fn may_be_one(&self, one: u32, other: u32) -> bool {
        against(&self.entities[one as usize], &self.entities[other as usize]).is_none()
    }

    /// The likeliest of the dump's places that one place may be; those that bear the name as their own go first.
    fn twin(&self, pairs: &[(u32, u32, bool)]) -> Option<Twin> {
        let people = |position: u32| self.entities[position as usize].population.unwrap_or(0) + FEW_PEOPLE;
        let by_name = pairs.iter().any(|pair| pair.2);
        let mut candidates: Vec<u32> = pairs.iter().filter(|pair| pair.2 == by_name).map(|pair| pair.1).collect();
        candidates.sort_by_key(|&position| (std::cmp::Reverse(people(position)), position));
        let (&dumped, others) = candidates.split_first()?;
        let is_certain = others.first().is_none_or(|&next| people(dumped) >= OUTNUMBERS.saturating_mul(people(next)));
        Some(Twin { own: pairs[0].0, dumped, candidates: candidates.len() as u32, is_certain })
    }
}

/// The places made by hand whose name a dump's place bears, and whether it is its own name.
fn namesakes(entity: &Entity, own: &HashMap<String, Vec<u32>>) -> Vec<(u32, bool)> {
    let mut found: Vec<(u32, bool)> = Vec::new();
    for (position, alias) in entity.aliases.iter().enumerate().filter(|(position, alias)| *position == 0 || !alias.weak)
    {
        for &other in own.get(&fold(&alias.text)).into_iter().flatten() {
            if !found.iter().any(|(known, _)| *known == other) {
                found.push((other, position == 0));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Alias;

    fn place(id: &str, name: &str, country: &str, people: u64) -> Entity {
        let country = Some(country).filter(|code| !code.is_empty()).map(Into::into);
        Entity { country, population: Some(people), ..Entity::new(id, Kind::Place, name) }
    }

    #[test]
    fn a_twin_is_told_by_name_country_and_people() {
        let mut other_name = place("geonames-4", "Harlan Qal'a", "IQ", 500);
        other_name.aliases.push(Alias::plain("Tellmar"));
        let entities = vec![
            place("harlan", "Harlan", "KZ", 0),
            place("abroad", "Harlan", "US", 0),
            place("anywhere", "Harlan", "", 0),
            place("tellmar", "Tellmar", "IQ", 0),
            place("nowhere", "Nowhere", "IQ", 0),
            place("geonames-1", "Harlan", "KZ", 148_000),
            place("geonames-2", "Harlan", "KZ", 9_000),
            place("geonames-3", "Harlan", "TR", 90_000),
            other_name,
        ];
        let twins = Gazetteer::from(entities).twins();
        let found: Vec<(u32, u32, u32, bool)> =
            twins.iter().map(|twin| (twin.own, twin.dumped, twin.candidates, twin.is_certain)).collect();
        assert_eq!(found, [(0, 5, 2, true), (2, 5, 3, false), (3, 8, 1, true)]);
    }
}
