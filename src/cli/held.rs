//! Writing into a run's folder: never while a build makes another run there.

use std::path::{Path, PathBuf};

use dateline::Result;
use dateline::store::{RunLock, Store};

use super::terminal::is_stdout;

/// Keeps a run as it is until the result is dropped, if one of the outputs goes into its folder. To be taken before the
/// run is read, so that what is written beside it is of it. Several such writers get along.
///
/// # Errors
/// Where a build holds the folder: who it is.
pub fn for_outputs<'p>(dir: &Path, outputs: impl IntoIterator<Item = Option<&'p Path>>) -> Result<Option<RunLock>> {
    let goes_there = outputs.into_iter().flatten().any(|output| !is_stdout(output) && lies_in(output, dir));
    // Where there is no run, the store says so.
    if goes_there && Store::is_in(dir) { RunLock::share(dir).map(Some) } else { Ok(None) }
}

/// Whether a file that may not be there yet will stand in a folder, or below it.
fn lies_in(file: &Path, dir: &Path) -> bool {
    let Ok(dir) = dir.canonicalize() else { return false };
    let above = file.ancestors().skip(1).map(|folder| match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_path_buf(),
    });
    let nearest = above.into_iter().find_map(|folder| folder.canonicalize().ok());
    nearest.is_some_and(|folder| folder.starts_with(dir))
}
