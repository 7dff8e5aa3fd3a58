//! `dateline dates`: what would be dated how.

use clap::Args;
use dateline::calendar::BucketSize;

use super::{CorpusArgs, CorrectionArgs};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline dates articles/                          before a run: what would be dated how
  dateline dates news.jsonl --date-field published --by month
  dateline dates pages/ --limit 0 --json | jq -r '.undated_documents[].document'
  dateline dates articles/ --undated > dates.csv    fill in, then: dateline build articles/ --dates dates.csv

Nothing is matched and nothing is written. Reads `dateline.toml` as `dateline build` does. Exit codes: 0 all
done; 2 wrong usage, or no document; 3 done, but some input was skipped (it is listed).")]
pub struct DatesArgs {
    #[command(flatten)]
    pub input: CorpusArgs,
    #[command(flatten)]
    pub corrections: CorrectionArgs,
    /// The buckets of the histogram: day, week, month, quarter, year, decade
    #[arg(long, value_name = "BUCKET", default_value_t = BucketSize::Year, value_parser = choice::choice::<BucketSize>(choice::BUCKETS), hide_possible_values = true)]
    pub by: BucketSize,
    /// How many undated documents, doubts and publishers are listed; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Print the undated documents alone, as a CSV file to fill in for `--dates`; its third column shows the first full
    /// date in the text
    #[arg(long, conflicts_with_all = ["json", "limit"])]
    pub undated: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
