//! Bars: who is mentioned most.

use super::canvas::{Anchor, Area, Canvas, Stroke, Text};
use super::caption;
use super::data::ChartData;
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::legend::Legend;
use super::page::{Height, Scene, Words};
use super::theme::{Filling, size};
use crate::Result;
use crate::gazetteer::Kind;
use crate::timeline::{Count, Coverage, Estimate, Measure, Series};

/// The height of a bar with its distance, in pixels: what it would like, and the least.
const ROW: (f64, f64) = (24.0, 16.0);
/// More bars than this make a picture that no page holds.
const MOST_BARS: usize = 200;

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let rows = ranked(scene);
    if rows.len() > MOST_BARS {
        return Err(super::refused(
            format!("{} bars have no room on a page", rows.len()),
            format!("choose at most {MOST_BARS} entities with --top"),
        ));
    }
    let top = rows.first().map_or("", |(series, _)| series.name.as_str());
    let words = Words {
        chosen: true,
        gaps: false,
        undated: scene.counts_undated(),
        whole: true,
        counted: None,
        title: title(scene, &rows),
        unit: unit(scene),
        notes: doubt::bar_note(scene).into_iter().collect(),
        summary: scene
            .fill("told.bars", &[("names", &scene.options.language.count("names", rows.len() as u64)), ("first", top)]),
    };
    let around = key(scene, &kinds(&rows)).height() + 8.0;
    let height = Height { wanted: rows.len() as f64 * ROW.0 + around, least: rows.len() as f64 * ROW.1 + around };
    scene.page(words, height, |canvas, body| paint(scene, canvas, body, &rows))
}

/// The series with their values, the highest first.
fn ranked<'a>(scene: &Scene<'a>) -> Vec<(&'a Series, Estimate)> {
    let mut rows: Vec<(&Series, Estimate)> =
        scene.data.series().iter().map(|series| (series, total(scene.data, scene.options.measure, series))).collect();
    rows.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then_with(|| a.0.entity.cmp(&b.0.entity)));
    rows
}

/// The value of the whole period, with its interval. Shares are of the dated documents alone, whose words are known.
pub(super) fn total(data: &ChartData<'_>, measure: Measure, series: &Series) -> Estimate {
    let told = data.timelines.told(series);
    let exact = |value: f64| Estimate { value, low: value, high: value };
    match measure {
        Measure::Mentions => exact(told.mentions),
        Measure::Documents => exact(told.documents),
        Measure::Per1000Documents | Measure::PerMillionWords => {
            let counts = series.counts.iter().map(|(_, count)| count);
            let count = counts.fold(Count::default(), |sum, count| Count {
                mentions: sum.mentions + count.mentions,
                documents: sum.documents + count.documents,
            });
            let all = data.timelines.coverage.iter().fold(Coverage::default(), |sum, coverage| Coverage {
                documents: sum.documents + coverage.documents,
                words: sum.words + coverage.words,
            });
            measure.estimate(count, all).unwrap_or(exact(0.0))
        }
    }
}

fn unit(scene: &Scene<'_>) -> String {
    let key = format!("unit.bars_{}", caption::key(scene.data, scene.options.measure));
    scene.whole_unit(&key, scene.counts_undated())
}

fn title(scene: &Scene<'_>, rows: &[(&Series, Estimate)]) -> String {
    if scene.data.chosen {
        return scene.title();
    }
    let kinds = match kinds(rows)[..] {
        [kind] => scene.say(&format!("kinds.{}", kind.name())),
        _ => scene.say("kinds.all"),
    };
    let key = format!("title.bars_{}", scene.subject());
    scene.fill(&key, &[("kinds", kinds)])
}

fn kinds(rows: &[(&Series, Estimate)]) -> Vec<Kind> {
    Kind::ALL.into_iter().filter(|kind| rows.iter().any(|(series, _)| series.kind == *kind)).collect()
}

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, rows: &[(&Series, Estimate)]) -> Result<()> {
    let kinds = kinds(rows);
    let key = key(scene, &kinds);
    key.draw(scene, canvas, body)?;
    let top = body.top + key.height();
    let row_height = ((body.bottom - top - 4.0) / rows.len() as f64).min(ROW.0 * 1.5);
    let names = rows.iter().map(|(series, _)| scene.width(&series.name, size::LABEL));
    let name_room = names.fold(0.0, f64::max).min(body.width() * 0.36);
    let numbers = rows.iter().map(|(_, value)| scene.width(&scene.options.language.value(value.value), size::TICK));
    let number_room = numbers.fold(0.0, f64::max) + 10.0;
    let area = Area::new(body.left + name_room + 10.0, top, body.right - number_room, body.bottom);
    let most = rows.iter().map(|(_, value)| value.high).fold(0.0, f64::max).max(1e-12);
    let mut plot = canvas.plot(area, 0.0..1.0, 0.0..1.0)?;
    for (row, (series, value)) in rows.iter().enumerate() {
        let y = (top + row as f64 * row_height).round();
        let thick = (row_height * 0.72).round();
        let share = value.value / most;
        let to_scale = |y: f64| 1.0 - (y - area.top) / area.height();
        let filling = filling_of(scene, &kinds, series.kind);
        plot.bars([[(0.0, to_scale(y)), (share, to_scale(y + thick))]], filling.fill)?;
        if let Some(edge) = filling.edge {
            let right = area.left + share * area.width();
            let rim = [(area.left, y), (right, y), (right, y + thick), (area.left, y + thick), (area.left, y)];
            canvas.line(&rim, &Stroke::new(edge, 1.0))?;
        }
        let base = y + thick / 2.0 + 4.5;
        let name = scene.fitted(&series.name, size::LABEL, Weight::Regular, name_room);
        canvas.text(Text::new((area.left - 10.0, base), name, size::LABEL, scene.look.ink).anchored(Anchor::End));
        let x = |value: f64| area.left + value / most * area.width();
        whisker(scene, canvas, (x(value.low), x(value.high)), y + thick / 2.0)?;
        let number = scene.options.language.value(value.value);
        let at = (x(value.high) + 6.0, base - 0.5);
        canvas.text(Text::new(at, number, size::TICK, scene.look.muted));
    }
    Ok(())
}

/// The interval of a bar's end, where it is more than a point.
fn whisker(scene: &Scene<'_>, canvas: &Canvas<'_>, (low, high): (f64, f64), y: f64) -> Result<()> {
    if high - low < 1.0 {
        return Ok(());
    }
    let stroke = Stroke::new(scene.look.ink, 1.0);
    canvas.line(&[(low, y), (high, y)], &stroke)?;
    [low, high].into_iter().try_for_each(|x| canvas.line(&[(x, y - 3.0), (x, y + 3.0)], &stroke))
}

fn filling_of(scene: &Scene<'_>, kinds: &[Kind], kind: Kind) -> Filling {
    if kinds.len() < 2 {
        return scene.look.accent.into();
    }
    scene.look.filling(Some(Kind::ALL.iter().position(|one| *one == kind).unwrap_or(0)))
}

/// The kinds with their colours; nothing where there is but one.
fn key(scene: &Scene<'_>, kinds: &[Kind]) -> Legend {
    let shown = if kinds.len() > 1 { kinds } else { &[] };
    Legend::new(
        scene,
        shown
            .iter()
            .map(|kind| (filling_of(scene, kinds, *kind), scene.say(&format!("kinds.{}", kind.name())).to_string())),
    )
}
