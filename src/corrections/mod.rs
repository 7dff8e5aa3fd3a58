//! Corrections: what a person decided about single mentions, entities and documents, applied on every run.
//!
//! A file `corrections.toml` holds them, each with who decided it, when and why ([`Corrections::read`] says how it is
//! written). Merging and splitting changes the gazetteer before anything is matched ([`Corrections::amend`]); dates are
//! set before a document is matched; blocking, reassigning and adding act on what the matcher found. Each correction
//! counts how often it was applied, so that one that no longer matches anything can be named.
//!
//! ```
//! use dateline::corrections::Corrections;
//! use dateline::pipeline::RunOptions;
//!
//! # let folder = tempfile::tempdir()?;
//! let path = folder.path().join("corrections.toml");
//! std::fs::write(&path, "[[block]]\nsurface = \"Hit\"\nby = \"A. Analyst\"\nwhy = \"a verb in a headline\"\n")?;
//! let corrections = Corrections::read(&[path])?;
//! // Merged and split entities come from `corrections.amend(gazetteer)`, which the matcher is then made of.
//! let options = RunOptions { corrections: corrections.clone(), ..RunOptions::default() };
//! // After `pipeline::run` the counts tell what was applied; nothing was, so far.
//! assert_eq!(options.corrections.applied()[0].applied, 0);
//! assert_eq!(corrections.idle().len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod additions;
mod entities;
mod mentions;
mod paste;
mod read;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::Result;
use crate::calendar::{Day, Span};
use crate::corpus::{DateSource, Document, Publication};
use crate::store::CorrectionRecord;

pub(crate) use additions::overlap;
pub use paste::ready_to_paste;

/// The name of the file that is looked for beside gazetteers.
pub const FILE_NAME: &str = "corrections.toml";

/// The corrections of a run, from one or more files. Cloning shares the counts.
#[derive(Clone, Debug, Default)]
pub struct Corrections(Arc<All>);

#[derive(Debug, Default)]
struct All {
    corrections: Vec<Correction>,
    /// Positions of blocks and reassignments by the surface that they are about.
    by_surface: HashMap<String, Vec<usize>>,
    /// Positions of additions.
    additions: Vec<usize>,
    /// Positions of dates and of copies by the document's id or source.
    dates: HashMap<String, usize>,
    copies: HashMap<String, usize>,
}

/// One correction.
#[derive(Debug)]
struct Correction {
    action: Action,
    signed: Signed,
    path: PathBuf,
    line: u64,
    applied: AtomicU64,
    /// Where the entity stands that a reassignment or an addition names, in the gazetteer that [`Corrections::amend`]
    /// gave.
    target: OnceLock<usize>,
    /// What is said of an entity that it names and no gazetteer has, or of a document that the corpus has not.
    stranger: OnceLock<String>,
}

/// Who decided it, when and why, as the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Signed {
    by: Option<String>,
    on: Option<String>,
    why: Option<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
enum Action {
    /// These words are no mention, here or anywhere.
    Block(Place),
    /// These words are a mention of another entity: its id.
    Reassign(Place, String),
    /// These words are a mention of an entity, where no list of it has them: its id.
    Add(Place, String),
    /// One entity is another: its aliases go there.
    Merge { entity: String, into: String },
    /// Some aliases of an entity are another entity's.
    Split { entity: String, into: String, name: Option<String>, aliases: Vec<String> },
    /// When a document was published.
    Date { document: String, published: Span },
    /// A document repeats another one.
    Copy { document: String, of: String },
}

/// Which mentions are meant: all that every stated part fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    surface: String,
    entity: Option<String>,
    document: Option<String>,
    source: Option<String>,
    field: Option<String>,
    start: Option<u64>,
    sentence: Option<String>,
    /// The first and the last day of publication.
    period: Option<(Day, Day)>,
}

impl Action {
    fn name(&self) -> &'static str {
        match self {
            Action::Block(_) => "block",
            Action::Reassign(..) => "reassign",
            Action::Add(..) => "add",
            Action::Merge { .. } => "merge",
            Action::Split { .. } => "split",
            Action::Date { .. } => "date",
            Action::Copy { .. } => "copy",
        }
    }

    /// What it is about, in a few words.
    fn subject(&self) -> String {
        match self {
            Action::Block(place) => place.to_string(),
            Action::Reassign(place, to) => format!("{place} to {to}"),
            Action::Add(place, entity) => format!("{place} to {entity}"),
            Action::Merge { entity, into } => format!("{entity} into {into}"),
            Action::Split { entity, into, aliases, .. } => format!("{into} out of {entity}: {}", aliases.join(", ")),
            Action::Date { document, published } => format!("{document}: {published}"),
            Action::Copy { document, of } => format!("{document} of {of}"),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.surface)?;
        let parts = [("as", &self.entity), ("in", &self.document), ("from", &self.source), ("in the", &self.field)];
        for (word, value) in parts.into_iter().filter_map(|(word, value)| Some((word, value.as_ref()?))) {
            write!(f, " {word} {value}")?;
        }
        if let Some(start) = self.start {
            write!(f, " at {start}")?;
        }
        if let Some((from, until)) = self.period {
            let shown = |day: Day| if day == Day::MIN || day == Day::MAX { String::new() } else { day.to_string() };
            write!(f, " published {}..{}", shown(from), shown(until))?;
        }
        self.sentence.as_ref().map_or(Ok(()), |sentence| write!(f, " in {sentence:?}"))
    }
}

impl Corrections {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.corrections.is_empty()
    }

    /// Whether any of them makes other entities of those of the gazetteer.
    pub fn change_entities(&self) -> bool {
        let changes = |action: &Action| matches!(action, Action::Merge { .. } | Action::Split { .. });
        self.0.corrections.iter().any(|correction| changes(&correction.action))
    }

    /// Every correction with how often it was applied so far, in the order of the files.
    pub fn applied(&self) -> Vec<CorrectionRecord> {
        self.0
            .corrections
            .iter()
            .map(|correction| CorrectionRecord {
                action: correction.action.name().to_owned(),
                subject: correction.action.subject(),
                place: correction.place(),
                by: correction.signed.by.clone(),
                on: correction.signed.on.clone(),
                why: correction.signed.why.clone(),
                applied: correction.applied.load(Ordering::Relaxed),
            })
            .collect()
    }

    /// Those that changed nothing, for people.
    pub fn idle(&self) -> Vec<String> {
        self.idle_among(|_| true)
    }

    /// Those that gave no document its date, for people: the others say nothing of dates.
    pub(crate) fn idle_dates(&self) -> Vec<String> {
        self.idle_among(|action| matches!(action, Action::Date { .. }))
    }

    fn idle_among(&self, asked: impl Fn(&Action) -> bool) -> Vec<String> {
        let idle = self.0.corrections.iter().filter(|correction| correction.applied.load(Ordering::Relaxed) == 0);
        idle.filter(|correction| asked(&correction.action))
            .map(|correction| {
                let (place, action, subject) =
                    (correction.place(), correction.action.name(), correction.action.subject());
                let stranger = correction.stranger.get().map_or(String::new(), |said| format!(": {said}"));
                let stranger = match &correction.action {
                    // "Irak" of "Irak'ta", which is one word.
                    Action::Add(..) if stranger.is_empty() => {
                        ": a surface is whole words, as the document has them".to_owned()
                    }
                    _ => stranger,
                };
                format!("{place}: the correction [[{action}]] ({subject}) matches nothing{stranger}")
            })
            .collect()
    }

    /// How many mentions were blocked.
    pub fn blocked(&self) -> u64 {
        let blocks = self.0.corrections.iter().filter(|correction| matches!(correction.action, Action::Block(_)));
        blocks.map(|correction| correction.applied.load(Ordering::Relaxed)).sum()
    }

    /// Gives a document the publication date that a correction says it has, if one does.
    pub fn redate(&self, document: &mut Document) {
        let Some(correction) = self.of_document(&self.0.dates, document) else { return };
        if let Action::Date { published, .. } = correction.action {
            document.published = Some(Publication { span: published, from: DateSource::Correction });
            document.note = None;
            document.yearless = None;
            correction.count();
        }
    }

    /// The id of the document that a correction says this one repeats.
    pub fn copy_of(&self, document: &Document) -> Option<&str> {
        let correction = self.of_document(&self.0.copies, document)?;
        let Action::Copy { of, .. } = &correction.action else { return None };
        correction.count();
        Some(of)
    }

    /// Takes back what was said of copies whose originals the corpus has not, once all of its ids are known.
    ///
    /// # Errors
    /// When it cannot be told whether an id is known.
    pub(crate) fn miss_originals(&self, is_known: impl Fn(&str) -> Result<bool>) -> Result<()> {
        for correction in self.0.corrections.iter() {
            let Action::Copy { of, .. } = &correction.action else { continue };
            if correction.applied.load(Ordering::Relaxed) > 0 && !is_known(of)? {
                correction.applied.store(0, Ordering::Relaxed);
                // Set once at the most: a correction is never looked at twice in a run.
                let _ = correction.stranger.set(format!("no document has the id {of:?}"));
            }
        }
        Ok(())
    }

    fn of_document(&self, table: &HashMap<String, usize>, document: &Document) -> Option<&Correction> {
        if table.is_empty() {
            return None;
        }
        let place = table.get(&document.id).or_else(|| table.get(&document.source))?;
        Some(&self.0.corrections[*place])
    }
}

impl Correction {
    fn count(&self) {
        self.applied.fetch_add(1, Ordering::Relaxed);
    }

    fn place(&self) -> String {
        format!("{}:{}", self.path.display(), self.line)
    }
}

#[cfg(test)]
mod tests;
