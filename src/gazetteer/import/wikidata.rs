//! Wikidata's entities as JSON: a dump, an item a line, or what `Special:EntityData` gives.
//!
//! Labels and aliases of all languages (or of those asked for) are aliases; so are official, native and short names,
//! with the days that their qualifiers state. What an item is follows from what it is an instance of, and else from
//! what only a place or an organisation has; where neither tells, the item is left out, and said. Statements of other
//! properties are counted by property: an item has fifty.

use std::io::{self, BufRead};

use serde_json::Value;

use super::candidate::{Candidate, Name};
use super::identifiers::is_wikidata_item;
use super::intake::Intake;
use super::json_records::{Record, each};
use super::wikidata_claims::Claims;
use crate::gazetteer::entity::Kind;

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("Wikidata".to_owned());
    intake.header.licence = Some("CC0-1.0".to_owned());
    intake.header.source = Some("https://www.wikidata.org".to_owned());
    each(input, intake, &mut item)
}

fn item(record: &Record, value: &Value, intake: &mut Intake) {
    let Some(id) = value["id"].as_str() else {
        return intake.broken(record.at(), "the record has no id: it is no Wikidata entity");
    };
    if !is_wikidata_item(id) {
        return intake.lost(record.key("id"), "an entity that is no item", id);
    }
    let Some(name) = label(value, &intake.options.languages) else {
        return intake.lost(record.key("labels"), "an item without a label", id);
    };
    let claims = Claims(&value["claims"]);
    for globe in claims.other_globes("P625") {
        intake.lost(
            record.key("P625"),
            "coordinates on another globe than the Earth",
            &format!("{id} {}: {globe}", name.text),
        );
    }
    let Some(kind) = kind_of(&claims).or(intake.options.kind) else {
        let what = "an item that is no place, person or organisation as far as its statements tell (--kind)";
        let classes = claims.items("P31").join(", ");
        return intake.lost(record.key("claims"), what, &format!("{id} {}, instance of {classes}", name.text));
    };
    let born = claims.times("P569").into_iter().map(|span| span.from()).min();
    let mut candidate = Candidate::new(record.at(), format!("wikidata-{}", id.to_lowercase()), name);
    candidate.name.from = born;
    candidate.kind = Some(kind);
    names(value, &claims, &mut candidate);
    candidate.names.iter_mut().for_each(|name| name.from = name.from.or(born));
    candidate.wikidata = Some(id.to_owned());
    candidate.geonames = claims.texts("P1566").first().and_then(|number| number.parse().ok());
    candidate.country = claims.texts("P297").first().cloned();
    candidate.lat_lon = claims.place("P625");
    candidate.population = claims.amount("P1082");
    for (property, register) in [("P214", "viaf"), ("P1667", "tgn"), ("P227", "gnd"), ("P1584", "pl")] {
        let ids = claims.texts(property).into_iter().map(|id| format!("{register}:{id}"));
        candidate.same_as.extend(ids);
    }
    if let Some(text) = value["descriptions"]["en"]["value"].as_str() {
        candidate.remark(text);
    }
    candidate.class = class(id, &claims, intake);
    not_carried(id, &claims, intake);
    intake.take(candidate);
}

/// Properties that are carried, or that tell what an item is.
const CARRIED: &[&str] = &[
    "P31", "P569", "P1566", "P297", "P625", "P1082", "P214", "P1667", "P227", "P1584", "P1448", "P1705", "P1813",
    "P2561", "P1449",
];

fn not_carried(id: &str, claims: &Claims, intake: &mut Intake) {
    for (property, is_identifier) in claims.properties().filter(|(property, _)| !CARRIED.contains(property)) {
        match is_identifier {
            true => intake.lost_counted("identifiers in other registers", property),
            false => intake.lost_counted(&format!("statements of {property}"), id),
        }
    }
    for property in NAMES.iter().filter(|property| claims.has_deprecated(property)) {
        intake.lost_counted(&format!("deprecated statements of {property}"), id);
    }
}

/// The first class that has a word here; the others are counted.
fn class(id: &str, claims: &Claims, intake: &mut Intake) -> Option<String> {
    let word =
        |class: &str| CLASSES.iter().chain(ORGANISATIONS).find(|(item, _)| *item == class).map(|&(_, word)| word);
    let mut found = None;
    for class in claims.items("P31").into_iter().filter(|class| *class != "Q5") {
        match word(class).filter(|_| found.is_none()) {
            Some(word) => found = Some(word.to_owned()),
            None => intake.lost_counted(&format!("instance of {class}"), id),
        }
    }
    found
}

/// The label in the first language asked for, else in English, in no language, or in the first that there is.
fn label(value: &Value, languages: &[String]) -> Option<Name> {
    let labels = value["labels"].as_object()?;
    let wanted = languages.iter().map(String::as_str).chain(["en", "mul"]);
    let of = |(lang, label): (&str, &Value)| Some(Name::in_language(label["value"].as_str()?, lang));
    let mut found = wanted.filter_map(|lang| Some((lang, labels.get(lang)?))).filter_map(of);
    let name = found.next().or_else(|| labels.iter().map(|(lang, label)| (lang.as_str(), label)).find_map(of))?;
    // The name that outputs show is used in many languages as it is.
    Some(if matches!(name.lang.as_deref(), Some("en" | "mul")) { Name { lang: None, ..name } } else { name })
}

fn names(value: &Value, claims: &Claims, candidate: &mut Candidate) {
    for (lang, label) in value["labels"].as_object().into_iter().flatten() {
        candidate.names.extend(label["value"].as_str().map(|text| Name::in_language(text, lang)));
    }
    for (lang, aliases) in value["aliases"].as_object().into_iter().flatten() {
        let texts = aliases.as_array().into_iter().flatten().filter_map(|alias| alias["value"].as_str());
        candidate.names.extend(texts.map(|text| Name::in_language(text, lang)));
    }
    // The nickname counts only beside another.
    for property in NAMES {
        candidate.names.extend(claims.names(property));
    }
    candidate.names.extend(claims.names("P1449").into_iter().map(|name| Name { weak: true, ..name }));
}

/// Official name, native label, short name, name.
const NAMES: [&str; 4] = ["P1448", "P1705", "P1813", "P2561"];

/// The usual classes of places.
const CLASSES: &[(&str, &str)] = &[
    ("Q515", "city"),
    ("Q1549591", "city"),
    ("Q5119", "capital"),
    ("Q3957", "town"),
    ("Q532", "village"),
    ("Q486972", "settlement"),
    ("Q6256", "country"),
    ("Q3624078", "country"),
    ("Q23442", "island"),
    ("Q4022", "river"),
    ("Q23397", "lake"),
    ("Q165", "sea"),
    ("Q8502", "mountain"),
    ("Q1248784", "airport"),
    ("Q44782", "port"),
    ("Q245016", "military-base"),
];

/// Classes whose instances are organisations; an item of a class below them is told by its statements.
const ORGANISATIONS: &[(&str, &str)] = &[
    ("Q43229", "organisation"),
    ("Q4830453", "business"),
    ("Q783794", "company"),
    ("Q891723", "public-company"),
    ("Q6881511", "enterprise"),
    ("Q7278", "political-party"),
    ("Q163740", "non-profit-organisation"),
    ("Q79913", "non-governmental-organisation"),
    ("Q484652", "international-organisation"),
    ("Q245065", "intergovernmental-organisation"),
    ("Q327333", "government-agency"),
    ("Q17149090", "armed-organisation"),
    ("Q17127659", "terrorist-organisation"),
    ("Q176799", "military-unit"),
    ("Q3918", "university"),
    ("Q11032", "newspaper"),
    ("Q476028", "association-football-club"),
];

fn kind_of(claims: &Claims) -> Option<Kind> {
    let classes = claims.items("P31");
    let has = |property: &str| claims.has(property);
    if classes.contains(&"Q5") {
        Some(Kind::Person)
    } else if classes.iter().any(|class| ORGANISATIONS.iter().any(|(known, _)| known == class)) {
        Some(Kind::Organisation)
    } else if claims.place("P625").is_some() {
        Some(Kind::Place)
    } else {
        // Headquarters, legal form, industry, chief executive.
        ["P159", "P1454", "P452", "P169"].iter().any(|property| has(property)).then_some(Kind::Organisation)
    }
}
