//! Dates that are doubtful only when the whole corpus is seen.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::corpus::{DateSource, Document};

/// From this share of a corpus on, one day that comes from file times is doubted.
const CROWDED_SHARE: f64 = 0.5;
/// A document this many days after nearly all others is doubted.
const FAR_AHEAD_DAYS: i64 = 365;
/// With so many gaps as long before, one more is how the corpus is.
const USUAL_GAPS: u64 = 3;
/// And with so many documents to a gap at the most: three strays before a daily's years are no habit.
const DOCUMENTS_A_GAP: u64 = 10;
/// "Nearly all": the share of the dated documents that must lie before the gap.
const NEARLY_ALL: f64 = 0.95;

/// How many documents each day has, and how many of them from file times. Grows with the days, not with the documents.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    days: BTreeMap<Day, u64>,
    file_time_days: BTreeMap<Day, u64>,
    documents: u64,
}

impl Doubts {
    pub(super) fn see(&mut self, document: &Document) {
        self.documents += 1;
        let Some(published) = document.published else { return };
        let day = published.span.from();
        *self.days.entry(day).or_default() += 1;
        if published.from == DateSource::FileTime {
            *self.file_time_days.entry(day).or_default() += 1;
        }
    }

    pub(super) fn add(&mut self, other: Doubts) {
        self.documents += other.documents;
        for (mine, theirs) in [(&mut self.days, other.days), (&mut self.file_time_days, other.file_time_days)] {
            for (day, count) in theirs {
                *mine.entry(day).or_default() += count;
            }
        }
    }

    /// What is doubtful, for people.
    pub(super) fn notes(&self) -> Vec<String> {
        self.crowded_day().into_iter().chain(self.far_ahead()).collect()
    }

    fn crowded_day(&self) -> Option<String> {
        let (day, count) = self.file_time_days.iter().max_by_key(|(_, count)| **count)?;
        let share = *count as f64 / self.documents as f64;
        (self.documents > 1 && share >= CROWDED_SHARE).then(|| {
            format!(
                "{count} of {} documents have the file time {day}: that is when the files were copied or downloaded \
                 rather than when the articles were published",
                self.documents
            )
        })
    }

    /// Days that lie more than a year after nearly all others: a mistyped year, or a date of something else.
    fn far_ahead(&self) -> Option<String> {
        let dated: u64 = self.days.values().sum();
        let enough = (dated as f64 * NEARLY_ALL).ceil() as u64;
        let (mut seen, mut gaps) = (0, 0);
        let mut days = self.days.iter().peekable();
        while let Some((day, count)) = days.next() {
            seen += count;
            let (next, _) = days.peek()?;
            let gap = next.days_since(*day) > FAR_AHEAD_DAYS;
            // In an archive of one letter a year that is no mistake.
            gaps += u64::from(gap && seen < enough);
            let usual = gaps >= USUAL_GAPS && gaps * DOCUMENTS_A_GAP >= seen;
            if seen >= enough && gap && !usual {
                let ahead = dated - seen;
                let ahead = if ahead == 1 { "1 document is".to_owned() } else { format!("{ahead} documents are") };
                return Some(format!(
                    "{ahead} dated {next} or later, more than a year after all others (which end on {day}): \
                     are these their publication dates?"
                ));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Span;
    use crate::corpus::Publication;

    fn doubts(dates: &[(&str, DateSource, u64)]) -> Vec<String> {
        let mut doubts = Doubts::default();
        for (date, from, count) in dates {
            let published = Some(Publication { span: date.parse::<Span>().unwrap(), from: *from });
            let document = Document {
                id: "a".into(),
                source: "a".into(),
                title: String::new(),
                text: String::new(),
                url: None,
                publisher: None,
                country: None,
                published,
                yearless: None,
                language: None,
                note: None,
                feed_item: false,
            };
            (0..*count).for_each(|_| doubts.see(&document));
        }
        doubts.notes()
    }

    #[test]
    fn a_day_crowded_by_file_times_is_doubted() {
        let notes = doubts(&[("2020-01-01", DateSource::FileTime, 8), ("2017-06-01", DateSource::Field, 2)]);
        assert!(notes[0].starts_with("8 of 10 documents have the file time 2020-01-01"), "{notes:?}");
        assert!(doubts(&[("2020-01-01", DateSource::Field, 8)]).is_empty());
    }

    #[test]
    fn a_date_far_after_all_others_is_doubted() {
        let field = DateSource::Field;
        let notes = doubts(&[("2017-06-01", field, 50), ("2018-01-01", field, 49), ("2107-06-01", field, 1)]);
        assert!(notes[0].starts_with("1 document is dated 2107-06-01 or later"), "{notes:?}");
        assert!(doubts(&[("2014-06-01", field, 5), ("2019-01-01", field, 5)]).is_empty());
        let years: Vec<String> = (1860..1900).step_by(2).map(|year| format!("{year}-03-01")).collect();
        let letters: Vec<_> = years.iter().map(|day| (day.as_str(), field, 1)).collect();
        assert!(doubts(&letters).is_empty(), "an archive of a letter every other year");
        let strays =
            [("1905-01-01", field, 1), ("1921-01-01", field, 1), ("1953-01-01", field, 1), ("2017-06-01", field, 300)];
        let notes = doubts(&[strays.as_slice(), &[("2107-01-03", field, 1)]].concat());
        assert!(notes[0].starts_with("1 document is dated 2107-01-03"), "three strays are no habit: {notes:?}");
    }
}
