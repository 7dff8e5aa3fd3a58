//! Places that lie elsewhere: a state or a country stands directly behind the name, and the place does not lie there.
//!
//! "Moscow, Idaho" is not Russia's, also where the list has no other of that name. A document that first names a place
//! so means the same by its other occurrences, unless one of them says otherwise. Nor is a surname a person's there
//! ("Clinton, Iowa"): neither are its other occurrences, where the person is never named fully. And a city that bears a
//! state's name has neither a governor nor a legislature ("Washington Gov. Jay Inslee").

use foldhash::{HashMap, HashSet};

use super::atlas::Level;
use super::evidence::is_one_of;
use super::regions::{Region, behind, is_division};
use super::{Chooser, Field, kinds};
use crate::gazetteer::Kind;
use crate::matcher::context::previous_word;
use crate::matcher::judge::alias_of;
use crate::matcher::rule::{DropRule, Rule};
use crate::matcher::witness::Witness;
use crate::matcher::{Candidate, Reading};

/// What lists call a city.
const CITIES: &[&str] = &["capital", "city", "port", "town", "village"];

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
        let introducing: Vec<bool> =
            std::iter::zip(candidates.iter(), &behind).map(|(one, regions)| self.is_placed(one, regions)).collect();
        let fully = self.named_fully(candidates, readings);
        for (position, candidate) in candidates.iter_mut().enumerate() {
            let introduced = || first.get(&name(candidate, readings))?.1;
            let Some(at) = behind[position].is_some().then_some(position).or_else(introduced) else { continue };
            let Some(regions) = &behind[at] else { continue };
            let refused = |reading: Reading| {
                let is_placed = introducing[at] && (at == position || !fully.contains(&reading.entity));
                is_placed && self.is_surname(reading) || self.is_refused(reading, regions)
            };
            self.refuse(candidate, readings, refused, witness);
        }
        candidates.retain(|candidate| !candidate.readings.is_empty());
    }

    /// Takes from each name of a state with a governor or the like behind it the cities that bear it, too.
    pub(super) fn refuse_cities(
        &self,
        candidates: &mut Vec<Candidate>,
        readings: &mut [(Reading, Rule)],
        witness: &mut impl Witness,
    ) {
        for candidate in candidates.iter_mut().filter(|candidate| self.is_of_a_state(candidate)) {
            self.refuse(candidate, readings, |reading| self.is_city(reading), witness);
        }
        candidates.retain(|candidate| !candidate.readings.is_empty());
    }

    /// Whether a name that is a state's has behind it what states have and cities have not.
    fn is_of_a_state(&self, candidate: &Candidate) -> bool {
        kinds::tells_a_governor(self.text(candidate), candidate.end) && is_division(self.surface(candidate))
    }

    /// Whether a reading is what a list made by hand calls a city: of a dump's, the score finds the state.
    fn is_city(&self, reading: Reading) -> bool {
        let facts = self.atlas.of(reading.entity);
        let class = || self.gazetteer.entities[reading.entity as usize].class.as_deref();
        facts.level == Level::Settlement && !facts.imported && class().is_some_and(|class| CITIES.contains(&class))
    }

    /// The regions behind a name that is a place's.
    fn region_behind(&self, candidate: &Candidate, readings: &[(Reading, Rule)]) -> Option<Vec<Region>> {
        let text = self.text(candidate);
        if !text[candidate.end..].starts_with([',', ' ']) {
            return None;
        }
        let may_be_refused = |(reading, _): &(Reading, Rule)| {
            let facts = self.atlas.of(reading.entity);
            !facts.imported && facts.country.is_some() || self.is_surname(*reading)
        };
        let known = readings[candidate.readings.clone()].iter().any(may_be_refused);
        known.then(|| behind(text, candidate.start, candidate.end)).flatten()
    }

    /// Takes from a name the meanings that lie in none of some regions.
    fn refuse(
        &self,
        candidate: &mut Candidate,
        readings: &mut [(Reading, Rule)],
        is_refused: impl Fn(Reading) -> bool,
        witness: &mut impl Witness,
    ) {
        let meanings = &mut readings[candidate.readings.clone()];
        let stays =
            |(reading, _): &(Reading, Rule)| alias_of(self.gazetteer, *reading).is_sure() || !is_refused(*reading);
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

    /// Whether a reading is a place that lies in none of some regions.
    ///
    /// Of a dump there is mostly one that lies there, which the score finds; where there is none, the wrong place of a
    /// name is nearer than no place.
    fn is_refused(&self, reading: Reading, regions: &[Region]) -> bool {
        !self.atlas.of(reading.entity).imported
            && regions.iter().all(|region| self.lies_elsewhere(reading.entity, region))
    }

    /// Whether a reading is one word of a person's name.
    fn is_surname(&self, reading: Reading) -> bool {
        self.gazetteer.entities[reading.entity as usize].kind == Kind::Person
            && !alias_of(self.gazetteer, reading).text.contains(' ')
    }

    /// The entities that some names of several words may mean.
    fn named_fully(&self, candidates: &[Candidate], readings: &[(Reading, Rule)]) -> HashSet<u32> {
        let long = candidates.iter().flat_map(|candidate| &readings[candidate.readings.clone()]).map(|(one, _)| *one);
        long.filter(|reading| alias_of(self.gazetteer, *reading).text.contains(' ')).map(|one| one.entity).collect()
    }

    /// Whether a name with a region behind it is a place's, be it a surname as well: no title or given name stands
    /// before it ("Sen. Graham, South Carolina"), and, for countries are listed behind their leaders, before a country
    /// a preposition does.
    fn is_placed(&self, candidate: &Candidate, regions: &Option<Vec<Region>>) -> bool {
        const PLACED: &[&str] = &["at", "from", "in", "near", "of", "outside", "to"];
        let Some(regions) = regions else { return false };
        let text = self.text(candidate);
        let before = previous_word(text, candidate.start).map(|word| &text[word]);
        if before.is_some_and(|word| is_one_of(word, PLACED)) {
            return true;
        }
        let is_state = regions.iter().any(|region| region.division.is_some());
        is_state && !before.is_some_and(|word| word.starts_with(char::is_uppercase))
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
    let mut all: HashMap<Name, First> = HashMap::default();
    for (position, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| !candidate.inside) {
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
