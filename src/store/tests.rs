//! The store as a whole: what goes in comes out, always with the same bytes, and whole or not at all.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::testing::{document, entity, gazetteer, mention, parts, run};
use super::*;
use crate::calendar::{Granularity, Span};
use crate::corpus::{DateSource, Document, Publication, Skip};
use crate::gazetteer::{Gazetteer, Kind, Location};
use crate::{ErrorKind, Result};

/// A run of three documents, in as many batches as there are numbers of documents given.
fn write_run(dir: &Path, batches: &[usize]) -> Result<Manifest> {
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir, &gazetteer)?;
    let mut number = 0;
    for &size in batches {
        let mut batch = Batch::new();
        for _ in 0..size {
            batch.document(
                &document(&format!("d{number}"), "text", [Some("2017-06"), None, Some("2014")][number]),
                3,
                20,
            );
            if number != 1 {
                batch.mention(&mention(1, 0, "Mosul", "In Mosul."));
                batch.mention(&mention(2, 1, "May", "In Mosul."));
                batch.mention(&mention(1, 1, "الموصل", "In الموصل."));
            }
            number += 1;
        }
        writer.append(&batch)?;
    }
    writer.skip(&Skip { source: "bad.gz".into(), line: Some(7), reason: "cut off".into() })?;
    writer.finish(parts())
}

/// Every file of a run with its bytes.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in [dir.to_path_buf(), dir.join("store")] {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file()) {
            files.insert(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    files
}

#[test]
fn what_goes_in_comes_out() {
    let dir = tempfile::tempdir().unwrap();
    let written = write_run(dir.path(), &[3]).unwrap();
    let store = Store::open(dir.path()).unwrap();
    assert_eq!(store.manifest(), &written);
    assert_eq!((written.corpus.documents, written.corpus.undated, written.corpus.words), (3, 1, 9));
    assert_eq!((written.mentions.mentions, written.mentions.documents, written.mentions.entities), (6, 2, 2));
    assert_eq!(written.mentions.kept, BTreeMap::from([("capitalised".into(), 6)]));
    assert_eq!(written.corpus.first.unwrap().to_string(), "2014-01-01");
    assert_eq!(written.corpus.last.unwrap().to_string(), "2017-06-30");
    let all = Select::default();
    let mentions: Vec<MentionRow> = store.mentions(&all).unwrap().collect::<Result<_>>().unwrap();
    assert_eq!(mentions.len(), 6);
    assert_eq!((mentions[2].alias.as_str(), mentions[2].surface.as_str()), ("الموصل", "الموصل"));
    assert_eq!(mentions[0].location, Some(Location { lat: 36.335, lon: 43.11889 }));
    assert_eq!(mentions[5].published.unwrap().granularity(), Granularity::Year);
    let entities: Vec<EntityRow> = store.entities().unwrap().collect::<Result<_>>().unwrap();
    let order: Vec<_> = entities.iter().map(|entity| (entity.id.as_str(), entity.mentions, entity.documents)).collect();
    assert_eq!(order, [("aleppo", 0, 0), ("mosul", 4, 2), ("theresa-may", 2, 2)]);
    assert_eq!((entities[1].geonames, entities[1].priority), (Some(99072), -2));
    assert_eq!(entities[1].tags, ["city", "tigris"]);
    let mentioned: Vec<String> = store.mentioned_entities().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(mentioned, ["mosul", "theresa-may"]);
    let aliases: Vec<_> = store.aliases().unwrap().map(|row| row.unwrap().mentions).collect();
    assert_eq!(aliases, [0, 2, 2, 0, 2]);
    assert_eq!(written.dates, None);
    assert_eq!(store.dates(&all).unwrap().count(), 0);
    assert!(
        fs::read_to_string(dir.path().join("skipped.jsonl")).unwrap().starts_with(r#"{"source":"bad.gz","line":7"#)
    );
}

#[test]
fn dates_come_out_as_they_went_in() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let text = "Mosul held from 3 May to 5 May 2016. Then on Friday it fell.";
    let found = crate::temporal::Tagger::english().references(text, None);
    let mut batch = Batch::new();
    batch.document(&document("d", text, None), 12, 60);
    batch.genre(found.genre.name());
    for reference in &found.references {
        let surface = &text[reference.start..reference.end];
        let (field, characters) = (crate::matcher::Field::Text, (reference.start as u64, reference.end as u64));
        batch.date(&DateReference { field, characters, surface, reference, sentence: text, entities: &[1, 2] });
    }
    for reference in &found.references {
        let surface = &text[reference.start..reference.end];
        let referenced = Some(Referenced { span: reference.days(), surface, rule: "clause" });
        batch.mention(&Mention { referenced, ..mention(1, 0, "Mosul", text) });
    }
    writer.append(&batch).unwrap();
    let written = writer.finish(ManifestParts { references: true, ..parts() }).unwrap();
    let summary = DateSummary { references: 3, resolved: 2, narratives: 0, governed_mentions: 3 };
    assert_eq!(written.dates, Some(summary));
    let store = Store::open(dir.path()).unwrap();
    let dates: Vec<DateRow> = store.dates(&Select::default()).unwrap().collect::<Result<_>>().unwrap();
    let values: Vec<_> = dates.iter().map(|row| (row.surface.as_str(), row.value.as_deref())).collect();
    assert_eq!(values, [("3 May", Some("2016-05-03")), ("5 May 2016", Some("2016-05-05")), ("Friday", None)]);
    assert_eq!(dates[0].span.map(|span| span.to_string()).as_deref(), Some("2016-05-03/2016-05-05"));
    assert!(dates[2].span.is_none() && dates[2].unresolved.is_some() && dates[2].anchor == "missing");
    assert_eq!(dates[1].entities, ["mosul", "theresa-may"]);
    let mentions: Vec<MentionRow> = store.mentions(&Select::default()).unwrap().collect::<Result<_>>().unwrap();
    let governing = mentions[0].referenced.as_ref().unwrap();
    assert_eq!((governing.span, governing.rule.as_str()), (dates[0].span, "clause"));
    assert_eq!(mentions[2].referenced.as_ref().unwrap().span, None);
    assert_eq!(store.documents(&Select::default()).unwrap().next().unwrap().unwrap().genre.as_deref(), Some("news"));
}

#[test]
fn a_selection_leaves_out_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), &[3]).unwrap();
    let store = Store::open(dir.path()).unwrap();
    let set = |id: &str| Some(HashSet::from([id.to_owned()]));
    for (select, mentions) in [
        (Select { entities: set("mosul"), ..Default::default() }, 4),
        (Select { kind: Some(Kind::Person), ..Default::default() }, 2),
        (Select { documents: set("d2"), ..Default::default() }, 3),
        (
            Select {
                from: Some("2014-01-01".parse().unwrap()),
                to: Some("2014-12-31".parse().unwrap()),
                ..Default::default()
            },
            3,
        ),
        // "2014" reaches before the period, so it is not known to lie in it.
        (Select { from: Some("2014-06-01".parse().unwrap()), ..Default::default() }, 3),
        (Select { entities: set("aleppo"), ..Default::default() }, 0),
    ] {
        assert_eq!(store.mentions(&select).unwrap().count(), mentions, "{select:?}");
    }
    let by_entity = Select { entities: set("mosul"), ..Default::default() };
    assert_eq!(store.documents(&by_entity).err().unwrap().kind(), ErrorKind::Usage);
    assert_eq!(store.scan(&MENTIONS, &["colour"], &Select::default()).err().unwrap().kind(), ErrorKind::Usage);
}

#[test]
fn the_bytes_do_not_depend_on_the_batches() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_run(one.path(), &[3]).unwrap();
    write_run(other.path(), &[1, 0, 2]).unwrap();
    assert_eq!(files(one.path()), files(other.path()));
    // Nor on what stood there before.
    write_run(one.path(), &[2, 1]).unwrap();
    assert_eq!(files(one.path()), files(other.path()));
}

#[test]
fn an_unfinished_run_leaves_the_last_one_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), &[3]).unwrap();
    let before = files(dir.path());
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let mut batch = Batch::new();
    batch.document(&document("other", "text", None), 1, 4);
    writer.append(&batch).unwrap();
    let during = Store::open(dir.path()).unwrap();
    assert_eq!(during.manifest().corpus.documents, 3);
    drop(writer);
    assert_eq!(files(dir.path()), before);
    assert!(!dir.path().join(".partial").exists());
}

#[test]
fn what_a_killed_run_left_is_cleared_or_completed() {
    let dir = tempfile::tempdir().unwrap();
    // Killed while it was made: rubbish that the next run clears.
    fs::create_dir_all(dir.path().join(".partial/store")).unwrap();
    fs::write(dir.path().join(".partial/store/mentions.parquet"), b"PAR1 half").unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(error.to_string().contains("never completed"), "{error}");
    write_run(dir.path(), &[3]).unwrap();
    assert!(!dir.path().join(".partial").exists());
    // Killed while it took its place: whoever reads sees the new run, and the next writer moves the rest.
    let new = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(new.path(), &gazetteer).unwrap();
    let mut batch = Batch::new();
    batch.document(&document("new", "text", None), 1, 4);
    writer.append(&batch).unwrap();
    writer.finish(parts()).unwrap();
    let ready = dir.path().join(".ready");
    fs::create_dir_all(ready.join("store")).unwrap();
    for name in ["run.json", "store/documents.parquet", "store/mentions.parquet", "store/entities.parquet"] {
        fs::copy(new.path().join(name), ready.join(name)).unwrap();
    }
    fs::copy(new.path().join("store/aliases.parquet"), dir.path().join("store/aliases.parquet")).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap().manifest().corpus.documents, 1);
    fs::remove_file(dir.path().join("run.json")).unwrap();
    assert!(Store::is_in(dir.path()), "a run that waits is one");
    drop(StoreWriter::create(dir.path(), &gazetteer).unwrap());
    assert!(!ready.exists());
    let store = Store::open(dir.path()).unwrap();
    assert_eq!(store.documents(&Select::default()).unwrap().next().unwrap().unwrap().document, "new");
}

#[test]
fn two_writers_never_mix() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer();
    let first = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let error = StoreWriter::create(dir.path(), &gazetteer).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Output);
    assert!(error.message().contains(&std::process::id().to_string()), "{error}");
    drop(first);
    // What is made from the run beside its store is made while the folder is still taken.
    let (_, held) = StoreWriter::create(dir.path(), &gazetteer).unwrap().finish_and_hold(parts()).unwrap();
    assert!(StoreWriter::create(dir.path(), &gazetteer).is_err());
    drop(held);
    StoreWriter::create(dir.path(), &gazetteer).unwrap();
}

#[test]
fn a_folder_without_a_run_says_how_to_make_one() {
    let dir = tempfile::tempdir().unwrap();
    let error = Store::open(&dir.path().join("nowhere")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("dateline build"), "{error}");
    write_run(dir.path(), &[3]).unwrap();
    let path = dir.path().join("run.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace(&format!(r#""store": {STORE_VERSION}"#), r#""store": 99"#)).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(error.message().contains("99"), "{error}");
    fs::write(&path, &text[..text.len() / 2]).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap_err().kind(), ErrorKind::Store);
}

/// It was called damaged, or its tables were those of two runs.
#[test]
fn a_run_that_another_takes_the_place_of_is_said_and_never_mixed() {
    let dir = tempfile::tempdir().unwrap();
    let before = run(dir.path(), &[("a", Some("2017-06-01"), 10, &[(1, 0, "Mosul", "Mosul fell.")])]);
    assert_eq!(before.mentions(&EVERYTHING).unwrap().count(), 1);
    let after = run(dir.path(), &[("b", Some("2017-06-02"), 10, &[]), ("c", Some("2017-06-02"), 10, &[])]);
    for error in [before.mentions(&EVERYTHING).err(), before.documents(&EVERYTHING).err()] {
        let error = error.unwrap().to_string();
        assert!(error.contains("another run took the place of this one") && !error.contains("damaged"), "{error}");
    }
    assert_eq!(after.documents(&EVERYTHING).unwrap().count(), 2);
}

#[test]
fn who_writes_beside_a_run_and_who_makes_another_never_meet() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), &[]);
    let (one, other) = (RunLock::share(dir.path()).unwrap(), RunLock::share(dir.path()).unwrap());
    assert_eq!(StoreWriter::create(dir.path(), &gazetteer()).err().unwrap().kind(), ErrorKind::Output);
    drop((one, other));
    let gazetteer = gazetteer();
    let writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let error = RunLock::share(dir.path()).unwrap_err().to_string();
    assert!(error.contains(&format!("process {}", std::process::id())) && error.contains("-o"), "{error}");
    drop(writer);
    // What a process that was killed left in the file is nobody's name.
    fs::write(dir.path().join(".lock"), "4711").unwrap();
    let shared = RunLock::share(dir.path()).unwrap();
    let error = StoreWriter::create(dir.path(), &gazetteer).err().unwrap().to_string();
    assert!(error.contains("another process") && !error.contains("4711"), "{error}");
    drop(shared);
}

#[test]
fn a_damaged_file_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), &[3]).unwrap();
    let path = dir.path().join("store/mentions.parquet");
    let good = fs::read(&path).unwrap();
    fs::write(&path, &good[..good.len() - 10]).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap_err().kind(), ErrorKind::Store);
    for at in (0..good.len()).step_by(5) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        fs::write(&path, &bad).unwrap();
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(store.mentions(&Select::default()).err().unwrap().kind(), ErrorKind::Store, "byte {at}");
    }
}

#[test]
fn a_file_that_no_decoder_can_read_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), &[3]).unwrap();
    let path = dir.path().join("store/mentions.parquet");
    let good = fs::read(&path).unwrap();
    for at in (0..good.len()).step_by(5) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        fs::write(&path, &bad).unwrap();
        // The decoder alone, as if the hash had been made to fit. Damage that it cannot see it may pass over.
        let all = Select::default();
        let Ok(mut scan) = Scan::open(&path, &MENTIONS, &["surface", "start", "lat", "published"], &all) else {
            continue;
        };
        for _ in 0..10 {
            match scan.next_row() {
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Store);
                    break;
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_survives(texts in prop::collection::vec((".*", ".*", ".*", prop::option::of(".*")), 1..40)) {
        let dir = tempfile::tempdir().unwrap();
        let gazetteer = gazetteer();
        let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
        let mut batch = Batch::new();
        for (number, (title, surface, sentence, note)) in texts.iter().enumerate() {
            let mut document = document(&format!("{number}"), "", None);
            document.title.clone_from(title);
            document.note.clone_from(note);
            let handle = batch.document(&document, 0, 0);
            batch.rename(handle, &format!("{title}{number}"));
            batch.mention(&mention(0, 0, surface, sentence));
        }
        writer.append(&batch).unwrap();
        writer.finish(parts()).unwrap();
        let store = Store::open(dir.path()).unwrap();
        let all = Select::default();
        let documents: Vec<DocumentRow> = store.documents(&all).unwrap().collect::<Result<_>>().unwrap();
        let mentions: Vec<MentionRow> = store.mentions(&all).unwrap().collect::<Result<_>>().unwrap();
        prop_assert_eq!(mentions.len(), texts.len());
        for (number, (title, surface, sentence, note)) in texts.iter().enumerate() {
            prop_assert_eq!(&documents[number].title, title);
            prop_assert_eq!(&documents[number].published_note, note);
            prop_assert_eq!(&documents[number].document, &format!("{title}{number}"));
            prop_assert_eq!(&mentions[number].document, &documents[number].document);
            prop_assert_eq!(&mentions[number].surface, surface);
            prop_assert_eq!(&mentions[number].sentence, sentence);
        }
    }
}

#[test]
fn a_season_keeps_its_granularity() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let span = Span::between("2014-06-01".parse().unwrap(), "2014-08-31".parse().unwrap(), Granularity::Season);
    let mut batch = Batch::new();
    let published = Some(Publication { span, from: DateSource::Manifest });
    batch.document(&Document { published, ..document("a", "", None) }, 1, 1);
    writer.append(&batch).unwrap();
    writer.finish(parts()).unwrap();
    let row = Store::open(dir.path()).unwrap().documents(&Select::default()).unwrap().next().unwrap().unwrap();
    assert_eq!(row.published, Some(span));
}

#[test]
fn row_groups_do_not_lose_rows() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
    let count = 70_000_u64;
    for from in (0..count).step_by(7_000) {
        let mut batch = Batch::new();
        for number in from..from + 7_000 {
            batch.document(&document(&number.to_string(), "", None), number, 1);
        }
        writer.append(&batch).unwrap();
    }
    writer.finish(parts()).unwrap();
    let store = Store::open(dir.path()).unwrap();
    let mut expected = 0..count;
    let all = Select::default();
    let mut scan = store.scan(&DOCUMENTS, &["words", "document"], &all).unwrap();
    assert_eq!(scan.table_rows(), count);
    while let Some(row) = scan.next_row().unwrap() {
        let number = expected.next().unwrap();
        assert_eq!((row.count(0), row.text(1)), (number, number.to_string().as_str()));
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn an_entity_is_found_by_id_name_or_alias() {
    let dir = tempfile::tempdir().unwrap();
    write_run(dir.path(), &[3]).unwrap();
    let store = Store::open(dir.path()).unwrap();
    for (query, id) in
        [("mosul", "mosul"), ("MOSUL", "mosul"), ("الموصل", "mosul"), ("May", "theresa-may"), ("Aleppo", "aleppo")]
    {
        assert_eq!(store.entity(query).unwrap().id, id, "{query}");
    }
    for (query, hint) in
        [("Mosull", "Mosul (mosul)"), ("Theresa", "Theresa May (theresa-may)"), ("Quito", "export entities")]
    {
        let error = store.entity(query).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(error.advice().unwrap().contains(hint), "{error}");
    }
}

#[test]
fn an_alias_of_two_entities_means_the_mentioned_one() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = Gazetteer {
        entities: vec![
            entity("tripoli-libya", Kind::Place, &["Tripoli"]),
            entity("tripoli-lebanon", Kind::Place, &["Tripoli"]),
        ]
        .into(),
        sources: Vec::new(),
    };
    let run = |mentioned: &[usize]| {
        let mut writer = StoreWriter::create(dir.path(), &gazetteer).unwrap();
        let mut batch = Batch::new();
        batch.document(&document("a", "", None), 1, 1);
        for &entity in mentioned {
            batch.mention(&mention(entity, 0, "Tripoli", "Tripoli."));
        }
        writer.append(&batch).unwrap();
        writer.finish(parts()).unwrap();
        Store::open(dir.path()).unwrap().entity("tripoli")
    };
    assert_eq!(run(&[1]).unwrap().id, "tripoli-lebanon");
    let error = run(&[0, 1]).unwrap_err();
    assert!(error.to_string().contains("tripoli-lebanon (Tripoli, place, mentions: 1)"), "{error}");
}
