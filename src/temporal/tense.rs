//! Tense: whether the words around a date speak of what was or of what is to come.

use super::lang::Class;
use super::token::Token;

/// What a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// What could, would or may be.
    Perhaps,
}

/// How many tokens are looked at on either side, so that a text without stops still takes linear time.
const REACH: usize = 30;

/// The tense of the words around the tokens from `first` to `last`: of the nearest verb before them in the sentence,
/// else of the nearest after them. None where no verb tells.
pub(super) fn of_clause(text: &str, tokens: &[Token], first: usize, last: usize) -> Option<Tense> {
    before(text, tokens, first).or_else(|| after(text, tokens, last))
}

fn before(text: &str, tokens: &[Token], first: usize) -> Option<Tense> {
    if tokens.get(first)?.begins_sentence() {
        return None;
    }
    for at in (first.saturating_sub(REACH)..first).rev() {
        if let Some(tense) = of_token(text, tokens, at) {
            return Some(tense);
        }
        if tokens[at].begins_sentence() {
            break;
        }
    }
    None
}

fn after(text: &str, tokens: &[Token], last: usize) -> Option<Tense> {
    let end = tokens.len().min(last + 1 + REACH);
    (last + 1..end).take_while(|at| !tokens[*at].begins_sentence()).find_map(|at| of_token(text, tokens, at))
}

fn of_token(text: &str, tokens: &[Token], at: usize) -> Option<Tense> {
    let token = &tokens[at];
    if token.is(Class::Future) && !token.capital() {
        return Some(Tense::Future);
    }
    if token.is(Class::Perhaps) && !token.capital() {
        return Some(Tense::Perhaps);
    }
    if at.checked_sub(1).is_some_and(|before| tokens[before].is(Class::Passive)) {
        return None;
    }
    let participle = || {
        let length = token.end - token.start;
        token.word == 0 && !token.is_mark() && !token.capital() && length > 4 && text[..token.end].ends_with("ed")
    };
    (token.is(Class::Past) || participle()).then_some(Tense::Past)
}
