//! Who is told what becomes of each occurrence: a tally in a run, a trace where it is to be explained.
//!
//! The matcher is generic over its witness, so a run pays for nothing that only an explanation needs.

use super::explain::Weighing;
use super::rule::{DropRule, Tally};
use super::{Field, Reading};

/// Where an occurrence stands, in bytes of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) field: Field,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Sees what becomes of the occurrences of a document.
pub(super) trait Witness {
    /// Whether it is to see words in small letters too that no alias can mean.
    const THOROUGH: bool;

    /// A rule dropped some of an occurrence's readings.
    fn dropped(&mut self, rule: DropRule, place: Place, readings: impl ExactSizeIterator<Item = Reading>);

    /// A word with a small letter where the alias has a capital: another word, and no dropped mention.
    fn other_word(&mut self, _place: Place, _reading: Reading) {}

    /// It was decided which reading of an occurrence is meant; how many a rule dropped at that. `weighing` is only made
    /// for a witness that asks for it.
    fn decided(&mut self, place: Place, dropped: Option<(DropRule, usize)>, weighing: impl FnOnce() -> Weighing);
}

impl Witness for Tally {
    const THOROUGH: bool = false;

    #[inline(always)]
    fn dropped(&mut self, rule: DropRule, _: Place, readings: impl ExactSizeIterator<Item = Reading>) {
        self.drop(rule, readings.len());
    }

    #[inline(always)]
    fn decided(&mut self, _: Place, dropped: Option<(DropRule, usize)>, _: impl FnOnce() -> Weighing) {
        if let Some((rule, readings)) = dropped {
            self.drop(rule, readings);
        }
    }
}
