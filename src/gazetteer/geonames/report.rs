//! What an import did with what it read.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::applied::{Applied, AppliedRule, Log};
use crate::gazetteer::entity::Entity;

/// Why a row of a dump gives no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LeftOut {
    /// Its feature was not asked for.
    Feature,
    /// Its country was not asked for.
    Country,
    /// It has fewer people than asked for.
    Population,
    /// A number of people was asked for, and GeoNames knows none of it.
    PopulationUnknown,
    /// One of our own lists has the place, by its GeoNames identifier.
    InAnotherList,
    /// A dump read before has the place.
    ReadBefore,
    /// It is broken, or none of the layout's.
    Broken,
}

/// Why a name that a dump gives is no alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SetAside {
    /// It says the same as another name of the place once case, diacritics and hyphens are folded.
    Repeat,
    /// Two to five Latin capitals that are no initials of the place: an airport's or a country's code.
    Code,
    /// Letters that have capitals, and none is one: a transliteration that serves as a search key.
    SearchKey,
    /// No vowel, where the place's own name has one: what was left of it when letters were stripped ("Kzk" of "Kızık").
    Skeleton,
    /// Letters of two scripts: a transliteration broken off halfway.
    MixedScripts,
    /// One or two letters.
    Short,
    /// Digits, brackets, slashes and the like: a description, not a name.
    NotAName,
    /// A common English word that is not the place's own name.
    CommonWord,
    /// Another language than those asked for.
    OtherLanguage,
    /// Another script than those of the languages asked for.
    OtherScript,
    /// An entry of alternateNames that is no name: a link, a postal or station code.
    NoLanguage,
}

/// How a place's own name is bound more strictly than names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Restriction {
    /// A common English word, of a place that is large: counts only as it is written.
    CommonWordExact,
    /// A common English word, of a place that is small or unknown: counts only beside another name of the place.
    CommonWordWeak,
    /// A word such as "of" or "is": counts only beside another name of the place.
    FunctionWordWeak,
    /// One or two letters: counts only beside another name of the place.
    ShortWeak,
    /// One or two letters that somebody wrote into a plain list: counts only as it is written.
    ShortExact,
    /// A colloquial name: counts only beside another name of the place.
    ColloquialWeak,
    /// A historic name of which it is not known until when it held: counts only beside another name of the place.
    HistoricWeak,
}

/// The rules of an import, each with a word for files and a reason for people.
pub(super) trait Rule: Ord {
    fn reason(&self) -> &str;
}

impl Rule for LeftOut {
    fn reason(&self) -> &'static str {
        match self {
            LeftOut::Feature => "of a feature class or code that was not asked for",
            LeftOut::Country => "of a country that was not asked for",
            LeftOut::Population => "populated places with fewer people than asked for",
            LeftOut::PopulationUnknown => {
                "populated places whose number of people GeoNames does not know (--unknown-population takes them)"
            }
            LeftOut::InAnotherList => "in another gazetteer by their GeoNames identifier",
            LeftOut::ReadBefore => "in a GeoNames file read before",
            LeftOut::Broken => "broken, or none of the layout's",
        }
    }
}

impl Rule for SetAside {
    fn reason(&self) -> &'static str {
        match self {
            SetAside::Repeat => "the same as another of its names but for case, diacritics or hyphens",
            SetAside::Code => "codes of two to five capitals that are no initials of the place",
            SetAside::SearchKey => "transliterations without a capital",
            SetAside::Skeleton => "consonants only, of a name that has vowels",
            SetAside::MixedScripts => "transliterations that mix scripts",
            SetAside::Short => "one or two letters",
            SetAside::NotAName => "with digits, brackets, slashes and the like",
            SetAside::CommonWord => "common English words that are not the place's own name",
            SetAside::OtherLanguage => "in another language than asked for",
            SetAside::OtherScript => "in another script than those of the languages asked for",
            SetAside::NoLanguage => "links and codes among the alternate names",
        }
    }
}

impl Rule for String {
    fn reason(&self) -> &str {
        self
    }
}

impl Rule for Restriction {
    fn reason(&self) -> &'static str {
        match self {
            Restriction::CommonWordExact => {
                "own name a common English word, of a large place or a curated list: case = \"exact\""
            }
            Restriction::CommonWordWeak => {
                "a common English word, of a small place or beside the own name: weak, case = \"exact\""
            }
            Restriction::FunctionWordWeak => "a function word: weak, case = \"exact\"",
            Restriction::ShortWeak => "one or two letters: weak, case = \"exact\"",
            Restriction::ShortExact => "one or two letters, of a plain list: case = \"exact\"",
            Restriction::ColloquialWeak => "colloquial name: weak",
            Restriction::HistoricWeak => "historic name without an end: weak",
        }
    }
}

/// How often a rule applied, and to what, for example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How often.
    pub count: u64,
    /// The first few names that it applied to, each once.
    pub samples: Vec<String>,
}

impl Tally {
    const SAMPLES: usize = 6;

    fn add(&mut self, name: &str) {
        self.count += 1;
        self.sample(name);
    }

    fn sample(&mut self, name: &str) {
        if self.samples.len() < Tally::SAMPLES && !self.samples.iter().any(|sample| sample == name) {
            self.samples.push(name.to_owned());
        }
    }

    /// Adds what came after: as if one had counted all.
    fn append(&mut self, other: &Tally) {
        self.count += other.count;
        other.samples.iter().for_each(|name| self.sample(name));
    }
}

/// What an import did with what it read: a count for every rule that left something out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u64,
    /// Entities kept.
    #[serde(alias = "places")]
    pub entities: u64,
    /// Aliases kept, names included.
    pub aliases: u64,
    /// Rows that gave no place.
    pub left_out: BTreeMap<LeftOut, Tally>,
    /// Names that gave no alias.
    pub set_aside: BTreeMap<SetAside, Tally>,
    /// Names that gave an alias with a stricter rule.
    pub restricted: BTreeMap<Restriction, Tally>,
    /// What the list says and the home format has no room for, by what it is.
    #[serde(default)]
    pub lost: BTreeMap<String, Tally>,
    #[serde(skip)]
    log: Log,
}

impl ImportReport {
    /// Every name that was set aside or bound more strictly, in the order of the files; empty unless
    /// [`ImportOptions::each`](super::ImportOptions::each) asked for it.
    pub fn each(&self) -> &[Applied] {
        self.log.all()
    }

    /// Says where the names stand that come now, from which on each is kept to which a rule applies.
    pub(in crate::gazetteer) fn begin(&mut self, path: &Arc<str>, line: u64, entity: &str) {
        self.log.begin(path, line, entity);
    }

    pub(in crate::gazetteer) fn leave_out(&mut self, reason: LeftOut, name: &str) {
        self.left_out.entry(reason).or_default().add(name);
    }

    /// How many records were left out because they are broken: input that was skipped.
    pub fn broken(&self) -> u64 {
        self.left_out.get(&LeftOut::Broken).map_or(0, |tally| tally.count)
    }

    /// Counts broken records that are not told one by one.
    pub(in crate::gazetteer) fn leave_out_broken(&mut self, count: u64) {
        self.left_out.entry(LeftOut::Broken).or_default().count += count;
    }

    /// Adds what was done with the rows that follow.
    pub(super) fn add(&mut self, other: ImportReport) {
        self.rows += other.rows;
        self.entities += other.entities;
        self.aliases += other.aliases;
        append(&mut self.left_out, other.left_out);
        append(&mut self.set_aside, other.set_aside);
        append(&mut self.restricted, other.restricted);
        append(&mut self.lost, other.lost);
        self.log.append(other.log);
    }

    /// Takes back a place that was counted as kept.
    pub(in crate::gazetteer) fn leave_out_kept(&mut self, reason: LeftOut, place: &Entity) {
        self.entities -= 1;
        self.aliases -= place.aliases.len() as u64;
        self.leave_out(reason, &place.name);
    }

    /// Counts an entry of a country that was not asked for.
    pub(in crate::gazetteer) fn leave_out_country(&mut self, name: &str) {
        self.leave_out(LeftOut::Country, name);
    }

    /// Counts what could not be carried.
    pub(in crate::gazetteer) fn lose(&mut self, what: &str, sample: &str) {
        match self.lost.get_mut(what) {
            Some(tally) => tally.add(sample),
            None => self.lost.entry(what.to_owned()).or_default().add(sample),
        }
    }

    pub(in crate::gazetteer) fn set_aside(&mut self, reason: SetAside, name: &str) {
        self.set_aside.entry(reason).or_default().add(name);
        self.log.write(AppliedRule::SetAside(reason), name);
    }

    pub(in crate::gazetteer) fn restrict(&mut self, restriction: Restriction, name: &str) {
        self.restricted.entry(restriction).or_default().add(name);
        self.log.write(AppliedRule::Restricted(restriction), name);
    }
}

fn append<R: Ord>(tallies: &mut BTreeMap<R, Tally>, others: BTreeMap<R, Tally>) {
    for (rule, other) in others {
        tallies.entry(rule).or_default().append(&other);
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} rows: {} entities with {} aliases kept", self.rows, self.entities, self.aliases)?;
        section(f, "rows left out", &self.left_out)?;
        section(f, "names set aside", &self.set_aside)?;
        section(f, "names kept under a stricter rule", &self.restricted)?;
        section(f, "not carried", &self.lost)
    }
}

fn section<R: Rule>(f: &mut fmt::Formatter<'_>, title: &str, tallies: &BTreeMap<R, Tally>) -> fmt::Result {
    if tallies.is_empty() {
        return Ok(());
    }
    writeln!(f, "{title}:")?;
    for (rule, tally) in tallies {
        let samples: Vec<String> = tally.samples.iter().map(|sample| format!("{sample:?}")).collect();
        writeln!(f, "{:>9}  {}: {}", tally.count, rule.reason(), samples.join(", "))?;
    }
    Ok(())
}
