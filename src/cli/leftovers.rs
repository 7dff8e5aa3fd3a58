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

/// Removes the tables, the charts and the page of an earlier build: one that is broken off while it writes its own
/// leaves a folder from which some are missing, and never those of two runs side by side. Whether there were charts,
/// and a page.
///
/// # Errors
/// As [`chart`].
pub fn results(dir: &Path) -> Result<(bool, bool)> {
    for table in ["timelines.csv", "entities.csv"] {
        file(&dir.join(table))?;
    }
    Ok((charts(&dir.join("charts"))?, file(&dir.join(super::report::FILE))?))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_wrote_goes_and_what_else_stands_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("charts")).unwrap();
        let ours = ["charts/lines.svg", "charts/lines.csv", "report.html", "timelines.csv", "entities.csv"];
        for name in ours.into_iter().chain(["charts/mine.svg", "notes.txt"]) {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        assert_eq!(results(folder.path()).unwrap(), (true, true));
        assert!(ours.iter().all(|name| !folder.path().join(name).exists()));
        assert!(folder.path().join("charts/mine.svg").exists() && folder.path().join("notes.txt").exists());
        assert_eq!(results(folder.path()).unwrap(), (false, false));
    }
}
