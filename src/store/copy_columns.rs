//! What is known of copies and furniture only when all documents were seen: columns that join their tables at the end.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::batch::{Batch, BatchText};
use super::manifest::CopySummary;
use super::schema::{DOCUMENTS, MENTIONS, TableSpec};
use super::table::{Cell, Part, TableReader, TableWriter, join_columns};
use super::writer::{HashedFile, write_error};
use crate::Result;
use crate::atomic::unwritable;
use crate::copies::{CopyOf, Furniture, Spool, SpooledDocument};

/// The path of the part of a table that lacks its late columns.
pub(super) fn early_path(path: &Path) -> PathBuf {
    path.with_extension("early")
}

/// Collects what copies and furniture are found by.
#[derive(Debug)]
pub(super) struct CopyBook {
    spool: Spool,
    documents: u32,
    outlets: HashMap<Box<[u8]>, u32>,
    /// Documents that a person marked as copies, by their position, and the ids of their originals.
    marked: Vec<(u32, String)>,
    row: SpooledDocument,
}

impl CopyBook {
    pub(super) fn create(path: PathBuf) -> Result<CopyBook> {
        let spool = Spool::create(path.clone()).map_err(|cause| unwritable(&path, cause))?;
        Ok(CopyBook {
            spool,
            documents: 0,
            outlets: HashMap::new(),
            marked: Vec::new(),
            row: SpooledDocument::default(),
        })
    }

    /// Takes the documents of a batch; `entities` gives for each mention the number of its entity.
    pub(super) fn append(&mut self, batch: &Batch, text: BatchText<'_>, entities: &[usize]) -> Result<()> {
        let mut mentions = batch.mentions.iter().zip(entities).peekable();
        for (at, document) in batch.documents.iter().enumerate() {
            if let Some(original) = document.original {
                let id = String::from_utf8_lossy(text.get(original)).into_owned();
                self.marked.push((self.documents, id));
            }
            self.documents += 1;
            self.row.outlet = self.number_of(text.get(document.outlet));
            self.row.words = document.words;
            self.row.set_trace(&document.trace);
            self.row.mentions.clear();
            while let Some((mention, &entity)) = mentions.next_if(|(mention, _)| mention.document == at) {
                self.row.mentions.push((entity as u32, mention.paragraph));
            }
            self.spool.push(&self.row).map_err(|cause| unwritable(self.spool.path(), cause))?;
        }
        Ok(())
    }

    /// The number of an outlet.
    fn number_of(&mut self, outlet: &[u8]) -> u32 {
        if let Some(&known) = self.outlets.get(outlet) {
            return known;
        }
        let next = self.outlets.len() as u32;
        self.outlets.insert(outlet.into(), next);
        next
    }

    /// Finds the copies and the furniture, when the last document was taken. `documents` is where their table will be.
    pub(super) fn decide(mut self, documents: &Path) -> Result<Decided> {
        let marked = self.resolve_marked(&early_path(documents))?;
        let clusters = self.spool.clusters(marked).map_err(|cause| unwritable(self.spool.path(), cause))?;
        let named = self.spool.named(&clusters.candidates()).map_err(|cause| unwritable(self.spool.path(), cause))?;
        let copies = clusters.settle(&named);
        let furniture = self.spool.furniture(&copies).map_err(|cause| unwritable(self.spool.path(), cause))?;
        let outlets = self.outlets.len() as u64;
        Ok(Decided { copies, furniture, spool: self.spool, outlets })
    }

    /// Which documents were said to be copies, and of which. Originals that the corpus has not are none; the run has
    /// named them.
    fn resolve_marked(&mut self, documents: &Path) -> Result<Vec<(u32, u32)>> {
        if self.marked.is_empty() {
            return Ok(Vec::new());
        }
        let wanted: HashSet<String> = self.marked.iter().map(|(_, id)| id.clone()).collect();
        let mut places = HashMap::new();
        each_id(documents, |at, id| {
            if wanted.contains(id) {
                places.insert(id.to_owned(), at);
            }
        })?;
        let marked = std::mem::take(&mut self.marked).into_iter();
        Ok(marked.filter_map(|(copy, original)| Some((copy, *places.get(&original)?))).collect())
    }
}

/// What is a copy, and what is furniture.
#[derive(Debug)]
pub(super) struct Decided {
    copies: CopyOf,
    furniture: Furniture,
    spool: Spool,
    outlets: u64,
}

/// What an entity's mentions come to if copies and furniture are left out, and how many sources have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Distinct {
    pub(super) mentions: u64,
    pub(super) documents: u64,
    pub(super) sources: u64,
}

impl Decided {
    /// Puts the late columns beside the early ones of documents and mentions. `create` makes the final file of a table;
    /// gives the finished files, the counts of each entity by its number, and the sums.
    pub(super) fn write(mut self, documents: &Path, mentions: &Path) -> Result<(Vec<Distinct>, CopySummary)> {
        let ids = self.ids_of_originals(&early_path(documents))?;
        let mut columns = LateColumns::create(documents, mentions)?;
        let mut sums = Sums::new(CopySummary {
            sources: self.outlets,
            furniture_paragraphs: self.furniture.paragraphs(),
            ..CopySummary::default()
        });
        let (mut original, furniture) = (self.copies.walk(), &self.furniture);
        let (mut at, mut failed) = (0, None);
        let mut is_furniture = Vec::new();
        let visited = self.spool.each(|document| {
            is_furniture.clear();
            is_furniture.extend(document.paragraphs.iter().map(|&(hash, _)| furniture.holds(document.outlet, hash)));
            let of = original(at);
            let id = of.and_then(|of| ids.get(of));
            if let Err(error) = columns.push(document, id, &is_furniture) {
                failed = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
            sums.add(document, of.is_some(), &is_furniture);
            at += 1;
            Ok(())
        });
        if let Some(error) = failed {
            return Err(error);
        }
        visited.map_err(|cause| unwritable(self.spool.path(), cause))?;
        columns.finish()?;
        let spool = self.spool.path().to_owned();
        self.spool.remove().map_err(|cause| unwritable(&spool, cause))?;
        Ok((sums.entities, sums.summary))
    }

    /// The ids of the documents that have copies.
    fn ids_of_originals(&self, documents: &Path) -> Result<Ids> {
        let mut ids = Ids { documents: self.copies.originals(), ..Ids::default() };
        if ids.documents.is_empty() {
            return Ok(ids);
        }
        each_id(documents, |at, id| {
            if ids.documents.get(ids.ends.len()) == Some(&at) {
                ids.text.push_str(id);
                ids.ends.push(ids.text.len());
            }
        })?;
        Ok(ids)
    }
}

/// The ids of some documents, in one text.
#[derive(Debug, Default)]
struct Ids {
    /// Their positions, in order.
    documents: Vec<u32>,
    text: String,
    /// Where each id ends.
    ends: Vec<usize>,
}

impl Ids {
    fn get(&self, document: u32) -> Option<&str> {
        let at = self.documents.binary_search(&document).ok()?;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[from..*self.ends.get(at)?])
    }
}

/// Visits the ids of a table of documents, with their positions.
fn each_id(documents: &Path, mut visit: impl FnMut(u32, &str)) -> Result<()> {
    let (mut reader, mut at) = (TableReader::open(documents, &DOCUMENTS, &["document"])?, 0);
    while let Some(chunk) = reader.next_chunk(0, &mut |_, _| true)? {
        for &row in chunk.selected() {
            if let Cell::Text(id) = chunk.cell(0, row) {
                visit(at, id);
            }
            at += 1;
        }
    }
    Ok(())
}

/// The late columns of documents and mentions, in files of their own.
struct LateColumns {
    documents: Late,
    mentions: Late,
}

struct Late {
    path: PathBuf,
    table: TableWriter<BufWriter<File>>,
}

impl LateColumns {
    fn create(documents: &Path, mentions: &Path) -> Result<LateColumns> {
        Ok(LateColumns {
            documents: Late::create(documents, &DOCUMENTS)?,
            mentions: Late::create(mentions, &MENTIONS)?,
        })
    }

    fn push(&mut self, document: &SpooledDocument, copy_of: Option<&str>, is_furniture: &[bool]) -> Result<()> {
        let words = furniture_words(document, is_furniture);
        self.documents.push(&[Cell::text(copy_of), Cell::count(words)])?;
        for &(_, paragraph) in &document.mentions {
            let flag = in_furniture(paragraph, is_furniture);
            self.mentions.push(&[Cell::text(copy_of), Cell::Flag(flag)])?;
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        self.documents.finish()?;
        self.mentions.finish()
    }
}

impl Late {
    fn create(table: &Path, spec: &TableSpec) -> Result<Late> {
        let path = late_path(table);
        let file = BufWriter::new(File::create(&path).map_err(|cause| unwritable(&path, cause))?);
        let table = TableWriter::new(spec.name, &spec.late_columns(), file);
        Ok(Late { table: table.map_err(|cause| write_error(&path, cause))?, path })
    }

    fn push(&mut self, row: &[Cell<'_>]) -> Result<()> {
        self.table.push(row).map_err(|cause| write_error(&self.path, cause))
    }

    fn finish(self) -> Result<()> {
        let (file, _) = self.table.finish().map_err(|cause| write_error(&self.path, cause))?;
        file.into_inner().map(drop).map_err(|cause| unwritable(&self.path, cause.into_error()))
    }
}

fn late_path(table: &Path) -> PathBuf {
    table.with_extension("late")
}

/// Makes a whole table of its early and late columns, and takes those away.
pub(super) fn join(path: &Path, spec: &TableSpec, out: HashedFile) -> Result<(HashedFile, u64)> {
    let (early, late) = (early_path(path), late_path(path));
    let parts = [&early, &late].into_iter().map(|path| Part::open(path)).collect::<Result<Vec<_>, _>>();
    let joined = parts.and_then(|parts| join_columns(spec.name, spec.columns, parts, out));
    let joined = joined.map_err(|cause| write_error(path, cause))?;
    for part in [early, late] {
        fs::remove_file(&part).map_err(|cause| unwritable(&part, cause))?;
    }
    Ok(joined)
}

fn in_furniture(paragraph: Option<u32>, is_furniture: &[bool]) -> bool {
    paragraph.and_then(|at| is_furniture.get(at as usize)).copied().unwrap_or(false)
}

fn furniture_words(document: &SpooledDocument, is_furniture: &[bool]) -> u64 {
    let words =
        document.paragraphs.iter().zip(is_furniture).filter(|(_, is)| **is).map(|((_, words), _)| u64::from(*words));
    words.sum()
}

/// What is counted along the way.
struct Sums {
    summary: CopySummary,
    entities: Vec<Distinct>,
    /// The document that each entity was last counted in, from 1.
    last: Vec<u64>,
    /// Entity and outlet.
    sources: HashSet<(u32, u32)>,
    documents: u64,
}

impl Sums {
    fn new(summary: CopySummary) -> Sums {
        Sums { summary, entities: Vec::new(), last: Vec::new(), sources: HashSet::new(), documents: 0 }
    }

    fn add(&mut self, document: &SpooledDocument, is_copy: bool, is_furniture: &[bool]) {
        self.documents += 1;
        if is_copy {
            self.summary.copies += 1;
        } else {
            self.summary.distinct_documents += 1;
            self.summary.distinct_words += document.words.saturating_sub(furniture_words(document, is_furniture));
        }
        for &(entity, paragraph) in &document.mentions {
            match (in_furniture(paragraph, is_furniture), is_copy) {
                (true, _) => self.summary.furniture_mentions += 1,
                (false, true) => self.summary.copied_mentions += 1,
                (false, false) => self.summary.distinct_mentions += 1,
            }
            if !in_furniture(paragraph, is_furniture) {
                self.mention(entity, document.outlet, is_copy);
            }
        }
    }

    fn mention(&mut self, entity: u32, outlet: u32, is_copy: bool) {
        let at = entity as usize;
        if self.entities.len() <= at {
            self.entities.resize(at + 1, Distinct::default());
            self.last.resize(at + 1, 0);
        }
        let sums = &mut self.entities[at];
        sums.sources += u64::from(self.sources.insert((entity, outlet)));
        if !is_copy {
            sums.mentions += 1;
            sums.documents += u64::from(self.last[at] != self.documents);
            self.last[at] = self.documents;
        }
    }
}
