//! The store: what a run writes and the rest reads.

mod rows;

pub use rows::{DocumentRow, MentionRow};
