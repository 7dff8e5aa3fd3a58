//! `dateline gazetteer`: lists are checked, listed, imported and merged.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use dateline::gazetteer::{Kind, Layout};

use super::CacheArgs;
use crate::cli::choice;

#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Look for mistakes: duplicate ids, shared and risky aliases, bad coordinates and dates, unknown keys
    #[command(
        after_help = "Examples:\n  dateline gazetteer check mine.toml\n  dateline gazetteer check bundled mine.csv\n  \
                      dateline gazetteer check mine.toml --corpus articles/ --top 30\n  \
                      dateline gazetteer check geonames:cities500.zip --corpus news.jsonl --json"
    )]
    Check {
        /// The gazetteers [default: bundled]
        gazetteers: Vec<String>,
        /// The same, as `dateline build` has them
        #[arg(short, long = "gazetteer", hide = true)]
        given: Vec<String>,
        /// Also run them against this corpus: the names with most hits, how they are written, and rules to paste
        #[arg(long, value_name = "CORPUS")]
        corpus: Vec<PathBuf>,
        /// With a corpus: how many names are shown; 0 for all
        #[arg(long, default_value_t = 20, value_name = "N")]
        top: usize,
        #[command(flatten)]
        cache: CacheArgs,
        /// Print JSON, a line a finding
        #[arg(long)]
        json: bool,
    },
    /// List the entities
    #[command(after_help = "Examples:\n  dateline gazetteer list\n  dateline gazetteer list mine.toml --kind person")]
    List {
        /// The gazetteers [default: bundled]
        gazetteers: Vec<String>,
        /// The same, as `dateline build` has them
        #[arg(short, long = "gazetteer", hide = true)]
        given: Vec<String>,
        /// Only this kind
        #[arg(long)]
        kind: Option<Kind>,
        #[command(flatten)]
        cache: CacheArgs,
        /// Print JSON, a line an entity
        #[arg(long)]
        json: bool,
    },
    /// Turn another list into ours
    #[command(after_help = "\
Examples:
  dateline gazetteer import geonames IQ.zip --min-population 1000 -o iraq.toml
  dateline gazetteer import geonames allCountries.zip --country IQ,SY --lang en,ar -o war.toml
  dateline gazetteer import ftm entities.ftm.json --report lost.jsonl -o people.toml
  dateline gazetteer import wikidata latest-all.json.gz --lang en,ar,ru -o wikidata.toml
  dateline gazetteer import list towns.txt --kind place -o towns.toml")]
    Import(ImportArgs),
    /// Join two lists: entities by shared identifiers, by id, then by name, kind and distance, with each decision
    #[command(after_help = "\
Examples:
  dateline gazetteer merge mine.toml geonames:IQ.zip -o both.toml
  dateline gazetteer merge bundled wikidata.toml --json | jq 'select(.conflicts != [])'

The first list's word counts where both have one; what the second says otherwise is named. Decisions go to standard error;
with --json they go to standard output, a line each, and the list is only written with -o.")]
    Merge(MergeArgs),
}

#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The list whose word counts
    pub first: String,
    /// The list that is joined to it
    pub second: String,
    /// The list to write, .toml or .csv; - is standard output [default: TOML on standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print the decisions as JSON, a line each
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The layout of the files: geonames, wikidata, sparql, ftm, linked-places, lp-tsv, gate,
    /// entity-ruler, skos, list
    #[arg(value_parser = choice::choice::<Layout>(choice::LAYOUTS), hide_possible_values = true)]
    pub layout: Layout,
    /// The files, plain or .zip, .gz, .zst
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Only these countries (ISO 3166-1 alpha-2, or English names, with commas between)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub country: Vec<String>,
    /// Of GeoNames: only populated places with so many inhabitants
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub min_population: u64,
    /// With --min-population: also populated places whose number of inhabitants GeoNames does not know (0)
    #[arg(long)]
    pub unknown_population: bool,
    /// Only these feature classes or codes, such as P,A.ADM1
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub features: Vec<String>,
    /// Only names in these languages, besides the own name, which is taken in the first of them where the list has it
    /// (GeoNames: with --alternate-names, the preferred one)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub lang: Vec<String>,
    /// The kind of entries that do not say of what kind they are: place, person, organisation
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// The licence of the list, where it does not state one itself
    #[arg(long, value_name = "LICENCE")]
    pub licence: Option<String>,
    /// Write all that could not be carried, and each name that was set aside or bound by a rule: a line of JSON each
    /// with file, line, name and rule
    #[arg(long, value_name = "FILE.jsonl")]
    pub report: Option<PathBuf>,
    /// Stop at a broken record; else it is told with its line and left out, and the exit code is 3
    #[arg(long)]
    pub strict: bool,
    /// GeoNames' alternateNamesV2 file, which tells the languages of names
    #[arg(long, value_name = "FILE")]
    pub alternate_names: Option<PathBuf>,
    /// The list to write, .toml or .csv; - is standard output [default: TOML on standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
