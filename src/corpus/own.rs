//! Files that dateline wrote itself: results, which are never read as articles.
//!
//! Whoever builds in the folder that the articles lie in has pages, tables and lists beside them. Each is known by a
//! mark in its first bytes, whatever its name is. `tests/own_results.rs` writes every one of them and has it passed
//! over.

use std::path::Path;

use super::printed::is_printed;

/// How a line of the comment begins that the XML files, and the configuration of brat's folders, bear.
const WRITTEN: &[u8] = b"Written by dateline";
/// In the head of the report's page.
const GENERATOR: &[u8] = b"<meta name=\"generator\" content=\"dateline ";
/// How far into a page's or a list's start the mark can stand.
const MARK_WITHIN: usize = 4096;

/// The first columns of the tables and of the figures behind charts: enough that nobody else's begin like that, and
/// those of all versions.
const HEADERS: &[&str] = &[
    "document,source,title,published,published_granularity,published_from",
    "document,source,field,start,end,byte_start,byte_end,surface",
    "id,kind,name,class,country,lat,lon,geonames,wikidata,mentions,documents",
    "entity,kind,name,axis,bucket,from,to,covered",
    "from,to,granularity,value,surface,sentence,entities,document",
    "one,one_name,other,other_name,bucket,from,to,documents",
    "entity,name,bucket,from,to",
    "entity,name,kind,lat,lon",
    "entity,published,document,title,mentions",
    "one,other,documents,peak",
    "bucket,from,to,documents,words",
];

/// How JSON begins that has a mark: spaCy's documents, TimelineJS, maps, and the data of a Vega-Lite chart.
const JSON_STARTS: &[&[u8]] = &[
    b"{\"dateline\":{\"document\":",
    b"{\n  \"dateline\": {\n    \"table\":",
    b"{\"type\":\"FeatureCollection\",\"generator\":\"dateline\",",
    b"{\"$schema\":\"https://vega.github.io/schema/vega-lite/v6.json\",\"datasets\":{\"coverage\":[{\"bucket\":",
];

/// The lists of a GATE gazetteer.
const GATE_INDEX: &[u8] = b"place.lst:location\nperson.lst:person_full\norganisation.lst:organization\n";

/// Whether the first bytes of a file are those of a table of dateline's, as CSV or JSON, however it is delimited.
pub(super) fn is_table(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    HEADERS.iter().any(|columns| begins_with_columns(line, columns) || begins_with_keys(head, columns))
}

/// Whether the first bytes of a file are those of a page, a list, annotations, a map or a graph of dateline's.
pub(super) fn is_result(head: &[u8]) -> bool {
    let start = &head[..head.len().min(MARK_WITHIN)];
    let holds = |mark: &[u8]| memchr::memmem::find(start, mark).is_some();
    match start.first() {
        Some(b'<') => holds(GENERATOR) || holds(&[b"<!-- ", WRITTEN].concat()),
        Some(b'{') => JSON_STARTS.iter().any(|mark| start.starts_with(mark)) || names_our_things(start),
        _ => start.starts_with(GATE_INDEX) || is_gate_list(start) || is_printed(&String::from_utf8_lossy(start)),
    }
}

/// Whether a folder is one of annotations for brat that dateline wrote.
pub(super) fn is_annotated_folder(path: &Path) -> bool {
    let configuration = std::fs::read(path.join("annotation.conf"));
    configuration.is_ok_and(|bytes| bytes.starts_with(&[b"# ", WRITTEN].concat()))
}

fn begins_with_columns(line: &[u8], columns: &str) -> bool {
    let mut cells = line.split(|byte| matches!(byte, b',' | b';' | b'\t'));
    columns.split(',').all(|column| {
        let cell = cells.next().unwrap_or_default();
        cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(cell) == column.as_bytes()
    })
}

/// Whether the first object's first keys are the columns. A quote within a value is escaped, so `,"key":` stands in
/// none.
fn begins_with_keys(head: &[u8], columns: &str) -> bool {
    let mut rest = head.strip_prefix(b"[").map_or(head, <[u8]>::trim_ascii_start);
    let mut before = '{';
    columns.split(',').all(|column| {
        let key = format!("{before}\"{column}\":");
        let found = memchr::memmem::find(rest, key.as_bytes()).filter(|&at| before != '{' || at == 0);
        before = ',';
        found.map(|at| rest = &rest[at + key.len()..]).is_some()
    })
}

/// Annotations and gazetteers as linked data name each thing by an address of ours, the first thing first.
fn names_our_things(start: &[u8]) -> bool {
    let linked =
        start.starts_with(b"{\"@context\":") || start.starts_with(b"{\"type\":\"FeatureCollection\",\"@context\":");
    linked && memchr::memmem::find(start, b"id\":\"urn:dateline:").is_some()
}

/// An entry with its features after tabs: `Alat TAB id=alat TAB name=Alat`.
fn is_gate_list(start: &[u8]) -> bool {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut cells = line.split(|&byte| byte == b'\t').skip(1);
    cells.next().is_some_and(|cell| cell.starts_with(b"id="))
        && cells.next().is_some_and(|cell| cell.starts_with(b"name="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_its_first_columns_however_it_is_saved() {
        for (own, head) in [
            (true, "bucket,from,to,documents,words\n2014,2014-01-01,2014-12-31,2,10\n"),
            (true, "\u{FEFF}\"bucket\";\"from\";\"to\";\"documents\";\"words\"\r\n"),
            (true, "{\"bucket\":\"2014\",\"from\":\"a\",\"to\":\"b\",\"documents\":2,\"words\":10}\n"),
            (true, "[\n{\"bucket\":\"2014\",\"from\":\"a\",\"to\":\"b\",\"documents\":2,\"words\":10}\n]\n"),
            (false, "bucket,from,to,text\n"),
            (false, "id,title,text,date\n"),
            (false, "{\"text\":\"{\\\"bucket\\\":1,\\\"from\\\":2\"}\n"),
            (false, ""),
        ] {
            assert_eq!(is_table(head.as_bytes()), own, "{head}");
        }
    }

    #[test]
    fn an_article_about_the_program_is_none_of_its_results() {
        for text in [
            "Written by dateline staff.",
            "<p>Written by dateline</p>",
            "Alat\tid\tname\n",
            "{\"id\":\"urn:dateline:x\"}",
        ] {
            assert!(!is_result(text.as_bytes()), "{text}");
        }
    }
}
