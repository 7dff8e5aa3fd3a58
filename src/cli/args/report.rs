//! `dateline report`: one page to explore.

use std::path::PathBuf;

use clap::Args;
use dateline::report::parse_bytes;
use dateline::timeline::{BucketChoice, CountMode};

use super::{DateArg, RunArgs, at_most};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline report -o report.html
  dateline report --entities mosul,raqqa,deir-ezzor --title \"Three cities\" -o cities.html
  dateline report --top 200 --max-size 10MB --from 2016 --to 2017 -o report.html
The page is one file that fetches nothing; a link such as report.html#raqqa/2017-06 leads to
the sentences of one month.")]
pub struct ReportArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// The heading of the page
    #[arg(long)]
    pub title: Option<String>,
    /// Only these entities, by id, name or alias, with commas between
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub entities: Vec<String>,
    /// How many entities, those with most mentions in the period; 0 for all
    #[arg(long, default_value_t = 100, value_name = "N", value_parser = at_most, conflicts_with = "entities")]
    pub top: usize,
    /// The bucket: auto, day, week, month, quarter, year, decade [default: the run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// Which texts count: all, distinct, sources [default: the run's]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
    /// Only what was published from this date on
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only what was published up to this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// The size of the page at most; what has no room is said on it
    #[arg(long, value_name = "SIZE", default_value = "5MB", value_parser = parse_bytes)]
    pub max_size: u64,
    /// The file to write; - is standard output [default: report.html in the run's folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
