//! Entities that go by another id in the new run.
//!
//! A list of one's own takes bundled entities in, and lists are joined, or taken apart again: then one run knows an
//! entity by an id that the other counts among its former ones. It is the same entity, and has neither come nor gone.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::Result;
use crate::store::{Select, Store};

/// The id of an entity in the old run, and its id in the new one.
pub(super) type Renamed = BTreeMap<String, String>;

/// The entities that each run has under an id that is the other's alone. One whose new id was another entity in the old
/// run has been merged into that: there the mentions did go.
pub(super) fn between(old: &Store, new: &Store) -> Result<Renamed> {
    let (before, after) = (old.former_ids()?, new.former_ids()?);
    let (in_old, in_new) = (among(old, &after)?, among(new, &before)?);
    let joined = after.into_iter().filter(|(former, id)| in_old.contains(former) && !in_old.contains(id));
    let parted = before.into_iter().filter(|(former, id)| in_new.contains(former) && !in_new.contains(id));
    Ok(joined.chain(parted.map(|(former, id)| (id, former))).collect())
}

/// Which of some ids are entities of a run.
fn among(store: &Store, pairs: &HashMap<String, String>) -> Result<HashSet<String>> {
    if pairs.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: HashSet<String> = pairs.iter().flat_map(|(former, id)| [former.clone(), id.clone()]).collect();
    let select = Select { entities: Some(ids), ..Select::default() };
    store.entities_in(&select)?.map(|row| row.map(|row| row.id)).collect()
}
