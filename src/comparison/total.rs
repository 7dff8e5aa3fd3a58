//! Summing up: documents, mentions, and for each entity the buckets that gained or lost.

use std::collections::{BTreeMap, HashMap};

use super::cause::Cause;
use super::document::{DocumentVerdict, Moving, Verdict};
use super::{Change, CompareOptions, Comparison, DocumentChange, MentionChange};
use crate::calendar::{Bucket, BucketSize, Span};
use crate::gazetteer::Kind;

/// One entity whose mentions changed.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityChange {
    /// Its id.
    pub entity: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Mentions that only the new run has.
    pub came: u64,
    /// Mentions that only the old run has.
    pub went: u64,
    /// Mentions at another time.
    pub moved: u64,
    /// The buckets that gained or lost, in the order of time; mentions without a date, or with one coarser than the
    /// bucket, are in none of them.
    pub buckets: BTreeMap<Bucket, Moved>,
    /// How many of its changes each cause explains.
    pub causes: BTreeMap<Cause, u64>,
}

/// What a bucket gained and lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    /// Mentions that came into it.
    pub gained: u64,
    /// Mentions that left it.
    pub lost: u64,
}

/// The sums while the documents are walked.
pub(super) struct Findings {
    size: BucketSize,
    limit: usize,
    documents: BTreeMap<DocumentVerdict, u64>,
    document_examples: Vec<DocumentChange>,
    mentions: BTreeMap<(Change, Cause), u64>,
    mention_examples: Vec<MentionChange>,
    entities: HashMap<String, EntityChange>,
}

impl Findings {
    pub(super) fn new(options: &CompareOptions) -> Findings {
        Findings {
            size: options.size,
            limit: options.limit,
            documents: BTreeMap::new(),
            document_examples: Vec::new(),
            mentions: BTreeMap::new(),
            mention_examples: Vec::new(),
            entities: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, verdict: Verdict) {
        if let Some(change) = verdict.document {
            *self.documents.entry(change.verdict).or_default() += 1;
            if self.document_examples.len() < self.limit {
                self.document_examples.push(change);
            }
        }
        for moving in verdict.mentions {
            self.mention(moving);
        }
    }

    fn mention(&mut self, moving: Moving) {
        let Moving { change: MentionChange { change, cause, mention }, before } = moving;
        *self.mentions.entry((change, cause.clone())).or_default() += 1;
        let entity = self.entities.entry(mention.entity.clone()).or_insert_with(|| EntityChange {
            entity: mention.entity.clone(),
            name: mention.name.clone(),
            kind: mention.kind,
            came: 0,
            went: 0,
            moved: 0,
            buckets: BTreeMap::new(),
            causes: BTreeMap::new(),
        });
        let (left, entered) = match change {
            Change::Came => (None, bucket(mention.published, self.size)),
            Change::Went => (bucket(mention.published, self.size), None),
            Change::Moved => (bucket(before, self.size), bucket(mention.published, self.size)),
        };
        entity.count(change, cause.clone(), left, entered);
        if self.mention_examples.len() < self.limit {
            self.mention_examples.push(MentionChange { change, cause, mention });
        }
    }

    /// What was found, without what the runs were given.
    pub(super) fn into_comparison(self) -> Comparison {
        let mut entities: Vec<EntityChange> = self.entities.into_values().collect();
        entities.sort_by(|one, other| other.changes().cmp(&one.changes()).then_with(|| one.entity.cmp(&other.entity)));
        Comparison {
            documents: self.documents,
            document_examples: self.document_examples,
            mentions: self.mentions,
            mention_examples: self.mention_examples,
            entities,
            ..Comparison::default()
        }
    }
}

impl EntityChange {
    /// All of its changed mentions.
    pub fn changes(&self) -> u64 {
        self.came + self.went + self.moved
    }

    fn count(&mut self, change: Change, cause: Cause, left: Option<Bucket>, entered: Option<Bucket>) {
        *match change {
            Change::Came => &mut self.came,
            Change::Went => &mut self.went,
            Change::Moved => &mut self.moved,
        } += 1;
        *self.causes.entry(cause).or_default() += 1;
        if left == entered {
            return;
        }
        if let Some(bucket) = left {
            self.buckets.entry(bucket).or_default().lost += 1;
        }
        if let Some(bucket) = entered {
            self.buckets.entry(bucket).or_default().gained += 1;
        }
    }
}

/// The bucket that a date lies in, unless it is coarser than a bucket.
fn bucket(published: Option<Span>, size: BucketSize) -> Option<Bucket> {
    let span = published?;
    let bucket = Bucket::holding(span.from(), size);
    (span.to() <= bucket.to()).then_some(bucket)
}
