//! The page's own small charts: bars over time, drawn so that they fit any width without a script.
//!
//! Bars stand in an inner picture that is one unit wide a bucket and is stretched to the page; labels are texts of the
//! outer one, placed by percentages, and keep their size. Colours are the style sheet's.

use std::fmt::Write;

use super::words;
use crate::calendar::{Bucket, BucketSize, spoken_year, year_before_era};
use crate::timeline::{MOST_EQUAL_PEAKS, Timelines};

/// Where in a bucket its bar stands: in the middle. How much of it the bar takes, the style sheet says.
const MIDDLE: f64 = 0.5;
/// The height of a sparkline, in its own units.
const SPARK: u32 = 30;
/// The least height of a step of a scale, in pixels, and how many steps it has at most.
const LEAST_STEP: u32 = 28;
const MOST_STEPS: u32 = 4;
/// Ticks on the axis of time at most.
const MOST_TICKS: usize = 9;

/// The steps of the axis that all rows of a chart stand on.
pub(super) struct Steps<'a> {
    buckets: &'a [Bucket],
    /// What each is called, with the days that are counted of it.
    names: Vec<String>,
    /// Whether a bucket is counted in part.
    partial: Vec<bool>,
}

impl Steps<'_> {
    /// Those of timelines.
    pub(super) fn of(timelines: &Timelines) -> Steps<'_> {
        let positions = 0..timelines.buckets.len();
        Steps {
            buckets: &timelines.buckets,
            names: positions.clone().map(|at| words::capital(&words::counted_bucket(timelines, at))).collect(),
            partial: positions.map(|at| timelines.partial(at).is_some()).collect(),
        }
    }
}

/// Bars that are drawn apart from the others, by the class that the style sheet knows.
#[derive(Clone, Copy)]
struct Apart<'a> {
    class: &'static str,
    bars: &'a [bool],
}

/// One row of bars.
pub(super) struct Bars<'a> {
    /// What the bars count, as their heading.
    pub heading: &'a str,
    /// A value a bucket; none where there is no coverage.
    pub values: &'a [Option<f64>],
    /// The height of the bars, in pixels.
    pub height: u32,
    /// How sure they are; none where they are counts, of which the highest is named.
    pub doubt: Option<Doubt<'a>>,
}

/// What a row of rates says about its own certainty.
#[derive(Clone, Copy)]
pub(super) struct Doubt<'a> {
    /// The 95 % interval of each value.
    pub intervals: &'a [Option<(f64, f64)>],
    /// Whether a value is of so few documents that it says little.
    pub few: &'a [bool],
}

/// The scale of a row: even steps from zero.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    step: f64,
    steps: u32,
}

impl Scale {
    /// The least of 1, 2 and 5 times a power of ten of which so few reach the highest value that their figures stand
    /// apart. Counts have no step below one.
    fn of(most: f64, height: u32, counts: bool) -> Scale {
        if most <= 0.0 {
            return Scale { step: 1.0, steps: 1 };
        }
        let room = f64::from((height / LEAST_STEP).clamp(1, MOST_STEPS));
        let power = 10_f64.powf((most / room).log10().floor());
        let steps = |step: f64| (most / step * 0.999_999).ceil().max(1.0);
        let fits = |step: &f64| steps(*step) <= room && (!counts || *step >= 1.0);
        let step = [1.0, 2.0, 5.0].map(|step| step * power).into_iter().find(fits).unwrap_or(10.0 * power);
        Scale { step, steps: steps(step) as u32 }
    }

    fn top(self) -> f64 {
        self.step * f64::from(self.steps)
    }

    /// The figure beside a line of the scale.
    fn figure(self, level: u32) -> String {
        let value = self.step * f64::from(level);
        if self.step >= 0.1 {
            return words::figure(value);
        }
        let decimals = (-self.step.log10().floor()).clamp(0.0, 12.0) as usize;
        let figure = format!("{value:.decimals$}");
        figure.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Bars<'_> {
    fn scale(&self) -> Scale {
        let highest = highest(self.values);
        let Some(doubt) = self.doubt else { return Scale::of(highest, self.height, true) };
        // To the ends of all intervals, unless a few wide ones would press the bars to the ground; no share is above
        // the whole.
        let upper = doubt.intervals.iter().flatten().map(|(_, high)| *high).fold(highest, f64::max);
        let most = if highest > 0.0 { upper.min(highest * 1.5) } else { upper };
        Scale::of(most.min(1000.0), self.height, false)
    }
}

/// Draws rows of bars under each other, on one axis of time.
pub(super) fn timeline(steps: &Steps<'_>, rows: &[Bars<'_>]) -> String {
    let mut out = String::new();
    let mut top = 0;
    for row in rows {
        top += if row.doubt.is_none() { 40 } else { 42 };
        bars(&mut out, steps, row, top);
        top += row.height;
    }
    ticks(&mut out, steps.buckets, top);
    format!("<svg class=\"plot\" height=\"{}\" data-buckets=\"{}\">{out}</svg>", top + 22, steps.buckets.len())
}

fn bars(out: &mut String, steps: &Steps<'_>, row: &Bars<'_>, top: u32) {
    let (scale, named) = (row.scale(), row.doubt.is_none());
    let heading = top - if named { 28 } else { 14 };
    let data = if named { " data-named=\"yes\"" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(out, "<g class=\"row\"{data}><text class=\"head\" x=\"0\" y=\"{heading}\">{}</text>", row.heading);
    levels(out, scale, top, row.height);
    // A rate of a part of a bucket is as good as any other; a count of it is lower than those beside it.
    let part = Apart { class: "part", bars: &steps.partial };
    let apart = row.doubt.map_or(part, |doubt| Apart { class: "few", bars: doubt.few });
    let doubt = row.doubt.map_or_else(String::new, |doubt| intervals(doubt.intervals, scale.top(), row.height));
    let _ = write!(
        out,
        "<svg y=\"{top}\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 {} {height}\" preserveAspectRatio=\"none\">{}{doubt}</svg>",
        row.values.len().max(1),
        shapes(row.values, scale.top(), row.height, Some(apart)),
        height = row.height,
    );
    if named && highest(row.values) > 0.0 {
        name_peak(out, steps, row, top, scale);
    }
    out.push_str("</g>");
}

/// The lines of a scale with their figures.
fn levels(out: &mut String, scale: Scale, top: u32, height: u32) {
    out.push_str("<g class=\"levels\">");
    for level in 0..=scale.steps {
        let y = level_at(scale, level, top, height);
        let class = if level == 0 { "base" } else { "grid" };
        let _ = write!(
            out,
            "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"level\" x=\"-6\" y=\"{:.1}\">{}</text>",
            y + 4.0,
            scale.figure(level)
        );
    }
    out.push_str("</g>");
}

fn level_at(scale: Scale, level: u32, top: u32, height: u32) -> f64 {
    f64::from(top) + f64::from(height) * (1.0 - f64::from(level) / f64::from(scale.steps))
}

/// The highest bar's name above it.
fn name_peak(out: &mut String, steps: &Steps<'_>, row: &Bars<'_>, top: u32, scale: Scale) {
    let most = highest(row.values);
    let highest: Vec<usize> = (0..row.values.len()).filter(|at| row.values[*at] == Some(most)).collect();
    let Some(&at) = highest.first().filter(|_| highest.len() <= MOST_EQUAL_PEAKS) else { return };
    let x = (at as f64 + MIDDLE) / row.values.len() as f64 * 100.0;
    let anchor = match x {
        x if x < 20.0 => "start",
        x if x > 80.0 => "end",
        _ => "middle",
    };
    let above = f64::from(top) + f64::from(row.height) * (1.0 - most / scale.top()) - 6.0;
    // No line of the scale goes through the name: it then stands above that line.
    let lines = (0..=scale.steps).map(|level| level_at(scale, level, top, row.height));
    let y =
        lines.filter(|line| (above - 12.0..=above + 3.0).contains(line)).map(|line| line - 4.0).fold(above, f64::min);
    let name = highest.iter().map(|at| steps.names[*at].as_str()).collect::<Vec<_>>().join(" and ");
    let _ = write!(
        out,
        "<text class=\"peak\" x=\"{x:.2}%\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{name}: {}</text>",
        words::figure(most)
    );
}

/// A small row of bars for a line of a table.
pub(super) fn sparkline(values: &[Option<f64>]) -> String {
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {SPARK}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{}</svg>",
        values.len().max(1),
        shapes(values, highest(values), SPARK, None)
    )
}

/// Bars and gaps as two paths, which are far shorter than a rectangle a bar: a bar is a stroke, a bucket's part wide,
/// and its height a whole number of units, of which the picture has so many.
fn shapes(values: &[Option<f64>], scale: f64, units: u32, apart: Option<Apart<'_>>) -> String {
    // Writing to a string cannot fail.
    let (mut bars, mut gaps, mut parted) = (String::new(), String::new(), String::new());
    for (at, value) in values.iter().enumerate() {
        match value {
            None if at > 0 && values[at - 1].is_none() => {}
            None => {
                let run = values[at..].iter().take_while(|value| value.is_none()).count();
                let _ = write!(gaps, "M{at} 0h{run}v{units}h-{run}z");
            }
            Some(value) if *value > 0.0 => {
                // However little it is, it is not nothing.
                let height = (value / scale.max(f64::MIN_POSITIVE) * f64::from(units)).round();
                let is_apart = apart.is_some_and(|apart| apart.bars[at]);
                let path = if is_apart { &mut parted } else { &mut bars };
                let _ = write!(path, "M{at} 0v{}", height.clamp(1.0, f64::from(units)));
            }
            Some(_) => {}
        }
    }
    let gap = if gaps.is_empty() { String::new() } else { format!("<path class=\"gap\" d=\"{gaps}\"/>") };
    // Upside down, for a path that begins at zero is shorter; and a stroke has its middle where the path is.
    let turned = turned(units);
    let parted = apart.map_or_else(String::new, |apart| {
        format!("<path class=\"bar apart {}\" {turned} d=\"{parted}\"/>", apart.class)
    });
    format!("{gap}<path class=\"bar\" {turned} d=\"{bars}\"/>{parted}")
}

fn turned(units: u32) -> String {
    format!("transform=\"translate({MIDDLE} {units}) scale(1 -1)\"")
}

/// The intervals as upright lines, as far as the scale holds them.
fn intervals(intervals: &[Option<(f64, f64)>], scale: f64, units: u32) -> String {
    let mut lines = String::new();
    for (at, (low, high)) in intervals.iter().enumerate().filter_map(|(at, interval)| Some((at, (*interval)?))) {
        let [low, high] = [low, high].map(|end| (end / scale * f64::from(units)).round().min(f64::from(units)));
        if high > low {
            // Writing to a string cannot fail.
            let _ = write!(lines, "M{at} {low}v{}", high - low);
        }
    }
    format!("<path class=\"doubt\" {} d=\"{lines}\"/>", turned(units))
}

fn highest(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().copied().fold(0.0, f64::max)
}

/// The steps of ticks that a person would choose.
#[derive(Clone, Copy)]
enum Step {
    Every,
    Week,
    Months(u32),
    Years(i32),
}

impl Step {
    /// Whether buckets of this size are fine enough for it.
    fn suits(self, size: BucketSize) -> bool {
        match self {
            Step::Every | Step::Years(_) => true,
            Step::Week => size == BucketSize::Day,
            Step::Months(_) => size <= BucketSize::Month,
        }
    }
}

const STEPS: [Step; 13] = [
    Step::Every,
    Step::Week,
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
    Step::Years(1000),
];

fn ticks(out: &mut String, buckets: &[Bucket], top: u32) {
    let Some(size) = buckets.first().map(|bucket| bucket.size()) else { return };
    let steps = STEPS.into_iter().filter(|step| step.suits(size));
    let chosen = steps.map(|step| (step, on(step, buckets))).find(|(_, at)| at.len() <= MOST_TICKS);
    let Some((step, positions)) = chosen else { return };
    let count = buckets.len().max(1) as f64;
    for (order, at) in positions.into_iter().enumerate() {
        let x = at as f64 / count * 100.0;
        let (class, anchor) =
            (if order % 2 == 1 { "tick odd" } else { "tick" }, if x > 92.0 { "end" } else { "start" });
        let label = label(step, buckets[at], order == 0);
        let _ = write!(
            out,
            "<line class=\"mark\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{top}\" y2=\"{}\"/>\
             <text class=\"{class}\" x=\"{x:.2}%\" y=\"{}\" text-anchor=\"{anchor}\">{label}</text>",
            top + 5,
            top + 18
        );
    }
}

/// The buckets in which a step begins.
fn on(step: Step, buckets: &[Bucket]) -> Vec<usize> {
    let begins = |at: usize| {
        let day = buckets[at].from();
        let before = at.checked_sub(1).map(|before| buckets[before].from());
        match step {
            Step::Every => true,
            Step::Week => day.monday() == day,
            Step::Months(months) => {
                let new = before.map_or(day.day_of_month() <= 7, |before| before.month() != day.month());
                new && (day.month() - 1).is_multiple_of(months)
            }
            Step::Years(years) => {
                let new = before.map_or(day.month() == 1, |before| before.year() != day.year());
                new && year_before_era(day.year()).unwrap_or(day.year()) % years == 0
            }
        }
    };
    let found: Vec<usize> = (0..buckets.len()).filter(|&at| begins(at)).collect();
    if found.is_empty() && !buckets.is_empty() { vec![0] } else { found }
}

fn label(step: Step, bucket: Bucket, first: bool) -> String {
    let day = bucket.from();
    let month = &words::month(day.month())[..3];
    match (step, bucket.size()) {
        (Step::Years(_), _) | (Step::Every, BucketSize::Year) => spoken_year(day.year()),
        (_, BucketSize::Quarter) | (Step::Every, BucketSize::Decade) => words::bucket(bucket),
        (Step::Months(_), _) | (Step::Every, BucketSize::Month) if first || day.month() == 1 => {
            format!("{month} {}", spoken_year(day.year()))
        }
        (Step::Months(_), _) | (Step::Every, BucketSize::Month) => month.to_owned(),
        _ if first => format!("{} {month} {}", day.day_of_month(), spoken_year(day.year())),
        _ => format!("{} {month}", day.day_of_month()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buckets(from: &str, to: &str, size: BucketSize) -> Vec<Bucket> {
        Bucket::covering(from.parse().unwrap(), to.parse().unwrap(), size).collect()
    }

    /// The steps of whole buckets.
    fn steps(buckets: &[Bucket]) -> Steps<'_> {
        let names = buckets.iter().map(|&bucket| words::capital(&words::bucket(bucket))).collect();
        Steps { buckets, names, partial: vec![false; buckets.len()] }
    }

    fn labels(buckets: &[Bucket]) -> Vec<String> {
        let mut out = String::new();
        ticks(&mut out, buckets, 0);
        out.split("</text>").filter_map(|part| part.rsplit_once('>')).map(|(_, label)| label.to_owned()).collect()
    }

    #[test]
    fn ticks_are_those_that_a_person_would_choose() {
        for (from, to, size, expected) in [
            ("2014-01-02", "2019-12-31", BucketSize::Month, &["2014", "2015", "2016", "2017", "2018", "2019"][..]),
            ("2017-06-01", "2017-06-03", BucketSize::Day, &["1 Jun 2017", "2 Jun", "3 Jun"]),
            ("2017-06-13", "2017-06-13", BucketSize::Month, &["Jun 2017"]),
            ("1890-01-01", "1990-12-31", BucketSize::Year, &["1900", "1950"]),
            ("1960-01-01", "1999-12-31", BucketSize::Decade, &["1960s", "1970s", "1980s", "1990s"]),
            ("2014-01-01", "2019-12-31", BucketSize::Quarter, &["2014", "2015", "2016", "2017", "2018", "2019"]),
            ("2016-11-01", "2017-03-31", BucketSize::Month, &["Nov 2016", "Dec", "Jan 2017", "Feb", "Mar"]),
        ] {
            assert_eq!(labels(&buckets(from, to, size)), expected, "{from} {to}");
        }
    }

    #[test]
    fn scales_have_the_steps_that_a_person_would_choose() {
        for (most, height, counts, figures) in [
            (0.0, 150, true, &["0", "1"][..]),
            (1.0, 150, true, &["0", "1"]),
            (3.0, 150, true, &["0", "1", "2", "3"]),
            (17.0, 150, true, &["0", "5", "10", "15", "20"]),
            (13.0, 150, true, &["0", "5", "10", "15"]),
            (1267.0, 150, true, &["0", "500", "1,000", "1,500"]),
            (1267.0, 90, true, &["0", "500", "1,000", "1,500"]),
            (1000.0, 56, false, &["0", "500", "1,000"]),
            (0.7, 56, false, &["0", "0.5", "1"]),
            (0.03, 56, false, &["0", "0.02", "0.04"]),
        ] {
            let scale = Scale::of(most, height, counts);
            let said: Vec<String> = (0..=scale.steps).map(|level| scale.figure(level)).collect();
            assert_eq!(said, figures, "{most}");
            assert!(scale.top() >= most * 0.999);
        }
    }

    #[test]
    fn no_line_of_the_scale_goes_through_the_name_of_the_highest_bar() {
        let buckets = buckets("2014-01-01", "2014-12-31", BucketSize::Month);
        for most in 1..=60 {
            let mut values = vec![Some(0.0); buckets.len()];
            values[4] = Some(f64::from(most));
            let row = Bars { heading: "", values: &values, height: 150, doubt: None };
            let drawn = timeline(&steps(&buckets), &[row]);
            let number = |part: &str, from: &str| -> f64 {
                part.split(from).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
            };
            let name = number(drawn.split("class=\"peak\"").nth(1).unwrap(), " y=\"");
            for line in drawn.split("class=\"grid\"").skip(1).map(|part| number(part, " y1=\"")) {
                assert!(line <= name - 10.0 || line >= name + 2.0, "{most}: {line} {name}");
            }
        }
    }

    #[test]
    fn rates_have_their_intervals_and_those_of_few_documents_are_striped() {
        let values = [Some(500.0), Some(0.0), None, Some(100.0)];
        let intervals = [Some((200.0, 800.0)), Some((0.0, 250.0)), None, Some((90.0, 5000.0))];
        let row = |few: &'static [bool]| Bars {
            heading: "",
            values: &values,
            height: 50,
            doubt: Some(Doubt { intervals: &intervals, few }),
        };
        let buckets = buckets("2014-01-01", "2014-04-30", BucketSize::Month);
        let drawn = timeline(&steps(&buckets), &[row(&[true, false, false, false])]);
        let path = |class: &str| {
            let part = drawn.split(&format!("class=\"{class}\"")).nth(1).unwrap();
            part.split(" d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        // The scale ends at 1,000, and a line is cut there.
        assert_eq!((path("bar"), path("bar apart few")), ("M3 0v5".to_owned(), "M0 0v25".to_owned()));
        assert_eq!(path("doubt"), "M0 10v30M1 0v13M3 5v45");
        assert!(!drawn.contains("class=\"peak\""));
    }

    #[test]
    fn counts_of_a_part_of_a_bucket_are_pale_and_rates_are_not() {
        let buckets = buckets("2014-01-01", "2014-02-28", BucketSize::Month);
        let steps = Steps { partial: vec![false, true], ..steps(&buckets) };
        let (values, few) = ([Some(10.0), Some(5.0)], [false; 2]);
        let doubt = Doubt { intervals: &[None; 2], few: &few };
        let row = |doubt| Bars { heading: "", values: &values, height: 50, doubt };
        let drawn = |doubt| timeline(&steps, &[row(doubt)]);
        assert!(
            drawn(None).contains("class=\"bar apart part\" transform=\"translate(0.5 50) scale(1 -1)\" d=\"M1 0v25\"")
        );
        assert!(drawn(Some(doubt)).contains("M0 0v50M1 0v25"));
    }

    #[test]
    fn nothing_zero_and_little_look_different() {
        let drawn = shapes(&[None, None, Some(0.0), Some(0.001), Some(10.0)], 10.0, 50, None);
        let bars = "<path class=\"bar\" transform=\"translate(0.5 50) scale(1 -1)\" d=\"M3 0v1M4 0v50\"/>";
        assert_eq!(drawn, format!("<path class=\"gap\" d=\"M0 0h2v50h-2z\"/>{bars}"));
        assert!(!timeline(&steps(&[]), &[]).contains("NaN") && !sparkline(&[]).contains("NaN"));
    }
}
