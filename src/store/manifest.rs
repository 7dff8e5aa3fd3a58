//! The manifest of a run: what was read, with which settings, and what came of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Span;
use crate::corpus::Skip;
use crate::gazetteer::GazetteerSource;

/// The version of the store's layout. A store of another one is not read.
pub const STORE_VERSION: u32 = 10;

/// What `run.json` calls an undetermined language, as ISO 639-2 does.
pub const UNDETERMINED: &str = "und";

/// How many of the skipped inputs the manifest itself lists; `skipped.jsonl` has them all.
pub const SKIPS_LISTED: usize = 100;

/// What `run.json` holds. Nothing in it depends on the machine or the time of day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of `dateline` that made the run.
    pub dateline: String,
    /// The version of the store's layout.
    pub store: u32,
    /// The settings of the run, as they were used.
    pub settings: serde_json::Value,
    /// The time zone whose days are meant.
    pub zone: String,
    /// The files that entities came from, with their hashes.
    pub gazetteers: Vec<GazetteerSource>,
    /// What was read.
    pub corpus: CorpusSummary,
    /// What was found.
    pub mentions: MentionSummary,
    /// What of it stands in copies and in furniture.
    #[serde(default)]
    pub copies: CopySummary,
    /// The dates that the texts name; none if they were not looked for.
    pub dates: Option<DateSummary>,
    /// What people decided about mentions, entities and documents, and how often it was applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionRecord>,
    /// What is doubtful about the run as a whole, for people.
    pub notes: Vec<String>,
    /// The files of the store.
    pub files: BTreeMap<String, StoredFile>,
}

/// What a run read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CorpusSummary {
    /// XXH3 128 over the ids and the contents of the documents in their order, in hexadecimal.
    pub fingerprint: String,
    /// Documents.
    pub documents: u64,
    /// Their words.
    pub words: u64,
    /// Their characters (code points).
    pub characters: u64,
    /// Documents without a publication date.
    pub undated: u64,
    /// The first day that a document may have been published on.
    pub first: Option<Span>,
    /// The last one.
    pub last: Option<Span>,
    /// How many documents took their date from where.
    pub date_sources: BTreeMap<String, u64>,
    /// How many documents are in which language; `und` are those whose language is undetermined.
    #[serde(default)]
    pub languages: BTreeMap<String, u64>,
    /// Inputs that gave no document.
    pub skipped: u64,
    /// The first of them; `skipped.jsonl` has all.
    pub skips: Vec<SkipRecord>,
}

/// An input that gave no document, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkipRecord {
    /// Where it stands.
    pub source: String,
    /// Its line in the file, where it has one.
    pub line: Option<u64>,
    /// Why it was skipped.
    pub reason: String,
}

impl From<&Skip> for SkipRecord {
    fn from(skip: &Skip) -> SkipRecord {
        SkipRecord { source: skip.source.clone(), line: skip.line, reason: skip.reason.clone() }
    }
}

/// A correction that a run was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRecord {
    /// block, reassign, add, merge, split, date or copy.
    pub action: String,
    /// What it is about.
    pub subject: String,
    /// The file that it stands in, and its line.
    pub place: String,
    /// Who decided it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// When, as the file says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// How many mentions, aliases or documents it changed in this run.
    pub applied: u64,
}

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MentionSummary {
    /// Mentions.
    pub mentions: u64,
    /// Documents with at least one.
    pub documents: u64,
    /// Entities with at least one.
    pub entities: u64,
    /// How many mentions each rule let count.
    pub kept: BTreeMap<String, u64>,
    /// How many candidates each rule dropped.
    pub dropped: BTreeMap<String, u64>,
}

/// Copies and furniture of a run, and what is left without them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopySummary {
    /// Documents that are copies of others.
    pub copies: u64,
    /// Documents that are not.
    pub distinct_documents: u64,
    /// Their words, without those in furniture.
    pub distinct_words: u64,
    /// Mentions that stand neither in a copy nor in furniture.
    pub distinct_mentions: u64,
    /// Mentions in copies, outside of furniture.
    pub copied_mentions: u64,
    /// Mentions in furniture.
    pub furniture_mentions: u64,
    /// Different paragraphs that are furniture of an outlet.
    pub furniture_paragraphs: u64,
    /// Outlets: publishers, else web hosts, else folders and tables.
    pub sources: u64,
}

/// The date references of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateSummary {
    /// Date references.
    pub references: u64,
    /// Those that name days; the others say why they do not.
    pub resolved: u64,
    /// Documents that were taken for an account of another time.
    pub narratives: u64,
    /// Mentions that a date governs, in the same clause or sentence or by what was told before.
    pub governed_mentions: u64,
}

/// A file of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Rows.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
    /// XXH3 128 of the bytes, in hexadecimal.
    pub hash: String,
}

/// What the caller alone knows of a run.
#[derive(Clone, Debug, Default)]
pub struct ManifestParts {
    /// Whether the dates that the texts name were looked for.
    pub references: bool,
    /// The settings of the run, as they were used.
    pub settings: serde_json::Value,
    /// The time zone whose days are meant.
    pub zone: String,
    /// How many candidates each rule dropped.
    pub dropped: BTreeMap<String, u64>,
    /// What is doubtful about the run as a whole, for people.
    pub notes: Vec<String>,
    /// What people decided, and how often it was applied.
    pub corrections: Vec<CorrectionRecord>,
}
