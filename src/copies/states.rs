//! Items of feeds that were saved more than once: what was edited in between is the same item all the same.

use std::collections::HashMap;

use super::NONE;
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
pub(super) fn join(states: &[(State, u32)], rank: impl Fn(u32) -> (i32, u32), copy_of: &mut [u32]) {
    let mut states = states.to_vec();
    states.sort_unstable_by_key(|&(state, document)| (state, rank(document)));
    let mut moved: HashMap<u32, u32> = HashMap::new();
    for item in states.chunk_by(|one, other| one.0.item == other.0.item) {
        if item.windows(2).any(|pair| pair[0].0.file == pair[1].0.file) {
            continue;
        }
        for pair in item.windows(2) {
            let (one, other) = (root(pair[0].1, copy_of, &moved), root(pair[1].1, copy_of, &moved));
            if one != other {
                let (first, later) = if rank(one) < rank(other) { (one, other) } else { (other, one) };
                moved.insert(later, first);
            }
        }
    }
    if moved.is_empty() {
        return;
    }
    for document in 0..copy_of.len() as u32 {
        let root = root(document, copy_of, &moved);
        copy_of[document as usize] = if root == document { NONE } else { root };
    }
}

/// The original of a document, as far as is known.
fn root(document: u32, copy_of: &[u32], moved: &HashMap<u32, u32>) -> u32 {
    let of = copy_of[document as usize];
    let mut at = if of == NONE { document } else { of };
    while let Some(&next) = moved.get(&at) {
        at = next;
    }
    at
}
