//! `dateline explain`: one document with every name in it.

use clap::Args;
use dateline::matcher::Ambiguous;

use super::{CacheArgs, CorpusArgs};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline explain article.html
  dateline explain news.jsonl --id 2017-06-13-raqqa -g bundled -g mine.toml
  dateline explain article.txt -g geonames:cities500.zip --json | jq '.occurrences[].surface'

Every decision is the one that `dateline build` takes. What to paste into a list stands at the end.")]
pub struct ExplainArgs {
    #[command(flatten)]
    pub input: CorpusArgs,
    /// The document's id, where there are several
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// A gazetteer, as in `dateline build`; may be given again [default: bundled]
    #[arg(short, long = "gazetteer", value_name = "GAZETTEER")]
    pub gazetteers: Vec<String>,
    /// What becomes of a name that several entities share: keep, best, drop [default: best]
    #[arg(long, value_name = "CHOICE", value_parser = choice::choice::<Ambiguous>(choice::AMBIGUOUS), hide_possible_values = true)]
    pub ambiguous: Option<Ambiguous>,
    /// Names inside addresses and hashtags too
    #[arg(long)]
    pub anywhere: bool,
    #[command(flatten)]
    pub cache: CacheArgs,
    /// Show every meaning, and words in small letters that spell a name ("hit")
    #[arg(long)]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
