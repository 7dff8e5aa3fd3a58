//! Which hashes were seen: told exactly, in memory that does not grow with them.
//!
//! The latest are in a table. When it is full they go, sorted, to a file without a name; four files of a size become
//! one. A filter of fixed size (Bloom, *Space/time trade-offs in hash coding with allowable errors*, 1970) says of most
//! hashes that no file has them; the files are asked about the others only. A hash of theirs is found by where it
//! should stand among so many that are spread evenly, with two or three reads.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// So many of the latest are in the table: as many as fit before it grows to half a megabyte.
const LATEST: usize = (1 << 14) / 8 * 7;
/// Files of a size that become one.
const MERGED: usize = 4;
/// Bytes of a file that are in memory while it is written, or read from its beginning to its end.
const AT_A_TIME: usize = 1 << 16;

/// Hashes of 128 bits: that two ids share one does not happen.
#[derive(Debug)]
pub(super) struct Seen {
    latest: HashSet<u128>,
    limit: usize,
    /// What the files may hold; none before the first.
    filter: Option<Filter>,
    /// The larger ones first.
    runs: Vec<Run>,
    folder: PathBuf,
}

impl Seen {
    /// None yet. The files are made in a folder, and are gone when the process is.
    pub(super) fn in_folder(folder: PathBuf) -> Seen {
        Seen { latest: HashSet::new(), limit: LATEST, filter: None, runs: Vec::new(), folder }
    }

    /// Whether a hash was seen.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn contains(&self, hash: u128) -> io::Result<bool> {
        if self.latest.contains(&hash) {
            return Ok(true);
        }
        if !self.filter.as_ref().is_some_and(|filter| filter.may_hold(hash)) {
            return Ok(false);
        }
        for run in &self.runs {
            if run.holds(hash)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes one; whether it is new.
    ///
    /// # Errors
    /// When a file cannot be written or read.
    pub(super) fn insert(&mut self, hash: u128) -> io::Result<bool> {
        if self.contains(hash)? {
            return Ok(false);
        }
        self.latest.insert(hash);
        if self.latest.len() == self.limit {
            self.settle()?;
        }
        Ok(true)
    }

    /// Brings the latest into a file.
    fn settle(&mut self) -> io::Result<()> {
        let mut hashes: Vec<u128> = self.latest.drain().collect();
        hashes.sort_unstable();
        let filter = self.filter.get_or_insert_with(Filter::new);
        hashes.iter().for_each(|&hash| filter.add(hash));
        let mut writer = RunWriter::create(&self.folder, 0)?;
        hashes.iter().try_for_each(|&hash| writer.push(hash))?;
        self.runs.push(writer.finish()?);
        while let Some(first) = self.first_of_a_size() {
            let smaller = self.runs.split_off(first);
            self.runs.push(merged(&smaller, &self.folder)?);
        }
        Ok(())
    }

    /// Where the last files begin, if there are as many of their size as become one.
    fn first_of_a_size(&self) -> Option<usize> {
        let first = self.runs.len().checked_sub(MERGED)?;
        (self.runs[first].merges == self.runs.last()?.merges).then_some(first)
    }
}

/// One file of what several hold.
fn merged(runs: &[Run], folder: &Path) -> io::Result<Run> {
    let merges = runs.iter().map(|run| run.merges).max().unwrap_or_default() + 1;
    let mut writer = RunWriter::create(folder, merges)?;
    let mut readers = runs.iter().map(RunReader::new).collect::<io::Result<Vec<_>>>()?;
    while let Some(reader) = readers.iter_mut().filter(|reader| reader.next.is_some()).min_by_key(|reader| reader.next)
    {
        if let Some(hash) = reader.next {
            writer.push(hash)?;
        }
        reader.step()?;
    }
    writer.finish()
}

/// A Bloom filter of eight megabytes, with four bits for each hash.
#[derive(Debug)]
struct Filter(Vec<u64>);

/// Its bits, as a power of two.
const BITS: u32 = 26;

impl Filter {
    fn new() -> Filter {
        Filter(vec![0; 1 << (BITS - 6)])
    }

    fn places(hash: u128) -> impl Iterator<Item = (usize, u64)> {
        let bit = move |at: u32| (hash >> (at * BITS)) as usize & ((1 << BITS) - 1);
        (0..4).map(bit).map(|bit| (bit / 64, 1 << (bit % 64)))
    }

    fn add(&mut self, hash: u128) {
        Filter::places(hash).for_each(|(at, bit)| self.0[at] |= bit);
    }

    fn may_hold(&self, hash: u128) -> bool {
        Filter::places(hash).all(|(at, bit)| self.0[at] & bit != 0)
    }
}

/// Hashes in a file, in order.
#[derive(Debug)]
struct Run {
    file: File,
    count: u64,
    /// How often its hashes were merged.
    merges: u32,
}

/// Bytes of a hash.
const HASH: usize = 16;
/// Hashes that a look-up reads at once.
const PAGE: u64 = 256;

impl Run {
    fn holds(&self, hash: u128) -> io::Result<bool> {
        // What is in question: from one place to another, hashes greater than one number and less than another.
        let (mut from, mut to) = (0, self.count);
        let (mut low, mut high) = (0, u128::MAX);
        let mut page = [0; PAGE as usize * HASH];
        while from < to {
            let start = expected(hash, (from, to), (low, high)).saturating_sub(PAGE / 2).max(from);
            let end = (start + PAGE).min(to);
            let bytes = &mut page[..(end - start) as usize * HASH];
            let mut file = &self.file;
            file.seek(SeekFrom::Start(start * HASH as u64))?;
            file.read_exact(bytes)?;
            let (hashes, _) = bytes.as_chunks::<HASH>();
            let of = |bytes: &[u8; HASH]| u128::from_le_bytes(*bytes);
            match (of(&hashes[0]), of(&hashes[hashes.len() - 1])) {
                (first, _) if hash < first => (to, high) = (start, first),
                (_, last) if hash > last => (from, low) = (end, last),
                _ => return Ok(hashes.binary_search_by_key(&hash, of).is_ok()),
            }
        }
        Ok(false)
    }
}

/// Where a hash should stand among evenly spread ones.
fn expected(hash: u128, (from, to): (u64, u64), (low, high): (u128, u128)) -> u64 {
    // Half of the digits tell enough, and leave room for the product.
    let [hash, low, high] = [hash, low, high].map(|number| number >> 64);
    let share = (hash.saturating_sub(low)) * u128::from(to - from) / (high - low + 1);
    from + share as u64
}

struct RunWriter {
    out: BufWriter<File>,
    count: u64,
    merges: u32,
}

impl RunWriter {
    fn create(folder: &Path, merges: u32) -> io::Result<RunWriter> {
        let out = BufWriter::with_capacity(AT_A_TIME, tempfile::tempfile_in(folder)?);
        Ok(RunWriter { out, count: 0, merges })
    }

    fn push(&mut self, hash: u128) -> io::Result<()> {
        self.count += 1;
        self.out.write_all(&hash.to_le_bytes())
    }

    fn finish(self) -> io::Result<Run> {
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Run { file, count: self.count, merges: self.merges })
    }
}

/// Goes through a file from its beginning.
struct RunReader<'r> {
    input: BufReader<&'r File>,
    left: u64,
    next: Option<u128>,
}

impl RunReader<'_> {
    fn new(run: &Run) -> io::Result<RunReader<'_>> {
        let mut file = &run.file;
        file.rewind()?;
        let mut reader = RunReader { input: BufReader::with_capacity(AT_A_TIME, file), left: run.count, next: None };
        reader.step()?;
        Ok(reader)
    }

    fn step(&mut self) -> io::Result<()> {
        self.next = None;
        if self.left > 0 {
            let mut hash = [0; HASH];
            self.input.read_exact(&mut hash)?;
            self.left -= 1;
            self.next = Some(u128::from_le_bytes(hash));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_128;

    use super::*;

    fn seen(folder: &tempfile::TempDir, limit: usize) -> Seen {
        Seen { limit, ..Seen::in_folder(folder.path().to_path_buf()) }
    }

    #[test]
    fn a_hash_is_new_once_however_many_came_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut hashes = seen(&folder, 512);
        let hash = |number: u64| xxh3_128(&number.to_le_bytes());
        for number in 0..60_000 {
            assert!(hashes.insert(hash(number)).unwrap(), "{number}");
            assert!(!hashes.insert(hash(number / 2)).unwrap(), "{number}");
        }
        assert!((0..60_000).all(|number| hashes.contains(hash(number)).unwrap()));
        assert!((60_000..70_000).all(|number| !hashes.contains(hash(number)).unwrap()));
        assert!(hashes.latest.len() < 512 && hashes.runs.len() < 4 * MERGED);
        assert_eq!(hashes.runs.iter().map(|run| run.count).sum::<u64>() + hashes.latest.len() as u64, 60_000);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the files have no names");
    }

    /// Where a hash should stand is a guess: however the hashes are spread, what is there is found.
    #[test]
    fn hashes_that_are_spread_unevenly_are_found_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut hashes = seen(&folder, 4096);
        let numbers = || (0..8_192_u128).map(|number| [number, number << 60, u128::MAX - number][number as usize % 3]);
        for number in numbers() {
            hashes.insert(number).unwrap();
        }
        assert!(!hashes.runs.is_empty());
        for run in &hashes.runs {
            assert!(!run.holds(1 << 100).unwrap() && !run.holds(u128::MAX >> 1).unwrap());
        }
        assert!(numbers().all(|number| hashes.contains(number).unwrap()));
    }
}
