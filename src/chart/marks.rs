//! Events above a plot: each has its label, or a number that the caption explains, and none is over another.

use super::canvas::{Area, Canvas, Point, Stroke, Text};
use super::events::Event;
use super::page::Scene;
use super::theme::{Look, size};
use super::time_axis::TimeScale;
use crate::Result;

/// Height of a row of labels, in pixels.
const ROW: f64 = 16.0;
/// So many events are told apart without a label.
const MOST_BARE: usize = 12;
/// At most this many rows of labels stand above a plot, and below them one row of numbers.
const ROWS: usize = 4;
/// While there are words that could give way, at most so many labels of numbers become one for the sake of one event
/// more.
const JOINED: usize = 2;
/// From a line to its label, and from a label to the next, in pixels.
const ASIDE: f64 = 4.0;
const APART: f64 = 8.0;
/// The height of the bar that stands for a span, and from one bar to the next where spans overlap, in pixels.
const BAR: f64 = 3.0;
const BARS: f64 = 4.5;
/// Half the height of the point of a bar that goes on beyond the picture, in pixels.
const TIP: f64 = 4.0;
/// How far the line of a number goes down among many, in pixels.
const STUB: f64 = 10.0;

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
    /// Whether it began before the picture does, and whether it ended after it.
    beyond: (bool, bool),
    /// Among spans that overlap, in which row its bar stands, from the plot upwards.
    level: usize,
    /// None where another's label has its number too.
    label: Option<Label>,
}

/// The label or the numbers of an event, with its row and its left end.
#[derive(Clone, Debug)]
struct Label {
    text: String,
    row: usize,
    left: f64,
    /// The first and the last of the events that it stands for by their numbers; none where it is an event's own words.
    numbers: Option<(usize, usize)>,
}

/// An event in the picture: from where to where, whether it goes on beyond either, and the width of its words.
struct Seen<'e> {
    event: &'e Event,
    from: f64,
    to: f64,
    beyond: (bool, bool),
    wide: f64,
}

/// A label that has its place, and the line that leads down from its row.
struct Taken {
    /// Which of the events it is of, or the first of those.
    at: usize,
    row: usize,
    left: f64,
    right: f64,
    line: f64,
}

impl Taken {
    /// Whether its line, or its text with some room around, meets another's.
    fn meets(&self, other: &Taken) -> bool {
        let crosses = |one: &Taken, other: &Taken| {
            one.row <= other.row && one.line >= other.left - 2.0 && one.line <= other.right + 2.0
        };
        let beside = self.left >= other.right + APART || other.left >= self.right + APART;
        (self.row == other.row && !beside) || crosses(self, other) || crosses(other, self)
    }
}

/// The rows of labels while they are filled; the row after the last of `ROWS` is that of the numbers.
struct Rows<'s> {
    area: Area,
    seen: &'s [Seen<'s>],
    taken: Vec<Taken>,
}

impl Rows<'_> {
    /// A place for a label at an event's line: to its right, or else to its left, in the first row where neither label
    /// nor line meets another.
    fn take(&mut self, at: usize, width: f64, rows: std::ops::Range<usize>) -> Option<(usize, f64)> {
        let line = self.seen[at].from;
        let sides = [line + ASIDE, line - ASIDE - width];
        let places = rows.flat_map(|row| sides.map(|left| Taken { at, row, left, right: left + width, line }));
        let free = |place: &Taken| {
            let inside = place.left >= self.area.left && place.right <= self.area.right;
            inside && !self.taken.iter().any(|other| place.meets(other))
        };
        let place = { places }.find(free)?;
        let found = (place.row, place.left);
        self.taken.push(place);
        Some(found)
    }

    /// A place for numbers. One of their own in a higher row is better than a share in that of a neighbour.
    fn take_number(&mut self, at: usize, width: f64) -> Option<(usize, f64)> {
        self.take(at, width, ROWS..ROWS + 1).or_else(|| self.take(at, width, 0..ROWS))
    }
}

/// Numbers as a label: "3", "3, 4" or "3–5".
fn numbered((first, last): (usize, usize)) -> String {
    match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    }
}

/// The labels of events, in their order, while they are given.
struct Labels<'s> {
    rows: Rows<'s>,
    labels: Vec<Option<Label>>,
    width: &'s dyn Fn(&str) -> f64,
}

/// An event that has no room even for a number, and those before it that have their words, the nearest first.
struct Jam {
    at: usize,
    words: Vec<usize>,
}

impl Labels<'_> {
    /// Gives each event its words, if it is one of `told`, or a number, or a share in the numbers before it: with at
    /// most `joined` of those.
    fn place(mut self, told: &[bool], joined: usize) -> std::result::Result<Vec<Option<Label>>, Jam> {
        let (seen, mut number) = (self.rows.seen, 0);
        for (at, one) in seen.iter().enumerate() {
            let words = if told[at] { self.rows.take(at, one.wide, 0..ROWS) } else { None };
            let label = words.map(|(row, left)| Label { text: one.event.label.clone(), row, left, numbers: None });
            number += usize::from(label.is_none());
            let label = label.or_else(|| self.numbered(at, (number, number)));
            self.labels.push(label);
            if self.labels[at].is_none() && !self.join(number, joined) {
                let of_words = |at: &usize| self.labels[*at].as_ref().is_some_and(|label| label.numbers.is_none());
                return Err(Jam { at, words: (0..at).rev().filter(of_words).collect() });
            }
        }
        Ok(self.labels)
    }

    /// A label of numbers at an event's line.
    fn numbered(&mut self, at: usize, numbers: (usize, usize)) -> Option<Label> {
        let text = numbered(numbers);
        let (row, left) = self.rows.take_number(at, (self.width)(&text))?;
        Some(Label { text, row, left, numbers: Some(numbers) })
    }

    /// Lets the last numbers in the picture stand for one more event that has no room for its own, and where they have
    /// none to grow in, those before them for all of theirs.
    fn join(&mut self, number: usize, most: usize) -> bool {
        let of_numbers = |at: usize| Some((at, self.labels[at].as_ref()?.numbers?));
        let last: Vec<(usize, (usize, usize))> =
            (0..self.labels.len()).rev().filter_map(of_numbers).take(most).collect();
        for (at, (first, _)) in last {
            self.rows.taken.retain(|taken| taken.at != at);
            self.labels[at] = None;
            if let Some(label) = self.numbered(at, (first, number)) {
                self.labels[at] = Some(label);
                return true;
            }
        }
        false
    }
}

/// Gives as many events as possible their words, and all others a number.
fn labelled(seen: &[Seen<'_>], area: Area, width: &dyn Fn(&str) -> f64) -> Vec<Option<Label>> {
    let place = |told: &[bool], joined: usize| {
        let rows = Rows { area, seen, taken: Vec::new() };
        Labels { rows, labels: Vec::new(), width }.place(told, joined)
    };
    let mut told = vec![true; seen.len()];
    loop {
        let jam = match place(&told, JOINED) {
            Ok(labels) => return labels,
            Err(jam) => jam,
        };
        // Not always is the nearest in the way: the first without whose words the event finds room gives them up.
        let helps = |gives_way: &usize| {
            let told: Vec<bool> = told.iter().enumerate().map(|(at, told)| *told && at != *gives_way).collect();
            place(&told, JOINED).map_or_else(|after| after.at > jam.at, |_| true)
        };
        let Some(gives_way) = jam.words.iter().copied().find(helps).or(jam.words.first().copied()) else { break };
        told[gives_way] = false;
    }
    let labels = place(&told, seen.len());
    labels.unwrap_or_else(|_| all_together(seen, area))
}

/// All numbers as one label, for a plot that is hardly wider.
fn all_together(seen: &[Seen<'_>], area: Area) -> Vec<Option<Label>> {
    let numbers = (1, seen.len());
    let label = Label { text: numbered(numbers), row: 0, left: area.left, numbers: Some(numbers) };
    seen.iter().enumerate().map(|(at, _)| (at == 0).then(|| label.clone())).collect()
}

/// The row of each span's bar, so that none is over another.
fn levels(seen: &[Seen<'_>]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let level = |one: &Seen<'_>| {
        if one.to <= one.from {
            return 0;
        }
        let free = ends.iter().position(|end| *end + 1.0 <= one.from).unwrap_or(ends.len());
        ends.resize(ends.len().max(free + 1), f64::NEG_INFINITY);
        ends[free] = one.to;
        free
    };
    seen.iter().map(level).collect()
}

/// The events that lie in the scale, and how many do not.
fn all_seen<'e>(scene: &Scene<'e>, scale: &TimeScale) -> (Vec<Seen<'e>>, u64) {
    let events = &scene.options.events;
    let seen: Vec<Seen<'_>> = events
        .iter()
        .filter_map(|event| {
            let ((from, to), beyond) = (seen(event, scale)?, beyond(event, scale));
            Some(Seen { event, from, to, beyond, wide: scene.width(&event.label, size::NOTE) })
        })
        .collect();
    let outside = (events.len() - seen.len()) as u64;
    (seen, outside)
}

impl Marks {
    /// Gives each event in the scale a place above the plot, none over another. What has no room gets a number, or
    /// shares that of its neighbour; where even that has no room, a neighbour gives up its words. Returns the sentences
    /// that say what the numbers mean, and how many events lie outside.
    pub fn place(scene: &Scene<'_>, area: Area) -> (Marks, Vec<String>) {
        let (seen, outside) = all_seen(scene, &scene.time_scale(area));
        let width = |text: &str| scene.width(text, size::NOTE);
        let labels = labelled(&seen, area, &width);
        let notes = notes(scene, &seen, &labels, outside);
        let levels = levels(&seen);
        let marks = seen.iter().zip(labels).zip(levels);
        let marks: Vec<Mark> = marks
            .map(|((one, label), level)| Mark { from: one.from, to: one.to, beyond: one.beyond, level, label })
            .collect();
        let rows = marks.iter().filter_map(|mark| Some(mark.label.as_ref()?.row + 1)).max().unwrap_or(0);
        (Marks { marks, rows }, notes)
    }

    /// What the caption says of events that are drawn without labels.
    pub fn told(scene: &Scene<'_>) -> Vec<String> {
        let scale = scene.time_scale(Area::new(0.0, 0.0, 1.0, 1.0));
        let (inside, outside): (Vec<&Event>, Vec<&Event>) =
            scene.options.events.iter().partition(|event| seen(event, &scale).is_some());
        // No number stands in the picture: the lines are in the order of the list.
        let named: Vec<String> = inside.iter().map(|event| noted(scene, event, "").trim_start().to_string()).collect();
        let marked = (!named.is_empty()).then(|| scene.fill("note.marked_in_order", &[("events", &named.join("; "))]));
        let rest = (!outside.is_empty()).then(|| scene.options.language.count("events_outside", outside.len() as u64));
        marked.into_iter().chain(rest).collect()
    }

    /// Refuses more events than a reader can tell apart where none has a label.
    pub fn check_bare(scene: &Scene<'_>) -> Result<()> {
        let (seen, _) = all_seen(scene, &scene.time_scale(Area::new(0.0, 0.0, 1.0, 1.0)));
        let inside = seen.len();
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
        let (seen, _) = all_seen(scene, &scene.time_scale(area));
        let levels = levels(&seen);
        let mark = |(one, level): (&Seen<'_>, usize)| Mark {
            from: one.from,
            to: one.to,
            beyond: one.beyond,
            level,
            label: None,
        };
        let marks = seen.iter().zip(levels).map(mark).collect();
        Marks { marks, rows: 0 }.draw(canvas, &scene.look, area)
    }

    /// The height that the labels and bars need above the plot.
    pub fn height(&self) -> f64 {
        if self.rows == 0 { 0.0 } else { self.rows as f64 * ROW + self.bars().max(6.0) }
    }

    /// The height of the bars that stand over each other, and some room above them.
    fn bars(&self) -> f64 {
        let most = self.marks.iter().filter(|mark| mark.to > mark.from).map(|mark| mark.level).max();
        most.map_or(0.0, |most| most as f64 * BARS + BAR + 3.0)
    }

    /// The lines over a plot, for labels to keep clear of.
    pub fn lines(&self, area: Area) -> impl Iterator<Item = [Point; 2]> {
        let begun = self.marks.iter().filter(|mark| !mark.beyond.0);
        begun.map(move |mark| [(mark.from, area.top), (mark.from, area.top + self.length(mark, area))])
    }

    /// How far down an event's line goes: of many only those that have their words go all the way, for the others would
    /// be a fence before the values.
    fn length(&self, mark: &Mark, area: Area) -> f64 {
        let told = mark.label.as_ref().is_some_and(|label| label.numbers.is_none());
        if told || self.rows == 0 || self.marks.len() <= MOST_BARE { area.height() } else { STUB.min(area.height()) }
    }

    /// The places of the labels and bars above a plot, for other labels to keep clear of.
    pub fn boxes(&self, scene: &Scene<'_>, area: Area) -> Vec<Area> {
        let labels = self.marks.iter().filter_map(|mark| mark.label.as_ref());
        let place = |label: &Label| {
            let top = area.top - self.height() + label.row as f64 * ROW;
            Area::new(label.left - 2.0, top, label.left + scene.width(&label.text, size::NOTE) + 2.0, top + ROW)
        };
        labels.map(place).chain(self.marks.iter().filter_map(|mark| self.bar(mark, area))).collect()
    }

    /// The bar of a span: above the plot, or within it where there is no room above.
    fn bar(&self, mark: &Mark, area: Area) -> Option<Area> {
        let up = if self.rows == 0 { -1.0 } else { 1.0 };
        let bottom = area.top - up * mark.level as f64 * BARS;
        (mark.to > mark.from).then(|| Area::new(mark.from, bottom - BAR, mark.to, bottom))
    }

    /// Draws lines over a plot, at both ends of a span, and bars and labels above it. Nothing is tinted: tints are
    /// bands of the entities' intervals, and of spans that overlap would be one.
    pub fn draw(&self, canvas: &Canvas<'_>, look: &Look, area: Area) -> Result<()> {
        self.drawn(canvas, look, area, true)
    }

    /// The same where colours carry values: the end of a span has no line.
    pub fn draw_over(&self, canvas: &Canvas<'_>, look: &Look, area: Area) -> Result<()> {
        self.drawn(canvas, look, area, false)
    }

    fn drawn(&self, canvas: &Canvas<'_>, look: &Look, area: Area, ends: bool) -> Result<()> {
        let stroke = Stroke::new(look.muted, 1.0).dashed(&[3, 2]);
        for mark in &self.marks {
            let top = |label: &Label| area.top - self.height() + label.row as f64 * ROW;
            if let Some(bar) = self.bar(mark, area) {
                canvas.fill(bar, look.muted)?;
                tips(canvas, look, bar, mark.beyond)?;
                if ends && !mark.beyond.1 {
                    let end = Stroke::new(look.muted, 0.75).dashed(&[1, 3]);
                    canvas.line(&[(mark.to, area.top), (mark.to, area.bottom)], &end)?;
                }
            }
            let top_of_line = mark.label.as_ref().map_or(area.top, |label| top(label) + 2.0);
            // What began before the picture has no beginning in it.
            let foot = if mark.beyond.0 { area.top } else { area.top + self.length(mark, area) };
            if foot > top_of_line {
                canvas.line(&[(mark.from, top_of_line), (mark.from, foot)], &stroke)?;
            }
            if let Some(label) = &mark.label {
                canvas.text(Text::new((label.left, top(label) + 12.0), &*label.text, size::NOTE, look.ink));
            }
        }
        Ok(())
    }
}

/// The sentences that say what the numbers mean, and how many events lie outside.
fn notes(scene: &Scene<'_>, seen: &[Seen<'_>], labels: &[Option<Label>], outside: u64) -> Vec<String> {
    let by_number =
        seen.iter().zip(labels).filter(|(_, label)| label.as_ref().is_none_or(|label| label.numbers.is_some()));
    let numbered: Vec<String> =
        by_number.enumerate().map(|(at, (one, _))| noted(scene, one.event, &(at + 1).to_string())).collect();
    let marked = (!numbered.is_empty()).then(|| scene.fill("note.marked", &[("events", &numbered.join("; "))]));
    // The dates of what has a number stand there already.
    let told = seen.iter().zip(labels).filter(|(_, label)| label.as_ref().is_some_and(|label| label.numbers.is_none()));
    let reaching = told.filter(|(one, _)| one.beyond != (false, false));
    let reaching: Vec<String> = reaching.map(|(one, _)| noted(scene, one.event, "").trim_start().to_string()).collect();
    let reaching = (!reaching.is_empty()).then(|| scene.fill("note.reaching", &[("events", &reaching.join("; "))]));
    let marked = marked.into_iter().chain(reaching);
    marked.chain((outside > 0).then(|| scene.options.language.count("events_outside", outside))).collect()
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

/// Whether an event goes on before the scale, and after it.
fn beyond(event: &Event, scale: &TimeScale) -> (bool, bool) {
    let range = scale.range();
    (f64::from(event.from.epoch_days()) < range.start, f64::from(event.to.epoch_days()) + 1.0 > range.end)
}

/// Points at the ends of a bar that goes on beyond the picture.
fn tips(canvas: &Canvas<'_>, look: &Look, bar: Area, (before, after): (bool, bool)) -> Result<()> {
    let middle = (bar.top + bar.bottom) / 2.0;
    let tip = |x: f64, out: f64| {
        canvas.polygon(&[(x, middle - TIP), (x + out * TIP * 1.5, middle), (x, middle + TIP)], look.muted)
    };
    if before {
        tip(bar.left, -1.0)?;
    }
    if after {
        tip(bar.right, 1.0)?;
    }
    Ok(())
}

/// An event as the caption tells it: number, label, dates.
fn noted(scene: &Scene<'_>, event: &Event, number: &str) -> String {
    let date = scene.options.language.days(event.from, event.to);
    scene.fill("note.event", &[("number", number), ("label", &event.label), ("date", &date)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartData, ChartOptions, samples};
    use proptest::prelude::*;

    /// The labels of events over a plot, checked: inside, apart, and none without.
    fn checked(events: Vec<Event>, wide: f64) -> Vec<Label> {
        let timelines = samples::months();
        let (data, options) = (ChartData::new(&timelines), ChartOptions { events, ..ChartOptions::default() });
        let scene = Scene::new(&data, &options);
        let area = Area::new(80.0, 0.0, 80.0 + wide, 100.0);
        let (marks, notes) = Marks::place(&scene, area);
        let labels: Vec<Label> = marks.marks.iter().filter_map(|mark| mark.label.clone()).collect();
        let numbers: Vec<usize> = labels.iter().filter_map(|label| label.numbers).flat_map(|(a, b)| a..=b).collect();
        let words = labels.iter().filter(|label| label.numbers.is_none()).count();
        assert_eq!(numbers.len() + words, marks.marks.len(), "{labels:?}");
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{labels:?}");
        let told = notes.iter().any(|note| note.contains(&format!("{} ", numbers.len())));
        assert!(numbers.is_empty() || told, "{notes:?}");
        let boxes = marks.boxes(&scene, area);
        for (at, one) in boxes.iter().enumerate() {
            assert!(!boxes[at + 1..].iter().any(|other| one.meets(*other)), "{labels:?} {boxes:?}");
        }
        assert!(labels.iter().all(|label| label.left >= area.left), "{labels:?}");
        labels
    }

    #[test]
    fn events_of_one_day_at_the_end_share_a_mark() {
        let day = |date: &str, label: &str| Event {
            from: samples::day(date),
            to: samples::day(date),
            label: format!("{label}, told in so many words that nothing has room beside it"),
        };
        let events = (0..9).map(|at| day("2019-12-31", &at.to_string())).collect();
        let labels = checked(events, 300.0);
        assert!(labels.iter().any(|label| label.numbers.is_some_and(|(first, last)| last > first)), "{labels:?}");
    }

    #[test]
    fn a_jam_of_numbers_at_the_end_takes_no_words_elsewhere() {
        let day = |date: &str, label: &str| {
            let day = samples::day(date);
            Event { from: day, to: day, label: label.to_string() }
        };
        let told = ["2016-03-01", "2017-03-01", "2018-03-01"].map(|date| day(date, "A day of its own"));
        let long = "Told in so many words that no row has room for all of them";
        let late = ["2019-12-01", "2019-12-09", "2019-12-20", "2019-12-28"].map(|date| day(date, long));
        for wide in [300.0, 420.0, 640.0] {
            let labels = checked(told.iter().chain(&late).cloned().collect(), wide);
            let words = labels.iter().filter(|label| label.text == told[0].label).count();
            assert_eq!(words, told.len(), "{labels:?}");
        }
    }

    #[test]
    fn a_span_that_begins_before_the_picture_has_no_beginning_in_it() {
        let timelines = samples::months();
        let span = |from: &str, to: &str| Event { from: samples::day(from), to: samples::day(to), label: "War".into() };
        for (event, lines, told) in [
            (span("2012-01-01", "2016-03-01"), 0, "Beyond the picture's edge: War (1 Jan 2012 – 1 Mar 2016)."),
            (span("2016-03-01", "2031-05-06"), 1, "Beyond the picture's edge: War (1 Mar 2016 – 6 May 2031)."),
            (span("2016-03-01", "2016-05-06"), 1, ""),
        ] {
            let (data, options) =
                (ChartData::new(&timelines), ChartOptions { events: vec![event], ..ChartOptions::default() });
            let scene = Scene::new(&data, &options);
            let area = Area::new(80.0, 0.0, 800.0, 100.0);
            let (marks, notes) = Marks::place(&scene, area);
            assert_eq!((marks.lines(area).count(), notes.join(" ").as_str()), (lines, told));
        }
    }

    #[test]
    fn of_many_events_only_those_with_words_have_whole_lines() {
        let timelines = samples::months();
        let day = |at: i64| samples::day("2014-02-01").plus_days(at * 40).unwrap();
        let event =
            |at: i64| Event { from: day(at), to: day(at), label: format!("Something that happened, the {at}th") };
        let options = ChartOptions { events: (0..40).map(event).collect(), ..ChartOptions::default() };
        let data = ChartData::new(&timelines);
        let scene = Scene::new(&data, &options);
        let area = Area::new(80.0, 0.0, 800.0, 100.0);
        let (marks, _) = Marks::place(&scene, area);
        let words = marks.marks.iter().filter(|mark| mark.label.as_ref().is_some_and(|label| label.numbers.is_none()));
        let whole = marks.lines(area).filter(|line| line[1].1 == area.bottom);
        assert_eq!((marks.marks.len(), whole.count()), (40, words.count()));
    }

    #[test]
    fn bars_of_spans_that_overlap_are_stacked() {
        let span = |from: f64, to: f64| (from, to);
        let spans =
            [span(0.0, 50.0), span(10.0, 20.0), span(15.0, 60.0), span(30.0, 40.0), span(60.0, 70.0), span(70.0, 70.0)];
        let event = Event { from: samples::day("2017-01-01"), to: samples::day("2017-01-02"), label: String::new() };
        let seen = |(from, to)| Seen { event: &event, from, to, beyond: (false, false), wide: 0.0 };
        let seen: Vec<Seen<'_>> = spans.map(seen).into();
        assert_eq!(levels(&seen), [0, 1, 2, 1, 0, 0]);
    }

    proptest! {
        #[test]
        fn every_event_of_the_caption_stands_in_the_picture(
            days in prop::collection::vec((16_100i32..18_250, 0i32..300, 1usize..60), 0..60),
            wide in 180.0f64..900.0,
        ) {
            let day = |day: i32| crate::calendar::Day::from_epoch_days(day).unwrap();
            let mut events: Vec<Event> = days
                .into_iter()
                .map(|(from, long, label)| Event { from: day(from), to: day(from + long / 3), label: "word ".repeat(label / 5 + 1) })
                .collect();
            events.sort_by(|a, b| (a.from, a.to, &a.label).cmp(&(b.from, b.to, &b.label)));
            checked(events, wide);
        }
    }
}
