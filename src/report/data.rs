//! What the scripts of the page read: the same figures as in its tables, outlet by outlet.

use std::collections::BTreeSet;

use serde::Serialize;

use super::axes::OnAxis;
use super::{Material, caption, words};
use crate::chart::FEW_DOCUMENTS;
use crate::timeline::{Again, Axis, Cell, Count, CountMode};

/// All that the scripts read.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    title: &'a str,
    /// What a command needs to find the run.
    #[serde(skip_serializing_if = "String::is_empty")]
    dir: String,
    /// The bucket's name: day, week, month, quarter, year.
    step: &'static str,
    /// Which texts count: all, distinct, sources.
    count: CountMode,
    /// Names of the outlets that are told apart, in the order of their numbers. None where there is but one.
    outlets: Vec<String>,
    /// How many outlets the last of them stands for, if it stands for all others.
    others: u64,
    /// Whether the page knows what lies in several buckets: if not, documents of several add up to too many.
    exact: bool,
    /// Rates of fewer documents than this are striped.
    few: u64,
    /// Where documents and names come from.
    origin: String,
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
    /// The positions of those that are counted in part.
    partial: Vec<usize>,
    /// The days of each bucket, as commands name them.
    days: Vec<(String, String)>,
    /// Documents and words.
    coverage: String,
    /// Documents that lie in a bucket and again in a later one: how many buckets later, and how many documents.
    #[serde(skip_serializing_if = "String::is_empty")]
    again: String,
    /// Among what its figures are counted, and what is on no chart of it: for a picture that is taken along.
    among: String,
    left: String,
}

#[derive(Serialize)]
struct DataEntity<'a> {
    anchor: &'a str,
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    /// All that it may be searched by.
    names: BTreeSet<&'a str>,
    /// Mentions and documents.
    published: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    referenced: String,
    /// For each axis the documents that lie in a bucket and again in a later one.
    #[serde(skip_serializing_if = "DataAgain::is_empty")]
    again: DataAgain,
}

#[derive(Serialize)]
struct DataAgain {
    #[serde(skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    referenced: String,
}

impl DataAgain {
    fn is_empty(&self) -> bool {
        self.published.is_empty() && self.referenced.is_empty()
    }
}

impl<'a> Data<'a> {
    /// The figures of the first so many entities.
    pub(super) fn of((title, dir): (&'a str, String), material: &'a Material, entities: usize) -> Data<'a> {
        let axes = &material.axes;
        let others = axes.outlets.others().0;
        let mut outlets: Vec<String> =
            axes.outlets.named().iter().map(|(name, _)| words::clean(name).into_owned()).collect();
        if others > 0 {
            outlets.push(words::counted(others, "other source"));
        }
        Data {
            title,
            dir,
            step: axes.published.timelines.size.name(),
            count: axes.mode(),
            outlets: if axes.outlets.several() { outlets } else { Vec::new() },
            others,
            exact: axes.exact,
            few: FEW_DOCUMENTS,
            origin: caption::origin((&material.origins.0, material.origins.1), &axes.published.timelines),
            published: DataAxis::of((Axis::Published, &axes.published)),
            referenced: axes.referenced.as_ref().map(|on| DataAxis::of((Axis::Referenced, on))),
            entities: (0..entities).map(|at| DataEntity::of(material, at)).collect(),
        }
    }
}

impl DataAxis {
    fn of((axis, on): (Axis, &OnAxis)) -> DataAxis {
        let buckets = &on.timelines.buckets;
        let positions = 0..buckets.len();
        DataAxis {
            buckets: buckets.iter().map(ToString::to_string).collect(),
            names: positions.clone().map(|at| words::capital(&words::counted_bucket(&on.timelines, at))).collect(),
            partial: positions.filter(|&at| on.timelines.partial(at).is_some()).collect(),
            days: buckets.iter().map(|bucket| (bucket.from().to_string(), bucket.to().to_string())).collect(),
            coverage: packed(&on.split.coverage, |_, coverage| (coverage.documents, coverage.words)),
            again: again(&on.split.covered_again),
            among: caption::among(axis, &on.timelines),
            left: caption::left_out(axis, &on.timelines),
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
            published: counts(&axes.published.split.series[at]),
            referenced: axes.referenced.as_ref().map_or(String::new(), |on| counts(&on.split.series[at])),
            again: DataAgain {
                published: again(&axes.published.split.counted_again[at]),
                referenced: axes.referenced.as_ref().map_or(String::new(), |on| again(&on.split.counted_again[at])),
            },
        }
    }
}

/// Mentions on either axis are whole numbers: none is spread over buckets.
fn counts(cells: &[Cell<Count>]) -> String {
    packed(cells, |_, count| (count.mentions as u64, count.documents as u64))
}

/// How many buckets later, and how many.
fn again(cells: &[Cell<Again>]) -> String {
    packed(cells, |bucket, again| ((again.to - bucket) as u64, again.documents))
}

/// The cells of all buckets in few characters, since there are tens of thousands of them: a semicolon between buckets, and of
/// each outlet its letter, the first number, and after a point the second one if it is another. `a3.2b1;;a1` is of the
/// first bucket 3 and 2 of the outlet 0, 1 and 1 of the outlet 1, and of the third bucket 1 and 1 of the outlet 0.
fn packed<T: Copy>(cells: &[Cell<T>], figures: impl Fn(usize, T) -> (u64, u64)) -> String {
    let (mut out, mut bucket) = (String::new(), 0);
    for cell in cells {
        out.extend(std::iter::repeat_n(';', cell.bucket - bucket));
        bucket = cell.bucket;
        let (one, other) = figures(bucket, cell.count);
        out.push(char::from(b'a' + cell.outlet.min(25) as u8));
        out.push_str(&one.to_string());
        if one != other {
            out.push_str(&format!(".{other}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_packed() {
        let cell = |bucket, outlet, count| Cell { bucket, outlet, count };
        let cells = [cell(0, 0, (3, 2)), cell(0, 1, (1, 1)), cell(2, 0, (1, 1)), cell(2, 24, (0, 7))];
        assert_eq!(packed(&cells, |_, figures| figures), "a3.2b1;;a1y0.7");
        assert_eq!(packed(&[], |_, figures: (u64, u64)| figures), "");
    }
}
