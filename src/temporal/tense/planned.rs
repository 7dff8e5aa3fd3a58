//! What is to come though its verb is of the present, or of no tense: what somebody is asked to do, and what is planned for a day.

use super::super::lang::Class;
use super::{ASKED, Clause, PLUPERFECT, PRESENT, THAN, Tense, value};

/// The values, in the class `planned`, of verbs that ask for something where they begin a sentence, and of those of what is planned
/// right before its date.
const REQUEST: i32 = 1;
const BESIDE: i32 = 2;

/// The values, in the class `arranged`, of what is put on a day, takes place on it, or is done on it as planned.
const PUT: std::ops::RangeInclusive<i32> = 1..=3;

impl Clause<'_> {
    /// Whether a verb that may as well be a noun says what is to come.
    pub(super) fn is_planned(&self, at: usize, determined: bool) -> bool {
        let token = &self.tokens[at];
        let after_past = || at.checked_sub(1).is_some_and(|before| self.tokens[before].is(Class::Past));
        match self.lexicon.entry(token.word).value(Class::Planned) {
            REQUEST => self.asks_for_it(at),
            BESIDE => !determined && !token.capital() && !after_past() && self.stands_before_date(at),
            _ => false,
        }
    }

    /// Whether a verb begins its sentence, or what somebody says: "'Call us on Friday,' said".
    fn asks_for_it(&self, at: usize) -> bool {
        let quoted = at.checked_sub(1).is_some_and(|mark| {
            let mark = &self.tokens[mark];
            mark.is_mark() && matches!(&self.text[mark.start..mark.end], "\"" | "“" | "‘" | "'")
        });
        let next = self.tokens.get(at + 1).filter(|next| !next.is_mark() && !next.begins_sentence());
        let token = &self.tokens[at];
        token.capital() && (token.begins_sentence() || quoted) && next.is_some_and(|next| !next.capital())
    }

    /// Whether a date, or the time of one, follows a word, behind a preposition or not.
    fn stands_before_date(&self, at: usize) -> bool {
        let date = |at: usize| {
            self.tokens.get(at).is_some_and(|next| {
                next.numeral_form() || next.is(Class::Month) || next.is(Class::Weekday) || next.is(Class::Deictic)
            })
        };
        let bound = self.tokens.get(at + 1).is_some_and(|next| next.is(Class::Preposition));
        date(at + 1) || (bound && date(at + 2))
    }

    /// What is to come, if the present tells right before a date what is put on it: "the shops are closed on Friday". "Are killed on
    /// Friday" is of a caption.
    pub(super) fn of_present_passive(&self, first: usize) -> Option<Tense> {
        let bound =
            first.checked_sub(1).is_some_and(|at| value(self.lexicon, &self.tokens[at], Class::Preposition) == 0);
        let verb = first.checked_sub(1 + usize::from(bound && self.tokens[first - 1].is(Class::Preposition)))?;
        let is = verb.checked_sub(1).map(|at| &self.tokens[at])?;
        let present = value(self.lexicon, is, Class::Function) == PRESENT && !self.tokens[verb].begins_sentence();
        let put = PUT.contains(&self.lexicon.entry(self.tokens[verb].word).value(Class::Arranged));
        (present && put && !self.tokens[first].begins_sentence()).then_some(Tense::Future)
    }

    /// Whether what was to come has been given up: "had been due on Tuesday".
    pub(super) fn had_been(&self, at: usize) -> bool {
        let auxiliary = |at: usize| value(self.lexicon, &self.tokens[at], Class::Past) == PLUPERFECT;
        at > 1 && self.tokens[at - 1].is(Class::Past) && auxiliary(at - 2)
    }

    /// The same of "had planned a march on Tuesday".
    pub(super) fn had_planned(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| value(self.lexicon, &self.tokens[before], Class::Past) == PLUPERFECT)
    }

    /// Whether a word says only what had been foreseen: "fell more than expected", "opened as planned".
    pub(super) fn was_foreseen(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| value(self.lexicon, &self.tokens[before], Class::Function) == THAN)
    }

    /// Whether an infinitive is what somebody is asked to do, or plans: "told them to come again on".
    pub(super) fn asks(&self, to: usize) -> bool {
        let verb = self.tokens.get(to + 1).is_some_and(|next| !next.is_mark() && next.is_any_word() && !next.capital());
        let asked = |at: usize| self.tokens[at].is(Class::FutureTo);
        verb && (to.saturating_sub(ASKED)..to).rev().take_while(|at| !self.tokens[*at].is_mark()).any(asked)
    }
}
