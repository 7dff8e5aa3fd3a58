//! Which folder is the run's, and what a command needs to find it.

use std::path::{Path, PathBuf};

use dateline::store::Store;
use dateline::text::shell_word;
use dateline::{Error, ErrorKind, Result};

use super::settings_file::SettingsFile;
use super::terminal::clean;

/// Where a run goes when nothing else is said.
pub const DEFAULT_DIR: &str = "output";
/// So many runs are named where there is none.
const RUNS_NAMED: usize = 4;

/// The folder of a run: the flag, else the settings file, else `output`.
pub fn run_dir(flag: Option<&Path>) -> Result<PathBuf> {
    let dir = chosen_dir(flag)?;
    // One that was never completed is told by the store.
    let known = Store::is_in(&dir) || dir.join("store").exists();
    let nearby = if known { Vec::new() } else { runs_nearby(&dir) };
    if nearby.is_empty() {
        return Ok(dir);
    }
    let names: Vec<String> =
        nearby.iter().map(|run| format!("-d {}", shell_word(&run.display().to_string()))).collect();
    let help = format!("there is one in another folder: {}", names.join(", "));
    Err(Error::new(ErrorKind::Store, "no run here").at(dir).help(help))
}

fn chosen_dir(flag: Option<&Path>) -> Result<PathBuf> {
    match flag {
        Some(dir) => Ok(dir.to_path_buf()),
        None => Ok(SettingsFile::read()?.dir.unwrap_or_else(|| PathBuf::from(DEFAULT_DIR))),
    }
}

/// Runs that may be meant where there is none: this folder itself, those in it, and those in the folder that was named.
fn runs_nearby(dir: &Path) -> Vec<PathBuf> {
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut runs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| Store::is_in(path)).collect();
        runs.sort();
        runs
    };
    let here = Store::is_in(Path::new(".")).then(|| PathBuf::from("."));
    let others =
        within(Path::new(".")).into_iter().map(|path| path.strip_prefix(".").map_or(path.clone(), Path::to_path_buf));
    here.into_iter().chain(within(dir)).chain(others).take(RUNS_NAMED).collect()
}

/// What a command needs to find a run's folder, to be pasted behind it: nothing where it looks anyway.
pub fn dir_flag(dir: &Path) -> String {
    dir_option(dir).map(|dir| format!(" -d {}", shell_word(&clean(&dir)))).unwrap_or_default()
}

/// A run's folder as it was named; none where a command looks there anyway.
pub fn dir_option(dir: &Path) -> Option<String> {
    let usual = chosen_dir(None).is_ok_and(|usual| usual == dir);
    (!usual).then(|| dir.display().to_string())
}
