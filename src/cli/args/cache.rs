//! What reads a list without a run: whether it may be kept.

use clap::Args;
use clap::builder::FalseyValueParser;

#[derive(Debug, Default, Args)]
pub struct CacheArgs {
    /// Use no gazetteer that is kept (large ones in `.dateline-cache` beside the file, the bundled ones among your
    /// caches), and keep none
    #[arg(long, env = "DATELINE_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
}
