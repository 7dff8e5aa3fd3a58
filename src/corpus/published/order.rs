//! Whether a source writes the day, the month or the year first in dates such as 06/07/2017 and 16-04-05.

use std::collections::BTreeSet;

use super::grammar::{numeric_pair, short_year_first};
use super::tokens::tokens;

/// Which of the numbers of a date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// 13/06/2017.
    DayFirst,
    /// 06/13/2017.
    MonthFirst,
    /// 17-06-13.
    DayLast,
}

/// What a date tells of the order.
enum Vote {
    Order(DayOrder),
    /// Three numbers of two figures, of which the first or the last may be the year: those two.
    Short(u32, u32),
}

/// So many dates of two-figure years must speak for an order that no single one of them proves.
const ENOUGH: usize = 3;

impl DayOrder {
    /// The order that the unambiguous ones among some dates agree on; none if there are none, or if they disagree.
    /// Those whose year has two figures and may stand first are asked together, and only if no others tell.
    pub(crate) fn of_all<'a>(dates: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
        let (mut found, mut ends) = (None, Vec::new());
        for date in dates.filter(|date| DayOrder::may_matter(date.as_bytes())) {
            match (DayOrder::of(date), found) {
                (Some(Vote::Short(first, last)), _) => ends.push((first, last)),
                (Some(Vote::Order(order)), None) => found = Some(order),
                (Some(Vote::Order(order)), Some(before)) if order != before => return None,
                _ => {}
            }
        }
        found.or_else(|| of_short(&ends))
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

    fn of(date: &str) -> Option<Vote> {
        let tokens = tokens(date);
        let (at, pair) = (0..tokens.len()).find_map(|at| Some((at, numeric_pair(&tokens[at..])?)))?;
        let of_pair = match pair {
            (13..=31, 1..=12) => Some(DayOrder::DayFirst),
            (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        match short_year_first(&tokens[at..]) {
            Some(_) if matches!(pair, (0 | 32.., _)) => Some(Vote::Order(DayOrder::DayLast)),
            Some((first, last)) => Some(Vote::Short(first, last)),
            None => of_pair.map(Vote::Order),
        }
    }
}

/// The order of dates whose first and last numbers may both be the year: that end is the year which has at most half as
/// many values as the other. Days of the month change from row to row, years do not.
fn of_short(ends: &[(u32, u32)]) -> Option<DayOrder> {
    let distinct = |end: fn(&(u32, u32)) -> u32| ends.iter().map(end).collect::<BTreeSet<u32>>().len();
    let (first, last) = (distinct(|ends| ends.0), distinct(|ends| ends.1));
    let days = ends.iter().any(|&(first, _)| first > 12);
    match ends.len() >= ENOUGH {
        true if first * 2 <= last => Some(DayOrder::DayLast),
        true if last * 2 <= first && days => Some(DayOrder::DayFirst),
        _ => None,
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
            // The year stays and the day changes, whichever stands first.
            (&["16-04-05", "16-04-06", "16-05-31"], Some(DayOrder::DayLast)),
            (&["05-04-16", "06-04-16", "31-05-16"], Some(DayOrder::DayFirst)),
            (&["16-04-05", "17-05-06"], None),
            (&["99-12-31", "06-07-08"], Some(DayOrder::DayLast)),
            // One row of another form has no say over the others.
            (&["16-04-05", "3/14/2016", "3/1/2016"], Some(DayOrder::MonthFirst)),
        ] {
            assert_eq!(DayOrder::of_all(dates.iter().copied()), order, "{dates:?}");
        }
    }
}
