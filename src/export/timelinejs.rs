//! A chronology as TimelineJS reads it (<https://timeline.knightlab.com/docs/json-format.html>).

use std::io::Write;

use serde_json::{Value, json};

use super::format::refused;
use crate::Result;
use crate::calendar::{Day, year_before_era};
use crate::timeline::Entry;

/// A headline is cut after so many characters.
const HEADLINE: usize = 90;

/// Writes entries as the one JSON object that TimelineJS takes. Its texts are HTML, so what a document says is escaped.
///
/// # Errors
/// Of kind [`ErrorKind::Output`](crate::ErrorKind::Output) when it cannot be written.
pub fn timelinejs(entries: &[Entry], out: &mut (dyn Write + Send)) -> Result<()> {
    let events: Vec<Value> = entries.iter().enumerate().map(|(at, entry)| event(at, entry)).collect();
    let document = json!({ "dateline": { "table": "chronology" }, "events": events });
    serde_json::to_writer_pretty(&mut *out, &document).map_err(|cause| refused(cause.into()))?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(refused)
}

fn event(at: usize, entry: &Entry) -> Value {
    let date = &entry.date;
    let mut event = json!({
        "unique_id": format!("entry-{}", at + 1),
        "start_date": day(entry.span.from()),
        "display_date": escaped(&entry.span.spoken()),
        "text": { "headline": escaped(&headline(&date.sentence)), "text": body(entry) },
    });
    if entry.span.days() > 1 {
        event["end_date"] = day(entry.span.to());
    }
    event
}

/// A day; TimelineJS takes the year -323 for 323 BC, and says so on its axis.
fn day(day: Day) -> Value {
    let year = year_before_era(day.year()).map_or(day.year(), |before| -before);
    json!({ "year": year, "month": day.month(), "day": day.day_of_month() })
}

fn body(entry: &Entry) -> String {
    let date = &entry.date;
    let published = date.published.map_or_else(|| "undated".to_owned(), |span| format!("published {span}"));
    let copies =
        if entry.documents.len() > 1 { format!(", in {} documents", entry.documents.len()) } else { String::new() };
    let (sentence, document) = (escaped(&date.sentence), escaped(&date.document));
    format!("<p>{sentence}</p><p><small>{document}, {published}{copies}</small></p>")
}

/// The first words of a sentence.
fn headline(sentence: &str) -> String {
    let Some((cut, _)) = sentence.char_indices().nth(HEADLINE) else { return sentence.to_owned() };
    let whole = sentence[..cut].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(cut);
    format!("{}…", sentence[..whole].trim_end())
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_cut_between_words_and_markup_is_text() {
        assert_eq!(headline("Short."), "Short.");
        let long = "Ünïcödé words ".repeat(10);
        let cut = headline(&long);
        assert!(cut.ends_with("words…") || cut.ends_with("Ünïcödé…"), "{cut}");
        assert!(cut.chars().count() <= HEADLINE + 1);
        assert_eq!(escaped("<b>'&\""), "&lt;b&gt;&#39;&amp;&quot;");
    }
}
