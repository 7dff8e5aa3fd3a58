//! Furniture: paragraphs that a source puts on many of its pages.
//!
//! Which paragraphs those are is known only when all pages were seen, and five million pages have too many paragraphs for
//! memory. So they go to a file as numbers, which is read again as often as it takes to count them in parts. What copies are
//! found by goes with them: while a run still has its columns to fill, it keeps nothing of the documents that it has read.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::cluster::Copies;
use super::likeness::Likeness;
use super::sketch::mix;
use super::trace::Trace;

/// A paragraph on fewer pages of a source is no furniture.
pub const FEWEST_PAGES: u64 = 3;
/// It stands on this share of the source's pages.
pub const PAGES_SHARE: f64 = 0.2;
/// On so many pages it is furniture, whatever its share: menus change over the years.
pub const MOST_PAGES: u64 = 30;

/// Paragraphs that are counted at a time, in a hundred megabytes or so.
const COUNTED_AT_A_TIME: u64 = 4_000_000;

/// What the file keeps of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpooledDocument {
    /// What copies of it are found by.
    pub(crate) likeness: Likeness,
    /// The number of its outlet.
    pub(crate) outlet: u32,
    /// Words of its title and text.
    pub(crate) words: u64,
    /// Hash and words of its paragraphs; empty if it has only one.
    pub(crate) paragraphs: Vec<(u64, u32)>,
    /// Its mentions in order: a number for the entity, and the paragraph's position; none for the title.
    pub(crate) mentions: Vec<(u32, Option<u32>)>,
}

impl SpooledDocument {
    /// Takes over what a document leaves behind.
    pub(crate) fn set_trace(&mut self, trace: &Trace) {
        self.likeness = Likeness::of(trace);
        self.paragraphs.clear();
        self.paragraphs.extend(trace.paragraphs.iter().map(|paragraph| (paragraph.hash, paragraph.words)));
    }
}

/// The file that documents are written to while they come.
#[derive(Debug)]
pub(crate) struct Spool {
    path: PathBuf,
    out: BufWriter<File>,
    paragraphs: u64,
}

/// The paragraphs that are furniture.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    of_outlets: HashSet<u64>,
}

impl Furniture {
    /// Whether a paragraph is furniture of an outlet.
    pub(crate) fn holds(&self, outlet: u32, paragraph: u64) -> bool {
        !self.of_outlets.is_empty() && self.of_outlets.contains(&key(outlet, paragraph))
    }

    /// How many different paragraphs are furniture.
    pub(crate) fn paragraphs(&self) -> u64 {
        self.of_outlets.len() as u64
    }
}

fn key(outlet: u32, paragraph: u64) -> u64 {
    mix(paragraph ^ mix(u64::from(outlet) + 1))
}

impl Spool {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn create(path: PathBuf) -> io::Result<Spool> {
        let out = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        Ok(Spool { path, out, paragraphs: 0 })
    }

    /// Where the file is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn push(&mut self, document: &SpooledDocument) -> io::Result<()> {
        self.paragraphs += document.paragraphs.len() as u64;
        let out = &mut self.out;
        document.likeness.write(out)?;
        out.write_all(&document.outlet.to_le_bytes())?;
        out.write_all(&document.words.to_le_bytes())?;
        out.write_all(&length(document.paragraphs.len()))?;
        for (hash, words) in &document.paragraphs {
            out.write_all(&hash.to_le_bytes())?;
            out.write_all(&words.to_le_bytes())?;
        }
        out.write_all(&length(document.mentions.len()))?;
        for (entity, paragraph) in &document.mentions {
            out.write_all(&entity.to_le_bytes())?;
            out.write_all(&paragraph.unwrap_or(super::NONE).to_le_bytes())?;
        }
        Ok(())
    }

    /// The furniture among the paragraphs of all documents; copies of others do not count as pages.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub(crate) fn furniture(&mut self, copies: &[Option<u32>]) -> io::Result<Furniture> {
        let mut pages: HashMap<u32, u64> = HashMap::new();
        self.each_original(copies, |document| *pages.entry(document.outlet).or_default() += 1)?;
        let least: HashMap<u32, u64> = pages.into_iter().map(|(outlet, pages)| (outlet, least_pages(pages))).collect();
        let mut found = Furniture::default();
        if self.paragraphs == 0 {
            return Ok(found);
        }
        let parts = self.paragraphs.div_ceil(COUNTED_AT_A_TIME);
        for part in 0..parts {
            // For each paragraph its pages, and the pages that are enough.
            let mut counts: HashMap<u64, (u64, u64)> = HashMap::new();
            let mut of_page = Vec::new();
            self.each_original(copies, |document| {
                of_page.clear();
                of_page.extend(document.paragraphs.iter().map(|&(hash, _)| key(document.outlet, hash)));
                of_page.retain(|key| key % parts == part);
                of_page.sort_unstable();
                of_page.dedup();
                let enough = least[&document.outlet];
                of_page.iter().for_each(|&key| counts.entry(key).or_insert((0, enough)).0 += 1);
            })?;
            found
                .of_outlets
                .extend(counts.into_iter().filter(|(_, (pages, enough))| pages >= enough).map(|(key, _)| key));
        }
        Ok(found)
    }

    /// Visits the documents that have several paragraphs and are no copies.
    fn each_original(&mut self, copies: &[Option<u32>], mut visit: impl FnMut(&SpooledDocument)) -> io::Result<()> {
        let mut at = 0;
        self.each(|document| {
            let copy = copies.get(at).copied().flatten().is_some();
            at += 1;
            if !copy && !document.paragraphs.is_empty() {
                visit(document);
            }
            Ok(())
        })
    }

    /// Visits all documents in order.
    ///
    /// # Errors
    /// When the file cannot be read again, and what `visit` gives.
    pub(crate) fn each(&mut self, mut visit: impl FnMut(&SpooledDocument) -> io::Result<()>) -> io::Result<()> {
        self.out.flush()?;
        let mut input = BufReader::with_capacity(1 << 18, File::open(&self.path)?);
        let mut document = SpooledDocument::default();
        // The end of the file is one in the middle of nothing.
        while !input.fill_buf()?.is_empty() {
            document.likeness = Likeness::read(&mut input)?;
            document.outlet = number(&mut input)?;
            let mut words = [0; 8];
            input.read_exact(&mut words)?;
            document.words = u64::from_le_bytes(words);
            document.paragraphs.clear();
            for _ in 0..number(&mut input)? {
                let mut hash = [0; 8];
                input.read_exact(&mut hash)?;
                document.paragraphs.push((u64::from_le_bytes(hash), number(&mut input)?));
            }
            document.mentions.clear();
            for _ in 0..number(&mut input)? {
                let (entity, paragraph) = (number(&mut input)?, number(&mut input)?);
                document.mentions.push((entity, (paragraph != super::NONE).then_some(paragraph)));
            }
            visit(&document)?;
        }
        Ok(())
    }

    /// The copies among all documents, none of which was marked yet.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub(crate) fn copies(&mut self) -> io::Result<Copies> {
        let mut copies = Copies::default();
        self.each(|document| {
            copies.add(&document.likeness);
            Ok(())
        })?;
        Ok(copies)
    }
}

/// How many pages of a source with so many make a paragraph furniture.
fn least_pages(pages: u64) -> u64 {
    let share = (pages as f64 * PAGES_SHARE).ceil() as u64;
    share.clamp(FEWEST_PAGES, MOST_PAGES)
}

fn length(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(super::NONE).to_le_bytes()
}

fn number(input: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}
