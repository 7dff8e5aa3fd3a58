//! Furniture: paragraphs that a source puts on many of its pages.
//!
//! Which paragraphs those are is known only when all pages were seen, and five million pages have too many paragraphs
//! for memory. So they go to a file as numbers, which is read again: once to learn which may stand on three pages at
//! all, by counters of two bits that several paragraphs share, and once to count those exactly; as often as it takes,
//! if even these are many. What copies are found by goes to files beside it: a run keeps nothing of the documents that
//! it has read.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::cluster::Clusters;
use super::copy_of::CopyOf;
use super::kept::Kept;
use super::likeness::Likeness;
use super::named::Named;
use super::sketch::{Sketch, mix};
use super::trace::{PROSE_WORDS, Trace};

/// A paragraph on fewer pages of a source is no furniture.
pub const FEWEST_PAGES: u64 = 3;
/// It stands on this share of the source's pages.
pub const PAGES_SHARE: f64 = 0.2;
/// On so many pages it is furniture, whatever its share: menus change over the years.
pub const MOST_PAGES: u64 = 30;

/// Different paragraphs that are counted at a time, in fifteen megabytes or so.
const COUNTED_AT_A_TIME: u64 = 500_000;

/// Bytes of a file that are in memory while it is written, and while it is read.
const WRITTEN_AT_A_TIME: usize = 1 << 16;
const READ_AT_A_TIME: usize = 1 << 18;

/// What the file keeps of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpooledDocument {
    /// What copies of it are found by, when it is written; it is read apart.
    pub(super) likeness: Likeness,
    /// Its sketch, if its text is long; the same.
    pub(super) sketch: Option<Sketch>,
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
        self.sketch = trace.sketch;
        self.paragraphs.clear();
        self.paragraphs.extend(trace.paragraphs.iter().map(|paragraph| (paragraph.hash, paragraph.words)));
    }
}

/// The files that documents are written to while they come: one for what copies are found by, and one for their
/// sketches, which are both read often, and one for all else.
#[derive(Debug)]
pub(crate) struct Spool {
    path: PathBuf,
    out: BufWriter<File>,
    likenesses: BufWriter<File>,
    sketches: BufWriter<File>,
    documents: u32,
    long_texts: u32,
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
        let create = |path: &Path| Ok::<_, io::Error>(BufWriter::with_capacity(WRITTEN_AT_A_TIME, File::create(path)?));
        let (likenesses, sketches) = (create(&likenesses_beside(&path))?, create(&sketches_beside(&path))?);
        let out = create(&path)?;
        Ok(Spool { path, out, likenesses, sketches, documents: 0, long_texts: 0, paragraphs: 0 })
    }

    /// Takes the files away.
    ///
    /// # Errors
    /// When they cannot be removed.
    pub(crate) fn remove(self) -> io::Result<()> {
        [&likenesses_beside(&self.path), &sketches_beside(&self.path), &self.path]
            .into_iter()
            .try_for_each(fs::remove_file)
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
        document.likeness.write(&mut self.likenesses)?;
        if let Some(sketch) = document.sketch {
            self.sketches.write_all(&self.documents.to_le_bytes())?;
            self.sketches.write_all(&document.likeness.day.to_le_bytes())?;
            self.sketches.write_all(&sketch.to_bytes())?;
            self.long_texts += 1;
        }
        self.documents += 1;
        let out = &mut self.out;
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
    pub(crate) fn furniture(&mut self, copies: &CopyOf) -> io::Result<Furniture> {
        if self.paragraphs == 0 {
            return Ok(Furniture::default());
        }
        let mut pages: HashMap<u32, u64> = HashMap::new();
        let mut sieve = Sieve::for_paragraphs(self.paragraphs);
        self.each_page(copies, |outlet, paragraphs| {
            *pages.entry(outlet).or_default() += 1;
            paragraphs.iter().for_each(|&key| sieve.see(key));
        })?;
        let least = pages.into_iter().map(|(outlet, pages)| (outlet, least_pages(pages))).collect();
        self.count(copies, &least, &sieve)
    }

    /// Counts the pages of the paragraphs that may have enough of them; `least` says for each outlet how many are
    /// enough.
    fn count(&mut self, copies: &CopyOf, least: &HashMap<u32, u32>, sieve: &Sieve) -> io::Result<Furniture> {
        let mut found = Furniture::default();
        let parts = sieve.often.div_ceil(COUNTED_AT_A_TIME);
        for part in 0..parts {
            // For each paragraph its pages, and the pages that are enough: a few dozen of them.
            let mut counts: HashMap<u64, (u32, u32)> = HashMap::new();
            self.each_page(copies, |outlet, paragraphs| {
                let enough = least[&outlet];
                let wanted = paragraphs.iter().filter(|&&key| key % parts == part && sieve.may_be_furniture(key));
                wanted.for_each(|&key| counts.entry(key).or_insert((0, enough)).0 += 1);
            })?;
            let furniture = counts.into_iter().filter(|(_, (pages, enough))| pages >= enough).map(|(key, _)| key);
            found.of_outlets.extend(furniture);
        }
        Ok(found)
    }

    /// Visits the documents that have several paragraphs and are no copies: the outlet, and each paragraph once.
    fn each_page(&mut self, copies: &CopyOf, mut visit: impl FnMut(u32, &[u64])) -> io::Result<()> {
        let mut of_page = Vec::new();
        self.each_original(copies, |document| {
            of_page.clear();
            of_page.extend(document.paragraphs.iter().map(|&(hash, _)| key(document.outlet, hash)));
            of_page.sort_unstable();
            of_page.dedup();
            visit(document.outlet, &of_page);
        })
    }

    /// Visits the documents that have several paragraphs and are no copies.
    fn each_original(&mut self, copies: &CopyOf, mut visit: impl FnMut(&SpooledDocument)) -> io::Result<()> {
        let (mut original, mut at) = (copies.walk(), 0);
        self.each(|document| {
            let copy = original(at).is_some();
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
        let mut input = BufReader::with_capacity(READ_AT_A_TIME, File::open(&self.path)?);
        let mut document = SpooledDocument::default();
        // The end of the file is one in the middle of nothing.
        while !input.fill_buf()?.is_empty() {
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

    /// What may be copies among all documents; `marked` are those that a person marked, and of what.
    ///
    /// # Errors
    /// When the files cannot be read again.
    pub(crate) fn clusters(&mut self, marked: Vec<(u32, u32)>) -> io::Result<Clusters> {
        Clusters::find(self, marked)
    }

    /// Which entities some documents name, in titles and in prose: menus do not tell what a page reports.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub(crate) fn named(&mut self, documents: &HashSet<u32>) -> io::Result<Named> {
        let (mut named, mut at) = (Named::default(), 0);
        if documents.is_empty() {
            return Ok(named);
        }
        self.each(|document| {
            if documents.contains(&at) {
                let prose = |paragraph: Option<u32>| {
                    let paragraph = paragraph.and_then(|at| document.paragraphs.get(at as usize));
                    paragraph.is_none_or(|&(_, words)| words as usize >= PROSE_WORDS)
                };
                let told = document.mentions.iter().filter(|(_, paragraph)| prose(*paragraph));
                named.tell(at, told.map(|&(entity, _)| entity));
            }
            at += 1;
            Ok(())
        })?;
        Ok(named)
    }
}

impl Kept for Spool {
    type Error = io::Error;

    fn documents(&self) -> usize {
        self.documents as usize
    }

    fn long_texts(&self) -> usize {
        self.long_texts as usize
    }

    fn each_likeness(&mut self, visit: &mut dyn FnMut(u32, &Likeness)) -> io::Result<()> {
        self.likenesses.flush()?;
        let mut input = BufReader::with_capacity(READ_AT_A_TIME, File::open(likenesses_beside(&self.path))?);
        for at in 0..self.documents {
            visit(at, &Likeness::read(&mut input)?);
        }
        Ok(())
    }

    fn each_sketch(&mut self, visit: &mut dyn FnMut(u32, i32, &Sketch)) -> io::Result<()> {
        self.sketches.flush()?;
        let mut input = BufReader::with_capacity(READ_AT_A_TIME, File::open(sketches_beside(&self.path))?);
        let mut sketch = [0; 32];
        for _ in 0..self.long_texts {
            let document = number(&mut input)?;
            let day = number(&mut input)?.cast_signed();
            input.read_exact(&mut sketch)?;
            visit(document, day, &Sketch::from_bytes(&sketch));
        }
        Ok(())
    }
}

fn likenesses_beside(path: &Path) -> PathBuf {
    path.with_added_extension("likenesses")
}

fn sketches_beside(path: &Path) -> PathBuf {
    path.with_added_extension("sketches")
}

/// How often paragraphs were seen, up to [`FEWEST_PAGES`], in counters of two bits: a paragraph may share its counter
/// with others, and then seems to have more pages than it has.
struct Sieve {
    /// Four counters a byte.
    counters: Vec<u8>,
    /// Counters that have reached the end.
    often: u64,
}

impl Sieve {
    /// Few paragraphs share a counter, up to some ten million of them: then it has its greatest size, eight megabytes.
    fn for_paragraphs(count: u64) -> Sieve {
        let bytes = count.next_power_of_two().clamp(1 << 10, 1 << 23);
        Sieve { counters: vec![0; bytes as usize], often: 0 }
    }

    fn place(&self, key: u64) -> (usize, u32) {
        let at = mix(key) as usize;
        ((at >> 2) & (self.counters.len() - 1), (at as u32 & 3) * 2)
    }

    fn see(&mut self, key: u64) {
        let (at, shift) = self.place(key);
        let seen = self.counters[at] >> shift & 3;
        if u64::from(seen) < FEWEST_PAGES {
            self.counters[at] += 1 << shift;
            self.often += u64::from(u64::from(seen) + 1 == FEWEST_PAGES);
        }
    }

    fn may_be_furniture(&self, key: u64) -> bool {
        let (at, shift) = self.place(key);
        u64::from(self.counters[at] >> shift & 3) >= FEWEST_PAGES
    }
}

/// How many pages of a source with so many make a paragraph furniture.
fn least_pages(pages: u64) -> u32 {
    let share = (pages as f64 * PAGES_SHARE).ceil() as u64;
    share.clamp(FEWEST_PAGES, MOST_PAGES) as u32
}

fn length(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(super::NONE).to_le_bytes()
}

fn number(input: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}
