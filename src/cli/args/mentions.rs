//! `dateline mentions`: the evidence.

use clap::{Args, ValueEnum};

use super::{DateArg, RunArgs, at_most};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline mentions raqqa --from 2017-06 --to 2017-10
  dateline mentions mosul tal-afar --limit 20
  dateline mentions raqqa --source Reuters --source AP
  dateline mentions hit --limit 5 --correct >> corrections.toml
  dateline mentions --format jsonl | jq -r .surface | sort | uniq -c

Those of one entity come in the order of time, undated ones last; else, and in tables, in the order of the corpus.")]
pub struct MentionsArgs {
    /// Entities by id, name or alias; all if none is given
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    /// Only in documents published from this date on
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only in documents published up to this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// Only of this source: its publisher, else its web host, else its folder or table; may be given again
    #[arg(long = "source", value_name = "SOURCE")]
    pub sources: Vec<String>,
    /// At most this many; 0 for all
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub limit: Option<usize>,
    /// text, jsonl or csv
    #[arg(long, value_enum, default_value_t = MentionsFormat::Text, value_name = "FORMAT")]
    pub format: MentionsFormat,
    /// Print corrections to paste into corrections.toml: one that blocks each mention ([[add]], for one that is
    /// missing, is in docs/runs.md)
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub correct: bool,
    /// The same as --format jsonl
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MentionsFormat {
    Text,
    Jsonl,
    Csv,
}
