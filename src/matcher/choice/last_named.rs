//! Whom a bare surname means that several have: as newspapers write, the one who was named fully last.

use foldhash::HashMap;

use super::Chooser;
use super::evidence::is_placed;
use super::weigh::Memory;
use crate::gazetteer::Kind;
use crate::matcher::beside::Role;
use crate::matcher::context::previous_word;
use crate::matcher::rule::Rule;
use crate::matcher::{Candidate, Reading};

impl Chooser<'_> {
    /// Marks, for each name that several people have, the one who was named before it by a name that is nobody else's,
    /// and last: "Masrour Barzani … Barzani". A place may share the name if it has it weakly, and no word beside the
    /// name tells a place: "William Hague … Hague".
    pub(super) fn find_last_named(&self, candidates: &[Candidate], readings: &[(Reading, Rule)], memory: &mut Memory) {
        memory.last_named.clear();
        memory.last_named.resize(readings.len(), false);
        let is_person = |at: usize| self.gazetteer.entities[readings[at].0.entity as usize].kind == Kind::Person;
        let mut named: HashMap<u32, usize> = HashMap::default();
        for (position, candidate) in candidates.iter().enumerate().filter(|(_, one)| !one.inside) {
            let own = candidate.readings.clone();
            if own.len() == 1 {
                if readings[own.start].1 != Rule::Weak && is_person(own.start) {
                    named.insert(readings[own.start].0.entity, position);
                }
                continue;
            }
            let people = || own.clone().filter(|at| is_person(*at));
            let others = || own.clone().filter(|at| !is_person(*at)).all(|at| readings[at].1 == Rule::Weak);
            let before = |at: &usize| named.get(&readings[*at].0.entity).copied();
            let Some(last) = people().filter(|at| before(at).is_some()).max_by_key(before) else { continue };
            memory.last_named[last] = match people().count() == own.len() {
                true => true,
                false => others() && !self.stands_where_a_place_does(candidate),
            };
        }
    }

    /// Whether the words beside a name say that it is a place's: "in Hague", "The Hague", "Hague police".
    fn stands_where_a_place_does(&self, candidate: &Candidate) -> bool {
        let text = self.text(candidate);
        let told = |word: &str| Role::Locative.is_of_any_case(word) || word.eq_ignore_ascii_case("the");
        previous_word(text, candidate.start).is_some_and(|word| told(&text[word]))
            || is_placed(text, candidate.start, candidate.end)
    }
}
