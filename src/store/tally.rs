//! What the mentions of a run add up to, entity by entity.

use std::collections::HashMap;

use bytes::Bytes;

use super::copy_columns::Distinct;
use crate::gazetteer::{Entity, Gazetteer};

/// An entity with at least one mention: its sums, and its strings as the columns share them.
#[derive(Debug)]
pub(super) struct Mentioned {
    pub(super) id: Bytes,
    pub(super) kind: &'static str,
    pub(super) name: Bytes,
    pub(super) aliases: Vec<Bytes>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    mentions: u64,
    documents: u64,
    /// Mentions of each alias.
    by_alias: Vec<u64>,
    /// The last document that was counted.
    last: Option<u64>,
}

impl Mentioned {
    fn new(entity: &Entity) -> Mentioned {
        let shared = |text: &str| Bytes::copy_from_slice(text.as_bytes());
        Mentioned {
            id: shared(&entity.id),
            kind: entity.kind.name(),
            name: shared(&entity.name),
            aliases: entity.aliases.iter().map(|alias| shared(&alias.text)).collect(),
            lat: entity.location.map(|location| location.lat),
            lon: entity.location.map(|location| location.lon),
            mentions: 0,
            documents: 0,
            by_alias: vec![0; entity.aliases.len()],
            last: None,
        }
    }
}

/// The sums of all mentioned entities.
#[derive(Debug, Default)]
pub(super) struct Tally {
    places: HashMap<usize, usize>,
    mentioned: Vec<Mentioned>,
    /// What is left of each without copies and furniture, in the same order.
    distinct: Vec<Distinct>,
}

impl Tally {
    /// Counts one mention: positions of the entity and of its alias, and the number of the document. Gives the place of
    /// the entity among the mentioned ones.
    pub(super) fn count(&mut self, gazetteer: &Gazetteer, entity: usize, alias: usize, document: u64) -> usize {
        let mentioned = &mut self.mentioned;
        let place = *self.places.entry(entity).or_insert_with(|| {
            mentioned.push(Mentioned::new(&gazetteer.entities[entity]));
            mentioned.len() - 1
        });
        let sums = &mut mentioned[place];
        sums.mentions += 1;
        sums.by_alias[alias] += 1;
        if sums.last != Some(document) {
            sums.documents += 1;
            sums.last = Some(document);
        }
        place
    }

    /// The entity at a place that [`count`](Tally::count) gave.
    pub(super) fn at(&self, place: usize) -> &Mentioned {
        &self.mentioned[place]
    }

    /// How many entities have a mention.
    pub(super) fn entities(&self) -> u64 {
        self.mentioned.len() as u64
    }

    /// Mentions and documents of an entity, by its position in the gazetteer.
    pub(super) fn of(&self, entity: usize) -> (u64, u64) {
        let sums = self.places.get(&entity).map(|&place| &self.mentioned[place]);
        sums.map_or((0, 0), |sums| (sums.mentions, sums.documents))
    }

    /// Says what is left of each mentioned entity without copies and furniture, by its place.
    pub(super) fn set_distinct(&mut self, distinct: Vec<Distinct>) {
        self.distinct = distinct;
    }

    /// What is left of an entity without copies and furniture, by its position in the gazetteer.
    pub(super) fn distinct(&self, entity: usize) -> Distinct {
        let place = self.places.get(&entity);
        place.and_then(|&place| self.distinct.get(place)).copied().unwrap_or_default()
    }

    /// Mentions of each alias of an entity; empty if it has none.
    pub(super) fn of_aliases(&self, entity: usize) -> &[u64] {
        self.places.get(&entity).map_or(&[], |&place| &self.mentioned[place].by_alias)
    }
}
