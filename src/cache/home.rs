//! The folder of a person's caches, for what has no folder of its own: the lists that are compiled in.

use std::env;
use std::path::PathBuf;

/// The name of our folder among those of other programs.
const OURS: &str = "dateline";

/// Our folder, which need not exist: in `XDG_CACHE_HOME`, or else where the system has such folders. None for who has
/// no home.
pub(super) fn folder() -> Option<PathBuf> {
    let stated = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let of_system = || match () {
        () if cfg!(windows) => stated("LOCALAPPDATA"),
        () if cfg!(target_os = "macos") => Some(home()?.join("Library/Caches")),
        () => Some(home()?.join(".cache")),
    };
    Some(stated("XDG_CACHE_HOME").or_else(of_system)?.join(OURS))
}

/// A home that is there: what runs without one is none for whom a folder should be made.
fn home() -> Option<PathBuf> {
    env::home_dir().filter(|path| path.is_absolute() && path.is_dir())
}
