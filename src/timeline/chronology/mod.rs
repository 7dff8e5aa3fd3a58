//! The chronology: the dated sentences themselves, in the order of the dates that they speak of, and the days that
//! matter most.
//!
//! Each date that a sentence names is an entry; near-identical sentences about the same days are folded into one
//! (`fold`); each single day has a score (`score`).

mod fold;
mod score;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::Result;
use crate::calendar::{Day, Span};
use crate::store::{DOCUMENTS, DateRow, Select, Store};
use crate::temporal::DATELINE;

use super::no_references;
use fold::Folding;
pub use score::DayScore;
use score::Votes;

/// Which part of a chronology is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChronologyOptions {
    /// Only sentences that mention one of these entities, by id.
    pub entities: Option<HashSet<String>>,
    /// Only these documents, by id.
    pub documents: Option<HashSet<String>>,
    /// Only what is told of this day and later.
    pub from: Option<Day>,
    /// Only what is told of this day and earlier.
    pub to: Option<Day>,
    /// Only sentences about so many days, those with the highest scores.
    pub top_days: Option<usize>,
    /// Only the days with their scores: no sentence is kept in memory.
    pub days_only: bool,
}

impl ChronologyOptions {
    fn documents(&self) -> Select {
        Select { documents: self.documents.clone(), ..Select::default() }
    }

    fn holds(&self, span: Span) -> bool {
        self.from.is_none_or(|from| from <= span.from()) && self.to.is_none_or(|to| span.to() <= to)
    }

    fn wants(&self, row: &DateRow) -> bool {
        self.entities.as_ref().is_none_or(|wanted| row.entities.iter().any(|entity| wanted.contains(entity)))
    }
}

/// One dated sentence, with its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The days that it speaks of.
    pub span: Span,
    /// The date reference in it that says so, with its place.
    pub date: DateRow,
    /// Days from what it speaks of to its publication: 0 if it was published in that time, negative if before it. None
    /// if it is undated.
    pub distance: Option<i64>,
    /// The documents that have the sentence or one hardly different, this one's first, each once.
    pub documents: Vec<String>,
    /// The place of its day among the days by their scores, from 1; only of a single day.
    pub rank: Option<usize>,
}

/// The dated sentences of a run, and the days that matter most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chronology {
    /// In the order of the days that they speak of; of equals the shorter span, then the earlier published.
    pub entries: Vec<Entry>,
    /// By falling score, of equals the earlier first.
    pub days: Vec<DayScore>,
    /// References of the wanted sentences that name no days.
    pub unresolved: u64,
    /// Days on which reports say that they were filed, "RAQQA, Oct. 19 (Reuters) -": of these nothing is told by them.
    pub filed: u64,
    /// Lines that are nothing but a date, such as "Monday, October 17, 2016" over an article: they are no entries, for
    /// they tell nothing; their day has their vote.
    pub bare: u64,
}

impl Chronology {
    /// Reads the chronology of a run. The sentences that are asked for are in memory at once, and no others.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`](crate::ErrorKind::Usage) when the run was built without date references,
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn read(store: &Store, options: &ChronologyOptions) -> Result<Chronology> {
        if store.manifest().dates.is_none() {
            return Err(no_references());
        }
        let Told { rows, votes, unresolved, filed, bare } = Told::read(store, options)?;
        let mut days = votes.ranked();
        days.retain(|day| options.holds(Span::day(day.day)));
        let ranks: HashMap<Day, usize> = days.iter().enumerate().map(|(at, day)| (day.day, at + 1)).collect();
        let rank = |span: Span| (span.days() == 1).then(|| ranks.get(&span.from()).copied()).flatten();
        let mut entries = entries(rows);
        entries.iter_mut().for_each(|entry| entry.rank = rank(entry.span));
        if let Some(top) = options.top_days {
            entries.retain(|entry| entry.rank.is_some_and(|rank| rank <= top));
            days.truncate(top);
        }
        Ok(Chronology { entries, days, unresolved, filed, bare })
    }
}

/// What the dated sentences of a run come to.
#[derive(Default)]
struct Told {
    /// Those of the period, in the order of the corpus; none if days alone are wanted.
    rows: Vec<(Span, DateRow)>,
    /// The votes of all of them: the period asked for does not change a score.
    votes: Votes,
    unresolved: u64,
    filed: u64,
    bare: u64,
}

impl Told {
    /// Reads documents and dates side by side, for both are in the order of the corpus: no more than one document's
    /// dates, and what is shown, is kept.
    fn read(store: &Store, options: &ChronologyOptions) -> Result<Told> {
        let concerned: Option<BTreeSet<String>> = match &options.entities {
            None => None,
            Some(ids) => Some(documents_mentioning(store, ids)?),
        };
        let all = options.documents();
        let mut documents = store.scan(&DOCUMENTS, &["document", "published"], &all)?;
        let mut dates = store.dates(&all)?.peekable();
        let mut told = Told::default();
        while let Some(document) = documents.next_row()? {
            let id = document.text(0);
            let mut own = Vec::new();
            while let Some(row) = dates.next_if(|row| row.as_ref().map_or(true, |row| row.document == id)) {
                own.push(row?);
            }
            own.retain(|row| options.wants(row));
            told.unresolved += own.iter().filter(|row| row.span.is_none()).count() as u64;
            told.filed += own.extract_if(.., |row| row.rule == DATELINE).count() as u64;
            own.retain(|row| row.span.is_some());
            if concerned.as_ref().is_none_or(|ids| ids.contains(id)) {
                told.votes.document(document.span(1), own.iter());
            }
            if !options.days_only {
                told.show(own, options);
            }
        }
        Ok(told)
    }
}

impl Told {
    /// Keeps what is to be shown of a document's dated sentences.
    fn show(&mut self, own: Vec<DateRow>, options: &ChronologyOptions) {
        let within = own.into_iter().filter_map(|row| Some((row.span.filter(|span| options.holds(*span))?, row)));
        let (bare, shown): (Vec<_>, Vec<_>) = within.partition(|(_, row)| is_bare(&row.sentence, &row.surface));
        self.bare += bare.len() as u64;
        self.rows.extend(shown);
    }
}

/// Whether a sentence says nothing but its date, and the time of day.
fn is_bare(sentence: &str, surface: &str) -> bool {
    let rest = sentence.split(surface);
    let mut words =
        rest.flat_map(|part| part.split(|letter: char| !letter.is_alphanumeric())).filter(|word| !word.is_empty());
    !surface.is_empty() && words.all(is_of_a_clock)
}

/// Whether a word beside a date says nothing but the time of day: "11.40 a.m.", "9 o'clock", "at noon".
fn is_of_a_clock(word: &str) -> bool {
    let figures = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let (number, unit) = word.split_at(figures.len());
    let is_number = number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (unit.is_empty() || is_clock_word(&unit.to_lowercase()))
}

fn is_clock_word(word: &str) -> bool {
    let lines = include_str!("clock.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).any(|known| known == word)
}

fn documents_mentioning(store: &Store, entities: &HashSet<String>) -> Result<BTreeSet<String>> {
    let select = Select { entities: Some(entities.clone()), ..Select::default() };
    let mut scan = store.scan(&crate::store::MENTIONS, &["document"], &select)?;
    let mut documents = BTreeSet::new();
    while let Some(row) = scan.next_row()? {
        if !documents.contains(row.text(0)) {
            documents.insert(row.text(0).to_owned());
        }
    }
    Ok(documents)
}

/// The sentences, folded and in order.
fn entries(mut rows: Vec<(Span, DateRow)>) -> Vec<Entry> {
    let published = |row: &DateRow| row.published.map_or(Day::MAX, Span::from);
    // Stable: of equals the order of the corpus stays.
    rows.sort_by_key(|(span, row)| (span.from(), span.to(), published(row)));
    let mut entries: Vec<Entry> = Vec::new();
    for group in rows.chunk_by(|(one, _), (other, _)| (one.from(), one.to()) == (other.from(), other.to())) {
        let mut folding = Folding::default();
        let first = entries.len();
        for (span, row) in group {
            match folding.find_or_add(&row.sentence) {
                Some(known) => entries[first + known].add_copy(&row.document),
                None => entries.push(Entry::new(*span, row.clone())),
            }
        }
    }
    entries
}

impl Entry {
    fn new(span: Span, date: DateRow) -> Entry {
        let distance = date.published.map(|published| distance(span, published));
        Entry { span, distance, documents: vec![date.document.clone()], date, rank: None }
    }

    fn add_copy(&mut self, document: &str) {
        // The sentences of a document stand together among those of one day: its own copies are behind each other.
        if self.documents.last().is_none_or(|last| last != document) {
            self.documents.push(document.to_owned());
        }
    }
}

fn distance(told: Span, published: Span) -> i64 {
    if published.from() > told.to() {
        published.from().days_since(told.to())
    } else if published.to() < told.from() {
        published.to().days_since(told.from())
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_a_clock_is_bare() {
        for (sentence, bare) in [
            ("January 23 , 1864-11.40 a.m.", true),
            ("January 23 , 1864, 9 o'clock", true),
            ("January 23 , 1864 at 11:40 PM GMT", true),
            ("January 23 , 1864: 400 men", false),
            ("January 23 , 1864, Nashville", false),
        ] {
            assert_eq!(is_bare(sentence, "January 23 , 1864"), bare, "{sentence}");
        }
    }

    #[test]
    fn distance_is_from_the_near_ends() {
        for (told, published, days) in [
            ("2017-10-17", "2017-10-20", 3),
            ("2017-10", "2017-10-20", 0),
            ("2017-10-17", "2017-10-17", 0),
            ("2017-10-20", "2017-10-17", -3),
            ("2016", "2017-01-02", 2),
        ] {
            assert_eq!(distance(told.parse().unwrap(), published.parse().unwrap()), days, "{told} {published}");
        }
    }
}
