//! Numbers, dates and sentences as a reader of the chart's language writes them.
//!
//! Every word that a chart draws comes from one file a language, `lang/XX.toml`; code only says which one.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use super::theme::named;
use crate::calendar::{Bucket, BucketSize, Day, year_before_era};
use crate::{Error, ErrorKind};

/// The language of a chart: its title, its caption, month names and the style of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
    Russian,
    Arabic,
}

/// A language's file, read.
struct Lexicon {
    texts: HashMap<String, String>,
    months: Vec<String>,
    /// As they stand in a date with its day.
    months_of_day: Vec<String>,
    group_from: usize,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Language; 6] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Russian, Language::Arabic];

    /// The code that stands for it on the command line (ISO 639-1).
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Russian => "ru",
            Language::Arabic => "ar",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("lang/en.toml"),
            Language::German => include_str!("lang/de.toml"),
            Language::French => include_str!("lang/fr.toml"),
            Language::Spanish => include_str!("lang/es.toml"),
            Language::Russian => include_str!("lang/ru.toml"),
            Language::Arabic => include_str!("lang/ar.toml"),
        }
    }

    /// Whether it is written from right to left.
    pub(super) fn is_rtl(self) -> bool {
        self == Language::Arabic
    }

    fn lexicon(self) -> &'static Lexicon {
        static ALL: [OnceLock<Lexicon>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        // The files are compiled in, and a test reads them all: what is missing there would be seen as its key.
        ALL[self as usize].get_or_init(|| Lexicon::read(self.source()))
    }

    /// A text by its key.
    pub(super) fn say(self, key: &str) -> &'static str {
        let known = self.lexicon().texts.get(key);
        debug_assert!(known.is_some(), "{self}: no text {key}");
        known.map_or("", String::as_str)
    }

    /// A text with what stands in for its names in braces.
    pub(super) fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.say(key), values)
    }

    /// A text that depends on the step of time: `key.month`.
    pub(super) fn by_size(self, key: &str, size: BucketSize, values: &[(&str, &str)]) -> String {
        self.fill(&format!("{key}.{}", size.name()), values)
    }

    /// "1 document", "37,774 documents": the text `count.KEY` in the plural form that the number asks for.
    pub(super) fn count(self, key: &str, number: u64) -> String {
        let form = format!("count.{key}.{}", self.plural(number));
        let key = if self.lexicon().texts.contains_key(&form) { form } else { format!("count.{key}.other") };
        self.fill(&key, &[("n", &self.whole(number))])
    }

    /// The plural form of a whole number, after the Unicode CLDR.
    fn plural(self, number: u64) -> &'static str {
        let (ones, tens) = (number % 10, number % 100);
        match self {
            Language::Russian if ones == 1 && tens != 11 => "one",
            Language::Russian if (2..=4).contains(&ones) && !(12..=14).contains(&tens) => "few",
            Language::Russian => "many",
            Language::Arabic if number == 2 => "two",
            Language::Arabic if (3..=10).contains(&tens) => "few",
            Language::Arabic if tens >= 11 => "many",
            Language::French if number == 0 => "one",
            _ if number == 1 => "one",
            _ => "other",
        }
    }

    /// The month (1 to 12), shortened.
    pub(super) fn month(self, month: u32) -> &'static str {
        self.lexicon().months.get((month.clamp(1, 12) - 1) as usize).map_or("", String::as_str)
    }

    /// The month's first letter, for axes without room.
    pub(super) fn initial(self, month: u32) -> String {
        self.month(month).chars().take(1).flat_map(char::to_uppercase).collect()
    }

    /// A whole number with its thousands apart: 37,774. Spanish, by its academy's rule, parts only five digits and
    /// more.
    pub(super) fn whole(self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < self.lexicon().group_from {
            return digits;
        }
        let mut out = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                out.push_str(self.say("number.group"));
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
            out.push_str(self.say("number.decimal"));
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

    /// A year: 2016, 323 BC.
    pub(super) fn year(self, year: i32) -> String {
        let before = year_before_era(year).map(|number| self.fill("date.before_era", &[("year", &number.to_string())]));
        before.unwrap_or_else(|| year.to_string())
    }

    /// The decade of a year: 1840s, 330s BC.
    pub(super) fn decade(self, year: i32) -> String {
        let before = year_before_era(year);
        let number = (before.unwrap_or(year) / 10 * 10).to_string();
        let decade = self.fill("date.decade", &[("year", &number)]);
        if before.is_some() { self.fill("date.before_era", &[("year", &decade)]) } else { decade }
    }

    /// A day: 17 Oct 2016.
    pub(super) fn day(self, day: Day) -> String {
        let (number, year) = (day.day_of_month().to_string(), self.year(day.year()));
        self.fill("date.day", &[("day", &number), ("month", self.month_of_day(day)), ("year", &year)])
    }

    /// A day of a year that is known: 17 Oct.
    pub(super) fn short_day(self, day: Day) -> String {
        let number = day.day_of_month().to_string();
        self.fill("date.day_short", &[("day", &number), ("month", self.month_of_day(day))])
    }

    /// The month of a day, as it stands in a date.
    fn month_of_day(self, day: Day) -> &'static str {
        let own = self.lexicon().months_of_day.get(day.month() as usize - 1);
        own.map_or_else(|| self.month(day.month()), String::as_str)
    }

    /// From one day to another; one day alone where they are the same.
    pub(super) fn days(self, from: Day, to: Day) -> String {
        if from == to {
            return self.day(from);
        }
        self.fill("date.range", &[("from", &self.day(from)), ("to", &self.day(to))])
    }

    /// A bucket as a label names it: 17 Oct 2016, week of 17 Oct 2016, Oct 2016, Q4 2016, 2016, 2010s.
    pub(super) fn bucket(self, bucket: Bucket) -> String {
        let day = bucket.from();
        let (year, quarter) = (self.year(day.year()), day.quarter().to_string());
        match bucket.size() {
            BucketSize::Day => self.day(day),
            BucketSize::Week => self.fill("date.week", &[("date", &self.day(day))]),
            BucketSize::Month => self.fill("date.month", &[("month", self.month(day.month())), ("year", &year)]),
            BucketSize::Quarter => self.fill("date.quarter", &[("quarter", &quarter), ("year", &year)]),
            BucketSize::Year => year,
            BucketSize::Decade => self.decade(day.year()),
        }
    }

    /// "Mosul", "Mosul and Raqqa", "Mosul, Raqqa and 5 others"; at most `most` names are written out.
    pub(super) fn listed<S: AsRef<str>>(self, names: &[S], most: usize) -> String {
        let shown = if names.len() > most { most.saturating_sub(1).max(1) } else { names.len() };
        let mut parts: Vec<String> = names[..shown].iter().map(|name| name.as_ref().to_string()).collect();
        if shown < names.len() {
            parts.push(self.count("others", (names.len() - shown) as u64));
        }
        match parts.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, first)) => {
                self.fill("list.last", &[("first", &first.join(self.say("list.between"))), ("last", last)])
            }
        }
    }
}

named!(Language, "a language of the charts");

impl Lexicon {
    fn read(source: &str) -> Lexicon {
        let table: toml::Table = source.parse().unwrap_or_default();
        let list = |key| {
            let names = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
            names.filter_map(|month| month.as_str().map(str::to_owned)).collect()
        };
        let (months, months_of_day) = (list("months"), list("months_of_day"));
        let number = table.get("number").and_then(|number| number.get("group_from")?.as_integer());
        let mut texts = HashMap::new();
        flatten("", &table, &mut texts);
        Lexicon {
            texts,
            months,
            months_of_day,
            group_from: number.and_then(|from| usize::try_from(from).ok()).unwrap_or(4),
        }
    }
}

/// The texts of a table and of those in it, by their keys with full stops between.
fn flatten(prefix: &str, table: &toml::Table, texts: &mut HashMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::String(text) => drop(texts.insert(key, text.clone())),
            toml::Value::Table(inner) => flatten(&key, inner, texts),
            _ => {}
        }
    }
}

/// A template with its names in braces replaced in one pass, so that a value with braces is never filled again.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        debug_assert!(values.iter().any(|(known, _)| *known == name), "{template:?}: nothing for {name}");
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn numbers_follow_the_language() {
        for (language, number, text) in [
            (Language::English, 37_774.0, "37,774"),
            (Language::English, 999.0, "999"),
            (Language::English, 0.5, "0.5"),
            (Language::German, 1_234_567.5, "1.234.567,5"),
            (Language::French, 1000.0, "1\u{202f}000"),
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
        assert_eq!(names, ["17 Oct 2016", "week of 17 Oct 2016", "Oct 2016", "Q4 2016", "2016", "2010s"]);
    }

    #[test]
    fn a_month_stands_in_its_case() {
        let day: Day = "1862-07-06".parse().unwrap();
        let month = Bucket::holding(day, BucketSize::Month);
        assert_eq!(
            (Language::Russian.day(day), Language::Russian.bucket(month)),
            ("6 июля 1862".into(), "июль 1862".into())
        );
        assert_eq!(Language::German.short_day(day), "6. Juli");
    }

    #[test]
    fn no_year_before_the_era_has_a_minus() {
        let day: Day = "-0322-06-10".parse().unwrap();
        for (language, year) in [
            (Language::English, "323 BC"),
            (Language::German, "323 v. Chr."),
            (Language::French, "323 av. J.-C."),
            (Language::Spanish, "323 a. C."),
            (Language::Russian, "323 до н. э."),
            (Language::Arabic, "323 ق.م"),
        ] {
            assert_eq!(language.bucket(Bucket::holding(day, BucketSize::Year)), year);
            for size in BucketSize::ALL {
                let said = language.bucket(Bucket::holding(day, size));
                let decade = language.decade(day.year());
                let year = if size == BucketSize::Decade { &decade } else { year };
                assert!(said.contains(year) && !said.contains("-3"), "{said}");
            }
        }
        assert_eq!(Language::English.day(day), "10 Jun 323 BC");
        assert_eq!(Language::English.decade(day.year()), "320s BC");
        assert_eq!(Language::Arabic.decade(1847), "عقد 1840");
    }

    #[test]
    fn lists_say_how_many_they_leave_out() {
        for (names, text) in [
            (&["a"][..], "a"),
            (&["a", "b"], "a and b"),
            (&["a", "b", "c"], "a, b and c"),
            (&["a", "b", "c", "d"], "a, b and 2 others"),
        ] {
            assert_eq!(Language::English.listed(names, 3), text);
        }
    }

    #[test]
    fn numbers_ask_for_their_plural() {
        for (language, number, text) in [
            (Language::English, 1, "1 document"),
            (Language::German, 2, "2 Dokumente"),
            (Language::Russian, 21, "21 документ"),
            (Language::Russian, 3, "3 документа"),
            (Language::Russian, 12, "12 документов"),
            (Language::French, 0, "0 document"),
        ] {
            assert_eq!(language.count("documents", number), text);
        }
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    }

    /// The names in braces of a text.
    fn braced(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect()
    }

    /// The texts without their plural forms, with what they need filled in.
    fn needed(language: Language) -> BTreeMap<String, BTreeSet<&'static str>> {
        let mut needed: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (key, text) in &language.lexicon().texts {
            let plural = key.starts_with("count.").then(|| key.rsplit_once('.').unwrap().0);
            let key = plural.unwrap_or(key).to_string();
            if plural.is_none() || language.lexicon().texts[&format!("{key}.other")] == *text {
                needed.insert(key, braced(text));
            }
        }
        needed
    }

    #[test]
    fn every_language_has_every_text_with_the_same_names_in_it() {
        let english = needed(Language::English);
        for language in Language::ALL {
            assert!(language.source().parse::<toml::Table>().is_ok(), "{language}");
            assert_eq!(language.lexicon().months.len(), 12, "{language}");
            let own = needed(language);
            for (key, names) in &english {
                assert_eq!(own.get(key), Some(names), "{language} {key}");
            }
            assert_eq!(own.len(), english.len(), "{language} has texts that nothing asks for");
        }
    }
}
