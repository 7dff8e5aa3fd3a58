//! The map of the page, drawn by the charts' own code.

use std::collections::HashMap;

use super::style::darkened;
use super::words;
use crate::chart::{ChartInput, ChartKind, ChartOptions, Drawing, Theme, draw, is_place_shape};
use crate::gazetteer::Kind;
use crate::store::Store;
use crate::timeline::{Count, Series, Timelines};
use crate::{ErrorKind, Result};

/// The size of the map in pixels beside the coverage and the leading names, and those of the ones for tablets and
/// paper, and for telephones: shrunk to these, its texts could not be read.
const SIZE: (u32, u32) = (432, 660);
const MIDDLE: (u32, u32) = (720, 620);
const NARROW: (u32, u32) = (340, 620);
/// Places on the map at most.
const PLACES: usize = 40;

/// A drawing within the page, and the style rules that it needs on a dark ground.
#[derive(Default)]
pub(super) struct Picture {
    pub svg: String,
    /// The same for tablets and paper, and for telephones; empty if the map has no room there.
    pub middle: String,
    pub narrow: String,
    pub darkened: String,
    /// The figures behind it.
    pub places: Vec<PlaceRow>,
}

impl Picture {
    /// What it takes of the page.
    pub(super) fn bytes(&self) -> usize {
        self.svg.len() + self.middle.len() + self.narrow.len()
    }
}

/// A line of the table behind the map.
pub(super) struct PlaceRow {
    pub link: Option<String>,
    pub name: String,
    pub mentions: String,
    pub documents: String,
    pub latitude: String,
    pub longitude: String,
}

/// The map of the most mentioned places, with a link to the part that each has in the page; none if no entity has a
/// place on it. `timelines` are of all places; `anchors` has those of the entities that have a part.
pub(super) fn map(store: &Store, timelines: &Timelines, anchors: &HashMap<&str, &String>) -> Result<Option<Picture>> {
    let anchored = |series: &'_ Series| anchors.get(series.entity.as_str()).copied();
    let mut located: Vec<&Series> = timelines.series.iter().filter(|series| is_place(series)).collect();
    // Stable: of equals the one with more in all of the run stays first.
    located.sort_by(|one, other| timelines.told(other).mentions.total_cmp(&timelines.told(one).mentions));
    let places: Vec<(&Series, Option<&String>)> =
        located.into_iter().take(PLACES).map(|series| (series, anchored(series))).collect();
    if places.is_empty() {
        return Ok(None);
    }
    let input = ChartInput::of(ChartKind::Map, store, of_places(timelines, &places))?;
    let drawn = |size, theme| {
        let options = ChartOptions { size: Some(size), theme, ..ChartOptions::default() };
        draw(ChartKind::Map, &input.data(), &options)
    };
    match (drawn(SIZE, Theme::Light), drawn(SIZE, Theme::Dark)) {
        (Ok(light), Ok(dark)) => {
            let darkened = darkened(&light.svg_within(), &dark.svg_within());
            let smaller = |size, class: &str| {
                let svg = drawn(size, Theme::Light).map_or_else(|_| String::new(), |drawing| drawing.svg_within());
                svg.replacen(" role=\"img\"", &format!(" role=\"img\" class=\"{class}\""), 1)
            };
            let (middle, narrow) = (smaller(MIDDLE, "middle"), smaller(NARROW, "narrow"));
            let link = |id: &String| {
                let (series, anchor) = places.iter().find(|(series, _)| series.entity == *id)?;
                anchor.map(|anchor| (anchor.as_str(), words::clean(&series.name).into_owned()))
            };
            let svg = linked(&light, link);
            let places =
                places.into_iter().map(|(series, anchor)| row(timelines.told(series), series, anchor)).collect();
            Ok(Some(Picture { svg, middle, narrow, darkened, places }))
        }
        (Err(error), _) | (_, Err(error)) if error.kind() == ErrorKind::Usage => Ok(None),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

fn is_place(series: &Series) -> bool {
    series.kind == Kind::Place && series.location.is_some()
}

/// The timelines of these places and of those without coordinates, which the map only accounts for, among all places
/// that are mentioned.
fn of_places(timelines: &Timelines, drawn: &[(&Series, Option<&String>)]) -> Timelines {
    let told = |series: &Series| timelines.told(series).mentions;
    let all = timelines.series.iter().filter(|series| told(series) > 0.0);
    let nowhere = all.clone().filter(|series| series.location.is_none());
    let mut shown = timelines.with_series(drawn.iter().map(|(series, _)| *series).chain(nowhere).cloned().collect());
    let (entities, mentions) = all.map(told).fold((0, 0.0), |(count, sum), mentions| (count + 1, sum + mentions));
    (shown.totals.entities, shown.totals.entity_mentions) = (entities, mentions as u64);
    shown
}

fn row(count: Count, series: &Series, anchor: Option<&String>) -> PlaceRow {
    let (north, east) = series.location.unwrap_or_default();
    PlaceRow {
        link: anchor.cloned(),
        name: words::clean(&series.name).into_owned(),
        mentions: words::figure(count.mentions),
        documents: words::figure(count.documents),
        latitude: format!("{north:.3}"),
        longitude: format!("{east:.3}"),
    }
}

/// The drawing with a link around each disc or square, which is a fill and a rim. They are for the pointer alone: keys
/// and readers of the screen find them in the table, where they are not as small.
fn linked<'l>(drawing: &Drawing, link: impl Fn(&String) -> Option<(&'l str, String)>) -> String {
    let svg = drawing.svg_within().replacen(" role=\"img\"", " role=\"group\" class=\"map\"", 1);
    let mut discs = drawing.discs.iter().flat_map(|id| [(id, true), (id, false)]);
    let mut out = String::with_capacity(svg.len() + drawing.discs.len() * 120);
    for line in svg.split_inclusive('\n') {
        let disc = if is_place_shape(line) { discs.next() } else { None };
        let Some(((anchor, name), first)) = disc.and_then(|(id, first)| Some((link(id)?, first))) else {
            out.push_str(line);
            continue;
        };
        if first {
            let title = askama::filters::escape(&name, askama::filters::Html);
            let title = title.map_or_else(|_| String::new(), |name| name.to_string());
            out.push_str(&format!("<a href=\"#{anchor}\" tabindex=\"-1\"><title>{title}</title>"));
        }
        out.push_str(line);
        if !first {
            out.push_str("</a>\n");
        }
    }
    out
}
