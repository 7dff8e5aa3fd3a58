//! Groups: the names of a sorted list that have one opening and stand side by side.
//!
//! Where they begin is found once, when a list is made, and kept with it as a byte a name: to cut the names anew was a
//! quarter of the time until a list from the cache was ready.

use rayon::prelude::*;

use super::Sorted;
use super::word::{hash, is_plain, is_run, opening_length};
use crate::text::is_unspaced;

/// Names that one thread cuts at a time: those of the bundled lists keep several busy.
const CHUNK: usize = 1 << 13;

/// The cut of a name that has the opening of the one before.
const SAME: u8 = 0;
/// The cut of a name whose opening is longer than a byte tells.
const LONG: u8 = u8::MAX;

/// Names of one opening that stand side by side.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) hash: u64,
    /// Bytes of the opening.
    pub(super) length: u32,
    pub(super) first: u32,
    pub(super) count: u32,
}

/// A byte for each name: how long its opening is where a group begins, and what stands for that of the name before
/// where one goes on. Names that do not stand side by side, and some that do, are in several groups.
pub(super) fn cuts(names: &Sorted<'_>) -> Vec<u8> {
    let firsts: Vec<usize> = (0..names.len()).step_by(CHUNK).collect();
    let of_chunk = |&first: &usize| cuts_of(names, first, names.len().min(first + CHUNK));
    firsts.par_iter().map(of_chunk).collect::<Vec<_>>().concat()
}

fn cuts_of(names: &Sorted<'_>, first: usize, end: usize) -> Vec<u8> {
    let mut cuts = vec![SAME; end - first];
    let mut from = first;
    while from < end {
        let opening = &names.get(from)[..opening_length(names.get(from))];
        let ends = Ending::of(opening);
        let alike = |name: &[u8]| name.strip_prefix(opening).is_some_and(|rest| ends.stands_before(rest));
        cuts[from - first] = u8::try_from(opening.len()).unwrap_or(LONG);
        from = (from + 1..end).find(|&name| !alike(names.get(name))).unwrap_or(end);
    }
    cuts
}

/// The groups of names by their cuts, one for each; whatever these say, no group is longer than its names.
pub(super) fn groups(names: &Sorted<'_>, cuts: &[u8]) -> Vec<Group> {
    let chunks = cuts.par_chunks(CHUNK).enumerate();
    chunks.map(|(index, cuts)| groups_of(names, index * CHUNK, cuts)).collect::<Vec<_>>().concat()
}

fn groups_of(names: &Sorted<'_>, first: usize, cuts: &[u8]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(cuts.iter().filter(|cut| **cut != SAME).count());
    for (at, &cut) in (first..).zip(cuts) {
        let name = names.get(at);
        if let Some(last) = groups.last_mut().filter(|last| cut == SAME && last.length as usize <= name.len()) {
            last.count += 1;
            continue;
        }
        let length = match cut {
            SAME | LONG => opening_length(name),
            length => usize::from(length).min(name.len()),
        };
        groups.push(Group { hash: hash(0, &name[..length]), length: length as u32, first: at as u32, count: 1 });
    }
    groups
}

/// Where an opening ends, as far as what follows on it tells: so names that begin alike need not be cut one by one.
#[derive(Clone, Copy)]
enum Ending {
    /// Before anything but a letter or a digit.
    Run,
    /// After one character of a script without spaces, before anything but another.
    One,
    /// After two of them, before anything.
    Two,
}

impl Ending {
    fn of(opening: &[u8]) -> Ending {
        match first_character(opening).filter(|first| is_unspaced(*first)) {
            None => Ending::Run,
            Some(first) if first.len_utf8() == opening.len() => Ending::One,
            Some(_) => Ending::Two,
        }
    }

    /// Whether it is one before the rest of a name.
    #[inline]
    fn stands_before(self, rest: &[u8]) -> bool {
        match (self, rest.first()) {
            (Ending::Two, _) | (_, None) => true,
            (Ending::One, _) => first_character(rest).is_some_and(|next| !is_unspaced(next)),
            (Ending::Run, Some(byte)) if byte.is_ascii() => !is_plain(byte),
            (Ending::Run, Some(_)) => first_character(rest).is_some_and(|next| !is_run(next)),
        }
    }
}

/// The character that some bytes begin with; none if there is none, as in a forged list.
fn first_character(bytes: &[u8]) -> Option<char> {
    const LONGEST: usize = 4;
    bytes[..bytes.len().min(LONGEST)].utf8_chunks().next()?.valid().chars().next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forged_cuts_reach_over_no_names_end() {
        let names = Sorted { bytes: b"alal amal", starts: &[0, 2, 5, 9] };
        for cut in 0..=u8::MAX {
            for cuts in [[cut, cut, cut], [SAME, cut, SAME], [200, SAME, cut]] {
                for Group { length, first, count, .. } in groups(&names, &cuts) {
                    let mut members = first..first + count;
                    assert!(members.all(|name| names.get(name as usize).len() >= length as usize), "{cuts:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn names_of_a_group_have_its_opening(
            list in proptest::collection::vec("(al|a|tal|é|摩|苏|ไ|ي|м|'|—| |-|2|½|ß|\u{301}){1,5}", 1..80),
        ) {
            let list = std::collections::BTreeSet::from_iter(list);
            let bytes: Vec<u8> = list.iter().flat_map(|name| name.bytes()).collect();
            let ends = list.iter().scan(0, |end, name| { *end += name.len() as u32; Some(*end) });
            let starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
            let names = Sorted { bytes: &bytes, starts: &starts };
            let groups = groups(&names, &cuts(&names));
            prop_assert_eq!(groups.iter().map(|group| group.count as usize).sum::<usize>(), list.len());
            for Group { hash: of_group, length, first, count } in groups {
                for name in (first..first + count).map(|name| names.get(name as usize)) {
                    let cut = opening_length(name);
                    prop_assert_eq!((cut, hash(0, &name[..cut])), (length as usize, of_group));
                }
            }
        }
    }
}
