//! Places inside the names of people and firms that are in no list: "Victoria Derbyshire" is not about Victoria.
//!
//! A place's name of one word is dropped (rule `inside_name`) only where its neighbours say what it is. Between the two
//! stands nothing but a blank or two or a line break, both begin with a capital, and neither is all in capitals:
//!
//! 1. a given name or a personal title stands before it, or an age behind it: "Jack London", "Mrs. Lincoln", "Samuel L.
//!    Jackson", "Jordan, 23, was held";
//! 2. it is a given name itself, and a capitalised word follows that is no mention but a surname's, no name of an
//!    office, an institution, a feature, a day or a month: "Paris Hilton", "Jordan Peterson", but not "Jordan Valley",
//!    "Paris Police", "Jordan Monday". In a headline with capitals throughout, after a word such as "in", and where the
//!    capitalised word ends in -ian, -ese or -ish, as an adjective of a nation does, nothing is concluded;
//! 3. "University of", "Bank of" and the like stand before it, or "Inc", "Times", "University" and the like follow; or
//!    "Hotel", "Hilton", "Street"; or it is a ship's name ("USS Iowa"), an operation's, a car's, a team's ("Detroit
//!    Lions") or a treaty's ("Oslo Accords"). This holds of names of several words too;
//! 4. the kind of a body of troops follows, with "State", "Mounted" and the like between or not: "Missouri State
//!    Militia", "Rhode Island Volunteers", "Donbas Battalion". This holds of names of several words and in capitals
//!    too.
//!
//! An organisation's name of one word is dropped where it is a surname by the first rule: "Stephen Roche", "Mr. Roche".
//!
//! In capitals a title or a common given name before it, a ship's or an institution's word tell as much ("MR. JORDAN",
//! "UNIVERSITY OF TEHRAN"). Else a name that is all capitals, a country or a state after a given name ("Austin
//! Texas"), a name of several words and one that a comma sets off ("Paris, Texas") stay. What the list knows ("Bank of
//! New York Mellon") is decided by length. The words are in `beside.txt`. Who was named so may be named again by the
//! surname alone: [`introduced`](super::introduced).

use std::ops::Range;

use super::beside::Role;
use super::choice::{is_age, is_surname};
use super::context::{previous_word, word_at};
use super::emphasis::is_title_case_around;
use super::given_names::{
    is_cyrillic_given_name, is_form_of_cyrillic_given_name, is_given_name, is_given_name_beside_surname,
};
use super::introduced::Sighting;
use super::judge::alias_of;
use super::rule::{DropRule, Rule};
use super::witness::Witness;
use super::{Candidate, Reading, Scratch};
use crate::gazetteer::common::is_common_word;
use crate::gazetteer::{Entity, Gazetteer, Kind};

/// Drops the readings of candidates (from `first` on, in order) that are places inside another name. Those of a dump
/// are marked, to be dropped when they have been weighed.
pub(super) fn drop(gazetteer: &Gazetteer, text: &str, scratch: &mut Scratch, first: usize, witness: &mut impl Witness) {
    let Scratch { candidates, readings, introduced, .. } = scratch;
    let known = Known { gazetteer, text, readings };
    let mut write = first;
    // The name before, dropped or not.
    let mut before = None;
    for index in first..candidates.len() {
        let candidate = candidates[index].clone();
        let place = Neighbours::of(text, candidate.start, candidate.end);
        let before = before.replace(candidate.clone());
        let next = candidates.get(index + 1).filter(|next| is_gap(text, candidate.end, next.start));
        let part = known.part_of(&place, &candidate, before.as_ref(), next);
        if part == Some(Part::Surname) {
            introduced.push(Sighting::of(&candidate));
        }
        if part.is_some() && known.entities(&candidate).all(Entity::is_dumped) {
            // That Terrell D. Houston is a man tells something of the Houston that stands alone.
            candidates[write] = Candidate { inside: true, ..candidate };
            write += 1;
        } else if part.is_some() {
            let meanings = &readings[candidate.readings.clone()];
            witness.dropped(DropRule::InsideName, candidate.place(), meanings.iter().map(|(reading, _)| *reading));
        } else {
            candidates[write] = candidate;
            write += 1;
        }
    }
    candidates.truncate(write);
}

/// What of another name a place's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The surname of somebody who is named fully.
    Surname,
    /// The name of a street, a university or a team, of whose town local news speaks.
    Local,
    Other,
}

/// What the lists know of the names in a text.
struct Known<'k> {
    gazetteer: &'k Gazetteer,
    text: &'k str,
    readings: &'k [(Reading, Rule)],
}

impl Known<'_> {
    /// What of another name a candidate is part of, if it is a place's at all. The name before it, dropped or not, and
    /// the next, if that follows directly, are known.
    fn part_of(
        &self,
        place: &Neighbours<'_>,
        candidate: &Candidate,
        before: Option<&Candidate>,
        next: Option<&Candidate>,
    ) -> Option<Part> {
        // The text is asked first: of a long list, each look at an entity is a miss of the cache.
        let words = place.are_capitals();
        let troops = place.are_troops();
        let shouted = place.is_shouted_among_names();
        if !(words || troops || shouted) {
            return None;
        }
        let is_body = self.is_body(candidate);
        if !is_body && !self.entities(candidate).all(|entity| entity.kind == Kind::Place) {
            return None;
        }
        let listed = Listed {
            before: before.map_or(0..0, |before| before.start..before.end),
            is_body: before.is_some_and(|before| self.is_body(before)),
            next: next.is_some_and(|next| !self.is_town(next) && !self.is_bare_surname(next)),
        };
        let part = match () {
            () if is_body => (words && place.names_somebody(&listed)).then_some(Part::Surname),
            () if troops => Some(Part::Other),
            () if shouted => place.part_in_capitals(&listed, || self.is_town(candidate)),
            () => place.part(&listed, || self.is_town(candidate)),
        };
        let readings = &self.readings[candidate.readings.clone()];
        // A street's word or the like behind a name of a dump is weighed with all else: on local news it is a place.
        part.filter(|part| *part != Part::Local || !self.entities(candidate).all(Entity::is_dumped))
            .filter(|_| !readings.iter().any(|(reading, _)| alias_of(self.gazetteer, *reading).is_sure()))
    }

    fn entities<'c>(&'c self, candidate: &Candidate) -> impl Iterator<Item = &'c Entity> {
        self.readings[candidate.readings.clone()]
            .iter()
            .map(|(reading, _)| &self.gazetteer.entities[reading.entity as usize])
    }

    fn is_body(&self, candidate: &Candidate) -> bool {
        self.entities(candidate).all(|entity| entity.kind == Kind::Organisation)
    }

    fn is_town(&self, candidate: &Candidate) -> bool {
        self.entities(candidate).all(|entity| entity.kind == Kind::Place && !is_region(entity))
    }

    /// "Jordan Johnson": that a list has a Johnson says nothing of Jordan.
    fn is_bare_surname(&self, candidate: &Candidate) -> bool {
        let surface = &self.text[candidate.start..candidate.end];
        is_surname(surface)
            && !is_common_word(surface)
            && self.entities(candidate).all(|entity| entity.kind == Kind::Person)
    }
}

/// What of a place's neighbours is a name of the list.
#[derive(Default)]
struct Listed {
    /// Where the last name before it stands.
    before: Range<usize>,
    /// Whether that is an organisation's.
    is_body: bool,
    /// Whether a name that is no town's, and no bare surname, follows directly.
    next: bool,
}

/// A country or a state, which follows a city without a comma in careless writing.
fn is_region(entity: &Entity) -> bool {
    let feature = entity.details.as_deref().and_then(|details| details.feature.as_deref());
    feature.is_some_and(|feature| feature.starts_with("A."))
        || entity.class.as_deref().is_some_and(|class| matches!(class, "country" | "state" | "province" | "region"))
}

/// Whether a word is a given name before a name: an unusual one is so only before what is a surname too ("Kurt
/// London").
fn is_given_name_of(word: &str, surname: &str) -> bool {
    is_given_name_beside_surname(word)
        || is_form_of_cyrillic_given_name(word)
        || (is_name_like(word)
            && is_given_name(word)
            && is_surname(surname)
            && !is_common_word(word)
            // "Roman London", "German Berlin"
            && !Role::Nation.is_of(word))
}

/// Whether a word is a given name before another: an unusual one is so only before a surname ("Israel Ford").
fn is_given_name_before(word: &str, next: &str) -> bool {
    is_given_name_beside_surname(word)
        || is_cyrillic_given_name(word)
        || (is_given_name(word) && is_surname(next) && !is_common_word(next))
}

/// An occurrence of a place's name and what stands beside it.
struct Neighbours<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// The words before and after it, over a gap: most of what is asked is asked of them.
    previous: Option<&'t str>,
    next: Option<&'t str>,
}

impl<'t> Neighbours<'t> {
    fn of(text: &'t str, start: usize, end: usize) -> Neighbours<'t> {
        Neighbours { text, start, end, previous: word_before(text, start), next: word_after(text, end) }
    }

    fn surface(&self) -> &'t str {
        &self.text[self.start..self.end]
    }

    fn is_of_several_words(&self) -> bool {
        self.surface().contains(|c: char| c.is_whitespace() || c == '-')
    }

    /// Whether it is capitalised, and a capitalised word, "of" or an age may stand beside it: quick to ask.
    fn are_capitals(&self) -> bool {
        is_name_like(self.surface())
            && (self.next.is_some_and(is_name_like)
                || self.previous.is_some_and(|word| word == "of" || word.starts_with(char::is_uppercase))
                || is_age(&self.text[self.end..])
                || self.text[self.end..].starts_with(" & "))
    }

    /// Whether it stands in capitals behind a word in capitals: quick to ask.
    fn is_shouted_among_names(&self) -> bool {
        let shouted = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
        let before = |word: &str| word == "OF" || shouted(word) || Role::Title.is_of(word.trim_end_matches('.'));
        shouted(self.surface()) && self.previous.is_some_and(before)
    }

    /// "MR. JORDAN", "TYRONE WASHINGTON", "BANK OF CHINA", "USS IOWA": what a headline or a transcript leaves of the
    /// rules. A word that begins a sentence in small letters elsewhere ("WILL IRAQ ATTACK?") is no given name here.
    ///
    /// Of towns in a row, or a line each, none is another's surname.
    fn part_in_capitals(&self, listed: &Listed, is_town: impl Fn() -> bool) -> Option<Part> {
        let word = self.previous?;
        if word == "OF" {
            let of = self.text[..self.start].rfind(word)?;
            let head = word_before(self.text, of).filter(|head| Role::Head.is_of_capitals(head));
            return head.map(|_| Part::Other);
        }
        let small = in_small_letters(word);
        let (bare, name) = (small.trim_end_matches('.'), in_small_letters(self.surface()));
        let is_surname_of = |bare: &str| is_given_name(bare) && is_surname(&name) && !is_common_word(bare);
        let in_a_row = || self.gap_before() != " " || is_gap(self.text, listed.before.end, self.start);
        let of_person = Role::Title.is_of(bare) || is_surname_of(bare) && is_town() && !in_a_row();
        let ship = || Role::Ship.is_of(word).then_some(Part::Other);
        of_person.then_some(Part::Surname).or_else(ship)
    }

    /// "Missouri State Militia".
    fn are_troops(&self) -> bool {
        self.has_behind(Role::Between, Role::Troops)
    }

    /// Whether a word of a role follows, with one of another between or not.
    fn has_behind(&self, between: Role, role: Role) -> bool {
        let Some(next) = self.next else { return false };
        role.is_of_capitals(next)
            || between.is_of_capitals(next) && self.and_next(next).is_some_and(|word| role.is_of_capitals(word))
    }

    /// What of another name it is.
    fn part(&self, listed: &Listed, is_town: impl Fn() -> bool) -> Option<Part> {
        let single = !self.is_of_several_words();
        if single && self.follows_a_person(listed, &is_town) {
            return Some(Part::Surname);
        }
        let other = self.is_of_an_institution(listed)
            || self.is_of_a_thing(listed)
            || (self.is_of_a_treaty() && is_town())
            || (single && self.begins_a_name(listed));
        let local = || self.is_of_a_street() || self.is_of_a_university() || self.is_of_a_team();
        let local = || local() && !self.is_in_title_case();
        other.then_some(Part::Other).or_else(|| local().then_some(Part::Local))
    }

    /// "Stephen Roche", "Mr Roche", "Roche, 54, was elected": of a firm, a ship or a club that bears a surname.
    fn names_somebody(&self, listed: &Listed) -> bool {
        !self.is_of_several_words() && self.follows_a_person(listed, || is_surname(self.surface()))
    }

    /// "Jack London", "Mrs. Lincoln", "Samuel L. Jackson", "Jordan, 23, was held".
    fn follows_a_person(&self, listed: &Listed, is_town: impl Fn() -> bool) -> bool {
        let Some(word) = self.previous else { return self.is_aged() };
        let follows_a_name = is_gap(self.text, listed.before.end, self.start);
        // "San Antonio Texas": the word before is the end of a longer name. Over two blanks it is another column's.
        if follows_a_name && (listed.before.len() > word.len() || self.gap_before().chars().count() > 1) {
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
        // A state that follows a name of the list is where that lies: "Austin Washington".
        let is_personal = || is_town() || (!follows_a_name && is_surname(self.surface()));
        Role::Title.is_of(bare) || (is_given_name_of(word, self.surface()) && is_personal()) || self.is_aged()
    }

    /// "Jordan, 23, was held": but not "In Jordan, 23, and in Syria, 40 died".
    fn is_aged(&self) -> bool {
        const AFTER: &[&str] = &[
            "a", "an", "died", "faces", "from", "had", "has", "is", "of", "pleaded", "said", "says", "the", "told",
            "was", "who", "whose", "will",
        ];
        let rest = &self.text[self.end..];
        let place = previous_word(self.text, self.start).is_some_and(|word| {
            let word = &self.text[word];
            word.starts_with(char::is_lowercase) || Role::Locative.is_of_any_case(word)
        });
        let after =
            || rest.trim_start_matches([',', ' ']).trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(", ");
        !place && is_age(rest) && after().is_some_and(|after| AFTER.contains(&word_at(after, 0)))
    }

    /// "University of Baghdad", "Boston Globe".
    fn is_of_an_institution(&self, listed: &Listed) -> bool {
        self.follows_a_head(listed) || self.begins_a_firm()
    }

    /// "Tehran University", "Moscow State University".
    fn is_of_a_university(&self) -> bool {
        self.has_behind(Role::Between, Role::Institution)
    }

    /// "University of Baghdad", if the list does not have the head as a name of its own ("the Catholic Diocese of
    /// Baghdad").
    fn follows_a_head(&self, listed: &Listed) -> bool {
        self.previous == Some("of") && {
            let of = self.text[..self.start].rfind("of").unwrap_or(0);
            word_before(self.text, of).is_some_and(|head| Role::Head.is_of(head))
                && !(listed.is_body && is_gap(self.text, listed.before.end, of))
        }
    }

    /// "Palestine Hotel", "Hotel Moscow", "USS Iowa", "Operation Damascus", "Chevrolet Colorado".
    fn is_of_a_thing(&self, listed: &Listed) -> bool {
        let before = |word| [Role::Ship, Role::Operation, Role::Maker].iter().any(|role| role.is_of(word));
        // A name that the list has ("Marriott Hotel") is none that the place is part of.
        let is_hotel = |word| Role::Hotel.is_of(word) && !listed.next;
        self.previous.is_some_and(|word| before(word) || word == "Hotel")
            || (self.next.is_some_and(is_hotel) && !self.is_in_title_case())
    }

    /// "Detroit Lions", "Leeds United": but not "Iraq United Nations envoy".
    fn is_of_a_team(&self) -> bool {
        let Some(next) = self.next.filter(|next| Role::Team.is_of(next)) else { return false };
        !(Role::Thing.is_of(next) && self.and_next(next).is_some_and(is_name_like))
    }

    /// "Oslo Accords", "Chicago Convention": but not "Chicago Convention Center" or "Chicago Convention and Visitors
    /// Bureau".
    fn is_of_a_treaty(&self) -> bool {
        let Some(next) = self.next.filter(|next| Role::Treaty.is_of(next)) else { return false };
        let rest = &self.text[self.end_of(next)..];
        let joined = rest.strip_prefix(" & ").or(rest.strip_prefix(" and ")).map(|rest| word_at(rest, 0));
        let goes_on = |word: &str| is_name_like(word) && Role::Thing.is_of(word);
        ![self.and_next(next), joined].into_iter().flatten().any(goes_on) && !self.is_in_title_case()
    }

    /// "Haifa Street".
    fn is_of_a_street(&self) -> bool {
        self.next.is_some_and(|word| Role::Street.is_of(word))
    }

    fn is_in_title_case(&self) -> bool {
        is_title_case_around(self.text, self.start, self.end)
    }

    /// "Boston Globe", "New York Times", "Punjab National Bank", "Punjab & Sind Bank".
    fn begins_a_firm(&self) -> bool {
        let is_bank = |word: &str| word == "Bank" || Role::Firm.is_of(word);
        let between = |word: &str| Role::Between.is_of(word) && self.and_next(word).is_some_and(is_bank);
        self.next.is_some_and(|word| Role::Firm.is_of(word) && !self.heads_a_message(word) || between(word))
            || self.text[self.end..].strip_prefix(" & ").is_some_and(|rest| {
                // "Punjab & Sind. Bank shares fell": of what ends in punctuation nothing goes on.
                let mut goes_on = true;
                let is_next = |word: &&str| {
                    let is_name = goes_on && word.starts_with(char::is_uppercase);
                    goes_on = word.ends_with(char::is_alphanumeric);
                    is_name
                };
                rest.split(' ').take_while(is_next).take(3).map(|word| word_at(word, 0)).any(is_bank)
            })
    }

    /// "Via Little Rock: Dispatch of the 7th": a message, where a newspaper has its article ("the Richmond Dispatch of
    /// Monday").
    fn heads_a_message(&self, next: &str) -> bool {
        const MESSAGES: &[&str] = &["Dispatch", "Telegraph"];
        const OPENING: &[&str] = &["from", "of", "to"];
        MESSAGES.contains(&next)
            && !self.previous.is_some_and(|word| word.eq_ignore_ascii_case("the"))
            && self.and_next(next).is_some_and(|word| OPENING.contains(&word))
    }

    /// "Paris Hilton".
    fn begins_a_name(&self, listed: &Listed) -> bool {
        let Some(next) = self.next.filter(|next| is_name_like(next) && !listed.next) else { return false };
        let nation = ["ian", "ians", "ese", "ish", "i", "is"].iter().any(|end| next.ends_with(end));
        is_given_name_before(self.surface(), next)
            && !nation
            && !Role::Thing.is_of(next)
            && !self.previous.is_some_and(|word| Role::Locative.is_of_any_case(word))
            && !self.is_in_title_case()
    }

    /// The blanks before it.
    fn gap_before(&self) -> &'t str {
        let before = &self.text[..self.start];
        &before[before.trim_end_matches(is_blank).len()..]
    }

    /// The word after the next one.
    fn and_next(&self, next: &str) -> Option<&'t str> {
        word_after(self.text, self.end_of(next))
    }

    /// Where the next word ends.
    fn end_of(&self, next: &str) -> usize {
        let rest = &self.text[self.end..];
        self.end + (rest.len() - rest.trim_start_matches(is_blank).len()) + next.len()
    }
}

/// The word that begins after a gap behind a byte.
fn word_after(text: &str, end: usize) -> Option<&str> {
    let start = text.len() - text[end..].trim_start_matches(is_blank).len();
    let begins = text[start..].starts_with(char::is_alphabetic) && is_gap(text, end, start);
    let word = begins.then(|| word_at(text, start))?;
    Some(word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word))
}

/// The word that ends a gap before a byte.
fn word_before(text: &str, start: usize) -> Option<&str> {
    let before = text[..start].trim_end_matches(is_blank);
    before.chars().next_back().filter(|last| last.is_alphanumeric() || *last == '.')?;
    is_gap(text, before.len(), start).then(|| previous_word(text, start)).flatten().map(|word| &text[word])
}

/// What stands between the words of one name, in justified, scanned and indented texts, too: two blanks at most, or a
/// line break with an indent. Between the columns of a table stand more, or a tab; where two stand, names of the list
/// are told apart by `follows_a_person`.
fn is_gap(text: &str, from: usize, to: usize) -> bool {
    const BLANKS: usize = 2;
    const INDENT: usize = 16;
    let Some(gap) = text.get(from..to).filter(|gap| !gap.is_empty() && gap.len() <= 2 * INDENT) else { return false };
    let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
    gap.chars().all(is_blank) && (gap.chars().count() <= BLANKS && breaks == 0 || breaks == 1)
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}')
}

/// A word in capitals as it stands in a sentence: "Tyrone".
fn in_small_letters(shouted: &str) -> String {
    let mut letters = shouted.chars();
    letters.next().into_iter().chain(letters.as_str().to_lowercase().chars()).collect()
}

/// A capital, and small letters after it.
pub(super) fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && (letters.any(char::is_lowercase) || word.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("Later Jordan, 23, was held", "Jordan", true),
            ("In Jordan, 23, and in Syria", "Jordan", false),
            ("the dealer Kurt London spoke", "London", true),
            ("in Roman London once", "London", false),
            ("at the Bank of New York yesterday", "New York", true),
            ("the Palestine Hotel stood", "Palestine", true),
            ("The USS New Jersey sailed", "New Jersey", true),
            ("said Jack  London, who", "London", true),
            ("said Jack\n    London, who", "London", true),
            ("said Jack\n\nLondon was", "London", false),
            ("Jack    London    Paris", "London", false),
            ("MR. LINCOLN: I yield", "LINCOLN", true),
            ("Mr. LINCOLN. I yield", "LINCOLN", true),
            ("TYRONE WASHINGTON, 23, CHARGED", "WASHINGTON", true),
            ("WILL WASHINGTON ATTACK?", "WASHINGTON", false),
            ("VICTORIA\nHAMILTON\nLINCOLN", "HAMILTON", false),
            ("г-н LINCOLN сказал", "LINCOLN", false),
            ("UNIVERSITY OF BAGHDAD CLOSES", "BAGHDAD", true),
            ("BATTLE OF BAGHDAD BEGINS", "BAGHDAD", false),
            ("THE USS LINCOLN SAILED", "LINCOLN", true),
            ("KURDS IN MOSUL FLEE", "MOSUL", false),
            ("a palestine of Baghdad Street once", "Baghdad", true),
            ("Gunmen Attack Baghdad Hotel", "Baghdad", false),
            ("then Israel Ford ran", "Israel", true),
            ("then Israel Railways ran", "Israel", false),
            ("the arrest by Officer Jordan was", "Jordan", true),
            ("Operation Damascus began", "Damascus", true),
            ("when Georgia Gov. Brian Kemp", "Georgia", false),
            ("shares of Punjab National Bank fell", "Punjab", true),
            ("shares of Punjab & Sind Bank fell", "Punjab", true),
            ("oil from Punjab & Sind fell", "Punjab", false),
            ("near Punjab Bank Street", "Punjab", false),
        ] {
            let start = text.find(name).unwrap();
            let neighbours = Neighbours::of(text, start, start + name.len());
            let found = neighbours.are_capitals() && neighbours.part(&Listed::default(), || true).is_some()
                || neighbours.is_shouted_among_names()
                    && neighbours.part_in_capitals(&Listed::default(), || true).is_some();
            assert_eq!(found, inside, "{text}");
        }
    }
}
