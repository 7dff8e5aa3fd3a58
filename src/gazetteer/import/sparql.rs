//! Results of a SPARQL query: CSV, TSV or JSON, with the variables that Wikidata's examples use.
//!
//! `item` (the address), `itemLabel`, `itemAltLabel` (names with commas between, as the label service gives them) or
//! `alias` (a name a row), `kind`, `type`, `coord` (or `lat` and `lon`), `country` (a code), `geonames`, `population`.
//! Rows of the same item are one entity, and what one of them says holds for all. An item with coordinates and no
//! `kind` is a place. JSON is the standard's, or the plain list of objects that the query service of Wikidata saves;
//! the terms of TSV (`<http://…>`, `"Mosul"@en`) are read by `oxrdf`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead, Read};

use oxrdf::Term;
use serde_json::Value;

use super::candidate::{At, Candidate, Name};
use super::identifiers::{self, wikidata_item};
use super::intake::Intake;
use super::json_records;
use super::table;
use crate::gazetteer::entity::Kind;

/// Each variable and the other names that it goes by.
const VARIABLES: &[(&str, &[&str])] = &[
    ("item", &["item", "entity", "place", "person", "org", "uri"]),
    ("label", &["itemLabel", "label", "name", "entityLabel", "placeLabel", "personLabel", "orgLabel"]),
    ("names", &["itemAltLabel", "altLabels", "aliases", "itemAltLabels"]),
    ("alias", &["alias", "altLabel", "officialName", "nativeLabel", "shortName"]),
    ("kind", &["kind"]),
    ("type", &["type", "typeLabel", "instanceLabel", "itemDescription"]),
    ("coord", &["coord", "coords", "coordinates", "location"]),
    ("lat", &["lat", "latitude"]),
    ("lon", &["lon", "long", "longitude"]),
    ("country", &["country", "countryCode", "iso", "iso2"]),
    ("geonames", &["geonames", "geonamesId", "geoNamesID"]),
    ("population", &["population"]),
];

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("Results of a SPARQL query".to_owned());
    let Some(text) = intake.text(input)? else { return Ok(()) };
    let mut rows = Vec::new();
    if text.trim_start().starts_with(['{', '[']) {
        json_records::each(&mut text.as_bytes().chain(io::empty()), intake, &mut |record, value, intake| {
            let found = value.as_object().into_iter().flatten();
            let found = found.filter_map(|(name, value)| Some((record.key(name), bound(name, value)?)));
            rows.extend(solution(record.at(), found.collect(), intake));
        })?;
    } else {
        let path = intake.path();
        // Only in the standard's TSV the names of variables have their mark, and values are terms.
        let are_terms = text.starts_with('?') && !text.lines().next().unwrap_or_default().contains(',');
        let take = |row: &table::Row| {
            intake.row();
            let value = |text| if are_terms { term(text) } else { (Cow::Borrowed(bare(text)), Cow::Borrowed("")) };
            let found = row.filled().map(|(name, text)| {
                let (text, lang) = value(text);
                (row.at(name), Bound { name, text, lang })
            });
            rows.extend(solution(row.at(""), found.collect(), intake));
        };
        if are_terms { table::each_of_tabs(&path, text, take) } else { table::each(&path, text, take) }
    }
    judge(rows, intake);
    Ok(())
}

/// A variable and its value in a row.
struct Bound<'v> {
    name: &'v str,
    text: Cow<'v, str>,
    /// The language of a text, or nothing.
    lang: Cow<'v, str>,
}

/// A value of JSON: an object with its type and language, or the plain value.
fn bound<'v>(name: &'v str, value: &'v Value) -> Option<Bound<'v>> {
    let lang = value["xml:lang"].as_str().unwrap_or_default();
    let text = json_records::text_of(if value.is_object() { &value["value"] } else { value })?;
    Some(Bound { name, text: text.into(), lang: lang.into() })
}

/// A term of TSV and its language.
fn term(text: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    match text.parse::<Term>() {
        Ok(Term::NamedNode(node)) => (node.into_string().into(), "".into()),
        Ok(Term::Literal(literal)) => {
            (literal.value().trim().to_owned().into(), literal.language().unwrap_or_default().to_owned().into())
        }
        // Some services write texts as they are.
        _ => (bare(text).into(), "".into()),
    }
}

/// A value without the marks that some services put around it in tables too: `<http://…>`, `"Mosul"@en`.
fn bare(text: &str) -> &str {
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.rsplit_once('"')).map(|(inner, _)| inner);
    quoted.unwrap_or(text)
}

/// One row of the results; without a name if no label stands in it.
fn solution(at: At, values: Vec<(At, Bound<'_>)>, intake: &mut Intake) -> Option<Candidate> {
    let is_known = |name: &str| VARIABLES.iter().any(|(_, names)| names.contains(&name));
    for (at, value) in values.iter().filter(|(_, value)| !is_known(value.name)) {
        intake.lost(*at, &format!("variable {}", value.name), &value.text);
    }
    let names =
        |variable: &str| VARIABLES.iter().find(|(name, _)| *name == variable).map_or(&[][..], |(_, names)| names);
    let get = |name: &str| values.iter().map(|(_, value)| value).find(|value| value.name == name);
    let value = |variable: &str| names(variable).iter().find_map(|name| get(name));
    let text = |variable: &str| value(variable).map(|value| &*value.text);
    let Some(address) = text("item") else {
        intake.broken(at, "the row has no item: select ?item, the address of what it names");
        return None;
    };
    let label = value("label").filter(|label| wikidata_item(&label.text).is_none());
    let named = |value: &Bound| Name::in_language(&*value.text, &value.lang);
    let item = wikidata_item(address);
    let id = item.map_or_else(|| intake.id_of(address), |item| format!("wikidata-{}", item.to_lowercase()));
    let mut candidate = Candidate::new(at, id, label.map(named).unwrap_or_default());
    match item {
        Some(item) => candidate.wikidata = Some(item.to_owned()),
        None => candidate.same_as.push(address.to_owned()),
    }
    if let Some(all) = value("names") {
        candidate.names.extend(all.text.split(", ").map(|text| Name::in_language(text, &all.lang)));
    }
    candidate.names.extend(names("alias").iter().filter_map(|name| get(name)).map(named));
    candidate.class = text("type").map(str::to_owned);
    candidate.country = text("country").map(str::to_owned);
    let number = |variable: &str| text(variable).and_then(|text| text.parse::<f64>().ok());
    candidate.lat_lon = text("coord").and_then(identifiers::point).or_else(|| number("lat").zip(number("lon")));
    candidate.geonames = text("geonames").and_then(|text| text.parse().ok());
    candidate.population = number("population").filter(|people| *people >= 0.0).map(|people| people as u64);
    let located = candidate.lat_lon.map(|_| Kind::Place);
    candidate.kind = text("kind").and_then(|text| text.parse().ok()).or(intake.options.kind).or(located);
    Some(candidate)
}

/// Hands over the rows, each with the name and the kind that a row of the same item has, if its own has none.
fn judge(rows: Vec<Candidate>, intake: &mut Intake) {
    let (mut names, mut kinds) = (HashMap::new(), HashMap::new());
    for row in &rows {
        if !row.name.text.is_empty() {
            names.entry(row.id.clone()).or_insert_with(|| row.name.clone());
        }
        if let Some(kind) = row.kind {
            kinds.entry(row.id.clone()).or_insert(kind);
        }
    }
    for mut row in rows {
        row.kind = row.kind.or_else(|| kinds.get(&row.id).copied());
        if row.name.text.is_empty() {
            let Some(name) = names.get(&row.id).or(row.names.first()).cloned() else {
                intake.lost(row.at, "a row without a label", &row.id);
                continue;
            };
            row.name = name;
        }
        intake.take(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_tsv_results_are_taken_off() {
        for (text, value, language) in [
            ("<http://www.wikidata.org/entity/Q1>", "http://www.wikidata.org/entity/Q1", ""),
            ("\"Harlan\"@en", "Harlan", "en"),
            (r#""The \"Old\" Town""#, "The \"Old\" Town", ""),
            ("\"Point(43.1 36.3)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>", "Point(43.1 36.3)", ""),
            ("\"1200\"^^<http://www.w3.org/2001/XMLSchema#decimal>", "1200", ""),
            ("1200", "1200", ""),
            ("New Town, Novgrad", "New Town, Novgrad", ""),
        ] {
            assert_eq!(term(text), (value.into(), language.into()), "{text}");
        }
    }
}
