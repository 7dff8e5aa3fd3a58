//! `dateline summary`: who is mentioned, how often, and when most.

use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width, presets};
use dateline::Result;
use dateline::calendar::{Bucket, BucketSize, Day};
use dateline::gazetteer::Kind;
use dateline::store::{Manifest, Store, UNDETERMINED};
pub use dateline::text::grouped;
use dateline::text::shell_word;
use dateline::timeline::{Axis, CountMode, EntitySummary, MOST_EQUAL_PEAKS, Stragglers, TimelineOptions, Timelines};
use serde_json::{Value, json};

use super::again::period_flags;
use super::args::{SummaryArgs, TimeArgs};
use super::layout::{columns, commands, head, wrapped};
use super::run_dir::{dir_flag, run_dir};
use super::terminal::{FAINT, STRONG, clean, line_width, plain_direction, print, step, warning, width};
use super::{Outcome, asked};

/// The columns of a line that hold neither the name nor the sparkline, and those of them that hold the documents.
const OTHER_COLUMNS: usize = 41;
const DOCUMENTS: usize = 11;
/// The least columns of a sparkline.
const SPARK: usize = 8;
/// The least columns of a name.
const NAME: usize = 12;
/// Entities of each kind after a build.
const SHORT: usize = 5;

pub fn run(args: SummaryArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let options = TimelineOptions {
        kind: args.kind,
        // Of a table nothing is left out; a line that one date stretches shows nothing.
        close: !args.json,
        ..asked::timelines(&store, &args.time)?
    };
    let timelines = Timelines::build(&store, &options)?;
    let (timelines, top) = (timelines.mentioned(), args.top);
    let summaries = leading(timelines.summaries(&store, spark_width(&timelines, top))?, top);
    if args.json {
        print(|out| writeln!(out, "{:#}", as_json(store.manifest(), &timelines, &summaries)))?;
    } else {
        let rerun = rerun(&args, &store);
        print(|out| Page { store: &store, timelines: &timelines, summaries: &summaries, rerun }.write(out))?;
    }
    if summaries.is_empty() {
        warning(&format!(
            "no entity is mentioned in what was asked for: dateline summary{} shows all",
            dir_flag(store.dir())
        ));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Which part of the run the figures are of, in words; none where they are of all of it.
pub fn asked_for(timelines: &Timelines) -> Option<String> {
    let (from, to) = timelines.totals.period;
    let (from, to) = (from.map(Day::spoken), to.map(Day::spoken));
    let period = match (from, to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) if timelines.axis == Axis::Published => return None,
        (None, None) => String::new(),
    };
    let asked = match timelines.axis {
        Axis::Published => format!("published {period}"),
        Axis::Referenced => format!("dated by the texts {period}"),
    };
    Some(asked.trim_end().to_owned())
}

/// What a build says at its end.
pub fn print_short(store: &Store, timelines: &Timelines) -> Result<()> {
    let summaries = leading(timelines.summaries(store, spark_width(timelines, SHORT))?, SHORT);
    let rerun = format!("dateline summary{}", dir_flag(store.dir()));
    print(|out| Page { store, timelines, summaries: &summaries, rerun }.write(out))
}

/// The command that would show the same again, to be pasted with more behind it.
fn rerun(args: &SummaryArgs, store: &Store) -> String {
    format!("dateline summary{}{}", dir_flag(store.dir()), flags(&args.time))
}

/// The options that look at the same time again, each with a space before it.
pub fn flags(time: &TimeArgs) -> String {
    let flags = [
        ("--axis", time.axis.map(|axis| Axis::from(axis).name().to_owned())),
        ("--by", time.by.map(|by| by.to_string())),
        ("--count", time.count.map(|count| count.name().to_owned())),
    ];
    let flags = flags.into_iter().filter_map(|(flag, value)| Some(format!(" {flag} {}", value?)));
    period_flags(time.from, time.to) + &flags.collect::<String>()
}

/// The room that the other columns of a line leave for a sparkline.
fn spark_width(timelines: &Timelines, top: usize) -> usize {
    let shown = Kind::ALL.into_iter().flat_map(|kind| {
        let series = timelines.series.iter().filter(move |series| series.kind == kind);
        series.take(top).map(|series| columns(&name(&series.name)))
    });
    width().saturating_sub(shown.max().unwrap_or(0) + OTHER_COLUMNS).clamp(SPARK, 60)
}

/// Whether a line has room for a sparkline, and for the number of documents: on a narrow terminal it has none.
fn room() -> (bool, bool) {
    line_width().map_or((true, true), |wide| (wide >= NAME + OTHER_COLUMNS + SPARK, wide >= NAME + OTHER_COLUMNS))
}

/// A name as a line shows it: cut where it would not leave room for the rest, if lines must stay in the terminal.
fn name(name: &str) -> String {
    let name = clean(name);
    let (spark, documents) = room();
    let others = OTHER_COLUMNS + if spark { SPARK } else { 0 } - if documents { 0 } else { DOCUMENTS };
    let room = line_width().map(|wide| wide.saturating_sub(others).max(NAME));
    let name = room.map_or_else(|| name.clone().into_owned(), |room| head(&name, room));
    plain_direction(&name).into_owned()
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
    let (totals, corpus) = (&timelines.totals, &manifest.corpus);
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let all = timelines.counts_undated();
    let (first, last) = match all {
        true => (corpus.first.map(|span| span.to_string()), corpus.last.map(|span| span.to_string())),
        false => (day(totals.dated_days.map(|days| days.0)), day(totals.dated_days.map(|days| days.1))),
    };
    json!({
        "from": day(totals.period.0),
        "to": day(totals.period.1),
        "count": totals.count.map(CountMode::name),
        "copies": totals.copies,
        "documents": if all { totals.documents } else { totals.dated },
        "undated": totals.undated_documents,
        "too_coarse": totals.coarse_documents,
        "outside": totals.outside_documents,
        "mentions_left_out": {
            "undated": totals.undated_mentions,
            "too_coarse": totals.coarse_mentions,
            "outside": totals.outside_mentions,
        },
        "words": if all { corpus.words } else { totals.dated_words },
        "mentions": mentions(timelines),
        "first": first,
        "last": last,
        "axis": timelines.axis.name(),
        "bucket": timelines.size.name(),
        "zone": timelines.zone,
        "gazetteers": timelines.gazetteers,
        "entities": summaries.iter().map(entity_json).collect::<Vec<_>>(),
        "run": run_json(manifest, totals.skipped),
    })
}

/// The whole run, whatever was asked for.
fn run_json(manifest: &Manifest, skipped: u64) -> Value {
    let corpus = &manifest.corpus;
    json!({
        "documents": corpus.documents,
        "words": corpus.words,
        "mentions": manifest.mentions.mentions,
        "distinct_mentions": manifest.copies.distinct_mentions,
        "entities": manifest.mentions.entities,
        "copies": manifest.copies.copies,
        "furniture_paragraphs": manifest.copies.furniture_paragraphs,
        "references": manifest.dates,
        "languages": corpus.languages,
        "skipped": skipped,
        "dropped": manifest.mentions.dropped,
        "notes": manifest.notes,
        "first": corpus.first.map(|span| span.to_string()),
        "last": corpus.last.map(|span| span.to_string()),
    })
}

/// All mentions of the entities that were asked for; none where sources count, of which one may mention many.
fn mentions(timelines: &Timelines) -> Option<u64> {
    let all = || timelines.series.iter().map(|series| timelines.told(series).mentions as u64).sum();
    (timelines.totals.count != Some(CountMode::Sources)).then(all)
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
            "mentions": figure(count.mentions),
            "documents": figure(count.documents),
        })),
    })
}

/// A count: a whole number unless dates were spread over buckets.
pub fn figure(count: f64) -> Value {
    if count.fract() == 0.0 { json!(count as u64) } else { json!(count) }
}

/// The summary on a terminal.
struct Page<'a> {
    store: &'a Store,
    timelines: &'a Timelines,
    summaries: &'a [EntitySummary],
    /// The command that shows it again.
    rerun: String,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        let wide = self.summaries.iter().map(|entity| columns(&name(&entity.name))).max().unwrap_or(0);
        for kind in Kind::ALL {
            let of_kind: Vec<&EntitySummary> = self.summaries.iter().filter(|entity| entity.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            writeln!(out, "\n{STRONG}{}{STRONG:#}", capital(kind.plural()))?;
            writeln!(out, "{}", table(&of_kind, self.timelines, wide).trim_fmt())?;
            let more = self.timelines.series.iter().filter(|series| series.kind == kind).count() - of_kind.len();
            if more > 0 {
                let command = format!("{} --kind {} --top 0", self.rerun, kind.name());
                writeln!(
                    out,
                    "{FAINT}{}{FAINT:#}",
                    commands(&format!(" … and {} more:", grouped(more as u64)), &[command])
                )?;
            }
        }
        self.foot(out)
    }

    /// What the sparklines mean, and what to look at next.
    fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        if let (Some(first), Some(last), Some(entity)) =
            (self.timelines.buckets.first(), self.timelines.buckets.last(), self.summaries.first())
            && first != last
            && room().0
        {
            let line = &entity.sparkline;
            let step = step(self.timelines.size, line.buckets_per_step);
            let legend = [
                format!("Each line from {} to {}, a step is {step};", first.spoken(), last.spoken()),
                "█ is the row's own highest, a gap has no documents".to_owned(),
            ];
            let legend = legend.map(|line| wrapped(&line, line_width(), 2));
            writeln!(out, "\n{FAINT}{}{FAINT:#}", legend.join("\n"))?;
        } else {
            writeln!(out)?;
        }
        let dir = dir_flag(self.store.dir());
        let ids = self.summaries.iter().take(2).map(|entity| clean(&entity.entity));
        let ids: Vec<String> = ids.map(|id| shell_word(&id).into_owned()).collect();
        // A line chart needs two buckets.
        let view = match self.timelines.buckets.len() {
            0 | 1 => None,
            _ => Some(format!("dateline view {}{dir}", ids.join(" "))),
        };
        match ids.first() {
            Some(first) => {
                let next: Vec<String> = std::iter::once(format!("dateline show {first}{dir}")).chain(view).collect();
                writeln!(out, "{FAINT}{}{FAINT:#}", commands("Next:", &next))
            }
            None => self.nothing(out),
        }
    }

    /// What to do where nobody is mentioned.
    fn nothing(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.store.manifest().mentions.mentions > 0 {
            return Ok(());
        }
        let advice = "No entity of the gazetteers is mentioned. Which names were looked for: dateline gazetteer list. A list \
                      of your own: dateline build CORPUS -g places:NAMES.txt, a name a line. Why a name in a text does not count: \
                      dateline explain FILE";
        writeln!(out, "{}", wrapped(advice, line_width(), 0))
    }

    /// What lies in the period or on the axis that was asked for; none where all of the run is shown.
    fn asked(&self) -> Option<String> {
        let (timelines, totals) = (self.timelines, &self.timelines.totals);
        let asked = capital(&asked_for(timelines)?);
        let (documents, words) = (counted(totals.dated, "document"), counted(totals.dated_words, "word"));
        let of = entities(timelines.series.len() as u64);
        let words = if totals.count == Some(CountMode::Sources) { String::new() } else { format!(", {words}") };
        Some(match mentions(timelines) {
            Some(mentions) => {
                format!("{STRONG}{asked}: {documents}{STRONG:#}{words}; {} of {of}", counted(mentions, "mention"))
            }
            None => format!("{STRONG}{asked}: {documents}{STRONG:#}; {of} mentioned"),
        })
    }

    /// Which texts count, and how many of the mentions that the first line tells stand in them.
    fn texts_counted(&self) -> Option<String> {
        let (sentence, manifest) = (self.timelines.texts_counted()?, self.store.manifest());
        let (all, distinct) = (manifest.mentions.mentions, manifest.copies.distinct_mentions);
        let told = self.timelines.counts_undated() && self.timelines.totals.count == Some(CountMode::Distinct);
        Some(match told && all != distinct {
            true => {
                format!("{}: {} of the {}", sentence.trim_end_matches('.'), grouped(distinct), counted(all, "mention"))
            }
            false => sentence,
        })
    }

    /// What was read, over which time, and what is left out.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let (manifest, timelines) = (self.store.manifest(), self.timelines);
        let (corpus, totals) = (&manifest.corpus, &timelines.totals);
        let span = match (corpus.first, corpus.last) {
            (Some(first), Some(last)) if first.from() == last.from() => format!(", {}", first.from()),
            (Some(first), Some(last)) => format!(", {} to {}", first.from(), last.from()),
            _ => String::new(),
        };
        let (documents, words) = (counted(corpus.documents, "document"), counted(corpus.words, "word"));
        let mentions = counted(manifest.mentions.mentions, "mention");
        let of = entities(manifest.mentions.entities);
        let run = format!("{documents}{STRONG:#}, {words}{span}; {mentions} of {of}");
        match self.asked() {
            None => writeln!(out, "{}", wrapped(&format!("{STRONG}{run}"), line_width(), 2))?,
            Some(asked) => {
                writeln!(out, "{}", wrapped(&asked, line_width(), 2))?;
                let run = format!("{FAINT}All of the run: {}{FAINT:#}", run.replace(&format!("{STRONG:#}"), ""));
                writeln!(out, "{}", wrapped(&run, line_width(), 2))?;
            }
        }
        // Of the whole run, as are the inputs that were skipped.
        let languages = languages(manifest).filter(|_| timelines.counts_undated());
        let left_out = left_out(timelines);
        let left_out = (!left_out.is_empty()).then(|| format!("Not on the timelines: {}", left_out.join(", ")));
        let skipped = (totals.skipped > 0)
            .then(|| format!("Skipped: {} (skipped.jsonl lists them)", counted(totals.skipped, "input")));
        for line in [self.texts_counted(), languages, left_out, skipped].into_iter().flatten() {
            writeln!(out, "{}", wrapped(&line, line_width(), 2))?;
        }
        let gazetteers: Vec<_> = timelines.gazetteers.iter().map(|name| clean(name)).collect();
        let axis = match timelines.axis {
            Axis::Published => "of publication",
            Axis::Referenced => "that the texts name",
        };
        let line = format!("By {} {axis}, {}; {}", timelines.size, timelines.zone, gazetteers.join("; "));
        writeln!(out, "{FAINT}{}{FAINT:#}", wrapped(&line, line_width(), 2))
    }
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
pub fn left_out(timelines: &Timelines) -> Vec<String> {
    let totals = &timelines.totals;
    let (unit, counts, outside) = match timelines.axis {
        Axis::Published => ("document", [totals.undated_documents, totals.coarse_documents], totals.outside_documents),
        Axis::Referenced => ("mention", [totals.undated_mentions, totals.coarse_mentions], totals.outside_mentions),
    };
    let far: u64 = [totals.early, totals.late].into_iter().flatten().map(|far| far.count).sum();
    let undated = if timelines.axis == Axis::Published { "undated" } else { "with no date" };
    let reasons = [undated, "with a date coarser than the bucket", "outside of the period"];
    let counts = counts.into_iter().chain([outside.saturating_sub(far)]);
    let parts = counts.zip(reasons).filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, why)| format!("{} {why}", counted(count, unit)));
    let ends = [(totals.early, "--from"), (totals.late, "--to")].into_iter();
    let far = ends.filter_map(|(far, flag)| far.map(|far| far_from_all(far, flag, unit)));
    parts.chain(far).collect()
}

/// What would stretch all lines, with the option that shows it.
fn far_from_all(far: Stragglers, flag: &str, unit: &str) -> String {
    let end = if flag == "--from" { far.first } else { far.last };
    let (first, last) = (far.first.spoken(), far.last.spoken());
    let days = if first == last { first } else { format!("{first} to {last}") };
    format!("{} dated {days}, far from all others ({flag} {end} shows them)", counted(far.count, unit))
}

/// When most was counted: of a few buckets with as many each, of more their number.
pub fn peaks_told(peaks: &[Bucket], size: BucketSize) -> String {
    match peaks.len() {
        ..=MOST_EQUAL_PEAKS => peaks.iter().map(|bucket| bucket.spoken()).collect::<Vec<_>>().join(" and "),
        equal => counted(equal as u64, size.name()),
    }
}

/// A line an entity; names take the same columns in all tables, so that they stand under each other.
fn table(entities: &[&EntitySummary], timelines: &Timelines, wide: usize) -> Table {
    let (with_spark, with_documents) = room();
    let sources = timelines.totals.count == Some(CountMode::Sources);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(if sources {
        vec!["", "sources", "peak", ""]
    } else if with_documents {
        vec!["", "mentions", "documents", "peak", ""]
    } else {
        vec!["", "mentions", "peak", ""]
    });
    for entity in entities {
        let peak = entity.peak.map(|(_, count)| {
            format!("{} ({})", peaks_told(&entity.peaks, timelines.size), grouped(count.mentions as u64))
        });
        // Of sources there is one count: each stands for its documents.
        let documents = (!sources && with_documents).then(|| grouped(entity.documents));
        let spark =
            if timelines.buckets.len() > 1 && with_spark { entity.sparkline.text.clone() } else { String::new() };
        let row = [
            Some(name(&entity.name)),
            Some(grouped(entity.mentions)),
            documents,
            peak.or(Some(String::new())),
            Some(spark),
        ];
        table.add_row(row.into_iter().flatten());
    }
    for column in 1..=if sources || !with_documents { 1 } else { 2 } {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if let Some(column) = table.column_mut(0) {
        // With the space on either side.
        let wide = u16::try_from(wide + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(wide)));
    }
    table
}

/// "1 document", "1,200 documents".
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// "1 entity", "1,200 entities".
pub fn entities(number: u64) -> String {
    if number == 1 { "1 entity".to_owned() } else { format!("{} entities", grouped(number)) }
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
