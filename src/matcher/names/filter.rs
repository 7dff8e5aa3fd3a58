//! Refusing a word by its first letters, before any name is looked at.
//!
//! The hashes of all names' openings are bits of a table that fits a cache near by, so that nearly every word that
//! begins no name costs one look. There are two tables: one for words that begin with a small letter, which few names
//! do.

use super::groups::Group;

/// Bits of the table for each hash: one in sixteen words that begin no name is let through.
const BITS: usize = 16;

/// The openings of a list's names.
pub(super) struct Filter {
    all: Set,
    small: Set,
}

impl Filter {
    /// `small` tells of a name, by its number, whether it may begin with a small letter.
    pub(super) fn new(groups: &[Group], small: impl Fn(u32) -> bool) -> Filter {
        let mut all = Set::new(groups.len());
        groups.iter().for_each(|group| all.insert(group.hash));
        let is_small = |group: &&Group| (group.first..group.first + group.count).any(&small);
        let groups: Vec<&Group> = groups.iter().filter(is_small).collect();
        let mut small = Set::new(groups.len());
        groups.iter().for_each(|group| small.insert(group.hash));
        Filter { all, small }
    }

    /// Whether a name may have an opening, if that is written in this letter case. True for all that do, and some
    /// others.
    #[inline(always)]
    pub(super) fn may_hold(&self, hash: u64, small: bool) -> bool {
        if small { self.small.may_hold(hash) } else { self.all.may_hold(hash) }
    }
}

/// A set of hashes that takes some others for its own.
pub(super) struct Set {
    bits: Vec<u64>,
    shift: u32,
}

impl Set {
    /// Room for so many.
    pub(super) fn new(count: usize) -> Set {
        let size = (count * BITS).next_power_of_two().max(64);
        Set { bits: vec![0; size / 64], shift: 64 - size.trailing_zeros() }
    }

    pub(super) fn insert(&mut self, hash: u64) {
        let place = (hash >> self.shift) as usize;
        self.bits[place / 64] |= 1 << (place % 64);
    }

    #[inline(always)]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let place = (hash >> self.shift) as usize;
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }
}
