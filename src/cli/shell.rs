//! `dateline completions` and `dateline man`.

use clap::CommandFactory;
use clap_complete::Shell;
use dateline::Result;

use super::Outcome;
use super::args::Cli;
use super::terminal::print;

pub fn completions(shell: Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

/// One page with every command after the overview.
pub fn manual() -> Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    print(|out| {
        clap_mangen::Man::new(command.clone()).render(out)?;
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
            let title = format!("dateline-{}", sub.get_name());
            clap_mangen::Man::new(sub.clone().name(title)).render(out)?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}
