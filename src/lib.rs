//! From a folder of news and a list of names to dated, normalised, evidence-backed timelines.
//!
//! `dateline` reads articles and *gazetteers* (lists of places, people and organisations with their aliases), finds every
//! mention of every entity, and counts the mentions over time against the coverage. This crate is the library behind
//! the program of that name; it never prints, never reads the clock, and gives the same result for the same input.
//!
//! The data flow one way, and each step is a module:
//!
//! | step | module | what it gives |
//! |---|---|---|
//! | read lists of names | [`gazetteer`] | [`Gazetteer`](gazetteer::Gazetteer): entities, aliases and their rules |
//! | read articles | [`corpus`] | [`Document`](corpus::Document)s with the date on which each was published |
//! | find names | [`matcher`] | [`Mention`](matcher::Mention)s, with offsets into the original text |
//! | find dates | [`temporal`] | [`Reference`](temporal::Reference)s: which days an expression names |
//! | correct | [`corrections`] | what people decided about mentions, entities and documents |
//! | find copies | [`copies`] | which documents repeat others, and which paragraphs a source puts on all its pages |
//! | run it all | [`pipeline`] | a filled [`store`] |
//! | count | [`timeline`] | [`Timelines`](timeline::Timelines): mentions against coverage, bucket by bucket |
//! | compare | [`comparison`] | what differs between two runs, and why |
//! | show | [`chart`], [`export`], [`report`] | SVG and PNG; tables as CSV, JSON and Parquet; a page to explore |
//!
//! [`cache`] keeps a large list beside its file, ready to be matched. [`calendar`] and [`text`] are what the others stand
//! on: spans of days, and folding, word boundaries and sentences.
//!
//! # The whole way
//!
//! ```
//! use dateline::corpus::{Corpus, CorpusOptions};
//! use dateline::gazetteer::Gazetteer;
//! use dateline::matcher::Matcher;
//! use dateline::pipeline::{self, Input, RunOptions};
//! use dateline::store::{ManifestParts, Store, StoreWriter};
//! use dateline::timeline::{TimelineOptions, Timelines};
//!
//! # let folder = tempfile::tempdir()?;
//! let articles = folder.path().join("articles.jsonl");
//! std::fs::write(&articles, r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen, the SDF said in Ayn Issa."}"#)?;
//!
//! // Left of the store: read, match, write.
//! let gazetteer = Gazetteer::bundled();
//! let matcher = Matcher::new(&gazetteer);
//! let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! let run = folder.path().join("run");
//! let mut store = StoreWriter::create(&run, &gazetteer)?;
//! let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &matcher };
//! pipeline::run(input, &RunOptions::default(), &mut store, |_| ())?;
//! store.finish(ManifestParts::default())?;
//!
//! // Right of the store: everything reads it, and never the corpus.
//! let timelines = Timelines::build(&Store::open(&run)?, &TimelineOptions::default())?;
//! let raqqa = timelines.series.iter().find(|series| series.entity == "raqqa").expect("it is mentioned");
//! assert_eq!(raqqa.total.mentions, 1.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each module of the table begins with an example of its own.
//!
//! # What may change
//!
//! Lists that grow (kinds, rules, formats, sources of dates, types of chart) are non-exhaustive: a `match` on them needs an arm
//! for what a later version adds. Sets that are closed by what they mean can be matched whole: a corpus's
//! [`Item`](corpus::Item), a mention's [`Field`](matcher::Field) and [`Fate`](matcher::Fate), the [`Axis`](timeline::Axis),
//! and the [`Cell`](store::Cell)s that an exporter must not forget. Options are plain values; written with `..Default::default()` they stand a field more. What a
//! store's files hold is versioned by [`store::STORE_VERSION`]: a run of another version is refused, not misread.

#![deny(missing_docs)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod atomic;
pub mod cache;
pub mod calendar;
#[cfg(feature = "charts")]
pub mod chart;
pub mod comparison;
pub mod copies;
pub mod corpus;
pub mod corrections;
mod error;
pub mod export;
pub mod gazetteer;
mod guard;
pub mod matcher;
pub mod pipeline;
#[cfg(feature = "report")]
pub mod report;
pub mod store;
pub mod temporal;
pub mod text;
pub mod timeline;

pub use atomic::write_atomically;
pub use error::{Error, ErrorKind, Result};
pub use guard::is_guarded;
