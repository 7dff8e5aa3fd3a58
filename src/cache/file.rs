//! The file that keeps a gazetteer and its names.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 16 | the key |
//! | 16 | XXH3 128 of all that follows on the header |
//! | 8 | how many bytes follow |
//! | … | sections, each after its length in 8 bytes: the sources as JSON; the four [`NameParts`]; then entities, some thousand a section, in postcard's wire format |
//!
//! All numbers are little-endian. A reader trusts nothing: it checks the key and the hash, every length against what is
//! there, and that the parts fit together ([`NameList::of_parts`]).

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::Ready;
use crate::gazetteer::{Entity, Gazetteer, GazetteerSource};
use crate::matcher::{NameList, NameParts};

const MAGIC: [u8; 8] = *b"DATELIDX";
const HEADER: usize = 48;
/// Entities of one section: each is read by one thread.
const CHUNK: usize = 4096;

/// Writes what is to be kept.
pub(super) fn write(out: &mut (impl Write + ?Sized), key: u128, ready: &Ready) -> io::Result<()> {
    let payload = payload(ready)?;
    out.write_all(&MAGIC)?;
    out.write_all(&key.to_le_bytes())?;
    out.write_all(&xxh3_128(&payload).to_le_bytes())?;
    out.write_all(&(payload.len() as u64).to_le_bytes())?;
    out.write_all(&payload)
}

fn payload(ready: &Ready) -> io::Result<Vec<u8>> {
    let entities: Vec<Vec<u8>> = ready
        .gazetteer
        .entities
        .par_chunks(CHUNK)
        .map(postcard::to_allocvec)
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    let mut payload = Vec::new();
    section(&mut payload, &serde_json::to_vec(&ready.gazetteer.sources)?);
    ready.names.with_parts(|NameParts { bytes, starts, offsets, bearers }| {
        [bytes, starts, offsets, bearers].iter().for_each(|part| section(&mut payload, part));
    });
    entities.iter().for_each(|chunk| section(&mut payload, chunk));
    Ok(payload)
}

fn section(payload: &mut Vec<u8>, bytes: &[u8]) {
    payload.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    payload.extend_from_slice(bytes);
}

/// Reads what was kept under a key; none if there is nothing, or nothing sound.
pub(super) fn read(path: &Path, key: u128) -> Option<Ready> {
    let payload = checked_payload(path, key)?;
    let sections = sections(&payload)?;
    let [sources, bytes, starts, offsets, bearers, chunks @ ..] = &sections[..] else { return None };
    let sources: Vec<GazetteerSource> = serde_json::from_slice(sources).ok()?;
    let chunks: Vec<Vec<Entity>> = chunks.par_iter().map(|chunk| entities(chunk)).collect::<Option<_>>()?;
    let mut entities = Vec::with_capacity(chunks.iter().map(Vec::len).sum());
    chunks.into_iter().for_each(|chunk| entities.extend(chunk));
    let gazetteer = Gazetteer { entities, sources };
    let names = NameList::of_parts(NameParts { bytes, starts, offsets, bearers }, &gazetteer)?;
    Some(Ready { gazetteer, names })
}

fn entities(chunk: &[u8]) -> Option<Vec<Entity>> {
    let (entities, rest) = postcard::take_from_bytes(chunk).ok()?;
    rest.is_empty().then_some(entities)
}

/// What follows on the header, if it is what was written.
fn checked_payload(path: &Path, key: u128) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok().filter(|_| path.is_file())?;
    let mut header = [0; HEADER];
    file.read_exact(&mut header).ok()?;
    let (magic, rest) = header.split_at(MAGIC.len());
    let (found_key, rest) = rest.split_at(16);
    let (hash, length) = rest.split_at(16);
    if magic != MAGIC || found_key != key.to_le_bytes() {
        return None;
    }
    let length = u64::from_le_bytes(length.try_into().ok()?);
    // A length that is not the file's own would ask for memory that nobody has.
    if file.metadata().ok()?.len() != length.checked_add(HEADER as u64)? {
        return None;
    }
    let mut payload = Vec::with_capacity(usize::try_from(length).ok()?);
    file.read_to_end(&mut payload).ok()?;
    (payload.len() as u64 == length && xxh3_128(&payload).to_le_bytes() == hash).then_some(payload)
}

fn sections(mut payload: &[u8]) -> Option<Vec<&[u8]>> {
    let mut sections = Vec::new();
    while !payload.is_empty() {
        let (length, rest) = payload.split_first_chunk::<8>()?;
        let (section, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        sections.push(section);
        payload = rest;
    }
    Some(sections)
}
