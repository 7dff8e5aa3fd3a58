//! `dateline summary`: who is mentioned, how often, and when most.

use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};
use dateline::Result;
use dateline::gazetteer::Kind;
use dateline::store::{Manifest, Store, UNDETERMINED};
use dateline::timeline::{Axis, CountMode, EntitySummary, TimelineOptions, Timelines};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::Outcome;
use super::args::SummaryArgs;
use super::settings::{period, recorded_by, run_dir};
use super::terminal::{FAINT, STRONG, clean, plain_direction, print, step, width};

/// The columns of a line that hold neither the name nor the sparkline.
const OTHER_COLUMNS: usize = 41;
/// Entities of each kind after a build.
const SHORT: usize = 5;

pub fn run(args: SummaryArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let (from, to) = (args.time.from.map(|date| date.first()), args.time.to.map(|date| date.last()));
    period(from, to)?;
    let timelines = Timelines::build(
        &store,
        &TimelineOptions {
            axis: args.time.axis.map(Into::into).unwrap_or_default(),
            size: args.time.by.unwrap_or_else(|| recorded_by(&store)),
            from,
            to,
            kind: args.kind,
            count: args.time.count,
            ..TimelineOptions::default()
        },
    )?;
    let top = if args.top == 0 { usize::MAX } else { args.top };
    let summaries = leading(timelines.summaries(&store, spark_width(&timelines, top))?, top);
    if args.json {
        print(|out| writeln!(out, "{:#}", as_json(store.manifest(), &timelines, &summaries)))?;
    } else {
        print(|out| as_text(out, store.manifest(), &timelines, &summaries))?;
    }
    Ok(if summaries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// What a build says at its end.
pub fn print_short(store: &Store, timelines: &Timelines) -> Result<()> {
    let summaries = leading(timelines.summaries(store, spark_width(timelines, SHORT))?, SHORT);
    print(|out| as_text(out, store.manifest(), timelines, &summaries))
}

/// The room that the other columns of a line leave for a sparkline.
fn spark_width(timelines: &Timelines, top: usize) -> usize {
    let shown = Kind::ALL.into_iter().flat_map(|kind| {
        let series = timelines.series.iter().filter(move |series| series.kind == kind);
        series.take(top).map(|series| clean(&series.name).width())
    });
    width().saturating_sub(shown.max().unwrap_or(0) + OTHER_COLUMNS).clamp(8, 60)
}

/// The first so many of each kind.
fn leading(all: Vec<EntitySummary>, top: usize) -> Vec<EntitySummary> {
    let mut seen = [0_usize; Kind::ALL.len()];
    all.into_iter()
        .filter(|entity| {
            let count = &mut seen[entity.kind as usize];
            *count += 1;
            *count <= top
        })
        .collect()
}

fn as_json(manifest: &Manifest, timelines: &Timelines, summaries: &[EntitySummary]) -> Value {
    let totals = &timelines.totals;
    json!({
        "count": totals.count.map(CountMode::name),
        "copies": totals.copies,
        "furniture_paragraphs": totals.furniture,
        "documents": totals.documents,
        "undated": totals.undated_documents,
        "too_coarse": totals.coarse_documents,
        "outside": totals.outside_documents,
        "mentions_left_out": {
            "undated": totals.undated_mentions,
            "too_coarse": totals.coarse_mentions,
            "outside": totals.outside_mentions,
        },
        "references": manifest.dates,
        "skipped": totals.skipped,
        "words": manifest.corpus.words,
        "mentions": manifest.mentions.mentions,
        "first": manifest.corpus.first.map(|span| span.to_string()),
        "last": manifest.corpus.last.map(|span| span.to_string()),
        "axis": timelines.axis.name(),
        "bucket": timelines.size.name(),
        "zone": timelines.zone,
        "gazetteers": timelines.gazetteers,
        "languages": manifest.corpus.languages,
        "dropped": manifest.mentions.dropped,
        "notes": manifest.notes,
        "entities": summaries.iter().map(entity_json).collect::<Vec<_>>(),
    })
}

fn entity_json(entity: &EntitySummary) -> Value {
    json!({
        "id": entity.entity,
        "kind": entity.kind,
        "name": entity.name,
        "mentions": entity.mentions,
        "documents": entity.documents,
        "first": entity.first.map(|span| span.to_string()),
        "last": entity.last.map(|span| span.to_string()),
        "peak": entity.peak.map(|(bucket, count)| json!({
            "bucket": bucket.to_string(),
            "mentions": count.mentions,
            "documents": count.documents,
        })),
    })
}

fn as_text(
    out: &mut dyn Write,
    manifest: &Manifest,
    timelines: &Timelines,
    summaries: &[EntitySummary],
) -> io::Result<()> {
    head(out, manifest, timelines)?;
    for kind in Kind::ALL {
        let of_kind: Vec<&EntitySummary> = summaries.iter().filter(|entity| entity.kind == kind).collect();
        if !of_kind.is_empty() {
            writeln!(out, "\n{STRONG}{}{STRONG:#}", capital(kind.plural()))?;
            writeln!(out, "{}", table(&of_kind, timelines))?;
            let more = timelines.series.iter().filter(|series| series.kind == kind).count() - of_kind.len();
            if more > 0 {
                writeln!(out, "{FAINT} … and {} more: dateline summary --kind {} --top 0{FAINT:#}", more, kind.name())?;
            }
        }
    }
    if summaries.is_empty() {
        writeln!(out, "\nNo entity of the gazetteers is mentioned.")?;
    }
    foot(out, timelines, summaries)
}

/// What the sparklines mean, and what to look at next.
fn foot(out: &mut dyn Write, timelines: &Timelines, summaries: &[EntitySummary]) -> io::Result<()> {
    if let (Some(first), Some(last), Some(entity)) =
        (timelines.buckets.first(), timelines.buckets.last(), summaries.first())
        && first != last
    {
        let line = &entity.sparkline;
        let step = step(timelines.size, line.buckets_per_step);
        writeln!(
            out,
            "\n{FAINT}Each line from {first} to {last}, a step is {step};\n█ is the row's own highest, a gap has no documents{FAINT:#}"
        )?;
    }
    let ids: Vec<_> = summaries.iter().take(2).map(|entity| clean(&entity.entity)).collect();
    match ids.first() {
        Some(first) => writeln!(out, "{FAINT}Next: dateline show {first}; dateline view {}{FAINT:#}", ids.join(" ")),
        None => Ok(()),
    }
}

/// What was read, over which time, and what is left out.
fn head(out: &mut dyn Write, manifest: &Manifest, timelines: &Timelines) -> io::Result<()> {
    let (corpus, totals) = (&manifest.corpus, &timelines.totals);
    let span = match (corpus.first, corpus.last) {
        (Some(first), Some(last)) => format!(", {} to {}", first.from(), last.to()),
        _ => String::new(),
    };
    let documents = grouped(corpus.documents);
    let (words, mentions) = (grouped(corpus.words), grouped(manifest.mentions.mentions));
    writeln!(
        out,
        "{STRONG}{documents} documents{STRONG:#}, {words} words{span}; {mentions} mentions of {} entities",
        grouped(manifest.mentions.entities)
    )?;
    if let Some(counted) = timelines.texts_counted() {
        writeln!(out, "{counted}")?;
    }
    if let Some(languages) = languages(manifest) {
        writeln!(out, "{languages}")?;
    }
    let left_out = left_out(timelines);
    if !left_out.is_empty() {
        writeln!(out, "Not on the timelines: {}", left_out.join(", "))?;
    }
    if totals.skipped > 0 {
        writeln!(out, "Skipped: {} (skipped.jsonl lists them)", counted(totals.skipped, "input"))?;
    }
    let gazetteers: Vec<_> = timelines.gazetteers.iter().map(|name| clean(name)).collect();
    let axis = match timelines.axis {
        Axis::Published => "of publication",
        Axis::Referenced => "that the texts name",
    };
    writeln!(out, "{FAINT}By {} {axis}, {}; {}{FAINT:#}", timelines.size, timelines.zone, gazetteers.join("; "))
}

/// The languages of the documents, the most first, where they are not all English.
fn languages(manifest: &Manifest) -> Option<String> {
    let languages = &manifest.corpus.languages;
    languages.keys().any(|tag| tag != "en" && tag != UNDETERMINED).then_some(())?;
    let mut counts: Vec<(&String, &u64)> = languages.iter().collect();
    counts.sort_by_key(|&(tag, count)| (tag == UNDETERMINED, Reverse(count), tag));
    let name = |tag: &str| if tag == UNDETERMINED { "undetermined".to_owned() } else { clean(tag).into_owned() };
    let shown: Vec<String> = counts.iter().map(|(tag, count)| format!("{} {}", name(tag), grouped(**count))).collect();
    Some(format!("Languages: {}", shown.join(", ")))
}

/// What is in no bucket, and why: documents by their publication, mentions by the dates that govern them.
fn left_out(timelines: &Timelines) -> Vec<String> {
    let totals = &timelines.totals;
    let (unit, counts) = match timelines.axis {
        Axis::Published => ("document", [totals.undated_documents, totals.coarse_documents, totals.outside_documents]),
        Axis::Referenced => ("mention", [totals.undated_mentions, totals.coarse_mentions, totals.outside_mentions]),
    };
    let undated = if timelines.axis == Axis::Published { "undated" } else { "with no date" };
    let reasons = [undated, "with a date coarser than the bucket", "outside of the period"];
    let parts = counts.into_iter().zip(reasons).filter(|(count, _)| *count > 0);
    parts.map(|(count, why)| format!("{} {why}", counted(count, unit))).collect()
}

fn table(entities: &[&EntitySummary], timelines: &Timelines) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "mentions", "documents", "peak", ""]);
    for entity in entities {
        let peak = entity.peak.map(|(bucket, count)| format!("{bucket} ({})", count.mentions));
        table.add_row([
            plain_direction(&clean(&entity.name)).into_owned(),
            grouped(entity.mentions),
            grouped(entity.documents),
            peak.unwrap_or_default(),
            if timelines.buckets.len() > 1 { entity.sparkline.text.clone() } else { String::new() },
        ]);
    }
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// "1 document", "1,200 documents".
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// 12345 as "12,345".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
