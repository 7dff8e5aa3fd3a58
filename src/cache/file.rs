//! The file that keeps a gazetteer and its names.
//!
//! Its sections are the sources as JSON; the five [`NameParts`]; twins and atlas of the [`NameListParts`]; then the
//! [`PackedParts`] of the entities, their hash last. Whether they fit together is checked by who is made of them
//! ([`NameList::of_parts`], [`Entities::of_parts`]).

use std::io::{self, Write};
use std::path::Path;

use bytes::Bytes;

use super::{Ready, container};
use crate::gazetteer::{Entities, Gazetteer, PackedParts};
use crate::matcher::{NameList, NameListParts, NameParts};

const MAGIC: [u8; 8] = *b"DATELIDX";

/// Writes what is to be kept.
pub(super) fn write(out: &mut (impl Write + ?Sized), key: u128, ready: &Ready) -> io::Result<()> {
    let unwritable = || io::Error::other("cannot be packed");
    let packed = ready.gazetteer.entities.to_parts().ok_or_else(unwritable)?;
    let PackedParts { bytes: entities, ends, aliases, hash } = packed;
    let sources = serde_json::to_vec(&ready.gazetteer.sources)?;
    let write_all = |NameListParts { names, twins, atlas }: NameListParts<'_>| {
        let NameParts { bytes, starts, offsets, bearers, cuts } = names;
        let hash = hash.to_le_bytes();
        let sections =
            [&sources[..], bytes, starts, offsets, bearers, cuts, twins, atlas, &entities, &ends, &aliases, &hash];
        container::write(out, MAGIC, key, &sections)
    };
    ready.names.with_parts(write_all).ok_or_else(unwritable)?
}

/// Reads what was kept under a key; none if there is nothing, or nothing sound.
pub(super) fn read(path: &Path, key: u128) -> Option<Ready> {
    let sections: [Bytes; 12] = container::read(path, MAGIC, key)?.try_into().ok()?;
    let [sources, bytes, starts, offsets, bearers, cuts, twins, atlas, entities, ends, aliases, hash] = sections;
    let hash = u128::from_le_bytes(hash.as_ref().try_into().ok()?);
    let entities = Entities::of_parts(PackedParts { bytes: entities, ends, aliases, hash })?;
    let gazetteer = Gazetteer { entities, sources: serde_json::from_slice(&sources).ok()? };
    let names = NameParts { bytes: &bytes, starts: &starts, offsets: &offsets, bearers: &bearers, cuts: &cuts };
    let names = NameList::of_parts(&NameListParts { names, twins: &twins, atlas: &atlas }, &gazetteer)?;
    Some(Ready { gazetteer, names })
}
