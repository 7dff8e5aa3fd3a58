//! Which entity is meant, whether a weak alias counts, and whether a name from a dump is a place's at all.
//!
//! The names of a document are gathered into groups: one name, one meaning, unless the words beside a mention say
//! otherwise. Each meaning has a score (`score`), which knows the entity (`atlas`), what stands beside the name
//! (`evidence`) and the document's other places (`nearby`). As these are uncertain too, the scores are computed
//! repeatedly, each time with the meanings that came out likely before. docs/disambiguation.md describes the method.

mod atlas;
mod evidence;
mod nearby;
mod score;
mod words;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::str::FromStr;

use super::judge::alias_of;
use super::rule::{DropRule, Rule, Tally};
use super::{Candidate, Field, Mention, Reading, Scratch, Subject};
use crate::gazetteer::Gazetteer;

pub(super) use atlas::Atlas;
use atlas::Level;
use nearby::Nearby;
use score::Meaning;
use words::Doubles;

/// How often the scores are computed with the company of what was likely before.
const ROUNDS: usize = 3;
/// A meaning that is less likely than this brings no company to others.
const NEGLIGIBLE: f32 = 0.02;
/// A runner-up this close to the best leaves a name ambiguous: the best is then less than three times as likely.
const MARGIN: f32 = 1.1;

/// What becomes of a name that several entities share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
type Support = HashMap<u32, u32>;

/// The memory of a choice, kept between documents.
#[derive(Debug, Default)]
pub(super) struct Memory {
    support: Support,
    groups: Vec<Group>,
    by_name: HashMap<(Reading, usize), u32>,
    /// One a candidate.
    places: Vec<Occurrence>,
    /// One a reading: whether its container stands beside the name.
    apposed: Vec<bool>,
    /// One a reading, of which those of a group's first candidate are used: whether it does so anywhere in the document.
    apposed_anywhere: Vec<bool>,
    /// One a reading, of which those of a group's first candidate are used.
    scores: Vec<f32>,
    likely: Vec<f32>,
    nearby: Nearby,
}

/// A candidate within its group.
#[derive(Clone, Copy, Debug)]
struct Occurrence {
    group: u32,
    /// What the words around it say about its being a place's name.
    context: f32,
}

/// All occurrences of one name in a document.
#[derive(Clone, Debug)]
struct Group {
    /// Of its first occurrence.
    readings: Range<usize>,
    count: u32,
    context: f32,
    doubles: Doubles,
    /// Position of the first occurrence among the candidates.
    first: usize,
    /// How likely it is a place's name; boundless for a name that is trusted.
    odds: f32,
}

/// Turns what is left of the candidates into mentions.
pub(super) fn choose(chooser: &Chooser<'_>, scratch: &mut Scratch, tally: &mut Tally, mentions: &mut Vec<Mention>) {
    let Scratch { candidates, readings, memory } = scratch;
    chooser.count_support(candidates, readings, &mut memory.support);
    let open = readings_need_thought(chooser, candidates, readings);
    if open {
        chooser.weigh(candidates, readings, memory);
    }
    for (position, candidate) in candidates.iter().enumerate() {
        let meanings = &readings[candidate.readings.clone()];
        let verdict = match open {
            true => chooser.verdict(position, candidate, meanings, memory),
            false => chooser.plain(meanings[0], &memory.support),
        };
        match verdict {
            Verdict::Dropped(rule) => tally.drop(rule, meanings.len()),
            Verdict::Chosen(choice) => {
                chooser.push(candidate, meanings, choice, tally, mentions);
            }
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
    fn plain(&self, (reading, rule): (Reading, Rule), support: &Support) -> Verdict {
        let counts = rule != Rule::Weak || support.contains_key(&reading.entity);
        match counts {
            true => Verdict::Chosen(Choice { best: 0, score: None, runner_up: None }),
            false => Verdict::Dropped(DropRule::Weak),
        }
    }

    /// Counts the strong mentions of each entity: first those that only it can mean, which then help to decide the
    /// shared ones of trusted lists.
    fn count_support(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], support: &mut Support) {
        support.clear();
        for shared in [false, true] {
            for candidate in candidates.iter().filter(|candidate| (candidate.readings.len() > 1) == shared) {
                let meanings = &readings[candidate.readings.clone()];
                if shared && meanings.iter().any(|(reading, _)| self.atlas.of(reading.entity).imported) {
                    continue;
                }
                if let Some((reading, rule)) = self.best_supported(meanings, support)
                    && rule != Rule::Weak
                {
                    *support.entry(reading.entity).or_default() += 1;
                }
            }
        }
    }

    /// The reading that is supported in the document, then of the higher priority, then the more populous, then the
    /// first in the gazetteer. None if all are weak and without support.
    fn best_supported(&self, meanings: &[(Reading, Rule)], support: &Support) -> Option<(Reading, Rule)> {
        let supported = |reading: &Reading| support.get(&reading.entity).copied().unwrap_or(0);
        meanings
            .iter()
            .filter(|(reading, rule)| *rule != Rule::Weak || supported(reading) > 0)
            .min_by_key(|(reading, _)| {
                let entity = &self.gazetteer.entities[reading.entity as usize];
                let weak = alias_of(self.gazetteer, *reading).weak;
                (
                    Reverse(supported(reading)),
                    weak,
                    Reverse(entity.priority),
                    Reverse(entity.population),
                    reading.entity,
                )
            })
            .copied()
    }

    /// Gathers the groups and computes the scores of all their meanings.
    fn weigh(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        self.gather(candidates, readings, memory);
        self.find_appositions(candidates, readings, memory);
        memory.scores.clear();
        memory.scores.resize(readings.len(), 0.0);
        memory.likely.clear();
        memory.likely.resize(readings.len(), 0.0);
        memory.nearby.clear();
        for _ in 0..ROUNDS {
            for group in 0..memory.groups.len() {
                self.score_group(group, candidates, readings, memory);
            }
            self.settle_company(readings, memory);
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
                groups.push(Group {
                    readings: candidate.readings.clone(),
                    count: 0,
                    context: 0.0,
                    doubles: Doubles::of(self.surface(candidate)),
                    first: position,
                    odds: 0.0,
                });
                groups.len() as u32 - 1
            });
            let group = &mut groups[index as usize];
            let context = evidence::around(self.text(candidate), candidate.start, candidate.end, group.doubles);
            group.count += 1;
            // What says little of one occurrence says hardly anything of the others.
            group.context += if context.abs() >= 1.5 { context } else { 0.25 * context };
            memory.places.push(Occurrence { group: index, context });
        }
    }

    /// Finds names beside which their container stands: "Paris, Texas". Both sides gain by it.
    fn find_appositions(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        memory.apposed.clear();
        memory.apposed.resize(readings.len(), false);
        memory.apposed_anywhere.clear();
        memory.apposed_anywhere.resize(readings.len(), false);
        for pair in candidates.windows(2) {
            let [inner, outer] = pair else { continue };
            if inner.field != outer.field || !is_apposed(self.text(inner), inner, outer) {
                continue;
            }
            for container in outer.readings.clone() {
                if self.atlas.of(readings[container].0.entity).level < Level::District {
                    continue;
                }
                for place in inner.readings.clone() {
                    if self.atlas.contains(readings[container].0.entity, readings[place].0.entity) {
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

    fn score_group(&self, index: usize, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        let group = memory.groups[index].clone();
        for at in group.readings.clone() {
            memory.scores[at] = self.meaning(at, &group, readings, memory).score();
        }
        let best = group.readings.clone().max_by(|a, b| memory.scores[*a].total_cmp(&memory.scores[*b]));
        let best = best.unwrap_or(group.readings.start);
        let facts = self.atlas.of(readings[best].0.entity);
        let odds = if group.readings.clone().any(|at| !self.atlas.of(readings[at].0.entity).imported) {
            f32::INFINITY
        } else {
            let own_name = readings[best].0.alias == 0;
            let surface = self.surface(&candidates[group.first]);
            let company = self.meaning(best, &group, readings, memory).company;
            score::prior(facts, surface, own_name, group.doubles)
                + score::of_surroundings(company)
                + if memory.apposed_anywhere[best] { 2.0 } else { 0.0 }
        };
        memory.groups[index].odds = odds;
    }

    fn meaning(&self, at: usize, group: &Group, readings: &[(Reading, Rule)], memory: &Memory) -> Meaning<'_> {
        let reading = readings[at].0;
        let facts = self.atlas.of(reading.entity);
        let mut company = memory.nearby.around(facts);
        let weight = group.weight();
        for other in group.readings.clone().filter(|other| memory.likely[*other] > NEGLIGIBLE) {
            let share = weight * memory.likely[other];
            company = company.without(facts, self.atlas.of(readings[other].0.entity), share);
        }
        Meaning {
            facts,
            priority: self.gazetteer.entities[reading.entity as usize].priority,
            weak: alias_of(self.gazetteer, reading).weak,
            own_name: reading.alias == 0,
            named_fully: memory.support.get(&reading.entity).copied().unwrap_or(0),
            apposed: memory.apposed_anywhere[at],
            company,
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
        let score = |offset: usize| {
            let apposed = if here(offset) { score::APPOSED_HERE } else { 0.0 };
            memory.scores[group.readings.start + offset] + apposed
        };
        let counts = |offset: &usize| {
            let (reading, rule) = meanings[*offset];
            rule != Rule::Weak || memory.support.contains_key(&reading.entity) || here(*offset)
        };
        let better = |a: &usize, b: &usize| score(*a).total_cmp(&score(*b)).then(b.cmp(a));
        let Some(best) = (0..meanings.len()).filter(counts).max_by(better) else {
            return Verdict::Dropped(DropRule::Weak);
        };
        // A name beside which its container stands is a place's, whatever else is around it.
        if !here(best) && group.odds + place.context + group.shared_context() < 0.0 {
            return Verdict::Dropped(DropRule::Unlikely);
        }
        let runner_up = (0..meanings.len()).filter(counts).filter(|other| *other != best).max_by(better);
        let close = runner_up.is_some_and(|other| score(best) - score(other) < MARGIN);
        if close && self.ambiguous == Ambiguous::Drop {
            return Verdict::Dropped(DropRule::Ambiguous);
        }
        Verdict::Chosen(Choice { best, score: Some(score(best)), runner_up })
    }

    fn push(
        &self,
        candidate: &Candidate,
        meanings: &[(Reading, Rule)],
        choice: Choice,
        tally: &mut Tally,
        mentions: &mut Vec<Mention>,
    ) {
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
            return tally.drop(DropRule::Ambiguous, meanings.len() - 1);
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

impl Group {
    /// What a name that is surely a place's counts for in the company of others: more if it comes often.
    fn weight(&self) -> f32 {
        (1.0 + (self.count as f32).ln()).min(3.0)
    }

    /// What the words around all occurrences say to each.
    fn shared_context(&self) -> f32 {
        0.7 * self.context.clamp(-5.0, 5.0)
    }

    fn whole_odds(&self) -> f32 {
        self.odds + 1.5 * self.shared_context()
    }
}

/// Whether a name follows on another after a comma, in brackets, or as an abbreviation after a space.
fn is_apposed(text: &str, inner: &Candidate, outer: &Candidate) -> bool {
    let surface = &text[outer.start..outer.end];
    let abbreviation =
        surface.ends_with('.') || (surface.len() == 2 && surface.bytes().all(|b| b.is_ascii_uppercase()));
    text.get(inner.end..outer.start).is_some_and(|between| {
        between.len() <= 4 && (matches!(between.trim(), "," | "(") || (abbreviation && between.trim().is_empty()))
    })
}

#[cfg(test)]
mod tests;
