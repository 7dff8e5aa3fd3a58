//! The discs of a map, the squares of its countries and regions, and the key that says what they mean.

use super::canvas::{Area, Canvas, Point, Stroke, Text, faint};
use super::map::{Place, in_order};
use super::map_frame::View;
use super::page::Scene;
use super::theme::size;
use crate::Result;

/// The radius of the least disc, in pixels: what would be smaller is a ring of this size.
const LEAST: f64 = 2.0;

/// How opaque a disc is, and a square, through which cities are seen.
const DISC: f64 = 0.45;
const SQUARE: f64 = 0.14;
/// The side of the square in the key, as the radius of a disc of its area, in pixels.
const KEY_SQUARE: f64 = 7.0;

/// How large the discs are: their areas are as their values.
#[derive(Clone, Copy)]
pub(super) struct DiscSize {
    /// The value of the largest disc, and its radius in pixels.
    pub most: f64,
    pub largest: f64,
}

impl DiscSize {
    /// The radius of the disc of a value that is not zero.
    pub fn radius(self, value: f64) -> f64 {
        (self.largest * (value / self.most).max(0.0).sqrt()).max(LEAST)
    }

    /// The value whose disc is the least, as a number that a reader can keep: smaller ones are rings that are all
    /// alike.
    pub fn floor(self) -> f64 {
        let least = self.most * (LEAST / self.largest).powi(2);
        let digit = 10f64.powf(least.max(1.0).log10().floor() - 1.0).max(1.0);
        if least < 10.0 { least.ceil() } else { (least / digit).floor() * digit }
    }
}

/// Draws a disc for each place of the map.
pub(super) fn discs(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    view: &View,
    places: &[Place<'_>],
    scale: DiscSize,
) -> Result<()> {
    let color = scene.look.disc();
    for place in in_order(places) {
        let (at, radius) = (view.point(place.at), scale.radius(place.value));
        let ringed = place.value < scale.floor();
        let paper = faint(scene.look.paper, 1.0);
        if place.area {
            let square = square(at, radius);
            canvas.fill(square, if ringed { paper } else { faint(color, SQUARE) })?;
            canvas.frame(square, color)?;
        } else {
            canvas.disc(at, radius, if ringed { paper } else { faint(color, DISC) })?;
            canvas.ring(at, radius, &Stroke::new(color, 1.0))?;
        }
    }
    Ok(())
}

/// The square with the area of a disc.
fn square((x, y): Point, radius: f64) -> Area {
    let half = radius * std::f64::consts::PI.sqrt() / 2.0;
    Area::new(x - half, y - half, x + half, y + half)
}

/// The height of the key of sizes under a map, in pixels.
pub(super) fn key_height(scale: DiscSize) -> f64 {
    let radius = key_values(scale).map_or(0.0, |[large, _]| scale.radius(large));
    if radius == 0.0 { 0.0 } else { (2.0 * radius).max(size::NOTE) + 14.0 }
}

/// What the key of sizes shows: what most of the map's mentions are drawn by.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum KeyShape {
    Discs,
    Squares,
}

/// Draws discs or squares with round values under the map, where they are not taken for places; and what squares are,
/// if there are any.
pub(super) fn size_key(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    foot: Area,
    scale: DiscSize,
    (shape, areas): (KeyShape, bool),
) -> Result<()> {
    let Some([large, small]) = key_values(scale) else { return Ok(()) };
    let (mut x, middle, color) = (foot.left + 1.0, (foot.top + 8.0 + foot.bottom) / 2.0, scene.look.disc());
    let values = if small < large { vec![large, small] } else { vec![large] };
    for value in values {
        let radius = scale.radius(value);
        if shape == KeyShape::Squares {
            let square = square((x + radius, middle), radius);
            canvas.fill(square, faint(color, SQUARE))?;
            canvas.frame(square, color)?;
        } else {
            canvas.disc((x + radius, middle), radius, faint(color, DISC))?;
            canvas.ring((x + radius, middle), radius, &Stroke::new(color, 1.0))?;
        }
        let text = scene.options.language.count(scene.subject(), value as u64);
        x += 2.0 * radius + 6.0;
        canvas.text(Text::new((x, middle + 4.0), text.clone(), size::NOTE, scene.look.ink));
        x += scene.width(&text, size::NOTE) + 18.0;
    }
    // Where there is no room for it the caption says it alone.
    let said = scene.say("label.square");
    if areas && x + 2.0 * KEY_SQUARE + 6.0 + scene.width(said, size::NOTE) <= foot.right {
        let square = square((x + KEY_SQUARE, middle), KEY_SQUARE);
        canvas.fill(square, faint(color, SQUARE))?;
        canvas.frame(square, color)?;
        x += 2.0 * KEY_SQUARE + 6.0;
        canvas.text(Text::new((x, middle + 4.0), said, size::NOTE, scene.look.ink));
    }
    Ok(())
}

/// Whether a line of a map's file is the first or the second of the two shapes of a place; with places in the order in
/// which they are drawn. A frame, and what is as faint as a square, is drawn for places alone.
pub(crate) fn is_place_shape(line: &str) -> bool {
    let square = || line.contains(&format!(" opacity=\"{SQUARE}\"")) || line.contains(" fill=\"none\"");
    line.starts_with("<circle ") || (line.starts_with("<rect ") && square())
}

/// Two round values for the key, the larger first; none where nothing is mentioned.
fn key_values(scale: DiscSize) -> Option<[f64; 2]> {
    (scale.most >= 1.0).then(|| [round(scale.most), round((scale.most / 12.0).max(1.0).max(scale.floor().ceil()))])
}

/// The largest of 1, 2, 5, 10, 20 … that is no larger than a value.
fn round(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1.0).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|round| *round <= value).unwrap_or(power)
}
