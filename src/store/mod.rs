//! The store: what a run writes and the rest reads.
//!
//! A run's folder holds `run.json`, the [`Manifest`]; `skipped.jsonl`, the inputs that gave no document; and `store/`
//! with the tables [`DOCUMENTS`], [`MENTIONS`], [`DATES`], [`ENTITIES`] and [`ALIASES`] as Parquet files, which other
//! tools read as they are.
//!
//! ```
//! use dateline::store::{Select, Store};
//!
//! # use dateline::corpus::{Corpus, CorpusOptions};
//! # use dateline::gazetteer::Gazetteer;
//! # use dateline::matcher::Matcher;
//! # use dateline::pipeline::{self, Input, RunOptions};
//! # use dateline::store::{ManifestParts, StoreWriter};
//! # let folder = tempfile::tempdir()?;
//! # let gazetteer = Gazetteer::bundled();
//! # let run = |name: &str, rows: &str| -> dateline::Result<std::path::PathBuf> {
//! #     let articles = folder.path().join("articles.jsonl");
//! #     std::fs::write(&articles, rows).expect("a temporary folder can be written");
//! #     let run = folder.path().join(name);
//! #     let mut store = StoreWriter::create(&run, &gazetteer)?;
//! #     let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! #     let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! #     pipeline::run(input, &RunOptions::default(), &mut store, |_| ())?;
//! #     store.finish(ManifestParts::default())?;
//! #     Ok(run)
//! # };
//! # let run = run("run", r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen. Mosul fell in July."}"#)?;
//! let store = Store::open(&run)?;
//! let raqqa = Select { entities: Some(["raqqa".to_owned()].into()), ..Select::default() };
//! for mention in store.mentions(&raqqa)? {
//!     let mention = mention?;
//!     assert_eq!((mention.surface.as_str(), mention.sentence.as_str()), ("Raqqa", "Raqqa has fallen."));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod copy_columns;
mod date_table;
mod find;
mod folder;
mod gazetteer_tables;
mod manifest;
mod reader;
mod rows;
mod scan;
mod schema;
mod shown;
mod table;
mod tally;
mod writer;

pub use batch::{Batch, DateReference, DocumentHandle, Mention, Referenced};
pub(crate) use batch::{Measured, content_hash};
pub use folder::RunLock;
pub use manifest::{
    CopySummary, CorpusSummary, CorrectionRecord, DateSummary, Manifest, ManifestParts, MentionSummary, SKIPS_LISTED,
    STORE_VERSION, SkipRecord, StoredFile, UNDETERMINED,
};
pub use reader::Store;
pub use rows::{AliasRow, DateRow, DocumentRow, EntityRow, GoverningDate, MentionRow};
#[cfg(test)]
pub(crate) use scan::EVERYTHING;
pub use scan::{Row, Scan, Select};
pub use schema::{ALIASES, ColumnSpec, ColumnType, DATES, DOCUMENTS, ENTITIES, MENTIONS, TableSpec};
pub use shown::{InContext, shown};
pub use table::Cell;
pub(crate) use table::TableWriter;
pub use writer::StoreWriter;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
