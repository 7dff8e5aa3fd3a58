//! Words by which people say what an entity is: "port", "company", "minister".

use super::entity::Kind;

/// Words in small letters, with a space where a hyphen may stand too; each in the singular.
#[rustfmt::skip]
const WORDS: [(Kind, &[&str]); 3] = [
    (Kind::Place, &[
        "place", "location", "airport", "area", "base", "bay", "border crossing", "bridge", "camp", "canal", "cape",
        "capital", "checkpoint", "city", "country", "county", "dam", "desert", "district", "governorate", "gulf",
        "harbor", "harbour", "hill", "island", "lake", "mountain", "municipality", "neighborhood", "neighbourhood",
        "oil field", "oilfield", "pass", "peninsula", "port", "prison", "province", "refinery", "region", "river",
        "sea", "settlement", "site", "state", "strait", "suburb", "terminal", "territory", "town", "valley",
        "village",
    ]),
    (Kind::Person, &[
        "person", "people", "activist", "actor", "admiral", "adviser", "advisor", "ambassador", "artist", "author",
        "captain", "chancellor", "coach", "commander", "diplomat", "emir", "footballer", "founder", "general",
        "governor", "individual", "journalist", "judge", "king", "lawyer", "leader", "lieutenant", "man", "manager",
        "mayor", "minister", "mp", "officer", "official", "player", "politician", "president", "prime minister",
        "prince", "princess", "queen", "scientist", "secretary", "senator", "sheikh", "soldier", "spokesman",
        "spokesperson", "spokeswoman", "woman", "writer",
    ]),
    (Kind::Organisation, &[
        "organisation", "organization", "org", "agency", "airline", "alliance", "armed group", "army",
        "association", "authority", "bank", "battalion", "brigade", "broadcaster", "club", "coalition",
        "commission", "committee", "company", "corporation", "council", "court", "division", "enterprise", "ferry",
        "firm", "fleet", "government", "group", "institution", "magazine", "media", "militia", "ministry",
        "movement", "newspaper", "ngo", "operator", "parliament", "party", "police", "publisher", "regiment",
        "ship", "ship owner", "shipowner", "tanker", "team", "think tank", "union", "unit", "university", "vessel",
    ]),
];

/// The kind that a word of people's own tells, in any letter case and number; of several words that are not known
/// together the last ("shipping company"). None for a word that is not known.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase().replace(['-', '_'], " ");
    let head = word.rsplit(' ').next().filter(|head| !word.contains(" of ") && !AMBIGUOUS.contains(&&*singular(head)));
    known(&word).or_else(|| known(head?))
}

/// What alone is known as a body of people, and behind another word may be a place's: "river bank", "administrative
/// unit".
const AMBIGUOUS: [&str; 4] = ["bank", "division", "group", "unit"];

fn known(word: &str) -> Option<Kind> {
    let singulars = [word.to_owned(), singular(word)];
    WORDS.iter().find(|(_, words)| singulars.iter().any(|word| words.contains(&&**word))).map(|(kind, _)| *kind)
}

/// Whether a word is but another for the kind itself, and says nothing finer.
pub(super) fn is_plain(word: &str) -> bool {
    let word = singular(&word.trim().to_lowercase());
    ["place", "location", "person", "people", "individual", "organisation", "organization", "org"].contains(&&*word)
}

/// A few of the words of each kind, for those who wrote another.
pub(super) fn samples() -> &'static str {
    "port, city, country, river (place), minister, president, general (person), company, ship, militia, ministry (organisation)"
}

fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_peoples_own_tell_the_kind() {
        for (word, kind) in [
            ("Port", Some(Kind::Place)),
            ("cities", Some(Kind::Place)),
            ("PEOPLE", Some(Kind::Person)),
            ("Minister", Some(Kind::Person)),
            (" armed-group", Some(Kind::Organisation)),
            ("Companies", Some(Kind::Organisation)),
            ("Shipping companies", Some(Kind::Organisation)),
            ("football player", Some(Kind::Person)),
            ("member of parliament", None),
            ("river bank", None),
            ("administrative unit", None),
            ("island groups", None),
            ("lighthouse keeper", None),
            ("", None),
        ] {
            assert_eq!(kind_of(word), kind, "{word}");
        }
        assert!(is_plain("Organizations") && !is_plain("port"));
        for (_, words) in WORDS {
            assert!(words.iter().all(|word| *word == word.to_lowercase()));
        }
    }
}
