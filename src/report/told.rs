//! The chronology of an entity: the dates that its sentences name, with what most documents tell.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::gather::Found;
use crate::calendar::{Day, Span};

/// Dates of a chronology at most.
const DATES: usize = 12;

/// The dates that the sentences with one entity name, in their order; of two that begin together the shorter first.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<(Day, Day), Telling>);

/// What is told of one date.
#[derive(Debug)]
pub(super) struct Telling {
    pub span: Span,
    pub mentions: u64,
    pub documents: u64,
    /// The sentence on which the lot fell.
    pub sentence: Found,
    /// The document that counted last: its mentions follow each other.
    last: String,
}

impl Told {
    /// Counts a mention that a date governs.
    pub(super) fn take(&mut self, span: Span, document: &str, lot: u64, found: impl Fn() -> Found) {
        let telling = self.0.entry((span.from(), span.to())).or_insert_with(|| Telling {
            span,
            mentions: 0,
            documents: 0,
            sentence: found(),
            last: String::new(),
        });
        telling.mentions += 1;
        if telling.last != document {
            telling.documents += 1;
            document.clone_into(&mut telling.last);
        }
        if lot < telling.sentence.lot {
            telling.sentence = found();
        }
    }

    /// The dates that most documents tell of, then those of most mentions, the finer and the earlier first; in the
    /// order of time.
    pub(super) fn chronology(&self) -> Vec<&Telling> {
        let mut ranked: Vec<&Telling> = self.0.values().collect();
        ranked.sort_by_key(|one| (Reverse((one.documents, one.mentions)), one.span.days(), one.span.from()));
        ranked.truncate(DATES);
        ranked.sort_by_key(|one| (one.span.from(), one.span.to()));
        ranked
    }

    /// How many dates there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Granularity;

    fn found(document: &str, lot: u64) -> Found {
        let text = || document.to_owned();
        Found {
            lot,
            document: text(),
            surface: text(),
            rule: text(),
            sentence: text(),
            in_sentence: 0,
            in_title: false,
            outlet: text(),
            of: None,
        }
    }

    fn told(rows: &[(&str, &str, &str, u64)]) -> Told {
        let mut told = Told::default();
        for &(from, to, document, lot) in rows {
            let span = Span::between(from.parse().unwrap(), to.parse().unwrap(), Granularity::Day);
            told.take(span, document, lot, || found(document, lot));
        }
        told
    }

    #[test]
    fn a_chronology_holds_what_most_documents_tell_in_the_order_of_time() {
        let told = told(&[
            ("2017-10-17", "2017-10-17", "a", 5),
            ("2017-10-17", "2017-10-17", "a", 5),
            ("2017-10-17", "2017-10-17", "b", 2),
            ("2014-06-10", "2014-06-10", "c", 1),
        ]);
        let lines: Vec<_> =
            told.chronology().iter().map(|one| (one.span.to_string(), one.documents, one.mentions)).collect();
        assert_eq!(lines, [("2014-06-10".into(), 1, 1), ("2017-10-17".into(), 2, 3)]);
        assert_eq!(told.chronology()[1].sentence.document, "b");
        let many: Vec<String> = (0..40).map(|day| format!("2017-{:02}-{:02}", day / 28 + 1, day % 28 + 1)).collect();
        let rows: Vec<_> = many.iter().map(|day| (day.as_str(), day.as_str(), "a", 1)).collect();
        assert_eq!(self::told(&rows).chronology().len(), DATES);
    }
}
