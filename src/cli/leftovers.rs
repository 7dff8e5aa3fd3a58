//! What an earlier run left in the folder and this one does not write: a reader would take it for this one's.
//!
//! Only what a build writes by itself, under the names that it gives; whatever else stands in the folder stays.

use std::io;
use std::path::Path;

use dateline::chart::ChartKind;
use dateline::{Error, ErrorKind, Result};

/// Removes a chart in all its formats; whether there was one.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn chart(folder: &Path, kind: ChartKind) -> Result<bool> {
    let endings = ["svg", "png", "csv"].map(|ending| folder.join(format!("{}.{ending}", kind.name())));
    endings.iter().try_fold(false, |any, path| Ok(file(path)? || any))
}

/// Removes all charts of a build, and their folder if nothing else is in it; whether there were some.
///
/// # Errors
/// As [`chart`].
pub fn charts(folder: &Path) -> Result<bool> {
    let any = ChartKind::ALL.into_iter().try_fold(false, |any, kind| Ok::<_, Error>(chart(folder, kind)? || any))?;
    if any {
        // It stays where it holds something else.
        let _ = std::fs::remove_dir(folder);
    }
    Ok(any)
}

/// Removes a file; whether it was there.
///
/// # Errors
/// As [`chart`].
pub fn file(path: &Path) -> Result<bool> {
    match std::fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(cause) => Err(Error::new(ErrorKind::Output, "this file of an earlier run cannot be removed")
            .at(path)
            .help("remove it by hand: it does not belong to the run that is in the folder now")
            .caused_by(cause)),
    }
}
