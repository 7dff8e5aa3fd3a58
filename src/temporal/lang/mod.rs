//! A language: its words, the patterns that date references are made of, and its feasts, read from data.
//!
//! A language is a folder with four tables. `words.txt` puts words into classes, `rules.txt` says how classes and words
//! follow one another in a date reference and how it is then read, `feasts.txt` names days, `clauses.txt` the words by
//! which clauses part. Each explains its form in its head. Nothing else in [`temporal`](super) knows a word of any
//! language.

mod clauses;
mod lexicon;
mod pattern;
mod rules;

pub(super) use clauses::{ClauseWord, ClauseWords};
pub(super) use lexicon::{Class, Lexicon};
pub(super) use pattern::{Atom, Edge};
pub(super) use rules::{Check, Condition, Reading, Rule, Rules};

use crate::calendar::Day;

use super::feasts::Feast;
use super::resolve::Order;
use super::token::Token;

/// The tables of a language, as they are written.
struct Tables {
    words: &'static str,
    rules: &'static str,
    feasts: &'static str,
    clauses: &'static str,
}

const ENGLISH: Tables = Tables {
    words: include_str!("en/words.txt"),
    rules: include_str!("en/rules.txt"),
    feasts: include_str!("en/feasts.txt"),
    clauses: include_str!("en/clauses.txt"),
};

const GERMAN: Tables = Tables {
    words: include_str!("de/words.txt"),
    rules: include_str!("de/rules.txt"),
    feasts: include_str!("de/feasts.txt"),
    clauses: include_str!("de/clauses.txt"),
};

const FRENCH: Tables = Tables {
    words: include_str!("fr/words.txt"),
    rules: include_str!("fr/rules.txt"),
    feasts: include_str!("fr/feasts.txt"),
    clauses: include_str!("fr/clauses.txt"),
};

/// Everything that is known of one language.
pub(super) struct Language {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Rules,
    pub(super) feasts: Vec<Feast>,
    /// Days that happened once, and are called by their day and month.
    pub(super) known_days: Vec<KnownDay>,
    pub(super) clauses: ClauseWords,
    /// How it writes dates in figures, where a text does not show that.
    pub(super) order: Option<Order>,
    /// The word that stands for every dash.
    dash: u16,
}

impl Language {
    /// English.
    pub(super) fn english() -> Language {
        Language::parse(ENGLISH).expect("the English tables are compiled in, and a test reads them")
    }

    /// German.
    pub(super) fn german() -> Language {
        Language::parse(GERMAN).expect("the German tables are compiled in, and a test reads them")
    }

    /// French.
    pub(super) fn french() -> Language {
        Language::parse(FRENCH).expect("the French tables are compiled in, and a test reads them")
    }

    /// The language of a two-letter code (ISO 639-1); none if there is no folder for it.
    pub(super) fn of(code: &str) -> Option<Language> {
        match code {
            "en" => Some(Language::english()),
            "de" => Some(Language::german()),
            "fr" => Some(Language::french()),
            _ => None,
        }
    }

    /// Whether a token is a dash, of whatever length.
    pub(super) fn is_dash(&self, token: &Token) -> bool {
        token.is_mark() && token.word == self.dash
    }

    /// The number of the unit that a token names; 0 if it names none.
    pub(super) fn unit(&self, token: &Token) -> i32 {
        if token.is(Class::Unit) { self.lexicon.entry(token.word).value(Class::Unit) } else { 0 }
    }

    fn parse(tables: Tables) -> Result<Language, String> {
        let mut lexicon = Lexicon::parse(tables.words)?;
        let feasts = parse_feasts(tables.feasts)?;
        let known_days = known_days(tables.feasts, &mut lexicon)?;
        let clauses = ClauseWords::parse(tables.clauses)?;
        let names = feasts.iter().enumerate().flat_map(|(id, (_, names))| names.iter().map(move |name| (id, *name)));
        let order = tables.rules.lines().find_map(|line| line.strip_prefix("order ")).map(order).transpose()?;
        let rules = Rules::parse(tables.rules, names, &mut lexicon)?;
        let dash = lexicon.intern("-")?;
        let feasts = feasts.into_iter().map(|(feast, _)| feast).collect();
        Ok(Language { dash, lexicon, order, rules, feasts, known_days, clauses })
    }
}

/// A day that happened once, and that everybody knows by its day and month: "the January 6 riot".
pub(super) struct KnownDay {
    pub(super) day: Day,
    /// The words that follow it where it is meant.
    pub(super) deeds: Vec<u16>,
    /// Those that its sentence has, wherever they stand.
    pub(super) places: Vec<u16>,
}

/// How the line of a known day begins.
const KNOWN: &str = "known ";

fn known_days(text: &'static str, lexicon: &mut Lexicon) -> Result<Vec<KnownDay>, String> {
    let mut known = Vec::new();
    for line in lines(text).filter_map(|line| line.strip_prefix(KNOWN)) {
        let (date, words) = line.split_once(':').ok_or_else(|| format!("no colon: {line}"))?;
        let day = date.trim().parse().map_err(|_| format!("not a day: {date}"))?;
        let (deeds, places) = words.split_once(';').unwrap_or((words, ""));
        let mut ids = |words: &str| words.split_whitespace().map(|word| lexicon.intern(word)).collect();
        let (deeds, places): (Result<_, String>, Result<_, String>) = (ids(deeds), ids(places));
        known.push(KnownDay { day, deeds: deeds?, places: places? });
    }
    Ok(known)
}

fn order(name: &str) -> Result<Order, String> {
    match name.trim() {
        "day-month" => Ok(Order::DayMonth),
        "month-day" => Ok(Order::MonthDay),
        other => Err(format!("neither day-month nor month-day: {other}")),
    }
}

fn parse_feasts(text: &'static str) -> Result<Vec<(Feast, Vec<&'static str>)>, String> {
    lines(text)
        .filter(|line| !line.starts_with(KNOWN))
        .map(|line| {
            let (date, names) = line.split_once(':').ok_or_else(|| format!("no colon: {line}"))?;
            let feast = Feast::parse(date.trim()).ok_or_else(|| format!("not a feast's date: {date}"))?;
            Ok((feast, names.split('|').map(str::trim).collect()))
        })
        .collect()
}

/// The lines of a table, without comments and empty ones.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_each_language_can_be_read() {
        for tables in [ENGLISH, GERMAN, FRENCH] {
            assert_eq!(Language::parse(tables).map(|_| ()), Ok(()));
        }
    }
}
