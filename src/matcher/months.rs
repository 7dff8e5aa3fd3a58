//! Names that are also months: "May 5" is never Theresa May.

use super::context::{next_word, previous_word, word_at};
use crate::text::fold;

/// Months whose names people and places bear too.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words after which a month's name is the month.
const BEFORE_A_MONTH: [&str; 17] = [
    "in",
    "since",
    "until",
    "till",
    "last",
    "next",
    "early",
    "mid",
    "late",
    "by",
    "this",
    "during",
    "through",
    "throughout",
    "every",
    "each",
    "of",
];

/// Other months: "April and May", "April-May".
fn is_month(folded: &str) -> bool {
    MONTHS.contains(&folded)
        || (folded.len() >= 3 && folded != "mar" && MONTHS.iter().any(|month| month[..3] == *folded))
}

/// Whether a folded alias is the name of a month at all.
pub(super) fn names_a_month(folded: &str) -> bool {
    MONTHS.contains(&folded)
}

/// Whether the month's name at `start..end` is the month: a day or a year stands beside it, another month, or a word
/// that only time takes.
pub(super) fn is_date(text: &str, start: usize, end: usize) -> bool {
    let after = next_word(text, end).map(|at| word_at(text, at));
    if after.is_some_and(is_day_or_year) || follows_year_after_comma(text, end) {
        return true;
    }
    let Some(before) = previous_word(text, start) else { return false };
    let word = text[before.clone()].trim_end_matches('.');
    let folded = fold(word);
    if is_day_or_year(word) || is_month(&folded) {
        return true;
    }
    // "the 5th of May", "end of May": but "the government of May" only where a number or part of a month goes before.
    if folded == "of" {
        return previous_word(text, before.start).is_some_and(|earlier| {
            let earlier = fold(&text[earlier]);
            is_day_or_year(&earlier)
                || matches!(earlier.as_str(), "end" | "beginning" | "start" | "middle" | "month" | "first")
        });
    }
    BEFORE_A_MONTH.contains(&folded.as_str())
}

/// "May, 2018".
fn follows_year_after_comma(text: &str, end: usize) -> bool {
    let rest = text[end..].strip_prefix(',').unwrap_or("").trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
}

/// "5", "5th", "2018", "'18".
fn is_day_or_year(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &word[digits..];
    matches!(digits, 1 | 2 | 4) && (suffix.is_empty() || matches!(suffix, "st" | "nd" | "rd" | "th"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_people_are_told_apart() {
        for (text, date) in [
            ("on May 5 the", true),
            ("on 5 May the", true),
            ("the 5th of May was", true),
            ("May 2018", true),
            ("May, 2018", true),
            ("in May the", true),
            ("April and May", false),
            ("April May", true),
            ("since May", true),
            ("Mrs May said", false),
            ("said May, who", false),
            ("the government of May fell", false),
            ("the end of May", true),
            ("May 5th", true),
        ] {
            let at = text.find("May").unwrap();
            assert_eq!(is_date(text, at, at + 3), date, "{text}");
        }
    }
}
