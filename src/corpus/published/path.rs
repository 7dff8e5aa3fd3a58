//! Dates in the paths of addresses and in the names of files.

use super::grammar::{Grammar, Said};
use super::tokens::{Token, tokens};
use crate::calendar::{Day, Granularity, Span};

/// The years that a path's bare digits are believed to name.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// The date in the path of an address: `/2017/06/13/`, `/2017/jun/13/`, `/2017-06-13-title`, `/20170613/`, or the month
/// alone, `/2017/06/`. The host, the query and the fragment do not count.
pub(super) fn of_url(url: &str) -> Option<Span> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    in_segments(&segments).or_else(|| segments.iter().rev().find_map(|segment| in_name(segment)))
}

/// The date in a file's path relative to its corpus: in the name itself, or in the folders around it.
pub(crate) fn of_file(name: &str) -> Option<Span> {
    let parts: Vec<&str> = name.split(['/', '!']).filter(|part| !part.is_empty()).collect();
    let (file, folders) = parts.split_last()?;
    in_name(file).or_else(|| in_segments(folders)).or_else(|| folders.iter().rev().find_map(|part| in_name(part)))
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

/// A whole date within one name: `2017-06-13-raqqa`, `raqqa_2017_06_13`, `20170613`, `13-june-2017`, `170613`.
fn in_name(name: &str) -> Option<Span> {
    let name = name.replace('_', "-").replace("%20", " ");
    let tokens = tokens(&name);
    if let Some(day) = (0..tokens.len()).find_map(|at| compact(&tokens, at)) {
        return Some(Span::day(day));
    }
    let day = |span: Span| span.granularity() == Granularity::Day && YEARS.contains(&(span.from().year() as u32));
    match Grammar::default().first(&tokens)?.1.said {
        Said::Span(span) if day(span) => Some(span),
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
        ] {
            assert_eq!(of_url(url).map_or("-".to_owned(), |span| span.to_string()), expected, "{url}");
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
            ("004_dabbdf758c33f25a.txt", "-"),
        ] {
            assert_eq!(of_file(name).map_or("-".to_owned(), |span| span.to_string()), expected, "{name}");
        }
    }
}
