//! From one block of the corpus to one batch of the store.

use std::collections::BTreeMap;
use std::ops::Range;

use super::collector::Tagged;
use super::doubts::Doubts;
use super::finding::{self, Finding, Found, Telling};
use super::memo::{Memo, document_key, page_key};
use super::rooms::{Room, Rooms};
use super::told::Told;
use super::yearless::Sighting;
use super::{Input, RunOptions};
use crate::corpus::{Block, Document, DocumentLanguage, Item, Skip};
use crate::corrections::overlap;
use crate::guard::{guarded, please_report};
use crate::matcher::{Field, Mention, Tally};
use crate::store::{self, Batch, content_hash};
use crate::temporal::{LANGUAGES, Tagger, Taggers};
use crate::text::{CodePoints, characters};

/// A sentence is stored up to this many bytes on either side of its mention.
pub(super) const EVIDENCE_REACH: usize = 400;

/// All that turning a block into a batch needs.
pub(super) struct DocumentTagger<'r> {
    pub(super) input: Input<'r>,
    pub(super) options: &'r RunOptions,
    /// Finds the dates that texts name; none if they are not wanted.
    pub(super) dates: Option<Taggers>,
    /// What the last run found, if that is to be taken over.
    pub(super) memo: Option<Memo>,
    /// What its own findings are kept under, together with the document; none if nothing is kept.
    pub(super) run: Option<u128>,
    /// Where blocks before have left room for what is found.
    pub(super) rooms: &'r Rooms,
}

/// A document whose mentions go into the batch one after another.
struct Open<'d> {
    document: &'d Document,
    /// Where the mentions stand in its title and in its text, as code points.
    points: [CodePoints<'d>; 2],
    /// The same of where their sentences begin: a sentence without end would be counted anew for each of its mentions.
    sentences: [CodePoints<'d>; 2],
    /// What it tells of time, if dates are wanted.
    told: Option<Told<'d>>,
}

impl Tagged {
    fn empty((batch, kept): Room) -> Tagged {
        Tagged {
            bytes: 0,
            batch,
            skips: Vec::new(),
            tally: Tally::default(),
            doubts: Doubts::default(),
            outside: 0,
            foreign: BTreeMap::new(),
            sightings: Vec::new(),
            yearless: Vec::new(),
            kept,
            cursor: None,
            recalled: 0,
        }
    }
}

impl DocumentTagger<'_> {
    pub(super) fn tag(&self, block: Block) -> Tagged {
        let mut tagged = Tagged { bytes: block.read_bytes(), ..Tagged::empty(self.rooms.take()) };
        for item in self.items(block, &mut tagged) {
            match item {
                Item::Skip(skip) => tagged.skips.push(skip),
                Item::Document(mut document) => {
                    self.options.corrections.redate(&mut document);
                    tagged.sightings.extend(Sighting::of(&document));
                    match document.yearless {
                        Some(_) => tagged.yearless.push(document),
                        None => self.wanted(&document, &mut tagged),
                    }
                }
            }
        }
        self.done(tagged)
    }

    /// What a block holds; of a page that the last run had, too, what that run made of it.
    fn items(&self, block: Block, tagged: &mut Tagged) -> Vec<Item> {
        let Some(key) = self.run.is_some().then(|| page_key(&block, self.input.corpus.options())).flatten() else {
            return block.items(self.input.corpus);
        };
        if let Some(memo) = &self.memo {
            let cursor = tagged.cursor.get_or_insert_with(|| memo.cursor());
            if let Some(items) = memo.recall_page(cursor, key, &mut tagged.kept) {
                return items;
            }
        }
        let items = block.items(self.input.corpus);
        tagged.kept.keep_page(key, &items);
        items
    }

    /// One document that has waited for its date.
    pub(super) fn tag_document(&self, document: Document) -> Tagged {
        let mut tagged = Tagged::empty(self.rooms.take());
        self.wanted(&document, &mut tagged);
        self.done(tagged)
    }

    /// A document, if its date is wanted. One at which the program panics leaves nothing but a skip.
    fn wanted(&self, document: &Document, tagged: &mut Tagged) {
        if !super::is_within(self.options.period, document) {
            tagged.outside += 1;
            return;
        }
        let before = tagged.batch.mark();
        if let Err(message) = guarded(|| self.document(document, tagged)) {
            tagged.batch.rewind(before);
            // Where it points to is not known any more; another one begins at the start.
            tagged.cursor = None;
            let (source, reason) = (document.source.clone(), please_report("looking through it", &message));
            tagged.skips.push(Skip { source, line: None, reason });
            return;
        }
        self.counted(document, tagged);
    }

    /// What a document adds to what is said of the corpus as a whole.
    fn counted(&self, document: &Document, tagged: &mut Tagged) {
        tagged.doubts.see(document);
        let unread = |language: &&DocumentLanguage| !LANGUAGES.contains(&language.tag.as_str());
        if let Some(language) = document.language.as_ref().filter(unread).filter(|_| self.dates.is_some()) {
            *tagged.foreign.entry(language.tag.clone()).or_default() += 1;
        }
    }

    fn document(&self, document: &Document, tagged: &mut Tagged) {
        let Finding { mut mentions, tally, measured, told } = self.finding(document, tagged);
        let corrections = &self.options.corrections;
        mentions.retain_mut(|found| corrections.keeps(self.input.gazetteer, document, &mut found.mention));
        self.add(document, told.as_ref(), &mut mentions);
        tagged.batch.measured(document, measured);
        if let Some(original) = corrections.copy_of(document) {
            tagged.batch.copy_of(original);
        }
        let points = [CodePoints::new(&document.title), CodePoints::new(&document.text)];
        let sentences = points.clone();
        let told = told.as_ref().map(|found| Told { document, found });
        let mut open = Open { document, points, sentences, told };
        for found in &mentions {
            self.mention(found, &mut open, &mut tagged.batch);
        }
        if let Some(told) = open.told {
            told.store(&mentions, &mut tagged.batch);
        }
        tagged.tally.add(&tally);
    }

    /// Adds what people say that the lists miss; what a person says takes the place of what overlaps it.
    fn add(&self, document: &Document, told: Option<&Telling>, mentions: &mut Vec<Found>) {
        let found: Vec<&Mention> = mentions.iter().map(|found| &found.mention).collect();
        let new = self.options.corrections.added(self.input.gazetteer, document, &found);
        if new.is_empty() {
            return;
        }
        mentions.retain(|found| !new.iter().any(|mention| overlap(mention, &found.mention)));
        mentions.extend(finding::added(new, document, told, self.dates_of(document)));
        mentions.sort_by_key(|found| (found.mention.field as u8, found.mention.start, found.mention.end));
    }

    /// What reads the dates of a document, by its language, if they are wanted.
    fn dates_of(&self, document: &Document) -> Option<&Tagger> {
        let language = document.language.as_ref().map(|language| language.tag.as_str());
        self.dates.as_ref().map(|taggers| taggers.of(language))
    }

    /// What is found in a document: what the last run found, if it had the same document.
    fn finding(&self, document: &Document, tagged: &mut Tagged) -> Finding {
        let content = content_hash(document);
        let key = self.run.map(|run| document_key(run, document, content));
        if let Some((memo, key)) = self.memo.as_ref().zip(key) {
            let cursor = tagged.cursor.get_or_insert_with(|| memo.cursor());
            if let Some(finding) = memo.recall(cursor, key, (document, content, self.input.gazetteer), &mut tagged.kept)
            {
                tagged.recalled += 1;
                return finding;
            }
        }
        let dates = self.dates_of(document);
        let finding = Finding::of(document, content, (self.input.gazetteer, self.input.matcher), dates);
        if let Some(key) = key {
            tagged.kept.keep(key, &finding);
        }
        finding
    }

    /// What is left of a block's work: its place in the memo is free for the next.
    fn done(&self, mut tagged: Tagged) -> Tagged {
        if let Some((memo, cursor)) = self.memo.as_ref().zip(tagged.cursor.take()) {
            memo.give_back(cursor);
        }
        tagged
    }

    fn mention(&self, found: &Found, open: &mut Open<'_>, batch: &mut Batch) {
        let mention = &found.mention;
        let text = if mention.field == Field::Title { &open.document.title } else { &open.document.text };
        let points = &mut open.points[mention.field as usize];
        let start = points.at(mention.start);
        batch.mention(&store::Mention {
            field: mention.field,
            characters: (start, points.at(mention.end)),
            bytes: (mention.start as u64, mention.end as u64),
            surface: &text[mention.start..mention.end],
            entity: mention.entity as usize,
            alias: mention.alias as usize,
            rule: mention.rule.name(),
            sentence: &evidence(text, mention.start..mention.end, &mention.sentence),
            in_sentence: before_in_evidence(text, mention.start, &mention.sentence),
            sentence_start: open.sentences[mention.field as usize].at(mention.sentence.start),
            referenced: open.told.as_ref().and_then(|told| told.governing(found)),
            score: mention.score,
            runner_up: mention.runner_up.map(|other| &*self.input.gazetteer.entities[other as usize].id),
        });
    }
}

/// The sentence around what was found, cut with `…` where it is longer than a reader wants.
pub(super) fn evidence<'t>(text: &'t str, found: Range<usize>, sentence: &Range<usize>) -> std::borrow::Cow<'t, str> {
    let Range { start, end } = *sentence;
    let from = text.ceil_char_boundary(start.max(found.start.saturating_sub(EVIDENCE_REACH)));
    let to = text.floor_char_boundary(end.min(found.end + EVIDENCE_REACH));
    let cut = &text[from..to];
    match (from > start, to < end) {
        (false, false) => cut.into(),
        (before, after) => {
            let mark = |is_cut: bool| if is_cut { "…" } else { "" };
            format!("{}{cut}{}", mark(before), mark(after)).into()
        }
    }
}

/// Code points before the mention in what [`evidence`] gives of its sentence.
fn before_in_evidence(text: &str, start: usize, sentence: &Range<usize>) -> u64 {
    let from = text.ceil_char_boundary(sentence.start.max(start.saturating_sub(EVIDENCE_REACH)));
    characters(&text[from..start]) + u64::from(from > sentence.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_the_sentence_and_long_ones_are_cut_on_characters() {
        assert_eq!(evidence("In Mosul now.", 3..8, &(0..13)), "In Mosul now.");
        let long = format!("{}Mosul{}", "é".repeat(1000), "é".repeat(1000));
        let cut = evidence(&long, 2000..2005, &(0..long.len()));
        assert!(cut.starts_with("…é") && cut.ends_with("é…") && cut.len() < 900, "{}", cut.len());
        let before = before_in_evidence(&long, 2000, &(0..long.len())) as usize;
        assert_eq!(cut.chars().skip(before).take(5).collect::<String>(), "Mosul");
        assert_eq!(before_in_evidence("In Mosul now.", 3, &(0..13)), 3);
    }
}
