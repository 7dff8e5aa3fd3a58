//! Lines: a few entities compared over time, each named at its line's end.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Text, faint};
use super::data::{Peak, peak, runs};
use super::doubt;
use super::drawing::Drawing;
use super::fonts::Weight;
use super::labels::{MARK, Placer, beside, spread};
use super::marks::Marks;
use super::page::{Height, Scene, TIME_AXIS, Words};
use super::partial::{self, Mark};
use super::theme::size;
use super::time_axis::{TimeScale, middle};
use super::value_axis::ValueScale;
use crate::Result;
use crate::timeline::Measure;

/// Over the plot, for the label of a peak that reaches its top.
const PEAK_ROOM: f64 = 18.0;
/// The longest name beside a peak, in pixels.
const PEAK_NAME: f64 = 120.0;
/// More lines than this cannot be told apart, nor named at their ends.
const MOST_LINES: usize = 8;
/// Distance of two names at the lines' ends, in pixels.
const NAME_HEIGHT: f64 = 17.0;
/// The widest that the column of names becomes.
const NAME_ROOM: f64 = 190.0;
/// What is shorter along the axis of time, in pixels, is marked by dots: two days of a year are no line.
const SHORTEST_LINE: f64 = 6.0;
/// A line that ends farther than this from the plot's right edge, in pixels, is led to its name by dots.
const LONG_LEASH: f64 = 24.0;
/// So many peaks get their date.
const NAMED_PEAKS: usize = 6;
/// A hairline from a peak to its label that is no longer than this, in pixels, may cross so many lines; a longer one
/// none.
const SHORT_LEASH: f64 = 45.0;
const CROSSED: usize = 1;
/// Up to so many buckets each value has a marker of its own.
const MARKED_BUCKETS: usize = 40;
/// The length of the piece of a line that stands beside its name, in pixels: it holds the longest dash twice.
const SAMPLE: f64 = 34.0;

/// The width of a line between shares of few documents, in pixels.
const LOOSE_WIDTH: f64 = 0.8;

/// One line, ready to draw.
struct Line<'a> {
    name: &'a str,
    values: Vec<Option<f64>>,
    position: usize,
}

pub(super) fn draw(scene: &Scene<'_>) -> Result<Drawing> {
    check(scene)?;
    let lines = lines(scene);
    let rooms = side_rooms(scene, &value_scale(scene, &lines));
    check_density(scene, scene.body_width() - rooms.0 - rooms.1)?;
    let mut notes = doubt::notes(scene, true);
    notes.extend(partial::notes(scene, Mark::Hollow, true));
    notes.extend(hidden(scene, &lines));
    let (left, right) = side_rooms(scene, &value_scale(scene, &lines));
    let (marks, marked) = scene.marks(left, right);
    notes.extend(marked);
    let words = Words {
        title: scene.title(),
        chosen: true,
        gaps: true,
        undated: false,
        whole: false,
        counted: None,
        unit: scene.unit(),
        notes,
        summary: summary(scene, &lines),
    };
    let above = marks.height();
    let names = lines.len() as f64 * NAME_HEIGHT;
    let height = Height { wanted: above + (names + 80.0).max(400.0), least: above + (names + 100.0).max(170.0) };
    scene.page(words, height, |canvas, body| paint(scene, canvas, body, &lines, &marks))
}

fn check(scene: &Scene<'_>) -> Result<()> {
    if scene.data.buckets().len() < 2 {
        return Err(super::single_bucket(scene.data, "a line needs", "draw `bars`"));
    }
    if scene.data.series().len() > MOST_LINES {
        return Err(super::refused(
            format!("{} lines cannot be told apart", scene.data.series().len()),
            format!("draw `panels` or `heatmap`, or choose at most {MOST_LINES} entities"),
        ));
    }
    Ok(())
}

/// Refuses more buckets than the picture has pixels: lines through them would be a solid surface.
fn check_density(scene: &Scene<'_>, room: f64) -> Result<()> {
    let buckets = scene.data.buckets().len();
    if buckets as f64 <= room {
        return Ok(());
    }
    let usual = || super::longer_or(scene.data.timelines.size, "take a shorter period or a wider picture with --size");
    Err(super::refused(
        format!("{buckets} points side by side are more than the picture has pixels"),
        either_side(scene).unwrap_or_else(usual),
    ))
}

/// How to see either side of a gap that fills most of a timeline: antiquity, and the years of its excavation.
fn either_side(scene: &Scene<'_>) -> Option<String> {
    let all = scene.data.buckets();
    let covered: Vec<usize> = (0..all.len()).filter(|at| scene.data.covered(*at)).collect();
    let gap = covered.windows(2).max_by_key(|two| (two[1] - two[0], std::cmp::Reverse(two[0])))?;
    let ends = (all[gap[0]], all[gap[1]]);
    ((gap[1] - gap[0]) * 2 > all.len()).then(|| {
        format!(
            "nothing is dated between {} and {}: --to {} or --from {} shows either side",
            scene.options.language.bucket(ends.0),
            scene.options.language.bucket(ends.1),
            ends.0,
            ends.1
        )
    })
}

fn lines<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let all = scene.data.series().iter().enumerate();
    all.map(|(position, series)| Line {
        name: &series.name,
        values: scene.data.values(series, scene.options.measure),
        position,
    })
    .collect()
}

/// The lines that lie wholly under others, which nobody would see.
fn hidden(scene: &Scene<'_>, lines: &[Line<'_>]) -> Vec<String> {
    let over = |at: usize| lines[..at].iter().find(|line| line.values == lines[at].values);
    let told = (1..lines.len()).filter_map(|at| Some((over(at)?, &lines[at])));
    told.map(|(one, other)| scene.fill("note.same_line", &[("one", one.name), ("other", other.name)])).collect()
}

fn value_scale(scene: &Scene<'_>, lines: &[Line<'_>]) -> ValueScale {
    let highest = lines.iter().filter_map(|line| peak(&line.values)).map(|(_, value)| value).fold(0.0, f64::max);
    let counts = matches!(scene.options.measure, Measure::Mentions | Measure::Documents);
    ValueScale::new(doubt::highest(scene, highest), 5, counts)
}

/// The room for the values' labels at the left and for the names at the right.
fn side_rooms(scene: &Scene<'_>, scale: &ValueScale) -> (f64, f64) {
    let names = scene.data.series().iter().map(|series| scene.fonts().width(&series.name, size::LABEL, Weight::Bold));
    let widest = names.fold(0.0, f64::max).min(NAME_ROOM.min(scene.body_width() * 0.3));
    (scene.value_room(scale), widest + 30.0 + sample_room(scene))
}

/// The room for a piece of each line beside its name, where dashes tell the lines apart.
fn sample_room(scene: &Scene<'_>) -> f64 {
    let dashed = (0..scene.data.series().len()).any(|position| !scene.look.dash(position).is_empty());
    if dashed { SAMPLE + 6.0 } else { 0.0 }
}

/// How a line is drawn.
fn stroke_of(scene: &Scene<'_>, line: &Line<'_>) -> Stroke {
    let width = if scene.data.series().len() > 8 { 1.6 } else { 2.2 };
    Stroke::new(scene.look.series(line.position), width).dashed(scene.look.dash(line.position))
}

fn paint(scene: &Scene<'_>, canvas: &Canvas<'_>, body: Area, lines: &[Line<'_>], marks: &Marks) -> Result<()> {
    let values = value_scale(scene, lines);
    let (left, right) = side_rooms(scene, &values);
    let area = body.inset(left, PEAK_ROOM, right, TIME_AXIS + 2.0);
    let area = area.inset(0.0, marks.height(), 0.0, 0.0);
    let time = scene.time_scale(area);
    scene.shade_gaps(canvas, area)?;
    doubt::hatch(scene, canvas, area)?;
    partial::hatch_few(scene, canvas, area)?;
    scene.value_axis(canvas, &values, area)?;
    scene.time_axis(canvas, area, Some(scene.axis_name()))?;
    marks.draw(canvas, &scene.look, area)?;
    let mut plot = canvas.plot(area, time.range(), 0.0..values.top)?;
    for (line, series) in lines.iter().zip(scene.data.series()) {
        let color = scene.look.series(line.position);
        if let Some(band) = doubt::bands(scene, series) {
            doubt::draw_band(scene, &mut plot, &band, values.top, color)?;
        }
        doubt::draw_bursts(scene, &mut plot, series, &line.values, color)?;
    }
    // The first line is the most mentioned: it is drawn last, over the others.
    for line in lines.iter().rev() {
        let color = scene.look.series(line.position);
        let stroke = stroke_of(scene, line);
        for run in runs(line.values.iter().map(Option::is_some)) {
            let points: Vec<Point> =
                run.clone().map(|at| (middle(scene.data.buckets()[at]), line.values[at].unwrap_or(0.0))).collect();
            let seen_as_line = time.x(points[points.len() - 1].0) - time.x(points[0].0) >= SHORTEST_LINE;
            if !seen_as_line || scene.data.buckets().len() <= MARKED_BUCKETS {
                plot.dots(&points, if scene.data.buckets().len() <= MARKED_BUCKETS { 3.0 } else { 2.0 }, color)?;
            }
            for (piece, loose) in doubt::pieces(scene, run.clone()) {
                let stroke = if loose { Stroke { width: LOOSE_WIDTH, ..stroke } } else { stroke };
                let points = &points[piece.start - run.start..piece.end - run.start];
                partial::trace(scene, &mut plot, piece, points, &stroke)?;
            }
        }
    }
    for (line, series) in lines.iter().zip(scene.data.series()) {
        doubt::draw_whisker(scene, &mut plot, series, values.top, scene.look.series(line.position))?;
    }
    let paths: Vec<Vec<Vec<Point>>> = lines.iter().map(|line| on_page(scene, &time, area, &values, line)).collect();
    let placer = placer(scene, area, &values, &paths, marks);
    name_peaks(scene, canvas, placer, lines, &paths)?;
    name_ends(scene, canvas, area, body, lines, &paths)
}

/// The line's runs as points of the page.
fn on_page(scene: &Scene<'_>, time: &TimeScale, area: Area, values: &ValueScale, line: &Line<'_>) -> Vec<Vec<Point>> {
    let at = |position: usize| {
        let value = line.values[position].unwrap_or(0.0);
        (time.x(middle(scene.data.buckets()[position])), area.bottom - value / values.top * area.height())
    };
    runs(line.values.iter().map(Option::is_some)).into_iter().map(|run| run.map(at).collect()).collect()
}

/// What labels of peaks keep clear of: the lines, their markers and whiskers, events; and, as far as may be, the grid.
fn placer(scene: &Scene<'_>, area: Area, values: &ValueScale, paths: &[Vec<Vec<Point>>], marks: &Marks) -> Placer {
    let mut placer = Placer::new(area.inset(2.0, -PEAK_ROOM, 0.0, 2.0));
    let y = |value: f64| area.bottom - value / values.top * area.height();
    for (value, _) in values.ticks(scene.options.language) {
        placer.avoid_line([(area.left, y(value)), (area.right, y(value))], 1);
    }
    // Among many events a label stands over the dots of one rather than nowhere.
    marks.lines(area).for_each(|line| placer.avoid_line(line, MARK));
    marks.boxes(scene, area).into_iter().for_each(|label| placer.block(label));
    for path in paths.iter().flatten() {
        placer.block_line(path);
        path.iter().for_each(|(x, y)| placer.block(Area::new(x - 3.5, y - 3.5, x + 3.5, y + 3.5)));
    }
    let time = scene.time_scale(area);
    for (at, estimate) in scene.data.series().iter().filter_map(|series| doubt::whisker(scene, series)) {
        let x = time.x(middle(scene.data.buckets()[at]));
        placer.block_line(&[(x, y(estimate.low)), (x, y(estimate.high.min(values.top)))]);
    }
    placer
}

/// Writes date and value beside the highest points, wherever there is room; the highest of all come first.
fn name_peaks(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    mut placer: Placer,
    lines: &[Line<'_>],
    paths: &[Vec<Vec<Point>>],
) -> Result<()> {
    let mut peaks: Vec<(usize, Peak)> = lines
        .iter()
        .enumerate()
        .filter_map(|(line, drawn)| Some((line, scene.peak(&drawn.values)?)))
        .filter(|(_, peak)| !peak.named().is_empty())
        .collect();
    peaks.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then(a.0.cmp(&b.0)));
    for (line, peak) in peaks.into_iter().take(NAMED_PEAKS) {
        let Some(dated) = scene.dated(&peak) else { continue };
        let before = lines[line].values[..peak.at[0]].iter().flatten().count();
        let Some(&point) = paths[line].iter().flatten().nth(before) else { continue };
        let cut = scene.fitted(lines[line].name, size::NOTE, Weight::Regular, PEAK_NAME);
        let color = scene.look.series(lines[line].position);
        let text =
            |name: &str| if lines.len() > 1 { [name, &dated].join(scene.say("list.between")) } else { dated.clone() };
        // A name that is too long for any place is cut.
        let texts = [text(lines[line].name), text(&cut)];
        let width = |text: &str| canvas.width(text, size::NOTE, Weight::Regular);
        let placed = texts.into_iter().find_map(|text| Some((place_peak(&mut placer, point, width(&text))?, text)));
        let Some(((place, far), text)) = placed else { continue };
        placer.keep_label(place);
        if far {
            let leash = led(point, place);
            placer.keep_leash(leash);
            canvas.line(&leash, &Stroke { color: faint(color, 0.8), width: 0.75, dash: &[] })?;
        }
        // The line of an event that it stands over after all ends at it.
        if placer.over_mark(place) {
            canvas.fill(place.inset(-2.0, 1.0, -2.0, 0.0), faint(scene.look.paper, 0.85))?;
        }
        let text = Text::new((place.left, place.bottom - 3.0), text, size::NOTE, scene.look.for_text(color));
        canvas.text(text.halo(scene.look.paper));
    }
    Ok(())
}

/// Room for a label of a width beside a point, or away from it, at the end of a hairline.
fn place_peak(placer: &mut Placer, point: Point, width: f64) -> Option<(Area, bool)> {
    if let Some(place) = placer.take(beside(point, width, 13.0, 5.0).into_iter().take(6)) {
        return Some((place, false));
    }
    // A line that crosses others leads the eye to them.
    let mut far = away(point, width, 13.0);
    far.retain(|place| {
        let leash = led(point, *place);
        !placer.meets_label(leash) && placer.crossed(leash) <= if long(leash) { 0 } else { CROSSED }
    });
    placer.take(far).map(|place| (place, true))
}

/// The hairline from a point to a label that stands away from it.
fn led(point: Point, place: Area) -> [Point; 2] {
    let end = (if place.left > point.0 { place.left - 2.0 } else { place.right + 2.0 }, place.top + 7.0);
    [(point.0 + if end.0 > point.0 { 5.0 } else { -5.0 }, point.1), end]
}

/// Whether a hairline is longer than the eye takes in at once.
fn long([from, to]: [Point; 2]) -> bool {
    (to.0 - from.0).hypot(to.1 - from.1) > SHORT_LEASH
}

/// Places for a label that stands away from its point, to which a hairline leads: to the right and to the left, level
/// with the point or higher.
fn away(point: Point, width: f64, height: f64) -> Vec<Area> {
    let mut places = Vec::new();
    for rise in [0.0, 14.0, 28.0, 42.0] {
        for step in [16.0, 28.0, 44.0, 64.0] {
            let top = point.1 - rise - height / 2.0;
            let (right, left) = (point.0 + step, point.0 - step - width);
            places.extend([right, left].map(|left| Area::new(left, top, left + width, top + height)));
        }
    }
    places
}

/// Writes each line's name at its end, moved apart where lines end close together, with a hairline to the end.
fn name_ends(
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    area: Area,
    body: Area,
    lines: &[Line<'_>],
    paths: &[Vec<Vec<Point>>],
) -> Result<()> {
    let ends: Vec<Point> =
        paths.iter().map(|path| path.iter().flatten().last().copied().unwrap_or((area.right, area.bottom))).collect();
    let wanted: Vec<f64> = ends.iter().map(|end| end.1).collect();
    let Some(heights) = spread(&wanted, NAME_HEIGHT, area.top + 4.0, area.bottom) else {
        return Err(super::refused("the names have no room", "draw `panels`, or ask for a higher picture with --size"));
    };
    let (sample, left) = (area.right + 20.0, area.right + 22.0 + sample_room(scene));
    let gap_at_end = !scene.data.covered(scene.data.buckets().len() - 1);
    for ((line, end), y) in lines.iter().zip(&ends).zip(heights) {
        let color = scene.look.series(line.position);
        lead(canvas, area, (*end, y), color, gap_at_end)?;
        if sample_room(scene) > 0.0 {
            canvas.line(&[(sample, y), (sample + SAMPLE, y)], &stroke_of(scene, line))?;
        }
        let name = scene.fitted(line.name, size::LABEL, Weight::Bold, body.right - left);
        canvas.text(
            Text::new((left, y + 4.5), name, size::LABEL, scene.look.for_text(color)).bold().anchored(Anchor::Start),
        );
    }
    Ok(())
}

/// Leads from a line's end to its name at a height beside the plot: by a hairline, by dots where the line ends far from
/// it, and by the colour alone where nothing is covered in between, since even dots would seem to be values there.
fn lead(canvas: &Canvas<'_>, area: Area, (end, y): (Point, f64), color: RGBColor, gap_at_end: bool) -> Result<()> {
    let (bend, foot) = ((area.right + 4.0, end.1), (area.right + 18.0, y));
    let stroke = Stroke { color: faint(color, 0.7), width: 1.0, dash: &[] };
    if area.right - end.0 <= LONG_LEASH {
        return canvas.line(&[(end.0 + 3.0, end.1), bend, foot], &stroke);
    }
    if gap_at_end {
        canvas.disc(end, 3.0, faint(color, 1.0))?;
        return canvas.line(&[(area.right + 8.0, y), foot], &Stroke::new(color, 2.0));
    }
    // A whole line over part of the plot would seem to go on with the values.
    canvas.line(&[(end.0 + 6.0, end.1), bend], &Stroke::new(color, 0.75).dashed(&[1, 3]))?;
    canvas.line(&[bend, foot], &stroke)
}

fn summary(scene: &Scene<'_>, lines: &[Line<'_>]) -> String {
    let language = scene.options.language;
    let told = lines.iter().filter_map(|line| {
        let peak = scene.peak(&line.values).filter(|peak| !peak.named().is_empty())?;
        let (value, date) = (language.value(peak.value), partial::dates(scene.data, language, &peak));
        Some(scene.fill("told.highest", &[("name", line.name), ("value", &value), ("date", &date)]))
    });
    told.collect::<Vec<String>>().join(" ")
}
