//! Dates that a chart marks: a ceasefire, an election, an offensive from one day to another.

use std::path::Path;

use super::canvas::{Anchor, Area, Canvas, Stroke, Text};
use super::theme::{Look, size};
use super::time_axis::TimeScale;
use crate::calendar::{Day, Span};
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
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
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
        let line = row.position().map_or(0, csv::Position::line);
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

/// Height of a row of labels, in pixels.
const ROW: f64 = 16.0;
/// At most this many rows of labels stand above a plot.
const ROWS: usize = 4;

/// Events with their places above a plot.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    rows: usize,
}

#[derive(Clone, Debug)]
struct Mark {
    from: f64,
    to: f64,
    text: String,
    row: usize,
    left: f64,
}

impl Marks {
    /// Gives each event in the scale a place in one of a few rows, none over another. What has no room gets a number.
    /// Returns the sentences that say what the numbers mean, and which events lie outside.
    pub fn place(
        events: &[Event],
        scale: &TimeScale,
        area: Area,
        canvas_width: impl Fn(&str) -> f64,
    ) -> (Marks, Vec<String>) {
        let (mut ends, mut marks) = (vec![f64::NEG_INFINITY; ROWS], Vec::new());
        let (mut numbered, mut outside) = (Vec::new(), 0);
        let range = scale.range();
        for event in events {
            let (first, end) = (f64::from(event.from.epoch_days()), f64::from(event.to.epoch_days()) + 1.0);
            if end <= range.start || first >= range.end {
                outside += 1;
                continue;
            }
            let (from, to) = (scale.x(first.max(range.start)), scale.x(end.min(range.end)));
            let from = if event.from == event.to { (from + to) / 2.0 } else { from };
            let to = if event.from == event.to { from } else { to };
            let mut free = |text: &str| {
                let width = canvas_width(text);
                let left = (from + 4.0).min(area.right - width);
                let row = (0..ROWS).find(|&row| left >= ends[row] + 10.0 && left >= area.left)?;
                ends[row] = left + width;
                Some((row, left))
            };
            let (text, place) = match free(&event.label) {
                Some(place) => (event.label.clone(), Some(place)),
                None => {
                    numbered.push(format!("{} {}", numbered.len() + 1, event.label));
                    let number = numbered.len().to_string();
                    let place = free(&number);
                    (number, place)
                }
            };
            let (row, left) = place.unwrap_or((usize::MAX, from));
            marks.push(Mark { from, to, text, row, left });
        }
        let rows = marks.iter().filter(|mark| mark.row < ROWS).map(|mark| mark.row + 1).max().unwrap_or(0);
        let mut notes = Vec::new();
        if !numbered.is_empty() {
            notes.push(format!("Marked: {}.", numbered.join("; ")));
        }
        if outside > 0 {
            notes.push(format!("{outside} of the events given lie outside of the period."));
        }
        (Marks { marks, rows }, notes)
    }

    /// The height that the labels need above the plot.
    pub fn height(&self) -> f64 {
        if self.rows == 0 { 0.0 } else { self.rows as f64 * ROW + 6.0 }
    }

    /// Draws bands and lines over a plot, and the labels above it.
    pub fn draw(&self, canvas: &Canvas<'_>, look: &Look, area: Area) -> Result<()> {
        for mark in &self.marks {
            let row = mark.row.min(self.rows.saturating_sub(1)) as f64;
            let top = area.top - self.height() + row * ROW;
            if mark.to > mark.from {
                canvas.fill(
                    Area::new(mark.from, area.top, mark.to, area.bottom),
                    super::canvas::faint(look.accent, 0.12),
                )?;
            }
            let stroke = Stroke::new(look.muted, 1.0).dashed(&[3, 2]);
            canvas.line(&[(mark.from, top + 2.0), (mark.from, area.bottom)], &stroke)?;
            if mark.row < ROWS {
                let text = Text::new((mark.left, top + 12.0), &*mark.text, size::NOTE, look.ink);
                canvas.text(text.anchored(Anchor::Start).halo(look.paper));
            }
        }
        Ok(())
    }
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
