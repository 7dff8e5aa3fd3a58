//! The page as a whole: head, overview, and how it was made.

use std::collections::BTreeSet;

use askama::Template;
use serde::Serialize;

use super::gather::Findings;
use super::options::ReportOptions;
use super::picture::{self, Picture};
use super::plot::{self, Bars};
use super::{Left, Material, evidence, policy, style, unrendered, words};
use crate::Result;
use crate::gazetteer::Kind;
use crate::store::{Manifest, Store};
use crate::timeline::{Measure, Series, Timelines};

/// Entities of each kind on the first screen.
const LEADERS: usize = 6;
/// The largest part of the page that a map may take.
const MAP_PART: f64 = 0.25;

#[derive(Template)]
#[template(path = "page.html")]
struct PageView<'a> {
    title: &'a str,
    version: &'static str,
    policy: String,
    style: String,
    early: &'static str,
    script: &'static str,
    standfirst: String,
    tiles: Vec<Tile>,
    warnings: Vec<String>,
    step: &'static str,
    coverage: Option<String>,
    coverage_caption: String,
    coverage_rows: Vec<(String, String, String)>,
    leaders: Vec<Leaders>,
    map: Option<String>,
    index_note: String,
    index: Vec<IndexRow>,
    entities: &'a [String],
    method: Vec<String>,
    gazetteers: Vec<String>,
    date_sources: Vec<(String, String)>,
    kept: Vec<(String, String)>,
    dropped: Vec<(String, String)>,
    skips: Vec<(String, String)>,
    skips_heading: String,
    data: String,
}

struct Tile {
    label: &'static str,
    value: String,
    /// Whether it says that there is nothing to say.
    quiet: bool,
}

struct Leaders {
    kind: &'static str,
    heading: String,
    entities: Vec<IndexRow>,
}

#[derive(Clone)]
struct IndexRow {
    anchor: String,
    kind: &'static str,
    name: String,
    mentions: String,
    documents: String,
    spark: String,
    peak: String,
    first: String,
    last: String,
}

/// What the scripts read.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    buckets: Vec<String>,
    names: Vec<String>,
    coverage: Vec<u64>,
    entities: Vec<DataEntity<'a>>,
}

#[derive(Serialize)]
struct DataEntity<'a> {
    anchor: &'a str,
    name: &'a str,
    kind: &'static str,
    /// All that it may be searched by.
    names: BTreeSet<&'a str>,
    /// Bucket, mentions, documents.
    counts: Vec<(usize, f64, f64)>,
    /// Bucket and mentions by the dates that the texts name.
    told: Vec<(usize, f64)>,
}

/// The page with these entities' parts.
pub(super) fn render(
    store: &Store,
    material: &Material,
    options: &ReportOptions,
    articles: &[String],
    left: &Left,
) -> Result<String> {
    let (manifest, timelines) = (store.manifest(), &material.timelines);
    let title = words::clean(options.title.as_deref().unwrap_or("Who and what the documents mention")).into_owned();
    let (map, map_left_out) = map(timelines, options)?;
    let style = style::sheet(map.as_ref().map_or("", |map| map.darkened.as_str()));
    let index: Vec<IndexRow> = (0..articles.len()).map(|at| index_row(material, at)).collect();
    let page = PageView {
        title: &title,
        version: env!("CARGO_PKG_VERSION"),
        policy: policy::content_security_policy(&style, &[style::EARLY, style::SCRIPT]),
        early: style::EARLY,
        script: style::SCRIPT,
        standfirst: standfirst(manifest, timelines, options),
        tiles: tiles(manifest, timelines),
        warnings: warnings(manifest, left, map_left_out),
        step: timelines.size.name(),
        coverage: (!timelines.buckets.is_empty()).then(|| coverage(timelines)),
        coverage_caption: coverage_caption(timelines),
        coverage_rows: coverage_rows(timelines),
        leaders: leaders(&index),
        map: map.map(|map| map.svg),
        index_note: index_note(manifest, articles.len()),
        index,
        entities: articles,
        method: method(timelines),
        gazetteers: timelines.gazetteers.iter().map(|name| words::clean(name).into_owned()).collect(),
        date_sources: counts(manifest.corpus.date_sources.iter(), |from| evidence::described(from).to_owned()),
        kept: counts(manifest.mentions.kept.iter(), rule),
        dropped: counts(manifest.mentions.dropped.iter().filter(|(_, count)| **count > 0), rule),
        skips: skips(manifest),
        skips_heading: format!("Inputs that gave no document: {}", words::grouped(manifest.corpus.skipped)),
        data: policy::embedded_json(&data(&title, material, articles.len()))?,
        style,
    };
    page.render().map_err(unrendered)
}

/// The map, and whether it was left out for its size.
fn map(timelines: &Timelines, options: &ReportOptions) -> Result<(Option<Picture>, bool)> {
    let map = picture::map(timelines)?;
    let large = |map: &Picture| map.svg.len() as f64 > options.max_bytes as f64 * MAP_PART;
    Ok(if map.as_ref().is_some_and(large) { (None, true) } else { (map, false) })
}

fn standfirst(manifest: &Manifest, timelines: &Timelines, options: &ReportOptions) -> String {
    let corpus = &manifest.corpus;
    let span = match (corpus.first, corpus.last) {
        (Some(first), Some(last)) => {
            format!(", published from {} to {}", words::day(first.from()), words::day(last.to()))
        }
        _ => String::new(),
    };
    let part = match (options.from, options.to) {
        (None, None) => String::new(),
        (from, to) => {
            let from = from.map(|day| format!(" from {}", words::day(day))).unwrap_or_default();
            let to = to.map(|day| format!(" up to {}", words::day(day))).unwrap_or_default();
            format!(" This page shows the documents published{from}{to}.")
        }
    };
    format!(
        "{}{span}, read for the names of {} entities that {} mention, counted by {} and traced to their sentences.{part}",
        words::capital(&words::counted(corpus.documents, "document")),
        words::grouped(manifest.mentions.entities),
        if corpus.documents == 1 { "it" } else { "they" },
        timelines.size
    )
}

fn tiles(manifest: &Manifest, timelines: &Timelines) -> Vec<Tile> {
    let (corpus, totals) = (&manifest.corpus, &timelines.totals);
    let tile = |label, count: u64| Tile { label, value: words::grouped(count), quiet: false };
    let lack = |label, count: u64| Tile { label, value: words::grouped(count), quiet: count == 0 };
    let mut tiles = vec![
        tile("documents", corpus.documents),
        tile("words", corpus.words),
        tile("mentions", manifest.mentions.mentions),
        tile("entities mentioned", manifest.mentions.entities),
        lack("undated documents", totals.undated_documents),
        lack("inputs skipped", totals.skipped),
    ];
    for (label, count) in
        [("dated too coarsely", totals.coarse_documents), ("outside of the period", totals.outside_documents)]
    {
        if count > 0 {
            tiles.push(tile(label, count));
        }
    }
    tiles
}

/// What a reader must know before the figures: doubts about the run, and what the page had no room for.
fn warnings(manifest: &Manifest, left: &Left, map_left_out: bool) -> Vec<String> {
    let mut warnings: Vec<String> = manifest.notes.iter().map(|note| words::clean(note).into_owned()).collect();
    if left.entities > 0 {
        warnings.push(format!(
            "{} that were asked for have no room in a page of this size; a larger --max-size shows them.",
            words::counted(left.entities as u64, "name")
        ));
    }
    if left.sentences > 0 {
        warnings.push(format!(
            "{} more would be shown in a page of a larger --max-size. The command under each part of the time gives all \
             of them.",
            words::counted(left.sentences as u64, "sentence")
        ));
    }
    if map_left_out {
        warnings.push("The map has no room in a page of this size: dateline chart map -o map.svg draws it.".into());
    }
    warnings
}

fn coverage(timelines: &Timelines) -> String {
    let documents: Vec<Option<f64>> = timelines
        .coverage
        .iter()
        .map(|coverage| (coverage.documents > 0).then_some(coverage.documents as f64))
        .collect();
    plot::timeline(&timelines.buckets, &[Bars { heading: "Documents", values: &documents, height: 90, named: true }])
}

fn coverage_caption(timelines: &Timelines) -> String {
    let totals = &timelines.totals;
    let left_out: Vec<String> = [
        (totals.undated_documents, "undated"),
        (totals.coarse_documents, "dated too coarsely"),
        (totals.outside_documents, "outside of the period"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", words::grouped(count)))
    .collect();
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Not in it: {}.", left_out.join(", ")) };
    let gaps = timelines.coverage.iter().any(|coverage| coverage.documents == 0);
    let gaps = if gaps { " Shaded: no documents at all." } else { "" };
    let texts = timelines.texts_counted().map_or(String::new(), |counted| format!(" {counted}"));
    format!("By date of publication ({}).{gaps}{left_out}{texts}", timelines.zone)
}

fn coverage_rows(timelines: &Timelines) -> Vec<(String, String, String)> {
    let row = |(bucket, coverage): (&crate::calendar::Bucket, &crate::timeline::Coverage)| {
        (bucket.to_string(), words::grouped(coverage.documents), words::grouped(coverage.words))
    };
    timelines.buckets.iter().zip(&timelines.coverage).map(row).collect()
}

fn index_row(material: &Material, at: usize) -> IndexRow {
    let (timelines, findings) = (&material.timelines, &material.gathered.findings[at]);
    let series = &timelines.series[at];
    let several = timelines.buckets.len() > 1;
    IndexRow {
        anchor: material.anchors[at].clone(),
        kind: series.kind.name(),
        name: words::clean(&series.name).into_owned(),
        mentions: words::grouped(findings.mentions),
        documents: words::grouped(findings.documents),
        spark: if several {
            plot::sparkline(&super::entity::values(series, timelines, Measure::Mentions))
        } else {
            String::new()
        },
        peak: peak(timelines, series),
        first: findings.period.map_or_else(String::new, |(first, _)| first.to_string()),
        last: findings.period.map_or_else(String::new, |(_, last)| last.to_string()),
    }
}

fn peak(timelines: &Timelines, series: &Series) -> String {
    timelines
        .peak(series)
        .map_or_else(String::new, |(bucket, count)| format!("{} ({})", bucket, words::figure(count.mentions)))
}

/// The first of each kind that is mentioned at all.
fn leaders(index: &[IndexRow]) -> Vec<Leaders> {
    let of_kind = |kind: Kind| Leaders {
        kind: kind.name(),
        heading: words::capital(kind.plural()),
        entities: index.iter().filter(|row| row.kind == kind.name()).take(LEADERS).cloned().collect(),
    };
    Kind::ALL.into_iter().map(of_kind).filter(|leaders| !leaders.entities.is_empty()).collect()
}

fn index_note(manifest: &Manifest, shown: usize) -> String {
    let all = manifest.mentions.entities;
    if shown as u64 >= all {
        return format!("All {} that are mentioned.", words::counted(shown as u64, "name"));
    }
    format!(
        "{} of the {} names that are mentioned; dateline report --top {all} shows all.",
        words::grouped(shown as u64),
        words::grouped(all)
    )
}

fn method(timelines: &Timelines) -> Vec<String> {
    vec![
        format!(
            "A mention is one occurrence of a name, or of one of its spellings, in a title or a text. It is placed in \
             the {} in which its document was published, by the days of the time zone {}.",
            timelines.size, timelines.zone
        ),
        "A rate divides the documents with a mention by all documents of the same time, so that a rise of the whole \
         corpus is no rise of a name; its 95 % interval is Wilson’s. Zero is a count; where there are no documents \
         there is no figure."
            .into(),
        "Sentences are drawn by a lot that depends on the document’s id alone, so that the same run shows the same \
         ones and no source is favoured. The commands on this page give all of them; run them in the folder of the run, \
         or name it with -d."
            .into(),
    ]
}

fn counts<'m>(
    all: impl Iterator<Item = (&'m String, &'m u64)>,
    name: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let mut all: Vec<(&String, &u64)> = all.collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    all.into_iter().map(|(what, count)| (name(what), words::grouped(*count))).collect()
}

/// What a rule means, in words; its name if there are none.
fn rule(name: &str) -> String {
    let meaning = match name {
        "exact" => "written exactly as the list has it",
        "capitalised" => "with the capitals of the list",
        "capitals" => "all in capitals",
        "any" => "in any case",
        "address" => "part of an address or an account",
        "sentence" => "reaches over a sentence’s end",
        "case" => "not in the case that it asks for",
        "validity" => "not in use at the time",
        "not_before" => "what follows makes it something else",
        "not_after" => "what stands before makes it something else",
        "month" => "the name of a month",
        "emphasis" => "a common word in capitals",
        "longer" => "part of a longer name",
        "ambiguous" => "another of the same name was meant",
        "weak" => "a weak name",
        _ => return name.to_owned(),
    };
    format!("{meaning} ({name})")
}

fn skips(manifest: &Manifest) -> Vec<(String, String)> {
    let place = |skip: &crate::store::SkipRecord| {
        let line = skip.line.map_or_else(String::new, |line| format!(":{line}"));
        words::clean(&format!("{}{line}", skip.source)).into_owned()
    };
    let skips = manifest.corpus.skips.iter();
    skips.map(|skip| (place(skip), words::clean(&skip.reason).into_owned())).collect()
}

fn data<'a>(title: &'a str, material: &'a Material, entities: usize) -> Data<'a> {
    let timelines = &material.timelines;
    let entity = |at: usize| DataEntity {
        anchor: &material.anchors[at],
        name: &timelines.series[at].name,
        kind: timelines.series[at].kind.name(),
        names: material.gathered.findings[at]
            .surfaces
            .keys()
            .chain(&material.aliases[at])
            .map(String::as_str)
            .collect(),
        counts: timelines.series[at]
            .counts
            .iter()
            .map(|(position, count)| (*position, tenths(count.mentions), tenths(count.documents)))
            .collect(),
        told: told(&material.gathered.findings[at], timelines),
    };
    Data {
        title,
        buckets: timelines.buckets.iter().map(ToString::to_string).collect(),
        names: timelines.buckets.iter().map(|&bucket| words::capital(&words::bucket(bucket))).collect(),
        coverage: timelines.coverage.iter().map(|coverage| coverage.documents).collect(),
        entities: (0..entities).map(entity).collect(),
    }
}

fn told(findings: &Findings, timelines: &Timelines) -> Vec<(usize, f64)> {
    let counts = findings.told.on_axis(&timelines.buckets, timelines.size).counts;
    counts.into_iter().enumerate().filter(|(_, count)| *count > 0.0).collect()
}

/// Rounded to one decimal, as all figures of the page.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
