//! The files of a corpus, folder by folder, in the order of their names.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Mutex;

use walkdir::{DirEntry, WalkDir};

use super::document::Skip;
use super::language::DocumentLanguage;
use super::own;
use crate::{Error, ErrorKind, Result};

/// Why a link to a folder around it is not followed.
const LOOP: &str = "a link that leads back to a folder above it";

/// One thing that the user named as (part of) the corpus.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) place: Place,
    /// What is put before relative paths when there are several inputs; empty for the only one.
    pub(super) label: String,
}

/// Where an input is.
#[derive(Debug)]
pub(super) enum Place {
    Stdin,
    File(PathBuf),
    Folder(PathBuf),
}

/// One file of the corpus.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Where it is; none for standard input.
    pub(super) path: Option<PathBuf>,
    /// Its path relative to its input, with `/` between the parts.
    pub(super) name: String,
    /// The same after the label of its input.
    pub(super) source: String,
}

/// What was passed over on purpose, because it is no part of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Files and folders whose names begin with a dot (and the like in archives).
    pub hidden: u64,
    /// Folders that hold the results of a run, relative to the corpus.
    pub run_folders: Vec<String>,
    /// Files, and folders of annotations, that dateline wrote, as sources: pages, tables, lists.
    pub results: Vec<String>,
    /// Records of web archives that hold no article: what they are, and how many.
    pub web_records: BTreeMap<String, u64>,
    /// Documents in other languages than those that are wanted, by language.
    pub languages: BTreeMap<String, u64>,
    /// Documents of undetermined language that were kept although languages are wanted.
    pub undetermined: u64,
}

/// Counts what was passed over; shared between the walk and whoever asks.
#[derive(Debug, Default)]
pub(super) struct PassedOverCount(Mutex<PassedOver>);

impl PassedOverCount {
    pub(super) fn snapshot(&self) -> PassedOver {
        self.0.lock().map(|passed| passed.clone()).unwrap_or_default()
    }

    pub(super) fn hidden(&self) {
        if let Ok(mut passed) = self.0.lock() {
            passed.hidden += 1;
        }
    }

    pub(super) fn web_record(&self, what: String) {
        if let Ok(mut passed) = self.0.lock() {
            *passed.web_records.entry(what).or_default() += 1;
        }
    }

    /// Whether a document is in a wanted language, or may be; counts those that are not, and those that only may be.
    pub(super) fn is_wanted(&self, language: Option<&DocumentLanguage>, wanted: &[String]) -> bool {
        if wanted.is_empty() || language.is_some_and(|found| wanted.contains(&found.tag)) {
            return true;
        }
        if let Ok(mut passed) = self.0.lock() {
            match language {
                Some(found) => *passed.languages.entry(found.tag.clone()).or_default() += 1,
                None => passed.undetermined += 1,
            }
        }
        language.is_none()
    }

    pub(super) fn result(&self, source: String) {
        if let Ok(mut passed) = self.0.lock() {
            passed.results.push(source);
        }
    }

    fn run_folder(&self, name: String) {
        if let Ok(mut passed) = self.0.lock() {
            passed.run_folders.push(name);
        }
    }
}

impl Input {
    /// Looks at what the user named; an input that does not exist is an error.
    pub(super) fn open(path: &Path) -> Result<Input> {
        if path == Path::new("-") {
            return Ok(Input { place: Place::Stdin, label: "stdin".to_owned() });
        }
        let metadata = std::fs::metadata(path).map_err(|error| {
            let error = Error::new(ErrorKind::Corpus, "cannot be read").at(path).caused_by(error);
            error.help("name files, folders, or - for standard input")
        })?;
        let label = file_name(path);
        let place = if metadata.is_dir() { Place::Folder(path.to_path_buf()) } else { Place::File(path.to_path_buf()) };
        Ok(Input { place, label })
    }

    /// Its files in the order of their names, each folder's own before the next; what cannot be read is a skip.
    pub(super) fn files<'a>(
        &'a self,
        passed: &'a PassedOverCount,
    ) -> Box<dyn Iterator<Item = std::result::Result<Found, Skip>> + 'a> {
        match &self.place {
            Place::Stdin => {
                let name = "stdin".to_owned();
                Box::new(std::iter::once(Ok(Found { path: None, source: name.clone(), name })))
            }
            Place::File(path) => {
                let name = file_name(path);
                let found = Found { path: Some(path.clone()), source: name.clone(), name };
                Box::new(std::iter::once(Ok(found)))
            }
            Place::Folder(root) => Box::new(self.folder(root, passed)),
        }
    }

    fn folder<'a>(
        &'a self,
        root: &'a Path,
        passed: &'a PassedOverCount,
    ) -> impl Iterator<Item = std::result::Result<Found, Skip>> + 'a {
        // A link to a folder above the corpus would hold the corpus once more, and what lies beside it.
        let above = Rc::new(RefCell::new(Vec::new()));
        let real_root = root.canonicalize().ok();
        let seen = Rc::clone(&above);
        let wanted = move |entry: &DirEntry| {
            let leads_back = leads_above(entry, real_root.as_deref());
            if leads_back {
                seen.borrow_mut().push(relative(root, entry.path()));
            }
            !leads_back && (entry.depth() == 0 || is_corpus(entry, root, passed))
        };
        let links = std::iter::once_with(move || above.take()).flatten();
        let links = links.map(|name| Err(Skip { source: self.source_of(&name), line: None, reason: LOOP.to_owned() }));
        WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(wanted)
            .filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()))
            .map(move |entry| self.found(root, entry))
            .chain(links)
    }

    fn found(&self, root: &Path, entry: walkdir::Result<DirEntry>) -> std::result::Result<Found, Skip> {
        let entry = entry.map_err(|error| self.unreadable(root, &error))?;
        let name = relative(root, entry.path());
        let source = self.source_of(&name);
        if !entry.file_type().is_file() {
            let reason = "neither a file nor a folder (a pipe, socket or device)".to_owned();
            return Err(Skip { source, line: None, reason });
        }
        Ok(Found { path: Some(entry.into_path()), name, source })
    }

    fn unreadable(&self, root: &Path, error: &walkdir::Error) -> Skip {
        let name = error.path().map_or_else(String::new, |path| relative(root, path));
        let reason = match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => LOOP.to_owned(),
            (None, Some(error)) => why_unreadable(error),
            (None, None) => error.to_string(),
        };
        Skip { source: self.source_of(&name), line: None, reason }
    }

    fn source_of(&self, name: &str) -> String {
        match (self.label.as_str(), name) {
            ("", name) => name.to_owned(),
            (label, "") => label.to_owned(),
            (label, name) => format!("{label}/{name}"),
        }
    }
}

/// Gives each of several inputs a label of its own, so that a path says which one it is of; the only one needs none.
pub(super) fn label(inputs: &mut [Input]) {
    if let [only] = inputs {
        only.label.clear();
        return;
    }
    let mut seen = std::collections::HashMap::new();
    for input in inputs {
        let count = seen.entry(input.label.clone()).or_insert(0u32);
        *count += 1;
        if *count > 1 {
            input.label = format!("{}~{count}", input.label);
        }
    }
}

/// Why the system would not let something be read, for people.
pub(super) fn why_unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        io::ErrorKind::NotFound => "not there (a broken link, or removed while reading)".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Whether the name of a file or folder says that it is not for readers.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini"
}

fn is_corpus(entry: &DirEntry, root: &Path, passed: &PassedOverCount) -> bool {
    if is_hidden(&entry.file_name().to_string_lossy()) {
        passed.hidden();
        return false;
    }
    if entry.file_type().is_dir() && is_run_folder(entry.path()) {
        passed.run_folder(relative(root, entry.path()));
        return false;
    }
    if entry.file_type().is_dir() && own::is_annotated_folder(entry.path()) {
        passed.result(relative(root, entry.path()) + "/");
        return false;
    }
    true
}

/// Whether a link leads to a folder that the root lies in.
fn leads_above(entry: &DirEntry, root: Option<&Path>) -> bool {
    let is_link = entry.depth() > 0 && entry.path_is_symlink() && entry.file_type().is_dir();
    is_link && entry.path().canonicalize().is_ok_and(|target| root.is_some_and(|root| root.starts_with(target)))
}

/// Whether a folder holds the results of a run: they are never read as articles.
pub(super) fn is_run_folder(path: &Path) -> bool {
    path.join("run.json").is_file() && path.join("store").is_dir()
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.or_else(|| path.canonicalize().ok().map(|path| relative(path.parent().unwrap_or(Path::new("")), &path)))
        .unwrap_or_else(|| "corpus".to_owned())
}
