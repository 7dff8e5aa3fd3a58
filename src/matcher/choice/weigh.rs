//! Weighing: the names of a document in groups, and the scores of all their meanings.

use std::ops::Range;

use foldhash::HashMap;

use super::atlas::Level;
use super::nearby::Nearby;
use super::score::{self, Meaning};
use super::words::Doubles;
use super::{Chooser, Support, abbreviation, evidence};
use crate::matcher::rule::Rule;
use crate::matcher::{Candidate, Reading};

/// How often the scores are computed with the company of what was likely before.
const ROUNDS: usize = 3;
/// A meaning that is less likely than this brings no company to others.
const NEGLIGIBLE: f32 = 0.02;

/// The memory of a choice, kept between documents.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Memory {
    pub(super) support: Support,
    pub(super) groups: Vec<Group>,
    by_name: HashMap<(Reading, usize), u32>,
    /// One a candidate.
    pub(super) places: Vec<Occurrence>,
    /// One a reading: whether it is of the kind that the words beside the name tell.
    pub(super) told: Vec<bool>,
    /// One a reading: whether it is the person who was named fully last before the name.
    pub(super) last_named: Vec<bool>,
    /// One a reading: whether its container stands beside the name.
    pub(super) apposed: Vec<bool>,
    /// One a reading, of which those of a group's first candidate are used: whether it does so anywhere in the
    /// document.
    pub(super) apposed_anywhere: Vec<bool>,
    /// One a reading, of which those of a group's first candidate are used.
    pub(super) scores: Vec<f32>,
    likely: Vec<f32>,
    nearby: Nearby,
}

/// A candidate within its group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) group: u32,
    /// What the words around it say about its being a place's name.
    pub(super) context: f32,
}

/// All occurrences of one name in a document.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Of its first occurrence.
    pub(super) readings: Range<usize>,
    count: u32,
    context: f32,
    /// How much of what speaks for a person is believed of this name.
    pub(super) personal: f32,
    doubles: Doubles,
    /// The most that the words around one occurrence say for its being a place's name.
    most_context: f32,
    /// Whether it is an abbreviation that the document explains.
    explained: bool,
    /// Position of the first occurrence among the candidates.
    first: usize,
    /// How likely it is a place's name; boundless if its likeliest meaning is of a list made by hand, which is trusted.
    odds: f32,
    /// How likely it is the name of the likeliest of a dump's places; boundless if there is none.
    pub(super) odds_of_dump: f32,
    /// Whether it has one meaning, and a list made by hand gives it.
    is_settled: bool,
    /// Whether it is a country's abbreviation in capitals.
    is_country_code: bool,
}

impl Chooser<'_> {
    /// Gathers the groups and computes the scores of all their meanings.
    pub(super) fn weigh(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        self.gather(candidates, readings, memory);
        self.find_appositions(candidates, readings, memory);
        self.find_last_named(candidates, readings, memory);
        memory.scores.clear();
        memory.scores.resize(readings.len(), 0.0);
        memory.likely.clear();
        memory.likely.resize(readings.len(), 0.0);
        memory.nearby.clear();
        for round in 1..=ROUNDS {
            for group in 0..memory.groups.len() {
                // What can only mean one thing is as likely in every round: its score is wanted in the end alone.
                if round == ROUNDS || !memory.groups[group].is_settled {
                    self.score_group(group, candidates, readings, memory);
                }
            }
            if round < ROUNDS {
                self.settle_company(readings, memory);
            }
        }
    }

    fn gather(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        memory.groups.clear();
        memory.by_name.clear();
        memory.places.clear();
        for (position, candidate) in candidates.iter().enumerate() {
            let name = (readings[candidate.readings.start].0, candidate.readings.len());
            let groups = &mut memory.groups;
            let index = *memory.by_name.entry(name).or_insert_with(|| {
                let first_reading = readings[candidate.readings.start].0;
                let is_settled = candidate.readings.len() == 1 && !self.atlas.of(first_reading.entity).imported;
                let doubles = Doubles::of(self.text(candidate), candidate.start, candidate.end);
                groups.push(Group {
                    readings: candidate.readings.clone(),
                    count: 0,
                    context: 0.0,
                    most_context: 0.0,
                    explained: false,
                    personal: self.personal(candidate, doubles, readings),
                    doubles,
                    first: position,
                    odds: if is_settled { f32::INFINITY } else { 0.0 },
                    odds_of_dump: f32::INFINITY,
                    is_settled,
                    is_country_code: false,
                });
                groups.len() as u32 - 1
            });
            let group = &mut groups[index as usize];
            let context =
                evidence::around(self.text(candidate), candidate.start, candidate.end, group.doubles, group.personal)
                    .sum();
            group.count += u32::from(!candidate.inside);
            group.most_context = group.most_context.max(context);
            group.explained |= abbreviation::is_explained(self.text(candidate), candidate.start, candidate.end)
                && !follows_its_name(position, candidates, readings);
            // What says little of one occurrence says hardly anything of the others.
            group.context += if context.abs() >= 1.5 { context } else { 0.25 * context };
            memory.places.push(Occurrence { group: index, context });
        }
    }

    /// How much of what speaks for a person is believed of a name.
    fn personal(&self, candidate: &Candidate, doubles: Doubles, readings: &[(Reading, Rule)]) -> f32 {
        let size = |(reading, _): &(Reading, Rule)| score::size(self.atlas.of(reading.entity), reading.alias == 0);
        let largest = readings[candidate.readings.clone()].iter().map(size).fold(0.0, f32::max);
        score::personal(largest, self.surface(candidate), doubles)
    }

    /// Finds names beside which their container stands: "Paris, Texas". Both sides gain by it.
    fn find_appositions(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        memory.apposed.clear();
        memory.apposed.resize(readings.len(), false);
        memory.apposed_anywhere.clear();
        memory.apposed_anywhere.resize(readings.len(), false);
        for pair in candidates.windows(2) {
            let [inner, outer] = pair else { continue };
            if inner.field != outer.field || inner.inside || outer.inside {
                continue;
            }
            let between = self.text(inner).get(inner.end..outer.start).unwrap_or_default();
            let is_beside = is_apposed(self.text(inner), inner, outer);
            if !is_beside && !is_within(between) {
                continue;
            }
            for container in outer.readings.clone() {
                if self.atlas.of(readings[container].0.entity).level < Level::District {
                    continue;
                }
                for place in inner.readings.clone() {
                    if self.is_village_of_a_list_of_countries(place, container, inner, readings) {
                        continue;
                    }
                    // In a dump there is a village of the name in every country.
                    let is_told = is_beside || !self.atlas.of(readings[place].0.entity).imported;
                    if is_told && self.atlas.contains(readings[container].0.entity, readings[place].0.entity) {
                        memory.apposed[container] = true;
                        memory.apposed[place] = true;
                    }
                }
            }
        }
        // One sense per document: what holds of one occurrence holds, less surely, of the group.
        for (position, candidate) in candidates.iter().enumerate() {
            let group = &memory.groups[memory.places[position].group as usize];
            for (offset, reading) in candidate.readings.clone().enumerate() {
                if memory.apposed[reading] {
                    memory.apposed_anywhere[group.readings.start + offset] = true;
                }
            }
        }
    }

    /// Whether a country's name before another country's would be taken for a village there: "Russia, U.S. divided on
    /// Syria".
    fn is_village_of_a_list_of_countries(
        &self,
        place: usize,
        container: usize,
        inner: &Candidate,
        readings: &[(Reading, Rule)],
    ) -> bool {
        let level = |reading: usize| self.atlas.of(readings[reading].0.entity).level;
        level(place) < Level::State
            && level(container) == Level::Country
            && inner.readings.clone().any(|other| level(other) == Level::Country)
    }

    fn score_group(&self, index: usize, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        let group = memory.groups[index].clone();
        let meanings = self.meanings(&group, readings, memory);
        let mut best: Option<usize> = None;
        let mut dumped: Option<(usize, &Meaning<'_>)> = None;
        for (at, meaning) in group.readings.clone().zip(&meanings) {
            memory.scores[at] = meaning.score();
            // Of equals the last, as everywhere else.
            let beats = |other: usize| memory.scores[at] >= memory.scores[other];
            best = best.filter(|other| !beats(*other)).or(Some(at));
            if meaning.facts.imported && dumped.is_none_or(|(other, _)| beats(other)) {
                dumped = Some((at, meaning));
            }
        }
        let surface = self.surface(&candidates[group.first]);
        let odds = dumped.map_or(f32::INFINITY, |(at, meaning)| {
            score::sum(&score::odds(meaning, &group.name(surface, memory.apposed_anywhere[at])))
        });
        // The trust in a list made by hand is none in a dump's place of the name: a weak "Ban" makes no town of "Bán".
        let is_dumped = dumped.is_some_and(|(at, _)| best == Some(at));
        let is_country = dumped.is_some_and(|(_, meaning)| meaning.facts.level == Level::Country);
        let group = &mut memory.groups[index];
        group.is_country_code = is_country && !group.doubles.common_word && is_code(surface);
        (group.odds_of_dump, group.odds) = (odds, if is_dumped { odds } else { f32::INFINITY });
    }

    /// The score of a meaning of a candidate's group, with what stands beside this very occurrence.
    pub(super) fn score_here(&self, candidate: &Candidate, group: &Group, offset: usize, memory: &Memory) -> f32 {
        let at = candidate.readings.start + offset;
        let here = score::when(memory.apposed[at], score::APPOSED_HERE)
            + score::when(memory.told[at], score::KIND_TOLD)
            + score::when(memory.last_named[at], score::LAST_NAMED);
        memory.scores[group.readings.start + offset] + here
    }

    /// All meanings of a group's name, with what they are given beside each other.
    pub(super) fn meanings(&self, group: &Group, readings: &[(Reading, Rule)], memory: &Memory) -> Vec<Meaning<'_>> {
        let bare = |at| self.bare_meaning(at, group, readings, memory);
        let mut meanings: Vec<Meaning<'_>> = group.readings.clone().map(bare).collect();
        let given: Vec<Given> = (0..meanings.len()).map(|own| self.given(own, &meanings)).collect();
        let only_dumped = meanings.iter().all(|meaning| meaning.facts.imported);
        for (meaning, given) in meanings.iter_mut().zip(given) {
            // A town is no less likely than its namesake for being so small that its name needs evidence.
            meaning.weak &= !only_dumped;
            (meaning.priority, meaning.lead, meaning.city_lead) = (given.priority, given.lead, given.city_lead);
        }
        meanings
    }

    /// What one of the meanings is given beside the others.
    fn given(&self, own: usize, meanings: &[Meaning<'_>]) -> Given {
        let meaning = &meanings[own];
        let others = || meanings.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, other)| other);
        if meanings.len() < 2 || meaning.weak {
            return Given { priority: meaning.priority, lead: 0.0, city_lead: 0.0 };
        }
        let lost = meaning.priority > 0 && others().any(|other| meaning.is_outside_of_its_country(other));
        let priority = if lost { 0 } else { meaning.priority };
        let meaning = Meaning { priority, ..*meaning };
        let led = self.lead_of_hand(&meaning, others());
        let city_lead = if meaning.is_large_city() {
            let divisions = others().filter(|other| other.is_division_beside(&meaning));
            lead(meaning.prior() + led, divisions.map(|other| other.prior()), score::CITY_LEAD)
        } else {
            0.0
        };
        Given { priority, lead: led, city_lead }
    }

    /// By how much a meaning that a list made by hand gives is raised: for a dump's that may be the same, for one
    /// elsewhere that is not widely known by that name, and, of what is no place, for a dump's small places.
    fn lead_of_hand<'m>(&self, own: &Meaning<'_>, others: impl Iterator<Item = &'m Meaning<'m>>) -> f32 {
        let dumped = others.filter(|other| other.facts.imported);
        match own.facts {
            facts if facts.imported => 0.0,
            // "The White House" is no town of a dump, whatever lies near that, unless its state stands beside it.
            facts if facts.level == Level::Other => {
                let small = dumped.filter(|other| other.facts.level <= Level::District && !other.is_large_city());
                lead(own.score(), small.map(|other| other.score_unapposed()), score::LEAD)
            }
            facts => dumped.fold(0.0, |most, other| {
                // A namesake elsewhere that is not widely known by that name needs words of the text for it.
                let known = other.facts.level >= Level::State || other.is_large_city() && other.own_name;
                let by = match other.facts.may_be(facts) {
                    true => other.score() - own.score(),
                    false if known => return most,
                    false => other.prior() - own.prior(),
                };
                f32::max(most, by + score::LEAD)
            }),
        }
    }

    fn bare_meaning(&self, at: usize, group: &Group, readings: &[(Reading, Rule)], memory: &Memory) -> Meaning<'_> {
        let reading = readings[at].0;
        let facts = self.atlas.of(reading.entity);
        let entity = &self.gazetteer.entities[reading.entity as usize];
        let mut company = memory.nearby.around(facts);
        let weight = group.weight();
        for other in group.readings.clone().filter(|other| memory.likely[*other] > NEGLIGIBLE) {
            let share = weight * memory.likely[other];
            company = company.without(facts, self.atlas.of(readings[other].0.entity), share);
        }
        Meaning {
            facts,
            priority: entity.priority,
            weak: readings[at].1 == Rule::Weak,
            own_name: reading.alias == 0,
            names: (&entity.name, &entity.aliases[reading.alias as usize].text),
            named_fully: memory.support.beside(reading),
            apposed: memory.apposed_anywhere[at],
            company,
            at_home: facts.country.is_some_and(|code| self.subject.country.map(str::as_bytes) == Some(&code[..])),
            lead: 0.0,
            city_lead: 0.0,
        }
    }

    /// From scores to likelihoods, and from these to the company that each name gives the others.
    fn settle_company(&self, readings: &[(Reading, Rule)], memory: &mut Memory) {
        memory.nearby.clear();
        for group in &memory.groups {
            let scores = &memory.scores[group.readings.clone()];
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
            let is_place = 1.0 / (1.0 + (-group.whole_odds()).exp());
            for at in group.readings.clone() {
                let likely = is_place * (memory.scores[at] - highest).exp() / total;
                memory.likely[at] = likely;
                if likely > NEGLIGIBLE {
                    memory.nearby.add(self.atlas.of(readings[at].0.entity), group.weight() * likely);
                }
            }
        }
    }
}

/// What a meaning is given beside the others of its name.
struct Given {
    priority: i32,
    lead: f32,
    city_lead: f32,
}

/// What a meaning lacks to score so much more than the best of others.
fn lead(own: f32, others: impl Iterator<Item = f32>, by: f32) -> f32 {
    others.reduce(f32::max).map_or(0.0, |best| (best + by - own).max(0.0))
}

impl Group {
    /// What a name that is surely a place's counts for in the company of others: more if it comes often.
    fn weight(&self) -> f32 {
        (1.0 + (self.count as f32).ln()).clamp(0.0, 3.0)
    }

    /// What the words around all occurrences say to each.
    pub(super) fn shared_context(&self) -> f32 {
        0.7 * self.context.clamp(-5.0, 5.0)
    }

    /// What is known of the name.
    pub(super) fn name<'n>(&self, surface: &'n str, apposed: bool) -> score::Name<'n> {
        let Group { doubles, explained, .. } = *self;
        score::Name { surface, doubles, apposed, placed: self.most_context >= score::PLACED, explained }
    }

    /// What a country's abbreviation is given where the words beside it would have it be another name: "US RTX
    /// sellers".
    pub(super) fn lift(&self, context: f32) -> f32 {
        let least = if self.is_country_code { score::LEAST_OF_CODES } else { f32::NEG_INFINITY };
        (least - context - self.shared_context()).max(0.0)
    }

    fn whole_odds(&self) -> f32 {
        self.odds + 1.5 * self.shared_context()
    }
}

/// Whether a name in brackets stands behind another name of the same: "New York City (NYC)".
fn follows_its_name(position: usize, candidates: &[Candidate], readings: &[(Reading, Rule)]) -> bool {
    let Some(before) = position.checked_sub(1).map(|before| &candidates[before]) else { return false };
    let entities = |candidate: &Candidate| readings[candidate.readings.clone()].iter().map(|(one, _)| one.entity);
    let own = &candidates[position];
    before.field == own.field
        && before.end + " (".len() == own.start
        && entities(before).any(|entity| entities(own).any(|other| other == entity))
}

/// Two or three capitals, with points or without: "US", "U.K.".
fn is_code(surface: &str) -> bool {
    let capitals = surface.bytes().filter(u8::is_ascii_uppercase).count();
    (2..=3).contains(&capitals) && surface.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// Whether a name follows on another after a comma, in brackets, or as an abbreviation after a space.
fn is_apposed(text: &str, inner: &Candidate, outer: &Candidate) -> bool {
    let surface = &text[outer.start..outer.end];
    let abbreviation =
        surface.ends_with('.') || (surface.len() == 2 && surface.bytes().all(|b| b.is_ascii_uppercase()));
    text.get(inner.end..outer.start).is_some_and(|between| {
        is_within(between)
            || between.len() <= 4
                && (matches!(between.trim(), "," | "(") || (abbreviation && between.trim().is_empty()))
    })
}

/// Whether what stands between two names says that the first lies in the second: ", in the north of", ", a port in
/// northern".
fn is_within(between: &str) -> bool {
    const LONGEST: usize = 48;
    const PREPOSITIONS: &[&str] = &["in", "of"];
    const PLACES: &[&str] = &["capital", "city", "north", "south", "east", "west", "port", "town", "village"];
    let Some(words) = between.strip_prefix(", ").filter(|_| between.len() <= LONGEST) else { return false };
    let small = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let mut last = words.trim_end().split(' ').rev();
    let directed = |word: &str| word.ends_with("ern") || matches!(word, "central" | "the");
    words.ends_with(' ')
        && words.trim_end().split(' ').all(small)
        && match last.find(|word| !directed(word)) {
            Some("in") => true,
            Some(word) => PREPOSITIONS.contains(&word) && last.any(|word| PLACES.contains(&word)),
            // "Tripoli, northern Lebanon"
            None => words.trim_end().ends_with("ern"),
        }
}
