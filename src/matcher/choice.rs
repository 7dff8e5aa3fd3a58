//! Which entity is meant, and whether a weak alias counts.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::judge::alias_of;
use super::rule::{DropRule, Rule, Tally};
use super::{Candidate, Mention, Reading, Scratch};
use crate::gazetteer::Gazetteer;

/// How often each entity of a document is mentioned by a strong alias that is nobody else's.
pub(super) type Support = HashMap<u32, u32>;

/// Turns what is left of the candidates into mentions.
pub(super) fn choose(gazetteer: &Gazetteer, scratch: &mut Scratch, tally: &mut Tally, mentions: &mut Vec<Mention>) {
    let Scratch { candidates, readings, support } = scratch;
    count_support(gazetteer, candidates, readings, support);
    for candidate in candidates.iter() {
        let meanings = &readings[candidate.readings.clone()];
        let Some((reading, rule)) = best(gazetteer, meanings, support) else {
            tally.drop(DropRule::Weak, meanings.len());
            continue;
        };
        tally.drop(DropRule::Ambiguous, meanings.len() - 1);
        mentions.push(Mention {
            field: candidate.field,
            start: candidate.start,
            end: candidate.end,
            entity: reading.entity,
            alias: reading.alias,
            rule,
            sentence: candidate.start..candidate.end,
        });
    }
}

/// Counts the strong mentions of each entity: first those that only it can mean, which then help to decide the shared.
fn count_support(gazetteer: &Gazetteer, candidates: &[Candidate], readings: &[(Reading, Rule)], support: &mut Support) {
    support.clear();
    let meanings = |candidate: &Candidate| &readings[candidate.readings.clone()];
    for shared in [false, true] {
        for candidate in candidates.iter().filter(|candidate| (candidate.readings.len() > 1) == shared) {
            if let Some((reading, rule)) = best(gazetteer, meanings(candidate), support)
                && rule != Rule::Weak
            {
                *support.entry(reading.entity).or_default() += 1;
            }
        }
    }
}

/// The reading that counts: supported in the document, then of the higher priority, then the more populous, then the
/// first in the gazetteer. None if all are weak and without support.
fn best(gazetteer: &Gazetteer, meanings: &[(Reading, Rule)], support: &Support) -> Option<(Reading, Rule)> {
    let supported = |reading: &Reading| support.get(&reading.entity).copied().unwrap_or(0);
    meanings
        .iter()
        .filter(|(reading, rule)| *rule != Rule::Weak || supported(reading) > 0)
        .min_by_key(|(reading, _)| {
            let entity = &gazetteer.entities[reading.entity as usize];
            let weak = alias_of(gazetteer, *reading).weak;
            (Reverse(supported(reading)), weak, Reverse(entity.priority), Reverse(entity.population), reading.entity)
        })
        .copied()
}
