//! The words that begin clauses, for telling which date governs which name.

use super::lines;

/// How a word begins a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum ClauseWord {
    /// Wherever it stands: "while", "because".
    Always,
    /// Wherever it stands; behind a comma a clause within another, up to the next comma: "which".
    Relative,
    /// Unless a date follows: "after".
    UnlessDate,
    /// Only behind a comma, for elsewhere it is a preposition: "während".
    AfterComma,
    /// As a relative word, but only behind a comma, and if its clause ends with a verb, for else it is an article: "die".
    VerbLast,
    /// Only where each side has a date: "and".
    Between,
}

impl ClauseWord {
    fn from_name(name: &str) -> Option<ClauseWord> {
        Some(match name {
            "always" => ClauseWord::Always,
            "relative" => ClauseWord::Relative,
            "unless-date" => ClauseWord::UnlessDate,
            "after-comma" => ClauseWord::AfterComma,
            "verb-last" => ClauseWord::VerbLast,
            "between" => ClauseWord::Between,
            _ => return None,
        })
    }
}

/// The words that begin clauses in one language.
#[derive(Debug, Default)]
pub(in super::super) struct ClauseWords {
    /// By their length in bytes.
    by_length: Vec<Vec<(&'static str, ClauseWord)>>,
}

impl ClauseWords {
    /// Reads lines of a kind and its words.
    pub(super) fn parse(text: &'static str) -> Result<ClauseWords, String> {
        let mut words = ClauseWords::default();
        for line in lines(text) {
            let (name, list) = line.split_once(' ').ok_or_else(|| format!("no words: {line}"))?;
            let kind = ClauseWord::from_name(name).ok_or_else(|| format!("no such kind of word: {name}"))?;
            list.split_whitespace().for_each(|word| words.add(word, kind));
        }
        Ok(words)
    }

    fn add(&mut self, word: &'static str, kind: ClauseWord) {
        if self.by_length.len() <= word.len() {
            self.by_length.resize(word.len() + 1, Vec::new());
        }
        self.by_length[word.len()].push((word, kind));
    }

    /// How a word begins a clause, however it is written; none if it does not.
    pub(in super::super) fn kind(&self, word: &str) -> Option<ClauseWord> {
        let all = self.by_length.get(word.len())?;
        all.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
    }
}
