//! A finished chart: one SVG, and everything that is made from it.

use resvg::{tiny_skia, usvg};

use super::canvas::escaped;
use super::embedded::Letters;
use super::fonts::Fonts;
use crate::{Error, ErrorKind, Result};

/// The most pixels that a PNG may have: 256 million, a gigabyte in memory.
const MOST_PIXELS: f64 = 256e6;

/// The longest table that is put into a picture, in bytes: with a longer one nobody could send it.
const MOST_EMBEDDED: usize = 100_000;

/// A finished chart.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The file without its title and description.
    bare: String,
    size: (u32, u32),
    fonts: Fonts,
    /// What the chart shows, as its heading says it.
    pub title: String,
    /// The chart in words, for readers who cannot see it.
    pub description: String,
    /// What a reader of the chart must be told and the chart itself cannot show: a character without a font.
    pub warnings: Vec<String>,
    /// The chart's figures as CSV, with a header line.
    pub table: String,
    /// Of a single map, the ids of the places in the order of their discs: a page can make links of these.
    pub(crate) discs: Vec<String>,
    /// What its texts are written with.
    pub(super) letters: Letters,
}

impl Drawing {
    pub(super) fn new(bare: String, size: (u32, u32), fonts: Fonts, title: String, description: String) -> Drawing {
        Drawing {
            bare,
            size,
            fonts,
            title,
            description,
            warnings: Vec::new(),
            table: String::new(),
            discs: Vec::new(),
            letters: Letters::default(),
        }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The chart as an SVG file, with its figures as `<metadata>` and the glyphs that its texts need as fonts.
    pub fn svg(&self) -> String {
        self.headed(&self.bare, &(self.metadata() + &self.letters.style()))
    }

    /// The same without figures and fonts, for a page that has its own.
    pub(crate) fn svg_within(&self) -> String {
        self.headed(&self.bare, "")
    }

    /// The table in the file's head, as CSV; of a very long one only how it is written.
    fn metadata(&self) -> String {
        if self.table.is_empty() {
            return String::new();
        }
        // Line ends stay, which `escaped` would make spaces.
        let lines: Vec<String> = match self.table.len() {
            ..=MOST_EMBEDDED => self.table.lines().map(escaped).collect(),
            _ => vec![format!(
                "{} lines of figures: dateline chart --data FILE.csv writes them",
                self.table.lines().count()
            )],
        };
        format!("<metadata id=\"figures\">\n{}\n</metadata>\n", lines.join("\n"))
    }

    /// The chart as an SVG file whose texts are outlines: larger, and the same on every machine.
    ///
    /// # Errors
    /// Never for a drawing of this crate; an error is a defect.
    pub fn svg_outlined(&self) -> Result<String> {
        let options = usvg::WriteOptions { preserve_text: false, ..usvg::WriteOptions::default() };
        Ok(self.headed(&self.tree()?.to_string(&options), &self.metadata()))
    }

    /// The chart as a PNG file, with this many pixels for one of the chart's (2 is fit for print and dense screens).
    ///
    /// # Errors
    /// When the scale is not positive or the picture would be too large.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>> {
        let sides = [self.size.0, self.size.1].map(|side| (f64::from(side) * f64::from(scale)).round());
        if !(scale > 0.0 && sides.iter().all(|side| *side >= 1.0) && sides[0] * sides[1] <= MOST_PIXELS) {
            return Err(Error::new(
                ErrorKind::Usage,
                format!("a scale of {scale} makes no picture of a sensible size"),
            )
            .help("scales from 0.5 to 4 are usual"));
        }
        let mut pixels = tiny_skia::Pixmap::new(sides[0] as u32, sides[1] as u32)
            .ok_or_else(|| Error::new(ErrorKind::Output, "the picture is too large for this machine"))?;
        resvg::render(&self.tree()?, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
        pixels
            .encode_png()
            .map_err(|error| Error::new(ErrorKind::Output, "the PNG could not be written").caused_by(error))
    }

    /// Texts that meet each other or leave the picture, a sentence each; none in a chart that is fit to print.
    ///
    /// A text's box is as high as its font's whole line, of which a fifth at each end is air.
    ///
    /// # Errors
    /// As [`Drawing::svg_outlined`].
    pub fn collisions(&self) -> Result<Vec<String>> {
        let tree = self.tree()?;
        let mut boxes = Vec::new();
        gather_texts(tree.root(), &mut boxes);
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let mut faults = Vec::new();
        for (position, (one, text)) in boxes.iter().enumerate() {
            if one.left() < 0.0 || one.top() < 0.0 || one.right() > width || one.bottom() > height {
                faults.push(format!("{text:?} leaves the picture"));
            }
            let met = boxes[position + 1..].iter().filter(|(other, _)| meet(one, other));
            faults.extend(met.map(|(_, other)| format!("{text:?} meets {other:?}")));
        }
        Ok(faults)
    }

    /// The chart as the renderer understands it.
    pub(super) fn tree(&self) -> Result<usvg::Tree> {
        usvg::Tree::from_str(&self.bare, &self.fonts.reading())
            .map_err(|error| Error::new(ErrorKind::Output, "the chart is no valid SVG").caused_by(error))
    }

    /// A file with the title and the description that screen readers tell.
    fn headed(&self, svg: &str, data: &str) -> String {
        let (tag, rest) = svg.split_at(svg.find('>').unwrap_or(0));
        format!(
            "{tag} role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n{data}{}",
            escaped(&self.title),
            escaped(&self.description),
            rest.strip_prefix('>').unwrap_or(rest).trim_start()
        )
    }
}

/// The boxes of all texts of a group, with the texts.
fn gather_texts(group: &usvg::Group, boxes: &mut Vec<(usvg::Rect, String)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => gather_texts(group, boxes),
            usvg::Node::Text(text) => {
                let content = text.chunks().iter().map(usvg::TextChunk::text).collect();
                boxes.push((text.abs_bounding_box(), content));
            }
            _ => {}
        }
    }
}

fn meet(one: &usvg::Rect, other: &usvg::Rect) -> bool {
    let air = |rect: &usvg::Rect| rect.height() * 0.2;
    let beside = one.right() <= other.left() + 0.5 || other.right() <= one.left() + 0.5;
    let above =
        one.bottom() - air(one) <= other.top() + air(other) || other.bottom() - air(other) <= one.top() + air(one);
    !beside && !above
}
