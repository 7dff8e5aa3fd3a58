//! A legend: colours with what they stand for, in as many rows as they need.

use super::canvas::{Area, Canvas, Text};
use super::doubt::hatch_area;
use super::fonts::Weight;
use super::page::Scene;
use super::theme::{Filling, size};
use crate::Result;

/// The height of a row, in pixels.
const ROW: f64 = 20.0;
/// The side of a swatch.
const SWATCH: f64 = 12.0;
/// From a label to the next swatch.
const BETWEEN: f64 = 18.0;

/// A legend with the place of each entry.
pub(super) struct Legend {
    entries: Vec<Entry>,
    rows: usize,
}

struct Entry {
    filling: Filling,
    hatched: bool,
    label: String,
    left: f64,
    row: usize,
}

impl Legend {
    /// Lays out entries from left to right, and on to the next row where the width ends.
    pub fn new<F: Into<Filling>>(scene: &Scene<'_>, entries: impl IntoIterator<Item = (F, String)>) -> Legend {
        let room = scene.body_width();
        let (mut left, mut row, mut placed) = (0.0, 0, Vec::new());
        for (filling, label) in entries {
            let label = scene.fitted(&label, size::TICK, Weight::Regular, (room - SWATCH - 6.0).min(260.0));
            let wide = SWATCH + 6.0 + scene.width(&label, size::TICK);
            if left > 0.0 && left + wide > room {
                (left, row) = (0.0, row + 1);
            }
            placed.push(Entry { filling: filling.into(), hatched: false, label, left, row });
            left += wide + BETWEEN;
        }
        Legend { rows: if placed.is_empty() { 0 } else { row + 1 }, entries: placed }
    }

    /// The same, with a hatched swatch as its last entry.
    pub fn last_hatched(mut self) -> Legend {
        if let Some(last) = self.entries.last_mut() {
            last.hatched = true;
        }
        self
    }

    /// The height that it takes.
    pub fn height(&self) -> f64 {
        if self.rows == 0 { 0.0 } else { self.rows as f64 * ROW + 4.0 }
    }

    /// Draws it at the top of an area.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area) -> Result<()> {
        for entry in &self.entries {
            let (left, top) = ((body.left + entry.left).round(), body.top + entry.row as f64 * ROW);
            let swatch = Area::new(left, top, left + SWATCH, top + SWATCH);
            let rim = entry.filling.edge.unwrap_or(scene.look.grid);
            canvas.fill(swatch.inset(-1.0, -1.0, -1.0, -1.0), rim)?;
            if entry.hatched {
                canvas.fill(swatch, scene.look.paper)?;
                hatch_area(canvas, swatch, entry.filling.fill)?;
            } else {
                canvas.fill(swatch, entry.filling.fill)?;
            }
            let at = (left + SWATCH + 6.0, top + 10.5);
            canvas.text(Text::new(at, &*entry.label, size::TICK, scene.look.ink));
        }
        Ok(())
    }
}
