//! The map of the page, drawn by the charts' own code.

use super::style::darkened;
use crate::chart::{ChartData, ChartKind, ChartOptions, Theme, draw};
use crate::timeline::Timelines;
use crate::{ErrorKind, Result};

/// The size of the map in pixels.
const SIZE: (u32, u32) = (1120, 600);
/// Places on the map at most.
const PLACES: usize = 40;

/// A drawing within the page, and the style rules that it needs on a dark ground.
#[derive(Default)]
pub(super) struct Picture {
    pub svg: String,
    pub darkened: String,
}

/// The map of the most mentioned places; none if no entity has a place on it.
pub(super) fn map(timelines: &Timelines) -> Result<Option<Picture>> {
    let series = timelines.series.iter().filter(|series| series.location.is_some()).take(PLACES).cloned().collect();
    let places = Timelines { series, ..timelines.clone() };
    if places.series.is_empty() {
        return Ok(None);
    }
    let drawn = |theme| {
        let options = ChartOptions { size: Some(SIZE), theme, ..ChartOptions::default() };
        draw(ChartKind::Map, &ChartData::new(&places), &options).map(|drawing| drawing.svg())
    };
    match (drawn(Theme::Light), drawn(Theme::Dark)) {
        (Ok(light), Ok(dark)) => Ok(Some(Picture { darkened: darkened(&light, &dark), svg: light })),
        (Err(error), _) | (_, Err(error)) if error.kind() == ErrorKind::Usage => Ok(None),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
