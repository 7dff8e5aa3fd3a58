//! Opening a corpus, and reading it block by block.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use super::block::Block;
use super::document::Item;
use super::missed::MissedFields;
use super::options::CorpusOptions;
use super::produce::Producer;
use super::walk::{self, Found, Input, PassedOver, PassedOverCount, Place};
use crate::Result;

/// How many blocks are read ahead of whoever works on them.
const READ_AHEAD: usize = 4;

/// A collection of articles: files, folders, archives, tables or standard input.
///
/// Reading is streamed: besides a few blocks, nothing of it is kept in memory. The order of the blocks is that of the
/// inputs as given, and within a folder that of the names, so it never depends on the disk.
///
/// ```
/// use dateline::corpus::{Corpus, CorpusOptions, Item};
/// # let folder = std::env::temp_dir().join(format!("dateline-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # std::fs::write(folder.join("2017-06-13-raqqa.txt"), "The front has moved east of Raqqa.").unwrap();
/// let corpus = Corpus::open(&[folder.clone()], CorpusOptions::default())?;
/// for block in corpus.blocks() {
///     for item in block.items(&corpus) {
///         let Item::Document(document) = item else { continue };
///         assert_eq!(document.id, "2017-06-13-raqqa.txt");
///         assert_eq!(document.published.unwrap().span.to_string(), "2017-06-13");
///     }
/// }
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub struct Corpus {
    plan: Arc<Plan>,
    total: OnceLock<Option<u64>>,
}

/// What is to be read, and how; shared with the thread that reads.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) inputs: Vec<Input>,
    pub(super) options: CorpusOptions,
    pub(super) passed: PassedOverCount,
    pub(super) missed: MissedFields,
    /// The manifest's own file, which is no article if it lies in the corpus.
    manifest_path: Option<PathBuf>,
}

impl Plan {
    pub(super) fn is_manifest(&self, found: &Found) -> bool {
        match (&self.manifest_path, &found.path) {
            (Some(manifest), Some(path)) if manifest.file_name() == path.file_name() => {
                path.canonicalize().is_ok_and(|path| path == *manifest)
            }
            _ => false,
        }
    }
}

impl Corpus {
    /// Opens files, folders (with all that is in them) and, as `-`, standard input.
    ///
    /// # Errors
    /// An input that does not exist, or that may not be looked at.
    pub fn open(inputs: &[PathBuf], options: CorpusOptions) -> Result<Corpus> {
        let mut inputs = inputs.iter().map(|path| Input::open(path)).collect::<Result<Vec<Input>>>()?;
        walk::label(&mut inputs);
        let manifest_path = options.manifest.as_ref().and_then(|manifest| manifest.path()?.canonicalize().ok());
        let (passed, missed) = (PassedOverCount::default(), MissedFields::default());
        let plan = Plan { inputs, options, passed, missed, manifest_path };
        Ok(Corpus { plan: Arc::new(plan), total: OnceLock::new() })
    }

    /// How the corpus is read.
    pub fn options(&self) -> &CorpusOptions {
        &self.plan.options
    }

    /// How many bytes there are to read, packed as they are; none if standard input or a pipe is among them.
    ///
    /// The first call looks at every file's size.
    pub fn total_bytes(&self) -> Option<u64> {
        *self.total.get_or_init(|| {
            // Counted apart, so that what is passed over is not counted twice.
            let passed = PassedOverCount::default();
            let sizes = self.plan.inputs.iter().map(|input| input_bytes(input, &passed));
            sizes.sum()
        })
    }

    /// What was passed over because it is no part of a corpus; complete when the blocks have been read.
    pub fn passed_over(&self) -> PassedOver {
        self.plan.passed.snapshot()
    }

    /// What is to be said of the fields of rows: that texts or dates may stand under names that were not looked for, or
    /// under several. Complete when the blocks have been read.
    pub fn field_notes(&self) -> Vec<String> {
        self.plan.missed.notes(&self.plan.options.fields)
    }

    /// What is wrong with the field that was named as the date's: rows are undated, and none has it. Certain when the
    /// blocks have been read.
    pub fn absent_date(&self) -> Option<crate::Error> {
        self.plan.missed.absent_date(&self.plan.options.fields)
    }

    /// Where that is counted.
    pub(super) fn missed(&self) -> &MissedFields {
        &self.plan.missed
    }

    /// Whether an item is of a language that the options want; what is none is counted among what is passed over.
    pub(super) fn is_wanted(&self, item: &Item) -> bool {
        let Item::Document(document) = item else { return true };
        self.plan.passed.is_wanted(document.language.as_ref(), &self.plan.options.languages)
    }

    /// Reads the corpus: one block after the other, on a thread of its own that keeps a few ahead.
    ///
    /// # Panics
    /// The iterator does if that thread does: what was read by then is not the whole corpus.
    pub fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        let (sender, receiver) = sync_channel(READ_AHEAD);
        let plan = Arc::clone(&self.plan);
        let thread = std::thread::spawn(move || {
            let mut emit = |block| sender.send(block).is_ok();
            // That nobody wants more is no error: the iterator was dropped.
            let _ = Producer::new(&plan, &mut emit).run();
        });
        Blocks { receiver, thread: Some(thread) }
    }
}

struct Blocks {
    receiver: Receiver<Block>,
    /// Who reads; none once it has ended.
    thread: Option<JoinHandle<()>>,
}

impl Iterator for Blocks {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let block = self.receiver.recv().ok();
        if block.is_none()
            && let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
        {
            std::panic::resume_unwind(panic);
        }
        block
    }
}

fn input_bytes(input: &Input, passed: &PassedOverCount) -> Option<u64> {
    match &input.place {
        Place::Stdin => None,
        Place::File(path) => regular_bytes(path),
        Place::Folder(_) => {
            let found = input.files(passed).filter_map(Result::ok);
            Some(found.filter_map(|found| regular_bytes(found.path.as_deref()?)).sum())
        }
    }
}

fn regular_bytes(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(|metadata| metadata.is_file()).map(|metadata| metadata.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "the disk is on fire")]
    fn a_panic_of_the_reading_thread_is_no_end_of_the_corpus() {
        let (sender, receiver) = sync_channel::<Block>(READ_AHEAD);
        let thread = std::thread::spawn(move || {
            let _held = sender;
            panic!("the disk is on fire");
        });
        let _ = Blocks { receiver, thread: Some(thread) }.count();
    }
}
