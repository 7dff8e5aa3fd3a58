//! Documents in the making: what a format found, before the dates are weighed and the id is settled.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::country;
use super::document::{Document, Item, Skip};
use super::language::{self, Stated};
use super::options::CorpusOptions;
use super::published::{self, Clue};
use crate::calendar::Span;
use crate::guard::{guarded, please_report};

/// Where a document stands: a file, or a member of an archive.
#[derive(Debug)]
pub(super) struct Origin {
    /// The path relative to the corpus, with `!member` of an archive: the id of a document that has none of its own.
    pub(super) name: String,
    /// The same, after the label of its input where there are several.
    pub(super) source: String,
    /// The path as the user would write it, for a manifest that names files so; none for standard input.
    pub(super) path: Option<String>,
    /// When the file was last changed, in seconds since 1970; only if file times are to be used.
    pub(super) modified: Option<i64>,
    /// The date in its name, looked for once: a table has millions of rows.
    pub(super) named: OnceLock<Option<Span>>,
}

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    /// The row's own id.
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) title: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    pub(super) url: Option<Cow<'a, str>>,
    pub(super) publisher: Option<Cow<'a, str>>,
    /// What it states of its language.
    pub(super) language: Stated,
    /// What its format knows about its date.
    pub(super) clues: Vec<Clue>,
    /// What is to be said about it besides its date.
    pub(super) notes: Vec<String>,
    /// The row that it is.
    pub(super) row: Option<RowNumber>,
    /// Whether it is an item of a feed.
    pub(super) feed_item: bool,
}

/// The number of a row, from 1; where a row holds a list of articles, also that of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowNumber {
    row: u64,
    article: Option<u64>,
}

impl RowNumber {
    /// One of the articles that the row holds, from 1.
    pub(super) fn article(self, article: u64) -> RowNumber {
        RowNumber { article: Some(article), ..self }
    }
}

impl From<u64> for RowNumber {
    fn from(row: u64) -> RowNumber {
        RowNumber { row, article: None }
    }
}

impl fmt::Display for RowNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.article {
            Some(article) => write!(f, "{}.{article}", self.row),
            None => write!(f, "{}", self.row),
        }
    }
}

impl Origin {
    /// A member of an archive.
    pub(super) fn member(self: &Arc<Origin>, name: &str, modified: Option<i64>) -> Arc<Origin> {
        let within = |path: &str| format!("{path}!{name}");
        Arc::new(Origin {
            name: within(&self.name),
            source: within(&self.source),
            path: self.path.as_deref().map(within),
            modified: modified.or(self.modified),
            named: OnceLock::new(),
        })
    }

    /// The same place without a date: the name of an archive or a feed says when it was fetched.
    pub(super) fn undated(&self) -> Arc<Origin> {
        Arc::new(Origin {
            name: self.name.clone(),
            source: self.source.clone(),
            path: self.path.clone(),
            modified: None,
            named: OnceLock::from(None),
        })
    }

    /// A skip of the whole.
    pub(super) fn skip(&self, reason: impl Into<String>) -> Skip {
        Skip { source: self.source.clone(), line: None, reason: reason.into() }
    }

    /// A skip of one of its rows.
    pub(super) fn skip_row(&self, row: impl Into<RowNumber>, line: Option<u64>, reason: impl Into<String>) -> Skip {
        Skip { source: format!("{}#{}", self.source, row.into()), line, reason: reason.into() }
    }
}

impl Draft<'_> {
    /// The document, with its date decided and its id settled; a skip if that panics.
    pub(super) fn finish(self, origin: &Origin, options: &CorpusOptions) -> Item {
        let row = self.row;
        guarded(|| self.decided(origin, options)).unwrap_or_else(|message| {
            let reason = please_report("reading it", &message);
            Item::Skip(match row {
                Some(row) => origin.skip_row(row, None, reason),
                None => origin.skip(reason),
            })
        })
    }

    fn decided(self, origin: &Origin, options: &CorpusOptions) -> Item {
        #[cfg(test)]
        crate::guard::panic_if_asked("dating", &self.text);
        let with_row = |path: &str| match self.row {
            Some(row) => format!("{path}#{row}"),
            None => path.to_owned(),
        };
        let source = with_row(&origin.source);
        let own_id = self.id.map(Cow::into_owned).filter(|id| !id.trim().is_empty());
        let feed_item = self.feed_item && own_id.is_some();
        let id = own_id.unwrap_or_else(|| with_row(&origin.name));
        let from_manifest = options.manifest.as_ref().and_then(|manifest| {
            let keys = [Some(id.as_str()), Some(&source), Some(&origin.name), origin.path.as_deref()];
            manifest.date_of(keys.into_iter().flatten())
        });
        let case = published::Case {
            manifest: from_manifest,
            clues: self.clues,
            url: self.url.as_deref(),
            named: *origin.named.get_or_init(|| published::date_of_file(&origin.name)),
            text: &self.text,
            modified: origin.modified,
            zone: options.zone,
        };
        let published::Decision { published, yearless, doubt } = case.decide();
        let (language, contradiction) = language::decide(self.language, &self.title, &self.text);
        let country = self.url.as_deref().and_then(country::of_address).or_else(|| options.country.clone());
        let notes: Vec<String> = self.notes.into_iter().chain(doubt).chain(contradiction).collect();
        Item::Document(Document {
            id,
            source,
            title: self.title.into_owned(),
            text: self.text.into_owned(),
            url: self.url.map(Cow::into_owned),
            publisher: self.publisher.map(Cow::into_owned),
            country,
            published,
            yearless,
            language,
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            feed_item,
        })
    }
}
