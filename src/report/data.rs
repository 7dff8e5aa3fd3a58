//! What the scripts of the page read: the same figures as in its tables, outlet by outlet.

use std::collections::BTreeSet;

use serde::Serialize;

use super::axes::OnAxis;
use super::{Material, words};
use crate::timeline::{Cell, Count, CountMode};

/// All that the scripts read.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    title: &'a str,
    /// The bucket's name: day, week, month, quarter, year.
    step: &'static str,
    /// Which texts count: all, distinct, sources.
    count: CountMode,
    /// Names of the outlets that are told apart, in the order of their numbers. None where there is but one.
    outlets: Vec<String>,
    /// How many outlets the last of them stands for, if it stands for all others.
    others: u64,
    published: DataAxis,
    #[serde(skip_serializing_if = "Option::is_none")]
    referenced: Option<DataAxis>,
    entities: Vec<DataEntity<'a>>,
}

/// One axis of time.
#[derive(Serialize)]
struct DataAxis {
    buckets: Vec<String>,
    names: Vec<String>,
    /// The days of each bucket, as commands name them.
    days: Vec<(String, String)>,
    /// Bucket, outlet, documents, words.
    coverage: Vec<(usize, usize, u64, u64)>,
}

#[derive(Serialize)]
struct DataEntity<'a> {
    anchor: &'a str,
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    /// All that it may be searched by.
    names: BTreeSet<&'a str>,
    published: Vec<DataCell>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    referenced: Vec<DataCell>,
}

/// Bucket, outlet, mentions, documents.
type DataCell = (usize, usize, u64, u64);

impl<'a> Data<'a> {
    /// The figures of the first so many entities.
    pub(super) fn of(title: &'a str, material: &'a Material, entities: usize) -> Data<'a> {
        let axes = &material.axes;
        let others = axes.outlets.others().0;
        let mut outlets: Vec<String> =
            axes.outlets.named().iter().map(|(name, _)| words::clean(name).into_owned()).collect();
        if others > 0 {
            outlets.push(words::counted(others, "other source"));
        }
        Data {
            title,
            step: axes.published.timelines.size.name(),
            count: axes.mode(),
            outlets: if axes.outlets.several() { outlets } else { Vec::new() },
            others,
            published: DataAxis::of(&axes.published),
            referenced: axes.referenced.as_ref().map(DataAxis::of),
            entities: (0..entities).map(|at| DataEntity::of(material, at)).collect(),
        }
    }
}

impl DataAxis {
    fn of(on: &OnAxis) -> DataAxis {
        let buckets = &on.timelines.buckets;
        let cell =
            |cell: &Cell<crate::timeline::Coverage>| (cell.bucket, cell.outlet, cell.count.documents, cell.count.words);
        DataAxis {
            buckets: buckets.iter().map(ToString::to_string).collect(),
            names: buckets.iter().map(|&bucket| words::capital(&words::bucket(bucket))).collect(),
            days: buckets.iter().map(|bucket| (bucket.from().to_string(), bucket.to().to_string())).collect(),
            coverage: on.split.coverage.iter().map(cell).collect(),
        }
    }
}

impl<'a> DataEntity<'a> {
    fn of(material: &'a Material, at: usize) -> DataEntity<'a> {
        let axes = &material.axes;
        let series = &axes.published.timelines.series[at];
        let surfaces = material.gathered.findings[at].surfaces.keys();
        DataEntity {
            anchor: &material.anchors[at],
            id: &series.entity,
            name: &series.name,
            kind: series.kind.name(),
            names: surfaces.chain(&material.aliases[at]).map(String::as_str).collect(),
            published: cells(&axes.published.split.series[at]),
            referenced: axes.referenced.as_ref().map_or(Vec::new(), |on| cells(&on.split.series[at])),
        }
    }
}

/// Mentions on either axis are whole numbers: none is spread over buckets.
fn cells(cells: &[Cell<Count>]) -> Vec<DataCell> {
    let whole =
        |cell: &Cell<Count>| (cell.bucket, cell.outlet, cell.count.mentions as u64, cell.count.documents as u64);
    cells.iter().map(whole).collect()
}
