//! LP-TSV: Linked Places as a table, one place a row.

use std::io::{self, BufRead};

use super::candidate::{Candidate, Name, span_of};
use super::identifiers;
use super::intake::Intake;
use super::table::{self, Row};
use crate::gazetteer::entity::Kind;

const CARRIED: &[&str] = &[
    "id",
    "title",
    "title_source",
    "title_uri",
    "fclasses",
    "attestation_year",
    "start",
    "end",
    "ccodes",
    "matches",
    "variants",
    "types",
    "lon",
    "lat",
    "geowkt",
    "description",
];

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("Linked Places table".to_owned());
    let Some(text) = intake.text(input)? else { return Ok(()) };
    table::each(&intake.path(), text, |row| place(row, intake));
    Ok(())
}

fn place(row: &Row, intake: &mut Intake) {
    intake.row();
    let Some(title) = row.get("title") else {
        return intake.broken(row.at("title"), "the row has no title");
    };
    let id = intake.made_id(row.get("id").unwrap_or(title));
    let days = |column: &str| row.get(column).and_then(span_of);
    let (from, to) = (days("start").map(|span| span.from()), days("end").map(|span| span.to()));
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) if from > to => {
            intake.lost(row.at("end"), "a time that ends before it begins", &format!("{from} to {to}"));
            (None, None)
        }
        days => days,
    };
    let mut candidate = Candidate::new(row.at("id"), id, Name { from, to, ..Name::new(title) });
    candidate.kind = Some(Kind::Place);
    for variant in list(row.get("variants")) {
        let (text, lang) = variant.rsplit_once('@').unwrap_or((variant, ""));
        candidate.names.push(Name { from, to, ..Name::in_language(text.trim(), lang.trim()) });
    }
    list(row.get("matches")).for_each(|identifier| identifiers::add(&mut candidate, identifier));
    let mut types = list(row.get("types"));
    candidate.class = types.next().map(str::to_owned);
    candidate.tags = types.map(str::to_owned).collect();
    candidate.feature = list(row.get("fclasses")).next().map(str::to_owned);
    country(row, &mut candidate, intake);
    location(row, &mut candidate, intake);
    remarks(row, &mut candidate);
    for (column, text) in row.others(CARRIED) {
        intake.lost(row.at(column), &format!("column {column}"), text);
    }
    intake.take(candidate);
}

fn country(row: &Row, candidate: &mut Candidate, intake: &mut Intake) {
    let codes: Vec<&str> = list(row.get("ccodes")).collect();
    match codes.as_slice() {
        [] => {}
        [one] => candidate.country = Some((*one).to_owned()),
        several => intake.lost(row.at("ccodes"), "several countries", &several.join(", ")),
    }
}

fn location(row: &Row, candidate: &mut Candidate, intake: &mut Intake) {
    let number = |column: &str| row.get(column).and_then(|text| text.parse::<f64>().ok());
    candidate.lat_lon = row.get("geowkt").and_then(identifiers::point).or_else(|| number("lat").zip(number("lon")));
    if candidate.lat_lon.is_none() {
        for column in ["geowkt", "lat"] {
            if let Some(text) = row.get(column) {
                intake.lost(row.at(column), "a geometry that is no point", text);
            }
        }
    }
}

fn remarks(row: &Row, candidate: &mut Candidate) {
    for (column, label) in [("description", ""), ("title_source", "source: "), ("attestation_year", "attested ")] {
        if let Some(text) = row.get(column) {
            candidate.remark(format!("{label}{text}"));
        }
    }
}

/// The values of a cell, which semicolons separate.
fn list(cell: Option<&str>) -> impl Iterator<Item = &str> {
    cell.unwrap_or_default().split(';').map(str::trim).filter(|value| !value.is_empty())
}
