//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::{Error, ErrorKind, Result};

/// Writes a file beside its final place, then renames it; nothing is left where anything fails. Folders on the way are
/// made. The file can be read by everyone (as far as the umask allows), as one that a shell's `>` makes. What is there and is
/// no file, such as `/dev/null` or a named pipe, is written to and never replaced.
///
/// # Errors
/// Of kind [`ErrorKind::Output`] when the file cannot be written; or the error of `write`.
pub fn write_atomically(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return write_into(path, write);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-").suffix(".partial");
    readable(&mut builder);
    let file = builder.tempfile_in(folder).map_err(|cause| unwritable(folder, cause))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out).map_err(|error| if error.path().is_some() { error } else { error.at(path) })?;
    let file = out.into_inner().map_err(|cause| unwritable(path, cause.into_error()))?;
    file.persist(path).map_err(|cause| unwritable(path, cause.error))?;
    Ok(())
}

/// Writes to what is there: a device or a pipe.
fn write_into(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    let there = OpenOptions::new().write(true).open(path).map_err(|cause| unwritable(path, cause))?;
    let mut out = BufWriter::new(there);
    write(&mut out).map_err(|error| if error.path().is_some() { error } else { error.at(path) })?;
    out.flush().map_err(|cause| unwritable(path, cause))
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
    fn others_may_read_what_was_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        write_atomically(&path, |_| Ok(())).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o444, 0o444);
    }
}
