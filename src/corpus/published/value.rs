//! Values that are meant to be a date: fields of rows, front matter, metadata of pages.

use super::clock::{Clock, clock};
use super::grammar::{Grammar, Hit, Said, doubtful_year, weekday_before};
use super::order::DayOrder;
use super::tokens::{Token, tokens};
use crate::calendar::{Day, Granularity, Span, Zone};
use crate::corpus::document::Yearless;

/// What a value says about a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A date, and what is doubtful about it.
    Date(Span, Option<String>),
    /// No date, and why.
    None(String),
    /// A dateline's day of a year that it does not name.
    NoYear(Yearless),
}

/// Reads values that are meant to be a date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'r> {
    /// The zone in which a moment becomes a day.
    pub(crate) zone: Zone,
    /// Which of day and month comes first where both readings are possible.
    pub(crate) order: Option<DayOrder>,
    /// The language of the source, if known.
    pub(crate) language: Option<&'r str>,
    /// Whether a moment with an offset is on the day that is written, not on that of the zone.
    pub(crate) as_written: bool,
}

/// Values of more characters than this are prose, not a date.
const LONGEST: usize = 120;

impl Reader<'_> {
    /// A reader that knows only the zone.
    pub(crate) fn new(zone: Zone) -> Reader<'static> {
        Reader { zone, order: None, language: None, as_written: false }
    }

    /// Reads a value. Relative dates ("3 hours ago") are none: no clock grounds them.
    pub(crate) fn read(&self, value: &str) -> Reading {
        let value = value.trim();
        if value.is_empty() {
            return Reading::None("the date is empty".to_owned());
        }
        if value.chars().count() > LONGEST {
            return Reading::None("the date is no date but a text".to_owned());
        }
        let reading = self.number(value).or_else(|| iso_span(value)).unwrap_or_else(|| self.words(value));
        refuse_epoch(reading)
    }

    /// If a value is a moment: the first and the last day on which it may have been for its publisher. Where the offset
    /// is written that is one day, else the days from Hawaii to New Zealand.
    pub(super) fn days_of_moment(&self, value: &str) -> Option<(Day, Day)> {
        let value = value.trim();
        let anywhere = |seconds: i64| {
            let day = |hours: i64| Zone::UTC.day_of_timestamp(seconds + hours * 3_600);
            Some((day(-10)?, day(13)?))
        };
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            let number: i64 = value.parse().ok()?;
            return match value.len() {
                9 | 10 => anywhere(number),
                12 | 13 => anywhere(number / 1_000),
                15 | 16 => anywhere(number / 1_000_000),
                _ => None,
            };
        }
        let tokens = tokens(value);
        let (at, hit) = self.grammar().first(&tokens)?;
        let Said::Span(span) = hit.said else { return None };
        let clock = clock(&tokens[at + hit.length..]).filter(|clock| clock.seconds != 0)?;
        let day = span.from();
        match clock.offset? {
            0 => anywhere(i64::from(day.epoch_days()) * 86_400 + clock.seconds),
            _ => Some((day, day)),
        }
    }

    /// The date of some tokens' hit, with the time after it taken into account.
    pub(super) fn hit(&self, tokens: &[Token], at: usize, hit: Hit) -> Result<(Span, Option<String>), String> {
        match hit.said {
            Said::Span(span) if span.granularity() == Granularity::Day => {
                let century = |short| format!("the year {short:02} may be of another century");
                let doubt = weekday_before(tokens, at)
                    .filter(|&weekday| weekday != span.from().weekday())
                    .map(|weekday| format!("{} was no {weekday:?}", span.from()))
                    .or_else(|| doubtful_year(tokens, at, hit).map(century))
                    .or_else(|| hit.is_range.then(|| format!("{} is the last day of a range", span.from())));
                let zoned = self.day_of(span.from(), clock(&tokens[at + hit.length..]));
                if self.as_written {
                    let moved = || format!("the day is as written there, in {} it is {zoned}", self.zone);
                    return Ok((span, doubt.or_else(|| (zoned != span.from()).then(moved))));
                }
                Ok((Span::day(zoned), doubt))
            }
            Said::Span(span) => Ok((span, None)),
            Said::Either(day_first, month_first) => {
                Err(format!("ambiguous: {day_first} or {month_first}, and nothing beside it tells which"))
            }
            Said::NoYear { .. } => Err("a date without a year".to_owned()),
            Said::Impossible => Err("no such day".to_owned()),
        }
    }

    pub(super) fn grammar(&self) -> Grammar<'_> {
        Grammar { order: self.order, language: self.language }
    }

    fn words(&self, value: &str) -> Reading {
        let tokens = tokens(value);
        let Some((at, hit)) = self.grammar().first(&tokens) else {
            return month_of_year(&tokens)
                .or_else(|| quarter_of_year(&tokens))
                .map_or_else(|| Reading::None(format!("{value:?} is no date")), |span| Reading::Date(span, None));
        };
        match self.hit(&tokens, at, hit) {
            Ok((span, doubt)) => Reading::Date(span, doubt),
            Err(why) => Reading::None(format!("{value:?}: {why}")),
        }
    }

    /// The day in the reader's zone. Midnight sharp is a day that some system padded, not a moment: it stays.
    fn day_of(&self, day: Day, clock: Option<Clock>) -> Day {
        let moment = clock.and_then(|clock| Some((clock.seconds, clock.offset?))).filter(|&(seconds, _)| seconds != 0);
        let Some((seconds, offset)) = moment else { return day };
        self.zone.day_of_timestamp(i64::from(day.epoch_days()) * 86_400 + seconds - offset).unwrap_or(day)
    }

    /// A value that is a number: a year, a day, or a moment since 1970.
    fn number(&self, value: &str) -> Option<Reading> {
        let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(whole) && digits(fraction)) {
            return None;
        }
        let number: i64 = whole.parse().ok()?;
        let part = |range: std::ops::Range<usize>| whole[range].parse::<u32>().unwrap_or(0);
        let day = |length: usize| Day::new(part(0..4) as i32, part(4..6), part(6..8)).filter(|_| whole.len() == length);
        if whole.bytes().all(|byte| byte == b'0') {
            return Some(Reading::None(format!("{value} is no date")));
        }
        let plausible = |day: &Day| (1000..=2999).contains(&day.year());
        let span = match (whole.len(), value.contains('.')) {
            (4, false) => Span::year(i32::try_from(number).ok()?).filter(|_| number >= 1000),
            (6, false) => Span::month(part(0..4) as i32, part(4..6)).filter(|span| plausible(&span.from())),
            (8, false) => day(8).filter(plausible).map(Span::day),
            (14, false) => day(14).filter(plausible).map(Span::day),
            (9 | 10, _) => self.zone.day_of_timestamp(number).map(Span::day),
            (12 | 13, _) => self.zone.day_of_timestamp(number / 1_000).map(Span::day),
            (15 | 16, _) => self.zone.day_of_timestamp(number / 1_000_000).map(Span::day),
            _ => None,
        };
        let why = || match serial_day(number).filter(|_| whole.len() == 5) {
            Some(day) => {
                format!("{value} is a spreadsheet's number of a day, perhaps {day}: format the column as a date there")
            }
            None => format!("{value} is no date"),
        };
        Some(span.map_or_else(|| Reading::None(why()), |span| Reading::Date(span, None)))
    }
}

/// The day that a spreadsheet counts from 1900, where it lies between 1927 and 2173. It is told, and never taken: some
/// count from 1904, and a number of five figures may be anything.
fn serial_day(number: i64) -> Option<Day> {
    const FIRST: i64 = 10_000;
    const OF_1970: i64 = 25_569;
    (number >= FIRST).then(|| Zone::UTC.day_of_timestamp((number - OF_1970) * 86_400))?
}

/// Spans in ISO 8601 and its neighbours: `2017-06`, `2017-W24`, `2017-Q2`.
fn iso_span(value: &str) -> Option<Reading> {
    let span: Span = value.parse().ok()?;
    Some(if span.from().year() < 1000 {
        Reading::None(format!("{value} is no date"))
    } else {
        Reading::Date(span, None)
    })
}

/// 06/2017, 2017/06.
pub(super) fn month_of_year(tokens: &[Token]) -> Option<Span> {
    let [one, sign, other] = tokens else { return None };
    (sign.is_sign('/') || sign.is_sign('-') || sign.is_sign('.')).then_some(())?;
    let (year, month) = match (one.digits(4), other.digits(4)) {
        (Some(year), None) => (year, other.number(2)?),
        (None, Some(year)) => (year, one.number(2)?),
        _ => return None,
    };
    Span::month(i32::try_from(year).ok()?, month).filter(|_| year >= 1000)
}

/// Q2 2016, Q2/2016.
fn quarter_of_year(tokens: &[Token]) -> Option<Span> {
    let [q, number, rest @ ..] = tokens else { return None };
    let [.., year] = rest else { return None };
    let (quarter, year) = (number.digits(1).filter(|_| !number.spaced)?, year.digits(4)?);
    let parted = rest.len() == 1 || rest.len() == 2 && ['/', '-'].iter().any(|&sign| rest[0].is_sign(sign));
    (q.text.eq_ignore_ascii_case("q") && parted).then(|| format!("{year:04}-Q{quarter}").parse().ok())?
}

/// 1 January 1970 is what a missing date becomes in many systems.
fn refuse_epoch(reading: Reading) -> Reading {
    match reading {
        Reading::Date(span, _) if span.granularity() == Granularity::Day && span.from().epoch_days() == 0 => {
            Reading::None("1970-01-01 is what systems write for a missing date".to_owned())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str, zone: &str) -> String {
        match Reader::new(zone.parse().unwrap()).read(value) {
            Reading::Date(span, None) => span.to_string(),
            Reading::Date(span, Some(doubt)) => format!("{span} ({doubt})"),
            Reading::None(why) => format!("none: {why}"),
            Reading::NoYear(day) => format!("none: {day:?}"),
        }
    }

    #[test]
    fn dates_of_fields_are_read_in_all_their_shapes() {
        for (value, expected) in [
            ("2017-06-13", "2017-06-13"),
            (" 2017-06-13T23:30:00Z ", "2017-06-13"),
            ("2017-06-13T23:30:00-05:00", "2017-06-14"),
            ("2017-06-13T00:00:00+02:00", "2017-06-13"),
            ("2017-06-13T00:30:00+02:00", "2017-06-12"),
            ("2017-06-13 23:30", "2017-06-13"),
            ("2009-03-20 12:24:52.002364-05", "2009-03-20"),
            ("20170613T043000Z", "2017-06-13"),
            ("Tue, 13 Jun 2017 23:30:00 -0500", "2017-06-14"),
            ("Tue, 13 Jun 2017 04:30:00 GMT", "2017-06-13"),
            ("Monday, 13 Jun 2017", "2017-06-13 (2017-06-13 was no Monday)"),
            ("June 13, 2017", "2017-06-13"),
            ("13.06.2017, 14:30 Uhr", "2017-06-13"),
            ("20170613", "2017-06-13"),
            ("1497312000", "2017-06-13"),
            ("1497312000.25", "2017-06-13"),
            ("1497312000123", "2017-06-13"),
            ("20170613043000", "2017-06-13"),
            ("2017-06", "2017-06"),
            ("June 2017", "2017-06"),
            ("06/2017", "2017-06"),
            ("2017", "2017"),
            ("2017-W24", "2017-W24"),
            ("2017-Q2", "2017-Q2"),
            ("Q2 2017", "2017-Q2"),
            ("Q2/2017", "2017-Q2"),
        ] {
            assert_eq!(shown(value, "UTC"), expected, "{value}");
        }
        assert_eq!(shown("2017-06-13T02:00:00Z", "America/New_York"), "2017-06-12");
        assert_eq!(shown("2017-06-13", "America/New_York"), "2017-06-13");
    }

    #[test]
    fn what_is_no_date_has_a_reason() {
        for (value, reason) in [
            ("", "the date is empty"),
            ("0000-00-00", "no such day"),
            ("0000-00-00 00:00:00", "no"),
            ("1970-01-01T00:00:00Z", "missing date"),
            ("0", "0 is no date"),
            ("2017-02-30", "no such day"),
            ("06/07/2017", "ambiguous: 2017-07-06 or 2017-06-07"),
            ("3 hours ago", "is no date"),
            ("yesterday", "is no date"),
            ("17 October", "without a year"),
            ("0017-06-13", "no date"),
            ("16-04-05", "ambiguous: 2016-04-05 or 2005-04-16"),
            ("42461", "a spreadsheet's number of a day"),
            ("42461.5", "a spreadsheet's number of a day"),
        ] {
            let shown = shown(value, "UTC");
            assert!(shown.starts_with("none:") && shown.contains(reason), "{value}: {shown}");
        }
    }
}
