//! What the page says of each entity beyond its timeline, collected in one walk over the mentions of the store.

use std::collections::{BTreeMap, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::options::ReportOptions;
use super::told::Told;
use crate::Result;
use crate::calendar::{Bucket, Granularity, Span};
use crate::store::{MENTIONS, Row, Select, Store};
use crate::timeline::Timelines;

/// Sentences of a bucket at most.
pub(super) const SENTENCES: usize = 3;

/// Where a mention lies: the position of its bucket, or after all of them if it lies in none.
pub(super) type Place = usize;

/// What was found of one entity.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Its mentions in the period.
    pub mentions: u64,
    /// Documents with at least one of them.
    pub documents: u64,
    /// The dates of the documents with its first and its last dated mention.
    pub period: Option<(Span, Span)>,
    /// Its surfaces, and how often each stands in the documents.
    pub surfaces: BTreeMap<String, u64>,
    /// Whom it was met with, by their numbers.
    pub met: HashMap<usize, Meetings>,
    /// Its sentences, by where they lie.
    pub groups: BTreeMap<Place, Group>,
    /// The dates that its sentences name.
    pub told: Told,
}

/// How often two entities were met together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meetings {
    /// Documents that mention both.
    pub documents: u64,
    /// Sentences that mention both.
    pub sentences: u64,
}

/// The mentions of an entity in one bucket.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub mentions: u64,
    pub documents: u64,
    /// The sentences that were chosen, in the order in which they are shown first if room is short.
    pub sentences: Vec<Found>,
}

/// A mention that is shown.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// By this the sentences of a bucket are drawn: a hash of the document's id, which favours no source and no day.
    pub lot: u64,
    pub document: String,
    pub surface: String,
    pub rule: String,
    pub sentence: String,
    pub in_title: bool,
}

/// What was found of the wanted entities, in their order, and who all the others are.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub findings: Vec<Findings>,
    /// The ids and names of all entities that were met, by their numbers. The wanted ones come first.
    pub names: Vec<(String, String)>,
}

const COLUMNS: [&str; 12] = [
    "document",
    "published",
    "entity",
    "name",
    "surface",
    "rule",
    "sentence",
    "field",
    "referenced_from",
    "referenced_to",
    "referenced_granularity",
    "referenced_rule",
];

impl Gathered {
    /// Walks over all mentions of the store.
    pub(super) fn read(store: &Store, timelines: &Timelines, options: &ReportOptions) -> Result<Gathered> {
        let mut walk = Walk::new(timelines);
        let all = Select::default();
        let mut scan = store.scan(&MENTIONS, &COLUMNS, &all)?;
        while let Some(row) = scan.next_row()? {
            if walk.document != row.text(0) {
                walk.next_document(row.text(0), row.span(1), timelines, options);
            }
            if walk.place.is_some() {
                walk.take(row);
            }
        }
        walk.finish_document();
        Ok(walk.gathered)
    }
}

/// The walk: what is known of the document that it has come to.
struct Walk {
    gathered: Gathered,
    wanted: usize,
    numbers: HashMap<String, usize>,
    document: String,
    /// None if the document is outside of the period.
    place: Option<Place>,
    published: Option<Span>,
    /// The document's mentions: entity and the hash of the sentence, each once.
    met: HashSet<(usize, u64)>,
    /// The document's entities.
    seen: HashSet<usize>,
}

impl Walk {
    fn new(timelines: &Timelines) -> Walk {
        let names: Vec<_> = timelines.series.iter().map(|one| (one.entity.clone(), one.name.clone())).collect();
        Walk {
            wanted: names.len(),
            numbers: names.iter().enumerate().map(|(at, (id, _))| (id.clone(), at)).collect(),
            gathered: Gathered { findings: names.iter().map(|_| Findings::default()).collect(), names },
            document: String::new(),
            place: None,
            published: None,
            met: HashSet::new(),
            seen: HashSet::new(),
        }
    }

    fn next_document(&mut self, id: &str, published: Option<Span>, timelines: &Timelines, options: &ReportOptions) {
        self.finish_document();
        id.clone_into(&mut self.document);
        self.place = place(published, timelines, options);
        self.published = published;
    }

    /// Counts a mention, and keeps its sentence if the lot falls on it.
    fn take(&mut self, row: Row<'_>) {
        let Some(place) = self.place else { return };
        let number = self.number(row.text(2), row.text(3));
        let first = self.seen.insert(number);
        self.met.insert((number, xxh3_64(row.text(6).as_bytes())));
        let Some(findings) = self.gathered.findings.get_mut(number) else { return };
        findings.mentions += 1;
        *findings.surfaces.entry(row.text(4).to_owned()).or_default() += 1;
        if let Some(date) = referenced(row) {
            findings.told.take(date, row.text(0), lot(row), || Found::new(row));
        }
        let group = findings.groups.entry(place).or_default();
        group.mentions += 1;
        if first {
            group.documents += 1;
            group.draw(row);
            findings.documents += 1;
            findings.widen(self.published);
        }
    }

    fn number(&mut self, id: &str, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.gathered.names.len();
        self.numbers.insert(id.to_owned(), number);
        self.gathered.names.push((id.to_owned(), name.to_owned()));
        number
    }

    /// Counts who was met with whom in the document.
    fn finish_document(&mut self) {
        for &own in self.seen.iter().filter(|number| **number < self.wanted) {
            let met = &mut self.gathered.findings[own].met;
            for &other in self.seen.iter().filter(|other| **other != own) {
                met.entry(other).or_default().documents += 1;
            }
            for (other, sentence) in self.met.iter().filter(|(other, _)| *other != own) {
                if self.met.contains(&(own, *sentence)) {
                    met.entry(*other).or_default().sentences += 1;
                }
            }
        }
        self.met.clear();
        self.seen.clear();
    }
}

impl Findings {
    fn widen(&mut self, published: Option<Span>) {
        let Some(span) = published else { return };
        let (first, last) = self.period.unwrap_or((span, span));
        let earlier = (span.from(), span.to()) < (first.from(), first.to());
        let later = (span.to(), span.from()) > (last.to(), last.from());
        self.period = Some((if earlier { span } else { first }, if later { span } else { last }));
    }
}

impl Group {
    fn draw(&mut self, row: Row<'_>) {
        let lot = lot(row);
        let full = self.sentences.len() >= SENTENCES;
        if full && self.sentences.last().is_some_and(|last| last.lot <= lot) {
            return;
        }
        // Copies of one story say nothing that the first does not.
        if self.sentences.iter().any(|known| known.sentence == row.text(6)) {
            return;
        }
        let at = self.sentences.partition_point(|known| known.lot <= lot);
        self.sentences.insert(at, Found::new(row));
        self.sentences.truncate(SENTENCES);
    }
}

impl Found {
    fn new(row: Row<'_>) -> Found {
        Found {
            lot: lot(row),
            document: row.text(0).to_owned(),
            surface: row.text(4).to_owned(),
            rule: row.text(5).to_owned(),
            sentence: row.text(6).to_owned(),
            in_title: row.text(7) == "title",
        }
    }
}

fn lot(row: Row<'_>) -> u64 {
    xxh3_64(row.text(0).as_bytes())
}

/// The date that governs a mention, if it could be resolved and stands in the mention's own sentence: one of the paragraph
/// or of the narrative has no evidence in the sentence that the page shows.
fn referenced(row: Row<'_>) -> Option<Span> {
    row.optional_text(11).filter(|rule| matches!(*rule, "clause" | "sentence"))?;
    let granularity = Granularity::from_name(row.optional_text(10)?)?;
    Some(Span::between(row.optional_text(8)?.parse().ok()?, row.optional_text(9)?.parse().ok()?, granularity))
}

/// Where a document lies; none if it is outside of the period.
fn place(published: Option<Span>, timelines: &Timelines, options: &ReportOptions) -> Option<Place> {
    let beyond = timelines.buckets.len();
    let bounded = options.from.is_some() || options.to.is_some();
    let Some(span) = published else { return (!bounded).then_some(beyond) };
    if options.from.is_some_and(|from| span.from() < from) || options.to.is_some_and(|to| span.to() > to) {
        return None;
    }
    let bucket = Bucket::holding(span.from(), timelines.size);
    let found = (span.to() <= bucket.to()).then(|| timelines.buckets.binary_search(&bucket).ok()).flatten();
    Some(found.unwrap_or(beyond))
}
