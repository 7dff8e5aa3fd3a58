//! Which corrections hold.

use std::path::PathBuf;

use clap::Args;

#[derive(Clone, Debug, Default, Args)]
pub struct CorrectionArgs {
    /// A file of corrections; may be given again [default: `corrections.toml` beside the gazetteers, or here]
    #[arg(long, value_name = "FILE.toml")]
    pub corrections: Vec<PathBuf>,
    /// Apply no corrections
    #[arg(long, conflicts_with = "corrections")]
    pub no_corrections: bool,
}
