//! Patterns for spaCy's EntityRuler (<https://spacy.io/api/entityruler>): a JSON object a line.

use std::io::Write;

use serde_json::json;

use super::named::{Part, each, is_gone, tell};
use crate::Result;
use crate::export::annotations::label;
use crate::export::job::write_json;
use crate::export::{Export, ExportReport};
use crate::gazetteer::CaseRule;

/// A second pattern stands for the alias in capitals.
const HELD: [Part; 1] = [Part::Capitals];

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    each(export, &mut |named| {
        if is_gone(report, &named) {
            return Ok(());
        }
        for alias in named.strong() {
            let label = label::of(named.entity.kind, named.entity.class.as_deref());
            let mut pattern =
                |text: &str| write_json(&json!({ "label": label, "pattern": text, "id": named.entity.id }), out);
            pattern(&alias.alias)?;
            // Headlines in capitals are mentions here, and would be none there.
            let capitals = alias.alias.to_uppercase();
            if alias.case != CaseRule::Exact && capitals != alias.alias {
                pattern(&capitals)?;
            }
        }
        tell(report, &named, &HELD);
        Ok(())
    })
}
