//! The letters of a chart as fonts in its SVG: of Noto Sans only the glyphs that its texts have, as WOFF in a data
//! address.
//!
//! A browser shows the file then as it was drawn, whatever fonts its machine has. What takes no fonts from a file
//! (Inkscape, office programs) sets the texts in its own, each as wide as it was measured (`textLength`). Arabic needs
//! a font's rules for joining, which a subset has not, and stays with the reader's fonts, like what `--font` adds.

use std::collections::BTreeSet;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::canvas::Text;
use super::fonts::{BOLD, REGULAR, Weight};

/// The characters of a chart's texts, by weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    regular: BTreeSet<char>,
    bold: BTreeSet<char>,
}

impl Letters {
    pub fn of(texts: &[Text]) -> Letters {
        let of = |weight| {
            let texts = texts.iter().filter(|text| text.weight == weight);
            texts.flat_map(|text| text.content.chars()).filter(|letter| !letter.is_control()).collect()
        };
        Letters { regular: of(Weight::Regular), bold: of(Weight::Bold) }
    }

    /// The style rules that give a file its fonts; nothing for what has no letters.
    pub fn style(&self) -> String {
        let faces = [(REGULAR, 400, &self.regular), (BOLD, 700, &self.bold)];
        let rules: String =
            faces.into_iter().filter_map(|(font, weight, letters)| face(font, weight, letters)).collect();
        if rules.is_empty() { rules } else { format!("<style>{rules}</style>\n") }
    }
}

/// The rule for one weight; none if the font has none of the letters.
fn face(font: &[u8], weight: u32, letters: &BTreeSet<char>) -> Option<String> {
    // The fonts are compiled in, and a test makes a subset of each: without one, the reader's own fonts are taken.
    let font = font_subset::Font::opentype(font).ok()?;
    let known: BTreeSet<char> = letters.iter().copied().filter(|letter| font.contains_char(*letter)).collect();
    if known.is_empty() {
        return None;
    }
    let packed = woff(&font.subset(&known).ok()?.to_opentype())?;
    Some(format!(
        "@font-face{{font-family:'Noto Sans';font-weight:{weight};\
         src:url(data:font/woff;base64,{}) format('woff')}}",
        STANDARD.encode(packed)
    ))
}

/// An OpenType font as WOFF 1.0: its tables, each packed where that makes it smaller.
fn woff(font: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 44;
    const ENTRY: usize = 20;
    let number = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?));
    let tables = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let (mut directory, mut data) = (Vec::new(), Vec::new());
    let mut unpacked = 12 + 16 * u32::from(tables);
    for table in 0..usize::from(tables) {
        let entry = 12 + 16 * table;
        let (sum, from, length) = (number(entry + 4)?, number(entry + 8)?, number(entry + 12)?);
        let plain = font.get(from as usize..)?.get(..length as usize)?;
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(plain).ok()?;
        let packed = packer.finish().ok().filter(|packed| packed.len() < plain.len());
        let stored = packed.as_deref().unwrap_or(plain);
        let offset = HEADER + ENTRY * usize::from(tables) + data.len();
        directory.extend_from_slice(font.get(entry..entry + 4)?);
        for value in [offset as u32, stored.len() as u32, length, sum] {
            directory.extend_from_slice(&value.to_be_bytes());
        }
        data.extend_from_slice(stored);
        data.resize(data.len().next_multiple_of(4), 0);
        unpacked += length.next_multiple_of(4);
    }
    let whole = (HEADER + directory.len() + data.len()) as u32;
    let mut out = b"wOFF".to_vec();
    out.extend_from_slice(font.get(..4)?);
    out.extend_from_slice(&whole.to_be_bytes());
    out.extend_from_slice(&tables.to_be_bytes());
    out.extend_from_slice(&[0; 2]);
    out.extend_from_slice(&unpacked.to_be_bytes());
    // Neither a version of its own, nor metadata, nor private data.
    out.resize(HEADER, 0);
    out.extend(directory);
    out.extend(data);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Letters {
        let letters: BTreeSet<char> = text.chars().collect();
        Letters { regular: letters.clone(), bold: letters }
    }

    #[test]
    fn a_file_has_the_glyphs_of_its_letters_and_no_others() {
        let style = letters("Mosul, Мосул, Ḥawīja, Ωμέγα: 1,017 – “x”…").style();
        assert_eq!(style.matches("@font-face").count(), 2, "{style}");
        assert!(style.len() < 20_000, "{}", style.len());
        assert!(letters("M").style().len() < 6000);
    }

    #[test]
    fn letters_that_the_font_lacks_are_left_to_the_reader() {
        assert_eq!(letters("الموصل摩").style(), "");
        assert_eq!(letters("摩M").style(), letters("M").style());
    }

    #[test]
    fn the_packed_font_says_how_long_it_is() {
        let font = font_subset::Font::opentype(REGULAR).unwrap();
        let packed = woff(&font.subset(&"Deir Ezzor".chars().collect()).unwrap().to_opentype()).unwrap();
        assert_eq!(&packed[..4], b"wOFF");
        assert_eq!(u32::from_be_bytes(packed[8..12].try_into().unwrap()) as usize, packed.len());
        assert!(woff(&packed[..20]).is_none());
    }
}
