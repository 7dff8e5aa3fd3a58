use std::fs;

use proptest::prelude::*;

use super::file::Writer;
use super::*;
use crate::gazetteer::{Alias, Entity, Kind};
use crate::matcher::Matcher;
use crate::store::{content_hash, testing::document};
use crate::temporal::Tagger;

const RUN: u128 = 7;

/// Keys that are spread as hashes are.
fn key(number: u64) -> u128 {
    xxhash_rust::xxh3::xxh3_128(&number.to_le_bytes())
}

fn payload(number: u64) -> Vec<u8> {
    vec![number as u8; (number % 50) as usize]
}

/// A memo of the numbers, with an index for every hundred.
fn written(path: &Path, numbers: &[u64]) {
    let mut writer = Writer::with_segment(path.to_owned(), RUN, 100).unwrap();
    for some in numbers.chunks(7) {
        let mut kept = Kept::default();
        some.iter().for_each(|&number| kept.push(key(number), &payload(number)));
        writer.append(&kept).unwrap();
    }
    writer.finish().unwrap();
}

fn found(reader: &Reader, cursor: &mut Cursor, number: u64) -> Option<Vec<u8>> {
    reader.find(cursor, key(number)).map(<[u8]>::to_vec)
}

#[test]
fn what_was_kept_is_found_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    // 33 stands there more often than an index has entries between two steps.
    let mut numbers: Vec<u64> = (0..1000).collect();
    numbers.extend([33; 200]);
    written(&path, &numbers);
    let reader = Reader::open(&path).unwrap();
    let mut cursor = reader.cursor();
    let orders: [Vec<u64>; 3] =
        [(0..1000).collect(), (0..1000).rev().collect(), (0..1000).map(|at| at * 617 % 1000).collect()];
    for number in orders.into_iter().flatten().chain([33; 5]) {
        assert_eq!(found(&reader, &mut cursor, number), Some(payload(number)), "{number}");
        assert_eq!(found(&reader, &mut cursor, number + 1000), None);
    }
    assert_eq!(reader.run, RUN);
}

#[test]
fn an_empty_memo_holds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    written(&path, &[]);
    let reader = Reader::open(&path).unwrap();
    assert_eq!(found(&reader, &mut reader.cursor(), 1), None);
}

#[test]
fn what_is_damaged_is_not_there_and_nothing_else_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let numbers: Vec<u64> = (0..250).collect();
    written(&path, &numbers);
    let sound = fs::read(&path).unwrap();
    for at in (0..sound.len()).step_by(5) {
        let mut bytes = sound.clone();
        match at % 3 {
            0 => bytes.truncate(at),
            _ => bytes[at] ^= 1 << (at % 8),
        }
        fs::write(&path, &bytes).unwrap();
        let Some(reader) = Reader::open(&path) else { continue };
        let mut cursor = reader.cursor();
        for &number in &numbers {
            assert!(found(&reader, &mut cursor, number).is_none_or(|found| found == payload(number)));
        }
    }
}

fn gazetteer() -> Gazetteer {
    let mut mosul = Entity::new("mosul", Kind::Place, "Mosul");
    mosul.aliases.push(Alias::plain("Old City"));
    let entities =
        vec![mosul, Entity::new("raqqa", Kind::Place, "Raqqa"), Entity::new("mosul-2", Kind::Place, "Mosul")];
    Gazetteer::from(entities)
}

const WORDS: &str = r"((Mosul|Raqqa|Old City|MOSUL|on 10 July 2017|last week|in early 2015|on Friday|13\.06\.2017|since January|two days later|the winter of 2016|\n|\PC){0,2}[ .,]){0,25}";

proptest! {
    #[test]
    fn findings_come_back_as_they_went(title in WORDS, text in WORDS, date in "(2017-06-14|2017|2017-06)?") {
        let gazetteer = gazetteer();
        let matcher = Matcher::new(&gazetteer);
        let document = crate::corpus::Document {
            title,
            ..document("a", &text, Some(date.as_str()).filter(|date| !date.is_empty()))
        };
        let content = content_hash(&document);
        for dates in [None, Some(Tagger::english())] {
            let finding = Finding::of(&document, content, (&gazetteer, &matcher), dates.as_ref());
            let mut bytes = Vec::new();
            record::encode(&finding, &mut bytes).unwrap();
            prop_assert_eq!(record::decode(&bytes, &document, content, &gazetteer), Some(finding));
            // In a document that says something else, it is no finding unless it could be one.
            let other = crate::corpus::Document { text: "Ж".repeat(text.len() / 4), ..document.clone() };
            if let Some(finding) = record::decode(&bytes, &other, content, &gazetteer) {
                let length = other.text.len() + other.title.len();
                prop_assert!(finding.mentions.iter().all(|found| found.mention.end <= length));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = record::decode(&bytes, &document("a", "Mosul", None), 0, &gazetteer());
    }
}

#[test]
fn a_page_comes_back_as_it_went() {
    let mut undated = document("b", "", None);
    undated.yearless = Some(crate::corpus::Yearless {
        month: 10,
        day: 17,
        weekday: Some(crate::calendar::Weekday::Monday),
        short: None,
    });
    undated.note = Some("no date".into());
    undated.language = Some(crate::corpus::DocumentLanguage { tag: "de".into(), confidence: Some(93) });
    let items: Vec<Item> = ["2017", "2017-06", "2017-06-14", "2016-Q1", "2014-W24"]
        .map(|date| Item::Document(document("a", "Mosul “fell”.\n", Some(date))))
        .into_iter()
        .chain([Item::Document(undated)])
        .chain([Item::Skip(crate::corpus::Skip { source: "x#3".into(), line: Some(3), reason: "empty".into() })])
        .collect();
    let bytes = pages::encode(&items).unwrap();
    assert_eq!(pages::decode(&bytes), Some(items));
    (0..bytes.len()).for_each(|end| assert_eq!(pages::decode(&bytes[..end]), None));
}

#[test]
fn a_key_is_of_all_that_decides() {
    let base = document("a", "Mosul fell.", Some("2017-06-14"));
    let key = |document: &crate::corpus::Document| document_key(RUN, document, content_hash(document));
    let same = crate::corpus::Document { id: "b".into(), source: "elsewhere".into(), ..base.clone() };
    assert_eq!(key(&base), key(&same));
    let others = [
        document("a", "Mosul fell!", Some("2017-06-14")),
        document("a", "Mosul fell.", Some("2017-06-15")),
        document("a", "Mosul fell.", Some("2017-06")),
        document("a", "Mosul fell.", None),
        crate::corpus::Document { title: "Mosul fell.".into(), text: String::new(), ..base.clone() },
        crate::corpus::Document {
            language: Some(crate::corpus::DocumentLanguage { tag: "de".into(), confidence: None }),
            ..base.clone()
        },
    ];
    others.iter().for_each(|other| assert_ne!(key(&base), key(other), "{other:?}"));

    assert_ne!(key(&base), document_key(RUN + 1, &base, content_hash(&base)));

    let list = gazetteer();
    let of = |list: &Gazetteer| run_key(list, &Matcher::new(list), true);
    let mut changed = list.clone();
    changed.entities[1].aliases.push(Alias::plain("Rakka"));
    assert_eq!(of(&list), of(&gazetteer()));
    assert_ne!(of(&list), of(&changed));
    assert_ne!(of(&list), run_key(&list, &Matcher::new(&list), false));
    let keeping = Matcher::new(&list).ambiguous(crate::matcher::Ambiguous::Keep);
    assert_ne!(of(&list), run_key(&list, &keeping, true));
}
