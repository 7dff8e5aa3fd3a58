//! Timelines: mentions against coverage, bucket by bucket.
//!
//! ```
//! use dateline::calendar::BucketSize;
//! use dateline::store::Store;
//! use dateline::timeline::{BucketChoice, Measure, TimelineOptions, Timelines};
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
//! let by_month = TimelineOptions { size: BucketChoice::Fixed(BucketSize::Month), ..TimelineOptions::default() };
//! let timelines = Timelines::build(&Store::open(&run)?, &by_month)?;
//! let raqqa = &timelines.series[0];
//! let (count, coverage) = (raqqa.at(0), timelines.coverage[0]);
//! let rate = Measure::Per1000Documents.estimate(count, coverage).expect("there is coverage");
//! assert_eq!((timelines.buckets[0].to_string().as_str(), rate.value), ("2017-10", 1000.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod burst;
mod choice;
mod chronology;
mod counted;
mod estimate;
mod extent;
mod interval;
mod outlets;
mod period;
mod profile;
mod referenced;
mod series;
mod sparkline;
mod straggler;
mod summary;

pub use build::{TimelineOptions, no_references};
pub use burst::{Burst, BurstParameters, bursts};
pub use choice::BucketChoice;
pub use chronology::{Chronology, ChronologyOptions, DayScore, Entry};
pub use counted::CountMode;
pub use estimate::Estimate;
pub use interval::{garwood, wilson};
pub use outlets::{Again, ByOutlet, Cell, Outlets};
pub use period::{Period, periods};
pub use profile::{Companion, Profile, ProfileLimits};
#[cfg(feature = "charts")]
pub(crate) use referenced::span as told;
pub use series::{Axis, Count, Coverage, Measure, Series, Stragglers, Timelines, Totals};
pub use sparkline::{Sparkline, sparkline};
pub use summary::{EntitySummary, MOST_EQUAL_PEAKS};

#[cfg(test)]
mod tests;
