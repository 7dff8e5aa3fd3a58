//! The figures behind a chart, as CSV.

use super::data::ChartData;
use crate::timeline::Measure;

/// One row a series and bucket: the value as drawn, empty where there is no coverage.
pub(super) fn table(data: &ChartData<'_>, measure: Measure) -> String {
    let mut out = format!("entity,name,bucket,from,to,{}\n", measure.name().replace('-', "_"));
    for series in data.series() {
        let head = format!("{},{}", cell(&series.entity), cell(&series.name));
        for (bucket, value) in data.buckets().iter().zip(data.values(series, measure)) {
            let value = value.map_or_else(String::new, |value| format!("{value}"));
            out.push_str(&format!("{head},{bucket},{},{},{value}\n", bucket.from(), bucket.to()));
        }
    }
    out
}

/// A cell: quoted where it must be, and never taken for a formula by a spreadsheet.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text };
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        for (text, written) in [("Mosul", "Mosul"), ("a,b", "\"a,b\""), ("=1+1", "'=1+1"), ("x\"y", "\"x\"\"y\"")] {
            assert_eq!(cell(text), written);
        }
    }
}
