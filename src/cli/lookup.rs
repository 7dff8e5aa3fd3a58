//! From what the user typed to entities: by id, name or alias.

use dateline::store::{EntityRow, Store};
use dateline::text::shell_word;
use dateline::{Error, ErrorKind, Result};

/// The entities that are meant, in the order in which they were named, each once.
///
/// # Errors
/// Of kind [`ErrorKind::NotFound`] for a name that nobody has, with the nearest ones; of kind [`ErrorKind::Usage`] for
/// one that several have, with their ids.
pub fn entities(store: &Store, wanted: &[String]) -> Result<Vec<EntityRow>> {
    let mut found: Vec<EntityRow> = Vec::new();
    for row in store.entities_called(wanted).map_err(|error| with_commas_told(error, store, wanted))? {
        if !found.iter().any(|known| known.id == row.id) {
            found.push(row);
        }
    }
    Ok(found)
}

/// The advice to part names by spaces, where the one that nobody has is several in one word.
fn with_commas_told(error: Error, store: &Store, wanted: &[String]) -> Error {
    let is_unknown = |name: &&String| store.entity(name).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    match wanted.iter().find(is_unknown).filter(|name| error.kind() == ErrorKind::NotFound && name.contains(',')) {
        None => error,
        Some(list) => {
            let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
            let parts: Vec<_> = parts.map(shell_word).collect();
            error.help(format!("part names by spaces: {}", parts.join(" ")))
        }
    }
}
