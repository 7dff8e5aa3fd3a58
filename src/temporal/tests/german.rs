//! German, as a second language: its words and patterns are data alone.

use super::*;

/// Text, and `surface = value` of what is found in it, separated by semicolons; published on Wednesday, 14 June 2017.
const FORMS: &[(&str, &str)] = &[
    ("Das Treffen am 3. Mai 2015 war kurz.", "3. Mai 2015 = 2015-05-03"),
    (
        "Stand 06.07.2017, 13.06.2017 und 2017-06-01.",
        "06.07.2017 = 2017-07-06; 13.06.2017 = 2017-06-13; 2017-06-01 = 2017-06-01",
    ),
    ("Vom 6. Juni bis zum 17. Oktober 2016 war die Brücke zu.", "6. Juni = 2016-06-06; 17. Oktober 2016 = 2016-10-17"),
    (
        "Von Januar bis März 2016 und zwischen 2012 und 2014.",
        "Januar = 2016-01; März 2016 = 2016-03; 2012 = 2012; 2014 = 2014",
    ),
    ("Am Montag wurde er befragt, am Freitag wird er gehört.", "Montag = 2017-06-12; Freitag = 2017-06-16"),
    ("Gestern Abend kam er, übermorgen will er gehen.", "Gestern Abend = 2017-06-13; übermorgen = 2017-06-16"),
    (
        "Vor zwei Wochen fiel der Ort, vergangenes Jahr die Stadt.",
        "Vor zwei Wochen = 2017-W22; vergangenes Jahr = 2016",
    ),
    (
        "Anfang 2015 und Mitte Juni, im Herbst fiel Regen, und an Silvester.",
        "Anfang 2015 = 2015; Mitte Juni = 2017-06; Herbst = 2016-FA; Silvester = 2016-12-31",
    ),
    (
        "Im 19. Jahrhundert, in den 1960er Jahren, im dritten Quartal 2016.",
        "19. Jahrhundert = 18; 1960er Jahren = 196; dritten Quartal 2016 = 2016-Q3",
    ),
    (
        "Am 3. Mai 2015 ging er; drei Tage später war er zurück, im selben Jahr starb er.",
        "3. Mai 2015 = 2015-05-03; drei Tage später = 2015-05-06; selben Jahr = 2015",
    ),
    ("Am 31. Februar 2017 kam er.", "31. Februar 2017 = ?"),
    // Not dates.
    ("Rund 2015 Soldaten, Seite 1998, 14.500 Euro, Resolution 2254 und die F-35.", ""),
    ("Guten Morgen! Er mag mai und august.", ""),
];

#[test]
fn each_form_is_read_by_its_tables() {
    let tagger = Tagger::for_language("de").unwrap();
    let published = Some("2017-06-14".parse().unwrap());
    let mut wrong = Vec::new();
    for (text, wanted) in FORMS {
        let found = tagger.references(text, published).references;
        let shown =
            |one: &Reference| format!("{} = {}", &text[one.start..one.end], one.value.as_deref().unwrap_or("?"));
        let got = found.iter().map(shown).collect::<Vec<_>>().join("; ");
        if got != *wanted {
            wrong.push(format!("{text}\n  wanted {wanted}\n  got    {got}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_account_keeps_its_clock() {
    let text = "Die Belagerung von Harm begann am 3. September 1642. Am 9. September brannten die Vorstädte. Am folgenden Tag \
                fiel die Brücke. Im März 1643 meuterte die Besatzung; zwei Wochen später war alles vorbei. Im Sommer kam der \
                Herzog. Im Jahr 1651 wurden die Mauern geschleift.";
    let found = Tagger::for_language("de").unwrap().references(text, Some("2009-10-20".parse().unwrap()));
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(found.genre, Genre::Narrative);
    assert_eq!(values, ["1642-09-03", "1642-09-09", "1642-09-10", "1643-03", "1643-W11", "1643-SU", "1651"]);
}
