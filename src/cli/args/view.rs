//! `dateline view`: a chart in the terminal.

use clap::Args;
use dateline::chart::Language;
use dateline::gazetteer::Kind;
use dateline::timeline::Measure;

use super::{RunArgs, TimeArgs, at_most};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline view mosul raqqa
  dateline view --kind place --top 8 --by year
  dateline view mosul --lang fr
  dateline view mosul --axis referenced --measure per-1000-documents --from 2016
As wide as the terminal (COLUMNS sets another width). Without colours, as in a pipe or with
NO_COLOR, each entity has a plot of its own.")]
pub struct ViewArgs {
    /// Entities by id, name or alias; the most mentioned if none is given
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Without entities: only of this kind
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// Without entities: how many, those with most mentions in what is asked for; 0 for all [default: 5]
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub top: Option<usize>,
    /// mentions, documents, per-1000-documents, per-million-words
    #[arg(long, value_name = "MEASURE", default_value_t = Measure::Mentions, value_parser = choice::choice::<Measure>(choice::MEASURES), hide_possible_values = true)]
    pub measure: Measure,
    /// The rows of the plot
    #[arg(long, value_name = "ROWS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(4..=200))]
    pub height: u16,
    /// A plot for each entity, one under the other
    #[arg(long)]
    pub panels: bool,
    /// The language of titles, month names and numbers, and of the names that the lists have in it: en, de, fr, es, ru, ar
    #[arg(long, value_name = "LANG", default_value_t = Language::default(), value_parser = choice::choice::<Language>(choice::LANGUAGES), hide_possible_values = true)]
    pub lang: Language,
}
