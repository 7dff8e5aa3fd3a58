//! A sentence parted into clauses, by punctuation and by the words that begin one (`clauses.txt`), without a parser.
//!
//! A colon, a semicolon, a dash and a relative word always part two; a comma and an "and" only where each side has a
//! date of its own, so that "in Mosul, Raqqa and Tikrit on Friday" stays whole and "Mosul in July, Raqqa in October"
//! does not.

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
    edge: Edge,
}

/// What a place that parts two clauses is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// One clause ends, another begins.
    Between,
    /// A clause begins that stands within another, which goes on behind it: "Mosul, which fell in 2014, was".
    Opens,
    /// Such a clause ends.
    Closes,
}

/// The bytes of a clause.
pub(super) struct Clause {
    /// Without a break.
    pub(super) around: Range<usize>,
    /// Behind a clause that stands within it, or before that; else empty.
    pub(super) other: Range<usize>,
}

impl Clauses {
    /// Parts a sentence; `dates` are its references, in order.
    pub(super) fn of(text: &str, dates: &[Reference], words: &ClauseWords, sentence: Range<usize>) -> Clauses {
        let mut reader =
            Reader { text, dates, words, sentence, hard: Vec::new(), commas: Vec::new(), weak: Vec::new() };
        reader.read();
        reader.close_relative_clauses();
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
        let other = self.behind_inner(next).or_else(|| self.before_inner(next)).unwrap_or(to..to);
        Clause { around: from.max(last)..to.min(first), other }
    }

    /// Where the first clause of the sentence ends.
    pub(super) fn first_end(&self) -> usize {
        self.hard.first().map_or(self.sentence.end, |it| it.at)
    }

    /// Where a clause goes on that breaks off at an edge for a clause within it.
    fn behind_inner(&self, edge: usize) -> Option<Range<usize>> {
        let opens = self.hard.get(edge).filter(|it| it.edge == Edge::Opens)?;
        let closes = self.hard.get(edge + 1).filter(|it| it.edge == Edge::Closes).map(|it| it.at);
        // Without a date within, the next comma is all that tells.
        let comma = || self.commas.get(self.commas.partition_point(|at| *at <= opens.at)).copied();
        let from = closes.or_else(comma)?;
        let next = self.hard.partition_point(|it| it.at <= from);
        Some(from..self.hard.get(next).map_or(self.sentence.end, |it| it.at))
    }

    /// Where a clause began that goes on behind the edge before this one.
    fn before_inner(&self, edge: usize) -> Option<Range<usize>> {
        let closes = edge.checked_sub(1).filter(|at| self.hard[*at].edge == Edge::Closes)?;
        let opens = closes.checked_sub(1)?;
        let from = opens.checked_sub(1).map_or(self.sentence.start, |before| self.hard[before].at);
        Some(from..self.hard[opens].at)
    }
}

/// How far back the beginning of a sentence is looked for, in bytes.
const SENTENCE_REACH: usize = 300;

/// Whether a place stands in a clause that another one of its sentence has led to: "Hatra, which fell in". The first
/// word of a sentence leads to nothing yet: "when Hatra fell in".
pub(super) fn is_subordinate(text: &str, place: usize, words: &ClauseWords) -> bool {
    let before = &text[text.floor_char_boundary(place.saturating_sub(SENTENCE_REACH))..place];
    let begin =
        [". ", "? ", "! ", ".\n", "\n\n"].iter().filter_map(|stop| Some(before.rfind(stop)? + stop.len())).max();
    let mut inside = before[begin.unwrap_or(0)..].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    inside.next();
    inside.any(|word| {
        matches!(
            words.kind(word),
            Some(ClauseWord::Always | ClauseWord::That | ClauseWord::Relative | ClauseWord::UnlessDate)
        )
    })
}

/// Of the weak boundaries those that part: within a clause one between each two dates that have any between them. Where
/// dates come first ("on Friday Mosul fell, on Sunday Raqqa") it is the last before the later date, else the first
/// after the earlier.
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
            '—' => self.part(behind, Edge::Between),
            ';' | ':' if spaced => self.part(behind, Edge::Between),
            '–' | '-' if spaced && self.text[..at].ends_with(' ') => self.part(behind, Edge::Between),
            _ => {}
        }
    }

    fn part(&mut self, at: usize, edge: Edge) {
        if self.hard.last().is_none_or(|last| last.at < at) {
            self.hard.push(Hard { at, edge });
        }
    }

    fn word(&mut self, place: Range<usize>) {
        let at = place.start;
        if self.in_date(at) {
            return;
        }
        let Some(kind) = self.words.kind(&self.text[place.clone()]) else { return self.participle(place) };
        let (parts, relative) = match kind {
            ClauseWord::Always | ClauseWord::That => (true, false),
            ClauseWord::Relative => (true, true),
            ClauseWord::UnlessDate => (!self.stands_before_date(place.end), false),
            ClauseWord::AfterComma => (self.follows_comma(at), false),
            ClauseWord::VerbLast => (self.follows_comma(at) && self.ends_with_verb(place.end), true),
            ClauseWord::Pronoun => (self.follows_noun(at), false),
            ClauseWord::Between => return self.weak.push(at),
            ClauseWord::Report => return self.report(at),
            ClauseWord::Participle => return self.participle(place),
            _ => return,
        };
        if parts {
            self.part(at, if relative && self.follows_comma(at) { Edge::Opens } else { Edge::Between });
        }
    }

    /// Parts a participle and its date from the clause whose noun they describe: "a man born in 1980 was shot".
    fn participle(&mut self, place: Range<usize>) {
        let word = &self.text[place.clone()];
        let known = self.words.kind(word) == Some(ClauseWord::Participle);
        let is_one = known || looks_like_participle(word);
        if !is_one || !self.stands_before_date(place.end) {
            return;
        }
        let end = self.next_date(place.end).map_or(self.sentence.end, |date| date.end);
        if self.verb_follows(end) && !self.follows_auxiliary(place.start) {
            self.part(place.start, Edge::Opens);
            self.part(end, Edge::Closes);
        }
    }

    /// Whether a verb with a subject before it stands right behind a place.
    fn verb_follows(&self, end: usize) -> bool {
        let rest = &self.text[end..self.sentence.end.max(end)];
        let word = rest.trim_start_matches(' ').split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let kind = self.words.kind(word);
        rest.starts_with(' ')
            && (looks_like_participle(word)
                || matches!(kind, Some(ClauseWord::Auxiliary | ClauseWord::Participle | ClauseWord::Report)))
    }

    fn follows_auxiliary(&self, at: usize) -> bool {
        let before = self.text[self.sentence.start..at].trim_end();
        let mut words = before.rsplit(' ').take(2);
        words.any(|word| self.words.kind(word) == Some(ClauseWord::Auxiliary))
    }

    /// Whether a plain word stands before a place, with nothing between but a space: a noun, mostly.
    fn follows_noun(&self, at: usize) -> bool {
        let Some(before) = self.text[self.sentence.start..at].strip_suffix(' ') else { return false };
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && matches!(self.words.kind(word), None | Some(ClauseWord::Report))
    }

    /// Parts who said it from what was said, in a sentence that ends with it.
    fn report(&mut self, at: usize) {
        let Some(&comma) = self.commas.last() else { return };
        let subject = self.text[comma..at].split_whitespace().count();
        if (1..=SPEAKERS).contains(&subject) {
            self.part(comma, Edge::Between);
        }
    }

    /// A relative clause behind a comma that tells a date ends at the next comma: what follows belongs to what it
    /// stands within.
    fn close_relative_clauses(&mut self) {
        let mut closing = Vec::new();
        for (at, opens) in self.hard.iter().enumerate().filter(|(_, it)| it.edge == Edge::Opens) {
            let to = self.hard.get(at + 1).map_or(self.sentence.end, |next| next.at);
            let date = self.next_date(opens.at).filter(|date| date.end < to);
            let comma = date.and_then(|date| self.commas.iter().find(|comma| **comma > date.end && **comma < to));
            closing.extend(comma.map(|comma| Hard { at: *comma, edge: Edge::Closes }));
        }
        self.hard.extend(closing);
        self.hard.sort_by_key(|it| it.at);
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

/// Whether a word ends as most participles do. Shorter ones seldom are one: "red", "need".
pub(super) fn looks_like_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// So many words name who said something: "the ministry of defence".
const SPEAKERS: usize = 5;
