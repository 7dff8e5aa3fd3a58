//! What a document leaves behind when it is read: enough to find its copies and its furniture.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::outlet::outlet;
use super::sketch::{Sketch, mix};
use super::states::State;
use super::words::push_words;
use crate::calendar::Span;
use crate::corpus::Document;
use crate::text::words;

/// A text of so many words or more is long: it is compared without its title and without menus, and near-copies of it
/// are looked for. A shorter one has only exact copies: "Troops retake Mosul" and "Troops retake Ramadi" are nearly the
/// same.
pub const LONG_WORDS: usize = 50;
/// A line of fewer words is a menu, a label or a byline rather than prose.
pub(super) const PROSE_WORDS: usize = 12;

/// A paragraph (a line that is not blank) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its words as a number: the same for the same words.
    pub hash: u64,
    /// How many words it has.
    pub words: u32,
    /// The byte of the text after its last.
    pub end: usize,
}

/// What a document leaves behind.
///
/// Serialized without what is known of the document beside its title and its text: `Trace::again` adds that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Equal for documents that say the same.
    pub(super) exact: u64,
    /// For a long text.
    pub(super) sketch: Option<Sketch>,
    /// Whether it has words at all.
    pub(super) empty: bool,
    /// When it was published.
    #[serde(skip)]
    pub(super) published: Option<Span>,
    /// Of which item of a feed it is a state.
    #[serde(skip)]
    pub(super) state: Option<State>,
    /// Who published it.
    #[serde(skip)]
    pub outlet: String,
    /// The paragraphs of its text; empty if it has only one, which is then the article.
    pub paragraphs: Vec<Paragraph>,
}

thread_local! {
    /// The words of the document that is being read, one a thread.
    static WORDS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

impl Trace {
    /// Reads a document.
    pub fn of(document: &Document) -> Trace {
        Trace::with_words(document).0
    }

    /// Reads a document, and counts the words of its title and its text while it is there.
    pub(crate) fn with_words(document: &Document) -> (Trace, u64) {
        WORDS.with_borrow_mut(|buffer| Trace::read(document, buffer))
    }

    /// A trace that was kept, as that of a document that says the same.
    pub(crate) fn again(self, document: &Document) -> Trace {
        let published = document.published.map(|publication| publication.span);
        Trace { published, state: State::of(document), outlet: outlet(document).into_owned(), ..self }
    }

    fn read(document: &Document, buffer: &mut Vec<u64>) -> (Trace, u64) {
        buffer.clear();
        let title_words = words(&document.title);
        let mut counted = title_words;
        let mut lines = Vec::new();
        each_line(&document.text, |line, end| {
            // A line's end is no part of a word, so those of the lines are all.
            let in_line = words(line);
            counted += in_line;
            let from = buffer.len();
            push_words(line, buffer);
            if buffer.len() > from {
                let words = u32::try_from(in_line).unwrap_or(u32::MAX);
                lines.push((from..buffer.len(), Paragraph { hash: fold(&buffer[from..]), words, end }));
            }
        });
        let all = buffer.len();
        // Lines of prose alone, unless most of the text stands in shorter ones, as in verse or mail.
        let prose: usize = lines.iter().map(|(line, _)| line.len()).filter(|&words| words >= PROSE_WORDS).sum();
        if prose >= LONG_WORDS && prose * 2 >= all {
            lines
                .iter()
                .filter(|(line, _)| line.len() >= PROSE_WORDS)
                .for_each(|(line, _)| buffer.extend_from_within(line.clone()));
        }
        let compared = if buffer.len() > all { all..buffer.len() } else { 0..all };
        let long = compared.len() >= LONG_WORDS;
        let sketch = long.then(|| Sketch::of(&buffer[compared.clone()])).flatten();
        let body = fold(&buffer[compared]);
        let exact = if long { body } else { short_hash(&document.title, body, buffer) };
        let paragraphs: Vec<Paragraph> = lines.iter().map(|&(_, paragraph)| paragraph).collect();
        let trace = Trace {
            exact,
            sketch,
            empty: all == 0 && title_words == 0,
            published: document.published.map(|publication| publication.span),
            state: State::of(document),
            outlet: outlet(document).into_owned(),
            paragraphs: if paragraphs.len() > 1 { paragraphs } else { Vec::new() },
        };
        (trace, counted)
    }

    /// The paragraph that holds a byte of the text, by its position; none if the text has only one.
    pub fn paragraph_at(&self, byte: usize) -> Option<usize> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.end <= byte);
        (at < self.paragraphs.len()).then_some(at)
    }
}

/// A short document is its title and its text.
fn short_hash(title: &str, body: u64, buffer: &mut Vec<u64>) -> u64 {
    let from = buffer.len();
    push_words(title, buffer);
    mix(body ^ fold(&buffer[from..]).rotate_left(32))
}

fn each_line(text: &str, mut visit: impl FnMut(&str, usize)) {
    let mut start = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        visit(&text[start..at], at);
        start = (at + 1).min(text.len());
    }
}

/// Some words as one number.
fn fold(words: &[u64]) -> u64 {
    mix(words
        .iter()
        .fold(words.len() as u64, |sum, word| sum.rotate_left(21).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word))
}
