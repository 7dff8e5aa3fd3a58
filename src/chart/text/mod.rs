//! The lines chart as text, for a terminal: braille dots, ticks of the calendar, names at the lines' ends.
//!
//! Nothing here knows of colours or terminals: a [`TextChart`] is rows of pieces with a [`Tone`] each, and its columns
//! hold for wide characters too (Unicode Standard Annex #11).

mod sheet;

use unicode_width::UnicodeWidthStr;

use self::sheet::Sheet;
use super::canvas::Area;
use super::caption;
use super::data::{ChartData, Peak, peak, runs};
use super::doubt;
use super::labels::spread;
use super::options::ChartOptions;
use super::page::{Scene, Words, peak_note};
use super::partial::{self, Mark};
use super::time_axis::{Tick, TimeScale, middle};
use super::value_axis::ValueScale;
use super::words::Language;
use crate::timeline::{Axis, Measure};
use crate::{Error, ErrorKind, Result};

/// The least width of a text chart, in columns.
const LEAST_WIDTH: usize = 40;
/// The rows of one panel: with two steps of the scale one more, so that the middle of it has a row of its own.
const PANEL: usize = 4;
/// More lines than this in one plot cannot be told apart.
const MOST_TOGETHER: usize = 6;
/// Above this ratio of the highest peak to the lowest each panel has a scale of its own.
const SHARED_UP_TO: f64 = 6.0;
/// The scale of time measures in pixels: so many make a column.
const COLUMN: f64 = 7.0;

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any text.
    #[default]
    Plain,
    /// A title.
    Strong,
    /// Axes and captions.
    Faint,
    /// In the colour of the series at a position.
    Series(usize),
}

/// A piece of a row. Names are as the gazetteers have them: whoever prints them takes out what a terminal would obey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPiece {
    /// The text.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

/// A chart in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextChart {
    /// The rows from top to bottom.
    pub rows: Vec<Vec<TextPiece>>,
}

/// How a text chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// The columns that it may fill, at least 40.
    pub width: usize,
    /// The rows of the plot that holds all lines.
    pub height: usize,
    /// Each series in a plot of its own: always, where colours cannot tell lines apart.
    pub apart: bool,
    /// What is counted.
    pub measure: Measure,
    /// The language of its words, months and figures.
    pub language: Language,
}

/// Everything that the parts of a chart are drawn from.
struct Frame<'a> {
    data: &'a ChartData<'a>,
    options: TextOptions,
    values: Vec<Vec<Option<f64>>>,
    /// The columns of the values' labels, of the plot, and of the names.
    columns: (usize, usize, usize),
}

/// Draws the timelines of a few entities.
///
/// # Errors
/// [`ErrorKind::NotFound`] when nothing lies in what was asked for; [`ErrorKind::Usage`] when there are less than two
/// buckets, or no room.
pub fn draw_text(data: &ChartData<'_>, options: TextOptions) -> Result<TextChart> {
    super::something_to_draw(super::ChartKind::Lines, data)?;
    super::some_time(data)?;
    super::some_mention(data, false)?;
    data.timelines.totals.count.unwrap_or_default().allow(options.measure)?;
    if data.buckets().len() < 2 {
        return Err(super::single_bucket(data, "a line needs", "see `summary`"));
    }
    if options.width < LEAST_WIDTH {
        return Err(Error::new(ErrorKind::Usage, format!("{} columns have no room for a chart", options.width))
            .help(format!("make the terminal {LEAST_WIDTH} columns wide, or write a picture with `chart`")));
    }
    let picture = ChartOptions { measure: options.measure, ..ChartOptions::default() };
    doubt::some_firm(&Scene::new(data, &picture))?;
    let apart = options.apart || data.series().len() > MOST_TOGETHER;
    let frame = Frame::new(data, TextOptions { apart, ..options });
    let mut chart = TextChart::default();
    frame.head(&mut chart);
    if apart {
        frame.panels(&mut chart)
    } else {
        frame.together(&mut chart)
    }
    frame.foot(&mut chart);
    Ok(chart)
}

impl TextChart {
    fn push(&mut self, pieces: impl IntoIterator<Item = (String, Tone)>) {
        let pieces = pieces.into_iter().map(|(text, tone)| TextPiece { text, tone });
        self.rows.push(pieces.filter(|piece| !piece.text.is_empty()).collect());
    }
}

impl<'a> Frame<'a> {
    fn new(data: &'a ChartData<'a>, options: TextOptions) -> Frame<'a> {
        let values: Vec<Vec<Option<f64>>> =
            data.series().iter().map(|series| data.values(series, options.measure)).collect();
        let mut frame = Frame { data, options, values, columns: (0, 0, 0) };
        let labels =
            (0..frame.values.len()).flat_map(|at| frame.scale(frame.highest(Some(at))).ticks(options.language));
        let left = labels.map(|(_, label)| label.width()).max().unwrap_or(1);
        let names = data.series().iter().map(|series| series.name.width()).max().unwrap_or(0);
        let names = if options.apart { 0 } else { names.min(options.width * 3 / 10) + 1 };
        frame.columns = (left, options.width - left - 2 - names, names);
        frame
    }

    fn counts(&self) -> bool {
        matches!(self.options.measure, Measure::Mentions | Measure::Documents)
    }

    fn scale(&self, highest: f64) -> ValueScale {
        let rows = if self.options.apart { PANEL } else { self.options.height };
        ValueScale::new(highest, (rows / 3).max(1), self.counts())
    }

    /// The highest value of one series, or of all.
    fn highest(&self, series: Option<usize>) -> f64 {
        let chosen = self.values.iter().enumerate().filter(|(at, _)| series.is_none_or(|series| series == *at));
        chosen.filter_map(|(_, values)| peak(values)).map(|(_, value)| value).fold(0.0, f64::max)
    }

    /// The highest value of all, where the panels can share a scale.
    fn shared(&self) -> Option<f64> {
        let peaks: Vec<f64> = (0..self.values.len()).map(|at| self.highest(Some(at))).collect();
        let highest = peaks.iter().copied().fold(0.0, f64::max);
        peaks.iter().all(|peak| highest <= peak * SHARED_UP_TO).then_some(highest)
    }

    fn head(&self, chart: &mut TextChart) {
        let names: Vec<&str> = self.data.series().iter().map(|series| series.name.as_str()).collect();
        let key = format!("title.{}", caption::subject(self.data, self.options.measure));
        let title = self.options.language.fill(&key, &[("names", &self.options.language.listed(&names, 4))]);
        let unit = caption::unit(self.data, self.options.language, self.options.measure);
        chart.push([(fitted(&title, self.options.width), Tone::Strong)]);
        wrapped(&unit, self.options.width).into_iter().for_each(|line| chart.push([(line, Tone::Faint)]));
        chart.push([]);
    }

    fn foot(&self, chart: &mut TextChart) {
        let mut notes = Vec::new();
        if !self.data.gaps().is_empty() {
            let key = match self.data.timelines.axis {
                Axis::Published => "label.no_documents",
                Axis::Referenced => "label.nothing_named",
            };
            notes.push(format!("░: {}.", self.options.language.say(key)));
        }
        if self.options.apart && self.values.len() > 1 {
            let key = if self.shared().is_some() { "note.same_scale" } else { "note.own_scale" };
            notes.push(self.options.language.say(key).to_string());
        }
        let TextOptions { measure, language, .. } = self.options;
        let options = ChartOptions { measure, language, ..ChartOptions::default() };
        notes.extend(partial::notes(&Scene::new(self.data, &options), Mark::Named, false));
        notes.extend(self.far());
        let caption = caption::caption(self.data, &options, &Words::default(), &notes);
        chart.push([]);
        wrapped(&caption, self.options.width).into_iter().for_each(|line| chart.push([(line, Tone::Faint)]));
    }

    /// The options that show what lies far from all others.
    fn far(&self) -> Option<String> {
        let totals = &self.data.timelines.totals;
        let early = totals.early.map(|far| format!("--from {}", far.first));
        let options: Vec<String> =
            early.into_iter().chain(totals.late.map(|far| format!("--to {}", far.last))).collect();
        let language = self.options.language;
        (!options.is_empty()).then(|| language.fill("caption.far_shown", &[("option", &options.join(" "))]))
    }

    /// All lines in one plot, named at their ends; the highest points by their date.
    fn together(&self, chart: &mut TextChart) {
        let scale = self.scale(self.highest(None));
        let mut sheet = self.sheet(self.options.height);
        // The first line is the most mentioned: it is drawn last, over the others.
        for at in (0..self.values.len()).rev() {
            self.line(&mut sheet, at, &scale);
        }
        for at in 0..self.values.len() {
            self.name_peak(&mut sheet, at, &scale);
        }
        let names = self.names_at_ends(&scale, sheet.high);
        for row in 0..sheet.high {
            let mut pieces = self.scale_piece(&scale, row, sheet.high);
            pieces.extend(sheet.row(row));
            if let Some((_, at)) = names.iter().find(|(place, _)| *place == row) {
                let name = fitted(&self.data.series()[*at].name, self.columns.2.saturating_sub(1));
                pieces.push(TextPiece { text: format!(" {name}"), tone: Tone::Series(*at) });
            }
            chart.rows.push(pieces);
        }
        self.time_axis(chart);
    }

    /// One plot a series, the axis of time under the last.
    fn panels(&self, chart: &mut TextChart) {
        for at in 0..self.values.len() {
            let scale = self.scale(self.shared().unwrap_or_else(|| self.highest(Some(at))));
            let even = scale.ticks(self.options.language).len() % 2 == 1;
            let mut sheet = self.sheet(PANEL + usize::from(even));
            self.line(&mut sheet, at, &scale);
            let note = self.peak_note(at);
            let room = self.options.width.saturating_sub(note.width() + 2);
            let name = fitted(&self.data.series()[at].name, room);
            chart.push([(name, Tone::Series(at)), (format!("  {note}"), Tone::Faint)]);
            for row in 0..sheet.high {
                let mut pieces = self.scale_piece(&scale, row, sheet.high);
                pieces.extend(sheet.row(row));
                chart.rows.push(pieces);
            }
        }
        self.time_axis(chart);
    }

    /// When a series was highest, or that it is never mentioned; nothing where no value is firm.
    fn peak_note(&self, at: usize) -> String {
        let language = self.options.language;
        match self.peak(at) {
            Some(peak) => peak_note(self.data, language, &peak),
            None if self.highest(Some(at)) > 0.0 => String::new(),
            None => language.say("label.no_mention").to_string(),
        }
    }

    /// The highest of the firm values of a series.
    fn peak(&self, at: usize) -> Option<Peak> {
        Peak::of(&self.data.firm(&self.values[at], self.options.measure))
    }

    /// An empty plot with its gaps shaded.
    fn sheet(&self, rows: usize) -> Sheet {
        let mut sheet = Sheet::new(self.columns.1, rows);
        let time = self.time(1.0);
        for gap in self.data.gaps() {
            let (left, right) =
                (time.span(self.data.buckets()[gap.start]).0, time.span(self.data.buckets()[gap.end - 1]).1);
            sheet.shade(left.round() as usize..(right.round() as usize).max(left.round() as usize + 1));
        }
        sheet
    }

    /// The scale of time over the plot, in so many units a column.
    fn time(&self, units: f64) -> TimeScale {
        let buckets = self.data.buckets();
        TimeScale::new(buckets[0], buckets[buckets.len() - 1], Area::new(0.0, 0.0, self.columns.1 as f64 * units, 1.0))
    }

    /// The dots of a series' values, run by run.
    fn paths(&self, at: usize, scale: &ValueScale, rows: usize) -> Vec<Vec<(i64, i64)>> {
        let time = self.time(2.0);
        let (values, most) = (&self.values[at], (self.columns.1 * 2 - 1) as f64);
        let point = |bucket: usize| {
            let x = (time.x(middle(self.data.buckets()[bucket])) - 0.5).round().clamp(0.0, most);
            (x as i64, dot(values[bucket].unwrap_or(0.0), scale, rows))
        };
        runs(values.iter().map(Option::is_some)).into_iter().map(|run| run.map(point).collect()).collect()
    }

    fn line(&self, sheet: &mut Sheet, at: usize, scale: &ValueScale) {
        for path in self.paths(at, scale, sheet.high) {
            if let [only] = path[..] {
                sheet.line(only, only, Tone::Series(at));
            }
            path.windows(2).for_each(|pair| sheet.line(pair[0], pair[1], Tone::Series(at)));
        }
    }

    /// Writes date and value over, or beside, a line's highest point where nothing else stands.
    fn name_peak(&self, sheet: &mut Sheet, at: usize, scale: &ValueScale) {
        let Some(peak) = self.peak(at) else { return };
        let Some(label) = partial::dated(self.data, self.options.language, &peak) else { return };
        let (bucket, value) = (peak.at[0], peak.value);
        let long = label.chars().count();
        let column = (self.time(1.0).x(middle(self.data.buckets()[bucket])) as usize).min(sheet.wide - 1);
        let row = (dot(value, scale, sheet.high) / 4) as usize;
        let centred = column.saturating_sub(long / 2).min(sheet.wide.saturating_sub(long));
        let right = column + 2;
        let left = column.checked_sub(long + 1);
        let above = row.checked_sub(1).map(|row| (row, centred));
        let places = above.into_iter().chain([(row, right)]).chain(left.map(|left| (row, left)));
        let mut places = places.chain([(row + 1, right)]).chain(left.map(|left| (row + 1, left)));
        places.any(|(row, column)| row < sheet.high && sheet.word(row, column, &label, Tone::Series(at)));
    }

    /// The rows at whose ends the names stand, as near to their lines' ends as they can.
    fn names_at_ends(&self, scale: &ValueScale, rows: usize) -> Vec<(usize, usize)> {
        let end = |at: usize| self.paths(at, scale, rows).last().and_then(|path| path.last().copied());
        let wanted: Vec<f64> =
            (0..self.values.len()).map(|at| end(at).map_or(rows as f64, |(_, y)| y as f64 / 4.0).floor()).collect();
        let places = spread(&wanted, 1.0, 0.0, (rows - 1) as f64).unwrap_or(wanted);
        // Rounded places of neighbours that are one row apart never meet.
        places.into_iter().enumerate().map(|(at, place)| ((place + 1e-6).floor() as usize, at)).collect()
    }

    /// The label of a row of the scale of values, and the axis.
    fn scale_piece(&self, scale: &ValueScale, row: usize, rows: usize) -> Vec<TextPiece> {
        let place = |value: f64| (dot(value, scale, rows) / 4) as usize;
        let tick = scale.ticks(self.options.language).into_iter().find(|(value, _)| place(*value) == row);
        let sign = if tick.is_some() { '┤' } else { '│' };
        let label = tick.map_or_else(String::new, |(_, label)| label);
        vec![TextPiece { text: format!("{}{sign}", padded(&label, self.columns.0)), tone: Tone::Faint }]
    }

    fn time_axis(&self, chart: &mut TextChart) {
        let ticks = self
            .time(COLUMN)
            .ticks(self.data.timelines.size, self.options.language, |text| text.width() as f64 * COLUMN);
        let mut axis = vec!['─'; self.columns.1];
        let column = |x: f64| ((x / COLUMN).round() as usize).min(self.columns.1 - 1);
        for mark in ticks.fine.iter().chain(&ticks.coarse).filter_map(|tick| tick.mark) {
            axis[column(mark)] = '┬';
        }
        let left = " ".repeat(self.columns.0);
        chart.push([(format!("{left}└{}", axis.into_iter().collect::<String>()), Tone::Faint)]);
        for (row, marked) in [(&ticks.fine, false), (&ticks.coarse, true)] {
            if !row.is_empty() {
                chart.push([(format!("{left} {}", self.labels(row, marked)), Tone::Faint)]);
            }
        }
    }

    /// A row of labels under the axis, each at the middle of its unit; the units' beginnings are marked if asked.
    fn labels(&self, ticks: &[Tick], marked: bool) -> String {
        let mut row = vec![' '; self.columns.1];
        for mark in ticks.iter().filter_map(|tick| tick.mark).filter(|_| marked) {
            row[((mark / COLUMN).round() as usize).min(self.columns.1 - 1)] = '│';
        }
        for (middle, label) in ticks.iter().filter_map(|tick| tick.label.as_ref()) {
            let long = label.chars().count();
            let left = ((middle / COLUMN) - long as f64 / 2.0).round().max(0.0) as usize;
            let left = left.min(self.columns.1.saturating_sub(long));
            row.splice(left..left + long, label.chars());
        }
        row.into_iter().collect::<String>().trim_end().to_string()
    }
}

/// The dot of a value, four to a row: the top of the scale lies in the middle of the first row and zero in that of the
/// last, so that a value stands in the row of its label.
fn dot(value: f64, scale: &ValueScale, rows: usize) -> i64 {
    ((1.0 - value / scale.top) * ((rows - 1) * 4) as f64 + 1.5).round() as i64
}

/// A text at the right of so many columns.
fn padded(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(text.width())))
}

/// A text cut to so many columns.
fn fitted(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_string();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if kept.width() + 1 > columns {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// A text in lines of so many columns.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn options(width: usize, apart: bool) -> TextOptions {
        TextOptions { width, height: 12, apart, measure: Measure::Mentions, language: Language::English }
    }

    fn told(chart: &TextChart) -> Vec<String> {
        let row = |pieces: &Vec<TextPiece>| pieces.iter().map(|piece| piece.text.as_str()).collect();
        chart.rows.iter().map(row).collect()
    }

    #[test]
    fn no_row_is_wider_than_the_terminal() {
        for timelines in [samples::months(), samples::centuries(), samples::scripts(), samples::long_names()] {
            let data = ChartData::new(&timelines);
            for width in [40, 80, 200] {
                for apart in [false, true] {
                    let rows = told(&draw_text(&data, options(width, apart)).unwrap());
                    let widest = rows.iter().map(|row| row.width()).max().unwrap();
                    assert!(widest <= width, "{width} {apart}: {}", rows.join("\n"));
                }
            }
        }
    }

    #[test]
    fn a_value_stands_in_the_row_of_its_label_and_no_other_does() {
        for top in [1.0, 2.0, 4.0] {
            let scale = ValueScale::new(top, 1, true);
            let rows = PANEL + usize::from(scale.ticks(Language::English).len() % 2 == 1);
            let row = |value: f64| dot(value, &scale, rows) / 4;
            let places: Vec<i64> = (0..=top as i64).rev().map(|value| row(value as f64)).collect();
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{top}: {places:?}");
            assert_eq!((places[0], places[places.len() - 1]), (0, rows as i64 - 1));
        }
    }

    #[test]
    fn every_name_stands_at_its_line_and_the_peak_has_its_date() {
        let timelines = samples::months();
        let rows = told(&draw_text(&ChartData::new(&timelines), options(100, false)).unwrap()).join("\n");
        for series in &timelines.series {
            assert!(rows.contains(&format!(" {}\n", series.name)), "{}:\n{rows}", series.name);
        }
        let (bucket, count) = timelines.peak(&timelines.series[0]).unwrap();
        let label = format!("{}: {}", Language::English.bucket(bucket), count.mentions);
        assert!(rows.contains(&label), "{label}:\n{rows}");
        assert!(rows.contains('░') && rows.contains("░: no documents."), "{rows}");
    }

    #[test]
    fn words_are_those_of_the_language() {
        let timelines = samples::months();
        let german = TextOptions { language: Language::German, ..options(100, false) };
        let rows = told(&draw_text(&ChartData::new(&timelines), german).unwrap()).join("\n");
        assert!(rows.contains("Nennungen von") && !rows.contains("Mentions"), "{rows}");
    }

    #[test]
    fn wide_names_keep_their_columns() {
        assert_eq!(fitted("摩苏尔战役", 7), "摩苏尔…");
        assert_eq!(padded("17", 4), "  17");
    }

    #[test]
    fn one_bucket_is_refused_with_an_advice() {
        let mut timelines = samples::months();
        timelines.buckets.truncate(1);
        timelines.coverage.truncate(1);
        let error = draw_text(&ChartData::new(&timelines), options(80, false)).unwrap_err();
        assert!(error.to_string().contains("summary"), "{error}");
    }
}
