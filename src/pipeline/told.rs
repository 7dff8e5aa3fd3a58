//! What a document tells of time: the date references of its fields, and which of them govern its mentions.

use super::finding::Telling;
use super::tag::{EVIDENCE_REACH, evidence};
use crate::corpus::Document;
use crate::matcher::{Field, Mention};
use crate::store::{Batch, DateReference, Referenced};
use crate::temporal::{References, govern};
use crate::text::{CodePoints, sentences};

/// The date references of a document.
pub(super) struct Told<'d> {
    pub(super) document: &'d Document,
    pub(super) found: &'d Telling,
}

impl<'d> Told<'d> {
    fn field(&self, field: Field) -> (&'d str, &'d References) {
        match field {
            Field::Title => (&self.document.title, &self.found.title),
            Field::Text => (&self.document.text, &self.found.text),
        }
    }

    /// The date that governs a mention.
    pub(super) fn governing(&self, mention: &Mention) -> Option<Referenced<'d>> {
        let (text, found) = self.field(mention.field);
        let (at, rule) = govern(text, found, mention.start..mention.end, mention.sentence.clone())?;
        let reference = &found.references[at];
        let surface = &text[reference.start..reference.end];
        Some(Referenced { span: reference.days(), surface, rule: rule.name() })
    }

    /// Puts the references into the batch, after the document that they belong to.
    pub(super) fn store(&self, mentions: &[Mention], batch: &mut Batch) {
        batch.genre(self.found.text.genre.name());
        for field in [Field::Title, Field::Text] {
            // The matcher gives the title's mentions first, and each field's in order.
            let from = mentions.partition_point(|mention| mention.field < field);
            let to = mentions.partition_point(|mention| mention.field <= field);
            self.store_field(field, &mentions[from..to], batch);
        }
    }

    fn store_field(&self, field: Field, mentions: &[Mention], batch: &mut Batch) {
        let (text, found) = self.field(field);
        let mut points = CodePoints::new(text);
        let mut sentences = sentences(text).peekable();
        for reference in &found.references {
            // A reference that reaches over the end of a sentence belongs to the one in which it begins.
            while sentences.next_if(|sentence| sentence.end <= reference.start).is_some() {}
            let around = sentences.peek().cloned().unwrap_or(reference.start..reference.end);
            let start = points.at(reference.start);
            // As far as the sentence is shown: one without end would be gone through for each of its dates.
            let first = around.start.max(reference.start.saturating_sub(EVIDENCE_REACH));
            let last = around.end.min(reference.end + EVIDENCE_REACH);
            let from = mentions.partition_point(|mention| mention.start < first);
            let within = mentions[from..].iter().take_while(|mention| mention.end <= last);
            let mut entities: Vec<usize> = within.map(|mention| mention.entity as usize).collect();
            entities.sort_unstable();
            entities.dedup();
            batch.date(&DateReference {
                field,
                characters: (start, points.at(reference.end)),
                surface: &text[reference.start..reference.end],
                reference,
                sentence: &evidence(text, reference.start..reference.end, &around),
                entities: &entities,
            });
        }
    }
}
