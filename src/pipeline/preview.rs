//! What a run would date how, before there is a run: where each date comes from, what is doubtful, what has none.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::doubts::Doubts;
use super::notes::of_corpus;
use super::yearless::{Evidence, Sighting};
use super::{Progress, workers};
use crate::Result;
use crate::calendar::{Bucket, BucketSize, Span};
use crate::corpus::{Block, Corpus, DateSource, Document, Item, Skip, first_date, publisher_of, single_notes};
use crate::corrections::Corrections;

/// How many documents stand as examples of a doubt.
const EXAMPLES: usize = 3;
/// Kinds of doubt beyond so many are counted together.
const KINDS: usize = 200;
/// What the doubts beyond [`KINDS`] are called.
const OTHER: &str = "other doubts";

/// How a corpus is looked through.
#[derive(Clone, Debug)]
pub struct PreviewOptions {
    /// Threads that read. The result does not depend on it.
    pub jobs: NonZeroUsize,
    /// Only documents published in this span are counted; undated ones always are.
    pub period: Option<Span>,
    /// The buckets of the histograms.
    pub bucket: BucketSize,
    /// How many undated documents, and how many skipped inputs, are listed; all are counted.
    pub listed: usize,
    /// What people say of documents' dates; they win, as in a run.
    pub corrections: Corrections,
}

/// The publication dates that a run would give to a corpus.
#[derive(Clone, Debug, Default)]
pub struct DatePreview {
    /// How far it came.
    pub progress: Progress,
    /// Documents left out, because they were published outside of the period.
    pub outside: u64,
    /// Documents by the source of their date, the most trusted first.
    pub sources: BTreeMap<DateSource, u64>,
    /// What is noted about dates and their absence, by kind: dates and names in the note are left out of the kind.
    pub doubts: BTreeMap<String, Doubt>,
    /// Documents without a date.
    pub undated: u64,
    /// The first of them.
    pub undated_listed: Vec<Undated>,
    /// Dated documents of each bucket.
    pub histogram: BTreeMap<Bucket, u64>,
    /// Documents whose date is coarser than the buckets.
    pub coarse: u64,
    /// The same of each publisher, by name; the host of the address where no publisher is named, else the empty name.
    pub publishers: BTreeMap<String, Publisher>,
    /// The first inputs that gave no document; `progress.skipped` counts all.
    pub skips: Vec<Skip>,
    /// What is doubtful about the corpus as a whole, for people.
    pub notes: Vec<String>,
}

/// A kind of doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubt {
    /// Documents that have it.
    pub documents: u64,
    /// The first of them: the document's id and what is said of it.
    pub examples: Vec<(String, String)>,
}

/// A document without a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undated {
    /// Its id.
    pub document: String,
    /// Where it stands.
    pub source: String,
    /// Why there is no date, where something is known.
    pub reason: Option<String>,
    /// The first full date in its first 600 characters, whatever it is the date of.
    pub seen: Option<Span>,
}

/// The dates of one publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// Documents.
    pub documents: u64,
    /// Those without a date.
    pub undated: u64,
    /// Dated documents of each bucket.
    pub histogram: BTreeMap<Bucket, u64>,
    /// Documents whose date is coarser than the buckets.
    pub coarse: u64,
}

/// Looks a corpus through for dates of publication. Nothing is matched and nothing is written.
///
/// `report` is called on the calling thread after each block.
///
/// # Errors
/// None today; what cannot be read is skipped and counted.
pub fn preview(corpus: &Corpus, options: &PreviewOptions, mut report: impl FnMut(Progress)) -> Result<DatePreview> {
    let mut whole = DatePreview::default();
    let (mut doubts, mut evidence, mut waiting) = (Doubts::default(), Evidence::default(), Vec::new());
    workers::in_order(
        options.jobs,
        corpus.blocks(),
        |block| of_block(block, corpus, options),
        |part| {
            whole.add(part.dates, options.listed);
            doubts.add(part.doubts);
            part.sightings.into_iter().for_each(|sighting| evidence.see(sighting));
            waiting.extend(part.yearless);
            report(whole.progress);
            Ok(())
        },
    )?;
    let mut last = Part::default();
    waiting.into_iter().enumerate().for_each(|(at, document)| last.see(evidence.complete(at, document), options));
    whole.add(last.dates, options.listed);
    doubts.add(last.doubts);
    whole.notes = doubts.notes();
    whole.notes.extend(of_corpus(corpus));
    whole.notes.extend(options.corrections.idle_dates());
    Ok(whole)
}

/// What one block gives.
#[derive(Default)]
struct Part {
    dates: DatePreview,
    doubts: Doubts,
    sightings: Vec<Sighting>,
    /// Documents that are dated once all is read, without their texts.
    yearless: Vec<Document>,
}

fn of_block(block: Block, corpus: &Corpus, options: &PreviewOptions) -> Part {
    let mut part = Part::default();
    part.dates.progress.bytes = block.read_bytes();
    for item in block.items(corpus) {
        match item {
            Item::Skip(skip) => {
                part.dates.progress.skipped += 1;
                part.dates.skips.push(skip);
            }
            Item::Document(mut document) => {
                options.corrections.redate(&mut document);
                part.sightings.extend(Sighting::of(&document));
                match document.yearless {
                    Some(_) => part.yearless.push(Document { text: String::new(), ..document }),
                    None => part.see(document, options),
                }
            }
        }
    }
    part
}

impl Part {
    fn see(&mut self, document: Document, options: &PreviewOptions) {
        if !super::is_within(options.period, &document) {
            self.dates.outside += 1;
            return;
        }
        self.doubts.see(&document);
        self.dates.see(document, options);
    }
}

impl DatePreview {
    /// Documents with a date.
    pub fn dated(&self) -> u64 {
        self.progress.documents - self.undated
    }

    fn see(&mut self, document: Document, options: &PreviewOptions) {
        self.progress.documents += 1;
        let notes = document.note.iter().flat_map(|note| single_notes(note));
        for note in notes.filter(|note| is_about_dates(note)) {
            let doubt = self.doubts.entry(kind_of(note)).or_default();
            doubt.add(Doubt { documents: 1, examples: vec![(document.id.clone(), note.to_owned())] });
        }
        let bucket = document.published.and_then(|published| bucket_of(published.span, options.bucket));
        let publisher = self.publishers.entry(publisher_of(&document).unwrap_or_default().into_owned()).or_default();
        publisher.documents += 1;
        match (document.published, bucket) {
            (None, _) => {
                publisher.undated += 1;
                self.undated += 1;
                let Document { id, source, note, text, .. } = document;
                let reason = note.as_deref().and_then(about_dates);
                self.undated_listed.push(Undated { document: id, source, reason, seen: first_date(&text) });
                return;
            }
            (Some(_), None) => {
                publisher.coarse += 1;
                self.coarse += 1;
            }
            (Some(_), Some(bucket)) => {
                *publisher.histogram.entry(bucket).or_default() += 1;
                *self.histogram.entry(bucket).or_default() += 1;
            }
        }
        if let Some(published) = document.published {
            *self.sources.entry(published.from).or_default() += 1;
        }
    }

    /// Adds what comes after it in the corpus.
    fn add(&mut self, part: DatePreview, listed: usize) {
        self.progress.bytes += part.progress.bytes;
        self.progress.documents += part.progress.documents;
        self.progress.skipped += part.progress.skipped;
        (self.outside, self.undated, self.coarse) =
            (self.outside + part.outside, self.undated + part.undated, self.coarse + part.coarse);
        add_counts(&mut self.sources, part.sources);
        add_counts(&mut self.histogram, part.histogram);
        for (kind, doubt) in part.doubts {
            let known = self.doubts.len() < KINDS || self.doubts.contains_key(&kind);
            let kind = if known { kind } else { OTHER.to_owned() };
            self.doubts.entry(kind).or_default().add(doubt);
        }
        for (name, other) in part.publishers {
            let mine = self.publishers.entry(name).or_default();
            mine.documents += other.documents;
            mine.undated += other.undated;
            mine.coarse += other.coarse;
            add_counts(&mut mine.histogram, other.histogram);
        }
        fill(&mut self.undated_listed, part.undated_listed, listed);
        fill(&mut self.skips, part.skips, listed);
    }
}

impl Doubt {
    fn add(&mut self, other: Doubt) {
        self.documents += other.documents;
        fill(&mut self.examples, other.examples, EXAMPLES);
    }
}

fn add_counts<K: Ord>(mine: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, count) in others {
        *mine.entry(key).or_default() += count;
    }
}

fn fill<T>(list: &mut Vec<T>, more: Vec<T>, limit: usize) {
    list.extend(more.into_iter().take(limit.saturating_sub(list.len())));
}

fn bucket_of(span: Span, size: BucketSize) -> Option<Bucket> {
    let bucket = Bucket::holding(span.from(), size);
    (span.to() <= bucket.to()).then_some(bucket)
}

/// What a note says of dates.
fn about_dates(note: &str) -> Option<String> {
    let parts: Vec<&str> = single_notes(note).into_iter().filter(|part| is_about_dates(part)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether a part of a note is about the date: not another language than the stated one, a guessed encoding, or where
/// on a page an article stood.
fn is_about_dates(part: &str) -> bool {
    let is_place = part.starts_with("article ") && part.contains(" of a page, from byte ");
    let is_menu = part.ends_with("of menu before its heading were left out");
    !(is_place || is_menu || part.starts_with("its language is ") || part.starts_with("encoding guessed: "))
}

/// A note without the dates, numbers and quotations in it, so that notes of a kind are alike.
fn kind_of(note: &str) -> String {
    let mut kind = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for character in note.chars() {
        let hidden = quoted || character == '"' || character.is_numeric();
        quoted ^= character == '"' && !escaped;
        escaped = quoted && character == '\\' && !escaped;
        match (hidden, kind.ends_with('…')) {
            (true, true) => {}
            (true, false) => kind.push('…'),
            // The signs within a date go with it.
            (false, true) if matches!(character, '-' | 'W' | 'Q') => {}
            (false, _) => kind.push(character),
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_a_kind_are_alike() {
        for (note, kind) in [
            ("field says 2017-06-13, url says 2016-W07", "field says …, url says …"),
            ("field: \"0000-00-00\": no such day", "field: …: no such day"),
            ("dateline: a dateline without a year", "dateline: a dateline without a year"),
            (r#"field: "the \"12th\"; maybe" is no date"#, "field: … is no date"),
        ] {
            assert_eq!(kind_of(note), kind);
        }
    }

    #[test]
    fn a_language_is_no_reason_to_be_undated() {
        let language = "its language is stated as de, and its text is fr";
        assert_eq!(about_dates(language), None);
        let place = "article 1 of 4 of a page, from byte 124 on; 7 words of menu before its heading were left out";
        assert_eq!(about_dates(place), None);
        assert_eq!(about_dates("encoding guessed: windows-1252"), None);
        assert_eq!(about_dates(&format!("field: no such day; {language}")).as_deref(), Some("field: no such day"));
    }

    #[test]
    fn a_date_coarser_than_the_bucket_has_none() {
        let bucket = |date: &str, size| bucket_of(date.parse().unwrap(), size).map(|bucket| bucket.to_string());
        assert_eq!(bucket("2017-06", BucketSize::Year).as_deref(), Some("2017"));
        assert_eq!(bucket("2017-06", BucketSize::Month).as_deref(), Some("2017-06"));
        assert_eq!(bucket("2017", BucketSize::Month), None);
    }
}
