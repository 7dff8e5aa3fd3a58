use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tempfile::TempDir;

use super::super::testing::read_all;
use super::super::{Corpus, Document, Fields, Preset, Skip};
use super::*;

const SCHEMA: &str = "message news {
    required binary id (UTF8);
    optional binary Title (UTF8);
    optional group text (LIST) { repeated group list { optional binary element (UTF8); } }
    optional int32 day (DATE);
    optional int64 seen (TIMESTAMP(NANOS,true));
    optional group source { optional binary name (UTF8); }
}";

/// One of the values that a test's table has: with its definition and repetition level.
enum Column {
    Text(Vec<&'static str>, Vec<i16>, Vec<i16>),
    Days(Vec<i32>, Vec<i16>),
    Moments(Vec<i64>, Vec<i16>),
}

/// Two row groups of two rows each.
fn table(packing: Compression, created_by: &str) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties = WriterProperties::builder().set_compression(packing).set_created_by(created_by.to_owned()).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let flat = Vec::new;
    let groups = [
        [
            Column::Text(vec!["a", "b"], flat(), flat()),
            Column::Text(vec!["One"], vec![1, 0], flat()),
            Column::Text(vec!["First.", "Second.", "Troops left."], vec![3, 3, 3], vec![0, 1, 0]),
            Column::Days(vec![17_330, 17_331], vec![1, 1]),
            Column::Moments(vec![1_497_396_600_000_000_000], vec![1, 0]),
            Column::Text(vec!["The Quay"], vec![2, 1], flat()),
        ],
        [
            Column::Text(vec!["c", "d"], flat(), flat()),
            Column::Text(vec![], vec![0, 0], flat()),
            Column::Text(vec!["Alone."], vec![3, 0], vec![0, 0]),
            Column::Days(vec![], vec![0, 0]),
            Column::Moments(vec![], vec![0, 0]),
            Column::Text(vec![], vec![0, 0], flat()),
        ],
    ];
    for columns in groups {
        let mut group = file.next_row_group().unwrap();
        for column in columns {
            let mut writer = group.next_column().unwrap().unwrap();
            match column {
                Column::Text(values, definition, repetition) => {
                    let values: Vec<ByteArray> = values.into_iter().map(ByteArray::from).collect();
                    let levels = |levels: &Vec<i16>| (!levels.is_empty()).then(|| levels.clone());
                    let (definition, repetition) = (levels(&definition), levels(&repetition));
                    writer
                        .typed::<ByteArrayType>()
                        .write_batch(&values, definition.as_deref(), repetition.as_deref())
                        .unwrap();
                }
                Column::Days(values, definition) => {
                    writer.typed::<Int32Type>().write_batch(&values, Some(&definition), None).unwrap();
                }
                Column::Moments(values, definition) => {
                    writer.typed::<Int64Type>().write_batch(&values, Some(&definition), None).unwrap();
                }
            }
            writer.close().unwrap();
        }
        group.close().unwrap();
    }
    file.into_inner().unwrap()
}

fn plain() -> Vec<u8> {
    table(Compression::SNAPPY, "test")
}

fn read(name: &str, bytes: &[u8], fields: Fields) -> (Vec<Document>, Vec<Skip>) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    read_path(folder.path().to_path_buf(), fields)
}

fn read_path(path: PathBuf, fields: Fields) -> (Vec<Document>, Vec<Skip>) {
    let corpus = Corpus::open(&[path], CorpusOptions { fields, ..CorpusOptions::default() }).unwrap();
    read_all(&corpus)
}

fn by(date: &str) -> Fields {
    Fields { date: Some(date.into()), publisher: Some("source.name".into()), ..Fields::default() }
}

fn days(documents: &[Document]) -> Vec<String> {
    documents.iter().map(|found| found.published.map_or("-".into(), |date| date.span.to_string())).collect()
}

#[test]
fn rows_of_all_row_groups_are_documents_with_typed_dates() {
    for packing in
        [Compression::SNAPPY, Compression::UNCOMPRESSED, Compression::LZ4_RAW, Compression::GZIP(Default::default())]
    {
        let (documents, skips) = read("news.parquet", &table(packing, "test"), by("DAY"));
        let texts: Vec<&str> = documents.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(texts, ["First.\n\nSecond.", "Troops left.", "Alone."], "{packing:?}");
        assert_eq!(days(&documents), ["2017-06-13", "2017-06-14", "-"]);
        assert_eq!((documents[0].title.as_str(), documents[0].publisher.as_deref()), ("One", Some("The Quay")));
        assert_eq!((documents[1].publisher.as_deref(), documents[2].source.as_str()), (None, "news.parquet#3"));
        assert_eq!(skips.len(), 1, "{skips:?}");
        assert_eq!(skips[0].source, "news.parquet#4");
        assert!(skips[0].reason.contains("id, Title, text, day, seen, source.name"), "{}", skips[0].reason);
    }
}

#[test]
fn a_moment_is_a_day_of_the_zone() {
    assert_eq!(days(&read("n.pq", &plain(), by("seen")).0), ["2017-06-13", "-", "-"]);
    let fields = by("5");
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("n.parquet"), plain()).unwrap();
    let zone = "Asia/Baghdad".parse().unwrap();
    let options = CorpusOptions { fields, zone, ..CorpusOptions::default() };
    let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
    let items: Vec<Item> = corpus.blocks().flat_map(|block| block.items(&corpus)).collect();
    let Item::Document(first) = &items[0] else { panic!("{items:?}") };
    assert_eq!(first.published.unwrap().span.to_string(), "2017-06-14");
}

#[test]
fn packed_files_members_and_other_names_are_read() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&plain()).unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("in.parquet", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(&plain()).unwrap();
    for (name, bytes) in [
        ("n.parquet.gz", packed.finish().unwrap()),
        ("n.zip", archive.finish().unwrap().into_inner()),
        ("noext", plain()),
    ] {
        assert_eq!(read(name, &bytes, Fields::default()).0.len(), 3, "{name}");
    }
}

#[test]
fn what_is_missing_is_said_with_the_columns_that_are_there() {
    let reason = |fields: Fields| read("n.parquet", &plain(), fields).1[0].reason.clone();
    let none = Fields { text: Some("body".into()), ..Fields::default() };
    assert_eq!(reason(none), "no column \"body\"; its columns are id, Title, text, day, seen, source.name");
    let preset = Fields { preset: Some(Preset::NewsApi), title: Some("7".into()), ..Fields::default() };
    assert!(reason(preset).starts_with("no column \"7\""));
    let own = read("documents.parquet", &table(Compression::SNAPPY, "dateline"), Fields::default()).1;
    assert!(own[0].reason.starts_with("a table that dateline wrote"), "{own:?}");
}

#[test]
fn damage_is_said_and_never_a_panic() {
    let whole = plain();
    for (at, bytes) in [(0, &whole[..whole.len() / 2]), (0, &b"PAR1"[..]), (0, b"PAR1 and no more PAR1"), (0, b"")] {
        let (documents, skips) = read("n.parquet", bytes, Fields::default());
        assert_eq!((documents.len(), skips.len()), (0, 1), "{at} {skips:?}");
    }
    for at in (4..whole.len()).step_by(3) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let (documents, skips) = read("n.parquet", &damaged, by("day"));
        assert!(!documents.is_empty() || !skips.is_empty(), "byte {at}");
    }
}

#[cfg(not(feature = "parquet-zstd"))]
#[test]
fn a_packing_that_is_not_read_is_named_with_the_fix() {
    // pyarrow 26: pa.table({"text": ["Troops left."]}), compression="zstd", without its own schema.
    let bytes = include_bytes!("zstd.parquet");
    let (documents, skips) = read("n.parquet", bytes, Fields::default());
    assert!(documents.is_empty());
    assert!(skips[0].reason.contains("zstd") && skips[0].reason.contains("parquet-zstd"), "{skips:?}");
}
