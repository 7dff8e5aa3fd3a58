//! How long a large chart takes: 40 panels of ten years by week, as SVG and as PNG, on one core.
//!
//! `cargo bench --bench charts`; the data are generated, the same every time.

use dateline::calendar::{Bucket, BucketSize};
use dateline::chart::{ChartData, ChartKind, ChartOptions, Drawing, draw};
use dateline::gazetteer::Kind;
use dateline::timeline::{Axis, Count, Coverage, Series, Timelines, Totals};

fn main() {
    divan::main();
}

/// Forty names over 520 weeks; each rises and falls at a pace of its own.
fn ten_years() -> Timelines {
    let (from, to) = ("2010-01-04".parse().expect("a day"), "2019-12-22".parse().expect("a day"));
    let buckets: Vec<Bucket> = Bucket::covering(from, to, BucketSize::Week).collect();
    let coverage = vec![Coverage { documents: 60, words: 24_000 }; buckets.len()];
    let series = (0..40).map(|at| series(at, buckets.len())).collect();
    Timelines {
        axis: Axis::Published,
        size: BucketSize::Week,
        zone: "UTC".to_string(),
        buckets,
        coverage,
        series,
        totals: Totals { documents: 31_200, ..Totals::default() },
        gazetteers: vec!["places".to_string()],
    }
}

fn series(at: usize, buckets: usize) -> Series {
    let value = |bucket: usize| ((bucket * (at + 3)) % 29 + (bucket * bucket) % (at + 5)) as f64;
    let counts: Vec<(usize, Count)> =
        (0..buckets).map(|bucket| (bucket, Count { mentions: value(bucket), documents: value(bucket) })).collect();
    let mentions = counts.iter().map(|(_, count)| count.mentions).sum();
    Series {
        entity: format!("name-{at}"),
        kind: Kind::Place,
        name: format!("Name {at}"),
        location: None,
        counts,
        total: Count { mentions, documents: mentions },
        placed: Count { mentions, documents: mentions },
        within: Count { mentions, documents: mentions },
    }
}

fn panels(timelines: &Timelines) -> Drawing {
    draw(ChartKind::Panels, &ChartData::new(timelines), &ChartOptions::default()).expect("a chart")
}

#[divan::bench(sample_count = 10)]
fn forty_panels_by_week_to_svg(bencher: divan::Bencher<'_, '_>) {
    let timelines = ten_years();
    bencher.bench_local(|| panels(&timelines).svg());
}

#[divan::bench(sample_count = 10)]
fn forty_panels_by_week_to_svg_and_png(bencher: divan::Bencher<'_, '_>) {
    let timelines = ten_years();
    bencher.bench_local(|| {
        let drawing = panels(&timelines);
        (drawing.svg(), drawing.png(1.0).expect("a picture"))
    });
}
