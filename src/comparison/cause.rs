//! Why a mention is in one run and not in the other.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_128;

use super::Change;
use super::amended::Amended;
use super::given::settings_that_match;
use super::renamed::Renamed;
use crate::Result;
use crate::store::{MentionRow, Store};
use crate::timeline::CountMode;

/// Why a mention changed. The first that holds is taken, in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// Its document is new.
    DocumentCame,
    /// Its document is gone.
    DocumentWent,
    /// Its alias is new in the gazetteers: entity and alias.
    AliasCame(String, String),
    /// Its alias is no longer in the gazetteers: entity and alias.
    AliasWent(String, String),
    /// The title or the text of its document is another.
    Rewritten,
    /// The publication date of its document is another.
    Redated,
    /// In the other run its text is a copy of another, or furniture, and does not count.
    Copy,
    /// The same characters are a mention of another entity in the other run: its id.
    Reassigned(String),
    /// A longer name that covers it is a mention in the other run: its surface.
    Longer(String),
    /// Corrections that only one run was given, one of which can be about it: how many were added and removed.
    Corrections(String),
    /// A setting that decides what counts: its key.
    Setting(String),
    /// The alias is in both runs; the gazetteers differ, and with them its rules or its rivals.
    Rules,
    /// Another version of `dateline` made the other run.
    Program,
    /// Nothing that the runs were given explains it.
    Unknown,
}

impl Cause {
    /// The word that stands for its kind in every output.
    pub fn name(&self) -> &'static str {
        match self {
            Cause::DocumentCame => "document_came",
            Cause::DocumentWent => "document_went",
            Cause::Rewritten => "document_rewritten",
            Cause::Redated => "document_redated",
            Cause::Copy => "copy",
            Cause::AliasCame(..) => "alias_came",
            Cause::AliasWent(..) => "alias_went",
            Cause::Reassigned(_) => "reassigned",
            Cause::Longer(_) => "longer_name",
            Cause::Corrections(_) => "corrections",
            Cause::Setting(_) => "setting",
            Cause::Rules => "rules",
            Cause::Program => "program",
            Cause::Unknown => "unknown",
        }
    }

    /// What exactly: the entity's id and the alias, the other entity, the longer name, the corrections, the setting.
    pub fn detail(&self) -> Option<String> {
        match self {
            Cause::AliasCame(entity, alias) | Cause::AliasWent(entity, alias) => Some(format!("{alias} ({entity})")),
            Cause::Reassigned(detail) | Cause::Longer(detail) | Cause::Corrections(detail) | Cause::Setting(detail) => {
                Some(detail.clone())
            }
            _ => None,
        }
    }
}

/// What may be a cause between two runs.
pub(super) struct Causes {
    old_aliases: HashSet<u128>,
    new_aliases: HashSet<u128>,
    amended: Amended,
    setting: Option<String>,
    gazetteers_differ: bool,
    programs_differ: bool,
    /// Whether copies and furniture count in the old run, and in the new.
    all_count: (bool, bool),
}

impl Causes {
    pub(super) fn new((old, renamed): (&Store, &Renamed), new: &Store, count: Option<CountMode>) -> Result<Causes> {
        let all_count = |store| count.unwrap_or_else(|| CountMode::recorded(store)) == CountMode::All;
        let hashes = |store: &Store| -> Vec<String> {
            store.manifest().gazetteers.iter().map(|source| source.hash.clone()).collect()
        };
        Ok(Causes {
            old_aliases: aliases(old, renamed)?,
            new_aliases: aliases(new, &Renamed::new())?,
            amended: Amended::between(old, new),
            setting: settings_that_match(old, new).into_iter().next(),
            gazetteers_differ: hashes(old) != hashes(new),
            programs_differ: old.manifest().dateline != new.manifest().dateline,
            all_count: (all_count(old), all_count(new)),
        })
    }

    /// Whether copies and furniture count in the old run, and in the new.
    pub(super) fn all_count(&self) -> (bool, bool) {
        self.all_count
    }

    /// Why a mention counts in one run, and not in the other, which has it too.
    pub(super) fn of_its_text(&self) -> Cause {
        if self.all_count.0 == self.all_count.1 { Cause::Copy } else { Cause::Setting("count".into()) }
    }

    /// The alias of a mention, where only the run that has the mention has it: without it there could be none, whatever
    /// became of its document.
    pub(super) fn of_its_alias(&self, change: Change, mention: &MentionRow) -> Option<Cause> {
        let known = match change {
            Change::Came => &self.old_aliases,
            Change::Went => &self.new_aliases,
            Change::Moved => return None,
        };
        let (entity, alias) = (mention.entity.clone(), mention.alias.clone());
        match known.contains(&key(&entity, &alias)) {
            true => None,
            false if change == Change::Came => Some(Cause::AliasCame(entity, alias)),
            false => Some(Cause::AliasWent(entity, alias)),
        }
    }

    /// Why one mention changed; `others` are those of its document that changed the other way.
    pub(super) fn of(&self, change: Change, mention: &MentionRow, others: &[MentionRow]) -> Cause {
        if let Some(cause) = self.of_its_alias(change, mention) {
            return cause;
        }
        if let Some(other) = others.iter().find(|other| covers(other, mention)) {
            return match same_place(other, mention) {
                true => Cause::Reassigned(other.entity.clone()),
                false => Cause::Longer(other.surface.clone()),
            };
        }
        if self.amended.reach(mention) {
            return Cause::Corrections(self.amended.in_words());
        }
        match &self.setting {
            Some(setting) => Cause::Setting(setting.clone()),
            None if self.gazetteers_differ => Cause::Rules,
            None if self.programs_differ => Cause::Program,
            None => Cause::Unknown,
        }
    }
}

fn covers(longer: &MentionRow, shorter: &MentionRow) -> bool {
    longer.field == shorter.field && longer.byte_start <= shorter.byte_start && shorter.byte_end <= longer.byte_end
}

fn same_place(one: &MentionRow, other: &MentionRow) -> bool {
    (one.byte_start, one.byte_end) == (other.byte_start, other.byte_end)
}

/// The aliases of a run as hashes, under the ids of the new run: a gazetteer may have millions.
fn aliases(store: &Store, renamed: &Renamed) -> Result<HashSet<u128>> {
    let id = |id: &String| -> String { renamed.get(id).unwrap_or(id).clone() };
    store.aliases()?.map(|row| row.map(|row| key(&id(&row.entity), &row.alias))).collect()
}

fn key(entity: &str, alias: &str) -> u128 {
    xxh3_128(format!("{entity}\0{alias}").as_bytes())
}
