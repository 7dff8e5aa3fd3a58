//! What all charts share: title, unit, caption, margins, axes, gaps.

use super::canvas::{self, Anchor, Area, Canvas, Stroke, Text};
use super::caption;
use super::data::{ChartData, Peak, is_rate};
use super::drawing::Drawing;
use super::embedded::Letters;
use super::fonts::{Fonts, Weight};
use super::marks::Marks;
use super::options::ChartOptions;
use super::partial;
use super::scripts;
use super::theme::{Look, size};
use super::time_axis::{Tick, TimeScale};
use super::value_axis::ValueScale;
use super::words::Language;
use crate::calendar::{BucketSize, Day};
use crate::timeline::Axis;
use crate::{Error, ErrorKind, Result};

/// The margin around everything, in pixels.
pub(super) const MARGIN: f64 = 24.0;
/// The width of a chart whose size is not asked for.
const WIDTH: u32 = 960;
/// The least width that a chart is drawn at.
const LEAST_WIDTH: u32 = 320;

/// The height of the axis of time: ticks, years, name.
pub(super) const TIME_AXIS: f64 = 54.0;

/// Up to so many names a title gives all of them.
const NAMED_IN_TITLE: usize = 6;
/// Of more names a title gives the first three, and how many others there are.
const NAMED_OF_MANY: usize = 4;
/// The longest name that a title gives whole, in pixels.
const TITLE_NAME: f64 = 420.0;

/// What a chart is being drawn from, and how.
pub(super) struct Scene<'a> {
    pub data: &'a ChartData<'a>,
    pub options: &'a ChartOptions,
    pub look: Look,
    /// From when to when the axis of time runs, where that is not from the first bucket to the last.
    pub days: Option<(Day, Day)>,
}

/// The words of a chart.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub title: String,
    /// The unit, in words.
    pub unit: String,
    /// Whether buckets without coverage are shaded, which the caption then explains.
    pub gaps: bool,
    /// Whether the caption says how the names were chosen.
    pub chosen: bool,
    /// Whether undated documents are counted as well.
    pub undated: bool,
    /// Whether the chart has no axis of time, and each value is that of the whole period.
    pub whole: bool,
    /// What was counted, where the measure does not say it.
    pub counted: Option<&'static str>,
    /// Sentences that the caption has beside its usual ones.
    pub notes: Vec<String>,
    /// What the chart shows, in a sentence or two, for readers who cannot see it.
    pub summary: String,
}

/// The texts of a page in lines, and the room that they leave.
struct Layout {
    title: String,
    caption: String,
    head: Vec<String>,
    unit: Vec<String>,
    foot: Vec<String>,
    /// Width and height of all, in pixels.
    picture: (u32, u32),
    body: Area,
}

/// The height of the drawn part: what it would like, and what it cannot do without.
#[derive(Clone, Copy, Debug)]
pub(super) struct Height {
    pub wanted: f64,
    pub least: f64,
}

impl<'a> Scene<'a> {
    pub fn new(data: &'a ChartData<'a>, options: &'a ChartOptions) -> Scene<'a> {
        Scene { data, options, look: Look::new(options.theme, options.palette), days: None }
    }

    pub fn fonts(&self) -> &'a Fonts {
        &self.options.fonts
    }

    /// How wide a text is at a size.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        self.fonts().width(text, size, Weight::Regular)
    }

    /// The width of the drawn part.
    pub fn body_width(&self) -> f64 {
        f64::from(self.options.size.map_or(WIDTH, |(width, _)| width)) - 2.0 * MARGIN
    }

    /// A text of the chart's language.
    pub fn say(&self, key: &str) -> &'static str {
        self.options.language.say(key)
    }

    /// A text of the chart's language with what it needs filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.options.language.fill(key, values)
    }

    /// The title of a chart over time: what was counted, and of whom.
    pub fn title(&self) -> String {
        self.titled(&format!("title.{}", self.subject()))
    }

    /// The unit of a chart over time.
    pub fn unit(&self) -> String {
        caption::unit(self.data, self.options.language, self.options.measure)
    }

    /// What is counted: `mentions`, `documents` or `sources`.
    pub fn subject(&self) -> &'static str {
        caption::subject(self.data, self.options.measure)
    }

    /// Whether a chart without an axis of time counts what has no date. Shares never do.
    pub fn counts_undated(&self) -> bool {
        self.data.timelines.counts_undated() && !is_rate(self.options.measure)
    }

    /// A unit with the texts and times that a chart without an axis of time is made from.
    pub fn whole_unit(&self, key: &str, undated: bool) -> String {
        let extent =
            caption::extent(self.data, self.options.language, self.options.measure, undated).unwrap_or_default();
        // Without a single date there is no period to name.
        let bucket = self.say(&format!("bucket.{}", self.data.timelines.size));
        self.fill(key, &[("period", &extent), ("bucket", bucket)]).trim_end_matches([',', ' ', '،']).to_string()
    }

    /// The name of the axis of time.
    pub fn axis_name(&self) -> &'static str {
        caption::axis_name(self.data, self.options.language)
    }

    /// A title with as many names as one line holds: all of a few, the first three of many.
    pub fn titled(&self, key: &str) -> String {
        let series = self.data.series();
        let names: Vec<String> =
            series.iter().map(|series| self.fitted(&series.name, size::TITLE, Weight::Bold, TITLE_NAME)).collect();
        let titled = |most: usize| self.fill(key, &[("names", &self.options.language.listed(&names, most))]);
        let fits = |title: &String| self.fonts().width(title, size::TITLE, Weight::Bold) <= self.body_width();
        let most = if names.len() > NAMED_IN_TITLE { NAMED_OF_MANY } else { NAMED_IN_TITLE };
        (2..=most).rev().map(titled).find(fits).unwrap_or_else(|| titled(2))
    }

    /// A name that fits a width: cut with an ellipsis where it does not.
    pub fn fitted(&self, text: &str, size: f64, weight: Weight, room: f64) -> String {
        let fits = |text: &str| self.fonts().width(text, size, weight) <= room;
        if fits(text) {
            return text.to_string();
        }
        let characters: Vec<char> = text.chars().collect();
        let (mut low, mut high) = (0, characters.len());
        let cut = |kept: usize| format!("{}…", characters[..kept].iter().collect::<String>().trim_end());
        while low < high {
            let middle = (low + high).div_ceil(2);
            if fits(&cut(middle)) { low = middle } else { high = middle - 1 }
        }
        cut(low)
    }

    /// A small text of the chart's language that fits a width.
    pub fn fitted_note(&self, key: &str, room: f64) -> String {
        self.fitted(self.say(key), size::NOTE, Weight::Regular, room)
    }

    /// Where a chart of a height would be drawn between these words.
    ///
    /// # Errors
    /// When the size asked for has no room for the chart.
    pub fn body(&self, words: &Words, height: Height) -> Result<Area> {
        self.layout(words, height).map(|layout| layout.body)
    }

    fn layout(&self, words: &Words, height: Height) -> Result<Layout> {
        let title = self.options.title.clone().unwrap_or_else(|| words.title.clone());
        let notes = self.with_gap_note(words.gaps, words.notes.clone());
        let notes: Vec<String> = self.chosen_of(words.chosen).into_iter().chain(notes).collect();
        let caption = caption::caption(self.data, self.options, words, &notes);
        let width = self.body_width();
        let head = wrapped(self.fonts(), &title, size::TITLE, Weight::Bold, width);
        let unit = wrapped(self.fonts(), &words.unit, size::SUBTITLE, Weight::Regular, width);
        let foot = wrapped(self.fonts(), &caption, size::NOTE, Weight::Regular, width);
        let top = MARGIN + head.len() as f64 * 26.0 + unit.len() as f64 * 20.0 + 10.0;
        let bottom = foot.len() as f64 * 15.0 + 14.0 + MARGIN - 6.0;
        let picture = self.picture_size(top + bottom, height)?;
        let body = Area::new(MARGIN, top, f64::from(picture.0) - MARGIN, f64::from(picture.1) - bottom);
        Ok(Layout { title, caption, head, unit, foot, picture, body })
    }

    /// Draws a page: title and unit above, caption below, and the chart between them.
    ///
    /// # Errors
    /// When the size asked for has no room for the chart.
    pub fn page(
        &self,
        words: Words,
        height: Height,
        draw: impl FnOnce(&Canvas<'_>, Area) -> Result<()>,
    ) -> Result<Drawing> {
        let Layout { title, caption, head, unit, foot, picture, body } = self.layout(&words, height)?;
        let (svg, texts) =
            canvas::paint(picture, self.look.paper, self.fonts(), self.options.language.is_rtl(), |canvas| {
                let (edge, side) = match self.options.language.is_rtl() {
                    true => (body.right, Anchor::End),
                    false => (MARGIN, Anchor::Start),
                };
                let title = |text: Text| Text { size: size::TITLE, color: self.look.ink, ..text.bold().anchored(side) };
                let under_title = lines_of_text(canvas, (edge, MARGIN + 14.0), 26.0, &head, title);
                let muted = |size| move |text: Text| Text { size, color: self.look.muted, ..text.anchored(side) };
                lines_of_text(canvas, (edge, under_title - 1.0), 20.0, &unit, muted(size::SUBTITLE));
                draw(canvas, body)?;
                let rule = body.bottom + 10.0;
                canvas.line(&[(MARGIN, rule), (body.right, rule)], &Stroke::new(self.look.grid, 1.0))?;
                lines_of_text(canvas, (edge, rule + 16.0), 15.0, &foot, muted(size::NOTE));
                Ok(())
            })?;
        let sentences = [sentence(&words.unit), sentence(&words.summary), caption];
        let description = sentences.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let mut drawing = Drawing::new(svg, picture, self.fonts().clone(), title, description);
        drawing.warnings = warnings(self.fonts(), &texts);
        drawing.letters = Letters::of(&texts);
        Ok(drawing)
    }

    fn picture_size(&self, around: f64, height: Height) -> Result<(u32, u32)> {
        let Some((width, asked)) = self.options.size else {
            return Ok((WIDTH, (around + height.wanted).ceil() as u32));
        };
        let least = (around + height.least).ceil() as u32;
        if width < LEAST_WIDTH || asked < least {
            let wide = width.max(LEAST_WIDTH);
            return Err(Error::new(ErrorKind::Usage, format!("{width}x{asked} has no room for this chart"))
                .help(format!("give at least {wide}x{least}, leave the size out, or choose fewer names with --top")));
        }
        Ok((width, asked))
    }

    /// The highest of the firm values.
    pub fn peak(&self, values: &[Option<f64>]) -> Option<Peak> {
        Peak::of(&self.data.firm(values, self.options.measure))
    }

    /// When a series was highest, or that it is never mentioned; nothing where no value is firm.
    pub fn peak_told(&self, values: &[Option<f64>]) -> String {
        match self.peak(values) {
            Some(peak) => peak_note(self.data, self.options.language, &peak),
            None if values.iter().flatten().any(|value| *value > 0.0) => String::new(),
            None => self.say("label.no_mention").to_string(),
        }
    }

    /// What is said of a bucket without coverage.
    pub fn no_coverage(&self) -> &'static str {
        match self.data.timelines.axis {
            Axis::Published => self.say("label.no_documents"),
            Axis::Referenced => self.say("label.nothing_named"),
        }
    }

    /// How the names were chosen of many, where nobody named them.
    fn chosen_of(&self, chosen: bool) -> Option<String> {
        let (all, shown) = (self.data.timelines.totals.entities, self.data.series().len() as u64);
        let of_many = chosen && !self.data.chosen && self.data.subject.is_none() && shown < all;
        let [all, shown] = [all, shown].map(|number| self.options.language.whole(number));
        of_many.then(|| self.fill("note.chosen", &[("shown", &shown), ("all", &all)]))
    }

    fn with_gap_note(&self, gaps: bool, mut notes: Vec<String>) -> Vec<String> {
        if gaps && !self.data.gaps().is_empty() {
            let key = format!("note.gaps_{}", self.data.timelines.axis.name());
            notes.insert(0, self.say(&key).to_string());
        }
        notes
    }

    /// Shades the buckets without coverage.
    pub fn shade_gaps(&self, canvas: &Canvas<'_>, area: Area) -> Result<()> {
        let (buckets, scale) = (self.data.buckets(), self.time_scale(area));
        for gap in self.data.gaps() {
            let (left, right) = (scale.span(buckets[gap.start]).0, scale.span(buckets[gap.end - 1]).1);
            let (left, right) = (left.max(area.left), right.min(area.right));
            if left < right {
                canvas.fill(Area::new(left, area.top, right, area.bottom), self.look.gap)?;
            }
        }
        Ok(())
    }

    /// The events, placed over a plot with margins of these widths at its left and right, and what the caption says of
    /// them.
    pub fn marks(&self, left: f64, right: f64) -> (Marks, Vec<String>) {
        Marks::place(self, Area::new(MARGIN + left, 0.0, MARGIN + self.body_width() - right, 100.0))
    }

    /// The scale of time of all buckets over an area.
    pub fn time_scale(&self, area: Area) -> TimeScale {
        let buckets = self.data.buckets();
        if let Some((first, last)) = self.days {
            return TimeScale::of_days(first, last, area);
        }
        // `draw` refuses data without a bucket before any chart is begun.
        TimeScale::new(buckets[0], buckets[buckets.len() - 1], area)
    }

    /// Draws the axis of time under an area.
    pub fn time_axis(&self, canvas: &Canvas<'_>, area: Area, name: Option<&str>) -> Result<()> {
        self.time_axis_by(canvas, area, name, self.data.timelines.size)
    }

    /// The same with ticks no finer than another bucket's.
    pub fn time_axis_by(&self, canvas: &Canvas<'_>, area: Area, name: Option<&str>, finest: BucketSize) -> Result<()> {
        let ticks = self.time_scale(area).ticks(finest, self.options.language, |text| self.width(text, size::TICK));
        let stroke = Stroke::new(self.look.axis, 1.0);
        canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], &stroke)?;
        self.tick_row(canvas, &ticks.fine, area.bottom, (0.0, 4.0), 17.0)?;
        let below = if ticks.coarse.is_empty() { 0.0 } else { 16.0 };
        // A long mark joins the unit to its label below, where it crosses no label of the row between.
        let crossed = ticks.coarse.iter().filter_map(|tick| tick.mark).any(|x| {
            let labels = ticks.fine.iter().filter_map(|tick| tick.label.as_ref());
            labels.into_iter().any(|(middle, text)| (x - middle).abs() < self.width(text, size::TICK) / 2.0 + 1.0)
        });
        let mark = if crossed { (21.0, 33.0) } else { (0.0, 33.0) };
        self.tick_row(canvas, &ticks.coarse, area.bottom, mark, 17.0 + below)?;
        if let Some(name) = name {
            let at = ((area.left + area.right) / 2.0, area.bottom + 34.0 + below);
            canvas.text(Text::new(at, name, size::NOTE, self.look.muted).anchored(Anchor::Middle));
        }
        Ok(())
    }

    fn tick_row(&self, canvas: &Canvas<'_>, ticks: &[Tick], base: f64, mark: (f64, f64), down: f64) -> Result<()> {
        for tick in ticks {
            if let Some(x) = tick.mark {
                canvas.line(&[(x, base + mark.0), (x, base + mark.1)], &Stroke::new(self.look.axis, 1.0))?;
            }
            if let Some((middle, label)) = &tick.label {
                let text = Text::new((*middle, base + down), label, size::TICK, self.look.muted);
                canvas.text(text.anchored(Anchor::Middle));
            }
        }
        Ok(())
    }

    /// The room that the labels of a scale of values need at the left.
    pub fn value_room(&self, scale: &ValueScale) -> f64 {
        let labels = scale.ticks(self.options.language).into_iter().map(|(_, label)| self.width(&label, size::TICK));
        labels.fold(0.0, f64::max) + 8.0
    }

    /// Draws the lines of a scale of values over an area, and their labels at its left.
    pub fn value_axis(&self, canvas: &Canvas<'_>, scale: &ValueScale, area: Area) -> Result<()> {
        for (value, label) in scale.ticks(self.options.language) {
            let y = area.bottom - value / scale.top * area.height();
            canvas.line(&[(area.left, y), (area.right, y)], &Stroke::new(self.look.grid, 1.0))?;
            let text = Text::new((area.left - 8.0, y + 4.0), label, size::TICK, self.look.muted);
            canvas.text(text.anchored(Anchor::End));
        }
        Ok(())
    }
}

/// When something was highest: "peak 17, Q4 2016"; of many equal values only how high: "at most 2".
pub(super) fn peak_note(data: &ChartData<'_>, language: Language, peak: &Peak) -> String {
    let (value, date) = (language.value(peak.value), partial::dates(data, language, peak));
    match date.is_empty() {
        true => language.fill("label.at_most", &[("value", &value)]),
        false => language.fill("label.peak", &[("value", &value), ("date", &date)]),
    }
}

/// Writes lines of text one under the other; returns where the next would stand.
fn lines_of_text(
    canvas: &Canvas<'_>,
    (x, y): (f64, f64),
    height: f64,
    lines: &[String],
    style: impl Fn(Text) -> Text,
) -> f64 {
    for (row, line) in lines.iter().enumerate() {
        let text = Text::new((x, y + row as f64 * height), line, size::NOTE, plotters::style::BLACK);
        canvas.text(style(text));
    }
    y + lines.len() as f64 * height
}

/// Breaks a text into lines of a width; a word that is too long for a line is broken anywhere.
pub(super) fn wrapped(fonts: &Fonts, text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let width = |text: &str| fonts.width(text, size, weight);
    let space = width("a a") - 2.0 * width("a");
    let (mut lines, mut line, mut taken) = (Vec::new(), String::new(), 0.0);
    for word in text.split_whitespace().flat_map(|word| pieces(word, room, &width)) {
        let wide = width(&word);
        if !line.is_empty() && taken + space + wide > room {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            taken = wide;
        } else {
            line.push(' ');
            taken += space + wide;
        }
        line.push_str(&word);
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

/// A word, in pieces that fit a line.
fn pieces(word: &str, room: f64, width: &impl Fn(&str) -> f64) -> Vec<String> {
    if width(word) <= room {
        return vec![word.to_string()];
    }
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let last = pieces.len() - 1;
        let longer = format!("{}{character}", pieces[last]);
        if width(&longer) > room && !pieces[last].is_empty() {
            pieces.push(character.to_string());
        } else {
            pieces[last] = longer;
        }
    }
    pieces
}

fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with('.') { text.to_string() } else { format!("{text}.") }
}

/// A warning for every character that no font has.
fn warnings(fonts: &Fonts, texts: &[Text]) -> Vec<String> {
    let missing: std::collections::BTreeSet<char> =
        texts.iter().flat_map(|text| fonts.missing(&text.content)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let shown: String = missing.iter().take(20).collect();
    let more = missing.len().saturating_sub(20);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let fonts = scripts::fonts_for(&missing);
    let such = if fonts.is_empty() { String::new() } else { format!(", such as {}", fonts.join(" and ")) };
    vec![format!(
        "no font has the characters {shown}{rest}: they are drawn as boxes; add a font that has them with --font{such}"
    )]
}
