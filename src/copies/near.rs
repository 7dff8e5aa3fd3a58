//! Long texts that say nearly the same: those whose sketches share a band are compared.
//!
//! The sketches of millions of texts are too many for memory. So they are gone through once a band, and where they are
//! many once for each part of the band's keys; in memory is one such part at a time.

use super::cluster::NEAR_COPY;
use super::sketch::{BANDS, Sketch};

/// Bytes of sketches that are in memory at a time.
const AT_A_TIME: usize = 16 << 20;
/// Within a band, a document is compared with so many of the first and of the last that share it.
const COMPARED: usize = 16;

/// A long text with a key of its sketch.
struct Keyed {
    key: u32,
    /// The day that it is ranked by.
    day: i32,
    /// Its place among the long texts, in the order of the corpus.
    at: u32,
    sketch: Sketch,
}

/// The groups of documents that say nearly the same, each in the order of rank: by `days`, then as in the corpus.
/// `documents` are the long texts in question, in order; `each` gives the sketches of all long texts in order, as often
/// as it is asked.
pub(super) fn groups<E>(
    documents: &[u32],
    days: &[i32],
    each: &mut impl FnMut(&mut dyn FnMut(u32, &Sketch)) -> Result<(), E>,
) -> Result<Vec<Vec<u32>>, E> {
    let parts = (documents.len() * size_of::<Keyed>()).div_ceil(AT_A_TIME).max(1);
    in_parts(documents, days, parts, each)
}

fn in_parts<E>(
    documents: &[u32],
    days: &[i32],
    parts: usize,
    each: &mut impl FnMut(&mut dyn FnMut(u32, &Sketch)) -> Result<(), E>,
) -> Result<Vec<Vec<u32>>, E> {
    let mut groups = Groups::new(documents.len());
    let mut keyed: Vec<Keyed> = Vec::new();
    for (band, part) in (0..BANDS).flat_map(|band| (0..parts).map(move |part| (band, part))) {
        keyed.clear();
        let mut at = 0;
        each(&mut |document, sketch| {
            if documents.get(at) != Some(&document) {
                return;
            }
            let key = sketch.band(band);
            if key as usize % parts == part {
                keyed.push(Keyed { key, day: days[document as usize], at: at as u32, sketch: *sketch });
            }
            at += 1;
        })?;
        keyed.sort_unstable_by_key(|text| (text.key, text.day, text.at));
        keyed.chunk_by(|one, other| one.key == other.key).for_each(|bucket| join_bucket(bucket, &mut groups));
    }
    let of_documents = |group: Vec<u32>| {
        let mut group: Vec<u32> = group.into_iter().map(|at| documents[at as usize]).collect();
        group.sort_unstable_by_key(|&document| (days[document as usize], document));
        group
    };
    Ok(groups.larger_than_one().into_iter().map(of_documents).collect())
}

/// Joins the near-copies of one bucket; its members are in the order of their rank.
fn join_bucket(bucket: &[Keyed], groups: &mut Groups) {
    for (place, text) in bucket.iter().enumerate() {
        let last = place.saturating_sub(COMPARED).max(COMPARED.min(place));
        for other in bucket[..COMPARED.min(place)].iter().chain(&bucket[last..place]) {
            if groups.find(text.at) != groups.find(other.at) && text.sketch.shared(&other.sketch) >= NEAR_COPY {
                groups.join(text.at, other.at);
            }
        }
    }
}

/// Disjoint sets; the least member stands for its set.
struct Groups(Vec<u32>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count as u32).collect())
    }

    fn find(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other) as usize] = one.min(other);
    }

    /// The sets of two members and more, each in order.
    fn larger_than_one(mut self) -> Vec<Vec<u32>> {
        let mut members: Vec<(u32, u32)> = (0..self.0.len() as u32).map(|at| (self.find(at), at)).collect();
        members.sort_unstable();
        let sets = members.chunk_by(|one, other| one.0 == other.0).filter(|set| set.len() > 1);
        sets.map(|set| set.iter().map(|&(_, at)| at).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// However few sketches are in memory at a time, the groups are the same.
    #[test]
    fn parts_of_the_keys_make_no_difference() {
        let word = |text: u64, at: u64| super::super::sketch::mix(text * 1_000 + at);
        // Texts of three hundred words, each third of which differs from the one before it in two of them.
        let words = |text: u64| {
            (0..300).map(move |at| word(text / 3 + u64::from(at < 2 && !text.is_multiple_of(3)) * (text + 7_000), at))
        };
        let sketches: Vec<(u32, Sketch)> = (0..600)
            .filter_map(|text: u32| Some((text * 2, Sketch::of(&words(text.into()).collect::<Vec<_>>())?)))
            .collect();
        let documents: Vec<u32> = sketches.iter().map(|(document, _)| *document).filter(|at| at % 14 > 0).collect();
        let days: Vec<i32> = (0..1_200).map(|at| 17_000 - at % 5).collect();
        let mut each = |visit: &mut dyn FnMut(u32, &Sketch)| {
            sketches.iter().for_each(|(document, sketch)| visit(*document, sketch));
            Ok::<(), Infallible>(())
        };
        let whole = in_parts(&documents, &days, 1, &mut each).unwrap();
        assert!((150..=200).contains(&whole.len()) && whole.iter().all(|group| group.len() <= 3), "{}", whole.len());
        for parts in [2, 3, 7, 64] {
            assert_eq!(in_parts(&documents, &days, parts, &mut each).unwrap(), whole, "{parts}");
        }
    }
}
