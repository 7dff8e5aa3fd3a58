//! Which layouts are read, and how one is told from another.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// The layout of a list that was made for another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// GeoNames' dump: 19 columns with tabs between.
    Geonames,
    /// Wikidata's entities as JSON: a dump, an item a line, or what `Special:EntityData` gives.
    Wikidata,
    /// Results of a SPARQL query, as CSV, TSV or JSON.
    Sparql,
    /// FollowTheMoney entities, one a line, as OpenSanctions publishes them.
    Ftm,
    /// Linked Places: GeoJSON-T, as one collection or a feature a line.
    LinkedPlaces,
    /// Linked Places' table, LP-TSV (tabs or commas).
    LpTsv,
    /// GATE's lists: a `.def` with its `.lst` files, or one `.lst`.
    Gate,
    /// spaCy's EntityRuler patterns, one a line.
    EntityRuler,
    /// SKOS concepts in Turtle.
    Skos,
    /// A name a line; the kind is given.
    List,
}

impl Layout {
    /// All layouts, in the order of every listing.
    pub const ALL: [Layout; 10] = [
        Layout::Geonames,
        Layout::Wikidata,
        Layout::Sparql,
        Layout::Ftm,
        Layout::LinkedPlaces,
        Layout::LpTsv,
        Layout::Gate,
        Layout::EntityRuler,
        Layout::Skos,
        Layout::List,
    ];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Geonames => "geonames",
            Layout::Wikidata => "wikidata",
            Layout::Sparql => "sparql",
            Layout::Ftm => "ftm",
            Layout::LinkedPlaces => "linked-places",
            Layout::LpTsv => "lp-tsv",
            Layout::Gate => "gate",
            Layout::EntityRuler => "entity-ruler",
            Layout::Skos => "skos",
            Layout::List => "list",
        }
    }

    /// The layout of a file by its name and its first bytes (unpacked); none if it is none of these, or one of ours.
    pub(in crate::gazetteer) fn detect(path: &Path, head: &[u8]) -> Option<Layout> {
        let start = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
        match extension(path)?.as_str() {
            "ttl" | "turtle" => Some(Layout::Skos),
            "def" | "lst" => Some(Layout::Gate),
            "geojson" | "geojsonl" => Some(Layout::LinkedPlaces),
            "json" | "jsonl" | "ndjson" => of_json(&start),
            "csv" | "tsv" => of_table(&start),
            // GeoNames names its extracts so; a list of names has no such line.
            "txt" => is_dump(&start).then_some(Layout::Geonames),
            _ => None,
        }
    }
}

/// The last part of a file's name in small letters, whatever packs it.
pub(in crate::gazetteer) fn extension(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    Some(name.rsplit_once('.')?.1.to_owned())
}

/// Whether a text begins with a row of GeoNames' dump: a number, and eighteen tabs.
fn is_dump(start: &str) -> bool {
    let row = start.lines().next().unwrap_or_default();
    let number = row.split('\t').next().unwrap_or_default();
    row.matches('\t').count() == 18 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn of_json(start: &str) -> Option<Layout> {
    let has = |keys: &[&str]| keys.iter().all(|key| start.contains(&format!("\"{key}\"")));
    if has(&["head", "vars"]) || has(&["results", "bindings"]) || has(&["item", "itemLabel"]) {
        Some(Layout::Sparql)
    } else if has(&["Feature"]) || has(&["FeatureCollection"]) {
        Some(Layout::LinkedPlaces)
    } else if has(&["schema", "properties"]) {
        Some(Layout::Ftm)
    } else if has(&["label", "pattern"]) {
        Some(Layout::EntityRuler)
    } else {
        (has(&["labels"]) || has(&["claims"])).then_some(Layout::Wikidata)
    }
}

/// A table of another tool by its header line; none for ours.
fn of_table(start: &str) -> Option<Layout> {
    let header = start.lines().next()?;
    let columns: Vec<&str> = header.split(['\t', ',', ';']).map(|cell| cell.trim().trim_matches('"')).collect();
    let has = |name: &str| columns.contains(&name) || columns.contains(&format!("?{name}").as_str());
    if has("title") && (has("title_source") || has("variants") || has("fclasses") || has("attestation_year")) {
        Some(Layout::LpTsv)
    } else {
        (has("item") && !has("kind") && !has("id")).then_some(Layout::Sparql)
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Layout {
    type Err = Error;
    fn from_str(text: &str) -> crate::Result<Layout> {
        Layout::ALL.into_iter().find(|layout| layout.name() == text).ok_or_else(|| {
            let names: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
            Error::new(ErrorKind::Usage, format!("{text:?} is not a layout of gazetteers"))
                .help(format!("one of {}", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_told_by_name_and_content() {
        for (name, head, layout) in [
            ("x.ttl.gz", "", Some(Layout::Skos)),
            ("lists.def", "city.lst:location:city", Some(Layout::Gate)),
            ("x.jsonl", r#"{"id":"NK-1","schema":"Person","properties":{}}"#, Some(Layout::Ftm)),
            ("x.jsonl", r#"{"label":"GPE","pattern":"Mosul"}"#, Some(Layout::EntityRuler)),
            ("x.json", r#"[{"type":"item","id":"Q1","labels":{}}"#, Some(Layout::Wikidata)),
            ("x.json", r#"{"head":{"vars":["item"]},"results":{"bindings":[]}}"#, Some(Layout::Sparql)),
            ("x.json", r#"[{"item":"http://www.wikidata.org/entity/Q1","itemLabel":"A"}]"#, Some(Layout::Sparql)),
            ("x.jsonl", r#"{"type":"Feature","@id":"x","properties":{}}"#, Some(Layout::LinkedPlaces)),
            ("x.json", "{}", None),
            ("x.tsv", "id\ttitle\ttitle_source\n", Some(Layout::LpTsv)),
            ("x.csv", "item,itemLabel,coord\n", Some(Layout::Sparql)),
            ("x.tsv", "?item\t?itemLabel\n", Some(Layout::Sparql)),
            ("x.csv", "id,kind,name\n", None),
            ("x.toml", "", None),
            ("IQ.txt", &format!("99072\tMosul{}", "\t".repeat(17)), Some(Layout::Geonames)),
            ("people.txt", "Ana Varn\tVarn\n", None),
        ] {
            assert_eq!(Layout::detect(Path::new(name), head.as_bytes()), layout, "{name} {head}");
        }
    }
}
