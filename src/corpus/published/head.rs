//! Datelines and bylines at the head of a text.
//!
//! A date at the head is taken for the day of publication only if it stands by itself, with a label ("Published on"),
//! an author, or in the shape of a dateline (`MOSUL, Iraq, Oct. 17, 2016 —`). A date within a running sentence never
//! is.

use std::borrow::Cow;

use super::grammar::{Hit, Said, YEARS, doubtful_year, weekday_before};
use super::label::{Label, is_author, is_furniture, is_link, label};
use super::letter;
use super::masthead::is_masthead;
use super::tokens::{Kind, Token, tokens};
use super::value::{Reader, Reading};
use super::wrapped;
use crate::calendar::{Day, Granularity, Span, Zone};
use crate::corpus::document::Yearless;

/// How many characters of a text are its head.
const HEAD_CHARACTERS: usize = 600;
/// So far a text is looked through for years of four figures.
const YEARS_CHARACTERS: usize = 5_000;
/// A date has no more characters than this.
const DATE_CHARACTERS: usize = 40;
/// A line of more characters is prose.
const LINE_CHARACTERS: usize = 160;

/// What the head of a text says about its date; none if it says nothing.
pub(super) fn date(text: &str, reader: &Reader) -> Option<Reading> {
    match found(text, reader) {
        Some(Reading::NoYear(day)) => Some(in_century_of(text, day).unwrap_or(Reading::NoYear(day))),
        found => found,
    }
}

/// A year of two figures in the one century that all years of four figures in the text are of.
fn in_century_of(text: &str, day: Yearless) -> Option<Reading> {
    let short = day.short?;
    let mut centuries = years_of(text).into_iter().map(|year| year / 100);
    let century = centuries.next()?;
    let same = centuries.all(|other| other == century);
    let span = Span::day(Day::new((century * 100 + short) as i32, day.month, day.day)?);
    same.then(|| {
        Reading::Date(span, Some(format!("the year {short:02} is put into the century of the text's other years")))
    })
}

/// The numbers in a text's beginning that may be years.
fn years_of(text: &str) -> Vec<u32> {
    let end = text.char_indices().nth(YEARS_CHARACTERS).map_or(text.len(), |(index, _)| index);
    let tokens = tokens(&text[..end]);
    tokens.iter().filter_map(|token| token.digits(4)).filter(|year| (1500..=2099).contains(year)).collect()
}

/// Whether a text names years, and none that is not after a day.
pub(super) fn names_only_later_years(text: &str, day: Span) -> bool {
    let years = years_of(text);
    !years.is_empty() && years.iter().all(|&year| year as i32 > day.from().year())
}

/// The first full date in the first words of a text, whatever it is the date of.
pub(crate) fn first_date(text: &str) -> Option<Span> {
    let end = text.char_indices().nth(HEAD_CHARACTERS).map_or(text.len(), |(index, _)| index);
    let days = |(_, hit): (usize, Hit)| match hit.said {
        Said::Span(span) if span.granularity() == Granularity::Day => Some(span),
        _ => None,
    };
    Reader::new(Zone::UTC).grammar().all(&tokens(&text[..end])).find_map(days)
}

fn found(text: &str, reader: &Reader) -> Option<Reading> {
    let Some(whole) = wrapped::start(text) else { return in_lines(text, reader) };
    match in_lines(&whole.text, reader) {
        Some(found @ Reading::Date(..)) => Some(found),
        found if whole.certain => found,
        found => match in_lines(text, reader) {
            Some(date @ Reading::Date(..)) => Some(date),
            other => found.or(other),
        },
    }
}

/// What the head of a text says whose lines are those that were written.
fn in_lines(text: &str, reader: &Reader) -> Option<Reading> {
    let end = text.char_indices().nth(HEAD_CHARACTERS).map_or(text.len(), |(index, _)| index);
    let mut doubt = None;
    for line in whole_lines(&text[..end], reader) {
        match of_line(&line, reader) {
            Some(found @ (Reading::None(_) | Reading::NoYear(_))) => doubt = doubt.or(Some(found)),
            Some(found) => return Some(found),
            None => {}
        }
    }
    match letter::date(text, reader) {
        Some(found @ Reading::Date(..)) => Some(found),
        found => doubt.or(found),
    }
}

/// The lines of a head; where a date goes over a line break, both in one.
fn whole_lines<'t>(head: &'t str, reader: &Reader) -> Vec<Cow<'t, str>> {
    let mut lines: Vec<Cow<str>> = Vec::new();
    for line in head.split(['\n', '\r', '\u{2028}']) {
        match lines.last_mut() {
            Some(before) if goes_over(before, line, reader) => {
                *before = Cow::Owned(format!("{} {line}", before.trim_end()))
            }
            _ => lines.push(Cow::Borrowed(line)),
        }
    }
    lines
}

/// Whether a date begins at the end of one line and ends in the next, which begins with a figure: "Oct. 17,", "2016 -".
fn goes_over(line: &str, next: &str, reader: &Reader) -> bool {
    if !next.trim_start().starts_with(|first: char| first.is_numeric()) || line.trim().is_empty() {
        return false;
    }
    let from = line.char_indices().rev().nth(DATE_CHARACTERS).map_or(0, |(index, _)| index);
    let to = next.char_indices().nth(DATE_CHARACTERS).map_or(next.len(), |(index, _)| index);
    let joined = format!("{} {}", line[from..].trim_end(), &next[..to]);
    let seam = line[from..].trim_end().len();
    let tokens = tokens(&joined);
    let whole = |(at, hit): (usize, Hit)| {
        let ends = |end: usize| tokens[end - 1].end() > seam;
        let is_dated = matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day);
        is_dated && tokens[at].start < seam && ends(at + hit.length)
    };
    reader.grammar().all(&tokens).any(whole)
}

/// What one line says, if it is a date line, a byline with a date, or begins with a dateline.
pub(super) fn of_line(line: &str, reader: &Reader) -> Option<Reading> {
    let line = line.trim();
    let start: String = line.chars().take(LINE_CHARACTERS).collect();
    let tokens = tokens(&start);
    let (at, hit) = reader.grammar().first(&tokens)?;
    let whole = start.len() == line.len();
    let alone = whole && (stands_alone(&tokens, at, hit) || is_masthead(&tokens, at, hit));
    // A place and a range of days are those of an event, unless a dash parts them from a report.
    if !(alone || is_dateline(&tokens, at, hit) || !hit.is_range && letter::is_head(&tokens, at, hit)) {
        return None;
    }
    let hit = with_year_of_bracket(&tokens[at + hit.length..], hit);
    Some(reading(reader, surface(&start, &tokens, at, hit), &tokens, (at, hit)))
}

/// A day without a year, with the one that stands in the agency's bracket after it: "Oct. 17 (Agency, 2016) -".
fn with_year_of_bracket(after: &[Token], hit: Hit) -> Hit {
    let Said::NoYear { month, day } = hit.said else { return hit };
    let opened = after.first().is_some_and(|token| token.is_sign('('));
    let bracket = after.iter().take(BRACKET).skip(usize::from(opened)).take_while(|token| !token.is_sign(')'));
    let mut years = bracket.filter_map(|token| token.digits(4).filter(|year| YEARS.contains(year)));
    match (years.next().filter(|_| opened), years.next()) {
        (Some(year), None) => {
            Day::new(year as i32, month, day).map_or(hit, |day| Hit { said: Said::Span(Span::day(day)), ..hit })
        }
        _ => hit,
    }
}

/// What a date says that stands at the head of a text: of a year that is not written, or not whole, the day.
pub(super) fn reading(reader: &Reader, surface: &str, tokens: &[Token], (at, hit): (usize, Hit)) -> Reading {
    let yearless = |month, day, short| Yearless { month, day, weekday: weekday_before(tokens, at), short };
    if let (Some(short), Said::Span(span)) = (doubtful_year(tokens, at, hit), hit.said) {
        return Reading::NoYear(yearless(span.from().month(), span.from().day_of_month(), Some(short)));
    }
    match reader.hit(tokens, at, hit) {
        Ok((span, doubt)) => Reading::Date(span, doubt),
        Err(_) if let Said::NoYear { month, day } = hit.said => Reading::NoYear(yearless(month, day, None)),
        Err(why) => Reading::None(format!("{surface:?}: {why}")),
    }
}

fn surface<'s>(line: &'s str, tokens: &[Token], at: usize, hit: Hit) -> &'s str {
    &line[tokens[at].start..tokens[at + hit.length - 1].end()]
}

/// Whether all else on the line is furniture: weekday, time, labels; or an author before the date.
fn stands_alone(tokens: &[Token], at: usize, hit: Hit) -> bool {
    let (before, after) = (segment_before(&tokens[..at]), segment_after(&tokens[at + hit.length..]));
    let label = label(before);
    if label == Label::Modified {
        return false;
    }
    let is_named = || label != Label::Prose || is_author_or_login(before) || is_place(before) && !hit.is_range;
    (after.iter().all(is_furniture) || is_author_or_login(after)) && is_named()
}

/// "By Jane Doe", or as weblogs write it: "Posted by jdoe on".
fn is_author_or_login(tokens: &[Token]) -> bool {
    let posted = tokens.iter().take_while(|token| label(std::slice::from_ref(token)) == Label::Published).count();
    let rest = &tokens[posted..];
    let [by, login, small @ ..] = rest else { return is_author(rest) };
    let plain = login.is_word() && is_author(std::slice::from_ref(by)) && small.iter().all(is_furniture);
    is_author(rest) || plain
}

/// What stands before the date in its part of the line.
fn segment_before<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    let cut = tokens.iter().rposition(is_bar);
    &tokens[cut.map_or(0, |index| index + 1)..]
}

fn segment_after<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    let cut = tokens.iter().position(is_bar);
    &tokens[..cut.unwrap_or(tokens.len())]
}

/// Signs that part the pieces of a byline.
fn is_bar(token: &Token) -> bool {
    matches!(token.kind, Kind::Sign('|' | '•' | '·' | '—' | '/' | '►' | '»' | '‧' | '∙' | '●' | '⋅'))
}

/// "Hamburg," before a date, as in letters and press releases.
fn is_place(before: &[Token]) -> bool {
    let Some((comma, place)) = before.split_last() else { return false };
    let place = without_agency(place);
    let words = place.iter().filter(|token| token.is_word());
    let named = words.clone().all(|token| token.text.starts_with(char::is_uppercase) || is_link(token));
    let signs =
        place.iter().all(|token| token.is_word() || matches!(token.kind, Kind::Sign('.' | ',' | '/' | '(' | ')')));
    comma.is_sign(',') && named && signs && words.clone().count() <= 3
}

/// A place without the agency's bracket behind it: "Hamburg (dpa)".
fn without_agency<'t, 's>(place: &'t [Token<'s>]) -> &'t [Token<'s>] {
    let closed = place.last().is_some_and(|token| token.is_sign(')'));
    let open =
        place.iter().rposition(|token| token.is_sign('(')).filter(|open| closed && place.len() - open <= BRACKET);
    open.filter(|open| *open > 0).map_or(place, |open| &place[..open])
}

/// `MOSUL, Iraq, Oct. 17, 2016 (Reuters) —`: a place in capitals, the date, an agency perhaps, then a dash or colon.
fn is_dateline(tokens: &[Token], at: usize, hit: Hit) -> bool {
    let place = &tokens[..at];
    let words: Vec<&Token> = place.iter().filter(|token| token.is_word()).collect();
    let shaped = place.iter().all(|token| {
        token.is_word() || matches!(token.kind, Kind::Sign(',' | '.' | '-' | '(' | ')' | '/' | '\'' | '’'))
    });
    // Arabic has no capitals.
    let caseless =
        |token: &Token| words.len() <= 3 && !token.text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let capital = |token: &&Token| token.text.starts_with(char::is_uppercase) || is_link(token) || caseless(token);
    if words.is_empty() || words.len() > 7 || !shaped || !words.iter().all(capital) {
        return false;
    }
    let shouted = words[0].text.chars().count() > 1 && words[0].text.chars().all(|c| !c.is_lowercase());
    let comma = place.last().is_some_and(|token| token.is_sign(','));
    closes(&tokens[at + hit.length..], shouted && comma)
}

/// The bracket of an agency has no more tokens than this.
const BRACKET: usize = 10;

/// Whether a dateline ends here: an agency in brackets if any, then a dash. A colon will do after a place in capitals.
fn closes(tokens: &[Token], shouted: bool) -> bool {
    let mut rest = tokens;
    if rest.first().is_some_and(|token| token.is_sign('(')) {
        let Some(close) = rest.iter().take(BRACKET).position(|token| token.is_sign(')')) else { return false };
        rest = &rest[close + 1..];
    } else if let Some(slash) = rest
        .first()
        .filter(|token| token.is_sign('/'))
        .and_then(|_| rest.iter().skip(1).take(8).position(|token| token.is_sign('/')))
    {
        rest = &rest[slash + 2..];
    }
    rest.first().is_some_and(|token| {
        matches!(token.kind, Kind::Sign('—' | '–' | '―'))
            || token.is_sign('-') && shouted_or_double(rest, shouted)
            || token.is_sign(':') && shouted
    })
}

/// A plain hyphen closes a dateline if it stands free or doubled.
fn shouted_or_double(rest: &[Token], shouted: bool) -> bool {
    rest.get(1).is_some_and(|next| next.is_sign('-') || next.spaced) || shouted
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::corpus::published) fn shown(text: &str) -> String {
        match date(text, &Reader::new(Zone::UTC)) {
            None => "-".to_owned(),
            Some(Reading::Date(span, None)) => span.to_string(),
            Some(Reading::Date(span, Some(doubt))) => format!("{span} ({doubt})"),
            Some(Reading::None(why)) => format!("none: {why}"),
            Some(Reading::NoYear(day)) if day.short.is_some() => {
                format!("{:02}-{:02} of {:?}", day.month, day.day, day.short)
            }
            Some(Reading::NoYear(day)) => format!("{:02}-{:02} {:?}", day.month, day.day, day.weekday),
        }
    }

    #[test]
    fn date_lines_and_datelines_date_a_text() {
        for (text, expected) in [
            ("Tuesday, June 13, 2017\n\nThe river fell again.", "2017-06-13"),
            ("The ferry sails\n\n13 June 2017\nText", "2017-06-13"),
            ("The ferry sails\nPublished on 5 May 2018\nText", "2018-05-05"),
            ("Published: 5 May 2018 | Updated: 7 May 2018", "2018-05-05"),
            ("Posted on 5 May 2018 by jdoe", "2018-05-05"),
            ("Posted by jdoe on 5 May 2018", "2018-05-05"),
            ("5 May 2018 by jdoe", "2018-05-05"),
            ("Bagdad (dpa), 5. Mai 2018.", "2018-05-05"),
            ("بغداد 5 مايو 2018 (رويترز) - قال", "2018-05-05"),
            ("Posted at 5 May 2018, 10:30 p.m. EST", "2018-05-06"),
            ("By Jane Doe | 5 May 2018", "2018-05-05"),
            ("By Jane Doe and Omar Aziz, May 5, 2018", "2018-05-05"),
            ("Veröffentlicht am 5. Mai 2018 um 14:30 Uhr", "2018-05-05"),
            ("Опубликовано 5 мая 2018", "2018-05-05"),
            ("MOSUL, Iraq, Oct. 17, 2016 — Trucks left the depot at dawn.", "2016-10-17"),
            ("BAGHDAD, October 17, 2016 (Agency) - Trucks left the depot.", "2016-10-17"),
            ("Aktau, 5 May 2018 – The port reopened.", "2018-05-05"),
            ("Monday, June 13, 2017", "2017-06-13 (2017-06-13 was no Monday)"),
            ("MOSUL, Iraq, Oct. 17 (Agency) — Trucks left.", "10-17 None"),
            ("BAGHDAD, Tuesday, October 17 (Agency) — Trucks left.", "10-17 Some(Tuesday)"),
            (
                "06/07/2017",
                "none: \"06/07/2017\": ambiguous: 2017-07-06 or 2017-06-07, and nothing beside it tells which",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_dates_nothing() {
        for text in [
            "On May 5 2018 the port signed an agreement.",
            "The siege that began on 17 October 2016 goes on.",
            "Troops clear the last block: July 10/2017",
            "Published\n\non\n\n1,372 Views\n\nSince January the tide has turned.",
            "Updated 7 May 2018",
            "Last modified: 7 May 2018",
            "Copyright 5 May 2018 The Harbour Company",
            "3 hours ago",
            "The treaty of 13 June 2017 — the second of its kind — failed.",
            "Elections on June 13, 2017 - what to expect from them",
        ] {
            assert_eq!(shown(text), "-", "{text}");
        }
    }

    /// "July 14/63" at the head of a letter was 2063.
    #[test]
    fn a_year_of_two_figures_is_put_into_no_century_to_come() {
        let alone = shown("Alder Creek, July 14/63\nDear Sister");
        assert_eq!(alone, "07-14 of Some(63)");
        let told = shown("Alder Creek, July 14/63\nDear Sister, your letter of May 1863 has come.");
        assert_eq!(told, "1863-07-14 (the year 63 is put into the century of the text's other years)");
        assert_eq!(shown("13-Jun-17"), "2017-06-13");
    }

    /// A year that stands in the head was left aside, and the neighbours' was taken.
    #[test]
    fn a_head_with_a_range_or_a_bracket_keeps_its_own_year() {
        let range = |day: &str| format!("{day} ({day} is the last day of a range)");
        for (text, expected) in [
            ("KINGSTON, October 17-23, 2016 - Weekly report of the lakes.", range("2016-10-23")),
            ("KINGSTON, October 28-November 3, 2016 - Weekly report.", range("2016-11-03")),
            ("KINGSTON, 17-23 October 2016 (Agency) - Weekly report.", range("2016-10-23")),
            ("Weekly report\nOctober 17-23, 2016\nThe ferry sails.", range("2016-10-23")),
            ("KINGSTON, Oct. 17 (Agency, 2016) - The ferry sails.", "2016-10-17".to_owned()),
            ("KINGSTON, Oct. 17-18 (Agency) - The ferry sails.", "10-18 None".to_owned()),
            ("June 10-12 (Agency) - The ferry sails.", "-".to_owned()),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    /// OCR and plain-text editions break lines at a width; their heads were not read.
    #[test]
    fn heads_go_over_line_breaks() {
        for text in [
            "KINGSTON, June 3,\n1864 - The boats have left.",
            "KINGSTON, June\n3, 1864 - The boats have left.",
            "HEADQUARTERS DISTRICT\nOF THE LAKES, Kingston,\nGa., June 3, 1864.\nSir: The boats have left\nand the bridge holds.",
            "KINGSTON June 3, 1864. (Received\n11 p. m.) The boats have left the\nlanding, and the bridge is held.",
        ] {
            assert_eq!(shown(text), "1864-06-03", "{text}");
        }
        let line = "The act of which he spoke was\nagreed in the old town hall\nOn the 22nd of July , 1861 ,\n\
                    and the president of the bank\nand his friends were not in\nKingston at that time and so\n\
                    the act became the law of the\nland in the following winter.";
        assert_eq!(shown(line), "-", "a line of prose that the width cut out");
        let heading = "FEBRUARY 12-20,\n1864.-Skirmish near Kingston Va. Major Reed was hurt.";
        assert_eq!(shown(heading), "-", "the heading of a report, whose year is its own");
        assert_eq!(shown("The ferry sails on 5 May\n2018 passengers came."), "-");
    }

    #[test]
    fn only_the_head_counts() {
        let text = format!("{}\n\n13 June 2017\n", "Long prose. ".repeat(60));
        assert_eq!(shown(&text), "-");
    }
}
