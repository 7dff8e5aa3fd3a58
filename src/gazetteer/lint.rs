//! What is allowed in a gazetteer but seldom meant.

use std::collections::{BTreeMap, HashMap};

use super::common::is_common_word;
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::entity::{Alias, CaseRule, Entity, Kind};
use super::load::Loaded;
use super::merge::against;
use crate::text::{fold, same_case};

/// South of this latitude lies no country.
const ANTARCTICA: f64 = -60.0;

/// The aliases of our own lists by their folded form, and where each stands: entity and alias.
type Claims = BTreeMap<String, Vec<(usize, usize)>>;

/// Every warning about the entities.
///
/// Places of a GeoNames dump are not warned of one by one: the rules of the import bind them, and its report tells.
pub(super) fn lint(loaded: &Loaded) -> Diagnostics {
    let lint = Lint { loaded };
    let mut found = Diagnostics::default();
    let mut claims = Claims::new();
    for (index, entity) in loaded.gazetteer.entities.iter().enumerate() {
        if lint.is_imported(index) {
            continue;
        }
        lint.entity(index, entity, &mut found);
        for (position, alias) in entity.aliases.iter().enumerate() {
            lint.alias(index, position, alias, &mut found);
            claims.entry(fold(&alias.text)).or_default().push((index, position));
        }
    }
    for claimants in claims.values() {
        lint.repeats(claimants, &mut found);
        lint.shared(claimants, &mut found);
    }
    lint.namesakes_in_dumps(&claims, &mut found);
    lint.twins(&mut found);
    lint.same_number(&mut found);
    lint.languages(&mut found);
    lint.surnames(&mut found);
    found
}

struct Lint<'l> {
    loaded: &'l Loaded,
}

impl Lint<'_> {
    fn entities(&self) -> &[Entity] {
        &self.loaded.gazetteer.entities
    }

    fn is_imported(&self, entity: usize) -> bool {
        self.loaded.gazetteer.sources[self.loaded.origins[entity].file as usize].import.is_some()
    }

    /// Whether its rules have columns.
    fn is_in_sheet(&self, entity: usize) -> bool {
        self.loaded.gazetteer.sources[self.loaded.origins[entity].file as usize].is_sheet()
    }

    fn of_entity(&self, entity: usize, message: impl Into<String>) -> Diagnostic {
        let origin = &self.loaded.origins[entity];
        self.loaded.files[origin.file as usize].problem(Severity::Warning, origin.entity, message)
    }

    fn of_alias(&self, (entity, alias): (usize, usize), message: impl Into<String>) -> Diagnostic {
        let origin = &self.loaded.origins[entity];
        self.loaded.files[origin.file as usize].problem(Severity::Warning, origin.alias(alias), message)
    }

    fn place(&self, (entity, alias): (usize, usize)) -> String {
        let origin = &self.loaded.origins[entity];
        self.loaded.files[origin.file as usize].place(origin.alias(alias))
    }

    fn entity(&self, index: usize, entity: &Entity, found: &mut Diagnostics) {
        if !is_slug(&entity.id) {
            let message = format!("the id {:?} is not a slug", entity.id);
            let help = "ids name files and stand in commands: use a to z, 0 to 9 and single hyphens";
            found.push(self.of_entity(index, message).help(help));
        }
        let polar = entity.location.is_some_and(|location| location.lat < ANTARCTICA);
        if polar && entity.country.as_deref().is_some_and(|country| country != "AQ") {
            let message = format!("{} lies in Antarctica", entity.id);
            found.push(
                self.of_entity(index, message).help("lat is degrees north, lon degrees east: are they exchanged?"),
            );
        }
        // Beside the words that its rules give, a weak alias counts by itself.
        let needs_another = |alias: &Alias| {
            let conditions = alias.conditions.as_deref();
            alias.weak
                && !conditions.is_some_and(|rules| !rules.strong_before.is_empty() || !rules.strong_after.is_empty())
        };
        if entity.aliases.iter().all(needs_another) {
            let message = format!("every alias of {} is weak: it never counts", entity.id);
            found.push(self.of_entity(index, message).help("a weak alias needs a strong one in the same document"));
        }
    }

    fn alias(&self, entity: usize, position: usize, alias: &Alias, found: &mut Diagnostics) {
        let at = (entity, position);
        let text = &alias.text;
        if is_short(text) && alias.case != CaseRule::Exact {
            let message = format!("the alias {text:?} is very short and counts in several writings");
            let help = if self.is_in_sheet(entity) { "put it under exact_aliases" } else { "give it case = \"exact\"" };
            found.push(self.of_alias(at, message).help(help));
        } else if is_common_word(text) && !is_bound(alias) {
            let message = format!("the alias {text:?} is a common English word without a rule");
            let help = match self.is_in_sheet(entity) {
                true => "put it under weak_aliases or exact_aliases, the name too",
                false => "give it weak = true, not_before, not_after or case = \"exact\"",
            };
            found.push(self.of_alias(at, message).help(help));
        }
        for word in neighbours(alias).filter(|word| !begins_word(word)) {
            let message = format!("the rule against {word:?} beside {text:?} never applies: it is no word");
            found.push(self.of_alias(at, message));
        }
        if alias.case == CaseRule::Exact && !has_case(text) {
            let message = format!("case = \"exact\" says nothing of {text:?}, whose letters have no case");
            found.push(self.of_alias(at, message));
        }
    }

    /// Aliases of one entity that say the same.
    fn repeats(&self, claimants: &[(usize, usize)], found: &mut Diagnostics) {
        for (index, &later) in claimants.iter().enumerate() {
            let alias = self.alias_at(later);
            let same = |&&earlier: &&(usize, usize)| earlier.0 == later.0 && repeats(self.alias_at(earlier), alias);
            if let Some(&earlier) = claimants[..index].iter().find(same) {
                let message = format!("the alias {:?} says the same as {:?}", alias.text, self.alias_at(earlier).text);
                let help = "letter case, diacritics, hyphens and apostrophes make no difference: leave one out";
                found.push(self.of_alias(later, message).help(help));
            }
        }
    }

    /// An alias that several entities claim.
    fn shared(&self, claimants: &[(usize, usize)], found: &mut Diagnostics) {
        for (index, &later) in claimants.iter().enumerate() {
            let alias = self.alias_at(later);
            let first_of_entity = claimants[..index].iter().all(|earlier| earlier.0 != later.0);
            let other =
                |&&earlier: &&(usize, usize)| earlier.0 != later.0 && can_both_fire(self.alias_at(earlier), alias);
            if let Some(&earlier) = claimants[..index].iter().find(other).filter(|_| first_of_entity) {
                let (owner, place) = (&self.entities()[earlier.0].id, self.place(earlier));
                let message = format!("the alias {:?} is also one of {owner} ({place})", alias.text);
                found.push(self.of_alias(later, message).help("the entity with the higher priority gets its mentions"));
            }
        }
    }

    fn alias_at(&self, (entity, alias): (usize, usize)) -> &Alias {
        &self.entities()[entity].aliases[alias]
    }

    /// Entities of ours that state the same identifier elsewhere: of two that are one, the first would have all
    /// mentions.
    fn same_number(&self, found: &mut Diagnostics) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for (index, entity) in self.entities().iter().enumerate().filter(|(index, _)| !self.is_imported(*index)) {
            let details = entity.details.as_deref();
            let geonames =
                details.and_then(|details| details.geonames).map(|number| format!("GeoNames number {number}"));
            let wikidata =
                details.and_then(|details| details.wikidata.as_deref()).map(|item| format!("Wikidata item {item}"));
            for number in geonames.into_iter().chain(wikidata) {
                let other = *first.entry(number.clone()).or_insert(index);
                if other != index {
                    let (id, place) = (&self.entities()[other].id, self.place((other, 0)));
                    let message = format!("{} has the {number}, as {id} has ({place}): they are one", entity.id);
                    let help = "leave one out, or make one list of both: dateline gazetteer merge";
                    found.push(self.of_entity(index, message).help(help));
                }
            }
        }
    }

    /// Names in Arabic letters without a language: one warning a list, for its particles are told by the language
    /// alone.
    fn languages(&self, found: &mut Diagnostics) {
        let mut lists: BTreeMap<u32, ((usize, usize), usize)> = BTreeMap::new();
        for (index, entity) in self.entities().iter().enumerate().filter(|(index, _)| !self.is_imported(*index)) {
            let arabic = |alias: &Alias| {
                let is_arabic = |letter: char| ('\u{600}'..='\u{6ff}').contains(&letter);
                alias.lang().is_none() && alias.text.starts_with(is_arabic)
            };
            for position in (0..entity.aliases.len()).filter(|&position| arabic(&entity.aliases[position])) {
                lists.entry(self.loaded.origins[index].file).or_insert(((index, position), 0)).1 += 1;
            }
        }
        for (first, count) in lists.into_values() {
            let names = if count == 1 { "1 name" } else { &format!("{count} names") };
            let message = format!(
                "{names} of the list in Arabic letters without a language: particles are known only to longer names in texts that are Arabic for certain (\"ومصر\")"
            );
            let help = "state it: lang = \"ar\" at an alias or in [gazetteer], in a spreadsheet by a column language, or of its names alone, headed Arabic";
            found.push(self.of_alias(first, message).help(help));
        }
    }

    /// Surnames of people that count nowhere: one warning a list, of most of whose people that holds. Where others have
    /// theirs, who wrote the list thought of it.
    fn surnames(&self, found: &mut Diagnostics) {
        let mut lists: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        let mut people: HashMap<u32, usize> = HashMap::new();
        for (index, entity) in self.entities().iter().enumerate().filter(|(index, _)| !self.is_imported(*index)) {
            let surname = surname_of(&entity.name).map(fold);
            let listed = |surname: &String| entity.aliases.iter().any(|alias| fold(&alias.text) == *surname);
            if entity.kind != Kind::Person {
                continue;
            }
            let file = self.loaded.origins[index].file;
            *people.entry(file).or_default() += 1;
            if surname.is_some_and(|surname| !listed(&surname)) {
                lists.entry(file).or_insert((index, 0)).1 += 1;
            }
        }
        let most = |(file, (_, count)): &(u32, (usize, usize))| count * 2 > people.get(file).copied().unwrap_or(0);
        for (_, (first, count)) in lists.into_iter().filter(most) {
            let name = &self.entities()[first].name;
            let surname = surname_of(name).unwrap_or_default();
            let people = if count == 1 { "1 person counts" } else { &format!("{count} people count") };
            let message = format!("{people} by the full name alone, {name} the first: no surname by itself is tried");
            let help = format!(
                "add {{ text = {surname:?}, weak = true }}, or {surname} to weak_aliases: it counts where the full name stands"
            );
            found.push(self.of_entity(first, message).help(help));
        }
    }

    /// Places of ours that a dump has as well.
    fn twins(&self, found: &mut Diagnostics) {
        for twin in self.loaded.gazetteer.twins() {
            let (own, dumped) = (twin.own as usize, twin.dumped as usize);
            let (id, other) = (&self.entities()[own].id, &self.entities()[dumped].id);
            let path = &self.loaded.files[self.loaded.origins[dumped].file as usize].path;
            let (message, help) = match twin.is_certain {
                true => (
                    format!("{id} stands in {path} too, as {other}: names that both have count for {id}"),
                    "dateline gazetteer merge makes one place of both; its GeoNames number as geonames leaves the dump's out",
                ),
                false => (
                    format!(
                        "{id} may be one of {} places of {path}, {other} the largest: names that both have count for {id}",
                        twin.candidates
                    ),
                    "its GeoNames number as geonames, or lat and lon, say which it is",
                ),
            };
            found.push(self.of_entity(own, message).help(help));
        }
    }

    /// Aliases of ours that places of a dump have too: one warning an alias and dump.
    fn namesakes_in_dumps(&self, claims: &Claims, found: &mut Diagnostics) {
        if claims.is_empty() {
            return;
        }
        let mut counts: HashMap<(&str, u32), (usize, &str)> = HashMap::new();
        for (index, entity) in self.entities().iter().enumerate().filter(|(index, _)| self.is_imported(*index)) {
            for alias in &entity.aliases {
                // What may be the same place is no rival: see `twins`.
                let rivals = |claimants: &[(usize, usize)]| {
                    !entity.is_dumped() || against(&self.entities()[claimants[0].0], entity).is_some()
                };
                let known = claims.get_key_value(&fold(&alias.text));
                if let Some((folded, _)) = known.filter(|(_, claimants)| rivals(claimants)) {
                    let file = self.loaded.origins[index].file;
                    counts.entry((folded, file)).or_insert((0, &entity.id)).0 += 1;
                }
            }
        }
        for ((folded, file), (count, first)) in counts {
            let at = claims[folded][0];
            let (text, path) = (&self.alias_at(at).text, &self.loaded.files[file as usize].path);
            let others = if count == 1 { first.to_owned() } else { format!("{count} places, {first} the first") };
            let message = format!("the alias {text:?} is also one of {others} ({path})");
            found.push(self.of_alias(at, message).help("the entity with the higher priority gets its mentions"));
        }
    }
}

/// Small letters and digits with single hyphens between: what may stand in a file name and an address as it is.
fn is_slug(id: &str) -> bool {
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    id.split('-').all(|part| !part.is_empty() && plain(part))
}

fn has_case(text: &str) -> bool {
    text.chars().any(|character| character.is_lowercase() || character.is_uppercase())
}

/// One or two letters of a script that has letter case.
fn is_short(text: &str) -> bool {
    has_case(text) && text.chars().filter(|character| character.is_alphanumeric()).count() <= 2
}

/// The surname in a person's name of several words: the last, or what stands before a comma ("al-Assad, Bashar").
fn surname_of(name: &str) -> Option<&str> {
    let before_comma = name.split_once(", ").map(|(surname, _)| surname);
    before_comma.or_else(|| name.rsplit_once(' ').map(|(_, last)| last))
}

/// The words that make an alias something else when they stand beside it.
fn neighbours(alias: &Alias) -> impl Iterator<Item = &String> {
    alias.conditions.as_deref().into_iter().flat_map(|rules| rules.phrases().into_iter().flatten())
}

/// Whether a neighbour begins with a word, behind a comma or not.
fn begins_word(phrase: &str) -> bool {
    let phrase = phrase.trim();
    phrase.strip_prefix(',').unwrap_or(phrase).trim_start().starts_with(char::is_alphanumeric)
}

/// Whether a rule keeps the alias from counting wherever it stands.
fn is_bound(alias: &Alias) -> bool {
    let conditions = alias.conditions.as_deref();
    let context = conditions.is_some_and(|rules| !rules.not_before.is_empty() || !rules.not_after.is_empty());
    alias.weak || alias.case == CaseRule::Exact || context
}

/// Whether the second alias of an entity adds nothing to the first; both have the same folded form.
fn repeats(one: &Alias, other: &Alias) -> bool {
    let conditions = |alias: &Alias| {
        let mut rules = alias.conditions.as_deref().cloned().unwrap_or_default();
        rules.note = None;
        rules
    };
    let same_text = match one.case {
        CaseRule::Exact => same_case(&one.text, &other.text),
        // A capital less lets more in: "Iraqi army" beside "Iraqi Army". All in small letters it is seldom meant.
        CaseRule::Capitalised => !other.text.starts_with(char::is_uppercase) || has_capitals_of(&other.text, &one.text),
        _ => true,
    };
    one.case == other.case && same_text && one.weak == other.weak && conditions(one) == conditions(other)
}

/// Whether a text has a capital wherever another has one, word by word.
fn has_capitals_of(text: &str, other: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = |text: &'_ str| text.split([' ', '-']).map(capital).collect::<Vec<bool>>();
    let (ours, theirs) = (words(text), words(other));
    ours.len() != theirs.len() || ours.iter().zip(&theirs).all(|(ours, theirs)| *ours || !theirs)
}

/// Whether some surface is a mention by both aliases; both have the same folded form.
fn can_both_fire(one: &Alias, other: &Alias) -> bool {
    let exact = one.case == CaseRule::Exact && other.case == CaseRule::Exact;
    !exact || same_case(&one.text, &other.text)
}
