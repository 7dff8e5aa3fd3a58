//! Small runs for tests.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Batch, ManifestParts, Mention, Store, StoreWriter};
use crate::corpus::{DateSource, Document, Publication};
use crate::gazetteer::{Alias, Details, Entity, Gazetteer, GazetteerSource, Kind, Location};

pub(crate) fn entity(id: &str, kind: Kind, aliases: &[&str]) -> Entity {
    Entity {
        id: id.into(),
        kind,
        name: aliases[0].into(),
        aliases: aliases.iter().map(|&alias| Alias::plain(alias)).collect(),
        class: None,
        country: None,
        location: None,
        population: None,
        priority: 0,
        details: None,
    }
}

pub(crate) fn gazetteer() -> Gazetteer {
    let details = Details { geonames: Some(99072), tags: vec!["city".into(), "tigris".into()], ..Details::default() };
    let mosul = Entity {
        location: Some(Location { lat: 36.335, lon: 43.11889 }),
        population: Some(1_683_000),
        priority: -2,
        country: Some("IQ".into()),
        details: Some(Box::new(details)),
        ..entity("mosul", Kind::Place, &["Mosul", "الموصل"])
    };
    let source = GazetteerSource {
        path: "places.toml".into(),
        name: Some("Test places".into()),
        licence: None,
        hash: "00".into(),
        entities: 3,
        aliases: 5,
        ..GazetteerSource::default()
    };
    Gazetteer {
        entities: vec![
            entity("aleppo", Kind::Place, &["Aleppo"]),
            mosul,
            entity("theresa-may", Kind::Person, &["Theresa May", "May"]),
        ]
        .into(),
        sources: vec![source],
    }
}

pub(crate) fn document(id: &str, text: &str, published: Option<&str>) -> Document {
    let publication = |date: &str| Publication { span: date.parse().unwrap(), from: DateSource::Field };
    Document {
        id: id.into(),
        source: format!("in/{id}.txt"),
        title: String::new(),
        text: text.into(),
        url: None,
        publisher: None,
        country: None,
        published: published.map(publication),
        yearless: None,
        language: None,
        note: published.is_none().then(|| "no date found".into()),
        feed_item: false,
    }
}

pub(crate) fn mention<'a>(entity: usize, alias: usize, surface: &'a str, sentence: &'a str) -> Mention<'a> {
    Mention {
        entity,
        alias,
        surface,
        sentence,
        rule: "capitalised",
        characters: (3, 8),
        bytes: (3, 9),
        ..Default::default()
    }
}

pub(crate) fn parts() -> ManifestParts {
    ManifestParts { zone: "UTC".into(), dropped: BTreeMap::from([("boundary".into(), 4)]), ..Default::default() }
}

/// A document of a run: its id, its date, its words, and its mentions as entity, alias, surface and sentence.
pub(crate) type Row<'a> = (&'a str, Option<&'a str>, u64, &'a [(usize, usize, &'a str, &'a str)]);

/// A run of these documents, with the entities of [`gazetteer`]: 0 Aleppo, 1 Mosul, 2 Theresa May.
pub(crate) fn run(dir: &Path, rows: &[Row<'_>]) -> Store {
    let gazetteer = gazetteer();
    let mut writer = StoreWriter::create(dir, &gazetteer).unwrap();
    let mut batch = Batch::new();
    for (id, published, words, mentions) in rows {
        batch.document(&document(id, id, *published), *words, 5 * words);
        for (entity, alias, surface, sentence) in *mentions {
            let same = mentions.iter().position(|(.., other)| other == sentence).unwrap_or_default();
            let sentence_start = 100 * same as u64;
            batch.mention(&Mention { sentence_start, ..mention(*entity, *alias, surface, sentence) });
        }
    }
    writer.append(&batch).unwrap();
    writer.finish(parts()).unwrap();
    Store::open(dir).unwrap()
}
