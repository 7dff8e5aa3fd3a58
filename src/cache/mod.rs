//! The cache: a large gazetteer, read, checked, folded and sorted, kept beside its file.
//!
//! Reading a million names and bringing them into order takes seconds, and gives the same each time. So what it gave is
//! kept in the folder `.dateline-cache` beside the first file of the list, under a hash of everything that it depends on
//! (`key`): the bytes of all files, the names by which the run knows them, and the parts of this program that make names
//! of them. A list that has changed has another hash and is never served stale. What is kept is not trusted (`file`):
//! whatever is cut off, changed or of another origin is as good as not there, and is made again.
//!
//! A folder that cannot be written is no error: then nothing is kept.
//!
//! ```no_run
//! use dateline::matcher::Matcher;
//!
//! let ready = dateline::cache::ready(&["geonames:allCountries.zip".to_owned()])?;
//! let matcher = Matcher::of_names(&ready.gazetteer, ready.names);
//! # Ok::<(), dateline::gazetteer::Diagnostics>(())
//! ```

mod file;
mod key;

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::atomic::write_atomically;
use crate::gazetteer::{Diagnostics, Gazetteer};
use crate::matcher::NameList;

use key::Place;

/// The folder beside a list that holds what is kept of it.
pub const FOLDER: &str = ".dateline-cache";

/// So many versions of one list are kept, the last that were made.
const VERSIONS: usize = 3;

/// A gazetteer and its names, ready for a [`Matcher`](crate::matcher::Matcher).
#[derive(Debug)]
pub struct Ready {
    /// The gazetteer.
    pub gazetteer: Gazetteer,
    /// Its names.
    pub names: NameList,
}

impl Ready {
    /// A gazetteer made ready, without any cache.
    pub fn of(gazetteer: Gazetteer) -> Ready {
        let names = NameList::new(&gazetteer);
        Ready { gazetteer, names }
    }
}

/// Reads gazetteers as [`Gazetteer::load`] does and makes them ready: from what is kept of them, if that is there and
/// sound; else anew, and keeps it if they are large.
///
/// # Errors
/// Those of [`Gazetteer::load`]. The cache itself has none.
pub fn ready(specs: &[String]) -> Result<Ready, Diagnostics> {
    let place = Place::of(specs);
    if let Some(kept) = place.as_ref().and_then(|place| file::read(&place.path, place.key)) {
        return Ok(kept);
    }
    let ready = Ready::of(Gazetteer::load(specs)?);
    // A list that changed while it was read is not kept: nobody knows which of both it is.
    if let Some(place) = place.filter(|place| Place::of(specs).is_some_and(|now| now.key == place.key)) {
        keep(&place, &ready);
    }
    Ok(ready)
}

/// Reads gazetteers as [`Gazetteer::load`] does, from what is kept of them if that is there and sound. Keeps nothing: it takes
/// their names to be kept, which nobody needs who only looks at the entities.
///
/// # Errors
/// Those of [`Gazetteer::load`].
pub fn gazetteer(specs: &[String]) -> Result<Gazetteer, Diagnostics> {
    let kept = Place::of(specs).and_then(|place| file::read(&place.path, place.key));
    kept.map_or_else(|| Gazetteer::load(specs), |kept| Ok(kept.gazetteer))
}

fn keep(place: &Place, ready: &Ready) {
    let written = write_atomically(&place.path, |out| {
        file::write(out, place.key, ready).map_err(|cause| crate::atomic::unwritable(&place.path, cause))
    });
    if written.is_ok() {
        forget_older(place);
    }
}

/// Takes away what was kept of earlier versions of a list.
fn forget_older(place: &Place) {
    let Some(entries) = place.path.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    let is_version = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.strip_prefix(&place.prefix).is_some_and(key::is_version) && path != place.path
    };
    let mut others: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_version(path))
        .map(|path| (path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH), path))
        .collect();
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(VERSIONS);
    for (_, path) in others.into_iter().take(surplus) {
        // Another run may have been faster.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests;
