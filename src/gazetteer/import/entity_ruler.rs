//! spaCy's EntityRuler patterns, one a line.
//!
//! A pattern is a text, or a list of tokens of which `TEXT`/`ORTH` is the token as written and `LOWER` the token in any
//! case. Patterns with the same `id` and label are one entity. Other token attributes have no counterpart here.

use std::io::{self, BufRead};

use serde_json::Value;

use super::candidate::{At, Candidate, Name};
use super::intake::Intake;
use super::json_records::{Record, each, text_of};
use crate::gazetteer::entity::{CaseRule, Kind};

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("spaCy EntityRuler patterns".to_owned());
    each(input, intake, &mut pattern)
}

fn pattern(record: &Record, value: &Value, intake: &mut Intake) {
    let (Some(label), false) = (value["label"].as_str(), value["pattern"].is_null()) else {
        return intake.broken(record.at(), "the record has no label and pattern: it is no EntityRuler pattern");
    };
    let kind = kind_of(label);
    if kind.is_none() && intake.options.kind.is_none() {
        return intake.lost(record.key("label"), &format!("pattern of the label {label}"), &shown(&value["pattern"]));
    }
    let Some(wording) = wording(&value["pattern"]) else {
        let what = "pattern with other token attributes than TEXT, ORTH and LOWER";
        return intake.lost(record.key("pattern"), what, &shown(&value["pattern"]));
    };
    let candidate = candidate(record.at(), &wording, text_of(&value["id"]), label, intake);
    intake.take(Candidate { kind, ..candidate });
}

/// What a pattern says.
struct Wording {
    text: String,
    /// Whether it counts in any case.
    lower: bool,
}

fn candidate(at: At, wording: &Wording, id: Option<String>, label: &str, intake: &Intake) -> Candidate {
    let Wording { text, lower } = wording;
    let short = text.chars().filter(|character| character.is_alphanumeric()).count() <= 3;
    let name = match (*lower, short) {
        // "us" in any case would be the pronoun: a code counts in capitals, beside another name.
        (true, true) => Name { case: Some(CaseRule::Exact), weak: true, ..Name::new(text.to_uppercase()) },
        (true, false) => Name { case: Some(CaseRule::Any), ..Name::new(with_capitals(text)) },
        (false, _) => Name { case: Some(CaseRule::Exact), ..Name::new(text) },
    };
    let made = || intake.made_id(&format!("{label} {text}"));
    let mut candidate = Candidate::new(at, id.clone().unwrap_or_else(made), name);
    candidate.class = Some(label.to_owned());
    candidate
}

fn kind_of(label: &str) -> Option<Kind> {
    match label.to_ascii_uppercase().as_str() {
        "GPE" | "LOC" | "FAC" | "LOCATION" | "PLACE" => Some(Kind::Place),
        "PERSON" | "PER" => Some(Kind::Person),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(Kind::Organisation),
        _ => None,
    }
}

/// What a pattern says; none if it asks for more than its words.
fn wording(pattern: &Value) -> Option<Wording> {
    if let Some(text) = pattern.as_str() {
        return Some(Wording { text: text.to_owned(), lower: false });
    }
    let mut lower = false;
    let mut words = Vec::new();
    for token in pattern.as_array()? {
        let mut attributes = token.as_object()?.iter();
        let (Some((key, value)), None) = (attributes.next(), attributes.next()) else { return None };
        match key.to_ascii_uppercase().as_str() {
            "LOWER" => lower = true,
            "TEXT" | "ORTH" => {}
            _ => return None,
        }
        words.push(value.as_str()?);
    }
    (!words.is_empty()).then(|| Wording { text: joined(&words), lower })
}

/// Tokens with spaces between, except around hyphens and before possessives, as spaCy cuts them.
fn joined(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        let tight = matches!(*word, "-" | "," | "." | "'s" | "’s" | ")") || text.ends_with(['-', '(']);
        if !text.is_empty() && !tight {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

fn with_capitals(text: &str) -> String {
    let mut start = true;
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if start {
            result.extend(character.to_uppercase())
        } else {
            result.push(character)
        }
        start = !character.is_alphanumeric() && character != '\'' && character != '’';
    }
    result
}

fn shown(pattern: &Value) -> String {
    pattern.as_str().map_or_else(|| pattern.to_string(), str::to_owned)
}
