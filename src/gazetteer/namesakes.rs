//! Which of the things that bear one name in two lists are the same.
//!
//! Each pair of namesakes has a distance; those of people and organisations have none, and count as equally far. The
//! nearest two are one, then the nearest two of those that are left. Of several that are equally near nothing says
//! which is meant: none of them is joined. So nothing depends on the order of the lists, or of the entities in them.

use std::collections::{HashMap, HashSet};

/// A pair of namesakes that nothing speaks against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Namesakes {
    /// The index in the first list.
    pub(super) first: usize,
    /// The index in the second list.
    pub(super) second: usize,
    /// How far apart they are, in kilometres.
    pub(super) km: f64,
}

impl Namesakes {
    fn ends(&self) -> [End; 2] {
        [End::First(self.first), End::Second(self.second)]
    }
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum End {
    First(usize),
    Second(usize),
}

/// For each second that is one with a first, which.
pub(super) fn the_same(mut pairs: Vec<Namesakes>) -> HashMap<usize, usize> {
    pairs.sort_by(|one, two| one.km.total_cmp(&two.km));
    let mut same = HashMap::new();
    let mut settled: HashSet<End> = HashSet::new();
    for alike in pairs.chunk_by(|one, two| one.km == two.km) {
        let open: Vec<&Namesakes> =
            alike.iter().filter(|pair| pair.ends().iter().all(|end| !settled.contains(end))).collect();
        let mut times: HashMap<End, u32> = HashMap::new();
        open.iter().flat_map(|pair| pair.ends()).for_each(|end| *times.entry(end).or_default() += 1);
        for pair in open {
            if pair.ends().iter().all(|end| times[end] == 1) {
                same.insert(pair.second, pair.first);
            }
            settled.extend(pair.ends());
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_one_and_of_equally_near_ones_none() {
        for (pairs, same) in [
            (&[(0, 0, 0.0)][..], &[(0, 0)][..]),
            (&[(0, 0, 0.0), (0, 1, 0.0)], &[]),
            (&[(0, 0, 0.0), (1, 0, 0.0)], &[]),
            (&[(0, 0, 3.0), (0, 1, 1.0)], &[(0, 1)]),
            // The two that are left are one, too.
            (&[(0, 0, 1.0), (0, 1, 3.0), (1, 1, 5.0)], &[(0, 0), (1, 1)]),
            // Whoever may be one of two is not joined to a third.
            (&[(0, 0, 1.0), (0, 1, 1.0), (1, 1, 5.0)], &[]),
        ] {
            let mut pairs: Vec<Namesakes> =
                pairs.iter().map(|&(first, second, km)| Namesakes { first, second, km }).collect();
            let expected: HashMap<usize, usize> = same.iter().map(|&(first, second)| (second, first)).collect();
            assert_eq!(the_same(pairs.clone()), expected);
            pairs.reverse();
            assert_eq!(the_same(pairs), expected);
        }
    }
}
