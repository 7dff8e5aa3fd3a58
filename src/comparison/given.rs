//! What two runs were given: the program, its settings, the gazetteers.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::amended::Amended;
use crate::Result;
use crate::gazetteer::GazetteerSource;
use crate::store::{Select, Store};

/// The settings that decide which mentions count, or when: the others only say where things lie or how they are shown.
const MATCHING: &[&str] = &[
    "ambiguous",
    "anywhere",
    "from",
    "to",
    "inside",
    "tz",
    "dates",
    "file_times",
    "format",
    "lang",
    "preset",
    "split_pages",
];
/// Tables of settings all of which do.
const FIELDS: &str = "fields.";
/// Settings that change no figure, or name files that are compared by what they hold.
const IDLE: &[&str] = &["corpus", "gazetteers", "corrections"];

/// One thing that the two runs were given differently.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct GivenChange {
    /// What: `program`, `setting`, `gazetteer`, `corrections` or `entity`.
    pub what: &'static str,
    /// Which one: a setting's key, a gazetteer's path, the path of a file of corrections, the id of an entity that has
    /// another name.
    pub name: String,
    /// As the old run had it; none if it had none.
    pub old: Option<String>,
    /// As the new run has it; none if it has none.
    pub new: Option<String>,
}

/// All that two runs were given differently.
pub fn given(old: &Store, new: &Store) -> Vec<GivenChange> {
    let (before, after) = (old.manifest(), new.manifest());
    let mut changes = Vec::new();
    if before.dateline != after.dateline {
        changes.push(GivenChange {
            what: "program",
            name: "dateline".to_owned(),
            old: Some(before.dateline.clone()),
            new: Some(after.dateline.clone()),
        });
    }
    changes.extend(differing_settings(old, new).into_iter().filter(|change| !IDLE.contains(&change.name.as_str())));
    changes.extend(gazetteers(&before.gazetteers, &after.gazetteers));
    changes.extend(Amended::between(old, new).given());
    changes
}

/// The entities with a mention that the two runs call by different names, by their ids.
pub(super) fn renamed(old: &Store, new: &Store) -> Result<Vec<GivenChange>> {
    let mut mentioned = HashSet::new();
    for store in [old, new] {
        mentioned.extend(store.mentioned_entities()?.into_iter().map(|row| row.id));
    }
    let select = Select { entities: Some(mentioned), ..Select::default() };
    let names = |store: &Store| -> Result<BTreeMap<String, String>> {
        store.entities_in(&select)?.map(|row| row.map(|row| (row.id, row.name))).collect()
    };
    let (before, mut after) = (names(old)?, names(new)?);
    let both = before.into_iter().filter_map(|(id, old)| after.remove(&id).map(|new| (id, old, new)));
    Ok(both
        .filter(|(_, old, new)| old != new)
        .map(|(id, old, new)| GivenChange { what: "entity", name: id, old: Some(old), new: Some(new) })
        .collect())
}

/// The keys of the settings that differ and decide what counts.
pub(super) fn settings_that_match(old: &Store, new: &Store) -> Vec<String> {
    let differing = differing_settings(old, new).into_iter().map(|change| change.name);
    differing.filter(|key| MATCHING.contains(&key.as_str()) || key.starts_with(FIELDS)).collect()
}

fn differing_settings(old: &Store, new: &Store) -> Vec<GivenChange> {
    let (before, after) = (settings(old), settings(new));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| GivenChange {
            what: "setting",
            name: key.clone(),
            old: before.get(key).cloned(),
            new: after.get(key).cloned(),
        })
        .collect()
}

fn settings(store: &Store) -> BTreeMap<String, String> {
    let Value::Object(settings) = &store.manifest().settings else { return BTreeMap::new() };
    let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let each = settings.iter().flat_map(|(key, value)| match value {
        Value::Object(table) => table.iter().map(|(inner, value)| (format!("{key}.{inner}"), shown(value))).collect(),
        value => vec![(key.clone(), shown(value))],
    });
    each.collect()
}

/// Gazetteers by their paths; one whose content is the same has not changed.
fn gazetteers(old: &[GazetteerSource], new: &[GazetteerSource]) -> Vec<GivenChange> {
    let paths: BTreeSet<&str> = old.iter().chain(new).map(|source| source.path.as_str()).collect();
    let of = |sources: &[GazetteerSource], path: &str| -> Option<(String, String)> {
        let source = sources.iter().find(|source| source.path == path)?;
        Some((source.hash.clone(), format!("entities: {}, aliases: {}", source.entities, source.aliases)))
    };
    paths
        .into_iter()
        .filter_map(|path| {
            let (before, after) = (of(old, path), of(new, path));
            let differ = before.as_ref().map(|(hash, _)| hash) != after.as_ref().map(|(hash, _)| hash);
            differ.then(|| GivenChange {
                what: "gazetteer",
                name: path.to_owned(),
                old: before.map(|(_, size)| size),
                new: after.map(|(_, size)| size),
            })
        })
        .collect()
}
