//! The mentioned entities as a table.

use std::cmp::Reverse;

use foldhash::{HashMap, HashSet};

use super::Table;
use super::timelines::COUNT;
use crate::Result;
use crate::store::{ALIASES, Cell, ColumnSpec, EntityRow, MENTIONS, Row, Select, Store, TableSpec};
use crate::text::join_list;
use crate::timeline::{Axis, CountMode, Period, Timelines, periods};

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
        ColumnSpec::integer("mentions", "its mentions in the texts that `count` names (sources, where they count)"),
        ColumnSpec::integer("documents", "documents with at least one of those (sources, where they count)"),
        ColumnSpec::text("first", "the date of the first dated one").optional(),
        ColumnSpec::text("last", "the date of the last dated one").optional(),
        ColumnSpec::text("peak", "the bucket with most of them, the earliest of equals").optional(),
        ColumnSpec::integer("peak_mentions", "how many it has").optional(),
        ColumnSpec::text("aliases_seen", "its aliases that gave a mention, most frequent first, with | between"),
        ColumnSpec::text("tags", "the gazetteer's labels, with | between").optional(),
        ColumnSpec::integer("distinct_mentions", "mentions that stand neither in a copy nor in furniture"),
        ColumnSpec::integer("distinct_documents", "documents with at least one of those"),
        ColumnSpec::integer("sources", "distinct outlets with a mention that is no furniture"),
        ColumnSpec::integer("all_mentions", "mentions in all texts, copies and furniture too"),
        ColumnSpec::integer("all_documents", "documents with at least one of those"),
        ColumnSpec::integer("population", "inhabitants").optional(),
        ColumnSpec::text("admin1", "the state or province that it lies in: a code or a name").optional(),
        ColumnSpec::text("admin2", "the county or district that it lies in: a code or a name").optional(),
        ColumnSpec::text("feature", "GeoNames' feature class and code").optional(),
        ColumnSpec::text("same_as", "identifiers of the same thing elsewhere, with | between").optional(),
        ColumnSpec::text("former_ids", "ids that it had, or has in lists that it was joined from, with | between")
            .optional(),
        ColumnSpec::text("note", "what the gazetteer says of it besides").optional(),
        ColumnSpec::text("count", COUNT),
    ],
};

/// The mentioned entities, row by row.
#[derive(Clone, Debug)]
pub struct EntityTable {
    pub(super) rows: Vec<ListedEntity>,
    pub(super) count: CountMode,
}

/// One entity, with what a selection holds of it.
#[derive(Clone, Debug)]
pub(super) struct ListedEntity {
    pub(super) entity: EntityRow,
    totals: Totals,
    pub(super) mentions: u64,
    pub(super) documents: u64,
    pub(super) period: Option<Period>,
    peak: Option<(String, u64)>,
    aliases: String,
}

impl EntityTable {
    /// The table of the entities that a selection holds a mention of, with the figures of that selection. The
    /// timelines, of the same selection, say which texts count, and which bucket is the peak.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn new(store: &Store, select: &Select, timelines: &Timelines) -> Result<EntityTable> {
        let count = timelines.totals.count.unwrap_or_default();
        Ok(EntityTable::without_peaks(store, select, (timelines.axis, count))?.with_peaks(timelines))
    }

    /// The same without the peaks, which can be read while the timelines that know them are counted.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn without_peaks(store: &Store, select: &Select, (axis, count): (Axis, CountMode)) -> Result<EntityTable> {
        let select = &Select { told: axis == Axis::Referenced, ..select.clone() };
        let distinct = count == CountMode::Distinct;
        let periods = periods(store, &Select { distinct, ..select.clone() }, axis)?;
        let mut found = Found::of(store, select)?;
        let mut rows = Vec::with_capacity(found.len());
        for entity in store.mentioned_entities()? {
            let Some(found) = found.remove(&entity.id) else { continue };
            let (mentions, documents) = found.totals.counted(count);
            rows.push(ListedEntity {
                mentions,
                documents,
                totals: found.totals,
                period: periods.get(&entity.id).copied(),
                peak: None,
                aliases: found.aliases(),
                entity,
            });
        }
        // Stable: of equals the store's order stays.
        rows.sort_by_key(|row| Reverse(row.mentions));
        Ok(EntityTable { rows, count })
    }

    /// The same table with the peaks that timelines of the same selection have.
    pub fn with_peaks(self, timelines: &Timelines) -> EntityTable {
        let peaks = timelines.series.iter().map(|series| (series.entity.as_str(), timelines.peak(series)));
        let peaks: HashMap<&str, _> = peaks.collect();
        let peak_of = |id: &str| {
            let (bucket, count) = peaks.get(id).copied().flatten()?;
            Some((bucket.to_string(), count.mentions as u64))
        };
        let rows = self.rows.into_iter().map(|row| ListedEntity { peak: peak_of(&row.entity.id), ..row }).collect();
        EntityTable { rows, ..self }
    }
}

/// The ids of the entities with most mentions in a selection, in the texts that count; so many at most.
pub(super) fn leading(store: &Store, select: &Select, count: CountMode, most: usize) -> Result<Vec<String>> {
    let found = Found::of(store, select)?;
    let rank = |(id, found): (String, Found)| {
        let totals = found.totals;
        (Reverse(totals.counted(count).0), Reverse(totals.mentions), id)
    };
    let mut ranked: Vec<_> = found.into_iter().map(rank).collect();
    ranked.sort();
    Ok(ranked.into_iter().take(most).map(|(_, _, id)| id).collect())
}

/// How often an entity is mentioned in a selection, in each way to count.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    mentions: u64,
    documents: u64,
    distinct_mentions: u64,
    distinct_documents: u64,
    sources: u64,
}

impl Totals {
    /// Mentions and documents of the texts that count.
    fn counted(self, count: CountMode) -> (u64, u64) {
        match count {
            CountMode::All => (self.mentions, self.documents),
            CountMode::Distinct => (self.distinct_mentions, self.distinct_documents),
            CountMode::Sources => (self.sources, self.sources),
        }
    }
}

/// The mentions of one entity in a selection.
#[derive(Default)]
struct Found {
    totals: Totals,
    /// The numbers of the last document with one, and of the last one with a distinct one.
    last: (u64, u64),
    outlets: HashSet<String>,
    aliases: HashMap<String, u64>,
}

impl Found {
    /// What a selection holds of each entity, by its id.
    fn of(store: &Store, select: &Select) -> Result<HashMap<String, Found>> {
        // The store has counted all of its mentions already.
        if *select == Select::default() { Found::of_store(store) } else { Found::read(store, select) }
    }

    /// The mentions of the whole run.
    fn of_store(store: &Store) -> Result<HashMap<String, Found>> {
        let mut all: HashMap<String, Found> = HashMap::default();
        for entity in store.mentioned_entities()? {
            let EntityRow { id, mentions, documents, distinct_mentions, distinct_documents, sources, .. } = entity;
            let totals = Totals { mentions, documents, distinct_mentions, distinct_documents, sources };
            all.insert(id, Found { totals, ..Found::default() });
        }
        let mentioned = Select { mentioned: true, ..Select::default() };
        let mut scan = store.scan(&ALIASES, &["entity", "alias", "mentions"], &mentioned)?;
        while let Some(row) = scan.next_row()? {
            if let Some(found) = all.get_mut(row.text(0)) {
                found.aliases.insert(row.text(1).to_owned(), row.count(2));
            }
        }
        Ok(all)
    }

    /// The mentions of a part of it.
    fn read(store: &Store, select: &Select) -> Result<HashMap<String, Found>> {
        let mut all: HashMap<String, Found> = HashMap::default();
        let columns = ["entity", "document", "alias", "outlet", "copy_of", "furniture"];
        let mut scan = store.scan(&MENTIONS, &columns, select)?;
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
            found.take(row, number);
        }
        Ok(all)
    }

    /// Counts a mention in the document of a number.
    fn take(&mut self, row: Row<'_>, number: u64) {
        let Found { totals, last, outlets, aliases } = self;
        let (furniture, copy) = (row.flag(5), row.optional_text(4).is_some());
        totals.mentions += 1;
        totals.documents += u64::from(last.0 != number);
        last.0 = number;
        if !furniture && !copy {
            totals.distinct_mentions += 1;
            totals.distinct_documents += u64::from(last.1 != number);
            last.1 = number;
        }
        if !furniture && !outlets.contains(row.text(3)) {
            totals.sources += 1;
            outlets.insert(row.text(3).to_owned());
        }
        match aliases.get_mut(row.text(2)) {
            Some(count) => *count += 1,
            None => drop(aliases.insert(row.text(2).to_owned(), 1)),
        }
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
            let list = |items: &[String]| (!items.is_empty()).then(|| join_list(items.iter().map(String::as_str)));
            let [tags, same_as, former_ids] =
                [&entity.tags, &entity.same_as, &entity.former_ids].map(|items| list(items));
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
                listed.peak.as_ref().map_or(Cell::None, |(_, mentions)| Cell::count(*mentions)),
                Cell::Text(&listed.aliases),
                Cell::text(tags.as_deref()),
                Cell::count(listed.totals.distinct_mentions),
                Cell::count(listed.totals.distinct_documents),
                Cell::count(listed.totals.sources),
                Cell::count(listed.totals.mentions),
                Cell::count(listed.totals.documents),
                entity.population.map_or(Cell::None, Cell::count),
                Cell::text(entity.admin1.as_deref()),
                Cell::text(entity.admin2.as_deref()),
                Cell::text(entity.feature.as_deref()),
                Cell::text(same_as.as_deref()),
                Cell::text(former_ids.as_deref()),
                Cell::text(entity.note.as_deref()),
                Cell::Text(self.count.name()),
            ])?;
        }
        Ok(())
    }
}
