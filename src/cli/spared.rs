//! What no output is written over: what a run was made from, and the run itself.

use std::path::{Path, PathBuf};

use dateline::chart::ChartKind;
use dateline::corpus::is_read_from;
use dateline::corrections;
use dateline::store::Store;
use dateline::{Error, ErrorKind, Result};
use serde_json::Value;

use super::report;
use super::run_dir::run_dir;
use super::settings::SettingsRecord;
use super::terminal::is_stdout;

/// Refuses outputs in the place of what a run was made from, or of the run's own files.
///
/// # Errors
/// Of kind [`ErrorKind::Usage`] for the first of them.
pub fn by_outputs_of<'p>(store: &Store, outputs: impl IntoIterator<Item = Option<&'p Path>>) -> Result<()> {
    let inputs = Inputs::of(store);
    let lists: Vec<PathBuf> = store.manifest().gazetteers.iter().map(|source| PathBuf::from(&source.path)).collect();
    outputs.into_iter().flatten().try_for_each(|output| {
        is_none_of(output, &lists, "a gazetteer that the run was made with")?;
        inputs.spare(output)
    })
}

/// Refuses a list in the place of those that it is made from, or of what the run here was made from. That run's own
/// lists may be written anew, as those who import one every week do.
///
/// # Errors
/// As [`by_outputs_of`].
pub fn by_list(output: Option<&Path>, made_from: &[PathBuf]) -> Result<()> {
    let Some(output) = output else { return Ok(()) };
    is_none_of(output, made_from, "a list that this one is made from")?;
    // Where no run can be read, there is nothing to spare.
    let store = run_dir(None).and_then(|dir| Store::open(&dir));
    store.map_or(Ok(()), |store| Inputs::of(&store).spare(output))
}

/// Refuses a folder for a run that holds no run, but files of the names that a build writes under: they are somebody's.
///
/// # Errors
/// As [`by_outputs_of`].
pub fn by_run_in(dir: &Path) -> Result<()> {
    if is_run(&dir.join("run.json")) {
        return Ok(());
    }
    let tables = ["timelines.csv", "entities.csv", "run.json", "skipped.jsonl", report::FILE].map(str::to_owned);
    let charts = ChartKind::ALL
        .into_iter()
        .flat_map(|kind| ["svg", "png", "csv"].map(|ending| format!("charts/{}.{ending}", kind.name())));
    match tables.into_iter().chain(charts).find(|name| dir.join(name).exists()) {
        Some(name) => Err(refused(&dir.join(name), "stands where the run would write its own, and is of no run")
            .help("name another folder with -d, or put the file elsewhere")),
        None => Ok(()),
    }
}

/// Whether a file is a run's manifest, of whichever version.
fn is_run(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    manifest["dateline"].is_string() && manifest["store"].is_u64()
}

/// What a run was made from, as `run.json` says, and where the run itself lies.
struct Inputs {
    dir: PathBuf,
    corpus: Vec<PathBuf>,
    /// Corrections, and the dates of documents.
    others: Vec<PathBuf>,
}

impl Inputs {
    fn of(store: &Store) -> Inputs {
        // A run whose settings are of another version says less.
        let record = serde_json::from_value::<SettingsRecord>(store.manifest().settings.clone()).ok();
        let paths = |texts: Vec<String>| texts.into_iter().map(PathBuf::from).collect();
        let (corpus, others) = record.map_or_else(Default::default, |record| {
            (paths(record.corpus), paths(record.corrections.into_iter().chain(record.dates).collect()))
        });
        Inputs { dir: store.dir().to_path_buf(), corpus, others }
    }

    fn spare(&self, output: &Path) -> Result<()> {
        if is_stdout(output) || !output.is_file() {
            return Ok(());
        }
        if output.file_name().is_some_and(|name| name == corrections::FILE_NAME) {
            return Err(refused(output, "holds corrections"));
        }
        is_none_of(output, &self.others, "what the run was made with")?;
        if is_read_from(&self.corpus, output) {
            return Err(refused(output, "is part of the corpus that the run was made from"));
        }
        let own = |name: &str| self.dir.join(name).canonicalize();
        let here = output.canonicalize();
        let of_run = here.is_ok_and(|here| {
            own("store").is_ok_and(|store| here.starts_with(store)) || own("run.json").is_ok_and(|run| run == here)
        });
        if of_run { Err(refused(output, "is part of the run itself")) } else { Ok(()) }
    }
}

fn is_none_of(output: &Path, files: &[PathBuf], what: &str) -> Result<()> {
    let Ok(here) = output.canonicalize() else { return Ok(()) };
    match files.iter().any(|file| file.canonicalize().is_ok_and(|file| file == here)) {
        true => Err(refused(output, &format!("is {what}"))),
        false => Ok(()),
    }
}

fn refused(path: &Path, why: &str) -> Error {
    Error::new(ErrorKind::Usage, format!("the file {why}, and is not written over")).at(path).help("name another file")
}
