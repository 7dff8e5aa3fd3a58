//! Tags the dates of documents and writes one JSON line for each reference.
//!
//! ```text
//! cargo run --release --example tag_dates -- DOCUMENTS.jsonl > dates.jsonl
//! ```
//!
//! Each line of DOCUMENTS has `id` and `text`, and the date of publication as `dct` or `date`, if it has one. Offsets
//! in the output count code points, end exclusive; `value` is in TIMEX3 form, or empty where `unresolved` says why.
//! With `--dump` the lines are for people: the text around each reference.

use std::io::{BufRead, BufReader, BufWriter, Write};

use dateline::calendar::Span;
use dateline::temporal::{Reference, Tagger};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let dump = arguments.iter().position(|argument| argument == "--dump").map(|at| arguments.remove(at)).is_some();
    let [path] = &arguments[..] else {
        return Err("usage: tag_dates [--dump] DOCUMENTS.jsonl > dates.jsonl".into());
    };
    let tagger = Tagger::english();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let (id, text) = (document["id"].as_str().unwrap_or_default(), document["text"].as_str().unwrap_or_default());
        let found = tagger.references(text, published(&document));
        let mut points = CodePoints { text, byte: 0, points: 0 };
        for reference in &found.references {
            if dump {
                writeln!(out, "{id} [{}] {}", found.genre, shown(text, reference))?;
            } else {
                writeln!(out, "{}", row(id, found.genre.name(), text, reference, &mut points))?;
            }
        }
    }
    Ok(out.flush()?)
}

/// The day, month or year of publication; a time of day is cut off.
fn published(document: &Value) -> Option<Span> {
    let date = document["dct"].as_str().or(document["date"].as_str())?;
    date.split(['T', ' ']).next()?.parse().ok()
}

fn row(id: &str, genre: &str, text: &str, reference: &Reference, points: &mut CodePoints<'_>) -> Value {
    let (start, end) = (points.at(reference.start), points.at(reference.end));
    json!({
        "document": id,
        "field": "text",
        "start": start,
        "end": end,
        "byte_start": reference.start,
        "byte_end": reference.end,
        "surface": &text[reference.start..reference.end],
        "value": reference.value,
        "from": reference.span.map(|span| span.from().to_string()),
        "to": reference.span.map(|span| span.to().to_string()),
        "granularity": reference.span.map(|span| span.granularity().name()),
        "anchor": reference.anchor.name(),
        "rule": reference.rule,
        "modifier": reference.modifier.map(|modifier| modifier.name()),
        "range": reference.range.map(|span| span.to_string()),
        "alternative": reference.alternative.map(|span| span.to_string()),
        "unresolved": reference.unresolved,
        "genre": genre,
    })
}

fn shown(text: &str, reference: &Reference) -> String {
    let start = text.floor_char_boundary(reference.start.saturating_sub(60));
    let end = text.ceil_char_boundary((reference.end + 40).min(text.len()));
    let value = reference.value.as_deref().or(reference.unresolved).unwrap_or_default();
    let (before, surface, after) =
        (&text[start..reference.start], &text[reference.start..reference.end], &text[reference.end..end]);
    format!("{before}[[{surface}]]{after} => {value} ({}, {})", reference.rule, reference.anchor.name())
        .replace('\n', " ")
}

/// Counts code points up to a byte, going forward only.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    points: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.points += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.points
    }
}
