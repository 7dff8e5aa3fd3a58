//! Items of feeds that were saved more than once: what was edited in between is the same item all the same.

use std::collections::HashMap;

use super::copy_of::CopyOf;
use super::kept::Kept;
use super::outlet::outlet;
use crate::corpus::{Document, Place};

/// By what an item of a feed is known in each file in which the feed was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// Equal for states of one item: its id, its publisher and its link.
    pub(super) item: u64,
    /// Equal in one file.
    pub(super) file: u64,
}

impl State {
    /// None for what is no item of a feed, or has no id of its own.
    pub(super) fn of(document: &Document) -> Option<State> {
        if !document.feed_item {
            return None;
        }
        let file = Place::of(&document.source).file;
        // Many a feed numbers the places of its front page, whatever stands there: the link tells these apart.
        let link = document.url.as_deref().unwrap_or_default();
        let item = [document.id.trim(), "\n", &outlet(document), "\n", link].concat();
        Some(State {
            item: xxhash_rust::xxh3::xxh3_64(item.as_bytes()),
            file: xxhash_rust::xxh3::xxh3_64(file.as_bytes()),
        })
    }
}

/// Makes later states copies of the first. An id that two items of one file have tells no items apart, and is not
/// believed.
pub(super) fn join<K: Kept>(kept: &mut K, copy_of: &mut CopyOf) -> Result<(), K::Error> {
    let mut states = Vec::new();
    kept.each_likeness(&mut |at, likeness| states.extend(likeness.state.map(|state| (state, likeness.day, at))))?;
    if states.is_empty() {
        return Ok(());
    }
    states.sort_unstable();
    let days = days_of_originals(kept, &states, copy_of)?;
    let mut moved: HashMap<u32, u32> = HashMap::new();
    for item in states.chunk_by(|one, other| one.0.item == other.0.item) {
        if item.windows(2).any(|pair| pair[0].0.file == pair[1].0.file) {
            continue;
        }
        for pair in item.windows(2) {
            let [one, other] = [pair[0].2, pair[1].2].map(|at| root(copy_of.of(at).unwrap_or(at), &moved));
            if one != other {
                let rank = |at: u32| (days.get(&at), at);
                let (first, later) = if rank(one) < rank(other) { (one, other) } else { (other, one) };
                moved.insert(later, first);
            }
        }
    }
    copy_of.join(CopyOf::new(moved.keys().map(|&at| (at, root(at, &moved))).collect()));
    Ok(())
}

/// The days of the items, or of what they are copies of.
fn days_of_originals<K: Kept>(
    kept: &mut K,
    states: &[(State, i32, u32)],
    copy_of: &CopyOf,
) -> Result<HashMap<u32, i32>, K::Error> {
    let mut days: HashMap<u32, i32> = states.iter().map(|&(_, _, at)| (copy_of.of(at).unwrap_or(at), 0)).collect();
    kept.each_likeness(&mut |at, likeness| {
        if let Some(day) = days.get_mut(&at) {
            *day = likeness.day;
        }
    })?;
    Ok(days)
}

/// The original of what is no copy by its text, as far as is known.
fn root(mut at: u32, moved: &HashMap<u32, u32>) -> u32 {
    while let Some(&next) = moved.get(&at) {
        at = next;
    }
    at
}
