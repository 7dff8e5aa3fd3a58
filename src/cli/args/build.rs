//! `dateline build`: the run.

use std::path::PathBuf;

use clap::Args;
use clap::builder::FalseyValueParser;
use dateline::matcher::Ambiguous;
use dateline::timeline::{BucketChoice, CountMode};

use super::{CorpusArgs, CorrectionArgs, RunArgs};
use crate::cli::choice;

#[derive(Debug, Default, Args)]
#[command(after_help = "\
Examples:
  dateline build examples/dispatches
  dateline build news/*.jsonl --title-field headline --date-field published
  dateline build headlines.tsv --no-header --date-field 1 --title-field 3 --by day
  dateline build pages/ -g bundled -g mine.toml --tz Asia/Baghdad -d run1
  dateline build saved-pages/ --split-pages --lang en,fr
  dateline build news.parquet --text-field body --date-field published
  dateline build feeds/*.rss feeds/*.json --by day
  zcat articles.jsonl.gz | dateline build - --format jsonl
  dateline build articles/            (again, when some have come: only those are matched; --full matches all)

A file `dateline.toml` in the current folder can hold the same settings; a flag wins:
  corpus = [\"articles\"]
  gazetteers = [\"bundled\", \"mine.toml\"]
  by = \"month\"
  [fields]
  date = \"published\"")]
pub struct BuildArgs {
    #[command(flatten)]
    pub input: CorpusArgs,
    /// A gazetteer: a .toml or .csv file, `bundled`, another tool's list (told by its content, or as in
    /// `geonames:FILE`, `ftm:FILE`, `places:NAMES.txt`); may be given again [default: bundled]
    #[arg(short, long = "gazetteer", value_name = "GAZETTEER")]
    pub gazetteers: Vec<String>,
    /// The folder of the run, as people type it who come from other tools
    #[arg(short, long, hide = true, value_name = "DIR", conflicts_with = "dir")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub corrections: CorrectionArgs,
    #[command(flatten)]
    pub run: RunArgs,
    /// The bucket of the timelines: auto, day, week, month, quarter, year, decade [default: auto]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// A name that several entities share: `keep` all, the `best`, or `drop` it where none is clearly the best
    /// [default: best]
    #[arg(long, value_name = "CHOICE", value_parser = choice::choice::<Ambiguous>(choice::AMBIGUOUS), hide_possible_values = true)]
    pub ambiguous: Option<Ambiguous>,
    /// Count names inside web and e-mail addresses and among the words of hashtags (#FreeMosulNow) too
    #[arg(long)]
    pub anywhere: bool,
    /// Which texts count: all, distinct (without copies and furniture), or sources (each once a bucket)
    /// [default: distinct]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
    /// Do not look for the dates that the texts name: no chronology, and no axis `referenced`
    #[arg(long)]
    pub no_references: bool,
    /// Match every document anew. Otherwise what the last run in the folder found is taken over for documents that are
    /// the same, if gazetteers, settings and program are
    #[arg(long)]
    pub full: bool,
    /// Keep nothing for later runs and use nothing that is kept: neither what was found in each document (`.memo` in
    /// the run's folder) nor gazetteers (large ones in `.dateline-cache` beside the file, the bundled ones among your
    /// caches)
    #[arg(long, env = "DATELINE_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// Write no charts; those that an earlier run wrote here are removed
    #[arg(long)]
    pub no_charts: bool,
    /// Write no report; that of an earlier run is removed
    #[arg(long)]
    pub no_report: bool,
}
