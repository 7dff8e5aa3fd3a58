//! The text of a document as far as the store has it: the sentences with a mention.

use crate::Result;
use crate::export::{Export, ExportReport};
use crate::store::MentionRow;

/// Said of annotations, which are of all texts.
pub(super) const COPIED: &str =
    "which mentions stand in copies and furniture, that the figures of a run leave out: they are annotated, too";

/// What stands for text that was cut from a long sentence.
const CUT: char = '…';

/// A document, with the sentences that the store has of it.
pub(super) struct Document {
    pub(super) id: String,
    /// In the order of the text.
    pub(super) passages: Vec<Passage>,
}

/// A stretch of a field with the mentions in it: a sentence, or the parts of a long one around its mentions.
pub(super) struct Passage {
    field: String,
    /// The code point of the field at which it begins.
    start: u64,
    pub(super) characters: Vec<char>,
    pub(super) mentions: Vec<MentionRow>,
}

impl Passage {
    fn of(mention: MentionRow) -> Passage {
        let start = mention.start.saturating_sub(mention.in_sentence);
        let characters = mention.sentence.chars().collect();
        Passage { field: mention.field.clone(), start, characters, mentions: vec![mention] }
    }

    /// Where a mention stands in it, as code points.
    pub(super) fn place(&self, mention: &MentionRow) -> (usize, usize) {
        let at = |point: u64| (point.saturating_sub(self.start) as usize).min(self.characters.len());
        (at(mention.start), at(mention.end))
    }

    /// Takes in a later passage that overlaps with this one; gives it back if it does not.
    fn join(&mut self, other: Passage) -> Option<Passage> {
        let end = self.start + self.characters.len() as u64;
        if other.field != self.field || other.start < self.start || other.start >= end {
            return Some(other);
        }
        let shared = (end - other.start) as usize;
        if shared < other.characters.len() {
            // The mark of a cut stands for a character that the other one has.
            if self.characters.last() == Some(&CUT) {
                self.characters.pop();
            }
            let kept = self.characters.len() - (other.start - self.start) as usize;
            self.characters.extend(&other.characters[kept..]);
        }
        self.mentions.extend(other.mentions);
        None
    }

    /// The text with every line break as a space, so that it is one line; offsets stay.
    pub(super) fn line(&self) -> Vec<char> {
        let breaks = |c: &char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        self.characters.iter().map(|c| if breaks(c) { ' ' } else { *c }).collect()
    }
}

/// Counts the mentions of a document that counts leave out by default: annotations are of all texts.
pub(super) fn tell_copies(document: &Document, report: &mut ExportReport) {
    let mentions = document.passages.iter().flat_map(|passage| &passage.mentions);
    let copied = mentions.filter(|mention| mention.copy_of.is_some() || mention.furniture).count();
    report.lose_many(COPIED, copied as u64, &document.id);
}

/// Gives each document with a selected mention to a function, in the order of the corpus.
pub(super) fn each(export: &Export<'_>, f: &mut dyn FnMut(Document) -> Result<()>) -> Result<()> {
    let mut current: Option<Document> = None;
    for mention in export.store.mentions(&export.select)? {
        let mention = mention?;
        if current.as_ref().is_none_or(|document| document.id != mention.document) {
            let next = Document { id: mention.document.clone(), passages: Vec::new() };
            if let Some(done) = current.replace(next) {
                f(done)?;
            }
        }
        let Some(document) = &mut current else { continue };
        let passage = Passage::of(mention);
        let passage = match document.passages.last_mut() {
            Some(last) => last.join(passage),
            None => Some(passage),
        };
        document.passages.extend(passage);
    }
    current.map_or(Ok(()), f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Kind;

    fn mention(start: u64, sentence: &str, in_sentence: u64, surface: &str) -> MentionRow {
        MentionRow {
            document: "a".into(),
            source: "a".into(),
            field: "text".into(),
            start,
            end: start + surface.chars().count() as u64,
            byte_start: start,
            byte_end: start,
            surface: surface.into(),
            entity: "x".into(),
            kind: Kind::Place,
            name: "X".into(),
            alias: surface.into(),
            rule: "capitalised".into(),
            sentence: sentence.into(),
            published: None,
            location: None,
            referenced: None,
            score: None,
            runner_up: None,
            in_sentence,
            sentence_start: start - in_sentence,
            outlet: String::new(),
            copy_of: None,
            furniture: false,
        }
    }

    #[test]
    fn the_windows_of_a_long_sentence_become_one_text() {
        // The sentence "0123456789ABCDEFGHIJ" begins at 100, and each window reaches 4 characters.
        let mut passage = Passage::of(mention(102, "0123456…", 2, "23"));
        assert!(passage.join(Passage::of(mention(106, "…3456789AB…", 4, "67"))).is_none());
        assert_eq!(passage.characters.iter().collect::<String>(), "0123456789AB…");
        let surface = |mention: &MentionRow| {
            let (from, to) = passage.place(mention);
            passage.characters[from..to].iter().collect::<String>()
        };
        assert_eq!(passage.mentions.iter().map(surface).collect::<Vec<_>>(), ["23", "67"]);
        let far = Passage::of(mention(118, "…EFGHIJ", 5, "IJ"));
        assert!(passage.join(far).is_some());
    }
}
