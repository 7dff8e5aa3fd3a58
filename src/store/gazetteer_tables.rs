//! The tables of entities and aliases, written when all mentions have been counted.

use std::io::Write;

use parquet::errors::ParquetError;

use super::copy_columns::Distinct;
use super::table::{Cell, TableWriter};
use super::tally::Tally;
use crate::gazetteer::{Alias, Entity, Gazetteer};
use crate::text::{fold, join_list};

/// Writes one row an entity, in the order given.
pub(super) fn write_entities<W: Write + Send>(
    table: &mut TableWriter<W>,
    gazetteer: &Gazetteer,
    tally: &Tally,
    order: &[usize],
) -> Result<(), ParquetError> {
    for &at in order {
        let entity = &gazetteer.entities[at];
        let lists = Lists::of(entity);
        table.push(&entity_row(entity, &lists, tally.of(at), tally.distinct(at)))?;
    }
    Ok(())
}

/// What an entity has several of, as cells.
struct Lists {
    tags: Option<String>,
    former_ids: Option<String>,
}

impl Lists {
    fn of(entity: &Entity) -> Lists {
        let cell = |items: &[String]| (!items.is_empty()).then(|| joined(items));
        let tags = entity.details.as_deref().and_then(|details| cell(&details.tags));
        Lists { tags, former_ids: cell(entity.former_ids()) }
    }
}

fn entity_row<'a>(
    entity: &'a Entity,
    lists: &'a Lists,
    (mentions, documents): (u64, u64),
    distinct: Distinct,
) -> [Cell<'a>; 18] {
    let details = entity.details.as_deref();
    [
        Cell::Text(&entity.id),
        Cell::Text(entity.kind.name()),
        Cell::Text(&entity.name),
        Cell::text(entity.class.as_deref()),
        Cell::text(entity.country.as_deref()),
        Cell::number(entity.location.map(|location| location.lat)),
        Cell::number(entity.location.map(|location| location.lon)),
        details.and_then(|details| details.geonames).map_or(Cell::None, Cell::count),
        Cell::text(details.and_then(|details| details.wikidata.as_deref())),
        Cell::text(lists.tags.as_deref()),
        entity.population.map_or(Cell::None, Cell::count),
        Cell::Integer(i64::from(entity.priority)),
        Cell::count(mentions),
        Cell::count(documents),
        Cell::count(distinct.mentions),
        Cell::count(distinct.documents),
        Cell::count(distinct.sources),
        Cell::text(lists.former_ids.as_deref()),
    ]
}

/// Writes one row an alias, in the order given of their entities.
pub(super) fn write_aliases<W: Write + Send>(
    table: &mut TableWriter<W>,
    gazetteer: &Gazetteer,
    tally: &Tally,
    order: &[usize],
) -> Result<(), ParquetError> {
    for &at in order {
        let (entity, mentions) = (&gazetteer.entities[at], tally.of_aliases(at));
        for (position, alias) in entity.aliases.iter().enumerate() {
            let key = fold(&alias.text);
            let mentions = mentions.get(position).copied().unwrap_or_default();
            let rules = Rules::of(alias);
            table.push(&[
                Cell::Text(&entity.id),
                Cell::Text(&alias.text),
                Cell::Text(&key),
                Cell::count(mentions),
                Cell::Text(alias.case.name()),
                Cell::Flag(alias.weak),
                Cell::text(alias.lang()),
                Cell::text(rules.from.as_deref()),
                Cell::text(rules.to.as_deref()),
                Cell::text(rules.not_before.as_deref()),
                Cell::text(rules.not_after.as_deref()),
                Cell::Flag(alias.is_sure()),
                Cell::Flag(alias.is_anywhere()),
            ])?;
        }
    }
    Ok(())
}

/// The rules of an alias that only some have, as text.
#[derive(Default)]
struct Rules {
    from: Option<String>,
    to: Option<String>,
    not_before: Option<String>,
    not_after: Option<String>,
}

impl Rules {
    fn of(alias: &Alias) -> Rules {
        let Some(conditions) = alias.conditions.as_deref() else { return Rules::default() };
        let list = |words: &[String]| (!words.is_empty()).then(|| joined(words));
        Rules {
            from: conditions.from.map(|day| day.to_string()),
            to: conditions.to.map(|day| day.to_string()),
            not_before: list(&conditions.not_before),
            not_after: list(&conditions.not_after),
        }
    }
}

fn joined(items: &[String]) -> String {
    join_list(items.iter().map(String::as_str))
}
