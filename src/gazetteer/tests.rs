//! Loading, checking and writing as a whole.

use proptest::prelude::*;

use super::*;
use crate::text::fold;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn entity_toml(id: &str, name: &str) -> String {
    format!("[[entity]]\nid = {id:?}\nkind = \"place\"\nname = {name:?}\n")
}

fn spec(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// The messages without the folder's own path.
fn messages(folder: &tempfile::TempDir, diagnostics: &Diagnostics) -> Vec<String> {
    let prefix = format!("{}/", folder.path().display());
    diagnostics.iter().map(|diagnostic| diagnostic.to_string().replace(&prefix, "")).collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let (b, a) = (entity_toml("b", "Bb"), entity_toml("a", "Aa"));
    let folder = folder(&[
        ("2.toml", &a),
        ("1.toml", &b),
        ("sub/3.csv", "id,kind,name\nc,place,Cc\n"),
        ("README.md", "x"),
        (".x.toml", "?"),
    ]);
    let gazetteer = Gazetteer::load(&[folder.path().display().to_string()]).unwrap();
    let ids: Vec<&str> = gazetteer.entities.iter().map(|entity| &*entity.id).collect();
    assert_eq!(ids, ["b", "a", "c"]);
    assert_eq!(gazetteer.sources.len(), 3);
    assert!(gazetteer.sources.iter().all(|source| source.entities == 1 && source.hash.len() == 32));
    let listing = gazetteer.listing();
    assert_eq!((listing.kinds[0].entities, listing.kinds[1].entities), (3, 0));
}

#[test]
fn all_errors_of_all_files_come_at_once() {
    let folder = folder(&[
        ("1.toml", &entity_toml("a", "Aa")),
        ("2.toml", &format!("{}{}", entity_toml("b", "Bb"), entity_toml("a", "Ab"))),
        ("3.toml", "[[entity]]\nid ="),
        ("4.txt", "Mosul"),
        ("5.csv", "\u{feff}id,kind,name\nq,place,Q\u{fffd}"),
    ]);
    std::fs::write(folder.path().join("5.csv"), b"id,kind,name\nq,place,Q\xff").unwrap();
    let specs: Vec<String> = (1..=6)
        .map(|n| spec(&folder, &format!("{n}.{}", ["toml", "toml", "toml", "txt", "csv", "toml"][n - 1])))
        .chain([spec(&folder, "1.toml")])
        .collect();
    let errors = Gazetteer::load(&specs).unwrap_err();
    let found = messages(&folder, &errors);
    for expected in [
        "1.toml: error: the gazetteer is named twice",
        "2.toml:6:6: error: the id \"a\" is taken: it stands at 1.toml:2:6 already",
        "3.toml:2:5: error: ",
        "4.txt: error: the extension is none of a gazetteer's",
        "5.csv:2:10: error: the text is not UTF-8",
        "6.toml: error: there is no such file",
    ] {
        assert!(found.iter().any(|message| message.starts_with(expected)), "{expected}: {found:#?}");
    }
    assert!(errors.render(false).contains("2.toml:6:6"));
}

#[test]
fn a_check_warns_of_what_is_seldom_meant() {
    let text = r#"
[[entity]]
id = "theresa-may"
kind = "person"
name = "Theresa May"
aliases = ["May", "theresa may", { text = "Mrs May", weak = true }]

[[entity]]
id = "Police PL"
kind = "place"
name = "Of"
aliases = [{ text = "الموصل", case = "exact" }]

[[entity]]
id = "may-island"
kind = "place"
name = "May Island"
aliases = [{ text = "May", weak = true }]

[[entity]]
id = "usa"
kind = "place"
name = "US"
name_rules = { weak = true }
"#;
    let folder = folder(&[("x.toml", text)]);
    let checked = check(&[spec(&folder, "x.toml")]);
    assert!(checked.gazetteer.is_some());
    let found = messages(&folder, &checked.diagnostics);
    let expected = [
        "x.toml:6:12: warning: the alias \"May\" is a common English word without a rule",
        "x.toml:6:19: warning: the alias \"theresa may\" says the same as \"Theresa May\"",
        "x.toml:9:6: warning: the id \"Police PL\" is not a slug",
        "x.toml:11:8: warning: the alias \"Of\" is very short and counts in several writings",
        "x.toml:12:21: warning: 1 name of the list in Arabic letters without a language",
        "x.toml:12:21: warning: case = \"exact\" says nothing of",
        "x.toml:18:21: warning: the alias \"May\" is also one of theresa-may (",
        "x.toml:21:6: warning: every alias of usa is weak: it never counts",
    ];
    for (message, expected) in found.iter().zip(expected) {
        assert!(message.starts_with(expected), "{message}\n{expected}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn no_gazetteer_named_is_the_bundled_ones() {
    assert_eq!(Gazetteer::load(&[]).unwrap().entities, Gazetteer::bundled().entities);
}

/// Newspapers whose whole name is a common phrase: listed so that it is known, and never counted by it alone.
const NEVER_COUNTED: &[&str] =
    &["stars-and-stripes", "telegram", "the-australian", "the-hill", "the-local", "the-national"];

/// Warnings about the bundled lists that are meant to be so.
fn is_allowed(warning: &Diagnostic) -> bool {
    let never_counted = |id: &&str| warning.message == format!("every alias of {id} is weak: it never counts");
    warning.message.contains(" is also one of ") || NEVER_COUNTED.iter().any(never_counted)
}

#[test]
fn the_bundled_lists_are_sorted_and_clean() {
    for (path, text) in bundled::FILES {
        let ids: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("id = ")).collect();
        assert!(!ids.is_empty());
        let unsorted = ids.windows(2).find(|pair| pair[0].trim_matches('"') >= pair[1].trim_matches('"'));
        assert_eq!(unsorted, None, "{path}");
    }
    let checked = check(&["bundled".to_owned()]);
    let unwanted: Vec<String> =
        checked.diagnostics.iter().filter(|problem| !is_allowed(problem)).map(Diagnostic::to_string).collect();
    assert!(unwanted.is_empty(), "{}", unwanted.join("\n"));
}

/// Everyday words of Arabic, Persian, Russian and Turkish that spell a place, a person or a group, with a meaning.
const COMMON_NOUNS: &[(&str, &str)] = &[
    ("مدينة", "city"),
    ("القاعدة", "the base"),
    ("الجزيرة", "the island"),
    ("الباب", "the door"),
    ("البيت", "the house"),
    ("بلد", "country"),
    ("الميدان", "the square"),
    ("الميادين", "the squares"),
    ("الطبقة", "the class"),
    ("الصينية", "Chinese"),
    ("القائم", "existing"),
    ("دوماً", "always"),
    ("مشهد", "scene"),
    ("العقبة", "the obstacle"),
    ("العمارة", "architecture"),
    ("الزرقاء", "blue"),
    ("قاهرة", "compelling"),
    ("القاهرة", "compelling"),
    ("حماة", "guardians"),
    ("بنين", "boys"),
    ("صدد", "about to"),
    ("ساري", "in force"),
    ("رمادي", "grey"),
    ("رياض", "gardens; a given name"),
    ("جدة", "grandmother"),
    ("كريمة", "generous"),
    ("المفرق", "the junction"),
    ("الخالص", "sincere"),
    ("نوى", "intended"),
    ("مخمور", "drunk"),
    ("تسيل", "flows"),
    ("مسكنة", "soothing"),
    ("مآرب", "aims"),
    ("هند", "a given name"),
    ("مراكش", "Marrakesh"),
    ("آستانه", "threshold"),
    ("صور", "pictures"),
    ("حمص", "chickpeas"),
    ("مالي", "financial"),
    ("الحياة", "life"),
    ("العالم", "the world"),
    ("الأخبار", "the news"),
    ("النصر", "victory"),
    ("الفتح", "the conquest"),
    ("الدولة", "the state"),
    ("الثورة", "the revolution"),
    ("الشرق", "the east"),
    ("Дума", "parliament"),
    ("Дамбы", "dams"),
    ("Того", "of that"),
    ("Того же", "of the same"),
    ("Тир", "shooting range"),
    ("Хит", "hit"),
    ("Кара", "punishment"),
    ("Прорва", "abyss"),
    ("Газа", "of gas"),
    ("Şam", "candle"),
    ("Batman", "the hero"),
    ("Van", "van"),
    ("Rum", "Greek"),
    ("Bab", "chapter"),
];

#[test]
fn no_bundled_alias_is_a_common_noun_without_a_rule() {
    let bound = |alias: &Alias| {
        let context = |rules: &Conditions| !rules.not_before.is_empty() || !rules.not_after.is_empty();
        alias.weak || alias.conditions.as_deref().is_some_and(context)
    };
    for entity in &Gazetteer::bundled().entities {
        for alias in entity.aliases.iter().filter(|alias| !bound(alias)) {
            let noun = COMMON_NOUNS.iter().find(|(noun, _)| fold(noun) == fold(&alias.text));
            // Persian and Kurdish have no ة, and the matcher tells them apart by it.
            let lang = alias.conditions.as_deref().and_then(|rules| rules.lang.as_deref());
            let apart = |(noun, _): &&(&str, &str)| noun.contains('ة') && matches!(lang, Some("fa" | "ckb"));
            let unbound = noun.filter(|noun| !apart(noun));
            assert_eq!(unbound, None, "{}: {}", entity.id, alias.text);
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zé=+'@|\\\\\"ا-ي\u{202e}\u{200f}-][A-Za-z0-9 ,;|\\\\\"'é-]{0,10}[A-Za-zМ]"
}

fn alias(with_conditions: bool) -> impl Strategy<Value = Alias> {
    let conditions = prop::option::of((prop::collection::vec(word(), 1..3), prop::option::of(word()), any::<bool>()));
    (word(), 0..3usize, any::<bool>(), conditions).prop_map(move |(text, case, weak, conditions)| {
        let conditions = conditions.filter(|_| with_conditions).map(|(not_before, note, dated)| {
            let from = dated.then(|| "2014-06-10".parse().unwrap());
            Box::new(Conditions { not_before, note, from, lang: Some("ar".into()), ..Conditions::default() })
        });
        Alias { text: text.into(), case: CaseRule::ALL[case], weak, conditions }
    })
}

fn entity(with_conditions: bool) -> impl Strategy<Value = Entity> {
    let location = prop::option::of((-90.0..90.0, -180.0..180.0).prop_map(|(lat, lon)| Location { lat, lon }));
    let aliases = prop::collection::vec(alias(with_conditions), 1..5);
    let details = (
        prop::option::of(any::<u64>().prop_map(|id| id >> 1)),
        prop::collection::vec(word(), 0..3),
        prop::option::of(word()),
    );
    (aliases, 0..3usize, location, prop::option::of(0..1u64 << 60), any::<i32>(), details).prop_map(
        |(mut aliases, kind, location, population, priority, (geonames, tags, note))| {
            let mut seen = std::collections::HashSet::new();
            aliases.retain(|alias| seen.insert(alias.text.trim().to_owned()));
            let former_ids = tags.iter().map(|tag| format!("old {tag}")).collect();
            let details = Details { geonames, tags, former_ids, note, admin1: Some("07".into()), ..Details::default() };
            Entity {
                kind: Kind::ALL[kind],
                location,
                population,
                priority,
                details: Some(Box::new(details)),
                class: Some("city".into()),
                country: Some("IQ".into()),
                aliases: aliases.clone(),
                ..Entity::new("x", Kind::Place, &aliases[0].text)
            }
        },
    )
}

fn gazetteer(with_conditions: bool) -> impl Strategy<Value = Gazetteer> {
    prop::collection::vec(entity(with_conditions), 1..4).prop_map(|mut entities| {
        // Ids are told apart: a former one is no other entity's.
        for (index, entity) in entities.iter_mut().enumerate() {
            entity.id = format!("e{index}").into();
            if let Some(details) = entity.details.as_deref_mut() {
                details.former_ids = (0..details.former_ids.len()).map(|at| format!("old; {index} {at}")).collect();
            }
        }
        Gazetteer::from(entities)
    })
}

fn reread(name: &str, text: &str) -> Vec<Entity> {
    let folder = folder(&[(name, text)]);
    match Gazetteer::load(&[spec(&folder, name)]) {
        Ok(gazetteer) => gazetteer.entities.to_vec(),
        Err(diagnostics) => panic!("{}\n{text}", diagnostics.render(false)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn toml_gives_back_what_was_written(gazetteer in gazetteer(true)) {
        let text = write_toml(&gazetteer, &Header { name: Some("A \"list\"".into()), ..Header::default() });
        prop_assert_eq!(reread("x.toml", &text), gazetteer.entities.to_vec());
    }

    #[test]
    fn csv_gives_back_what_was_written(gazetteer in gazetteer(false)) {
        let sorted = |mut entities: Vec<Entity>| {
            for entity in &mut entities {
                entity.aliases[1..].sort_by(|a, b| a.text.cmp(&b.text));
            }
            entities
        };
        let text = write_csv(&gazetteer).unwrap();
        prop_assert_eq!(sorted(reread("x.csv", &text)), sorted(gazetteer.entities.to_vec()));
    }
}

#[test]
fn a_name_that_stands_with_a_comma_comes_back_from_csv() {
    let named = |name: &str| Entity::new("x", Kind::Person, name);
    for name in ["A,A", "Prince, The", "Khan, Jr.", "Bashar al-Assad"] {
        let text = write_csv(&Gazetteer::from(vec![named(name)])).unwrap();
        assert_eq!(reread("x.csv", &text), [named(name)], "{text}");
    }
    assert_eq!(&*reread("x.csv", "id,kind,name\nx,person,\"al-Assad, Bashar\"\n")[0].name, "Bashar al-Assad");
}

#[test]
fn csv_refuses_what_it_cannot_hold() {
    let mut mosul = Entity::new("mosul", Kind::Place, "Mosul");
    mosul.aliases[0].conditions = Some(Box::new(Conditions { lang: Some("en".into()), ..Conditions::default() }));
    let gazetteer = Gazetteer::from(vec![mosul]);
    let error = write_csv(&gazetteer).unwrap_err();
    assert!(error.message().ends_with(": mosul"), "{error}");
}

#[test]
fn the_examples_of_the_documentation_are_clean() {
    let guide = include_str!("../../docs/gazetteer.md");
    let block = |language: &str, number: usize| {
        let blocks = guide.split(&format!("```{language}\n")).nth(number).unwrap();
        blocks.split_once("```").unwrap().0
    };
    let folder =
        folder(&[("guide.toml", block("toml", 1)), ("sheet.csv", block("csv", 1)), ("guide.csv", block("csv", 2))]);
    for (name, aliases) in [("guide.toml", 6), ("sheet.csv", 4), ("guide.csv", 5)] {
        let checked = check(&[spec(&folder, name)]);
        assert!(checked.diagnostics.is_empty(), "{}", checked.diagnostics.render(false));
        assert_eq!(checked.gazetteer.unwrap().entities[0].aliases.len(), aliases, "{name}");
    }
}
