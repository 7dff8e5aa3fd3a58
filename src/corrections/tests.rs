//! Corrections, read and applied.

use std::path::PathBuf;

use super::*;
use crate::gazetteer::{Alias, Entity, Gazetteer, Kind};
use crate::matcher::{Matcher, Mention, Scratch, Subject};
use crate::store::MentionRow;

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE_NAME);
    std::fs::write(&path, text).unwrap();
    (dir, path)
}

fn corrections(text: &str) -> Corrections {
    let (_dir, path) = file(text);
    Corrections::read(&[path]).unwrap()
}

fn gazetteer() -> Gazetteer {
    let mut clinton = Entity::new("clinton", Kind::Person, "Bill Clinton");
    clinton.aliases.push(Alias::plain("Hillary Clinton"));
    let mut tripoli = Entity::new("tripoli-libya", Kind::Place, "Tripoli");
    tripoli.aliases.push(Alias::plain("Tarabulus"));
    let entities = vec![
        tripoli,
        Entity::new("tripoli-lebanon", Kind::Place, "Trablous"),
        Entity::new("hit", Kind::Place, "Hit"),
        clinton,
    ];
    Gazetteer::from(entities)
}

fn document(id: &str, publisher: Option<&str>, text: &str) -> Document {
    Document {
        id: id.into(),
        source: format!("in/{id}"),
        title: String::new(),
        text: text.into(),
        url: None,
        publisher: publisher.map(str::to_owned),
        country: None,
        published: None,
        note: Some("no date found".into()),
        yearless: None,
        language: None,
        feed_item: false,
    }
}

/// The mentions of a document after corrections, as `surface@byte=entity rule`.
fn found(corrections: &Corrections, document: &Document) -> Vec<String> {
    let gazetteer = corrections.amend(gazetteer()).unwrap();
    let subject = Subject::of(document);
    let (mut mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
    mentions.retain_mut(|mention| corrections.keeps(&gazetteer, document, mention));
    let added = corrections.added(&gazetteer, document, &mentions.iter().collect::<Vec<_>>());
    mentions.retain(|mention| !added.iter().any(|new| overlap(new, mention)));
    mentions.extend(added);
    mentions.sort_by_key(|mention| mention.start);
    let shown = |mention: &Mention| {
        let entity = &gazetteer.entities[mention.entity as usize].id;
        let surface = &document.text[mention.start..mention.end];
        format!("{surface}@{}={entity} {}", mention.start, mention.rule.name())
    };
    mentions.iter().map(shown).collect()
}

#[test]
fn each_correction_reaches_what_it_names_and_no_more() {
    let text = "Hit and Tripoli. Hit.";
    let all = ["Hit@0=hit capitalised", "Tripoli@8=tripoli-libya capitalised", "Hit@17=hit capitalised"];
    let second = [all[1], all[2]];
    let none = [all[1]];
    for (correction, expected) in [
        ("", &all[..]),
        ("[[block]]\nsurface = \"Hit\"", &none),
        ("[[block]]\nsurface = \"hit\"", &all),
        ("[[block]]\nsurface = \"Hit\"\nentity = \"hit\"\ndocument = \"a\"\nfield = \"text\"\nstart = 0", &second),
        ("[[block]]\nsurface = \"Hit\"\ndocument = \"in/a\"\nstart = 0", &second),
        ("[[block]]\nsurface = \"Hit\"\ndocument = \"b\"", &all),
        ("[[block]]\nsurface = \"Hit\"\nfield = \"title\"", &all),
        ("[[block]]\nsurface = \"Hit\"\nentity = \"tripoli-libya\"", &all),
        ("[[block]]\nsurface = \"Hit\"\nsource = \"REUTERS\"", &none),
        ("[[block]]\nsurface = \"Hit\"\nsource = \"in/\"", &none),
        ("[[block]]\nsurface = \"Hit\"\nsource = \"AFP\"", &all),
        ("[[block]]\nsurface = \"Hit\"\nsentence = \"Hit and Tripoli.\"", &second),
        ("[[block]]\nsurface = \"Hit\"\nsentence = \"…and Tripoli…\"", &second),
        ("[[block]]\nsurface = \"Hit\"\nsentence = \"Hit fell.\"", &all),
        (
            "[[reassign]]\nsurface = \"Tripoli\"\nto = \"tripoli-lebanon\"",
            &[all[0], "Tripoli@8=tripoli-lebanon corrected", all[2]],
        ),
        ("[[add]]\nsurface = \"and\"\nentity = \"clinton\"", &[all[0], "and@4=clinton corrected", all[1], all[2]]),
        ("[[add]]\nsurface = \"Trip\"\nentity = \"clinton\"", &all),
        ("[[add]]\nsurface = \"Hit\"\nentity = \"hit\"", &all),
        ("[[add]]\nsurface = \"and\"\nentity = \"clinton\"\ndocument = \"b\"", &all),
        ("[[add]]\nsurface = \"Hit\"\nentity = \"clinton\"\nstart = 17", &[all[0], all[1], "Hit@17=clinton corrected"]),
        (
            "[[add]]\nsurface = \"and Tripoli\"\nentity = \"tripoli-lebanon\"\nsource = \"in/\"",
            &[all[0], "and Tripoli@4=tripoli-lebanon corrected", all[2]],
        ),
    ] {
        let corrections = corrections(correction);
        assert_eq!(found(&corrections, &document("a", Some("Reuters"), text)), expected, "{correction}");
        let idle = !corrections.is_empty() && expected == all;
        assert_eq!(corrections.idle().len(), usize::from(idle), "{correction}");
    }
}

/// A name that means one thing in some years and another in others, or the same again later: an entry for each time.
#[test]
fn a_correction_may_hold_for_a_time_and_another_for_a_later_one() {
    let to = "[[reassign]]\nsurface = \"Tripoli\"\nto = \"tripoli-lebanon\"\n";
    let corrections = corrections(&format!("{to}from = 2014\nuntil = \"2016-06\"\n{to}from = 2018-03-01\n"));
    let (libya, lebanon) = ("Tripoli@0=tripoli-libya capitalised", "Tripoli@0=tripoli-lebanon corrected");
    for (published, expected) in [
        (Some("2013-12-31"), libya),
        (Some("2014-01-01"), lebanon),
        (Some("2016-06-30"), lebanon),
        (Some("2016-07-01"), libya),
        (Some("2017"), libya),
        // It may have been before.
        (Some("2018"), libya),
        (Some("2018-03"), lebanon),
        (Some("2019"), lebanon),
        (None, libya),
    ] {
        let span = |text: &str| Publication { span: text.parse().unwrap(), from: DateSource::Field };
        let document = Document { published: published.map(span), ..document("a", None, "Tripoli fell.") };
        assert_eq!(found(&corrections, &document), [expected], "{published:?}");
    }
    let subjects: Vec<String> = corrections.applied().into_iter().map(|record| record.subject).collect();
    let subject = |period: &str| format!("\"Tripoli\" published {period} to tripoli-lebanon");
    assert_eq!(subjects, [subject("2014-01-01..2016-06-30"), subject("2018-03-01..")]);
    let (_dir, path) = file("[[block]]\nsurface = \"Hit\"\nfrom = 2018\nuntil = 2016\n");
    let error = Corrections::read(&[path]).unwrap_err();
    assert!(error.to_string().contains("`until` (2016-12-31) lies before `from` (2018-01-01)"), "{error}");
    assert!(error.to_string().contains(".toml:4"), "{error}");
}

#[test]
fn entities_are_merged_and_split_before_matching() {
    let merge = corrections("[[merge]]\nentity = \"tripoli-lebanon\"\ninto = \"tripoli-libya\"");
    assert_eq!(found(&merge, &document("a", None, "Trablous")), ["Trablous@0=tripoli-libya capitalised"]);
    let split = "[[split]]\nentity = \"clinton\"\ninto = \"hrc\"\naliases = [\"Hillary Clinton\", \"Bill Clinton\"]";
    let split = corrections(split);
    let amended = split.amend(gazetteer()).unwrap();
    let hrc = amended.entities.last().unwrap();
    assert_eq!((&*hrc.id, &*hrc.name, hrc.kind, hrc.aliases.len()), ("hrc", "Hillary Clinton", Kind::Person, 1));
    let text = "Bill Clinton, Hillary Clinton";
    let split = corrections("[[split]]\nentity = \"clinton\"\ninto = \"hrc\"\naliases = [\"Hillary Clinton\"]");
    let both = ["Bill Clinton@0=clinton capitalised", "Hillary Clinton@14=hrc capitalised"];
    assert_eq!(found(&split, &document("a", None, text)), both);
}

/// The weak alias that a new entity was made of stayed weak, and nothing could ever count.
#[test]
fn what_a_split_makes_counts_by_the_names_that_it_is_given() {
    let mut list = gazetteer();
    let clinton = list.entities.iter().position(|entity| &*entity.id == "clinton").unwrap();
    let mut entity = list.entities[clinton].clone();
    // As a list has it of who is called so while in office, and beside the full name at other times.
    let office = crate::gazetteer::Conditions { to: "2013-02-01".parse().ok(), ..Default::default() };
    entity.aliases.push(Alias { conditions: Some(Box::new(office)), ..Alias::plain("Clinton") });
    entity.aliases.push(Alias { weak: true, ..Alias::plain("Clinton") });
    list.entities.push(Entity { id: "other".into(), ..entity.clone() });
    for (into, weak) in [("bill-x", false), ("hit", true)] {
        let split =
            format!("[[split]]\nentity = \"other\"\ninto = \"{into}\"\nname = \"Bill X\"\naliases = [\"Clinton\"]");
        let amended = corrections(&split).amend(list.clone()).unwrap();
        let target = amended.entities.iter().find(|entity| &*entity.id == into).unwrap();
        let aliases = target.aliases.iter().filter(|alias| &*alias.text == "Clinton").map(|alias| alias.weak);
        assert_eq!(aliases.collect::<Vec<_>>(), [false, weak], "{into}");
    }
}

/// "data did not match any variant of untagged enum Day".
#[test]
fn a_year_may_be_a_number_and_what_is_no_date_is_told() {
    let file = |day: &str| format!("[[date]]\ndocument = \"a\"\npublished = {day}");
    let mut dated = document("a", None, "");
    corrections(&file("2018")).redate(&mut dated);
    assert_eq!(dated.published.unwrap().span.to_string(), "2018");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corrections.toml");
    std::fs::write(&path, file("2018.06")).unwrap();
    let error = Corrections::read(&[path]).unwrap_err().to_string();
    assert!(error.contains("not a date: 2018-06-14"), "{error}");
}

/// Both once failed by the order in the file: the first was counted and not done, the second was no entity any more.
#[test]
fn what_was_merged_stands_for_what_it_was_merged_into() {
    let merge = |entity: &str, into: &str| format!("[[merge]]\nentity = \"{entity}\"\ninto = \"{into}\"\n");
    let reassign = "[[reassign]]\nsurface = \"Hit\"\nto = \"tripoli-lebanon\"\n";
    let lebanon_goes = merge("tripoli-lebanon", "tripoli-libya");
    for file in [format!("{reassign}{lebanon_goes}"), format!("{lebanon_goes}{reassign}")] {
        let corrections = corrections(&file);
        assert_eq!(found(&corrections, &document("a", None, "Hit")), ["Hit@0=tripoli-libya corrected"], "{file}");
        assert!(corrections.idle().iter().all(|idle| !idle.contains("reassign")), "{file}");
    }
    let chain = corrections(&format!("{lebanon_goes}{}", merge("hit", "tripoli-lebanon")));
    assert_eq!(found(&chain, &document("a", None, "Hit")), ["Hit@0=tripoli-libya capitalised"]);
    let there_and_back = corrections(&format!("{lebanon_goes}{}", merge("tripoli-libya", "tripoli-lebanon")));
    assert_eq!(found(&there_and_back, &document("a", None, "Trablous")), ["Trablous@0=tripoli-libya capitalised"]);
}

/// A list of one's own took a bundled entity in, and no correction that was signed with its id matched any more.
#[test]
fn a_correction_signed_with_a_former_id_holds() {
    let gazetteer = || {
        let mut list = gazetteer();
        list.entities[2].succeed(["hit-iraq".to_owned()]);
        list.entities[1].succeed(["trablous".to_owned()]);
        list
    };
    for (file, expected) in [
        ("[[block]]\nsurface = \"Hit\"\nentity = \"hit-iraq\"", vec![]),
        ("[[reassign]]\nsurface = \"Hit\"\nentity = \"hit-iraq\"\nto = \"trablous\"", vec!["tripoli-lebanon"]),
        ("[[merge]]\nentity = \"hit-iraq\"\ninto = \"trablous\"", vec!["tripoli-lebanon"]),
        (
            "[[merge]]\nentity = \"hit\"\ninto = \"clinton\"\n[[block]]\nsurface = \"Hit\"\nentity = \"hit-iraq\"",
            vec![],
        ),
    ] {
        let corrections = corrections(file);
        let amended = corrections.amend(gazetteer()).unwrap();
        let document = document("a", None, "Hit");
        let subject = Subject::of(&document);
        let (mut mentions, _) = Matcher::new(&amended).find(&amended, subject, &mut Scratch::default());
        mentions.retain_mut(|mention| corrections.keeps(&amended, &document, mention));
        let ids: Vec<&str> = mentions.iter().map(|found| &*amended.entities[found.entity as usize].id).collect();
        assert_eq!(ids, expected, "{file}");
        assert!(corrections.idle().is_empty(), "{file}: {:?}", corrections.idle());
    }
    let misspelt = corrections("[[block]]\nsurface = \"Hit\"\nentity = \"hit-irak\"");
    misspelt.amend(gazetteer()).unwrap();
    assert!(misspelt.idle()[0].contains("did you mean hit-iraq"), "{:?}", misspelt.idle());
}

#[test]
fn a_document_gets_its_date_and_says_that_a_person_gave_it() {
    let corrections =
        corrections("[[date]]\ndocument = \"a\"\npublished = 2017-06-13\non = 2026-11-20\nby = \"A. N.\"");
    let (mut dated, mut other) = (document("a", None, ""), document("b", None, ""));
    corrections.redate(&mut dated);
    corrections.redate(&mut other);
    let published = dated.published.unwrap();
    assert_eq!((published.span.to_string(), published.from.name()), ("2017-06-13".into(), "correction"));
    assert_eq!((dated.note, other.published), (None, None));
    let record = &corrections.applied()[0];
    assert_eq!((record.applied, record.by.as_deref(), record.on.as_deref()), (1, Some("A. N."), Some("2026-11-20")));
    assert_eq!(record.subject, "a: 2017-06-13");
}

#[test]
fn a_copy_names_its_original() {
    let corrections = corrections("[[copy]]\ndocument = \"b\"\nof = \"a\"");
    assert_eq!(corrections.copy_of(&document("b", None, "")), Some("a"));
    assert_eq!(corrections.copy_of(&document("a", None, "")), None);
    assert!(corrections.idle().is_empty());
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, expected) in [
        ("[[blok]]\nsurface = \"x\"", ":1:3: unknown field `blok`"),
        ("[[block]]\nsurfase = \"x\"", ":2:1: unknown field `surfase`"),
        ("\n[[block]]\nentity = \"x\"", ":2:1: missing field `surface`"),
        ("[[date]]\ndocument = \"a\"\npublished = \"soon\"", ":3:13:"),
        (
            "[[date]]\ndocument = \"a\"\npublished = \"2017\"\n[[date]]\ndocument = \"a\"\npublished = \"2018\"",
            ":4: \"a\" has another [[date]] at ",
        ),
    ] {
        let (_dir, path) = file(text);
        let error = Corrections::read(&[path]).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let unknown =
        corrections("[[merge]]\nentity = \"hit\"\ninto = \"nobody\"").amend(gazetteer()).unwrap_err().to_string();
    assert!(unknown.contains(":1: no gazetteer has an entity \"nobody\""), "{unknown}");
}

#[test]
fn what_is_printed_to_paste_is_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = "A \u{1b}[31m\"Mosul\"\nhere \\ there";
    let store = crate::store::testing::run(dir.path(), &[("a\"\n", None, 3, &[(1, 0, "Mosul", hostile)])]);
    let all = crate::store::Select::default();
    let rows: Vec<_> = store.mentions(&all).unwrap().map(Result::unwrap).collect();
    let text: String = rows.iter().map(ready_to_paste).collect();
    let read = corrections(&text);
    assert_eq!(read.applied().len(), rows.len());
    assert!(text.lines().all(|line| !line.contains('\u{1b}')));
}

/// Once, a hundred new rows above the others made every correction of a row one of another row.
#[test]
fn a_correction_of_a_row_holds_where_rows_are_added_above_it() {
    let dir = tempfile::tempdir().unwrap();
    let rows = [("news.tsv#7", None, 4, &[(1, 0, "Hit", "They took Hit.")][..])];
    let store = crate::store::testing::run(dir.path(), &rows);
    let row = store.mentions(&crate::store::Select::default()).unwrap().next().unwrap().unwrap();
    let row = MentionRow { source: row.document.clone(), ..row };
    let text = ready_to_paste(&row);
    assert!(text.contains("sentence = \"They took Hit.\"") && !text.contains("news.tsv") && !text.contains("start"));
    let text = text.replace(&format!("entity = \"{}\"", row.entity), "entity = \"hit\"");
    let corrections = corrections(&text);
    assert_eq!(found(&corrections, &document("news.tsv#107", None, "Rain. They took Hit. Hit is a town.")).len(), 1);

    // An id of its own holds, whatever stands above; one that was made unique does not.
    let paste = |document: &str, source: &str, sentence: &str| {
        let (document, source, sentence) = (document.to_owned(), source.to_owned(), sentence.to_owned());
        ready_to_paste(&MentionRow { document, source, sentence, ..row.clone() })
    };
    for (document, source, sentence, named) in [
        ("2014-01-20#4", "news.jsonl#12", "Hit.", ["document", "start"]),
        ("a/letter #1.txt", "a/letter #1.txt", "Hit.", ["document", "start"]),
        ("news.jsonl:a+", "news.jsonl#12", "Hit.", ["sentence", "field"]),
        ("news.jsonl#12", "all/news.jsonl#12", "Hit is Hit.", ["sentence", "start"]),
    ] {
        let text = paste(document, source, sentence);
        assert!(named.iter().all(|key| text.contains(&format!("\n{key} = "))), "{document}: {text}");
    }
}
