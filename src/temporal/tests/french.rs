//! French: what the examples of its tables do not show.

use super::*;

fn values(text: &str, published: Option<&str>) -> String {
    let tagger = Tagger::for_language("fr").unwrap();
    let found = tagger.references(text, published.map(|day| day.parse().unwrap()));
    let shown = |one: &Reference| format!("{}={}", &text[one.start..one.end], one.value.as_deref().unwrap_or("-"));
    found.references.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

#[test]
fn news_counts_from_its_own_day() {
    for (text, expected) in [
        ("L’armée est entrée dans la ville lundi, a indiqué hier un officier.", "lundi=2017-06-12 | hier=2017-06-13"),
        ("Le sommet se tiendra vendredi prochain à Astana.", "vendredi prochain=2017-06-16"),
        ("Le chantier, lancé il y a deux ans, sera livré en septembre.", "il y a deux ans=2015 | septembre=2017-09"),
        ("La trêve de l'an dernier n'a pas tenu.", "l'an dernier=2016"),
        ("Depuis l’été 2014, le barrage est fermé.", "l’été 2014=2014-SU"),
        ("Le port a rouvert le 1er juin.", "1er juin=2017-06-01"),
        ("D'octobre à décembre 2016, il a plu.", "octobre=2016-10 | décembre 2016=2016-12"),
        ("La réunion aura lieu d'ici deux semaines.", "d'ici deux semaines=2017-W26"),
        ("Elle a été fermée en mars et en avril.", "mars=2017-03 | avril=2017-04"),
        ("Vers 1500 fut bâtie l'église.", "1500=1500"),
        ("Les années 2015 et 2016 furent dures.", "2015=2015 | 2016=2016"),
        ("Les 12 et 13 juin, la route fut coupée.", "12=2017-06-12 | 13 juin=2017-06-13"),
    ] {
        assert_eq!(values(text, Some("2017-06-14")), expected, "{text}");
    }
}

#[test]
fn an_account_keeps_its_clock() {
    let text = "Le siège commença le 3 mars 1848. Le lendemain, la porte nord fut prise. Deux semaines plus tard, le 17 mars, \
                la ville se rendit. L’année suivante, le pont fut rebâti ; en 1851 il brûla.";
    let expected = "3 mars 1848=1848-03-03 | Le lendemain=1848-03-04 | Deux semaines plus tard=1848-W11 | 17 mars=1848-03-17 | \
                    L’année suivante=1849 | 1851=1851";
    assert_eq!(values(text, Some("2017-06-14")), expected);
    assert_eq!(values(text, None), expected);
}

#[test]
fn numbers_and_common_words_are_no_dates() {
    for text in [
        "Plus de 2000 soldats ont traversé le fleuve, et 2000 autres les attendaient.",
        "Trois jours après le début de la crue, deux ans avant la guerre, ils sont partis.",
        "Il a été blessé, et deux autres avec lui.",
        "La résolution 2254 a été votée.",
        "Chaque mardi, le marché ouvre. Le lundi, on lave la place.",
        "On ne sait pas de nos jours qui viendra.",
        "La rue du 11 est barrée.",
    ] {
        assert_eq!(values(text, Some("2017-06-14")), "", "{text}");
    }
}
