//! What a page says of the day on which it was published.
//!
//! Statements come first, in the order of [`Rank`]: what the page's makers wrote for machines, then `<time>` elements, then
//! bylines that readers see. A date of a change ("updated") is never taken for that of publication; it is only told when
//! there is nothing else.

mod jsonld;
mod meta;
mod visible;

use dom_query::Document as Tree;

use super::super::document::DateSource;
use super::Clue;
use super::order::DayOrder;
use super::value::{Reader, Reading};
use crate::calendar::{Span, Zone};

/// How much a statement is to be trusted, most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// JSON-LD of the article, the meta elements of publication, microdata.
    Stated,
    /// `<time>` and other elements marked as the time of publication.
    Marked,
    /// Data for scripts, and meta elements that only say "date".
    Loose,
    /// A byline that is seen.
    Seen,
    /// A date of a change.
    Changed,
}

/// A date that a page states, and how.
#[derive(Clone, Debug)]
struct Statement {
    rank: Rank,
    reading: Reading,
    /// Whether it is a moment, whose day depends on the zone in which it is seen.
    moment: bool,
}

impl Statement {
    fn read(rank: Rank, value: &str, reader: &Reader) -> Statement {
        Statement { rank, reading: reader.read(value), moment: reader.is_moment(value) }
    }
}

/// What a page says, one clue from its metadata and one from what is seen.
pub(crate) fn clues(tree: &Tree, zone: Zone) -> Vec<Clue> {
    let tag = tree.select_single("html").attr("lang").unwrap_or_default().trim().to_owned();
    let language = tag.split(['-', '_']).next().map(str::to_ascii_lowercase).filter(|tag| !tag.is_empty());
    let reader = Reader { zone, order: DayOrder::of_language(&tag), language: language.as_deref() };
    let mut statements = jsonld::statements(tree, &reader);
    statements.extend(meta::statements(tree, &reader));
    let seen = visible::statements(tree, &reader);
    statements.extend(seen.marked);
    // The sort is stable: of equals the first in the page wins.
    statements.sort_by_key(|statement| statement.rank);
    let mut clues = Vec::new();
    let published = statements.iter().filter(|statement| statement.rank < Rank::Seen);
    clues.extend(best(published).map(|found| Clue { from: DateSource::Metadata, ..found }));
    clues.extend(best(seen.seen.iter()).map(|found| Clue { from: DateSource::Dateline, ..found }));
    if clues.is_empty()
        && let Some(changed) = statements.iter().find(|statement| statement.rank == Rank::Changed).and_then(date_of)
    {
        let why = format!("only the date of a change is known, {changed}");
        clues.push(Clue::of(DateSource::Metadata, Reading::None(why)));
    }
    clues
}

/// The first that is a date, else the first reason why one is none.
fn best<'s>(mut statements: impl Iterator<Item = &'s Statement> + Clone) -> Option<Clue> {
    let first = statements.clone().find(|statement| date_of(statement).is_some()).or_else(|| statements.next());
    first.map(|found| Clue { moment: found.moment, ..Clue::of(DateSource::Metadata, found.reading.clone()) })
}

fn date_of(statement: &Statement) -> Option<Span> {
    match &statement.reading {
        Reading::Date(span, _) if is_of_the_web(*span) => Some(*span),
        _ => None,
    }
}

/// Pages are dated from 1990 on; what is older is a date of something else.
fn is_of_the_web(span: Span) -> bool {
    (1990..2100).contains(&span.from().year())
}
