//! A second record of an id: what it adds to the first, and where it says otherwise.

use crate::gazetteer::absorb::{fill, unite};
use crate::gazetteer::entity::{Details, Entity, Kind, Location};
use crate::gazetteer::merge::MergeConflict;

/// The entity of the first record, while a second is laid over it.
pub(super) struct Second<'e> {
    pub(super) entity: &'e mut Entity,
    /// What the second record says otherwise.
    pub(super) differs: Vec<MergeConflict>,
}

impl Second<'_> {
    pub(super) fn kind(&mut self, kind: Kind) {
        if kind != self.entity.kind {
            self.differ("kind", self.entity.kind.to_string(), kind.to_string());
        }
    }

    pub(super) fn country(&mut self, country: Option<Box<str>>) {
        fill("country", &mut self.entity.country, country, &mut self.differs);
    }

    pub(super) fn class(&mut self, class: Option<String>) {
        fill("class", &mut self.entity.class, class.map(Into::into), &mut self.differs);
    }

    pub(super) fn population(&mut self, population: Option<u64>) {
        fill("population", &mut self.entity.population, population, &mut self.differs);
    }

    pub(super) fn location(&mut self, location: Option<Location>) {
        let Some(other) = location else { return };
        let kept = *self.entity.location.get_or_insert(other);
        if (kept.lat, kept.lon) != (other.lat, other.lon) {
            let shown = |place: Location| format!("{} {}", place.lat, place.lon);
            self.differ("location", shown(kept), shown(other));
        }
    }

    pub(super) fn details(&mut self, details: Option<Box<Details>>) {
        let Some(other) = details.map(|details| *details) else { return };
        let kept = self.entity.details.get_or_insert_default();
        let differs = &mut self.differs;
        fill("GeoNames id", &mut kept.geonames, other.geonames, differs);
        fill("Wikidata item", &mut kept.wikidata, other.wikidata, differs);
        fill("division", &mut kept.admin1, other.admin1, differs);
        fill("division of the second level", &mut kept.admin2, other.admin2, differs);
        fill("feature", &mut kept.feature, other.feature, differs);
        fill("note", &mut kept.note, other.note, differs);
        unite(&mut kept.same_as, other.same_as);
        unite(&mut kept.tags, other.tags);
    }

    fn differ(&mut self, field: &str, kept: String, other: String) {
        self.differs.push(MergeConflict { field: field.to_owned(), kept, other });
    }
}
