//! GeoNames' alternate names with their languages and times: the alternateNamesV2 layout.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::names::{Given, Names};
use super::report::SetAside;
use super::{Diagnostic, Reader, Severity, each_line, open, unreadable};
use crate::calendar::Day;
use crate::gazetteer::broken::Broken;
use crate::gazetteer::import::span_of;

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
    preferred: bool,
    colloquial: bool,
    historic: bool,
    from: &'l str,
    to: &'l str,
}

impl<'l> Row<'l> {
    fn parse(line: &'l str) -> Option<Row<'l>> {
        let mut cells = line.split('\t');
        let (_, place, language, name) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let mut next = || cells.next().unwrap_or_default().trim();
        let [preferred, _short, colloquial, historic] = std::array::from_fn(|_| next() == "1");
        let (from, to) = (next(), next());
        Some(Row { place: place.parse().ok()?, language, name: name.trim(), preferred, colloquial, historic, from, to })
    }

    /// Whether it is a name in general use today: of two that fold to one form it is the one to keep.
    fn is_current(&self) -> bool {
        !self.colloquial && !self.historic && self.from.is_empty() && self.to.is_empty()
    }

    fn primary_language(&self) -> &'l str {
        self.language.split(['-', '_']).next().unwrap_or_default()
    }
}

/// Adds the names of a file to the places that have been read. A file that cannot be read is an error.
pub(super) fn read(path: &Path, reader: &mut Reader) {
    let shown = path.display().to_string();
    let (mut rows, mut broken) = (0u64, Broken::default());
    let mut adder = Adder::new(&shown, reader);
    let table = |name: &str| name.ends_with(".txt") && name.contains("lternate");
    let result = open::unpacked(path, table, |input| {
        each_line(input, |number, bytes| {
            adder.reader.hash.update(bytes);
            let line = std::str::from_utf8(bytes).unwrap_or_default().trim_end_matches(['\n', '\r']);
            rows += 1;
            match Row::parse(line) {
                Some(row) => adder.take(&row, number, line),
                None => {
                    let message = "the row is none of alternateNamesV2's";
                    let problem = Diagnostic::of_file(Severity::Error, &shown, message).line(number.into());
                    broken.push(problem.help(LAYOUT));
                }
            }
        })
    });
    adder.add_later();
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

/// Brings the rows to their places.
struct Adder<'r, 'o> {
    reader: &'r mut Reader<'o>,
    path: Arc<str>,
    positions: HashMap<u64, usize>,
    /// Rows of names that are not in general use, with their numbers: they come after those that are.
    later: Vec<(u32, Box<str>)>,
    /// Places that have their name in the first language that was asked for.
    named: HashSet<usize>,
}

impl<'r, 'o> Adder<'r, 'o> {
    fn new(path: &str, reader: &'r mut Reader<'o>) -> Adder<'r, 'o> {
        let places = reader.places.iter().enumerate();
        let positions =
            places.filter_map(|(position, (place, _))| Some((place.details.as_ref()?.geonames?, position))).collect();
        Adder { reader, path: path.into(), positions, later: Vec::new(), named: HashSet::new() }
    }

    fn take(&mut self, row: &Row, number: u32, line: &str) {
        match self.positions.get(&row.place) {
            Some(&at) if row.is_current() => self.add(at, row, number),
            Some(_) => self.later.push((number, line.into())),
            None => {}
        }
    }

    fn add_later(&mut self) {
        for (number, line) in std::mem::take(&mut self.later) {
            let Some(row) = Row::parse(&line) else { continue };
            let at = self.positions[&row.place];
            self.add(at, &row, number);
        }
    }

    fn add(&mut self, at: usize, row: &Row, number: u32) {
        let place = &mut self.reader.places[at].0;
        if self.reader.options.each {
            self.reader.report.begin(&self.path, number.into(), &place.id);
        }
        if row.language == "wkdt" {
            if let Some(details) = &mut place.details {
                details.wikidata = Some(row.name.to_owned());
            }
            return;
        }
        let languages = &self.reader.options.languages;
        if NO_LANGUAGES.contains(&row.language) {
            return self.reader.report.set_aside(SetAside::NoLanguage, row.name);
        }
        let primary = row.primary_language();
        if !row.language.is_empty() && !languages.is_empty() && !languages.iter().any(|wanted| wanted == primary) {
            return self.reader.report.set_aside(SetAside::OtherLanguage, row.name);
        }
        let leads = row.preferred && row.is_current() && languages.first().is_some_and(|first| first == primary);
        let (from, to) = self.bounds(row, number);
        let place = &mut self.reader.places[at].0;
        let before = place.aliases.len();
        let feature = place.details.as_ref().and_then(|details| details.feature.as_deref());
        let is_country = feature.is_some_and(|feature| feature.starts_with("A.PCL"));
        let report = &mut self.reader.report;
        let mut names = Names::resume(std::mem::take(&mut place.aliases), is_country, languages, report);
        let lang = Some(row.language).filter(|language| !language.is_empty());
        names.add(Given { lang, colloquial: row.colloquial, historic: row.historic, from, to, ..Given::of(row.name) });
        if leads && self.named.insert(at) && names.lead(row.name) {
            place.name = row.name.into();
        }
        place.aliases = names.into_aliases();
        self.reader.report.aliases += (place.aliases.len() - before) as u64;
    }

    /// The days on which a name holds. A year before the first leaves its side open, since no document can have it;
    /// what is no date is told.
    fn bounds(&mut self, row: &Row, number: u32) -> (Option<Day>, Option<Day>) {
        let mut lost = |text: &str| {
            let what = "a time of an alternate name that cannot be read";
            let sample = format!("{}: {text}", row.name);
            let problem = Diagnostic::of_file(Severity::Warning, &*self.path, format!("not carried: {what}: {sample}"));
            self.reader.diagnostics.push(problem.line(number.into()));
            self.reader.report.lose(what, &sample);
        };
        let mut span = |text: &str| {
            let found = span_of(text);
            if found.is_none() && !text.is_empty() && !text.starts_with('-') {
                lost(text);
            }
            found
        };
        let (from, to) = (span(row.from).map(|span| span.from()), span(row.to).map(|span| span.to()));
        if from > to && to.is_some() {
            lost(&format!("{} to {}", row.from, row.to));
            return (None, None);
        }
        (from, to)
    }
}
