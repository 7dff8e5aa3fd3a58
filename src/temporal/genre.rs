//! News or narrative: what a text's relative dates are counted from.

use crate::calendar::Span;

use super::grammar::Candidate;
use super::lang::Reading;
use super::parts::Parts;
use super::reference::{Evidence, Genre};
use super::token::Numeric;

/// Counts the evidence of a text, and decides.
///
/// A narrative names its years, and at least a third of them are not those around its publication; news counts from its
/// own day, most of all in its lead.
pub(super) fn detect(candidates: &[Candidate<'_>], published: Option<Span>) -> (Genre, Evidence) {
    let mut evidence = Evidence::default();
    let mut lead = 0;
    for (at, candidate) in candidates.iter().enumerate() {
        for group in &candidate.groups {
            count(&mut evidence, candidate.rule.reading, &group.parts, published);
        }
        if at < 2 {
            lead = evidence.deictic;
        }
    }
    (decide(evidence, lead), evidence)
}

fn count(evidence: &mut Evidence, reading: Reading, parts: &Parts, published: Option<Span>) {
    if let Some(year) = year_of(parts) {
        let near = published.is_some_and(|span| (year - span.from().year()).abs() <= 1);
        *if near { &mut evidence.near } else { &mut evidence.far } += 1;
        return;
    }
    match reading {
        Reading::Deictic | Reading::Unit | Reading::Ago | Reading::Hence | Reading::ThisPart | Reading::Beyond => {
            evidence.deictic += 1;
        }
        Reading::Named if parts.shift.is_some() => evidence.deictic += 1,
        // A weekday without a date counts from the day of writing, as long as nothing says otherwise.
        Reading::Calendar if parts.weekday.is_some() && parts.day.is_none() => evidence.deictic += 1,
        Reading::Story | Reading::Later => evidence.story += 1,
        _ => {}
    }
}

fn year_of(parts: &Parts) -> Option<i32> {
    let numeric = parts.numeric.map(|numeric| match numeric {
        Numeric::Day(year, ..) | Numeric::Month(year, _) | Numeric::Either(.., year) => year,
    });
    parts.year.or(numeric)
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
