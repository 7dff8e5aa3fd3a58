//! Decisions: the occurrences of a document on which the same was decided for the same reasons, as one.

use std::collections::HashMap;

use dateline::matcher::{Explained, Fate};

use super::Case;

/// Occurrences of one spelling with one outcome.
pub(super) struct Decision<'c> {
    /// The first of them.
    pub(super) first: &'c Explained,
    /// The positions of all.
    pub(super) occurrences: Vec<usize>,
}

/// The decisions in the order of the text, and for each occurrence the position of its decision.
pub(super) fn decisions<'c>(case: &'c Case<'_>) -> (Vec<Decision<'c>>, Vec<usize>) {
    let mut known: HashMap<Key<'c>, usize> = HashMap::new();
    let (mut decisions, mut of) = (Vec::new(), Vec::with_capacity(case.occurrences.len()));
    for (position, occurrence) in case.occurrences.iter().enumerate() {
        let at = *known.entry(key(case, occurrence)).or_insert_with(|| {
            decisions.push(Decision { first: occurrence, occurrences: Vec::new() });
            decisions.len() - 1
        });
        decisions[at].occurrences.push(position);
        of.push(at);
    }
    (decisions, of)
}

/// A spelling, and of each meaning its entity, alias, fate and score; the evidence for a place.
type Key<'c> = (&'c str, Vec<(u32, u32, &'static str, u32)>, Vec<u32>, Option<&'c str>);

fn key<'c>(case: &'c Case<'_>, occurrence: &'c Explained) -> Key<'c> {
    let senses = occurrence.senses.iter().map(|sense| {
        let score = sense.score.map_or(0, f32::to_bits);
        (sense.entity, sense.alias, fate(sense.fate), score)
    });
    let odds = occurrence.odds.iter().map(|weight| weight.adds.to_bits()).collect();
    let longer = occurrence.longer.map(|(start, end)| &case.field(occurrence.field)[start..end]);
    (case.surface(occurrence), senses.collect(), odds, longer)
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Taken(rule) => rule.name(),
        Fate::Dropped(rule) => rule.name(),
        Fate::OtherWord => "other_word",
    }
}
