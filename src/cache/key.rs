//! Where a list is kept, and under which hash.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::FOLDER;
use crate::gazetteer::{Input, Kind, Layout, files};

/// Smaller lists of one's own leave no folder beside them.
const SMALLEST: u64 = 1 << 20;

/// So many versions of one list are kept beside it, the last that were made.
const VERSIONS: usize = 3;
/// So many are kept of the bundled lists, each alone or with small ones of one's own.
const VERSIONS_OF_BUNDLED: usize = 8;

/// Where a list is kept.
pub(super) struct Place {
    /// The path of its files but for their endings, and of no other version's.
    pub(super) home: PathBuf,
    /// What all its versions' file names begin with.
    prefix: String,
    /// How many versions are kept.
    pub(super) versions: usize,
    pub(super) key: u128,
}

/// The ending of the file that keeps a gazetteer and its names.
const INDEX: &str = "index";
/// The ending of the file that keeps the store's tables of it.
pub(super) const TABLES: &str = "tables";

impl Place {
    /// The place of the lists that specifications name; that of the bundled ones is the folder of a person's caches.
    /// None for small ones, and where a file cannot be read.
    pub(super) fn of(specs: &[String], users: Option<&Path>) -> Option<Place> {
        let (inputs, said) = files(specs)?;
        // GATE's lists lie in several files, of which the list names but one: import those.
        if inputs.iter().any(|input| matches!(input, Input::Foreign(Layout::Gate, ..))) {
            return None;
        }
        let (folder, prefix, versions) = folder(&inputs, users)?;
        // What is no file of the disk can be read only once.
        if !inputs.iter().filter_map(path_of).all(Path::is_file) {
            return None;
        }
        let key = key(&inputs, &said).ok()?;
        Some(Place { home: folder.join(format!("{prefix}{key:032x}")), prefix, versions, key })
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

/// The folder of what is kept, what its files' names begin with, and how many versions there are.
fn folder(inputs: &[Input], users: Option<&Path>) -> Option<(PathBuf, String, usize)> {
    let paths = || inputs.iter().filter_map(path_of);
    let size: u64 = paths().map(|path| path.metadata().map_or(0, |data| data.len())).sum();
    if let Some(first) = paths().next().filter(|_| size >= SMALLEST) {
        return Some((first.with_file_name(FOLDER), format!("{}-", first.file_name()?.to_string_lossy()), VERSIONS));
    }
    let has_bundled = inputs.iter().any(|input| matches!(input, Input::Bundled(..)));
    users.filter(|_| has_bundled).map(|users| (users.to_owned(), "bundled-".to_owned(), VERSIONS_OF_BUNDLED))
}

fn path_of(input: &Input) -> Option<&Path> {
    match input {
        Input::Bundled(..) => None,
        Input::Ours(path, _) | Input::GeoNames(path) | Input::Foreign(_, path, _) => Some(path),
    }
}

fn key(inputs: &[Input], said: &[String]) -> io::Result<u128> {
    let mut hash = Xxh3::new();
    // What another program kept is never taken for what this one would make.
    add(&mut hash, env!("DATELINE_SOURCES").as_bytes());
    // The compiler knows which characters are letters, and brings its own tables of them.
    let (major, minor, update) = char::UNICODE_VERSION;
    hash.update(&[major, minor, update]);
    hash.update(&(said.len() as u64).to_le_bytes());
    said.iter().for_each(|remark| add(&mut hash, remark.as_bytes()));
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
