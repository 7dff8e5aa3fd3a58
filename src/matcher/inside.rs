//! Places inside the names of people and firms that are in no list: "Victoria Derbyshire" is not about Victoria.
//!
//! A place's name of one word is dropped (rule `inside_name`) only where its neighbours say what it is. Between the two
//! stands nothing but one space or line break, both begin with a capital, and neither is all in capitals:
//!
//! 1. a given name or a personal title stands before it: "Jack London", "Mrs. Lincoln", "Samuel L. Jackson";
//! 2. it is a given name itself, and a capitalised word follows that is no mention, no name of an office, an institution, a
//!    feature, a day or a month: "Paris Hilton", "Jordan Peterson", but not "Jordan Valley", "Paris Police", "Jordan
//!    Monday". In a headline with capitals throughout, after a word such as "in", and where the capitalised word ends
//!    in -ian, -ese or -ish, as an adjective of a nation does, nothing is concluded;
//! 3. "University of", "Bank of" and the like stand before it, or "Inc", "Times" and the like follow.
//!
//! 4. the kind of a body of troops follows, with "State", "Mounted" and the like between or not: "Missouri State Militia",
//!    "Rhode Island Volunteers", "Donbas Battalion". This holds of names of several words and in capitals too.
//!
//! Else a name that is all capitals, a country or a state after a given name ("Austin Texas"), a name of several words and one
//! that a comma sets off ("Paris, Texas") stay. What the list knows ("Bank of New York Mellon") is decided by length.

use std::ops::Range;

use super::context::{previous_word, word_at};
use super::emphasis::is_title_case_around;
use super::given_names::is_given_name_beside_surname;
use super::judge::alias_of;
use super::rule::DropRule;
use super::witness::Witness;
use super::{Candidate, Scratch};
use crate::gazetteer::common::is_common_word;
use crate::gazetteer::{Entity, Gazetteer, Kind};

/// Titles that stand before a surname.
const TITLES: &[&str] = &[
    "Adm",
    "Archbishop",
    "Atty",
    "Baroness",
    "Bishop",
    "Capt",
    "Cardinal",
    "Cmdr",
    "Col",
    "Congressman",
    "Congresswoman",
    "Cpl",
    "Dame",
    "Detective",
    "Dr",
    "Gen",
    "Gov",
    "Judge",
    "Justice",
    "King",
    "Lady",
    "Lord",
    "Lt",
    "Maj",
    "Miss",
    "Mr",
    "Mrs",
    "Ms",
    "Pastor",
    "Prince",
    "Princess",
    "Prof",
    "Queen",
    "Rep",
    "Rev",
    "Sen",
    "Senator",
    "Sgt",
    "Sheriff",
    "Sir",
];

/// Heads of the names of institutions: "University of Baghdad".
const HEADS: &[&str] = &[
    "Academy",
    "Archdiocese",
    "Bank",
    "Cathedral",
    "College",
    "Conservatory",
    "Diocese",
    "Institute",
    "Museum",
    "School",
    "Seminary",
    "University",
];

/// What a firm's or a newspaper's name ends with.
const FIRMS: &[&str] = &[
    "Bancorp",
    "Chronicle",
    "Corp",
    "Corporation",
    "Dispatch",
    "Examiner",
    "Gazette",
    "Globe",
    "Herald",
    "Holdings",
    "Inc",
    "Incorporated",
    "Inquirer",
    "Journal",
    "LLC",
    "Ltd",
    "Mercury",
    "Mutual",
    "Observer",
    "PLC",
    "Plc",
    "Post",
    "Sentinel",
    "Telegraph",
    "Times",
    "Tribune",
    "Weekly",
];

/// Bodies of troops that are named after a place.
const TROOPS: &[&str] = &[
    "Artillery",
    "Battalion",
    "Battery",
    "Brigade",
    "Cavalry",
    "Fusiliers",
    "Infantry",
    "Militia",
    "Regiment",
    "Volunteers",
];

/// What may stand between a place's name and the body of troops.
const KINDS_OF_TROOPS: &[&str] =
    &["Heavy", "Home", "Light", "Mounted", "National", "People's", "People’s", "State", "Volunteer"];

/// Capitalised words that follow a place's name and leave it one.
const FOLLOWERS: &[&str] = &[
    "Academy",
    "Administration",
    "Air",
    "Airport",
    "Ambassador",
    "Amendment",
    "Apartments",
    "April",
    "Area",
    "Arena",
    "Army",
    "Assembly",
    "Attorney",
    "August",
    "Authority",
    "Avenue",
    "Bank",
    "Bar",
    "Basin",
    "Bay",
    "Beach",
    "Board",
    "Border",
    "Borough",
    "Bridge",
    "Bureau",
    "Campus",
    "Canal",
    "Castle",
    "Center",
    "Central",
    "Centre",
    "Chamber",
    "Chief",
    "Church",
    "City",
    "Civil",
    "Club",
    "Coast",
    "College",
    "Commission",
    "Committee",
    "Community",
    "Conference",
    "Congressman",
    "Council",
    "Councilman",
    "County",
    "Court",
    "Creek",
    "Dam",
    "December",
    "Democrat",
    "Democrats",
    "Department",
    "Deputy",
    "District",
    "Division",
    "East",
    "Election",
    "Fair",
    "Falls",
    "February",
    "Federal",
    "Festival",
    "Field",
    "Fire",
    "First",
    "Foreign",
    "Forest",
    "Fort",
    "Friday",
    "General",
    "Government",
    "Governor",
    "Governorate",
    "Gulf",
    "Harbor",
    "Harbour",
    "Heights",
    "High",
    "Highway",
    "Hill",
    "Hills",
    "Home",
    "Hospital",
    "Hotel",
    "House",
    "International",
    "Island",
    "Islands",
    "January",
    "July",
    "June",
    "King",
    "Lake",
    "Law",
    "Legislature",
    "Library",
    "March",
    "Mayor",
    "Medical",
    "Memorial",
    "Metropolitan",
    "Mill",
    "Minister",
    "Ministry",
    "Monday",
    "Mountain",
    "Mountains",
    "Municipal",
    "Museum",
    "National",
    "North",
    "Northern",
    "November",
    "October",
    "Office",
    "Parish",
    "Park",
    "Peninsula",
    "Plain",
    "Police",
    "Port",
    "President",
    "Prime",
    "Province",
    "Public",
    "Region",
    "Republic",
    "Republican",
    "Republicans",
    "River",
    "Road",
    "Saturday",
    "School",
    "Sen",
    "Senator",
    "September",
    "Sheriff",
    "South",
    "Southern",
    "Square",
    "State",
    "Station",
    "Street",
    "Sunday",
    "Supreme",
    "Tech",
    "Thursday",
    "Tower",
    "Town",
    "Township",
    "Tuesday",
    "Union",
    "United",
    "University",
    "Valley",
    "Village",
    "Wednesday",
    "West",
    "Western",
    "Woods",
    "Yacht",
    "York",
    "Zoo",
];
/// Words after which a place's name is the place, whatever follows.
const LOCATIVES: &[&str] = &[
    "across",
    "around",
    "in",
    "inside",
    "into",
    "leaving",
    "near",
    "outside",
    "reach",
    "throughout",
    "toward",
    "towards",
    "via",
    "visiting",
];

/// Drops the readings of candidates (from `first` on, in order) that are places inside another name. Those of a dump are
/// marked, to be dropped when they have been weighed.
pub(super) fn drop(gazetteer: &Gazetteer, text: &str, scratch: &mut Scratch, first: usize, witness: &mut impl Witness) {
    let Scratch { candidates, readings, .. } = scratch;
    let entities = |candidate: &Candidate| {
        readings[candidate.readings.clone()].iter().map(|(reading, _)| &gazetteer.entities[reading.entity as usize])
    };
    let is_town =
        |candidate: &Candidate| entities(candidate).all(|entity| entity.kind == Kind::Place && !is_region(entity));
    let mut write = first;
    // Where the name before, dropped or not, stands.
    let mut before = 0..0;
    for index in first..candidates.len() {
        let candidate = candidates[index].clone();
        let place = Neighbours { text, start: candidate.start, end: candidate.end };
        let before = std::mem::replace(&mut before, candidate.start..candidate.end);
        // The text is asked first: of a long list, each look at an entity is a miss of the cache.
        let words = place.are_capitals();
        let troops = place.are_troops();
        let drops = (words || troops) && entities(&candidate).all(|entity| entity.kind == Kind::Place) && {
            let next = candidates.get(index + 1).filter(|next| next.start == candidate.end + 1);
            let known = Known { before, next: next.is_some_and(|next| !is_town(next)) };
            (troops || place.make_another_name(&known, || is_town(&candidate)))
                && !readings[candidate.readings.clone()]
                    .iter()
                    .any(|(reading, _)| alias_of(gazetteer, *reading).is_sure())
        };
        if drops && entities(&candidate).all(Entity::is_dumped) {
            // That Terrell D. Houston is a man tells something of the Houston that stands alone.
            candidates[write] = Candidate { inside: true, ..candidate };
            write += 1;
        } else if drops {
            let meanings = &readings[candidate.readings.clone()];
            witness.dropped(DropRule::InsideName, candidate.place(), meanings.iter().map(|(reading, _)| *reading));
        } else {
            candidates[write] = candidate;
            write += 1;
        }
    }
    candidates.truncate(write);
}

/// What of a place's neighbours is a name of the list.
#[derive(Default)]
struct Known {
    /// Where the last name before it stands.
    before: Range<usize>,
    /// Whether a name that is no town's follows directly.
    next: bool,
}

/// A country or a state, which follows a city without a comma in careless writing.
fn is_region(entity: &Entity) -> bool {
    let feature = entity.details.as_deref().and_then(|details| details.feature.as_deref());
    feature.is_some_and(|feature| feature.starts_with("A."))
        || entity.class.as_deref().is_some_and(|class| matches!(class, "country" | "state" | "province" | "region"))
}

/// An occurrence of a place's name and what stands beside it.
struct Neighbours<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Neighbours<'t> {
    /// Whether it is a capitalised word of its own, and a capitalised word or "of" may stand beside it: quick to ask.
    fn are_capitals(&self) -> bool {
        let surface = &self.text[self.start..self.end];
        let of_several_words = surface.contains(|c: char| c.is_whitespace() || c == '-');
        is_name_like(surface)
            && (!of_several_words || self.begins_a_firm())
            && (self.next().is_some_and(is_name_like)
                || self.previous().is_some_and(|word| is_name_like(word) || word == "of"))
    }

    /// "Missouri State Militia".
    fn are_troops(&self) -> bool {
        let Some(next) = self.next() else { return false };
        let is_one_of = |word: &str, list: &[&str]| list.contains(&word) || is_in_capitals(word, list);
        if is_one_of(next, TROOPS) {
            return true;
        }
        is_one_of(next, KINDS_OF_TROOPS) && {
            let next_end = self.end + 1 + next.len();
            Neighbours { end: next_end, ..*self }.next().is_some_and(|word| is_one_of(word, TROOPS))
        }
    }

    fn make_another_name(&self, known: &Known, is_town: impl Fn() -> bool) -> bool {
        self.follows_a_person(known, is_town) || self.is_of_an_institution() || self.begins_a_name(known)
    }

    /// "Jack London", "Mrs. Lincoln", "Samuel L. Jackson".
    fn follows_a_person(&self, known: &Known, is_town: impl Fn() -> bool) -> bool {
        let Some(word) = self.previous() else { return false };
        // "San Antonio Texas": the word before is the end of a longer name.
        if known.before.end + 1 == self.start && known.before.len() > word.len() {
            return false;
        }
        let bare = word.trim_end_matches('.');
        let initial = bare.len() == 1 && word.len() == 2;
        if initial {
            let before = word_before(self.text, self.text[..self.start].rfind(word).unwrap_or(0));
            // "Iraq W. Qurna" is in the west.
            let is_word = |word: &str| !is_name_like(word) || word.ends_with('.') || "NSEW".contains(bare);
            return before
                .is_some_and(|word| is_given_name_beside_surname(word) || !(is_word(word) || is_common_word(word)));
        }
        TITLES.contains(&bare) || (is_given_name_beside_surname(word) && is_town())
    }

    /// "University of Baghdad", "Boston Globe".
    fn is_of_an_institution(&self) -> bool {
        let headed = self.previous() == Some("of") && {
            let of = self.text[..self.start].rfind("of").unwrap_or(0);
            word_before(self.text, of).is_some_and(|head| HEADS.contains(&head))
        };
        headed || self.begins_a_firm()
    }

    /// "Boston Globe", "New York Times".
    fn begins_a_firm(&self) -> bool {
        self.next().is_some_and(|word| FIRMS.contains(&word) && !self.heads_a_message(word))
    }

    /// "Via Little Rock: Dispatch of the 7th": a message, where a newspaper has its article ("the Richmond Dispatch of Monday").
    fn heads_a_message(&self, next: &str) -> bool {
        const MESSAGES: &[&str] = &["Dispatch", "Telegraph"];
        const OPENING: &[&str] = &["from", "of", "to"];
        MESSAGES.contains(&next)
            && !self.previous().is_some_and(|word| word.eq_ignore_ascii_case("the"))
            && Neighbours { end: self.end + 1 + next.len(), ..*self }.next().is_some_and(|word| OPENING.contains(&word))
    }

    /// "Paris Hilton".
    fn begins_a_name(&self, known: &Known) -> bool {
        let Some(next) = self.next().filter(|next| is_name_like(next) && !known.next) else { return false };
        let nation = ["ian", "ians", "ese", "ish", "i", "is"].iter().any(|end| next.ends_with(end));
        is_given_name_beside_surname(&self.text[self.start..self.end])
            && !nation
            && !FOLLOWERS.contains(&next)
            && !self.previous().is_some_and(|word| LOCATIVES.contains(&word.to_lowercase().as_str()))
            && !is_title_case_around(self.text, self.start, self.end)
    }

    /// The word before, over one space.
    fn previous(&self) -> Option<&'t str> {
        word_before(self.text, self.start)
    }

    /// The word after, over one space.
    fn next(&self) -> Option<&'t str> {
        let rest = self.text[self.end..].strip_prefix([' ', '\n', '\u{a0}'])?;
        rest.chars().next().filter(|first| first.is_alphabetic())?;
        let word = word_at(self.text, self.text.len() - rest.len());
        Some(word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word))
    }
}

/// The word that ends one space before a byte.
fn word_before(text: &str, start: usize) -> Option<&str> {
    let before = text[..start].strip_suffix([' ', '\n', '\u{a0}'])?;
    before.chars().next_back().filter(|last| last.is_alphanumeric() || *last == '.')?;
    previous_word(text, start).map(|word| &text[word])
}

/// Whether a word is one of a list, but all in capitals.
fn is_in_capitals(word: &str, list: &[&str]) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase()) && list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// A capital, and small letters after it.
fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && (letters.any(char::is_lowercase) || word.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(
            TITLES.is_sorted() && HEADS.is_sorted() && FIRMS.is_sorted() && TROOPS.is_sorted() && FOLLOWERS.is_sorted()
        );
    }

    #[test]
    fn neighbours_tell_people_from_places() {
        for (text, name, inside) in [
            ("said Jack London, who", "London", true),
            ("with Paris Hilton in", "Paris", true),
            ("by Jordan Peterson, a", "Jordan", true),
            ("asked Victoria Derbyshire on", "Victoria", true),
            ("the painter Georgia O'Keeffe was", "Georgia", true),
            ("Sen. Lincoln said", "Lincoln", true),
            ("the actor Samuel L. Jackson said", "Jackson", true),
            ("the writer Booker T. Washington said", "Washington", true),
            ("members of Group C. Mosul is", "Mosul", false),
            ("the New York Times wrote", "New York", true),
            ("the New York police", "New York", false),
            ("in the Richmond Dispatch of Monday", "Richmond", true),
            ("sent via Richmond Dispatch of the 7th", "Richmond", false),
            ("at the University of Baghdad on", "Baghdad", true),
            ("in the Chicago Tribune on", "Chicago", true),
            ("in Mosul Iraqi forces", "Mosul", false),
            ("the Jordan Valley is", "Jordan", false),
            ("Mosul Governor Atheel al-Nujaifi", "Mosul", false),
            ("Paris, Texas", "Paris", false),
            ("Jordan Hosts Talks On Refugees", "Jordan", false),
            ("went to Jordan Monday", "Jordan", false),
            ("the Battle of Mosul was", "Mosul", false),
            ("near Victoria British troops", "Victoria", false),
            ("said Jack. London was", "London", false),
        ] {
            let start = text.find(name).unwrap();
            let neighbours = Neighbours { text, start, end: start + name.len() };
            let found = neighbours.are_capitals() && neighbours.make_another_name(&Known::default(), || true);
            assert_eq!(found, inside, "{text}");
        }
    }
}
