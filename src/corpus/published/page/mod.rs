//! What a page says of the day on which it was published.
//!
//! Statements come first, in the order of [`Rank`]: what the page's makers wrote for machines, then `<time>` elements,
//! then bylines that readers see. A date of a change ("updated") is never taken for that of publication; it is only
//! told when there is nothing else.

mod jsonld;
mod marks;
mod meta;
mod visible;

use dom_query::Document as Tree;

use super::super::document::DateSource;
use super::Clue;
use super::order::DayOrder;
use super::value::{Reader, Reading};
use crate::calendar::{Day, Granularity, Span, Zone};

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
    /// If it is a moment: the first and the last day on which it may have been for the publisher.
    moment: Option<(Day, Day)>,
    /// Whether it is a byline that is marked or labelled as one, beside the heading.
    firm: bool,
}

impl Statement {
    fn clue(&self, from: DateSource) -> Clue {
        Clue { moment: self.moment, ..Clue::of(from, self.reading.clone()) }
    }

    /// A day that readers see.
    fn seen(rank: Rank, span: Span, doubt: Option<String>) -> Statement {
        Statement { rank, reading: Reading::Date(span, doubt), moment: None, firm: false }
    }

    fn read(rank: Rank, value: &str, reader: &Reader) -> Statement {
        Statement { rank, reading: reader.read(value), moment: reader.days_of_moment(value), firm: false }
    }
}

/// What a page says, one clue from its metadata and one from what is seen.
pub(crate) fn clues(tree: &Tree, zone: Zone) -> Vec<Clue> {
    let tag = tree.select_single("html").attr("lang").unwrap_or_default().trim().to_owned();
    let language = tag.split(['-', '_']).next().map(str::to_ascii_lowercase).filter(|tag| !tag.is_empty());
    // A page's own day is the one that it writes. Only who asks for another zone gets that zone's days.
    let as_written = zone == Zone::UTC;
    let reader = Reader { zone, order: DayOrder::of_language(&tag), language: language.as_deref(), as_written };
    let mut statements = jsonld::statements(tree, &reader);
    statements.extend(meta::statements(tree, &reader));
    let seen = visible::statements(tree, &reader);
    statements.extend(seen.marked);
    // The sort is stable: of equals the first in the page wins.
    statements.sort_by_key(|statement| statement.rank);
    let mut clues = Vec::new();
    let published = statements.iter().filter(|statement| statement.rank < Rank::Seen);
    let (stated, byline) = (best(published), best(seen.seen.iter()));
    let late = stated.zip(byline).and_then(|(stated, byline)| why_late(stated, byline));
    clues.extend(stated.map(|found| match &late {
        Some(why) => Clue::of(DateSource::Metadata, Reading::None(why.clone())),
        None => found.clue(DateSource::Metadata),
    }));
    clues.extend(byline.map(|found| found.clue(DateSource::Dateline)));
    clues.extend(seen.old.first().filter(|_| clues.is_empty()).map(older));
    if clues.is_empty()
        && let Some(changed) = statements.iter().find(|statement| statement.rank == Rank::Changed).and_then(date_of)
    {
        let why = format!("only the date of a change is known, {changed}");
        clues.push(Clue::of(DateSource::Metadata, Reading::None(why)));
    }
    clues
}

/// The first that is a date, else the first reason why one is none.
fn best<'s>(mut statements: impl Iterator<Item = &'s Statement> + Clone) -> Option<&'s Statement> {
    statements.clone().find(|statement| date_of(statement).is_some()).or_else(|| statements.next())
}

/// Metadata that only say "date" are often those of the file's last change: a labelled byline of an earlier day counts
/// for more.
fn why_late(stated: &Statement, byline: &Statement) -> Option<String> {
    let (date, day) = (date_of(stated)?, date_of(byline)?);
    let days = date.granularity() == Granularity::Day && day.granularity() == Granularity::Day;
    (stated.rank == Rank::Loose && byline.firm && days && date.from() > day.from())
        .then(|| format!("{date} is only called \"date\", and the byline names an earlier day"))
}

fn date_of(statement: &Statement) -> Option<Span> {
    match &statement.reading {
        Reading::Date(span, _) if is_of_the_web(*span) => Some(*span),
        _ => None,
    }
}

/// Whether a statement is a day before there were pages. Where a page states no other, it is that of an old text put
/// there.
fn is_older_than_the_web(statement: &Statement) -> bool {
    let is_day = |span: &Span| span.granularity() == Granularity::Day;
    matches!(&statement.reading, Reading::Date(span, _) if is_day(span) && (1600..1990).contains(&span.from().year()))
}

/// The clue of a day before there were pages; it yields to whatever else dates the document.
fn older(statement: &Statement) -> Clue {
    let reading = match &statement.reading {
        Reading::Date(span, None) => {
            Reading::Date(*span, Some(format!("the page's only marked date, {span}, is older than the web")))
        }
        other => other.clone(),
    };
    Clue { is_uncertain: true, ..Clue::of(DateSource::Metadata, reading) }
}

/// Pages are dated from 1990 on; what is older is a date of something else.
fn is_of_the_web(span: Span) -> bool {
    (1990..2100).contains(&span.from().year())
}

#[cfg(test)]
mod tests;
