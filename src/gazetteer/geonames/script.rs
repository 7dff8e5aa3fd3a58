//! Writing systems, as coarsely as telling names from search keys needs them.

use crate::text::is_letter;

/// A writing system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Georgian,
    Ethiopic,
    /// Chinese, Japanese and Korean together: their names mix them.
    EastAsian,
    /// Another one, by its block of 128 code points: each Indic script has its own.
    Block(u32),
}

impl Script {
    /// The script of a letter; none for what belongs to several (digits, punctuation, marks, modifier letters).
    pub(in crate::gazetteer) fn of(character: char) -> Option<Script> {
        if !is_letter(character) {
            return None;
        }
        Some(match character as u32 {
            0..=0x2af | 0x1d00..=0x1dbf | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff => Script::Latin,
            0x2b0..=0x2ff => return None,
            0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
            0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff => Script::Cyrillic,
            0x530..=0x58f => Script::Armenian,
            0x590..=0x5ff => Script::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
            0x10a0..=0x10ff | 0x1c90..=0x1cbf => Script::Georgian,
            0x1200..=0x139f => Script::Ethiopic,
            0x1100..=0x11ff | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
                Script::EastAsian
            }
            other => Script::Block(other >> 7),
        })
    }

    /// Whether names in it begin with a capital.
    pub(super) fn has_capitals(self) -> bool {
        matches!(self, Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian)
    }

    /// The script that a language (a BCP 47 tag's first part) is usually written in.
    pub(super) fn of_language(language: &str) -> Script {
        match language {
            "ar" | "arz" | "azb" | "ckb" | "fa" | "ks" | "pnb" | "prs" | "ps" | "sd" | "ug" | "ur" => Script::Arabic,
            "ab" | "av" | "ba" | "be" | "bg" | "ce" | "cv" | "kk" | "ky" | "mk" | "mn" | "os" | "ru" | "sr" | "tg"
            | "tt" | "udm" | "uk" => Script::Cyrillic,
            "el" => Script::Greek,
            "hy" => Script::Armenian,
            "he" | "yi" => Script::Hebrew,
            "ka" | "xmf" => Script::Georgian,
            "am" | "ti" => Script::Ethiopic,
            "zh" | "ja" | "ko" | "yue" | "wuu" => Script::EastAsian,
            "hi" | "mr" | "ne" | "sa" | "new" => Script::Block(0x900 >> 7),
            "bn" | "as" => Script::Block(0x980 >> 7),
            "pa" => Script::Block(0xa00 >> 7),
            "gu" => Script::Block(0xa80 >> 7),
            "or" => Script::Block(0xb00 >> 7),
            "ta" => Script::Block(0xb80 >> 7),
            "te" => Script::Block(0xc00 >> 7),
            "kn" => Script::Block(0xc80 >> 7),
            "ml" => Script::Block(0xd00 >> 7),
            "si" => Script::Block(0xd80 >> 7),
            "th" => Script::Block(0xe00 >> 7),
            "lo" => Script::Block(0xe80 >> 7),
            "my" => Script::Block(0x1000 >> 7),
            "km" => Script::Block(0x1780 >> 7),
            _ => Script::Latin,
        }
    }
}
