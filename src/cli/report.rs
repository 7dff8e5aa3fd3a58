//! `dateline report`, and the page that a build makes.

use std::path::Path;

use dateline::Result;
use dateline::report::{Report, ReportOptions, render};
use dateline::store::Store;
use dateline::timeline::BucketChoice;

use super::args::ReportArgs;
use super::asked::recorded_by;
use super::run_dir::{dir_flag, dir_option, run_dir};
use super::summary::grouped;
use super::terminal::{is_stdout, write_out};
use super::{Outcome, asked, held, spared, terminal};

/// The page's name in the folder of its run.
pub const FILE: &str = "report.html";

pub fn run(args: ReportArgs, quiet: bool) -> Result<Outcome> {
    let dir = run_dir(args.run.dir.as_deref())?;
    let page = dir.join(FILE);
    let _held = held::for_outputs(&dir, [Some(args.output.as_deref().unwrap_or(&page))])?;
    let store = Store::open(&dir)?;
    spared::by_outputs_of(&store, [args.output.as_deref()])?;
    let (from, to) = asked::days(args.from, args.to)?;
    let options = ReportOptions {
        title: args.title,
        entities: asked::ids(&store, &args.entities)?,
        top: args.top,
        size: args.by.unwrap_or_else(|| recorded_by(&store)),
        count: args.count,
        from,
        to,
        dir: dir_option(store.dir()),
        max_bytes: args.max_size,
    };
    let report = render(&store, &options)?;
    if report.sentences == 0 && report.sentences_left_out == 0 && report.entities_left_out == 0 {
        let dir = dir_flag(store.dir());
        terminal::reason(&format!(
            "nothing is mentioned in what was asked for, and no page was written: dateline summary{dir} says who is mentioned, \
             and when most"
        ));
        return Ok(Outcome::Nothing);
    }
    let path = args.output.unwrap_or_else(|| store.dir().join(FILE));
    write_out(&path, report.html.as_bytes())?;
    if !quiet && !is_stdout(&path) {
        say(&report, &path);
    }
    Ok(Outcome::Done)
}

/// Writes the page of a build into its folder.
pub fn write_default(store: &Store, by: BucketChoice) -> Result<()> {
    let options = ReportOptions { size: by, dir: dir_option(store.dir()), ..ReportOptions::default() };
    write_out(&store.dir().join(FILE), render(store, &options)?.html.as_bytes())
}

fn say(report: &Report, path: &Path) {
    let (path, size) = (path.display().to_string(), report.html.len() as f64 / 1e6);
    terminal::note(&format!(
        "{}: {} names, {} sentences, {size:.1} MB",
        terminal::clean(&path),
        grouped(report.entities as u64),
        grouped(report.sentences as u64)
    ));
    if report.entities_left_out > 0 {
        terminal::warning(&format!(
            "{} names have no room in the page; --max-size allows a larger one",
            grouped(report.entities_left_out as u64)
        ));
    }
    if report.sentences_left_out > 0 {
        terminal::note(&format!(
            "{} more sentences would be shown in a larger page (--max-size)",
            grouped(report.sentences_left_out as u64)
        ));
    }
}
