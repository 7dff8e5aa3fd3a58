//! The time that is looked at.

use clap::{Args, ValueEnum};
use dateline::calendar::{Day, Span};
use dateline::timeline::{Axis, BucketChoice, CountMode};

use crate::cli::choice;

/// The time that is looked at.
#[derive(Clone, Debug, Default, Args)]
pub struct TimeArgs {
    /// The bucket: auto, day, week, month, quarter, year, decade [default: the run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// Only from this date on; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<DateArg>,
    /// Only up to this date; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
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

    /// Reads what [`Span`] reads, and a year, month or day before the era as people write it: "323 BC", "216-08-02
    /// BCE".
    fn from_str(text: &str) -> dateline::Result<DateArg> {
        before_era(text).map_or_else(|| text.parse(), Ok).map(DateArg)
    }
}

/// The date before the era that a text names with "BC" or "BCE" behind it; none if it is written otherwise.
fn before_era(text: &str) -> Option<Span> {
    let letters: String = text.chars().filter(|letter| *letter != '.').collect::<String>().to_ascii_uppercase();
    let date = letters.strip_suffix("BCE").or_else(|| letters.strip_suffix("BC"))?.trim();
    let (year, rest) = date.split_at(date.find('-').unwrap_or(date.len()));
    let year = 1 - year.parse::<u16>().ok().filter(|year| (1..=10_000).contains(year)).map(i32::from)?;
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}{rest}", year.unsigned_abs()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_before_the_era_are_read_as_people_write_them() {
        for (text, date) in [
            ("323 BC", "-0322"),
            ("323bce", "-0322"),
            ("216-08-02 B.C.", "-0215-08-02"),
            ("1 BC", "0000"),
            ("-0322-06", "-0322-06"),
            ("2017-06", "2017-06"),
        ] {
            assert_eq!(text.parse::<DateArg>().unwrap().0.to_string(), date);
        }
        for text in ["0 BC", "BC", "-5 BC", "323 BC BC", "yesterday"] {
            assert!(text.parse::<DateArg>().is_err(), "{text}");
        }
    }
}
