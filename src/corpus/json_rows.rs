//! Rows that are JSON objects: the lines of JSONL, the members of an array, or one object.
//!
//! Only the wanted fields are kept: a row is never built as a tree, and a string without escapes is not copied before
//! it becomes a document's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::json_values::JsonValues;
use super::options::{FieldKind, Fields};

/// The wanted fields of one row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonRow<'a> {
    values: [Option<Cow<'a, str>>; 7],
    /// Which of its names each value had, and whether in its own letter case, which is better.
    ranks: [u8; 7],
    /// The fields that are there, empty or not, a bit each.
    present: u8,
    /// For each field the names that hold something, a bit each.
    held: [u32; 7],
    /// The fields of which two keys have one name, whatever its letter case, a bit each.
    twice: u8,
}

impl<'a> JsonRow<'a> {
    /// Takes the value of a field: none if it is missing, null, or an object.
    pub(super) fn take(&mut self, kind: FieldKind) -> Option<Cow<'a, str>> {
        self.values[kind as usize].take()
    }

    /// Whether the row has no field of this kind, not even an empty one.
    pub(super) fn lacks(&self, kind: FieldKind) -> bool {
        self.present >> kind as u8 & 1 == 0
    }

    /// The names of a field that hold something, a bit each in the order of [`Fields::keys`].
    pub(super) fn held(&self, kind: FieldKind) -> u32 {
        self.held[kind as usize]
    }

    /// The fields of which two keys that hold something have one name, whatever its letter case, a bit each.
    pub(super) fn twice(&self) -> u8 {
        self.twice
    }

    /// Keeps a value unless there is one of a better name.
    fn put(&mut self, wanted: &Wanted, is_exact: bool, value: Option<Cow<'a, str>>) {
        let index = wanted.kind as usize;
        let rank = 2 * wanted.rank + u8::from(!is_exact);
        let blank = value.as_deref().is_none_or(|value| value.trim().is_empty());
        self.present |= 1 << index;
        let held = u32::from(!blank) << wanted.rank.min(31);
        self.twice |= u8::from(self.held[index] & held != 0) << index;
        self.held[index] |= held;
        if self.values[index].is_none() || !blank && rank <= self.ranks[index] {
            self.values[index] = value.filter(|_| !blank);
            self.ranks[index] = rank;
        }
    }
}

/// Reads one object.
pub(super) fn read<'a>(json: &'a str, wanted: &[Wanted<'_>]) -> serde_json::Result<JsonRow<'a>> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let row = deserializer.deserialize_map(RowVisitor { wanted })?;
    deserializer.end()?;
    Ok(row)
}

/// The keys of an object that has no text, to tell the user what there is.
pub(super) fn keys(json: &str) -> Vec<String> {
    let read: serde_json::Result<BTreeMap<String, IgnoredAny>> = serde_json::from_str(json);
    read.map_or(Vec::new(), |map| map.into_keys().collect())
}

/// The parts of the objects that stand where a field should: `text.body`. None if no object does.
pub(super) fn parts(json: &str, names: &[&str]) -> Vec<String> {
    let members: BTreeMap<Cow<str>, &RawValue> = serde_json::from_str(json).unwrap_or_default();
    let is_meant = |key: &str| names.iter().any(|name| name.eq_ignore_ascii_case(key));
    let objects = members.into_iter().filter(|(key, value)| is_meant(key) && value.get().starts_with('{'));
    objects.flat_map(|(key, value)| keys(value.get()).into_iter().map(move |part| format!("{key}.{part}"))).collect()
}

/// Mends what is common and wrong: Python's NaN and Infinity become null, halves of surrogate pairs U+FFFD; of an
/// escape that JSON has not (`\'`, as GDELT's titles have it) the character stays, and a control character within a
/// string is escaped. None if there was nothing to mend.
pub(super) fn mend(json: &str) -> Option<String> {
    let mut mended = String::with_capacity(json.len());
    let (mut rest, mut changed) = (json, false);
    while let Some(at) = rest.find(['"', 'N', 'I']) {
        let (before, from) = rest.split_at(at);
        mended.push_str(before);
        rest = from;
        if rest.starts_with('"') {
            let (string, after) = rest.split_at(string_end(rest));
            changed |= push_mended_string(&mut mended, string);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("NaN").or_else(|| rest.strip_prefix("Infinity")) {
            if mended.ends_with('-') {
                mended.pop();
            }
            mended.push_str("null");
            (rest, changed) = (after, true);
        } else {
            mended.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    mended.push_str(rest);
    changed.then_some(mended)
}

/// The rows in the list that an object has under a key, or why they are none; none if it has no such key, or is no
/// object. The key `data.items` is also the key `items` of the object `data`.
pub(super) fn list<'a>(json: &'a str, key: &str) -> Option<Result<Vec<&'a RawValue>, String>> {
    let list = under(json, key)?;
    Some(serde_json::from_str(list.get()).map_err(|_| format!("its field {key:?} is no list")))
}

fn under<'a>(json: &'a str, key: &str) -> Option<&'a RawValue> {
    let members: BTreeMap<Cow<str>, &'a RawValue> = serde_json::from_str(json).ok()?;
    if let Some(value) = members.get(key) {
        return Some(value);
    }
    let mut parts = key.match_indices('.').map(|(at, _)| (&key[..at], &key[at + 1..]));
    parts.find_map(|(outer, inner)| under(members.get(outer)?.get(), inner))
}

/// A name that a field may have.
pub(super) struct Wanted<'n> {
    kind: FieldKind,
    /// Which of the names of its field it is: the first that holds something counts.
    rank: u8,
    name: &'n str,
    /// The same in two, if it may be a key within an object.
    nested: Option<(&'n str, &'n str)>,
}

/// All names that fields may have.
pub(super) fn wanted(fields: &Fields) -> Vec<Wanted<'_>> {
    let of = |kind| (0..).zip(fields.keys(kind)).map(move |(rank, name)| (kind, rank, name));
    let names = FieldKind::ALL.into_iter().flat_map(of);
    names.map(|(kind, rank, name)| Wanted { kind, rank, name, nested: name.split_once('.') }).collect()
}

/// Where the members stand of the list that an object has under a key, by their brackets alone: for an object that is
/// no JSON as a whole, since one of them is broken. None if there is no such list, or the object is JSON.
pub(super) fn broken_list(json: &str, key: &str) -> Option<Vec<Range<usize>>> {
    if !json.starts_with('{') || serde_json::from_str::<IgnoredAny>(json).is_ok() {
        return None;
    }
    let find = |from: usize, key: &str| {
        let name = format!("\"{key}\"");
        Some(from + json[from..].find(&name)? + name.len())
    };
    let after = find(0, key).or_else(|| key.split('.').try_fold(0, find))?;
    let open = json[after..].trim_start().strip_prefix(':')?.trim_start();
    let from = json.len() - open.strip_prefix('[')?.len() - 1;
    let (mut values, mut at) = (JsonValues::default(), from);
    // What stands after the list is none of it.
    for part in json.as_bytes()[from..].split_inclusive(|&byte| byte == b']') {
        values.scan(part, at);
        at += part.len();
        if values.is_at_end() {
            break;
        }
    }
    Some(values.take_all(at))
}

/// Where the string ends that a text begins with, its closing quote included.
fn string_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(skip) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += skip;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    text.len()
}

fn push_mended_string(mended: &mut String, string: &str) -> bool {
    let mut changed = false;
    let mut rest = string;
    while let Some(at) = rest.find('\\') {
        changed |= push_escaped(mended, &rest[..at]);
        rest = &rest[at..];
        let length = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.push_str("\\uFFFD");
                rest = &rest[6..];
                changed = true;
                continue;
            }
            _ if !is_escape(rest) => {
                rest = &rest[1..];
                changed = true;
                // What is no escape is a character like others, and no beginning of one.
                let length = rest.chars().next().map_or(0, char::len_utf8);
                changed |= push_escaped(mended, &rest[..length]);
                rest = &rest[length..];
                continue;
            }
            _ => rest.char_indices().nth(2).map_or(rest.len(), |(index, _)| index),
        };
        mended.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    changed | push_escaped(mended, rest)
}

/// Whether a text begins with an escape of JSON, or with a backslash that ends it.
fn is_escape(text: &str) -> bool {
    text.as_bytes().get(1).is_none_or(|byte| br#""\/bfnrtu"#.contains(byte))
}

/// Adds text with its control characters escaped, and says whether there were any.
fn push_escaped(mended: &mut String, text: &str) -> bool {
    let mut changed = false;
    for part in text.split_inclusive(char::is_control) {
        match part.chars().next_back().filter(|&last| last < ' ') {
            Some(last) => {
                mended.push_str(&part[..part.len() - 1]);
                mended.push_str(&format!("\\u{:04x}", u32::from(last)));
                changed = true;
            }
            None => mended.push_str(part),
        }
    }
    changed
}

/// The code unit that a `\uXXXX` escape at the start stands for.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

struct RowVisitor<'r, 'n> {
    wanted: &'r [Wanted<'n>],
}

impl<'de> Visitor<'de> for RowVisitor<'_, '_> {
    type Value = JsonRow<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonRow<'de>, A::Error> {
        let mut row = JsonRow::default();
        while let Some(Key(key)) = map.next_key()? {
            // Two fields may share a name: the same column as id and as date.
            let mut wanted = self.wanted.iter().filter(|wanted| wanted.name.eq_ignore_ascii_case(&key)).peekable();
            let mut within = self.wanted.iter().filter(|wanted| wanted.nested.is_some_and(|(outer, _)| outer == key));
            if wanted.peek().is_some() {
                let Value(value) = map.next_value()?;
                wanted.for_each(|wanted| row.put(wanted, wanted.name == key, value.clone()));
            } else if let Some(first) = within.next() {
                let object: &RawValue = map.next_value()?;
                std::iter::once(first).chain(within).for_each(|wanted| row.put(wanted, true, member(object, wanted)));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(row)
    }
}

/// The value within an object that a name of two parts means; none if there is no such object or value.
fn member<'a>(object: &'a RawValue, wanted: &Wanted) -> Option<Cow<'a, str>> {
    let (_, inner) = wanted.nested?;
    let members: BTreeMap<Cow<str>, &'a RawValue> = serde_json::from_str(object.get()).ok()?;
    let Value(value) = serde_json::from_str(members.get(inner)?.get()).ok()?;
    value
}

struct Key<'a>(Cow<'a, str>);

impl<'de> serde::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(StringVisitor).map(Key)
    }
}

struct StringVisitor;

impl<'de> Visitor<'de> for StringVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// A field's value as text. A list is its members, a paragraph each; of an object only the value that MongoDB's exports
/// wrap in it can be used: `{"$date": "2020-01-03T00:00:00Z"}`, `{"$date": {"$numberLong": "1578009600000"}}`.
struct Value<'a>(Option<Cow<'a, str>>);

impl<'de> serde::Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Value)
    }
}

/// The keys of MongoDB's "extended JSON" whose values are those of the field.
const WRAPPERS: [&str; 4] = ["$date", "$oid", "$numberLong", "$numberInt"];

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut members: Vec<Cow<str>> = Vec::new();
        while let Some(Value(member)) = seq.next_element()? {
            members.extend(member);
        }
        Ok((!members.is_empty()).then(|| Cow::Owned(members.join("\n\n"))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut wrapped, mut others) = (None, false);
        while let Some(Key(key)) = map.next_key()? {
            if WRAPPERS.contains(&&*key) {
                let Value(value) = map.next_value()?;
                wrapped = value;
            } else {
                map.next_value::<IgnoredAny>()?;
                others = true;
            }
        }
        Ok(wrapped.filter(|_| !others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Vec<Option<String>> {
        let mut row = read(json, &wanted(&Fields::default())).unwrap();
        FieldKind::ALL.iter().map(|&kind| row.take(kind).map(Cow::into_owned)).collect()
    }

    #[test]
    fn only_wanted_fields_are_kept_as_text() {
        let values =
            row(r#"{"id":17,"x":{"text":"no"},"text":["One.",null,"Two."],"date":1.5e3,"title":"a\"b","url":null}"#);
        let text = |value: &str| Some(value.to_owned());
        assert_eq!(values, [text("17"), text("a\"b"), text("One.\n\nTwo."), text("1500"), None, None, None]);
    }

    /// Dates that MongoDB exports were dropped without a word.
    #[test]
    fn values_that_mongodb_wraps_are_read() {
        for (date, expected) in [
            (r#"{"$date":"2020-01-03T00:00:00Z"}"#, Some("2020-01-03T00:00:00Z")),
            (r#"{"$date":{"$numberLong":"1578009600000"}}"#, Some("1578009600000")),
            (r#"{"$date":1578009600000}"#, Some("1578009600000")),
            (r#"{"$date":"2020-01-03","zone":"UTC"}"#, None),
            (r#"{"year":2020}"#, None),
        ] {
            let values = row(&format!(r#"{{"text":"a","date":{date}}}"#));
            assert_eq!(values[FieldKind::Date as usize].as_deref(), expected, "{date}");
        }
    }

    /// `data.items` was no key of anything, while `source.name` is one as a field.
    #[test]
    fn a_list_may_lie_within_objects() {
        for (json, key, expected) in [
            (r#"{"items":[{"a":1},{}]}"#, "items", Some(2)),
            (r#"{"data":{"items":[{}]}}"#, "data.items", Some(1)),
            (r#"{"data":{"x":{"items":[{}]}}}"#, "data.x.items", Some(1)),
            (r#"{"data.items":[{},{}],"data":{"items":[]}}"#, "data.items", Some(2)),
            (r#"{"data":{"other":[{}]}}"#, "data.items", None),
            (r#"{"data":[{}]}"#, "data.items", None),
        ] {
            assert_eq!(list(json, key).map(|found| found.unwrap().len()), expected, "{json} {key}");
        }
        let broken = r#"{"items":1,"data":{"items":[{"a":x},{"a":2}]}}"#;
        assert_eq!(broken_list(broken, "data.items").unwrap().len(), 2);
    }

    /// Of `Text` and `text` one was dropped without a word.
    #[test]
    fn keys_that_differ_in_their_case_alone_are_known() {
        let twice = |json: &str| read(json, &wanted(&Fields::default())).unwrap().twice();
        assert_eq!(twice(r#"{"Text":"a","text":"b","Date":"","date":"2017"}"#), 1 << FieldKind::Text as u8);
        assert_eq!(twice(r#"{"text":"a","body":"b","id":"1"}"#), 0);
        let mut row = read(r#"{"Text":"a","text":"b"}"#, &wanted(&Fields::default())).unwrap();
        assert_eq!(row.take(FieldKind::Text).as_deref(), Some("b"));
    }

    #[test]
    fn a_string_without_escapes_is_borrowed() {
        let mut row = read(r#"{"text":"as it stands"}"#, &wanted(&Fields::default())).unwrap();
        assert!(matches!(row.take(FieldKind::Text), Some(Cow::Borrowed("as it stands"))));
    }

    #[test]
    fn what_python_writes_is_mended() {
        for (json, mended) in [
            (r#"{"a":NaN,"b":-Infinity,"t":"NaN \\"}"#, Some(r#"{"a":null,"b":null,"t":"NaN \\"}"#)),
            (r#"{"t":"x \ud83d y \ud83d\ude00 \udc00"}"#, Some(r#"{"t":"x \uFFFD y \ud83d\ude00 \uFFFD"}"#)),
            (r#"{"t":"Nothing \\ud83d"}"#, None),
            (r#"{"t":"the port\'s \\\' end\/"}"#, Some(r#"{"t":"the port's \\' end\/"}"#)),
            ("{\"t\":\"one\ttwo\\\nthree\"}", Some(r#"{"t":"one\u0009two\u000athree"}"#)),
            ("{\"t\":\"unclosed \\", None),
        ] {
            assert_eq!(mend(json).as_deref(), mended, "{json}");
        }
        assert_eq!(keys(r#"{"b":1,"a":2}"#), ["a", "b"]);
    }
}
