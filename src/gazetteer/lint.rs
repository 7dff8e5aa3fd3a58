//! What is allowed in a gazetteer but seldom meant.

use std::collections::{BTreeMap, HashMap};

use super::common::is_common_word;
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::entity::{Alias, CaseRule, Entity};
use super::load::Loaded;
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
        if entity.aliases.iter().all(|alias| alias.weak) {
            let message = format!("every alias of {} is weak: it never counts", entity.id);
            found.push(self.of_entity(index, message).help("a weak alias needs a strong one in the same document"));
        }
    }

    fn alias(&self, entity: usize, position: usize, alias: &Alias, found: &mut Diagnostics) {
        let at = (entity, position);
        let text = &alias.text;
        if is_short(text) && alias.case != CaseRule::Exact {
            let message = format!("the alias {text:?} is very short and counts in several writings");
            found.push(self.of_alias(at, message).help("give it case = \"exact\""));
        } else if is_common_word(text) && !is_bound(alias) {
            let message = format!("the alias {text:?} is a common English word without a rule");
            let help = "give it weak = true, not_before, not_after or case = \"exact\"";
            found.push(self.of_alias(at, message).help(help));
        }
        for word in neighbours(alias).filter(|word| !word.starts_with(char::is_alphanumeric)) {
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

    /// Aliases of ours that places of a dump have too: one warning an alias and dump.
    fn namesakes_in_dumps(&self, claims: &Claims, found: &mut Diagnostics) {
        if claims.is_empty() {
            return;
        }
        let mut counts: HashMap<(&str, u32), (usize, &str)> = HashMap::new();
        for (index, entity) in self.entities().iter().enumerate().filter(|(index, _)| self.is_imported(*index)) {
            for alias in &entity.aliases {
                if let Some((folded, _)) = claims.get_key_value(&fold(&alias.text)) {
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

/// The words that make an alias something else when they stand beside it.
fn neighbours(alias: &Alias) -> impl Iterator<Item = &String> {
    alias.conditions.as_deref().into_iter().flat_map(|rules| rules.not_before.iter().chain(&rules.not_after))
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
    let same_text = one.case != CaseRule::Exact || same_case(&one.text, &other.text);
    one.case == other.case && same_text && one.weak == other.weak && conditions(one) == conditions(other)
}

/// Whether some surface is a mention by both aliases; both have the same folded form.
fn can_both_fire(one: &Alias, other: &Alias) -> bool {
    let exact = one.case == CaseRule::Exact && other.case == CaseRule::Exact;
    !exact || same_case(&one.text, &other.text)
}
