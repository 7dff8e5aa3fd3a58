//! What a chart looks like: colours, dashes, sizes of type.
//!
//! The colours of series are those of Okabe and Ito (2008) or of Paul Tol (2021), which colour-blind readers tell
//! apart; where they repeat, and always without colour, a dash tells the lines apart as well. Without colour every
//! second surface has a texture, and the others are whole greys far from each other. A label takes its series' colour
//! only as far as it stays readable (contrast 4.5 : 1, WCAG 2.2).

use std::fmt;
use std::str::FromStr;

use plotters::style::{RGBAColor, RGBColor};

use super::canvas::{Dash, Texture, faint, textured};
use crate::{Error, ErrorKind};

/// On what ground a chart is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Theme {
    /// White paper.
    #[default]
    Light,
    /// A dark screen.
    Dark,
    /// A printer without colour: greys, dashes, markers.
    Print,
}

impl Theme {
    /// All themes, the default first.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Print => "print",
        }
    }
}

/// Which colours the series have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Palette {
    /// Okabe and Ito's.
    #[default]
    OkabeIto,
    /// Paul Tol's "bright".
    Tol,
    /// Greys, with dashes and textures.
    Grey,
}

impl Palette {
    /// All palettes, the default first.
    pub const ALL: [Palette; 3] = [Palette::OkabeIto, Palette::Tol, Palette::Grey];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Palette::OkabeIto => "okabe-ito",
            Palette::Tol => "tol",
            Palette::Grey => "grey",
        }
    }

    fn colors(self) -> &'static [RGBColor] {
        match self {
            Palette::OkabeIto => &[
                RGBColor(0, 114, 178),
                RGBColor(213, 94, 0),
                RGBColor(0, 158, 115),
                RGBColor(204, 121, 167),
                RGBColor(230, 159, 0),
                RGBColor(86, 180, 233),
            ],
            Palette::Tol => &[
                RGBColor(68, 119, 170),
                RGBColor(238, 102, 119),
                RGBColor(34, 136, 51),
                RGBColor(204, 187, 68),
                RGBColor(170, 51, 119),
                RGBColor(102, 204, 238),
            ],
            Palette::Grey => &[
                RGBColor(20, 20, 20),
                RGBColor(95, 95, 95),
                RGBColor(125, 125, 125),
                RGBColor(45, 45, 45),
                RGBColor(72, 72, 72),
                RGBColor(60, 60, 60),
            ],
        }
    }
}

macro_rules! named {
    ($type:ty, $what:literal) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $type {
            type Err = Error;
            fn from_str(text: &str) -> crate::Result<$type> {
                <$type>::ALL.into_iter().find(|one| one.name() == text).ok_or_else(|| {
                    let names: Vec<&str> = <$type>::ALL.iter().map(|one| one.name()).collect();
                    Error::new(ErrorKind::Usage, format!("{text:?} is not {}", $what))
                        .help(format!("one of {}", names.join(", ")))
                })
            }
        }
    };
}
pub(super) use named;

named!(Theme, "a theme");
named!(Palette, "a palette");

/// Sizes of type, in pixels.
pub(super) mod size {
    pub const TITLE: f64 = 20.0;
    pub const SUBTITLE: f64 = 14.0;
    pub const LABEL: f64 = 13.0;
    pub const TICK: f64 = 12.0;
    pub const NOTE: f64 = 11.0;
}

/// The colours of one chart.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub paper: RGBColor,
    /// Titles and names.
    pub ink: RGBColor,
    /// Ticks, captions.
    pub muted: RGBColor,
    pub grid: RGBColor,
    pub axis: RGBColor,
    /// Buckets without coverage.
    pub gap: RGBColor,
    /// The one colour of a chart that needs one.
    pub accent: RGBColor,
    /// The ends of the scale from little to much.
    ramp: [RGBColor; 3],
    series: &'static [RGBColor],
    /// The luminance of each, where it is not the palette's own: neighbours differ in grey too.
    levels: &'static [f64],
    dashed: bool,
}

/// The least contrast of a line or a surface with its ground (WCAG 2.2, non-text contrast).
const LEAST_CONTRAST: f64 = 3.0;

/// The luminance of the series on white and on a dark ground: each at least one and a half times the contrast of its
/// neighbours, all with the least contrast to the ground.
const LEVELS_ON_WHITE: [f64; 6] = [0.13, 0.28, 0.06, 0.21, 0.09, 0.29];
const LEVELS_ON_DARK: [f64; 6] = [0.28, 0.62, 0.17, 0.45, 0.22, 0.7];
/// Those of greys on a dark ground, of which every second is a whole surface.
const GREYS_ON_DARK: [f64; 6] = [0.7, 0.45, 0.16, 0.5, 0.36, 0.3];

/// How opaque the surface of a series is, so that lines behind it shine through.
const OPACITY: f64 = 0.85;
/// The part of the axis' colour in the surface of all others, which no series is as pale as.
const OTHERS: f64 = 0.42;
const OTHERS_IN_GREY: f64 = 0.16;

/// Textures in the order in which surfaces without colour have them.
const TEXTURES: [Option<Texture>; 6] =
    [None, Some(Texture::Level), None, Some(Texture::Dotted), None, Some(Texture::Slanted)];

/// How a surface is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Filling {
    /// What it is called by: the colour of its label.
    pub color: RGBColor,
    /// What it is filled with.
    pub fill: RGBAColor,
    /// What it looks like from afar, for a text on it; none where it has a texture, on which no text can be read.
    pub ground: Option<RGBColor>,
    /// Its outline, where it is too pale to do without.
    pub edge: Option<RGBColor>,
}

impl From<RGBColor> for Filling {
    fn from(color: RGBColor) -> Filling {
        Filling { color, fill: color.into(), ground: Some(color), edge: None }
    }
}

/// Dashes in the order in which they are given to lines.
const DASHES: [Dash; 6] = [&[], &[7, 3], &[2, 2], &[10, 3, 2, 3], &[4, 2], &[12, 4]];

impl Look {
    pub fn new(theme: Theme, palette: Palette) -> Look {
        let series = if theme == Theme::Print { Palette::Grey.colors() } else { palette.colors() };
        let levels = match theme {
            Theme::Light if palette != Palette::Grey => &LEVELS_ON_WHITE[..],
            Theme::Dark if palette == Palette::Grey => &GREYS_ON_DARK[..],
            Theme::Dark => &LEVELS_ON_DARK[..],
            _ => &[],
        };
        match theme {
            Theme::Light => Look {
                paper: RGBColor(255, 255, 255),
                ink: RGBColor(26, 28, 32),
                muted: RGBColor(88, 94, 102),
                grid: RGBColor(226, 229, 232),
                axis: RGBColor(120, 126, 134),
                gap: RGBColor(233, 235, 238),
                accent: series[0],
                ramp: [RGBColor(222, 235, 247), RGBColor(66, 146, 198), RGBColor(8, 40, 92)],
                series,
                levels,
                dashed: palette == Palette::Grey,
            },
            Theme::Dark => Look {
                paper: RGBColor(20, 24, 31),
                ink: RGBColor(236, 239, 244),
                muted: RGBColor(164, 173, 186),
                grid: RGBColor(48, 54, 64),
                axis: RGBColor(118, 127, 140),
                gap: RGBColor(40, 45, 54),
                accent: RGBColor(86, 180, 233),
                ramp: [RGBColor(30, 52, 86), RGBColor(58, 132, 178), RGBColor(214, 240, 255)],
                series,
                levels,
                dashed: palette == Palette::Grey,
            },
            Theme::Print => Look {
                paper: RGBColor(255, 255, 255),
                ink: RGBColor(0, 0, 0),
                muted: RGBColor(70, 70, 70),
                grid: RGBColor(215, 215, 215),
                axis: RGBColor(90, 90, 90),
                gap: RGBColor(230, 230, 230),
                accent: RGBColor(50, 50, 50),
                ramp: [RGBColor(232, 232, 232), RGBColor(140, 140, 140), RGBColor(0, 0, 0)],
                series,
                levels,
                dashed: true,
            },
        }
    }

    /// The colour of the series at a position.
    pub fn series(&self, position: usize) -> RGBColor {
        let place = position % self.series.len();
        let color = self.series[place];
        let lit = self.levels.get(place).map_or(color, |level| with_luminance(color, *level));
        readable(lit, self.paper, LEAST_CONTRAST)
    }

    /// How the surface of the series at a position is filled, as a column or a bar; of none, that of all others
    /// together.
    pub fn filling(&self, position: Option<usize>) -> Filling {
        let Some(position) = position else {
            let pale = mixed(self.paper, self.axis, if self.dashed { OTHERS_IN_GREY } else { OTHERS });
            return Filling { color: self.axis, edge: Some(self.axis), ..Filling::from(pale) };
        };
        let color = self.series(position);
        match TEXTURES[position % TEXTURES.len()].filter(|_| self.dashed) {
            Some(texture) => Filling { color, fill: textured(color, texture), ground: None, edge: Some(color) },
            None => Filling::from(color),
        }
    }

    /// The same for a layer among others, which lets lines behind it shine through.
    pub fn layer(&self, position: Option<usize>) -> Filling {
        let filling = self.filling(position);
        match filling.edge {
            Some(_) => filling,
            None => Filling {
                fill: faint(filling.color, OPACITY),
                ground: Some(mixed(self.paper, filling.color, OPACITY)),
                ..filling
            },
        }
    }

    /// How the line of the series at a position is broken up.
    pub fn dash(&self, position: usize) -> Dash {
        let rounds = position / self.series.len();
        let turn = if self.dashed { position + rounds } else { rounds };
        DASHES[turn % DASHES.len()]
    }

    /// A colour, darkened or lightened until a text in it can be read on the paper.
    pub fn for_text(&self, color: RGBColor) -> RGBColor {
        readable(color, self.paper, 4.5)
    }

    /// The colour of a share of the most, 0 to 1; its lightness only ever goes one way.
    pub fn heat(&self, share: f64) -> RGBColor {
        let share = share.clamp(0.0, 1.0);
        let [little, middle, much] = self.ramp;
        if share < 0.5 { mixed(little, middle, share * 2.0) } else { mixed(middle, much, share * 2.0 - 1.0) }
    }

    /// The colour of discs on a map, which no sea or land has.
    pub fn disc(&self) -> RGBColor {
        self.series(usize::from(!self.dashed))
    }

    /// Ink or paper, whichever reads better on a ground; black or white where neither reads well.
    pub fn on(&self, ground: RGBColor) -> RGBColor {
        let better = |one, other| if contrast(one, ground) >= contrast(other, ground) { one } else { other };
        let own = better(self.ink, self.paper);
        if contrast(own, ground) >= 4.5 { own } else { better(RGBColor(0, 0, 0), RGBColor(255, 255, 255)) }
    }
}

/// A colour between two.
pub(super) fn mixed(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let between = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    RGBColor(between(from.0, to.0), between(from.1, to.1), between(from.2, to.2))
}

/// A colour moved away from its ground in small steps until the contrast is reached.
fn readable(color: RGBColor, ground: RGBColor, wanted: f64) -> RGBColor {
    let away = if luminance(ground) > 0.5 { RGBColor(0, 0, 0) } else { RGBColor(255, 255, 255) };
    (0..=20)
        .map(|step| mixed(color, away, f64::from(step) / 20.0))
        .find(|&candidate| contrast(candidate, ground) >= wanted)
        .unwrap_or(away)
}

/// A colour darkened or lightened to a luminance.
fn with_luminance(color: RGBColor, wanted: f64) -> RGBColor {
    let end = if luminance(color) > wanted { RGBColor(0, 0, 0) } else { RGBColor(255, 255, 255) };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let beyond = (luminance(mixed(color, end, middle)) > wanted) == (end.0 == 255);
        if beyond { high = middle } else { low = middle }
    }
    mixed(color, end, low)
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2).
fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour (WCAG 2.2).
fn luminance(color: RGBColor) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_read_on_its_ground() {
        for theme in Theme::ALL {
            for palette in Palette::ALL {
                let look = Look::new(theme, palette);
                assert!(contrast(look.ink, look.paper) > 10.0 && contrast(look.muted, look.paper) >= 4.5);
                assert!(contrast(look.muted, look.gap) >= 4.5, "{theme}");
                for position in 0..12 {
                    assert!(contrast(look.for_text(look.series(position)), look.paper) >= 4.5, "{theme} {palette}");
                }
            }
        }
    }

    #[test]
    fn the_scale_survives_greyscale() {
        for theme in Theme::ALL {
            let look = Look::new(theme, Palette::default());
            let lights: Vec<f64> = (0..=20).map(|step| luminance(look.heat(f64::from(step) / 20.0))).collect();
            for step in 0..=20 {
                let ground = look.heat(f64::from(step) / 20.0);
                assert!(contrast(look.on(ground), ground) >= 4.5, "{theme} {step}");
            }
            let falls = lights.windows(2).all(|pair| pair[1] < pair[0]);
            assert!(falls || lights.windows(2).all(|pair| pair[1] > pair[0]), "{theme}: {lights:?}");
        }
    }

    #[test]
    fn neighbouring_series_differ_in_grey() {
        for theme in Theme::ALL {
            for palette in Palette::ALL {
                let look = Look::new(theme, palette);
                for position in 0..12 {
                    let (one, next) = (look.series(position), look.series(position + 1));
                    let dashed = look.dash(position) != look.dash(position + 1);
                    assert!(contrast(one, next) >= 1.5 || dashed, "{theme} {palette} {position}: {one:?} {next:?}");
                }
            }
        }
    }

    #[test]
    fn surfaces_are_told_apart_in_grey() {
        for theme in Theme::ALL {
            for palette in Palette::ALL {
                let look = Look::new(theme, palette);
                let fillings: Vec<Filling> = (0..6).map(Some).chain([None]).map(|at| look.layer(at)).collect();
                for (at, one) in fillings.iter().enumerate() {
                    assert!(fillings[..at].iter().all(|other| other.fill != one.fill), "{theme} {palette} {at}");
                }
                // In grey as in colour: whole neighbours by lightness, and the others from all of them.
                let wholes: Vec<RGBColor> = fillings.iter().filter_map(|filling| filling.ground).collect();
                let (others, series) = wholes.split_last().unwrap();
                for (at, one) in series.iter().enumerate() {
                    assert!(contrast(*one, *others) >= 1.25, "{theme} {palette} {at}: {one:?} {others:?}");
                }
                if look.dashed {
                    assert_eq!(series.len(), 3);
                    for (one, next) in [(0, 1), (1, 2), (0, 2)] {
                        assert!(contrast(series[one], series[next]) >= 1.5, "{theme} {palette} {one}");
                    }
                }
            }
        }
    }

    #[test]
    fn lines_of_the_same_colour_have_different_dashes() {
        for theme in Theme::ALL {
            let look = Look::new(theme, Palette::default());
            let mut seen = Vec::new();
            for position in 0..20 {
                let pair = (look.series(position), look.dash(position));
                assert!(!seen.contains(&pair), "{theme} {position}");
                seen.push(pair);
            }
        }
    }
}
