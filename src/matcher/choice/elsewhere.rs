//! Places that lie elsewhere: a state or a country stands directly behind the name, and the place does not lie there.
//!
//! "Moscow, Idaho" is not Russia's, also where the list has no other of that name. A document that first names a place so
//! means the same by its other occurrences, unless one of them says otherwise.

use std::collections::HashMap;

use super::atlas::Level;
use super::regions::{Region, behind};
use super::{Chooser, Field};
use crate::matcher::judge::alias_of;
use crate::matcher::rule::{DropRule, Rule};
use crate::matcher::witness::Witness;
use crate::matcher::{Candidate, Reading};

/// A name, told by its first meaning and how many it has.
type Name = (Reading, usize);

/// The first occurrence of a name in the text, or in the title if it is in no text; and which candidate it is, if a
/// region stands behind it.
type First = (Field, Option<usize>);

impl Chooser<'_> {
    /// Takes from each name the meanings that lie elsewhere than the region behind it, and names of which none is left.
    pub(super) fn refuse_elsewhere(
        &self,
        candidates: &mut Vec<Candidate>,
        readings: &mut [(Reading, Rule)],
        witness: &mut impl Witness,
    ) {
        let behind: Vec<Option<Vec<Region>>> =
            candidates.iter().map(|candidate| self.region_behind(candidate, readings)).collect();
        if behind.iter().all(Option::is_none) {
            return;
        }
        let first = first_sightings(candidates, readings, &behind);
        for (position, candidate) in candidates.iter_mut().enumerate() {
            let own = behind[position].as_ref();
            let introduced = || first.get(&name(candidate, readings))?.1;
            let Some(regions) = own.or_else(|| behind[introduced()?].as_ref()) else { continue };
            self.refuse(candidate, readings, regions, witness);
        }
        candidates.retain(|candidate| !candidate.readings.is_empty());
    }

    /// The regions behind a name that is a place's.
    fn region_behind(&self, candidate: &Candidate, readings: &[(Reading, Rule)]) -> Option<Vec<Region>> {
        let text = self.text(candidate);
        if !text[candidate.end..].starts_with([',', ' ']) {
            return None;
        }
        let may_be_refused = |(reading, _): &(Reading, Rule)| {
            let facts = self.atlas.of(reading.entity);
            !facts.imported && facts.country.is_some()
        };
        let known = readings[candidate.readings.clone()].iter().any(may_be_refused);
        known.then(|| behind(text, candidate.start, candidate.end)).flatten()
    }

    /// Takes from a name the meanings that lie in none of some regions.
    fn refuse(
        &self,
        candidate: &mut Candidate,
        readings: &mut [(Reading, Rule)],
        regions: &[Region],
        witness: &mut impl Witness,
    ) {
        let meanings = &mut readings[candidate.readings.clone()];
        // Of a dump there is mostly one that lies there, which the score finds; where there is none, the wrong place of a name
        // is nearer than no place.
        let stays = |(reading, _): &(Reading, Rule)| {
            self.atlas.of(reading.entity).imported
                || alias_of(self.gazetteer, *reading).is_sure()
                || !regions.iter().all(|region| self.lies_elsewhere(reading.entity, region))
        };
        let kept = meanings.iter().filter(|meaning| stays(meaning)).count();
        if kept == meanings.len() {
            return;
        }
        let refused: Vec<Reading> = meanings.iter().filter(|meaning| !stays(meaning)).map(|(one, _)| *one).collect();
        witness.dropped(DropRule::Elsewhere, candidate.place(), refused.into_iter());
        // Those that stay keep their order.
        meanings.sort_by_key(|meaning| !stays(meaning));
        candidate.readings.end = candidate.readings.start + kept;
        candidate.narrowed = true;
    }

    /// Whether a place is known to lie outside of a region.
    fn lies_elsewhere(&self, entity: u32, region: &Region) -> bool {
        let facts = self.atlas.of(entity);
        let Some(country) = facts.country.filter(|_| facts.level != Level::Other) else { return false };
        match region.division {
            _ if facts.level >= Level::State && region.division.is_none() => false,
            _ if country != region.country => true,
            None => false,
            Some(division) => {
                facts.level < Level::State
                    && self.state_of(entity).is_some_and(|state| !state.iter().any(|name| division.is_called(name)))
            }
        }
    }

    /// The names of the state that a place lies in, as far as that is known.
    fn state_of(&self, entity: u32) -> Option<Vec<&str>> {
        if let Some(state) = self.atlas.of(entity).state {
            let state = &self.gazetteer.entities[state as usize];
            return Some(state.aliases.iter().map(|alias| &*alias.text).chain([&*state.name]).collect());
        }
        let admin1 = self.gazetteer.entities[entity as usize].details.as_deref()?.admin1.as_deref()?;
        (!admin1.bytes().any(|byte| byte.is_ascii_digit())).then(|| vec![admin1])
    }
}

fn name(candidate: &Candidate, readings: &[(Reading, Rule)]) -> Name {
    (readings[candidate.readings.start].0, candidate.readings.len())
}

/// Of each name the first occurrence in the text, if a region stands behind it and none behind the others but the same.
fn first_sightings(
    candidates: &[Candidate],
    readings: &[(Reading, Rule)],
    behind: &[Option<Vec<Region>>],
) -> HashMap<Name, First> {
    let mut all: HashMap<Name, First> = HashMap::new();
    for (position, candidate) in candidates.iter().enumerate() {
        let told = behind[position].as_ref().map(|_| position);
        let seen = (candidate.field, told);
        all.entry(name(candidate, readings))
            .and_modify(|first| match *first {
                (Field::Title, _) if candidate.field == Field::Text => *first = seen,
                (field, Some(other)) if told.is_some() && behind[other] != behind[position] => *first = (field, None),
                _ => {}
            })
            .or_insert(seen);
    }
    all
}
