//! FollowTheMoney entities, one a line, as OpenSanctions publishes them.
//!
//! People and organisations with a name become entities, and addresses that have a name or coordinates places; a postal
//! address is reported. `alias` and `previousName` are aliases, `weakAlias` a weak one,
//! `abbreviation` one that counts only as it is written. A person's names count from the year of birth on; the other dates
//! go to the note. Registers write surnames in capitals ("Vitaly KUZMENKO"), which texts do not: they are recased.

use std::io::{self, BufRead};

use serde_json::Value;

use super::candidate::{Candidate, Name, span_of};
use super::intake::Intake;
use super::json_records::{Record, each, strings, text_of};
use crate::gazetteer::entity::{CaseRule, Kind};

/// Properties that are carried, or whose content is in another one that is.
const CARRIED: &[&str] = &[
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "abbreviation",
    "country",
    "nationality",
    "citizenship",
    "jurisdiction",
    "mainCountry",
    "wikidataId",
    "topics",
    "birthDate",
    "deathDate",
    "incorporationDate",
    "dissolutionDate",
    "position",
    "classification",
    "legalForm",
    "keywords",
    // Parts of names that stand in `name` as a whole.
    "firstName",
    "lastName",
    "middleName",
    "fatherName",
    "secondName",
    // Of the record, not of the entity.
    "createdAt",
    "modifiedAt",
    "retrievedAt",
];

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("FollowTheMoney entities".to_owned());
    each(input, intake, &mut entity)
}

fn entity(record: &Record, value: &Value, intake: &mut Intake) {
    let Some(schema) = value["schema"].as_str() else {
        return intake.broken(record.at(), "the record has no schema: it is no FollowTheMoney entity");
    };
    let properties = &value["properties"];
    let of = |key: &str| strings(&properties[key]);
    let names = of("name");
    let caption = value["caption"].as_str().or(names.first().copied());
    let caption = caption.or(of("full").first().copied()).unwrap_or_default();
    let lat_lon = coordinates(properties);
    let Some(kind) = kind_of(schema, !names.is_empty() || lat_lon.is_some()) else {
        let what = match schema {
            ADDRESS => "postal address without a name or coordinates".to_owned(),
            _ => format!("entity of the schema {schema}"),
        };
        return intake.lost(record.key("schema"), &what, caption);
    };
    let Some(id) = text_of(&value["id"]) else {
        return intake.broken(record.at(), "the record has no id");
    };
    if caption.is_empty() {
        return intake.lost(record.at(), "entity without a name", &id);
    }
    let born = of("birthDate").into_iter().filter_map(span_of).map(|span| span.from()).min();
    let name = |text: &str| Name { from: born, ..Name::new(recased(text, kind)) };
    let mut candidate = Candidate::new(record.at(), id, name(caption));
    candidate.kind = Some(kind);
    candidate.class = Some(schema.to_owned()).filter(|_| kind != Kind::Place);
    candidate.lat_lon = lat_lon.filter(|_| kind == Kind::Place);
    for key in ["name", "alias", "previousName"] {
        candidate.names.extend(of(key).into_iter().map(name));
    }
    candidate.names.extend(of("weakAlias").into_iter().map(|text| Name { weak: true, ..name(text) }));
    let exact = |text: &str| Name { case: Some(CaseRule::Exact), from: born, ..Name::new(text) };
    candidate.names.extend(of("abbreviation").into_iter().map(exact));
    candidate.country = country(record, properties, intake);
    candidate.wikidata = of("wikidataId").first().map(|item| (*item).to_owned());
    candidate.tags = of("topics").into_iter().map(str::to_owned).collect();
    candidate.same_as = strings(&value["referents"]).into_iter().map(str::to_owned).collect();
    remarks(&mut candidate, properties, value);
    not_carried(record, properties, kind, intake);
    intake.take(candidate);
}

/// The schema that addresses have, and places, for which there is none.
const ADDRESS: &str = "Address";

/// What else of an address is carried.
const CARRIED_OF_PLACES: &[&str] = &["full", "latitude", "longitude"];

/// Degrees north and east.
fn coordinates(properties: &Value) -> Option<(f64, f64)> {
    let degrees = |key: &str| strings(&properties[key]).first()?.trim().parse::<f64>().ok();
    Some((degrees("latitude")?, degrees("longitude")?))
}

fn kind_of(schema: &str, is_told_apart: bool) -> Option<Kind> {
    match schema {
        ADDRESS if is_told_apart => Some(Kind::Place),
        "Person" => Some(Kind::Person),
        "Organization" | "Company" | "PublicBody" | "LegalEntity" => Some(Kind::Organisation),
        _ => None,
    }
}

/// The country, if the record names one only; of a person the nationality.
fn country(record: &Record, properties: &Value, intake: &mut Intake) -> Option<String> {
    let keys = ["mainCountry", "country", "nationality", "citizenship", "jurisdiction"];
    for key in keys {
        match strings(&properties[key]).as_slice() {
            [] => {}
            [one] if one.len() == 2 => return Some((*one).to_owned()),
            several => intake.lost(record.key(key), "several countries, or one that is no longer", &several.join(", ")),
        }
    }
    None
}

/// Dates, offices and where the record comes from, as a note.
fn remarks(candidate: &mut Candidate, properties: &Value, value: &Value) {
    let labels = [
        ("birthDate", "born"),
        ("deathDate", "died"),
        ("incorporationDate", "founded"),
        ("dissolutionDate", "dissolved"),
        ("position", "position"),
        ("legalForm", "legal form"),
        ("classification", "classification"),
    ];
    for (key, label) in labels {
        let values = strings(&properties[key]);
        if !values.is_empty() {
            candidate.remark(format!("{label} {}", values.join(", ")));
        }
    }
    let sources = strings(&value["datasets"]);
    if !sources.is_empty() {
        candidate.remark(format!("source: {}", sources.join(", ")));
    }
}

fn not_carried(record: &Record, properties: &Value, kind: Kind, intake: &mut Intake) {
    let of_places = |key: &str| kind == Kind::Place && CARRIED_OF_PLACES.contains(&key);
    for (key, values) in properties.as_object().into_iter().flatten() {
        if !CARRIED.contains(&key.as_str()) && !of_places(key) {
            let sample = strings(values).first().copied().unwrap_or_default();
            intake.lost(record.key(key), &format!("property {key}"), sample);
        }
    }
}

/// The name with shouted words as texts write them: a person's surname, an organisation's name that is all in capitals.
fn recased(name: &str, kind: Kind) -> String {
    let shouted = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic());
        letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase)
    };
    let all = name.split_whitespace().count() > 1 && !name.chars().any(char::is_lowercase);
    if kind == Kind::Organisation && !all {
        return name.to_owned();
    }
    let word = |word: &str| if shouted(word) { capitalised(word) } else { word.to_owned() };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A capital at the start and after hyphens and apostrophes, the rest small.
fn capitalised(word: &str) -> String {
    let mut start = true;
    let mut text = String::with_capacity(word.len());
    for character in word.chars() {
        if start {
            text.push(character);
        } else {
            text.extend(character.to_lowercase());
        }
        start = !character.is_alphabetic();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_names_are_recased() {
        for (name, kind, expected) in [
            ("Vitaly Yurievich KUZMENKO", Kind::Person, "Vitaly Yurievich Kuzmenko"),
            ("Виталий КУЗЬМЕНКО", Kind::Person, "Виталий Кузьменко"),
            ("Anne O'BRIEN-SMITH", Kind::Person, "Anne O'Brien-Smith"),
            ("J.B. AL-X", Kind::Person, "J.B. Al-X"),
            ("RAB „Inter Tobacco“", Kind::Organisation, "RAB „Inter Tobacco“"),
            ("NORTHERN STEEL WORKS", Kind::Organisation, "Northern Steel Works"),
            ("UNESCO", Kind::Organisation, "UNESCO"),
        ] {
            assert_eq!(recased(name, kind), expected);
        }
    }
}
