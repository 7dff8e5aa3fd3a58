//! The figures behind a chart, as CSV.

use super::caption;
use super::data::{ChartData, is_rate};
use super::options::{ChartKind, ChartOptions};
use crate::text::guarded;
use crate::timeline::{Estimate, Measure};

/// The figures of a chart of some type.
pub(super) fn table(kind: ChartKind, data: &ChartData<'_>, options: &ChartOptions) -> String {
    match kind {
        ChartKind::Bars => totals(data, options.measure),
        ChartKind::Map if !options.frames => totals(data, options.measure),
        ChartKind::Matrix => pairs(data),
        ChartKind::Swimlane => dots(data),
        ChartKind::Coverage => coverage(data),
        _ => values(data, options.measure),
    }
}

/// One row a series and bucket: the value as drawn, empty where there is no coverage, of a rate the bounds of its 95 %
/// interval, what it is measured against, and the days that are counted where these are not all of the bucket's.
fn values(data: &ChartData<'_>, measure: Measure) -> String {
    let covering = if caption::of_sources(data) { "sources" } else { "documents" };
    let key = caption::key(data, measure);
    let bounds = if is_rate(measure) { format!(",{key}_low,{key}_high") } else { String::new() };
    let mut out = format!("entity,name,bucket,from,to,{key}{bounds},coverage_{covering},partial\n");
    for series in data.series() {
        let head = format!("{},{}", cell(&series.entity), cell(&series.name));
        let coverage = data.timelines.coverage.iter().enumerate();
        let estimates = data.estimates(series, measure).into_iter().map(|estimate| value(estimate, measure));
        for ((bucket, value), (at, coverage)) in data.buckets().iter().zip(estimates).zip(coverage) {
            let (from, to, partial) = (bucket.from(), bucket.to(), partial(data, at));
            out.push_str(&format!("{head},{bucket},{from},{to},{value},{},{partial}\n", coverage.documents));
        }
    }
    out
}

/// A value, and of a rate its bounds; empty cells where nothing is covered.
fn value(estimate: Option<Estimate>, measure: Measure) -> String {
    match estimate.map(Estimate::rounded) {
        Some(Estimate { value, low, high }) if is_rate(measure) => format!("{value},{low},{high}"),
        Some(estimate) => estimate.value.to_string(),
        None if is_rate(measure) => ",,".to_owned(),
        None => String::new(),
    }
}

/// One row a series: its value over the whole period, and where it lies.
fn totals(data: &ChartData<'_>, measure: Measure) -> String {
    let (drawn, counts) = (caption::key(data, measure), if caption::of_sources(data) { 1 } else { 2 });
    let counted = ["mentions", "documents"].map(|key| if counts == 1 { "sources" } else { key });
    let counted = &counted[..counts];
    let rate = (!counted.contains(&drawn.as_str())).then_some(drawn.as_str());
    let bounds = rate.map(|rate| [rate.to_owned(), format!("{rate}_low"), format!("{rate}_high")]);
    let columns: Vec<String> =
        counted.iter().map(|column| (*column).to_owned()).chain(bounds.into_iter().flatten()).collect();
    let mut out = format!("entity,name,kind,lat,lon,{}\n", columns.join(","));
    for series in data.series() {
        let (lat, lon) = series.location.map_or_else(Default::default, |(lat, lon)| (lat.to_string(), lon.to_string()));
        let whole = data.timelines.told(series);
        let values = [whole.mentions, whole.documents].into_iter().take(counts);
        let share = rate.map(|_| super::bars::total(data, measure, series).rounded());
        let values = values.chain(share.into_iter().flat_map(|share| [share.value, share.low, share.high]));
        let values: Vec<String> = values.map(|value| value.to_string()).collect();
        let (entity, name, kind) = (cell(&series.entity), cell(&series.name), series.kind.name());
        out.push_str(&format!("{entity},{name},{kind},{lat},{lon},{}\n", values.join(",")));
    }
    out
}

/// One row a pair.
fn pairs(data: &ChartData<'_>) -> String {
    let mut out = "one,other,documents,peak\n".to_string();
    for pair in data.pairs {
        let peak = pair.peak.map_or_else(String::new, |peak| peak.to_string());
        out.push_str(&format!("{},{},{},{peak}\n", cell(&pair.one), cell(&pair.other), pair.documents));
    }
    out
}

/// One row a document and entity.
fn dots(data: &ChartData<'_>) -> String {
    let mut out = "entity,published,document,title,mentions\n".to_string();
    for dot in data.dots {
        let (entity, document, title) = (cell(&dot.entity), cell(&dot.document), cell(&dot.title));
        out.push_str(&format!("{entity},{},{document},{title},{}\n", dot.day, dot.mentions));
    }
    out
}

/// One row a bucket, with a column for the documents of each source.
fn coverage(data: &ChartData<'_>) -> String {
    let sources: String = data.sources.iter().map(|source| format!(",{}", cell(&source.source))).collect();
    let covering = if caption::of_sources(data) { "sources" } else { "documents" };
    // Of sources no words are counted.
    let of_words = !caption::of_sources(data);
    let mut out = format!("bucket,from,to,{covering}{},partial{sources}\n", if of_words { ",words" } else { "" });
    for (at, (bucket, coverage)) in data.buckets().iter().zip(&data.timelines.coverage).enumerate() {
        let by_source: String =
            data.sources.iter().map(|source| format!(",{}", source.documents.get(at).unwrap_or(&0))).collect();
        let (from, to) = (bucket.from(), bucket.to());
        let (documents, partial) = (coverage.documents, partial(data, at));
        let words = if of_words { format!(",{}", coverage.words) } else { String::new() };
        out.push_str(&format!("{bucket},{from},{to},{documents}{words},{partial}{by_source}\n"));
    }
    out
}

/// The days of a bucket that are counted, as an interval (ISO 8601), where these are a part of it only.
fn partial(data: &ChartData<'_>, at: usize) -> String {
    data.timelines.partial(at).map_or_else(String::new, |(from, to)| format!("{from}/{to}"))
}

/// A cell: quoted where it must be, and never taken for a formula by a spreadsheet.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    let text = guarded(&text);
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples;

    #[test]
    fn rates_have_the_bounds_that_the_picture_draws() {
        let timelines = samples::quarters();
        let data = ChartData::new(&timelines);
        let table = values(&data, Measure::Per1000Documents);
        let mut rows = table.lines();
        let head: Vec<&str> = rows.next().unwrap().split(',').collect();
        assert_eq!(head[5..8], ["per_1000_documents", "per_1000_documents_low", "per_1000_documents_high"]);
        for row in rows {
            let cells: Vec<Option<f64>> = row.split(',').skip(5).take(3).map(|cell| cell.parse().ok()).collect();
            assert_eq!(row.split(',').count(), head.len(), "{row}");
            if let [Some(value), Some(low), Some(high)] = cells[..] {
                assert!(low <= value && value <= high && high <= 1000.0, "{row}");
            }
        }
        assert!(values(&data, Measure::Mentions).starts_with("entity,name,bucket,from,to,mentions,coverage_documents"));
    }

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        for (text, written) in [("Mosul", "Mosul"), ("a,b", "\"a,b\""), ("=1+1", "'=1+1"), ("x\"y", "\"x\"\"y\"")] {
            assert_eq!(cell(text), written);
        }
    }
}
