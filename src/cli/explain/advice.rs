//! What to change in a gazetteer where a decision is not what one wants.

use std::collections::BTreeSet;

use dateline::gazetteer::{CaseRule, Entity};
use dateline::matcher::{DropRule, Explained, Fate, Rule, Sense};
use dateline::text::fold;

use super::Case;
use crate::cli::mend::{Listed, Mend, beside};

/// A name of so many letters or fewer is easily something else.
const SHORT: usize = 3;

/// A change, for which name, and the TOML to paste.
pub(super) struct Advice {
    /// "May (theresa-may)".
    pub(super) name: String,
    /// What it does.
    pub(super) aim: String,
    /// Where it goes.
    pub(super) place: String,
    pub(super) toml: String,
}

/// Every change that would turn a decision of the document, each once: first for what was not taken.
pub(super) fn advice(case: &Case<'_>) -> Vec<Advice> {
    let mut wanted: BTreeSet<(bool, usize, u32, u32, Mend)> = BTreeSet::new();
    let mut seen: BTreeSet<(u32, u32, Mend)> = BTreeSet::new();
    for (position, occurrence) in case.occurrences.iter().enumerate() {
        for (sense, mend) in mends(case, occurrence) {
            if seen.insert((sense.entity, sense.alias, mend.clone())) {
                wanted.insert((matches!(sense.fate, Fate::Taken(_)), position, sense.entity, sense.alias, mend));
            }
        }
    }
    wanted.into_iter().map(|(_, _, entity, alias, mend)| as_advice(case, entity, alias, &mend)).collect()
}

fn as_advice(case: &Case<'_>, entity: u32, alias: u32, mend: &Mend) -> Advice {
    let listed = Listed::of(case.gazetteer, entity as usize);
    let (place, toml) = mend.to_paste(listed, alias as usize);
    let entity = listed.entity;
    Advice { name: format!("{} ({})", entity.aliases[alias as usize].text, entity.id), aim: mend.aim(), place, toml }
}

/// The changes of one occurrence: of the meaning that was taken, or of the likeliest that was not.
fn mends<'c>(case: &'c Case<'_>, occurrence: &'c Explained) -> Vec<(&'c Sense, Mend)> {
    let mut mends = Vec::new();
    if occurrence.longer.is_some() {
        return mends;
    }
    let best = &occurrence.senses[0];
    if let Some(mend) = of_sense(case, occurrence, best) {
        mends.push((best, mend));
    }
    if matches!(best.fate, Fate::Taken(_)) {
        mends.extend(against_rival(case, occurrence, best));
    }
    mends
}

/// What decides otherwise between the meaning that was taken and the likeliest other one: first a rule of the alias by
/// what stands beside it, where one is a place and the other is not, for the next document will have the same words;
/// then a preference.
fn against_rival<'c>(case: &'c Case<'_>, occurrence: &'c Explained, best: &'c Sense) -> Vec<(&'c Sense, Mend)> {
    let rival = |other: &&Sense| other.fate == Fate::Dropped(DropRule::Ambiguous) && other.entity != best.entity;
    let Some(other) = occurrence.senses.iter().skip(1).find(rival) else { return Vec::new() };
    let (taken, left) = (entity(case, best), entity(case, other));
    let mut mends = Vec::new();
    if taken.kind != left.kind {
        let before = word_before(case.field(occurrence.field), occurrence.start);
        mends.extend(before.map(|word| (best, Mend::NotAfter(word))));
        let name = &taken.aliases[best.alias as usize];
        let is_only = taken.aliases.iter().all(|alias| alias.weak || fold(&alias.text) == fold(&name.text));
        mends.extend((!is_only && !name.weak).then_some((best, Mend::Weak)));
    }
    // Of a place of one's own and a dump's of its name there is nothing to prefer: they are one.
    if taken.kind != left.kind || taken.is_dumped() || !left.is_dumped() {
        mends.push((other, Mend::Priority(taken.priority.max(left.priority) + 1)));
    }
    mends
}

/// The word in small letters that stands directly before a name.
fn word_before(text: &str, start: usize) -> Option<String> {
    let before = text[..start].strip_suffix(' ')?;
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    (!word.is_empty() && word.chars().all(char::is_lowercase)).then(|| word.to_owned())
}

fn entity<'c>(case: &Case<'c>, sense: &Sense) -> &'c Entity {
    &case.gazetteer.entities[sense.entity as usize]
}

fn of_sense(case: &Case<'_>, occurrence: &Explained, sense: &Sense) -> Option<Mend> {
    let text = case.field(occurrence.field);
    let word = |of: &str| of.split_whitespace().next().unwrap_or_default().trim_matches(is_no_letter).to_owned();
    match sense.fate {
        Fate::Taken(_) if occurrence.senses.len() > 1 => None,
        Fate::Taken(Rule::AnyCase) => Some(Mend::Exact),
        Fate::Taken(rule) => beside(text, occurrence.start, occurrence.end).or_else(|| {
            let short = case.surface(occurrence).chars().count() <= SHORT;
            (short && rule != Rule::Weak).then_some(Mend::Weak)
        }),
        // "Isis", where ISIS is listed.
        Fate::Dropped(DropRule::Case) if case.surface(occurrence).starts_with(char::is_uppercase) => {
            let of = &entity(case, sense).aliases[sense.alias as usize];
            Some(if of.case == CaseRule::Exact { Mend::Capitalised } else { Mend::AnyCase })
        }
        Fate::OtherWord | Fate::Dropped(DropRule::Case) => Some(Mend::AnyCase),
        Fate::Dropped(rule) => match rule {
            DropRule::Address => Some(Mend::Anywhere),
            DropRule::Validity => Some(Mend::Always),
            DropRule::NotBefore => Some(Mend::Before(word(text[occurrence.end..].trim_start_matches(is_no_letter)))),
            DropRule::NotAfter => {
                let last = text[..occurrence.start].split_whitespace().next_back().unwrap_or_default();
                Some(Mend::After(word(last)))
            }
            DropRule::Month | DropRule::Emphasis | DropRule::InsideName | DropRule::Unlikely | DropRule::Elsewhere => {
                Some(Mend::Sure)
            }
            DropRule::Weak => Some(Mend::Strong),
            DropRule::Ambiguous => Some(Mend::Priority(entity(case, sense).priority + 1)),
            _ => None,
        },
    }
}

fn is_no_letter(character: char) -> bool {
    !character.is_alphanumeric()
}
