//! What is to come though its verb is of the present, or of no tense: what somebody is asked to do, and what is planned
//! for a day.

use super::super::lang::Class;
use super::super::token::Token;
use super::{ASKED, BEEN, Clause, FINITE, HAS, PLUPERFECT, PRESENT, REACH, THAN, Tense, WHEN, WILL, behind, value};

/// The values, in the class `planned`, of verbs that ask for something where they begin a sentence, and of those of
/// what is planned right before its date.
const REQUEST: i32 = 1;
const BESIDE: i32 = 2;
/// The value, in the same class, of what a day does that begins its sentence; of the word that gives notice, and of the
/// one that sets a condition, where they begin a sentence without any verb.
const BROUGHT: i32 = 3;
const NOTICE: i32 = 4;
const CONDITION: i32 = 5;
/// The value, in the same class, of what somebody goes on, "go on sale", and of the verb of what takes place.
const GOES_ON: i32 = 6;
const TAKES: i32 = 7;
/// The value, in the class `arranged`, of what that is.
const HELD: i32 = 2;

/// The values, in the class `function`, of the subjects of one, of others, and of the word that is a subject of "is"
/// alone.
const ONE: i32 = 8;
const OTHERS: i32 = 9;
const THERE: i32 = 10;
/// The value, in the class `past`, of the participle that is of the present behind "have".
const GOT: i32 = 7;
/// How many tokens a question has at most.
const QUESTION: usize = 30;

/// The values, in the class `arranged`, of what is put on a day, takes place on it, or is done on it as planned.
const PUT: std::ops::RangeInclusive<i32> = 1..=3;

/// How many words a short answer has before its date, and a clause behind it.
const SHORT: usize = 8;

impl Clause<'_> {
    /// Whether a verb that may as well be a noun says what is to come.
    pub(super) fn is_planned(&self, at: usize, determined: bool) -> bool {
        let token = &self.tokens[at];
        let after_past = || {
            at.checked_sub(1).map(|before| &self.tokens[before]).is_some_and(|before| {
                before.is(Class::Past) || before.is(Class::Preposition) || self.is_participle(before)
            })
        };
        let finite = || !self.is_infinitive(at) && !after_past();
        match self.lexicon.entry(token.word).value(Class::Planned) {
            REQUEST => self.asks_for_it(at),
            BESIDE => !determined && !token.capital() && finite() && self.stands_before_date(at),
            TAKES => {
                let next =
                    self.tokens.get(at + 1).map_or(0, |next| self.lexicon.entry(next.word).value(Class::Arranged));
                next == HELD && !determined && finite()
            }
            _ => false,
        }
    }

    /// Whether a verb goes on with what somebody goes on: "go on sale", "go on strike".
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1).is_some_and(|next| next.is(Class::Preposition) && !next.begins_sentence());
        let what = self.tokens.get(at + 2).map_or(0, |what| self.lexicon.entry(what.word).value(Class::Planned));
        next && what == GOES_ON
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

    /// What is to come, if the present tells right before a date what is put on it: "the shops are closed on Friday".
    /// "Are killed on Friday" is of a caption.
    pub(super) fn of_present_passive(&self, first: usize) -> Option<Tense> {
        let bound =
            first.checked_sub(1).is_some_and(|at| value(self.lexicon, &self.tokens[at], Class::Preposition) == 0);
        let verb = first.checked_sub(1 + usize::from(bound && self.tokens[first - 1].is(Class::Preposition)))?;
        let is = verb.checked_sub(1)?;
        let present = self.is_is(is) && !self.tokens[verb].begins_sentence();
        let put = PUT.contains(&self.lexicon.entry(self.tokens[verb].word).value(Class::Arranged));
        (present && put && !self.tokens[first].begins_sentence()).then_some(Tense::Future)
    }

    /// What the words right behind a date announce that opens its sentence, or its clause: "Sunday brings the final",
    /// "and on Saturday they entertain the champions".
    pub(super) fn announced(&self, first: usize, last: usize) -> Option<Tense> {
        let bound = first.checked_sub(1).filter(|at| self.tokens[*at].is(Class::Preposition) && !self.is_joint(*at));
        let start = bound.unwrap_or(first);
        let opens = self.tokens[start].begins_sentence() || start.checked_sub(1).is_some_and(|at| self.is_joint(at));
        let ahead = last + 1 + usize::from(self.is_at(last + 1, ","));
        let next = self.tokens.get(ahead).filter(|next| opens && !next.begins_sentence())?;
        let brings = self.lexicon.entry(next.word).value(Class::Planned) == BROUGHT && ahead == last + 1;
        let told = brings || (bound.is_some() && self.is_of_present(ahead));
        (told && !self.has_past_behind(ahead)).then_some(Tense::Future)
    }

    fn is_joint(&self, at: usize) -> bool {
        value(self.lexicon, &self.tokens[at], Class::Preposition) == super::JOINT
    }

    /// Whether a verb of the past follows in the sentence, so that a word that may be of the present is none.
    fn has_past_behind(&self, at: usize) -> bool {
        let rest = self.tokens[at + 1..].iter().take(SHORT).take_while(|token| !token.begins_sentence());
        rest.take_while(|token| !token.is_mark()).any(|token| token.is(Class::Past) || self.is_participle(token))
    }

    /// Whether a subject and a verb of the present stand at a token: "they entertain", "she plays".
    fn is_of_present(&self, at: usize) -> bool {
        let subject = value(self.lexicon, &self.tokens[at], Class::Function);
        let Some(verb) = self.tokens.get(at + 1).filter(|verb| !verb.begins_sentence()) else { return false };
        let word = &self.text[verb.start..verb.end];
        let plain = verb.is_any_word() && !verb.is_mark() && !verb.capital() && !verb.numeral_form();
        let other = self.is_participle(verb)
            || verb.is(Class::Participle)
            || self.lexicon.ends_as(Class::AdverbEnding, word)
            || self.lexicon.ends_as(Class::PastEnding, word);
        let third = self.lexicon.ends_as(Class::PluralEnding, word);
        plain && !other && ((subject == ONE && third) || (subject == OTHERS && !third))
    }

    /// Whether a token is "is", in full or clipped behind its subject: "there's a talk on Thursday".
    pub(super) fn is_is(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let subject = |before: usize| {
            let before = &self.tokens[before];
            matches!(value(self.lexicon, before, Class::Function), ONE | THERE)
        };
        value(self.lexicon, token, Class::Function) == PRESENT
            || (token.is(Class::Possessive) && at.checked_sub(1).is_some_and(subject))
    }

    /// Whether a word tells what somebody has: "have a rest day on", "we've got a show on".
    pub(super) fn is_having(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let has = |at: usize| value(self.lexicon, &self.tokens[at], Class::Function) == HAS;
        let object = |next: &Token| next.is(Class::Determiner) && !next.begins_sentence();
        let owned = has(at) && self.tokens.get(at + 1).is_some_and(object);
        let got = value(self.lexicon, token, Class::Past) == GOT;
        owned
            || (got && at.checked_sub(1).is_some_and(|before| has(before) || self.tokens[before].is(Class::Possessive)))
    }

    /// What a sentence without any verb says by its first word: "No trains on Sunday.", "If nobody objects by Friday".
    pub(super) fn opened(&self, first: usize, last: usize) -> Option<Tense> {
        let start = behind(self.tokens, first).take_while(|at| !self.is_at(*at, ":")).last()?;
        let behind_colon = || start.checked_sub(1).is_some_and(|at| self.is_at(at, ":"));
        let begins = self.tokens[start].begins_sentence() || behind_colon();
        let alone = self.tokens.get(last + 1).is_none_or(|next| next.is_mark() || next.begins_sentence());
        match self.lexicon.entry(self.tokens[start].word).value(Class::Planned) {
            NOTICE if begins && alone => Some(Tense::Future),
            CONDITION if begins => Some(Tense::Perhaps),
            _ => None,
        }
    }

    /// What is to come or has been, as the question right before a sentence without a verb asks: "When are the strikes?
    /// Tuesday and Friday."
    pub(super) fn asked_for(&self, first: usize) -> Option<Tense> {
        let start = (first.saturating_sub(SHORT)..=first).rev().find(|at| self.tokens[*at].begins_sentence())?;
        let mark = start.checked_sub(1).filter(|at| self.is_at(*at, "?"))?;
        let from = (mark.saturating_sub(QUESTION)..mark).rev().find(|at| self.tokens[*at].begins_sentence())?;
        let when = (from..mark).any(|at| value(self.lexicon, &self.tokens[at], Class::Function) == WHEN);
        let verb = (from..mark).find_map(|at| self.of_token(at)).filter(|_| when)?;
        Some(if verb == Tense::Past { Tense::Past } else { Tense::Future })
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

    /// Whether a participle tells what was planned, and may have come to nothing: "was to have reported by".
    pub(super) fn was_to_have(&self, at: usize) -> bool {
        let been =
            at.checked_sub(1).is_some_and(|before| value(self.lexicon, &self.tokens[before], Class::Past) == BEEN);
        let end = at - usize::from(been);
        let Some([was, to, have]) = end.checked_sub(3).map(|from| &self.tokens[from..end]) else { return false };
        let finite = value(self.lexicon, was, Class::Past) == FINITE;
        finite && to.is(Class::Infinitive) && value(self.lexicon, have, Class::Function) == HAS
    }

    /// Whether the sentence goes on with what will be instead: "was to have closed on Tuesday and will now stay".
    pub(super) fn will_after_all(&self, at: usize) -> bool {
        let rest = (at + 1..self.tokens.len().min(at + REACH)).take_while(|at| !self.tokens[*at].begins_sentence());
        { rest }.any(|at| value(self.lexicon, &self.tokens[at], Class::Future) == WILL)
    }
}
