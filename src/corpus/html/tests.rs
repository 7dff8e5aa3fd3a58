use std::sync::Arc;

use super::*;
use crate::corpus::Document;
use crate::corpus::draft::Origin;
use crate::corpus::format::Format;

fn item(html: &[u8]) -> Item {
    let origin = Origin {
        name: "page.html".into(),
        source: "page.html".into(),
        path: None,
        modified: None,
        named: Default::default(),
    };
    let file = File { origin: Arc::new(origin), format: Format::Html, bytes: html.to_vec(), page: None };
    read(&file, &CorpusOptions::default())
}

fn document(html: &str) -> Document {
    match item(html.as_bytes()) {
        Item::Document(document) => document,
        Item::Skip(skip) => panic!("{}", skip.reason),
    }
}

fn prose(paragraphs: usize) -> String {
    let sentence =
        "The ferry left the harbour at dawn, with forty lorries and their drivers on board, bound for the east. ";
    (0..paragraphs).map(|_| format!("<p>{}</p>", sentence.repeat(3))).collect()
}

#[test]
fn an_article_is_cut_out_of_its_page() {
    let html = format!(
        "<html><head><title>Ferry sails - The Harbour</title><meta property='og:site_name' content='The Harbour'>\
         <link rel=canonical href='https://example.org/2018/05/05/ferry'></head><body><nav>Home News Sport</nav>\
         <article><h1>Ferry sails</h1>{}</article><footer>Imprint</footer></body></html>",
        prose(6)
    );
    let document = document(&html);
    assert!(document.title.contains("Ferry sails"));
    assert!(document.text.contains("left the harbour") && document.text.contains("\n\n"), "{}", document.text);
    assert!(!document.text.contains("Imprint") && !document.text.contains("Home News"));
    assert_eq!(document.url.as_deref(), Some("https://example.org/2018/05/05/ferry"));
    assert_eq!(document.publisher.as_deref(), Some("The Harbour"));
    assert_eq!(document.published.unwrap().span.to_string(), "2018-05-05");
}

#[test]
fn a_deeply_nested_page_is_read_without_a_parser() {
    let html =
        format!("<title>Deep &amp; far</title>{}<p>Down here.</p><script>var x;</script>", "<div>".repeat(50_000));
    let document = document(&html);
    assert_eq!((document.title.as_str(), document.text.as_str()), ("Deep & far", "Down here."));
    assert!(document.note.unwrap().contains("nested too deep"));
}

#[test]
fn a_page_without_text_is_a_skip() {
    assert!(matches!(item(b"<html><body><script>1</script></body></html>"), Item::Skip(_)));
}

#[test]
fn the_declared_charset_counts() {
    let mut html = b"<meta charset='iso-8859-1'><p>Gr\xFC\xDFe aus K\xF6ln, ".to_vec();
    html.extend(b"wo der Hafen heute wieder offen ist.".repeat(10));
    let Item::Document(document) = item(&html) else { panic!() };
    assert!(document.text.contains("Grüße aus Köln"));
    assert_eq!(declared_charset(b"<?xml version='1.0' encoding='utf-8'?>"), Some(&b"utf-8"[..]));
}

#[test]
fn openings_without_an_end_are_no_markup_and_sought_for_once() {
    assert!(!has_markup(&"<a ".repeat(1_000_000)));
    assert!(has_markup("a < b, <i>c</i>") && !has_markup("a > b <c"));
}
