//! Tense where the finite verb stands second in a main clause and last in a clause within another, and commas part
//! clauses.

use super::super::lang::{Class, Lexicon};
use super::super::token::Token;
use super::{COULD, REACH, Tense, value};

/// How many words behind a date the participle stands that describes a noun: "der am Montag in Mossul verletzte Mann".
const ATTRIBUTE: usize = 5;
/// A word of fewer bytes is no verb that is told by its ending.
const SHORTEST: usize = 4;
/// The values of "from", "until" and "for" among the prepositions.
const FROM: i32 = 11;
const FOR: i32 = 9;
const UNTIL: i32 = 2;
/// The letters that are no verb before "zu" and an infinitive.
const INFINITIVE: &str = "zu";

/// The tense of the clause of a date: as its finite verb says, or the participle that the date belongs to; where it has
/// none, as the nearest clause before it in the sentence does, or the one after it.
pub(super) fn of_clause(lexicon: &Lexicon, text: &str, tokens: &[Token], first: usize, last: usize) -> Option<Tense> {
    let sentence = Sentence { lexicon, text, tokens };
    if let Some(tense) = sentence.of_attribute(first, last).or_else(|| sentence.of_noun(first, last)) {
        return Some(tense);
    }
    let (from, to) = (sentence.start_of_clause(first), sentence.end_of_clause(last));
    let own = sentence.of_piece(from, to, Some((first, last)));
    own.or_else(|| sentence.before(from)).or_else(|| sentence.after(to))
}

/// The sentence around a date; clauses are told by the marks between them.
struct Sentence<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    tokens: &'a [Token],
}

impl Sentence<'_> {
    fn word(&self, at: usize) -> &str {
        &self.text[self.tokens[at].start..self.tokens[at].end]
    }

    /// Whether a mark parts clauses, and is no dot of an ordinal or a hyphen.
    fn parts_clauses(&self, at: usize) -> bool {
        self.tokens[at].is_mark() && !matches!(self.word(at), "." | "-" | "/" | "'" | "*")
    }

    fn start_of_clause(&self, first: usize) -> usize {
        let lowest = first.saturating_sub(REACH);
        let begins = |at: &usize| self.tokens[*at].begins_sentence() || (*at > 0 && self.parts_clauses(*at - 1));
        (lowest..=first).rev().find(begins).unwrap_or(lowest)
    }

    /// The token after the last of a clause.
    fn end_of_clause(&self, last: usize) -> usize {
        let highest = self.tokens.len().min(last + 1 + REACH);
        let ends = |at: &usize| self.tokens[*at].begins_sentence() || self.parts_clauses(*at);
        (last + 1..highest).find(ends).unwrap_or(highest)
    }

    /// The tense of the clauses before a place in its sentence, the nearest first.
    fn before(&self, from: usize) -> Option<Tense> {
        let mut start = from;
        while start > 0 && !self.tokens[start].begins_sentence() && from - start < REACH {
            let end = start - 1;
            start = self.start_of_clause(end);
            if let Some(tense) = self.of_piece(start, end, None) {
                return Some(tense);
            }
            if start == 0 || start > end {
                break;
            }
        }
        None
    }

    /// The tense of the clause after a comma.
    fn after(&self, to: usize) -> Option<Tense> {
        let mark = self.tokens.get(to).filter(|mark| mark.is_mark() && !mark.begins_sentence())?;
        let comma = &self.text[mark.start..mark.end] == ",";
        comma.then(|| self.of_piece(to + 1, self.end_of_clause(to), None)).flatten()
    }

    /// The tense that the finite verb of a clause says: a verb that is known, or else one that stands where a verb
    /// does.
    fn of_piece(&self, from: usize, to: usize, date: Option<(usize, usize)>) -> Option<Tense> {
        // "Am Sonntag stehen": behind a date that begins its clause stands the verb.
        let second = date.filter(|(first, last)| *first <= from + 1 && last + 1 < to).map(|(_, last)| last + 1);
        if let Some(tense) = second.and_then(|at| self.of_verb(at, from, to).or_else(|| self.of_present(at))) {
            return Some(tense);
        }
        let outside = |at: &usize| date.is_none_or(|(first, last)| *at < first || *at > last);
        let words = || (from..to).filter(outside).filter(|at| !self.tokens[*at].is_mark());
        if let Some(tense) = words().find_map(|at| self.of_verb(at, from, to)) {
            return Some(tense);
        }
        // "Um am Sonntag zu verkünden" has no tense of its own.
        if words().any(|at| self.word(at) == INFINITIVE) {
            return None;
        }
        words().any(|at| self.is_present(at, from, date)).then_some(Tense::Future)
    }

    /// The tense of a verb that the language data know, or that ends as verbs of the past do.
    fn of_verb(&self, at: usize, from: usize, to: usize) -> Option<Tense> {
        let token = &self.tokens[at];
        if token.capital() && !token.begins_sentence() || token.numeral_form() {
            return None;
        }
        if token.is(Class::Future) {
            return Some(Tense::Future);
        }
        if token.is(Class::Perhaps) {
            let could = value(self.lexicon, token, Class::Perhaps) == COULD;
            return Some(if could { Tense::Could } else { Tense::Perhaps });
        }
        if token.is(Class::Past) || self.is_past_by_ending(at) {
            return Some(Tense::Past);
        }
        if self.lexicon.entry(token.word).value(Class::Perfect) != 0 {
            let done = (from..to).any(|at| self.is_participle(at));
            return Some(if done { Tense::Past } else { Tense::Future });
        }
        None
    }

    /// Whether a word looks like a verb of the past, and is no adjective before its noun.
    fn is_past_by_ending(&self, at: usize) -> bool {
        let word = self.word(at);
        let ends = self.lexicon.ends_as(Class::PastEnding, word) && !self.lexicon.ends_as(Class::NoPastEnding, word);
        self.is_unknown(at) && ends && !self.is_attributive(at)
    }

    /// Whether a word stands behind an article, a preposition or a number, as adjectives do.
    fn is_attributive(&self, at: usize) -> bool {
        at.checked_sub(1).map(|before| &self.tokens[before]).is_some_and(|before| {
            before.is(Class::Determiner) || before.is(Class::Preposition) || before.numeral_form()
        })
    }

    /// Whether a word is one that the language data do not know, in small letters.
    fn is_unknown(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = token.is_any_word() && !token.is_mark() && !token.numeral_form() && !token.capital();
        word && token.end - token.start >= SHORTEST
    }

    fn is_participle(&self, at: usize) -> bool {
        let (lexicon, word) = (self.lexicon, self.word(at));
        let formed = lexicon.begins_as(Class::PerfectStart, word) && lexicon.ends_as(Class::PerfectEnding, word);
        let token = &self.tokens[at];
        (self.is_unknown(at) && (formed || lexicon.ends_as(Class::PerfectWhole, word)))
            || (token.is(Class::Past) && !token.capital())
    }

    /// What is to come, for a word that ends as verbs of the present do.
    fn of_present(&self, at: usize) -> Option<Tense> {
        let ends = self.is_unknown(at) && self.lexicon.ends_as(Class::PresentEnding, self.word(at));
        ends.then_some(Tense::Future)
    }

    /// Whether a word may be a verb of the present, behind a noun or a pronoun: before the date, or behind one that
    /// begins the clause.
    fn is_present(&self, at: usize, from: usize, date: Option<(usize, usize)>) -> bool {
        if self.of_present(at).is_none() || at == from {
            return false;
        }
        let before = &self.tokens[at - 1];
        let noun = before.capital() && !before.is_mark();
        let pronoun = before.is(Class::Function) && !before.is(Class::Preposition) && !before.is(Class::Determiner);
        match date {
            Some((first, _)) if at < first => noun || pronoun,
            // "Die Messe, die am Samstag beginnt, wurde verschoben"
            Some((_, last)) if at == last + 1 => self.ends_clause(at),
            Some((first, _)) => first <= from + 1 && noun,
            None => noun,
        }
    }

    /// Whether a clause ends behind a word.
    fn ends_clause(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_none_or(|next| next.is_mark() || next.begins_sentence())
    }

    /// Past, for a date that tells which of something is meant: "das Treffen vom Dienstag", but not "vom Dienstag bis
    /// zum Freitag", nor "das Verbot gilt vom Dienstag an".
    fn of_noun(&self, first: usize, last: usize) -> Option<Tense> {
        let binding = |at: usize| self.tokens.get(at).map_or(0, |word| value(self.lexicon, word, Class::Preposition));
        let noun = first
            .checked_sub(2)
            .is_some_and(|at| self.tokens[at].capital() && !self.tokens[first - 1].begins_sentence());
        let onwards = self.tokens.get(last + 1).is_some_and(|word| word.is(Class::Preposition))
            && self.tokens.get(last + 2).is_none_or(|next| !next.is(Class::Determiner) && !next.capital());
        let bound = noun && binding(first - 1) == FROM && binding(last + 1) != UNTIL && !onwards;
        bound.then_some(Tense::Past)
    }

    /// The tense of a participle before a noun that a date belongs to: "der am Montag verletzte Mann", "die am Freitag
    /// beginnende Messe".
    fn of_attribute(&self, first: usize, last: usize) -> Option<Tense> {
        let article = first.checked_sub(2).map(|at| &self.tokens[at])?;
        if !(article.is(Class::Determiner) && self.tokens[first - 1].is(Class::Preposition)) {
            return None;
        }
        let end = self.tokens.len().min(last + 1 + ATTRIBUTE);
        let near = (last + 1..end).take_while(|at| !self.tokens[*at].begins_sentence() && !self.parts_clauses(*at));
        let noun = |at: usize| self.tokens.get(at + 1).is_some_and(|next| next.capital() || self.is_unknown(at + 1));
        let lexicon = self.lexicon;
        // "Der für Freitag geplante Streik"
        let meant = value(lexicon, &self.tokens[first - 1], Class::Preposition) == FOR;
        near.filter(|at| self.is_unknown(*at) && noun(*at)).find_map(|at| {
            let word = self.word(at);
            let present = lexicon.ends_as(Class::PresentAttribute, word);
            let past = lexicon.ends_as(Class::PastAttribute, word);
            let done = if meant { Tense::Future } else { Tense::Past };
            present.then_some(Tense::Future).or(past.then_some(done))
        })
    }
}
