//! The shapes in which dates are written.

use super::names::{fold, month, weekday};
use super::order::DayOrder;
use super::range;
use super::tokens::{Kind, Token};
use crate::calendar::{Day, Span, Weekday};
use crate::text::is_region;

/// How dates are to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Grammar<'g> {
    /// Which comes first where both readings are possible.
    pub(super) order: Option<DayOrder>,
    /// The language (its first subtag) of the text, for names of months that mean different ones.
    pub(super) language: Option<&'g str>,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A day, or a month.
    Span(Span),
    /// Two days, depending on which number is the month: day first, month first.
    Either(Day, Day),
    /// A day and a month without a year.
    NoYear { month: u32, day: u32 },
    /// A day that does not exist, such as 31 February.
    Impossible,
}

/// A date found at the start of some tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) said: Said,
    /// Of how many tokens it is made.
    pub(super) length: usize,
    /// Whether the day is the last one of a range.
    pub(super) is_range: bool,
}

impl Hit {
    fn new(said: Said, length: usize) -> Hit {
        Hit { said, length, is_range: false }
    }
}

/// The years in which a publication is believed.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

impl Grammar<'_> {
    /// The date that the tokens begin with; of a range, its last day.
    pub(super) fn at(self, tokens: &[Token]) -> Option<Hit> {
        let found = self.single(tokens)?;
        Some(range::to_later(self, tokens, found).unwrap_or(found))
    }

    /// The date that the tokens begin with, or the range of days of one month.
    pub(super) fn single(self, tokens: &[Token]) -> Option<Hit> {
        match tokens.first()?.kind {
            Kind::Number { .. } => self
                .year_first(tokens)
                .or_else(|| self.year_month_name(tokens))
                .or_else(|| cjk(tokens))
                .or_else(|| compact(tokens))
                .or_else(|| self.day_month_name(tokens))
                .or_else(|| self.numeric(tokens)),
            Kind::Word => self.month_name_first(tokens),
            Kind::Sign(_) => None,
        }
    }

    /// The first date in the tokens, and where it begins.
    pub(super) fn first(self, tokens: &[Token]) -> Option<(usize, Hit)> {
        self.all(tokens).next()
    }

    /// All dates in the tokens, and where each begins.
    pub(super) fn all(self, tokens: &[Token]) -> impl Iterator<Item = (usize, Hit)> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let (at, hit) = (next..tokens.len()).find_map(|at| {
                // A number that goes on to the left is no date: "12017-06-13", "1.2017.06.13".
                let glued = at > 0 && !tokens[at].spaced && is_glue(&tokens[at - 1]);
                if glued || is_minute(tokens, at) { None } else { self.at(&tokens[at..]).map(|hit| (at, hit)) }
            })?;
            next = at + hit.length;
            Some((at, hit))
        })
    }

    /// 2017-06-13, 2017/6/13, 2017.06.13.
    fn year_first(self, tokens: &[Token]) -> Option<Hit> {
        let [year, one, month, other, day, rest @ ..] = tokens else { return None };
        let sign = separator(one)?;
        if separator(other) != Some(sign) || rest.first().is_some_and(|next| continues(next, sign)) {
            return None;
        }
        // The year 0000 is no year but a date that was never filled in, which must be told.
        let year = year.digits(4).filter(|year| YEARS.contains(year) || *year == 0)?;
        let (month, day) = (month.number(2)?, day.number(2)?);
        Some(Hit::new(said(year, month, day), 5))
    }

    /// 2017. június 13., 2017 June 13.
    fn year_month_name(self, tokens: &[Token]) -> Option<Hit> {
        let year = tokens[0].digits(4).filter(|year| YEARS.contains(year))?;
        let mut at = 1 + usize::from(tokens.get(1).is_some_and(|token| token.is_sign('.') || token.is_sign('-')));
        let (month, length) = month(tokens.get(at..)?, self.language)?;
        at += length + usize::from(tokens.get(at + length).is_some_and(|token| token.is_sign('-')));
        let day = tokens.get(at)?.number(2)?;
        if tokens.get(at + 1).is_some_and(|next| next.is_sign(':')) {
            return None;
        }
        Some(Hit::new(said(year, month, day), at + 1))
    }

    /// 13 June 2017, 13. Juni 2017, 13th of June, 2017, 13 de junio de 2017, 13-Jun-17.
    fn day_month_name(self, all: &[Token]) -> Option<Hit> {
        let skipped = range::first_day(all).unwrap_or(0);
        let tokens = &all[skipped..];
        let day = tokens[0].number(2)?;
        let mut at = 1;
        if tokens.get(at).is_some_and(|token| !token.spaced && is_ordinal_ending(token)) {
            at += 1;
        }
        while tokens.get(at).is_some_and(|token| is_small(token, &['.', '-', '/', ',']) && at < 4) {
            at += 1;
        }
        let (month, length) = month(tokens.get(at..)?, self.language)?;
        at += length;
        let (said, length) = match self.year_after(&tokens[at..]) {
            Some((year, length)) => (said(year, month, day), at + length),
            None if Day::new(2000, month, day).is_some() => (Said::NoYear { month, day }, at),
            None => return None,
        };
        Some(Hit { said, length: skipped + length, is_range: skipped > 0 })
    }

    /// June 13, 2017; Jun. 13th 2017; June 2017; Jun 13 04:30:00 2017.
    fn month_name_first(self, tokens: &[Token]) -> Option<Hit> {
        let (month, length) = month(tokens, self.language)?;
        let length = length + contraction(&tokens[length..]);
        let mut at = length;
        while tokens.get(at).is_some_and(|token| is_small(token, &['.', '-', '/'])) && at < length + 2 {
            at += 1;
        }
        if let Some((year, years)) = self.year_after(&tokens[at..])
            && tokens.get(at + years - 1)?.digits(4).is_some()
        {
            let span = Span::month(year as i32, month)?;
            return Some(Hit::new(Said::Span(span), at + years));
        }
        let day = tokens.get(at)?.number(2)?;
        at += 1;
        if tokens.get(at).is_some_and(|token| !token.spaced && is_ordinal_ending(token)) {
            at += 1;
        }
        // "Jun-13-17" has a year, and "June 13-17" another day.
        let hyphenated = tokens.get(length).is_some_and(|token| token.is_sign('-'));
        let last = range::last_day(&tokens[at..], day, month).filter(|_| !hyphenated);
        let (day, more) = last.unwrap_or((day, 0));
        at += more;
        let is_range = more > 0;
        if let Some((year, length)) = self.year_after(&tokens[at..]) {
            return Some(Hit { said: said(year, month, day), length: at + length, is_range });
        }
        if let Some((year, length)) = year_after_time(&tokens[at..]) {
            return Some(Hit::new(said(year, month, day), at + length));
        }
        Day::new(2000, month, day)?;
        Some(Hit { said: Said::NoYear { month, day }, length: at, is_range })
    }

    /// The year after a day and month, and how many tokens it takes with what stands before it.
    fn year_after(self, tokens: &[Token]) -> Option<(u32, usize)> {
        let mut at = 0;
        while tokens.get(at).is_some_and(|token| is_small(token, &['.', ',', '-', '/'])) && at < 3 {
            at += 1;
        }
        let apostrophe = tokens.get(at).is_some_and(|token| token.is_sign('\'') || token.is_sign('’'));
        let year = tokens.get(at + usize::from(apostrophe))?;
        let next = tokens.get(at + usize::from(apostrophe) + 1);
        if let Some(value) = year.digits(4).filter(|year| YEARS.contains(year)) {
            return Some((value, at + 1));
        }
        // Two digits are a year only where nothing else could be meant: '17, 13-Jun-17, 13/Jun/17.
        let spelled =
            next.is_some_and(|next| next.is_sign(',')) && tokens.get(at + 2).is_some_and(|it| it.digits(4).is_some());
        let tight =
            at > 0 && !spelled && !year.spaced && !tokens[at - 1].spaced && matches!(tokens[at - 1].text, "-" | "/");
        let goes_on = next.is_some_and(|next| next.is_sign(':')) || self.begins_date(&tokens[at..]);
        let short = year.digits(2).filter(|_| (apostrophe || tight) && !goes_on)?;
        Some((century(short), at + usize::from(apostrophe) + 1))
    }

    /// Whether a number is rather the first day of a later month: "28 October-13 November".
    fn begins_date(self, tokens: &[Token]) -> bool {
        tokens.get(1..).is_some_and(|rest| month(rest, self.language).is_some())
    }

    /// 16-04-05: the year may stand first, as in ISO 8601, or last. Two ends that are the year, and the number between.
    fn short_date(self, (first, last): (u32, u32), between: u32) -> Option<Said> {
        let year_first = day(century(first), between, last)?;
        let day_first = day(century(last), between, first);
        let month_first = day(century(last), first, between);
        let chosen = match self.order {
            Some(DayOrder::DayLast) => Some(year_first),
            Some(DayOrder::DayFirst) => day_first,
            Some(DayOrder::MonthFirst) => month_first,
            None => None,
        };
        let is_sure = [day_first, month_first].iter().flatten().all(|&other| other == year_first);
        let chosen = chosen.or(is_sure.then_some(year_first)).map(|day| Said::Span(Span::day(day)));
        chosen.or_else(|| Some(Said::Either(year_first, day_first.or(month_first)?)))
    }

    /// 13.06.2017, 13/06/17, 6-13-2017.
    fn numeric(self, tokens: &[Token]) -> Option<Hit> {
        let (one, other) = numeric_pair(tokens)?;
        let year = match tokens[4].digits(4) {
            Some(year) => year,
            None => century(tokens[4].digits(2)?),
        };
        if let Some(said) = short_year_first(tokens).and_then(|ends| self.short_date(ends, other)) {
            return Some(Hit::new(said, 5));
        }
        let day_first = day(year, other, one);
        let month_first = day(year, one, other).filter(|_| !tokens[1].is_sign('.'));
        let said = match (day_first, month_first, self.order) {
            (Some(day), Some(other), _) if day == other => Said::Span(Span::day(day)),
            (Some(day), Some(_), Some(DayOrder::DayFirst)) => Said::Span(Span::day(day)),
            (Some(_), Some(day), Some(DayOrder::MonthFirst)) => Said::Span(Span::day(day)),
            (Some(day), Some(other), None | Some(DayOrder::DayLast)) => Said::Either(day, other),
            (Some(day), None, _) | (None, Some(day), _) => Said::Span(Span::day(day)),
            (None, None, _) => Said::Impossible,
        };
        Some(Hit::new(said, 5))
    }
}

/// The first and the last of three numbers of two figures, parted by hyphens, if the first may be the year: 16-04-05.
pub(super) fn short_year_first(tokens: &[Token]) -> Option<(u32, u32)> {
    let [one, sign, other, _, last, ..] = tokens else { return None };
    (separator(sign) == Some('-')).then_some(())?;
    let (one, other, last) = (one.digits(2)?, other.digits(2)?, last.digits(2)?);
    day(century(one), other, last).map(|_| (one, last))
}

/// The first two numbers of a numeric date whose year comes last.
pub(super) fn numeric_pair(tokens: &[Token]) -> Option<(u32, u32)> {
    let [one, sign, other, sign_again, year, rest @ ..] = tokens else { return None };
    let mark = separator(sign)?;
    if separator(sign_again) != Some(mark) || rest.first().is_some_and(|next| continues(next, mark)) {
        return None;
    }
    let spread = mark == '.';
    let tight = [sign, other, sign_again, year].iter().all(|token| spread || !token.spaced);
    let is_year = year.digits(4).is_some_and(|year| YEARS.contains(&year)) || year.digits(2).is_some() && !year.spaced;
    // A two-digit year after single digits is rather a version or a section: 1.2.17.
    let long_enough = year.digits(4).is_some() || one.digits(2).is_some() || other.digits(2).is_some();
    (tight && is_year && long_enough).then(|| Some((one.number(2)?, other.number(2)?)))?
}

/// The weekday that stands just before a date, if one does.
pub(super) fn weekday_before(tokens: &[Token], at: usize) -> Option<Weekday> {
    let index = tokens[..at].iter().rposition(|token| !is_small(token, &[',', '.', '-']))?;
    let (weekday, _) = weekday(&tokens[index..])?;
    (!is_part_of_name(tokens, index, at)).then_some(weekday)
}

/// Whether the short form of a weekday is something else, by what stands before it: the end of a name ("PATTERSON MO.",
/// "Baltimore Sun"), or the state of a place ("SPRINGFIELD, Mo., June 6"). German, which alone has "Mo." for a Monday,
/// puts a stop or another figure after the day ("Kassel, Mo., 6. Juni").
fn is_part_of_name(tokens: &[Token], index: usize, date: usize) -> bool {
    const SHORT: usize = 3;
    let word = tokens[index];
    let Some(before) = tokens[..index].iter().rfind(|token| token.is_word()).filter(|_| word.text.len() <= SHORT)
    else {
        return false;
    };
    let named = before.text.starts_with(char::is_uppercase);
    let joined = word.spaced && word.start <= before.end() + 1;
    let spelled = tokens[date].is_word() || tokens.get(date + 1).is_some_and(Token::is_word);
    named && (joined || spelled && is_region(word.text))
}

fn said(year: u32, month: u32, day: u32) -> Said {
    self::day(year, month, day).map_or(Said::Impossible, |day| Said::Span(Span::day(day)))
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(i32::try_from(year).ok()?, month, day)
}

/// Two digits stand for 1940 to 2039: nothing is published in days to come.
fn century(short: u32) -> u32 {
    if short < EARLIEST_SHORT { 2000 + short } else { 1900 + short }
}

/// The first year, of two digits, that lies in the last century and not in this.
const EARLIEST_SHORT: u32 = 40;

/// The two digits that a date has for its year, where POSIX would read a year to come: letters of other centuries have
/// them.
pub(super) fn doubtful_year(tokens: &[Token], at: usize, hit: Hit) -> Option<u32> {
    let last = tokens[at + hit.length - 1];
    let year = last.digits(2).filter(|year| (EARLIEST_SHORT..70).contains(year))?;
    matches!(hit.said, Said::Span(span) if span.from().year().rem_euclid(100) == year as i32).then_some(year)
}

/// 2017年6月13日.
fn cjk(tokens: &[Token]) -> Option<Hit> {
    let [year, y, month, m, day, d, ..] = tokens else { return None };
    let marked =
        y.text.starts_with(['年', '년']) && m.text.starts_with(['月', '월']) && d.text.starts_with(['日', '일']);
    let year = year.digits(4).filter(|year| marked && YEARS.contains(year))?;
    Some(Hit::new(said(year, month.number(2)?, day.number(2)?), 6))
}

/// 20170613T043000.
fn compact(tokens: &[Token]) -> Option<Hit> {
    let [date, t, time, ..] = tokens else { return None };
    (t.text == "T" && !t.spaced && !time.spaced).then_some(())?;
    let value = date.digits(8).filter(|value| YEARS.contains(&(value / 10_000)))?;
    Some(Hit::new(said(value / 10_000, value / 100 % 100, value % 100), 1))
}

/// A time, perhaps a zone, then the year: what `ctime` and others print after month and day.
fn year_after_time(tokens: &[Token]) -> Option<(u32, usize)> {
    let [hour, colon, minute, rest @ ..] = tokens else { return None };
    (colon.is_sign(':') && hour.number(2).is_some() && minute.digits(2).is_some()).then_some(())?;
    let at = rest.iter().take(7).position(|token| token.spaced && token.digits(4).is_some())?;
    // The zone "+0000" is no year: its sign stands before it without a space, so the number itself is not spaced.
    rest[at].digits(4).filter(|year| YEARS.contains(year)).map(|year| (year, at + 4))
}

fn separator(token: &Token) -> Option<char> {
    match token.kind {
        Kind::Sign('‐' | '‑' | '–') => Some('-'),
        Kind::Sign(sign @ ('-' | '/' | '.')) => Some(sign),
        _ => None,
    }
}

/// Whether a date that just ended goes on, so that it is none: 2017-06-13-4, 192.168.10.11.5.
fn continues(next: &Token, sign: char) -> bool {
    !next.spaced && matches!(next.kind, Kind::Number { .. }) || !next.spaced && next.is_sign(sign) && sign == '/'
}

/// Whether a number is the minutes of a time: no range of days begins there.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    at > 1
        && tokens[at - 1].is_sign(':')
        && !tokens[at].spaced
        && !tokens[at - 1].spaced
        && matches!(tokens[at - 2].kind, Kind::Number { .. })
}

fn is_glue(token: &Token) -> bool {
    matches!(token.kind, Kind::Number { .. })
}

/// Words and signs that stand between the parts of a date: "de", "of", commas.
fn is_small(token: &Token, signs: &[char]) -> bool {
    match token.kind {
        Kind::Sign(sign) => signs.contains(&sign),
        Kind::Word => matches!(fold(token.text).as_str(), "de" | "of" | "del" | "d"),
        Kind::Number { .. } => false,
    }
}

/// How many tokens the end of an old short name takes: "Feb'y", "Sep'r".
fn contraction(after: &[Token]) -> usize {
    let [sign, end, ..] = after else { return 0 };
    let joined = matches!(sign.kind, Kind::Sign('\'' | '’')) && !sign.spaced && !end.spaced;
    if joined && matches!(end.text, "y" | "r" | "t" | "br") { 2 } else { 0 }
}

fn is_ordinal_ending(token: &Token) -> bool {
    token.is_sign('º')
        || token.is_word()
            && matches!(fold(token.text).as_str(), "st" | "nd" | "rd" | "th" | "er" | "o" | "e" | "a" | "ro")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn shown(text: &str, order: Option<DayOrder>) -> String {
        let tokens = tokens(text);
        match (Grammar { order, language: None }).first(&tokens).map(|(_, hit)| hit.said) {
            None => "-".to_owned(),
            Some(Said::Span(span)) => span.to_string(),
            Some(Said::Either(day_first, month_first)) => format!("{day_first} or {month_first}"),
            Some(Said::NoYear { month, day }) => format!("--{month:02}-{day:02}"),
            Some(Said::Impossible) => "impossible".to_owned(),
        }
    }

    #[test]
    fn dates_of_all_shapes_are_read() {
        for (text, expected) in [
            ("2017-06-13", "2017-06-13"),
            ("2017/6/3", "2017-06-03"),
            ("2017.06.13.", "2017-06-13"),
            ("2017–06–13", "2017-06-13"),
            ("June 13, 2017", "2017-06-13"),
            ("Jun. 13th 2017", "2017-06-13"),
            ("13 June 2017", "2017-06-13"),
            ("13th of June, 2017", "2017-06-13"),
            ("13. Juni 2017", "2017-06-13"),
            ("1er juin 2017", "2017-06-01"),
            ("13 de junio de 2017", "2017-06-13"),
            ("13 июня 2017 г.", "2017-06-13"),
            ("2017. június 13.", "2017-06-13"),
            ("2017年6月13日星期二", "2017-06-13"),
            ("١٣ حزيران ٢٠١٧", "2017-06-13"),
            ("13-Jun-17", "2017-06-13"),
            ("June 13 '17", "2017-06-13"),
            ("13.06.2017", "2017-06-13"),
            ("3. 6. 2017", "2017-06-03"),
            ("13.06.17", "2017-06-13"),
            ("06.07.2017", "2017-07-06"),
            ("13/06/2017", "2017-06-13"),
            ("06/13/2017", "2017-06-13"),
            ("06/07/2017", "2017-07-06 or 2017-06-07"),
            ("07/07/2017", "2017-07-07"),
            ("Tue Jun 13 04:30:00 2017", "2017-06-13"),
            ("Tue Jun 13 04:30:00 +0000 2017", "2017-06-13"),
            ("Tue Jun 13 2017 04:30:00 GMT+0300", "2017-06-13"),
            ("June 2017", "2017-06"),
            ("Oct. 17", "--10-17"),
            ("17 October", "--10-17"),
            ("31.02.2017", "impossible"),
            ("February 30, 2017", "impossible"),
            ("may be 13", "-"),
            ("192.168.10.11", "-"),
            ("version 1.2.17", "-"),
            ("2017-18", "-"),
            ("12017-06-13", "-"),
            ("10:30", "-"),
        ] {
            assert_eq!(shown(text, None), expected, "{text}");
        }
        assert_eq!(shown("06/07/2017", Some(DayOrder::DayFirst)), "2017-07-06");
        assert_eq!(shown("06/07/2017", Some(DayOrder::MonthFirst)), "2017-06-07");
    }

    #[test]
    fn the_weekday_before_a_date_is_known() {
        assert_eq!(weekday_of("Tuesday, June 13, 2017"), Some(Weekday::Tuesday));
        assert_eq!(weekday_of("BOSTON, Sat., June 4"), Some(Weekday::Saturday));
        assert_eq!(weekday_of("Mo., 6. Juni 2016"), Some(Weekday::Monday));
        assert_eq!(weekday_of("Kassel, Mo., 6. Juni 2016"), Some(Weekday::Monday));
        assert_eq!(weekday_of("Kassel, Mo 06.06.2016"), Some(Weekday::Monday));
    }

    /// "Mo." before a date was a Monday, so that datelines of Missouri were doubtful, or of another year.
    #[test]
    fn missouri_is_no_monday_and_the_sun_no_sunday() {
        for text in [
            "SPRINGFIELD, Mo., June 6",
            "PATTERSON MO. January 26, 1864",
            "ST. LOUIS (Mo.), June 3, 1864",
            "Rolla, Mo., 3 June 1864",
            "Harbour Sun, June 6, 2016",
        ] {
            assert_eq!(weekday_of(text), None, "{text}");
        }
    }

    fn weekday_of(text: &str) -> Option<Weekday> {
        let tokens = tokens(text);
        let (at, _) = Grammar::default().first(&tokens).unwrap();
        weekday_before(&tokens, at)
    }
}
