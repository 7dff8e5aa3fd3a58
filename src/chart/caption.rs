//! The caption: what was counted, over what, and what was left out, so that a picture can be published alone.

use super::data::{ChartData, is_rate};
use super::options::ChartOptions;
use super::page::Words;
use super::words::Language;
use crate::calendar::Day;
use crate::timeline::{Axis, CountMode, Measure, Stragglers};

/// So many sources, and gazetteers, are named in a caption.
const NAMED: usize = 6;

/// Whether sources are counted, which may mention a name as often as they like.
pub(super) fn of_sources(data: &ChartData<'_>) -> bool {
    data.timelines.totals.count == Some(CountMode::Sources)
}

/// Whether sources are counted where there is but one, so that no figure says anything.
pub(super) fn of_one_source(data: &ChartData<'_>) -> bool {
    of_sources(data) && data.timelines.totals.sources == 1
}

/// The measure as the keys of texts, and the columns of figures, name it.
pub(super) fn key(data: &ChartData<'_>, measure: Measure) -> String {
    match measure {
        Measure::Mentions | Measure::Documents if of_sources(data) => "sources".to_string(),
        Measure::Per1000Documents if of_sources(data) => "per_1000_sources".to_string(),
        _ => measure.name().replace('-', "_"),
    }
}

/// The same where the axis decides what a rate is measured against: the documents of a time, or those that name it.
fn key_on_axis(data: &ChartData<'_>, measure: Measure) -> String {
    let named = if is_rate(measure) && data.timelines.axis == Axis::Referenced { "_named" } else { "" };
    format!("{}{named}", key(data, measure))
}

/// What is counted, whether as such or against the coverage: `mentions`, `documents` or `sources`.
pub(super) fn subject(data: &ChartData<'_>, measure: Measure) -> &'static str {
    match measure {
        _ if of_sources(data) => "sources",
        Measure::Mentions | Measure::PerMillionWords => "mentions",
        Measure::Documents | Measure::Per1000Documents => "documents",
    }
}

/// The unit in words, with the bucket: "Mentions per month, by date of publication".
pub(super) fn unit(data: &ChartData<'_>, language: Language, measure: Measure) -> String {
    timed(data, language, &format!("unit.{}", key_on_axis(data, measure)))
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

/// From when to when that is which was counted: not from the first bucket's beginning to the last one's end, on whose
/// days there may be nothing.
pub(super) fn period(data: &ChartData<'_>, language: Language) -> Option<String> {
    let (first, last) = days(data)?;
    Some(language.days(first, last))
}

/// The same for a chart that has no axis of time: what was asked for, or else the dates of all that counts.
fn whole_period(data: &ChartData<'_>, language: Language) -> Option<String> {
    let totals = &data.timelines.totals;
    let all = totals.dated_days.filter(|_| totals.period == (None, None));
    all.map(|(first, last)| language.days(first, last)).or_else(|| period(data, language))
}

/// The first and the last day of what was counted; those of the buckets where nothing else is known.
fn days(data: &ChartData<'_>) -> Option<(Day, Day)> {
    let buckets = || Some((data.buckets().first()?.from(), data.buckets().last()?.to()));
    data.timelines.totals.days.or_else(buckets)
}

/// The times of a chart that has no axis of time: "13 Jun 2017", "13 Jun 2017 and 4 documents undated".
pub(super) fn extent(data: &ChartData<'_>, language: Language, measure: Measure, undated: bool) -> Option<String> {
    // Shares are those of the buckets.
    let period = if is_rate(measure) { period(data, language) } else { whole_period(data, language) };
    let number = data.timelines.totals.undated_documents;
    if data.timelines.axis == Axis::Referenced {
        let named = axis(Axis::Referenced, language).to_string();
        return Some(period.map_or(named.clone(), |period| [named, period].join(language.say("list.between"))));
    }
    let undated = (undated && number > 0)
        .then(|| language.fill("caption.undated", &[("documents", &language.count("documents", number))]));
    match (period, undated) {
        (Some(first), Some(last)) => Some(language.fill("list.last", &[("first", &first), ("last", &last)])),
        (period, undated) => period.or(undated),
    }
}

/// The whole caption: what was counted, what was left out, the chart's own notes, the sources.
pub(super) fn caption(data: &ChartData<'_>, options: &ChartOptions, words: &Words, notes: &[String]) -> String {
    let language = options.language;
    let own = format!("caption.{}", key_on_axis(data, options.measure));
    let what = language.say(words.counted.unwrap_or(&own));
    // Without buckets a date need be no finer than they, nor near to others. Shares are those of the buckets.
    let whole = words.whole && !is_rate(options.measure);
    let mut sentences = vec![counting(data, language, what, (words.undated, whole))];
    sentences.extend(texts_counted(data, language, words.whole));
    sentences.extend(of_one_source(data).then(|| language.say("caption.one_source").to_owned()));
    sentences.extend(left_out(data, language, words, whole));
    sentences.extend(notes.iter().cloned());
    let publishers: Vec<&str> = data.origins.iter().map(String::as_str).collect();
    let sources = if data.origins_are_publishers { "caption.publishers" } else { "caption.corpus" };
    let gazetteers: Vec<&str> = data.timelines.gazetteers.iter().map(String::as_str).collect();
    for (key, names) in [(sources, publishers), ("caption.gazetteers", gazetteers)] {
        if !names.is_empty() {
            sentences.push(language.fill(key, &[("names", &language.listed(&names, NAMED))]));
        }
    }
    sentences.push(language.say("caption.made").to_string());
    sentences.join(" ")
}

/// Which texts were counted; none where that is not known. `whole` says that no step of time parts them.
fn texts_counted(data: &ChartData<'_>, language: Language, whole: bool) -> Option<String> {
    let totals = &data.timelines.totals;
    let once = if whole && of_sources(data) { "_once" } else { "" };
    let details = match text_details(data, language) {
        details if details.is_empty() => String::new(),
        details => {
            let details = details.join(language.say("caption.texts_between"));
            language.fill("caption.texts_details", &[("details", &details)])
        }
    };
    let per = language.say(&format!("per.{}", data.timelines.size.name()));
    Some(
        language.fill(&format!("caption.texts_{}{once}", totals.count?.name()), &[("per", per), ("details", &details)]),
    )
}

/// How many sources, copies and recurring paragraphs were counted or left out, those that there are.
fn text_details(data: &ChartData<'_>, language: Language) -> Vec<String> {
    let totals = &data.timelines.totals;
    let (period, sources) = (totals.period != (None, None), of_sources(data));
    let copies = (totals.copies > 0 && !sources).then(|| language.count("copies", totals.copies));
    let furniture = (totals.furniture > 0).then(|| language.count("furniture", totals.furniture));
    // Of furniture only what stands in all of the run is known.
    let groups = match period {
        true => vec![(copies.into_iter().collect(), ""), (furniture.into_iter().collect(), "_run")],
        false => vec![(copies.into_iter().chain(furniture).collect::<Vec<_>>(), "")],
    };
    let how = if totals.count == Some(CountMode::All) { "with" } else { "without" };
    let told = groups.into_iter().filter(|(texts, _)| !texts.is_empty()).map(|(texts, run)| {
        language.fill(&format!("caption.texts_{how}{run}"), &[("texts", &language.listed(&texts, 2))])
    });
    let corpus = if period { "caption.texts_period" } else { "caption.texts_corpus" };
    let number = sources.then(|| language.fill(corpus, &[("sources", &language.count("sources", totals.sources))]));
    number.into_iter().chain(told).collect()
}

fn counting(data: &ChartData<'_>, language: Language, what: &str, (undated, whole): (bool, bool)) -> String {
    let zone = data.timelines.zone.as_str();
    let among = among(data, language, (undated, whole));
    let period = if whole { whole_period(data, language) } else { period(data, language) };
    match period.filter(|_| !undated) {
        Some(period) => {
            language.fill("caption.counted", &[("what", what), ("among", &among), ("period", &period), ("zone", zone)])
        }
        None => language.fill("caption.counted_undated", &[("what", what), ("among", &among), ("zone", zone)]),
    }
}

/// The documents among which was counted.
fn among(data: &ChartData<'_>, language: Language, (undated, whole): (bool, bool)) -> String {
    let (timelines, totals) = (data.timelines, &data.timelines.totals);
    let period = if whole { whole_period(data, language) } else { period(data, language) };
    let known = period.as_deref().unwrap_or_default();
    let placed = if whole { totals.dated.max(data.placed_documents()) } else { data.placed_documents() };
    let placed = language.count("documents", placed);
    let all = language.count("documents", totals.documents);
    let number = language.whole(totals.undated_documents);
    match (timelines.axis, &period) {
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
    }
}

/// What the axis of the texts' own dates leaves out. Mentions are counted, since one document may have some that lie on
/// the axis and some that do not.
fn mentions_left_out(data: &ChartData<'_>, language: Language, whole: bool) -> Vec<String> {
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let coarse = format!("caption.coarse_mentions.{size}");
    let reasons = [
        (if whole { 0 } else { totals.coarse_mentions }, coarse.as_str()),
        (totals.undated_mentions, "caption.undated_mentions"),
        (totals.outside_mentions - far_count(data), "caption.outside_mentions"),
    ];
    let parts = reasons.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, key)| language.fill(key, &[("mentions", &language.count("mentions", count))])).collect()
}

fn documents_left_out(data: &ChartData<'_>, language: Language, whole: bool) -> Vec<String> {
    let (totals, size) = (&data.timelines.totals, data.timelines.size);
    let coarse = format!("caption.coarse.{size}");
    let (undated, far) = match data.timelines.axis {
        Axis::Published => ("caption.undated", far_count(data)),
        // There what is far is counted in mentions.
        Axis::Referenced => ("caption.undated_named", 0),
    };
    let reasons = [
        (totals.undated_documents, undated),
        (if whole { 0 } else { totals.coarse_documents }, coarse.as_str()),
        (totals.outside_documents - far, "caption.outside"),
    ];
    let parts = reasons.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, key)| language.fill(key, &[("documents", &language.count("documents", count))])).collect()
}

/// How many were left out because they are dated far from all others.
fn far_count(data: &ChartData<'_>) -> u64 {
    let totals = &data.timelines.totals;
    let far: u64 = [totals.early, totals.late].into_iter().flatten().map(|far| far.count).sum();
    far.min(match data.timelines.axis {
        Axis::Published => totals.outside_documents,
        Axis::Referenced => totals.outside_mentions,
    })
}

/// What was left out because it is dated far from all others.
fn far(data: &ChartData<'_>, language: Language) -> Vec<String> {
    let totals = &data.timelines.totals;
    let what = if data.timelines.axis == Axis::Published { "documents" } else { "mentions" };
    let told = |far: Stragglers| {
        let (count, days) = (language.count(what, far.count), language.days(far.first, far.last));
        language.fill("caption.far", &[("count", &count), ("days", &days)])
    };
    [totals.early, totals.late].into_iter().flatten().map(told).collect()
}

fn left_out(data: &ChartData<'_>, language: Language, words: &Words, whole: bool) -> Vec<String> {
    let (totals, undated) = (&data.timelines.totals, words.undated);
    // What no measure names is counted in documents.
    let of_mentions = data.timelines.axis == Axis::Referenced && words.counted.is_none();
    let mut parts = match of_mentions {
        _ if undated => Vec::new(),
        true => mentions_left_out(data, language, whole),
        false => documents_left_out(data, language, whole),
    };
    // Of publications a chart without an axis of time counts those far from all others, too.
    if !undated && (of_mentions || (!whole && data.timelines.axis == Axis::Published)) {
        parts.extend(far(data, language));
    }
    if totals.skipped > 0 {
        parts.push(language.count("inputs", totals.skipped));
    }
    let parts = parts.join(language.say("list.between"));
    let not_shown = (!parts.is_empty()).then(|| language.fill("caption.not_shown", &[("parts", &parts)]));
    let all_dated = !undated && data.timelines.axis == Axis::Published && totals.undated_documents == 0;
    let all_dated = all_dated.then(|| language.say("caption.none_undated").to_string());
    all_dated.into_iter().chain(not_shown).collect()
}
