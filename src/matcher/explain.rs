//! Explanations: every occurrence of a name in a document, what was decided on it, by which rule and for what reasons.

use std::collections::BTreeMap;

use super::rule::{DropRule, Rule};
use super::witness::{Place, Witness};
use super::{Field, Matcher, Reading, Scratch, Subject};
use crate::gazetteer::Gazetteer;

/// An occurrence of a name, whole-word and in whatever letter case, with all that it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The field that it stands in.
    pub field: Field,
    /// Its first byte in the field.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Every meaning: the one taken first, then by their scores, then in the order of the gazetteer.
    pub senses: Vec<Sense>,
    /// What speaks for and against its being a place's name at all, where that was in question. The sum must not be
    /// below -1.
    pub odds: Vec<Weight>,
    /// The longer (or equally long and earlier) name that it overlaps, where one stands.
    pub longer: Option<(usize, usize)>,
}

/// One meaning of an occurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sense {
    /// Position of the entity in [`Gazetteer::entities`].
    pub entity: u32,
    /// Position of the alias in [`Entity::aliases`](crate::gazetteer::Entity::aliases).
    pub alias: u32,
    /// What became of it.
    pub fate: Fate,
    /// A natural logarithm of odds, where several meanings were weighed or the entity comes from a dump.
    pub score: Option<f32>,
    /// What the score is made of.
    pub weights: Vec<Weight>,
}

/// What became of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is a mention by this rule.
    Taken(Rule),
    /// This rule dropped it.
    Dropped(DropRule),
    /// It has a small letter where the alias has a capital: another word, which is not counted as dropped.
    OtherWord,
}

/// A piece of evidence and the logarithm of odds that it adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// What it is, as docs/disambiguation.md calls it.
    pub of: &'static str,
    /// What it adds.
    pub adds: f32,
}

/// What was weighed at one occurrence.
#[derive(Debug)]
pub(super) struct Weighing {
    pub(super) senses: Vec<(Reading, Fate, Option<f32>, Vec<Weight>)>,
    pub(super) odds: Vec<Weight>,
}

impl Explained {
    /// The meaning that was taken, if one was.
    pub fn taken(&self) -> Option<&Sense> {
        self.senses.iter().find(|sense| matches!(sense.fate, Fate::Taken(_)))
    }

    /// Whether it is only another word that spells a name in small letters.
    pub fn is_other_word(&self) -> bool {
        self.senses.iter().all(|sense| sense.fate == Fate::OtherWord)
    }
}

impl Matcher {
    /// Every occurrence of a name in a document, taken or not, in the order of the text, the title first.
    ///
    /// Decides exactly as [`Matcher::find`] does, but keeps the reasons, and so takes more time.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    /// use dateline::matcher::{DropRule, Fate, Matcher, Scratch, Subject};
    ///
    /// let gazetteer = Gazetteer::bundled();
    /// let subject = Subject { text: "It began in May. Theresa May spoke.", ..Subject::default() };
    /// let all = Matcher::new(&gazetteer).explain(&gazetteer, subject, &mut Scratch::default());
    /// assert_eq!(all[0].senses[0].fate, Fate::Dropped(DropRule::NotAfter));
    /// assert!(all.last().unwrap().senses.iter().any(|sense| sense.fate == Fate::Dropped(DropRule::Longer)));
    /// ```
    ///
    /// # Panics
    /// Where the gazetteer is not the one that the matcher was built from, but a smaller one.
    pub fn explain(&self, gazetteer: &Gazetteer, subject: Subject<'_>, scratch: &mut Scratch) -> Vec<Explained> {
        let mut trace = Trace::default();
        self.find_with(gazetteer, subject, scratch, &mut trace);
        trace.explained()
    }
}

/// Keeps all that a witness is told.
#[derive(Default)]
struct Trace {
    occurrences: BTreeMap<Place, (Vec<Sense>, Vec<Weight>)>,
}

impl Trace {
    fn add(&mut self, place: Place, reading: Reading, fate: Fate) {
        let sense = Sense { entity: reading.entity, alias: reading.alias, fate, score: None, weights: Vec::new() };
        self.occurrences.entry(place).or_default().0.push(sense);
    }

    fn explained(self) -> Vec<Explained> {
        let stand = |(place, (senses, _)): (&Place, &(Vec<Sense>, Vec<Weight>))| stands(senses).then_some(*place);
        let standing: Vec<Place> = self.occurrences.iter().filter_map(stand).collect();
        let explained = |(place, (mut senses, odds)): (Place, (Vec<Sense>, Vec<Weight>))| {
            senses.sort_by(|one, other| rank(one).cmp(&rank(other)).then(score(other).total_cmp(&score(one))));
            let taken = senses.first().is_some_and(|sense| rank(sense) == 0);
            let longer = if taken { None } else { overlapping(&standing, place) };
            Explained { field: place.field, start: place.start, end: place.end, senses, odds, longer }
        };
        self.occurrences.into_iter().map(explained).collect()
    }
}

/// The occurrence that stands where another would overlap it.
fn overlapping(standing: &[Place], place: Place) -> Option<(usize, usize)> {
    // Those that stand do not overlap each other, but for some that a context blocked.
    const NEIGHBOURS: usize = 4;
    let after = standing.partition_point(|other| (other.field, other.start) < (place.field, place.end));
    let before = standing[..after].iter().rev().take(NEIGHBOURS);
    let other = before.filter(|other| overlaps(place, **other)).max_by_key(|other| other.end - other.start)?;
    (other.end - other.start >= place.end - place.start).then_some((other.start, other.end))
}

/// Whether an occurrence kept its room when overlaps were settled.
fn stands(senses: &[Sense]) -> bool {
    use DropRule::{Address, Case, Emphasis, Longer, Month, Sentence, Validity};
    let stays = |sense: &Sense| match sense.fate {
        Fate::Taken(_) => true,
        Fate::Dropped(rule) => !matches!(rule, Address | Case | Emphasis | Longer | Month | Sentence | Validity),
        Fate::OtherWord => false,
    };
    senses.iter().any(stays) && !senses.iter().any(|sense| sense.fate == Fate::Dropped(Longer))
}

fn overlaps(one: Place, other: Place) -> bool {
    one != other && one.field == other.field && one.start < other.end && other.start < one.end
}

fn rank(sense: &Sense) -> u8 {
    match sense.fate {
        Fate::Taken(_) => 0,
        Fate::Dropped(_) => 1,
        Fate::OtherWord => 2,
    }
}

fn score(sense: &Sense) -> f32 {
    sense.score.unwrap_or(f32::NEG_INFINITY)
}

impl Witness for Trace {
    const THOROUGH: bool = true;

    fn dropped(&mut self, rule: DropRule, place: Place, readings: impl ExactSizeIterator<Item = Reading>) {
        readings.for_each(|reading| self.add(place, reading, Fate::Dropped(rule)));
    }

    fn other_word(&mut self, place: Place, reading: Reading) {
        self.add(place, reading, Fate::OtherWord);
    }

    fn decided(&mut self, place: Place, _: Option<(DropRule, usize)>, weighing: impl FnOnce() -> Weighing) {
        let Weighing { senses, odds } = weighing();
        let occurrence = self.occurrences.entry(place).or_default();
        occurrence.1 = odds;
        let sense = |(reading, fate, score, weights): (Reading, Fate, Option<f32>, Vec<Weight>)| Sense {
            entity: reading.entity,
            alias: reading.alias,
            fate,
            score,
            weights,
        };
        occurrence.0.extend(senses.into_iter().map(sense));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Entity, Kind};
    use crate::matcher::Mention;
    use proptest::prelude::*;

    fn gazetteer() -> Gazetteer {
        let names = ["Mosul", "Deir ez-Zor", "Deir", "US", "May", "Paris", "Paris", "London", "Hit"];
        let entity = |(number, name): (usize, &&str)| Entity::new(&format!("e{number}"), Kind::Place, name);
        Gazetteer { entities: names.iter().enumerate().map(entity).collect(), sources: Vec::new() }
    }

    proptest! {
        #[test]
        fn it_takes_what_a_search_takes(
            text in r"((Mosul|mosul|Deir|ez|Zor|US|us|May|in|Paris|Jack|London|Hit|hit|\PC|[.,’#/\n]|\u{301})[ -]?){0,12}",
        ) {
            let gazetteer = gazetteer();
            let matcher = Matcher::new(&gazetteer);
            let subject = Subject { text: &text, ..Subject::default() };
            let mut scratch = Scratch::default();
            let (mentions, tally) = matcher.find(&gazetteer, subject, &mut scratch);
            let explained = matcher.explain(&gazetteer, subject, &mut scratch);
            let found = |mention: &Mention| (mention.start, mention.end, mention.entity, mention.rule);
            let taken = |one: &Explained| match one.taken()?.fate {
                Fate::Taken(rule) => Some((one.start, one.end, one.senses[0].entity, rule)),
                _ => None,
            };
            prop_assert_eq!(
                mentions.iter().map(found).collect::<Vec<_>>(),
                explained.iter().filter_map(taken).collect::<Vec<_>>()
            );
            for (rule, count) in tally.dropped() {
                let dropped = explained.iter().flat_map(|one| &one.senses);
                let dropped = dropped.filter(|sense| sense.fate == Fate::Dropped(rule)).count() as u64;
                prop_assert_eq!(dropped, count, "{}", rule.name());
            }
        }
    }

    #[test]
    fn the_weights_of_a_score_are_all_of_it() {
        let gazetteer = gazetteer();
        let subject = Subject { text: "Paris, and Paris. Mosul.", ..Subject::default() };
        let explained = Matcher::new(&gazetteer).explain(&gazetteer, subject, &mut Scratch::default());
        for sense in explained.iter().flat_map(|one| &one.senses) {
            let sum: f32 = sense.weights.iter().map(|weight| weight.adds).sum();
            assert!((sense.score.unwrap() - sum).abs() < 1e-3, "{sense:?}");
        }
    }
}
