//! Long texts that say nearly the same: those whose sketches share a band are compared.
//!
//! The sketches of millions of texts are too many for memory. So they are gone through twice for each band: once for
//! the keys that several texts have, and once for these texts; where even these are many, once for each part of the
//! keys. In memory is one such part at a time.

use foldhash::HashMap;

use super::cluster::NEAR_COPY;
use super::copy_of::CopyOf;
use super::kept::Kept;
use super::sketch::{BANDS, KEYS, Sketch};

/// Bytes of sketches that are in memory at a time.
const AT_A_TIME: usize = 8 << 20;
/// Within a band, a document is compared with so many of the first and of the last that share it.
const COMPARED: usize = 16;

/// A long text with a key of its sketch.
struct Keyed {
    key: u32,
    /// The day that it is ranked by.
    day: i32,
    at: u32,
    sketch: Sketch,
}

/// The groups of documents that say nearly the same, of those that are no copies yet, each in order.
pub(super) fn groups<K: Kept>(kept: &mut K, copy_of: &CopyOf) -> Result<Vec<Vec<u32>>, K::Error> {
    in_parts(kept, copy_of, AT_A_TIME)
}

fn in_parts<K: Kept>(kept: &mut K, copy_of: &CopyOf, at_a_time: usize) -> Result<Vec<Vec<u32>>, K::Error> {
    let (mut groups, mut keyed) = (Groups::default(), Vec::new());
    if kept.long_texts() == 0 {
        return Ok(Vec::new());
    }
    let mut keys = (kept.long_texts() * size_of::<Keyed>() > at_a_time).then(Keys::new);
    for band in 0..BANDS {
        let mut parts = 1;
        if let Some(keys) = &mut keys {
            keys.see_all(kept, copy_of, band)?;
            parts = (keys.sharing * size_of::<Keyed>()).div_ceil(at_a_time);
        }
        for part in 0..parts {
            keyed.clear();
            let mut original = copy_of.walk();
            kept.each_sketch(&mut |at, day, sketch| {
                let key = sketch.band(band);
                let wanted = key as usize % parts == part && keys.as_ref().is_none_or(|keys| keys.are_several(key));
                if wanted && original(at).is_none() {
                    keyed.push(Keyed { key, day, at, sketch: *sketch });
                }
            })?;
            keyed.sort_unstable_by_key(|text| (text.key, text.day, text.at));
            keyed.chunk_by(|one, other| one.key == other.key).for_each(|bucket| join_bucket(bucket, &mut groups));
        }
    }
    Ok(groups.larger_than_one())
}

/// Which keys of a band several texts have: two bits for each of all keys.
struct Keys {
    once: Vec<u64>,
    several: Vec<u64>,
    /// Texts whose key another one has, too.
    sharing: usize,
}

impl Keys {
    fn new() -> Keys {
        let none = || vec![0; KEYS / 64];
        Keys { once: none(), several: none(), sharing: 0 }
    }

    /// Forgets what it has seen, and sees those of a band.
    fn see_all<K: Kept>(&mut self, kept: &mut K, copy_of: &CopyOf, band: usize) -> Result<(), K::Error> {
        self.once.fill(0);
        self.several.fill(0);
        self.sharing = 0;
        let mut original = copy_of.walk();
        kept.each_sketch(&mut |at, _, sketch| {
            if original(at).is_none() {
                self.see(sketch.band(band));
            }
        })
    }

    fn see(&mut self, key: u32) {
        let (at, bit) = (key as usize / 64, 1 << (key % 64));
        if self.several[at] & bit != 0 {
            self.sharing += 1;
        } else if self.once[at] & bit != 0 {
            self.several[at] |= bit;
            self.sharing += 2;
        }
        self.once[at] |= bit;
    }

    fn are_several(&self, key: u32) -> bool {
        self.several[key as usize / 64] >> (key % 64) & 1 != 0
    }
}

/// Joins the near-copies of one bucket; its members are in the order of their rank.
fn join_bucket(bucket: &[Keyed], groups: &mut Groups) {
    for (place, text) in bucket.iter().enumerate() {
        let mut root = groups.find(text.at);
        let last = place.saturating_sub(COMPARED).max(COMPARED.min(place));
        for other in bucket[..COMPARED.min(place)].iter().chain(&bucket[last..place]) {
            if root != groups.find(other.at) && text.sketch.shared(&other.sketch) >= NEAR_COPY {
                groups.join(text.at, other.at);
                root = groups.find(text.at);
            }
        }
    }
}

/// Disjoint sets; the least member stands for its set. What is joined with nothing takes no room.
#[derive(Default)]
struct Groups(HashMap<u32, u32>);

impl Groups {
    fn find(&mut self, mut at: u32) -> u32 {
        while let Some(&above) = self.0.get(&at) {
            let Some(&higher) = self.0.get(&above) else { return above };
            self.0.insert(at, higher);
            at = higher;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.find(one), self.find(other));
        // A member above itself would be looked for without end.
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }

    /// The sets of two members and more, each in order.
    fn larger_than_one(mut self) -> Vec<Vec<u32>> {
        let joined: Vec<u32> = self.0.keys().copied().collect();
        let mut members: Vec<(u32, u32)> = joined.iter().map(|&at| (self.find(at), at)).collect();
        let least: Vec<(u32, u32)> = members.iter().map(|&(least, _)| (least, least)).collect();
        members.extend(least);
        members.sort_unstable();
        members.dedup();
        members.chunk_by(|one, other| one.0 == other.0).map(|set| set.iter().map(|&(_, at)| at).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Copies;
    use super::super::sketch::mix;
    use super::*;

    #[test]
    fn parts_of_the_keys_make_no_difference() {
        let word = |text: u64, at: u64| mix(text * 1_000 + at);
        // Texts of three hundred words, each third of which differs from the one before it in two of them.
        let words = |text: u64| {
            (0..300).map(move |at| word(text / 3 + u64::from(at < 2 && !text.is_multiple_of(3)) * (text + 7_000), at))
        };
        let mut copies = Copies::of_sketches((0..600).filter_map(|text: u32| {
            let sketch = Sketch::of(&words(text.into()).collect::<Vec<_>>())?;
            Some((text * 2, 17_000 - text as i32 * 2 % 5, sketch))
        }));
        let copy_of = CopyOf::new((0..1_200).step_by(14).map(|at| (at, at + 1)).collect());
        let whole = in_parts(&mut copies, &copy_of, usize::MAX).unwrap();
        assert!((150..=200).contains(&whole.len()) && whole.iter().all(|group| group.len() <= 3), "{}", whole.len());
        for at_a_time in [1 << 10, 1 << 12, 1 << 14] {
            assert_eq!(in_parts(&mut copies, &copy_of, at_a_time).unwrap(), whole, "{at_a_time}");
        }
    }
}
