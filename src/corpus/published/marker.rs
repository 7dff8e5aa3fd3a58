//! Lines that say who published an article and when: where an article begins, if a page holds several.

use super::head::of_line;
use super::label::{Label, is_author, is_furniture, label, word_label};
use super::label_words::SMALL;
use super::names::fold;
use super::tokens::{Token, tokens};
use super::value::Reader;
use crate::calendar::Zone;

/// A line of more characters is prose.
const LINE_CHARACTERS: usize = 120;

/// Labels that are also the headings of other things ("Data", "First"): they count only with a date.
const NOUNS: &[&str] = &[
    "date",
    "dated",
    "data",
    "datum",
    "stand",
    "first",
    "post",
    "release",
    "publication",
    "meldung",
    "mis",
    "ligne",
    "дата",
    "tarihi",
    "fecha",
    "added",
    "created",
    "issued",
    "pressemitteilung",
    "presseinformation",
    "تاریخ",
    "نشر",
];

/// What a line says at the head of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// "Published on", with a date, or with the date on a line of its own.
    Published,
    /// "By Jane Doe".
    Byline,
}

/// What a line says, if it is one that stands at the head of an article; `next` is the line after it.
pub(crate) fn marker(line: &str, next: Option<&str>) -> Option<Marker> {
    let short = |line: &str| line.chars().nth(LINE_CHARACTERS).is_none();
    if !short(line) {
        return None;
    }
    let reader = Reader::new(Zone::UTC);
    let found = tokens(line);
    let said = found.iter().find(|token| word_label(token) == Label::Published);
    let dated = of_line(line, &reader).is_some();
    let next_dated = || next.is_some_and(|next| short(next) && of_line(next, &reader).is_some());
    match said {
        Some(_) if dated => Some(Marker::Published),
        Some(word) if label(&found) == Label::Published && no_prose(&found) => {
            let waits = ends_small(&found) || next.is_some_and(|next| short(next) && is_small_line(next));
            let plain = !NOUNS.contains(&fold(word.text).as_str());
            (plain && waits || next_dated()).then_some(Marker::Published)
        }
        _ => is_byline(&found, &reader).then_some(Marker::Byline),
    }
}

/// Whether a line says who wrote something or when, and so is no heading.
pub(crate) fn is_dated(line: &str) -> bool {
    let found = tokens(line);
    let reader = Reader::new(Zone::UTC);
    let said = found.first().map_or(Label::Bare, word_label);
    of_line(line, &reader).is_some()
        || is_byline(&found, &reader)
        || said != Label::Prose && label(&found) != Label::Prose
}

fn no_prose(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| word_label(token) == Label::Published || is_furniture(token))
}

/// Whether a label goes on: "Published on".
fn ends_small(tokens: &[Token]) -> bool {
    let last = tokens.iter().rfind(|token| token.is_word());
    tokens.len() > 1 && last.is_some_and(|token| SMALL.contains(&fold(token.text).as_str()))
}

/// A line of small words alone: "on".
fn is_small_line(line: &str) -> bool {
    let tokens = tokens(line);
    !tokens.is_empty() && tokens.len() <= 3 && tokens.iter().all(is_furniture) && tokens.iter().any(Token::is_word)
}

/// "By Jane Doe", with a date or without.
fn is_byline(tokens: &[Token], reader: &Reader) -> bool {
    let end = reader.grammar().first(tokens).map_or(tokens.len(), |(at, _)| at);
    let names = tokens[..end].iter().filter(|token| token.is_word() && !is_furniture(token)).count();
    (2..=7).contains(&names) && is_author(&tokens[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_at_the_head_of_articles_are_known() {
        for (line, next, expected) in [
            ("Published", Some("on"), Some(Marker::Published)),
            ("Published on", None, Some(Marker::Published)),
            ("Published on 13 June 2017", None, Some(Marker::Published)),
            ("Posted on: June 13, 2017 at 4:30 pm", None, Some(Marker::Published)),
            ("Veröffentlicht am 13. Juni 2017", None, Some(Marker::Published)),
            ("Опубликовано", Some("13 июня 2017"), Some(Marker::Published)),
            ("By Jane Doe", None, Some(Marker::Byline)),
            ("By Jane Doe | June 13, 2017", None, Some(Marker::Byline)),
            ("Published", Some("The report was published yesterday in Erbil."), None),
            ("Data", Some("on"), None),
            ("Data", Some("13 giugno 2017"), Some(Marker::Published)),
            ("By", None, None),
            ("By the river the troops dug in", None, None),
            ("June 13, 2017", None, None),
            ("The figures were published on Monday by the ministry.", None, None),
            ("Updated on 13 June 2017", None, None),
        ] {
            assert_eq!(marker(line, next), expected, "{line} / {next:?}");
        }
    }
}
