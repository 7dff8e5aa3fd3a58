//! Entities and their aliases.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Kind {
    Place,
    Person,
    Organisation,
}

impl Kind {
    /// All kinds, in the order of every listing.
    pub const ALL: [Kind; 3] = [Kind::Place, Kind::Person, Kind::Organisation];

    /// The word that stands for it in every file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Place => "place",
            Kind::Person => "person",
            Kind::Organisation => "organisation",
        }
    }

    /// The word for several of it, as headings use it.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Place => "places",
            Kind::Person => "people",
            Kind::Organisation => "organisations",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a kind of entity"))
                .help("one of place, person, organisation")
        })
    }
}

/// In which letter case an alias is a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CaseRule {
    /// Only exactly as the alias is written: "US", never "us".
    Exact,
    /// With a capital wherever the alias has one, or all in capitals as in a headline.
    Capitalised,
    /// In any case.
    Any,
}

impl CaseRule {
    /// All rules, from the strictest to the loosest.
    pub const ALL: [CaseRule; 3] = [CaseRule::Exact, CaseRule::Capitalised, CaseRule::Any];

    /// The word that stands for it in every file.
    pub fn name(self) -> &'static str {
        match self {
            CaseRule::Exact => "exact",
            CaseRule::Capitalised => "capitalised",
            CaseRule::Any => "any",
        }
    }

    /// The rule of an alias that states none: exact for an all-capitals acronym of up to five letters
    /// ("ISIS", "U.S."), capitalised for everything else.
    pub fn default_for(alias: &str) -> CaseRule {
        let mut letters = 0;
        for character in alias.chars() {
            match character {
                _ if character.is_uppercase() => letters += 1,
                '.' | '-' | '&' | '/' => {}
                _ if character.is_numeric() => {}
                _ => return CaseRule::Capitalised,
            }
        }
        if (1..=5).contains(&letters) { CaseRule::Exact } else { CaseRule::Capitalised }
    }
}

impl FromStr for CaseRule {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<CaseRule> {
        CaseRule::ALL.into_iter().find(|rule| rule.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a rule of letter case"))
                .help("one of exact, capitalised, any")
        })
    }
}

/// One string by which an entity is mentioned, with its own rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The alias as the gazetteer writes it.
    pub text: Box<str>,
    /// In which letter case it is a mention.
    pub case: CaseRule,
    /// Whether it counts only in a document where a strong alias of the same entity stands.
    pub weak: bool,
    /// The rules that few aliases have; kept apart so that a million plain names stay small.
    pub conditions: Option<Box<Conditions>>,
}

/// The conditions of an alias that only some have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// Not a mention when one of these words follows directly: "Washington" before "Post".
    pub not_before: Vec<String>,
    /// Not a mention when one of these words stands directly before: "Washington" after "Denzel".
    pub not_after: Vec<String>,
    /// A mention although weak when one of these words follows directly: "Labour" before "MPs".
    pub strong_before: Vec<String>,
    /// A mention although weak when one of these words stands directly before: "Hit" after "town of".
    pub strong_after: Vec<String>,
    /// Not a mention in a document published before this day.
    pub from: Option<Day>,
    /// Not a mention in a document published after this day.
    pub to: Option<Day>,
    /// The language of the alias (BCP 47), which also selects the inflection rules.
    pub lang: Option<String>,
    /// Not a mention in an inflected form or with a clitic of its language: `inflect = false`.
    pub uninflected: bool,
    /// A mention whatever the words beside it say: none of the rules `month`, `emphasis`, `inside_name`, `unlikely` and
    /// `elsewhere` holds for it: `sure = true`.
    pub sure: bool,
    /// A mention, in any letter case, inside web and e-mail addresses, account and file names, and as one of the words
    /// that a hashtag is made of ("#FreeMosulNow") too: `anywhere = true`.
    pub anywhere: bool,
    /// Anything that a reader of the gazetteer should know.
    pub note: Option<String>,
}

impl Conditions {
    /// All lists of words that are looked for beside the alias.
    pub(crate) fn phrases(&self) -> [&Vec<String>; 4] {
        [&self.not_before, &self.not_after, &self.strong_before, &self.strong_after]
    }
}

impl Alias {
    /// An alias without any rule but the default case rule.
    pub fn plain(text: impl Into<Box<str>>) -> Alias {
        let text = text.into();
        let case = CaseRule::default_for(&text);
        Alias { text, case, weak: false, conditions: None }
    }

    /// Whether it is a mention whatever the words beside it say.
    pub fn is_sure(&self) -> bool {
        self.conditions.as_deref().is_some_and(|conditions| conditions.sure)
    }

    /// Whether it is a mention inside addresses and hashtags too.
    pub fn is_anywhere(&self) -> bool {
        self.conditions.as_deref().is_some_and(|conditions| conditions.anywhere)
    }

    /// The language of the alias, where it states one.
    pub fn lang(&self) -> Option<&str> {
        self.conditions.as_deref()?.lang.as_deref()
    }
}

/// Where a place is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
}

/// One place, person or organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Unique over all gazetteers of a run.
    pub id: Box<str>,
    /// What it is.
    pub kind: Kind,
    /// The name that outputs show.
    pub name: Box<str>,
    /// Every string by which it is mentioned. The first is the name itself.
    pub aliases: Vec<Alias>,
    /// A finer class in the gazetteer's own words: "city", "armed-group".
    pub class: Option<Box<str>>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    /// Where it is, for a place.
    pub location: Option<Location>,
    /// How many people live there; decides between namesakes.
    pub population: Option<u64>,
    /// Decides between entities that share an alias: the higher wins. 0 unless stated.
    pub priority: i32,
    /// What only few entities have.
    pub details: Option<Box<Details>>,
}

impl Entity {
    /// What the ids of a GeoNames dump's places begin with; a list made by hand gives its own.
    pub const DUMP_PREFIX: &str = "geonames-";

    /// An entity that has only a name, with that name's default rules.
    pub fn new(id: &str, kind: Kind, name: &str) -> Entity {
        Entity {
            id: id.into(),
            kind,
            name: name.into(),
            aliases: vec![Alias::plain(name)],
            class: None,
            country: None,
            location: None,
            population: None,
            priority: 0,
            details: None,
        }
    }

    /// Ids by which it went before, or goes in lists that it was joined from: corrections and commands find it by these
    /// too. None of them is another entity's id.
    pub fn former_ids(&self) -> &[String] {
        self.details.as_deref().map_or(&[], |details| &details.former_ids)
    }

    /// Whether an id is its own, or a former one.
    pub fn is_called(&self, id: &str) -> bool {
        *self.id == *id || self.former_ids().iter().any(|former| former == id)
    }

    /// Remembers ids by which it was known.
    pub(crate) fn succeed(&mut self, ids: impl IntoIterator<Item = String>) {
        for id in ids {
            if !self.is_called(&id) {
                self.details.get_or_insert_default().former_ids.push(id);
            }
        }
    }

    /// Whether it comes from a GeoNames dump, which its id tells: such a dump was not made for counting, so its names
    /// need evidence, and the place stands in no list of one's own.
    pub fn is_dumped(&self) -> bool {
        self.id.starts_with(Entity::DUMP_PREFIX)
    }
}

/// What only few entities have; kept apart so that a million places stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// GeoNames' identifier.
    pub geonames: Option<u64>,
    /// Wikidata's identifier: "Q3838".
    pub wikidata: Option<String>,
    /// Identifiers of the same thing elsewhere: `viaf:148547135`, an address.
    pub same_as: Vec<String>,
    /// Ids by which it went before, or goes in lists that it was joined from.
    pub former_ids: Vec<String>,
    /// The gazetteer's own labels.
    pub tags: Vec<String>,
    /// Anything that a reader should know.
    pub note: Option<String>,
    /// The first-level division (state, province) that a place lies in: GeoNames' code within the country, or a name.
    pub admin1: Option<Box<str>>,
    /// The second-level division (county, district) that a place lies in, as above.
    pub admin2: Option<Box<str>>,
    /// GeoNames' feature class and code: `P.PPLC`.
    pub feature: Option<Box<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_exact_and_names_are_capitalised() {
        for (alias, rule) in [
            ("IS", CaseRule::Exact),
            ("U.S.", CaseRule::Exact),
            ("YPG", CaseRule::Exact),
            ("MI6", CaseRule::Exact),
            ("UNESCO", CaseRule::Capitalised),
            ("Mosul", CaseRule::Capitalised),
            ("ПВО", CaseRule::Exact),
            ("الموصل", CaseRule::Capitalised),
            ("7", CaseRule::Capitalised),
        ] {
            assert_eq!(CaseRule::default_for(alias), rule, "{alias}");
        }
    }
}
