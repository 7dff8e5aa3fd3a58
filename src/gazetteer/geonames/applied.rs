//! Every name to which a rule of an import applied, where somebody wants to see all and not the counts alone.

use std::sync::Arc;

use super::report::{Restriction, Rule, SetAside};

/// A name to which a rule of an import applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The file that has the name.
    pub path: Arc<str>,
    /// The line in it, from 1.
    pub line: u64,
    /// The id of the entity whose name it would be, or is under the rule.
    pub entity: Arc<str>,
    /// The name.
    pub name: Box<str>,
    /// The rule.
    pub rule: AppliedRule,
}

/// A rule that applied to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AppliedRule {
    /// The name gave no alias.
    SetAside(SetAside),
    /// It gave one that is bound more strictly.
    Restricted(Restriction),
}

impl AppliedRule {
    /// The word that stands for it in files, as in the report of a run: `search-key`.
    pub fn name(self) -> String {
        let word = match self {
            AppliedRule::SetAside(rule) => serde_json::to_value(rule),
            AppliedRule::Restricted(rule) => serde_json::to_value(rule),
        };
        word.ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// What became of the name, and why.
    pub fn reason(self) -> String {
        match self {
            AppliedRule::SetAside(rule) => format!("set aside: {}", rule.reason()),
            AppliedRule::Restricted(rule) => format!("kept under a stricter rule: {}", rule.reason()),
        }
    }
}

/// What is written down of names while a file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Log {
    all: Vec<Applied>,
    /// Where the names stand that come now; none if nobody wants to know.
    here: Option<Here>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Here {
    path: Arc<str>,
    line: u64,
    entity: Arc<str>,
}

impl Log {
    /// Says where the names stand that come now.
    pub(super) fn begin(&mut self, path: &Arc<str>, line: u64, entity: &str) {
        self.here = Some(Here { path: path.clone(), line, entity: entity.into() });
    }

    pub(super) fn write(&mut self, rule: AppliedRule, name: &str) {
        if let Some(Here { path, line, entity }) = self.here.clone() {
            self.all.push(Applied { path, line, entity, name: name.into(), rule });
        }
    }

    /// Adds what came after.
    pub(super) fn append(&mut self, other: Log) {
        self.all.extend(other.all);
    }

    pub(super) fn all(&self) -> &[Applied] {
        &self.all
    }
}
