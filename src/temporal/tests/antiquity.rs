//! Accounts of antiquity: years BC, what hangs on them, and where they end. The sentences are our own.

use super::*;

/// The tagger's language, and a text with what is to be found: `{surface = value}`.
const TEXTS: &[(&str, &str)] = &[
    (
        "en",
        "Alaric of Pella (r. {336 = BC0336}–{323 BC = BC0323}) was the son of a king of {the early 4th century BC = BC03}. He \
         crossed the strait in {334 BC = BC0334}. In {333 = BC0333} he won at the river, and {two years later = BC0331} he \
         took the capital. {The following year = BC0330} he burned it. {That autumn = BC0330-FA} the army mutinied. He \
         had been born in {356 = BC0356}. On {10 June 323 BC = BC0323-06-10} he died; {the next day = BC0323-06-11} the \
         generals met, and in {August = BC0323-08} the first war began. The tomb was excavated in {1923 = 1923}. His house \
         ruled until {30 BC = BC0030}, when {the 1st century BC = BC00} was nearly over.",
    ),
    (
        "en",
        "The second war lasted from {218 = BC0218} to {201 BC = BC0201}. In {the spring of 218 BC = BC0218-SP} he left the \
         coast. On {2 August 216 BCE = BC0216-08-02} two armies met on the plain. {Two days later = BC0216-08-04} the city \
         was told. {The next year, = } {215 = BC0215}, brought nothing. In {211 = BC0211} he stood before the gates.",
    ),
    (
        "en",
        "The first war ({264 = BC0264}–{241 BC = BC0241}) was fought at sea, in {the first half of the 3rd century BC = BC02} \
         and later; {the 330s BC = BC033} had seen no fleet. It was in {49 = BC0049} or {48 BC = BC0048} when the fleet was \
         burned. In {48 = BC0048} the general fell. Augustus ({27 BC = BC0027} – {AD 14 = 0014}) closed the gates. He \
         died on {19 August AD 14 = 0014-08-19}; {two years later = 0016} a colony was founded.",
    ),
    (
        "en",
        "He was born in {July 356 BC = BC0356-07}. In {333 = BC0333} he won a battle, and in {332 = BC0332} he besieged the          port. {The following year = BC0331} he took the capital.",
    ),
    (
        "en",
        "The wall was built {c. 500 BC = BC0500} and again in {the mid-3rd century BC = BC02}, or in \
         {the late 2nd century BCE = BC01}. From {490 = BC0490} to {479 BC = BC0479} there was war. {B.C. = }",
    ),
    (
        "de",
        "Der erste Krieg dauerte von {264 = BC0264} bis {241 v. Chr. = BC0241}. Im {August 338 v. Chr. = BC0338-08} fiel die \
         Stadt. Am {2. August 216 v. Chr. = BC0216-08-02} trafen sich die Heere; {zwei Tage später = BC0216-08-04} war es \
         vorbei. Im {4. Jahrhundert v. Chr. = BC03} und in {den 330er Jahren v. Chr. = BC033} war Frieden. Im \
         {Jahr 211 = BC0211} stand er vor den Toren. Der Kaiser starb {14 n. Chr. = 0014}.",
    ),
];

#[test]
fn accounts_of_antiquity_keep_to_their_era() {
    let mut wrong = Vec::new();
    for ((language, marked), published) in TEXTS.iter().flat_map(|text| [(text, None), (text, Some("2009-10-20"))]) {
        let (text, wanted) = narratives::unmarked(marked);
        let tagger = Tagger::for_language(language).unwrap();
        let found = tagger.references(&text, published.map(|day| day.parse().unwrap()));
        assert_eq!(found.genre, Genre::Narrative, "{text}\n{:?}", found.evidence);
        let show = |start: usize, end: usize, value: &str| format!("{:?} = {value}", &text[start..end]);
        let free = |at: usize| wanted.iter().any(|(s, e, value)| value.is_empty() && (*s..*e).contains(&at));
        let got = found.references.iter().filter(|one| !free(one.start));
        let got: Vec<String> = got.map(|one| show(one.start, one.end, one.value.as_deref().unwrap_or("?"))).collect();
        let wanted = wanted.iter().filter(|(.., value)| !value.is_empty());
        let wanted: Vec<String> = wanted.map(|(s, e, value)| show(*s, *e, value)).collect();
        wrong.extend(wanted.iter().filter(|one| !got.contains(one)).map(|one| format!("{published:?}: missing {one}")));
        wrong.extend(got.iter().filter(|one| !wanted.contains(one)).map(|one| format!("{published:?}:   found {one}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What "BC" may be besides, and numbers that are no years in a text that has some.
#[test]
fn a_province_and_a_count_are_no_years_before_the_era() {
    let tagger = Tagger::english();
    for (text, wanted) in [
        ("The 2017 BC election was close.", "2017"),
        ("In 2013 BC Hydro raised its prices.", "2013"),
        ("They lost 3 BC ferries.", ""),
        ("He won in 49 BC. In 48 hours he lost 36 ships, in 35 of them all men.", "BC0049"),
        ("The temple was built in 44 BC, and the museum opened in 1998.", "BC0044 1998"),
        ("Founded in 27 BC, it was sacked in 410, and again in 455.", "BC0027 0410 0455"),
    ] {
        let found = tagger.references(text, Some("2009-10-20".parse().unwrap()));
        let values: Vec<&str> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
        assert_eq!(values.join(" "), wanted, "{text}");
    }
}

#[test]
fn ranges_and_parts_of_centuries_hold_their_days() {
    let tagger = Tagger::english();
    for (text, days) in [
        ("The war of 264–241 BC.", "-0263-01-01/-0240-12-31"),
        ("He ruled from 27 BC to AD 14.", "-0026-01-01/0014-12-31"),
        ("A vase of the early 4th century BC.", "-0399-01-01/-0366-12-31"),
        ("A vase of the late 2nd century BCE.", "-0132-01-01/-0100-12-31"),
        ("Between the 5th and the 3rd century BC.", "-0499-01-01/-0400-12-31"),
        ("It lasted from the 5th to the 3rd century BC.", "-0499-01-01/-0200-12-31"),
        ("The treaty of late 323 BC.", "-0322-09-01/-0322-12-31"),
    ] {
        let found = tagger.references(text, None).references;
        let span = found[0].days().unwrap();
        assert_eq!(format!("{}/{}", span.from(), span.to()), days, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn every_year_bc_is_read_and_steps_count_down(year in 3_i32..9999, later in 1_i32..3) {
        let text = format!("It fell in {year} BC. It had stood since {} BC. {later} years later", (year + 1).min(9999));
        let found = Tagger::english().references(&text, None).references;
        proptest::prop_assert_eq!(found[0].value.clone(), Some(format!("BC{year:04}")));
        proptest::prop_assert_eq!(found[0].span.unwrap().from().year(), 1 - year);
        proptest::prop_assert!(found.iter().all(|one| one.span.is_some_and(|span| span.from() <= span.to())));
        let named = format!("It fell in {year} BC. {later} years later it stood.");
        let found = Tagger::english().references(&named, None).references;
        proptest::prop_assert_eq!(found[1].value.clone(), Some(format!("BC{:04}", year - later)));
    }
}
