//! The reasons of a choice, for an explanation.

use super::score::Meaning;
use super::weigh::{Group, Memory};
use super::{Chooser, Verdict, evidence, score};
use crate::matcher::explain::{Fate, Weighing, Weight};
use crate::matcher::rule::{DropRule, Rule};
use crate::matcher::{Ambiguous, Candidate, Reading};

/// What was weighed at a candidate.
pub(super) struct Reasons<'c> {
    pub(super) chooser: &'c Chooser<'c>,
    pub(super) position: usize,
    pub(super) candidate: &'c Candidate,
    pub(super) readings: &'c [(Reading, Rule)],
    pub(super) memory: &'c Memory,
    pub(super) verdict: Verdict,
    /// Whether anything was weighed in the document.
    pub(super) open: bool,
}

impl Reasons<'_> {
    pub(super) fn weighing(&self) -> Weighing {
        let meanings = if self.open { self.meanings() } else { Vec::new() };
        let senses = self.candidate.readings.clone().enumerate().map(|(offset, at)| {
            let (reading, rule) = self.readings[at];
            let (score, weights) =
                meanings.get(offset).map_or((None, Vec::new()), |meaning| self.score(offset, meaning));
            (reading, self.fate(offset, rule), score, weights)
        });
        Weighing { senses: senses.collect(), odds: self.odds(&meanings) }
    }

    fn group(&self) -> &Group {
        &self.memory.groups[self.memory.places[self.position].group as usize]
    }

    fn meanings(&self) -> Vec<Meaning<'_>> {
        self.chooser.meanings(self.group(), self.readings, self.memory)
    }

    fn fate(&self, offset: usize, rule: Rule) -> Fate {
        match self.verdict {
            Verdict::Dropped(rule) => Fate::Dropped(rule),
            Verdict::Chosen(choice) if choice.best == offset => Fate::Taken(rule),
            Verdict::Chosen(_) if self.chooser.ambiguous == Ambiguous::Keep => Fate::Taken(rule),
            Verdict::Chosen(_) => Fate::Dropped(DropRule::Ambiguous),
        }
    }

    fn score(&self, offset: usize, meaning: &Meaning<'_>) -> (Option<f32>, Vec<Weight>) {
        let mut weights = nonzero(&meaning.weights());
        let at = self.candidate.readings.start + offset;
        weights.extend(nonzero(&[
            Weight {
                of: "its container stands beside it here",
                adds: score::when(self.memory.apposed[at], score::APPOSED_HERE),
            },
            Weight {
                of: "the words beside it, or its capitals, tell its kind",
                adds: score::when(self.memory.told[at], score::KIND_TOLD),
            },
            Weight {
                of: "the last of the name who was named fully",
                adds: score::when(self.memory.last_named[at], score::LAST_NAMED),
            },
        ]));
        (Some(self.chooser.score_here(self.candidate, self.group(), offset, self.memory)), weights)
    }

    /// What speaks for and against a place, of a name from a dump.
    fn odds(&self, meanings: &[Meaning<'_>]) -> Vec<Weight> {
        let better = |(a, _): &(usize, &Meaning<'_>), (b, _): &(usize, &Meaning<'_>)| {
            self.memory.scores[*a].total_cmp(&self.memory.scores[*b])
        };
        let dumped = |(_, meaning): &(usize, &Meaning<'_>)| meaning.facts.imported;
        let first = if meanings.is_empty() { 0 } else { self.group().readings.start };
        let Some((best, meaning)) = (first..).zip(meanings).filter(dumped).max_by(better) else { return Vec::new() };
        let group = self.group();
        let surface = self.chooser.surface(self.candidate);
        let name = group.name(surface, self.memory.apposed_anywhere[best]);
        let mut weights = nonzero(&score::odds(meaning, &name));
        let text = self.chooser.text(self.candidate);
        let around = evidence::around(text, self.candidate.start, self.candidate.end, name.doubles, group.personal);
        weights.extend(nonzero(&[
            Weight { of: "what stands before it", adds: around.before },
            Weight { of: "what stands after it", adds: around.after },
            Weight { of: "what stands beside all its occurrences", adds: group.shared_context() },
            Weight { of: "a country's abbreviation in capitals", adds: group.lift(around.sum()) },
        ]));
        weights
    }
}

fn nonzero(weights: &[Weight]) -> Vec<Weight> {
    weights.iter().filter(|weight| weight.adds != 0.0).copied().collect()
}
