//! Swimlane: documents on a strip of time, a lane an entity. Right for a handful of documents, of which each counts.

use std::collections::BTreeMap;

use super::canvas::{Anchor, Area, Canvas, Stroke, Text, faint};
use super::caption;
use super::data::{ChartData, Dot};
use super::drawing::Drawing;
use super::fonts::Weight;
use super::labels::spread;
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::theme::size;
use super::time_axis::TimeScale;
use crate::Result;
use crate::calendar::{BucketSize, Day};
use crate::timeline::Series;

/// The height of a lane, in pixels: what it would like, and the least.
const LANE: (f64, f64) = (34.0, 22.0);
/// More lanes than this have no room on a page.
const MOST_LANES: usize = 60;
/// Up to so many documents each has a letter, and a line below that tells its date and title.
const LETTERED: usize = 15;
/// The height of a line of that list.
const LISTED: f64 = 17.0;
/// The room at the right of the lanes.
const RIGHT: f64 = 12.0;
/// The room that each dot of a lane needs on average, in pixels: with less they are a cloud, not documents.
const DOT_ROOM: f64 = 2.5;
/// And that without which they run into each other: then each document is an upright line.
const APART: f64 = 9.0;
/// The width of such a line, the part of its lane that the longest takes, and the length of the shortest, in pixels.
const TICK: (f64, f64, f64) = (1.2, 0.8, 5.0);
/// The radius of the largest dot, and the least, in pixels.
const LARGEST: f64 = 10.0;
const LEAST: f64 = 1.5;
/// So many lanes have a colour each; more have one together, for a colour that comes again would say that lanes belong
/// together.
const COLORED: usize = 6;
/// From so many days on a strip is of whole months.
const SHORT: i64 = 60;
/// The radius of a dot with a number, and the distance of two of one lane that are near each other in time, in pixels.
const NUMBERED: f64 = 10.0;
const STEP: f64 = 22.0;
/// The distance of two letters, and that of a letter from the line of an event, in pixels.
const LETTER: f64 = 14.0;
const EVENT: f64 = 8.0;
/// So many names without a dot are told.
const NAMED_ABSENT: usize = 8;

/// One document of the strip.
struct Paper<'a> {
    day: Day,
    document: &'a str,
    title: &'a str,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    let dots = dots(scene);
    let (present, absent): (Vec<&Series>, Vec<&Series>) =
        scene.data.series().iter().partition(|series| dots.iter().any(|dot| dot.entity == series.entity));
    let days = days(scene);
    if absent.is_empty() || present.is_empty() {
        return strip(&Scene { days, ..Scene::new(scene.data, scene.options) }, None);
    }
    // A lane without a dot shows nothing; the caption says whose is not there.
    let names: Vec<&str> = absent.iter().map(|series| series.name.as_str()).collect();
    let note = scene.fill("note.no_dots", &[("names", &scene.options.language.listed(&names, NAMED_ABSENT))]);
    let timelines = scene.data.timelines.with_series(present.into_iter().cloned().collect());
    let data = ChartData { timelines: &timelines, ..*scene.data };
    strip(&Scene { days, ..Scene::new(&data, scene.options) }, Some(note))
}

/// From when to when the strip runs: over what is counted, in whole months where these are many; a bucket that is
/// hardly begun would look like silence.
fn days(scene: &Scene<'_>) -> Option<(Day, Day)> {
    let (first, last) = scene.data.timelines.totals.days?;
    let long = last.days_since(first) >= SHORT;
    Some(if long { (first.first_of_month(), last.last_of_month()) } else { (first, last) })
}

/// The strip with a lane for each entity, all of which have a dot.
fn strip(scene: &Scene<'_>, absent: Option<String>) -> Result<Drawing> {
    let lanes = scene.data.series().len();
    let dots: Vec<&Dot> = dots(scene);
    check_room(scene, &dots)?;
    let papers = papers(&dots);
    let listed = if papers.len() <= LETTERED { papers.len() } else { 0 };
    let drawn = Drawn::of(scene, &dots, papers.len());
    let (dot, size) = match drawn {
        Drawn::Numbered => ("note.numbered_dots", ""),
        Drawn::Dots => ("note.dots", "note.largest_dot"),
        Drawn::Ticks => ("note.ticks", "note.longest_tick"),
    };
    let language = scene.options.language;
    let largest = dots.iter().map(|dot| dot.mentions).max().filter(|_| !size.is_empty());
    let largest = largest.map(|most| scene.fill(size, &[("mentions", &language.count("mentions", most))]));
    let (marks, marked) = scene.marks(left_room(scene), RIGHT);
    // Shaded are whole buckets, and the axis is of days.
    let gaps =
        (!scene.data.gaps().is_empty()).then(|| language.by_size("note.gaps_whole", scene.data.timelines.size, &[]));
    let lanes_of = Lanes::of(scene, &dots, drawn);
    let words = Words {
        title: scene.titled("title.documents"),
        chosen: true,
        gaps: false,
        undated: false,
        whole: false,
        counted: None,
        unit: caption::timed(scene.data, language, "unit.swimlane"),
        notes: [scene.say(dot).to_string()]
            .into_iter()
            .chain(largest)
            .chain(gaps)
            .chain(marked)
            .chain(absent)
            .collect(),
        summary: scene.fill(
            "told.lanes",
            &[
                ("documents", &language.count("documents", papers.len() as u64)),
                ("names", &language.count("names", lanes as u64)),
            ],
        ),
    };
    let around = marks.height() + TIME_AXIS + 34.0 + if listed > 0 { listed as f64 * LISTED + 14.0 } else { 0.0 };
    let high = |lane: f64| lanes as f64 * lane + lanes_of.extra() + around;
    scene.page(words, Height { wanted: high(LANE.0), least: high(LANE.1) }, |canvas, body| {
        paint(scene, canvas, body, (&dots, &papers), &lanes_of, &marks)
    })
}

/// How dots with numbers stand that lie near each other in time: one under the other, each at its day.
struct Lanes {
    /// The level of each dot in its lane.
    levels: Vec<usize>,
    /// How many levels each lane has.
    deep: Vec<usize>,
}

impl Lanes {
    fn of(scene: &Scene<'_>, dots: &[&Dot], drawn: Drawn) -> Lanes {
        let series = scene.data.series();
        let mut lanes = Lanes { levels: vec![0; dots.len()], deep: vec![1; series.len()] };
        if drawn != Drawn::Numbered {
            return lanes;
        }
        let time = scene.time_scale(Area::new(0.0, 0.0, lane_room(scene), 1.0));
        for (lane, series) in series.iter().enumerate() {
            let mut ends: Vec<f64> = Vec::new();
            let mut own: Vec<usize> = (0..dots.len()).filter(|at| dots[*at].entity == series.entity).collect();
            own.sort_by_key(|at| (dots[*at].day, &dots[*at].document));
            for at in own {
                let x = day_at(&time, dots[at].day);
                let level = ends.iter().position(|end| *end + STEP <= x).unwrap_or(ends.len());
                ends.resize(ends.len().max(level + 1), f64::NEG_INFINITY);
                ends[level] = x;
                lanes.levels[at] = level;
            }
            lanes.deep[lane] = ends.len().max(1);
        }
        lanes
    }

    /// The height of all levels but the first of each lane.
    fn extra(&self) -> f64 {
        self.deep.iter().map(|deep| (deep - 1) as f64 * STEP).sum()
    }

    /// From where to where a lane lies in an area that all fill.
    fn strip(&self, area: Area, lane: usize) -> (f64, f64) {
        let single = (area.height() - self.extra()) / self.deep.len() as f64;
        let above: f64 = self.deep[..lane].iter().map(|deep| single + (deep - 1) as f64 * STEP).sum();
        (area.top + above, area.top + above + single + (self.deep[lane] - 1) as f64 * STEP)
    }

    /// The height at which a dot of a lane stands.
    fn y(&self, area: Area, lane: usize, dot: usize) -> f64 {
        let (top, bottom) = self.strip(area, lane);
        let middle = (self.deep[lane] - 1) as f64 / 2.0;
        (top + bottom) / 2.0 + (self.levels[dot] as f64 - middle) * STEP
    }
}

/// Where a day's noon lies.
fn day_at(time: &TimeScale, day: Day) -> f64 {
    time.x(f64::from(day.epoch_days()) + 0.5)
}

/// How the documents are drawn.
#[derive(Clone, Copy, PartialEq)]
enum Drawn {
    /// As dots with the number of their mentions.
    Numbered,
    /// As dots as large as their mentions are many.
    Dots,
    /// As upright lines, as long as their mentions are many.
    Ticks,
}

impl Drawn {
    fn of(scene: &Scene<'_>, dots: &[&Dot], papers: usize) -> Drawn {
        match () {
            () if papers <= LETTERED => Drawn::Numbered,
            () if busiest(scene, dots) as f64 * APART <= lane_room(scene) => Drawn::Dots,
            () => Drawn::Ticks,
        }
    }
}

/// The most dots on one lane.
fn busiest(scene: &Scene<'_>, dots: &[&Dot]) -> usize {
    let count = |series: &Series| dots.iter().filter(|dot| dot.entity == series.entity).count();
    scene.data.series().iter().map(count).max().unwrap_or(0)
}

/// The length of a lane.
fn lane_room(scene: &Scene<'_>) -> f64 {
    scene.body_width() - left_room(scene) - RIGHT
}

/// Refuses what a strip of lanes cannot show.
fn check_room(scene: &Scene<'_>, dots: &[&Dot]) -> Result<()> {
    let lanes = scene.data.series().len();
    if dots.is_empty() {
        return Err(super::refused(
            "nothing to draw: no dated document mentions what was chosen",
            "draw `bars`, which need no dates",
        ));
    }
    if lanes > MOST_LANES {
        return Err(super::refused(
            format!("{lanes} lanes have no room on a page"),
            format!("draw `heatmap`, or choose at most {MOST_LANES} entities"),
        ));
    }
    let busiest = busiest(scene, dots);
    if busiest as f64 * DOT_ROOM > lane_room(scene) {
        return Err(super::refused(
            format!("{busiest} dots on one lane run together"),
            "draw `heatmap` or `panels`, or choose a shorter period or a wider picture",
        ));
    }
    Ok(())
}

/// The dots of the chosen entities that lie in the buckets.
fn dots<'a>(scene: &Scene<'a>) -> Vec<&'a Dot> {
    let buckets = scene.data.buckets();
    let (first, last) = (buckets[0].from(), buckets[buckets.len() - 1].to());
    let chosen = |dot: &&Dot| {
        (first..=last).contains(&dot.day) && scene.data.series().iter().any(|series| series.entity == dot.entity)
    };
    scene.data.dots.iter().filter(chosen).collect()
}

/// The colour of a lane.
fn lane_color(scene: &Scene<'_>, lane: usize) -> plotters::style::RGBColor {
    if scene.data.series().len() > COLORED { scene.look.accent } else { scene.look.series(lane) }
}

/// The documents by day, then id.
fn papers<'a>(dots: &[&'a Dot]) -> Vec<Paper<'a>> {
    let mut seen: BTreeMap<(Day, &str), &str> = BTreeMap::new();
    for dot in dots {
        seen.insert((dot.day, &dot.document), &dot.title);
    }
    seen.into_iter().map(|((day, document), title)| Paper { day, document, title }).collect()
}

/// The room for the lanes' names.
fn left_room(scene: &Scene<'_>) -> f64 {
    let names = scene.data.series().iter().map(|series| scene.fonts().width(&series.name, size::LABEL, Weight::Bold));
    names.fold(0.0, f64::max).min(scene.body_width() * 0.3) + 16.0
}

fn paint(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    body: Area,
    (dots, papers): (&[&Dot], &[Paper<'_>]),
    lanes_of: &Lanes,
    marks: &Marks,
) -> Result<()> {
    let lettered = papers.len() <= LETTERED;
    let list = if lettered { papers.len() as f64 * LISTED + 14.0 } else { 0.0 };
    let above = if lettered { 30.0 } else { 6.0 };
    let area = body.inset(left_room(scene), above + marks.height(), RIGHT, list + TIME_AXIS + 4.0);
    scene.shade_gaps(canvas, area)?;
    marks.draw(canvas, &scene.look, Area { top: area.top - above + 6.0, ..area })?;
    lanes(scene, canvas, body, area, lanes_of)?;
    // A dot stands at its day, whatever the bucket.
    let name = scene.say("axis_name.published_day");
    scene.time_axis_by(canvas, area, Some(name), BucketSize::Day)?;
    if lettered {
        let events: Vec<f64> = marks.lines(area).map(|line| line[0].0).collect();
        letters(scene, canvas, area, papers, &letter_places(&scene.time_scale(area), area, papers, &events))?;
        self::list(scene, canvas, body, area.bottom + TIME_AXIS + 18.0, papers);
    }
    draw_dots(scene, canvas, area, (dots, papers.len()), lanes_of)
}

/// A dot a document on each lane: with a number in it where there are few, else as large as its mentions are many; or a
/// line.
fn draw_dots(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    area: Area,
    (dots, papers): (&[&Dot], usize),
    lanes: &Lanes,
) -> Result<()> {
    let time = scene.time_scale(area);
    let most = dots.iter().map(|dot| dot.mentions).max().unwrap_or(1) as f64;
    let drawn = Drawn::of(scene, dots, papers);
    for (at, dot) in dots.iter().enumerate() {
        let Some(lane) = scene.data.series().iter().position(|series| series.entity == dot.entity) else { continue };
        let (top, bottom) = lanes.strip(area, lane);
        let high = if drawn == Drawn::Numbered { STEP } else { bottom - top };
        let centre = (day_at(&time, dot.day), lanes.y(area, lane, at));
        let color = lane_color(scene, lane);
        let share = (dot.mentions as f64 / most).sqrt();
        if drawn == Drawn::Ticks {
            let (width, part, least) = TICK;
            // Of a line the length is seen, and not the area.
            let half = (high * part * share * share).max(least) / 2.0;
            let stroke = Stroke { color: faint(color, 0.6), width, dash: &[] };
            canvas.line(&[(centre.0, centre.1 - half), (centre.0, centre.1 + half)], &stroke)?;
        } else if drawn == Drawn::Numbered {
            let radius = NUMBERED.min(high / 2.0 - 1.0);
            canvas.disc(centre, radius, color)?;
            let number = scene.options.language.whole(dot.mentions);
            let fit = (2.0 * radius - 4.0) / scene.width(&number, 1.0);
            let type_size = size::NOTE.min(fit);
            let text = Text::new((centre.0, centre.1 + type_size * 0.36), number, type_size, scene.look.on(color));
            canvas.text(text.bold().anchored(Anchor::Middle));
        } else {
            let radius = (LARGEST.min(high / 2.0 - 1.0) * share).max(LEAST);
            canvas.disc(centre, radius, faint(color, 0.55))?;
        }
    }
    Ok(())
}

/// Where the letter of each document stands: over its day, moved apart from others, and off the lines of events.
fn letter_places(time: &TimeScale, area: Area, papers: &[Paper<'_>], events: &[f64]) -> Vec<f64> {
    let wanted: Vec<f64> = papers.iter().map(|paper| day_at(time, paper.day)).collect();
    let apart = LETTER.min(area.width() / papers.len() as f64);
    let mut placed = spread(&wanted, apart, area.left - 4.0, area.right + 4.0).unwrap_or(wanted);
    let struck = |x: f64| events.iter().find(|event| (x - **event).abs() < EVENT - 1e-9);
    // To the right of a line, and with it all that follow; and back from the edge to the left of it.
    for at in 0..placed.len() {
        let least = if at > 0 { placed[at - 1] + apart } else { f64::NEG_INFINITY };
        placed[at] = placed[at].max(least);
        while let Some(event) = struck(placed[at]) {
            placed[at] = event + EVENT;
        }
    }
    let mut most = area.right + 4.0;
    for x in placed.iter_mut().rev() {
        *x = x.min(most);
        while let Some(event) = struck(*x) {
            *x = event - EVENT;
        }
        most = *x - apart;
    }
    placed
}

/// The lanes with their names.
fn lanes(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, area: Area, lanes: &Lanes) -> Result<()> {
    for (lane, series) in scene.data.series().iter().enumerate() {
        let (top, bottom) = lanes.strip(area, lane);
        let y = (top + bottom) / 2.0;
        canvas.line(&[(area.left, y), (area.right, y)], &Stroke::new(scene.look.grid, 1.0))?;
        let name = scene.fitted(&series.name, size::LABEL, Weight::Bold, area.left - body.left - 14.0);
        let color = scene.look.for_text(lane_color(scene, lane));
        canvas.text(Text::new((area.left - 12.0, y + 4.5), name, size::LABEL, color).bold().anchored(Anchor::End));
    }
    Ok(())
}

/// A letter over each document, and a thin line down through its dots to its day.
fn letters(scene: &Scene<'_>, canvas: &Canvas<'_>, area: Area, papers: &[Paper<'_>], places: &[f64]) -> Result<()> {
    let time = scene.time_scale(area);
    for ((position, paper), x) in papers.iter().enumerate().zip(places) {
        let day = day_at(&time, paper.day);
        let stroke = Stroke::new(scene.look.axis, 0.75);
        canvas.line(&[(*x, area.top - 6.0), (day, area.top + 4.0), (day, area.bottom)], &stroke.dashed(&[1, 2]))?;
        let text = Text::new((*x, area.top - 10.0), letter(position), size::TICK, scene.look.ink);
        canvas.text(text.bold().anchored(Anchor::Middle).halo(scene.look.paper));
    }
    Ok(())
}

fn letter(position: usize) -> String {
    char::from(b'A' + (position % 26) as u8).to_string()
}

/// What the letters stand for: date, title.
fn list(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, top: f64, papers: &[Paper<'_>]) {
    let days: Vec<String> = papers.iter().map(|paper| scene.options.language.day(paper.day)).collect();
    let day_room = days.iter().map(|day| scene.width(day, size::TICK)).fold(0.0, f64::max);
    for (position, (paper, day)) in papers.iter().zip(&days).enumerate() {
        let y = top + position as f64 * LISTED;
        let left = body.left + 22.0;
        canvas.text(Text::new((body.left, y), letter(position), size::TICK, scene.look.ink).bold());
        canvas.text(Text::new((left, y), day, size::TICK, scene.look.muted));
        let title = if paper.title.is_empty() { paper.document } else { paper.title };
        let title = scene.fitted(title, size::TICK, Weight::Regular, body.right - left - day_room - 12.0);
        canvas.text(Text::new((left + day_room + 12.0, y), title, size::TICK, scene.look.ink));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartOptions, samples};

    #[test]
    fn a_dot_stands_at_its_day_and_no_letter_on_the_line_of_an_event() {
        let (timelines, dots) = samples::few();
        let (data, options) = (ChartData::new(&timelines).with_dots(&dots), ChartOptions::default());
        let scene = Scene::new(&data, &options);
        let scene = Scene { days: days(&scene), ..scene };
        let dots = super::dots(&scene);
        let papers = papers(&dots);
        let lanes = Lanes::of(&scene, &dots, Drawn::Numbered);
        let area = Area::new(100.0, 0.0, 100.0 + lane_room(&scene), 200.0);
        let time = scene.time_scale(area);
        for (one, dot) in dots.iter().enumerate() {
            for (other, next) in dots.iter().enumerate().skip(one + 1).filter(|(_, next)| next.entity == dot.entity) {
                let apart = (day_at(&time, dot.day) - day_at(&time, next.day)).abs();
                assert!(apart >= STEP || lanes.levels[one] != lanes.levels[other], "{dot:?} {next:?}");
            }
        }
        let event = day_at(&time, papers[0].day);
        let letters = letter_places(&time, area, &papers, &[event]);
        assert!(letters.iter().all(|x| (x - event).abs() >= EVENT), "{letters:?} {event}");
    }

    #[test]
    fn the_strip_begins_where_the_period_does() {
        let mut timelines = samples::quarters();
        timelines.totals.days = Some((samples::day("2015-06-03"), samples::day("2016-02-11")));
        let (data, options) = (ChartData::new(&timelines), ChartOptions::default());
        let (first, last) = days(&Scene::new(&data, &options)).unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2015-06-01".into(), "2016-02-29".into()));
    }
}
