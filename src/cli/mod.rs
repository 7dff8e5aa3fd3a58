//! The command line: arguments, settings, one file a command.

mod advice;
mod again;
mod args;
mod asked;
mod build;
mod chart;
mod choice;
mod chronology;
mod dates;
mod diff;
mod explain;
mod export;
mod gazetteer;
mod held;
mod layout;
mod leftovers;
mod lookup;
mod mend;
mod mentions;
mod progress;
mod report;
mod run_dir;
mod settings;
mod settings_file;
mod shell;
mod show;
mod spared;
mod summary;
mod survey;
mod tamed;
mod terminal;
mod view;

use std::process::ExitCode;

use clap::Parser;
use dateline::{Error, ErrorKind, Result};

use args::{Cli, Command};

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All done.
    Done,
    /// Nothing matched what was asked.
    Nothing,
    /// Done, but some input was skipped.
    Skipped,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Skipped => 3,
        }
    }
}

/// Parses the arguments, runs the command and says how it ended.
pub fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| advice::with_command_meant(error).exit());
    print_panics_that_end_it();
    match run(cli) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        // That nothing matches what was asked is no fault of the program's or the reader's.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            terminal::reason(&error.to_string());
            ExitCode::from(Outcome::Nothing.code())
        }
        Err(error) => {
            terminal::error(&error);
            ExitCode::from(2)
        }
    }
}

/// Leaves out what the library catches: one page that a parser fails on is told with its source, and needs no message
/// across the progress bar.
fn print_panics_that_end_it() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dateline::is_guarded() {
            print(panic);
        }
    }));
}

fn run(cli: Cli) -> Result<Outcome> {
    let quiet = cli.quiet;
    if quiet {
        terminal::hush();
    }
    match cli.command {
        Command::Build(args) => build::run(*args, quiet),
        Command::Dates(args) => dates::run(*args, quiet),
        Command::Summary(args) => summary::run(args),
        Command::Show(args) => show::run(args),
        Command::Mentions(args) => mentions::run(args),
        Command::Chart(args) => chart::run(args, quiet),
        Command::View(args) => view::run(args),
        Command::Report(args) => report::run(args, quiet),
        Command::Chronology(args) => chronology::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Export(args) => export::run(args, quiet),
        Command::Gazetteer(command) => gazetteer::run(command),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { output } => shell::manual(output.as_deref()),
    }
}

/// Whether the reader of our output has gone: that is how `head` works, and no error.
fn is_broken_pipe(error: &Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(io) = current.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::BrokenPipe
        {
            return true;
        }
        cause = current.source();
    }
    false
}
