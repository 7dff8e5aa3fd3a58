//! What the formats hand their records to: it binds names, keeps ids apart, counts, and says what cannot be carried.

use std::collections::HashMap;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::Hashed;
use super::aliases::Aliases;
use super::candidate::{At, Candidate, Name};
use super::identifiers::{self, is_wikidata_item};
use super::second::Second;
use crate::gazetteer::broken::Broken;
use crate::gazetteer::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::gazetteer::entity::{Alias, Details, Entity, Kind, Location};
use crate::gazetteer::geonames::{ImportOptions, ImportReport};
use crate::gazetteer::merge::MergeConflict;
use crate::gazetteer::source::Mark;
use crate::gazetteer::toml_reader::Header;
use crate::text::{fold, tame_line};

/// The largest list that is held as a whole.
const LARGEST_TEXT: u64 = 1 << 30;

/// What came of a list.
pub(in crate::gazetteer) struct Import {
    pub(in crate::gazetteer) header: Header,
    /// The entities, and the line of each.
    pub(in crate::gazetteer) entities: Vec<(Entity, Mark)>,
    pub(in crate::gazetteer) report: ImportReport,
    pub(in crate::gazetteer) hash: u128,
    /// Errors, and as warnings what could not be carried.
    pub(in crate::gazetteer) diagnostics: Diagnostics,
    /// What was done to the list as a whole.
    pub(in crate::gazetteer) remarks: Vec<String>,
}

/// Takes the records of one list.
pub(super) struct Intake<'o> {
    path: String,
    /// The file whose records come now: that, or one that it names.
    pub(super) file: Arc<str>,
    stem: String,
    pub(super) options: &'o ImportOptions,
    pub(super) header: Header,
    entities: Vec<(Entity, Mark)>,
    by_id: HashMap<Box<str>, usize>,
    report: ImportReport,
    hash: Xxh3,
    pub(super) diagnostics: Diagnostics,
    remarks: Vec<String>,
    /// Whether somebody wrote it name by name, and so means them.
    pub(super) is_by_hand: bool,
    broken: Broken,
}

impl<'o> Intake<'o> {
    pub(super) fn new(path: &Path, options: &'o ImportOptions) -> Intake<'o> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Intake {
            path: path.display().to_string(),
            file: path.display().to_string().into(),
            stem: slug(name.split('.').next().unwrap_or_default()),
            options,
            header: Header::default(),
            entities: Vec::new(),
            by_id: HashMap::new(),
            report: ImportReport::default(),
            hash: Xxh3::new(),
            diagnostics: Diagnostics::default(),
            remarks: Vec::new(),
            is_by_hand: false,
            broken: Broken::default(),
        }
    }

    pub(super) fn path(&self) -> String {
        self.path.clone()
    }

    /// Reads with every byte hashed.
    pub(super) fn hashed(
        &mut self,
        input: &mut dyn BufRead,
        read: impl FnOnce(&mut dyn BufRead, &mut Intake<'o>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut input = Hashed { input, hash: std::mem::take(&mut self.hash) };
        let result = read(&mut input, self);
        self.hash = input.hash;
        result
    }

    /// The whole of an input as text; none if it is no UTF-8, which is said.
    pub(super) fn text(&mut self, input: &mut dyn BufRead) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        input.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST_TEXT {
            return Err(io::Error::other(format!("it is larger than {LARGEST_TEXT} bytes, the most that is held")));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = valid.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
                self.refuse(At::line(line), "the text is not UTF-8");
                Ok(None)
            }
        }
    }

    /// Counts a record.
    pub(super) fn row(&mut self) {
        self.report.rows += 1;
    }

    /// A record that is broken or none of the layout's: it is left out, and an error only if there are no others.
    pub(super) fn broken(&mut self, at: At, message: impl Into<String>) {
        let problem = Diagnostic::of_file(Severity::Error, self.path.clone(), message);
        self.broken.push(problem.at(at.line, at.column, None));
    }

    /// A file that cannot be read as what it was taken for.
    pub(super) fn refuse(&mut self, at: At, message: impl Into<String>) {
        self.refuse_in(&self.path.clone(), at, message);
    }

    pub(super) fn refuse_in(&mut self, path: &str, at: At, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::of_file(Severity::Error, path, message).at(at.line, at.column, None));
    }

    /// A file that ends where its packing goes on: what was read of it counts, and the rest is told as a broken record.
    pub(super) fn torn(&mut self) -> bool {
        let is_torn = self.report.rows > 0;
        if is_torn {
            self.row();
            let message = format!("the file is cut off within its packing, after {} records", self.report.rows - 1);
            self.broken.push(Diagnostic::of_file(Severity::Error, self.path.clone(), message));
        }
        is_torn
    }

    /// Something that is allowed but seldom meant.
    pub(super) fn warn(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        let warning = Diagnostic::of_file(Severity::Warning, self.path.clone(), message).help(help);
        self.diagnostics.push(warning.at(at.line, at.column, None));
    }

    /// Tells what was done to the list as a whole.
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }

    /// Something that the home format has no room for: what it is, for the count, and an example of it.
    pub(super) fn lost(&mut self, at: At, what: &str, sample: &str) {
        self.lost_in(&self.path.clone(), at, what, sample);
    }

    pub(super) fn lost_in(&mut self, path: &str, at: At, what: &str, sample: &str) {
        let sample: String = tame_line(sample).chars().take(80).collect();
        let message = if sample.is_empty() { what.to_owned() } else { format!("{what}: {sample}") };
        let warning = Diagnostic::of_file(Severity::Warning, path, format!("not carried: {message}"));
        self.diagnostics.push(warning.at(at.line, at.column, None));
        self.report.lose(what, &sample);
    }

    /// The same, for what nearly every record has: it is counted, with examples, and not said line by line.
    pub(super) fn lost_counted(&mut self, what: &str, sample: &str) {
        let sample: String = tame_line(sample).chars().take(80).collect();
        self.report.lose(what, &sample);
    }

    /// An id for a record that has none: the file's name and the record's.
    pub(super) fn made_id(&self, name: &str) -> String {
        let name = slug(name);
        if self.stem.is_empty() { name } else { format!("{}-{name}", self.stem) }
    }

    /// The id of a record that an address stands for, which does not depend on the name of the file: our own id again,
    /// where we wrote the address; else its host and path. A name or number that means something within its file only
    /// has the file's name before it.
    pub(super) fn id_of(&self, address: &str) -> String {
        identifiers::own_id(address).unwrap_or_else(|| match address.split_once(':') {
            Some(_) => slug(&identifiers::short(address)),
            None => self.made_id(address),
        })
    }

    /// Takes a record; what is wrong with parts of it is said, and the rest is kept.
    pub(super) fn take(&mut self, mut candidate: Candidate) {
        let at = candidate.at;
        candidate.name.text = tame_line(&candidate.name.text);
        let shown = candidate.name.text.clone();
        if self.options.each {
            self.report.begin(&self.file, at.line, &candidate.id);
        }
        let Some(kind) = candidate.kind.or(self.options.kind) else {
            return self.lost(at, "an entry that does not say of what kind it is (--kind)", &shown);
        };
        if let Some(&before) = self.by_id.get(candidate.id.as_str()) {
            return self.again(before, kind, candidate);
        }
        let country = self.country(&candidate);
        if !self.options.countries.is_empty() && !country.as_deref().is_some_and(|code| self.wants(code)) {
            return self.report.leave_out_country(&shown);
        }
        let location = self.location(&candidate);
        let Some(aliases) = self.aliases(candidate.name.clone(), std::mem::take(&mut candidate.names)) else {
            return self.lost(at, "an entry whose name holds no letter and no digit", &candidate.id);
        };
        self.by_id.insert(candidate.id.as_str().into(), self.entities.len());
        self.report.entities += 1;
        self.report.aliases += aliases.len() as u64;
        let entity = Entity {
            id: candidate.id.as_str().into(),
            kind,
            name: shown.into(),
            aliases,
            class: candidate.class.as_deref().map(|class| tame_line(class).into()),
            country,
            location,
            population: candidate.population,
            priority: 0,
            details: self.details(candidate),
        };
        self.entities.push((entity, Mark::Line(u32::try_from(at.line).unwrap_or(u32::MAX))));
    }

    fn wants(&self, country: &str) -> bool {
        self.options.countries.iter().any(|wanted| wanted.eq_ignore_ascii_case(country))
    }

    /// A second record of an id brings names, identifiers and tags, and what the first has not; where it says otherwise
    /// the first is kept, and that is said.
    fn again(&mut self, before: usize, kind: Kind, mut candidate: Candidate) {
        let country = self.country(&candidate);
        let location = self.location(&candidate);
        let others = std::mem::take(&mut candidate.names);
        let (name, at, class) = (candidate.name.clone(), candidate.at, candidate.class.take());
        let population = candidate.population;
        let details = self.details(candidate);
        let mut second = Second { entity: &mut self.entities[before].0, differs: Vec::new() };
        second.kind(kind);
        second.country(country);
        second.location(location);
        second.class(class);
        second.population(population);
        second.details(details);
        let (id, differs) = (second.entity.id.clone(), second.differs);
        for MergeConflict { field, kept, other } in differs {
            self.lost(
                at,
                &format!("another {field} in a second record of an id"),
                &format!("{id}: {other}, not {kept}"),
            );
        }
        self.names_again(before, std::iter::once(name).chain(others));
    }

    fn names_again(&mut self, before: usize, names: impl Iterator<Item = Name>) {
        let known: Vec<String> = self.entities[before].0.aliases.iter().map(|alias| fold(&alias.text)).collect();
        let fresh: Vec<Name> = names.filter(|name| !known.contains(&fold(&name.text))).collect();
        let mut aliases = Aliases::new(&self.options.languages, self.is_by_hand, &mut self.report);
        fresh.into_iter().for_each(|name| aliases.other(Some(Name { text: tame_line(&name.text), ..name })));
        let found = aliases.into_found();
        self.report.aliases += found.len() as u64;
        self.entities[before].0.aliases.extend(found);
    }

    fn aliases(&mut self, name: Name, names: Vec<Name>) -> Option<Vec<Alias>> {
        let mut aliases = Aliases::new(&self.options.languages, self.is_by_hand, &mut self.report);
        if !aliases.own(name) {
            return None;
        }
        // Strong names first: of two that fold to one form, the strong one is kept.
        let (weak, strong): (Vec<Name>, Vec<Name>) = names.into_iter().partition(|name| name.weak);
        for name in strong.into_iter().chain(weak) {
            aliases.other(Some(Name { text: tame_line(&name.text), ..name }));
        }
        Some(aliases.into_found())
    }

    fn country(&mut self, candidate: &Candidate) -> Option<Box<str>> {
        let country = candidate.country.as_deref()?.trim();
        if country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(country.to_ascii_uppercase().into());
        }
        if !country.is_empty() {
            self.lost(candidate.at, "a country that is no ISO 3166-1 alpha-2 code", country);
        }
        None
    }

    fn location(&mut self, candidate: &Candidate) -> Option<Location> {
        let (lat, lon) = candidate.lat_lon?;
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            return Some(Location { lat, lon });
        }
        self.lost(candidate.at, "coordinates out of range", &format!("{lat}, {lon}"));
        None
    }

    fn details(&mut self, candidate: Candidate) -> Option<Box<Details>> {
        let wikidata = candidate.wikidata.filter(|item| is_wikidata_item(item));
        let text = |text: Option<String>| text.map(|text| tame_line(&text)).filter(|text| !text.is_empty());
        let details = Details {
            geonames: candidate.geonames,
            wikidata,
            same_as: candidate.same_as,
            tags: candidate.tags.iter().map(|tag| tame_line(tag)).filter(|tag| !tag.is_empty()).collect(),
            note: text(candidate.note),
            admin1: text(candidate.admin1).map(Into::into),
            feature: text(candidate.feature).map(Into::into),
            ..Details::default()
        };
        (details != Details::default()).then(|| Box::new(details))
    }

    pub(super) fn finish(mut self) -> Import {
        let stop = self.options.strict || (self.entities.is_empty() && self.broken.count() >= self.report.rows);
        self.broken.settle(&self.path, stop, &mut self.report, &mut self.diagnostics);
        let (header, entities, report, diagnostics) = (self.header, self.entities, self.report, self.diagnostics);
        Import { header, entities, report, hash: self.hash.digest128(), diagnostics, remarks: self.remarks }
    }
}

/// Small letters and digits with single hyphens between. Letters without capitals stay as they are.
pub(in crate::gazetteer) fn slug(text: &str) -> String {
    let folded = fold(text);
    let parts = folded.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
