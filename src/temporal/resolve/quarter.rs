//! The quarters of a business report: the one that is spoken of, and the one that it is compared with.

use crate::calendar::Span;

use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::Anchor;
use super::super::tense::Tense;
use super::super::token::Token;
use super::clock::Told;
use super::weekday::TO;
use super::{Outcome, Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// The quarter that the text spoke of last, if it was over when it was published; else the one before.
    pub(super) fn latest_quarter(&self) -> Outcome {
        let over = |span: Span| self.published.is_none_or(|published| span.to() < published.from());
        match self.clock.quarter.filter(|told| told.period.span().is_some_and(over)) {
            Some(told) => Outcome::from(Some(told.period), Anchor::Reference(told.index)),
            None => self.counted(Unit::Quarter, -1),
        }
    }

    /// The quarter that the text spoke of last, else the one that ended last before it was published.
    pub(super) fn quarter_spoken_of(&self, site: &Site<'_, 'l>) -> Outcome {
        let ended =
            |told: &Told| self.published.zip(told.period.span()).is_none_or(|(day, span)| span.to() < day.from());
        let was = site.tense == Some(Tense::Past);
        // "In the quarter the company bought" is one that is over.
        let over = self.clock.quarter_before.filter(|told| was && ended(told));
        let spoken_of = self.clock.quarter.filter(|told| !was || over.is_none() || ended(told));
        if let Some(told) = spoken_of.or(over) {
            return Outcome::from(Some(told.period), Anchor::Reference(told.index));
        }
        let steps = if site.tense == Some(Tense::Future) { 0 } else { -1 };
        self.counted(Unit::Quarter, steps)
    }

    /// The quarter that ends on the date after it: "the quarter ended Sept. 30".
    pub(super) fn quarter_by_its_end(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let (next, following) = site.following.split_first()?;
        let (end, group) = (site.group.last + 1, &next.groups[0]);
        let ended = self.grammar.tokens.list[end].is(Class::Preposition) && (end + 1..=end + 2).contains(&group.first);
        let dated = ended && next.rule.reading == Reading::Calendar && group.parts.month.is_some();
        let beside = Site { candidate: next, group, tense: site.tense, following, joins: false };
        let last = self.outcome(&beside).filter(|_| dated)?.period.ok()?.span()?.to();
        let quarter = Period::holding(last, Unit::Quarter);
        Some(Outcome::from(Some(quarter), Anchor::Reference(self.references.len() + 1)))
    }

    /// The month of a year before that a figure is compared with: "fell 11 percent in July from a year earlier".
    pub(super) fn month_a_year_before(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let told = self.clock.named.filter(|told| matches!(told.period, Period::Month(..)))?;
        let list = &self.grammar.tokens.list;
        let (first, from) = (site.candidate.groups[0].first, told.token + 1);
        let figures = |token: &Token| token.numeral_form() || token.is(Class::Counted);
        let compared = list.get(from..first).is_some_and(|between| between.iter().any(figures));
        let same_sentence = self.grammar.same_sentence(told.token, first);
        let near = same_sentence || (compared && self.is_next_sentence(&told, site));
        let recent = self
            .published
            .zip(told.period.span())
            .is_some_and(|(published, month)| (0..RECENT).contains(&published.from().days_since(month.from())));
        let begins = (first.saturating_sub(MONTHS_BACK)..first).rev().take_while(|at| !list[*at].begins_sentence());
        let figured = begins.into_iter().any(|at| figures(&list[at]));
        let parted = first > from && !list[first - 1].is_mark();
        let found = near && recent && parted && figured;
        found.then(|| Outcome::from(told.period.plus_years(-1), Anchor::Reference(told.index)))
    }

    /// The same of the month that the sentence names only after it: "rose 8 percent from a year earlier to 300 tons in
    /// August".
    fn month_named_after(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let (next, following) = site.following.split_first()?;
        let (first, group) = (site.candidate.groups[0].first, &next.groups[0]);
        let list = &self.grammar.tokens.list;
        let compared = first.checked_sub(1).is_some_and(|from| list[from].is(Class::Preposition));
        let risen = list
            .get(site.group.last + 1)
            .is_some_and(|to| self.grammar.language.lexicon.entry(to.word).value(Class::Preposition) == TO);
        let month = group.parts.month.is_some() && group.parts.day.is_none() && next.groups.len() == 1;
        let named = month && next.rule.reading == Reading::Calendar && self.grammar.same_sentence(first, group.first);
        if !(compared && risen && named && group.first - site.group.last <= MONTHS_BACK) {
            return None;
        }
        let beside = Site { candidate: next, group, tense: Some(Tense::Past), following, joins: false };
        let period = self.outcome(&beside)?.period.ok()?;
        Some(Outcome::from(period.plus_years(-1), Anchor::Reference(self.references.len() + 1)))
    }

    /// "The year-ago quarter": a year before what is spoken of.
    pub(super) fn year_ago(&self, site: &Site<'_, 'l>) -> Outcome {
        self.quarter_a_year_before(site).unwrap_or_else(|| self.counted(Unit::Year, -1))
    }

    /// A year before the quarter that a report is about: "net rose in the quarter from a loss a year ago".
    pub(super) fn quarter_a_year_before(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        if let Some(month) = self.month_a_year_before(site).or_else(|| self.month_named_after(site)) {
            return Some(month);
        }
        let told = self.clock.quarter.filter(|told| told.paragraph + 8 >= site.candidate.paragraph)?;
        if self.compares_months(site) || self.grammar.is_quoted(site.group.first) {
            return None;
        }
        let current = self.published.is_none_or(|published| {
            told.period.span().is_some_and(|span| published.from().days_since(span.to()) < 270)
        });
        let base = if current { told.period } else { return None };
        Some(Outcome::from(base.plus_years(-1), Anchor::Reference(told.index)))
    }

    /// Whether "the second" follows a quarter that its sentence has named: "lost a million in the first quarter and two
    /// in the second"; true of all that is called a quarter.
    pub(super) fn goes_with_a_quarter(&self, site: &Site<'_, 'l>) -> bool {
        site.candidate.rule.name != ELLIPTIC || self.quarter_in_sentence(site)
    }

    /// Whether the sentence has named a quarter.
    pub(super) fn quarter_in_sentence(&self, site: &Site<'_, 'l>) -> bool {
        self.clock.quarter.is_some_and(|told| self.grammar.same_sentence(told.token, site.group.first))
    }

    /// Whether a quarter, or a half, is one of a game: the words of its sentence say so, or, where they say nothing,
    /// those of the text.
    pub(super) fn is_of_a_game(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (first, last) = (site.candidate.groups[0].first, site.group.last);
        let from = (first.saturating_sub(TOPIC_REACH)..=first).rev().find(|at| list[*at].begins_sentence());
        let before = &list[from.unwrap_or(first.saturating_sub(TOPIC_REACH))..first];
        let rest = &list[last + 1..list.len().min(last + 1 + TOPIC_REACH)];
        let after = rest.iter().take_while(|token| !token.begins_sentence());
        match self.topic(before.iter().chain(after)) {
            0 => *self.sporting.get_or_init(|| self.topic(list.iter()) > 0),
            games => games > 0,
        }
    }

    /// How many more words speak of games than of business.
    fn topic<'w>(&self, words: impl Iterator<Item = &'w Token>) -> i32 {
        let lexicon = &self.grammar.language.lexicon;
        let topics =
            words.filter(|word| word.is(Class::Topic)).map(|word| lexicon.entry(word.word).value(Class::Topic));
        topics.sum()
    }

    /// Whether what is compared in the same sentence are several months: "in the first nine months".
    fn compares_months(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let months = |at: usize| Unit::from_code(self.grammar.language.unit(&list[at])) == Some(Unit::Month);
        let sentence = (first.saturating_sub(MONTHS_BACK)..first).rev().take_while(|at| !list[*at].begins_sentence());
        sentence.filter(|at| *at > 0 && months(*at)).any(|at| list[at - 1].is(Class::Number))
    }
}

/// How many days after the beginning of a month its figures are news.
const RECENT: i64 = 120;
/// The rule of "the second" after "in the first quarter".
const ELLIPTIC: &str = "quarter-elliptic";
/// How many tokens of its sentence around a quarter tell what it is a quarter of.
const TOPIC_REACH: usize = 40;
/// How many tokens back the months that are compared are looked for.
const MONTHS_BACK: usize = 40;
