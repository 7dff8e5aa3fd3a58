//! Counts a name over time without writing anything to disk: from strings to a timeline with its denominator.
//!
//! ```text
//! cargo run --example timeline_in_memory
//! ```

use std::collections::BTreeMap;

use dateline::calendar::{Bucket, BucketSize, Span};
use dateline::gazetteer::{Entity, Gazetteer, Kind};
use dateline::matcher::{Matcher, Scratch, Subject};
use dateline::text::words;
use dateline::timeline::{Count, Coverage, Measure};

const ARTICLES: [(&str, &str); 4] = [
    ("2017-06-06", "The battle for Raqqa has begun. Raqqa is surrounded."),
    ("2017-06-20", "In the capital, parliament argued about the budget."),
    ("2017-10-17", "Raqqa has fallen."),
    ("2017", "A year in which Raqqa was seldom out of the news."),
];

fn main() -> dateline::Result<()> {
    for (bucket, count, coverage) in timeline(&ARTICLES)? {
        let rate = Measure::Per1000Documents.estimate(count, coverage).map(|rate| rate.rounded());
        let rate = rate
            .map_or_else(|| "no coverage".to_owned(), |rate| format!("{} ({} to {})", rate.value, rate.low, rate.high));
        println!(
            "{bucket}  {} mentions in {} of {} documents; per 1,000: {rate}",
            count.mentions, count.documents, coverage.documents
        );
    }
    Ok(())
}

/// Every month from the first to the last, with what it says of the name and what covers it.
fn timeline(articles: &[(&str, &str)]) -> dateline::Result<Vec<(Bucket, Count, Coverage)>> {
    let gazetteer = Gazetteer::from(vec![Entity::new("raqqa", Kind::Place, "Raqqa")]);
    let (matcher, mut scratch) = (Matcher::new(&gazetteer), Scratch::default());
    let mut months: BTreeMap<Bucket, (Count, Coverage)> = BTreeMap::new();
    for (date, text) in articles {
        let published: Span = date.parse()?;
        let month = Bucket::holding(published.from(), BucketSize::Month);
        if published.to() > month.to() {
            // "2017" is not January 2017: a date coarser than the bucket is in none.
            continue;
        }
        let subject = Subject { text, published: Some(published), ..Subject::default() };
        let (mentions, _) = matcher.find(&gazetteer, subject, &mut scratch);
        let (count, coverage) = months.entry(month).or_default();
        count.mentions += mentions.len() as f64;
        count.documents += f64::from(u8::from(!mentions.is_empty()));
        coverage.documents += 1;
        coverage.words += words(text);
    }
    let ends = months.keys().next().copied().zip(months.keys().next_back().copied());
    let Some((first, last)) = ends else { return Ok(Vec::new()) };
    let all = Bucket::covering(first.from(), last.from(), BucketSize::Month);
    Ok(all
        .map(|month| (month, months.get(&month).copied().unwrap_or_default()))
        .map(|(month, (count, coverage))| (month, count, coverage))
        .collect())
}

#[test]
fn months_without_documents_are_no_zeros_and_a_year_is_no_month() {
    let months = timeline(&ARTICLES).unwrap();
    let counted: Vec<(f64, u64)> =
        months.iter().map(|(_, count, coverage)| (count.mentions, coverage.documents)).collect();
    assert_eq!(counted, [(2.0, 2), (0.0, 0), (0.0, 0), (0.0, 0), (1.0, 1)]);
}
