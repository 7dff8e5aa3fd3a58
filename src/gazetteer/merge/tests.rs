use super::*;
use crate::gazetteer::entity::{Alias, Details};

fn place(id: &str, name: &str, lat_lon: Option<(f64, f64)>) -> Entity {
    let location = lat_lon.map(|(lat, lon)| Location { lat, lon });
    Entity { location, ..Entity::new(id, Kind::Place, name) }
}

fn in_wikidata(entity: Entity, item: &str) -> Entity {
    let details = Details { wikidata: Some(item.to_owned()), ..Details::default() };
    Entity { details: Some(Box::new(details)), ..entity }
}

fn merge(first: Vec<Entity>, second: Vec<Entity>) -> (Vec<String>, Vec<String>) {
    let list = |entities| Gazetteer::from(entities);
    let Merged { gazetteer, decisions } = list(first).merge(list(second));
    let ids = gazetteer.entities.iter().map(|entity| entity.id.to_string()).collect();
    (ids, decisions.iter().map(MergeDecision::to_string).collect())
}

#[test]
fn entities_are_joined_by_identifier_then_id_then_name_and_distance() {
    let here = Some((36.3, 43.1));
    let person = |id: &str, name: &str| Entity::new(id, Kind::Person, name);
    for (first, second, ids, decision) in [
        (
            in_wikidata(place("a", "Port Harlan", here), "Q1"),
            in_wikidata(place("b", "Harlan", None), "Q1"),
            &["a"][..],
            "joined: a + b: the same wd:Q1",
        ),
        (place("a", "Port Harlan", here), place("a", "Harlan", None), &["a"], "joined: a + a: the same id"),
        (
            place("a", "Port Harlan", here),
            place("b", "port-harlan", Some((36.3, 43.2))),
            &["a"],
            "joined: a + b: the same name, 9.0 km apart; lat, lon: kept 36.3, 43.1, not 36.3, 43.2",
        ),
        (
            place("a", "Port Harlan", here),
            place("b", "Port Harlan", Some((36.3, 48.1))),
            &["a", "b"],
            "apart: a + b: the same name, but 448 km apart",
        ),
        (
            place("a", "Port Harlan", here),
            place("b", "Port Harlan", None),
            &["a", "b"],
            "apart: a + b: the same name, but no coordinates of both",
        ),
        (
            in_wikidata(person("a", "Amina Yusuf"), "Q1"),
            in_wikidata(person("a", "Amina Yusuf"), "Q2"),
            &["a", "a-2"],
            "apart: a + a: the same id, but Q1 and Q2 in Wikidata; the second is a-2 now",
        ),
        (person("a", "Amina Yusuf"), person("b", "Amina Yusuf"), &["a"], "joined: a + b: the same name"),
    ] {
        let (found, decisions) = merge(vec![first], vec![second]);
        assert_eq!((found, decisions), (ids.iter().map(|&id| id.to_owned()).collect(), vec![decision.to_owned()]));
    }
}

/// A list has the group under one of its names, the other under another: they were neither joined nor told.
#[test]
fn two_of_which_one_bears_the_others_name_are_told_and_not_joined() {
    let group = |id: &str, name: &str, aliases: &[&str]| {
        let mut entity = Entity::new(id, Kind::Organisation, name);
        entity.aliases.extend(aliases.iter().map(|alias| Alias::plain(*alias)));
        entity
    };
    let weak = |id: &str, name: &str, alias: &str| {
        let mut entity = group(id, name, &[alias]);
        entity.aliases[1].weak = true;
        entity
    };
    let enough = "which is not enough to join them";
    for (first, second, told) in [
        (
            group("a", "Red Quay Front", &["RQF"]),
            group("b", "RQF", &["Red Quay Front"]),
            Some("each bears the other's name"),
        ),
        (
            group("a", "Red Quay Front", &["RQF"]),
            group("b", "RQF", &[]),
            Some("the second's name is another name of the first"),
        ),
        (
            group("a", "RQF", &[]),
            group("b", "Red Quay Front", &["RQF"]),
            Some("the first's name is another name of the second"),
        ),
        (weak("a", "Red Quay Front", "Front"), group("b", "Front", &[]), None),
        (group("a", "Red Quay Front", &["RQF"]), group("b", "Blue Front", &["RQF"]), None),
        (in_wikidata(group("a", "Red Quay Front", &["RQF"]), "Q1"), in_wikidata(group("b", "RQF", &[]), "Q2"), None),
    ] {
        let decisions = merge(vec![first], vec![second]).1;
        let expected: Vec<String> = told.map(|told| format!("apart: a + b: {told}, {enough}")).into_iter().collect();
        assert_eq!(decisions, expected);
    }
}

#[test]
fn places_without_coordinates_are_joined_where_their_country_has_one_of_the_name() {
    let in_country = |id: &str, country: &str, people: Option<u64>| Entity {
        country: Some(country.into()),
        population: people,
        ..place(id, "Port Harlan", None)
    };
    let own = || vec![in_country("a", "KZ", None)];
    for (second, decisions) in [
        (vec![in_country("b", "KZ", None)], &["joined: a + b: the same name in KZ, where no other is meant by it"][..]),
        (vec![in_country("b", "TR", None)], &["apart: a + b: the same name, but in KZ and in TR"]),
        (
            vec![in_country("b", "KZ", Some(9_000)), in_country("c", "KZ", Some(148_000))],
            &[
                "apart: a + b: the same name, but no coordinates of both, and several of it in KZ",
                "joined: a + c: the same name in KZ, where no other is meant by it",
            ],
        ),
        (
            vec![in_country("b", "KZ", Some(90_000)), in_country("c", "KZ", Some(148_000))],
            &[
                "apart: a + b: the same name, but no coordinates of both, and several of it in KZ",
                "apart: a + c: the same name, but no coordinates of both, and several of it in KZ",
            ],
        ),
    ] {
        assert_eq!(merge(own(), second).1, decisions);
    }
}

#[test]
fn nothing_that_both_state_differently_is_dropped_without_a_word() {
    let mut first = in_wikidata(place("a", "Port Harlan", None), "Q1");
    first.population = Some(10);
    let mut second = in_wikidata(place("b", "Harlan", None), "Q1");
    second.population = Some(20);
    second.country = Some("IQ".into());
    second.aliases.push(Alias { weak: true, ..Alias::plain("Port Harlan") });
    let list = |entity| Gazetteer::from(vec![entity]);
    let Merged { gazetteer, decisions } = list(first).merge(list(second));
    let fields: Vec<&str> = decisions[0].conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
    assert_eq!(fields, ["alias \"Port Harlan\"", "population"]);
    let merged = &gazetteer.entities[0];
    assert_eq!((merged.population, merged.country.as_deref()), (Some(10), Some("IQ")));
    let aliases: Vec<&str> = merged.aliases.iter().map(|alias| &*alias.text).collect();
    assert_eq!(aliases, ["Port Harlan", "Harlan"]);
}

#[test]
fn of_two_people_of_one_name_nothing_says_which_is_meant() {
    let person = |id: &str| Entity::new(id, Kind::Person, "Amina Yusuf");
    let (ids, decisions) = merge(vec![person("a"), person("b")], vec![person("c")]);
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(decisions.len(), 2);
    assert!(decisions.iter().all(|decision| decision.ends_with("the same name, as several have")), "{decisions:?}");
}

/// Which are one, whichever of the lists comes first.
fn joined(first: &[Entity], second: &[Entity]) -> [Vec<[String; 2]>; 2] {
    let list = |entities: &[Entity]| Gazetteer { entities: entities.to_vec().into(), ..Gazetteer::default() };
    [(first, second), (second, first)].map(|(one, two)| {
        let decisions = list(one).merge(list(two)).decisions.into_iter().filter(|decision| decision.joined);
        let mut pairs: Vec<[String; 2]> = decisions.map(|decision| [decision.first, decision.second]).collect();
        pairs.iter_mut().for_each(|pair| pair.sort());
        pairs.sort();
        pairs
    })
}

#[test]
fn the_order_of_the_lists_decides_nothing() {
    let person = |id: &str, country: Option<&str>| Entity {
        country: country.map(Into::into),
        ..Entity::new(id, Kind::Person, "Amina Yusuf")
    };
    let known = |id: &str| in_wikidata(person(id, None), "Q1");
    let port = |id: &str, lon: f64| place(id, "Port Harlan", Some((36.3, lon)));
    let heir = |mut entity: Entity| {
        entity.succeed(["x".to_owned()]);
        entity
    };
    for (first, second, pairs) in [
        (vec![person("a", None)], vec![person("x", Some("IQ")), person("y", Some("EG"))], &[][..]),
        (vec![person("a", None)], vec![person("x", None), person("y", None)], &[]),
        (vec![person("a", Some("IQ"))], vec![person("x", Some("IQ")), person("y", Some("EG"))], &[["a", "x"]]),
        // The list that has two says that the other is not that one.
        (vec![known("a")], vec![known("x"), person("y", None)], &[["a", "x"]]),
        (vec![port("a", 43.1)], vec![port("x", 43.14), port("y", 43.12)], &[["a", "y"]]),
        (vec![port("a", 43.1)], vec![port("x", 43.1), port("y", 43.1)], &[]),
        (vec![port("a", 43.1), port("b", 43.2)], vec![port("x", 43.11), port("y", 43.16)], &[["a", "x"], ["b", "y"]]),
        (vec![heir(person("a", None)), person("b", None)], vec![person("x", None)], &[["a", "x"]]),
    ] {
        let pairs: Vec<[String; 2]> = pairs.iter().map(|pair| pair.map(str::to_owned)).collect();
        assert_eq!(joined(&first, &second), [pairs.clone(), pairs]);
    }
}

#[test]
fn an_alias_without_a_language_takes_that_of_the_second_list() {
    let mut first = place("a", "Port Harlan", None);
    first.aliases.push(Alias::plain("الميناء"));
    let mut second = in_wikidata(place("b", "Port Harlan", None), "Q1");
    first = in_wikidata(first, "Q1");
    let lang = |text: &str| {
        let conditions = crate::gazetteer::Conditions { lang: Some("ar".to_owned()), ..Default::default() };
        Alias { conditions: Some(Box::new(conditions)), ..Alias::plain(text) }
    };
    second.aliases.push(lang("الميناء"));
    let list = |entity| Gazetteer::from(vec![entity]);
    let Merged { gazetteer, decisions } = list(first).merge(list(second));
    assert_eq!(gazetteer.entities[0].aliases[1].lang(), Some("ar"));
    assert!(decisions[0].conflicts.is_empty(), "{decisions:?}");
}
