//! What a document tells of time: the date references of its fields, and which of them govern its mentions.

use super::finding::{FieldTelling, Found, Telling};
use super::tag::{EVIDENCE_REACH, evidence};
use crate::corpus::Document;
use crate::matcher::Field;
use crate::store::{Batch, DateReference, Referenced};
use crate::text::CodePoints;

/// The date references of a document.
pub(super) struct Told<'d> {
    pub(super) document: &'d Document,
    pub(super) found: &'d Telling,
}

impl<'d> Told<'d> {
    fn field(&self, field: Field) -> (&'d str, &'d FieldTelling) {
        let text = if field == Field::Title { &self.document.title } else { &self.document.text };
        (text, self.found.field(field))
    }

    /// The date that governs a mention.
    pub(super) fn governing(&self, found: &Found) -> Option<Referenced<'d>> {
        let (at, rule) = found.governing?;
        let (text, told) = self.field(found.mention.field);
        let reference = &told.found.references[at];
        let surface = &text[reference.start..reference.end];
        Some(Referenced { span: reference.days(), surface, rule: rule.name() })
    }

    /// Puts the references into the batch, after the document that they belong to.
    pub(super) fn store(&self, mentions: &[Found], batch: &mut Batch) {
        batch.genre(self.found.text.found.genre.name());
        for field in [Field::Title, Field::Text] {
            // The matcher gives the title's mentions first, and each field's in order.
            let from = mentions.partition_point(|found| found.mention.field < field);
            let to = mentions.partition_point(|found| found.mention.field <= field);
            self.store_field(field, &mentions[from..to], batch);
        }
    }

    fn store_field(&self, field: Field, mentions: &[Found], batch: &mut Batch) {
        let (text, told) = self.field(field);
        let mut points = CodePoints::new(text);
        for (reference, around) in told.found.references.iter().zip(&told.sentences) {
            let start = points.at(reference.start);
            // As far as the sentence is shown: one without end would be gone through for each of its dates.
            let first = around.start.max(reference.start.saturating_sub(EVIDENCE_REACH));
            let last = around.end.min(reference.end + EVIDENCE_REACH);
            let from = mentions.partition_point(|found| found.mention.start < first);
            let within = mentions[from..].iter().take_while(|found| found.mention.end <= last);
            let mut entities: Vec<usize> = within.map(|found| found.mention.entity as usize).collect();
            entities.sort_unstable();
            entities.dedup();
            batch.date(&DateReference {
                field,
                characters: (start, points.at(reference.end)),
                surface: &text[reference.start..reference.end],
                reference,
                sentence: &evidence(text, reference.start..reference.end, around),
                entities: &entities,
            });
        }
    }
}
