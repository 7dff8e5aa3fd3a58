//! Which days matter: a score for each day, without training.
//!
//! See docs/time.md for the sources and the reasons. In short: a document votes for each day that it names, and for its
//! own day of publication as far as it does not say that it reports another. Votes of one day of publication count by
//! their logarithm, so that a flood of reports does not outvote many separate look-backs; a vote weighs more the later
//! it looks back. What other days tell of a day is set against what a day at its place of the collection could have
//! got, and all of it taken together with how much was published on the day itself.

use std::collections::{BTreeMap, HashSet};

use super::fold::fingerprint;
use crate::calendar::{Day, Span};
use crate::store::DateRow;

/// A document that names a day this near before its publication reports that one.
const FRESH: i64 = 6;
/// What a document adds to its own day of publication if it names no fresh day.
const IMPLICIT: f64 = 0.5;

/// How much a day matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayScore {
    /// The day.
    pub day: Day,
    /// The higher, the more it matters; rounded to four decimals. Comparable within one chronology only.
    pub score: f64,
    /// Documents that name the day.
    pub documents: u64,
    /// Documents published on the day.
    pub published: u64,
    /// On how many days of publication documents named it.
    pub publication_days: u64,
}

/// What was told of a day.
#[derive(Debug)]
struct Told {
    /// By what was published on the day itself.
    itself: f64,
    /// By what was published before and after it.
    elsewhere: f64,
    /// The counts.
    score: DayScore,
}

impl Told {
    fn nothing_of(day: Day) -> Told {
        let score = DayScore { day, score: 0.0, documents: 0, published: 0, publication_days: 0 };
        Told { itself: 0.0, elsewhere: 0.0, score }
    }
}

/// The votes of the documents published on one day; of all without a day of publication.
#[derive(Debug, Default)]
struct Ballot {
    /// Documents that vote.
    documents: u64,
    /// For each day the documents that name it, and the weight of their sentences, with the share of those that report
    /// it without saying so.
    named: BTreeMap<Day, (u64, f64)>,
}

/// The votes of a collection.
#[derive(Debug, Default)]
pub(super) struct Votes {
    ballots: BTreeMap<Option<Day>, Ballot>,
    /// What has been said of a day on a day of publication: a copy has no vote of its own.
    heard: HashSet<(Option<Day>, Day, u64)>,
}

impl Votes {
    /// Counts a document with the date references of its wanted sentences.
    pub(super) fn document<'r>(&mut self, published: Option<Span>, rows: impl Iterator<Item = &'r DateRow>) {
        let own = published.filter(|span| span.days() == 1).map(Span::from);
        let ballot = self.ballots.entry(own).or_default();
        let (mut named, mut copied) = (Vec::new(), false);
        for row in rows {
            // A range votes for its two ends, each of which is a reference of its own.
            let Some(day) = row.value.as_deref().and_then(single_day) else { continue };
            match self.heard.insert((own, day, fingerprint(&row.sentence))) {
                true => named.push(day),
                false => copied = true,
            }
        }
        named.sort_unstable();
        if named.is_empty() && copied {
            return;
        }
        ballot.documents += 1;
        if let Some(own) = own {
            ballot.named.entry(own).or_default().1 += implicit_share(own, &named);
        }
        for sentences in named.chunk_by(|one, other| one == other) {
            let (documents, weight) = ballot.named.entry(sentences[0]).or_default();
            *documents += 1;
            *weight += emphasis(sentences.len());
        }
    }

    /// All days with a vote, by falling score.
    pub(super) fn ranked(&self) -> Vec<DayScore> {
        let days = self.told();
        let exposures: BTreeMap<Day, f64> = days.keys().map(|day| (*day, self.exposure(*day))).collect();
        let usual = exposures.values().sum::<f64>() / exposures.len().max(1) as f64;
        let score = |day: &Told| {
            let looked_back = day.elsewhere * usual / exposures[&day.score.day];
            let printed = (1.0 + day.score.published as f64).sqrt();
            (printed * (day.itself + looked_back) * 1e4).round() / 1e4
        };
        let mut ranked: Vec<DayScore> = days.values().map(|day| DayScore { score: score(day), ..day.score }).collect();
        // Stable: of equals the earlier day stays first.
        ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
        ranked
    }

    /// What was told of each day, and the counts.
    fn told(&self) -> BTreeMap<Day, Told> {
        let mut days: BTreeMap<Day, Told> = BTreeMap::new();
        for (&published, ballot) in &self.ballots {
            for (&day, &(documents, heard)) in &ballot.named {
                let sum = days.entry(day).or_insert_with(|| Told::nothing_of(day));
                let own = published == Some(day);
                *if own { &mut sum.itself } else { &mut sum.elsewhere } += weight(published, day) * heard.ln_1p();
                sum.score.documents += documents;
                sum.score.publication_days += u64::from(documents > 0 && published.is_some());
                if own {
                    sum.score.published = ballot.documents;
                }
            }
        }
        days
    }

    /// What a day would get if every document named it.
    fn exposure(&self, day: Day) -> f64 {
        self.ballots.iter().map(|(&published, ballot)| weight(published, day) * (ballot.documents as f64).ln_1p()).sum()
    }
}

/// The day that a TIMEX3 value names: `2017-06-13`, or with a time of day.
fn single_day(value: &str) -> Option<Day> {
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    day.parse().ok()
}

/// What a document's sentences about one day weigh: more of them more, each less than the one before.
fn emphasis(sentences: usize) -> f64 {
    1.0 + (sentences as f64).ln()
}

/// How far a document reports its own day: not at all beyond what it says, if it names a fresh one; else by half, since
/// what it tells may as well be another day's.
fn implicit_share(own: Day, named: &[Day]) -> f64 {
    let fresh = named.iter().any(|day| (0..=FRESH).contains(&own.days_since(*day)));
    if fresh { 0.0 } else { IMPLICIT }
}

/// The weight of a vote: 1 on the day itself, for what is announced, and where the day of publication is not known;
/// more, by the logarithm of the root of the distance, the later it looks back.
fn weight(published: Option<Day>, day: Day) -> f64 {
    published.map_or(1.0, |published| 1.0 + (published.days_since(day).max(0) as f64).ln_1p() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(day: &str, sentence: &str) -> DateRow {
        DateRow {
            document: String::new(),
            source: String::new(),
            field: "text".into(),
            start: 0,
            end: 0,
            byte_start: 0,
            byte_end: 0,
            surface: String::new(),
            value: Some(day.into()),
            span: day.parse().ok(),
            anchor: "explicit".into(),
            rule: String::new(),
            modifier: None,
            alternative: None,
            unresolved: None,
            sentence: sentence.into(),
            entities: Vec::new(),
            published: None,
        }
    }

    /// The days by their scores, of documents with a day of publication and the days that they name.
    fn ranking(documents: &[(&str, &[&str])]) -> Vec<String> {
        let mut votes = Votes::default();
        for (at, (published, named)) in documents.iter().enumerate() {
            let rows: Vec<DateRow> = named.iter().map(|day| row(day, &format!("Sentence {at} of {day}."))).collect();
            votes.document(published.parse().ok(), rows.iter());
        }
        votes.ranked().iter().map(|day| day.day.to_string()).collect()
    }

    #[test]
    fn later_look_backs_weigh_more_than_reports_of_the_day() {
        let ranked = ranking(&[
            ("2017-06-01", &["2017-06-01"]),
            ("2017-06-01", &["2017-06-01"]),
            ("2017-06-02", &["2017-06-02"]),
            ("2017-07-01", &["2017-06-02"]),
            ("2017-08-01", &["2017-06-02"]),
        ]);
        assert_eq!(ranked[0], "2017-06-02");
    }

    #[test]
    fn a_document_that_names_no_fresh_day_is_half_about_its_own() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let own = day("2017-06-10");
        for (named, share) in [
            (vec![], 0.5),
            (vec![day("2014-06-10")], 0.5),
            (vec![day("2017-06-12")], 0.5),
            (vec![day("2017-06-09")], 0.0),
            (vec![own], 0.0),
        ] {
            assert_eq!(implicit_share(own, &named), share, "{named:?}");
        }
    }

    #[test]
    fn what_was_printed_on_the_day_itself_counts_too() {
        let ranked = ranking(&[
            ("2017-06-01", &[]),
            ("2017-06-01", &[]),
            ("2017-06-01", &[]),
            ("2017-06-20", &["2017-06-01"]),
            ("2017-06-21", &["2017-06-02"]),
        ]);
        assert_eq!(ranked[0], "2017-06-01");
    }

    #[test]
    fn without_look_backs_the_last_days_are_no_better_than_the_first() {
        let days = ["2014-01-05", "2014-01-05", "2015-03-01", "2016-05-01", "2019-12-30"];
        let ranked = ranking(&days.map(|day| (day, &[][..])));
        assert_eq!(ranked, ["2014-01-05", "2015-03-01", "2016-05-01", "2019-12-30"]);
    }

    #[test]
    fn copies_have_one_vote() {
        let mut votes = Votes::default();
        for _ in 0..5 {
            votes.document("2017-06-05".parse().ok(), [row("2017-06-01", "The same sentence.")].iter());
        }
        let ranked = votes.ranked();
        assert_eq!(ranked.iter().map(|day| day.documents).sum::<u64>(), 1);
    }

    #[test]
    fn what_has_no_date_of_publication_votes_for_what_it_names() {
        assert_eq!(ranking(&[("", &["2017-06-01"]), ("", &["2017-06-01"]), ("", &["2017-06-02"])])[0], "2017-06-01");
        assert!(ranking(&[]).is_empty());
    }
}
