//! Words and signs: the word boundaries of Unicode (UAX #29), and the ends of mentions.

use unicode_segmentation::UnicodeSegmentation;

/// The tokens of a text as ranges of code points, white space left out. No token reaches over one of the `cuts`, so that
/// a mention always begins and ends with one.
pub(super) fn tokens(text: &[char], cuts: &[usize]) -> Vec<(usize, usize)> {
    let line: String = text.iter().collect();
    let mut cuts = cuts.to_vec();
    cuts.sort_unstable();
    let (mut tokens, mut at) = (Vec::new(), 0);
    for word in line.split_word_bounds() {
        let end = at + word.chars().count();
        let mut from = at;
        for &cut in cuts.iter().filter(|cut| (at + 1..end).contains(cut)) {
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
}
