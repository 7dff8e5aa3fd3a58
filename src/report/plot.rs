//! The page's own small charts: bars over time, drawn so that they fit any width without a script.
//!
//! Bars stand in an inner picture that is one unit wide a bucket and is stretched to the page; labels are texts of the
//! outer one, placed by percentages, and keep their size. Colours are the style sheet's.

use std::fmt::Write;

use super::words;
use crate::calendar::{Bucket, BucketSize};

/// Where in a bucket its bar stands: in the middle. How much of it the bar takes, the style sheet says.
const MIDDLE: f64 = 0.5;
/// The height of a sparkline, in its own units.
const SPARK: u32 = 30;
/// Ticks on the axis of time at most.
const MOST_TICKS: usize = 9;

/// One row of bars.
pub(super) struct Bars<'a> {
    /// What the bars count, as their heading.
    pub heading: &'a str,
    /// A value a bucket; none where there is no coverage.
    pub values: &'a [Option<f64>],
    /// The height of the bars, in pixels.
    pub height: u32,
    /// Whether the highest bar is named.
    pub named: bool,
}

/// Draws rows of bars under each other, on one axis of time.
pub(super) fn timeline(buckets: &[Bucket], rows: &[Bars<'_>]) -> String {
    let mut out = String::new();
    let mut top = 0;
    for row in rows {
        top += if row.named { 40 } else { 42 };
        bars(&mut out, buckets, row, top);
        top += row.height;
    }
    ticks(&mut out, buckets, top);
    format!("<svg class=\"plot\" height=\"{}\" data-buckets=\"{}\">{out}</svg>", top + 22, buckets.len())
}

fn bars(out: &mut String, buckets: &[Bucket], row: &Bars<'_>, top: u32) {
    let most = highest(row.values);
    let scale = nice_top(most);
    let heading = top - if row.named { 28 } else { 14 };
    // Writing to a string cannot fail.
    let named = if row.named { " data-named=\"yes\"" } else { "" };
    let _ = write!(out, "<g class=\"row\"{named}><text class=\"head\" x=\"0\" y=\"{heading}\">{}</text>", row.heading);
    for level in [0.0, 0.5, 1.0] {
        let y = f64::from(top) + f64::from(row.height) * (1.0 - level);
        let class = if level == 0.0 { "base" } else { "grid" };
        let label = words::figure(scale * level);
        let _ = write!(out, "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
        // Half a mention is no step of a scale.
        let label = if level != 0.5 || scale < 1.0 || (scale / 2.0).fract() == 0.0 { label } else { String::new() };
        let _ = write!(out, "<text class=\"level\" data-at=\"{level}\" x=\"-6\" y=\"{}\">{label}</text>", y + 4.0);
    }
    let _ = write!(
        out,
        "<svg y=\"{top}\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 {} {height}\" preserveAspectRatio=\"none\">{}</svg>",
        row.values.len().max(1),
        shapes(row.values, scale, row.height),
        height = row.height,
    );
    if row.named && most > 0.0 {
        name_peak(out, buckets, row, top, most / scale);
    }
    out.push_str("</g>");
}

/// The highest bar's name above it.
fn name_peak(out: &mut String, buckets: &[Bucket], row: &Bars<'_>, top: u32, share: f64) {
    let most = highest(row.values);
    let Some(at) = row.values.iter().position(|value| *value == Some(most)) else { return };
    let x = (at as f64 + MIDDLE) / row.values.len() as f64 * 100.0;
    let anchor = match x {
        x if x < 20.0 => "start",
        x if x > 80.0 => "end",
        _ => "middle",
    };
    let y = f64::from(top) + f64::from(row.height) * (1.0 - share) - 6.0;
    let name = words::capital(&words::bucket(buckets[at]));
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
        shapes(values, highest(values), SPARK)
    )
}

/// Bars and gaps as two paths, which are far shorter than a rectangle a bar: a bar is a stroke, a bucket's part wide, and
/// its height a whole number of units, of which the picture has so many.
fn shapes(values: &[Option<f64>], scale: f64, units: u32) -> String {
    // Writing to a string cannot fail.
    let (mut bars, mut gaps) = (String::new(), String::new());
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
                let _ = write!(bars, "M{at} 0v{}", height.clamp(1.0, f64::from(units)));
            }
            Some(_) => {}
        }
    }
    let gap = if gaps.is_empty() { String::new() } else { format!("<path class=\"gap\" d=\"{gaps}\"/>") };
    // Upside down, for a path that begins at zero is shorter; and a stroke has its middle where the path is.
    let turned = format!("translate({} {units}) scale(1 -1)", MIDDLE);
    format!("{gap}<path class=\"bar\" transform=\"{turned}\" d=\"{bars}\"/>")
}

fn highest(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().copied().fold(0.0, f64::max)
}

/// The end of the scale: the least of 1, 1.5, 2, 3, 4, 5, 6, 8 and 10 times a power of ten that holds the highest value;
/// counts below ten end at a whole number.
fn nice_top(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(most.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let fits = |top: &f64| *top >= most * 0.999_999 && (power < 1.0 || top.fract() == 0.0);
    steps.into_iter().map(|step| step * power).find(fits).unwrap_or(10.0 * power)
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

const STEPS: [Step; 11] = [
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
                new && day.year() % years == 0
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
        (Step::Years(_), _) | (Step::Every, BucketSize::Year) => day.year().to_string(),
        (_, BucketSize::Quarter) => words::bucket(bucket),
        (Step::Months(_), _) | (Step::Every, BucketSize::Month) if first || day.month() == 1 => {
            format!("{month} {}", day.year())
        }
        (Step::Months(_), _) | (Step::Every, BucketSize::Month) => month.to_owned(),
        _ if first => format!("{} {month} {}", day.day_of_month(), day.year()),
        _ => format!("{} {month}", day.day_of_month()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buckets(from: &str, to: &str, size: BucketSize) -> Vec<Bucket> {
        Bucket::covering(from.parse().unwrap(), to.parse().unwrap(), size).collect()
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
            ("2014-01-01", "2019-12-31", BucketSize::Quarter, &["2014", "2015", "2016", "2017", "2018", "2019"]),
            ("2016-11-01", "2017-03-31", BucketSize::Month, &["Nov 2016", "Dec", "Jan 2017", "Feb", "Mar"]),
        ] {
            assert_eq!(labels(&buckets(from, to, size)), expected, "{from} {to}");
        }
    }

    #[test]
    fn scales_end_at_a_round_number() {
        for (most, top) in
            [(0.0, 1.0), (1.0, 1.0), (1.2, 2.0), (3.0, 3.0), (48.0, 50.0), (1123.0, 1500.0), (0.7, 0.8), (95.0, 100.0)]
        {
            assert!((nice_top(most) - top).abs() < 1e-9, "{most}");
        }
    }

    #[test]
    fn nothing_zero_and_little_look_different() {
        let drawn = shapes(&[None, None, Some(0.0), Some(0.001), Some(10.0)], 10.0, 50);
        let bars = "<path class=\"bar\" transform=\"translate(0.5 50) scale(1 -1)\" d=\"M3 0v1M4 0v50\"/>";
        assert_eq!(drawn, format!("<path class=\"gap\" d=\"M0 0h2v50h-2z\"/>{bars}"));
        assert!(!timeline(&[], &[]).contains("NaN") && !sparkline(&[]).contains("NaN"));
    }
}
