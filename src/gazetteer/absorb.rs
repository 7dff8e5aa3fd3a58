//! What two entities that are one come to: the first's word, and whatever the second knows besides.

use std::collections::HashMap;
use std::fmt;

use super::entity::{Alias, CaseRule, Conditions, Details, Entity, Location};
use super::merge::{MergeConflict, distance_km};
use crate::text::fold;

/// Coordinates of one place that differ by less are no conflict, in kilometres.
const SAME_KM: f64 = 1.0;

/// Adds what a second entity knows to the first; what both state differently.
pub(super) fn absorb(first: &mut Entity, second: Entity) -> Vec<MergeConflict> {
    let mut conflicts = Vec::new();
    let known_by: Vec<String> =
        std::iter::once(second.id.to_string()).chain(second.former_ids().iter().cloned()).collect();
    first.succeed(known_by);
    absorb_aliases(&mut first.aliases, second.aliases, &mut conflicts);
    fill("type", &mut first.class, second.class, &mut conflicts);
    fill("country", &mut first.country, second.country, &mut conflicts);
    fill("population", &mut first.population, second.population, &mut conflicts);
    match (first.location, second.location) {
        (Some(one), Some(two)) if distance_km(one, two) > SAME_KM => {
            let shown = |location: Location| format!("{}, {}", location.lat, location.lon);
            conflicts.push(MergeConflict { field: "lat, lon".to_owned(), kept: shown(one), other: shown(two) });
        }
        (None, location) => first.location = location,
        _ => {}
    }
    let mut priority = Some(first.priority).filter(|&priority| priority != 0);
    fill("priority", &mut priority, Some(second.priority).filter(|&priority| priority != 0), &mut conflicts);
    first.priority = priority.unwrap_or(0);
    if let Some(details) = second.details {
        absorb_details(first.details.get_or_insert_default(), *details, &mut conflicts);
    }
    conflicts
}

fn absorb_details(first: &mut Details, second: Details, conflicts: &mut Vec<MergeConflict>) {
    // An identifier that is not kept as such is kept as one of the same thing elsewhere.
    let wikidata = second.wikidata.clone().filter(|item| first.wikidata.as_ref().is_some_and(|kept| kept != item));
    let geonames = second.geonames.filter(|number| first.geonames.is_some_and(|kept| kept != *number));
    let demoted = wikidata.map(|item| format!("wd:{item}")).into_iter();
    let demoted = demoted.chain(geonames.map(|number| format!("gn:{number}")));
    fill("wikidata", &mut first.wikidata, second.wikidata, conflicts);
    fill("geonames", &mut first.geonames, second.geonames, conflicts);
    fill("note", &mut first.note, second.note, conflicts);
    fill("admin1", &mut first.admin1, second.admin1, conflicts);
    fill("admin2", &mut first.admin2, second.admin2, conflicts);
    fill("feature", &mut first.feature, second.feature, conflicts);
    unite(&mut first.same_as, demoted.chain(second.same_as));
    unite(&mut first.tags, second.tags);
}

pub(super) fn unite(first: &mut Vec<String>, second: impl IntoIterator<Item = String>) {
    for member in second {
        if !first.contains(&member) {
            first.push(member);
        }
    }
}

/// The second's word where the first has none; a conflict where both have another one.
pub(super) fn fill<T: PartialEq + fmt::Display>(
    field: &str,
    first: &mut Option<T>,
    second: Option<T>,
    conflicts: &mut Vec<MergeConflict>,
) {
    match (first.as_ref(), second) {
        (Some(kept), Some(other)) if *kept != other => {
            let (kept, other) = (kept.to_string(), other.to_string());
            conflicts.push(MergeConflict { field: field.to_owned(), kept, other });
        }
        (None, second) => *first = second,
        _ => {}
    }
}

/// Aliases that fold to one form are one, whose rules are the first's: what these leave open the second's may say.
/// Where the first says nothing of letter case and the second lets in more, both stand: "ISIS" as it is written, and
/// "Isis" under the second's rules.
fn absorb_aliases(first: &mut Vec<Alias>, second: Vec<Alias>, conflicts: &mut Vec<MergeConflict>) {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, alias) in first.iter().enumerate() {
        known.entry(fold(&alias.text)).or_default().push(index);
    }
    for alias in second {
        let same = known.entry(fold(&alias.text)).or_default();
        let alike = same.iter().copied().find(|&index| !has_other_rules(&first[index], &alias));
        match alike.or(same.first().copied()) {
            Some(index) if !is_wider(&first[index], &alias) => learn(&mut first[index], alias, conflicts),
            _ => {
                same.push(first.len());
                first.push(alias);
            }
        }
    }
}

/// Whether an alias without rules leaves out writings that another one lets in.
fn is_wider(first: &Alias, second: &Alias) -> bool {
    let plain = first.case == CaseRule::default_for(&first.text) && !first.weak;
    let free = first.conditions.as_deref().is_none_or(|conditions| {
        *conditions == Conditions { lang: conditions.lang.clone(), note: conditions.note.clone(), ..Default::default() }
    });
    let width = |case| CaseRule::ALL.iter().position(|rule| *rule == case);
    plain && free && width(second.case) > width(first.case)
}

/// Adds what a second alias says and the first leaves open: its language, what it is not beside certain words, a note.
fn learn(first: &mut Alias, second: Alias, conflicts: &mut Vec<MergeConflict>) {
    let other = super::alias_line(1, &second);
    if let Some(rules) = second.conditions.as_deref() {
        let own = first.conditions.get_or_insert_default();
        own.lang = own.lang.take().or_else(|| rules.lang.clone());
        own.note = own.note.take().or_else(|| rules.note.clone());
        if own.not_before.is_empty() && own.not_after.is_empty() {
            own.not_before.clone_from(&rules.not_before);
            own.not_after.clone_from(&rules.not_after);
        }
        if first.weak && own.strong_before.is_empty() && own.strong_after.is_empty() {
            own.strong_before.clone_from(&rules.strong_before);
            own.strong_after.clone_from(&rules.strong_after);
        }
    }
    first.conditions.take_if(|conditions| **conditions == Conditions::default());
    if has_other_rules(first, &second) {
        let (field, kept) = (format!("alias {:?}", second.text), super::alias_line(1, first));
        conflicts.push(MergeConflict { field, kept, other });
    }
}

/// Whether two aliases count at other places.
fn has_other_rules(one: &Alias, two: &Alias) -> bool {
    let rules = |alias: &Alias| Conditions { note: None, ..alias.conditions.as_deref().cloned().unwrap_or_default() };
    (one.case, one.weak, rules(one)) != (two.case, two.weak, rules(two))
}
