//! From a folder of news and a list of names to dated, normalised, evidence-backed timelines.
//!
//! `dateline` reads articles and *gazetteers* (lists of places, people and organisations with their aliases), finds
//! every mention of every entity, and counts the mentions over time against the coverage. This crate is the library
//! behind the program of that name; it never prints, never reads the clock, and gives the same result for the same
//! input.
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
//! [`cache`] keeps a large list beside its file, ready to be matched. [`calendar`] and [`text`] are what the others
//! stand on: spans of days, and folding, word boundaries and sentences.
//!
//! # Names and dates in a string
//!
//! No files and no store: a list, a matcher made of it once, and any number of texts.
//!
//! ```
//! use dateline::gazetteer::{Alias, Entity, Gazetteer, Kind};
//! use dateline::matcher::{Matcher, Scratch, Subject};
//! use dateline::temporal::Tagger;
//!
//! // `Gazetteer::bundled()` has the program's own lists, `Gazetteer::load` reads those of a user.
//! let mut raqqa = Entity::new("raqqa", Kind::Place, "Raqqa");
//! raqqa.aliases.push(Alias::plain("Ar-Raqqah"));
//! let gazetteer = Gazetteer::from(vec![raqqa]);
//! let matcher = Matcher::new(&gazetteer);
//!
//! let text = "Ar-Raqqah fell last October.";
//! let (mentions, dropped) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default());
//! let mention = &mentions[0];
//! assert_eq!(&*gazetteer.entities[mention.entity as usize].id, "raqqa");
//! assert_eq!(&text[mention.start..mention.end], "Ar-Raqqah");
//! // What was found and not taken is counted by the rule that dropped it.
//! assert!(dropped.dropped().all(|(_, count)| count == 0));
//!
//! // A relative date needs the day of publication; nothing here reads the clock.
//! let dates = Tagger::english().references(text, Some("2018-03-01".parse()?));
//! assert_eq!(dates.references[0].value.as_deref(), Some("2017-10"));
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! A [`Mention`](matcher::Mention) names its entity and alias by their positions in the gazetteer, and its place by
//! bytes of the field ([`text::characters`] counts code points up to one).
//! [`Matcher::explain`](matcher::Matcher::explain) gives every occurrence with what was decided on it.
//!
//! # The whole way
//!
//! A corpus of any size, in bounded memory, on all cores; the store is a folder of Parquet files.
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
//! Timelines can also be counted by hand, without a store: [`timeline::Measure`] makes rates of a
//! [`Count`](timeline::Count) and its [`Coverage`](timeline::Coverage), [`calendar::Bucket`] the steps
//! (`examples/timeline_in_memory.rs`).
//!
//! # A format of one's own
//!
//! Every table of a run gives its rows to a function, one after the other; [`export::StoreTable`] is one of the
//! store's, [`export::TimelineTable`] that of timelines. What has rows of its own implements [`export::Table`], and
//! then [`export::write()`] writes it as CSV, JSON, Parquet or SQLite.
//!
//! ```
//! use dateline::export::{StoreTable, Table};
//! use dateline::store::{Cell, MENTIONS, Select, Store};
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
//! let everything = Select::default();
//! let table = StoreTable::new(&store, &MENTIONS, &everything);
//! let at = |name: &str| table.spec().columns.iter().position(|column| column.name == name).expect("a column");
//! let (name, sentence) = (at("name"), at("sentence"));
//! let mut page = String::new();
//! table.each(&mut |row| {
//!     if let (Cell::Text(name), Cell::Text(sentence)) = (row[name], row[sentence]) {
//!         page += &format!("- {name}: {sentence}\n");
//!     }
//!     Ok(())
//! })?;
//! assert_eq!(page, "- Raqqa: Raqqa has fallen.\n- Mosul: Mosul fell in July.\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each module of the table above has an example of its own; `examples/` has programs: `tag_a_string`,
//! `timeline_in_memory`, `write_an_exporter`.
//!
//! # Features
//!
//! | feature | by default | what it adds |
//! |---|---|---|
//! | `charts` | yes | [`chart`]: SVG and PNG |
//! | `report` | yes | [`report`]: the HTML page; needs `charts` |
//! | `sqlite` | yes | SQLite among the formats of [`export`]; needs a C compiler |
//! | `cli` | yes | the program `dateline`, and no part of the library |
//! | `parquet-zstd` | no | reading Parquet that is packed with zstd, as polars writes it; needs a C compiler |
//!
//! A library that tags text needs none of them: `default-features = false`.
//!
//! # What may change
//!
//! Lists that grow (kinds, rules, formats, sources of dates, types of chart) are non-exhaustive: a `match` on them
//! needs an arm for what a later version adds. Sets that are closed by what they mean can be matched whole: a corpus's
//! [`Item`](corpus::Item), a mention's [`Field`](matcher::Field) and [`Fate`](matcher::Fate), the
//! [`Axis`](timeline::Axis), and the [`Cell`](store::Cell)s that an exporter must not forget. Options are plain values;
//! written with `..Default::default()` they stand a field more. What a store's files hold is versioned by
//! [`store::STORE_VERSION`]: a run of another version is refused, not misread.

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
