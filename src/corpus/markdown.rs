//! Markdown: front matter (YAML between `---`, TOML between `+++`) gives the fields, the rest is the text as it stands.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser};

use super::block::File;
use super::document::Item;
use super::draft::Draft;
use super::encoding::{decode, why_no_text};
use super::language::Stated;
use super::options::{CorpusOptions, FieldKind, Fields};
use super::published::{Clue, Reader};

/// Front matter beyond this many bytes is taken for text.
const MAX_FRONT_MATTER: usize = 1 << 16;

/// Names that writers of front matter give to a date, after the user's own.
const DATE_KEYS: [&str; 6] = ["published", "pubdate", "publishdate", "date_published", "datepublished", "created"];

pub(super) fn read(file: &File, options: &CorpusOptions) -> Item {
    let decoded = decode(&file.bytes, None);
    let (front, body) = split(&decoded.text);
    let mut draft = Draft { notes: decoded.note.into_iter().collect(), ..Draft::default() };
    match front.map(Front::parse) {
        Some(Ok(pairs)) => fill(&mut draft, &pairs, options),
        Some(Err(reason)) => draft.notes.push(format!("front matter cannot be read: {reason}")),
        None => {}
    }
    let why = why_no_text(body).filter(|_| draft.title.trim().is_empty());
    if let Some(reason) = why {
        return Item::Skip(file.origin.skip(reason));
    }
    draft.text = Cow::Borrowed(body);
    draft.finish(&file.origin, options)
}

fn fill(draft: &mut Draft, pairs: &[(String, String)], options: &CorpusOptions) {
    let fields: &Fields = &options.fields;
    let value = |names: &[&str]| {
        let found = names.iter().find_map(|name| pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        found.map(|(_, value)| value.clone()).filter(|value| !value.trim().is_empty())
    };
    draft.title = Cow::Owned(value(&[fields.name(FieldKind::Title)]).unwrap_or_default());
    draft.url = value(&[fields.name(FieldKind::Url), "canonical", "link"]).map(Cow::Owned);
    draft.publisher = value(&[fields.name(FieldKind::Publisher), "site", "source"]).map(Cow::Owned);
    draft.language = value(&fields.names(FieldKind::Language)).map(|tag| Stated::field(&tag)).unwrap_or_default();
    // An id is only taken if the user named its field: "id" in front matter is often a number of the theme's.
    draft.id = fields.given(FieldKind::Id).and_then(|name| value(&[name])).map(Cow::Owned);
    let names: Vec<&str> = std::iter::once(fields.name(FieldKind::Date)).chain(DATE_KEYS).collect();
    if let Some(date) = value(&names) {
        draft.clues.push(Clue::field(Reader::new(options.zone).read(&date)));
    }
}

/// The front matter of a document, in its language.
enum Front<'t> {
    Yaml(&'t str),
    Toml(&'t str),
}

impl Front<'_> {
    fn parse(self) -> Result<Vec<(String, String)>, String> {
        match self {
            Front::Yaml(text) => yaml_pairs(text),
            Front::Toml(text) => toml_pairs(text),
        }
    }
}

/// Parts the front matter from the body, which begins after the line that closes it.
fn split(text: &str) -> (Option<Front<'_>>, &str) {
    let fence = if text.starts_with("---") { "---" } else { "+++" };
    let Some(rest) = text.strip_prefix(fence).and_then(after_line_end) else { return (None, text) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > MAX_FRONT_MATTER {
            break;
        }
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            let front = &rest[..at];
            let body = &rest[at + line.len()..];
            let front = if fence == "---" { Front::Yaml(front) } else { Front::Toml(front) };
            return (Some(front), body);
        }
        at += line.len();
    }
    (None, text)
}

fn after_line_end(rest: &str) -> Option<&str> {
    let line = rest.split_inclusive('\n').next()?;
    (line.ends_with('\n') && line.trim().is_empty()).then(|| &rest[line.len()..])
}

/// The scalars of the topmost mapping; of a list its members, joined. Anchors are never expanded, so a small file stays
/// small.
fn yaml_pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let (mut pairs, mut key, mut depth) = (Vec::new(), None::<String>, 0u32);
    let mut members: Vec<String> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        match event {
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                Some(key) => pairs.push((key, value.into_owned())),
                None => key = Some(value.into_owned()),
            },
            Event::Scalar(value, ..) if depth == 2 => members.push(value.into_owned()),
            Event::Alias(_) if depth == 1 => key = None,
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(key) = key.take()
                {
                    pairs.push((key, std::mem::take(&mut members).join(", ")));
                }
            }
            _ => {}
        }
    }
    Ok(pairs)
}

/// The values of a TOML table, and of the tables `params` and `extra` that site generators keep their own keys in.
fn toml_pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let inner = ["params", "extra"].into_iter().filter_map(|name| table.get(name)?.as_table());
    let pairs = std::iter::once(&table).chain(inner).flatten();
    Ok(pairs.filter_map(|(key, value)| Some((key.clone(), toml_text(value)?))).collect())
}

fn toml_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(moment) => Some(moment.to_string()),
        toml::Value::Array(members) => Some(members.iter().filter_map(toml_text).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_parted_from_the_body() {
        for (text, pairs, body) in [
            (
                "---\ntitle: \"Water: a report\"\ndate: 2017-06-13\nauthor: [A. Khan, B. Osman]\n---\nBody\n",
                vec![("title", "Water: a report"), ("date", "2017-06-13"), ("author", "A. Khan, B. Osman")],
                "Body\n",
            ),
            (
                "+++\r\ntitle = 'Harbour'\r\ndate = 2018-05-05T10:00:00Z\r\n[extra]\r\nurl = \"https://example.org/a\"\r\n+++\r\nBody",
                vec![("date", "2018-05-05T10:00:00Z"), ("title", "Harbour"), ("url", "https://example.org/a")],
                "Body",
            ),
            ("---\nnot closed", vec![], "---\nnot closed"),
            ("No front matter\n---\n", vec![], "No front matter\n---\n"),
            ("---\nmeta:\n  deep:\n    date: 1999\ntitle: T\n---\n", vec![("meta", "deep"), ("title", "T")], ""),
        ] {
            let (front, rest) = split(text);
            let mut found = front.map_or(Vec::new(), |front| front.parse().unwrap());
            let mut pairs: Vec<_> = pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            found.sort();
            pairs.sort();
            assert_eq!((found, rest), (pairs, body), "{text:?}");
        }
    }

    #[test]
    fn broken_front_matter_has_a_reason() {
        assert!(yaml_pairs("title: [unclosed").is_err());
        assert!(toml_pairs("title = ").is_err());
    }
}
