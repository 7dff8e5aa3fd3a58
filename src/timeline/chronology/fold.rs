//! Near-identical sentences: syndicated copies, with a word changed or a place line cut.
//!
//! Two sentences are copies if their words are the same but for case and punctuation, or if their shingles (runs of
//! three words) overlap by a Jaccard index of 0.8 or more (A. Broder, "On the resemblance and containment of
//! documents", 1997). Candidates are found by prefix filtering, which misses none: of two sets that alike, sorted in
//! one order, the first few members already share one (Chaudhuri, Ganti and Kaushik, "A primitive operator for
//! similarity joins in data cleaning", ICDE 2006). So a day with thousands of sentences takes no thousands of
//! comparisons each.

use std::collections::HashMap;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::text::fold;

/// The Jaccard index, in percent, from which on two sentences are copies.
const ALIKE: usize = 80;
/// Words of a shingle.
const SHINGLE: usize = 3;

/// The sentences seen so far, each standing for its copies.
#[derive(Debug, Default)]
pub(super) struct Folding {
    exact: HashMap<u64, usize>,
    /// For each shingle of a prefix the sentences that have it there.
    prefixes: HashMap<u64, Vec<usize>>,
    /// For each sentence its shingles, sorted, none twice.
    shingles: Vec<Vec<u64>>,
}

impl Folding {
    /// The place of the first sentence that this one is a copy of; none if it is new, and has then the next place.
    pub(super) fn find_or_add(&mut self, sentence: &str) -> Option<usize> {
        let words = normal_words(sentence);
        let key = hash(&words);
        if let Some(&known) = self.exact.get(&key) {
            return Some(known);
        }
        let shingles = shingles(&words);
        let prefix = &shingles[..prefix_length(shingles.len())];
        let candidates = prefix.iter().filter_map(|shingle| self.prefixes.get(shingle)).flatten();
        let found = candidates.copied().filter(|&at| alike(&self.shingles[at], &shingles)).min();
        let place = found.unwrap_or(self.shingles.len());
        self.exact.insert(key, place);
        if found.is_none() {
            prefix.iter().for_each(|&shingle| self.prefixes.entry(shingle).or_default().push(place));
            self.shingles.push(shingles);
        }
        found
    }
}

/// What a sentence says, as a number: the same whatever its case and punctuation.
pub(super) fn fingerprint(sentence: &str) -> u64 {
    hash(&normal_words(sentence))
}

fn normal_words(sentence: &str) -> Vec<String> {
    let folded = fold(sentence);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn hash(words: &[String]) -> u64 {
    let mut hash = Xxh3::new();
    for word in words {
        hash.update(word.as_bytes());
        hash.update(&[0xFF]);
    }
    hash.digest()
}

/// The hashes of all runs of three words, sorted; a shorter sentence is one run.
fn shingles(words: &[String]) -> Vec<u64> {
    let runs = words.windows(SHINGLE.min(words.len().max(1)));
    let mut all: Vec<u64> = runs.map(|run| xxh3_64(run.join(" ").as_bytes())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many of a set's first members must hold one that any set as much alike has among its own first.
fn prefix_length(size: usize) -> usize {
    if size == 0 { 0 } else { size - (size * ALIKE).div_ceil(100) + 1 }
}

fn alike(one: &[u64], other: &[u64]) -> bool {
    let common = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    common * 100 >= ALIKE * (one.len() + other.len() - common)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn copies_are_folded_and_others_are_not() {
        let first = "The army entered the old town of Mosul on Sunday after three weeks of heavy fighting in the west.";
        let (cut, other) = (
            "MOSUL — The army entered the old town of Mosul on Sunday, after three weeks of heavy fighting in the west!",
            "The army left the old town of Tikrit on Monday after two days of light fighting in the east.",
        );
        let mut folding = Folding::default();
        let found: Vec<_> = [first, cut, other, first, "No.", "no", ""].map(|it| folding.find_or_add(it)).into();
        assert_eq!(found, [None, Some(0), None, Some(0), None, Some(2), None]);
    }

    proptest! {
        #[test]
        fn prefixes_miss_no_copy(all in prop::collection::vec("([a-c] ){0,30}", 2..20)) {
            let mut folding = Folding::default();
            for sentence in &all {
                let own = shingles(&normal_words(sentence));
                let expected = folding.shingles.iter().position(|known| {
                    known.is_empty() && own.is_empty() || !own.is_empty() && alike(known, &own)
                });
                let exact = folding.exact.get(&fingerprint(sentence)).copied();
                prop_assert_eq!(folding.find_or_add(sentence), exact.or(expected));
            }
        }
    }
}
