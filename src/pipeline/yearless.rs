//! Datelines without a year ("MOSUL, Iraq, Oct. 17 —"), or with its last two figures ("July 14/63"), completed from
//! evidence in the collection alone.
//!
//! Evidence are the documents of the same folder, archive or table that are dated by themselves: the nearest before and
//! after in the order of the corpus, and the days between the first and the last of them. A weekday that the dateline
//! names must fit. Where evidence is missing or contradicts itself the document stays undated, with the reason; a year
//! is never taken from a clock.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::calendar::{Day, Granularity, Span};
use crate::corpus::{DateSource, Document, Place, Publication, Yearless};

/// A neighbour so many days away still tells the year: the same day a year earlier or later is twice as far.
const REACH: i64 = 120;
/// A neighbour of so many years before or after still tells the century of a year of two figures.
const CENTURY_REACH: i32 = 30;

/// What one document, in the order of the corpus, has to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting {
    /// The folder, archive or table that it stands in, as a number.
    group: u64,
    said: Said,
}

#[derive(Clone, Copy, Debug)]
enum Said {
    Date(Span),
    Yearless(Yearless),
}

impl Sighting {
    /// What a document contributes; none if it has no date, or one coarser than a month.
    pub(super) fn of(document: &Document) -> Option<Sighting> {
        let said = match (document.published, document.yearless) {
            (Some(published), _) if published.span.granularity() <= Granularity::Month => Said::Date(published.span),
            (None, Some(yearless)) => Said::Yearless(yearless),
            _ => return None,
        };
        Some(Sighting { group: xxh3_64(Place::of(&document.source).group().as_bytes()), said })
    }
}

/// The evidence of a collection, gathered in its order. Grows with the folders, and with the yearless datelines.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    groups: HashMap<u64, Group>,
    open: Vec<Open>,
}

#[derive(Debug, Default)]
struct Group {
    last: Option<Span>,
    range: Option<(Day, Day)>,
    /// Those that have no dated document after them yet.
    waiting: Vec<usize>,
}

/// A dateline whose year is looked for.
#[derive(Debug)]
struct Open {
    day: Yearless,
    group: u64,
    before: Option<Span>,
    after: Option<Span>,
}

/// A year that was found: the date, and what is to be said of it.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    day: Day,
    from: DateSource,
    why: String,
}

impl Evidence {
    pub(super) fn see(&mut self, sighting: Sighting) {
        let group = self.groups.entry(sighting.group).or_default();
        match sighting.said {
            Said::Date(span) => {
                group.last = Some(span);
                let (first, last) = group.range.unwrap_or((span.from(), span.to()));
                group.range = Some((first.min(span.from()), last.max(span.to())));
                group.waiting.drain(..).for_each(|at| self.open[at].after = Some(span));
            }
            Said::Yearless(day) => {
                group.waiting.push(self.open.len());
                self.open.push(Open { day, group: sighting.group, before: group.last, after: None });
            }
        }
    }

    /// The document at a place among those without a year, dated where the evidence does so, with what is said of it.
    pub(super) fn complete(&self, at: usize, mut document: Document) -> Document {
        let open = &self.open[at];
        let range = self.groups.get(&open.group).and_then(|group| group.range);
        let why = match open.year(range) {
            Ok(found) => {
                document.published = Some(Publication { span: Span::day(found.day), from: found.from });
                found.why
            }
            Err(why) => why,
        };
        document.yearless = None;
        let said = open.day.note();
        document.note = Some(match document.note {
            Some(note) => note.replace(said, &format!("{said}: {why}")),
            None => format!("{said}: {why}"),
        });
        document
    }
}

impl Open {
    fn year(&self, range: Option<(Day, Day)>) -> Result<Found, String> {
        let neighbours: Vec<Span> = [self.before, self.after].into_iter().flatten().collect();
        let mut near: Vec<Day> = neighbours.iter().filter_map(|span| self.near(*span)).collect();
        near.dedup();
        match near.as_slice() {
            [] => self.within(range),
            [day] => self.agreed(*day, &neighbours),
            // Neighbours of different years: only a weekday that one of them alone has can tell.
            days => {
                let mut fitting = days.iter().filter(|day| self.day.weekday == Some(day.weekday()));
                match (fitting.next(), fitting.next()) {
                    (Some(day), None) => Ok(Found {
                        day: *day,
                        from: DateSource::DatelineWeekday,
                        why: format!("{} as it was a {:?} ({})", day.year(), day.weekday(), beside(&neighbours)),
                    }),
                    _ => Err(format!("{}, which are of different years", beside(&neighbours))),
                }
            }
        }
    }

    /// One year by the neighbours: unless the weekday, or the neighbour that is far away, speaks against it.
    fn agreed(&self, day: Day, neighbours: &[Span]) -> Result<Found, String> {
        if let Some(weekday) = self.day.weekday.filter(|weekday| *weekday != day.weekday()) {
            return Err(format!("{} gives {day}, which was no {weekday:?}", beside(neighbours)));
        }
        let far = self.day.short.is_none() && neighbours.iter().any(|span| gap(day, *span) > REACH);
        if far && !is_between(day, neighbours) {
            return Err(format!("{}, too far apart to tell", beside(neighbours)));
        }
        let why = format!("{} by the documents beside it ({})", day.year(), days(neighbours));
        Ok(Found { day, from: DateSource::DatelineNeighbours, why })
    }

    /// The one year, if there is one, in which the day lies within the dates of its folder.
    fn within(&self, range: Option<(Day, Day)>) -> Result<Found, String> {
        let Some((first, last)) = range else { return Err("no dated document stands beside it".to_owned()) };
        let between = format!("its folder's dates lie between {first} and {last}");
        let in_range: Vec<Day> = (first.year()..=last.year())
            .filter_map(|year| self.in_year(year))
            .filter(|day| (first..=last).contains(day))
            .collect();
        let fits = |day: &&Day| self.day.weekday.is_none_or(|weekday| weekday == day.weekday());
        let fitting: Vec<Day> = in_range.iter().filter(fits).copied().collect();
        let from = match in_range.len() == fitting.len() {
            true => DateSource::DatelineNeighbours,
            false => DateSource::DatelineWeekday,
        };
        match fitting.as_slice() {
            [day] => Ok(Found { day: *day, from, why: format!("{}, the one year that fits: {between}", day.year()) }),
            [] => Err(format!("no year fits: {between}")),
            _ => Err(format!("several years fit: {between}")),
        }
    }

    /// The day nearest to a neighbour, if it is near: where the century alone is sought, nearer than half of one.
    fn near(&self, neighbour: Span) -> Option<Day> {
        let (years, reach) = if self.day.short.is_some() { (CENTURY_REACH, i64::MAX) } else { (1, REACH) };
        let years = neighbour.from().year() - years..=neighbour.to().year() + years;
        let days = years.filter_map(|year| self.in_year(year));
        days.min_by_key(|day| gap(*day, neighbour)).filter(|day| gap(*day, neighbour) <= reach)
    }

    fn in_year(&self, year: i32) -> Option<Day> {
        Day::new(year, self.day.month, self.day.day).filter(|day| self.day.fits(day.year()))
    }
}

/// Days between a day and a span; 0 within it.
fn gap(day: Day, span: Span) -> i64 {
    day.days_since(span.to()).max(span.from().days_since(day)).max(0)
}

/// Whether a day lies between two neighbours, in whichever order they are.
fn is_between(day: Day, neighbours: &[Span]) -> bool {
    let first = neighbours.iter().map(|span| span.from()).min();
    let last = neighbours.iter().map(|span| span.to()).max();
    let (Some(first), Some(last)) = (first, last) else { return false };
    (first..=last).contains(&day)
}

fn beside(neighbours: &[Span]) -> String {
    let verb = if neighbours.len() == 1 { "stands" } else { "stand" };
    format!("beside it {verb} {}", days(neighbours))
}

fn days(neighbours: &[Span]) -> String {
    let days: Vec<String> = neighbours.iter().map(Span::to_string).collect();
    days.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::single_notes;
    use crate::store::testing::document;

    /// What becomes of a dateline among dated documents: `2016-10-14` is one, `10-15` the dateline, `10-15 Tue` with a
    /// weekday.
    fn completed(folder: &[&str]) -> (String, String) {
        let mut evidence = Evidence::default();
        let mut yearless = None;
        for (number, said) in folder.iter().enumerate() {
            let date = (said.len() == 10 || said.len() == 4 || said.len() == 7).then_some(*said);
            let mut it = document(&number.to_string(), "Text.", date);
            if date.is_none() {
                let number = |range: std::ops::Range<usize>| said[range].parse().unwrap();
                let weekday = said.get(6..).map(|day| serde_json::from_str(&format!("\"{day}\"")).unwrap());
                it.yearless = Some(Yearless { month: number(0..2), day: number(3..5), weekday, short: None });
                it.note = Some("encoding guessed; dateline: a dateline without a year".to_owned());
                yearless = Some(it.clone());
            }
            Sighting::of(&it).into_iter().for_each(|sighting| evidence.see(sighting));
        }
        let completed = evidence.complete(0, yearless.unwrap());
        let date = completed.published.map_or("-".into(), |found| format!("{} {}", found.span, found.from));
        (date, completed.note.unwrap())
    }

    #[test]
    fn a_year_comes_from_the_documents_beside_it() {
        for (folder, date) in [
            (&["2016-10-14", "10-15", "2016-10-16"][..], "2016-10-15 dateline+neighbours"),
            (&["10-15", "2016-10-16"], "2016-10-15 dateline+neighbours"),
            (&["2016-12-30", "01-02"], "2017-01-02 dateline+neighbours"),
            (&["2016-12-30", "01-02", "2017-01-05"], "2017-01-02 dateline+neighbours"),
            (&["2016-10", "10-15"], "2016-10-15 dateline+neighbours"),
            // In order with a gap, in either direction.
            (&["2016-10-14", "10-15", "2017-05-01"], "2016-10-15 dateline+neighbours"),
            (&["2017-05-01", "10-15", "2016-10-14"], "2016-10-15 dateline+neighbours"),
            // In no order: nothing tells.
            (&["2016-10-14", "10-15", "2014-05-01"], "-"),
            (&["2014-10-14", "10-15", "2016-10-16"], "-"),
            // The weekday decides between neighbours, and against them.
            (&["2014-10-14", "10-15 saturday", "2016-10-16"], "2016-10-15 dateline+weekday"),
            (&["2016-10-14", "10-15 saturday", "2016-10-16"], "2016-10-15 dateline+neighbours"),
            (&["2016-10-14", "10-15 tuesday", "2016-10-16"], "-"),
            // Far from all: the folder's period, if one year fits.
            (&["2016-01-01", "06-15", "2016-12-31"], "2016-06-15 dateline+neighbours"),
            (&["2015-01-01", "06-15", "2016-12-31"], "-"),
            (&["2015-01-01", "06-15 monday", "2016-12-31"], "2015-06-15 dateline+weekday"),
            (&["02-29", "2015-03-01"], "-"),
            (&["10-15"], "-"),
            (&["2016", "10-15"], "-"),
        ] {
            assert_eq!(completed(folder).0, date, "{folder:?}");
        }
    }

    #[test]
    fn what_was_done_or_not_is_said() {
        for (folder, note) in [
            (&["2016-10-14", "10-15"][..], "2016 by the documents beside it (2016-10-14)"),
            (&["2016-10-14", "10-15 tuesday"], "beside it stands 2016-10-14 gives 2016-10-15, which was no Tuesday"),
            (&["10-15"], "no dated document stands beside it"),
        ] {
            let whole = format!("encoding guessed; dateline: a dateline without a year: {note}");
            assert_eq!(completed(folder).1, whole);
            assert_eq!(single_notes(&whole), whole.splitn(2, "; ").collect::<Vec<_>>(), "one note each");
        }
    }
}
