//! A table of the store, as it is.

use std::collections::HashSet;

use super::Table;
use crate::Result;
use crate::store::{Cell, Row, Select, Store, TableSpec};
use crate::text::list_items;

/// The selected rows of a table of the store.
#[derive(Clone, Copy, Debug)]
pub struct StoreTable<'s> {
    store: &'s Store,
    spec: &'s TableSpec,
    select: &'s Select,
    limit: u64,
    mentioning: Option<&'s HashSet<String>>,
}

impl<'s> StoreTable<'s> {
    /// The rows of a table that match a selection.
    pub fn new(store: &'s Store, spec: &'s TableSpec, select: &'s Select) -> StoreTable<'s> {
        StoreTable { store, spec, select, limit: u64::MAX, mentioning: None }
    }

    /// The same, but at most so many rows: the first.
    #[must_use]
    pub fn limited(self, limit: u64) -> StoreTable<'s> {
        StoreTable { limit, ..self }
    }

    /// The same, but only rows whose column `entities` names one of these.
    #[must_use]
    pub(super) fn mentioning(self, entities: &'s HashSet<String>) -> StoreTable<'s> {
        StoreTable { mentioning: Some(entities), ..self }
    }

    /// Whether a row names one of the entities that are wanted.
    fn wants(&self, row: Row<'_>) -> bool {
        let Some(wanted) = self.mentioning else { return true };
        let column = self.spec.columns.iter().position(|column| column.name == "entities");
        let named = column.and_then(|at| row.optional_text(at)).unwrap_or_default();
        list_items(named).iter().any(|id| wanted.contains(id))
    }
}

impl Table for StoreTable<'_> {
    fn spec(&self) -> &TableSpec {
        self.spec
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        let names: Vec<&str> = self.spec.columns.iter().map(|column| column.name).collect();
        let mut scan = self.store.scan(self.spec, &names, self.select)?;
        let mut left = self.limit;
        while let Some(found) = if left > 0 { scan.next_row()? } else { None } {
            if !self.wants(found) {
                continue;
            }
            left -= 1;
            let cells: Vec<Cell<'_>> = (0..names.len()).map(|column| found.cell(column)).collect();
            row(&cells)?;
        }
        Ok(())
    }
}
