//! What is found in a document, before anything that depends on other documents or on a person's corrections.

use std::cell::RefCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::copies::Trace;
use crate::corpus::Document;
use crate::gazetteer::{Gazetteer, Kind};
use crate::matcher::{Field, Matcher, Mention, Scratch, Subject, Tally};
use crate::store::Measured;
use crate::temporal::{Context, GovernRule, Governing, Reference, References, Tagger};
use crate::text::{characters, sentences};

thread_local! {
    /// The matcher's memory, one a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// What is found in a document: it follows from its title, its text, its date and its language alone, given
/// gazetteer and settings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) mentions: Vec<Found>,
    /// What was dropped.
    pub(super) tally: Tally,
    pub(super) measured: Measured,
    /// The dates that it tells, if they were looked for.
    pub(super) told: Option<Telling>,
}

/// A mention, and which of its field's date references governs it, by its place and by which rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) mention: Mention,
    pub(super) governing: Option<(usize, GovernRule)>,
}

/// The date references of a document's fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Telling {
    pub(super) title: FieldTelling,
    pub(super) text: FieldTelling,
}

/// The date references of a field, and the sentences around them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldTelling {
    pub(super) found: References,
    /// One a reference.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Finding {
    /// Reads a document; `content` is the hash of what it says.
    pub(super) fn of(
        document: &Document,
        content: u128,
        (gazetteer, matcher): (&Gazetteer, &Matcher),
        dates: Option<&Tagger>,
    ) -> Finding {
        let subject = Subject::of(document);
        let mut scratch = SCRATCH.take();
        let (mentions, tally) = matcher.find(gazetteer, subject, &mut scratch);
        #[cfg(test)]
        crate::guard::panic_if_asked("matching", &document.text);
        // What a panic left half done is not put back.
        SCRATCH.set(scratch);
        let told = dates.map(|tagger| Telling::of(document, &Names::of(&mentions, gazetteer, tagger), tagger));
        let mut fields = told.as_ref().zip(dates).map(|(told, tagger)| told.governing(document, tagger));
        let mentions = mentions.into_iter().map(|mention| Found::of(mention, fields.as_mut())).collect();
        let (trace, words) = Trace::with_words(document);
        let characters = characters(&document.title) + characters(&document.text);
        let measured = Measured { words, characters, content, trace };
        Finding { mentions, tally, measured, told }
    }
}

/// Where names stand that an expression of time may look like: "May" of Theresa May, "17 November" of a group.
#[derive(Debug, Default)]
struct Names {
    title: Vec<Range<usize>>,
    text: Vec<Range<usize>>,
}

impl Names {
    /// Those of people, and all of several words that are no date by themselves. A dump has places called Sunday, too,
    /// and who is called "17 November" alone is so in no text that gives the day: there the matcher cannot tell.
    fn of(mentions: &[Mention], gazetteer: &Gazetteer, tagger: &Tagger) -> Names {
        let mut names = Names::default();
        for mention in mentions {
            let entity = &gazetteer.entities[mention.entity as usize];
            let alias = &entity.aliases[mention.alias as usize];
            if entity.kind == Kind::Person || (alias.text.contains(' ') && !is_date(&alias.text, tagger)) {
                let field = if mention.field == Field::Title { &mut names.title } else { &mut names.text };
                field.push(mention.start..mention.end);
            }
        }
        names
    }
}

/// Whether a name with figures in it reads as a date from its first character to its last.
fn is_date(name: &str, tagger: &Tagger) -> bool {
    let whole = |reference: &Reference| reference.start == 0 && reference.end == name.len();
    name.contains(|letter: char| letter.is_ascii_digit()) && tagger.references(name, None).references.iter().any(whole)
}

impl Found {
    /// A mention with what governs it in its field, which are asked in the order of their places.
    fn of(mention: Mention, fields: Option<&mut [Governing<'_>; 2]>) -> Found {
        let governing = fields.and_then(|[title, text]| {
            let field = if mention.field == Field::Title { title } else { text };
            field.of(mention.start..mention.end, mention.sentence.clone())
        });
        Found { mention, governing }
    }
}

/// Mentions that a person adds, in the order of their places, with what governs them.
pub(super) fn added(
    mentions: Vec<Mention>,
    document: &Document,
    told: Option<&Telling>,
    dates: Option<&Tagger>,
) -> Vec<Found> {
    let mut fields = told.zip(dates).map(|(told, tagger)| told.governing(document, tagger));
    mentions.into_iter().map(|mention| Found::of(mention, fields.as_mut())).collect()
}

impl Telling {
    /// Tags the fields. A title is read as the same kind of text as what it stands over.
    fn of(document: &Document, names: &Names, tagger: &Tagger) -> Telling {
        let published = document.published.map(|publication| publication.span);
        // Of a title and its text, one may show how the other writes dates in figures.
        let alone = tagger.references(&document.title, published);
        let context = Context { published, order: alone.order, genre: None, names: &names.text };
        let text = tagger.references_in(&document.text, context);
        let context = Context { published, order: text.order, genre: Some(text.genre), names: &names.title };
        let title = tagger.references_in(&document.title, context);
        Telling { title: FieldTelling::of(&document.title, title), text: FieldTelling::of(&document.text, text) }
    }

    /// What a field tells.
    pub(super) fn field(&self, field: Field) -> &FieldTelling {
        match field {
            Field::Title => &self.title,
            Field::Text => &self.text,
        }
    }

    /// What governs the mentions of the title, and of the text.
    fn governing<'a>(&'a self, document: &'a Document, tagger: &'a Tagger) -> [Governing<'a>; 2] {
        let published = document.published.map(|publication| publication.span);
        let title = tagger.governing(&document.title, &self.title.found, published);
        [title, tagger.governing(&document.text, &self.text.found, published)]
    }
}

impl FieldTelling {
    fn of(text: &str, found: References) -> FieldTelling {
        let mut walk = sentences(text).peekable();
        let around = |reference: &Reference| {
            // A reference that reaches over the end of a sentence belongs to the one in which it begins.
            while walk.next_if(|sentence| sentence.end <= reference.start).is_some() {}
            walk.peek().cloned().unwrap_or(reference.start..reference.end)
        };
        FieldTelling { sentences: found.references.iter().map(around).collect(), found }
    }
}
