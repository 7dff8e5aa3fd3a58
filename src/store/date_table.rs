//! The table of date references.

use bytes::Bytes;

use super::batch::{Batch, BatchText, StoredDate};
use super::writer::{Rows, constant, integer, written};
use crate::gazetteer::Gazetteer;
use crate::text::join_list;

pub(super) fn append_dates(table: &mut Rows, batch: &Batch, text: BatchText<'_>, gazetteer: &Gazetteer) {
    append_places(table, batch, text);
    append_values(table, batch, text);
    let rows = || batch.dates.iter();
    let document = |row: &StoredDate| &batch.documents[row.document];
    table.column("sentence").extend_texts(text.copied(rows().map(|row| Some(row.sentence))));
    table.column("entities").extend_texts(rows().map(|row| ids(&row.entities, gazetteer)));
    let published = text.copied(rows().map(|row| document(row).published.map(|(date, ..)| date)));
    table.column("published").extend_texts(published);
    let granularity = rows().map(|row| document(row).published.map(|(_, span, _)| constant(span.granularity().name())));
    table.column("published_granularity").extend_texts(granularity);
}

/// Where each reference stands.
fn append_places(table: &mut Rows, batch: &Batch, text: BatchText<'_>) {
    let rows = || batch.dates.iter();
    let document = |row: &StoredDate| &batch.documents[row.document];
    table.column("document").extend_texts(text.copied(rows().map(|row| Some(document(row).id))));
    table.column("source").extend_texts(text.copied(rows().map(|row| Some(document(row).source))));
    table.column("field").extend_texts(rows().map(|row| Some(constant(row.field.name()))));
    table.column("start").extend_integers(rows().map(|row| integer(row.characters.0)));
    table.column("end").extend_integers(rows().map(|row| integer(row.characters.1)));
    table.column("byte_start").extend_integers(rows().map(|row| integer(row.bytes.0)));
    table.column("byte_end").extend_integers(rows().map(|row| integer(row.bytes.1)));
    table.column("surface").extend_texts(text.copied(rows().map(|row| Some(row.surface))));
}

/// What each reference came to.
fn append_values(table: &mut Rows, batch: &Batch, text: BatchText<'_>) {
    let rows = || batch.dates.iter();
    table.column("value").extend_texts(text.copied(rows().map(|row| row.value)));
    table.column("from").extend_texts(rows().map(|row| row.span.map(|span| written(span.from()))));
    table.column("to").extend_texts(rows().map(|row| row.span.map(|span| written(span.to()))));
    let granularity = rows().map(|row| row.span.map(|span| constant(span.granularity().name())));
    table.column("granularity").extend_texts(granularity);
    table.column("anchor").extend_texts(rows().map(|row| Some(constant(row.anchor))));
    table.column("rule").extend_texts(rows().map(|row| Some(constant(row.rule))));
    table.column("modifier").extend_texts(rows().map(|row| row.modifier.map(constant)));
    table.column("alternative").extend_texts(text.copied(rows().map(|row| row.alternative)));
    table.column("unresolved").extend_texts(rows().map(|row| row.unresolved.map(constant)));
}

fn ids(entities: &[usize], gazetteer: &Gazetteer) -> Option<Bytes> {
    let ids = join_list(entities.iter().map(|&at| &*gazetteer.entities[at].id));
    (!ids.is_empty()).then(|| Bytes::from(ids))
}
