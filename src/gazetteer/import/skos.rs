//! SKOS concepts in Turtle: preferred, alternative and hidden labels, matches.
//!
//! SKOS does not say whether a concept is a place, a person or an organisation: its other types may, and else `--kind`.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use super::candidate::{At, Candidate, Name};
use super::identifiers;
use super::intake::Intake;
use crate::gazetteer::entity::Kind;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// What is said of one subject.
struct Subject {
    at: At,
    /// The line, the predicate and the object of each statement.
    said: Vec<(At, String, Term)>,
}

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    let Some(text) = intake.text(input)? else { return Ok(()) };
    if let Some((number, _)) = (1..).zip(text.lines()).take(FIRST_LINES).find(|(_, line)| is_xml(line)) {
        let turned = "turn it into Turtle: rapper -o turtle IN > OUT.ttl, or rdfpipe -o turtle IN > OUT.ttl";
        intake.refuse(At::line(number), format!("this is RDF/XML, and SKOS is read as Turtle; {turned}"));
        return Ok(());
    }
    let mut subjects: BTreeMap<String, Subject> = BTreeMap::new();
    let mut order = Vec::new();
    statements(&text, intake, |at, triple| {
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.into_string(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let entry = subjects.entry(subject.clone()).or_insert_with(|| {
            order.push(subject);
            Subject { at, said: Vec::new() }
        });
        entry.said.push((at, triple.predicate.into_string(), triple.object));
    });
    for address in order {
        if let Some(subject) = subjects.get(&address) {
            concept(&address, subject, intake);
        }
    }
    Ok(())
}

/// So many lines are looked at for the beginning of a document in XML.
const FIRST_LINES: usize = 20;

fn is_xml(line: &str) -> bool {
    let line = line.trim_start();
    ["<?xml", "<!DOCTYPE", "<rdf:RDF", "<RDF "].iter().any(|start| line.starts_with(start))
}

/// Gives every statement with the line on which it ends. The parser is fed line by line, since it keeps no places.
fn statements(text: &str, intake: &mut Intake, mut take: impl FnMut(At, Triple)) {
    let mut parser = TurtleParser::new().low_level();
    let last = text.split_inclusive('\n').count() as u64;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        parser.extend_from_slice(line.as_bytes());
        if number == last {
            parser.end();
        }
        while let Some(result) = parser.parse_next() {
            match result {
                Ok(triple) => take(At::line(number), triple),
                Err(error) => {
                    let place = error.location().start;
                    intake.broken(At { line: place.line + 1, column: place.column + 1 }, error.message());
                }
            }
        }
    }
}

fn concept(address: &str, subject: &Subject, intake: &mut Intake) {
    let types = subject.addresses(TYPE);
    if types.iter().any(|kind| *kind == format!("{SKOS}ConceptScheme")) {
        return scheme(subject, intake);
    }
    let preferred = subject.labels("prefLabel");
    if preferred.is_empty() && !types.iter().any(|kind| *kind == format!("{SKOS}Concept")) {
        return;
    }
    intake.row();
    let Some(name) = name_of(&preferred, &intake.options.languages) else {
        return intake.lost(subject.at, "a concept without a preferred label", address);
    };
    let mut candidate = Candidate::new(subject.at, intake.id_of(address), name);
    candidate.kind = types.iter().find_map(|kind| kind_of(kind));
    candidate.names = preferred;
    candidate.names.extend(subject.labels("altLabel"));
    let hidden = subject.labels("hiddenLabel").into_iter();
    candidate.names.extend(hidden.map(|name| Name { note: Some("hidden label".to_owned()), ..name }));
    if address.contains("://") {
        identifiers::add(&mut candidate, address);
    }
    for (at, predicate, object) in &subject.said {
        statement(*at, predicate, object, &mut candidate, intake);
    }
    let number = |name: &str| subject.number(&format!("http://www.w3.org/2003/01/geo/wgs84_pos#{name}"));
    candidate.lat_lon = number("lat").zip(number("long"));
    if candidate.lat_lon.is_some() {
        candidate.kind = candidate.kind.or(intake.options.kind).or(Some(Kind::Place));
    }
    intake.take(candidate);
}

/// What is neither a label nor a type.
fn statement(at: At, predicate: &str, object: &Term, candidate: &mut Candidate, intake: &mut Intake) {
    let text = match object {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        _ => String::new(),
    };
    let local = predicate.strip_prefix(SKOS);
    match local {
        Some("prefLabel" | "altLabel" | "hiddenLabel" | "inScheme" | "topConceptOf") => {}
        Some("exactMatch" | "closeMatch") => identifiers::add(candidate, &text),
        Some("definition" | "scopeNote" | "note") => candidate.remark(text),
        Some(name) => intake.lost(at, &format!("skos:{name}"), &text),
        None if predicate == TYPE || predicate.contains("wgs84_pos#") => {}
        None if predicate == "http://www.w3.org/2002/07/owl#sameAs" => identifiers::add(candidate, &text),
        None => intake.lost(at, &format!("property {predicate}"), &text),
    }
}

/// What the scheme says of itself: title, licence and source.
fn scheme(subject: &Subject, intake: &mut Intake) {
    for (_, predicate, object) in &subject.said {
        let text = match object {
            Term::Literal(literal) => literal.value().to_owned(),
            Term::NamedNode(node) => node.as_str().to_owned(),
            _ => continue,
        };
        let header = &mut intake.header;
        let slot = match predicate.rsplit(['/', '#']).next().unwrap_or_default() {
            "title" | "prefLabel" | "label" => &mut header.name,
            "license" | "rights" => &mut header.licence,
            "source" | "publisher" => &mut header.source,
            _ => continue,
        };
        slot.get_or_insert(text);
    }
}

/// The preferred label in the first language asked for, else in English, without a language, or the first.
fn name_of(labels: &[Name], languages: &[String]) -> Option<Name> {
    let in_language = |wanted: &str| labels.iter().find(|name| name.lang.as_deref() == Some(wanted));
    let mut wanted = languages.iter().map(String::as_str).chain(["en"]).filter_map(in_language);
    let plain = || labels.iter().find(|name| name.lang.is_none());
    wanted.next().or_else(plain).or(labels.first()).cloned()
}

fn kind_of(class: &str) -> Option<Kind> {
    match class.rsplit(['/', '#']).next()? {
        "Place" | "SpatialThing" | "Feature" | "City" | "Country" | "Location" => Some(Kind::Place),
        "Person" => Some(Kind::Person),
        "Organization" | "Organisation" | "FormalOrganization" | "Corporation" => Some(Kind::Organisation),
        _ => None,
    }
}

impl Subject {
    fn addresses(&self, predicate: &str) -> Vec<&str> {
        let of = self.said.iter().filter(|(_, said, _)| said == predicate);
        of.filter_map(|(_, _, object)| if let Term::NamedNode(node) = object { Some(node.as_str()) } else { None })
            .collect()
    }

    fn labels(&self, local: &str) -> Vec<Name> {
        let wanted = |said: &str| said.strip_prefix(SKOS) == Some(local);
        let of = self.said.iter().filter(|(_, said, _)| wanted(said));
        of.filter_map(|(_, _, object)| {
            let Term::Literal(literal) = object else { return None };
            Some(Name::in_language(literal.value(), literal.language().unwrap_or_default()))
        })
        .collect()
    }

    fn number(&self, predicate: &str) -> Option<f64> {
        let (_, _, object) = self.said.iter().find(|(_, said, _)| said == predicate)?;
        if let Term::Literal(literal) = object { literal.value().parse().ok() } else { None }
    }
}
