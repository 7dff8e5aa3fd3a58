//! `dateline dates`: before a run, what would be dated how.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};
use dateline::calendar::{Bucket, BucketSize};
use dateline::corpus::{Corpus, DateManifest, is_row};
use dateline::corrections::Corrections;
use dateline::pipeline::{DatePreview, PreviewOptions, Publisher, preview};
use dateline::text::shell_word;
use dateline::timeline::sparkline;
use dateline::{Error, ErrorKind, Result};
use serde_json::{Value, json};

use super::Outcome;
use super::again::{corpus_flags, correction_flags};
use super::args::{CorpusArgs, DatesArgs};
use super::layout::head;
use super::progress::Bar;
use super::settings::{InputSettings, corpus_settings};
use super::summary::counted;
use super::terminal::{FAINT, STRONG, clean, output_error, plain_direction, print, warning, width};

/// What the publisher of documents that name none is called.
const UNNAMED: &str = "(none named)";
/// The longest bar of a histogram, in columns.
const BAR: usize = 40;

pub fn run(args: DatesArgs, quiet: bool) -> Result<Outcome> {
    let again = Again { args: args.input.clone(), corrections: correction_flags(&args.corrections) };
    let (settings, options, corrections) = corpus_settings(args.input, args.corrections)?;
    let corrections = Corrections::read(&corrections)?;
    let corpus = Corpus::open(&settings.corpus, options)?;
    let listed = if args.limit == 0 || args.undated { usize::MAX } else { args.limit };
    let bar = Bar::new(corpus.total_bytes(), quiet);
    let InputSettings { jobs, period, .. } = settings;
    let options = PreviewOptions { jobs, period, bucket: args.by, listed, corrections };
    let found = preview(&corpus, &options, |progress| bar.show(progress))?;
    bar.finish();
    if found.progress.documents == 0 {
        return Err(nothing_read(&settings, &found));
    }
    if args.undated {
        to_fill_in(&found)?;
    } else if args.json {
        print(|out| writeln!(out, "{:#}", as_json(&found, args.by)))?;
    } else {
        print(|out| as_text(out, &found, (&settings, &again), (args.by, listed)))?;
    }
    Ok(if found.progress.skipped > 0 { Outcome::Skipped } else { Outcome::Done })
}

fn nothing_read(settings: &InputSettings, found: &DatePreview) -> Error {
    let names: Vec<String> = settings.corpus.iter().map(|path| path.display().to_string()).collect();
    let error = Error::new(ErrorKind::Corpus, format!("no document in {}", names.join(", ")));
    match found.skips.first() {
        None if found.outside > 0 => error.help("the period holds none of its documents"),
        None => error.help("the folder is empty"),
        Some(skip) => error.help(format!("{}: {}", skip.source, skip.reason)),
    }
}

/// The undated documents as a manifest whose second column is empty, and whose third shows what may belong there.
fn to_fill_in(found: &DatePreview) -> Result<()> {
    if found.undated_listed.is_empty() {
        warning("every document has a date: nothing to fill in");
    }
    let documents = found.undated_listed.iter().map(|document| (document.document.as_str(), document.seen));
    DateManifest::write_form(documents, io::stdout().lock()).map_err(output_error)
}

fn as_json(found: &DatePreview, by: BucketSize) -> Value {
    let sources: Vec<Value> =
        found.sources.iter().map(|(source, count)| json!({ "source": source.name(), "documents": count })).collect();
    let example = |(document, note): &(String, String)| json!({ "document": document, "note": note });
    let doubts: Vec<Value> = by_weight(found)
        .into_iter()
        .map(|(kind, doubt)| {
            let examples: Vec<Value> = doubt.examples.iter().map(example).collect();
            json!({ "doubt": kind, "documents": doubt.documents, "examples": examples })
        })
        .collect();
    let undated = found
        .undated_listed
        .iter()
        .map(|it| json!({ "document": it.document, "source": it.source, "reason": it.reason, "seen": it.seen }));
    let skips = found.skips.iter();
    let skips = skips.map(|skip| json!({ "source": skip.source, "line": skip.line, "reason": skip.reason }));
    let publishers = found.publishers.iter().map(|(name, publisher)| publisher_json(name, publisher));
    json!({
        "documents": found.progress.documents,
        "dated": found.dated(),
        "undated": found.undated,
        "outside_period": found.outside,
        "skipped": found.progress.skipped,
        "sources": sources,
        "doubts": doubts,
        "undated_documents": undated.collect::<Vec<_>>(),
        "bucket": by.name(),
        "histogram": histogram_json(found.histogram.iter()),
        "coarser_than_bucket": found.coarse,
        "publishers": publishers.collect::<Vec<_>>(),
        "skips": skips.collect::<Vec<_>>(),
        "notes": found.notes,
    })
}

fn publisher_json(name: &str, publisher: &Publisher) -> Value {
    json!({
        "publisher": Some(name).filter(|name| !name.is_empty()),
        "documents": publisher.documents,
        "undated": publisher.undated,
        "coarser_than_bucket": publisher.coarse,
        "histogram": histogram_json(publisher.histogram.iter()),
    })
}

fn histogram_json<'h>(histogram: impl Iterator<Item = (&'h Bucket, &'h u64)>) -> Vec<Value> {
    histogram.map(|(bucket, count)| json!({ "bucket": bucket.to_string(), "documents": count })).collect()
}

/// The kinds of doubt, those of most documents first.
fn by_weight(found: &DatePreview) -> Vec<(&String, &dateline::pipeline::Doubt)> {
    let mut doubts: Vec<_> = found.doubts.iter().collect();
    doubts.sort_by_key(|(_, doubt)| std::cmp::Reverse(doubt.documents));
    doubts
}

fn as_text(
    out: &mut dyn Write,
    found: &DatePreview,
    given: (&InputSettings, &Again),
    (by, listed): (BucketSize, usize),
) -> io::Result<()> {
    let (documents, undated) = (found.progress.documents, found.undated);
    writeln!(out, "{STRONG}{}{STRONG:#}: {} dated, {undated} undated", counted(documents, "document"), found.dated())?;
    for (source, count) in &found.sources {
        writeln!(out, "  {:<22} {count:>9}  {:>5.1} %", source.name(), percent(*count, documents))?;
    }
    if found.outside > 0 {
        writeln!(out, "{} outside of the period asked for, and left out", counted(found.outside, "document"))?;
    }
    histogram(out, found, by)?;
    publishers(out, found, by, listed)?;
    doubts(out, found, listed)?;
    undated_documents(out, found, listed)?;
    skips(out, found)?;
    for note in &found.notes {
        writeln!(out, "\n{STRONG}Note{STRONG:#}: {}", clean(note))?;
    }
    writeln!(out, "\n{}", clean(&next_step(found, given)))
}

fn percent(part: u64, whole: u64) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

/// A bar for each bucket; a gap is said and not drawn, so that a mistyped year fills no screen.
fn histogram(out: &mut dyn Write, found: &DatePreview, by: BucketSize) -> io::Result<()> {
    let Some(highest) = found.histogram.values().max() else { return Ok(()) };
    writeln!(out, "\n{STRONG}By {by}{STRONG:#}")?;
    let mut before: Option<Bucket> = None;
    for (&bucket, count) in &found.histogram {
        let gap = before.map_or(0, |before| bucket.steps_since(before) - 1);
        if gap > 0 {
            writeln!(out, "  {FAINT}{} without a document{FAINT:#}", counted(gap.unsigned_abs(), by.name()))?;
        }
        let length = (*count as f64 / *highest as f64 * BAR as f64).ceil() as usize;
        writeln!(out, "  {:<10} {count:>9}  {}", bucket.to_string(), "▇".repeat(length))?;
        before = Some(bucket);
    }
    if found.coarse > 0 {
        writeln!(out, "  {FAINT}{} with a date coarser than a {by}{FAINT:#}", counted(found.coarse, "document"))?;
    }
    Ok(())
}

fn publishers(out: &mut dyn Write, found: &DatePreview, by: BucketSize, listed: usize) -> io::Result<()> {
    if found.publishers.len() < 2 && found.publishers.contains_key("") {
        return Ok(());
    }
    let mut all: Vec<(&String, &Publisher)> = found.publishers.iter().collect();
    all.sort_by_key(|(_, publisher)| std::cmp::Reverse(publisher.documents));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header([" publisher", "documents", "undated", "from", "to", &format!("by {by}")]);
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (name, publisher) in all.iter().take(listed) {
        table.add_row(publisher_row(name, publisher));
    }
    writeln!(out, "\n{}", table.trim_fmt())?;
    cut(out, all.len(), listed)
}

fn publisher_row(name: &str, publisher: &Publisher) -> [String; 6] {
    let name = if name.is_empty() { UNNAMED.into() } else { clean(name) };
    let [first, last] = [publisher.histogram.keys().next(), publisher.histogram.keys().next_back()];
    let line = match (first, last) {
        (Some(first), Some(last)) => {
            let buckets = Bucket::covering(first.from(), last.from(), first.size());
            // No corpus spans so many buckets; a mistyped year does.
            let counts = buckets.take(4_000).map(|bucket| publisher.histogram.get(&bucket));
            let values: Vec<Option<f64>> = counts.map(|count| Some(count.map_or(0.0, |count| *count as f64))).collect();
            sparkline(&values, width().saturating_sub(80).clamp(8, 40)).text
        }
        _ => String::new(),
    };
    let shown = |bucket: Option<&Bucket>| bucket.map_or(String::new(), Bucket::to_string);
    let short = plain_direction(&head(&name, 32)).into_owned();
    let (documents, undated) = (publisher.documents.to_string(), publisher.undated.to_string());
    [format!(" {short}"), documents, undated, shown(first), shown(last), line]
}

fn doubts(out: &mut dyn Write, found: &DatePreview, listed: usize) -> io::Result<()> {
    let all = by_weight(found);
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}Doubts{STRONG:#}")?;
    for (kind, doubt) in all.iter().take(listed) {
        // A kind stands for notes that differ in their figures; where there is but one, that says more.
        let same = doubt.examples.first().filter(|(_, first)| doubt.examples.iter().all(|(_, note)| note == first));
        let heading = same.map_or(*kind, |(_, note)| note);
        writeln!(out, "  {}: {}", counted(doubt.documents, "document"), clean(heading))?;
        for (document, note) in &doubt.examples {
            let note = if same.is_some() { String::new() } else { format!(": {}", clean(note)) };
            writeln!(out, "    {FAINT}{}{note}{FAINT:#}", clean(document))?;
        }
    }
    cut(out, all.len(), listed)
}

fn undated_documents(out: &mut dyn Write, found: &DatePreview, listed: usize) -> io::Result<()> {
    if found.undated == 0 {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}Undated{STRONG:#}")?;
    for document in &found.undated_listed {
        let reason = document.reason.as_deref().unwrap_or("no dateline, and no date in its fields, name or address");
        writeln!(out, "  {}  {FAINT}{}{FAINT:#}", clean(&document.document), clean(reason))?;
    }
    cut(out, usize::try_from(found.undated).unwrap_or(usize::MAX), listed)
}

fn skips(out: &mut dyn Write, found: &DatePreview) -> io::Result<()> {
    if found.progress.skipped == 0 {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}Skipped{STRONG:#}")?;
    for skip in &found.skips {
        let line = skip.line.map_or(String::new(), |line| format!(":{line}"));
        writeln!(out, "  {}{line}: {}", clean(&skip.source), clean(&skip.reason))?;
    }
    cut(out, usize::try_from(found.progress.skipped).unwrap_or(usize::MAX), found.skips.len())
}

/// What a list leaves out.
fn cut(out: &mut dyn Write, all: usize, listed: usize) -> io::Result<()> {
    match all.saturating_sub(listed) {
        0 => Ok(()),
        more => writeln!(out, "  {FAINT}… and {more} more (--limit 0 shows all){FAINT:#}"),
    }
}

/// The options that were given, to be said again.
struct Again {
    args: CorpusArgs,
    corrections: String,
}

impl Again {
    /// All but what `without` names.
    fn flags(&self, without: &[&str]) -> String {
        corpus_flags(&self.args, without) + &self.corrections
    }
}

/// The command that helps most now.
fn next_step(found: &DatePreview, (settings, again): (&InputSettings, &Again)) -> String {
    let names = settings.corpus.iter().map(|path| shell_word(&clean(&path.display().to_string())).into_owned());
    let corpus = names.collect::<Vec<String>>().join(" ");
    let rows = found.undated_listed.iter().any(|document| is_row(&document.source));
    match found.undated {
        0 => format!("Next: dateline build {corpus}{}", again.flags(&[])),
        all if rows && all == found.progress.documents => format!(
            "No row is dated. If a column or key holds the date, name it: dateline dates {corpus}{} --date-field FIELD",
            again.flags(&["--date-field"])
        ),
        _ => format!(
            "To date what is undated: dateline dates {corpus}{} --undated > dates.csv, fill in its second column, then \
             dateline build {corpus}{} --dates dates.csv",
            again.flags(&[]),
            again.flags(&["--dates"])
        ),
    }
}
