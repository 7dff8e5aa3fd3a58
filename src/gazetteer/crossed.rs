//! People and organisations of two lists of which one bears the other's name: "Islamic State", also "ISIS", and "ISIS".
//!
//! A name beside the own one is not enough to make two one: a party bears the name of its predecessor, a son his
//! father's. But nobody should learn of the two only from a chart.

use std::collections::HashMap;

use super::entity::{Entity, Kind};
use crate::text::fold;

/// The names of a list's people and organisations, each with those who bear it.
pub(super) struct CrossedNames {
    own: HashMap<(Kind, String), Vec<usize>>,
    others: HashMap<(Kind, String), Vec<usize>>,
}

/// How two cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crossing {
    /// The second's own name is another name of the first.
    SecondsName,
    /// The first's own name is another name of the second.
    FirstsName,
    Both,
}

impl Crossing {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Crossing::SecondsName => "the second's name is another name of the first, which is not enough to join them",
            Crossing::FirstsName => "the first's name is another name of the second, which is not enough to join them",
            Crossing::Both => "each bears the other's name, which is not enough to join them",
        }
    }
}

impl CrossedNames {
    pub(super) fn of<'e>(entities: impl Iterator<Item = &'e Entity>) -> CrossedNames {
        let mut names = CrossedNames { own: HashMap::new(), others: HashMap::new() };
        for (index, entity) in entities.enumerate().filter(|(_, entity)| entity.kind != Kind::Place) {
            names.own.entry((entity.kind, fold(&entity.name))).or_default().push(index);
            for name in others(entity) {
                names.others.entry((entity.kind, name)).or_default().push(index);
            }
        }
        names
    }

    /// Those of the list that cross with an entity of another one, in their order.
    pub(super) fn with(&self, second: &Entity) -> Vec<(usize, Crossing)> {
        if second.kind == Kind::Place {
            return Vec::new();
        }
        let of = |names: &HashMap<(Kind, String), Vec<usize>>, name: String| {
            names.get(&(second.kind, name)).cloned().unwrap_or_default()
        };
        let firsts: Vec<usize> = others(second).into_iter().flat_map(|name| of(&self.own, name)).collect();
        let mut found: Vec<(usize, Crossing)> = of(&self.others, fold(&second.name))
            .into_iter()
            .map(|first| (first, if firsts.contains(&first) { Crossing::Both } else { Crossing::SecondsName }))
            .collect();
        let known: Vec<usize> = found.iter().map(|(first, _)| *first).collect();
        found.extend(
            firsts.into_iter().filter(|first| !known.contains(first)).map(|first| (first, Crossing::FirstsName)),
        );
        found.sort_unstable_by_key(|(first, _)| *first);
        found.dedup();
        found
    }
}

/// The strong names of an entity beside its own.
fn others(entity: &Entity) -> Vec<String> {
    let own = fold(&entity.name);
    let mut names: Vec<String> =
        entity.aliases.iter().filter(|alias| !alias.weak).map(|alias| fold(&alias.text)).collect();
    names.sort();
    names.dedup();
    names.retain(|name| *name != own);
    names
}
