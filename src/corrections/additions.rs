//! Adding mentions that no name of a list finds.

use std::ops::Range;

use memchr::memmem;

use super::mentions::alias_of;
use super::{Action, Corrections, Place};
use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Field, Mention, Rule};
use crate::text::{Sentences, ends_word, starts_word};

impl Corrections {
    /// What a document's additions find in it, in the order of their places: the words of each, as whole words and
    /// exactly as they are written. `found` are the mentions that are there already: one that is already of the entity
    /// is no addition. Where two additions overlap the first in the files is applied.
    pub(crate) fn added(&self, gazetteer: &Gazetteer, document: &Document, found: &[&Mention]) -> Vec<Mention> {
        let mut added: Vec<Mention> = Vec::new();
        for correction in self.0.additions.iter().map(|&position| &self.0.corrections[position]) {
            let (Action::Add(place, _), Some(&entity)) = (&correction.action, correction.target.get()) else {
                continue;
            };
            for field in [Field::Title, Field::Text].into_iter().filter(|field| place.holds_in(document, *field)) {
                let text = if field == Field::Title { &document.title } else { &document.text };
                let alias = alias_of(gazetteer, entity, &place.surface);
                let mention = |(at, sentence)| mention(field, at, sentence, (entity as u32, alias));
                let all = occurrences(text, place).map(mention);
                let new: Vec<Mention> =
                    all.filter(|mention| is_new(mention, found) && !touches(mention, &added)).collect();
                new.iter().for_each(|_| correction.count());
                added.extend(new);
            }
        }
        added.sort_by_key(|mention| (mention.field as u8, mention.start));
        added
    }
}

/// Whether two mentions have a character in common.
pub(crate) fn overlap(one: &Mention, other: &Mention) -> bool {
    one.field == other.field && one.start < other.end && other.start < one.end
}

fn touches(mention: &Mention, others: &[Mention]) -> bool {
    others.iter().any(|other| overlap(mention, other))
}

fn is_new(mention: &Mention, found: &[&Mention]) -> bool {
    let place = |mention: &Mention| (mention.field, mention.start, mention.end, mention.entity);
    found.iter().all(|other| place(other) != place(mention))
}

/// Where the words stand as whole words, each with its sentence.
fn occurrences<'t>(text: &'t str, place: &'t Place) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + 't {
    let all = memmem::find_iter(text.as_bytes(), place.surface.as_bytes());
    let whole = all
        .map(|start| start..start + place.surface.len())
        .filter(|at| starts_word(text, at.start) && ends_word(text, at.end));
    let in_sentence = whole.map(|at| {
        let sentence = Sentences::around(text, at.start, at.end).unwrap_or(at.clone());
        (at, sentence)
    });
    in_sentence.filter(|(at, sentence)| place.fits_at(text, at.start, sentence))
}

fn mention(field: Field, at: Range<usize>, sentence: Range<usize>, (entity, alias): (u32, u32)) -> Mention {
    Mention {
        field,
        start: at.start,
        end: at.end,
        entity,
        alias,
        rule: Rule::Corrected,
        sentence,
        score: None,
        runner_up: None,
    }
}
