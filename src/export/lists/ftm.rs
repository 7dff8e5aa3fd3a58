//! FollowTheMoney entities (<https://followthemoney.tech/explorer/>), a JSON object a line, as `ftm` and OpenSanctions'
//! tools read them.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::named::{Named, Part, each, tell};
use crate::Result;
use crate::export::job::write_json;
use crate::export::{Export, ExportReport};
use crate::gazetteer::Kind;
use crate::store::EntityRow;

const HELD: [Part; 9] = [
    Part::Weak,
    Part::Location,
    Part::Country,
    Part::Class,
    Part::Tags,
    Part::Wikidata,
    Part::SameAs,
    Part::FormerIds,
    Part::Note,
];

/// Said of classes, for which there is no property.
const CLASSES: &str = "classes (city, port, armed-group): among the keywords, where they are tags when read back";

/// Said of former ids, which stand where other registers' do.
const FORMER_IDS: &str =
    "former ids: among the referents, where they are identifiers in other registers when read back";

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    each(export, &mut |named| {
        write_json(&record(&named), out)?;
        if named.entity.kind == Kind::Place {
            report.lose("places: there is no schema for one, they are of the schema Address", &named.entity.name);
        }
        if named.entity.class.is_some() {
            report.lose(CLASSES, &named.entity.name);
        }
        if !named.entity.former_ids.is_empty() {
            report.lose(FORMER_IDS, &named.entity.name);
        }
        tell(report, &named, &HELD);
        Ok(())
    })
}

fn schema(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "Address",
        Kind::Person => "Person",
        Kind::Organisation => "Organization",
    }
}

/// An entity; `referents`, where OpenSanctions has the ids that became one, only if it has any.
fn record(named: &Named) -> Value {
    let entity = &named.entity;
    let mut record = json!({ "id": entity.id, "schema": schema(entity.kind), "properties": properties(named) });
    let referents: Vec<&String> = entity.same_as.iter().chain(&entity.former_ids).collect();
    if !referents.is_empty() {
        record["referents"] = json!(referents);
    }
    record
}

/// Every property is a list of texts.
fn properties(named: &Named) -> Value {
    let entity = &named.entity;
    let is_place = entity.kind == Kind::Place;
    let aliases = |weak: bool| {
        // The name is an alias again where it is a weak one: nothing else says that it is.
        let others =
            named.aliases.iter().enumerate().filter(move |(at, alias)| alias.weak == weak && (weak || *at > 0));
        let others = others.map(|(_, alias)| alias);
        others.map(|alias| alias.alias.clone()).collect::<Vec<_>>()
    };
    let location = entity.location.filter(|_| is_place);
    let one = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let lists = [
        ("name", vec![entity.name.clone()]),
        ("full", one(is_place.then(|| entity.name.clone()))),
        ("alias", aliases(false)),
        ("weakAlias", aliases(true)),
        ("country", one(entity.country.as_ref().map(|code| code.to_lowercase()))),
        ("wikidataId", one(entity.wikidata.clone())),
        ("latitude", one(location.map(|location| location.lat.to_string()))),
        ("longitude", one(location.map(|location| location.lon.to_string()))),
        ("notes", one(entity.note.clone())),
        ("keywords", keywords(entity)),
    ];
    let filled = lists.into_iter().filter(|(_, values)| !values.is_empty());
    Value::Object(filled.map(|(key, values)| (key.to_owned(), json!(values))).collect::<Map<_, _>>())
}

/// The class and the tags, each once.
fn keywords(entity: &EntityRow) -> Vec<String> {
    let tags = entity.tags.iter().filter(|tag| entity.class.as_ref() != Some(*tag));
    entity.class.iter().chain(tags).cloned().collect()
}
