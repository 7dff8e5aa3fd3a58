//! Exports that are a folder of files.

use std::fs;
use std::io;
use std::path::Path;

use crate::atomic::unwritable;
use crate::{Error, ErrorKind, Result};

/// Fills a folder beside its final place, then renames it; nothing is left where anything fails. A folder that holds
/// something already is not touched.
pub(super) fn write(path: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    // A link to a folder stays one, and the folder that it names is filled.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if !is_free(path)? {
        return Err(Error::new(ErrorKind::Output, "the folder is not empty")
            .at(path)
            .help("name another one, or take away what is in it"));
    }
    let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|cause| unwritable(parent, cause))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-").suffix(".partial");
    let made = builder.tempdir_in(parent).map_err(|cause| unwritable(parent, cause))?;
    // A folder inside of it has the rights that the umask gives.
    let dir = made.path().join("files");
    fs::create_dir(&dir).map_err(|cause| unwritable(&dir, cause))?;
    fill(&dir)?;
    match fs::remove_dir(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(unwritable(path, cause)),
        _ => {}
    }
    fs::rename(&dir, path).map_err(|cause| unwritable(path, cause))
}

fn is_free(path: &Path) -> Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(cause) => Err(unwritable(path, cause)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_whole_or_not_at_all_and_never_over_another() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("new/list");
        assert!(write(&path, |_| Err(Error::new(ErrorKind::Usage, "no"))).is_err());
        assert!(!path.exists());
        let fill = |dir: &Path| {
            fs::write(dir.join("a"), "1").unwrap();
            Ok(())
        };
        write(&path, fill).unwrap();
        assert_eq!(fs::read_to_string(path.join("a")).unwrap(), "1");
        assert_eq!(write(&path, |_| Ok(())).unwrap_err().kind(), ErrorKind::Output);
        assert_eq!(fs::read_dir(home.path().join("new")).unwrap().count(), 1);
    }
}
