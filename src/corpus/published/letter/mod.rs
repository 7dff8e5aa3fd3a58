//! Heads of letters, telegrams and orders: `Camp near Richmond, Va., June 3, 1864.`, and the same at their foot.
//!
//! They are told from a sentence with a date in it by the want of any word that is no part of a name, by how they
//! begin, and by what ends them. Where the shape is all that tells, the date is taken only from the first words of a
//! text, and with a doubt; where it may be another's, it is none: a wrong day of publication is worse than none.

mod foot;
mod place;
mod shape;
mod words;

#[cfg(test)]
mod tests;

use super::grammar::Hit;
use super::head::reading;
use super::tokens::{Kind, Token, tokens};
use super::value::{Reader, Reading};

pub(super) use foot::date_of_foot;
use foot::is_signed;
use shape::{Mark, mark, starts};

/// In so much of a text is the head looked for.
const CHARACTERS: usize = 400;
/// What is said of a date that stands at the head of a letter, but not of the text.
const INNER: &str = "it stands at the head of a letter that something else goes before";
/// So far a text is looked through for further dated entries.
const ENTRIES_CHARACTERS: usize = 20_000;

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

/// Whether further sentences or lines of a text begin with a date that a full stop, a colon or a dash parts from what
/// follows.
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
