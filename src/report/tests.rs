//! The page of small runs, and of one that tries to run script.

use std::collections::HashSet;

use super::*;
use crate::store::testing::{Row, run};

const HOSTILE: &str =
    "Mosul <img src=x onerror=alert(1)> </script><script>alert(2)</script> & \"quoted\" 'too' \u{1b}[31m";

fn rows<'a>() -> Vec<Row<'a>> {
    vec![
        ("a", Some("2017-06-06"), 10, &[(1, 0, "Mosul", "Mosul fell."), (0, 0, "Aleppo", "Aleppo and Mosul.")]),
        ("b", Some("2017-09-06"), 10, &[(1, 0, "Mosul", HOSTILE)]),
        ("c\"><svg onload=alert(3)>", Some("2017-09-07"), 10, &[(1, 1, "الموصل", "عادت الموصل.")]),
        ("d", Some("2018"), 10, &[(1, 0, "Mosul", "All year in Mosul.")]),
        ("e", None, 10, &[(1, 0, "Mosul", "Mosul, some day.")]),
    ]
}

fn page(options: &ReportOptions) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let store = run(folder.path(), &rows());
    render(&store, options).unwrap()
}

fn monthly() -> ReportOptions {
    ReportOptions { size: "month".parse().unwrap(), ..ReportOptions::default() }
}

/// The values of an attribute in a page, as they stand there.
fn attributes<'p>(html: &'p str, name: &str) -> Vec<&'p str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let html = page(&monthly()).html;
    assert!(!html.contains("<img") && !html.contains("<svg onload") && !html.contains("<script>alert"));
    assert!(
        html.contains("&lt;img src=x onerror=alert(1)&gt;") || html.contains("&#60;img src=x onerror=alert(1)&#62;")
    );
    assert_eq!(html.matches("<script").count(), 3);
    assert_eq!(html.matches("</script").count(), 3);
    assert!(!html.contains('\u{1b}') && !html.contains(" style=\""));
}

#[test]
fn every_id_is_there_once_and_every_link_has_its_end() {
    let html = page(&monthly()).html;
    let ids = attributes(&html, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    for link in attributes(&html, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(known.contains(link), "{link}");
    }
    for id in ["mosul", "mosul/2017-06", "mosul/2017-09", "mosul/undated", "aleppo/2017-06"] {
        assert!(known.contains(id), "{id}");
    }
    for reference in ["aria-labelledby", "for"].iter().flat_map(|name| attributes(&html, name)) {
        assert!(known.contains(reference), "{reference}");
    }
}

#[test]
fn figures_are_those_of_the_store() {
    let html = page(&monthly()).html;
    assert!(html.contains("<strong>5 mentions</strong> in <strong>5 documents</strong>"));
    assert!(html.contains(">September 2017</a> <span>2 mentions in 2 documents</span>"));
    assert!(html.contains(">July 2017 to August 2017<td>"), "a run without documents");
    assert!(html.contains("<mark>الموصل</mark>"));
    assert!(html.contains("1 dated too coarsely") && html.contains("1 undated"));
}

/// Once, a last month of a week looked like a fall, in the page alone: the charts had said that it was one.
#[test]
fn buckets_that_are_counted_in_part_are_pale_and_say_so() {
    let (from, to) = ("2017-06-05".parse().unwrap(), "2017-09-10".parse().unwrap());
    let html = page(&ReportOptions { from: Some(from), to: Some(to), ..monthly() }).html;
    let said = "Pale: counted in part, June 2017 (from 5 June 2017) and September 2017 (to 10 September 2017).";
    assert!(html.contains(said) && html.contains("<path class=\"bar apart part\""));
    assert!(html.contains("\"partial\":[0,3]"));
}

#[test]
fn rates_have_their_intervals_and_zero_counts_too() {
    let html = page(&monthly()).html;
    // Two of two, and none of one.
    let few = "striped: of fewer than 10 documents";
    assert!(
        html.contains(few) && html.contains("<path class=\"bar apart few\"") && html.contains("<path class=\"doubt\"")
    );
    assert!(html.contains(">1,000<td>342.4–1,000"), "two of two documents");
    assert!(html.contains(">0<td>0–657.6"), "none of two documents");
}

#[test]
fn every_table_has_a_name() {
    let html = page(&monthly()).html;
    let tables: Vec<&str> = html.split("<table ").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    assert!(tables.len() > 4 && tables.iter().all(|table| table.contains("aria-label=\"")), "{tables:?}");
}

#[test]
fn a_period_leaves_out_the_rest() {
    let options = ReportOptions { from: Some("2017-09-01".parse().unwrap()), ..monthly() };
    let html = page(&options).html;
    assert!(
        html.contains("<strong>3 mentions</strong>")
            && !html.contains("Mosul, some day")
            && !html.contains(">June 2017<")
    );
}

#[test]
fn the_page_keeps_its_size_and_says_what_it_cuts() {
    let whole = page(&monthly());
    assert_eq!((whole.entities, whole.entities_left_out, whole.sentences, whole.sentences_left_out), (2, 0, 6, 0));
    let small = page(&ReportOptions { max_bytes: whole.html.len() as u64 - 1_200, ..monthly() });
    assert!(small.html.len() < whole.html.len() && small.sentences_left_out + small.entities_left_out > 0);
    assert!(small.html.contains("--max-size"));
    let folder = tempfile::tempdir().unwrap();
    let store = run(folder.path(), &rows());
    let error = render(&store, &ReportOptions { max_bytes: 10_000, ..monthly() }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
}

/// A run in a folder with a longer name had fewer sentences in its page.
#[test]
fn what_has_room_does_not_hang_on_the_name_of_the_folder() {
    let whole = page(&monthly()).html.len() as u64;
    for max_bytes in [whole - 1_200, whole - 200] {
        let shown = |dir: &str| {
            let found = page(&ReportOptions { max_bytes, dir: Some(dir.to_owned()), ..monthly() });
            assert!(found.html.len() as u64 <= max_bytes);
            (found.entities, found.sentences, found.sentences_left_out)
        };
        assert_eq!(shown("ra"), shown("ra_with_a_much_longer_name"), "{max_bytes}");
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    assert_eq!(page(&monthly()), page(&monthly()));
}

#[test]
fn a_run_without_a_mention_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let store = run(folder.path(), &[("a", None, 3, &[])]);
    let report = render(&store, &ReportOptions::default()).unwrap();
    assert_eq!(report.entities, 0);
    assert!(report.html.contains("1 document") && !report.html.contains("NaN"));
}
