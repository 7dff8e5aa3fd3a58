//! From what the user typed to entities: by id, name or alias.

use dateline::store::{EntityRow, Store};
use dateline::text::shell_word;
use dateline::{Error, Result};

/// The entities that are meant, in the order in which they were named, each once.
///
/// # Errors
/// Of kind [`dateline::ErrorKind::NotFound`] for a name that nobody has, with the nearest ones, and for one that several have, with
/// their ids.
pub fn entities(store: &Store, wanted: &[String]) -> Result<Vec<EntityRow>> {
    let mut found: Vec<EntityRow> = Vec::new();
    for row in store.entities_called(wanted).map_err(|error| with_commas_told(error, wanted))? {
        if !found.iter().any(|known| known.id == row.id) {
            found.push(row);
        }
    }
    Ok(found)
}

/// The advice to part names by spaces, where one of them is several in one word.
fn with_commas_told(error: Error, wanted: &[String]) -> Error {
    let meant = |name: &&String| name.contains(',') && error.message().contains(name.as_str());
    let Some(list) = wanted.iter().find(meant) else { return error };
    let parts: Vec<_> = list.split(',').map(str::trim).filter(|part| !part.is_empty()).map(shell_word).collect();
    error.help(format!("part names by spaces: {}", parts.join(" ")))
}
