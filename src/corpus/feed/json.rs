//! JSON Feed, versions 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::de::IgnoredAny;
use serde_json::Value;

use super::super::json_rows::mend;
use super::super::json_values::JsonValues;
use super::entry::{Content, Entry};
use super::{About, Broken, Feed};

/// The feed in a text that begins with a brace; the reason if it is none.
pub(super) fn read(json: &str) -> Result<Feed, String> {
    let Some((key, list)) = list_of_items(json) else {
        return Err("JSON that is no feed: it has no list \"items\"; --format json reads its rows".to_owned());
    };
    let mut values = JsonValues::default();
    values.scan(&json.as_bytes()[list..], list);
    // The items are objects; what comes after them are the feed's other members.
    let objects = values.take_all(json.len()).into_iter().take_while(|range| json[range.clone()].starts_with('{'));
    let items: Vec<Result<Entry, Broken>> = objects.map(|range| item(&json[range.clone()], range.start)).collect();
    let error = serde_json::from_str::<IgnoredAny>(json).err();
    // Of a feed that is torn or broken, what stands before its items still tells whose they are.
    let about = match error {
        None => about(json),
        Some(_) => about(&format!("{}\"items\":[]}}", &json[..key])),
    };
    let untold = error.filter(|_| items.iter().all(Result::is_ok));
    let damage = untold.map(|error| Broken { at: json.len(), reason: format!("not valid JSON: {error}") });
    Ok(Feed { about, items, damage })
}

/// Where the key of the list begins, and where the list does.
fn list_of_items(json: &str) -> Option<(usize, usize)> {
    memchr::memmem::find_iter(json.as_bytes(), b"\"items\"").find_map(|at| {
        let rest = json[at + 7..].trim_start().strip_prefix(':')?.trim_start();
        rest.starts_with('[').then(|| (at, json.len() - rest.len()))
    })
}

fn about(json: &str) -> About {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    About { title: text(&value, "title"), language: text(&value, "language") }
}

fn item(json: &str, at: usize) -> Result<Entry, Broken> {
    let broken = |reason: String| Broken { at, reason };
    let read =
        serde_json::from_str(json).or_else(|error| mend(json).map_or(Err(error), |json| serde_json::from_str(&json)));
    let value: Value = read.map_err(|error| broken(format!("not valid JSON: {error}")))?;
    if !value.is_object() {
        return Err(broken("not a JSON object".to_owned()));
    }
    let mut entry = Entry::new(at);
    let get = |key: &str| text(&value, key);
    if let Some(id) = get("id") {
        entry.id(0, id);
    }
    for (rank, key) in (0..).zip(["url", "external_url"]) {
        get(key).into_iter().for_each(|address| entry.link(rank, address));
    }
    get("title").into_iter().for_each(|title| entry.title(0, Content::Plain(title)));
    get("content_html").into_iter().for_each(|html| entry.text(0, Content::Markup(html)));
    for (rank, key) in (1..).zip(["content_text", "summary"]) {
        get(key).into_iter().for_each(|text| entry.text(rank, Content::Plain(text)));
    }
    get("date_published").into_iter().for_each(|date| entry.published(0, date));
    get("date_modified").into_iter().for_each(|date| entry.updated(date));
    get("language").into_iter().for_each(|language| entry.language(language));
    Ok(entry)
}

/// A member that is a string or a number.
fn text(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
