//! Datelines inside a text: the day on which a report was written, which may lie before its publication.

use crate::calendar::Day;

use super::super::grammar::{Candidate, Grammar};
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Reference};
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

/// How many of the next dates are looked at for one that signs a message, and how many tokens before it the name and
/// the address of who wrote it have: "— Jane Holt (@jholt) May 5, 2016".
const NEXT_DATES: usize = 4;
/// Stands for a signature until it is known which reference that is.
const SIGNATURE_BEHIND: usize = usize::MAX;
const SIGNATURE: usize = 14;

impl<'l> Resolver<'_, 'l, '_> {
    /// The day with which a message of a network is signed that a page quotes, if a date stands in it: "'Closed today.'
    /// — Jane Holt (@jholt) May 5, 2016".
    fn day_of_signature(&self, site: &Site<'_, 'l>) -> Option<Period> {
        let here = site.candidate.paragraph;
        let near = site.following.iter().take(NEXT_DATES).take_while(|next| next.paragraph <= here + 1);
        let signed = near.filter(|next| self.signs(next)).map(|next| &next.groups[0].parts).next()?;
        let (year, month, day) = (signed.year?, signed.month?, signed.day?);
        Day::new(year, month, day).map(Period::Day)
    }

    /// Lets what was counted from a signature, which stands behind it, say which reference that is.
    pub(super) fn name_signatures(&mut self, candidates: &[Candidate<'l>]) {
        let signed = |one: &Reference| one.anchor == Anchor::Reference(SIGNATURE_BEHIND);
        if !self.references.iter().any(signed) {
            return;
        }
        let list = &self.grammar.tokens.list;
        let signing = candidates.iter().filter(|candidate| self.signs(candidate));
        let starts: Vec<usize> = signing.map(|candidate| list[candidate.groups[0].first].start).collect();
        let mut next = None;
        for (index, one) in self.references.iter_mut().enumerate().rev() {
            if starts.binary_search(&one.start).is_ok() {
                next = Some(index);
            }
            if signed(one) {
                one.anchor = next.map_or(Anchor::Missing, Anchor::Reference);
            }
        }
    }

    /// Whether a word is part of the name that signs a message, "— Karsk Today (@karsktoday)".
    pub(super) fn is_name_of_signature(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { text, tokens, .. } = self.grammar;
        let mut behind = tokens.list[site.group.last + 1..].iter().map(|token| &text[token.start..token.end]);
        let address = behind.next() == Some("(") && behind.next() == Some("@");
        address && site.following.first().is_some_and(|next| self.signs(next))
    }

    /// Whether a date stands behind a dash, a name and an address in brackets.
    fn signs(&self, date: &Candidate<'l>) -> bool {
        let Grammar { text, tokens, .. } = self.grammar;
        let first = date.groups[0].first;
        let before = &tokens.list[first.saturating_sub(SIGNATURE)..first];
        let mark = |token: &Token, name: &str| token.is_mark() && &text[token.start..token.end] == name;
        let closed = before.last().is_some_and(|last| mark(last, ")"));
        let address = before.windows(2).any(|pair| mark(&pair[0], "(") && mark(&pair[1], "@"));
        let dash = |token: &Token| token.is_mark() && matches!(&text[token.start..token.end], "—" | "–" | "-" | "--");
        closed && address && before.iter().any(dash)
    }

    /// The dateline that a day makes which was just told: after a name or names alone, before a stop, a dash or a
    /// bracket.
    pub(super) fn read_dateline(&self, site: &Site<'_, 'l>, told: Told) -> Option<Dateline> {
        let Grammar { text, tokens, .. } = self.grammar;
        let parts = &site.group.parts;
        let Period::Day(day) = told.period else { return None };
        let dated = site.candidate.rule.reading == Reading::Calendar && parts.month.is_some() && parts.day.is_some();
        let days = self.published.map_or(0, |published| published.to().days_since(day));
        let start = self.start_with_place(site.group.first)?;
        if !dated || !(0..=ON_THE_WAY).contains(&days) {
            return None;
        }
        let next = tokens.list.get(site.group.last + 1);
        // "A man waits in Karsk. The Herald, June 12" is the source of a photo.
        let opens = tokens.list[start].begins_paragraph();
        let ends = |at: usize| tokens.list.get(at).is_none_or(Token::begins_paragraph);
        let alone = opens && (ends(site.group.last + 1) || ends(site.group.last + 2));
        let closes = |mark: &Token| {
            let name = &text[mark.start..mark.end];
            mark.is_mark() && !mark.begins_paragraph() && !matches!(name, "," | ":" | ";") && (opens || name != ".")
        };
        let closed = alone || next.is_some_and(closes);
        closed.then_some(Dateline { told, whole: self.dateline.is_none() && site.group.first < HEAD, alone })
    }

    /// Where the sentence of a day begins, if nothing but names, in capitals or with a capital, stands before it there.
    fn start_with_place(&self, first: usize) -> Option<usize> {
        let list = &self.grammar.tokens.list;
        let start = (first.saturating_sub(PLACE)..first).rev().find(|at| list[*at].begins_sentence())?;
        let named = |token: &Token| token.is_mark() || (token.capital() && !token.is(Class::Preposition));
        let place = list[start..first].iter().all(named) && list[start..first].iter().any(|token| !token.is_mark());
        place.then_some(start)
    }

    /// The day that weekdays are counted from: that of the dateline that holds here, or else of publication.
    pub(super) fn today_of(&self, site: &Site<'_, 'l>) -> Result<(Day, Anchor), &'static str> {
        match self.since_today(site, 0) {
            Outcome { period: Ok(Period::Day(day)), anchor, .. } => Ok((day, anchor)),
            Outcome { period: Err(why), .. } => Err(why),
            Outcome { .. } => Err(super::reason::NO_PUBLICATION),
        }
    }

    /// So many days from the day of the dateline that holds here, or else from the day of publication.
    pub(super) fn since_today(&self, site: &Site<'_, 'l>, steps: i64) -> Outcome {
        if let Some(signed) = self.day_of_signature(site) {
            // Which reference it will be is known when all are: `name_signatures`.
            return Outcome::from(signed.plus(steps), Anchor::Reference(SIGNATURE_BEHIND));
        }
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
