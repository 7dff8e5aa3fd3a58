//! `dateline diff`: two runs side by side.

use std::path::PathBuf;

use clap::Args;
use dateline::calendar::BucketSize;
use dateline::timeline::CountMode;

use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline diff output-monday output
  dateline diff old new --limit 0 | less
  dateline diff old new --json | jq '.mentions[] | select(.cause == \"rules\")'

Exit codes: 0 they differ; 1 both found the same; 2 wrong usage, or a folder without a run.")]
pub struct DiffArgs {
    /// The folder of the earlier run
    pub old: PathBuf,
    /// The folder of the later run
    pub new: PathBuf,
    /// The buckets that changes are counted in: day, week, month, quarter, year, decade [default: the later run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketSize>(choice::BUCKETS), hide_possible_values = true)]
    pub by: Option<BucketSize>,
    /// Which texts count: all; distinct ones, without copies and furniture; or sources, which count in distinct ones
    /// [default: what each run was built to count]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
    /// How many documents, entities, causes and mentions are listed; 0 for all
    #[arg(long, value_name = "N", default_value_t = dateline::comparison::DEFAULT_LIMIT)]
    pub limit: usize,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
