//! When a document was published, where that was learnt, and what is doubtful about it.
//!
//! Sources are asked in the order of trust that [`DateSource`] states. The first that gives a date wins; a less trusted
//! one may make it finer, never move it. Two that are more than a day apart are noted, and so is why a source that
//! should have had a date had none.

mod clock;
mod grammar;
mod head;
mod label;
mod label_words;
mod letter;
mod manifest;
mod marker;
mod masthead;
mod names;
mod order;
pub(crate) mod page;
mod path;
mod range;
mod tokens;
mod value;
mod wrapped;

use super::document::{DateSource, Publication, Yearless};
use crate::calendar::{Day, Granularity, Span, Zone};

pub(crate) use head::first_date;
pub use manifest::{DateManifest, Unmatched};
pub(crate) use marker::{Marker, is_dated, marker};
pub(crate) use order::DayOrder;
use path::Addressed;
pub(crate) use path::of_file as date_of_file;
pub(crate) use value::{Reader, Reading};

/// What one source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clue {
    from: DateSource,
    reading: Reading,
    /// If the day is that of a moment which a page states: the first and the last day on which that may have been for
    /// the page's publisher.
    moment: Option<(Day, Day)>,
    /// Whether it may be no date at all: it then yields to all others.
    is_uncertain: bool,
}

impl Clue {
    /// What the field of a row, or front matter, says.
    pub(crate) fn field(reading: Reading) -> Clue {
        Clue::of(DateSource::Field, reading)
    }

    /// What a moment in a field says: the day that its writer had is remembered beside the one in the reader's zone.
    pub(crate) fn stated(value: &str, reader: &Reader) -> Clue {
        Clue { moment: reader.days_of_moment(value), ..Clue::field(reader.read(value)) }
    }

    /// What another source says.
    pub(crate) fn of(from: DateSource, reading: Reading) -> Clue {
        Clue { from, reading, moment: None, is_uncertain: false }
    }

    /// What an address says; figures at its end that may be the article's number only if the text does not contradict
    /// them.
    fn of_address(url: &str, text: &str) -> Option<Clue> {
        let Addressed { span, may_be_number } = path::of_url(url)?;
        let reading = match (may_be_number, head::names_only_later_years(text, span)) {
            (false, _) => Reading::Date(span, None),
            (true, false) => {
                Reading::Date(span, Some("the figures at the end of its address may be a number".to_owned()))
            }
            (true, true) => {
                Reading::None(format!("{span} at the end of its address is a number: the text names later years"))
            }
        };
        Some(Clue { is_uncertain: may_be_number, ..Clue::of(DateSource::Url, reading) })
    }
}

/// What a case comes to.
#[derive(Debug)]
pub(crate) struct Decision {
    /// The date, if there is one.
    pub(crate) published: Option<Publication>,
    /// Where there is none: the day that the dateline names.
    pub(crate) yearless: Option<Yearless>,
    /// What is to be said about the date or its absence.
    pub(crate) doubt: Option<String>,
}

/// All that there is to date a document by.
pub(crate) struct Case<'c> {
    pub(crate) manifest: Option<Span>,
    /// What its format found: fields, metadata, visible bylines.
    pub(crate) clues: Vec<Clue>,
    pub(crate) url: Option<&'c str>,
    /// The date in the path of its file, relative to the corpus.
    pub(crate) named: Option<Span>,
    /// Its text, for the dateline.
    pub(crate) text: &'c str,
    pub(crate) modified: Option<i64>,
    pub(crate) zone: Zone,
}

impl Case<'_> {
    /// The date, if there is one, and what is to be said about it or its absence.
    pub(crate) fn decide(self) -> Decision {
        let mut clues = self.gather();
        clues.sort_by_key(|clue| (clue.is_uncertain, is_filed_by_month(clue), clue.from));
        let mut chosen: Option<Publication> = None;
        let (mut notes, mut yearless) = (Vec::new(), None);
        if let Some(index) = stated_day(&clues) {
            notes.push("its metadata gives a moment on the neighbouring day in the run's zone".to_owned());
            let stated = clues.remove(index);
            clues.insert(0, stated);
        }
        if let Some(index) = outvoted(&clues) {
            notes.push("its metadata is outvoted by an earlier day on which two other places agree".to_owned());
            let agreed = clues.remove(index);
            clues.insert(0, agreed);
        }
        for Clue { from, reading, .. } in clues {
            match (reading, chosen) {
                (Reading::Date(span, doubt), None) => {
                    chosen = Some(Publication { span, from });
                    notes.extend(doubt);
                }
                (Reading::Date(span, _), Some(before)) if refines(span, before) => {
                    chosen = Some(Publication { span, from });
                }
                (Reading::Date(span, _), Some(before)) => notes.extend(conflict(before, Publication { span, from })),
                (Reading::None(why), None) => notes.push(format!("{from}: {why}")),
                (Reading::NoYear(day), None) => {
                    yearless = Some(day);
                    notes.push(day.note().to_owned());
                }
                (Reading::None(_) | Reading::NoYear(_), Some(_)) => {}
            }
        }
        let yearless = yearless.filter(|_| chosen.is_none());
        Decision { published: chosen, yearless, doubt: (!notes.is_empty()).then(|| notes.join("; ")) }
    }

    fn gather(&self) -> Vec<Clue> {
        let date = |from, span: Option<Span>| Some(Clue::of(from, Reading::Date(span?, None)));
        let mut clues = self.clues.clone();
        clues.extend(date(DateSource::Manifest, self.manifest));
        clues.extend(self.url.and_then(|url| Clue::of_address(url, self.text)));
        clues.extend(date(DateSource::FileName, self.named));
        if !clues.iter().any(|clue| matches!(clue.from, DateSource::Field | DateSource::Dateline)) {
            let found = head::date(self.text, &Reader::new(self.zone));
            clues.extend(found.map(|reading| Clue::of(DateSource::Dateline, reading)));
        }
        if clues.iter().all(|clue| !matches!(clue.reading, Reading::Date(..))) {
            let whole = wrapped::end(self.text).filter(|whole| whole.certain);
            let text = whole.as_ref().map_or(self.text, |whole| &whole.text);
            let foot = letter::date_of_foot(text, &Reader::new(self.zone));
            let day = || self.modified.and_then(|seconds| self.zone.day_of_timestamp(seconds));
            let foot = foot.map(|reading| Clue::of(DateSource::Dateline, reading));
            clues.extend(foot.or_else(|| date(DateSource::FileTime, day().map(Span::day))));
        }
        clues
    }
}

/// Whether a clue is the month that a path files a document under. Pages stay where they were begun, so a byline that
/// names the day counts for more.
fn is_filed_by_month(clue: &Clue) -> bool {
    let month = matches!(&clue.reading, Reading::Date(span, _) if span.granularity() > Granularity::Day);
    month && matches!(clue.from, DateSource::Url | DateSource::FileName)
}

/// Where a page states a moment, and its address or its byline the day before or after: that is the day by the
/// publisher's own clock, which the moment alone does not tell, and it is taken as the page states it. That is so only
/// if the moment was on that day somewhere: a page is often begun, and its address made, the day before it is
/// published.
fn stated_day(clues: &[Clue]) -> Option<usize> {
    let day = |clue: &Clue| match clue.reading {
        Reading::Date(span, _) if span.granularity() == Granularity::Day => Some(span.from()),
        _ => None,
    };
    let moment = clues.iter().find(|clue| matches!(clue.reading, Reading::Date(..)))?;
    let (moment_day, (earliest, latest)) = (day(moment)?, moment.moment?);
    let found = clues.iter().position(|clue| clue.from > DateSource::Metadata && day(clue).is_some())?;
    let stated = day(&clues[found])?;
    let explained = stated != moment_day && (earliest..=latest).contains(&stated);
    (explained && matches!(clues[found].from, DateSource::Url | DateSource::Dateline)).then_some(found)
}

/// Where the metadata of a page gives a day, and the byline and the address or file name agree on an earlier one: the
/// metadata are those of a later system that the page was moved into.
fn outvoted(clues: &[Clue]) -> Option<usize> {
    let span = |clue: &Clue| match clue.reading {
        Reading::Date(span, _) => Some(span),
        Reading::None(_) | Reading::NoYear(_) => None,
    };
    let first = clues.iter().find(|clue| span(clue).is_some())?;
    let stated = span(first).filter(|_| first.from == DateSource::Metadata)?;
    let byline = clues.iter().position(|clue| clue.from == DateSource::Dateline && span(clue).is_some())?;
    let day = span(&clues[byline]).filter(|day| day.granularity() == Granularity::Day)?;
    let filed = |clue: &Clue| matches!(clue.from, DateSource::Url | DateSource::FileName);
    let agrees = clues.iter().any(|clue| filed(clue) && span(clue).is_some_and(|filed| filed.holds(day.from())));
    (agrees && stated.from().days_since(day.to()) > 1).then_some(byline)
}

/// Whether a less trusted date only makes a more trusted one finer. What the user stated stays as it was stated.
fn refines(span: Span, before: Publication) -> bool {
    before.from > DateSource::Field
        && span.granularity() < before.span.granularity()
        && before.span.holds(span.from())
        && before.span.holds(span.to())
}

/// What is said of two dates that are more than a day apart. A month that holds a day agrees with it.
fn conflict(chosen: Publication, other: Publication) -> Option<String> {
    let gap = other.span.from().days_since(chosen.span.to()).max(chosen.span.from().days_since(other.span.to()));
    let coarse = other.span.granularity() > Granularity::Month;
    (gap > 1 && !coarse).then(|| format!("{} says {}, {} says {}", chosen.from, chosen.span, other.from, other.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(case: Case) -> (String, String) {
        let Decision { published, doubt: note, .. } = case.decide();
        let published = published.map_or("-".to_owned(), |found| format!("{} {}", found.span, found.from));
        (published, note.unwrap_or_default())
    }

    fn case<'c>(field: Option<&str>, url: Option<&'c str>, name: &str, text: &'c str) -> Case<'c> {
        let clues = field.map(|value| Clue::field(Reader::new(Zone::UTC).read(value)));
        let clues = clues.into_iter().collect();
        let named = date_of_file(name);
        Case { manifest: None, clues, url, named, text, modified: None, zone: Zone::UTC }
    }

    #[test]
    fn the_most_trusted_source_wins_and_conflicts_are_noted() {
        let url = Some("https://example.org/2016/02/01/a");
        for (case, published, note) in [
            (
                case(Some("2017-06-13"), url, "a.txt", ""),
                "2017-06-13 field",
                "field says 2017-06-13, url says 2016-02-01",
            ),
            (case(Some("2016-02-02"), url, "a.txt", ""), "2016-02-02 field", ""),
            (case(None, url, "2016-02-01.txt", ""), "2016-02-01 url", ""),
            (case(Some("0000-00-00"), url, "a.txt", ""), "2016-02-01 url", "field: \"0000-00-00\": no such day"),
            (case(None, None, "2017/06/a.txt", "13 June 2017\nText"), "2017-06-13 dateline", ""),
            (case(Some("2017"), None, "2017-06-13.txt", ""), "2017 field", ""),
            (case(None, None, "a.txt", "MOSUL, Oct. 17 — Text"), "-", "dateline: a dateline without a year"),
            (
                case(None, None, "2017/06/a.txt", "13 July 2017\nText"),
                "2017-07-13 dateline",
                "dateline says 2017-07-13, filename says 2017-06",
            ),
            (case(None, None, "a.txt", "Text alone"), "-", ""),
        ] {
            assert_eq!(decided(case), (published.to_owned(), note.to_owned()));
        }
    }

    #[test]
    fn the_day_that_a_page_states_itself_beats_that_of_its_moment_in_another_zone() {
        let reader = Reader::new(Zone::UTC);
        let clue =
            |value| Clue { moment: reader.days_of_moment(value), ..Clue::of(DateSource::Metadata, reader.read(value)) };
        let case =
            |value| Case { clues: vec![clue(value)], ..case(None, Some("https://example.org/2020/02/24/a"), "a", "") };
        for (value, expected) in [
            ("2020-02-24T21:25:54-05:00", "2020-02-24 url"),
            ("2020-02-25T02:25:54Z", "2020-02-24 url"),
            ("1582597554", "2020-02-24 url"),
            // At noon in Greenwich it is the 25th everywhere in the Americas: the page was begun the day before.
            ("2020-02-25T12:25:54Z", "2020-02-25 metadata"),
            ("2020-02-25T12:25:54+09:00", "2020-02-25 metadata"),
            ("2020-02-23T20:25:54Z", "2020-02-24 url"),
            ("2020-02-23T08:25:54Z", "2020-02-23 metadata"),
            ("2020-02-25T00:00:00Z", "2020-02-25 metadata"),
        ] {
            assert_eq!(decided(case(value)).0, expected, "{value}");
        }
    }

    /// "…-20121103" may be the number of an article as well.
    #[test]
    fn figures_that_may_be_a_number_yield_to_what_the_text_says() {
        let url = Some("https://example.org/news/world-east-20101103");
        for (text, published, note) in [
            ("Trucks left.", "2010-11-03 url", "the figures at the end of its address may be a number"),
            (
                "Since 2012 all is quiet.",
                "-",
                "url: 2010-11-03 at the end of its address is a number: the text names later years",
            ),
            ("14 October 2010\nTrucks left.", "2010-10-14 dateline", "dateline says 2010-10-14, url says 2010-11-03"),
        ] {
            assert_eq!(decided(case(None, url, "a.txt", text)), (published.to_owned(), note.to_owned()), "{text}");
        }
    }

    #[test]
    fn metadata_of_a_later_system_are_outvoted_by_byline_and_address() {
        let clue = |from, date: &str| Clue::of(from, Reader::new(Zone::UTC).read(date));
        let case = |metadata: &str, byline: &str| Case {
            clues: vec![clue(DateSource::Metadata, metadata), clue(DateSource::Dateline, byline)],
            ..case(None, Some("https://example.org/2003/03/speech"), "a", "")
        };
        assert_eq!(decided(case("2020-07-08", "2003-03-31")).0, "2003-03-31 dateline");
        assert_eq!(decided(case("2020-07-08", "2004-03-31")).0, "2020-07-08 metadata");
        assert_eq!(decided(case("2003-03-01", "2003-03-31")).0, "2003-03-01 metadata");
    }

    #[test]
    fn a_manifest_beats_all_and_file_times_come_last() {
        let manifest = Span::year(2015);
        assert_eq!(decided(Case { manifest, ..case(Some("2017-06-13"), None, "a", "") }).0, "2015 manifest");
        let modified = Some(1_497_312_000);
        assert_eq!(decided(Case { modified, ..case(None, None, "a", "") }).0, "2017-06-13 filetime");
        assert_eq!(decided(Case { modified, ..case(Some("2016-01-01"), None, "a", "") }).0, "2016-01-01 field");
    }
}
