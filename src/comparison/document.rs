//! What became of one document and of its mentions.

use super::cause::{Cause, Causes};
use super::walk::{Account, Pair};
use super::{Change, MentionChange};
use crate::calendar::Span;
use crate::store::MentionRow;

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DocumentVerdict {
    /// Only the new run has it.
    Came,
    /// Only the old run has it.
    Went,
    /// Its title or text is another.
    Rewritten,
    /// Its publication date is another; its text is the same.
    Redated,
}

impl DocumentVerdict {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            DocumentVerdict::Came => "came",
            DocumentVerdict::Went => "went",
            DocumentVerdict::Rewritten => "rewritten",
            DocumentVerdict::Redated => "redated",
        }
    }
}

/// A document that is not in both runs, or not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// What became of it.
    pub verdict: DocumentVerdict,
    /// Its id.
    pub document: String,
    /// Where it was read.
    pub source: String,
    /// Its publication date in the old run, if it is there and dated, and where that was learnt.
    pub old_date: Option<(Span, String)>,
    /// The same of the new run.
    pub new_date: Option<(Span, String)>,
    /// Its mentions in the old run, of those that count.
    pub old_mentions: u64,
    /// The same in the new run.
    pub new_mentions: u64,
}

/// What there is to say of one document.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) document: Option<DocumentChange>,
    pub(super) mentions: Vec<Moving>,
}

/// A changed mention, with its time in the other run where it moved.
#[derive(Debug)]
pub(super) struct Moving {
    pub(super) change: MentionChange,
    pub(super) before: Option<Span>,
}

/// The mentions of a document in one run, in the order of their places.
#[derive(Debug, Default)]
struct Counted {
    counting: Vec<MentionRow>,
    /// Those in a copy, or in furniture, where these do not count.
    left_out: Vec<MentionRow>,
}

impl Counted {
    fn of(account: Option<Account>, all: bool) -> Counted {
        let rows = account.map_or_else(Vec::new, |account| account.mentions).into_iter();
        let (counting, left_out) = rows.partition(|row| all || (row.copy_of.is_none() && !row.furniture));
        Counted { counting, left_out }
    }

    fn leaves_out(&self, mention: &MentionRow) -> bool {
        self.left_out.binary_search_by(|row| place(row).cmp(&place(mention))).is_ok()
    }
}

/// Compares what two runs tell of a document.
pub(super) fn compare(pair: Pair, causes: &Causes) -> Verdict {
    let verdict = verdict(&pair);
    let mut document = verdict.map(|verdict| DocumentChange {
        verdict,
        document: either(&pair, |account| account.document.document.clone()),
        source: either(&pair, |account| account.document.source.clone()),
        old_date: pair.old.as_ref().and_then(date),
        new_date: pair.new.as_ref().and_then(date),
        old_mentions: 0,
        new_mentions: 0,
    });
    let all_count = causes.all_count();
    let (old, new) = (Counted::of(pair.old, all_count.0), Counted::of(pair.new, all_count.1));
    if let Some(change) = &mut document {
        (change.old_mentions, change.new_mentions) = (old.counting.len() as u64, new.counting.len() as u64);
    }
    Verdict { document, mentions: mentions((old, new), verdict, causes) }
}

fn verdict(pair: &Pair) -> Option<DocumentVerdict> {
    match (&pair.old, &pair.new) {
        (None, _) => Some(DocumentVerdict::Came),
        (_, None) => Some(DocumentVerdict::Went),
        (Some(old), Some(new)) if old.document.fingerprint != new.document.fingerprint => {
            Some(DocumentVerdict::Rewritten)
        }
        (Some(old), Some(new)) => {
            (old.document.published != new.document.published).then_some(DocumentVerdict::Redated)
        }
    }
}

/// A property of the document, of the new run if that has it.
fn either(pair: &Pair, property: impl Fn(&Account) -> String) -> String {
    pair.new.as_ref().or(pair.old.as_ref()).map(property).unwrap_or_default()
}

fn date(account: &Account) -> Option<(Span, String)> {
    let row = &account.document;
    Some((row.published?, row.published_from.clone().unwrap_or_default()))
}

fn mentions(sides: (Counted, Counted), verdict: Option<DocumentVerdict>, causes: &Causes) -> Vec<Moving> {
    let (mut before, mut after) = sides;
    let (old, new) = (std::mem::take(&mut before.counting), std::mem::take(&mut after.counting));
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let (mut went, mut came, mut moving) = (Vec::new(), Vec::new(), Vec::new());
    // Both sides are in the order of their places, so equal ones meet.
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(one), Some(other)) => place(one).cmp(&place(other)),
        };
        match order {
            std::cmp::Ordering::Less => went.extend(old.next()),
            std::cmp::Ordering::Greater => came.extend(new.next()),
            std::cmp::Ordering::Equal => {
                if let (Some(before), Some(mention)) = (old.next(), new.next())
                    && before.published != mention.published
                {
                    let change = MentionChange { change: Change::Moved, cause: Cause::Redated, mention };
                    moving.push(Moving { change, before: before.published });
                }
            }
        }
    }
    let of = |change, mention: MentionRow, others: &[MentionRow]| {
        let other = if change == Change::Went { &after } else { &before };
        let found = || match other.leaves_out(&mention) {
            true => causes.of_its_text(),
            false => causes.of(change, &mention, others),
        };
        let cause = match verdict.and_then(cause_of) {
            // A name that one run's lists have not is in that run no mention of any text.
            Some(Cause::Rewritten) => causes.of_its_alias(change, &mention).unwrap_or(Cause::Rewritten),
            Some(cause) => cause,
            None => found(),
        };
        Moving { change: MentionChange { change, cause, mention }, before: None }
    };
    let gone: Vec<Moving> = went.iter().map(|mention| of(Change::Went, mention.clone(), &came)).collect();
    moving.extend(gone);
    let arrived: Vec<Moving> = came.iter().map(|mention| of(Change::Came, mention.clone(), &went)).collect();
    moving.extend(arrived);
    moving
}

/// Where a mention stands and of whom it is: two runs of one text have the same mention where these are equal. A title
/// stands before its text in the store.
pub(super) fn place(row: &MentionRow) -> (bool, u64, u64, &str) {
    (row.field == "text", row.byte_start, row.byte_end, &row.entity)
}

/// The cause that a document's own change is for all of its mentions. A date alone changes some aliases' validity, and
/// has its own cause only where nothing else explains a mention.
fn cause_of(verdict: DocumentVerdict) -> Option<Cause> {
    match verdict {
        DocumentVerdict::Came => Some(Cause::DocumentCame),
        DocumentVerdict::Went => Some(Cause::DocumentWent),
        DocumentVerdict::Rewritten => Some(Cause::Rewritten),
        DocumentVerdict::Redated => None,
    }
}
