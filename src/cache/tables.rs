//! What of the store's tables a gazetteer alone decides, kept beside the gazetteer itself: a run copies it.

use std::path::PathBuf;

use bytes::Bytes;

use super::container;
use crate::atomic::{unwritable, write_atomically};
use crate::gazetteer::Entities;

const MAGIC: [u8; 8] = *b"DATELTAB";

/// The files of tables that were kept for entities, so many; none if there are none, or none sound.
pub(crate) fn kept_tables<const COUNT: usize>(entities: &Entities) -> Option<[Bytes; COUNT]> {
    container::read(&path(entities)?, MAGIC, entities.hash()?)?.try_into().ok()
}

/// Keeps files of tables, if the entities are those of a list that is kept.
pub(crate) fn keep_tables(entities: &Entities, files: &[Bytes]) {
    let Some((path, key)) = path(entities).zip(entities.hash()) else { return };
    let sections: Vec<&[u8]> = files.iter().map(|file| &file[..]).collect();
    // Where nothing can be written, nothing is kept.
    let _ = write_atomically(&path, |out| {
        container::write(out, MAGIC, key, &sections).map_err(|cause| unwritable(&path, cause))
    });
}

fn path(entities: &Entities) -> Option<PathBuf> {
    entities.home().map(|home| home.with_added_extension(super::key::TABLES))
}
