use super::*;
use crate::calendar::Span;
use crate::corpus::{DateSource, Document, Publication};

fn document(text: &str, date: &str) -> Document {
    let span = (!date.is_empty()).then(|| date.parse::<Span>().unwrap());
    Document {
        id: "a".into(),
        source: "a.txt".into(),
        title: String::new(),
        text: text.into(),
        url: None,
        publisher: None,
        country: None,
        yearless: None,
        language: None,
        published: span.map(|span| Publication { span, from: DateSource::Field }),
        note: None,
        feed_item: false,
    }
}

fn copies(documents: &[Document]) -> Vec<Option<u32>> {
    let mut copies = Copies::default();
    documents.iter().for_each(|document| copies.push(&Trace::of(document)));
    copies.decide()
}

/// A text of so many different words in lines of twenty; `salt` makes it another one.
fn article(words: u64, salt: u64) -> Vec<String> {
    (0..words).map(|at| format!("w{}", super::sketch::mix(at + salt * 100_000) % 5000)).collect()
}

fn text(words: &[String]) -> String {
    words.chunks(20).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_words_are_a_copy_whatever_stands_between_them() {
    let words = article(200, 1);
    let plain = text(&words);
    let other = words.join(",  ").to_uppercase();
    let found = copies(&[document(&plain, "2017-06-14"), document(&other, "2017-06-13"), document(&plain, "")]);
    assert_eq!(found, [Some(1), None, Some(1)]);
}

/// An item whose title was edited between two saved states counted twice.
#[test]
fn states_of_an_item_of_a_feed_are_copies_whatever_was_edited() {
    let item = |file: &str, id: &str, text: &str, date: &str| Document {
        id: id.into(),
        source: format!("{file}#1"),
        publisher: Some("Harlan Post".into()),
        feed_item: true,
        ..document(text, date)
    };
    let (long, other) = (text(&article(200, 1)), text(&article(200, 2)));
    let found = copies(&[
        item("mon.xml", "7", "Ferry late", "2017-06-13"),
        item("tue.xml", "7", &long, "2017-06-13"),
        item("wed.xml", "7", "Ferry lost", "2017-06-12"),
        item("wed.xml", "8", "Ferry late", "2017-06-13"),
        item("thu.xml", "8", &other, "2017-06-14"),
        document("Ferry lost", "2017-06-14"),
        Document { publisher: Some("Other".into()), ..item("mon.xml", "7", "Ferry built", "2017-06-13") },
        Document { feed_item: false, ..item("x.jsonl", "7", "Ferry sold", "2017-06-13") },
    ]);
    assert_eq!(found, [Some(2), Some(2), None, Some(2), Some(2), Some(2), None, None]);
    // A feed numbers the places of its front page, whatever stands there.
    let linked = |file: &str, text: &str, link: &str| Document {
        url: Some(link.into()),
        ..item(file, "top", text, "2017-06-13")
    };
    let found = copies(&[
        linked("mon.xml", "Ferry late", "https://example.org/1"),
        linked("tue.xml", "Ferry late again", "https://example.org/1"),
        linked("wed.xml", "Bridge open", "https://example.org/2"),
    ]);
    assert_eq!(found, [None, Some(0), None]);
    // An id that all items of a file have is none.
    let found = copies(&[
        item("mon.xml", "0", "Ferry late", "2017-06-13"),
        item("mon.xml", "0", "Bridge open", "2017-06-13"),
        item("tue.xml", "0", "Road closed", "2017-06-13"),
    ]);
    assert_eq!(found, [None, None, None]);
}

#[test]
fn short_texts_are_copies_for_a_week_and_never_nearly() {
    let found = copies(&[
        document("Troops retake Mosul", "2017-06-01"),
        document("Troops retake Ramadi", "2017-06-01"),
        document("Troops retake Mosul!", "2017-06-05"),
        document("Troops retake Mosul", "2017-07-05"),
        document("", "2017-07-05"),
        document("", "2017-07-05"),
    ]);
    assert_eq!(found, [None, None, Some(0), None, None, None]);
}

#[test]
fn a_form_that_was_filled_in_again_is_no_copy() {
    let form = article(300, 1);
    let filled = |town: &str| text(&[&[town.to_owned()], &form[..]].concat());
    let days = ["2017-06-01", "2017-06-01", "2017-06-02", "2017-06-03", "2017-06-04"];
    let mut copies = Copies::default();
    for (town, day) in ["mosul", "raqqa", "raqqa", "mosul", "both"].into_iter().zip(days) {
        copies.push(&Trace::of(&document(&filled(town), day)));
    }
    let mut named = named::Named::default();
    let entities: [&[u32]; 5] = [&[7, 1], &[7, 2], &[2, 7], &[1], &[1, 2, 7]];
    entities.iter().zip(0..).for_each(|(entities, at)| named.tell(at, entities.iter().copied()));
    let clusters = copies.clusters();
    // The second is of the day of the first; the third, which says what the second does, goes with it.
    assert_eq!(clusters.candidates().len(), 3);
    assert_eq!(clusters.settle(&named).of_all(5), [None, Some(0), Some(0), Some(0), Some(0)]);

    let mut copies = Copies::default();
    for (town, day) in ["mosul", "raqqa", "homs"].into_iter().zip(["2017-06-01", "2017-06-02", "2017-06-03"]) {
        copies.push(&Trace::of(&document(&filled(town), day)));
    }
    let mut named = named::Named::default();
    [[7, 1], [7, 2], [7, 3]].into_iter().zip(0..).for_each(|(entities, at)| named.tell(at, entities.into_iter()));
    assert_eq!(copies.clusters().settle(&named).of_all(3), [None, None, None]);
}

#[test]
fn a_few_changed_words_make_a_near_copy_and_many_do_not() {
    const ARTICLES: u64 = 20;
    let changed = |original: &[String], every: usize| {
        let word =
            |(at, word): (usize, &String)| if at % every == every - 1 { format!("{word}x") } else { word.clone() };
        text(&original.iter().enumerate().map(word).collect::<Vec<_>>())
    };
    let is_found = |original: Vec<String>, every: usize| {
        let changed = document(&changed(&original, every), "2017-06-02");
        copies(&[document(&text(&original), "2017-06-01"), changed])[1].is_some()
    };
    // A sketch is a sample: near the limit it errs now and then.
    for (every, least, most) in [(100, 19, 20), (60, 14, 20), (10, 0, 0), (5, 0, 0)] {
        let found = (1..=ARTICLES).filter(|salt| is_found(article(400, *salt), every)).count();
        assert!((least..=most).contains(&found), "one word in {every}: {found}");
    }
    let original = article(400, 1);
    let longer = text(&[original.clone(), article(40, 9)].concat());
    assert_eq!(copies(&[document(&text(&original), ""), document(&longer, "")]), [None, Some(0)]);
}

#[test]
fn different_articles_of_one_site_are_no_copies() {
    let menu = "About us\nContact\nSubscribe to our letter\n".repeat(20);
    let documents: Vec<Document> =
        (0..300).map(|salt| document(&format!("{menu}{}", text(&article(120, salt))), "")).collect();
    assert!(copies(&documents).iter().all(Option::is_none));
}

#[test]
fn a_chain_of_changes_does_not_make_one_text_of_two() {
    let first = article(400, 1);
    let last = article(400, 2);
    let mixed = |step: usize| text(&[&last[..step * 16], &first[step * 16..]].concat());
    let documents: Vec<Document> = (0..=25).map(|step| document(&mixed(step), "")).collect();
    let found = copies(&documents);
    assert!(found[1].is_some());
    assert_ne!(found[25], Some(0));
    assert!(found.iter().flatten().all(|&original| found[original as usize].is_none()));
}

#[test]
fn what_a_person_marks_wins() {
    let documents: Vec<Document> = (0..4).map(|salt| document(&text(&article(80, salt / 2)), "")).collect();
    let traces: Vec<Trace> = documents.iter().map(Trace::of).collect();
    let decided = |marks: &[(u32, u32)]| {
        let mut copies = Copies::default();
        traces.iter().for_each(|trace| copies.push(trace));
        marks.iter().for_each(|&(copy, original)| copies.mark(copy, original));
        copies.decide()
    };
    assert_eq!(decided(&[]), [None, Some(0), None, Some(2)]);
    assert_eq!(decided(&[(2, 1)]), [None, Some(0), Some(0), Some(0)]);
    assert_eq!(decided(&[(0, 1)]), [Some(1), None, None, Some(2)]);
    assert_eq!(decided(&[(0, 9), (3, 3)]), [None, Some(0), None, Some(2)]);
}

fn spool(texts: &[&str]) -> (tempfile::TempDir, Spool) {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = Spool::create(folder.path().join("spool")).unwrap();
    for text in texts {
        let mut row = SpooledDocument { mentions: vec![(7, None), (8, Some(1))], ..SpooledDocument::default() };
        row.set_trace(&Trace::of(&document(text, "")));
        spool.push(&row).unwrap();
    }
    (folder, spool)
}

/// The counters that paragraphs share are as few as the paragraphs here: each of them is shared by some, in any order.
#[test]
fn furniture_is_counted_exactly_though_paragraphs_share_counters() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = Spool::create(folder.path().join("spool")).unwrap();
    for page in 0..600_u64 {
        // One that stands on all pages, one on too few of its outlet's, and thirty that stand on two.
        let mut paragraphs = vec![(u64::MAX, 3)];
        paragraphs.extend((page < 200 && page.is_multiple_of(10)).then_some((u64::MAX - 1, 3)));
        paragraphs.extend((0..30).map(|at| (page / 4 * 30 + at, 20)));
        spool.push(&SpooledDocument { outlet: (page % 2) as u32, paragraphs, ..SpooledDocument::default() }).unwrap();
    }
    let furniture = spool.furniture(&CopyOf::default()).unwrap();
    assert_eq!(furniture.paragraphs(), 2);
    assert!(furniture.holds(0, u64::MAX) && furniture.holds(1, u64::MAX));
}

#[test]
fn a_paragraph_on_many_pages_is_furniture_and_copies_are_no_pages() {
    let texts = ["One.\nLike it? Support us!", "Two.\n\nLike it? Support us!", "Three.\nLike it? Support us!", "Three"];
    let (_folder, mut spool) = spool(&texts);
    let furniture = spool.furniture(&CopyOf::default()).unwrap();
    assert_eq!(furniture.paragraphs(), 1);
    let like = Trace::of(&document("x\nlike it, support us", "")).paragraphs[1].hash;
    assert!(furniture.holds(0, like) && !furniture.holds(1, like));
    assert_eq!(spool.furniture(&CopyOf::new(vec![(1, 0)])).unwrap().paragraphs(), 0);
    let mut rows = Vec::new();
    spool
        .each(|row| {
            rows.push(row.clone());
            Ok(())
        })
        .unwrap();
    assert_eq!((rows.len(), rows[0].paragraphs.len(), rows[3].paragraphs.len()), (4, 2, 0));
    assert_eq!(rows[3].mentions, [(7, None), (8, Some(1))]);
}

#[test]
fn an_outlet_is_a_publisher_else_a_host_else_a_folder() {
    let of = |publisher: Option<&str>, url: Option<&str>, source: &str| {
        let document = Document {
            publisher: publisher.map(str::to_owned),
            url: url.map(str::to_owned),
            source: source.to_owned(),
            ..document("", "")
        };
        outlet(&document).into_owned()
    };
    assert_eq!(of(Some("The Post "), Some("https://x.org/a"), "a"), "The Post");
    assert_eq!(of(None, Some("https://WWW.Example.org:80/a"), "a"), "example.org");
    assert_eq!(of(Some(" "), Some("nonsense"), "news/2017/a.txt"), "news/2017");
    assert_eq!(of(None, None, "news.jsonl#12"), "news.jsonl");
    assert_eq!(of(None, None, "a.zip!b/c.txt#p2"), "a.zip!b");
    assert_eq!(of(None, None, "a.txt"), "");
}
