//! What is read, and how: by `build`, `dates` and `explain`.

use std::path::PathBuf;

use clap::Args;
use dateline::calendar::Zone;
use dateline::corpus::Preset;

use super::DateArg;
use crate::cli::choice;

/// What is read, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct CorpusArgs {
    /// Files, folders (read with all below them), or `-` for standard input
    pub corpus: Vec<PathBuf>,
    /// Leave out what was published before this date (2017, 2017-06 or 2017-06-13)
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Leave out what was published after this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// The time zone whose days are meant: an IANA name or an offset [default: UTC, and a web page's own days]
    #[arg(long, value_name = "ZONE")]
    pub tz: Option<Zone>,
    /// Publication dates from a CSV file with the columns `path or id` and `date`; they win over all others
    #[arg(long, value_name = "MANIFEST.csv")]
    pub dates: Option<PathBuf>,
    /// Take every file for this format, whatever its name: auto, text, markdown, html, jsonl, json, csv, tsv, warc,
    /// feed, parquet
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Take a file's modification time for its publication date where there is no other
    #[arg(long)]
    pub file_times: bool,
    /// Make each article of a page that holds several a document of its own, where headings over "Published on" or "By
    /// NAME" lines tell them apart
    #[arg(long)]
    pub split_pages: bool,
    /// Only documents in these languages (`en,fr`), as they state or as their text shows; those too short to tell are
    /// kept, and counted
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The country of the sources, by code or name, unless their web addresses tell one (`.uk`): of namesakes, its
    /// places are likelier
    #[arg(long, value_name = "COUNTRY")]
    pub source_country: Option<String>,
    #[command(flatten)]
    pub fields: FieldArgs,
    /// How many threads work; output does not depend on it [default: all cores]
    #[arg(short, long = "jobs", value_name = "N")]
    pub jobs: Option<usize>,
}

/// Which columns or keys of a table hold what.
#[derive(Clone, Debug, Default, Args)]
pub struct FieldArgs {
    /// The source whose exports are read, which says what the fields are called: mediacloud, gdelt, newsapi,
    /// trafilatura
    #[arg(long, value_name = "SOURCE", value_parser = choice::choice::<Preset>(choice::PRESETS), hide_possible_values = true)]
    pub preset: Option<Preset>,
    /// The key of a JSON object whose value is the list of articles; data.items is that of an object within it
    #[arg(long, value_name = "FIELD")]
    pub list_field: Option<String>,
    /// The field of the document's id, by name or by number from 1
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// The field of the title
    #[arg(long, value_name = "FIELD")]
    pub title_field: Option<String>,
    /// The field of the text, by name or, in tables, by number from 1; unless it is called text, body, content,
    /// article, maintext …: docs/formats.md has the usual names in their order
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// The field of the publication date; unless it is called date, pubDate, published_at, publication_date …
    #[arg(long, value_name = "FIELD")]
    pub date_field: Option<String>,
    /// The field of the web address
    #[arg(long, value_name = "FIELD")]
    pub url_field: Option<String>,
    /// The field that names the publisher
    #[arg(long, value_name = "FIELD")]
    pub publisher_field: Option<String>,
    /// The field that states the language
    #[arg(long, value_name = "FIELD")]
    pub lang_field: Option<String>,
    /// A CSV or TSV file's first line holds names
    #[arg(long, conflicts_with = "no_header")]
    pub header: bool,
    /// A CSV or TSV file's first line is data
    #[arg(long)]
    pub no_header: bool,
}
