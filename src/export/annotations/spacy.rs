//! spaCy's `Doc` as JSON (<https://spacy.io/api/doc#to_json>), a document a line: `Doc(vocab).from_json(line)`.

use std::io::Write;

use serde_json::{Value, json};

use super::passages::{Document, Passage, each, tell_copies};
use super::tokens::tokens;
use super::{NO_TEXT, label};
use crate::Result;
use crate::export::format::refused;
use crate::export::job::write_json;
use crate::export::{Export, ExportReport};

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    each(export, &mut |document| {
        report.written += 1;
        report.lose(NO_TEXT, &document.id);
        tell_copies(&document, report);
        write_json(&object(&document, report), out)
    })?;
    out.flush().map_err(refused)
}

/// The sentences with a space between, their tokens and entities. Offsets are code points of this text.
fn object(document: &Document, report: &mut ExportReport) -> Value {
    let mut text = Text::default();
    document.passages.iter().for_each(|passage| text.add(passage, report));
    let tokens: Vec<Value> = with_blanks(&text.characters, &text.words)
        .into_iter()
        .enumerate()
        .map(|(id, (start, end))| json!({ "id": id, "start": start, "end": end }))
        .collect();
    json!({
        "text": text.characters.iter().collect::<String>(),
        "tokens": tokens,
        "sents": text.sentences,
        "ents": text.entities,
        "spans": { "dateline": text.spans },
        "dateline": { "document": document.id },
    })
}

/// A document's text while it is put together.
#[derive(Default)]
struct Text {
    characters: Vec<char>,
    words: Vec<(usize, usize)>,
    sentences: Vec<Value>,
    /// Each mention with its entity: spaCy reads no identifier with `ents`.
    spans: Vec<Value>,
    /// The mentions that do not overlap with one before.
    entities: Vec<Value>,
}

impl Text {
    fn add(&mut self, passage: &Passage, report: &mut ExportReport) {
        if !self.characters.is_empty() {
            self.characters.push(' ');
        }
        let (offset, line) = (self.characters.len(), passage.line());
        let (mut cuts, mut taken) = (Vec::new(), 0);
        for mention in &passage.mentions {
            let (from, to) = passage.place(mention);
            cuts.extend([from, to]);
            // The class stands in the gazetteer, not with the mention.
            let (start, end, label) = (offset + from, offset + to, label::of(mention.kind, None));
            self.spans.push(json!({ "start": start, "end": end, "label": label, "kb_id": mention.entity }));
            if from < taken {
                report.lose(
                    "mentions where another one stands: in `spans` alone, for `ents` never overlap",
                    &mention.name,
                );
                continue;
            }
            taken = to;
            self.entities.push(json!({ "start": start, "end": end, "label": label }));
        }
        self.words.extend(tokens(&line, &cuts).into_iter().map(|(from, to)| (offset + from, offset + to)));
        self.sentences.push(json!({ "start": offset, "end": offset + without_last_blanks(&line) }));
        self.characters.extend(line);
    }
}

/// The length of a sentence without the blanks at its end: spaCy's ends with a token, and one blank belongs to the
/// token before it.
fn without_last_blanks(line: &[char]) -> usize {
    line.iter().rposition(|character| !character.is_whitespace()).map_or(line.len(), |last| last + 1)
}

/// The words, and tokens for the white space that spaCy does not count to a word: all but one space after it.
fn with_blanks(text: &[char], words: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (mut tokens, mut at): (Vec<(usize, usize)>, usize) = (Vec::new(), 0);
    for &(from, to) in words.iter().chain(&[(text.len(), text.len())]) {
        let follows_word = !tokens.is_empty() && text.get(at) == Some(&' ');
        let blank = at + usize::from(follows_word && at < from);
        if blank < from {
            tokens.push((blank, from));
        }
        if from < to {
            tokens.push((from, to));
        }
        at = to;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_in_a_token_or_is_the_one_space_after_it() {
        let text: Vec<char> = "a  b \u{a0}c ".chars().collect();
        assert_eq!((without_last_blanks(&text), without_last_blanks(&[' '])), (7, 1));
        assert_eq!(with_blanks(&text, &[(0, 1), (3, 4), (6, 7)]), [(0, 1), (2, 3), (3, 4), (5, 6), (6, 7)]);
    }
}
