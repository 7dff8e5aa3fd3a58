//! `dateline build`: read a corpus, find the mentions, write the store, the tables and the charts.

use dateline::cache::Ready;
use dateline::corpus::Corpus;
use dateline::corrections::Corrections;
use dateline::export::EntityTable;
use dateline::gazetteer::Gazetteer;
use dateline::matcher::{Matcher, NameList};
use dateline::pipeline::{self, Input, Outcome as RunOutcome, Reused, RunOptions};
use dateline::store::{Manifest, ManifestParts, RunLock, Select, Store, StoreWriter};
use dateline::timeline::{CountMode, TimelineOptions, Timelines};
use dateline::{Error, ErrorKind, Result};

use super::args::BuildArgs;
use super::progress::Bar;
use super::run_dir::dir_flag;
use super::settings::{BuildSettings, build_settings};
use super::{Outcome, chart, export, gazetteer, leftovers, report, spared, summary, terminal};

pub fn run(args: BuildArgs, quiet: bool) -> Result<Outcome> {
    let mut args = args;
    args.run.dir = args.run.dir.or(args.output.take());
    let (settings, corpus_options) = build_settings(args)?;
    // What is done side by side beyond the pipeline keeps to the same number, this thread among them: another one that
    // works while this one waits would have memory of its own. It can only be set once, and is here.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(settings.jobs.get()).use_current_thread().build_global();
    let corrections = Corrections::read(&settings.corrections)?;
    let Ready { gazetteer, names } = gazetteer::ready_amended(&settings, &corrections)?;
    if !quiet {
        gazetteer::say_remarks(&gazetteer);
    }
    let corpus = Corpus::open(&settings.corpus, corpus_options)?;
    keep_apart(&settings)?;
    spared::by_run_in(&settings.dir)?;
    // Held until all is written: another build of the same folder would mix its tables and charts with these.
    let (manifest, held) = fill_store(&settings, &corpus, (&gazetteer, names), &corrections, quiet)?;
    let store = Store::open(&settings.dir)?;
    let options = TimelineOptions { size: settings.by, ..TimelineOptions::default() };
    let (timelines, entities) = counted(&store, &options)?;
    write_results(&store, (&timelines, &entities), &settings, quiet)?;
    drop(held);
    if !quiet {
        say_results(&store, &timelines, &settings)?;
    }
    let skips = manifest.corpus.skips.iter().map(|skip| (&*skip.source, skip.line, &*skip.reason));
    terminal::warn_of_skips(manifest.corpus.skipped, " (skipped.jsonl lists all)", skips);
    let outcome = match () {
        () if manifest.corpus.skipped > 0 => Outcome::Skipped,
        () if manifest.mentions.mentions == 0 => {
            // What a build prints at its end says it otherwise.
            if quiet {
                terminal::reason(
                    "no entity of the gazetteers is mentioned: dateline explain FILE says why a name does not count",
                );
            }
            Outcome::Nothing
        }
        () => Outcome::Done,
    };
    let outcome = gazetteer::ended(outcome, &gazetteer);
    // The program ends: taking a million entities apart would only cost time.
    std::mem::forget(gazetteer);
    Ok(outcome)
}

/// The results do not go into a folder that is read as the corpus, or that holds it: the next build would read them.
fn keep_apart(settings: &BuildSettings) -> Result<()> {
    // What is not there yet holds nothing.
    let Ok(dir) = settings.dir.canonicalize() else { return Ok(()) };
    let roots = settings.corpus.iter().filter(|path| path.is_dir());
    let Some(root) = roots.filter_map(|path| path.canonicalize().ok()).find(|root| root.starts_with(&dir)) else {
        return Ok(());
    };
    let what = if root == dir { "is the corpus itself" } else { "holds the corpus" };
    Err(Error::new(ErrorKind::Usage, format!("the run's folder {what}: results would lie among the articles"))
        .at(&settings.dir)
        .help("name another one with -d, for example -d output"))
}

/// Everything left of the store.
fn fill_store(
    settings: &BuildSettings,
    corpus: &Corpus,
    (gazetteer, names): (&Gazetteer, NameList),
    corrections: &Corrections,
    quiet: bool,
) -> Result<(Manifest, Option<RunLock>)> {
    let matcher = Matcher::of_names(names).ambiguous(settings.ambiguous);
    if !quiet {
        gazetteer::say_twins(gazetteer, matcher.twins());
    }
    let mut writer = StoreWriter::create(&settings.dir, gazetteer)?;
    let bar = Bar::new(corpus.total_bytes(), quiet);
    let options = RunOptions {
        jobs: settings.jobs,
        period: settings.period,
        references: settings.record.references,
        corrections: corrections.clone(),
        reuse: settings.reuse,
    };
    let outcome = pipeline::run(Input { corpus, gazetteer, matcher: &matcher }, &options, &mut writer, |progress| {
        bar.show(progress)
    })?;
    bar.finish();
    if let Some(error) = corpus.absent_date() {
        return Err(error);
    }
    // The copies are found in the memory that the names took.
    drop(matcher);
    for note in &outcome.notes {
        terminal::warning(note);
    }
    if outcome.progress.documents == 0 {
        return Err(nothing_read(settings, corpus, &outcome));
    }
    if !quiet {
        say_reused(&outcome);
    }
    writer.finish_and_hold(ManifestParts {
        settings: serde_json::to_value(&settings.record)
            .map_err(|cause| Error::new(ErrorKind::Output, "cannot record the settings").caused_by(cause))?,
        zone: settings.record.tz.clone(),
        dropped: outcome.dropped,
        notes: outcome.notes,
        references: settings.record.references,
        corrections: corrections.applied(),
    })
}

/// What of the last run could be taken over: what took its time, and what did not.
fn say_reused(outcome: &RunOutcome) {
    let all = summary::counted(outcome.progress.documents, "document");
    match outcome.reused {
        Reused::Stale => terminal::note(&format!(
            "{all}, all matched anew: the gazetteers, the settings or the program are not those of the last run, or what it \
             kept is damaged"
        )),
        Reused::Documents(as_before) => {
            let new = outcome.progress.documents.saturating_sub(as_before);
            let (as_before, new) = (summary::grouped(as_before), summary::grouped(new));
            terminal::note(&format!("{all}, {as_before} as before, {new} new or changed"));
        }
        _ => {}
    }
}

/// A run without a single document leaves the last good one as it is.
fn nothing_read(settings: &BuildSettings, corpus: &Corpus, outcome: &RunOutcome) -> Error {
    let inputs = settings.record.corpus.join(", ");
    let error = Error::new(ErrorKind::Corpus, format!("no document in {inputs}; nothing was written"));
    match (&outcome.first_skip, outcome.progress.skipped) {
        (None, _) if !corpus.passed_over().results.is_empty() => {
            error.help("name the corpus that these results were made from; a table's column is read with --text-field")
        }
        (None, _) => error.help("the folder is empty, or the period holds none of its documents"),
        (Some(skip), 1) => error.help(format!("{}: {}", skip.source, skip.reason)),
        (Some(skip), count) => {
            error.help(format!("{count} inputs were skipped; the first is {}: {}", skip.source, skip.reason))
        }
    }
}

/// The timelines of the run and the table of its entities, which read the mentions side by side.
fn counted(store: &Store, options: &TimelineOptions<'_>) -> Result<(Timelines, EntityTable)> {
    let mode = (options.axis, CountMode::recorded(store));
    let (timelines, entities) = rayon::join(
        || Timelines::build(store, options),
        || EntityTable::without_peaks(store, &Select::default(), mode),
    );
    let timelines = timelines?;
    let entities = entities?.with_peaks(&timelines);
    Ok((timelines, entities))
}

/// Everything right of the store, from the store alone: tables, charts and report, side by side from one count of the
/// mentions.
fn write_results(
    store: &Store,
    (timelines, entities): (&Timelines, &EntityTable),
    settings: &BuildSettings,
    quiet: bool,
) -> Result<()> {
    remove_leftovers(settings, quiet)?;
    let bar = Bar::new(None, quiet);
    bar.step("writing tables, charts and the report");
    let charts = || match settings.charts {
        true => chart::write_set(store, timelines, &settings.dir.join("charts")),
        false => Ok(Vec::new()),
    };
    let report = || if settings.report { report::write_default(store, settings.by) } else { Ok(()) };
    let tables = || export::write_tables(timelines, entities, &settings.dir);
    let (written, (warnings, reported)) = rayon::join(tables, || rayon::join(charts, report));
    bar.finish();
    written?;
    warnings?.iter().for_each(|warning| terminal::warning(warning));
    reported
}

/// What an earlier run wrote goes before this one writes its own; said is what it is told not to write.
fn remove_leftovers(settings: &BuildSettings, quiet: bool) -> Result<()> {
    let (charts, page) = leftovers::results(&settings.dir)?;
    let (charts, page) = (charts && !settings.charts, page && !settings.report);
    let removed: Vec<&str> =
        [(charts, "charts/"), (page, report::FILE)].into_iter().filter(|(any, _)| *any).map(|(_, name)| name).collect();
    if !removed.is_empty() && !quiet {
        terminal::note(&format!("Removed, being of an earlier run: {}", removed.join(", ")));
    }
    Ok(())
}

fn say_results(store: &Store, timelines: &Timelines, settings: &BuildSettings) -> Result<()> {
    let closed = chart::closed(store, timelines)?;
    summary::print_short(store, closed.as_ref().unwrap_or(timelines))?;
    let dir = terminal::clean(&settings.dir.display().to_string()).into_owned();
    let open = format!("look at {dir}/{} in a browser", report::FILE);
    let pictures = if settings.charts { ", charts/" } else { "" };
    let page = if settings.report { ", report.html" } else { "" };
    terminal::note(&format!(
        "\nWritten to {dir}: store/, timelines.csv, entities.csv{pictures}{page}. Next: {}; dateline chart --list",
        if settings.report { open } else { format!("dateline report{}", dir_flag(&settings.dir)) }
    ));
    Ok(())
}
