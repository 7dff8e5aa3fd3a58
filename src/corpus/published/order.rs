//! Whether a source writes the day or the month first in dates such as 06/07/2017.

use super::grammar::numeric_pair;
use super::tokens::tokens;

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// 13/06/2017.
    DayFirst,
    /// 06/13/2017.
    MonthFirst,
}

impl DayOrder {
    /// The order that the unambiguous ones among some dates agree on; none if there are none, or if they disagree.
    pub(crate) fn of_all<'a>(dates: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
        let mut found = None;
        for date in dates.filter(|date| DayOrder::may_matter(date.as_bytes())) {
            match (DayOrder::of(date), found) {
                (Some(order), None) => found = Some(order),
                (Some(order), Some(before)) if order != before => return None,
                _ => {}
            }
        }
        found
    }

    /// Whether bytes hold a digit, a slash or hyphen, and a digit: only then can the order matter.
    pub(crate) fn may_matter(bytes: &[u8]) -> bool {
        memchr::memchr2_iter(b'/', b'-', bytes)
            .any(|at| at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
    }

    /// The order in languages of Europe, Latin America, the Middle East and Asia that put the day first. English does
    /// not say: Britain and America differ.
    pub(crate) fn of_language(tag: &str) -> Option<DayOrder> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        match tag.as_str() {
            "en-us" => Some(DayOrder::MonthFirst),
            "en-gb" | "en-ie" | "en-au" | "en-nz" | "en-in" | "en-za" => Some(DayOrder::DayFirst),
            _ => match tag.split('-').next().unwrap_or_default() {
                "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "cs" | "sk" | "hr" | "sr" | "sl" | "ru" | "uk"
                | "bg" | "tr" | "da" | "no" | "nb" | "nn" | "fi" | "ro" | "ca" | "el" | "id" | "ms" | "ar" | "vi"
                | "he" => Some(DayOrder::DayFirst),
                _ => None,
            },
        }
    }

    fn of(date: &str) -> Option<DayOrder> {
        let tokens = tokens(date);
        (0..tokens.len()).find_map(|at| numeric_pair(&tokens[at..])).and_then(|pair| match pair {
            (13..=31, 1..=12) => Some(DayOrder::DayFirst),
            (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_tell_the_order_unless_they_disagree() {
        for (dates, order) in [
            (&["06/07/2017", "13/06/2017"][..], Some(DayOrder::DayFirst)),
            (&["06/07/2017", "6/13/17 3:30 PM"], Some(DayOrder::MonthFirst)),
            (&["06/07/2017", "13/06/2017", "06/13/2017"], None),
            (&["06/07/2017", "2017-06-13"], None),
        ] {
            assert_eq!(DayOrder::of_all(dates.iter().copied()), order, "{dates:?}");
        }
    }
}
