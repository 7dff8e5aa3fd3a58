//! What part of a run is wanted: `kind=place,source=Reuters,period=2016-10..2017-06`.

use std::collections::{BTreeMap, HashSet};
use std::str::FromStr;

use crate::calendar::{Day, Span};
use crate::gazetteer::Kind;
use crate::store::{DOCUMENTS, Select, Store};
use crate::{Error, ErrorKind, Result};

/// How many examples of what there is are given when nothing fits.
const SUGGESTIONS: usize = 5;

/// A selection in words: `key=value` pairs with commas between.
///
/// | key | selects |
/// |---|---|
/// | `entity` | an entity, by id, name or alias |
/// | `kind` | `place`, `person`, `organisation` |
/// | `type` | entities of this finer class in their gazetteer's own words (`type` in a list, the column `class` of the exports; `class` is read too) |
/// | `tag` | entities with this label of their gazetteer |
/// | `period` | a date of any fineness (`2017`, `2017-06`), or two with `..` between, either of which may be missing |
/// | `source` | documents by publisher, by host, or by where they were read: a file, or a folder or archive above it; `*` stands for anything |
///
/// A value without a key belongs to the key before it (`kind=place,person`). Values of one key are alternatives;
/// different keys must all hold.
///
/// ```
/// use dateline::export::Where;
///
/// let wanted: Where = "kind=place,person,period=2016-10..2017-06".parse()?;
/// assert!("colour=red".parse::<Where>().is_err());
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    entities: Vec<String>,
    kinds: Vec<Kind>,
    types: Vec<String>,
    tags: Vec<String>,
    period: Option<(Option<Day>, Option<Day>)>,
    sources: Vec<String>,
}

const KEYS: &str = "entity, kind, type, tag, period, source";

impl FromStr for Where {
    type Err = Error;
    fn from_str(text: &str) -> Result<Where> {
        Where::default().and(text)
    }
}

impl Where {
    /// The same with more pairs: what `--where` given again means.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`] for a key that is none, or a value that does not suit its key.
    pub fn and(mut self, text: &str) -> Result<Where> {
        let mut key = None;
        for piece in text.split(',').map(str::trim) {
            let (named, value) = match (piece.split_once('='), key) {
                (Some((named, value)), _) => (named.trim(), value.trim()),
                (None, Some(key)) => (key, piece),
                (None, None) => return Err(no_pair(text)),
            };
            if value.is_empty() {
                return Err(Error::new(ErrorKind::Usage, format!("nothing stands for `{named}` in {text:?}")));
            }
            self.take(named, value)?;
            key = Some(named);
        }
        Ok(self)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<()> {
        match key {
            "entity" => self.entities.push(value.to_owned()),
            "kind" => self.kinds.push(value.parse()?),
            "type" | "class" => self.types.push(value.to_owned()),
            "tag" => self.tags.push(value.to_owned()),
            "source" => self.sources.push(value.to_owned()),
            "period" if self.period.is_some() => {
                return Err(Error::new(ErrorKind::Usage, "there can be one period only")
                    .help("write its first and its last date with `..` between: period=2016-10..2017-06"));
            }
            "period" => self.period = Some(period(value)?),
            other => {
                return Err(Error::new(ErrorKind::Usage, format!("nothing can be selected by {other:?}"))
                    .help(format!("the keys are {KEYS}: kind=place,period=2017")));
            }
        }
        Ok(())
    }

    /// Looks up what is named, in a run.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::NotFound`] when there is no such entity, tag or source, [`ErrorKind::Usage`] where an
    /// entity's name is that of several; [`ErrorKind::Store`] when the store is damaged.
    pub fn resolve(&self, store: &Store) -> Result<Select> {
        let (from, to) = self.period.unwrap_or_default();
        let mut select = Select { from, to, ..Select::default() };
        let plain = self.tags.is_empty() && self.types.is_empty();
        match self.kinds.as_slice() {
            [] if plain => {}
            [one] if plain => select.kind = Some(*one),
            _ => select.entities = Some(self.labelled(store)?),
        }
        if !self.entities.is_empty() {
            let named: HashSet<String> = store.entities_called(&self.entities)?.into_iter().map(|row| row.id).collect();
            select.entities = Some(match select.entities {
                None => named,
                Some(others) => named.intersection(&others).cloned().collect(),
            });
        }
        if !self.sources.is_empty() {
            select.documents = Some(documents(store, &self.sources)?);
        }
        Ok(select)
    }

    /// Whether entities are named one by one.
    pub fn names_entities(&self) -> bool {
        !self.entities.is_empty()
    }

    /// The entities of the kinds, types and tags. A label that no entity has is an error, which tells those that there
    /// are.
    fn labelled(&self, store: &Store) -> Result<HashSet<String>> {
        let (mut ids, mut types, mut tags) = (HashSet::new(), Labels::default(), Labels::default());
        for row in store.entities()? {
            let row = row?;
            let of_kind = self.kinds.is_empty() || self.kinds.contains(&row.kind);
            let of_type = types.hold(&self.types, row.class.iter());
            let of_tag = tags.hold(&self.tags, row.tags.iter());
            if of_kind && of_type && of_tag {
                ids.insert(row.id);
            }
        }
        match types.none("type", &self.types).or_else(|| tags.none("tag", &self.tags)) {
            Some(error) => Err(error),
            None => Ok(ids),
        }
    }
}

fn no_pair(text: &str) -> Error {
    Error::new(ErrorKind::Usage, format!("{text:?} is no selection"))
        .help(format!("write KEY=VALUE, such as kind=place,period=2017; the keys are {KEYS}"))
}

/// `2017-06`, `2016-10..2017-06`, `2016-10..` or `..2017-06`.
fn period(text: &str) -> Result<(Option<Day>, Option<Day>)> {
    let date = |text: &str| -> Result<Option<Span>> {
        if text.is_empty() { Ok(None) } else { text.parse::<Span>().map(Some) }
    };
    let (from, to) = match text.split_once("..") {
        None => (date(text)?, date(text)?),
        Some((from, to)) => (date(from.trim())?, date(to.trim())?),
    };
    let (from, to) = (from.map(Span::from), to.map(Span::to));
    match (from, to) {
        (Some(first), Some(last)) if first > last => {
            Err(Error::new(ErrorKind::Usage, format!("the period {text} ends before it begins")))
        }
        (None, None) => Err(Error::new(ErrorKind::Usage, format!("{text:?} is no period"))
            .help("write a date (2017, 2017-06) or two with `..` between: 2016-10..2017-06")),
        both => Ok(both),
    }
}

/// The labels of one sort in a run, and whether a wanted one is among them.
#[derive(Default)]
struct Labels {
    known: BTreeMap<String, u64>,
    found: bool,
}

impl Labels {
    /// Whether one of an entity's labels is wanted, or none is.
    fn hold<'l>(&mut self, wanted: &[String], labels: impl Iterator<Item = &'l String>) -> bool {
        let mut holds = wanted.is_empty();
        for label in labels.filter(|_| !wanted.is_empty()) {
            *self.known.entry(label.clone()).or_default() += 1;
            holds |= wanted.contains(label);
        }
        self.found |= holds;
        holds
    }

    /// The error for wanted labels that no entity has.
    fn none(self, sort: &str, wanted: &[String]) -> Option<Error> {
        if self.found || wanted.is_empty() {
            return None;
        }
        let error = Error::new(ErrorKind::NotFound, format!("no entity has the {sort} {}", wanted.join(" or ")));
        Some(match most(self.known) {
            list if list.is_empty() => error.help(format!("the gazetteers of this run have no {sort}s")),
            list => error.help(format!("there are: {list}")),
        })
    }
}

/// The names that are met most.
fn most(counts: BTreeMap<String, u64>) -> String {
    let mut ranked: Vec<(String, u64)> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = if ranked.len() > SUGGESTIONS { " …" } else { "" };
    let names: Vec<String> = ranked.into_iter().take(SUGGESTIONS).map(|(name, _)| name).collect();
    format!("{}{more}", names.join(", "))
}

/// The ids of the documents that come from one of the sources. They are in memory at once.
fn documents(store: &Store, wanted: &[String]) -> Result<HashSet<String>> {
    let (mut ids, mut known, all) = (HashSet::new(), BTreeMap::new(), Select::default());
    let mut scan = store.scan(&DOCUMENTS, &["document", "source", "publisher", "url"], &all)?;
    while let Some(row) = scan.next_row()? {
        let origin =
            Origin { read: row.text(1), publisher: row.optional_text(2), host: row.optional_text(3).and_then(host) };
        if wanted.iter().any(|pattern| origin.fits(pattern)) {
            ids.insert(row.text(0).to_owned());
        }
        if ids.is_empty() {
            *known.entry(origin.name()).or_default() += 1;
        }
    }
    if ids.is_empty() {
        let error = Error::new(ErrorKind::NotFound, format!("no document comes from {}", wanted.join(" or ")));
        return Err(error.help(format!("there are: {}", most(known))));
    }
    Ok(ids)
}

/// Where a document comes from.
struct Origin<'r> {
    read: &'r str,
    publisher: Option<&'r str>,
    host: Option<&'r str>,
}

impl Origin<'_> {
    fn fits(&self, pattern: &str) -> bool {
        let any_case = |text: &str| matches(&pattern.to_lowercase(), &text.to_lowercase());
        let within = |text: &str| {
            matches(pattern, text)
                || text.char_indices().any(|(at, character)| "/!#".contains(character) && matches(pattern, &text[..at]))
        };
        within(self.read) || self.publisher.is_some_and(any_case) || self.host.is_some_and(any_case)
    }

    /// What a user would call it.
    fn name(&self) -> String {
        let file = || self.read.split(['!', '#']).next().unwrap_or_default();
        let folder = || file().rsplit_once('/').map_or(file(), |(folder, _)| folder);
        self.publisher.or(self.host).map_or_else(|| folder().to_owned(), str::to_owned)
    }
}

/// The host of a web address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Whether a text is what a pattern says, in which `*` stands for any characters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    let Some(mut middle) = rest.strip_suffix(last) else { return false };
    for part in parts {
        let Some(at) = middle.find(part) else { return false };
        middle = &middle[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_mistakes_name_the_keys() {
        let wanted: Where = "kind=place,person, tag=port,period=2016-10..2017-06,source=wire/*".parse().unwrap();
        assert_eq!(wanted.kinds, [Kind::Place, Kind::Person]);
        assert_eq!(wanted.sources, ["wire/*"]);
        let (from, to) = wanted.period.unwrap();
        assert_eq!((from.unwrap().to_string(), to.unwrap().to_string()), ("2016-10-01".into(), "2017-06-30".into()));
        for (text, part) in [
            ("place", "KEY=VALUE"),
            ("colour=red", "entity, kind, type, tag, period, source"),
            ("kind=city", "place, person, organisation"),
            ("period=..", "2016-10..2017-06"),
            ("period=2018..2017", "ends before"),
            ("kind=", "nothing stands for"),
            ("period=2017,2018", "one period"),
        ] {
            let error = text.parse::<Where>().unwrap_err();
            assert!(error.to_string().contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn a_source_is_a_publisher_a_host_or_a_place_on_disk() {
        let origin = Origin {
            read: "in/wire.zip!a.txt#3",
            publisher: Some("The Quay Gazette"),
            host: host("https://www.quay.example:80/x"),
        };
        for pattern in
            ["in", "in/wire.zip", "in/wire.zip!a.txt", "in/w*", "the quay gazette", "quay.example", "*gazette", "*"]
        {
            assert!(origin.fits(pattern), "{pattern}");
        }
        for pattern in ["i", "in/wire", "wire.zip", "gazette", "quay", ""] {
            assert!(!origin.fits(pattern), "{pattern}");
        }
        assert!(matches("a*b*c", "a1b2b3c") && !matches("a*b*c", "a1c") && !matches("ab*bc", "abc"));
    }
}
