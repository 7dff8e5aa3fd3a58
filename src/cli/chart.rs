//! `dateline chart`, and the set of charts that a build draws.

use std::io::{self, IsTerminal};
use std::path::Path;

use dateline::calendar::Day;
use dateline::chart::{ChartInput, ChartKind, ChartOptions, Drawing, Fonts, draw, events};
use dateline::export::{Export, Format, TableKind};
use dateline::gazetteer::Kind;
use dateline::store::{Select, Store};
use dateline::timeline::{
    Axis, BucketChoice, BurstParameters, Measure, Profile, ProfileLimits, Series, TimelineOptions, Timelines,
};
use dateline::{Error, ErrorKind, Result};
use rayon::prelude::*;

use super::args::{ChartArgs, ChartFormat, DrawnArgs};
use super::run_dir::run_dir;
use super::terminal::{STRONG, is_stdout, print, warning, write_out};
use super::{Outcome, asked, held, leftovers, lookup, spared};

/// Up to so many documents a swimlane is drawn unasked.
const A_HANDFUL: u64 = 40;

pub fn run(args: ChartArgs, quiet: bool) -> Result<Outcome> {
    let (Some(kind), Some(output)) = (args.chart.filter(|_| !args.list), args.output.as_deref()) else { return list() };
    let format = args.format.map_or_else(|| format_of(output), Ok)?;
    if format == ChartFormat::Png && is_stdout(output) && io::stdout().is_terminal() {
        return Err(Error::new(ErrorKind::Usage, "png is not for a terminal").help("name a file with -o"));
    }
    if args.outlines && format != ChartFormat::Svg {
        return Err(Error::new(ErrorKind::Usage, "--outlines is for SVG alone").help("name a file that ends in .svg"));
    }
    let dir = run_dir(args.drawn.run.dir.as_deref())?;
    let _held = held::for_outputs(&dir, [Some(output), args.data.as_deref()])?;
    let store = Store::open(&dir)?;
    spared::by_outputs_of(&store, [Some(output), args.data.as_deref()])?;
    let input = read_input(&store, kind, &args)?.named_in(args.lang, &store)?;
    if format == ChartFormat::VegaLite {
        return vega_lite(&store, kind, &input, &args, quiet);
    }
    let options = options(&args)?;
    let drawing = draw(kind, &input.data(), &options)?;
    match args.outlines {
        true => write_out(output, drawing.svg_outlined()?.as_bytes())?,
        false => write(&drawing, output, format, options.scale)?,
    }
    if let Some(path) = &args.data {
        write_out(path, drawing.table.as_bytes())?;
    }
    if !quiet {
        drawing.warnings.iter().for_each(|text| warning(text));
        if has_time(kind, args.frames) || input.timelines.axis == Axis::Referenced {
            far(&input.timelines).iter().for_each(|text| warning(text));
        }
    }
    Ok(Outcome::Done)
}

/// How to see what the chart leaves out because it is dated far from all others.
fn far(timelines: &Timelines) -> Vec<String> {
    let what = if timelines.axis == Axis::Published { "document" } else { "mention" };
    let said = |count: u64, option: String| {
        let many = if count == 1 { " is" } else { "s are" };
        format!("{count} {what}{many} dated far from all others and not drawn; {option} draws all of them")
    };
    let early = timelines.totals.early.map(|far| said(far.count, format!("--from {}", far.first)));
    early.into_iter().chain(timelines.totals.late.map(|far| said(far.count, format!("--to {}", far.last)))).collect()
}

fn list() -> Result<Outcome> {
    print(|out| {
        ChartKind::ALL
            .iter()
            .try_for_each(|kind| writeln!(out, "{STRONG}{:10}{STRONG:#} {}", kind.name(), kind.describe()))
    })?;
    Ok(Outcome::Done)
}

fn format_of(path: &Path) -> Result<ChartFormat> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    match () {
        () if is_stdout(path) => Err(Error::new(ErrorKind::Usage, "standard output has no name that says the format")
            .help("give --format: svg, png or vega-lite")),
        () if name.ends_with(".svg") => Ok(ChartFormat::Svg),
        () if name.ends_with(".png") => Ok(ChartFormat::Png),
        () if name.ends_with(".vl.json") => Ok(ChartFormat::VegaLite),
        () => Err(Error::new(ErrorKind::Usage, "the file's ending names no picture format")
            .at(path)
            .help("end it in .svg, .png or .vl.json, or give --format")),
    }
}

/// The lines as a chart for the web: what `export timelines --format vega-lite` writes of the same entities.
fn vega_lite(store: &Store, kind: ChartKind, input: &ChartInput, args: &ChartArgs, quiet: bool) -> Result<Outcome> {
    if kind != ChartKind::Lines {
        return Err(Error::new(ErrorKind::Usage, format!("`{kind}` cannot be written as Vega-Lite, only `lines` can"))
            .help("write it as .svg or .png; its figures are written with --data FILE.csv"));
    }
    let (timelines, time) = (&input.timelines, &args.drawn.time);
    let select = Select {
        entities: Some(timelines.series.iter().map(|series| series.entity.clone()).collect()),
        from: time.from.map(|date| date.first()),
        to: time.to.map(|date| date.last()),
        ..Select::default()
    };
    let export = Export::new(store, TableKind::Timelines, Format::VegaLite)?
        .select(select)
        .axis(timelines.axis)
        .by(BucketChoice::Fixed(timelines.size))
        .count(time.count);
    let report = match args.output.as_deref().filter(|path| !is_stdout(path)) {
        Some(path) => export.save(path)?,
        None => export.write(&mut io::stdout())?,
    };
    if !quiet && !report.lost.is_empty() {
        warning(&report.to_string());
    }
    Ok(Outcome::Done)
}

fn read_input(store: &Store, kind: ChartKind, args: &ChartArgs) -> Result<ChartInput> {
    let drawn = &args.drawn;
    let asked = asked::timelines(store, &drawn.time)?;
    let mut named: Option<Vec<String>> = asked::ids(store, &drawn.entities)?;
    let company = kind == ChartKind::Matrix && matches!(named.as_deref(), Some([_]));
    if company {
        named = Some(in_company(store, drawn, (asked.from, asked.to))?);
    }
    let options = TimelineOptions {
        entities: named.as_deref(),
        kind: drawn.kind.or(only_kind(kind)),
        close: has_time(kind, args.frames),
        placed: has_time(kind, args.frames) || is_rate(drawn.measure),
        top: named.is_none().then(|| drawn.top.unwrap_or(usual_number(kind))),
        ..asked
    };
    let input = ChartInput::read(kind, store, &options, named.as_deref().unwrap_or_default())?;
    Ok(if company { input.in_company() } else { input })
}

/// Whether a measure is against the documents of the same time, which undated ones have none of.
fn is_rate(measure: Measure) -> bool {
    matches!(measure, Measure::Per1000Documents | Measure::PerMillionWords)
}

/// The one entity of a matrix and those that it is mentioned with most: alone it would meet nobody.
fn in_company(store: &Store, drawn: &DrawnArgs, (from, to): (Option<Day>, Option<Day>)) -> Result<Vec<String>> {
    let entity = lookup::entities(store, &drawn.entities)?.remove(0);
    let options = TimelineOptions { from, to, count: drawn.time.count, ..TimelineOptions::default() };
    let limits = ProfileLimits {
        companions: drawn.top.unwrap_or(usual_number(ChartKind::Matrix)).saturating_sub(1),
        examples: 0,
    };
    let profile = Profile::of(store, entity, &options, limits)?;
    let company = profile.companions.into_iter().filter(|other| other.documents > 0).map(|other| other.entity);
    Ok(std::iter::once(profile.entity.id).chain(company).collect())
}

/// Whether a type has an axis of time, which a date far from all others would stretch.
fn has_time(kind: ChartKind, frames: bool) -> bool {
    frames || !matches!(kind, ChartKind::Bars | ChartKind::Matrix | ChartKind::Map)
}

/// The kind of entity that a type is about, where it is about one.
fn only_kind(kind: ChartKind) -> Option<Kind> {
    (kind == ChartKind::Map).then_some(Kind::Place)
}

/// How many entities suit a type, when none is named.
fn usual_number(kind: ChartKind) -> usize {
    match kind {
        ChartKind::Aliases => 1,
        ChartKind::Lines => 5,
        ChartKind::Area => 8,
        ChartKind::Panels | ChartKind::Swimlane | ChartKind::Matrix => 12,
        ChartKind::Map => 500,
        _ => 25,
    }
}

fn options(args: &ChartArgs) -> Result<ChartOptions> {
    let fonts = args.font.iter().try_fold(Fonts::embedded(), |fonts, path| fonts.with_file(path))?;
    Ok(ChartOptions {
        size: args.size,
        scale: args.scale,
        theme: args.theme,
        palette: args.palette,
        title: args.title.clone(),
        measure: args.drawn.measure,
        events: args.events.as_deref().map(events::read).transpose()?.unwrap_or_default(),
        fonts,
        bursts: args.bursts.then(BurstParameters::default),
        frames: args.frames,
        region: args.region,
        language: args.lang,
    })
}

/// Writes a drawing as PNG if that is asked for, else as SVG.
fn write(drawing: &Drawing, path: &Path, format: ChartFormat, scale: f32) -> Result<()> {
    let bytes = if format == ChartFormat::Png { drawing.png(scale)? } else { drawing.svg().into_bytes() };
    write_out(path, &bytes)
}

/// Draws the charts that suit the run, side by side, each as SVG and PNG, with its figures beside it as CSV. Gives the
/// warnings, each once.
///
/// Types that the data refuse (a line over a single bucket) are passed over: the set is what makes sense.
pub fn write_set(store: &Store, timelines: &Timelines, folder: &Path) -> Result<Vec<String>> {
    let closed = closed(store, timelines)?;
    let of = |kind| closed.as_ref().filter(|_| has_time(kind, false)).unwrap_or(timelines);
    let written: Vec<Result<Vec<String>>> =
        ChartKind::ALL.into_par_iter().map(|kind| write_one(kind, store, of(kind), folder)).collect();
    let mut warnings: Vec<String> = Vec::new();
    for said in written {
        for warning in said? {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    Ok(warnings)
}

/// The timelines without what lies far from all others; none where nothing does.
pub fn closed(store: &Store, timelines: &Timelines) -> Result<Option<Timelines>> {
    let size = BucketChoice::Fixed(timelines.size);
    let options = TimelineOptions { size, close: true, ..TimelineOptions::default() };
    timelines.is_stretched().then(|| Timelines::build(store, &options)).transpose()
}

/// Draws one chart of the set, unless it does not suit the run.
fn write_one(kind: ChartKind, store: &Store, timelines: &Timelines, folder: &Path) -> Result<Vec<String>> {
    if !suits(kind, timelines) {
        leftovers::chart(folder, kind)?;
        return Ok(Vec::new());
    }
    let fits = |series: &&Series| only_kind(kind).is_none_or(|kind| series.kind == kind);
    let mut series: Vec<Series> = timelines.series.iter().filter(fits).cloned().collect();
    if has_time(kind, false) {
        // Stable: of equals the one with more in all of the run stays first.
        series.sort_by(|one, other| other.placed.mentions.total_cmp(&one.placed.mentions));
    }
    let mut chosen = timelines.with_series(Vec::new());
    let counted = |series: &Series| if has_time(kind, false) { series.placed } else { timelines.told(series) };
    chosen.totals.entities = series.iter().filter(|series| counted(series).mentions > 0.0).count() as u64;
    chosen.totals.entity_mentions = series.iter().map(|series| counted(series).mentions).sum::<f64>() as u64;
    series.truncate(usual_number(kind));
    chosen.series = series;
    let options = ChartOptions::default();
    let input = ChartInput::of(kind, store, chosen);
    let drawing = match input.and_then(|input| draw(kind, &input.data(), &options)) {
        Ok(drawing) => drawing,
        Err(error) if matches!(error.kind(), ErrorKind::Usage | ErrorKind::NotFound) => {
            leftovers::chart(folder, kind)?;
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    for (ending, format) in [("svg", ChartFormat::Svg), ("png", ChartFormat::Png)] {
        write(&drawing, &folder.join(format!("{}.{ending}", kind.name())), format, options.scale)?;
    }
    write_out(&folder.join(format!("{}.csv", kind.name())), drawing.table.as_bytes())?;
    Ok(drawing.warnings)
}

/// Whether a type belongs to the set that every run gets. A dot a document is for those who have a handful of them.
fn suits(kind: ChartKind, timelines: &Timelines) -> bool {
    match kind {
        ChartKind::Swimlane => timelines.totals.documents <= A_HANDFUL,
        ChartKind::Lines | ChartKind::Panels | ChartKind::Heatmap | ChartKind::Bars => true,
        ChartKind::Map | ChartKind::Coverage => true,
        _ => false,
    }
}
