//! Which entity is meant, whether a weak alias counts, and whether a name from a dump is a place's at all.
//!
//! The names of a document are gathered into groups: one name, one meaning, unless the words beside a mention say
//! otherwise. Each meaning has a score (`score`), which knows the entity (`atlas`), what stands beside the name
//! (`evidence`) and the document's other places (`nearby`). As these are uncertain too, the scores are computed
//! repeatedly, each time with the meanings that came out likely before. docs/disambiguation.md describes the method.

mod abbreviation;
mod atlas;
mod elsewhere;
mod evidence;
mod kinds;
mod last_named;
mod nearby;
mod reasons;
mod regions;
mod score;
mod weigh;
mod words;

use std::cmp::Reverse;
use std::str::FromStr;

use foldhash::HashMap;

use super::judge::alias_of;
use super::rule::{DropRule, Rule};
use super::witness::Witness;
use super::{Candidate, Field, Mention, Reading, Scratch, Subject};
use crate::gazetteer::{Gazetteer, Kind};

pub(super) use atlas::Atlas;
use atlas::Level;
pub(super) use evidence::{is_age, is_placed, starts_sentence};
pub(super) use kinds::told as tells_kind;
use reasons::Reasons;
pub(super) use regions::is_before_region;
pub(super) use weigh::Memory;
pub(super) use words::is_surname;

/// A runner-up this close to the best leaves a name ambiguous: the best is then less than three times as likely.
const MARGIN: f32 = 1.1;

/// What becomes of a name that several entities share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ambiguous {
    /// A mention of every entity that it may mean, the likeliest first.
    Keep,
    /// A mention of the likeliest.
    #[default]
    Best,
    /// A mention of the likeliest if it is clearly that, else none.
    Drop,
}

impl Ambiguous {
    /// All choices.
    pub const ALL: [Ambiguous; 3] = [Ambiguous::Keep, Ambiguous::Best, Ambiguous::Drop];

    /// The word that stands for it in settings.
    pub fn name(self) -> &'static str {
        match self {
            Ambiguous::Keep => "keep",
            Ambiguous::Best => "best",
            Ambiguous::Drop => "drop",
        }
    }
}

impl FromStr for Ambiguous {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<Ambiguous> {
        Ambiguous::ALL.into_iter().find(|choice| choice.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is nothing to do with an ambiguous name"))
                .help("one of keep, best, drop")
        })
    }
}

/// How often each entity of a document is mentioned by a strong alias that is nobody else's.
#[derive(Debug, Default)]
struct Support {
    entities: HashMap<u32, u32>,
    /// The same by names that a list made by hand gives to several: no support for one of these over the others.
    shared_names: HashMap<u32, u32>,
    /// The same of each name of a place from a dump: such a name is no support for itself.
    dumped_names: HashMap<Reading, u32>,
}

impl Support {
    fn clear(&mut self) {
        self.entities.clear();
        self.shared_names.clear();
        self.dumped_names.clear();
    }

    fn add(&mut self, reading: Reading, imported: bool) {
        *self.entities.entry(reading.entity).or_default() += 1;
        if imported {
            *self.dumped_names.entry(reading).or_default() += 1;
        }
    }

    /// Adds a mention by a name that several entities of lists made by hand have.
    fn add_shared(&mut self, entity: u32) {
        *self.entities.entry(entity).or_default() += 1;
        *self.shared_names.entry(entity).or_default() += 1;
    }

    /// How often an entity is named.
    fn of(&self, entity: u32) -> u32 {
        self.entities.get(&entity).copied().unwrap_or(0)
    }

    /// How often the entity of a reading is named by names that are nobody else's, but by the very name in question if
    /// that is a dump's.
    fn beside(&self, reading: Reading) -> u32 {
        let shared = self.shared_names.get(&reading.entity).copied().unwrap_or(0);
        self.of(reading.entity) - shared - self.dumped_names.get(&reading).copied().unwrap_or(0)
    }
}

/// Turns what is left of the candidates into mentions.
pub(super) fn choose(
    chooser: &Chooser<'_>,
    scratch: &mut Scratch,
    witness: &mut impl Witness,
    mentions: &mut Vec<Mention>,
) {
    let Scratch { candidates, readings, memory, .. } = scratch;
    chooser.refuse_cities(candidates, readings, witness);
    chooser.refuse_elsewhere(candidates, readings, witness);
    chooser.tell_kinds(candidates, readings, &mut memory.told);
    chooser.count_support(candidates, readings, memory);
    let open = readings_need_thought(chooser, candidates, readings);
    if open {
        chooser.weigh(candidates, readings, memory);
    }
    for (position, candidate) in candidates.iter().enumerate() {
        let meanings = &readings[candidate.readings.clone()];
        let verdict = match open {
            _ if candidate.inside => Verdict::Dropped(DropRule::InsideName),
            true => chooser.verdict(position, candidate, meanings, memory),
            false => chooser.plain(candidate, meanings[0], &memory.support),
        };
        let dropped = match verdict {
            Verdict::Dropped(rule) => Some((rule, meanings.len())),
            Verdict::Chosen(_) if chooser.ambiguous == Ambiguous::Keep => None,
            Verdict::Chosen(_) => Some((DropRule::Ambiguous, meanings.len() - 1)),
        };
        let reasons = || Reasons { chooser, position, candidate, readings, memory, verdict, open }.weighing();
        witness.decided(candidate.place(), dropped, reasons);
        if let Verdict::Chosen(choice) = verdict {
            chooser.push(candidate, meanings, choice, mentions);
        }
    }
}

/// Whether any name of a document is shared, or comes from a dump.
fn readings_need_thought(chooser: &Chooser<'_>, candidates: &[Candidate], readings: &[(Reading, Rule)]) -> bool {
    candidates.iter().any(|candidate| {
        let meanings = &readings[candidate.readings.clone()];
        meanings.len() > 1 || chooser.atlas.of(meanings[0].0.entity).imported
    })
}

/// What was decided on one candidate.
#[derive(Clone, Copy)]
enum Verdict {
    Dropped(DropRule),
    Chosen(Choice),
}

/// The reading that was chosen, by its position among the candidate's.
#[derive(Clone, Copy)]
struct Choice {
    best: usize,
    score: Option<f32>,
    runner_up: Option<usize>,
}

/// All that a choice in one document rests on.
pub(super) struct Chooser<'r> {
    pub(super) gazetteer: &'r Gazetteer,
    pub(super) atlas: &'r Atlas,
    pub(super) subject: Subject<'r>,
    pub(super) ambiguous: Ambiguous,
}

impl Chooser<'_> {
    /// A trusted name that only one entity has.
    fn plain(&self, candidate: &Candidate, (reading, rule): (Reading, Rule), support: &Support) -> Verdict {
        let counts = rule != Rule::Weak || support.of(reading.entity) > 0 || self.acts(candidate, reading);
        match counts {
            true => Verdict::Chosen(Choice { best: 0, score: None, runner_up: None }),
            false => Verdict::Dropped(DropRule::Weak),
        }
    }

    /// Whether a weak name is a person's who acts for a state or a body beside it: "UK's Hague says".
    fn acts(&self, candidate: &Candidate, reading: Reading) -> bool {
        self.gazetteer.entities[reading.entity as usize].kind == Kind::Person
            && kinds::acts_for_a_body(self.text(candidate), candidate.start, candidate.end)
    }

    /// Counts the strong mentions of each entity: first those that only it can mean, which then help to decide the
    /// shared ones of trusted lists.
    fn count_support(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        let Memory { support, told, .. } = memory;
        support.clear();
        for shared in [false, true] {
            let is_shared = |candidate: &Candidate| candidate.readings.len() > 1 || candidate.narrowed;
            for candidate in candidates.iter().filter(|one| is_shared(one) == shared && !one.inside) {
                let meanings = &readings[candidate.readings.clone()];
                // Of names that a dump shares, those alone that a list made by hand has.
                let known =
                    |((reading, _), _): &(&(Reading, Rule), bool)| !shared || !self.atlas.of(reading.entity).imported;
                let told = told[candidate.readings.clone()].iter().copied();
                let known = meanings.iter().zip(told).filter(known);
                if let Some((reading, rule)) = self.best_supported(known, support)
                    && rule != Rule::Weak
                    && (!shared || self.is_beyond_dumps(reading, meanings))
                {
                    let own = |(other, _): &&(Reading, Rule)| !self.atlas.of(other.entity).imported;
                    match shared && (candidate.narrowed || meanings.iter().filter(own).count() > 1) {
                        true => support.add_shared(reading.entity),
                        false => support.add(reading, self.atlas.of(reading.entity).imported),
                    }
                }
            }
        }
    }

    /// Whether a shared name means an entity of a list made by hand, and no place of a dump but what may be the same.
    fn is_beyond_dumps(&self, reading: Reading, meanings: &[(Reading, Rule)]) -> bool {
        let facts = self.atlas.of(reading.entity);
        let others = meanings.iter().map(|(other, _)| self.atlas.of(other.entity));
        !facts.imported && others.filter(|other| other.imported).all(|other| other.may_be(facts))
    }

    /// The reading of the kind that is told, then the one that is supported in the document, then of the higher
    /// priority, then the more populous, then the first in the gazetteer. None if all are weak and without support.
    fn best_supported<'m>(
        &self,
        meanings: impl Iterator<Item = (&'m (Reading, Rule), bool)>,
        support: &Support,
    ) -> Option<(Reading, Rule)> {
        let supported = |reading: &Reading| support.of(reading.entity);
        meanings
            .filter(|((reading, rule), _)| *rule != Rule::Weak || supported(reading) > 0)
            .min_by_key(|((reading, rule), told)| {
                let entity = &self.gazetteer.entities[reading.entity as usize];
                (
                    Reverse(*told),
                    Reverse(supported(reading)),
                    *rule == Rule::Weak,
                    Reverse(entity.priority),
                    Reverse(entity.population),
                    reading.entity,
                )
            })
            .map(|(meaning, _)| *meaning)
    }

    /// Marks the readings of the kind that the words beside a name tell, where entities of several kinds bear it.
    fn tell_kinds(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], told: &mut Vec<bool>) {
        told.clear();
        told.resize(readings.len(), false);
        let kind = |(reading, _): &(Reading, Rule)| self.gazetteer.entities[reading.entity as usize].kind;
        let mut company = HashMap::default();
        for (position, candidate) in candidates.iter().enumerate().filter(|(_, one)| one.readings.len() > 1) {
            let meanings = &readings[candidate.readings.clone()];
            if meanings.iter().all(|meaning| kind(meaning) == kind(&meanings[0])) {
                self.tell_states(position, (candidates, readings), &mut company, told);
                self.tell_divisions(candidate, readings, told);
                continue;
            }
            let one = kinds::told(self.text(candidate), candidate.start, candidate.end);
            // "SANA" is the agency, whose name is written so, and not the city in capitals.
            let shouted = meanings.iter().any(|(_, rule)| *rule == Rule::Capitals);
            for (at, meaning) in candidate.readings.clone().zip(meanings) {
                told[at] = one.map_or(shouted && meaning.1 == Rule::Exact, |one| kind(meaning) == one);
            }
        }
    }

    /// Marks the states among the meanings of a name that is a country's or a city's too, where the words beside it or
    /// the list that it stands in tell a state.
    fn tell_states(
        &self,
        position: usize,
        (candidates, readings): (&[Candidate], &[(Reading, Rule)]),
        company: &mut HashMap<Reading, bool>,
        told: &mut [bool],
    ) {
        let candidate = &candidates[position];
        let meanings = &readings[candidate.readings.clone()];
        let level = |(reading, _): &(Reading, Rule)| self.atlas.of(reading.entity).level;
        let has = |wanted: Level| meanings.iter().any(|meaning| level(meaning) == wanted);
        if !has(Level::State) || !(has(Level::Country) || has(Level::Settlement)) {
            return;
        }
        let is_told = match has(Level::Country) {
            true => {
                kinds::tells_a_state(self.text(candidate), candidate.start, candidate.end)
                    || self.is_among_states(position, candidates, readings)
                    || self.follows_an_unknown_town(position, candidates)
                        && !self.has_company(candidate, (candidates, readings), company)
            }
            false => kinds::tells_a_governor(self.text(candidate), candidate.end),
        };
        if is_told {
            for (at, meaning) in candidate.readings.clone().zip(meanings) {
                told[at] = level(meaning) == Level::State;
            }
        }
    }

    /// Marks the divisions among the meanings of a name that is a town's too, and of its country if it is the largest
    /// of the name, where the word behind it names a division.
    fn tell_divisions(&self, candidate: &Candidate, readings: &[(Reading, Rule)], told: &mut [bool]) {
        let facts = |at: usize| self.atlas.of(readings[at].0.entity);
        let towns = candidate.readings.clone().filter(|at| facts(*at).level == Level::Settlement);
        let largest = towns.max_by(|a, b| facts(*a).ln_people.total_cmp(&facts(*b).ln_people));
        let country = largest.and_then(|town| facts(town).country);
        if country.is_some() && kinds::tells_a_division(self.text(candidate), candidate.end) {
            for at in candidate.readings.clone() {
                let is_division = matches!(facts(at).level, Level::District | Level::State);
                told[at] |= is_division && facts(at).country == country;
            }
        }
    }

    /// Whether a name that is a country's too stands behind a name that is in no list, as its container does:
    /// "Marietta, Georgia". In a document that names nothing else of the country it is the state: towns of the country
    /// that news names are listed sooner than those of a state.
    fn follows_an_unknown_town(&self, position: usize, candidates: &[Candidate]) -> bool {
        let candidate = &candidates[position];
        let text = self.text(candidate);
        let before = position.checked_sub(1).map(|before| &candidates[before]);
        let is_known = before.is_some_and(|one| one.field == candidate.field && one.end + 2 == candidate.start);
        !is_known
            && kinds::name_before_comma(text, candidate.start).is_some()
            && kinds::closes_an_apposition(text, candidate.end)
    }

    /// Whether a document names something else of the country that a name may mean. Each name is asked once a document.
    fn has_company(
        &self,
        candidate: &Candidate,
        (candidates, readings): (&[Candidate], &[(Reading, Rule)]),
        company: &mut HashMap<Reading, bool>,
    ) -> bool {
        let own = readings[candidate.readings.start].0;
        let facts = |at: usize| self.atlas.of(readings[at].0.entity);
        *company.entry(own).or_insert_with(|| {
            let country = candidate.readings.clone().map(facts).find(|facts| facts.level == Level::Country);
            let code = country.and_then(|country| country.country);
            let others = candidates.iter().filter(|other| readings[other.readings.start].0 != own);
            others.flat_map(|other| other.readings.clone()).any(|at| code.is_some() && facts(at).country == code)
        })
    }

    /// Whether a name stands in a list beside one that is a state's, and no country's.
    fn is_among_states(&self, position: usize, candidates: &[Candidate], readings: &[(Reading, Rule)]) -> bool {
        let candidate = &candidates[position];
        let level = |at: usize| self.atlas.of(readings[at].0.entity).level;
        let is_state = |other: &Candidate| {
            other.readings.clone().any(|at| level(at) == Level::State)
                && !other.readings.clone().any(|at| level(at) == Level::Country)
        };
        let text = self.text(candidate);
        let joined = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|between| matches!(between.trim(), "," | "and" | ", and" | "or" | ", or"))
        };
        let before = position.checked_sub(1).map(|before| &candidates[before]);
        let after = candidates.get(position + 1);
        before.is_some_and(|one| one.field == candidate.field && joined(one.end, candidate.start) && is_state(one))
            || after
                .is_some_and(|one| one.field == candidate.field && joined(candidate.end, one.start) && is_state(one))
    }

    fn verdict(
        &self,
        position: usize,
        candidate: &Candidate,
        meanings: &[(Reading, Rule)],
        memory: &Memory,
    ) -> Verdict {
        let place = memory.places[position];
        let group = &memory.groups[place.group as usize];
        let here = |offset: usize| memory.apposed[candidate.readings.start + offset];
        let score = |offset: usize| self.score_here(candidate, group, offset, memory);
        let imported = |offset: usize| self.atlas.of(meanings[offset].0.entity).imported;
        let odds = group.odds_of_dump + place.context + group.shared_context() + group.lift(place.context);
        // Of a dump's towns of one name the small are weak and the large are not: what lets one count, does the other.
        let is_strong = |offset: usize| imported(offset) && meanings[offset].1 != Rule::Weak;
        let weak_odds = if (0..meanings.len()).any(is_strong) { score::LEAST_ODDS } else { score::STRONG_ODDS };
        let counts = |offset: &usize| {
            let (reading, rule) = meanings[*offset];
            let is_likely = || odds >= weak_odds && imported(*offset);
            rule != Rule::Weak
                || memory.support.of(reading.entity) > 0
                || here(*offset)
                || is_likely()
                || self.acts(candidate, reading)
        };
        let better = |a: &usize, b: &usize| score(*a).total_cmp(&score(*b)).then(b.cmp(a));
        let Some(best) = (0..meanings.len()).filter(counts).max_by(better) else {
            return Verdict::Dropped(DropRule::Weak);
        };
        // A name beside which its container stands is a place's, whatever else is around it.
        let is_doubtful = imported(best) && odds < score::LEAST_ODDS;
        if !here(best) && is_doubtful && !alias_of(self.gazetteer, meanings[best].0).is_sure() {
            return Verdict::Dropped(DropRule::Unlikely);
        }
        let runner_up = (0..meanings.len()).filter(counts).filter(|other| *other != best).max_by(better);
        let close = runner_up.is_some_and(|other| score(best) - score(other) < MARGIN);
        if close && self.ambiguous == Ambiguous::Drop {
            return Verdict::Dropped(DropRule::Ambiguous);
        }
        Verdict::Chosen(Choice { best, score: Some(score(best)), runner_up })
    }

    fn push(&self, candidate: &Candidate, meanings: &[(Reading, Rule)], choice: Choice, mentions: &mut Vec<Mention>) {
        let mention = |(reading, rule): (Reading, Rule)| Mention {
            field: candidate.field,
            start: candidate.start,
            end: candidate.end,
            entity: reading.entity,
            alias: reading.alias,
            rule,
            sentence: candidate.start..candidate.end,
            score: choice.score,
            runner_up: choice.runner_up.map(|other| meanings[other].0.entity),
        };
        mentions.push(mention(meanings[choice.best]));
        if self.ambiguous != Ambiguous::Keep {
            return;
        }
        let others = meanings.iter().enumerate().filter(|(other, _)| *other != choice.best);
        mentions.extend(others.map(|(_, other)| Mention { runner_up: None, ..mention(*other) }));
    }

    fn text(&self, candidate: &Candidate) -> &str {
        if candidate.field == Field::Title { self.subject.title } else { self.subject.text }
    }

    fn surface(&self, candidate: &Candidate) -> &str {
        &self.text(candidate)[candidate.start..candidate.end]
    }
}
#[cfg(test)]
mod tests;
