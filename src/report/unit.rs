//! What the page counts, in words: mentions and documents, or sources where each counts once a bucket.

use super::words;
use crate::timeline::{Axis, CountMode};

/// The words for what is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// What the bars count, as the head of a column.
    pub many: &'static str,
    /// Whether documents are counted beside them.
    pub in_documents: bool,
    /// What they are measured against.
    pub all: &'static str,
}

impl Unit {
    pub(super) fn of(mode: CountMode) -> Unit {
        match mode {
            CountMode::All | CountMode::Distinct => Unit { many: "mentions", in_documents: true, all: "all documents" },
            CountMode::Sources => Unit { many: "sources", in_documents: false, all: "all sources" },
        }
    }

    /// So many mentions in so many documents; where sources count, how many of these there are, if that is known.
    pub(super) fn counted(self, mentions: u64, documents: u64, sources: Option<u64>) -> String {
        let documents = words::counted(documents, "document");
        match (self.in_documents, sources) {
            (true, _) => format!("{} in {documents}", words::counted(mentions, "mention")),
            (false, Some(sources)) => format!("{} in {documents}", words::counted(sources, "source")),
            (false, None) => documents,
        }
    }

    /// The heading of the bars on an axis.
    pub(super) fn heading(self, axis: Axis) -> &'static str {
        match (self.in_documents, axis) {
            (false, Axis::Published) => "Sources with a mention, by date of publication",
            (false, Axis::Referenced) => "Sources with a mention, by the dates that the texts name",
            (true, Axis::Published) => "Mentions, by date of publication",
            (true, Axis::Referenced) => "Mentions, by the dates that the texts name",
        }
    }

    /// The heading of the rates on an axis.
    pub(super) fn rate(self, axis: Axis) -> &'static str {
        match (self.in_documents, axis) {
            (false, Axis::Published) => "Sources with a mention, per 1,000 sources",
            (false, Axis::Referenced) => "Per 1,000 sources that name that time",
            (true, Axis::Published) => "Documents with a mention, per 1,000 documents",
            (true, Axis::Referenced) => "Per 1,000 documents that name that time",
        }
    }

    /// The heading of the coverage on an axis.
    pub(super) fn coverage(self, axis: Axis) -> &'static str {
        match (self.in_documents, axis) {
            (false, Axis::Published) => "Sources",
            (false, Axis::Referenced) => "Sources that name a date of that time",
            (true, Axis::Published) => "Documents",
            (true, Axis::Referenced) => "Documents that name a date of that time",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_sources_count_mentions_are_not_named() {
        let [texts, sources] = [CountMode::All, CountMode::Sources].map(Unit::of);
        assert_eq!(texts.counted(3, 2, None), "3 mentions in 2 documents");
        assert_eq!(sources.counted(3, 2, Some(1)), "1 source in 2 documents");
        assert_eq!(sources.counted(3, 2, None), "2 documents");
    }
}
