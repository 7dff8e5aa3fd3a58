mod kept;

use std::path::PathBuf;

use crate::gazetteer::{CaseRule, Diagnostics, Gazetteer, ImportOptions, Kind, Layout, SetAside};

fn import_with(layout: Layout, name: &str, text: &str, options: &ImportOptions) -> (Gazetteer, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let (gazetteer, lost) = Gazetteer::import(layout, &[path], options).unwrap_or_else(|errors| panic!("{errors}"));
    (gazetteer, shown(&lost))
}

fn import(layout: Layout, name: &str, text: &str) -> (Gazetteer, Vec<String>) {
    import_with(layout, name, text, &ImportOptions::default())
}

/// `line:column what` of each.
fn shown(lost: &Diagnostics) -> Vec<String> {
    let place = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let message = |text: &str| text.trim_start_matches("not carried: ").to_owned();
    lost.iter().map(|one| format!("{}:{} {}", place(one.line), place(one.column), message(&one.message))).collect()
}

/// The aliases of an entity: the text, `~` before a weak one, days and language after it.
fn aliases(gazetteer: &Gazetteer, id: &str) -> Vec<String> {
    let entity = gazetteer.entities.iter().find(|entity| &*entity.id == id).unwrap_or_else(|| panic!("no {id}"));
    let one = |alias: &crate::gazetteer::Alias| {
        let rules = alias.conditions.as_deref().cloned().unwrap_or_default();
        let days = match (rules.from, rules.to) {
            (None, None) => String::new(),
            (from, to) => {
                let day = |day: Option<crate::calendar::Day>| day.map(|day| day.to_string()).unwrap_or_default();
                format!(" {}..{}", day(from), day(to))
            }
        };
        let lang = rules.lang.map(|lang| format!("@{lang}")).unwrap_or_default();
        format!("{}{}{lang}{days}", if alias.weak { "~" } else { "" }, alias.text)
    };
    entity.aliases.iter().map(one).collect()
}

#[test]
fn follow_the_money_gives_people_and_organisations() {
    let text = concat!(
        r#"{"id":"p-1","schema":"Person","caption":"Anna MARKOVA","properties":{"name":["Anna MARKOVA","Анна МАРКОВА"],"#,
        r#""weakAlias":["Anya"],"birthDate":["1971-02"],"nationality":["by"],"topics":["role.pep"],"email":["a@x.org"]},"#,
        r#""datasets":["sample"],"referents":["old-7"]}"#,
        "\n",
        r#"{"id":"o-1","schema":"Company","caption":"Northern Steel Works","properties":{"abbreviation":["NSW"],"#,
        r#""previousName":["Steel Trust"],"wikidataId":["Q99"]}}"#,
        "\n",
        r#"{"id":"v-1","schema":"Vessel","caption":"Sea Lark","properties":{"name":["Sea Lark"]}}"#,
        "\n",
    );
    let (gazetteer, lost) = import(Layout::Ftm, "x.json", text);
    let born = " 1971-02-01..";
    assert_eq!(
        aliases(&gazetteer, "p-1"),
        [format!("Anna Markova{born}"), format!("Анна Маркова{born}"), format!("~Anya{born}")]
    );
    assert_eq!(aliases(&gazetteer, "o-1"), ["Northern Steel Works", "Steel Trust", "NSW"]);
    assert_eq!(gazetteer.entities[1].aliases[2].case, CaseRule::Exact);
    let person = &gazetteer.entities[0];
    assert_eq!((person.kind, person.country.as_deref()), (Kind::Person, Some("BY")));
    let details = person.details.as_deref().unwrap();
    assert_eq!((&details.same_as, &details.tags), (&vec!["old-7".to_owned()], &vec!["role.pep".to_owned()]));
    assert_eq!(details.note.as_deref(), Some("born 1971-02; source: sample"));
    assert_eq!(lost, ["1:197 property email: a@x.org", "3:13 entity of the schema Vessel: Sea Lark"]);
    assert_eq!(gazetteer.sources[0].import.as_ref().unwrap().lost.len(), 2);
}

#[test]
fn addresses_with_a_name_or_coordinates_are_places_and_others_are_reported() {
    let text = concat!(
        r#"{"id":"a-1","schema":"Address","properties":{"name":["Newtown"],"full":["Newtown"],"country":["by"],"#,
        r#""latitude":["36.5"],"longitude":["43.5"],"alias":["Nowograd"],"postalCode":["1"]}}"#,
        "\n",
        r#"{"id":"a-2","schema":"Address","caption":"7 Mill Street, Newtown","properties":{"city":["Newtown"]}}"#,
        "\n",
    );
    let (gazetteer, lost) = import(Layout::Ftm, "x.json", text);
    let place = &gazetteer.entities[0];
    assert_eq!((place.kind, &*place.name, place.country.as_deref()), (Kind::Place, "Newtown", Some("BY")));
    assert_eq!(place.location.map(|location| (location.lat, location.lon)), Some((36.5, 43.5)));
    assert_eq!(aliases(&gazetteer, "a-1"), ["Newtown", "Nowograd"]);
    assert_eq!(gazetteer.entities.len(), 1);
    assert!(lost[0].ends_with("property postalCode: 1"), "{lost:?}");
    let address = "postal address without a name or coordinates: 7 Mill Street, Newtown";
    assert!(lost[1].starts_with("2:") && lost[1].ends_with(address), "{lost:?}");
}

#[test]
fn a_second_record_adds_what_is_new_and_what_differs_is_said() {
    let record = |extra: &str| {
        format!(
            r#"{{"id":"o-1","schema":"Company","caption":"Steel Works","properties":{{"name":["Steel Works"]{extra}}}}}"#
        )
    };
    let text = [
        record(r#","country":["by"],"topics":["sanction"]"#),
        record(r#","country":["ru"],"topics":["debarment"],"alias":["Stalzavod"],"wikidataId":["Q99"]"#),
        record(r#","country":["by"]"#).replace("Company", "Person"),
    ]
    .join("\n");
    let (gazetteer, lost) = import(Layout::Ftm, "x.json", &text);
    let company = &gazetteer.entities[0];
    assert_eq!((gazetteer.entities.len(), company.country.as_deref()), (1, Some("BY")));
    assert_eq!(aliases(&gazetteer, "o-1"), ["Steel Works", "Stalzavod"]);
    let details = company.details.as_deref().unwrap();
    assert_eq!((details.wikidata.as_deref(), details.tags.len()), (Some("Q99"), 2));
    assert_eq!(
        lost,
        [
            "2:1 another country in a second record of an id: o-1: RU, not BY",
            "3:1 another class in a second record of an id: o-1: Person, not Company",
            "3:1 another kind in a second record of an id: o-1: person, not organisation",
        ]
    );
}

#[test]
fn statements_of_wikidata_that_are_not_carried_are_counted_by_property() {
    let item = |number: u32| {
        let claims = r#""P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],
            "P106":[{"mainsnak":{"datatype":"wikibase-item"}}],"P345":[{"mainsnak":{"datatype":"external-id"}}]"#;
        let labels = r#""labels":{"en":{"language":"en","value":"Ann Example"}}"#;
        format!("{{\"id\":\"Q{number}\",{labels},\"claims\":{{{claims}}}}}").replace('\n', " ")
    };
    let (gazetteer, lines) = import(Layout::Wikidata, "dump.json", &format!("[\n{},\n{}\n]\n", item(7), item(8)));
    let lost = &gazetteer.sources[0].import.as_ref().unwrap().lost;
    assert_eq!(
        (lost["statements of P106"].count, &lost["statements of P106"].samples[..]),
        (2, &["Q7".into(), "Q8".into()][..])
    );
    assert_eq!((lost["identifiers in other registers"].count, lost.len()), (2, 2));
    assert_eq!(lines, [""; 0]);
}

#[test]
fn wikidata_gives_labels_aliases_and_dated_names() {
    let item = r#"{"type":"item","id":"Q77","labels":{"en":{"language":"en","value":"Newtown"},"ar":{"language":"ar","value":"نيوتاون"}},"aliases":{"en":[{"language":"en","value":"New Town"}]},"claims":{"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":36.5,"longitude":43.5}}},"rank":"normal"}],"P1566":[{"mainsnak":{"datavalue":{"value":"12"}},"rank":"normal"}],"P1448":[{"mainsnak":{"datavalue":{"value":{"text":"Oldtown","language":"en"}}},"qualifiers":{"P582":[{"datavalue":{"value":{"time":"+1932-00-00T00:00:00Z","precision":9}}}]},"rank":"normal"}]}}"#;
    let human = r#"{"type":"item","id":"Q78","labels":{"en":{"language":"en","value":"Ann Example"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}]}}"#;
    let other = r#"{"type":"item","id":"Q79","labels":{"en":{"language":"en","value":"blue"}},"claims":{}}"#;
    let text = format!("[\n{item},\n{human},\n{other}\n]\n");
    let (gazetteer, lost) = import(Layout::Wikidata, "dump.json", &text);
    assert_eq!(
        aliases(&gazetteer, "wikidata-q77"),
        ["Newtown", "نيوتاون@ar", "New Town@en", "Oldtown@en ..1932-12-31"]
    );
    let place = &gazetteer.entities[0];
    assert_eq!((place.kind, place.details.as_ref().unwrap().geonames), (Kind::Place, Some(12)));
    assert_eq!(gazetteer.entities[1].kind, Kind::Person);
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0].starts_with("4:") && lost[0].contains("Q79 blue"), "{lost:?}");
    // What Special:EntityData gives.
    let (single, _) = import(Layout::Wikidata, "q.json", &format!("{{\"entities\":{{\"Q77\":{item}}}}}"));
    assert_eq!(aliases(&single, "wikidata-q77"), aliases(&gazetteer, "wikidata-q77"));
    let english = ImportOptions { languages: vec!["en".to_owned()], ..ImportOptions::default() };
    let (english, _) = import_with(Layout::Wikidata, "dump.json", &text, &english);
    assert_eq!(english.sources[0].import.as_ref().unwrap().set_aside[&SetAside::OtherLanguage].samples, ["نيوتاون"]);
}

#[test]
fn sparql_results_are_read_in_each_format_alike() {
    let csv = "item,itemLabel,itemAltLabel,coord,mayor\r\n\
               http://www.wikidata.org/entity/Q77,Newtown,\"New Town, Novgrad\",Point(43.5 36.5),Ann\r\n\
               http://www.wikidata.org/entity/Q77,Newtown,Villanova,Point(43.5 36.5),\r\n";
    let tsv = "?item\t?itemLabel\t?itemAltLabel\t?coord\t?mayor\n\
               <http://www.wikidata.org/entity/Q77>\tNewtown\tNew Town, Novgrad, Villanova\tPoint(43.5 36.5)\tAnn\n";
    let json = r#"{"head":{"vars":["item"]},"results":{"bindings":[{"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q77"},"itemLabel":{"value":"Newtown"},"itemAltLabel":{"value":"New Town, Novgrad, Villanova"},"coord":{"value":"Point(43.5 36.5)"},"mayor":{"value":"Ann"}}]}}"#;
    let terms = "?item\t?itemLabel\t?itemAltLabel\t?coord\t?mayor\n\
                 <http://www.wikidata.org/entity/Q77>\t\"Newtown\"\t\"New Town, Novgrad, Villanova\"\t\
                 \"Point(43.5 36.5)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>\t\"Ann\"\n";
    let plain = r#"[{"item":"http://www.wikidata.org/entity/Q77","itemLabel":"Newtown","itemAltLabel":"New Town, Novgrad, Villanova","coord":"Point(43.5 36.5)","mayor":"Ann"}]"#;
    let all = [("q.csv", csv), ("q.tsv", tsv), ("r.tsv", terms), ("q.json", json), ("r.json", plain)];
    for (name, text) in all {
        let (gazetteer, lost) = import(Layout::Sparql, name, text);
        assert_eq!(aliases(&gazetteer, "wikidata-q77"), ["Newtown", "New Town", "Novgrad", "Villanova"], "{name}");
        assert_eq!(gazetteer.entities[0].location.map(|location| location.lat), Some(36.5));
        assert_eq!(lost.len(), 1, "{name}: {lost:?}");
        assert!(lost[0].ends_with("variable mayor: Ann"), "{name}: {lost:?}");
    }
}

/// The second row was dropped, since it did not say of what kind it is, and "Mosul"@en became the name "Mosul@en".
#[test]
fn what_one_row_of_an_item_says_holds_for_all() {
    let csv = "item,itemLabel,alias,coord\n\
               http://www.wikidata.org/entity/Q77,,New Town,\n\
               http://www.wikidata.org/entity/Q77,Newtown,Villanova,Point(43.5 36.5)\n\
               http://www.wikidata.org/entity/Q77,Q77,,\n";
    let tsv = "?item\t?itemLabel\t?alias\t?coord\n\
               <http://www.wikidata.org/entity/Q77>\t\t\"New Town\"@en\t\n\
               <http://www.wikidata.org/entity/Q77>\t\"Newtown\"@en\t\"Villanova \\\"V\\\"\"\t\"Point(43.5 36.5)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>\n\
               <http://www.wikidata.org/entity/Q77>\t\"Newtown\"\t\t\n";
    for (name, text, expected) in [
        ("q.csv", csv, ["New Town", "Newtown", "Villanova"]),
        ("q.tsv", tsv, ["New Town@en", "Newtown@en", "Villanova \"V\""]),
    ] {
        let (gazetteer, lost) = import(Layout::Sparql, name, text);
        assert_eq!(lost, [""; 0], "{name}");
        let place = &gazetteer.entities[0];
        assert_eq!((gazetteer.entities.len(), place.kind), (1, Kind::Place), "{name}");
        assert_eq!(place.location.map(|location| location.lat), Some(36.5), "{name}");
        assert_eq!(&*place.name, "Newtown", "{name}");
        let mut found = aliases(&gazetteer, "wikidata-q77");
        found.sort();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn linked_places_give_names_their_time() {
    let text = r#"{"type": "FeatureCollection", "indexing": {"name": "Old towns", "license": "CC0"},
 "features": [
  {"type": "Feature", "@id": "https://example.org/p/7", "properties": {"title": "Oldtown", "ccodes": ["GB"]},
   "names": [{"toponym": "Oldtown", "when": {"timespans": [{"start": {"in": "1700"}}]}},
             {"toponym": "Veterum", "lang": "la", "when": {"timespans": [{"start": {"in": "-50"}, "end": {"in": "410"}}]}}],
   "links": [{"type": "closeMatch", "identifier": "wd:Q77"}, {"type": "seeAlso", "identifier": "x:1"}],
   "geometry": {"type": "Polygon", "coordinates": [[[0, 50], [2, 50], [2, 52], [0, 50]]]}}]}"#;
    let (gazetteer, lost) = import(Layout::LinkedPlaces, "old.geojson", text);
    assert_eq!(aliases(&gazetteer, "example-org-p-7"), ["Oldtown 1700-01-01..", "Veterum@la ..0410-12-31"]);
    let place = &gazetteer.entities[0];
    assert_eq!(place.details.as_ref().unwrap().wikidata.as_deref(), Some("Q77"));
    assert_eq!(place.location.map(|location| (location.lat, location.lon)), Some((51.0, 1.0)));
    assert_eq!(gazetteer.sources[0].licence.as_deref(), Some("CC0"));
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].starts_with("6:4 link of the type seeAlso"), "{lost:?}");
    assert!(lost[1].starts_with("7:4 the shape of a geometry"), "{lost:?}");
}

/// Both became one time without an end, and nothing said so.
#[test]
fn a_name_of_linked_places_that_held_twice_is_two_aliases() {
    let span = |from: &str, to: &str| format!(r#"{{"start": {{"in": "{from}"}}, "end": {{"in": "{to}"}}}}"#);
    let name = |name: &str, spans: &[String]| {
        format!(r#"{{"toponym": "{name}", "when": {{"timespans": [{}]}}}}"#, spans.join(", "))
    };
    let again = r#"{"start": {"in": "1991-09-06"}}"#.to_owned();
    let names = [
        name("Oldtown", &[again.clone(), span("1703", "1914-08-31")]),
        name("Newtown", &[span("1914-09-01", "1924"), span("1925", "1991-09-05")]),
        name("Veterum", &[span("1800", "1700"), again]),
    ];
    let text = format!(
        r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "@id": "https://example.org/p/7", "properties": {{"title": "Oldtown"}}, "names": [{}]}}]}}"#,
        names.join(", ")
    );
    let (gazetteer, lost) = import(Layout::LinkedPlaces, "old.geojson", &text);
    assert_eq!(
        aliases(&gazetteer, "example-org-p-7"),
        [
            "Oldtown 1703-01-01..1914-08-31",
            "Oldtown 1991-09-06..",
            "Newtown 1914-09-01..1991-09-05",
            "Veterum 1991-09-06.."
        ]
    );
    assert_eq!(lost.len(), 1, "{lost:?}");
}

#[test]
fn the_table_of_linked_places_gives_variants_and_matches() {
    let text = "id\ttitle\ttitle_source\tfclasses\tstart\tend\tccodes\tmatches\tvariants\ttypes\tlon\tlat\tparent_name\n\
                7\tOldtown\tA map\tP\t1700\t1800\tGB\twd:Q77;tgn:5\tVetus@la;Old Toun\ttown;port\t1.5\t51.5\tShire\n";
    let (gazetteer, lost) = import(Layout::LpTsv, "old.tsv", text);
    let days = " 1700-01-01..1800-12-31";
    let expected = [format!("Oldtown{days}"), format!("Vetus@la{days}"), format!("Old Toun{days}")];
    assert_eq!(aliases(&gazetteer, "old-7"), expected);
    assert_eq!(gazetteer.entities[0].details.as_ref().unwrap().same_as, ["tgn:5"]);
    assert_eq!(lost, ["2:82 column parent_name: Shire"]);
}

#[test]
fn gate_lists_are_joined_by_definition_and_feature() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("lists.def", "towns.lst:location:city\ndays.lst:date:day\nnone.lst:location:city\n../up.lst:location\n"),
        ("towns.lst", "Åland:ISO2=AX:name=Åland\nAland Islands:ISO2=AX:name=Åland\nNEWTOWN\nNewtown\n"),
        ("days.lst", "Monday\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let options = ImportOptions::default();
    let (gazetteer, lost) = Gazetteer::import(Layout::Gate, &[folder.path().join("lists.def")], &options).unwrap();
    assert_eq!(aliases(&gazetteer, "gate-place-aland"), ["Åland", "Aland Islands"]);
    assert_eq!(gazetteer.entities.len(), 2);
    assert_eq!(
        shown(&lost),
        [
            "2:1 list of the type date:day: days.lst",
            "3:1 list whose file is not beside the definition: none.lst",
            "4:1 list whose file is not beside the definition: ../up.lst",
        ]
    );
    // A list by itself has its type from the definition beside it.
    let (alone, _) = Gazetteer::import(Layout::Gate, &[folder.path().join("towns.lst")], &options).unwrap();
    assert_eq!(alone.entities[0].kind, Kind::Place);
}

#[test]
fn patterns_are_bound_as_their_tokens_say() {
    let text = r#"{"label": "GPE", "pattern": [{"LOWER": "new"}, {"LOWER": "town"}], "id": "newtown"}
{"label": "GPE", "pattern": "Newton", "id": "newtown"}
{"label": "GPE", "pattern": [{"lower": "us"}]}
{"label": "ORG", "pattern": [{"LOWER": "acme"}, {"IS_PUNCT": true}]}
{"label": "PRODUCT", "pattern": "Widget"}
"#;
    let (gazetteer, lost) = import(Layout::EntityRuler, "p.jsonl", text);
    assert_eq!(aliases(&gazetteer, "newtown"), ["New Town", "Newton"]);
    assert_eq!(gazetteer.entities[0].aliases[0].case, CaseRule::Any);
    assert_eq!(gazetteer.entities[0].aliases[1].case, CaseRule::Exact);
    assert_eq!(aliases(&gazetteer, "p-gpe-us"), ["~US"]);
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].starts_with("4:18 pattern with other token attributes") && lost[1].starts_with("5:2 pattern of"));
}

#[test]
fn skos_labels_are_aliases() {
    let text = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/s> a skos:ConceptScheme ; dct:title "Towns"@en ; dct:license <https://example.org/cc0> .
<https://example.org/s/7> a skos:Concept ;
  skos:prefLabel "Newtown"@en, "Neustadt"@de ;
  skos:altLabel "New Town"@en ;
  skos:hiddenLabel "Nwetown" ;
  skos:broader <https://example.org/s/1> ;
  skos:exactMatch <http://www.wikidata.org/entity/Q77> .
"#;
    let places = ImportOptions { kind: Some(Kind::Place), ..ImportOptions::default() };
    let (gazetteer, lost) = import_with(Layout::Skos, "t.ttl", text, &places);
    assert_eq!(aliases(&gazetteer, "example-org-s-7"), ["Newtown@en", "Neustadt@de", "New Town@en", "Nwetown"]);
    assert_eq!(gazetteer.entities[0].details.as_ref().unwrap().wikidata.as_deref(), Some("Q77"));
    let source = &gazetteer.sources[0];
    assert_eq!((source.name.as_deref(), source.licence.as_deref()), (Some("Towns"), Some("https://example.org/cc0")));
    assert_eq!(lost, ["8:1 skos:broader: https://example.org/s/1"]);
    let (none, lost) = import(Layout::Skos, "t.ttl", text);
    assert!(none.entities.is_empty() && lost.iter().any(|one| one.contains("--kind")), "{lost:?}");
}

#[test]
fn a_plain_list_is_a_name_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("towns.txt");
    std::fs::write(&path, "# towns\nNewtown\tNew Town\n\nOldtown\n").unwrap();
    let gazetteer = Gazetteer::load(&[format!("places:{}", path.display())]).unwrap();
    assert_eq!(aliases(&gazetteer, "towns-newtown"), ["Newtown", "New Town"]);
    assert_eq!((gazetteer.entities.len(), gazetteer.entities[1].kind), (2, Kind::Place));
}

#[test]
fn records_of_another_layout_are_errors_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    for (layout, text, expected) in [
        (Layout::Ftm, "{\"id\":\"x\"}\n", "1:1 the record has no schema"),
        (Layout::EntityRuler, "{broken\n", "1:2 not valid JSON"),
        (Layout::Skos, "<a> <b\n", "1:"),
        (Layout::Sparql, "a,b\n1,2\n", "2:1 the row has no item"),
    ] {
        let path = folder.path().join("x");
        std::fs::write(&path, text).unwrap();
        let errors = Gazetteer::import(layout, &[path], &ImportOptions::default()).unwrap_err();
        assert!(shown(&errors)[0].starts_with(expected), "{layout}: {:?}", shown(&errors));
    }
}

/// One row without a title, or the last line of a dump that was cut off, stopped the whole import.
#[test]
fn a_broken_record_is_told_with_its_line_and_the_others_come_in() {
    let item = |id: &str| {
        let label = format!(r#"{{"en":{{"language":"en","value":"Town {id}"}}}}"#);
        let at = r#"{"mainsnak":{"datavalue":{"value":{"latitude":36.0,"longitude":43.0}}}}"#;
        format!(r#"{{"type":"item","id":"{id}","labels":{label},"claims":{{"P625":[{at}]}}}}"#)
    };
    let dump = format!("[\n{},\n{},\n{}", item("Q1"), item("Q2"), &item("Q3")[..40]);
    let feature = |title: &str| format!(r#"{{"type":"Feature","properties":{{"title":"{title}"}}}}"#);
    let collection = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{},\n{},\n{}",
        feature("A"),
        feature("B"),
        &feature("C")[..20]
    );
    for (layout, text, entities, told) in [
        (
            Layout::LpTsv,
            "id\ttitle\tstart\n1\tNewtown\t\n2\t\t1900\n3\tOldtown\t\n",
            2,
            &["3:3 the row has no title"][..],
        ),
        (Layout::Wikidata, dump.as_str(), 2, &["4:1 not valid JSON"]),
        (Layout::LinkedPlaces, collection.as_str(), 2, &["1:1 not valid JSON", "4:1 not valid JSON"]),
        (Layout::EntityRuler, "{\"label\":\n{\"label\":\"GPE\",\"pattern\":\"A\"}\n", 1, &["1:1 not valid JSON"]),
        (
            Layout::Skos,
            "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://x.org/a> a s:Concept ; s:prefLabel \"A\"@en .\n<b> a s:Concept\n",
            1,
            &["3:"],
        ),
        (Layout::Sparql, "item,itemLabel\nhttp://x.org/a,A\n,B\n", 1, &["3:1 the row has no item"]),
    ] {
        let options = ImportOptions { kind: Some(Kind::Place), ..ImportOptions::default() };
        let (gazetteer, lost) = import_with(layout, "x", text, &options);
        assert_eq!(gazetteer.entities.len(), entities, "{layout}: {lost:?}");
        let (report, told) = (gazetteer.sources[0].import.as_ref().unwrap(), told.iter());
        assert_eq!(report.broken() as usize, told.len(), "{layout}: {lost:?}");
        for (found, told) in lost.iter().filter(|one| one.contains("left out: ")).zip(told) {
            assert!(found.replace("left out: ", "").starts_with(told), "{layout}: {found}");
        }
        let remarks = &gazetteer.sources[0].remarks;
        assert!(remarks.iter().any(|one| one.contains("broken and left out")), "{layout}: {remarks:?}");
        let path = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&path, text).unwrap();
        let strict = ImportOptions { strict: true, ..options };
        assert!(Gazetteer::import(layout, &[path.path().to_owned()], &strict).is_err(), "{layout}");
    }
}

/// What can be read of a packed dump that was cut off is read.
#[test]
fn a_dump_that_is_cut_off_within_its_packing_is_read_as_far_as_it_goes() {
    use std::io::Write;
    let lines: String =
        (0..4000).map(|n| format!("{{\"label\":\"GPE\",\"pattern\":\"Town {}\"}}\n", n * 7919 % 100_003)).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(lines.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.jsonl.gz");
    std::fs::write(&path, &packed[..packed.len() / 2]).unwrap();
    let (gazetteer, lost) = Gazetteer::import(Layout::EntityRuler, &[path], &ImportOptions::default()).unwrap();
    assert!((500..4000).contains(&gazetteer.entities.len()));
    assert!(lost.to_string().contains("the file is cut off within its packing"), "{lost}");
}

#[test]
fn an_empty_list_is_an_error_in_every_layout() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.txt");
    std::fs::write(&path, "").unwrap();
    for layout in ["geonames", "gate", "ftm", "wikidata", "linked-places", "entity-ruler", "places"] {
        let errors = Gazetteer::load(&[format!("{layout}:{}", path.display())]).unwrap_err();
        assert!(errors.to_string().contains("the list holds no entity"), "{layout}: {errors}");
    }
}
