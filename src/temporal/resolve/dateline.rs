//! Datelines inside a text: the day on which a report was written, which may lie before its publication.

use super::super::grammar::Grammar;
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::Anchor;
use super::super::token::Token;
use super::clock::Told;
use super::{Outcome, Resolver, Site};

/// The day that a dateline names, and how far it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dateline {
    told: Told,
    /// Whether it stands at the head of the text, and so holds for all of it.
    whole: bool,
    /// Whether it is a paragraph by itself, and so holds for the one after it.
    alone: bool,
}

/// How many tokens before the day name the place.
const PLACE: usize = 8;
/// How many tokens before the first dateline are title, byline and the like.
const HEAD: usize = 60;
/// A report is published within so many days.
const ON_THE_WAY: i64 = 14;

impl<'l> Resolver<'_, 'l, '_> {
    /// The dateline that a day makes which was just told: after a name or names alone, before a stop, a dash or a bracket.
    pub(super) fn read_dateline(&self, site: &Site<'_, 'l>, told: Told) -> Option<Dateline> {
        let Grammar { text, tokens, .. } = self.grammar;
        let parts = &site.group.parts;
        let Period::Day(day) = told.period else { return None };
        let dated = site.candidate.rule.reading == Reading::Calendar && parts.month.is_some() && parts.day.is_some();
        let days = self.published.map_or(0, |published| published.to().days_since(day));
        if !dated || !(0..=ON_THE_WAY).contains(&days) || !self.follows_place(site.group.first) {
            return None;
        }
        let next = tokens.list.get(site.group.last + 1);
        let alone = next.is_none_or(Token::begins_paragraph)
            || tokens.list.get(site.group.last + 2).is_none_or(Token::begins_paragraph);
        let closes = |mark: &Token| mark.is_mark() && !matches!(&text[mark.start..mark.end], "," | ":" | ";");
        let closed = alone || next.is_some_and(closes);
        closed.then_some(Dateline { told, whole: self.dateline.is_none() && site.group.first < HEAD, alone })
    }

    /// Whether nothing but names, in capitals or with a capital, stands before a day in its sentence.
    fn follows_place(&self, first: usize) -> bool {
        let list = &self.grammar.tokens.list;
        let Some(start) = (first.saturating_sub(PLACE)..first).rev().find(|at| list[*at].begins_sentence()) else {
            return false;
        };
        let named = |token: &Token| token.is_mark() || (token.capital() && !token.is(Class::Preposition));
        list[start..first].iter().all(named) && list[start..first].iter().any(|token| !token.is_mark())
    }

    /// So many days from the day of the dateline that holds here, or else from the day of publication.
    pub(super) fn since_today(&self, site: &Site<'_, 'l>, steps: i64) -> Outcome {
        let here = site.candidate.paragraph;
        let holds = |line: &Dateline| {
            let paragraph = line.told.paragraph;
            line.whole || here == paragraph || (line.alone && here == paragraph + 1)
        };
        match self.dateline.filter(holds) {
            Some(line) => Outcome::from(line.told.period.plus(steps), Anchor::Reference(line.told.index)),
            None => self.since_published(Unit::Day, steps),
        }
    }
}
