//! Imports as a whole, on rows written for these tests.

use std::path::PathBuf;

use super::*;
use crate::gazetteer::{CaseRule, Gazetteer};

fn row(id: &str, name: &str, ascii: &str, alternates: &str, feature: &str, country: &str, population: &str) -> String {
    let (class, code) = feature.split_once('.').unwrap();
    format!(
        "{id}\t{name}\t{ascii}\t{alternates}\t36.5\t43.25\t{class}\t{code}\t{country}\t\t07\t12\t\t\t{population}\t\t\t\t\n"
    )
}

fn dump() -> String {
    [
        row(
            "99072",
            "Mosul",
            "Mosul",
            "Al Mawşil,Al-Mawsil,OSM,mwsl,Mwsl,Мосул,الموصل,Mosul (city)",
            "P.PPLA",
            "IQ",
            "1739800",
        ),
        row("1", "Police", "Police", "Politz,Pölitz", "P.PPL", "PL", "34319"),
        row("2", "Of", "Of", "Ophis", "P.PPL", "TR", "20000"),
        row("3", "United Arab Emirates", "United Arab Emirates", "ARE,UAE,Emirates", "A.PCLI", "AE", "9630959"),
        row("a1-00001", "Al Anbār", "Al Anbar", "", "A.ADM1", "IQ", "0"),
        row("4", "Some Hotel", "Some Hotel", "", "S.HTL", "IQ", "0"),
    ]
    .concat()
}

fn import(text: &str, options: &ImportOptions) -> Result<Gazetteer, crate::gazetteer::Diagnostics> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dump.txt");
    std::fs::write(&path, text).unwrap();
    Gazetteer::import_geonames(&[path], options)
}

fn texts(gazetteer: &Gazetteer, id: &str) -> Vec<String> {
    let entity = gazetteer.entities.iter().find(|entity| &*entity.id == id).unwrap();
    entity.aliases.iter().map(|alias| alias.text.to_string()).collect()
}

#[test]
fn names_are_kept_and_the_rest_is_set_aside_and_reported() {
    let gazetteer = import(&dump(), &ImportOptions::default()).unwrap();
    assert_eq!(texts(&gazetteer, "geonames-99072"), ["Mosul", "Al Mawşil", "Мосул", "الموصل"]);
    assert_eq!(texts(&gazetteer, "geonames-3"), ["United Arab Emirates", "Emirates", "UAE", "U.A.E."]);
    assert_eq!(texts(&gazetteer, "geonames-a1-00001"), ["Al Anbār"]);
    let report = gazetteer.sources[0].import.as_ref().unwrap();
    assert_eq!((report.rows, report.entities, report.left_out[&LeftOut::Feature].count), (6, 5, 1));
    for (rule, sample) in [
        (SetAside::Code, "OSM"),
        (SetAside::Code, "ARE"),
        (SetAside::SearchKey, "mwsl"),
        (SetAside::Skeleton, "Mwsl"),
        (SetAside::Repeat, "Al-Mawsil"),
        (SetAside::NotAName, "Mosul (city)"),
    ] {
        assert!(report.set_aside[&rule].samples.iter().any(|name| name == sample), "{sample}");
    }
    let kept: usize = gazetteer.entities.iter().map(|entity| entity.aliases.len()).sum();
    assert_eq!(report.aliases, kept as u64);
    assert_eq!(gazetteer.sources[0].aliases, kept as u64);
    assert!(report.to_string().contains("codes of two to five capitals"), "{report}");
}

#[test]
fn a_place_has_what_tells_it_from_its_namesakes() {
    let gazetteer = import(&dump(), &ImportOptions::default()).unwrap();
    let mosul = &gazetteer.entities[0];
    let details = mosul.details.as_ref().unwrap();
    assert_eq!((mosul.class.as_deref(), mosul.country.as_deref()), (Some("first-order division seat"), Some("IQ")));
    assert_eq!((mosul.population, details.geonames), (Some(1_739_800), Some(99072)));
    assert_eq!((details.admin1.as_deref(), details.admin2.as_deref()), (Some("07"), Some("12")));
    assert_eq!(details.feature.as_deref(), Some("P.PPLA"));
    assert_eq!(gazetteer.entities[4].details.as_ref().unwrap().geonames, None);
}

#[test]
fn a_name_that_is_a_word_is_bound_more_strictly() {
    let gazetteer = import(&dump(), &ImportOptions::default()).unwrap();
    for index in [1, 2] {
        let name = &gazetteer.entities[index].aliases[0];
        assert_eq!((name.case, name.weak), (CaseRule::Exact, true), "{}", name.text);
    }
}

#[test]
fn options_leave_out_places() {
    let ids = |options: &ImportOptions| {
        let gazetteer = import(&dump(), options).unwrap();
        gazetteer.entities.iter().map(|entity| entity.id.to_string()).collect::<Vec<_>>()
    };
    let countries = ImportOptions { countries: vec!["iq".into()], ..ImportOptions::default() };
    assert_eq!(ids(&countries), ["geonames-99072", "geonames-a1-00001"]);
    let large = ImportOptions { min_population: 30_000, ..ImportOptions::default() };
    assert_eq!(ids(&large), ["geonames-99072", "geonames-1", "geonames-3", "geonames-a1-00001"]);
    let hotels = ImportOptions { features: vec!["S.HTL".into()], ..ImportOptions::default() };
    assert_eq!(ids(&hotels), ["geonames-4"]);
    let english = ImportOptions { languages: vec!["en".into()], ..ImportOptions::default() };
    assert_eq!(texts(&import(&dump(), &english).unwrap(), "geonames-99072"), ["Mosul", "Al Mawşil"]);
}

#[test]
fn alternate_names_bring_languages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alternateNamesV2.txt");
    let rows = "1\t99072\tar\tالموصل\t\t\t\t\t\t\n2\t99072\tru\tМосул\t\t\t\t\t\t\n3\t99072\twkdt\tQ3838\t\t\t\t\t\t\n\
                4\t99072\tiata\tOSM\t\t\t\t\t\t\n5\t99072\ten\tPearl City\t\t\t1\t\t\t\n6\t5\ten\tElsewhere\t\t\t\t\t\t\n\
                7\t99072\t\tMossul\t\t\t\t\t\t\n";
    std::fs::write(&path, rows).unwrap();
    let languages = vec!["ar".to_owned(), "en".to_owned()];
    let options = ImportOptions { languages, alternate_names: Some(path), ..ImportOptions::default() };
    let gazetteer = import(&dump(), &options).unwrap();
    let mosul = &gazetteer.entities[0];
    assert_eq!(texts(&gazetteer, "geonames-99072"), ["Mosul", "الموصل", "Mossul", "Pearl City"]);
    assert_eq!(mosul.aliases[1].lang(), Some("ar"));
    assert!(mosul.aliases[3].weak);
    assert_eq!(mosul.details.as_ref().unwrap().wikidata.as_deref(), Some("Q3838"));
    let report = gazetteer.sources[0].import.as_ref().unwrap();
    assert_eq!(report.set_aside[&SetAside::OtherLanguage].samples, ["Мосул"]);
    assert_eq!(report.set_aside[&SetAside::NoLanguage].samples, ["OSM"]);
    assert_eq!(report.aliases, gazetteer.sources[0].aliases);
}

#[test]
fn a_file_that_is_none_of_alternate_names_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alternates.txt");
    std::fs::write(&path, dump()).unwrap();
    let options = ImportOptions { alternate_names: Some(path.clone()), ..ImportOptions::default() };
    let errors = import(&dump(), &options).unwrap_err();
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(messages, ["none of its 6 rows is one of alternateNamesV2's"]);
    std::fs::write(&path, "1\t99072\tar\tX\t\t\n2\tMosul\n").unwrap();
    let source = import(&dump(), &options).unwrap().sources[0].clone();
    assert_eq!(source.import.unwrap().left_out[&LeftOut::Broken].count, 1);
    assert!(source.remarks[0].contains("line 2: the row is none of alternateNamesV2's"), "{:?}", source.remarks);
}

#[test]
fn broken_rows_are_left_out_and_told_with_their_line() {
    let text = format!("{}1\tMosul\n{}", dump(), row("9", "Mosul", "", "", "P.PPL", "IQ", "many"));
    let gazetteer = import(&text, &ImportOptions::default()).unwrap();
    assert_eq!(gazetteer.entities.len(), 5);
    let report = gazetteer.sources[0].import.as_ref().unwrap();
    assert_eq!(
        (report.broken(), &report.left_out[&LeftOut::Broken].samples[0]),
        (2, &"line 7: the row has 2 columns instead of 19".to_owned())
    );
    let errors = import(&text, &ImportOptions { strict: true, ..ImportOptions::default() }).unwrap_err();
    let messages: Vec<String> = errors.iter().map(|error| format!("{:?} {}", error.line, error.message)).collect();
    assert_eq!(
        messages,
        ["Some(7) the row has 2 columns instead of 19", "Some(8) the population \"many\" is not a number"]
    );
    let errors = import(&"x\n".repeat(100), &ImportOptions::default()).unwrap_err();
    assert_eq!(errors.len(), 21);
    assert!(errors.to_string().contains("80 more records are broken"));
}

/// The first place of a dump that an editor had saved was lost.
#[test]
fn a_byte_order_mark_before_a_dump_is_none_of_its_first_row() {
    let gazetteer = import(&format!("\u{feff}{}", dump()), &ImportOptions::default()).unwrap();
    assert_eq!(gazetteer.entities.len(), 5);
    assert_eq!(gazetteer.sources[0].import.as_ref().unwrap().broken(), 0);
}

#[test]
fn a_place_that_is_known_already_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = ["a.txt", "b.txt", "c.toml"].iter().map(|name| folder.path().join(name)).collect();
    std::fs::write(&paths[0], dump()).unwrap();
    std::fs::write(&paths[1], dump()).unwrap();
    let ours = "[[entity]]\nid = \"mosul\"\nkind = \"place\"\nname = \"Mosul\"\ngeonames = 99072\n";
    std::fs::write(&paths[2], ours).unwrap();
    let dumps = [format!("geonames:{}", paths[0].display()), format!("geonames:{}", paths[1].display())];
    let numeric = |text: &str| std::fs::write(&paths[1], text.replace("a1-00001", "77")).unwrap();
    numeric(&dump());
    let gazetteer = Gazetteer::load(&[&dumps[..], &[paths[2].display().to_string()]].concat()).unwrap();
    let ids: Vec<&str> = gazetteer.entities.iter().map(|entity| &*entity.id).collect();
    assert_eq!(ids, ["geonames-1", "geonames-2", "geonames-3", "geonames-a1-00001", "geonames-77", "mosul"]);
    let report = |index: usize| gazetteer.sources[index].import.as_ref().unwrap();
    assert_eq!(report(0).left_out[&LeftOut::InAnotherList].samples, ["Mosul"]);
    assert_eq!(report(1).left_out[&LeftOut::ReadBefore].count, 3);
    assert_eq!((report(1).entities, gazetteer.sources[1].entities), (1, 1));
}

/// What was taken for a dump by its first row was read as a list of no rows.
#[test]
fn a_dump_is_read_whether_it_is_called_one_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("IQ.txt");
    std::fs::write(&path, dump()).unwrap();
    let load = |spec: String| Gazetteer::load(&[spec]).unwrap().entities;
    let called = load(format!("geonames:{}", path.display()));
    assert_eq!(called.len(), 5);
    assert_eq!(load(path.display().to_string()), called);
}

/// Names that held once were as strong as any, and nothing said so.
#[test]
fn alternate_names_keep_their_times() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alternateNamesV2.txt");
    let rows = [
        ("", "Ninive", "\t\t\t1\t-612\t1300"),
        ("de", "Mossul", "\t\t\t\t2015\t2017-06"),
        ("sv", "Mossul", ""),
        ("", "Mepsila", "\t\t\t1"),
        ("", "Hadatha", "\t\t\t1\t\tthe middle ages"),
        ("", "Nineveh", "\t\t\t\t2010\t2001"),
    ];
    let row = |(lang, name, rest): &(&str, &str, &str)| format!("1\t99072\t{lang}\t{name}\t{rest}\n");
    std::fs::write(&path, rows.iter().map(row).collect::<String>()).unwrap();
    let options = ImportOptions { alternate_names: Some(path), ..ImportOptions::default() };
    let gazetteer = import(&dump(), &options).unwrap();
    let shown = |alias: &crate::gazetteer::Alias| {
        let conditions = alias.conditions.clone().unwrap_or_default();
        let day = |day: Option<crate::calendar::Day>| day.map_or("-".into(), |day| day.to_string());
        format!("{} {} {} weak={}", alias.text, day(conditions.from), day(conditions.to), alias.weak)
    };
    let names: Vec<String> = gazetteer.entities[0].aliases.iter().map(shown).collect();
    assert_eq!(
        names,
        [
            "Mosul - - weak=false",
            "Mossul - - weak=false",
            "Ninive - 1300-12-31 weak=false",
            "Mepsila - - weak=true",
            "Hadatha - - weak=true",
            "Nineveh - - weak=false"
        ]
    );
    let report = gazetteer.sources[0].import.as_ref().unwrap();
    assert_eq!(report.restricted[&Restriction::HistoricWeak].samples, ["Mepsila", "Hadatha"]);
    assert_eq!(report.set_aside[&SetAside::Repeat].samples, ["Mossul"]);
    let lost = &report.lost["a time of an alternate name that cannot be read"];
    assert_eq!(lost.samples, ["Hadatha: the middle ages", "Nineveh: 2010 to 2001"]);
}

#[test]
fn the_preferred_name_of_the_first_language_is_the_places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alternateNamesV2.txt");
    let rows = "1\t7\ten\tTalafar\t\t\t\t\n2\t7\ten\tTal Afar\t1\t\t\t\n3\t7\tar\tتلعفر\t1\t\t\t\n\
                4\t8\ten\tHit\t1\t\t\t\n5\t9\ten\tOld Town\t1\t\t\t1\n6\t10\ten\tHalabja\t1\t\t\t\n";
    std::fs::write(&path, rows).unwrap();
    let place = |id: &str, name: &str| row(id, name, "", "", "P.PPL", "IQ", "9000");
    let text = [place("7", "Tall ‘Afar"), place("8", "Hīt"), place("9", "Qalat"), place("10", "Ḥalabja")].concat();
    let named = |languages: &[&str]| {
        let languages = languages.iter().map(|language| language.to_string()).collect();
        let options = ImportOptions { languages, alternate_names: Some(path.clone()), ..ImportOptions::default() };
        let gazetteer = import(&text, &options).unwrap();
        assert!(gazetteer.entities.iter().all(|place| place.aliases[0].text == place.name));
        gazetteer.entities.iter().map(|place| place.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(named(&["en", "ar"]), ["Tal Afar", "Hit", "Qalat", "Halabja"]);
    assert_eq!(named(&["ar", "en"]), ["تلعفر", "Hīt", "Qalat", "Ḥalabja"]);
    assert_eq!(named(&[]), ["Tall ‘Afar", "Hīt", "Qalat", "Ḥalabja"]);
}

#[test]
fn each_name_that_a_rule_applied_to_is_kept_on_request() {
    let each = |options: &ImportOptions| {
        let gazetteer = import(&dump(), options).unwrap();
        let report = gazetteer.sources[0].import.as_ref().unwrap();
        let set_aside: u64 = report.set_aside.values().map(|tally| tally.count).sum();
        let restricted: u64 = report.restricted.values().map(|tally| tally.count).sum();
        let told: Vec<String> = report
            .each()
            .iter()
            .map(|one| format!("{} {} {} {}", one.line, one.entity, one.name, one.rule.name()))
            .collect();
        (told, set_aside + restricted)
    };
    assert!(each(&ImportOptions::default()).0.is_empty());
    let (told, count) = each(&ImportOptions { each: true, ..ImportOptions::default() });
    assert_eq!(told.len() as u64, count);
    for line in
        ["1 geonames-99072 OSM code", "1 geonames-99072 mwsl search-key", "2 geonames-1 Police common-word-weak"]
    {
        assert!(told.iter().any(|one| one == line), "{line}: {told:?}");
    }
}

#[test]
fn a_name_that_is_a_word_is_looked_at_as_it_is_found() {
    let gazetteer =
        import(&row("1", "Hīt", "Hit", "Hit,Mār", "P.PPL", "IQ", "31901"), &ImportOptions::default()).unwrap();
    let names = &gazetteer.entities[0].aliases;
    assert_eq!((names.len(), names[0].case, names[0].weak), (1, CaseRule::Exact, true));
    let report = gazetteer.sources[0].import.as_ref().unwrap();
    assert_eq!(report.set_aside[&SetAside::Repeat].samples, ["Hit"]);
    assert_eq!(report.set_aside[&SetAside::CommonWord].samples, ["Mār"]);
}

/// Tal Afar has two hundred thousand people, of whom GeoNames does not know.
#[test]
fn an_unknown_number_of_people_is_no_small_one() {
    let place = |id: &str, people: &str| row(id, &format!("Town {id}x"), "", "", "P.PPL", "IQ", people);
    let text = [place("1", "5000"), place("2", "0"), place("3", "10"), place("4", "")].concat();
    let kept = |unknown_population: bool| {
        let options = ImportOptions { min_population: 1000, unknown_population, ..ImportOptions::default() };
        let gazetteer = import(&text, &options).unwrap();
        let left_out = &gazetteer.sources[0].import.as_ref().unwrap().left_out;
        let count = |reason: LeftOut| left_out.get(&reason).map_or(0, |tally| tally.count);
        (gazetteer.entities.len(), count(LeftOut::Population), count(LeftOut::PopulationUnknown))
    };
    assert_eq!(kept(false), (1, 1, 2));
    assert_eq!(kept(true), (3, 1, 0));
}

#[test]
fn features_that_no_row_has_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dump.txt");
    std::fs::write(&path, dump()).unwrap();
    let features = ["P.PPLA", "bogus", "hotel", "S"].map(str::to_owned).to_vec();
    let options = ImportOptions { features, ..ImportOptions::default() };
    let (gazetteer, told) = Gazetteer::import(crate::gazetteer::Layout::Geonames, &[path], &options).unwrap();
    assert_eq!(gazetteer.entities.len(), 2);
    let messages: Vec<&str> = told.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["bogus", "hotel"].map(|item| format!("no row has the feature class or code {item:?}")));
}
