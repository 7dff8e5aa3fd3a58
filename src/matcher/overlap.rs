//! Overlaps: the longest name stands, then the earliest.
//!
//! A name's article is no part of its length, for which "Caspian Sea" goes before "the Caspian"; of a name with an
//! article and the same without it, the one with it is the longer.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::rule::DropRule;
use super::witness::Witness;
use super::{Candidate, Scratch};

/// Leaves, of the candidates from `first` on, those that no longer (or equally long and earlier) one overlaps. They
/// come and stay in the order of their starts. A candidate without readings takes its room and goes.
pub(super) fn resolve(scratch: &mut Scratch, text: &str, first: usize, witness: &mut impl Witness) {
    let Scratch { candidates, readings, .. } = scratch;
    let mut write = first;
    let mut read = first;
    while read < candidates.len() {
        let end = cluster_end(candidates, read);
        let dropped = settle(text, &candidates[read..end]);
        for index in read..end {
            let candidate = candidates[index].clone();
            let meanings = &readings[candidate.readings.clone()];
            if dropped.get(index - read).is_some_and(|dropped| *dropped) {
                witness.dropped(DropRule::Longer, candidate.place(), meanings.iter().map(|(reading, _)| *reading));
            } else if !meanings.is_empty() {
                candidates[write] = candidate;
                write += 1;
            }
        }
        read = end;
    }
    candidates.truncate(write);
}

/// The end of the run of candidates that hang together by overlapping.
fn cluster_end(candidates: &[Candidate], from: usize) -> usize {
    let mut reach = candidates[from].end;
    let mut index = from + 1;
    while index < candidates.len() && candidates[index].start < reach {
        reach = reach.max(candidates[index].end);
        index += 1;
    }
    index
}

/// Of each in a cluster whether it loses to a longer or earlier one; nothing of a cluster of one.
fn settle(text: &str, cluster: &[Candidate]) -> Vec<bool> {
    if cluster.len() == 1 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..cluster.len()).collect();
    order.sort_by_key(|&index| rank(text, &cluster[index]));
    // What stands overlaps nothing that stands, so of those that begin before the end of one the last alone can reach
    // it.
    let mut standing: BTreeMap<usize, usize> = BTreeMap::new();
    let mut dropped = vec![false; cluster.len()];
    for index in order {
        let (start, end) = (cluster[index].start, cluster[index].end);
        let before = standing.range(..end).next_back();
        dropped[index] = before.is_some_and(|(_, &reach)| start < reach);
        if !dropped[index] {
            standing.insert(start, end);
        }
    }
    dropped
}

/// The order in which overlapping names are given their room.
fn rank(text: &str, candidate: &Candidate) -> (Reverse<usize>, Reverse<usize>, usize) {
    let Candidate { start, end, .. } = *candidate;
    let length = end - start;
    (Reverse(length - article(&text[start..end])), Reverse(length), start)
}

/// The length of the English article and the space that a name begins with.
fn article(name: &str) -> usize {
    let the = name.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("the"));
    if the && name[3..].starts_with([' ', '\n', '\u{a0}']) { 4 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::matcher::Field;

    /// Each against all that stand.
    fn plainly(cluster: &[Candidate]) -> Vec<bool> {
        let mut order: Vec<usize> = (0..cluster.len()).collect();
        order.sort_by_key(|&at| (Reverse(cluster[at].end - cluster[at].start), cluster[at].start));
        let (mut standing, mut dropped) = (Vec::new(), vec![false; cluster.len()]);
        for at in order {
            let overlaps =
                |other: &usize| cluster[at].start < cluster[*other].end && cluster[*other].start < cluster[at].end;
            dropped[at] = standing.iter().any(overlaps);
            standing.extend((!dropped[at]).then_some(at));
        }
        dropped
    }

    proptest! {
        #[test]
        fn the_longest_stands_then_the_earliest(spans in prop::collection::vec((0..40_usize, 1..9_usize), 2..30)) {
            let candidate = |(start, length): (usize, usize)| Candidate { field: Field::Text, start, end: start + length, readings: 0..0, narrowed: false, inside: false };
            let mut cluster: Vec<Candidate> = spans.into_iter().map(candidate).collect();
            cluster.sort_by_key(|candidate| candidate.start);
            let expected = plainly(&cluster);
            prop_assert_eq!(settle(&"x".repeat(60), &cluster), expected);
        }
    }
}
