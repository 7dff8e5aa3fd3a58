//! Exports: what other tools use, made from a run.
//!
//! An [`Export`] says which [`TableKind`] is written in which [`Format`], and of which part of a run ([`Where`]). A
//! [`Table`] gives rows, and [`write()`] writes any of them as CSV, JSON, Parquet or SQLite; each other format is one
//! file here and knows nothing of the others. What a format cannot hold is in the [`ExportReport`].
//!
//! ```
//! use dateline::export::{Export, Format, TableKind, Where};
//! use dateline::store::Store;
//!
//! # use dateline::corpus::{Corpus, CorpusOptions};
//! # use dateline::gazetteer::Gazetteer;
//! # use dateline::matcher::Matcher;
//! # use dateline::pipeline::{self, Input, RunOptions};
//! # use dateline::store::{ManifestParts, StoreWriter};
//! # let folder = tempfile::tempdir()?;
//! # let articles = folder.path().join("articles.jsonl");
//! # std::fs::write(&articles, r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen. Mosul fell in July."}"#)?;
//! # let gazetteer = Gazetteer::bundled();
//! # let run = folder.path().join("run");
//! # let mut writer = StoreWriter::create(&run, &gazetteer)?;
//! # let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! # let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! # pipeline::run(input, &RunOptions::default(), &mut writer, |_| ())?;
//! # writer.finish(ManifestParts::default())?;
//! let store = Store::open(&run)?;
//! let places = "kind=place,period=2017".parse::<Where>()?.resolve(&store)?;
//! let mut csv = Vec::new();
//! let report = Export::new(&store, TableKind::Mentions, Format::Csv)?.select(places).write(&mut csv)?;
//! assert_eq!((report.written, csv.split(|byte| *byte == b'\n').count()), (2, 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotations;
mod chronology;
mod comentions;
mod csv;
mod entities;
mod folder;
mod format;
mod geojson;
mod gexf;
mod job;
mod json;
mod kml;
mod lists;
mod parquet;
mod report;
mod selection;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store_table;
mod table;
mod timelinejs;
mod timelines;
mod vegalite;
mod xml;

pub use chronology::{CHRONOLOGY, ChronologyTable, DAYS, DayTable};
pub use comentions::{CO_MENTIONS, CoMentionTable};
pub use entities::{ENTITY_LIST, EntityTable};
pub use format::{Format, FormatOptions, write};
pub use job::Export;
pub use report::{ExportReport, Loss};
pub use selection::Where;
pub use store_table::StoreTable;
pub use table::{Table, TableKind};
pub use timelinejs::timelinejs;
pub use timelines::{MOST_ROWS, TIMELINES, TimelineTable};

#[cfg(test)]
mod tests;
