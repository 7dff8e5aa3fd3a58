//! A GATE gazetteer (<https://gate.ac.uk/sale/tao/splitch13.html>): `lists.def` and a list a kind. The features of an
//! entry stand after tabs, as the Extended Gazetteer has them and the ANNIE Gazetteer can be told.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::named::{Named, Part, each, is_gone, tell};
use super::spellings::Spellings;
use crate::Result;
use crate::atomic::unwritable;
use crate::export::{Export, ExportReport};
use crate::gazetteer::Kind;

/// What an entry has a feature for.
const HELD: [Part; 6] = [Part::Language, Part::Location, Part::Country, Part::Class, Part::Geonames, Part::Wikidata];

/// The major type that ANNIE's grammars know, for each kind.
fn major_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "location",
        Kind::Person => "person_full",
        Kind::Organisation => "organization",
    }
}

pub(in crate::export) fn write(export: &Export<'_>, dir: &Path, report: &mut ExportReport) -> Result<()> {
    let create = |name: String| {
        let path = dir.join(name);
        File::create(&path).map(BufWriter::new).map_err(|cause| unwritable(&path, cause))
    };
    let failed = |cause| unwritable(dir, cause);
    let mut lists = Vec::new();
    for kind in Kind::ALL {
        lists.push(create(format!("{kind}.lst"))?);
    }
    let spellings = Spellings::of(export)?;
    each(export, &mut |named| {
        let strings: Vec<String> = named.strong().map(|alias| alias.alias.clone()).collect();
        spellings.tell(report, &named.entity.id, &strings);
        if is_gone(report, &named) {
            return Ok(());
        }
        let list = &mut lists[Kind::ALL.iter().position(|kind| *kind == named.entity.kind).unwrap_or_default()];
        write_entries(list, &named).map_err(failed)?;
        tell(report, &named, &HELD);
        Ok(())
    })?;
    lists.iter_mut().try_for_each(Write::flush).map_err(failed)?;
    let mut index = create("lists.def".to_owned())?;
    for kind in Kind::ALL {
        writeln!(index, "{kind}.lst:{}", major_type(kind)).map_err(failed)?;
    }
    index.flush().map_err(failed)
}

fn write_entries(list: &mut impl Write, named: &Named) -> std::io::Result<()> {
    let entity = &named.entity;
    let location = entity.location;
    for alias in named.strong() {
        write!(list, "{}", on_one_line(&alias.alias))?;
        let features = [
            ("id", Some(entity.id.clone())),
            ("name", Some(entity.name.clone())),
            ("class", entity.class.clone()),
            ("country", entity.country.clone()),
            ("lat", location.map(|location| location.lat.to_string())),
            ("lon", location.map(|location| location.lon.to_string())),
            ("geonames", entity.geonames.map(|id| id.to_string())),
            ("wikidata", entity.wikidata.clone()),
            ("language", alias.lang.clone()),
        ];
        for (key, value) in features.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            write!(list, "\t{key}={}", on_one_line(&value))?;
        }
        writeln!(list)?;
    }
    Ok(())
}

/// A text that does not end its entry or its feature.
fn on_one_line(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}
