//! What the user may say about a corpus: its format, its fields, and where its dates come from.

use std::fmt;
use std::str::FromStr;

use super::preset::Preset;
use super::published::DateManifest;
use crate::calendar::Zone;
use crate::{Error, ErrorKind};

/// The largest document that is read unless the options say otherwise: 1 GiB, unpacked.
pub const DEFAULT_MAX_DOCUMENT_BYTES: u64 = 1 << 30;

/// How a corpus is to be read. `CorpusOptions::default()` finds everything out by itself.
#[derive(Debug)]
pub struct CorpusOptions {
    /// The format of every file, or `Auto` to decide by name and content.
    pub format: FormatChoice,
    /// How the fields of rows and of front matter are named.
    pub fields: Fields,
    /// Whether CSV and TSV files begin with a header line; `None` finds out.
    pub header: Option<bool>,
    /// The zone in which a moment becomes a day.
    pub zone: Zone,
    /// Publication dates that the user wrote down.
    pub manifest: Option<DateManifest>,
    /// Whether a file's modification time may date its documents when nothing better does.
    pub use_file_times: bool,
    /// The languages that are wanted, by the tags that [`DocumentLanguage::tag_of`](super::DocumentLanguage::tag_of)
    /// gives; all if empty. Documents whose language is undetermined are kept.
    pub languages: Vec<String>,
    /// The country (ISO 3166-1 alpha-2) of sources whose web addresses tell none.
    pub country: Option<String>,
    /// Whether a page that holds several articles becomes a document for each: see `docs/copies.md`.
    pub split_pages: bool,
    /// The largest document, in bytes after unpacking; a larger one is skipped, and said.
    pub max_document_bytes: u64,
}

impl Default for CorpusOptions {
    fn default() -> CorpusOptions {
        CorpusOptions {
            format: FormatChoice::Auto,
            fields: Fields::default(),
            header: None,
            zone: Zone::UTC,
            manifest: None,
            use_file_times: false,
            languages: Vec::new(),
            country: None,
            split_pages: false,
            max_document_bytes: DEFAULT_MAX_DOCUMENT_BYTES,
        }
    }
}

/// The names of a row's fields: keys of JSON objects, names of columns, or numbers of columns from 1.
///
/// A field that is `None` has the names of the preset, or else the default names that stand beside it, whatever their
/// letter case: the first of them that holds something counts, and none need exist. In JSON, `source.name` is the key
/// `name` of the object `source`. A number is that of a column: it says nothing of JSON and front matter, which keep
/// the other names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The row's own id; by default `id`.
    pub id: Option<String>,
    /// The title or headline; by default `title` or `headline`.
    pub title: Option<String>,
    /// The text; by default `text`, `body`, `content`, `article`, `article_text`, `maintext`, `full_text` or
    /// `fulltext`.
    pub text: Option<String>,
    /// The publication date; by default `date`, `pubDate`, `published_at`, `publishedAt`, `publication_date`,
    /// `date_published`, `datePublished`, `publish_date`, `published_date`, `date_publish` or `published`.
    pub date: Option<String>,
    /// The address of the article; by default `url`.
    pub url: Option<String>,
    /// Who published it; by default `publisher`.
    pub publisher: Option<String>,
    /// The language that it is written in; by default `language` or `lang`.
    pub language: Option<String>,
    /// The key of a JSON object whose value is the list of the rows; by default the object is a row itself.
    pub list: Option<String>,
    /// The source whose names of fields are meant where none are given.
    pub preset: Option<Preset>,
}

/// The fields that a row can fill, in the order of [`Fields::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FieldKind {
    Id,
    Title,
    Text,
    Date,
    Url,
    Publisher,
    Language,
}

impl FieldKind {
    pub(super) const ALL: [FieldKind; 7] = [
        FieldKind::Id,
        FieldKind::Title,
        FieldKind::Text,
        FieldKind::Date,
        FieldKind::Url,
        FieldKind::Publisher,
        FieldKind::Language,
    ];

    /// Whether files of one folder need not all have it, even if it is named.
    pub(super) fn is_often_missing(self) -> bool {
        matches!(self, FieldKind::Publisher | FieldKind::Url | FieldKind::Language)
    }

    /// What it is called in messages and in the options of the command line.
    pub(super) fn word(self) -> &'static str {
        self.default_names()[0]
    }

    /// The names that it has in what well-known tools write, the plainest first. "published" is last: in some it is a
    /// switch.
    pub(super) fn default_names(self) -> &'static [&'static str] {
        match self {
            FieldKind::Id => &["id"],
            FieldKind::Title => &["title", "headline"],
            FieldKind::Text => {
                &["text", "body", "content", "article", "article_text", "maintext", "full_text", "fulltext"]
            }
            FieldKind::Date => &[
                "date",
                "pubDate",
                "published_at",
                "publishedAt",
                "publication_date",
                "date_published",
                "datePublished",
                "publish_date",
                "published_date",
                "date_publish",
                "published",
            ],
            FieldKind::Url => &["url"],
            FieldKind::Publisher => &["publisher"],
            FieldKind::Language => &["language", "lang"],
        }
    }
}

impl Fields {
    /// What the user called a field, if anything.
    pub(super) fn given(&self, kind: FieldKind) -> Option<&str> {
        match kind {
            FieldKind::Id => self.id.as_deref(),
            FieldKind::Title => self.title.as_deref(),
            FieldKind::Text => self.text.as_deref(),
            FieldKind::Date => self.date.as_deref(),
            FieldKind::Url => self.url.as_deref(),
            FieldKind::Publisher => self.publisher.as_deref(),
            FieldKind::Language => self.language.as_deref(),
        }
    }

    /// Whether rows may have a field: the exports of some sources have none, and nobody is told to name it.
    pub(super) fn expects(&self, kind: FieldKind) -> bool {
        self.given(kind).is_some() || self.preset.is_none_or(|preset| !preset.names(kind).is_empty())
    }

    /// What a field of a row may be called: by the user, by the preset, or by default.
    pub(super) fn names(&self, kind: FieldKind) -> Vec<&str> {
        self.given(kind).map_or_else(|| self.usual(kind).to_vec(), |name| vec![name])
    }

    /// The same where there are no columns to count: the number of one leaves the usual names.
    pub(super) fn keys(&self, kind: FieldKind) -> Vec<&str> {
        let usual = if self.is_by_name(kind) { &[][..] } else { self.usual(kind) };
        self.given(kind).into_iter().chain(usual.iter().copied()).collect()
    }

    /// The same for a message: of the usual names the plainest alone.
    pub(super) fn said(&self, kind: FieldKind) -> Vec<&str> {
        let names = self.keys(kind);
        let usual = self.given(kind).is_none() && self.preset.is_none();
        names.into_iter().take(if usual { 1 } else { usize::MAX }).collect()
    }

    /// Whether the user named a field, and not by the number of its column.
    pub(super) fn is_by_name(&self, kind: FieldKind) -> bool {
        self.given(kind).is_some_and(|name| name.parse::<usize>().is_err())
    }

    fn usual(&self, kind: FieldKind) -> &'static [&'static str] {
        self.preset.map_or_else(|| kind.default_names(), |preset| preset.names(kind))
    }

    /// The key of the list of rows, if there may be one.
    pub(super) fn list(&self) -> Option<&str> {
        self.list.as_deref().or_else(|| self.preset?.list())
    }

    /// What a field of front matter is called: by the user, or by default.
    pub(super) fn name(&self, kind: FieldKind) -> &str {
        self.given(kind).filter(|_| self.is_by_name(kind)).unwrap_or(kind.default_names()[0])
    }
}

/// The format that the user says a corpus has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum FormatChoice {
    /// By each file's name, then by its content.
    #[default]
    Auto,
    Text,
    Markdown,
    Html,
    Jsonl,
    Json,
    Csv,
    Tsv,
    Warc,
    Feed,
    Parquet,
}

impl FormatChoice {
    /// All choices, in the order in which they are shown.
    pub const ALL: [FormatChoice; 11] = [
        FormatChoice::Auto,
        FormatChoice::Text,
        FormatChoice::Markdown,
        FormatChoice::Html,
        FormatChoice::Jsonl,
        FormatChoice::Json,
        FormatChoice::Csv,
        FormatChoice::Tsv,
        FormatChoice::Warc,
        FormatChoice::Feed,
        FormatChoice::Parquet,
    ];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            FormatChoice::Auto => "auto",
            FormatChoice::Text => "text",
            FormatChoice::Markdown => "markdown",
            FormatChoice::Html => "html",
            FormatChoice::Jsonl => "jsonl",
            FormatChoice::Json => "json",
            FormatChoice::Csv => "csv",
            FormatChoice::Tsv => "tsv",
            FormatChoice::Warc => "warc",
            FormatChoice::Feed => "feed",
            FormatChoice::Parquet => "parquet",
        }
    }
}

impl fmt::Display for FormatChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FormatChoice {
    type Err = Error;
    fn from_str(text: &str) -> crate::Result<FormatChoice> {
        FormatChoice::ALL.into_iter().find(|choice| choice.name() == text).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a format"))
                .help("one of auto, text, markdown, html, jsonl, json, csv, tsv, warc, feed, parquet")
        })
    }
}
