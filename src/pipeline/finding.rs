//! What is found in a document, before anything that depends on other documents or on a person's corrections.

use std::cell::RefCell;

use crate::copies::Trace;
use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Mention, Scratch, Subject, Tally};
use crate::store::Measured;
use crate::temporal::{Context, References, Tagger};
use crate::text::{characters, words};

thread_local! {
    /// The matcher's memory, one a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// What is found in a document: it follows from its title, its text and its date alone, given gazetteer and settings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) mentions: Vec<Mention>,
    /// What was dropped.
    pub(super) tally: Tally,
    pub(super) measured: Measured,
    /// The dates that it tells, if they were looked for.
    pub(super) told: Option<Telling>,
}

/// The date references of a document's fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Telling {
    pub(super) title: References,
    pub(super) text: References,
}

impl Finding {
    /// Reads a document; `content` is the hash of what it says.
    pub(super) fn of(
        document: &Document,
        content: u128,
        (gazetteer, matcher): (&Gazetteer, &Matcher),
        dates: Option<&Tagger>,
    ) -> Finding {
        let published = document.published.map(|publication| publication.span);
        let subject = Subject { title: &document.title, text: &document.text, published };
        let (mentions, tally) = SCRATCH.with_borrow_mut(|scratch| matcher.find(gazetteer, subject, scratch));
        let measured = Measured {
            words: words(&document.title) + words(&document.text),
            characters: characters(&document.title) + characters(&document.text),
            content,
            trace: Trace::of(document),
        };
        Finding { mentions, tally, measured, told: dates.map(|tagger| Telling::of(document, tagger)) }
    }
}

impl Telling {
    /// Tags the fields. A title is read as the same kind of text as what it stands over.
    fn of(document: &Document, tagger: &Tagger) -> Telling {
        let published = document.published.map(|publication| publication.span);
        // Of a title and its text, one may show how the other writes dates in figures.
        let alone = tagger.references(&document.title, published);
        let text = tagger.references_in(&document.text, Context { published, order: alone.order, genre: None });
        let context = Context { published, order: text.order, genre: Some(text.genre) };
        let title = tagger.references_in(&document.title, context);
        Telling { title, text }
    }
}
