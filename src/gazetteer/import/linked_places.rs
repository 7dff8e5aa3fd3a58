//! Linked Places (GeoJSON-T): places with names that hold for a time.
//!
//! The `when` of a name becomes the validity of its alias, of an alias for each time that it held; a feature's own
//! `when` that of the names without one. Bounds before the year 1 lie before any document and leave that side open.

use std::io::{self, BufRead};

use serde_json::Value;

use super::candidate::{Bounds, Candidate, Name, span_of};
use super::identifiers;
use super::intake::Intake;
use super::json_records::{Record, each, strings, text_of};
use crate::calendar::Day;
use crate::gazetteer::entity::Kind;

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    each(input, intake, &mut feature)
}

fn feature(record: &Record, value: &Value, intake: &mut Intake) {
    if value["type"].as_str() != Some("Feature") {
        return intake.broken(record.at(), "the record is no Feature");
    }
    let title = text_of(&value["properties"]["title"]).or_else(|| text_of(&value["names"][0]["toponym"]));
    let Some(title) = title else {
        return intake.lost(record.at(), "feature without title and names", "");
    };
    let address = text_of(&value["@id"]).or_else(|| text_of(&value["id"]));
    let id = address.as_deref().map_or_else(|| intake.made_id(&title), |address| intake.id_of(address));
    let mut candidate = Candidate::new(record.at(), id, Name::new(title));
    candidate.kind = Some(Kind::Place);
    if let Some(address) = address.filter(|address| address.contains("://")) {
        candidate.same_as.push(address);
    }
    names(record, value, &mut candidate, intake);
    country(record, &value["properties"], &mut candidate, intake);
    types(value, &mut candidate);
    for link in value["links"].as_array().into_iter().flatten() {
        link_of(record, link, &mut candidate, intake);
    }
    geometry(record, &value["geometry"], &mut candidate, intake);
    if let Some(text) =
        value["descriptions"].as_array().and_then(|all| all.iter().find_map(|one| text_of(&one["value"])))
    {
        candidate.remark(text);
    }
    not_carried(record, value, intake);
    intake.take(candidate);
}

/// The members of a feature that are carried, or told where they are read.
const CARRIED: &[&str] =
    &["type", "@id", "id", "@context", "properties", "names", "when", "types", "links", "geometry", "descriptions"];

fn not_carried(record: &Record, value: &Value, intake: &mut Intake) {
    for key in ["relations", "depictions"] {
        let count = value[key].as_array().map_or(0, |all| all.iter().filter(|one| !is_empty(one)).count());
        if count > 0 {
            intake.lost(record.key(key), key, &format!("{count} of them"));
        }
    }
    others(record, value, &[CARRIED, &["relations", "depictions"]].concat(), "", intake);
    others(record, &value["properties"], &["title", "ccodes", "ccode", "fclasses"], "properties: ", intake);
    others(record, &value["when"], &["timespans", "timespan", "start", "end"], "of a time: ", intake);
    let descriptions = value["descriptions"].as_array().map_or(&[][..], Vec::as_slice);
    if descriptions.len() > 1 {
        intake.lost(record.key("descriptions"), "further descriptions", &format!("{} of them", descriptions.len() - 1));
    }
    descriptions.iter().for_each(|one| others(record, one, &["value"], "of a description: ", intake));
    for one in value["types"].as_array().into_iter().flatten() {
        let named =
            ["label", "sourceLabel", "label_aat", "identifier"].into_iter().find(|key| text_of(&one[*key]).is_some());
        let alike = |key: &&str| named.is_some_and(|named| *key == named || one[*key] == one[named]);
        let carried: Vec<&str> =
            ["label", "sourceLabel", "label_aat", "identifier"].into_iter().filter(|key| alike(key)).collect();
        others(record, one, &carried, "of a type: ", intake);
    }
}

/// Reports the members of an object that are not carried, and say something.
fn others(record: &Record, object: &Value, carried: &[&str], what: &str, intake: &mut Intake) {
    for (key, value) in object.as_object().into_iter().flatten() {
        if carried.contains(&key.as_str()) || is_empty(value) {
            continue;
        }
        let sample = text_of(value).unwrap_or_else(|| value.to_string());
        intake.lost(record.key(key), &format!("{what}{key}"), &sample);
    }
}

/// Whether nothing is said: tables that became JSON are full of empty members.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(members) => members.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
        _ => false,
    }
}

/// Where a name is taken from, as the note of its alias.
fn citations(record: &Record, name: &Value, intake: &mut Intake) -> Option<String> {
    // Older files have one `citation`.
    let all: Vec<&Value> = ["citations", "citation"]
        .into_iter()
        .flat_map(|key| match &name[key] {
            Value::Array(all) => all.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        })
        .collect();
    let said = |one: &Value| ["label", "@id", "id"].iter().find_map(|key| text_of(&one[*key])).or_else(|| text_of(one));
    all.iter().for_each(|one| others(record, one, &["label", "@id", "id"], "of a citation: ", intake));
    let sources: Vec<String> = all.into_iter().filter_map(said).collect();
    (!sources.is_empty()).then(|| format!("source: {}", sources.join("; ")))
}

fn names(record: &Record, value: &Value, candidate: &mut Candidate, intake: &mut Intake) {
    let of_feature = bounds(record, &value["when"], intake);
    let mut held: Vec<Name> = with_bounds(&candidate.name, &of_feature);
    let (mut of_title, mut further, mut timed) = (Vec::new(), Vec::new(), 0);
    for name in value["names"].as_array().into_iter().flatten() {
        let Some(text) = text_of(&name["toponym"]) else { continue };
        let own = name.get("when").filter(|when| !when.is_null()).map(|when| bounds(record, when, intake));
        timed += usize::from(own.is_some());
        let note = citations(record, name, intake);
        let found = Name { note, ..Name::in_language(text, name["lang"].as_str().unwrap_or_default()) };
        others(record, name, &["toponym", "lang", "when", "citations", "citation"], "of a name: ", intake);
        others(record, &name["when"], &["timespans", "timespan", "start", "end"], "of a time: ", intake);
        let is_title = found.text == candidate.name.text;
        let found = with_bounds(&found, own.as_ref().unwrap_or(&of_feature));
        if is_title { &mut of_title } else { &mut further }.extend(found);
    }
    if timed > 0 && of_feature != [(None, None)] {
        let names = if timed == 1 { "1 name".to_owned() } else { format!("{timed} names") };
        intake.lost(record.key("when"), "a feature's time, for names that have their own", &names);
    }
    // The title is one of the names as a rule, and has that one's days.
    if !of_title.is_empty() {
        held = of_title;
    }
    let mut held = held.into_iter();
    candidate.name = held.next().unwrap_or_else(|| candidate.name.clone());
    candidate.names.extend(held.chain(further));
}

/// A name for each time that it held.
fn with_bounds(name: &Name, bounds: &[Bounds]) -> Vec<Name> {
    bounds.iter().map(|&(from, to)| Name { from, to, ..name.clone() }).collect()
}

/// The times of a `when`, those that touch made one; one that is open on both sides where there is none.
fn bounds(record: &Record, when: &Value, intake: &mut Intake) -> Vec<Bounds> {
    let spans = when.get("timespans").or_else(|| when.get("timespan")).or_else(|| when.get("start").map(|_| when));
    let spans: Vec<&Value> = match spans {
        Some(Value::Array(spans)) => spans.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let mut unread = Vec::new();
    let mut day = |bound: &Value, last: bool| {
        let keys = if last { ["latest", "in", "earliest"] } else { ["earliest", "in", "latest"] };
        let text = text_of(bound).or_else(|| keys.iter().find_map(|key| text_of(&bound[*key])))?;
        let Some(span) = span_of(&text) else {
            unread.push(text);
            return None;
        };
        Some(if last { span.to() } else { span.from() })
    };
    let mut found: Vec<Bounds> = Vec::new();
    for span in spans {
        match (day(&span["start"], false), day(&span["end"], true)) {
            (Some(from), Some(to)) if from > to => {
                intake.lost(record.key("when"), "a time that ends before it begins", &format!("{from} to {to}"));
            }
            bounds => found.push(bounds),
        }
    }
    // A year before the first leaves its side open, which is what it says of documents.
    for text in unread.iter().filter(|text| !text.trim_start().starts_with('-')) {
        intake.lost(record.key("when"), "a time that is no date", text);
    }
    joined(found)
}

/// Times in their order, those that overlap or follow on each other made one.
fn joined(mut spans: Vec<Bounds>) -> Vec<Bounds> {
    spans.sort_unstable();
    let mut joined: Vec<Bounds> = Vec::new();
    for (from, to) in spans {
        let follows = |last: Day| from.is_none_or(|from| last.plus_days(1).is_none_or(|next| from <= next));
        match joined.last_mut() {
            Some((_, last)) if last.is_none_or(follows) => *last = last.zip(to).map(|(last, to)| last.max(to)),
            _ => joined.push((from, to)),
        }
    }
    if joined.is_empty() { vec![(None, None)] } else { joined }
}

fn country(record: &Record, properties: &Value, candidate: &mut Candidate, intake: &mut Intake) {
    let codes: Vec<&str> = strings(&properties["ccodes"]).into_iter().chain(strings(&properties["ccode"])).collect();
    match codes.as_slice() {
        [] => {}
        [one] => candidate.country = Some((*one).to_owned()),
        several => intake.lost(record.key("ccodes"), "several countries", &several.join(", ")),
    }
}

fn types(value: &Value, candidate: &mut Candidate) {
    for one in value["types"].as_array().into_iter().flatten() {
        let label = ["label", "sourceLabel", "label_aat", "identifier"].iter().find_map(|key| text_of(&one[*key]));
        match (&candidate.class, label) {
            (None, label) => candidate.class = label,
            (Some(_), Some(label)) => candidate.tags.push(label),
            (Some(_), None) => {}
        }
    }
    if let Some(classes) = value["properties"]["fclasses"].as_array().and_then(|all| all.first()?.as_str()) {
        candidate.feature = Some(classes.to_owned());
    }
}

fn link_of(record: &Record, link: &Value, candidate: &mut Candidate, intake: &mut Intake) {
    let kind = link["type"].as_str().unwrap_or_default();
    let target = ["identifier", "uri", "@id"].iter().find_map(|key| text_of(&link[*key])).unwrap_or_default();
    if matches!(kind, "exactMatch" | "closeMatch") {
        identifiers::add(candidate, &target);
    } else if !target.is_empty() {
        intake.lost(record.key("links"), &format!("link of the type {kind}"), &target);
    }
}

/// The first point; of a shape without one the middle of its box, which is said.
fn geometry(record: &Record, geometry: &Value, candidate: &mut Candidate, intake: &mut Intake) {
    let mut parts = Vec::new();
    flatten(geometry, &mut parts, 0);
    parts.iter().for_each(|part| others(record, part, &["type", "coordinates", "geowkt"], "of a geometry: ", intake));
    let point = parts.iter().find_map(|part| {
        let coordinates = (part["type"].as_str() == Some("Point")).then(|| pair(&part["coordinates"])).flatten();
        coordinates.or_else(|| identifiers::point(part["geowkt"].as_str()?))
    });
    if let Some(point) = point {
        candidate.lat_lon = Some(point);
        if parts.len() > 1 {
            intake.lost(record.key("geometry"), "further geometries", &format!("{} of them", parts.len() - 1));
        }
        return;
    }
    let mut corners = Vec::new();
    parts.iter().for_each(|part| pairs(&part["coordinates"], &mut corners, 0));
    let middle = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = corners.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(x), h.max(x)));
        (low + high) / 2.0
    };
    if !corners.is_empty() {
        candidate.lat_lon = Some((middle(|point| point.0), middle(|point| point.1)));
        let kind = parts[0]["type"].as_str().unwrap_or("shape");
        intake.lost(record.key("geometry"), "the shape of a geometry: the middle of its box stands for it", kind);
    }
}

/// Collections within collections deeper than this are no map's.
const DEEPEST: usize = 8;

fn flatten<'v>(geometry: &'v Value, parts: &mut Vec<&'v Value>, depth: usize) {
    match geometry["geometries"].as_array() {
        Some(members) if depth < DEEPEST => members.iter().for_each(|member| flatten(member, parts, depth + 1)),
        _ if geometry.is_object() => parts.push(geometry),
        _ => {}
    }
}

fn pair(coordinates: &Value) -> Option<(f64, f64)> {
    Some((coordinates.get(1)?.as_f64()?, coordinates.get(0)?.as_f64()?))
}

fn pairs(coordinates: &Value, found: &mut Vec<(f64, f64)>, depth: usize) {
    match pair(coordinates) {
        Some(point) => found.push(point),
        None if depth < DEEPEST => {
            coordinates.as_array().into_iter().flatten().for_each(|inner| pairs(inner, found, depth + 1));
        }
        None => {}
    }
}
