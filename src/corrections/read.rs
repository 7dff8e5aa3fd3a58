//! Reading `corrections.toml`.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use toml::Spanned;

use super::{Action, All, Correction, Corrections, Place, Signed};
use crate::calendar::{self, Span};
use crate::{Error, ErrorKind, Result};

/// What the file may hold. Each entry repeats who signed it, when and why: serde refuses no unknown keys where others
/// are flattened into a value, and a misspelt key would be passed over in silence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    block: Vec<Spanned<Block>>,
    reassign: Vec<Spanned<Reassign>>,
    add: Vec<Spanned<Add>>,
    merge: Vec<Spanned<Merge>>,
    split: Vec<Spanned<Split>>,
    date: Vec<Spanned<Date>>,
    copy: Vec<Spanned<Copy>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    surface: String,
    entity: Option<String>,
    document: Option<String>,
    source: Option<String>,
    field: Option<Field>,
    start: Option<u64>,
    sentence: Option<String>,
    from: Option<Spanned<Day>>,
    until: Option<Spanned<Day>>,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reassign {
    surface: String,
    to: String,
    entity: Option<String>,
    document: Option<String>,
    source: Option<String>,
    field: Option<Field>,
    start: Option<u64>,
    sentence: Option<String>,
    from: Option<Spanned<Day>>,
    until: Option<Spanned<Day>>,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Add {
    surface: String,
    entity: String,
    document: Option<String>,
    source: Option<String>,
    field: Option<Field>,
    start: Option<u64>,
    sentence: Option<String>,
    from: Option<Spanned<Day>>,
    until: Option<Spanned<Day>>,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merge {
    entity: String,
    into: String,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    entity: String,
    into: String,
    name: Option<String>,
    aliases: Vec<String>,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Date {
    document: String,
    published: Spanned<Day>,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copy {
    document: String,
    of: String,
    by: Option<String>,
    on: Option<Day>,
    why: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Field {
    Title,
    Text,
}

impl Field {
    fn name(self) -> String {
        match self {
            Field::Title => "title".to_owned(),
            Field::Text => "text".to_owned(),
        }
    }
}

/// A day as TOML's own date or as text, or a year as a number, as people write them.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "not a date: 2018-06-14, \"2018-06\" or 2018 is one")]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
    Year(u16),
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Day::Date(date) => date.fmt(f),
            Day::Text(text) => f.write_str(text),
            Day::Year(year) => year.fmt(f),
        }
    }
}

impl Corrections {
    /// Reads corrections from files, in their order.
    ///
    /// ```toml
    /// [[block]]                     # these words are no mention
    /// surface = "Hit"               # exactly these characters; all else narrows it:
    /// entity = "hit"                # only as a mention of this entity
    /// document = "reports/7.txt"    # only in this document; `source` for a publisher or a beginning of a path in the corpus
    /// field = "text"                # only in this field, and
    /// start = 120                   # only at this code point
    /// sentence = "Hit by a mine"    # only in a sentence with these words, wherever it has moved to
    /// from = 2014                   # only where it was published on this date or later, and
    /// until = "2016-06"             # on this date or earlier
    /// by = "A. Analyst"
    /// on = 2026-11-20
    /// why = "a verb in a headline"
    ///
    /// [[reassign]]                  # these words are a mention of another entity
    /// surface = "Tripoli"
    /// to = "tripoli-lebanon"
    /// source = "naharnet"
    ///
    /// [[add]]                       # these words are a mention of an entity, and no name of a list
    /// surface = "the caliphate's capital"
    /// entity = "raqqa"
    /// document = "reports/7.txt"    # narrowed as a block is
    ///
    /// [[merge]]                     # two entries are one entity
    /// entity = "isil"
    /// into = "islamic-state"
    ///
    /// [[split]]                     # some aliases are another entity's, which is made if it is not there
    /// entity = "clinton"
    /// into = "hillary-clinton"
    /// name = "Hillary Clinton"
    /// aliases = ["Hillary", "Mrs Clinton"]
    ///
    /// [[date]]                      # when a document was published
    /// document = "reports/7.txt"
    /// published = "2017-06"
    ///
    /// [[copy]]                      # a document repeats another one
    /// document = "reports/8.txt"
    /// of = "reports/7.txt"
    /// ```
    ///
    /// # Errors
    /// A file that cannot be read or is not TOML, a key that is none of these, a date that is none, a document that is
    /// dated twice: with file, line and column.
    pub fn read(paths: &[impl AsRef<Path>]) -> Result<Corrections> {
        let mut corrections = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let text = std::fs::read_to_string(path).map_err(|cause| {
                Error::new(ErrorKind::Usage, "the corrections cannot be read").at(path).caused_by(cause)
            })?;
            corrections.extend(parse(&text, path)?);
        }
        indexed(corrections)
    }
}

fn parse(text: &str, path: &Path) -> Result<Vec<Correction>> {
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        placed(Error::new(ErrorKind::Usage, error.message().trim()), text, path, at)
    })?;
    let dates = file.date.into_iter().map(|date| dated(date, text, path));
    let mut found: Vec<(usize, Stated)> = stated(file.merge)
        .chain(stated(file.split))
        .map(Ok)
        .chain(file.block.into_iter().map(|block| blocked(block, text, path)))
        .chain(file.reassign.into_iter().map(|reassign| reassigned(reassign, text, path)))
        .chain(file.add.into_iter().map(|add| added(add, text, path)))
        .chain(file.copy.into_iter().map(|copy| copied(copy, text, path)))
        .chain(dates)
        .collect::<Result<_>>()?;
    found.sort_by_key(|(at, _)| *at);
    let correction = |(at, stated): (usize, Stated)| Correction {
        action: stated.action,
        signed: stated.signed,
        path: path.to_owned(),
        line: crate::error::line_and_column(text, at).0,
        applied: AtomicU64::new(0),
        target: OnceLock::new(),
        stranger: OnceLock::new(),
    };
    Ok(found.into_iter().map(correction).collect())
}

/// What an entry of the file states.
struct Stated {
    action: Action,
    signed: Signed,
}

/// What entries of one sort state, each with the byte at which it begins.
fn stated<T: Into<Stated>>(entries: Vec<Spanned<T>>) -> impl Iterator<Item = (usize, Stated)> {
    entries.into_iter().map(|entry| (entry.span().start, entry.into_inner().into()))
}

/// What an entry says of words that are no mention.
fn blocked(entry: Spanned<Block>, text: &str, path: &Path) -> Result<(usize, Stated)> {
    let at = entry.span().start;
    let Block { surface, entity, document, source, field, start, sentence, from, until, by, on, why } =
        entry.into_inner();
    let field = field.map(Field::name);
    let period = period(from, until, text, path)?;
    let place = Place { surface, entity, document, source, field, start, sentence, period };
    Ok((at, Stated { action: Action::Block(place), signed: signed(by, on, why) }))
}

/// What an entry says of words that are a mention of another entity.
fn reassigned(entry: Spanned<Reassign>, text: &str, path: &Path) -> Result<(usize, Stated)> {
    let at = entry.span().start;
    let Reassign { surface, to, entity, document, source, field, start, sentence, from, until, by, on, why } =
        entry.into_inner();
    let field = field.map(Field::name);
    let period = period(from, until, text, path)?;
    let place = Place { surface, entity, document, source, field, start, sentence, period };
    Ok((at, Stated { action: Action::Reassign(place, to), signed: signed(by, on, why) }))
}

/// The days of publication that an entry is about: from the first day of the one date to the last of the other.
fn period(
    from: Option<Spanned<Day>>,
    until: Option<Spanned<Day>>,
    text: &str,
    path: &Path,
) -> Result<Option<(calendar::Day, calendar::Day)>> {
    let span = |day: &Spanned<Day>| {
        let span = day.get_ref().to_string().parse::<Span>();
        span.map_err(|error| placed(error, text, path, day.span().start))
    };
    let first = from.as_ref().map(span).transpose()?.map_or(calendar::Day::MIN, |span| span.from());
    let last = until.as_ref().map(span).transpose()?.map_or(calendar::Day::MAX, |span| span.to());
    match (&from, &until) {
        (None, None) => Ok(None),
        (_, Some(until)) if first > last => {
            let error = Error::new(ErrorKind::Usage, format!("`until` ({last}) lies before `from` ({first})"));
            Err(placed(error, text, path, until.span().start))
        }
        _ => Ok(Some((first, last))),
    }
}

/// What an entry says of a mention to be added, which has words.
fn added(entry: Spanned<Add>, text: &str, path: &Path) -> Result<(usize, Stated)> {
    let at = entry.span().start;
    let Add { surface, entity, document, source, field, start, sentence, from, until, by, on, why } =
        entry.into_inner();
    if surface.trim().is_empty() {
        let error = Error::new(ErrorKind::Usage, "`surface` is empty: no words are a mention");
        return Err(placed(error.help("write the words as they stand in the text"), text, path, at));
    }
    // That it is of this entity is what it says, and nothing that narrows it.
    let (field, period) = (field.map(Field::name), period(from, until, text, path)?);
    let place = Place { surface, entity: None, document, source, field, start, sentence, period };
    Ok((at, Stated { action: Action::Add(place, entity), signed: signed(by, on, why) }))
}

impl From<Merge> for Stated {
    fn from(Merge { entity, into, by, on, why }: Merge) -> Stated {
        Stated { action: Action::Merge { entity, into }, signed: signed(by, on, why) }
    }
}

impl From<Split> for Stated {
    fn from(Split { entity, into, name, aliases, by, on, why }: Split) -> Stated {
        Stated { action: Action::Split { entity, into, name, aliases }, signed: signed(by, on, why) }
    }
}

/// What an entry says of a document that repeats another, which is not itself.
fn copied(entry: Spanned<Copy>, text: &str, path: &Path) -> Result<(usize, Stated)> {
    let at = entry.span().start;
    let Copy { document, of, by, on, why } = entry.into_inner();
    if document == of {
        let error = Error::new(ErrorKind::Usage, format!("{document:?} is no copy of itself"));
        return Err(placed(
            error.help("`of` names the document that it repeats, or leave the entry out"),
            text,
            path,
            at,
        ));
    }
    Ok((at, Stated { action: Action::Copy { document, of }, signed: signed(by, on, why) }))
}

/// What an entry says of a document's date, which alone can be no date at all.
fn dated(entry: Spanned<Date>, text: &str, path: &Path) -> Result<(usize, Stated)> {
    let at = entry.span().start;
    let Date { document, published, by, on, why } = entry.into_inner();
    let day = published.get_ref().to_string().parse::<Span>();
    let published = day.map_err(|error| placed(error, text, path, published.span().start))?;
    Ok((at, Stated { action: Action::Date { document, published }, signed: signed(by, on, why) }))
}

fn signed(by: Option<String>, on: Option<Day>, why: Option<String>) -> Signed {
    Signed { by, on: on.map(|day| day.to_string()), why }
}

/// The corrections with what finds them.
fn indexed(corrections: Vec<Correction>) -> Result<Corrections> {
    let mut all = All { corrections, ..All::default() };
    for (position, correction) in all.corrections.iter().enumerate() {
        match &correction.action {
            Action::Block(place) | Action::Reassign(place, _) => {
                all.by_surface.entry(place.surface.clone()).or_default().push(position);
            }
            Action::Add(..) => all.additions.push(position),
            Action::Date { document, .. } => once(&mut all.dates, &all.corrections, document, position)?,
            Action::Copy { document, .. } => once(&mut all.copies, &all.corrections, document, position)?,
            Action::Merge { .. } | Action::Split { .. } => {}
        }
    }
    Ok(Corrections(Arc::new(all)))
}

fn once(table: &mut HashMap<String, usize>, all: &[Correction], document: &str, position: usize) -> Result<()> {
    let Some(before) = table.insert(document.to_owned(), position) else { return Ok(()) };
    let (this, other) = (&all[position], &all[before]);
    if this.action == other.action {
        return Ok(());
    }
    let message = format!("{document:?} has another [[{}]] at {}", this.action.name(), other.place());
    Err(Error::new(ErrorKind::Usage, message).at(&this.path).line(this.line).help("keep one of the two"))
}

fn placed(error: Error, text: &str, path: &Path, at: usize) -> Error {
    error.at(path).within(text, at)
}
