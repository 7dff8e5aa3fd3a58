//! GeoNames' alternate names with their languages: the alternateNamesV2 layout.

use std::collections::HashMap;
use std::path::Path;

use super::names::Names;
use super::report::SetAside;
use super::{Diagnostic, Reader, Severity, each_line, open, unreadable};
use crate::gazetteer::broken::Broken;

/// What stands in the language column and is no language: codes, links, and spellings made by machines.
const NO_LANGUAGES: &[&str] =
    &["abbr", "faac", "fr_1793", "iata", "icao", "link", "phon", "piny", "post", "tcid", "unlc", "wkdt"];

/// What a row should be.
const LAYOUT: &str =
    "a row has tabs between: id, GeoNames id of the place, language, name, …; alternateNamesV2.zip has them";

/// The columns of a row that are used.
struct Row<'l> {
    place: u64,
    language: &'l str,
    name: &'l str,
    colloquial: bool,
}

impl<'l> Row<'l> {
    fn parse(line: &'l str) -> Option<Row<'l>> {
        let mut cells = line.split('\t');
        let (_, place, language, name) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let colloquial = cells.nth(2) == Some("1");
        Some(Row { place: place.parse().ok()?, language, name: name.trim(), colloquial })
    }
}

/// Adds the names of a file to the places that have been read. A file that cannot be read is an error.
pub(super) fn read(path: &Path, reader: &mut Reader) {
    let positions: HashMap<u64, usize> = reader
        .places
        .iter()
        .enumerate()
        .filter_map(|(position, (place, _))| Some((place.details.as_ref()?.geonames?, position)))
        .collect();
    let shown = path.display().to_string();
    let (mut rows, mut broken) = (0u64, Broken::default());
    let table = |name: &str| name.ends_with(".txt") && name.contains("lternate");
    let result = open::unpacked(path, table, |input| {
        each_line(input, |number, bytes| {
            reader.hash.update(bytes);
            let line = std::str::from_utf8(bytes).unwrap_or_default().trim_end_matches(['\n', '\r']);
            rows += 1;
            match Row::parse(line) {
                Some(row) => positions.get(&row.place).into_iter().for_each(|&at| add(reader, at, &row)),
                None => {
                    let message = "the row is none of alternateNamesV2's";
                    let problem = Diagnostic::of_file(Severity::Error, &shown, message).line(number.into());
                    broken.push(problem.help(LAYOUT));
                }
            }
        })
    });
    let none = broken.count() == rows;
    // A file of another kind is one mistake, not one a line.
    if rows > 1 && none {
        let message = format!("none of its {rows} rows is one of alternateNamesV2's");
        reader.diagnostics.push(Diagnostic::of_file(Severity::Error, &shown, message).help(LAYOUT));
    } else {
        let stop = reader.options.strict || none;
        broken.settle(&shown, stop, &mut reader.report, &mut reader.diagnostics);
    }
    if let Err(error) = result {
        reader.diagnostics.push(Diagnostic::of_file(Severity::Error, shown.clone(), unreadable(&error)));
    }
}

fn add(reader: &mut Reader, at: usize, row: &Row) {
    let place = &mut reader.places[at].0;
    if row.language == "wkdt" {
        if let Some(details) = &mut place.details {
            details.wikidata = Some(row.name.to_owned());
        }
        return;
    }
    let languages = &reader.options.languages;
    let primary = row.language.split(['-', '_']).next().unwrap_or_default();
    if NO_LANGUAGES.contains(&row.language) {
        return reader.report.set_aside(SetAside::NoLanguage, row.name);
    }
    if !row.language.is_empty() && !languages.is_empty() && !languages.iter().any(|wanted| wanted == primary) {
        return reader.report.set_aside(SetAside::OtherLanguage, row.name);
    }
    let before = place.aliases.len();
    let is_country = place.details.as_ref().and_then(|d| d.feature.as_deref()).is_some_and(|f| f.starts_with("A.PCL"));
    let mut names = Names::resume(std::mem::take(&mut place.aliases), is_country, languages, &mut reader.report);
    names.add(row.name, Some(row.language).filter(|language| !language.is_empty()), row.colloquial);
    place.aliases = names.into_aliases();
    reader.report.aliases += (place.aliases.len() - before) as u64;
}
