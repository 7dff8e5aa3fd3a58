//! Dates without a year: which one is meant.

use crate::calendar::{Day, Span};

use super::super::grammar::Grammar;
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre, Modifier};
use super::super::tense::{self, Tense};
use super::super::token::Token;
use super::clock::Told;
use super::nearest::{FAR, Lean, NEAR, around, falls_on, nearest};
use super::weekday::{FOR, SINCE, THROUGH, TO, UNTIL};
use super::{Outcome, Resolver, Site, reason};

/// How many months later in the year a story stands than a date without a year that belongs to the next.
const TURN_OF_YEAR: i32 = 9;
/// The same within one paragraph, where accounts go on rather than begin again.
const TURN_WITHIN: i32 = 8;

/// The same for seasons: one that has been over for two months is the next year's. "In November ... in the summer"
const TURN_OF_SEASONS: i32 = 5;

/// How many tokens back the beginning of a date's sentence is looked for.
const NEXT_SENTENCE: usize = 60;

/// The value of the words that join two dates, among those of the class `preposition`; that of "again", among those of
/// the class `function`; and how many words join them.
const JOINT: i32 = 10;
const AGAIN: i32 = 6;
const JOINED: usize = 4;

/// The value of the verb of a death, among those of the class `past`.
const DIED: i32 = 8;

/// How many years from the one that a text is about it must have gone to return.
const FAR_FROM_HOME: i32 = 2;

/// What a pluperfect tells lies behind, unless it follows in so many days: the account has gone on without a date.
const SOON_AFTER: i64 = 31;

/// So many references back something is looked for that was told in full.
const TOLD_BACK: usize = 64;

/// The days of a war, or a battle, of which each day is known by its month and day.
const SHORT_WAR: u64 = 365;

/// The rule of "by New Year".
const NEW_YEARS_DAY: &str = "new-years-day";

impl<'l> Resolver<'_, 'l, '_> {
    /// Finds the year of a part of the year, which `in_year` gives for any.
    pub(super) fn complete(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        if let Some(outcome) = self.end_of_range(site, &in_year) {
            return outcome;
        }
        let narrative = self.genre == Genre::Narrative;
        if let Some(published) = self.published.filter(|_| narrative && self.follows_today(site)) {
            return nearest(published, site, self.lean(site), in_year);
        }
        if let Some(published) = self.published.filter(|_| narrative && self.is_of_a_death(site)) {
            return nearest(published, site, Lean::Past, in_year);
        }
        if let Some(outcome) = self.told_event(site, &in_year) {
            return outcome;
        }
        let outset =
            narrative.then(|| self.outset(site, &in_year).or_else(|| self.return_home(site, &in_year))).flatten();
        if let Some(outcome) = outset {
            return outcome;
        }
        let named = self.year_of_its_name(site, &in_year).or_else(|| self.year_of_event(site, &in_year));
        if let Some(told) = named.or_else(|| self.year_of_its_clause(site, &in_year)) {
            let year = told.period.span().map(|span| span.from().year());
            return Outcome::from(year.and_then(in_year), Anchor::Reference(told.index));
        }
        match (self.genre, self.published) {
            (Genre::News, Some(published)) => {
                let head = self.head.filter(|_| self.heads_an_item(site));
                match head.or_else(|| self.account_of_another_time(site, published, &in_year)) {
                    Some(told) => self.of_told(told, false, told.paragraph + 1, in_year),
                    None => nearest(published, site, self.lean(site), in_year),
                }
            }
            (Genre::Narrative, Some(published)) if self.is_of_today(site) => {
                nearest(published, site, self.lean(site), in_year)
            }
            (Genre::News, None) => self.undated(site, in_year),
            (_, published) => self.in_account(site, published, in_year),
        }
    }

    /// In an account of another time: the year that its story has reached, else the one that the text names first.
    fn in_account(
        &self,
        site: &Site<'_, 'l>,
        published: Option<Span>,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Outcome {
        let Some(told) = self.told_for(site) else {
            return match (self.clock.first_year, published) {
                (Some(year), _) => Outcome::from(in_year(year), Anchor::Missing),
                (None, Some(published)) => nearest(published, site, self.lean(site), in_year),
                (None, None) => Outcome::unresolved(reason::NO_PUBLICATION),
            };
        };
        let pluperfect = self.is_pluperfect(site) && self.bound(site) != UNTIL;
        // "Had taken one town on 28 June and had beaten them at another on 25 October"
        let before = self.clock.here.filter(|_| pluperfect && self.clock.here_is_aside);
        let behind = pluperfect && before.is_none();
        let until_then = !behind || self.bound(site) == SINCE;
        if let Some(outcome) = self.toward_outset(told, &in_year).filter(|_| until_then) {
            return outcome;
        }
        self.of_told(before.unwrap_or(told), behind, site.candidate.paragraph, in_year)
    }

    /// In news without a day of publication: a date beside a day or a month that names its year is the nearest to that.
    /// Else its year is anybody's guess, for "in October" is said of the October around the day of writing, whatever
    /// year was told.
    fn undated(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        let unknown = Outcome::unresolved(reason::NO_PUBLICATION);
        let fine = |told: &Told| told.grounded && matches!(told.period, Period::Day(_) | Period::Month(..));
        let Some(told) = self.told_for(site).filter(fine) else { return unknown };
        let Some(base) = told.period.span() else { return unknown };
        let distance = |span: Span| span.from().days_since(base.to()).max(base.from().days_since(span.to())).max(0);
        let spans = around(base.from().year()).filter_map(|year| Some((in_year(year)?, in_year(year)?.span()?)));
        let fitting = spans.filter(|(_, span)| falls_on(span.from(), site));
        let Some((period, span)) = fitting.min_by_key(|(_, span)| distance(*span)) else { return unknown };
        let beside = told.paragraph == site.candidate.paragraph && self.is_next_sentence(&told, site);
        let reach = if beside { FAR } else { NEAR };
        if distance(span) <= reach { Outcome::from(Some(period), Anchor::Reference(told.index)) } else { unknown }
    }

    /// The day or the month that was told in full, where something is called by its month alone: "the May agreement".
    /// In dated news that is rather of the last May.
    fn told_event(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        if (self.genre == Genre::News && self.published.is_some()) || !self.describes(site) {
            return None;
        }
        let called = |span: Span| match in_year(span.from().year()) {
            Some(month @ Period::Month(..)) => Some(month)
                .filter(|month| month.span().is_some_and(|month| month.holds(span.from()) && month.holds(span.to()))),
            _ => None,
        };
        let told = self.references.iter().enumerate().zip(&self.grounded).rev().take(TOLD_BACK);
        let told = told.filter(|(_, grounded)| **grounded);
        let (month, index) = { told }.find_map(|((index, told), _)| Some((called(told.span?)?, index)))?;
        Some(Outcome::from(Some(month), Anchor::Reference(index)))
    }

    /// Whether a date stands between an article and what it describes: "the May agreement".
    fn describes(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let before = site.group.first.checked_sub(1).map(|at| &list[at]);
        let next = list.get(site.group.last + 1).filter(|next| !next.begins_sentence());
        before.is_some_and(|word| word.is(Class::Determiner))
            && next.is_some_and(|next| next.is_any_word() && !next.is_mark())
    }

    /// "By New Year" is the first day of the year; "in the new year" is the year that follows what was told in the
    /// second half of one, or begins it.
    pub(super) fn new_year(&self, site: &Site<'_, 'l>) -> Outcome {
        if site.candidate.rule.name == NEW_YEARS_DAY {
            return self.complete(site, |year| Day::new(year, 1, 1).map(Period::Day));
        }
        let month = self.counted(Unit::Month, 0);
        let Ok(Period::Month(year, number)) = month.period else { return self.counted(Unit::Year, 1) };
        Outcome::from(Some(Period::Year(year + i32::from(number > 6))), month.anchor)
    }

    /// Whether a date stands at the head of an item: "October 5: a crowd storms parliament."
    pub(super) fn heads_an_item(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { text, tokens, .. } = self.grammar;
        let first = site.candidate.groups[0].first;
        let colon = tokens.list.get(site.group.last + 1).filter(|next| next.is_mark());
        let bullet =
            first.checked_sub(1).is_some_and(|at| tokens.list[at].is_mark() && tokens.list[at].begins_sentence());
        (bullet || tokens.list[first].begins_sentence()) && colon.is_some_and(|mark| &text[mark.start..mark.end] == ":")
    }

    /// Whether an account that also counts from the day of writing, such as an obituary, has told nothing yet, or
    /// speaks of what will be.
    fn is_of_today(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, tokens, .. } = self.grammar;
        let will = || tense::is_will(&language.lexicon, &tokens.list, site.candidate.groups[0].first, site.group.last);
        // "A crew has booked the house for September"
        let awaited = self.bound(site) == FOR && self.is_perfect(site);
        awaited || (self.has_today && (self.told_for(site).is_none() || will()))
    }

    /// Whether an account begins with a death, which is what it was written for: "Ann Holt, who died on August 9, was
    /// one of".
    fn is_of_a_death(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let lexicon = &self.grammar.language.lexicon;
        let first = site.candidate.groups[0].first;
        let died = first.checked_sub(2).is_some_and(|at| lexicon.entry(list[at].word).value(Class::Past) == DIED);
        died && list[first - 1].is(Class::Preposition) && self.told_for(site).is_none()
    }

    /// Whether an account has come to its own days, in this sentence or in the one before: "refused again last month.
    /// He was detained on 12 October".
    pub(super) fn follows_today(&self, site: &Site<'_, 'l>) -> bool {
        let same = self.today.filter(|(_, paragraph)| site.candidate.paragraph - paragraph <= 1);
        same.is_some_and(|(token, _)| self.is_sentence_after(token, site))
    }

    /// Whether a date without a year is of an account's own days, which it has come to step by step.
    pub(super) fn goes_on_today(&self, site: &Site<'_, 'l>) -> bool {
        let told = self.clock.last.and_then(|told| told.period.span()).map(|span| span.from().year());
        let recent = told.zip(self.published).is_some_and(|(told, published)| told >= published.from().year() - 1);
        recent && site.candidate.rule.reading == Reading::Calendar && self.follows_today(site)
    }

    /// The far end of a range follows the near one: "from November to March".
    fn end_of_range(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let start = self.grammar.tokens.list[site.candidate.groups[0].first].start;
        let near = self.references.last().filter(|near| site.candidate.rule.is_range() && near.start >= start)?;
        let from = near.span?.from();
        let years = [from.year(), from.year() + 1].into_iter().filter_map(&in_year);
        let mut after = years.filter(|period| period.span().is_some_and(|span| span.from() > from));
        Some(Outcome::from(Some(after.next()?), near.anchor))
    }

    /// A date of the time that the text set out to tell ("from 6 to 25 October 1973"), after it told what went before:
    /// its first day, or, in a new paragraph, any of its days.
    fn outset(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let (index, whole) = self.outset?;
        let last = self.clock.last?;
        let day = matches!(in_year(2000), Some(Period::Day(_)));
        if !day || whole.days() > SHORT_WAR || last.period.span()?.to() >= whole.from() {
            return None;
        }
        let days = [whole.from().year(), whole.to().year()].into_iter().filter_map(&in_year);
        let found = days.filter(|day| day.span().is_some_and(|day| whole.holds(day.from())));
        let begins = |day: &Period| day.span().is_some_and(|day| day.from() == whole.from());
        let chosen = found.last().filter(|day| begins(day) || last.paragraph != site.candidate.paragraph)?;
        Some(Outcome::from(Some(chosen), Anchor::Reference(index)))
    }

    /// A date of the year that the text is about: after "he died in 1984" an account of 1944 goes on, in a new
    /// paragraph, with its own "14 September", and so it does after one look ahead, or back, if its own date is nearer;
    /// and a day that has been told already is that day.
    fn return_home(&self, site: &Site<'_, 'l>, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let (home, told) = self.clock.home()?;
        let last = self.clock.last.filter(|last| last.index != told.index)?;
        let (at, from) = (told.period.span()?, last.period.span()?);
        let days = |period: Option<Period>, since: Day| Some(period?.span()?.from().days_since(since));
        let onwards = |years| days(in_year(from.from().year() + years), from.to()).filter(|days| *days >= 0);
        let onwards = onwards(0).or_else(|| onwards(1)).unwrap_or(i64::MAX);
        let year = at.from().year();
        let goes_on = |year: &i32| days(in_year(*year), at.from()).is_some_and(|days| days >= -SOON_AFTER);
        let far = (from.from().year() - home).abs() > FAR_FROM_HOME;
        let year = [year, year + 1].into_iter().find(goes_on).filter(|found| *found == year || home != year);
        let there = in_year(year.or(far.then_some(home))?)?;
        let step = days(Some(there), at.from())?;
        let gone = from.from().year() - home;
        let day_told = matches!(there, Period::Day(_)) && gone > 0 && self.clock.has_told(there.span()?.from());
        let goes_on = step >= 0 || self.clock.looked_ahead_once();
        let nearer = goes_on && gone > 0 && step.abs() < onwards;
        let parted = last.paragraph < site.candidate.paragraph;
        // "Nauru followed in December 2009. An agreement of 8 September", of a war of August 2008
        let next = gone > 0 && self.clock.looked_ahead_once() && (0..=SOON_AFTER).contains(&step) && onwards > FAR;
        let returns = (day_told && onwards > NEAR) || (parted && (far || nearer)) || next;
        returns.then(|| Outcome::from(Some(there), Anchor::Reference(told.index)))
    }

    /// What a date without a year is counted from: what has just bound its sentence, else what was told last.
    fn told_for(&self, site: &Site<'_, 'l>) -> Option<Told> {
        let same_sentence = |told: &Told| self.grammar.same_sentence(told.token, site.group.first);
        let fine = |told: &Told| matches!(told.period, Period::Day(_) | Period::Month(..));
        self.clock.bound.filter(|told| fine(told) && same_sentence(told)).or(self.clock.last_or_aside())
    }

    /// The year of what was told last, or the next if the story must have passed the turn of the year; the one before
    /// for what lies `behind` it, and would else be still to come.
    fn of_told(&self, told: Told, behind: bool, paragraph: u32, in_year: impl Fn(i32) -> Option<Period>) -> Outcome {
        let anchor = Anchor::Reference(told.index);
        let Some(last) = told.period.span() else { return Outcome::unresolved(reason::NO_STORY) };
        let year = last.from().year();
        let same = in_year(year);
        let next = in_year(year + 1);
        // An autumn, and the end of a year, are left at their end.
        let late = self.references.get(told.index).is_some_and(|one| one.modifier == Some(Modifier::End));
        let whole = matches!(told.period, Period::Year(_) | Period::Half(..));
        let fine = !whole || late;
        let parted = matches!(told.period, Period::Season(..) | Period::Quarter(..)) || (whole && late);
        let last = if parted { Span::day(last.to()) } else { last };
        let back = |period: Option<Period>| {
            let first = period.and_then(Period::span).map_or(last.from(), |span| span.from());
            (last.from().year() - first.year()) * 12 + last.from().month() as i32 - first.month() as i32
        };
        if let Some(returned) = self.after_look_ahead(told, &in_year).filter(|_| !behind) {
            return Outcome { alternative: same, ..Outcome::from(Some(returned), anchor) };
        }
        let season = matches!(same, Some(Period::Season(..)));
        let turn = if told.paragraph == paragraph { TURN_WITHIN } else { TURN_OF_YEAR };
        let turn = if season { TURN_OF_SEASONS } else { turn };
        let ahead = same.and_then(Period::span).is_some_and(|span| span.from().days_since(last.to()) > SOON_AFTER);
        if behind && fine && ahead {
            return Outcome { alternative: same, ..Outcome::from(in_year(year - 1), anchor) };
        }
        let turned = fine && !behind && back(same) >= turn;
        let (chosen, other) = if turned { (next, same) } else { (same, next) };
        Outcome { alternative: other.filter(|_| turned), ..Outcome::from(chosen, anchor) }
    }

    /// A date of the year after what was told last, which leads from what went before to the time that the text set out
    /// to tell, and is nearer there: "was down to half by August. On 22 January", of a rising of March.
    fn toward_outset(&self, told: Told, in_year: impl Fn(i32) -> Option<Period>) -> Option<Outcome> {
        let (_, whole) = self.outset.filter(|(_, whole)| whole.days() <= SHORT_WAR)?;
        let fine = matches!(told.period, Period::Day(_) | Period::Month(..));
        let last = told.period.span().filter(|last| fine && last.to() < whole.from())?;
        let (same, next) = (in_year(last.from().year())?, in_year(last.from().year() + 1)?);
        let (back, ahead) = (same.span()?, next.span()?);
        let leads = back.to() < last.from() && ahead.to() <= whole.to();
        let nearer = ahead.from().days_since(last.to()) < last.from().days_since(back.to());
        let outcome = || Outcome::from(Some(next), Anchor::Reference(told.index));
        (leads && nearer).then(|| Outcome { alternative: Some(same), ..outcome() })
    }

    /// A date of the year before, if an account goes on there with what it told before one look ahead over the turn of
    /// the year: "was taken on Christmas Day, and the next at the beginning of February. He left on 26 December".
    fn after_look_ahead(&self, told: Told, in_year: impl Fn(i32) -> Option<Period>) -> Option<Period> {
        let ahead = self.clock.month.is_some_and(|last| last.index == told.index)
            && matches!(self.references[told.index].anchor, Anchor::Reference(_));
        let before = self.clock.month_before.filter(|before| ahead && before.index + 1 == told.index)?;
        let (from, last) = (before.period.span()?, told.period.span()?);
        let back = in_year(last.from().year() - 1).filter(|_| from.from().year() < last.from().year())?;
        let step = back.span()?.from().days_since(from.from());
        let far = in_year(last.from().year())?.span()?.from().days_since(last.from()) > FAR;
        (far && (0..=SOON_AFTER).contains(&step)).then_some(back)
    }

    /// Whether a verb of the past stands right beside the date, which then cannot be to come: "was arrested in
    /// December".
    fn verb_beside(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let (first, last) = (site.candidate.groups[0].first, site.group.last);
        tense::is_past_beside(&language.lexicon, text, &tokens.list, first, last)
    }

    /// How the preposition before a date binds it, as a number of the language data.
    pub(super) fn bound(&self, site: &Site<'_, 'l>) -> i32 {
        let before = site.group.first.checked_sub(1).map(|at| self.grammar.tokens.list[at].word);
        before.map_or(0, |word| self.grammar.language.lexicon.entry(word).value(Class::Preposition))
    }

    /// Which way a date without a year lies: "since June" is past; what lasts "until June" looks ahead, unless it says
    /// with a verb of the past when it began.
    fn lean(&self, site: &Site<'_, 'l>) -> Lean {
        match self.bound(site) {
            SINCE => Lean::Since,
            _ if self.names_an_event(site) && self.is_since_event(site) => Lean::Since,
            UNTIL | THROUGH if site.tense != Some(Tense::Past) => Lean::Future,
            UNTIL | THROUGH | TO => Lean::Tense(None),
            FOR if self.is_arranged(site) => Lean::Tense(Some(Tense::Future)),
            _ if self.verb_beside(site) || self.goes_with_the_past(site) || self.stays_in_the_past(site) => Lean::Past,
            _ if self.names_an_event(site) => Lean::Named(site.tense),
            _ => Lean::Tense(site.tense),
        }
    }

    /// Whether a date is joined to one of the past by nothing but "and again" and a preposition: "last summer and again
    /// at Christmas".
    fn goes_with_the_past(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let Some((last, today)) = self.references.last().zip(self.published) else { return false };
        let from = (first.saturating_sub(JOINED)..first).rev().find(|at| list[*at].end <= last.end);
        let between = from.map_or(&[][..], |from| &list[from + 1..first]);
        let lexicon = &self.grammar.language.lexicon;
        let joint = |word: &Token| lexicon.entry(word.word).value(Class::Preposition) == JOINT;
        let past = last.anchor == Anchor::Published && last.span.is_some_and(|span| span.to() < today.from());
        let again = |word: &Token| lexicon.entry(word.word).value(Class::Function) == AGAIN;
        let plain = |word: &Token| word.is(Class::Preposition) || again(word);
        past && between.iter().any(joint) && between.iter().all(plain)
    }

    /// Whether a sentence of the past has already named a day or a week of it: "in the week of 4 May we baked more than
    /// in the whole of January".
    fn stays_in_the_past(&self, site: &Site<'_, 'l>) -> bool {
        let here = self.clock.here.filter(|told| matches!(told.period, Period::Day(_) | Period::Week(_)));
        let behind = here.and_then(|told| told.period.span()).zip(self.published);
        let past = behind.is_some_and(|(told, published)| published.from().days_since(told.to()) > NEAR);
        self.genre == Genre::News && past && site.tense == Some(Tense::Past)
    }

    /// Whether an event that is named by its day binds what is told: "since the July 15 vote".
    fn is_since_event(&self, site: &Site<'_, 'l>) -> bool {
        let before = site.group.first.checked_sub(2).map(|at| self.grammar.tokens.list[at]);
        before.is_some_and(|word| self.grammar.language.lexicon.entry(word.word).value(Class::Preposition) == SINCE)
    }

    /// Whether a day tells which of something is meant: "the only survivor of the Sept. 13 crash".
    fn names_an_event(&self, site: &Site<'_, 'l>) -> bool {
        site.group.parts.day.is_some() && self.describes(site)
    }

    /// Whether the verb before a date is a present perfect.
    pub(super) fn is_perfect(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        tense::is_perfect(&language.lexicon, text, &tokens.list, site.candidate.groups[0].first)
    }

    /// Whether something was told in this sentence or in the one before.
    pub(super) fn is_next_sentence(&self, told: &Told, site: &Site<'_, 'l>) -> bool {
        self.is_sentence_after(told.token, site)
    }

    /// Whether a token stands in this sentence or in the one before.
    fn is_sentence_after(&self, token: usize, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (from, to) = (token + 1, site.group.first);
        let begins = (to.saturating_sub(NEXT_SENTENCE)..=to).rev().find(|at| list[*at].begins_sentence());
        begins.is_some_and(|begins| begins < from || self.grammar.same_sentence(from - 1, begins - 1))
    }
}
