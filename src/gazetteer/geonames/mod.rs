//! GeoNames: places from a dump in its 19-column layout.
//!
//! GeoNames lists for each place every string that anyone ever searched it by, airport codes and transliteration keys
//! among them. Counted as mentions these would flood every timeline, so an import sets them aside by the rules of
//! [`SetAside`], binds the place's own name more strictly where it is also a common word ([`Restriction`]), and reports
//! each rule with how often it applied ([`ImportReport`]).

pub(crate) mod abbreviations;
mod alternate;
mod blocks;
mod features;
mod names;
mod report;
mod row;
mod rules;
mod script;

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::broken::{Broken, KEPT};
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::entity::{Details, Entity, Kind, Location};
use super::load::unreadable;
use super::open;
use super::source::{Mark, Source};
use blocks::Block;
use names::Names;
pub use report::{ImportReport, LeftOut, Restriction, SetAside, Tally};
use row::Row;
pub(super) use script::Script;

/// What to take from a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Only places of these countries (ISO 3166-1 alpha-2, any case); all if empty.
    pub countries: Vec<String>,
    /// Only populated places (class P) with at least so many people. A population of 0 means that GeoNames knows none.
    pub min_population: u64,
    /// Only these feature classes (`P`), codes (`PPLC`) or both (`A.ADM1`). If empty: the classes A and P, which is
    /// countries, divisions, cities, towns and villages.
    pub features: Vec<String>,
    /// Only names in these languages (BCP 47 primary tags, such as `en`, `ar`); all if empty. Names whose language the
    /// dump does not tell are judged by their script.
    pub languages: Vec<String>,
    /// A file in GeoNames' alternateNamesV2 layout. Its names, with their languages, then stand in for the names in
    /// the dump's own column.
    pub alternate_names: Option<PathBuf>,
    /// The kind of entries that do not say of what kind they are, for layouts other than GeoNames.
    pub kind: Option<Kind>,
    /// Whether a broken record stops the import. Otherwise it is told with its line and left out, unless nothing else
    /// came of its file.
    pub strict: bool,
}

/// What came of a dump.
pub(super) struct Import {
    /// The places, and the line of each.
    pub(super) places: Vec<(Entity, Mark)>,
    pub(super) report: ImportReport,
    /// XXH3 128 of the unpacked dump, and of the alternate names after it.
    pub(super) hash: u128,
    pub(super) diagnostics: Diagnostics,
}

/// Reads a dump, packed or not.
pub(super) fn read(path: &Path, options: &ImportOptions) -> Import {
    let mut reader = Reader::new(path, options);
    let table = |name: &str| name.ends_with(".txt") && !name.ends_with("readme.txt");
    if let Err(error) = open::unpacked(path, table, |input| reader.read(input)) {
        reader.diagnostics.push(Diagnostic::of_file(Severity::Error, reader.source.path.clone(), unreadable(&error)));
    }
    reader.settle_broken();
    if let Some(alternates) = &options.alternate_names {
        alternate::read(alternates, &mut reader);
    }
    reader.finish()
}

struct Reader<'o> {
    source: Source,
    options: &'o ImportOptions,
    places: Vec<(Entity, Mark)>,
    report: ImportReport,
    hash: Xxh3,
    diagnostics: Diagnostics,
    broken: Broken,
}

impl<'o> Reader<'o> {
    fn new(path: &Path, options: &'o ImportOptions) -> Reader<'o> {
        Reader {
            source: Source::streamed(path.display().to_string()),
            options,
            places: Vec::new(),
            report: ImportReport::default(),
            hash: Xxh3::new(),
            diagnostics: Diagnostics::default(),
            broken: Broken::default(),
        }
    }

    fn read(&mut self, input: &mut dyn BufRead) -> io::Result<()> {
        let (hash, options) = (&mut self.hash, self.options);
        let (parts, read) = blocks::work_off(input, |bytes| hash.update(bytes), |block| Part::of(block, options));
        parts.into_iter().for_each(|part| self.take(part));
        read
    }

    fn take(&mut self, part: Part<'_>) {
        self.places.extend(part.places);
        self.report.add(part.report);
        for (line, message) in part.errors {
            let problem = self.source.problem(Severity::Error, Mark::Line(line), message);
            let help = "a GeoNames row has 19 columns with tabs between: id, name, ASCII name, alternate names, …";
            self.broken.push(problem.help(help));
        }
        self.broken.push_untold(part.more_errors);
    }

    /// Tells the broken rows of the dump. If there are no others, it is none.
    fn settle_broken(&mut self) {
        let broken = std::mem::take(&mut self.broken);
        let stop = self.options.strict || broken.count() == self.report.rows;
        broken.settle(&self.source.path, stop, &mut self.report, &mut self.diagnostics);
    }

    fn finish(self) -> Import {
        let (places, report, diagnostics) = (self.places, self.report, self.diagnostics);
        Import { places, report, hash: self.hash.digest128(), diagnostics }
    }
}

/// What came of some lines.
struct Part<'o> {
    options: &'o ImportOptions,
    places: Vec<(Entity, Mark)>,
    report: ImportReport,
    /// The lines that are broken, as many as may be shown, and what is wrong with each.
    errors: Vec<(u32, String)>,
    more_errors: u64,
}

impl<'o> Part<'o> {
    fn of(block: &Block, options: &'o ImportOptions) -> Part<'o> {
        let (places, report, errors) = Default::default();
        let mut part = Part { options, places, report, errors, more_errors: 0 };
        for (number, bytes) in block.lines() {
            match std::str::from_utf8(bytes) {
                Ok(line) => part.line(number, line.trim_end_matches(['\n', '\r'])),
                Err(_) => part.error(number, "the line is not UTF-8".to_owned()),
            }
        }
        part
    }

    fn error(&mut self, line: u32, message: String) {
        match self.errors.len() < KEPT {
            true => self.errors.push((line, message)),
            false => self.more_errors += 1,
        }
    }

    fn line(&mut self, number: u32, line: &str) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        self.report.rows += 1;
        match Row::parse(line) {
            Err(message) => self.error(number, message),
            Ok(row) => match self.left_out(&row) {
                Some(reason) => self.report.leave_out(reason, row.name),
                None => {
                    let place = self.place(&row);
                    self.report.entities += 1;
                    self.report.aliases += place.aliases.len() as u64;
                    self.places.push((place, Mark::Line(number)));
                }
            },
        }
    }

    fn left_out(&self, row: &Row) -> Option<LeftOut> {
        let options = self.options;
        let wanted = |country: &String| country.eq_ignore_ascii_case(row.country);
        if !features::selected(&options.features, row.class, row.code) {
            Some(LeftOut::Feature)
        } else if !options.countries.is_empty() && !options.countries.iter().any(wanted) {
            Some(LeftOut::Country)
        } else if row.class == "P" && row.population < options.min_population {
            Some(LeftOut::Population)
        } else {
            None
        }
    }

    fn place(&mut self, row: &Row) -> Entity {
        let mut names = Names::new(row, &self.options.languages, &mut self.report);
        if self.options.alternate_names.is_none() {
            names.add_column(row.alternates);
        }
        if row.code.starts_with("PCL") || row.code == "ADM1" {
            abbreviations::of(row.country, row.name).for_each(|abbreviation| names.add_abbreviation(abbreviation));
        }
        let details = Details {
            geonames: row.id.parse().ok(),
            admin1: boxed(row.admin1),
            admin2: boxed(row.admin2),
            feature: Some(format!("{}.{}", row.class, row.code).into()).filter(|_| !row.code.is_empty()),
            ..Details::default()
        };
        Entity {
            id: format!("{}{}", Entity::DUMP_PREFIX, row.id).into(),
            kind: Kind::Place,
            name: row.name.into(),
            aliases: names.into_aliases(),
            class: Some(features::class_name(row.class, row.code).into()),
            country: boxed(row.country),
            location: Some(Location { lat: row.lat, lon: row.lon }),
            population: (row.population > 0).then_some(row.population),
            priority: 0,
            details: Some(Box::new(details)),
        }
    }
}

/// Every line with its number from 1, line end included.
fn each_line(input: &mut dyn BufRead, mut take: impl FnMut(u32, &[u8])) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        take(number, &line);
        line.clear();
    }
    Ok(())
}

fn boxed(text: &str) -> Option<Box<str>> {
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests;
