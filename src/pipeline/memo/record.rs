//! What is found in a document, as bytes and back.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::super::finding::{FieldTelling, Finding, Found, Telling};
use crate::calendar::{Day, Granularity, Span};
use crate::copies::Trace;
use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Field, Mention, Tally};
use crate::store::Measured;
use crate::temporal::{Anchor, Evidence, Genre, Modifier, Order, Reference, References};

/// So many names of rules and reasons are known at most: more than there are.
const MOST_NAMES: usize = 1 << 12;

/// A [`Finding`]. The content's hash is part of the key.
#[derive(Serialize, Deserialize)]
struct Record<'b> {
    words: u64,
    characters: u64,
    trace: Cow<'b, Trace>,
    tally: Tally,
    mentions: Cow<'b, [Found]>,
    /// Of the title, and of the text.
    #[serde(borrow)]
    told: Option<[FieldRecord<'b>; 2]>,
}

#[derive(Serialize, Deserialize)]
struct FieldRecord<'b> {
    genre: Genre,
    evidence: Evidence,
    order: Option<Order>,
    #[serde(borrow)]
    references: Vec<ReferenceRecord<'b>>,
    sentences: Cow<'b, [Range<usize>]>,
}

#[derive(Serialize, Deserialize)]
struct ReferenceRecord<'b> {
    range: Range<usize>,
    value: Option<&'b str>,
    days: Option<Days>,
    rule: &'b str,
    anchor: Anchor,
    modifier: Option<Modifier>,
    around: Option<Days>,
    alternative: Option<Days>,
    unresolved: Option<&'b str>,
}

/// A span, by the numbers of its days since 1970. As text it would lose its granularity.
#[derive(Serialize, Deserialize)]
pub(super) struct Days(i32, i32, Granularity);

/// Appends the bytes of a finding; none, and some of them, if there is no room for them in the format.
pub(super) fn encode(finding: &Finding, bytes: &mut Vec<u8>) -> Option<()> {
    let Finding { mentions, tally, measured, told } = finding;
    let record = Record {
        words: measured.words,
        characters: measured.characters,
        trace: Cow::Borrowed(&measured.trace),
        tally: *tally,
        mentions: Cow::Borrowed(mentions),
        told: told.as_ref().map(|Telling { title, text }| [title, text].map(FieldRecord::of)),
    };
    postcard::to_extend(&record, Appended(bytes)).ok().map(drop)
}

/// Bytes behind others, which stay if something fails.
struct Appended<'b>(&'b mut Vec<u8>);

impl Extend<u8> for Appended<'_> {
    fn extend<I: IntoIterator<Item = u8>>(&mut self, bytes: I) {
        self.0.extend(bytes);
    }
}

/// The finding that bytes hold; none if they hold none, or not one of this document.
pub(super) fn decode(bytes: &[u8], document: &Document, content: u128, gazetteer: &Gazetteer) -> Option<Finding> {
    let (record, rest): (Record<'_>, _) = postcard::take_from_bytes(bytes).ok()?;
    let told = match record.told {
        Some([title, text]) => Some(Telling { title: title.read(&document.title)?, text: text.read(&document.text)? }),
        None => None,
    };
    let fits = record.mentions.iter().all(|found| fits(&found.mention, document, gazetteer) && is_told(found, &told));
    let Record { words, characters, tally, mentions, trace, .. } = record;
    let (mentions, trace) = (mentions.into_owned(), trace.into_owned().again(document));
    let measured = Measured { words, characters, content, trace };
    (rest.is_empty() && fits).then_some(Finding { mentions, tally, measured, told })
}

/// Whether a mention may be one of the document: nothing that is read is used as a place in memory before that is
/// known.
fn fits(mention: &Mention, document: &Document, gazetteer: &Gazetteer) -> bool {
    let text = if mention.field == Field::Title { &document.title } else { &document.text };
    let entity = gazetteer.entities.get(mention.entity as usize);
    let sentence = &mention.sentence;
    text.get(sentence.clone()).is_some()
        && text.get(mention.start..mention.end).is_some()
        && sentence.start <= mention.start
        && mention.end <= sentence.end
        && entity.is_some_and(|entity| (mention.alias as usize) < entity.aliases.len())
        && mention.runner_up.is_none_or(|other| (other as usize) < gazetteer.entities.len())
}

/// Whether the date that governs a mention is there.
fn is_told(found: &Found, told: &Option<Telling>) -> bool {
    found.governing.is_none_or(|(at, _)| {
        told.as_ref().is_some_and(|told| at < told.field(found.mention.field).found.references.len())
    })
}

impl<'b> FieldRecord<'b> {
    fn of(FieldTelling { found, sentences }: &'b FieldTelling) -> FieldRecord<'b> {
        FieldRecord {
            sentences: Cow::Borrowed(sentences),
            genre: found.genre,
            evidence: found.evidence,
            order: found.order,
            references: found.references.iter().map(ReferenceRecord::of).collect(),
        }
    }

    fn read(self, text: &str) -> Option<FieldTelling> {
        let references: Vec<Reference> = self.references.iter().map(|one| one.read(text)).collect::<Option<_>>()?;
        let in_order = references.is_sorted_by(|one, other| one.end <= other.start);
        let around = |(reference, sentence): (&Reference, &Range<usize>)| {
            text.get(sentence.clone()).is_some() && (sentence.start..=sentence.end).contains(&reference.start)
        };
        let sentences = self.sentences.into_owned();
        let fits = references.len() == sentences.len() && references.iter().zip(&sentences).all(around);
        let found = References { genre: self.genre, evidence: self.evidence, order: self.order, references };
        (in_order && fits).then_some(FieldTelling { found, sentences })
    }
}

impl<'b> ReferenceRecord<'b> {
    fn of(found: &'b Reference) -> ReferenceRecord<'b> {
        ReferenceRecord {
            range: found.start..found.end,
            value: found.value.as_deref(),
            days: found.span.map(Days::of),
            rule: found.rule,
            anchor: found.anchor,
            modifier: found.modifier,
            around: found.range.map(Days::of),
            alternative: found.alternative.map(Days::of),
            unresolved: found.unresolved,
        }
    }

    fn read(&self, text: &str) -> Option<Reference> {
        let span = |days: &Option<Days>| days.as_ref().map_or(Some(None), |days| days.read().map(Some));
        text.get(self.range.clone())?;
        Some(Reference {
            start: self.range.start,
            end: self.range.end,
            value: self.value.map(str::to_owned),
            span: span(&self.days)?,
            rule: lasting(self.rule)?,
            anchor: self.anchor,
            modifier: self.modifier,
            range: span(&self.around)?,
            alternative: span(&self.alternative)?,
            unresolved: self.unresolved.map_or(Some(None), |why| lasting(why).map(Some))?,
        })
    }
}

impl Days {
    pub(super) fn of(span: Span) -> Days {
        Days(span.from().epoch_days(), span.to().epoch_days(), span.granularity())
    }

    pub(super) fn read(&self) -> Option<Span> {
        let Days(from, to, granularity) = *self;
        Some(Span::between(Day::from_epoch_days(from)?, Day::from_epoch_days(to)?, granularity))
    }
}

thread_local! {
    static NAMES: RefCell<HashSet<&'static str>> = RefCell::default();
}

/// A name of a rule, or a reason, as the program itself has it: for ever. There are some hundreds of them, and no more
/// than [`MOST_NAMES`] are ever made, whatever a file holds.
fn lasting(name: &str) -> Option<&'static str> {
    NAMES.with_borrow_mut(|names| {
        if let Some(known) = names.get(name) {
            return Some(*known);
        }
        (names.len() < MOST_NAMES).then(|| {
            let name: &'static str = Box::leak(Box::from(name));
            names.insert(name);
            name
        })
    })
}
