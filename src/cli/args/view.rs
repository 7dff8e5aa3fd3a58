//! `dateline view`: a chart in the terminal.

use clap::Args;
use dateline::chart::Language;

use super::DrawnArgs;
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
    #[command(flatten)]
    pub drawn: DrawnArgs,
    /// The rows of the plot
    #[arg(long, value_name = "ROWS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(4..=200))]
    pub height: u16,
    /// A plot for each entity, one under the other
    #[arg(long)]
    pub panels: bool,
    /// The language of titles, month names and numbers, and of the names that the lists have in it: en, de, fr, es, ru,
    /// ar
    #[arg(long, value_name = "LANG", default_value_t = Language::default(), value_parser = choice::choice::<Language>(choice::LANGUAGES), hide_possible_values = true)]
    pub lang: Language,
}
