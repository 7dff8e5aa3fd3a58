//! `dateline explain`: one document with every name in it, what was decided on each, and how to mend the gazetteer.

mod advice;
mod decisions;
mod json;
mod text;

use dateline::cache::Ready;
use dateline::corpus::{Corpus, Document, Item};
use dateline::corrections::Corrections;
use dateline::gazetteer::Gazetteer;
use dateline::matcher::{Explained, Field, Matcher, Scratch, Subject};
use dateline::{Error, ErrorKind, Result};

use super::args::{BuildArgs, ExplainArgs};
use super::settings::build_settings;
use super::terminal::{note, print, warning};
use super::{Outcome, gazetteer};

/// How many ids are named where one must be chosen.
const IDS_SHOWN: usize = 5;

/// A document with its explanation.
struct Case<'c> {
    gazetteer: &'c Gazetteer,
    document: &'c Document,
    /// What is shown of its occurrences.
    occurrences: Vec<Explained>,
    /// Words in small letters that are not shown.
    other_words: usize,
    /// Whether every meaning is shown.
    all: bool,
    /// Where the line breaks of the text are.
    breaks: Vec<usize>,
}

impl Case<'_> {
    fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => &self.document.title,
            Field::Text => &self.document.text,
        }
    }

    /// The line of the text that a byte stands on, from 1.
    fn line(&self, at: usize) -> usize {
        self.breaks.partition_point(|&line_break| line_break < at) + 1
    }

    fn surface(&self, occurrence: &Explained) -> &str {
        &self.field(occurrence.field)[occurrence.start..occurrence.end]
    }
}

pub fn run(args: ExplainArgs) -> Result<Outcome> {
    let (id, all, as_json) = (args.id.clone(), args.all, args.json);
    let (settings, corpus_options) = build_settings(build_args(args))?;
    let corrections = Corrections::read(&settings.corrections)?;
    let Ready { gazetteer, names } = gazetteer::ready_amended(&settings, &corrections)?;
    let corpus = Corpus::open(&settings.corpus, corpus_options)?;
    let mut document = document(&corpus, id.as_deref())?;
    corrections.redate(&mut document);
    let matcher = Matcher::of_names(names).ambiguous(settings.ambiguous);
    let subject = Subject::of(&document);
    let mut occurrences = matcher.explain(&gazetteer, subject, &mut Scratch::default());
    let found = occurrences.len();
    occurrences.retain(|occurrence| all || !occurrence.is_other_word());
    let other_words = found - occurrences.len();
    let breaks = document.text.match_indices('\n').map(|(at, _)| at).collect();
    let case = Case { gazetteer: &gazetteer, document: &document, occurrences, other_words, all, breaks };
    if as_json {
        print(|out| writeln!(out, "{:#}", json::of(&case)))?;
    } else {
        print(|out| text::write(out, &case))?;
    }
    say_corrected(&corrections);
    let is_empty = case.occurrences.is_empty();
    // The program ends here, and the system takes all memory back at once: to give it back name by name takes longer.
    std::mem::forget((matcher, gazetteer));
    if is_empty {
        warning("no name of the gazetteers stands in the document");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Merges, splits and dates are in what is explained; what happens to a mention after it was found is not.
fn say_corrected(corrections: &Corrections) {
    let after = corrections.applied().iter().filter(|one| matches!(&*one.action, "block" | "reassign")).count();
    if after > 0 {
        note(&format!(
            "Shown is what the gazetteers decide; corrections.toml then blocks or reassigns some ({after} such corrections)"
        ));
    }
}

/// The settings of a build of that document alone.
fn build_args(args: ExplainArgs) -> BuildArgs {
    BuildArgs {
        input: args.input,
        gazetteers: args.gazetteers,
        ambiguous: args.ambiguous,
        anywhere: args.anywhere,
        no_cache: args.cache.no_cache,
        ..BuildArgs::default()
    }
}

/// The document of an id, or the only one.
fn document(corpus: &Corpus, id: Option<&str>) -> Result<Document> {
    let (mut found, mut ids, mut skipped) = (None, Vec::new(), None);
    for item in corpus.blocks().flat_map(|block| block.items(corpus)) {
        match item {
            Item::Skip(skip) => skipped = skipped.or(Some(skip)),
            Item::Document(document) => match id {
                Some(id) if document.id == id || document.source == id => return Ok(document),
                Some(_) => ids.push(document.id),
                None => {
                    ids.push(document.id.clone());
                    found.get_or_insert(document);
                }
            },
        }
        ids.truncate(IDS_SHOWN + 1);
        if id.is_none() && ids.len() > IDS_SHOWN {
            break;
        }
    }
    match (found, id, ids.len()) {
        (Some(document), None, 1) => Ok(document),
        (_, _, 0) => Err(nothing_to_explain(skipped.map(|skip| format!("{}: {}", skip.source, skip.reason)))),
        (_, Some(id), _) => {
            let error = Error::new(ErrorKind::NotFound, format!("no document has the id {id:?}"));
            Err(error.help(format!("ids are such as {}", named(&ids))))
        }
        (_, None, _) => {
            let error = Error::new(ErrorKind::Usage, "there are several documents");
            Err(error.help(format!("choose one with --id: {}", named(&ids))))
        }
    }
}

fn named(ids: &[String]) -> String {
    let more = if ids.len() > IDS_SHOWN { ", …" } else { "" };
    format!("{}{more}", ids[..ids.len().min(IDS_SHOWN)].join(", "))
}

fn nothing_to_explain(reason: Option<String>) -> Error {
    let error = Error::new(ErrorKind::NotFound, "no document: nothing to explain");
    match reason {
        Some(reason) => error.help(reason),
        None => error,
    }
}
