//! `dateline summary`: who is mentioned, how often.

use clap::Args;
use dateline::gazetteer::Kind;

use super::{RunArgs, TimeArgs, at_most};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline summary --kind place --top 20
  dateline summary --json | jq '.entities[] | {id, mentions, peak}'")]
pub struct SummaryArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// Only this kind: place, person, organisation
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// How many entities of each kind; 0 for all
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = at_most)]
    pub top: usize,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
