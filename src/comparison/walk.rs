//! Walking the documents of two stores together.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_128;

use super::document::place;
use super::renamed::Renamed;
use crate::Result;
use crate::store::{DOCUMENTS, DocumentRow, MentionRow, Select, Store};

/// A document and its mentions.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) document: DocumentRow,
    pub(super) mentions: Vec<MentionRow>,
}

impl Account {
    /// The same with the ids that entities have in the new run.
    fn renamed(mut self, renamed: &Renamed) -> Account {
        if renamed.is_empty() {
            return self;
        }
        for mention in &mut self.mentions {
            if let Some(id) = renamed.get(&mention.entity) {
                mention.entity.clone_from(id);
            }
        }
        // Of several entities at one place the first is the one whose id comes first.
        self.mentions.sort_by(|one, other| place(one).cmp(&place(other)));
        self
    }
}

/// What two runs tell of one document; one of them may not have it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) old: Option<Account>,
    pub(super) new: Option<Account>,
}

/// Hands every document of either run to `take`, with what both say of it.
///
/// A document that only one run has is handed on at once; one that stands elsewhere in the other waits for it there.
pub(super) fn both((old, renamed): (&Store, &Renamed), new: &Store, mut take: impl FnMut(Pair)) -> Result<()> {
    let everything = Select::default();
    let accounts_of_old = accounts(old, &everything)?.map(|account| account.map(|account| account.renamed(renamed)));
    let mut old = Side { ids: ids(old)?, accounts: accounts_of_old, waiting: HashMap::new() };
    let mut new = Side { ids: ids(new)?, accounts: accounts(new, &everything)?, waiting: HashMap::new() };
    loop {
        let (before, after) = (old.accounts.next().transpose()?, new.accounts.next().transpose()?);
        if before.is_none() && after.is_none() {
            return Ok(());
        }
        if let Some(account) = before {
            match new.counterpart(&account) {
                Counterpart::None => take(Pair { old: Some(account), new: None }),
                Counterpart::Came(other) => take(Pair { old: Some(account), new: Some(*other) }),
                Counterpart::Later => old.wait(account),
            }
        }
        if let Some(account) = after {
            match old.counterpart(&account) {
                Counterpart::None => take(Pair { old: None, new: Some(account) }),
                Counterpart::Came(other) => take(Pair { old: Some(*other), new: Some(account) }),
                Counterpart::Later => new.wait(account),
            }
        }
    }
}

/// One of the two runs.
struct Side<I> {
    /// Hashes of the ids of its documents: 16 bytes each, whatever the corpus.
    ids: HashSet<u128>,
    accounts: I,
    /// Documents whose counterpart comes later.
    waiting: HashMap<String, Account>,
}

/// What one run has of a document of the other.
enum Counterpart {
    None,
    Came(Box<Account>),
    Later,
}

impl<I> Side<I> {
    fn counterpart(&mut self, of: &Account) -> Counterpart {
        let id = &of.document.document;
        match self.waiting.remove(id) {
            Some(account) => Counterpart::Came(Box::new(account)),
            None if self.ids.contains(&xxh3_128(id.as_bytes())) => Counterpart::Later,
            None => Counterpart::None,
        }
    }

    fn wait(&mut self, account: Account) {
        self.waiting.insert(account.document.document.clone(), account);
    }
}

fn ids(store: &Store) -> Result<HashSet<u128>> {
    let (everything, mut ids) = (Select::default(), HashSet::new());
    let mut scan = store.scan(&DOCUMENTS, &["document"], &everything)?;
    while let Some(row) = scan.next_row()? {
        ids.insert(xxh3_128(row.text(0).as_bytes()));
    }
    Ok(ids)
}

/// The documents of a store, each with its mentions. Both tables are in the order of the corpus.
fn accounts<'s>(store: &Store, everything: &'s Select) -> Result<impl Iterator<Item = Result<Account>> + use<'s>> {
    let mut mentions = store.mentions(everything)?.peekable();
    Ok(store.documents(everything)?.map(move |document| {
        let document = document?;
        let mut own = Vec::new();
        let belongs = |row: &Result<MentionRow>| row.as_ref().map_or(true, |row| row.document == document.document);
        while let Some(row) = mentions.next_if(belongs) {
            own.push(row?);
        }
        Ok(Account { document, mentions: own })
    }))
}
