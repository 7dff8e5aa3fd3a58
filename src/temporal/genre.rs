//! News or narrative: what a text's relative dates are counted from.

use crate::calendar::{Day, Span};

use super::grammar::Candidate;
use super::lang::Reading;
use super::parts::{Era, Parts};
use super::reference::{Evidence, Genre};
use super::token::Numeric;

/// Counts the evidence of a text, and decides.
///
/// A narrative names its years, and at least a third of them are not those around its publication; news counts from its
/// own day, most of all in its lead.
pub(super) fn detect(candidates: &[Candidate<'_>], published: Option<Span>) -> (Genre, Evidence) {
    let mut count = Count {
        published,
        evidence: Evidence::default(),
        early: 0,
        of_old: false,
        candidates: 0,
        full: 0,
        fresh: 0,
        unplaced: 0,
    };
    let mut lead = 0;
    for (at, candidate) in candidates.iter().enumerate() {
        for group in &candidate.groups {
            count.take(candidate, &group.parts);
        }
        if at < 2 {
            lead = count.evidence.deictic;
        }
    }
    let evidence = count.evidence;
    let opens_elsewhere = candidates.first().is_some_and(|first| {
        let parts = &first.groups[first.groups.len() - 1].parts;
        parts.month.is_some() && year_of(parts).is_some_and(|year| is_far(year, published))
    });
    // "It fell in May 2015. The army retook it in March" may be of today; "the next day" is the account's, and so is
    // all of 1862.
    let long_past = |parts: &Parts| {
        let years = published.zip(year_of(parts)).map(|(published, year)| published.from().year() - year);
        years.is_none_or(|years| years > LIVING)
    };
    let first_parts = candidates.first().map(|first| &first.groups[first.groups.len() - 1].parts);
    let goes_on = candidates.len() > FEW || evidence.story > 0 || first_parts.is_some_and(long_past);
    let antique = evidence.near == 0 && evidence.deictic == 0 && count.early >= if count.of_old { 2 } else { 4 };
    let only_told = evidence.near + evidence.deictic == 0
        && candidates.len() >= 2
        && count.unplaced * PLACED <= evidence.far
        && (evidence.far >= 2 || (opens_elsewhere && goes_on));
    let recent = evidence.deictic == 0 && count.full >= FULL && count.fresh * 4 <= count.full && evidence.story > 0;
    let genre = if antique || only_told || recent { Genre::Narrative } else { decide(evidence, lead) };
    (genre, evidence)
}

/// What has been counted.
struct Count {
    published: Option<Span>,
    evidence: Evidence,
    /// Lone years of three figures, and years of an era that is named.
    early: u32,
    /// The references so far.
    candidates: u32,
    /// Whether a date says beyond doubt that it is of early times.
    of_old: bool,
    /// Months and days that name their year.
    full: u32,
    /// How many of those lie in the weeks before the publication, or ahead of it.
    fresh: u32,
    /// Months and days without a year before the first that names one. An account of another time would have said its
    /// year.
    unplaced: u32,
}

impl Count {
    fn take(&mut self, candidate: &Candidate<'_>, parts: &Parts) {
        self.candidates += 1;
        // "44 BC", "28 May 621"
        let before_era = parts.era == Some(Era::Before);
        self.of_old |= before_era || parts.year.is_some_and(|year| year < 1000 && parts.month.is_some());
        if before_era || (parts.year.is_some() && [EARLY_YEAR, SHORT_YEAR].contains(&candidate.rule.name)) {
            self.early += 1;
            self.evidence.far += u32::from(before_era);
            return;
        }
        if let Some(year) = year_of(parts) {
            // Who looks ahead counts from today.
            let ahead = self.published.is_some_and(|span| year > span.to().year());
            let far = is_far(year, self.published) && !ahead;
            *if far { &mut self.evidence.far } else { &mut self.evidence.near } += 1;
            self.take_full(year, parts.month);
            return;
        }
        if self.is_of_these_days(parts) {
            self.evidence.deictic += 1;
            return;
        }
        let placed = self.evidence.near + self.evidence.far > 0;
        self.unplaced += u32::from(!placed && parts.month.is_some() && candidate.rule.reading == Reading::Calendar);
        let evidence = &mut self.evidence;
        match candidate.rule.reading {
            Reading::Deictic | Reading::Unit | Reading::Ago | Reading::Hence | Reading::ThisPart | Reading::Beyond => {
                evidence.deictic += 1;
            }
            // "The next February" may be seen from either; "that summer" and "the following May" are the story's.
            Reading::Named if parts.shift.is_some() => evidence.deictic += u32::from(parts.story.is_none()),
            Reading::Named => evidence.story += 1,
            // A weekday without a date counts from the day of writing, as long as nothing says otherwise.
            Reading::Calendar if candidate.rule.name == TOLD_WEEKDAY => evidence.story += 1,
            Reading::Calendar if parts.weekday.is_some() && parts.day.is_none() => {
                evidence.deictic += 1;
            }
            // "Vorjahr" may be seen from either.
            Reading::Story if candidate.rule.name == UNIT_BESIDE => {}
            Reading::Story | Reading::Later => evidence.story += 1,
            _ => {}
        }
    }
}

impl Count {
    fn take_full(&mut self, year: i32, month: Option<u32>) {
        let Some(month) = month else { return };
        self.full += 1;
        let last = Span::month(year, month);
        let behind = self.published.zip(last).map(|(published, month)| published.from().days_since(month.to()));
        self.fresh += u32::from(behind.is_none_or(|days| days < FRESH));
    }

    /// Whether a date without a year falls right before the publication, or falls in its year on the weekday that is
    /// named with it: "Monday, March 16".
    fn is_of_these_days(&self, parts: &Parts) -> bool {
        let (Some(published), Some(month), Some(day)) = (self.published, parts.month, parts.day) else { return false };
        let own = published.from().year();
        let dated = |year: i32| Day::new(year, month, day);
        let ahead = |year: i32| dated(year).map(|day| day.days_since(published.from()));
        match parts.weekday {
            Some(weekday) => dated(own).is_some_and(|day| day.weekday() as u32 + 1 == weekday),
            None if self.candidates > LEAD => false,
            None => (own - 1..=own).filter_map(ahead).any(|days| (-THESE_DAYS..=0).contains(&days)),
        }
    }
}

/// So few dates, of which the first alone names a year, make no account by themselves.
const FEW: usize = 2;
/// What is so many years past is no background of today's news.
const LIVING: i32 = 20;

/// An account of its own years, which never counts from the day of writing, names the year of so many months and days,
/// and three quarters of those lie so many days back.
const FULL: u32 = 3;
const FRESH: i64 = 30;

/// So many times more years elsewhere outweigh what stands before them without a year.
const PLACED: u32 = 3;

/// A report has a date of its own days among its first few.
const LEAD: u32 = 3;
/// A report tells what happened in so many days before it.
const THESE_DAYS: i64 = 7;

/// The rule whose references are dates in accounts of early times only.
pub(super) const EARLY_YEAR: &str = "early-year";

/// The rule whose references are years of one or two figures, in accounts of the last years before the era and the
/// first ones of it.
pub(super) const SHORT_YEAR: &str = "short-year";

/// The rule whose references are told beside another date: "the 16th, a Sunday".
pub(super) const TOLD_WEEKDAY: &str = "told-weekday";

/// The rule of "Vorjahr", which a report counts from its own day where its sentence names no other.
pub(super) const UNIT_BESIDE: &str = "unit-beside";

fn is_far(year: i32, published: Option<Span>) -> bool {
    published.is_none_or(|span| (year - span.from().year()).abs() > 1)
}

fn year_of(parts: &Parts) -> Option<i32> {
    parts.year.or(parts.numeric.and_then(Numeric::year))
}

/// How many dates with a year outweigh one that counts from the day of writing. In news there are about as many of the
/// one as of the other; in an account of another time there are ten of the first to one of the second.
const WEIGHT: u32 = 3;

/// `lead` counts the first two references that count from the day of writing: the lead of a news story has one.
fn decide(evidence: Evidence, lead: u32) -> Genre {
    let Evidence { near, far, deictic, story } = evidence;
    let dated = near + far;
    let told = dated + story.min(dated);
    let elsewhere = far >= 2 && far * 3 >= dated && (dated >= 5 || (dated >= 3 && near == 0));
    if elsewhere && told > WEIGHT * (deictic + lead) { Genre::Narrative } else { Genre::News }
}
