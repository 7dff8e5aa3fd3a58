//! `dateline view`: the lines chart in the terminal itself.

use std::io::{self, Write};

use anstyle::{Ansi256Color, Style};
use dateline::Result;
use dateline::chart::{ChartInput, ChartKind, TextChart, TextOptions, Tone, draw_text};
use dateline::store::Store;
use dateline::timeline::TimelineOptions;

use super::args::ViewArgs;
use super::settings::{period, recorded_by, run_dir};
use super::terminal::{FAINT, STRONG, clean, colours, plain_direction, print, width};
use super::{Outcome, lookup};

/// Lines without an entity named.
const USUAL: usize = 5;
/// Colours that read on a dark ground and on a light one, and that colour-blind readers tell apart in this order.
const COLOURS: [u8; 6] = [33, 166, 35, 169, 136, 37];

pub fn run(args: ViewArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let (from, to) = (args.time.from.map(|date| date.first()), args.time.to.map(|date| date.last()));
    period(from, to)?;
    let named: Vec<String> = lookup::entities(&store, &args.entities)?.into_iter().map(|row| row.id).collect();
    let options = TimelineOptions {
        axis: args.time.axis.map(Into::into).unwrap_or_default(),
        size: args.time.by.unwrap_or_else(|| recorded_by(&store)),
        from,
        to,
        entities: (!named.is_empty()).then_some(&named),
        kind: args.kind,
        count: args.time.count,
        close: true,
        top: named.is_empty().then(|| args.top.unwrap_or(USUAL)),
        ..TimelineOptions::default()
    };
    let input = ChartInput::read(ChartKind::Lines, &store, &options, &named)?.named_in(args.lang, &store)?;
    let single = input.timelines.series.len() == 1;
    let drawn = TextOptions {
        width: width(),
        height: usize::from(args.height),
        apart: args.panels || (!colours() && !single),
        measure: args.measure,
        language: args.lang,
    };
    let chart = draw_text(&input.data(), drawn)?;
    print(|out| write(out, &chart))?;
    Ok(Outcome::Done)
}

fn write(out: &mut dyn Write, chart: &TextChart) -> io::Result<()> {
    for row in &chart.rows {
        for piece in row {
            let style = style(piece.tone);
            write!(out, "{style}{}{style:#}", plain_direction(&clean(&piece.text)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => STRONG,
        Tone::Faint => FAINT,
        Tone::Series(at) => Style::new().fg_color(Some(Ansi256Color(COLOURS[at % COLOURS.len()]).into())),
    }
}
