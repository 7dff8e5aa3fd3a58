//! The profile of one entity: how it is named, whom it is mentioned with, and in which sentences.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::build::TimelineOptions;
use super::period::{Period, periods};
use super::referenced::span;
use crate::Result;
use crate::calendar::{Day, Span};
use crate::store::{EntityRow, MENTIONS, MentionRow, Select, Store};

/// What is known of one entity in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The entity, with its totals in all of the run.
    pub entity: EntityRow,
    /// When it is first and last mentioned, on the axis.
    pub period: Option<Period>,
    /// Its surfaces, and how often each stands there: the most frequent first, then by code points.
    pub surfaces: Vec<(String, u64)>,
    /// The entities mentioned in the same sentences and documents: by sentences, then documents, then id.
    pub companions: Vec<Companion>,
    /// Mentions from different documents, evenly spread over time, on the axis; undated ones come last.
    pub examples: Vec<MentionRow>,
}

/// An entity that is mentioned together with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Its id.
    pub entity: String,
    /// Its name.
    pub name: String,
    /// Sentences that mention both.
    pub sentences: u64,
    /// Documents that mention both.
    pub documents: u64,
}

/// How much of a profile is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileLimits {
    /// Companions at most.
    pub companions: usize,
    /// Examples at most.
    pub examples: usize,
}

impl Default for ProfileLimits {
    /// Ten companions, five examples.
    fn default() -> ProfileLimits {
        ProfileLimits { companions: 10, examples: 5 }
    }
}

impl Profile {
    /// The profile of an entity, of the mentions that the options ask for: their axis, their period, and the texts that
    /// count. Where sources count, so do all texts. Who else is mentioned, on the axis `referenced` with a date of the
    /// same period, in these documents keeps it company.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn of(
        store: &Store,
        entity: EntityRow,
        options: &TimelineOptions<'_>,
        limits: ProfileLimits,
    ) -> Result<Profile> {
        let ids = [entity.id.clone()];
        let asked = TimelineOptions { entities: Some(&ids), kind: None, ..*options };
        let own = asked.mentions(store);
        let period = periods(store, &own, asked.axis)?.remove(&entity.id);
        let traces = Traces::read(store, &own)?;
        let companions = companions(store, &entity.id, &traces, (limits.companions, &own))?;
        let examples = examples(store, &own, traces.spread(limits.examples))?;
        Ok(Profile { entity, period, surfaces: traces.surfaces(), companions, examples })
    }
}

/// Where an entity is mentioned.
#[derive(Default)]
struct Traces {
    /// The documents in order, each with its date on the axis (of several, that of its first mention).
    documents: Vec<(String, Option<Span>)>,
    surfaces: BTreeMap<String, u64>,
}

impl Traces {
    fn read(store: &Store, own: &Select) -> Result<Traces> {
        let mut traces = Traces::default();
        let columns = ["document", "published", "surface", "referenced_from", "referenced_to"];
        let mut scan = store.scan(&MENTIONS, &columns, own)?;
        while let Some(row) = scan.next_row()? {
            if traces.documents.last().is_none_or(|(last, _)| last != row.text(0)) {
                let date = if own.told { span(row, 3) } else { row.span(1) };
                traces.documents.push((row.text(0).to_owned(), date));
            }
            match traces.surfaces.get_mut(row.text(2)) {
                Some(count) => *count += 1,
                None => drop(traces.surfaces.insert(row.text(2).to_owned(), 1)),
            }
        }
        Ok(traces)
    }

    fn surfaces(&self) -> Vec<(String, u64)> {
        let mut surfaces: Vec<(String, u64)> = self.surfaces.clone().into_iter().collect();
        // Stable: those of one count stay in the order of their code points.
        surfaces.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        surfaces
    }

    /// Documents evenly spread over the documents in order of time: the first, the last, and some between.
    fn spread(&self, wanted: usize) -> HashSet<String> {
        let mut order: Vec<&(String, Option<Span>)> = self.documents.iter().collect();
        order.sort_by_key(|(_, date)| undated_last(*date));
        let steps = wanted.saturating_sub(1).max(1);
        let at = |step: usize| step * (order.len() - 1) / steps;
        (0..wanted.min(order.len()))
            .map(|step| if wanted >= order.len() { step } else { at(step) })
            .map(|at| order[at].0.clone())
            .collect()
    }
}

fn examples(store: &Store, own: &Select, documents: HashSet<String>) -> Result<Vec<MentionRow>> {
    let select = Select { documents: Some(documents), ..own.clone() };
    let mut examples: Vec<MentionRow> = Vec::new();
    for row in store.mentions(&select)? {
        let row = row?;
        if examples.last().is_none_or(|last| last.document != row.document) {
            examples.push(row);
        }
    }
    let date = |row: &MentionRow| match &row.referenced {
        governing if own.told => governing.as_ref().and_then(|date| date.span),
        _ => row.published,
    };
    examples.sort_by_key(|row| undated_last(date(row)));
    Ok(examples)
}

fn undated_last(date: Option<Span>) -> (bool, Option<(Day, Day)>) {
    (date.is_none(), date.map(|span| (span.from(), span.to())))
}

/// Counts of the entities met in one walk over the mentions.
#[derive(Default)]
struct Meetings {
    numbers: HashMap<String, usize>,
    met: Vec<Companion>,
}

/// A sentence of a document: its field, and where it begins there.
type Sentence = (usize, u64);

impl Meetings {
    fn number(&mut self, entity: &str, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(entity) {
            return number;
        }
        self.numbers.insert(entity.to_owned(), self.met.len());
        self.met.push(Companion { entity: entity.to_owned(), name: name.to_owned(), sentences: 0, documents: 0 });
        self.met.len() - 1
    }

    /// Counts the mentions of one document: for each the number of its entity, and where its sentence stands.
    fn count(&mut self, mentions: &[(usize, Sentence)], own: usize) {
        let sentences: HashSet<Sentence> =
            mentions.iter().filter(|(entity, _)| *entity == own).map(|(_, at)| *at).collect();
        let distinct: HashSet<(usize, Sentence)> = mentions.iter().copied().collect();
        for (entity, _) in distinct.iter().filter(|(_, sentence)| sentences.contains(sentence)) {
            self.met[*entity].sentences += 1;
        }
        for entity in mentions.iter().map(|(entity, _)| *entity).collect::<HashSet<_>>() {
            self.met[entity].documents += 1;
        }
    }
}

fn companions(store: &Store, id: &str, traces: &Traces, (most, own): (usize, &Select)) -> Result<Vec<Companion>> {
    let select = Select {
        entities: None,
        documents: Some(traces.documents.iter().map(|(document, _)| document.clone()).collect()),
        ..own.clone()
    };
    let mut meetings = Meetings::default();
    let own = meetings.number(id, "");
    let mut scan = store.scan(&MENTIONS, &["document", "field", "sentence_start", "entity", "name"], &select)?;
    let (mut document, mut group) = (String::new(), Vec::new());
    while let Some(row) = scan.next_row()? {
        if row.text(0) != document {
            meetings.count(&group, own);
            group.clear();
            row.text(0).clone_into(&mut document);
        }
        // Fields are told apart by the length of their names.
        let sentence = (row.text(1).len(), row.count(2));
        group.push((meetings.number(row.text(3), row.text(4)), sentence));
    }
    meetings.count(&group, own);
    let mut met: Vec<Companion> = meetings.met.into_iter().skip(1).collect();
    met.sort_by(|one, other| {
        let key = |one: &Companion| std::cmp::Reverse((one.sentences, one.documents));
        key(one).cmp(&key(other)).then_with(|| one.entity.cmp(&other.entity))
    });
    met.truncate(most);
    Ok(met)
}
