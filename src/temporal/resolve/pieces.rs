//! Texts that hold several pieces, each under a head of its own that says who wrote it and when: "5 June 2016 | By Jane
//! Doe".

use crate::calendar::{Day, Span};

use super::super::grammar::{Candidate, Grammar};
use super::super::lang::{Class, Reading};
use super::super::reference::Genre;
use super::super::token::{Numeric, Token};
use super::Resolver;
use super::clock::Clock;
use super::weekday::BY;

/// Where a piece begins, and the day that its head gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The candidate that is its day.
    candidate: usize,
    day: Day,
}

/// The line of a head has no more bytes on either side of its day.
const LINE: usize = 80;

/// The heads of a text, in order; none if they do not name two days.
pub(super) fn pieces(grammar: &Grammar<'_, '_>, candidates: &[Candidate<'_>]) -> Vec<Piece> {
    let heads = candidates.iter().enumerate().filter(|(_, one)| heads_a_piece(grammar, one));
    let pieces: Vec<Piece> = heads.filter_map(|(at, one)| Some(Piece { candidate: at, day: day_of(one)? })).collect();
    let several = pieces.iter().any(|piece| piece.day != pieces[0].day);
    if several { pieces } else { Vec::new() }
}

/// The day that a date names by itself.
fn day_of(date: &Candidate<'_>) -> Option<Day> {
    let parts = &date.groups[0].parts;
    match (date.rule.reading, parts.numeric) {
        (Reading::Calendar, None) => Day::new(parts.year?, parts.month?, parts.day?),
        (Reading::Numeric, Some(Numeric::Day(year, month, day))) => Day::new(year, month, day),
        _ => None,
    }
}

/// Whether a date stands in a line with names alone, and with "by" before one.
fn heads_a_piece(grammar: &Grammar<'_, '_>, date: &Candidate<'_>) -> bool {
    let Grammar { language, text, tokens } = *grammar;
    let [group] = &date.groups[..] else { return false };
    let Some((start, end)) = line(text, tokens.list[group.first].start, tokens.list[group.last].end) else {
        return false;
    };
    let before = tokens.list[..group.first].iter().rev().take_while(|token| token.start >= start);
    let after = tokens.list[group.last + 1..].iter().take_while(|token| token.end <= end);
    let by = |token: &Token| language.lexicon.entry(token.word).value(Class::Preposition) == BY;
    let named =
        |token: &Token| token.is_mark() || token.capital() || token.numeral_form() || token.is(Class::Preposition);
    // "By Jane Doe", and no "Payment by 12 July".
    let all = &tokens.list;
    let signed = |at: usize| by(&all[at]) && all.get(at + 1).is_some_and(|next| next.capital() && next.end <= end);
    let (first, last) = (group.first - before.clone().count(), group.last + after.clone().count());
    let is_signed = (first..group.first).chain(group.last + 1..=last).any(signed);
    is_signed && before.chain(after).all(|token| named(token) || token.is(Class::Meridiem))
}

/// The line that a date stands in, if it is short.
fn line(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let before = bytes[..start].iter().rev().take(LINE + 1).position(|byte| *byte == b'\n');
    let after = bytes[end..].iter().take(LINE + 1).position(|byte| *byte == b'\n');
    let from = before.map(|far| start - far).or((start <= LINE).then_some(0))?;
    let to = after.map(|far| end + far).or((bytes.len() - end <= LINE).then_some(bytes.len()))?;
    Some((from, to))
}

impl<'l> Resolver<'_, 'l, '_> {
    /// Goes over to the piece that begins with a candidate, if one does: from there on all counts from its day, and
    /// what was told before is another story.
    pub(super) fn begin_piece(&mut self, candidate: usize) {
        let Some(piece) = self.pieces.next_if(|piece| piece.candidate == candidate) else { return };
        if self.genre != Genre::News {
            return;
        }
        (self.published, self.written) = (Some(Span::day(piece.day)), Some(self.references.len()));
        let first_year = self.clock.first_year;
        self.clock = Clock::default();
        self.clock.first_year = first_year;
        (self.dateline, self.head, self.ahead, self.today) = (None, None, None, None);
    }
}
