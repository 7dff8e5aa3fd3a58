//! Merging and splitting entities, before anything is matched.

use std::collections::HashMap;

use super::{Action, Correction, Corrections};
use crate::gazetteer::{Alias, Entity, Gazetteer};
use crate::{Error, ErrorKind, Result};

impl Corrections {
    /// The gazetteer with what is merged and split, one after the other. The order of the entities stays; one that was
    /// merged into another is gone, its id stands for the other in all corrections, and one that a split makes stands
    /// at the end.
    ///
    /// # Errors
    /// An entity to merge into, to reassign to, or to split that is in no gazetteer.
    pub fn amend(&self, gazetteer: Gazetteer) -> Result<Gazetteer> {
        if self.is_empty() {
            return Ok(gazetteer);
        }
        let mut roster = Roster::of(gazetteer);
        for correction in &self.0.corrections {
            match &correction.action {
                Action::Merge { entity, into } => roster.merge(entity, into, correction)?,
                Action::Split { entity, into, name, aliases } => {
                    roster.split(entity, (into, name.as_deref()), aliases, correction)?;
                }
                Action::Reassign(..)
                | Action::Add(..)
                | Action::Block(_)
                | Action::Date { .. }
                | Action::Copy { .. } => {}
            }
        }
        self.0.corrections.iter().for_each(|correction| roster.look_for(correction));
        // When all that is merged and split has its last place.
        let places = roster.places_at_last();
        for correction in &self.0.corrections {
            if let Action::Reassign(_, to) | Action::Add(_, to) = &correction.action {
                let target = roster.known(to, correction)?;
                correction.target.get_or_init(|| places[target]);
            }
        }
        Ok(roster.into_gazetteer())
    }
}

/// The entities while they are merged and split.
struct Roster {
    gazetteer: Gazetteer,
    /// By id, and by former ids.
    places: HashMap<String, usize>,
    /// Where an entity went that was merged into another.
    heirs: Vec<Option<usize>>,
    /// How many there were: those behind are made by splits.
    listed: usize,
}

impl Roster {
    fn of(gazetteer: Gazetteer) -> Roster {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, entity) in gazetteer.entities.iter().enumerate() {
            // No former id is another entity's own.
            let ids = std::iter::once(entity.id.to_string()).chain(entity.former_ids().iter().cloned());
            places.extend(ids.map(|id| (id, at)));
        }
        let listed = gazetteer.entities.len();
        Roster { places, heirs: vec![None; listed], listed, gazetteer }
    }

    fn merge(&mut self, entity: &str, into: &str, correction: &Correction) -> Result<()> {
        let target = self.known(into, correction)?;
        let from = self.places.get(entity).copied().filter(|&from| from != target && self.heirs[from].is_none());
        if let Some(from) = from {
            let moved = std::mem::take(&mut self.gazetteer.entities[from].aliases);
            let gone = &self.gazetteer.entities[from];
            let ids: Vec<String> =
                std::iter::once(gone.id.to_string()).chain(gone.former_ids().iter().cloned()).collect();
            give(&mut self.gazetteer.entities[target], moved, correction);
            self.gazetteer.entities[target].succeed(ids);
            self.heirs[from] = Some(target);
        }
        Ok(())
    }

    fn split(
        &mut self,
        entity: &str,
        (into, name): (&str, Option<&str>),
        aliases: &[String],
        correction: &Correction,
    ) -> Result<()> {
        let from = self.known(entity, correction)?;
        let mut moved = take(&mut self.gazetteer.entities[from], aliases);
        if moved.is_empty() {
            return Ok(());
        }
        // What is made of names has no others beside which a weak one could count, but for the one that it is shown by.
        if self.place(into).is_none_or(|target| target >= self.listed) {
            moved.iter_mut().for_each(|alias| alias.weak = false);
        }
        let target = match self.place(into) {
            Some(known) => known,
            None => self.add(named(into, self.gazetteer.entities[from].kind, name, &moved)),
        };
        give(&mut self.gazetteer.entities[target], moved, correction);
        Ok(())
    }

    fn add(&mut self, entity: Entity) -> usize {
        let place = self.gazetteer.entities.len();
        self.places.insert(entity.id.to_string(), place);
        self.heirs.push(None);
        self.gazetteer.entities.push(entity);
        place
    }

    /// Where an entity stands, or the one that it was merged into.
    fn place(&self, id: &str) -> Option<usize> {
        let mut place = *self.places.get(id)?;
        while let Some(heir) = self.heirs[place] {
            place = heir;
        }
        Some(place)
    }

    fn known(&self, id: &str, correction: &Correction) -> Result<usize> {
        self.place(id).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("no gazetteer has an entity {id:?}"))
                .at(&correction.path)
                .line(correction.line)
                .help(self.nearest(id))
        })
    }

    /// Remembers an entity that a correction means and no gazetteer has: it can match nothing.
    fn look_for(&self, correction: &Correction) {
        let entity = match &correction.action {
            Action::Block(place) | Action::Reassign(place, _) => place.entity.as_deref(),
            Action::Merge { entity, .. } => Some(entity.as_str()),
            _ => None,
        };
        if let Some(id) = entity.filter(|id| !self.places.contains_key(*id)) {
            correction.stranger.get_or_init(|| format!("no gazetteer has an entity {id:?}; {}", self.nearest(id)));
        }
    }

    /// The ids that may have been meant, or where all are shown.
    fn nearest(&self, id: &str) -> String {
        const LIKE: f64 = 0.85;
        let likeness = |known: &String| strsim::jaro_winkler(id, known);
        let mut near: Vec<(f64, &String)> = self.places.keys().map(|known| (likeness(known), known)).collect();
        near.retain(|(like, _)| *like >= LIKE);
        near.sort_by(|(one, this), (other, that)| other.total_cmp(one).then_with(|| this.cmp(that)));
        let near: Vec<&str> = near.into_iter().take(3).map(|(_, known)| known.as_str()).collect();
        if near.is_empty() {
            let lists: Vec<&str> = self.gazetteer.sources.iter().map(|source| source.path.as_str()).collect();
            return format!("an entity is named by its id; dateline gazetteer list {} shows them", lists.join(" "));
        }
        format!("did you mean {}?", near.join(" or "))
    }

    /// Where each entity stands when those that were merged into others are gone; of these, what would be next.
    fn places_at_last(&self) -> Vec<usize> {
        let stays = self.heirs.iter().map(|heir| usize::from(heir.is_none()));
        stays.scan(0, |next, stays| Some(std::mem::replace(next, *next + stays))).collect()
    }

    fn into_gazetteer(mut self) -> Gazetteer {
        if self.heirs.iter().all(Option::is_none) {
            return self.gazetteer;
        }
        let mut heirs = self.heirs.into_iter();
        self.gazetteer.entities.retain(|_| heirs.next().flatten().is_none());
        self.gazetteer
    }
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

/// Adds aliases that it does not have yet; each one is counted. Of those that come, several may be of one text: one
/// that counts by itself for a time, and a weak one.
fn give(entity: &mut Entity, aliases: Vec<Alias>, correction: &Correction) {
    let own = entity.aliases.len();
    for alias in aliases {
        correction.count();
        if entity.aliases[..own].iter().all(|own| own.text != alias.text) {
            entity.aliases.push(alias);
        }
    }
}

/// An entity that a split makes: its name is the stated one, else the first of its aliases, which it is given next.
fn named(id: &str, kind: crate::gazetteer::Kind, name: Option<&str>, aliases: &[Alias]) -> Entity {
    match name {
        Some(name) => Entity::new(id, kind, name),
        None => Entity { aliases: Vec::new(), ..Entity::new(id, kind, &aliases[0].text) },
    }
}
