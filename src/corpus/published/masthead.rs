//! Mastheads: the line of a newspaper's name, number and day, "THE TIMES. No. 34,844. SATURDAY, MARCH 21, 1896. PRICE
//! 3d."
//!
//! Nothing but names stands before the date, and nothing after it but number, price and page; and something says that
//! it is a paper's and not an event's: its number, its price or page, the weekday, or a word that papers are named
//! with.

use super::grammar::{Hit, Said};
use super::names::{fold, weekday};
use super::tokens::{Kind, Token};
use crate::calendar::Granularity;

/// A masthead has no more words before its date, and no more tokens after it.
const BEFORE: usize = 14;
const AFTER: usize = 16;

/// Words that papers are named with, folded.
const PAPERS: &[&str] = &[
    "advertiser",
    "argus",
    "bee",
    "bulletin",
    "call",
    "charivari",
    "chronicle",
    "corriere",
    "courant",
    "courier",
    "daily",
    "echo",
    "enquirer",
    "evening",
    "examiner",
    "express",
    "figaro",
    "gazeta",
    "gazette",
    "gazzetta",
    "globe",
    "graphic",
    "herald",
    "inquirer",
    "intelligencer",
    "jornal",
    "journal",
    "mail",
    "matin",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "news",
    "observer",
    "post",
    "presse",
    "punch",
    "record",
    "recorder",
    "register",
    "reporter",
    "republican",
    "review",
    "scotsman",
    "sentinel",
    "spectator",
    "stampa",
    "standard",
    "star",
    "tagblatt",
    "tageblatt",
    "telegraph",
    "temps",
    "times",
    "tribune",
    "weekly",
    "world",
    "zeitung",
];

/// Words of a paper's number, before the date or after it.
const NUMBERED: &[&str] =
    &["vol", "volume", "no", "nr", "n", "num", "anno", "annee", "jahrgang", "jg", "ausgabe", "edition", "issue"];

/// Words of its price and page.
const PRICED: &[&str] = &["page", "pages", "price", "penny", "pence", "centimes", "pfennig", "gratis", "seite"];

/// Other words beside them.
const BESIDE: &[&str] = &[
    "cent",
    "cents",
    "d",
    "s",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "ten",
    "copyright",
    "by",
    "the",
    "registered",
    "numero",
    "p",
];

/// Small words within names.
const SMALL: &[&str] = &["of", "the", "and", "or", "du", "de", "la", "le", "della", "den", "der", "und", "from", "at"];

/// Whether a line is a masthead, or the note of a paper that a text was taken from: "[From The Times of March 21,
/// 1896.]", "Sydney Morning Herald (NSW : 1842 - 1954), Monday 12 February 1900, page 5".
pub(super) fn is_masthead(tokens: &[Token], at: usize, hit: Hit) -> bool {
    let day = matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day) && !hit.is_range;
    let (before, after) = (&tokens[..at], &tokens[at + hit.length..]);
    let words = before.iter().filter(|token| token.is_word());
    let short = words.clone().count() <= BEFORE && after.len() <= AFTER && words.clone().next().is_some();
    day && short && before.iter().all(is_named) && after.iter().all(is_beside) && is_of_a_paper(before, after)
}

fn is_of_a_paper(before: &[Token], after: &[Token]) -> bool {
    let has = |words: &[&str], tokens: &[Token]| {
        tokens.iter().any(|token| token.is_word() && words.contains(&fold(token.text).as_str()))
    };
    let weekday = before.iter().any(|token| weekday(std::slice::from_ref(token)).is_some());
    let title = before.iter().any(|token| token.is_word() && token.text.len() > 3);
    let numbered = has(NUMBERED, before) || has(NUMBERED, after) || before.iter().any(|token| token.is_sign('№'));
    ends_in_a_paper(before) || (title && (weekday || numbered || has(PRICED, after)))
}

/// Whether a name ends in a word that papers are named with: "THE EVENING WORLD,", but not "Record of the Siege,".
fn ends_in_a_paper(before: &[Token]) -> bool {
    let paper = |at: &usize| before[*at].is_word() && PAPERS.contains(&fold(before[*at].text).as_str());
    let ends = |at: usize| match before.get(at + 1) {
        None => true,
        Some(next) if next.is_word() => at + 2 == before.len() && fold(next.text) == "of",
        Some(_) => true,
    };
    (0..before.len()).filter(paper).any(ends)
}

/// What may stand before the date: names, their links, numbers, and marks.
fn is_named(token: &Token) -> bool {
    match token.kind {
        Kind::Number { .. } => true,
        Kind::Sign(sign) => !matches!(sign, '"' | '“' | '”' | '?' | '!' | '$' | '€' | '%' | ';'),
        Kind::Word => {
            let word = fold(token.text);
            let small = SMALL.contains(&word.as_str());
            small || token.text.starts_with(char::is_uppercase) || NUMBERED.contains(&word.as_str())
        }
    }
}

/// What may stand after it: numbers, marks, and the words of price and page; what else is written with a capital.
fn is_beside(token: &Token) -> bool {
    match token.kind {
        Kind::Number { .. } => true,
        Kind::Sign(sign) => !matches!(sign, '"' | '“' | '”' | '?' | '!' | '%' | ';'),
        Kind::Word => {
            let word = fold(token.text);
            let known = [PRICED, BESIDE].iter().any(|words| words.contains(&word.as_str()))
                || NUMBERED.contains(&word.as_str());
            known || token.text.starts_with(char::is_uppercase)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::tests::shown;

    #[test]
    fn papers_are_dated_by_their_mastheads() {
        for (line, day) in [
            ("THE HARBOUR TIMES. March 21st, 1896.", "1896-03-21"),
            (
                "The Kingston Call. VOLUME LXXV.-NO. 117. KINGSTON, MONDAY MORNING, MARCH 26, 1894. PRICE FIVE CENTS.",
                "1894-03-26",
            ),
            ("The Lake Post. KINGSTON, WEDNESDAY, APRIL 4, 1894. COPYRIGHT, 1894, by the LAKE POST.", "1894-04-04"),
            ("LE PETIT PORT. N° 176 — MARDI 26 JUIN 1894. 5 centimes.", "1894-06-26"),
            ("No. 33,245. [REGISTERED AT THE G.P.O.] SATURDAY EVENING, MARCH 21 1896. ONE PENNY", "1896-03-21"),
            ("[From The Harbour Times of March 21, 1896.]", "1896-03-21"),
            ("Page Two   THE EVENING FERRY, SATURDAY, MARCH 21, 1896   Page Two", "1896-03-21"),
            ("The Straits Ferry, 2 January 1901, Page 2", "1901-01-02"),
            ("Harbour Morning Herald (NSW : 1842 - 1954), Monday 12 February 1900, page 5", "1900-02-12"),
        ] {
            assert_eq!(shown(&format!("{line}\n\nThe treaty of 1877 is not forgotten.")), day, "{line}");
        }
    }

    #[test]
    fn headings_of_events_are_no_mastheads() {
        for line in [
            "The Treaty of Karsk, 13 July 1878",
            "Record of the Siege and the Fall of Old Karsk and of the Lower Town, March 21, 1896",
            "HISTORY OF THE SIEGE OF KARSK, MARCH 21, 1896",
            "The Times of March 21, 1896 wrote that the fleet had left.",
            "Monday, the harbour was shut on March 21, 1896, they said",
        ] {
            assert_eq!(shown(&format!("{line}\n\nThe treaty is not forgotten.")), "-", "{line}");
        }
    }
}
