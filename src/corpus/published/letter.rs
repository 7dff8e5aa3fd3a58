//! Heads of letters, telegrams and orders: `Camp near Richmond, Va., June 3, 1864.`, and the same at their foot.
//!
//! They are told from a sentence with a date in it by the want of any word that is no part of a name, by how they begin, and
//! by what ends them. Where the shape is all that tells, the date is taken only from the first words of a text, and with a
//! doubt; where it may be another's, it is none: a wrong day of publication is worse than none.

use super::grammar::{Hit, Said};
use super::head::reading;
use super::head_words::{
    ARTICLES, EVENTS, FIELD, IN, OFFICES, OPENERS, OPENING_PAIRS, PARTS, PLACING, RANKS, SMALL, VALEDICTIONS,
};
use super::labels::MODIFIED;
use super::names::{fold, weekday};
use super::tokens::{Kind, Token, tokens};
use super::value::{Reader, Reading};
use crate::calendar::Granularity;
use crate::text::is_region;

/// A head has no more words than this.
const WORDS: usize = 20;
/// Where nothing but its shape tells a head, it has no more.
const FEW_WORDS: usize = 6;
/// Within so many tokens after a head stands the colon of "SIR:" or "General HALLECK, Chief of Staff:".
const SALUTATION: usize = 30;
/// In so much of a text is the head looked for.
const CHARACTERS: usize = 400;
/// A foot is a short line.
const FOOT_CHARACTERS: usize = 120;
/// How many characters at the end of a text, and how many tokens of them, its signature takes.
const SIGNATURE_CHARACTERS: usize = 240;
const SIGNATURE: usize = 36;
/// What is said of a date that stands at the head of a letter, but not of the text.
const INNER: &str = "it stands at the head of a letter that something else goes before";
/// So far a text is looked through for further dated entries.
const ENTRIES_CHARACTERS: usize = 20_000;

/// How a head is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// By its words, or by what follows it.
    Words,
    /// By nothing but its shape.
    Shape,
}

/// Whether a line begins with the head of a letter whose date is this hit, and it shows that by its words.
pub(super) fn is_head(tokens: &[Token], at: usize, hit: Hit) -> bool {
    mark(tokens, at, hit) == Some(Mark::Words)
}

/// The date at the head of a letter whose text goes on in the same line, or that stands behind the heading of a report.
pub(super) fn date(text: &str, reader: &Reader) -> Option<Reading> {
    let line = text.trim_start().split(['\n', '\r', '\u{2028}']).next()?;
    let start = line.char_indices().nth(CHARACTERS).map_or(line, |(end, _)| &line[..end]);
    let tokens = tokens(start);
    let (from, at, hit, mark) = reader.grammar().all(&tokens).find_map(|(at, hit)| {
        let (from, mark) = starts(&tokens[..at]).find_map(|from| {
            let mark = mark(&tokens[from..], at - from, hit)?;
            (mark == Mark::Words || from == 0).then_some((from, mark))
        })?;
        Some((from, at, hit, mark))
    })?;
    let by_shape = mark == Mark::Shape && !is_signed(text);
    if by_shape && has_more_entries(text, reader) {
        let why = "several dated entries, of which none dates the whole";
        return Some(Reading::None(why.to_owned()));
    }
    let surface = &start[tokens[from].start..tokens[at + hit.length - 1].end()];
    let why = match from {
        0 => by_shape.then(|| format!("{surface:?} is a head by its shape alone")),
        _ => Some(INNER.to_owned()),
    };
    Some(match reading(reader, surface, &tokens, (at, hit)) {
        Reading::Date(span, doubt) => Reading::Date(span, doubt.or(why)),
        other => other,
    })
}

/// The date at the foot of a letter: its last line, with a place before the date.
pub(super) fn date_of_foot(text: &str, reader: &Reader) -> Option<Reading> {
    let line = text.trim_end().rsplit(['\n', '\r', '\u{2028}']).next()?.trim();
    if line.len() == text.trim().len() || line.chars().nth(FOOT_CHARACTERS).is_some() {
        return None;
    }
    let tokens = tokens(line);
    let (at, hit) = reader.grammar().first(&tokens)?;
    let rest = &tokens[at + hit.length..];
    let place = place_of(&tokens[..at]);
    let closed = rest.iter().all(|token| token.is_sign('.'));
    if !(closed && is_day(hit) && !place.is_empty() && is_place(place, FEW_WORDS)) {
        return None;
    }
    Some(match reading(reader, line, &tokens, (at, hit)) {
        Reading::Date(span, doubt) => {
            Reading::Date(span, doubt.or_else(|| Some(format!("{line:?} stands at the foot of the text"))))
        }
        other => other,
    })
}

/// Whether a text ends as letters do: with a valediction, or with a name in capitals and an office, "G. H. WELLS, Major-General".
fn is_signed(text: &str) -> bool {
    let from = text.char_indices().rev().nth(SIGNATURE_CHARACTERS).map_or(0, |(at, _)| at);
    let tokens = tokens(&text[from..]);
    let foot = &tokens[tokens.len().saturating_sub(SIGNATURE)..];
    let closes = foot.iter().any(|token| token.is_word() && VALEDICTIONS.contains(&fold(token.text).as_str()));
    let office = |rest: &[Token]| {
        let mut words =
            rest.iter().take(3).filter(|token| token.is_word() && token.text.starts_with(char::is_uppercase));
        words.any(|word| RANKS.contains(&fold(word.text).as_str()))
    };
    let signature = |at: usize| {
        let stop = foot[at + 1].is_sign(',') || foot[at + 1].is_sign('.');
        is_loud(&foot[at]) && stop && office(&foot[at + 2..])
    };
    closes || (0..foot.len().saturating_sub(2)).any(signature)
}

/// Where a head may begin before a date: with the text; or, in capitals, after a sentence or a bracket.
fn starts(before: &[Token]) -> impl Iterator<Item = usize> {
    let closes = |token: &Token| matches!(token.kind, Kind::Sign('.' | ']' | ')'));
    let later = (1..before.len()).filter(move |&at| closes(&before[at - 1]) && is_loud(&before[at]));
    std::iter::once(0).chain(later)
}

/// How a line is known to begin with a head whose date is this hit; none if it does not.
fn mark(tokens: &[Token], at: usize, hit: Hit) -> Option<Mark> {
    let before = without_bracket(&tokens[..at]);
    let place = place_of(before);
    let rest = is_day(hit).then(|| ending(&tokens[at + hit.length..])).flatten()?;
    let words: Vec<String> = place.iter().filter(|token| token.is_word()).map(|token| fold(token.text)).collect();
    let Some(first) = words.first().map(String::as_str) else {
        return bare(&tokens[..at], before, &rest);
    };
    if !is_made_of_names(place) || !ends_as_place(place) || words.len() > WORDS {
        return None;
    }
    let in_field = IN.contains(&first) && words.iter().skip(1).take(2).any(|word| FIELD.contains(&word.as_str()));
    let pair = words.get(1).is_some_and(|second| OPENING_PAIRS.contains(&[first, second.as_str()]));
    let opened = OPENERS.contains(&first) || in_field || pair;
    let greeted = || rest.tokens.iter().take(SALUTATION).any(|token| token.is_sign(':'));
    let office = OFFICES.contains(&first);
    let with_article = place.len() < before.len() && rest.tokens.is_empty() && is_plain_place(place);
    let loud = is_loud(&place[0]);
    let alone = rest.tokens.is_empty() && PLACING.contains(&first) && words.len() <= FEW_WORDS;
    let regional = ends_with_region(place) && is_place(place, WORDS);
    if opened && (rest.closed || loud) || with_article || alone {
        return Some(Mark::Words);
    }
    if !(rest.closed || regional || loud && greeted()) || !office && !is_place(place, WORDS) {
        return None;
    }
    if greeted() || !office && (rest.timed || regional || rest.tokens.is_empty()) {
        return Some(Mark::Words);
    }
    (!office && is_place(place, FEW_WORDS)).then_some(Mark::Shape)
}

/// A date with nothing before it: the head of an endorsement or of an entry in a diary.
fn bare(all: &[Token], before: &[Token], rest: &Ending) -> Option<Mark> {
    let opened = all.iter().all(|token| !token.is_sign('[')) || before.len() < all.len();
    let only_date = before.iter().all(|token| weekday(std::slice::from_ref(token)).is_some() || token.is_sign(','));
    (opened && only_date && rest.closed && !rest.tokens.is_empty()).then_some(Mark::Shape)
}

fn is_day(hit: Hit) -> bool {
    !hit.is_range && matches!(hit.said, Said::Span(span) if span.granularity() == Granularity::Day)
}

/// What follows the date of a head.
struct Ending<'t, 's> {
    /// Whether it ended with the line or a full stop.
    closed: bool,
    /// Whether the hour stands there, or when a telegram was received.
    timed: bool,
    /// The text.
    tokens: &'t [Token<'s>],
}

/// What follows a head, if it may end after the date: with the line, a full stop, the hour or a bracket, or before a capital.
fn ending<'t, 's>(after: &'t [Token<'s>]) -> Option<Ending<'t, 's>> {
    let hour = |token: &Token| match token.kind {
        Kind::Number { digits, .. } => digits <= 2,
        Kind::Sign(sign) => matches!(sign, '-' | '–' | '.' | ':' | ','),
        Kind::Word => {
            matches!(fold(token.text).as_str(), "a" | "p" | "m" | "am" | "pm" | "noon" | "midnight" | "h" | "uhr")
        }
    };
    let end = after.iter().position(|token| !hour(token)).unwrap_or(after.len());
    let (ending, mut rest) = after.split_at(end);
    let mut timed = ending.iter().any(|token| matches!(token.kind, Kind::Number { .. }));
    let dashed = matches!(ending, [.., stop, dash] if stop.is_sign('.') && matches!(dash.kind, Kind::Sign('-' | '–')));
    let mut closed = ending.iter().any(|token| token.is_sign('.')) || rest.is_empty();
    if let Some(close) = received(rest) {
        rest = &rest[close..];
        (timed, closed) = (true, true);
    }
    let by_comma = ending.last().is_some_and(|token| token.is_sign(','));
    let first = rest.first().map(|token| token.text);
    let capital =
        first.is_none_or(|next| next.starts_with(char::is_uppercase) || matches!(next, "(" | "[" | "*" | "\""));
    (capital && !by_comma && !dashed).then_some(Ending { closed, timed, tokens: rest })
}

/// How many tokens "(Received 11 p. m.)" takes.
fn received(rest: &[Token]) -> Option<usize> {
    let opened = rest.first()?.is_sign('(') && fold(rest.get(1)?.text).starts_with("receiv");
    let close = rest.iter().take(16).position(|token| token.is_sign(')')).filter(|_| opened)?;
    Some(close + 1 + rest[close + 1..].iter().take_while(|token| token.is_sign('.')).count())
}

/// Without "[ Inclosure. ]" before the head, or "CONFIDENTIAL. ]"; of "[ Alder Creek ] June 3" what is in it.
fn without_bracket<'t, 's>(mut before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    while let Some(close) = before.iter().take(10).position(|token| token.is_sign(']')) {
        let place = before.first().is_some_and(|token| token.is_sign('[')) && close + 1 == before.len();
        if place && !before[..close].iter().any(|token| token.is_sign('.')) {
            return &before[1..close];
        }
        before = &before[close + 1..];
    }
    before
}

/// What stands before the article, the weekday and the part of the day of a date.
fn place_of<'t, 's>(mut before: &'t [Token<'s>]) -> &'t [Token<'s>] {
    while let Some((last, place)) = before.split_last() {
        let word = fold(last.text);
        let small = ARTICLES.contains(&word.as_str()) && place.last().is_some_and(|token| token.is_sign(','));
        let weekday = weekday(std::slice::from_ref(last)).is_some() && !is_region(last.text);
        if !(small || last.is_word() && (weekday || PARTS.contains(&word.as_str()) && !place.is_empty())) {
            break;
        }
        before = place;
    }
    before
}

/// Whether nothing stands there but names, small words, short numbers and the signs between them.
fn is_made_of_names(place: &[Token]) -> bool {
    place.iter().all(|token| match token.kind {
        Kind::Word if token.text.starts_with(char::is_uppercase) => true,
        Kind::Word => [SMALL, FIELD].iter().any(|words| words.contains(&fold(token.text).as_str())),
        Kind::Number { digits, .. } => digits <= 3,
        Kind::Sign(sign) => matches!(sign, ',' | '.' | '\'' | '’' | '-' | '–' | '&' | '(' | ')'),
    })
}

/// Whether a date can stand after it: "Va.,", "Tenn.", "SUMTER", never "in" or "of".
fn ends_as_place(place: &[Token]) -> bool {
    place.last().is_some_and(|token| match token.kind {
        Kind::Word => token.text.starts_with(char::is_uppercase) && !SMALL.contains(&fold(token.text).as_str()),
        Kind::Sign(sign) => matches!(sign, ',' | '.' | ')'),
        Kind::Number { .. } => false,
    })
}

/// Whether a word is in capitals alone.
fn is_loud(token: &Token) -> bool {
    token.is_word() && token.text.chars().nth(1).is_some() && token.text.chars().all(char::is_uppercase)
}

/// Some words that name a place, and nothing that happened there: "BATTLE OF KINGSTON" is a heading.
fn is_place(place: &[Token], most: usize) -> bool {
    let words = || place.iter().filter(|token| token.is_word() && token.text.chars().nth(1).is_some());
    let folded = |token: &Token| fold(token.text);
    let Some(first) = words().next() else { return false };
    let opens = !SMALL.contains(&folded(first).as_str()) || PLACING[..3].contains(&folded(first).as_str());
    let links = words().any(|word| matches!(folded(word).as_str(), "of" | "and" | "und" | "et" | "from"));
    let other = words().any(|word| [EVENTS, MODIFIED].iter().any(|list| list.contains(&folded(word).as_str())));
    let named = words().filter(|word| word.text.starts_with(char::is_uppercase)).count() * 2 > words().count();
    opens && named && !links && !other && words().count() <= most && is_made_of_names(place) && ends_as_place(place)
}

/// `Vicksburg, Miss.`, `Hilton Head, S. C.`: a name, then the short name of its state.
fn ends_with_region(place: &[Token]) -> bool {
    let mut words = place.iter().filter(|token| token.is_word()).rev().map(|token| token.text);
    let is_initial = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    match [words.next(), words.next(), words.next()] {
        [Some(last), Some(_), _] if last.starts_with(char::is_uppercase) && is_region(last) => true,
        [Some(last), Some(before), Some(_)] => is_initial(last) && is_initial(before),
        _ => false,
    }
}

/// `Berlin,`: one to three words that are all names.
fn is_plain_place(place: &[Token]) -> bool {
    let mut words = place.iter().filter(|token| token.is_word());
    words.clone().count() <= 3 && words.all(|word| word.text.starts_with(char::is_uppercase))
}

/// Whether further sentences or lines of a text begin with a date that a full stop, a colon or a dash parts from what follows.
fn has_more_entries(text: &str, reader: &Reader) -> bool {
    let end = text.char_indices().nth(ENTRIES_CHARACTERS).map_or(text.len(), |(end, _)| end);
    let tokens = tokens(&text[..end]);
    let entry = |&(at, hit): &(usize, Hit)| {
        let opens =
            at == 0 || tokens[at - 1].is_sign('.') || text[tokens[at - 1].end()..tokens[at].start].contains('\n');
        let stop = tokens.get(at + hit.length).map(|next| next.kind);
        opens && matches!(stop, Some(Kind::Sign('.' | ':' | '—' | '–' | '-')))
    };
    reader.grammar().all(&tokens).filter(entry).nth(1).is_some()
}
