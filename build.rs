//! Tells the program a hash of its own sources, so that nothing kept by another version is ever taken for its own.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

/// Code, and the lists that it holds.
const FOLDERS: [&str; 2] = ["src", "gazetteers"];

fn main() {
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    for folder in FOLDERS {
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        // As a dependency it is built without a lock file of its own.
        let Ok(bytes) = fs::read(file) else { continue };
        hash.write_usize(bytes.len());
        hash.write(&bytes);
    }
    FOLDERS.iter().for_each(|folder| println!("cargo:rerun-if-changed={folder}"));
    println!("cargo:rustc-env=DATELINE_SOURCES={:016x}", hash.finish());
}

/// Every file below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push(path),
        }
    }
}
