//! An account of another time within a report: "The war began in 2003. On April 9 the capital fell", and what sets its
//! time.

use crate::calendar::Span;

use super::super::grammar::Grammar;
use super::super::lang::Class;
use super::super::period::Period;
use super::super::reference::{Anchor, Genre};
use super::super::tense::{self, Tense};
use super::super::token::Token;
use super::clock::Told;
use super::nearest::{NEAR, around, falls_on, is_near};
use super::weekday::SINCE;
use super::{Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// In news: what the same paragraph told last, if that is of a year long past and the account goes on from it.
    ///
    /// What is told in the past alone. A day or a month goes on to what comes after it in its year. A year, or a season
    /// of one, goes on to its days in the same sentence and in the next, if they are not those around the publication:
    /// "The war began in 2003. On April 9 the capital fell." Neither does so to a day that is no such weekday in that
    /// year.
    pub(super) fn account_of_another_time(
        &self,
        site: &Site<'_, 'l>,
        published: Span,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Told> {
        let told = self.clock.last.filter(|told| told.grounded)?;
        let last = told.period.span()?;
        let there = in_year(last.from().year())?.span()?;
        let apart = site.candidate.paragraph - told.paragraph;
        let soon = matches!(told.period, Period::Day(_)) && (1..=NEAR).contains(&there.from().days_since(last.from()));
        if apart > if soon { PARAGRAPHS } else { 0 } {
            return None;
        }
        let goes_on = match told.period {
            // "Which had condemned the invasion of Aug. 2" is this August's, whatever was told of 1988.
            Period::Month(..) if !self.is_beside(&told, site) && self.is_month_alone(&in_year) => false,
            Period::Day(_) | Period::Month(..) => {
                let behind = |year| Some(published.from().days_since(in_year(year)?.span()?.to()));
                let fresh = around(published.from().year()).filter_map(behind).any(|days| (0..=FRESH).contains(&days));
                there.from() > last.from() && (!fresh || self.is_beside(&told, site))
            }
            Period::Year(_) | Period::Season(..) | Period::Half(..) | Period::Quarter(..) => {
                // What has been, and is of another year, has nothing to do with a day that is still to come.
                let near = || {
                    let years = around(published.from().year()).filter_map(&in_year);
                    let past = |it: &Period| it.span().is_some_and(|span| span.from() <= published.to());
                    { years }.any(|it| is_near(it, published) && past(&it))
                };
                self.sets_a_time(&told, site) && self.is_next_sentence(&told, site) && !near()
            }
            _ => false,
        };
        let age = published.from().year() - last.from().year();
        // "Has been closed since May 9" is seen from today.
        let until_now = self.bound(site) == SINCE && self.is_perfect(site);
        let past = self.is_told_in_the_past(site) || (self.is_beside(&told, site) && site.tense == Some(Tense::Past));
        // "The town, which fell in June 2014, was attacked in July", "Since its fall in June 2014": they set no time.
        let background = self.is_background(&told) && !self.is_beside(&told, site);
        let told_there = age >= 2 && goes_on && !until_now && past && !background;
        (told_there && falls_on(there.from(), site)).then_some(told)
    }

    /// The year that begins the clause of a date, counted from the publication: "Last year it was July 22nd".
    pub(super) fn year_of_its_clause(
        &self,
        site: &Site<'_, 'l>,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Told> {
        let published = self.published.filter(|_| self.genre == Genre::News)?;
        let told = self.clock.here.filter(|told| told.index + 1 == self.references.len())?;
        let Period::Year(year) = told.period else { return None };
        let list = &self.grammar.tokens.list;
        let (first, from) = (site.candidate.groups[0].first, told.token + 1);
        let begins = told.token >= 1 && list[told.token - 1].begins_sentence();
        let counted = self.references[told.index].anchor == Anchor::Published && !list[from].is(Class::Possessive);
        let clause = (from..from + CLAUSE).contains(&first) && !list[from..first].iter().any(Token::is_mark);
        let there = in_year(year)?.span()?;
        let agrees = match site.tense {
            Some(Tense::Past) => there.from() <= published.to(),
            Some(Tense::Future) => there.to() >= published.from(),
            _ => true,
        };
        (begins && counted && clause && agrees).then_some(told)
    }

    /// Whether a month is asked for, and no day of it: "the war began in March 2011. In April" may be of any year.
    fn is_month_alone(&self, in_year: impl Fn(i32) -> Option<Period>) -> bool {
        matches!(in_year(2000), Some(Period::Month(..)))
    }

    /// Whether what a report told last stands in a relative clause, or behind "since": "since its fall in".
    fn is_background(&self, told: &Told) -> bool {
        let Grammar { language, tokens, .. } = self.grammar;
        let lexicon = &language.lexicon;
        let start = (told.token.saturating_sub(EVENT)..=told.token).rev().find(|at| tokens.list[*at].begins_sentence());
        let mut words = tokens.list[start.unwrap_or(told.token.saturating_sub(EVENT))..told.token].iter();
        tense::is_relative(lexicon, &tokens.list, told.token)
            || words.any(|word| lexicon.entry(word.word).value(Class::Preposition) == SINCE)
    }

    /// Whether a year that a report names sets the time of what follows: "In 2003 the war began", "it began in 2003."
    /// and "the following year, on"; not "the shop, which dated from 1958, was" nor "an addition went up in 1956, and".
    fn sets_a_time(&self, told: &Told, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        if self.references[told.index].anchor != Anchor::Explicit {
            return self.is_beside(told, site);
        }
        let start = (told.token.saturating_sub(2)..=told.token).rev().find(|at| list[*at].begins_sentence());
        let ends = list.get(told.token + 2).is_none_or(Token::begins_sentence) && list[told.token + 1].is_mark();
        let season = !matches!(told.period, Period::Year(_));
        // "Founded in 1991, the firm"
        let of_a_deed = |at: usize| {
            let word = &self.grammar.text[list[at].start..list[at].end];
            list[at].is(Class::Past) || self.grammar.language.lexicon.ends_as(Class::PastEnding, word)
        };
        let opens = start.is_some_and(|at| at == told.token || !of_a_deed(at));
        season || ends || opens || self.is_cleft(told, site)
    }

    /// Whether a sentence does no more than name the year, before the date: "It was in 1881, on the 27th of February,
    /// that".
    fn is_cleft(&self, told: &Told, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let start = (told.token.saturating_sub(CLEFT)..=told.token).rev().find(|at| list[*at].begins_sentence());
        let bare = start.is_some_and(|start| !list[start..=told.token].iter().any(Token::is_mark));
        bare && self.is_beside(told, site)
    }

    /// Whether nothing but a comma and a preposition stand between what was told and a date.
    fn is_beside(&self, told: &Told, site: &Site<'_, 'l>) -> bool {
        told.token + 3 >= site.group.first && self.grammar.same_sentence(told.token, site.group.first)
    }

    /// Whether the verb before a date, or the one after a date that opens its sentence, is of the past. In "the season
    /// runs through Nov. 30, they said" it is neither.
    fn is_told_in_the_past(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let first = site.candidate.groups[0].first;
        let opens = tokens.list[first.saturating_sub(1)..=first].iter().any(Token::begins_sentence);
        let before = || tense::before(&language.lexicon, text, &tokens.list, first);
        site.tense == Some(Tense::Past) && (opens || before() == Some(Tense::Past))
    }
}

/// How many tokens before its year a sentence begins that does no more than name it.
const CLEFT: usize = 4;

/// How many tokens before the date of an event the word stands that binds it: "since its fall in June 2014".
const EVENT: usize = 8;

/// A report tells what happened in so many days before it.
const FRESH: i64 = 21;

/// A day goes on to one that follows it within so many paragraphs, where lines are paragraphs.
const PARAGRAPHS: u32 = 2;

/// How many words a clause has between the year that it begins with and a date.
const CLAUSE: usize = 8;
