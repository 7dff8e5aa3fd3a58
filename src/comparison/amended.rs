//! Corrections that one run was given and the other was not: by what they say, wherever their files lie and whatever
//! these are called.

use std::collections::BTreeMap;

use super::given::GivenChange;
use crate::store::{CorrectionRecord, MentionRow, Store};

/// What is done and to what: the same in both runs where the correction is the same.
type Content<'r> = (&'r str, &'r str);

/// What one run was given, and the other was not.
#[derive(Clone, Debug, Default)]
pub(super) struct Amended {
    added: Vec<CorrectionRecord>,
    removed: Vec<CorrectionRecord>,
    /// How many of which sort stand in each file: path, and before and after.
    files: BTreeMap<String, [Count; 2]>,
}

/// How many there are, by what they do.
type Count = BTreeMap<String, u64>;

impl Amended {
    pub(super) fn between(old: &Store, new: &Store) -> Amended {
        let (before, after) = (&old.manifest().corrections, &new.manifest().corrections);
        let mut files: BTreeMap<String, [Count; 2]> = BTreeMap::new();
        for (side, records) in [before, after].into_iter().enumerate() {
            for record in records {
                let count = &mut files.entry(file_of(record).to_owned()).or_default()[side];
                *count.entry(record.action.clone()).or_default() += 1;
            }
        }
        Amended { added: only_in(after, before), removed: only_in(before, after), files }
    }

    /// How many came, and how many went: "2 blocks added, 1 merge removed". Empty if both runs have the same.
    pub(super) fn in_words(&self) -> String {
        let parts = [(&self.added, "added"), (&self.removed, "removed")].into_iter().filter_map(|(records, word)| {
            let mut counts = Count::new();
            records.iter().for_each(|record| *counts.entry(record.action.clone()).or_default() += 1);
            (!records.is_empty()).then(|| format!("{} {word}", listed(&counts)))
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    /// What was given, file by file; nothing if no correction differs.
    pub(super) fn given(&self) -> Vec<GivenChange> {
        let differ = self.in_words();
        if differ.is_empty() {
            return Vec::new();
        }
        let touched = |path: &str| self.added.iter().chain(&self.removed).any(|record| file_of(record) == path);
        let side = |count: &Count| (!count.is_empty()).then(|| listed(count));
        let files = self.files.iter().filter(|(path, _)| touched(path));
        let change = |(path, [old, new]): (&String, &[Count; 2])| GivenChange {
            what: "corrections",
            name: path.clone(),
            old: side(old),
            new: side(new).map(|new| if old.is_empty() { new } else { format!("{new} ({differ})") }),
        };
        files.map(change).collect()
    }

    /// Whether a correction that only one run was given can be why only one has a mention.
    pub(super) fn reach(&self, mention: &MentionRow) -> bool {
        let surface = format!("{:?}", mention.surface);
        self.added.iter().chain(&self.removed).any(|record| match record.action.as_str() {
            "block" | "reassign" | "add" => record.subject.starts_with(&surface),
            "date" => record.subject.starts_with(&format!("{}: ", mention.document)),
            "copy" => false,
            _ => true,
        })
    }
}

fn content(record: &CorrectionRecord) -> Content<'_> {
    (&record.action, &record.subject)
}

/// The path of the file that a correction stands in, without the line.
fn file_of(record: &CorrectionRecord) -> &str {
    record.place.rsplit_once(':').map_or(&record.place, |(path, _)| path)
}

/// Those of one run that the other does not have, or not as often.
fn only_in(these: &[CorrectionRecord], others: &[CorrectionRecord]) -> Vec<CorrectionRecord> {
    let mut known: BTreeMap<Content, u64> = BTreeMap::new();
    others.iter().for_each(|record| *known.entry(content(record)).or_default() += 1);
    let mut only = Vec::new();
    for record in these {
        match known.get_mut(&content(record)).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => only.push(record.clone()),
        }
    }
    only
}

/// "2 blocks and 1 merge".
fn listed(counts: &Count) -> String {
    let each = counts.iter().map(|(action, count)| {
        let noun = if action == "add" { "addition" } else { action };
        match (noun, count) {
            (noun, 1) => format!("1 {noun}"),
            ("copy", count) => format!("{count} copies"),
            (noun, count) => format!("{count} {noun}s"),
        }
    });
    each.collect::<Vec<_>>().join(" and ")
}
