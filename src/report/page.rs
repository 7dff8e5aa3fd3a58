//! The page as a whole: head, overview, and how it was made.

use askama::Template;

use super::axes::{Axes, OnAxis};
use super::data::Data;
use super::options::ReportOptions;
use super::picture::{self, Picture};
use super::plot::{self, Bars, Steps};
use super::unit::Unit;
use super::{Left, Material, caption, evidence, policy, style, unrendered, words};
use crate::Result;
use crate::calendar::{Bucket, Span};
use crate::chart;
use crate::gazetteer::Kind;
use crate::store::{Manifest, Store};
use crate::timeline::{Axis, Count, CountMode, MOST_EQUAL_PEAKS, Measure, Series, Timelines, Totals};

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
    script: &'a str,
    standfirst: String,
    /// Where documents and names come from.
    origin: String,
    tiles: Vec<Tile>,
    warnings: Vec<String>,
    more: Vec<(String, String)>,
    step: &'static str,
    unit: Unit,
    coverage: Vec<CoverageView>,
    outlets: Vec<(String, String)>,
    both_axes: bool,
    leaders: Vec<Leaders>,
    map: Option<Picture>,
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

/// What covers the buckets of one axis.
struct CoverageView {
    name: &'static str,
    label: &'static str,
    plot: String,
    caption: String,
    figures: &'static str,
    rows: Vec<(String, String, String)>,
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
    /// Each date as it is read, and as it is put in order.
    peak: (String, String),
    first: (String, String),
    last: (String, String),
}

/// The page with these entities' parts.
pub(super) fn render(
    store: &Store,
    material: &Material,
    options: &ReportOptions,
    articles: &[String],
    left: &Left,
) -> Result<String> {
    let (manifest, axes) = (store.manifest(), &material.axes);
    let timelines = &axes.published.timelines;
    let title = options.title.clone().unwrap_or_else(|| usual_title(store));
    let title = words::clean(&title).into_owned();
    let (map, map_left_out) = map(store, material, articles.len(), options)?;
    let script = style::script();
    let style = style::sheet(map.as_ref().map_or("", |map| map.darkened.as_str()));
    let index: Vec<IndexRow> = (0..articles.len()).map(|at| index_row(material, at)).collect();
    let page = PageView {
        title: &title,
        version: env!("CARGO_PKG_VERSION"),
        policy: policy::content_security_policy(&style, &[style::EARLY, &script]),
        early: style::EARLY,
        script: &script,
        standfirst: standfirst(manifest, timelines, options),
        origin: caption::origin((&material.origins.0, material.origins.1), timelines),
        tiles: tiles(manifest, timelines),
        warnings: warnings(manifest, &timelines.totals, left, map_left_out),
        more: more(material, options, left, (articles.len(), manifest.mentions.entities, map_left_out)),
        step: timelines.size.name(),
        unit: Unit::of(axes.mode()),
        coverage: axes.all().filter(|(_, on)| !on.timelines.buckets.is_empty()).map(coverage).collect(),
        outlets: outlets(axes),
        both_axes: axes.referenced.is_some(),
        leaders: leaders(&index),
        map,
        index_note: index_note(manifest, articles.len(), options.entities.is_some()),
        index,
        entities: articles,
        method: method(axes),
        gazetteers: timelines.gazetteers.iter().map(|name| words::clean(name).into_owned()).collect(),
        date_sources: counts(manifest.corpus.date_sources.iter(), |from| evidence::described(from).to_owned()),
        kept: counts(manifest.mentions.kept.iter(), rule),
        dropped: counts(manifest.mentions.dropped.iter().filter(|(_, count)| **count > 0), rule),
        skips: skips(manifest),
        skips_heading: format!("Inputs that gave no document: {}", words::grouped(manifest.corpus.skipped)),
        data: policy::embedded_json(&Data::of((&title, options.dir_flag()), material, articles.len()))?,
        style,
    };
    page.render().map_err(unrendered)
}

/// A heading that names the corpus, where it has one name.
fn usual_title(store: &Store) -> String {
    match &chart::corpus_names(store)[..] {
        [name] => format!("{}: who and what is mentioned", name.split('.').next().unwrap_or(name)),
        _ => "Who and what the documents mention".to_owned(),
    }
}

/// The map, and whether it was left out for its size. So many entities, the first, have a part that it can lead to.
fn map(store: &Store, material: &Material, parts: usize, options: &ReportOptions) -> Result<(Option<Picture>, bool)> {
    let parts = material.axes.published.timelines.series.iter().zip(&material.anchors).take(parts);
    let anchors = parts.map(|(series, anchor)| (series.entity.as_str(), anchor)).collect();
    let map = picture::map(store, &material.axes.places, &anchors)?;
    let large = |map: &Picture| map.bytes() as f64 > options.max_bytes as f64 * MAP_PART;
    Ok(if map.as_ref().is_some_and(large) { (None, true) } else { (map, false) })
}

fn standfirst(manifest: &Manifest, timelines: &Timelines, options: &ReportOptions) -> String {
    let corpus = &manifest.corpus;
    let span = match (corpus.first, corpus.last) {
        (Some(first), Some(last)) if first.from() == last.to() => {
            format!(", published on {}", words::day(first.from()))
        }
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
    let once = caption::counted_once(manifest, timelines.totals.count.unwrap_or_default());
    format!(
        "{}{span}, read for the names of {} entities that {} mention, counted by {} and traced to their sentences.{part}{once}",
        words::capital(&words::counted(corpus.documents, "document")),
        words::grouped(manifest.mentions.entities),
        if corpus.documents == 1 { "it" } else { "they" },
        timelines.size
    )
}

fn tiles(manifest: &Manifest, timelines: &Timelines) -> Vec<Tile> {
    let (corpus, totals) = (&manifest.corpus, &timelines.totals);
    let once = !caption::counted_once(manifest, totals.count.unwrap_or_default()).is_empty();
    let tile = |label, count: u64| Tile { label, value: words::grouped(count), quiet: false };
    let lack = |label, count: u64| Tile { label, value: words::grouped(count), quiet: count == 0 };
    let mut tiles = vec![
        tile("documents read", corpus.documents),
        tile("words", corpus.words),
        tile(if once { "mentions, copies included" } else { "mentions" }, manifest.mentions.mentions),
        tile("entities mentioned", manifest.mentions.entities),
        lack("undated documents", totals.undated_documents),
        lack("inputs skipped", totals.skipped),
    ];
    for (label, count) in
        [("dated too coarsely", totals.coarse_documents), ("outside of this time", totals.outside_documents)]
    {
        if count > 0 {
            tiles.push(tile(label, count));
        }
    }
    tiles
}

/// What a reader must know before the figures: doubts about the run, and what the page had no room for.
fn warnings(manifest: &Manifest, totals: &Totals, left: &Left, map_left_out: bool) -> Vec<String> {
    let mut warnings: Vec<String> = manifest.notes.iter().map(|note| words::clean(note).into_owned()).collect();
    if left.entities > 0 {
        warnings.push(format!(
            "This page has no room for {} that were asked for.",
            words::counted(left.entities as u64, "name")
        ));
    }
    if left.sentences > 0 {
        warnings.push(format!(
            "Of the sentences chosen for this page {} had no room. The command under each part of the time gives all that \
             there are.",
            words::grouped(left.sentences as u64)
        ));
    }
    if totals.count == Some(CountMode::Sources) && totals.sources < 2 {
        warnings.push("All documents are of one source: counted by sources, every figure is 1 or nothing.".into());
    }
    if map_left_out {
        warnings.push("The map has no room on this page.".into());
    }
    warnings
}

/// What this page leaves out, each with the command that shows it.
fn more(material: &Material, options: &ReportOptions, left: &Left, shown: (usize, u64, bool)) -> Vec<(String, String)> {
    let (names, all, map_left_out) = shown;
    let dir = options.dir_flag();
    let larger = format!("dateline report --max-size {}{dir}", size_for(options.max_bytes.saturating_mul(2)));
    let mut more = Vec::new();
    if left.entities > 0 || left.sentences > 0 {
        more.push(("A larger page, with more names and sentences".to_owned(), larger));
    }
    if names + left.entities < all as usize && options.entities.is_none() {
        more.push(("All names".to_owned(), format!("dateline report --top {all}{dir}")));
    }
    if map_left_out {
        more.push(("The map".to_owned(), format!("dateline chart map -o map.svg{dir}")));
    }
    more.extend(material.axes.all().flat_map(|(axis, on)| caption::far(axis, &on.timelines, &dir)));
    more
}

/// A size as the command line reads it.
fn size_for(bytes: u64) -> String {
    if bytes.is_multiple_of(1_000_000) { format!("{}MB", bytes / 1_000_000) } else { bytes.to_string() }
}

fn coverage((axis, on): (Axis, &OnAxis)) -> CoverageView {
    let timelines = &on.timelines;
    let covered = |coverage: &crate::timeline::Coverage| {
        (coverage.documents > 0 || axis == Axis::Referenced).then_some(coverage.documents as f64)
    };
    let documents: Vec<Option<f64>> = timelines.coverage.iter().map(covered).collect();
    let heading = Unit::of(timelines.totals.count.unwrap_or_default()).coverage(axis);
    let bars = Bars { heading, values: &documents, height: 90, doubt: None };
    CoverageView {
        name: axis.name(),
        label: heading,
        plot: plot::timeline(&Steps::of(timelines), &[bars]),
        caption: coverage_caption(axis, timelines),
        figures: match axis {
            Axis::Published => "The figures behind the chart",
            Axis::Referenced => "The figures by the dates that the texts name",
        },
        rows: coverage_rows(timelines),
    }
}

/// The outlets that can be chosen and their documents; none where there is but one.
fn outlets(axes: &Axes) -> Vec<(String, String)> {
    if !axes.outlets.several() {
        return Vec::new();
    }
    let named = axes.outlets.named().iter();
    let (others, documents) = axes.outlets.others();
    let others = (others > 0).then(|| (words::counted(others, "other source"), words::grouped(documents)));
    named.map(|(name, count)| (words::clean(name).into_owned(), words::grouped(*count))).chain(others).collect()
}

fn coverage_caption(axis: Axis, timelines: &Timelines) -> String {
    let step = timelines.size;
    let left_out = caption::left_out(axis, timelines);
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Not in it: {left_out}.") };
    let texts = caption::texts(timelines);
    let far: Vec<String> = caption::far(axis, timelines, "").into_iter().map(|(what, _)| what).collect();
    let far =
        if far.is_empty() { String::new() } else { format!(" Outside, being far from all else: {}.", far.join(", ")) };
    if axis == Axis::Referenced {
        return format!(
            "By {step}, by the dates that the texts name; a document stands at each of them.{left_out}{far}{texts}"
        );
    }
    let gaps = timelines.coverage.iter().any(|coverage| coverage.documents == 0);
    let gaps = if gaps { " Shaded: no documents at all." } else { "" };
    format!("By {step}; dates of publication in {}.{gaps}{left_out}{far}{texts}", timelines.zone)
}

fn coverage_rows(timelines: &Timelines) -> Vec<(String, String, String)> {
    let row = |(at, coverage): (usize, &crate::timeline::Coverage)| {
        (words::stretch(timelines, at, at), words::grouped(coverage.documents), words::grouped(coverage.words))
    };
    timelines.coverage.iter().enumerate().map(row).collect()
}

fn index_row(material: &Material, at: usize) -> IndexRow {
    let (timelines, findings) = (&material.axes.published.timelines, &material.gathered.findings[at]);
    let series = &timelines.series[at];
    let several = timelines.buckets.len() > 1;
    IndexRow {
        anchor: material.anchors[at].clone(),
        kind: series.kind.name(),
        name: words::clean(&series.name).into_owned(),
        mentions: words::grouped(match material.axes.mode() {
            CountMode::Sources => findings.outlets.len() as u64,
            CountMode::All | CountMode::Distinct => findings.mentions,
        }),
        documents: words::grouped(findings.documents),
        spark: if several {
            plot::sparkline(&super::entity::values(series, timelines, Measure::Mentions))
        } else {
            String::new()
        },
        peak: peak(timelines, series),
        first: findings.period.map(|(first, _)| dated(first)).unwrap_or_default(),
        last: findings.period.map(|(_, last)| dated(last)).unwrap_or_default(),
    }
}

fn dated(span: Span) -> (String, String) {
    (words::capital(&words::span(span)), span.to_string())
}

fn peak(timelines: &Timelines, series: &Series) -> (String, String) {
    let named = |(bucket, count): (Bucket, Count)| {
        let (most, peaks) = (words::figure(count.mentions), timelines.peaks(series));
        let key = if peaks.len() > MOST_EQUAL_PEAKS { String::new() } else { bucket.to_string() };
        (format!("{} ({most})", words::capital(&words::peaks(&peaks, timelines.size))), key)
    };
    timelines.peak(series).map(named).unwrap_or_default()
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

fn index_note(manifest: &Manifest, shown: usize, chosen: bool) -> String {
    let all = manifest.mentions.entities;
    if shown as u64 >= all {
        return format!("All {} that are mentioned.", words::counted(shown as u64, "name"));
    }
    if chosen {
        return format!("{} of the {} names that are mentioned.", words::grouped(shown as u64), words::grouped(all));
    }
    format!("The {} most mentioned of the {} names.", words::grouped(shown as u64), words::grouped(all))
}

fn method(axes: &Axes) -> Vec<String> {
    let timelines = &axes.published.timelines;
    let mut method = vec![
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
    ];
    if axes.referenced.is_some() {
        let told = "By what the texts tell, a mention stands where the date lies that governs it: that of its clause, its \
                    sentence, its paragraph, or of the account before it. Its sentences say which. A rate then divides by \
                    the documents that name a date of that time.";
        method.insert(1, told.into());
    }
    method
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
