//! Documents that say the same.
//!
//! Those that do have the same hash. Where there are many documents, they are gone through once for each part of the
//! hashes; in memory is one such part at a time.

use super::cluster::DAYS_APART;
use super::copy_of::CopyOf;
use super::kept::Kept;
use super::likeness::{Likeness, UNDATED};

/// Bytes of what is kept of documents that are in memory at a time.
const AT_A_TIME: usize = 8 << 20;

/// A document, by what those that say the same are found by.
#[derive(Clone, Copy, Debug)]
struct Seen {
    exact: u64,
    at: u32,
    /// As [`Likeness::day`].
    day: i32,
    is_long: bool,
}

impl Seen {
    fn says_the_same(&self, original: &Seen) -> bool {
        let long = original.is_long && self.is_long;
        let short = !original.is_long && !self.is_long;
        let near = self.day == UNDATED || i64::from(self.day) - i64::from(original.day) <= DAYS_APART;
        original.exact == self.exact && (long || short && near)
    }
}

/// All copies that say the same as their originals.
pub(super) fn copies<K: Kept>(kept: &mut K) -> Result<CopyOf, K::Error> {
    let parts = (kept.documents() * size_of::<Seen>()).div_ceil(AT_A_TIME).max(1);
    in_parts(kept, parts)
}

fn in_parts<K: Kept>(kept: &mut K, parts: usize) -> Result<CopyOf, K::Error> {
    let (mut pairs, mut seen) = (Vec::new(), Vec::with_capacity(kept.documents() / parts));
    for part in 0..parts {
        seen.clear();
        kept.each_likeness(&mut |at, &Likeness { exact, day, empty, is_long, .. }| {
            // Documents without words are nobody's copies.
            if !empty && exact % parts as u64 == part as u64 {
                seen.push(Seen { exact, at, day, is_long });
            }
        })?;
        seen.sort_unstable_by_key(|seen| (seen.exact, !seen.is_long, seen.day, seen.at));
        let mut original: Option<&Seen> = None;
        for document in &seen {
            match original.filter(|original| document.says_the_same(original)) {
                Some(original) => pairs.push((document.at, original.at)),
                None => original = Some(document),
            }
        }
    }
    Ok(CopyOf::new(pairs))
}

#[cfg(test)]
mod tests {
    use super::super::{Copies, Trace};
    use super::*;
    use crate::store::testing::document;

    #[test]
    fn parts_of_the_hashes_make_no_difference() {
        let mut copies = Copies::default();
        for at in 0..900_u32 {
            let text = format!("Ferry {} is late.", at * at % 401);
            copies.push(&Trace::of(&document(
                "a",
                &text,
                Some(["2017-06-01", "2017-06-05", "2017-06-20"][at as usize % 3]),
            )));
        }
        let whole = in_parts(&mut copies, 1).unwrap();
        assert!(whole.originals().len() > 100);
        for parts in [2, 3, 64] {
            assert_eq!(in_parts(&mut copies, parts).unwrap(), whole, "{parts}");
        }
    }
}
