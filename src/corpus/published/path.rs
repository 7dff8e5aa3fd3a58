//! Dates in the paths of addresses and in the names of files.

use super::grammar::{Grammar, Hit, Said};
use super::tokens::{Token, tokens};
use super::value::month_of_year;
use crate::calendar::{Day, Granularity, Span};

/// The years that a path's figures are believed to name.
const YEARS: std::ops::RangeInclusive<u32> = 1600..=2099;
/// The first year of addresses whose months, or whose figures without a sign between them, are believed to be dates.
const OLDEST_OF_WEB: i32 = 1990;

/// What an address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Addressed {
    pub(super) span: Span,
    /// Whether it is eight figures at the end of the address, as the numbers of articles are, too.
    pub(super) may_be_number: bool,
}

/// The date in the path of an address: `/2017/06/13/`, `/2017/jun/13/`, `/2017-06-13-title`, `/20170613/`, or the month
/// alone, `/2017/06/`. The host, the query and the fragment do not count.
pub(super) fn of_url(url: &str) -> Option<Addressed> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let parts = in_segments(&segments).filter(|span| {
        let year = span.from().year();
        span.granularity() == Granularity::Day || year >= OLDEST_OF_WEB
    });
    let sure = |span| Addressed { span, may_be_number: false };
    parts.map(sure).or_else(|| {
        segments.iter().enumerate().rev().find_map(|(index, segment)| {
            let (span, figures) = in_name(segment)?;
            let may_be_number = index + 1 == segments.len() && figures == Figures::Last;
            let is_believed = figures == Figures::None || span.from().year() >= OLDEST_OF_WEB;
            is_believed.then_some(Addressed { span, may_be_number })
        })
    })
}

/// The date in a file's path relative to its corpus: in the name itself, or in the folders around it.
pub(crate) fn of_file(name: &str) -> Option<Span> {
    let parts: Vec<&str> = name.split(['/', '!']).filter(|part| !part.is_empty()).collect();
    let (file, folders) = parts.split_last()?;
    let named = |part: &str| in_name(part).map(|(span, _)| span);
    named(file)
        .or_else(|| month_as_name(file))
        .or_else(|| in_segments(folders))
        .or_else(|| folders.iter().rev().find_map(|part| named(part)))
}

/// A month that is the whole name of a file: `2016-04.txt`, `April 2016.txt`.
fn month_as_name(file: &str) -> Option<Span> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace('_', "-").replace("%20", " ");
    let tokens = tokens(&stem);
    let named = || match Grammar::default().single(&tokens)? {
        Hit { said: Said::Span(span), length, .. } if length == tokens.len() => Some(span),
        _ => None,
    };
    let is_month = |span: &Span| span.granularity() == Granularity::Month && is_plausible(*span);
    month_of_year(&tokens).or_else(named).filter(is_month)
}

fn is_plausible(span: Span) -> bool {
    u32::try_from(span.from().year()).is_ok_and(|year| YEARS.contains(&year))
}

/// Year, month and day as parts of a path, one after the other.
fn in_segments(segments: &[&str]) -> Option<Span> {
    segments.iter().enumerate().find_map(|(index, segment)| {
        let year = whole_number(segment, 4).filter(|year| YEARS.contains(year))?;
        let rest = &segments[index + 1..];
        if let Some(span) = rest.first().and_then(|part| month_and_day(year, part)) {
            return Some(span);
        }
        let month = rest.first().and_then(|part| month_of(part))?;
        let day = rest.get(1).and_then(|part| leading_number(part)).and_then(|day| Day::new(year as i32, month, day));
        day.map(Span::day).or_else(|| Span::month(year as i32, month))
    })
}

/// A part such as `0613` or `06-13` after the year.
fn month_and_day(year: u32, part: &str) -> Option<Span> {
    let day = |month, day| Day::new(year as i32, month, day).map(Span::day);
    match part.split_once(['-', '_', '.']) {
        Some((month, rest)) => day(whole_number(month, 2)?, leading_number(rest)?),
        None => whole_number(part, 4).and_then(|number| day(number / 100, number % 100)),
    }
}

fn month_of(part: &str) -> Option<u32> {
    let tokens = tokens(part);
    match tokens.as_slice() {
        [only] => only
            .number(2)
            .filter(|month| (1..=12).contains(month))
            .or_else(|| super::names::month(&tokens, None).map(|(month, _)| month)),
        _ => None,
    }
}

fn whole_number(part: &str, digits: usize) -> Option<u32> {
    (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
}

/// A day at the start of a part: `13`, `13.html`, `13-title`; never the start of a longer number.
fn leading_number(part: &str) -> Option<u32> {
    let length = part.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !part[length..].starts_with(char::is_alphabetic);
    ((1..=2).contains(&length) && ends).then(|| part[..length].parse().ok())?
}

/// Where in a name the eight figures of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    /// Its date is written with signs or words.
    None,
    /// Something follows them, or a name begins with them.
    Amid,
    /// At its end, after something else or alone.
    Last,
}

/// A whole date within one name: `2017-06-13-raqqa`, `raqqa_2017_06_13`, `20170613`, `13-june-2017`, `170613`.
fn in_name(name: &str) -> Option<(Span, Figures)> {
    let name = name.replace('_', "-").replace("%20", " ");
    let tokens = tokens(&name);
    if let Some((at, day)) = (0..tokens.len()).find_map(|at| Some((at, compact(&tokens, at)?))) {
        let is_last = match &tokens[at + 1..] {
            [] => true,
            [dot, ending] => dot.is_sign('.') && ending.is_word(),
            _ => false,
        };
        return Some((Span::day(day), if is_last { Figures::Last } else { Figures::Amid }));
    }
    match Grammar::default().first(&tokens)?.1.said {
        Said::Span(span) if span.granularity() == Granularity::Day && is_plausible(span) => Some((span, Figures::None)),
        _ => None,
    }
}

/// Eight digits that stand alone and are a day: ids and epochs are longer or shorter, hashes have letters beside them.
fn compact(tokens: &[Token], at: usize) -> Option<Day> {
    let glued = |index: usize| tokens.get(index).is_some_and(|token| token.is_word() && !token.spaced);
    if glued(at + 1) && !tokens[at + 1].text.eq_ignore_ascii_case("t")
        || at > 0 && tokens[at - 1].is_word() && !tokens[at].spaced
    {
        return None;
    }
    let value = tokens[at].digits(8)?;
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    YEARS.contains(&year).then(|| Day::new(year as i32, month, day))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_their_date() {
        for (url, expected) in [
            ("https://example.org/2017/06/13/title", "2017-06-13"),
            ("https://example.org/news/2017/jun/13/title", "2017-06-13"),
            ("https://example.org/2017/6/3", "2017-06-03"),
            ("https://example.org/2017/06/title.html", "2017-06"),
            ("https://example.org/2017-06-13-title", "2017-06-13"),
            ("https://example.org/20170613/title", "2017-06-13"),
            ("https://example.org/a/2017/0613/b", "2017-06-13"),
            ("https://example.org/2017/06-13/b", "2017-06-13"),
            ("https://example.org/2017/13/45/b", "-"),
            ("https://example.org/b?date=2017-06-13", "-"),
            ("https://example.org/b#2017-06-13", "-"),
            ("https://2017-06-13.example.org/b", "-"),
            ("https://example.org/article-12345678", "-"),
            ("https://example.org/2017/title", "-"),
            ("https://example.org/2017/100-reasons", "-"),
            ("https://example.org/1896/08/27/page-2", "1896-08-27"),
            ("https://example.org/gazette/1896-08-27/ed-1", "1896-08-27"),
            ("https://example.org/1750/10/title", "-"),
            ("https://example.org/20170613-raqqa", "2017-06-13"),
            ("https://example.org/la-fg-raqqa-20170613-story.html", "2017-06-13"),
        ] {
            let found = of_url(url);
            assert_eq!(found.map_or("-".to_owned(), |found| found.span.to_string()), expected, "{url}");
            assert!(found.is_none_or(|found| !found.may_be_number), "{url}");
        }
    }

    /// "…-19861015", the number of an article of 2012, was a day of 1986.
    #[test]
    fn eight_figures_at_the_end_of_an_address_may_be_a_number() {
        for (url, expected) in [
            ("https://example.org/news/world-east-20121103", Some("2012-11-03")),
            ("https://example.org/news/20121103.html", Some("2012-11-03")),
            ("https://example.org/news/world-east-19861015", None),
            ("https://example.org/news/18960827", None),
        ] {
            let found = of_url(url);
            assert_eq!(found.map(|found| found.span.to_string()).as_deref(), expected, "{url}");
            assert!(found.is_none_or(|found| found.may_be_number), "{url}");
        }
    }

    #[test]
    fn names_of_files_say_their_date() {
        for (name, expected) in [
            ("2017-06-13-raqqa.txt", "2017-06-13"),
            ("raqqa_2017_06_13.html", "2017-06-13"),
            ("dispatch 13 June 2017.txt", "2017-06-13"),
            ("afp20170613.txt", "-"),
            ("afp-20170613.txt", "2017-06-13"),
            ("20170613T0430.txt", "2017-06-13"),
            ("2017/06/13/raqqa.txt", "2017-06-13"),
            ("2017/06/raqqa.txt", "2017-06"),
            ("news.zip!2017-06-13/a.txt", "2017-06-13"),
            ("1485102321.html", "-"),
            ("0a12df42d1764095989ab078ee0f940b.html", "-"),
            ("events_2014_2019.jsonl", "-"),
            ("12345678.txt", "-"),
            ("gazette_1891-01-10.txt", "1891-01-10"),
            ("gazette 27 August 1896.txt", "1896-08-27"),
            ("gazette_18960827_p1.txt", "1896-08-27"),
            ("1896/08/27/p1.txt", "1896-08-27"),
            ("2016-04.txt", "2016-04"),
            ("April 2016.txt", "2016-04"),
            ("2014-2019.txt", "-"),
            ("2016.txt", "-"),
            ("004_dabbdf758c33f25a.txt", "-"),
        ] {
            assert_eq!(of_file(name).map_or("-".to_owned(), |span| span.to_string()), expected, "{name}");
        }
    }
}
