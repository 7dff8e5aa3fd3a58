//! What the user types. Nothing here is checked beyond its shape; [`super::settings`] makes it into valid settings.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline::calendar::{BucketSize, Day, Zone};
use dateline::chart::{ChartKind, Language, Palette, Theme, parse_size};
use dateline::corpus::Preset;
use dateline::export::{Format, TableKind};
use dateline::gazetteer::{Kind, Layout};
use dateline::matcher::Ambiguous;
use dateline::report::parse_bytes;
use dateline::timeline::{Axis, BucketChoice, CountMode, Measure};

use super::choice;

const ABOUT: &str = "From a folder of news and a list of names to dated, normalised, evidence-backed timelines";

const TOUR: &str = "\
Examples:
  dateline build articles/                      read a folder, with the bundled gazetteers
  dateline build news.jsonl -g mine.toml        your own list of names
  dateline dates articles/                      before that: what would be dated how
  dateline summary                              who is mentioned, how often, when most
  dateline show mosul                           one entity
  dateline mentions raqqa --from 2017-06        the sentences behind the figures
  dateline view mosul raqqa                     a chart in the terminal
  dateline chart lines mosul raqqa -o raqqa.svg a chart
  dateline report -o report.html                one page to explore and to send
  dateline export timelines --format csv        a table for other tools

Exit codes: 0 all done; 1 nothing matched what was asked; 2 wrong usage or settings, or an
unreadable gazetteer; 3 done, but some input was skipped (it is listed).";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about = ABOUT, after_help = TOUR, max_term_width = 100)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Print nothing but results and errors
    #[arg(short, long, global = true, display_order = 900)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read a corpus, find the mentions, and write timelines, charts and tables
    Build(Box<BuildArgs>),
    /// Before a run: what would be dated how, what is doubtful, what has no date
    Dates(Box<DatesArgs>),
    /// Who is mentioned, how often, and when most
    Summary(SummaryArgs),
    /// One entity: totals, peak, spellings, company, example sentences
    Show(ShowArgs),
    /// The evidence: every mention in its sentence
    Mentions(MentionsArgs),
    /// The dated sentences, in the order of what they speak of
    Chronology(ChronologyArgs),
    /// Draw a chart as SVG or PNG
    Chart(ChartArgs),
    /// The lines chart in the terminal itself
    View(ViewArgs),
    /// The whole run as one page to explore: charts, tables and sentences in one HTML file
    Report(ReportArgs),
    /// Two runs side by side: what came, what went, what moved, and why
    Diff(DiffArgs),
    /// Write tables, lists, annotations, maps and graphs for other tools
    Export(ExportArgs),
    /// One document with every name in it: what was taken, what was not, by which rule, and how to mend the list
    Explain(ExplainArgs),
    /// Check, list or import gazetteers
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
    /// Completions for a shell
    #[command(after_help = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline     (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
    Completions {
        /// The shell to write for
        shell: clap_complete::Shell,
    },
    /// The manual: one page with everything, or a page a command into a folder
    #[command(after_help = "\
Examples:
  dateline man | man -l -
  dateline man -o ~/.local/share/man/man1       (then: man dateline-build)")]
    Man {
        /// Write a page for each command into this folder
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
}

/// The folder of a run.
#[derive(Clone, Debug, Default, Args)]
pub struct RunArgs {
    /// The run's folder [default: output, or `dir` of dateline.toml]
    #[arg(short, long = "dir", value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

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
    /// A gazetteer: a .toml or .csv file, `bundled`, another tool's list (told by its content, or as in `geonames:FILE`,
    /// `ftm:FILE`, `places:NAMES.txt`); may be given again [default: bundled]
    #[arg(short, long = "gazetteer", value_name = "GAZETTEER")]
    pub gazetteers: Vec<String>,
    /// A file of corrections; may be given again [default: `corrections.toml` beside the gazetteers, or here]
    #[arg(long, value_name = "FILE.toml")]
    pub corrections: Vec<PathBuf>,
    /// Apply no corrections
    #[arg(long, conflicts_with = "corrections")]
    pub no_corrections: bool,
    #[command(flatten)]
    pub run: RunArgs,
    /// The bucket of the timelines: auto, day, week, month, quarter, year [default: auto]
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
    /// Match every document anew. Otherwise what the last run in the folder found is taken over for documents that are the
    /// same, if gazetteers, settings and program are
    #[arg(long)]
    pub full: bool,
    /// Keep nothing for later runs and use nothing that is kept: neither what was found in each document (`.memo` in the run's
    /// folder) nor large gazetteers (`.dateline-cache` beside the file)
    #[arg(long, env = "DATELINE_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// Write no charts; those that an earlier run wrote here are removed
    #[arg(long)]
    pub no_charts: bool,
    /// Write no report; that of an earlier run is removed
    #[arg(long)]
    pub no_report: bool,
}

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
    #[command(flatten)]
    pub fields: FieldArgs,
    /// How many threads work; output does not depend on it [default: all cores]
    #[arg(short, long = "jobs", value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline dates articles/                          before a run: what would be dated how
  dateline dates news.jsonl --date-field published --by month
  dateline dates pages/ --limit 0 --json | jq -r '.undated_documents[].document'
  dateline dates articles/ --undated > dates.csv    fill in, then: dateline build articles/ --dates dates.csv

Nothing is matched and nothing is written. Reads `dateline.toml` as `dateline build` does. Exit codes: 0 all
done; 2 wrong usage, or no document; 3 done, but some input was skipped (it is listed).")]
pub struct DatesArgs {
    #[command(flatten)]
    pub input: CorpusArgs,
    /// The buckets of the histogram: day, week, month, quarter, year
    #[arg(long, value_name = "BUCKET", default_value_t = BucketSize::Year, value_parser = choice::choice::<BucketSize>(choice::BUCKETS), hide_possible_values = true)]
    pub by: BucketSize,
    /// How many undated documents, doubts and publishers are listed; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Print the undated documents alone, as a CSV file to fill in for `--dates`
    #[arg(long, conflicts_with_all = ["json", "limit"])]
    pub undated: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Which columns or keys of a table hold what.
#[derive(Clone, Debug, Default, Args)]
pub struct FieldArgs {
    /// The source whose exports are read, which says what the fields are called: mediacloud, gdelt, newsapi, trafilatura
    #[arg(long, value_name = "SOURCE", value_parser = choice::choice::<Preset>(choice::PRESETS), hide_possible_values = true)]
    pub preset: Option<Preset>,
    /// The key of a JSON object whose value is the list of articles
    #[arg(long, value_name = "FIELD")]
    pub list_field: Option<String>,
    /// The field of the document's id, by name or by number from 1
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// The field of the title
    #[arg(long, value_name = "FIELD")]
    pub title_field: Option<String>,
    /// The field of the text
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// The field of the publication date
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

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline diff output-monday output
  dateline diff old new --limit 0 | less
  dateline diff old new --json | jq '.mentions[] | select(.cause == \"rules\")'

Exit codes: 0 they differ; 1 both found the same; 2 wrong usage, or a folder without a run.")]
pub struct DiffArgs {
    /// The folder of the earlier run
    pub old: PathBuf,
    /// The folder of the later run
    pub new: PathBuf,
    /// The buckets that changes are counted in: day, week, month, quarter, year [default: the later run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketSize>(choice::BUCKETS), hide_possible_values = true)]
    pub by: Option<BucketSize>,
    /// How many documents, entities, causes and mentions are listed; 0 for all
    #[arg(long, value_name = "N", default_value_t = dateline::comparison::DEFAULT_LIMIT)]
    pub limit: usize,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline summary --kind place --top 20
  dateline summary --json | jq '.entities[] | {id, mentions, peak}'")]
pub struct SummaryArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// Only this kind: place, person, organisation
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// How many entities of each kind; 0 for all
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = at_most)]
    pub top: usize,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The time that is looked at.
#[derive(Clone, Debug, Default, Args)]
pub struct TimeArgs {
    /// The bucket: auto, day, week, month, quarter, year [default: the run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// Only from this date on; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only up to this date; shows also what lies far from all other dates
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// When it was written (published) or when it says that things happened (referenced)
    #[arg(long, value_enum, value_name = "AXIS")]
    pub axis: Option<AxisArg>,
    /// Which texts count: all, distinct (without copies and furniture), or sources (each once a bucket) [default: the
    /// run's]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AxisArg {
    Published,
    Referenced,
}

impl From<AxisArg> for Axis {
    fn from(axis: AxisArg) -> Axis {
        match axis {
            AxisArg::Published => Axis::Published,
            AxisArg::Referenced => Axis::Referenced,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline show mosul
  dateline show \"Deir el-Zour\"
  dateline show islamic-state --json")]
pub struct ShowArgs {
    /// An entity's id, name or alias
    pub entity: String,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline mentions raqqa --from 2017-06 --to 2017-10
  dateline mentions mosul tal-afar --limit 20
  dateline mentions raqqa --source Reuters --source AP
  dateline mentions hit --limit 5 --correct >> corrections.toml
  dateline mentions --format jsonl | jq -r .surface | sort | uniq -c")]
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
    /// Print corrections to paste into corrections.toml: one that blocks each mention
    #[arg(long, conflicts_with = "format")]
    pub correct: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MentionsFormat {
    Text,
    Jsonl,
    Csv,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline chronology mosul --from 2014 --to 2017
  dateline chronology --top-days 20 --format markdown > chronology.md
  dateline chronology raqqa --days 10
  dateline chronology --format timelinejs > timeline.json

A star marks the ten days that matter most: on which much was published, and which documents of many days,
of later ones above all, still name. Near-identical sentences are one entry with a count.")]
pub struct ChronologyArgs {
    /// Entities by id, name or alias: only sentences that mention one of them
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    /// Only what is told of this date and later
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only what is told of this date and earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// text, markdown, csv, json, jsonl or timelinejs
    #[arg(long, value_enum, default_value_t = ChronologyFormat::Text, value_name = "FORMAT")]
    pub format: ChronologyFormat,
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

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline chart lines mosul raqqa deir-ezzor -o attention.svg
  dateline chart heatmap --kind place --top 25 --measure per-1000-documents -o places.png
  dateline chart coverage --events examples/events.csv --data coverage.csv -o coverage.svg
  dateline chart lines mosul raqqa --format vega-lite -o attention.vl.json
  dateline chart --list")]
pub struct ChartArgs {
    /// The chart's type; `--list` shows them all
    #[arg(required_unless_present = "list", value_name = "TYPE", value_parser = choice::choice::<ChartKind>(choice::CHARTS), hide_possible_values = true)]
    pub chart: Option<ChartKind>,
    /// Entities by id, name or alias; the most mentioned if none is given
    pub entities: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub time: TimeArgs,
    /// Without entities: only of this kind
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// Without entities: how many, those with most mentions in what is asked for; 0 for all [default: what suits the type]
    #[arg(long, value_name = "N", value_parser = at_most)]
    pub top: Option<usize>,
    /// mentions, documents, per-1000-documents, per-million-words
    #[arg(long, value_name = "MEASURE", default_value_t = Measure::Mentions, value_parser = choice::choice::<Measure>(choice::MEASURES), hide_possible_values = true)]
    pub measure: Measure,
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
    /// A font file (.ttf or .otf) for characters that the embedded ones lack
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
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
    /// The language of titles, captions, month names and numbers: en, de, fr, es, ru, ar
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
    /// The language of titles, month names and numbers: en, de, fr, es, ru, ar
    #[arg(long, value_name = "LANG", default_value_t = Language::default(), value_parser = choice::choice::<Language>(choice::LANGUAGES), hide_possible_values = true)]
    pub lang: Language,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline report -o report.html
  dateline report --entities mosul,raqqa,deir-ezzor --title \"Three cities\" -o cities.html
  dateline report --top 200 --max-size 10MB --from 2016 --to 2017 -o report.html
The page is one file that fetches nothing; a link such as report.html#raqqa/2017-06 leads to
the sentences of one month.")]
pub struct ReportArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// The heading of the page
    #[arg(long)]
    pub title: Option<String>,
    /// Only these entities, by id, name or alias, with commas between
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub entities: Vec<String>,
    /// How many entities, those with most mentions in the period; 0 for all
    #[arg(long, default_value_t = 100, value_name = "N", value_parser = at_most, conflicts_with = "entities")]
    pub top: usize,
    /// The bucket: auto, day, week, month, quarter, year [default: the run's]
    #[arg(long, value_name = "BUCKET", value_parser = choice::choice::<BucketChoice>(choice::BUCKETS_OR_AUTO), hide_possible_values = true)]
    pub by: Option<BucketChoice>,
    /// Which texts count: all, distinct, sources [default: the run's]
    #[arg(long, value_name = "TEXTS", value_parser = choice::choice::<CountMode>(choice::COUNTS), hide_possible_values = true)]
    pub count: Option<CountMode>,
    /// Only what was published from this date on
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateArg>,
    /// Only what was published up to this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateArg>,
    /// The size of the page at most; what has no room is said on it
    #[arg(long, value_name = "SIZE", default_value = "5MB", value_parser = parse_bytes)]
    pub max_size: u64,
    /// The file to write; - is standard output [default: report.html in the run's folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

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
    /// Show every meaning, and words in small letters that spell a name ("hit")
    #[arg(long)]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline export mentions --format jsonl > mentions.jsonl
  dateline export timelines --by month --where kind=place -o timelines.csv
  dateline export all -o news.sqlite                     datasette news.sqlite shows it
  dateline export entities --format entity-ruler --all-entities -o patterns.jsonl
  dateline export timelines --where kind=place -o places.geojson   kepler.gl, QGIS
  dateline export co-mentions --top 100 -o graph.gexf    Gephi
  dateline export mentions --where \"source=wire/*,period=2016-10..2017-07\" --format brat -o annotated

Selecting: KEY=VALUE with the keys entity, kind, tag, period, source. Values of one key are alternatives
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
}

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
        /// Also run them against this corpus: the names with most hits, how they are written, and rules to paste
        #[arg(long, value_name = "CORPUS")]
        corpus: Vec<PathBuf>,
        /// With a corpus: how many names are shown; 0 for all
        #[arg(long, default_value_t = 20, value_name = "N")]
        top: usize,
        /// Print JSON, a line a finding
        #[arg(long)]
        json: bool,
    },
    /// List the entities
    #[command(after_help = "Examples:\n  dateline gazetteer list\n  dateline gazetteer list mine.toml --kind person")]
    List {
        /// The gazetteers [default: bundled]
        gazetteers: Vec<String>,
        /// Only this kind
        #[arg(long)]
        kind: Option<Kind>,
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
    /// Only these countries (ISO 3166-1 alpha-2, with commas between)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub country: Vec<String>,
    /// Only places with so many inhabitants
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub min_population: u64,
    /// Only these feature classes or codes, such as P,A.ADM1
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub features: Vec<String>,
    /// Only names in these languages, besides the own name; it is taken in the first of them
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub lang: Vec<String>,
    /// The kind of entries that do not say of what kind they are: place, person, organisation
    #[arg(long, value_parser = choice::choice::<Kind>(choice::KINDS), hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// The licence of the list, where it does not state one itself
    #[arg(long, value_name = "LICENCE")]
    pub licence: Option<String>,
    /// Write all that could not be carried, a line of JSON each with file, line and column
    #[arg(long, value_name = "FILE.jsonl")]
    pub report: Option<PathBuf>,
    /// GeoNames' alternateNamesV2 file, which tells the languages of names
    #[arg(long, value_name = "FILE")]
    pub alternate_names: Option<PathBuf>,
    /// The list to write, .toml or .csv; - is standard output [default: TOML on standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How many at most; 0 stands for all.
fn at_most(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Ok(usize::MAX),
        Ok(number) => Ok(number),
        Err(_) => Err("write a whole number; 0 for all".to_owned()),
    }
}

/// A date of any fineness: the start of it for `--from`, the end of it for `--to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateArg(pub dateline::calendar::Span);

impl DateArg {
    pub fn first(self) -> Day {
        self.0.from()
    }

    pub fn last(self) -> Day {
        self.0.to()
    }
}

impl std::str::FromStr for DateArg {
    type Err = dateline::Error;
    fn from_str(text: &str) -> dateline::Result<DateArg> {
        text.parse().map(DateArg)
    }
}
