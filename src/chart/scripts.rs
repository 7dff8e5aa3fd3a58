//! Which free fonts have the letters of a script, for advice where the embedded ones lack them.

use std::collections::BTreeSet;

/// The first and the last character of scripts (blocks of Unicode 16), and a font of the Noto family that has them; in
/// order.
const SCRIPTS: [(char, char, &str); 22] = [
    ('\u{530}', '\u{58f}', "Noto Sans Armenian"),
    ('\u{590}', '\u{5ff}', "Noto Sans Hebrew"),
    ('\u{700}', '\u{74f}', "Noto Sans Syriac"),
    ('\u{900}', '\u{97f}', "Noto Sans Devanagari"),
    ('\u{980}', '\u{9ff}', "Noto Sans Bengali"),
    ('\u{a00}', '\u{a7f}', "Noto Sans Gurmukhi"),
    ('\u{a80}', '\u{aff}', "Noto Sans Gujarati"),
    ('\u{b80}', '\u{bff}', "Noto Sans Tamil"),
    ('\u{c00}', '\u{c7f}', "Noto Sans Telugu"),
    ('\u{c80}', '\u{cff}', "Noto Sans Kannada"),
    ('\u{d00}', '\u{d7f}', "Noto Sans Malayalam"),
    ('\u{d80}', '\u{dff}', "Noto Sans Sinhala"),
    ('\u{e00}', '\u{e7f}', "Noto Sans Thai"),
    ('\u{1000}', '\u{109f}', "Noto Sans Myanmar"),
    ('\u{10a0}', '\u{10ff}', "Noto Sans Georgian"),
    ('\u{1100}', '\u{11ff}', "Noto Sans CJK"),
    ('\u{1200}', '\u{139f}', "Noto Sans Ethiopic"),
    ('\u{1780}', '\u{17ff}', "Noto Sans Khmer"),
    ('\u{2e80}', '\u{9fff}', "Noto Sans CJK"),
    ('\u{ac00}', '\u{d7ff}', "Noto Sans CJK"),
    ('\u{1f000}', '\u{1faff}', "Noto Emoji"),
    ('\u{20000}', '\u{3ffff}', "Noto Sans CJK"),
];

/// Fonts that have some characters, each once.
pub(super) fn fonts_for(missing: &BTreeSet<char>) -> Vec<&'static str> {
    let font = |letter: &char| {
        let script = SCRIPTS.iter().find(|(first, last, _)| (first..=last).contains(&letter))?;
        Some(script.2)
    };
    let mut fonts: Vec<&str> = Vec::new();
    for name in missing.iter().filter_map(font) {
        if !fonts.contains(&name) {
            fonts.push(name);
        }
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_names_a_font_for_each_script_once() {
        assert!(SCRIPTS.windows(2).all(|two| two[0].1 < two[1].0), "in order, none over another");
        let fonts = |text: &str| fonts_for(&text.chars().collect());
        assert_eq!(fonts("北京दिल्ली🚀"), ["Noto Sans Devanagari", "Noto Sans CJK", "Noto Emoji"]);
        assert!(fonts("\u{e000}").is_empty());
    }
}
