//! What is arranged for a day, and events that carry their year: "the 2022 games are to be held on July 27".

use super::super::lang::Class;
use super::super::period::Period;
use super::super::reference::{Anchor, Genre};
use super::super::tense::Tense;
use super::clock::Told;
use super::weekday::FOR;
use super::{Resolver, Site};

/// The value of what is put on a day ("scheduled for"), of what takes place ("is held"), and of the events that bear a
/// year, among the words of the class `arranged`.
const ARRANGED: i32 = 1;
const HELD: i32 = 2;
const EVENT: i32 = 4;

/// How many words before "for" and a date say that something is arranged: "set his sentencing for".
const OBJECT: usize = 6;
/// How many words behind its year the name of an event ends: "the 2022 world athletics championships".
const NAME: usize = 6;
/// How many days after one event that is planned the next is, of the same year.
const NEXT_EVENT: i64 = 180;

impl<'l> Resolver<'_, 'l, '_> {
    /// What the words of the class `arranged` say of a token; 0 for others.
    fn arranged(&self, at: usize) -> i32 {
        self.grammar.language.lexicon.entry(self.grammar.tokens.list[at].word).value(Class::Arranged)
    }

    /// Whether something is put on a date that stands after "for", and so lies ahead whatever the tense: "set his
    /// sentencing for".
    pub(super) fn is_arranged(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let Some(at) = site.candidate.groups[0].first.checked_sub(1) else { return false };
        let words = (at.saturating_sub(OBJECT)..at).rev().take_while(|word| !list[*word + 1].begins_sentence());
        words.take_while(|word| !list[*word].is_mark()).any(|word| self.arranged(word) == ARRANGED)
    }

    /// The year of the event that a date without one tells of: its sentence names an event by its year, and says that
    /// it takes place; or the sentence before has told of one in a year to come, and the next follows it.
    pub(super) fn year_of_event(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Told> {
        let published = self.published.filter(|_| self.genre == Genre::News)?;
        let told = self.clock.named.filter(|told| told.index + 1 == self.references.len() && told.grounded)?;
        let there = in_year(told.period.span()?.from().year())?.span()?;
        let planned = site.tense == Some(Tense::Future) || (self.bound(site) == FOR && self.is_arranged(site));
        let ahead = planned && there.from() > published.to();
        if let Period::Year(_) = told.period {
            let held = self.is_held(&told, site) && self.grammar.same_sentence(told.token, site.group.first);
            let past = site.tense != Some(Tense::Future) && there.to() < published.from();
            return Some(told).filter(|_| held && (ahead || past));
        }
        let last = told.period.span().filter(|last| last.from() > published.to())?;
        let next = (1..=NEXT_EVENT).contains(&there.from().days_since(last.to()));
        let same = told.paragraph == site.candidate.paragraph && self.is_next_sentence(&told, site);
        let day = matches!(told.period, Period::Day(_));
        Some(told).filter(|_| ahead && next && same && day)
    }

    /// The year that an event has by its name, for the day on which it takes place, if the tense says no other: "this
    /// year's regatta is on 14 October", "until 1918, and that year's parade was in November", but not "last year's
    /// winner returns on 14 October".
    pub(super) fn year_of_its_name(
        &self,
        site: &Site<'_, 'l>,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Told> {
        let published = self.published?;
        let here = self.clock.here.filter(|here| matches!(here.period, Period::Year(_)))?;
        let list = &self.grammar.tokens.list;
        let named = list.get(here.token + 1).is_some_and(|next| next.is(Class::Possessive));
        let counted = self.references[here.index].anchor != Anchor::Explicit;
        let last = self.references.len() == here.index + 1;
        let year = here.period.span()?;
        let there = in_year(year.from().year())?.span()?;
        // Whoever won last year may do something this year, too.
        let relative = self.references[here.index].anchor == Anchor::Published;
        let over = relative && year.to() < published.from() && !self.is_held(&here, site);
        let agrees = match site.tense {
            Some(Tense::Past) => there.from() <= published.to(),
            Some(_) => there.to() >= published.from(),
            None => true,
        };
        let same = self.grammar.same_sentence(here.token, site.group.first);
        (named && counted && last && same && agrees && !over).then_some(here)
    }

    /// Whether a year stands before the name of an event, of which the words up to a date say that it takes place: "the
    /// 2022 world championships are set for".
    fn is_held(&self, year: &Told, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (from, to) = (year.token + 1, site.candidate.groups[0].first);
        let name = (from..to.min(from + NAME)).take_while(|at| !list[*at].is_mark());
        let Some(event) = name.filter(|at| self.arranged(*at) == EVENT).last() else { return false };
        (event + 1..to).any(|at| matches!(self.arranged(at), ARRANGED | HELD))
    }
}
