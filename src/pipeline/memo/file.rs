//! The file of the memo.
//!
//! | bytes | what |
//! |---|---|
//! | 8 + 16 + 16 | [`MAGIC`], the program's key and the run's |
//! | … | frames in the order of the corpus, of pages and of documents: key (16), length (4) and hash (8) of the payload, payload |
//! | … | after each [`SEGMENT`] frames and the last one, their index: key (16) and place (8), sorted |
//! | … | the table: for each index its place (8), its entries (8), and every [`STEP`]th key's first 8 bytes |
//! | 8 + 8 | the place of the table, and its hash |
//!
//! All numbers are little-endian. It is written from its beginning to its end and never read as a whole. A reader
//! trusts nothing: the program's key, the table's hash, and a frame's key and hash must be right, or there is nothing.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use super::Kept;
use super::key::program_key;
use crate::Result;
use crate::atomic::unwritable;

const MAGIC: [u8; 8] = *b"DATELMEM";
const HEADER: usize = 40;
pub(super) const FRAME_HEAD: usize = 28;
const ENTRY: usize = 24;
const TAIL: u64 = 16;
/// Frames that are put into one index: three megabytes of memory while they are written.
const SEGMENT: usize = 1 << 17;
/// Entries of an index between those whose keys are held in memory: what one look-up reads.
const STEP: usize = 64;
/// Bytes that are read at a time.
const WINDOW: usize = 1 << 16;
/// No frame is longer: a longer one is damaged, or not worth it.
const LONGEST: usize = 1 << 26;

/// What stands before a payload of a frame.
pub(super) fn frame_head(key: u128, length: u32, hash: u64) -> [u8; FRAME_HEAD] {
    let mut head = [0; FRAME_HEAD];
    head[..16].copy_from_slice(&key.to_le_bytes());
    head[16..20].copy_from_slice(&length.to_le_bytes());
    head[20..].copy_from_slice(&hash.to_le_bytes());
    head
}

/// A frame's key, the length of its payload, and its hash; none if there is not even room for these.
fn read_head(bytes: &[u8]) -> Option<(u128, usize, u64)> {
    let (key, rest) = bytes.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (hash, _) = rest.split_first_chunk::<8>()?;
    Some((u128::from_le_bytes(*key), u32::from_le_bytes(*length) as usize, u64::from_le_bytes(*hash)))
}

/// Writes a memo.
#[derive(Debug)]
pub(in super::super) struct Writer {
    path: PathBuf,
    out: BufWriter<File>,
    written: u64,
    entries: Vec<(u128, u64)>,
    table: Vec<u8>,
    segment: usize,
}

impl Writer {
    pub(in super::super) fn create(path: PathBuf, run: u128) -> Result<Writer> {
        Writer::with_segment(path, run, SEGMENT)
    }

    pub(super) fn with_segment(path: PathBuf, run: u128, segment: usize) -> Result<Writer> {
        let file = File::create(&path).map_err(|cause| unwritable(&path, cause))?;
        let out = BufWriter::with_capacity(WINDOW, file);
        let mut writer = Writer { path, out, written: 0, entries: Vec::new(), table: Vec::new(), segment };
        let header = [&MAGIC[..], &program_key().to_le_bytes(), &run.to_le_bytes()].concat();
        writer.write(&header).map_err(|cause| writer.failed(cause))?;
        Ok(writer)
    }

    /// Appends what is kept of the next documents.
    pub(in super::super) fn append(&mut self, kept: &Kept) -> Result<()> {
        let mut at = 0;
        while let Some((key, length, _)) = read_head(&kept.0[at..]) {
            let end = at + FRAME_HEAD + length;
            self.entries.push((key, self.written));
            self.write(&kept.0[at..end]).map_err(|cause| self.failed(cause))?;
            at = end;
            if self.entries.len() == self.segment {
                self.write_index().map_err(|cause| self.failed(cause))?;
            }
        }
        Ok(())
    }

    /// Completes the file.
    pub(in super::super) fn finish(mut self) -> Result<()> {
        let finished = self.write_end();
        finished.map_err(|cause| self.failed(cause))
    }

    fn write_index(&mut self) -> io::Result<()> {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_unstable();
        self.table.extend_from_slice(&self.written.to_le_bytes());
        self.table.extend_from_slice(&(entries.len() as u64).to_le_bytes());
        entries
            .iter()
            .step_by(STEP)
            .for_each(|(key, _)| self.table.extend_from_slice(&first_bytes(*key).to_le_bytes()));
        for (key, place) in &entries {
            self.write(&key.to_le_bytes())?;
            self.write(&place.to_le_bytes())?;
        }
        entries.clear();
        self.entries = entries;
        Ok(())
    }

    fn write_end(&mut self) -> io::Result<()> {
        if !self.entries.is_empty() {
            self.write_index()?;
        }
        let (table, place) = (std::mem::take(&mut self.table), self.written);
        self.write(&table)?;
        self.write(&place.to_le_bytes())?;
        self.write(&xxh3_64(&table).to_le_bytes())?;
        self.out.flush()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    fn failed(&self, cause: io::Error) -> crate::Error {
        unwritable(&self.path, cause)
    }
}

/// What a key is sorted by first.
fn first_bytes(key: u128) -> u64 {
    (key >> 64) as u64
}

/// Looks things up in a memo, on any number of threads.
#[derive(Debug)]
pub(super) struct Reader {
    /// The key of the run that wrote it.
    pub(super) run: u128,
    file: Mutex<File>,
    indexes: Vec<Index>,
    cursors: Mutex<Vec<Cursor>>,
}

#[derive(Debug)]
struct Index {
    place: u64,
    entries: u64,
    steps: Vec<u64>,
}

/// A piece of the file in memory, and how far it was read.
#[derive(Debug, Default)]
pub(in super::super) struct Cursor {
    bytes: Vec<u8>,
    /// Where the piece begins in the file.
    from: u64,
    /// Where the next frame is expected in it.
    at: usize,
}

impl Reader {
    /// Opens a file that this program wrote; none if another one did, or if its table is not sound.
    pub(super) fn open(path: &Path) -> Option<Reader> {
        let mut file = File::open(path).ok()?;
        let mut header = [0; HEADER];
        file.read_exact(&mut header).ok()?;
        let (magic, keys) = header.split_first_chunk::<8>()?;
        let (program, run) = keys.split_first_chunk::<16>()?;
        if *magic != MAGIC || u128::from_le_bytes(*program) != program_key() {
            return None;
        }
        let run = u128::from_le_bytes(run.try_into().ok()?);
        let end = file.seek(SeekFrom::End(-i64::try_from(TAIL).ok()?)).ok()?;
        let (mut place, mut hash) = ([0; 8], [0; 8]);
        file.read_exact(&mut place).ok()?;
        file.read_exact(&mut hash).ok()?;
        let place = u64::from_le_bytes(place);
        let length = end.checked_sub(place)?;
        file.seek(SeekFrom::Start(place)).ok()?;
        let mut table = Vec::new();
        Read::by_ref(&mut file).take(length).read_to_end(&mut table).ok()?;
        if table.len() as u64 != length || xxh3_64(&table) != u64::from_le_bytes(hash) {
            return None;
        }
        Some(Reader { run, file: Mutex::new(file), indexes: indexes(&table)?, cursors: Mutex::default() })
    }

    pub(super) fn cursor(&self) -> Cursor {
        let given_back = self.cursors.lock().unwrap_or_else(PoisonError::into_inner).pop();
        given_back.unwrap_or(Cursor { bytes: Vec::new(), from: HEADER as u64, at: 0 })
    }

    pub(super) fn give_back(&self, cursor: Cursor) {
        self.cursors.lock().unwrap_or_else(PoisonError::into_inner).push(cursor);
    }

    /// The payload of a key's frame: most often it is the next one.
    pub(super) fn find<'c>(&self, cursor: &'c mut Cursor, key: u128) -> Option<&'c [u8]> {
        if !self.is_next(cursor, key) {
            let place = self.indexes.iter().find_map(|index| self.place_of(index, key))?;
            cursor.go_to(place);
            if !self.is_next(cursor, key) {
                return None;
            }
        }
        cursor.take()
    }

    /// Whether the frame of a key begins where the cursor is; then all of it is in memory.
    fn is_next(&self, cursor: &mut Cursor, key: u128) -> bool {
        let Some((found, length)) = self.next_head(cursor) else { return false };
        if found != key || length > LONGEST {
            return false;
        }
        let whole = FRAME_HEAD + length;
        cursor.bytes.len() - cursor.at >= whole || self.fill(cursor, whole)
    }

    fn next_head(&self, cursor: &mut Cursor) -> Option<(u128, usize)> {
        if cursor.bytes.len() - cursor.at < FRAME_HEAD && !self.fill(cursor, FRAME_HEAD) {
            return None;
        }
        read_head(&cursor.bytes[cursor.at..]).map(|(key, length, _)| (key, length))
    }

    /// Reads on from where the cursor is; says whether there is so much.
    fn fill(&self, cursor: &mut Cursor, wanted: usize) -> bool {
        cursor.from += cursor.at as u64;
        cursor.at = 0;
        let read = self.read(cursor.from, wanted.max(WINDOW), &mut cursor.bytes);
        read.is_ok() && cursor.bytes.len() >= wanted
    }

    fn read(&self, from: u64, length: usize, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        Read::by_ref(&mut *file).take(length as u64).read_to_end(into).map(drop)
    }

    /// Where an index says that the frame of a key is.
    fn place_of(&self, index: &Index, key: u128) -> Option<u64> {
        let step = index.steps.partition_point(|first| *first <= first_bytes(key)).checked_sub(1)?;
        let first = (step * STEP) as u64;
        let count = index.entries.checked_sub(first)?.min(STEP as u64);
        let mut entries = Vec::new();
        self.read(index.place + first * ENTRY as u64, count as usize * ENTRY, &mut entries).ok()?;
        let (entries, _) = entries.as_chunks::<ENTRY>();
        let parts = |entry: &[u8; ENTRY]| {
            let (key, place) = entry.split_first_chunk::<16>()?;
            Some((u128::from_le_bytes(*key), u64::from_le_bytes(place.try_into().ok()?)))
        };
        entries.iter().filter_map(parts).find(|(found, _)| *found == key).map(|(_, place)| place)
    }
}

impl Cursor {
    fn go_to(&mut self, place: u64) {
        match place.checked_sub(self.from) {
            Some(at) if at <= self.bytes.len() as u64 => self.at = at as usize,
            _ => *self = Cursor { bytes: std::mem::take(&mut self.bytes), from: place, at: 0 }.emptied(),
        }
    }

    fn emptied(mut self) -> Cursor {
        self.bytes.clear();
        self
    }

    /// Takes the frame that is next; none if it is damaged.
    fn take(&mut self) -> Option<&[u8]> {
        let (_, length, hash) = read_head(&self.bytes[self.at..])?;
        let from = self.at + FRAME_HEAD;
        self.at = from + length;
        let payload = self.bytes.get(from..from + length)?;
        (xxh3_64(payload) == hash).then_some(payload)
    }
}

fn indexes(mut table: &[u8]) -> Option<Vec<Index>> {
    let mut indexes = Vec::new();
    while !table.is_empty() {
        let (place, rest) = table.split_first_chunk::<8>()?;
        let (entries, rest) = rest.split_first_chunk::<8>()?;
        let entries = u64::from_le_bytes(*entries);
        let steps = usize::try_from(entries.div_ceil(STEP as u64)).ok()?;
        let (steps, rest) = rest.split_at_checked(steps.checked_mul(8)?)?;
        let (steps, _) = steps.as_chunks::<8>();
        let steps = steps.iter().map(|step| u64::from_le_bytes(*step)).collect();
        indexes.push(Index { place: u64::from_le_bytes(*place), entries, steps });
        table = rest;
    }
    Some(indexes)
}
