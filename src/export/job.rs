//! One export: which table, in which format, of which part of a run.

use std::io::{self, Write};
use std::path::Path;

use super::entities::leading;
use super::format::refused;
use super::{
    ChronologyTable, CoMentionTable, EntityTable, ExportReport, Format, FormatOptions, StoreTable, Table, TableKind,
    TimelineTable, annotations, folder, geojson, gexf, kml, lists, timelinejs, vegalite, write,
};
use crate::atomic::write_atomically;
use crate::calendar::BucketSize;
use crate::store::{DATES, DOCUMENTS, MENTIONS, Select, Store};
use crate::timeline::{Axis, BucketChoice, Chronology, ChronologyOptions, CountMode, TimelineOptions, Timelines};
use crate::{Error, ErrorKind, Result};

/// An export, ready to be written. What is not chosen is the whole run, by date of publication, safe for spreadsheets.
///
/// ```no_run
/// use dateline::export::{Export, Format, TableKind, Where};
/// use dateline::store::Store;
///
/// let store = Store::open("output".as_ref())?;
/// let places = "kind=place,period=2017".parse::<Where>()?.resolve(&store)?;
/// let report = Export::new(&store, TableKind::Timelines, Format::GeoJson)?
///     .select(places)
///     .save("places.geojson".as_ref())?;
/// println!("{} features\n{report}", report.written);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Export<'s> {
    pub(super) store: &'s Store,
    table: TableKind,
    format: Format,
    pub(super) select: Select,
    axis: Axis,
    size: BucketChoice,
    count: Option<CountMode>,
    options: FormatOptions,
    pub(super) unmentioned: bool,
    zeros: bool,
    pub(super) top: Option<usize>,
}

impl<'s> Export<'s> {
    /// An export of a table of a run.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`] when the format is none of the table's, with those that are.
    pub fn new(store: &'s Store, table: TableKind, format: Format) -> Result<Export<'s>> {
        let formats = table.formats();
        if !formats.contains(&format) {
            let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
            let fitting: Vec<&str> = TableKind::ALL
                .into_iter()
                .filter(|other| other.formats().contains(&format))
                .map(TableKind::name)
                .collect();
            return Err(Error::new(ErrorKind::Usage, format!("{table} cannot be written as {format}")).help(format!(
                "{table} can be written as {}; as {format}: {}",
                names.join(", "),
                fitting.join(", ")
            )));
        }
        Ok(Export {
            store,
            table,
            format,
            select: Select::default(),
            axis: Axis::default(),
            size: BucketChoice::default(),
            count: None,
            options: FormatOptions::default(),
            unmentioned: false,
            zeros: true,
            top: None,
        })
    }

    /// Only what a selection holds; see [`Where`](super::Where).
    #[must_use]
    pub fn select(self, select: Select) -> Export<'s> {
        Export { select, ..self }
    }

    /// The axis of timelines, and of what is made from them.
    #[must_use]
    pub fn axis(self, axis: Axis) -> Export<'s> {
        Export { axis, ..self }
    }

    /// The bucket of timelines, of the entities' peaks and of co-mentions.
    #[must_use]
    pub fn by(self, size: BucketChoice) -> Export<'s> {
        Export { size, ..self }
    }

    /// Which texts count in timelines and peaks; as the run was built, if not stated.
    #[must_use]
    pub fn count(self, count: Option<CountMode>) -> Export<'s> {
        Export { count, ..self }
    }

    /// What can be chosen about the format.
    #[must_use]
    pub fn options(self, options: FormatOptions) -> Export<'s> {
        Export { options, ..self }
    }

    /// Entity lists with the entities that are never mentioned, too.
    #[must_use]
    pub fn with_unmentioned(self, unmentioned: bool) -> Export<'s> {
        Export { unmentioned, ..self }
    }

    /// Timelines with the buckets in which an entity is not mentioned, which is the default, or without.
    #[must_use]
    pub fn zeros(self, zeros: bool) -> Export<'s> {
        Export { zeros, ..self }
    }

    /// Only so many entities, those with most mentions in what is selected, in the texts that count.
    #[must_use]
    pub fn top(self, top: Option<usize>) -> Export<'s> {
        Export { top, ..self }
    }

    /// Whether it is a folder of files, and cannot be streamed.
    pub fn is_folder(&self) -> bool {
        self.format.is_folder() || (self.table == TableKind::All && self.format != Format::Sqlite)
    }

    /// Writes it to a stream.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Usage`] when the table cannot be selected in that way, or is a folder; [`ErrorKind::Store`]
    /// when the store is damaged, [`ErrorKind::Output`] when it cannot be written, caused by an
    /// [`io::ErrorKind::BrokenPipe`] where the reader has closed the pipe: what was counted until then is no count.
    pub fn write(&self, out: &mut (dyn Write + Send)) -> Result<ExportReport> {
        let mut report = ExportReport::default();
        self.narrowed()?.stream(out, &mut report)?;
        Ok(report)
    }

    /// Writes it to a file, or a folder of files, that appears whole or not at all.
    ///
    /// # Errors
    /// As [`write`](Export::write).
    pub fn save(&self, path: &Path) -> Result<ExportReport> {
        let (export, mut report) = (self.narrowed()?, ExportReport::default());
        if self.is_folder() {
            folder::write(path, |dir| export.fill(dir, &mut report))?;
        } else {
            write_atomically(path, |out| export.stream(out, &mut report))?;
        }
        Ok(report)
    }

    /// The same with the axis and `top` turned into a selection.
    fn narrowed(&self) -> Result<Export<'s>> {
        let select = Select { told: self.axis == Axis::Referenced, ..self.select.clone() };
        if select.told && self.store.manifest().dates.is_none() {
            return Err(crate::timeline::no_references());
        }
        if select.told && matches!(self.table, TableKind::Documents | TableKind::CoMentions | TableKind::All) {
            return Err(Error::new(ErrorKind::Usage, format!("{} are dated by their publication alone", self.dated()))
                .help(
                    "leave out --axis referenced; mentions, entities, timelines, dates and chronology can be had by it",
                ));
        }
        let Some(top) = self.top else { return Ok(Export { select, ..self.clone() }) };
        // A chronology's period is always that of what is told.
        let ranked = Select { told: select.told || self.table == TableKind::Chronology, ..select.clone() };
        let most = leading(self.store, &ranked, self.mode(), top)?;
        let select = Select { entities: Some(most.into_iter().collect()), kind: None, ..select };
        Ok(Export { select, top: None, ..self.clone() })
    }

    /// What of the table has dates of publication alone.
    fn dated(&self) -> &'static str {
        if self.table == TableKind::CoMentions { "co-mentions" } else { "documents" }
    }

    /// Which texts count.
    pub(super) fn mode(&self) -> CountMode {
        self.count.unwrap_or_else(|| CountMode::recorded(self.store))
    }

    fn stream(&self, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
        match self.format {
            Format::Csv | Format::Json | Format::Jsonl | Format::Parquet if self.table != TableKind::All => self
                .with_table(self.table, &mut |table| {
                    report.add_table(table, write(table, (self.format, self.options), out)?);
                    Ok(())
                }),
            #[cfg(feature = "sqlite")]
            Format::Sqlite => {
                self.say_missing(report);
                super::sqlite::write(self, out, report)
            }
            #[cfg(not(feature = "sqlite"))]
            Format::Sqlite => Err(super::format::without_sqlite()),
            Format::EntityRuler => lists::entityruler::write(self, out, report),
            Format::Ftm => lists::ftm::write(self, out, report),
            Format::LinkedPlaces => lists::linked_places::write(self, out, report),
            Format::WebAnnotation => annotations::web::write(self, out, report),
            Format::Iob2 => annotations::iob2::write(self, out, report),
            Format::Spacy => annotations::spacy::write(self, out, report),
            Format::GeoJson => geojson::write(&self.places()?, out, report),
            Format::Kml => kml::write(&self.places()?, out, report),
            Format::Gexf => gexf::write(&self.co_mentions()?, out, report),
            Format::VegaLite => vegalite::write(&self.timelines()?, out, report),
            Format::TimelineJs => {
                let chronology = self.chronology()?;
                report.written = chronology.entries.len() as u64;
                timelinejs(&chronology.entries, out)
            }
            _ => Err(Error::new(ErrorKind::Usage, format!("{} as {} is a folder of files", self.table, self.format))
                .help("name the folder with -o")),
        }
    }

    fn fill(&self, dir: &Path, report: &mut ExportReport) -> Result<()> {
        match self.format {
            Format::Gate => lists::gate::write(self, dir, report),
            Format::Brat => annotations::brat::write(self, dir, report),
            format => {
                self.say_missing(report);
                self.tables().into_iter().try_for_each(|kind| {
                    let path = dir.join(format!("{}.{format}", kind.name()));
                    write_atomically(&path, |out| {
                        self.with_table(kind, &mut |table| {
                            report.add_table(table, write(table, (format, self.options), out)?);
                            Ok(())
                        })
                    })
                })
            }
        }
    }

    /// Says which of all tables a run has nothing for.
    fn say_missing(&self, report: &mut ExportReport) {
        if self.table == TableKind::All && self.store.manifest().dates.is_none() {
            let what = "tables of the dates in the texts, built with --no-references";
            [TableKind::Dates, TableKind::Chronology].iter().for_each(|table| report.lose(what, table.name()));
        }
    }

    /// The tables that are meant.
    pub(super) fn tables(&self) -> Vec<TableKind> {
        if self.table != TableKind::All {
            return vec![self.table];
        }
        let dated = |kind: &TableKind| {
            self.store.manifest().dates.is_some() || !matches!(kind, TableKind::Dates | TableKind::Chronology)
        };
        TableKind::ALL.into_iter().filter(|kind| *kind != TableKind::All).filter(dated).collect()
    }

    /// Gives one table to a function.
    pub(super) fn with_table(&self, kind: TableKind, f: &mut dyn FnMut(&dyn Table) -> Result<()>) -> Result<()> {
        let (store, select) = (self.store, &self.select);
        match kind {
            TableKind::Mentions => f(&StoreTable::new(store, &MENTIONS, select)),
            TableKind::Documents => f(&StoreTable::new(store, &DOCUMENTS, &self.of_documents()?)),
            TableKind::Dates if store.manifest().dates.is_none() => Err(crate::timeline::no_references()),
            TableKind::Dates => {
                let documents = Select { entities: None, kind: None, ..select.clone() };
                let ids = self.entity_ids()?;
                let table = StoreTable::new(store, &DATES, &documents);
                f(&ids.as_ref().map_or(table, |ids| table.mentioning(ids)))
            }
            TableKind::Chronology => f(&ChronologyTable::new(&self.chronology()?, usize::MAX)),
            TableKind::Entities => f(&EntityTable::new(store, select, &self.timelines()?)?),
            TableKind::Timelines => f(&TimelineTable::new(&self.timelines()?).zeros(self.zeros)),
            TableKind::CoMentions => f(&self.co_mentions()?),
            TableKind::All => Err(Error::new(ErrorKind::Usage, "`all` is no single table")),
        }
    }

    /// The selection for documents: those that mention one of the entities, where some are selected.
    fn of_documents(&self) -> Result<Select> {
        if self.select.entities.is_none() && self.select.kind.is_none() {
            return Ok(self.select.clone());
        }
        let mut documents = std::collections::HashSet::new();
        let mut scan = self.store.scan(&MENTIONS, &["document"], &self.select)?;
        while let Some(row) = scan.next_row()? {
            if !documents.contains(row.text(0)) {
                documents.insert(row.text(0).to_owned());
            }
        }
        Ok(Select { documents: Some(documents), ..Select::default() })
    }

    /// Whether it is of all of a run.
    #[cfg(feature = "sqlite")]
    pub(super) fn is_whole(&self) -> bool {
        self.select == Select::default()
    }

    /// The ids of the entities that are selected; none if all are.
    pub(super) fn entity_ids(&self) -> Result<Option<std::collections::HashSet<String>>> {
        match (&self.select.entities, self.select.kind) {
            (None, None) => Ok(None),
            (Some(ids), None) => Ok(Some(ids.clone())),
            (entities, kind) => {
                let select = Select { entities: entities.clone(), kind, ..Select::default() };
                let ids = self.store.entities_in(&select)?.map(|row| row.map(|row| row.id)).collect::<Result<_>>()?;
                Ok(Some(ids))
            }
        }
    }

    /// The chronology; its period is that of what is told.
    pub(super) fn chronology(&self) -> Result<Chronology> {
        let Select { from, to, documents, .. } = self.select.clone();
        Chronology::read(
            self.store,
            &ChronologyOptions { entities: self.entity_ids()?, from, to, documents, ..ChronologyOptions::default() },
        )
    }

    pub(super) fn timelines(&self) -> Result<Timelines> {
        let mut entities: Option<Vec<String>> = self.select.entities.as_ref().map(|ids| ids.iter().cloned().collect());
        entities.iter_mut().for_each(|ids| ids.sort());
        let options = TimelineOptions {
            axis: self.axis,
            size: self.size,
            from: self.select.from,
            to: self.select.to,
            entities: entities.as_deref(),
            kind: self.select.kind,
            documents: self.select.documents.as_ref(),
            count: self.count,
            ..TimelineOptions::default()
        };
        Timelines::build(self.store, &options)
    }

    fn co_mentions(&self) -> Result<CoMentionTable> {
        let select = Select { distinct: self.mode() == CountMode::Distinct, ..self.select.clone() };
        CoMentionTable::new(self.store, &select, self.bucket_size()?)
    }

    /// The bucket that was chosen, or that suits the run.
    fn bucket_size(&self) -> Result<BucketSize> {
        match self.size {
            BucketChoice::Fixed(size) => Ok(size),
            BucketChoice::Auto => {
                let nobody = TimelineOptions { top: Some(0), ..TimelineOptions::default() };
                Ok(Timelines::build(self.store, &nobody)?.size)
            }
        }
    }

    /// The places: bucket by bucket for timelines, each with its whole time otherwise.
    fn places(&self) -> Result<geojson::Places> {
        let timelines = self.timelines()?;
        match self.table {
            TableKind::Timelines => Ok(geojson::Places::by_bucket(&timelines)),
            _ => geojson::Places::whole(&EntityTable::new(self.store, &self.select, &timelines)?, &timelines),
        }
    }
}

/// Writes JSON with a line end.
pub(super) fn write_json(value: &impl serde::Serialize, out: &mut (dyn Write + Send)) -> Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(|cause| refused(io::Error::from(cause)))?;
    out.write_all(b"\n").map_err(refused)
}
