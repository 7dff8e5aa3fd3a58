//! The mentioned entities as a table.

use std::collections::HashMap;

use super::Table;
use crate::Result;
use crate::store::{Cell, ColumnSpec, EntityRow, Select, Store, TableSpec};
use crate::timeline::{Period, Timelines, periods};

/// One row an entity with a mention: those with most first.
pub const ENTITY_LIST: TableSpec = TableSpec {
    name: "entities",
    columns: &[
        ColumnSpec::text("id", "the entity's id").distinct(),
        ColumnSpec::text("kind", "place, person or organisation"),
        ColumnSpec::text("name", "its name").distinct(),
        ColumnSpec::text("class", "a finer class in the gazetteer's words").optional(),
        ColumnSpec::text("country", "ISO 3166-1 alpha-2").optional(),
        ColumnSpec::number("lat", "degrees north").optional(),
        ColumnSpec::number("lon", "degrees east").optional(),
        ColumnSpec::integer("geonames", "GeoNames' identifier").optional(),
        ColumnSpec::text("wikidata", "Wikidata's identifier").optional(),
        ColumnSpec::integer("mentions", "its mentions, dated or not"),
        ColumnSpec::integer("documents", "documents with at least one"),
        ColumnSpec::text("first", "the date of the first dated mention").optional(),
        ColumnSpec::text("last", "the date of the last dated mention").optional(),
        ColumnSpec::text("peak", "the bucket with most mentions, the earliest of equals").optional(),
        ColumnSpec::number("peak_mentions", "mentions in that bucket").optional(),
        ColumnSpec::text("aliases_seen", "its aliases that gave a mention, most frequent first, with | between"),
    ],
};

/// The mentioned entities, row by row.
#[derive(Clone, Debug)]
pub struct EntityTable {
    rows: Vec<ListedEntity>,
}

#[derive(Clone, Debug)]
struct ListedEntity {
    entity: EntityRow,
    period: Option<Period>,
    peak: Option<(String, f64)>,
    aliases: String,
}

impl EntityTable {
    /// The table of the entities of some timelines, without those that are never mentioned.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn new(store: &Store, timelines: &Timelines) -> Result<EntityTable> {
        let listed = timelines.series.iter().map(|series| (series.entity.as_str(), timelines.peak(series)));
        let listed: HashMap<&str, _> = listed.collect();
        let all = listed.len() as u64 == store.manifest().mentions.entities;
        // To ask of every mention whether its entity is one of all would only take time.
        let entities = (!all).then(|| listed.keys().map(|&id| id.to_owned()).collect());
        let periods = periods(store, &Select { entities, ..Select::default() }, timelines.axis)?;
        let mut aliases = aliases_seen(store)?;
        let mut rows = Vec::with_capacity(listed.len());
        for entity in store.mentioned_entities()? {
            let entity = entity?;
            let Some(peak) = listed.get(entity.id.as_str()) else { continue };
            rows.push(ListedEntity {
                period: periods.get(&entity.id).copied(),
                peak: peak.map(|(bucket, count)| (bucket.to_string(), count.mentions)),
                aliases: aliases.remove(&entity.id).unwrap_or_default(),
                entity,
            });
        }
        Ok(EntityTable { rows })
    }
}

/// For each entity its aliases with a mention, in one line.
fn aliases_seen(store: &Store) -> Result<HashMap<String, String>> {
    let mentioned = store.manifest().mentions.entities;
    let mut seen: HashMap<String, Vec<(u64, String)>> = HashMap::new();
    let (mut entities, mut last) = (0, String::new());
    for row in store.aliases()? {
        let row = row?;
        if row.entity != last {
            // The mentioned entities come first, so there is nothing to see after them.
            entities += 1;
            last.clone_from(&row.entity);
        }
        if entities > mentioned {
            break;
        }
        if row.mentions > 0 {
            seen.entry(row.entity).or_default().push((row.mentions, row.alias));
        }
    }
    let line = |mut aliases: Vec<(u64, String)>| {
        aliases.sort_by_key(|(mentions, _)| std::cmp::Reverse(*mentions));
        aliases.into_iter().map(|(_, alias)| alias).collect::<Vec<_>>().join("|")
    };
    Ok(seen.into_iter().map(|(entity, aliases)| (entity, line(aliases))).collect())
}

impl Table for EntityTable {
    fn spec(&self) -> &TableSpec {
        &ENTITY_LIST
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        for listed in &self.rows {
            let entity = &listed.entity;
            let dates = listed.period.map(|period| (period.first.to_string(), period.last.to_string()));
            row(&[
                Cell::Text(&entity.id),
                Cell::Text(entity.kind.name()),
                Cell::Text(&entity.name),
                Cell::text(entity.class.as_deref()),
                Cell::text(entity.country.as_deref()),
                Cell::number(entity.location.map(|location| location.lat)),
                Cell::number(entity.location.map(|location| location.lon)),
                entity.geonames.map_or(Cell::None, Cell::count),
                Cell::text(entity.wikidata.as_deref()),
                Cell::count(entity.mentions),
                Cell::count(entity.documents),
                Cell::text(dates.as_ref().map(|(first, _)| first.as_str())),
                Cell::text(dates.as_ref().map(|(_, last)| last.as_str())),
                Cell::text(listed.peak.as_ref().map(|(bucket, _)| bucket.as_str())),
                Cell::number(listed.peak.as_ref().map(|(_, mentions)| *mentions)),
                Cell::Text(&listed.aliases),
            ])?;
        }
        Ok(())
    }
}
