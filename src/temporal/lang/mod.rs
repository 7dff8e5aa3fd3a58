//! A language: its words, the patterns that date references are made of, and its feasts, read from data.
//!
//! A language is a folder with three tables. `words.txt` puts words into classes, `rules.txt` says how classes and
//! words follow one another in a date reference and how it is then read, `feasts.txt` names days. Each explains its
//! form in its head. Nothing else in [`temporal`](super) knows a word of any language.

mod lexicon;
mod pattern;
mod rules;

pub(super) use lexicon::{Class, Lexicon};
pub(super) use pattern::{Atom, Edge};
pub(super) use rules::{Check, Condition, Reading, Rule, Rules};

use super::feasts::Feast;
use super::resolve::Order;
use super::token::Token;

/// Everything that is known of one language.
pub(super) struct Language {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Rules,
    pub(super) feasts: Vec<Feast>,
    /// How it writes dates in figures, where a text does not show that.
    pub(super) order: Option<Order>,
    /// The word that stands for every dash.
    dash: u16,
}

impl Language {
    /// English.
    pub(super) fn english() -> Language {
        Language::parse(include_str!("en/words.txt"), include_str!("en/rules.txt"), include_str!("en/feasts.txt"))
            .expect("the English tables are compiled in, and a test reads them")
    }

    /// German.
    pub(super) fn german() -> Language {
        Language::parse(include_str!("de/words.txt"), include_str!("de/rules.txt"), include_str!("de/feasts.txt"))
            .expect("the German tables are compiled in, and a test reads them")
    }

    /// The language of a two-letter code (ISO 639-1); none if there is no folder for it.
    pub(super) fn of(code: &str) -> Option<Language> {
        match code {
            "en" => Some(Language::english()),
            "de" => Some(Language::german()),
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

    fn parse(words: &'static str, rules: &'static str, feasts: &'static str) -> Result<Language, String> {
        let mut lexicon = Lexicon::parse(words)?;
        let feasts = parse_feasts(feasts)?;
        let names = feasts.iter().enumerate().flat_map(|(id, (_, names))| names.iter().map(move |name| (id, *name)));
        let order = rules.lines().find_map(|line| line.strip_prefix("order ")).map(order).transpose()?;
        let rules = Rules::parse(rules, names, &mut lexicon)?;
        let dash = lexicon.intern("-")?;
        Ok(Language { dash, lexicon, order, rules, feasts: feasts.into_iter().map(|(feast, _)| feast).collect() })
    }
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
        let en =
            Language::parse(include_str!("en/words.txt"), include_str!("en/rules.txt"), include_str!("en/feasts.txt"));
        let de =
            Language::parse(include_str!("de/words.txt"), include_str!("de/rules.txt"), include_str!("de/feasts.txt"));
        assert_eq!([en, de].map(|language| language.map(|_| ())), [Ok(()), Ok(())]);
    }
}
