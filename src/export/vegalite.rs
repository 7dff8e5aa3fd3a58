//! Timelines as a Vega-Lite chart with its data.

use std::borrow::Cow;
use std::io::Write;

use serde_json::{Map, Value, json};

use super::format::number;
use super::job::write_json;
use super::{ExportReport, Table, TimelineTable};
use crate::Result;
use crate::store::Cell;
use crate::timeline::{Axis, CountMode, Timelines};

/// More lines than this nobody tells apart.
const LINES: usize = 10;

/// Writes the chart: a line an entity, the measure to choose below it, and the coverage of each bucket.
pub(super) fn write(timelines: &Timelines, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    let shown = &timelines.series[..timelines.series.len().min(LINES)];
    let rest = &timelines.series[shown.len()..];
    for series in rest {
        report.lose(
            "entities beyond the ten with most mentions, left out; name those that you want with --where",
            &series.name,
        );
    }
    let drawn = Timelines { series: shown.to_vec(), ..timelines.clone() };
    let values = rows(&TimelineTable::new(&drawn))?;
    report.written = values.len() as u64;
    let time = time_axis(timelines.buckets.first().is_some_and(|first| first.from().year() < 1));
    let coverage: Vec<Value> = timelines
        .buckets
        .iter()
        .zip(&timelines.coverage)
        .map(|(bucket, coverage)| {
            let first = bucket.from().to_string();
            json!({ "bucket": bucket.to_string(), "from": for_scripts(&first), "documents": coverage.documents })
        })
        .collect();
    let of_sources = timelines.totals.count == Some(CountMode::Sources);
    let title = if of_sources { "Sources over time" } else { "Mentions over time" };
    let measures = if of_sources { &MEASURES[1..3] } else { &MEASURES[..] };
    let spec = json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": { "text": title, "subtitle": caption(timelines), "anchor": "start" },
        "datasets": { "timelines": values, "coverage": coverage },
        "params": [{
            "name": "measure",
            "value": measures[0],
            "bind": { "input": "select", "name": "Measure ", "options": measures, "labels": labels(measures, of_sources) },
        }],
        "vconcat": [lines(&time), documents(&time, of_sources)],
    });
    write_json(&spec, out)
}

const MEASURES: [&str; 4] = ["mentions", "documents", "per_1000_documents", "per_million_words"];

/// What people read for the columns that can be chosen. Where sources count, their number stands in that of documents.
fn labels(measures: &[&str], of_sources: bool) -> Vec<String> {
    let counted = if of_sources { "sources" } else { "documents" };
    measures.iter().map(|measure| measure.replace("documents", counted).replace('_', " ")).collect()
}

/// The rows of a table as objects.
fn rows(table: &dyn Table) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    table.each(&mut |row| {
        let cells = table.spec().columns.iter().zip(row).map(|(column, cell)| {
            let day = matches!(column.name, "from" | "to");
            (column.name.to_owned(), if day { value(*cell) } else { plain(*cell) })
        });
        values.push(Value::Object(cells.collect::<Map<_, _>>()));
        Ok(())
    })?;
    Ok(values)
}

/// A day as scripts read it: they give years before 1 BC six figures (ECMA-262, "Expanded Years").
fn for_scripts(day: &str) -> Cow<'_, str> {
    day.strip_prefix('-').map_or(Cow::Borrowed(day), |day| Cow::Owned(format!("-00{day}")))
}

/// The axis of time. Years before the year 1 are labelled as people know them.
fn time_axis(before_era: bool) -> Value {
    let mut axis = json!({ "field": "from", "type": "temporal", "title": null, "scale": { "type": "utc" } });
    if before_era {
        let label = "utcyear(datum.value) < 1 ? (1 - utcyear(datum.value)) + ' BC' : datum.label";
        axis["axis"] = json!({ "labelExpr": label });
    }
    axis
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Text(day) => for_scripts(day).into(),
        other => plain(other),
    }
}

fn plain(cell: Cell<'_>) -> Value {
    match cell {
        Cell::None => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Integer(value) => value.into(),
        // As in every other format: a whole number has no point.
        Cell::Number(value) => number(value).and_then(|text| text.parse().ok()).map_or(Value::Null, Value::Number),
        Cell::Flag(value) => value.into(),
    }
}

/// Buckets without coverage have no value, so that the line breaks there.
fn lines(time: &Value) -> Value {
    let told = ["name", "bucket", "mentions", "documents", "coverage_documents", "per_1000_documents"];
    let tooltip = told.map(|field| json!({ "field": field }));
    json!({
        "data": { "name": "timelines" },
        "width": 720, "height": 320,
        "transform": [{ "calculate": "datum.covered ? datum[measure] : null", "as": "value" }],
        "params": [{ "name": "chosen", "select": { "type": "point", "fields": ["name"] }, "bind": "legend" }],
        "mark": { "type": "line", "point": { "size": 18 }, "invalid": "break-paths-show-domains" },
        "encoding": {
            "x": time,
            "y": { "field": "value", "type": "quantitative", "title": "the measure chosen below" },
            "color": { "field": "name", "type": "nominal", "title": null, "sort": null },
            "opacity": { "condition": { "param": "chosen", "value": 1 }, "value": 0.15 },
            "tooltip": tooltip,
        },
    })
}

fn documents(time: &Value, of_sources: bool) -> Value {
    json!({
        "data": { "name": "coverage" },
        "width": 720, "height": 60,
        "mark": { "type": "bar", "color": "#999999" },
        "encoding": {
            "x": time,
            "y": { "field": "documents", "type": "quantitative", "title": if of_sources { "all sources" } else { "all documents" } },
            "tooltip": [{ "field": "bucket" }, { "field": "documents" }],
        },
    })
}

/// What was counted, over what, and what was left out.
fn caption(timelines: &Timelines) -> Vec<String> {
    let totals = &timelines.totals;
    let axis = match timelines.axis {
        Axis::Published => "publication",
        Axis::Referenced => "what the texts tell of",
    };
    let counted = format!(
        "By {} of {axis}, {}; {} documents. A gap has no documents.",
        timelines.size, timelines.zone, totals.documents
    );
    let left = [
        (totals.undated_documents, "undated"),
        (totals.coarse_documents, "dated more coarsely than a bucket"),
        (totals.outside_documents, "outside of the period"),
        (totals.skipped, "inputs skipped"),
    ];
    let left: Vec<String> =
        left.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let left = if left.is_empty() { None } else { Some(format!("Not shown: {}.", left.join(", "))) };
    let gazetteers = Some(timelines.gazetteers.join("; "));
    [Some(counted), timelines.texts_counted(), left, gazetteers].into_iter().flatten().collect()
}
