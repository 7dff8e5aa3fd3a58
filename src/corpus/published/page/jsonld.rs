//! JSON-LD in all its shapes: one object or many, graphs, nested, broken; and the same keys in other data for scripts.

use dom_query::Document as Tree;
use serde_json::Value;

use super::super::value::Reader;
use super::{Rank, Statement, date_of};

/// An object's dates, and how near it is to being the article itself.
struct Dated {
    /// 0 for an article, 1 for a page, 2 for other works.
    distance: u8,
    rank: Rank,
    value: String,
}

/// Scripts beyond this many bytes are not searched for dates.
const MAX_SCRIPT: usize = 1 << 20;

/// Keys by which scripts call the date of publication, as they stand in JSON.
const SCRIPT_KEYS: [&str; 14] = [
    "\"datePublished\"",
    "\"date_published\"",
    "\"publishedAt\"",
    "\"published_at\"",
    "\"publishDate\"",
    "\"publish_date\"",
    "\"publicationDate\"",
    "\"publication_date\"",
    "\"pubDate\"",
    "\"pub_date\"",
    "\"published_time\"",
    "\"firstPublished\"",
    "\"firstPublishedDate\"",
    "\"publishedDate\"",
];

/// What the scripts of a page state.
pub(super) fn statements(tree: &Tree, reader: &Reader) -> Vec<Statement> {
    let mut found: Vec<Dated> = Vec::new();
    let mut in_scripts: Vec<String> = Vec::new();
    for script in tree.select("script").nodes() {
        let kind = script.attr("type").unwrap_or_default().to_ascii_lowercase();
        let text = script.text();
        if text.len() > MAX_SCRIPT {
            continue;
        }
        match kind.contains("ld+json") {
            true => read(&text, &mut found),
            false => in_scripts.extend(values_of_keys(&text)),
        }
    }
    found.sort_by_key(|dated| dated.distance);
    let stated = found.into_iter().map(|dated| Statement::read(dated.rank, &dated.value, reader));
    stated.chain(agreed(&in_scripts, reader)).collect()
}

fn read(text: &str, found: &mut Vec<Dated>) {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[").trim_end_matches(';');
    let value = serde_json::from_str::<Value>(text).or_else(|_| serde_json::from_str(&mended(text)));
    match value {
        Ok(value) => collect(&value, found, 0),
        Err(_) => {
            found.extend(values_of_keys(text).into_iter().map(|value| Dated { distance: 1, rank: Rank::Stated, value }))
        }
    }
}

/// What is often wrong with hand-made JSON: bare line breaks in strings, escaped quotes of HTML, commas before a
/// bracket.
fn mended(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace(['\n', '\r', '\t'], " ");
    let mut mended = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        if matches!(character, '}' | ']') {
            let kept = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(kept);
        }
        mended.push(character);
    }
    mended
}

fn collect(value: &Value, found: &mut Vec<Dated>, depth: u32) {
    match value {
        Value::Array(members) => members.iter().for_each(|member| collect(member, found, depth)),
        Value::Object(object) => {
            if let Some(distance) = distance(object.get("@type"), depth) {
                for (key, rank) in DATES {
                    let value = object.get(*key).and_then(text_of);
                    found.extend(value.map(|value| Dated { distance, rank: *rank, value }));
                }
            }
            for (key, value) in object.iter().filter(|(key, _)| !ASIDE.contains(&key.as_str())) {
                // The members of a graph are as near as the graph itself.
                collect(value, found, depth + u32::from(key != "@graph"));
            }
        }
        _ => {}
    }
}

const DATES: &[(&str, Rank)] = &[
    ("datePublished", Rank::Stated),
    ("datepublished", Rank::Stated),
    ("dateCreated", Rank::Marked),
    ("uploadDate", Rank::Loose),
    ("dateModified", Rank::Changed),
];

/// Keys under which other works are described.
const ASIDE: [&str; 10] =
    ["comment", "comments", "video", "image", "hasPart", "isPartOf", "citation", "review", "relatedLink", "publisher"];

/// How near an object is to being the article; none if it is another thing.
fn distance(kind: Option<&Value>, depth: u32) -> Option<u8> {
    let kinds: Vec<&str> = match kind {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    let any = |parts: &[&str]| kinds.iter().any(|kind| parts.iter().any(|part| kind.contains(part)));
    if any(&["Comment", "Event", "Person", "Organization", "ImageObject", "Product", "Offer"]) {
        return None;
    }
    let near = if any(&["Article", "Posting", "Report"]) {
        0
    } else if any(&["WebPage", "ItemPage", "CreativeWork"]) {
        1
    } else {
        2
    };
    Some(near + u8::from(depth > 1))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(members) => members.first().and_then(text_of),
        Value::Object(object) => object.get("@value").and_then(text_of),
        _ => None,
    }
}

/// The strings or numbers that follow the keys of publication in a script.
fn values_of_keys(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    for key in SCRIPT_KEYS {
        for at in memchr::memmem::find_iter(text.as_bytes(), key.as_bytes()).take(8) {
            let rest = text[at + key.len()..].trim_start();
            let Some(rest) = rest.strip_prefix(':').map(str::trim_start) else { continue };
            let value: String = match rest.strip_prefix('"') {
                Some(rest) => rest.chars().take_while(|&character| character != '"').take(60).collect(),
                None => rest.chars().take_while(char::is_ascii_digit).collect(),
            };
            if !value.is_empty() {
                values.push(value);
            }
        }
    }
    values
}

/// Data for scripts counts only if all of it names the same day: pages carry the data of other articles too.
fn agreed(values: &[String], reader: &Reader) -> Option<Statement> {
    let mut statements = values.iter().map(|value| Statement::read(Rank::Loose, value, reader));
    let mut dates = statements.by_ref().filter_map(|statement| date_of(&statement).map(|span| (span, statement)));
    let (span, first) = dates.next()?;
    dates.all(|(other, _)| other == span).then_some(first)
}
