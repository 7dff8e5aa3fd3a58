//! Where a list is kept, and under which hash.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::FOLDER;
use crate::gazetteer::{Input, Kind, Layout, files};

/// Lists below this size are read as quickly as what would be kept of them.
const SMALLEST: u64 = 1 << 20;

/// Where a list is kept.
pub(super) struct Place {
    /// The path of its files but for their endings, and of no other version's.
    pub(super) home: PathBuf,
    /// What all its versions' file names begin with.
    prefix: String,
    pub(super) key: u128,
}

/// The ending of the file that keeps a gazetteer and its names.
const INDEX: &str = "index";
/// The ending of the file that keeps the store's tables of it.
pub(super) const TABLES: &str = "tables";

impl Place {
    /// The place of the lists that specifications name. None for small ones, and where a file cannot be read.
    pub(super) fn of(specs: &[String]) -> Option<Place> {
        let inputs = files(specs)?;
        // GATE's lists lie in several files, of which the list names but one: import those.
        if inputs.iter().any(|input| matches!(input, Input::Foreign(Layout::Gate, ..))) {
            return None;
        }
        let paths = || inputs.iter().filter_map(path_of);
        let size: u64 = paths().map(|path| path.metadata().map_or(0, |data| data.len())).sum();
        let first = paths().next()?;
        // What is no file of the disk can be read only once.
        if size < SMALLEST || !paths().all(Path::is_file) {
            return None;
        }
        let key = key(&inputs).ok()?;
        let prefix = format!("{}-", first.file_name()?.to_string_lossy());
        let home = first.with_file_name(FOLDER).join(format!("{prefix}{key:032x}"));
        Some(Place { home, prefix, key })
    }

    /// The file that keeps the gazetteer and its names.
    pub(super) fn index(&self) -> PathBuf {
        self.home.with_added_extension(INDEX)
    }

    /// Whether a file keeps something of a version of the list, this one or another.
    pub(super) fn is_version(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let rest = name.strip_prefix(&self.prefix).and_then(|rest| rest.split_once('.'));
        rest.is_some_and(|(hash, ending)| {
            let is_hash = hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hash && [INDEX, TABLES].contains(&ending)
        })
    }
}

fn path_of(input: &Input) -> Option<&Path> {
    match input {
        Input::Bundled(..) => None,
        Input::Ours(path, _) | Input::GeoNames(path) | Input::Foreign(_, path, _) => Some(path),
    }
}

fn key(inputs: &[Input]) -> io::Result<u128> {
    let mut hash = Xxh3::new();
    // What another program kept is never taken for what this one would make.
    add(&mut hash, env!("DATELINE_SOURCES").as_bytes());
    for input in inputs {
        match input {
            Input::Bundled(name, text) => {
                hash.update(&[0]);
                add(&mut hash, name.as_bytes());
                add(&mut hash, text.as_bytes());
            }
            Input::Ours(path, kind) => {
                add_file(&mut hash, 1, path)?;
                add_kind(&mut hash, *kind);
            }
            Input::GeoNames(path) => add_file(&mut hash, 2, path)?,
            Input::Foreign(layout, path, kind) => {
                add_file(&mut hash, 3, path)?;
                add(&mut hash, layout.name().as_bytes());
                add_kind(&mut hash, *kind);
            }
        }
    }
    Ok(hash.digest128())
}

/// Adds what the entries of a list are that do not say so.
fn add_kind(hash: &mut Xxh3, kind: Option<Kind>) {
    add(hash, kind.map_or("", Kind::name).as_bytes());
}

/// Adds bytes and their number, so that no two sequences of them are the same.
fn add(hash: &mut Xxh3, bytes: &[u8]) {
    hash.update(&(bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

fn add_file(hash: &mut Xxh3, kind: u8, path: &Path) -> io::Result<()> {
    hash.update(&[kind]);
    // The run's record says which file it was.
    add(hash, path.as_os_str().as_encoded_bytes());
    let (mut file, mut buffer, mut length) = (File::open(path)?, vec![0; 1 << 18], 0_u64);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            count => {
                hash.update(&buffer[..count]);
                length += count as u64;
            }
        }
    }
    hash.update(&length.to_le_bytes());
    Ok(())
}
