//! The aliases of one place, from the names that a dump gives it.

use xxhash_rust::xxh3::xxh3_64;

use super::report::{ImportReport, Restriction, SetAside};
use super::row::Row;
use super::rules::{Traits, are_initials, has_vowel, is_skeleton, restriction, set_aside};
use super::script::Script;
use crate::calendar::Day;
use crate::gazetteer::entity::{Alias, CaseRule, Conditions};
use crate::text::fold;

/// A name as the dump gives it beside the place's own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given<'n> {
    pub(super) name: &'n str,
    pub(super) lang: Option<&'n str>,
    pub(super) colloquial: bool,
    pub(super) historic: bool,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

impl<'n> Given<'n> {
    /// A name of which nothing else is known.
    pub(super) fn of(name: &'n str) -> Given<'n> {
        Given { name, ..Given::default() }
    }

    /// How it is bound more strictly, if it is. A historic name that has an end is no mention after it, and needs
    /// nothing else.
    fn restriction(&self) -> Option<Restriction> {
        if self.colloquial {
            Some(Restriction::ColloquialWeak)
        } else {
            (self.historic && self.to.is_none()).then_some(Restriction::HistoricWeak)
        }
    }
}

/// The aliases of a place while they are gathered.
pub(super) struct Names<'r> {
    aliases: Vec<Alias>,
    /// Hashes of the folded aliases: no two aliases of a place may fold to one form.
    folded: Vec<u64>,
    is_country: bool,
    languages: &'r [String],
    report: &'r mut ImportReport,
}

impl<'r> Names<'r> {
    /// Begins with the place's own names.
    pub(super) fn new(row: &Row, languages: &'r [String], report: &'r mut ImportReport) -> Names<'r> {
        let is_country = row.code.starts_with("PCL");
        let mut names = Names { aliases: Vec::new(), folded: Vec::new(), is_country, languages, report };
        names.add_own(row.name, row.population);
        if row.ascii != row.name && Traits::of(row.ascii).script.is_some() {
            names.add_own(row.ascii, row.population);
        }
        names
    }

    /// Goes on with a place whose own names have been taken already.
    pub(super) fn resume(
        aliases: Vec<Alias>,
        is_country: bool,
        languages: &'r [String],
        report: &'r mut ImportReport,
    ) -> Names<'r> {
        let folded = aliases.iter().map(|alias| hash(&alias.text)).collect();
        Names { aliases, folded, is_country, languages, report }
    }

    fn add_own(&mut self, name: &str, population: u64) {
        if !self.is_new(name) {
            return;
        }
        let mut alias = Alias::plain(name);
        if let Some(restriction) = restriction(name, &Traits::of(name), population, self.is_country) {
            alias.case = CaseRule::Exact;
            alias.weak = restriction != Restriction::CommonWordExact;
            self.report.restrict(restriction, name);
        }
        self.aliases.push(alias);
    }

    /// Adds the names of the dump's own column, whose languages are unknown.
    pub(super) fn add_column(&mut self, alternates: &str) {
        let names = alternates.split(',').map(str::trim).filter(|name| !name.is_empty());
        // Initials are judged by the other names, so these come first.
        let is_code = |name: &&str| name.bytes().all(|byte| byte.is_ascii_uppercase());
        for name in names.clone().filter(|name| !is_code(name)).chain(names.filter(is_code)) {
            self.add(Given::of(name));
        }
    }

    /// Adds a name beside the place's own.
    pub(super) fn add(&mut self, given: Given<'_>) {
        let Given { name, lang, from, to, .. } = given;
        let traits = Traits::of(name);
        let reason = set_aside(name, &traits, |capitals| self.are_initials(capitals))
            .or_else(|| self.is_skeleton(name, &traits).then_some(SetAside::Skeleton))
            .or_else(|| self.is_of_other_script(&traits, lang).then_some(SetAside::OtherScript))
            .or_else(|| (!self.is_new(name)).then_some(SetAside::Repeat));
        if let Some(reason) = reason {
            // "Hit" of a place that is called Hīt is its own name.
            let is_own = reason == SetAside::CommonWord && self.folded.contains(&hash(name));
            let reason = if is_own { SetAside::Repeat } else { reason };
            return self.report.set_aside(reason, name);
        }
        let mut alias = Alias::plain(name);
        let conditions = Conditions { lang: lang.map(str::to_owned), from, to, ..Conditions::default() };
        alias.conditions = (conditions != Conditions::default()).then(|| Box::new(conditions));
        let restriction = given.restriction();
        alias.weak = restriction.is_some();
        restriction.into_iter().for_each(|restriction| self.report.restrict(restriction, name));
        self.aliases.push(alias);
    }

    /// Makes a name the first, in this spelling, if it is one of the place's.
    pub(super) fn lead(&mut self, name: &str) -> bool {
        let hash = hash(name);
        let Some(at) = self.folded.iter().position(|folded| *folded == hash) else { return false };
        self.aliases[at].text = name.into();
        self.aliases[..=at].rotate_right(1);
        self.folded[..=at].rotate_right(1);
        true
    }

    /// Adds what texts abbreviate the place's name to.
    pub(super) fn add_abbreviation(&mut self, abbreviation: &str) {
        if self.is_new(abbreviation) {
            self.aliases.push(Alias::plain(abbreviation));
        }
    }

    pub(super) fn into_aliases(mut self) -> Vec<Alias> {
        self.aliases.shrink_to_fit();
        self.aliases
    }

    fn are_initials(&self, capitals: &str) -> bool {
        self.aliases.iter().any(|alias| are_initials(capitals, &alias.text, self.is_country))
    }

    fn is_skeleton(&self, name: &str, traits: &Traits) -> bool {
        is_skeleton(name, traits) && self.aliases.first().is_some_and(|own| has_vowel(&own.text))
    }

    fn is_of_other_script(&self, traits: &Traits, lang: Option<&str>) -> bool {
        let wanted = |language: &String| Some(Script::of_language(language)) == traits.script;
        lang.is_none() && !self.languages.is_empty() && !self.languages.iter().any(wanted)
    }

    /// Whether no alias folds to the same form; if so, it is remembered.
    fn is_new(&mut self, name: &str) -> bool {
        let hash = hash(name);
        let new = !self.folded.contains(&hash);
        if new {
            self.folded.push(hash);
        }
        new
    }
}

fn hash(name: &str) -> u64 {
    xxh3_64(fold(name).as_bytes())
}
