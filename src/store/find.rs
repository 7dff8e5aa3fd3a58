//! Finding the entity that somebody means: by id, name or alias.

use std::collections::{HashMap, HashSet};

use super::reader::Store;
use super::rows::EntityRow;
use super::scan::Select;
use super::schema::{ALIASES, ENTITIES};
use crate::text::{fold, list_items};
use crate::{Error, ErrorKind, Result};

/// How many names are suggested when none fits.
const SUGGESTIONS: usize = 5;
/// How near a name must be to be suggested: 1 is equal, 0 has nothing in common.
const NEAR: f64 = 0.72;

impl Store {
    /// The entity that a query means: by its id, or one that it had before; else by its name, in any case and spelling
    /// of accents; else by an alias. Where several fit, the mentioned ones do.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::NotFound`] when there is none, with the nearest names; of kind [`ErrorKind::Usage`] when
    /// there are several, with their ids.
    pub fn entity(&self, query: &str) -> Result<EntityRow> {
        Ok(self.entities_called(&[query.to_owned()])?.remove(0))
    }

    /// The entities that queries mean, as [`Store::entity`] finds them, in their order. The names of a long list are
    /// read once for all.
    ///
    /// # Errors
    /// Those of [`Store::entity`], for the first query that has none.
    pub fn entities_called(&self, queries: &[String]) -> Result<Vec<EntityRow>> {
        let meant = self.ids_called(queries)?;
        let ids: HashSet<String> = meant.iter().flatten().cloned().collect();
        let rows: HashMap<String, EntityRow> =
            self.entities_with(ids)?.into_iter().map(|row| (row.id.clone(), row)).collect();
        let one = |(query, ids): (&String, Vec<String>)| {
            let named: Vec<&EntityRow> = ids.iter().filter_map(|id| rows.get(id)).collect();
            match most_likely(named, &fold(query.trim())).as_slice() {
                [] => Err(self.unknown(query)?),
                [one] => Ok((*one).clone()),
                several => Err(ambiguous(query, several)),
            }
        };
        queries.iter().zip(meant).map(one).collect()
    }

    /// For each query the ids that it may mean: the id itself, or one that had it before, or else whoever has it for an
    /// alias.
    fn ids_called(&self, queries: &[String]) -> Result<Vec<Vec<String>>> {
        let former = self.former_ids()?;
        let keys: Vec<String> = queries.iter().map(|query| fold(query.trim())).collect();
        let wanted: HashSet<&str> = queries.iter().map(String::as_str).collect();
        let mut known: HashSet<String> = HashSet::new();
        let mut bearers: HashMap<&str, Vec<String>> = keys.iter().map(|key| (key.as_str(), Vec::new())).collect();
        let all = Select::default();
        let mut scan = self.scan(&ALIASES, &["key", "entity"], &all)?;
        while let Some(row) = scan.next_row()? {
            let (key, entity) = (row.text(0), row.text(1));
            if wanted.contains(entity) {
                known.insert(entity.to_owned());
            }
            if let Some(bearers) = bearers.get_mut(key).filter(|bearers| !bearers.iter().any(|other| other == entity)) {
                bearers.push(entity.to_owned());
            }
        }
        let ids = |(query, key): (&String, &String)| match former.get(query) {
            _ if known.contains(query) => vec![query.clone()],
            Some(id) => vec![id.clone()],
            None => bearers[key.as_str()].clone(),
        };
        Ok(queries.iter().zip(&keys).map(ids).collect())
    }

    /// Ids by which entities went before, or go in lists that they were joined from, each with the id of its entity.
    /// None of them is an entity's own.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the store is damaged.
    pub fn former_ids(&self) -> Result<HashMap<String, String>> {
        let (mut ids, all) = (HashMap::new(), Select::default());
        let mut scan = self.scan(&ENTITIES, &["former_ids", "id"], &all)?;
        while let Some(row) = scan.next_row()? {
            for former in row.optional_text(0).map(list_items).unwrap_or_default() {
                ids.insert(former, row.text(1).to_owned());
            }
        }
        Ok(ids)
    }

    fn entities_with(&self, ids: HashSet<String>) -> Result<Vec<EntityRow>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.entities_in(&Select { entities: Some(ids), ..Select::default() })?.collect()
    }

    /// The error of a query that nothing fits.
    fn unknown(&self, query: &str) -> Result<Error> {
        let error = Error::new(ErrorKind::NotFound, format!("no entity is called {query:?}"));
        let near = self.nearest(query)?;
        Ok(error.help(match near.is_empty() {
            true => "dateline export entities lists all".to_owned(),
            false => format!("did you mean {}?", near.join(", ")),
        }))
    }

    /// The aliases nearest to a query, one an entity, with its id where that is another word.
    fn nearest(&self, query: &str) -> Result<Vec<String>> {
        let key = fold(query.trim());
        let (mut best, all) = (HashMap::<String, (f64, String)>::new(), Select::default());
        let mut scan = self.scan(&ALIASES, &["key", "entity", "alias"], &all)?;
        while let Some(row) = scan.next_row()? {
            let score = likeness(&key, row.text(0)).max(likeness(query, row.text(1)));
            if score >= NEAR && best.get(row.text(1)).is_none_or(|(known, _)| score > *known) {
                best.insert(row.text(1).to_owned(), (score, row.text(2).to_owned()));
            }
        }
        let mut ranked: Vec<(f64, String, String)> =
            best.into_iter().map(|(id, (score, alias))| (score, id, alias)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        Ok(ranked.into_iter().take(SUGGESTIONS).map(|(_, id, alias)| format!("{alias} ({id})")).collect())
    }
}

/// How alike two keys are. A query that begins a longer name, as people shorten names, is near to it.
fn likeness(query: &str, key: &str) -> f64 {
    let shortened = query.chars().count() >= 3 && key.starts_with(query);
    // Most pairs differ in length by too much to be near; telling so is cheap.
    let (short, long) = (query.len().min(key.len()), query.len().max(key.len()));
    if shortened {
        return 0.9 + 0.1 * short as f64 / long as f64;
    }
    if (short as f64) < NEAR * long as f64 * 0.5 {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(query, key)
}

/// Of those that fit: the mentioned ones, if there are any; of these the ones whose very name it is, if there are any.
/// Those with most mentions come first.
fn most_likely<'r>(mut fitting: Vec<&'r EntityRow>, key: &str) -> Vec<&'r EntityRow> {
    prefer(&mut fitting, |row| row.mentions > 0);
    prefer(&mut fitting, |row| fold(&row.name) == key);
    fitting.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.id.cmp(&other.id)));
    fitting
}

fn prefer(rows: &mut Vec<&EntityRow>, better: impl Fn(&EntityRow) -> bool) {
    if rows.iter().any(|row| better(row)) {
        rows.retain(|row| better(row));
    }
}

fn ambiguous(query: &str, found: &[&EntityRow]) -> Error {
    let list: Vec<String> = found.iter().take(SUGGESTIONS).map(|row| namesake(row)).collect();
    let more = found.len().saturating_sub(SUGGESTIONS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Error::new(ErrorKind::Usage, format!("{query:?} may mean {} entities", found.len()))
        .help(format!("give one of these ids: {}{more}", list.join("; ")))
}

/// "geonames-1 (Alexandria, city US, 38.80, -77.05, mentions: 12)": enough to choose by.
fn namesake(row: &EntityRow) -> String {
    let what = row.class.as_deref().unwrap_or(row.kind.name());
    let country = row.country.as_ref().map_or_else(String::new, |country| format!(" {country}"));
    let place = row.location.map_or_else(String::new, |place| format!(", {:.2}, {:.2}", place.lat, place.lon));
    format!("{} ({}, {what}{country}{place}, mentions: {})", row.id, row.name, row.mentions)
}
