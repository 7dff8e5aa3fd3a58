//! What a user can choose about a chart.

use super::events::Event;
use super::fonts::Fonts;
use super::theme::{Palette, Theme, named};
use super::words::Language;
use crate::timeline::{BurstParameters, Measure};
use crate::{Error, ErrorKind, Result};

use std::fmt;
use std::str::FromStr;

/// The types of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChartKind {
    /// A few entities compared over time.
    Lines,
    /// One small chart an entity.
    Panels,
    /// Entities by buckets.
    Heatmap,
    /// Documents on a strip of time.
    Swimlane,
    /// A ranking.
    Bars,
    /// Shares, stacked.
    Area,
    /// Rows of mountains.
    Ridges,
    /// Places by mentions.
    Map,
    /// Who is mentioned with whom.
    Matrix,
    /// An entity's surfaces over time.
    Aliases,
    /// Documents and words of each bucket.
    Coverage,
}

impl ChartKind {
    /// All types, as a list shows them.
    pub const ALL: [ChartKind; 11] = [
        ChartKind::Lines,
        ChartKind::Panels,
        ChartKind::Heatmap,
        ChartKind::Swimlane,
        ChartKind::Bars,
        ChartKind::Area,
        ChartKind::Ridges,
        ChartKind::Map,
        ChartKind::Matrix,
        ChartKind::Aliases,
        ChartKind::Coverage,
    ];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            ChartKind::Lines => "lines",
            ChartKind::Panels => "panels",
            ChartKind::Heatmap => "heatmap",
            ChartKind::Swimlane => "swimlane",
            ChartKind::Bars => "bars",
            ChartKind::Area => "area",
            ChartKind::Ridges => "ridges",
            ChartKind::Map => "map",
            ChartKind::Matrix => "matrix",
            ChartKind::Aliases => "aliases",
            ChartKind::Coverage => "coverage",
        }
    }

    /// What it is good for, in one line.
    pub fn describe(self) -> &'static str {
        match self {
            ChartKind::Lines => "a few entities compared over time, each named at its line's end (up to 8)",
            ChartKind::Panels => "one small chart an entity, on the same axis of time (up to 60)",
            ChartKind::Heatmap => "many entities by buckets: who is mentioned when, at a glance (up to 150)",
            ChartKind::Swimlane => "one dot a document on a strip of time: right for a handful of documents",
            ChartKind::Bars => "a ranking: who is mentioned most (up to 200)",
            ChartKind::Area => "the shares of a few entities in all their mentions, over time",
            ChartKind::Ridges => "rows of mountains: the shape of many timelines at once (up to 60)",
            ChartKind::Map => "places by how often they are mentioned; with frames, one map a bucket",
            ChartKind::Matrix => "who is mentioned with whom, in how many documents, and when most",
            ChartKind::Aliases => "how one entity is written, over time: name the one",
            ChartKind::Coverage => "documents and words of each bucket: what everything else is measured against",
        }
    }
}

named!(ChartKind, "a type of chart");

/// What a user can choose about a chart; the default is good to print.
#[derive(Clone, Debug)]
pub struct ChartOptions {
    /// Width and height in pixels; chosen by the chart if none.
    pub size: Option<(u32, u32)>,
    /// Pixels of a PNG for one of the chart, more than 0 and at most 10.
    pub scale: f32,
    /// On what ground the chart is seen.
    pub theme: Theme,
    /// The colours of the series.
    pub palette: Palette,
    /// The title; made from the data if none.
    pub title: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// Dates to mark.
    pub events: Vec<Event>,
    /// The language of month names and numbers.
    pub language: Language,
    /// The fonts to draw with.
    pub fonts: Fonts,
    /// For lines and panels: where to mark bursts, or none.
    pub bursts: Option<BurstParameters>,
    /// For a map: one small map a bucket in place of one of the whole period.
    pub frames: bool,
    /// For a map: the part of the world to show; where most mentions are, if none.
    pub region: Option<Region>,
}

/// A part of the world, by its edges in degrees north (-90 to 90) and east (-180 to 180). One whose east edge is less
/// than its west edge reaches over 180 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// The southern edge.
    pub south: f64,
    /// The western edge.
    pub west: f64,
    /// The northern edge.
    pub north: f64,
    /// The eastern edge.
    pub east: f64,
}

/// Reads a region such as `29,35,38,50`: latitude and longitude of its south-western corner, then of its north-eastern
/// one.
impl FromStr for Region {
    type Err = Error;

    fn from_str(text: &str) -> Result<Region> {
        let numbers: Vec<f64> = text.split(',').filter_map(|number| number.trim().parse().ok()).collect();
        let wrong = |why: &str| {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a region{why}"))
                .help("write SOUTH,WEST,NORTH,EAST in degrees, such as 29,35,38,50")
        };
        let [south, west, north, east] = numbers[..] else { return Err(wrong("")) };
        if text.split(',').count() != 4 || [south, north].iter().any(|at| at.abs() > 90.0) {
            return Err(wrong(""));
        }
        if [west, east].iter().any(|at| !(-180.0..=180.0).contains(at)) {
            return Err(wrong(": it begins and ends at -180 to 180 degrees east"));
        }
        let wide = if east < west { east + 360.0 } else { east } - west;
        if !(north - south >= 0.1 && wide >= 0.1) {
            return Err(wrong(": it has no width or no height"));
        }
        Ok(Region { south, west, north, east })
    }
}

impl Default for ChartOptions {
    fn default() -> ChartOptions {
        ChartOptions {
            size: None,
            scale: 2.0,
            theme: Theme::default(),
            palette: Palette::default(),
            title: None,
            measure: Measure::default(),
            events: Vec::new(),
            language: Language::default(),
            fonts: Fonts::default(),
            bursts: None,
            frames: false,
            region: None,
        }
    }
}

/// Reads a size such as `960x540`; both sides from 200 to 20,000 pixels.
///
/// # Errors
/// When it is written otherwise or out of range.
pub fn parse_size(text: &str) -> Result<(u32, u32)> {
    let sides = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| Some((width.trim().parse::<u32>().ok()?, height.trim().parse::<u32>().ok()?)));
    sides.filter(|(width, height)| [width, height].into_iter().all(|side| (200..=20_000).contains(side))).ok_or_else(
        || {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a size"))
                .help("write WIDTHxHEIGHT in pixels, each from 200 to 20000, such as 960x540")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_two_numbers_in_range() {
        assert_eq!(parse_size("960x540").unwrap(), (960, 540));
        for wrong in ["960", "0x5", "960x", "960x99999", "axb", ""] {
            assert_eq!(parse_size(wrong).unwrap_err().kind(), ErrorKind::Usage, "{wrong}");
        }
    }

    #[test]
    fn a_region_is_two_corners_in_range() {
        let region = Region { south: -30.0, west: 160.0, north: 10.5, east: -150.0 };
        assert_eq!("-30, 160,10.5,-150".parse::<Region>().unwrap(), region);
        for wrong in
            ["", "1,2,3", "1,2,3,4,5", "1,2,x,4", "40,35,30,50", "1,2,1,4", "-91,0,3,4", "0,0,5,181", "nan,0,5,9"]
        {
            assert_eq!(wrong.parse::<Region>().unwrap_err().kind(), ErrorKind::Usage, "{wrong}");
        }
    }

    #[test]
    fn a_type_is_known_by_its_name() {
        for kind in ChartKind::ALL {
            assert_eq!(kind.name().parse::<ChartKind>().unwrap(), kind);
            assert!(kind.describe().len() < 90);
        }
        let error = "pie".parse::<ChartKind>().unwrap_err();
        assert!(error.to_string().contains("lines, panels, heatmap, swimlane, bars, area"), "{error}");
    }
}
