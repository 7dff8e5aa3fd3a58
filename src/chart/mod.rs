//! Charts that are good to print as they are.
//!
//! [`draw`] makes a [`Drawing`] from timelines: an SVG by plotters, and from the same SVG a PNG by resvg, with fonts
//! that are compiled in, so that both look alike on every machine. Every chart says what was counted, over what, and
//! what was left out. A type of chart that makes no sense for the data is refused, with the name of a better one.
//!
//! ```
//! use dateline::chart::{self, ChartInput, ChartKind, ChartOptions};
//! use dateline::store::Store;
//! use dateline::timeline::TimelineOptions;
//!
//! # use dateline::corpus::{Corpus, CorpusOptions};
//! # use dateline::gazetteer::Gazetteer;
//! # use dateline::matcher::Matcher;
//! # use dateline::pipeline::{self, Input, RunOptions};
//! # use dateline::store::{ManifestParts, StoreWriter};
//! # let folder = tempfile::tempdir()?;
//! # let gazetteer = Gazetteer::bundled();
//! # let run = |name: &str, rows: &str| -> dateline::Result<std::path::PathBuf> {
//! #     let articles = folder.path().join("articles.jsonl");
//! #     std::fs::write(&articles, rows).expect("a temporary folder can be written");
//! #     let run = folder.path().join(name);
//! #     let mut store = StoreWriter::create(&run, &gazetteer)?;
//! #     let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! #     let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! #     pipeline::run(input, &RunOptions::default(), &mut store, |_| ())?;
//! #     store.finish(ManifestParts::default())?;
//! #     Ok(run)
//! # };
//! # let run = run("run", r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen. Mosul fell in July."}"#)?;
//! let options = TimelineOptions { top: Some(5), ..TimelineOptions::default() };
//! let input = ChartInput::read(ChartKind::Bars, &Store::open(&run)?, &options, &[])?;
//! let drawing = chart::draw(ChartKind::Bars, &input.data(), &ChartOptions::default())?;
//! std::fs::write(folder.path().join("bars.svg"), drawing.svg())?;
//! std::fs::write(folder.path().join("bars.png"), drawing.png(2.0)?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bars;
mod canvas;
mod caption;
mod coverage;
mod data;
mod doubt;
mod drawing;
mod embedded;
pub mod events;
#[cfg(test)]
mod extremes;
mod fonts;
mod gather;
mod heatmap;
mod labels;
mod legend;
mod lines;
mod map;
mod map_discs;
mod map_frame;
mod map_ground;
mod map_names;
mod marks;
mod matrix;
mod names;
mod options;
mod outlines;
mod page;
mod panels;
mod partial;
mod pieces;
mod ridges;
#[cfg(test)]
mod said;
#[cfg(test)]
mod samples;
mod scripts;
mod stack;
mod stack_names;
mod swimlane;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod time_axis;
mod value_axis;
mod words;

pub(crate) use data::FEW_DOCUMENTS;
pub use data::{ChartData, Dot, Pair, SourceCoverage};
pub use drawing::Drawing;
pub use events::Event;
pub use fonts::Fonts;
pub use gather::ChartInput;
pub(crate) use gather::corpus_names;
pub(crate) use map_discs::is_place_shape;
pub use names::named_in;
pub use options::{ChartKind, ChartOptions, Region, parse_size};
pub use text::{TextChart, TextOptions, TextPiece, Tone, draw_text};
pub use theme::{Palette, Theme};
pub use words::Language;

use crate::calendar::BucketSize;
use crate::timeline::{Axis, Measure, Series, Timelines};
use crate::{Error, ErrorKind, Result};

/// Why figures of a single source say nothing.
const ONE_SOURCE: &str = "all documents are of one source: counted by sources, every figure is 1 or nothing";

/// Draws a chart.
///
/// # Errors
/// [`ErrorKind::NotFound`] when nothing lies in what was asked for; [`ErrorKind::Usage`] when the type makes no sense
/// for the data (a better one is named), or when the size asked for has no room for it.
pub fn draw(kind: ChartKind, data: &ChartData<'_>, options: &ChartOptions) -> Result<Drawing> {
    if has_axis(kind, options) {
        some_time(data)?;
    }
    something_to_draw(kind, data)?;
    if kind != ChartKind::Coverage {
        some_mention(data, !has_axis(kind, options))?;
    }
    fitting(kind, options)?;
    measurable(kind, options.measure)?;
    data.timelines.totals.count.unwrap_or_default().allow(options.measure)?;
    if kind == ChartKind::Area && caption::of_one_source(data) {
        return Err(refused(ONE_SOURCE, "count the texts: --count distinct"));
    }
    let ordered = in_order(kind, data, options.measure);
    let data = &ordered.as_ref().map_or(*data, |timelines| ChartData { timelines, ..*data });
    let scene = page::Scene::new(data, options);
    if matches!(kind, ChartKind::Lines | ChartKind::Panels | ChartKind::Heatmap | ChartKind::Ridges) {
        doubt::some_firm(&scene)?;
    }
    let mut drawing = drawn(kind, &scene)?;
    if caption::of_one_source(data) {
        drawing.warnings.push(format!("{ONE_SOURCE}; --count distinct counts the texts"));
    }
    drawing.table = table::table(kind, data, options);
    Ok(drawing)
}

/// The timelines with the rows of a table in the order of what it counts, where nobody chose one: they come in that of
/// mentions.
fn in_order(kind: ChartKind, data: &ChartData<'_>, measure: Measure) -> Option<Timelines> {
    let rows = matches!(kind, ChartKind::Heatmap | ChartKind::Ridges | ChartKind::Panels);
    let of_documents = matches!(measure, Measure::Documents | Measure::Per1000Documents);
    (rows && of_documents && !data.chosen).then(|| {
        let mut series = data.series().to_vec();
        // Stable: of equals the one with more mentions stays first.
        series.sort_by(|one, other| other.placed.documents.total_cmp(&one.placed.documents));
        data.timelines.with_series(series)
    })
}

fn drawn(kind: ChartKind, scene: &page::Scene<'_>) -> Result<Drawing> {
    match kind {
        ChartKind::Lines => lines::draw(scene),
        ChartKind::Panels => panels::draw(scene),
        ChartKind::Heatmap => heatmap::draw(scene),
        ChartKind::Swimlane => swimlane::draw(scene),
        ChartKind::Bars => bars::draw(scene),
        ChartKind::Area => stack::area(scene),
        ChartKind::Ridges => ridges::draw(scene),
        ChartKind::Map => map::draw(scene),
        ChartKind::Matrix => matrix::draw(scene),
        ChartKind::Aliases => stack::aliases(scene),
        ChartKind::Coverage => coverage::draw(scene),
    }
}

/// Whether a type needs dates: those that show no course of time count what is undated too.
fn has_axis(kind: ChartKind, options: &ChartOptions) -> bool {
    options.frames || !matches!(kind, ChartKind::Bars | ChartKind::Matrix | ChartKind::Map)
}

/// Refuses options that a type of chart has no sense for, rather than leaving them out in silence.
fn fitting(kind: ChartKind, options: &ChartOptions) -> Result<()> {
    if !options.events.is_empty() && matches!(kind, ChartKind::Bars | ChartKind::Matrix | ChartKind::Map) {
        return Err(refused(
            format!("`{kind}` has no axis of time to draw events on"),
            "draw `lines`, `panels`, `heatmap` or `coverage`, or leave out --events",
        ));
    }
    let bursting = matches!(kind, ChartKind::Lines | ChartKind::Panels | ChartKind::Ridges | ChartKind::Heatmap);
    if options.bursts.is_some() && !bursting {
        return Err(refused(
            format!("bursts are not marked on `{kind}`"),
            "draw `lines`, `panels`, `ridges` or `heatmap`, or leave out --bursts",
        ));
    }
    if options.region.is_some() && kind != ChartKind::Map {
        return Err(refused(format!("`{kind}` has no region to show"), "draw `map`, or leave out --region"));
    }
    if options.frames && kind != ChartKind::Map {
        return Err(refused(format!("`{kind}` has no frames"), "draw `map` with --frames, or `panels`"));
    }
    Ok(())
}

/// Refuses a measure that a type would not draw, and its caption yet name.
fn measurable(kind: ChartKind, measure: Measure) -> Result<()> {
    let refused = |what: &str, help: &str| Err(refused(format!("`{kind}` {what}, and not {}", measure.unit()), help));
    match kind {
        ChartKind::Aliases if measure != Measure::Mentions => {
            refused("draws the mentions of each spelling", "leave out --measure, or draw `lines`")
        }
        ChartKind::Map if data::is_rate(measure) => {
            refused("draws counts of places", "take --measure mentions or documents, or draw `bars` or `panels`")
        }
        ChartKind::Area if data::is_rate(measure) => refused(
            "draws the shares of names in each other's counts",
            "take --measure mentions or documents, or draw `lines` or `panels`",
        ),
        ChartKind::Swimlane | ChartKind::Matrix | ChartKind::Coverage if data::is_rate(measure) => {
            refused("draws documents", "leave out --measure, or draw `lines` or `panels`")
        }
        _ => Ok(()),
    }
}

/// A refusal that says what to do instead.
fn refused(message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, message).help(help)
}

/// What to do where buckets are too many or too short: take a longer one, if there is any, or something else.
fn longer_or(size: BucketSize, other: &str) -> String {
    let longer = if size == BucketSize::Decade { "" } else { "choose a longer bucket with --by, or " };
    format!("{longer}{other}")
}

/// The refusal of a single bucket by a type that shows a course of time.
fn single_bucket(data: &ChartData<'_>, what: &str, better: &str) -> Error {
    let (size, totals) = (data.timelines.size, &data.timelines.totals);
    let documents = Language::English.count("documents", data.placed_documents());
    let all = match data.timelines.axis {
        Axis::Referenced => format!("all dates that the texts name lie in one {size}"),
        Axis::Published if data.placed_documents() == 1 => {
            format!("only 1 of {} documents can be placed in time", totals.documents)
        }
        Axis::Published => format!("all {documents} that have one lie in one {size}"),
    };
    let shorter = if size == BucketSize::Day { "" } else { ", or choose a shorter bucket with --by" };
    let undated = Language::English.count("documents", totals.undated_documents);
    let dates = if totals.undated_documents == 0 || data.timelines.axis == Axis::Referenced {
        String::new()
    } else {
        format!("; {undated} undated: build again with --dates")
    };
    refused(format!("{what} two buckets or more, and {all}"), format!("{better}{shorter}{dates}"))
}

/// Data of which nothing lies in what was asked for.
fn nothing(message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::new(ErrorKind::NotFound, format!("nothing to draw: {}", message.into())).help(help)
}

fn something_to_draw(kind: ChartKind, data: &ChartData<'_>) -> Result<()> {
    if data.series().is_empty() && kind != ChartKind::Coverage {
        return Err(nothing("no entity is chosen, or none is mentioned in what was asked for", "`summary` lists them"));
    }
    Ok(())
}

/// Refuses entities none of whose mentions lies in a bucket, and says where they lie instead: a row of zeros would look
/// like an answer. `whole` says that a mention without a date counts, where no period is asked for.
fn some_mention(data: &ChartData<'_>, whole: bool) -> Result<()> {
    let in_buckets = |series: &Series| series.counts.iter().any(|(_, count)| count.mentions > 0.0);
    let counts = |series: &&Series| match whole {
        true => data.timelines.told(series).mentions > 0.0,
        false => in_buckets(series),
    };
    if data.series().iter().find(counts).is_some() {
        return Ok(());
    }
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let names: Vec<&str> = data.series().iter().map(|series| series.name.as_str()).collect();
    let reasons = [
        (totals.undated_mentions, "with no date in the text".to_owned()),
        (totals.coarse_mentions, format!("with a date coarser than a {size}")),
        (totals.outside_mentions, "outside of the period".to_owned()),
    ];
    let reasons = reasons.into_iter().filter(|(count, _)| *count > 0);
    let reasons: Vec<String> =
        reasons.map(|(count, why)| format!("{} {why}", Language::English.count("mentions", count))).collect();
    let why = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    let summary = "see `summary` for who is mentioned, and when most";
    let help = if totals.coarse_mentions > 0 { longer_or(size, summary) } else { summary.to_owned() };
    Err(nothing(format!("no mention of {} has a date on the chart{why}", Language::English.listed(&names, 3)), help))
}

/// Refuses data that lie nowhere in time, and says why they do not.
fn some_time(data: &ChartData<'_>) -> Result<()> {
    if !data.buckets().is_empty() {
        return Ok(());
    }
    let totals = &data.timelines.totals;
    let documents = Language::English.count("documents", totals.documents);
    if totals.documents > 0 && totals.undated_documents == totals.documents {
        return Err(nothing(
            format!("{documents}, all undated"),
            "build again with dates (dateline build --dates FILE.csv), or draw `bars`, which need none",
        ));
    }
    if totals.coarse_documents > 0 {
        return Err(nothing(
            format!("{} of {documents} have a date coarser than a {}", totals.coarse_documents, data.timelines.size),
            longer_or(data.timelines.size, "draw `bars`, which need none"),
        ));
    }
    Err(nothing(format!("{documents}, none in the period"), "widen --from and --to"))
}
