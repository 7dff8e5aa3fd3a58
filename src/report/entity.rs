//! The part of the page that one entity has.

use askama::Template;

use super::evidence::Sentence;
use super::gather::{Findings, Gathered, Group, Place};
use super::plot::{self, Bars};
use super::told::{DATES, Telling};
use super::{permalink, words};
use crate::calendar::Bucket;
use crate::store::EntityRow;
use crate::timeline::{Measure, Series, Timelines};

/// Surfaces of an entity at most.
const SURFACES: usize = 24;
/// Companions of an entity at most.
const COMPANIONS: usize = 12;

/// An entity with all that is known of it.
pub(super) struct Subject<'a> {
    pub at: usize,
    pub row: &'a EntityRow,
    pub series: &'a Series,
    pub findings: &'a Findings,
    /// The sentences of its chronology, as they stand in the page.
    pub chronology: &'a [String],
}

#[derive(Template)]
#[template(path = "sentence.html")]
struct SentenceView<'a> {
    one: Sentence<'a>,
}

#[derive(Template)]
#[template(path = "entity.html")]
struct EntityView<'a> {
    anchor: &'a str,
    name: String,
    kind: &'static str,
    facts: String,
    mentions: String,
    documents: String,
    period: String,
    peak: Option<(String, String)>,
    plot: Option<String>,
    plot_label: String,
    plot_caption: String,
    argument: String,
    surfaces: Vec<(String, String)>,
    more_surfaces: usize,
    companions: Vec<Companion>,
    step: &'static str,
    rows: Vec<Figures>,
    on_both: bool,
    told_note: String,
    told: Vec<ToldView<'a>>,
    evidence: String,
    groups: Vec<GroupView>,
}

/// A line of the chronology.
struct ToldView<'a> {
    anchor: String,
    name: String,
    count: String,
    sentence: &'a str,
}

struct Companion {
    link: Option<String>,
    name: String,
    documents: String,
    sentences: String,
}

/// A line of the table: a bucket with mentions, or a run of buckets without.
struct Figures {
    link: Option<String>,
    bucket: String,
    mentions: String,
    documents: String,
    coverage: String,
    rate: String,
    interval: String,
    /// Mentions on the other axis.
    told: String,
}

struct GroupView {
    anchor: String,
    name: String,
    count: String,
    sentences: String,
    rest: String,
    command: Option<String>,
}

/// One sentence as it stands in the page.
pub(super) fn sentence(one: Sentence<'_>) -> Result<String, askama::Error> {
    SentenceView { one }.render()
}

/// The entity's part of the page, with so many sentences of each of its buckets.
pub(super) fn render(
    subject: &Subject<'_>,
    timelines: &Timelines,
    gathered: &Gathered,
    anchors: &[String],
    shown: &[Vec<&str>],
) -> Result<String, askama::Error> {
    let anchor = &anchors[subject.at];
    let surfaces = surfaces(subject.findings);
    let argument = shell_word(&subject.row.id);
    let groups = subject.findings.groups.iter().zip(shown);
    EntityView {
        anchor,
        name: words::clean(&subject.row.name).into_owned(),
        kind: subject.row.kind.name(),
        facts: facts(subject.row),
        mentions: words::counted(subject.findings.mentions, "mention"),
        documents: words::counted(subject.findings.documents, "document"),
        period: period(subject.findings),
        peak: peak(subject, timelines, anchor),
        plot: (!timelines.buckets.is_empty()).then(|| plot(subject, timelines)),
        plot_label: format!("mentions by {}; the figures are in the table below", timelines.size),
        plot_caption: caption(subject.findings, timelines),
        more_surfaces: surfaces.len().saturating_sub(SURFACES),
        surfaces: surfaces.into_iter().take(SURFACES).collect(),
        companions: companions(subject.findings, gathered, anchors),
        step: timelines.size.name(),
        rows: figures(subject, timelines, anchor),
        on_both: !subject.findings.told.is_empty(),
        told_note: told_note(subject.findings),
        told: told(subject, anchor),
        evidence: evidence(subject.findings, shown, timelines),
        groups: groups
            .map(|((&place, group), shown)| group_view(place, group, shown, timelines, anchor, &argument))
            .collect(),
        argument,
    }
    .render()
}

/// What it is, where, and what others call it.
fn facts(row: &EntityRow) -> String {
    let facts = [
        Some(words::capital(row.kind.name())),
        row.class.clone(),
        row.country.clone(),
        row.location.map(|at| format!("{:.3}, {:.3}", at.lat, at.lon)),
        row.population.map(|count| format!("{} inhabitants", words::grouped(count))),
        row.geonames.map(|id| format!("GeoNames {id}")),
        row.wikidata.as_ref().map(|id| format!("Wikidata {id}")),
    ];
    words::clean(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).into_owned()
}

fn period(findings: &Findings) -> String {
    match findings.period {
        Some((first, last)) if first == last => format!(", on {first}"),
        Some((first, last)) => format!(", from {first} to {last}"),
        None => String::new(),
    }
}

fn peak(subject: &Subject<'_>, timelines: &Timelines, anchor: &str) -> Option<(String, String)> {
    let (bucket, count) = timelines.peak(subject.series)?;
    Some((
        permalink::of_bucket(anchor, Some(bucket)),
        format!("{} ({})", words::bucket(bucket), words::figure(count.mentions)),
    ))
}

/// The values of a series under a measure; none where there is no coverage.
pub(super) fn values(series: &Series, timelines: &Timelines, measure: Measure) -> Vec<Option<f64>> {
    let value = |(at, &coverage): (usize, _)| measure.estimate(series.at(at), coverage).map(|estimate| estimate.value);
    timelines.coverage.iter().enumerate().map(value).collect()
}

fn plot(subject: &Subject<'_>, timelines: &Timelines) -> String {
    let mentions = values(subject.series, timelines, Measure::Mentions);
    let rates = values(subject.series, timelines, Measure::Per1000Documents);
    let told = subject.findings.told.on_axis(&timelines.buckets, timelines.size);
    let told: Vec<Option<f64>> = told.counts.into_iter().map(Some).collect();
    let mut rows = vec![
        Bars { heading: "Mentions, by date of publication", values: &mentions, height: 150, named: true },
        Bars { heading: "Documents with a mention, per 1,000 documents", values: &rates, height: 56, named: false },
    ];
    if !subject.findings.told.is_empty() {
        rows.push(Bars {
            heading: "Mentions, by the date that their sentence names",
            values: &told,
            height: 56,
            named: false,
        });
    }
    plot::timeline(&timelines.buckets, &rows)
}

fn caption(findings: &Findings, timelines: &Timelines) -> String {
    let gaps = timelines.coverage.iter().any(|coverage| coverage.documents == 0);
    let beside = findings.told.on_axis(&timelines.buckets, timelines.size).beside;
    format!(
        "By {step}; dates of publication in {zone}.{gaps}{beside}{texts}",
        step = timelines.size,
        zone = timelines.zone,
        gaps = if gaps { " Shaded: no documents at all." } else { "" },
        texts = timelines.texts_counted().map_or(String::new(), |counted| format!(" {counted}")),
        beside = match beside {
            0 => String::new(),
            beside => format!(
                " {} whose sentence names a date outside of this time or coarser than a {} are not in the last row.",
                words::counted(beside, "mention"),
                timelines.size
            ),
        }
    )
}

/// What the chronology holds of all dates.
fn told_note(findings: &Findings) -> String {
    let all = findings.told.len();
    let shown =
        if all > DATES { format!("the {DATES} of them that most documents name") } else { "all of them".into() };
    format!(
        "{} by its sentences; here {shown}, each with one sentence.",
        if all == 1 {
            "One date is named".to_owned()
        } else {
            format!("{} dates are named", words::grouped(all as u64))
        }
    )
}

fn told<'a>(subject: &Subject<'a>, anchor: &str) -> Vec<ToldView<'a>> {
    let view = |(telling, sentence): (&Telling, &'a String)| ToldView {
        anchor: permalink::of_told(anchor, telling.span),
        name: words::span(telling.span),
        count: format!(
            "{} in {}",
            words::counted(telling.mentions, "mention"),
            words::counted(telling.documents, "document")
        ),
        sentence,
    };
    subject.findings.told.chronology().into_iter().zip(subject.chronology).map(view).collect()
}

/// The most frequent first, then by code points.
fn surfaces(findings: &Findings) -> Vec<(String, String)> {
    let mut surfaces: Vec<(&String, &u64)> = findings.surfaces.iter().collect();
    surfaces.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let view = |(surface, count): (&String, &u64)| (words::clean(surface).into_owned(), words::grouped(*count));
    surfaces.into_iter().map(view).collect()
}

/// Those with most documents in common, then with most sentences, then by id.
fn companions(findings: &Findings, gathered: &Gathered, anchors: &[String]) -> Vec<Companion> {
    let mut met: Vec<_> = findings.met.iter().collect();
    met.sort_by_key(|(number, meetings)| {
        let (documents, sentences) = (meetings.documents, meetings.sentences);
        (std::cmp::Reverse((documents, sentences)), &gathered.names[**number].0)
    });
    let view = |(number, meetings): (&usize, &super::gather::Meetings)| Companion {
        link: anchors.get(*number).cloned(),
        name: words::clean(&gathered.names[*number].1).into_owned(),
        documents: words::grouped(meetings.documents),
        sentences: words::grouped(meetings.sentences),
    };
    met.into_iter().take(COMPANIONS).map(view).collect()
}

/// The table: each bucket with mentions, and the runs between them, so that every zero is said.
fn figures(subject: &Subject<'_>, timelines: &Timelines, anchor: &str) -> Vec<Figures> {
    let series = subject.series;
    let told = subject.findings.told.on_axis(&timelines.buckets, timelines.size).counts;
    let mut rows = Vec::new();
    let mut at = 0;
    while at < timelines.buckets.len() {
        let kind = state(series, timelines, &told, at);
        let end = match kind {
            State::Mentioned => at + 1,
            _ => (at..timelines.buckets.len())
                .find(|&next| state(series, timelines, &told, next) != kind)
                .unwrap_or(timelines.buckets.len()),
        };
        rows.push(match kind {
            State::Mentioned => mentioned(series, timelines, &told, anchor, at),
            _ => run(timelines, at, end),
        });
        at = end;
    }
    rows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Mentioned,
    Zero,
    NoCoverage,
}

fn state(series: &Series, timelines: &Timelines, told: &[f64], at: usize) -> State {
    if told[at] > 0.0 {
        return State::Mentioned;
    }
    match (timelines.coverage[at].documents, series.at(at).mentions) {
        (0, _) => State::NoCoverage,
        (_, mentions) if mentions > 0.0 => State::Mentioned,
        _ => State::Zero,
    }
}

fn mentioned(series: &Series, timelines: &Timelines, told: &[f64], anchor: &str, at: usize) -> Figures {
    let (count, coverage, bucket) = (series.at(at), timelines.coverage[at], timelines.buckets[at]);
    let rate = Measure::Per1000Documents.estimate(count, coverage);
    Figures {
        link: (count.mentions > 0.0).then(|| permalink::of_bucket(anchor, Some(bucket))),
        bucket: bucket.to_string(),
        mentions: words::figure(count.mentions),
        documents: words::figure(count.documents),
        coverage: words::grouped(coverage.documents),
        rate: rate.map_or_else(String::new, |rate| words::figure(rate.value)),
        interval: rate
            .map_or_else(String::new, |rate| format!("{}–{}", words::figure(rate.low), words::figure(rate.high))),
        told: words::figure(told[at]),
    }
}

fn run(timelines: &Timelines, from: usize, end: usize) -> Figures {
    let (first, last) = (timelines.buckets[from], timelines.buckets[end - 1]);
    let documents: u64 = timelines.coverage[from..end].iter().map(|coverage| coverage.documents).sum();
    let zero = if documents > 0 { "0" } else { "" };
    Figures {
        link: None,
        bucket: if first == last { first.to_string() } else { format!("{first} to {last}") },
        mentions: zero.into(),
        documents: zero.into(),
        coverage: words::grouped(documents),
        rate: zero.into(),
        interval: String::new(),
        told: "0".into(),
    }
}

fn evidence(findings: &Findings, shown: &[Vec<&str>], timelines: &Timelines) -> String {
    let sentences: usize = shown.iter().map(|sentences| sentences.len()).sum();
    format!(
        "{} of {} are here, at most {} a {}, drawn by lot; copies of one sentence count once.",
        words::grouped(sentences as u64),
        words::counted(findings.mentions, "mention"),
        super::gather::SENTENCES,
        timelines.size
    )
}

fn group_view(
    place: Place,
    group: &Group,
    shown: &[&str],
    timelines: &Timelines,
    anchor: &str,
    argument: &str,
) -> GroupView {
    let bucket: Option<Bucket> = timelines.buckets.get(place).copied();
    let name =
        bucket.map_or_else(|| format!("Undated, or known only more coarsely than a {}", timelines.size), words::bucket);
    let hidden = group.mentions > shown.len() as u64;
    GroupView {
        anchor: permalink::of_bucket(anchor, bucket),
        name,
        count: format!(
            "{} in {}",
            words::counted(group.mentions, "mention"),
            words::counted(group.documents, "document")
        ),
        sentences: shown.concat(),
        rest: if shown.is_empty() { "No room for sentences here:".into() } else { "All:".into() },
        command: bucket
            .filter(|_| hidden)
            .map(|bucket| format!("dateline mentions {argument} --from {} --to {}", bucket.from(), bucket.to())),
    }
}

/// A word as a shell takes it for one.
fn shell_word(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '/');
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", words::clean(text).replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_one_word_of_a_shell() {
        for (id, word) in
            [("mosul", "mosul"), ("geo:1", "geo:1"), ("a b", "'a b'"), ("x';rm", "'x'\\'';rm'"), ("", "''")]
        {
            assert_eq!(shell_word(id), word);
        }
    }
}
