//! `dateline chronology`: the dated sentences.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DateArg, RunArgs, at_most};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline chronology mosul --from 2014 --to 2017
  dateline chronology --top-days 20 --format markdown -o chronology.md
  dateline chronology raqqa --days 10
  dateline chronology --format timelinejs > timeline.json

A star marks the ten days that matter most: on which much was published, and which documents of many days,
of later ones above all, still name. Near-identical sentences are one entry with a count.")]
pub struct ChronologyArgs {
    /// Entities by id, name or alias: only sentences that mention one of them
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    /// Only what is told of this date and later (2017, 2017-06-13, "323 BC")
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<DateArg>,
    /// Only what is told of this date and earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<DateArg>,
    /// text, markdown, csv, json, jsonl or timelinejs [default: by the file's ending, else text]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<ChronologyFormat>,
    /// The file to write; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// At most this many sentences; 0 for all
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub limit: Option<usize>,
    /// Only sentences about the N days that matter most; 0 for all
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub top_days: Option<usize>,
    /// The N days that matter most with their scores, in place of the sentences; 0 for all
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub days: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChronologyFormat {
    Text,
    Markdown,
    Csv,
    Json,
    Jsonl,
    Timelinejs,
}

impl ChronologyArgs {
    /// The format that is asked for, or that the file's ending stands for, or text.
    pub fn written_as(&self) -> ChronologyFormat {
        let ending = || self.output.as_deref()?.extension()?.to_str().map(str::to_ascii_lowercase);
        self.format.unwrap_or_else(|| match ending().as_deref() {
            Some("md" | "markdown") => ChronologyFormat::Markdown,
            Some("csv") => ChronologyFormat::Csv,
            Some("json") => ChronologyFormat::Json,
            Some("jsonl") => ChronologyFormat::Jsonl,
            _ => ChronologyFormat::Text,
        })
    }
}
