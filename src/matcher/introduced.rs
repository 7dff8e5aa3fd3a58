//! Later mentions of somebody whose surname is a place's: "Michael Jordan sold his house. Jordan moved on."
//!
//! Who is introduced by a given name, a title or an age is named by the surname alone after that, and the place's name
//! that is dropped there by `inside_name` or a `not_after` is dropped again. It stays a place's
//!
//! - where the words beside it tell a place: "in", "from", a region or another place behind or before it, "police" or
//!   the like;
//! - in a document that named the place before it introduced the person, or since ("in Jordan"), unless an age, "who"
//!   or the like tells a person;
//! - of a country, a state or a large city, where nobody has been called so for a while: readers have the person in
//!   mind as long as the text speaks of him, and the country always;
//! - in capitals, as in datelines.

use foldhash::HashMap;

use super::beside::Role;
use super::choice::{Atlas, is_placed, tells_kind};
use super::context::{previous_word, word_at};
use super::given_names::is_given_name_beside_surname;
use super::rule::DropRule;
use super::witness::Witness;
use super::{Candidate, Field, Scratch, Subject};
use crate::gazetteer::{Entity, Gazetteer, Kind, countries};
use crate::text::sentences;

/// A title speaks of the same if the text names the person within so many bytes.
const LEAD: usize = 400;
/// How many sentences, and bytes, a reader has somebody in mind who bears a large place's name and is introduced; so
/// many more each time that he is named again, as somebody is of whom a story tells, up to a limit.
const MEMORY: usize = 8;
const MEMORY_BYTES: usize = 2000;
const MOST_MEMORIES: usize = 4;

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
    fn by_surname<'d>(&mut self, subject: &Subject<'d>) -> HashMap<&'d str, Surname> {
        self.people.sort_unstable();
        let mut found: HashMap<&str, Surname> = HashMap::default();
        for person in &self.people {
            found.entry(person.surface(subject)).or_default().introduced.push(*person);
        }
        found
    }
}

/// What a document has said of a surname, as far as it is read.
#[derive(Debug, Default)]
struct Surname {
    /// Where somebody is introduced by it, in order: never nowhere.
    introduced: Vec<Sighting>,
    /// Where it last stood alone for somebody.
    named: Option<Sighting>,
    /// How often it has.
    times: usize,
    /// Whether it has stood for the place.
    is_place: bool,
}

impl Surname {
    /// Whether it stands for somebody where it stands alone. Names come in their order; those before and after it are
    /// known.
    fn is_meant(
        &mut self,
        subject: &Subject<'_>,
        candidate: &Candidate,
        beside: [Option<&Candidate>; 2],
        is_large: impl Fn() -> bool,
    ) -> bool {
        let (name, text) = (Sighting::of(candidate), subject.text_of(candidate.field));
        let is_told = || tells_kind(text, name.start, name.end) == Some(Kind::Person);
        if tells_place(text, beside, candidate) || !self.is_known_at(name) || (self.is_place && !is_told()) {
            self.is_place = true;
            return false;
        }
        if is_large() && !self.is_in_mind_at(name, text) && !is_told() {
            return false;
        }
        self.named = Some(name);
        self.times += 1;
        true
    }

    /// Whether it is introduced where a name is read.
    fn is_known_at(&self, name: Sighting) -> bool {
        let in_text = self.introduced.partition_point(|person| person.field == Field::Title);
        let in_lead = || self.introduced.get(in_text).is_some_and(|person| person.start < LEAD);
        self.introduced[0] < name || name.field == Field::Title && in_lead()
    }

    /// Whether somebody has been called so shortly before a name.
    fn is_in_mind_at(&self, name: Sighting, text: &str) -> bool {
        let before = self.introduced.partition_point(|person| *person < name);
        let introduced = before.checked_sub(1).map(|last| self.introduced[last]);
        let Some(last) = introduced.max(self.named) else { return name.field == Field::Title };
        if last.field != name.field {
            return name.start < LEAD;
        }
        let memories = (1 + self.times).min(MOST_MEMORIES);
        let between = &text[last.end..name.start];
        between.len() <= memories * MEMORY_BYTES
            && sentences(between).take(memories * MEMORY + 1).count() <= memories * MEMORY
    }
}

/// Drops the readings of candidates that are surnames of people who were introduced before. Those of a dump are marked,
/// as where the person is introduced.
pub(super) fn drop(
    (gazetteer, atlas): (&Gazetteer, &Atlas),
    subject: &Subject<'_>,
    scratch: &mut Scratch,
    witness: &mut impl Witness,
) {
    let Scratch { candidates, readings, introduced, .. } = scratch;
    if introduced.people.is_empty() {
        return;
    }
    let mut surnames = introduced.by_surname(subject);
    let mut write: usize = 0;
    for index in 0..candidates.len() {
        let candidate = candidates[index].clone();
        let meanings = &readings[candidate.readings.clone()];
        let entities = || meanings.iter().map(|(reading, _)| &gazetteer.entities[reading.entity as usize]);
        let surface = Sighting::of(&candidate).surface(subject);
        let surname = surnames.get_mut(surface).filter(|_| !candidate.inside);
        let surname = surname.filter(|_| entities().all(|entity| entity.kind == Kind::Place));
        let is_large = || {
            countries::code_of(surface).is_some() || meanings.iter().any(|(reading, _)| atlas.is_large(reading.entity))
        };
        let is_person = surname.is_some_and(|surname| {
            let beside = [write.checked_sub(1).map(|at| &candidates[at]), candidates.get(index + 1)];
            surname.is_meant(subject, &candidate, beside, is_large)
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
fn tells_place(text: &str, [before, next]: [Option<&Candidate>; 2], name: &Candidate) -> bool {
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
    // "The Jordan rose", "в Вашингтон"
    let led = previous_word(text, start).is_some_and(|word| {
        text[word.clone()].eq_ignore_ascii_case("the") || Role::Locative.is_of_any_case(&text[word])
    });
    listed
        || led
        || is_placed(text, start, end)
        || follows.is_some_and(|word| Role::Thing.is_of(word))
        || follows.or(possessed).is_some_and(|word| Role::OfPlaces.is_of_any_case(word))
}
