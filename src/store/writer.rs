//! Writing the store of a run.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use parquet::errors::ParquetError;
use xxhash_rust::xxh3::Xxh3;

use super::batch::{Batch, BatchText, StoredMention};
use super::copy_columns::{CopyBook, early_path, join};
use super::date_table::append_dates;
use super::folder::{RunLock, Workplace};
use super::gazetteer_tables::Lists;
use super::manifest::{
    CorpusSummary, DateSummary, Manifest, ManifestParts, MentionSummary, SKIPS_LISTED, STORE_VERSION, SkipRecord,
    StoredFile, UNDETERMINED,
};
use super::schema::{ALIASES, DATES, DOCUMENTS, ENTITIES, MENTIONS, TableSpec};
use super::table::TableWriter;
use super::tally::Tally;
use crate::atomic::{sync, unwritable};
use crate::calendar::{Day, Span};
use crate::corpus::Skip;
use crate::gazetteer::Gazetteer;
use crate::{Error, ErrorKind, Result};

/// Writes the store of a run, batch by batch. Nothing of it is seen before [`finish`](StoreWriter::finish), and the
/// last run stays as it was until then.
///
/// The bytes depend on the documents, the mentions, the gazetteer and the settings alone: not on how the documents were
/// put into batches.
pub struct StoreWriter<'g> {
    place: Workplace,
    gazetteer: &'g Gazetteer,
    documents: Table,
    mentions: Table,
    dates: Table,
    copies: CopyBook,
    skips: BufWriter<File>,
    tally: Tally,
    fingerprint: Xxh3,
    corpus: CorpusSummary,
    found: MentionSummary,
    told: DateSummary,
    /// The document that was last seen to have a mention, counted over the whole run.
    last_mentioned: Option<u64>,
}

impl<'g> StoreWriter<'g> {
    /// Begins a run in a folder, which is made if it is not there. What a killed run left half-done is cleared.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Output`] when the folder cannot be written, or another process is writing it.
    pub fn create(dir: &Path, gazetteer: &'g Gazetteer) -> Result<StoreWriter<'g>> {
        let place = Workplace::enter(dir)?;
        let skips = place.path("skipped.jsonl");
        let skips = BufWriter::new(File::create(&skips).map_err(|cause| unwritable(&skips, cause))?);
        Ok(StoreWriter {
            documents: Table::create_early(&place, &DOCUMENTS)?,
            mentions: Table::create_early(&place, &MENTIONS)?,
            copies: CopyBook::create(place.path("copies.spool"))?,
            dates: Table::create(&place, &DATES)?,
            place,
            gazetteer,
            skips,
            tally: Tally::default(),
            fingerprint: Xxh3::new(),
            corpus: CorpusSummary::default(),
            found: MentionSummary::default(),
            told: DateSummary::default(),
            last_mentioned: None,
        })
    }

    /// Appends documents and their mentions, after all that came before. Ids must be unique by now
    /// ([`Batch::rename`]).
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Output`] when it cannot be written.
    ///
    /// # Panics
    /// Where a mention names an entity or an alias that the store's gazetteer does not have.
    pub fn append(&mut self, batch: &Batch) -> Result<()> {
        let first = self.corpus.documents;
        let text = batch.text();
        self.count_documents(batch, text);
        let entities = self.count_mentions(batch, first);
        self.count_dates(batch);
        self.copies.append(batch, text, &entities)?;
        append_documents(&mut self.documents.table, batch, text);
        append_mentions(&mut self.mentions.table, batch, text, &self.tally, &entities);
        append_dates(&mut self.dates.table, batch, text, self.gazetteer);
        self.documents.settle()?;
        self.mentions.settle()?;
        self.dates.settle()
    }

    /// Notes an input that gave no document, in the order of the corpus.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Output`] when it cannot be written.
    pub fn skip(&mut self, skip: &Skip) -> Result<()> {
        let record = SkipRecord::from(skip);
        let written = write_json_line(&mut self.skips, &record);
        written.map_err(|cause| unwritable(&self.place.path("skipped.jsonl"), cause))?;
        self.corpus.skipped += 1;
        if self.corpus.skips.len() < SKIPS_LISTED {
            self.corpus.skips.push(record);
        }
        Ok(())
    }

    /// Where a file of the last run is that is no table.
    pub(crate) fn kept_file(&self, name: &str) -> PathBuf {
        self.place.kept(name)
    }

    /// Where a file of this run is made that is no table; it comes to its place with the tables.
    pub(crate) fn new_file(&self, name: &str) -> PathBuf {
        self.place.path(name)
    }

    /// Where files of this run are made.
    pub(crate) fn new_folder(&self) -> PathBuf {
        self.place.new_folder()
    }

    /// Completes the run and puts it in the place of the last one, at one stroke.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Output`] when it cannot be written; the last run is then still there.
    pub fn finish(self, parts: ManifestParts) -> Result<Manifest> {
        self.finish_and_hold(parts).map(|(manifest, _)| manifest)
    }

    /// The same, and no other process may write the folder before the lock is dropped: for what is made from the run
    /// beside its store.
    ///
    /// # Errors
    /// As [`finish`](StoreWriter::finish).
    pub fn finish_and_hold(mut self, parts: ManifestParts) -> Result<(Manifest, Option<RunLock>)> {
        // All rows are out of memory before the copies come into it.
        let (documents, mentions) = (self.documents.finish_early()?, self.mentions.finish_early()?);
        let mut files = BTreeMap::from([self.dates.finish()?]);
        let decided = self.copies.decide(&documents)?;
        let (distinct, copies) = decided.write(&documents, &mentions)?;
        self.tally.set_distinct(distinct);
        files.extend([join_table(&documents, &DOCUMENTS)?, join_table(&mentions, &MENTIONS)?]);
        files.extend(write_lists(&self.place, self.gazetteer, &self.tally)?);
        let skips = self.place.path("skipped.jsonl");
        let file = self.skips.into_inner().map_err(|cause| unwritable(&skips, cause.into_error()))?;
        sync(&file, &skips)?;
        let corpus = CorpusSummary { fingerprint: hex(self.fingerprint.digest128()), ..self.corpus };
        let found = MentionSummary { entities: self.tally.entities(), dropped: parts.dropped, ..self.found };
        let manifest = Manifest {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            store: STORE_VERSION,
            settings: parts.settings,
            zone: parts.zone,
            gazetteers: self.gazetteer.sources.clone(),
            corpus,
            mentions: found,
            copies,
            dates: parts.references.then_some(self.told),
            corrections: parts.corrections,
            notes: parts.notes,
            files,
        };
        write_manifest(&self.place.path("run.json"), &manifest)?;
        let lock = self.place.commit()?;
        Ok((manifest, lock))
    }

    fn count_documents(&mut self, batch: &Batch, text: BatchText<'_>) {
        let corpus = &mut self.corpus;
        for document in &batch.documents {
            let id = text.get(document.id);
            self.fingerprint.update(&(id.len() as u64).to_le_bytes());
            self.fingerprint.update(id);
            self.fingerprint.update(&document.content.to_le_bytes());
            corpus.documents += 1;
            corpus.words += document.words;
            corpus.characters += document.characters;
            let language = document.language.map(|(tag, _)| String::from_utf8_lossy(text.get(tag)).into_owned());
            *corpus.languages.entry(language.unwrap_or_else(|| UNDETERMINED.to_owned())).or_default() += 1;
            let Some((_, span, source)) = document.published else {
                corpus.undated += 1;
                continue;
            };
            *corpus.date_sources.entry(source.name().to_owned()).or_default() += 1;
            let (first, last) = (Span::day(span.from()), Span::day(span.to()));
            corpus.first =
                Some(corpus.first.map_or(first, |known| if known.from() <= first.from() { known } else { first }));
            corpus.last =
                Some(corpus.last.map_or(last, |known| if known.from() >= last.from() { known } else { last }));
        }
    }

    fn count_dates(&mut self, batch: &Batch) {
        let told = &mut self.told;
        told.references += batch.dates.len() as u64;
        told.resolved += batch.dates.iter().filter(|date| date.span.is_some()).count() as u64;
        let narrative = Some(crate::temporal::Genre::Narrative.name());
        told.narratives += batch.documents.iter().filter(|document| document.genre == narrative).count() as u64;
        told.governed_mentions += batch.mentions.iter().filter(|mention| mention.referenced.is_some()).count() as u64;
    }

    /// Counts the batch's mentions; gives the place of each one's entity in the tally.
    fn count_mentions(&mut self, batch: &Batch, first: u64) -> Vec<usize> {
        for (rule, count) in &batch.rules {
            *self.found.kept.entry(rule.clone()).or_default() += count;
        }
        self.found.mentions += batch.mentions.len() as u64;
        let mut places = Vec::with_capacity(batch.mentions.len());
        for mention in &batch.mentions {
            let document = first + mention.document as u64;
            if self.last_mentioned != Some(document) {
                self.found.documents += 1;
                self.last_mentioned = Some(document);
            }
            places.push(self.tally.count(self.gazetteer, mention.entity, mention.alias, document));
        }
        places
    }
}

/// Writes what the gazetteers hold, with what was counted of it.
fn write_lists(place: &Workplace, gazetteer: &Gazetteer, tally: &Tally) -> Result<[(String, StoredFile); 2]> {
    let path = |spec: &TableSpec| place.path("store").join(spec.file());
    let (entities, aliases) = (path(&ENTITIES), path(&ALIASES));
    let create = |path: &Path| HashedFile::create(path).map_err(|cause| unwritable(path, cause));
    let lists = Lists::of(gazetteer).map_err(|cause| write_error(&entities, cause))?;
    let written = lists.write_entities(gazetteer, tally, create(&entities)?);
    let (file, rows) = written.map_err(|cause| write_error(&entities, cause))?;
    let of_entities = file.stored(&ENTITIES, &entities, rows)?;
    let written = lists.write_aliases(gazetteer, tally, create(&aliases)?);
    let (file, rows) = written.map_err(|cause| write_error(&aliases, cause))?;
    Ok([of_entities, file.stored(&ALIASES, &aliases, rows)?])
}

fn append_documents(table: &mut Rows, batch: &Batch, text: BatchText<'_>) {
    let rows = || batch.documents.iter();
    table.column("document").extend_texts(text.copied(rows().map(|row| Some(row.id))));
    table.column("source").extend_texts(text.copied(rows().map(|row| Some(row.source))));
    table.column("title").extend_texts(text.copied(rows().map(|row| Some(row.title))));
    table.column("published").extend_texts(text.copied(rows().map(|row| row.published.map(|(date, ..)| date))));
    let granularity = rows().map(|row| row.published.map(|(_, span, _)| constant(span.granularity().name())));
    table.column("published_granularity").extend_texts(granularity);
    let from = rows().map(|row| row.published.map(|(.., from)| constant(from.name())));
    table.column("published_from").extend_texts(from);
    table.column("published_note").extend_texts(text.copied(rows().map(|row| row.note)));
    table.column("words").extend_integers(rows().map(|row| integer(row.words)));
    table.column("characters").extend_integers(rows().map(|row| integer(row.characters)));
    table.column("url").extend_texts(text.copied(rows().map(|row| row.url)));
    table.column("publisher").extend_texts(text.copied(rows().map(|row| row.publisher)));
    table.column("genre").extend_texts(rows().map(|row| row.genre.map(constant)));
    table.column("fingerprint").extend_texts(rows().map(|row| Some(Bytes::from(hex(row.content)))));
    table.column("outlet").extend_texts(text.copied(rows().map(|row| Some(row.outlet))));
    table.column("lang").extend_texts(text.copied(rows().map(|row| row.language.map(|(tag, _)| tag))));
    let from = |confidence: Option<u8>| constant(if confidence.is_some() { "detected" } else { "stated" });
    table.column("lang_from").extend_texts(rows().map(|row| row.language.map(|(_, confidence)| from(confidence))));
    let percent = rows().map(|row| row.language.and_then(|(_, confidence)| confidence).map(i64::from));
    table.column("lang_confidence").extend_integers(percent);
}

/// `entities` gives for each mention the place of its entity in the tally.
fn append_mentions(table: &mut Rows, batch: &Batch, text: BatchText<'_>, tally: &Tally, entities: &[usize]) {
    let rows = || batch.mentions.iter();
    let document = |row: &StoredMention| &batch.documents[row.document];
    let entity = || entities.iter().map(|&place| tally.at(place));
    let rules: Vec<Bytes> = batch.rules.iter().map(|(rule, _)| Bytes::copy_from_slice(rule.as_bytes())).collect();
    table.column("document").extend_texts(text.copied(rows().map(|row| Some(document(row).id))));
    table.column("source").extend_texts(text.copied(rows().map(|row| Some(document(row).source))));
    table.column("field").extend_texts(rows().map(|row| Some(constant(row.field.name()))));
    table.column("start").extend_integers(rows().map(|row| integer(row.characters.0)));
    table.column("end").extend_integers(rows().map(|row| integer(row.characters.1)));
    table.column("byte_start").extend_integers(rows().map(|row| integer(row.bytes.0)));
    table.column("byte_end").extend_integers(rows().map(|row| integer(row.bytes.1)));
    table.column("surface").extend_texts(text.copied(rows().map(|row| Some(row.surface))));
    table.column("entity").extend_texts(entity().map(|entity| Some(entity.id.clone())));
    table.column("kind").extend_texts(entity().map(|entity| Some(constant(entity.kind))));
    table.column("name").extend_texts(entity().map(|entity| Some(entity.name.clone())));
    let aliases = entity().zip(rows()).map(|(entity, row)| Some(entity.aliases[row.alias].clone()));
    table.column("alias").extend_texts(aliases);
    table.column("rule").extend_texts(rows().map(|row| Some(rules[row.rule].clone())));
    table.column("sentence").extend_texts(text.copied(rows().map(|row| Some(row.sentence))));
    let published = text.copied(rows().map(|row| document(row).published.map(|(date, ..)| date)));
    table.column("published").extend_texts(published);
    let granularity = rows().map(|row| document(row).published.map(|(_, span, _)| constant(span.granularity().name())));
    table.column("published_granularity").extend_texts(granularity);
    table.column("lat").extend_numbers(entity().map(|entity| entity.lat));
    table.column("lon").extend_numbers(entity().map(|entity| entity.lon));
    append_governing_dates(table, batch, text);
    // Two decimals: more would say nothing, and would differ between machines.
    let rounded = |score: f32| (f64::from(score) * 100.0).round() / 100.0;
    table.column("score").extend_numbers(rows().map(|row| row.score.map(rounded)));
    let runner_up = text.copied(rows().map(|row| row.runner_up));
    table.column("runner_up").extend_texts(runner_up);
    table.column("in_sentence").extend_integers(rows().map(|row| integer(row.in_sentence)));
    table.column("sentence_start").extend_integers(rows().map(|row| integer(row.sentence_start)));
    table.column("outlet").extend_texts(text.copied(rows().map(|row| Some(document(row).outlet))));
}

fn append_governing_dates(table: &mut Rows, batch: &Batch, text: BatchText<'_>) {
    let dates = || batch.mentions.iter().map(|row| row.referenced);
    let spans = || dates().map(|date| date.and_then(|(span, ..)| span));
    table.column("referenced_from").extend_texts(spans().map(|span| span.map(|span| written(span.from()))));
    table.column("referenced_to").extend_texts(spans().map(|span| span.map(|span| written(span.to()))));
    let granularity = spans().map(|span| span.map(|span| constant(span.granularity().name())));
    table.column("referenced_granularity").extend_texts(granularity);
    table.column("referenced_surface").extend_texts(text.copied(dates().map(|date| date.map(|(_, piece, _)| piece))));
    table.column("referenced_rule").extend_texts(dates().map(|date| date.map(|(.., rule)| constant(rule))));
}

pub(super) fn written(day: Day) -> Bytes {
    Bytes::from(day.to_string())
}

pub(super) fn constant(name: &'static str) -> Bytes {
    Bytes::from_static(name.as_bytes())
}

pub(super) fn integer(number: u64) -> Option<i64> {
    Some(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A hash as the manifest writes it.
pub(super) fn hex(hash: u128) -> String {
    format!("{hash:032x}")
}

fn write_json_line(out: &mut impl Write, record: &SkipRecord) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

fn write_manifest(path: &Path, manifest: &Manifest) -> Result<()> {
    let write = || -> io::Result<File> {
        let mut out = BufWriter::new(File::create(path)?);
        serde_json::to_writer_pretty(&mut out, manifest)?;
        out.write_all(b"\n")?;
        Ok(out.into_inner()?)
    };
    let file = write().map_err(|cause| unwritable(path, cause))?;
    sync(&file, path)
}

pub(super) type Rows = TableWriter<HashedFile>;

/// A table of the store that is being written.
struct Table {
    spec: &'static TableSpec,
    path: PathBuf,
    table: Rows,
}

impl Table {
    fn create(place: &Workplace, spec: &'static TableSpec) -> Result<Table> {
        let path = place.path("store").join(spec.file());
        let file = HashedFile::create(&path).map_err(|cause| unwritable(&path, cause))?;
        match TableWriter::new(spec.name, spec.columns, file) {
            Ok(table) => Ok(Table { spec, path, table }),
            Err(cause) => Err(write_error(&path, cause)),
        }
    }

    /// A table that lacks the columns which are known only at the end.
    fn create_early(place: &Workplace, spec: &'static TableSpec) -> Result<Table> {
        let path = early_path(&place.path("store").join(spec.file()));
        let file = HashedFile::create(&path).map_err(|cause| unwritable(&path, cause))?;
        match TableWriter::new(spec.name, &spec.early_columns(), file) {
            Ok(table) => Ok(Table { spec, path, table }),
            Err(cause) => Err(write_error(&path, cause)),
        }
    }

    /// Completes such a table; gives the path that the whole one will have.
    fn finish_early(self) -> Result<PathBuf> {
        let whole = self.path.with_file_name(self.spec.file());
        let (file, _) = self.table.finish().map_err(|cause| write_error(&self.path, cause))?;
        file.out.into_inner().map_err(|cause| unwritable(&self.path, cause.into_error()))?;
        Ok(whole)
    }

    fn settle(&mut self) -> Result<()> {
        self.table.settle().map_err(|cause| write_error(&self.path, cause))
    }

    fn finish(self) -> Result<(String, StoredFile)> {
        let (file, rows) = self.table.finish().map_err(|cause| write_error(&self.path, cause))?;
        file.stored(self.spec, &self.path, rows)
    }
}

/// Puts the early and the late columns of a table together.
fn join_table(path: &Path, spec: &'static TableSpec) -> Result<(String, StoredFile)> {
    let file = HashedFile::create(path).map_err(|cause| unwritable(path, cause))?;
    let (file, rows) = join(path, spec, file)?;
    file.stored(spec, path, rows)
}

/// The error of a Parquet file that cannot be written: the system's own words, if it was the system that refused.
pub(crate) fn write_error(path: &Path, cause: ParquetError) -> Error {
    let other = |cause: ParquetError| Error::new(ErrorKind::Output, "cannot be written").at(path).caused_by(cause);
    match cause {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(cause) => unwritable(path, *cause),
            Err(inner) => other(ParquetError::External(inner)),
        },
        cause => other(cause),
    }
}

/// A file that knows the hash of what was written to it.
pub(super) struct HashedFile {
    out: BufWriter<File>,
    hash: Xxh3,
    bytes: u64,
}

impl HashedFile {
    fn create(path: &Path) -> io::Result<HashedFile> {
        Ok(HashedFile { out: BufWriter::with_capacity(1 << 16, File::create(path)?), hash: Xxh3::new(), bytes: 0 })
    }

    /// Sees the file onto the disk; what the manifest says of it.
    fn stored(self, spec: &TableSpec, path: &Path, rows: u64) -> Result<(String, StoredFile)> {
        let HashedFile { out, hash, bytes } = self;
        let file = out.into_inner().map_err(|cause| unwritable(path, cause.into_error()))?;
        sync(&file, path)?;
        Ok((spec.file(), StoredFile { rows, bytes, hash: hex(hash.digest128()) }))
    }
}

impl Write for HashedFile {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let written = self.out.write(data)?;
        self.hash.update(&data[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
