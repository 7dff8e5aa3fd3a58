//! Numbers and dates as a reader of the chart's language writes them.

use super::theme::named;
use crate::calendar::{Bucket, BucketSize, Day};
use crate::{Error, ErrorKind};

use std::fmt;
use std::str::FromStr;

/// The language of month names and the style of numbers. Titles and captions are English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
    Russian,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Language; 5] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Russian];

    /// The code that stands for it on the command line (ISO 639-1).
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Russian => "ru",
        }
    }

    /// The month (1 to 12), shortened.
    pub(super) fn month(self, month: u32) -> &'static str {
        self.months()[(month.clamp(1, 12) - 1) as usize]
    }

    /// The month's first letter, for axes without room.
    pub(super) fn initial(self, month: u32) -> String {
        self.month(month).chars().take(1).flat_map(char::to_uppercase).collect()
    }

    fn months(self) -> [&'static str; 12] {
        match self {
            Language::English => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            Language::German => {
                ["Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]
            }
            Language::French => {
                ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
            }
            Language::Spanish => ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
            Language::Russian => {
                ["янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."]
            }
        }
    }

    /// What stands between groups of three digits, and before decimals.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Language::English => (",", "."),
            Language::German | Language::Spanish => (".", ","),
            Language::French | Language::Russian => ("\u{a0}", ","),
        }
    }

    /// A whole number with its thousands apart: 37,774. Spanish, by its academy's rule, parts only five digits and more.
    pub(super) fn whole(self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < 5 && self == Language::Spanish {
            return digits;
        }
        let mut out = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                out.push_str(self.marks().0);
            }
            out.push(digit);
        }
        out
    }

    /// A number with at most this many decimals; none that are zero at the end.
    pub(super) fn number(self, number: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut out = self.whole(whole.parse().unwrap_or(u64::MAX));
        if !fraction.is_empty() {
            out.push_str(self.marks().1);
            out.push_str(fraction);
        }
        if number < 0.0 && out != "0" { format!("−{out}") } else { out }
    }

    /// A value as a label gives it: whole where it is large, with a decimal or two where it is small.
    pub(super) fn value(self, value: f64) -> String {
        match value.abs() {
            size if size >= 100.0 || (value - value.round()).abs() < 1e-9 => self.number(value, 0),
            size if size >= 1.0 => self.number(value, 1),
            _ => self.number(value, 2),
        }
    }

    /// A day: 17 Oct 2016.
    pub(super) fn day(self, day: Day) -> String {
        format!("{} {} {}", day.day_of_month(), self.month(day.month()), day.year())
    }

    /// A bucket as a label names it: 17 Oct 2016, week of 17 Oct 2016, Oct 2016, Q4 2016, 2016.
    pub(super) fn bucket(self, bucket: Bucket) -> String {
        let day = bucket.from();
        match bucket.size() {
            BucketSize::Day => self.day(day),
            BucketSize::Week => format!("week of {}", self.day(day)),
            BucketSize::Month => format!("{} {}", self.month(day.month()), day.year()),
            BucketSize::Quarter => format!("Q{} {}", day.quarter(), day.year()),
            BucketSize::Year => day.year().to_string(),
        }
    }
}

named!(Language, "a language of the charts");

/// "1 document", "37,774 documents".
pub(super) fn counted(language: Language, number: u64, one: &str, many: &str) -> String {
    format!("{} {}", language.whole(number), if number == 1 { one } else { many })
}

/// "Mosul", "Mosul and Raqqa", "Mosul, Raqqa and 5 others"; at most `most` names are written out.
pub(super) fn listed(names: &[&str], most: usize) -> String {
    let shown = if names.len() > most { most.saturating_sub(1).max(1) } else { names.len() };
    let mut parts: Vec<String> = names[..shown].iter().map(|name| (*name).to_string()).collect();
    match names.len() - shown {
        0 => {}
        1 => parts.push("1 other".to_string()),
        rest => parts.push(format!("{rest} others")),
    }
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        for (language, number, text) in [
            (Language::English, 37_774.0, "37,774"),
            (Language::English, 999.0, "999"),
            (Language::English, 0.5, "0.5"),
            (Language::German, 1_234_567.5, "1.234.567,5"),
            (Language::French, 1000.0, "1\u{a0}000"),
            (Language::Spanish, 1234.0, "1234"),
            (Language::English, -3.0, "−3"),
        ] {
            assert_eq!(language.number(number, 2), text);
        }
        assert_eq!(Language::English.value(12.345), "12.3");
        assert_eq!(Language::English.value(1234.5), "1,234");
    }

    #[test]
    fn buckets_have_names() {
        let day: Day = "2016-10-17".parse().unwrap();
        let names: Vec<String> =
            BucketSize::ALL.iter().map(|&size| Language::English.bucket(Bucket::holding(day, size))).collect();
        assert_eq!(names, ["17 Oct 2016", "week of 17 Oct 2016", "Oct 2016", "Q4 2016", "2016"]);
    }

    #[test]
    fn lists_say_how_many_they_leave_out() {
        for (names, text) in [
            (&["a"][..], "a"),
            (&["a", "b"], "a and b"),
            (&["a", "b", "c"], "a, b and c"),
            (&["a", "b", "c", "d"], "a, b and 2 others"),
        ] {
            assert_eq!(listed(names, 3), text);
        }
    }
}
