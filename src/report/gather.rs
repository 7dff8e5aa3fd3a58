//! What the page says of each entity beyond its timeline, collected in one walk over the mentions of the store.

use std::collections::{BTreeMap, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::axes::Axes;
use super::options::ReportOptions;
use super::told::Told;
use crate::Result;
use crate::calendar::{Granularity, Span};
use crate::store::{MENTIONS, Row, Select, Store};
use crate::timeline::CountMode;

/// Sentences of a bucket at most.
pub(super) const SENTENCES: usize = 3;

/// Where a mention lies: the position of its bucket, or after all of them if it lies in none.
pub(super) type Place = usize;

/// What was found of one entity.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Its mentions in the period, of the texts that count.
    pub mentions: u64,
    /// The sources with a mention.
    pub outlets: HashSet<String>,
    /// Documents with at least one of them.
    pub documents: u64,
    /// The dates of the documents with its first and its last dated mention.
    pub period: Option<(Span, Span)>,
    /// Its surfaces, and how often each stands in the documents.
    pub surfaces: BTreeMap<String, u64>,
    /// Whom it was met with, by their numbers.
    pub met: HashMap<usize, Meetings>,
    /// Its sentences, by where they lie on the axis of publication.
    pub groups: BTreeMap<Place, Group>,
    /// Its sentences, by where the dates that govern its mentions lie.
    pub of: BTreeMap<Place, Group>,
    /// Mentions that a date governs, wherever it lies.
    pub governed: u64,
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
    /// The document that counted last: its mentions follow each other.
    last: String,
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
    /// Code points of the sentence before the mention.
    pub in_sentence: u64,
    pub in_title: bool,
    /// Who published the document.
    pub outlet: String,
    /// The date that governs it: what it is, its words, and how it is tied.
    pub of: Option<(Span, String, String)>,
}

/// What was found of the wanted entities, in their order, and who all the others are.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub findings: Vec<Findings>,
    /// The ids and names of all entities that were met, by their numbers. The wanted ones come first.
    pub names: Vec<(String, String)>,
}

const COLUMNS: [&str; 17] = [
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
    "referenced_surface",
    "outlet",
    "furniture",
    "in_sentence",
    "sentence_start",
];

impl Gathered {
    /// Walks over all mentions of the store that count.
    pub(super) fn read(store: &Store, axes: &Axes, options: &ReportOptions) -> Result<Gathered> {
        let mut walk = Walk::new(axes);
        let counted = Select { distinct: axes.mode() == CountMode::Distinct, ..Select::default() };
        let mut scan = store.scan(&MENTIONS, &COLUMNS, &counted)?;
        while let Some(row) = scan.next_row()? {
            if walk.document != row.text(0) {
                walk.next_document(row.text(0), row.span(1), options);
            }
            if walk.place.is_some() && !(axes.mode() == CountMode::Sources && row.flag(14)) {
                walk.take(row);
            }
        }
        walk.finish_document();
        Ok(walk.gathered)
    }
}

/// The walk: what is known of the document that it has come to.
struct Walk<'w> {
    axes: &'w Axes,
    gathered: Gathered,
    wanted: usize,
    numbers: HashMap<String, usize>,
    document: String,
    /// None if the document is outside of the period.
    place: Option<Place>,
    published: Option<Span>,
    /// The document's mentions: entity, and the field and the beginning of the sentence, each once.
    met: HashSet<(usize, (usize, u64))>,
    /// The document's entities.
    seen: HashSet<usize>,
}

impl<'w> Walk<'w> {
    fn new(axes: &'w Axes) -> Walk<'w> {
        let series = &axes.published.timelines.series;
        let names: Vec<_> = series.iter().map(|one| (one.entity.clone(), one.name.clone())).collect();
        Walk {
            axes,
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

    fn next_document(&mut self, id: &str, published: Option<Span>, options: &ReportOptions) {
        self.finish_document();
        id.clone_into(&mut self.document);
        self.place = place(published, self.axes, options);
        self.published = published;
    }

    /// Counts a mention, and keeps its sentence if the lot falls on it.
    fn take(&mut self, row: Row<'_>) {
        let Some(place) = self.place else { return };
        let number = self.number(row.text(2), row.text(3));
        let first = self.seen.insert(number);
        // Fields are told apart by the length of their names.
        self.met.insert((number, (row.text(7).len(), row.count(16))));
        let Some(findings) = self.gathered.findings.get_mut(number) else { return };
        findings.mentions += 1;
        *findings.surfaces.entry(row.text(4).to_owned()).or_default() += 1;
        if !findings.outlets.contains(row.text(13)) {
            findings.outlets.insert(row.text(13).to_owned());
        }
        findings.groups.entry(place).or_default().take(row);
        findings.take_date(row, self.axes);
        if first {
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
    /// Its groups on the axis of publication, then those on the other one.
    pub(super) fn all_groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values().chain(self.of.values())
    }

    /// Counts the date that governs a mention, if one does.
    fn take_date(&mut self, row: Row<'_>, axes: &Axes) {
        let Some(date) = referenced(row) else { return };
        self.governed += 1;
        if let Some(place) = axes.referenced.as_ref().and_then(|axis| axis.position(date)) {
            self.of.entry(place).or_default().take(row);
        }
        // One of the paragraph or of the narrative has no evidence in the sentence that a chronology shows.
        if matches!(row.text(11), "clause" | "sentence") {
            self.told.take(date, row.text(0), lot(row), || Found::new(row));
        }
    }

    fn widen(&mut self, published: Option<Span>) {
        let Some(span) = published else { return };
        let (first, last) = self.period.unwrap_or((span, span));
        let earlier = (span.from(), span.to()) < (first.from(), first.to());
        let later = (span.to(), span.from()) > (last.to(), last.from());
        self.period = Some((if earlier { span } else { first }, if later { span } else { last }));
    }
}

impl Group {
    /// Counts a mention; its document's sentence takes part in the lot once.
    fn take(&mut self, row: Row<'_>) {
        self.mentions += 1;
        if self.documents == 0 || self.last != row.text(0) {
            self.documents += 1;
            row.text(0).clone_into(&mut self.last);
            self.draw(row);
        }
    }

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
            in_sentence: row.count(15),
            in_title: row.text(7) == "title",
            outlet: row.text(13).to_owned(),
            of: referenced(row).map(|date| (date, row.text(12).to_owned(), row.text(11).to_owned())),
        }
    }
}

fn lot(row: Row<'_>) -> u64 {
    xxh3_64(row.text(0).as_bytes())
}

/// The date that governs a mention, if it could be resolved.
fn referenced(row: Row<'_>) -> Option<Span> {
    let granularity = Granularity::from_name(row.optional_text(10)?)?;
    Some(Span::between(row.optional_text(8)?.parse().ok()?, row.optional_text(9)?.parse().ok()?, granularity))
}

/// Where a document lies; none if it is outside of the period.
fn place(published: Option<Span>, axes: &Axes, options: &ReportOptions) -> Option<Place> {
    let beyond = axes.published.timelines.buckets.len();
    let bounded = options.from.is_some() || options.to.is_some();
    let Some(span) = published else { return (!bounded).then_some(beyond) };
    if options.from.is_some_and(|from| span.from() < from) || options.to.is_some_and(|to| span.to() > to) {
        return None;
    }
    Some(axes.published.position(span).unwrap_or(beyond))
}
