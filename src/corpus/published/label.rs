//! What the words beside a date say about it: whose date it is, or that it is part of a sentence.

use super::label_words::{AUTHOR, MODIFIED, PUBLISHED, SMALL};
use super::names::{fold, weekday};
use super::tokens::{Kind, Token};

/// What the words before a date make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing, a weekday, or small words.
    Bare,
    /// "Published", "Posted on".
    Published,
    /// "Updated", "Last modified".
    Modified,
    /// Other words.
    Prose,
}

/// What some words before a date say about it.
pub(super) fn label(before: &[Token]) -> Label {
    let mut found = Label::Bare;
    for token in before {
        match word_label(token) {
            Label::Bare => {}
            // Of "first published, updated" the word next to the date counts.
            Label::Prose if found == Label::Bare => found = Label::Prose,
            Label::Prose => {}
            other => found = other,
        }
    }
    let prose = before.iter().filter(|token| word_label(token) == Label::Prose).count();
    if prose > 1 { Label::Prose } else { found }
}

/// What a word says about the date after it.
pub(super) fn word_label(token: &Token) -> Label {
    if !token.is_word() || is_furniture(token) {
        return Label::Bare;
    }
    let word = fold(token.text);
    if PUBLISHED.contains(&word.as_str()) {
        Label::Published
    } else if MODIFIED.contains(&word.as_str()) {
        Label::Modified
    } else {
        Label::Prose
    }
}

/// "By Jane Doe," or "Von Karl Meier": a few words after a preposition.
pub(super) fn is_author(before: &[Token]) -> bool {
    let mut words = before.iter().filter(|token| token.is_word());
    let opens = words.next().is_some_and(|first| AUTHOR.contains(&fold(first.text).as_str()));
    let rest: Vec<&Token> = words.collect();
    let is_name = |token: &&Token| token.text.starts_with(char::is_uppercase) || is_link(token);
    let names = rest.iter().all(|token| is_name(token) || is_furniture(token) || word_label(token) == Label::Published);
    opens && rest.len() <= 7 && names
}

/// Words that link names of people and places.
pub(super) fn is_link(token: &Token) -> bool {
    matches!(
        fold(token.text).as_str(),
        "and" | "und" | "et" | "y" | "e" | "i" | "de" | "del" | "la" | "le" | "el" | "al" | "of" | "ez" | "van"
    )
}

/// Signs, numbers of a time, weekdays, zones, and small words.
pub(super) fn is_furniture(token: &Token) -> bool {
    match token.kind {
        Kind::Sign(sign) => !matches!(sign, '"' | '“' | '”' | '?' | '!' | '$' | '€' | '%' | ';'),
        Kind::Number { .. } => token.number(4).is_some(),
        Kind::Word => {
            let word = fold(token.text);
            SMALL.contains(&word.as_str()) || weekday(std::slice::from_ref(token)).is_some()
        }
    }
}
