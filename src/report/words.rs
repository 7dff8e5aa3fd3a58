//! Numbers, dates and texts as the page writes them.

use std::borrow::Cow;

use crate::calendar::{Bucket, BucketSize, Day, Granularity, Span, spoken_year, year_before_era};
pub(super) use crate::text::grouped;
use crate::timeline::{MOST_EQUAL_PEAKS, Timelines};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "1 mention", "2,000 mentions".
pub(super) fn counted(number: u64, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {one}{ending}", grouped(number))
}

/// A count that may have been spread over several buckets, or a rate: with one decimal where it has a fraction.
pub(super) fn figure(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let whole = grouped((tenths / 10.0).trunc() as u64);
    match (tenths % 10.0) as u64 {
        0 => whole,
        fraction => format!("{whole}.{fraction}"),
    }
}

/// The month's name (1 to 12).
pub(super) fn month(month: u32) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// A day: 13 June 2017.
pub(super) fn day(day: Day) -> String {
    format!("{} {} {}", day.day_of_month(), month(day.month()), spoken_year(day.year()))
}

/// A bucket in words: 13 June 2017, week of 12 June 2017, June 2017, Q2 2017, 2017, 2010s.
pub(super) fn bucket(bucket: Bucket) -> String {
    let from = bucket.from();
    match bucket.size() {
        BucketSize::Day => day(from),
        BucketSize::Week => format!("week of {}", day(from)),
        BucketSize::Month => format!("{} {}", month(from.month()), spoken_year(from.year())),
        BucketSize::Quarter => format!("Q{} {}", from.quarter(), spoken_year(from.year())),
        BucketSize::Year => spoken_year(from.year()),
        BucketSize::Decade => decade(from.year()),
    }
}

/// The decade of a year: 1840s, 330s BC.
pub(super) fn decade(year: i32) -> String {
    match year_before_era(year) {
        Some(before) => format!("{}s BC", before / 10 * 10),
        None => format!("{}s", year / 10 * 10),
    }
}

/// The buckets with the most: each of a few, of more their number.
pub(super) fn peaks(peaks: &[Bucket], size: BucketSize) -> String {
    match peaks.len() {
        ..=MOST_EQUAL_PEAKS => peaks.iter().map(|&one| bucket(one)).collect::<Vec<_>>().join(" and "),
        equal => counted(equal as u64, size.name()),
    }
}

/// A bucket of timelines in words, with the days that are counted where these are a part of it: Q1 2014 (from 6 January
/// 2014).
pub(super) fn counted_bucket(timelines: &Timelines, position: usize) -> String {
    let whole = timelines.buckets[position];
    let name = bucket(whole);
    let Some((from, to)) = timelines.partial(position) else { return name };
    match (from > whole.from(), to < whole.to()) {
        (true, true) => format!("{name} ({} to {})", day(from), day(to)),
        (true, false) => format!("{name} (from {})", day(from)),
        _ => format!("{name} (to {})", day(to)),
    }
}

/// A date as fine as it was given: 13 June 2017, June 2017, Q2 2017, first half of 2017, 2017; any other stretch of
/// days by its ends.
pub(super) fn span(span: Span) -> String {
    let from = span.from();
    let whole = |size| bucket(Bucket::holding(from, size));
    match span.granularity() {
        Granularity::Day if from == span.to() => day(from),
        // What is no whole one of its kind is written by its ends.
        _ if from.year() < 1 && span.granularity() > Granularity::Year => span.spoken(),
        _ if span.to_string().contains('/') => format!("{} to {}", day(from), day(span.to())),
        Granularity::Week => whole(BucketSize::Week),
        Granularity::Month => whole(BucketSize::Month),
        Granularity::Quarter => whole(BucketSize::Quarter),
        Granularity::Decade => whole(BucketSize::Decade),
        Granularity::Half => {
            format!("{} half of {}", if from.month() < 7 { "first" } else { "second" }, spoken_year(from.year()))
        }
        _ => whole(BucketSize::Year),
    }
}

/// Buckets as a table has them: one by its name, several by the first and the last.
pub(super) fn stretch(timelines: &Timelines, first: usize, last: usize) -> String {
    let name = capital(&counted_bucket(timelines, first));
    if first == last { name } else { format!("{name} to {}", counted_bucket(timelines, last)) }
}

/// A word with a capital at its head.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A text from a document or a gazetteer without control characters, which HTML has no place for. Its markup is escaped
/// by the templates.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let bad = |character: char| character.is_control() && character != '\n' && character != '\t';
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|character| if bad(character) { '\u{fffd}' } else { character }).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_people() {
        for (value, text) in [(0.0, "0"), (3.0, "3"), (12_345.0, "12,345"), (2.25, "2.3"), (0.96, "1"), (9.99, "10")] {
            assert_eq!(figure(value), text);
        }
        assert_eq!(counted(1, "mention"), "1 mention");
        assert_eq!(counted(1_500, "mention"), "1,500 mentions");
    }

    #[test]
    fn buckets_have_names() {
        let day: Day = "2017-06-13".parse().unwrap();
        let names: Vec<String> = BucketSize::ALL.iter().map(|&size| bucket(Bucket::holding(day, size))).collect();
        assert_eq!(names, ["13 June 2017", "week of 12 June 2017", "June 2017", "Q2 2017", "2017", "2010s"]);
    }

    #[test]
    fn dates_are_as_fine_as_they_were_given() {
        for (date, text) in [
            ("2017-06-13", "13 June 2017"),
            ("2017-W24", "week of 12 June 2017"),
            ("2017-06", "June 2017"),
            ("2017-Q2", "Q2 2017"),
            ("2017-H2", "second half of 2017"),
            ("2017", "2017"),
            ("1840s", "1840s"),
            ("-0338s", "330s BC"),
            ("2017-06-13/2017-06-15", "13 June 2017 to 15 June 2017"),
            ("-0215-08-02", "2 August 216 BC"),
            ("-0337-08", "August 338 BC"),
            ("-0322", "323 BC"),
        ] {
            assert_eq!(span(date.parse().unwrap()), text);
        }
    }

    #[test]
    fn control_characters_never_reach_the_page() {
        assert_eq!(clean("plain\ttext\n"), "plain\ttext\n");
        assert_eq!(clean("a\0b\u{1b}[31m\u{85}"), "a\u{fffd}b\u{fffd}[31m\u{fffd}");
    }
}
