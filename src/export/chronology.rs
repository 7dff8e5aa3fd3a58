//! The chronology and its days as tables.

use super::Table;
use crate::Result;
use crate::store::{Cell, ColumnSpec, TableSpec};
use crate::text::join_list;
use crate::timeline::{Chronology, DayScore, Entry};

/// One row a dated sentence with its copies, in the order of what they speak of.
pub const CHRONOLOGY: TableSpec = TableSpec {
    name: "chronology",
    columns: &[
        ColumnSpec::text("from", "the first day that the sentence speaks of"),
        ColumnSpec::text("to", "the last day"),
        ColumnSpec::text("granularity", "how fine its date is"),
        ColumnSpec::text("value", "its date in TIMEX3 form").optional(),
        ColumnSpec::text("surface", "its date in the exact characters"),
        ColumnSpec::text("sentence", "the sentence").distinct(),
        ColumnSpec::text("entities", "ids of the entities that it mentions, with | between").optional(),
        ColumnSpec::text("document", "the document's id"),
        ColumnSpec::text("source", "where the document was read"),
        ColumnSpec::text("field", "title or text"),
        ColumnSpec::integer("start", "first code point of the date in the field"),
        ColumnSpec::integer("end", "the code point after the last"),
        ColumnSpec::text("published", "when the document was published").optional(),
        ColumnSpec::integer("distance_days", "days from what it speaks of to its publication").optional(),
        ColumnSpec::integer("copies", "documents with the sentence, or one hardly different"),
        ColumnSpec::text("documents", "their ids, with | between").distinct(),
        ColumnSpec::integer("day_rank", "the place of its day among all by their scores, from 1").optional(),
        ColumnSpec::number("day_score", "the score of its day").optional(),
    ],
};

/// One row a day that is told of, those with the highest score first.
pub const DAYS: TableSpec = TableSpec {
    name: "days",
    columns: &[
        ColumnSpec::integer("rank", "its place, from 1"),
        ColumnSpec::text("day", "the day").distinct(),
        ColumnSpec::number("score", "the higher, the more it matters; comparable within one chronology only"),
        ColumnSpec::integer("documents", "documents that name the day, copies left out"),
        ColumnSpec::integer("publication_days", "on how many days of publication it is named"),
        ColumnSpec::integer("published", "documents published on the day, copies left out"),
    ],
};

/// The entries of a chronology, row by row.
#[derive(Clone, Copy, Debug)]
pub struct ChronologyTable<'c> {
    chronology: &'c Chronology,
    entries: &'c [Entry],
}

impl<'c> ChronologyTable<'c> {
    /// The table of a chronology's first `limit` entries.
    pub fn new(chronology: &'c Chronology, limit: usize) -> ChronologyTable<'c> {
        ChronologyTable { chronology, entries: &chronology.entries[..limit.min(chronology.entries.len())] }
    }
}

impl Table for ChronologyTable<'_> {
    fn spec(&self) -> &TableSpec {
        &CHRONOLOGY
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        for entry in self.entries {
            let (date, published) = (&entry.date, entry.date.published.map(|span| span.to_string()));
            let score = entry.rank.and_then(|rank| self.chronology.days.get(rank - 1)).map(|day| day.score);
            let [from, to] = [entry.span.from(), entry.span.to()].map(|day| day.to_string());
            let (entities, documents) = (joined(&date.entities), joined(&entry.documents));
            row(&[
                Cell::Text(&from),
                Cell::Text(&to),
                Cell::Text(entry.span.granularity().name()),
                Cell::text(date.value.as_deref()),
                Cell::Text(&date.surface),
                Cell::Text(&date.sentence),
                Cell::text(Some(entities.as_str()).filter(|ids| !ids.is_empty())),
                Cell::Text(&date.document),
                Cell::Text(&date.source),
                Cell::Text(&date.field),
                Cell::count(date.start),
                Cell::count(date.end),
                Cell::text(published.as_deref()),
                entry.distance.map_or(Cell::None, Cell::Integer),
                Cell::count(entry.documents.len() as u64),
                Cell::Text(&documents),
                entry.rank.map_or(Cell::None, |rank| Cell::count(rank as u64)),
                Cell::number(score),
            ])?;
        }
        Ok(())
    }
}

/// The days of a chronology, row by row.
#[derive(Clone, Copy, Debug)]
pub struct DayTable<'c> {
    days: &'c [DayScore],
}

impl<'c> DayTable<'c> {
    /// The table of the first `limit` days.
    pub fn new(chronology: &'c Chronology, limit: usize) -> DayTable<'c> {
        DayTable { days: &chronology.days[..limit.min(chronology.days.len())] }
    }
}

impl Table for DayTable<'_> {
    fn spec(&self) -> &TableSpec {
        &DAYS
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        for (rank, day) in (1..).zip(self.days) {
            let name = day.day.to_string();
            row(&[
                Cell::Integer(rank),
                Cell::Text(&name),
                Cell::Number(day.score),
                Cell::count(day.documents),
                Cell::count(day.publication_days),
                Cell::count(day.published),
            ])?;
        }
        Ok(())
    }
}

fn joined(items: &[String]) -> String {
    join_list(items.iter().map(String::as_str))
}
