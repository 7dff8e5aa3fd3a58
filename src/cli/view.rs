//! `dateline view`: the lines chart in the terminal itself.

use std::io::{self, Write};

use anstyle::{Ansi256Color, Style};
use dateline::Result;
use dateline::chart::{ChartInput, ChartKind, TextChart, TextOptions, Tone, draw_text};
use dateline::store::Store;
use dateline::timeline::TimelineOptions;

use super::args::ViewArgs;
use super::run_dir::run_dir;
use super::terminal::{FAINT, STRONG, clean, colours, plain_direction, print, width};
use super::{Outcome, asked};

/// Lines without an entity named.
const USUAL: usize = 5;
/// Colours that read on a dark ground and on a light one, and that colour-blind readers tell apart in this order.
const COLOURS: [u8; 6] = [33, 166, 35, 169, 136, 37];

pub fn run(args: ViewArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.drawn.run.dir.as_deref())?)?;
    let drawn = &args.drawn;
    let asked = asked::timelines(&store, &drawn.time)?;
    let named: Option<Vec<String>> = asked::ids(&store, &drawn.entities)?;
    let options = TimelineOptions {
        entities: named.as_deref(),
        kind: drawn.kind,
        close: true,
        placed: true,
        top: named.is_none().then(|| drawn.top.unwrap_or(USUAL)),
        ..asked
    };
    let named = named.as_deref().unwrap_or_default();
    let input = ChartInput::read(ChartKind::Lines, &store, &options, named)?.named_in(args.lang, &store)?;
    let single = input.timelines.series.len() == 1;
    let look = TextOptions {
        width: width(),
        height: usize::from(args.height),
        apart: args.panels || (!colours() && !single),
        measure: drawn.measure,
        language: args.lang,
    };
    let chart = draw_text(&input.data(), look)?;
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
