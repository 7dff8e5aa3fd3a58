//! The mentioned entities as a table.

use std::collections::HashMap;

use super::Table;
use crate::Result;
use crate::store::{Cell, ColumnSpec, EntityRow, MENTIONS, Select, Store, TableSpec};
use crate::text::join_list;
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
        ColumnSpec::text("tags", "the gazetteer's labels, with | between").optional(),
        ColumnSpec::integer("distinct_mentions", "mentions that stand neither in a copy nor in furniture"),
        ColumnSpec::integer("distinct_documents", "documents with at least one of those"),
        ColumnSpec::integer("sources", "distinct outlets with a mention that is no furniture"),
    ],
};

/// The mentioned entities, row by row.
#[derive(Clone, Debug)]
pub struct EntityTable {
    pub(super) rows: Vec<ListedEntity>,
}

/// One entity, with what a selection holds of it.
#[derive(Clone, Debug)]
pub(super) struct ListedEntity {
    pub(super) entity: EntityRow,
    pub(super) mentions: u64,
    pub(super) documents: u64,
    pub(super) period: Option<Period>,
    peak: Option<(String, f64)>,
    aliases: String,
}

impl EntityTable {
    /// The table of the entities that a selection holds a mention of. The timelines, of the same selection, say which
    /// bucket is the peak.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn new(store: &Store, select: &Select, timelines: &Timelines) -> Result<EntityTable> {
        let peaks = timelines.series.iter().map(|series| (series.entity.as_str(), timelines.peak(series)));
        let peaks: HashMap<&str, _> = peaks.collect();
        let periods = periods(store, select, timelines.axis)?;
        // The store has counted all of its mentions already.
        let whole = *select == Select::default();
        let mut found = if whole { Found::of_store(store)? } else { Found::read(store, select)? };
        let mut rows = Vec::with_capacity(found.len());
        for entity in store.mentioned_entities()? {
            let entity = entity?;
            let Some(found) = found.remove(&entity.id) else { continue };
            rows.push(ListedEntity {
                mentions: found.mentions,
                documents: found.documents,
                period: periods.get(&entity.id).copied(),
                peak: peaks
                    .get(entity.id.as_str())
                    .and_then(|peak| peak.map(|(bucket, count)| (bucket.to_string(), count.mentions))),
                aliases: found.aliases(),
                entity,
            });
        }
        // Stable: of equals the store's order stays.
        rows.sort_by_key(|row| std::cmp::Reverse(row.mentions));
        Ok(EntityTable { rows })
    }
}

/// The mentions of one entity in a selection.
#[derive(Default)]
struct Found {
    mentions: u64,
    documents: u64,
    /// The number of the last document with one.
    last: u64,
    aliases: HashMap<String, u64>,
}

impl Found {
    /// The mentions of the whole run.
    fn of_store(store: &Store) -> Result<HashMap<String, Found>> {
        let mut all: HashMap<String, Found> = HashMap::new();
        for entity in store.mentioned_entities()? {
            let EntityRow { id, mentions, documents, .. } = entity?;
            all.insert(id, Found { mentions, documents, ..Found::default() });
        }
        let (mut entities, mut last) = (0, String::new());
        for row in store.aliases()? {
            let row = row?;
            if row.entity != last {
                // The mentioned entities come first, so there is nothing to see after them.
                entities += 1;
                last.clone_from(&row.entity);
            }
            if entities > all.len() {
                break;
            }
            if let Some(found) = all.get_mut(&row.entity).filter(|_| row.mentions > 0) {
                found.aliases.insert(row.alias, row.mentions);
            }
        }
        Ok(all)
    }

    /// The mentions of a part of it.
    fn read(store: &Store, select: &Select) -> Result<HashMap<String, Found>> {
        let mut all: HashMap<String, Found> = HashMap::new();
        let mut scan = store.scan(&MENTIONS, &["entity", "document", "alias"], select)?;
        let (mut document, mut number) = (String::new(), 0);
        while let Some(row) = scan.next_row()? {
            if number == 0 || row.text(1) != document {
                row.text(1).clone_into(&mut document);
                number += 1;
            }
            if !all.contains_key(row.text(0)) {
                all.insert(row.text(0).to_owned(), Found::default());
            }
            let Some(found) = all.get_mut(row.text(0)) else { continue };
            found.mentions += 1;
            found.documents += u64::from(found.last != number);
            found.last = number;
            match found.aliases.get_mut(row.text(2)) {
                Some(count) => *count += 1,
                None => drop(found.aliases.insert(row.text(2).to_owned(), 1)),
            }
        }
        Ok(all)
    }

    /// The aliases in one line, the most frequent first.
    fn aliases(self) -> String {
        let mut aliases: Vec<(String, u64)> = self.aliases.into_iter().collect();
        aliases.sort_by(|(one, many), (other, more)| more.cmp(many).then_with(|| one.cmp(other)));
        join_list(aliases.iter().map(|(alias, _)| &**alias))
    }
}

impl Table for EntityTable {
    fn spec(&self) -> &TableSpec {
        &ENTITY_LIST
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        for listed in &self.rows {
            let entity = &listed.entity;
            let dates = listed.period.map(|period| (period.first.to_string(), period.last.to_string()));
            let tags = (!entity.tags.is_empty()).then(|| join_list(entity.tags.iter().map(String::as_str)));
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
                Cell::count(listed.mentions),
                Cell::count(listed.documents),
                Cell::text(dates.as_ref().map(|(first, _)| first.as_str())),
                Cell::text(dates.as_ref().map(|(_, last)| last.as_str())),
                Cell::text(listed.peak.as_ref().map(|(bucket, _)| bucket.as_str())),
                Cell::number(listed.peak.as_ref().map(|(_, mentions)| *mentions)),
                Cell::Text(&listed.aliases),
                Cell::text(tags.as_deref()),
                Cell::count(entity.distinct_mentions),
                Cell::count(entity.distinct_documents),
                Cell::count(entity.sources),
            ])?;
        }
        Ok(())
    }
}
