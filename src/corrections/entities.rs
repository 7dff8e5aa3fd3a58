//! Merging and splitting entities, before anything is matched.

use std::collections::HashMap;

use super::{Action, Correction, Corrections};
use crate::gazetteer::{Alias, Entity, Gazetteer};
use crate::{Error, ErrorKind, Result};

impl Corrections {
    /// The gazetteer with what is merged and split. The order of the entities stays; one that was merged into another is
    /// gone, and one that a split makes stands at the end.
    ///
    /// # Errors
    /// An entity to merge into, to reassign to, or to name that is in no gazetteer.
    pub fn amend(&self, mut gazetteer: Gazetteer) -> Result<Gazetteer> {
        if self.is_empty() {
            return Ok(gazetteer);
        }
        let mut places: HashMap<String, usize> =
            gazetteer.entities.iter().enumerate().map(|(at, entity)| (entity.id.to_string(), at)).collect();
        let mut gone = vec![false; gazetteer.entities.len()];
        for correction in &self.0.corrections {
            match &correction.action {
                Action::Merge { entity, into } => {
                    let target = known(&places, into, correction)?;
                    let Some(from) = places.get(entity).copied().filter(|&from| from != target) else { continue };
                    let moved = std::mem::take(&mut gazetteer.entities[from].aliases);
                    give(&mut gazetteer.entities[target], moved, correction);
                    gone[from] = true;
                    places.remove(entity);
                }
                Action::Split { entity, into, name, aliases } => {
                    let from = known(&places, entity, correction)?;
                    let moved = take(&mut gazetteer.entities[from], aliases);
                    if moved.is_empty() {
                        continue;
                    }
                    let target = *places.entry(into.clone()).or_insert_with(|| {
                        let kind = gazetteer.entities[from].kind;
                        gazetteer.entities.push(named(into, kind, name.as_deref(), &moved));
                        gone.push(false);
                        gazetteer.entities.len() - 1
                    });
                    give(&mut gazetteer.entities[target], moved, correction);
                }
                Action::Reassign(_, to) => {
                    known(&places, to, correction)?;
                }
                Action::Block(_) | Action::Date { .. } | Action::Copy { .. } => {}
            }
        }
        let mut gone = gone.into_iter();
        gazetteer.entities.retain(|_| !gone.next().unwrap_or(false));
        Ok(gazetteer)
    }
}

fn known(places: &HashMap<String, usize>, id: &str, correction: &Correction) -> Result<usize> {
    places.get(id).copied().ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("no gazetteer has an entity {id:?}"))
            .at(&correction.path)
            .line(correction.line)
            .help("an entity is named by its id; dateline gazetteer list shows them")
    })
}

/// Takes the aliases of these texts, but for the name itself: an entity keeps its name.
fn take(entity: &mut Entity, texts: &[String]) -> Vec<Alias> {
    let wanted = |alias: &Alias| texts.iter().any(|text| **text == *alias.text);
    let own = std::mem::take(&mut entity.aliases);
    let mut position = 0;
    let (moved, kept) = own.into_iter().partition(|alias| {
        position += 1;
        position > 1 && wanted(alias)
    });
    entity.aliases = kept;
    moved
}

/// Adds aliases that it does not have yet; each one is counted.
fn give(entity: &mut Entity, aliases: Vec<Alias>, correction: &Correction) {
    for alias in aliases {
        correction.count();
        if entity.aliases.iter().all(|own| own.text != alias.text) {
            entity.aliases.push(alias);
        }
    }
}

/// An entity that a split makes: its name is the stated one, else the first of its aliases.
fn named(id: &str, kind: crate::gazetteer::Kind, name: Option<&str>, aliases: &[Alias]) -> Entity {
    match name {
        Some(name) => Entity::new(id, kind, name),
        None => {
            let first = aliases[0].clone();
            Entity { aliases: vec![first.clone()], ..Entity::new(id, kind, &first.text) }
        }
    }
}
