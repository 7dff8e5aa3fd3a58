//! Days, spans of days, and the buckets of a timeline.
//!
//! A date in `dateline` is always a [`Span`]: an inclusive interval of days with the [`Granularity`] at which it was
//! given, so that "2014" never turns into 1 January 2014. Days are of the proleptic Gregorian calendar, from 10,000 BC to the
//! year 9999, with astronomical years inside (1 BC is 0) and in what programs read, and "323 BC" in what people read.

mod bucket;
mod day;
mod decade;
mod era;
mod span;
mod zone;

pub use bucket::{Bucket, BucketSize};
pub use day::{Day, Weekday};
pub use era::{spoken_year, year_before_era};
pub use span::{Granularity, Span};
pub use zone::Zone;
