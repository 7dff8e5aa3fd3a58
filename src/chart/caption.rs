//! The caption: what was counted, over what, and what was left out, so that a picture can be published alone.

use super::data::ChartData;
use super::options::ChartOptions;
use super::words::{counted, listed};
use crate::calendar::BucketSize;
use crate::timeline::{Axis, Measure};

/// What a title says was counted: "Mentions of", "Documents that mention".
pub(super) fn subject(measure: Measure) -> &'static str {
    match measure {
        Measure::Mentions | Measure::PerMillionWords => "Mentions of",
        Measure::Documents | Measure::Per1000Documents => "Documents that mention",
    }
}

/// The unit in words, with the bucket: "mentions a month".
pub(super) fn unit(data: &ChartData<'_>, measure: Measure) -> String {
    let bucket = data.timelines.size.name();
    let unit = match measure {
        Measure::Mentions => format!("Mentions per {bucket}"),
        Measure::Documents => format!("Documents with a mention per {bucket}"),
        Measure::Per1000Documents => format!("Documents with a mention, per 1,000 documents of the {bucket}"),
        Measure::PerMillionWords => format!("Mentions per million words of the {bucket}"),
    };
    format!("{unit}, by {}", axis(data.timelines.axis))
}

/// The axis of time in words.
pub(super) fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Published => "date of publication",
        Axis::Referenced => "the dates that the texts name",
    }
}

/// The name of the axis of time: "Month of publication".
pub(super) fn axis_name(data: &ChartData<'_>) -> String {
    let bucket = match data.timelines.size {
        BucketSize::Day => "Day",
        BucketSize::Week => "Week (from Monday)",
        BucketSize::Month => "Month",
        BucketSize::Quarter => "Quarter",
        BucketSize::Year => "Year",
    };
    match data.timelines.axis {
        Axis::Published => format!("{bucket} of publication"),
        Axis::Referenced => format!("{bucket} that the text names"),
    }
}

/// The whole caption: what was counted, what was left out, the chart's own notes, the sources.
pub(super) fn caption(data: &ChartData<'_>, options: &ChartOptions, what: Option<&str>, notes: &[String]) -> String {
    let what = what.unwrap_or(match options.measure {
        Measure::Mentions => "every mention",
        Measure::Documents => "documents with at least one mention",
        Measure::Per1000Documents => "documents with at least one mention, against all documents of the same time",
        Measure::PerMillionWords => "every mention, against all words of the same time",
    });
    let mut sentences = vec![counting(data, options, what), left_out(data, options)];
    sentences.extend(notes.iter().cloned());
    if !data.timelines.gazetteers.is_empty() {
        let names: Vec<&str> = data.timelines.gazetteers.iter().map(String::as_str).collect();
        let word = if names.len() == 1 { "Gazetteer" } else { "Gazetteers" };
        sentences.push(format!("{word}: {}.", listed(&names, 8)));
    }
    sentences.push("Made with dateline.".to_string());
    sentences.join(" ")
}

fn counting(data: &ChartData<'_>, options: &ChartOptions, what: &str) -> String {
    let timelines = data.timelines;
    let documents = counted(options.language, data.placed_documents(), "document", "documents");
    let dated = match timelines.axis {
        Axis::Published => format!("{documents} with a date of publication"),
        Axis::Referenced => format!("{documents} and the dates that they name"),
    };
    let period = match (timelines.buckets.first(), timelines.buckets.last()) {
        (Some(first), Some(last)) if first.from() == last.to() => {
            format!(", {}", options.language.day(first.from()))
        }
        (Some(first), Some(last)) => {
            format!(", {} – {}", options.language.day(first.from()), options.language.day(last.to()))
        }
        _ => String::new(),
    };
    format!("Counted: {what}, in {dated}{period} (time zone {}).", timelines.zone)
}

fn left_out(data: &ChartData<'_>, options: &ChartOptions) -> String {
    let totals = &data.timelines.totals;
    let number = |count: u64| options.language.whole(count);
    let mut parts =
        vec![format!("{} undated", counted(options.language, totals.undated_documents, "document", "documents"))];
    if totals.coarse_documents > 0 {
        parts.push(format!("{} with a date coarser than a {}", number(totals.coarse_documents), data.timelines.size));
    }
    if totals.outside_documents > 0 {
        parts.push(format!("{} outside of the period", number(totals.outside_documents)));
    }
    if totals.skipped > 0 {
        parts.push(format!("{} that could not be read", counted(options.language, totals.skipped, "input", "inputs")));
    }
    format!("Not shown: {}.", parts.join(", "))
}
