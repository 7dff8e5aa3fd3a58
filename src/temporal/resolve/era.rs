//! Years of an account that stands before the era and does not say so each time: "crossed in 334 BC. In 333 he".

use super::super::grammar::Candidate;
use super::super::parts::{Era, Parts};
use super::super::reference::Genre;
use super::{OF_OLD, Resolver, SAME_AGE};

/// How many years an account looks back, from what it told last, with a year that does not name its era.
const BACK: i32 = 100;

/// How many years it goes on, at most, to a year of one or two figures, which may be a count of anything.
const NEXT: i32 = 60;

/// The first year that a text says to be before the era.
pub(super) fn first_before(candidates: &[Candidate<'_>]) -> Option<i32> {
    let all = candidates.iter().flat_map(|candidate| &candidate.groups).map(|group| &group.parts);
    all.filter(|parts| parts.era == Some(Era::Before)).find_map(|parts| parts.year)
}

impl Resolver<'_, '_, '_> {
    /// The year before the era that a year is which does not name its own: one to which the account goes on, downwards
    /// in its number, or back, if not far, where the same year of our era would lie in another age.
    pub(super) fn year_before_era(&self, parts: &Parts) -> Option<i32> {
        let told = self.of_old.filter(|told| *told < 1 && self.genre == Genre::Narrative)?;
        let number = parts.year.filter(|year| (1..OF_OLD).contains(year) && parts.era.is_none())?;
        let year = 1 - number;
        let onwards = (0..=SAME_AGE).contains(&(year - told));
        let back = told > year && told - year <= BACK && number - told > SAME_AGE;
        (onwards || back).then_some(year)
    }

    /// Whether a number of one or two figures is no year: one to which the account does not soon go on.
    pub(super) fn is_no_short_year(&self, parts: &Parts) -> bool {
        let soon = |told: i32| parts.year.is_some_and(|year| (0..=NEXT).contains(&(year - told)));
        self.genre == Genre::News || !self.of_old.is_some_and(soon)
    }
}
