//! What entities are called in the language of a chart.

use std::collections::{HashMap, HashSet};

use super::words::Language;
use crate::Result;
use crate::store::{Select, Store};
use crate::timeline::Timelines;

/// The same timelines with the names that the run's lists have in a language: of the aliases of an entity that state
/// it, the first that counts by itself. English names are those that the lists give first.
///
/// # Errors
/// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
pub fn named_in(language: Language, timelines: Timelines, store: &Store) -> Result<Timelines> {
    if language == Language::English {
        return Ok(timelines);
    }
    let ids: HashSet<String> = timelines.series.iter().map(|series| series.entity.clone()).collect();
    let mut names: HashMap<String, String> = HashMap::new();
    for row in store.aliases_in(&Select { entities: Some(ids), ..Select::default() })? {
        let row = row?;
        if !row.weak && row.lang.as_deref().is_some_and(|tag| is_of(tag, language.name())) {
            names.entry(row.entity).or_insert(row.alias);
        }
    }
    let mut series = timelines.series.clone();
    for one in &mut series {
        if let Some(name) = names.remove(&one.entity) {
            one.name = name;
        }
    }
    Ok(timelines.with_series(series))
}

/// Whether a tag of BCP 47 is of a language: `de` and `de-AT` of `de`.
fn is_of(tag: &str, language: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language))
}
