//! Reading the store of a run.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use xxhash_rust::xxh3::Xxh3;

use super::folder::{half_written, holds_run, locate};
use super::manifest::{Manifest, STORE_VERSION};
use super::rows::{AliasRow, DateRow, DocumentRow, EntityRow, MentionRow};
use super::scan::{EVERYTHING, Row, Scan, Select, all_columns};
use super::schema::{ALIASES, DATES, DOCUMENTS, ENTITIES, MENTIONS, TableSpec};
use super::table::damaged;
use super::writer::hex;
use crate::{Error, ErrorKind, Result};

/// The store of a run, opened for reading.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    manifest: Manifest,
    /// The manifest as it was read: another one is of another run.
    read: Vec<u8>,
    /// The tables whose files were found to be as they were written.
    sound: Mutex<BTreeSet<&'static str>>,
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Version {
    store: u32,
}

impl Store {
    /// Whether a folder holds a complete run, also one that was made by another version or is damaged.
    pub fn is_in(dir: &Path) -> bool {
        holds_run(dir)
    }

    /// Opens the run in a folder.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when there is no run, when it was made by another version, or when a file of it is
    /// missing or cut off.
    pub fn open(dir: &Path) -> Result<Store> {
        let path = locate(dir, "run.json");
        let text = fs::read(&path).map_err(|cause| no_run(dir, &path, cause))?;
        let version: Version = serde_json::from_slice(&text).map_err(|cause| damaged(&path).caused_by(cause))?;
        if version.store != STORE_VERSION {
            let message = format!("the run is of store version {}, this program reads {STORE_VERSION}", version.store);
            return Err(Error::new(ErrorKind::Store, message).at(dir).help("run dateline build again"));
        }
        let manifest = serde_json::from_slice(&text).map_err(|cause| damaged(&path).caused_by(cause))?;
        let store = Store { dir: dir.to_path_buf(), manifest, read: text, sound: Mutex::default() };
        store.check_files().map_err(|error| store.or_replaced(error))?;
        Ok(store)
    }

    /// The run's manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The run's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The rows of a table that match a selection, with the columns asked for, in that order. The first scan of a table
    /// checks its file against the hash in the manifest.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`] when the table lacks a column, and [`ErrorKind::Store`] when its file is damaged.
    pub fn scan<'s>(&self, table: &TableSpec, columns: &[&str], select: &'s Select) -> Result<Scan<'s>> {
        let opened = self.check_content(table).and_then(|()| Scan::open(&self.file(table), table, columns, select));
        let scan = opened.map_err(|error| self.or_replaced(error))?;
        // What is open stays as it is; what was opened a moment ago may have been the next run's.
        if self.is_replaced() { Err(self.replaced()) } else { Ok(scan) }
    }

    /// Whether another run stands in the folder by now.
    fn is_replaced(&self) -> bool {
        fs::read(locate(&self.dir, "run.json")).is_ok_and(|now| now != self.read)
    }

    fn replaced(&self) -> Error {
        Error::new(ErrorKind::Store, "another run took the place of this one while it was read")
            .at(&self.dir)
            .help("run the command again")
    }

    /// The reason of an error: nothing is damaged where another run came.
    fn or_replaced(&self, error: Error) -> Error {
        if self.is_replaced() { self.replaced() } else { error }
    }

    /// The mentions that match a selection, in the order of the corpus.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the file is damaged.
    pub fn mentions<'s>(&self, select: &'s Select) -> Result<impl Iterator<Item = Result<MentionRow>> + use<'s>> {
        let scan = self.scan(&MENTIONS, &all_columns(&MENTIONS), select)?;
        Ok(typed(scan, MentionRow::read))
    }

    /// The documents that match a selection, in the order of the corpus.
    ///
    /// # Errors
    /// As [`scan`](Store::scan): documents cannot be selected by entity.
    pub fn documents<'s>(&self, select: &'s Select) -> Result<impl Iterator<Item = Result<DocumentRow>> + use<'s>> {
        let scan = self.scan(&DOCUMENTS, &all_columns(&DOCUMENTS), select)?;
        Ok(typed(scan, DocumentRow::read))
    }

    /// The date references that match a selection, in the order of the corpus.
    ///
    /// # Errors
    /// As [`scan`](Store::scan): date references cannot be selected by entity.
    pub fn dates<'s>(&self, select: &'s Select) -> Result<impl Iterator<Item = Result<DateRow>> + use<'s>> {
        let scan = self.scan(&DATES, &all_columns(&DATES), select)?;
        Ok(typed(scan, DateRow::read))
    }

    /// All entities, in the order of the gazetteers.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the file is damaged.
    pub fn entities(&self) -> Result<impl Iterator<Item = Result<EntityRow>> + use<>> {
        self.entities_in(&EVERYTHING)
    }

    /// The entities that a selection of entities and kinds holds, in the same order.
    ///
    /// # Errors
    /// As [`scan`](Store::scan): entities cannot be selected by document or period.
    pub fn entities_in<'s>(&self, select: &'s Select) -> Result<impl Iterator<Item = Result<EntityRow>> + use<'s>> {
        let scan = self.scan(&ENTITIES, &all_columns(&ENTITIES), select)?;
        Ok(typed(scan, EntityRow::read))
    }

    /// The entities with a mention: those with most first, then by id.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the file is damaged.
    pub fn mentioned_entities(&self) -> Result<Vec<EntityRow>> {
        self.mentioned_entities_in(&EVERYTHING)
    }

    /// The same, of those that a selection of entities and kinds holds.
    ///
    /// # Errors
    /// As [`entities_in`](Store::entities_in).
    pub fn mentioned_entities_in(&self, select: &Select) -> Result<Vec<EntityRow>> {
        let select = Select { mentioned: true, ..select.clone() };
        let mut rows: Vec<EntityRow> = self.entities_in(&select)?.collect::<Result<_>>()?;
        rows.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.id.cmp(&other.id)));
        Ok(rows)
    }

    /// All aliases of the gazetteers, in the order of the [`entities`](Store::entities).
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the file is damaged.
    pub fn aliases(&self) -> Result<impl Iterator<Item = Result<AliasRow>> + use<>> {
        self.aliases_in(&EVERYTHING)
    }

    /// The aliases of the entities that a selection names by id, in the same order.
    ///
    /// # Errors
    /// As [`scan`](Store::scan): aliases can be selected by entity alone.
    pub fn aliases_in<'s>(&self, select: &'s Select) -> Result<impl Iterator<Item = Result<AliasRow>> + use<'s>> {
        let scan = self.scan(&ALIASES, &all_columns(&ALIASES), select)?;
        Ok(typed(scan, AliasRow::read))
    }

    pub(super) fn file(&self, table: &TableSpec) -> PathBuf {
        locate(&self.dir, &format!("store/{}", table.file()))
    }

    /// Compares a table's file with its hash, once: a decoder alone does not see a changed bit.
    fn check_content(&self, table: &TableSpec) -> Result<()> {
        let mut sound = self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        if sound.contains(table.name) {
            return Ok(());
        }
        let path = self.file(table);
        let found = hash_of(&path).map_err(|cause| unread(&path, cause))?;
        if self.manifest.files.get(&table.file()).is_none_or(|stated| stated.hash != found) {
            return Err(damaged(&path).caused_by("its bytes are not those that run.json states"));
        }
        sound.insert(table.name);
        Ok(())
    }

    fn check_files(&self) -> Result<()> {
        for table in [&DOCUMENTS, &MENTIONS, &DATES, &ENTITIES, &ALIASES] {
            let path = self.file(table);
            let stated = self.manifest.files.get(&table.file()).map(|file| file.bytes);
            let found = fs::metadata(&path).map(|metadata| metadata.len()).ok();
            if found.is_none() || stated != found {
                let problem = if found.is_none() { "it is missing" } else { "it is not as long as run.json says" };
                return Err(damaged(&path).caused_by(problem));
            }
        }
        Ok(())
    }
}

/// Turns rows into values, and ends after the first error.
fn typed<'s, T>(mut scan: Scan<'s>, read: fn(Row<'_>) -> Option<T>) -> impl Iterator<Item = Result<T>> + use<'s, T> {
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let item = next_value(&mut scan, read).transpose();
        done = !matches!(item, Some(Ok(_)));
        item
    })
}

fn next_value<T>(scan: &mut Scan<'_>, read: fn(Row<'_>) -> Option<T>) -> Result<Option<T>> {
    let Some(row) = scan.next_row()? else { return Ok(None) };
    match read(row) {
        Some(value) => Ok(Some(value)),
        None => Err(damaged(scan.path()).caused_by("a value is not of its kind")),
    }
}

/// The error of a file that is there: one that may not be read is not damaged.
fn unread(path: &Path, cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => Error::new(ErrorKind::Store, "this file of the run may not be read")
            .at(path)
            .help("ask its owner for the right to read it, or build the run anew into a folder of your own with -d")
            .caused_by(cause),
        _ => damaged(path).caused_by(cause),
    }
}

fn no_run(dir: &Path, path: &Path, cause: io::Error) -> Error {
    let missing = cause.kind() == io::ErrorKind::NotFound;
    let message = match (missing, half_written(dir)) {
        (true, true) => "the run here was never completed",
        (true, false) => "no run here",
        (false, _) => return unread(path, cause),
    };
    Error::new(ErrorKind::Store, message).at(dir).help("make one with dateline build, or name its folder with -d")
}

fn hash_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Xxh3::new(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(hash.digest128())),
            count => hash.update(&buffer[..count]),
        }
    }
}
