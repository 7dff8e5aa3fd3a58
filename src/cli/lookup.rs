//! From what the user typed to an entity: by id, name or alias.

use std::collections::{BTreeMap, HashMap};

use dateline::store::{EntityRow, Store};
use dateline::text::{fold, shell_word};
use dateline::{Error, ErrorKind, Result};

use super::summary::counted;

/// How many names are suggested for one that is unknown.
const SUGGESTIONS: usize = 5;
/// Below this likeness (Jaro-Winkler, 0 to 1) a name is no suggestion.
const LIKENESS: f64 = 0.75;

/// The entities that are meant, in the order in which they were named, each once.
///
/// # Errors
/// Of kind [`ErrorKind::NotFound`] for a name that nobody has, with the nearest ones; of kind [`ErrorKind::Usage`] for
/// one that several have, with their ids.
pub fn entities(store: &Store, wanted: &[String]) -> Result<Vec<EntityRow>> {
    let ids = ids(store, wanted)?;
    let mut rows: HashMap<String, EntityRow> = HashMap::new();
    for row in store.entities()? {
        let row = row?;
        if ids.iter().flatten().any(|id| *id == row.id) {
            rows.insert(row.id.clone(), row);
        }
    }
    let mut found: Vec<EntityRow> = Vec::new();
    for (name, ids) in wanted.iter().zip(ids) {
        let named: Vec<&EntityRow> = ids.iter().filter_map(|id| rows.get(id)).collect();
        let one = one_of(name, &named)?;
        if !found.iter().any(|known| known.id == one.id) {
            found.push(one.clone());
        }
    }
    Ok(found)
}

/// For each name the ids that it may mean: the id itself, or one that had it before, or else whoever has it for an alias.
fn ids(store: &Store, wanted: &[String]) -> Result<Vec<Vec<String>>> {
    // A former id is no entity's own.
    let former = store.former_ids()?;
    let mut by_id: Vec<Option<String>> = wanted.iter().map(|name| former.get(name).cloned()).collect();
    let mut by_alias: Vec<Vec<String>> = vec![Vec::new(); wanted.len()];
    let keys: Vec<String> = wanted.iter().map(|name| fold(name.trim())).collect();
    for row in store.aliases()? {
        let row = row?;
        for (at, name) in wanted.iter().enumerate() {
            if row.entity == *name {
                by_id[at] = Some(row.entity.clone());
            } else if row.key == keys[at] && !by_alias[at].contains(&row.entity) {
                by_alias[at].push(row.entity.clone());
            }
        }
    }
    let found: Vec<Vec<String>> =
        by_id.into_iter().zip(by_alias).map(|(id, others)| id.map_or(others, |id| vec![id])).collect();
    match found.iter().position(Vec::is_empty) {
        Some(at) => Err(unknown(store, &wanted[at])?),
        None => Ok(found),
    }
}

/// The one entity that a name means: the only one, or the only one that the corpus mentions.
fn one_of<'r>(name: &str, named: &[&'r EntityRow]) -> Result<&'r EntityRow> {
    let mentioned: Vec<&EntityRow> = named.iter().copied().filter(|row| row.mentions > 0).collect();
    match (named, mentioned.as_slice()) {
        ([one], _) | (_, [one]) => Ok(one),
        _ => {
            let mut named = named.to_vec();
            named.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.id.cmp(&other.id)));
            let list: Vec<String> = named.iter().map(|row| namesake(row)).collect();
            Err(Error::new(ErrorKind::Usage, format!("{name:?} is the name of {} entities", named.len()))
                .help(format!("name one by its id: {}", list.join("; "))))
        }
    }
}

/// "geonames-1 (Alexandria, city US, 38.80, -77.05, 12 mentions)": enough to choose by.
fn namesake(row: &EntityRow) -> String {
    let what = row.class.as_deref().unwrap_or(row.kind.name());
    let country = row.country.as_ref().map_or_else(String::new, |country| format!(" {country}"));
    let place = row.location.map_or_else(String::new, |place| format!(", {:.2}, {:.2}", place.lat, place.lon));
    format!("{} ({}, {what}{country}{place}, {})", row.id, row.name, counted(row.mentions, "mention"))
}

fn unknown(store: &Store, name: &str) -> Result<Error> {
    let key = fold(name.trim());
    let mut likeness: BTreeMap<String, (f64, String)> = BTreeMap::new();
    for row in store.aliases()? {
        let row = row?;
        let like = strsim::jaro_winkler(&key, &row.key).max(strsim::jaro_winkler(&key, &row.entity));
        if like >= LIKENESS && likeness.get(&row.entity).is_none_or(|(best, _)| like > *best) {
            likeness.insert(row.entity, (like, row.alias));
        }
    }
    let mut nearest: Vec<(String, (f64, String))> = likeness.into_iter().collect();
    nearest.sort_by(|(_, (one, _)), (_, (other, _))| other.total_cmp(one));
    let names: Vec<String> =
        nearest.into_iter().take(SUGGESTIONS).map(|(id, (_, alias))| format!("{id} ({alias})")).collect();
    let error = Error::new(ErrorKind::NotFound, format!("no entity is called {name:?}"));
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        let words: Vec<_> = parts.into_iter().map(shell_word).collect();
        return Ok(error.help(format!("part names by spaces: {}", words.join(" "))));
    }
    Ok(match names.is_empty() {
        true => error.help("dateline summary lists those that are mentioned, dateline gazetteer list all of them"),
        false => error.help(format!("the nearest are: {}", names.join(", "))),
    })
}
