//! What the user types, one file a command. Nothing here is checked beyond its shape; [`settings`](super::settings)
//! makes it into valid settings.

mod build;
mod cache;
mod chart;
mod chronology;
mod corpus;
mod corrections;
mod dates;
mod diff;
mod drawn;
mod explain;
mod export;
mod gazetteer;
mod mentions;
mod report;
mod show;
mod summary;
mod time;
mod view;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use build::BuildArgs;
pub use cache::CacheArgs;
pub use chart::{ChartArgs, ChartFormat};
pub use chronology::{ChronologyArgs, ChronologyFormat};
pub use corpus::{CorpusArgs, FieldArgs};
pub use corrections::CorrectionArgs;
pub use dates::DatesArgs;
pub use diff::DiffArgs;
pub use drawn::DrawnArgs;
pub use explain::ExplainArgs;
pub use export::ExportArgs;
pub use gazetteer::{GazetteerCommand, ImportArgs, MergeArgs};
pub use mentions::{MentionsArgs, MentionsFormat};
pub use report::ReportArgs;
pub use show::ShowArgs;
pub use summary::SummaryArgs;
pub use time::{AxisArg, DateArg, TimeArgs};
pub use view::ViewArgs;

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
    /// Print nothing but results, errors, and why the exit code is not 0; a run's warnings are in run.json too
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

/// How many at most; 0 stands for all.
fn at_most(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Ok(usize::MAX),
        Ok(number) => Ok(number),
        Err(_) => Err("write a whole number; 0 for all".to_owned()),
    }
}
