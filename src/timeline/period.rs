//! When entities are first and last mentioned.

use std::collections::HashMap;

use crate::Result;
use crate::calendar::{Granularity, Span};
use crate::store::{MENTIONS, Row, Select, Store};

use super::Axis;

/// The dates of the first and the last dated mention of an entity. The two may overlap where a date is
/// coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The date that begins first.
    pub first: Span,
    /// The date that ends last.
    pub last: Span,
}

impl Period {
    fn widened(self, span: Span) -> Period {
        let earlier = (span.from(), span.to()) < (self.first.from(), self.first.to());
        let later = (span.to(), span.from()) > (self.last.to(), self.last.from());
        Period { first: if earlier { span } else { self.first }, last: if later { span } else { self.last } }
    }
}

/// The periods of the entities that a selection holds; an entity without a dated mention has none.
///
/// # Errors
/// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
pub fn periods(store: &Store, select: &Select, axis: Axis) -> Result<HashMap<String, Period>> {
    let mut periods: HashMap<String, Period> = HashMap::new();
    let columns: &[&str] = match axis {
        Axis::Published => &["entity", "published"],
        Axis::Referenced => &["entity", "referenced_from", "referenced_to", "referenced_granularity"],
    };
    let mut scan = store.scan(&MENTIONS, columns, select)?;
    let (mut text, mut span) = (String::new(), None);
    while let Some(row) = scan.next_row()? {
        if axis == Axis::Referenced {
            span = referenced(row);
        } else if row.text(1) != text {
            row.text(1).clone_into(&mut text);
            span = row.span(1);
        }
        let Some(span) = span else { continue };
        match periods.get_mut(row.text(0)) {
            Some(period) => *period = period.widened(span),
            None => drop(periods.insert(row.text(0).to_owned(), Period { first: span, last: span })),
        }
    }
    Ok(periods)
}

fn referenced(row: Row<'_>) -> Option<Span> {
    let granularity = Granularity::from_name(row.optional_text(3)?)?;
    Some(Span::between(row.text(1).parse().ok()?, row.text(2).parse().ok()?, granularity))
}
