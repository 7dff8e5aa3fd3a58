//! How fast the store takes mentions, gives them back, and counts them.
//!
//! `cargo bench --bench store`; each row is a mention, so "items/s" are mentions a second. One thread does it all.

use std::path::Path;

use dateline::calendar::{Day, Span};
use dateline::corpus::{DateSource, Document, Publication};
use dateline::export::{Export, Format, TableKind};
use dateline::gazetteer::{Alias, Entity, Gazetteer, Kind, Location};
use dateline::store::{Batch, ManifestParts, Mention, Select, Store, StoreWriter};
use dateline::timeline::{TimelineOptions, Timelines};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

const DOCUMENTS: usize = 20_000;
const MENTIONS_EACH: usize = 12;
const ROWS: usize = DOCUMENTS * MENTIONS_EACH;
const BLOCK: usize = 500;

fn main() {
    divan::main();
}

fn gazetteer() -> Gazetteer {
    gazetteer_of(2_000)
}

fn gazetteer_of(entities: usize) -> Gazetteer {
    let entity = |at: usize| Entity {
        id: format!("entity-{at}").into(),
        kind: Kind::ALL[at % 3],
        name: format!("Entity Number {at}").into(),
        aliases: vec![Alias::plain(format!("Entity Number {at}")), Alias::plain(format!("E{at}"))],
        class: None,
        country: None,
        location: at.is_multiple_of(3).then_some(Location { lat: at as f64 / 100.0, lon: 43.0 }),
        population: None,
        priority: 0,
        details: None,
    };
    Gazetteer { entities: (0..entities).map(entity).collect(), sources: Vec::new() }
}

/// A number that looks random but is always the same.
fn scatter(at: usize) -> usize {
    at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33
}

fn document(at: usize) -> Document {
    let day = Day::new(2014, 1, 1).and_then(|day| day.plus_days((scatter(at) % 2_000) as i64));
    Document {
        id: format!("reports/2014/{at:07}.txt"),
        source: format!("corpus/reports.jsonl#{at}"),
        title: format!("Report number {at} of the day"),
        text: String::new(),
        url: None,
        publisher: None,
        country: None,
        published: day.map(|day| Publication { span: Span::day(day), from: DateSource::Field }),
        yearless: None,
        language: None,
        note: None,
        feed_item: false,
    }
}

/// A block of documents, with sentences of about 200 bytes that two mentions share.
fn batch(first: usize) -> Batch {
    let mut batch = Batch::new();
    for at in first..first + BLOCK {
        batch.document(&document(at), 900, 5_400);
        for number in 0..MENTIONS_EACH {
            let entity = scatter(at * 31 + number) % 2_000;
            let sentence = format!("{:>8} {}", at * 100 + number / 2, "words of a sentence ".repeat(10));
            batch.mention(&Mention {
                characters: (number as u64 * 450, number as u64 * 450 + 6),
                bytes: (number as u64 * 455, number as u64 * 455 + 6),
                surface: if number % 2 == 0 { "Entity" } else { "E" },
                entity,
                alias: number % 2,
                rule: "capitalised",
                sentence: &sentence,
                ..Mention::default()
            });
        }
    }
    batch
}

fn batches() -> Vec<Batch> {
    (0..DOCUMENTS).step_by(BLOCK).map(batch).collect()
}

fn write(dir: &Path, gazetteer: &Gazetteer, batches: Vec<Batch>) {
    let mut writer = StoreWriter::create(dir, gazetteer).expect("a writable folder");
    for batch in batches {
        writer.append(&batch).expect("room on the disk");
    }
    writer.finish(ManifestParts::default()).expect("room on the disk");
}

fn with_store(bencher: Bencher<'_, '_>, work: impl Fn(&Store) + Sync) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), &gazetteer(), batches());
    let store = Store::open(dir.path()).expect("the run just written");
    bencher.counter(ItemsCount::new(ROWS)).bench(|| work(&store));
}

#[divan::bench(sample_count = 5)]
fn make_batches(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(ROWS)).bench(batches);
}

#[divan::bench(sample_count = 5)]
fn write_batches(bencher: Bencher<'_, '_>) {
    let (dir, gazetteer) = (tempfile::tempdir().expect("a temporary folder"), gazetteer());
    bencher
        .counter(ItemsCount::new(ROWS))
        .with_inputs(batches)
        .bench_local_values(|batches| write(dir.path(), &gazetteer, batches));
}

#[divan::bench(sample_count = 5)]
fn read_all_mentions(bencher: Bencher<'_, '_>) {
    with_store(bencher, |store| {
        let all = Select::default();
        black_box(store.mentions(&all).expect("a store").count());
    });
}

#[divan::bench(sample_count = 5)]
fn read_one_entity(bencher: Bencher<'_, '_>) {
    with_store(bencher, |store| {
        let select = Select { entities: Some(["entity-7".to_owned()].into()), ..Select::default() };
        black_box(store.mentions(&select).expect("a store").count());
    });
}

#[divan::bench(sample_count = 5)]
fn build_timelines(bencher: Bencher<'_, '_>) {
    with_store(bencher, |store| {
        black_box(Timelines::build(store, &TimelineOptions::default()).expect("a store"));
    });
}

#[divan::bench(sample_count = 5, args = [Format::Csv, Format::Jsonl, Format::Parquet])]
fn export_mentions(bencher: Bencher<'_, '_>, format: Format) {
    with_store(bencher, |store| {
        let mut out = Vec::new();
        Export::new(store, TableKind::Mentions, format).and_then(|export| export.write(&mut out)).expect("a store");
        black_box(out);
    });
}

#[divan::bench(sample_count = 5)]
fn export_timelines(bencher: Bencher<'_, '_>) {
    with_store(bencher, |store| {
        let mut out = Vec::new();
        Export::new(store, TableKind::Timelines, Format::Csv)
            .and_then(|export| export.write(&mut out))
            .expect("a store");
        black_box(out);
    });
}

/// The tables of a million entities, of which next to none is mentioned.
#[divan::bench(sample_count = 2)]
fn write_a_million_entities(bencher: Bencher<'_, '_>) {
    let (dir, gazetteer) = (tempfile::tempdir().expect("a temporary folder"), gazetteer_of(1_000_000));
    bencher.counter(ItemsCount::new(1_000_000_usize)).bench_local(|| write(dir.path(), &gazetteer, vec![batch(0)]));
}

/// By its alias, by an id, and a name that nothing is called, which costs most.
#[divan::bench(sample_count = 2, args = ["E7", "entity-7", "Entity Nomber 7"])]
fn find_among_a_million(bencher: Bencher<'_, '_>, query: &str) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), &gazetteer_of(1_000_000), vec![batch(0)]);
    let store = Store::open(dir.path()).expect("the run just written");
    bencher.bench(|| black_box(store.entity(query)).is_ok());
}
