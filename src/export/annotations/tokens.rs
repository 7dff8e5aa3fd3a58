//! Words and signs: the word boundaries of Unicode (UAX #29), and the ends of mentions.

use unicode_segmentation::UnicodeSegmentation;

/// The tokens of a text as ranges of code points, white space left out. No token reaches over one of the `cuts`, so
/// that a mention always begins and ends with one, and none holds white space: Unicode takes a mark of direction, a
/// soft hyphen or a joiner to the blank before it, and spaCy refuses a document with such a word.
pub(super) fn tokens(text: &[char], cuts: &[usize]) -> Vec<(usize, usize)> {
    let line: String = text.iter().collect();
    let mut cuts = cuts.to_vec();
    cuts.sort_unstable();
    let (mut tokens, mut at) = (Vec::new(), 0);
    for word in line.split_word_bounds() {
        let end = at + word.chars().count();
        let mut from = at;
        let blank = |at: usize| text[at].is_whitespace();
        for cut in (at + 1..end).filter(|&cut| cuts.binary_search(&cut).is_ok() || blank(cut - 1) != blank(cut)) {
            push(&mut tokens, text, (from, cut));
            from = cut;
        }
        push(&mut tokens, text, (from, end));
        at = end;
    }
    tokens
}

fn push(tokens: &mut Vec<(usize, usize)>, text: &[char], (from, to): (usize, usize)) {
    let blank = |c: &char| c.is_whitespace() || c.is_control();
    if from < to && !text[from..to].iter().all(blank) {
        tokens.push((from, to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_and_signs_and_mentions_cut_them() {
        let words = |text: &str, cuts: &[usize]| {
            let text: Vec<char> = text.chars().collect();
            tokens(&text, cuts).into_iter().map(|(from, to)| text[from..to].iter().collect()).collect::<Vec<String>>()
        };
        assert_eq!(words("In  Mosul, he said.", &[]), ["In", "Mosul", ",", "he", "said", "."]);
        assert_eq!(words("Mosul's", &[0, 5]), ["Mosul", "'s"]);
        assert_eq!(words("للموصل", &[1]), ["ل", "لموصل"]);
        assert!(words(" \u{a0}\n", &[]).is_empty());
    }

    /// One such document, and spaCy read none of the file.
    #[test]
    fn an_invisible_character_takes_no_blank_into_a_token() {
        let marks =
            ['\u{ad}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202e}', '\u{2060}', '\u{fe0f}', '\u{feff}', '\u{e0041}'];
        for mark in marks {
            let text: Vec<char> = format!("at {mark}Newtown {mark} he{mark} \u{a0}{mark}said").chars().collect();
            let tokens = tokens(&text, &[4, 11]);
            assert!(
                tokens.iter().all(|&(from, to)| !text[from..to].iter().any(|c| c.is_whitespace())),
                "{mark:?} {tokens:?}"
            );
            assert!(tokens.contains(&(4, 11)), "{mark:?} {tokens:?}");
        }
    }
}
