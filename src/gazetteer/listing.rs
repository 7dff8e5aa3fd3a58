//! What a gazetteer holds, counted.

use serde::Serialize;

use super::{Gazetteer, GazetteerSource, Kind};

/// The counts of a gazetteer by kind, and its sources with theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// One for each kind, in the order of every listing, zeros included.
    pub kinds: Vec<KindCount>,
    /// The files, each with its own counts.
    pub sources: Vec<GazetteerSource>,
}

/// How much of a kind there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// Entities of it.
    pub entities: u64,
    /// Their aliases, names included.
    pub aliases: u64,
    /// How many of the entities have coordinates.
    pub located: u64,
}

impl Gazetteer {
    /// Its counts.
    pub fn listing(&self) -> Listing {
        let kinds = Kind::ALL.into_iter().map(|kind| self.count(kind)).collect();
        Listing { kinds, sources: self.sources.clone() }
    }

    fn count(&self, kind: Kind) -> KindCount {
        let mut count = KindCount { kind, entities: 0, aliases: 0, located: 0 };
        for entity in self.entities.iter().filter(|entity| entity.kind == kind) {
            count.entities += 1;
            count.aliases += entity.aliases.len() as u64;
            count.located += u64::from(entity.location.is_some());
        }
        count
    }
}
