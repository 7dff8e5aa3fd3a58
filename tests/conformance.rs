//! The conformance table: what is a mention and what is none, as data in `tests/conformance/*.toml`.
//!
//! Every row runs through every code path: its text as it is, with neighbours beyond ASCII (so that nothing is taken on
//! the way for plain text), at other places of a block of sixty-four bytes, against an automaton of its own names and
//! one among 20,000 others, on one thread and on many.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::gazetteer::{Entity, Gazetteer, Kind};
use dateline::matcher::{Matcher, Mention, Scratch, Subject};
use serde::Deserialize;

/// One file: a subject, the lists that its rows name, and the rows.
#[derive(Deserialize)]
struct Table {
    list: Vec<List>,
    row: Vec<Row>,
}

/// A small gazetteer in the home format; without one, the bundled lists.
#[derive(Deserialize)]
struct List {
    name: String,
    toml: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    list: String,
    text: String,
    /// "surface = entity", or "surface = entity (rule)".
    mentions: Vec<String>,
    #[serde(default)]
    published: Option<String>,
    reason: String,
}

fn tables() -> Vec<(String, Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let table = toml::from_str(&fs::read_to_string(path).unwrap());
            (name, table.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

fn gazetteer(list: &List, folder: &Path) -> Gazetteer {
    let Some(toml) = &list.toml else { return Gazetteer::bundled() };
    let path = folder.join(format!("{}.toml", list.name));
    fs::write(&path, toml).unwrap();
    let spec = path.to_string_lossy().into_owned();
    Gazetteer::load(&[spec]).unwrap_or_else(|problems| panic!("{}: {problems:?}", list.name))
}

/// Twenty thousand names that no row holds.
pub fn padded(gazetteer: &Gazetteer) -> Gazetteer {
    let mut padded = gazetteer.clone();
    let syllables = ["qua", "zor", "wex", "yil", "bru", "fop", "hix", "jud", "kev", "nym"];
    for number in 0..20_000_usize {
        let mut name = String::from("X");
        let mut rest = number;
        for _ in 0..5 {
            write!(name, "{}", syllables[rest % 10]).unwrap();
            rest /= 10;
        }
        padded.entities.push(Entity::new(&format!("padding-{number}"), Kind::Place, &name));
    }
    padded
}

/// What the matcher finds in a text, as the rows write it.
fn found(matcher: &Matcher, gazetteer: &Gazetteer, row: &Row, before: &str, after: &str) -> Vec<(String, String)> {
    let text = format!("{before}{}{after}", row.text);
    let published = row.published.as_ref().map(|day| day.parse().unwrap());
    let subject = Subject { text: &text, published, ..Subject::default() };
    let (mentions, _) = matcher.find(gazetteer, subject, &mut Scratch::default());
    let own = |mention: &&Mention| mention.start >= before.len() && mention.end <= before.len() + row.text.len();
    let show = |mention: &Mention| {
        let entity = &gazetteer.entities[mention.entity as usize].id;
        let plain = format!("{} = {entity}", &text[mention.start..mention.end]);
        let ruled = format!("{plain} ({})", mention.rule.name());
        (plain, ruled)
    };
    mentions.iter().filter(own).map(show).collect()
}

fn check(matcher: &Matcher, gazetteer: &Gazetteer, file: &str, row: &Row) -> Result<(), String> {
    // A blank line on each side: other sentences, which the row's text does not touch.
    let neighbours = [
        ("", ""),
        ("Ünïcödé – “… ”\n\n", "\n\nÜnïcödé – “…”"),
        ("plain words of a paragraph that ends here, far over the edge of a block\n\n", "\n\nmore"),
        ("aa\n\n", "\n\n摩 العربية"),
    ];
    for (before, after) in neighbours {
        let found = found(matcher, gazetteer, row, before, after);
        let same = |(wanted, (plain, ruled)): (&String, &(String, String))| wanted == plain || wanted == ruled;
        if found.len() != row.mentions.len() || !row.mentions.iter().zip(&found).all(same) {
            let found: Vec<&String> = found.iter().map(|(_, ruled)| ruled).collect();
            return Err(format!(
                "{file}: {}: {:?}\n  after {before:?}\n  expected {:?}\n  found    {found:?}\n  because {}\n",
                row.name, row.text, row.mentions, row.reason
            ));
        }
    }
    Ok(())
}

#[test]
fn every_row_holds_on_every_path() {
    let folder = tempfile::tempdir().unwrap();
    let (mut failures, mut rows) = (String::new(), 0);
    for (file, table) in tables() {
        for list in &table.list {
            let small = gazetteer(list, folder.path());
            let large = padded(&small);
            for gazetteer in [&small, &large] {
                let matcher = Matcher::new(gazetteer);
                for row in table.row.iter().filter(|row| row.list == list.name) {
                    let result = check(&matcher, gazetteer, &file, row);
                    // The first failure of a row says enough.
                    failures.extend(result.err().filter(|failure| !failures.contains(failure.as_str())));
                }
            }
        }
        rows += table.row.len();
        for row in &table.row {
            assert!(table.list.iter().any(|list| list.name == row.list), "{file}: no list {:?}", row.list);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(rows >= 250, "only {rows} rows");
}

#[test]
fn rows_hold_on_many_threads_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for (file, table) in tables() {
        for list in &table.list {
            let gazetteer = gazetteer(list, folder.path());
            let matcher = Matcher::new(&gazetteer);
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        for row in table.row.iter().filter(|row| row.list == list.name) {
                            assert_eq!(check(&matcher, &gazetteer, &file, row), Ok(()));
                        }
                    });
                }
            });
        }
    }
}
