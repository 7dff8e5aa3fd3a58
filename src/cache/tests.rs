use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::*;
use crate::gazetteer::{Alias, Conditions, Details, Entity, Kind, Location};
use crate::matcher::{Matcher, Scratch, Subject};

const ROWS: usize = 4_000;

/// A list that is large enough to be kept.
fn large_list(folder: &Path, last: &str) -> PathBuf {
    let mut list = String::from("id,kind,name,aliases,weak_aliases,note\n");
    let note = "where the river bends ".repeat(12);
    for number in 0..ROWS {
        let _ = writeln!(list, "place-{number},place,Old Village {number},Village {number},Number {number},{note}");
    }
    let _ = writeln!(list, "last,place,{last},,,");
    let path = folder.join("list.csv");
    fs::write(&path, list).unwrap();
    path
}

fn specs(path: &Path) -> Vec<String> {
    vec![path.display().to_string()]
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(FOLDER)).map(|entries| entries.map(|entry| entry.unwrap().path()));
    entries.map_or(Vec::new(), Iterator::collect)
}

fn count(ready: &Ready, text: &str) -> usize {
    let matcher = Matcher::of_names(ready.names.clone());
    matcher.find(&ready.gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default()).0.len()
}

#[test]
fn what_is_kept_is_what_would_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    let made = ready(&list).unwrap();
    assert_eq!(kept(folder.path()).len(), 1);
    let again = ready(&list).unwrap();
    assert_eq!(made.gazetteer.entities, again.gazetteer.entities);
    assert_eq!(made.gazetteer.sources, again.gazetteer.sources);
    assert_eq!(made.names, again.names);
    assert_eq!(count(&again, "From Village 17 to Mosul, not to Number 18."), 2);
}

#[test]
fn a_changed_list_is_never_served_stale() {
    let folder = tempfile::tempdir().unwrap();
    for (name, others) in [("Mosul", 1), ("Raqqa", 2), ("Mosul", 2), ("Sinjar", 3), ("Tikrit", 3)] {
        let list = specs(&large_list(folder.path(), name));
        let ready = ready(&list).unwrap();
        assert_eq!(&*ready.gazetteer.entities[ROWS].name, name);
        assert_eq!(kept(folder.path()).len(), others, "{name}");
    }
}

#[test]
fn a_damaged_file_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    let made = ready(&list).unwrap();
    let file = kept(folder.path()).remove(0);
    let good = fs::read(&file).unwrap();
    let mut changed = good.clone();
    changed[good.len() / 2] ^= 1;
    let longer = [&good[..], b"x"].concat();
    for bad in [&[][..], b"something else", &good[..40], &good[..good.len() - 1], &changed, &longer] {
        fs::write(&file, bad).unwrap();
        assert!(file::read(&file, key_of(&list)).is_none(), "{} bytes", bad.len());
        assert_eq!(ready(&list).unwrap().names, made.names);
        assert_eq!(fs::read(&file).unwrap(), good);
    }
}

fn key_of(list: &[String]) -> u128 {
    Place::of(list, None).unwrap().key
}

/// A file whose hash is right and whose content is not: made by somebody who knows how.
#[test]
fn a_forged_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    let made = ready(&list).unwrap();
    let path = folder.path().join("forged.index");
    let mut forged = Ready { gazetteer: made.gazetteer.clone(), names: made.names.clone() };
    forged.gazetteer.entities.truncate(100);
    let mut out = Vec::new();
    file::write(&mut out, 7, &forged).unwrap();
    fs::write(&path, &out).unwrap();
    assert!(file::read(&path, 7).is_none(), "bearers that do not exist");
    forged.gazetteer = made.gazetteer;
    let mut out = Vec::new();
    file::write(&mut out, 7, &forged).unwrap();
    fs::write(&path, &out).unwrap();
    assert!(file::read(&path, 8).is_none(), "another key");
    assert!(file::read(&path, 7).is_some());
}

#[test]
fn every_part_of_an_entity_is_kept() {
    let conditions = Conditions {
        not_before: vec!["Road".into()],
        strong_before: vec!["Dam".into()],
        strong_after: vec!["city of".into()],
        from: Some("2014-06-10".parse().unwrap()),
        lang: Some("ar".into()),
        uninflected: true,
        ..Conditions::default()
    };
    let mut entity = Entity::new("mosul", Kind::Place, "Mosul");
    entity.aliases.push(Alias { conditions: Some(Box::new(conditions)), weak: true, ..Alias::plain("الموصل") });
    entity.location = Some(Location { lat: 36.34, lon: 43.13 });
    entity.population = Some(1_683_000);
    entity.priority = -3;
    entity.details = Some(Box::new(Details { wikidata: Some("Q83387".into()), ..Details::default() }));
    let made = Ready::of(Gazetteer::from(vec![entity]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.index");
    let mut out = Vec::new();
    file::write(&mut out, 7, &made).unwrap();
    fs::write(&path, &out).unwrap();
    assert_eq!(file::read(&path, 7).unwrap().gazetteer.entities, made.gazetteer.entities);
}

#[test]
fn lists_of_other_tools_are_kept_by_what_they_are_said_to_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.txt");
    let names: String = (0..60_000).map(|number| format!("Old Village {number}\n")).collect();
    fs::write(&path, names).unwrap();
    let read = |kind: &str| ready(&[format!("{kind}:{}", path.display())]).unwrap().gazetteer;
    let (places, people) = (read("places"), read("people"));
    assert_eq!((places.entities[0].kind, people.entities[0].kind), (Kind::Place, Kind::Person));
    assert_eq!(kept(folder.path()).len(), 2);
    let again = read("places");
    assert_eq!((again.entities, again.sources), (places.entities, places.sources));
}

#[test]
fn lists_of_several_files_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let names: String = (0..60_000).map(|number| format!("Old Village {number}\n")).collect();
    fs::write(folder.path().join("villages.lst"), names).unwrap();
    fs::write(folder.path().join("lists.def"), "villages.lst:location:village\n").unwrap();
    let list = specs(&folder.path().join("lists.def"));
    assert_eq!(ready(&list).unwrap().gazetteer.entities.len(), 60_000);
    assert!(kept(folder.path()).is_empty());
}

#[test]
fn small_lists_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    fs::write(&path, "id,kind,name\nmosul,place,Mosul\n").unwrap();
    assert_eq!(ready(&specs(&path)).unwrap().gazetteer.entities.len(), 1);
    assert!(kept(folder.path()).is_empty());
}

#[test]
fn bundled_lists_are_kept_among_a_persons_caches_with_small_ones_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let users = folder.path().join("caches");
    let files = || fs::read_dir(&users).map_or(0, Iterator::count);
    let path = folder.path().join("mine.csv");
    let mine = ["bundled".to_owned(), path.display().to_string()];
    let made = ready_with(&[], Some(&users)).unwrap();
    assert_eq!((files(), &ready_with(&["bundled".to_owned()], Some(&users)).unwrap().names), (1, &made.names));
    for (name, others) in [("Varnholm", 2), ("Harlan", 3), ("Varnholm", 3)] {
        fs::write(&path, format!("id,kind,name\nmine,place,{name}\n")).unwrap();
        for _ in 0..2 {
            let ready = ready_with(&mine, Some(&users)).unwrap();
            let own = ready.gazetteer.entities.iter().find(|entity| &*entity.id == "mine").unwrap();
            assert_eq!((&*own.name, count(&ready, "From Harlan to Varnholm."), files()), (name, 1, others));
        }
    }
    assert!(kept(folder.path()).is_empty(), "nothing beside a small list");
}

/// Regression: what is said of a folder came from the cache when there was another file to be told of.
#[test]
fn what_was_passed_over_in_a_folder_is_told_of_what_is_there_now() {
    let folder = tempfile::tempdir().unwrap();
    let (lists, users) = (folder.path().join("lists"), folder.path().join("caches"));
    fs::create_dir(&lists).unwrap();
    fs::write(lists.join("mine.csv"), "id,kind,name\nmine,place,Varnholm\n").unwrap();
    let specs = ["bundled".to_owned(), lists.display().to_string()];
    let remarks = || {
        let sources = ready_with(&specs, Some(&users)).unwrap().gazetteer.sources;
        sources.into_iter().flat_map(|source| source.remarks).collect::<Vec<_>>()
    };
    assert!(remarks().is_empty());
    fs::write(lists.join("towns.txt"), "Harlan\n").unwrap();
    let told = remarks();
    assert!(told.len() == 1 && told[0].contains("towns.txt"), "{told:?}");
    fs::remove_file(lists.join("towns.txt")).unwrap();
    assert!(remarks().is_empty());
}

#[test]
fn where_no_folder_is_or_can_be_nothing_is_kept_of_bundled_lists() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    for users in [None, Some(file.join("dateline"))] {
        assert_eq!(count(&ready_with(&[], users.as_deref()).unwrap(), "Mosul"), 1);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    fs::write(folder.path().join(FOLDER), "a file in its place").unwrap();
    assert_eq!(count(&ready(&list).unwrap(), "Mosul"), 1);
}

#[test]
fn runs_at_once_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(ready(&list).unwrap().gazetteer.entities.len(), ROWS + 1));
        }
    });
    assert_eq!(kept(folder.path()).len(), 1);
}

#[test]
fn tables_are_kept_for_the_entities_that_they_were_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let list = specs(&large_list(folder.path(), "Mosul"));
    let mut entities = ready(&list).unwrap().gazetteer.entities;
    let files = [Bytes::from_static(b"one"), Bytes::from_static(b"two")];
    assert!(kept_tables::<2>(&entities).is_none());
    keep_tables(&entities, &files);
    assert_eq!(kept_tables(&ready(&list).unwrap().gazetteer.entities), Some(files.clone()));
    let path = kept(folder.path()).into_iter().find(|path| path.extension().is_some_and(|ending| ending == "tables"));
    let (path, good) = path.map(|path| (path.clone(), fs::read(path).unwrap())).unwrap();
    for at in [0, 8, 24, 32, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&path, bad).unwrap();
        assert!(kept_tables::<2>(&entities).is_none(), "{at}");
    }
    fs::write(&path, good).unwrap();
    entities[0].priority = 7;
    assert!(kept_tables::<2>(&entities).is_none(), "of other entities");
    keep_tables(&entities, &[]);
    assert_eq!(kept_tables(&ready(&list).unwrap().gazetteer.entities), Some(files));
}
