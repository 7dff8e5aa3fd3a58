//! The report: a run as one page that can be explored, in one file that fetches nothing.
//!
//! Charts, tables and sentences stand in the HTML and work without scripts; scripts add search, filters, a brush and
//! one name at a time. What comes from documents and gazetteers is escaped by the templates, and the page's
//! Content-Security-Policy lets nothing run but the page's own two scripts, named by their hashes. The same run gives
//! the same bytes.
//!
//! ```
//! use dateline::report::{self, ReportOptions};
//! use dateline::store::Store;
//!
//! # use dateline::corpus::{Corpus, CorpusOptions};
//! # use dateline::gazetteer::Gazetteer;
//! # use dateline::matcher::Matcher;
//! # use dateline::pipeline::{self, Input, RunOptions};
//! # use dateline::store::{ManifestParts, StoreWriter};
//! # let folder = tempfile::tempdir()?;
//! # let gazetteer = Gazetteer::bundled();
//! # let run = |name: &str, rows: &str| -> dateline::Result<std::path::PathBuf> {
//! #     let articles = folder.path().join("articles.jsonl");
//! #     std::fs::write(&articles, rows).expect("a temporary folder can be written");
//! #     let run = folder.path().join(name);
//! #     let mut store = StoreWriter::create(&run, &gazetteer)?;
//! #     let corpus = Corpus::open(&[articles], CorpusOptions::default())?;
//! #     let input = Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &Matcher::new(&gazetteer) };
//! #     pipeline::run(input, &RunOptions::default(), &mut store, |_| ())?;
//! #     store.finish(ManifestParts::default())?;
//! #     Ok(run)
//! # };
//! # let run = run("run", r#"{"id": "1", "date": "2017-10-17", "text": "Raqqa has fallen. Mosul fell in July."}"#)?;
//! let options = ReportOptions { title: Some("Two towns".to_owned()), ..ReportOptions::default() };
//! let report = report::render(&Store::open(&run)?, &options)?;
//! assert_eq!((report.entities, report.sentences), (2, 3));
//! std::fs::write(folder.path().join("report.html"), report.html)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod axes;
mod budget;
mod caption;
mod data;
mod entity;
mod evidence;
mod figures;
mod gather;
mod options;
mod page;
mod permalink;
mod picture;
mod plot;
mod policy;
mod style;
mod told;
mod unit;
mod words;

pub use options::{ReportOptions, parse_bytes};

use std::collections::{HashMap, HashSet};

use axes::Axes;
use budget::{Cell, Part, allot};
use entity::Subject;
use evidence::Sentence;
use gather::Gathered;

use crate::calendar::Day;
use crate::chart::{ChartInput, ChartKind};
use crate::store::{DocumentRow, EntityRow, Select, Store};
use crate::timeline::Timelines;
use crate::{Error, ErrorKind, Result};

/// The part of the page's size that is kept for sentences.
const FOR_SENTENCES: f64 = 0.2;
/// Room for what is known only when all else is: the counts of what was left out.
const SPARE: u64 = 1_500;
/// So many times what room is left is given to more sentences, while it is this part of the page or more.
const REFILLS: usize = 2;
const WORTH: u64 = 40;

/// A finished page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The page.
    pub html: String,
    /// Entities with a part of their own.
    pub entities: usize,
    /// Entities that were asked for and had no room.
    pub entities_left_out: usize,
    /// Sentences in the page, those of the chronologies and of the second axis included.
    pub sentences: usize,
    /// Sentences that were chosen and had no room.
    pub sentences_left_out: usize,
}

/// Makes the page of a run.
///
/// # Errors
/// Of kind [`ErrorKind::Store`] when the store is damaged; of kind [`ErrorKind::Usage`] when the size allowed has no
/// room for even one entity.
pub fn render(store: &Store, options: &ReportOptions) -> Result<Report> {
    let mut material = Material::read(store, options)?;
    fitted(store, &mut material, options)
}

/// All that the page is made from.
struct Material {
    axes: Axes,
    /// Where the documents come from, as captions name it, and whether these are publishers.
    origins: (Vec<String>, bool),
    rows: Vec<EntityRow>,
    gathered: Gathered,
    anchors: Vec<String>,
    /// For each entity its names in the gazetteers, for the search.
    aliases: Vec<Vec<String>>,
    /// For each entity and bucket, those of publication before those that the texts tell of, the sentences as they
    /// stand in the page, in the order in which room is given to them.
    sentences: Vec<Vec<Vec<Shown>>>,
    /// For each entity the sentences of its chronology as they stand in the page.
    chronologies: Vec<Vec<String>>,
    /// What the commands that the page prints need to find the run.
    dir: String,
}

/// A sentence as it stands in the page.
struct Shown {
    published: Option<(Day, Day)>,
    html: String,
}

impl Material {
    fn read(store: &Store, options: &ReportOptions) -> Result<Material> {
        let axes = Axes::read(store, options)?;
        let timelines = &axes.published.timelines;
        let rows = entity_rows(store, timelines)?;
        let input = ChartInput::of(ChartKind::Lines, store, timelines.with_series(Vec::new()))?;
        let origins = (input.data().origins.to_vec(), input.data().origins_are_publishers);
        let gathered = Gathered::read(store, &axes, options)?;
        let documents = documents(store, &gathered)?;
        let sentences = sentences(&gathered, &documents, &axes)?;
        let chronologies = chronologies(&gathered, &documents, &axes)?;
        let anchors = timelines.series.iter().map(|series| permalink::of_entity(&series.entity)).collect();
        let aliases = aliases(store, timelines)?;
        let dir = options.dir_flag();
        Ok(Material { axes, origins, rows, gathered, anchors, aliases, sentences, chronologies, dir })
    }

    /// The first so many entities.
    fn subjects(&self, entities: usize) -> impl Iterator<Item = Subject<'_>> {
        (0..entities).map(|at| Subject {
            at,
            row: &self.rows[at],
            findings: &self.gathered.findings[at],
            chronology: &self.chronologies[at],
            dir: &self.dir,
        })
    }

    fn cells(&self, entity: usize) -> Vec<Cell> {
        let findings = &self.gathered.findings[entity];
        let (frame, told) = entity::frame_bytes(&self.anchors[entity], &self.rows[entity].id);
        // The first sentence of a bucket brings its heading with it.
        let sizes = |sentences: &Vec<Shown>| {
            sentences.iter().enumerate().map(|(at, one)| one.html.len() + if at == 0 { frame } else { 0 }).collect()
        };
        let published = findings.groups.len();
        let groups =
            findings.all_groups().zip(&self.sentences[entity]).enumerate().map(|(at, (group, sentences))| Cell {
                part: if at < published { Part::Published } else { Part::Referenced },
                mentions: group.mentions,
                sizes: sizes(sentences),
            });
        let dates = findings.told.chronology().into_iter().zip(&self.chronologies[entity]);
        let dates = dates.map(|(date, html)| Cell {
            part: Part::Chronology,
            mentions: date.mentions,
            sizes: vec![html.len() + told],
        });
        groups.chain(dates).collect()
    }

    /// The parts of the first so many entities, with so many sentences of each bucket.
    fn articles(&self, entities: usize, shown: &[Vec<usize>], figures_as_text: bool) -> Result<Vec<String>> {
        let article = |subject: Subject<'_>| {
            let counts = shown.get(subject.at).map_or(&[][..], Vec::as_slice);
            let sentences = self.sentences[subject.at].iter().enumerate();
            let groups: Vec<Vec<&str>> =
                sentences.map(|(group, all)| in_time(&all[..counts.get(group).copied().unwrap_or(0)])).collect();
            let dates = counts.get(groups.len()..).unwrap_or_default().iter().map(|&count| count > 0).collect();
            let anchors = &self.anchors[..entities];
            let room = entity::Room { groups, dates, figures_as_text };
            entity::render(&subject, &self.axes, &self.gathered, anchors, &room).map_err(unrendered)
        };
        self.subjects(entities).map(article).collect()
    }
}

/// The sentences in the order of their dates, the undated last.
fn in_time(sentences: &[Shown]) -> Vec<&str> {
    let mut order: Vec<&Shown> = sentences.iter().collect();
    order.sort_by_key(|one| (one.published.is_none(), one.published));
    order.into_iter().map(|one| one.html.as_str()).collect()
}

fn aliases(store: &Store, timelines: &Timelines) -> Result<Vec<Vec<String>>> {
    let wanted = positions(timelines);
    let mut aliases: Vec<Vec<String>> = timelines.series.iter().map(|_| Vec::new()).collect();
    for row in store.aliases_in(&selected(timelines))? {
        let row = row?;
        if let Some(&at) = wanted.get(row.entity.as_str()) {
            aliases[at].push(row.alias);
        }
    }
    Ok(aliases)
}

/// The selection of the entities that have a series.
fn selected(timelines: &Timelines) -> Select {
    let ids = timelines.series.iter().map(|series| series.entity.clone()).collect();
    Select { entities: Some(ids), ..Select::default() }
}

/// The positions of the entities by their ids.
fn positions(timelines: &Timelines) -> HashMap<&str, usize> {
    timelines.series.iter().enumerate().map(|(at, series)| (series.entity.as_str(), at)).collect()
}

fn entity_rows(store: &Store, timelines: &Timelines) -> Result<Vec<EntityRow>> {
    let wanted = positions(timelines);
    let mut rows: Vec<(usize, EntityRow)> = Vec::with_capacity(wanted.len());
    for row in store.entities_in(&selected(timelines))? {
        let row = row?;
        if let Some(&at) = wanted.get(row.id.as_str()) {
            rows.push((at, row));
        }
    }
    rows.sort_by_key(|(at, _)| *at);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// The documents of all sentences that were chosen.
fn documents(store: &Store, gathered: &Gathered) -> Result<HashMap<String, DocumentRow>> {
    let drawn = |findings: &gather::Findings| -> Vec<String> {
        let groups = findings.all_groups().flat_map(|group| &group.sentences);
        let told = findings.told.chronology().into_iter().map(|telling| &telling.sentence);
        groups.chain(told).map(|found| found.document.clone()).collect()
    };
    let wanted: HashSet<String> = gathered.findings.iter().flat_map(drawn).collect();
    let select = Select { documents: Some(wanted), ..Select::default() };
    store.documents(&select)?.map(|row| row.map(|row| (row.document.clone(), row))).collect()
}

/// The chronologies' sentences, each as it stands in the page.
fn chronologies(
    gathered: &Gathered,
    documents: &HashMap<String, DocumentRow>,
    axes: &Axes,
) -> Result<Vec<Vec<String>>> {
    let of_entity = |findings: &gather::Findings| {
        let view = |found: &gather::Found| {
            let view = Sentence::new(found, documents.get(&found.document)).by(number(axes, found));
            entity::sentence(view).map_err(unrendered)
        };
        findings.told.chronology().into_iter().map(|telling| view(&telling.sentence)).collect()
    };
    gathered.findings.iter().map(of_entity).collect()
}

/// The number of a sentence's outlet, where several are told apart.
fn number(axes: &Axes, found: &gather::Found) -> Option<usize> {
    axes.outlets.several().then(|| axes.outlets.number(&found.outlet))
}

fn sentences(
    gathered: &Gathered,
    documents: &HashMap<String, DocumentRow>,
    axes: &Axes,
) -> Result<Vec<Vec<Vec<Shown>>>> {
    let shown = |found: &gather::Found, telling: bool| {
        let document = documents.get(&found.document);
        let published = document.and_then(|row| row.published).map(|span| (span.from(), span.to()));
        let view = Sentence::new(found, document).by(number(axes, found));
        let view = if telling { view.telling(found) } else { view };
        entity::sentence(view).map(|html| Shown { published, html }).map_err(unrendered)
    };
    let of_group = |group: &gather::Group, telling| -> Result<Vec<Shown>> {
        group.sentences.iter().map(|found| shown(found, telling)).collect()
    };
    let of_entity = |findings: &gather::Findings| -> Result<Vec<Vec<Shown>>> {
        let published = findings.groups.values().map(|group| of_group(group, false));
        published.chain(findings.of.values().map(|group| of_group(group, true))).collect()
    };
    gathered.findings.iter().map(of_entity).collect()
}

/// The page within its size: first all entities without a sentence; if they do not fit, with their figures as text, and
/// if that is not enough, fewer of them; then as many sentences as there is room for.
///
/// What is left out does not hang on the name of the run's folder, which stands in the commands that the page shows:
/// room is kept for a longer one than most.
fn fitted(store: &Store, material: &mut Material, options: &ReportOptions) -> Result<Report> {
    let measured = ReportOptions { dir: Some("x".repeat(ROOM_FOR_DIR)), ..options.clone() };
    material.dir = measured.dir_flag();
    let found = fit(store, material, &measured);
    material.dir = options.dir_flag();
    if let Ok(found) = found {
        let report = found.report(store, material, options)?;
        if report.html.len() as u64 <= options.max_bytes {
            return Ok(report);
        }
    }
    fit(store, material, options)?.report(store, material, options)
}

/// So many letters of the folder's name.
const ROOM_FOR_DIR: usize = 64;

/// What of a page has room.
struct Fit {
    entities: usize,
    as_text: bool,
    /// So many sentences of each bucket of each entity.
    shown: Vec<Vec<usize>>,
    left: Left,
}

impl Fit {
    fn report(&self, store: &Store, material: &Material, options: &ReportOptions) -> Result<Report> {
        let Fit { entities, as_text, shown, left } = self;
        let articles = material.articles(*entities, shown, *as_text)?;
        let html = page::render(store, material, options, &articles, left)?;
        Ok(Report {
            html,
            entities: *entities,
            entities_left_out: left.entities,
            sentences: shown.iter().flatten().sum(),
            sentences_left_out: left.sentences,
        })
    }
}

fn fit(store: &Store, material: &Material, options: &ReportOptions) -> Result<Fit> {
    let all = material.axes.published.timelines.series.len();
    let for_entities = (options.max_bytes as f64 * (1.0 - FOR_SENTENCES)) as u64;
    let (mut entities, mut as_text, mut size);
    (entities, as_text) = (all, false);
    loop {
        let articles = material.articles(entities, &[], as_text)?;
        size = page::render(store, material, options, &articles, &Left::default())?.len() as u64 + SPARE;
        if size <= for_entities || (entities <= 1 && as_text && size <= options.max_bytes) {
            break;
        }
        if !as_text {
            as_text = true;
            continue;
        }
        let shell = page::render(store, material, options, &[], &Left::default())?.len() as u64 + SPARE;
        entities = fewer(&articles, shell, size, for_entities).ok_or_else(|| no_room(size, options.max_bytes))?;
    }
    let cells: Vec<Vec<Cell>> = (0..entities).map(|entity| material.cells(entity)).collect();
    let chosen: usize = cells.iter().flatten().map(|cell| cell.sizes.len()).sum();
    let filled = |room: u64| -> Result<(Fit, u64)> {
        let shown = allot(room, &cells);
        let sentences: usize = shown.iter().flatten().sum();
        let left = Left { entities: all - entities, sentences: chosen - sentences };
        let fit = Fit { entities, as_text, shown, left };
        let bytes = fit.report(store, material, options)?.html.len() as u64;
        Ok((fit, bytes))
    };
    let mut room = options.max_bytes.saturating_sub(size);
    let (mut fit, mut bytes) = filled(room)?;
    // What sentences take is known for good only when they stand there: the page without them had other figures and
    // links.
    for _ in 0..REFILLS {
        let spare = options.max_bytes.saturating_sub(bytes + SPARE);
        if fit.left.sentences == 0 || spare < options.max_bytes / WORTH {
            break;
        }
        room += spare;
        let fuller = filled(room)?;
        if fuller.1 > options.max_bytes {
            break;
        }
        (fit, bytes) = fuller;
    }
    Ok(fit)
}

/// What had no room.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    entities: usize,
    sentences: usize,
}

/// How many entities may fit where so many make a page of this size and none make one of the shell's; always fewer, and
/// none if one is too much. What an entity takes outside of its own part is taken for the same with all.
fn fewer(articles: &[String], shell: u64, size: u64, room: u64) -> Option<usize> {
    let own: u64 = articles.iter().map(|article| article.len() as u64).sum();
    let beside = size.saturating_sub(shell + own) / (articles.len() as u64).max(1);
    let mut over = size.saturating_sub(room);
    let mut kept = articles.len();
    while kept > 1 && over > 0 {
        kept -= 1;
        over = over.saturating_sub(articles[kept].len() as u64 + beside);
    }
    (kept < articles.len()).then_some(kept)
}

fn no_room(size: u64, allowed: u64) -> Error {
    Error::new(ErrorKind::Usage, format!("a page of {allowed} bytes has no room for even one entity"))
        .help(format!("allow {} bytes or more with --max-size", size.max(allowed)))
}

fn unrendered(cause: askama::Error) -> Error {
    Error::new(ErrorKind::Output, "the page cannot be made").caused_by(cause)
}

#[cfg(test)]
mod tests;
