//! Texts whose lines were broken at a width, as OCR and plain-text editions have them: their heads go over line breaks.

/// So much of a text is looked at.
const CHARACTERS: usize = 4_000;
/// A line of fewer characters is no column, one of more no line.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=140;
/// So many lines must be full for a text to be broken at a width, and of all lines that another follows so many tenths.
const FULL_LINES: usize = 2;
const FULL_TENTHS: usize = 6;
/// Set columns are not filled to the last character: so many tenths of the longest line are full.
const SLACK_TENTHS: usize = 8;

/// With so many full lines, and such a share of them, there is no doubt.
const CERTAIN_LINES: usize = 6;
const CERTAIN_TENTHS: usize = 8;

/// A part of a text, in one line for each paragraph.
pub(super) struct Unwrapped {
    pub(super) text: String,
    /// Whether its lines cannot have been lines of their own.
    pub(super) certain: bool,
}

/// The start of a text, if its lines were broken at a width; none if they are its own.
pub(super) fn start(text: &str) -> Option<Unwrapped> {
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(index, _)| index);
    unwrapped(&text[..end])
}

/// The same of its end.
pub(super) fn end(text: &str) -> Option<Unwrapped> {
    let from = text.char_indices().rev().nth(CHARACTERS).map_or(0, |(index, _)| index);
    unwrapped(&text[from..])
}

fn unwrapped(text: &str) -> Option<Unwrapped> {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let width = lines.iter().map(|line| length(line)).max().filter(|width| WIDTHS.contains(width))?;
    let full: Vec<bool> = lines.windows(2).map(|pair| is_full(pair[0], pair[1], width)).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty()).count();
    let count = full.iter().filter(|full| **full).count();
    if count < FULL_LINES || count * 10 < followed * FULL_TENTHS {
        return None;
    }
    let mut whole = String::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        whole.push_str(line);
        whole.push(if full.get(index).is_some_and(|full| *full) { ' ' } else { '\n' });
    }
    Some(Unwrapped { text: whole, certain: count >= CERTAIN_LINES && count * 10 >= followed * CERTAIN_TENTHS })
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Whether a line ended because the next word had no room on it.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, length);
    !line.is_empty() && word > 0 && (length(line) + 1 + word) * 10 > width * SLACK_TENTHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_width_are_joined_and_those_of_their_own_are_not() {
        let text = "HEADQUARTERS OF THE\nLAKES, Kingston, Ga.,\nJune 3, 1864. The boats\nhave left.\n\nYours";
        let whole = "HEADQUARTERS OF THE LAKES, Kingston, Ga., June 3, 1864. The boats have left.\n\nYours\n";
        assert_eq!(start(text).map(|found| (found.text, found.certain)), Some((whole.to_owned(), false)));
        let long = "The boats have left the\nlanding, and the bridge\n".repeat(5);
        assert!(end(&long).is_some_and(|found| found.certain));
        for text in [
            "The ferry sails\n13 June 2017\nText",
            "The ferry sails\n13 June 2017\nThe river fell again, and the ferry had to stay in the harbour all day.",
            "One\n\nTwo\n\nThree",
            "",
        ] {
            assert!(start(text).is_none(), "{text}");
        }
    }
}
