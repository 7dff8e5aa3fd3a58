//! Where a list is kept, and under which hash.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::FOLDER;
use crate::gazetteer::{Input, files};

/// The version of the file's layout.
const LAYOUT: u32 = 1;

/// Lists below this size are read as quickly as what would be kept of them.
const SMALLEST: u64 = 1 << 20;

/// The parts of this program that decide what becomes of a list: when one of them changes, nothing that was kept before
/// is taken for what it would give now.
const MAKERS: [&str; 40] = [
    include_str!("../text/fold.rs"),
    include_str!("../text/folded_letters.rs"),
    include_str!("../text/boundary.rs"),
    include_str!("../text/cells.rs"),
    include_str!("../gazetteer/absorb.rs"),
    include_str!("../gazetteer/common.rs"),
    include_str!("../gazetteer/common_words.txt"),
    include_str!("../gazetteer/countries.rs"),
    include_str!("../gazetteer/csv_cells.rs"),
    include_str!("../gazetteer/csv_columns.rs"),
    include_str!("../gazetteer/csv_reader.rs"),
    include_str!("../gazetteer/draft.rs"),
    include_str!("../gazetteer/entity.rs"),
    include_str!("../gazetteer/ids.rs"),
    include_str!("../gazetteer/import/intake.rs"),
    include_str!("../gazetteer/joining.rs"),
    include_str!("../gazetteer/kind_words.rs"),
    include_str!("../gazetteer/load.rs"),
    include_str!("../gazetteer/open.rs"),
    include_str!("../gazetteer/scripts.rs"),
    include_str!("../gazetteer/source.rs"),
    include_str!("../gazetteer/toml_reader.rs"),
    include_str!("../gazetteer/geonames/abbreviations.rs"),
    include_str!("../gazetteer/geonames/abbreviations.tsv"),
    include_str!("../gazetteer/geonames/alternate.rs"),
    include_str!("../gazetteer/geonames/features.rs"),
    include_str!("../gazetteer/geonames/mod.rs"),
    include_str!("../gazetteer/geonames/names.rs"),
    include_str!("../gazetteer/geonames/report.rs"),
    include_str!("../gazetteer/geonames/row.rs"),
    include_str!("../gazetteer/geonames/rules.rs"),
    include_str!("../gazetteer/geonames/script.rs"),
    include_str!("../matcher/emphasis.rs"),
    include_str!("../matcher/judge.rs"),
    include_str!("../matcher/months.rs"),
    include_str!("../matcher/names/affixes.rs"),
    include_str!("../matcher/names/german.rs"),
    include_str!("../matcher/names/listing.rs"),
    include_str!("../matcher/names/slavic.rs"),
    include_str!("file.rs"),
];

/// Where a list is kept.
pub(super) struct Place {
    pub(super) path: PathBuf,
    /// What all its versions' file names begin with.
    pub(super) prefix: String,
    pub(super) key: u128,
}

impl Place {
    /// The place of the lists that specifications name. None for small ones, and where a file cannot be read.
    pub(super) fn of(specs: &[String]) -> Option<Place> {
        let inputs = files(specs)?;
        // Lists of other tools may lie in several files of which the list names but one: import those.
        if inputs.iter().any(|input| matches!(input, Input::Foreign(..))) {
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
        let path = first.with_file_name(FOLDER).join(format!("{prefix}{key:032x}.index"));
        Some(Place { path, prefix, key })
    }
}

/// Whether what follows on the prefix of a list's file names is the rest of one.
pub(super) fn is_version(rest: &str) -> bool {
    let hash = rest.strip_suffix(".index");
    hash.is_some_and(|hash| hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn path_of(input: &Input) -> Option<&Path> {
    match input {
        Input::Bundled(..) | Input::Foreign(..) => None,
        Input::Ours(path, _) | Input::GeoNames(path) => Some(path),
    }
}

fn key(inputs: &[Input]) -> io::Result<u128> {
    let mut hash = Xxh3::new();
    hash.update(&LAYOUT.to_le_bytes());
    add(&mut hash, env!("CARGO_PKG_VERSION").as_bytes());
    MAKERS.iter().for_each(|maker| add(&mut hash, maker.as_bytes()));
    for input in inputs {
        match input {
            Input::Bundled(name, text) => {
                hash.update(&[0]);
                add(&mut hash, name.as_bytes());
                add(&mut hash, text.as_bytes());
            }
            Input::Ours(path, kind) => {
                add_file(&mut hash, 1, path)?;
                add(&mut hash, kind.map_or("", |kind| kind.name()).as_bytes());
            }
            Input::GeoNames(path) => add_file(&mut hash, 2, path)?,
            Input::Foreign(..) => return Err(io::ErrorKind::Unsupported.into()),
        }
    }
    Ok(hash.digest128())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What writes, checks or lists gazetteers, or reads those of other tools, which are not kept.
    const NO_MAKERS: [&str; 11] = [
        "bundled.rs",
        "csv_writer.rs",
        "diagnostic.rs",
        "lint.rs",
        "listing.rs",
        "merge.rs",
        "mod.rs",
        "tests.rs",
        "toml_writer.rs",
        "twins.rs",
        "geonames/tests.rs",
    ];

    #[test]
    fn every_file_that_makes_names_of_a_list_is_in_the_key() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gazetteer");
        for folder in ["", "geonames/"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let name = format!("{folder}{}", path.file_name().unwrap().to_str().unwrap());
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let known = MAKERS.contains(&&*text) || NO_MAKERS.contains(&&*name);
                assert!(path.is_dir() || known, "{name} is missing from MAKERS");
            }
        }
    }
}
