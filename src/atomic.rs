//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{Error, ErrorKind, Result};

/// Links that are followed before a chain of them counts as endless, as many as Linux follows.
const MOST_LINKS: usize = 40;

/// Writes a file beside its final place, then renames it; nothing is left where anything fails. Folders on the way are
/// made. A file that is replaced keeps who may read and write it; a new one can be read by everyone (as far as the
/// umask allows), as one that a shell's `>` makes.
///
/// A symbolic link stays one: the file that it names is replaced. What is no regular file (a pipe, a device) is written
/// into as it stands, for there is nothing to put in its place; there a failure can leave a part.
///
/// # Errors
/// Of kind [`ErrorKind::Output`] when the file cannot be written; or the error of `write`.
pub fn write_atomically(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    match place(path)? {
        Place::Regular(target) => replace(path, &target, write),
        Place::Stream => write_through(path, write),
    }
}

/// Where a file is to be written.
enum Place {
    /// At this path, which is free or a regular file's.
    Regular(PathBuf),
    /// Into what stands at the path that was given.
    Stream,
}

/// Follows symbolic links. Those in `/proc` and `/dev` are no names of files but a process's open ones.
fn place(path: &Path) -> Result<Place> {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(found) = fs::symlink_metadata(&target) else { return Ok(Place::Regular(target)) };
        if !found.is_symlink() {
            // A folder is no stream: renaming a file over it is refused with a reason.
            return Ok(if found.is_file() || found.is_dir() { Place::Regular(target) } else { Place::Stream });
        }
        let folder = folder_of(&target).canonicalize().map_err(|cause| unwritable(path, cause))?;
        if folder.starts_with("/proc") || folder.starts_with("/dev") {
            return Ok(Place::Stream);
        }
        target = folder.join(fs::read_link(&target).map_err(|cause| unwritable(path, cause))?);
    }
    Err(Error::new(ErrorKind::Output, "is a symbolic link that leads to itself").at(path).help("name another file"))
}

fn replace(path: &Path, target: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    let folder = folder_of(target);
    fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    sweep(folder);
    let file = partial(folder).map_err(|cause| unwritable(folder, cause))?;
    if let Ok(before) = fs::metadata(target) {
        // Where a file system knows no such thing, the file is there all the same.
        let _ = file.as_file().set_permissions(before.permissions());
    }
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out).map_err(|error| placed(error, path))?;
    let file = out.into_inner().map_err(|cause| unwritable(path, cause.into_error()))?;
    file.persist(target).map_err(|cause| unwritable(path, cause.error))?;
    Ok(())
}

/// What the name of a file begins and ends with that is still written.
const PARTIAL: (&str, &str) = (".dateline-", ".partial");
/// How often a new file is made before whoever takes it away may be told of.
const ATTEMPTS: usize = 8;

/// A new file in a folder, held by this process for as long as it is open, so that nobody sweeps it away.
fn partial(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PARTIAL.0).suffix(PARTIAL.1);
    readable(&mut builder);
    for _ in 0..ATTEMPTS {
        let file = builder.tempfile_in(folder)?;
        // Where a file system knows no locks, nothing is swept either.
        let held = file.as_file().lock();
        // Another process may have taken it for a leftover before it was held.
        if held.is_err() || file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::Error::other("the file that is written is taken away again and again"))
}

/// Removes what processes left in a folder that were killed while they wrote: files of our name that nobody holds. What
/// cannot be removed stays.
fn sweep(folder: &Path) {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = |name: &str| name.starts_with(PARTIAL.0) && name.ends_with(PARTIAL.1);
    for entry in names.filter(|entry| entry.file_name().to_str().is_some_and(ours)) {
        let Ok(file) = fs::OpenOptions::new().write(true).open(entry.path()) else { continue };
        if entry.file_type().is_ok_and(|kind| kind.is_file()) && file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Adds to what is open: a file that a shell has opened as `/dev/fd/3` keeps what stands in it.
fn write_through(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    let file = fs::OpenOptions::new().append(true).open(path).map_err(|cause| unwritable(path, cause))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out).map_err(|error| placed(error, path))?;
    out.flush().map_err(|cause| unwritable(path, cause))
}

fn placed(error: Error, path: &Path) -> Error {
    if error.path().is_some() { error } else { error.at(path) }
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}

/// The error of a file or folder that cannot be written.
pub(crate) fn unwritable(path: &Path, cause: io::Error) -> Error {
    let help = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, or write to another disk with -d",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "choose a folder that you may write to",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "a file stands where a folder is needed",
        _ => return Error::new(ErrorKind::Output, "cannot be written").at(path).caused_by(cause),
    };
    Error::new(ErrorKind::Output, "cannot be written").at(path).caused_by(cause).help(help)
}

/// Makes what was written last, even if the machine stops.
pub(crate) fn sync(file: &File, path: &Path) -> Result<()> {
    file.sync_all().map_err(|cause| unwritable(path, cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/chart.svg");
        write_atomically(&path, |out| {
            out.write_all(b"good").unwrap();
            Ok(())
        })
        .unwrap();
        let failed = write_atomically(&path, |out| {
            out.write_all(b"ba").unwrap();
            Err(Error::new(ErrorKind::Usage, "no"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"good");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    /// What a killed process had begun to write stayed for ever.
    #[test]
    fn what_a_killed_process_left_is_swept_and_what_another_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".dateline-AbCdEf.partial", ".dateline-cache", "notes.partial"] {
            fs::write(at(name), "").unwrap();
        }
        let held = partial(folder.path()).unwrap();
        write_atomically(&at("table.csv"), |_| Ok(())).unwrap();
        assert!(!at(".dateline-AbCdEf.partial").exists() && held.path().exists());
        assert!(at(".dateline-cache").exists() && at("notes.partial").exists());
    }

    #[test]
    fn a_file_in_place_of_a_folder_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), b"").unwrap();
        let error = write_atomically(&folder.path().join("file/x.csv"), |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Output);
    }

    /// Once, `-o /dev/null` put a file in the place of the device, for everyone on the machine.
    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("null");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        write_atomically(&link, |out| {
            out.write_all(b"nothing").unwrap();
            Ok(())
        })
        .unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_its_target_is_replaced() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("far")).unwrap();
        fs::write(at("far/old.csv"), "old").unwrap();
        symlink("far/old.csv", at("one")).unwrap();
        symlink("one", at("two")).unwrap();
        symlink("far/new.csv", at("dangling")).unwrap();
        symlink("round", at("round")).unwrap();
        for (link, file) in [("two", "far/old.csv"), ("dangling", "far/new.csv")] {
            write_atomically(&at(link), |out| out.write_all(b"new").map_err(|cause| unwritable(&at(link), cause)))
                .unwrap();
            assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link}");
            assert_eq!(fs::read_to_string(at(file)).unwrap(), "new");
        }
        assert_eq!(write_atomically(&at("round"), |_| Ok(())).unwrap_err().kind(), ErrorKind::Output);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_was_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        write_atomically(&path, |_| Ok(())).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o444, 0o444);
    }

    /// Once, a file that only its owner could read was open to everyone when it had been written again.
    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        for mode in [0o600, 0o664] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            write_atomically(&path, |_| Ok(())).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        }
    }
}
