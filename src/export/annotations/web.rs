//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>) as one page of JSON-LD.

use std::io::Write;

use serde_json::{Value, json};

use super::in_urn;
use crate::Result;
use crate::export::format::refused;
use crate::export::{Export, ExportReport};
use crate::store::{DOCUMENTS, MentionRow, Row, Scan, Select};

/// How many characters of a sentence a quote has on either side.
const AROUND: usize = 48;

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    let run = format!("urn:dateline:run:{}", export.store.manifest().corpus.fingerprint);
    let head = format!(
        "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"{run}/page\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":["
    );
    out.write_all(head.as_bytes()).map_err(refused)?;
    let everything = Select::default();
    let mut addresses = Addresses::new(export.store.scan(&DOCUMENTS, &["document", "url"], &everything)?);
    for mention in export.store.mentions(&export.select)? {
        let mention = mention?;
        let address = addresses.of(&mention.document)?;
        if mention.copy_of.is_some() || mention.furniture {
            report.lose(super::passages::COPIED, &mention.document);
        }
        if address.is_some() && mention.field == "title" {
            report.lose(
                "offsets in a title whose document has a web address: there they would be of the text",
                &mention.surface,
            );
        }
        let before = if report.written == 0 { "\n" } else { ",\n" };
        let id = format!("{run}/mention/{}", report.written + 1);
        write!(out, "{before}{}", annotation(&id, &mention, address)).map_err(refused)?;
        report.written += 1;
    }
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(refused)
}

/// The web addresses of documents, walked along with the mentions: both are in the order of the corpus.
struct Addresses<'s> {
    documents: Scan<'s>,
    current: Option<(String, Option<String>)>,
}

impl<'s> Addresses<'s> {
    fn new(documents: Scan<'s>) -> Addresses<'s> {
        Addresses { documents, current: None }
    }

    fn of(&mut self, document: &str) -> Result<Option<&str>> {
        while self.current.as_ref().is_none_or(|(id, _)| id != document) {
            let next = |row: Row<'_>| (row.text(0).to_owned(), row.optional_text(1).map(str::to_owned));
            self.current = self.documents.next_row()?.map(next);
            if self.current.is_none() {
                return Ok(None);
            }
        }
        Ok(self.current.as_ref().and_then(|(_, url)| url.as_deref()))
    }
}

fn annotation(id: &str, mention: &MentionRow, address: Option<&str>) -> Value {
    let sentence: Vec<char> = mention.sentence.chars().collect();
    let from = (mention.in_sentence as usize).min(sentence.len());
    let to = (from + (mention.end - mention.start) as usize).min(sentence.len());
    let prefix: String = sentence[from.saturating_sub(AROUND)..from].iter().collect();
    let suffix: String = sentence[to..(to + AROUND).min(sentence.len())].iter().collect();
    let quote = json!({ "type": "TextQuoteSelector", "exact": mention.surface, "prefix": prefix, "suffix": suffix });
    let position = json!({ "type": "TextPositionSelector", "start": mention.start, "end": mention.end });
    let (source, selectors) = match (address, mention.field.as_str()) {
        (Some(url), "title") => (url.to_owned(), json!([quote])),
        (Some(url), _) => (url.to_owned(), json!([quote, position])),
        (None, field) => {
            (format!("urn:dateline:document:{}#{field}", in_urn(&mention.document)), json!([quote, position]))
        }
    };
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            { "type": "SpecificResource", "purpose": "identifying", "source": format!("urn:dateline:entity:{}", in_urn(&mention.entity)) },
            { "type": "TextualBody", "purpose": "identifying", "value": mention.name, "format": "text/plain" },
            { "type": "TextualBody", "purpose": "tagging", "value": mention.kind.name(), "format": "text/plain" },
        ],
        "target": { "source": source, "selector": selectors },
    })
}
