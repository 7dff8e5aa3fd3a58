//! Numbers that may be years: whether what stands around one says that it is something else.

use super::grammar::{Grammar, Place};
use super::lang::Class;
use super::token::Token;

/// The value of the words between a number and what it counts, among those of the class `counted`.
const MORE: i32 = 1;
/// Years in which what is called as the era is, a province or a party, is likelier meant.
const OF_TODAY: std::ops::RangeInclusive<i32> = 1980..=2100;
/// A lower number may count what follows it.
const FEW: i32 = 20;

/// The value of the words before a number that rather counts, among those of the class `approx`; those of "to", "and"
/// and "over" among the prepositions; and how many words a number and what it counts may be apart.
const RATHER: i32 = 2;
const TO: i32 = 5;
const JOINT: i32 = 10;
const OVER: i32 = 12;
const COUNTED: usize = 3;
/// That of "by".
const BY: i32 = 7;
/// The value of the words for "about" that count as well as they date; and from when on a number behind "over" may be a
/// year.
const ALSO_COUNTS: i32 = 4;
const MODERN: i32 = 1500;

impl Grammar<'_, '_> {
    /// Whether a number of four figures, at the end of the match, stands as a year does.
    pub(super) fn plain_year(&self, first: usize, last: usize) -> bool {
        let list = &self.tokens.list;
        let before = first.checked_sub(1).map(|at| &list[at]);
        let next = list.get(last + 1).filter(|next| !next.begins_paragraph());
        let year = list[last].number;
        let lead = if first == last { before } else { Some(&list[first]) };
        let yearly = lead.is_some_and(|word| word.is(Class::Yearly) || word.is(Class::Modifier));
        let governed = yearly || lead.is_some_and(|word| word.is(Class::Preposition) || word.is(Class::Approx));
        if before.is_some_and(|word| word.is(Class::Numbered) || self.joined_mark(word, &list[first])) {
            return false;
        }
        // "A screen of 2560 by 1600"
        if first == last && self.is_by_a_number(first) {
            return false;
        }
        // "Call 555 1998"
        if first == last && before.is_some_and(|number| number.is(Class::EarlyYear)) {
            return false;
        }
        let Some(next) = next else { return governed || (1500..=2100).contains(&year) };
        if self.is_address(last) || self.measures(next, last) {
            return false;
        }
        if lead.is_some_and(|lead| self.leads_to_a_count(lead, last)) || self.is_round_count(last) {
            return false;
        }
        let counted = if self.adds(next) {
            !governed && list.get(last + 2).is_some_and(|then| self.counts(then))
        } else {
            next.is(Class::Counted) && !yearly
        };
        if counted {
            return false;
        }
        if (1500..=2100).contains(&year) {
            let determined = before.is_some_and(|word| word.is(Class::Determiner) || word.is(Class::Possessive));
            return year % 100 != 0 || governed || determined || first != last || !self.plural(next);
        }
        // "In 1211 Cabaret surrendered", "in late 1214 Casseneuil fell", "(1480)"
        let opens = before.is_some_and(|word| word.begins_sentence() && word.is(Class::Preposition));
        let named = next.capital() && !next.is_mark() && (opens || (first != last && list[first].is(Class::Modifier)));
        let bracketed = next.is_mark() && before.is_some_and(|mark| self.is_bracket(mark));
        let plain = next.is_mark() || (!next.is_any_word() && !next.is(Class::Counted) && !next.is(Class::Unit));
        (governed && (plain || named)) || bracketed
    }

    /// Whether a number is one of two that measure something: "2560 by 1600".
    fn is_by_a_number(&self, first: usize) -> bool {
        let Some([number, by]) = first.checked_sub(2).map(|from| &self.tokens.list[from..first]) else { return false };
        let by = self.language.lexicon.entry(by.word).value(Class::Preposition) == BY;
        by && number.numeral_form() && !number.is(Class::Day)
    }

    /// Whether what stands before a number makes it count what follows: "some 1900 men", "around 1500 US troops", "up
    /// to 2000 fighters" (but "from 1990 to 2000 fighters came").
    fn leads_to_a_count(&self, lead: &Token, last: usize) -> bool {
        let list = &self.tokens.list;
        let value = |class: Class| self.language.lexicon.entry(lead.word).value(class);
        let rest = || list[last + 1..].iter().take_while(|next| !next.begins_sentence() && !next.is_mark());
        let noun = |next: &Token| next.is_any_word() && !next.is_mark() && !self.is_verb(next);
        let counted = |next: &Token| next.is(Class::Counted) || self.is_plural(next);
        if lead.is(Class::Approx) {
            let mut named = rest().take(COUNTED).take_while(|next| noun(next) || counted(next));
            return if value(Class::Approx) == RATHER { named.next().is_some() } else { named.any(counted) };
        }
        let to = lead.is(Class::Preposition) && value(Class::Preposition) == TO;
        let from =
            list[..last].iter().rev().nth(1).is_some_and(|before| before.numeral_form() || before.is(Class::Month));
        to && !from && rest().next().is_some_and(counted)
    }

    /// Whether a number of whole hundreds counts what is not named: "put at over 1000, he said", "and about 1500
    /// stayed" (but "in about 1500 it burned").
    fn is_round_count(&self, last: usize) -> bool {
        let list = &self.tokens.list;
        let Some(lead) = last.checked_sub(1).map(|at| &list[at]).filter(|_| list[last].number % 100 == 0) else {
            return false;
        };
        let entry = |word: &Token| self.language.lexicon.entry(word.word);
        let binds = |word: &Token| entry(word).value(Class::Preposition);
        // "Rose 5 percent over 2000" compares with the year.
        let over = binds(lead) == OVER && list[last].number < MODERN;
        let governs = |word: &Token| word.is(Class::Preposition) && binds(word) != JOINT;
        let bare = !last.checked_sub(2).is_some_and(|at| governs(&list[at]));
        let did = list.get(last + 1).is_some_and(|next| !next.begins_sentence() && self.is_verb(next));
        over || (entry(lead).value(Class::Approx) == ALSO_COUNTS && !lead.begins_sentence() && bare && did)
    }

    /// Whether a word is a plural, with a capital or without: "Yazidis".
    fn is_plural(&self, next: &Token) -> bool {
        let ending = || self.language.lexicon.ends_as(Class::PluralEnding, &self.text[next.start..next.end]);
        next.is_any_word() && !next.is_mark() && ending()
    }

    /// Whether a number of three figures, at the end of the match, stands as a year does: nothing follows that it may
    /// count, unless it opens its sentence ("In 105 war broke out").
    pub(super) fn early_year(&self, first: usize, last: usize) -> bool {
        let list = &self.tokens.list;
        let Some(next) = list.get(last + 1).filter(|next| !next.begins_paragraph()) else { return true };
        let opens = first.checked_sub(1).is_some_and(|before| list[before].begins_sentence());
        let mark =
            next.is_mark() && !next.glued() || matches!(self.text.as_bytes()[next.start], b',' | b'.' | b';' | b')');
        let counts = self.counts(next);
        let word = next.is(Class::Function) && !next.is(Class::OfName) || (opens && !counts && !next.is_mark());
        (mark && !next.numeral_form()) || word
    }

    /// Whether the word for the era, at the end of a match, stands for it: in "the 2017 BC election" and "3 BC ferries"
    /// it is something else.
    pub(super) fn names_era(&self, place: &Place<'_>) -> bool {
        let Some(next) = place.after.filter(|next| !next.begins_sentence()) else { return true };
        if next.is_mark() || next.is(Class::Function) || next.is(Class::Preposition) {
            return true;
        }
        let year = self.tokens.list[place.last.saturating_sub(1)].number;
        let of_today = OF_TODAY.contains(&year) && year % 50 != 0 && (next.capital() || !self.is_verb(next));
        let governed = place.before.is_some_and(|word| word.is(Class::Preposition));
        !of_today && (governed || year >= FEW || !self.counts(next))
    }

    /// Whether the word for the era stands somewhere right after a number, or after what numbers a century.
    pub(super) fn is_of_old(&self) -> bool {
        let list = &self.tokens.list;
        let numbered = |at: usize| {
            let before = &list[at.saturating_sub(3)..at];
            before.iter().any(|token| token.numeral_form() || token.is(Class::Unit))
        };
        list.iter().enumerate().any(|(at, token)| token.is(Class::BeforeEra) && numbered(at))
    }

    /// Whether a word is what a number before it counts.
    pub(super) fn counts(&self, next: &Token) -> bool {
        next.is(Class::Counted) || next.is(Class::Unit) || next.numeral_form() || self.plural(next)
    }

    /// Whether a word stands between a number and what it counts: "1500 more troops".
    fn adds(&self, next: &Token) -> bool {
        next.is(Class::Counted) && self.language.lexicon.entry(next.word).value(Class::Counted) == MORE
    }

    /// Whether a number before a word may count it, or some of it: "on 9 September 136 of them", "on 31 May 400 railway
    /// troops".
    pub(super) fn may_count(&self, next: &Token) -> bool {
        let noun = next.is_any_word() && !next.is_mark() && !next.capital() && !self.is_verb(next);
        self.counts(next) || noun || next.is(Class::OfName)
    }

    /// Whether a mark before a number binds it into something longer: "12-1945", "A/1998".
    fn joined_mark(&self, mark: &Token, number: &Token) -> bool {
        mark.is_mark()
            && mark.glued()
            && number.glued()
            && matches!(&self.text[mark.start..mark.end], "-" | "/" | "." | ":" | "–")
    }

    /// Whether what follows a number is its unit: "2000-meter", "1500 years", "1999-2".
    fn measures(&self, next: &Token, last: usize) -> bool {
        if next.is(Class::Unit) && !next.is(Class::Period) {
            return true;
        }
        let hyphen = next.is_mark() && next.glued() && &self.text[next.start..next.end] == "-";
        let then = self.tokens.list.get(last + 2).filter(|then| hyphen && then.glued());
        then.is_some_and(|then| then.numeral_form() || then.is(Class::Counted) || then.is(Class::Unit))
    }

    /// "1984 Main Street"
    fn is_address(&self, last: usize) -> bool {
        let list = &self.tokens.list;
        let named = |at: usize| list.get(at).is_some_and(|word| word.capital());
        named(last + 1) && (2..=3).any(|far| named(last + far) && list[last + far].is(Class::Street))
    }
}
