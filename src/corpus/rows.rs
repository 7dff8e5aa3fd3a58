//! Documents of rows: what JSON objects and the records of tables have in common.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::block::RowsOf;
use super::document::{Item, Skip};
use super::draft::{Draft, Origin, RowNumber};
use super::encoding::{damage, decode, guessed};
use super::json_rows::{self, JsonRow, Wanted};
use super::language::Stated;
use super::missed::MissedFields;
use super::options::{CorpusOptions, FieldKind, Fields};
use super::published::{Clue, DayOrder, Reader};
use super::split::{Rows, line_ends};
use super::table::Layout;
use super::torn;

/// Hardly a row has fewer bytes.
const SHORTEST: usize = 64;

/// A row before its date is read: dates of one source are read together, since one may tell how another is meant.
struct Row<'a> {
    draft: Draft<'a>,
    date: Option<Cow<'a, str>>,
    /// Where the names of its fields stand, if none of them is the date's.
    undated: Option<Named<'a>>,
}

/// What has names of fields: a JSON object, or the columns of a table.
enum Named<'a> {
    Json(Cow<'a, str>),
    Columns(Arc<[String]>),
}

impl Named<'_> {
    fn names(&self) -> Vec<String> {
        match self {
            Named::Json(json) => json_rows::keys(json),
            Named::Columns(names) => names.to_vec(),
        }
    }

    fn into_owned(self) -> Named<'static> {
        match self {
            Named::Json(json) => Named::Json(Cow::Owned(json.into_owned())),
            Named::Columns(names) => Named::Columns(names),
        }
    }
}

/// A row, or why there is none.
type Read<'a> = Result<Row<'a>, Skip>;

/// What the rows of one file share.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) origin: Arc<Origin>,
    pub(super) of: RowsOf,
    /// The order of day and month in the first rows of the file, if they tell.
    pub(super) order: Option<DayOrder>,
}

impl Table {
    /// The documents of some of its rows, by the encoding of the whole file.
    pub(super) fn items(
        &self,
        rows: &Rows,
        encoding: &'static Encoding,
        options: &CorpusOptions,
        missed: &MissedFields,
    ) -> Vec<Item> {
        let (text, damaged) = encoding.decode_without_bom_handling(&rows.bytes);
        let wanted = &json_rows::wanted(&options.fields);
        let reading = Reading { table: self, options, wanted, encoding, damaged, missed };
        let rows = match &self.of {
            RowsOf::Lines => reading.lines(&text, rows),
            RowsOf::Values if matches!(text, Cow::Borrowed(_)) => reading.values(&text, rows),
            RowsOf::Values => reading.moved_values(rows),
            RowsOf::Records(layout) => reading.records(&text, rows, layout),
        };
        self.dated(rows, options, missed)
    }

    /// The order of day and month that the dates of some rows tell.
    pub(super) fn order_in(&self, rows: &Rows, options: &CorpusOptions) -> Option<DayOrder> {
        let decoded = decode(&rows.bytes, None);
        // These rows are read again, and what they miss is told then.
        let missed = &MissedFields::default();
        let wanted = &json_rows::wanted(&options.fields);
        let reading = Reading { table: self, options, wanted, encoding: UTF_8, damaged: false, missed };
        let found = match &self.of {
            RowsOf::Records(layout) => reading.records(&decoded.text, rows, layout),
            _ => reading.lines(&decoded.text, rows),
        };
        order_of(&found)
    }

    fn dated(&self, rows: Vec<Read>, options: &CorpusOptions, missed: &MissedFields) -> Vec<Item> {
        let order = self.order.or_else(|| order_of(&rows));
        let reader = Reader { order, ..Reader::new(options.zone) };
        let finish = |row: Read| match row {
            Ok(Row { mut draft, date, undated }) => {
                draft.clues.extend(date.map(|date| Clue::field(reader.read(&date))));
                let row = draft.row;
                let item = draft.finish(&self.origin, options);
                if let (Some(named), Some(row), true) = (undated, row, is_undated(&item)) {
                    missed.date(&self.origin, row, || named.names());
                }
                item
            }
            Err(skip) => Item::Skip(skip),
        };
        rows.into_iter().map(finish).collect()
    }
}

fn order_of(rows: &[Read]) -> Option<DayOrder> {
    DayOrder::of_all(rows.iter().filter_map(|row| row.as_ref().ok()?.date.as_deref()))
}

fn is_undated(item: &Item) -> bool {
    matches!(item, Item::Document(document) if document.published.is_none() && document.yearless.is_none())
}

/// The reading of one block.
#[derive(Clone, Copy)]
struct Reading<'r> {
    table: &'r Table,
    options: &'r CorpusOptions,
    /// The names of the wanted fields of JSON objects.
    wanted: &'r [Wanted<'r>],
    encoding: &'static Encoding,
    /// Whether something in the block is broken in that encoding.
    damaged: bool,
    missed: &'r MissedFields,
}

impl<'r> Reading<'r> {
    fn lines<'a>(self, text: &'a str, rows: &Rows) -> Vec<Read<'a>> {
        let lines = text.split_inclusive('\n').zip(rows.first_line..);
        let lines = lines.map(|(line, number)| (line.trim(), number)).filter(|(line, _)| !line.is_empty());
        // Room at once, since a vector of a megabyte that grows leaves gaps behind; not for lines that are blank.
        let mut found = Vec::with_capacity((line_ends(text.as_bytes()) as usize + 1).min(text.len() / SHORTEST + 1));
        found.extend(lines.flat_map(|(line, number)| self.json_rows(line, number.into(), Some(number))));
        found
    }

    fn values<'a>(self, text: &'a str, rows: &Rows) -> Vec<Read<'a>> {
        let mut line = LineCount { text, at: 0, line: rows.first_line };
        let values = rows.values.iter().zip(rows.first_row..);
        let read = |(range, row): (&Range<usize>, u64)| {
            let line = line.at(range.start);
            self.json_rows(&text[range.clone()], row.into(), Some(line))
        };
        values.flat_map(read).collect()
    }

    /// The values of bytes that are not UTF-8 are decoded one by one, since decoding moves what comes after.
    fn moved_values<'a>(self, rows: &Rows) -> Vec<Read<'a>> {
        let values = rows.values.iter().zip(rows.first_row..);
        let read = |(range, row): (&Range<usize>, u64)| -> Vec<Read<'a>> {
            let (text, _) = self.encoding.decode_without_bom_handling(&rows.bytes[range.clone()]);
            let found = self.json_rows(&text, row.into(), None);
            found.into_iter().map(|read| read.map(Row::into_owned)).collect()
        };
        values.flat_map(read).collect()
    }

    /// The rows that a JSON value holds: those of its list, if it has one, or itself.
    fn json_rows<'a>(self, json: &'a str, row: RowNumber, line: Option<u64>) -> Vec<Read<'a>> {
        let key = self.options.fields.list();
        match key.and_then(|key| json_rows::list(json, key)) {
            None => match key.and_then(|key| json_rows::broken_list(json, key)) {
                Some(articles) => self.articles(json, articles, row, line),
                None => vec![self.json(json, row, line)],
            },
            Some(Ok(articles)) => {
                let articles = articles.into_iter().zip(1..);
                articles.map(|(article, number)| self.json(article.get(), row.article(number), line)).collect()
            }
            Some(Err(reason)) => vec![Err(self.table.origin.skip_row(row, line, reason))],
        }
    }

    /// The articles of an answer that is no JSON as a whole, each by itself.
    fn articles<'a>(
        self,
        json: &'a str,
        articles: Vec<Range<usize>>,
        row: RowNumber,
        line: Option<u64>,
    ) -> Vec<Read<'a>> {
        let mut lines = LineCount { text: json, at: 0, line: line.unwrap_or_default() };
        let articles = articles.into_iter().zip(1..);
        let read = |(range, number): (Range<usize>, u64)| {
            let line = line.map(|_| lines.at(range.start));
            self.json(&json[range], row.article(number), line)
        };
        articles.map(read).collect()
    }

    fn json<'a>(self, json: &'a str, row: RowNumber, line: Option<u64>) -> Read<'a> {
        let skip = |reason: String| self.table.origin.skip_row(row, line, reason);
        if json.len() as u64 > self.options.max_document_bytes {
            return Err(skip(too_large(self.options.max_document_bytes)));
        }
        let error = match json_rows::read(json, self.wanted) {
            Ok(found) => {
                let found = FromJson { row: found, json };
                return self.row(found, row, None, || no_text_key(json, self.options)).map_err(skip);
            }
            Err(error) => error,
        };
        let Some(mended) = json_rows::mend(json) else { return Err(skip(not_json(json, &error))) };
        match json_rows::read(&mended, self.wanted) {
            Ok(found) => {
                let note = Some(
                    "its JSON was mended: NaN, half a surrogate pair, an escape that JSON has not, or a bare control character",
                );
                let found = FromJson { row: found, json: &mended };
                let read = self.row(found, row, note, || no_text_key(&mended, self.options));
                read.map(Row::into_owned).map_err(skip)
            }
            Err(error) => Err(skip(not_json(json, &error))),
        }
    }

    fn records<'a>(self, text: &'a str, rows: &Rows, layout: &Layout) -> Vec<Read<'a>> {
        layout.named_twice.iter().for_each(|&kind| self.missed.twice(kind));
        let mut reader = layout.reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut found = Vec::new();
        let mut number = rows.first_row;
        let mut lines = LineCount { text, at: 0, line: rows.first_line };
        loop {
            let from = reader.position().byte() as usize;
            // The reader takes what is left of the last line's end, and blank lines, with the next record.
            let blank = || text[from..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let read = match reader.read_record(&mut record) {
                Ok(false) => return found,
                Ok(true) if number == 1 && layout.header => None,
                Ok(true) => Some(self.record(&record, layout, number)),
                Err(error) => Some(Err(format!("not a row: {error}"))),
            };
            found.extend(read.map(|read| {
                read.map_err(|reason| self.table.origin.skip_row(number, Some(lines.at(from + blank())), reason))
            }));
            found.extend(torn::swallowed(&record, layout).filter(|_| number > 1 || !layout.header).map(|torn| {
                let line = lines.at(from + blank()) + torn.after_lines;
                Err(self.table.origin.skip_row(number, Some(line), torn::why(torn.rows, number)))
            }));
            number += 1;
        }
    }

    fn record<'a>(self, record: &csv::StringRecord, layout: &Layout, number: u64) -> Result<Row<'a>, String> {
        if record.as_slice().len() as u64 > self.options.max_document_bytes {
            return Err(too_large(self.options.max_document_bytes));
        }
        let why = || format!("neither text nor title in its {} columns", record.len());
        self.row(FromRecord { record, layout }, number, None, why)
    }

    /// The row that the fields make; the reason if there is neither text nor title in it.
    fn row<'a>(
        self,
        mut field: impl TakeField<'a>,
        row: impl Into<RowNumber>,
        note: Option<&str>,
        why_no_text: impl FnOnce() -> String,
    ) -> Result<Row<'a>, String> {
        let (text, title) = (field.take(FieldKind::Text), field.take(FieldKind::Title));
        let blank = |value: &Option<Cow<str>>| value.as_deref().is_none_or(|value| value.trim().is_empty());
        if blank(&text) && blank(&title) {
            return Err(why_no_text());
        }
        let (row, fields) = (row.into(), &self.options.fields);
        self.count_missed(&field, row, blank(&text));
        let (title, mut text) = (title.unwrap_or_default(), text.unwrap_or_default());
        if let Some(preset) = fields.preset {
            if let Some(why) = preset.why_none(&title, &text) {
                return Err(why);
            }
            let own = preset.own_text(&text).len();
            match &mut text {
                Cow::Borrowed(text) => *text = &text[..own],
                Cow::Owned(text) => text.truncate(own),
            }
        }
        // What is said of the encoding concerns the rows that are not plain ASCII.
        let is_plain = title.is_ascii() && text.is_ascii();
        let guess = if is_plain { None } else { guessed(self.encoding) };
        let broken = if self.damaged { damage(self.encoding, &[&title, &text]) } else { None };
        let draft = Draft {
            id: field.take(FieldKind::Id),
            title,
            text,
            url: field.take(FieldKind::Url),
            publisher: field.take(FieldKind::Publisher),
            language: field.take(FieldKind::Language).map(|language| Stated::field(&language)).unwrap_or_default(),
            clues: Vec::new(),
            notes: guess.into_iter().chain(broken).chain(note.map(str::to_owned)).collect(),
            row: Some(row),
            feed_item: false,
        };
        let undated = field.named_without(FieldKind::Date).filter(|_| fields.expects(FieldKind::Date));
        if undated.is_none() {
            self.missed.has_date();
        }
        Ok(Row { draft, date: field.take(FieldKind::Date), undated })
    }
}

impl Reading<'_> {
    /// Counts what a row was found without, and what it has more than once.
    fn count_missed<'a>(self, field: &impl TakeField<'a>, row: RowNumber, is_without_text: bool) {
        let fields = &self.options.fields;
        // Who names the title and no text wants titles.
        let is_meant = fields.given(FieldKind::Title).is_some() && fields.given(FieldKind::Text).is_none();
        if is_without_text && !is_meant && fields.expects(FieldKind::Text) {
            match field.named_without(FieldKind::Text) {
                Some(named) => self.missed.text(&self.table.origin, row, || named.names()),
                None => self.missed.parts(&self.table.origin, row, field.parts(FieldKind::Text, fields)),
            }
        }
        FieldKind::ALL.into_iter().for_each(|kind| self.missed.several(kind, field.held(kind)));
        self.missed.twice_in_a_row(field.twice());
    }
}

/// Something that gives the fields of a row, each once.
trait TakeField<'a> {
    fn take(&mut self, kind: FieldKind) -> Option<Cow<'a, str>>;

    /// The names of all fields, if the row has names and no field of this kind.
    fn named_without(&self, kind: FieldKind) -> Option<Named<'a>>;

    /// The names of a field that hold something, a bit each.
    fn held(&self, kind: FieldKind) -> u32;

    /// The fields that have two keys of one name, whatever its letter case, a bit each.
    fn twice(&self) -> u8 {
        0
    }

    /// The parts of an object that stands in the place of a field.
    fn parts(&self, _kind: FieldKind, _fields: &Fields) -> Vec<String> {
        Vec::new()
    }
}

struct FromJson<'a> {
    row: JsonRow<'a>,
    json: &'a str,
}

impl<'a> TakeField<'a> for FromJson<'a> {
    fn take(&mut self, kind: FieldKind) -> Option<Cow<'a, str>> {
        self.row.take(kind)
    }

    fn named_without(&self, kind: FieldKind) -> Option<Named<'a>> {
        self.row.lacks(kind).then_some(Named::Json(Cow::Borrowed(self.json)))
    }

    fn held(&self, kind: FieldKind) -> u32 {
        self.row.held(kind)
    }

    fn twice(&self) -> u8 {
        self.row.twice()
    }

    fn parts(&self, kind: FieldKind, fields: &Fields) -> Vec<String> {
        json_rows::parts(self.json, &fields.keys(kind))
    }
}

struct FromRecord<'r> {
    record: &'r csv::StringRecord,
    layout: &'r Layout,
}

impl<'a> TakeField<'a> for FromRecord<'_> {
    fn take(&mut self, kind: FieldKind) -> Option<Cow<'a, str>> {
        let cell = self.record.get(self.layout.columns[kind as usize]?)?;
        (!cell.trim().is_empty()).then(|| Cow::Owned(cell.to_owned()))
    }

    fn named_without(&self, kind: FieldKind) -> Option<Named<'a>> {
        let names = self.layout.names.clone().filter(|_| self.layout.columns[kind as usize].is_none());
        names.map(Named::Columns)
    }

    fn held(&self, kind: FieldKind) -> u32 {
        self.layout.held[kind as usize]
    }
}

impl Row<'_> {
    fn into_owned(self) -> Row<'static> {
        let owned = |value: Cow<str>| Cow::Owned(value.into_owned());
        let draft = Draft {
            id: self.draft.id.map(owned),
            title: owned(self.draft.title),
            text: owned(self.draft.text),
            url: self.draft.url.map(owned),
            publisher: self.draft.publisher.map(owned),
            language: self.draft.language,
            clues: self.draft.clues,
            notes: self.draft.notes,
            row: self.draft.row,
            feed_item: self.draft.feed_item,
        };
        Row { draft, date: self.date.map(owned), undated: self.undated.map(Named::into_owned) }
    }
}

/// Counts lines up to positions that only ever grow.
struct LineCount<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl LineCount<'_> {
    fn at(&mut self, position: usize) -> u64 {
        self.line += line_ends(&self.text.as_bytes()[self.at..position]);
        self.at = position;
        self.line
    }
}

/// What is said of a document that is larger than the limit.
pub(super) fn too_large(limit: u64) -> String {
    format!("larger than the limit for one document, {limit} bytes")
}

fn not_json(json: &str, error: &serde_json::Error) -> String {
    match json.as_bytes().first() {
        Some(b'{') => format!("not valid JSON: {}", without_position(error)),
        _ => "not a JSON object".to_owned(),
    }
}

/// The message with the column alone: the line is always 1 for a row, and the file's own is said elsewhere.
fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    format!("{message} (column {})", error.column())
}

fn no_text_key(json: &str, options: &CorpusOptions) -> String {
    let keys: Vec<String> = json_rows::keys(json).into_iter().take(20).collect();
    let mut names = options.fields.keys(FieldKind::Text);
    if let Some(name) = names.iter().find(|name| keys.iter().any(|key| key.eq_ignore_ascii_case(name))) {
        return format!("the row's field {name:?} is empty, or holds no text");
    }
    if options.fields.preset.is_some() {
        names.extend(options.fields.names(FieldKind::Title));
    } else {
        names = options.fields.said(FieldKind::Text);
    }
    let list = options.fields.list.as_deref().map_or_else(String::new, |list| format!("no list {list:?}, and "));
    format!("the row has {list}no field {}; fields here: {}", any_of(&names), keys.join(", "))
}

/// `"a", "b" or "c"`.
pub(super) fn any_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
