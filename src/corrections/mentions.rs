//! Blocking and reassigning what the matcher found.

use std::ops::Range;

use super::{Action, Corrections, Place};
use crate::calendar::Day;
use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Field, Mention, Rule};
use crate::text::{characters, fold};

impl Corrections {
    /// Whether a mention of a document is left by blocks; a reassignment gives it to another entity. The first
    /// correction that fits is applied.
    pub(crate) fn keeps(&self, gazetteer: &Gazetteer, document: &Document, mention: &mut Mention) -> bool {
        if self.0.by_surface.is_empty() {
            return true;
        }
        let text = if mention.field == Field::Title { &document.title } else { &document.text };
        let surface = &text[mention.start..mention.end];
        let Some(positions) = self.0.by_surface.get(surface) else { return true };
        for correction in positions.iter().map(|&position| &self.0.corrections[position]) {
            let (Action::Block(place) | Action::Reassign(place, _)) = &correction.action else { continue };
            if !place.fits(gazetteer, document, mention, text) {
                continue;
            }
            match &correction.action {
                Action::Block(_) => {
                    correction.count();
                    return false;
                }
                _ => {
                    let Some(&target) = correction.target.get() else { continue };
                    correction.count();
                    reassign(gazetteer, mention, target, surface);
                    return true;
                }
            }
        }
        true
    }
}

impl Place {
    fn fits(&self, gazetteer: &Gazetteer, document: &Document, mention: &Mention, text: &str) -> bool {
        let entity = &gazetteer.entities[mention.entity as usize];
        self.entity.as_deref().is_none_or(|stated| entity.is_called(stated))
            && self.holds_in(document, mention.field)
            && self.fits_at(text, mention.start, &mention.sentence)
    }

    /// Whether a document's field can have what is meant.
    pub(super) fn holds_in(&self, document: &Document, field: Field) -> bool {
        self.field.as_deref().is_none_or(|stated| stated == field.name())
            && self.document.as_deref().is_none_or(|stated| stated == document.id || stated == document.source)
            && self.source.as_deref().is_none_or(|stated| is_from(document, stated))
            && self.period.is_none_or(|period| is_within(document, period))
    }

    /// Whether it is meant at a byte of a text, in this sentence.
    pub(super) fn fits_at(&self, text: &str, at: usize, sentence: &Range<usize>) -> bool {
        self.start.is_none_or(|start| start == characters(&text[..at]))
            && self.sentence.as_deref().is_none_or(|stated| {
                // The store cuts long ones on either side of the mention.
                text[sentence.clone()].contains(stated.trim_matches('…'))
            })
    }
}

/// Whether a document is of a source: its publisher, or a beginning of the path where it was read.
fn is_from(document: &Document, source: &str) -> bool {
    let publisher = document.publisher.as_deref().is_some_and(|publisher| fold(publisher) == fold(source));
    publisher || document.source.starts_with(source)
}

/// Whether a document was surely published between two days; without a date it was not.
fn is_within(document: &Document, (first, last): (Day, Day)) -> bool {
    document.published.is_some_and(|date| date.span.from() >= first && date.span.to() <= last)
}

/// Gives a mention to another entity, under the alias that the surface is, else under its name.
fn reassign(gazetteer: &Gazetteer, mention: &mut Mention, entity: usize, surface: &str) {
    *mention = Mention {
        entity: entity as u32,
        alias: alias_of(gazetteer, entity, surface),
        rule: Rule::Corrected,
        score: None,
        runner_up: Some(mention.entity),
        ..mention.clone()
    };
}

/// The alias of an entity that a surface is, else its name.
pub(super) fn alias_of(gazetteer: &Gazetteer, entity: usize, surface: &str) -> u32 {
    let key = fold(surface);
    let alias = gazetteer.entities[entity].aliases.iter().position(|alias| fold(&alias.text) == key);
    alias.unwrap_or(0) as u32
}
