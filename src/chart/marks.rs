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
/// From a line to its label, and from a label to the next, in pixels.
const ASIDE: f64 = 4.0;
const APART: f64 = 8.0;
/// The height of the bar that stands for a span, and from one bar to the next where spans overlap, in pixels.
const BAR: f64 = 3.0;
const BARS: f64 = 4.5;

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

/// An event in the picture: from where to where, and the width of its words.
struct Seen<'e> {
    event: &'e Event,
    from: f64,
    to: f64,
    wide: f64,
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
        let sides = [from + ASIDE, from - ASIDE - width];
        let (row, left) = rows.flat_map(|row| sides.map(|left| (row, left))).find(|&(row, left)| {
            let clear_below = self.ends[row + 1..].iter().all(|end| end + 2.0 <= from);
            let crossed = self.lines.iter().any(|&(x, begins)| begins <= row && x >= left - 2.0 && x <= left + width);
            let inside = left >= self.area.left && left + width <= self.area.right;
            inside && clear_below && !crossed && left >= self.ends[row] + APART
        })?;
        self.ends[row] = (left + width).max(from);
        self.lines.push((from, row));
        Some((row, left))
    }

    /// Room for numbers to become more, if they are the last label of their row: they grow away from their line. Gives their
    /// left end then.
    fn widen(&mut self, label: &Label, line: f64, (before, after): (f64, f64), free_from: f64) -> Option<f64> {
        let end = label.left + before;
        let (left, right) = if label.left < line { (end - after, end) } else { (label.left, label.left + after) };
        let crossed = self
            .lines
            .iter()
            .any(|&(x, begins)| begins <= label.row && x >= left - 2.0 && x <= right + 2.0 && x != line);
        let inside = left >= self.area.left.max(free_from) && right <= self.area.right;
        let last = self.ends[label.row] <= end.max(line) + 0.1;
        if !inside || crossed || !last {
            return None;
        }
        self.ends[label.row] = right.max(line);
        Some(left)
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

/// Gives each event a label or a share in the numbers before it; those of `told` are to have their words.
///
/// # Errors
/// When an event has no room even for a number: the event that gives up its words for it, if there is one.
fn placed(seen: &[Seen<'_>], told: &[bool], area: Area, width: &dyn Fn(&str) -> f64) -> Placed {
    let mut rows = Rows { area, ends: [f64::NEG_INFINITY; ROWS + 1], lines: Vec::new() };
    let (mut labels, mut number) = (Vec::<Option<Label>>::new(), 0);
    for (at, one) in seen.iter().enumerate() {
        let words = if told[at] { rows.take(one.from, one.wide, 0..ROWS) } else { None };
        let mut label = words.map(|(row, left)| Label { text: one.event.label.clone(), row, left, numbers: None });
        if label.is_none() {
            number += 1;
            let text = number.to_string();
            // A number of its own in a higher row is better than a share in that of a neighbour.
            let place = rows.take(one.from, width(&text), ROWS..ROWS + 1);
            let place = place.or_else(|| rows.take(one.from, width(&text), 0..ROWS));
            label = place.map(|(row, left)| Label { text, row, left, numbers: Some((number, number)) });
            if label.is_none() && !joined((seen, &mut labels), number, &mut rows, width) {
                let of_words = |label: &Option<Label>| label.as_ref().is_some_and(|label| label.numbers.is_none());
                return Err(labels.iter().rposition(of_words));
            }
        }
        labels.push(label);
    }
    Ok(labels)
}

/// The labels of events in their order, or the event that gives way.
type Placed = std::result::Result<Vec<Option<Label>>, Option<usize>>;

/// Lets the last numbers in the picture stand for one more event that has no room for its own.
fn joined(
    (seen, labels): (&[Seen<'_>], &mut [Option<Label>]),
    number: usize,
    rows: &mut Rows,
    width: &dyn Fn(&str) -> f64,
) -> bool {
    let of_numbers = |label: &Option<Label>| label.as_ref().and_then(|label| label.numbers);
    let Some((at, (first, _))) = (0..labels.len()).rev().find_map(|at| Some((at, of_numbers(&labels[at])?))) else {
        return false;
    };
    let Some(label) = labels[at].clone() else { return false };
    let text = numbered((first, number));
    let beside = labels[..at].iter().flatten().filter(|other| other.row == label.row);
    let free_from = beside.map(|other| other.left + width(&other.text) + APART).fold(f64::NEG_INFINITY, f64::max);
    let widths = (width(&label.text), width(&text));
    let Some(left) = rows.widen(&label, seen[at].from, widths, free_from) else { return false };
    labels[at] = Some(Label { text, left, numbers: Some((first, number)), ..label });
    true
}

/// Numbers for all events, in one row: those too close to each other have one label.
fn grouped(seen: &[Seen<'_>], area: Area, width: &dyn Fn(&str) -> f64) -> Vec<Option<Label>> {
    let wide = |numbers| width(&numbered(numbers));
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let right = |(first, last): (usize, usize)| seen[first - 1].from + ASIDE + wide((first, last));
    for number in 1..=seen.len() {
        groups.push((number, number));
        while let [.., before, last] = groups[..] {
            let close = seen[last.0 - 1].from < right(before) + APART;
            // What has no room at the right edge stands to the left of its line, or else with those before.
            let over = right(last) > area.right && seen[last.0 - 1].from - ASIDE - wide(last) < right(before) + APART;
            if !close && !over {
                break;
            }
            groups.truncate(groups.len() - 2);
            groups.push((before.0, last.1));
        }
    }
    let mut labels: Vec<Option<Label>> = seen.iter().map(|_| None).collect();
    for numbers in groups {
        let (at, wide) = (seen[numbers.0 - 1].from, wide(numbers));
        let left = if right(numbers) > area.right { at - ASIDE - wide } else { at + ASIDE };
        let left = left.max(area.left);
        labels[numbers.0 - 1] = Some(Label { text: numbered(numbers), row: 0, left, numbers: Some(numbers) });
    }
    labels
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
            let (from, to) = seen(event, scale)?;
            Some(Seen { event, from, to, wide: scene.width(&event.label, size::NOTE) })
        })
        .collect();
    let outside = (events.len() - seen.len()) as u64;
    (seen, outside)
}

impl Marks {
    /// Gives each event in the scale a place above the plot, none over another. What has no room gets a number, or shares
    /// that of its neighbour; where even that has no room, a neighbour gives up its words.
    /// Returns the sentences that say what the numbers mean, and how many events lie outside.
    pub fn place(scene: &Scene<'_>, area: Area) -> (Marks, Vec<String>) {
        let (seen, outside) = all_seen(scene, &scene.time_scale(area));
        let width = |text: &str| scene.width(text, size::NOTE);
        let mut told = vec![true; seen.len()];
        let labels = loop {
            match placed(&seen, &told, area, &width) {
                Ok(labels) => break labels,
                Err(Some(gives_way)) => told[gives_way] = false,
                Err(None) => break grouped(&seen, area, &width),
            }
        };
        let notes = notes(scene, &seen, &labels, outside);
        let levels = levels(&seen);
        let marks = seen.iter().zip(labels).zip(levels);
        let marks: Vec<Mark> =
            marks.map(|((one, label), level)| Mark { from: one.from, to: one.to, level, label }).collect();
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
        let marked = (!named.is_empty()).then(|| scene.fill("note.marked", &[("events", &named.join("; "))]));
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
        let mark = |(one, level): (&Seen<'_>, usize)| Mark { from: one.from, to: one.to, level, label: None };
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
        self.marks.iter().map(move |mark| [(mark.from, area.top), (mark.from, area.bottom)])
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

    /// Draws lines over a plot, at both ends of a span, and bars and labels above it. Nothing is tinted: tints are bands
    /// of the entities' intervals, and of spans that overlap would be one.
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
                if ends {
                    let end = Stroke::new(look.muted, 0.75).dashed(&[1, 3]);
                    canvas.line(&[(mark.to, area.top), (mark.to, area.bottom)], &end)?;
                }
            }
            let top_of_line = mark.label.as_ref().map_or(area.top, |label| top(label) + 2.0);
            canvas.line(&[(mark.from, top_of_line), (mark.from, area.bottom)], &stroke)?;
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
    marked.into_iter().chain((outside > 0).then(|| scene.options.language.count("events_outside", outside))).collect()
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
    fn bars_of_spans_that_overlap_are_stacked() {
        let span = |from: f64, to: f64| (from, to);
        let spans =
            [span(0.0, 50.0), span(10.0, 20.0), span(15.0, 60.0), span(30.0, 40.0), span(60.0, 70.0), span(70.0, 70.0)];
        let event = Event { from: samples::day("2017-01-01"), to: samples::day("2017-01-02"), label: String::new() };
        let seen: Vec<Seen<'_>> = spans.map(|(from, to)| Seen { event: &event, from, to, wide: 0.0 }).into();
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
