//! Data for the tests of the charts: from three documents to two centuries. All of it is made up.

use crate::calendar::{Bucket, BucketSize, Day};
use crate::gazetteer::Kind;
use crate::timeline::{Axis, Count, Coverage, Series, Timelines, Totals};

use super::{Dot, Event, Pair, SourceCoverage};

/// A small generator of numbers that are the same on every machine (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn slug(name: &str, position: usize) -> String {
    let ascii: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}-{position}", ascii.to_lowercase())
}

/// Series that rise and fall around a peak of their own, over buckets some of which have no documents.
pub(super) fn made(names: &[&str], size: BucketSize, from: &str, to: &str, gaps: &[usize], seed: u64) -> Timelines {
    let buckets: Vec<Bucket> = Bucket::covering(day(from), day(to), size).collect();
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let coverage: Vec<Coverage> = (0..buckets.len())
        .map(|position| {
            let documents = if gaps.contains(&position) { 0 } else { 20 + (chance.next() * 60.0) as u64 };
            Coverage { documents, words: documents * 420 }
        })
        .collect();
    let mut series: Vec<Series> =
        names.iter().enumerate().map(|(position, name)| one(name, position, &coverage, &mut chance)).collect();
    series.sort_by(|a, b| b.total.mentions.total_cmp(&a.total.mentions).then_with(|| a.entity.cmp(&b.entity)));
    let documents: u64 = coverage.iter().map(|coverage| coverage.documents).sum();
    Timelines {
        axis: Axis::Published,
        size,
        zone: "UTC".to_string(),
        buckets,
        coverage,
        series,
        totals: Totals {
            documents: documents + 9,
            undated_documents: 6,
            coarse_documents: 3,
            outside_documents: 0,
            skipped: 1,
            ..Totals::default()
        },
        gazetteers: vec!["places".to_string(), "people".to_string()],
    }
}

fn one(name: &str, position: usize, coverage: &[Coverage], chance: &mut Chance) -> Series {
    let (centre, width) = (chance.next() * coverage.len() as f64, coverage.len() as f64 * (0.03 + 0.1 * chance.next()));
    let strength = 240.0 / (1.0 + position as f64 * 0.7) * (0.6 + 0.4 * chance.next());
    let mut counts = Vec::new();
    for (at, coverage) in coverage.iter().enumerate() {
        let distance = (at as f64 - centre) / width.max(0.5);
        let shape = 1.0 / (1.0 + distance * distance) + 0.06;
        let mentions = (strength * shape * (0.5 + chance.next())).floor();
        if coverage.documents > 0 && mentions >= 1.0 {
            let documents = (mentions / 3.0).ceil().min(coverage.documents as f64);
            counts.push((at, Count { mentions, documents }));
        }
    }
    let total = counts.iter().fold(Count::default(), |sum, (_, count)| Count {
        mentions: sum.mentions + count.mentions,
        documents: sum.documents + count.documents,
    });
    let kind = Kind::ALL[position % 5 % 3];
    let location = WHERE.iter().find(|(place, _)| *place == name).map(|(_, location)| *location);
    Series {
        entity: slug(name, position),
        kind,
        name: name.to_string(),
        location,
        counts,
        total,
        placed: total,
        within: total,
    }
}

pub(super) const FIVE: [&str; 5] = ["Mosul", "Raqqa", "Tal Afar", "Deir ez-Zor", "Palmyra"];

const WHERE: [(&str, (f64, f64)); 7] = [
    ("Mosul", (36.34, 43.13)),
    ("Raqqa", (35.95, 39.01)),
    ("Tal Afar", (36.38, 42.45)),
    ("Deir ez-Zor", (35.34, 40.14)),
    ("Palmyra", (34.56, 38.28)),
    ("Aktau", (43.65, 51.17)),
    ("London", (51.51, -0.13)),
];

/// Every pair of neighbours, with a number of documents.
pub(super) fn pairs(timelines: &Timelines) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, one) in timelines.series.iter().enumerate() {
        for (further, other) in timelines.series[at + 1..].iter().enumerate() {
            let documents = (400 / (at + 1) / (further + 1)) as u64 % 157;
            let peak = timelines.buckets.get((at * 7 + further * 3) % timelines.buckets.len()).copied();
            pairs.push(Pair { one: one.entity.clone(), other: other.entity.clone(), documents, peak });
        }
    }
    pairs
}

/// The coverage, parted between sources.
pub(super) fn sources(timelines: &Timelines) -> Vec<SourceCoverage> {
    let share = |part: u64| {
        let documents = timelines.coverage.iter().map(|coverage| (coverage.documents + 2 - part) / 3).collect();
        SourceCoverage { source: format!("wire-{part}.jsonl"), documents }
    };
    (0..3).map(share).collect()
}

/// Five places, six years by month, with gaps.
pub(super) fn months() -> Timelines {
    made(&FIVE, BucketSize::Month, "2014-01-01", "2019-12-31", &[30, 31, 32, 60], 11)
}

/// The same places by quarter.
pub(super) fn quarters() -> Timelines {
    made(&FIVE, BucketSize::Quarter, "2015-01-01", "2016-12-31", &[5], 13)
}

/// Four places, two years by month, with a gap: small enough for golden files.
pub(super) fn small() -> Timelines {
    made(&FIVE[..4], BucketSize::Month, "2016-01-01", "2017-12-31", &[9, 10], 19)
}

/// Forty entities, ten years by week.
pub(super) fn ten_years() -> Timelines {
    let names: Vec<String> = (1..=40).map(|number| format!("{} {number}", FIVE[number % 5])).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut timelines = made(&names, BucketSize::Week, "2010-01-04", "2019-12-22", &[100], 5);
    timelines.buckets.truncate(520);
    timelines.coverage.truncate(520);
    timelines
}

/// This many entities, six years by month.
pub(super) fn many(count: usize) -> Timelines {
    let names: Vec<String> = (1..=count).map(|number| format!("{} {number}", FIVE[number % 5])).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    made(&names, BucketSize::Month, "2014-01-01", "2019-12-31", &[8], 7)
}

/// Events close to each other, a span, and one outside.
pub(super) fn events() -> Vec<Event> {
    let event = |from: &str, to: &str, label: &str| Event { from: day(from), to: day(to), label: label.to_string() };
    vec![
        event("2014-06-10", "2014-06-10", "The city falls"),
        event("2014-08-08", "2014-08-08", "First air strikes"),
        event("2014-09-23", "2014-09-23", "Strikes over the border"),
        event("2016-10-17", "2017-07-10", "The battle"),
        event("2017-07-10", "2017-07-10", "Declared free"),
        event("2017-10-17", "2017-10-17", "The other city is free"),
        event("2017-11-03", "2017-11-03", "And the third one too"),
        event("2017-12-09", "2017-12-09", "The war is declared over"),
        event("2017-12-12", "2017-12-12", "Troops go home, as was said at the time"),
        event("2017-12-20", "2017-12-20", "A conference of all the donors is called for"),
        event("2019-12-01", "2019-12-01", "Protests at the very end of it"),
        event("2021-01-01", "2021-01-01", "Outside"),
    ]
}

/// Forty entities, 300 weeks.
pub(super) fn forty() -> Timelines {
    let names: Vec<String> = (1..=40).map(|number| format!("{} {number}", FIVE[number % 5])).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    made(&names, BucketSize::Week, "2014-01-06", "2019-09-30", &[100, 101, 102, 200], 5)
}

/// Two centuries by year.
pub(super) fn centuries() -> Timelines {
    made(&["London", "Paris", "Vienna"], BucketSize::Year, "1801-01-01", "2000-12-31", &[13, 14], 3)
}

/// One entity, two years by month.
pub(super) fn single() -> Timelines {
    made(&["Aktau"], BucketSize::Month, "2016-03-01", "2018-02-28", &[], 23)
}

/// Names in other scripts.
pub(super) fn scripts() -> Timelines {
    let names = ["الموصل", "Махачкала", "Ḥawīja", "دیرالزور", "Αλεξάνδρεια"];
    made(&names, BucketSize::Quarter, "2014-01-01", "2019-12-31", &[7], 17)
}

/// Chinese names, for which no font is embedded.
pub(super) fn chinese() -> Timelines {
    made(&["摩苏尔", "拉卡", "代尔祖尔省"], BucketSize::Month, "2016-01-01", "2017-12-31", &[3], 31)
}

/// Six places over three days, each of which has documents.
pub(super) fn three_days() -> Timelines {
    let names = ["Mosul", "Raqqa", "Tal Afar", "Deir ez-Zor", "Palmyra", "Aktau"];
    made(&names, BucketSize::Day, "2017-06-13", "2017-06-15", &[], 37)
}

/// Millions of mentions and documents: one month of an archive of all papers is like no other.
pub(super) fn millions() -> Timelines {
    let mut timelines = made(&FIVE, BucketSize::Month, "2014-01-01", "2019-12-31", &[30], 43);
    let grown = |count: Count| Count { mentions: count.mentions * 98_765.0, documents: count.documents * 43_210.0 };
    for series in &mut timelines.series {
        series.counts.iter_mut().for_each(|(_, count)| *count = grown(*count));
        (series.total, series.placed) = (grown(series.total), grown(series.placed));
        series.within = series.placed;
    }
    for coverage in &mut timelines.coverage {
        (coverage.documents, coverage.words) = (coverage.documents * 43_210, coverage.words * 43_210);
    }
    let totals = &mut timelines.totals;
    totals.documents = timelines.coverage.iter().map(|coverage| coverage.documents).sum::<u64>() + 1_234_567 + 98_765;
    (totals.undated_documents, totals.coarse_documents) = (1_234_567, 98_765);
    timelines
}

/// Names that no column holds.
pub(super) fn long_names() -> Timelines {
    let names = [
        "The General Command of the Armed Forces of the Autonomous Administration of the North and East",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson <and> \"more\" & 'so' on",
    ];
    made(&names, BucketSize::Month, "2016-01-01", "2017-06-30", &[4], 29)
}

/// Five documents over three days: the timelines, and the dots of a swimlane.
pub(super) fn few() -> (Timelines, Vec<Dot>) {
    let mut timelines = made(&FIVE[..4], BucketSize::Day, "2017-06-13", "2017-06-15", &[1], 41);
    timelines.coverage = [3, 0, 2].map(|documents| Coverage { documents, words: documents * 600 }).to_vec();
    timelines.totals = Totals { documents: 6, undated_documents: 1, ..Totals::default() };
    let papers = [("a", 13), ("b", 13), ("c", 13), ("d", 15), ("e", 15)];
    let mut dots = Vec::new();
    for (lane, series) in timelines.series.iter_mut().enumerate() {
        let mut counts: Vec<(usize, Count)> = Vec::new();
        for (position, (document, date)) in papers.iter().enumerate() {
            let mentions = ((position * 7 + lane * 5) % 11) as u64;
            if mentions == 0 || (position + lane) % 3 == 0 {
                continue;
            }
            dots.push(Dot {
                entity: series.entity.clone(),
                day: Day::new(2017, 6, *date).unwrap(),
                document: format!("{document}.txt"),
                title: format!("Dispatch {} from the river front, with a title that is rather long", document),
                mentions,
            });
            let at = (*date - 13) as usize;
            match counts.last_mut() {
                Some((last, count)) if *last == at => {
                    count.mentions += mentions as f64;
                    count.documents += 1.0;
                }
                _ => counts.push((at, Count { mentions: mentions as f64, documents: 1.0 })),
            }
        }
        series.total = counts.iter().fold(Count::default(), |sum, (_, count)| Count {
            mentions: sum.mentions + count.mentions,
            documents: sum.documents + count.documents,
        });
        (series.placed, series.within) = (series.total, series.total);
        series.counts = counts;
    }
    (timelines, dots)
}

/// A dot for every count of some timelines.
pub(super) fn dots(timelines: &Timelines) -> Vec<Dot> {
    let each = timelines.series.iter().flat_map(|series| {
        series.counts.iter().map(|(at, count)| Dot {
            entity: series.entity.clone(),
            day: timelines.buckets[*at].from().plus_days((*at % 20) as i64).unwrap_or(Day::MAX),
            document: format!("{}-{at}", series.entity),
            title: String::new(),
            mentions: count.mentions as u64,
        })
    });
    each.collect()
}
