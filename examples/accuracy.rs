//! Accuracy on names that were marked by hand: how many of them a list covers, and how many of those are found.
//!
//! ```text
//! cargo run --release --example accuracy -- names GOLD.jsonl [GAZETTEER...] [--given]
//! ```
//!
//! GOLD has one document a line: `id`, `text`, and `entities` or `toponyms`, lists that begin `[start, end, surface,
//! ...]` in code points, end exclusive. A marked name is covered if the list has an alias of its folded form; with
//! `--given` the list is made of the marked names themselves. A covered name is found if a mention shares a character
//! with it. Each that is not is printed with what was decided on it.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};

use dateline::gazetteer::{Entity, Gazetteer, Kind};
use dateline::matcher::{Explained, Fate, Matcher, Scratch, Subject};
use dateline::text::fold;
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

/// A marked name: its bytes in the text, and what it is.
struct Gold {
    start: usize,
    end: usize,
    kind: Kind,
}

struct Document {
    id: String,
    text: String,
    names: Vec<Gold>,
}

fn main() -> Result<(), Failure> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = arguments.iter().position(|argument| argument == "--given").map(|at| arguments.remove(at)).is_some();
    let [task, gold, lists @ ..] = arguments.as_slice() else {
        return Err("usage: accuracy names GOLD.jsonl [GAZETTEER...] [--given]".into());
    };
    if task != "names" {
        return Err(format!("{task:?} is not measured here: names").into());
    }
    let documents = read(gold)?;
    let gazetteer = match given {
        true => of_the_gold(&documents),
        false => Gazetteer::load(lists).map_err(|problems| problems.render(false))?,
    };
    measure(&documents, &gazetteer);
    Ok(())
}

fn read(path: &str) -> Result<Vec<Document>, Failure> {
    BufReader::new(File::open(path)?).lines().map(|line| document(&serde_json::from_str(&line?)?)).collect()
}

fn document(row: &Value) -> Result<Document, Failure> {
    let text = row["text"].as_str().ok_or("a document has no text")?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans = row["entities"].as_array().or(row["toponyms"].as_array()).ok_or("a document has no names")?;
    let gold = |span: &Value| {
        let at = |index: usize| span[index].as_u64().and_then(|at| bytes.get(at as usize).copied());
        let kind = match span[3].as_str().unwrap_or("place").to_lowercase().as_str() {
            "per" | "pers" | "person" => Kind::Person,
            "loc" | "gpe" | "location" | "place" => Kind::Place,
            _ => Kind::Organisation,
        };
        Some(Gold { start: at(0)?, end: at(1)?, kind })
    };
    let mut names: Vec<Gold> = spans.iter().filter_map(gold).collect();
    names.retain(|name| text[name.start..name.end].starts_with(char::is_uppercase));
    Ok(Document { id: row["id"].as_str().unwrap_or_default().to_owned(), text, names })
}

/// A list of the marked names, without a rule.
fn of_the_gold(documents: &[Document]) -> Gazetteer {
    let names: BTreeSet<(&str, Kind)> = documents
        .iter()
        .flat_map(|document| document.names.iter().map(|name| (&document.text[name.start..name.end], name.kind)))
        .collect();
    let entity = |(number, (name, kind)): (usize, (&str, Kind))| Entity::new(&format!("gold-{number}"), kind, name);
    Gazetteer { entities: names.into_iter().enumerate().map(entity).collect(), sources: Vec::new() }
}

fn measure(documents: &[Document], gazetteer: &Gazetteer) {
    let aliases = gazetteer.entities.iter().flat_map(|entity| &entity.aliases);
    let listed: HashSet<String> = aliases.map(|alias| fold(&alias.text)).collect();
    let matcher = Matcher::new(gazetteer);
    let mut scratch = Scratch::default();
    let (mut marked, mut covered, mut found, mut exact) = (0, 0, 0, 0);
    for document in documents {
        let subject = Subject { text: &document.text, ..Subject::default() };
        let occurrences = matcher.explain(gazetteer, subject, &mut scratch);
        marked += document.names.len();
        for name in document.names.iter().filter(|name| listed.contains(&fold(&document.text[name.start..name.end]))) {
            covered += 1;
            let taken = |one: &&Explained| one.taken().is_some() && one.start < name.end && name.start < one.end;
            found += usize::from(occurrences.iter().any(|one| taken(&one)));
            exact += usize::from(
                occurrences.iter().any(|one| taken(&one) && (one.start, one.end) == (name.start, name.end)),
            );
            if !occurrences.iter().any(|one| taken(&one) && (one.start, one.end) == (name.start, name.end)) {
                miss(document, name, &occurrences);
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!("marked names {marked}, covered by the list {covered} ({:.4})", share(covered, marked));
    println!(
        "recall given coverage: {:.4} found, {:.4} with the same ends",
        share(found, covered),
        share(exact, covered)
    );
}

/// Prints what was decided on a name that no mention has the ends of.
fn miss(document: &Document, name: &Gold, occurrences: &[Explained]) {
    let text = &document.text;
    let overlapping = occurrences.iter().filter(|one| one.start < name.end && name.start < one.end);
    let decision = |one: &Explained| {
        let fate = match one.senses[0].fate {
            Fate::Taken(rule) => format!("taken ({})", rule.name()),
            Fate::Dropped(rule) => format!("dropped ({})", rule.name()),
            Fate::OtherWord => "in small letters".to_owned(),
        };
        format!("{:?} {fate}", &text[one.start..one.end])
    };
    let decisions: Vec<String> = overlapping.map(decision).collect();
    let why =
        if decisions.is_empty() { "no whole word of the text spells it".to_owned() } else { decisions.join(", ") };
    println!("{}: {:?}: {why}", document.id, &text[name.start..name.end]);
}
