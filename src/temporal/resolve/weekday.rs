//! Weekdays: the last, the next, or the one of a day that stands beside it.

use crate::calendar::Day;

use super::super::genre::TOLD_WEEKDAY;
use super::super::grammar::Grammar;
use super::super::lang::Class;
use super::super::period::Period;
use super::super::reference::{Anchor, Genre};
use super::super::tense::{self, Tense};
use super::super::token::Token;
use super::nearest::FAR;
use super::{FROM, Outcome, Resolver, Site, reason};

impl<'l> Resolver<'_, 'l, '_> {
    /// A weekday without a date.
    pub(super) fn weekday(&self, site: &Site<'_, 'l>) -> Outcome {
        let Some(weekday) = site.group.parts.weekday else { return Outcome::unresolved(reason::NO_SUCH_DATE) };
        if let Some(told) = self.clock.day.filter(|_| self.genre == Genre::Narrative)
            && let Some(span) = told.period.span()
        {
            return Outcome::from(nearest_weekday(span.from(), weekday), Anchor::Reference(told.index));
        }
        if let Some(day) = self.day_in_apposition(site, weekday).or_else(|| self.day_soon_after(site, weekday)) {
            return day;
        }
        let (today, anchor) = match self.today_of(site) {
            Ok(today) => today,
            Err(why) => return Outcome::unresolved(why),
        };
        let past = last_weekday(today, weekday);
        let future = next_weekday(today, weekday);
        if let Some(day) = self.end_of_stay(site, weekday).or_else(|| self.begins_stay_that_is_over(site, today)) {
            return Outcome::from(Some(Period::Day(day)), anchor);
        }
        let ahead = past != Some(today) && self.is_ahead(site);
        let (chosen, other) = if ahead { (future, past) } else { (past, future) };
        let alternative = other.filter(|_| other != chosen).map(Period::Day);
        Outcome { alternative, ..Outcome::from(chosen.map(Period::Day), anchor) }
    }

    /// The day whose weekday is told beside it: "on Sept. 4, a Saturday".
    fn day_in_apposition(&self, site: &Site<'_, 'l>, weekday: u32) -> Option<Outcome> {
        let told = self.clock.here.filter(|_| site.candidate.rule.name == TOLD_WEEKDAY)?;
        let Period::Day(day) = told.period else { return None };
        (day.weekday() as u32 + 1 == weekday).then(|| Outcome::from(Some(told.period), Anchor::Reference(told.index)))
    }

    /// The first of a weekday after the day that its sentence has named: "rang on Easter Monday 2015, and asked for it
    /// by the Wednesday".
    fn day_soon_after(&self, site: &Site<'_, 'l>, weekday: u32) -> Option<Outcome> {
        let told = self.clock.here.filter(|_| site.candidate.rule.name == TOLD_WEEKDAY)?;
        // "A Wednesday" is none of its own.
        let definite = !self.grammar.tokens.list[site.group.first].is(Class::Count);
        let Period::Day(day) = told.period else { return None };
        let next = day.plus_days(1).filter(|_| definite).and_then(|day| next_weekday(day, weekday))?;
        Some(Outcome::from(Some(Period::Day(next)), Anchor::Reference(told.index)))
    }

    /// Whether a weekday of news is the next rather than the last: as the verb says, or the preposition where the verb
    /// does not contradict it ("as soon as Tuesday", "is expected home by Friday", "closed until Monday").
    fn is_ahead(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let before = site.group.first.checked_sub(1).map(|at| &list[at]);
        let leads = before.is_some_and(Token::begins_sentence);
        let binding = before.map_or(0, |word| self.grammar.language.lexicon.entry(word.word).value(Class::Preposition));
        let possessive = list.get(site.group.last + 1).is_some_and(|next| next.is(Class::Possessive));
        match (site.tense, binding) {
            (_, SINCE) => false,
            (Some(Tense::Future), _) => true,
            (_, UNTIL | THROUGH) => !leads,
            // "Set a meeting for Friday", "is predicted for Friday night"
            (_, FOR) if !possessive || self.is_arranged(site) => true,
            // "Raised its goal to 300,000, to fill the bags by Friday"
            (Some(Tense::Past), LATEST) if self.is_aim(site) => !leads,
            // "Write to her by Friday with a list of subjects taught"
            (Some(Tense::Past), LATEST) => !leads && !self.verb_stands_before(site),
            (Some(Tense::Past), _) => false,
            (_, EARLIEST | LATEST) => true,
            // "No launch before Sunday"
            (None, BEFORE) => !leads && !possessive,
            (Some(Tense::Could), _) => false,
            (Some(Tense::Perhaps), _) => !possessive,
            // "The vote is on Monday", "Monday is a holiday", but "the attack on Monday is the third".
            (Some(Tense::Present), _) => {
                let is = |at: usize| list.get(at).is_some_and(|next| next.word != 0 && next.is(Class::Function));
                let follows = self.opens_list(site) && is(site.group.last + 1);
                let Grammar { language, text, .. } = self.grammar;
                let said_before = self.verb_stands_before(site);
                let awaited = || tense::is_ahead_of_present(&language.lexicon, text, list, site.group.first);
                !possessive && (follows || (said_before && awaited()) || self.opens_present(site))
            }
            // "In cinemas from Friday"
            (None, FROM) if !leads && self.stay_is_ahead(site) => true,
            (None, _) => self.follows_what_is_ahead(site) || self.is_listed_with_its_hour(site),
        }
    }

    /// Whether a weekday begins its sentence, alone or as one of several: "Tuesday and Wednesday are".
    fn opens_list(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let listed = |token: &Token| {
            let joint = self.grammar.language.lexicon.entry(token.word).value(Class::Preposition) == JOINT;
            token.is(Class::Weekday) || joint || self.grammar.is_comma(token)
        };
        let mut before = (0..=site.group.first).rev().take(LIST);
        let start = before.find(|at| list[*at].begins_sentence() || *at == 0 || !listed(&list[*at - 1]));
        // "'Tuesday and Wednesday are', she said"
        let quoted = |at: usize| at > 0 && list[at - 1].is_mark() && list[at - 1].begins_sentence();
        start.is_some_and(|at| at == 0 || list[at].begins_sentence() || quoted(at))
    }

    /// Whether what lasts from a weekday on lies ahead: no end is named, or one that is still to come ("from Monday to
    /// June 30").
    fn stay_is_ahead(&self, site: &Site<'_, 'l>) -> bool {
        let end = site.following.first().map(|next| &next.groups[0]).filter(|_| self.opens_stay(site));
        let day = end.and_then(|end| Some((end.parts.month?, end.parts.day?)));
        let Some(((month, day), published)) = day.zip(self.published) else { return !self.opens_stay(site) };
        let ahead = Day::new(published.from().year(), month, day).map(|end| end.days_since(published.to()));
        ahead.is_some_and(|days| (0..=FAR).contains(&days))
    }

    /// Whether a range goes on behind a weekday: "from Friday to Sunday".
    fn opens_stay(&self, site: &Site<'_, 'l>) -> bool {
        let next = self.grammar.tokens.list.get(site.group.last + 1);
        let binding = next.map_or(0, |word| self.grammar.language.lexicon.entry(word.word).value(Class::Preposition));
        matches!(binding, UNTIL | TO | THROUGH) || next.is_some_and(|mark| self.grammar.language.is_dash(mark))
    }

    /// Whether what is to be done by a day is the aim of what was done.
    fn is_aim(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        tense::is_aim(&language.lexicon, text, &tokens.list, site.candidate.groups[0].first)
    }

    /// Whether a weekday opens what is planned for it: "On Friday, the moon is full."
    fn opens_present(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let (first, last) = (site.candidate.groups[0].first, site.group.last);
        tense::opens_present(&language.lexicon, text, &tokens.list, first, last)
    }

    /// Whether a weekday without any verb follows one that lies ahead, as in a forecast or a list of closures: "closed
    /// until March 27. ... One lane only Wednesday and Thursday."
    fn follows_what_is_ahead(&self, site: &Site<'_, 'l>) -> bool {
        let last = self.clock.named.filter(|told| told.paragraph == site.candidate.paragraph);
        let ahead = last.and_then(|told| told.period.span()).zip(self.published);
        ahead.is_some_and(|(last, published)| last.from() > published.to())
    }

    /// Whether a weekday without any verb is given with its hour, as what is on is listed: "Library, Monday, 6:30."
    fn is_listed_with_its_hour(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let last = site.group.last;
        let comma = list.get(last + 1).is_some_and(|mark| self.grammar.is_comma(mark));
        let hour = list.get(last + 2).is_some_and(|hour| hour.is(Class::Clock) && !hour.begins_sentence());
        let ends = list.get(last + 3).is_none_or(|next| next.is_mark() || next.begins_sentence());
        comma && hour && ends && !list[site.group.first].begins_sentence()
    }

    /// Whether it is a verb before the date that gives the tense.
    fn verb_stands_before(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        tense::before(&language.lexicon, text, &tokens.list, site.candidate.groups[0].first).is_some()
    }

    /// The first weekday of a stay of the past whose last would else be to come: "ran from Monday through Saturday",
    /// told on a Wednesday.
    fn begins_stay_that_is_over(&self, site: &Site<'_, 'l>, today: Day) -> Option<Day> {
        let next = &site.following.first()?.groups[0];
        let (weekday, last) = (site.group.parts.weekday?, next.parts.weekday.filter(|_| next.parts.day.is_none())?);
        let joint = (next.first == site.group.last + 2).then(|| self.grammar.tokens.list[site.group.last + 1].word)?;
        let through = self.grammar.language.lexicon.entry(joint).value(Class::Preposition);
        let stay =
            site.tense == Some(Tense::Past) && self.bound(site) == FROM && matches!(through, UNTIL | TO | THROUGH);
        let would_end = next_weekday(last_weekday(today, weekday)?, last)?;
        let end = last_weekday(today, last).filter(|_| stay && would_end > today)?;
        last_weekday(end.plus_days(-1)?, weekday)
    }

    /// The weekday that ends a stay whose first day the sentence has just named: "closed from April 15 until Tuesday".
    fn end_of_stay(&self, site: &Site<'_, 'l>, weekday: u32) -> Option<Day> {
        let before = &self.grammar.tokens.list[site.group.first.checked_sub(1)?];
        let binding = self.grammar.language.lexicon.entry(before.word).value(Class::Preposition);
        let here = self
            .clock
            .here
            .filter(|here| matches!(here.period, Period::Day(_)) && matches!(binding, UNTIL | TO | THROUGH))?;
        let near = site.group.first - here.token <= STAY;
        let first = here.period.span().filter(|_| near)?.from();
        let past = last_weekday(self.day_of_publication().ok()?, weekday)?;
        if past > first { Some(past) } else { next_weekday(first.plus_days(1)?, weekday) }
    }
}

/// How prepositions bind, as numbers of the language data.
pub(super) const SINCE: i32 = 1;
pub(super) const UNTIL: i32 = 2;
pub(super) const BEFORE: i32 = 3;
pub(super) const BY: i32 = 7;
pub(super) const FOR: i32 = 9;
pub(super) const THROUGH: i32 = 8;
pub(super) const TO: i32 = 5;
const EARLIEST: i32 = 6;
const LATEST: i32 = 7;

/// The value of the words that join two dates, among those of the class `preposition`, and how many tokens a list of
/// weekdays has.
const JOINT: i32 = 10;
const LIST: usize = 8;

/// How many tokens after the first day of a stay its end is named.
const STAY: usize = 5;

/// The last of a weekday (1 Monday) on or before a day.
pub(super) fn last_weekday(day: Day, weekday: u32) -> Option<Day> {
    let back = (i64::from(day.weekday() as u32 + 1) - i64::from(weekday)).rem_euclid(7);
    day.plus_days(-back)
}

/// The first of a weekday on or after a day.
pub(super) fn next_weekday(day: Day, weekday: u32) -> Option<Day> {
    let ahead = (i64::from(weekday) - i64::from(day.weekday() as u32 + 1)).rem_euclid(7);
    day.plus_days(ahead)
}

/// The weekday nearest to a day; a story goes on rather than back.
fn nearest_weekday(day: Day, weekday: u32) -> Option<Period> {
    last_weekday(day.plus_days(4)?, weekday).map(Period::Day)
}
