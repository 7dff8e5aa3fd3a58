//! Days, spans of days, and the buckets of a timeline.
//!
//! A date in `dateline` is always a [`Span`]: an inclusive interval of days with the [`Granularity`] at which it was
//! given, so that "2014" never turns into 1 January 2014. Days are of the proleptic Gregorian calendar, years 1 to 9999.

mod bucket;
mod day;
mod span;
mod zone;

pub use bucket::{Bucket, BucketSize};
pub use day::{Day, Weekday};
pub use span::{Granularity, Span};
pub use zone::Zone;
