//! Tense: whether the words around a date speak of what was or of what is to come.

mod planned;
mod verb_second;

use super::lang::{Class, Lexicon};
use super::token::{Token, Tokens};

/// What a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// What is.
    Present,
    /// What would or may be.
    Perhaps,
    /// What could be, or could not, or was planned.
    Could,
}

/// How many tokens are looked at on either side, so that a text without stops still takes linear time.
const REACH: usize = 30;

/// The tense of the words around the tokens from `first` to `last`: of what is to come if the verb right after them
/// says so ("the meeting on Friday will"), else of the nearest verb before them in the sentence, else of the nearest
/// after them. None where no verb tells.
pub(super) fn of_clause(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, last: usize) -> Option<Tense> {
    if lexicon.verb_second {
        return verb_second::of_clause(lexicon, text, tokens, first, last);
    }
    let clause = Clause { lexicon, text, tokens };
    let verb = clause.right_after(last).or_else(|| clause.of_subject(first, last));
    let verb = verb.or_else(|| clause.announced(first, last));
    let verb = verb.or_else(|| clause.of_present_passive(first)).or_else(|| clause.before(first));
    // In "the airport, which shut at noon on Saturday, hopes" the next verb is of another clause.
    let closed = verb.is_none() && clause.is_at(last + 1, ",") && is_relative(lexicon, tokens, first);
    if closed {
        return None;
    }
    let verb = verb.or_else(|| clause.after(last)).or_else(|| clause.headline(first, last));
    let opened = || clause.opened(first, last);
    verb.filter(|tense| *tense != Tense::Present).or_else(opened).or(verb).or_else(|| clause.asked_for(first))
}

/// Whether what stands at a date in the present is to come: the plain verb stands right before it ("the meeting is
/// Tuesday"), or nothing between them leads back ("is in hospital after a crash on Sunday").
pub(super) fn is_ahead_of_present(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize) -> bool {
    let clause = Clause { lexicon, text, tokens };
    let is = |at: usize| clause.is_is(at) || clause.is_having(at);
    let back = |at: usize| matches!(value(lexicon, &tokens[at], Class::Preposition), SINCE | AFTER);
    let Some(before) = first.checked_sub(1) else { return false };
    let timed = tokens[before].is(Class::Clock) || tokens[before].is(Class::Meridiem);
    let bound = tokens[before].is(Class::Preposition) || timed;
    is(before) || (bound && !behind(tokens, first).take_while(|at| !is(*at)).any(back))
}

/// The tense of the nearest verb before a token, in its sentence.
pub(super) fn before(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize) -> Option<Tense> {
    Clause { lexicon, text, tokens }.before(first)
}

/// Whether the first verb of a sentence tells what was, and neither what is nor what has been.
pub(super) fn tells_what_was(lexicon: &Lexicon, text: &str, tokens: &Tokens) -> bool {
    let tokens = &tokens.list[..];
    let clause = Clause { lexicon, text, tokens };
    let has = |at: usize| value(lexicon, &tokens[at], Class::Function) == HAS;
    let first = (0..tokens.len().min(REACH)).find(|at| has(*at) || clause.of_token(*at).is_some());
    first.is_some_and(|at| !has(at) && clause.of_token(at) == Some(Tense::Past))
}

/// How many tokens before a date the word stands that looks back: "had been bitterly fought over in".
const BEHIND: usize = 12;

/// Whether the verb before a token is a pluperfect, which looks back from the time that an account has reached: "had
/// been burned in".
///
/// With `aside` the date may also stand behind a comma: "had deserted twice, in 1917".
pub(super) fn is_pluperfect(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, aside: bool) -> bool {
    let parted = aside
        && first > 2
        && tokens[first - 1].is(Class::Preposition)
        && tokens[first - 2].is_mark()
        && &text[tokens[first - 2].start..tokens[first - 2].end] == ",";
    let first = if parted { first - 2 } else { first };
    let clause = Clause { lexicon, text, tokens };
    let is_one = |token: &Token| token.is(Class::Past) || token.is(Class::Participle) || clause.is_participle(token);
    let participle = |at: usize| tokens.get(at).is_some_and(is_one) && at < first;
    // Of "that had been promised were held in May" and "had promised that they would go in May" the nearer verb tells.
    let nearer = |at: &usize| value(lexicon, &tokens[*at], Class::Past) == FINITE || tokens[*at].is(Class::Perhaps);
    behind(tokens, first).take_while(|at| !tokens[*at].is_mark() && !nearer(at)).any(|at| {
        let auxiliary = value(lexicon, &tokens[at], Class::Past) == PLUPERFECT;
        auxiliary && (participle(at + 1) || participle(at + 2))
    })
}

/// Whether the verb before a token is a present perfect: "has been closed since".
pub(super) fn is_perfect(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize) -> bool {
    let clause = Clause { lexicon, text, tokens };
    let auxiliary = |at: usize| value(lexicon, &tokens[at], Class::Function) == HAS;
    let participle = |at: usize| at < first && clause.of_token(at) == Some(Tense::Past);
    let mut words = behind(tokens, first).take_while(|at| !tokens[*at].is_mark());
    words.any(|at| auxiliary(at) && (participle(at + 1) || participle(at + 2)))
}

/// Whether a date opens its sentence, a comma behind it, and its subject is something in the present: "On Friday, the
/// moon is".
pub(super) fn opens_present(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, last: usize) -> bool {
    let opens = tokens[first.saturating_sub(1)..=first].iter().any(Token::begins_sentence);
    let clause = Clause { lexicon, text, tokens };
    opens && clause.main_verb_behind_comma(last) == Some(Tense::Present)
}

/// Whether the nearest verb before a date is an infinitive that says what something was done for: "raised its goal to
/// 300,000 to fill two million bags by", but not "managed to fill".
pub(super) fn is_aim(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize) -> bool {
    let clause = Clause { lexicon, text, tokens };
    let verb = |at: usize| {
        tokens.get(at + 1).is_some_and(|next| next.is_any_word() && !next.is_mark() && !next.numeral_form())
    };
    let aim = |at: usize| {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let noun = before.is_some_and(|word| word.is_any_word() || word.is_mark() || word.numeral_form());
        tokens[at].is(Class::Infinitive) && verb(at) && noun && clause.of_token(at - 1).is_none()
    };
    let mut words = behind(tokens, first).take_while(|at| !tokens[*at].is_mark() && clause.of_token(*at).is_none());
    words.any(aim)
}

/// Whether the sentence of a date says what will be, with the plain verb for it.
pub(super) fn is_will(lexicon: &Lexicon, tokens: &[Token], first: usize, last: usize) -> bool {
    let will = |at: &usize| value(lexicon, &tokens[*at], Class::Future) == WILL;
    let end = tokens.len().min(last + 1 + BEHIND);
    let mut ahead = (last + 1..end).take_while(|at| !tokens[*at].begins_sentence());
    behind(tokens, first).any(|at| will(&at)) || ahead.any(|at| will(&at))
}

/// Whether a token stands in a relative clause: "which fell in".
pub(super) fn is_relative(lexicon: &Lexicon, tokens: &[Token], first: usize) -> bool {
    let same_clause = behind(tokens, first).take_while(|at| !tokens[*at].is_mark());
    let mut words = same_clause.map(|at| value(lexicon, &tokens[at], Class::Function));
    words.any(|value| value == RELATIVE)
}

/// The places of the tokens of the same sentence before one, from the last to the first, as far as they matter.
fn behind(tokens: &[Token], first: usize) -> impl Iterator<Item = usize> {
    let from = first.saturating_sub(BEHIND);
    let start = (from..=first.min(tokens.len().saturating_sub(1))).rev().find(|at| tokens[*at].begins_sentence());
    (start.unwrap_or(from)..first).rev()
}

fn value(lexicon: &Lexicon, token: &Token, class: Class) -> i32 {
    if token.is(class) { lexicon.entry(token.word).value(class) } else { 0 }
}

/// The value of the word that makes a pluperfect, among those of the class `past`.
const PLUPERFECT: i32 = 2;
/// The value of the other verbs that a participle may follow.
const FINITE: i32 = 3;
/// The value of the verb that may be of the past, among those of the class `perhaps`.
const COULD: i32 = 1;
/// The value of the words that compare, if a number follows, among those of the class `past`.
const AGAINST: i32 = 4;
/// The value of the participle that makes another passive: "to have been held".
const BEEN: i32 = 5;
/// The value of the participle that says nothing of its own before "by".
const FOLLOWED: i32 = 6;
/// The values of the verbs of what is planned, without an ending and with one, among those of the class `future`.
const PLAIN: i32 = 2;
const PLANNED: i32 = 3;
/// The values, in the same class, of participles that say so before a noun, too; of verbs that say that somebody will
/// be there, whatever stands before them; and of those that do only with an object after them.
const ADJECTIVE: i32 = 4;
const PRESENCE: i32 = 5;
const TRANSITIVE: i32 = 6;
/// The value of the verbs of the present, among those of the class `function`.
const PRESENT: i32 = 3;
/// Whether a verb of the past stands right before "in" or "on" and the date ("was arrested in December"), or right
/// after a date that opens its sentence, with a word between ("On New Year's Day she left").
pub(super) fn is_past_beside(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, last: usize) -> bool {
    let clause = Clause { lexicon, text, tokens };
    let is_past = |at: usize| clause.of_token(at) == Some(Tense::Past);
    let begins = |at: usize| tokens.get(at).is_none_or(Token::begins_sentence);
    let plain = |token: &Token| token.is(Class::Preposition) && value(lexicon, token, Class::Preposition) == 0;
    let opens = begins(first) || (first > 0 && begins(first - 1) && plain(&tokens[first - 1]));
    if opens && clause.main_verb_behind_comma(last) == Some(Tense::Past) {
        return true;
    }
    if first == 0 || !plain(&tokens[first - 1]) {
        return false;
    }
    // "A drought in the first quarter had pushed"
    let finite =
        |next: &Token| matches!(value(lexicon, next, Class::Past), FINITE | PLUPERFECT) && !next.begins_sentence();
    if tokens.get(last + 1).is_some_and(finite) {
        return true;
    }
    if begins(first - 1) {
        return !begins(last + 1) && !begins(last + 2) && !tokens[last + 1].is_mark() && is_past(last + 2);
    }
    // Of "will redeem preferred shares on" the first verb tells.
    let mut verbs = behind(tokens, first - 1)
        .take_while(|at| !tokens[*at].is_mark())
        .filter_map(|at| Some((first - at, clause.of_token(at)?)));
    !begins(first)
        && verbs.next().is_some_and(|(far, tense)| tense == Tense::Past && far <= OBJECT)
        && verbs.all(|(_, tense)| tense == Tense::Past)
}

/// How many words a subject has, and its verb, behind a date.
const SUBJECT: usize = 6;
/// How many words before "in" and a date its verb stands, with its object between: "ended its long season on".
const OBJECT: usize = 6;

/// Whether what stands before a token is denied: "not until", "none were held until".
pub(super) fn is_denied(lexicon: &Lexicon, tokens: &[Token], first: usize) -> bool {
    let same_clause = behind(tokens, first).take_while(|at| !tokens[*at].is_mark()).take(DENIED);
    let mut words = same_clause.map(|at| value(lexicon, &tokens[at], Class::Function));
    words.any(|value| value == DENIAL)
}

/// Whether the text goes on with what happened at the date that ends with a token: "until 1819, when he left".
pub(super) fn goes_on_when(lexicon: &Lexicon, tokens: &[Token], last: usize) -> bool {
    let mark = tokens.get(last + 1).is_some_and(Token::is_mark);
    let next = tokens.get(last + 1 + usize::from(mark)).filter(|next| !next.begins_sentence());
    next.is_some_and(|next| value(lexicon, next, Class::Function) == WHEN)
}

/// The values of the auxiliary of the present perfect, among those of the class `function`, and of the plain verb of
/// what is to come, among those of the class `future`.
const HAS: i32 = 5;
const WILL: i32 = 1;
/// How many words before a date may deny it.
const DENIED: usize = 8;
/// The values of "since" and "after" among the prepositions.
const SINCE: i32 = 1;
const AFTER: i32 = 4;
/// The value of "by" among them.
const BY: i32 = 7;
/// The value of the words that join two clauses, among those of the class `preposition`.
const JOINT: i32 = 10;
/// The value of the words that deny, and of "when", among those of the class `function`.
const DENIAL: i32 = 2;
const WHEN: i32 = 4;
/// How many tokens before its "to" the verb stands that asks for something: "asked the two of them to".
const ASKED: usize = 4;
/// The value of the words before what was foreseen, among those of the class `function`.
const THAN: i32 = 7;
/// The value of the words that begin a relative clause, among those of the class `function`.
const RELATIVE: i32 = 1;

struct Clause<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    tokens: &'a [Token],
}

impl Clause<'_> {
    /// Whether a token is this mark.
    fn is_at(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark() && &self.text[token.start..token.end] == mark)
    }

    fn right_after(&self, last: usize) -> Option<Tense> {
        let next = self.tokens.get(last + 1).filter(|next| !next.begins_sentence() && next.is(Class::Future))?;
        self.of_token(last + 1).filter(|tense| *tense == Tense::Future && !next.capital())
    }

    /// The verb of a sentence that a date opens, parted by a comma, and its subject follows: "Later in May, the two
    /// were invited".
    fn main_verb_behind_comma(&self, last: usize) -> Option<Tense> {
        let comma = self.tokens.get(last + 1).filter(|mark| mark.is_mark())?;
        let end = self.tokens.len().min(last + 2 + SUBJECT);
        let mut words =
            (last + 2..end).take_while(|at| !self.tokens[*at].is_mark() && !self.tokens[*at].begins_sentence());
        // Of "the man who is accused" the verb is still to come.
        let relative = |at: &usize| value(self.lexicon, &self.tokens[*at], Class::Function) == RELATIVE;
        let verb = words.by_ref().take_while(|at| !relative(at)).find_map(|at| self.of_token(at));
        verb.filter(|_| &self.text[comma.start..comma.end] == ",")
    }

    /// What a date did that is itself the subject: "but November was revised".
    fn of_subject(&self, first: usize, last: usize) -> Option<Tense> {
        let next = self.tokens.get(last + 1).filter(|next| !next.begins_sentence())?;
        let before = first.checked_sub(1).map(|at| &self.tokens[at]);
        let leads = before.is_none_or(|word| {
            self.tokens[first].begins_sentence() || value(self.lexicon, word, Class::Preposition) == JOINT
        });
        let finite = matches!(value(self.lexicon, next, Class::Past), FINITE | PLUPERFECT);
        (leads && finite).then_some(Tense::Past)
    }

    fn before(&self, first: usize) -> Option<Tense> {
        let begins = |at: usize| self.tokens.get(at).is_none_or(Token::begins_sentence);
        if begins(first) {
            return None;
        }
        for at in (first.saturating_sub(REACH)..first).rev() {
            if let Some(tense) = self.of_token(at) {
                return Some(tense);
            }
            if begins(at) {
                break;
            }
        }
        None
    }

    /// What a headline announces with no other verb: "Schools to close Tuesday", "Schools to close, Tuesday".
    fn headline(&self, first: usize, last: usize) -> Option<Tense> {
        let closes = self.tokens.get(last + 1).is_none_or(Token::begins_sentence);
        let parted = closes && first.checked_sub(1).is_some_and(|at| self.is_at(at, ","));
        let verb = |at: usize| {
            let next = &self.tokens[at + 1];
            let other = next.is(Class::Determiner) || next.is(Class::Preposition) || next.is(Class::Number);
            let named = next.is(Class::Shift) || next.is(Class::Story) || next.capital();
            at + 1 < first && !other && !named && !next.is_mark() && !next.numeral_form()
        };
        let mut words = behind(self.tokens, first - usize::from(parted)).take_while(|at| !self.tokens[*at].is_mark());
        words.any(|at| self.tokens[at].is(Class::Infinitive) && verb(at)).then_some(Tense::Future)
    }

    fn after(&self, last: usize) -> Option<Tense> {
        let end = self.tokens.len().min(last + 1 + REACH);
        // "Tuesday's declaration by the firm, which holds a tenth": the present of what follows tells nothing of the
        // day.
        let present = |at: &usize| {
            matches!(value(self.lexicon, &self.tokens[*at], Class::Future), PLAIN | PLANNED | PRESENCE | TRANSITIVE)
        };
        let words = (last + 1..end).take_while(|at| !self.tokens[*at].begins_sentence());
        let (at, tense) = words.filter(|at| !present(at)).find_map(|at| Some((at, self.of_token(at)?)))?;
        // "The board in July was to discuss it" does not say whether it has.
        let was_to = tense == Tense::Perhaps && value(self.lexicon, &self.tokens[at], Class::Past) == FINITE;
        Some(if was_to { Tense::Could } else { tense })
    }

    fn of_token(&self, at: usize) -> Option<Tense> {
        let token = &self.tokens[at];
        if token.numeral_form() || token.is_mark() || self.binds_a_date(at) {
            return None;
        }
        let next = |far: usize, class: Class| self.tokens.get(at + far).is_some_and(|token| token.is(class));
        let before = |class: Class| at.checked_sub(1).is_some_and(|before| self.tokens[before].is(class));
        // "The plan", "due to the loss"; but "the expected vote"
        let kind = value(self.lexicon, token, Class::Future);
        // "The sale that will open", "this closes on Friday"
        let pronoun = matches!(kind, WILL | PLANNED) && (before(Class::Story) || before(Class::Shift));
        // "Made an official visit to"
        let counted = at > 1 && self.tokens[at - 2].is(Class::Count) && self.tokens[at - 1].is_any_word();
        let determined = (before(Class::Determiner) && !pronoun) || (kind == TRANSITIVE && counted);
        let to_the = kind != TRANSITIVE && next(1, Class::Infinitive) && next(2, Class::Determiner);
        let noun = kind != ADJECTIVE && (determined || to_the);
        if self.is_planned(at, determined) {
            return Some(Tense::Future);
        }
        if token.is(Class::Future) && !token.capital() {
            if kind == ADJECTIVE && self.was_foreseen(at) {
                return None;
            }
            if (kind == PLAIN && self.is_infinitive(at)) || (kind == PRESENCE && self.is_denied_or_noun(at)) {
                return None;
            }
            if kind == TRANSITIVE && (self.is_infinitive(at) || !(self.has_object(at) || self.goes_on(at))) {
                return None;
            }
            let tense = if self.had_been(at) || self.had_planned(at) { Tense::Past } else { Tense::Future };
            return (!noun).then_some(tense);
        }
        if token.is(Class::FutureTo) && next(1, Class::Infinitive) && !next(2, Class::Determiner) {
            return Some(Tense::Future);
        }
        if token.is(Class::Perhaps) && !token.capital() {
            // "Nobody would have believed it"
            if self.tokens.get(at + 1).is_some_and(|next| value(self.lexicon, next, Class::Function) == HAS) {
                return Some(Tense::Past);
            }
            let could = value(self.lexicon, token, Class::Perhaps) == COULD;
            let denied = could && is_denied(self.lexicon, self.tokens, (at + 2).min(self.tokens.len()));
            return Some(if denied { Tense::Could } else { Tense::Perhaps });
        }
        // "Were to have been picked"
        if value(self.lexicon, token, Class::Past) == FINITE
            && next(1, Class::Infinitive)
            && !next(2, Class::Determiner)
        {
            return Some(Tense::Perhaps);
        }
        if self.was_to_have(at) {
            return Some(if self.will_after_all(at) { Tense::Future } else { Tense::Could });
        }
        if self.is_passive(at) || self.is_brought_about(at) || self.is_attribute(at) {
            return None;
        }
        if self.will_have(at) {
            return Some(Tense::Future);
        }
        if value(self.lexicon, token, Class::Past) == AGAINST {
            return self.tokens.get(at + 1).is_some_and(Token::numeral_form).then_some(Tense::Past);
        }
        if token.is(Class::Infinitive) && self.asks(at) {
            return Some(Tense::Future);
        }
        if self.is_having(at) {
            return Some(Tense::Present);
        }
        if self.is_is(at) {
            // "Is to resume"
            return Some(if next(1, Class::Infinitive) { Tense::Future } else { Tense::Present });
        }
        if token.is(Class::Past) || self.is_participle(token) {
            return Some(Tense::Past);
        }
        // "Recevra"
        let word = token.is_any_word() && !token.is_mark() && !token.capital();
        let to_come = word && self.lexicon.ends_as(Class::FutureEnding, &self.text[token.start..token.end]);
        to_come.then_some(Tense::Future)
    }

    /// Whether "since" stands before a date, and says nothing of a verb: "for the first time since 20 March, I will
    /// walk".
    fn binds_a_date(&self, at: usize) -> bool {
        let date = |next: &Token| next.numeral_form() || next.is(Class::Month) || next.is(Class::Weekday);
        value(self.lexicon, &self.tokens[at], Class::Preposition) == SINCE && self.tokens.get(at + 1).is_some_and(date)
    }

    /// Whether a verb has no tense of its own: "to meet", "did not meet", "could meet".
    fn is_infinitive(&self, at: usize) -> bool {
        let before = |far: usize| at.checked_sub(far).map(|before| &self.tokens[before]);
        let takes = |token: &Token| {
            let denies = value(self.lexicon, token, Class::Function) == DENIAL;
            let auxiliary = value(self.lexicon, token, Class::Past) == FINITE;
            let modal = token.is(Class::Perhaps) || value(self.lexicon, token, Class::Future) == WILL;
            denies || auxiliary || modal || token.is(Class::Infinitive) || token.is(Class::Determiner)
        };
        before(1).is_none_or(takes)
    }

    /// Whether a verb of presence is a noun, or was denied: "did not attend Friday's meeting".
    fn is_denied_or_noun(&self, at: usize) -> bool {
        let near = at.saturating_sub(2)..at;
        near.rev().any(|at| value(self.lexicon, &self.tokens[at], Class::Past) == FINITE)
            || at.checked_sub(1).is_some_and(|before| self.tokens[before].is(Class::Determiner))
    }

    /// Whether an object, or a place, follows a verb: "go to Lyon", "play the champions".
    fn has_object(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| {
            let place = next.is(Class::Infinitive) || next.is(Class::Determiner) || next.capital();
            place && !next.begins_sentence() && !next.is(Class::Weekday)
        })
    }

    /// Whether a participle is one of a verb of no tense: "will be named", "to be formally sentenced".
    fn is_passive(&self, at: usize) -> bool {
        let passive = |far: usize| at.checked_sub(far).is_some_and(|before| self.tokens[before].is(Class::Passive));
        let adverb = || {
            let word = &self.tokens[at - 1];
            self.lexicon.ends_as(Class::AdverbEnding, &self.text[word.start..word.end])
        };
        passive(1) || (passive(2) && adverb())
    }

    /// Whether a participle belongs to a noun, "the scandal-ridden party", or joins two things: "lows near 50, followed
    /// by highs".
    fn is_attribute(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let glued = before.glued() && self.tokens[at].glued() && &self.text[before.start..before.end] == "-";
        let by = |next: &Token| value(self.lexicon, next, Class::Preposition) == BY && !next.begins_sentence();
        let joins = value(self.lexicon, &self.tokens[at], Class::Past) == FOLLOWED;
        glued || (joins && self.tokens.get(at + 1).is_some_and(by))
    }

    /// Whether a participle is of what somebody has done for him: "to have it surrounded by".
    fn is_brought_about(&self, at: usize) -> bool {
        let Some([to, have, what]) = at.checked_sub(3).map(|from| &self.tokens[from..at]) else { return false };
        let verb = self.tokens[at].is(Class::Past) || self.is_participle(&self.tokens[at]);
        let what = !what.is_mark() && !what.is(Class::Past) && value(self.lexicon, what, Class::Function) != DENIAL;
        verb && what && to.is(Class::Infinitive) && value(self.lexicon, have, Class::Function) == HAS
    }

    /// Whether a participle is of what will be over: "will have left by".
    fn will_have(&self, at: usize) -> bool {
        let Some([will, have]) = at.checked_sub(2).map(|from| &self.tokens[from..at]) else { return false };
        value(self.lexicon, will, Class::Future) == WILL && value(self.lexicon, have, Class::Function) == HAS
    }

    /// Whether a word that is not in the lexicon looks like a verb of the past.
    fn is_participle(&self, token: &Token) -> bool {
        let unknown = token.is_any_word() && !token.is_mark() && !token.numeral_form() && !token.capital();
        let word = &self.text[token.start..token.end];
        // "Succeed" and "proceed" are none.
        unknown
            && word.len() > 4
            && self.lexicon.ends_as(Class::PastEnding, word)
            && !self.lexicon.ends_as(Class::NoPastEnding, word)
    }
}
