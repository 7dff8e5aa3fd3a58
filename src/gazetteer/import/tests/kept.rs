//! What an import keeps of a list, and that it says what it does not.

use super::{aliases, import, shown};
use crate::gazetteer::{Gazetteer, ImportOptions, Kind, Layout};

/// "CENTRAL BANK OF SELVIA" became "Central Bank OF Selvia", which no text has, and nothing said so.
#[test]
fn names_in_capitals_are_written_as_texts_write_them_and_that_is_said() {
    let text = concat!(
        r#"{"id":"b-1","schema":"Organization","properties":{"name":["CENTRAL BANK OF SELVIA"],"alias":["CBS"]}}"#,
        "\n",
        r#"{"id":"p-1","schema":"Person","properties":{"name":["KARIM BIN ADEL AL NOUR"]}}"#,
        "\n",
        r#"{"id":"a-1","schema":"Address","properties":{"name":["RAF Northfield"],"alias":["USA"]}}"#,
    );
    let (gazetteer, lost) = import(Layout::Ftm, "x.json", text);
    assert_eq!(aliases(&gazetteer, "b-1"), ["Central Bank of Selvia", "CBS"]);
    assert_eq!(aliases(&gazetteer, "p-1"), ["Karim bin Adel al Nour"]);
    assert_eq!(aliases(&gazetteer, "a-1"), ["RAF Northfield", "USA"]);
    assert_eq!(lost, [""; 0]);
    let remark = &gazetteer.sources[0].remarks[0];
    assert!(remark.starts_with("2 names in capitals"), "{remark}");
    assert!(remark.contains("CENTRAL BANK OF SELVIA as Central Bank of Selvia"), "{remark}");
}

#[test]
fn a_weak_name_keywords_and_notes_of_follow_the_money_come_back() {
    let text = r#"{"id":"o-1","schema":"Organization","properties":{"name":["The Local"],"weakAlias":["The Local","Local"],"keywords":["newspaper"],"notes":["Printed weekly"]}}"#;
    let (gazetteer, lost) = import(Layout::Ftm, "x.json", text);
    assert_eq!(aliases(&gazetteer, "o-1"), ["~The Local", "~Local"]);
    let details = gazetteer.entities[0].details.as_deref().unwrap();
    assert_eq!((&details.tags[..], details.note.as_deref()), (&["newspaper".to_owned()][..], Some("Printed weekly")));
    assert_eq!(lost, [""; 0]);
}

/// An id began with the name of the file, so that corrections, `diff` and `merge` broke when it was renamed.
#[test]
fn the_id_of_an_address_does_not_depend_on_the_name_of_the_file() {
    let place = |id: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","@id":"{id}","properties":{{"title":"Newtown"}}}}]}}"#
        )
    };
    let concept = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                   <https://example.org/s#7> a skos:Concept, <https://schema.org/Place> ; skos:prefLabel \"Newtown\"@en .\n";
    let linked = Layout::LinkedPlaces;
    for (layout, text, expected) in [
        (linked, place("http://www.example.org/places/p_12"), "example-org-places-p-12"),
        (linked, place("http://vocab.getty.edu/tgn/7"), "tgn-7"),
        (linked, place("urn:dateline:entity:new%20town"), "new town"),
        (Layout::Skos, concept.to_owned(), "example-org-s-7"),
    ] {
        for file in ["one.json", "other.json"] {
            let (gazetteer, _) = import(layout, file, &text);
            assert_eq!(&*gazetteer.entities[0].id, expected, "{layout} {file}");
        }
    }
    // A number means something within its file only.
    let (gazetteer, _) = import(linked, "towns.json", &place("12"));
    assert_eq!(&*gazetteer.entities[0].id, "towns-12");
}

/// Of our own export for GATE all came back as strangers: other ids, no country, no coordinates.
#[test]
fn the_features_that_our_own_export_for_gate_writes_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let line = "Newtown\tid=new-town\tname=Newtown\tclass=port\tcountry=GB\tlat=51.5\tlon=-1.25\tgeonames=12\twikidata=Q77\tlanguage=en\n";
    std::fs::write(folder.path().join("lists.def"), "place.lst:location\n").unwrap();
    std::fs::write(folder.path().join("place.lst"), format!("{line}Nowograd\tid=new-town\tcolour=red\n")).unwrap();
    let options = ImportOptions::default();
    let (gazetteer, lost) = Gazetteer::import(Layout::Gate, &[folder.path().join("lists.def")], &options).unwrap();
    assert_eq!(aliases(&gazetteer, "new-town"), ["Newtown@en", "Nowograd"]);
    let place = &gazetteer.entities[0];
    assert_eq!((place.class.as_deref(), place.country.as_deref()), (Some("port"), Some("GB")));
    assert_eq!(place.location.map(|location| (location.lat, location.lon)), Some((51.5, -1.25)));
    let details = place.details.as_deref().unwrap();
    assert_eq!((details.geonames, details.wikidata.as_deref()), (Some(12), Some("Q77")));
    assert_eq!(shown(&lost), ["2:22 feature colour: red"]);
}

#[test]
fn what_is_lost_of_linked_places_is_said_and_citations_of_names_are_kept() {
    let text = r#"{"type": "Feature", "@id": "https://example.org/p/7", "properties": {"title": "Oldtown", "rank": 3},
 "when": {"timespans": [{"start": {"in": "-0300"}, "end": {"in": "1144"}}], "periods": [{"name": "Iron Age"}]},
 "names": [{"toponym": "Oldtown", "citations": [{"label": "Old map", "year": 1700}], "certainty": "less-certain",
   "when": {"timespans": [{"start": {"in": "1700"}}, {"start": {"in": "c. 1600"}, "end": {"in": "1650"}}]}}],
 "types": [{"identifier": "aat:300008347", "label": "town", "when": {"timespans": []}}],
 "geometry": {"type": "Point", "coordinates": [1, 51], "certainty": "certain", "when": {"timespans": [{"start": {"in": "1600"}}]}},
 "descriptions": [{"value": "A town"}, {"value": "Eine Stadt", "lang": "de"}]}"#;
    let (gazetteer, lost) = import(Layout::LinkedPlaces, "x.json", &text.replace('\n', " "));
    let conditions = gazetteer.entities[0].aliases[0].conditions.as_deref().unwrap();
    assert_eq!(conditions.note.as_deref(), Some("source: Old map"));
    let lost: Vec<&str> = lost.iter().map(|one| one.split_once(' ').unwrap().1).collect();
    for expected in [
        "of a citation: year: 1700",
        "of a name: certainty: less-certain",
        "a time that is no date: c. 1600",
        "a feature's time, for names that have their own: 1 name",
        "of a time: periods:",
        "properties: rank: 3",
        "of a type: identifier: aat:300008347",
        "of a geometry: certainty: certain",
        "of a geometry: when:",
        "further descriptions: 1 of them",
        "of a description: lang: de",
    ] {
        assert!(lost.iter().any(|one| one.starts_with(expected)), "{expected} {lost:#?}");
    }
    assert_eq!(lost.len(), 11, "{lost:#?}");
}

/// A mountain of Mars was a place on Earth.
#[test]
fn coordinates_on_another_globe_are_none_and_the_class_of_an_item_is_its_type() {
    let item = |id: &str, globe: &str, class: &str| {
        let place =
            format!(r#"{{"latitude":18.5,"longitude":-133.8,"globe":"http://www.wikidata.org/entity/{globe}"}}"#);
        let claim = |value: &str| format!(r#"[{{"mainsnak":{{"datavalue":{{"value":{value}}}}},"rank":"normal"}}]"#);
        let (place, class) = (claim(&place), claim(&format!(r#"{{"id":"{class}"}}"#)));
        let old = r#"[{"mainsnak":{"datavalue":{"value":{"text":"Old","language":"en"}}},"rank":"deprecated"}]"#;
        let labels = format!(r#"{{"en":{{"language":"en","value":"Mount {id}"}}}}"#);
        format!(r#"{{"id":"{id}","labels":{labels},"claims":{{"P31":{class},"P625":{place},"P1448":{old}}}}}"#)
    };
    let text = format!("[\n{},\n{}\n]\n", item("Q7", "Q2", "Q515"), item("Q8", "Q111", "Q99999"));
    let (gazetteer, lost) = import(Layout::Wikidata, "dump.json", &text);
    let place = &gazetteer.entities[0];
    assert_eq!((gazetteer.entities.len(), place.kind, place.class.as_deref()), (1, Kind::Place, Some("city")));
    assert!(lost.iter().any(|one| one.contains("coordinates on another globe") && one.contains("Q111")), "{lost:?}");
    let counted = &gazetteer.sources[0].import.as_ref().unwrap().lost;
    assert_eq!(counted["deprecated statements of P1448"].count, 1, "{counted:?}");
}

/// It gave twenty lines of "Invalid IRI code point".
#[test]
fn skos_in_xml_is_one_error_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.rdf");
    std::fs::write(&path, "\n<?xml version=\"1.0\"?>\n<rdf:RDF>\n<skos:Concept rdf:about=\"x y\"/>\n</rdf:RDF>\n")
        .unwrap();
    let errors = Gazetteer::import(Layout::Skos, &[path], &ImportOptions::default()).unwrap_err();
    let errors = shown(&errors);
    assert!(errors.len() == 1 && errors[0].starts_with("2:1 this is RDF/XML"), "{errors:?}");
}
