//! Who is mentioned with whom, bucket by bucket.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Table;
use super::timelines::COUNT;
use crate::Result;
use crate::calendar::{Bucket, BucketSize};
use crate::store::{Cell, ColumnSpec, EntityRow, MENTIONS, Select, Store, TableSpec};
use crate::timeline::CountMode;

/// One row a pair of entities and bucket in which a document mentions both.
pub const CO_MENTIONS: TableSpec = TableSpec {
    name: "co_mentions",
    columns: &[
        ColumnSpec::text("one", "the id of the entity that is first by id"),
        ColumnSpec::text("one_name", "its name"),
        ColumnSpec::text("other", "the other's id"),
        ColumnSpec::text("other_name", "its name"),
        ColumnSpec::text("bucket", "2017-06-13, 2017-W24, 2017-06, 2017-Q2 or 2017; none where undated or coarser")
            .optional(),
        ColumnSpec::text("from", "the bucket's first day").optional(),
        ColumnSpec::text("to", "the bucket's last day").optional(),
        ColumnSpec::integer("documents", "documents that mention both"),
        ColumnSpec::integer("sentences", "sentences that mention both"),
        ColumnSpec::text("count", COUNT),
    ],
};

/// Documents and sentences that mention two entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) documents: u64,
    pub(super) sentences: u64,
}

/// A pair, as positions among the entities.
pub(super) type Pair = (usize, usize);

/// Who is mentioned with whom. All pairs that occur are in memory at once; `--top` and `--where` keep them few.
#[derive(Clone, Debug, Default)]
pub struct CoMentionTable {
    /// By id.
    pub(super) entities: Vec<EntityRow>,
    /// By pair, then bucket; what lies in no bucket comes first.
    pub(super) meetings: BTreeMap<(Pair, Option<Bucket>), Meeting>,
    pub(super) count: CountMode,
}

impl CoMentionTable {
    /// Counts the documents and sentences of a selection that mention two of its entities; of one entity, those that
    /// mention it and any other, for it cannot meet itself.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Store`](crate::ErrorKind::Store) when the store is damaged.
    pub fn new(store: &Store, select: &Select, size: BucketSize) -> Result<CoMentionTable> {
        let alone = select.entities.as_ref().filter(|ids| ids.len() == 1).cloned();
        let select = &Select { entities: select.entities.clone().filter(|_| alone.is_none()), ..select.clone() };
        let mut entities = store.mentioned_entities_in(&Select {
            entities: select.entities.clone(),
            kind: select.kind,
            ..Select::default()
        })?;
        entities.sort_by(|one, other| one.id.cmp(&other.id));
        let places: HashMap<&str, usize> = entities.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect();
        let own = alone.and_then(|ids| places.get(ids.iter().next()?.as_str()).copied().or(Some(usize::MAX)));
        let mut meetings = BTreeMap::new();
        let mut scan =
            store.scan(&MENTIONS, &["document", "entity", "published", "field", "sentence_start"], select)?;
        let (mut id, mut document) = (String::new(), Document::default());
        while let Some(row) = scan.next_row()? {
            if row.text(0) != id {
                document.count(&mut meetings, own);
                row.text(0).clone_into(&mut id);
                let published = row.span(2);
                let bucket = published.map(|span| (span, Bucket::holding(span.from(), size)));
                document.bucket = bucket.filter(|(span, bucket)| span.to() <= bucket.to()).map(|(_, bucket)| bucket);
            }
            let Some(&place) = places.get(row.text(1)) else { continue };
            // Fields are told apart by the length of their names.
            document.mentions.push(((row.text(3).len(), row.count(4)), place));
        }
        document.count(&mut meetings, own);
        let count = if select.distinct { CountMode::Distinct } else { CountMode::All };
        Ok(CoMentionTable { entities, meetings, count })
    }
}

/// The mentions of one document: where the sentence stands, and the entity's place.
#[derive(Default)]
struct Document {
    bucket: Option<Bucket>,
    mentions: Vec<((usize, u64), usize)>,
}

impl Document {
    /// Counts its pairs, of one entity only those that it is in, and is empty again.
    fn count(&mut self, meetings: &mut BTreeMap<(Pair, Option<Bucket>), Meeting>, own: Option<usize>) {
        let wanted = |&(one, other): &Pair| own.is_none_or(|own| one == own || other == own);
        let mut present: Vec<usize> = self.mentions.iter().map(|(_, place)| *place).collect();
        present.sort_unstable();
        present.dedup();
        for (pair, bucket) in pairs(&present).filter(wanted).map(|pair| (pair, self.bucket)) {
            meetings.entry((pair, bucket)).or_default().documents += 1;
        }
        self.mentions.sort_unstable();
        self.mentions.dedup();
        for sentence in self.mentions.chunk_by(|(one, _), (other, _)| one == other) {
            let together: Vec<usize> = sentence.iter().map(|(_, place)| *place).collect();
            for pair in pairs(&together).filter(wanted) {
                meetings.entry((pair, self.bucket)).or_default().sentences += 1;
            }
        }
        self.mentions.clear();
    }
}

/// Each two of some places, which are in order.
fn pairs(places: &[usize]) -> impl Iterator<Item = Pair> {
    places.iter().enumerate().flat_map(|(at, &one)| places[at + 1..].iter().map(move |&other| (one, other)))
}

impl CoMentionTable {
    /// The pairs, each with its meetings by bucket.
    pub(super) fn by_pair(&self) -> BTreeMap<Pair, Vec<(Option<Bucket>, Meeting)>> {
        let mut pairs: BTreeMap<Pair, Vec<(Option<Bucket>, Meeting)>> = BTreeMap::new();
        for (&(pair, bucket), &meeting) in &self.meetings {
            pairs.entry(pair).or_default().push((bucket, meeting));
        }
        pairs
    }

    /// The entities that meet another.
    pub(super) fn meeting(&self) -> HashSet<usize> {
        self.meetings.keys().flat_map(|((one, other), _)| [*one, *other]).collect()
    }
}

impl Table for CoMentionTable {
    fn spec(&self) -> &TableSpec {
        &CO_MENTIONS
    }

    fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        for (((one, other), bucket), meeting) in &self.meetings {
            let (one, other) = (&self.entities[*one], &self.entities[*other]);
            let names = bucket.map(|bucket| [bucket.to_string(), bucket.from().to_string(), bucket.to().to_string()]);
            let name = |at: usize| Cell::text(names.as_ref().map(|names| names[at].as_str()));
            row(&[
                Cell::Text(&one.id),
                Cell::Text(&one.name),
                Cell::Text(&other.id),
                Cell::Text(&other.name),
                name(0),
                name(1),
                name(2),
                Cell::count(meeting.documents),
                Cell::count(meeting.sentences),
                Cell::Text(self.count.name()),
            ])?;
        }
        Ok(())
    }
}
