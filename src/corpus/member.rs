//! Whether a file is part of a corpus: what must not be written over.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::format::{Kind, of_name};
use super::own;
use super::walk::{is_hidden, is_run_folder};

/// How much of a file tells whether dateline wrote it.
const HEAD: u64 = 1 << 14;

/// Whether a corpus is read from a file that is there: one of its inputs, or an article, a table or an archive that
/// lies in one. What dateline wrote itself is none, nor is what lies in the folder of a run.
///
/// ```
/// # let folder = std::env::temp_dir().join(format!("dateline-member-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # std::fs::write(folder.join("one.txt"), "The front has moved.").unwrap();
/// let corpus = [folder.clone()];
/// assert!(dateline::corpus::is_read_from(&corpus, &folder.join("one.txt")));
/// assert!(!dateline::corpus::is_read_from(&corpus, &folder.join("chart.svg")));
/// # std::fs::remove_dir_all(folder).unwrap();
/// ```
pub fn is_read_from(corpus: &[PathBuf], file: &Path) -> bool {
    let Ok(file) = file.canonicalize() else { return false };
    if !file.is_file() {
        return false;
    }
    corpus.iter().filter_map(|input| input.canonicalize().ok()).any(|input| match input.is_dir() {
        true => file.strip_prefix(&input).is_ok_and(|inside| is_article(&input, inside)),
        false => input == file,
    })
}

fn is_article(root: &Path, inside: &Path) -> bool {
    let names = || inside.iter().map(|name| name.to_string_lossy());
    if names().any(|name| is_hidden(&name)) {
        return false;
    }
    let folders = inside.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    if folders.map(|folder| root.join(folder)).any(|folder| is_run_folder(&folder) || own::is_annotated_folder(&folder))
    {
        return false;
    }
    let name = names().next_back().unwrap_or_default();
    !matches!(of_name(&name).kind, Kind::Foreign(_)) && !is_own(&root.join(inside))
}

fn is_own(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && (own::is_result(&head) || own::is_table(&head))
}
