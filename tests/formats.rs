//! What other tools are given is read back: with the tool itself where it can be had, by what its format says
//! otherwise.

use std::process::Command;

use serde_json::Value;

use crate::workdir::{GAZETTEER, Workdir};

const CORPUS: &str = r#"{"id": "a", "date": "2016-10-17", "publisher": "The Quay Gazette", "url": "https://www.quay.example/a", "title": "MOSUL: the march begins", "text": "Mosul fell in June 2014.\nNow ISIS digs in, and Raqqa\nwaits."}
{"id": "wire/ü 2", "date": "2017-10-17", "text": "“=1+1” <b>& Ar-Raqqah</b> fell, they said. Was it IS? It was, on 17 October 2017."}
{"id": "c", "text": "In no year at all, الموصل and ISIS."}
"#;

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("corpus.jsonl", CORPUS);
    dir.file("list.toml", GAZETTEER);
    dir.expect(0, ["build", "corpus.jsonl", "-g", "list.toml", "--by", "month", "--no-charts", "--no-report", "-q"]);
    dir
}

/// CSV in a file called `.json`, and a folder called `out.csv`, were written without a word.
#[test]
fn a_name_that_says_another_format_is_refused_with_the_fix() {
    let dir = built();
    for (command, fix) in [
        (&["mentions", "--format", "csv", "-o", "m.json"][..], "name it m.csv, or leave out --format to have json"),
        (&["mentions", "--format", "json", "-o", "m.jsonl"], "name it m.json, or leave out"),
        (&["mentions", "--format", "spacy", "-o", "m.csv"], "name it m.jsonl"),
        (&["timelines", "--format", "vega-lite", "-o", "t.kml"], "name it t.vl.json"),
        (&["all", "-o", "out.csv"], "name a folder: -o out --format csv; -o out.sqlite is one file of all"),
        (&["mentions", "--format", "brat", "-o", "m.json"], "name a folder: -o m --format brat"),
    ] {
        let ran = dir.expect(2, [&["export"], command].concat());
        assert!(ran.stderr.contains(fix), "{command:?}: {}", ran.stderr);
        assert!(!dir.path(command[command.len() - 1]).exists(), "{command:?}");
    }
    dir.expect(0, ["chronology", "-o", "c.csv"]);
    assert!(dir.read("c.csv").starts_with("from,to,"), "{}", dir.read("c.csv"));
}

fn exported(dir: &Workdir, table: &str, format: &str, file: &str) {
    dir.expect(0, ["export", table, "--format", format, "-o", file]);
}

/// What the tool of a format finds in a file; none, with a word on it, where the tool is not installed.
fn read_back(dir: &Workdir, reader: &str, file: &str) -> Option<Value> {
    let python = std::env::var("DATELINE_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers.py");
    let mut command = Command::new(python);
    command.current_dir(dir.path("")).env("PYTHONUTF8", "1").args([script, reader, file]);
    let Ok(ran) = command.output() else {
        eprintln!("left out: {reader} is not read back, for there is no Python");
        return None;
    };
    let stdout = String::from_utf8_lossy(&ran.stdout);
    if ran.status.code() == Some(77) {
        eprintln!("left out: {reader} is not read back, for Python's package {} is not installed", stdout.trim());
        return None;
    }
    assert!(ran.status.success(), "{reader}: {}", String::from_utf8_lossy(&ran.stderr));
    Some(serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{reader}: {error} in {stdout}")))
}

fn holds(found: &Value, part: &str) {
    let part: Value = serde_json::from_str(part).unwrap();
    assert!(found.as_array().unwrap().contains(&part), "{part} in {found:#}");
}

#[test]
fn spacy_reads_patterns_documents_and_iob_tags() {
    let dir = built();
    exported(&dir, "entities", "entity-ruler", "patterns.jsonl");
    exported(&dir, "mentions", "spacy", "documents.jsonl");
    exported(&dir, "mentions", "iob2", "tags.iob");
    if let Some(found) = read_back(&dir, "entityruler", "patterns.jsonl") {
        for entity in
            [r#"["MOSUL", "GPE", "mosul"]"#, r#"["Raqqah", "GPE", "raqqa"]"#, r#"["IS", "ORG", "islamic-state"]"#]
        {
            holds(&found, entity);
        }
        assert_eq!(found.as_array().unwrap().len(), 4, "{found}");
    }
    if let Some(found) = read_back(&dir, "spacy", "documents.jsonl") {
        assert_eq!(
            found[0][0],
            serde_json::json!([
                "MOSUL: the march begins",
                "Mosul fell in June 2014.",
                "Now ISIS digs in, and Raqqa waits."
            ])
        );
        holds(&found[1][1], r#"["Ar-Raqqah", "GPE", "raqqa"]"#);
        holds(&found[2][1], r#"["الموصل", "GPE", "mosul"]"#);
    }
    if let Some(found) = read_back(&dir, "iob2", "tags.iob") {
        assert_eq!(
            found[0],
            serde_json::json!([["MOSUL", "LOC"], ["Mosul", "LOC"], ["ISIS", "ORG"], ["Raqqa", "LOC"]])
        );
        holds(&found[1], r#"["Ar - Raqqah", "LOC"]"#);
    }
}

#[test]
fn brat_finds_each_surface_where_it_is_said_to_be() {
    // brat's own reader is a server of its own that no package holds; its format's one rule is this.
    let dir = built();
    exported(&dir, "mentions", "brat", "brat");
    assert!(dir.read("brat/annotation.conf").contains("[entities]\nPlace\n"));
    let mut seen = 0;
    for name in ["000001-a", "000002-wire---2", "000003-c"] {
        let text: Vec<char> = dir.read(&format!("brat/{name}.txt")).chars().collect();
        for line in dir.read(&format!("brat/{name}.ann")).lines().filter(|line| line.starts_with('T')) {
            let [_, place, surface] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let place: Vec<&str> = place.split(' ').collect();
            let (from, to) = (place[1].parse::<usize>().unwrap(), place[2].parse::<usize>().unwrap());
            assert_eq!(text[from..to].iter().collect::<String>(), surface);
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
    let again = dir.expect(2, ["export", "mentions", "--format", "brat", "-o", "brat"]);
    assert!(again.stderr.contains("not empty"), "{}", again.stderr);
}

#[test]
fn web_annotations_point_into_the_original_text() {
    // The model has no published JSON schema; these are the members that it demands.
    let dir = built();
    exported(&dir, "mentions", "webannotation", "page.jsonld");
    let page: Value = serde_json::from_str(&dir.read("page.jsonld")).unwrap();
    assert_eq!(
        (&page["@context"], &page["type"]),
        (&"http://www.w3.org/ns/anno.jsonld".into(), &"AnnotationPage".into())
    );
    let texts: Vec<Value> = CORPUS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 8);
    for item in items {
        assert_eq!(item["type"], "Annotation");
        let (source, selectors) =
            (item["target"]["source"].as_str().unwrap(), item["target"]["selector"].as_array().unwrap());
        let at = match source {
            "https://www.quay.example/a" => 0,
            "urn:dateline:document:wire/%C3%BC%202#text" => 1,
            "urn:dateline:document:c#text" => 2,
            other => panic!("{other}"),
        };
        let quote = &selectors[0];
        let whole = format!(
            "{}{}{}",
            quote["prefix"].as_str().unwrap(),
            quote["exact"].as_str().unwrap(),
            quote["suffix"].as_str().unwrap()
        );
        assert!(
            ["title", "text"].iter().any(|field| texts[at][field].as_str().is_some_and(|text| text.contains(&whole))),
            "{whole}"
        );
        if let Some(position) = selectors.get(1) {
            let text: Vec<char> = texts[at]["text"].as_str().unwrap().chars().collect();
            let (from, to) = (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
            assert_eq!(text[from..to].iter().collect::<String>(), quote["exact"].as_str().unwrap());
        }
    }
}

#[test]
fn followthemoney_keeps_every_value() {
    let dir = built();
    exported(&dir, "entities", "ftm", "entities.ftm.json");
    if let Some(found) = read_back(&dir, "ftm", "entities.ftm.json") {
        holds(&found, r#"["mosul", "Address", "Mosul", [], ["iq"]]"#);
        holds(&found, r#"["islamic-state", "Organization", "Islamic State", [], []]"#);
    }
}

#[test]
fn gate_and_linked_places_say_what_they_leave_out() {
    // GATE is a Java program and the World Historical Gazetteer a site: neither reads a file in a test.
    let dir = built();
    let ran = dir
        .expect(0, ["export", "entities", "--format", "gate", "-o", "gate", "--report", "lost.json", "--all-entities"]);
    assert!(ran.stderr.contains("What gate does not hold"), "{}", ran.stderr);
    let lost: Value = serde_json::from_str(&dir.read("lost.json")).unwrap();
    assert_eq!(lost["written"], 3);
    assert!(lost["lost"].as_array().unwrap().iter().any(|loss| loss["count"] == 6), "{lost}");
    assert_eq!(
        dir.read("gate/lists.def"),
        "place.lst:location\nperson.lst:person_full\norganisation.lst:organization\n"
    );
    let places = dir.read("gate/place.lst");
    assert_eq!(places.lines().next().unwrap(), "Mosul\tid=mosul\tname=Mosul\tcountry=IQ\tlat=36.335\tlon=43.11889");
    assert!(places.contains("الموصل\tid=mosul") && places.contains("language=ar"), "{places}");
    exported(&dir, "entities", "linked-places", "places.json");
    let places: Value = serde_json::from_str(&dir.read("places.json")).unwrap();
    assert_eq!(places["features"].as_array().unwrap().len(), 2);
    assert_eq!(places["features"][0]["geometry"]["coordinates"], serde_json::json!([43.11889, 36.335]));
    assert_eq!(places["features"][0]["names"][1], serde_json::json!({"toponym": "الموصل", "lang": "ar"}));
}

/// spaCy found fewer mentions with the list than the run has, and the report did not say so.
#[test]
fn spellings_that_only_folding_finds_are_told_of_lists_for_other_taggers() {
    let dir = Workdir::new();
    dir.file("corpus.jsonl", "{\"text\": \"Ar Raqqah fell. AR-RAQQAH, Raqqah and Râqqa. Mosul, MOSUL.\"}\n");
    dir.file("list.toml", GAZETTEER);
    dir.expect(0, ["build", "corpus.jsonl", "-g", "list.toml", "--no-charts", "--no-report", "-q"]);
    for (format, file, count, examples) in
        [("entity-ruler", "p.jsonl", 2, "(Ar Raqqah, Râqqa)"), ("gate", "gate", 4, "(MOSUL, AR-RAQQAH, Ar Raqqah …)")]
    {
        let ran = dir.expect(0, ["export", "entities", "--format", format, "-o", file]);
        let told = ran.stderr.lines().find(|line| line.contains("in a spelling that is not in the list"));
        assert!(told.is_some_and(|line| line.ends_with(&format!(": {count} {examples}"))), "{format}: {}", ran.stderr);
    }
}

/// Identifiers, notes and divisions were in no export, and no report said so.
#[test]
fn what_a_list_says_of_an_entity_is_carried_or_named() {
    let dir = Workdir::new();
    dir.file("corpus.jsonl", CORPUS);
    let said = "[[entity]]\nid = \"mosul\"\nkind = \"place\"\nname = \"Mosul\"\nlat = 36.3\nlon = 43.1\npopulation = 7\n\
                same_as = [\"viaf:148547135\"]\nformer_ids = [\"old-7\"]\nnote = \"a city\"\nadmin1 = \"Nineveh\"\nfeature = \"P.PPLA\"\n";
    dir.file("list.toml", said);
    dir.expect(0, ["build", "corpus.jsonl", "-g", "list.toml", "--no-charts", "--no-report", "-q"]);
    exported(&dir, "entities", "jsonl", "entities.jsonl");
    let row: Value = serde_json::from_str(&dir.read("entities.jsonl")).unwrap();
    for (column, value) in [
        ("same_as", "viaf:148547135"),
        ("former_ids", "old-7"),
        ("note", "a city"),
        ("admin1", "Nineveh"),
        ("feature", "P.PPLA"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    for (format, same_as, lost) in [
        ("linked-places", &["viaf:148547135"][..], &["former ids", "admin1", "feature codes", "populations"][..]),
        ("ftm", &["viaf:148547135", "old-7"], &["former ids: among", "admin1", "feature codes", "populations"]),
        ("gate", &[], &["same_as", "former ids", "admin1", "feature codes", "notes"]),
        ("entity-ruler", &[], &["same_as", "former ids", "admin1", "feature codes", "notes"]),
    ] {
        let file = if format == "gate" { "gate" } else { "list.json" };
        let ran = dir.expect(0, ["export", "entities", "--format", format, "-o", file]);
        lost.iter().for_each(|lost| assert!(ran.stderr.contains(lost), "{format} {lost}: {}", ran.stderr));
        if same_as.is_empty() {
            continue;
        }
        dir.expect(0, ["gazetteer", "import", format, file, "-o", "back.toml"]);
        let back = dir.read("back.toml");
        same_as.iter().for_each(|id| assert!(back.contains(id), "{format} {id}: {back}"));
        assert!(back.contains("note = \"a city\""), "{format}: {back}");
    }
}

#[test]
fn maps_and_graphs_have_their_times() {
    let dir = built();
    exported(&dir, "timelines", "geojson", "t.geojson");
    exported(&dir, "timelines", "kml", "t.kml");
    exported(&dir, "co-mentions", "gexf", "g.gexf");
    if let Some(found) = read_back(&dir, "geojson", "t.geojson") {
        assert_eq!(found, serde_json::json!([["Mosul", "2016-10-01T00:00:00Z", "2016-10-31T23:59:59Z", 2]]));
    }
    if let Some(found) = read_back(&dir, "kml", "t.kml") {
        assert_eq!(found, serde_json::json!([["Mosul", "2016-10-01", "2016-10-31", [43.11889, 36.335]]]));
    }
    if let Some(found) = read_back(&dir, "gexf", "g.gexf") {
        assert_eq!(found["nodes"], serde_json::json!(["islamic-state", "mosul", "raqqa"]));
        let edges = found["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 3, "{edges:#?}");
        let of_two = edges.iter().find(|edge| edge[0] == "islamic-state" && edge[1] == "mosul").unwrap();
        assert_eq!(of_two[3], serde_json::json!([["2016-10-01", "2016-10-31"]]), "the undated document is in no spell");
    }
}

#[test]
fn vega_lite_follows_its_schema() {
    let dir = built();
    exported(&dir, "timelines", "vega-lite", "t.vl.json");
    if let Some(found) = read_back(&dir, "vega-lite", "t.vl.json") {
        assert_eq!(found["rows"], 3 * 13);
    }
}

#[test]
fn sqlite_is_searched_and_datasette_serves_it() {
    let dir = built();
    dir.expect(0, ["export", "all", "-o", "run.sqlite"]);
    if let Some(found) = read_back(&dir, "sqlite", "run.sqlite") {
        assert_eq!(found["found"], serde_json::json!(["Mosul", "Ar-Raqqah"]));
        assert_eq!(found["evidence"].as_array().unwrap().len(), 8);
    }
    // Once, most aliases referred to entities that nobody mentions, and parts of a run to what was not selected.
    dir.expect(0, ["export", "all", "--where", "kind=organisation,period=2016", "-o", "part.sqlite"]);
    read_back(&dir, "sqlite", "part.sqlite");
    dir.expect(0, ["export", "timelines", "-o", "one.sqlite"]);
    read_back(&dir, "references", "one.sqlite");
    if let Some(found) = read_back(&dir, "datasette", "run.sqlite") {
        assert_eq!(found, serde_json::json!([["Mosul", "Mosul"], ["Ar-Raqqah", "Raqqa"]]));
    }
    let first = dir.bytes("run.sqlite");
    dir.expect(0, ["export", "all", "-o", "run.sqlite"]);
    assert!(first == dir.bytes("run.sqlite"), "the same run gives the same bytes");
}

#[test]
fn a_selection_reaches_every_table() {
    let dir = built();
    let count = |arguments: &[&str]| {
        let all = ["export"].into_iter().chain(arguments.iter().copied()).chain(["--format", "jsonl"]);
        dir.expect(0, all).stdout.lines().count()
    };
    for (arguments, rows) in [
        (&["mentions"][..], 8),
        (&["mentions", "--where", "entity=Raqqah"], 2),
        (&["mentions", "--where", "kind=place,organisation"], 8),
        (&["mentions", "--where", "source=The Quay Gazette"], 4),
        (&["mentions", "--where", "source=quay.example,kind=place"], 3),
        (&["mentions", "--where", "source=corpus.jsonl#2"], 2),
        (&["mentions", "--where", "period=2017"], 2),
        (&["mentions", "--where", "kind=organisation", "--where", "period=..2016"], 1),
        (&["documents", "--where", "entity=raqqa"], 2),
        (&["documents", "--top", "1"], 3),
        (&["dates", "--where", "entity=mosul"], 1),
        (&["entities", "--where", "period=2017"], 2),
        (&["timelines", "--where", "source=quay.example"], 3),
        (&["chronology", "--where", "source=corpus.jsonl#1"], 1),
        (&["co-mentions", "--where", "kind=place"], 1),
    ] {
        assert_eq!(count(arguments), rows, "{arguments:?}");
    }
    for (selection, code, says) in [
        ("colour=red", 2, "entity, kind, type, tag, period, source"),
        ("entity=atlantis", 1, "no entity is called"),
        ("source=nowhere", 1, "The Quay Gazette"),
        ("tag=port", 1, "no entity has the tag"),
        ("type=harbour", 1, "no entity has the type harbour"),
        ("period=1999", 1, "the export is empty"),
    ] {
        let ran = dir.expect(code, ["export", "mentions", "--where", selection]);
        assert!(ran.stderr.contains(says), "{selection}: {}", ran.stderr);
    }
    let ran = dir.expect(2, ["export", "documents", "--format", "kml"]);
    assert!(ran.stderr.contains("as kml: entities, timelines"), "{}", ran.stderr);
}

#[test]
fn what_the_documentation_says_of_duckdb_and_pandas_runs() {
    let dir = built();
    dir.expect(0, ["export", "all", "--format", "parquet", "-o", "tables"]);
    dir.expect(0, ["export", "all", "-o", "news.sqlite"]);
    let guide = include_str!("../docs/formats.md");
    let mut seen = 0;
    for (language, ending) in [("sql", "sql"), ("python", "py")] {
        for (number, block) in guide.split(&format!("```{language}\n")).skip(1).enumerate() {
            let code = block.split("```").next().unwrap();
            let file = format!("guide-{number}.{ending}");
            dir.file(&file, code);
            read_back(&dir, "run", &file);
            seen += 1;
        }
    }
    assert!(seen >= 3, "the guide has code for both");
}
