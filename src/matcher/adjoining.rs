//! The capitalised words directly beside a name, which may make it a part of a longer one that no list has: "White
//! House", "Stacey Abrams".
//!
//! What they tell is left to who writes the list: they are counted over a corpus, and a rule is offered.

use super::context::{next_word, previous_word, word_at};
use super::emphasis::is_title_case_around;
use super::inside::is_name_like;
use crate::gazetteer::common::{is_common_word, is_function_word};

/// The words before and behind a name that begin with a capital, where capitals tell something: not in a headline that
/// has them throughout, no word such as "In", and of words that open a sentence none that is common ("Police Baghdad
/// trained").
pub(crate) fn adjoining(text: &str, start: usize, end: usize) -> [Option<&str>; 2] {
    let before = previous_word(text, start).filter(|word| &text[word.end..start] == " ");
    let before = before.map(|word| (&text[word.clone()], opens_a_sentence(text, word.start)));
    let telling = |(word, opens): &(&str, bool)| is_telling(word) && !(*opens && is_common_word(word));
    let after = next_word(text, end).filter(|word| &text[end..*word] == " ").map(|word| word_at(text, word));
    let [before, after] = [before.filter(telling).map(|(word, _)| word), after.filter(|word| is_telling(word))];
    let silent = (before.is_none() && after.is_none()) || is_title_case_around(text, start, end);
    if silent { [None, None] } else { [before, after] }
}

fn is_telling(word: &str) -> bool {
    is_name_like(word) && !word.ends_with('.') && !is_function_word(word)
}

/// Whether a sentence, a line or a quotation may begin at a byte.
fn opens_a_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '"', '“', '‘', '\'', '(']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_beside_a_name_are_told_where_they_tell_something() {
        for (text, name, expected) in [
            ("He told the White House so.", "White", [None, Some("House")]),
            ("Then Stacey Abrams lost.", "Abrams", [Some("Stacey"), None]),
            ("Stacey Abrams lost.", "Abrams", [Some("Stacey"), None]),
            ("In Mosul they fled.", "Mosul", [None, None]),
            ("Police Mosul trusts.", "Mosul", [None, None]),
            ("He went to Mosul. Then he left.", "Mosul", [None, None]),
            ("He saw Mosul, Raqqa and Homs.", "Raqqa", [None, None]),
            ("White House Denies Report On Talks", "White", [None, None]),
            ("the U.S. Abrams tank", "Abrams", [None, None]),
            ("the Abrams\n\nRussia said", "Abrams", [None, None]),
        ] {
            let start = text.find(name).unwrap();
            assert_eq!(adjoining(text, start, start + name.len()), expected, "{text}");
        }
    }
}
