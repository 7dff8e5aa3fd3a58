//! `dateline show`: one entity.

use clap::Args;

use super::{RunArgs, TimeArgs};

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
