//! The words that begin clauses, and those that tell how far a date reaches within one, for telling which date governs
//! which name.

use super::lines;

/// How a word begins a clause, or what it is within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum ClauseWord {
    /// Wherever it stands: "while", "because".
    Always,
    /// Wherever it stands; what it begins may belong to a noun before it: "that".
    That,
    /// Wherever it stands; behind a comma a clause within another, up to the next comma: "which".
    Relative,
    /// Unless a date follows: "after".
    UnlessDate,
    /// Only behind a comma, for elsewhere it is a preposition: "während".
    AfterComma,
    /// As a relative word, but only behind a comma, and if its clause ends with a verb, for else it is an article:
    /// "die".
    VerbLast,
    /// Only where each side has a date: "and".
    Between,
    /// Begins a clause behind a noun, with nothing between: "the land it seized".
    Pronoun,
    /// Tells who said what stands before the comma: "…, the ministry said".
    Report,
    /// A verb with a subject before it, whatever its own meaning: "was", "has", "will".
    Auxiliary,
    /// A participle that does not end as most do: "born", "held".
    Participle,
    /// Stands before a noun: "the", "their".
    Determiner,
    /// Joins a noun to another: "of", "in".
    Preposition,
    /// What "since" only measures: "the first time since".
    Comparison,
}

impl ClauseWord {
    fn from_name(name: &str) -> Option<ClauseWord> {
        Some(match name {
            "always" => ClauseWord::Always,
            "that" => ClauseWord::That,
            "relative" => ClauseWord::Relative,
            "unless-date" => ClauseWord::UnlessDate,
            "after-comma" => ClauseWord::AfterComma,
            "verb-last" => ClauseWord::VerbLast,
            "between" => ClauseWord::Between,
            "pronoun" => ClauseWord::Pronoun,
            "report" => ClauseWord::Report,
            "auxiliary" => ClauseWord::Auxiliary,
            "participle" => ClauseWord::Participle,
            "determiner" => ClauseWord::Determiner,
            "preposition" => ClauseWord::Preposition,
            "comparison" => ClauseWord::Comparison,
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
