//! What each type of chart needs, read from the store.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::data::{ChartData, Dot, Pair, SourceCoverage};
use super::names::named_in;
use super::options::ChartKind;
use super::words::Language;
use crate::calendar::{Bucket, Span};
use crate::store::{DOCUMENTS, MENTIONS, Row, Select, Store};
use crate::timeline::{Axis, Count, CountMode, Series, TimelineOptions, Timelines, told};
use crate::{Error, ErrorKind, Result};

/// Everything that a chart of some type is drawn from.
#[derive(Clone, Debug)]
pub struct ChartInput {
    /// The timelines, their series in the order in which they are drawn.
    pub timelines: Timelines,
    dots: Vec<Dot>,
    pairs: Vec<Pair>,
    sources: Vec<SourceCoverage>,
    areas: Vec<String>,
    subject: Option<String>,
    chosen: bool,
    company: bool,
    origins: Vec<String>,
    origins_are_publishers: bool,
}

impl ChartInput {
    /// Reads what a type of chart needs. `order` holds the ids of the entities in the order in which they are to be
    /// drawn; those that it does not name come after, as the timelines have them.
    ///
    /// # Errors
    /// Those of [`Timelines::build`]; of kind [`ErrorKind::Usage`] when `aliases` is asked of more than one entity.
    pub fn read(kind: ChartKind, store: &Store, options: &TimelineOptions<'_>, order: &[String]) -> Result<ChartInput> {
        let mut timelines = Timelines::build(store, options)?;
        timelines.series.sort_by_key(|series| order.iter().position(|id| *id == series.entity).unwrap_or(order.len()));
        Ok(ChartInput { chosen: options.entities.is_some(), ..ChartInput::of(kind, store, timelines)? })
    }

    /// The same with the names that the run's lists have in a language; spellings, of which `aliases` is drawn, are
    /// those of the texts, and whose they are has its name.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`] when the store is damaged.
    pub fn named_in(self, language: Language, store: &Store) -> Result<ChartInput> {
        if let (Some(subject), Some(spelling)) = (&self.subject, self.timelines.series.first()) {
            let id = spelling.entity.strip_suffix(&format!("/{}", spelling.name)).unwrap_or(&spelling.entity);
            let whole = Series { entity: id.to_owned(), name: subject.clone(), ..spelling.clone() };
            let named = named_in(language, self.timelines.with_series(vec![whole]), store)?;
            let subject = named.series.into_iter().next().map(|series| series.name);
            return Ok(ChartInput { subject, ..self });
        }
        Ok(ChartInput { timelines: named_in(language, self.timelines, store)?, ..self })
    }

    /// The same, said to be one entity and those that it is mentioned with most.
    #[must_use]
    pub fn in_company(self) -> ChartInput {
        ChartInput { company: true, ..self }
    }

    /// The same for timelines that are there already.
    ///
    /// # Errors
    /// As [`ChartInput::read`].
    pub fn of(kind: ChartKind, store: &Store, timelines: Timelines) -> Result<ChartInput> {
        let by_document = matches!(kind, ChartKind::Swimlane | ChartKind::Matrix | ChartKind::Aliases);
        if kind == ChartKind::Swimlane && timelines.axis == Axis::Referenced {
            return Err(Error::new(
                ErrorKind::Usage,
                "`swimlane` has each document once, on its day of publication, and a text tells of many days",
            )
            .help("draw `heatmap`, which has each mention on the day that is told, or leave out --axis referenced"));
        }
        if by_document && timelines.totals.count == Some(CountMode::Sources) {
            return Err(Error::new(
                ErrorKind::Usage,
                format!(
                    "`{kind}` counts {}, and not sources",
                    if kind == ChartKind::Aliases { "mentions" } else { "documents" }
                ),
            )
            .help(format!("use --count distinct or --count all, or draw {}", better(kind))));
        }
        let (origins, origins_are_publishers) = origins(store, &timelines)?;
        let plain = ChartInput {
            timelines,
            dots: Vec::new(),
            pairs: Vec::new(),
            sources: Vec::new(),
            areas: Vec::new(),
            subject: None,
            chosen: false,
            company: false,
            origins,
            origins_are_publishers,
        };
        Ok(match kind {
            ChartKind::Swimlane => ChartInput { dots: dots(store, &plain.timelines)?, ..plain },
            ChartKind::Matrix => ChartInput { pairs: pairs(store, &plain.timelines)?, ..plain },
            ChartKind::Coverage if plain.timelines.axis == Axis::Published => {
                ChartInput { sources: sources(store, &plain.timelines)?, ..plain }
            }
            ChartKind::Aliases => surfaces(store, plain)?,
            ChartKind::Map => ChartInput { areas: areas(store, &plain.timelines)?, ..plain },
            _ => plain,
        })
    }

    /// What [`draw`](super::draw) takes.
    pub fn data(&self) -> ChartData<'_> {
        let data = ChartData::new(&self.timelines)
            .of_chosen(self.chosen)
            .in_company(self.company)
            .with_dots(&self.dots)
            .with_pairs(&self.pairs);
        let data = data
            .with_sources(&self.sources)
            .with_areas(&self.areas)
            .from_origins(&self.origins, self.origins_are_publishers);
        match &self.subject {
            Some(name) => data.of_subject(name),
            None => data,
        }
    }
}

/// The type nearest to one that places documents, for what that one cannot show.
fn better(kind: ChartKind) -> &'static str {
    if kind == ChartKind::Aliases { "`lines`" } else { "`heatmap`" }
}

/// The mentions of the entities drawn, from the first to the last day that the timelines count, in the texts that
/// count.
fn selection(timelines: &Timelines) -> Select {
    let (from, to) = timelines.totals.days.unzip();
    Select {
        told: timelines.axis == Axis::Referenced,
        entities: Some(timelines.series.iter().map(|series| series.entity.clone()).collect()),
        from,
        to,
        ..counted(timelines)
    }
}

/// The texts that the timelines count.
fn counted(timelines: &Timelines) -> Select {
    Select { distinct: timelines.totals.count == Some(CountMode::Distinct), ..Select::default() }
}

/// The position of the bucket that a date lies in; none if it is coarser, or outside.
fn position(timelines: &Timelines, date: Span) -> Option<usize> {
    let bucket = Bucket::holding(date.from(), timelines.size);
    let steps = bucket.steps_since(*timelines.buckets.first()?);
    let position = usize::try_from(steps).ok().filter(|at| *at < timelines.buckets.len())?;
    (date.to() <= bucket.to()).then_some(position)
}

/// The dated documents that mention an entity, a dot each.
fn dots(store: &Store, timelines: &Timelines) -> Result<Vec<Dot>> {
    let select = selection(timelines);
    let mut dots: Vec<Dot> = Vec::new();
    let mut latest: HashMap<String, usize> = HashMap::new();
    let mut scan = store.scan(&MENTIONS, &["entity", "document", "published"], &select)?;
    while let Some(row) = scan.next_row()? {
        let Some(published) = row.span(2) else { continue };
        let (entity, document) = (row.text(0), row.text(1));
        // The mentions of a document stand together, so the latest dot of an entity is the one to count on.
        match latest.get(entity).filter(|at| dots[**at].document == document) {
            Some(&at) => dots[at].mentions += 1,
            None => {
                latest.insert(entity.to_owned(), dots.len());
                dots.push(Dot {
                    entity: entity.to_owned(),
                    day: published.from(),
                    document: document.to_owned(),
                    title: String::new(),
                    mentions: 1,
                });
            }
        }
    }
    add_titles(store, &mut dots)?;
    Ok(dots)
}

fn add_titles(store: &Store, dots: &mut [Dot]) -> Result<()> {
    let select = Select { documents: Some(dots.iter().map(|dot| dot.document.clone()).collect()), ..Select::default() };
    let mut titles: HashMap<String, String> = HashMap::new();
    let mut scan = store.scan(&DOCUMENTS, &["document", "title"], &select)?;
    while let Some(row) = scan.next_row()? {
        titles.insert(row.text(0).to_owned(), row.text(1).to_owned());
    }
    for dot in dots {
        dot.title = titles.get(&dot.document).cloned().unwrap_or_default();
    }
    Ok(())
}

/// The columns of a mention that say where it stands on the axis.
fn dated(axis: Axis) -> &'static [&'static str] {
    match axis {
        Axis::Published => &["published"],
        Axis::Referenced => &["referenced_from", "referenced_to"],
    }
}

/// The bucket of a mention whose dates stand in the columns from `at` on.
fn bucket_of(timelines: &Timelines, row: Row<'_>, at: usize) -> Option<usize> {
    let date = match timelines.axis {
        Axis::Published => row.span(at),
        Axis::Referenced => told(row, at),
    };
    date.and_then(|date| position(timelines, date))
}

/// Who is mentioned with whom, in how many documents, and in which bucket most. On the axis of what the texts tell both
/// must be told of in the same bucket.
fn pairs(store: &Store, timelines: &Timelines) -> Result<Vec<Pair>> {
    let places: HashMap<&str, usize> =
        timelines.series.iter().enumerate().map(|(at, series)| (series.entity.as_str(), at)).collect();
    let all = selection(timelines);
    let select = if timelines.counts_undated() { Select { from: None, to: None, ..all } } else { all };
    let mut met: BTreeMap<(usize, usize), Meeting> = BTreeMap::new();
    let columns: Vec<&str> = ["document", "entity"].into_iter().chain(dated(timelines.axis).iter().copied()).collect();
    let mut scan = store.scan(&MENTIONS, &columns, &select)?;
    let (mut document, mut present) = (String::new(), Present::new());
    while let Some(row) = scan.next_row()? {
        if row.text(0) != document {
            meet(&mut met, &std::mem::take(&mut present));
            row.text(0).clone_into(&mut document);
        }
        let bucket = bucket_of(timelines, row, 2);
        if bucket.is_some() || timelines.axis == Axis::Published {
            present.entry(bucket).or_default().extend(places.get(row.text(1)).copied());
        }
    }
    meet(&mut met, &present);
    let id = |at: usize| timelines.series[at].entity.clone();
    let pair = |((one, other), meeting): ((usize, usize), Meeting)| Pair {
        one: id(one),
        other: id(other),
        documents: meeting.documents,
        peak: meeting.peak().map(|at| timelines.buckets[at]),
    };
    Ok(met.into_iter().map(pair).collect())
}

/// The documents that mention two entities.
#[derive(Default)]
struct Meeting {
    documents: u64,
    by_bucket: BTreeMap<usize, u64>,
}

impl Meeting {
    /// The bucket with the most; none where several have as many.
    fn peak(&self) -> Option<usize> {
        let most = self.by_bucket.values().max()?;
        let mut highest = self.by_bucket.iter().filter(|(_, count)| *count == most).map(|(at, _)| *at);
        highest.next().filter(|_| highest.next().is_none())
    }
}

/// Whom a document mentions, by the bucket that the mentions lie in: of one axis always the same.
type Present = BTreeMap<Option<usize>, BTreeSet<usize>>;

fn meet(met: &mut BTreeMap<(usize, usize), Meeting>, present: &Present) {
    let mut counted: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (bucket, present) in present {
        for &one in present {
            for &other in present.range(one + 1..) {
                let meeting = met.entry((one, other)).or_default();
                meeting.documents += u64::from(counted.insert((one, other)));
                if let Some(bucket) = bucket {
                    *meeting.by_bucket.entry(*bucket).or_default() += 1;
                }
            }
        }
    }
}

/// Where the documents come from: their outlets, the largest first, where any of them names its publisher; or else the
/// files and folders that were read, by their names alone. Of a period of publication, the outlets of that period.
fn origins(store: &Store, timelines: &Timelines) -> Result<(Vec<String>, bool)> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let (from, to) = if timelines.axis == Axis::Published { timelines.totals.period } else { (None, None) };
    let read = Select { from, to, ..Select::default() };
    let mut scan = store.scan(&DOCUMENTS, &["publisher", "outlet"], &read)?;
    let mut named = false;
    while let Some(row) = scan.next_row()? {
        named |= row.optional_text(0).is_some();
        *counts.entry(row.text(1).to_owned()).or_default() += 1;
    }
    if named {
        let mut publishers: Vec<(String, u64)> = counts.into_iter().collect();
        // Stable: of equals the first by name stays first.
        publishers.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
        return Ok((publishers.into_iter().map(|(publisher, _)| publisher).collect(), true));
    }
    Ok((corpus_names(store), false))
}

/// The names of the files and folders that were read.
pub(crate) fn corpus_names(store: &Store) -> Vec<String> {
    let corpus = store.manifest().settings.get("corpus").and_then(serde_json::Value::as_array);
    let name = |path: &str| Some(Path::new(path).file_name()?.to_str()?.to_owned());
    let names = corpus.into_iter().flatten().filter_map(|path| name(path.as_str()?));
    names.filter(|name| name != "-").collect()
}

/// The documents by outlet (publisher, host, or the folder or file that they were read from), the largest first; none
/// where there is but one, or where sources themselves count.
fn sources(store: &Store, timelines: &Timelines) -> Result<Vec<SourceCoverage>> {
    if timelines.totals.count == Some(CountMode::Sources) {
        return Ok(Vec::new());
    }
    let mut counts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let (from, to) = timelines.totals.days.unzip();
    let counted = Select { from, to, ..counted(timelines) };
    let mut scan = store.scan(&DOCUMENTS, &["outlet", "published"], &counted)?;
    while let Some(row) = scan.next_row()? {
        let Some(at) = row.span(1).and_then(|date| position(timelines, date)) else { continue };
        counts.entry(row.text(0).to_owned()).or_insert_with(|| vec![0; timelines.buckets.len()])[at] += 1;
    }
    if counts.len() < 2 {
        return Ok(Vec::new());
    }
    // What lies in the folder that was read itself has no folder's name: it has that of the corpus.
    if let Some(own) = counts.remove("") {
        let name = corpus_names(store).first().cloned().unwrap_or_else(|| ".".to_owned());
        let name = if counts.contains_key(&name) { format!("{name}/") } else { name };
        counts.insert(name, own);
    }
    let mut all: Vec<(String, Vec<u64>)> = counts.into_iter().collect();
    // Stable: of equals the first by name stays first. The chart itself puts the small ones together.
    all.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.iter().sum::<u64>()));
    Ok(all.into_iter().map(|(source, documents)| SourceCoverage { source, documents }).collect())
}

/// The places that are no point, by what the gazetteers say of them.
fn areas(store: &Store, timelines: &Timelines) -> Result<Vec<String>> {
    let ids = timelines.series.iter().map(|series| series.entity.clone()).collect();
    let select = Select { entities: Some(ids), ..Select::default() };
    let mut rows = store.entities_in(&select)?;
    let mut areas = Vec::new();
    while let Some(row) = rows.next().transpose()? {
        if row.class.as_deref().is_some_and(is_area) {
            areas.push(row.id);
        }
    }
    areas.sort_unstable();
    Ok(areas)
}

/// What the bundled list, and GeoNames' features, call a place whose coordinates are but the middle of it.
const AREAS: [&str; 27] = [
    "autonomous region",
    "canal",
    "country",
    "county",
    "desert",
    "district",
    "emirate",
    "former country",
    "governorate",
    "gulf",
    "islands",
    "lake",
    "mountains",
    "ocean",
    "parish",
    "part of a country",
    "peninsula",
    "political entity",
    "province",
    "region",
    "river",
    "sea",
    "semi-independent country",
    "state",
    "stream",
    "territory",
    "zone",
];

/// Whether a class is that of an area, and not of a point.
fn is_area(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    AREAS.binary_search(&class.as_str()).is_ok() || class.ends_with("division") || class.ends_with(" territory")
}

/// The ways in which the first entity is written, a series each.
fn surfaces(store: &Store, input: ChartInput) -> Result<ChartInput> {
    let [subject] = input.timelines.series.as_slice() else {
        return Err(Error::new(ErrorKind::Usage, "`aliases` shows how one entity is written")
            .help("name one: dateline chart aliases islamic-state -o aliases.svg"));
    };
    let subject = subject.clone();
    let select = selection(&input.timelines);
    let mut counts: BTreeMap<String, BTreeMap<usize, Count>> = BTreeMap::new();
    let columns: Vec<&str> = std::iter::once("alias").chain(dated(input.timelines.axis).iter().copied()).collect();
    let mut scan = store.scan(&MENTIONS, &columns, &select)?;
    while let Some(row) = scan.next_row()? {
        let Some(at) = bucket_of(&input.timelines, row, 1) else { continue };
        counts.entry(row.text(0).to_owned()).or_default().entry(at).or_default().mentions += 1.0;
    }
    let mut all: Vec<(String, BTreeMap<usize, Count>)> = counts.into_iter().collect();
    let total = |counts: &BTreeMap<usize, Count>| counts.values().map(|count| count.mentions).sum::<f64>();
    // Stable: of equals the first by name stays first.
    all.sort_by(|(_, one), (_, other)| total(other).total_cmp(&total(one)));
    let series = all.into_iter().map(|(name, counts)| surface_series(&subject, name, counts)).collect();
    Ok(ChartInput { timelines: Timelines { series, ..input.timelines }, subject: Some(subject.name), ..input })
}

fn surface_series(subject: &Series, name: String, counts: BTreeMap<usize, Count>) -> Series {
    let mentions = counts.values().map(|count| count.mentions).sum();
    Series {
        entity: format!("{}/{name}", subject.entity),
        kind: subject.kind,
        name,
        location: None,
        counts: counts.into_iter().collect(),
        total: Count { mentions, documents: 0.0 },
        placed: Count { mentions, documents: 0.0 },
        within: Count { mentions, documents: 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_tells_of_a_pair_twice_counts_once() {
        let mut met = BTreeMap::new();
        let both = || BTreeSet::from([0, 1]);
        meet(&mut met, &Present::from([(Some(2), both()), (Some(5), both()), (Some(7), BTreeSet::from([0]))]));
        meet(&mut met, &Present::from([(Some(2), BTreeSet::from([0])), (Some(5), BTreeSet::from([1]))]));
        let meeting = &met[&(0, 1)];
        assert_eq!((meeting.documents, meeting.by_bucket.clone()), (1, BTreeMap::from([(2, 1), (5, 1)])));
    }

    #[test]
    fn of_two_buckets_with_as_many_meetings_none_is_the_peak() {
        let peak =
            |counts: &[(usize, u64)]| Meeting { documents: 0, by_bucket: counts.iter().copied().collect() }.peak();
        assert_eq!(peak(&[(1, 2), (4, 9), (7, 3)]), Some(4));
        assert_eq!(peak(&[(1, 9), (4, 9), (7, 3)]), None);
        assert_eq!(peak(&[]), None);
    }

    #[test]
    fn areas_are_told_from_points() {
        assert!(AREAS.is_sorted());
        for class in ["country", "Governorate", "first-order division", "dependent territory", "sea", "state"] {
            assert!(is_area(class), "{class}");
        }
        for class in ["city", "capital", "first-order division seat", "oilfield", "dam", "neighbourhood", "island"] {
            assert!(!is_area(class), "{class}");
        }
    }
}
