//! Namesakes, in a small gazetteer in the manner of a dump.

use super::*;
use crate::gazetteer::{Alias, Details, Entity, Kind, Location};
use crate::matcher::{Matcher, Tally};

/// `id`, name, feature, country, code of the division, degrees north and east, people.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, f64, f64, u64);

#[rustfmt::skip]
const DUMP: &[Row] = &[
    ("us", "United States", "A.PCLI", "US", "", 38.0, -97.0, 327_000_000),
    ("france", "France", "A.PCLI", "FR", "", 46.0, 2.0, 67_000_000),
    ("lebanon", "Lebanon", "A.PCLI", "LB", "", 33.9, 35.9, 6_800_000),
    ("libya", "Libya", "A.PCLI", "LY", "", 27.0, 17.0, 6_700_000),
    ("georgia-country", "Georgia", "A.PCLI", "GE", "", 42.0, 43.5, 3_700_000),
    ("georgia-state", "Georgia", "A.ADM1", "US", "GA", 32.7, -83.4, 0),
    ("louisiana", "Louisiana", "A.ADM1", "US", "", 30.4, -91.4, 0),
    ("texas", "Texas", "A.ADM1", "US", "TX", 31.3, -98.5, 0),
    ("virginia", "Virginia", "A.ADM1", "US", "VA", 37.5, -78.0, 0),
    ("illinois", "Illinois", "A.ADM1", "US", "IL", 40.0, -89.2, 0),
    ("paris", "Paris", "P.PPLC", "FR", "11", 48.85, 2.35, 2_138_000),
    ("paris-texas", "Paris", "P.PPL", "US", "TX", 33.66, -95.56, 24_000),
    ("clarksville-texas", "Clarksville", "P.PPL", "US", "TX", 33.61, -95.05, 3_200),
    ("clarksville-tennessee", "Clarksville", "P.PPL", "US", "TN", 36.53, -87.36, 150_000),
    ("bogota-texas", "Bogata", "P.PPL", "US", "TX", 33.47, -95.21, 1_100),
    ("alexandria-egypt", "Alexandria", "P.PPL", "EG", "06", 31.2, 29.9, 5_200_000),
    ("alexandria-louisiana", "Alexandria", "P.PPL", "US", "LA", 31.31, -92.45, 48_000),
    ("alexandria-virginia", "Alexandria", "P.PPL", "US", "VA", 38.8, -77.05, 160_000),
    ("lafayette", "Lafayette", "P.PPL", "US", "LA", 30.22, -92.02, 121_000),
    ("pineville", "Pineville", "P.PPL", "US", "LA", 31.32, -92.43, 14_000),
    ("tripoli-libya", "Tripoli", "P.PPLC", "LY", "61", 32.89, 13.19, 1_150_000),
    ("tripoli-lebanon", "Tripoli", "P.PPL", "LB", "09", 34.44, 35.85, 229_000),
    ("beirut", "Beirut", "P.PPLC", "LB", "04", 33.89, 35.5, 1_900_000),
    ("sidon", "Sidon", "P.PPL", "LB", "06", 33.56, 35.37, 163_000),
    ("atlanta", "Atlanta", "P.PPL", "US", "GA", 33.75, -84.39, 463_000),
    ("tbilisi", "Tbilisi", "P.PPLC", "GE", "51", 41.69, 44.83, 1_049_000),
    ("gori", "Gori", "P.PPL", "GE", "73", 41.98, 44.11, 46_000),
    ("idaho", "Idaho", "A.ADM1", "US", "ID", 44.5, -114.25, 0),
    ("moscow", "Moscow", "P.PPLC", "RU", "48", 55.75, 37.62, 10_382_000),
    ("moscow-idaho", "Moscow", "P.PPL", "US", "ID", 46.73, -117.0, 25_000),
    ("henry", "Henry", "P.PPL", "US", "IL", 41.11, -89.36, 2_400),
    ("savusavu", "Savusavu", "P.PPL", "FJ", "03", -16.78, 179.34, 7_000),
    ("waiyevo", "Waiyevo", "P.PPL", "FJ", "03", -16.79, -179.98, 500),
    ("waiyevo-elsewhere", "Waiyevo", "P.PPL", "FJ", "02", -18.1, 177.5, 1_500),
    ("casablanca", "Casablanca", "P.PPL", "MA", "06", 33.59, -7.61, 3_100_000),
    ("rabat", "Rabat", "P.PPLC", "MA", "04", 34.01, -6.83, 1_650_000),
    ("peoria", "Peoria", "P.PPL", "US", "IL", 40.69, -89.59, 115_000),
    ("orsa", "Orsa", "P.PPL", "SE", "10", 61.12, 14.62, 5_300),
    ("snow-rest", "Snow Rest On Sea", "P.PPL", "SE", "10", 61.13, 14.63, 50_000),
    ("gorsk-district", "Gorsk", "A.ADM2", "RU", "48", 55.6, 37.7, 0),
    ("gorsk", "Gorsk", "P.PPL", "RU", "48", 55.7, 37.9, 90_000),
    ("gorsk-abroad", "Gorsk", "A.ADM2", "FR", "11", 48.0, 2.0, 0),
    ("haven-large", "Harbour", "P.PPL", "FR", "11", 48.1, 2.4, 160_000),
    ("haven-small", "Harbour", "P.PPL", "US", "LA", 31.33, -92.3, 9_000),
];

fn entity(row: &Row) -> Entity {
    let (id, name, feature, country, admin1, lat, lon, people) = *row;
    let details = Details { feature: Some(feature.into()), admin1: Some(admin1.into()), ..Details::default() };
    Entity {
        country: Some(country.into()),
        location: Some(Location { lat, lon }),
        population: (people > 0).then_some(people),
        details: Some(Box::new(details)),
        ..Entity::new(&format!("{IMPORTED}{id}"), Kind::Place, name)
    }
}

fn gazetteer() -> Gazetteer {
    let mut entities: Vec<Entity> = DUMP.iter().map(entity).collect();
    for (state, abbreviation) in [
        ("louisiana", "La."),
        ("texas", "TX"),
        ("illinois", "Ill."),
        ("casablanca", "White House"),
        ("snow-rest", "SROS"),
    ] {
        let id = format!("{IMPORTED}{state}");
        let state = entities.iter_mut().find(|entity| *entity.id == *id).unwrap();
        state.aliases.push(Alias::plain(abbreviation));
    }
    // Two dozen towns of one name, one to a column of longitudes.
    for number in 0..24 {
        let row = Row::from(("", "Springfield", "P.PPL", "US", "", 38.0, -120.0 + 2.0 * f64::from(number), 0));
        let town = Entity { id: format!("{IMPORTED}springfield-{number}").into(), ..entity(&row) };
        entities.push(Entity { population: Some(500 + 1000 * u64::from(number == 20)), ..town });
    }
    let near = ("decatur", "Decatur", "P.PPL", "US", "", 38.2, -109.7, 70_000);
    entities.push(entity(&near));
    Gazetteer::from(entities)
}

const IMPORTED: &str = Entity::DUMP_PREFIX;

fn found(ambiguous: Ambiguous, text: &str) -> (Vec<String>, Tally) {
    let gazetteer = gazetteer();
    let matcher = Matcher::new(&gazetteer).ambiguous(ambiguous);
    let subject = Subject { text, ..Subject::default() };
    let (mentions, tally) = matcher.find(&gazetteer, subject, &mut Scratch::default());
    let id = |mention: &Mention| gazetteer.entities[mention.entity as usize].id.trim_start_matches(IMPORTED).to_owned();
    (mentions.iter().map(id).collect(), tally)
}

#[test]
fn a_source_speaks_of_its_own_country_sooner() {
    let gazetteer = gazetteer();
    let matcher = Matcher::new(&gazetteer);
    for (country, text, meant) in [
        (None, "They moved to Alexandria.", "alexandria-egypt"),
        (Some("LB"), "They moved to Tripoli.", "tripoli-lebanon"),
        (Some("US"), "They moved to Waiyevo.", "waiyevo-elsewhere"),
        (Some("GE"), "They moved to Georgia.", "georgia-country"),
        (Some("US"), "They moved to Alexandria, close to Pineville.", "alexandria-louisiana"),
        // Of one that is so much larger, everybody speaks, and what stands beside a name says more.
        (Some("US"), "They moved to Paris.", "paris"),
        (Some("LB"), "They moved to Tripoli, Libya.", "tripoli-libya"),
    ] {
        let subject = Subject { text, country, ..Subject::default() };
        let (mentions, _) = matcher.find(&gazetteer, subject, &mut Scratch::default());
        let found = &gazetteer.entities[mentions[0].entity as usize].id;
        assert_eq!(found.trim_start_matches(IMPORTED), meant, "{country:?} {text}");
    }
}

#[test]
fn an_acronym_of_a_country_begins_a_sentence() {
    let mut gazetteer = gazetteer();
    let us = gazetteer.entities.iter_mut().find(|entity| entity.name.as_ref() == "United States").unwrap();
    us.aliases.push(Alias::plain("US"));
    let matcher = Matcher::new(&gazetteer);
    for (text, count) in [("US troops left.", 1), ("\u{201c}US troops left.\u{201d}", 1), ("us and them", 0)] {
        let (mentions, _) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default());
        assert_eq!(mentions.len(), count, "{text}");
    }
}

#[test]
fn which_namesake_is_meant() {
    for (why, text, meant) in [
        ("the larger", "They flew to Paris.", &["paris"][..]),
        (
            "its state beside it before",
            "They flew to Moscow, Idaho. Moscow residents were glad.",
            &["moscow-idaho", "idaho", "moscow-idaho"],
        ),
        ("its state beside it", "A man from Paris, Texas, won.", &["paris-texas", "texas"]),
        ("its state abbreviated", "He lives in Paris, TX.", &["paris-texas", "texas"]),
        ("its country beside it", "He lives in Paris, France.", &["paris", "france"]),
        (
            "one sense per document",
            "Police in Paris, Texas, held two. They were taken to Paris.",
            &["paris-texas", "texas", "paris-texas"],
        ),
        (
            "each mention's own words go first",
            "From Paris, Texas, to Paris, France.",
            &["paris-texas", "texas", "paris", "france"],
        ),
        ("an abbreviation with a point", "Fire in Alexandria, La., today.", &["alexandria-louisiana", "louisiana"]),
        ("an abbreviation without a comma", "Camp near Alexandria La. today.", &["alexandria-louisiana", "louisiana"]),
        (
            "towns that lie together",
            "Fires burnt in Paris, in Clarksville and in Bogata.",
            &["paris-texas", "clarksville-texas", "bogota-texas"],
        ),
        (
            "neighbours",
            "The road from Alexandria to Pineville and Lafayette was shut.",
            &["alexandria-louisiana", "pineville", "lafayette"],
        ),
        ("the capital", "Fighting in Tripoli.", &["tripoli-libya"]),
        (
            "the country's other towns",
            "Fighting in Tripoli, and in Beirut and Sidon.",
            &["tripoli-lebanon", "beirut", "sidon"],
        ),
        ("the country named", "Tripoli, Lebanon, was calm.", &["tripoli-lebanon", "lebanon"]),
        ("a state by its city", "In Atlanta, Georgia, it rained.", &["atlanta", "georgia-state"]),
        (
            "a country by its towns",
            "From Tbilisi to Gori people in Georgia fled.",
            &["tbilisi", "gori", "georgia-country"],
        ),
        ("neighbours beyond the 180th meridian", "From Savusavu they sailed to Waiyevo.", &["savusavu", "waiyevo"]),
        ("the largest of many", "A fire in Springfield.", &["springfield-20"]),
        ("the nearest of many", "From Springfield to Decatur.", &["springfield-5", "decatur"]),
    ] {
        assert_eq!(found(Ambiguous::Best, text).0, meant, "{why}: {text}");
    }
}

#[test]
fn whether_it_is_a_place_at_all() {
    for (text, meant) in [
        ("Officials in Henry and in Peoria met.", &["henry", "peoria"][..]),
        ("He moved to Henry, Ill., last year.", &["henry", "illinois"]),
        ("Judge Henry spoke. The court heard Henry again.", &[]),
        ("Chiquita Henry, 19, was held. Later Henry said no.", &[]),
        ("Henry said so.", &[]),
        ("La. and TX and Ill. alone.", &[]),
        ("A camp at Fort Nowhere, La., burnt.", &["louisiana"]),
        ("Write to Box 7, Nowhere, TX 75460 at once.", &["texas"]),
        ("The meeting, La., burnt.", &[]),
        ("Officials of the White House said so.", &[]),
        // Governments speak by their capitals: what speaks for a person is for names that people bear.
        ("Officials in Rabat and Casablanca said so.", &["rabat", "casablanca"]),
        ("Beirut said that it would talk.", &["beirut"]),
        ("They held a man from Peoria who had fled.", &["peoria"]),
        ("A shopping list from Roman Lebanon.", &["lebanon"]),
        ("Roman Henry wrote it.", &[]),
    ] {
        assert_eq!(found(Ambiguous::Best, text).0, meant, "{text}");
    }
    let (_, tally) = found(Ambiguous::Best, "Henry said so.");
    assert!(tally.dropped().any(|dropped| dropped == (DropRule::Unlikely, 1)));
}

#[test]
fn a_small_place_needs_more_than_its_name() {
    for (why, text, meant) in [
        ("nothing speaks for it", "The singer and Orsa agreed.", &[][..]),
        ("words do", "The singer stayed in Orsa.", &["orsa"]),
        ("it opens a dateline", "ORSA, June 3 (Agency) — Snow fell.", &["orsa"]),
        ("an abbreviation", "The Owl Rescue Society of America (ORSA) spoke. In ORSA all agreed.", &[]),
        (
            "its own",
            "Officials of Snow Rest On Sea (SROS) met in Orsa. SROS was white.",
            &["snow-rest", "snow-rest", "orsa", "snow-rest"],
        ),
        ("a firm", "Workers of Orsa Motors and Orsa National Bank agreed in Peoria.", &["peoria"]),
        ("a firm of two", "The office of Beirut & Henry Bank shut.", &[]),
        ("a battalion", "The men of Beirut-2 left Beirut.", &["beirut"]),
        ("a man of an age", "In Peoria, Henry Dorfmann, 28, fled.", &["peoria"]),
        ("a nation's word", "In the German city.", &[]),
    ] {
        assert_eq!(found(Ambiguous::Best, text).0, meant, "{why}: {text}");
    }
}

#[test]
fn the_word_behind_a_name_tells_a_division() {
    for (text, meant) in [
        ("They met in Gorsk.", "gorsk"),
        ("They met in Gorsk district.", "gorsk-district"),
        ("The Gorsk District Council met.", "gorsk-district"),
    ] {
        assert_eq!(found(Ambiguous::Best, text).0, [meant], "{text}");
    }
}

/// Regression: a town of few people, whose name is a common word and weak, left its mentions to a namesake far away.
#[test]
fn no_namesake_inherits_what_a_weak_town_is_likelier_to_mean() {
    let mut gazetteer = gazetteer();
    let small = gazetteer.entities.iter_mut().find(|entity| entity.id.ends_with("haven-small")).unwrap();
    small.aliases[0].weak = true;
    let matcher = Matcher::new(&gazetteer);
    let text = "The road from Pineville to Harbour and Lafayette was shut.";
    let (mentions, _) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default());
    let ids: Vec<_> = mentions.iter().map(|one| &*gazetteer.entities[one.entity as usize].id).collect();
    assert_eq!(ids, ["geonames-pineville", "geonames-haven-small", "geonames-lafayette"]);
}

/// Regression: "The UK U-turned", "US RTX 3080 sellers", "Israel Prime Minister" named no country.
#[test]
fn a_countrys_abbreviation_is_the_country_whatever_stands_beside_it() {
    let mut gazetteer = gazetteer();
    let us = gazetteer.entities.iter_mut().find(|entity| entity.name.as_ref() == "United States").unwrap();
    us.aliases.push(Alias::plain("US"));
    let matcher = Matcher::new(&gazetteer);
    for text in ["Where to Buy\nUS GTX Q sellers, US GTX sellers", "The US U-turned.", "Georgia Prime Minister Ann Lee"]
    {
        let (mentions, _) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default());
        assert_eq!(mentions.len(), text.matches("US ").count().max(1), "{text}");
    }
}

#[test]
fn a_weak_name_of_a_dump_counts_among_the_words_of_a_place() {
    let mut gazetteer = gazetteer();
    let peoria = gazetteer.entities.iter_mut().find(|entity| &*entity.name == "Peoria").unwrap();
    peoria.aliases[0].weak = true;
    let matcher = Matcher::new(&gazetteer);
    let count = |text| {
        let subject = Subject { text, ..Subject::default() };
        matcher.find(&gazetteer, subject, &mut Scratch::default()).0.len()
    };
    assert_eq!((count("Trains stop in Peoria again."), count("Then Peoria shone.")), (1, 0));
}

#[test]
fn a_state_has_the_people_of_its_settlements() {
    let gazetteer = gazetteer();
    let atlas = Atlas::new(&gazetteer, &gazetteer.twins());
    let people = |id: &str| {
        let is_it = |entity: &Entity| *entity.id == format!("{IMPORTED}{id}");
        atlas.of(gazetteer.entities.iter().position(is_it).unwrap() as u32).ln_people
    };
    assert_eq!(people("texas"), (28_300_f32 + 1000.0).ln());
    assert_eq!(people("georgia-state"), people("atlanta"));
    assert!(people("georgia-country") > people("georgia-state"));
}

#[test]
fn a_dumps_name_is_no_support_for_itself() {
    let first = Reading { entity: 0, alias: 0 };
    let other = Reading { entity: 0, alias: 1 };
    let mut support = Support::default();
    support.add(other, true);
    assert_eq!((support.of(0), support.beside(other), support.beside(first)), (1, 0, 1));
    support.add(first, true);
    assert_eq!((support.of(0), support.beside(other), support.beside(first)), (2, 1, 1));
    support.clear();
    support.add(other, false);
    assert_eq!(support.beside(other), 1);
}

#[test]
fn a_place_of_ones_own_list_goes_before_a_dumps_of_its_name() {
    let own =
        |country: &str, name: &str| Entity { country: Some(country.into()), ..Entity::new("own", Kind::Place, name) };
    let found = |entity: Entity, text: &str| {
        let mut gazetteer = gazetteer();
        gazetteer.entities.push(entity);
        let subject = Subject { text, ..Subject::default() };
        let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
        let id =
            |mention: &Mention| gazetteer.entities[mention.entity as usize].id.trim_start_matches(IMPORTED).to_owned();
        mentions.iter().map(id).collect::<Vec<_>>()
    };
    let weak = |mut entity: Entity| {
        entity.aliases.push(Alias { weak: true, ..Alias::plain("Marrow") });
        entity
    };
    let weakly = |name: &str| {
        let mut person = Entity::new("own", Kind::Person, "Henry Ford");
        person.aliases.push(Alias { weak: true, ..Alias::plain(name) });
        person
    };
    for (why, entity, text, meant) in [
        ("bare", own("LB", "Tripoli"), "Fighting in Tripoli.", &["own"][..]),
        ("beside its container", own("LB", "Tripoli"), "Fighting in Tripoli, Lebanon.", &["own", "lebanon"]),
        ("but not abroad", own("LB", "Tripoli"), "Fighting in Tripoli, Libya.", &["tripoli-libya", "libya"]),
        (
            "among towns of its twin",
            own("US", "Peoria"),
            "Near Peoria and Henry, Illinois.",
            &["own", "henry", "illinois"],
        ),
        ("its state from the dump", own("US", "Peoria"), "In Peoria, Ill., today.", &["own", "illinois"]),
        ("of many one may be", own("US", "Springfield"), "They met in Springfield.", &["own"]),
        ("it supports its weak names", weak(own("US", "Peoria")), "In Peoria: the Marrow.", &["own", "own"]),
        ("a state", own("US", "Texas"), "In Paris, Texas.", &["paris-texas", "own"]),
        ("another country's", own("LY", "Paris"), "They flew to Paris.", &["paris"]),
        ("a smaller one abroad", own("LB", "Peoria"), "They shelled Peoria.", &["own"]),
        ("but its state tells", own("LB", "Peoria"), "They met in Peoria, Illinois.", &["peoria", "illinois"]),
        ("a weak name trusts no dump", weakly("Henry"), "Then Henry said so.", &[]),
        ("no place", Entity::new("own", Kind::Person, "Paris"), "They flew to Paris.", &["paris"]),
    ] {
        assert_eq!(found(entity, text), meant, "{why}: {text}");
    }
}

/// Regression: in a headline that lists countries, Russia was a village in Ohio.
#[test]
fn a_country_before_a_country_is_no_village_there() {
    let russia = ("russia-ohio", "Russia", "P.PPL", "US", "OH", 40.2, -84.4, 700);
    let country = ("russia", "Russia", "A.PCLI", "RU", "", 60.0, 100.0, 144_000_000);
    let mut gazetteer = gazetteer();
    gazetteer.entities.extend([entity(&russia), entity(&country)]);
    for (text, meant) in [
        ("Russia, United States divided", ["geonames-russia", "geonames-us"]),
        ("Lebanon, Georgia agree", ["geonames-lebanon", "geonames-georgia-country"]),
        ("They live in Paris, Texas.", ["geonames-paris-texas", "geonames-texas"]),
    ] {
        let subject = Subject { text, ..Subject::default() };
        let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
        let found: Vec<_> = mentions.iter().map(|one| &*gazetteer.entities[one.entity as usize].id).collect();
        assert_eq!(found, meant, "{text}");
    }
}

#[test]
fn a_bare_surname_means_who_was_named_fully_last() {
    let person = |id: &str, name: &str, weak: bool| {
        let mut person = Entity::new(id, Kind::Person, name);
        let surname = name.rsplit(' ').next().unwrap();
        person.aliases.push(Alias { weak, ..Alias::plain(surname) });
        person
    };
    let mut town = Entity::new("the-hague", Kind::Place, "The Hague");
    town.population = Some(500_000);
    town.aliases.push(Alias { weak: true, ..Alias::plain("Hague") });
    let people = [
        person("old", "Aram Barzan", false),
        person("young", "Dilan Barzan", false),
        person("hague", "Ann Hague", true),
    ];
    let gazetteer = Gazetteer::from(people.into_iter().chain([town]).collect::<Vec<_>>());
    for (text, meant) in [
        ("Dilan Barzan met his uncle. Barzan said no.", &["young", "young"][..]),
        ("Dilan Barzan met Aram Barzan. Dilan Barzan left. Barzan said no.", &["young", "old", "young", "young"]),
        ("Dilan Barzan left. Dilan Barzan met Aram Barzan. Barzan stayed.", &["young", "young", "old", "old"]),
        ("Ann Hague flew to The Hague. Hague said no.", &["hague", "the-hague", "hague"]),
        ("Ann Hague flew to The Hague. It rained in Hague.", &["hague", "the-hague", "the-hague"]),
        ("Ann Hague flew to The Hague. Hague police shot.", &["hague", "the-hague", "the-hague"]),
    ] {
        let subject = Subject { text, ..Subject::default() };
        let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
        let found: Vec<_> = mentions.iter().map(|one| &*gazetteer.entities[one.entity as usize].id).collect();
        assert_eq!(found, meant, "{text}");
    }
}

#[test]
fn what_becomes_of_the_ambiguous_is_chosen() {
    let text = "They met in Springfield.";
    assert_eq!(found(Ambiguous::Keep, text).0.len(), 24);
    assert_eq!(found(Ambiguous::Best, text).0.len(), 1);
    let (none, tally) = found(Ambiguous::Drop, text);
    assert!(none.is_empty() && tally.dropped().any(|dropped| dropped == (DropRule::Ambiguous, 24)));
    assert_eq!(found(Ambiguous::Drop, "They met in Paris, Texas.").0, ["paris-texas", "texas"]);
    for choice in Ambiguous::ALL {
        assert_eq!(choice.name().parse::<Ambiguous>().unwrap(), choice);
    }
    assert!("guess".parse::<Ambiguous>().is_err());
}

/// Once, one full name made a minister of every Hanover of a document: of the town, and of the firm.
#[test]
fn the_words_beside_a_name_tell_which_kind_is_meant() {
    let entity = |id: &str, kind, name: &str| {
        let mut entity = Entity::new(id, kind, name);
        entity.aliases.push(Alias::plain("Hanover"));
        entity
    };
    let entities = vec![
        entity("minister", Kind::Person, "Ingrid Hanover"),
        entity("town", Kind::Place, "Hanover"),
        entity("firm", Kind::Organisation, "Hanover AG"),
    ];
    let gazetteer = Gazetteer::from(entities);
    let matcher = Matcher::new(&gazetteer);
    let text = "HANOVER, March 9 - Trains stood in Hanover. Shares in Hanover fell. Ingrid Hanover spoke. Minister Hanover left \
                the city of Hanover.";
    let (mentions, _) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut Scratch::default());
    let ids: Vec<&str> = mentions.iter().map(|mention| &*gazetteer.entities[mention.entity as usize].id).collect();
    assert_eq!(ids, ["town", "town", "firm", "minister", "minister", "town"]);
}

/// Once, an alias that repeats the name was its rival: the runner-up of an entity was the entity itself.
#[test]
fn aliases_that_are_written_alike_are_one_meaning() {
    let mut baku = Entity::new("baku", Kind::Place, "Baku");
    baku.aliases.push(Alias { weak: true, ..Alias::plain("Baku") });
    let gazetteer = Gazetteer::from(vec![baku]);
    let subject = Subject { text: "Ships left Baku.", ..Subject::default() };
    for ambiguous in Ambiguous::ALL {
        let matcher = Matcher::new(&gazetteer).ambiguous(ambiguous);
        let (mentions, tally) = matcher.find(&gazetteer, subject, &mut Scratch::default());
        let dropped: u64 = tally.dropped().map(|(_, count)| count).sum();
        assert_eq!((mentions.len(), mentions[0].runner_up, dropped), (1, None, 0), "{ambiguous:?}");
    }
}

#[test]
fn a_list_made_by_hand_is_trusted() {
    let henry = Entity::new("henry", Kind::Place, "Henry");
    let gazetteer = Gazetteer::from(vec![henry]);
    let subject = Subject { text: "Then Henry said so.", ..Subject::default() };
    let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
    assert_eq!((mentions.len(), mentions[0].score, mentions[0].runner_up), (1, None, None));
}
