//! Later mentions of somebody whose surname is a place's: "Michael Jordan sold his house. Jordan moved on."
//!
//! Who is introduced by a given name, a title or an age is named by the surname alone after that, and the place's name that is dropped there
//! by `inside_name` or a `not_after` is dropped again. It stays a place's
//!
//! - where the words beside it tell a place: "in", "from", a region or another place behind or before it, "police" or the like;
//! - in a document that named the place before it introduced the person, or since ("in Jordan"), unless an age, "who" or the like
//!   tells a person;
//! - in capitals, as in datelines.

use std::collections::{HashMap, HashSet};

use super::beside::Role;
use super::choice::{is_placed, tells_kind};
use super::context::{previous_word, word_at};
use super::given_names::is_given_name_beside_surname;
use super::rule::DropRule;
use super::witness::Witness;
use super::{Candidate, Field, Scratch, Subject};
use crate::gazetteer::{Entity, Gazetteer, Kind};

/// A title speaks of the same if the text names the person within so many bytes.
const LEAD: usize = 400;

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sighting {
    field: Field,
    start: usize,
    end: usize,
}

impl Sighting {
    pub(super) fn of(candidate: &Candidate) -> Sighting {
        Sighting { field: candidate.field, start: candidate.start, end: candidate.end }
    }

    fn surface<'d>(&self, subject: &Subject<'d>) -> &'d str {
        &subject.text_of(self.field)[self.start..self.end]
    }
}

/// The surnames of a document that are names of places too.
#[derive(Debug, Default)]
pub(super) struct Introduced {
    people: Vec<Sighting>,
}

impl Introduced {
    pub(super) fn clear(&mut self) {
        self.people.clear();
    }

    /// Takes a name for a surname.
    pub(super) fn push(&mut self, sighting: Sighting) {
        self.people.push(sighting);
    }

    /// Takes a name that its neighbours made something else for a surname, if a given name is among them.
    pub(super) fn push_after_given_name(&mut self, field: Field, text: &str, start: usize, end: usize) {
        if previous_word(text, start).is_some_and(|word| is_given_name_beside_surname(&text[word])) {
            self.people.push(Sighting { field, start, end });
        }
    }

    /// Where each surname is introduced.
    fn by_surname<'d>(&self, subject: &Subject<'d>) -> HashMap<&'d str, First> {
        let mut found: HashMap<&str, First> = HashMap::new();
        for person in &self.people {
            found.entry(person.surface(subject)).or_default().see(*person);
        }
        found
    }
}

/// Where a surname is introduced first, in the title and in the text.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    title: Option<Sighting>,
    text: Option<Sighting>,
}

impl First {
    fn see(&mut self, person: Sighting) {
        let first = if person.field == Field::Title { &mut self.title } else { &mut self.text };
        *first = Some(first.map_or(person, |known| known.min(person)));
    }

    /// Whether it is introduced where a name is read.
    fn is_known_at(&self, name: Sighting) -> bool {
        let before = |person: Option<Sighting>| person.is_some_and(|person| person < name);
        match name.field {
            Field::Title => before(self.title) || self.text.is_some_and(|person| person.start < LEAD),
            Field::Text => before(self.title) || before(self.text),
        }
    }
}

/// Drops the readings of candidates that are surnames of people who were introduced before. Those of a dump are marked, as where
/// the person is introduced.
pub(super) fn drop(gazetteer: &Gazetteer, subject: &Subject<'_>, scratch: &mut Scratch, witness: &mut impl Witness) {
    let Scratch { candidates, readings, introduced, .. } = scratch;
    if introduced.people.is_empty() {
        return;
    }
    let surnames = introduced.by_surname(subject);
    // Those that stood for the place already.
    let mut places: HashSet<&str> = HashSet::new();
    let mut write: usize = 0;
    for index in 0..candidates.len() {
        let candidate = candidates[index].clone();
        let name = Sighting::of(&candidate);
        let meanings = &readings[candidate.readings.clone()];
        let entities = || meanings.iter().map(|(reading, _)| &gazetteer.entities[reading.entity as usize]);
        let surname = surnames.get(name.surface(subject)).filter(|_| !candidate.inside);
        let surname = surname.filter(|_| entities().all(|entity| entity.kind == Kind::Place));
        let is_person = surname.is_some_and(|first| {
            let text = subject.text_of(candidate.field);
            let place = tells_place(
                text,
                candidates.get(index + 1),
                write.checked_sub(1).map(|at| &candidates[at]),
                &candidate,
            );
            let is_person = !place
                && first.is_known_at(name)
                && (!places.contains(name.surface(subject))
                    || tells_kind(text, candidate.start, candidate.end) == Some(Kind::Person));
            if !is_person {
                places.insert(name.surface(subject));
            }
            is_person
        });
        if is_person && !entities().all(Entity::is_dumped) {
            witness.dropped(DropRule::InsideName, candidate.place(), meanings.iter().map(|(reading, _)| *reading));
        } else {
            candidates[write] = Candidate { inside: candidate.inside || is_person, ..candidate };
            write += 1;
        }
    }
    candidates.truncate(write);
}

/// Whether what stands beside a name tells a place. The names before and after it are known.
fn tells_place(text: &str, next: Option<&Candidate>, before: Option<&Candidate>, name: &Candidate) -> bool {
    let Candidate { start, end, field, .. } = *name;
    let joined = |from: usize, to: usize| {
        let between = text.get(from..to).map(str::trim);
        between.is_some_and(|between| matches!(between, "," | "and" | ", and" | "or" | "-" | "–" | "/"))
    };
    let beside = |other: &&Candidate| other.field == field;
    let listed = next.filter(beside).is_some_and(|next| joined(end, next.start))
        || before.filter(beside).is_some_and(|before| joined(before.end, start));
    let follows = text[end..].strip_prefix(' ').map(|rest| word_at(rest, 0));
    let possessed = ["'s ", "’s "].iter().find_map(|mark| text[end..].strip_prefix(mark)).map(|rest| word_at(rest, 0));
    // "The Jordan rose"
    let articled = previous_word(text, start).is_some_and(|word| text[word].eq_ignore_ascii_case("the"));
    listed
        || articled
        || is_placed(text, start, end)
        || follows.is_some_and(|word| Role::Thing.is_of(word))
        || possessed.is_some_and(|word| Role::OfPlaces.is_of_any_case(word))
}
