//! Which texts count: all, each once, or each source once.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::series::{Coverage, Measure, Timelines};
use crate::store::{EntityRow, Store};
use crate::text::grouped;

/// Which texts count. The documents and words of a bucket are counted the same way as the mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CountMode {
    /// Every text, copies and furniture included.
    All,
    /// Each text once, without its copies and without paragraphs that stand on many pages of a source.
    #[default]
    Distinct,
    /// Each source (publisher, else web host, else folder or table) once a bucket: how many of them mention an entity,
    /// of those that published anything. Copies count, since a source chose to print them; furniture does not.
    Sources,
}

impl CountMode {
    /// All modes.
    pub const ALL: [CountMode; 3] = [CountMode::All, CountMode::Distinct, CountMode::Sources];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            CountMode::All => "all",
            CountMode::Distinct => "distinct",
            CountMode::Sources => "sources",
        }
    }

    /// The mode that a run was built with.
    pub fn recorded(store: &Store) -> CountMode {
        let mode = store.manifest().settings.get("count").and_then(|mode| mode.as_str());
        mode.and_then(|mode| mode.parse().ok()).unwrap_or_default()
    }

    /// Whether there is such a measure where texts are counted this way.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`](crate::ErrorKind::Usage) for mentions per million words where sources count: a
    /// source counts once a bucket, however much it prints.
    pub fn allow(self, measure: Measure) -> crate::Result<()> {
        if self == CountMode::Sources && measure == Measure::PerMillionWords {
            let message = "sources have no rate per million words: each counts once a bucket, however much it prints";
            return Err(crate::Error::new(crate::ErrorKind::Usage, message)
                .help("use --measure per-1000-documents, which is sources per 1,000 of them, or another --count"));
        }
        Ok(())
    }

    /// An entity's totals: mentions and documents.
    pub(super) fn totals(self, row: &EntityRow) -> (u64, u64) {
        match self {
            CountMode::All => (row.mentions, row.documents),
            CountMode::Distinct => (row.distinct_mentions, row.distinct_documents),
            CountMode::Sources => (row.sources, row.sources),
        }
    }

    /// The words of a document that count. Of sources none do: there is no rate of mentions per word.
    pub(super) fn words(self, words: u64, furniture: u64) -> u64 {
        match self {
            CountMode::All => words,
            CountMode::Distinct => words.saturating_sub(furniture),
            CountMode::Sources => 0,
        }
    }
}

impl fmt::Display for CountMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for CountMode {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<CountMode> {
        CountMode::ALL.into_iter().find(|mode| mode.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a way to count"))
                .help("one of all, distinct, sources")
        })
    }
}

impl Timelines {
    /// Which texts were counted, in a sentence for captions; none if the timelines were not made from a store.
    pub fn texts_counted(&self) -> Option<String> {
        let totals = &self.totals;
        let period = totals.period != (None, None);
        let amount = |number: u64, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            number => Some(format!("{} {many}", grouped(number))),
        };
        let count = totals.count?;
        let copies = amount(totals.copies, "copy", "copies").filter(|_| count != CountMode::Sources);
        let furniture = amount(totals.furniture, "furniture paragraph", "furniture paragraphs");
        // Of furniture only what stands in all of the run is known.
        let groups = match period {
            true => vec![(copies, ""), (furniture, " in all of the run")],
            false => {
                let both: Vec<String> = copies.into_iter().chain(furniture).collect();
                vec![((!both.is_empty()).then(|| both.join(" and ")), "")]
            }
        };
        let told = groups.into_iter().filter_map(|(texts, run)| match (count, texts?) {
            (CountMode::All, texts) => Some(format!("with {texts}{run}")),
            (_, texts) => Some(format!("{texts} left out{run}")),
        });
        let sources = (count == CountMode::Sources).then(|| {
            let sources = amount(totals.sources, "source", "sources").unwrap_or_else(|| "no source".to_owned());
            format!("{sources} in the {}", if period { "period" } else { "corpus" })
        });
        let details: Vec<String> = sources.into_iter().chain(told).collect();
        let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join("; ")) };
        Some(match count {
            CountMode::All => format!("Texts counted: all{details}."),
            CountMode::Distinct => format!("Texts counted: distinct ones{details}."),
            CountMode::Sources => format!("Counted are sources, each once a bucket{details}."),
        })
    }
}

/// Sources by number, and what each was counted for.
#[derive(Default)]
pub(super) struct Sources {
    numbers: HashMap<String, u32>,
    told: HashSet<(usize, usize, u32)>,
}

impl Sources {
    /// Whether a source is seen for the first time under two keys, such as an entity and a bucket.
    pub(super) fn first(&mut self, one: usize, other: usize, source: &str) -> bool {
        let next = self.numbers.len() as u32;
        let number = match self.numbers.get(source) {
            Some(&number) => number,
            None => *self.numbers.entry(source.to_owned()).or_insert(next),
        };
        self.told.insert((one, other, number))
    }
}

/// Adds a document to what covers a bucket.
pub(super) fn cover(coverage: &mut Coverage, words: u64, counts: bool) {
    coverage.documents += u64::from(counts);
    coverage.words += words;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, expected) in [(0, "0"), (12, "12"), (310, "310"), (1204, "1,204"), (1_000_000, "1,000,000")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn sources_have_no_rate_per_words() {
        for (mode, measure, allowed) in [
            (CountMode::Sources, Measure::PerMillionWords, false),
            (CountMode::Sources, Measure::Per1000Documents, true),
            (CountMode::Distinct, Measure::PerMillionWords, true),
        ] {
            assert_eq!(mode.allow(measure).is_ok(), allowed, "{mode} {measure}");
        }
    }

    #[test]
    fn a_source_counts_once_for_an_entity_and_a_bucket() {
        let mut sources = Sources::default();
        assert!(sources.first(1, 2, "a") && sources.first(1, 2, "b") && sources.first(1, 3, "a"));
        assert!(!sources.first(1, 2, "a"));
    }
}
