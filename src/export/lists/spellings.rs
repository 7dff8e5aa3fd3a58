//! The spellings in which a run found its entities: what a tagger that looks for strings as they stand will find of
//! them.

use std::collections::{BTreeMap, HashMap};

use crate::Result;
use crate::export::{Export, ExportReport};
use crate::store::MENTIONS;

/// Said of mentions that are no string of the list.
const UNFOUND: &str = "mentions of this run in a spelling that is not in the list (accents, hyphens, letter case, an inflected form, \
                       a name left out): they would not be found there";

/// How often each entity is mentioned in each spelling.
#[derive(Debug, Default)]
pub(super) struct Spellings(HashMap<String, BTreeMap<String, u64>>);

impl Spellings {
    /// Those of the mentions that an export selects.
    pub(super) fn of(export: &Export<'_>) -> Result<Spellings> {
        let mut found: HashMap<String, BTreeMap<String, u64>> = HashMap::new();
        let mut scan = export.store.scan(&MENTIONS, &["entity", "surface"], &export.select)?;
        while let Some(row) = scan.next_row()? {
            let (entity, surface) = (row.text(0), row.text(1));
            let spellings = match found.get_mut(entity) {
                Some(spellings) => spellings,
                None => found.entry(entity.to_owned()).or_default(),
            };
            match spellings.get_mut(surface) {
                Some(count) => *count += 1,
                None => drop(spellings.insert(surface.to_owned(), 1)),
            }
        }
        Ok(Spellings(found))
    }

    /// Counts the mentions of an entity whose spelling is none of those that the list has of it.
    pub(super) fn tell(&self, report: &mut ExportReport, entity: &str, listed: &[String]) {
        for (spelling, count) in self.0.get(entity).into_iter().flatten() {
            if !listed.contains(spelling) {
                report.lose_many(UNFOUND, *count, spelling);
            }
        }
    }
}
