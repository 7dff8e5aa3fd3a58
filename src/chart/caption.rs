//! The caption: what was counted, over what, and what was left out, so that a picture can be published alone.

use super::data::ChartData;
use super::options::ChartOptions;
use super::page::Words;
use super::words::Language;
use crate::timeline::{Axis, Measure};

/// So many sources, and gazetteers, are named in a caption.
const NAMED: usize = 6;

/// The measure as the keys of texts name it.
pub(super) fn key(measure: Measure) -> String {
    measure.name().replace('-', "_")
}

/// What is counted, whether as such or against the coverage: `mentions` or `documents`.
pub(super) fn subject(measure: Measure) -> &'static str {
    match measure {
        Measure::Mentions | Measure::PerMillionWords => "mentions",
        Measure::Documents | Measure::Per1000Documents => "documents",
    }
}

/// The unit in words, with the bucket: "Mentions per month, by date of publication".
pub(super) fn unit(data: &ChartData<'_>, language: Language, measure: Measure) -> String {
    timed(data, language, &format!("unit.{}", key(measure)))
}

/// A text that names the step and the axis of time.
pub(super) fn timed(data: &ChartData<'_>, language: Language, key: &str) -> String {
    let size = data.timelines.size.name();
    let (per, bucket) = (language.say(&format!("per.{size}")), language.say(&format!("bucket.{size}")));
    language.fill(key, &[("per", per), ("bucket", bucket), ("axis", axis(data.timelines.axis, language))])
}

/// The axis of time in words.
pub(super) fn axis(axis: Axis, language: Language) -> &'static str {
    language.say(&format!("axis.{}", axis.name()))
}

/// The name of the axis of time: "Month of publication".
pub(super) fn axis_name(data: &ChartData<'_>, language: Language) -> &'static str {
    language.say(&format!("axis_name.{}_{}", data.timelines.axis.name(), data.timelines.size))
}

/// From when to when the buckets run.
pub(super) fn period(data: &ChartData<'_>, language: Language) -> Option<String> {
    let (first, last) = (data.buckets().first()?, data.buckets().last()?);
    Some(language.days(first.from(), last.to()))
}

/// The whole caption: what was counted, what was left out, the chart's own notes, the sources.
pub(super) fn caption(data: &ChartData<'_>, options: &ChartOptions, words: &Words, notes: &[String]) -> String {
    let language = options.language;
    let own = format!("caption.{}", key(options.measure));
    let what = language.say(words.counted.unwrap_or(&own));
    let mut sentences = vec![counting(data, language, what, words.undated)];
    sentences.extend(texts_counted(data, language));
    sentences.extend(left_out(data, language, words.undated));
    sentences.extend(notes.iter().cloned());
    let publishers: Vec<&str> = data.origins.iter().map(String::as_str).collect();
    let sources = if data.origins_are_publishers { "caption.sources" } else { "caption.corpus" };
    let gazetteers: Vec<&str> = data.timelines.gazetteers.iter().map(String::as_str).collect();
    for (key, names) in [(sources, publishers), ("caption.gazetteers", gazetteers)] {
        if !names.is_empty() {
            sentences.push(language.fill(key, &[("names", &language.listed(&names, NAMED))]));
        }
    }
    sentences.push(language.say("caption.made").to_string());
    sentences.join(" ")
}

/// Which texts were counted; none where that is not known.
fn texts_counted(data: &ChartData<'_>, language: Language) -> Option<String> {
    let totals = &data.timelines.totals;
    let key = format!("caption.texts_{}", totals.count?.name());
    let counts = [("copies", totals.copies), ("furniture", totals.furniture), ("sources", totals.sources)];
    let counts = counts.map(|(key, number)| (key, language.count(key, number)));
    Some(language.fill(&key, &counts.each_ref().map(|(key, count)| (*key, count.as_str()))))
}

fn counting(data: &ChartData<'_>, language: Language, what: &str, undated: bool) -> String {
    let (timelines, totals) = (data.timelines, &data.timelines.totals);
    let period = period(data, language);
    let known = period.as_deref().unwrap_or_default();
    let placed = language.count("documents", data.placed_documents());
    let all = language.count("documents", totals.documents);
    let number = language.whole(totals.undated_documents);
    let among = match (timelines.axis, &period) {
        (_, None) if undated => language.fill("caption.among_all", &[("documents", &all)]),
        _ if undated && totals.undated_documents == 0 => {
            language.fill("caption.among_all_dated", &[("documents", &all), ("period", known)])
        }
        _ if undated => {
            language.fill("caption.among_some_undated", &[("documents", &all), ("undated", &number), ("period", known)])
        }
        (Axis::Published, _) => language.fill("caption.among_dated", &[("documents", &placed)]),
        // One document may name dates in several buckets: the sum over them would count it more than once.
        (Axis::Referenced, _) => language.fill("caption.among_named", &[("documents", &all)]),
    };
    let zone = timelines.zone.as_str();
    match period.filter(|_| !undated) {
        Some(period) => {
            language.fill("caption.counted", &[("what", what), ("among", &among), ("period", &period), ("zone", zone)])
        }
        None => language.fill("caption.counted_undated", &[("what", what), ("among", &among), ("zone", zone)]),
    }
}

/// What the axis of the texts' own dates leaves out. Mentions are counted, since one document may have some that lie on
/// the axis and some that do not.
fn mentions_left_out(data: &ChartData<'_>, language: Language) -> Vec<String> {
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let coarse = format!("caption.coarse_mentions.{size}");
    let reasons = [
        (totals.coarse_mentions, coarse.as_str()),
        (totals.undated_mentions, "caption.undated_mentions"),
        (totals.outside_mentions, "caption.outside_mentions"),
    ];
    let parts = reasons.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, key)| language.fill(key, &[("mentions", &language.count("mentions", count))])).collect()
}

fn documents_left_out(data: &ChartData<'_>, language: Language) -> Vec<String> {
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let coarse = format!("caption.coarse.{size}");
    let reasons = [
        (totals.undated_documents, "caption.undated"),
        (totals.coarse_documents, coarse.as_str()),
        (totals.outside_documents, "caption.outside"),
    ];
    let parts = reasons.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, key)| language.fill(key, &[("documents", &language.count("documents", count))])).collect()
}

fn left_out(data: &ChartData<'_>, language: Language, undated: bool) -> Vec<String> {
    let totals = &data.timelines.totals;
    let mut parts = match data.timelines.axis {
        _ if undated => Vec::new(),
        Axis::Referenced => mentions_left_out(data, language),
        Axis::Published => documents_left_out(data, language),
    };
    if totals.skipped > 0 {
        parts.push(language.count("inputs", totals.skipped));
    }
    let parts = parts.join(language.say("list.between"));
    let not_shown = (!parts.is_empty()).then(|| language.fill("caption.not_shown", &[("parts", &parts)]));
    let all_dated = !undated && data.timelines.axis == Axis::Published && totals.undated_documents == 0;
    let all_dated = all_dated.then(|| language.say("caption.none_undated").to_string());
    all_dated.into_iter().chain(not_shown).collect()
}
