//! Places with times as GeoJSON (RFC 7946), as kepler.gl and QGIS's temporal controller take it.

use std::io::Write;

use serde_json::{Value, json};

use super::format::refused;
use super::{EntityTable, ExportReport};
use crate::Result;
use crate::calendar::{Day, Zone};
use crate::gazetteer::{Kind, Location};
use crate::timeline::{Count, CountMode, Coverage, Timelines};

/// Places, each once or once a bucket.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub(super) features: Vec<Feature>,
    /// Which texts count, if that is known, and the same in a sentence.
    pub(super) count: Option<CountMode>,
    pub(super) counted: Option<String>,
    /// The time zone whose days the times are.
    zone: Zone,
    /// What has no place on a map.
    left_out: ExportReport,
}

/// A place in a stretch of time.
#[derive(Clone, Debug)]
pub(super) struct Feature {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) location: Location,
    /// The first and the last day; none for a place without a dated mention.
    pub(super) time: Option<(Day, Day)>,
    /// The bucket, where it stands for one.
    pub(super) bucket: Option<String>,
    pub(super) mentions: u64,
    pub(super) documents: u64,
    class: Option<String>,
    country: Option<String>,
    coverage: Option<Coverage>,
}

impl Places {
    /// Each place once, with the time from its first mention to its last. The timelines say which texts were counted.
    pub(super) fn whole(table: &EntityTable, timelines: &Timelines) -> Result<Places> {
        let mut places = Places::counted(timelines);
        for row in &table.rows {
            let Some(location) = places.locate(row.entity.kind, &row.entity.name, row.entity.location) else {
                continue;
            };
            places.features.push(Feature {
                id: row.entity.id.clone(),
                name: row.entity.name.clone(),
                location,
                time: row.period.map(|period| (period.first.from(), period.last.to())),
                bucket: None,
                mentions: row.mentions,
                documents: row.documents,
                class: row.entity.class.clone(),
                country: row.entity.country.clone(),
                coverage: None,
            });
        }
        Ok(places)
    }

    fn counted(timelines: &Timelines) -> Places {
        // A run records a zone that it has read before.
        let zone = timelines.zone.parse().unwrap_or_default();
        Places { count: timelines.totals.count, counted: timelines.texts_counted(), zone, ..Places::default() }
    }

    /// Each place once for every bucket with a mention.
    pub(super) fn by_bucket(timelines: &Timelines) -> Places {
        let mut places = Places::counted(timelines);
        for series in &timelines.series {
            let location = series.location.map(|(lat, lon)| Location { lat, lon });
            let Some(location) = places.locate(series.kind, &series.name, location) else { continue };
            places.features.extend(series.counts.iter().map(|&(at, Count { mentions, documents })| {
                let bucket = timelines.buckets[at];
                Feature {
                    id: series.entity.clone(),
                    name: series.name.clone(),
                    location,
                    time: Some((bucket.from(), bucket.to())),
                    bucket: Some(bucket.to_string()),
                    mentions: mentions as u64,
                    documents: documents as u64,
                    class: None,
                    country: None,
                    coverage: Some(timelines.coverage[at]),
                }
            }));
            let zeros = timelines.buckets.len() - series.counts.len();
            places.left_out.lose_many("buckets without a mention have no point", zeros as u64, &series.name);
        }
        places
    }

    fn locate(&mut self, kind: Kind, name: &str, location: Option<Location>) -> Option<Location> {
        if kind != Kind::Place {
            self.left_out.lose("people and organisations have no place on a map, left out", name);
        } else if location.is_none() {
            self.left_out.lose("places without coordinates, left out", name);
        }
        location.filter(|_| kind == Kind::Place)
    }

    /// Says how many were written, and what was not; `before_era` is why times before the year 1 are not.
    pub(super) fn tell(&self, before_era: &'static str, report: &mut ExportReport) {
        report.written = self.features.len() as u64;
        for feature in self.features.iter().filter(|feature| feature.time.is_some() && feature.of_our_era().is_none()) {
            report.lose(before_era, &feature.name);
        }
        report.lost.extend(self.left_out.lost.iter().cloned());
    }
}

impl Feature {
    /// Its time, unless it begins before the year 1.
    pub(super) fn of_our_era(&self) -> Option<(Day, Day)> {
        self.time.filter(|(from, _)| from.year() > 0)
    }
}

/// Writes a feature collection. Times are full timestamps, for kepler.gl filters by nothing shorter.
pub(super) fn write(places: &Places, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    places.tell("times before the year 1, which timestamps (RFC 3339) have no form for, left out", report);
    out.write_all(b"{\"type\":\"FeatureCollection\",\"generator\":\"dateline\",").map_err(refused)?;
    if let Some(counted) = &places.counted {
        write!(out, "\"description\":{},", json!(counted)).map_err(refused)?;
    }
    out.write_all(b"\"features\":[").map_err(refused)?;
    for (at, feature) in places.features.iter().enumerate() {
        let before = if at == 0 { "\n" } else { ",\n" };
        write!(out, "{before}{}", object(feature, places)).map_err(refused)?;
    }
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(refused)
}

fn object(feature: &Feature, places: &Places) -> Value {
    let count = places.count;
    let Location { lat, lon } = feature.location;
    let time = |(from, to): (Day, Day)| (places.zone.bounds_of(from).0, places.zone.bounds_of(to).1);
    let (begin, end) = feature.of_our_era().map(time).unzip();
    let mut properties = json!({
        "id": feature.id,
        "name": feature.name,
        "begin": begin,
        "end": end,
        "mentions": feature.mentions,
        "documents": feature.documents,
        "count": count.map(CountMode::name),
    });
    if count == Some(CountMode::Sources) {
        properties["sources"] = json!(feature.documents);
    }
    match (&feature.bucket, feature.coverage) {
        (Some(bucket), Some(coverage)) => {
            properties["bucket"] = json!(bucket);
            properties["coverage_documents"] = json!(coverage.documents);
            properties["coverage_words"] = json!(coverage.words);
        }
        _ => {
            properties["class"] = json!(feature.class);
            properties["country"] = json!(feature.country);
        }
    }
    json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [lon, lat] }, "properties": properties })
}
