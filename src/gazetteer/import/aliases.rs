//! The aliases of one entity, from the names that a list gives it.

use std::collections::HashMap;

use super::candidate::{Bounds, Name};
use crate::gazetteer::common::{reads_as_common_word, reads_as_function_word};
use crate::gazetteer::draft::is_language_tag;
use crate::gazetteer::entity::{Alias, CaseRule, Conditions};
use crate::gazetteer::geonames::{ImportReport, Restriction, Script, SetAside};
use crate::text::fold;

/// A longer string is a description.
const LONGEST: usize = 160;

/// Gathers aliases: each form once, and what is easily mistaken bound more strictly.
pub(super) struct Aliases<'r> {
    found: Vec<Alias>,
    /// By folded form the times for which names stand.
    folded: HashMap<String, Vec<Bounds>>,
    languages: &'r [String],
    /// Whether somebody wrote the names one by one, and so means them.
    is_by_hand: bool,
    report: &'r mut ImportReport,
}

impl<'r> Aliases<'r> {
    pub(super) fn new(languages: &'r [String], is_by_hand: bool, report: &'r mut ImportReport) -> Aliases<'r> {
        Aliases { found: Vec::new(), folded: HashMap::new(), languages, is_by_hand, report }
    }

    /// Adds the entity's own name, which is never set aside unless it could stand nowhere. Says whether it was taken.
    pub(super) fn own(&mut self, name: Name) -> bool {
        if is_no_name(&name.text) {
            return false;
        }
        let plain = without_brackets(&name);
        self.push(name, true);
        plain.into_iter().for_each(|plain| self.push(plain, true));
        true
    }

    /// Adds another name.
    pub(super) fn other(&mut self, name: Option<Name>) {
        let Some(name) = name else { return };
        match self.set_aside(&name) {
            Some(reason) => self.report.set_aside(reason, &name.text),
            None => {
                let plain = without_brackets(&name);
                self.push(name, false);
                self.other(plain);
            }
        }
    }

    pub(super) fn into_found(mut self) -> Vec<Alias> {
        self.found.shrink_to_fit();
        self.found
    }

    fn set_aside(&self, name: &Name) -> Option<SetAside> {
        let primary = name.lang.as_deref().and_then(|lang| lang.split(['-', '_']).next());
        let unwanted = |lang: &str| !self.languages.iter().any(|wanted| wanted == lang);
        if is_no_name(&name.text) {
            Some(SetAside::NotAName)
        } else if !self.languages.is_empty() && primary.is_some_and(unwanted) {
            Some(SetAside::OtherLanguage)
        } else {
            // A name that held twice stands twice, each time with its days.
            let repeats = |times: &Vec<Bounds>| times.contains(&(None, None)) || times.contains(&(name.from, name.to));
            self.folded.get(&fold(&name.text)).is_some_and(repeats).then_some(SetAside::Repeat)
        }
    }

    fn push(&mut self, name: Name, own: bool) {
        self.folded.entry(fold(&name.text)).or_default().push((name.from, name.to));
        let mut alias = Alias::plain(name.text.as_str());
        alias.case = name.case.unwrap_or(alias.case);
        alias.weak = name.weak;
        let restriction = if self.is_by_hand { restriction_by_hand(&name.text) } else { restriction(&name.text, own) };
        if let Some(restriction) = restriction.filter(|_| !is_bound(&alias)) {
            alias.case = if has_case(&name.text) { CaseRule::Exact } else { alias.case };
            alias.weak |= !matches!(restriction, Restriction::CommonWordExact | Restriction::ShortExact);
            // Of a name that is weak anyway nobody needs to hear it.
            if !(self.is_by_hand && name.weak) {
                self.report.restrict(restriction, &name.text);
            }
        }
        let lang = name.lang.filter(|lang| is_language_tag(lang));
        let conditions = Conditions { from: name.from, to: name.to, lang, note: name.note, ..Conditions::default() };
        alias.conditions = (conditions != Conditions::default()).then(|| Box::new(conditions));
        self.found.push(alias);
    }
}

/// How a name that is easily mistaken is bound.
fn restriction(name: &str, own: bool) -> Option<Restriction> {
    if reads_as_function_word(name) {
        Some(Restriction::FunctionWordWeak)
    } else if is_short(name) {
        Some(Restriction::ShortWeak)
    } else if !reads_as_common_word(name) {
        None
    } else if own {
        Some(Restriction::CommonWordExact)
    } else {
        Some(Restriction::CommonWordWeak)
    }
}

/// The same of a name that somebody wrote: it counts by itself, but for words that hold sentences together.
fn restriction_by_hand(name: &str) -> Option<Restriction> {
    match restriction(name, true) {
        Some(Restriction::ShortWeak) => Some(Restriction::ShortExact),
        other => other,
    }
}

fn is_bound(alias: &Alias) -> bool {
    alias.weak && alias.case == CaseRule::Exact
}

fn has_case(text: &str) -> bool {
    text.chars().any(|character| character.is_lowercase() || character.is_uppercase())
}

/// One or two letters; one, where a letter is a syllable or a word.
fn is_short(name: &str) -> bool {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    let east_asian = name.chars().find_map(Script::of) == Some(Script::EastAsian);
    letters.count() <= if east_asian { 1 } else { 2 }
}

fn is_no_name(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || text.chars().count() > LONGEST
}

/// The name without what tells it from namesakes in a list, "Abingdon (UK)", which no text has.
fn without_brackets(name: &Name) -> Option<Name> {
    let (before, _) = name.text.strip_suffix(')')?.rsplit_once('(')?;
    let text = before.trim();
    (!is_no_name(text)).then(|| Name { text: text.to_owned(), ..name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bound_by_how_easily_they_are_mistaken() {
        let mut report = ImportReport::default();
        let mut aliases = Aliases::new(&[], false, &mut report);
        assert!(aliases.own(Name::new("Reading (Berkshire)")));
        for text in ["US", "of", "READING", "Al Mawsil", "al-mawsil", "—", "May", "京都"] {
            aliases.other(Some(Name::new(text)));
        }
        let found: Vec<(String, CaseRule, bool)> =
            aliases.into_found().iter().map(|alias| (alias.text.to_string(), alias.case, alias.weak)).collect();
        let row = |text: &str, case, weak| (text.to_owned(), case, weak);
        assert_eq!(
            found,
            [
                row("Reading (Berkshire)", CaseRule::Capitalised, false),
                row("Reading", CaseRule::Exact, false),
                row("US", CaseRule::Exact, true),
                row("of", CaseRule::Exact, true),
                row("Al Mawsil", CaseRule::Capitalised, false),
                row("May", CaseRule::Exact, true),
                row("京都", CaseRule::Capitalised, false),
            ]
        );
        let mut of_hand = ImportReport::default();
        let mut aliases = Aliases::new(&[], true, &mut of_hand);
        assert!(aliases.own(Name::new("Ana Grant")));
        for text in ["Grant", "Xi", "May"] {
            aliases.other(Some(Name::new(text)));
        }
        aliases.other(Some(Name { weak: true, ..Name::new("Hill") }));
        let found: Vec<(bool, bool)> =
            aliases.into_found().iter().map(|alias| (alias.case == CaseRule::Exact, alias.weak)).collect();
        assert_eq!(found, [(false, false), (true, false), (true, false), (true, true), (true, true)]);
        assert_eq!(report.set_aside[&SetAside::Repeat].count, 2);
        assert_eq!(report.set_aside[&SetAside::NotAName].samples, ["—"]);
    }
}
