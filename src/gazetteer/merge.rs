//! Two gazetteers made one.
//!
//! An entity of the second is joined to one of the first by an identifier that both state (Wikidata, GeoNames,
//! `same_as`), else by its own id, else by name and kind; places by any of their strong names, if they lie within 25
//! km, or if one says nothing but the country, and in both lists one place of it alone can be meant. Whatever speaks
//! against it keeps two apart, and of several that may be meant none is joined ([`super::namesakes`]): whichever list
//! comes first, the same are one. Two of which one bears the other's name beside its own are told, and not joined
//! ([`super::crossed`]). The first gazetteer's word counts where both have one, and the second's is named; nothing is
//! dropped without being named.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use serde::Serialize;

use super::Gazetteer;
use super::absorb::absorb;
use super::crossed::CrossedNames;
use super::entity::{Entity, Kind, Location};
use super::namesakes::{Namesakes, the_same};
use crate::text::fold;

/// How far apart two places of one name may lie and be one, in kilometres.
pub(super) const NEAR_KM: f64 = 25.0;
/// A place with so many times the people of any other of its name in a country is the one that is meant there.
pub(super) const OUTNUMBERS: u64 = 10;
/// What a place counts for of which nobody says how many live there.
pub(super) const FEW_PEOPLE: u64 = 1000;
/// The mean radius of the earth (IUGG), in kilometres.
const EARTH_KM: f64 = 6371.0088;

/// What a merge came to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The entities of the first, some with more than they had; then those of the second that were not joined.
    pub gazetteer: Gazetteer,
    /// What was decided, in the order of the second gazetteer. Entities that nothing spoke for joining are not among
    /// them.
    pub decisions: Vec<MergeDecision>,
}

/// What was decided on two entities that may be one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergeDecision {
    /// The id in the first gazetteer.
    pub first: String,
    /// The id in the second gazetteer.
    pub second: String,
    /// Whether they are one now.
    pub joined: bool,
    /// What spoke for it, and what against it.
    pub reason: String,
    /// What both state differently; the first's is kept.
    pub conflicts: Vec<MergeConflict>,
    /// The id that the second's entity has now, if its own was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed: Option<String>,
}

/// Something that two joined entities state differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergeConflict {
    /// What it is: a key of the home format, or an alias.
    pub field: String,
    /// The first's, which is kept.
    pub kept: String,
    /// The second's, which is not.
    pub other: String,
}

impl fmt::Display for MergeDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.joined { "joined" } else { "apart" };
        write!(f, "{word}: {} + {}: {}", self.first, self.second, self.reason)?;
        self.conflicts
            .iter()
            .try_for_each(|MergeConflict { field, kept, other }| write!(f, "; {field}: kept {kept}, not {other}"))?;
        self.renamed.iter().try_for_each(|id| write!(f, "; the second is {id} now"))
    }
}

impl Gazetteer {
    /// Joins another gazetteer to this one, entity by entity, with every decision and every conflict.
    ///
    /// ```
    /// use dateline::gazetteer::{Entity, Gazetteer, Kind};
    /// let list = |id| Gazetteer::from(vec![Entity::new(id, Kind::Person, "Amina Yusuf")]);
    /// let merged = list("amina-yusuf").merge(list("person-7"));
    /// assert_eq!(merged.gazetteer.entities.len(), 1);
    /// assert_eq!(merged.decisions[0].to_string(), "joined: amina-yusuf + person-7: the same name");
    /// ```
    pub fn merge(self, other: Gazetteer) -> Merged {
        let mut merge = Merge::new(self);
        merge.gazetteer.sources.extend(other.sources);
        // Ids that the second still needs are no free ones.
        merge.taken.extend(other.entities.iter().map(|entity| entity.id.clone()));
        merge.seconds = in_countries(&other.entities);
        // All is decided on the lists as they were, so that nothing hangs on what came first.
        let verdicts = merge.verdicts(&other.entities);
        other.entities.into_iter().zip(verdicts).for_each(|(entity, verdict)| merge.take(entity, verdict));
        super::ids::release_former(&mut merge.gazetteer.entities);
        Merged { gazetteer: merge.gazetteer, decisions: merge.decisions }
    }
}

/// A merge under way. The indexes are those of the first gazetteer as it was.
struct Merge {
    gazetteer: Gazetteer,
    by_identifier: HashMap<String, Vec<usize>>,
    by_id: HashMap<Box<str>, usize>,
    by_former_id: HashMap<Box<str>, usize>,
    by_name: HashMap<(Kind, String), Vec<usize>>,
    /// The places of the first by country and by each name they may be joined by, and those of the second.
    firsts: InCountries,
    seconds: InCountries,
    taken: HashSet<Box<str>>,
    decisions: Vec<MergeDecision>,
}

/// The places of a list by country and name: id and people, the most populous first.
type InCountries = HashMap<(Box<str>, String), Vec<(u64, Box<str>)>>;

/// What is decided on an entity of the second gazetteer.
struct Verdict {
    /// The one of the first that it is, and why.
    same: Option<(usize, String)>,
    /// Those that it is not, though something speaks for them.
    apart: Vec<MergeDecision>,
}

/// Two of one name, by their indexes: how far apart they are, or what is against their being one.
type Judged = (usize, usize, Result<f64, String>);

impl Merge {
    fn new(first: Gazetteer) -> Merge {
        let mut by_identifier: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_name: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
        let (mut by_id, mut by_former_id) = (HashMap::new(), HashMap::new());
        for (index, entity) in first.entities.iter().enumerate() {
            by_id.insert(entity.id.clone(), index);
            for former in entity.former_ids() {
                by_former_id.entry(former.as_str().into()).or_insert(index);
            }
            for identifier in identifiers(entity) {
                by_identifier.entry(identifier).or_default().push(index);
            }
            for name in names(entity) {
                by_name.entry((entity.kind, name)).or_default().push(index);
            }
        }
        let firsts = in_countries(&first.entities);
        Merge {
            taken: HashSet::new(),
            gazetteer: first,
            by_identifier,
            by_id,
            by_former_id,
            by_name,
            firsts,
            seconds: HashMap::new(),
            decisions: Vec::new(),
        }
    }

    /// What is decided on each entity of the second gazetteer.
    fn verdicts(&self, seconds: &[Entity]) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = seconds.iter().map(|entity| self.by_registers(entity)).collect();
        let joined =
            verdicts.iter().enumerate().filter_map(|(second, verdict)| Some((verdict.same.as_ref()?.0, second)));
        let joined: HashMap<usize, usize> = joined.collect();
        let mut pairs = Vec::new();
        for (second, entity) in seconds.iter().enumerate().filter(|(second, _)| verdicts[*second].same.is_none()) {
            for first in self.namesakes(entity) {
                let partner = joined.get(&first).map(|&partner| &*seconds[partner].id);
                pairs.push((first, second, self.nearness(&self.gazetteer.entities[first], entity, partner)));
            }
        }
        self.by_names(seconds, pairs, &mut verdicts);
        self.by_crossed_names(seconds, &mut verdicts);
        verdicts
    }

    /// Tells of those that are left which of them bear the other's name.
    fn by_crossed_names(&self, seconds: &[Entity], verdicts: &mut [Verdict]) {
        let firsts = CrossedNames::of(self.gazetteer.entities.iter());
        let joined: HashSet<usize> = verdicts.iter().filter_map(|verdict| Some(verdict.same.as_ref()?.0)).collect();
        for (entity, verdict) in seconds.iter().zip(verdicts).filter(|(_, verdict)| verdict.same.is_none()) {
            for (index, crossing) in firsts.with(entity) {
                let first = &self.gazetteer.entities[index];
                let is_told = verdict.apart.iter().any(|told| *told.first == *first.id);
                if !is_told && !joined.contains(&index) && against(first, entity).is_none() {
                    verdict.apart.push(self.apart(index, entity, crossing.reason().to_owned()));
                }
            }
        }
    }

    /// By what both lists say of it in so many words: identifiers and ids.
    fn by_registers(&self, entity: &Entity) -> Verdict {
        let mut apart = Vec::new();
        let same = self.by_identifiers(entity, &mut apart).or_else(|| self.by_own_id(entity, &mut apart));
        Verdict { same, apart }
    }

    fn take(&mut self, entity: Entity, verdict: Verdict) {
        self.decisions.extend(verdict.apart);
        match verdict.same {
            Some((index, reason)) => {
                let known = &mut self.gazetteer.entities[index];
                let (first, second) = (known.id.to_string(), entity.id.to_string());
                let conflicts = absorb(known, entity);
                self.decisions.push(MergeDecision { first, second, joined: true, reason, conflicts, renamed: None });
            }
            None => self.keep(entity),
        }
    }

    fn apart(&self, index: usize, entity: &Entity, reason: String) -> MergeDecision {
        let first = self.gazetteer.entities[index].id.to_string();
        let second = entity.id.to_string();
        MergeDecision { first, second, joined: false, reason, conflicts: Vec::new(), renamed: None }
    }

    /// The entity of the same kind that shares the most identifiers, the first of several.
    fn by_identifiers(&self, entity: &Entity, apart: &mut Vec<MergeDecision>) -> Option<(usize, String)> {
        let mut shared: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for identifier in identifiers(entity) {
            for &index in self.by_identifier.get(&identifier).into_iter().flatten() {
                shared.entry(index).or_default().push(identifier.clone());
            }
        }
        let kind_of = |index: &usize| self.gazetteer.entities[*index].kind;
        let of_kind = shared.iter().filter(|(index, _)| kind_of(index) == entity.kind);
        let best =
            of_kind.max_by_key(|(index, shared)| (shared.len(), std::cmp::Reverse(**index))).map(|(&index, _)| index);
        for (&index, identifiers) in shared.iter().filter(|(index, _)| Some(**index) != best) {
            let shared = identifiers.join(", ");
            let kind = self.gazetteer.entities[index].kind;
            let reason = match kind == entity.kind {
                true => format!("the same {shared}, but it shares more, or the same, with another"),
                false => format!("the same {shared}, but {} and {}", with_article(kind), with_article(entity.kind)),
            };
            apart.push(self.apart(index, entity, reason));
        }
        best.map(|index| (index, format!("the same {}", shared[&index].join(", "))))
    }

    fn by_own_id(&self, entity: &Entity, apart: &mut Vec<MergeDecision>) -> Option<(usize, String)> {
        let own = self.by_id.get(&entity.id).map(|index| (*index, "the same id"));
        let former = || self.by_former_id.get(&entity.id).map(|index| (*index, "the id that it had"));
        let succeeded = || entity.former_ids().iter().find_map(|id| self.by_id.get(id.as_str()));
        let (index, tie) = own.or_else(former).or_else(|| succeeded().map(|index| (*index, "the id that it had")))?;
        match against(&self.gazetteer.entities[index], entity) {
            None => Some((index, tie.to_owned())),
            Some(why) => {
                apart.push(self.apart(index, entity, format!("{tie}, but {why}")));
                None
            }
        }
    }

    /// The entities of the first gazetteer that bear a name of it and are of its kind.
    fn namesakes(&self, entity: &Entity) -> Vec<usize> {
        let of_name = |name| self.by_name.get(&(entity.kind, name)).into_iter().flatten().copied();
        let mut found: Vec<usize> = names(entity).into_iter().flat_map(of_name).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Decides on the pairs of one name, each with how far apart they are or what is against it.
    fn by_names(&self, seconds: &[Entity], pairs: Vec<Judged>, verdicts: &mut [Verdict]) {
        let possible = pairs.iter().filter_map(|(first, second, judged)| {
            Some(Namesakes { first: *first, second: *second, km: *judged.as_ref().ok()? })
        });
        let same = the_same(possible.collect());
        let joined: HashSet<usize> = same.values().copied().collect();
        for (first, second, judged) in pairs {
            let (entity, verdict) = (&seconds[second], &mut verdicts[second]);
            let reason = match judged {
                // Of the same id it was said already.
                _ if self.gazetteer.entities[first].id == entity.id => continue,
                Ok(km) if same.get(&second) == Some(&first) => {
                    verdict.same = Some((first, why_one(&self.gazetteer.entities[first], entity, km)));
                    continue;
                }
                Err(why) => format!("the same name, but {why}"),
                Ok(_) if same.contains_key(&second) || joined.contains(&first) => {
                    "the same name, but another is nearer".to_owned()
                }
                Ok(_) => "the same name, as several have".to_owned(),
            };
            verdict.apart.push(self.apart(first, entity, reason));
        }
    }

    /// How far apart two of one name and kind are, 0 for what has no place; or what speaks against their being one: one
    /// is that what the first is joined to already, which its list tells apart.
    fn nearness(&self, first: &Entity, second: &Entity, partner: Option<&str>) -> Result<f64, String> {
        if let Some(why) = against(first, second) {
            return Err(why);
        }
        if let Some(partner) = partner {
            return Err(format!("{} is {partner}", first.id));
        }
        match (first.kind, first.location, second.location) {
            (Kind::Place, Some(one), Some(two)) => Ok(distance_km(one, two)),
            // What is known to be near comes before it.
            (Kind::Place, ..) => self.alone_in_country(first, second).map(|()| NEAR_KM),
            _ => Ok(0.0),
        }
    }

    /// Whether a name that two places of one country share can mean only them there.
    fn alone_in_country(&self, first: &Entity, second: &Entity) -> Result<(), String> {
        let (Some(country), true) = (&first.country, first.country == second.country) else {
            return Err("no coordinates of both".to_owned());
        };
        let shared = names(first).into_iter().filter(|name| names(second).contains(name));
        let keys: Vec<(Box<str>, String)> = shared.map(|name| (country.clone(), name)).collect();
        let meant = |place: &Entity, all: &InCountries| keys.iter().any(|key| is_meant(place, all.get(key)));
        match meant(first, &self.firsts) && meant(second, &self.seconds) {
            true => Ok(()),
            false => Err(format!("no coordinates of both, and several of it in {country}")),
        }
    }

    /// Keeps an entity as one of its own, under another id if its own is taken.
    fn keep(&mut self, mut entity: Entity) {
        if self.by_id.contains_key(&entity.id) {
            let free = (2..).map(|number: u64| Box::from(format!("{}-{number}", entity.id)));
            let is_free = |id: &str| !self.by_id.contains_key(id) && !self.taken.contains(id);
            // The numbers do not end.
            let Some(id) = free.into_iter().find(|id| is_free(id)) else { return };
            let same_id = |decision: &&mut MergeDecision| decision.first == *entity.id && decision.second == *entity.id;
            if let Some(decision) = self.decisions.iter_mut().rev().find(same_id) {
                decision.renamed = Some(id.to_string());
            }
            self.taken.insert(id.clone());
            entity.id = id;
        }
        self.gazetteer.entities.push(entity);
    }
}

/// Why two of one name are one.
fn why_one(first: &Entity, second: &Entity, km: f64) -> String {
    match (first.kind, first.location.and(second.location), &first.country) {
        (Kind::Place, Some(_), _) => format!("the same name, {km:.1} km apart"),
        (Kind::Place, None, Some(country)) => format!("the same name in {country}, where no other is meant by it"),
        _ => "the same name".to_owned(),
    }
}

/// The identifiers of an entity in other registers.
pub(super) fn identifiers(entity: &Entity) -> Vec<String> {
    let Some(details) = entity.details.as_deref() else { return Vec::new() };
    let wikidata = details.wikidata.iter().map(|item| format!("wd:{item}"));
    let geonames = details.geonames.iter().map(|number| format!("gn:{number}"));
    let mut all: Vec<String> = wikidata.chain(geonames).chain(details.same_as.iter().cloned()).collect();
    all.sort();
    all.dedup();
    all
}

/// The names that an entity may be joined by: all strong ones of a place, which its coordinates confirm; the own name
/// alone of people and organisations.
fn names(entity: &Entity) -> Vec<String> {
    let own = std::iter::once(fold(&entity.name));
    let strong = entity.aliases.iter().filter(|alias| entity.kind == Kind::Place && !alias.weak);
    let mut all: Vec<String> = own.chain(strong.map(|alias| fold(&alias.text))).collect();
    all.sort();
    all.dedup();
    all
}

/// The places of a list by country and by each name that they may be joined by.
fn in_countries(entities: &[Entity]) -> InCountries {
    let mut found = InCountries::new();
    for entity in entities.iter().filter(|entity| entity.kind == Kind::Place) {
        let Some(country) = &entity.country else { continue };
        for name in names(entity) {
            let people = entity.population.unwrap_or(0) + FEW_PEOPLE;
            found.entry((country.clone(), name)).or_default().push((people, entity.id.clone()));
        }
    }
    found.values_mut().for_each(|places| places.sort_by(|one, two| two.cmp(one)));
    found
}

/// Whether one of the places of a country that bear a name is surely meant by it: the only one, or the one that has ten
/// times the people of any other.
fn is_meant(place: &Entity, namesakes: Option<&Vec<(u64, Box<str>)>>) -> bool {
    match namesakes.map(Vec::as_slice) {
        Some([(_, only)]) => *only == place.id,
        Some([(people, first), (next, _), ..]) => *first == place.id && *people >= OUTNUMBERS.saturating_mul(*next),
        _ => false,
    }
}

fn with_article(kind: Kind) -> String {
    let article = if kind == Kind::Organisation { "an" } else { "a" };
    format!("{article} {kind}")
}

/// What speaks against two entities' being one.
pub(super) fn against(first: &Entity, second: &Entity) -> Option<String> {
    against_beyond(NEAR_KM, first, second)
}

/// The same of places that may lie as far apart as is given, in kilometres.
pub(super) fn against_beyond(near_km: f64, first: &Entity, second: &Entity) -> Option<String> {
    if first.kind != second.kind {
        return Some(format!("{} and {}", with_article(first.kind), with_article(second.kind)));
    }
    let (one, two) = (first.details.as_deref(), second.details.as_deref());
    if let (Some(one), Some(two)) =
        (one.and_then(|one| one.wikidata.as_ref()), two.and_then(|two| two.wikidata.as_ref()))
    {
        return (one != two).then(|| format!("{one} and {two} in Wikidata"));
    }
    if let (Some(one), Some(two)) = (one.and_then(|one| one.geonames), two.and_then(|two| two.geonames)) {
        return (one != two).then(|| format!("{one} and {two} in GeoNames"));
    }
    if let (Some(one), Some(two)) = (&first.country, &second.country)
        && one != two
    {
        return Some(format!("in {one} and in {two}"));
    }
    let km = distance_km(first.location?, second.location?);
    (km > near_km).then(|| format!("{km:.0} km apart"))
}

/// The distance along the great circle (haversine).
pub(super) fn distance_km(one: Location, two: Location) -> f64 {
    let (lat, lon) = ((two.lat - one.lat).to_radians(), (two.lon - one.lon).to_radians());
    let (cos_one, cos_two) = (one.lat.to_radians().cos(), two.lat.to_radians().cos());
    let half = (lat / 2.0).sin().powi(2) + cos_one * cos_two * (lon / 2.0).sin().powi(2);
    2.0 * EARTH_KM * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests;
