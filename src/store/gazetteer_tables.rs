//! The tables of entities and aliases, written when all mentions have been counted.
//!
//! Nearly all of their columns depend on the gazetteer alone. To encode those of a million aliases takes longer than to
//! find mentions in a day's news, so they are kept beside a large list, and each run copies them and adds the counts.

use std::io::Write;

use bytes::Bytes;
use parquet::errors::ParquetError;

use super::schema::{ALIASES, ENTITIES, TableSpec};
use super::table::{Cell, Part, TableWriter, join_columns};
use super::tally::Tally;
use super::writer::integer;
use crate::cache::{keep_tables, kept_tables};
use crate::gazetteer::{Alias, Entity, Gazetteer};
use crate::text::{fold, join_list};

/// The columns of both tables that a gazetteer alone decides, as Parquet files.
pub(super) struct Lists {
    entities: Bytes,
    aliases: Bytes,
}

impl Lists {
    /// Those of a gazetteer: what was kept of a large list, or made anew, and then kept.
    pub(super) fn of(gazetteer: &Gazetteer) -> Result<Lists, ParquetError> {
        if let Some([entities, aliases]) = kept_tables(&gazetteer.entities) {
            return Ok(Lists { entities, aliases });
        }
        // All are made before: who makes them on several threads must not be asked for them by one of these.
        let _: &Vec<Entity> = &gazetteer.entities;
        let (entities, aliases) = rayon::join(|| entity_columns(gazetteer), || alias_columns(gazetteer));
        let files = [entities?, aliases?];
        keep_tables(&gazetteer.entities, &files);
        let [entities, aliases] = files;
        Ok(Lists { entities, aliases })
    }

    /// Writes one row an entity, with what was counted of it.
    pub(super) fn write_entities<W: Write + Send>(
        &self,
        gazetteer: &Gazetteer,
        tally: &Tally,
        out: W,
    ) -> Result<(W, u64), ParquetError> {
        join(&ENTITIES, &self.entities, entity_counts(gazetteer, tally)?, out)
    }

    /// Writes one row an alias, in the order of the entities, with its mentions.
    pub(super) fn write_aliases<W: Write + Send>(
        &self,
        gazetteer: &Gazetteer,
        tally: &Tally,
        out: W,
    ) -> Result<(W, u64), ParquetError> {
        join(&ALIASES, &self.aliases, alias_counts(gazetteer, tally)?, out)
    }
}

fn join<W: Write + Send>(spec: &TableSpec, lists: &Bytes, counts: Bytes, out: W) -> Result<(W, u64), ParquetError> {
    join_columns(spec.name, spec.columns, vec![Part::of(lists.clone())?, Part::of(counts)?], out)
}

fn early(spec: &TableSpec) -> Result<TableWriter<Vec<u8>>, ParquetError> {
    TableWriter::new(spec.name, &spec.early_columns(), Vec::new())
}

fn entity_columns(gazetteer: &Gazetteer) -> Result<Bytes, ParquetError> {
    let mut table = early(&ENTITIES)?;
    for entity in &gazetteer.entities {
        table.push(&entity_row(entity, &Texts::of(entity)))?;
    }
    Ok(table.finish()?.0.into())
}

/// Positions that are counted at a time.
const STEP: usize = 1 << 16;

fn entity_counts(gazetteer: &Gazetteer, tally: &Tally) -> Result<Bytes, ParquetError> {
    let mut table = TableWriter::new(ENTITIES.name, &ENTITIES.late_columns(), Vec::new())?;
    let count = gazetteer.entities.len();
    for first in (0..count).step_by(STEP) {
        let positions = || first..count.min(first + STEP);
        let mut extend = |column: &str, of: &dyn Fn(usize) -> u64| {
            table.column(column).extend_integers(positions().map(|at| integer(of(at))));
        };
        extend("mentions", &|at| tally.of(at).0);
        extend("documents", &|at| tally.of(at).1);
        extend("distinct_mentions", &|at| tally.distinct(at).mentions);
        extend("distinct_documents", &|at| tally.distinct(at).documents);
        extend("sources", &|at| tally.distinct(at).sources);
        table.settle()?;
    }
    Ok(table.finish()?.0.into())
}

fn alias_counts(gazetteer: &Gazetteer, tally: &Tally) -> Result<Bytes, ParquetError> {
    let mut table = TableWriter::new(ALIASES.name, &ALIASES.late_columns(), Vec::new())?;
    let count = gazetteer.entities.len();
    for first in (0..count).step_by(STEP / 4) {
        let rows = (first..count.min(first + STEP / 4)).flat_map(|at| {
            let (aliases, mentions) = (gazetteer.entities.aliases_of(at).unwrap_or_default(), tally.of_aliases(at));
            (0..aliases).map(|alias| integer(mentions.get(alias).copied().unwrap_or_default()))
        });
        table.column("mentions").extend_integers(rows);
        table.settle()?;
    }
    Ok(table.finish()?.0.into())
}

/// What an entity has several of, as cells.
struct Texts {
    tags: Option<String>,
    former_ids: Option<String>,
    same_as: Option<String>,
}

impl Texts {
    fn of(entity: &Entity) -> Texts {
        let cell = |items: &[String]| (!items.is_empty()).then(|| joined(items));
        let details = entity.details.as_deref();
        let tags = details.and_then(|details| cell(&details.tags));
        let same_as = details.and_then(|details| cell(&details.same_as));
        Texts { tags, former_ids: cell(entity.former_ids()), same_as }
    }
}

fn entity_row<'a>(entity: &'a Entity, lists: &'a Texts) -> [Cell<'a>; 18] {
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
        Cell::text(lists.former_ids.as_deref()),
        Cell::text(lists.same_as.as_deref()),
        Cell::text(details.and_then(|details| details.admin1.as_deref())),
        Cell::text(details.and_then(|details| details.admin2.as_deref())),
        Cell::text(details.and_then(|details| details.feature.as_deref())),
        Cell::text(details.and_then(|details| details.note.as_deref())),
    ]
}

fn alias_columns(gazetteer: &Gazetteer) -> Result<Bytes, ParquetError> {
    let mut table = early(&ALIASES)?;
    for entity in &gazetteer.entities {
        for alias in &entity.aliases {
            let (key, rules) = (fold(&alias.text), Rules::of(alias));
            table.push(&[
                Cell::Text(&entity.id),
                Cell::Text(&alias.text),
                Cell::Text(&key),
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
    Ok(table.finish()?.0.into())
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
