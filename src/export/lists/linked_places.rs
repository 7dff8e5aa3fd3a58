//! Linked Places (<https://github.com/LinkedPasts/linked-places-format>): GeoJSON-T, as the World Historical Gazetteer
//! takes it.

use std::io::Write;

use serde_json::{Value, json};

use super::named::{Named, Part, each, tell};
use crate::Result;
use crate::export::format::refused;
use crate::export::{Export, ExportReport};
use crate::gazetteer::Kind;
use crate::store::AliasRow;

const HELD: [Part; 9] = [
    Part::Validity,
    Part::Language,
    Part::Location,
    Part::Country,
    Part::Class,
    Part::Geonames,
    Part::Wikidata,
    Part::SameAs,
    Part::Note,
];

const CONTEXT: &str =
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    let mut before = "\n";
    write!(out, "{{\"type\":\"FeatureCollection\",\"@context\":\"{CONTEXT}\",\"features\":[").map_err(refused)?;
    each(export, &mut |named| {
        if named.entity.kind != Kind::Place {
            report.lose("people and organisations, left out: the format is of places", &named.entity.name);
            return Ok(());
        }
        write!(out, "{before}{}", feature(&named)).map_err(refused)?;
        before = ",\n";
        tell(report, &named, &HELD);
        Ok(())
    })?;
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(refused)
}

fn feature(named: &Named) -> Value {
    let entity = &named.entity;
    let mut feature = json!({
        "@id": format!("urn:dateline:entity:{}", crate::export::annotations::in_urn(&entity.id)),
        "type": "Feature",
        "properties": { "title": entity.name, "ccodes": entity.country.iter().collect::<Vec<_>>() },
        "names": named.strong().map(name).collect::<Vec<_>>(),
        "geometry": entity.location.map(|location| json!({ "type": "Point", "coordinates": [location.lon, location.lat] })),
    });
    if let Some(class) = &entity.class {
        feature["types"] = json!([{ "label": class, "sourceLabel": class }]);
    }
    let registers =
        [entity.geonames.map(|id| format!("gn:{id}")), entity.wikidata.as_ref().map(|id| format!("wd:{id}"))];
    let links: Vec<Value> = registers
        .into_iter()
        .flatten()
        .chain(entity.same_as.iter().cloned())
        .map(|id| json!({ "type": "closeMatch", "identifier": id }))
        .collect();
    if !links.is_empty() {
        feature["links"] = json!(links);
    }
    if let Some(note) = &entity.note {
        feature["descriptions"] = json!([{ "value": note }]);
    }
    feature
}

fn name(alias: &AliasRow) -> Value {
    let mut name = json!({ "toponym": alias.alias });
    if let Some(lang) = &alias.lang {
        name["lang"] = json!(lang);
    }
    if alias.from.is_some() || alias.to.is_some() {
        let at = |day: crate::calendar::Day| json!({ "in": day.to_string() });
        let mut span = json!({});
        alias.from.into_iter().for_each(|day| span["start"] = at(day));
        alias.to.into_iter().for_each(|day| span["end"] = at(day));
        name["when"] = json!({ "timespans": [span] });
    }
    name
}
