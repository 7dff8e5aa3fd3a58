//! The time that is looked at.

use clap::{Args, ValueEnum};
use dateline::calendar::{Day, Span};
use dateline::timeline::{Axis, BucketChoice, CountMode};

use crate::cli::choice;

/// The time that is looked at.
#[derive(Clone, Debug, Default, Args)]
pub struct TimeArgs {
    /// The bucket: auto, day, week, month, quarter, year [default: the run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// Only from this date on; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only up to this date; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// When it was written (published) or when it says that things happened (referenced)
    #[arg(long, value_enum, value_name = "AXIS")]
    pub axis: Option<AxisArg>,
    /// Which texts count: all, distinct (without copies and furniture), or sources (each once a bucket) [default: the
    /// run's]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AxisArg {
    Published,
    Referenced,
}

impl From<AxisArg> for Axis {
    fn from(axis: AxisArg) -> Axis {
        match axis {
            AxisArg::Published => Axis::Published,
            AxisArg::Referenced => Axis::Referenced,
        }
    }
}

/// A date of any fineness: the start of it for `--from`, the end of it for `--to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateArg(pub Span);

impl DateArg {
    pub fn first(self) -> Day {
        self.0.from()
    }

    pub fn last(self) -> Day {
        self.0.to()
    }
}

impl std::str::FromStr for DateArg {
    type Err = dateline::Error;
    fn from_str(text: &str) -> dateline::Result<DateArg> {
        text.parse().map(DateArg)
    }
}
