//! The collector: takes what the blocks gave, in their order, into the store and into what is said of the run.

use std::collections::BTreeMap;

use super::doubts::Doubts;
use super::ids::Ids;
use super::memo::{self, Kept};
use super::notes::{of_corpus, outside_of_period, without_tables};
use super::rooms::Rooms;
use super::spool::Spool;
use super::yearless::{Evidence, Sighting};
use super::{Outcome, Progress, Reused};
use crate::Result;
use crate::corpus::{Corpus, Document, Skip};
use crate::corrections::Corrections;
use crate::matcher::Tally;
use crate::store::{Batch, StoreWriter};

/// What one block gave.
pub(super) struct Tagged {
    pub(super) batch: Batch,
    pub(super) skips: Vec<Skip>,
    pub(super) tally: Tally,
    pub(super) doubts: Doubts,
    pub(super) outside: u64,
    pub(super) bytes: u64,
    /// Documents in languages whose dates are not looked for in words, by language.
    pub(super) foreign: BTreeMap<String, u64>,
    pub(super) sightings: Vec<Sighting>,
    /// Documents that are dated once all is read, in the order of their sightings.
    pub(super) yearless: Vec<Document>,
    /// What is kept for the next run.
    pub(super) kept: Kept,
    /// Where the last run's findings are read from.
    pub(super) cursor: Option<memo::Cursor>,
    /// Documents whose findings were taken over.
    pub(super) recalled: u64,
}

/// Takes the tagged blocks in order.
pub(super) struct Collector<'s, 'g> {
    store: &'s mut StoreWriter<'g>,
    /// Keeps what is found for the next run.
    pub(super) next: Option<memo::Writer>,
    reused: Reused,
    /// Where what blocks had found leaves its room.
    rooms: &'s Rooms,
    ids: Ids,
    tally: Tally,
    doubts: Doubts,
    outside: u64,
    foreign: BTreeMap<String, u64>,
    first_skip: Option<Skip>,
    pub(super) evidence: Evidence,
    pub(super) spool: Spool,
    progress: Progress,
}

impl<'s, 'g> Collector<'s, 'g> {
    pub(super) fn new(
        store: &'s mut StoreWriter<'g>,
        next: Option<memo::Writer>,
        reused: Reused,
        rooms: &'s Rooms,
    ) -> Collector<'s, 'g> {
        let ids = Ids::in_folder(&store.new_folder());
        Collector {
            store,
            next,
            reused,
            rooms,
            ids,
            tally: Tally::default(),
            doubts: Doubts::default(),
            outside: 0,
            foreign: BTreeMap::new(),
            first_skip: None,
            evidence: Evidence::default(),
            spool: Spool::default(),
            progress: Progress::default(),
        }
    }

    /// Takes what one block gave; how far the run has come with it.
    pub(super) fn collect(&mut self, mut tagged: Tagged) -> Result<Progress> {
        self.ids.make_unique(&mut tagged.batch)?;
        tagged.sightings.into_iter().for_each(|sighting| self.evidence.see(sighting));
        tagged.yearless.iter().try_for_each(|document| self.spool.push(document))?;
        self.progress.bytes += tagged.bytes;
        self.progress.documents += tagged.batch.documents().count() as u64;
        self.progress.mentions += tagged.batch.mentions() as u64;
        self.progress.skipped += tagged.skips.len() as u64;
        self.tally.add(&tagged.tally);
        self.doubts.add(tagged.doubts);
        self.outside += tagged.outside;
        for (language, count) in tagged.foreign {
            *self.foreign.entry(language).or_default() += count;
        }
        if let Reused::Documents(count) = &mut self.reused {
            *count += tagged.recalled;
        }
        if let Some(next) = &mut self.next {
            next.append(&tagged.kept)?;
        }
        for skip in &tagged.skips {
            self.store.skip(skip)?;
        }
        self.first_skip = self.first_skip.take().or(tagged.skips.into_iter().next());
        self.store.append(&tagged.batch)?;
        self.rooms.give_back((tagged.batch, tagged.kept));
        Ok(self.progress)
    }

    pub(super) fn outcome(self, corpus: &Corpus, corrections: &Corrections) -> Result<Outcome> {
        let mut notes = self.ids.notes();
        notes.extend(self.doubts.notes());
        notes.extend(outside_of_period(self.outside));
        notes.extend(without_tables(&self.foreign));
        notes.extend(of_corpus(corpus));
        corrections.miss_originals(|id| self.ids.has(id))?;
        notes.extend(corrections.idle());
        let mut dropped: BTreeMap<String, u64> =
            self.tally.dropped().map(|(rule, count)| (rule.name().to_owned(), count)).collect();
        if !corrections.is_empty() {
            dropped.insert("blocked".to_owned(), corrections.blocked());
        }
        Ok(Outcome { progress: self.progress, dropped, notes, first_skip: self.first_skip, reused: self.reused })
    }
}
