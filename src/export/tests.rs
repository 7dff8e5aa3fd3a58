//! Every table in every format.

use std::io::{self, Write};

use serde_json::Value;

use super::*;
use crate::calendar::BucketSize;
use crate::gazetteer::Kind;
use crate::store::testing::run;
use crate::store::{EVERYTHING, Select, Store};
use crate::timeline::{BucketChoice, CountMode};
use crate::{ErrorKind, Result};

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = run(
        dir.path(),
        &[
            ("a", Some("2017-06-01"), 1_000, &[(1, 0, "Mosul", "=cmd|'/c calc'!A1, in Mosul \"now\",\nhe said.")]),
            ("-b", Some("2017-08-05"), 500, &[(1, 1, "الموصل", "الموصل"), (2, 1, "May", "@May")]),
            ("c", None, 200, &[]),
        ],
    );
    (dir, store)
}

fn months(store: &Store, kind: TableKind, format: Format) -> Export<'_> {
    Export::new(store, kind, format).unwrap().by(BucketChoice::Fixed(BucketSize::Month))
}

fn bytes(store: &Store, kind: TableKind, format: Format, select: &Select) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    months(store, kind, format).select(select.clone()).write(&mut out)?;
    Ok(out)
}

fn text(kind: TableKind, format: Format, select: &Select) -> Result<String> {
    let (_dir, store) = store();
    Ok(String::from_utf8(bytes(&store, kind, format, select)?).unwrap())
}

fn objects(kind: TableKind) -> Vec<Value> {
    let lines = text(kind, Format::Jsonl, &Select::default()).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn mentions_as_lines_have_the_columns_that_others_rely_on() {
    let lines = text(TableKind::Mentions, Format::Jsonl, &Select::default()).unwrap();
    let first = lines.lines().next().unwrap();
    assert_eq!(
        first,
        concat!(
            r#"{"document":"a","source":"in/a.txt","field":"text","start":3,"end":8,"byte_start":3,"byte_end":9,"#,
            r#""surface":"Mosul","entity":"mosul","kind":"place","name":"Mosul","alias":"Mosul","rule":"capitalised","#,
            r#""sentence":"=cmd|'/c calc'!A1, in Mosul \"now\",\nhe said.","published":"2017-06-01","#,
            r#""published_granularity":"day","lat":36.335,"lon":43.11889,"#,
            r#""referenced_from":null,"referenced_to":null,"referenced_granularity":null,"#,
            r#""referenced_surface":null,"referenced_rule":null,"score":null,"runner_up":null,"in_sentence":0,"#,
            r#""sentence_start":0,"#,
            r#""outlet":"in","copy_of":null,"furniture":false}"#
        )
    );
    let last = &objects(TableKind::Mentions)[2];
    assert_eq!((&last["lat"], &last["published"]), (&Value::Null, &Value::from("2017-08-05")));
}

#[test]
fn documents_and_entities_have_their_columns() {
    let documents = objects(TableKind::Documents);
    assert_eq!((&documents[2]["published"], &documents[2]["published_note"]), (&Value::Null, &"no date found".into()));
    assert_eq!((&documents[0]["words"], &documents[0]["title"]), (&1_000.into(), &"".into()));
    let entities = objects(TableKind::Entities);
    assert_eq!(entities.len(), 2);
    let mosul = &entities[0];
    assert_eq!((&mosul["id"], &mosul["geonames"], &mosul["mentions"]), (&"mosul".into(), &99072.into(), &2.into()));
    assert_eq!((&mosul["first"], &mosul["last"]), (&"2017-06-01".into(), &"2017-08-05".into()));
    assert_eq!((&mosul["peak"], &mosul["peak_mentions"]), (&"2017-06".into(), &1.into()));
    assert_eq!(mosul["aliases_seen"], "Mosul|الموصل");
}

#[test]
fn timelines_have_zeros_gaps_and_intervals() {
    let rows = objects(TableKind::Timelines);
    assert_eq!(rows.len(), 2 * 3);
    let (june, july, august) = (&rows[0], &rows[1], &rows[2]);
    assert_eq!(
        (&june["bucket"], &june["from"], &june["to"]),
        (&"2017-06".into(), &"2017-06-01".into(), &"2017-06-30".into())
    );
    assert_eq!((&june["mentions"], &june["per_1000_documents"]), (&1.into(), &1_000.into()));
    assert_eq!(june["per_million_words"], 1_000);
    assert_eq!(june["per_million_words_high"], 5571.6434);
    assert_eq!(
        (&july["covered"], &july["mentions"], &july["per_1000_documents_low"]),
        (&false.into(), &0.into(), &Value::Null)
    );
    assert_eq!((&august["covered"], &august["coverage_words"]), (&true.into(), &500.into()));
}

/// By day over hundreds of names a table is mostly zeros.
#[test]
fn timelines_can_be_had_without_their_zeros() {
    let (_dir, store) = store();
    let mut out = Vec::new();
    let export = months(&store, TableKind::Timelines, Format::Jsonl).zeros(false);
    let report = export.write(&mut out).unwrap();
    let rows: Vec<Value> =
        out.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!((report.written, rows.len()), (3, 3));
    assert!(rows.iter().all(|row| row["mentions"] != 0), "{rows:?}");
    let zeros = report.lost.iter().find(|loss| loss.what.contains("without a mention")).unwrap();
    assert_eq!(zeros.count, 3);
    let mut whole = Vec::new();
    let report = months(&store, TableKind::Timelines, Format::Jsonl).write(&mut whole).unwrap();
    assert!(report.lost.iter().all(|loss| !loss.what.contains("without a mention")));
}

#[test]
fn csv_is_safe_in_a_spreadsheet_and_reads_back() {
    let safe = text(TableKind::Mentions, Format::Csv, &Select::default()).unwrap();
    let mut reader = ::csv::Reader::from_reader(safe.as_bytes());
    let columns: Vec<&str> = crate::store::MENTIONS.columns.iter().map(|column| column.name).collect();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), columns);
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert!(rows[0][13].starts_with("'=cmd"));
    assert!(rows[0][13].ends_with("\"now\",\nhe said."));
    assert_eq!((&rows[1][0], &rows[2][13], &rows[2][16]), ("'-b", "'@May", ""));
    let (_dir, store) = store();
    let mut plain = Vec::new();
    let options = FormatOptions { spreadsheet_safe: false, ..FormatOptions::default() };
    months(&store, TableKind::Mentions, Format::Csv).options(options).write(&mut plain).unwrap();
    assert!(!String::from_utf8(plain).unwrap().contains("'-b"));
}

#[test]
fn numbers_keep_their_sign_in_csv() {
    let dir = tempfile::tempdir().unwrap();
    let store = run(dir.path(), &[("a", None, 1, &[(1, 0, "Mosul", "Mosul")])]);
    let mut out = Vec::new();
    let table = StoreTable::new(&store, &crate::store::ENTITIES, &EVERYTHING);
    write(&table, (Format::Csv, FormatOptions::default()), &mut out).unwrap();
    let line = String::from_utf8(out).unwrap().lines().nth(2).unwrap().to_owned();
    assert_eq!(line, "mosul,place,Mosul,,IQ,36.335,43.11889,99072,,city|tigris,1683000,-2,1,1,1,1,1,,,,,,");
}

/// In Excel with a decimal comma all of a row stood in one cell, and "36.335" was text.
#[test]
fn csv_for_excel_has_a_mark_semicolons_and_decimal_commas() {
    let dir = tempfile::tempdir().unwrap();
    let store = run(dir.path(), &[("a", None, 1, &[(1, 0, "Mosul", "Mosul, not; =1+1")])]);
    let mut out = Vec::new();
    let options = FormatOptions { excel: true, ..FormatOptions::default() };
    write(&StoreTable::new(&store, &crate::store::ENTITIES, &EVERYTHING), (Format::Csv, options), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("\u{feff}id;kind;name;"), "{text}");
    assert!(text.contains("mosul;place;Mosul;;IQ;36,335;43,11889;99072;;city|tigris;"), "{text}");
}

#[test]
fn json_is_one_array_even_when_it_is_empty() {
    let rows: Vec<Value> =
        serde_json::from_str(&text(TableKind::Mentions, Format::Json, &EVERYTHING).unwrap()).unwrap();
    assert_eq!(rows.len(), 3);
    let nobody = Select { kind: Some(Kind::Organisation), ..Select::default() };
    assert_eq!(text(TableKind::Mentions, Format::Json, &nobody).unwrap(), "[]\n");
    assert_eq!(text(TableKind::Mentions, Format::Jsonl, &nobody).unwrap(), "");
}

#[test]
fn parquet_reads_back() {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    let (_dir, store) = store();
    for (kind, rows, columns) in [
        (TableKind::Mentions, 3, crate::store::MENTIONS.columns.len()),
        (TableKind::Documents, 3, crate::store::DOCUMENTS.columns.len()),
        (TableKind::Entities, 2, 30),
        (TableKind::Timelines, 6, 19),
    ] {
        let out = bytes(&store, kind, Format::Parquet, &EVERYTHING).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
        let metadata = reader.metadata().file_metadata();
        assert_eq!((metadata.num_rows(), metadata.schema_descr().num_columns()), (rows, columns), "{kind}");
    }
}

/// Figures of sources stood under "mentions" and "documents", and no file said that they were any.
#[test]
fn every_export_says_which_texts_it_counts() {
    let (_dir, store) = store();
    let counted = |kind: TableKind, format: Format, count: CountMode| {
        let mut out = Vec::new();
        months(&store, kind, format).count(Some(count)).write(&mut out).unwrap();
        String::from_utf8_lossy(&out).into_owned()
    };
    for count in CountMode::ALL {
        for kind in [TableKind::Timelines, TableKind::Entities] {
            let rows = counted(kind, Format::Jsonl, count);
            let said = format!("\"count\":\"{count}\"}}");
            assert!(!rows.is_empty() && rows.lines().all(|row| row.ends_with(&said)), "{kind} {count} {rows}");
        }
    }
    let sources = |kind: TableKind, format: Format| counted(kind, format, CountMode::Sources);
    let kml = sources(TableKind::Timelines, Format::Kml);
    assert!(kml.contains("<description>1 source with a mention in 2017-06</description>"), "{kml}");
    assert!(kml.contains("Counted are sources") && !kml.contains("documents"), "{kml}");
    let map: Value = serde_json::from_str(&sources(TableKind::Timelines, Format::GeoJson)).unwrap();
    let place = &map["features"][0]["properties"];
    assert_eq!((&place["count"], &place["sources"]), (&"sources".into(), &1.into()));
    let chart: Value = serde_json::from_str(&sources(TableKind::Timelines, Format::VegaLite)).unwrap();
    assert_eq!(chart["title"]["text"], "Sources over time");
    assert!(chart["title"]["subtitle"].to_string().contains("Counted are sources"), "{chart}");
    assert!(!chart["params"].to_string().contains("mentions"), "{}", chart["params"]);
    let distinct: Value =
        serde_json::from_str(&counted(TableKind::Timelines, Format::VegaLite, CountMode::Distinct)).unwrap();
    assert!(distinct["title"]["subtitle"].to_string().contains("Texts counted: distinct"), "{distinct}");
    let graph = counted(TableKind::CoMentions, Format::Gexf, CountMode::All);
    assert!(graph.contains("Texts counted: all"), "{graph}");
}

#[test]
fn a_selection_holds_for_every_table() {
    let period = Select { from: Some("2017-01-01".parse().unwrap()), ..Select::default() };
    let person = Select { kind: Some(Kind::Person), ..Select::default() };
    let entities = text(TableKind::Entities, Format::Csv, &period).unwrap();
    assert_eq!(entities.lines().nth(1).unwrap().split(',').nth(9), Some("2"), "{entities}");
    assert_eq!(text(TableKind::Documents, Format::Jsonl, &person).unwrap().lines().count(), 1);
    assert_eq!(text(TableKind::Entities, Format::Jsonl, &person).unwrap().lines().count(), 1);
    assert_eq!(text(TableKind::Mentions, Format::Jsonl, &person).unwrap().lines().count(), 1);
}

/// Takes some bytes, then fails as a pipe or a disk does.
struct Failing(usize, io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let taken = data.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }
    fn flush(&mut self) -> io::Result<()> {
        if self.0 == 0 { Err(self.1.into()) } else { Ok(()) }
    }
}

#[test]
fn a_closed_pipe_is_told_from_a_full_disk_by_its_cause() {
    let (_dir, store) = store();
    for kind in TableKind::ALL {
        for format in kind.formats() {
            let export = months(&store, kind, format);
            if export.is_folder() || matches!(kind, TableKind::Dates | TableKind::Chronology) {
                continue;
            }
            for room in [0, 10, 100] {
                for cause in [io::ErrorKind::BrokenPipe, io::ErrorKind::StorageFull] {
                    let error = export.write(&mut Failing(room, cause)).unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::Output, "{kind} {format} {room}");
                    let found = std::error::Error::source(&error).and_then(|found| found.downcast_ref::<io::Error>());
                    assert_eq!(found.map(io::Error::kind), Some(cause), "{kind} {format} {room}");
                }
            }
        }
    }
}

#[test]
fn formats_are_known_by_name_and_extension() {
    for format in Format::ALL {
        assert_eq!(format.name().parse::<Format>().unwrap(), format);
        assert!(TableKind::ALL.iter().any(|table| table.formats().contains(&format)), "{format}");
    }
    for (name, format) in [
        ("x.CSV", Some(Format::Csv)),
        ("a.b/x.db", Some(Format::Sqlite)),
        ("x.vl.json", Some(Format::VegaLite)),
        ("x.json", Some(Format::Json)),
        ("x.kml", Some(Format::Kml)),
        ("x.gate", None),
        ("csv", None),
    ] {
        assert_eq!(Format::of_path(std::path::Path::new(name)), format, "{name}");
    }
    assert!("xlsx".parse::<Format>().is_err());
    for table in TableKind::ALL {
        assert_eq!(table.name().parse::<TableKind>().unwrap(), table);
    }
}
