//! How a CSV or TSV file is laid out: its delimiter, its quotes, its header line, and which column holds which field.

use std::sync::Arc;

use super::options::{CorpusOptions, FieldKind};
use super::preset::Preset;
use super::rows::any_of;

/// The layout of one table, found from its first lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) delimiter: u8,
    pub(super) quoting: bool,
    /// Whether the first row names the columns.
    pub(super) header: bool,
    /// For each field its column, from 0.
    pub(super) columns: [Option<usize>; 7],
    /// For each field the names that columns have, a bit each in the order of [`Fields::names`](super::Fields).
    pub(super) held: [u32; 7],
    /// The fields whose column has a namesake behind it, which is not read.
    pub(super) named_twice: Vec<FieldKind>,
    /// What the columns are called, if they are.
    pub(super) names: Option<Arc<[String]>>,
}

impl Layout {
    /// Finds the layout; the reason if the columns of the text and the title cannot be told.
    pub(super) fn find(head: &[u8], tabs: bool, options: &CorpusOptions) -> Result<Layout, String> {
        let delimiter = if tabs { b'\t' } else { delimiter_of(head) };
        let quoting = !tabs || has_quoted_fields(head);
        let first = first_row(head, delimiter, quoting);
        let header = options.header.unwrap_or_else(|| is_header(&first, options));
        let mut columns = [None; 7];
        for kind in FieldKind::ALL {
            columns[kind as usize] = column(kind, &first, header, options)?;
        }
        if columns[FieldKind::Text as usize].is_none() && columns[FieldKind::Title as usize].is_none() {
            return Err(no_text_column(&first, header, options));
        }
        if header && fields_are_gdelts(&first, options) {
            columns[FieldKind::Date as usize] = None;
        }
        let held = FieldKind::ALL.map(|kind| if header { held(kind, &first, options) } else { 0 });
        let names = header.then(|| first.iter().map(|cell| cell.trim().to_owned()).collect());
        let named_twice = if header { named_twice(&columns, &first, options) } else { Vec::new() };
        Ok(Layout { delimiter, quoting, header, columns, held, named_twice, names })
    }

    /// A reader of rows that were cut out of such a table.
    pub(super) fn reader<'b>(&self, bytes: &'b [u8]) -> csv::Reader<&'b [u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .quoting(self.quoting)
            .from_reader(bytes)
    }
}

/// Where a field's column is: by number, by name, or nowhere.
fn column(kind: FieldKind, first: &[String], header: bool, options: &CorpusOptions) -> Result<Option<usize>, String> {
    let names = options.fields.names(kind);
    let position = |name: &&str| first.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let by_name = || names.iter().find_map(position).filter(|_| header);
    let given = options.fields.given(kind).is_some();
    let Some(&name) = names.first() else { return Ok(None) };
    match (by_name(), name.parse::<usize>()) {
        (Some(index), _) => Ok(Some(index)),
        (None, Ok(0)) => Err("columns are counted from 1; there is no column 0".to_owned()),
        (None, Ok(number)) => Ok(Some(number - 1)),
        (None, Err(_)) if given && !kind.is_often_missing() => {
            Err(format!("no column {name:?}; the first row is: {}", shown(first)))
        }
        (None, Err(_)) => Ok(None),
    }
}

/// Whether a table is a list of GDELT's, though nobody said so: its `Date` is the day on which GDELT saw an article.
fn fields_are_gdelts(first: &[String], options: &CorpusOptions) -> bool {
    let fields = &options.fields;
    let is_open = fields.preset.is_none() && fields.given(FieldKind::Date).is_none();
    is_open && Preset::of_fields(first) == Some(Preset::Gdelt)
}

/// The names of a field that columns have, a bit each.
fn held(kind: FieldKind, first: &[String], options: &CorpusOptions) -> u32 {
    let names = options.fields.names(kind);
    let is_there = |name: &str| first.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name));
    (0u32..).zip(names).filter(|(_, name)| is_there(name)).fold(0, |held, (rank, _)| held | 1 << rank.min(31))
}

/// The fields of which a later column has the same name. Who gave a number chose between them.
fn named_twice(columns: &[Option<usize>; 7], first: &[String], options: &CorpusOptions) -> Vec<FieldKind> {
    let by_number = |kind| options.fields.given(kind).is_some_and(|given| given.parse::<usize>().is_ok());
    let has_namesake = |kind: &FieldKind| {
        let index = columns[*kind as usize].filter(|_| !by_number(*kind));
        let same = |index: usize, other: &String| first[index].trim().eq_ignore_ascii_case(other.trim());
        index
            .filter(|&index| index < first.len())
            .is_some_and(|index| first[index + 1..].iter().any(|other| same(index, other)))
    };
    FieldKind::ALL.into_iter().filter(has_namesake).collect()
}

/// The first row is a header if one of its cells is the name of a wanted column.
fn is_header(first: &[String], options: &CorpusOptions) -> bool {
    FieldKind::ALL.iter().any(|&kind| {
        options.fields.names(kind).into_iter().any(|name| {
            name.parse::<usize>().is_err() && first.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name))
        })
    })
}

fn no_text_column(first: &[String], header: bool, options: &CorpusOptions) -> String {
    let names = [FieldKind::Text, FieldKind::Title].map(|kind| options.fields.said(kind)).concat();
    let advice = if header { "name the text's column" } else { "without a header line, give columns by number" };
    format!("no column {}: {advice}; the first row is: {}", any_of(&names), shown(first))
}

fn shown(cells: &[String]) -> String {
    let shorten = |cell: &String| cell.chars().take(24).collect::<String>();
    let mut shown = cells.iter().take(12).map(shorten).collect::<Vec<_>>().join(" | ");
    if cells.len() > 12 {
        shown.push_str(" | …");
    }
    shown
}

fn first_row(head: &[u8], delimiter: u8, quoting: bool) -> Vec<String> {
    let layout = Layout {
        delimiter,
        quoting,
        header: false,
        columns: [None; 7],
        held: [0; 7],
        named_twice: Vec::new(),
        names: None,
    };
    let mut record = csv::ByteRecord::new();
    match layout.reader(head).read_byte_record(&mut record) {
        Ok(true) => record.iter().map(|cell| super::encoding::decode(cell, None).text.into_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The delimiter that cuts the first lines into the most alike rows; a comma if none does.
fn delimiter_of(head: &[u8]) -> u8 {
    let count = |line: &[u8], delimiter: u8| {
        let mut quoted = false;
        let outside = line.iter().filter(|&&byte| {
            quoted ^= byte == b'"';
            byte == delimiter && !quoted
        });
        outside.count()
    };
    let lines: Vec<&[u8]> =
        head.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty()).take(5).collect();
    let least = |delimiter: u8| lines.iter().map(|line| count(line, delimiter)).min().unwrap_or(0);
    // The comma wins a tie, as it comes last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&delimiter| (least(delimiter), delimiter == b',')).unwrap_or(b',')
}

/// Whether every field of a TSV file that begins with a quote is quoted throughout, with its inner quotes doubled: most
/// TSV files quote nothing, and then a headline may well begin with a quote.
fn has_quoted_fields(head: &[u8]) -> bool {
    let mut fields = head.split(|byte| matches!(byte, b'\t' | b'\n' | b'\r')).map(|field| field.trim_ascii_end());
    let is_quoted = |field: &[u8]| {
        let inner = field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        inner.is_some_and(|inner| String::from_utf8_lossy(inner).replace("\"\"", "").bytes().all(|byte| byte != b'"'))
    };
    let mut quotes = fields.by_ref().filter(|field| field.starts_with(b"\"")).peekable();
    quotes.peek().is_some() && quotes.all(is_quoted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Fields;

    fn options(pairs: &[(FieldKind, &str)]) -> CorpusOptions {
        let mut fields = Fields::default();
        for &(kind, name) in pairs {
            let field = match kind {
                FieldKind::Title => &mut fields.title,
                FieldKind::Text => &mut fields.text,
                _ => &mut fields.date,
            };
            *field = Some(name.to_owned());
        }
        CorpusOptions { fields, ..CorpusOptions::default() }
    }

    fn columns(layout: &Layout) -> [Option<usize>; 3] {
        [FieldKind::Title, FieldKind::Text, FieldKind::Date].map(|kind| layout.columns[kind as usize])
    }

    #[test]
    fn layouts_are_found() {
        let by_number = [(FieldKind::Date, "1"), (FieldKind::Title, "3")];
        for (head, tabs, given, delimiter, header, expected) in [
            ("id,title,text\n1,a,b\n", false, &[][..], b',', true, [Some(1), Some(2), None]),
            ("Date;Text;Title\n1,5;b;c\n", false, &[], b';', true, [Some(2), Some(1), Some(0)]),
            ("2011-01-01\t3:38PM\t\"Quoted\" words\n", true, &by_number, b'\t', false, [Some(2), None, Some(0)]),
            ("when\tlead\nx\ty\n", true, &[(FieldKind::Text, "lead")], b'\t', true, [None, Some(1), None]),
        ] {
            let layout = Layout::find(head.as_bytes(), tabs, &options(given)).unwrap();
            assert_eq!((layout.delimiter, layout.header, columns(&layout)), (delimiter, header, expected), "{head}");
        }
    }

    #[test]
    fn a_table_without_a_text_column_says_what_it_has() {
        let why = Layout::find(b"2011-01-01,A headline\n", false, &options(&[])).unwrap_err();
        assert!(why.contains("2011-01-01 | A headline") && why.contains("by number"), "{why}");
        let why = Layout::find(b"id,body\n1,x\n", false, &options(&[(FieldKind::Text, "content")])).unwrap_err();
        assert!(why.starts_with("no column \"content\""), "{why}");
    }

    /// The second of two columns `text` was lost without a word.
    #[test]
    fn columns_with_a_namesake_are_known() {
        let twice = |given: &[_]| Layout::find(b"id,text,text\n1,a,b\n", false, &options(given)).unwrap().named_twice;
        assert_eq!(twice(&[]), [FieldKind::Text]);
        assert_eq!(twice(&[(FieldKind::Text, "3")]), []);
    }

    #[test]
    fn tabs_with_quotes_are_told_from_headlines_that_begin_with_one() {
        assert!(has_quoted_fields(b"\"a \"\"b\"\"\"\t\"c\"\nd\te\n"));
        assert!(!has_quoted_fields(b"1\t\"Victory\" claimed in \"hours\"\n"));
        assert!(!has_quoted_fields(b"1\tno quotes\n"));
    }
}
