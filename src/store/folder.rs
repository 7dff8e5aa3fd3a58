//! The folder of a run: who may write it, and how a new run takes the place of the last one at one stroke.
//!
//! A run is built in `.partial`. When it is complete, that folder is renamed to `.ready`: this is the moment at which
//! the new run is the run. Its files then move to their places one by one. Whoever comes between, after a crash or by
//! chance, takes each file from `.ready` if it is still there, and so always sees one whole run.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::atomic::unwritable;
use crate::{Error, ErrorKind, Result};

const PARTIAL: &str = ".partial";
const READY: &str = ".ready";
const LOCK: &str = ".lock";

/// The right to write a run's folder. One process has it at a time, or several, to put files beside a run; until it
/// drops it, and the system takes it back when that process ends, however it ends.
#[derive(Debug)]
pub struct RunLock(File);

impl RunLock {
    /// The right to put files beside a run that stays as it is: others may have it too, and no new run is made
    /// meanwhile.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Output`] where a process makes a run there: which one.
    pub fn share(dir: &Path) -> Result<RunLock> {
        let help = "wait until it is done, or write to another folder with -o";
        let lock = RunLock::locked(dir, File::try_lock_shared, help)?;
        // Who could be named there has ended: nobody else makes a run now.
        lock.0.set_len(0).map_err(|cause| unwritable(&dir.join(LOCK), cause))?;
        Ok(lock)
    }

    fn take(dir: &Path) -> Result<RunLock> {
        let mut lock = RunLock::locked(dir, File::try_lock, "wait until it is done, or choose another folder with -d")?;
        let said = lock.0.set_len(0).and_then(|()| write!(lock.0, "{}", std::process::id()));
        said.map_err(|cause| unwritable(&dir.join(LOCK), cause))?;
        Ok(lock)
    }

    fn locked(dir: &Path, lock: fn(&File) -> std::result::Result<(), TryLockError>, help: &str) -> Result<RunLock> {
        let path = dir.join(LOCK);
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(|cause| unwritable(&path, cause))?;
        match lock(&file) {
            Ok(()) => Ok(RunLock(file)),
            Err(TryLockError::WouldBlock) => Err(held(dir, &mut file).help(help)),
            // A file system without locks: go on, as there is nobody to ask.
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => Ok(RunLock(file)),
            Err(TryLockError::Error(cause)) => Err(unwritable(&path, cause)),
        }
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        // The file stays, empty: taking it away would let two processes lock two files of one name.
        let _ = self.0.set_len(0);
        let _ = self.0.unlock();
    }
}

fn held(dir: &Path, file: &mut File) -> Error {
    let mut holder = String::new();
    let known = file.rewind().and_then(|()| file.read_to_string(&mut holder)).is_ok() && !holder.is_empty();
    let who = if known { format!("process {holder}") } else { "another process".to_owned() };
    Error::new(ErrorKind::Output, format!("{who} is writing this run")).at(dir)
}

/// A run's folder while a new run is made in it.
#[derive(Debug)]
pub(super) struct Workplace {
    dir: PathBuf,
    committed: bool,
    /// Whether the folder was made for this run.
    made: bool,
    lock: Option<RunLock>,
}

impl Workplace {
    /// Takes the folder, finishes what an earlier process left complete, and clears what it left incomplete.
    pub(super) fn enter(dir: &Path) -> Result<Workplace> {
        let made = !dir.exists();
        fs::create_dir_all(dir).map_err(|cause| unwritable(dir, cause))?;
        let lock = Some(RunLock::take(dir)?);
        let workplace = Workplace { dir: dir.to_path_buf(), committed: false, made, lock };
        workplace.move_into_place()?;
        remove_folder(&dir.join(PARTIAL))?;
        let inner = dir.join(PARTIAL).join("store");
        fs::create_dir_all(&inner).map_err(|cause| unwritable(&inner, cause))?;
        Ok(workplace)
    }

    /// Where a file of the new run is made; `name` is its path in the run's folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(PARTIAL).join(name)
    }

    /// Where files of the new run are made.
    pub(super) fn new_folder(&self) -> PathBuf {
        self.dir.join(PARTIAL)
    }

    /// Where a file of the last run is.
    pub(super) fn kept(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Puts the new run in the place of the last. The folder stays taken for what is made from the run.
    pub(super) fn commit(mut self) -> Result<Option<RunLock>> {
        let ready = self.dir.join(READY);
        fs::rename(self.dir.join(PARTIAL), &ready).map_err(|cause| unwritable(&ready, cause))?;
        self.committed = true;
        self.move_into_place()?;
        Ok(self.lock.take())
    }

    fn move_into_place(&self) -> Result<()> {
        let ready = self.dir.join(READY);
        if !ready.is_dir() {
            return Ok(());
        }
        let store = self.dir.join("store");
        fs::create_dir_all(&store).map_err(|cause| unwritable(&store, cause))?;
        move_files(&ready.join("store"), &store)?;
        move_files(&ready, &self.dir)?;
        remove_folder(&ready)
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        if !self.committed {
            let _ = fs::remove_dir_all(self.dir.join(PARTIAL));
            if self.made {
                // Nobody else can have begun in a folder that is held since it is there.
                let _ = fs::remove_file(self.dir.join(LOCK));
                let _ = fs::remove_dir(&self.dir);
            }
        }
    }
}

fn move_files(from: &Path, to: &Path) -> Result<()> {
    let entries = match fs::read_dir(from) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|cause| unwritable(from, cause))?,
    };
    for entry in entries {
        let entry = entry.map_err(|cause| unwritable(from, cause))?;
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let target = to.join(entry.file_name());
            fs::rename(entry.path(), &target).map_err(|cause| unwritable(&target, cause))?;
        }
    }
    Ok(())
}

fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(unwritable(path, cause)),
        _ => Ok(()),
    }
}

/// Where a file of the run is now; `name` is its path in the run's folder.
pub(super) fn locate(dir: &Path, name: &str) -> PathBuf {
    let waiting = dir.join(READY).join(name);
    if waiting.is_file() { waiting } else { dir.join(name) }
}

/// Whether a complete run is here, in its place or waiting for it.
pub(super) fn holds_run(dir: &Path) -> bool {
    locate(dir, "run.json").is_file()
}

/// Whether a run was begun here and never completed.
pub(super) fn half_written(dir: &Path) -> bool {
    dir.join(PARTIAL).is_dir()
}
