//! The fonts that a chart is drawn with, and how wide a text is in them.
//!
//! Text is measured by the same code that renders it, so a label that fits on paper fits in the picture, in Arabic
//! as in English. Nothing is ever taken from the fonts of the machine: the same chart has the same bytes everywhere.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use resvg::usvg::{self, fontdb};

use super::pieces::{SPACE, pieces};

use crate::{Error, ErrorKind, Result};

pub(super) const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");
const ARABIC: &[u8] = include_bytes!("fonts/NotoSansArabic-Regular.ttf");

/// The size at which texts are measured; widths scale from it.
const MEASURED_AT: f64 = 100.0;
/// How many widths are kept before the memory of them is emptied.
const KEPT_WIDTHS: usize = 20_000;

/// The weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    #[default]
    Regular,
    Bold,
}

/// The fonts of a chart: Noto Sans (Latin, Greek, Cyrillic) and Noto Sans Arabic, and those that a user adds.
#[derive(Clone)]
pub struct Fonts(Arc<Inner>);

struct Inner {
    database: Arc<fontdb::Database>,
    /// Families in the order in which they are tried, ready for a `font-family` attribute.
    families: String,
    widths: Mutex<HashMap<(Weight, String), Measured>>,
}

/// What measuring a text learns.
#[derive(Clone, Debug, Default)]
struct Measured {
    width: f64,
    /// Characters that no font has, in order.
    missing: Box<str>,
}

impl Fonts {
    /// The fonts that are compiled in.
    pub fn embedded() -> Fonts {
        static EMBEDDED: OnceLock<Fonts> = OnceLock::new();
        EMBEDDED
            .get_or_init(|| {
                let mut database = fontdb::Database::new();
                for font in [REGULAR, BOLD, ARABIC] {
                    database.load_font_data(font.to_vec());
                }
                Fonts::of(database)
            })
            .clone()
    }

    /// These fonts and those of one more file (TrueType, OpenType or a collection), for characters that these lack.
    ///
    /// # Errors
    /// When the file cannot be read or is no font.
    pub fn with_file(&self, path: &Path) -> Result<Fonts> {
        let bytes = std::fs::read(path)
            .map_err(|error| Error::new(ErrorKind::Usage, "cannot read the font").at(path).caused_by(error))?;
        let mut database = fontdb::Database::clone(&self.0.database);
        let before = database.len();
        database.load_font_data(bytes);
        if database.len() == before {
            return Err(Error::new(ErrorKind::Usage, "this is no font")
                .at(path)
                .help("give a TrueType or OpenType file: .ttf, .otf, .ttc"));
        }
        Ok(Fonts::of(database))
    }

    fn of(mut database: fontdb::Database) -> Fonts {
        database.set_sans_serif_family("Noto Sans");
        let mut names: Vec<String> = Vec::new();
        for (name, _) in database.faces().filter_map(|face| face.families.first()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let quoted: Vec<String> =
            names.iter().map(|name| format!("'{}'", name.replace(['\'', '"', '\\', '<', '&'], ""))).collect();
        let families = format!("{}, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif", quoted.join(", "));
        Fonts(Arc::new(Inner { database: Arc::new(database), families, widths: Mutex::default() }))
    }

    /// The families to name in an SVG file, the embedded first, with fallbacks for a reader without them.
    pub(super) fn families(&self) -> &str {
        &self.0.families
    }

    /// The options with which both measuring and rendering read an SVG: these fonts and no others.
    pub(super) fn reading(&self) -> usvg::Options<'static> {
        usvg::Options {
            fontdb: self.0.database.clone(),
            font_family: "Noto Sans".to_string(),
            font_resolver: usvg::FontResolver {
                select_font: usvg::FontResolver::default_font_selector(),
                select_fallback: usvg::FontResolver::default_fallback_selector(),
            },
            ..usvg::Options::default()
        }
    }

    /// How wide a text is at a size, in the size's unit.
    pub(super) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        self.measured(text, weight).width * size / MEASURED_AT
    }

    /// The characters of a text that none of the fonts has.
    pub(super) fn missing(&self, text: &str) -> BTreeSet<char> {
        if text.is_ascii() {
            return BTreeSet::new();
        }
        self.measured(text, Weight::Regular).missing.chars().collect()
    }

    fn measured(&self, text: &str, weight: Weight) -> Measured {
        if text.trim().is_empty() {
            return Measured { width: 0.26 * MEASURED_AT * text.len() as f64, ..Measured::default() };
        }
        let key = (weight, text.to_string());
        // A poisoned lock only means that another thread died between two insertions: the widths are still right.
        let lock = || self.0.widths.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(known) = lock().get(&key) {
            return known.clone();
        }
        let measured = self.measure_pieces(text, weight);
        let mut widths = lock();
        if widths.len() >= KEPT_WIDTHS {
            widths.clear();
        }
        widths.insert(key, measured.clone());
        measured
    }

    /// The sum of the pieces that a text is drawn in.
    fn measure_pieces(&self, text: &str, weight: Weight) -> Measured {
        let pieces = pieces(text);
        if pieces.len() < 2 {
            return self.measure(text, weight);
        }
        let mut sum = Measured::default();
        let mut missing = BTreeSet::new();
        for piece in pieces {
            let measured = self.measured(&piece.text, weight);
            sum.width += measured.width + if piece.apart { SPACE * MEASURED_AT } else { 0.0 };
            missing.extend(measured.missing.chars());
        }
        Measured { missing: missing.into_iter().collect::<String>().into(), ..sum }
    }

    fn measure(&self, text: &str, weight: Weight) -> Measured {
        let bold = if weight == Weight::Bold { " font-weight=\"700\"" } else { "" };
        let source = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">\
             <text font-family=\"{}\" font-size=\"{MEASURED_AT}\"{bold}>{}</text></svg>",
            self.0.families,
            super::canvas::escaped(text)
        );
        let Ok(tree) = usvg::Tree::from_str(&source, &self.reading()) else {
            return Measured::default();
        };
        let mut measured = Measured::default();
        for node in tree.root().children() {
            if let usvg::Node::Text(text) = node {
                measured.width = f64::from(text.bounding_box().width());
                measured.missing = glyphs_missing(text);
            }
        }
        measured
    }
}

/// The characters for which the renderer found no glyph in any font: glyph 0 is the empty box.
fn glyphs_missing(text: &usvg::Text) -> Box<str> {
    let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    let characters: BTreeSet<char> =
        glyphs.filter(|glyph| glyph.id.0 == 0).filter_map(|glyph| glyph.text.chars().next()).collect();
    characters.into_iter().filter(|character| !character.is_whitespace()).collect::<String>().into()
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fonts").field(&self.0.families).finish()
    }
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts::embedded()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_shaped_text() {
        let fonts = Fonts::embedded();
        let width = |text| fonts.width(text, 16.0, Weight::Regular);
        assert!((width("Deir Ezzor – Тал Афар, Hawījah") - 231.8).abs() < 1.0);
        // Joined letters are narrower than the same letters apart.
        assert!(width("الموصل") < width("ا ل م و ص ل"));
        assert!(fonts.width("Mosul", 16.0, Weight::Bold) > width("Mosul"));
    }

    #[test]
    fn characters_without_a_glyph_are_named() {
        let fonts = Fonts::embedded();
        for (text, missing) in [
            ("Mosul", ""),
            ("اللاذقية, Oct 2016: 1,017 (x)", ""),
            ("الموصل Мосул Ḥawīja ’–… كوردستان", ""),
            ("摩苏尔 Mosul", "尔摩苏"),
        ] {
            assert_eq!(fonts.missing(text).into_iter().collect::<String>(), missing, "{text}");
        }
    }

    #[test]
    fn a_file_that_is_no_font_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "no font").unwrap();
        let error = Fonts::embedded().with_file(file.path()).unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Usage, Some(file.path())));
    }
}
