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
    /// The entity that a query means: by its id, or one that it had before; else by its name, in any case and spelling of accents; else by an
    /// alias. Where several fit, the mentioned ones do.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::NotFound`] when there is none, with the nearest names; or when there are several, with their
    /// ids.
    pub fn entity(&self, query: &str) -> Result<EntityRow> {
        let mut found = self.entities_called(query)?;
        match found.len() {
            0 => Err(self.unknown(query)?),
            1 => Ok(found.remove(0)),
            _ => Err(ambiguous(query, &found)),
        }
    }

    /// All entities that a query may mean, those with most mentions first.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the store is damaged.
    pub fn entities_called(&self, query: &str) -> Result<Vec<EntityRow>> {
        let by_id = self.entities_with(HashSet::from([query.to_owned()]))?;
        if !by_id.is_empty() {
            return Ok(by_id);
        }
        if let Some(id) = self.former_ids()?.remove(query) {
            return self.entities_with(HashSet::from([id]));
        }
        let key = fold(query.trim());
        Ok(most_likely(self.entities_with(self.ids_with_alias(&key)?)?, &key))
    }

    /// Ids by which entities went before, or go in lists that they were joined from, each with the id of its entity. None of
    /// them is an entity's own.
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

    fn ids_with_alias(&self, key: &str) -> Result<HashSet<String>> {
        let (mut ids, all) = (HashSet::new(), Select::default());
        let mut scan = self.scan(&ALIASES, &["key", "entity"], &all)?;
        while let Some(row) = scan.next_row()? {
            if row.text(0) == key {
                ids.insert(row.text(1).to_owned());
            }
        }
        Ok(ids)
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
fn most_likely(mut fitting: Vec<EntityRow>, key: &str) -> Vec<EntityRow> {
    prefer(&mut fitting, |row| row.mentions > 0);
    prefer(&mut fitting, |row| fold(&row.name) == key);
    fitting
}

fn prefer(rows: &mut Vec<EntityRow>, better: impl Fn(&EntityRow) -> bool) {
    if rows.iter().any(&better) {
        rows.retain(better);
    }
}

fn ambiguous(query: &str, found: &[EntityRow]) -> Error {
    let list: Vec<String> = found
        .iter()
        .take(SUGGESTIONS)
        .map(|row| format!("{} ({}{}, mentions: {})", row.id, row.kind, place(row), row.mentions))
        .collect();
    let more = found.len().saturating_sub(SUGGESTIONS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Error::new(ErrorKind::NotFound, format!("{query:?} may mean {} entities", found.len()))
        .help(format!("give one of these ids: {}{more}", list.join("; ")))
}

fn place(row: &EntityRow) -> String {
    row.country.as_ref().map(|country| format!(" in {country}")).unwrap_or_default()
}
