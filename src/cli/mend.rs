//! How to mend a gazetteer: the line to paste, with all rules that an alias has and one changed.

use dateline::gazetteer::{Alias, CaseRule, Conditions, Entity, Gazetteer, alias_line, entity_table};
use dateline::text::fold;

/// An entity and the kind of list that it stands in.
#[derive(Clone, Copy)]
pub struct Listed<'g> {
    pub entity: &'g Entity,
    form: Form,
}

/// What a list has room for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Every rule.
    Toml,
    /// The rules that have columns.
    Sheet,
    /// None: a dump, names one a line, another tool's list.
    Other,
}

impl<'g> Listed<'g> {
    pub fn of(gazetteer: &'g Gazetteer, index: usize) -> Listed<'g> {
        let form = match gazetteer.source_of(index) {
            Some(source) if source.is_sheet() => Form::Sheet,
            Some(source) if !source.is_toml() => Form::Other,
            _ => Form::Toml,
        };
        Listed { entity: &gazetteer.entities[index], form }
    }
}

/// A change of one alias's rules, or of its entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    /// Count it whatever the words beside it say.
    Sure,
    /// Count it inside addresses and hashtags.
    Anywhere,
    /// Count it in any letter case.
    AnyCase,
    /// Count it with a capital wherever it has one.
    Capitalised,
    /// Count it only as it is written.
    Exact,
    /// Count it only beside a strong alias.
    Weak,
    /// Count it by itself.
    Strong,
    /// Count it on every day.
    Always,
    /// Not before this word.
    NotBefore(String),
    /// Not after this word.
    NotAfter(String),
    /// Before this word after all.
    Before(String),
    /// After this word after all.
    After(String),
    /// Not before the first of these words, and not after the others.
    NotBeside(Vec<String>, Vec<String>),
    /// Prefer the entity to others that share the alias.
    Priority(i32),
}

impl Mend {
    /// What it does, for people, as "to …".
    pub fn aim(&self) -> String {
        match self {
            Mend::Sure => "count it whatever stands beside it".into(),
            Mend::Anywhere => "count it inside addresses and hashtags".into(),
            Mend::AnyCase => "count it in any letter case".into(),
            Mend::Capitalised => "count it with a capital in front, too".into(),
            Mend::Exact => "count it only in the alias's own letter case".into(),
            Mend::Weak => "count it only where the entity is also named by a strong alias".into(),
            Mend::Strong => "count it by itself".into(),
            Mend::Always => "count it whenever the document was published".into(),
            Mend::NotBefore(word) => format!("stop it before {word:?}"),
            Mend::NotAfter(word) => format!("stop it after {word:?}"),
            Mend::NotBeside(before, after) => format!("stop it before {before:?} and after {after:?}"),
            Mend::Before(word) => format!("count it before {word:?}"),
            Mend::After(word) => format!("count it after {word:?}"),
            Mend::Priority(_) => "prefer this entity wherever it shares a name".into(),
        }
    }

    /// What to paste, and where: a cell of a spreadsheet, if it has a column for it, else TOML.
    pub fn to_paste(&self, listed: Listed<'_>, position: usize) -> (String, String) {
        let Listed { entity, form } = listed;
        match form {
            Form::Toml => return self.toml(entity, position),
            Form::Other => return self.table(entity, position),
            Form::Sheet => {}
        }
        let text = || entity.aliases[position].text.to_string();
        let row = |column: &str| format!("in the row of {:?}, under {column}", entity.id);
        match self {
            Mend::Weak => (row("weak_aliases"), text()),
            Mend::Strong => (row("aliases, and no more under weak_aliases"), text()),
            Mend::Exact => (row("exact_aliases"), text()),
            Mend::Capitalised => (row("capitalised_aliases"), text()),
            Mend::AnyCase => (row("any_aliases"), text()),
            Mend::Priority(priority) => (row("priority"), priority.to_string()),
            _ => {
                let (place, table) = self.table(entity, position);
                (format!("for which a spreadsheet has no column: {place}"), table)
            }
        }
    }

    /// The line of TOML to paste, and where.
    fn toml(&self, entity: &Entity, position: usize) -> (String, String) {
        let mended = self.mended(entity, position);
        let line = match self {
            Mend::Priority(priority) => format!("priority = {priority}"),
            _ => alias_line(position, &mended.aliases[position]),
        };
        (format!("in the entity {:?}", entity.id), line)
    }

    /// The whole entity, and where to paste it, for a list that has no room for the rule.
    fn table(&self, entity: &Entity, position: usize) -> (String, String) {
        let place = match entity.is_dumped() {
            true => "in a list of your own, which then goes before the dump",
            false => {
                "into a file, say rules.toml, of which and the list one is made by dateline gazetteer merge LIST rules.toml -o \
                 mine.toml"
            }
        };
        (place.into(), entity_table(&self.mended(entity, position)))
    }

    fn mended(&self, entity: &Entity, position: usize) -> Entity {
        let mut mended = entity.clone();
        match self {
            Mend::Priority(priority) => mended.priority = *priority,
            _ => self.apply(&mut mended.aliases[position]),
        }
        mended
    }

    fn apply(&self, alias: &mut Alias) {
        match self {
            Mend::AnyCase => alias.case = CaseRule::Any,
            Mend::Capitalised => alias.case = CaseRule::Capitalised,
            Mend::Exact => alias.case = CaseRule::Exact,
            Mend::Weak => alias.weak = true,
            Mend::Strong => {
                alias.weak = false;
                if let Some(conditions) = alias.conditions.as_deref_mut() {
                    (conditions.strong_before, conditions.strong_after) = Default::default();
                }
            }
            other => other.apply_to(alias.conditions.get_or_insert_default()),
        }
    }

    fn apply_to(&self, conditions: &mut Conditions) {
        let without = |words: &mut Vec<String>, word: &str| {
            let first = |phrase: &str| fold(phrase).split(' ').next().unwrap_or_default().to_owned();
            words.retain(|phrase| {
                first(phrase) != fold(word) && fold(phrase).split(' ').next_back() != Some(&*fold(word))
            });
        };
        match self {
            Mend::Sure => conditions.sure = true,
            Mend::Anywhere => conditions.anywhere = true,
            Mend::Always => (conditions.from, conditions.to) = (None, None),
            Mend::NotBefore(word) => conditions.not_before.push(word.clone()),
            Mend::NotAfter(word) => conditions.not_after.push(word.clone()),
            Mend::NotBeside(before, after) => {
                conditions.not_before.extend_from_slice(before);
                conditions.not_after.extend_from_slice(after);
            }
            Mend::Before(word) => without(&mut conditions.not_before, word),
            Mend::After(word) => without(&mut conditions.not_after, word),
            Mend::AnyCase | Mend::Capitalised | Mend::Exact | Mend::Weak | Mend::Strong | Mend::Priority(_) => {}
        }
    }
}

/// The rules of an alias that a name in a place may be mended by, if a capitalised word stands beside it.
pub fn beside(text: &str, start: usize, end: usize) -> Option<Mend> {
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-');
    let after = text[end..].strip_prefix(' ').map(|rest| rest.split(edge).next().unwrap_or_default());
    let before = text[..start].strip_suffix(' ').map(|rest| rest.rsplit(edge).next().unwrap_or_default());
    match (after.filter(capital), before.filter(capital)) {
        (Some(word), _) => Some(Mend::NotBefore(word.to_owned())),
        (None, Some(word)) => Some(Mend::NotAfter(word.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::gazetteer::Kind;

    #[test]
    fn lines_keep_the_other_rules() {
        let mut entity = Entity::new("may", Kind::Person, "Theresa May");
        entity.aliases.push(Alias { weak: true, ..Alias::plain("May") });
        let line = |mend: Mend, alias: usize| mend.toml(&entity, alias).1;
        assert_eq!(line(Mend::Sure, 1), r#"{ text = "May", weak = true, sure = true }"#);
        assert_eq!(line(Mend::NotBefore("Day".into()), 0), r#"name_rules = { not_before = ["Day"] }"#);
        assert_eq!(line(Mend::Strong, 1), r#""May""#);
        assert_eq!(line(Mend::Priority(2), 0), "priority = 2");
        let listed = Listed { entity: &entity, form: Form::Sheet };
        let (place, cell) = Mend::Strong.to_paste(listed, 1);
        assert_eq!((&*place, &*cell), ("in the row of \"may\", under aliases, and no more under weak_aliases", "May"));
        assert!(Mend::Sure.to_paste(listed, 1).0.contains("has no column"));
        let place = Entity::new("geonames-1", Kind::Place, "Henry");
        let listed = Listed { entity: &place, form: Form::Other };
        assert!(Mend::Sure.to_paste(listed, 0).1.starts_with("[[entity]]\nid = \"geonames-1\""));
    }

    #[test]
    fn a_capital_beside_a_name_is_a_rule_to_offer() {
        let text = "The Boston Globe said so in Boston.";
        assert_eq!(beside(text, 4, 10), Some(Mend::NotBefore("Globe".into())));
        assert_eq!(beside(text, 28, 34), None);
    }
}
