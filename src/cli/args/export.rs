//! `dateline export`: tables, lists and graphs for other tools.

use std::path::PathBuf;

use clap::Args;
use dateline::export::{Format, TableKind};

use super::{RunArgs, TimeArgs, at_most};
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline export mentions --format jsonl > mentions.jsonl
  dateline export timelines --by month --where kind=place -o timelines.csv
  dateline export timelines --excel -o timelines.csv     for Excel in German, French …
  dateline export all -o news.sqlite                     datasette news.sqlite shows it
  dateline export entities --format entity-ruler --all-entities -o patterns.jsonl
  dateline export timelines --where kind=place -o places.geojson   kepler.gl, QGIS
  dateline export co-mentions --top 100 -o graph.gexf    Gephi
  dateline export mentions --where \"source=wire/*,period=2016-10..2017-07\" --format brat -o annotated

Selecting: KEY=VALUE with the keys entity, kind, type, tag, period, source. Values of one key are alternatives
(kind=place,person), different keys must all hold; a source is a publisher, a host, or where the document
was read, and * stands for anything.

Formats: csv, jsonl, json, parquet, sqlite for every table, and
  mentions     webannotation, brat, iob2, spacy
  entities     entity-ruler, gate, ftm, linked-places, geojson, kml
  timelines    geojson, kml, vega-lite
  chronology   timelinejs
  co-mentions  gexf
What a format cannot hold is printed; docs/formats.md says more.")]
pub struct ExportArgs {
    /// mentions, documents, entities, timelines, dates, chronology, co-mentions, all
    #[arg(value_parser = choice::choice::<TableKind>(choice::TABLES), hide_possible_values = true)]
    pub table: TableKind,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Only what this selects: KEY=VALUE,…; may be given again
    #[arg(long = "where", value_name = "SELECTION")]
    pub selection: Vec<String>,
    /// Only so many entities, those with most mentions in what is selected; 0 for all
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub top: Option<usize>,
    /// Entity lists: those that are never mentioned, too
    #[arg(long)]
    pub all_entities: bool,
    /// Timelines without the rows of buckets in which an entity is not mentioned
    #[arg(long)]
    pub no_zeros: bool,
    /// How it is written [default: by the file's ending, else csv]
    #[arg(long, value_name = "FORMAT", value_parser = choice::choice::<Format>(choice::FORMATS), hide_possible_values = true)]
    pub format: Option<Format>,
    /// The file or folder to write; - is standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write what the format could not hold into a JSON file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Leave CSV cells that a spreadsheet would run as they are
    #[arg(long)]
    pub raw_cells: bool,
    /// CSV that Excel opens rightly where the decimal sign is a comma: with a mark of UTF-8, semicolons and decimal
    /// commas
    #[arg(long)]
    pub excel: bool,
}
