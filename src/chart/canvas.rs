//! The sheet that a chart is drawn on: plotters for every shape, and texts that are measured before they are placed.
//!
//! plotters' SVG backend has whole numbers for coordinates, so shapes are drawn on a sheet four times as large, and the
//! file's `viewBox` scales it back. Everything outside of this file is in the picture's own pixels.

use std::cell::RefCell;
use std::fmt::{Display, Write as _};

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::fonts::{Fonts, Weight};
use super::pieces::{SPACE, pieces, turned};
use crate::{Error, ErrorKind, Result};

/// Steps of the sheet's coordinates in one pixel of the picture.
const DENSITY: f64 = 4.0;

/// The width of a rectangle's outline, in pixels.
const FRAME: f64 = 1.25;

/// A point of the picture, in pixels from its upper left corner.
pub(super) type Point = (f64, f64);

/// A rectangle of the picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area { left, top, right, bottom }
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The area without margins at its left, top, right and bottom.
    pub fn inset(self, left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area::new(self.left + left, self.top + top, self.right - right, self.bottom - bottom)
    }

    /// Whether two areas have a point in common.
    pub fn meets(self, other: Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether another area lies wholly inside.
    pub fn holds(self, other: Area) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }
}

/// Where a text stands against its point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// How a line is broken up, in pixels drawn and left out; empty for a whole line.
pub(super) type Dash = &'static [u32];

/// All dashes that charts draw.
const DASHES: [Dash; 9] =
    [&[7, 3], &[2, 2], &[10, 3, 2, 3], &[4, 2], &[12, 4], &[3, 2], &[1, 2], &[1, 3], &[6, 2, 1, 2]];

/// The opacity that stands for the dash at a position: opaque but for some millionths.
fn opacity_of(dash: usize) -> f64 {
    (999_999 - dash as u32) as f64 / 1e6
}

/// The texture of a surface that has no colour of its own: marks in a colour on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texture {
    /// Level lines.
    Level,
    /// Dots.
    Dotted,
    /// Lines that fall from left to right: hatching, which says that something is doubtful, rises.
    Slanted,
}

impl Texture {
    const ALL: [Texture; 3] = [Texture::Level, Texture::Dotted, Texture::Slanted];

    /// Its name in the file.
    fn name(self) -> &'static str {
        match self {
            Texture::Level => "level",
            Texture::Dotted => "dotted",
            Texture::Slanted => "slanted",
        }
    }

    /// The opacity that stands for it: after those of the dashes.
    fn opacity(self) -> f64 {
        opacity_of(DASHES.len() + self as usize)
    }

    /// Its pattern, in steps of the sheet.
    fn pattern(self, color: &str, paper: &str) -> String {
        let (side, marks) = match self {
            Texture::Level => (16, format!("<path d=\"M0,4H16\" stroke=\"{color}\" stroke-width=\"5\"/>")),
            Texture::Dotted => (
                20,
                format!(
                    "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"{color}\"/><circle cx=\"15\" cy=\"15\" r=\"4\" fill=\"{color}\"/>"
                ),
            ),
            Texture::Slanted => {
                (24, format!("<path d=\"M-6,-6L30,30M-6,18L6,30M18,-6L30,6\" stroke=\"{color}\" stroke-width=\"5\"/>"))
            }
        };
        format!(
            "<pattern id=\"{}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"{paper}\"/>{marks}</pattern>",
            self.id(color)
        )
    }

    fn id(self, color: &str) -> String {
        format!("{}-{}", self.name(), color.trim_start_matches('#'))
    }
}

/// A colour that stands for a texture in it; `finished` puts the texture in its place.
pub(super) fn textured(color: RGBColor, texture: Texture) -> RGBAColor {
    RGBAColor { 3: texture.opacity(), ..color.to_rgba() }
}

/// How a line is drawn. A dashed line is opaque.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub color: RGBAColor,
    /// In pixels.
    pub width: f64,
    pub dash: Dash,
}

impl Stroke {
    pub fn new(color: RGBColor, width: f64) -> Stroke {
        Stroke { color: color.to_rgba(), width, dash: &[] }
    }

    pub fn dashed(self, dash: Dash) -> Stroke {
        debug_assert!(dash.is_empty() || DASHES.contains(&dash), "{dash:?} is not among the dashes");
        Stroke { dash, ..self }
    }

    fn style(&self) -> ShapeStyle {
        // plotters' backend knows no dashes. A dashed line is drawn whole, with an opacity that no other shape has;
        // `finished` puts the dash in its place.
        let dash = DASHES.iter().position(|dash| *dash == self.dash);
        let color = dash.map_or(self.color, |dash| RGBAColor { 3: opacity_of(dash), ..self.color });
        ShapeStyle { color, filled: false, stroke_width: (self.width * DENSITY).round().max(1.0) as u32 }
    }
}

/// A text on the sheet. Its point is on the base line.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub at: Point,
    pub content: String,
    /// The height of the type, in pixels.
    pub size: f64,
    pub weight: Weight,
    pub color: RGBColor,
    pub anchor: Anchor,
    /// A rim in this colour keeps the text readable over lines.
    pub halo: Option<RGBColor>,
    /// How wide it stands in whatever font a reader has, in pixels: none may leave the picture, or reach into the next.
    pub fit: Option<f64>,
}

impl Text {
    pub fn new(at: Point, content: impl Into<String>, size: f64, color: RGBColor) -> Text {
        let (content, weight, anchor) = (content.into(), Weight::Regular, Anchor::Start);
        Text { at, content, size, weight, color, anchor, halo: None, fit: None }
    }

    pub fn bold(self) -> Text {
        Text { weight: Weight::Bold, ..self }
    }

    pub fn anchored(self, anchor: Anchor) -> Text {
        Text { anchor, ..self }
    }

    pub fn halo(self, color: RGBColor) -> Text {
        Text { halo: Some(color), ..self }
    }
}

/// The sheet.
pub(super) struct Canvas<'a> {
    sheet: DrawingArea<SVGBackend<'a>, Shift>,
    texts: RefCell<Vec<Text>>,
    fonts: &'a Fonts,
    /// Whether the pieces of a text follow each other from right to left.
    from_right: bool,
}

/// A part of the sheet with a scale on each side, on which series are drawn.
pub(super) struct Plot<'a> {
    context: ChartContext<'a, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

/// Draws a picture of a size and returns it as SVG, without its head's title and description. Where the language is
/// written from right to left, so is every text that has a letter of its script.
pub(super) fn paint(
    size: (u32, u32),
    paper: RGBColor,
    fonts: &Fonts,
    from_right: bool,
    draw: impl FnOnce(&Canvas<'_>) -> Result<()>,
) -> Result<(String, Vec<Text>)> {
    let mut buffer = String::new();
    let sheet_size = (size.0 * DENSITY as u32, size.1 * DENSITY as u32);
    let texts = {
        let sheet = SVGBackend::with_string(&mut buffer, sheet_size).into_drawing_area();
        ok(sheet.fill(&paper))?;
        let canvas = Canvas { sheet, texts: RefCell::default(), fonts, from_right };
        draw(&canvas)?;
        ok(canvas.sheet.present())?;
        canvas.texts.into_inner()
    };
    Ok((finished(&buffer, (size, paper), fonts, &texts), texts))
}

/// plotters fails only when its target does, and a string takes everything; an error here is a defect to be told.
fn ok<T, E: Display>(result: std::result::Result<T, E>) -> Result<T> {
    result.map_err(|error| Error::new(ErrorKind::Output, format!("the chart could not be drawn: {error}")))
}

impl<'a> Canvas<'a> {
    /// A filled rectangle.
    pub fn fill(&self, area: Area, color: impl Into<RGBAColor>) -> Result<()> {
        let (upper, lower) = (on_sheet((area.left, area.top)), on_sheet((area.right, area.bottom)));
        ok(self.sheet.draw(&Rectangle::new([upper, lower], color.into().filled())))
    }

    /// A rectangle's outline, of [`FRAME`] pixels.
    pub fn frame(&self, area: Area, color: RGBColor) -> Result<()> {
        let (upper, lower) = (on_sheet((area.left, area.top)), on_sheet((area.right, area.bottom)));
        ok(self.sheet.draw(&Rectangle::new([upper, lower], color)))
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], stroke: &Stroke) -> Result<()> {
        let points: Vec<(i32, i32)> = points.iter().map(|&point| on_sheet(point)).collect();
        ok(self.sheet.draw(&PathElement::new(points, stroke.style())))
    }

    /// A closed, filled outline.
    pub fn polygon(&self, points: &[Point], color: impl Into<RGBAColor>) -> Result<()> {
        let points: Vec<(i32, i32)> = points.iter().map(|&point| on_sheet(point)).collect();
        ok(self.sheet.draw(&Polygon::new(points, color.into())))
    }

    /// A filled disc.
    pub fn disc(&self, centre: Point, radius: f64, color: impl Into<RGBAColor>) -> Result<()> {
        ok(self.sheet.draw(&Circle::new(on_sheet(centre), (radius * DENSITY).round() as i32, color.into().filled())))
    }

    /// A circle's rim.
    pub fn ring(&self, centre: Point, radius: f64, stroke: &Stroke) -> Result<()> {
        ok(self.sheet.draw(&Circle::new(on_sheet(centre), (radius * DENSITY).round() as i32, stroke.style())))
    }

    /// A text.
    pub fn text(&self, text: Text) {
        let pieces = pieces(&text.content);
        if pieces.len() < 2 {
            let fit = Some(self.width(&text.content, text.size, text.weight)).filter(|wide| *wide > 0.0);
            self.texts.borrow_mut().push(Text { fit, ..text });
            return;
        }
        let whole = self.width(&text.content, text.size, text.weight);
        let mut left = match text.anchor {
            Anchor::Start => text.at.0,
            Anchor::Middle => text.at.0 - whole / 2.0,
            Anchor::End => text.at.0 - whole,
        };
        let pieces: Vec<_> = if self.from_right { pieces.into_iter().rev().collect() } else { pieces };
        for piece in pieces {
            let space = if piece.apart { SPACE * text.size } else { 0.0 };
            left += if self.from_right { space } else { 0.0 };
            let content = if self.from_right { turned(&piece.text).to_string() } else { piece.text };
            let wide = self.width(&content, text.size, text.weight);
            let at = (left, text.at.1);
            self.texts.borrow_mut().push(Text { at, content, anchor: Anchor::Start, fit: Some(wide), ..text.clone() });
            left += wide + if self.from_right { 0.0 } else { space };
        }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        self.fonts.width(text, size, weight)
    }

    /// A part of the sheet with scales: `x` from left to right, `y` from bottom to top.
    pub fn plot(&self, area: Area, x: std::ops::Range<f64>, y: std::ops::Range<f64>) -> Result<Plot<'a>> {
        let (left, top) = on_sheet((area.left, area.top));
        let (right, bottom) = on_sheet((area.right, area.bottom));
        let part = self.sheet.clone().shrink((left, top), (right - left, bottom - top));
        let context = ok(ChartBuilder::on(&part).build_cartesian_2d(x, y))?;
        Ok(Plot { context })
    }
}

impl Plot<'_> {
    /// A line through points of the scales.
    pub fn line(&mut self, points: &[Point], stroke: &Stroke) -> Result<()> {
        ok(self.context.draw_series(LineSeries::new(points.iter().copied(), stroke.style()))).map(drop)
    }

    /// The area between a line and a base.
    pub fn area(&mut self, points: &[Point], base: f64, color: impl Into<RGBAColor>) -> Result<()> {
        ok(self.context.draw_series(AreaSeries::new(points.iter().copied(), base, color.into()))).map(drop)
    }

    /// A filled outline.
    pub fn polygon(&mut self, points: Vec<Point>, color: impl Into<RGBAColor>) -> Result<()> {
        ok(self.context.draw_series(std::iter::once(Polygon::new(points, color.into())))).map(drop)
    }

    /// Filled rectangles, each given by two of its corners.
    pub fn bars(&mut self, corners: impl IntoIterator<Item = [Point; 2]>, color: impl Into<RGBAColor>) -> Result<()> {
        let style = color.into().filled();
        let bars = corners.into_iter().map(|corners| Rectangle::new(corners, style));
        ok(self.context.draw_series(bars)).map(drop)
    }

    /// A disc at each point.
    pub fn dots(&mut self, points: &[Point], radius: f64, color: impl Into<RGBAColor>) -> Result<()> {
        let (style, radius) = (color.into().filled(), (radius * DENSITY).round() as i32);
        ok(self.context.draw_series(points.iter().map(|&point| Circle::new(point, radius, style)))).map(drop)
    }
}

/// A colour that lets what is under it shine through.
pub(super) fn faint(color: RGBColor, opacity: f64) -> RGBAColor {
    color.mix(opacity)
}

fn on_sheet((x, y): Point) -> (i32, i32) {
    ((x * DENSITY).round() as i32, (y * DENSITY).round() as i32)
}

/// The file that plotters wrote, in the picture's own size, with its texts.
fn finished(buffer: &str, (size, paper): ((u32, u32), RGBColor), fonts: &Fonts, texts: &[Text]) -> String {
    let body = buffer.find('>').map_or("", |end| &buffer[end + 1..]).trim_end();
    let shapes = body.strip_suffix("</svg>").unwrap_or(body).trim();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         font-family=\"{}\" stroke-linejoin=\"round\">\n",
        size.0,
        size.1,
        f64::from(size.0) * DENSITY,
        f64::from(size.1) * DENSITY,
        fonts.families(),
    );
    let (shapes, patterns) = with_textures(tidied(shapes), paper);
    if !patterns.is_empty() {
        svg.push_str(&format!("<defs>{}</defs>\n", patterns.concat()));
    }
    svg.push_str(&shapes);
    svg.push('\n');
    for text in texts {
        write_text(&mut svg, text);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The shapes without what goes without saying, and with their dashes.
fn tidied(shapes: &str) -> String {
    let mut shapes = shapes.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "").replace(" \"/>", "\"/>");
    // plotters gives a rectangle's outline no width.
    if shapes.contains("<rect ") {
        let frame = format!("\" fill=\"none\" stroke-width=\"{}\" stroke=", FRAME * DENSITY);
        let framed = |line: &str| {
            if line.starts_with("<rect ") { line.replace("\" fill=\"none\" stroke=", &frame) } else { line.to_owned() }
        };
        shapes = shapes.split_inclusive('\n').map(framed).collect();
    }
    for (position, dash) in DASHES.iter().enumerate() {
        let mark = format!(" opacity=\"{}\"", opacity_of(position));
        if shapes.contains(&mark) {
            let lengths: Vec<String> = dash.iter().map(|&pixels| (f64::from(pixels) * DENSITY).to_string()).collect();
            shapes = shapes.replace(&mark, &format!(" stroke-dasharray=\"{}\"", lengths.join(" ")));
        }
    }
    shapes
}

/// The shapes with textures where colours stand for them, and the patterns that these are.
fn with_textures(shapes: String, paper: RGBColor) -> (String, Vec<String>) {
    let RGBColor(red, green, blue) = paper;
    let (paper, mut shapes, mut patterns) = (format!("#{red:02X}{green:02X}{blue:02X}"), shapes, Vec::new());
    for texture in Texture::ALL {
        let mark = format!(" opacity=\"{}\" fill=\"", texture.opacity());
        while let Some(at) = shapes.find(&mark) {
            let from = at + mark.len();
            let color = shapes[from..].split('"').next().unwrap_or_default().to_owned();
            patterns.push(texture.pattern(&color, &paper));
            let fill = format!(" fill=\"url(#{})\"", texture.id(&color));
            shapes = shapes.replace(&format!("{mark}{color}\""), &fill);
        }
    }
    (shapes, patterns)
}

fn write_text(svg: &mut String, text: &Text) {
    let ((x, y), RGBColor(red, green, blue)) = (on_sheet(text.at), text.color);
    let (size, content) = (text.size * DENSITY, escaped(&text.content));
    let bold = if text.weight == Weight::Bold { " font-weight=\"700\"" } else { "" };
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let halo = text.halo.map_or_else(String::new, |RGBColor(red, green, blue)| {
        format!(" paint-order=\"stroke\" stroke=\"#{red:02X}{green:02X}{blue:02X}\" stroke-width=\"12\"")
    });
    let fit = text.fit.map_or_else(String::new, |wide| {
        format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", (wide * DENSITY).round())
    });
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold} fill=\"#{red:02X}{green:02X}{blue:02X}\"\
         {anchor}{fit}{halo}>{content}</text>"
    );
}

/// A text as XML takes it: markup escaped, line breaks as spaces, control characters and direction overrides left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{202A}'..='\u{202E}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cannot_break_the_file() {
        assert_eq!(escaped("<b>&\"'\u{1}\u{202E}\n</b>"), "&lt;b&gt;&amp;&quot;&apos; &lt;/b&gt;");
    }

    #[test]
    fn the_picture_has_its_own_size_and_finer_coordinates() {
        let fonts = Fonts::embedded();
        let (svg, _) = paint((100, 50), WHITE, &fonts, false, |canvas| {
            canvas.line(&[(0.25, 1.0), (10.5, 2.0)], &Stroke::new(BLACK, 1.0))?;
            canvas.text(Text::new((5.0, 20.0), "<a>", 12.0, BLACK));
            Ok(())
        })
        .unwrap();
        assert!(svg.contains("width=\"100\" height=\"50\" viewBox=\"0 0 400 200\""), "{svg}");
        assert!(svg.contains("points=\"1,4 42,8\"") && svg.contains("font-size=\"48\""), "{svg}");
        assert!(svg.ends_with("&lt;a&gt;</text>\n</svg>\n"), "{svg}");
    }

    #[test]
    fn a_texture_is_a_pattern_that_is_told_once() {
        let fonts = Fonts::embedded();
        let (svg, _) = paint((100, 50), WHITE, &fonts, false, |canvas| {
            for left in [0.0, 20.0] {
                canvas.fill(Area::new(left, 0.0, left + 10.0, 9.0), textured(BLACK, Texture::Dotted))?;
            }
            canvas.polygon(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0)], textured(BLACK, Texture::Level))
        })
        .unwrap();
        assert_eq!(svg.matches("<pattern ").count(), 2, "{svg}");
        assert_eq!(svg.matches("fill=\"url(#dotted-000000)\"").count(), 2, "{svg}");
        assert!(svg.contains("<polygon fill=\"url(#level-000000)\"") && !svg.contains("opacity"), "{svg}");
    }

    #[test]
    fn a_dashed_line_is_one_line() {
        let fonts = Fonts::embedded();
        let (svg, _) = paint((100, 50), WHITE, &fonts, false, |canvas| {
            canvas.line(&[(0.0, 1.0), (10.0, 1.0)], &Stroke::new(BLACK, 1.0).dashed(&[3, 2]))?;
            canvas.line(&[(0.0, 2.0), (10.0, 2.0)], &Stroke::new(BLACK, 1.0).dashed(&[1, 2]))
        })
        .unwrap();
        assert!(svg.contains(" stroke-dasharray=\"12 8\"") && svg.contains(" stroke-dasharray=\"4 8\""), "{svg}");
        assert!(!svg.contains("opacity"), "{svg}");
    }
}
