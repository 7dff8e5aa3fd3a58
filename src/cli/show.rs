//! `dateline show`: one entity.

use std::io::{self, Write};

use dateline::chart::{ChartInput, ChartKind};
use dateline::store::{EntityRow, InContext, MentionRow, Store};
use dateline::text::shell_word;
use dateline::timeline::{
    Axis, Companion, CountMode, EntitySummary, Profile, ProfileLimits, TimelineOptions, Timelines,
};
use dateline::{ErrorKind, Result};
use serde_json::{Value, json};

use super::args::{ShowArgs, TimeArgs};
use super::layout::{columns, commands, head, padded, wrapped};
use super::run_dir::{dir_flag, run_dir};
use super::summary::{asked_for, counted, figure, flags, left_out, peaks_told};
use super::terminal::{FAINT, STRONG, clean, line_width, plain_direction, print, step, warning, width};
use super::{Outcome, asked, lookup};

pub fn run(args: ShowArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let entity = lookup::entities(&store, std::slice::from_ref(&args.entity))?.remove(0);
    let ids = [entity.id.clone()];
    let options = TimelineOptions {
        entities: Some(&ids),
        // Of a table nothing is left out; a line that one date stretches shows nothing.
        close: !args.json,
        ..asked::timelines(&store, &args.time)?
    };
    let timelines = Timelines::build(&store, &options)?;
    let spark = width().saturating_sub(4).min(120);
    let Some(summary) = timelines.summaries(&store, spark)?.into_iter().next() else { return Ok(Outcome::Nothing) };
    let profile = Profile::of(&store, entity, &options, ProfileLimits::default())?;
    if args.json {
        print(|out| writeln!(out, "{:#}", as_json(&timelines, &summary, &profile)))?;
    } else {
        let spellings = spellings(&store, &options)?;
        let (dir, spellings) = (dir_flag(store.dir()), spellings.as_ref());
        let page =
            Page { timelines: &timelines, spellings, summary: &summary, profile: &profile, dir, time: &args.time };
        print(|out| page.write(out))?;
    }
    if summary.mentions == 0 {
        warning(&never(&store, &summary, &profile));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Why there is nothing to show, and what to do.
fn never(store: &Store, summary: &EntitySummary, profile: &Profile) -> String {
    let (name, id) = (&summary.name, clean(&summary.entity));
    let (id, dir) = (shell_word(&id), dir_flag(store.dir()));
    if profile.entity.mentions > 0 {
        return format!("{name} is not mentioned in what was asked for: dateline show {id}{dir} shows all");
    }
    format!(
        "{name} is in the gazetteers, and never mentioned: dateline explain FILE says what became of a name in a text, \
         dateline summary{dir} who is mentioned"
    )
}

fn as_json(timelines: &Timelines, summary: &EntitySummary, profile: &Profile) -> Value {
    let entity = &profile.entity;
    let series = &timelines.series[0];
    let row = |(position, bucket): (usize, &dateline::calendar::Bucket)| {
        let (count, coverage) = (series.at(position), timelines.coverage[position]);
        json!({
            "bucket": bucket.to_string(),
            "covered": coverage.documents > 0,
            "mentions": count.mentions,
            "documents": count.documents,
            "coverage_documents": coverage.documents,
        })
    };
    json!({
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "type": entity.class,
        "country": entity.country,
        "lat": entity.location.map(|location| location.lat),
        "lon": entity.location.map(|location| location.lon),
        "geonames": entity.geonames,
        "wikidata": entity.wikidata,
        "tags": entity.tags,
        "mentions": summary.mentions,
        "documents": summary.documents,
        "first": summary.first.map(|span| span.to_string()),
        "last": summary.last.map(|span| span.to_string()),
        "peak": summary.peak.map(|(bucket, count)| json!({"bucket": bucket.to_string(), "mentions": figure(count.mentions)})),
        "axis": timelines.axis.name(),
        "from": timelines.totals.period.0.map(|day| day.to_string()),
        "to": timelines.totals.period.1.map(|day| day.to_string()),
        "count": timelines.totals.count.map(CountMode::name),
        "by": timelines.size.name(),
        "timeline": timelines.buckets.iter().enumerate().map(row).collect::<Vec<_>>(),
        "surfaces": profile.surfaces.iter().map(|(surface, mentions)| json!({"surface": surface, "mentions": mentions})).collect::<Vec<_>>(),
        "with": profile.companions.iter().map(|other| json!({
            "id": other.entity, "name": other.name, "sentences": other.sentences, "documents": other.documents,
        })).collect::<Vec<_>>(),
        "examples": profile.examples.iter().map(example_json).collect::<Vec<_>>(),
    })
}

fn example_json(row: &MentionRow) -> Value {
    json!({
        "document": row.document,
        "published": row.published.map(|span| span.to_string()),
        "referenced": row.referenced.as_ref().and_then(|date| date.span).map(|span| span.to_string()),
        "field": row.field,
        "start": row.start,
        "end": row.end,
        "surface": row.surface,
        "sentence": row.sentence,
    })
}

/// What is shown of an entity, for people.
struct Page<'p> {
    timelines: &'p Timelines,
    /// Its names over time, where several are used.
    spellings: Option<&'p ChartInput>,
    summary: &'p EntitySummary,
    profile: &'p Profile,
    /// What finds the run's folder again.
    dir: String,
    /// The time that was asked for.
    time: &'p TimeArgs,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", wrapped(&heading(&self.profile.entity), line_width(), 2))?;
        if self.summary.mentions == 0 {
            return Ok(());
        }
        totals(out, self.timelines, self.summary)?;
        spark(out, self.timelines, self.summary)?;
        lists(out, self.profile)?;
        self.spellings.map_or(Ok(()), |spellings| over_time(out, spellings))?;
        examples(out, self.timelines.axis, &self.profile.examples)?;
        writeln!(out, "\n{FAINT}{}{FAINT:#}", commands("More:", &self.next_commands()))
    }

    /// What one would ask next, of the same time.
    fn next_commands(&self) -> Vec<String> {
        let (dir, time) = (&self.dir, self.time);
        let id = clean(&self.profile.entity.id);
        let (picture, id) = (file_name(&id), shell_word(&id));
        let (period, flags) = (flags(&TimeArgs { by: None, axis: None, count: None, ..time.clone() }), flags(time));
        // Sentences are listed by their documents' dates; on the other axis a chronology has them.
        let sentences = if self.timelines.axis == Axis::Referenced { "chronology" } else { "mentions" };
        // A line needs two buckets.
        let several = self.timelines.buckets.len() > 1;
        let view = several.then(|| format!("dateline view {id}{dir}{flags}"));
        let chart = if several { "lines" } else { "bars" };
        std::iter::once(format!("dateline {sentences} {id}{dir}{period}"))
            .chain(view)
            .chain([format!("dateline chart {chart} {id} -o {picture}.svg{dir}{flags}")])
            .collect()
    }
}

/// The name, and which of that name it is.
fn heading(entity: &EntityRow) -> String {
    let class = entity.class.as_deref().unwrap_or(entity.kind.name());
    let described: Vec<String> = [
        Some(match &entity.country {
            Some(country) => format!("{class} {country}"),
            None => class.to_owned(),
        }),
        entity.location.map(|location| format!("{:.3}, {:.3}", location.lat, location.lon)),
        entity.geonames.map(|id| format!("GeoNames {id}")),
        entity.wikidata.as_ref().map(|id| format!("Wikidata {id}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (name, id) = (clean(&entity.name), clean(&entity.id));
    let name = plain_direction(&name);
    format!("{STRONG}{name}{STRONG:#}  {FAINT}{id} · {}{FAINT:#}", clean(&described.join(" · ")))
}

/// The most frequent spellings, a series each; none where there is but one, or no time to lay them out in.
fn spellings(store: &Store, options: &TimelineOptions<'_>) -> Result<Option<ChartInput>> {
    if options.axis == Axis::Referenced || options.count == Some(CountMode::Sources) {
        return Ok(None);
    }
    match ChartInput::read(ChartKind::Aliases, store, options, &[]) {
        Ok(input) if input.timelines.series.len() > 1 && input.timelines.buckets.len() > 1 => Ok(Some(input)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == ErrorKind::Usage => Ok(None),
        Err(error) => Err(error),
    }
}

/// A line for each spelling, against its own highest step: when one takes the place of another.
fn over_time(out: &mut dyn Write, spellings: &ChartInput) -> io::Result<()> {
    const SHOWN: usize = 6;
    let timelines = &spellings.timelines;
    let shown: Vec<_> = timelines.series.iter().filter(|series| !series.counts.is_empty()).take(SHOWN).collect();
    if shown.len() < 2 {
        return Ok(());
    }
    let wide = shown.iter().map(|series| columns(&clean(&series.name))).max().unwrap_or(0).min(24);
    let lines: Vec<_> =
        shown.iter().map(|series| timelines.sparkline(series, width().saturating_sub(wide + 24).min(80))).collect();
    let each = step(timelines.size, lines[0].buckets_per_step);
    writeln!(
        out,
        "\n{STRONG}Written over time{STRONG:#}  {FAINT}a step is {each}; each against its own highest{FAINT:#}"
    )?;
    for (series, line) in shown.iter().zip(lines) {
        let bucket =
            |count: Option<&(usize, _)>| count.map_or(String::new(), |(at, _)| timelines.buckets[*at].spoken());
        let (first, last) = (bucket(series.counts.first()), bucket(series.counts.last()));
        let period = if first == last { first } else { format!("{first} to {last}") };
        let name = plain_direction(&clean(&head(&series.name, wide))).into_owned();
        writeln!(out, "  {} {} {FAINT}{period}{FAINT:#}", padded(&name, wide), line.text)?;
    }
    Ok(())
}

/// How often, by whom, when first and last and most.
fn totals(out: &mut dyn Write, timelines: &Timelines, summary: &EntitySummary) -> io::Result<()> {
    let sources = timelines.totals.count == Some(CountMode::Sources);
    let unit = if sources { "source" } else { "mention" };
    match sources {
        true => writeln!(out, "Mentioned by {}", counted(summary.mentions, unit))?,
        false => writeln!(out, "{} in {}", counted(summary.mentions, unit), counted(summary.documents, "document"))?,
    }
    let period = match (summary.first, summary.last) {
        (Some(first), Some(last)) if first == last => Some(format!("On {}", first.spoken())),
        (Some(first), Some(last)) => Some(format!("First {}, last {}", first.spoken(), last.spoken())),
        _ => None,
    };
    let peak = summary.peak.filter(|_| timelines.buckets.len() > 1);
    let peak = peak.map(|(_, count)| {
        let each = if summary.peaks.len() > 1 { " each" } else { "" };
        let most = counted(count.mentions as u64, unit);
        format!("most in {}, {most}{each}", peaks_told(&summary.peaks, timelines.size))
    });
    let parts: Vec<String> = [period, peak].into_iter().flatten().collect();
    match parts.is_empty() {
        true => writeln!(out, "In undated documents alone")?,
        false => writeln!(out, "{}", wrapped(&parts.join("; "), line_width(), 2))?,
    }
    let left_out = left_out(timelines);
    let skipped = timelines.totals.skipped;
    let lines = [
        timelines.texts_counted(),
        (!left_out.is_empty()).then(|| format!("Not on the timeline: {}", left_out.join(", "))),
        (skipped > 0).then(|| format!("Skipped: {} (skipped.jsonl lists them)", counted(skipped, "input"))),
    ];
    for line in lines.into_iter().flatten() {
        writeln!(out, "{FAINT}{}{FAINT:#}", wrapped(&line, line_width(), 2))?;
    }
    if let Some(asked) = asked_for(timelines) {
        writeln!(
            out,
            "{FAINT}{}{FAINT:#}",
            wrapped(&format!("Figures and sentences of what was {asked}"), line_width(), 2)
        )?;
    }
    Ok(())
}

/// An id as the name of a file that needs no quotes.
fn file_name(id: &str) -> String {
    let name: String = id.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "chart".to_owned() } else { name.to_owned() }
}

fn spark(out: &mut dyn Write, timelines: &Timelines, summary: &EntitySummary) -> io::Result<()> {
    let [first, .., last] = timelines.buckets.as_slice() else { return Ok(()) };
    let line = &summary.sparkline;
    let step = step(timelines.size, line.buckets_per_step);
    writeln!(out, "\n  {}", line.text)?;
    let (first, last) = (first.spoken(), last.spoken());
    let legend = format!("  {first} to {last}, a step is {step}, █ is {}; a gap has no documents", line.highest);
    writeln!(out, "{FAINT}{}{FAINT:#}", wrapped(&legend, line_width(), 2))
}

fn lists(out: &mut dyn Write, profile: &Profile) -> io::Result<()> {
    let surfaces: Vec<String> = on_one_line(&profile.surfaces)
        .into_iter()
        .map(|(surface, count)| format!("{} {count}", plain_direction(&surface)))
        .collect();
    // They come by sentences; of those who share none, by documents.
    let in_sentences = profile.companions.iter().any(|other| other.sentences > 0);
    let count = |other: &Companion| if in_sentences { other.sentences } else { other.documents };
    let company = profile.companions.iter().filter(|other| count(other) > 0);
    let company = company.map(|other| format!("{} {}", plain_direction(&clean(&other.name)), count(other))).collect();
    let heading = if in_sentences { "In one sentence with" } else { "In one document with" };
    for (heading, items) in [("Written", surfaces), (heading, company)] {
        if !items.is_empty() {
            let line = format!("{STRONG}{heading}{STRONG:#}  {}", items.join(", "));
            writeln!(out, "\n{}", wrapped(&line, line_width(), 2))?;
        }
    }
    Ok(())
}

/// Surfaces as a terminal shows them: those that differ by a line break alone are one.
fn on_one_line(surfaces: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut shown: Vec<(String, u64)> = Vec::new();
    for (surface, count) in surfaces {
        let surface = clean(surface).replace('\u{a0}', " ").replace('\u{ad}', "");
        match shown.iter_mut().find(|(known, _)| *known == surface) {
            Some((_, sum)) => *sum += count,
            None => shown.push((surface, *count)),
        }
    }
    shown
}

fn examples(out: &mut dyn Write, axis: Axis, rows: &[MentionRow]) -> io::Result<()> {
    for row in rows {
        let published = row.published.map_or_else(|| "undated".to_owned(), |span| span.to_string());
        let told = row.referenced.as_ref().and_then(|date| date.span).filter(|_| axis == Axis::Referenced);
        let date = told.map_or(published.clone(), |told| format!("of {}, in {published}", told.spoken()));
        let line = InContext::new(&row.sentence, &row.surface, row.in_sentence, &row.source);
        let [before, keyword, after] = [&line.before, &line.keyword, &line.after].map(|part| clean(part));
        let sentence = format!("{before}{STRONG}{keyword}{STRONG:#}{after}");
        let line = format!("{FAINT}{date}{FAINT:#}  {sentence}  {FAINT}({}){FAINT:#}", clean(&row.document));
        writeln!(out, "\n{}", wrapped(&line, line_width(), 2))?;
    }
    Ok(())
}
