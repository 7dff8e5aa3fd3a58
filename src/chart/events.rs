//! Dates that a chart marks: a ceasefire, an election, an offensive from one day to another.

use std::path::Path;

use super::canvas::{Area, Canvas, Point, Stroke, Text};
use super::page::Scene;
use super::theme::{Look, size};
use super::time_axis::TimeScale;
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

/// Height of a row of labels, in pixels.
const ROW: f64 = 16.0;
/// So many events are told apart without a label.
const MOST_BARE: usize = 12;
/// At most this many rows of labels stand above a plot, and below them one row of numbers.
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
    /// The label or number, with its row and its left end; none where not even a number has room.
    label: Option<(String, usize, f64)>,
}

/// The rows of labels while they are filled from left to right.
struct Rows {
    area: Area,
    /// Where the last label of each row ends; the row after the last is that of the numbers.
    ends: [f64; ROWS + 1],
    /// The lines drawn so far, each with the row that it begins at.
    lines: Vec<(f64, usize)>,
}

impl Rows {
    /// A place for a label at a line: to its right, or else to its left, in the first row where the label meets no
    /// other label, and where no line goes through a label.
    fn take(&mut self, from: f64, width: f64, rows: std::ops::Range<usize>) -> Option<(usize, f64)> {
        let sides = [from + 4.0, from - 4.0 - width];
        let (row, left) = rows.flat_map(|row| sides.map(|left| (row, left))).find(|&(row, left)| {
            let clear_below = self.ends[row + 1..].iter().all(|end| end + 2.0 <= from);
            let crossed = self.lines.iter().any(|&(x, begins)| begins <= row && x >= left - 2.0 && x <= left + width);
            let inside = left >= self.area.left && left + width <= self.area.right;
            inside && clear_below && !crossed && left >= self.ends[row] + 8.0
        })?;
        self.ends[row] = (left + width).max(from);
        self.lines.push((from, row));
        Some((row, left))
    }

    /// Room for the last number to become a range of numbers, from its left end on.
    fn widen(&mut self, left: f64, width: f64) -> bool {
        let right = left + width;
        let crossed = self.lines.iter().any(|&(x, _)| x > left && x <= right + 2.0);
        let fits = right <= self.area.right && !crossed;
        if fits {
            self.ends[ROWS] = self.ends[ROWS].max(right);
        }
        fits
    }
}

/// Lets the last number in the picture stand for one more event that has no room for its own: "3" becomes "3–4".
fn join_last(marks: &mut [Mark], number: usize, rows: &mut Rows, width: impl Fn(&str) -> f64) {
    let last = marks.iter_mut().rev().filter_map(|mark| mark.label.as_mut()).find(|(_, row, _)| *row == ROWS);
    let Some((label, _, left)) = last else { return };
    let (first, reach) = label.split_once('–').unwrap_or((label, label));
    if reach.parse() == Ok(number - 1) {
        let joined = format!("{first}–{number}");
        if rows.widen(*left, width(&joined)) {
            *label = joined;
        }
    }
}

impl Marks {
    /// Gives each event in the scale a place above the plot, none over another. What has no room gets a number, or is
    /// taken into that of its neighbour.
    /// Returns the sentences that say what the numbers mean, and how many events lie outside.
    pub fn place(scene: &Scene<'_>, area: Area) -> (Marks, Vec<String>) {
        let scale = scene.time_scale(area);
        let mut rows = Rows { area, ends: [f64::NEG_INFINITY; ROWS + 1], lines: Vec::new() };
        let (mut marks, mut numbered, mut outside) = (Vec::new(), Vec::new(), 0);
        for event in &scene.options.events {
            let Some((from, to)) = seen(event, &scale) else {
                outside += 1;
                continue;
            };
            let width = |text: &str| scene.width(text, size::NOTE);
            let place =
                rows.take(from, width(&event.label), 0..ROWS).map(|(row, left)| (event.label.clone(), row, left));
            let label = place.or_else(|| {
                let number = (numbered.len() + 1).to_string();
                numbered.push(noted(scene, event, &number));
                let mut place =
                    |among| rows.take(from, width(&number), among).map(|(row, left)| (number.clone(), row, left));
                // A number of its own in a higher row is better than a share in that of a neighbour.
                let place = place(ROWS..ROWS + 1).or_else(|| place(0..ROWS));
                if place.is_none() {
                    join_last(&mut marks, numbered.len(), &mut rows, width);
                }
                place
            });
            marks.push(Mark { from, to, label });
        }
        let rows = marks.iter().filter_map(|mark| Some(mark.label.as_ref()?.1 + 1)).max().unwrap_or(0);
        let mut notes = Vec::new();
        if !numbered.is_empty() {
            notes.push(scene.fill("note.marked", &[("events", &numbered.join("; "))]));
        }
        if outside > 0 {
            notes.push(scene.options.language.count("events_outside", outside));
        }
        (Marks { marks, rows }, notes)
    }

    /// What the caption says of events that are drawn without labels.
    pub fn told(scene: &Scene<'_>) -> Vec<String> {
        let scale = scene.time_scale(Area::new(0.0, 0.0, 1.0, 1.0));
        let (inside, outside): (Vec<&Event>, Vec<&Event>) =
            scene.options.events.iter().partition(|event| seen(event, &scale).is_some());
        // No number stands in the picture: the lines are in the order of the list.
        let named: Vec<String> = inside.iter().map(|event| noted(scene, event, "").trim_start().to_string()).collect();
        let marked = (!named.is_empty()).then(|| scene.fill("note.marked", &[("events", &named.join("; "))]));
        let rest = (!outside.is_empty()).then(|| scene.options.language.count("events_outside", outside.len() as u64));
        marked.into_iter().chain(rest).collect()
    }

    /// Refuses more events than a reader can tell apart where none has a label.
    pub fn check_bare(scene: &Scene<'_>) -> Result<()> {
        let scale = scene.time_scale(Area::new(0.0, 0.0, 1.0, 1.0));
        let inside = scene.options.events.iter().filter(|event| seen(event, &scale).is_some()).count();
        if inside <= MOST_BARE {
            return Ok(());
        }
        Err(super::refused(
            format!("{inside} events without labels cannot be told apart on small panels"),
            format!("draw `lines`, which label them, or give at most {MOST_BARE}, or a shorter period"),
        ))
    }

    /// Draws the events over a plot that has no room for labels.
    pub fn draw_bare(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area) -> Result<()> {
        let scale = scene.time_scale(area);
        let seen = scene.options.events.iter().filter_map(|event| seen(event, &scale));
        let marks = seen.map(|(from, to)| Mark { from, to, label: None }).collect();
        Marks { marks, rows: 0 }.draw(canvas, &scene.look, area)
    }

    /// The height that the labels need above the plot.
    pub fn height(&self) -> f64 {
        if self.rows == 0 { 0.0 } else { self.rows as f64 * ROW + 6.0 }
    }

    /// The lines over a plot, for labels to keep clear of.
    pub fn lines(&self, area: Area) -> impl Iterator<Item = [Point; 2]> {
        self.marks.iter().map(move |mark| [(mark.from, area.top), (mark.from, area.bottom)])
    }

    /// The places of the labels above a plot, for other labels to keep clear of.
    pub fn boxes(&self, scene: &Scene<'_>, area: Area) -> Vec<Area> {
        let labels = self.marks.iter().filter_map(|mark| mark.label.as_ref());
        let place = |(label, row, left): &(String, usize, f64)| {
            let top = area.top - self.height() + *row as f64 * ROW;
            Area::new(*left - 2.0, top, left + scene.width(label, size::NOTE) + 2.0, top + ROW)
        };
        labels.map(place).collect()
    }

    /// Draws bands and lines over a plot, and the labels above it.
    pub fn draw(&self, canvas: &Canvas<'_>, look: &Look, area: Area) -> Result<()> {
        self.drawn(canvas, look, area, area.bottom)
    }

    /// The same where colours carry values: a span is a bar along the upper edge, and tints nothing.
    pub fn draw_over(&self, canvas: &Canvas<'_>, look: &Look, area: Area) -> Result<()> {
        self.drawn(canvas, look, area, area.top)
    }

    fn drawn(&self, canvas: &Canvas<'_>, look: &Look, area: Area, tinted_to: f64) -> Result<()> {
        let stroke = Stroke::new(look.muted, 1.0).dashed(&[3, 2]);
        for mark in &self.marks {
            let row = mark.label.as_ref().map_or(self.rows, |(_, row, _)| *row) as f64;
            let top = area.top - self.height() + row * ROW;
            if mark.to > mark.from {
                let band = Area::new(mark.from, area.top, mark.to, tinted_to);
                canvas.fill(band, super::canvas::faint(look.accent, 0.12))?;
                canvas.fill(Area { top: area.top - 3.0, bottom: area.top, ..band }, look.muted)?;
            }
            let top_of_line = if self.rows == 0 { area.top } else { top + 2.0 };
            canvas.line(&[(mark.from, top_of_line), (mark.from, area.bottom)], &stroke)?;
            if let Some((label, _, left)) = &mark.label {
                canvas.text(Text::new((*left, top + 12.0), label, size::NOTE, look.ink));
            }
        }
        Ok(())
    }
}

/// From where to where an event is seen; a day is a line. None if it lies outside of the scale.
fn seen(event: &Event, scale: &TimeScale) -> Option<(f64, f64)> {
    let range = scale.range();
    let (first, end) = (f64::from(event.from.epoch_days()), f64::from(event.to.epoch_days()) + 1.0);
    if end <= range.start || first >= range.end {
        return None;
    }
    let (from, to) = (scale.x(first.max(range.start)), scale.x(end.min(range.end)));
    if event.from == event.to { Some(((from + to) / 2.0, (from + to) / 2.0)) } else { Some((from, to)) }
}

/// An event as the caption tells it: number, label, dates.
fn noted(scene: &Scene<'_>, event: &Event, number: &str) -> String {
    let date = scene.options.language.days(event.from, event.to);
    scene.fill("note.event", &[("number", number), ("label", &event.label), ("date", &date)])
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
