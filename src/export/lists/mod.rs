//! Entity lists for other taggers and gazetteers.

pub(super) mod entityruler;
pub(super) mod ftm;
pub(super) mod gate;
pub(super) mod linked_places;
mod named;
mod spellings;
