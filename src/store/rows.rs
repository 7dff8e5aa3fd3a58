//! The rows of the store's tables, as the rest of the program reads them.

use super::scan::Row;
use super::table::Cell;
use crate::calendar::{Day, Granularity, Span};
use crate::corpus::DocumentLanguage;
use crate::gazetteer::{CaseRule, Kind, Location};
use crate::text::list_items;

/// One row of `documents.parquet`.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// The document's id.
    pub document: String,
    /// Where it was read.
    pub source: String,
    /// Its title, or empty.
    pub title: String,
    /// The web address that it states as its own.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published (columns `published` and `published_granularity`).
    pub published: Option<Span>,
    /// Where the date was learnt: a [`DateSource`](crate::corpus::DateSource)'s name.
    pub published_from: Option<String>,
    /// What is doubtful about the date, or why there is none.
    pub published_note: Option<String>,
    /// Words of title and text: runs of letters and digits.
    pub words: u64,
    /// Characters (code points) of title and text.
    pub characters: u64,
    /// What kind of text it was taken for: `news` or `narrative`; none if its dates were not looked for.
    pub genre: Option<String>,
    /// XXH3 128 of title and text, in hexadecimal: equal for equal content.
    pub fingerprint: String,
    /// Who published it: the publisher, else the web host, else the folder or table that it was read from.
    pub outlet: String,
    /// The id of the document that it is a copy of.
    pub copy_of: Option<String>,
    /// Words of its paragraphs that are furniture.
    pub furniture_words: u64,
    /// The language that it is written in (columns `lang` and `lang_confidence`).
    pub language: Option<DocumentLanguage>,
}

/// One row of `mentions.parquet`.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionRow {
    /// The document's id.
    pub document: String,
    /// Where the document was read.
    pub source: String,
    /// `title` or `text`.
    pub field: String,
    /// First code point of the mention in the field.
    pub start: u64,
    /// The code point after its last.
    pub end: u64,
    /// First UTF-8 byte of the mention in the field.
    pub byte_start: u64,
    /// The byte after its last.
    pub byte_end: u64,
    /// The exact characters of the mention.
    pub surface: String,
    /// The entity's id.
    pub entity: String,
    /// What the entity is.
    pub kind: Kind,
    /// The entity's name.
    pub name: String,
    /// The alias that fired, as the gazetteer writes it.
    pub alias: String,
    /// The rule that let it count.
    pub rule: String,
    /// The sentence around it; cut with `…` on either side where it is very long.
    pub sentence: String,
    /// When the document was published.
    pub published: Option<Span>,
    /// Where the entity is, for a place (columns `lat` and `lon`).
    pub location: Option<Location>,
    /// The date reference that governs it (columns `referenced_…`).
    pub referenced: Option<GoverningDate>,
    /// How likely the entity is meant, where that had to be decided: the natural logarithm of odds, to be compared with
    /// other mentions of the same document.
    pub score: Option<f64>,
    /// The id of the next likeliest entity of the same name.
    pub runner_up: Option<String>,
    /// Code points of `sentence`, as it stands here, before the mention: the surface stands in it from there on.
    pub in_sentence: u64,
    /// The code point at which the whole sentence begins in the field: mentions of one document and field that have the
    /// same stand in one sentence, however each of them cuts it.
    pub sentence_start: u64,
    /// Who published the document.
    pub outlet: String,
    /// The id of the document that its document is a copy of.
    pub copy_of: Option<String>,
    /// Whether its paragraph stands on many pages of the outlet.
    pub furniture: bool,
}

/// The date reference that governs a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoverningDate {
    /// The days that it speaks of; none if it is unresolved.
    pub span: Option<Span>,
    /// Its exact characters.
    pub surface: String,
    /// How it is tied: a [`GovernRule`](crate::temporal::GovernRule)'s name.
    pub rule: String,
}

/// One row of `dates.parquet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRow {
    /// The document's id.
    pub document: String,
    /// Where the document was read.
    pub source: String,
    /// `title` or `text`.
    pub field: String,
    /// First code point of the reference in the field.
    pub start: u64,
    /// The code point after its last.
    pub end: u64,
    /// First UTF-8 byte of the reference in the field.
    pub byte_start: u64,
    /// The byte after its last.
    pub byte_end: u64,
    /// The exact characters of the reference.
    pub surface: String,
    /// What it names, in TIMEX3 form.
    pub value: Option<String>,
    /// The days that it speaks of (columns `from`, `to` and `granularity`).
    pub span: Option<Span>,
    /// What it was counted from: an [`Anchor`](crate::temporal::Anchor)'s name.
    pub anchor: String,
    /// The rule of the language data that found it.
    pub rule: String,
    /// What narrows it: a [`Modifier`](crate::temporal::Modifier)'s name.
    pub modifier: Option<String>,
    /// The other reading.
    pub alternative: Option<Span>,
    /// Why it has no value.
    pub unresolved: Option<String>,
    /// The sentence around it; cut with `…` on either side where it is very long.
    pub sentence: String,
    /// Ids of the entities that the sentence mentions.
    pub entities: Vec<String>,
    /// When the document was published.
    pub published: Option<Span>,
}

/// One row of `entities.parquet`.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// The entity's id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The name that outputs show.
    pub name: String,
    /// A finer class in the gazetteer's own words.
    pub class: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where it is (columns `lat` and `lon`).
    pub location: Option<Location>,
    /// GeoNames' identifier.
    pub geonames: Option<u64>,
    /// Wikidata's identifier.
    pub wikidata: Option<String>,
    /// The gazetteer's labels.
    pub tags: Vec<String>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// The higher wins between entities that share an alias.
    pub priority: i32,
    /// Its mentions in the corpus.
    pub mentions: u64,
    /// Documents with at least one of them.
    pub documents: u64,
    /// Mentions that stand neither in a copy nor in furniture.
    pub distinct_mentions: u64,
    /// Documents with at least one of those.
    pub distinct_documents: u64,
    /// Distinct outlets with a mention that is no furniture.
    pub sources: u64,
    /// Ids by which it went before, or goes in lists that it was joined from.
    pub former_ids: Vec<String>,
    /// Identifiers of the same thing elsewhere.
    pub same_as: Vec<String>,
    /// The state or province that it lies in: a code or a name.
    pub admin1: Option<String>,
    /// The county or district that it lies in: a code or a name.
    pub admin2: Option<String>,
    /// GeoNames' feature class and code.
    pub feature: Option<String>,
    /// What the gazetteer says of it besides.
    pub note: Option<String>,
}

/// One row of `aliases.parquet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasRow {
    /// The entity's id.
    pub entity: String,
    /// The alias as the gazetteer writes it.
    pub alias: String,
    /// The alias folded, as look-ups compare it.
    pub key: String,
    /// Mentions that this alias gave.
    pub mentions: u64,
    /// In which letter case it counts.
    pub case: CaseRule,
    /// Whether it counts only beside another name of the entity.
    pub weak: bool,
    /// Its language (BCP 47), where it states one.
    pub lang: Option<String>,
    /// It counts from this day of publication on.
    pub from: Option<Day>,
    /// It counts up to this day.
    pub to: Option<Day>,
    /// Words that it never stands before.
    pub not_before: Vec<String>,
    /// Words that it never stands after.
    pub not_after: Vec<String>,
    /// Whether it counts whatever the words beside it say.
    pub sure: bool,
    /// Whether it counts in addresses, file names and hashtags, too.
    pub anywhere: bool,
}

// Each `read` takes a row of all of its table's columns, and gives none if one holds what it never should.

impl DocumentRow {
    pub(super) fn read(row: Row<'_>) -> Option<DocumentRow> {
        Some(DocumentRow {
            document: row.text(0).to_owned(),
            source: row.text(1).to_owned(),
            title: row.text(2).to_owned(),
            published: published(row, 3)?,
            published_from: owned(row, 5),
            published_note: owned(row, 6),
            words: row.count(7),
            characters: row.count(8),
            url: owned(row, 9),
            publisher: owned(row, 10),
            genre: owned(row, 11),
            fingerprint: row.text(12).to_owned(),
            outlet: row.text(13).to_owned(),
            copy_of: owned(row, 14),
            furniture_words: row.count(15),
            language: owned(row, 16).map(|tag| DocumentLanguage { tag, confidence: percent(row, 18) }),
        })
    }
}

impl MentionRow {
    pub(super) fn read(row: Row<'_>) -> Option<MentionRow> {
        Some(MentionRow {
            document: row.text(0).to_owned(),
            source: row.text(1).to_owned(),
            field: row.text(2).to_owned(),
            start: row.count(3),
            end: row.count(4),
            byte_start: row.count(5),
            byte_end: row.count(6),
            surface: row.text(7).to_owned(),
            entity: row.text(8).to_owned(),
            kind: row.text(9).parse().ok()?,
            name: row.text(10).to_owned(),
            alias: row.text(11).to_owned(),
            rule: row.text(12).to_owned(),
            sentence: row.text(13).to_owned(),
            published: published(row, 14)?,
            location: location(row, 16),
            referenced: match row.optional_text(21) {
                None => None,
                Some(surface) => Some(GoverningDate {
                    span: days(row, 18)?,
                    surface: surface.to_owned(),
                    rule: row.text(22).to_owned(),
                }),
            },
            score: row.number(23),
            runner_up: row.optional_text(24).map(str::to_owned),
            in_sentence: row.count(25),
            sentence_start: row.count(26),
            outlet: row.text(27).to_owned(),
            copy_of: owned(row, 28),
            furniture: row.flag(29),
        })
    }
}

impl DateRow {
    pub(super) fn read(row: Row<'_>) -> Option<DateRow> {
        let entities = row.optional_text(18).map(list_items);
        Some(DateRow {
            document: row.text(0).to_owned(),
            source: row.text(1).to_owned(),
            field: row.text(2).to_owned(),
            start: row.count(3),
            end: row.count(4),
            byte_start: row.count(5),
            byte_end: row.count(6),
            surface: row.text(7).to_owned(),
            value: owned(row, 8),
            span: days(row, 9)?,
            anchor: row.text(12).to_owned(),
            rule: row.text(13).to_owned(),
            modifier: owned(row, 14),
            alternative: row.span(15),
            unresolved: owned(row, 16),
            sentence: row.text(17).to_owned(),
            entities: entities.unwrap_or_default(),
            published: published(row, 19)?,
        })
    }
}

impl EntityRow {
    pub(super) fn read(row: Row<'_>) -> Option<EntityRow> {
        let tags = row.optional_text(9).map(list_items);
        Some(EntityRow {
            id: row.text(0).to_owned(),
            kind: row.text(1).parse().ok()?,
            name: row.text(2).to_owned(),
            class: owned(row, 3),
            country: owned(row, 4),
            location: location(row, 5),
            geonames: row.optional_count(7),
            wikidata: owned(row, 8),
            tags: tags.unwrap_or_default(),
            population: row.optional_count(10),
            priority: i32::try_from(row.integer(11)).ok()?,
            mentions: row.count(12),
            documents: row.count(13),
            distinct_mentions: row.count(14),
            distinct_documents: row.count(15),
            sources: row.count(16),
            former_ids: row.optional_text(17).map(list_items).unwrap_or_default(),
            same_as: row.optional_text(18).map(list_items).unwrap_or_default(),
            admin1: owned(row, 19),
            admin2: owned(row, 20),
            feature: owned(row, 21),
            note: owned(row, 22),
        })
    }
}

impl AliasRow {
    pub(super) fn read(row: Row<'_>) -> Option<AliasRow> {
        Some(AliasRow {
            entity: row.text(0).to_owned(),
            alias: row.text(1).to_owned(),
            key: row.text(2).to_owned(),
            mentions: row.count(3),
            case: row.text(4).parse().ok()?,
            weak: row.cell(5) == Cell::Flag(true),
            lang: owned(row, 6),
            from: day(row, 7)?,
            to: day(row, 8)?,
            not_before: list(row, 9),
            not_after: list(row, 10),
            sure: row.flag(11),
            anywhere: row.flag(12),
        })
    }
}

/// The outer option is none if the column holds no day.
fn day(row: Row<'_>, column: usize) -> Option<Option<Day>> {
    row.optional_text(column).map(|text| text.parse().ok()).map_or(Some(None), |day| day.map(Some))
}

fn list(row: Row<'_>, column: usize) -> Vec<String> {
    row.optional_text(column).map(list_items).unwrap_or_default()
}

fn percent(row: Row<'_>, column: usize) -> Option<u8> {
    u8::try_from(row.optional_count(column)?).ok()
}

fn owned(row: Row<'_>, column: usize) -> Option<String> {
    row.optional_text(column).map(str::to_owned)
}

/// The date in a column, with its granularity from the next one, since a date's text does not always show it. The outer
/// option is none if either is not what it should be.
fn published(row: Row<'_>, column: usize) -> Option<Option<Span>> {
    let Some(text) = row.optional_text(column) else { return Some(None) };
    let span: Span = text.parse().ok()?;
    let granularity = Granularity::from_name(row.text(column + 1))?;
    Some(Some(Span::between(span.from(), span.to(), granularity)))
}

/// The days in two columns, with their granularity from the one after them. The outer option is none if any is not what
/// it should be.
fn days(row: Row<'_>, from: usize) -> Option<Option<Span>> {
    let Some(first) = row.optional_text(from) else { return Some(None) };
    let granularity = Granularity::from_name(row.text(from + 2))?;
    Some(Some(Span::between(first.parse().ok()?, row.text(from + 1).parse().ok()?, granularity)))
}

fn location(row: Row<'_>, lat: usize) -> Option<Location> {
    Some(Location { lat: row.number(lat)?, lon: row.number(lat + 1)? })
}
