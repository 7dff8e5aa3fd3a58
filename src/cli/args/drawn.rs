//! What a chart is drawn of, on paper or in the terminal.

use clap::Args;
use dateline::gazetteer::Kind;
use dateline::timeline::Measure;

use super::{RunArgs, TimeArgs, at_most};
use crate::cli::choice;

/// Which entities are drawn, of which time, and what is counted.
#[derive(Debug, Args)]
pub struct DrawnArgs {
    /// Entities by id, name or alias; the most mentioned if none is given
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Without entities: only of this kind
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// Without entities: how many, those with most mentions in what is asked for; 0 for all [default: 5 lines, or what
    /// suits the type of chart]
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub top: Option<usize>,
    /// mentions, documents, per-1000-documents, per-million-words
    #[arg(long, value_name = "MEASURE", default_value_t = Measure::Mentions, value_parser = choice::choice::<Measure>(choice::MEASURES), hide_possible_values = true)]
    pub measure: Measure,
}
