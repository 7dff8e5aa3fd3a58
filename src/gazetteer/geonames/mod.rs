//! GeoNames: places from a dump in its 19-column layout.
//!
//! GeoNames lists for each place every string that anyone ever searched it by, airport codes and transliteration keys
//! among them. Counted as mentions these would flood every timeline, so an import sets them aside by the rules of
//! [`SetAside`], binds the place's own name more strictly where it is also a common word ([`Restriction`]), and reports
//! each rule with how often it applied ([`ImportReport`]).

pub(crate) mod abbreviations;
mod alternate;
mod applied;
mod blocks;
mod features;
mod names;
mod report;
mod row;
mod rules;
mod script;

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::broken::{Broken, KEPT};
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::entity::{Details, Entity, Kind, Location};
use super::load::unreadable;
use super::open;
use super::source::{Mark, Source};
pub use applied::{Applied, AppliedRule};
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
    /// Only populated places (class P) with at least so many people.
    pub min_population: u64,
    /// Whether populated places of whose people GeoNames knows no number are taken beside those of so many. There are
    /// many, some of them large.
    pub unknown_population: bool,
    /// Only these feature classes (`P`), codes (`PPLC`) or both (`A.ADM1`). If empty: the classes A and P, which is
    /// countries, divisions, cities, towns and villages.
    pub features: Vec<String>,
    /// Only names in these languages (BCP 47 primary tags, such as `en`, `ar`); all if empty. Names whose language the
    /// dump does not tell are judged by their script.
    pub languages: Vec<String>,
    /// A file in GeoNames' alternateNamesV2 layout. Its names, with their languages and times, then stand in for the
    /// names in the dump's own column, and that which is preferred in the first of `languages` is the place's.
    pub alternate_names: Option<PathBuf>,
    /// The kind of entries that do not say of what kind they are, for layouts other than GeoNames.
    pub kind: Option<Kind>,
    /// Whether a broken record stops the import. Otherwise it is told with its line and left out, unless nothing else
    /// came of its file.
    pub strict: bool,
    /// Whether each name to which a rule applied is kept: [`ImportReport::each`].
    pub each: bool,
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
    reader.miss_features();
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
    /// Which of the features that were asked for some row has.
    features: Vec<bool>,
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
            features: vec![false; options.features.len()],
        }
    }

    fn read(&mut self, input: &mut dyn BufRead) -> io::Result<()> {
        let (hash, options, path) = (&mut self.hash, self.options, Arc::from(&*self.source.path));
        let (parts, read) =
            blocks::work_off(input, |bytes| hash.update(bytes), |block| Part::of(block, options, &path));
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
        self.features.iter_mut().zip(part.features).for_each(|(seen, now)| *seen |= now);
    }

    /// Tells which of the features that were asked for no row has: a misspelt one is none.
    fn miss_features(&mut self) {
        let asked = self.options.features.iter().zip(&self.features);
        for (feature, _) in asked.filter(|(_, seen)| !**seen) {
            let message = format!("no row has the feature class or code {feature:?}");
            let problem = Diagnostic::of_file(Severity::Warning, &self.source.path, message);
            self.diagnostics.push(problem.help("classes are A, H, L, P, R, S, T, U, V; a code is PPLC, or P.PPLC"));
        }
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
    features: Vec<bool>,
    path: Arc<str>,
}

impl<'o> Part<'o> {
    fn of(block: &Block, options: &'o ImportOptions, path: &Arc<str>) -> Part<'o> {
        let (places, report, errors) = Default::default();
        let features = vec![false; options.features.len()];
        let mut part = Part { options, places, report, errors, more_errors: 0, features, path: path.clone() };
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
        // A dump that an editor has saved begins with a byte order mark.
        let line = line.strip_prefix('\u{feff}').filter(|_| number == 1).unwrap_or(line);
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        self.report.rows += 1;
        match Row::parse(line) {
            Err(message) => self.error(number, message),
            Ok(row) => self.row(number, &row),
        }
    }

    fn row(&mut self, number: u32, row: &Row) {
        for (seen, item) in self.features.iter_mut().zip(&self.options.features).filter(|(seen, _)| !**seen) {
            *seen = features::takes(item, row.class, row.code);
        }
        if let Some(reason) = self.left_out(row) {
            return self.report.leave_out(reason, row.name);
        }
        if self.options.each {
            self.report.begin(&self.path, number.into(), &id_of(row));
        }
        let place = self.place(row);
        self.report.entities += 1;
        self.report.aliases += place.aliases.len() as u64;
        self.places.push((place, Mark::Line(number)));
    }

    fn left_out(&self, row: &Row) -> Option<LeftOut> {
        let options = self.options;
        let wanted = |country: &String| country.eq_ignore_ascii_case(row.country);
        if !features::selected(&options.features, row.class, row.code) {
            Some(LeftOut::Feature)
        } else if !options.countries.is_empty() && !options.countries.iter().any(wanted) {
            Some(LeftOut::Country)
        } else if row.class != "P" || row.population >= options.min_population {
            None
        } else if row.population > 0 {
            Some(LeftOut::Population)
        } else {
            (!options.unknown_population).then_some(LeftOut::PopulationUnknown)
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
            id: id_of(row).into(),
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

fn id_of(row: &Row) -> String {
    format!("{}{}", Entity::DUMP_PREFIX, row.id)
}

fn boxed(text: &str) -> Option<Box<str>> {
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests;
