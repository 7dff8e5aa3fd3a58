//! Days, spans of days, and the buckets of a timeline.
//!
//! A date in `dateline` is always a [`Span`]: an inclusive interval of days with the [`Granularity`] at which it was
//! given, so that "2014" never turns into 1 January 2014. Days are of the proleptic Gregorian calendar, from 10,000 BC
//! to the year 9999, with astronomical years inside (1 BC is 0) and in what programs read, and "323 BC" in what people
//! read.
//!
//! ```
//! use dateline::calendar::{Bucket, BucketSize, Span};
//!
//! let june: Span = "2017-06".parse()?;
//! assert_eq!((june.from().to_string(), june.to().to_string()), ("2017-06-01".to_owned(), "2017-06-30".to_owned()));
//! // A date is in a bucket that holds all of it: June is in a quarter, and in no week.
//! let quarter = Bucket::holding(june.from(), BucketSize::Quarter);
//! assert!(quarter.to_string() == "2017-Q2" && june.to() <= quarter.to());
//! assert!(june.to() > Bucket::holding(june.from(), BucketSize::Week).to());
//! # Ok::<(), dateline::Error>(())
//! ```

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
