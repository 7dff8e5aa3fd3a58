//! Days that everybody knows by their day and month: "the January 6 riot".

use super::super::lang::KnownDay;
use super::super::period::Period;
use super::{Resolver, Site};

/// How many words after the date its deed stands: "the January 6 Capitol riot".
const DEED: usize = 3;
/// How many tokens on either side the place is looked for.
const PLACE: usize = 12;

impl<'l> Resolver<'_, 'l, '_> {
    /// The day that a date without a year is known for, if the text was written after it and its words say so.
    pub(super) fn known_day(&self, site: &Site<'_, 'l>) -> Option<Period> {
        let parts = &site.group.parts;
        let (month, day) = (parts.month?, parts.day?);
        let published = self.published?;
        let mut known = self.grammar.language.known_days.iter();
        let found = known.find(|known| {
            let same = (known.day.month(), known.day.day_of_month()) == (month, day);
            same && known.day < published.from() && self.is_told_of(known, site)
        })?;
        Some(Period::Day(found.day))
    }

    fn is_told_of(&self, known: &KnownDay, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let (first, last) = (site.group.first, site.group.last);
        let rest = list.get(last + 1..).unwrap_or_default().iter().take_while(|token| !token.begins_sentence());
        let deed =
            rest.clone().take(DEED).take_while(|token| !token.is_mark()).any(|token| known.deeds.contains(&token.word));
        let start = (first.saturating_sub(PLACE)..=first).rev().find(|at| list[*at].begins_sentence());
        let before = &list[start.unwrap_or(first.saturating_sub(PLACE))..first];
        let place = |token: &super::Token| known.places.contains(&token.word);
        deed || before.iter().any(place) || rest.take(PLACE).any(place)
    }
}
