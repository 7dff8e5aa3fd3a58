//! FollowTheMoney entities, one a line, as OpenSanctions publishes them.
//!
//! People and organisations with a name become entities, and addresses that have a name or coordinates places; a postal
//! address is reported. `alias` and `previousName` are aliases, `weakAlias` a weak one, `abbreviation` one that counts
//! only as it is written. A person's names count from the year of birth on; the other dates go to the note. Registers
//! write names in capitals ("Vitaly KUZMENKO"), which texts do not: they are recased ([`super::recase`]), and the
//! list's remarks say how many.

use std::io::{self, BufRead};

use serde_json::Value;

use super::candidate::{Candidate, Name, span_of};
use super::intake::Intake;
use super::json_records::{Record, each, strings, text_of};
use super::recase::recased;
use crate::gazetteer::entity::{CaseRule, Kind};
use crate::text::tame_line;

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
    "notes",
    "description",
    "summary",
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
    let mut told = Told::default();
    each(input, intake, &mut |record, value, intake| entity(record, value, &mut told, intake))?;
    told.tell(intake);
    Ok(())
}

/// The names that were recased.
#[derive(Default)]
struct Told {
    count: usize,
    samples: Vec<String>,
}

/// So many of them are shown.
const SAMPLES: usize = 3;

impl Told {
    fn recase(&mut self, name: &str, kind: Kind) -> String {
        let Some(text) = recased(name, kind) else { return name.to_owned() };
        self.count += 1;
        let sample = format!("{} as {}", tame_line(name), tame_line(&text));
        if self.samples.len() < SAMPLES && !self.samples.contains(&sample) {
            self.samples.push(sample);
        }
        text
    }

    fn tell(self, intake: &mut Intake) {
        if self.count > 0 {
            let names = if self.count == 1 { "1 name".to_owned() } else { format!("{} names", self.count) };
            let samples = self.samples.join("; ");
            intake.remark(format!(
                "{names} in capitals written as texts write them ({samples}); in capitals they count as before"
            ));
        }
    }
}

fn entity(record: &Record, value: &Value, told: &mut Told, intake: &mut Intake) {
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
    let weak = of("weakAlias");
    // A name that is among the weak ones, as our own export has it, is one.
    let plain = |text: &str| Name { from: born, weak: weak.contains(&text), ..Name::new(text) };
    let mut name = |text: &str| Name { text: told.recase(text, kind), ..plain(text) };
    // As a rule the caption is one of the names, and is not counted twice.
    let own = if names.contains(&caption) { Told::default().recase(caption, kind) } else { name(caption).text };
    let mut candidate = Candidate::new(record.at(), id, Name { text: own, ..plain(caption) });
    candidate.kind = Some(kind);
    candidate.class = Some(schema.to_owned()).filter(|_| kind != Kind::Place);
    candidate.lat_lon = lat_lon.filter(|_| kind == Kind::Place);
    for key in ["name", "alias", "previousName"] {
        candidate.names.extend(of(key).into_iter().map(&mut name));
    }
    candidate.names.extend(weak.iter().map(|text| name(text)));
    let exact = |text: &str| Name { case: Some(CaseRule::Exact), from: born, ..Name::new(text) };
    candidate.names.extend(of("abbreviation").into_iter().map(exact));
    candidate.country = country(record, properties, intake);
    candidate.wikidata = of("wikidataId").first().map(|item| (*item).to_owned());
    candidate.tags = of("topics").into_iter().chain(of("keywords")).map(str::to_owned).collect();
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
        ("summary", ""),
        ("description", ""),
        ("notes", ""),
    ];
    for (key, label) in labels {
        let values = strings(&properties[key]);
        if !values.is_empty() {
            candidate.remark(format!("{label} {}", values.join(", ")).trim_start());
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
