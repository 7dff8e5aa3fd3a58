//! The cache: a large gazetteer, read, checked, folded and sorted, kept beside its file.
//!
//! Reading a million names and bringing them into order takes seconds, and gives the same each time. So what it gave is
//! kept in the folder `.dateline-cache` beside the first file of the list, under a hash of everything that it depends
//! on (`key`): the bytes of all files, the names by which the run knows them, and the parts of this program that make
//! names of them. A list that has changed has another hash and is never served stale. What is kept is not trusted
//! (`file`): whatever is cut off, changed or of another origin is as good as not there, and is made again.
//!
//! The lists that are compiled in, alone or with small ones, are half of what a short run does. They have no folder, so
//! what is made of them is kept in `dateline` among the person's caches (`home`).
//!
//! A folder that cannot be written is no error: then nothing is kept.
//!
//! ```no_run
//! use dateline::matcher::Matcher;
//!
//! let ready = dateline::cache::ready(&["geonames:allCountries.zip".to_owned()])?;
//! let matcher = Matcher::of_names(ready.names);
//! # Ok::<(), dateline::gazetteer::Diagnostics>(())
//! ```

mod container;
mod file;
mod home;
mod key;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::atomic::write_atomically;
use crate::gazetteer::{Diagnostics, Gazetteer};
use crate::matcher::NameList;

use key::Place;
pub(crate) use tables::{keep_tables, kept_tables};

/// The folder beside a list that holds what is kept of it.
pub const FOLDER: &str = ".dateline-cache";

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
/// sound; else anew, and keeps it if they are large or bundled.
///
/// # Errors
/// Those of [`Gazetteer::load`]. The cache itself has none.
pub fn ready(specs: &[String]) -> Result<Ready, Diagnostics> {
    ready_with(specs, home::folder().as_deref())
}

/// The same with the folder where bundled lists are kept.
fn ready_with(specs: &[String], users: Option<&Path>) -> Result<Ready, Diagnostics> {
    let place = Place::of(specs, users);
    if let Some(kept) = place.as_ref().and_then(kept) {
        return Ok(kept);
    }
    let ready = Ready::of(Gazetteer::load(specs)?);
    // A list that changed while it was read is not kept: nobody knows which of both it is.
    let place = place.filter(|place| Place::of(specs, users).is_some_and(|now| now.key == place.key));
    Ok(match place.filter(|place| keep(place, &ready)) {
        Some(place) => at_home(ready, &place),
        None => ready,
    })
}

/// What is kept at a place.
fn kept(place: &Place) -> Option<Ready> {
    file::read(&place.index(), place.key).map(|ready| at_home(ready, place))
}

/// What is made of the entities later may be kept at the same place.
fn at_home(ready: Ready, place: &Place) -> Ready {
    let Ready { gazetteer: Gazetteer { entities, sources }, names } = ready;
    Ready { gazetteer: Gazetteer { entities: entities.at_home(place.home.clone()), sources }, names }
}

/// Reads gazetteers as [`Gazetteer::load`] does, from what is kept of them if that is there and sound. Keeps nothing:
/// it takes their names to be kept, which nobody needs who only looks at the entities.
///
/// # Errors
/// Those of [`Gazetteer::load`].
pub fn gazetteer(specs: &[String]) -> Result<Gazetteer, Diagnostics> {
    let kept = Place::of(specs, home::folder().as_deref()).as_ref().and_then(kept);
    kept.map_or_else(|| Gazetteer::load(specs), |kept| Ok(kept.gazetteer))
}

/// Whether it could be kept.
fn keep(place: &Place, ready: &Ready) -> bool {
    let path = place.index();
    let written = write_atomically(&path, |out| {
        file::write(out, place.key, ready).map_err(|cause| crate::atomic::unwritable(&path, cause))
    });
    if written.is_ok() {
        forget_older(place);
    }
    written.is_ok()
}

/// Takes away what was kept of earlier versions of a list.
fn forget_older(place: &Place) {
    let Some(entries) = place.home.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    // The files of a version, by the name that they have but for their endings.
    let mut versions: BTreeMap<PathBuf, (SystemTime, Vec<PathBuf>)> = BTreeMap::new();
    for path in files.filter(|path| place.is_version(path)) {
        let made = path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        let (last, paths) = versions.entry(path.with_extension("")).or_insert((made, Vec::new()));
        *last = made.max(*last);
        paths.push(path);
    }
    versions.remove(&place.home);
    let mut others: Vec<_> = versions.into_values().collect();
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(place.versions);
    for path in others.into_iter().take(surplus).flat_map(|(_, paths)| paths) {
        // Another run may have been faster.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests;
