//! The part of the page that one entity has.

use askama::Template;

use super::axes::{Axes, OnAxis};
use super::evidence::Sentence;
use super::figures::{Figures, figures};
use super::gather::{Findings, Gathered, Group, Place};
use super::plot::{self, Bars, Doubt, Steps};
use super::told::Telling;
use super::unit::Unit;
use super::{caption, permalink, words};
use crate::calendar::Bucket;
use crate::chart::FEW_DOCUMENTS;
use crate::store::EntityRow;
use crate::text::shell_word;
use crate::timeline::{Axis, CountMode, Measure, Series, Timelines};

/// Surfaces of an entity at most.
const SURFACES: usize = 24;
/// Companions of an entity at most.
const COMPANIONS: usize = 12;

/// An entity with all that is known of it.
pub(super) struct Subject<'a> {
    pub at: usize,
    pub row: &'a EntityRow,
    pub findings: &'a Findings,
    /// The sentences of its chronology, as they stand in the page.
    pub chronology: &'a [String],
    /// What a command needs to find the run.
    pub dir: &'a str,
}

/// What lies in no bucket.
fn outside(timelines: &Timelines) -> String {
    let far = timelines.totals.early.is_some() || timelines.totals.late.is_some();
    let far = if far { ", or dated far from all else" } else { "" };
    format!("Undated, or known only more coarsely than a {}{far}", timelines.size)
}

/// What of an entity has room in the page.
pub(super) struct Room<'a> {
    /// The sentences of each bucket, those of publication before those that the texts tell of.
    pub groups: Vec<Vec<&'a str>>,
    /// For each date of the chronology whether it has.
    pub dates: Vec<bool>,
    /// Whether tables of figures stand as text, which takes half of it.
    pub figures_as_text: bool,
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
    /// When it is mentioned most, and the link to that bucket; none where many have as much.
    peak: Option<(Option<String>, String)>,
    argument: String,
    surfaces: Vec<(String, String)>,
    more_surfaces: usize,
    companions: Vec<Companion>,
    unit: Unit,
    step: &'static str,
    as_text: bool,
    axes: Vec<AxisView>,
    told_note: String,
    told: Vec<ToldView<'a>>,
}

/// What stands in the part once for each axis: the chart, its figures, and the sentences.
struct AxisView {
    name: &'static str,
    plot: Option<String>,
    plot_label: String,
    plot_caption: String,
    figures: &'static str,
    rows: Vec<Figures>,
    heading: &'static str,
    note: String,
    all: String,
    /// Whether there are mentions, even if no sentence has room.
    mentioned: bool,
    groups: Vec<String>,
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

/// The sentences of a bucket.
#[derive(Template)]
#[template(path = "group.html")]
struct GroupView {
    anchor: String,
    name: String,
    count: String,
    sentences: String,
    command: Option<String>,
}

/// One sentence as it stands in the page.
pub(super) fn sentence(one: Sentence<'_>) -> Result<String, askama::Error> {
    SentenceView { one }.render()
}

/// The entity's part of the page, with these sentences of each of its buckets.
pub(super) fn render(
    subject: &Subject<'_>,
    axes: &Axes,
    gathered: &Gathered,
    anchors: &[String],
    room: &Room<'_>,
) -> Result<String, askama::Error> {
    let (anchor, timelines) = (&anchors[subject.at], &axes.published.timelines);
    let surfaces = surfaces(subject.findings);
    let argument = format!("{}{}", shell_word(&words::clean(&subject.row.id)), subject.dir);
    let (mentions, documents) = extent(subject.findings, axes.mode());
    let part = Part { subject, axes, anchor, argument: &argument };
    EntityView {
        anchor,
        name: words::clean(&subject.row.name).into_owned(),
        kind: subject.row.kind.name(),
        facts: facts(subject.row),
        mentions,
        documents,
        period: period(subject.findings),
        peak: peak(&timelines.series[subject.at], timelines, anchor),
        more_surfaces: surfaces.len().saturating_sub(SURFACES),
        surfaces: surfaces.into_iter().take(SURFACES).collect(),
        companions: companions(subject.findings, gathered, anchors),
        unit: Unit::of(axes.mode()),
        step: timelines.size.name(),
        as_text: room.figures_as_text,
        told_note: told_note(subject.findings, room),
        told: told(subject, anchor, room, Unit::of(axes.mode())),
        axes: axes.all().map(|(axis, on)| part.on(axis, on, &room.groups)).collect::<Result<_, _>>()?,
        argument,
    }
    .render()
}

/// How often it is mentioned and in how many documents, or by how many sources where these count.
fn extent(findings: &Findings, mode: CountMode) -> (String, String) {
    let count = match mode {
        CountMode::Sources => words::counted(findings.outlets.len() as u64, "source"),
        CountMode::All | CountMode::Distinct => words::counted(findings.mentions, "mention"),
    };
    (count, words::counted(findings.documents, "document"))
}

/// The part of one entity.
struct Part<'a> {
    subject: &'a Subject<'a>,
    axes: &'a Axes,
    anchor: &'a str,
    argument: &'a str,
}

impl Part<'_> {
    fn on(&self, axis: Axis, on: &OnAxis, shown: &[Vec<&str>]) -> Result<AxisView, askama::Error> {
        let (timelines, findings) = (&on.timelines, self.subject.findings);
        let published = findings.groups.len().min(shown.len());
        let (groups, shown, heading, figures_heading) = match axis {
            Axis::Published => {
                (&findings.groups, &shown[..published], "What the documents say", "The figures behind the chart")
            }
            Axis::Referenced => (
                &findings.of,
                &shown[published..],
                "What they tell of a time",
                "The figures by the dates that the texts name",
            ),
        };
        let group = |((&place, group), shown): ((&Place, &Group), &Vec<&str>)| {
            self.group(axis, on, (place, group), shown).render()
        };
        let room = groups.keys().zip(shown).filter(|(_, shown)| !shown.is_empty());
        let places: Vec<Place> = room.map(|(&place, _)| place).collect();
        Ok(AxisView {
            name: axis.name(),
            plot: (!timelines.buckets.is_empty()).then(|| self.plot(axis, on)),
            plot_label: format!(
                "{}, by {}; the figures are in the table below",
                Unit::of(self.axes.mode()).heading(axis),
                timelines.size
            ),
            plot_caption: plot_caption(axis, findings, timelines, Unit::of(self.axes.mode())),
            figures: figures_heading,
            rows: figures(axis, on, self.subject.at, (self.anchor, &places)),
            heading,
            note: evidence(axis, findings, shown, timelines, Unit::of(self.axes.mode())),
            all: match axis {
                Axis::Published => format!("dateline mentions {}", self.argument),
                Axis::Referenced => format!("dateline chronology {}", self.argument),
            },
            mentioned: !groups.is_empty(),
            groups: groups
                .iter()
                .zip(shown)
                .filter(|(_, shown)| !shown.is_empty())
                .map(group)
                .collect::<Result<_, _>>()?,
        })
    }

    fn plot(&self, axis: Axis, on: &OnAxis) -> String {
        let (series, unit) = (&on.timelines.series[self.subject.at], Unit::of(self.axes.mode()));
        let mentions = values(series, &on.timelines, Measure::Mentions);
        let rates = values(series, &on.timelines, Measure::Per1000Documents);
        let (intervals, few) = (intervals(series, &on.timelines), few(&on.timelines));
        let doubt = Some(Doubt { intervals: &intervals, few: &few });
        let rows = [
            Bars { heading: unit.heading(axis), values: &mentions, height: 150, doubt: None },
            Bars { heading: unit.rate(axis), values: &rates, height: 56, doubt },
        ];
        plot::timeline(&Steps::of(&on.timelines), &rows)
    }

    fn group(&self, axis: Axis, on: &OnAxis, (place, group): (Place, &Group), shown: &[&str]) -> GroupView {
        let (timelines, argument) = (&on.timelines, self.argument);
        let bucket: Option<Bucket> = timelines.buckets.get(place).copied();
        let name = bucket.map_or_else(|| outside(timelines), |_| words::counted_bucket(timelines, place));
        let hidden = group.mentions > shown.len() as u64;
        // A source counts once a bucket, and so a whole number of times.
        let sources = bucket.map(|_| timelines.series[self.subject.at].at(place).mentions as u64);
        let verb = if axis == Axis::Referenced { "chronology" } else { "mentions" };
        GroupView {
            anchor: permalink::of_bucket(self.anchor, axis, bucket),
            name,
            count: Unit::of(self.axes.mode()).counted(group.mentions, group.documents, sources),
            sentences: shown.concat(),
            command: bucket
                .filter(|_| hidden)
                .map(|bucket| format!("dateline {verb} {argument} --from {} --to {}", bucket.from(), bucket.to())),
        }
    }
}

/// What the bucket of a sentence takes in the page beside its sentences, with the link to it, and what a date of the
/// chronology takes, for an entity of this anchor and id. Names of buckets and counts are short; the anchor stands
/// there three times.
pub(super) fn frame_bytes(anchor: &str, id: &str) -> (usize, usize) {
    const MARKUP: usize = 330;
    // A quote of an id is four characters of a shell and an entity of HTML.
    (MARKUP + 3 * anchor.len() + 8 * id.len(), MARKUP + 3 * anchor.len())
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
        Some((first, last)) if first == last => format!(", on {}", words::span(first)),
        Some((first, last)) => format!(", from {} to {}", words::span(first), words::span(last)),
        None => String::new(),
    }
}

fn peak(series: &Series, timelines: &Timelines, anchor: &str) -> Option<(Option<String>, String)> {
    let (bucket, count) = timelines.peak(series)?;
    let (most, peaks) = (words::figure(count.mentions), timelines.peaks(series));
    let link = (peaks.len() == 1).then(|| permalink::of_bucket(anchor, Axis::Published, Some(bucket)));
    let each = if link.is_none() { " each" } else { "" };
    Some((link, format!("{} ({most}{each})", words::peaks(&peaks, timelines.size))))
}

/// The values of a series under a measure; none where there is no coverage. That no text names a time is no gap in the
/// coverage: on the other axis all values are some.
pub(super) fn values(series: &Series, timelines: &Timelines, measure: Measure) -> Vec<Option<f64>> {
    let zero = (timelines.axis == Axis::Referenced).then_some(0.0);
    let value =
        |(at, &coverage): (usize, _)| measure.estimate(series.at(at), coverage).map(|estimate| estimate.value).or(zero);
    timelines.coverage.iter().enumerate().map(value).collect()
}

/// The 95 % intervals of the rates of a series.
fn intervals(series: &Series, timelines: &Timelines) -> Vec<Option<(f64, f64)>> {
    let interval = |(at, &coverage): (usize, _)| {
        let estimate = Measure::Per1000Documents.estimate(series.at(at), coverage)?;
        Some((estimate.low, estimate.high))
    };
    timelines.coverage.iter().enumerate().map(interval).collect()
}

/// The buckets with so few documents that a rate says little, as in the charts.
fn few(timelines: &Timelines) -> Vec<bool> {
    timelines.coverage.iter().map(|coverage| (1..FEW_DOCUMENTS).contains(&coverage.documents)).collect()
}

/// What the lines and the stripes of a chart's rates mean.
fn doubt(timelines: &Timelines, unit: Unit) -> String {
    let of = if unit.in_documents { "documents" } else { "sources" };
    let stripes = few(timelines).contains(&true);
    let stripes = if stripes { format!("; striped: of fewer than {FEW_DOCUMENTS} {of}") } else { String::new() };
    format!(" Upright lines: 95 % intervals of the rates, as far as the scale reaches{stripes}.")
}

fn plot_caption(axis: Axis, findings: &Findings, timelines: &Timelines, unit: Unit) -> String {
    let (step, zone) = (timelines.size, &timelines.zone);
    let (part, doubt) = (caption::partial(timelines), doubt(timelines, unit));
    let texts = caption::texts(timelines);
    if axis == Axis::Referenced && !unit.in_documents {
        return format!("By {step}, where the date lies that governs a name in its text.{part}{doubt}{texts}");
    }
    if axis == Axis::Referenced {
        let placed: u64 = findings.of.values().map(|group| group.mentions).sum();
        return format!(
            "By {step}, where the date lies that governs a mention in its text: {} of {}. {} are governed by none, {} by one \
             that is coarser than a {step} or outside of this time.{part}{doubt}{texts}",
            words::grouped(placed),
            words::counted(findings.mentions, "mention"),
            words::grouped(findings.mentions - findings.governed),
            words::grouped(findings.governed - placed),
        );
    }
    let gaps = timelines.coverage.iter().any(|coverage| coverage.documents == 0);
    let gaps = if gaps { " Shaded: no documents at all." } else { "" };
    format!("By {step}; dates of publication in {zone}.{gaps}{part}{doubt}{texts}")
}

/// What the chronology holds of all dates.
fn told_note(findings: &Findings, room: &Room<'_>) -> String {
    let (all, shown) = (findings.told.len(), room.dates.iter().filter(|date| **date).count());
    let named = match all {
        1 => "One date is named".to_owned(),
        all => format!("{} dates are named", words::grouped(all as u64)),
    };
    let here = if shown < all { format!("{shown} of those that most documents name") } else { "all of them".into() };
    format!("{named} by its sentences; here {here}, each with one sentence.")
}

fn told<'a>(subject: &Subject<'a>, anchor: &str, room: &Room<'_>, unit: Unit) -> Vec<ToldView<'a>> {
    let view = |(telling, sentence): (&Telling, &'a String)| ToldView {
        anchor: permalink::of_told(anchor, telling.span),
        name: words::span(telling.span),
        count: unit.counted(telling.mentions, telling.documents, None),
        sentence,
    };
    let dates = subject.findings.told.chronology().into_iter().zip(subject.chronology);
    dates.zip(&room.dates).filter(|(_, room)| **room).map(|(date, _)| view(date)).collect()
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

fn evidence(axis: Axis, findings: &Findings, shown: &[Vec<&str>], timelines: &Timelines, unit: Unit) -> String {
    let sentences: usize = shown.iter().map(|sentences| sentences.len()).sum();
    let (mentions, what) = match axis {
        Axis::Published => (findings.mentions, ""),
        Axis::Referenced => {
            (findings.of.values().map(|group| group.mentions).sum(), " that a date of this time governs")
        }
    };
    let shown = match unit.in_documents {
        true => format!("{} of {}{what}", words::grouped(sentences as u64), words::counted(mentions, "mention")),
        false => words::counted(sentences as u64, "sentence"),
    };
    format!(
        "{shown} {} here, at most {} a {}, drawn by lot; copies of one sentence count once.",
        if sentences == 1 { "is" } else { "are" },
        super::gather::SENTENCES,
        timelines.size
    )
}
