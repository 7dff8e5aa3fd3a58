//! Patterns for spaCy's EntityRuler (<https://spacy.io/api/entityruler>): a JSON object a line.

use std::io::Write;

use serde_json::json;

use super::named::{Part, each, is_gone, tell};
use super::spellings::Spellings;
use crate::Result;
use crate::export::annotations::label;
use crate::export::job::write_json;
use crate::export::{Export, ExportReport};
use crate::gazetteer::CaseRule;
use crate::store::AliasRow;

/// A second pattern stands for the alias in capitals.
const HELD: [Part; 1] = [Part::Capitals];

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    let spellings = Spellings::of(export)?;
    each(export, &mut |named| {
        let patterns: Vec<String> = named.strong().flat_map(patterns).collect();
        spellings.tell(report, &named.entity.id, &patterns);
        if is_gone(report, &named) {
            return Ok(());
        }
        let label = label::of(named.entity.kind, named.entity.class.as_deref());
        for pattern in &patterns {
            write_json(&json!({ "label": label, "pattern": pattern, "id": named.entity.id }), out)?;
        }
        tell(report, &named, &HELD);
        Ok(())
    })
}

/// An alias as it stands, and in capitals: headlines in capitals are mentions here, and would be none there.
fn patterns(alias: &AliasRow) -> impl Iterator<Item = String> + use<> {
    let capitals = alias.alias.to_uppercase();
    let is_second = alias.case != CaseRule::Exact && capitals != alias.alias;
    std::iter::once(alias.alias.clone()).chain(is_second.then_some(capitals))
}
