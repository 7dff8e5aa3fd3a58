//! Gazetteers: the lists of entities that are looked for.

mod entity;

pub use entity::{Alias, CaseRule, Conditions, Details, Entity, Kind, Location};

/// All entities of a run, from one or more files, checked and in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The entities; their position is what a mention refers to.
    pub entities: Vec<Entity>,
    /// The files that they came from.
    pub sources: Vec<GazetteerSource>,
}

/// One file that entities came from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GazetteerSource {
    /// The path as the user gave it, or `bundled:places.toml`.
    pub path: String,
    /// The name that the gazetteer gives itself, if it does.
    pub name: Option<String>,
    /// The licence that it states, if it does.
    pub licence: Option<String>,
    /// XXH3 128 of its bytes, in hexadecimal.
    pub hash: String,
    /// How many entities came from it.
    pub entities: u64,
    /// How many aliases came from it, names included.
    pub aliases: u64,
}
