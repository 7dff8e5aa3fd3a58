//! Timelines and profiles of small runs.

use tempfile::TempDir;

use super::*;
use crate::calendar::BucketSize;
use crate::gazetteer::Kind;
use crate::store::Store;
use crate::store::testing::{Row, run};

const BOTH: &str = "From Aleppo to Mosul.";

/// Five dated documents, one of them only to the year, and one undated.
const ROWS: &[Row<'static>] = &[
    ("a", Some("2017-06-01"), 1_000, &[(1, 0, "Mosul", "Mosul."), (1, 0, "MOSUL", BOTH), (0, 0, "Aleppo", BOTH)]),
    ("b", Some("2017-08-05"), 500, &[(1, 1, "الموصل", "الموصل")]),
    ("c", Some("2017-06-20"), 3_000, &[]),
    ("d", None, 200, &[(1, 0, "Mosul", "In Mosul.")]),
    ("e", Some("2017"), 300, &[(1, 0, "Mosul", "Mosul again."), (2, 1, "May", "May.")]),
    ("f", Some("2017-06-30"), 1_000, &[(1, 0, "Mosul", "Mosul, at last.")]),
];

fn store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = run(dir.path(), ROWS);
    (dir, store)
}

fn monthly() -> TimelineOptions<'static> {
    TimelineOptions { size: BucketChoice::Fixed(BucketSize::Month), ..Default::default() }
}

#[test]
fn zeros_gaps_and_what_is_left_out_are_told_apart() {
    let (_dir, store) = store();
    let timelines = Timelines::build(&store, &monthly()).unwrap();
    let names: Vec<String> = timelines.buckets.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["2017-06", "2017-07", "2017-08"]);
    let coverage: Vec<_> = timelines.coverage.iter().map(|coverage| (coverage.documents, coverage.words)).collect();
    assert_eq!(coverage, [(3, 5_000), (0, 0), (1, 500)]);
    let series: Vec<_> = timelines.series.iter().map(|series| series.entity.as_str()).collect();
    assert_eq!(series, ["mosul", "aleppo", "theresa-may"]);
    let mosul = &timelines.series[0];
    assert_eq!(
        mosul.counts,
        [(0, Count { mentions: 3.0, documents: 2.0 }), (2, Count { mentions: 1.0, documents: 1.0 })]
    );
    assert_eq!(mosul.total, Count { mentions: 6.0, documents: 5.0 });
    assert!(timelines.series[2].counts.is_empty());
    let totals = timelines.totals;
    assert_eq!(
        (totals.documents, totals.undated_documents, totals.coarse_documents, totals.outside_documents),
        (6, 1, 1, 0)
    );
    assert_eq!(
        (timelines.zone.as_str(), timelines.gazetteers.as_slice()),
        ("UTC", ["Test places".to_owned()].as_slice())
    );
}

#[test]
fn a_year_bucket_takes_the_dates_that_are_years() {
    let (_dir, store) = store();
    let options = TimelineOptions { size: BucketChoice::Fixed(BucketSize::Year), ..Default::default() };
    let timelines = Timelines::build(&store, &options).unwrap();
    assert_eq!(timelines.totals.coarse_documents, 0);
    assert_eq!(timelines.series[0].at(0), Count { mentions: 5.0, documents: 4.0 });
}

#[test]
fn a_period_an_entity_and_a_kind_select() {
    let (_dir, store) = store();
    let options = TimelineOptions {
        from: Some("2017-06-01".parse().unwrap()),
        to: Some("2017-06-20".parse().unwrap()),
        ..monthly()
    };
    let timelines = Timelines::build(&store, &options).unwrap();
    // "2017", August and the end of June.
    assert_eq!(timelines.totals.outside_documents, 3);
    assert_eq!(timelines.coverage, [Coverage { documents: 2, words: 4_000 }]);
    assert_eq!(timelines.series[0].at(0), Count { mentions: 2.0, documents: 1.0 });
    let people = Timelines::build(&store, &TimelineOptions { kind: Some(Kind::Person), ..monthly() }).unwrap();
    assert_eq!(people.series.len(), 1);
    let ids = ["aleppo".to_owned()];
    let one = Timelines::build(&store, &TimelineOptions { entities: Some(&ids), ..monthly() }).unwrap();
    assert_eq!((one.series.len(), one.series[0].at(0).mentions), (1, 1.0));
    assert_eq!(Timelines::build(&store, &TimelineOptions { top: Some(2), ..monthly() }).unwrap().series.len(), 2);
    assert!(Timelines::build(&store, &TimelineOptions { axis: Axis::Referenced, ..monthly() }).is_err());
}

#[test]
fn the_most_mentioned_of_a_period_are_those_of_the_period() {
    let dir = tempfile::tempdir().unwrap();
    let store = run(
        dir.path(),
        &[
            (
                "a",
                Some("2017-06-01"),
                10,
                &[(1, 0, "Mosul", "Mosul."), (1, 0, "Mosul", "Mosul."), (0, 0, "Aleppo", BOTH)],
            ),
            ("b", Some("2018-03-05"), 10, &[(0, 0, "Aleppo", BOTH)]),
            ("c", None, 10, &[(1, 0, "Mosul", "Mosul.")]),
        ],
    );
    let all = Timelines::build(&store, &TimelineOptions { top: Some(1), ..monthly() }).unwrap();
    let of =
        |timelines: &Timelines| (timelines.series[0].entity.clone(), timelines.told(&timelines.series[0]).mentions);
    assert_eq!((of(&all), all.series[0].placed.mentions), (("mosul".into(), 3.0), 2.0));
    let later = TimelineOptions { from: Some("2018-01-01".parse().unwrap()), ..monthly() };
    let one = Timelines::build(&store, &TimelineOptions { top: Some(5), ..later }).unwrap();
    assert_eq!((one.series.len(), of(&one)), (1, ("aleppo".into(), 1.0)));
    let both = Timelines::build(&store, &later).unwrap();
    assert_eq!((both.series.len(), of(&both)), (2, ("aleppo".into(), 1.0)));
}

#[test]
fn names_are_chosen_by_what_a_chart_of_time_shows_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let often: &[(usize, usize, &str, &str)] = &[(1, 0, "Mosul", "Mosul."), (1, 0, "Mosul", "Mosul.")];
    let store = run(dir.path(), &[("a", Some("2017-06-01"), 10, &[(0, 0, "Aleppo", BOTH)]), ("b", None, 10, often)]);
    let first = |placed| {
        let options = TimelineOptions { top: Some(1), placed, ..monthly() };
        Timelines::build(&store, &options).unwrap().series[0].entity.clone()
    };
    assert_eq!((first(false).as_str(), first(true).as_str()), ("mosul", "aleppo"));
}

#[test]
fn a_source_counts_once_for_a_period_however_many_buckets_it_fills() {
    let (_dir, store) = store();
    let options = TimelineOptions { count: Some(CountMode::Sources), ..monthly() };
    let series = Timelines::build(&store, &options).unwrap().series;
    let mosul = series.iter().find(|series| series.entity == "mosul").unwrap();
    assert_eq!(mosul.counts.len(), 2);
    assert_eq!(mosul.placed, Count { mentions: 1.0, documents: 1.0 });
}

#[test]
fn the_days_of_a_timeline_are_those_of_its_documents_or_those_asked_for() {
    let (_dir, store) = store();
    let days = |options: TimelineOptions<'_>| {
        let (first, last) = Timelines::build(&store, &options).unwrap().totals.days.unwrap();
        format!("{first} {last}")
    };
    assert_eq!(days(monthly()), "2017-06-01 2017-08-05");
    let asked = |from: &str, to: &str| TimelineOptions {
        from: Some(from.parse().unwrap()),
        to: Some(to.parse().unwrap()),
        ..monthly()
    };
    assert_eq!(days(asked("2017-06-02", "2017-08-31")), "2017-06-02 2017-08-05", "the corpus reaches no farther");
    assert_eq!(days(asked("2017-06-02", "2017-08-01")), "2017-06-02 2017-08-01");
    assert_eq!(days(asked("2010-01-01", "2030-01-01")), "2017-06-01 2017-08-05");
}

#[test]
fn a_document_dated_far_from_all_others_is_left_out_where_that_is_wanted() {
    let dir = tempfile::tempdir().unwrap();
    let mut rows: Vec<Row<'static>> = vec![("old", Some("1847-05-02"), 10, &[(1, 0, "Mosul", "Mosul.")])];
    let days = ["2017-01-02", "2017-02-02", "2017-03-02", "2017-04-02", "2017-05-02", "2017-06-02", "2017-07-02"];
    rows.extend(days.map(|day| -> Row<'static> { (day, Some(day), 10, &[(1, 0, "Mosul", "Mosul.")]) }));
    let store = run(dir.path(), &rows);
    let whole = Timelines::build(&store, &monthly()).unwrap();
    assert!(whole.is_stretched() && whole.buckets.len() > 2_000 && whole.totals.early.is_none());
    let close = Timelines::build(&store, &TimelineOptions { close: true, ..monthly() }).unwrap();
    assert!(!close.is_stretched() && close.buckets.len() == 7);
    let old = "1847-05-02".parse().unwrap();
    assert_eq!(close.totals.early, Some(Stragglers { count: 1, first: old, last: old }));
    assert_eq!((close.totals.outside_documents, close.series[0].placed.mentions), (1, 7.0));
    let asked = TimelineOptions { close: true, from: Some(old), ..monthly() };
    assert_eq!(Timelines::build(&store, &asked).unwrap().buckets.len(), whole.buckets.len());
}

#[test]
fn a_run_without_dates_has_no_buckets() {
    let dir = tempfile::tempdir().unwrap();
    let store = run(dir.path(), &[("a", None, 10, &[(1, 0, "Mosul", "Mosul.")])]);
    let timelines = Timelines::build(&store, &TimelineOptions::default()).unwrap();
    assert!(timelines.buckets.is_empty() && timelines.coverage.is_empty());
    assert_eq!((timelines.totals.undated_documents, timelines.series[0].total.mentions), (1, 1.0));
    let empty = tempfile::tempdir().unwrap();
    let timelines = Timelines::build(&run(empty.path(), &[]), &TimelineOptions::default()).unwrap();
    assert!(timelines.series.is_empty());
}

#[test]
fn a_summary_has_first_last_and_peak() {
    let (_dir, store) = store();
    let timelines = Timelines::build(&store, &monthly()).unwrap();
    let summaries = timelines.summaries(&store, 40).unwrap();
    let mosul = &summaries[0];
    assert_eq!((mosul.mentions, mosul.documents), (6, 5));
    assert_eq!(mosul.first.unwrap().to_string(), "2017");
    assert_eq!(mosul.last.unwrap().to_string(), "2017");
    assert_eq!(mosul.peak.unwrap().0.to_string(), "2017-06");
    assert_eq!(mosul.sparkline.text, "█ ▄");
    let aleppo = &summaries[1];
    assert_eq!(aleppo.first, aleppo.last);
    assert_eq!(aleppo.first.unwrap().to_string(), "2017-06-01");
    assert_eq!(summaries[2].peak, None);
}

#[test]
fn a_profile_shows_surfaces_companions_and_sentences() {
    let (_dir, store) = store();
    let entity = store.entity("mosul").unwrap();
    let profile =
        Profile::of(&store, entity, &TimelineOptions::default(), ProfileLimits { companions: 5, examples: 3 }).unwrap();
    let surfaces: Vec<_> = profile.surfaces.iter().map(|(surface, count)| (surface.as_str(), *count)).collect();
    assert_eq!(surfaces, [("Mosul", 4), ("MOSUL", 1), ("الموصل", 1)]);
    let met: Vec<_> =
        profile.companions.iter().map(|met| (met.entity.as_str(), met.sentences, met.documents)).collect();
    assert_eq!(met, [("aleppo", 1, 1), ("theresa-may", 0, 1)]);
    let examples: Vec<_> = profile.examples.iter().map(|row| row.document.as_str()).collect();
    // Of e (2017), a, f, b and d (undated): the first, the middle and the last.
    assert_eq!(examples, ["e", "f", "d"]);
    let all =
        Profile::of(&store, profile.entity, &TimelineOptions::default(), ProfileLimits { companions: 0, examples: 50 })
            .unwrap();
    assert_eq!((all.examples.len(), all.companions.len()), (5, 0));
    let none =
        Profile::of(&store, all.entity, &TimelineOptions::default(), ProfileLimits { companions: 0, examples: 0 })
            .unwrap();
    assert!(none.examples.is_empty());
}
