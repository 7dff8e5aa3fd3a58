//! The scores: how likely each meaning of a name is, and how likely the name is a place's at all.
//!
//! Both are natural logarithms of odds up to a constant; docs/disambiguation.md gives the reasons for each figure.

use super::atlas::{Facts, LARGE, Level};
use super::nearby::Company;
use super::words::Doubles;
use crate::matcher::explain::Weight;
use crate::text::fold;

/// For each step of an entity's `priority`.
const PRIORITY: f32 = 4.0;
/// For each factor of e in the number of people.
const PEOPLE: f32 = 0.9;
/// For a weak alias.
const WEAK: f32 = -4.0;
/// For a name of an imported place that is not its own first name.
const OTHER_NAME: f32 = -1.5;
/// For an entity that a name which is nobody else's mentions in the document, and for each factor of e in how often.
const NAMED_FULLY: (f32, f32) = (8.0, 4.0);
/// For a place beside whose name its container stands ("Paris, Texas"), somewhere in the document.
pub(super) const APPOSED_ELSEWHERE: f32 = 6.0;
/// The same for a place of a list made by hand, whose priority speaks loudly: one sense per document.
const OWN_APPOSED_ELSEWHERE: f32 = 12.0;
/// The same at this very mention.
pub(super) const APPOSED_HERE: f32 = 8.0;
/// For an entity of the kind that the words beside this very mention tell, where others of the name are of another.
pub(super) const KIND_TOLD: f32 = 14.0;
/// For the person of a surname who was named fully last before this very mention: more than another gains by being
/// named three times.
pub(super) const LAST_NAMED: f32 = 6.0;
/// By how much a place of a list made by hand is likelier than a dump's place of the name that may be the same, and,
/// before anything is known of the document, than a lesser one elsewhere: more than leaves a name ambiguous.
pub(super) const LEAD: f32 = 2.0;
/// By how much a large city is likelier than a state or a district of its name in its country, people apart: the bare
/// name is the city's ("New York", "Washington", "Kabul").
pub(super) const CITY_LEAD: f32 = 1.0;
/// Names of a country that are none, and that are one or more.
const NO_COMPANY: f32 = 0.2;
const COMPANY: f32 = 0.8;
/// How much the company of other places counts: in the neighbourhood, in the state, in the country.
const NEIGHBOURS: (f32, f32) = (2.0, 2.0);
const SAME_STATE: f32 = 1.5;
const SAME_COUNTRY: f32 = 0.8;
const IN_COUNTRY: f32 = 2.0;
/// For a place of the source's own country, and for the country: as much as nine times the people.
const AT_HOME: f32 = 2.0;
/// The least that is believed of what speaks for a person.
pub(super) const LEAST_PERSONAL: f32 = 0.1;
/// A weak name of a dump counts if its odds of being a place's are at least this ("born in Hope").
pub(super) const STRONG_ODDS: f32 = 2.0;
/// A name whose odds of being a place's are less is dropped. Below even, for what is missed is more than what is wrong.
pub(super) const LEAST_ODDS: f32 = -1.0;

/// For a small place far from all others that the document names, of which there are so many.
const FAR: f32 = -1.0;
const SOME_ABROAD: f32 = 1.5;
/// A town of so many people is named in news of other countries, too ("Gaza").
const KNOWN_AFAR: f32 = 100_000.0;
/// For a small place's name of one word that nothing in the document speaks for.
const ALONE: f32 = -0.6;
/// For one that is an abbreviation in the document.
const EXPLAINED: f32 = -8.0;
/// The words beside a name say that it is a place's if they add this.
pub(super) const PLACED: f32 = 1.0;

/// The least that the words beside a country's abbreviation say.
pub(super) const LEAST_OF_CODES: f32 = -2.0;

/// What the score of a meaning is made of.
pub(super) struct Meaning<'f> {
    pub(super) facts: &'f Facts,
    pub(super) priority: i32,
    pub(super) weak: bool,
    pub(super) own_name: bool,
    /// The entity's name, and the one in question.
    pub(super) names: (&'f str, &'f str),
    /// Mentions in the document by names that are nobody else's.
    pub(super) named_fully: u32,
    pub(super) apposed: bool,
    pub(super) company: Company,
    /// Whether it lies in the country of the document's source.
    pub(super) at_home: bool,
    /// What it is given as the one of a list made by hand, where a dump has the name too.
    pub(super) lead: f32,
    /// What it is given as a large city, where a state or a district has the name too.
    pub(super) city_lead: f32,
}

impl Meaning<'_> {
    pub(super) fn score(&self) -> f32 {
        sum(&self.weights())
    }

    /// What it scores wherever its container stands.
    pub(super) fn score_unapposed(&self) -> f32 {
        self.score() - when(self.apposed, self.of_apposition())
    }

    /// What it scores before anything is known of the document.
    pub(super) fn prior(&self) -> f32 {
        sum(&self.prior_weights())
    }

    fn prior_weights(&self) -> [Weight; 4] {
        [
            weight("priority", PRIORITY * self.priority as f32),
            weight("people", PEOPLE * self.facts.ln_people),
            weight("weak alias", when(self.weak, WEAK)),
            weight("another name than its first", when(self.facts.imported && !self.own_name, OTHER_NAME)),
        ]
    }

    /// Whether it is a city so large, or so well known to who wrote the list, that its name is more its own than its
    /// state's.
    pub(super) fn is_large_city(&self) -> bool {
        self.facts.level == Level::Settlement && (self.facts.ln_people > LARGE.ln() || !self.facts.imported)
    }

    /// Whether it is a state's or a district's name in the country of a city, where a dump gives one of both.
    pub(super) fn is_division_beside(&self, city: &Meaning<'_>) -> bool {
        matches!(self.facts.level, Level::State | Level::District)
            && (self.facts.imported || city.facts.imported)
            && self.facts.country == city.facts.country
    }

    /// Whether the document names nothing else of a town's country, and something of the country of another town of the
    /// name: then what is usual says nothing ("Beirut … Tripoli").
    pub(super) fn is_outside_of_its_country(&self, other: &Meaning<'_>) -> bool {
        let is_town = |meaning: &Meaning<'_>| meaning.facts.level == Level::Settlement && !meaning.facts.imported;
        is_town(self)
            && is_town(other)
            && self.facts.country != other.facts.country
            && self.company.country < NO_COMPANY
            && other.company.country > COMPANY
    }

    /// What the score is made of.
    pub(super) fn weights(&self) -> [Weight; 13] {
        let (named, again) = NAMED_FULLY;
        let [neighbours, state, country] = self.of_company();
        let [priority, people, weak, other_name] = self.prior_weights();
        [
            priority,
            people,
            weak,
            other_name,
            weight(
                "named fully in the document",
                when(self.named_fully > 0, named + again * (self.named_fully.max(1) as f32).ln()),
            ),
            weight("its container stands beside it in the document", when(self.apposed, self.of_apposition())),
            weight("names within about 150 km", neighbours),
            weight("names in the same state", state),
            weight("names in the same country", country),
            weight("far from all else that the document names", when(self.is_far(), FAR)),
            weight("in the source's own country", when(self.at_home, AT_HOME)),
            weight("written by hand, and a dump has it too", self.lead),
            weight("a large city, and a state or a district bears its name", self.city_lead),
        ]
    }

    /// Whether it is a dump's small place in a country of which the document names nothing else, and it names places
    /// of others.
    fn is_far(&self) -> bool {
        self.facts.imported
            && matches!(self.facts.level, Level::Settlement | Level::District)
            && self.facts.ln_people < KNOWN_AFAR.ln()
            && !(self.at_home || self.apposed)
            && self.company.country < NO_COMPANY
            && self.company.abroad > SOME_ABROAD
    }

    fn of_apposition(&self) -> f32 {
        if self.facts.imported { APPOSED_ELSEWHERE } else { OWN_APPOSED_ELSEWHERE }
    }

    /// What the neighbourhood, the state and the country add.
    fn of_company(&self) -> [f32; 3] {
        let Company { square, state, country, .. } = self.company;
        match self.facts.level {
            Level::Other => [0.0; 3],
            Level::Country => [0.0, 0.0, IN_COUNTRY * country.ln_1p()],
            _ => [
                NEIGHBOURS.0 * (NEIGHBOURS.1 * square).ln_1p(),
                SAME_STATE * state.ln_1p(),
                SAME_COUNTRY * country.ln_1p(),
            ],
        }
    }
}

/// What is known of a name in a document, whatever it means.
pub(super) struct Name<'n> {
    pub(super) surface: &'n str,
    pub(super) doubles: Doubles,
    /// Whether its container stands beside it somewhere in the document.
    pub(super) apposed: bool,
    /// Whether the words beside it say somewhere that it is a place.
    pub(super) placed: bool,
    /// Whether it is an abbreviation that the document explains.
    pub(super) explained: bool,
}

/// How likely a name is a place's, before the words around it are seen. Only for names of imported places: a list made
/// by hand is trusted.
pub(super) fn odds(meaning: &Meaning<'_>, name: &Name<'_>) -> [Weight; 12] {
    let (facts, surface, doubles) = (meaning.facts, name.surface, name.doubles);
    let size = size(facts, meaning.own_name);
    let of_several_words = surface.contains([' ', '-']);
    let far_fetched = is_far_fetched(meaning);
    let rival = |holds: bool, odds: f32| match of_several_words {
        true => 0.0,
        false if is_widely_known(facts) => 0.4 * when(holds, odds),
        false => when(holds, odds),
    };
    [
        weight("what it is, and its people", size - 0.3),
        weight("several words", when(of_several_words && !far_fetched && !doubles.known_thing, 2.0)),
        weight("the name of a thing or a region that everybody knows", when(doubles.known_thing, -3.5)),
        weight("nothing like its first name, and alone of its country", when(far_fetched, -2.5)),
        weight("a common word", rival(doubles.common_word, -2.5)),
        weight("a given name", rival(doubles.given_name, -1.5)),
        weight("a surname", rival(doubles.surname, -1.5)),
        weight(
            "another name than its first, or an abbreviation",
            when(!meaning.own_name && facts.level <= Level::District, -1.0) + abbreviation(facts, surface),
        ),
        weight("company near by", of_surroundings(meaning.company)),
        weight("its container stands beside it in the document", when(name.apposed, 2.0)),
        weight("small, and nothing in the document speaks for it", of_loneliness(meaning, name)),
        weight("an abbreviation that the document explains", when(name.explained && is_small(facts), EXPLAINED)),
    ]
}

/// What speaks against a small place of which nothing else is heard: more if all that the document names is abroad.
fn of_loneliness(meaning: &Meaning<'_>, name: &Name<'_>) -> f32 {
    match is_alone(meaning, name) {
        true if meaning.is_far() => 2.0 * ALONE,
        alone => when(alone, ALONE),
    }
}

/// Whether it is a small place's, and the document names nothing near it, in its state or its country, nor calls it by
/// another name, nor says "in" or the like before it.
fn is_alone(meaning: &Meaning<'_>, name: &Name<'_>) -> bool {
    let Company { square, state, country, .. } = meaning.company;
    is_small(meaning.facts)
        && size(meaning.facts, meaning.own_name) < 1.0
        && square + state + country < NO_COMPANY
        && !name.surface.contains([' ', '-'])
        && !(name.apposed || name.placed || meaning.at_home || meaning.named_fully > 0)
}

/// Whether it is neither a country nor a state.
fn is_small(facts: &Facts) -> bool {
    facts.level <= Level::District
}

/// What a place is, and its people, say for its name's being a place's: of a settlement, and of a state of which one
/// knows them, by its people.
pub(super) fn size(facts: &Facts, own_name: bool) -> f32 {
    // Ten thousand people are the middle, and 160,000 are 1.
    let by_people = (0.35 * (facts.ln_people - 11_000_f32.ln())).max(-1.0);
    match facts.level {
        Level::Country => 3.0,
        Level::State => by_people.clamp(0.5, 2.0),
        Level::District => 1.0,
        // The world writes of large cities, far oftener than of people of their name; 4 at twelve million.
        _ if own_name && by_people > 1.0 => (2.0 * by_people - 1.0).min(4.0),
        _ => by_people.min(2.0),
    }
}

/// How much of what speaks for a person is believed of a name, from 0.1 to 1: all of it of a surname ("Henry said"),
/// little of a large place's name that nobody bears ("Ottawa said").
pub(super) fn personal(size: f32, surface: &str, doubles: Doubles) -> f32 {
    let (all, for_its_size) = match doubles.is_personal() {
        true => (1.0, 0.25),
        false if surface.contains(' ') => (0.3, 0.2),
        false => (0.6, 0.2),
    };
    (all - for_its_size * size.max(0.0)).max(LEAST_PERSONAL)
}

/// Whether all readers know it by its name: a country, or a state of half a million people.
fn is_widely_known(facts: &Facts) -> bool {
    facts.level == Level::Country || (facts.level == Level::State && facts.ln_people > 500_000_f32.ln())
}

/// The sum of what pieces of evidence add.
pub(super) fn sum(weights: &[Weight]) -> f32 {
    weights.iter().map(|weight| weight.adds).sum()
}

fn weight(of: &'static str, adds: f32) -> Weight {
    Weight { of, adds }
}

pub(super) fn when(holds: bool, odds: f32) -> f32 {
    if holds { odds } else { 0.0 }
}

/// Whether the best meaning is a name from a dump that has nothing in common with the place's own ("White House" for
/// Casablanca), in a document that names nothing else of that country.
fn is_far_fetched(meaning: &Meaning<'_>) -> bool {
    let Company { square, state, country, .. } = meaning.company;
    let (name, other) = meaning.names;
    !meaning.own_name
        && meaning.facts.level <= Level::District
        && square + state + country < 0.5
        && are_unlike(&fold(name), &fold(other))
}

/// Whether two folded names share neither the first four letters of a word nor their consonants, of which one language
/// makes another's.
fn are_unlike(one: &str, other: &str) -> bool {
    let consonants = |text: &str| {
        let mut letters: Vec<u8> = text.bytes().filter(|byte| b"bcdfghjklmnpqrstvxz".contains(byte)).collect();
        letters.dedup();
        letters
    };
    let contains = |long: &[u8], short: &[u8]| short.len() >= 3 && long.windows(short.len()).any(|part| part == short);
    let (ours, theirs) = (consonants(one), consonants(other));
    if ours.is_empty() || theirs.is_empty() || ours == theirs || contains(&ours, &theirs) || contains(&theirs, &ours) {
        return false;
    }
    let words = |text| str::split(text, [' ', '-']);
    let alike = |word: &str| word.get(..4).is_some_and(|begin| words(other).any(|other| other.starts_with(begin)));
    !words(one).any(alike)
}

/// "La." and "LA" are many things; "N.J." is one.
fn abbreviation(facts: &Facts, surface: &str) -> f32 {
    if facts.level == Level::Country {
        return 0.0;
    }
    let capitals = surface.bytes().all(|byte| byte.is_ascii_uppercase());
    match surface.bytes().filter(|byte| *byte == b'.').count() {
        0 if capitals && surface.len() <= 3 => -5.5,
        1 if surface.ends_with('.') && surface.len() <= 6 => -4.0,
        _ => 0.0,
    }
}

/// How much the company of the meaning speaks for a place.
fn of_surroundings(company: Company) -> f32 {
    (1.0 * (2.0 * company.square + company.state).ln_1p()).min(2.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_place_are_alike_or_not() {
        for (name, other, unlike) in [
            ("Casablanca", "White House", true),
            ("Vũng Tàu", "St. James", true),
            ("Guangzhou", "Canton", true),
            ("Saint James", "St. James", false),
            ("Al Mawşil", "Mosul", false),
            ("Ar Raqqah", "Raqqa", false),
            ("Deir ez-Zor", "Dayr az Zawr", false),
            ("Zaxo", "Zakho", true),
            ("Mosul", "الموصل", false),
            ("Мосул", "Mosul", false),
        ] {
            assert_eq!(are_unlike(&fold(name), &fold(other)), unlike, "{name} {other}");
        }
    }
}
