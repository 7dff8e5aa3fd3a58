//! Results of a SPARQL query: CSV, TSV or JSON, with the variables that Wikidata's examples use.
//!
//! `item` (the address), `itemLabel`, `itemAltLabel` (names with commas between, as the label service gives them) or
//! `alias` (a name a row), `kind`, `type`, `coord` (or `lat` and `lon`), `country` (a code), `geonames`, `population`.
//! Rows of the same item are one entity. An item with coordinates and no `kind` is a place.

use std::io::{self, BufRead, Read};

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
    if text.trim_start().starts_with('{') {
        return json_records::each(&mut text.as_bytes().chain(io::empty()), intake, &mut |record, value, intake| {
            let get = |name: &str| value[name]["value"].as_str().map(str::trim).filter(|text| !text.is_empty());
            let lang = |name: &str| value[name]["xml:lang"].as_str().unwrap_or_default();
            let unknown = value.as_object().into_iter().flatten().filter(|(name, _)| !is_known(name));
            for (name, value) in unknown {
                let sample = value["value"].as_str().unwrap_or_default();
                intake.lost(record.key(name), &format!("variable {name}"), sample);
            }
            solution(record.at(), &get, &lang, intake);
        });
    }
    let path = intake.path();
    table::each(&path, text, |row| {
        intake.row();
        for (name, text) in row.others(&known()) {
            intake.lost(row.at(name), &format!("variable {name}"), text);
        }
        solution(row.at(""), &|name| row.get(name).map(bare), &|_| "", intake);
    });
    Ok(())
}

fn is_known(name: &str) -> bool {
    VARIABLES.iter().any(|(_, names)| names.contains(&name))
}

fn known() -> Vec<&'static str> {
    VARIABLES.iter().flat_map(|(_, names)| names.iter().copied()).collect()
}

/// A value without the marks that TSV results put around it: `<http://…>`, `"Mosul"@en`.
fn bare(text: &str) -> &str {
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.rsplit_once('"')).map(|(inner, _)| inner);
    quoted.unwrap_or(text)
}

/// One row of the results.
fn solution<'v>(at: At, get: &dyn Fn(&str) -> Option<&'v str>, lang: &dyn Fn(&str) -> &'v str, intake: &mut Intake) {
    let names =
        |variable: &str| VARIABLES.iter().find(|(name, _)| *name == variable).map_or(&[][..], |(_, names)| names);
    let value = |variable: &str| names(variable).iter().find_map(|name| get(name).map(|value| (*name, value)));
    let Some((_, address)) = value("item") else {
        return intake.broken(at, "the row has no item: select ?item, the address of what it names");
    };
    let label = value("label").or_else(|| value("alias")).filter(|(_, label)| wikidata_item(label).is_none());
    let Some((label_variable, label)) = label else {
        return intake.lost(at, "a row without a label", address);
    };
    let item = wikidata_item(address);
    let id = item.map_or_else(|| intake.id_of(address), |item| format!("wikidata-{}", item.to_lowercase()));
    let mut candidate = Candidate::new(at, id, Name::in_language(label, lang(label_variable)));
    match item {
        Some(item) => candidate.wikidata = Some(item.to_owned()),
        None => candidate.same_as.push(address.to_owned()),
    }
    if let Some((variable, all)) = value("names") {
        candidate.names.extend(all.split(", ").map(|text| Name::in_language(text, lang(variable))));
    }
    for variable in names("alias") {
        candidate.names.extend(get(variable).map(|text| Name::in_language(text, lang(variable))));
    }
    candidate.class = value("type").map(|(_, text)| text.to_owned());
    candidate.country = value("country").map(|(_, text)| text.to_owned());
    let number = |variable: &str| value(variable).and_then(|(_, text)| text.parse::<f64>().ok());
    let point = value("coord").and_then(|(_, text)| identifiers::point(text));
    candidate.lat_lon = point.or_else(|| number("lat").zip(number("lon")));
    candidate.geonames = value("geonames").and_then(|(_, text)| text.parse().ok());
    candidate.population = number("population").filter(|people| *people >= 0.0).map(|people| people as u64);
    let located = candidate.lat_lon.map(|_| Kind::Place);
    candidate.kind = value("kind").and_then(|(_, text)| text.parse().ok()).or(intake.options.kind).or(located);
    intake.take(candidate);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_tsv_results_are_taken_off() {
        assert_eq!(bare("<http://www.wikidata.org/entity/Q1>"), "http://www.wikidata.org/entity/Q1");
        assert_eq!(bare("\"Mosul\"@en"), "Mosul");
        assert_eq!(bare("Mosul"), "Mosul");
    }
}
