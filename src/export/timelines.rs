//! Timelines as a table.

use super::Table;
use crate::Result;
use crate::store::{Cell, ColumnSpec, TableSpec};
use crate::timeline::{Axis, Count, CountMode, Coverage, Measure, Series, Timelines};

/// One row an entity and bucket, explicit zeros included. Rates are empty where there is no coverage. Of a table of
/// more than [`MOST_ROWS`] rows those buckets are left out that no document lies in: one document dated 9999 by mistake
/// would make it grow without end.
pub const TIMELINES: TableSpec = TableSpec {
    name: "timelines",
    columns: &[
        ColumnSpec::text("entity", "the entity's id"),
        ColumnSpec::text("kind", "place, person or organisation"),
        ColumnSpec::text("name", "the entity's name"),
        ColumnSpec::text("axis", "published or referenced"),
        ColumnSpec::text("bucket", "2017-06-13, 2017-W24, 2017-06, 2017-Q2 or 2017"),
        ColumnSpec::text("from", "the bucket's first day"),
        ColumnSpec::text("to", "the bucket's last day"),
        ColumnSpec::flag("covered", "whether any document lies in the bucket"),
        ColumnSpec::integer(
            "mentions",
            "mentions in the texts that `count` names (sources with one, where they count)",
        ),
        ColumnSpec::integer("documents", "documents with at least one of those (sources, where they count)"),
        ColumnSpec::integer("coverage_documents", "all such documents of the bucket (sources, where they count)"),
        ColumnSpec::integer("coverage_words", "all words of those; 0 where sources count"),
        ColumnSpec::number("per_1000_documents", "documents with a mention, per 1,000 (sources, where they count)")
            .optional(),
        ColumnSpec::number("per_1000_documents_low", "lower bound, 95 %, Wilson").optional(),
        ColumnSpec::number("per_1000_documents_high", "upper bound, 95 %, Wilson").optional(),
        ColumnSpec::number("per_million_words", "mentions per million words").optional(),
        ColumnSpec::number("per_million_words_low", "lower bound, 95 %, Garwood").optional(),
        ColumnSpec::number("per_million_words_high", "upper bound, 95 %, Garwood").optional(),
        ColumnSpec::text("count", COUNT).optional(),
    ],
};

/// What the column `count` means, in each table that counts.
pub(super) const COUNT: &str = "what is counted: all texts, distinct ones without copies and furniture, or sources";

/// A table of more rows has those of covered buckets alone.
pub const MOST_ROWS: usize = 2_000_000;

/// Timelines, row by row.
#[derive(Clone, Copy, Debug)]
pub struct TimelineTable<'t> {
    timelines: &'t Timelines,
    zeros: bool,
}

impl<'t> TimelineTable<'t> {
    /// The table of timelines.
    pub fn new(timelines: &'t Timelines) -> TimelineTable<'t> {
        TimelineTable { timelines, zeros: true }
    }

    /// Without the rows of buckets in which an entity is not mentioned, if these are not wanted.
    #[must_use]
    pub fn zeros(self, zeros: bool) -> TimelineTable<'t> {
        TimelineTable { zeros, ..self }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        if self.zeros { self.most_rows() } else { self.mentioned_rows() }
    }

    fn most_rows(&self) -> usize {
        self.timelines.series.len() * (self.timelines.buckets.len() - self.buckets_left_out())
    }

    fn mentioned_rows(&self) -> usize {
        let mentioned = |series: &Series| series.counts.iter().filter(|(_, count)| *count != Count::default()).count();
        self.timelines.series.iter().map(mentioned).sum()
    }

    /// How many buckets it has no rows for, since no document lies in them.
    pub fn buckets_left_out(&self) -> usize {
        match self.timelines.series.len() * self.timelines.buckets.len() > MOST_ROWS {
            true => self.timelines.coverage.iter().filter(|coverage| coverage.documents == 0).count(),
            false => 0,
        }
    }
}

impl Table for TimelineTable<'_> {
    fn spec(&self) -> &TableSpec {
        &TIMELINES
    }

    fn left_out(&self) -> Vec<(&'static str, u64)> {
        let totals = &self.timelines.totals;
        let far = [totals.early, totals.late].into_iter().flatten().map(|far| far.count).sum();
        let in_no_bucket = match self.timelines.axis {
            Axis::Published => [
                ("documents without a date, in no row of the timelines", totals.undated_documents),
                ("documents dated more coarsely than a bucket of the timelines", totals.coarse_documents),
                ("documents dated far from all others, which --from and --to bring in", far),
            ],
            Axis::Referenced => [
                ("mentions that no date governs", totals.undated_mentions),
                ("mentions whose date is coarser than a bucket", totals.coarse_mentions),
                ("mentions dated far from all others, which --from and --to bring in", far),
            ],
        };
        let empty = (
            "buckets that no document lies in, of a table of more than 2,000,000 rows",
            self.buckets_left_out() as u64,
        );
        let zeros = ("rows of buckets without a mention", (self.most_rows() - self.rows()) as u64);
        in_no_bucket.into_iter().chain([empty, zeros]).collect()
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        let name =
            |bucket: &crate::calendar::Bucket| [bucket.to_string(), bucket.from().to_string(), bucket.to().to_string()];
        let steps: Vec<Step> =
            self.timelines.buckets.iter().map(name).zip(&self.timelines.coverage).map(Step::new).collect();
        let sparse = self.buckets_left_out() > 0;
        let shown: Vec<_> =
            steps.iter().enumerate().filter(|(_, step)| !sparse || step.coverage.documents > 0).collect();
        for series in &self.timelines.series {
            for &(position, step) in &shown {
                let count = series.at(position);
                if self.zeros || count != Count::default() {
                    row(&cells(self.timelines, series, step, count))?;
                }
            }
        }
        Ok(())
    }
}

/// What all entities' rows of one bucket share; the rates of a zero among it, since most cells are zeros.
struct Step {
    names: [String; 3],
    coverage: Coverage,
    zero: [Cell<'static>; 6],
}

impl Step {
    fn new((names, coverage): ([String; 3], &Coverage)) -> Step {
        Step { names, coverage: *coverage, zero: rates(Count::default(), *coverage) }
    }
}

fn cells<'a>(timelines: &'a Timelines, series: &'a Series, step: &'a Step, count: Count) -> [Cell<'a>; 19] {
    let [bucket, from, to] = &step.names;
    let rates = if count == Count::default() { step.zero } else { rates(count, step.coverage) };
    [
        Cell::Text(&series.entity),
        Cell::Text(series.kind.name()),
        Cell::Text(&series.name),
        Cell::Text(timelines.axis.name()),
        Cell::Text(bucket),
        Cell::Text(from),
        Cell::Text(to),
        Cell::Flag(step.coverage.documents > 0),
        // Whole: what is coarser than a bucket is left out, and never spread over several.
        Cell::count(count.mentions as u64),
        Cell::count(count.documents as u64),
        Cell::count(step.coverage.documents),
        Cell::count(step.coverage.words),
        rates[0],
        rates[1],
        rates[2],
        rates[3],
        rates[4],
        rates[5],
        Cell::text(timelines.totals.count.map(CountMode::name)),
    ]
}

fn rates(count: Count, coverage: Coverage) -> [Cell<'static>; 6] {
    let rate = |measure: Measure| match measure.estimate(count, coverage).map(|rate| rate.rounded()) {
        Some(rate) => [Cell::Number(rate.value), Cell::Number(rate.low), Cell::Number(rate.high)],
        None => [Cell::None; 3],
    };
    let ([a, b, c], [d, e, f]) = (rate(Measure::Per1000Documents), rate(Measure::PerMillionWords));
    [a, b, c, d, e, f]
}
