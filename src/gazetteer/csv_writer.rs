//! Writing the spreadsheet format.

use super::csv_columns::COLUMNS;
use super::csv_reader::column_of_case;
use super::import::turned;
use super::{Alias, CaseRule, Details, Entity, Gazetteer, Kind};
use crate::text::{guarded, join_list};
use crate::{Error, ErrorKind};

/// The gazetteer as CSV. Reading it gives the same entities; an alias that has rules comes after those that have none.
///
/// # Errors
///
/// CSV has no place for the rules of context, validity and language: aliases that have some are named, and nothing is
/// written. The home format takes them.
pub fn write_csv(gazetteer: &Gazetteer) -> crate::Result<String> {
    refuse_conditions(gazetteer)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Error::new(ErrorKind::Output, "the CSV cannot be written").caused_by(error);
    // Aliases with a language are refused.
    let columns = || COLUMNS.iter().filter(|column| **column != "language");
    writer.write_record(columns()).map_err(failed)?;
    for entity in &gazetteer.entities {
        writer.write_record(columns().map(|column| cell(entity, column))).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
    // Only strings were written.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn refuse_conditions(gazetteer: &Gazetteer) -> crate::Result<()> {
    const NAMED: usize = 5;
    let conditioned = |entity: &&Entity| entity.aliases.iter().any(|alias| alias.conditions.is_some());
    let ids: Vec<&str> = gazetteer.entities.iter().filter(conditioned).map(|entity| &*entity.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let more = if ids.len() > NAMED { format!(" and {} more", ids.len() - NAMED) } else { String::new() };
    let named = ids[..ids.len().min(NAMED)].join(", ");
    let message = format!("CSV cannot hold the aliases' rules of context, validity or language: {named}{more}");
    Err(Error::new(ErrorKind::Output, message).help("write TOML"))
}

fn cell(entity: &Entity, column: &str) -> String {
    let details = entity.details.as_deref();
    let text = |value: Option<&str>| value.map(|value| guarded(value).into_owned()).unwrap_or_default();
    let of_details = |value: fn(&Details) -> Option<&str>| text(details.and_then(value));
    match column {
        "id" => text(Some(&entity.id)),
        "kind" => entity.kind.name().to_owned(),
        "name" => name(entity),
        "aliases" => aliases(entity.aliases.iter().skip(1).filter(|alias| is_plain(alias))),
        "weak_aliases" => aliases(entity.aliases.iter().filter(|alias| alias.weak)),
        "type" => text(entity.class.as_deref()),
        "country" => text(entity.country.as_deref()),
        "lat" => entity.location.map(|location| location.lat.to_string()).unwrap_or_default(),
        "lon" => entity.location.map(|location| location.lon.to_string()).unwrap_or_default(),
        "geonames" => details.and_then(|details| details.geonames).map(|id| id.to_string()).unwrap_or_default(),
        "wikidata" => of_details(|details| details.wikidata.as_deref()),
        "population" => entity.population.map(|people| people.to_string()).unwrap_or_default(),
        "priority" if entity.priority != 0 => entity.priority.to_string(),
        "admin1" => of_details(|details| details.admin1.as_deref()),
        "admin2" => of_details(|details| details.admin2.as_deref()),
        "feature" => of_details(|details| details.feature.as_deref()),
        "same_as" => list(details.into_iter().flat_map(|details| details.same_as.iter().map(String::as_str))),
        "former_ids" => list(entity.former_ids().iter().map(String::as_str)),
        "tags" => list(details.into_iter().flat_map(|details| details.tags.iter().map(String::as_str))),
        "note" => of_details(|details| details.note.as_deref()),
        _ => match CaseRule::ALL.into_iter().find(|&case| column_of_case(case) == column) {
            Some(case) => aliases(entity.aliases.iter().filter(|alias| alias.case == case && !has_default_case(alias))),
            None => String::new(),
        },
    }
}

/// The name, with a bar behind it where a reader would turn it round.
fn name(entity: &Entity) -> String {
    let turns = entity.kind == Kind::Person && turned(entity.name.trim()).is_some();
    guarded(&format!("{}{}", entity.name, if turns { "|" } else { "" })).into_owned()
}

fn has_default_case(alias: &Alias) -> bool {
    alias.case == CaseRule::default_for(&alias.text)
}

fn is_plain(alias: &Alias) -> bool {
    !alias.weak && has_default_case(alias)
}

fn aliases<'a>(aliases: impl Iterator<Item = &'a Alias>) -> String {
    list(aliases.map(|alias| &*alias.text))
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut joined = join_list(items);
    // A bar says that nothing else parts the items.
    if joined.contains([';', ',', '\n']) && !joined.contains('|') {
        joined.push('|');
    }
    guarded(&joined).into_owned()
}
