//! Texts in several scripts, cut into pieces of one.
//!
//! The renderer shapes a whole run with each font in turn and puts the glyphs together by their number; where Arabic
//! letters join to fewer glyphs ("لا") and the run holds a sign that the Arabic font lacks, it finds none and draws
//! boxes. A text with Arabic letters is therefore measured and drawn piece by piece, and its pieces are placed in the
//! direction of the chart's language.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    /// Whether a space stands after it.
    pub apart: bool,
}

/// The width of a space, in heights of the type.
pub(super) const SPACE: f64 = 0.26;

/// Whether a letter is written from right to left.
pub(super) fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The pieces of a text in the order in which they are read; none where it has no Arabic letter.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    if !text.contains(is_arabic) {
        return pieces;
    }
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut parts = parts(word).into_iter();
        // Words of one script stay together; numbers and signs do not, for their order follows the line.
        if let Some(first) = parts.next() {
            let joins = pieces
                .last()
                .is_some_and(|last| last.apart && kind(&last.text).is_some() && kind(&last.text) == kind(&first));
            match pieces.last_mut().filter(|_| joins) {
                Some(last) => last.text = format!("{} {first}", last.text),
                None => pieces.push(Piece { text: first, apart: false }),
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.apart = false;
        }
        pieces.extend(parts.map(|text| Piece { text, apart: false }));
        if let Some(last) = pieces.last_mut() {
            last.apart = true;
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.apart = false;
    }
    pieces
}

/// Whether a text is of Arabic letters, or of others; none for numbers and signs.
fn kind(text: &str) -> Option<bool> {
    text.chars().find(|letter| letter.is_alphabetic()).map(is_arabic)
}

/// A word, cut where Arabic letters meet others. Signs at its ends are parts of their own.
fn parts(word: &str) -> Vec<String> {
    let mut parts: Vec<(u8, String)> = Vec::new();
    let end = word.trim_end_matches(is_sign).len();
    for (at, letter) in word.char_indices() {
        let alone = is_sign(letter) && (at >= end || parts.iter().all(|(class, _)| *class == 2));
        let class = if alone { 2 } else { u8::from(is_arabic(letter)) };
        match parts.last_mut() {
            Some((last, text)) if *last == class && class != 2 => text.push(letter),
            _ => parts.push((class, letter.to_string())),
        }
    }
    parts.into_iter().map(|(_, text)| text).collect()
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '.' | ',' | ':' | ';' | '،' | '؛')
}

/// A piece as it stands in a line from right to left: a lone bracket is turned.
pub(super) fn turned(text: &str) -> &str {
    match text {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|piece| piece.text + if piece.apart { "|" } else { "" }).collect()
    }

    #[test]
    fn a_text_is_cut_where_the_script_changes() {
        assert_eq!(
            told("من المصادر: Reuters News، AFP. 1 يناير 2014 – 31 (المنطقة UTC)."),
            [
                "من المصادر",
                ":|",
                "Reuters News",
                "،|",
                "AFP",
                ".|",
                "1|",
                "يناير|",
                "2014|",
                "–|",
                "31|",
                "(",
                "المنطقة|",
                "UTC",
                ")",
                "."
            ]
        );
        assert_eq!(told("اللاذقية, Oct 2016: 1,017"), ["اللاذقية", ",|", "Oct|", "2016", ":|", "1,017"]);
        assert_eq!(told("وMosul و«x»"), ["و", "Mosul|", "و", "«x»"]);
    }

    #[test]
    fn a_text_without_arabic_letters_is_whole() {
        assert!(told("Mosul, Oct 2016: 17").is_empty());
    }
}
