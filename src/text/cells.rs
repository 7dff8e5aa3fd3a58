//! Cells of tables: lists in one cell, and texts that a spreadsheet would run.

use std::borrow::Cow;
use std::ops::Range;

/// What a cell may not begin with, lest a spreadsheet runs it; such a cell is written with an apostrophe before it.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// Whether a cell's text would be run, or has the guard against that.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

/// The text without the apostrophe that keeps a spreadsheet from running it.
pub(crate) fn without_guard(text: Cow<str>) -> Cow<str> {
    if !text.starts_with('\'') || !needs_guard(&text) {
        return text;
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[1..]),
        Cow::Owned(text) => Cow::Owned(text[1..].to_owned()),
    }
}

/// The text with an apostrophe before it where a spreadsheet would run it.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The items of a list, which `|` separates; `\|` and `\\` stand for those characters themselves. Blank items are none.
pub(crate) fn split_list(text: Cow<str>) -> Vec<(Cow<str>, Range<usize>)> {
    let ends = list_ends(&text);
    split_at(text, ends)
}

/// The items of a list that any of some ASCII characters separates. Blank items are none.
pub(crate) fn split_by<'t>(text: Cow<'t, str>, separators: &[char]) -> Vec<(Cow<'t, str>, Range<usize>)> {
    let ends = text.match_indices(separators).map(|(at, _)| at).chain([text.len()]).collect();
    split_at(text, ends)
}

fn split_at(text: Cow<str>, ends: Vec<usize>) -> Vec<(Cow<str>, Range<usize>)> {
    let mut items = Vec::new();
    let mut start = 0;
    for end in ends {
        let item = match &text {
            Cow::Borrowed(text) => unescaped(Cow::Borrowed(&text[start..end])),
            Cow::Owned(text) => unescaped(Cow::Owned(text[start..end].to_owned())),
        };
        if !item.trim().is_empty() {
            items.push((item, start..end));
        }
        start = end + 1;
    }
    items
}

fn list_ends(text: &str) -> Vec<usize> {
    let mut escaped = false;
    let mut ends = Vec::new();
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'|' if !escaped => ends.push(index),
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    ends.push(text.len());
    ends
}

fn unescaped(item: Cow<str>) -> Cow<str> {
    if !item.contains('\\') {
        return item;
    }
    let mut text = String::with_capacity(item.len());
    let mut characters = item.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('|' | '\\')) => text.extend(characters.next()),
            _ => text.push(character),
        }
    }
    Cow::Owned(text)
}

/// An item as [`split_list`] reads it back.
fn escaped(item: &str) -> Cow<'_, str> {
    if item.contains(['|', '\\']) {
        Cow::Owned(item.replace('\\', "\\\\").replace('|', "\\|"))
    } else {
        Cow::Borrowed(item)
    }
}

/// A list as [`split_list`] reads it back.
pub(crate) fn join_list<'i>(items: impl IntoIterator<Item = &'i str>) -> String {
    items.into_iter().map(escaped).collect::<Vec<_>>().join("|")
}

/// The items of a list, without their places.
pub(crate) fn list_items(list: &str) -> Vec<String> {
    split_list(Cow::Borrowed(list)).into_iter().map(|(item, _)| item.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_joined_or_guarded_is_read_back(items in prop::collection::vec(r"[a|\\'=+@-]{1,6}", 0..5)) {
            let joined = join_list(items.iter().map(String::as_str));
            prop_assert_eq!(list_items(&joined), items.clone());
            for item in &items {
                let guarded = guarded(item);
                prop_assert!(!guarded.starts_with(FORMULA_STARTS));
                prop_assert_eq!(&*without_guard(Cow::Borrowed(&*guarded)), item);
            }
        }
    }
}
