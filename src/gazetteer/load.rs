//! Loading: from what the user named to checked entities.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use super::csv_columns::are_headings;
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::draft::Origin;
use super::entity::{Entity, Kind};
use super::geonames::{self, ImportOptions, ImportReport, LeftOut, Restriction, Tally};
use super::import::{self, Layout};
use super::source::{Mark, Problems, Source};
use super::toml_reader::{Header, Threads};
use super::{Gazetteer, GazetteerSource, broken, bundled, csv_reader, ids, joining, open, toml_reader};

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A list that is compiled in: its name and its text.
    Bundled(&'static str, &'static str),
    /// A list in one of our formats, and what its entries are that do not say so.
    Ours(PathBuf, Option<Kind>),
    /// A dump in GeoNames' layout.
    GeoNames(PathBuf),
    /// A list of another tool, and what a plain one names.
    Foreign(Layout, PathBuf, Option<Kind>),
}

impl Input {
    fn of_layout(layout: Layout, path: &Path, kind: Option<Kind>) -> Input {
        match layout {
            Layout::Geonames => Input::GeoNames(path.to_owned()),
            _ => Input::Foreign(layout, path.to_owned(), kind),
        }
    }
}

/// The files that specifications name, and what their sources will say of the folders that they lie in; none if
/// anything is wrong with these.
pub(crate) fn files(specs: &[String]) -> Option<(Vec<Input>, Vec<String>)> {
    let mut diagnostics = Diagnostics::default();
    let found = inputs(specs, &mut diagnostics);
    let said = diagnostics.iter().map(|one| format!("{}\n{}", one.path, one.message)).collect();
    (!diagnostics.has_errors()).then_some((found, said))
}

/// The entities of some files with the place of each, and what is wrong with them.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) gazetteer: Gazetteer,
    /// One an entity.
    pub(super) origins: Vec<Origin>,
    /// One a source.
    pub(super) files: Vec<Source>,
    pub(super) diagnostics: Diagnostics,
}

/// Reads everything that the specifications name. Nothing stops it: all problems are found at once.
pub(super) fn load(specs: &[String]) -> Loaded {
    let mut loaded = Loaded::default();
    let inputs = inputs(specs, &mut loaded.diagnostics);
    let passed_over: Vec<Diagnostic> = loaded.diagnostics.iter().filter(|one| !one.is_error()).cloned().collect();
    loaded.take_all(&inputs, &ImportOptions::default());
    for folder in passed_over {
        let sources = &mut loaded.gazetteer.sources;
        let within = sources.iter_mut().find(|source| Path::new(&source.path).starts_with(&folder.path));
        within.into_iter().for_each(|source| source.remarks.push(folder.message.clone()));
    }
    loaded.merge();
    loaded
}

/// Reads files of one layout alone, under options.
pub(super) fn load_layout(layout: Layout, paths: &[PathBuf], options: &ImportOptions) -> Loaded {
    let mut loaded = Loaded::default();
    let inputs: Vec<Input> = paths.iter().map(|path| Input::of_layout(layout, path, options.kind)).collect();
    loaded.take_all(&inputs, options);
    loaded.merge();
    loaded
}

impl Loaded {
    /// The gazetteer, if nothing is wrong with it.
    pub(super) fn into_result(self) -> Result<Gazetteer, Diagnostics> {
        if self.diagnostics.has_errors() { Err(self.diagnostics.sorted()) } else { Ok(self.gazetteer) }
    }

    /// Reads all lists, side by side, and takes them in one after the other.
    fn take_all(&mut self, inputs: &[Input], options: &ImportOptions) {
        let lists: Vec<OneList> = inputs.par_iter().map(|input| OneList::read(input, options)).collect();
        lists.into_iter().for_each(|list| self.take(list));
    }

    /// Takes in a list, after those before it.
    fn take(&mut self, list: OneList) {
        let file = self.files.len() as u32;
        self.diagnostics.extend(list.diagnostics);
        let Some(source) = list.source else { return };
        self.files.push(source);
        self.gazetteer.sources.push(list.about);
        let entities: &mut Vec<Entity> = &mut self.gazetteer.entities;
        entities.reserve(list.entities.len());
        self.origins.reserve(list.entities.len());
        for (entity, origin) in list.entities {
            entities.push(entity);
            self.origins.push(Origin { file, ..origin });
        }
    }

    /// Brings the files together: what a list and a bundled one both have is one, an id stands once, and a place that
    /// is in a list of ours is not taken from a dump.
    fn merge(&mut self) {
        joining::join_bundled(self);
        self.leave_out_known_places();
        ids::settle(self);
        ids::settle_former(self);
        for (entity, origin) in self.gazetteer.entities.iter().zip(&self.origins) {
            let source = &mut self.gazetteer.sources[origin.file as usize];
            source.entities += 1;
            source.aliases += entity.aliases.len() as u64;
        }
    }

    fn leave_out_known_places(&mut self) {
        if self.gazetteer.sources.iter().all(|source| source.import.is_none()) {
            return;
        }
        let imported = |sources: &[GazetteerSource], origin: &Origin| sources[origin.file as usize].import.is_some();
        let mut known: HashMap<u64, LeftOut> = HashMap::new();
        let sources = &mut self.gazetteer.sources;
        let pairs = || self.gazetteer.entities.iter().zip(&self.origins);
        for (entity, _) in pairs().filter(|(_, origin)| !imported(sources, origin)) {
            known.extend(geonames_id(entity).map(|id| (id, LeftOut::InAnotherList)));
        }
        let mut keep = Vec::with_capacity(self.origins.len());
        let mut replaced: HashMap<u64, String> = HashMap::new();
        for (entity, origin) in pairs() {
            let before = match geonames_id(entity) {
                Some(id) if imported(sources, origin) => match known.entry(id) {
                    Entry::Occupied(reason) => Some(*reason.get()),
                    Entry::Vacant(vacant) => {
                        vacant.insert(LeftOut::ReadBefore);
                        None
                    }
                },
                _ => None,
            };
            if let (Some(reason), Some(report)) = (before, &mut sources[origin.file as usize].import) {
                report.leave_out_kept(reason, entity);
                replaced.extend(geonames_id(entity).map(|number| (number, entity.id.to_string())));
            }
            keep.push(before.is_none());
        }
        retain(&mut self.gazetteer.entities, &keep);
        retain(&mut self.origins, &keep);
        for entity in &mut self.gazetteer.entities {
            let dumped = geonames_id(entity).and_then(|number| replaced.get(&number));
            entity.succeed(dumped.cloned());
        }
    }
}

/// What one file holds, before it is brought together with the others.
struct OneList {
    /// None where the file could not be read.
    source: Option<Source>,
    about: GazetteerSource,
    /// Their origins do not know yet which of the files this is.
    entities: Vec<(Entity, Origin)>,
    diagnostics: Diagnostics,
}

/// The position of a file that does not know it yet.
const UNPLACED: u32 = 0;

impl OneList {
    fn read(input: &Input, options: &ImportOptions) -> OneList {
        match input {
            Input::Bundled(path, text) => OneList::ours(Source::new(*path, *text), Format::Toml, None),
            Input::Ours(path, kind) => match read_text(path) {
                Ok((source, format)) => OneList::ours(source, format, *kind),
                Err(diagnostic) => OneList::unreadable(*diagnostic),
            },
            Input::GeoNames(path) => OneList::geonames(path, options),
            Input::Foreign(layout, path, kind) => {
                OneList::foreign(*layout, path, &ImportOptions { kind: *kind, ..options.clone() })
            }
        }
    }

    fn unreadable(diagnostic: Diagnostic) -> OneList {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        OneList { source: None, about: GazetteerSource::default(), entities: Vec::new(), diagnostics }
    }

    fn ours(source: Source, format: Format, kind: Option<Kind>) -> OneList {
        let mut problems = Problems::new(&source);
        let (header, entities) = match format {
            Format::Toml => toml_reader::read(&source, UNPLACED, (kind, Threads::All), &mut problems),
            Format::Csv => (Header::default(), csv_reader::read(&source, UNPLACED, kind, &mut problems)),
        };
        let remarks = problems.take_remarks();
        let problems = problems.into_diagnostics();
        let mut diagnostics = Diagnostics::default();
        if entities.is_empty() && !problems.has_errors() {
            diagnostics.push(empty(&source.path).help("leave it out, or write an entity: its id, kind and name"));
        }
        let remarks = with_warnings(remarks, &problems);
        diagnostics.extend(problems);
        let hash = hexadecimal(xxh3_128(source.text.as_bytes()));
        let about = GazetteerSource { path: source.path.clone(), hash, remarks, ..header.into() };
        OneList { source: Some(source), about, entities, diagnostics }
    }

    fn geonames(path: &Path, options: &ImportOptions) -> OneList {
        let import = geonames::read(path, options);
        let mut diagnostics = refused_if_empty(path, &import.report, &import.diagnostics);
        diagnostics.extend(import.diagnostics);
        let about = GazetteerSource {
            path: path.display().to_string(),
            remarks: broken::remark(&import.report).into_iter().collect(),
            name: Some("GeoNames".to_owned()),
            licence: Some("CC BY 4.0".to_owned()),
            origin: Some("https://www.geonames.org".to_owned()),
            hash: hexadecimal(import.hash),
            import: Some(import.report),
            ..GazetteerSource::default()
        };
        OneList { source: Some(streamed(path)), about, entities: by_line(import.places, false), diagnostics }
    }

    fn foreign(layout: Layout, path: &Path, options: &ImportOptions) -> OneList {
        let import = import::read(layout, path, options);
        let mut remarks = match layout {
            Layout::List => with_warnings(import.remarks, &import.diagnostics),
            // What of another tool's list could not be carried is in its report.
            _ => import.remarks,
        };
        remarks.extend(made_weak(&import.report));
        remarks.extend(broken::remark(&import.report));
        let mut diagnostics = refused_if_empty(path, &import.report, &import.diagnostics);
        diagnostics.extend(import.diagnostics);
        let about = GazetteerSource {
            path: path.display().to_string(),
            hash: hexadecimal(import.hash),
            import: Some(import.report),
            remarks,
            ..import.header.into()
        };
        let entities = by_line(import.entities, layout == Layout::List);
        OneList { source: Some(streamed(path)), about, entities, diagnostics }
    }
}

fn streamed(path: &Path) -> Source {
    Source::streamed(path.display().to_string())
}

/// Entities of a file that was read line by line.
fn by_line(entities: Vec<(Entity, Mark)>, made_id: bool) -> Vec<(Entity, Origin)> {
    let origin = |line| Origin { file: UNPLACED, entity: line, aliases: Box::default(), made_id };
    entities.into_iter().map(|(entity, line)| (entity, origin(line))).collect()
}

/// A list of which nothing is told, not even what was left out of it, is empty, or not what it was taken for.
fn refused_if_empty(path: &Path, report: &ImportReport, problems: &Diagnostics) -> Diagnostics {
    let mut refused = Diagnostics::default();
    if report.rows == 0 && problems.is_empty() {
        let help = "leave it out, or say what it is: geonames:FILE, places:FILE (a name a line), ftm:FILE …";
        refused.push(empty(&path.display().to_string()).help(help));
    }
    refused
}

fn empty(path: &str) -> Diagnostic {
    Diagnostic::of_file(Severity::Error, path, "the list holds no entity")
}

/// The remarks on a list, and how many lines of it a check would warn of.
fn with_warnings(mut remarks: Vec<String>, problems: &Diagnostics) -> Vec<String> {
    if let Some(first) = problems.iter().find(|problem| problem.severity == Severity::Warning) {
        let count = problems.count(Severity::Warning);
        let line = first.line.map_or_else(String::new, |line| format!("line {line}: "));
        let more =
            if count > 1 { format!(" (and {} more; dateline gazetteer check)", count - 1) } else { String::new() };
        remarks.push(format!("{line}{}{more}", first.message));
    }
    remarks
}

/// Which names of a list count no longer by themselves, being too easily mistaken.
fn made_weak(report: &ImportReport) -> Option<String> {
    let of = |rule: Restriction| report.restricted.get(&rule);
    let rules = [Restriction::FunctionWordWeak, Restriction::CommonWordWeak, Restriction::ShortWeak];
    let tallies: Vec<&Tally> = rules.into_iter().filter_map(of).collect();
    let samples: Vec<String> =
        tallies.iter().flat_map(|tally| &tally.samples).take(3).map(|name| format!("{name:?}")).collect();
    let (first, count) = (samples.first()?, tallies.iter().map(|tally| tally.count).sum::<u64>());
    let names = if count == 1 { "1 name counts".to_owned() } else { format!("{count} names count") };
    Some(format!(
        "{names} only beside another name of the same entity, being a common word or very short: {}. To count one by itself, \
         dateline gazetteer import -o mine.toml, and there {{ text = {first}, sure = true }}",
        samples.join(", ")
    ))
}

fn geonames_id(entity: &Entity) -> Option<u64> {
    entity.details.as_ref()?.geonames
}

/// Keeps those of some items that are to be kept.
pub(super) fn retain<T>(items: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    items.retain(|_| keep.next().copied().unwrap_or(true));
}

fn hexadecimal(hash: u128) -> String {
    format!("{hash:032x}")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Toml,
    Csv,
}

impl Format {
    /// The format of a file name, whatever packs it.
    fn of(path: &Path) -> Option<Format> {
        match import::extension(path)?.as_str() {
            "toml" => Some(Format::Toml),
            "csv" | "tsv" => Some(Format::Csv),
            _ => None,
        }
    }

    /// A sheet that a spreadsheet saved as "Unicode Text": columns between tabs, whose first line names them.
    fn of_sheet(path: &Path, text: &str) -> Option<Format> {
        let columns = text.lines().next().filter(|line| line.contains('\t'))?.split('\t');
        let is_text = import::extension(path).is_some_and(|ending| ending == "txt");
        (is_text && are_headings(columns)).then_some(Format::Csv)
    }
}

/// The files that the specifications name, in their order; a folder's files in the order of their names.
fn inputs(specs: &[String], diagnostics: &mut Diagnostics) -> Vec<Input> {
    let mut found: Vec<Input> = Vec::new();
    let default = ["bundled".to_owned()];
    for spec in if specs.is_empty() { &default[..] } else { specs } {
        for input in inputs_of(spec, diagnostics) {
            if found.contains(&input) {
                diagnostics.push(Diagnostic::of_file(Severity::Error, spec, "the gazetteer is named twice"));
            } else {
                found.push(input);
            }
        }
    }
    found
}

fn inputs_of(spec: &str, diagnostics: &mut Diagnostics) -> Vec<Input> {
    if spec == "bundled" {
        return bundled::FILES.iter().map(|&(path, text)| Input::Bundled(path, text)).collect();
    }
    if let Some(input) = named_layout(spec) {
        return vec![input];
    }
    let path = Path::new(spec);
    if !path.is_dir() {
        return vec![match detected(path) {
            Some(layout) => Input::of_layout(layout, path, None),
            None => Input::Ours(path.to_owned(), None),
        }];
    }
    let files = files_of_folder(path, diagnostics);
    if files.is_empty() {
        let nothing = Diagnostic::of_file(Severity::Error, spec, "the folder holds no gazetteer");
        diagnostics.push(nothing.help("gazetteers are .toml, .csv and .tsv files, or these with .gz or .zst; a list of a name a line is named by itself: people:FILE"));
    }
    files.into_iter().map(|path| Input::Ours(path, None)).collect()
}

/// A list whose layout is written before its path: `ftm:people.json`; or what its entries are, `places:towns.txt`,
/// `people:ministers.csv`.
fn named_layout(spec: &str) -> Option<Input> {
    let (word, path) = spec.split_once(':').filter(|(_, path)| !path.is_empty())?;
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.plural() == word) {
        let path = Path::new(path);
        return Some(match detected(path) {
            Some(layout) => Input::of_layout(layout, path, Some(kind)),
            None if Format::of(path).is_some() => Input::Ours(path.to_owned(), Some(kind)),
            None => Input::Foreign(Layout::List, path.to_owned(), Some(kind)),
        });
    }
    Some(Input::of_layout(word.parse().ok()?, Path::new(path), None))
}

/// The layout of another tool's file, by its name and its first bytes; none for ours and for what cannot be read.
fn detected(path: &Path) -> Option<Layout> {
    const HEAD: u64 = 1 << 16;
    let mut head = Vec::new();
    open::unpacked(path, |_| true, |reader| reader.take(HEAD).read_to_end(&mut head)).ok()?;
    Layout::detect(path, &head)
}

/// The gazetteers in a folder and the folders within: whatever has one of our extensions, is not hidden and lies in no
/// run's folder.
fn files_of_folder(folder: &Path, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let hidden = |entry: &walkdir::DirEntry| entry.file_name().to_str().is_some_and(|name| name.starts_with('.'));
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let (mut files, mut others) = (Vec::new(), Vec::new());
    // A run's tables have names of entities, too, and are no lists.
    let run =
        |entry: &walkdir::DirEntry| entry.path().join("run.json").is_file() && entry.path().join("store").is_dir();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry) && !run(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if Format::of(entry.path()).is_none() => others.extend(maybe_a_list(entry.path())),
            // What people decided lies beside the lists, and is none itself.
            Ok(entry) if entry.file_name() == "corrections.toml" => {}
            Ok(entry) => files.push(entry.into_path()),
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                diagnostics.push(Diagnostic::of_file(Severity::Error, path, format!("cannot be read: {error}")));
            }
        }
    }
    if let (false, Some(first)) = (files.is_empty(), others.first()) {
        let count = if others.len() == 1 { String::new() } else { format!(" and {} more", others.len() - 1) };
        let message =
            format!("passed over beside it: {first}{count}; a list that is no .toml, .csv or .tsv is named by itself");
        let help =
            format!("a name a line: -g people:{first}, places:{first}; another tool's: -g {first}, or LAYOUT:{first}");
        let warning = Diagnostic::of_file(Severity::Warning, folder.display().to_string(), message);
        diagnostics.push(warning.help(help));
    }
    files
}

/// The path of a file that could be a list, though by its name it is none of ours.
fn maybe_a_list(path: &Path) -> Option<String> {
    const NOTES: &[&str] = &["readme", "license", "licence", "copying", "notes"];
    const LISTS: &[&str] =
        &["txt", "json", "jsonl", "ndjson", "geojson", "ttl", "def", "lst", "xlsx", "xls", "ods", "zip"];
    let stem = path.file_stem()?.to_str()?.to_ascii_lowercase();
    let ending = import::extension(path)?;
    (LISTS.contains(&&*ending) && !NOTES.contains(&&*stem)).then(|| path.display().to_string())
}

fn read_text(path: &Path) -> Result<(Source, Format), Box<Diagnostic>> {
    let shown = path.display().to_string();
    if !path.exists() {
        let meant = strsim::jaro_winkler(&shown, "bundled") > 0.9;
        let help = if meant { "did you mean bundled?" } else { "name a list's file, a folder of lists, or bundled" };
        let missing = Diagnostic::of_file(Severity::Error, &shown, "there is no such file or folder");
        return Err(Box::new(missing.help(help)));
    }
    let mut bytes = Vec::new();
    let read = open::unpacked(path, |_| true, |reader| reader.read_to_end(&mut bytes));
    read.map_err(|error| Diagnostic::of_file(Severity::Error, &shown, unreadable(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&shown, error.as_bytes()))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let format = Format::of(path).or_else(|| Format::of_sheet(path, &text)).ok_or_else(|| {
        Diagnostic::of_file(Severity::Error, &shown, "the extension is none of a gazetteer's")
            .help("name it .toml or .csv, or say what it is: geonames:FILE, places:FILE (a name a line), ftm:FILE …")
    })?;
    Ok((Source::new(shown, text), format))
}

/// Why a file cannot be read, in words without an operating system's numbers where there are some.
pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if error.get_ref().is_none() => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "the file may not be read: permission denied".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    }
}

/// The first place at which bytes are not UTF-8.
fn not_utf8(path: &str, bytes: &[u8]) -> Diagnostic {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    Diagnostic::of_file(Severity::Error, path, "the text is not UTF-8")
        .at(line, column, None)
        .help("save it as UTF-8; in a spreadsheet: \"CSV UTF-8\"")
}
