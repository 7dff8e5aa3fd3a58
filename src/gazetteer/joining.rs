//! Lists that work together: what a list of one's own and a bundled list both have is one entity.
//!
//! Whoever names the bundled lists beside one of their own wants more names, and not two of each town whose mentions
//! are shared out between them. So an entity of a bundled list goes into that of the other list which is the same, and
//! adds what that one does not say: names, coordinates, identifiers. Two are the same by an identifier that both state,
//! by their id, or by name and kind; and only if nothing that both say is against it. What was done is told with the
//! list that it was done to.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::absorb::absorb;
use super::bundled;
use super::diagnostic::{Diagnostic, Severity};
use super::entity::{Entity, Kind};
use super::load::{Loaded, retain};
use super::merge::{FEW_PEOPLE, NEAR_KM, OUTNUMBERS, against_beyond, distance_km, identifiers};
use crate::text::fold;

/// How many names of a list are told of by one remark.
const SHOWN: usize = 3;

/// Why two may be one, the weakest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// Two strong aliases that both have: one alone may be another's acronym.
    Aliases,
    /// The name of the one is a strong alias of the other.
    Alias,
    /// The same name.
    Name,
    /// The same id, or one that the list's entity had.
    Id,
    /// An identifier in another register.
    Identifier,
}

/// What was found for one entity of a list of one's own.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    /// The bundled entity that it is, and why.
    same: Option<(usize, Tie)>,
    /// A bundled one that bears its name or its id and is none of it, and why.
    apart: Option<(usize, String)>,
}

/// Lets the entities of other lists take in the bundled ones that they are, and tells which.
pub(super) fn join_bundled(loaded: &mut Loaded) {
    let of_file: Vec<bool> = loaded.gazetteer.sources.iter().map(|source| is_bundled(&source.path)).collect();
    if of_file.iter().all(|bundled| *bundled) || !of_file.contains(&true) {
        return;
    }
    let entities = &loaded.gazetteer.entities;
    let bundled: Vec<bool> = loaded.origins.iter().map(|origin| of_file[origin.file as usize]).collect();
    let known = Known::of(entities, &bundled);
    let own = (0..entities.len()).into_par_iter().filter(|&index| !bundled[index] && !entities[index].is_dumped());
    let mut verdicts: Vec<(usize, Verdict)> = own.map(|index| (index, known.judge(&entities[index]))).collect();
    leave_to_the_likeliest(&mut verdicts, entities);
    tell(&verdicts, loaded);
    let mut keep = vec![true; loaded.gazetteer.entities.len()];
    for (own, verdict) in verdicts {
        let Some((other, _)) = verdict.same else { continue };
        keep[other] = false;
        let second = loaded.gazetteer.entities[other].clone();
        // What both say differently is the own list's to say.
        absorb(&mut loaded.gazetteer.entities[own], second);
    }
    retain(&mut loaded.gazetteer.entities, &keep);
    retain(&mut loaded.origins, &keep);
}

fn is_bundled(path: &str) -> bool {
    bundled::FILES.iter().any(|(name, _)| *name == path)
}

/// The bundled entities by all that they may be known by.
struct Known<'e> {
    entities: &'e [Entity],
    by_identifier: HashMap<String, Vec<usize>>,
    by_id: HashMap<&'e str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_alias: HashMap<String, Vec<usize>>,
}

impl<'e> Known<'e> {
    fn of(entities: &'e [Entity], bundled: &[bool]) -> Known<'e> {
        let mut known = Known {
            entities,
            by_identifier: HashMap::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_alias: HashMap::new(),
        };
        for (index, entity) in entities.iter().enumerate().filter(|(index, _)| bundled[*index]) {
            known.by_id.insert(&entity.id, index);
            known.by_name.entry(fold(&entity.name)).or_default().push(index);
            for identifier in identifiers(entity) {
                known.by_identifier.entry(identifier).or_default().push(index);
            }
            for alias in strong_aliases(entity) {
                known.by_alias.entry(alias).or_default().push(index);
            }
        }
        known
    }

    /// What ties an entity to bundled ones: of each its strongest reason.
    fn ties(&self, own: &Entity) -> BTreeMap<usize, Tie> {
        let mut ties: BTreeMap<usize, Tie> = BTreeMap::new();
        let mut tie = |found: Option<&Vec<usize>>, reason: Tie| {
            for &index in found.into_iter().flatten() {
                let held = ties.entry(index).or_insert(reason);
                *held = reason.max(*held);
            }
        };
        identifiers(own).iter().for_each(|identifier| tie(self.by_identifier.get(identifier), Tie::Identifier));
        let name = fold(&own.name);
        tie(self.by_name.get(&name), Tie::Name);
        tie(self.by_alias.get(&name), Tie::Alias);
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for alias in strong_aliases(own) {
            tie(self.by_name.get(&alias), Tie::Alias);
            for &index in self.by_alias.get(&alias).into_iter().flatten() {
                *shared.entry(index).or_default() += 1;
            }
        }
        let several: Vec<usize> = shared.into_iter().filter(|(_, count)| *count > 1).map(|(index, _)| index).collect();
        tie(Some(&several), Tie::Aliases);
        let ids = std::iter::once(&*own.id).chain(own.former_ids().iter().map(String::as_str));
        ids.for_each(|id| tie(self.by_id.get(id).map(|index| vec![*index]).as_ref(), Tie::Id));
        ties
    }

    fn judge(&self, own: &Entity) -> Verdict {
        let ties = self.ties(own);
        let (mut possible, mut apart): (Vec<(usize, Tie)>, _) = (Vec::new(), None);
        for (index, tie) in ties {
            let other = &self.entities[index];
            match against_beyond(room_km(own, other), own, other).or_else(|| of_other_size(own, other)) {
                None => possible.push((index, tie)),
                Some(why) if tie >= Tie::Name => apart = apart.or(Some((index, why))),
                Some(_) => {}
            }
        }
        let Some(best) = possible.iter().map(|(_, tie)| *tie).max() else { return Verdict { same: None, apart } };
        possible.retain(|(_, tie)| *tie == best);
        let same = self.likeliest(own, &possible).map(|index| (index, best));
        let doubtful = || possible.first().filter(|_| best >= Tie::Alias);
        match same {
            Some(_) => Verdict { same, apart: None },
            None => Verdict { same, apart: doubtful().map(|(index, _)| (*index, "or another of its name".to_owned())) },
        }
    }

    /// The one that is meant of those that are tied alike: the only one, or the only one of its size, the nearest, or
    /// one that is far better known.
    fn likeliest(&self, own: &Entity, possible: &[(usize, Tie)]) -> Option<usize> {
        let mut among: Vec<usize> = possible.iter().map(|(index, _)| *index).collect();
        let alike = |index: &usize| own.class.is_some() && Size::of(&self.entities[*index]) == Size::of(own);
        if among.iter().any(alike) {
            among.retain(alike);
        }
        if let [only] = among[..] {
            return Some(only);
        }
        let km = |index: &usize| Some(distance_km(own.location?, self.entities[*index].location?));
        let near: Vec<(usize, f64)> = among.iter().filter_map(|index| Some((*index, km(index)?))).collect();
        if let Some((nearest, _)) = near.iter().min_by(|one, other| one.1.total_cmp(&other.1)) {
            return Some(*nearest);
        }
        let weight = |index: &usize| (self.entities[*index].priority, people(&self.entities[*index]));
        among.sort_by_key(|index| std::cmp::Reverse(weight(index)));
        let (first, next) = (weight(&among[0]), weight(&among[1]));
        (first.0 > next.0 || first.1 >= next.1.saturating_mul(OUTNUMBERS)).then_some(among[0])
    }
}

fn people(entity: &Entity) -> u64 {
    entity.population.unwrap_or(0).saturating_add(FEW_PEOPLE)
}

fn strong_aliases(entity: &Entity) -> HashSet<String> {
    entity.aliases.iter().filter(|alias| !alias.weak).map(|alias| fold(&alias.text)).collect()
}

/// How large a thing is, by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Country,
    /// A sea, a river, a part of the world.
    Wide,
    Province,
    /// A town, and whatever is no place.
    Point,
}

impl Size {
    fn of(entity: &Entity) -> Size {
        match entity.class.as_deref().unwrap_or_default() {
            "country" => Size::Country,
            "ocean" | "sea" | "river" | "desert" | "region" | "peninsula" | "pipeline" => Size::Wide,
            "governorate" | "province" | "state" | "district" | "lake" | "gulf" | "island" | "mountain" | "canal"
            | "road" | "strait" => Size::Province,
            _ => Size::Point,
        }
    }
}

/// How far apart the points may lie that two lists put into one place, in kilometres: a country's stands in its middle
/// or its capital, as one likes.
fn room_km(own: &Entity, other: &Entity) -> f64 {
    let same_country = own.country.is_some() && own.country == other.country;
    match Size::of(other) {
        _ if other.kind != Kind::Place => f64::INFINITY,
        Size::Country if same_country => f64::INFINITY,
        Size::Country | Size::Wide => 1500.0,
        Size::Province => 300.0,
        Size::Point => NEAR_KM,
    }
}

/// A town and the province or country of its name are two.
fn of_other_size(own: &Entity, other: &Entity) -> Option<String> {
    let area = |entity: &Entity| match entity.class.as_deref() {
        Some("country" | "governorate" | "province" | "state") => Some(true),
        Some("city" | "town" | "village" | "capital" | "neighbourhood") => Some(false),
        _ => None,
    };
    let (one, two) = (area(own)?, area(other)?);
    let class = |entity: &Entity| entity.class.clone().unwrap_or_default();
    (one != two).then(|| format!("a {} and a {}", class(own), class(other)))
}

/// How strongly two are tied: by what, and whether the country or the coordinates that both state confirm it.
fn strength(tie: Tie, own: &Entity, other: &Entity) -> (Tie, bool) {
    let same_country = own.country.is_some() && own.country == other.country;
    (tie, same_country || own.location.is_some() && other.location.is_some())
}

/// A bundled entity goes into one: that which is tied to it most strongly, the first of several.
fn leave_to_the_likeliest(verdicts: &mut [(usize, Verdict)], entities: &[Entity]) {
    let mut taken: HashMap<usize, ((Tie, bool), usize)> = HashMap::new();
    for (own, verdict) in verdicts.iter() {
        let Some((other, tie)) = verdict.same else { continue };
        let strength = strength(tie, &entities[*own], &entities[other]);
        let held = taken.entry(other).or_insert((strength, *own));
        if strength > held.0 {
            *held = (strength, *own);
        }
    }
    for (own, verdict) in verdicts.iter_mut() {
        let Some((other, _)) = verdict.same else { continue };
        let (_, winner) = taken[&other];
        if winner != *own {
            *verdict = Verdict { same: None, apart: Some((other, format!("{} is that", entities[winner].id))) };
        }
    }
}

/// Says with each list which of its entities are bundled ones too, and which bear such a one's name and are none; a
/// check warns of each of these.
fn tell(verdicts: &[(usize, Verdict)], loaded: &mut Loaded) {
    let entities = &loaded.gazetteer.entities;
    let mut told: BTreeMap<u32, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (own, verdict) in verdicts {
        let (same, apart) = told.entry(loaded.origins[*own].file).or_default();
        let name = &entities[*own].name;
        same.extend(verdict.same.map(|(other, _)| format!("{name} ({})", entities[other].id)));
        apart.extend(verdict.apart.as_ref().map(|(other, why)| format!("{name} ({}: {why})", entities[*other].id)));
    }
    let apart = verdicts.iter().filter_map(|(own, verdict)| Some((*own, verdict.apart.as_ref()?)));
    let warnings: Vec<Diagnostic> = apart.map(|(own, (other, why))| warning(loaded, own, *other, why)).collect();
    warnings.into_iter().for_each(|warning| loaded.diagnostics.push(warning));
    for (file, (same, apart)) in told {
        loaded.gazetteer.sources[file as usize].remarks.extend(remarks(&same, &apart));
    }
}

fn remarks(same: &[String], apart: &[String]) -> impl Iterator<Item = String> {
    let same = first_of(same).map(|names| {
        let count = if same.len() == 1 { "1 entity is" } else { &format!("{} entities are", same.len()) };
        format!("{count} taken for those of the bundled lists and have their names too: {names}")
    });
    let apart = first_of(apart).map(|names| {
        format!(
            "not taken for what bears the name in the bundled lists, so each has mentions of its own: {names}; {WHICH}"
        )
    });
    same.into_iter().chain(apart)
}

/// What tells two of one name apart.
const WHICH: &str = "country, lat and lon, or wikidata say which it is";

fn warning(loaded: &Loaded, own: usize, other: usize, why: &str) -> Diagnostic {
    let id = |index: usize| &loaded.gazetteer.entities[index].id;
    let message = format!("{} is not taken for {} of the bundled lists: {why}", id(own), id(other));
    let origin = &loaded.origins[own];
    loaded.files[origin.file as usize].problem(Severity::Warning, origin.entity, message).help(WHICH)
}

fn first_of(names: &[String]) -> Option<String> {
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!names.is_empty()).then(|| format!("{}{more}", names[..names.len().min(SHOWN)].join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::Gazetteer;

    /// The lists of a run of one CSV list and the bundled ones, in that order or the other.
    fn load(rows: &str, own_first: bool) -> Gazetteer {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.csv");
        std::fs::write(&path, format!("id,name,kind,type,country,lat,lon,aliases\n{rows}")).unwrap();
        let mut specs = vec![path.display().to_string(), "bundled".to_owned()];
        if !own_first {
            specs.reverse();
        }
        Gazetteer::load(&specs).unwrap()
    }

    fn has(gazetteer: &Gazetteer, id: &str) -> bool {
        gazetteer.entities.iter().any(|entity| &*entity.id == id)
    }

    #[test]
    fn an_entity_that_a_bundled_list_has_too_is_one_and_has_all_names() {
        for (row, bundled, joined) in [
            ("w,Mosul,place,town,Iraq,,,", "mosul", true),
            ("w,Mosul,place,town,,,,", "mosul", true),
            ("w,Mossul,place,town,,36.34,43.13,al-Mawsil", "mosul", true),
            ("w,Mosul,place,town,Turkey,,,", "mosul", false),
            ("w,Mosul,place,town,,48.9,2.3,", "mosul", false),
            ("w,Syria,place,country,SY,33.5,36.3,", "syria", true),
            ("w,Daech,organisation,,,,,ISIS|Daesh", "islamic-state", true),
            // One acronym is many an organisation's.
            ("w,Self-Defence Forces of Harlan,organisation,,,,,SDF", "syrian-democratic-forces", false),
            ("w,Georgia,place,state,US,,,", "georgia-us-state", true),
            ("w,Raqqa,place,governorate,Syria,,,", "raqqa", false),
            ("w,Tripoli,place,city,,,,", "tripoli-libya", true),
            ("w,Tripoli,place,city,Lebanon,,,", "tripoli-lebanon", true),
            ("w,Harlan Sea,place,sea,,42,51,Caspian Sea", "caspian-sea", true),
            ("georgia-of-mine,Georgia,place,country,,,,", "georgia", true),
        ] {
            for own_first in [true, false] {
                let gazetteer = load(&format!("{row}\n"), own_first);
                assert_eq!(has(&gazetteer, bundled), !joined, "{row}");
                let id = row.split(',').next().unwrap_or_default();
                let own = gazetteer.entities.iter().find(|entity| &*entity.id == id).unwrap();
                assert_eq!(own.aliases.len() > 5, joined, "{row}: {:?}", own.aliases);
            }
        }
    }

    #[test]
    fn what_was_taken_for_what_is_told() {
        let gazetteer = load("w1,Mosul,place,,IQ,,,\nw2,Aleppo,place,,,,,\nw3,Baghdad,place,,US,,,\n", true);
        assert_eq!(
            gazetteer.sources[0].remarks,
            [
                "2 entities are taken for those of the bundled lists and have their names too: Mosul (mosul), Aleppo (aleppo)",
                "not taken for what bears the name in the bundled lists, so each has mentions of its own: Baghdad (baghdad: in \
                 US and in IQ); country, lat and lon, or wikidata say which it is",
            ]
        );
    }

    #[test]
    fn of_two_that_may_be_a_bundled_one_the_one_that_says_more_is() {
        for (rows, told) in [
            ("w1,Mosul,place,,,,,\nw2,Mosul,place,,,,,\n", "Mosul (mosul: w1 is that)"),
            ("w1,Mosul,place,,,,,\nw2,Mosul,place,,IQ,,,\n", "Mosul (mosul: w2 is that)"),
        ] {
            let gazetteer = load(rows, true);
            let remark = &gazetteer.sources[0].remarks[1];
            assert!(!has(&gazetteer, "mosul") && remark.contains(told), "{remark}");
        }
    }

    #[test]
    fn the_case_rule_of_ones_own_acronym_leaves_the_bundled_spelling_in() {
        let gazetteer = load("w,Islamic State,organisation,,,,,ISIS|داعش\n", true);
        let own = gazetteer.entities.iter().find(|entity| &*entity.id == "w").unwrap();
        let isis: Vec<_> = own.aliases.iter().filter(|alias| &*alias.text == "ISIS").map(|alias| alias.case).collect();
        assert_eq!(isis, [crate::gazetteer::CaseRule::Exact, crate::gazetteer::CaseRule::Capitalised]);
        let arabic = own.aliases.iter().find(|alias| &*alias.text == "داعش").unwrap();
        assert_eq!(arabic.lang(), Some("ar"));
    }
}
