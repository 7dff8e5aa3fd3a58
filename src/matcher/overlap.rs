//! Overlaps: the longest name stands, then the earliest.

use super::rule::{DropRule, Rule};
use super::witness::Witness;
use super::{Candidate, Reading};

/// Leaves, of the candidates from `first` on, those that no longer (or equally long and earlier) one overlaps. They come
/// and stay in the order of their starts. A candidate without readings takes its room and goes.
pub(super) fn resolve(
    candidates: &mut Vec<Candidate>,
    first: usize,
    readings: &[(Reading, Rule)],
    witness: &mut impl Witness,
) {
    let mut write = first;
    let mut read = first;
    while read < candidates.len() {
        let end = cluster_end(candidates, read);
        let dropped = settle(&mut candidates[read..end]);
        for index in read..end {
            let candidate = candidates[index].clone();
            let meanings = &readings[candidate.readings.clone()];
            if dropped.contains(&(index - read)) {
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

/// The positions in a cluster that lose to a longer or earlier one.
fn settle(cluster: &mut [Candidate]) -> Vec<usize> {
    if cluster.len() == 1 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..cluster.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(cluster[index].end - cluster[index].start), cluster[index].start));
    let mut standing: Vec<usize> = Vec::new();
    let mut dropped = Vec::new();
    for index in order {
        let (start, end) = (cluster[index].start, cluster[index].end);
        if standing.iter().any(|&other| start < cluster[other].end && cluster[other].start < end) {
            dropped.push(index);
        } else {
            standing.push(index);
        }
    }
    dropped
}
