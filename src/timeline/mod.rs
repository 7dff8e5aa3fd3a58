//! Timelines: mentions against coverage, bucket by bucket.

mod series;

pub use series::{Axis, Count, Coverage, Measure, Series, Timelines, Totals};
