//! A sentence parted into clauses, by punctuation and by the words that begin one (`clauses.txt`), without a parser.
//!
//! A colon, a semicolon, a dash and a relative word always part two; a comma and an "and" only where each side has a date
//! of its own, so that "in Mosul, Raqqa and Tikrit on Friday" stays whole and "Mosul in July, Raqqa in October" does not.

use std::ops::Range;

use super::lang::{ClauseWord, ClauseWords};
use super::reference::Reference;

/// Between a preposition and its date there is little more than an article: "after the summer of 2014".
const PREPOSITION_REACH: usize = 8;

/// The clauses of one sentence.
pub(super) struct Clauses {
    /// The bytes of the sentence.
    pub(super) sentence: Range<usize>,
    /// Where two clauses part whatever stands in them, in order.
    hard: Vec<Hard>,
    /// Right behind each comma.
    commas: Vec<usize>,
    /// Where two clauses part because each has a date, in order.
    parting: Vec<usize>,
}

/// A place that parts two clauses whatever stands in them.
#[derive(Clone, Copy, Debug)]
struct Hard {
    at: usize,
    /// Whether a relative clause begins here that a comma parts from what goes on behind it.
    relative: bool,
}

/// The bytes of a clause.
pub(super) struct Clause {
    /// Without a break.
    pub(super) around: Range<usize>,
    /// Behind a relative clause that stands within it; else empty.
    pub(super) goes_on: Range<usize>,
}

impl Clauses {
    /// Parts a sentence; `dates` are its references, in order.
    pub(super) fn of(text: &str, dates: &[Reference], words: &ClauseWords, sentence: Range<usize>) -> Clauses {
        let mut reader =
            Reader { text, dates, words, sentence, hard: Vec::new(), commas: Vec::new(), weak: Vec::new() };
        reader.read();
        let Reader { hard, commas, weak, sentence, .. } = reader;
        let parting = parting(text, dates, &hard, &weak, &sentence);
        Clauses { sentence, hard, commas, parting }
    }

    /// The clause that holds a place of the sentence.
    pub(super) fn around(&self, place: usize) -> Clause {
        let next = self.hard.partition_point(|it| it.at <= place);
        let from = next.checked_sub(1).map_or(self.sentence.start, |last| self.hard[last].at);
        let to = self.hard.get(next).map_or(self.sentence.end, |it| it.at);
        let parted = self.parting.partition_point(|at| *at <= place);
        let last = parted.checked_sub(1).map_or(from, |last| self.parting[last]);
        let first = self.parting.get(parted).map_or(to, |at| *at);
        Clause { around: from.max(last)..to.min(first), goes_on: self.behind_relative_clause(next) }
    }

    /// Where a clause goes on that breaks off at a place for a relative clause between commas; empty if it does not.
    fn behind_relative_clause(&self, hard: usize) -> Range<usize> {
        let end = self.sentence.end;
        let Some(relative) = self.hard.get(hard).filter(|it| it.relative) else { return end..end };
        let closing = self.commas.partition_point(|at| *at <= relative.at);
        let from = self.commas.get(closing).map_or(end, |at| *at);
        let next = self.hard.partition_point(|it| it.at <= from);
        from..self.hard.get(next).map_or(end, |it| it.at)
    }
}

/// Of the weak boundaries those that part: within a clause one between each two dates that have any between them. Where
/// dates come first ("on Friday Mosul fell, on Sunday Raqqa") it is the last before the later date, else the first after the
/// earlier.
fn parting(text: &str, dates: &[Reference], hard: &[Hard], weak: &[usize], sentence: &Range<usize>) -> Vec<usize> {
    let mut parting = Vec::new();
    let starts = std::iter::once(sentence.start).chain(hard.iter().map(|it| it.at));
    let ends = hard.iter().map(|it| it.at).chain([sentence.end]);
    let mut rest = dates;
    for (from, to) in starts.zip(ends) {
        rest = &rest[rest.partition_point(|date| date.start < from)..];
        let (own, later) = rest.split_at(rest.partition_point(|date| date.start < to));
        rest = later;
        let leads = own.first().is_some_and(|date| text[from..date.start].split_whitespace().nth(2).is_none());
        parting.extend(own.windows(2).filter_map(|pair| {
            let first = weak.partition_point(|at| *at < pair[0].end);
            let after = weak.partition_point(|at| *at <= pair[1].start);
            if first == after { None } else { Some(weak[if leads { after - 1 } else { first }]) }
        }));
    }
    parting
}

/// Reads a sentence for all places where clauses may part; none inside of a date.
struct Reader<'a> {
    text: &'a str,
    dates: &'a [Reference],
    words: &'a ClauseWords,
    sentence: Range<usize>,
    hard: Vec<Hard>,
    commas: Vec<usize>,
    /// Where clauses part if each has a date: behind commas, and before "and".
    weak: Vec<usize>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let (text, start) = (self.text, self.sentence.start);
        let inside = &text[self.sentence.clone()];
        let mut word = None;
        for (offset, character) in inside.char_indices().chain([(inside.len(), ' ')]) {
            let at = start + offset;
            if character.is_alphanumeric() || matches!(character, '\'' | '’') {
                word = word.or(Some(at));
                continue;
            }
            if let Some(begin) = word.take() {
                self.word(begin..at);
            }
            if character != ' ' && !self.in_date(at + character.len_utf8()) {
                self.mark(character, at);
            }
        }
    }

    /// The first date that ends behind a place.
    fn next_date(&self, at: usize) -> Option<&Reference> {
        self.dates.get(self.dates.partition_point(|date| date.end <= at))
    }

    fn in_date(&self, at: usize) -> bool {
        self.next_date(at).is_some_and(|date| date.start < at)
    }

    fn mark(&mut self, character: char, at: usize) {
        let behind = at + character.len_utf8();
        let spaced = self.text[behind..].starts_with([' ', '\n']);
        match character {
            ',' => {
                self.commas.push(behind);
                self.weak.push(behind);
            }
            '—' => self.hard.push(Hard { at: behind, relative: false }),
            ';' | ':' if spaced => self.hard.push(Hard { at: behind, relative: false }),
            '–' | '-' if spaced && self.text[..at].ends_with(' ') => {
                self.hard.push(Hard { at: behind, relative: false });
            }
            _ => {}
        }
    }

    fn word(&mut self, place: Range<usize>) {
        let at = place.start;
        let Some(kind) = self.words.kind(&self.text[place.clone()]).filter(|_| !self.in_date(at)) else { return };
        let (always, relative) = match kind {
            ClauseWord::Always => (true, false),
            ClauseWord::Relative => (true, true),
            ClauseWord::UnlessDate => (!self.stands_before_date(place.end), false),
            ClauseWord::AfterComma => (self.follows_comma(at), false),
            ClauseWord::VerbLast => (self.follows_comma(at) && self.ends_with_verb(place.end), true),
            ClauseWord::Between => return self.weak.push(at),
        };
        if always {
            self.hard.push(Hard { at, relative: relative && self.follows_comma(at) });
        }
    }

    fn stands_before_date(&self, end: usize) -> bool {
        let next = self.dates.get(self.dates.partition_point(|date| date.start < end));
        next.is_some_and(|date| date.start - end <= PREPOSITION_REACH)
    }

    /// Whether a comma stands before a place, or before the one word between: ", in which".
    fn follows_comma(&self, at: usize) -> bool {
        let before = self.text[self.sentence.start..at].trim_end();
        let word = before.rfind(|c: char| !c.is_alphanumeric()).map_or(before, |mark| &before[mark..]).trim_start();
        let small = word.starts_with(char::is_lowercase);
        before.ends_with(',') || (small && before[..before.len() - word.len()].trim_end().ends_with(','))
    }

    /// Whether the last word before the next comma, or the end of the sentence, is no noun: it has a small letter.
    fn ends_with_verb(&self, from: usize) -> bool {
        let to = self.sentence.end.min(self.text.floor_char_boundary(from + VERB_REACH));
        let rest = &self.text[from..to];
        let end = rest.find([',', ';']).or((to == self.sentence.end).then_some(rest.len()));
        let last = end.and_then(|end| rest[..end].split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()));
        last.is_some_and(|word| word.starts_with(char::is_lowercase))
    }
}

/// A clause whose verb comes last is no longer, in bytes.
const VERB_REACH: usize = 400;
