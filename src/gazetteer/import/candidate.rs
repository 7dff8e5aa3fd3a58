//! An entity as another tool's list gives it, before its names are bound.

use crate::calendar::{Day, Span};
use crate::gazetteer::entity::{CaseRule, Kind};

/// Where something stands in a file, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) line: u64,
    pub(super) column: u64,
}

impl At {
    pub(super) fn line(line: u64) -> At {
        At { line, column: 1 }
    }
}

/// One record of a list.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) at: At,
    /// As the list gives it, or made from the name by [`super::intake::Intake::made_id`].
    pub(super) id: String,
    /// None where the list does not say; the options may.
    pub(super) kind: Option<Kind>,
    pub(super) name: Name,
    pub(super) names: Vec<Name>,
    pub(super) class: Option<String>,
    /// What the list gives for a country code, checked later.
    pub(super) country: Option<String>,
    /// Degrees north and east, checked later.
    pub(super) lat_lon: Option<(f64, f64)>,
    pub(super) population: Option<u64>,
    pub(super) geonames: Option<u64>,
    pub(super) wikidata: Option<String>,
    pub(super) same_as: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) note: Option<String>,
    pub(super) admin1: Option<String>,
    pub(super) feature: Option<String>,
}

/// The first and the last day of a time; none where it is open.
pub(super) type Bounds = (Option<Day>, Option<Day>);

/// One name of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) lang: Option<String>,
    pub(super) weak: bool,
    pub(super) case: Option<CaseRule>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) note: Option<String>,
}

impl Candidate {
    pub(super) fn new(at: At, id: impl Into<String>, name: impl Into<Name>) -> Candidate {
        Candidate {
            at,
            id: id.into(),
            kind: None,
            name: name.into(),
            names: Vec::new(),
            class: None,
            country: None,
            lat_lon: None,
            population: None,
            geonames: None,
            wikidata: None,
            same_as: Vec::new(),
            tags: Vec::new(),
            note: None,
            admin1: None,
            feature: None,
        }
    }

    /// Adds a line to the note.
    pub(super) fn remark(&mut self, text: impl AsRef<str>) {
        match &mut self.note {
            Some(note) => {
                note.push_str("; ");
                note.push_str(text.as_ref());
            }
            None => self.note = Some(text.as_ref().to_owned()),
        }
    }
}

impl Name {
    pub(super) fn new(text: impl Into<String>) -> Name {
        Name { text: text.into(), ..Name::default() }
    }

    pub(super) fn in_language(text: impl Into<String>, lang: &str) -> Name {
        Name { lang: Some(lang.to_owned()).filter(|lang| !lang.is_empty()), ..Name::new(text) }
    }
}

impl<T: Into<String>> From<T> for Name {
    fn from(text: T) -> Name {
        Name::new(text)
    }
}

/// The days of a date as lists write it: `1971`, `1971-01`, `1971-01-22`, with or without a time after it. None for
/// what is no date, and for years before the first, which no document can have.
pub(in crate::gazetteer) fn span_of(text: &str) -> Option<Span> {
    let date = text.trim().split('T').next()?.trim_start_matches('+');
    let date = date.strip_suffix("-00").map_or(date, |date| date.strip_suffix("-00").unwrap_or(date));
    // Years of the first millennium come without their zeros.
    let year = date.split('-').next()?.len();
    let span: Option<Span> = format!("{}{date}", "0".repeat(4_usize.saturating_sub(year))).parse().ok();
    span.filter(|span| span.from().year() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_fineness() {
        for (text, from, to) in [
            ("1971", "1971-01-01", "1971-12-31"),
            ("410", "0410-01-01", "0410-12-31"),
            ("1971-02", "1971-02-01", "1971-02-28"),
            ("1971-01-22T10:00:00Z", "1971-01-22", "1971-01-22"),
            ("+1952-00-00T00:00:00Z", "1952-01-01", "1952-12-31"),
        ] {
            let span = span_of(text).unwrap();
            assert_eq!((span.from().to_string(), span.to().to_string()), (from.to_owned(), to.to_owned()), "{text}");
        }
        for text in ["-320", "-1", "", "unknown", "0000"] {
            assert_eq!(span_of(text), None, "{text}");
        }
    }
}
