//! Copies and furniture: which documents say what another one says, and which paragraphs a source puts on all its pages.
//!
//! A run sees each document once and keeps 48 bytes of it at most ([`Copies`]); what its paragraphs are goes to a file
//! ([`Spool`]). When all documents were seen, the copies are found among the former ([`Copies::decide`]), and the furniture
//! by going through the latter ([`Spool::furniture`]). Nothing here depends on the number of threads.

mod cluster;
mod furniture;
mod outlet;
mod sketch;
mod trace;

pub use cluster::{Copies, DAYS_APART, NEAR_COPY};
pub use furniture::{FEWEST_PAGES, Furniture, MOST_PAGES, PAGES_SHARE, Spool, SpooledDocument};
pub use outlet::outlet;
pub use trace::{LONG_WORDS, Paragraph, Trace};

/// Stands for "none" where millions of positions are kept.
const NONE: u32 = u32::MAX;

#[cfg(test)]
mod tests;
