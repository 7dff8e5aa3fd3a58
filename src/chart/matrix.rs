//! Matrix: who is mentioned with whom, in how many documents, and when most.

use super::canvas::{Anchor, Area, Canvas, Text};
use super::data::Pair;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::page::{Height, MARGIN, Scene, Words};
use super::theme::size;
use crate::Result;
use crate::calendar::BucketSize;
use crate::timeline::Axis;

/// The width of a cell in pixels: the most, the least. Its height is at most [`TALL`].
const CELL: (f64, f64) = (120.0, 18.0);
/// The part of the width that the longest name takes.
const NAMES: f64 = 0.25;
/// The most height of a cell, in pixels.
const TALL: f64 = 46.0;
/// More rows than this have no room on a page.
const MOST_ROWS: usize = 40;
/// Cells as large as this also say when.
const DATED_CELL: f64 = 50.0;
/// The size of the type that says it.
const DATE_SIZE: f64 = 10.0;

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let rows = scene.data.series().len();
    if rows < 2 || scene.data.pairs.is_empty() {
        return Err(super::refused(
            "no two of the chosen are mentioned in one document",
            "draw `bars`, or choose more entities",
        ));
    }
    if rows > MOST_ROWS {
        return Err(super::refused(
            format!("{rows} rows and columns have no room on a page"),
            format!("choose at most {MOST_ROWS} entities with --top"),
        ));
    }
    let needed = rows as f64 * CELL.1 + name_room(scene) + most_name(scene);
    if needed > scene.body_width() {
        return Err(super::refused(
            format!("{rows} rows and columns have no room in a picture as narrow as this"),
            format!(
                "make it at least {} pixels wide with --size, or choose at most {} entities with --top",
                least_width(scene, rows),
                ((scene.body_width() - name_room(scene) - most_name(scene)) / CELL.1).floor().max(2.0)
            ),
        ));
    }
    let most = scene
        .data
        .pairs
        .iter()
        .max_by(|a, b| a.documents.cmp(&b.documents).then_with(|| (&b.one, &b.other).cmp(&(&a.one, &a.other))));
    let summary = most.map_or_else(String::new, |pair| {
        let documents = scene.options.language.count("documents", pair.documents);
        let (one, other) = (name(scene, &pair.one), name(scene, &pair.other));
        scene.fill("told.matrix", &[("one", one), ("other", other), ("documents", &documents)])
    });
    let met = scene.data.series().first().filter(|_| scene.data.company);
    let title = met.map_or_else(
        || scene.say("title.matrix").to_string(),
        |series| scene.fill("title.matrix_of", &[("name", &series.name)]),
    );
    let company = met.map(|series| {
        let shown = scene.options.language.whole(rows as u64 - 1);
        scene.fill("note.company", &[("name", &series.name), ("shown", &shown)])
    });
    let told = scene.data.timelines.axis == Axis::Referenced;
    let words = Words {
        chosen: true,
        gaps: false,
        undated: scene.data.timelines.counts_undated(),
        whole: true,
        counted: Some(if told { "caption.both_named" } else { "caption.both" }),
        title,
        unit: scene
            .whole_unit(if told { "unit.matrix_named" } else { "unit.matrix" }, scene.data.timelines.counts_undated()),
        notes: company.into_iter().chain([dated_note(scene, rows)]).collect(),
        summary,
    };
    let side = side(scene, rows);
    let high = rows as f64 * side.min(TALL) + 6.0;
    scene.page(words, Height { wanted: high, least: high }, |canvas, body| paint(scene, canvas, body, side))
}

fn dated_note(scene: &Scene<'_>, rows: usize) -> String {
    if shows_dates(scene, side(scene, rows)) {
        scene.options.language.by_size("note.matrix_dates", scene.data.timelines.size, &[])
    } else {
        scene.say("note.matrix_names").to_string()
    }
}

/// The width of a picture that holds so many rows; what names take grows with it.
fn least_width(scene: &Scene<'_>, rows: usize) -> f64 {
    let names = scene.data.series().iter().map(|series| name_width(scene, &series.name)).fold(0.0, f64::max);
    let needed = |body: f64| rows as f64 * CELL.1 + names.min(body * NAMES) + 12.0 + body * NAMES;
    let mut body = scene.body_width();
    while needed(body) > body {
        body += 1.0;
    }
    (body + 2.0 * MARGIN).ceil()
}

/// When a pair is mentioned most, as its cell says it: of a week the Monday.
fn date(scene: &Scene<'_>, pair: &Pair) -> Option<String> {
    let (peak, language) = (pair.peak?, scene.options.language);
    Some(if peak.size() == BucketSize::Week { language.day(peak.from()) } else { language.bucket(peak) })
}

/// Whether the cells say when: only if each that is dated has room for it, so that the caption holds for all.
fn shows_dates(scene: &Scene<'_>, side: f64) -> bool {
    let mut dates = scene.data.pairs.iter().filter_map(|pair| date(scene, pair)).peekable();
    side >= DATED_CELL && dates.peek().is_some() && dates.all(|date| scene.width(&date, DATE_SIZE) <= side - 6.0)
}

fn name<'a>(scene: &Scene<'a>, id: &'a str) -> &'a str {
    scene.data.series().iter().find(|series| series.entity == id).map_or(id, |series| &series.name)
}

/// The room for the rows' names at the left.
fn name_room(scene: &Scene<'_>) -> f64 {
    let names = scene.data.series().iter().map(|series| name_width(scene, &series.name));
    names.fold(0.0, f64::max).min(most_name(scene)) + 12.0
}

fn name_width(scene: &Scene<'_>, name: &str) -> f64 {
    scene.width(name, size::LABEL)
}

fn most_name(scene: &Scene<'_>) -> f64 {
    scene.body_width() * NAMES
}

/// The width of a cell: as wide as the columns' names, which stand at the diagonal, leave it.
fn side(scene: &Scene<'_>, rows: usize) -> f64 {
    let room = scene.body_width() - name_room(scene);
    let beside =
        scene.data.series().iter().take(rows.saturating_sub(1)).enumerate().skip(1).map(|(row, series)| {
            (room - 6.0 - name_width(scene, &series.name).min(most_name(scene) + 2.0)) / row as f64
        });
    let all = room / rows.saturating_sub(1).max(1) as f64;
    beside.fold(all, f64::min).floor().clamp(CELL.1, CELL.0)
}

/// The lower half of the square: each pair once. The columns' names stand at the end of the diagonal.
fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, side: f64) -> Result<()> {
    let series = scene.data.series();
    let left = (body.left + name_room(scene)).round();
    let (top, tall) = (body.top.round(), side.min(TALL));
    let dates = shows_dates(scene, side);
    let most = scene.data.pairs.iter().map(|pair| pair.documents).max().unwrap_or(1).max(1) as f64;
    for (row, one) in series.iter().enumerate() {
        let base = top + (row as f64 + 0.5) * tall + 4.5;
        let room = name_room(scene) - 10.0;
        let text = scene.fitted(&one.name, size::LABEL, Weight::Regular, room);
        if row > 0 {
            let at = (left - 8.0, base);
            canvas.text(Text::new(at, text.clone(), size::LABEL, scene.look.ink).anchored(Anchor::End));
        }
        if row + 1 < series.len() {
            let at = (left + row as f64 * side + 4.0, base);
            canvas.text(Text::new(at, text, size::LABEL, scene.look.muted));
        }
        for (column, other) in series[..row].iter().enumerate() {
            let corner = (left + column as f64 * side, top + row as f64 * tall);
            let pair = scene.data.pairs.iter().find(|pair| pair.is(&one.entity, &other.entity));
            cell(scene, canvas, corner, (side, dates), pair, most)?;
        }
    }
    Ok(())
}

fn cell(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    (x, y): (f64, f64),
    (side, dates): (f64, bool),
    pair: Option<&Pair>,
    most: f64,
) -> Result<()> {
    let tall = side.min(TALL);
    let area = Area::new(x, y, x + side - 1.0, y + tall - 1.0);
    let Some(pair) = pair.filter(|pair| pair.documents > 0) else {
        canvas.fill(area, scene.look.grid)?;
        return canvas.fill(area.inset(1.0, 1.0, 1.0, 1.0), scene.look.paper);
    };
    let color = scene.look.heat((pair.documents as f64 / most).sqrt());
    canvas.fill(area, color)?;
    let number = scene.options.language.whole(pair.documents);
    let fit = (side - 5.0) / scene.width(&number, 1.0);
    let type_size = size::TICK.min(fit);
    let dated = date(scene, pair).filter(|_| dates);
    let middle = (x + (side - 1.0) / 2.0, y + tall / 2.0 + if dated.is_some() { -2.0 } else { 4.0 });
    let ink = scene.look.on(color);
    canvas.text(Text::new(middle, number, type_size, ink).bold().anchored(Anchor::Middle));
    if let Some(dated) = dated {
        canvas.text(Text::new((middle.0, middle.1 + 14.0), dated, DATE_SIZE, ink).anchored(Anchor::Middle));
    }
    Ok(())
}
