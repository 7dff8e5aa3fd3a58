//! `dateline completions` and `dateline man`.

use std::io;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use dateline::write_atomically;
use dateline::{Error, ErrorKind, Result};

use super::Outcome;
use super::args::Cli;
use super::terminal::{note, output_error, print};

pub fn completions(shell: Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

/// The manual: a page a command in a folder, or all of them after each other.
pub fn manual(folder: Option<&Path>) -> Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    let pages = pages(&command, "").map_err(output_error)?;
    let Some(folder) = folder else {
        print(|out| pages.iter().try_for_each(|(_, page)| out.write_all(page)))?;
        return Ok(Outcome::Done);
    };
    for (name, page) in &pages {
        let path = folder.join(format!("{name}.1"));
        write_atomically(&path, |out| {
            out.write_all(page)
                .map_err(|cause| Error::new(ErrorKind::Output, "cannot be written").at(&path).caused_by(cause))
        })?;
    }
    note(&format!("{} pages in {}", pages.len(), folder.display()));
    Ok(Outcome::Done)
}

/// The page of a command, and after it those of the commands within it.
fn pages(command: &clap::Command, above: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let name = format!("{above}{}", command.get_name());
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone().name(name.clone())).render(&mut page)?;
    let within = command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help");
    let within: Vec<_> = within.map(|sub| pages(sub, &format!("{name}-"))).collect::<io::Result<_>>()?;
    Ok([(name, page)].into_iter().chain(within.into_iter().flatten()).collect())
}
