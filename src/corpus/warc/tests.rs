use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use crate::corpus::testing::read_all;
use crate::corpus::{Corpus, CorpusOptions, DateSource, Document, Skip};

const PAGE: &str = "<html><head><title>Ferries are back</title></head><body><article><h1>Ferries are back</h1>\
    <p>The ferry from the island reached the harbour on Monday, after the storm had kept it in port for a week.</p>\
    <p>Hundreds of people who had waited for days cheered when the ramp came down, and lorries followed.</p>\
    </article></body></html>";

fn record(kind: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-18T01:58:10Z\r\n{fields}Content-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn answer(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {head}\r\nDate: Sat, 18 May 2024 01:58:10 GMT\r\nLast-Modified: Sat, 04 May 2024 01:58:10 GMT\r\n\r\n"
    );
    let fields = format!("WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &fields, &[head.as_bytes(), body].concat())
}

fn page(address: &str) -> Vec<u8> {
    answer(address, "200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(name: &str, bytes: &[u8], options: CorpusOptions) -> (Vec<Document>, Vec<Skip>, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
    let (documents, skips) = read_all(&corpus);
    (documents, skips, format!("{:?}", corpus.passed_over().web_records))
}

#[test]
fn pages_of_an_archive_are_documents_and_the_rest_is_counted() {
    let records = [
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: none"),
        record("request", "WARC-Target-URI: https://news.example/a\r\n", b"GET /a HTTP/1.1\r\n\r\n"),
        page("https://news.example/a"),
        answer("https://news.example/b", "404 Not Found\r\nContent-Type: text/html", PAGE.as_bytes()),
        answer("https://news.example/c.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        page("https://news.example/2023/04/05/d"),
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    for (name, bytes) in [("x.warc", records.concat()), ("x.warc.gz", members), ("noname", records.concat())] {
        let (documents, skips, passed) = read(name, &bytes, CorpusOptions::default());
        assert_eq!(skips, [], "{name}");
        let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["https://news.example/a", "https://news.example/2023/04/05/d"], "{name}");
        assert_eq!(documents[0].source, format!("{name}#3"));
        assert_eq!(documents[0].title, "Ferries are back");
        assert!(documents[0].text.contains("The ferry from the island"), "{}", documents[0].text);
        assert_eq!(documents[0].url.as_deref(), Some("https://news.example/a"));
        let expected = "{\"answers with status 404\": 1, \"pages of type image/…\": 1, \"request records\": 1, \
            \"warcinfo records\": 1}";
        assert_eq!(passed, expected, "{name}");
    }
}

#[test]
fn answers_of_every_version_of_http_are_read() {
    for version in ["HTTP/1.0", "HTTP/1.1", "HTTP/1", "HTTP/2", "HTTP/2.0", "HTTP/3"] {
        for (status, documents) in [("200 OK", 1), ("200 ", 1), ("200", 1), ("404 ", 0)] {
            let content = format!("{version} {status}\r\nContent-Type: text/html\r\n\r\n{PAGE}");
            let fields =
                "WARC-Target-URI: https://news.example/a\r\nContent-Type: application/http; msgtype=response\r\n";
            let bytes = record("response", fields, content.as_bytes());
            let (found, skips, _) = read("x.warc", &bytes, CorpusOptions::default());
            assert_eq!((found.len(), skips), (documents, vec![]), "{version} {status}");
            assert!(found.iter().all(|page| page.text.contains("lorries followed.")), "{version} {status}");
        }
    }
}

#[test]
fn the_date_of_a_crawl_is_never_that_of_publication() {
    let bytes = [page("https://news.example/a"), page("https://news.example/2023/04/05/d")].concat();
    let name = "CC-NEWS-20240518015810-00001.warc";
    let options = CorpusOptions { use_file_times: true, ..CorpusOptions::default() };
    let (documents, ..) = read(name, &bytes, options);
    assert_eq!(documents[0].published, None, "neither WARC-Date, Date, Last-Modified nor the archive's name");
    let published = documents[1].published.unwrap();
    assert_eq!((published.span.to_string().as_str(), published.from), ("2023-04-05", DateSource::Url));
}

#[test]
fn the_text_of_pages_has_its_title_first() {
    let fields = "WARC-Target-URI: https://news.example/a\r\nContent-Type: text/plain\r\n";
    let bytes = record("conversion", fields, "Ferries are back\nThe ferry reached Köln.\nAll cheered.\n".as_bytes());
    let (documents, skips, _) = read("x.warc.wet.gz", &gz(&bytes), CorpusOptions::default());
    assert_eq!(skips, []);
    assert_eq!(documents[0].id, "https://news.example/a");
    assert_eq!(documents[0].title, "Ferries are back");
    assert_eq!(documents[0].text, "The ferry reached Köln.\nAll cheered.\n");
}

#[test]
fn what_is_malformed_is_skipped_by_its_number_and_the_next_is_read() {
    let torn = page("https://news.example/z");
    let bytes = [
        page("https://news.example/a"),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nlost\r\n\r\n".to_vec(),
        page("https://news.example/b"),
        b"no head at all\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(),
        answer("https://news.example/c", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", b"\x0b\x02"),
        page("https://news.example/d"),
        torn[..torn.len() - 40].to_vec(),
    ]
    .concat();
    let (documents, skips, _) = read("x.warc", &bytes, CorpusOptions::default());
    let ids: Vec<&str> = documents.iter().map(|document| document.id.rsplit('/').next().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "d"]);
    let skips: Vec<(&str, &str)> = skips.iter().map(|skip| (skip.source.as_str(), skip.reason.as_str())).collect();
    assert_eq!(
        skips,
        [
            ("x.warc#2", "its head states a length that is no number (Content-Length)"),
            ("x.warc#4", "no record begins where one should: passed over to the next"),
            ("x.warc#5", "its head does not say how long it is (Content-Length)"),
            ("x.warc#6", "the page is packed in a way that is not read: \"br\""),
            ("x.warc#8", "truncated: the file ends in the middle of the record"),
        ]
    );
}

#[test]
fn pages_are_unpacked_as_their_servers_packed_them() {
    let half = PAGE.len() / 2;
    let chunked =
        format!("{half:x}\r\n{}\r\n{:X};x=1\r\n{}\r\n0\r\n\r\n", &PAGE[..half], PAGE.len() - half, &PAGE[half..]);
    let packed = gz(PAGE.as_bytes());
    let both = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    for (fields, body) in [
        ("Transfer-Encoding: chunked", chunked.as_bytes()),
        ("Transfer-Encoding: chunked", PAGE.as_bytes()),
        ("Content-Encoding: gzip", &packed),
        ("Content-Encoding: gzip", PAGE.as_bytes()),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", &both),
    ] {
        let bytes = answer("https://news.example/a", &format!("200 OK\r\nContent-Type: text/html\r\n{fields}"), body);
        let (documents, skips, _) = read("x.warc", &bytes, CorpusOptions::default());
        assert_eq!(skips, [], "{fields}");
        assert!(documents[0].text.contains("lorries followed."), "{fields}");
    }
}

#[test]
fn a_record_over_the_limit_and_one_that_unpacks_to_more_are_skipped() {
    let bomb = gz(&vec![b' '; 200_000]);
    let bytes = [
        answer("https://news.example/a", "200 OK\r\nContent-Type: text/html", &vec![b'x'; 20_000]),
        answer("https://news.example/b", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &bomb),
        page("https://news.example/c"),
    ]
    .concat();
    let options = CorpusOptions { max_document_bytes: 10_000, ..CorpusOptions::default() };
    let (documents, skips, _) = read("x.warc", &bytes, options);
    assert_eq!(documents.len(), 1);
    assert!(skips.len() == 2 && skips.iter().all(|skip| skip.reason.starts_with("larger than the limit")), "{skips:?}");
}
