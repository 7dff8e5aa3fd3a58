//! A batch: what one piece of the corpus gave, gathered by the thread that read it.

use bytes::Bytes;
use xxhash_rust::xxh3::Xxh3;

use crate::calendar::Span;
use crate::copies::Trace;
use crate::corpus::{DateSource, Document};
use crate::matcher::Field;
use crate::temporal::Reference;

/// A piece of text in a batch's buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    from: usize,
    to: usize,
}

/// What is measured of a document, whoever it mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Words of its title and its text.
    pub(crate) words: u64,
    /// Code points of its title and its text.
    pub(crate) characters: u64,
    /// What it says, as a number ([`content_hash`]).
    pub(crate) content: u128,
    /// What copies and furniture are found by.
    pub(crate) trace: Trace,
}

/// Which document of a batch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentHandle(usize);

/// One mention, on its way into a batch. Fill in what is known and take `..Default::default()` for the rest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mention<'a> {
    /// The field that it stands in.
    pub field: Field,
    /// First code point in the field, and the one after the last.
    pub characters: (u64, u64),
    /// First UTF-8 byte in the field, and the one after the last.
    pub bytes: (u64, u64),
    /// The exact characters.
    pub surface: &'a str,
    /// Position of the entity in the run's [`Gazetteer`](crate::gazetteer::Gazetteer).
    pub entity: usize,
    /// Position of the alias among the entity's.
    pub alias: usize,
    /// The rule that let it count.
    pub rule: &'a str,
    /// The sentence around it.
    pub sentence: &'a str,
    /// Code points of the sentence before it.
    pub in_sentence: u64,
    /// The code point at which the sentence begins in the field.
    pub sentence_start: u64,
    /// The date that governs it.
    pub referenced: Option<Referenced<'a>>,
    /// How likely this entity is meant, where that had to be decided.
    pub score: Option<f32>,
    /// The id of the next likeliest entity of the same name.
    pub runner_up: Option<&'a str>,
}

/// The date reference that governs a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Referenced<'a> {
    /// The days that it names; none if it is unresolved.
    pub span: Option<Span>,
    /// Its exact characters.
    pub surface: &'a str,
    /// How it is tied to the mention.
    pub rule: &'static str,
}

/// One date reference, on its way into a batch.
#[derive(Clone, Copy, Debug)]
pub struct DateReference<'a> {
    /// The field that it stands in.
    pub field: Field,
    /// First code point in the field, and the one after the last.
    pub characters: (u64, u64),
    /// The exact characters.
    pub surface: &'a str,
    /// What it names.
    pub reference: &'a Reference,
    /// The sentence around it.
    pub sentence: &'a str,
    /// Positions in the gazetteer of the entities that the sentence mentions, each once.
    pub entities: &'a [usize],
}

pub(super) struct StoredDocument {
    pub(super) id: Piece,
    pub(super) source: Piece,
    pub(super) title: Piece,
    pub(super) url: Option<Piece>,
    pub(super) publisher: Option<Piece>,
    pub(super) note: Option<Piece>,
    /// The date as text, itself, and where it was learnt.
    pub(super) published: Option<(Piece, Span, DateSource)>,
    pub(super) words: u64,
    pub(super) characters: u64,
    pub(super) content: u128,
    pub(super) genre: Option<&'static str>,
    pub(super) outlet: Piece,
    /// The language's tag, and how sure it is if it was detected.
    pub(super) language: Option<(Piece, Option<u8>)>,
    pub(super) trace: Trace,
    /// The id of the document that a person says it repeats.
    pub(super) original: Option<Piece>,
}

pub(super) struct StoredMention {
    pub(super) document: usize,
    pub(super) field: Field,
    pub(super) characters: (u64, u64),
    pub(super) bytes: (u64, u64),
    pub(super) surface: Piece,
    pub(super) entity: usize,
    pub(super) alias: usize,
    pub(super) rule: usize,
    pub(super) sentence: Piece,
    pub(super) in_sentence: u64,
    pub(super) sentence_start: u64,
    /// Span, surface and rule of the date that governs it.
    pub(super) referenced: Option<(Option<Span>, Piece, &'static str)>,
    pub(super) score: Option<f32>,
    pub(super) runner_up: Option<Piece>,
    /// The position of its paragraph, if the text has several.
    pub(super) paragraph: Option<u32>,
}

pub(super) struct StoredDate {
    pub(super) document: usize,
    pub(super) field: Field,
    pub(super) characters: (u64, u64),
    pub(super) bytes: (u64, u64),
    pub(super) surface: Piece,
    pub(super) value: Option<Piece>,
    pub(super) span: Option<Span>,
    pub(super) anchor: &'static str,
    pub(super) rule: &'static str,
    pub(super) modifier: Option<&'static str>,
    pub(super) alternative: Option<Piece>,
    pub(super) unresolved: Option<&'static str>,
    pub(super) sentence: Piece,
    pub(super) entities: Vec<usize>,
}

/// Documents and their mentions, in order. All text lies in one buffer, of which the store's columns copy what is
/// theirs: rows that wait long for their row group to fill would otherwise keep all the text of their batches.
#[derive(Default)]
pub struct Batch {
    text: Vec<u8>,
    pub(super) documents: Vec<StoredDocument>,
    pub(super) mentions: Vec<StoredMention>,
    pub(super) dates: Vec<StoredDate>,
    /// The rules that fired, each once, and how often.
    pub(super) rules: Vec<(String, u64)>,
}

/// How far a batch was filled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    text: usize,
    documents: usize,
    mentions: usize,
    dates: usize,
    rules: usize,
}

impl Batch {
    /// How far it is filled, to go back there.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            text: self.text.len(),
            documents: self.documents.len(),
            mentions: self.mentions.len(),
            dates: self.dates.len(),
            rules: self.rules.len(),
        }
    }

    /// Takes out all that was added since.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        for mention in self.mentions.drain(mark.mentions..) {
            self.rules[mention.rule].1 -= 1;
        }
        self.rules.truncate(mark.rules);
        self.dates.truncate(mark.dates);
        self.documents.truncate(mark.documents);
        self.text.truncate(mark.text);
    }

    /// An empty batch.
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Adds a document, with the words and the code points of its title and text. The mentions that follow are its own.
    pub fn document(&mut self, document: &Document, words: u64, characters: u64) -> DocumentHandle {
        let content = content_hash(document);
        self.measured(document, Measured { words, characters, content, trace: Trace::of(document) })
    }

    /// Adds a document of which all that is measured is known.
    pub(crate) fn measured(&mut self, document: &Document, measured: Measured) -> DocumentHandle {
        let Measured { words, characters, content, trace } = measured;
        let published = document.published.map(|publication| {
            let text = publication.span.to_string();
            (self.keep(&text), publication.span, publication.from)
        });
        let stored = StoredDocument {
            id: self.keep(&document.id),
            source: self.keep(&document.source),
            title: self.keep(&document.title),
            url: document.url.as_deref().map(|url| self.keep(url)),
            publisher: document.publisher.as_deref().map(|publisher| self.keep(publisher)),
            note: document.note.as_deref().map(|note| self.keep(note)),
            published,
            words,
            characters,
            content,
            genre: None,
            outlet: self.keep(&trace.outlet),
            language: document.language.as_ref().map(|found| (self.keep(&found.tag), found.confidence)),
            trace,
            original: None,
        };
        self.documents.push(stored);
        DocumentHandle(self.documents.len() - 1)
    }

    /// Adds a mention of the document that was added last.
    ///
    /// # Panics
    /// If no document was added before.
    pub fn mention(&mut self, mention: &Mention<'_>) {
        let document = self.documents.len().checked_sub(1).expect("a mention follows its document");
        let sentence = match self.mentions.last() {
            Some(last) if self.str(last.sentence) == mention.sentence => last.sentence,
            _ => self.keep(mention.sentence),
        };
        let in_text = mention.field == Field::Text;
        let trace = &self.documents[document].trace;
        let paragraph = in_text.then(|| trace.paragraph_at(mention.bytes.0 as usize)).flatten();
        let stored = StoredMention {
            paragraph: paragraph.map(|at| at as u32),
            document,
            field: mention.field,
            characters: mention.characters,
            bytes: mention.bytes,
            surface: self.keep(mention.surface),
            entity: mention.entity,
            alias: mention.alias,
            rule: self.rule(mention.rule),
            sentence,
            in_sentence: mention.in_sentence,
            sentence_start: mention.sentence_start,
            referenced: mention.referenced.map(|date| (date.span, self.keep(date.surface), date.rule)),
            score: mention.score,
            runner_up: mention.runner_up.map(|id| self.keep(id)),
        };
        self.mentions.push(stored);
    }

    /// Says that the document that was added last repeats another one, by its id, whatever their texts are.
    pub fn copy_of(&mut self, original: &str) {
        let original = self.keep(original);
        if let Some(document) = self.documents.last_mut() {
            document.original = Some(original);
        }
    }

    /// Says what kind of text the document that was added last is.
    pub fn genre(&mut self, genre: &'static str) {
        if let Some(document) = self.documents.last_mut() {
            document.genre = Some(genre);
        }
    }

    /// Adds a date reference of the document that was added last.
    ///
    /// # Panics
    /// If no document was added before.
    pub fn date(&mut self, date: &DateReference<'_>) {
        let document = self.documents.len().checked_sub(1).expect("a date follows its document");
        let sentence = match self.dates.last() {
            Some(last) if self.str(last.sentence) == date.sentence => last.sentence,
            _ => self.keep(date.sentence),
        };
        let reference = date.reference;
        let stored = StoredDate {
            document,
            field: date.field,
            characters: date.characters,
            bytes: (reference.start as u64, reference.end as u64),
            surface: self.keep(date.surface),
            value: reference.value.as_deref().map(|value| self.keep(value)),
            span: reference.days(),
            anchor: reference.anchor.name(),
            rule: reference.rule,
            modifier: reference.modifier.map(crate::temporal::Modifier::name),
            alternative: reference.alternative.map(|span| self.keep(&span.to_string())),
            unresolved: reference.unresolved,
            sentence,
            entities: date.entities.to_vec(),
        };
        self.dates.push(stored);
    }

    /// Its documents in order: handle, id and source.
    pub fn documents(&self) -> impl Iterator<Item = (DocumentHandle, &str, &str)> {
        let row = |(at, document): (usize, &StoredDocument)| (DocumentHandle(at), document.id, document.source);
        self.documents.iter().enumerate().map(row).map(|(at, id, source)| (at, self.str(id), self.str(source)))
    }

    /// Gives a document another id, because an earlier one has the same.
    pub fn rename(&mut self, document: DocumentHandle, id: &str) {
        self.documents[document.0].id = self.keep(id);
    }

    /// How many mentions it holds.
    pub fn mentions(&self) -> usize {
        self.mentions.len()
    }

    fn keep(&mut self, text: &str) -> Piece {
        let from = self.text.len();
        self.text.extend_from_slice(text.as_bytes());
        Piece { from, to: self.text.len() }
    }

    pub(super) fn str(&self, piece: Piece) -> &str {
        // Pieces are whole strings, so this is always UTF-8.
        std::str::from_utf8(&self.text[piece.from..piece.to]).unwrap_or_default()
    }

    fn rule(&mut self, rule: &str) -> usize {
        let at = self.rules.iter().position(|(known, _)| known == rule).unwrap_or_else(|| {
            self.rules.push((rule.to_owned(), 0));
            self.rules.len() - 1
        });
        self.rules[at].1 += 1;
        at
    }

    /// Its text, of which columns take what is theirs.
    pub(super) fn text(&self) -> BatchText<'_> {
        BatchText(&self.text)
    }

    /// Empties it, to be filled again in the room that it has.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.documents.clear();
        self.mentions.clear();
        self.dates.clear();
        self.rules.clear();
    }

    /// Bytes that it has room for.
    pub(crate) fn room(&self) -> usize {
        self.text.capacity()
            + self.documents.capacity() * size_of::<StoredDocument>()
            + self.mentions.capacity() * size_of::<StoredMention>()
            + self.dates.capacity() * size_of::<StoredDate>()
    }
}

/// The text of a batch, while its rows are brought into columns.
#[derive(Clone, Copy)]
pub(super) struct BatchText<'b>(&'b [u8]);

impl<'b> BatchText<'b> {
    pub(super) fn get(self, piece: Piece) -> &'b [u8] {
        &self.0[piece.from..piece.to]
    }

    /// The text of a column's rows, in memory of its own, and no more of it than they need. Rows that follow on each
    /// other share a piece.
    pub(super) fn copied(
        self,
        rows: impl Iterator<Item = Option<Piece>>,
    ) -> impl ExactSizeIterator<Item = Option<Bytes>> {
        let pieces: Vec<Option<Piece>> = rows.collect();
        let mut text = Vec::with_capacity(distinct(&pieces).map(|piece| piece.to - piece.from).sum());
        distinct(&pieces).for_each(|piece| text.extend_from_slice(self.get(piece)));
        let text = Bytes::from(text);
        let (mut last, mut to) = (None, 0);
        pieces.into_iter().map(move |piece| {
            let piece = piece?;
            if last != Some(piece) {
                to += piece.to - piece.from;
                last = Some(piece);
            }
            Some(text.slice(to - (piece.to - piece.from)..to))
        })
    }
}

/// The pieces that are not those of the row before.
fn distinct(pieces: &[Option<Piece>]) -> impl Iterator<Item = Piece> {
    let mut last = None;
    pieces.iter().flatten().copied().filter(move |&piece| last.replace(piece) != Some(piece))
}

/// What a document says, as a number: the same for the same title and text.
pub(crate) fn content_hash(document: &Document) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(document.title.as_bytes());
    hash.update(&[0xFF]);
    hash.update(document.text.as_bytes());
    hash.digest128()
}
