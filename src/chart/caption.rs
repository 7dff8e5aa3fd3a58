//! The caption: what was counted, over what, and what was left out, so that a picture can be published alone.

use super::data::ChartData;
use super::options::ChartOptions;
use super::page::Words;
use super::words::{Language, counted, listed};
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
pub(super) fn caption(data: &ChartData<'_>, options: &ChartOptions, words: &Words, notes: &[String]) -> String {
    let what = words.counted.unwrap_or(match options.measure {
        Measure::Mentions => "every mention",
        Measure::Documents => "documents with at least one mention",
        Measure::Per1000Documents => "documents with at least one mention, against all documents of the same time",
        Measure::PerMillionWords => "every mention, against all words of the same time",
    });
    let mut sentences = vec![counting(data, options, what, words.undated)];
    sentences.extend(left_out(data, options, words.undated));
    sentences.extend(notes.iter().cloned());
    if !data.timelines.gazetteers.is_empty() {
        let names: Vec<&str> = data.timelines.gazetteers.iter().map(String::as_str).collect();
        let word = if names.len() == 1 { "Gazetteer" } else { "Gazetteers" };
        sentences.push(format!("{word}: {}.", listed(&names, 8)));
    }
    sentences.push("Made with dateline.".to_string());
    sentences.join(" ")
}

fn counting(data: &ChartData<'_>, options: &ChartOptions, what: &str, undated: bool) -> String {
    let (timelines, language) = (data.timelines, options.language);
    let documents = |number: u64| counted(language, number, "document", "documents");
    let among = match timelines.axis {
        _ if undated => {
            let totals = &timelines.totals;
            let undated = match totals.undated_documents {
                0 => "none".to_string(),
                number => language.whole(number),
            };
            format!("{}, {undated} of them undated", documents(totals.documents))
        }
        Axis::Published => format!("{} with a date of publication", documents(data.placed_documents())),
        // One document may name dates in several buckets: the sum over them would count it more than once.
        Axis::Referenced => format!("{} and the dates that they name", documents(timelines.totals.documents)),
    };
    let period = match (timelines.buckets.first(), timelines.buckets.last()) {
        (Some(first), Some(last)) if first.from() == last.to() => format!(", {}", language.day(first.from())),
        (Some(first), Some(last)) => format!(", {} – {}", language.day(first.from()), language.day(last.to())),
        _ => String::new(),
    };
    let dated = if undated && timelines.totals.undated_documents > 0 { "; the others" } else { "" };
    format!("Counted: {what}, in {among}{dated}{period} (time zone {}).", timelines.zone)
}

/// What the axis of the texts' own dates leaves out. Mentions are counted, since one document may have some that lie on
/// the axis and some that do not.
fn mentions_left_out(data: &ChartData<'_>, language: Language) -> Vec<String> {
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let reasons = [
        (totals.coarse_mentions, format!("with a date coarser than a {size}")),
        (totals.undated_mentions, "with no date".to_owned()),
        (totals.outside_mentions, "outside of the period".to_owned()),
    ];
    let parts = reasons.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, why)| format!("{} {why}", counted(language, count, "mention", "mentions"))).collect()
}

fn left_out(data: &ChartData<'_>, options: &ChartOptions, undated: bool) -> Option<String> {
    let (totals, language) = (&data.timelines.totals, options.language);
    let mut parts = Vec::new();
    if data.timelines.axis == Axis::Referenced {
        parts.extend(mentions_left_out(data, language));
    } else if !undated {
        parts.push(format!("{} undated", counted(language, totals.undated_documents, "document", "documents")));
        if totals.coarse_documents > 0 {
            let coarse = language.whole(totals.coarse_documents);
            parts.push(format!("{coarse} with a date coarser than a {}", data.timelines.size));
        }
        if totals.outside_documents > 0 {
            parts.push(format!("{} outside of the period", language.whole(totals.outside_documents)));
        }
    }
    if totals.skipped > 0 {
        parts.push(format!("{} that could not be read", counted(language, totals.skipped, "input", "inputs")));
    }
    (!parts.is_empty()).then(|| format!("Not shown: {}.", parts.join(", ")))
}
