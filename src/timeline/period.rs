//! When entities are first and last mentioned.

use std::collections::HashMap;

use crate::Result;
use crate::calendar::Span;
use crate::store::{MENTIONS, Select, Store};

/// The dates of the documents with the first and the last dated mention of an entity. The two may overlap where a date is
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
pub fn periods(store: &Store, select: &Select) -> Result<HashMap<String, Period>> {
    let mut periods: HashMap<String, Period> = HashMap::new();
    let mut scan = store.scan(&MENTIONS, &["entity", "published"], select)?;
    let (mut text, mut span) = (String::new(), None);
    while let Some(row) = scan.next_row()? {
        let Some(published) = row.optional_text(1) else { continue };
        if published != text {
            published.clone_into(&mut text);
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
