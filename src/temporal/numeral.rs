//! Numbers: what a run of figures, or number words in a row, may stand for.

use super::lang::{Class, Language};
use super::resolve::Order;
use super::token::Numeric;

/// A number read from the text.
pub(super) struct Numeral {
    /// The byte after its last.
    pub(super) end: usize,
    /// What it may be read as; nothing for quantities, prices, telephone numbers.
    pub(super) classes: u64,
    pub(super) value: i32,
    pub(super) numeric: Option<Numeric>,
    /// The word of the lexicon that it is, such as `9/11` or `Q3`.
    pub(super) word: u16,
}

impl Numeral {
    fn of(end: usize, classes: u64, value: i32) -> Numeral {
        Numeral { end, classes, value, numeric: None, word: 0 }
    }

    fn quantity(end: usize) -> Numeral {
        Numeral::of(end, 0, 0)
    }
}

/// A chunk of figures with single marks between them: `13.06.2017`, `1,500`, `4:30`.
struct Chunk {
    /// Start and end of each run of figures.
    runs: [(usize, usize); 4],
    marks: [u8; 3],
    /// How many runs there are; more than four are counted, but not kept.
    count: usize,
    end: usize,
}

impl Chunk {
    /// The chunk that begins at a place. It ends at a comma that groups no thousands, for what stands behind that is a
    /// number of its own: else "1,2,3,…" would be read to its end from each of them.
    fn read(bytes: &[u8], from: usize) -> Chunk {
        let mut chunk = Chunk { runs: [(0, 0); 4], marks: [0; 3], count: 0, end: from };
        loop {
            let start = chunk.end;
            while chunk.end < bytes.len() && bytes[chunk.end].is_ascii_digit() {
                chunk.end += 1;
            }
            if chunk.count < 4 {
                chunk.runs[chunk.count] = (start, chunk.end);
            }
            chunk.count += 1;
            let mark = bytes.get(chunk.end).copied().filter(|mark| b"./-:,".contains(mark));
            let digit = bytes.get(chunk.end + 1).is_some_and(u8::is_ascii_digit);
            let (Some(mark), true) = (mark, digit) else { return chunk };
            if mark == b',' && !groups(bytes, chunk.end + 1) {
                return chunk;
            }
            if chunk.count < 4 {
                chunk.marks[chunk.count - 1] = mark;
            }
            chunk.end += 1;
        }
    }

    fn length(&self, run: usize) -> usize {
        self.runs[run].1 - self.runs[run].0
    }

    /// The value of a run; of a very long one something that is no year.
    fn value(&self, bytes: &[u8], run: usize) -> i32 {
        let (start, end) = self.runs[run];
        bytes[start..end]
            .iter()
            .fold(0i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')))
    }
}

/// Whether exactly three figures stand at a place.
fn groups(bytes: &[u8], at: usize) -> bool {
    bytes[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// Reads the number whose figures begin at `digits`; `start` is before it where an apostrophe belongs to it.
pub(super) fn read(language: &Language, text: &str, start: usize, digits: usize) -> Numeral {
    let bytes = text.as_bytes();
    let chunk = Chunk::read(bytes, digits);
    if start == digits
        && chunk.count > 1
        && let Some(numeral) = compound(language, text, &chunk)
    {
        return numeral;
    }
    single(language, text, &chunk, start != digits)
}

/// A chunk of several runs that is one thing; none if its runs stand for themselves.
fn compound(language: &Language, text: &str, chunk: &Chunk) -> Option<Numeral> {
    let bytes = text.as_bytes();
    if let Some(numeral) = day_and_month(language, bytes, chunk) {
        return Some(numeral);
    }
    if let Some((numeric, end)) = numeric(bytes, chunk) {
        let glued = bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric());
        let classes = if glued { 0 } else { Class::Numeric.bit() };
        return Some(Numeral { numeric: Some(numeric).filter(|_| !glued), ..Numeral::of(end, classes, 0) });
    }
    let known = language.lexicon.find(&text[chunk.runs[0].0..chunk.end]);
    if known != 0 {
        return Some(Numeral { word: known, ..Numeral::of(chunk.end, 0, 0) });
    }
    match (chunk.marks[0], chunk.count) {
        (b':', 2..=3) if chunk.length(0) <= 2 && chunk.length(1) == 2 => Some(clock(language, text, chunk)),
        // "July 10/2017", "2014-17", "1941/42" and "10:5" are numbers of their own.
        (b'/' | b'-', 2) => None,
        (b'-' | b'/', 3) if chunk.marks[1] != chunk.marks[0] => None,
        _ => Some(Numeral::quantity(end_of_word(text, chunk.end))),
    }
}

/// "3.5.", the third of May, where the day comes first: with a dot behind the month, else it is a quantity.
fn day_and_month(language: &Language, bytes: &[u8], chunk: &Chunk) -> Option<Numeral> {
    let dotted = chunk.count == 2 && chunk.marks[0] == b'.' && bytes.get(chunk.end) == Some(&b'.');
    if !dotted || language.order != Some(Order::DayMonth) || chunk.length(0).max(chunk.length(1)) > 2 {
        return None;
    }
    let (day, month) = (chunk.value(bytes, 0) as u32, chunk.value(bytes, 1) as u32);
    let dated = (1..=31).contains(&day) && (1..=12).contains(&month);
    let numeric = Some(Numeric::NoYear(day, month));
    dated.then(|| Numeral { numeric, ..Numeral::of(chunk.end + 1, Class::Numeric.bit(), 0) })
}

fn clock(language: &Language, text: &str, chunk: &Chunk) -> Numeral {
    let hour = chunk.value(text.as_bytes(), 0);
    let minute = chunk.value(text.as_bytes(), 1);
    let classes = if hour <= 24 && minute < 60 { Class::Clock.bit() } else { 0 };
    Numeral::of(meridiem(language, text, chunk.end).unwrap_or(chunk.end), classes, hour)
}

/// Where a meridiem that follows ends: `4:30pm`, `4:30 p.m.`.
fn meridiem(language: &Language, text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
    let length = trimmed.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'.').take(5).count();
    let word = &trimmed[..length];
    let bare = word.trim_end_matches('.');
    [word, bare].into_iter().find_map(|word| {
        let known = language.lexicon.entry(language.lexicon.find(word)).classes & Class::Meridiem.bit() != 0;
        known.then(|| text.len() - trimmed.len() + word.len())
    })
}

/// A date in figures, and where it ends.
fn numeric(bytes: &[u8], chunk: &Chunk) -> Option<(Numeric, usize)> {
    let value = |run: usize| chunk.value(bytes, run);
    if b"-/".contains(&chunk.marks[0]) && chunk.count == 2 && (chunk.length(0), chunk.length(1)) == (4, 2) {
        let (year, month) = (value(0), value(1));
        let month_form = (1000..=2999).contains(&year) && (1..=12).contains(&month) && month <= year % 100;
        return month_form.then_some((Numeric::Month(year, month as u32), chunk.end));
    }
    let date_marks = chunk.marks[0] == chunk.marks[1] && b"-/.".contains(&chunk.marks[0]);
    // In 2017-06-13T04:30 the chunk ends before the T.
    if chunk.count != 3 || !date_marks {
        return None;
    }
    let [first, second, third] = [0, 1, 2].map(|run| chunk.length(run));
    if first == 4 && second <= 2 && third <= 2 {
        let whole = Numeric::Day(value(0), value(1) as u32, value(2) as u32);
        let plausible = (1..=12).contains(&value(1)) && (1..=31).contains(&value(2)) && value(0) >= 1000;
        return plausible.then(|| (whole, end_of_time(bytes, chunk.end)));
    }
    if first > 2 || second > 2 || !(third == 4 || third == 2) {
        return None;
    }
    let (one, other, year) = (value(0) as u32, value(1) as u32, value(2));
    let days = (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12;
    (days && (third == 2 || year >= 1000)).then_some((Numeric::Either(one, other, year), chunk.end))
}

/// The year of two figures: 69 to 99 are of the 20th century, as in POSIX.
pub(super) fn full_year(two_figures: i32) -> i32 {
    two_figures + if two_figures < 69 { 2000 } else { 1900 }
}

/// A year as it stands, or in full if it has two figures.
pub(super) fn from_two_figures(year: i32) -> i32 {
    if year < 100 { full_year(year) } else { year }
}

/// Where the time of an ISO date ends: `T04:30:00.5+03:00`.
fn end_of_time(bytes: &[u8], from: usize) -> usize {
    if bytes.get(from) != Some(&b'T') || !bytes.get(from + 1).is_some_and(u8::is_ascii_digit) {
        return from;
    }
    let time = |byte: &u8| byte.is_ascii_digit() || b":.+-Z".contains(byte);
    let length = bytes[from + 1..].iter().take_while(|byte| time(byte)).count();
    let last = bytes[from + 1..from + 1 + length].iter().rposition(|byte| byte.is_ascii_digit() || *byte == b'Z');
    from + 1 + last.map_or(0, |last| last + 1)
}

/// The value of the endings of a decade that may leave out its century, "90er", among those of the class
/// `pluralsuffix`.
const NO_CENTURY: i32 = 1;

/// Tens that may be a decade's without an apostrophe: "the 70s". Whether they are, what stands around them tells.
const BARE_DECADES: std::ops::RangeInclusive<i32> = 20..=90;

/// One run of figures with what is glued to it.
fn single(language: &Language, text: &str, chunk: &Chunk, quoted: bool) -> Numeral {
    let bytes = text.as_bytes();
    let (start, end) = chunk.runs[0];
    let (value, length) = (chunk.value(bytes, 0), end - start);
    let plural_after_apostrophe = plural_after_apostrophe(language, text, end).filter(|_| length == 4 || quoted);
    let suffix_end = plural_after_apostrophe.unwrap_or_else(|| end_of_word(text, end));
    if suffix_end == end {
        let percent = bytes.get(end) == Some(&b'%');
        return if percent { Numeral::quantity(end) } else { Numeral::of(end, plain(value, length, quoted), value) };
    }
    let suffix = text[end..suffix_end].trim_start_matches(['\'', '’']);
    let entry = language.lexicon.entry(language.lexicon.find(suffix));
    let classes = entry.classes;
    if classes & Class::PluralSuffix.bit() != 0 {
        let bare = entry.value(Class::PluralSuffix) == NO_CENTURY || BARE_DECADES.contains(&value);
        let no_century = length == 2 && (quoted || bare);
        let old = length == 2 && before_era(language, text, suffix_end);
        let century = if no_century && !old { 1900 } else { 0 };
        return decade(value, length, quoted || no_century || old, suffix_end, century);
    }
    if quoted {
        return Numeral::quantity(suffix_end);
    }
    if classes & Class::OrdinalSuffix.bit() != 0 && (suffix.len() > 1 || is_old_ordinal(value, suffix)) {
        let day = if (1..=31).contains(&value) { Class::Day.bit() | Class::OrdinalDay.bit() } else { 0 };
        return Numeral::of(suffix_end, Class::Ordinal.bit() | day, value);
    }
    if let Some(end) = meridiem(language, text, end).filter(|_| length <= 2) {
        return Numeral::of(end, Class::Clock.bit(), value);
    }
    // "3Q" is "Q3".
    let code = language.lexicon.find(&format!("{suffix}{value}"));
    let known = language.lexicon.entry(code).classes;
    if known & (Class::QuarterCode.bit() | Class::HalfCode.bit()) != 0 && suffix.len() == 1 {
        return Numeral { word: code, ..Numeral::of(suffix_end, known, 0) };
    }
    Numeral::quantity(suffix_end)
}

/// Whether a word for the era before the year 1 follows: "the 40s BC".
fn before_era(language: &Language, text: &str, from: usize) -> bool {
    let rest = text[from..].trim_start_matches(' ');
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'.').take(6).count();
    let word = rest[..length].trim_end_matches('.');
    language.lexicon.entry(language.lexicon.find(word)).classes & Class::BeforeEra.bit() != 0
}

/// "2d", "23d", as older English has them; "3D" is none, nor "12d".
fn is_old_ordinal(value: i32, suffix: &str) -> bool {
    suffix.bytes().all(|byte| byte.is_ascii_lowercase())
        && matches!(value % 10, 2 | 3)
        && !matches!(value % 100, 12 | 13)
}

/// A decade by its first year, of which `century` may be left out.
fn decade(value: i32, length: usize, short: bool, end: usize, century: i32) -> Numeral {
    // "The 950s" are years in accounts of early times only.
    let full = length == 4 && (1000..=2990).contains(&value) || length == 3 && value >= 100;
    let whole = value % 10 == 0 && (short || full);
    Numeral::of(end, if whole { Class::Decade.bit() } else { 0 }, century + value)
}

/// What a bare run of figures may stand for.
fn plain(value: i32, length: usize, quoted: bool) -> u64 {
    if quoted {
        return Class::QuotedYear.bit();
    }
    let mut classes = Class::Number.bit();
    let mut set = |class: Class, on: bool| classes |= if on { class.bit() } else { 0 };
    set(Class::Day, length <= 2 && (1..=31).contains(&value));
    set(Class::Year, length == 4 && (1000..=2999).contains(&value));
    set(Class::EarlyYear, length == 3 && value >= 100);
    set(Class::TwoDigits, length == 2);
    set(Class::Digits, length <= 4 && value >= 1);
    classes
}

/// Where the word that is glued to a number ends.
fn end_of_word(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    if end < bytes.len() && !bytes[end].is_ascii() {
        let rest = &text[end..];
        end += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    }
    end
}

/// Where the plural of `1960's` ends.
fn plural_after_apostrophe(language: &Language, text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let letters = rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’'))?;
    let at = text.len() - letters.len();
    let end = end_of_word(text, at);
    let known = language.lexicon.entry(language.lexicon.find(&text[at..end])).classes;
    let tens = text.as_bytes().get(from.checked_sub(1)?) == Some(&b'0');
    (tens && known & Class::PluralSuffix.bit() != 0).then_some(end)
}

/// The number that two number words in a row make; none if they are two numbers.
pub(super) fn join(before: i32, next: i32, with_and: bool) -> Option<i32> {
    let tens = (20..=90).contains(&before) && before % 10 == 0;
    let year = before >= 1000 && before % 10 == 0 && before % 100 != 0;
    match next {
        1..=9 if !with_and && (tens || year) => Some(before + next),
        1..=99 if before >= 100 && before % 100 == 0 => Some(before + next),
        10..=99 if !with_and && (13..=20).contains(&before) => Some(before * 100 + next),
        100 | 1000 if !with_and && (1..=99).contains(&before) => Some(before * next),
        _ => None,
    }
}

/// What a number in words may be read as.
pub(super) fn spelled_classes(value: i32, ordinal: bool) -> u64 {
    let day = if (1..=31).contains(&value) { Class::Day.bit() } else { 0 };
    match (ordinal, value) {
        (true, 1..=31) => Class::Ordinal.bit() | Class::OrdinalDay.bit() | day,
        (true, _) => Class::Ordinal.bit(),
        (false, 1000..=2999) if value % 1000 != 0 || value == 2000 => Class::Number.bit() | Class::Year.bit(),
        (false, _) => Class::Number.bit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regression: a page with an array of figures was read to its end from each of them.
    #[test]
    fn a_chunk_ends_at_a_comma_that_groups_no_thousands() {
        for (text, end) in [("1,2,1,2", 1), ("1,500,000 men", 9), ("1,500,2", 5), ("12,5000", 2), ("13.06.2017,1", 10)]
        {
            assert_eq!(Chunk::read(text.as_bytes(), 0).end, end, "{text}");
        }
    }

    #[test]
    fn figures_are_read_by_their_form() {
        let language = Language::english();
        for (text, class) in [
            ("15", Some(Class::Day)),
            ("1998", Some(Class::Year)),
            ("5th", Some(Class::Ordinal)),
            ("1960s", Some(Class::Decade)),
            ("1960's", Some(Class::Decade)),
            ("4:30", Some(Class::Clock)),
            ("4pm", Some(Class::Clock)),
            ("3Q", Some(Class::QuarterCode)),
            ("13.06.2017", Some(Class::Numeric)),
            ("2017-06", Some(Class::Numeric)),
            ("1,500", None),
            ("12.5", None),
            ("1998%", None),
            ("1.2.3", None),
            ("978-0-306-40615-7", None),
            ("25:99", None),
            ("31st", Some(Class::Day)),
            ("10k", None),
        ] {
            let numeral = read(&language, text, 0, 0);
            let read = class.map_or(numeral.classes == 0, |class| numeral.classes & class.bit() != 0);
            assert!(read, "{text}");
        }
    }

    #[test]
    fn number_words_are_joined() {
        for (before, next, whole) in [
            (20, 5, Some(25)),
            (19, 90, Some(1990)),
            (1990, 7, Some(1997)),
            (2, 1000, Some(2000)),
            (2000, 3, Some(2003)),
            (5, 6, None),
            (20, 30, Some(2030)),
        ] {
            assert_eq!(join(before, next, false), whole);
        }
    }
}
