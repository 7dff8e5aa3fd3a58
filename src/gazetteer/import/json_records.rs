//! The records of JSON, a line each or in one document, with the place of each in its file.

use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::candidate::At;
use super::intake::Intake;

/// The longest line that is read.
const LONGEST_LINE: u64 = 1 << 28;

/// One record: its text, and where that begins.
pub(super) struct Record<'t> {
    text: &'t str,
    start: At,
}

impl Record<'_> {
    pub(super) fn at(&self) -> At {
        self.start
    }

    /// Where a key first stands in the record, or where the record begins.
    pub(super) fn key(&self, key: &str) -> At {
        let Some(offset) = self.text.find(&format!("\"{key}\"")) else { return self.start };
        position(self.text, offset, self.start)
    }
}

/// Where an offset of a text is that begins at a place.
pub(super) fn position(text: &str, offset: usize, start: At) -> At {
    let before = &text[..offset];
    match before.rsplit_once('\n') {
        None => At { line: start.line, column: start.column + before.chars().count() as u64 },
        Some((lines, last)) => {
            At { line: start.line + lines.matches('\n').count() as u64 + 1, column: last.chars().count() as u64 + 1 }
        }
    }
}

/// Takes a record and its value.
pub(super) type Take<'t> = &'t mut dyn FnMut(&Record, &Value, &mut Intake);

/// Gives every record: an object a line (a dump's brackets and commas around them are fine), the members of an array,
/// or those of a document's `features`, `entities` or `bindings`.
pub(super) fn each(input: &mut dyn BufRead, intake: &mut Intake, take: Take) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    let mut seen = false;
    while input.take(LONGEST_LINE).read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if line.len() as u64 == LONGEST_LINE {
            return Err(io::Error::other(format!("line {number} is longer than {LONGEST_LINE} bytes")));
        }
        let start = At::line(number);
        match std::str::from_utf8(&line) {
            Err(_) => {
                intake.row();
                intake.broken(start, "the line is not UTF-8");
            }
            Ok(text) => {
                let Some(text) = record_of(text) else {
                    line.clear();
                    continue;
                };
                if !seen && serde_json::from_str::<&RawValue>(text).is_err() {
                    return document(line, start, input, intake, take);
                }
                seen = true;
                chunk(text, start, intake, take);
            }
        }
        line.clear();
    }
    Ok(())
}

/// The record on a line; none where it holds no more than a dump's brackets.
fn record_of(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('\u{feff}').trim().trim_end_matches(',');
    (!matches!(text, "[" | "]" | "")).then_some(text)
}

/// A document over several lines, of which some have been read; or records of which the first is broken.
fn document(first: Vec<u8>, start: At, input: &mut dyn BufRead, intake: &mut Intake, take: Take) -> io::Result<()> {
    let Some(text) = intake.text(&mut first.as_slice().chain(input))? else { return Ok(()) };
    let text = text.as_str();
    match serde_json::from_str::<&RawValue>(text) {
        Ok(_) => chunk(text, start, intake, take),
        Err(_) if text.lines().any(is_whole_object) => {
            for (line, number) in text.lines().zip(start.line..) {
                record_of(line).into_iter().for_each(|record| chunk(record, At::line(number), intake, take));
            }
        }
        Err(error) => {
            let at = At { line: start.line + (error.line() as u64).saturating_sub(1), column: error.column() as u64 };
            intake.refuse(at, format!("not valid JSON: {}", plain(&error)));
        }
    }
    Ok(())
}

/// Whether a line is an object by itself. The parts of a document that is written over several lines are indented.
fn is_whole_object(line: &str) -> bool {
    line.starts_with('{') && record_of(line).is_some_and(|text| serde_json::from_str::<&RawValue>(text).is_ok())
}

/// The message without the place, which is said apart.
fn plain(error: &serde_json::Error) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
}

#[derive(Deserialize)]
struct Container<'a> {
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    entities: Option<std::collections::BTreeMap<String, &'a RawValue>>,
    #[serde(borrow)]
    results: Option<Results<'a>>,
    #[serde(borrow)]
    indexing: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Results<'a> {
    #[serde(borrow)]
    bindings: Vec<&'a RawValue>,
}

fn chunk(text: &str, start: At, intake: &mut Intake, take: Take) {
    let is_container = ["\"features\"", "\"entities\"", "\"bindings\""].iter().any(|key| text.contains(key));
    let members: Vec<&RawValue> = if text.starts_with('[') {
        serde_json::from_str(text).unwrap_or_default()
    } else if let Some(container) = is_container.then(|| serde_json::from_str::<Container>(text).ok()).flatten() {
        if let Some(indexing) = container.indexing.and_then(|raw| serde_json::from_str::<Value>(raw.get()).ok()) {
            describe(&indexing, intake);
        }
        let lists = container.features.into_iter().chain(container.results.map(|results| results.bindings));
        let mut members: Vec<&RawValue> = lists.flatten().collect();
        members.extend(container.entities.into_iter().flat_map(|map| map.into_values()));
        if members.is_empty() { serde_json::from_str(text).into_iter().collect() } else { members }
    } else {
        serde_json::from_str(text).into_iter().collect()
    };
    if members.is_empty() && !text.starts_with('[') {
        intake.row();
        let error = serde_json::from_str::<&RawValue>(text).err();
        let message = error.map_or_else(String::new, |error| format!(": {}", plain(&error)));
        intake.broken(start, format!("not valid JSON{message}"));
    }
    // Places are counted on from one member to the next: from the start each would make it quadratic.
    let (mut at, mut from) = (start, 0);
    for member in members {
        let offset = member.get().as_ptr() as usize - text.as_ptr() as usize;
        if offset >= from {
            at = position(&text[from..], offset - from, at);
            from = offset;
        }
        one(&Record { text: member.get(), start: at }, intake, take);
    }
}

fn one(record: &Record, intake: &mut Intake, take: Take) {
    intake.row();
    match serde_json::from_str::<Value>(record.text) {
        Ok(value) if value.is_object() => take(record, &value, intake),
        Ok(_) => intake.broken(record.start, "not a JSON object"),
        Err(error) => intake.broken(record.start, format!("not valid JSON: {}", plain(&error))),
    }
}

/// What a Linked Places collection says of itself.
fn describe(indexing: &Value, intake: &mut Intake) {
    let text = |key: &str| indexing[key].as_str().map(str::to_owned);
    intake.header.name = text("name");
    intake.header.licence = text("license");
    intake.header.source = text("identifier").or_else(|| text("@id"));
}

/// The strings of a value: itself, or the members of a list.
pub(super) fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(members) => members.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A string, or a number as one.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
