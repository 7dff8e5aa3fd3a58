//! A second record of an id: what it adds to the first, and where it says otherwise.

use std::fmt::Display;

use crate::gazetteer::entity::{Details, Entity, Kind, Location};

/// The entity of the first record, while a second is laid over it.
pub(super) struct Second<'e> {
    pub(super) entity: &'e mut Entity,
    /// Field, what is kept, and what the second record says.
    pub(super) differs: Vec<(&'static str, String, String)>,
}

impl Second<'_> {
    pub(super) fn kind(&mut self, kind: Kind) {
        if kind != self.entity.kind {
            self.differs.push(("kind", self.entity.kind.to_string(), kind.to_string()));
        }
    }

    pub(super) fn country(&mut self, country: Option<Box<str>>) {
        lay("country", &mut self.entity.country, country, &mut self.differs);
    }

    pub(super) fn class(&mut self, class: Option<String>) {
        lay("class", &mut self.entity.class, class.map(Into::into), &mut self.differs);
    }

    pub(super) fn population(&mut self, population: Option<u64>) {
        lay("population", &mut self.entity.population, population, &mut self.differs);
    }

    pub(super) fn location(&mut self, location: Option<Location>) {
        let Some(other) = location else { return };
        let kept = *self.entity.location.get_or_insert(other);
        if (kept.lat, kept.lon) != (other.lat, other.lon) {
            let shown = |place: Location| format!("{} {}", place.lat, place.lon);
            self.differs.push(("location", shown(kept), shown(other)));
        }
    }

    pub(super) fn details(&mut self, details: Option<Box<Details>>) {
        let Some(other) = details.map(|details| *details) else { return };
        let kept = self.entity.details.get_or_insert_default();
        let differs = &mut self.differs;
        lay("GeoNames id", &mut kept.geonames, other.geonames, differs);
        lay("Wikidata item", &mut kept.wikidata, other.wikidata, differs);
        lay("division", &mut kept.admin1, other.admin1, differs);
        lay("division of the second level", &mut kept.admin2, other.admin2, differs);
        lay("feature", &mut kept.feature, other.feature, differs);
        lay("note", &mut kept.note, other.note, differs);
        add(&mut kept.same_as, other.same_as);
        add(&mut kept.tags, other.tags);
    }
}

/// Fills a field that is empty; one that holds something else is kept, and that is remembered.
fn lay<T: PartialEq + Display>(
    field: &'static str,
    slot: &mut Option<T>,
    other: Option<T>,
    differs: &mut Vec<(&'static str, String, String)>,
) {
    match (&*slot, other) {
        (_, None) => {}
        (None, other) => *slot = other,
        (Some(kept), Some(other)) if *kept == other => {}
        (Some(kept), Some(other)) => differs.push((field, kept.to_string(), other.to_string())),
    }
}

fn add(list: &mut Vec<String>, others: Vec<String>) {
    for other in others {
        if !list.contains(&other) {
            list.push(other);
        }
    }
}
