//! Timelines source by source: which outlets the counts of a bucket come from.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::build::{Counting, Teller, TimelineOptions, within};
use super::choice::bucket_of;
use super::counted::CountMode;
use super::referenced::{each_counting, span};
use super::series::{Axis, Count, Coverage, Timelines};
use crate::Result;
use crate::calendar::Span;
use crate::store::{DOCUMENTS, MENTIONS, Row, Select, Store};

/// The outlets of a run that are told apart: those with most documents, and all others as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlets {
    /// Names and documents, copies included, by falling number of documents.
    named: Vec<(String, u64)>,
    /// How many outlets are none of these, and their documents.
    others: (u64, u64),
    numbers: HashMap<String, usize>,
}

impl Outlets {
    /// Reads the outlets of a run, of which at most so many are told apart.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn read(store: &Store, most: usize) -> Result<Outlets> {
        let mut documents: HashMap<String, u64> = HashMap::new();
        let all = Select::default();
        let mut scan = store.scan(&DOCUMENTS, &["outlet"], &all)?;
        while let Some(row) = scan.next_row()? {
            if let Some(count) = documents.get_mut(row.text(0)) {
                *count += 1;
            } else {
                documents.insert(row.text(0).to_owned(), 1);
            }
        }
        let mut named: Vec<(String, u64)> = documents.into_iter().collect();
        named.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
        let rest = named.split_off(most.min(named.len()));
        let others = (rest.len() as u64, rest.iter().map(|(_, documents)| documents).sum());
        let numbers = named.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
        Ok(Outlets { named, others, numbers })
    }

    /// The outlets that are told apart and their documents, those with most documents first.
    pub fn named(&self) -> &[(String, u64)] {
        &self.named
    }

    /// How many outlets there are beside them, and their documents.
    pub fn others(&self) -> (u64, u64) {
        self.others
    }

    /// Whether more than one is told apart.
    pub fn several(&self) -> bool {
        self.named.len() + usize::from(self.others.0 > 0) > 1
    }

    /// The same with fewer outlets told apart.
    pub fn limited(&self, most: usize) -> Outlets {
        let (kept, rest) = self.named.split_at(most.min(self.named.len()));
        let (outlets, documents) = self.others;
        let more: u64 = rest.iter().map(|(_, documents)| documents).sum();
        Outlets {
            named: kept.to_vec(),
            others: (outlets + rest.len() as u64, documents + more),
            numbers: kept.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect(),
        }
    }

    /// The number of an outlet: its place among the named ones, or the place after them.
    pub fn number(&self, outlet: &str) -> usize {
        self.numbers.get(outlet).copied().unwrap_or(self.named.len())
    }
}

/// What one outlet gives to one bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<T> {
    /// The bucket's position.
    pub bucket: usize,
    /// The outlet's number in [`Outlets`].
    pub outlet: usize,
    /// What it gives.
    pub count: T,
}

/// The documents that lie in a bucket and again in a later one, and in none between; where sources count, the sources.
///
/// Documents of several buckets add up to too many where one lies in more than one of them. Less those that lie again
/// in a bucket of the same stretch, the sum is the number of different ones, for whatever stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// The position of the later bucket.
    pub to: usize,
    /// How many there are.
    pub documents: u64,
}

/// The coverage and the counts of timelines, outlet by outlet. The cells of a bucket add up to what the timelines say
/// of it, in every way to count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByOutlet {
    /// Of the coverage, in the order of buckets, then outlets.
    pub coverage: Vec<Cell<Coverage>>,
    /// What of the coverage lies in more than one bucket, in the order of the earlier ones, then outlets, then later
    /// ones.
    pub covered_again: Vec<Cell<Again>>,
    /// For each series of the timelines its cells in the same order.
    pub series: Vec<Vec<Cell<Count>>>,
    /// For each series what of its documents lies in more than one bucket.
    pub counted_again: Vec<Vec<Cell<Again>>>,
}

impl ByOutlet {
    /// Tells the outlets of timelines apart that were built with these options.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn read(
        store: &Store,
        timelines: &Timelines,
        options: &TimelineOptions<'_>,
        outlets: &Outlets,
    ) -> Result<ByOutlet> {
        let options = &TimelineOptions { count: timelines.totals.count, axis: timelines.axis, ..*options };
        let walk = Walk { store, timelines, options, outlets };
        let (coverage, covered_again) = walk.coverage()?;
        let (series, counted_again) = walk.series()?;
        Ok(ByOutlet { coverage, covered_again, series, counted_again })
    }
}

impl ByOutlet {
    /// The different documents, or where sources count the sources, that cover a stretch of buckets.
    pub fn covering(&self, buckets: Range<usize>) -> u64 {
        let from = |bucket: usize| self.coverage.partition_point(|cell| cell.bucket < bucket);
        let cells = &self.coverage[from(buckets.start)..from(buckets.end)];
        let from = |bucket: usize| self.covered_again.partition_point(|cell| cell.bucket < bucket);
        let again = self.covered_again[from(buckets.start)..from(buckets.end)].iter();
        let again = again.filter(|cell| cell.count.to < buckets.end).map(|cell| cell.count.documents);
        cells.iter().map(|cell| cell.count.documents).sum::<u64>() - again.sum::<u64>()
    }

    /// The same where only so many outlets are told apart.
    pub fn limited(&self, most: usize) -> ByOutlet {
        let coverage = merged(&self.coverage, most, |sum: &mut Coverage, count| {
            sum.documents += count.documents;
            sum.words += count.words;
        });
        let add = |sum: &mut Count, count: Count| {
            sum.mentions += count.mentions;
            sum.documents += count.documents;
        };
        ByOutlet {
            coverage,
            covered_again: again_merged(&self.covered_again, most),
            series: self.series.iter().map(|cells| merged(cells, most, add)).collect(),
            counted_again: self.counted_again.iter().map(|cells| again_merged(cells, most)).collect(),
        }
    }

    /// How many cells there are of the counts.
    pub fn cells(&self) -> usize {
        self.coverage.len() + self.series.iter().map(Vec::len).sum::<usize>()
    }

    /// How many cells there are of what lies in several buckets.
    pub fn cells_again(&self) -> usize {
        self.counted_again.iter().map(Vec::len).sum()
    }
}

/// How many lie again in a bucket: by the earlier one, the outlet's number, and the later one.
#[derive(Default)]
struct Agains(BTreeMap<(usize, usize, usize), u64>);

impl Agains {
    /// Counts what one document, or one source, has: its buckets in their order, each once.
    fn add(&mut self, outlet: usize, buckets: impl IntoIterator<Item = usize>) {
        let mut earlier = None;
        for bucket in buckets {
            if let Some(earlier) = earlier.replace(bucket) {
                *self.0.entry((earlier, outlet, bucket)).or_default() += 1;
            }
        }
    }

    fn cells(self) -> Vec<Cell<Again>> {
        let cell = |((bucket, outlet, to), documents)| Cell { bucket, outlet, count: Again { to, documents } };
        self.0.into_iter().map(cell).collect()
    }
}

fn again_merged(cells: &[Cell<Again>], most: usize) -> Vec<Cell<Again>> {
    let mut merged = Agains::default();
    for cell in cells {
        *merged.0.entry((cell.bucket, cell.outlet.min(most), cell.count.to)).or_default() += cell.count.documents;
    }
    merged.cells()
}

/// The cells of outlets from a number on as those of one.
fn merged<T: Copy>(cells: &[Cell<T>], most: usize, add: impl Fn(&mut T, T)) -> Vec<Cell<T>> {
    let mut kept: Vec<Cell<T>> = Vec::with_capacity(cells.len());
    for cell in cells {
        let outlet = cell.outlet.min(most);
        match kept.last_mut().filter(|last| (last.bucket, last.outlet) == (cell.bucket, outlet)) {
            Some(last) => add(&mut last.count, cell.count),
            None => kept.push(Cell { outlet, ..*cell }),
        }
    }
    kept
}

struct Walk<'w> {
    store: &'w Store,
    timelines: &'w Timelines,
    options: &'w TimelineOptions<'w>,
    outlets: &'w Outlets,
}

type Cells<T> = Vec<Cell<T>>;
/// The cells of every series.
type OfAll<T> = Vec<Cells<T>>;

/// The words of one document, its outlet, and its buckets.
type Covering<'v> = dyn FnMut(u64, &str, &[usize]) + 'v;

impl Walk<'_> {
    fn position(&self, date: Span) -> Option<usize> {
        let bucket = bucket_of(date, self.timelines.size).filter(|_| within(date, self.options))?;
        self.timelines.buckets.binary_search(&bucket).ok()
    }

    fn coverage(&self) -> Result<(Cells<Coverage>, Cells<Again>)> {
        let of_sources = self.options.mode() == CountMode::Sources;
        let (mut sources, mut again) = (BySource::default(), Agains::default());
        let mut cells: BTreeMap<(usize, usize), Coverage> = BTreeMap::new();
        self.each_covering(&mut |words, outlet, buckets| {
            let number = self.outlets.number(outlet);
            for &bucket in buckets {
                let cell = cells.entry((bucket, number)).or_default();
                cell.documents += u64::from(!of_sources || sources.first(outlet, bucket));
                cell.words += words;
            }
            if !of_sources {
                again.add(number, buckets.iter().copied());
            }
        })?;
        sources.add_to(&mut again, self.outlets);
        let cells = cells.into_iter().map(|((bucket, outlet), count)| Cell { bucket, outlet, count }).collect();
        Ok((cells, again.cells()))
    }

    fn each_covering(&self, visit: &mut Covering<'_>) -> Result<()> {
        if self.options.axis == Axis::Referenced {
            return each_counting(self.store, self.options, |document, spans| {
                let mut buckets: Vec<usize> = spans.iter().filter_map(|&span| self.position(span)).collect();
                buckets.sort_unstable();
                buckets.dedup();
                visit(document.words, document.outlet, &buckets);
            });
        }
        let mode = self.options.mode();
        let select = Select { distinct: mode == CountMode::Distinct, ..self.options.covering() };
        let mut scan = self.store.scan(&DOCUMENTS, &["published", "words", "furniture_words", "outlet"], &select)?;
        while let Some(row) = scan.next_row()? {
            let bucket = row.span(0).and_then(|date| self.position(date));
            visit(mode.words(row.count(1), row.count(2)), row.text(3), bucket.as_slice());
        }
        Ok(())
    }

    fn series(&self) -> Result<(OfAll<Count>, OfAll<Again>)> {
        let series = &self.timelines.series;
        let places: HashMap<&str, usize> =
            series.iter().enumerate().map(|(at, one)| (one.entity.as_str(), at)).collect();
        let mut counting: Vec<Counted> = series.iter().map(|_| Counted::new()).collect();
        let mut repeats = Repeats::new(self, series.len());
        let (select, mut teller) = (self.options.select(), Teller::new(self.options.mode()));
        let columns = ["entity", "document", "published", "referenced_from", "referenced_to", "outlet", "furniture"];
        let mut scan = self.store.scan(&MENTIONS, &columns, &select)?;
        let (mut document, mut number) = (String::new(), 0);
        while let Some(row) = scan.next_row()? {
            if number == 0 || row.text(1) != document {
                row.text(1).clone_into(&mut document);
                number += 1;
                repeats.end_document();
            }
            let place = places.get(row.text(0)).copied();
            let Some((place, bucket)) = place.zip(self.date(row).and_then(|date| self.position(date))) else {
                continue;
            };
            if teller.counts(place, bucket, row, 5) {
                Counting::tally(&mut counting[place], (bucket, self.outlets.number(row.text(5))), teller.unit(number));
                repeats.take(place, bucket, row.text(5));
            }
        }
        let cells = |counted: Counted| {
            counted.into_iter().map(|((bucket, outlet), (count, _))| Cell { bucket, outlet, count }).collect()
        };
        Ok((counting.into_iter().map(cells).collect(), repeats.cells()))
    }

    /// The date on the axis.
    fn date(&self, row: Row<'_>) -> Option<Span> {
        if self.options.axis == Axis::Referenced { span(row, 3) } else { row.span(2) }
    }
}

/// The buckets of each source.
#[derive(Default)]
struct BySource(HashMap<String, BTreeSet<usize>>);

impl BySource {
    /// Whether a source has not been in the bucket before; it has been, from now on.
    fn first(&mut self, outlet: &str, bucket: usize) -> bool {
        match self.0.get_mut(outlet) {
            Some(buckets) => buckets.insert(bucket),
            None => self.0.insert(outlet.to_owned(), BTreeSet::from([bucket])).is_none(),
        }
    }

    fn add_to(self, again: &mut Agains, outlets: &Outlets) {
        self.0.into_iter().for_each(|(outlet, buckets)| again.add(outlets.number(&outlet), buckets));
    }
}

/// What of each series lies in several buckets.
struct Repeats<'w> {
    outlets: &'w Outlets,
    /// Where sources count, the buckets of each for every series.
    sources: Option<Vec<BySource>>,
    /// Where documents count: what they have in several buckets, and the series and buckets of the one that is read,
    /// and the number of its outlet.
    again: Vec<Agains>,
    document: BTreeSet<(usize, usize)>,
    outlet: usize,
}

impl<'w> Repeats<'w> {
    fn new(walk: &Walk<'w>, series: usize) -> Repeats<'w> {
        let of_sources = walk.options.mode() == CountMode::Sources;
        Repeats {
            outlets: walk.outlets,
            sources: of_sources.then(|| (0..series).map(|_| BySource::default()).collect()),
            again: (0..series).map(|_| Agains::default()).collect(),
            document: BTreeSet::new(),
            outlet: 0,
        }
    }

    fn take(&mut self, series: usize, bucket: usize, outlet: &str) {
        match &mut self.sources {
            Some(sources) => {
                sources[series].first(outlet, bucket);
            }
            None => {
                self.document.insert((series, bucket));
                self.outlet = self.outlets.number(outlet);
            }
        }
    }

    fn end_document(&mut self) {
        let places: Vec<(usize, usize)> = std::mem::take(&mut self.document).into_iter().collect();
        for of_series in places.chunk_by(|one, other| one.0 == other.0) {
            self.again[of_series[0].0].add(self.outlet, of_series.iter().map(|(_, bucket)| *bucket));
        }
    }

    fn cells(mut self) -> Vec<Vec<Cell<Again>>> {
        self.end_document();
        for (again, sources) in self.again.iter_mut().zip(self.sources.into_iter().flatten()) {
            sources.add_to(again, self.outlets);
        }
        self.again.into_iter().map(Agains::cells).collect()
    }
}

/// The counts of one entity by bucket and outlet, and the last document of each.
type Counted = BTreeMap<(usize, usize), (Count, u64)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{document, gazetteer, mention, parts};
    use crate::store::{Batch, StoreWriter};

    /// Mosul, twice in each of five documents of three outlets, two of them in one month of one outlet.
    fn store(folder: &std::path::Path) -> Store {
        let gazetteer = gazetteer();
        let mut writer = StoreWriter::create(folder, &gazetteer).unwrap();
        let mut batch = Batch::new();
        for (id, day, publisher) in [
            ("a", Some("2017-06-01"), "Wire"),
            ("b", Some("2017-06-20"), "Wire"),
            ("c", Some("2017-06-20"), "Post"),
            ("d", Some("2017-08-02"), "Post"),
            ("e", Some("2017-08-02"), "Herald"),
            ("f", None, "Wire"),
        ] {
            let text = format!("{id}: Mosul and Mosul again, as {publisher} says.");
            let document = crate::corpus::Document { publisher: Some(publisher.into()), ..document(id, &text, day) };
            batch.document(&document, 10, 50);
            batch.mention(&mention(1, 0, "Mosul", &text));
            batch.mention(&mention(1, 0, "Mosul", &text));
        }
        writer.append(&batch).unwrap();
        writer.finish(parts()).unwrap();
        Store::open(folder).unwrap()
    }

    #[test]
    fn the_cells_of_a_bucket_add_up_to_what_the_timelines_say() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        for (mode, expected) in [
            (CountMode::All, [(0, 0, 4.0, 2.0), (0, 1, 2.0, 1.0), (2, 1, 2.0, 1.0), (2, 2, 2.0, 1.0)]),
            (CountMode::Sources, [(0, 0, 1.0, 1.0), (0, 1, 1.0, 1.0), (2, 1, 1.0, 1.0), (2, 2, 1.0, 1.0)]),
        ] {
            let options =
                TimelineOptions { size: "month".parse().unwrap(), count: Some(mode), ..TimelineOptions::default() };
            let timelines = Timelines::build(&store, &options).unwrap();
            let outlets = Outlets::read(&store, 2).unwrap();
            assert_eq!(outlets.named(), [("Wire".into(), 3), ("Post".into(), 2)]);
            assert_eq!(outlets.others(), (1, 1));
            let split = ByOutlet::read(&store, &timelines, &options, &outlets).unwrap();
            let cells: Vec<_> = split.series[0]
                .iter()
                .map(|cell| (cell.bucket, cell.outlet, cell.count.mentions, cell.count.documents))
                .collect();
            assert_eq!(cells, expected, "{mode}");
            for (at, coverage) in timelines.coverage.iter().enumerate() {
                let cells = split.coverage.iter().filter(|cell| cell.bucket == at);
                let sum = cells.fold((0, 0), |sum, cell| (sum.0 + cell.count.documents, sum.1 + cell.count.words));
                assert_eq!(sum, (coverage.documents, coverage.words), "{mode}, bucket {at}");
            }
            let again = |cell: &Cell<Again>| (cell.bucket, cell.outlet, cell.count.to, cell.count.documents);
            // A document lies in one bucket by its publication, a source in as many as it has documents.
            let posted: &[_] = if mode == CountMode::Sources { &[(0, 1, 2, 1)] } else { &[] };
            assert_eq!(split.counted_again[0].iter().map(again).collect::<Vec<_>>(), posted, "{mode}");
            assert_eq!(split.covered_again.iter().map(again).collect::<Vec<_>>(), posted, "{mode}");
            assert_eq!(split.covering(0..3), if mode == CountMode::Sources { 3 } else { 5 }, "{mode}");
            assert_eq!((split.covering(0..1), split.covering(1..2)), (split.covering(0..2), 0), "{mode}");
            assert_eq!(split.limited(1), ByOutlet::read(&store, &timelines, &options, &outlets.limited(1)).unwrap());
        }
    }
}
