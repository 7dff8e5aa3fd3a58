//! Timelines: mentions against coverage, bucket by bucket.

mod build;
mod burst;
mod choice;
mod chronology;
mod counted;
mod estimate;
mod interval;
mod period;
mod profile;
mod referenced;
mod series;
mod sparkline;
mod summary;

pub use build::{TimelineOptions, no_references};
pub use burst::{Burst, BurstParameters, bursts};
pub use choice::BucketChoice;
pub use chronology::{Chronology, ChronologyOptions, DayScore, Entry};
pub use counted::CountMode;
pub use estimate::Estimate;
pub use interval::{garwood, wilson};
pub use period::{Period, periods};
pub use profile::{Companion, Profile, ProfileLimits};
pub use series::{Axis, Count, Coverage, Measure, Series, Timelines, Totals};
pub use sparkline::{Sparkline, sparkline};
pub use summary::EntitySummary;

#[cfg(test)]
mod tests;
