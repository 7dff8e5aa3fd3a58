//! Runs of a few lines, compared.

use std::path::Path;

use super::*;
use crate::corpus::{Corpus, CorpusOptions};
use crate::gazetteer::{Alias, Entity, Gazetteer, GazetteerSource, Kind};
use crate::matcher::{Ambiguous, Matcher};
use crate::pipeline::{self, Input, RunOptions};
use crate::store::{ManifestParts, StoreWriter};

fn gazetteer(hash: &str, aliases: &[(&str, &str)]) -> Gazetteer {
    let mut entities: Vec<Entity> = Vec::new();
    for &(name, alias) in aliases {
        match entities.iter_mut().find(|entity| &*entity.name == name) {
            Some(entity) => entity.aliases.push(Alias::plain(alias)),
            None => {
                let mut entity = Entity::new(&name.to_lowercase(), Kind::Place, name);
                if name != alias {
                    entity.aliases.push(Alias::plain(alias));
                }
                entities.push(entity);
            }
        }
    }
    let source = GazetteerSource { path: "g.toml".into(), hash: hash.into(), ..GazetteerSource::default() };
    Gazetteer { entities: entities.into(), sources: vec![source] }
}

/// A run over rows of `id | date | text`.
fn run(dir: &Path, rows: &[&str], gazetteer: &Gazetteer) -> Store {
    std::fs::create_dir_all(dir).unwrap();
    let articles = dir.join("rows.jsonl");
    let lines = rows.iter().map(|row| {
        let parts: Vec<&str> = row.split(" | ").collect();
        serde_json::json!({ "id": parts[0], "date": parts[1], "text": parts[2] }).to_string() + "\n"
    });
    std::fs::write(&articles, lines.collect::<String>()).unwrap();
    let corpus = Corpus::open(&[articles], CorpusOptions::default()).unwrap();
    let matcher = Matcher::new(gazetteer).ambiguous(Ambiguous::Keep);
    let mut store = StoreWriter::create(&dir.join("run"), gazetteer).unwrap();
    let options = RunOptions { references: false, ..RunOptions::default() };
    let input = Input { corpus: &corpus, gazetteer, matcher: &matcher };
    pipeline::run(input, &options, &mut store, |_| ()).unwrap();
    store.finish(ManifestParts::default()).unwrap();
    Store::open(&dir.join("run")).unwrap()
}

/// Compares and shows each changed mention as `change surface=entity cause detail`.
fn changes(old: (&[&str], &Gazetteer), new: (&[&str], &Gazetteer)) -> (Comparison, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let old = run(&dir.path().join("old"), old.0, old.1);
    let new = run(&dir.path().join("new"), new.0, new.1);
    let options = CompareOptions { size: BucketSize::Month, limit: usize::MAX, count: None };
    let found = Comparison::of(&old, &new, &options).unwrap();
    let shown = found.mention_examples.iter().map(|change| {
        let (surface, entity) = (&change.mention.surface, &change.mention.entity);
        let detail = change.cause.detail().map_or(String::new(), |detail| format!(" {detail}"));
        format!("{} {surface}={entity} {}{detail}", change.change.name(), change.cause.name())
    });
    let shown = shown.collect();
    (found, shown)
}

#[test]
fn every_change_has_its_cause() {
    let plain = gazetteer("1", &[("Mosul", "Mosul"), ("York", "York")]);
    let more = gazetteer("2", &[("Mosul", "Mosul"), ("Mosul", "Ninua"), ("York", "York"), ("NY", "New York")]);
    let rival = gazetteer("3", &[("York", "York"), ("Moscow", "Mosul")]);
    let row = &["a | 2017-06-06 | Mosul, Ninua and New York."][..];
    for (name, old, new, expected) in [
        ("nothing", (row, &plain), (row, &plain), &[][..]),
        (
            "an alias came, and a longer name with it",
            (row, &plain),
            (row, &more),
            &[
                "went York=york longer_name New York",
                "came Ninua=mosul alias_came Ninua (mosul)",
                "came New York=ny alias_came New York (ny)",
            ],
        ),
        (
            "an alias went",
            (row, &more),
            (row, &plain),
            &[
                "went Ninua=mosul alias_went Ninua (mosul)",
                "went New York=ny alias_went New York (ny)",
                "came York=york longer_name New York",
            ],
        ),
        (
            "the words went to somebody else",
            (row, &plain),
            (row, &rival),
            &["went Mosul=mosul alias_went Mosul (mosul)", "came Mosul=moscow alias_came Mosul (moscow)"],
        ),
        (
            "the document is new",
            (&["b | 2017-01-01 | York."], &plain),
            (&["a | 2017-06-06 | Mosul.", "b | 2017-01-01 | York."], &plain),
            &["came Mosul=mosul document_came"],
        ),
        (
            "the document is gone",
            (&["a | 2017-06-06 | Mosul.", "b | 2017-01-01 | York."], &plain),
            (&["b | 2017-01-01 | York."], &plain),
            &["went Mosul=mosul document_went"],
        ),
        (
            "the text is another",
            (&["a | 2017-06-06 | Mosul."], &plain),
            (&["a | 2017-06-06 | York."], &plain),
            &["went Mosul=mosul document_rewritten", "came York=york document_rewritten"],
        ),
        (
            "the date is another",
            (&["a | 2017-06-06 | Mosul."], &plain),
            (&["a | 2017-07-06 | Mosul."], &plain),
            &["moved Mosul=mosul document_redated"],
        ),
    ] {
        assert_eq!(changes(old, new).1, expected, "{name}");
    }
}

/// It was "the text of its document is another", which it is, and nothing said that the entity has another name.
#[test]
fn a_new_alias_explains_a_mention_of_a_text_that_was_rewritten_too() {
    let named = |hash: &str, name: &str| {
        let mut list = gazetteer(hash, &[(name, name), ("York", "York")]);
        list.entities[0].id = "tt".into();
        list
    };
    let (old, new) = (named("1", "Tigris Town"), named("2", "Foo Town"));
    let before = &["a | 2017-06-06 | Foo Town and Tigris Town."][..];
    let after = &["a | 2017-06-06 | Foo Town and Tigris Town. York at last."][..];
    let (found, shown) = changes((before, &old), (after, &new));
    assert_eq!(
        shown,
        [
            "went Tigris Town=tt alias_went Tigris Town (tt)",
            "came Foo Town=tt alias_came Foo Town (tt)",
            "came York=york document_rewritten",
        ]
    );
    let name = |side: &str| Some(side.to_owned());
    let renamed = found.given.iter().find(|change| change.what == "entity").unwrap();
    assert_eq!((&*renamed.name, &renamed.old, &renamed.new), ("tt", &name("Tigris Town"), &name("Foo Town")));
}

#[test]
fn a_new_date_moves_mentions_from_bucket_to_bucket() {
    let list = gazetteer("1", &[("Mosul", "Mosul")]);
    let (found, _) =
        changes((&["a | 2017-06-06 | Mosul. Mosul."], &list), (&["a | 2017-07-06 | Mosul. Mosul."], &list));
    assert_eq!(found.documents, [(DocumentVerdict::Redated, 1)].into());
    let entity = &found.entities[0];
    assert_eq!((entity.came, entity.went, entity.moved), (0, 0, 2));
    let buckets: Vec<String> = entity.buckets.iter().map(|(bucket, moved)| format!("{bucket} {moved:?}")).collect();
    assert_eq!(buckets, ["2017-06 Moved { gained: 0, lost: 2 }", "2017-07 Moved { gained: 2, lost: 0 }"]);
}

#[test]
fn documents_in_another_order_are_the_same_documents() {
    let list = gazetteer("1", &[("Mosul", "Mosul")]);
    let rows = ["a | 2017-06-06 | Mosul.", "b | 2017-06-06 | Mosul too.", "c | 2017-06-07 | Mosul again."];
    let other = [rows[2], rows[0], rows[1]];
    assert!(changes((&rows, &list), (&other, &list)).0.is_empty());
}
