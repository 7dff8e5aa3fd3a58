//! Dates that a chart marks: a ceasefire, an election, an offensive from one day to another.

use std::path::Path;

use crate::calendar::{Day, Span};
use crate::text::delimiter_of;
use crate::{Error, ErrorKind, Result};

/// A dated annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The first day.
    pub from: Day,
    /// The last day; the first, if it is a single day.
    pub to: Day,
    /// What happened, in a few words.
    pub label: String,
}

/// Reads events from a CSV file with the columns `date` and `label`, or `from`, `to` and `label`. A date is a day
/// (2017-07-10), or anything that a span is written as (2017-07, 2016-10-17/2017-07-10).
///
/// # Errors
/// When the file cannot be read, has other columns, or a date that is none: with its line.
pub fn read(path: &Path) -> Result<Vec<Event>> {
    let wrong = |message: String| Error::new(ErrorKind::Usage, message).at(path);
    let text =
        std::fs::read_to_string(path).map_err(|error| wrong("cannot read the events".into()).caused_by(error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (delimiter, start) = delimiter_of(text);
    let before = text[..start].matches('\n').count() as u64;
    let mut rows = csv::ReaderBuilder::new();
    let mut rows = rows.delimiter(delimiter).trim(csv::Trim::All).from_reader(&text.as_bytes()[start..]);
    let columns = rows.headers().map_err(|error| wrong("not CSV".into()).caused_by(error))?.clone();
    let column = |names: &[&str]| columns.iter().position(|column| names.contains(&column));
    let (from, to, label) = (column(&["from", "date"]), column(&["to"]), column(&["label", "event"]));
    let (Some(from), Some(label)) = (from, label) else {
        return Err(wrong("the events' columns are not known".into())
            .line(1)
            .help("name them in the first line: date,label or from,to,label"));
    };
    let mut events = Vec::new();
    for row in rows.records() {
        let row = row.map_err(|error| wrong("not CSV".into()).caused_by(error))?;
        let line = row.position().map_or(0, csv::Position::line) + before;
        let span = |at: usize| -> Result<Option<Span>> {
            let text = row.get(at).unwrap_or_default();
            if text.is_empty() {
                return Ok(None);
            }
            text.parse().map(Some).map_err(|_| {
                wrong(format!("{text:?} is not a date")).line(line).help("write 2017-07-10, or 2016-10-17/2017-07-10")
            })
        };
        let Some(first) = span(from)? else {
            return Err(wrong("an event without a date".into()).line(line));
        };
        let last = to.map(&span).transpose()?.flatten().unwrap_or(first);
        if last.to() < first.from() {
            return Err(wrong("an event that ends before it begins".into()).line(line));
        }
        events.push(Event { from: first.from(), to: last.to(), label: row.get(label).unwrap_or_default().to_string() });
    }
    events.sort_by(|a, b| (a.from, a.to, &a.label).cmp(&(b.from, b.to, &b.label)));
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn events_are_read_in_the_order_of_their_dates() {
        let file = file("date,label\n2017-07-10,Mosul declared free\n2016-10-17/2017-07-10,The battle\n");
        let events = read(file.path()).unwrap();
        assert_eq!(
            events.iter().map(|event| event.label.as_str()).collect::<Vec<_>>(),
            ["The battle", "Mosul declared free"]
        );
        assert_eq!(events[0].to, "2017-07-10".parse().unwrap());
    }

    #[test]
    fn a_wrong_date_is_told_with_its_line() {
        for (text, line) in
            [("date,label\n2017-02-30,x\n", 2), ("from,to,label\n2017,,x\n2018,2017,y\n", 3), ("a,b\n", 1)]
        {
            let file = file(text);
            let error = read(file.path()).unwrap_err();
            assert_eq!((error.kind(), error.position().0), (ErrorKind::Usage, Some(line)), "{error}");
        }
    }
}
