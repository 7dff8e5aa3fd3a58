//! A file of plain sections under one key and one hash.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | what it holds, as eight letters |
//! | 16 | the key |
//! | … | sections, each after its length in 8 bytes |
//! | 16 | XXH3 128 of the sections and their lengths |
//!
//! All numbers are little-endian. A reader trusts nothing: it checks letters, key and hash, and every length against
//! what is there.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use bytes::{Buf, Bytes};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

const HEADER: usize = 24;
const HASH: usize = 16;

/// Writes sections under a key.
pub(super) fn write(out: &mut (impl Write + ?Sized), magic: [u8; 8], key: u128, sections: &[&[u8]]) -> io::Result<()> {
    let mut hash = Xxh3::new();
    let mut put = |out: &mut dyn FnMut(&[u8]) -> io::Result<()>, bytes: &[u8]| {
        hash.update(bytes);
        out(bytes)
    };
    out.write_all(&magic)?;
    out.write_all(&key.to_le_bytes())?;
    for section in sections {
        put(&mut |bytes| out.write_all(bytes), &(section.len() as u64).to_le_bytes())?;
        put(&mut |bytes| out.write_all(bytes), section)?;
    }
    out.write_all(&hash.digest128().to_le_bytes())
}

/// The sections that were written under a key, which share one buffer; none if there are none, or none sound.
pub(super) fn read(path: &Path, magic: [u8; 8], key: u128) -> Option<Vec<Bytes>> {
    let mut file = File::open(path).ok().filter(|_| path.is_file())?;
    let mut header = [0; HEADER];
    file.read_exact(&mut header).ok()?;
    if !header.starts_with(&magic) || header[8..] != key.to_le_bytes() {
        return None;
    }
    let length = file.metadata().ok()?.len().checked_sub((HEADER + HASH) as u64)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).ok()? + HASH);
    file.read_to_end(&mut bytes).ok()?;
    let mut payload = Bytes::from(bytes);
    let hash = payload.split_off(payload.len().checked_sub(HASH)?);
    (xxh3_128(&payload).to_le_bytes() == *hash).then(|| split(payload))?
}

fn split(mut payload: Bytes) -> Option<Vec<Bytes>> {
    let mut sections = Vec::new();
    while !payload.is_empty() {
        let length = usize::try_from(u64::from_le_bytes(*payload.first_chunk::<8>()?)).ok()?;
        payload.advance(8);
        sections.push((length <= payload.len()).then(|| payload.split_to(length))?);
    }
    Some(sections)
}
