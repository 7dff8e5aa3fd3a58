//! `dateline chart`: SVG and PNG.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dateline::chart::{ChartKind, Language, Palette, Region, Theme, parse_size};

use super::DrawnArgs;
use crate::cli::choice;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline chart lines mosul raqqa deir-ezzor -o attention.svg
  dateline chart heatmap --kind place --top 25 --measure per-1000-documents -o places.png
  dateline chart map --region 29,35,38,50 -o iraq-and-syria.png
  dateline chart coverage --events examples/events.csv --data coverage.csv -o coverage.svg
  dateline chart lines mosul raqqa --format vega-lite -o attention.vl.json
  dateline chart --list")]
pub struct ChartArgs {
    /// The chart's type; `--list` shows them all
    #[arg(required_unless_present = "list", value_name = "TYPE", value_parser = choice::choice::<ChartKind>(choice::CHARTS), hide_possible_values = true)]
    pub chart: Option<ChartKind>,
    #[command(flatten)]
    pub drawn: DrawnArgs,
    /// The picture's size in pixels [default: what suits the chart]
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<(u32, u32)>,
    /// A PNG has this many dots a pixel
    #[arg(long, value_name = "FACTOR", default_value_t = 2.0)]
    pub scale: f32,
    /// light, dark or print
    #[arg(long, value_name = "THEME", default_value_t = Theme::default(), value_parser = choice::choice::<Theme>(choice::THEMES), hide_possible_values = true)]
    pub theme: Theme,
    /// The colours: okabe-ito, tol, grey
    #[arg(long, value_name = "PALETTE", default_value_t = Palette::default(), value_parser = choice::choice::<Palette>(choice::PALETTES), hide_possible_values = true)]
    pub palette: Palette,
    /// A font file (.ttf or .otf) for characters that the embedded ones lack; may be given again
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,
    /// An SVG whose texts are outlines: larger, and the same on machines without the fonts
    #[arg(long)]
    pub outlines: bool,
    /// The headline [default: what is shown]
    #[arg(long)]
    pub title: Option<String>,
    /// On an axis of time: dated notes to draw, from a CSV file with the columns `from`, `to`, `label`
    #[arg(long, value_name = "FILE.csv")]
    pub events: Option<PathBuf>,
    /// On lines, panels, ridges, heatmap: mark the bursts (Kleinberg 2003); their parameters are in the caption
    #[arg(long)]
    pub bursts: bool,
    /// A map: one small map a bucket
    #[arg(long)]
    pub frames: bool,
    /// A map: the part of the world to show, in degrees, such as 29,35,38,50 [default: where most mentions are]
    #[arg(long, value_name = "SOUTH,WEST,NORTH,EAST", value_parser = str::parse::<Region>, allow_hyphen_values = true)]
    pub region: Option<Region>,
    /// The language of titles, captions, month names and numbers, and of the names that the lists have in it: en, de,
    /// fr, es, ru, ar
    #[arg(long, value_name = "LANG", default_value_t = Language::default(), value_parser = choice::choice::<Language>(choice::LANGUAGES), hide_possible_values = true)]
    pub lang: Language,
    /// Write the chart's figures as well, as CSV
    #[arg(long, value_name = "FILE.csv")]
    pub data: Option<PathBuf>,
    /// svg, png, or for lines vega-lite: a chart for the web, with its data [default: by the file's ending]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ChartFormat>,
    /// The file to write, .svg, .png or .vl.json; - is standard output, with --format
    #[arg(short, long, value_name = "FILE", required_unless_present = "list")]
    pub output: Option<PathBuf>,
    /// Show the types with a line each
    #[arg(long)]
    pub list: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartFormat {
    Svg,
    Png,
    VegaLite,
}
